/// What few objects have besides their bodies: a table of the heap, so that all others pay nothing.
struct Extras {
  /// The attribute dict of an instance whose memory layout has no room for one, or undefined;
  /// owned. Such are instances of classes derived from `int`, `str`, `tuple` and the like.
  var attributes: Value = .undefined
  /// The weak references to the object; not owned.
  var weakReferences: [Object] = []
}

/// `weakref.ref`: the referent while it lives.
struct WeakReferenceBody {
  var header: Header
  /// Not owned; nil once it is gone.
  var target: Object?
  /// Called with the reference when the referent goes, or None.
  var callback: Value
  /// The hash of the referent, once it has been asked for.
  var hash: Int?
}

extension Heap {
  // MARK: Attributes

  /// The attribute dict among an object's extras, or undefined; borrowed.
  @inline(__always)
  func attributes(of object: Object) -> Value {
    guard object.header.pointee.flags & Header.hasExtras != 0 else { return .undefined }
    return storedAttributes(of: object)
  }

  @inline(never)
  private func storedAttributes(of object: Object) -> Value {
    state.pointee.extras[object]?.attributes ?? .undefined
  }

  /// The attribute dict among an object's extras, made at first use. From here on the object can
  /// be part of a cycle.
  func attributeDict(of object: Object, type: Object) -> Dict {
    if case .object(let dict) = attributes(of: object) { return Dict(dict) }
    let dict = allocateDict(type: type)
    state.pointee.extras[object, default: Extras()].attributes = .object(dict.object)
    object.header.pointee.flags |= Header.hasExtras
    trackIfNew(object)
    return dict
  }

  /// Replaces the attribute dict among an object's extras.
  func setAttributeDict(of object: Object, _ dict: Object, type: Object) {
    let before = attributeDict(of: object, type: type)
    state.pointee.extras[object]?.attributes = .object(own(dict))
    drop(before.object)
  }

  /// Gives up an object's attributes, to break a cycle.
  @inline(never)
  func cutExtras(of object: Object) {
    let attributes = state.pointee.extras[object]?.attributes ?? .undefined
    state.pointee.extras[object]?.attributes = .undefined
    drop(attributes)
  }

  /// Removes the entry of an object whose attributes are already dropped.
  @inline(never)
  func forgetExtras(of object: Object) { state.pointee.extras[object] = nil }

  // MARK: Weak references

  /// A weak reference to an object; one without a callback is shared by all who ask.
  func weakReference(to target: Object, callback: Value, type: Object) -> Object {
    let known = state.pointee.extras[target]?.weakReferences ?? []
    if callback.isNone, let shared = known.first(where: { $0.isShared(type) }) {
      return own(shared)
    }
    let reference = allocate(MemoryLayout<WeakReferenceBody>.stride, .weakReference, type)
    let body = reference.body(WeakReferenceBody.self)
    body.pointee.target = target
    body.pointee.callback = own(callback)
    if !callback.isNone { state.pointee.hasFinalizers = true }
    body.pointee.hash = nil
    state.pointee.extras[target, default: Extras()].weakReferences.append(reference)
    target.header.pointee.flags |= Header.hasExtras
    return reference
  }

  /// The living weak references to an object, not owned.
  func weakReferences(to object: Object) -> [Object] {
    state.pointee.extras[object]?.weakReferences ?? []
  }

  /// The object is about to go: its weak references are dead from here on, callbacks are due.
  @inline(never)
  func clearWeakReferences(to object: Object) {
    guard let references = state.pointee.extras[object]?.weakReferences else { return }
    state.pointee.extras[object]?.weakReferences = []
    for reference in references.reversed() {
      let body = reference.body(WeakReferenceBody.self)
      body.pointee.target = nil
      if !body.pointee.callback.isNone { finalizeLater(own(reference)) }
    }
  }

  /// A weak reference is about to go.
  func forget(weakReference reference: Object) {
    guard let target = reference.body(WeakReferenceBody.self).pointee.target else { return }
    state.pointee.extras[target]?.weakReferences.removeAll { $0 == reference }
  }
}

extension Object {
  /// Whether a weak reference may stand for another one of a class.
  fileprivate func isShared(_ type: Object) -> Bool {
    self.type == type && body(WeakReferenceBody.self).pointee.callback.isNone
  }
}
