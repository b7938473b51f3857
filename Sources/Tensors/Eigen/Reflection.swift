/// A reflection `I - factor v v'` that maps a vector to a multiple of the first unit vector.
///
/// Source: Golub and Van Loan, "Matrix Computations", 5.1, with the signs of LAPACK's `larfg`,
/// which decide those of eigenvectors.
struct Reflection {
  /// Its first number is 1.
  var vector: [Double]
  var factor: Double
  /// The multiple.
  var result: Double

  init(_ values: [Double]) {
    vector = values
    let rest = length(Array(values.dropFirst()))
    let first = values.first ?? 0
    guard rest > 0 else {
      (factor, result) = (0, first)
      if !vector.isEmpty { vector[0] = 1 }
      return
    }
    let size = length([first, rest])
    result = first < 0 || first.sign == .minus ? size : -size
    factor = (result - first) / result
    for index in vector.indices.dropFirst() { vector[index] /= first - result }
    vector[0] = 1
  }

  /// Reflects the rows from `start` on, in some columns.
  func reflectRows(of matrix: inout Matrix, from start: Int, columns: Range<Int>) {
    guard factor != 0 else { return }
    for column in columns {
      var sum = 0.0
      for (offset, part) in vector.enumerated() { sum += part * matrix[start + offset, column] }
      sum *= factor
      for (offset, part) in vector.enumerated() { matrix[start + offset, column] -= sum * part }
    }
  }

  /// Reflects the columns from `start` on, in some rows.
  func reflectColumns(of matrix: inout Matrix, from start: Int, rows: Range<Int>) {
    guard factor != 0 else { return }
    for row in rows {
      var sum = 0.0
      for (offset, part) in vector.enumerated() { sum += matrix[row, start + offset] * part }
      sum *= factor
      for (offset, part) in vector.enumerated() { matrix[row, start + offset] -= sum * part }
    }
  }
}

/// A rotation of two rows or columns.
struct Rotation {
  var cosine: Double
  var sine: Double

  func rotateRows(_ first: Int, _ second: Int, of matrix: inout Matrix, columns: Range<Int>) {
    for column in columns {
      let (x, y) = (matrix[first, column], matrix[second, column])
      matrix[first, column] = cosine * x + sine * y
      matrix[second, column] = cosine * y - sine * x
    }
  }

  func rotateColumns(_ first: Int, _ second: Int, of matrix: inout Matrix, rows: Range<Int>) {
    for row in rows {
      let (x, y) = (matrix[row, first], matrix[row, second])
      matrix[row, first] = cosine * x + sine * y
      matrix[row, second] = cosine * y - sine * x
    }
  }
}
