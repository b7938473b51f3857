import Python
import Torch
import XCTest

/// A machine with `torch` installed, for tests: freed memory is poisoned, and `finish` checks that
/// nothing stays alive.
final class PythonSession {
  private(set) var output = ""
  /// What went to `sys.stderr`: warnings.
  private(set) var errors = ""
  let machine: Machine
  let hooks: SessionHooks

  init() {
    let host = Host()
    machine = Machine(host: host, poisons: true)
    hooks = install(into: machine)
    host.write = { [unowned self] text in output += text }
    host.writeError = { [unowned self] text in errors += text }
    host.display = { [unowned self] (machine, value) throws(Raised) in
      output += try shown(value, machine) + "\n"
    }
  }

  /// Runs source text; an exception ends it and is shown by its last line.
  func run(_ text: String, display: DisplayPolicy = .none) {
    let source = Source(Array(text.utf8))
    do {
      let code = try machine.compile(source, file: SourceFile(.cell(1), source), display: display)
      try machine.run(code, in: machine.mainModule())
    } catch is Raised {
      let exception = machine.takePending()
      let message = (try? machine.str(exception)) ?? "?"
      output += machine.typeName(of: exception) + (message.isEmpty ? "" : ": " + message) + "\n"
    } catch {
      output += "SyntaxError: \(error)\n"
    }
  }

  /// The output since the last call.
  func takeOutput() -> String {
    defer { output = "" }
    return output
  }

  /// Frees everything and returns how many objects stayed.
  func finish() -> Int { machine.shutDown() }

  /// A value as a cell shows it: the tensors of a tuple on lines of their own.
  private func shown(_ value: Value, _ machine: Machine) throws(Raised) -> String {
    guard machine.isTuple(value), let items = machine.items(value) else {
      return try machine.repr(value)
    }
    var texts: [String] = []
    for item in items { texts.append(try machine.repr(item).replacingNewlines()) }
    return "(" + texts.joined(separator: ",\n ") + ")"
  }
}

extension String {
  fileprivate func replacingNewlines() -> String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n ")
  }
}

extension XCTestCase {
  /// Runs a body with a session on a thread with a large stack, as a program does.
  func inSession(_ body: @escaping (PythonSession) -> Void) {
    onBigStack {
      let session = PythonSession()
      body(session)
      XCTAssertEqual(session.finish(), 0, "objects stayed alive")
    }
  }

  /// Runs source text in a new session and compares what it prints.
  func check(
    _ source: String, _ expected: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    inSession { session in
      session.run(source)
      XCTAssertEqual(session.takeOutput(), expected, file: file, line: line)
    }
  }
}
