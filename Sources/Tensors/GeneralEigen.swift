/// A complex number of doubles.
struct ComplexNumber {
  var real: Double
  var imaginary: Double

  init(_ real: Double, _ imaginary: Double = 0) { (self.real, self.imaginary) = (real, imaginary) }

  var size: Double { _hypot(real, imaginary) }
  static func + (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
    ComplexNumber(a.real + b.real, a.imaginary + b.imaginary)
  }
  static func - (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
    ComplexNumber(a.real - b.real, a.imaginary - b.imaginary)
  }
  static func * (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
    ComplexNumber(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }
  static func / (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
    let scale = b.real * b.real + b.imaginary * b.imaginary
    return ComplexNumber(
      (a.real * b.real + a.imaginary * b.imaginary) / scale, (a.imaginary * b.real - a.real * b.imaginary) / scale)
  }
  var root: ComplexNumber {
    let length = size
    let real = ((length + self.real) / 2).squareRoot()
    let imaginary = ((length - self.real) / 2).squareRoot()
    return ComplexNumber(real, self.imaginary < 0 ? -imaginary : imaginary)
  }
}

extension Matrix {
  /// Eigenvalues and unit eigenvectors of a square matrix: shifted QR steps on a complex Hessenberg form, then
  /// inverse iteration.
  func generalEigen() -> (values: [ComplexNumber], vectors: [[ComplexNumber]]) {
    let order = isolatingOrder()
    var a = order.map { row in order.map { ComplexNumber(self[row, $0]) } }
    var values: [ComplexNumber] = []
    var last = rows - 1
    var steps = 0
    while last >= 0 {
      if last == 0 {
        values.append(a[0][0])
        break
      }
      let scale = a[last][last].size + a[last - 1][last - 1].size
      let edge = (0..<last).reduce(0.0) { $0 + a[last][$1].size }
      if edge <= 1e-15 * (scale == 0 ? 1 : scale) || steps > 500 {
        values.append(a[last][last])
        last -= 1
        steps = 0
        continue
      }
      steps += 1
      Matrix.shiftedStep(&a, last, isExceptional: steps % 11 == 10)
    }
    let ordered = paired(values.reversed())
    return (ordered, ordered.map { eigenvector($0) })
  }

  /// The rows in the order in which LAPACK balances a matrix: a row whose other elements are zero shows an
  /// eigenvalue and goes to the end, such a column to the front.
  private func isolatingOrder() -> [Int] {
    var order = Array(0..<rows)
    var (low, high) = (0, rows)
    func place(_ test: (_ i: Int, _ j: Int) -> Bool) -> Int? {
      (low..<high).reversed().first { i in (low..<high).allSatisfy { i == $0 || test(order[i], order[$0]) } }
    }
    while high - low > 1, let found = place({ self[$0, $1] == 0 }) {
      order.swapAt(found, high - 1)
      high -= 1
    }
    while high - low > 1, let found = place({ self[$1, $0] == 0 }) {
      order.swapAt(found, low)
      low += 1
    }
    return order
  }

  /// One QR step on the leading block, with Wilkinson's shift.
  private static func shiftedStep(_ a: inout [[ComplexNumber]], _ last: Int, isExceptional: Bool) {
    let (p, q, r, s) = (a[last - 1][last - 1], a[last - 1][last], a[last][last - 1], a[last][last])
    let half = (p - s) * ComplexNumber(0.5)
    let root = (half * half + q * r).root
    let candidates = [s + half + root, s + half - root]
    var shift = (candidates[0] - s).size < (candidates[1] - s).size ? candidates[0] : candidates[1]
    if isExceptional { shift = shift + ComplexNumber(r.size, r.size / 2) }
    let n = last + 1
    for i in 0..<n { a[i][i] = a[i][i] - shift }
    // Gram-Schmidt gives Q and R; R Q + shift is the next matrix.
    var qColumns: [[ComplexNumber]] = []
    var rows = Array(repeating: Array(repeating: ComplexNumber(0), count: n), count: n)
    for column in 0..<n {
      var v = (0..<n).map { a[$0][column] }
      for _ in 0..<2 {
        for (index, unit) in qColumns.enumerated() {
          var product = ComplexNumber(0)
          for i in 0..<n { product = product + ComplexNumber(unit[i].real, -unit[i].imaginary) * v[i] }
          rows[index][column] = rows[index][column] + product
          for i in 0..<n { v[i] = v[i] - product * unit[i] }
        }
      }
      let norm = v.reduce(0) { $0 + $1.real * $1.real + $1.imaginary * $1.imaginary }.squareRoot()
      rows[column][column] = ComplexNumber(norm)
      qColumns.append(norm > 0 ? v.map { $0 / ComplexNumber(norm) } : v)
    }
    for i in 0..<n {
      for j in 0..<n {
        var sum = ComplexNumber(0)
        for k in i..<n { sum = sum + rows[i][k] * qColumns[j][k] }
        a[i][j] = sum
      }
      a[i][i] = a[i][i] + shift
    }
  }

  /// Eigenvalues of a real matrix: tiny imaginary parts dropped, conjugates adjacent with the positive one first.
  private func paired(_ values: [ComplexNumber]) -> [ComplexNumber] {
    let scale = values.map(\.size).max() ?? 0
    var rest = values.map { value in
      abs(value.imaginary) <= 1e-9 * scale ? ComplexNumber(value.real) : value
    }
    var result: [ComplexNumber] = []
    while !rest.isEmpty {
      let value = rest.removeFirst()
      guard value.imaginary != 0 else {
        result.append(value)
        continue
      }
      let mirrored = ComplexNumber(value.real, -value.imaginary)
      if let place = rest.indices.min(by: { (rest[$0] - mirrored).size < (rest[$1] - mirrored).size }) {
        rest.remove(at: place)
      }
      result += [
        ComplexNumber(value.real, abs(value.imaginary)), ComplexNumber(value.real, -abs(value.imaginary)),
      ]
    }
    return result
  }

  /// A unit eigenvector by inverse iteration; its largest part is real and positive.
  private func eigenvector(_ value: ComplexNumber) -> [ComplexNumber] {
    let scale = Swift.max(values.map { abs($0) }.max() ?? 0, 1e-300)
    let shift = value + ComplexNumber(scale * 1e-10, scale * 1e-11)
    var x = (0..<rows).map { ComplexNumber(1 + 0.1 * Double($0)) }
    for _ in 0..<4 {
      x = solveShifted(shift, x)
      let norm = x.reduce(0) { $0 + $1.real * $1.real + $1.imaginary * $1.imaginary }.squareRoot()
      if norm == 0 || !norm.isFinite { break }
      x = x.map { $0 / ComplexNumber(norm) }
    }
    let most = x.map(\.size).max() ?? 0
    let largest = x.first { $0.size >= most * (1 - 1e-9) } ?? ComplexNumber(1)
    guard largest.size > 0 else { return x }
    let phase = ComplexNumber(largest.real / largest.size, -largest.imaginary / largest.size)
    return x.map { value.imaginary == 0 ? ComplexNumber(($0 * phase).real) : $0 * phase }
  }

  /// The solution of (A - shift) y = x by elimination with pivots.
  private func solveShifted(_ shift: ComplexNumber, _ right: [ComplexNumber]) -> [ComplexNumber] {
    var a = (0..<rows).map { row in
      (0..<rows).map { ComplexNumber(self[row, $0]) - (row == $0 ? shift : ComplexNumber(0)) }
    }
    var x = right
    for k in 0..<rows {
      let best = (k..<rows).max { a[$0][k].size < a[$1][k].size } ?? k
      a.swapAt(k, best)
      x.swapAt(k, best)
      if a[k][k].size == 0 { a[k][k] = ComplexNumber(1e-300) }
      for row in (k + 1)..<Swift.max(rows, k + 1) {
        let factor = a[row][k] / a[k][k]
        for column in k..<rows { a[row][column] = a[row][column] - factor * a[k][column] }
        x[row] = x[row] - factor * x[k]
      }
    }
    for row in (0..<rows).reversed() {
      for column in (row + 1)..<Swift.max(rows, row + 1) { x[row] = x[row] - a[row][column] * x[column] }
      x[row] = x[row] / a[row][row]
    }
    return x
  }
}
