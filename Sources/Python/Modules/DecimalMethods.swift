/// The methods of `Decimal` besides the operations that contexts have, too.
func decimalMethods(_ decimals: DecimalModule) -> [Builtin] {
  [
    Builtin("__new__", doc: "Construct a new Decimal object.") { (m, call) throws(Raised) in
      try decimals.construct(call, m)
    },
    Builtin("from_float(cls, f, /)", "The exact value of a float.") { (m, a) throws(Raised) in
      var number = decimals.integral(a[1], m)
      if number == nil, case .float(let double) = m.plain(a[1]) {
        number = try m.solve { try DecimalNumber(double) }
      }
      guard let number else { throw m.raise(.typeError, "argument must be int or float") }
      guard case .object(decimals.decimal) = a[0] else {
        return try m.call(a[0], with: decimals.wrap(number, m))
      }
      return decimals.wrap(number, m)
    },
  ] + decimalArithmeticMethods(decimals) + decimalComparisonMethods(decimals)
    + decimalConversionMethods(decimals) + decimalQuestionMethods(decimals)
    + decimalPartMethods(decimals)
}

extension DecimalModule {
  /// An int as a number; nil for other values.
  fileprivate func integral(_ value: Value, _ m: Machine) -> DecimalNumber? {
    m.integer(value).map { DecimalNumber($0) }
  }

  /// `Decimal(value='0', context=None)`
  fileprivate func construct(_ call: CallArguments, _ m: Machine) throws(Raised) -> Value {
    let type = call[0].object.unsafelyUnwrapped
    var given = call.count > 1 ? call[1] : .undefined
    var context = self.active
    if call.count != 2 || !call.keywords.isEmpty {
      var contextValue = Value.undefined
      try m.parameters(call, [m.symbol("value"), m.symbol("context")], required: 0, positional: 2) {
        (place, value) in if place == 0 { given = value } else { contextValue = value }
      }
      context = try self.context(contextValue.isUndefined ? nil : contextValue, m)
    }
    if given.isUndefined { return wrap(.zero(), as: type, m) }
    if type == decimal, m.typeObject(of: given) == decimal { return given }
    return wrap(try exact(given, context, m), as: type, m)
  }
}

// MARK: - Operators

private func decimalArithmeticMethods(_ decimals: DecimalModule) -> [Builtin] {
  typealias Operation =
    @Sendable (inout DecimalArithmetic, DecimalNumber, DecimalNumber) throws -> DecimalNumber
  /// An operator and its reflection; of other values than numbers it knows nothing.
  func operators(_ name: String, _ symbol: String, _ body: @escaping Operation) -> [Builtin] {
    [
      Builtin("__\(name)__(self, value, /)", "Return self\(symbol)value.") {
        (m, a) throws(Raised) in
        guard let right = decimals.operand(a[1], m) else { return m.notImplemented }
        let left = decimals.receiver(a[0])
        return decimals.wrap(
          try decimals.run(decimals.active, m) { try body(&$0, left, right) }, m)
      },
      Builtin("__r\(name)__(self, value, /)", "Return value\(symbol)self.") {
        (m, a) throws(Raised) in
        guard let left = decimals.operand(a[1], m) else { return m.notImplemented }
        let right = decimals.receiver(a[0])
        return decimals.wrap(
          try decimals.run(decimals.active, m) { try body(&$0, left, right) }, m)
      },
    ]
  }
  func unary(
    _ name: String, _ doc: String,
    _ body: @escaping @Sendable (inout DecimalArithmetic, DecimalNumber) throws -> DecimalNumber
  ) -> Builtin {
    Builtin("\(name)(self, /)", doc) { (m, a) throws(Raised) in
      let number = decimals.receiver(a[0])
      return decimals.wrap(try decimals.run(decimals.active, m) { try body(&$0, number) }, m)
    }
  }
  return operators("add", "+") { try $0.sum($1, $2) }
    + operators("sub", "-") { try $0.difference($1, $2) }
    + operators("mul", "*") { try $0.product($1, $2) }
    + operators("truediv", "/") { try $0.quotient($1, $2) }
    + operators("floordiv", "//") { try $0.floorQuotient($1, $2) }
    + operators("mod", "%") { try $0.remainder($1, $2) }
    + [
      unary("__neg__", "-self") { try $0.minus($1) },
      unary("__pos__", "+self") { try $0.plus($1) },
      unary("__abs__", "abs(self)") { try $0.magnitude($1) },
      Builtin("__divmod__(self, value, /)", "Return divmod(self, value).") {
        (m, a) throws(Raised) in
        guard let right = decimals.operand(a[1], m) else { return m.notImplemented }
        return try decimals.division(decimals.receiver(a[0]), right, decimals.active, m)
      },
      Builtin("__rdivmod__(self, value, /)", "Return divmod(value, self).") {
        (m, a) throws(Raised) in
        guard let left = decimals.operand(a[1], m) else { return m.notImplemented }
        return try decimals.division(left, decimals.receiver(a[0]), decimals.active, m)
      },
      Builtin("__pow__(self, value, mod=None, /)", "Return pow(self, value, mod).") {
        (m, a) throws(Raised) in
        guard let exponent = decimals.operand(a[1], m) else { return m.notImplemented }
        let given = a.given(2) ?? .none
        let modulus = given.isNone ? nil : decimals.operand(given, m)
        if !given.isNone, modulus == nil { return m.notImplemented }
        return try decimals.power(
          decimals.receiver(a[0]), exponent, modulus, decimals.active, m)
      },
      Builtin("__rpow__(self, value, mod=None, /)", "Return pow(value, self, mod).") {
        (m, a) throws(Raised) in
        guard let base = decimals.operand(a[1], m) else { return m.notImplemented }
        return try decimals.power(base, decimals.receiver(a[0]), nil, decimals.active, m)
      },
      Builtin("__bool__(self, /)", "True if self else False") { (m, a) throws(Raised) in
        .bool(!decimals.receiver(a[0]).isZero)
      },
    ]
}

extension DecimalModule {
  func division(
    _ a: DecimalNumber, _ b: DecimalNumber, _ context: DecimalContext, _ m: Machine
  ) throws(Raised) -> Value {
    let (quotient, rest) = try run(context, m) { try $0.division(a, b) }
    return m.tuple(wrap(quotient, m), wrap(rest, m))
  }

  func power(
    _ base: DecimalNumber, _ exponent: DecimalNumber, _ modulus: DecimalNumber?,
    _ context: DecimalContext, _ m: Machine
  ) throws(Raised) -> Value {
    wrap(
      try run(context, m) { work in
        guard let modulus else { return try work.power(base, exponent) }
        return try work.power(base, exponent, modulo: modulus)
      }, m)
  }
}

// MARK: - Comparison

private func decimalComparisonMethods(_ decimals: DecimalModule) -> [Builtin] {
  func comparison(
    _ name: String, _ symbol: String, isOrdering: Bool = true,
    _ holds: @escaping @Sendable (Int) -> Bool
  ) -> Builtin {
    Builtin("\(name)(self, value, /)", "Return self\(symbol)value.") { (m, a) throws(Raised) in
      let number = decimals.receiver(a[0])
      guard let (left, right) = try decimals.comparable(number, a[1], isOrdering: isOrdering, m)
      else { return m.notImplemented }
      if left.isNaN || right.isNaN {
        if isOrdering || left.kind == .signalingNaN || right.kind == .signalingNaN {
          try decimals.report(.invalidOperation, decimals.active, m)
        }
        return .bool(name == "__ne__")
      }
      return .bool(holds(try m.solve { try DecimalNumber.compare(left, right) }))
    }
  }
  return [
    comparison("__eq__", "==", isOrdering: false) { $0 == 0 },
    comparison("__ne__", "!=", isOrdering: false) { $0 != 0 },
    comparison("__lt__", "<") { $0 < 0 },
    comparison("__le__", "<=") { $0 <= 0 },
    comparison("__gt__", ">") { $0 > 0 },
    comparison("__ge__", ">=") { $0 >= 0 },
    Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
      let number = decimals.receiver(a[0])
      switch number.kind {
      case .quietNaN: return .int(m.identityHash(a.receiver))
      case .signalingNaN: throw m.raise(.typeError, "Cannot hash a signaling NaN value")
      case .finite, .infinity: return .int(NumberHash.hash(number))
      }
    },
  ]
}

extension NumberHash {
  /// The hash of a decimal number that is no NaN.
  static func hash(_ number: DecimalNumber) -> Int {
    if number.isInfinite { return number.isNegative ? -314159 : 314159 }
    var reduced = UInt128(hash(number.coefficient.integer).magnitude)
    // The inverse of 10 modulo 2^61 - 1.
    var factor: UInt128 = number.exponent < 0 ? 2_075_258_708_292_324_556 : 10
    var rest = number.exponent.magnitude
    while rest > 0 {
      if rest & 1 == 1 { reduced = reduced * factor % UInt128(modulus) }
      factor = factor * factor % UInt128(modulus)
      rest >>= 1
    }
    let magnitude = Int(reduced)
    return withoutMinusOne(number.isNegative ? -magnitude : magnitude)
  }
}

// MARK: - Conversions

private func decimalConversionMethods(_ decimals: DecimalModule) -> [Builtin] {
  /// A whole number: an int where nothing is asked, by a way of rounding.
  func whole(_ name: String, _ rounding: DecimalRounding) -> Builtin {
    Builtin("\(name)(self, /)", "A whole number as an int.") { (m, a) throws(Raised) in
      try decimals.integer(decimals.receiver(a[0]), rounding, m)
    }
  }
  return [
    Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
      m.string("Decimal('\(try decimals.text(decimals.receiver(a[0]), m))')")
    },
    Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
      m.string(try decimals.text(decimals.receiver(a[0]), m))
    },
    Builtin("to_eng_string(self, context=None)", "With an exponent that is a multiple of three.") {
      (m, a) throws(Raised) in
      let capitals = try decimals.context(a.given(1), m).settings.capitals
      let number = decimals.receiver(a[0])
      return m.string(try m.solve { try number.text(.engineering, capitals: capitals) })
    },
    Builtin("__format__(self, format_spec, override=None, /)", "Format it as the specifier says.") {
      (m, a) throws(Raised) in
      guard let spec = a[1].object(.string).map(StringObject.init) else {
        throw m.raise(.typeError, "format argument must be str")
      }
      if let override = a.given(2), !m.isDict(override) {
        throw m.raise(.typeError, "optional argument must be a dict")
      }
      let settings = decimals.active.settings
      let number = decimals.receiver(a[0])
      var text = TextBuilder()
      do {
        try number.format(spec.view, settings, to: &text)
      } catch {
        throw try m.solve { throw error }
      }
      return try m.string(text)
    },
    whole("__int__", .down), whole("__trunc__", .down), whole("__floor__", .floor),
    whole("__ceil__", .ceiling),
    Builtin("__round__(self, ndigits=None, /)", "Rounded to digits behind the point.") {
      (m, a) throws(Raised) in
      let number = decimals.receiver(a[0])
      guard let digits = a.given(1), !digits.isNone else {
        return try decimals.integer(number, .halfEven, m)
      }
      guard let places = m.integer(digits) else {
        throw m.raise(.typeError, "optional arg must be an integer")
      }
      guard let places = places.word, places != .min else { throw m.tooLarge(for: "ssize_t") }
      let unit = DecimalNumber(coefficient: .one, exponent: -places)
      return decimals.wrap(
        try decimals.run(decimals.active, m) { try $0.quantized(number, unit) }, m)
    },
    Builtin("__float__(self, /)", "float(self)") { (m, a) throws(Raised) in
      .float(try decimals.float(decimals.receiver(a[0]), m))
    },
    Builtin("__complex__(self, /)", "complex(self)") { (m, a) throws(Raised) in
      m.complex(try decimals.float(decimals.receiver(a[0]), m), 0)
    },
    Builtin("__copy__(self, /)", "The number itself.") { (m, a) throws(Raised) in a[0] },
    Builtin("__deepcopy__(self, memo, /)", "The number itself.") { (m, a) throws(Raised) in a[0] },
    Builtin("__reduce__(self, /)", "Helper for pickle.") { (m, a) throws(Raised) in
      m.tuple(
        .object(a.receiver.type),
        m.tuple([m.string(try decimals.text(decimals.receiver(a[0]), m))]))
    },
  ]
}

extension DecimalModule {
  fileprivate func text(_ number: DecimalNumber, _ m: Machine) throws(Raised) -> String {
    let capitals = active.settings.capitals
    return try m.solve { try number.text(capitals: capitals) }
  }

  /// A number rounded to a whole one, as an int.
  fileprivate func integer(_ number: DecimalNumber, _ rounding: DecimalRounding, _ m: Machine)
    throws(Raised) -> Value
  {
    if number.isNaN { throw m.raise(.valueError, "cannot convert NaN to integer") }
    if number.isInfinite { throw m.raise(.overflowError, "cannot convert Infinity to integer") }
    return m.value(
      try m.solve { () throws -> Integer in
        var work = DecimalArithmetic(.widest)
        work.settings.rounding = rounding
        return try work.integral(number, signals: false).truncated()
      })
  }

  /// The nearest float.
  fileprivate func float(_ number: DecimalNumber, _ m: Machine) throws(Raised) -> Double {
    let sign = number.isNegative ? -1.0 : 1.0
    if number.kind == .signalingNaN {
      throw m.raise(.valueError, "cannot convert signaling NaN to float")
    }
    if number.isNaN { return number.isNegative ? -Double.nan : .nan }
    if number.isInfinite { return sign * .infinity }
    if let digits = number.coefficient.word,
      let exact = FloatText.exact(digits, exponent: number.exponent)
    {
      return sign * exact
    }
    let text = try m.solve { () throws -> String in
      String(decoding: try number.coefficient.digits(), as: UTF8.self)
    }
    return sign * FloatText.parseDecimal(text + "e" + String(number.exponent))
  }
}

// MARK: - Parts

private func decimalPartMethods(_ decimals: DecimalModule) -> [Builtin] {
  func part(
    _ name: String, _ doc: String, _ body: @escaping @Sendable (DecimalNumber) -> DecimalNumber
  ) -> Builtin {
    Builtin("\(name)(self)", doc) { (m, a) throws(Raised) in
      decimals.wrap(body(decimals.receiver(a[0])), m)
    }
  }
  func integral(_ name: String, signals: Bool) -> Builtin {
    Builtin("\(name)(self, rounding=None, context=None)", "Rounded to a whole number.") {
      (m, a) throws(Raised) in
      let context = try decimals.context(a.given(2), m)
      let rounding = try decimals.rounding(a.given(1), m)
      let number = decimals.receiver(a[0])
      return decimals.wrap(
        try decimals.run(context, rounding: rounding, m) { try $0.integral(number, signals: signals) }, m)
    }
  }
  return [
    Builtin("_parts(self, /)", "Sign, digits and exponent.") { (m, a) throws(Raised) in
      let number = decimals.receiver(a[0])
      let digits = try m.solve { try number.coefficient.digits() }
      let hasDigits = number.isFinite || number.isInfinite || !number.coefficient.isZero
      let exponent: Value
      switch number.kind {
      case .finite: exponent = .int(number.exponent)
      case .infinity: exponent = m.string("F")
      case .quietNaN: exponent = m.string("n")
      case .signalingNaN: exponent = m.string("N")
      }
      return m.tuple(
        .int(number.isNegative ? 1 : 0),
        m.tuple(hasDigits ? digits.map { .int(Int($0) - 0x30) } : []), exponent)
    },
    Builtin("adjusted(self)", "The exponent of the first digit.") { (m, a) throws(Raised) in
      let number = decimals.receiver(a[0])
      return .int(number.isFinite ? number.adjustedExponent : 0)
    },
    Builtin("quantize(self, exp, rounding=None, context=None)", "With the exponent of another.") {
      (m, a) throws(Raised) in
      let context = try decimals.context(a.given(3), m)
      let rounding = try decimals.rounding(a.given(2), m)
      let (number, other) = (decimals.receiver(a[0]), try decimals.requireOperand(a[1], m))
      return decimals.wrap(
        try decimals.run(context, rounding: rounding, m) { try $0.quantized(number, other) }, m)
    },
    integral("to_integral_value", signals: false), integral("to_integral", signals: false),
    integral("to_integral_exact", signals: true),
    part("canonical", "The number itself.") { $0 },
    part("conjugate", "The number itself.") { $0 },
    part("radix", "Ten.") { _ in DecimalNumber(10) },
    part("copy_abs", "Without a sign.") { $0.withSign(false) },
    part("copy_negate", "With the other sign.") { $0.withSign(!$0.isNegative) },
    Builtin("number_class(self, context=None)", "What kind of number it is.") {
      (m, a) throws(Raised) in
      let settings = try decimals.context(a.given(1), m).settings
      return m.string(decimals.receiver(a[0]).className(settings))
    },
    Builtin("same_quantum(self, other, context=None)", "Whether the exponents are equal.") {
      (m, a) throws(Raised) in
      let other = try decimals.requireOperand(a[1], m)
      return .bool(decimals.receiver(a[0]).hasExponent(of: other))
    },
    Builtin("as_integer_ratio(self)", "Two ints whose quotient it is.") { (m, a) throws(Raised) in
      let number = decimals.receiver(a[0])
      guard !number.isNaN else {
        throw m.raise(.valueError, "cannot convert NaN to integer ratio")
      }
      guard number.isFinite else {
        throw m.raise(.overflowError, "cannot convert Infinity to integer ratio")
      }
      let (above, below) = try m.solve { try number.ratio() }
      return m.tuple(m.value(above), m.value(below))
    },
  ]
}

extension DecimalNumber {
  /// Whether two numbers have the same exponent, or are of the same special kind.
  func hasExponent(of other: DecimalNumber) -> Bool {
    guard isFinite, other.isFinite else {
      return isNaN && other.isNaN || isInfinite && other.isInfinite
    }
    return exponent == other.exponent
  }

  /// A finite number as a fraction in lowest terms.
  fileprivate func ratio() throws -> (Integer, Integer) {
    let above = try (exponent > 0 ? coefficient.shiftedLeft(exponent) : coefficient).integer
    let below = exponent < 0 ? try DecimalCoefficient.powerOfTen(-exponent).integer : 1
    let common = try above.greatestCommonDivisor(below)
    let numerator = try above.floorDivided(by: common)
    return (isNegative ? numerator.negated : numerator, try below.floorDivided(by: common))
  }
}

func decimalProperties(_ decimals: DecimalModule) -> [ForeignProperty] {
  [
    ForeignProperty("real", "The number itself.") { (m, value) throws(Raised) in value },
    ForeignProperty("imag", "Zero.") { (m, value) throws(Raised) in decimals.wrap(.zero(), m) },
  ]
}
