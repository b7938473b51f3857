/// Natives of innermost loops, which the call instructions do themselves where the arguments are
/// of the usual classes.
public enum QuickCall: UInt8, Sendable {
  case none
  /// `len(container)`, `isinstance(value, class)`, `next(iterator)`
  case length, isInstance, next
  /// `generator.send(value)`
  case send
  /// `list.append(item)`, `list.pop()`
  case append, pop
  /// `set.add(item)`
  case add
  /// `dict.get(key, default)`, `dict.setdefault(key, default)`, `dict.pop(key, default)`
  case get, setDefault, popKey
  /// `deque.append(item)`, `deque.popleft()`
  case dequeAppend, dequePopLeft
}

extension Machine {
  /// Does a quick native's work for the `count` arguments behind `a`, a method's receiver first;
  /// the result replaces `a`. nil where only the native itself knows what to do; else whether a
  /// frame was pushed.
  @inline(never)
  func callQuick(_ quick: QuickCall, _ a: UnsafeMutablePointer<Value>, _ count: Int)
    throws(Raised) -> Bool?
  {
    guard count > 0, case .object(let object) = a[1], !state.pointee.isProfiling else {
      return quick == .isInstance && count == 2 ? quickIsInstance(a) : nil
    }
    switch (quick, count) {
    case (.length, 1):
      guard let length = plainLength(object) else { return nil }
      return finishQuick(.int(length), a, count)
    case (.isInstance, 2): return quickIsInstance(a)
    case (.next, 1):
      if object.kind == .generator {
        try enterGenerator(object, sending: .none, callee: a, count)
        return true
      }
      guard object.kind == .iterator else { return nil }
      let mark = heap.state.pointee.poolCount
      let item = own(try step(object))
      if item.isUndefined { throw endOfIteration(returning: .none) }
      heap.drain(to: mark)
      return finishQuick(item, a, count)
    case (.send, 2):
      guard object.kind == .generator else { return nil }
      try enterGenerator(object, sending: a[2], callee: a, count)
      return true
    case (.append, 2):
      guard object.kind == .list else { return nil }
      List(object).append(a[2])
      return finishQuick(.none, a, count)
    case (.pop, 1):
      guard object.kind == .list, let item = List(object).popLast() else { return nil }
      return finishQuick(item, a, count)
    case (.add, 2):
      guard object.type == types.set else { return nil }
      let mark = heap.state.pointee.poolCount
      try add(a[2], to: SetObject(object))
      heap.drain(to: mark)
      return finishQuick(.none, a, count)
    case (.get, 2), (.get, 3), (.setDefault, 2), (.setDefault, 3), (.popKey, 2), (.popKey, 3):
      guard object.kind == .dict else { return nil }
      let mark = heap.state.pointee.poolCount
      let standard = count == 3 ? a[3] : .undefined
      let value: Value
      switch quick {
      case .get: value = own(try self.value(a[2], in: Dict(object), orElse: standard))
      case .setDefault: value = own(try setDefault(a[2], standard.orNone, in: Dict(object)))
      default: value = own(try pop(a[2], orElse: standard, from: Dict(object)))
      }
      heap.drain(to: mark)
      return finishQuick(value, a, count)
    case (.dequeAppend, 2):
      guard object.kind == .deque else { return nil }
      Deque(object).append(owned: own(a[2]))
      return finishQuick(.none, a, count)
    case (.dequePopLeft, 1):
      guard object.kind == .deque, Deque(object).count > 0 else { return nil }
      return finishQuick(Deque(object).popFirst(), a, count)
    default: return nil
    }
  }

  /// Gives the arguments up and puts an owned result in the callee's place.
  @inline(__always)
  private func finishQuick(_ value: Value, _ a: UnsafeMutablePointer<Value>, _ count: Int) -> Bool {
    clear(a + 1, count)
    store(a, value)
    return false
  }

  /// The number of items of the most common built-in containers.
  @inline(__always)
  private func plainLength(_ object: Object) -> Int? {
    if TypeObject(object.type).isUserDefined { return nil }
    switch object.kind {
    case .string: return StringObject(object).count
    case .list: return List(object).count
    case .tuple: return Tuple(object).count
    case .dict: return Dict(object).count
    case .set: return SetObject(object).count
    case .deque: return Deque(object).count
    default: return nil
    }
  }

  /// `isinstance` of one plain class, where the answer does not depend on what the value says its
  /// class is.
  private func quickIsInstance(_ a: UnsafeMutablePointer<Value>) -> Bool? {
    guard case .object(let type) = a[2], type.kind == .type, type.type == types.type,
      !state.pointee.isProfiling
    else { return nil }
    let answer = isInstance(a[1], of: type)
    guard answer || !a[1].isOfUserClass else { return nil }
    return finishQuick(.bool(answer), a, 2)
  }

  // MARK: What methods of `dict` and their quick calls share

  /// The value under a key; without one the other value, or None.
  func value(_ key: Value, in dict: Dict, orElse standard: Value) throws(Raised) -> Value {
    let found = try value(key, in: dict)
    return found.isUndefined ? standard.orNone : found
  }

  /// The value under a key, which gets the other value if it is new.
  func setDefault(_ key: Value, _ standard: Value, in dict: Dict) throws(Raised) -> Value {
    let hash = try hash(key)
    let place = try find(key, hash: hash, in: dict)
    if place >= 0 { return dict.entries[place].value }
    dict.insert(hash: hash, key: own(key), value: own(standard))
    return standard
  }

  /// Takes a key out; its value, lent by the pool. Without the key the other value, or KeyError
  /// where that is undefined.
  func pop(_ key: Value, orElse standard: Value, from dict: Dict) throws(Raised) -> Value {
    let removed = dict.count == 0 ? .undefined : try remove(key, from: dict)
    if !removed.isUndefined { return removed }
    if standard.isUndefined { throw raiseKeyError(key) }
    return standard
  }
}
