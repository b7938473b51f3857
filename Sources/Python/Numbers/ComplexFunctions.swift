import Glibc

/// Beyond it, sums of squares and doubled values overflow.
private let largeMagnitude = Double.greatestFiniteMagnitude / 4
/// Beyond it, `exp` is taken in two steps.
private let largeExponent = log(largeMagnitude)
private let domainError = Problem.valueError("math domain error")

/// The elementary functions of `cmath`. The formulas are Kahan's, which keep the signs of zeros at branch cuts; what is
/// not finite follows annex G of the C standard.
extension Complex {
  fileprivate var isFinite: Bool { real.isFinite && imaginary.isFinite }

  /// The number a quarter turn on: times i.
  fileprivate var turned: Complex { Complex(-imaginary, real) }

  /// The number a quarter turn back.
  fileprivate var turnedBack: Complex { Complex(imaginary, -real) }

  private var isLarge: Bool { real.magnitude > largeMagnitude || imaginary.magnitude > largeMagnitude }

  /// The logarithm of the magnitude of a number too large to square.
  private var largeLogarithm: Double { log(hypot(real / 2, imaginary / 2)) + 2 * M_LN2 }

  // MARK: Roots and powers

  func squareRoot() -> Complex {
    if real == 0, imaginary == 0 { return Complex(0, imaginary) }
    guard isFinite else { return infiniteRoot }
    let (x, y) = (real.magnitude, imaginary.magnitude)
    let size: Double
    if x < Double.leastNormalMagnitude, y < Double.leastNormalMagnitude {
      let scaled = scalbn(x, 53)
      size = scalbn((scaled + hypot(scaled, scalbn(y, 53))).squareRoot(), -27)
    } else {
      size = 2 * (x / 8 + hypot(x / 8, y / 8)).squareRoot()
    }
    let other = y / (2 * size)
    return real >= 0
      ? Complex(size, copysign(other, imaginary)) : Complex(other, copysign(size, imaginary))
  }

  private var infiniteRoot: Complex {
    if imaginary.isInfinite { return Complex(.infinity, imaginary) }
    guard real.isInfinite else { return Complex(.nan, .nan) }
    if imaginary.isNaN { return real > 0 ? Complex(real, .nan) : Complex(.nan, .infinity) }
    return real > 0 ? Complex(real, copysign(0, imaginary)) : Complex(0, copysign(.infinity, imaginary))
  }

  func exponential() throws -> Complex {
    guard isFinite else { return try infiniteExponential() }
    if real > largeExponent {
      let size = exp(real - 1)
      return try Complex(size * cos(imaginary) * M_E, size * sin(imaginary) * M_E).checkedRange()
    }
    let size = exp(real)
    return try Complex(size * cos(imaginary), size * sin(imaginary)).checkedRange()
  }

  private func infiniteExponential() throws -> Complex {
    if imaginary == 0 { return Complex(exp(real), imaginary) }
    if !imaginary.isFinite {
      if real == -.infinity { return Complex(0, 0) }
      if imaginary.isInfinite, !real.isNaN { throw domainError }
      return Complex(real == .infinity ? real : .nan, .nan)
    }
    let size = exp(real)
    if size.isNaN { return Complex(.nan, .nan) }
    return Complex(copysign(size, cos(imaginary)), copysign(size, sin(imaginary)))
  }

  func logarithm() throws -> Complex {
    let (x, y) = (real.magnitude, imaginary.magnitude)
    if x == 0, y == 0 { throw domainError }
    return Complex(Complex.logarithm(ofHypotenuse: x, y), atan2(imaginary, real))
  }

  /// log √(x² + y²), accurate near one and without overflow or loss.
  private static func logarithm(ofHypotenuse x: Double, _ y: Double) -> Double {
    if x > largeMagnitude || y > largeMagnitude { return log(hypot(x / 2, y / 2)) + M_LN2 }
    if x < Double.leastNormalMagnitude, y < Double.leastNormalMagnitude {
      return log(hypot(scalbn(x, 53), scalbn(y, 53))) - 53 * M_LN2
    }
    let size = hypot(x, y)
    guard size >= 0.71, size <= 1.73 else { return log(size) }
    let (larger, smaller) = x > y ? (x, y) : (y, x)
    return log1p((larger - 1) * (larger + 1) + smaller * smaller) / 2
  }

  // MARK: Hyperbolic functions

  func hyperbolicCosine() throws -> Complex {
    guard isFinite else { return try infiniteHyperbolicCosine() }
    guard real.magnitude > largeExponent else {
      return try Complex(cos(imaginary) * cosh(real), sin(imaginary) * sinh(real)).checkedRange()
    }
    let less = real - copysign(1, real)
    return try Complex(cos(imaginary) * cosh(less) * M_E, sin(imaginary) * sinh(less) * M_E).checkedRange()
  }

  private func infiniteHyperbolicCosine() throws -> Complex {
    if real.isNaN { return Complex(.nan, imaginary == 0 ? 0 : .nan) }
    if imaginary.isInfinite { throw domainError }
    if imaginary.isNaN { return Complex(real.isInfinite ? .infinity : .nan, real == 0 ? 0 : .nan) }
    let sign = copysign(1, real)
    if imaginary == 0 { return Complex(.infinity, imaginary * sign) }
    return Complex(copysign(.infinity, cos(imaginary)), copysign(.infinity, sin(imaginary)) * sign)
  }

  func hyperbolicSine() throws -> Complex {
    guard isFinite else { return try infiniteHyperbolicSine() }
    guard real.magnitude > largeExponent else {
      return try Complex(cos(imaginary) * sinh(real), sin(imaginary) * cosh(real)).checkedRange()
    }
    let less = real - copysign(1, real)
    return try Complex(cos(imaginary) * sinh(less) * M_E, sin(imaginary) * cosh(less) * M_E).checkedRange()
  }

  private func infiniteHyperbolicSine() throws -> Complex {
    if real.isNaN { return Complex(.nan, imaginary == 0 ? imaginary : .nan) }
    if imaginary.isInfinite { throw domainError }
    if imaginary.isNaN { return Complex(real.isInfinite ? .infinity : real == 0 ? 0 : .nan, .nan) }
    if imaginary == 0 { return self }
    return Complex(copysign(1, cos(imaginary)) * real, copysign(.infinity, sin(imaginary)))
  }

  func hyperbolicTangent() throws -> Complex {
    guard isFinite else { return try infiniteHyperbolicTangent() }
    if real.magnitude > largeExponent {
      let imaginaryPart = 4 * sin(imaginary) * cos(imaginary) * exp(-2 * real.magnitude)
      return Complex(copysign(1, real), imaginaryPart)
    }
    let (x, y) = (tanh(real), tan(imaginary))
    let (secant, product) = (1 / cosh(real), x * y)
    let denominator = 1 + product * product
    return Complex(x * (1 + y * y) / denominator, y / denominator * secant * secant)
  }

  private func infiniteHyperbolicTangent() throws -> Complex {
    if real.isInfinite {
      let doubled = 2 * sin(imaginary) * cos(imaginary)
      return Complex(copysign(1, real), doubled.isNaN ? 0 : copysign(0, doubled))
    }
    if real.isNaN { return Complex(.nan, imaginary == 0 ? imaginary : .nan) }
    if imaginary.isInfinite { throw domainError }
    return Complex(.nan, .nan)
  }

  // MARK: Inverse functions

  func arcCosine() -> Complex {
    guard isFinite else {
      let size = hypot(real, imaginary)
      let angle = real == 0 && imaginary.isNaN ? Double.pi / 2 : atan2(imaginary.magnitude, real)
      return Complex(angle, imaginary.isNaN ? size : copysign(size, -imaginary))
    }
    if isLarge {
      return Complex(atan2(imaginary.magnitude, real), copysign(largeLogarithm, -imaginary))
    }
    let below = Complex(1 - real, -imaginary).squareRoot()
    let above = Complex(1 + real, imaginary).squareRoot()
    return Complex(
      2 * atan2(below.real, above.real),
      asinh(above.real * below.imaginary - above.imaginary * below.real))
  }

  func inverseHyperbolicCosine() -> Complex {
    guard isFinite else { return Complex(log(hypot(real, imaginary)), atan2(imaginary, real)) }
    if isLarge { return Complex(largeLogarithm, atan2(imaginary, real)) }
    let below = Complex(real - 1, imaginary).squareRoot()
    let above = Complex(real + 1, imaginary).squareRoot()
    return Complex(
      asinh(below.real * above.real + below.imaginary * above.imaginary),
      2 * atan2(below.imaginary, above.real))
  }

  func inverseHyperbolicSine() -> Complex {
    guard isFinite else {
      let size = hypot(real, imaginary)
      let angle = real.isNaN && imaginary == 0 ? imaginary : atan2(imaginary, real.magnitude)
      return Complex(real.isNaN ? size : copysign(size, real), angle)
    }
    if isLarge { return Complex(copysign(largeLogarithm, real), atan2(imaginary, real.magnitude)) }
    let left = Complex(1 + imaginary, -real).squareRoot()
    let right = Complex(1 - imaginary, real).squareRoot()
    return Complex(
      asinh(left.real * right.imaginary - right.real * left.imaginary),
      atan2(imaginary, left.real * right.real - left.imaginary * right.imaginary))
  }

  func inverseHyperbolicTangent() throws -> Complex {
    guard isFinite else { return infiniteInverseHyperbolicTangent }
    if real.sign == .minus { return -(try (-self).inverseHyperbolicTangent()) }
    let y = imaginary.magnitude
    let bound = largeMagnitude.squareRoot()
    if real > bound || y > bound {
      let size = hypot(real / 2, y / 2)
      return Complex(real / 4 / size / size, -copysign(Double.pi / 2, -imaginary))
    }
    if real == 1, y < Double.leastNormalMagnitude.squareRoot() {
      if y == 0 { throw domainError }
      return Complex(
        -log(y.squareRoot() / hypot(y, 2).squareRoot()), copysign(atan2(2, -y) / 2, imaginary))
    }
    let distance = 1 - real
    return Complex(
      log1p(4 * real / (distance * distance + y * y)) / 4,
      -atan2(-2 * imaginary, distance * (1 + real) - y * y) / 2)
  }

  private var infiniteInverseHyperbolicTangent: Complex {
    if imaginary.isInfinite { return Complex(real.isNaN ? 0 : copysign(0, real), copysign(Double.pi / 2, imaginary)) }
    if real.isInfinite {
      return Complex(copysign(0, real), imaginary.isNaN ? .nan : copysign(Double.pi / 2, imaginary))
    }
    return Complex(real == 0 ? real : .nan, .nan)
  }

  // MARK: Functions of the number a quarter turn on

  func cosine() throws -> Complex { try turned.hyperbolicCosine() }
  func sine() throws -> Complex { try turned.hyperbolicSine().turnedBack }
  func tangent() throws -> Complex { try turned.hyperbolicTangent().turnedBack }
  func arcSine() -> Complex { turned.inverseHyperbolicSine().turnedBack }
  func arcTangent() throws -> Complex { try turned.inverseHyperbolicTangent().turnedBack }

  // MARK: Polar form

  /// The number of a magnitude and an angle.
  init(magnitude: Double, angle: Double) throws {
    if magnitude.isFinite, angle.isFinite {
      self = angle == 0
        ? Complex(magnitude, magnitude * angle) : Complex(magnitude * cos(angle), magnitude * sin(angle))
    } else if angle.isInfinite, magnitude != 0, !magnitude.isNaN {
      throw domainError
    } else if magnitude == 0 {
      self = Complex(0, 0)
    } else if angle == 0 {
      self = Complex(magnitude, magnitude.isNaN ? 0 : copysign(1, magnitude) * angle)
    } else if magnitude.isInfinite {
      self = angle.isFinite
        ? Complex(copysign(1, cos(angle)) * magnitude, copysign(1, sin(angle)) * magnitude)
        : Complex(.infinity, .nan)
    } else {
      self = Complex(.nan, .nan)
    }
  }

  /// The result of a finite argument, refused where it is not finite itself.
  private func checkedRange() throws -> Complex {
    if real.isInfinite || imaginary.isInfinite { throw Problem.overflowError("math range error") }
    return self
  }
}
