/// The built-in functions about attributes, namespaces, source text and the outside world.
let namespaceFunctions: [Builtin] = [
  Builtin("compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)", "Compile.") {
    (m, a) throws(Raised) in throw m.unsupported("compile()")
  },
  Builtin("delattr(obj, name, /)", "Delete the named attribute from the object.") {
    (m, a) throws(Raised) in
    try m.deleteAttribute(a[0], try m.attributeName(a[1]))
    return .none
  },
  Builtin("dir(object=None, /)", "Return the names of an object's attributes.") {
    (m, a) throws(Raised) in
    guard let value = a.given(0) else {
      let names = m.newList()
      m.currentLocals().forEach { name, _ in names.append(name) }
      try m.sort(names, key: .none, isReversed: false)
      return .object(names.object)
    }
    let result = try m.callSpecial(m.names.dir, value)
    let list = m.newList()
    try m.extend(.object(list.object), result, isUnpacking: false)
    try m.sort(list, key: .none, isReversed: false)
    return .object(list.object)
  },
  Builtin("eval(source, globals=None, locals=None, /)", "Evaluate an expression.") {
    (m, a) throws(Raised) in try m.runText(a, mode: .evaluation, name: "eval")
  },
  Builtin("exec(source, globals=None, locals=None, /)", "Execute statements.") {
    (m, a) throws(Raised) in
    _ = try m.runText(a, mode: .file, name: "exec")
    return .none
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
  Builtin("help(*args)", "Show help.") { (m, a) throws(Raised) in throw m.unsupported("help()") },
  Builtin("input(prompt='', /)", "Read a line.") { (m, a) throws(Raised) in
    let prompt = try a.given(0).map { (value) throws(Raised) in try m.str(value) } ?? ""
    guard let line = m.host.readLine?(prompt) else {
      try m.checkInterrupt()
      throw m.raise(.eofError, "EOF when reading a line")
    }
    return m.string(line)
  },
  Builtin("locals()", "Return a dictionary of the local variables.") { (m, a) throws(Raised) in
    .object(m.currentLocals().object)
  },
  Builtin("open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None)", "Open.") {
    (m, a) throws(Raised) in
    let mode = try a.given(1).map { (mode) throws(Raised) in try m.requireText(mode, "mode") } ?? "r"
    if let open = m.host.open { return try open(m, a[0], mode) }
    let flag = mode.contains { "wax+".contains($0) } ? "--allow-write" : "--allow-read"
    throw m.raise(
      .permissionError, "cellgrad: files are closed to the program; start with \(flag)")
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
    guard let value = a.given(0) else { return .object(m.currentLocals().object) }
    let dict = try m.attributeUnlessMissing(of: value, m.names.dict)
    if dict.isUndefined {
      throw m.raise(.typeError, "vars() argument must have __dict__ attribute")
    }
    return dict
  },
  Builtin("__import__(name, globals=None, locals=None, fromlist=(), level=0)", "Import a module.") {
    (m, a) throws(Raised) in
    let name = try m.requireText(a[0], "__import__() argument 1")
    let module = try m.importModule(name)
    if let list = a.given(3), try m.isTrue(list) { return module }
    guard let dot = name.firstIndex(of: ".") else { return module }
    return try m.importModule(String(name[..<dot]))
  },
]

let builtinFunctions = valueFunctions + iterationFunctions + namespaceFunctions

extension Machine {
  func attributeName(_ value: Value) throws(Raised) -> Symbol {
    guard let name = value.object(.string) else {
      throw raise(
        .typeError, "attribute name must be string, not '\(typeName(of: value))'")
    }
    return runtime.symbols.intern(StringObject(name))
  }

  /// The attribute; undefined where there is none or the look-up raises AttributeError.
  func attributeUnlessMissing(of value: Value, _ name: Symbol) throws(Raised) -> Value {
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

  /// The variables of the code that runs: the module's own dict, or a fresh one with a
  /// function's locals.
  func currentLocals() -> Dict {
    guard depth > 0 else { return builtins }
    let frame = state.pointee.top.pointee
    let code = frame.code.source
    if code.name == "<module>" { return currentGlobals() }
    if code.isClassBody, let namespace = frame.registers[0].object(.dict) { return Dict(namespace) }
    let locals = newDict()
    for (index, name) in code.localNames.enumerated() {
      var value = frame.registers[index]
      if let cell = value.object(.cell) { value = cell.body(CellBody.self).pointee.content }
      if !value.isUndefined, !name.text.hasPrefix(".") { locals.set(name, value) }
    }
    return locals
  }

  /// `eval` and `exec`.
  func runText(_ a: Arguments, mode: ParseMode, name: String) throws(Raised) -> Value {
    guard let text = text(a[0]) else {
      throw raise(.typeError, "\(name)() arg 1 must be a string, bytes or code object")
    }
    var globals = currentGlobals()
    if let given = a.given(1), !given.isNone {
      guard let dict = given.object(.dict) else {
        throw raise(.typeError, "\(name)() globals must be a dict, not \(typeName(of: given))")
      }
      globals = Dict(dict)
    }
    if let locals = a.given(2), !locals.isNone, !locals.isIdentical(to: .object(globals.object)) {
      throw unsupported("\(name)() with locals of its own")
    }
    let source = Source(mode == .evaluation ? String(text.drop { $0 == " " || $0 == "\t" }) : text)
    return try run(try compileText(source, mode), globals: globals.object)
  }

  private func compileText(_ source: Source, _ mode: ParseMode) throws(Raised) -> Code {
    do throws(SyntaxProblem) {
      return try compile(source, file: SourceFile(.string("<string>"), source), mode: mode)
    } catch {
      let kinds: [SyntaxProblem.Kind: ExceptionName] = [
        .syntax: .syntaxError, .indentation: .indentationError, .tab: .tabError,
        .memory: .memoryError, .recursion: .recursionError,
      ]
      let place = error.range.map { " (<string>, line \($0.line))" } ?? ""
      throw raise(kinds[error.kind] ?? .syntaxError, error.message + place)
    }
  }

  /// `print(...)` to the host, or to the `write` method of `file`.
  func printValues(_ a: Arguments) throws(Raised) {
    func option(_ index: Int, _ name: String, _ standard: String) throws(Raised) -> String {
      guard let value = a.given(index), !value.isNone else { return standard }
      if let text = self.text(value) { return text }
      throw self.raise(
        .typeError, "\(name) must be None or a string, not \(self.typeName(of: value))")
    }
    let separator = try option(0, "sep", " ")
    let end = try option(1, "end", "\n")
    var text = ""
    for index in 0..<a.restCount {
      if index > 0 { text += separator }
      text += try str(a.rest[index])
    }
    text += end
    guard let file = a.given(2), !file.isNone else { return host.write(text) }
    _ = try call(try attribute(of: file, symbol("write")), [string(text)])
  }
}
