/// The operations that both `Decimal` and `Context` have, a row each.
private struct DecimalOperation: Sendable {
  enum Body: Sendable {
    case unary(@Sendable (inout DecimalArithmetic, DecimalNumber) throws -> DecimalNumber)
    case binary(
      @Sendable (inout DecimalArithmetic, DecimalNumber, DecimalNumber) throws -> DecimalNumber)
    case ternary(
      @Sendable (inout DecimalArithmetic, DecimalNumber, DecimalNumber, DecimalNumber) throws
        -> DecimalNumber)
  }

  let name: String
  let doc: String
  let body: Body
  /// Whether only contexts have it: numbers have an operator instead.
  var isOfContext = false

  /// The operation on its operands, as many as it takes.
  @inline(__always)
  func apply(
    _ work: inout DecimalArithmetic, _ a: DecimalNumber, _ b: DecimalNumber?, _ c: DecimalNumber?
  ) throws -> DecimalNumber {
    switch body {
    case .unary(let operation): try operation(&work, a)
    case .binary(let operation): try operation(&work, a, b ?? .nan)
    case .ternary(let operation): try operation(&work, a, b ?? .nan, c ?? .nan)
    }
  }

  var operandCount: Int {
    switch body {
    case .unary: 1
    case .binary: 2
    case .ternary: 3
    }
  }
}

private func unary(
  _ name: String, _ doc: String, ofContext: Bool = false,
  _ body: @escaping @Sendable (inout DecimalArithmetic, DecimalNumber) throws -> DecimalNumber
) -> DecimalOperation {
  DecimalOperation(name: name, doc: doc, body: .unary(body), isOfContext: ofContext)
}

private func binary(
  _ name: String, _ doc: String, ofContext: Bool = false,
  _ body: @escaping @Sendable (inout DecimalArithmetic, DecimalNumber, DecimalNumber) throws
    -> DecimalNumber
) -> DecimalOperation {
  DecimalOperation(name: name, doc: doc, body: .binary(body), isOfContext: ofContext)
}

private let decimalOperations: [DecimalOperation] = [
  unary("abs", "The absolute value, rounded.", ofContext: true) { try $0.magnitude($1) },
  unary("plus", "+x, rounded.", ofContext: true) { try $0.plus($1) },
  unary("minus", "-x, rounded.", ofContext: true) { try $0.minus($1) },
  unary("exp", "e to the power of x.") { try $0.exponential($1) },
  unary("ln", "The natural logarithm.") { try $0.naturalLogarithm($1) },
  unary("log10", "The logarithm to base ten.") { try $0.decimalLogarithm($1) },
  unary("sqrt", "The square root.") { try $0.squareRoot($1) },
  unary("logb", "The exponent of the first digit.") { try $0.exponentPart($1) },
  unary("normalize", "Without zeros at the end.") { try $0.normalized($1) },
  unary("next_minus", "The next smaller number.") { try $0.next($1, isUp: false) },
  unary("next_plus", "The next larger number.") { try $0.next($1, isUp: true) },
  unary("logical_invert", "Ones for zeros, digit by digit.") { try $0.inverted($1) },
  unary("copy_abs", "Without a sign.", ofContext: true) { $1.withSign(false) },
  unary("copy_negate", "With the other sign.", ofContext: true) { $1.withSign(!$1.isNegative) },
  unary("copy_decimal", "The number itself.", ofContext: true) { $1 },
  unary("canonical", "The number itself.", ofContext: true) { $1 },
  unary("to_integral_value", "Rounded to a whole number.", ofContext: true) {
    try $0.integral($1, signals: false)
  },
  unary("to_integral", "Rounded to a whole number.", ofContext: true) {
    try $0.integral($1, signals: false)
  },
  unary("to_integral_exact", "Rounded to a whole number, which is signaled.", ofContext: true) {
    try $0.integral($1, signals: true)
  },
  binary("add", "x + y", ofContext: true) { try $0.sum($1, $2) },
  binary("subtract", "x - y", ofContext: true) { try $0.difference($1, $2) },
  binary("multiply", "x * y", ofContext: true) { try $0.product($1, $2) },
  binary("divide", "x / y", ofContext: true) { try $0.quotient($1, $2) },
  binary("divide_int", "x // y", ofContext: true) { try $0.floorQuotient($1, $2) },
  binary("remainder", "x % y", ofContext: true) { try $0.remainder($1, $2) },
  binary("quantize", "x with the exponent of y.", ofContext: true) { try $0.quantized($1, $2) },
  binary("remainder_near", "The remainder of the nearest quotient.") {
    try $0.nearRemainder($1, $2)
  },
  binary("compare", "-1, 0 or 1, or a NaN.") { try $0.comparison($1, $2) },
  binary("compare_signal", "-1, 0 or 1; NaNs signal.") {
    try $0.comparison($1, $2, signals: true)
  },
  binary("compare_total", "The order of representations.") { (_, a, b) in
    DecimalNumber(try DecimalNumber.compareTotal(a, b))
  },
  binary("compare_total_mag", "The order of representations without signs.") { (_, a, b) in
    DecimalNumber(try DecimalNumber.compareTotalMagnitudes(a, b))
  },
  binary("copy_sign", "With the sign of the other.") { $1.withSign($2.isNegative) },
  binary("max", "The larger number.") {
    try $0.extreme($1, $2, isGreatest: true, byMagnitude: false)
  },
  binary("max_mag", "The larger number without signs.") {
    try $0.extreme($1, $2, isGreatest: true, byMagnitude: true)
  },
  binary("min", "The smaller number.") {
    try $0.extreme($1, $2, isGreatest: false, byMagnitude: false)
  },
  binary("min_mag", "The smaller number without signs.") {
    try $0.extreme($1, $2, isGreatest: false, byMagnitude: true)
  },
  binary("next_toward", "The next number on the way to the other.") {
    try $0.next($1, toward: $2)
  },
  binary("scaleb", "Times ten to the power of the other.") { try $0.scaled($1, $2) },
  binary("shift", "The digits shifted.") { try $0.shifted($1, $2) },
  binary("rotate", "The digits rotated.") { try $0.rotated($1, $2) },
  binary("logical_and", "And, digit by digit.") { try $0.logical($1, $2, &) },
  binary("logical_or", "Or, digit by digit.") { try $0.logical($1, $2, |) },
  binary("logical_xor", "Exclusive or, digit by digit.") { try $0.logical($1, $2, ^) },
  DecimalOperation(
    name: "fma", doc: "x * y + z, rounded once.",
    body: .ternary { try $0.fusedProduct($1, $2, $3) }),
]

/// The operations as methods of numbers, which may be given a context.
func decimalOperationMethods(_ decimals: DecimalModule) -> [Builtin] {
  let operands = ["", "other, ", "other, third, "]
  return decimalOperations.filter { !$0.isOfContext }.map { operation in
    let count = operation.operandCount
    return Builtin(
      "\(operation.name)(self, \(operands[count - 1])context=None)", operation.doc
    ) { (m, a) throws(Raised) in
      let context = try decimals.context(a.given(count), m)
      let second = count > 1 ? try decimals.requireOperand(a[1], m) : nil
      let third = count > 2 ? try decimals.requireOperand(a[2], m) : nil
      let first = decimals.receiver(a[0])
      return decimals.wrap(
        try decimals.run(context, m) { try operation.apply(&$0, first, second, third) }, m)
    }
  }
}

/// The operations as methods of contexts.
func decimalContextOperationMethods(_ decimals: DecimalModule) -> [Builtin] {
  let operands = ["x", "x, y", "x, y, z"]
  return decimalOperations.map { operation in
    let count = operation.operandCount
    return Builtin("\(operation.name)(self, \(operands[count - 1]), /)", operation.doc) {
      (m, a) throws(Raised) in
      let first = try decimals.requireOperand(a[1], m)
      let second = count > 1 ? try decimals.requireOperand(a[2], m) : nil
      let third = count > 2 ? try decimals.requireOperand(a[3], m) : nil
      return decimals.wrap(
        try decimals.run(DecimalContext.of(a[0]), m) {
          try operation.apply(&$0, first, second, third)
        }, m)
    }
  }
}

// MARK: - Questions

/// What can be asked about a number, of the number and of a context.
private let decimalQuestions:
  [(name: String, takesContext: Bool, ask: @Sendable (DecimalNumber, DecimalSettings) -> Bool)] = [
    ("is_canonical", false, { _, _ in true }),
    ("is_finite", false, { number, _ in number.isFinite }),
    ("is_infinite", false, { number, _ in number.isInfinite }),
    ("is_nan", false, { number, _ in number.isNaN }),
    ("is_qnan", false, { number, _ in number.kind == .quietNaN }),
    ("is_snan", false, { number, _ in number.kind == .signalingNaN }),
    ("is_signed", false, { number, _ in number.isNegative }),
    ("is_zero", false, { number, _ in number.isZero }),
    ("is_normal", true, { number, settings in number.isNormal(settings) }),
    ("is_subnormal", true, { number, settings in number.isSubnormal(settings) }),
  ]

func decimalQuestionMethods(_ decimals: DecimalModule) -> [Builtin] {
  decimalQuestions.map { name, takesContext, ask in
    Builtin("\(name)(self\(takesContext ? ", context=None" : ""))", "Whether the number is that.") {
      (m, a) throws(Raised) in
      let context = try decimals.context(takesContext ? a.given(1) : nil, m)
      return .bool(ask(decimals.receiver(a[0]), context.settings))
    }
  }
}

func decimalContextQuestionMethods(_ decimals: DecimalModule) -> [Builtin] {
  decimalQuestions.map { name, _, ask in
    Builtin("\(name)(self, x, /)", "Whether a number is that.") { (m, a) throws(Raised) in
      .bool(ask(try decimals.requireOperand(a[1], m), DecimalContext.of(a[0]).settings))
    }
  }
}

extension DecimalNumber {
  fileprivate func isNormal(_ settings: DecimalSettings) -> Bool {
    isFinite && !isZero && adjustedExponent >= settings.leastExponent
  }

  fileprivate func isSubnormal(_ settings: DecimalSettings) -> Bool {
    isFinite && !isZero && adjustedExponent < settings.leastExponent
  }

  /// What kind of number it is, in words of the specification.
  func className(_ settings: DecimalSettings) -> String {
    if isNaN { return kind == .signalingNaN ? "sNaN" : "NaN" }
    let sign = isNegative ? "-" : "+"
    if isInfinite { return sign + "Infinity" }
    return sign + (isZero ? "Zero" : isNormal(settings) ? "Normal" : "Subnormal")
  }
}
