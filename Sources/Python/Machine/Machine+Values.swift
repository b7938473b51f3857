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

  /// A string of characters below 256, one byte each.
  func string(latin1 bytes: UnsafeBufferPointer<UInt8>) -> Value {
    if bytes.isEmpty { return .object(runtime.emptyString) }
    let string = heap.allocateString(count: bytes.count, width: 1, type: types.string)
    string.data.copyMemory(from: bytes.baseAddress.unsafelyUnwrapped, byteCount: bytes.count)
    return .object(heap.pooled(string.object))
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

  public func tuple(_ items: [Value]) -> Value { tuple(count: items.count) { items[$0] } }

  /// A tuple of items that are made one by one; making them must not run Python.
  @inline(__always)
  func tuple(count: Int, _ item: (Int) -> Value) -> Value {
    if count == 0 { return .object(runtime.emptyTuple) }
    let tuple = heap.makeTuple(count, type: types.tuple) { own(item($0)) }
    return .object(heap.pooled(tuple.object))
  }

  /// A pair, without an array for its items.
  @inline(__always)
  func tuple(_ first: Value, _ second: Value) -> Value {
    let tuple = heap.makeTuple(2, type: types.tuple) { own($0 == 0 ? first : second) }
    return .object(heap.pooled(tuple.object))
  }

  /// Three items, without an array for them.
  func tuple(_ first: Value, _ second: Value, _ third: Value) -> Value {
    let tuple = heap.makeTuple(3, type: types.tuple) {
      own($0 == 0 ? first : $0 == 1 ? second : third)
    }
    return .object(heap.pooled(tuple.object))
  }

  /// A pair from an iterator that hands out one at each step and owns the `last`: where nobody else
  /// has kept that, it is filled anew. Borrowed.
  @inline(__always)
  func pair(
    _ first: Value, _ second: Value, inPlaceOf last: UnsafeMutablePointer<Value>
  ) -> Value {
    if case .object(let object) = last.pointee, object.header.pointee.count == 1 {
      let items = Tuple(object).items
      store(items, own(first))
      store(items + 1, own(second))
      if Heap.isTracked(first) || Heap.isTracked(second) { heap.trackIfNew(object) }
    } else {
      store(last, own(tuple(first, second)))
    }
    return last.pointee
  }

  public func list(_ items: [Value]) -> Value {
    items.withUnsafeBufferPointer { list(copying: $0) }
  }

  /// A list of values that stand side by side in memory.
  func list(copying items: UnsafeBufferPointer<Value>) -> Value {
    let list = heap.allocateList(capacity: items.count, type: types.list)
    for index in 0..<items.count { list.items[index] = own(items[index]) }
    list.body.pointee.count = items.count
    return .object(heap.pooled(list.object))
  }

  func newList(capacity: Int = 0) -> List {
    List(heap.pooled(heap.allocateList(capacity: capacity, type: types.list).object))
  }

  func newDict() -> Dict { Dict(heap.pooled(heap.allocateDict(type: types.dict).object)) }

  func newSet(frozen: Bool = false) -> SetObject {
    SetObject(heap.pooled(allocateSet(frozen ? types.frozenSet : types.set).object))
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
      return Array(UnsafeBufferPointer(start: Tuple(object).items, count: Tuple(object).count))
    case .list:
      return Array(UnsafeBufferPointer(start: List(object).items, count: List(object).count))
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
        if hook.isIdentical(to: abstractCheck), isKnownInstance(value, of: object) { return true }
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

  /// Whether an abstract base class has found before that a value's class is a subclass, which is
  /// for good: what `ABCMeta.__instancecheck__` looks at first.
  private func isKnownInstance(_ value: Value, of type: Object) -> Bool {
    let kept = TypeObject(type).namespace.value(names.abstractData)
    let subclass = self.type(of: value)
    guard !kept.isUndefined, let answers = ownValue(names.answers, of: kept)?.object(.dict),
      let found = try? self.value(.int(identity(.object(subclass))), in: Dict(answers)),
      let parts = found.object(.tuple).map(Tuple.init), parts.count == 3,
      case .bool(true) = parts[1], let reference = parts[0].object(.weakReference)
    else { return false }
    return reference.body(WeakReferenceBody.self).pointee.target == subclass
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
