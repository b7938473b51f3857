import Glibc
import Python

/// `%time`, `%timeit`: how long code takes.
extension Kernel {
  static var timeMagics: [Magic<Kernel>] {
    [
      Magic(
        "time", [.line, .cell],
        doc: """
          Time execution of a Python statement or expression, once; its value is the result.

          --no-raise-error: an error of the code is not raised again.
          """
      ) { kernel, call in try kernel.time(call) },
      Magic(
        "timeit", [.line, .cell],
        doc: """
          Time execution of a Python statement or expression, many times.

          -n n: loops in a run; -r n: runs; -p n: digits; -q: says nothing; -o: gives the figures;
          -v name: keeps them. What stands in the first line of %%timeit is done once before.
          """
      ) { kernel, call in try kernel.timeRepeatedly(call) },
    ]
  }
}

// MARK: - %time

extension Kernel {
  private func time(_ call: Magic<Kernel>.Call) throws -> Value? {
    let flag = "--no-raise-error"
    var line = PythonText.strip(call.line)
    let swallowsErrors = line.hasPrefix(flag)
    if swallowsErrors { line = PythonText.strip(String(line.dropFirst(flag.utf8.count))) }
    if call.cell != nil, !line.isEmpty {
      throw MagicProblem.usage("Can't use statement directly after '%%time'!")
    }
    let code = try timedCode(call.cell ?? line)
    let processorStart = Clock.processor()
    let start = Clock.now()
    let result = runTimed(code)
    let wall = Clock.now() - start
    let processorEnd = Clock.processor()
    let user = processorEnd.user - processorStart.user
    let system = processorEnd.system - processorStart.system
    write(
      "CPU times: user \(timeText(user)), sys: \(timeText(system)), "
        + "total: \(timeText(user + system))\nWall time: \(timeText(wall))\n")
    guard let failure = result.failure else { return result.value?.value }
    let type = machine.fullTypeName(of: failure.value)
    if swallowsErrors, !["KeyboardInterrupt", "SystemExit"].contains(type) { return nil }
    throw machine.raise(instance: failure.value)
  }

  /// Runs code, whose last expression is its value. A failure is kept until the time is told.
  private func runTimed(_ code: Code) -> (value: KeptValue?, failure: KeptValue?) {
    var value: KeptValue?
    let outer = captureResult
    captureResult = { value = KeptValue($0) }
    defer { captureResult = outer }
    do throws(Raised) {
      try machine.withPool { () throws(Raised) in _ = try machine.run(code, in: main) }
      return (value, nil)
    } catch {
      return (nil, KeptValue(machine.takePending()))
    }
  }

  private func timedCode(_ text: String) throws -> Code {
    let source = Source(try translatedForTiming(text))
    var parser = Parser(source: source, mode: .file)
    let isExpression = ((try? parser.parseModule())?.body).map { body in
      if body.count == 1, case .expression = body[0].kind { true } else { false }
    }
    let name = isExpression == true ? "<timed eval>" : "<timed exec>"
    return try compileTimed(source, name, display: .lastExpression)
  }

  func translatedForTiming(_ text: String) throws -> String {
    do throws(CellTranslation.Problem) {
      return try CellTranslation.translate(text, isMagic: isAutomagic)
    } catch {
      throw MagicProblem.exception(type: "SyntaxError", message: "invalid syntax")
    }
  }

  private func compileTimed(
    _ source: Source, _ name: String, display: DisplayPolicy = .none
  ) throws -> Code {
    let file = SourceFile(.string(name), source)
    do throws(SyntaxProblem) {
      return try machine.compile(source, file: file, mode: .file, display: display)
    } catch {
      throw MagicProblem.exception(type: error.kind.typeName, message: error.message)
    }
  }
}

// MARK: - %timeit

extension Kernel {
  private func timeRepeatedly(_ call: Magic<Kernel>.Call) throws -> Value? {
    let options = try MagicOptions(call.line, "n:r:tcp:qov:", keepsQuotes: true)
    let statement = PythonText.strip(options.rest)
    if statement.isEmpty, call.cell == nil { return nil }
    let timed = try timedFunction(
      setup: call.cell == nil ? "" : statement, statement: call.cell ?? statement)
    let repeats = max(1, try options.integer("r") ?? 7)
    var loops = try options.integer("n") ?? 0
    if loops <= 0 { loops = try suitableLoops(timed.value) }
    var runs: [Double] = []
    for _ in 0..<repeats { runs.append(try duration(of: timed.value, loops)) }
    let text = try timingText(runs, loops, precision: try options.integer("p") ?? 3)
    if !options.has("q") {
      writeCachingHint(runs.map { $0 / Double(loops) })
      write(text + "\n")
    }
    guard options.has("o") || options.has("v") else { return nil }
    let result = try make(
      "TimeitResult", "IPython.core.magics.execution",
      [.int(loops), .int(repeats), machine.list(runs.map { .float($0) }), string(text)])
    if let name = options["v"] { main.set(name, result) }
    return options.has("o") ? result : nil
  }

  /// As many loops, a power of ten, as take 0.2 seconds or more.
  private func suitableLoops(_ function: Value) throws -> Int {
    var loops = 1
    for _ in 0..<9 where try duration(of: function, loops) < 0.2 { loops *= 10 }
    return loops
  }

  /// The seconds that so many loops take.
  private func duration(of function: Value, _ loops: Int) throws(Raised) -> Double {
    guard let range = machine.builtin("range") else { return 0 }
    return try machine.withPool { () throws(Raised) in
      let iterable = try machine.call(range, [.int(loops)])
      let start = Clock.now()
      _ = try machine.call(function, [iterable])
      return Clock.now() - start
    }
  }

  /// A function that does the setup and then, for each item of its argument, the statement. The
  /// names it binds are its own.
  private func timedFunction(setup: String, statement: String) throws -> KeptValue {
    for part in [setup, statement] {
      _ = try compileTimed(Source(try translatedForTiming(part)), "<magic-timeit-stmt>")
    }
    let text = "def inner(_it):\n"
      + IndentedCode.text(try translatedForTiming(setup.isEmpty ? "pass" : setup), by: 1)
      + " for _i in _it:\n" + IndentedCode.text(try translatedForTiming(statement), by: 2)
    let code = try compileTimed(Source(text), "<magic-timeit>")
    let shadowed = machine.value("inner", in: main).map(KeptValue.init)
    try machine.run(code, in: main)
    let function = machine.value("inner", in: main).map(KeptValue.init)
    machine.remove("inner", from: main)
    if let shadowed { main.set("inner", shadowed.value) }
    guard let function else { throw MagicProblem.unsupported("%timeit \(statement)") }
    return function
  }

  private func timingText(_ runs: [Double], _ loops: Int, precision: Int) throws -> String {
    let figures = runs.map { $0 / Double(loops) }
    let mean = figures.reduce(0, +) / Double(figures.count)
    let variance = figures.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(figures.count)
    return "\(timeText(mean, precision)) ± \(timeText(variance.squareRoot(), precision)) per loop "
      + "(mean ± std. dev. of \(runs.count) run\(runs.count == 1 ? "" : "s"), "
      + "\(Self.grouped(loops)) loop\(loops == 1 ? "" : "s") each)"
  }

  /// Times far apart may mean that something is kept after the first time.
  private func writeCachingHint(_ figures: [Double]) {
    guard let best = figures.min(), let worst = figures.max(), best > 0,
      worst > 4 * best, worst > 1e-6,
      let ratio = try? machine.percentFormatted("%0.2f", .float(worst / best))
    else { return }
    write(
      "The slowest run took \(ratio) times longer than the fastest. "
        + "This could mean that an intermediate result is being cached.\n")
  }

  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    for place in stride(from: digits.count - 3, to: 0, by: -3) {
      digits.insert(",", at: place)
    }
    return String(digits)
  }

  /// `1.23 ms`, `2min 3s`: three significant digits.
  private func timeText(_ seconds: Double, _ precision: Int = 3) -> String {
    guard seconds < 60 else { return Clock.longText(seconds) }
    let units: [(name: String, scale: Double)] = [("s", 1), ("ms", 1e3), ("μs", 1e6), ("ns", 1e9)]
    let order = seconds > 0 ? min(-Int((log10(seconds).rounded(.down) / 3).rounded(.down)), 3) : 3
    let unit = units[max(order, 0)]
    let format = "%.\(min(max(precision, 0), 100))g"
    let number = (try? machine.percentFormatted(format, .float(seconds * unit.scale))) ?? ""
    return "\(number) \(unit.name)"
  }
}

/// Source text moved to the right, the inside of strings of several lines left as it is.
enum IndentedCode {
  static func text(_ source: String, by columns: Int) -> String {
    let bytes = Array(source.utf8)
    var isInside = [Bool](repeating: false, count: bytes.count + 1)
    for token in Lexer.tokensForHighlighting(source) where token.kind == .string {
      let range = Int(token.start)..<min(Int(token.end), bytes.count)
      for offset in range.dropFirst() { isInside[offset] = true }
    }
    var result: [UInt8] = []
    let blanks = [UInt8](repeating: UInt8(ascii: " "), count: columns)
    for (offset, byte) in bytes.enumerated() {
      let isLineStart = offset == 0 || bytes[offset - 1] == UInt8(ascii: "\n")
      if isLineStart, !isInside[offset] { result += blanks }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// Times in seconds.
enum Clock {
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The time that processors have worked for this process.
  static func processor() -> (user: Double, system: Double) {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return (seconds(usage.ru_utime), seconds(usage.ru_stime))
  }

  /// `1d 2h`, `1min 3s`: a minute or more.
  static func longText(_ seconds: Double) -> String {
    var rest = seconds
    var parts: [String] = []
    for (name, length) in [("d", 86_400.0), ("h", 3600), ("min", 60), ("s", 1)] {
      let count = (rest / length).rounded(.down)
      if count > 0 {
        rest = rest.truncatingRemainder(dividingBy: length)
        parts.append("\(Int(count))\(name)")
      }
      if rest < 1 { break }
    }
    return parts.joined(separator: " ")
  }
}
