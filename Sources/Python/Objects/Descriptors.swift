/// `property`, `classmethod`, `staticmethod`.
let propertyMethods: [Builtin] = [
  bindingMethod,
  Builtin("__set__(self, instance, value, /)", "Set an attribute of instance to value.") {
    (m, a) throws(Raised) in
    _ = try m.setThroughDescriptor(a.receiver, a[1], a[2])
    return .none
  },
  Builtin("__delete__(self, instance, /)", "Delete an attribute of instance.") {
    (m, a) throws(Raised) in
    _ = try m.deleteThroughDescriptor(a.receiver, a[1])
    return .none
  },
  Builtin("__new__(cls, fget=None, fset=None, fdel=None, doc=None)", "Property attribute.") {
    (m, a) throws(Raised) in
    m.newProperty(
      a.given(1) ?? .none, a.given(2) ?? .none, a.given(3) ?? .none, a.given(4) ?? .none,
      a.receiver)
  },
  Builtin("getter(self, fget, /)", "Descriptor to obtain a copy with a different getter.") {
    (m, a) throws(Raised) in
    guard let body = a[0].object(.property)?.body(PropertyBody.self).pointee else { return .none }
    return m.newProperty(a[1], body.setter, body.deleter, body.doc, body.header.type)
  },
  Builtin("setter(self, fset, /)", "Descriptor to obtain a copy with a different setter.") {
    (m, a) throws(Raised) in
    guard let body = a[0].object(.property)?.body(PropertyBody.self).pointee else { return .none }
    return m.newProperty(body.getter, a[1], body.deleter, body.doc, body.header.type)
  },
  Builtin("deleter(self, fdel, /)", "Descriptor to obtain a copy with a different deleter.") {
    (m, a) throws(Raised) in
    guard let body = a[0].object(.property)?.body(PropertyBody.self).pointee else { return .none }
    return m.newProperty(body.getter, body.setter, a[1], body.doc, body.header.type)
  },
]

let classMethodMethods: [Builtin] = [
  bindingMethod,
  Builtin("__new__(cls, function, /)", "Convert a function to be a class method.") {
    (m, a) throws(Raised) in m.newWrapper(.classMethod, m.types.classMethod, a[1])
  }
]

let staticMethodMethods: [Builtin] = [
  bindingMethod,
  Builtin("__new__(cls, function, /)", "Convert a function to be a static method.") {
    (m, a) throws(Raised) in m.newWrapper(.staticMethod, m.types.staticMethod, a[1])
  },
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
  if !a[1].isNone { return try m.bound(a[0], to: a[1], m.type(of: a[1])) }
  guard let owner = a.given(2)?.object(.type) else {
    throw m.raise(.typeError, "__get__(None, None) is invalid")
  }
  return try m.boundToClass(a[0], owner)
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

  func newWrapper(_ kind: Kind, _ type: Object, _ content: Value) -> Value {
    let object = heap.allocate(MemoryLayout<CellBody>.stride, kind, type)
    object.body(CellBody.self).pointee.content = own(content)
    return .object(heap.pooled(object))
  }
}
