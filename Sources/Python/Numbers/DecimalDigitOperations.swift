/// Operations on the digits and the exponent of decimal numbers.
extension DecimalArithmetic {
  // MARK: Rounding

  /// `a` with the exponent of `b`.
  mutating func quantized(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a, b) { return nan }
    if a.isInfinite || b.isInfinite {
      return a.isInfinite && b.isInfinite ? a : failed(.invalidOperation)
    }
    guard (settings.tiniest...settings.mostExponent).contains(b.exponent) else {
      return failed(.invalidOperation)
    }
    var result = a
    result.exponent = b.exponent
    if a.isZero { return try finished(result) }
    let shift = a.exponent - b.exponent
    guard a.digitCount + shift <= precision else { return failed(.invalidOperation) }
    var met: DecimalStatus = []
    if shift >= 0 {
      result.coefficient = try a.coefficient.shiftedLeft(shift)
    } else {
      (result.coefficient, met) = try rounded(a, without: -shift)
    }
    guard result.digitCount <= precision, result.adjustedExponent <= settings.mostExponent else {
      return failed(.invalidOperation)
    }
    status.formUnion(met)
    return try finished(result)
  }

  /// The digits without the last ones, rounded, and what that means.
  private func rounded(_ a: DecimalNumber, without digits: Int) throws
    -> (DecimalCoefficient, DecimalStatus)
  {
    let (kept, rest) = try a.coefficient.shiftedRight(digits)
    let raises = settings.rounding.raises(kept, rest, isNegative: a.isNegative)
    return (raises ? kept + .one : kept, rest == .none ? .rounded : [.rounded, .inexact])
  }

  /// The number rounded to a whole one, if it is none yet, whatever the precision.
  mutating func integral(_ a: DecimalNumber, signals: Bool) throws -> DecimalNumber {
    if let nan = try nan(among: a) { return nan }
    if a.isInfinite || a.exponent >= 0 { return a }
    if a.isZero { return .zero(negative: a.isNegative) }
    let (digits, met) = try rounded(a, without: -a.exponent)
    if signals { status.formUnion(met) }
    return DecimalNumber(isNegative: a.isNegative, coefficient: digits)
  }

  /// Without zeros at the end.
  mutating func normalized(_ a: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a) { return nan }
    var result = try finished(a)
    guard result.isFinite else { return result }
    if result.isZero { return .zero(negative: result.isNegative) }
    let most = settings.clamps ? settings.topmost : settings.mostExponent
    let room = max(0, most - result.exponent)
    let (digits, zeros) = try result.coefficient.withoutTrailingZeros(room)
    (result.coefficient, result.exponent) = (digits, result.exponent + zeros)
    return result
  }

  // MARK: Exponents

  /// The exponent of the first digit, as a number.
  mutating func exponentPart(_ a: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a) { return nan }
    if a.isInfinite { return .infinity() }
    if a.isZero {
      status.insert(.divisionByZero)
      return .infinity(negative: true)
    }
    return try finished(DecimalNumber(a.adjustedExponent))
  }

  /// `a` times ten to the power of `b`.
  mutating func scaled(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a, b) { return nan }
    guard b.isFinite, b.exponent == 0, let power = b.coefficient.word,
      power <= 2 * (settings.mostExponent + precision)
    else { return failed(.invalidOperation) }
    if a.isInfinite { return a }
    var result = a
    result.exponent += b.isNegative ? -power : power
    return try finished(result)
  }

  // MARK: Shifting

  /// How far digits are moved: a whole number within the precision.
  private func distance(_ b: DecimalNumber) -> Int? {
    guard b.isFinite, b.exponent == 0, let word = b.coefficient.word, word <= precision else {
      return nil
    }
    return b.isNegative ? -word : word
  }

  /// The digits moved to the left; what leaves the precision is lost.
  mutating func shifted(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a, b) { return nan }
    guard let distance = distance(b) else { return failed(.invalidOperation) }
    if a.isInfinite { return a }
    var result = a
    let digits = try a.coefficient.lastDigits(precision)
    result.coefficient =
      distance < 0
      ? try digits.shiftedRight(-distance).0
      : try digits.shiftedLeft(distance).lastDigits(precision)
    return result
  }

  /// The digits moved to the left within the precision, in a circle.
  mutating func rotated(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a, b) { return nan }
    guard let distance = distance(b) else { return failed(.invalidOperation) }
    if a.isInfinite { return a }
    let left = distance < 0 ? distance + precision : distance
    let digits = try a.coefficient.lastDigits(precision)
    let (high, _) = try digits.shiftedRight(precision - left)
    var result = a
    result.coefficient = try digits.lastDigits(max(precision - left, 0)).shiftedLeft(left) + high
    if left == precision { result.coefficient = digits }
    return result
  }

  // MARK: Digits as truth values

  /// An operation digit by digit on numbers of ones and zeros.
  mutating func logical(
    _ a: DecimalNumber, _ b: DecimalNumber, _ operation: (UInt8, UInt8) -> UInt8
  ) throws -> DecimalNumber {
    guard let left = try truthDigits(a), let right = try truthDigits(b) else {
      return failed(.invalidOperation)
    }
    let count = max(left.count, right.count)
    let zeros = [UInt8](repeating: 0x30, count: count)
    let padded = zip(zeros.dropLast(left.count) + left, zeros.dropLast(right.count) + right)
    return try ofTruthDigits(padded.map { 0x30 + operation($0 & 1, $1 & 1) })
  }

  mutating func inverted(_ a: DecimalNumber) throws -> DecimalNumber {
    guard let digits = try truthDigits(a) else { return failed(.invalidOperation) }
    guard precision <= FormatSpec.maximumLength else { throw Problem.memoryError }
    let missing = [UInt8](repeating: 0x30, count: max(precision - digits.count, 0))
    return try ofTruthDigits((missing + digits).map { $0 ^ 1 })
  }

  private func truthDigits(_ a: DecimalNumber) throws -> [UInt8]? {
    guard a.isFinite, !a.isNegative, a.exponent == 0 else { return nil }
    let digits = try a.coefficient.digits()
    return digits.allSatisfy { $0 | 1 == 0x31 } ? digits : nil
  }

  private func ofTruthDigits(_ digits: [UInt8]) throws -> DecimalNumber {
    DecimalNumber(coefficient: try DecimalCoefficient(digits: Array(digits.suffix(precision))))
  }
}
