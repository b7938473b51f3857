import Glibc
import Python

/// `%time` and `%timeit`.
extension Kernel {
  /// Runs code once and tells the time; answers the value of an expression.
  func time(_ call: Magic<Kernel>.Call) throws -> Value? {
    let text = call.cell ?? PythonText.strip(call.line)
    let timed = try compileTimed(text)
    let processorStart = Clock.processor()
    let start = Clock.now()
    let value = try machine.run(timed.code, in: main)
    let wall = Clock.now() - start
    let processorEnd = Clock.processor()
    let user = processorEnd.user - processorStart.user
    let system = processorEnd.system - processorStart.system
    write(
      "CPU times: user \(Clock.text(user)), sys: \(Clock.text(system)), "
        + "total: \(Clock.text(user + system))\nWall time: \(Clock.text(wall))\n")
    return timed.isExpression ? value : nil
  }

  /// Runs code often enough for a steady figure.
  func timeRepeatedly(_ call: Magic<Kernel>.Call) throws {
    let line = PythonText.strip(call.line)
    guard !line.hasPrefix("-") else { throw MagicProblem.unsupported("%timeit \(line)") }
    let timed = try compileTimed(call.cell ?? line)
    var loops = 1
    while try duration(of: timed.code, loops) < 0.2, loops < 1_000_000_000 { loops *= 10 }
    let repeats = 7
    var figures: [Double] = []
    for _ in 0..<repeats {
      figures.append(try duration(of: timed.code, loops) / Double(loops))
    }
    let mean = figures.reduce(0, +) / Double(repeats)
    let variance = figures.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(repeats)
    write(
      "\(Clock.text(mean)) ± \(Clock.text(variance.squareRoot())) per loop "
        + "(mean ± std. dev. of \(repeats) runs, \(Clock.grouped(loops)) "
        + "\(loops == 1 ? "loop" : "loops") each)\n")
  }

  private func duration(of code: Code, _ loops: Int) throws(Raised) -> Double {
    let start = Clock.now()
    for _ in 0..<loops {
      try machine.withPool { () throws(Raised) in _ = try machine.run(code, in: main) }
      try machine.checkInterrupt()
    }
    return Clock.now() - start
  }

  /// Compiles timed code, as an expression if it is one.
  private func compileTimed(_ text: String) throws -> (code: Code, isExpression: Bool) {
    let expanded: String
    do throws(CellTranslation.Problem) {
      expanded = try CellTranslation.translate(text)
    } catch {
      throw MagicProblem.exception(type: "SyntaxError", message: "invalid syntax")
    }
    let source = Source(expanded)
    let file = SourceFile(.string("<timed exec>"), source)
    if let code = try? machine.compile(source, file: file, mode: .evaluation) {
      return (code, true)
    }
    do throws(SyntaxProblem) {
      return (try machine.compile(source, file: file), false)
    } catch {
      throw MagicProblem.exception(type: error.kind.typeName, message: error.message)
    }
  }
}

/// Times in seconds, and their texts.
private enum Clock {
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

  /// `1.23 ms`, `2min 3s`: three significant digits.
  static func text(_ seconds: Double) -> String {
    if seconds >= 60 {
      let whole = Int(seconds)
      let parts = [(whole / 86_400, "d"), (whole / 3600 % 24, "h"), (whole / 60 % 60, "min")]
      return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
        + " \(whole % 60)s"
    }
    let units: [(size: Double, name: String)] = [
      (1, "s"), (1e-3, "ms"), (1e-6, "μs"), (1e-9, "ns"),
    ]
    let unit = units.first { seconds >= $0.size } ?? units[units.count - 1]
    return "\(significant(seconds / unit.size)) \(unit.name)"
  }

  /// `%.3g` of a number below 1000.
  private static func significant(_ number: Double) -> String {
    guard number > 0 else { return "0" }
    let digits = number >= 100 ? 0 : number >= 10 ? 1 : 2
    let scale = pow(10, Double(digits))
    let rounded = (number * scale).rounded() / scale
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    for place in stride(from: digits.count - 3, to: 0, by: -3) {
      digits.insert(",", at: place)
    }
    return String(digits)
  }
}
