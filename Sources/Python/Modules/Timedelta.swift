/// `_datetime`: the classes of `datetime` with what programs do most. The rest of their methods is
/// written in Python and added by `extend`, as are time zones.
final class DatetimeModule: @unchecked Sendable {
  let span, date, datetime, time: Object
  /// `tzinfo`, a class written in Python; set by its module and kept.
  @exclusivity(unchecked) fileprivate(set) var zone = Value.none
  let constructorNames: ConstructorNames

  struct ConstructorNames {
    let span, date, datetime, time: [Symbol]
  }

  fileprivate init(_ m: Machine) {
    func type(_ name: String, base: Object? = nil) -> Object {
      let type = m.makeForeignType(
        name, module: "datetime", base: base, isBase: true, traits: momentTraits)
      TypeObject(type).info.staticName = "datetime." + name
      return type
    }
    span = type("timedelta")
    date = type("date")
    datetime = type("datetime", base: date)
    time = type("time")
    let day = ["year", "month", "day"]
    let clock = ["hour", "minute", "second", "microsecond", "tzinfo", "fold"]
    constructorNames = ConstructorNames(
      span: ["days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"]
        .map { m.symbol($0) },
      date: day.map { m.symbol($0) }, datetime: (day + clock).map { m.symbol($0) },
      time: clock.map { m.symbol($0) })
  }
}

extension Machine {
  func fillDatetime(_ module: ModuleBuilder) {
    let types = DatetimeModule(self)
    add(timedeltaMethods(types), to: types.span)
    add(timedeltaProperties, to: types.span)
    add(dateMethods(types), to: types.date)
    add(dateProperties, to: types.date)
    add(datetimeMethods(types), to: types.datetime)
    add(clockProperties, to: types.datetime)
    add(timeMethods(types), to: types.time)
    add(clockProperties, to: types.time)
    for type in [types.span, types.date, types.datetime, types.time] {
      module.set(typeName(type), .object(type))
    }
    module.add([
      Builtin("extend(cls, source, tzinfo)", "Give a class what another one defines.") {
        (m, a) throws(Raised) in
        guard let target = a[0].object(.type), let source = a[1].object(.type) else { return .none }
        if !types.zone.isIdentical(to: a[2]) { types.zone = m.keep(a[2]) }
        m.extend(target, with: source)
        return .none
      }
    ])
  }

  /// Gives a native class what a class written in Python defines.
  func extend(_ target: Object, with source: Object) {
    let hidden: Set<String> = ["__module__", "__dict__", "__weakref__", "__qualname__"]
    TypeObject(source).namespace.forEach { name, value in
      guard let symbol = symbol(of: name), !hidden.contains(symbol.text) else { return }
      TypeObject(target).namespace.set(symbol, value)
    }
    refreshSpecials(target, nil)
    typeChanged()
  }

  /// The arguments of a constructor, by the place of their parameters; the class is not one.
  ///
  /// The texts are those of CPython's argument parser, which knows the function only by `name`.
  func parameters(
    _ call: CallArguments, _ names: [Symbol], required: Int, positional: Int, name: String? = nil,
    _ fill: (Int, Value) throws(Raised) -> Void
  ) throws(Raised) {
    let given = call.count - 1
    guard given + call.keywords.count <= names.count else {
      throw raise(
        .typeError, "\(name.map { $0 + "()" } ?? "function") takes at most \(names.count) arguments "
          + "(\(given + call.keywords.count) given)")
    }
    guard given <= positional else {
      throw raise(
        .typeError, "function takes at most \(positional) positional arguments (\(given) given)")
    }
    // In the order of the parameters: what is wrong with one is said before the next is missed.
    for place in names.indices {
      if place < given {
        try fill(place, call[place + 1])
      } else if let named = call.keywords.first(where: { $0.name == names[place] }) {
        try fill(place, named.value)
      } else if place < required {
        throw raise(
          .typeError,
          "function missing required argument '\(names[place].text)' (pos \(place + 1))")
      }
    }
    try checkKeywords(of: call, names, given: given, name: name)
  }

  /// Refuses keywords that name no parameter, or one that has an argument already.
  private func checkKeywords(
    of call: CallArguments, _ names: [Symbol], given: Int, name: String?
  ) throws(Raised) {
    let keywords = call.keywords.map(\.name)
    if let place = (0..<given).first(where: { keywords.contains(names[$0]) }) {
      throw raise(
        .typeError, "argument for \(name.map { $0 + "()" } ?? "function") given by name "
          + "('\(names[place].text)') and position (\(place + 1))")
    }
    if let unknown = keywords.first(where: { !names.contains($0) }) {
      throw raise(
        .typeError, "'\(unknown.text)' is an invalid keyword argument for "
          + (name.map { $0 + "()" } ?? "this function"))
    }
  }
}

// MARK: - timedelta

/// The content of a `timedelta`.
final class SpanBox {
  let span: TimeSpan
  init(_ span: TimeSpan) { self.span = span }
}

extension Machine {
  /// The span of a `timedelta`; nil for other values.
  @inline(__always)
  func span(_ value: Value, _ types: DatetimeModule) -> TimeSpan? {
    unwrap(value, types.span, as: SpanBox.self)?.span
  }

  /// A `timedelta`, if its days are within bounds.
  func timedelta(_ span: TimeSpan, _ types: DatetimeModule, _ type: Object? = nil) throws(Raised)
    -> Value
  {
    guard abs(span.days) <= TimeSpan.mostDays else {
      guard Int32(exactly: span.days) != nil else { throw tooLarge(for: "int") }
      throw raise(
        .overflowError,
        "days=\(span.days); must have magnitude <= \(TimeSpan.mostDays)")
    }
    return wrap(SpanBox(span), type ?? types.span)
  }

  /// All of a span in microseconds, as an int.
  fileprivate func total(_ span: TimeSpan) throws(Raised) -> Value {
    if let word = span.word { return .int(word) }
    let days = try binary(.multiply, .int(span.days), .int(86_400_000_000))
    return try binary(.add, days, .int(span.seconds * 1_000_000 + span.microseconds))
  }

  /// The `timedelta` of so many microseconds, an int.
  fileprivate func timedelta(microseconds total: Value, _ types: DatetimeModule, _ type: Object? = nil)
    throws(Raised) -> Value
  {
    if case .int(let word) = total {
      let seconds = word.flooredQuotient(1_000_000)
      return try timedelta(
        TimeSpan(days: 0, seconds: seconds, microseconds: word.flooredRemainder(1_000_000)), types,
        type)
    }
    let days = try binary(.floorDivide, total, .int(86_400_000_000))
    guard case .int(let days) = days, Int32(exactly: days) != nil,
      case .int(let rest) = try binary(.modulo, total, .int(86_400_000_000))
    else { throw tooLarge(for: "int") }
    return try timedelta(TimeSpan(days: days, seconds: 0, microseconds: rest), types, type)
  }

  /// a / b to the nearest int, halves to even.
  fileprivate func nearestQuotient(_ a: Value, _ b: Value) throws(Raised) -> Value {
    let quotient = try binary(.floorDivide, a, b)
    let rest = try binary(.modulo, a, b)
    let twice = try binary(.multiply, rest, .int(2))
    let isNegative = compareNumbers(.less, b, .int(0)) == true
    let isAbove = compareNumbers(isNegative ? .less : .greater, twice, b) == true
    let isHalf = compareNumbers(.equal, twice, b) == true
    let isOdd = compareNumbers(.equal, try binary(.modulo, quotient, .int(2)), .int(1)) == true
    return isAbove || isHalf && isOdd ? try binary(.add, quotient, .int(1)) : quotient
  }

  /// A span times a float, or by it, exactly and then rounded.
  fileprivate func scaled(
    _ span: TimeSpan, by factor: Value, divides: Bool, _ types: DatetimeModule
  ) throws(Raised) -> Value {
    let ratio = try call(try attribute(of: factor, symbol("as_integer_ratio")), [])
    guard let parts = items(ratio), parts.count == 2 else { return notImplemented }
    let (above, below) = divides ? (parts[1], parts[0]) : (parts[0], parts[1])
    let product = try binary(.multiply, try total(span), above)
    return try timedelta(microseconds: try nearestQuotient(product, below), types)
  }

  /// A new `timedelta` of the arguments of the class.
  fileprivate func makeTimedelta(_ call: CallArguments, _ types: DatetimeModule) throws(Raised)
    -> Value
  {
    var given = [Value](repeating: .undefined, count: 7)
    try parameters(
      call, types.constructorNames.span, required: 0, positional: 7, name: "__new__"
    ) { (place, value) in given[place] = value }
    var total = Value.int(0)
    var rest = 0.0
    // The order in which CPython adds them up, which decides how floats are rounded.
    for place in [2, 3, 1, 4, 5, 0, 6] where !given[place].isUndefined {
      let unit = spanUnits[place]
      var whole = given[place]
      if case .int(let number) = whole, case .int(let sum) = total {
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: unit)
        let (next, overflows) = sum.addingReportingOverflow(product)
        if !isTooLarge, !overflows {
          total = .int(next)
          continue
        }
      }
      if case .float(let number) = plain(whole) {
        guard !number.isNaN else {
          throw raise(.valueError, "cannot convert float NaN to integer")
        }
        guard number.isFinite else {
          throw raise(.overflowError, "cannot convert float infinity to integer")
        }
        whole = value(try solve { try FloatArithmetic.round(number.rounded(.towardZero)) })
        let fraction = (number - number.rounded(.towardZero)) * Double(unit)
        rest += fraction - fraction.rounded(.towardZero)
        total = try binary(.add, total, .int(Int(fraction)))
      }
      guard integer(whole) != nil else {
        throw raise(
          .typeError, "unsupported type for timedelta \(types.constructorNames.span[place].text) "
            + "component: \(typeName(of: whole))")
      }
      total = try binary(.add, total, try binary(.multiply, plain(whole), .int(unit)))
    }
    if rest != 0 { total = try add(rest, to: total) }
    return try timedelta(microseconds: total, types, call[0].object)
  }

  /// Rounds what floats leave, halves to even of the whole.
  private func add(_ rest: Double, to total: Value) throws(Raised) -> Value {
    var whole = rest.rounded()
    if abs(whole - rest) == 0.5 {
      let isOdd = compareNumbers(.equal, try binary(.modulo, total, .int(2)), .int(1)) == true
      whole = 2 * ((rest + (isOdd ? 1 : 0)) * 0.5).rounded() - (isOdd ? 1 : 0)
    }
    return try binary(.add, total, value(try solve { try FloatArithmetic.round(whole) }))
  }
}

/// Microseconds of the parameters of `timedelta`, in their order.
private let spanUnits = [
  86_400_000_000, 1_000_000, 1, 1000, 60_000_000, 3_600_000_000, 604_800_000_000,
]

extension TimeSpan {
  /// `1 day, 2:03:04.000005`
  var text: String {
    var text = days == 0 ? "" : "\(days) day\(abs(days) == 1 ? "" : "s"), "
    text += "\(seconds / 3600):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))"
    return microseconds == 0 ? text : text + "." + digits(microseconds, 6)
  }

  /// The arguments that make it, for `repr`.
  var arguments: String {
    let parts = [("days", days), ("seconds", seconds), ("microseconds", microseconds)]
    let named = parts.filter { $0.1 != 0 }.map { "\($0.0)=\($0.1)" }
    return named.isEmpty ? "0" : named.joined(separator: ", ")
  }
}

func twoDigits(_ number: Int) -> String { digits(number, 2) }

func digits(_ number: Int, _ count: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
}

private func timedeltaMethods(_ types: DatetimeModule) -> [Builtin] {
  /// An operator of two spans; of others it knows nothing.
  func ofSpans(
    _ name: String,
    _ body: @escaping @Sendable (Machine, TimeSpan, TimeSpan) throws(Raised) -> Value
  ) -> Builtin {
    Builtin("\(name)(self, value, /)", "An operator.") { (m, a) throws(Raised) in
      guard let left = m.span(a[0], types), let right = m.span(a[1], types) else {
        return m.notImplemented
      }
      return try body(m, left, right)
    }
  }
  let multiply: NativeCall = { (m, a) throws(Raised) in
    guard let span = m.span(a[0], types) else { return m.notImplemented }
    if case .float = m.plain(a[1]) { return try m.scaled(span, by: a[1], divides: false, types) }
    guard m.integer(a[1]) != nil else { return m.notImplemented }
    return try m.timedelta(
      microseconds: try m.binary(.multiply, try m.total(span), m.plain(a[1])), types)
  }
  return [
    Builtin("__new__", doc: "Difference between two datetime values.") { (m, call) throws(Raised) in
      try m.makeTimedelta(call, types)
    },
    ofSpans("__add__") { (m, a, b) throws(Raised) in try m.timedelta(a + b, types) },
    ofSpans("__radd__") { (m, a, b) throws(Raised) in try m.timedelta(b + a, types) },
    ofSpans("__sub__") { (m, a, b) throws(Raised) in try m.timedelta(a - b, types) },
    ofSpans("__rsub__") { (m, a, b) throws(Raised) in try m.timedelta(b - a, types) },
    Builtin("__mul__(self, value, /)", "Return self*value.", multiply),
    Builtin("__rmul__(self, value, /)", "Return value*self.", multiply),
    Builtin("__truediv__(self, value, /)", "Return self/value.") { (m, a) throws(Raised) in
      guard let span = m.span(a[0], types) else { return m.notImplemented }
      if let other = m.span(a[1], types) {
        return try m.binary(.divide, try m.total(span), try m.total(other))
      }
      if case .float = m.plain(a[1]) { return try m.scaled(span, by: a[1], divides: true, types) }
      guard m.integer(a[1]) != nil else { return m.notImplemented }
      return try m.timedelta(
        microseconds: try m.nearestQuotient(try m.total(span), m.plain(a[1])), types)
    },
    Builtin("__floordiv__(self, value, /)", "Return self//value.") { (m, a) throws(Raised) in
      guard let span = m.span(a[0], types) else { return m.notImplemented }
      if let other = m.span(a[1], types) {
        return try m.binary(.floorDivide, try m.total(span), try m.total(other))
      }
      guard m.integer(a[1]) != nil else { return m.notImplemented }
      return try m.timedelta(
        microseconds: try m.binary(.floorDivide, try m.total(span), m.plain(a[1])), types)
    },
    ofSpans("__mod__") { (m, a, b) throws(Raised) in
      try m.timedelta(
        microseconds: try m.binary(.modulo, try m.total(a), try m.total(b)), types)
    },
    ofSpans("__divmod__") { (m, a, b) throws(Raised) in
      let (total, other) = (try m.total(a), try m.total(b))
      let quotient = try m.binary(.floorDivide, total, other)
      let rest = try m.timedelta(microseconds: try m.binary(.modulo, total, other), types)
      return m.tuple(quotient, rest)
    },
    Builtin("__neg__(self, /)", "Return -self.") { (m, a) throws(Raised) in
      guard let span = m.span(a[0], types) else { return .none }
      return try m.timedelta(-span, types)
    },
    Builtin("__pos__(self, /)", "Return +self.") { (m, a) throws(Raised) in
      guard let span = m.span(a[0], types) else { return .none }
      return try m.timedelta(span, types)
    },
    Builtin("__abs__(self, /)", "Return |self|.") { (m, a) throws(Raised) in
      guard let span = m.span(a[0], types) else { return .none }
      return try m.timedelta(span.days < 0 ? -span : span, types)
    },
    ofSpans("__eq__") { (m, a, b) in .bool(a == b) },
    ofSpans("__ne__") { (m, a, b) in .bool(a != b) },
    ofSpans("__lt__") { (m, a, b) in .bool(a < b) },
    ofSpans("__le__") { (m, a, b) in .bool(a <= b) },
    ofSpans("__gt__") { (m, a, b) in .bool(a > b) },
    ofSpans("__ge__") { (m, a, b) in .bool(a >= b) },
    Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
      .int(try m.hash(of: m.span(a[0], types) ?? TimeSpan(days: 0, seconds: 0, microseconds: 0)))
    },
    Builtin("__bool__(self, /)", "True if self else False") { (m, a) throws(Raised) in
      .bool(m.span(a[0], types) != TimeSpan(days: 0, seconds: 0, microseconds: 0))
    },
    Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
      m.string(m.span(a[0], types)?.text ?? "")
    },
    Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
      m.string("\(m.className(of: a[0]))(\(m.span(a[0], types)?.arguments ?? ""))")
    },
    Builtin("total_seconds(self, /)", "Total seconds in the duration.") { (m, a) throws(Raised) in
      guard let span = m.span(a[0], types) else { return .none }
      return try m.binary(.divide, try m.total(span), .int(1_000_000))
    },
    Builtin("__reduce__(self, /)", "__reduce__() -> (cls, state)") { (m, a) throws(Raised) in
      guard let span = m.span(a[0], types) else { return .none }
      return m.tuple(
        .object(a.receiver.type),
        m.tuple(.int(span.days), .int(span.seconds), .int(span.microseconds)))
    },
  ]
}

private let timedeltaProperties: [ForeignProperty] = [
  part("days") { $0.days }, part("seconds") { $0.seconds }, part("microseconds") { $0.microseconds },
]

private func part(_ name: String, _ get: @escaping @Sendable (TimeSpan) -> Int) -> ForeignProperty {
  ForeignProperty(name, "Number of \(name).") { (m, value) throws(Raised) in
    let body = value.object.unsafelyUnwrapped.body(ForeignBody.self)
    return .int(
      get(unsafeDowncast(body.pointee.content.takeUnretainedValue(), to: SpanBox.self).span))
  }
}

extension Machine {
  /// The hash of a span: that of its three parts.
  func hash(of span: TimeSpan) throws(Raised) -> Int {
    try hash(tuple(.int(span.days), .int(span.seconds), .int(span.microseconds)))
  }

  /// The class of an object as CPython's representations name it.
  func className(of value: Value) -> String {
    let info = TypeObject(type(of: value)).info
    return info.staticName ?? info.name
  }
}
