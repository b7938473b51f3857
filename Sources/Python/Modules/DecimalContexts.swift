/// The methods and attributes of `Context` besides the operations.
func decimalContextMethods(_ decimals: DecimalModule) -> [Builtin] {
  func text(_ name: String, _ style: DecimalNumber.Style) -> Builtin {
    Builtin("\(name)(self, x, /)", "A number as text.") { (m, a) throws(Raised) in
      let number = try decimals.requireOperand(a[1], m)
      let capitals = DecimalContext.of(a[0]).settings.capitals
      return m.string(try m.solve { try number.text(style, capitals: capitals) })
    }
  }
  return [
    Builtin("__new__", doc: "Construct a new Context.") { (m, call) throws(Raised) in
      decimals.newContext(call[0].object.unsafelyUnwrapped, m)
    },
    Builtin("copy(self)", "A copy with the same flags.") { (m, a) throws(Raised) in
      decimals.copy(of: DecimalContext.of(a[0]), keepsFlags: true, m)
    },
    Builtin("__copy__(self)", "A copy with the same flags.") { (m, a) throws(Raised) in
      decimals.copy(of: DecimalContext.of(a[0]), keepsFlags: true, m)
    },
    Builtin("clear_flags(self)", "Reset all flags to False.") { (m, a) throws(Raised) in
      DecimalContext.of(a[0]).flags = []
      return .none
    },
    Builtin("clear_traps(self)", "Set all traps to False.") { (m, a) throws(Raised) in
      DecimalContext.of(a[0]).traps = []
      return .none
    },
    Builtin("Etiny(self)", "The exponent of the smallest number.") { (m, a) throws(Raised) in
      .int(DecimalContext.of(a[0]).settings.tiniest)
    },
    Builtin("Etop(self)", "The exponent of the largest number.") { (m, a) throws(Raised) in
      .int(DecimalContext.of(a[0]).settings.topmost)
    },
    Builtin("radix(self)", "Ten.") { (m, a) throws(Raised) in
      decimals.wrap(DecimalNumber(10), m)
    },
    Builtin("create_decimal(self, num='0', /)", "A rounded number.") { (m, a) throws(Raised) in
      guard let given = a.given(1) else { return decimals.wrap(.zero(), m) }
      return decimals.wrap(try decimals.rounded(given, DecimalContext.of(a[0]), m), m)
    },
    Builtin("create_decimal_from_float(self, f, /)", "A rounded number.") {
      (m, a) throws(Raised) in
      let context = DecimalContext.of(a[0])
      guard case .float(let double) = m.plain(a[1]) else {
        guard let integer = m.integer(a[1]) else {
          throw m.raise(.typeError, "argument must be int or float")
        }
        return decimals.wrap(
          try decimals.run(context, m) { try $0.finished(DecimalNumber(integer)) }, m)
      }
      return decimals.wrap(
        try decimals.run(context, m) { try $0.finished(try DecimalNumber(double)) }, m)
    },
    Builtin("divmod(self, x, y, /)", "Quotient and remainder.") { (m, a) throws(Raised) in
      try decimals.division(
        try decimals.requireOperand(a[1], m), try decimals.requireOperand(a[2], m),
        DecimalContext.of(a[0]), m)
    },
    Builtin("power(self, a, b, modulo=None)", "a ** b % modulo") { (m, a) throws(Raised) in
      let base = try decimals.requireOperand(a[1], m)
      let exponent = try decimals.requireOperand(a[2], m)
      let given = a.given(3) ?? .none
      let modulus = given.isNone ? nil : try decimals.requireOperand(given, m)
      return try decimals.power(base, exponent, modulus, DecimalContext.of(a[0]), m)
    },
    Builtin("number_class(self, x, /)", "What kind of number it is.") { (m, a) throws(Raised) in
      m.string(
        try decimals.requireOperand(a[1], m).className(DecimalContext.of(a[0]).settings))
    },
    Builtin("same_quantum(self, x, y, /)", "Whether the exponents are equal.") {
      (m, a) throws(Raised) in
      let other = try decimals.requireOperand(a[2], m)
      return .bool(try decimals.requireOperand(a[1], m).hasExponent(of: other))
    },
    text("to_sci_string", .scientific), text("to_eng_string", .engineering),
  ] + decimalContextQuestionMethods(decimals)
}

let decimalContextProperties: [ForeignProperty] = [
  number("prec", "valid range for prec is [1, MAX_PREC]", 1...DecimalSettings.mostPrecision) {
    $0.precision
  } set: {
    $0.precision = $1
  },
  number(
    "Emin", "valid range for Emin is [MIN_EMIN, 0]", -DecimalSettings.mostPrecision...0
  ) {
    $0.leastExponent
  } set: {
    $0.leastExponent = $1
  },
  number(
    "Emax", "valid range for Emax is [0, MAX_EMAX]", 0...DecimalSettings.mostPrecision
  ) {
    $0.mostExponent
  } set: {
    $0.mostExponent = $1
  },
  number("capitals", "valid values for capitals are 0 or 1", 0...1) {
    $0.capitals ? 1 : 0
  } set: {
    $0.capitals = $1 == 1
  },
  number("clamp", "valid values for clamp are 0 or 1", 0...1) {
    $0.clamps ? 1 : 0
  } set: {
    $0.clamps = $1 == 1
  },
  ForeignProperty("rounding", "How results are rounded.") { (m, value) throws(Raised) in
    m.string(DecimalContext.of(value).settings.rounding.name)
  } set: { (m, value, new) throws(Raised) in
    DecimalContext.of(value).settings.rounding = try DecimalRounding(named: new, m)
  },
  signals("_flags", \.flags), signals("_traps", \.traps),
]

/// An int among the settings, within its bounds.
private func number(
  _ name: String, _ refusal: String, _ bounds: ClosedRange<Int>,
  get: @escaping @Sendable (DecimalSettings) -> Int,
  set: @escaping @Sendable (inout DecimalSettings, Int) -> Void
) -> ForeignProperty {
  ForeignProperty(name, "A setting of the context.") { (m, value) throws(Raised) in
    .int(get(DecimalContext.of(value).settings))
  } set: { (m, value, new) throws(Raised) in
    guard let integer = m.integer(new) else {
      throw m.raise(.typeError, "an integer is required")
    }
    guard let word = integer.word else { throw m.tooLarge(for: "ssize_t") }
    guard bounds.contains(word) else { throw m.raise(.valueError, refusal) }
    set(&DecimalContext.of(value).settings, word)
  }
}

/// Signals as the bits of an int, which the dicts of signals read and write.
private func signals(
  _ name: String, _ path: ReferenceWritableKeyPath<DecimalContext, DecimalStatus> & Sendable
) -> ForeignProperty {
  ForeignProperty(name, "The signals that are set.") { (m, value) throws(Raised) in
    .int(DecimalContext.of(value)[keyPath: path].rawValue)
  } set: { (m, value, new) throws(Raised) in
    let all = 1 << DecimalStatus.signalCount - 1
    DecimalContext.of(value)[keyPath: path] = DecimalStatus(rawValue: try m.index(new) & all)
  }
}

extension DecimalRounding {
  /// The way of rounding of a name; a TypeError for other values.
  init(named value: Value, _ m: Machine) throws(Raised) {
    let name = m.text(value)
    guard let found = DecimalRounding.allCases.first(where: { $0.name == name }) else {
      throw m.raise(
        .typeError, "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, "
          + "ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
    }
    self = found
  }
}
