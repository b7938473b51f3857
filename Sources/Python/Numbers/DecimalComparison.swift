/// How decimal numbers compare.
extension DecimalNumber {
  /// -1, 0 or 1 for numbers that are no NaNs.
  static func compare(_ a: DecimalNumber, _ b: DecimalNumber) throws -> Int {
    if a.isZero, b.isZero { return 0 }
    if a.isZero { return b.isNegative ? 1 : -1 }
    if b.isZero || a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
    let order = try compareMagnitudes(a, b)
    return a.isNegative ? -order : order
  }

  /// The order of the absolute values.
  static func compareMagnitudes(_ a: DecimalNumber, _ b: DecimalNumber) throws -> Int {
    if a.isInfinite || b.isInfinite {
      return a.isInfinite == b.isInfinite ? 0 : a.isInfinite ? 1 : -1
    }
    if a.isZero || b.isZero { return a.isZero == b.isZero ? 0 : a.isZero ? -1 : 1 }
    let (left, right) = (a.adjustedExponent, b.adjustedExponent)
    if left != right { return left < right ? -1 : 1 }
    let exponent = min(a.exponent, b.exponent)
    return DecimalCoefficient.compare(
      try a.coefficient.shiftedLeft(a.exponent - exponent),
      try b.coefficient.shiftedLeft(b.exponent - exponent))
  }

  /// The total order of representations: -NaN, -sNaN, -Infinity, numbers, Infinity, sNaN, NaN; of
  /// equal numbers that with the smaller exponent is the smaller.
  static func compareTotal(_ a: DecimalNumber, _ b: DecimalNumber) throws -> Int {
    if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
    let order = try compareTotalMagnitudes(a, b)
    return a.isNegative ? -order : order
  }

  static func compareTotalMagnitudes(_ a: DecimalNumber, _ b: DecimalNumber) throws -> Int {
    if a.isNaN || b.isNaN {
      let (left, right) = (a.rankOfNaN, b.rankOfNaN)
      if left != right { return left < right ? -1 : 1 }
      return DecimalCoefficient.compare(a.coefficient, b.coefficient)
    }
    let order = try compareMagnitudes(a, b)
    if order != 0 || a.isInfinite { return order }
    return (a.exponent - b.exponent).signum()
  }

  private var rankOfNaN: Int {
    switch kind {
    case .finite, .infinity: 0
    case .signalingNaN: 1
    case .quietNaN: 2
    }
  }
}

extension DecimalArithmetic {
  /// -1, 0 or 1 as a number, or a NaN; with `signals` every NaN is a condition.
  mutating func comparison(_ a: DecimalNumber, _ b: DecimalNumber, signals: Bool = false) throws
    -> DecimalNumber
  {
    if let nan = try nan(among: a, b) {
      if signals { status.insert(.invalidOperation) }
      return nan
    }
    return DecimalNumber(try DecimalNumber.compare(a, b))
  }

  /// The larger or the smaller of two, which a single quiet NaN does not take part in.
  mutating func extreme(
    _ a: DecimalNumber, _ b: DecimalNumber, isGreatest: Bool, byMagnitude: Bool
  ) throws -> DecimalNumber {
    if a.kind == .quietNaN, !b.isNaN { return try finished(b) }
    if b.kind == .quietNaN, !a.isNaN { return try finished(a) }
    if let nan = try nan(among: a, b) { return nan }
    var order =
      byMagnitude
      ? try DecimalNumber.compareMagnitudes(a, b) : try DecimalNumber.compare(a, b)
    if order == 0 { order = try DecimalNumber.compareTotal(a, b) }
    return try finished((order < 0) == isGreatest ? b : a)
  }

  /// The neighbour of a number among those that the context can hold.
  mutating func next(_ a: DecimalNumber, isUp: Bool) throws -> DecimalNumber {
    if let nan = try nan(among: a) { return nan }
    if a.isInfinite { return a.isNegative == isUp ? try largest(negative: isUp) : a }
    var work = DecimalArithmetic(settings)
    work.settings.rounding = isUp ? .ceiling : .floor
    let nearest = try work.finished(a)
    if work.status.contains(.inexact) { return nearest }
    let step = DecimalNumber(
      isNegative: !isUp, coefficient: .one, exponent: settings.tiniest - 1)
    return try work.sum(a, step)
  }

  /// The neighbour on the side of `b`.
  mutating func next(_ a: DecimalNumber, toward b: DecimalNumber) throws -> DecimalNumber {
    if let nan = try nan(among: a, b) { return nan }
    let order = try DecimalNumber.compare(a, b)
    if order == 0 { return a.withSign(b.isNegative) }
    let result = try next(a, isUp: order < 0)
    if result.isInfinite {
      status.formUnion([.overflow, .rounded, .inexact])
    } else if result.adjustedExponent < settings.leastExponent {
      status.formUnion([.underflow, .subnormal, .rounded, .inexact])
      if result.isZero { status.insert(.clamped) }
    }
    return result
  }
}
