/// The built-in functions about attributes, namespaces, source text and the outside world.
let namespaceFunctions: [Builtin] = [
  Builtin("delattr(obj, name, /)", "Delete the named attribute from the object.") {
    (m, a) throws(Raised) in
    try m.deleteAttribute(a[0], try m.attributeName(a[1]))
    return .none
  },
  Builtin("dir(object=None, /)", "Return the names of an object's attributes.") {
    (m, a) throws(Raised) in
    guard let value = a.given(0) else {
      let names = try m.list(m.collect(m.currentNamespace()))
      if let list = names.object(.list) { try m.sort(List(list), key: .none, isReversed: false) }
      return names
    }
    let result = try m.callSpecial(m.names.dir, value)
    let list = m.newList()
    try m.extend(.object(list.object), result, isUnpacking: false)
    try m.sort(list, key: .none, isReversed: false)
    return .object(list.object)
  },
  Builtin("getattr(object, name, default=None, /)", "Get a named attribute.") {
    (m, a) throws(Raised) in
    let name = try m.attributeName(a[1])
    guard let standard = a.given(2) else { return try m.attribute(of: a[0], name) }
    let found = try m.attributeUnlessMissing(of: a[0], name)
    return found.isUndefined ? standard : found
  },
  Builtin("globals()", "Return the dictionary of global variables.") { (m, a) throws(Raised) in
    .object(m.currentGlobals().object)
  },
  Builtin("hasattr(obj, name, /)", "Return whether the object has the attribute.") {
    (m, a) throws(Raised) in
    let name = try m.attributeName(a[1])
    return .bool(!(try m.attributeUnlessMissing(of: a[0], name)).isUndefined)
  },
  Builtin("help(*args)", "Show help.") { (m, a) throws(Raised) in
    let pydoc = try m.importModule("pydoc")
    return try m.call(try m.attribute(of: pydoc, m.symbol("help")), Array(a.rest))
  },
  Builtin("input(prompt='', /)", "Read a line.") { (m, a) throws(Raised) in
    let prompt = try a.given(0).map { (value) throws(Raised) in try m.str(value) } ?? ""
    guard let line = m.host.readLine?(prompt) else {
      try m.checkInterrupt()
      throw m.host.refuseInput() ?? m.raise(.eofError, "EOF when reading a line")
    }
    return m.string(line)
  },
  Builtin("locals()", "Return a dictionary of the local variables.") { (m, a) throws(Raised) in
    m.currentNamespace()
  },
  Builtin(
    "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
      + "opener=None)", "Open file and return a stream."
  ) { (m, a) throws(Raised) in
    let names = ["file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"]
    let given = names.indices.compactMap { index in
      a.given(index).map { (name: m.symbol(names[index]), value: $0) }
    }
    return try m.call(try m.attribute(of: try m.importModule("io"), m.symbol("open")), [], given)
  },
  Builtin("print(*args, sep=' ', end='\\n', file=None, flush=False)", "Print the values.") {
    (m, a) throws(Raised) in
    try m.printValues(a)
    return .none
  },
  Builtin("setattr(obj, name, value, /)", "Set the named attribute on the object.") {
    (m, a) throws(Raised) in
    try m.setAttribute(of: a[0], try m.attributeName(a[1]), a[2])
    return .none
  },
  Builtin("vars(object=None, /)", "Return the __dict__ attribute of an object.") {
    (m, a) throws(Raised) in
    guard let value = a.given(0) else { return m.currentNamespace() }
    let dict = try m.attributeUnlessMissing(of: value, m.names.dict)
    if dict.isUndefined {
      throw m.raise(.typeError, "vars() argument must have __dict__ attribute")
    }
    return dict
  },
  Builtin("__import__(name, globals=None, locals=None, fromlist=(), level=0)", "Import a module.") {
    (m, a) throws(Raised) in
    let name = try m.requireText(a[0], "__import__() argument 1")
    let wanted = try a.given(3).map { (v) throws(Raised) in try m.collect(v).compactMap(m.text) }
    let level = try a.given(4).map { (v) throws(Raised) in try m.index(v) } ?? 0
    let globals = a.given(1)?.object(.dict).map(Dict.init) ?? m.currentGlobals()
    return try m.importName(name, level: level, wanted, from: globals)
  },
]

let builtinFunctions =
  valueFunctions + iterationFunctions + namespaceFunctions + evaluationFunctions

extension Machine {
  func attributeName(_ value: Value) throws(Raised) -> Symbol {
    guard let name = value.object(.string) else {
      throw raise(
        .typeError, "attribute name must be string, not '\(typeName(of: value))'")
    }
    return runtime.symbols.intern(StringObject(name))
  }

  /// The attribute; undefined where there is none or the look-up raises AttributeError.
  public func attributeUnlessMissing(of value: Value, _ name: Symbol) throws(Raised) -> Value {
    do throws(Raised) {
      return try findAttribute(of: value, name)
    } catch {
      guard isPending(.attributeError) else { throw error }
      discardPending()
      return .undefined
    }
  }

  /// The global variables of the code that runs.
  func currentGlobals() -> Dict {
    guard depth > 0 else { return builtins }
    return Dict(state.pointee.top.pointee.code.pointee.globals)
  }

  /// The variables of the code that runs: the module's own dict, the namespace of a class body,
  /// or a fresh dict with a function's locals.
  func currentNamespace() -> Value {
    guard depth > 0 else { return .object(builtins.object) }
    let frame = state.pointee.top.pointee
    let code = frame.code.source
    if code.isClassBody { return frame.registers[0] }
    if code.name == "<module>" { return .object(currentGlobals().object) }
    return .object(locals(of: frame).object)
  }

  /// A dict with the variables of a function's frame.
  func locals(of frame: Frame) -> Dict {
    let locals = newDict()
    func add(_ name: Symbol, _ value: Value) {
      var value = value
      if let cell = value.object(.cell) { value = cell.body(CellBody.self).pointee.content }
      if !value.isUndefined { locals.set(name, value) }
    }
    let code = frame.code.source
    for (index, name) in code.localNames.enumerated() { add(name, frame.registers[index]) }
    if case .object(let function) = frame.registers[-1], function.kind == .function {
      for (index, name) in code.freeNames.enumerated() {
        add(name, .object(Function(function).captures[index]))
      }
    }
    return locals
  }

  /// `print(...)` to the host, or to the `write` method of `file`.
  func printValues(_ a: Arguments) throws(Raised) {
    let separator = try printOption(a.given(0), "sep", standard: character(0x20))
    let end = try printOption(a.given(1), "end", standard: character(0x0A))
    let given = a.given(2) ?? .none
    let file = given.isNone ? currentOutput() : given
    let flushes = try a.given(3).map { (value) throws(Raised) in try isTrue(value) } ?? false
    if !file.isNone, !file.isIdentical(to: standardOutput) {
      try printValues(a.rest, to: file, separator, end)
      if flushes { _ = try call(try attribute(of: file, symbol("flush")), []) }
      return
    }
    var text = TextBuilder()
    for index in 0..<a.restCount {
      if index > 0 { try appendStr(separator, to: &text) }
      try appendStr(a.rest[index], to: &text)
    }
    try appendStr(end, to: &text)
    if text.isTooLong { throw raise(.memoryError, "") }
    host.write(text.view.text)
    if flushes { host.flush() }
  }

  private func printOption(_ value: Value?, _ name: String, standard: Value) throws(Raised) -> Value {
    guard let value, !value.isNone else { return standard }
    if let object = value.object(.string) { return exactString(StringObject(object)) }
    throw raise(.typeError, "\(name) must be None or a string, not \(typeName(of: value))")
  }

  /// A file gets each value, separator and end by a call of its own, as its `write` may see.
  private func printValues(
    _ values: UnsafeBufferPointer<Value>, to file: Value, _ separator: Value, _ end: Value
  ) throws(Raised) {
    let write = pooled(own(try attribute(of: file, names.write)))
    for (index, value) in values.enumerated() {
      let mark = heap.state.pointee.poolCount
      if index > 0 { _ = try call(write, with: separator) }
      _ = try call(write, with: try strValue(value))
      heap.drain(to: mark)
    }
    _ = try call(write, with: end)
  }

  /// What `sys.stdout` is now.
  private func currentOutput() -> Value {
    guard let sys = modules.value(names.sys).object(.module) else { return standardOutput }
    let stream = moduleNamespace(sys).value(names.stdout)
    return stream.isUndefined ? .none : pooled(own(stream))
  }
}
