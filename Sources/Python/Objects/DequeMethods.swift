/// The methods of `collections.deque`; `iterator` and `reverseIterator` are the classes of its
/// iterators.
func dequeMethods(iterator: Object, reverseIterator: Object) -> [Builtin] {
  dequeEndMethods + dequeSearchMethods + dequeOperatorMethods + [
    Builtin("__iter__(self, /)", "Implement iter(self).") { (m, a) throws(Raised) in
      m.iterator(DequeIterator(a.receiver, isReversed: false), iterator)
    },
    Builtin("__reversed__(self, /)", "Return a reverse iterator over the deque.") {
      (m, a) throws(Raised) in
      m.iterator(DequeIterator(a.receiver, isReversed: true), reverseIterator)
    },
    lengthMethod, containsMethod, classItemMethod,
  ] + comparisonMethods(isOrdered: true)
}

/// `deque.maxlen`
let dequeProperties = [
  ForeignProperty("maxlen", "maximum size of a deque or None if unbounded") {
    (m, deque) throws(Raised) in m.limit(of: deque)
  }
]

/// Making deques, and what happens at their ends.
private let dequeEndMethods: [Builtin] = [
  Builtin("__new__(cls, /, *args, **kwargs)", "Make a new deque.") { (m, a) throws(Raised) in
    .object(m.heap.pooled(m.heap.allocateDeque(type: a.receiver).object))
  },
  Builtin("__init__(self, iterable=(), maxlen=None)", "Initialize self.") {
    (m, a) throws(Raised) in
    let deque = Deque(a.receiver)
    let limit = a[2].orNone
    deque.body.pointee.limit = -1
    if !limit.isNone {
      guard let integer = m.integer(limit) else {
        throw m.raise(.typeError, "an integer is required")
      }
      guard let limit = integer.word else { throw m.tooLarge(for: "ssize_t") }
      guard limit >= 0 else { throw m.raise(.valueError, "maxlen must be non-negative") }
      deque.body.pointee.limit = limit
    }
    if deque.count > 0 { deque.removeAll() }
    if let items = a.given(1) { try m.extend(deque: a.receiver, items, isLeft: false) }
    return .none
  },
  Builtin("append(self, object, /)", "Add an element to the right side of the deque.") {
    (m, a) throws(Raised) in
    Deque(a.receiver).append(owned: own(a[1]))
    return .none
  }.quick(.dequeAppend),
  Builtin("appendleft(self, object, /)", "Add an element to the left side of the deque.") {
    (m, a) throws(Raised) in
    Deque(a.receiver).appendLeft(owned: own(a[1]))
    return .none
  },
  Builtin("extend(self, iterable, /)", "Extend the right side of the deque.") {
    (m, a) throws(Raised) in
    try m.extend(deque: a.receiver, a[1], isLeft: false)
    return .none
  },
  Builtin("extendleft(self, iterable, /)", "Extend the left side of the deque.") {
    (m, a) throws(Raised) in
    try m.extend(deque: a.receiver, a[1], isLeft: true)
    return .none
  },
  Builtin("pop(self, /)", "Remove and return the rightmost element.") { (m, a) throws(Raised) in
    try m.checkNotEmpty(Deque(a.receiver))
    return m.pooled(Deque(a.receiver).popLast())
  },
  Builtin("popleft(self, /)", "Remove and return the leftmost element.") { (m, a) throws(Raised) in
    try m.checkNotEmpty(Deque(a.receiver))
    return m.pooled(Deque(a.receiver).popFirst())
  }.quick(.dequePopLeft),
  Builtin("clear(self, /)", "Remove all elements from the deque.") { (m, a) throws(Raised) in
    Deque(a.receiver).removeAll()
    return .none
  },
  Builtin("reverse(self, /)", "Reverse *IN PLACE*.") { (m, a) throws(Raised) in
    Deque(a.receiver).reverse()
    return .none
  },
  Builtin("rotate(self, n=1, /)", "Rotate the deque n steps to the right.") {
    (m, a) throws(Raised) in
    let steps = try m.cSize(a.given(1) ?? .int(1))
    let count = Deque(a.receiver).count
    if count > 1 { Deque(a.receiver).rotate(((steps % count) + count) % count) }
    return .none
  },
  Builtin("copy(self, /)", "Return a shallow copy of a deque.") { (m, a) throws(Raised) in
    try m.copy(deque: a.receiver)
  },
  Builtin("__copy__(self, /)", "Return a shallow copy of a deque.") { (m, a) throws(Raised) in
    try m.copy(deque: a.receiver)
  },
  Builtin("__reduce__(self, /)", "Return state information for pickling.") {
    (m, a) throws(Raised) in
    let limit = m.limit(of: a[0])
    let attributes = try m.findAttribute(of: a[0], m.names.dict)
    return m.tuple([
      .object(a.receiver.type), limit.isNone ? m.tuple([]) : m.tuple([m.tuple([]), limit]),
      attributes.orNone, try m.iterator(over: a[0]),
    ])
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    m.string(try m.reprDeque(a.receiver))
  },
]

/// Items by place or by value.
private let dequeSearchMethods: [Builtin] = [
  Builtin("__getitem__(self, key, /)", "Return self[key].") { (m, a) throws(Raised) in
    let deque = Deque(a.receiver)
    guard m.integer(a[1]) != nil || m.hasIndex(a[1]) else {
      throw m.raise(
        .typeError, "sequence index must be integer, not '\(m.typeName(of: a[1]))'")
    }
    return deque[try m.place(a[1], in: deque)]
  },
  Builtin("__setitem__(self, key, value, /)", "Set self[key] to value.") { (m, a) throws(Raised) in
    let deque = Deque(a.receiver)
    store(deque.slot(try m.place(a[1], in: deque)), own(a[2]))
    return .none
  },
  Builtin("__delitem__(self, key, /)", "Delete self[key].") { (m, a) throws(Raised) in
    let deque = Deque(a.receiver)
    drop(deque.take(at: try m.place(a[1], in: deque)))
    return .none
  },
  Builtin("count(self, value, /)", "Return number of occurrences of value.") {
    (m, a) throws(Raised) in
    let deque = Deque(a.receiver)
    var count = 0
    var start = 0
    let version = deque.version
    while let place = try m.firstIndex(of: a[1], in: deque, from: start, to: deque.count) {
      guard deque.version == version else { throw m.dequeHasChanged() }
      count += 1
      start = place + 1
    }
    return .int(count)
  },
  Builtin("index(self, value, start=0, stop=9223372036854775807, /)", "Return first index.") {
    (m, a) throws(Raised) in
    let deque = Deque(a.receiver)
    let start = try m.searchBound(a.given(2), 0, count: deque.count)
    let stop = try m.searchBound(a.given(3), Int.max, count: deque.count)
    if let place = try m.firstIndex(of: a[1], in: deque, from: start, to: stop) {
      return .int(place)
    }
    throw m.raise(.valueError, "\(try m.repr(a[1])) is not in deque")
  },
  Builtin("remove(self, value, /)", "Remove first occurrence of value.") { (m, a) throws(Raised) in
    let deque = Deque(a.receiver)
    var place: Int?
    let version = deque.version
    do throws(Raised) {
      place = try m.firstIndex(of: a[1], in: deque, from: 0, to: deque.count)
    } catch {
      guard deque.version != version, m.isPending(.runtimeError) else { throw error }
      m.discardPending()
    }
    guard deque.version == version else {
      throw m.raise(.indexError, "deque mutated during iteration")
    }
    guard let place else { throw m.raise(.valueError, "\(try m.repr(a[1])) is not in deque") }
    drop(deque.take(at: place))
    return .none
  },
  Builtin("insert(self, index, object, /)", "Insert value before index.") { (m, a) throws(Raised) in
    let position = try m.cSize(a[1])
    let deque = Deque(a.receiver)
    if deque.isFull { throw m.raise(.indexError, "deque already at its maximum size") }
    let place = position < 0 ? max(0, position &+ deque.count) : min(position, deque.count)
    deque.insert(owned: own(a[2]), at: place)
    return .none
  },
]

/// `+`, `*` and their forms in place.
private let dequeOperatorMethods: [Builtin] = [
  Builtin("__add__(self, value, /)", "Return self+value.") { (m, a) throws(Raised) in
    guard let other = a[1].object(.deque) else {
      throw m.raise(
        .typeError, "can only concatenate deque (not \"\(m.typeName(of: a[1]))\") to deque")
    }
    let result = try m.copy(deque: a.receiver)
    guard case .object(let sum) = result else { return result }
    try m.extend(deque: sum, .object(other), isLeft: false)
    return result
  },
  Builtin("__iadd__(self, value, /)", "Implement self+=value.") { (m, a) throws(Raised) in
    try m.extend(deque: a.receiver, a[1], isLeft: false)
    return a[0]
  },
  Builtin("__mul__(self, value, /)", "Return self*value.") { (m, a) throws(Raised) in
    try m.repeated(deque: try m.copy(deque: a.receiver), a[1])
  },
  Builtin("__rmul__(self, value, /)", "Return value*self.") { (m, a) throws(Raised) in
    try m.repeated(deque: try m.copy(deque: a.receiver), a[1])
  },
  Builtin("__imul__(self, value, /)", "Implement self*=value.") { (m, a) throws(Raised) in
    try m.repeated(deque: a[0], a[1])
  },
]

extension Machine {
  /// `maxlen` of a deque: an int or None.
  fileprivate func limit(of deque: Value) -> Value {
    let limit = deque.object(.deque).map { Deque($0).body.pointee.limit } ?? -1
    return limit < 0 ? .none : .int(limit)
  }

  fileprivate func items(of deque: Deque) -> [Value] { (0..<deque.count).map { deque[$0] } }

  fileprivate func checkNotEmpty(_ deque: Deque) throws(Raised) {
    if deque.count == 0 { throw raise(.indexError, "pop from an empty deque") }
  }

  /// The place that an index means, negative ones counted from the end.
  fileprivate func place(_ index: Value, in deque: Deque) throws(Raised) -> Int {
    let position = try self.index(index)
    let place = position < 0 ? position &+ deque.count : position
    guard place >= 0, place < deque.count else {
      throw raise(.indexError, "deque index out of range")
    }
    return place
  }

  /// Adds the items of an iterable at one end.
  fileprivate func extend(deque: Object, _ items: Value, isLeft: Bool) throws(Raised) {
    // What is added to itself is read before it changes.
    let source = items.isIdentical(to: .object(deque)) ? list(self.items(of: Deque(deque))) : items
    try forEach(source) { (item) throws(Raised) in
      if isLeft {
        Deque(deque).appendLeft(owned: own(item))
      } else {
        Deque(deque).append(owned: own(item))
      }
    }
  }

  /// A deque of the same class, items and bound.
  fileprivate func copy(deque: Object) throws(Raised) -> Value {
    let limit = limit(of: .object(deque))
    guard !TypeObject(deque.type).isUserDefined else {
      let arguments: [Value] = limit.isNone ? [.object(deque)] : [.object(deque), limit]
      return try call(.object(deque.type), arguments)
    }
    let copy = heap.allocateDeque(type: deque.type)
    copy.body.pointee.limit = Deque(deque).body.pointee.limit
    for item in items(of: Deque(deque)) { copy.append(owned: own(item)) }
    return .object(heap.pooled(copy.object))
  }

  /// Repeats the items of a deque in place and returns it.
  fileprivate func repeated(deque: Value, _ count: Value) throws(Raised) -> Value {
    guard integer(count) != nil || hasIndex(count) else {
      throw raise(
        .typeError, "can't multiply sequence by non-int of type '\(typeName(of: count))'")
    }
    let times = try index(count, clamps: true)
    guard let object = deque.object(.deque) else { return deque }
    let items = items(of: Deque(object))
    if times <= 0 {
      Deque(object).removeAll()
      return deque
    }
    let limit = Deque(object).body.pointee.limit
    _ = try checkedSize(items.count, limit < 0 ? times : 1)
    for turn in 1..<max(1, min(times, limit < 0 ? times : limit + 2)) {
      for item in items { Deque(object).append(owned: own(item)) }
      if turn & 0xFFF == 0 { try checkInterrupt() }
    }
    return deque
  }

  /// The error of a loop over a deque that is changed meanwhile.
  func dequeHasChanged() -> Raised { raise(.runtimeError, "deque mutated during iteration") }

  /// The place of the first item that equals a value. Comparisons with the items before it must
  /// leave the deque as it is.
  func firstIndex(of item: Value, in deque: Deque, from start: Int, to end: Int) throws(Raised)
    -> Int?
  {
    let version = deque.version
    var index = start
    while index < min(end, deque.count) {
      let mark = heap.state.pointee.poolCount
      let isMatch = try isEqual(pooled(own(deque[index])), item)
      heap.drain(to: mark)
      if isMatch { return index }
      guard deque.version == version else { throw dequeHasChanged() }
      index += 1
    }
    return nil
  }

  /// `deque([1, 2], maxlen=3)`
  fileprivate func reprDeque(_ object: Object) throws(Raised) -> String {
    try nested(object, "[...]") { () throws(Raised) in
      let items = try self.repr(self.list(self.items(of: Deque(object))))
      let limit = self.limit(of: .object(object))
      let bound = limit.isNone ? "" : ", maxlen=\(try self.repr(limit))"
      return "\(self.typeName(object.type))(\(items)\(bound))"
    }
  }
}
