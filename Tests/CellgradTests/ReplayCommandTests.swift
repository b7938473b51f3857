import Notebooks
import TestSupport
import XCTest

/// `cellgrad replay`, as a user runs it.
final class ReplayCommandTests: XCTestCase {
  private func file(_ text: String, _ name: String, in folder: String? = nil) throws -> String {
    let path = try (folder ?? temporaryFolder()) + "/" + name
    try CellgradProgram.write(text, to: path)
    return path
  }

  private let good = "In [1]: 1 + 1\nOut[1]: 2\n"
  private let bad = "In [1]: 1 + 1\nOut[1]: 3\n"

  // MARK: The teaching sessions

  /// Every session says what it was recorded to say, at the level that it states.
  func testTeachingSessions() throws {
    let folder = CellgradProgram.packageFolder + "/sessions"
    let run = try CellgradProgram.run(["replay", folder])
    XCTAssertEqual(run.status, 0, run.output)
    XCTAssertGreaterThanOrEqual(run.output.split(separator: "\n").count, 14)
  }

  // MARK: Several notebooks

  func testFolder() throws {
    let folder = try temporaryFolder()
    let first = try file(good, "a.txt", in: folder)
    let second = try file(bad, "b.txt", in: folder)
    _ = try file("a letter", "c.txt", in: folder)
    let run = try CellgradProgram.run(["replay", "--jobs", "2", folder])
    XCTAssertEqual(run.status, 1)
    XCTAssertEqual(
      run.output,
      """
      \(first): 1 cell: 1 same
      \(second): 1 cell: 0 same, 1 different (In [1])
      In [1] [different from what was saved]
      result, line 1:
      - 3
      + 2
        ^
      2 notebooks: 1 same, 1 not

      """)
  }

  func testOptionsReachEveryNotebook() throws {
    let cell = "In [1]: 1.001\nOut[1]: 1.0\n"
    let files = [try file(cell, "a.txt"), try file(cell, "b.txt")]
    XCTAssertEqual(try CellgradProgram.run(["replay"] + files).status, 1)
    let options = ["--level", "number", "--rtol", "0.01"]
    XCTAssertEqual(try CellgradProgram.run(["replay"] + options + files).status, 0)
  }

  func testEmptyFolder() throws {
    let folder = try temporaryFolder()
    let run = try CellgradProgram.run(["replay", folder])
    XCTAssertEqual(run.status, 3)
    XCTAssertEqual(run.errors, "\(folder): no notebook in this folder\n")
  }

  func testStatusOfTheWorst() throws {
    let missing = "/tmp/there-is-no-such.ipynb"
    let run = try CellgradProgram.run(["replay", try file(bad, "a.txt"), missing])
    XCTAssertEqual(run.status, 3)
    XCTAssert(run.output.contains("\(missing):1:1: No such file or directory\n"), run.output)
  }

  // MARK: 300 broken notebooks

  /// Cut short, with a key removed, with a value of the wrong type: each is reported with its
  /// place.
  func testBrokenNotebooks() throws {
    let folder = try temporaryFolder()
    let founding = CellgradProgram.packageFolder + "/sessions/founding-notebook.ipynb"
    let broken = BrokenNotebooks.make(from: try CellgradProgram.read(founding))
    XCTAssertGreaterThanOrEqual(broken.count, 300)
    for (index, text) in broken.enumerated() { _ = try file(text, "\(index).ipynb", in: folder) }
    let run = try CellgradProgram.run(["replay", "--report", "json", folder])
    XCTAssertEqual(run.status, 3)
    let report = try JSON(parsing: run.output, file: "report")
    let files = try XCTUnwrap(report.object?["files"]?.array)
    XCTAssertEqual(files.count, broken.count)
    for file in files {
      let name = file.object?["file"]?.string ?? ""
      let problem = file.object?["problem"]?.string ?? ""
      let place = problem.dropFirst(name.count + 1).split(separator: ":", maxSplits: 2)
      XCTAssert(problem.hasPrefix(name + ":") && place.count == 3, "\(name) \(problem)")
      XCTAssert(place.prefix(2).allSatisfy { Int($0) != nil }, "\(name) \(problem)")
      XCTAssertEqual(file.object?["status"], .number(3), name)
    }
  }

  // MARK: Limits

  func testEndlessLoop() throws {
    let path = try file("In [1]: while True: pass\n\nIn [2]: 1 + 1\nOut[2]: 2\n", "a.txt")
    let run = try CellgradProgram.run(["replay", "--cell-time", "0.3", path])
    XCTAssertEqual(run.status, 5)
    XCTAssert(run.output.contains("cellgrad: stopped after 0.3 s (--cell-time)"), run.output)
    XCTAssert(run.output.hasSuffix("2 cells: 1 same, 1 stopped (In [1])\n"), run.output)
  }

  func testRunKeepsPartialResults() throws {
    let path = try file("# %%\nprint('x')\nwhile True: pass\n# %%\n7\n", "a.py")
    let result = try temporaryFolder() + "/out.ipynb"
    let run = try CellgradProgram.run(["run", "--cell-time", "0.3", path, "-o", result])
    XCTAssertEqual(run.status, 5)
    let notebook = try Notebook.read(contentsOf: result)
    XCTAssertEqual(notebook.cells[0].outputs.first, .stream(name: "stdout", text: "x\n"))
    XCTAssertEqual(notebook.cells[1].outputs, [.result("7", executionCount: 2)])
  }

  func testLimitOfAPlainScript() throws {
    let path = try file("print('x')\nwhile True: pass\n", "a.py")
    let run = try CellgradProgram.run(["run", "--time", "0.3", path])
    XCTAssertEqual(run.status, 5)
    XCTAssertEqual(run.output, "x\n")
    XCTAssert(
      run.errors.hasSuffix("KeyboardInterrupt: cellgrad: stopped after 0.3 s in all (--time)\n"),
      run.errors)
  }

  /// What is finished is in the file, also if the process is killed.
  func testKilledRun() throws {
    let path = try file("# %%\nprint('x')\n# %%\n2\n# %%\nwhile True: pass\n", "a.py")
    let result = try temporaryFolder() + "/out.ipynb"
    let terminal = try PseudoTerminal([try CellgradProgram.path(), "run", path, "-o", result])
    XCTAssert(terminal.waitFor("Out[2]: 2"), "\(terminal.screen.lines)")
    terminal.settle()
    terminal.kill()
    let cells = try Notebook.read(contentsOf: result).cells
    XCTAssertEqual(cells[0].outputs, [.stream(name: "stdout", text: "x\n")])
    XCTAssertEqual(cells[1].outputs, [.result("2", executionCount: 2)])
    XCTAssertEqual(cells[2].outputs, [])
  }

  func testWrongLimits() throws {
    let path = try file(good, "a.txt")
    for options in ["--memory=much", "--cell-time=-1", "--output=-5", "--jobs=0"] {
      let run = try CellgradProgram.run(["replay", options, path])
      XCTAssertEqual(run.status, 2, "\(options)")
    }
  }

  // MARK: Updating

  func testUpdate() throws {
    let path = try file(bad, "a.txt")
    XCTAssertEqual(try CellgradProgram.run(["replay", "--update", path]).status, 1)
    XCTAssertEqual(try CellgradProgram.read(path), good + "\n")
    XCTAssertEqual(try CellgradProgram.run(["replay", path]).status, 0)
  }

  func testUpdateLeavesAGoodFileAlone() throws {
    let path = try file(good, "a.txt")
    XCTAssertEqual(try CellgradProgram.run(["replay", "--update", path]).status, 0)
    XCTAssertEqual(try CellgradProgram.read(path), good)
  }

  // MARK: Step by step

  private let steps = "In [1]: x = 1\n\nIn [2]: x + 1\nOut[2]: 3\n\nIn [3]: x\nOut[3]: 1\n"

  func testSteps() throws {
    let path = try file(steps, "a.txt")
    let run = try CellgradProgram.run(["replay", "--step", path], input: "  x ")
    XCTAssertEqual(
      run.output,
      """
      In [1]: x = 1

      In [2]: x + 1
      Out[2]: 2
      [different from what was saved]
      result, line 1:
      - 3
      + 2
        ^

      [stopped at a difference; a key goes on]
      In [3]: x
      Out[3]: 1

      [end of the session]

      """)
    XCTAssertEqual(run.status, 1)
  }

  func testStepsBackAndJumps() throws {
    let path = try file(steps, "a.txt")
    let run = try CellgradProgram.run(["replay", "--step", path], input: " bj3\n q")
    XCTAssertEqual(
      run.output,
      "In [1]: x = 1\n\nIn [2]: \nIn [1]: 3\nIn [3]: x\nOut[3]: 1\n\n[end of the session]\n")
    XCTAssertEqual(run.status, 0)
  }

  func testTypingAlong() throws {
    let path = try file(steps, "a.txt")
    let run = try CellgradProgram.run(["replay", "--step", path], input: "tabcdeq")
    XCTAssertEqual(run.output, "In [1]: x = 1\n\nIn [2]: \n")
  }

  func testStepsInATerminal() throws {
    let path = try file(steps, "a.txt")
    let terminal = try PseudoTerminal([try CellgradProgram.path(), "replay", "--step", path])
    XCTAssert(terminal.waitFor("In [1]:"))
    terminal.send(" ")
    XCTAssert(terminal.waitFor("In [1]: x = 1\n\nIn [2]:"), "\(terminal.screen.lines)")
    terminal.send("q")
    XCTAssertEqual(terminal.waitForExit(), 0)
  }

  func testStepsInColour() throws {
    let path = try file("In [1]: if True:\n   ...:     x = '한'\n", "a.txt")
    let terminal = try PseudoTerminal(
      [try CellgradProgram.path(), "replay", "--step", "--color", "always", path])
    XCTAssert(terminal.waitFor("In [1]:"))
    terminal.send(" ")
    let shown = terminal.waitFor("In [1]: if True:\n   ...:     x = '한'\n")
    XCTAssert(shown, "\(terminal.screen.lines)")
    XCTAssert(terminal.hasWritten("\u{1B}[32m   ...: \u{1B}[0m"))
  }

  func testStepsOfTwoNotebooks() throws {
    let path = try file(steps, "a.txt")
    XCTAssertEqual(try CellgradProgram.run(["replay", "--step", path, path]).status, 2)
  }

  // MARK: Settings

  func testAcceptedRandomNumbers() throws {
    let path = try file("In [1]: import torch; torch.rand(1)\nOut[1]: tensor([0.5000])\n", "a.txt")
    let run = try CellgradProgram.run(["replay", path])
    XCTAssertEqual(run.status, 1)
    XCTAssert(run.output.contains("[different by randomness: the cell, or one"), run.output)
    XCTAssertEqual(try CellgradProgram.run(["replay", "--accept", "random", path]).status, 0)
    XCTAssertEqual(try CellgradProgram.run(["replay", "--accept", "all", path]).status, 2)
  }

  func testSavedOutputCannotActOnTheTerminal() throws {
    let path = try file("In [1]: print(1)\n\u{1B}]0;title\u{7}\u{9B}5n\u{202E}x\n", "a.txt")
    let run = try CellgradProgram.run(["replay", path])
    XCTAssertEqual(run.status, 1)
    for sign in ["\u{1B}]", "\u{7}", "\u{9B}", "\u{202E}"] {
      XCTAssertFalse(run.output.contains(sign))
    }
  }
}
