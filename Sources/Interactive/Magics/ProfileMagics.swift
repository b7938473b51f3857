import Python

/// `%prun`: which functions a statement calls, how often, and how long they take.
extension Kernel {
  static var profileMagics: [Magic<Kernel>] {
    [
      Magic(
        "prun", [.line, .cell],
        doc: """
          Run a statement through the profiler, and show what it came to.

          -s key: the order, time without it; several are possible. -l limit: how many functions
          (3), which part of them (0.3), or those that a pattern finds. -q: shows nothing;
          -r: gives the figures, a pstats.Stats; -T file: saves the report; -D file: saves the
          figures.
          """
      ) { kernel, call in try kernel.profile(call) }
    ]
  }

  private func profile(_ call: Magic<Kernel>.Call) throws -> Value? {
    let options = try MagicOptions(call.line, "D:l:rs:T:q", keepsQuotes: true)
    let statement = try translatedForTiming(options.rest + (call.cell.map { "\n" + $0 } ?? ""))
    let profile = try make("Profile", in: "cProfile", [])
    let exit = try runProfiled(profile.value, statement)
    let stream = try make("StringIO", in: "io", [])
    let stats = try make("Stats", in: "pstats", [profile.value], [("stream", stream.value)])
    try invoke(stats.value, "strip_dirs", [])
    let orders = options.has("s") ? options.all("s") : ["time"]
    try invoke(stats.value, "sort_stats", orders.map { machine.string($0) })
    try invoke(stats.value, "print_stats", options.all("l").map(limit))
    let report = PythonText.stripEnd(
      machine.text(try invoke(stream.value, "getvalue", [])) ?? "")
    if !options.has("q") { recorder.page(report) }
    write(exit + " ")
    if let file = options["D"], !file.isEmpty {
      try invoke(profile.value, "dump_stats", [machine.string(file)])
      write("\n*** Profile stats marshalled to file \(PythonText.repr(file)).\(exit)\n")
    }
    if let file = options["T"], !file.isEmpty {
      try writeFile(file, report)
      write("\n*** Profile printout saved to text file \(PythonText.repr(file)).\(exit)\n")
    }
    return options.has("r") ? stats.value : nil
  }

  /// Runs a statement in the session's namespace.
  ///
  /// - Returns: what is said of a `SystemExit` that ended it.
  private func runProfiled(_ profile: Value, _ statement: String) throws(Raised) -> String {
    do throws(Raised) {
      let names = try machine.attribute(of: main.value, machine.symbol("__dict__"))
      try invoke(profile, "runctx", [machine.string(statement), names, names])
      return ""
    } catch {
      guard machine.isPending(.systemExit) else { throw error }
      machine.discardPending()
      return "*** SystemExit exception caught in code being profiled."
    }
  }

  /// A limit of a report: a number, a part, or a pattern.
  private func limit(_ text: String) -> Value {
    if let count = Int(text) { return .int(count) }
    return Double(text).map { .float($0) } ?? machine.string(text)
  }

  /// An instance of a class of a library module.
  private func make(
    _ name: String, in module: String, _ arguments: [Value],
    _ keywords: [(String, Value)] = []
  ) throws(Raised) -> KeptValue {
    let type = try machine.attribute(of: try machine.importModule(module), machine.symbol(name))
    return KeptValue(
      try machine.call(type, arguments, keywords.map { (machine.symbol($0.0), $0.1) }))
  }

  /// Calls a method.
  @discardableResult
  private func invoke(
    _ object: Value, _ method: String, _ arguments: [Value]
  ) throws(Raised) -> Value {
    try machine.call(try machine.attribute(of: object, machine.symbol(method)), arguments)
  }
}
