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
    if mode == .evaluation {
      return try Compiler.compile(
        try parser.parseExpression(), file: file, hasNamespace: hasNamespace, runtime: runtime)
    }
    return try Compiler.compile(
      try parser.parseModule(), file: file, display: display, hasNamespace: hasNamespace,
      runtime: runtime)
  }

  /// Runs compiled code in a module's namespace. The value it leaves is of no use to anyone but
  /// `eval`.
  @discardableResult
  public func run(_ code: Code, in module: ModuleBuilder) throws(Raised) -> Value {
    try run(code, globals: moduleNamespace(module.object).object)
  }

  /// Runs code with a dict of globals, and with locals where it was compiled for these.
  func run(_ code: Code, globals: Object, locals: Value = .undefined) throws(Raised) -> Value {
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
