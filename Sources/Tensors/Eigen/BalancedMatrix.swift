/// A square matrix made easier for finding its eigenvalues: eigenvalues that stand alone are moved
/// to the ends of the diagonal, and rows and columns of what is left get sizes alike.
///
/// Source: Parlett and Reinsch, "Balancing a matrix for calculation of eigenvalues and
/// eigenvectors", 1969, in the order of LAPACK's `gebal`, which decides the order of eigenvalues.
struct BalancedMatrix {
  var matrix: Matrix
  /// The rows and columns between the eigenvalues that stand alone.
  private(set) var middle: Range<Int>
  /// For a row outside of the middle the row it was exchanged with, within the middle its factor.
  private var exchanged: [Int]
  private var factors: [Double]

  init(_ matrix: Matrix) {
    self.matrix = matrix
    middle = 0..<matrix.rows
    exchanged = Array(0..<matrix.rows)
    factors = Array(repeating: 1, count: matrix.rows)
    while let row = isolatedRow() {
      exchange(row, with: middle.upperBound - 1)
      middle = middle.lowerBound..<middle.upperBound - 1
    }
    while let column = isolatedColumn() {
      exchange(column, with: middle.lowerBound)
      middle = middle.lowerBound + 1..<middle.upperBound
    }
    while scaleOnce() {}
  }

  /// The last row of the middle with zeros only beside the diagonal.
  private func isolatedRow() -> Int? {
    guard middle.count > 1 else { return nil }
    return middle.last { row in middle.allSatisfy { $0 == row || matrix[row, $0] == 0 } }
  }

  private func isolatedColumn() -> Int? {
    guard middle.count > 1 else { return nil }
    return middle.first { column in middle.allSatisfy { $0 == column || matrix[$0, column] == 0 } }
  }

  private mutating func exchange(_ place: Int, with end: Int) {
    exchanged[end] = place
    guard place != end else { return }
    for row in 0..<middle.upperBound {
      matrix.values.swapAt(row * matrix.columns + place, row * matrix.columns + end)
    }
    for column in middle.lowerBound..<matrix.columns {
      matrix.values.swapAt(place * matrix.columns + column, end * matrix.columns + column)
    }
  }

  /// One round of scaling by powers of two; false if nothing was worth it.
  private mutating func scaleOnce() -> Bool {
    var hasChanged = false
    for place in middle {
      let column = length(middle.map { matrix[$0, place] })
      let row = length(middle.map { matrix[place, $0] })
      guard let factor = Self.factor(column: column, row: row) else { continue }
      hasChanged = true
      factors[place] *= factor
      for index in middle.lowerBound..<matrix.columns { matrix[place, index] /= factor }
      for index in 0..<middle.upperBound { matrix[index, place] *= factor }
    }
    return hasChanged
  }

  /// The power of two that brings the sizes of a column and a row together.
  private static func factor(column: Double, row: Double) -> Double? {
    guard column > 0, row > 0, column.isFinite, row.isFinite else { return nil }
    var (column, row, factor) = (column, row, 1.0)
    let sum = column + row
    while column < row / 2, factor < 1e290, row > 1e-290 {
      (factor, column, row) = (factor * 2, column * 2, row / 2)
    }
    while column / 2 >= row, factor > 1e-290, row < 1e290 {
      (factor, column, row) = (factor / 2, column / 2, row * 2)
    }
    return factor != 1 && column + row < 0.95 * sum ? factor : nil
  }

  /// Vectors of the balanced matrix, its columns, as those of the matrix itself.
  func restoring(_ vectors: Matrix) -> Matrix {
    var result = vectors
    for row in middle where factors[row] != 1 {
      for column in 0..<result.columns { result[row, column] *= factors[row] }
    }
    for row in (0..<middle.lowerBound).reversed() { result.swapRows(row, exchanged[row]) }
    for row in middle.upperBound..<result.rows { result.swapRows(row, exchanged[row]) }
    return result
  }
}

/// The Euclidean length of a vector.
func length(_ values: [Double]) -> Double {
  let largest = values.reduce(0) { max($0, abs($1)) }
  guard largest > 0, largest.isFinite else { return largest }
  return largest * values.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
}
