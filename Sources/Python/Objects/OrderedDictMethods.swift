/// What `collections.OrderedDict` has beyond `dict`, which keeps its order, too.
let orderedDictMethods: [Builtin] = [
  Builtin("move_to_end(self, key, last=True)", "Move an existing element to the end.") {
    (m, a) throws(Raised) in
    let dict = Dict(a.receiver)
    let place = try m.find(a[1], in: dict)
    guard place >= 0 else { throw m.raiseKeyError(a[1]) }
    let isLast = try m.isTrue(a.given(2) ?? .bool(true))
    guard place < dict.entryCount, !dict.entries[place].key.isUndefined else { return .none }
    if isLast { dict.moveToEnd(place) } else { dict.moveToFront(place) }
    return .none
  },
  Builtin("popitem(self, last=True)", "Remove and return a (key, value) pair.") {
    (m, a) throws(Raised) in
    let isLast = try m.isTrue(a.given(1) ?? .bool(true))
    let dict = Dict(a.receiver)
    guard dict.count > 0 else { throw m.raiseKeyError(m.string("dictionary is empty")) }
    let (key, value) = dict.remove(at: isLast ? dict.lastPlace : dict.firstPlace)
    return m.tuple([m.pooled(key), m.pooled(value)])
  },
  Builtin("__eq__(self, value, /)", "Return self==value.") { (m, a) throws(Raised) in
    try m.isEqual(ordered: a.receiver, a[1]).map { .bool($0) } ?? m.notImplemented
  },
  Builtin("__ne__(self, value, /)", "Return self!=value.") { (m, a) throws(Raised) in
    try m.isEqual(ordered: a.receiver, a[1]).map { .bool(!$0) } ?? m.notImplemented
  },
  Builtin("__or__(self, value, /)", "Return self|value.") { (m, a) throws(Raised) in
    guard a[1].object(.dict) != nil else { return m.notImplemented }
    let result = try m.call(.object(a.receiver.type), [a[0]])
    try m.updateDict(result, a[1])
    return result
  },
  Builtin("__ror__(self, value, /)", "Return value|self.") { (m, a) throws(Raised) in
    guard a[1].object(.dict) != nil else { return m.notImplemented }
    let result = try m.call(.object(a.receiver.type), [a[1]])
    try m.updateDict(result, a[0])
    return result
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    let name = m.typeName(a.receiver.type)
    guard Dict(a.receiver).count > 0 else { return m.string("\(name)()") }
    return m.string(
      try m.nested(a.receiver, "...") { () throws(Raised) in
        "\(name)(\(try m.repr(m.list(m.pairs(of: Dict(a.receiver))))))"
      })
  },
  Builtin("__reduce__(self, /)", "Return state information for pickling.") {
    (m, a) throws(Raised) in
    let attributes = m.ownDict(of: a.receiver)
    return m.tuple([
      .object(a.receiver.type), m.tuple([]), attributes, .none, try m.itemIterator(a.receiver),
    ])
  },
] + ["copy", "__copy__"].map { name in
  Builtin("\(name)(self, /)", "A shallow copy.") { (m, a) throws(Raised) in
    try m.call(.object(a.receiver.type), [a[0]])
  }
}

extension Dict {
  /// The place of the last live entry; -1 where there is none.
  var lastPlace: Int {
    var place = entryCount - 1
    while place >= 0, entries[place].key.isUndefined { place -= 1 }
    return place
  }

  func moveToEnd(_ place: Int) {
    guard place != lastPlace else { return }
    let hash = entries[place].hash
    let (key, value) = remove(at: place)
    insert(hash: hash, key: key, value: value)
  }

  fileprivate func moveToFront(_ place: Int) {
    guard place != firstPlace else { return }
    let moved = entries[place]
    var index = place
    while index > firstPlace {
      entries[index] = entries[index - 1]
      index -= 1
    }
    entries[index] = moved
    resize(mask + 1, capacity: Dict.usable(mask + 1))
  }
}

extension Machine {
  /// Whether an object is an `OrderedDict`.
  func isOrderedDict(_ object: Object) -> Bool {
    guard object.kind == .dict, object.type != types.dict else { return false }
    return TypeObject(object.type).info.resolutionOrder.contains {
      TypeObject($0).info.staticName == "collections.OrderedDict"
    }
  }

  /// Two `OrderedDict`s are equal if their order is, too; nil where the other is no dict.
  fileprivate func isEqual(ordered object: Object, _ other: Value) throws(Raised) -> Bool? {
    guard let right = other.object(.dict) else { return nil }
    guard try compareContents(.equal, object, right) == true else { return false }
    guard isOrderedDict(right) else { return true }
    let keys = pairs(of: Dict(object)).map { Tuple($0.object.unsafelyUnwrapped)[0] }
    let others = pairs(of: Dict(right)).map { Tuple($0.object.unsafelyUnwrapped)[0] }
    return try isEqual(list(keys), list(others))
  }

  /// The entries of a dict as tuples.
  func pairs(of dict: Dict) -> [Value] {
    var result: [Value] = []
    dict.forEach { result.append(tuple($0, $1)) }
    return result
  }

  /// An iterator over the entries of a dict.
  func itemIterator(_ dict: Object) throws(Raised) -> Value {
    dictIterator(.object(dict), .items).map { pooled(.object($0)) } ?? .none
  }

  /// The attributes of an instance of a class derived from `dict`, or None.
  fileprivate func ownDict(of object: Object) -> Value {
    let attributes = heap.attributes(of: object)
    guard let dict = attributes.object(.dict), Dict(dict).count > 0 else { return .none }
    return attributes
  }
}
