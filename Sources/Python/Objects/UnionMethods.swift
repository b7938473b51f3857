/// `types.UnionType`: what `int | None` makes.
let unionMethods: [Builtin] = [
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    var parts: [String] = []
    for member in m.members(ofUnion: a[0]) { parts.append(try m.annotationText(member)) }
    return m.string(parts.joined(separator: " | "))
  },
  Builtin("__or__(self, value, /)", "Return self|value.") { (m, a) throws(Raised) in
    try m.union(a[0], a[1])
  },
  Builtin("__ror__(self, value, /)", "Return value|self.") { (m, a) throws(Raised) in
    try m.union(a[1], a[0])
  },
  Builtin("__instancecheck__(self, instance, /)", "Check if an object is an instance.") {
    (m, a) throws(Raised) in
    for member in m.members(ofUnion: a[0]) where try m.isInstance(a[1], m.classOfMember(member)) {
      return .bool(true)
    }
    return .bool(false)
  },
  Builtin("__subclasscheck__(self, subclass, /)", "Check if a class is a subclass.") {
    (m, a) throws(Raised) in
    for member in m.members(ofUnion: a[0]) where try m.isSubclass(a[1], m.classOfMember(member)) {
      return .bool(true)
    }
    return .bool(false)
  },
  Builtin("__eq__(self, value, /)", "Return self==value.") { (m, a) throws(Raised) in
    guard m.isInstance(a[1], of: m.types.union) else { return m.notImplemented }
    let (mine, theirs) = (m.members(ofUnion: a[0]), m.members(ofUnion: a[1]))
    guard mine.count == theirs.count else { return .bool(false) }
    for member in mine where !(try m.contains(m.tuple(theirs), member)) { return .bool(false) }
    return .bool(true)
  },
  Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
    let set = m.newSet(frozen: true)
    for member in m.members(ofUnion: a[0]) { try m.add(member, to: set) }
    return .int(try m.hash(.object(set.object)))
  },
]

extension Machine {
  /// `left | right` of classes and annotations; NotImplemented for other values.
  func union(_ left: Value, _ right: Value) throws(Raised) -> Value {
    guard isAnnotation(left), isAnnotation(right) else { return notImplemented }
    var members: [Value] = []
    for side in [left, right] {
      for member in self.members(ofUnion: side)
      where !(try contains(tuple(members), member)) {
        members.append(member)
      }
    }
    if members.count == 1 { return members[0] }
    let union = heap.pooled(heap.allocateInstance(types.union))
    Instance(union).set(symbol("__args__"), tuple(members), runtime)
    return .object(union)
  }

  /// The members of a union; another value stands for itself.
  func members(ofUnion value: Value) -> [Value] {
    guard isInstance(value, of: types.union), case .object(let object) = value else {
      return value.isNone ? [.object(types.noneType)] : [value]
    }
    return items(Instance(object).value(symbol("__args__"))) ?? []
  }

  private func isAnnotation(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return value.isNone }
    return object.kind == .type || object.type == types.genericAlias || object.type == types.union
  }

  /// `isinstance` refuses `list[int]` as a member.
  fileprivate func classOfMember(_ member: Value) throws(Raised) -> Value {
    guard isInstance(member, of: types.genericAlias) else { return member }
    throw raise(.typeError, "isinstance() argument 2 cannot be a parameterized generic")
  }

  /// A class as annotations show it: `int`, `None`, `list[int]`, `__main__.Point`.
  func annotationText(_ value: Value) throws(Raised) -> String {
    if value.isIdentical(to: .object(types.noneType)) { return "None" }
    if value.isIdentical(to: ellipsis) { return "..." }
    if let type = value.object(.type) { return TypeObject(type).fullName }
    return try repr(value)
  }
}
