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
    let object = heap.allocate(MemoryLayout<ModuleBody>.stride, .module, types.module)
    object.body(ModuleBody.self).pointee.namespace = .object(namespace.object)
    return ModuleBuilder(object: heap.pooled(object), machine: self)
  }

  /// Compiles source text; its problem is the caller's to show.
  public func compile(
    _ source: Source, file: SourceFile, mode: ParseMode = .file, display: DisplayPolicy = .none
  ) throws(SyntaxProblem) -> Code {
    var parser = Parser(source: source, mode: mode)
    if mode == .evaluation {
      return try Compiler.compile(
        try parser.parseExpression(), file: file, runtime: runtime)
    }
    return try Compiler.compile(
      try parser.parseModule(), file: file, display: display, runtime: runtime)
  }

  /// Runs compiled code in a module's namespace. The value it leaves is of no use to anyone but
  /// `eval`.
  @discardableResult
  public func run(_ code: Code, in module: ModuleBuilder) throws(Raised) -> Value {
    try run(code, globals: moduleNamespace(module.object).object)
  }

  /// Runs code with a dict of globals.
  func run(_ code: Code, globals: Object) throws(Raised) -> Value {
    let bound = BoundCode.make(code, globals: globals)
    defer { bound.release() }
    let function = heap.allocateFunction(bound, captureCount: 0, type: types.function)
    let window = nativeTop + 1
    store(window - 1, .object(function.object))
    defer { store(window - 1, .undefined) }
    try pushFrame(bound, window, 0)
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
