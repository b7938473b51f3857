/// What the namespace of a class shows of the memory of its instances: `__dict__`, `__weakref__`
/// and the names of `__slots__`.
///
/// Instances are asked for these attributes themselves: a search for class attributes passes
/// members over.
final class ClassMember {
  let name: Symbol
  let owner: TypeInfo

  init(_ name: Symbol, of owner: TypeInfo) {
    self.name = name
    self.owner = owner
  }
}

/// The methods of `member_descriptor` and `getset_descriptor`.
let classMemberMethods: [Builtin] = [
  Builtin(
    "__get__(self, instance, owner=None, /)",
    "Return an attribute of instance, which is of type owner."
  ) { (m, a) throws(Raised) in
    if a[1].isNone { return a[0] }
    let member = try m.classMember(a[0], of: a[1])
    let found = m.ownAttribute(of: a[1], member.name)
    if !found.isUndefined { return found }
    let known = try m.builtinAttribute(of: a[1], member.name)
    if !known.isUndefined { return known }
    if member.name == m.names.weakref { return .none }
    throw m.noAttribute(a[1], member.name)
  },
  Builtin("__set__(self, instance, value, /)", "Set an attribute of instance to value.") {
    (m, a) throws(Raised) in
    let name = try m.classMember(a[0], of: a[1]).name
    if let object = a[1].object(.instance), name != m.names.dict {
      Instance(object).set(name, a[2], m.runtime)
    } else {
      try m.setOrdinaryAttribute(of: a[1], name, a[2])
    }
    return .none
  },
  Builtin("__delete__(self, instance, /)", "Delete an attribute of instance.") {
    (m, a) throws(Raised) in
    try m.deleteOrdinaryAttribute(a[1], try m.classMember(a[0], of: a[1]).name)
    return .none
  },
]

extension Machine {
  /// The member behind a descriptor, or nil for other values.
  func classMember(_ value: Value) -> ClassMember? {
    unwrap(value, exactly: types.memberDescriptor, as: ClassMember.self)
      ?? unwrap(value, exactly: types.getSetDescriptor, as: ClassMember.self)
  }

  /// The member behind a descriptor; raises TypeError where the instance has no such part.
  fileprivate func classMember(_ value: Value, of instance: Value) throws(Raised) -> ClassMember {
    guard let member = classMember(value) else {
      throw raise(.typeError, "descriptor expected, got \(typeName(of: value))")
    }
    let order = TypeObject(type(of: instance)).info.resolutionOrder
    guard order.contains(where: { TypeObject($0).info === member.owner }) else {
      throw raise(
        .typeError,
        "descriptor '\(member.name.text)' for '\(member.owner.name)' objects doesn't apply to a "
          + "'\(typeName(of: instance))' object")
    }
    return member
  }

  /// An attribute of a member descriptor, or undefined.
  func classMemberAttribute(_ member: ClassMember, _ name: Symbol) -> Value {
    switch name {
    case names.name: return member.name.value
    case names.qualname:
      return string("\(member.owner.qualifiedName).\(member.name.text)")
    case names.doc:
      switch member.name {
      case names.dict: return string("dictionary for instance variables")
      case names.weakref: return string("list of weak references to the object")
      default: return .none
      }
    default: return .undefined
    }
  }

  /// `<member 'x' of 'A' objects>`
  func classMemberRepr(_ member: ClassMember) -> String {
    let isPart = member.name == names.dict || member.name == names.weakref
    return "<\(isPart ? "attribute" : "member") '\(member.name.text)' of "
      + "'\(member.owner.name)' objects>"
  }

  /// Puts a member into the namespace of its class, unless something has that name.
  func addMember(_ name: Symbol, to info: TypeInfo, _ type: Object) {
    let namespace = Dict(info.namespace)
    guard namespace.value(name).isUndefined else { return }
    namespace.set(name, wrap(ClassMember(name, of: info), type))
  }

  /// `__dict__` and `__weakref__` of a class without `__slots__`, where no base has them.
  func addInstanceParts(to info: TypeInfo) {
    let bases = info.bases.map { TypeObject($0) }
    if !bases.contains(where: hasInstanceDict) {
      addMember(names.dict, to: info, types.getSetDescriptor)
    }
    let isOfVariableSize = [.bigInt, .tuple, .bytes].contains(info.kind)
    if !isOfVariableSize, !bases.contains(where: hasWeakReferences) {
      addMember(names.weakref, to: info, types.getSetDescriptor)
    }
  }

  private func hasInstanceDict(_ type: TypeObject) -> Bool {
    [.type, .module].contains(type.info.kind)
      || (type.object != types.object && type.info.hasAttributes)
  }

  private func hasWeakReferences(_ type: TypeObject) -> Bool {
    if [.type, .module, .set].contains(type.info.kind) { return true }
    return type.info.resolutionOrder.contains {
      !TypeObject($0).namespace.value(names.weakref).isUndefined
    }
  }
}
