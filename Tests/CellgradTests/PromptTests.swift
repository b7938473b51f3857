import TestSupport
import XCTest

/// The prompt, in a terminal of its own.
final class PromptTests: XCTestCase {
  private let up = "\u{1B}[A"
  private let controlC = "\u{3}"
  private let controlD = "\u{4}"

  private func start(height: Int = 40) throws -> PseudoTerminal {
    let home = try temporaryFolder()
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

/// What the prompt does beyond running cells.
final class PromptServicesTests: XCTestCase {
  private var home = ""

  private func start(
    _ arguments: [String] = [], columns: Int = 80, environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    if home.isEmpty { home = try temporaryFolder() }
    var variables = ["HOME": home, "XDG_STATE_HOME": home]
    variables.merge(environment) { $1 }
    let terminal = try PseudoTerminal(
      [try CellgradProgram.path()] + arguments, environment: variables, columns: columns, height: 50)
    XCTAssert(terminal.waitFor("]:"), "\(terminal.screen.lines)")
    return terminal
  }

  private func expect(
    _ text: String, in terminal: PseudoTerminal, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    XCTAssert(terminal.waitFor(text), "\(terminal.screen.lines)", file: file, line: line)
  }

  func testKeysAndKeywordArgumentsAreOffered() throws {
    for columns in [80, 40] {
      let terminal = try start(columns: columns)
      terminal.send("값 = {'한국어': 1, '열쇠': 2}\r")
      expect("In [2]:", in: terminal)
      terminal.send("값['\t")
      expect("한국어  열쇠", in: terminal)
      terminal.send("한\t']\r")
      expect("Out[2]: 1", in: terminal)
      terminal.send("def f(알파, *, 베타=1): pass\r")
      expect("In [4]:", in: terminal)
      terminal.send("f(\t")
      expect("f(알파, *, 베타=1)", in: terminal)
    }
  }

  func testLineForInput() throws {
    let terminal = try start()
    terminal.send("이름 = input('이름? ')\r")
    expect("이름? ", in: terminal)
    terminal.send("민수\r")
    expect("In [2]:", in: terminal)
    terminal.send("이름\r")
    expect("Out[2]: '민수'", in: terminal)
    terminal.send("input()\r")
    terminal.settle(seconds: 0.3)
    terminal.send("\u{3}")
    expect("KeyboardInterrupt", in: terminal)
  }

  func testRecalledCellCanBeEdited() throws {
    let terminal = try start()
    terminal.send("x = 1\r")
    expect("In [2]:", in: terminal)
    terminal.send("%recall 1\r")
    expect("In [3]: x = 1", in: terminal)
    terminal.send("23\r")
    expect("In [4]:", in: terminal)
    terminal.send("x\r")
    expect("Out[4]: 123", in: terminal)
  }

  func testUndo() throws {
    let terminal = try start()
    for (number, cell) in ["x = [1]", "x.append(2)", "%undo"].enumerated() {
      expect("In [\(number + 1)]:", in: terminal)
      terminal.send(cell + "\r")
    }
    expect("Back to after cell 1: 1 cell run again.\n\nIn [2]:", in: terminal)
    terminal.send("x\r")
    expect("Out[2]: [1]", in: terminal)
  }

  func testKilledSessionIsRecovered() throws {
    var terminal: PseudoTerminal? = try start()
    terminal?.send("import torch; torch.manual_seed(1); w = torch.rand(2)\r")
    XCTAssertEqual(terminal?.waitFor("In [2]:"), true)
    terminal?.send("w\r")
    XCTAssertEqual(terminal?.waitFor("In [3]:"), true)
    let shown = terminal?.screen.lines.first { $0.hasPrefix("Out[2]: ") } ?? ""
    // The process is killed as its terminal goes.
    terminal = nil
    let recovered = try start(["recover"])
    expect("Restored: 2 cells run again.", in: recovered)
    expect("In [3]:", in: recovered)
    recovered.send("w\r")
    expect("Out[3]: " + shown.dropFirst("Out[2]: ".count), in: recovered)
  }

  func testLongHelpGoesThroughThePager() throws {
    let terminal = try start(environment: ["PAGER": "sed 's/^/| /'"])
    terminal.send("%quickref\r")
    expect("| %xmode:", in: terminal)
  }

  func testTracebackIsNoWiderThanTheTerminal() throws {
    let terminal = try start(columns: 40)
    terminal.send("1/0\r")
    expect("ZeroDivisionErrorTraceback (most recent", in: terminal)
  }

  func testColoursOnRequestOnly() throws {
    let plain = try start(environment: ["NO_COLOR": "1"])
    plain.send("if True: pass")
    plain.settle(seconds: 0.3)
    XCTAssertFalse(plain.hasSeenColour)
    let coloured = try start(["--color", "always"], environment: ["NO_COLOR": "1"])
    coloured.send("if True: pass")
    coloured.settle(seconds: 0.3)
    XCTAssertTrue(coloured.hasSeenColour)
  }

  func testControlBackslashEndsTheProcess() throws {
    let terminal = try start()
    terminal.send("\u{1C}")
    XCTAssertNil(terminal.waitForExit(seconds: 2))
    XCTAssertFalse(terminal.waitFor("[2]", seconds: 0.1))
  }
}
