/// `object` and `type`: the methods every class inherits.
let objectMethods: [Builtin] = [
  Builtin("__new__(cls, /, *args, **kwargs)", "Make a new instance of the class.") {
    (m, a) throws(Raised) in
    guard case .object(let type) = a[0], type.kind == .type else {
      throw m.raise(.typeError, "object.__new__(X): X is not a type object (\(m.typeName(of: a[0])))")
    }
    try m.checkUnused(a, by: "__new__", "the type to instantiate", type, m.names.new)
    return try m.newInstance(type)
  },
  Builtin(
    "__init__(self, /, *args, **kwargs)",
    "Initialize self.  See help(type(self)) for accurate signature."
  ) { (m, a) throws(Raised) in
    let type = m.type(of: a[0])
    try m.checkUnused(a, by: "__init__", "the instance to initialize", type, m.names.`init`)
    return .none
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    if case .object(let object) = a[0], let text = try m.builtinRepr(object) { return m.string(text) }
    guard case .object = a[0] else { return m.string(try m.repr(a[0])) }
    return m.string(m.defaultRepr(a[0]))
  },
  Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
    m.string(try m.repr(a[0]))
  },
  Builtin("__format__(self, format_spec, /)", "Default object formatter.") { (m, a) throws(Raised) in
    try m.checkText(a[1], "__format__() argument")
    guard m.text(a[1]) == "" else {
      throw m.raise(
        .typeError, "unsupported format string passed to \(m.typeName(of: a[0])).__format__")
    }
    return try m.strValue(a[0])
  },
  Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
    guard case .object(let object) = a[0] else { return .int(try m.hash(a[0])) }
    return .int(m.identityHash(object))
  },
  Builtin("__eq__(self, value, /)", "Return self==value.") { (m, a) throws(Raised) in
    a[0].isIdentical(to: a[1]) ? .bool(true) : m.notImplemented
  },
  Builtin("__ne__(self, value, /)", "Return self!=value.") { (m, a) throws(Raised) in
    let equal = try m.callSpecial(m.names.eq, a[0], [a[1]])
    if equal.isUndefined || equal.isIdentical(to: m.notImplemented) { return m.notImplemented }
    return .bool(!(try m.isTrue(equal)))
  },
  Builtin("__getattribute__(self, name, /)", "Return getattr(self, name).") { (m, a) throws(Raised) in
    let name = m.symbol(try m.requireText(a[1], "attribute name"))
    let found = try m.ordinaryAttribute(of: a[0], name)
    if found.isUndefined { throw m.noAttribute(a[0], name) }
    return found
  },
  Builtin("__setattr__(self, name, value, /)", "Implement setattr(self, name, value).") {
    (m, a) throws(Raised) in
    let name = m.symbol(try m.requireText(a[1], "attribute name"))
    try m.setOrdinaryAttribute(of: a[0], name, a[2])
    return .none
  },
  Builtin("__delattr__(self, name, /)", "Implement delattr(self, name).") { (m, a) throws(Raised) in
    try m.deleteOrdinaryAttribute(a[0], m.symbol(try m.requireText(a[1], "attribute name")))
    return .none
  },
  Builtin("__dir__(self, /)", "Default dir() implementation.") { (m, a) throws(Raised) in
    m.list(try m.directory(of: a[0]).map { m.string($0) })
  },
  Builtin("__init_subclass__(cls, /, **kwargs)", "Called when a class is derived from this one.") {
    (m, a) throws(Raised) in
    guard let keywords = a[1].object(.dict), Dict(keywords).count > 0 else { return .none }
    let name = a[0].object(.type).map { TypeObject($0).info.qualifiedName } ?? "object"
    throw m.raise(.typeError, "\(name).__init_subclass__() takes no keyword arguments")
  },
  Builtin("__subclasshook__(cls, subclass, /)", "Abstract classes can override this.") {
    (m, a) throws(Raised) in m.notImplemented
  },
  Builtin("__sizeof__(self, /)", "Size of object in memory, in bytes.") { (m, a) throws(Raised) in
    guard let size = try m.sizeInCPython(a[0]) else {
      throw m.unsupported("__sizeof__() of \(m.typeName(of: a[0]))")
    }
    // `sys.getsizeof` counts what the collector needs, too.
    return .int(size - (a[0].object?.kind.isTracked == true ? 16 : 0))
  },
  unreduced("__reduce__(self, /)"),
  Builtin("__reduce_ex__(self, protocol, /)", "Helper for pickle.") { (m, a) throws(Raised) in
    let method = m.find(m.symbol("__reduce__"), in: m.type(of: a[0]))
    guard !method.isIdentical(to: m.find(m.symbol("__reduce__"), in: m.types.object)) else {
      throw m.unsupported("object.__reduce__()")
    }
    return try m.callMethodValue(method, a[0], [])
  },
  undecided("__lt__", "<"), undecided("__le__", "<="), undecided("__gt__", ">"),
  undecided("__ge__", ">="),
  Builtin("__getstate__(self, /)", "The attributes, for a copy.") { (m, a) throws(Raised) in
    let dict = try m.findAttribute(of: a[0], m.names.dict)
    guard let attributes = dict.object(.dict), Dict(attributes).count > 0 else { return .none }
    return .object(try m.copy(Dict(attributes)).object)
  },
]

extension Machine {
  /// Raises TypeError for arguments that `object` would ignore, where a class has its own method of
  /// that name and passes them on.
  fileprivate func checkUnused(
    _ a: Arguments, by method: String, _ only: String, _ type: Object, _ name: Symbol
  ) throws(Raised) {
    let hasKeywords = a[1].object(.dict).map { Dict($0).count > 0 } ?? false
    guard a.restCount > 0 || hasKeywords, TypeObject(type).info.kind == .instance,
      TypeObject(type).isUserDefined,
      !find(name, in: type).isIdentical(to: find(name, in: types.object))
    else { return }
    throw raise(.typeError, "object.\(method)() takes exactly one argument (\(only))")
  }
}

/// How objects are taken apart is known to `copy` and `pickle` alone.
private func unreduced(_ signature: String) -> Builtin {
  Builtin(signature, "Helper for pickle.") { (m, a) throws(Raised) in
    throw m.unsupported("object.__reduce__()")
  }
}

/// An ordering that objects do not have unless their class says so.
private func undecided(_ name: String, _ symbol: String) -> Builtin {
  Builtin("\(name)(self, value, /)", "Return self\(symbol)value.") { (m, a) throws(Raised) in
    m.notImplemented
  }
}

let typeMethods: [Builtin] = [
  Builtin("__new__(cls, /, *args, **kwargs)", "Make a new class.") { (m, a) throws(Raised) in
    let arguments = Array(a.rest)
    guard case .object(let metatype) = a[0], arguments.count == 3 else {
      if let keywords = a[1].object(.dict), Dict(keywords).count > 0, arguments.count == 1 {
        throw m.raise(.typeError, "type() takes no keyword arguments")
      }
      throw m.raise(
        .typeError,
        a[0].isIdentical(to: .object(m.types.type))
          ? "type() takes 1 or 3 arguments"
          : "type.__new__() takes exactly 3 arguments (\(arguments.count) given)")
    }
    try m.checkText(arguments[0], "type.__new__() argument 1")
    guard m.isTuple(arguments[1]) else {
      throw m.raise(
        .typeError,
        "type.__new__() argument 2 must be tuple, not \(m.argumentTypeName(arguments[1]))")
    }
    guard let namespace = arguments[2].object(.dict) else {
      throw m.raise(
        .typeError,
        "type.__new__() argument 3 must be dict, not \(m.argumentTypeName(arguments[2]))")
    }
    let keywords = a[1].object(.dict).map { m.keywordPairs(Dict($0)) } ?? []
    let bases = try m.collect(arguments[1])
    let winner = try m.derivedMetaclass(metatype, bases)
    let new = m.find(m.names.new, in: winner)
    if winner != metatype, !new.isIdentical(to: m.find(m.names.new, in: m.types.type)) {
      return try m.call(new, [.object(winner)] + arguments, keywords)
    }
    return try m.makeClass(
      winner, name: try m.requireText(arguments[0], "type name"), bases: bases,
      namespace: Dict(namespace), keywords: keywords)
  },
  Builtin("__init__(self, /, *args, **kwargs)", "Initialize self.") { (m, a) throws(Raised) in .none },
  Builtin("__call__(self, /, *args, **kwargs)", "Make an instance.") { (m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .none }
    let keywords = a[1].object(.dict).map { m.keywordPairs(Dict($0)) } ?? []
    return try m.construct(type, Array(a.rest), keywords)
  },
  Builtin("__or__(self, value, /)", "Return self|value.") { (m, a) throws(Raised) in
    try m.union(a[0], a[1])
  },
  Builtin("__ror__(self, value, /)", "Return value|self.") { (m, a) throws(Raised) in
    try m.union(a[1], a[0])
  },
  Builtin("mro(self, /)", "Return a type's method resolution order.") { (m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .none }
    return m.list(TypeObject(type).info.resolutionOrder.map { .object($0) })
  },
  Builtin("__subclasses__(self, /)", "Return the classes derived directly from it.") {
    (m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .none }
    return m.list(TypeObject(type).info.subclasses.map { .object($0) })
  },
  Builtin("__instancecheck__(self, instance, /)", "Check if an object is an instance.") {
    (m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .bool(false) }
    return .bool(m.isInstance(a[1], of: type))
  },
  Builtin("__subclasscheck__(self, subclass, /)", "Check if a class is a subclass.") {
    (m, a) throws(Raised) in
    guard case .object(let type) = a[0], let other = a[1].object(.type) else { return .bool(false) }
    return .bool(TypeObject(other).isSubclass(of: type))
  },
]

let moduleMethods: [Builtin] = [
  Builtin("__new__(cls, /, *args, **kwargs)", "Make a new module.") { (m, a) throws(Raised) in
    .object(m.heap.pooled(m.allocateModule(m.heap.allocateDict(type: m.types.dict), a.receiver)))
  },
  Builtin("__init__(self, name, doc=None)", "Create a module object.") { (m, a) throws(Raised) in
    let name = try m.requireString(a[1], "module() argument 'name' ")
    let namespace = m.moduleNamespace(a.receiver)
    namespace.set(m.names.name, .object(name.object))
    namespace.set(m.names.doc, a.given(2) ?? .none)
    for part in ["__package__", "__loader__", "__spec__"] { namespace.set(m.symbol(part), .none) }
    return .none
  },
]

let superMethods: [Builtin] = [
  Builtin("__new__(cls, type=None, object_or_type=None, /)", "Return a proxy for the next classes.") {
    (m, a) throws(Raised) in
    guard let start = a.given(1) else { throw m.raise(.runtimeError, "super(): no arguments") }
    return .object(m.heap.pooled(try m.makeSuper(start, a.given(2) ?? .none)))
  }
]

extension Machine {
  /// `super(start, receiver)`, owned by the caller.
  func makeSuper(_ start: Value, _ receiver: Value) throws(Raised) -> Object {
    guard let type = start.object(.type) else {
      throw raise(.typeError, "super() argument 1 must be a type, not \(typeName(of: start))")
    }
    if !receiver.isNone, !isInstance(receiver, of: type),
      receiver.object(.type).map({ TypeObject($0).isSubclass(of: type) }) != true
    {
      throw raise(.typeError, "super(type, obj): obj must be an instance or subtype of type")
    }
    let object = heap.allocate(MemoryLayout<SuperBody>.stride, .super, types.superType)
    object.body(SuperBody.self).pointee.start = own(start)
    object.body(SuperBody.self).pointee.receiver = own(receiver)
    return object
  }

  /// The names `dir(value)` gives, sorted.
  func directory(of value: Value) throws(Raised) -> [String] {
    var names: Set<String> = []
    func add(_ dict: Dict) {
      dict.forEach { key, _ in if let text = self.text(key) { names.insert(text) } }
    }
    if case .object(let object) = value {
      switch object.kind {
      case .module:
        // What a native `__dir__` lists is not loaded yet; one in Python says all there is.
        let listing = moduleNamespace(object).value(self.names.dir)
        if listing.isUndefined || listing.object(.native) != nil { add(moduleNamespace(object)) }
        if !listing.isUndefined {
          for name in try collect(try call(listing, [])) { if let text = text(name) { names.insert(text) } }
        }
        return names.sorted()
      case .instance, .exception:
        if let raw = Instance(object).body.pointee.shape {
          for name in Shape.of(raw).names { names.insert(name.text) }
        } else {
          add(Instance(object).attributeDict(runtime))
        }
      case .type: break
      case .foreign:
        if let dict = object.body(ForeignBody.self).pointee.attributes.object(.dict) { add(Dict(dict)) }
      default:
        if case .object(let dict) = heap.attributes(of: object) { add(Dict(dict)) }
      }
    }
    let type = value.object(.type) ?? type(of: value)
    for ancestor in TypeObject(type).info.resolutionOrder { add(TypeObject(ancestor).namespace) }
    return names.union(ownMemberNames(of: type)).sorted()
  }
}
