/// What `collections.defaultdict` has beyond `dict`. The factory is an attribute of the instance.
let defaultDictMethods: [Builtin] = [
  Builtin("__init__(self, default_factory=None, /, *args, **kwargs)", "Initialize self.") {
    (m, a) throws(Raised) in
    let factory = a[1].orNone
    guard factory.isNone || m.isCallable(factory) else {
      throw m.raise(.typeError, "first argument must be callable or None")
    }
    m.setFactory(of: a.receiver, factory)
    try m.update(a[0], a.rest, keywords: a[2], name: "dict")
    return .none
  },
  Builtin("__missing__(self, key, /)", "Make the value of a key that is not there.") {
    (m, a) throws(Raised) in
    let factory = m.factory(of: a.receiver)
    if factory.isNone { throw m.raiseKeyError(a[1]) }
    let value = try m.call(m.pooled(own(factory)), [])
    try m.setItem(of: a[0], a[1], value)
    return value
  },
  Builtin("__or__(self, value, /)", "Return self|value.") { (m, a) throws(Raised) in
    guard a[1].object(.dict) != nil else { return m.notImplemented }
    let result = try m.call(.object(a.receiver.type), [m.factory(of: a.receiver), a[0]])
    try m.updateDict(result, a[1])
    return result
  },
  Builtin("__ror__(self, value, /)", "Return value|self.") { (m, a) throws(Raised) in
    guard a[1].object(.dict) != nil else { return m.notImplemented }
    let result = try m.call(.object(a.receiver.type), [m.factory(of: a.receiver), a[1]])
    try m.updateDict(result, a[0])
    return result
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    let content = try m.containerRepr(a.receiver)
    let factory = m.factory(of: a.receiver)
    guard case .object(let object) = factory else {
      return m.string("\(m.typeName(a.receiver.type))(\(try m.repr(factory)), \(content))")
    }
    // The guard is the factory's, which may be the dict itself.
    let shown = try m.nested(object, "...") { () throws(Raised) in try m.repr(factory) }
    return m.string("\(m.typeName(a.receiver.type))(\(shown), \(content))")
  },
  Builtin("__reduce__(self, /)", "Return state information for pickling.") {
    (m, a) throws(Raised) in
    let factory = m.factory(of: a.receiver)
    return m.tuple([
      .object(a.receiver.type), m.tuple(factory.isNone ? [] : [factory]), .none, .none,
      try m.itemIterator(a.receiver),
    ])
  },
] + ["copy", "__copy__"].map { name in
  Builtin("\(name)(self, /)", "A shallow copy.") { (m, a) throws(Raised) in
    try m.call(.object(a.receiver.type), [m.factory(of: a.receiver), a[0]])
  }
}

/// `defaultdict.default_factory`
let defaultDictProperties = [
  ForeignProperty("default_factory", "Factory for default value called by __missing__().") {
    (m, dict) throws(Raised) in dict.object(.dict).map { m.factory(of: $0) } ?? .none
  } set: { (m, dict, factory) throws(Raised) in
    if let dict = dict.object(.dict) { m.setFactory(of: dict, factory) }
  }
]

extension Machine {
  fileprivate func factory(of dict: Object) -> Value {
    guard case .object(let attributes) = heap.attributes(of: dict) else { return .none }
    return Dict(attributes).value(symbol("default_factory")).orNone
  }

  fileprivate func setFactory(of dict: Object, _ factory: Value) {
    heap.attributeDict(of: dict, type: types.dict).set(symbol("default_factory"), factory)
  }
}
