/// The modules of the standard library that are built in.
extension Machine {
  func registerStandardModules() {
    registerModule("math") { (m, module) throws(Raised) in m.fillMath(module) }
    registerModule("time") { (m, module) throws(Raised) in module.add(timeFunctions) }
    registerModule("sys") { (m, module) throws(Raised) in m.fillSys(module) }
    registerModule("random") { (m, module) throws(Raised) in try m.fillRandom(module) }
    registerModule("pydoc") { (m, module) throws(Raised) in try m.fillHelp(module) }
    registerModule("weakref") { (m, module) throws(Raised) in try m.fillWeakReferences(module) }
    for (name, source) in [
      ("itertools", itertoolsSource), ("functools", functoolsSource),
      ("collections", collectionsSource),
    ] {
      registerModule(name) { (m, module) throws(Raised) in
        try m.runLibrary(source, name: name, in: module)
      }
    }
  }

  /// Runs a module that is written in Python.
  func runLibrary(_ text: String, name: String, in module: ModuleBuilder) throws(Raised) {
    let source = Source(text)
    let code: Code
    do throws(SyntaxProblem) {
      code = try compile(source, file: SourceFile(.library(name), source))
    } catch {
      throw raise(.systemError, "module '\(name)': \(error.message)")
    }
    try run(code, in: module)
  }
}
