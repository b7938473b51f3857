/// `_csv`: dialects, and the functions that make readers and writers.
extension Machine {
  func fillCSV(_ module: ModuleBuilder) {
    let error = types.add("Error", module: "_csv", kind: .exception, base: types[.exception])
    let csv = CSVModule(
      error: error, registered: newDict().object,
      dialect: makeForeignType("Dialect", module: "_csv", properties: csvDialectProperties),
      reader: makeForeignType(
        "reader", module: "_csv", traits: csvTraits, rows: csvReaderMethods,
        properties: csvReaderProperties),
      writer: makeForeignType(
        "writer", module: "_csv", traits: csvTraits, rows: csvWriterMethods,
        properties: csvWriterProperties))
    keep(.object(csv.registered))
    add(
      [
        Builtin("__new__", doc: "CSV dialect.") { (m, call) throws(Raised) in
          try csv.dialect(call.count > 1 ? call[1] : nil, call.keywords, m)
        }
      ], to: csv.dialect)
    for type in [csv.dialect, csv.reader, csv.writer] {
      TypeObject(type).info.staticName = "_csv." + TypeObject(type).name
    }
    module.set("Error", .object(error))
    module.set("Dialect", .object(csv.dialect))
    module.set("_dialects", .object(csv.registered))
    module.add(csvFunctions(csv))
  }
}

/// The classes of `_csv`, the dialects by name, and the longest field that is read.
final class CSVModule: @unchecked Sendable {
  let error, registered, dialect, reader, writer: Object
  @exclusivity(unchecked) fileprivate(set) var fieldLimit = 131_072

  fileprivate init(
    error: Object, registered: Object, dialect: Object, reader: Object, writer: Object
  ) {
    (self.error, self.registered, self.dialect) = (error, registered, dialect)
    (self.reader, self.writer) = (reader, writer)
  }

  func failure(_ message: String, _ m: Machine) -> Raised {
    m.raise(error, [m.string(message)])
  }

  fileprivate func named(_ name: Value, _ m: Machine) throws(Raised) -> Value {
    let found = try m.value(name, in: Dict(registered))
    if found.isUndefined { throw failure("unknown dialect", m) }
    return found
  }

  /// The `_csv.Dialect` of what a call gives: a name, a class or an object with attributes, or
  /// nothing, and settings by keyword.
  fileprivate func dialect(
    _ given: Value?, _ keywords: [(name: Symbol, value: Value)], _ m: Machine
  ) throws(Raised) -> Value {
    var base = given.flatMap { $0.isNone ? nil : $0 }
    if let name = base, m.isString(name) { base = try named(name, m) }
    if let base, keywords.isEmpty,
      m.unwrap(base, exactly: dialect, as: CSVDialect.self) != nil
    {
      return base
    }
    return m.wrap(try CSVDialect(base, keywords, m), dialect)
  }
}

/// How fields are told apart and quoted.
final class CSVDialect {
  enum Quoting: Int { case minimal, all, nonNumeric, none }

  private(set) var delimiter: UInt32 = 0x2C
  private(set) var quote: UInt32? = 0x22
  private(set) var escape: UInt32?
  private(set) var doublesQuotes = true
  private(set) var skipsSpace = false
  private(set) var isStrict = false
  private(set) var quoting = Quoting.minimal
  /// Whether the digits and the sign of an int have no other meaning.
  private(set) var isPlainForNumbers = true
  /// Owned; None until it has been checked.
  private(set) var lineTerminator: Value

  deinit { drop(lineTerminator) }

  /// Reads the settings, keywords first, from the attributes of an object. The order of the checks
  /// is CPython's.
  init(_ base: Value?, _ keywords: [(name: Symbol, value: Value)], _ m: Machine) throws(Raised) {
    lineTerminator = .object(own(m.string("\r\n").object.unsafelyUnwrapped))
    let names: Set<String> = [
      "delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting",
      "skipinitialspace", "strict",
    ]
    for (name, _) in keywords where !names.contains(name.text) {
      throw m.raise(
        .typeError, "'\(name.text)' is an invalid keyword argument for this function")
    }
    func setting(_ name: String) throws(Raised) -> Value? {
      let symbol = m.symbol(name)
      if let given = keywords.first(where: { $0.name.text == name }) { return given.value }
      guard let base else { return nil }
      let found = try m.findAttribute(of: base, symbol)
      return found.isUndefined ? nil : found
    }
    func flag(_ name: String, _ standard: Bool) throws(Raised) -> Bool {
      guard let value = try setting(name) else { return standard }
      return try m.isTrue(value)
    }
    if let value = try setting("delimiter") {
      guard m.isString(value) else {
        throw m.raise(
          .typeError, "\"delimiter\" must be string, not \(m.typeName(of: value))")
      }
      delimiter = try CSVDialect.character(value, "delimiter", m) ?? 0
    }
    doublesQuotes = try flag("doublequote", true)
    if let value = try setting("escapechar") {
      escape = try CSVDialect.character(value, "escapechar", m)
    }
    if let value = try setting("lineterminator") {
      guard value.isNone || m.isString(value) else {
        throw m.raise(.typeError, "\"lineterminator\" must be a string")
      }
      store(&lineTerminator, own(value))
    }
    let quoteSetting = try setting("quotechar")
    if let value = quoteSetting { quote = try CSVDialect.character(value, "quotechar", m) }
    let quotingSetting = try setting("quoting")
    if let value = quotingSetting {
      guard case .int(let number) = value else {
        throw m.raise(.typeError, "\"quoting\" must be an integer")
      }
      guard let known = Quoting(rawValue: number) else {
        throw m.raise(.typeError, "bad \"quoting\" value")
      }
      quoting = known
    }
    skipsSpace = try flag("skipinitialspace", false)
    isStrict = try flag("strict", false)
    if quoteSetting?.isNone == true, quotingSetting == nil { quoting = .none }
    if quoting != .none, quote == nil {
      throw m.raise(.typeError, "quotechar must be set if quoting enabled")
    }
    guard let end = lineTerminator.object.map(StringObject.init) else {
      throw m.raise(.typeError, "lineterminator must be set")
    }
    let special = [delimiter, quote ?? 0, escape ?? 0] + end.codePoints
    isPlainForNumbers = !special.contains { $0 == 0x2D || (0x30...0x39).contains($0) }
  }

  private static func character(_ value: Value, _ name: String, _ m: Machine) throws(Raised)
    -> UInt32?
  {
    if value.isNone { return nil }
    guard let text = value.object(.string).map(StringObject.init) else {
      throw m.raise(
        .typeError, "\"\(name)\" must be string or None, not \(m.typeName(of: value))")
    }
    guard text.count == 1 else {
      throw m.raise(.typeError, "\"\(name)\" must be a 1-character string")
    }
    return text[0]
  }

  fileprivate static func of(_ value: Value) -> CSVDialect {
    unsafeDowncast(
      value.object.unsafelyUnwrapped.body(ForeignBody.self).pointee.content.takeUnretainedValue(),
      to: CSVDialect.self)
  }
}

private let csvDialectProperties: [ForeignProperty] = [
  property("delimiter") { (m, dialect) in m.character(dialect.delimiter) },
  property("doublequote") { (m, dialect) in .bool(dialect.doublesQuotes) },
  property("escapechar") { (m, dialect) in dialect.escape.map { m.character($0) } ?? .none },
  property("lineterminator") { (m, dialect) in dialect.lineTerminator },
  property("quotechar") { (m, dialect) in dialect.quote.map { m.character($0) } ?? .none },
  property("quoting") { (m, dialect) in .int(dialect.quoting.rawValue) },
  property("skipinitialspace") { (m, dialect) in .bool(dialect.skipsSpace) },
  property("strict") { (m, dialect) in .bool(dialect.isStrict) },
]

private func property(
  _ name: String, _ get: @escaping @Sendable (Machine, CSVDialect) -> Value
) -> ForeignProperty {
  ForeignProperty(name, "A setting of the dialect.") { (m, value) throws(Raised) in
    get(m, CSVDialect.of(value))
  }
}

private func csvFunctions(_ csv: CSVModule) -> [Builtin] {
  /// The arguments of `reader` and `writer`: what is read or written, then perhaps a dialect.
  @Sendable func dialect(_ call: CallArguments, _ m: Machine) throws(Raised) -> Value {
    guard call.count > 0 else {
      throw m.raise(.typeError, " expected at least 1 argument, got 0")
    }
    guard call.count < 3 else {
      throw m.raise(.typeError, " expected at most 2 arguments, got \(call.count)")
    }
    var keywords = call.keywords
    var given = call.count > 1 ? call[1] : nil
    if let place = keywords.firstIndex(where: { $0.name.text == "dialect" }) {
      given = keywords.remove(at: place).value
    }
    return try csv.dialect(given, keywords, m)
  }
  return [
    Builtin("reader", doc: "An iterator over the rows of an iterable of lines.") {
      (m, call) throws(Raised) in
      let lines = call.count > 0 ? try m.iterator(over: call[0]) : .none
      let dialect = try dialect(call, m)
      return m.wrap(CSVReader(lines, dialect, CSVDialect.of(dialect), csv), csv.reader)
    },
    Builtin("writer", doc: "What writes rows to a file.") { (m, call) throws(Raised) in
      let dialect = try dialect(call, m)
      let write = try m.findAttribute(of: call[0], m.symbol("write"))
      guard !write.isUndefined, m.isCallable(write) else {
        throw m.raise(.typeError, "argument 1 must have a \"write\" method")
      }
      return m.wrap(CSVWriter(write, dialect, CSVDialect.of(dialect), csv), csv.writer)
    },
    Builtin("register_dialect", doc: "Create a mapping from a string name to a dialect.") {
      (m, call) throws(Raised) in
      guard (1...2).contains(call.count) else {
        throw m.raise(.typeError, "register_dialect expected 1 or 2 arguments, got \(call.count)")
      }
      guard m.isString(call[0]) else {
        throw m.raise(.typeError, "dialect name must be a string")
      }
      let made = try csv.dialect(call.count > 1 ? call[1] : nil, call.keywords, m)
      try m.set(call[0], made, in: Dict(csv.registered))
      return .none
    },
    Builtin(
      "unregister_dialect(name)", "Delete the name/dialect mapping associated with a string name."
    ) {
      (m, a) throws(Raised) in
      guard try m.find(a[0], in: Dict(csv.registered)) >= 0 else {
        throw csv.failure("unknown dialect", m)
      }
      _ = try m.remove(a[0], from: Dict(csv.registered))
      return .none
    },
    Builtin("get_dialect(name)", "Return the dialect instance associated with name.") {
      (m, a) throws(Raised) in try csv.named(a[0], m)
    },
    Builtin("list_dialects()", "Return a list of all known dialect names.") {
      (m, a) throws(Raised) in m.list(try m.collect(.object(csv.registered)))
    },
    Builtin("field_size_limit(new_limit=None)", "Sets an upper limit on parsed fields.") {
      (m, a) throws(Raised) in
      let old = csv.fieldLimit
      if let given = a.given(0) {
        guard case .int(let limit) = given else {
          throw m.raise(.typeError, "limit must be an integer")
        }
        csv.fieldLimit = limit
      }
      return .int(old)
    },
  ]
}
