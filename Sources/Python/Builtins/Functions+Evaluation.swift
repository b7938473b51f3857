/// `compile`, `eval`, `exec`.
let evaluationFunctions: [Builtin] = [
  Builtin(
    "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
    "Compile source into a code object that can be executed by exec() or eval()."
  ) { (m, a) throws(Raised) in
    let file = try m.fileName(a[1])
    guard let mode = m.text(a[2]) else {
      throw m.raise(
        .typeError, "compile() argument 'mode' must be str, not \(m.argumentTypeName(a[2]))")
    }
    guard ["exec", "eval", "single"].contains(mode) else {
      throw m.raise(.valueError, "compile() mode must be 'exec', 'eval' or 'single'")
    }
    if m.codeObject(a[0]) != nil { return a[0] }
    guard let text = m.sourceBytes(a[0]) else {
      throw m.raise(.typeError, "compile() arg 1 must be a string, bytes or AST object")
    }
    let compiled = CompiledText(text, file: file, mode: mode)
    _ = try m.code(of: compiled, hasNamespace: false)
    return m.wrap(compiled, m.types.code)
  },
  Builtin("eval(source, globals=None, locals=None, /)", "Evaluate an expression.") {
    (m, a) throws(Raised) in
    if let locals = a.given(2), !locals.isNone, !m.isMapping(locals) {
      throw m.raise(.typeError, "locals must be a mapping")
    }
    if let globals = a.given(1), !globals.isNone, globals.object(.dict) == nil {
      let advice = m.isMapping(globals) ? "real dict; try eval(expr, {}, mapping)" : "dict"
      throw m.raise(.typeError, "globals must be a \(advice)")
    }
    return try m.evaluate(a, mode: "eval")
  },
  Builtin("exec(source, globals=None, locals=None, /, *, closure=None)", "Execute statements.") {
    (m, a) throws(Raised) in
    if let globals = a.given(1), !globals.isNone, globals.object(.dict) == nil {
      throw m.raise(
        .typeError, "exec() globals must be a dict, not \(m.typeName(of: globals))")
    }
    if let locals = a.given(2), !locals.isNone, !m.isMapping(locals) {
      throw m.raise(
        .typeError, "locals must be a mapping or None, not \(m.typeName(of: locals))")
    }
    _ = try m.evaluate(a, mode: "exec")
    return .none
  },
]

/// What `compile` returns. The text is compiled once for each way of keeping names: whether the
/// locals are the globals shows only when it is run.
final class CompiledText {
  let source: Source
  let file: SourceFile
  let mode: String
  /// Whether the last line has a line end, which all texts but expressions get.
  let isEnded: Bool
  fileprivate var plain: Code?
  fileprivate var withNamespace: Code?

  /// Of a text in UTF-8.
  init(_ text: [UInt8], file: String, mode: String) {
    source = Source(mode == "eval" ? Array(text.drop { $0 == 0x20 || $0 == 0x09 }) : text)
    self.file = SourceFile(.string(file), source)
    self.mode = mode
    isEnded = mode != "eval" || text.last == UInt8(ascii: "\n")
  }
}

extension Machine {
  /// The code of a text; raises SyntaxError.
  fileprivate func code(of text: CompiledText, hasNamespace: Bool) throws(Raised) -> Code {
    if let known = hasNamespace ? text.withNamespace : text.plain { return known }
    do throws(SyntaxProblem) {
      let code = try compile(
        text.source, file: text.file, mode: text.mode == "eval" ? .evaluation : .file,
        display: text.mode == "single" ? .all : .none, hasNamespace: hasNamespace)
      if hasNamespace { text.withNamespace = code } else { text.plain = code }
      return code
    } catch {
      throw raise(error, in: text.source, file: text.file.name, isEnded: text.isEnded)
    }
  }

  /// `eval` and `exec`: a text or a code object, globals, locals.
  fileprivate func evaluate(_ a: Arguments, mode: String) throws(Raised) -> Value {
    let given = a.given(1).flatMap { $0.isNone ? nil : $0.object(.dict) }
    let globals = given.map(Dict.init) ?? currentGlobals()
    addBuiltins(to: globals)
    var locals = a.given(2) ?? .none
    if locals.isNone { locals = given.map { .object($0) } ?? currentNamespace() }
    let hasNamespace = !locals.isIdentical(to: .object(globals.object))
    let code: Code
    switch codeObject(a[0]) {
    case .text(let text)?: code = try self.code(of: text, hasNamespace: hasNamespace)
    case .function(let function)?:
      if function.captureCount > 0 {
        throw raise(
          .typeError, "code object passed to \(mode)() may not contain free variables")
      }
      code = function
    case nil:
      guard let text = sourceBytes(a[0]) else {
        throw raise(.typeError, "\(mode)() arg 1 must be a string, bytes or code object")
      }
      let compiled = CompiledText(text, file: "<string>", mode: mode)
      code = try self.code(of: compiled, hasNamespace: hasNamespace)
    }
    return try run(
      code, globals: globals.object, locals: code.isClassBody ? locals : .undefined)
  }

  /// Globals without `__builtins__` get it.
  private func addBuiltins(to globals: Dict) {
    let name = symbol("__builtins__")
    if globals.value(name).isUndefined { globals.set(name, .object(builtins.object)) }
  }

  /// The text of a str, bytes or bytearray in UTF-8; nil for other values.
  fileprivate func sourceBytes(_ value: Value) -> [UInt8]? {
    if let string = value.object(.string) { return StringObject(string).utf8 }
    return byteContent(value).map { Array(String(decoding: $0, as: UTF8.self).utf8) }
  }

  /// The text of a str, bytes or bytearray; nil for other values.
  fileprivate func sourceText(_ value: Value) -> String? {
    if let text = text(value) { return text }
    return byteContent(value).map { String(decoding: $0, as: UTF8.self) }
  }

  fileprivate func isMapping(_ value: Value) -> Bool {
    value.object(.type) == nil && !find(names.getitem, in: type(of: value)).isUndefined
  }

  /// The name of a file: a path object, str or bytes.
  fileprivate func fileName(_ value: Value) throws(Raised) -> String {
    if let text = sourceText(value) { return text }
    let path = try callSpecial(symbol("__fspath__"), value)
    if let text = sourceText(path) { return text }
    throw raise(
      .typeError, "expected str, bytes or os.PathLike object, not \(typeName(of: value))")
  }

  /// The class of an argument as the texts of argument errors name it: `None` by its value.
  func argumentTypeName(_ value: Value) -> String {
    value.isNone ? "None" : typeName(of: value)
  }
}
