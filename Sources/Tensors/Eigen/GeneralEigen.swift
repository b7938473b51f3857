extension Matrix {
  /// Eigenvalues and unit eigenvectors of a square matrix, in the order and with the signs of
  /// LAPACK's `geev`; nil if the numbers are not finite. Of a complex vector the largest number is
  /// real.
  ///
  /// - Parameter precision: what the numbers are exact to, relatively: it decides how often the
  ///   QR steps change the signs of vectors, and by how much eigenvectors of equal eigenvalues
  ///   differ where there is no second one.
  func generalEigen(precision: Double) -> (values: [ComplexNumber], vectors: [[ComplexNumber]])? {
    let balanced = BalancedMatrix(self)
    guard values.allSatisfy(\.isFinite), let schur = SchurForm(balanced, precision: precision)
    else { return nil }
    let parts = balanced.restoring(schur.eigenvectors)
    var vectors: [[ComplexNumber]] = []
    for (index, value) in schur.values.enumerated() {
      if value.imaginary < 0, let mirrored = vectors.last {
        vectors.append(mirrored.map { ComplexNumber($0.real, -$0.imaginary) })
        continue
      }
      let real = (0..<rows).map { parts[$0, index] }
      let imaginary = value.imaginary == 0 ? nil : (0..<rows).map { parts[$0, index + 1] }
      vectors.append(Self.unit(real, imaginary))
    }
    return (schur.values, vectors)
  }

  private static func unit(_ real: [Double], _ imaginary: [Double]?) -> [ComplexNumber] {
    guard let imaginary else {
      let size = length(real)
      return real.map { ComplexNumber($0 / size) }
    }
    let size = length([length(real), length(imaginary)])
    let numbers = zip(real, imaginary).map { ComplexNumber($0 / size, $1 / size) }
    let squares = numbers.map { $0.real * $0.real + $0.imaginary * $0.imaginary }
    guard let place = squares.indices.max(by: { squares[$0] < squares[$1] }) else { return [] }
    // The rotation that makes the largest number real, of the sign that LAPACK's `lartg` gives.
    let largest = numbers[place]
    let radius = length([largest.real, largest.imaginary])
    let isNegative = largest.real < 0 && abs(largest.real) > abs(largest.imaginary)
    let signed = isNegative ? -radius : radius
    let turn = ComplexNumber(largest.real / signed, -largest.imaginary / signed)
    var turned = numbers.map { $0 * turn }
    turned[place].imaginary = 0
    return turned
  }
}

extension SchurForm {
  /// The eigenvectors of the matrix as columns: of a conjugate pair real and imaginary part.
  var eigenvectors: Matrix {
    var result = Matrix(form.rows, form.rows)
    for index in values.indices where values[index].imaginary >= 0 {
      let isReal = values[index].imaginary == 0
      let inner = vectorOfForm(index)
      for row in 0..<form.rows {
        var sum = ComplexNumber(0)
        for (column, part) in inner.enumerated() { sum = sum + part * vectors[row, column] }
        result[row, index] = sum.real
        if !isReal { result[row, index + 1] = sum.imaginary }
      }
    }
    return result
  }

  /// An eigenvector of the triangular form, by substitution from its last number upwards.
  private func vectorOfForm(_ index: Int) -> [ComplexNumber] {
    let value = values[index]
    var vector = Array(repeating: ComplexNumber(0), count: form.rows)
    if value.imaginary == 0 {
      vector[index] = ComplexNumber(1)
    } else if abs(form[index, index + 1]) >= abs(form[index + 1, index]) {
      vector[index] = ComplexNumber(1)
      vector[index + 1] = ComplexNumber(0, value.imaginary / form[index, index + 1])
    } else {
      vector[index] = ComplexNumber(-value.imaginary / form[index + 1, index])
      vector[index + 1] = ComplexNumber(0, 1)
    }
    let known = index..<index + (value.imaginary == 0 ? 1 : 2)
    var right = (0..<index).map { row in
      known.reduce(ComplexNumber(0)) { $0 - vector[$1] * form[row, $1] }
    }
    let smallest = max(
      precision * value.size, Double.leastNormalMagnitude / Double.ulpOfOne * Double(form.rows))
    substitute(value, &right, smallest)
    for (row, part) in right.enumerated() { vector[row] = part }
    return vector
  }

  /// Solves (T - value) x = right for the leading rows of the form.
  ///
  /// - Parameter smallest: what divides in place of smaller numbers.
  private func substitute(
    _ value: ComplexNumber, _ right: inout [ComplexNumber], _ smallest: Double
  ) {
    var row = right.count - 1
    while row >= 0 {
      let isPair = row > 0 && form[row, row - 1] != 0
      let first = isPair ? row - 1 : row
      if isPair {
        solvePair(first, value, &right, smallest)
      } else {
        right[row] = right[row] / (ComplexNumber(form[row, row]) - value).orIfTiny(smallest)
      }
      for above in 0..<first {
        for column in first...row {
          right[above] = right[above] - right[column] * form[above, column]
        }
      }
      row = first - 1
    }
  }

  /// Solves a block of two by two, by elimination with the larger pivot.
  private func solvePair(
    _ first: Int, _ value: ComplexNumber, _ right: inout [ComplexNumber], _ smallest: Double
  ) {
    let second = first + 1
    var upper = (ComplexNumber(form[first, first]) - value, ComplexNumber(form[first, second]))
    var lower = (ComplexNumber(form[second, first]), ComplexNumber(form[second, second]) - value)
    var (top, bottom) = (right[first], right[second])
    if lower.0.size > upper.0.size { (upper, lower, top, bottom) = (lower, upper, bottom, top) }
    let factor = lower.0 / upper.0
    let last = (lower.1 - factor * upper.1).orIfTiny(smallest)
    right[second] = (bottom - factor * top) / last
    right[first] = (top - upper.1 * right[second]) / upper.0
  }
}

extension ComplexNumber {
  /// The number as a divisor: what is smaller in size is taken for that size.
  fileprivate func orIfTiny(_ smallest: Double) -> ComplexNumber {
    size < smallest ? ComplexNumber(smallest) : self
  }
}
