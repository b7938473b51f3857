/// `property`, `classmethod`, `staticmethod`.
let propertyMethods: [Builtin] = [
  bindingMethod,
  Builtin("__set__(self, instance, value, /)", "Set an attribute of instance to value.") {
    (m, a) throws(Raised) in
    try m.set(property: a.receiver, of: a[1], a[2])
    return .none
  },
  Builtin("__delete__(self, instance, /)", "Delete an attribute of instance.") {
    (m, a) throws(Raised) in
    try m.delete(property: a.receiver, of: a[1])
    return .none
  },
  Builtin("__new__(cls, /, *args, **kwargs)", "Make a new property.") { (m, a) throws(Raised) in
    m.newProperty(.none, .none, .none, .none, a.receiver)
  },
  Builtin("__init__(self, fget=None, fset=None, fdel=None, doc=None)", "Property attribute.") {
    (m, a) throws(Raised) in
    let body = a.receiver.body(PropertyBody.self)
    store(&body.pointee.getter, own(a.given(1) ?? .none))
    store(&body.pointee.setter, own(a.given(2) ?? .none))
    store(&body.pointee.deleter, own(a.given(3) ?? .none))
    store(&body.pointee.doc, own(a.given(4) ?? .none))
    // In an instance of a subclass the class's own `__doc__` would hide it.
    if TypeObject(a.receiver.type).isUserDefined {
      let doc = m.documentation(ofProperty: a.receiver).map { m.string($0) } ?? .none
      try m.setOrdinaryAttribute(of: a[0], m.names.doc, doc)
    }
    return .none
  },
  Builtin("getter(self, fget, /)", "Descriptor to obtain a copy with a different getter.") {
    (m, a) throws(Raised) in
    guard let body = a[0].object(.property)?.body(PropertyBody.self).pointee else { return .none }
    return try m.copy(ofProperty: a.receiver, a[1], body.setter, body.deleter)
  },
  Builtin("setter(self, fset, /)", "Descriptor to obtain a copy with a different setter.") {
    (m, a) throws(Raised) in
    guard let body = a[0].object(.property)?.body(PropertyBody.self).pointee else { return .none }
    return try m.copy(ofProperty: a.receiver, body.getter, a[1], body.deleter)
  },
  Builtin("deleter(self, fdel, /)", "Descriptor to obtain a copy with a different deleter.") {
    (m, a) throws(Raised) in
    guard let body = a[0].object(.property)?.body(PropertyBody.self).pointee else { return .none }
    return try m.copy(ofProperty: a.receiver, body.getter, body.setter, a[1])
  },
]

let classMethodMethods = wrapping(.classMethod, "class method")

let staticMethodMethods: [Builtin] = wrapping(.staticMethod, "static method") + [
  Builtin("__call__(self, /, *args, **kwargs)", "Call the function.") { (m, a) throws(Raised) in
    guard let method = a[0].object(.staticMethod) else { return .none }
    let keywords = a[1].object(.dict).map { m.keywordPairs(Dict($0)) } ?? []
    return try m.call(method.body(CellBody.self).pointee.content, Array(a.rest), keywords)
  },
]

/// `types.MethodType`
let methodMaker = Builtin("__new__(cls, function, instance, /)", "Create a bound instance method.") {
  (m, a) throws(Raised) in
  guard m.isCallable(a[1]) else { throw m.raise(.typeError, "first argument must be callable") }
  guard !a[2].isNone else { throw m.raise(.typeError, "instance must not be None") }
  return .object(m.newMethod(a[1], a[2]))
}

/// What makes an object that wraps a function.
private func wrapping(_ kind: Kind, _ what: String) -> [Builtin] {
  [
    bindingMethod,
    Builtin("__new__(cls, /, *args, **kwargs)", "Make a new \(what).") { (m, a) throws(Raised) in
      m.newWrapper(kind, a.receiver, .none)
    },
    Builtin("__init__(self, function, /)", "Convert a function to be a \(what).") {
      (m, a) throws(Raised) in
      store(&a.receiver.body(CellBody.self).pointee.content, own(a[1]))
      return .none
    },
  ]
}

/// What functions of any kind have.
let functionMethods: [Builtin] = [
  bindingMethod,
  Builtin("__call__(self, /, *args, **kwargs)", "Call self as a function.") {
    (m, a) throws(Raised) in
    let keywords = a[1].object(.dict).map { m.keywordPairs(Dict($0)) } ?? []
    return try m.call(a[0], Array(a.rest), keywords)
  },
]

/// `descriptor.__get__(instance, owner)`
private let bindingMethod = Builtin(
  "__get__(self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner."
) { (m, a) throws(Raised) in
  if !a[1].isNone {
    let owner = a.given(2)?.object(.type) ?? m.type(of: a[1])
    return try m.bind(a.receiver, to: a[1], owner)
  }
  guard let owner = a.given(2)?.object(.type) else {
    throw m.raise(.typeError, "__get__(None, None) is invalid")
  }
  return m.bind(a.receiver, toClass: owner)
}

extension Machine {
  func newProperty(
    _ getter: Value, _ setter: Value, _ deleter: Value, _ doc: Value, _ type: Object
  ) -> Value {
    let object = heap.allocate(MemoryLayout<PropertyBody>.stride, .property, type)
    let body = object.body(PropertyBody.self)
    body.pointee.getter = own(getter)
    body.pointee.setter = own(setter)
    body.pointee.deleter = own(deleter)
    body.pointee.doc = own(doc)
    return .object(heap.pooled(object))
  }

  /// A property of the same class with other functions.
  fileprivate func copy(
    ofProperty property: Object, _ getter: Value, _ setter: Value, _ deleter: Value
  ) throws(Raised) -> Value {
    let doc = property.body(PropertyBody.self).pointee.doc
    guard TypeObject(property.type).isUserDefined else {
      return newProperty(getter, setter, deleter, doc, property.type)
    }
    return try call(.object(property.type), [getter, setter, deleter, doc])
  }

  func newWrapper(_ kind: Kind, _ type: Object, _ content: Value) -> Value {
    let object = heap.allocate(MemoryLayout<CellBody>.stride, kind, type)
    object.body(CellBody.self).pointee.content = own(content)
    return .object(heap.pooled(object))
  }
}
