/// `operator.attrgetter`, `itemgetter`, `methodcaller`: functions that look something up in their
/// argument.
extension Machine {
  func fillGetters(_ module: ModuleBuilder) {
    let classes = [
      ("attrgetter", attributeGetterMethods), ("itemgetter", itemGetterMethods),
      ("methodcaller", methodCallerMethods),
    ]
    for (name, rows) in classes {
      module.set(name, .object(makeCallableType(name, module: "operator", rows: rows)))
    }
  }
}

extension Machine {
  /// The place that a function made by `itemgetter` looks at, if it is one and not negative.
  func itemPlace(ofGetter function: Value) -> Int? {
    guard let object = function.object(.foreign),
      case .int(let place)? = Getter.onlyKey(of: object), place >= 0
    else { return nil }
    return place
  }
}

/// The arguments that one of them was made with.
private final class Getter: CallableState {
  private(set) var arguments: [Value]
  private(set) var keywords: [(name: Symbol, value: Value)]
  /// For `attrgetter` the names to follow, for each argument.
  let paths: [[Symbol]]

  init(
    _ arguments: [Value], _ keywords: [(name: Symbol, value: Value)] = [], paths: [[Symbol]] = []
  ) {
    self.arguments = arguments.map { own($0) }
    self.keywords = keywords.map { ($0.name, own($0.value)) }
    self.paths = paths
  }

  deinit { forEachOwned { drop($0) } }

  /// The key of an `itemgetter` for one item, or nil for other objects.
  static func onlyKey(of object: Object) -> Value? {
    let content = object.body(ForeignBody.self).pointee.content.takeUnretainedValue()
    guard TypeObject(object.type).name == "itemgetter", let getter = content as? Getter,
      getter.arguments.count == 1
    else { return nil }
    return getter.arguments[0]
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    arguments.forEach(visit)
    for (_, value) in keywords { visit(value) }
  }

  override func clear() {
    let old = arguments + keywords.map(\.value)
    (arguments, keywords) = ([], [])
    for value in old { drop(value) }
  }
}

private let attributeGetterMethods: [Builtin] = [
  maker("attrgetter") { (m, arguments) throws(Raised) in
    var paths: [[Symbol]] = []
    for argument in arguments {
      guard let text = m.text(argument) else {
        throw m.raise(.typeError, "attribute name must be a string")
      }
      paths.append(
        text.split(separator: ".", omittingEmptySubsequences: false).map { m.symbol(String($0)) })
    }
    return Getter(arguments, paths: paths)
  },
  caller("attrgetter") { (m, getter, object) throws(Raised) in
    var found: [Value] = []
    for path in getter.paths {
      var value = object
      for name in path { value = m.pooled(own(try m.attribute(of: value, name))) }
      found.append(value)
    }
    return found.count == 1 ? found[0] : m.tuple(found)
  },
  reprMethod("attrgetter"), reduceMethod,
]

private let itemGetterMethods: [Builtin] = [
  maker("itemgetter") { (m, arguments) throws(Raised) in Getter(arguments) },
  caller("itemgetter") { (m, getter, object) throws(Raised) in
    let keys = getter.arguments
    if keys.count == 1 { return try m.item(of: object, keys[0]) }
    var found: [Value] = []
    for key in keys { found.append(m.pooled(own(try m.item(of: object, key)))) }
    return m.tuple(found)
  },
  reprMethod("itemgetter"), reduceMethod,
]

private let methodCallerMethods: [Builtin] = [
  Builtin("__new__", doc: "Make a function that calls a method.") { (m, call) throws(Raised) in
    guard call.count > 1 else {
      throw m.raise(.typeError, "methodcaller needs at least one argument, the method name")
    }
    guard case .object(let type) = call[0], m.isString(call[1]) else {
      throw m.raise(.typeError, "method name must be a string")
    }
    return m.wrap(Getter(Array(call.positional.dropFirst()), call.keywords), type)
  },
  caller("methodcaller") { (m, getter, object) throws(Raised) in
    guard let name = m.symbol(of: getter.arguments[0]) else { return .none }
    let method = try m.attribute(of: object, name)
    return try m.call(method, Array(getter.arguments.dropFirst()), getter.keywords)
  },
  reprMethod("methodcaller"),
  Builtin("__reduce__(self, /)", "Return state information for pickling.") {
    (m, a) throws(Raised) in
    let getter = try m.callable(a[0], Getter.self)
    let type = Value.object(a.receiver.type)
    if getter.keywords.isEmpty { return m.tuple([type, m.tuple(getter.arguments)]) }
    let partial = try m.attribute(of: try m.importModule("_functools"), m.symbol("partial"))
    let remade = try m.call(partial, [type, getter.arguments[0]], getter.keywords)
    return m.tuple([remade, m.tuple(Array(getter.arguments.dropFirst()))])
  },
]

/// `__new__` of a class that takes positional arguments.
private func maker(
  _ name: String, _ make: @escaping @Sendable (Machine, [Value]) throws(Raised) -> Getter
) -> Builtin {
  Builtin("__new__", doc: "Make a \(name) object.") { (m, call) throws(Raised) in
    guard call.keywords.isEmpty else {
      throw m.raise(.typeError, "\(name)() takes no keyword arguments")
    }
    guard call.count > 1, case .object(let type) = call[0] else {
      throw m.raise(.typeError, "\(name) expected 1 argument, got 0")
    }
    return m.wrap(try make(m, Array(call.positional.dropFirst())), type)
  }
}

/// `__call__` with the object to look into.
private func caller(
  _ name: String, _ look: @escaping @Sendable (Machine, Getter, Value) throws(Raised) -> Value
) -> Builtin {
  Builtin("__call__", doc: "Call self as a function.", isMethod: true) { (m, call) throws(Raised) in
    guard call.keywords.isEmpty else {
      throw m.raise(.typeError, "\(name)() takes no keyword arguments")
    }
    guard call.count == 2 else {
      throw m.raise(.typeError, "\(name) expected 1 argument, got \(call.count - 1)")
    }
    return try look(m, try m.callable(call[0], Getter.self), call[1])
  }
}

private func reprMethod(_ name: String) -> Builtin {
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    let getter = try m.callable(a[0], Getter.self)
    return m.string(
      try m.nested(a.receiver, "operator.\(name)(...)") { () throws(Raised) in
        try m.reprCall("operator.\(name)", getter.arguments, getter.keywords)
      })
  }
}

private let reduceMethod = Builtin("__reduce__(self, /)", "Return state information for pickling.") {
  (m, a) throws(Raised) in
  let getter = try m.callable(a[0], Getter.self)
  return m.tuple([.object(a.receiver.type), m.tuple(getter.arguments)])
}
