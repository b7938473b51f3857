/// `_lsprof`: the machine's profiler as a class. The modules `cProfile` and `pstats` are text upon
/// it.
extension Machine {
  func fillProfiling(_ module: ModuleBuilder) {
    let type = makeForeignType(
      "Profiler", module: "_lsprof", hasAttributes: true, isBase: true, rows: profilerMethods)
    module.set("Profiler", .object(type))
  }

  fileprivate func profiler(_ value: Value) throws(Raised) -> Profiler {
    guard case .object(let object) = value, object.kind == .foreign,
      let profiler = object.body(ForeignBody.self).pointee.content.takeUnretainedValue() as? Profiler
    else { throw raise(.typeError, "a profiler is expected, not '\(typeName(of: value))'") }
    return profiler
  }

  fileprivate func tuple(_ figures: Profiler.Figures) -> Value {
    tuple([
      .int(figures.calls - figures.recursiveCalls), .int(figures.calls),
      .float(Double(figures.ownTime) / 1e9), .float(Double(figures.totalTime) / 1e9),
    ])
  }

  /// `(file, line, name)` as pstats has it; natives stand in no file.
  fileprivate func place(of entry: Profiler.Entry) -> Value {
    switch entry.function {
    case .code(let code):
      let file = if case .library(let name) = code.file.origin { name + ".py" } else { code.file.name }
      return tuple([string(file), .int(code.lines.lowerBound), string(code.name)])
    case .native(let row):
      let name = row.ownerName.map { owner in
        "method '\(row.name)' of '\(row.module == "_lsprof" ? "_lsprof." : "")\(owner)' objects"
      }
      return tuple([
        string("~"), .int(0), string("<\(name ?? "built-in method \(row.module).\(row.name)")>"),
      ])
    }
  }
}

private let profilerMethods: [Builtin] = [
  Builtin(
    "__new__(cls, timer=None, timeunit=0.0, subcalls=True, builtins=True)",
    "A profiler that has seen nothing yet."
  ) { (m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .none }
    if let timer = a.given(1), !timer.isNone { throw m.unsupported("a profiler's own timer") }
    return m.wrap(Profiler(), type)
  },
  Builtin("enable(self, subcalls=True, builtins=True)", "Begins to count calls.") {
    (m, a) throws(Raised) in
    let profiler = try m.profiler(a[0])
    guard m.profiler == nil else {
      throw m.raise(.valueError, "Another profiling tool is already active")
    }
    m.startProfiling(profiler)
    return .none
  },
  Builtin("disable(self)", "Counts no more.") { (m, a) throws(Raised) in
    if m.profiler === (try m.profiler(a[0])) { m.stopProfiling() }
    return .none
  },
  Builtin("clear(self)", "Forgets what was counted.") { (m, a) throws(Raised) in
    try m.profiler(a[0]).clear()
    return .none
  },
  Builtin(
    "_entries(self)",
    "For each function its place, its figures (primitive calls, calls, own time, whole time), and "
      + "place and figures for each of its callers."
  ) { (m, a) throws(Raised) in
    m.list(try m.profiler(a[0]).entries.map { entry in
      let callers = entry.callers.map { m.tuple([m.place(of: $0.caller), m.tuple($0.figures)]) }
      return m.tuple([m.place(of: entry), m.tuple(entry.figures), m.list(callers)])
    })
  },
]
