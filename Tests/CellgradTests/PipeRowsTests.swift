import TestSupport
import XCTest

/// What differs where there is no terminal, row by row.
final class PipeRowsTests: XCTestCase {
  private let cells = "x = '한'\nx\n1/0\n"

  func testNoColoursInAPipe() throws {
    XCTAssertFalse(try CellgradProgram.run([], input: cells).output.contains("\u{1B}"))
    let path = try temporaryFolder() + "/a.py"
    try CellgradProgram.write("# %%\n1/0\n", to: path)
    XCTAssertFalse(try CellgradProgram.run(["replay", path]).output.contains("\u{1B}"))
  }

  func testColoursInAPipeOnRequest() throws {
    let asked: [([String], [String: String], Bool)] = [
      (["--color", "always"], [:], true), ([], ["CLICOLOR_FORCE": "1"], true),
      (["--color", "never"], ["CLICOLOR_FORCE": "1"], false),
      (["--color", "always"], ["NO_COLOR": "1"], true), ([], ["NO_COLOR": "1"], false),
    ]
    for (arguments, environment, hasColours) in asked {
      let run = try CellgradProgram.run(arguments, input: cells, environment: environment)
      XCTAssertEqual(run.output.contains("\u{1B}["), hasColours, "\(arguments) \(environment)")
    }
  }

  func testCellsFromAPipe() throws {
    let run = try CellgradProgram.run([], input: cells)
    XCTAssert(run.output.hasPrefix("Out[2]: '한'\n"), run.output)
    XCTAssert(run.output.contains("\nZeroDivisionError: division by zero\n"), run.output)
    for word in ["cellgrad 0", "In [1]:", "exit ("] { XCTAssertFalse(run.output.contains(word), word) }
    XCTAssertEqual(run.status, 1)
    XCTAssertEqual(try CellgradProgram.run([], input: "1\n").status, 0)
  }

  func testRunShowsWhatTheNotebookWouldShow() throws {
    let path = try temporaryFolder() + "/a.py"
    try CellgradProgram.write("# %%\nx = '한'\nx\n# %%\nprint(1)\n", to: path)
    XCTAssertEqual(try CellgradProgram.run(["run", path]).output, "Out[1]: '한'\n1\n")
  }
}
