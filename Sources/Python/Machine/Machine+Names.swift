/// Variables: slow paths and errors.
extension Machine {
  /// Grows whenever a key of the globals or of the builtins comes or goes: while it stays, so does
  /// the place of each name's value.
  @inline(__always)
  func namesVersion(_ code: UnsafeMutablePointer<BoundCode>) -> Int {
    Dict(code.pointee.globals).body.pointee.keysVersion &+ builtins.body.pointee.keysVersion
  }

  /// The value of a global or built-in name, borrowed; the cache notes its place.
  @inline(never)
  func loadGlobal(_ code: UnsafeMutablePointer<BoundCode>, _ cache: UnsafeMutablePointer<Cache>)
    throws(Raised) -> Value
  {
    let name = cache.pointee.name
    let globals = Dict(code.pointee.globals)
    var place = globals.find(name)
    if place < 0, let loader = loaders[globals.object] {
      try loader.load(self, name.text)
      place = globals.find(name)
    }
    if place >= 0 {
      notePlace(place, of: globals, code, cache)
      return globals.entries[place].value
    }
    if let replaced = replacedBuiltins(globals) {
      let found = replaced.value(name)
      if found.isUndefined { throw nameError(name) }
      return found
    }
    let builtin = builtins.find(name)
    guard builtin >= 0 else { throw nameError(name) }
    notePlace(builtin, of: builtins, code, cache)
    return builtins.entries[builtin].value
  }

  /// The dict that globals name as `__builtins__`, where that is not the usual one.
  private func replacedBuiltins(_ globals: Dict) -> Dict? {
    guard let given = globals.value(names.builtins).object(.dict), given != builtins.object else {
      return nil
    }
    return Dict(given)
  }

  private func notePlace(
    _ place: Int, of names: Dict, _ code: UnsafeMutablePointer<BoundCode>,
    _ cache: UnsafeMutablePointer<Cache>
  ) {
    cache.pointee.place = (names.entries + place).pointer(to: \.value)
    cache.pointee.version = namesVersion(code)
  }

  func nameError(_ name: Symbol) -> Raised {
    let raised = raise(.nameError, "name '\(name.text)' is not defined")
    notePending(name: name, object: .undefined)
    return raised
  }

  func storeGlobal(
    _ code: UnsafeMutablePointer<BoundCode>, _ cache: UnsafeMutablePointer<Cache>, _ value: Value
  ) {
    let globals = Dict(code.pointee.globals)
    globals.set(cache.pointee.name, value)
    notePlace(globals.find(cache.pointee.name), of: globals, code, cache)
  }

  func deleteGlobal(_ code: UnsafeMutablePointer<BoundCode>, _ cache: UnsafeMutablePointer<Cache>)
    throws(Raised)
  {
    let globals = Dict(code.pointee.globals)
    let place = globals.find(cache.pointee.name)
    guard place >= 0 else { throw nameError(cache.pointee.name) }
    let removed = globals.remove(at: place)
    drop(removed.key)
    drop(removed.value)
  }

  // MARK: Class bodies

  private func namespace(_ registers: UnsafeMutablePointer<Value>) -> Value { registers[0] }

  /// The namespace of a class body, then globals, then builtins.
  func loadName(
    _ code: UnsafeMutablePointer<BoundCode>, _ registers: UnsafeMutablePointer<Value>,
    _ cache: UnsafeMutablePointer<Cache>
  ) throws(Raised) -> Value {
    let found = try namespaceValue(registers, cache.pointee.name)
    return found.isUndefined ? try loadGlobal(code, cache) : found
  }

  /// A name of the namespace, which may be any mapping, or undefined.
  private func namespaceValue(_ registers: UnsafeMutablePointer<Value>, _ name: Symbol)
    throws(Raised) -> Value
  {
    let namespace = namespace(registers)
    if let dict = namespace.object(.dict), !namespace.isOfUserClass { return Dict(dict).value(name) }
    do throws(Raised) {
      return try item(of: namespace, name.value)
    } catch {
      guard isPending(.keyError) else { throw error }
      discardPending()
      return .undefined
    }
  }

  func storeName(_ registers: UnsafeMutablePointer<Value>, _ name: Symbol, _ value: Value)
    throws(Raised)
  {
    try setItem(of: namespace(registers), name.value, value)
  }

  func deleteName(_ registers: UnsafeMutablePointer<Value>, _ name: Symbol) throws(Raised) {
    do throws(Raised) {
      try deleteItem(of: namespace(registers), name.value)
    } catch {
      guard isPending(.keyError) else { throw error }
      discardPending()
      throw nameError(name)
    }
  }

  func loadClassFree(
    _ code: UnsafeMutablePointer<BoundCode>, _ registers: UnsafeMutablePointer<Value>,
    _ instruction: Instruction
  ) throws(Raised) -> Value {
    let found = try namespaceValue(registers, code.pointee.caches[Int(instruction.c)].name)
    if !found.isUndefined { return found }
    guard case .object(let function) = registers[-1] else { return .undefined }
    let cell = Function(function).captures[Int(instruction.b)]
    let content = cell.body(CellBody.self).pointee.content
    if content.isUndefined { try unboundFree(code, Int(instruction.b)) }
    return content
  }

  /// `name: annotation` in a module or class body.
  func annotate(
    _ code: UnsafeMutablePointer<BoundCode>, _ registers: UnsafeMutablePointer<Value>,
    _ name: Value, _ annotation: Value
  ) throws(Raised) {
    let target =
      code.source.isClassBody
      ? namespace(registers).object(.dict).map(Dict.init) : Dict(code.pointee.globals)
    guard let namespace = target else { return }
    var annotations = namespace.value(names.annotations)
    if annotations.isUndefined {
      annotations = .object(newDict().object)
      namespace.set(names.annotations, annotations)
    }
    try setItem(of: annotations, name, annotation)
  }

  // MARK: Errors

  @inline(never)
  func unboundLocal(_ code: UnsafeMutablePointer<BoundCode>, _ register: Int) throws(Raised) {
    throw unbound(code.source.localNames[register])
  }

  @inline(never)
  func unboundCell(_ code: UnsafeMutablePointer<BoundCode>, _ register: Int) throws(Raised) {
    throw unbound(code.source.localNames[register])
  }

  private func unbound(_ name: Symbol) -> Raised {
    raise(
      .unboundLocalError,
      "cannot access local variable '\(name.text)' where it is not associated with a value")
  }

  @inline(never)
  func unboundFree(_ code: UnsafeMutablePointer<BoundCode>, _ index: Int) throws(Raised) {
    let name = code.source.freeNames[index].text
    throw raise(
      .nameError,
      "cannot access free variable '\(name)' where it is not associated with a value in "
        + "enclosing scope")
  }
}
