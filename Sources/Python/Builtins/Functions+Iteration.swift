/// The built-in functions over iterables.
let iterationFunctions: [Builtin] = [
  Builtin("all(iterable, /)", "Return whether all items are true.") { (m, a) throws(Raised) in
    .bool(try m.first(of: a[0]) { (item) throws(Raised) in !(try m.isTrue(item)) } == nil)
  },
  Builtin("any(iterable, /)", "Return whether any item is true.") { (m, a) throws(Raised) in
    .bool(try m.first(of: a[0]) { (item) throws(Raised) in try m.isTrue(item) } != nil)
  },
  Builtin("iter(object, sentinel=None, /)", "Get an iterator from an object.") {
    (m, a) throws(Raised) in
    guard let sentinel = a.given(1) else { return try m.iterator(over: a[0]) }
    guard m.isCallable(a[0]) else {
      throw m.raise(.typeError, "iter(v, w): v must be callable")
    }
    return m.iterator(CallableIterator(a[0], until: sentinel), m.types.callableIterator)
  },
  Builtin("max(*args, key=None, default=None)", "Return the largest item.") {
    (m, a) throws(Raised) in try m.extreme("max", .greater, a)
  }.quick(.maximum),
  Builtin("min(*args, key=None, default=None)", "Return the smallest item.") {
    (m, a) throws(Raised) in try m.extreme("min", .less, a)
  }.quick(.minimum),
  Builtin("next(iterator, default=None, /)", "Return the next item from the iterator.") {
    (m, a) throws(Raised) in
    guard m.isIterator(a[0]) else {
      throw m.raise(.typeError, "'\(m.typeName(of: a[0]))' object is not an iterator")
    }
    if let item = try m.next(a[0]) { return item }
    if let standard = a.given(1) { return standard }
    throw m.endOfIteration()
  }.quick(.next),
  Builtin("sorted(iterable, /, *, key=None, reverse=False)", "Return a new sorted list.") {
    (m, a) throws(Raised) in
    let list = m.newList()
    try m.extend(.object(list.object), a[0], isUnpacking: false)
    try m.sort(list, key: a.given(1) ?? .none, isReversed: try m.isReversed(a.given(2)))
    return .object(list.object)
  },
  Builtin("sum(iterable, /, start=0)", "Return the sum of start and the items.") {
    (m, a) throws(Raised) in try m.sum(a[0], a.given(1) ?? .int(0))
  },
]

extension Machine {
  /// The place of the first item that meets a condition.
  func first(of iterable: Value, where condition: (Value) throws(Raised) -> Bool) throws(Raised)
    -> Int?
  {
    let iterator = try self.iterator(over: iterable)
    var index = 0
    while true {
      let mark = heap.state.pointee.poolCount
      guard let item = try next(iterator) else { return nil }
      let isFound = try condition(pooled(own(item)))
      heap.drain(to: mark)
      if isFound { return index }
      index += 1
      try checkInterrupt()
    }
  }

  /// StopIteration with what the iterator returned that has ended just now.
  func endOfIteration() -> Raised { endOfIteration(returning: state.pointee.lastReturn) }

  /// StopIteration of a generator that returns a value.
  func endOfIteration(returning value: Value) -> Raised {
    raise(types[.stopIteration], value.isNone ? [] : [value])
  }

  /// `max` and `min`: the first item that no later one beats.
  func extreme(_ name: String, _ op: CompareOperator, _ a: Arguments) throws(Raised) -> Value {
    guard a.restCount > 0 else {
      throw raise(.typeError, "\(name) expected at least 1 argument, got 0")
    }
    let key = a.given(0) ?? .none
    if a.restCount > 1, a.given(1) != nil {
      throw raise(
        .typeError,
        "Cannot specify a default for \(name)() with multiple positional arguments")
    }
    var best = Champion()
    defer { best.giveUp() }
    if a.restCount > 1 {
      for item in a.rest { try consider(item, key, op, &best) }
    } else {
      try forEach(a.rest[0]) { (item) throws(Raised) in try self.consider(item, key, op, &best) }
    }
    if !best.item.isUndefined { return pooled(own(best.item)) }
    if let standard = a.given(1) { return standard }
    throw raise(.valueError, "\(name)() arg is an empty sequence")
  }

  /// The best item so far and its key, both owned.
  private struct Champion {
    var item = Value.undefined
    var key = Value.undefined

    mutating func replace(_ item: Value, _ key: Value) {
      let old = self
      self.item = own(item)
      self.key = own(key)
      old.giveUp()
    }

    func giveUp() {
      drop(item)
      drop(key)
    }
  }

  @inline(__always)
  private func consider(
    _ item: Value, _ key: Value, _ op: CompareOperator, _ best: inout Champion
  ) throws(Raised) {
    let itemKey = key.isNone ? item : try call(key, with: item)
    if !best.item.isUndefined, !(try holds(op, itemKey, best.key)) { return }
    best.replace(item, itemKey)
  }

  /// `sum(iterable, start)`; small ints and floats are added without making objects.
  func sum(_ iterable: Value, _ start: Value) throws(Raised) -> Value {
    if case .object(let object) = start {
      let advice = [Kind.string: "''", .bytes: "b''", .byteArray: "b''"]
      if advice[object.kind] != nil {
        let name = object.kind == .string ? "strings" : typeName(of: start)
        throw raise(
          .typeError,
          "sum() can't sum \(name) [use \(advice[object.kind] ?? "").join(seq) instead]")
      }
    }
    var total = own(start)
    defer { drop(total) }
    if case .object(let object) = iterable, object.type == types.list {
      try forEach(iterable) { (item) throws(Raised) in try self.add(item, to: &total) }
      return pooled(own(total))
    }
    let iterator = try self.iterator(over: iterable)
    while true {
      let mark = heap.state.pointee.poolCount
      guard let item = try next(iterator) else {
        heap.drain(to: mark)
        return pooled(own(total))
      }
      if case .int(let x) = total, case .int(let y) = item,
        case let sum = x.addingReportingOverflow(y), !sum.overflow
      {
        total = .int(sum.partialValue)
      } else {
        try add(item, to: &total)
      }
      heap.drain(to: mark)
      try checkInterrupt()
    }
  }

  /// `total += item`; the total is owned.
  private func add(_ item: Value, to total: inout Value) throws(Raised) {
    switch (total, item) {
    case (.int(let x), .int(let y)):
      let (result, overflow) = x.addingReportingOverflow(y)
      if !overflow {
        total = .int(result)
        return
      }
    case (.float(let x), .float(let y)):
      total = .float(x + y)
      return
    default: break
    }
    let result = own(try binary(.add, total, pooled(own(item))))
    store(&total, result)
  }
}

/// `iter(function, sentinel)`
final class CallableIterator: NativeIterator {
  private var function: Value
  private let sentinel: Value

  init(_ function: Value, until sentinel: Value) {
    self.function = own(function)
    self.sentinel = own(sentinel)
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    if function.isUndefined { return .undefined }
    let item = try machine.callUntilStop(function)
    guard !item.isUndefined, !(try machine.isEqual(item, sentinel)) else {
      let ended = machine.pooled(function)
      function = .undefined
      _ = ended
      return .undefined
    }
    return item
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(function)
    visit(sentinel)
  }
}

extension Machine {
  /// Calls without arguments; undefined where that raises StopIteration.
  func callUntilStop(_ function: Value) throws(Raised) -> Value {
    do throws(Raised) {
      return try call(function, [])
    } catch {
      guard isPending(.stopIteration) else { throw error }
      discardPending()
      return .undefined
    }
  }
}
