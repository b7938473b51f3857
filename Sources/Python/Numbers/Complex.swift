import Glibc

/// A Python complex number, with CPython's arithmetic: its order of operations decides the last
/// bit and what becomes of infinities.
public struct Complex: Equatable, Sendable {
  public var real: Double
  public var imaginary: Double

  public init(_ real: Double, _ imaginary: Double) {
    self.real = real
    self.imaginary = imaginary
  }

  public static func + (left: Complex, right: Complex) -> Complex {
    Complex(left.real + right.real, left.imaginary + right.imaginary)
  }

  public static func - (left: Complex, right: Complex) -> Complex {
    Complex(left.real - right.real, left.imaginary - right.imaginary)
  }

  public static func * (left: Complex, right: Complex) -> Complex {
    Complex(
      left.real * right.real - left.imaginary * right.imaginary,
      left.real * right.imaginary + left.imaginary * right.real)
  }

  public static prefix func - (value: Complex) -> Complex {
    Complex(-value.real, -value.imaginary)
  }

  public var conjugate: Complex { Complex(real, -imaginary) }

  /// Smith's division, which avoids overflow of the squares.
  public func divided(by divisor: Complex) throws -> Complex {
    let (c, d) = (divisor.real, divisor.imaginary)
    if c == 0 && d == 0 { throw Problem.zeroDivisionError("complex division by zero") }
    if c.magnitude >= d.magnitude {
      let ratio = d / c
      let denominator = c + d * ratio
      return Complex(
        (real + imaginary * ratio) / denominator, (imaginary - real * ratio) / denominator)
    }
    if d.magnitude >= c.magnitude {
      let ratio = c / d
      let denominator = c * ratio + d
      return Complex(
        (real * ratio + imaginary) / denominator, (imaginary * ratio - real) / denominator)
    }
    return Complex(.nan, .nan)
  }

  /// Python's `abs()`.
  public func magnitude() throws -> Double {
    let result = hypot(real, imaginary)
    if result.isInfinite && real.isFinite && imaginary.isFinite {
      throw Problem.overflowError("absolute value too large")
    }
    return result
  }

  /// Python's `**`: by repeated multiplication for small integer exponents, else in polar form.
  public func power(_ exponent: Complex) throws -> Complex {
    let whole = exponent.real.rounded(.down)
    let isSmallInteger =
      exponent.imaginary == 0 && exponent.real == whole && exponent.real.magnitude <= 100
    let result =
      isSmallInteger ? try power(Int(whole)) : try polarPower(exponent)
    if result.real.isInfinite || result.imaginary.isInfinite {
      throw Problem.overflowError("complex exponentiation")
    }
    return result
  }

  private func power(_ exponent: Int) throws -> Complex {
    let power = power(magnitude: abs(exponent))
    if exponent >= 0 { return power }
    if power.real == 0 && power.imaginary == 0 { throw Complex.zeroToNegativePower }
    return try Complex(1, 0).divided(by: power)
  }

  private func power(magnitude exponent: Int) -> Complex {
    var (result, square, mask) = (Complex(1, 0), self, 1)
    while mask > 0 && exponent >= mask {
      if exponent & mask != 0 { result = result * square }
      mask <<= 1
      square = square * square
    }
    return result
  }

  private func polarPower(_ exponent: Complex) throws -> Complex {
    if exponent.real == 0 && exponent.imaginary == 0 { return Complex(1, 0) }
    if real == 0 && imaginary == 0 {
      if exponent.imaginary != 0 || exponent.real < 0 { throw Complex.zeroToNegativePower }
      return Complex(0, 0)
    }
    let modulus = hypot(real, imaginary)
    let angle = atan2(imaginary, real)
    var length = pow(modulus, exponent.real)
    var phase = angle * exponent.real
    if exponent.imaginary != 0 {
      length /= exp(angle * exponent.imaginary)
      phase += exponent.imaginary * log(modulus)
    }
    return Complex(length * cos(phase), length * sin(phase))
  }

  private static let zeroToNegativePower = Problem.zeroDivisionError(
    "0.0 to a negative or complex power")
}

// MARK: - Text

extension Complex {
  /// Python's `repr()` and `str()`.
  public var description: String {
    let imaginaryText = Complex.part(imaginary) + "j"
    if real == 0 && real.sign == .plus { return imaginaryText }
    let hasSign = imaginary.sign == .minus && !imaginary.isNaN
    return "(\(Complex.part(real))\(hasSign ? "" : "+")\(imaginaryText))"
  }

  /// A part without the `.0` that a float would show.
  private static func part(_ value: Double) -> String {
    let text = FloatText.repr(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Python's `complex(text)`.
  public init<Unit: CodeUnit>(parsing text: [Unit]) throws {
    var inner = NumberText.trimmed(NumberText.ascii(text))
    if inner.first == UInt8(ascii: "("), inner.last == UInt8(ascii: ")"), inner.count >= 2 {
      inner = NumberText.trimmed(Array(inner.dropFirst().dropLast()))[...]
    }
    guard let plain = NumberText.withoutUnderscores(inner),
      let value = Complex.parsed(plain)
    else { throw Problem.valueError("complex() arg is a malformed string") }
    self = value
  }

  /// `float`, `float j` or `float ±float j`, where a lone sign before the `j` counts as one.
  private static func parsed(_ text: [UInt8]) -> Complex? {
    var scanner = DecimalScanner(text: text)
    if let first = scanner.scanFloat() {
      if scanner.isAtEnd { return Complex(first, 0) }
      if scanner.current == UInt8(ascii: "+") || scanner.current == UInt8(ascii: "-") {
        return imaginaryPart(&scanner).map { Complex(first, $0) }
      }
      return endsWithUnit(&scanner) ? Complex(0, first) : nil
    }
    return imaginaryPart(&scanner).map { Complex(0, $0) }
  }

  private static func imaginaryPart(_ scanner: inout DecimalScanner) -> Double? {
    var value = scanner.scanFloat()
    if value == nil {
      let isNegative = scanner.current == UInt8(ascii: "-")
      if isNegative || scanner.current == UInt8(ascii: "+") { scanner.position += 1 }
      value = isNegative ? -1 : 1
    }
    return endsWithUnit(&scanner) ? value : nil
  }

  private static func endsWithUnit(_ scanner: inout DecimalScanner) -> Bool {
    scanner.skipWord("j") && scanner.isAtEnd
  }
}
