import CGMP
import CInterrupts

/// Arithmetic with Python's results: division rounds down, nothing overflows.
extension Integer {
  /// Throws a MemoryError for results that would be too large to hold.
  static func checkSize(bits: Int) throws {
    if bits > BigInt.maximumBits { throw Problem.memoryError }
  }

  public func adding(_ other: Integer) throws -> Integer {
    if case (.small(let left), .small(let right)) = (self, other) {
      let (sum, overflow) = left.addingReportingOverflow(right)
      if !overflow { return .small(sum) }
    }
    try Integer.checkSize(bits: max(bitLength, other.bitLength) + 1)
    return combined(other, __gmpz_add)
  }

  public func subtracting(_ other: Integer) throws -> Integer {
    if case (.small(let left), .small(let right)) = (self, other) {
      let (difference, overflow) = left.subtractingReportingOverflow(right)
      if !overflow { return .small(difference) }
    }
    try Integer.checkSize(bits: max(bitLength, other.bitLength) + 1)
    return combined(other, __gmpz_sub)
  }

  public func multiplied(by other: Integer) throws -> Integer {
    if case (.small(let left), .small(let right)) = (self, other) {
      let (product, overflow) = left.multipliedReportingOverflow(by: right)
      if !overflow { return .small(product) }
    }
    let bits = bitLength + other.bitLength
    try Integer.checkSize(bits: bits)
    if bits > LongOperation.bits { return try LongOperation(CI_MULTIPLY, self, other).result() }
    return combined(other, __gmpz_mul)
  }

  public var negated: Integer {
    if case .small(let value) = self, value != .min { return .small(-value) }
    return mapped(__gmpz_neg)
  }

  public var absolute: Integer { isNegative ? negated : self }

  /// Python's `//`.
  public func floorDivided(by divisor: Integer) throws -> Integer {
    try quotientAndRemainder(
      dividingBy: divisor, zeroMessage: "integer division or modulo by zero").quotient
  }

  /// Python's `%`: the result has the sign of the divisor.
  public func modulo(_ divisor: Integer) throws -> Integer {
    try quotientAndRemainder(
      dividingBy: divisor, zeroMessage: "integer modulo by zero").remainder
  }

  /// Python's `divmod()`.
  public func dividedWithRemainder(
    by divisor: Integer
  ) throws -> (quotient: Integer, remainder: Integer) {
    try quotientAndRemainder(
      dividingBy: divisor, zeroMessage: "integer division or modulo by zero")
  }

  private func quotientAndRemainder(
    dividingBy divisor: Integer, zeroMessage: String
  ) throws -> (quotient: Integer, remainder: Integer) {
    if divisor.sign == 0 { throw Problem.zeroDivisionError(zeroMessage) }
    if case (.small(let left), .small(let right)) = (self, divisor), right != -1 {
      let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
      let roundsUp = remainder != 0 && (remainder < 0) != (right < 0)
      return roundsUp
        ? (.small(quotient - 1), .small(remainder + right)) : (.small(quotient), .small(remainder))
    }
    if bitLength > LongOperation.bits {
      let (quotient, remainder) = try LongOperation(CI_DIVIDE, self, divisor).results()
      return (quotient, remainder)
    }
    var remainder = __mpz_struct()
    __gmpz_init(&remainder)
    let quotient = combined(divisor) { __gmpz_fdiv_qr($0, &remainder, $1, $2) }
    return (quotient, Integer(normalizing: remainder))
  }

  /// The greatest common divisor, never negative.
  public func greatestCommonDivisor(_ other: Integer) throws -> Integer {
    if min(bitLength, other.bitLength) > LongOperation.bits >> 4 {
      return try LongOperation(CI_COMMON_DIVISOR, self, other).result()
    }
    return combined(other, __gmpz_gcd)
  }

  /// The least common multiple, never negative.
  public func leastCommonMultiple(_ other: Integer) throws -> Integer {
    let bits = bitLength + other.bitLength
    try Integer.checkSize(bits: bits)
    if bits > LongOperation.bits >> 4 {
      return try LongOperation(CI_COMMON_MULTIPLE, self, other).result()
    }
    return combined(other, __gmpz_lcm)
  }

  /// Python's `math.isqrt()`: the root rounded down.
  public func squareRoot() throws -> Integer {
    if isNegative { throw Problem.valueError("isqrt() argument must be nonnegative") }
    if bitLength > LongOperation.bits { return try LongOperation(CI_SQUARE_ROOT, self).result() }
    return mapped(__gmpz_sqrt)
  }

  /// Python's `round(self, digits)`: for negative `digits` the nearest multiple of a power of
  /// ten, ties to the even one.
  public func rounded(digits: Integer) throws -> Integer {
    if digits.sign >= 0 { return self }
    guard case .small(let digits) = digits, digits > -(bitLength / 3 + 2) else { return 0 }
    let unit = try Integer(10).power(Integer(-digits))
    return try nearestMultiple(of: unit)
  }

  /// The multiple of a positive `unit` nearest to this number: at a tie the even one, or the
  /// higher one when the number stands for one a fraction above (`hasFraction`).
  func nearestMultiple(of unit: Integer, hasFraction: Bool = false) throws -> Integer {
    let (quotient, remainder) = try dividedWithRemainder(by: unit)
    let twice = try remainder.multiplied(by: 2)
    let roundsUp = twice > unit || (twice == unit && (hasFraction || quotient.isOdd))
    return try (roundsUp ? quotient.adding(1) : quotient).multiplied(by: unit)
  }

  public var isOdd: Bool {
    switch self {
    case .small(let value): return value & 1 == 1
    case .big(let number):
      return withExtendedLifetime(number) { number.storage._mp_d[0] & 1 == 1 }
    }
  }
}

// MARK: - Powers

extension Integer {
  /// `self ** exponent` for an exponent that is not negative.
  func power(_ exponent: Integer) throws -> Integer {
    if case (.small(let base), .small(let exponent)) = (self, exponent),
      let power = Integer.smallPower(base, exponent)
    {
      return .small(power)
    }
    if let trivial = trivialPower(exponent) { return trivial }
    // Here the base is at least 2, so an exponent beyond a word gives no storable result.
    guard let exponent = exponent.word else { throw Problem.memoryError }
    let (bits, overflow) = (bitLength - 1).multipliedReportingOverflow(by: exponent)
    try Integer.checkSize(bits: overflow ? .max : bits)
    if bits > LongOperation.bits {
      return try LongOperation(CI_POWER, self, word: exponent).result()
    }
    return mapped { __gmpz_pow_ui($0, $1, UInt(exponent)) }
  }

  /// Python's `base ** exponent`: a float when the exponent is negative.
  public func raised(to exponent: Integer) throws -> Number {
    if exponent.sign >= 0 { return .integer(try power(exponent)) }
    return try FloatArithmetic.power(asDouble(), exponent.asDouble())
  }

  /// Powers of 0, 1 and -1, whose exponent may be of any size.
  private func trivialPower(_ exponent: Integer) -> Integer? {
    if exponent.sign == 0 { return 1 }
    switch self {
    case .small(0), .small(1): return self
    case .small(-1): return exponent.isOdd ? -1 : 1
    default: return nil
    }
  }

  /// Repeated squaring in a word, or nil on overflow.
  static func smallPower(_ base: Int, _ exponent: Int) -> Int? {
    var (result, square, remaining) = (1, base, exponent)
    while remaining > 0 {
      var overflow = false
      if remaining & 1 == 1 {
        (result, overflow) = result.multipliedReportingOverflow(by: square)
        if overflow { return nil }
      }
      remaining >>= 1
      if remaining == 0 { break }
      (square, overflow) = square.multipliedReportingOverflow(by: square)
      if overflow { return nil }
    }
    return result
  }

  /// Python's `pow(self, exponent, modulus)`; a negative exponent asks for the inverse.
  public func power(_ exponent: Integer, modulo modulus: Integer) throws -> Integer {
    if modulus.sign == 0 { throw Problem.valueError("pow() 3rd argument cannot be 0") }
    if exponent.isNegative {
      return try inverse(modulo: modulus).power(exponent.negated, modulo: modulus)
    }
    return try unsignedPower(exponent, modulo: modulus).modulo(modulus)
  }

  private func unsignedPower(_ exponent: Integer, modulo modulus: Integer) throws -> Integer {
    // A step for each bit of the exponent.
    let (work, overflow) = exponent.bitLength.multipliedReportingOverflow(by: modulus.bitLength)
    if overflow || work > LongOperation.bits << 3 || bitLength > LongOperation.bits {
      return try LongOperation(CI_POWER_MODULO, self, exponent, modulus).result()
    }
    return exponent.withNumber { exponent in
      combined(modulus) { __gmpz_powm($0, $1, exponent, $2) }
    }
  }

  private func inverse(modulo modulus: Integer) throws -> Integer {
    guard let inverse = try knownInverse(modulo: modulus) else {
      throw Problem.valueError("base is not invertible for the given modulus")
    }
    return inverse
  }

  private func knownInverse(modulo modulus: Integer) throws -> Integer? {
    if bitLength + modulus.bitLength > LongOperation.bits >> 4 {
      return try LongOperation(CI_INVERSE, self, modulus).inverse()
    }
    var exists = false
    let inverse = combined(modulus) { exists = __gmpz_invert($0, $1, $2) != 0 }
    return exists ? inverse : nil
  }
}
