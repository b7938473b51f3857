/// The real Schur form of a square matrix: `A = Z T Z'` with orthogonal Z; T is upper triangular
/// but for blocks of two by two, each with a conjugate pair of eigenvalues.
///
/// Source: Francis' double-shift QR steps in the manner of LAPACK's `lahqr`, so that eigenvalues
/// come in its order (Golub and Van Loan, "Matrix Computations", 7.5).
struct SchurForm {
  private(set) var form: Matrix
  private(set) var vectors: Matrix
  private(set) var values: [ComplexNumber]
  /// What the numbers are exact to, relatively.
  let precision: Double
  private let middle: Range<Int>

  /// What is smaller is zero.
  private var tiny: Double {
    Double.leastNormalMagnitude * (Double(middle.count) / precision)
  }

  /// Fails, with nil, where the steps do not converge: for numbers that are not finite.
  init?(_ balanced: BalancedMatrix, precision: Double) {
    self.precision = precision
    form = balanced.matrix
    middle = balanced.middle
    vectors = .identity(form.rows)
    values = (0..<form.rows).map { [form] in ComplexNumber(form[$0, $0]) }
    reduceToHessenberg()
    var end = middle.upperBound - 1
    while end >= middle.lowerBound {
      guard let start = splitOff(end) else { return nil }
      end = start - 1
    }
  }

  private var order: Int { form.rows }

  /// Zeros below the first subdiagonal, by reflections.
  private mutating func reduceToHessenberg() {
    for column in middle.dropLast(2) {
      let reflection = Reflection((column + 1..<middle.upperBound).map { form[$0, column] })
      reflection.reflectColumns(of: &form, from: column + 1, rows: 0..<middle.upperBound)
      reflection.reflectRows(of: &form, from: column + 1, columns: column + 1..<order)
      reflection.reflectColumns(of: &vectors, from: column + 1, rows: 0..<order)
      form[column + 1, column] = reflection.result
      for row in (column + 2)..<middle.upperBound { form[row, column] = 0 }
    }
  }

  /// Makes QR steps until the block that ends at `end` has one or two rows; its first row.
  private mutating func splitOff(_ end: Int) -> Int? {
    var start = middle.lowerBound
    for step in 1...(30 * max(10, middle.count)) {
      start = firstRow(ofBlockEndingAt: end, from: start)
      if start > middle.lowerBound { form[start, start - 1] = 0 }
      if start == end {
        values[end] = ComplexNumber(form[end, end])
        return start
      }
      if start == end - 1 {
        standardize(start)
        return start
      }
      doubleStep(start, end, step)
    }
    return nil
  }

  /// The row after the last negligible number of the subdiagonal.
  private func firstRow(ofBlockEndingAt end: Int, from start: Int) -> Int {
    for row in stride(from: end, to: start, by: -1) where isNegligible(row, end) { return row }
    return start
  }

  /// Whether the number before the diagonal may count as zero (Ahues and Tisseur, 1997).
  private func isNegligible(_ row: Int, _ end: Int) -> Bool {
    let below = abs(form[row, row - 1])
    if below <= tiny { return true }
    var scale = abs(form[row - 1, row - 1]) + abs(form[row, row])
    if scale == 0 {
      if row - 2 >= middle.lowerBound { scale += abs(form[row - 1, row - 2]) }
      if row + 1 < middle.upperBound { scale += abs(form[row + 1, row]) }
    }
    guard below <= precision * scale else { return false }
    let above = abs(form[row - 1, row])
    let (outer, inner) = (max(below, above), min(below, above))
    let last = abs(form[row, row])
    let gap = abs(form[row - 1, row - 1] - form[row, row])
    let (wide, narrow) = (max(last, gap), min(last, gap))
    let sum = wide + outer
    return inner * (outer / sum) <= max(tiny, precision * (narrow * (wide / sum)))
  }

  // MARK: A step

  /// The two shifts: the eigenvalues of the last block of two by two, now and then others, so
  /// that no matrix goes round in circles.
  private func shifts(_ start: Int, _ end: Int, _ step: Int) -> (ComplexNumber, ComplexNumber) {
    var block = (
      form[end - 1, end - 1], form[end - 1, end], form[end, end - 1], form[end, end]
    )
    if step % 20 == 0 {
      let scale = abs(form[end, end - 1]) + abs(form[end - 1, end - 2])
      let diagonal = 0.75 * scale + form[end, end]
      block = (diagonal, -0.4375 * scale, scale, diagonal)
    } else if step % 10 == 0 {
      let scale = abs(form[start + 1, start]) + abs(form[start + 2, start + 1])
      let diagonal = 0.75 * scale + form[start, start]
      block = (diagonal, -0.4375 * scale, scale, diagonal)
    }
    return Self.shifts(of: block)
  }

  private static func shifts(
    of block: (Double, Double, Double, Double)
  ) -> (ComplexNumber, ComplexNumber) {
    let scale = abs(block.0) + abs(block.1) + abs(block.2) + abs(block.3)
    guard scale != 0 else { return (ComplexNumber(0), ComplexNumber(0)) }
    let (a, b, c, d) = (block.0 / scale, block.1 / scale, block.2 / scale, block.3 / scale)
    let middle = (a + d) / 2
    let determinant = (a - middle) * (d - middle) - b * c
    let root = abs(determinant).squareRoot()
    if determinant >= 0 {
      return (
        ComplexNumber(middle * scale, root * scale), ComplexNumber(middle * scale, -root * scale)
      )
    }
    // Of two real ones the nearer to the last number, twice.
    let (high, low) = (middle + root, middle - root)
    let nearer = ComplexNumber((abs(high - d) <= abs(low - d) ? high : low) * scale)
    return (nearer, nearer)
  }

  private mutating func doubleStep(_ start: Int, _ end: Int, _ step: Int) {
    let (first, second) = shifts(start, end, step)
    var row = end - 2
    var column = firstColumn(row, first, second)
    while row > start, !canBegin(row, column) {
      row -= 1
      column = firstColumn(row, first, second)
    }
    for place in row..<end {
      let count = min(3, end - place + 1)
      let isFirst = place == row
      let reflection = Reflection(
        isFirst ? Array(column.prefix(count)) : (0..<count).map { form[place + $0, place - 1] })
      if !isFirst {
        form[place, place - 1] = reflection.result
        for below in 1..<count { form[place + below, place - 1] = 0 }
      } else if row > start {
        form[place, place - 1] *= 1 - reflection.factor
      }
      reflection.reflectRows(of: &form, from: place, columns: place..<order)
      reflection.reflectColumns(of: &form, from: place, rows: 0..<min(place + 4, end + 1))
      reflection.reflectColumns(of: &vectors, from: place, rows: 0..<order)
    }
  }

  /// The first column, from a row on, of the matrix with both shifts taken off and multiplied.
  private func firstColumn(
    _ row: Int, _ first: ComplexNumber, _ second: ComplexNumber
  ) -> [Double] {
    let diagonal = form[row, row]
    let below = abs(form[row + 1, row])
    let scale = abs(diagonal - second.real) + abs(second.imaginary) + below
    let ratio = form[row + 1, row] / scale
    let column = [
      ratio * form[row, row + 1]
        + (diagonal - first.real) * ((diagonal - second.real) / scale)
        - first.imaginary * (second.imaginary / scale),
      ratio * (diagonal + form[row + 1, row + 1] - first.real - second.real),
      ratio * form[row + 2, row + 1],
    ]
    let sum = column.reduce(0) { $0 + abs($1) }
    return column.map { $0 / sum }
  }

  /// Whether two small numbers in a row let the step begin here.
  private func canBegin(_ row: Int, _ column: [Double]) -> Bool {
    let near =
      abs(form[row - 1, row - 1]) + abs(form[row, row]) + abs(form[row + 1, row + 1])
    return abs(form[row, row - 1]) * (abs(column[1]) + abs(column[2]))
      <= precision * abs(column[0]) * near
  }

  /// A block of two rows: two real eigenvalues on the diagonal, or a pair with equal numbers there.
  private mutating func standardize(_ start: Int) {
    let next = start + 1
    let block = StandardBlock(
      form[start, start], form[start, next], form[next, start], form[next, next])
    (form[start, start], form[start, next]) = (block.a, block.b)
    (form[next, start], form[next, next]) = (block.c, block.d)
    (values[start], values[next]) = block.eigenvalues
    block.rotation.rotateRows(start, next, of: &form, columns: next + 1..<max(order, next + 1))
    block.rotation.rotateColumns(start, next, of: &form, rows: 0..<start)
    block.rotation.rotateColumns(start, next, of: &vectors, rows: 0..<order)
  }
}
