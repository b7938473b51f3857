import TestSupport
import XCTest

/// The prompt, in a terminal of its own.
final class PromptTests: XCTestCase {
  private let up = "\u{1B}[A"
  private let controlC = "\u{3}"
  private let controlD = "\u{4}"

  private func start(height: Int = 40) throws -> PseudoTerminal {
    let home = try CellgradProgram.temporaryFolder()
    let environment = ["HOME": home, "XDG_STATE_HOME": home]
    let terminal = try PseudoTerminal(
      [try CellgradProgram.path()], environment: environment, height: height)
    XCTAssert(terminal.waitFor("In [1]:"), "\(terminal.screen.lines)")
    return terminal
  }

  private func expect(
    _ text: String, in terminal: PseudoTerminal, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    XCTAssert(terminal.waitFor(text), "\(terminal.screen.lines)", file: file, line: line)
  }

  func testResult() throws {
    let terminal = try start()
    terminal.send("1 + 1\r")
    expect("Out[1]: 2\n\nIn [2]:", in: terminal)
  }

  func testClassOverSeveralLinesIsRecalledAndEdited() throws {
    let terminal = try start()
    terminal.send("class A:\rdef size(self):\rreturn 1\r\r")
    expect("In [2]:", in: terminal)
    terminal.send("A().size()\r")
    expect("Out[2]: 1", in: terminal)
    terminal.send(up + up)
    expect("In [3]: class A:\n   ...:     def size(self):\n   ...:         return 1", in: terminal)
    terminal.send("\u{7F}2\u{1B}\r")
    expect("In [4]:", in: terminal)
    terminal.send("A().size()\r")
    expect("Out[4]: 2", in: terminal)
  }

  func testKoreanText() throws {
    let terminal = try start()
    terminal.send("이름 = '한국'\r")
    expect("In [2]:", in: terminal)
    terminal.send("이름\r")
    expect("Out[2]: '한국'", in: terminal)
  }

  func testPasteOfThirtyLines() throws {
    let terminal = try start(height: 60)
    let lines = (1...30).map { "x\($0) = \($0)" }.joined(separator: "\n")
    terminal.paste(lines)
    expect("x30 = 30", in: terminal)
    terminal.send("\r")
    expect("In [2]:", in: terminal)
    terminal.send("x1 + x30\r")
    expect("Out[2]: 31", in: terminal)
  }

  func testGoingOnAfterAnError() throws {
    let terminal = try start()
    terminal.send("1/0\r")
    expect("ZeroDivisionError: division by zero\n\nIn [2]:", in: terminal)
    terminal.send("'still ' + 'here'\r")
    expect("Out[2]: 'still here'", in: terminal)
  }

  func testControlCStopsARunningCell() throws {
    let terminal = try start()
    terminal.send("while True: pass\r\r")
    terminal.settle(seconds: 0.3)
    terminal.send(controlC)
    expect("KeyboardInterrupt", in: terminal)
    expect("In [2]:", in: terminal)
    terminal.send("7\r")
    expect("Out[2]: 7", in: terminal)
  }

  func testControlDAsks() throws {
    let terminal = try start()
    terminal.send(controlD)
    expect("Do you really want to exit ([y]/n)?", in: terminal)
    terminal.send("n\r")
    // The prompt stood there before: its return shows by the answer above it.
    expect("([y]/n)? n\n\nIn [1]:", in: terminal)
    terminal.settle(seconds: 0.5)
    terminal.send(controlD)
    for _ in 0..<20 where questions(terminal) < 2 { terminal.settle(seconds: 0.25) }
    XCTAssertEqual(questions(terminal), 2)
    terminal.send("y\r")
    XCTAssertEqual(terminal.waitForExit(), 0)
  }

  /// How often the question whether to exit stands on the screen.
  private func questions(_ terminal: PseudoTerminal) -> Int {
    terminal.screen.lines.count { $0.contains("Do you really want to exit") }
  }

  func testExit() throws {
    let terminal = try start()
    terminal.send("exit\r")
    XCTAssertEqual(terminal.waitForExit(), 0)
  }
}
