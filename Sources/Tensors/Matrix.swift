import CLoops

/// A matrix of doubles and the factorizations linear algebra needs: everything is computed in double and rounded when it
/// becomes a tensor again. Large matrices are factored in blocks, see `blockedSize`. The long loops end early, with a result of no use,
/// when a stop is requested; see ``checkStop()``.
struct Matrix {
  let rows: Int
  let columns: Int
  var values: [Double]

  init(_ rows: Int, _ columns: Int, _ values: [Double]? = nil) {
    (self.rows, self.columns) = (rows, columns)
    self.values = values ?? Array(repeating: 0, count: rows * columns)
  }

  /// What a step through many matrices counts as, see ``StopPoll``: each may be as large as its loops do not ask.
  static let pollCost = 1 << 16

  static func identity(_ size: Int) -> Matrix {
    var result = Matrix(size, size)
    for index in 0..<size { result[index, index] = 1 }
    return result
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  var transposed: Matrix {
    var result = Matrix(columns, rows)
    for row in 0..<rows where !cl_stop_requested() {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }

  static func * (a: Matrix, b: Matrix) -> Matrix {
    if a.isLarge && b.isLarge { return a.blockedProduct(b) }
    var result = Matrix(a.rows, b.columns)
    for i in 0..<a.rows where !cl_stop_requested() {
      for k in 0..<a.columns {
        let factor = a[i, k]
        if factor == 0 { continue }
        for j in 0..<b.columns { result[i, j] += factor * b[k, j] }
      }
    }
    return result
  }

  func scaled(by factor: Double) -> Matrix { Matrix(rows, columns, values.map { $0 * factor }) }

  static func + (a: Matrix, b: Matrix) -> Matrix {
    Matrix(a.rows, a.columns, zip(a.values, b.values).map { $0 + $1 })
  }

  func leading(_ rows: Int, _ columns: Int) -> Matrix {
    var result = Matrix(rows, columns)
    for i in 0..<rows { for j in 0..<columns { result[i, j] = self[i, j] } }
    return result
  }

  mutating func swapRows(_ a: Int, _ b: Int) {
    if a == b { return }
    for column in 0..<columns { values.swapAt(a * columns + column, b * columns + column) }
  }
}

/// `P L U` by partial pivoting: L below the diagonal (of ones) and U in one matrix.
///
/// Rounded after each step to the precision of the elements, in the order of the LAPACK that PyTorch uses, which
/// gives its bits for small matrices.
struct LUFactors {
  var factors: Matrix
  /// The row exchanged with each row, in order.
  var pivots: [Int] = []
  var sign = 1.0
  /// The first zero on the diagonal of U, if any.
  var zero: Int?
  /// Whether the elements are of float32.
  private let isSingle: Bool

  init(_ matrix: Matrix, isSingle: Bool) {
    factors = matrix
    self.isSingle = isSingle
    if matrix.isLarge {
      (factors, pivots, zero) = matrix.blockedLU()
      for (row, pivot) in pivots.enumerated() where row != pivot { sign = -sign }
      return
    }
    let width = Swift.min(matrix.rows, matrix.columns)
    for k in 0..<width {
      if cl_stop_requested() {
        pivots += k..<width
        break
      }
      var best = k
      for row in k..<matrix.rows where abs(factors[row, k]) > abs(factors[best, k]) { best = row }
      pivots.append(best)
      if best != k {
        factors.swapRows(best, k)
        sign = -sign
      }
      let pivot = factors[k, k]
      if pivot == 0 {
        zero = zero ?? k
        continue
      }
      eliminate(below: k, pivot, divides: width <= 4 && k == width - 2)
    }
  }

  /// Makes a column of L and subtracts its multiples of the row of U; but for the last step of small matrices the
  /// column is multiplied by the pivot's reciprocal.
  private mutating func eliminate(below k: Int, _ pivot: Double, divides: Bool) {
    let reciprocal = rounded(1 / pivot)
    for row in (k + 1)..<Swift.max(factors.rows, k + 1) {
      let factor = rounded(divides ? factors[row, k] / pivot : factors[row, k] * reciprocal)
      factors[row, k] = factor
      if factor == 0 { continue }
      for column in (k + 1)..<Swift.max(factors.columns, k + 1) {
        factors[row, column] = rounded(factors[row, column] - rounded(factor * factors[k, column]))
      }
    }
  }

  private func rounded(_ value: Double) -> Double { isSingle ? Double(Float(value)) : value }

  /// The product of U's diagonal with the sign of the exchanges.
  var determinant: Double {
    (0..<factors.rows).reduce(1) { rounded($0 * factors[$1, $1]) } * sign
  }

  /// The solution X of A X = B for a square, regular A.
  func solve(_ right: Matrix) -> Matrix {
    if factors.isLarge { return factors.blockedSolution(pivots, right) }
    var x = right
    for (row, pivot) in pivots.enumerated() { x.swapRows(row, pivot) }
    let n = factors.rows
    for column in 0..<x.columns where !cl_stop_requested() {
      for row in 0..<n { x[row, column] = reduced(x, row, column, by: 0..<row) }
      for row in (0..<n).reversed() {
        let value = reduced(x, row, column, by: ((row + 1)..<Swift.max(n, row + 1)).reversed())
        let pivot = factors[row, row]
        x[row, column] = n < 8 ? rounded(value * rounded(1 / pivot)) : rounded(value / pivot)
      }
    }
    return x
  }

  /// An element of the right side less what other unknowns contribute: their sum if the matrix is small, else one
  /// after the other.
  private func reduced(_ x: Matrix, _ row: Int, _ column: Int, by others: some Sequence<Int>) -> Double {
    var (value, sum) = (x[row, column], 0.0)
    let isSmall = factors.rows < 8
    for k in others {
      let product = rounded(factors[row, k] * x[k, column])
      if isSmall { sum = rounded(sum + product) } else { value = rounded(value - product) }
    }
    return isSmall ? rounded(value - sum) : value
  }
}

extension Matrix {
  /// The lower factor L of L L', or the order of the first minor that is not positive.
  func cholesky() -> (factor: Matrix, failure: Int?) {
    if isLarge { return blockedCholesky() }
    var result = Matrix(rows, rows)
    for i in 0..<rows where !cl_stop_requested() {
      for j in 0...i {
        var sum = self[i, j]
        for k in 0..<j { sum -= result[i, k] * result[j, k] }
        if i == j {
          if !(sum > 0) {
            for row in i..<rows { for column in i...row { result[row, column] = self[row, column] } }
            result[i, i] = sum
            return (result, i + 1)
          }
          result[i, i] = sum.squareRoot()
        } else {
          result[i, j] = sum / result[j, j]
        }
      }
    }
    return (result, nil)
  }

  /// The first `width` columns of Q and R by Householder reflections, with the signs LAPACK gives.
  func qr(width: Int) -> (q: Matrix, r: Matrix) {
    if isLarge || rows > 256 { return blockedQR(width: width) }
    var (r, q) = (self, Matrix.identity(rows))
    for k in 0..<Swift.min(rows, columns) where !cl_stop_requested() {
      var tail = 0.0
      for i in (k + 1)..<Swift.max(rows, k + 1) { tail += r[i, k] * r[i, k] }
      if tail == 0 { continue }
      let alpha = r[k, k]
      let beta = -((alpha * alpha + tail).squareRoot()) * (alpha < 0 ? -1 : 1)
      let tau = (beta - alpha) / beta
      var v = Array(repeating: 0.0, count: rows)
      v[k] = 1
      for i in (k + 1)..<rows { v[i] = r[i, k] / (alpha - beta) }
      for j in 0..<columns where !cl_stop_requested() {
        var sum = 0.0
        for i in k..<rows { sum += v[i] * r[i, j] }
        for i in k..<rows { r[i, j] -= tau * v[i] * sum }
      }
      for i in 0..<rows where !cl_stop_requested() {
        var sum = 0.0
        for j in k..<rows { sum += q[i, j] * v[j] }
        for j in k..<rows { q[i, j] -= tau * sum * v[j] }
      }
      for i in (k + 1)..<rows { r[i, k] = 0 }
    }
    return (q.leading(rows, width), r)
  }

  /// Eigenvalues of a symmetric matrix in ascending order and its eigenvectors as columns.
  func symmetricEigen() -> (values: [Double], vectors: Matrix) {
    if rows == 2 { return symmetricEigenOfTwo() }
    if isLarge {
      let (values, vectors) = blockedEigen()
      return Matrix.ordered(values, vectors.transposed)
    }
    var (a, v) = (self, Matrix.identity(rows))
    for _ in 0..<60 where !cl_stop_requested() {
      var off = 0.0
      for i in 0..<rows { for j in 0..<i { off += a[i, j] * a[i, j] } }
      let scale = a.values.reduce(0) { $0 + $1 * $1 }
      if off <= scale * 1e-32 { break }
      for p in 0..<rows where !cl_stop_requested() {
        for q in (p + 1)..<Swift.max(rows, p + 1) where a[p, q] != 0 { a.rotate(p, q, &v) }
      }
    }
    return Matrix.ordered((0..<rows).map { a[$0, $0] }, v)
  }

  /// Eigenvalues in ascending order and their eigenvectors, columns of `v`, with a positive largest element.
  private static func ordered(_ values: [Double], _ v: Matrix) -> (values: [Double], vectors: Matrix) {
    if cl_stop_requested() { return (values, v) }
    let rows = v.rows
    let order = (0..<rows).sorted { values[$0] < values[$1] }
    var vectors = Matrix(rows, rows)
    for (place, column) in order.enumerated() {
      let largest = (0..<rows).max { abs(v[$0, column]) < abs(v[$1, column]) } ?? 0
      let sign = v[largest, column] < 0 ? -1.0 : 1
      for row in 0..<rows { vectors[row, place] = v[row, column] * sign }
    }
    return (order.map { values[$0] }, vectors)
  }

  /// The rotation of the plane (p, q) that makes that element zero.
  private mutating func rotate(_ p: Int, _ q: Int, _ v: inout Matrix) {
    let theta = (self[q, q] - self[p, p]) / (2 * self[p, q])
    let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    for k in 0..<rows {
      let (x, y) = (self[k, p], self[k, q])
      (self[k, p], self[k, q]) = (c * x - s * y, s * x + c * y)
    }
    for k in 0..<rows {
      let (x, y) = (self[p, k], self[q, k])
      (self[p, k], self[q, k]) = (c * x - s * y, s * x + c * y)
      let (e, f) = (v[k, p], v[k, q])
      (v[k, p], v[k, q]) = (c * e - s * f, s * e + c * f)
    }
  }

  /// The same for two rows, with the signs LAPACK gives.
  private func symmetricEigenOfTwo() -> (values: [Double], vectors: Matrix) {
    let (a, b, c) = (self[0, 0], self[1, 0], self[1, 1])
    let (sum, difference, twice) = (a + c, a - c, 2 * b)
    let root = (difference * difference + twice * twice).squareRoot()
    let (sign1, sign2) = (sum < 0 ? -1.0 : 1, difference >= 0 ? 1.0 : -1)
    let large = 0.5 * (sum + sign1 * root)
    let small = large == 0 ? 0 : (a * c - b * b) / large
    let cs = difference + sign2 * root
    var (cosine, sine) = (1.0, 0.0)
    if abs(cs) > abs(twice) {
      let ratio = -twice / cs
      sine = 1 / (1 + ratio * ratio).squareRoot()
      cosine = ratio * sine
    } else if twice != 0 {
      let ratio = -cs / twice
      cosine = 1 / (1 + ratio * ratio).squareRoot()
      sine = ratio * cosine
    }
    if sign1 == sign2 { (cosine, sine) = (-sine, cosine) }
    if b == 0 { (cosine, sine) = abs(a) >= abs(c) && a == large ? (1, 0) : a == large ? (1, 0) : (0, 1) }
    let columns = [(large, cosine, sine), (small, -sine, cosine)].sorted { $0.0 < $1.0 }
    if b == 0 {
      let first = a <= c
      return ([Swift.min(a, c), Swift.max(a, c)], Matrix(2, 2, first ? [1, 0, 0, 1] : [0, 1, 1, 0]))
    }
    return (
      columns.map(\.0), Matrix(2, 2, [columns[0].1, columns[1].1, columns[0].2, columns[1].2])
    )
  }

  /// U (rows x k), singular values in descending order and V (columns x k), by one-sided rotations.
  func singularValues() -> (u: Matrix, s: [Double], v: Matrix) {
    if rows < columns {
      let flipped = transposed.singularValues()
      return (flipped.v, flipped.s, flipped.u)
    }
    let (a, v) = isLarge ? blockedOrthogonalization() : orthogonalization()
    if cl_stop_requested() { return (a, Array(repeating: 0, count: columns), v) }
    let norms = (0..<columns).map { column -> Double in
      (0..<rows).reduce(0) { $0 + a[$1, column] * a[$1, column] }.squareRoot()
    }
    let order = (0..<columns).sorted { norms[$0] > norms[$1] }
    var (u, sorted) = (Matrix(rows, columns), Matrix(columns, columns))
    for (place, column) in order.enumerated() {
      let sign = place == 0 && norms[column] > 0 && a[0, column] > 0 && columns > 1 && !isDiagonal ? -1.0 : 1
      for row in 0..<rows where norms[column] > 0 { u[row, place] = sign * a[row, column] / norms[column] }
      for row in 0..<columns { sorted[row, place] = sign * v[row, column] }
    }
    let missing = order.indices.filter { norms[order[$0]] <= (norms.max() ?? 0) * 1e-300 }
    if !missing.isEmpty { u.complete(missing) }
    return (u, order.map { norms[$0] }, sorted)
  }

  /// Orthogonal columns of A V and V, by rotations of pairs of columns.
  private func orthogonalization() -> (columns: Matrix, v: Matrix) {
    var (a, v) = (self, Matrix.identity(columns))
    for _ in 0..<60 where !cl_stop_requested() {
      var isDone = true
      for p in 0..<columns where !cl_stop_requested() {
        for q in (p + 1)..<Swift.max(columns, p + 1) where a.orthogonalize(p, q, &v) { isDone = false }
      }
      if isDone { break }
    }
    return (a, v)
  }

  private var isDiagonal: Bool {
    (0..<rows).allSatisfy { row in (0..<columns).allSatisfy { row == $0 || self[row, $0] == 0 } }
  }

  /// Rotates two columns until they are orthogonal; false if they were.
  private mutating func orthogonalize(_ p: Int, _ q: Int, _ v: inout Matrix) -> Bool {
    var (alpha, beta, gamma) = (0.0, 0.0, 0.0)
    for row in 0..<rows {
      alpha += self[row, p] * self[row, p]
      beta += self[row, q] * self[row, q]
      gamma += self[row, p] * self[row, q]
    }
    if abs(gamma) <= 1e-16 * (alpha * beta).squareRoot() || gamma == 0 { return false }
    let zeta = (beta - alpha) / (2 * gamma)
    let t = (zeta < 0 ? -1 : 1) / (abs(zeta) + (1 + zeta * zeta).squareRoot())
    let c = 1 / (1 + t * t).squareRoot()
    let s = c * t
    for row in 0..<rows {
      let (x, y) = (self[row, p], self[row, q])
      (self[row, p], self[row, q]) = (c * x - s * y, s * x + c * y)
    }
    for row in 0..<v.rows {
      let (x, y) = (v[row, p], v[row, q])
      (v[row, p], v[row, q]) = (c * x - s * y, s * x + c * y)
    }
    return true
  }

  /// Fills columns with unit vectors orthogonal to the others.
  mutating func complete(_ missing: [Int]) {
    for column in missing where !cl_stop_requested() {
      for axis in 0..<rows {
        var candidate = Array(repeating: 0.0, count: rows)
        candidate[axis] = 1
        for other in 0..<columns where other < column || !missing.contains(other) {
          let projection = (0..<rows).reduce(0.0) { $0 + candidate[$1] * self[$1, other] }
          for row in 0..<rows { candidate[row] -= projection * self[row, other] }
        }
        let size = candidate.reduce(0) { $0 + $1 * $1 }.squareRoot()
        if size > 0.3 || axis == rows - 1 && size > 0 {
          for row in 0..<rows { self[row, column] = candidate[row] / size }
          break
        }
      }
    }
  }

  /// U with all its columns: those given, then unit vectors orthogonal to them.
  func completed() -> Matrix {
    var result = Matrix(rows, rows)
    for i in 0..<rows { for j in 0..<Swift.min(columns, rows) { result[i, j] = self[i, j] } }
    if columns < rows { result.complete(Array(columns..<rows)) }
    return result
  }

  /// The matrix exponential by scaling, a series and squaring.
  func exponential() -> Matrix {
    let norm = (0..<columns).map { column in (0..<rows).reduce(0) { $0 + abs(self[$1, column]) } }.max() ?? 0
    guard norm.isFinite else { return Matrix(rows, rows, Array(repeating: .nan, count: rows * rows)) }
    var squarings = 0
    var scale = 1.0
    while norm * scale > 0.5 {
      scale /= 2
      squarings += 1
    }
    let a = scaled(by: scale)
    var (result, term) = (Matrix.identity(rows), Matrix.identity(rows))
    for k in 1..<20 where !cl_stop_requested() {
      term = (term * a).scaled(by: 1 / Double(k))
      result = result + term
    }
    for _ in 0..<squarings where !cl_stop_requested() { result = result * result }
    return result
  }
}

extension Tensor {
  /// The matrices of the last two dimensions.
  func matrices() throws -> [Matrix] {
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    let values = doubles
    try checkStop()
    let number = shape.dropping(last: 2).product ?? 0
    guard values.count > 0 || number < 1 << 24 else { throw TensorError.notSupported("so many empty matrices") }
    return (0..<number).map { index in
      Matrix(rows, columns, Array(values[(index * rows * columns)..<((index + 1) * rows * columns)]))
    }
  }

  /// Matrices as the last two dimensions of a tensor with the batch dimensions of this one.
  func batch(_ matrices: [Matrix], _ rows: Int, _ columns: Int) throws -> Tensor {
    try checkStop()
    var size = shape
    (size[rank - 2], size[rank - 1]) = (rows, columns)
    return Tensor(matrices.flatMap(\.values), shape: size, dtype)
  }

  /// Rows of numbers as the last dimension of a tensor with the batch dimensions of this one.
  func batch(_ rows: [[Double]], _ length: Int) throws -> Tensor {
    try checkStop()
    var size = shape
    size.remove(at: rank - 1)
    size[rank - 2] = length
    return Tensor(rows.flatMap { $0 }, shape: size, dtype)
  }

  /// One number for each matrix of the batch.
  func batch(_ numbers: [Double], _ dtype: DType? = nil) throws -> Tensor {
    var size = shape
    size.remove(at: rank - 1)
    size.remove(at: rank - 2)
    return Tensor(numbers, shape: size, dtype ?? self.dtype)
  }
}
