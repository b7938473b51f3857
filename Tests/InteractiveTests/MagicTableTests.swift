import Interactive
import XCTest

final class MagicTableTests: XCTestCase {
  private let shell = RecordingShell()
  private var table = MagicTable<RecordingShell>([
    Magic("who", doc: "") { _, _ in nil },
    Magic("capture", .cell, doc: "") { _, call in "\(call.line)|\(call.cell ?? "")" },
    Magic("time", [.line, .cell], doc: "") { _, call in call.line },
  ])

  func testTracebackMode() throws {
    XCTAssertNil(try table.runLine("xmode", " plain ", in: shell))
    XCTAssertEqual(shell.settings.tracebackMode, .plain)
    XCTAssertNil(try table.runLine("xmode", "", in: shell))
    XCTAssertEqual(
      shell.output, "Exception reporting mode: Plain\nException reporting mode: Context\n")
  }

  func testUnknownTracebackMode() {
    XCTAssertThrowsError(try table.runLine("xmode", "fOO", in: shell)) { error in
      XCTAssertTrue("\(error)".contains("Unrecognized mode in FormattedTB: <Foo>"))
    }
    XCTAssertThrowsError(try table.runLine("xmode", "Docs", in: shell)) { error in
      XCTAssertEqual(
        (error as? MagicProblem)?.text, "cellgrad: not supported: %xmode Docs\n")
    }
  }

  func testPrecision() throws {
    XCTAssertEqual(try table.runLine("precision", "3", in: shell), "%.3f")
    XCTAssertEqual(try table.runLine("precision", "%.5g", in: shell), "%.5g")
    XCTAssertEqual(shell.settings.floatFormat, "%.5g")
    XCTAssertEqual(try table.runLine("precision", "", in: shell), "%r")
  }

  func testPrecisionOfAnotherKind() {
    for argument in ["abc", "%x", "%q", "100%", "%f %f", "1.5", "가"] {
      XCTAssertThrowsError(try table.runLine("precision", argument, in: shell)) { error in
        XCTAssertEqual(
          error as? MagicProblem,
          .exception(
            type: "ValueError",
            message: "Precision must be int or format string, not '\(argument)'"))
      }
    }
    XCTAssertThrowsError(try table.runLine("precision", "-1", in: shell)) { error in
      XCTAssertEqual(
        (error as? MagicProblem)?.text,
        "ValueError: int precision must be non-negative, not -1\n")
    }
  }

  func testPrettyPrintingTwice() throws {
    _ = try table.runLine("pprint", "", in: shell)
    _ = try table.runLine("pprint", "", in: shell)
    XCTAssertEqual(
      shell.output,
      "Pretty printing has been turned OFF\nPretty printing has been turned ON\n")
  }

  func testUnknownLineMagic() {
    check(try table.runLine("nosuch", "1 2", in: shell), "Line magic function `%nosuch` not found.")
  }

  func testCellMagicCalledAsLineMagic() {
    check(
      try table.runLine("capture", "", in: shell),
      "Line magic function `%capture` not found "
        + "(But cell magic `%%capture` exists, did you mean that instead?).")
  }

  func testUnknownCellMagic() {
    check(try table.runCell("nosuch", "", "x", in: shell), "Cell magic `%%nosuch` not found.")
  }

  func testLineMagicCalledAsCellMagic() {
    check(
      try table.runCell("who", "", "x", in: shell),
      "Cell magic `%%who` not found "
        + "(But line magic `%who` exists, did you mean that instead?).")
  }

  func testCellMagicWithoutCell() {
    check(
      try table.runCell("capture", "", "", in: shell),
      "%%capture is a cell magic, but the cell body is empty.")
    check(
      try table.runCell("time", "", "", in: shell),
      "%%time is a cell magic, but the cell body is empty."
        + " Did you mean the line magic %time (single %)?")
  }

  func testCellMagic() throws {
    XCTAssertEqual(try table.runCell("capture", "a", "x\n", in: shell), "a|x\n")
  }

  func testAcceptedMagics() throws {
    XCTAssertNil(try table.runLine("matplotlib", "inline", in: shell))
    XCTAssertNil(try table.runLine("load_ext", "autoreload", in: shell))
    XCTAssertNil(try table.runLine("autoreload", "2", in: shell))
    XCTAssertThrowsError(try table.runLine("load_ext", "nosuch", in: shell)) { error in
      XCTAssertEqual(
        error as? MagicProblem,
        .exception(type: "ModuleNotFoundError", message: "No module named 'nosuch'"))
    }
  }

  func testListing() {
    XCTAssertEqual(
      table.listing(isAutomagic: true),
      """
      Available line magics:
      %automagic  %autoreload  %load_ext  %matplotlib  %pprint  %precision  %time  %who  %xmode

      Available cell magics:
      %%capture  %%time

      Automagic is ON, % prefix IS NOT needed for line magics.
      """)
  }

  private func check(
    _ value: @autoclosure () throws -> String?, _ message: String, line: UInt = #line
  ) {
    XCTAssertThrowsError(try value(), line: line) { error in
      XCTAssertEqual(error as? MagicProblem, .usage(message), line: line)
    }
  }
}

private final class RecordingShell: MagicShell {
  var settings = ShellSettings()
  var output = ""

  func write(_ text: String) { output += text }
  func string(_ text: String) -> String { text }
}
