/// A complex number of doubles.
struct ComplexNumber {
  var real: Double
  var imaginary: Double

  init(_ real: Double, _ imaginary: Double = 0) { (self.real, self.imaginary) = (real, imaginary) }

  /// The sum of the sizes of the parts: LAPACK's cheap measure.
  var size: Double { abs(real) + abs(imaginary) }

  static func + (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
    ComplexNumber(a.real + b.real, a.imaginary + b.imaginary)
  }
  static func - (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
    ComplexNumber(a.real - b.real, a.imaginary - b.imaginary)
  }
  static prefix func - (a: ComplexNumber) -> ComplexNumber {
    ComplexNumber(-a.real, -a.imaginary)
  }
  static func * (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
    ComplexNumber(
      a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }
  static func * (a: ComplexNumber, b: Double) -> ComplexNumber {
    ComplexNumber(a.real * b, a.imaginary * b)
  }

  /// The quotient without overflow in between (R. L. Smith, 1962).
  static func / (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
    if abs(b.real) >= abs(b.imaginary) {
      let ratio = b.imaginary / b.real
      let scale = b.real + b.imaginary * ratio
      return ComplexNumber(
        (a.real + a.imaginary * ratio) / scale, (a.imaginary - a.real * ratio) / scale)
    }
    let ratio = b.real / b.imaginary
    let scale = b.real * ratio + b.imaginary
    return ComplexNumber(
      (a.real * ratio + a.imaginary) / scale, (a.imaginary * ratio - a.real) / scale)
  }
}
