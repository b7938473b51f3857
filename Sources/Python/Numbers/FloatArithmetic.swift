import Glibc

/// Python's float operations where they differ from C's.
public enum FloatArithmetic {
  public static func divide(_ left: Double, _ right: Double) throws -> Double {
    if right == 0 { throw Problem.zeroDivisionError("float division by zero") }
    return left / right
  }

  /// Python's `//`.
  public static func floorDivide(_ left: Double, _ right: Double) throws -> Double {
    if right == 0 { throw Problem.zeroDivisionError("float floor division by zero") }
    return quotientAndRemainder(left, right).quotient
  }

  /// Python's `%`: the result has the sign of the divisor.
  public static func modulo(_ left: Double, _ right: Double) throws -> Double {
    if right == 0 { throw Problem.zeroDivisionError("float modulo") }
    return floorRemainder(left, right)
  }

  /// Python's `divmod()`.
  public static func dividedWithRemainder(
    _ left: Double, _ right: Double
  ) throws -> (quotient: Double, remainder: Double) {
    if right == 0 { throw Problem.zeroDivisionError("float divmod()") }
    return quotientAndRemainder(left, right)
  }

  private static func floorRemainder(_ left: Double, _ right: Double) -> Double {
    let remainder = fmod(left, right)
    if remainder == 0 { return copysign(0, right) }
    return (remainder < 0) != (right < 0) ? remainder + right : remainder
  }

  private static func quotientAndRemainder(
    _ left: Double, _ right: Double
  ) -> (quotient: Double, remainder: Double) {
    // fmod is exact, so the difference divides with at most one rounding error, which the
    // comparison below takes back.
    let truncated = fmod(left, right)
    var quotient = (left - truncated) / right
    if truncated != 0 && (right < 0) != (truncated < 0) { quotient -= 1 }
    guard quotient != 0 else {
      return (copysign(0, left / right), floorRemainder(left, right))
    }
    var floored = quotient.rounded(.down)
    if quotient - floored > 0.5 { floored += 1 }
    return (floored, floorRemainder(left, right))
  }

  /// Python's `**` on floats.
  ///
  /// A negative base with a fractional exponent gives a complex number. Errors: a zero to a
  /// negative power, and a result out of range.
  public static func power(_ base: Double, _ exponent: Double) throws -> Number {
    if base == 0 && exponent < 0 {
      throw Problem.zeroDivisionError("0.0 cannot be raised to a negative power")
    }
    let isFinite = base.isFinite && exponent.isFinite
    if isFinite && base < 0 && exponent != exponent.rounded(.down) {
      return .complex(try Complex(base, 0).power(Complex(exponent, 0)))
    }
    let result = pow(base, exponent)
    if result.isInfinite && isFinite { throw Problem.resultOutOfRange }
    return .float(result)
  }
}

// MARK: - Rounding

extension FloatArithmetic {
  /// Python's `round(x)`: the nearest integer, ties to the even one.
  public static func round(_ value: Double) throws -> Integer {
    try Integer(truncating: value.rounded(.toNearestOrEven))
  }

  public static func floor(_ value: Double) throws -> Integer {
    try Integer(truncating: value.rounded(.down))
  }

  public static func ceil(_ value: Double) throws -> Integer {
    try Integer(truncating: value.rounded(.up))
  }

  /// Python's `round(x, digits)`: the float nearest to the exact decimal rounding.
  public static func round(_ value: Double, digits: Int) throws -> Double {
    if !value.isFinite || value == 0 { return value }
    // Beyond these no float changes, or every one becomes zero.
    if digits > 323 { return value }
    if digits < -308 { return copysign(0, value) }
    let rounded =
      digits >= 0
      ? FloatText.parseDecimal(FloatText.fixed(value, precision: digits))
      : try roundedToPowerOfTen(value, exponent: -digits)
    if rounded.isInfinite {
      throw Problem.overflowError("rounded value too large to represent")
    }
    return rounded
  }

  /// The multiple of 10^exponent nearest to `value`, computed exactly.
  private static func roundedToPowerOfTen(_ value: Double, exponent: Int) throws -> Double {
    let magnitude = value.magnitude
    let rounded = try Integer(truncating: magnitude).nearestMultiple(
      of: try Integer(10).power(Integer(exponent)),
      hasFraction: magnitude != magnitude.rounded(.down))
    return copysign((try? rounded.asDouble()) ?? .infinity, value)
  }

  /// Python's `is_integer()`.
  public static func isInteger(_ value: Double) -> Bool {
    value.isFinite && value == value.rounded(.down)
  }

  /// Python's `as_integer_ratio()`: a fraction in lowest terms, its denominator positive.
  public static func integerRatio(
    _ value: Double
  ) throws -> (numerator: Integer, denominator: Integer) {
    if value.isInfinite {
      throw Problem.overflowError("cannot convert Infinity to integer ratio")
    }
    if value.isNaN { throw Problem.valueError("cannot convert NaN to integer ratio") }
    if value == 0 { return (0, 1) }
    let (significand, lowestExponent) = value.wholeSignificand
    let trailing = significand.trailingZeroBitCount
    let exponent = lowestExponent + trailing
    let odd = Int(significand >> UInt64(trailing))
    let numerator = Integer(value < 0 ? -odd : odd)
    if exponent >= 0 { return (try numerator.shiftedLeft(by: Integer(exponent)), 1) }
    return (numerator, Integer.powerOfTwo(-exponent))
  }
}

extension Double {
  /// The absolute value of a finite float as an integer times a power of two.
  var wholeSignificand: (significand: UInt64, exponent: Int) {
    let hidden: UInt64 = exponentBitPattern == 0 ? 0 : 1 << 52
    return (significandBitPattern | hidden, max(Int(exponentBitPattern), 1) - 1075)
  }
}
