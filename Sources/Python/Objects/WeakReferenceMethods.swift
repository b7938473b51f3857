/// `weakref.ref`
let weakReferenceMethods: [Builtin] = [
  Builtin("__new__(cls, object, callback=None, /)", "Make a weak reference.") {
    (m, a) throws(Raised) in
    let target = try m.weakTarget(a[1])
    let callback = a.given(2) ?? .none
    return m.pooled(
      .object(m.heap.weakReference(to: target, callback: callback, type: a.receiver)))
  },
  Builtin("__call__(self, /)", "The referent, or None once it is gone.") { (m, a) throws(Raised) in
    a.receiver.body(WeakReferenceBody.self).pointee.target.map { m.pooled(.object(own($0))) } ?? .none
  },
  Builtin("__hash__(self, /)", "The hash of the referent.") { (m, a) throws(Raised) in
    .int(try m.hash(weakReference: a.receiver))
  },
  comparison("__eq__", .equal), comparison("__ne__", .notEqual),
  classItemMethod,
]

/// Live references compare as their referents do, others by identity.
private func comparison(_ name: String, _ op: CompareOperator) -> Builtin {
  Builtin("\(name)(self, value, /)", "Return self\(op.symbol)value.") { (m, a) throws(Raised) in
    guard let other = a[1].object(.weakReference) else { return m.notImplemented }
    guard let x = a.receiver.body(WeakReferenceBody.self).pointee.target,
      let y = other.body(WeakReferenceBody.self).pointee.target
    else { return .bool((a.receiver == other) == (op == .equal)) }
    return try m.compare(op, m.lend(x), m.lend(y))
  }
}

extension Machine {
  /// The object of a value that can be referenced weakly.
  fileprivate func weakTarget(_ value: Value) throws(Raised) -> Object {
    if case .object(let object) = value, acceptsWeakReferences(object) { return object }
    throw raise(.typeError, "cannot create weak reference to '\(typeName(of: value))' object")
  }

  private func acceptsWeakReferences(_ object: Object) -> Bool {
    let info = TypeObject(object.type).info
    switch object.kind {
    case .set, .deque, .function, .native, .method, .type, .generator, .module, .foreign: return true
    case .bigInt, .tuple, .bytes: return false
    default: return info.isUserDefined && (info.hasAttributes || hasWeakSlot(info))
    }
  }

  /// `instance.__weakref__`: the oldest weak reference there is, or None; undefined where its class
  /// has no such member.
  func firstWeakReference(to object: Object) -> Value {
    if TypeObject(object.type).findMember(names.weakref).isUndefined { return .undefined }
    return heap.weakReferences(to: object).first.map { lend($0) } ?? .none
  }

  private func hasWeakSlot(_ info: TypeInfo) -> Bool {
    info.slotNames?.contains(symbol("__weakref__")) ?? false
  }

  /// The hash of the referent, kept for when it is gone.
  fileprivate func hash(weakReference reference: Object) throws(Raised) -> Int {
    if let known = reference.body(WeakReferenceBody.self).pointee.hash { return known }
    guard let target = reference.body(WeakReferenceBody.self).pointee.target else {
      throw raise(.typeError, "weak object has gone away")
    }
    let hash = try hash(lend(target))
    reference.body(WeakReferenceBody.self).pointee.hash = hash
    return hash
  }

  /// `<weakref at 0x...; to 'C' at 0x...>`
  func reprWeakReference(_ reference: Object) -> String {
    let head = "<weakref at \(addressText(reference)); "
    guard let target = reference.body(WeakReferenceBody.self).pointee.target else {
      return head + "dead>"
    }
    return head + "to '\(TypeObject(target.type).name)' at \(addressText(target))>"
  }
}
