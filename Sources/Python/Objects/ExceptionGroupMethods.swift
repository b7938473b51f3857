/// The methods of `BaseExceptionGroup`, whose exceptions are kept as the exception's value.
let exceptionGroupMethods: [Builtin] = [
  Builtin("__new__", doc: "Make a group of exceptions.") { (m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .none }
    guard a.count == 3, a.keywords.isEmpty else {
      throw m.raise(
        .typeError,
        "BaseExceptionGroup.__new__() takes exactly 2 arguments (\(a.count - 1) given)")
    }
    guard m.isString(a[1]) else {
      throw m.raise(
        .typeError,
        "BaseExceptionGroup.__new__() argument 1 must be str, not \(m.argumentTypeName(a[1]))")
    }
    let members = try m.groupMembers(a[2])
    let made = m.heap.pooled(
      m.heap.allocateException(try m.groupClass(type, members), arguments: .undefined).object)
    let body = ExceptionObject(made).body
    store(&body.pointee.arguments, own(m.tuple([a[1], a[2]])))
    store(&body.pointee.value, own(m.tuple(members)))
    return .object(made)
  },
  Builtin("__init__(self, /, *args, **kwargs)", "Initialize self.") { (m, a) throws(Raised) in .none },
  Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
    let count = m.exceptions(ofGroup: a[0])?.count ?? 0
    let message = try m.str(m.groupMessage(a[0]))
    return m.string("\(message) (\(count) sub-exception\(count == 1 ? "" : "s"))")
  },
  Builtin("derive(self, excs, /)", "A group of the same message with other exceptions.") {
    (m, a) throws(Raised) in
    try m.call(.object(m.types[.baseExceptionGroup]), [m.groupMessage(a[0]), a[1]])
  },
  Builtin("split(self, condition, /)", "The parts that meet the condition, and the others.") {
    (m, a) throws(Raised) in
    let parts = try m.split(a[0], try m.groupCondition(a[1]))
    return m.tuple([parts.match.orNone, parts.rest.orNone])
  },
  Builtin("subgroup(self, condition, /)", "The parts that meet the condition.") {
    (m, a) throws(Raised) in try m.split(a[0], try m.groupCondition(a[1])).match.orNone
  },
  classItemMethod,
]

extension Machine {
  func groupMessage(_ group: Value) -> Value {
    guard let object = group.object(.exception), let arguments = ExceptionObject(object).arguments,
      arguments.count > 0
    else { return string("") }
    return arguments[0]
  }

  fileprivate func groupMembers(_ value: Value) throws(Raised) -> [Value] {
    let what = "second argument (exceptions)"
    guard items(value) != nil || value.isOfUserClass && isIterable(value) else {
      throw raise(.typeError, "\(what) must be a sequence")
    }
    let members = try collect(value)
    if members.isEmpty { throw raise(.valueError, "\(what) must be a non-empty sequence") }
    for (index, member) in members.enumerated() where member.object(.exception) == nil {
      throw raise(.valueError, "Item \(index) of \(what) is not an exception")
    }
    return members
  }

  /// `BaseExceptionGroup(...)` of nothing but `Exception`s is an `ExceptionGroup`, which in turn
  /// takes no others.
  fileprivate func groupClass(_ type: Object, _ members: [Value]) throws(Raised) -> Object {
    let isPlain = members.allSatisfy { isInstance($0, of: types[.exception]) }
    if isPlain { return type == types[.baseExceptionGroup] ? types[.exceptionGroup] : type }
    guard TypeObject(type).isSubclass(of: types[.exception]) else { return type }
    let name = type == types[.exceptionGroup] ? "an ExceptionGroup" : "'\(TypeObject(type).name)'"
    throw raise(.typeError, "Cannot nest BaseExceptions in \(name)")
  }
}
