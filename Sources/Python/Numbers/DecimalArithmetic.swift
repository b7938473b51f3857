/// Operations on decimal numbers under the settings of a context; what happens on the way adds up
/// in `status`.
///
/// Results, conditions and their order are those of the library behind CPython's `decimal`.
struct DecimalArithmetic {
  var settings: DecimalSettings
  var status: DecimalStatus = []

  init(_ settings: DecimalSettings) { self.settings = settings }

  @inline(__always) var precision: Int { settings.precision }

  // MARK: Fitting a result in

  /// A result within the precision and the exponents of the context.
  @inline(__always)
  mutating func finished(_ number: DecimalNumber) throws -> DecimalNumber {
    guard number.isFinite else { return number.isNaN ? try withFittingPayload(number) : number }
    let digits = number.digitCount
    let adjusted = number.exponent &+ digits &- 1
    if digits <= settings.precision, adjusted <= settings.mostExponent,
      adjusted >= settings.leastExponent, !settings.clamps
    {
      return number
    }
    return try roundedToPrecision(try withinExponents(number))
  }

  /// A NaN keeps the last digits of its payload.
  private func withFittingPayload(_ number: DecimalNumber) throws -> DecimalNumber {
    var number = number
    let most = settings.precision - (settings.clamps ? 1 : 0)
    if !number.coefficient.isZero, number.digitCount > most {
      number.coefficient = most == 0 ? .zero : try number.coefficient.lastDigits(most)
    }
    return number
  }

  private mutating func roundedToPrecision(_ number: DecimalNumber) throws -> DecimalNumber {
    guard number.isFinite, number.digitCount > settings.precision else { return number }
    var number = number
    let surplus = number.digitCount - settings.precision
    let (kept, rest) = try number.coefficient.shiftedRight(surplus)
    number.coefficient = kept
    number.exponent += surplus
    status.insert(.rounded)
    if rest != .none { status.insert(.inexact) }
    guard settings.rounding.raises(kept, rest, isNegative: number.isNegative) else { return number }
    number.coefficient = kept + .one
    if number.digitCount > settings.precision {
      number.coefficient = try number.coefficient.shiftedRight(1).0
      number.exponent += 1
      return try withinExponents(number)
    }
    return number
  }

  /// Overflow, clamping, underflow.
  private mutating func withinExponents(_ number: DecimalNumber) throws -> DecimalNumber {
    let adjusted = number.adjustedExponent
    if adjusted > settings.mostExponent { return try overflowed(number) }
    if settings.clamps, number.exponent > settings.topmost {
      var number = number
      number.coefficient = try number.coefficient.shiftedLeft(number.exponent - settings.topmost)
      number.exponent = settings.topmost
      status.insert(.clamped)
      if !number.isZero, adjusted < settings.leastExponent { status.insert(.subnormal) }
      return number
    }
    return adjusted < settings.leastExponent ? try underflowed(number) : number
  }

  private mutating func overflowed(_ number: DecimalNumber) throws -> DecimalNumber {
    var number = number
    if number.isZero {
      number.exponent = settings.clamps ? settings.topmost : settings.mostExponent
      status.insert(.clamped)
      return number
    }
    status.formUnion([.overflow, .inexact, .rounded])
    switch settings.rounding {
    case .halfUp, .halfDown, .halfEven, .up: return .infinity(negative: number.isNegative)
    case .down, .zeroFiveUp: break
    case .ceiling: if !number.isNegative { return .infinity() }
    case .floor: if number.isNegative { return .infinity(negative: true) }
    }
    return try largest(negative: number.isNegative)
  }

  /// The largest finite number.
  func largest(negative: Bool) throws -> DecimalNumber {
    DecimalNumber(
      isNegative: negative, coefficient: try DecimalCoefficient.powerOfTen(precision) - .one,
      exponent: settings.topmost)
  }

  private mutating func underflowed(_ number: DecimalNumber) throws -> DecimalNumber {
    var number = number
    let tiniest = settings.tiniest
    if number.isZero {
      if number.exponent < tiniest {
        number.exponent = tiniest
        status.insert(.clamped)
      }
      return number
    }
    status.insert(.subnormal)
    guard number.exponent < tiniest else { return number }
    let (kept, rest) = try number.coefficient.shiftedRight(tiniest - number.exponent)
    let raises = settings.rounding.raises(kept, rest, isNegative: number.isNegative)
    number.coefficient = raises ? kept + .one : kept
    number.exponent = tiniest
    status.insert(.rounded)
    if rest != .none {
      status.formUnion([.inexact, .underflow])
      if number.isZero { status.insert(.clamped) }
    }
    return number
  }

  // MARK: NaNs

  /// A NaN with a condition.
  mutating func failed(_ condition: DecimalStatus) -> DecimalNumber {
    status.formUnion(condition)
    return .nan
  }

  /// The NaN that a result is because an operand is one: the first signaling one, or else the
  /// first.
  mutating func nan(among operands: DecimalNumber...) throws -> DecimalNumber? {
    let signaling = operands.first { $0.kind == .signalingNaN }
    guard var found = signaling ?? operands.first(where: \.isNaN) else { return nil }
    if found.kind == .signalingNaN { status.insert(.invalidOperation) }
    found.kind = .quietNaN
    return try withFittingPayload(found)
  }

  // MARK: Sums

  mutating func sum(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    guard a.isFinite, b.isFinite else {
      if let nan = try nan(among: a, b) { return nan }
      if a.isInfinite, b.isInfinite, a.isNegative != b.isNegative {
        return failed(.invalidOperation)
      }
      return a.isInfinite ? a : b
    }
    return try finished(try alignedSum(a, b))
  }

  mutating func difference(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    b.isNaN ? try sum(a, b) : try sum(a, b.withSign(!b.isNegative))
  }

  /// The sum of finite numbers, before it is rounded.
  private func alignedSum(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    var (high, low) = a.exponent >= b.exponent ? (a, b) : (b, a)
    if high.exponent != low.exponent, !high.isZero {
      // What is too small to matter but for its sign is moved near.
      let digits = high.digitCount
      let limit = high.exponent - 1 + (digits > precision ? 0 : digits - precision - 1)
      if low.adjustedExponent < limit {
        low.exponent = limit
        if !low.isZero { low.coefficient = .one }
      }
      high.coefficient = try high.coefficient.shiftedLeft(high.exponent - low.exponent)
    }
    var result = low
    if high.isNegative == low.isNegative {
      result.coefficient = high.coefficient + low.coefficient
      return result
    }
    let order = DecimalCoefficient.compare(high.coefficient, low.coefficient)
    let larger = order > 0 ? high : low
    result.isNegative = order == 0 ? settings.rounding == .floor : larger.isNegative
    result.coefficient =
      order >= 0
      ? high.coefficient - low.coefficient : low.coefficient - high.coefficient
    return result
  }

  /// The number rounded; a zero loses its sign.
  mutating func plus(_ a: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a) { return nan }
    let losesSign = a.isZero && settings.rounding != .floor
    return try finished(losesSign ? a.withSign(false) : a)
  }

  mutating func minus(_ a: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a) { return nan }
    let losesSign = a.isZero && settings.rounding != .floor
    return try finished(a.withSign(losesSign ? false : !a.isNegative))
  }

  mutating func magnitude(_ a: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a) { return nan }
    return a.isNegative ? try minus(a) : try plus(a)
  }

  // MARK: Products

  mutating func product(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    try finished(try exactProduct(a, b))
  }

  /// The product before it is rounded.
  private mutating func exactProduct(_ a: DecimalNumber, _ b: DecimalNumber) throws
    -> DecimalNumber
  {
    let negative = a.isNegative != b.isNegative
    guard a.isFinite, b.isFinite else {
      if let nan = try nan(among: a, b) { return nan }
      return a.isZero || b.isZero ? failed(.invalidOperation) : .infinity(negative: negative)
    }
    return DecimalNumber(
      isNegative: negative, coefficient: try a.coefficient.multiplied(by: b.coefficient),
      exponent: a.exponent &+ b.exponent)
  }

  /// `a * b + c`, rounded once.
  mutating func fusedProduct(_ a: DecimalNumber, _ b: DecimalNumber, _ c: DecimalNumber) throws
    -> DecimalNumber
  {
    if let nan = try nan(among: a, b, c) { return nan }
    let product = try exactProduct(a, b)
    return product.isNaN ? product : try sum(product, c)
  }

  // MARK: Quotients

  mutating func quotient(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    let negative = a.isNegative != b.isNegative
    guard a.isFinite, b.isFinite else {
      if let nan = try nan(among: a, b) { return nan }
      if a.isInfinite {
        return b.isInfinite ? failed(.invalidOperation) : .infinity(negative: negative)
      }
      status.insert(.clamped)
      return .zero(negative: negative, exponent: settings.tiniest)
    }
    if b.isZero {
      if a.isZero { return failed(.divisionUndefined) }
      status.insert(.divisionByZero)
      return .infinity(negative: negative)
    }
    let ideal = a.exponent - b.exponent
    if a.isZero { return try finished(.zero(negative: negative, exponent: ideal)) }
    let shift = b.digitCount - a.digitCount + precision + 1
    let dividend = try a.coefficient.shiftedLeft(max(shift, 0))
    let divisor = try b.coefficient.shiftedLeft(max(-shift, 0))
    let (digits, rest) = try dividend.quotientAndRemainder(dividingBy: divisor)
    return try finished(
      try reduced(
        digits, isExact: rest.isZero, exponent: ideal - shift, ideal: ideal, negative: negative))
  }

  /// A result with a digit more than the precision has: if it is exact without the zeros that are
  /// not needed, else with a last digit that makes it round as the true value does.
  func reduced(
    _ digits: DecimalCoefficient, isExact: Bool, exponent: Int, ideal: Int, negative: Bool = false
  ) throws -> DecimalNumber {
    var result = DecimalNumber(isNegative: negative, coefficient: digits, exponent: exponent)
    if !isExact {
      if digits.lastDigit % 5 == 0 { result.coefficient = digits + .one }
    } else if exponent < ideal {
      let (shorter, zeros) = try digits.withoutTrailingZeros(ideal - exponent)
      (result.coefficient, result.exponent) = (shorter, exponent + zeros)
    }
    return result
  }

  /// The whole quotient rounded toward zero and the rest of finite numbers, or nil where the
  /// quotient has too many digits.
  private func wholeQuotient(_ a: DecimalNumber, _ b: DecimalNumber) throws
    -> (quotient: DecimalNumber, rest: DecimalNumber)?
  {
    let negative = a.isNegative != b.isNegative
    let exponent = min(a.exponent, b.exponent)
    var rest = a
    rest.exponent = exponent
    if a.isZero { return (.zero(negative: negative), rest) }
    let distance = a.adjustedExponent - b.adjustedExponent
    if distance > precision { return nil }
    if distance < 0 {
      rest.coefficient = try a.coefficient.shiftedLeft(a.exponent - exponent)
      return (.zero(negative: negative), rest)
    }
    let (digits, remainder) = try a.coefficient.shiftedLeft(a.exponent - exponent)
      .quotientAndRemainder(dividingBy: try b.coefficient.shiftedLeft(b.exponent - exponent))
    if digits.digitCount > precision { return nil }
    rest.coefficient = remainder
    return (DecimalNumber(isNegative: negative, coefficient: digits), rest)
  }

  /// `a // b`, rounded toward zero.
  mutating func floorQuotient(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    if let special = try specialQuotient(a, b) { return special }
    guard let (quotient, _) = try wholeQuotient(a, b) else { return failed(.divisionImpossible) }
    return try finished(quotient)
  }

  /// The whole quotient where an operand is special or the divisor zero.
  private mutating func specialQuotient(_ a: DecimalNumber, _ b: DecimalNumber) throws
    -> DecimalNumber?
  {
    let negative = a.isNegative != b.isNegative
    if let nan = try nan(among: a, b) { return nan }
    if a.isInfinite {
      return b.isInfinite ? failed(.invalidOperation) : .infinity(negative: negative)
    }
    if b.isInfinite { return .zero(negative: negative) }
    guard b.isZero else { return nil }
    if a.isZero { return failed(.divisionUndefined) }
    status.insert(.divisionByZero)
    return .infinity(negative: negative)
  }

  /// The remainder where an operand is special or the divisor zero.
  private mutating func specialRemainder(_ a: DecimalNumber, _ b: DecimalNumber) throws
    -> DecimalNumber?
  {
    if let nan = try nan(among: a, b) { return nan }
    if a.isInfinite { return failed(.invalidOperation) }
    if b.isInfinite { return try finished(a) }
    guard b.isZero else { return nil }
    return failed(a.isZero ? .divisionUndefined : .invalidOperation)
  }

  /// `a % b`, with the sign of `a`.
  mutating func remainder(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    if let special = try specialRemainder(a, b) { return special }
    guard let (_, rest) = try wholeQuotient(a, b) else { return failed(.divisionImpossible) }
    return try finished(rest)
  }

  /// Quotient and remainder at once.
  mutating func division(_ a: DecimalNumber, _ b: DecimalNumber) throws
    -> (quotient: DecimalNumber, rest: DecimalNumber)
  {
    if let nan = try nan(among: a, b) { return (nan, nan) }
    if a.isInfinite, b.isInfinite { return (failed(.invalidOperation), .nan) }
    if a.isZero, b.isZero { return (failed(.divisionUndefined), .nan) }
    if let quotient = try specialQuotient(a, b) {
      return (quotient, try specialRemainder(a, b) ?? .nan)
    }
    guard let (quotient, rest) = try wholeQuotient(a, b) else {
      return (failed(.divisionImpossible), .nan)
    }
    return (try finished(quotient), try finished(rest))
  }

  /// The remainder of the nearest whole quotient, halves to the even one.
  mutating func nearRemainder(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    if let special = try specialRemainder(a, b) { return special }
    guard var (quotient, rest) = try wholeQuotient(a, b) else { return failed(.divisionImpossible) }
    // Less than a half for certain.
    if a.isZero || a.adjustedExponent < b.adjustedExponent - 1 { return try finished(rest) }
    let unit = try b.coefficient.shiftedLeft(b.exponent - rest.exponent)
    let order = DecimalCoefficient.compare(rest.coefficient + rest.coefficient, unit)
    if order > 0 || order == 0 && quotient.coefficient.isOdd {
      quotient.coefficient = quotient.coefficient + .one
      if quotient.digitCount > precision { return failed(.divisionImpossible) }
      rest.coefficient = unit - rest.coefficient
      rest.isNegative = !rest.isNegative
    }
    return try finished(rest)
  }
}
