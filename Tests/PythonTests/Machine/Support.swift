import XCTest

@testable import Python

/// What a piece of source did on a fresh machine.
struct RunResult {
  var output = ""
  /// `Type: message` of the exception that ended it, or nil.
  var error: String?
  /// Objects alive after teardown: anything but 0 is a counting error.
  var alive = 0
}

/// Runs source as a script on a machine of its own, freed memory poisoned, on the big stack.
func runPython(_ source: String, with setUp: ((Machine) -> Void)? = nil) -> RunResult {
  nonisolated(unsafe) var result = RunResult()
  nonisolated(unsafe) let setUp = setUp
  onBigStack {
    let host = Host()
    host.write = { result.output += $0 }
    let machine = Machine(host: host, poisons: true)
    setUp?(machine)
    let text = Source(source)
    do {
      let code = try machine.compile(text, file: SourceFile(.string("<test>"), text))
      try machine.run(code, in: machine.mainModule())
    } catch let problem as SyntaxProblem {
      result.error = "SyntaxError: \(problem.message)"
    } catch {
      let exception = machine.takePending()
      result.error = machine.typeName(of: exception) + ": " + ((try? machine.str(exception)) ?? "?")
    }
    result.alive = machine.shutDown()
  }
  return result
}

/// Asserts what a script prints, that it ends without an exception, and that every object it made
/// is freed at the end.
func assertPrints(
  _ source: String, _ expected: String, file: StaticString = #filePath, line: UInt = #line
) {
  let result = runPython(source)
  XCTAssertNil(result.error, file: file, line: line)
  XCTAssertEqual(result.output, expected, file: file, line: line)
  XCTAssertEqual(result.alive, 0, "objects not freed", file: file, line: line)
}

func assertRaises(
  _ source: String, _ expected: String, file: StaticString = #filePath, line: UInt = #line
) {
  let result = runPython(source)
  XCTAssertEqual(result.error, expected, file: file, line: line)
  XCTAssertEqual(result.alive, 0, "objects not freed", file: file, line: line)
}
