/// `_decimal`: numbers and contexts of `decimal`. Its exceptions, the dicts of signals and what
/// manages contexts is written in Python and given by `install`.
extension Machine {
  func fillDecimal(_ module: ModuleBuilder) {
    let decimals = DecimalModule(self)
    add(decimalMethods(decimals), to: decimals.decimal)
    add(decimalOperationMethods(decimals), to: decimals.decimal)
    add(decimalProperties(decimals), to: decimals.decimal)
    add(decimalContextMethods(decimals), to: decimals.context)
    add(decimalContextOperationMethods(decimals), to: decimals.context)
    add(decimalContextProperties, to: decimals.context)
    TypeObject(decimals.decimal).info.foreign = ForeignTraits(
      binary: { (m, op, left, right) throws(Raised) in
        try decimals.binary(op, left, right, m)
      })
    for type in [decimals.decimal, decimals.context] {
      nameWithModule(type)
      module.set(typeName(type), .object(type))
    }
    module.add(decimalFunctions(decimals), of: "decimal")
  }
}

/// The content of a `Decimal`.
final class DecimalBox {
  let number: DecimalNumber
  init(_ number: DecimalNumber) { self.number = number }
}

/// The content of a `Context`.
final class DecimalContext {
  @exclusivity(unchecked) var settings = DecimalSettings()
  @exclusivity(unchecked) var traps: DecimalStatus = [.invalidOperation, .divisionByZero, .overflow]
  @exclusivity(unchecked) var flags: DecimalStatus = []

  static func of(_ value: Value) -> DecimalContext {
    let body = value.object.unsafelyUnwrapped.body(ForeignBody.self)
    return unsafeDowncast(body.pointee.content.takeUnretainedValue(), to: DecimalContext.self)
  }
}

/// The classes of `_decimal`, and the context that holds.
final class DecimalModule: @unchecked Sendable {
  let decimal, context: Object
  /// The context that holds, in a list that the machine keeps, and its content.
  private let holder: List
  @exclusivity(unchecked) private(set) var active = DecimalContext()
  /// The exceptions of conditions, by their bits; kept by the machine.
  @exclusivity(unchecked) fileprivate var exceptions: [Value] = []
  /// The contexts that are copied where they are to hold, the first of them for new contexts.
  @exclusivity(unchecked) fileprivate var templates: [Value] = []
  /// `numbers.Rational`.
  @exclusivity(unchecked) fileprivate var rational = Value.none

  fileprivate init(_ m: Machine) {
    decimal = m.makeForeignType("Decimal", module: "decimal", isBase: true)
    context = m.makeForeignType("Context", module: "decimal", isBase: true)
    holder = m.newList(capacity: 1)
    m.keep(.object(holder.object))
    holder.append(m.wrap(active, context))
  }

  // MARK: Contexts

  /// The context that holds.
  var current: Value { holder[0] }

  fileprivate func activate(_ value: Value, _ m: Machine) {
    var value = value
    if templates.contains(where: { $0.isIdentical(to: value) }) {
      value = copy(of: DecimalContext.of(value), keepsFlags: false, m)
    }
    active = DecimalContext.of(value)
    store(holder.items, own(value))
  }

  func copy(of context: DecimalContext, keepsFlags: Bool, _ m: Machine) -> Value {
    let copy = DecimalContext()
    copy.settings = context.settings
    copy.traps = context.traps
    if keepsFlags { copy.flags = context.flags }
    return m.wrap(copy, self.context)
  }

  /// A new context like the one for new contexts.
  func newContext(_ type: Object, _ m: Machine) -> Value {
    let made = DecimalContext()
    if let first = templates.first {
      let template = DecimalContext.of(first)
      (made.settings, made.traps) = (template.settings, template.traps)
    }
    return m.wrap(made, type)
  }

  /// The context given to a method, or the one that holds.
  func context(_ given: Value?, _ m: Machine) throws(Raised) -> DecimalContext {
    guard let given, !given.isNone else { return active }
    guard let found = m.unwrap(given, context, as: DecimalContext.self) else {
      throw m.raise(.typeError, "optional argument must be a context")
    }
    return found
  }

  /// The way of rounding that a method is given by name, if any.
  func rounding(_ given: Value?, _ m: Machine) throws(Raised) -> DecimalRounding? {
    guard let given, !given.isNone else { return nil }
    return try DecimalRounding(named: given, m)
  }

  // MARK: Results

  @inline(__always)
  func wrap(_ number: DecimalNumber, _ m: Machine) -> Value { m.wrap(DecimalBox(number), decimal) }

  /// An instance of `Decimal` or of a class derived from it.
  func wrap(_ number: DecimalNumber, as type: Object, _ m: Machine) -> Value {
    m.wrap(DecimalBox(number), type)
  }

  /// Runs an operation; its conditions become flags of the context and, where they are trapped, an
  /// exception. `rounding` is used instead of the context's.
  @inline(__always)
  func run<Result>(
    _ context: DecimalContext, rounding: DecimalRounding? = nil, _ m: Machine,
    _ operation: (inout DecimalArithmetic) throws -> Result
  ) throws(Raised) -> Result {
    var work = DecimalArithmetic(context.settings)
    if let rounding { work.settings.rounding = rounding }
    let result: Result
    do {
      result = try operation(&work)
    } catch {
      throw try failure(error, m)
    }
    if !work.status.isEmpty { try report(work.status, context, m) }
    return result
  }

  @inline(never)
  private func failure(_ error: any Error, _ m: Machine) throws(Raised) -> Raised {
    try m.solve { throw error }
  }

  /// Notes conditions, and raises the exception of the first that is trapped.
  func report(_ status: DecimalStatus, _ context: DecimalContext, _ m: Machine) throws(Raised) {
    var signals = status.subtracting(.invalid)
    if !status.isDisjoint(with: .invalid) { signals.insert(.invalidOperation) }
    context.flags.formUnion(signals)
    let trapped = signals.intersection(context.traps)
    guard !trapped.isEmpty, exceptions.count > DecimalStatus.signalCount else { return }
    let conditions = status.intersection(.invalid)
    let named = trapped.contains(.invalidOperation)
      ? conditions.union(trapped.subtracting(.invalidOperation)) : trapped
    // Conditions that stand for InvalidOperation come first.
    let bits = [0] + (DecimalStatus.signalCount..<exceptions.count)
      + (1..<DecimalStatus.signalCount)
    let list = m.list(bits.filter { named.rawValue >> $0 & 1 == 1 }.map { exceptions[$0] })
    guard case .object(let type) = exceptions[trapped.rawValue.trailingZeroBitCount] else { return }
    throw m.raise(type, [list])
  }

  // MARK: Operands

  /// A `Decimal` or an int as a number; nil for others.
  @inline(__always)
  func operand(_ value: Value, _ m: Machine) -> DecimalNumber? {
    if let box = m.unwrap(value, exactly: decimal, as: DecimalBox.self) { return box.number }
    if case .int(let word) = value { return DecimalNumber(word) }
    return otherOperand(value, m)
  }

  @inline(never)
  private func otherOperand(_ value: Value, _ m: Machine) -> DecimalNumber? {
    if let box = m.unwrap(value, decimal, as: DecimalBox.self) { return box.number }
    return m.integer(value).map { DecimalNumber($0) }
  }

  /// The same; raises a TypeError for others.
  func requireOperand(_ value: Value, _ m: Machine) throws(Raised) -> DecimalNumber {
    if let number = operand(value, m) { return number }
    throw m.raise(
      .typeError, "conversion from \(m.typeName(of: value)) to Decimal is not supported")
  }

  /// `left op right` of plain numbers and ints in words; nil for other values and operators.
  fileprivate func binary(_ op: BinaryOperator, _ left: Value, _ right: Value, _ m: Machine)
    throws(Raised) -> Value?
  {
    guard let a = plainOperand(left, m), let b = plainOperand(right, m) else { return nil }
    let result: DecimalNumber
    switch op {
    case .add: result = try run(active, m) { try $0.sum(a, b) }
    case .subtract: result = try run(active, m) { try $0.difference(a, b) }
    case .multiply: result = try run(active, m) { try $0.product(a, b) }
    case .divide: result = try run(active, m) { try $0.quotient(a, b) }
    case .floorDivide: result = try run(active, m) { try $0.floorQuotient(a, b) }
    case .modulo: result = try run(active, m) { try $0.remainder(a, b) }
    default: return nil
    }
    return wrap(result, m)
  }

  @inline(__always)
  private func plainOperand(_ value: Value, _ m: Machine) -> DecimalNumber? {
    if case .int(let word) = value { return DecimalNumber(word) }
    return m.unwrap(value, exactly: decimal, as: DecimalBox.self)?.number
  }

  /// The number of a `Decimal` that the machine has checked.
  @inline(__always)
  func receiver(_ value: Value) -> DecimalNumber {
    let body = value.object.unsafelyUnwrapped.body(ForeignBody.self)
    return unsafeDowncast(body.pointee.content.takeUnretainedValue(), to: DecimalBox.self).number
  }

  // MARK: Conversions

  /// The exact value of what `Decimal()` takes.
  func exact(_ value: Value, _ context: DecimalContext, _ m: Machine) throws(Raised)
    -> DecimalNumber
  {
    if let number = operand(value, m) { return number }
    let made: DecimalNumber?
    switch value {
    case .object(let object) where object.kind == .string:
      made = try parsed(StringObject(object), m)
    case .object(let object) where object.kind == .tuple || object.kind == .list:
      made = try fromParts(value, m)
    default:
      guard case .float(let double) = m.plain(value) else { return try requireOperand(value, m) }
      try report(.floatOperation, context, m)
      return try m.solve { try DecimalNumber(double) }
    }
    return try run(context, m) { work in
      guard let made else { return work.failed(.conversionSyntax) }
      var exactly = DecimalArithmetic(.widest)
      let number = try exactly.finished(made)
      if !exactly.status.isDisjoint(with: [.inexact, .rounded, .clamped]) {
        return work.failed(.invalidOperation)
      }
      return number
    }
  }

  /// The value of what `Context.create_decimal()` takes, rounded.
  func rounded(_ value: Value, _ context: DecimalContext, _ m: Machine) throws(Raised)
    -> DecimalNumber
  {
    let isText = m.isString(value)
    let number: DecimalNumber?
    if isText, let text = value.object(.string) {
      number = try parsed(StringObject(text), m)
    } else {
      number = try exact(value, context, m)
    }
    return try run(context, m) { work in
      guard let number else { return work.failed(.conversionSyntax) }
      let most = work.precision - (work.settings.clamps ? 1 : 0)
      if number.isNaN, !number.coefficient.isZero, number.digitCount > most {
        return work.failed(.conversionSyntax)
      }
      return try work.finished(number)
    }
  }

  /// The number of a text with blanks around it and underscores in it; nil for other texts.
  private func parsed(_ text: StringObject, _ m: Machine) throws(Raised) -> DecimalNumber? {
    if text.width == 1 {
      let units = text.units(UInt8.self, 0..<text.count)
      if units.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "_") }) {
        return try m.solve { try DecimalNumber(parsing: units) }
      }
    }
    let ascii = NumberText.ascii(text.codePoints)
    let bytes = NumberText.trimmed(ascii).filter { $0 != UInt8(ascii: "_") }
    return try m.solve {
      try bytes.withUnsafeBufferPointer { try DecimalNumber(parsing: $0) }
    }
  }

  /// The number of a sign, digits and an exponent.
  private func fromParts(_ value: Value, _ m: Machine) throws(Raised) -> DecimalNumber {
    let parts = m.items(value) ?? []
    guard parts.count == 3 else {
      throw m.raise(.valueError, "argument must be a sequence of length 3")
    }
    guard let sign = m.integer(parts[0])?.word, sign == 0 || sign == 1 else {
      throw m.raise(.valueError, "sign must be an integer with the value 0 or 1")
    }
    var kind = DecimalNumber.Kind.finite
    var exponent = 0
    if let text = m.text(parts[2]) {
      let kinds: [String: DecimalNumber.Kind] = [
        "F": .infinity, "n": .quietNaN, "N": .signalingNaN,
      ]
      guard let found = kinds[text] else {
        throw m.raise(
          .valueError, "string argument in the third position must be 'F', 'n' or 'N'")
      }
      kind = found
    } else {
      guard let integer = m.integer(parts[2]) else {
        throw m.raise(.valueError, "exponent must be an integer")
      }
      guard let word = integer.word else { throw m.tooLarge(for: "ssize_t") }
      exponent = min(max(word, -(1 << 61)), 1 << 61)
    }
    if kind == .infinity { return .infinity(negative: sign == 1) }
    var digits: [UInt8] = []
    let refusal = "coefficient must be a tuple of digits"
    guard let given = parts[1].object(.tuple).map(Tuple.init) else {
      throw m.raise(.valueError, refusal)
    }
    for index in 0..<given.count {
      guard let digit = m.integer(given[index])?.word, (0...9).contains(digit) else {
        throw m.raise(.valueError, refusal)
      }
      digits.append(0x30 + UInt8(digit))
    }
    return DecimalNumber(
      kind: kind, isNegative: sign == 1,
      coefficient: try m.solve { try DecimalCoefficient(digits: digits) }, exponent: exponent)
  }

  /// What a comparison makes of its other operand: floats are exact, and noted; fractions are
  /// multiplied out; of complex numbers, which only equality knows, real ones count. nil for the
  /// rest.
  func comparable(
    _ number: DecimalNumber, _ value: Value, isOrdering: Bool, _ m: Machine
  ) throws(Raised) -> (DecimalNumber, DecimalNumber)? {
    if let other = operand(value, m) { return (number, other) }
    var plain = m.plain(value)
    if !isOrdering, let complex = m.complexParts(plain), complex.imaginary == 0 {
      plain = .float(complex.real)
    }
    if case .float(let double) = plain {
      if isOrdering {
        try report(.floatOperation, active, m)
      } else {
        active.flags.insert(.floatOperation)
      }
      return (number, try m.solve { try DecimalNumber(double) })
    }
    guard value.object(.instance) != nil, !rational.isNone, try m.isInstance(value, rational),
      let above = m.integer(try m.attribute(of: value, m.symbol("numerator"))),
      let below = m.integer(try m.attribute(of: value, m.symbol("denominator")))
    else { return nil }
    guard number.isFinite else { return (number, DecimalNumber(above)) }
    let scaled = try m.solve { () throws -> DecimalNumber in
      var work = DecimalArithmetic(.widest)
      return try work.product(number, DecimalNumber(below))
    }
    return (scaled, DecimalNumber(above))
  }
}

private func decimalFunctions(_ decimals: DecimalModule) -> [Builtin] {
  [
    Builtin("getcontext()", "Get the current default context.") { (m, a) throws(Raised) in
      decimals.current
    },
    Builtin("setcontext(context, /)", "Set a new default context.") { (m, a) throws(Raised) in
      guard m.unwrap(a[0], decimals.context, as: DecimalContext.self) != nil else {
        throw m.raise(.typeError, "argument must be a context")
      }
      decimals.activate(a[0], m)
      return .none
    },
    Builtin(
      "install(exceptions, templates, rational)",
      "Set the exceptions of conditions, the contexts that are copied, and numbers.Rational."
    ) { (m, a) throws(Raised) in
      decimals.exceptions = m.items(m.keep(a[0])) ?? []
      decimals.templates = m.items(m.keep(a[1])) ?? []
      decimals.rational = m.keep(a[2])
      if let first = decimals.templates.first { decimals.activate(first, m) }
      return .none
    },
    Builtin("extend(cls, source)", "Give a class what another one defines.") {
      (m, a) throws(Raised) in
      if let target = a[0].object(.type), let source = a[1].object(.type) {
        m.extend(target, with: source)
      }
      return .none
    },
  ]
}
