import Interactive
import XCTest

final class TracebackFormatterTests: XCTestCase {
  func testAllModesAsInIPython() throws {
    let notebooks = try Recorded.read("tracebacks.json", as: [RecordedNotebook].self)
    XCTAssertGreaterThan(notebooks.map(\.errors.count).reduce(0, +), 150)
    for notebook in notebooks {
      let sources = Dictionary(
        uniqueKeysWithValues: notebook.cells.map { (Int($0) ?? 0, CellPieces(parsing: $1)) })
      for error in notebook.errors {
        check(error, in: notebook.name, sources)
      }
    }
  }

  private func check(
    _ error: RecordedError, in notebook: String, _ sources: [Int: CellPieces]
  ) {
    let frames = error.chain.flatMap(\.frames)
    var firstID = 0
    let chain = error.chain.map { exception in
      defer { firstID += exception.frames.count }
      return exception.exception(firstID: firstID)
    }
    let values = TracebackFormatter.Values(
      argument: { frame, name in
        let recorded = frames[frame.id]
        let index = recorded.arguments.firstIndex { $0.drop { $0 == "*" } == name }
        return index.map { recorded.values[$0] } ?? ""
      },
      variables: { frame, _ in frames[frame.id].variables.map { ($0[0], $0[1]) } })
    for (mode, parts) in error.parts {
      let formatter = TracebackFormatter(
        mode: TracebackMode(rawValue: mode) ?? .context, values: values,
        pieces: { source in
          if case .cell(let number) = source { sources[number] } else { nil }
        })
      let actual = formatter.parts(of: chain)
      assertText(
        actual.joined(separator: "|\n"), parts.joined(separator: "|\n"),
        "\(notebook) cell \(error.cell), \(mode)")
    }
  }

  // MARK: Situations

  func testTerminalTextOfContext() {
    let text = formatter("1 / 0").terminalText(of: [error(line: 1)])
    assertText(
      text,
      """
      ---------------------------------------------------------------------------
      ZeroDivisionError                         Traceback (most recent call last)
      Cell In[1], line 1
      ----> 1 1 / 0

      ZeroDivisionError: division by zero

      """)
  }

  func testTerminalTextOfPlainHasNoEmptyLines() {
    var plain = formatter("1 / 0")
    plain.mode = .plain
    assertText(
      plain.terminalText(of: [error(line: 1)]),
      """
      Traceback (most recent call last):
        Cell In[1], line 1
          1 / 0
      ZeroDivisionError: division by zero


      """)
  }

  func testNarrowTerminal() {
    let narrow = TracebackFormatter(width: 20, pieces: { _ in nil })
    let parts = narrow.parts(of: [ExceptionRecord(typeName: "KeyError", message: "'한'")])
    XCTAssertEqual(parts[0], String(repeating: "-", count: 20))
    XCTAssertEqual(parts[1], "KeyErrorTraceback (most recent call last)")
    XCTAssertEqual(parts[2], "KeyError: '한'")
  }

  func testNoExceptions() {
    XCTAssertEqual(formatter("").parts(of: []), [])
  }

  func testLineOutsideOfTheSource() {
    let parts = formatter("x = 1").parts(of: [error(line: 7)])
    XCTAssertEqual(
      parts[2],
      "Cell In[1], line 7\n      0 "
        + "<Error retrieving source code with stack_data see ipython/ipython#13598>\n")
  }

  func testFileInTheHomeDirectory() {
    let formatter = TracebackFormatter(homeDirectory: "/home/k", pieces: { _ in nil })
    var exception = error(line: 9)
    exception.frames[0].source = .file("/home/k/x.py")
    XCTAssertEqual(formatter.parts(of: [exception])[2], "File ~/x.py:9\n")
    exception.frames[0].source = .file("/home/kim/x.py")
    XCTAssertEqual(formatter.parts(of: [exception])[2], "File /home/kim/x.py:9\n")
  }

  func testSyntaxErrorFoundWhileLookingForMagics() {
    let details = SyntaxErrorDetails(
      source: .file("<tokenize>"), line: 3, offset: 2, text: "  y\n",
      message: "unindent does not match any outer indentation level")
    let exception = ExceptionRecord(
      typeName: "IndentationError", message: "", syntaxError: details)
    XCTAssertEqual(
      formatter("").parts(of: [exception]),
      [
        "  File <tokenize>:3\n    y\n    ^\n"
          + "IndentationError: unindent does not match any outer indentation level\n"
      ])
  }

  func testDeepRecursionIsShortened() {
    let source = "def f():\n    f()\nf()"
    let frame = FrameRecord(source: .cell(1), line: 2, name: "f", firstLine: 1)
    let exception = ExceptionRecord(
      typeName: "RecursionError", message: "maximum recursion depth exceeded",
      frames: [FrameRecord(source: .cell(1), line: 3)] + Array(repeating: frame, count: 3_000))
    let parts = formatter(source).parts(of: [exception])
    XCTAssertEqual(parts.count, 8)
    XCTAssertEqual(
      parts[5], "    [... skipping similar frames: f at line 2 (2997 times)]\n")
  }

  private func formatter(_ source: String) -> TracebackFormatter {
    TracebackFormatter(pieces: { $0 == .cell(1) ? CellPieces(parsing: source) : nil })
  }

  private func error(line: Int) -> ExceptionRecord {
    ExceptionRecord(
      typeName: "ZeroDivisionError", message: "division by zero",
      frames: [FrameRecord(source: .cell(1), line: line)])
  }
}

private struct RecordedNotebook: Decodable {
  let name: String
  /// The translated source of the cells that appear in frames, by number.
  let cells: [String: String]
  let errors: [RecordedError]
}

private struct RecordedError: Decodable {
  let cell: Int
  let chain: [RecordedException]
  /// By mode.
  let parts: [String: [String]]
}
