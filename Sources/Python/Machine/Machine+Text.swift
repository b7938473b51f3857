/// `repr`, `str`, `format`.
extension Machine {
  /// `repr(value)` as Swift text.
  public func repr(_ value: Value) throws(Raised) -> String { try repr(value, for: "__repr__") }

  /// `repr(value)`; the error that it is no text names the method asked for.
  private func repr(_ value: Value, for method: String) throws(Raised) -> String {
    switch value {
    case .none: return "None"
    case .undefined: return "<undefined>"
    case .bool(let value): return value ? "True" : "False"
    case .int(let value): return String(value)
    case .float(let value): return FloatText.repr(value)
    case .object(let object):
      if !TypeObject(object.type).isUserDefined, let text = try builtinRepr(object) {
        return text
      }
      return try reprByMethod(value, method)
    }
  }

  /// `repr(value)`, borrowed.
  func reprValue(_ value: Value) throws(Raised) -> Value {
    if case .int(let number) = value { return decimal(number) }
    return string(try repr(value))
  }

  private func reprByMethod(_ value: Value, _ method: String) throws(Raised) -> String {
    try enterNative()
    defer { leaveNative() }
    let mark = heap.state.pointee.poolCount
    defer { heap.drain(to: mark) }
    let result = try callSpecial(names.repr, value)
    if let text = text(result) { return text }
    if result.isUndefined { return defaultRepr(value) }
    throw raise(
      .typeError, "\(method) returned non-string (type \(typeName(of: result)))")
  }

  /// `<module.Class object at 0x...>`
  public func defaultRepr(_ value: Value) -> String {
    guard case .object(let object) = value else { return "" }
    return "<\(TypeObject(object.type).qualifiedTypeName) object at \(addressText(object))>"
  }

  /// `0x...` as IPython writes it: without leading zeros; nil for values that are no objects.
  public func addressText(of value: Value) -> String? {
    value.object.map { "0x" + String(UInt(bitPattern: $0.address), radix: 16) }
  }

  func addressText(_ object: Object) -> String {
    let digits = String(UInt(bitPattern: object.address), radix: 16)
    return "0x" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }

  /// The representation of an exact built-in object, or nil where its class has a method.
  func builtinRepr(_ object: Object) throws(Raised) -> String? {
    switch object.kind {
    case .string:
      return try reprString(StringObject(object))
    case .bigInt:
      guard let integer = integer(.object(object)) else { return nil }
      return try solve { try integer.text(digitLimit: runtime.digitLimit) }
    case .complex: return object.body(ComplexBody.self).pointee.value.description
    case .tuple where object.type != types.tuple: return nil
    case .dict where object.type != types.dict: return nil
    case .tuple, .list, .dict, .set: return try containerRepr(object)
    case .function:
      return "<function \(functionName(object)) at \(addressText(object))>"
    case .native:
      let row = object.nativeRow
      if row.isShownAsFunction {
        return "<function \(row.qualifiedName) at \(addressText(object))>"
      }
      if let type = object.body(NativeBody.self).pointee.receiverType {
        let owner = TypeObject(type).info.staticName ?? TypeObject(type).name
        let kind = row.isSlot ? "slot wrapper" : "method"
        return "<\(kind) '\(row.name)' of '\(owner)' objects>"
      }
      if row.name == "__new__", case .object(let owner) = object.body(NativeBody.self).pointee.owner {
        return "<built-in method __new__ of type object at \(addressText(owner))>"
      }
      return reprFunction(row, object)
    case .method:
      return try nested(object, "...") { () throws(Raised) in try self.reprMethod(object) }
    case .type: return "<class '\(TypeObject(object).qualifiedTypeName)'>"
    case .module: return moduleRepr(object)
    case .slice:
      return try nested(object, "...") { () throws(Raised) in try self.reprSlice(object) }
    case .range: return try reprRange(object)
    case .bytes, .byteArray:
      let text = String(codePoints: Quoting.bytes(byteContent(.object(object)) ?? []))
      guard object.kind == .byteArray else { return text }
      // CPython escapes the single quote of a bytearray between double quotes too.
      let parts = text.split(separator: "'", omittingEmptySubsequences: false)
      let escaped = text.hasPrefix("b\"") ? parts.joined(separator: "\\'") : text
      return "\(TypeObject(object.type).name)(\(escaped))"
    case .generator:
      let function = object.body(GeneratorBody.self).pointee.function
      let name = function.object.map { functionName($0) } ?? "?"
      return "<generator object \(name) at \(addressText(object))>"
    case .dictView:
      return try nested(object, "...") { () throws(Raised) in try self.reprView(object) }
    case .classMethod, .staticMethod:
      return try nested(object, "...") { () throws(Raised) in
        let content = object.body(CellBody.self).pointee.content
        return "<\(TypeObject(object.type).name)(\(try self.repr(content)))>"
      }
    case .weakReference: return reprWeakReference(object)
    case .foreign where object.type == types.code: return codeRepr(object)
    case .foreign where TypeObject(object.type).info.isOfMembers:
      return classMember(.object(object)).map(classMemberRepr) ?? ""
    case .instance where object == runtime.ellipsis: return "Ellipsis"
    case .instance where object == runtime.notImplemented: return "NotImplemented"
    case .super: return reprSuper(object)
    case .exception: return nil
    default: return nil
    }
  }

  /// The representation of a container by what it holds, whatever its class defines.
  func containerRepr(_ object: Object) throws(Raised) -> String {
    switch object.kind {
    case .tuple:
      return try nested(object, "(...)") { () throws(Raised) in try self.reprTuple(Tuple(object)) }
    case .list:
      if List(object).count == 0 { return "[]" }
      return try nested(object, "[...]") { () throws(Raised) in try self.reprList(List(object)) }
    case .dict:
      // Unlike an empty list, an empty dict that is being shown already is not shown again.
      return try nested(object, "{...}") { () throws(Raised) in
        Dict(object).count == 0 ? "{}" : try self.reprDict(Dict(object))
      }
    default: return try reprSet(object)
    }
  }

  /// Guards a container against itself and against too deep nesting.
  func nested(
    _ object: Object, _ mark: String, _ body: () throws(Raised) -> String
  ) throws(Raised) -> String {
    if state.pointee.reprStack.contains(object) { return mark }
    state.pointee.reprStack.append(object)
    defer { state.pointee.reprStack.removeLast() }
    guard state.pointee.reprStack.count + depth < recursionLimit else {
      throw raise(
        .recursionError, "maximum recursion depth exceeded while getting the repr of an object")
    }
    return try body()
  }

  private func reprSlice(_ object: Object) throws(Raised) -> String {
    let body = object.body(SliceBody.self).pointee
    return "slice(\(try repr(body.start)), \(try repr(body.stop)), \(try repr(body.step)))"
  }

  private func reprTuple(_ tuple: Tuple) throws(Raised) -> String {
    var parts: [String] = []
    for index in 0..<tuple.count {
      try checkInterrupt()
      parts.append(try repr(tuple[index]))
    }
    return "(" + (try joinedParts(parts)) + (parts.count == 1 ? ",)" : ")")
  }

  /// The parts with commas between them.
  private func joinedParts(_ parts: [String]) throws(Raised) -> String {
    var text = parts.first ?? ""
    for part in parts.dropFirst() {
      try checkInterrupt()
      text += ", "
      text += part
    }
    return text
  }

  /// A text with its quotes. A long one is written in pieces.
  private func reprString(_ string: StringObject) throws(Raised) -> String {
    let pieceLength = 1 << 16
    if string.count <= pieceLength { return String(codePoints: Quoting.string(string.codePoints)) }
    let quote = Quoting.quote(hasSingle: try contains("'", string), hasDouble: try contains("\"", string))
    var text = String(quote)
    for start in stride(from: 0, to: string.count, by: pieceLength) {
      try checkInterrupt()
      let piece = (start..<min(start + pieceLength, string.count)).map { string[$0] }
      text += String(codePoints: Quoting.escaped(piece, quote: quote.value))
    }
    text.unicodeScalars.append(quote)
    return text
  }

  /// Whether a character occurs in a text that may be long.
  private func contains(_ character: Unicode.Scalar, _ string: StringObject) throws(Raised) -> Bool {
    for index in 0..<string.count {
      if string[index] == character.value { return true }
      if index & 0xFFFF == 0 { try checkInterrupt() }
    }
    return false
  }

  private func reprList(_ list: List) throws(Raised) -> String {
    var parts: [String] = []
    var index = 0
    while index < list.count {
      try checkInterrupt()
      let mark = heap.state.pointee.poolCount
      parts.append(try repr(pooled(own(list[index]))))
      heap.drain(to: mark)
      index += 1
    }
    return "[" + (try joinedParts(parts)) + "]"
  }

  private func reprDict(_ dict: Dict) throws(Raised) -> String {
    var parts: [String] = []
    var index = 0
    while index < dict.entryCount {
      let entry = dict.entries[index]
      index += 1
      if entry.key.isUndefined { continue }
      try checkInterrupt()
      let mark = heap.state.pointee.poolCount
      let key = pooled(own(entry.key))
      let value = pooled(own(entry.value))
      parts.append(try repr(key) + ": " + (try repr(value)))
      heap.drain(to: mark)
    }
    return "{" + (try joinedParts(parts)) + "}"
  }

  private func reprSet(_ object: Object) throws(Raised) -> String {
    let isPlain = object.type == types.set
    let name = TypeObject(object.type).name
    if SetObject(object).count == 0 { return name + "()" }
    let body = try nested(object, "...") { () throws(Raised) in
      var parts: [String] = []
      for item in try self.collect(.object(object)) {
        try self.checkInterrupt()
        parts.append(try self.repr(item))
      }
      return "{" + (try self.joinedParts(parts)) + "}"
    }
    if body == "..." { return name + "(...)" }
    return isPlain ? body : "\(name)(\(body))"
  }

  private func reprView(_ object: Object) throws(Raised) -> String {
    if object.type == types.mappingProxy {
      return "mappingproxy(\(try repr(object.body(CellBody.self).pointee.content)))"
    }
    var parts: [String] = []
    for item in try collect(.object(object)) {
      try checkInterrupt()
      parts.append(try repr(item))
    }
    let content = object.body(CellBody.self).pointee.content
    // The views of an `OrderedDict` are called `odict_keys` and so on.
    let isOrdered = content.object.map { isOrderedDict($0) } ?? false
    let name = (isOrdered ? "o" : "") + TypeObject(object.type).name
    return "\(name)([\(try joinedParts(parts))])"
  }

  /// `<super: <class 'B'>, <B object>>`
  private func reprSuper(_ object: Object) -> String {
    let body = object.body(SuperBody.self).pointee
    let start = body.start.object(.type).map { TypeObject($0).name } ?? "NULL"
    if body.receiver.isNone { return "<super: <class '\(start)'>, NULL>" }
    let type = body.receiver.object(.type) ?? self.type(of: body.receiver)
    return "<super: <class '\(start)'>, <\(TypeObject(type).name) object>>"
  }

  private func reprFunction(_ row: NativeRow, _ object: Object) -> String {
    switch row.builtin.appearance {
    case .builtin: "<built-in function \(row.name)>"
    case .builtinNamed(let name): "<built-in function \(name)>"
    case .methodOfType: "<built-in method \(row.name) of type object at \(addressText(object))>"
    case .function: "<function \(row.name) at \(addressText(object))>"
    }
  }

  private func reprMethod(_ object: Object) throws(Raised) -> String {
    let body = object.body(MethodBody.self).pointee
    guard case .object(let function) = body.function else { return "<bound method>" }
    if function.kind == .native, !function.nativeRow.isShownAsFunction {
      let name = function.nativeRow.name
      let isSlot = function.nativeRow.isSlot
      let head = isSlot ? "<method-wrapper '\(name)'" : "<built-in method \(name)"
      let type = body.receiver.object(.type) == nil ? typeName(of: body.receiver) : "type"
      let place = body.receiver.object.map { " at \(addressText($0))" }
      return "\(head) of \(type) object\(place ?? " at 0x\(String(identity(body.receiver), radix: 16))")>"
    }
    return "<bound method \(functionName(function)) of \(try repr(body.receiver))>"
  }

  /// The qualified name of a function, as changed by the user.
  func functionName(_ object: Object) -> String {
    guard object.kind == .function else {
      return object.kind == .native ? object.nativeRow.qualifiedName : TypeObject(object.type).name
    }
    let changed = ownAttribute(of: Function(object), names.qualname)
    return text(changed) ?? Function(object).code.qualifiedName
  }

  // MARK: str

  /// `str(value)` as Swift text.
  public func str(_ value: Value) throws(Raised) -> String {
    guard case .object(let object) = value else { return try repr(value) }
    if object.kind == .string, object.type == types.string { return StringObject(object).text }
    let mark = heap.state.pointee.poolCount
    defer { heap.drain(to: mark) }
    let method = find(names.str, in: object.type)
    if method.isUndefined || method.isIdentical(to: find(names.str, in: types.object)) {
      return try repr(value, for: "__str__")
    }
    try enterNative()
    defer { leaveNative() }
    let result = try callMethodValue(method, value, [])
    if let text = text(result) { return text }
    throw raise(.typeError, "__str__ returned non-string (type \(typeName(of: result)))")
  }

  /// `str(value)`, borrowed.
  func strValue(_ value: Value) throws(Raised) -> Value {
    if case .object(let object) = value, object.kind == .string, object.type == types.string {
      return value
    }
    if case .int(let number) = value { return decimal(number) }
    return string(try str(value))
  }

  /// The digits of a machine word, written right into the object.
  private func decimal(_ number: Int) -> Value {
    if number >= 0, number < 10 { return character(UInt32(48 + number)) }
    let count = DecimalDigits.count(number.magnitude) + (number < 0 ? 1 : 0)
    let string = heap.allocateString(count: count, width: 1, type: types.string)
    _ = DecimalDigits.write(number, to: string.data.assumingMemoryBound(to: UInt8.self))
    return .object(heap.pooled(string.object))
  }

  // MARK: ascii

  /// `ascii(value)` as text.
  func ascii(_ value: Value) throws(Raised) -> String {
    if let object = value.object(.string) {
      return String(codePoints: Quoting.ascii(StringObject(object).codePoints))
    }
    var result = ""
    for scalar in try repr(value).unicodeScalars {
      switch scalar.value {
      case ..<0x80: result.unicodeScalars.append(scalar)
      case ..<0x100: result += "\\x" + hex(scalar.value, 2)
      case ..<0x10000: result += "\\u" + hex(scalar.value, 4)
      default: result += "\\U" + hex(scalar.value, 8)
      }
    }
    return result
  }

  private func hex(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension TypeObject {
  /// `module.QualName`; built-in classes without the module.
  var qualifiedTypeName: String { fullName }
}
