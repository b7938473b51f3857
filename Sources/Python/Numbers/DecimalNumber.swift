/// A number of the General Decimal Arithmetic specification, as `decimal.Decimal` holds it:
/// sign, digits and a power of ten, or one of the special values.
struct DecimalNumber {
  enum Kind: UInt8 { case finite, infinity, quietNaN, signalingNaN }

  var kind = Kind.finite
  var isNegative = false
  /// The digits; of a NaN its payload, zero for none.
  var coefficient: DecimalCoefficient
  /// The power of ten of the last digit.
  var exponent = 0

  static let one = DecimalNumber(coefficient: .one)

  static func zero(negative: Bool = false, exponent: Int = 0) -> DecimalNumber {
    DecimalNumber(isNegative: negative, coefficient: .zero, exponent: exponent)
  }

  static func infinity(negative: Bool = false) -> DecimalNumber {
    DecimalNumber(kind: .infinity, isNegative: negative, coefficient: .zero)
  }

  static let nan = DecimalNumber(kind: .quietNaN, coefficient: .zero)

  init(
    kind: Kind = .finite, isNegative: Bool = false, coefficient: DecimalCoefficient,
    exponent: Int = 0
  ) {
    (self.kind, self.isNegative) = (kind, isNegative)
    (self.coefficient, self.exponent) = (coefficient, exponent)
  }

  init(_ integer: Integer) {
    self.init(
      isNegative: integer.isNegative, coefficient: DecimalCoefficient(magnitude: integer))
  }

  init(_ word: Int) {
    self.init(isNegative: word < 0, coefficient: DecimalCoefficient(word.magnitude))
  }

  /// The exact value of a float.
  init(_ value: Double) throws {
    isNegative = value.sign == .minus
    guard value.isFinite else {
      self = value.isNaN ? .nan : .infinity(negative: isNegative)
      if value.isNaN { isNegative = value.sign == .minus }
      return
    }
    let (significand, power) = value.wholeSignificand
    if value == 0 {
      coefficient = .zero
    } else if power >= 0 {
      coefficient = DecimalCoefficient(
        magnitude: try Integer(magnitude: UInt(significand)).shiftedLeft(by: Integer(power)))
    } else {
      // m / 2^k is m * 5^k / 10^k; without factors of 2 in m there are no zeros at the end.
      let twos = min(significand.trailingZeroBitCount, -power)
      exponent = power + twos
      let fives = try Integer(5).power(Integer(-exponent))
      coefficient = DecimalCoefficient(
        magnitude: try Integer(magnitude: UInt(significand >> UInt64(twos))).multiplied(by: fives))
    }
  }

  // MARK: What it is

  @inline(__always) var isFinite: Bool { kind == .finite }
  @inline(__always) var isNaN: Bool { kind == .quietNaN || kind == .signalingNaN }
  @inline(__always) var isInfinite: Bool { kind == .infinity }
  @inline(__always) var isZero: Bool { kind == .finite && coefficient.isZero }
  @inline(__always) var digitCount: Int { coefficient.digitCount }

  /// The power of ten of the first digit.
  @inline(__always) var adjustedExponent: Int { exponent &+ coefficient.digitCount &- 1 }

  /// Whether a finite number has no digits behind the point but zeros.
  func isInteger() throws -> Bool {
    guard isFinite else { return false }
    if exponent >= 0 || coefficient.isZero { return true }
    if -exponent >= digitCount { return false }
    return try coefficient.shiftedRight(-exponent).1 == .none
  }

  func withSign(_ negative: Bool) -> DecimalNumber {
    var result = self
    result.isNegative = negative
    return result
  }

  /// The integer part of a finite number.
  func truncated() throws -> Integer {
    let magnitude =
      exponent >= 0
      ? try coefficient.shiftedLeft(exponent) : try coefficient.shiftedRight(-exponent).0
    return isNegative ? magnitude.integer.negated : magnitude.integer
  }

  /// A small whole number; nil for others.
  func word() throws -> Int? {
    guard try isInteger() else { return nil }
    if coefficient.isZero { return 0 }
    guard adjustedExponent < 19, let word = try truncated().word else { return nil }
    return word
  }
}

/// What happened in an operation: CPython's signals, and the conditions that are reported as
/// InvalidOperation, each a bit.
struct DecimalStatus: OptionSet {
  let rawValue: Int

  static let invalidOperation = DecimalStatus(rawValue: 1 << 0)
  static let floatOperation = DecimalStatus(rawValue: 1 << 1)
  static let divisionByZero = DecimalStatus(rawValue: 1 << 2)
  static let overflow = DecimalStatus(rawValue: 1 << 3)
  static let underflow = DecimalStatus(rawValue: 1 << 4)
  static let subnormal = DecimalStatus(rawValue: 1 << 5)
  static let inexact = DecimalStatus(rawValue: 1 << 6)
  static let rounded = DecimalStatus(rawValue: 1 << 7)
  static let clamped = DecimalStatus(rawValue: 1 << 8)
  static let signalCount = 9

  static let conversionSyntax = DecimalStatus(rawValue: 1 << 9)
  static let divisionImpossible = DecimalStatus(rawValue: 1 << 10)
  static let divisionUndefined = DecimalStatus(rawValue: 1 << 11)
  static let invalidContext = DecimalStatus(rawValue: 1 << 12)

  /// All that the signal InvalidOperation stands for.
  static let invalid: DecimalStatus = [
    .invalidOperation, .conversionSyntax, .divisionImpossible, .divisionUndefined, .invalidContext,
  ]
  static let errors: DecimalStatus = [.invalid, .divisionByZero]
}

/// How a result is fitted into the digits there are, in the order in which CPython's error text
/// names them.
enum DecimalRounding: Int, CaseIterable {
  case ceiling, floor, up, down, halfUp, halfDown, halfEven, zeroFiveUp

  var name: String {
    switch self {
    case .ceiling: "ROUND_CEILING"
    case .floor: "ROUND_FLOOR"
    case .up: "ROUND_UP"
    case .down: "ROUND_DOWN"
    case .halfUp: "ROUND_HALF_UP"
    case .halfDown: "ROUND_HALF_DOWN"
    case .halfEven: "ROUND_HALF_EVEN"
    case .zeroFiveUp: "ROUND_05UP"
    }
  }

  /// Whether the last digit kept goes up by one.
  @inline(__always)
  func raises(_ kept: DecimalCoefficient, _ rest: DecimalRest, isNegative: Bool) -> Bool {
    if rest == .none { return false }
    switch self {
    case .down: return false
    case .up: return true
    case .ceiling: return !isNegative
    case .floor: return isNegative
    case .halfUp: return rest != .less
    case .halfDown: return rest == .more
    case .halfEven: return rest == .more || rest == .half && kept.isOdd
    case .zeroFiveUp: return kept.lastDigit % 5 == 0
    }
  }
}

/// What operations go by: the numbers of a `decimal.Context` without its traps and flags.
struct DecimalSettings {
  var precision = 28
  var rounding = DecimalRounding.halfEven
  var leastExponent = -999_999
  var mostExponent = 999_999
  var capitals = true
  var clamps = false

  static let mostPrecision = 999_999_999_999_999_999

  /// Room for every number that can be held.
  static let widest = DecimalSettings(
    precision: mostPrecision, leastExponent: -mostPrecision, mostExponent: mostPrecision)

  /// The exponents of the last digit of the smallest subnormal number, and of the largest number.
  var tiniest: Int { leastExponent &- precision &+ 1 }
  var topmost: Int { mostExponent &- precision &+ 1 }
}
