/// `_inspection`: what `inspect`, `traceback`, `warnings`, `logging`, `importlib`, `copy` and `gc`
/// ask of the machine.
let inspectionFunctions: [Builtin] = [
  Builtin(
    "parameters(function, empty)",
    "Name, kind (0 to 4), default and annotation of each parameter, then the return annotation."
  ) { (m, a) throws(Raised) in
    guard let description = m.describe(function: a[0]) else { return .none }
    if let text = description.nativeSignature { return m.string(text) }
    let parameters = description.parameters.map {
      m.tuple([
        m.string($0.name), .int($0.kind.number), $0.defaultValue ?? a[1], $0.annotation ?? a[1],
      ])
    }
    return m.tuple([m.list(parameters), description.returnAnnotation ?? a[1]])
  },
  Builtin("source(function)", "The lines of a function's definition, its first line and its file.") {
    (m, a) throws(Raised) in
    guard let function = a[0].object(.function) else { return .none }
    let code = Function(function).code
    if case .library = code.file.origin { return .none }
    let lines = code.lines.map { (code.file.source.line($0) ?? "") + "\n" }
    return m.tuple([
      m.list(lines.map { m.string($0) }), .int(code.lines.lowerBound), m.string(code.file.name),
    ])
  },
  Builtin("is_generator(function)", "Whether calling the function makes a generator.") {
    (m, a) throws(Raised) in
    .bool(a[0].object(.function).map { Function($0).wholeCode.isGenerator } ?? false)
  },
  Builtin(
    "traceback(exception)",
    "File, line, function, text, marks and range of the places passed, outermost first."
  ) { (m, a) throws(Raised) in
    var places: [Value] = []
    if let object = a[0].object(.exception) {
      let entries = ExceptionObject(object).traceback.entries.reversed().filter(\.code.isVisible)
      places = entries.map { m.place($0.code, $0.range) }
    } else if let view = m.unwrap(a[0], exactly: m.types.traceback, as: TracebackView.self) {
      places = view.entries.filter(\.code.isVisible).map { m.place($0.code, $0.range) }
    }
    return m.list(places)
  },
  Builtin(
    "frames(most=None)",
    "File, line, function, text and globals of the calls under way, innermost first."
  ) { (m, a) throws(Raised) in
    let found = m.newList()
    let most = try a.given(0).map { (v) throws(Raised) in try m.index(v) } ?? Int.max
    for depth in (0..<m.depth).reversed() {
      let frame = m.frames[depth]
      let code = frame.code.source
      guard code.isVisible else { continue }
      if found.count >= most { break }
      let position = frame.instruction - frame.code.pointee.instructions - 1
      let place = m.place(code, line: Int(code.range(of: position).line))
      found.append(m.tuple(place + [.object(frame.code.pointee.globals)]))
    }
    return .object(found.object)
  },
  Builtin("reload(module)", "Run a module's file again, in its namespace.") { (m, a) throws(Raised) in
    guard let module = a[0].object(.module) else {
      throw m.raise(.typeError, "reload() argument must be a module")
    }
    try m.runFile(ModuleBuilder(object: module, machine: m))
    return a[0]
  },
  Builtin("finds(name)", "Whether there is a module of that name that is not imported yet.") {
    (m, a) throws(Raised) in
    let name = try m.requireText(a[0], "name")
    return .bool(m.importers[name] != nil || m.hasLibraryModule(name))
  },
  Builtin("lines(filename)", "The lines of a file of code that runs; none where it is not known.") {
    (m, a) throws(Raised) in
    let name = try m.requireText(a[0], "filename")
    let running = (0..<m.depth).reversed().map { m.frames[$0].code.source.file }
    guard let file = m.importedFiles[name] ?? running.first(where: { $0.name == name }) else {
      return m.list([])
    }
    let text = String(decoding: file.source.bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return m.list(lines.map { m.string($0 + "\n") })
  },
  Builtin("static(cls)", "Let messages name a class with its module, as CPython's classes in C.") {
    (m, a) throws(Raised) in
    if let type = a[0].object(.type) { m.nameWithModule(type) }
    return a[0]
  },
  Builtin("set_instance_check(function)", "Let `isinstance` know that of abstract base classes.") {
    (m, a) throws(Raised) in
    m.abstractCheck = m.keep(a[0])
    return .none
  },
  Builtin("set_attributes(instance, values, /)", "Give a plain instance attributes, past its class.") {
    (m, a) throws(Raised) in
    guard let object = a[0].object(.instance), let values = a[1].object(.dict) else { return .none }
    Dict(values).forEach { name, value in
      if let name = m.symbol(of: name) { Instance(object).set(name, value, m.runtime) }
    }
    return .none
  },
  Builtin("plain_copy(x)", "A shallow copy of an instance that is nothing but attributes; else NotImplemented.") {
    (m, a) throws(Raised) in try m.plainCopy(of: a[0]) ?? m.notImplemented
  },
  Builtin("collect()", "Free unreachable objects; their number.") { (m, a) throws(Raised) in
    let before = m.heap.state.pointee.liveCount
    m.heap.collect(everything: true)
    m.runFinalizers()
    return .int(max(0, before - m.heap.state.pointee.liveCount))
  },
  Builtin("reference_count(object)", "The number of owners.") { (m, a) throws(Raised) in
    .int(a[0].object.map { Int($0.header.pointee.count) } ?? 1_000_000_000)
  },
]

extension Machine {
  /// A copy of an instance whose class leaves copying to `object`; nil for others.
  fileprivate func plainCopy(of value: Value) throws(Raised) -> Value? {
    guard let object = value.object(.instance), TypeObject(object.type).isUserDefined else { return nil }
    let hooks = [
      "__copy__", "__reduce_ex__", "__reduce__", "__getstate__", "__setstate__", "__getnewargs__",
      "__getnewargs_ex__", "__new__", "__slots__",
    ]
    for hook in hooks {
      let symbol = symbol(hook)
      guard find(symbol, in: object.type).isIdentical(to: find(symbol, in: types.object)) else {
        return nil
      }
    }
    let copy = try newInstance(object.type)
    guard let new = copy.object else { return nil }
    if let raw = Instance(object).body.pointee.shape {
      for name in Shape.of(raw).names {
        let value = Instance(object).value(name)
        if !value.isUndefined { Instance(new).set(name, value, runtime) }
      }
    } else {
      let attributes = try self.copy(Instance(object).attributeDict(runtime))
      setAttributeDict(of: new, attributes.object)
    }
    return copy
  }

  /// A place in code as Python sees it: file, line, function, text of the line.
  fileprivate func place(_ code: Code, line: Int) -> [Value] {
    [
      string(code.file.name), .int(line), string(code.name),
      string(code.file.source.line(line) ?? ""),
    ]
  }

  /// The same with the marks under the operation, and its last line, first and last column.
  fileprivate func place(_ code: Code, _ range: SourceRange) -> Value {
    let line = Int(range.line)
    let marks = code.file.source.line(line).flatMap { CaretMarks.text(under: $0, range) }
    return tuple(
      place(code, line: line) + [
        marks.map { string($0) } ?? .none, .int(Int(range.endLine)), .int(Int(range.column)),
        .int(Int(range.endColumn)),
      ])
  }
}

extension Code {
  /// Whether the code is the user's, not part of cellgrad.
  fileprivate var isVisible: Bool {
    if case .library = file.origin { return false }
    return true
  }
}

extension Machine.FunctionDescription.Parameter.Kind {
  /// The number `inspect` gives the kind.
  fileprivate var number: Int {
    switch self {
    case .positionalOnly: 0
    case .positional: 1
    case .variadic: 2
    case .keywordOnly: 3
    case .keywords: 4
    }
  }
}
