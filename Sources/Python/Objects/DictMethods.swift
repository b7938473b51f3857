/// The methods of `dict`.
let dictMethods: [Builtin] = [
  Builtin("__new__(cls, /, *args, **kwargs)", "Make a new dict.") { (m, a) throws(Raised) in
    .object(m.heap.pooled(m.heap.allocateDict(type: a.receiver).object))
  },
  Builtin("__init__(self, /, *args, **kwargs)", "Initialize self.") { (m, a) throws(Raised) in
    try m.update(a, name: "dict")
    return .none
  },
  Builtin("fromkeys(cls, iterable, value=None, /)", "Create a dict with keys from iterable.") {
    (m, a) throws(Raised) in
    let result = try m.call(a[0], [])
    let value = a.given(2) ?? .none
    try m.forEach(a[1]) { (key) throws(Raised) in try m.setItem(of: result, key, value) }
    return result
  },
  Builtin("get(self, key, default=None, /)", "Return the value for key, else default.") {
    (m, a) throws(Raised) in
    try m.value(a[1], in: Dict(a.receiver), orElse: a[2])
  }.quick(.get),
  Builtin("setdefault(self, key, default=None, /)", "Insert key with a value of default.") {
    (m, a) throws(Raised) in
    try m.setDefault(a[1], a[2].orNone, in: Dict(a.receiver))
  }.quick(.setDefault),
  Builtin("pop(self, key, default=None, /)", "Remove key and return its value.") {
    (m, a) throws(Raised) in
    try m.pop(a[1], orElse: a[2], from: Dict(a.receiver))
  }.quick(.popKey),
  Builtin("popitem(self, /)", "Remove and return the last (key, value) pair.") {
    (m, a) throws(Raised) in
    let dict = Dict(a.receiver)
    var place = dict.entryCount - 1
    while place >= 0, dict.entries[place].key.isUndefined { place -= 1 }
    guard place >= 0 else {
      throw m.raiseKeyError(m.string("popitem(): dictionary is empty"))
    }
    let (key, value) = dict.remove(at: place)
    return m.tuple([m.pooled(key), m.pooled(value)])
  },
  Builtin("update(self, /, *args, **kwargs)", "Update from mapping or iterable.") {
    (m, a) throws(Raised) in
    try m.update(a, name: "update")
    return .none
  },
  Builtin("clear(self, /)", "Remove all items.") { (m, a) throws(Raised) in
    Dict(a.receiver).removeAll()
    return .none
  },
  Builtin("copy(self, /)", "A shallow copy.") { (m, a) throws(Raised) in
    .object(try m.copy(Dict(a.receiver)).object)
  },
  Builtin("keys(self, /)", "A set-like object providing a view on the keys.") {
    (m, a) throws(Raised) in m.view(of: a.receiver, m.types.dictKeys)
  },
  Builtin("values(self, /)", "An object providing a view on the values.") {
    (m, a) throws(Raised) in m.view(of: a.receiver, m.types.dictValues)
  },
  Builtin("items(self, /)", "A set-like object providing a view on the items.") {
    (m, a) throws(Raised) in m.view(of: a.receiver, m.types.dictItems)
  },
  Builtin("__getitem__(self, key, /)", "Return self[key].") { (m, a) throws(Raised) in
    let found = try m.value(a[1], in: Dict(a.receiver))
    if !found.isUndefined { return found }
    if a.receiver.type != m.types.dict {
      let missing = try m.callSpecial(m.names.missing, a[0], [a[1]])
      if !missing.isUndefined { return missing }
    }
    throw m.raiseKeyError(a[1])
  },
  Builtin("__setitem__(self, key, value, /)", "Set self[key] to value.") { (m, a) throws(Raised) in
    try m.set(a[1], a[2], in: Dict(a.receiver))
    return .none
  },
  Builtin("__delitem__(self, key, /)", "Delete self[key].") { (m, a) throws(Raised) in
    if try m.remove(a[1], from: Dict(a.receiver)).isUndefined { throw m.raiseKeyError(a[1]) }
    return .none
  },
  Builtin("__or__(self, value, /)", "Return self|value.") { (m, a) throws(Raised) in
    guard a[1].object(.dict) != nil else { return m.notImplemented }
    let result = Value.object(try m.copy(Dict(a.receiver)).object)
    try m.updateDict(result, a[1])
    return result
  },
  Builtin("__ror__(self, value, /)", "Return value|self.") { (m, a) throws(Raised) in
    guard let other = a[1].object(.dict) else { return m.notImplemented }
    let result = Value.object(try m.copy(Dict(other)).object)
    try m.updateDict(result, a[0])
    return result
  },
  Builtin("__ior__(self, value, /)", "Return self|=value.") { (m, a) throws(Raised) in
    try m.updateDict(a[0], a[1])
    return a[0]
  },
  Builtin("__reversed__(self, /)", "Return a reverse iterator over the dict keys.") {
    (m, a) throws(Raised) in m.reversedIterator(over: a[0], .keys)
  },
  containerReprMethod, lengthMethod, containsMethod, iterMethod, classItemMethod,
] + comparisonMethods(isOrdered: false)

/// The methods of all views.
let dictValuesMethods: [Builtin] = [
  lengthMethod, iterMethod,
  Builtin("__reversed__(self, /)", "Return a reverse iterator over the view.") {
    (m, a) throws(Raised) in
    guard let part = DictPart(a.receiver.type, m.types) else { return .none }
    return m.reversedIterator(over: a.receiver.body(CellBody.self).pointee.content, part)
  },
]

/// The methods of the views `keys()` and `items()`, which are sets.
let dictViewMethods: [Builtin] = dictValuesMethods + [
  containsMethod,
  Builtin("isdisjoint(self, other, /)", "Return True if there is no common item.") {
    (m, a) throws(Raised) in
    .bool(
      try m.first(of: a[1]) { (item) throws(Raised) in try m.viewContains(a.receiver, item) } == nil)
  },
  viewOperator("__and__", .bitAnd), viewOperator("__or__", .bitOr),
  viewOperator("__sub__", .subtract), viewOperator("__xor__", .bitXor),
  viewOperator("__rand__", .bitAnd, isReflected: true),
  viewOperator("__ror__", .bitOr, isReflected: true),
  viewOperator("__rsub__", .subtract, isReflected: true),
  viewOperator("__rxor__", .bitXor, isReflected: true),
] + [("__eq__", CompareOperator.equal), ("__ne__", .notEqual), ("__lt__", .less),
  ("__le__", .lessEqual), ("__gt__", .greater), ("__ge__", .greaterEqual)].map { name, op in
  Builtin("\(name)(self, value, /)", "Return self\(op.symbol)value.") { (m, a) throws(Raised) in
    guard case .object(let other) = a[1],
      other.kind == .set || other.kind == .dictView && other.type != m.types.dictValues
    else { return m.notImplemented }
    let left = try m.makeSet(m.types.set, a[0])
    let right = try m.makeSet(m.types.set, a[1])
    return try m.compareSets(op, left, right).map { .bool($0) } ?? m.notImplemented
  }
}

/// A set operator of the key and item views; the result is a set.
private func viewOperator(_ name: String, _ op: BinaryOperator, isReflected: Bool = false) -> Builtin {
  Builtin("\(name)(self, value, /)", "Return self\(op.symbol)value.") { (m, a) throws(Raised) in
    let left = try m.makeSet(m.types.set, isReflected ? a[1] : a[0])
    let other = isReflected ? a[0] : a[1]
    if op == .bitOr {
      // One by one, as the order of the result shows.
      try m.updateSet(.object(left.object), other)
      return .object(left.object)
    }
    let right = try m.makeSet(m.types.set, other)
    return try m.setOperator(op, left, right, isInPlace: op == .bitXor)
  }
}

/// The methods of `type.__dict__`.
let mappingProxyMethods: [Builtin] = [
  Builtin("__new__(cls, mapping, /)", "Create a read-only view of a mapping.") {
    (m, a) throws(Raised) in
    guard m.isDict(a[1]) else {
      throw m.raise(
        .typeError, "mappingproxy() argument must be a mapping, not \(m.typeName(of: a[1]))")
    }
    let proxy = m.heap.allocate(MemoryLayout<CellBody>.stride, .dictView, m.types.mappingProxy)
    proxy.body(CellBody.self).pointee.content = own(a[1])
    return .object(m.heap.pooled(proxy))
  },
  Builtin("__getitem__(self, key, /)", "Return self[key].") { (m, a) throws(Raised) in
    try m.item(of: a.receiver.body(CellBody.self).pointee.content, a[1])
  },
  Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
    try m.strValue(a.receiver.body(CellBody.self).pointee.content)
  },
  lengthMethod, containsMethod, iterMethod,
] + ["get", "keys", "values", "items", "copy"].map { name in
  Builtin("\(name)(self, /, *args)", "The dict's own method.") { (m, a) throws(Raised) in
    let dict = a.receiver.body(CellBody.self).pointee.content
    return try m.call(try m.attribute(of: dict, m.symbol(name)), Array(a.rest))
  }
}

extension Machine {
  /// `dict(...)` and `dict.update(...)`: one mapping or iterable of pairs, then keywords.
  func update(_ a: Arguments, name: String) throws(Raised) {
    try update(a[0], a.rest, keywords: a[1], name: name)
  }

  /// Adds what one mapping or iterable of pairs has, and keywords.
  func update(
    _ dict: Value, _ others: UnsafeBufferPointer<Value>, keywords: Value, name: String
  ) throws(Raised) {
    guard others.count <= 1 else {
      throw raise(.typeError, "\(name) expected at most 1 argument, got \(others.count)")
    }
    if let other = others.first {
      if !isIterable(other), try findAttribute(of: other, names.keys).isUndefined {
        throw raise(.typeError, "'\(typeName(of: other))' object is not iterable")
      }
      try updateDict(dict, other)
    }
    if let given = keywords.object(.dict), Dict(given).count > 0 {
      try updateDict(dict, keywords)
    }
  }

  /// A view on a dict.
  func view(of dict: Object, _ type: Object) -> Value {
    let view = heap.allocate(MemoryLayout<CellBody>.stride, .dictView, type)
    view.body(CellBody.self).pointee.content = .object(own(dict))
    return .object(heap.pooled(view))
  }

  /// `item in view`
  func viewContains(_ view: Object, _ item: Value) throws(Raised) -> Bool {
    guard let object = view.body(CellBody.self).pointee.content.object(.dict) else { return false }
    let dict = Dict(object)
    switch view.type {
    case types.dictItems:
      guard let pair = item.object(.tuple).map(Tuple.init), pair.count == 2 else { return false }
      let found = try value(pair[0], in: dict)
      return found.isUndefined ? false : try isEqual(pooled(own(found)), pair[1])
    case types.dictValues:
      var place = 0
      while place < dict.entryCount {
        let candidate = dict.entries[place].value
        place += 1
        if candidate.isUndefined { continue }
        if try isEqual(pooled(own(candidate)), item) { return true }
      }
      return false
    default: return try find(item, in: dict) >= 0
    }
  }
}
