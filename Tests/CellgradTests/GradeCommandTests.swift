import Notebooks
import TestSupport
import XCTest

/// `cellgrad grade`, as a teacher runs it.
final class GradeCommandTests: XCTestCase {
  private let solution = """
    In [1]: def mean(xs): return sum(xs) / len(xs)

    In [2]: # cellgrad: points=2
       ...: mean([1, 2, 3])
    Out[2]: 2.0

    In [3]: # cellgrad: points=3 check
       ...: mean([10])
    Out[3]: 10.0

    """

  private func write(_ text: String, _ name: String) throws -> String {
    let path = try temporaryFolder() + "/" + name
    try CellgradProgram.write(text, to: path)
    return path
  }

  func testPoints() throws {
    let solution = try write(solution, "solution.txt")
    let cells = "# %%\ndef mean(xs): return 2.0\n# %%\nmean([1, 2, 3])\n# %%\n"
    let wrong = try write(cells, "wrong.py")
    let run = try CellgradProgram.run(["grade", solution, solution, wrong])
    XCTAssertEqual(run.status, 0)
    XCTAssertEqual(
      run.output,
      """
      \(solution): 5 of 5 points
      \(wrong): 2 of 5 points
      cell 3, In [3], 0 of 3 [different from what was saved]
      result, line 1:
      - 10.0
      + 2.0
        ^

      """)
  }

  func testEndlessLoopCostsItsCellsOnly() throws {
    let text = "# %%\ndef mean(xs): return sum(xs) / len(xs)\n# %%\nwhile True: pass\n# %%\n"
    let run = try CellgradProgram.run([
      "grade", "--cell-time", "0.3", try write(solution, "s.txt"), try write(text, "a.py"),
    ])
    XCTAssert(run.output.contains("a.py: 3 of 5 points\n"), run.output)
    XCTAssert(run.output.contains("0 of 2 [stopped: cellgrad: stopped after 0.3 s"), run.output)
  }

  func testJSON() throws {
    let solution = try write(solution, "s.txt")
    let run = try CellgradProgram.run(["grade", "--json", solution, solution])
    let file = try JSON(parsing: run.output, file: "x").object?["files"]?.array?.first?.object
    XCTAssertEqual(file?["points"], .number(5))
    XCTAssertEqual(file?["points_earned"], .number(5))
  }

  func testFilesThatCannotBeRead() throws {
    let solution = try write(solution, "s.txt")
    let run = try CellgradProgram.run(["grade", solution, "/tmp/there-is-no-such.ipynb"])
    XCTAssertEqual(run.status, 3)
    XCTAssertEqual(run.output, "/tmp/there-is-no-such.ipynb:1:1: No such file or directory\n")
    XCTAssertEqual(try CellgradProgram.run(["grade", "/tmp/none.ipynb", solution]).status, 3)
    XCTAssertEqual(try CellgradProgram.run(["grade", solution]).status, 2)
  }

  func testNoAccessToFiles() throws {
    let text = "# %%\nopen('/etc/passwd').read()\n# %%\n"
    let run = try CellgradProgram.run([
      "grade", "--json", try write(solution, "s.txt"), try write(text, "a.py"),
    ])
    XCTAssertFalse(run.output.contains("root:"))
  }
}
