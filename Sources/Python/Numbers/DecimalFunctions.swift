/// Roots, logarithms, exponentials and powers of decimal numbers, rounded as if from the true value
/// to the nearest, halves to even.
extension DecimalArithmetic {
  mutating func squareRoot(_ a: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a) { return nan }
    let ideal = (a.exponent - (a.exponent & 1)) / 2
    if a.isZero { return try finished(.zero(negative: a.isNegative, exponent: ideal)) }
    if a.isNegative { return failed(.invalidOperation) }
    if a.isInfinite { return a }
    // An even exponent, and digits for a root with one more than the precision.
    let exponent = a.exponent - (a.exponent & 1)
    let digits = try a.coefficient.shiftedLeft(a.exponent & 1)
    let places = max(0, precision + 1 - digits.digitCount / 2)
    let radicand = try digits.shiftedLeft(2 * places)
    let root = try radicand.squareRoot()
    let isExact = DecimalCoefficient.compare(try root.multiplied(by: root), radicand) == 0
    let result = try reduced(root, isExact: isExact, exponent: exponent / 2 - places, ideal: ideal)
    return try roundedHalfEven(result)
  }

  /// A result rounded to the nearest, whatever the context says.
  private mutating func roundedHalfEven(_ number: DecimalNumber) throws -> DecimalNumber {
    let rounding = settings.rounding
    settings.rounding = .halfEven
    defer { settings.rounding = rounding }
    return try finished(number)
  }

  // MARK: Exponentials

  mutating func exponential(_ a: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a) { return nan }
    if a.isInfinite { return a.isNegative ? .zero() : a }
    if a.isZero { return .one }
    status.formUnion([.inexact, .rounded])
    // Beyond all exponents, or so near to 1 that only the first step after it counts.
    if a.adjustedExponent > 18 {
      return try roundedHalfEven(
        a.isNegative
          ? DecimalNumber(coefficient: .one, exponent: settings.tiniest - 2 * precision)
          : DecimalNumber(coefficient: .one, exponent: settings.mostExponent + 1))
    }
    if a.adjustedExponent < -precision - 1 { return try besideOne(isBelow: a.isNegative) }
    return try rounded { (digits) throws in
      try DecimalSeries(places: digits + 3 + max(0, a.adjustedExponent)).exponential(of: a)
    }
  }

  /// A number that is next to 1, rounded with the precision alone before the exponents matter.
  private mutating func besideOne(isBelow: Bool) throws -> DecimalNumber {
    let one = try DecimalCoefficient.powerOfTen(precision + 1)
    var work = DecimalArithmetic(.widest)
    work.settings.precision = precision
    return try roundedHalfEven(
      try work.finished(
        DecimalNumber(
          coefficient: isBelow ? one - .one : one + .one, exponent: -precision - 1)))
  }

  // MARK: Logarithms

  mutating func naturalLogarithm(_ a: DecimalNumber) throws -> DecimalNumber {
    if let special = try specialLogarithm(a) { return special }
    if try DecimalNumber.compare(a, .one) == 0 { return .zero() }
    status.formUnion([.inexact, .rounded])
    return try rounded { (digits) throws in
      try DecimalSeries(
        places: digits + 3 + DecimalArithmetic.furtherPlaces(forLogarithmOf: a)
      ).logarithm(of: a)
    }
  }

  mutating func decimalLogarithm(_ a: DecimalNumber) throws -> DecimalNumber {
    if let special = try specialLogarithm(a) { return special }
    if try a.coefficient.withoutTrailingZeros(a.digitCount).0.word == 1 {
      return try finished(DecimalNumber(a.adjustedExponent))
    }
    status.formUnion([.inexact, .rounded])
    return try rounded { (digits) throws in
      let series = try DecimalSeries(
        places: digits + 3 + DecimalArithmetic.furtherPlaces(forLogarithmOf: a))
      let logarithm = try series.logarithm(of: a)
      return try series.quotient(logarithm, try series.logarithmOfTen())
    }
  }

  /// Logarithms of special values, zero and negative numbers.
  private mutating func specialLogarithm(_ a: DecimalNumber) throws -> DecimalNumber? {
    if let nan = try nan(among: a) { return nan }
    if a.isZero { return .infinity(negative: true) }
    if a.isNegative { return failed(.invalidOperation) }
    return a.isInfinite ? a : nil
  }

  /// The further places that a logarithm needs: for zeros behind its point if the number is near
  /// to 1, else for the multiple of ln 10.
  private static func furtherPlaces(forLogarithmOf a: DecimalNumber) throws -> Int {
    guard a.adjustedExponent == 0 || a.adjustedExponent == -1 else {
      return DecimalCoefficient(a.adjustedExponent.magnitude).digitCount
    }
    var work = DecimalArithmetic(.widest)
    return max(0, -(try work.difference(a, .one)).adjustedExponent)
  }

  /// Asks for ever more digits of a value that is not exact until its rounding is certain.
  private mutating func rounded(_ approximation: (_ digits: Int) throws -> DecimalNumber) throws
    -> DecimalNumber
  {
    var digits = precision + 5
    while true {
      let value = try approximation(digits)
      // The last two digits of the approximation may be wrong.
      let surplus = value.digitCount - precision
      let limit = try DecimalCoefficient.powerOfTen(max(surplus, 0))
      let (_, tail) = try value.coefficient.quotientAndRemainder(dividingBy: limit)
      let distance = try tail.doubledDistance(to: limit)
      if surplus > 3, DecimalCoefficient.compare(distance, .small(2000)) > 0 {
        return try roundedHalfEven(value)
      }
      digits += max(10, digits / 2)
    }
  }

  // MARK: Powers

  mutating func power(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a, b) { return nan }
    let isWhole = try b.isInteger()
    let negative = try a.isNegative && isWhole && DecimalArithmetic.isOdd(b)
    if b.isZero { return a.isZero ? failed(.invalidOperation) : .one }
    if a.isNegative, !isWhole, !b.isInfinite, !a.isZero { return failed(.invalidOperation) }
    if a.isNegative, b.isInfinite, !a.isZero { return failed(.invalidOperation) }
    if a.isZero || a.isInfinite {
      return a.isZero == b.isNegative ? .infinity(negative: negative) : .zero(negative: negative)
    }
    let order = try DecimalNumber.compareMagnitudes(a, .one)
    if b.isInfinite {
      if order == 0 { return try powerOfOne(a, b, isWhole: false, negative: false) }
      return (order > 0) == b.isNegative ? .zero() : .infinity()
    }
    if order == 0 { return try powerOfOne(a, b, isWhole: isWhole, negative: negative) }
    if let bounded = try boundedPower(a, b, order: order, negative: negative) {
      return try finished(bounded)
    }
    return isWhole ? try wholePower(a, b, negative: negative) : try realPower(a, b)
  }

  private static func isOdd(_ b: DecimalNumber) throws -> Bool {
    b.exponent > 0 ? false : try b.coefficient.shiftedRight(-b.exponent).0.isOdd
  }

  /// A power of 1, whose zeros count the digits.
  private mutating func powerOfOne(
    _ a: DecimalNumber, _ b: DecimalNumber, isWhole: Bool, negative: Bool
  ) throws -> DecimalNumber {
    var places = precision - 1
    if isWhole {
      if b.isNegative { return DecimalNumber.one.withSign(negative) }
      var work = DecimalArithmetic(settings)
      let zeros = try work.product(b, DecimalNumber(-a.exponent)).word() ?? .max
      if zeros > places { status.insert(.rounded) }
      places = max(0, min(zeros, places))
    } else {
      status.formUnion([.inexact, .rounded])
    }
    return DecimalNumber(
      isNegative: negative, coefficient: try DecimalCoefficient.one.shiftedLeft(places),
      exponent: -places)
  }

  /// The power where the size of the exponent alone decides: what over- or underflows for certain.
  private func boundedPower(
    _ a: DecimalNumber, _ b: DecimalNumber, order: Int, negative: Bool
  ) throws -> DecimalNumber? {
    let first = abs(a.adjustedExponent)
    // The power of ten of |log10 a|, at least.
    let size: Int
    if first > 1 || a.adjustedExponent == 1 {
      let whole = a.adjustedExponent > 0 ? a.adjustedExponent : -a.adjustedExponent - 1
      size = DecimalCoefficient(UInt(whole)).digitCount - 1
    } else {
      var work = DecimalArithmetic(.widest)
      size = try work.difference(a.withSign(false), .one).adjustedExponent - 2
    }
    let grows = (order > 0) != b.isNegative
    let limit = grows ? settings.mostExponent : settings.tiniest
    guard size + b.adjustedExponent > DecimalCoefficient(limit.magnitude).digitCount else {
      return nil
    }
    return DecimalNumber(
      isNegative: negative, coefficient: .one,
      exponent: grows ? 2 * DecimalSettings.mostPrecision : settings.tiniest - 1)
  }

  /// A power of a whole number, by squaring.
  private mutating func wholePower(_ a: DecimalNumber, _ b: DecimalNumber, negative: Bool) throws
    -> DecimalNumber
  {
    var work = DecimalArithmetic(settings)
    work.settings.precision += b.digitCount + b.exponent + 2 + (b.isNegative ? 1 : 0)
    work.settings.rounding = .halfEven
    work.settings.clamps = false
    let base = b.isNegative ? try work.quotient(.one, a) : a
    let exponent = try b.truncated().absolute
    var result = try work.squarings(base, exponent)
    status.formUnion(work.status)
    // Too large for the context: rounded as it says.
    if result.isInfinite {
      result = DecimalNumber(coefficient: .one, exponent: 2 * DecimalSettings.mostPrecision)
    }
    return try finished(result.withSign(negative))
  }

  private mutating func squarings(_ base: DecimalNumber, _ exponent: Integer) throws
    -> DecimalNumber
  {
    var result = base
    for bit in try exponent.digits(base: 2).utf8.dropFirst() {
      result = try product(result, result)
      if bit == UInt8(ascii: "1") { result = try product(result, base) }
      if result.isInfinite || result.isZero && status.contains(.clamped) { break }
    }
    return result
  }

  /// `exp(b * ln(a))` with many more digits.
  private mutating func realPower(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    var work = DecimalArithmetic(.widest)
    work.settings.precision = max(a.digitCount, precision) + 23
    let logarithm = try work.naturalLogarithm(a)
    let product = try work.product(logarithm, b)
    let result = try work.exponential(product)
    status.formUnion([.inexact, .rounded])
    return try finished(result)
  }

  /// `a ** b % modulus` of whole numbers.
  mutating func power(_ a: DecimalNumber, _ b: DecimalNumber, modulo modulus: DecimalNumber) throws
    -> DecimalNumber
  {
    if let nan = try nan(among: a, b, modulus) { return nan }
    guard try a.isInteger(), try b.isInteger(), try modulus.isInteger(), !b.isNegative || b.isZero,
      !modulus.isZero, modulus.adjustedExponent < precision, !(a.isZero && b.isZero)
    else { return failed(.invalidOperation) }
    let negative = try a.isNegative && DecimalArithmetic.isOdd(b)
    let power = try a.truncated().absolute
      .power(try b.truncated(), modulo: try modulus.truncated().absolute)
    return DecimalNumber(isNegative: negative, coefficient: DecimalCoefficient(magnitude: power))
  }
}

extension DecimalCoefficient {
  /// Twice how far a rest is from the nearest of zero, a half and the whole unit.
  fileprivate func doubledDistance(to unit: DecimalCoefficient) throws -> DecimalCoefficient {
    let twice = self + self
    if DecimalCoefficient.compare(twice, unit) < 0 {
      let other = unit - twice
      return DecimalCoefficient.compare(twice, other) < 0 ? twice : other
    }
    let above = twice - unit
    let below = unit - above
    return DecimalCoefficient.compare(above, below) < 0 ? above : below
  }
}
