/// Making and reading values: what natives of any target work with. New objects are lent by the
/// pool; arguments are borrowed.
extension Machine {
  @inline(__always) func pooled(_ owned: Value) -> Value { heap.pooled(owned) }

  // MARK: Making

  public func string(_ text: String) -> Value {
    .object(heap.pooled(heap.makeString(text, type: types.string).object))
  }

  func string(_ codePoints: [UInt32]) -> Value {
    .object(heap.pooled(heap.makeString(codePoints, type: types.string).object))
  }

  /// The interned string of a text.
  public func symbol(_ text: String) -> Symbol { runtime.symbols.intern(text) }

  /// The symbol of a Python string; nil for other values.
  @inline(__always)
  public func symbol(of value: Value) -> Symbol? {
    guard let object = value.object(.string) else { return nil }
    return SymbolTable.known(StringObject(object))
      ?? runtime.symbols.intern(StringObject(object))
  }

  public func tuple(_ items: [Value]) -> Value {
    .object(heap.pooled(runtime.makeTuple(owned: items.map { own($0) })))
  }

  public func list(_ items: [Value]) -> Value {
    let list = heap.allocateList(capacity: items.count, type: types.list)
    for item in items { list.append(item) }
    return .object(heap.pooled(list.object))
  }

  func newList(capacity: Int = 0) -> List {
    List(heap.pooled(heap.allocateList(capacity: capacity, type: types.list).object))
  }

  func newDict() -> Dict { Dict(heap.pooled(heap.allocateDict(type: types.dict).object)) }

  func newSet(frozen: Bool = false) -> SetObject {
    SetObject(heap.pooled(heap.allocateSet(type: frozen ? types.frozenSet : types.set).object))
  }

  public func bytes(_ bytes: [UInt8]) -> Value { .object(heap.pooled(runtime.makeBytes(bytes))) }

  /// A dict with names as keys, in order.
  public func dict(_ pairs: [(String, Value)]) -> Value {
    let dict = newDict()
    for (name, value) in pairs { dict.set(symbol(name), value) }
    return .object(dict.object)
  }

  /// An iterator written in Swift, shown as `<typeName object>`.
  func iterator(_ native: NativeIterator, _ type: Object) -> Value {
    .object(heap.pooled(heap.allocateIterator(native, type: type)))
  }

  // MARK: Reading

  /// The text of a `str`, or nil.
  public func text(_ value: Value) -> String? {
    value.object(.string).map { StringObject($0).text }
  }

  /// The text of a `str`; raises TypeError for anything else.
  public func requireText(_ value: Value, _ what: String) throws(Raised) -> String {
    if let text = text(value) { return text }
    throw raise(.typeError, "\(what) must be str, not \(typeName(of: value))")
  }

  /// The items of a tuple or list as they are now; nil for other values.
  public func items(_ value: Value) -> [Value]? {
    guard case .object(let object) = value else { return nil }
    switch object.kind {
    case .tuple:
      let tuple = Tuple(object)
      return (0..<tuple.count).map { tuple[$0] }
    case .list:
      let list = List(object)
      return (0..<list.count).map { list[$0] }
    default: return nil
    }
  }

  public func isString(_ value: Value) -> Bool { value.object(.string) != nil }
  public func isTuple(_ value: Value) -> Bool { value.object(.tuple) != nil }
  public func isList(_ value: Value) -> Bool { value.object(.list) != nil }
  public func isDict(_ value: Value) -> Bool { value.object(.dict) != nil }

  public var notImplemented: Value { .object(runtime.notImplemented) }
  public var ellipsis: Value { .object(runtime.ellipsis) }

  /// Slice bounds as Python values, or nil where the value is no slice.
  public func slice(_ value: Value) -> (start: Value, stop: Value, step: Value)? {
    guard let slice = value.object(.slice) else { return nil }
    let body = slice.body(SliceBody.self)
    return (body.pointee.start, body.pointee.stop, body.pointee.step)
  }

  // MARK: Classes

  public func isInstance(_ value: Value, of type: Object) -> Bool {
    TypeObject(self.type(of: value)).isSubclass(of: type)
  }

  /// `isinstance(value, class)` with tuples and `__instancecheck__`.
  func isInstance(_ value: Value, _ classes: Value) throws(Raised) -> Bool {
    guard case .object(let object) = classes else { throw notAClass("isinstance() arg 2") }
    if object.kind == .tuple {
      let tuple = Tuple(object)
      for index in 0..<tuple.count { if try isInstance(value, tuple[index]) { return true } }
      return false
    }
    if object.kind == .type {
      if object.type == types.type { return try isOrClaims(value, object) }
      let hook = find(names.instancecheck, in: object.type)
      if hook.object(.function) != nil {
        return try isTrue(try callMethodValue(hook, classes, [value]))
      }
      return try isOrClaims(value, object)
    }
    guard object.type != types.genericAlias else {
      throw raise(.typeError, "isinstance() argument 2 cannot be a parameterized generic")
    }
    let answer = try callSpecial(names.instancecheck, classes, [value])
    if !answer.isUndefined { return try isTrue(answer) }
    throw notAClass("isinstance() arg 2")
  }

  /// Whether a value is an instance of a class, or its property `__class__` says so.
  private func isOrClaims(_ value: Value, _ type: Object) throws(Raised) -> Bool {
    if isInstance(value, of: type) { return true }
    guard value.isOfUserClass,
      find(names.class, in: self.type(of: value)).object(.property) != nil
    else { return false }
    let claimed = try findAttribute(of: value, names.class)
    return claimed.object(.type).map { TypeObject($0).isSubclass(of: type) } ?? false
  }

  func notAClass(_ what: String) -> Raised {
    raise(.typeError, "\(what) must be a type, a tuple of types, or a union")
  }
}
