/// The module `sys`.
extension Machine {
  func fillSys(_ module: ModuleBuilder) {
    module.add(sysFunctions)
    module.set("argv", list([string("")]))
    module.set("version", string("3.11.2 (cellgrad)"))
    module.set("version_info", tuple([.int(3), .int(11), .int(2), string("final"), .int(0)]))
    module.set("maxsize", .int(Int.max))
    module.set("maxunicode", .int(0x10FFFF))
    module.set("byteorder", string("little"))
    module.set("platform", string("linux"))
    module.set("path", list([]))
    module.set("modules", .object(modules.object))
    module.set("stdout", stream("stdout", write: standardOutputMethods))
    module.set("stderr", stream("stderr", write: standardErrorMethods))
  }

  /// An object with `write` and `flush`.
  private func stream(_ name: String, write rows: [Builtin]) -> Value {
    let stream = ModuleBuilder(object: makeStream(), machine: self)
    stream.set("name", string("<\(name)>"))
    stream.add(rows)
    return stream.value
  }

  private func makeStream() -> Object {
    let object = heap.allocate(MemoryLayout<ModuleBody>.stride, .module, types.module)
    let namespace = heap.allocateDict(type: types.dict)
    namespace.set(names.name, string("TextIOWrapper"))
    object.body(ModuleBody.self).pointee.namespace = .object(namespace.object)
    return heap.pooled(object)
  }
}

private let standardOutputMethods: [Builtin] = [
  Builtin("write(text, /)", "Write string to stream.") { (m, a) throws(Raised) in
    try m.write(a[0], to: m.host.write)
  },
  Builtin("flush()", "Flush write buffers.") { (m, a) throws(Raised) in .none },
  Builtin("isatty()", "Whether it is a terminal.") { (m, a) throws(Raised) in .bool(false) },
]

private let standardErrorMethods: [Builtin] = [
  Builtin("write(text, /)", "Write string to stream.") { (m, a) throws(Raised) in
    try m.write(a[0], to: m.host.writeError)
  },
  standardOutputMethods[1], standardOutputMethods[2],
]

let sysFunctions: [Builtin] = [
  Builtin("exit(status=None, /)", "Exit the interpreter by raising SystemExit(status).") {
    (m, a) throws(Raised) in
    throw m.raise(m.types[.systemExit], a.given(0).map { [$0] } ?? [])
  },
  Builtin("getrecursionlimit()", "Return the recursion limit.") { (m, a) throws(Raised) in
    .int(m.recursionLimit)
  },
  Builtin("setrecursionlimit(limit, /)", "Set the recursion limit.") { (m, a) throws(Raised) in
    let limit = try m.index(a[0])
    guard limit > 0 else {
      throw m.raise(.valueError, "recursion limit must be greater or equal than 1")
    }
    guard limit > m.depth else {
      throw m.raise(
        .recursionError,
        "cannot set the recursion limit to \(limit) at the recursion depth "
          + "\(m.depth): the limit is too low")
    }
    m.recursionLimit = limit
    return .none
  },
  Builtin("exc_info()", "Return what is known of the exception being handled.") {
    (m, a) throws(Raised) in
    let handled = m.state.pointee.handled
    guard case .object(let exception) = handled else { return m.tuple([.none, .none, .none]) }
    return m.tuple([.object(exception.type), handled, .none])
  },
  Builtin("getrefcount(object, /)", "Return the reference count of object.") {
    (m, a) throws(Raised) in
    .int(a[0].object.map { Int($0.header.pointee.count) } ?? 1_000_000_000)
  },
  Builtin("getsizeof(object, default=None, /)", "Return the size of object in bytes.") {
    (m, a) throws(Raised) in throw m.unsupported("sys.getsizeof()")
  },
  Builtin("intern(string, /)", "The one object of a string's text.") { (m, a) throws(Raised) in
    guard let string = a[0].object(.string) else {
      throw m.raise(
        .typeError, "intern() argument must be str, not \(m.typeName(of: a[0]))")
    }
    return m.runtime.symbols.intern(StringObject(string)).value
  },
]

extension Machine {
  /// `stream.write(text)`: the number of characters.
  fileprivate func write(_ value: Value, to receive: (String) -> Void) throws(Raised) -> Value {
    guard let text = value.object(.string).map(StringObject.init) else {
      throw raise(
        .typeError, "write() argument must be str, not \(typeName(of: value))")
    }
    receive(text.text)
    return .int(text.count)
  }
}
