/// Modules and imports.
extension Machine {
  /// A new module with a namespace of its own, owned by `sys.modules` under its name.
  @discardableResult
  public func makeModule(_ name: String, doc: String? = nil) -> ModuleBuilder {
    let namespace = heap.allocateDict(type: types.dict)
    namespace.set(names.name, string(name))
    namespace.set(names.doc, doc.map { string($0) } ?? .none)
    let object = heap.allocate(MemoryLayout<ModuleBody>.stride, .module, types.module)
    object.body(ModuleBody.self).pointee.namespace = .object(namespace.object)
    modules.set(symbol(name), .object(heap.pooled(object)))
    return ModuleBuilder(object: object, machine: self)
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
    if let dot = name.lastIndex(of: ".") {
      let parent = try importModule(String(name[..<dot]))
      let child = try loadModule(name)
      try setAttribute(of: parent, symbol(String(name[name.index(after: dot)...])), child)
      return child
    }
    return try loadModule(name)
  }

  private func loadModule(_ name: String) throws(Raised) -> Value {
    let known = modules.value(symbol(name))
    if !known.isUndefined { return known }
    if let maker = importers[name] {
      let module = makeModule(name)
      try maker.fill(self, module)
      return module.value
    }
    if let finder = host.findModule, let found = try finder(self, name) { return found }
    let parent = name.split(separator: ".").dropLast().joined(separator: ".")
    let note = parent.isEmpty || importers[parent] != nil ? "" : "; '\(parent)' is not a package"
    throw raise(.moduleNotFoundError, "No module named '\(name)'\(note)")
  }

  /// The `import` instruction: names is (level, from-list or None).
  func importName(_ name: Value, _ names: Value, _ code: UnsafeMutablePointer<BoundCode>)
    throws(Raised) -> Value
  {
    guard let name = text(name), let details = items(names) else { return .none }
    if case .int(let level) = details[0], level > 0 {
      throw raise(
        .importError, "attempted relative import with no known parent package")
    }
    let module = try importModule(name)
    if details[1].isNone, let first = name.split(separator: ".").first, first.count < name.count {
      return try importModule(String(first))
    }
    return module
  }

  /// `from module import name`
  func importFrom(_ module: Value, _ name: Value) throws(Raised) -> Value {
    guard let text = text(name) else { return .none }
    let found = try findAttribute(of: module, symbol(text))
    if !found.isUndefined { return found }
    if let object = module.object(.module) {
      let full = moduleName(object) + "." + text
      if importers[full] != nil { return try importModule(full) }
      throw raise(
        .importError, "cannot import name '\(text)' from '\(moduleName(object))' (unknown location)")
    }
    throw raise(.importError, "cannot import name '\(text)'")
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
    namespace.forEach { key, value in
      guard let text = self.text(key), !text.hasPrefix("_") else { return }
      Dict(globals).set(self.symbol(text), value)
    }
  }
}

/// How a built-in module comes to be: at its first import.
struct ModuleMaker {
  let fill: (Machine, ModuleBuilder) throws(Raised) -> Void
}

/// A module while native code fills it in.
public struct ModuleBuilder {
  public let object: Object
  let machine: Machine

  public var value: Value { .object(object) }

  public func set(_ name: String, _ value: Value) {
    machine.moduleNamespace(object).set(machine.symbol(name), value)
  }

  /// Adds native functions, a row each.
  public func add(_ rows: [Builtin]) {
    let name = machine.moduleName(object)
    for row in rows {
      set(row.name, machine.native(row, module: name))
    }
  }
}
