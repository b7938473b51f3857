/// `bytes`: constructor, and what it shares with `bytearray`.
let bytesMethods: [Builtin] =
  [
    Builtin("__new__(cls, source=b'', encoding='', errors='')", "Make bytes.") {
      (m, a) throws(Raised) in
      guard let type = a[0].object(.type) else { return .none }
      let content = try m.byteContent(a, "bytes")
      return .object(m.heap.pooled(m.heap.allocateBytes(content, type: type)))
    },
    Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
      let content = a[0].byteBuffer
      return .int(content.map { $0.isEmpty ? 0 : TextHash.hash($0) } ?? 0)
    },
    Builtin("__bytes__(self, /)", "Convert this value to exact type bytes.") {
      (m, a) throws(Raised) in m.bytes(try m.requireBytes(a[0]))
    },
    Builtin("__getnewargs__(self, /)", "The arguments that make the bytes anew.") {
      (m, a) throws(Raised) in m.tuple([m.bytes(try m.requireBytes(a[0]))])
    },
  ] + sharedByteMethods

/// What `bytes` and `bytearray` have in common.
let sharedByteMethods =
  byteSpecialMethods + byteSearchMethods + byteTextMethods + byteCaseMethods

extension Machine {
  /// The content that the arguments of `bytes(...)` or `bytearray(...)` describe.
  func byteContent(_ a: Arguments, _ name: String) throws(Raised) -> [UInt8] {
    let source = a.given(1)
    try checkText(a.given(2), "\(name)() argument 'encoding'")
    try checkText(a.given(3), "\(name)() argument 'errors'")
    if let text = source?.object(.string) {
      guard a.given(2) != nil else {
        throw raise(.typeError, "string argument without an encoding")
      }
      return byteContent(try encoded(StringObject(text), a.given(2), a.given(3))) ?? []
    }
    if a.given(2) != nil || a.given(3) != nil {
      let option = a.given(2) != nil ? "encoding" : "errors"
      throw raise(.typeError, "\(option) without a string argument")
    }
    guard let source else { return [] }
    if let content = byteContent(source) { return content }
    let converted = try callSpecial(names.bytes, source)
    if let content = byteContent(converted) { return content }
    if !converted.isUndefined {
      throw raise(
        .typeError, "__bytes__ returned non-bytes (type \(typeName(of: converted)))")
    }
    if integer(source) != nil || !find(names.index, in: type(of: source)).isUndefined {
      guard let count = try integerIndex(source).word else {
        throw raise(.overflowError, "cannot fit 'int' into an index-sized integer")
      }
      guard count >= 0 else { throw raise(.valueError, "negative count") }
      return Array(repeating: 0, count: try checkedSize(count, 1))
    }
    guard isIterable(source) else {
      throw raise(.typeError, "cannot convert '\(typeName(of: source))' object to \(name)")
    }
    return try bytes(from: source, name == "bytes" ? "bytes" : "byte")
  }

  /// Raises TypeError unless an argument is a str or absent.
  func checkText(_ value: Value?, _ what: String) throws(Raised) {
    if let value, !isString(value) {
      throw raise(.typeError, "\(what) must be str, not \(argumentTypeName(value))")
    }
  }

  /// The numbers an iterable gives as bytes.
  func bytes(from iterable: Value, _ what: String) throws(Raised) -> [UInt8] {
    var content: [UInt8] = []
    try forEach(iterable) { (item) throws(Raised) in
      content.append(try self.byte(item, "\(what) must be in range(0, 256)"))
    }
    return content
  }
}

private let byteSpecialMethods: [Builtin] = [
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    let text = String(codePoints: Quoting.bytes(try m.requireBytes(a[0])))
    return m.string(a[0].object(.byteArray) == nil ? text : "\(m.typeName(of: a[0]))(\(text))")
  },
  Builtin("__len__(self, /)", "Return len(self).") { (m, a) throws(Raised) in
    .int(a[0].byteBuffer?.count ?? 0)
  },
  Builtin("__getitem__(self, key, /)", "Return self[key].") { (m, a) throws(Raised) in
    guard case .object(let object) = a[0] else { return .none }
    return try m.sequenceItem(object, a[0], a[1])
  },
  Builtin("__iter__(self, /)", "Implement iter(self).") { (m, a) throws(Raised) in
    guard case .object(let object) = a[0] else { return .none }
    return m.builtinIterator(object).map { m.pooled(.object($0)) } ?? .none
  },
  Builtin("__contains__(self, key, /)", "Return key in self.") { (m, a) throws(Raised) in
    let text = try m.requireBytes(a[0])
    if a[1].byteBuffer == nil, m.integer(a[1]) == nil {
      _ = try m.requireBytes(a[1])
    }
    return .bool(text.first(try m.searchedBytes(a[1]), .forward) != nil)
  },
  Builtin("__mod__(self, value, /)", "Return self%value.") { (m, a) throws(Raised) in
    try m.percentFormat(bytes: a[0], a[1])
  },
  Builtin("__rmod__(self, value, /)", "Return value%self.") { (m, a) throws(Raised) in
    a[1].byteBuffer == nil ? m.notImplemented : try m.percentFormat(bytes: a[1], a[0])
  },
  byteComparison("__eq__", "==") { $0 == $1 },
  byteComparison("__ne__", "!=") { $0 != $1 },
  byteComparison("__lt__", "<") { $0.lexicographicallyPrecedes($1) },
  byteComparison("__le__", "<=") { !$1.lexicographicallyPrecedes($0) },
  byteComparison("__gt__", ">") { $1.lexicographicallyPrecedes($0) },
  byteComparison("__ge__", ">=") { !$0.lexicographicallyPrecedes($1) },
] + sequenceOperatorMethods

private func byteComparison(
  _ name: String, _ symbol: String, _ holds: @escaping @Sendable ([UInt8], [UInt8]) -> Bool
) -> Builtin {
  Builtin("\(name)(self, value, /)", "Return self\(symbol)value.") { (m, a) throws(Raised) in
    guard let left = m.byteContent(a[0]), let right = m.byteContent(a[1]) else {
      return m.notImplemented
    }
    return .bool(holds(left, right))
  }
}
