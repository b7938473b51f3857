/// The methods of `set`.
let setMethods: [Builtin] = setReadingMethods + [
  Builtin("__new__(cls, /, *args, **kwargs)", "Make a new set.") { (m, a) throws(Raised) in
    .object(m.heap.pooled(m.allocateSet(a.receiver).object))
  },
  Builtin("__init__(self, iterable=(), /)", "Initialize self.") { (m, a) throws(Raised) in
    SetObject(a.receiver).removeAll()
    if let items = a.given(1) { try m.update(SetObject(a.receiver), with: items) }
    return .none
  },
  Builtin("add(self, object, /)", "Add an element to a set.") { (m, a) throws(Raised) in
    try m.add(a[1], to: SetObject(a.receiver))
    return .none
  }.quick(.add),
  Builtin("clear(self, /)", "Remove all elements from this set.") { (m, a) throws(Raised) in
    SetObject(a.receiver).removeAll()
    return .none
  },
  Builtin("discard(self, object, /)", "Remove an element if it is a member.") {
    (m, a) throws(Raised) in
    _ = try m.remove(a[1], from: SetObject(a.receiver))
    return .none
  },
  Builtin("remove(self, object, /)", "Remove an element; it must be a member.") {
    (m, a) throws(Raised) in
    guard try m.remove(a[1], from: SetObject(a.receiver)) else { throw m.raiseKeyError(a[1]) }
    return .none
  },
  Builtin("pop(self, /)", "Remove and return an arbitrary set element.") { (m, a) throws(Raised) in
    let set = SetObject(a.receiver)
    guard let slot = set.nextSlot() else {
      throw m.raiseKeyError(m.string("pop from an empty set"))
    }
    return m.pooled(set.remove(at: slot))
  },
  Builtin("update(self, /, *others)", "Update with the union of itself and others.") {
    (m, a) throws(Raised) in
    for other in a.rest { try m.update(SetObject(a.receiver), with: other) }
    return .none
  },
  Builtin("intersection_update(self, /, *others)", "Keep only what is in all others.") {
    (m, a) throws(Raised) in
    let result = try m.intersection(SetObject(a.receiver), a.rest)
    SetObject(a.receiver).swapContents(with: result)
    return .none
  },
  Builtin("difference_update(self, /, *others)", "Remove all elements of the others.") {
    (m, a) throws(Raised) in
    for other in a.rest { try m.subtract(other, from: SetObject(a.receiver)) }
    return .none
  },
  Builtin("symmetric_difference_update(self, other, /)", "Keep what is in one only.") {
    (m, a) throws(Raised) in
    try m.toggle(try m.asSet(a[1]), in: SetObject(a.receiver))
    return .none
  },
  setOperatorMethod("__ior__", .bitOr, isInPlace: true),
  setOperatorMethod("__iand__", .bitAnd, isInPlace: true),
  setOperatorMethod("__isub__", .subtract, isInPlace: true),
  setOperatorMethod("__ixor__", .bitXor, isInPlace: true),
]

/// The methods of `frozenset`.
let frozenSetMethods: [Builtin] = setReadingMethods + [
  contentHashMethod,
  Builtin("__new__(cls, iterable=(), /)", "Make a new frozenset.") { (m, a) throws(Raised) in
    if let items = a.given(1), case .object(let object) = items, object.type == m.types.frozenSet,
      a.receiver == m.types.frozenSet
    {
      return items
    }
    return .object(try m.makeSet(a.receiver, a.given(1)).object)
  },
]

/// What set and frozenset have in common.
private let setReadingMethods: [Builtin] = [
  Builtin("copy(self, /)", "Return a shallow copy of a set.") { (m, a) throws(Raised) in
    if a.receiver.type == m.types.frozenSet { return a[0] }
    return .object(try m.copy(SetObject(a.receiver)).object)
  },
  Builtin("union(self, /, *others)", "Return the union of sets as a new set.") {
    (m, a) throws(Raised) in
    let result = try m.copy(SetObject(a.receiver))
    for other in a.rest { try m.update(result, with: other) }
    return .object(result.object)
  },
  Builtin("intersection(self, /, *others)", "Return the intersection of sets as a new set.") {
    (m, a) throws(Raised) in
    .object(try m.intersection(SetObject(a.receiver), a.rest).object)
  },
  Builtin("difference(self, /, *others)", "Return the difference of sets as a new set.") {
    (m, a) throws(Raised) in
    .object(try m.difference(SetObject(a.receiver), a.rest).object)
  },
  Builtin("symmetric_difference(self, other, /)", "Return what is in one only as a new set.") {
    (m, a) throws(Raised) in
    let result = try m.makeSet(m.baseClass(of: SetObject(a.receiver)), a[1])
    try m.toggle(SetObject(a.receiver), in: result)
    return .object(result.object)
  },
  Builtin("isdisjoint(self, other, /)", "Return True if there is no common element.") {
    (m, a) throws(Raised) in
    let set = SetObject(a.receiver)
    return .bool(
      try m.first(of: a[1]) { (item) throws(Raised) in try m.find(item, in: set) >= 0 } == nil)
  },
  Builtin("issubset(self, other, /)", "Report whether another set contains this set.") {
    (m, a) throws(Raised) in
    let other = try m.asSet(a[1])
    return .bool(try m.compareSets(.lessEqual, SetObject(a.receiver), other) ?? false)
  },
  Builtin("issuperset(self, other, /)", "Report whether this set contains another set.") {
    (m, a) throws(Raised) in
    let other = try m.asSet(a[1])
    return .bool(try m.compareSets(.greaterEqual, SetObject(a.receiver), other) ?? false)
  },
  containerReprMethod, lengthMethod, containsMethod, iterMethod, classItemMethod,
  setOperatorMethod("__or__", .bitOr), setOperatorMethod("__and__", .bitAnd),
  setOperatorMethod("__sub__", .subtract), setOperatorMethod("__xor__", .bitXor),
  reflectedSetOperator("__ror__", .bitOr), reflectedSetOperator("__rand__", .bitAnd),
  reflectedSetOperator("__rsub__", .subtract), reflectedSetOperator("__rxor__", .bitXor),
] + comparisonMethods(isOrdered: true)

private func setOperatorMethod(_ name: String, _ op: BinaryOperator, isInPlace: Bool = false) -> Builtin {
  Builtin("\(name)(self, value, /)", "Return self\(op.symbol)value.") { (m, a) throws(Raised) in
    guard let other = a[1].object(.set) else { return m.notImplemented }
    return try m.setOperator(op, SetObject(a.receiver), SetObject(other), isInPlace: isInPlace)
  }
}

private func reflectedSetOperator(_ name: String, _ op: BinaryOperator) -> Builtin {
  Builtin("\(name)(self, value, /)", "Return value\(op.symbol)self.") { (m, a) throws(Raised) in
    guard let other = a[1].object(.set) else { return m.notImplemented }
    return try m.setOperator(op, SetObject(other), SetObject(a.receiver), isInPlace: false)
  }
}

extension Machine {
  /// A new set of a class with the items of an iterable.
  func makeSet(_ type: Object, _ items: Value?) throws(Raised) -> SetObject {
    let set = SetObject(heap.pooled(allocateSet(type).object))
    if let items { try update(set, with: items) }
    return set
  }

  /// The value itself where it is a set, else a new set of its items.
  func asSet(_ value: Value) throws(Raised) -> SetObject {
    if let set = value.object(.set) { return SetObject(set) }
    return try makeSet(types.set, value)
  }

  /// `set` or `frozenset`: the class of what operators make of a set of a derived class.
  func baseClass(of set: SetObject) -> Object {
    TypeObject(set.object.type).isSubclass(of: types.frozenSet) ? types.frozenSet : types.set
  }

  /// A new set of the same base class.
  func copy(_ set: SetObject) throws(Raised) -> SetObject {
    let result = SetObject(heap.pooled(allocateSet(baseClass(of: set)).object))
    try merge(set, into: result)
    return result
  }

  /// Whether the key was in the set.
  func remove(_ key: Value, from set: SetObject) throws(Raised) -> Bool {
    let slot = try find(setElement(key), in: set)
    guard slot >= 0 else { return false }
    drop(set.remove(at: slot))
    return true
  }

  /// What a set looks for: a set stands for the frozenset of its items.
  @inline(__always)
  func setElement(_ item: Value) throws(Raised) -> Value {
    guard let object = item.object(.set) else { return item }
    return try frozenElement(object)
  }

  private func frozenElement(_ object: Object) throws(Raised) -> Value {
    guard TypeObject(object.type).isSubclass(of: types.set) else {
      return .object(object)
    }
    let frozen = newSet(frozen: true)
    try merge(SetObject(object), into: frozen)
    return .object(frozen.object)
  }
}
