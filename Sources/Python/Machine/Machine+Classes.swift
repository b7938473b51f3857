/// Class statements and `type(name, bases, namespace)`.
extension Machine {
  /// Runs a class statement: a = body function, a+1 name, a+2 bases, a+3 keywords; the class
  /// replaces the function.
  func buildClass(_ a: UnsafeMutablePointer<Value>) throws(Raised) {
    guard case .object(let body) = a[0], var bases = items(a[2]) else { return }
    let keywords = a[3].object(.dict).map(Dict.init)
    let written = bases
    bases = try resolveBases(bases)
    let hasStandIns = !zip(written, bases).allSatisfy { $0.isIdentical(to: $1) } || written.count != bases.count
    let metaclass = try findMetaclass(bases, keywords)
    let rest = newDict()
    keywords?.forEach { key, value in
      if let name = key.object(.string), StringObject(name).text != "metaclass" {
        rest.set(runtime.symbols.intern(StringObject(name)), value)
      }
    }
    let namespace = try prepareNamespace(metaclass, a[1], bases, rest)
    let code = Function(body).code
    try setItem(of: namespace, names.module.value, moduleNameValue(Function(body)))
    try setItem(of: namespace, names.qualname.value, string(code.qualifiedName))
    if let doc = code.doc { try setItem(of: namespace, names.doc.value, string(doc)) }
    let cell = try runClassBody(body, namespace)
    if hasStandIns {
      try setItem(of: namespace, symbol("__orig_bases__").value, tuple(written))
    }
    let pairs = keywordPairs(rest)
    let made = try call(metaclass, [a[1], tuple(bases), namespace], pairs)
    if let cell = cell.object(.cell) { store(&cell.body(CellBody.self).pointee.content, own(made)) }
    store(a, own(made))
  }

  private func moduleNameValue(_ function: Function) -> Value {
    let name = Dict(function.body.pointee.globals).value(names.name)
    return name.isUndefined ? string("builtins") : name
  }

  func keywordPairs(_ dict: Dict) -> [(name: Symbol, value: Value)] {
    var pairs: [(name: Symbol, value: Value)] = []
    dict.forEach { key, value in
      if let name = key.object(.string) {
        pairs.append((runtime.symbols.intern(StringObject(name)), value))
      }
    }
    return pairs
  }

  /// Bases that are no classes may say what stands for them (`__mro_entries__`).
  private func resolveBases(_ bases: [Value]) throws(Raised) -> [Value] {
    var result: [Value] = []
    for base in bases {
      if base.object(.type) == nil {
        let hook = try findAttribute(of: base, symbol("__mro_entries__"))
        if !hook.isUndefined {
          result += items(try call(hook, with: tuple(bases))) ?? []
          continue
        }
      }
      result.append(base)
    }
    return result
  }

  private func findMetaclass(_ bases: [Value], _ keywords: Dict?) throws(Raised) -> Value {
    // What derives from an instance, such as a module, is an error of the instance's class.
    if let first = bases.first, first.object(.type) == nil,
      keywords?.value(symbol("metaclass")).isUndefined ?? true
    {
      return .object(type(of: first))
    }
    var best = types.type
    if let given = keywords?.value(symbol("metaclass")), !given.isUndefined {
      guard case .object(let type) = given, type.kind == .type else { return given }
      best = type
    }
    return .object(try derivedMetaclass(best, bases))
  }

  /// The most derived of a metaclass and those of the bases.
  func derivedMetaclass(_ metaclass: Object, _ bases: [Value]) throws(Raised) -> Object {
    var best = metaclass
    for base in bases {
      let candidate = type(of: base)
      if TypeObject(candidate).isSubclass(of: best) {
        best = candidate
      } else if !TypeObject(best).isSubclass(of: candidate), base.object(.type) != nil {
        throw raise(
          .typeError,
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass "
            + "of the metaclasses of all its bases")
      }
    }
    return best
  }

  private func prepareNamespace(_ metaclass: Value, _ name: Value, _ bases: [Value], _ rest: Dict)
    throws(Raised) -> Value
  {
    guard let type = metaclass.object(.type), type != types.type,
      case let hook = try findAttribute(of: metaclass, names.prepare), !hook.isUndefined
    else { return .object(newDict().object) }
    return try call(hook, [name, tuple(bases)], keywordPairs(rest))
  }

  /// Runs the body; its value is the cell of `__class__`, or None.
  private func runClassBody(_ function: Object, _ namespace: Value) throws(Raised) -> Value {
    let window = nativeTop + 1
    store(window - 1, .object(own(function)))
    store(window, own(namespace))
    defer { store(window - 1, .undefined) }
    let code = Function(function).body.pointee.code
    try pushFrame(code, window, 1)
    return pooled(try runNested())
  }

  // MARK: type()

  /// A new class; `metatype` is its class. Calls `__set_name__` and `__init_subclass__`.
  func makeClass(
    _ metatype: Object, name: String, bases: [Value], namespace: Dict,
    keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Value {
    var baseTypes: [Object] = []
    for base in bases {
      guard let type = base.object(.type) else {
        throw raise(
          .typeError,
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass "
            + "of the metaclasses of all its bases")
      }
      guard TypeObject(type).info.isBase || TypeObject(type).isUserDefined else {
        throw raise(
          .typeError, "type '\(TypeObject(type).name)' is not an acceptable base type")
      }
      baseTypes.append(type)
    }
    if baseTypes.isEmpty { baseTypes = [types.object] }
    let layout = try layoutBase(baseTypes)
    let order = try linearize(name, baseTypes)
    let type = newClass(metatype, name: name, bases: baseTypes, layout: layout, namespace: namespace)
    TypeObject(type).info.resolutionOrder = [type] + order.map { own($0) }
    try finishClass(type, keywords)
    return .object(type)
  }

  /// The base whose instances decide the memory layout.
  func layoutBase(_ bases: [Object]) throws(Raised) -> Object {
    var best = bases[0]
    for base in bases.dropFirst() {
      guard let layout = TypeObject(base).info.layoutType else { continue }
      let known = TypeObject(best).info.layoutType
      if let known, TypeObject(known).isSubclass(of: layout) { continue }
      if known.map(TypeObject(layout).isSubclass) ?? true {
        best = base
      } else {
        throw raise(.typeError, "multiple bases have instance lay-out conflict")
      }
    }
    if TypeObject(best).info.kind == .super { throw unsupported("subclasses of super") }
    return best
  }

  private func newClass(
    _ metatype: Object, name: String, bases: [Object], layout: Object, namespace: Dict
  ) -> Object {
    let object = heap.allocate(MemoryLayout<TypeBody>.stride, .type, metatype)
    let copy = heap.allocateDict(type: types.dict)
    namespace.forEach { key, value in
      if let text = key.object(.string) { copy.set(runtime.symbols.intern(StringObject(text)), value) }
    }
    let module = copy.value(names.module).object(.string).map { StringObject($0).text }
    let qualified = copy.value(names.qualname).object(.string).map { StringObject($0).text }
    let place = copy.find(names.qualname)
    if place >= 0 {
      let removed = copy.remove(at: place)
      drop(removed.key)
      drop(removed.value)
    }
    let kind = TypeObject(layout).info.kind
    let info = TypeInfo(
      name: name, qualifiedName: qualified ?? name, module: module ?? text(currentGlobals().value(names.name)) ?? "builtins",
      kind: kind == .iterator ? .derivedIterator : kind, hasAttributes: true, isUserDefined: true,
      bases: bases.map { own($0) }, namespace: copy.object, rootShape: Shape())
    info.foreign = TypeObject(layout).info.foreign
    TypeObject.initialize(object, info)
    if copy.value(names.module).isUndefined { copy.set(names.module, string(info.module)) }
    for base in bases { TypeObject(base).info.subclasses.append(object) }
    let widest = bases.map { TypeObject($0).body.pointee.slotCapacity }.max() ?? 4
    TypeObject(object).body.pointee.slotCapacity = widest
    return heap.pooled(object)
  }

  private func finishClass(_ type: Object, _ keywords: [(name: Symbol, value: Value)])
    throws(Raised)
  {
    let info = TypeObject(type).info
    let namespace = Dict(info.namespace)
    makeImplicitMethods(namespace)
    try applySlots(type, info)
    if namespace.value(names.doc).isUndefined { namespace.set(names.doc, .none) }
    // A class with its own `__eq__` and no `__hash__` is not hashable.
    if !namespace.value(names.eq).isUndefined, namespace.value(names.hash).isUndefined {
      namespace.set(names.hash, .none)
    }
    refreshSpecials(type, nil)
    try callSetName(type, namespace)
    let start = heap.allocate(MemoryLayout<SuperBody>.stride, .super, types.superType)
    start.body(SuperBody.self).pointee.start = .object(own(type))
    start.body(SuperBody.self).pointee.receiver = .object(own(type))
    let parent = Value.object(heap.pooled(start))
    let hook = try findAttribute(of: parent, names.initSubclass)
    if !hook.isUndefined {
      _ = try call(hook, [], keywords)
    } else if !keywords.isEmpty {
      throw raise(.typeError, "\(info.name).__init_subclass__() takes no keyword arguments")
    }
  }

  /// `__new__` is a static method, `__init_subclass__` and `__class_getitem__` class methods,
  /// without a decorator.
  private func makeImplicitMethods(_ namespace: Dict) {
    func wrap(_ name: Symbol, _ kind: Kind, _ type: Object) {
      let value = namespace.value(name)
      guard value.object(.function) != nil else { return }
      let wrapper = heap.allocate(MemoryLayout<CellBody>.stride, kind, type)
      wrapper.body(CellBody.self).pointee.content = own(value)
      namespace.set(name, .object(heap.pooled(wrapper)))
    }
    wrap(names.new, .staticMethod, types.staticMethod)
    wrap(names.initSubclass, .classMethod, types.classMethod)
    wrap(names.classGetitem, .classMethod, types.classMethod)
  }

  /// `__slots__`: instances have these attributes only, unless a base has a `__dict__`.
  private func applySlots(_ type: Object, _ info: TypeInfo) throws(Raised) {
    let slots = Dict(info.namespace).value(names.slots)
    let bases = info.resolutionOrder.dropFirst().filter { TypeObject($0).isUserDefined }
    let basesAreSlotted = bases.allSatisfy { TypeObject($0).info.slotNames != nil }
    guard !slots.isUndefined else { return addInstanceParts(to: info) }
    var own: Set<Symbol> = []
    let entries = isString(slots) ? [slots] : try collect(slots)
    if !entries.isEmpty, [.bigInt, .tuple, .bytes].contains(info.kind) {
      let base = TypeObject(info.bases[0]).name
      throw raise(.typeError, "nonempty __slots__ not supported for subtype of '\(base)'")
    }
    for entry in entries {
      let name = try slotName(entry, in: info)
      guard Dict(info.namespace).value(name).isUndefined else {
        throw raise(
          .valueError, "'\(name.text)' in __slots__ conflicts with class variable")
      }
      if !own.insert(name).inserted, name == names.dict {
        throw raise(.typeError, "__dict__ slot disallowed: we already got one")
      }
    }
    if own.contains(names.dict), info.bases.contains(where: { TypeObject($0).info.hasAttributes }) {
      throw raise(.typeError, "__dict__ slot disallowed: we already got one")
    }
    if own.contains(names.weakref), !basesAreSlotted {
      throw raise(
        .typeError,
        "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0")
    }
    for name in own.subtracting([names.dict, names.weakref]).sorted(by: { $0.text < $1.text }) {
      addMember(name, to: info, types.memberDescriptor)
    }
    for name in [names.dict, names.weakref] where own.contains(name) {
      addMember(name, to: info, types.getSetDescriptor)
    }
    guard basesAreSlotted, info.kind != .exception, !own.contains(names.dict) else { return }
    let names = bases.reduce(own) { $0.union(TypeObject($1).info.slotNames ?? []) }
    info.slotNames = names
    TypeObject(type).body.pointee.slotCapacity = min(names.count, Instance.largestShape)
    info.hasAttributes = false
  }

  /// The attribute that an entry of `__slots__` stands for: private names get the class's in front.
  private func slotName(_ entry: Value, in info: TypeInfo) throws(Raised) -> Symbol {
    guard let name = entry.object(.string) else {
      throw raise(
        .typeError, "__slots__ items must be strings, not '\(typeName(of: entry))'")
    }
    guard UnicodeTraits.isIdentifier(StringObject(name).codePoints) else {
      throw raise(.typeError, "__slots__ must be identifiers")
    }
    let symbol = runtime.symbols.intern(StringObject(name))
    let className = info.name.drop { $0 == "_" }
    guard symbol.text.hasPrefix("__"), !symbol.text.hasSuffix("__"), !className.isEmpty else {
      return symbol
    }
    return runtime.symbols.intern("_" + className + symbol.text)
  }

  private func callSetName(_ type: Object, _ namespace: Dict) throws(Raised) {
    // The entries are kept: a `__set_name__` may change the class.
    var entries: [(Value, Value)] = []
    namespace.forEach { entries.append((pooled(own($0)), pooled(own($1)))) }
    for (name, value) in entries {
      guard case .object(let object) = value, TypeObject(object.type).isUserDefined else { continue }
      let hook = find(names.setName, in: object.type)
      guard !hook.isUndefined else { continue }
      do throws(Raised) {
        _ = try callMethodValue(hook, value, [.object(type), name])
      } catch {
        throw raiseFromPending(
          .runtimeError,
          "Error calling __set_name__ on '\(typeName(of: value))' instance \(try repr(name)) "
            + "in '\(TypeObject(type).name)'")
      }
    }
  }

  /// The C3 order of a class's bases.
  func linearize(_ name: String, _ bases: [Object]) throws(Raised) -> [Object] {
    for (index, base) in bases.enumerated() where bases[..<index].contains(base) {
      throw raise(.typeError, "duplicate base class \(TypeObject(base).name)")
    }
    var lists = bases.map { TypeObject($0).info.resolutionOrder } + [bases]
    var result: [Object] = []
    while true {
      lists.removeAll { $0.isEmpty }
      if lists.isEmpty { return result }
      guard
        let next = lists.lazy.map({ $0[0] }).first(where: { candidate in
          !lists.contains { $0.dropFirst().contains(candidate) }
        })
      else { throw inconsistentOrder(lists) }
      result.append(next)
      for index in lists.indices where lists[index].first == next { lists[index].removeFirst() }
    }
  }

  private func inconsistentOrder(_ lists: [[Object]]) -> Raised {
    var names: [String] = []
    for list in lists {
      let name = TypeObject(list[0]).name
      if !names.contains(name) { names.append(name) }
    }
    return raise(
      .typeError,
      "Cannot create a consistent method resolution\norder (MRO) for bases "
        + names.joined(separator: ", "))
  }

  // MARK: Functions

  /// Makes a function object: defaults, keyword defaults and annotations are given up by `parts`.
  func makeFunction(
    _ a: UnsafeMutablePointer<Value>, _ code: UnsafeMutablePointer<BoundCode>,
    parts: UnsafeMutablePointer<Value>?, _ registers: UnsafeMutablePointer<Value>
  ) {
    let count = code.pointee.captureCount
    let function = heap.allocateFunction(code, captureCount: count, type: types.function)
    if let parts {
      function.body.pointee.defaults = parts[0]
      function.body.pointee.keywordDefaults = parts[1]
      function.body.pointee.annotations = parts[2]
      for index in 0..<3 { parts[index] = .undefined }
    }
    for index in 0..<count {
      function.captures[index] = capturedCell(code.pointee.captures[index], registers)
    }
    store(a, .object(function.object))
  }

  @inline(__always)
  private func capturedCell(_ capture: Capture, _ registers: UnsafeMutablePointer<Value>) -> Object {
    switch capture {
    case .cell(let register):
      if case .object(let cell) = registers[register] { return own(cell) }
    case .free(let index):
      if case .object(let function) = registers[-1] { return own(Function(function).captures[index]) }
    }
    return heap.allocateCell(.undefined, type: types.cell)
  }
}
