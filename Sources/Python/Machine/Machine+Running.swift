import CInterrupts

/// Running source text: what the programs around a machine call.
extension Machine {
  /// A module's namespace, made at first use: `__main__`.
  public func mainModule(_ name: String = "__main__") -> ModuleBuilder {
    if let known = modules.value(symbol(name)).object(.module) {
      return ModuleBuilder(object: known, machine: self)
    }
    let module = makeModule(name)
    module.set("__builtins__", modules.value(symbol("builtins")))
    return module
  }

  /// A namespace for a script that runs within a session; `sys.modules` does not have it.
  public func newScriptModule() -> ModuleBuilder {
    let namespace = heap.allocateDict(type: types.dict)
    namespace.set(names.name, string("__main__"))
    namespace.set(names.doc, .none)
    namespace.set(symbol("__builtins__"), modules.value(symbol("builtins")))
    let object = allocateModule(namespace, types.module)
    return ModuleBuilder(object: heap.pooled(object), machine: self)
  }

  /// Compiles source text; its problem is the caller's to show.
  public func compile(
    _ source: Source, file: SourceFile, mode: ParseMode = .file, display: DisplayPolicy = .none
  ) throws(SyntaxProblem) -> Code {
    try compile(source, file: file, mode: mode, display: display, hasNamespace: false)
  }

  /// `hasNamespace`: for code whose locals are not its globals.
  func compile(
    _ source: Source, file: SourceFile, mode: ParseMode, display: DisplayPolicy,
    hasNamespace: Bool
  ) throws(SyntaxProblem) -> Code {
    var parser = Parser(source: source, mode: mode)
    runtime.syntaxWarnings = []
    let code: Code
    if mode == .evaluation {
      let expression = try parser.parseExpression()
      code = try Compiler.compile(
        expression, names: parser.names, file: file, hasNamespace: hasNamespace, runtime: runtime)
    } else {
      code = try Compiler.compile(
        try parser.parseModule(), file: file, display: display, hasNamespace: hasNamespace,
        runtime: runtime)
    }
    runtime.syntaxWarnings.insert(contentsOf: parser.warnings, at: 0)
    if !runtime.syntaxWarnings.isEmpty { try showSyntaxWarnings(source, file) }
    return code
  }

  /// Compiles a cell; its problem, found by reading the text, is the caller's to show.
  ///
  /// What only the compiler refuses is no problem of the whole cell, because IPython compiles each
  /// statement when its turn comes: then there is code for each statement before it.
  public func compileCell(
    _ source: Source, file: SourceFile, display: DisplayPolicy
  ) throws(SyntaxProblem) -> CellCode {
    var parser = Parser(source: source, mode: .interactive)
    let module = try parser.parseModule()
    runtime.syntaxWarnings = []
    var cell: CellCode
    do throws(SyntaxProblem) {
      cell = CellCode(codes: [
        try Compiler.compile(module, file: file, display: display, runtime: runtime)
      ])
    } catch {
      runtime.syntaxWarnings = []
      cell = compileStatements(of: module, file: file, display: display)
    }
    runtime.syntaxWarnings.insert(contentsOf: parser.warnings, at: 0)
    if !runtime.syntaxWarnings.isEmpty { try showSyntaxWarnings(source, file) }
    return cell
  }

  /// Compiles the statements of a cell one by one, up to one that is refused.
  private func compileStatements(
    of module: Module, file: SourceFile, display: DisplayPolicy
  ) -> CellCode {
    var cell = CellCode(codes: [])
    do throws(SyntaxProblem) {
      for (index, statement) in module.body.enumerated() {
        let isShown = display == .all || index == module.body.count - 1
        cell.codes.append(
          try Compiler.compile(
            Module(body: [statement], names: module.names), file: file,
            display: isShown ? display : .none, runtime: runtime))
      }
    } catch {
      cell.problem = error
    }
    return cell
  }

  /// Shows what the compiler warned about, by the filters of `warnings`. IPython compiles a cell
  /// twice, the first time without a name.
  private func showSyntaxWarnings(_ source: Source, _ file: SourceFile) throws(SyntaxProblem) {
    let notes = runtime.syntaxWarnings
    runtime.syntaxWarnings = []
    if case .library = file.origin { return }
    if file.origin.isCell { for note in notes { try show(note, "<>", line: nil) } }
    var hasSource = true
    if case .string = file.origin { hasSource = false }
    for note in notes {
      try show(note, file.name, line: hasSource ? source.line(note.line) : nil)
    }
  }

  private func show(_ note: SyntaxWarningNote, _ file: String, line: String?) throws(SyntaxProblem) {
    do throws(Raised) {
      let show = try attribute(of: try importModule("warnings"), symbol("_warn_syntax"))
      let line = line.map { string($0) } ?? .none
      _ = try call(show, [string(note.text), string(file), .int(note.line), line])
    } catch {
      let isError = isPending(.syntaxWarning)
      discardPending()
      guard isError else { return }
      let line = Int32(truncatingIfNeeded: note.line)
      throw SyntaxProblem(
        note.text, range: SourceRange(line: line, column: 0, endLine: line, endColumn: 0))
    }
  }

  /// Runs compiled code in a module's namespace. The value it leaves is of no use to anyone but
  /// `eval`.
  @discardableResult
  public func run(_ code: Code, in module: ModuleBuilder) throws(Raised) -> Value {
    try run(code, globals: moduleNamespace(module.object).object)
  }

  /// Runs code with a dict of globals, and with locals where it was compiled for these.
  func run(_ code: Code, globals: Object, locals: Value = .undefined) throws(Raised) -> Value {
    ci_watch(interrupt)
    let bound = BoundCode.make(code, globals: globals)
    defer { bound.release() }
    let function = heap.allocateFunction(bound, captureCount: 0, type: types.function)
    let window = nativeTop + 1
    store(window - 1, .object(function.object))
    defer { store(window - 1, .undefined) }
    store(window, own(locals))
    try pushFrame(bound, window, locals.isUndefined ? 0 : 1)
    let result = pooled(try runNested())
    runFinalizers()
    return result
  }

  /// The value of a name in a module, or nil.
  public func value(_ name: String, in module: ModuleBuilder) -> Value? {
    let value = moduleNamespace(module.object).value(symbol(name))
    return value.isUndefined ? nil : value
  }
}

/// What a cell compiles to.
public struct CellCode {
  /// To be run in order: that of the whole cell, or of each statement.
  public internal(set) var codes: [Code]
  /// Why the statement after those is refused.
  public internal(set) var problem: SyntaxProblem?
}
