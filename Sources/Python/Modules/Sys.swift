/// The module `sys`.
extension Machine {
  func fillSys(_ module: ModuleBuilder) {
    module.add(sysFunctions)
    module.set("argv", list([string("")]))
    module.set("version", string("3.11.7 (cellgrad)"))
    module.set("version_info", versionInfo())
    module.set("hexversion", .int(0x030B_07F0))
    module.set("maxsize", .int(Int.max))
    module.set("maxunicode", .int(0x10FFFF))
    module.set("byteorder", string("little"))
    module.set("platform", string("linux"))
    module.set("copyright", string(""))
    module.set("executable", string(""))
    for name in ["prefix", "base_prefix", "exec_prefix"] { module.set(name, string("")) }
    module.set("path", list([string(host.sessionFolder == "." ? "" : host.sessionFolder)]))
    module.set("modules", .object(modules.object))
    module.set("float_info", floatInfo())
    module.set("int_info", intInfo())
    module.set("hash_info", hashInfo())
    module.set("builtin_module_names", tuple(importers.keys.sorted().map { string($0) }))
    module.set("warnoptions", list([]))
    module.set("dont_write_bytecode", .bool(true))
    module.set("flags", flags())
    module.set("implementation", implementation())
    let streams = StandardStreams(self)
    for (name, value) in streams.values {
      module.set(name, value)
      module.set("__\(name)__", value)
    }
    standardOutput = keep(streams.values[1].value)
  }

  private func record(_ name: String, _ fields: [(String, Value)]) -> Value {
    let properties = fields.indices.map { index in
      ForeignProperty(fields[index].0, "") { (m, value) throws(Raised) in
        m.items(value)?[index] ?? .none
      }
    }
    let type = makeTupleType(
      name, module: "sys",
      rows: [
        Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
          let items = m.items(a[0]) ?? []
          var parts: [String] = []
          for (item, field) in zip(items, properties) {
            parts.append("\(field.getter.name)=\(try m.repr(item))")
          }
          return m.string("sys.\(name)(\(parts.joined(separator: ", ")))")
        }
      ], properties: properties)
    return tuple(fields.map(\.1), of: type)
  }

  private func versionInfo() -> Value {
    record(
      "version_info",
      [
        ("major", .int(3)), ("minor", .int(11)), ("micro", .int(7)),
        ("releaselevel", string("final")), ("serial", .int(0)),
      ])
  }

  private func floatInfo() -> Value {
    record(
      "float_info",
      [
        ("max", .float(.greatestFiniteMagnitude)), ("max_exp", .int(1024)), ("max_10_exp", .int(308)),
        ("min", .float(.leastNormalMagnitude)), ("min_exp", .int(-1021)), ("min_10_exp", .int(-307)),
        ("dig", .int(15)), ("mant_dig", .int(53)), ("epsilon", .float(.ulpOfOne)),
        ("radix", .int(2)), ("rounds", .int(1)),
      ])
  }

  private func intInfo() -> Value {
    record(
      "int_info",
      [
        ("bits_per_digit", .int(30)), ("sizeof_digit", .int(4)),
        ("default_max_str_digits", .int(Integer.defaultDigitLimit)),
        ("str_digits_check_threshold", .int(Integer.digitLimitThreshold)),
      ])
  }

  private func hashInfo() -> Value {
    record(
      "hash_info",
      [
        ("width", .int(64)), ("modulus", .int(0x1FFF_FFFF_FFFF_FFFF)), ("inf", .int(314_159)),
        ("nan", .int(0)), ("imag", .int(1_000_003)), ("algorithm", string("siphash13")),
        ("hash_bits", .int(64)), ("seed_bits", .int(128)), ("cutoff", .int(0)),
      ])
  }

  private func flags() -> Value {
    let names = [
      "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
      "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated",
    ]
    return record("flags", names.map { ($0, .int(0)) })
  }

  private func implementation() -> Value {
    record("implementation", [("name", string("cellgrad")), ("cache_tag", string("cellgrad-311"))])
  }
}

/// `sys.stdin`, `sys.stdout` and `sys.stderr`: text files without a descriptor.
private struct StandardStreams {
  let values: [(name: String, value: Value)]

  init(_ m: Machine) {
    let type = m.makeForeignType(
      "TextIOWrapper", module: "_io", rows: streamMethods, properties: streamProperties)
    values = Stream.allCases.map { ($0.rawValue, m.wrap(StreamBox($0), type)) }
  }
}

private enum Stream: String, CaseIterable, Sendable {
  case stdin, stdout, stderr
}

private final class StreamBox {
  let stream: Stream
  init(_ stream: Stream) { self.stream = stream }
}

extension Machine {
  fileprivate func stream(_ value: Value) throws(Raised) -> Stream {
    guard let object = value.object(.foreign),
      let box = unwrap(value, exactly: object.type, as: StreamBox.self)
    else { throw raise(.typeError, "descriptor requires a '_io.TextIOWrapper' object") }
    return box.stream
  }

  /// `stream.write(text)`: the number of characters.
  fileprivate func write(_ value: Value, to receiver: Value) throws(Raised) -> Value {
    let stream = try stream(receiver)
    guard stream != .stdin else { throw notSupported("not writable") }
    guard let text = value.object(.string).map(StringObject.init) else {
      throw raise(.typeError, "write() argument must be str, not \(typeName(of: value))")
    }
    (stream == .stdout ? host.write : host.writeError)(text.text)
    return .int(text.count)
  }

  fileprivate func readLine(_ receiver: Value) throws(Raised) -> String {
    guard try stream(receiver) == .stdin else { throw notSupported("not readable") }
    return host.readLine?("").map { $0 + "\n" } ?? ""
  }

  /// `io.UnsupportedOperation`
  fileprivate func notSupported(_ message: String) -> Raised {
    do throws(Raised) {
      let io = try importModule("io")
      let type = try attribute(of: io, symbol("UnsupportedOperation"))
      return raise(instance: try call(type, with: string(message)))
    } catch {
      return error
    }
  }
}

private let streamMethods: [Builtin] = [
  Builtin("write(self, text, /)", "Write string to stream.") { (m, a) throws(Raised) in
    try m.write(a[1], to: a[0])
  },
  Builtin("writelines(self, lines, /)", "Write a list of lines to stream.") { (m, a) throws(Raised) in
    try m.forEach(a[1]) { (line) throws(Raised) in _ = try m.write(line, to: a[0]) }
    return .none
  },
  Builtin("flush(self, /)", "Flush write buffers.") { (m, a) throws(Raised) in
    m.host.flush()
    return .none
  },
  Builtin("close(self, /)", "Has no effect.") { (m, a) throws(Raised) in .none },
  Builtin("isatty(self, /)", "Whether it is a terminal.") { (m, a) throws(Raised) in .bool(false) },
  Builtin("fileno(self, /)", "There is no descriptor.") { (m, a) throws(Raised) in
    throw m.notSupported("fileno")
  },
  Builtin("readable(self, /)", "Whether it can be read.") { (m, a) throws(Raised) in
    .bool(try m.stream(a[0]) == .stdin)
  },
  Builtin("writable(self, /)", "Whether it can be written.") { (m, a) throws(Raised) in
    .bool(try m.stream(a[0]) != .stdin)
  },
  Builtin("seekable(self, /)", "It has no positions.") { (m, a) throws(Raised) in .bool(false) },
  Builtin("reconfigure(self, **options)", "Text is UTF-8 in any case.") { (m, a) throws(Raised) in .none },
  Builtin("detach(self, /)", "The bytes below.") { (m, a) throws(Raised) in
    throw m.unsupported("detach() of a standard stream")
  },
  Builtin("readline(self, size=-1, /)", "Read a line.") { (m, a) throws(Raised) in
    m.string(try m.readLine(a[0]))
  },
  Builtin("read(self, size=-1, /)", "Read to the end.") { (m, a) throws(Raised) in
    var text = ""
    while case let line = try m.readLine(a[0]), !line.isEmpty { text += line }
    return m.string(text)
  },
  Builtin("readlines(self, hint=-1, /)", "Read the lines to the end.") { (m, a) throws(Raised) in
    let lines = m.newList()
    while case let line = try m.readLine(a[0]), !line.isEmpty { lines.append(m.string(line)) }
    return .object(lines.object)
  },
  Builtin("__iter__(self, /)", "Implement iter(self).") { (m, a) throws(Raised) in a[0] },
  Builtin("__next__(self, /)", "Implement next(self).") { (m, a) throws(Raised) in
    let line = try m.readLine(a[0])
    guard !line.isEmpty else { throw m.raise(m.types[.stopIteration], []) }
    return m.string(line)
  },
  Builtin("__enter__(self, /)", "Enter.") { (m, a) throws(Raised) in a[0] },
  Builtin("__exit__(self, /, *args)", "Exit.") { (m, a) throws(Raised) in .none },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    let stream = try m.stream(a[0])
    let mode = stream == .stdin ? "r" : "w"
    return m.string("<_io.TextIOWrapper name='<\(stream.rawValue)>' mode='\(mode)' encoding='utf-8'>")
  },
]

private let streamProperties: [ForeignProperty] = [
  ForeignProperty("name", "The name in brackets.") { (m, value) throws(Raised) in
    m.string("<\(try m.stream(value).rawValue)>")
  },
  ForeignProperty("mode", "r or w.") { (m, value) throws(Raised) in
    m.string(try m.stream(value) == .stdin ? "r" : "w")
  },
  ForeignProperty("encoding", "UTF-8.") { (m, value) throws(Raised) in m.string("utf-8") },
  ForeignProperty("errors", "The error handler.") { (m, value) throws(Raised) in
    m.string(try m.stream(value) == .stderr ? "backslashreplace" : "strict")
  },
  ForeignProperty("closed", "Never.") { (m, value) throws(Raised) in .bool(false) },
  ForeignProperty("line_buffering", "Whether lines appear at once.") { (m, value) throws(Raised) in
    .bool(true)
  },
  ForeignProperty("newlines", "Line ends seen.") { (m, value) throws(Raised) in .none },
]

private let sysFunctions: [Builtin] = [
  Builtin("exit(status=None, /)", "Exit the interpreter by raising SystemExit(status).") {
    (m, a) throws(Raised) in
    throw m.raise(m.types[.systemExit], a.given(0).map { [$0] } ?? [])
  },
  Builtin("getrecursionlimit()", "Return the recursion limit.") { (m, a) throws(Raised) in
    .int(m.recursionLimit + m.framesBelow)
  },
  Builtin("setrecursionlimit(limit, /)", "Set the recursion limit.") { (m, a) throws(Raised) in
    let limit = try m.cInt(a[0])
    guard limit > 0 else {
      throw m.raise(.valueError, "recursion limit must be greater or equal than 1")
    }
    let depth = m.depth + m.framesBelow
    guard limit > depth else {
      throw m.raise(
        .recursionError,
        "cannot set the recursion limit to \(limit) at the recursion depth "
          + "\(depth): the limit is too low")
    }
    m.recursionLimit = limit - m.framesBelow
    return .none
  },
  Builtin("getrefcount(object, /)", "Return the reference count of object.") {
    (m, a) throws(Raised) in
    .int(a[0].object.map { Int($0.header.pointee.count) } ?? 1_000_000_000)
  },
  Builtin("getsizeof(object, default=None, /)", "Return the size of object in bytes.") {
    (m, a) throws(Raised) in
    guard let size = try m.sizeInCPython(a[0]) else {
      throw m.unsupported("sys.getsizeof() of \(m.typeName(of: a[0]))")
    }
    return .int(size)
  },
  Builtin("intern(string, /)", "The one object of a string's text.") { (m, a) throws(Raised) in
    guard let string = a[0].object(.string) else {
      throw m.raise(
        .typeError, "intern() argument must be str, not \(m.typeName(of: a[0]))")
    }
    return m.runtime.symbols.intern(StringObject(string)).value
  },
  Builtin("getallocatedblocks()", "Return the number of memory blocks currently allocated.") {
    (m, a) throws(Raised) in .int(m.heap.state.pointee.liveCount)
  },
  Builtin("getdefaultencoding()", "Return the default encoding.") { (m, a) throws(Raised) in
    m.string("utf-8")
  },
  Builtin("getfilesystemencoding()", "Return the encoding of file names.") { (m, a) throws(Raised) in
    m.string("utf-8")
  },
  Builtin("is_finalizing()", "Whether the interpreter is shutting down.") { (m, a) throws(Raised) in
    .bool(false)
  },
  Builtin("getswitchinterval()", "Seconds between switches of threads.") { (m, a) throws(Raised) in
    .float(0.005)
  },
  Builtin("get_int_max_str_digits()", "The most digits of an int's text.") { (m, a) throws(Raised) in
    .int(m.runtime.digitLimit)
  },
  Builtin("set_int_max_str_digits(maxdigits)", "Set the most digits of an int's text.") {
    (m, a) throws(Raised) in
    let limit = try m.cInt(a[0])
    guard limit == 0 || limit >= Integer.digitLimitThreshold else {
      throw m.raise(
        .valueError, "maxdigits must be 0 or larger than \(Integer.digitLimitThreshold)")
    }
    m.runtime.digitLimit = limit
    return .none
  },
  Builtin("exc_info()", "Return what is known of the exception being handled.") {
    (m, a) throws(Raised) in
    let handled = m.state.pointee.handled
    guard case .object(let exception) = handled else { return m.tuple([.none, .none, .none]) }
    return m.tuple([.object(exception.type), handled, m.tracebackValue(of: exception)])
  },
  Builtin("exception()", "Return the exception being handled, or None.") { (m, a) throws(Raised) in
    m.state.pointee.handled.isUndefined ? .none : m.state.pointee.handled
  },
]

extension Machine {
  /// The size that `sys.getsizeof` gives in CPython 3.11 on 64-bit Linux; nil where it depends on
  /// an object's history.
  func sizeInCPython(_ value: Value) throws(Raised) -> Int? {
    switch value {
    case .none: return 16
    case .bool(let value): return value ? 28 : 24
    case .float: return 24
    case .int, .undefined: return try integerSize(value)
    case .object(let object): return try objectSize(object)
    }
  }

  private func integerSize(_ value: Value) throws(Raised) -> Int {
    guard let bits = integer(value)?.bitLength else { return 28 }
    return 24 + 4 * ((bits + 29) / 30)
  }

  private func objectSize(_ object: Object) throws(Raised) -> Int? {
    let value = Value.object(object)
    switch object.type {
    case types.int: return try integerSize(value)
    case types.string:
      let text = StringObject(object)
      let width = text.width
      if width == 1 {
        return text.codePoints.allSatisfy { $0 < 0x80 } ? 49 + text.count : 73 + text.count
      }
      return (width == 2 ? 74 : 76) + width * text.count
    case types.bytes: return 33 + (byteContent(value)?.count ?? 0)
    case types.tuple: return 40 + 8 * Tuple(object).count
    case types.complex: return 32
    case types.range: return 48
    case types.slice: return 56
    case types.list where List(object).count == 0: return 56
    case types.dict where Dict(object).count == 0: return 64
    case types.set, types.frozenSet: return SetObject(object).count <= 4 ? 216 : nil
    default: return object.kind == .instance ? instanceSize(TypeObject(object.type)) : nil
    }
  }

  /// An instance of a class from a class statement: with a `__dict__`, or with slots only.
  private func instanceSize(_ type: TypeObject) -> Int? {
    guard type.isUserDefined else { return nil }
    if let slots = type.info.slotNames { return slots.isEmpty ? nil : 32 + 8 * slots.count }
    return type.findMember(names.weakref).isUndefined || hasSlots(type) ? nil : 56
  }

  private func hasSlots(_ type: TypeObject) -> Bool { !type.find(names.slots).isUndefined }
}
