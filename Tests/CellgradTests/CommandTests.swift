import Notebooks
import TestSupport
import XCTest

/// The commands, on files.
final class CommandTests: XCTestCase {
  private func file(_ text: String, _ name: String) throws -> String {
    let path = try temporaryFolder() + "/" + name
    try CellgradProgram.write(text, to: path)
    return path
  }

  private let founding = CellgradProgram.packageFolder + "/sessions/founding-notebook"

  // MARK: -c, --version, usage

  func testCode() throws {
    let run = try CellgradProgram.run(["-c", "import sys\nprint(1 + 1, sys.argv)", "한", "-x"])
    XCTAssertEqual(run.output, "2 ['-c', '한', '-x']\n")
    XCTAssertEqual(run.status, 0)
  }

  func testCodeThatFails() throws {
    let run = try CellgradProgram.run(["-c", "1/0"])
    XCTAssertEqual(
      run.errors,
      """
      Traceback (most recent call last):
        File "<string>", line 1, in <module>
      ZeroDivisionError: division by zero

      """)
    XCTAssertEqual(run.status, 1)
  }

  func testExitStatusOfCode() throws {
    XCTAssertEqual(try CellgradProgram.run(["-c", "raise SystemExit(7)"]).status, 7)
    let message = try CellgradProgram.run(["-c", "raise SystemExit('why')"])
    XCTAssertEqual(message.status, 1)
    XCTAssertEqual(message.errors, "why\n")
  }

  func testVersionAndHelp() throws {
    XCTAssertEqual(try CellgradProgram.run(["--version"]).status, 0)
    let help = try CellgradProgram.run(["--help"])
    XCTAssertEqual(help.status, 0)
    for word in ["run", "replay", "convert", "--allow-read"] {
      XCTAssert(help.output.contains(word), word)
    }
  }

  func testWrongUsage() throws {
    for arguments in [["bogus"], ["run"], ["replay", "--level", "most", "x.ipynb"], ["convert"]] {
      XCTAssertEqual(try CellgradProgram.run(arguments).status, 2, "\(arguments)")
    }
  }

  // MARK: Piped cells

  func testPipedCells() throws {
    let run = try CellgradProgram.run([], input: "x = 20\nx + 1\nnope\nx + 2\n")
    XCTAssert(run.output.hasPrefix("Out[2]: 21\n-----"), run.output)
    XCTAssert(run.output.hasSuffix("Out[4]: 22\n"), run.output)
    XCTAssertEqual(run.status, 1)
  }

  // MARK: run

  func testRunPlainScript() throws {
    let path = try file("import sys\nprint(sys.argv[1:])\n5\n1/0\n", "a.py")
    let run = try CellgradProgram.run(["run", path, "--lr", "0.1"])
    XCTAssertEqual(run.output, "['--lr', '0.1']\n")
    XCTAssertEqual(run.status, 1)
    XCTAssert(run.errors.contains("    1/0\n    ~^~\nZeroDivisionError"), run.errors)
  }

  func testRunPlainScriptWithinLimits() throws {
    let path = try file("try:\n  while True: pass\nfinally: print('end')\n", "a.py")
    let run = try CellgradProgram.run(["run", "--cell-time", "0.2", path])
    XCTAssertEqual(run.status, 5)
    let reason = "KeyboardInterrupt: cellgrad: stopped after 0.2 s (--cell-time)\n"
    XCTAssert(run.errors.hasSuffix(reason), run.errors)
  }

  func testRunPercentScript() throws {
    let path = try file("# %%\nx = 2\n# %%\nx\n# %%\nnope\n# %%\nprint('later')\n", "a.py")
    let run = try CellgradProgram.run(["run", path])
    XCTAssert(run.output.hasPrefix("Out[2]: 2\n"), run.output)
    XCTAssertFalse(run.output.contains("later"))
    XCTAssertEqual(run.status, 1)
    let tolerant = try CellgradProgram.run(["run", path, "--allow-errors"])
    XCTAssert(tolerant.output.contains("later"))
    XCTAssertEqual(tolerant.status, 0)
  }

  func testRunWritesTheNotebook() throws {
    let path = try file("# %%\nprint('한국')\n3\n", "a.py")
    let result = try temporaryFolder() + "/out.ipynb"
    XCTAssertEqual(try CellgradProgram.run(["run", path, "-o", result]).status, 0)
    let notebook = try Notebook.read(contentsOf: result)
    XCTAssertEqual(
      notebook.cells.first?.outputs,
      [.stream(name: "stdout", text: "한국\n"), .result("3", executionCount: 1)])
    XCTAssertEqual(notebook.cells.first?.executionCount, 1)
  }

  // MARK: Bad files

  func testBadFiles() throws {
    let missing = try CellgradProgram.run(["run", "/tmp/there-is-no-such.ipynb"])
    XCTAssertEqual(missing.status, 3)
    XCTAssertEqual(missing.errors, "/tmp/there-is-no-such.ipynb:1:1: No such file or directory\n")
    let truncated = try file("{\n \"cells\": [\n  {\"cell_type\": \"co", "a.ipynb")
    for command in [["run"], ["replay"], ["convert"]] {
      let last = command == ["convert"] ? ["/tmp/never.txt"] : []
      let run = try CellgradProgram.run(command + [truncated] + last)
      XCTAssertEqual(run.status, 3)
      XCTAssert(run.errors.hasPrefix(truncated + ":3:"), run.errors)
    }
    let text = try file("just a letter\n", "letter.txt")
    XCTAssertEqual(try CellgradProgram.run(["replay", text]).status, 3)
    let bytes = try temporaryFolder() + "/latin.ipynb"
    try CellgradProgram.write([0x7B, 0x0A, 0xE9], to: bytes)
    let latin = try CellgradProgram.run(["run", bytes])
    XCTAssertEqual(latin.status, 3)
    XCTAssertEqual(latin.errors, bytes + ":2:1: not UTF-8\n")
  }

  // MARK: convert

  func testConvertRoundTrip() throws {
    let folder = try temporaryFolder()
    let (transcript, back) = (folder + "/a.txt", folder + "/b.ipynb")
    XCTAssertEqual(
      try CellgradProgram.run(["convert", founding + ".ipynb", transcript]).status, 0)
    XCTAssertEqual(try CellgradProgram.run(["convert", transcript, back]).status, 0)
    let original = try Notebook.read(contentsOf: founding + ".ipynb")
    let result = try Notebook.read(contentsOf: back)
    XCTAssertEqual(result.cells.map(\.source), original.cells.map(\.source))
    XCTAssertEqual(
      result.cells.map { $0.outputs.map(\.plainText) },
      original.cells.map { $0.outputs.map(\.plainText) })
  }

  func testConvertToNoFormat() throws {
    let run = try CellgradProgram.run(["convert", founding + ".ipynb", "/tmp/a.docx"])
    XCTAssertEqual(run.status, 2)
  }

  // MARK: replay

  func testReplayOfTheFoundingNotebook() throws {
    for fileExtension in [".ipynb", ".txt"] {
      let run = try CellgradProgram.run(["replay", "--level", "exact", founding + fileExtension])
      XCTAssertEqual(run.status, 0, run.output)
      XCTAssert(run.output.hasSuffix("10 cells: 10 same\n"), run.output)
    }
  }

  func testReplayFindsOneChangedDigit() throws {
    let text = try CellgradProgram.read(founding + ".ipynb")
    let changed = text.replacingFirst("tensor(0.7601", with: "tensor(0.7602")
    XCTAssertNotEqual(changed, text)
    let run = try CellgradProgram.run(["replay", try file(changed, "changed.ipynb")])
    XCTAssertEqual(run.status, 1)
    XCTAssert(run.output.contains("- tensor(0.7602"), run.output)
    XCTAssert(run.output.contains("+ tensor(0.7601"), run.output)
    XCTAssert(run.output.contains("10 cells: 9 same, 1 different (In [182])"), run.output)
  }

  func testReplayOfARecordedSession() throws {
    let session = """
      In [1]: def f(x):
         ...:     return x / 2
         ...:

      In [2]: f(3)
      Out[2]: 1.5

      In [3]: f('한')
      ---------------------------------------------------------------------------
      TypeError                                 Traceback (most recent call last)
      Cell In[3], line 1
      ----> 1 f('한')

      Cell In[1], line 2, in f(x)
            1 def f(x):
      ----> 2     return x / 2

      TypeError: unsupported operand type(s) for /: 'str' and 'int'

      """
    let same = try CellgradProgram.run(["replay", try file(session, "a.txt")])
    XCTAssertEqual(same.status, 0, same.output)
    let changed = session.replacingFirst("1.5", with: "1.6")
    let different = try CellgradProgram.run(["replay", try file(changed, "b.txt")])
    XCTAssertEqual(different.status, 1)
    XCTAssert(different.output.contains("1 different (In [2])"), different.output)
  }
}

extension String {
  fileprivate func replacingFirst(_ part: String, with other: String) -> String {
    var bytes = Array(utf8)
    let wanted = Array(part.utf8)
    guard bytes.count >= wanted.count else { return self }
    let start = (0...bytes.count - wanted.count).first { bytes[$0...].starts(with: wanted) }
    guard let start else { return self }
    bytes.replaceSubrange(start..<start + wanted.count, with: other.utf8)
    return String(decoding: bytes, as: UTF8.self)
  }
}
