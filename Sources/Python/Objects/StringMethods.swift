/// `str`: the rows of the class. Each topic has a file of its own.
let stringMethods =
  stringSpecialMethods + stringSearchMethods + stringSplitMethods + stringCaseMethods
  + stringTestMethods + stringFormatMethods

extension Machine {
  /// The receiver of a method of `str`.
  func receiver(_ value: Value, _ method: String) throws(Raised) -> StringObject {
    if let object = value.object(.string) { return StringObject(object) }
    throw raise(
      .typeError,
      "descriptor '\(method)' for 'str' objects doesn't apply to a '\(typeName(of: value))' object")
  }

  /// An argument that must be a str; `what` begins the error's text.
  func requireString(_ value: Value, _ what: String) throws(Raised) -> StringObject {
    if let object = value.object(.string) { return StringObject(object) }
    let name = what.contains("argument") ? argumentTypeName(value) : typeName(of: value)
    throw raise(.typeError, "\(what)must be str, not \(name)")
  }
}

/// The special methods, which subclasses of `str` inherit; for `str` itself the machine has its
/// own paths.
private let stringSpecialMethods: [Builtin] = [
  Builtin("__new__(cls, object='', encoding='utf-8', errors='strict')", "Make a str.") {
    (m, a) throws(Raised) in
    guard let type = a[0].object(.type) else {
      throw m.raise(.typeError, "str.__new__(X): X is not a type object (\(m.typeName(of: a[0])))")
    }
    let text: Value
    if a.given(2) == nil, a.given(3) == nil {
      text = try a.given(1).map { (v) throws(Raised) in try m.strValue(v) }
        ?? .object(m.runtime.emptyString)
    } else {
      text = try m.decoded(a.given(1), a.given(2), a.given(3))
    }
    guard type != m.types.string, let made = text.object(.string) else { return text }
    return m.copy(of: StringObject(made), type: type)
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    m.string(Quoting.string(try m.receiver(a[0], "__repr__").codePoints))
  },
  Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
    m.exactString(try m.receiver(a[0], "__str__"))
  },
  Builtin("__format__(self, format_spec, /)", "Return the text in the format.") {
    (m, a) throws(Raised) in
    let text = try m.receiver(a[0], "__format__")
    guard let spec = a[1].object(.string) else {
      throw m.raise(
        .typeError, "__format__() argument must be str, not \(m.argumentTypeName(a[1]))")
    }
    if StringObject(spec).count == 0 { return try m.strValue(a[0]) }
    var result = TextBuilder()
    try m.solve { try Formatter.string(text.view, spec: StringObject(spec).view, to: &result) }
    return try m.string(result)
  },
  Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
    .int(try m.receiver(a[0], "__hash__").hash)
  },
  Builtin("__len__(self, /)", "Return len(self).") { (m, a) throws(Raised) in
    .int(try m.receiver(a[0], "__len__").count)
  },
  Builtin("__getitem__(self, key, /)", "Return self[key].") { (m, a) throws(Raised) in
    try m.sequenceItem(try m.receiver(a[0], "__getitem__").object, a[0], a[1])
  },
  Builtin("__contains__(self, key, /)", "Return key in self.") { (m, a) throws(Raised) in
    let text = try m.receiver(a[0], "__contains__")
    guard let part = a[1].object(.string) else {
      throw m.raise(
        .typeError,
        "'in <string>' requires string as left operand, not \(m.typeName(of: a[1]))")
    }
    return .bool(text.find(StringObject(part), text.range) != nil)
  },
  Builtin("__iter__(self, /)", "Implement iter(self).") { (m, a) throws(Raised) in
    let text = try m.receiver(a[0], "__iter__")
    let iterator = m.builtinIterator(text.object).map { m.pooled(.object($0)) }
    return iterator ?? .none
  },
  Builtin("__mod__(self, value, /)", "Return self%value.") { (m, a) throws(Raised) in
    try m.percentFormat(try m.receiver(a[0], "__mod__"), a[1])
  },
  Builtin("__rmod__(self, value, /)", "Return value%self.") { (m, a) throws(Raised) in
    guard let format = a[1].object(.string) else { return m.notImplemented }
    return try m.percentFormat(StringObject(format), a[0])
  },
  Builtin("__getnewargs__(self, /)", "The arguments that make the str anew.") {
    (m, a) throws(Raised) in
    m.tuple([m.exactString(try m.receiver(a[0], "__getnewargs__"))])
  },
] + stringComparisonMethods + sequenceOperatorMethods

private let stringComparisonMethods: [Builtin] = [
  comparison("__eq__", "==") { $0.isEqual(to: $1) },
  comparison("__ne__", "!=") { !$0.isEqual(to: $1) },
  comparison("__lt__", "<") { $0.compare($1) < 0 },
  comparison("__le__", "<=") { $0.compare($1) <= 0 },
  comparison("__gt__", ">") { $0.compare($1) > 0 },
  comparison("__ge__", ">=") { $0.compare($1) >= 0 },
]

private func comparison(
  _ name: String, _ symbol: String,
  _ holds: @escaping @Sendable (StringObject, StringObject) -> Bool
) -> Builtin {
  Builtin("\(name)(self, value, /)", "Return self\(symbol)value.") { (m, a) throws(Raised) in
    let text = try m.receiver(a[0], name)
    guard let other = a[1].object(.string) else { return m.notImplemented }
    return .bool(holds(text, StringObject(other)))
  }
}
