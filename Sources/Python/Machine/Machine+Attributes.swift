/// Results of looking names up in classes, for all classes: CPython's method cache.
final class MethodCache {
  private struct Entry {
    var version: Int
    var type: UnsafeMutableRawPointer?
    var name: UnsafeMutableRawPointer?
    /// Not owned: any change of a class makes the entry void.
    var value: Value
  }

  private static let size = 4096
  private let entries: UnsafeMutablePointer<Entry>

  init() {
    entries = .allocate(capacity: MethodCache.size)
    entries.initialize(
      repeating: Entry(version: -1, type: nil, name: nil, value: .undefined), count: MethodCache.size)
  }

  deinit { entries.deallocate() }

  @inline(__always)
  func find(_ name: Symbol, in type: Object, version: Int) -> Value {
    let typeBits = UInt(bitPattern: type.address) >> 4
    let nameBits = UInt(bitPattern: name.object.address) >> 4
    let entry = entries + Int((typeBits ^ (nameBits &* 31)) & UInt(MethodCache.size - 1))
    if entry.pointee.version == version, entry.pointee.type == type.address,
      entry.pointee.name == name.object.address
    {
      return entry.pointee.value
    }
    let value = TypeObject(type).find(name)
    entry.pointee = Entry(
      version: version, type: type.address, name: name.object.address, value: value)
    return value
  }
}

/// Attribute access. All values returned are borrowed.
extension Machine {
  /// The class of a value.
  @inline(__always)
  public func type(of value: Value) -> Object {
    switch value {
    case .object(let object): object.type
    case .int: types.int
    case .float: types.float
    case .bool: types.bool
    case .none, .undefined: types.noneType
    }
  }

  public func typeName(of value: Value) -> String {
    let info = TypeObject(type(of: value)).info
    return info.staticName ?? info.name
  }

  /// An attribute as its class has it, unbound; undefined if there is none.
  @inline(__always)
  func find(_ name: Symbol, in type: Object) -> Value {
    methodCache.find(name, in: type, version: heap.state.pointee.typeVersion)
  }

  /// To be called after any change of a class.
  func typeChanged() { heap.state.pointee.typeVersion += 1 }

  /// Whether a class defines `__getattribute__` itself.
  @inline(__always)
  func hasCustomLookup(_ type: Object) -> Bool {
    guard TypeObject(type).body.pointee.hasCustomLookup else { return false }
    return true
  }

  // MARK: Loading

  /// `a = value.name`, when the inline cache did not answer. A property whose getter is plain code
  /// gets a frame for it, and one that stands for an item of a tuple is that item.
  @inline(never)
  func loadAttribute(
    _ a: UnsafeMutablePointer<Value>, _ value: Value, _ cache: UnsafeMutablePointer<Cache>
  ) throws(Raised) {
    guard case .object(let object) = value, cache.pointee.type == object.type.address,
      cache.pointee.version == heap.state.pointee.typeVersion,
      case .object(let property) = cache.pointee.value
    else { return store(a, own(try loadAttribute(value, cache))) }
    if object.kind == .tuple, cache.pointee.slot < Tuple(object).count {
      return store(a, own(Tuple(object)[cache.pointee.slot]))
    }
    guard let getter = plainGetter(property) else {
      return store(a, own(try loadAttribute(value, cache)))
    }
    try enterMethod(getter, value, kind: .call, to: a)
  }

  /// Notes in the cache of an attribute that it is a property with a getter of plain code, or one
  /// for an item of a tuple, which the class has no `__getattr__` to stand in for.
  private func noteGetter(_ object: Object, _ cache: UnsafeMutablePointer<Cache>) {
    guard case .object(let property) = find(cache.pointee.name, in: object.type),
      property.kind == .property, ownHook(names.get, of: property).isUndefined, find(names.getattr, in: object.type).isUndefined
    else { return }
    if object.kind == .tuple {
      let getter = property.body(PropertyBody.self).pointee.getter
      guard let place = itemPlace(ofGetter: getter) else { return }
      cache.pointee.slot = place
    } else if plainGetter(property) == nil {
      return
    }
    cache.pointee.type = object.type.address
    cache.pointee.version = heap.state.pointee.typeVersion
    cache.pointee.value = .object(property)
  }

  /// The getter of a property, if it is a function that a frame can be pushed for at once.
  private func plainGetter(_ property: Object) -> Object? {
    guard case .object(let getter) = property.body(PropertyBody.self).pointee.getter,
      getter.kind == .function, Function(getter).body.pointee.code.pointee.plainCount == 1
    else { return nil }
    return getter
  }

  /// `value.name` by the general way; notes what it learns in an inline cache.
  private func loadAttribute(_ value: Value, _ cache: UnsafeMutablePointer<Cache>)
    throws(Raised) -> Value
  {
    let name = cache.pointee.name
    if case .object(let object) = value {
      // Unless the class has a say in it.
      if name == names.class, !hasCustomLookup(object.type),
        find(name, in: object.type).isUndefined
      {
        return .object(object.type)
      }
      if object.kind == .instance, !hasCustomLookup(object.type),
        let raw = object.body(InstanceBody.self).pointee.shape,
        let slot = Shape.slot(name, in: raw),
        find(name, in: object.type).isUndefined
      {
        cache.pointee.shape = raw
        cache.pointee.slot = slot
        return object.body(InstanceBody.self).pointee.slots[slot]
      }
      if object.kind == .instance || object.kind == .tuple, !hasCustomLookup(object.type) {
        noteGetter(object, cache)
      }
      if object.type == types.module {
        let found = moduleNamespace(object).value(name)
        if !found.isUndefined { return found }
      }
    }
    return try attribute(of: value, name)
  }

  /// `value.name`; raises AttributeError.
  public func attribute(of value: Value, _ name: Symbol) throws(Raised) -> Value {
    let found = try findAttribute(of: value, name)
    if !found.isUndefined { return found }
    throw noAttribute(value, name)
  }

  /// `value.name`, or undefined where there is no such attribute.
  public func findAttribute(of value: Value, _ name: Symbol) throws(Raised) -> Value {
    let type = type(of: value)
    if hasCustomLookup(type) { return try customLookup(value, type, name) }
    let fallback = find(names.getattr, in: type)
    if fallback.isUndefined { return try ordinaryAttribute(of: value, name) }
    // The fallback stands in for a property that raises AttributeError, too.
    do throws(Raised) {
      let found = try ordinaryAttribute(of: value, name)
      if !found.isUndefined { return found }
    } catch {
      guard isPending(.attributeError) else { throw error }
      discardPending()
    }
    if isPlainMethod(fallback) { return try call(fallback, with: value, name.value) }
    return try callMethodValue(fallback, value, [name.value])
  }

  /// `__getattribute__`, then `__getattr__` where it raises AttributeError.
  private func customLookup(_ value: Value, _ type: Object, _ name: Symbol) throws(Raised) -> Value {
    let hook = find(names.getattribute, in: type)
    do throws(Raised) {
      return try callMethodValue(hook, value, [name.value])
    } catch {
      let fallback = find(names.getattr, in: type)
      guard !fallback.isUndefined, isPending(.attributeError) else { throw error }
      discardPending()
      return try callMethodValue(fallback, value, [name.value])
    }
  }

  /// Attribute look-up as `object.__getattribute__` does it; undefined where nothing is found.
  func ordinaryAttribute(of value: Value, _ name: Symbol) throws(Raised) -> Value {
    if case .object(let object) = value {
      switch object.kind {
      case .type: return try typeAttribute(object, name)
      case .module: return try moduleAttribute(object, name)
      case .super: return try superAttribute(object, name)
      default: break
      }
    }
    let type = type(of: value)
    let inClass = find(name, in: type)
    if case .object(let descriptor) = inClass, isDataDescriptor(descriptor),
      descriptor.kind == .property || !find(names.get, in: descriptor.type).isUndefined
    {
      return try bound(inClass, to: value, type)
    }
    let own = ownAttribute(of: value, name)
    if !own.isUndefined { return own }
    if !inClass.isUndefined { return try bound(inClass, to: value, type) }
    return try builtinAttribute(of: value, name)
  }

  /// An attribute that the object has itself, or undefined.
  @inline(__always)
  func ownAttribute(of value: Value, _ name: Symbol) -> Value {
    guard case .object(let object) = value else { return .undefined }
    switch object.kind {
    case .instance, .exception: return Instance(object).value(name)
    case .function: return ownAttribute(of: Function(object), name)
    case .foreign: return dictValue(object.body(ForeignBody.self).pointee.attributes, name)
    default: return dictValue(heap.attributes(of: object), name)
    }
  }

  /// An attribute that a function got: of its `__dict__`, or one it has had from the start.
  func ownAttribute(of function: Function, _ name: Symbol) -> Value {
    let changed = dictValue(heap.attributes(of: function.object), name)
    return changed.isUndefined ? function.attribute(name) : changed
  }

  private func dictValue(_ attributes: Value, _ name: Symbol) -> Value {
    guard case .object(let dict) = attributes else { return .undefined }
    return Dict(dict).value(name)
  }

  /// Attributes of a class: its metaclass's data descriptors, its own order, the metaclass.
  private func typeAttribute(_ type: Object, _ name: Symbol) throws(Raised) -> Value {
    let inMeta = find(name, in: type.type)
    if case .object(let descriptor) = inMeta, isDataDescriptor(descriptor) {
      return try bound(inMeta, to: .object(type), type.type)
    }
    let found = find(name, in: type)
    if !found.isUndefined { return try boundToClass(found, type) }
    if !inMeta.isUndefined { return try bound(inMeta, to: .object(type), type.type) }
    return try builtinAttribute(of: .object(type), name)
  }

  private func moduleAttribute(_ module: Object, _ name: Symbol) throws(Raised) -> Value {
    let namespace = moduleNamespace(module)
    let inClass = find(name, in: module.type)
    if case .object(let descriptor) = inClass, isDataDescriptor(descriptor) {
      return try bound(inClass, to: .object(module), module.type)
    }
    let found = namespace.value(name)
    if !found.isUndefined { return found }
    if name == names.dict { return .object(namespace.object) }
    if !inClass.isUndefined { return try bound(inClass, to: .object(module), module.type) }
    let known = try builtinAttribute(of: .object(module), name)
    let hook = namespace.value(names.getattr)
    if known.isUndefined, !hook.isUndefined { return try call(hook, with: name.value) }
    return known
  }

  func moduleNamespace(_ module: Object) -> Dict {
    guard case .object(let dict) = module.body(ModuleBody.self).pointee.namespace else {
      return builtins
    }
    return Dict(dict)
  }

  private func superAttribute(_ object: Object, _ name: Symbol) throws(Raised) -> Value {
    let body = object.body(SuperBody.self)
    guard case .object(let start) = body.pointee.start, name != names.class else {
      return try builtinAttribute(of: .object(object), name)
    }
    let receiver = body.pointee.receiver
    let isClass = receiver.object(.type).map { TypeObject($0).isSubclass(of: start) } ?? false
    let type = isClass ? receiver.object.unsafelyUnwrapped : self.type(of: receiver)
    guard let found = find(name, after: start, in: type) else { return .undefined }
    if found.isUndefined { return try builtinAttribute(of: .object(object), name) }
    return isClass ? try boundToClass(found, type) : try bound(found, to: receiver, type)
  }

  /// What the classes behind `start` in a class's resolution order have under a name, or undefined;
  /// nil where `start` is not in it.
  private func find(_ name: Symbol, after start: Object, in type: Object) -> Value? {
    TypeObject(type).body.pointee.info._withUnsafeGuaranteedRef { info in
      guard let index = info.resolutionOrder.firstIndex(of: start) else { return nil }
      for base in info.resolutionOrder[(index + 1)...] {
        let found = TypeObject(base).namespace.value(name)
        if !found.isUndefined { return found }
      }
      return .undefined
    }
  }

  /// The function that `super().name` binds to an instance; nil for other attributes and receivers.
  func superMethod(_ object: Object, _ name: Symbol) -> Object? {
    let body = object.body(SuperBody.self)
    guard case .object(let start) = body.pointee.start, name != names.class,
      case .object(let receiver) = body.pointee.receiver, receiver.kind != .type
    else { return nil }
    return find(name, after: start, in: receiver.type)?.object(.function)
  }

  // MARK: Descriptors

  /// Whether a class attribute comes before the instance's own.
  @inline(__always)
  func isDataDescriptor(_ descriptor: Object) -> Bool {
    switch descriptor.kind {
    case .property: return true
    case .instance:
      return !find(names.set, in: descriptor.type).isUndefined
        || !find(names.delete, in: descriptor.type).isUndefined
    default: return false
    }
  }

  /// A class attribute as seen through an instance.
  func bound(_ attribute: Value, to value: Value, _ type: Object) throws(Raised) -> Value {
    guard case .object(let object) = attribute else { return attribute }
    let hook = ownHook(names.get, of: object)
    if !hook.isUndefined { return try callMethodValue(hook, attribute, [value, .object(type)]) }
    return try bind(object, to: value, type)
  }

  /// What the `__get__` of built-in types does with an instance.
  func bind(_ object: Object, to value: Value, _ type: Object) throws(Raised) -> Value {
    let attribute = Value.object(object)
    switch object.kind {
    case .function: return .object(newMethod(attribute, value))
    case .native:
      return isClassNative(object) ? attribute : .object(newMethod(attribute, value))
    case .classMethod:
      return .object(newMethod(object.body(CellBody.self).pointee.content, .object(type)))
    case .staticMethod: return object.body(CellBody.self).pointee.content
    case .property:
      let getter = object.body(PropertyBody.self).pointee.getter
      guard !getter.isNone else {
        throw raise(.attributeError, propertyMessage(attribute, value, "getter"))
      }
      return try call(getter, with: value)
    case .foreign:
      let get = find(names.get, in: object.type)
      guard !get.isUndefined else { return attribute }
      return try callMethodValue(get, attribute, [value, .object(type)])
    default: return attribute
    }
  }

  /// The `__get__`, `__set__` or `__delete__` that a class statement gave a descriptor; undefined
  /// where there is none or it is a built-in type's.
  @inline(__always)
  private func ownHook(_ name: Symbol, of descriptor: Object) -> Value {
    guard TypeObject(descriptor.type).isUserDefined else { return .undefined }
    let hook = find(name, in: descriptor.type)
    return hook.object(.native) == nil ? hook : .undefined
  }

  /// A class attribute as seen through the class.
  func boundToClass(_ attribute: Value, _ type: Object) throws(Raised) -> Value {
    guard case .object(let object) = attribute else { return attribute }
    let hook = ownHook(names.get, of: object)
    if !hook.isUndefined { return try callMethodValue(hook, attribute, [.none, .object(type)]) }
    return bind(object, toClass: type)
  }

  /// What the `__get__` of built-in types does with a class.
  func bind(_ object: Object, toClass type: Object) -> Value {
    switch object.kind {
    case .classMethod:
      return .object(newMethod(object.body(CellBody.self).pointee.content, .object(type)))
    case .staticMethod: return object.body(CellBody.self).pointee.content
    default: return .object(object)
    }
  }

  /// A native that is a plain function where a class has it, not a method: `__new__`, or `len` put
  /// into a user's class.
  @inline(__always)
  func isClassNative(_ native: Object) -> Bool {
    native.body(NativeBody.self).pointee.receiverType == nil
  }

  func newMethod(_ function: Value, _ receiver: Value) -> Object {
    var type = types.method
    if let native = function.object(.native) {
      type = native.type == types.slotWrapper ? types.methodWrapper : types.native
    }
    return heap.pooled(heap.allocateMethod(function, receiver: receiver, type: type))
  }

  /// The text for a property that lacks an accessor.
  private func propertyMessage(_ property: Value, _ value: Value, _ accessor: String) -> String {
    let type = TypeObject(type(of: value))
    for base in type.info.resolutionOrder {
      var name: String?
      TypeObject(base).namespace.forEach { key, candidate in
        if candidate.isIdentical(to: property), let text = key.object(.string) {
          name = StringObject(text).text
        }
      }
      guard let name else { continue }
      let owner = TypeObject(base).info
      guard owner.isUserDefined || owner.staticName == nil else {
        return "attribute '\(name)' of '\(owner.staticName ?? owner.name)' objects is not writable"
      }
      return "property '\(name)' of '\(type.info.qualifiedName)' object has no \(accessor)"
    }
    return "property of '\(type.info.qualifiedName)' object has no \(accessor)"
  }

  /// AttributeError for an attribute that is not there, or with `isChange` may not be.
  func noAttribute(_ value: Value, _ name: Symbol, isChange: Bool = false) -> Raised {
    let text: String
    if let type = value.object(.type) {
      let info = TypeObject(type).info
      text = "type object '\(info.staticName ?? info.name)' has no attribute '\(name.text)'"
    } else if let module = value.object(.module) {
      text = isChange
        ? "'module' object has no attribute '\(name.text)'"
        : "module '\(moduleName(module))' has no attribute '\(name.text)'"
    } else {
      // A bound method has the attributes of its function, to be read.
      let bound = isChange
        ? nil : value.object(.method).flatMap { $0.type == types.method ? $0 : nil }
      let owner = bound.map { $0.body(MethodBody.self).pointee.function } ?? value
      text = "'\(typeName(of: owner))' object has no attribute '\(name.text)'"
    }
    let raised = raise(.attributeError, text)
    notePending(name: name, object: value)
    return raised
  }

  func moduleName(_ module: Object) -> String {
    moduleNamespace(module).value(names.name).object(.string).map { StringObject($0).text } ?? "?"
  }

  // MARK: Storing

  /// `value.name = new` through an inline cache.
  @inline(never)
  func storeAttribute(_ value: Value, _ cache: UnsafeMutablePointer<Cache>, _ new: Value)
    throws(Raised)
  {
    let name = cache.pointee.name
    guard case .object(let object) = value, object.kind == .instance,
      TypeObject(object.type).body.pointee.storesPlainly,
      TypeObject(object.type).info.slotNames?.contains(name) ?? true,
      name != names.class, name != names.dict, find(name, in: object.type).isUndefined,
      let before = object.body(InstanceBody.self).pointee.shape
    else { return try setAttribute(of: value, name, new) }
    Instance(object).set(name, new, runtime)
    guard let after = object.body(InstanceBody.self).pointee.shape else { return }
    cache.pointee.shape = before
    cache.pointee.nextShape = after == before ? nil : after
    cache.pointee.slot = Shape.of(after).slot(name) ?? 0
  }

  /// `value.name = new`
  public func setAttribute(of value: Value, _ name: Symbol, _ new: Value) throws(Raised) {
    let type = type(of: value)
    let hook = find(names.setattr, in: type)
    if case .object(let function) = hook, function.kind != .native || !isObjectSetter(function) {
      _ = try callMethodValue(hook, value, [name.value, new])
      return
    }
    try setOrdinaryAttribute(of: value, name, new)
  }

  private func isObjectSetter(_ function: Object) -> Bool {
    Value.object(function).isIdentical(to: find(names.setattr, in: types.object))
  }

  /// What `object.__setattr__` does.
  func setOrdinaryAttribute(of value: Value, _ name: Symbol, _ new: Value) throws(Raised) {
    let type = type(of: value)
    let inClass = find(name, in: type)
    if case .object(let descriptor) = inClass, try setThroughDescriptor(descriptor, value, new) {
      return
    }
    guard case .object(let object) = value else { throw readOnly(value, name) }
    if try setBuiltinAttribute(of: object, name, new) { return }
    switch object.kind {
    case .instance, .exception:
      try checkSlots(object, name, inClass)
      Instance(object).set(name, new, runtime)
    case .type: try setTypeAttribute(object, name, new)
    case .module: moduleNamespace(object).set(name, new)
    case .function where Function.changeableNames.contains(name.text):
      heap.attributeDict(of: object, type: types.dict).set(name, new)
    case .function:
      attributeDict(&Function(object).body.pointee.attributes).set(name, new)
    case .foreign where TypeObject(object.type).info.hasAttributes:
      attributeDict(&object.body(ForeignBody.self).pointee.attributes).set(name, new)
    default:
      let info = TypeObject(object.type).info
      guard info.isUserDefined || info.hasAttributes else { throw readOnly(value, name) }
      try checkSlots(object, name, inClass)
      heap.attributeDict(of: object, type: types.dict).set(name, new)
    }
  }

  /// Replaces the whole `__dict__` of an instance of a class that a class statement made.
  func setAttributeDict(of object: Object, _ dict: Object) {
    switch object.kind {
    case .instance, .exception: Instance(object).setAttributeDict(dict, runtime)
    case .foreign: store(&object.body(ForeignBody.self).pointee.attributes, .object(own(dict)))
    default: heap.setAttributeDict(of: object, dict, type: types.dict)
    }
  }

  /// The dict in an attribute slot, made at first use.
  func attributeDict(_ slot: inout Value) -> Dict {
    if case .object(let dict) = slot { return Dict(dict) }
    let dict = heap.allocateDict(type: types.dict)
    slot = .object(dict.object)
    return dict
  }

  /// What `property.__set__` does.
  func set(property: Object, of value: Value, _ new: Value) throws(Raised) {
    let setter = property.body(PropertyBody.self).pointee.setter
    guard !setter.isNone else {
      throw raise(.attributeError, propertyMessage(.object(property), value, "setter"))
    }
    _ = try call(setter, with: value, new)
  }

  /// What `property.__delete__` does.
  func delete(property: Object, of value: Value) throws(Raised) {
    let deleter = property.body(PropertyBody.self).pointee.deleter
    guard !deleter.isNone else {
      throw raise(.attributeError, propertyMessage(.object(property), value, "deleter"))
    }
    _ = try call(deleter, with: value)
  }

  func setThroughDescriptor(_ descriptor: Object, _ value: Value, _ new: Value)
    throws(Raised) -> Bool
  {
    switch descriptor.kind {
    case .property where ownHook(names.set, of: descriptor).isUndefined:
      try set(property: descriptor, of: value, new)
      return true
    case .instance, .property:
      let set = find(names.set, in: descriptor.type)
      guard !set.isUndefined else { return try refuse(descriptor, "__set__", unless: names.delete) }
      _ = try callMethodValue(set, .object(descriptor), [value, new])
      return true
    default: return false
    }
  }

  /// False, unless a descriptor without one of the two methods has the other.
  private func refuse(_ descriptor: Object, _ missing: String, unless other: Symbol) throws(Raised)
    -> Bool
  {
    if find(other, in: descriptor.type).isUndefined { return false }
    throw raise(.attributeError, missing)
  }

  private func checkSlots(_ object: Object, _ name: Symbol, _ inClass: Value) throws(Raised) {
    let info = TypeObject(object.type).info
    if let slots = info.slotNames, !slots.contains(name) {
      if !inClass.isUndefined {
        throw raise(
          .attributeError, "'\(info.name)' object attribute '\(name.text)' is read-only")
      }
      throw noAttribute(.object(object), name)
    }
    if !info.hasAttributes, info.slotNames == nil { throw noAttribute(.object(object), name) }
  }

  private func setTypeAttribute(_ type: Object, _ name: Symbol, _ new: Value) throws(Raised) {
    let info = TypeObject(type).info
    guard info.isUserDefined else { throw immutable(type, name) }
    Dict(info.namespace).set(name, new)
    if comesBeforeAttributes(name, new) { retireShapes(of: type) }
    refreshSpecials(type, name)
    typeChanged()
  }

  /// Whether a new attribute of a class changes what instances give that have one of that name.
  private func comesBeforeAttributes(_ name: Symbol, _ new: Value) -> Bool {
    if [names.getattribute, names.setattr].contains(name) { return true }
    guard case .object(let object) = new else { return false }
    return isDataDescriptor(object)
  }

  /// Inline caches trust the shape of an instance and ask its class no more. When the class comes
  /// to have something that goes before its instances' attributes, these give up their shapes.
  func retireShapes(of type: Object) {
    var retired: Set<Object> = []
    func retire(_ type: Object) {
      guard retired.insert(type).inserted else { return }
      let info = TypeObject(type).info
      info.retireShapes()
      TypeObject(type).body.pointee.rootShape = info.rootShape.raw
      for subclass in info.subclasses { retire(subclass) }
    }
    retire(type)
    // The list is copied, as making dicts adds to it.
    for object in heap.trackedObjects
    where (object.kind == .instance || object.kind == .exception) && retired.contains(object.type) {
      _ = Instance(object).attributeDict(runtime)
    }
  }

  /// Keeps what the type's body says about special methods true after a change.
  func refreshSpecials(_ type: Object, _ name: Symbol?) {
    let body = TypeObject(type).body
    typeChanged()
    body.pointee.hasFinalizer = !TypeObject(type).find(names.del).isUndefined
    if body.pointee.hasFinalizer { heap.state.pointee.hasFinalizers = true }
    let getter = TypeObject(type).find(names.getattribute)
    body.pointee.hasCustomLookup =
      !getter.isUndefined && !getter.isIdentical(to: TypeObject(types.object).find(names.getattribute))
      && getter.object(.native) == nil
    let setter = TypeObject(type).find(names.setattr)
    body.pointee.storesPlainly =
      setter.isIdentical(to: TypeObject(types.object).find(names.setattr))
      && (TypeObject(type).info.slotNames != nil || TypeObject(type).info.hasAttributes)
    for subclass in TypeObject(type).info.subclasses { refreshSpecials(subclass, name) }
  }

  private func immutable(_ type: Object, _ name: Symbol) -> Raised {
    raise(
      .typeError,
      "cannot set '\(name.text)' attribute of immutable type '\(TypeObject(type).info.name)'")
  }

  private func readOnly(_ value: Value, _ name: Symbol) -> Raised {
    if name == names.class { return fixedClass() }
    let parts = ["real", "imag", "numerator", "denominator"]
    if parts.contains(name.text), !numberAttribute(value, name).isUndefined {
      let isComplex = value.object(.complex) != nil
      return raise(
        .attributeError,
        isComplex ? "readonly attribute"
          : "attribute '\(name.text)' of '\(typeName(of: value))' objects is not writable")
    }
    if find(name, in: type(of: value)).isUndefined {
      return noAttribute(value, name, isChange: true)
    }
    return raise(
      .attributeError, "'\(typeName(of: value))' object attribute '\(name.text)' is read-only")
  }

  // MARK: Deleting

  func deleteAttribute(_ value: Value, _ name: Symbol) throws(Raised) {
    let type = type(of: value)
    let hook = find(names.delattr, in: type)
    if let function = hook.object(.function) {
      _ = try callMethodValue(.object(function), value, [name.value])
      return
    }
    try deleteOrdinaryAttribute(value, name)
  }

  /// What `object.__delattr__` does.
  func deleteOrdinaryAttribute(_ value: Value, _ name: Symbol) throws(Raised) {
    let inClass = find(name, in: type(of: value))
    if case .object(let descriptor) = inClass, try deleteThroughDescriptor(descriptor, value) {
      return
    }
    guard case .object(let object) = value else { throw noAttribute(value, name) }
    if try deleteBuiltinAttribute(of: object, name) { return }
    let dict: Dict
    switch object.kind {
    case .instance, .exception:
      guard !Instance(object).value(name).isUndefined else { throw nothingToDelete(value, name) }
      dict = Instance(object).attributeDict(runtime)
    case .type:
      guard TypeObject(object).isUserDefined else { throw immutable(object, name) }
      dict = TypeObject(object).namespace
    case .module: dict = moduleNamespace(object)
    case .function: dict = attributeDict(&Function(object).body.pointee.attributes)
    case .foreign: dict = attributeDict(&object.body(ForeignBody.self).pointee.attributes)
    default:
      guard TypeObject(object.type).isUserDefined else {
        throw noAttribute(value, name, isChange: true)
      }
      dict = heap.attributeDict(of: object, type: types.dict)
    }
    let place = dict.find(name)
    guard place >= 0 else { throw nothingToDelete(value, name) }
    let removed = dict.remove(at: place)
    drop(removed.key)
    drop(removed.value)
    if object.kind == .type { refreshSpecials(object, name) }
  }

  /// AttributeError for an attribute that is not there; an empty slot has its name only.
  private func nothingToDelete(_ value: Value, _ name: Symbol) -> Raised {
    let isSlot = TypeObject(type(of: value)).info.resolutionOrder.contains { type in
      let slots = TypeObject(type).isUserDefined
        ? TypeObject(type).namespace.value(names.slots) : .undefined
      if let only = symbol(of: slots) { return only == name }
      if let described = slots.object(.dict) { return Dict(described).find(name) >= 0 }
      return (items(slots) ?? []).contains { symbol(of: $0) == name }
    }
    return isSlot ? raise(.attributeError, name.text) : noAttribute(value, name, isChange: true)
  }

  func deleteThroughDescriptor(_ descriptor: Object, _ value: Value) throws(Raised) -> Bool {
    switch descriptor.kind {
    case .property where ownHook(names.delete, of: descriptor).isUndefined:
      try delete(property: descriptor, of: value)
      return true
    case .instance, .property:
      let delete = find(names.delete, in: descriptor.type)
      guard !delete.isUndefined else { return try refuse(descriptor, "__delete__", unless: names.set) }
      _ = try callMethodValue(delete, .object(descriptor), [value])
      return true
    default: return false
    }
  }

  // MARK: Special methods

  /// Calls a function found in a class as a method of a value.
  func callMethodValue(_ method: Value, _ receiver: Value, _ arguments: [Value]) throws(Raised)
    -> Value
  {
    guard isPlainMethod(method) else {
      return try call(try bound(method, to: receiver, type(of: receiver)), arguments)
    }
    return arguments.isEmpty
      ? try call(method, with: receiver) : try call(method, [receiver] + arguments)
  }

  /// The same with one argument: without an array.
  func callMethodValue(_ method: Value, _ receiver: Value, with argument: Value) throws(Raised)
    -> Value
  {
    if isPlainMethod(method) { return try call(method, with: receiver, argument) }
    return try call(try bound(method, to: receiver, type(of: receiver)), with: argument)
  }

  /// Whether a class attribute is a function that takes the instance as its first argument.
  @inline(__always)
  private func isPlainMethod(_ method: Value) -> Bool {
    guard case .object(let object) = method else { return false }
    return object.kind == .function || object.kind == .native && !isClassNative(object)
  }

  /// Calls a special method if the value's class has it; undefined otherwise.
  public func callSpecial(_ name: Symbol, _ value: Value, _ arguments: [Value] = []) throws(Raised)
    -> Value
  {
    let method = find(name, in: type(of: value))
    if method.isUndefined || method.isNone { return .undefined }
    return try callMethodValue(method, value, arguments)
  }
}
