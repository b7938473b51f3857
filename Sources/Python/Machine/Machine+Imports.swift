/// Modules and imports.
extension Machine {
  /// A new module with a namespace of its own, owned by `sys.modules` under its name.
  @discardableResult
  public func makeModule(_ name: String, doc: String? = nil) -> ModuleBuilder {
    makeModule(name, doc: doc, namespace: heap.allocateDict(type: types.dict))
  }

  /// A new module that takes its namespace over.
  func makeModule(_ name: String, doc: String?, namespace: Dict) -> ModuleBuilder {
    namespace.set(names.name, string(name))
    namespace.set(names.doc, doc.map { string($0) } ?? .none)
    let object = allocateModule(namespace, types.module)
    modules.set(symbol(name), .object(heap.pooled(object)))
    return ModuleBuilder(object: object, machine: self)
  }

  /// A module object that takes its namespace over, owned by the caller.
  func allocateModule(_ namespace: Dict, _ type: Object) -> Object {
    let object = heap.allocate(MemoryLayout<ModuleBody>.stride, .module, type)
    object.body(ModuleBody.self).pointee.namespace = .object(namespace.object)
    return object
  }

  /// Makes a module known to `import`; `make` runs at the first import and fills it in.
  public func registerModule(
    _ name: String, _ make: @escaping (Machine, ModuleBuilder) throws(Raised) -> Void
  ) {
    importers[name] = ModuleMaker(fill: make)
  }

  /// The module of a dotted name, imported with its parents.
  public func importModule(_ name: String) throws(Raised) -> Value {
    let known = modules.value(symbol(name))
    if !known.isUndefined { return known }
    guard let dot = name.lastIndex(of: ".") else { return try loadModule(name, parent: nil) }
    let parent = try importModule(String(name[..<dot]))
    let child = try loadModule(name, parent: parent)
    try setAttribute(of: parent, symbol(String(name[name.index(after: dot)...])), child)
    return child
  }

  /// Makes a module written in Swift before code imports it. Code cannot tell: `sys.modules` has
  /// the module from its first import on. The module must not import others as it is made.
  public func makeAhead(_ name: String) throws(Raised) {
    let known = symbol(name)
    guard modules.find(known) < 0, modulesAhead[name] == nil else { return }
    _ = try importModule(name)
    let entry = modules.remove(at: modules.find(known))
    drop(entry.key)
    modulesAhead[name] = entry.value
  }

  /// Looks for a module: those written in Swift, then files beside the session, then the library,
  /// then the rest of `sys.path`.
  private func loadModule(_ name: String, parent: Value?) throws(Raised) -> Value {
    let known = modules.value(symbol(name))
    if !known.isUndefined { return known }
    if let module = modulesAhead.removeValue(forKey: name) {
      modules.set(symbol(name), pooled(module))
      return module
    }
    if let maker = importers[name] {
      return try load(name) { (module) throws(Raised) in try maker.fill(self, module) }
    }
    let places = try modulePlaces(of: parent)
    if let found = try userModule(name, in: places.filter(\.isFree)) { return found }
    if let found = try libraryModule(name) { return found }
    if let found = try refusedModule(name) { return found }
    if let found = try userModule(name, in: places.filter { !$0.isFree }) { return found }
    var note = ""
    if let parent, try attributeUnlessMissing(of: parent, symbol("__path__")).isUndefined {
      let parentName = name.split(separator: ".").dropLast().joined(separator: ".")
      let hasModules = importers.keys.contains { $0.hasPrefix(parentName + ".") }
      if !hasModules { note = "; '\(parentName)' is not a package" }
    }
    throw moduleNotFound(name, "No module named '\(name)'\(note)", places)
  }

  /// ModuleNotFoundError, with a note on the folders that may not be read.
  private func moduleNotFound(_ name: String, _ message: String, _ places: [ModulePlace]) -> Raised {
    let raised = raise(.moduleNotFoundError, message)
    guard case .object(let error) = heap.state.pointee.pending else { return raised }
    Instance(error).set(symbol("name"), string(name), runtime)
    let closed = places.filter { !$0.isFree && !host.permits(.read, $0.folder) }
    let notes = closed.map {
      string("cellgrad: '\($0.folder)' in sys.path is closed to cells; start with --allow-read")
    }
    if !notes.isEmpty { Instance(error).set(names.notes, list(notes), runtime) }
    return raised
  }

  /// A new module, filled in by `fill`; it is forgotten again if that fails.
  func load(_ name: String, _ fill: (ModuleBuilder) throws(Raised) -> Void) throws(Raised) -> Value {
    let module = makeModule(name)
    do throws(Raised) {
      modulesInProgress.insert(name)
      defer { modulesInProgress.remove(name) }
      try fill(module)
    } catch {
      let pending = takePending()
      _ = try? remove(symbol(name).value, from: modules)
      throw setPending(own(pending))
    }
    // A module may have put something else in its place.
    let final = modules.value(symbol(name))
    return final.isUndefined ? module.value : final
  }

  /// The `import` instruction: names is (level, from-list or None).
  func importName(_ name: Value, _ names: Value, _ code: UnsafeMutablePointer<BoundCode>)
    throws(Raised) -> Value
  {
    guard let name = text(name), let details = items(names), case .int(let level) = details[0]
    else { return .none }
    let wanted = items(details[1])?.compactMap { text($0) }
    return try importName(name, level: level, wanted, from: Dict(code.pointee.globals))
  }

  /// What `import` and `__import__` do. `wanted` are the names after `from ... import`.
  func importName(_ name: String, level: Int, _ wanted: [String]?, from globals: Dict)
    throws(Raised) -> Value
  {
    let full = level > 0 ? try absoluteName(name, level, globals) : name
    let module = try importModule(full)
    guard let wanted, !wanted.isEmpty else {
      guard let first = name.split(separator: ".").first, first.count < name.count else {
        return module
      }
      return try importModule(String(full.dropLast(name.utf8.count - first.utf8.count)))
    }
    for item in wanted { try importSubmodule(item, of: module, full) }
    return module
  }

  /// `from package import module`: imports the module, where the package has no such name.
  private func importSubmodule(_ item: String, of module: Value, _ name: String) throws(Raised) {
    guard item != "*",
      !(try attributeUnlessMissing(of: module, symbol("__path__"))).isUndefined,
      try attributeUnlessMissing(of: module, symbol(item)).isUndefined
    else { return }
    let full = name + "." + item
    do throws(Raised) {
      _ = try importModule(full)
    } catch {
      guard isPending(.moduleNotFoundError),
        text(ownAttribute(of: heap.state.pointee.pending, symbol("name"))) == full
      else { throw error }
      discardPending()
    }
  }

  /// The full name of a relative import.
  private func absoluteName(_ name: String, _ level: Int, _ globals: Dict) throws(Raised) -> String {
    var package = text(globals.value(symbol("__package__"))) ?? ""
    if package.isEmpty, let own = text(globals.value(names.name)) {
      let isPackage = !globals.value(symbol("__path__")).isUndefined
      package = isPackage ? own : own.split(separator: ".").dropLast().joined(separator: ".")
    }
    guard !package.isEmpty else {
      throw raise(.importError, "attempted relative import with no known parent package")
    }
    let parts = package.split(separator: ".")
    guard level <= parts.count else {
      throw raise(.importError, "attempted relative import beyond top-level package")
    }
    let base = parts.dropLast(level - 1).joined(separator: ".")
    return name.isEmpty ? base : base + "." + name
  }

  /// `from module import name`
  func importFrom(_ module: Value, _ name: Value) throws(Raised) -> Value {
    guard let text = text(name) else { return .none }
    let found = try findAttribute(of: module, symbol(text))
    if !found.isUndefined { return found }
    guard let object = module.object(.module) else {
      throw raise(.importError, "cannot import name '\(text)'")
    }
    let moduleName = moduleName(object)
    let known = modules.value(symbol(moduleName + "." + text))
    if !known.isUndefined { return known }
    let path = self.text(moduleNamespace(object).value(symbol("__file__")))
    let isPartial = path != nil && modulesInProgress.contains(moduleName)
    throw raise(
      .importError,
      "cannot import name '\(text)' from \(isPartial ? "partially initialized module " : "")"
        + "'\(moduleName)' \(isPartial ? "(most likely due to a circular import) " : "")"
        + "(\(path ?? "unknown location"))")
  }

  func importStar(_ module: Value, into globals: Object) throws(Raised) {
    guard let object = module.object(.module) else { return }
    let namespace = moduleNamespace(object)
    let all = namespace.value(names.all)
    if !all.isUndefined {
      for name in try collect(all) {
        guard let text = text(name) else { continue }
        Dict(globals).set(symbol(text), try attribute(of: module, symbol(text)))
      }
      return
    }
    for name in try directory(of: module) where !name.hasPrefix("_") {
      Dict(globals).set(symbol(name), try attribute(of: module, symbol(name)))
    }
  }
}

/// How a built-in module comes to be: at its first import.
struct ModuleMaker {
  let fill: (Machine, ModuleBuilder) throws(Raised) -> Void
}

/// How a module gets names that its code asks for in vain.
struct ModuleLoader {
  let load: (Machine, String) throws(Raised) -> Void
}

/// A module while native code fills it in.
public struct ModuleBuilder {
  public let object: Object
  let machine: Machine

  public var value: Value { .object(object) }

  public func set(_ name: String, _ value: Value) {
    machine.moduleNamespace(object).set(machine.symbol(name), value)
  }

  /// What is called when code of the module asks for a name that it lacks, before the built-in
  /// names are looked at: it may set the name.
  public func setLoader(_ load: @escaping (Machine, String) throws(Raised) -> Void) {
    machine.loaders[machine.moduleNamespace(object).object] = ModuleLoader(load: load)
  }

  /// Adds native functions, a row each.
  ///
  /// - Parameter origin: the module of C that defines them, if it is not this one.
  public func add(_ rows: [Builtin], of origin: String? = nil) {
    let name = origin ?? machine.moduleName(object)
    for row in rows {
      set(row.name, machine.native(row, module: name))
    }
  }
}
