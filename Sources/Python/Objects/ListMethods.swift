/// The methods of `list`.
let listMethods: [Builtin] = [
  Builtin("__new__(cls, /, *args, **kwargs)", "Make a new list.") { (m, a) throws(Raised) in
    .object(m.heap.pooled(m.heap.allocateList(capacity: 0, type: a.receiver).object))
  },
  Builtin("__init__(self, iterable=(), /)", "Initialize self.") { (m, a) throws(Raised) in
    let list = List(a.receiver)
    if list.count > 0 { list.removeAll() }
    if let items = a.given(1) { try m.extend(a[0], items, isUnpacking: false) }
    return .none
  },
  Builtin("append(self, object, /)", "Append object to the end of the list.") {
    (m, a) throws(Raised) in
    List(a.receiver).append(a[1])
    return .none
  }.quick(.append),
  Builtin("clear(self, /)", "Remove all items from list.") { (m, a) throws(Raised) in
    List(a.receiver).removeAll()
    return .none
  },
  Builtin("copy(self, /)", "Return a shallow copy of the list.") { (m, a) throws(Raised) in
    let list = List(a.receiver)
    return m.list(copying: UnsafeBufferPointer(start: list.items, count: list.count))
  },
  Builtin("count(self, value, /)", "Return number of occurrences of value.") {
    (m, a) throws(Raised) in .int(try m.occurrences(of: a[1], in: a.receiver))
  },
  Builtin("extend(self, iterable, /)", "Extend list by appending elements from the iterable.") {
    (m, a) throws(Raised) in
    try m.extend(a[0], a[1], isUnpacking: false)
    return .none
  },
  Builtin("index(self, value, start=0, stop=9223372036854775807, /)", "Return first index.") {
    (m, a) throws(Raised) in
    let count = List(a.receiver).count
    let start = try m.searchBound(a.given(2), 0, count: count)
    let stop = try m.searchBound(a.given(3), Int.max, count: count)
    if let place = try m.firstIndex(of: a[1], in: a.receiver, from: start, to: stop) {
      return .int(place)
    }
    throw m.raise(.valueError, "\(try m.repr(a[1])) is not in list")
  },
  Builtin("insert(self, index, object, /)", "Insert object before index.") {
    (m, a) throws(Raised) in
    let list = List(a.receiver)
    let position = try m.cSize(a[1])
    let place = position < 0 ? max(0, position &+ list.count) : min(position, list.count)
    list.insert(owned: own(a[2]), at: place)
    return .none
  },
  Builtin("pop(self, index=-1, /)", "Remove and return item at index (default last).") {
    (m, a) throws(Raised) in
    let list = List(a.receiver)
    var place = try a.given(1).map { (index) throws(Raised) in try m.cSize(index) } ?? -1
    if list.count == 0 { throw m.raise(.indexError, "pop from empty list") }
    if place < 0 { place &+= list.count }
    guard place >= 0, place < list.count else {
      throw m.raise(.indexError, "pop index out of range")
    }
    return m.pooled(list.take(at: place))
  }.quick(.pop),
  Builtin("remove(self, value, /)", "Remove first occurrence of value.") { (m, a) throws(Raised) in
    let list = List(a.receiver)
    guard let place = try m.firstIndex(of: a[1], in: a.receiver, from: 0, to: Int.max) else {
      throw m.raise(.valueError, "list.remove(x): x not in list")
    }
    // The comparison that found it may have taken it out.
    if place < list.count { drop(list.take(at: place)) }
    return .none
  },
  Builtin("reverse(self, /)", "Reverse *IN PLACE*.") { (m, a) throws(Raised) in
    let list = List(a.receiver)
    var items = UnsafeMutableBufferPointer(start: list.items, count: list.count)
    items.reverse()
    return .none
  },
  Builtin("sort(self, *, key=None, reverse=False)", "Sort the list in ascending order.") {
    (m, a) throws(Raised) in
    let isReversed = try m.isReversed(a.given(2))
    try m.sort(List(a.receiver), key: a.given(1) ?? .none, isReversed: isReversed)
    return .none
  },
  Builtin("__setitem__(self, key, value, /)", "Set self[key] to value.") { (m, a) throws(Raised) in
    try m.setListItem(List(a.receiver), a[1], a[2])
    return .none
  },
  Builtin("__delitem__(self, key, /)", "Delete self[key].") { (m, a) throws(Raised) in
    try m.deleteFromList(List(a.receiver), a[1])
    return .none
  },
  Builtin("__reversed__(self, /)", "Return a reverse iterator over the list.") {
    (m, a) throws(Raised) in
    m.iterator(ReversedIterator(a[0], count: List(a.receiver).count), m.types.listReverseIterator)
  },
  Builtin("__iadd__(self, value, /)", "Implement self+=value.") { (m, a) throws(Raised) in
    try m.extend(a[0], a[1], isUnpacking: false)
    return a[0]
  },
  Builtin("__imul__(self, value, /)", "Implement self*=value.") { (m, a) throws(Raised) in
    try m.sequenceOperator(.multiply, a[0], a[1], isInPlace: true) ?? m.notImplemented
  },
  containerReprMethod, lengthMethod, containsMethod, iterMethod, sequenceItemMethod, classItemMethod,
] + comparisonMethods(isOrdered: true) + sequenceOperatorMethods

/// The methods of `tuple`.
let tupleMethods: [Builtin] = [
  Builtin("__new__(cls, iterable=(), /)", "Make a new tuple.") { (m, a) throws(Raised) in
    try m.makeTuple(a.receiver, a.given(1))
  },
  Builtin("count(self, value, /)", "Return number of occurrences of value.") {
    (m, a) throws(Raised) in .int(try m.occurrences(of: a[1], in: a.receiver))
  },
  Builtin("index(self, value, start=0, stop=9223372036854775807, /)", "Return first index.") {
    (m, a) throws(Raised) in
    let count = Tuple(a.receiver).count
    let start = try m.searchBound(a.given(2), 0, count: count)
    let stop = try m.searchBound(a.given(3), Int.max, count: count)
    if let place = try m.firstIndex(of: a[1], in: a.receiver, from: start, to: stop) {
      return .int(place)
    }
    throw m.raise(.valueError, "tuple.index(x): x not in tuple")
  },
  Builtin("__getnewargs__(self, /)", "The arguments that make the tuple anew.") {
    (m, a) throws(Raised) in m.tuple([m.tuple(m.items(a[0]) ?? [])])
  },
  containerReprMethod, lengthMethod, containsMethod, iterMethod, sequenceItemMethod,
  contentHashMethod, classItemMethod,
] + comparisonMethods(isOrdered: true) + sequenceOperatorMethods

/// `__add__`, `__mul__`, `__rmul__` of the built-in sequences. The operators themselves do not go
/// through these.
let sequenceOperatorMethods: [Builtin] = [
  Builtin("__add__(self, value, /)", "Return self+value.") { (m, a) throws(Raised) in
    try m.sequenceOperator(.add, a[0], a[1], isInPlace: false) ?? m.notImplemented
  },
  repetition("__mul__(self, value, /)", "Return self*value."),
  repetition("__rmul__(self, value, /)", "Return value*self."),
]

private func repetition(_ signature: String, _ doc: String) -> Builtin {
  Builtin(signature, doc) { (m, a) throws(Raised) in
    let times = m.value(try m.integerIndex(a[1]))
    return try m.sequenceOperator(.multiply, a[0], times, isInPlace: false) ?? m.notImplemented
  }
}

extension Machine {
  /// `list[key] = value`
  func setListItem(_ list: List, _ key: Value, _ value: Value) throws(Raised) {
    if let slice = key.object(.slice) { return try setSlice(list, slice, value) }
    let index = try listIndex(list, key, "assignment ")
    store(list.items + index, own(value))
  }

  /// `tuple(items)` of a class.
  func makeTuple(_ type: Object, _ iterable: Value?) throws(Raised) -> Value {
    guard let iterable else {
      return tuple(UnsafeBufferPointer(start: nil, count: 0), type: type)
    }
    if case .object(let object) = iterable, object.type == types.tuple, type == types.tuple {
      return iterable
    }
    if let items = plainBuffer(iterable) { return tuple(items, type: type) }
    return try collect(iterable).withUnsafeBufferPointer { tuple($0, type: type) }
  }

  private func tuple(_ items: UnsafeBufferPointer<Value>, type: Object) -> Value {
    if type == types.tuple { return tuple(count: items.count) { items[$0] } }
    let made = heap.allocateTuple(items.count, type: type)
    for (index, item) in items.enumerated() { (made.items + index).initialize(to: own(item)) }
    return .object(heap.pooled(made.object))
  }
}
