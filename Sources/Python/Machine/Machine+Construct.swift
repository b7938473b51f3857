/// Calling classes: making instances.
extension Machine {
  /// `cls(...)` with positional arguments behind `a` and keywords. True if a frame was pushed.
  func construct(
    _ type: Object, _ a: UnsafeMutablePointer<Value>, positional count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Bool {
    let body = TypeObject(type).body
    if body.pointee.initVersion == heap.state.pointee.typeVersion, keywords.isEmpty {
      if case .object(let initializer) = body.pointee.initFunction {
        try constructPlain(type, initializer, a, positional: count, keywords: nil)
        return true
      }
      if count == 0 {
        store(a, .object(heap.allocateInstance(type)))
        return false
      }
    }
    if body.pointee.constructorVersion == heap.state.pointee.typeVersion,
      case .object(let new) = body.pointee.constructor
    {
      return new.kind == .function
        ? try constructByFunction(new, a, count, keywords)
        : try constructNatively(new, a, count, keywords)
    }
    if let made = emptyContainer(type) {
      if count == 0, keywords.isEmpty {
        store(a, .object(made))
        return false
      }
      return try fill(made, a, positional: count, keywords)
    }
    if type == types.superType, count == 2, keywords.isEmpty, !state.pointee.isProfiling {
      let made = try makeSuper(a[1], a[2])
      clear(a + 1, 2)
      store(a, .object(made))
      return false
    }
    if type == types.type, count == 1, keywords.isEmpty {
      let result = own(Value.object(self.type(of: a[1])))
      store(a + 1, .undefined)
      store(a, result)
      return false
    }
    if type.type == types.type, !TypeObject(type).isUserDefined,
      type != types.object, type != types.type,
      let new = find(names.new, in: type).object(.native), !hasInitializer(type),
      !Value.object(new).isIdentical(to: find(names.new, in: types.object))
    {
      body.pointee.constructor = .object(new)
      body.pointee.constructorVersion = heap.state.pointee.typeVersion
      return try constructNatively(new, a, count, keywords)
    }
    if !isCalledPlainly(type) {
      return try constructThroughMetaclass(find(names.call, in: type.type), a, count, keywords)
    }
    return try constructGeneral(type, a, count, keywords)
  }

  /// Whether a call of the class is what `type.__call__` makes of it: its metaclass has none of its own.
  private func isCalledPlainly(_ type: Object) -> Bool {
    if type.type == types.type { return true }
    let metaCall = find(names.call, in: type.type)
    return metaCall.isUndefined || metaCall.isIdentical(to: find(names.call, in: types.type))
  }

  /// A new `list`, `dict` or `set` with nothing in it, owned; nil for other classes.
  @inline(__always)
  private func emptyContainer(_ type: Object) -> Object? {
    if type == types.list { return heap.allocateList(capacity: 0, type: type).object }
    if type == types.dict { return heap.allocateDict(type: type).object }
    return type == types.set ? allocateSet(type).object : nil
  }

  /// Lets the `__init__` of a built-in class fill a new container, which it owns.
  private func fill(
    _ made: Object, _ a: UnsafeMutablePointer<Value>, positional count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Bool {
    if case .object(let initializer) = find(names.`init`, in: made.type) {
      store(a, .object(own(made)))
      do throws(Raised) {
        drop(try callNative(initializer, a, count + 1, keywords))
      } catch {
        drop(made)
        throw error
      }
    }
    store(a, .object(made))
    return false
  }

  /// Whether the class has an `__init__` other than that of `object`.
  private func hasInitializer(_ type: Object) -> Bool {
    !find(names.`init`, in: type).isIdentical(to: find(names.`init`, in: types.object))
  }

  /// The same where the values of keywords stand behind the positional arguments, for a class with
  /// plain instances; false, and nothing is changed, for others.
  func constructPlain(
    _ type: Object, _ a: UnsafeMutablePointer<Value>, positional count: Int, keywords: Tuple
  ) throws(Raised) -> Bool {
    let body = TypeObject(type).body
    guard body.pointee.initVersion == heap.state.pointee.typeVersion,
      case .object(let initializer) = body.pointee.initFunction
    else { return false }
    try constructPlain(type, initializer, a, positional: count, keywords: keywords)
    return true
  }

  /// A plain instance whose `__init__` is Python code: the frame of `__init__` is pushed.
  @inline(__always)
  private func constructPlain(
    _ type: Object, _ initializer: Object, _ a: UnsafeMutablePointer<Value>,
    positional count: Int, keywords: Tuple?
  ) throws(Raised) {
    let instance = heap.allocateInstance(type)
    let given = count + (keywords?.count ?? 0)
    shift(a + 1, given)
    a[1] = .object(own(instance))
    store(a, .object(own(initializer)))
    let code = Function(initializer).body.pointee.code
    do throws(Raised) {
      if code.pointee.plainCount != given + 1 || keywords != nil {
        try arrangeOrBind(Function(initializer), a + 1, positional: count + 1, keywords: keywords)
      }
      try pushFrame(
        code, a + 1, code.pointee.parameterCount, kind: .initializer, to: a, owner: instance)
    } catch {
      drop(instance)
      giveUpArguments(a, given + 1, code)
      throw error
    }
  }

  /// Puts arguments where the parameters of a function are; raises TypeError where they don't fit.
  @inline(never)
  private func arrangeOrBind(
    _ function: Function, _ window: UnsafeMutablePointer<Value>, positional count: Int,
    keywords: Tuple?
  ) throws(Raised) {
    if arrange(function, window, positional: count, keywords: keywords) { return }
    let mark = heap.state.pointee.poolCount
    defer { heap.drain(to: mark) }
    var pairs: [(name: Symbol, value: Value)] = []
    for index in 0..<(keywords?.count ?? 0) {
      guard case .object(let name)? = keywords?[index] else { continue }
      let slot = window + count + index
      pairs.append((Symbol(object: name), pooled(slot.pointee)))
      slot.pointee = .undefined
    }
    try bind(function, window, count, pairs)
  }

  /// An instance of a built-in class. The class stands where its `__new__` expects it: before the
  /// arguments.
  @inline(__always)
  private func constructNatively(
    _ new: Object, _ a: UnsafeMutablePointer<Value>, _ count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Bool {
    let value = try callNative(new, a, count + 1, keywords)
    store(a, value)
    return false
  }

  /// An instance of a class whose `__new__` is Python code and all it takes: a call of that with
  /// the class before the arguments.
  private func constructByFunction(
    _ new: Object, _ a: UnsafeMutablePointer<Value>, _ count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Bool {
    shift(a + 1, count)
    a[1] = a.pointee
    a.pointee = .object(own(new))
    return try callAny(a, positional: count + 1, keywords)
  }

  /// Notes a class whose instances its `__new__` makes complete.
  private func cacheConstructor(_ type: Object, _ new: Value, _ initializer: Value) {
    let info = TypeObject(type).info
    if info.isUserDefined, isCalledPlainly(type),
      initializer.isIdentical(to: find(names.`init`, in: types.object)),
      let function = unwrapStatic(new).object(.function)
    {
      TypeObject(type).body.pointee.constructor = .object(function)
      TypeObject(type).body.pointee.constructorVersion = heap.state.pointee.typeVersion
      return
    }
    guard !info.isUserDefined, type.type == types.type, type != types.type,
      let native = new.object(.native), isClassNative(native), info.kind != .instance,
      isTrivial(initializer, type)
    else { return }
    TypeObject(type).body.pointee.constructor = new
    TypeObject(type).body.pointee.constructorVersion = heap.state.pointee.typeVersion
  }

  /// Whether an `__init__` adds nothing to what `__new__` does: `object`'s, and that of exceptions,
  /// whose `__new__` takes the same arguments.
  private func isTrivial(_ initializer: Value, _ type: Object) -> Bool {
    if initializer.isIdentical(to: find(names.`init`, in: types.object)) { return true }
    return initializer.isIdentical(to: find(names.`init`, in: types[.baseException]))
      && TypeObject(type).info.kind == .exception
  }

  private func constructThroughMetaclass(
    _ metaCall: Value, _ a: UnsafeMutablePointer<Value>, _ count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Bool {
    let arguments = (0...count).map { a[$0] }
    let result = own(try call(metaCall, arguments, keywords))
    clear(a + 1, count)
    store(a, result)
    return false
  }

  /// `__new__`, then `__init__`: what `type.__call__` does.
  func constructGeneral(
    _ type: Object, _ a: UnsafeMutablePointer<Value>, _ count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Bool {
    let arguments = (0..<count).map { a[$0 + 1] }
    let mark = heap.state.pointee.poolCount
    let value = own(try construct(type, arguments, keywords))
    heap.drain(to: mark)
    clear(a + 1, count)
    store(a, value)
    return false
  }

  /// A new instance of a class, borrowed.
  func construct(
    _ type: Object, _ arguments: [Value], _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Value {
    let new = find(names.new, in: type)
    let objectNew = find(names.new, in: types.object)
    let initializer = find(names.`init`, in: type)
    let objectInit = find(names.`init`, in: types.object)
    let hasInit = !initializer.isIdentical(to: objectInit)
    let instance: Value
    if let only = try onlyInstance(of: type, arguments) { return only }
    if new.isIdentical(to: objectNew) {
      try checkConstructible(type, arguments)
      if !hasInit, !(arguments.isEmpty && keywords.isEmpty) {
        throw raise(.typeError, "\(TypeObject(type).name)() takes no arguments")
      }
      instance = try newInstance(type)
    } else {
      let known = hasInit && !keywords.isEmpty && ignoresKeywords(new) ? [] : keywords
      instance = try call(unwrapStatic(new), [.object(type)] + arguments, known)
      guard isInstance(instance, of: type) else { return instance }
    }
    cacheInitializer(type, initializer, usesObjectNew: new.isIdentical(to: objectNew))
    cacheConstructor(type, new, initializer)
    guard hasInit else { return instance }
    let result = try call(initializer, [instance] + arguments, keywords)
    guard result.isNone else {
      throw raise(.typeError, "__init__() should return None, not '\(typeName(of: result))'")
    }
    return instance
  }

  /// Whether a `__new__` leaves keywords to the `__init__` of a class that has one of its own.
  private func ignoresKeywords(_ new: Value) -> Bool {
    [types.float, types.tuple, types.frozenSet].contains {
      new.isIdentical(to: find(names.new, in: $0))
    }
  }

  /// Notes the `__init__` of a class whose instances need nothing else; none for that of `object`.
  private func cacheInitializer(_ type: Object, _ initializer: Value, usesObjectNew: Bool) {
    guard usesObjectNew, TypeObject(type).info.kind == .instance, isCalledPlainly(type),
      abstractNames(of: type).isEmpty
    else { return }
    if initializer.isIdentical(to: find(names.`init`, in: types.object)) {
      TypeObject(type).body.pointee.initFunction = .none
    } else if let function = initializer.object(.function),
      !Function(function).body.pointee.code.pointee.isGenerator
    {
      TypeObject(type).body.pointee.initFunction = initializer
    } else {
      return
    }
    TypeObject(type).body.pointee.initVersion = heap.state.pointee.typeVersion
  }

  /// The only instance of a class that has one: of None and its like.
  private func onlyInstance(of type: Object, _ arguments: [Value]) throws(Raised) -> Value? {
    let singles: [(type: Object, value: Value, name: String)] = [
      (types.noneType, .none, "NoneType"), (types.ellipsisType, ellipsis, "EllipsisType"),
      (types.notImplementedType, notImplemented, "NotImplementedType"),
    ]
    guard let single = singles.first(where: { $0.type == type }) else { return nil }
    if !arguments.isEmpty { throw raise(.typeError, "\(single.name) takes no arguments") }
    return single.value
  }

  /// Refuses to call a built-in class whose instances only the language makes.
  private func checkConstructible(_ type: Object, _ arguments: [Value]) throws(Raised) {
    let info = TypeObject(type).info
    guard !info.isUserDefined, info.kind != .instance || type == types.union else { return }
    if type == types.function { throw refusedFunction(arguments) }
    if type == types.code {
      guard arguments.count >= 16 else {
        throw raise(.typeError, "code expected at least 16 arguments, got \(arguments.count)")
      }
      throw unsupported("types.CodeType()")
    }
    if type == types.traceback { throw unsupported("types.TracebackType()") }
    if type == types.cell { throw unsupported("types.CellType()") }
    let module = info.module == "builtins" ? "" : info.module + "."
    throw raise(.typeError, "cannot create '\(module)\(info.name)' instances")
  }

  /// What `types.FunctionType(...)` says: what is wrong with its arguments, or that it is not supported.
  private func refusedFunction(_ arguments: [Value]) -> Raised {
    for (place, name) in ["code", "globals"].enumerated() where place >= arguments.count {
      return raise(.typeError, "function() missing required argument '\(name)' (pos \(place + 1))")
    }
    let code = arguments[0]
    if typeName(of: code) == "code" { return unsupported("types.FunctionType()") }
    return raise(.typeError, "function() argument 'code' must be code, not \(argumentTypeName(code))")
  }

  /// `object.__new__`: an instance of a class that derives from no other built-in type.
  func newInstance(_ type: Object) throws(Raised) -> Value {
    let abstract = abstractNames(of: type)
    if !abstract.isEmpty {
      let plural = abstract.count == 1 ? "" : "s"
      throw raise(
        .typeError,
        "Can't instantiate abstract class \(TypeObject(type).name) with abstract method\(plural) "
          + abstract.joined(separator: ", "))
    }
    let info = TypeObject(type).info
    guard info.kind == .instance, type != types.noneType, type != types.ellipsisType,
      type != types.notImplementedType
    else {
      throw raise(
        .typeError, "object.__new__(\(info.name)) is not safe, use \(info.name).__new__()")
    }
    return .object(heap.pooled(heap.allocateInstance(type)))
  }

  /// The names in `__abstractmethods__`, sorted.
  func abstractNames(of type: Object) -> [String] {
    guard TypeObject(type).isUserDefined else { return [] }
    let value = TypeObject(type).namespace.value(runtime.symbols.intern("__abstractmethods__"))
    guard let set = value.object(.set) else { return [] }
    var result: [String] = []
    SetObject(set).forEachOwned { if let name = $0.object(.string) { result.append(StringObject(name).text) } }
    return result.sorted()
  }

  /// The function behind a static method object.
  func unwrapStatic(_ value: Value) -> Value {
    guard let method = value.object(.staticMethod) else { return value }
    return method.body(CellBody.self).pointee.content
  }
}
