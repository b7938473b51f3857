/// Natives of innermost loops, which the call instructions do themselves where the arguments are
/// of the usual classes.
public enum QuickCall: UInt8, Sendable {
  case none
  /// `len(container)`, `isinstance(value, class)`, `next(iterator)`
  case length, isInstance, next
  /// `abs(x)`, `min(x, y)`, `max(x, y)` of numbers; `ord(c)`, `chr(i)`
  case absolute, minimum, maximum, codePoint, character
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

  /// The numbers of arguments, receivers included, that are done quickly.
  @inline(__always) var counts: ClosedRange<Int> {
    switch self {
    case .none: 0...0
    case .length, .next, .absolute, .codePoint, .character, .pop, .dequePopLeft: 1...1
    case .isInstance, .minimum, .maximum, .send, .append, .add, .dequeAppend: 2...2
    case .get, .setDefault, .popKey: 2...3
    }
  }
}

extension Machine {
  /// Does a quick native's work for the `count` arguments behind `a`, a method's receiver first;
  /// the result replaces `a`. nil where only the native itself knows what to do; else whether a
  /// frame was pushed.
  @inline(never)
  func callQuick(_ quick: QuickCall, _ a: UnsafeMutablePointer<Value>, _ count: Int)
    throws(Raised) -> Bool?
  {
    guard quick.counts ~= count, !state.pointee.isProfiling else { return nil }
    guard case .object(let object) = a[1] else { return quickWithoutObject(quick, a, count) }
    switch quick {
    case .none, .absolute, .minimum, .maximum, .character: return nil
    case .length:
      guard let length = commonLength(object) else { return nil }
      return finishQuick(.int(length), a, count)
    case .isInstance: return quickIsInstance(a)
    case .codePoint:
      guard object.type == types.string, StringObject(object).count == 1 else { return nil }
      return finishQuick(.int(Int(StringObject(object)[0])), a, count)
    case .next:
      if object.kind == .generator {
        let item = try delegatedItem(object)
        if !item.isUndefined { return finishQuick(own(item), a, count) }
        try enterGenerator(object, sending: .none, callee: a, count)
        return true
      }
      guard object.kind == .iterator else { return nil }
      let mark = heap.state.pointee.poolCount
      let item = own(try builtinNext(object))
      if item.isUndefined { throw endOfIteration() }
      heap.drain(to: mark)
      return finishQuick(item, a, count)
    case .send:
      guard object.kind == .generator else { return nil }
      try enterGenerator(object, sending: a[2], callee: a, count)
      return true
    case .append:
      guard object.kind == .list else { return nil }
      List(object).append(a[2])
      return finishQuick(.none, a, count)
    case .pop:
      guard object.kind == .list, let item = List(object).popLast() else { return nil }
      return finishQuick(item, a, count)
    case .add:
      guard object.type == types.set else { return nil }
      let mark = heap.state.pointee.poolCount
      try add(a[2], to: SetObject(object))
      heap.drain(to: mark)
      return finishQuick(.none, a, count)
    case .get, .setDefault, .popKey:
      guard object.kind == .dict else { return nil }
      return try quickLookUp(quick, Dict(object), a, count)
    case .dequeAppend:
      guard object.kind == .deque else { return nil }
      Deque(object).append(owned: own(a[2]))
      return finishQuick(.none, a, count)
    case .dequePopLeft:
      guard object.kind == .deque, Deque(object).count > 0 else { return nil }
      return finishQuick(Deque(object).popFirst(), a, count)
    }
  }

  @inline(__always)
  private func quickLookUp(
    _ quick: QuickCall, _ dict: Dict, _ a: UnsafeMutablePointer<Value>, _ count: Int
  ) throws(Raised) -> Bool {
    let mark = heap.state.pointee.poolCount
    let standard = count == 3 ? a[3] : .undefined
    let value: Value
    switch quick {
    case .get: value = own(try self.value(a[2], in: dict, orElse: standard))
    case .setDefault: value = own(try setDefault(a[2], standard.orNone, in: dict))
    default: value = own(try pop(a[2], orElse: standard, from: dict))
    }
    heap.drain(to: mark)
    return finishQuick(value, a, count)
  }

  /// The quick natives whose first argument is a plain value.
  private func quickWithoutObject(
    _ quick: QuickCall, _ a: UnsafeMutablePointer<Value>, _ count: Int
  ) -> Bool? {
    switch quick {
    case .isInstance: return quickIsInstance(a)
    case .minimum:
      guard let isLess = compareNumbers(.less, a[2], a[1]) else { return nil }
      return finishQuick(own(isLess ? a[2] : a[1]), a, count)
    case .maximum:
      guard let isGreater = compareNumbers(.greater, a[2], a[1]) else { return nil }
      return finishQuick(own(isGreater ? a[2] : a[1]), a, count)
    case .absolute:
      if case .int(let number) = a[1], number != .min {
        return finishQuick(.int(number < 0 ? -number : number), a, count)
      }
      guard case .float(let number) = a[1] else { return nil }
      return finishQuick(.float(number.magnitude), a, count)
    case .character:
      guard case .int(let number) = a[1], let byte = UInt8(exactly: number) else { return nil }
      return finishQuick(own(character(UInt32(byte))), a, count)
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
  func commonLength(_ object: Object) -> Int? {
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
