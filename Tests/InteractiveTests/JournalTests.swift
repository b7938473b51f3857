import Notebooks
import Python
import TestSupport
import XCTest

@testable import Interactive

/// Sessions taken down, brought back, and gone back in.
final class JournalTests: XCTestCase {
  /// Runs cells in a session with a journal; answers what each shows.
  private func run(
    _ cells: [String], journal: String?, restoring path: String? = nil,
    permissions: Permissions = Permissions(), answers: [String] = []
  ) -> [String] {
    let box = Box()
    onBigStack {
      let session = RecordedSession(journal: journal.flatMap(Journal.init)) {
        Kernel(permissions: permissions)
      }
      var answers = answers[...]
      session.kernel.readLine = { _ in answers.popFirst() }
      session.kernel.canGoBack = true
      if let journaled = path.flatMap(JournaledSession.init) {
        var text = ""
        session.restore(journaled) { text += $0.terminalText }
        box.texts.append(text)
      }
      for cell in cells {
        var text = ""
        _ = session.run(cell) { text += $0.terminalText }
        box.texts.append(text)
      }
    }
    return box.texts
  }

  private final class Box: @unchecked Sendable {
    var texts: [String] = []
  }

  func testRestoredSessionHasTheSameValues() throws {
    let path = try temporaryFolder() + "/sessions/a.jsonl"
    let cells = [
      "import random, time", "r = random.random(); t = time.time()", "name = input()", "(r, t, name)",
    ]
    let texts = run(cells, journal: path, answers: ["민수"])
    let restored = run(["(r, t, name)"], journal: nil, restoring: path)
    XCTAssertEqual(restored.first, "Restored: 4 cells run again.\n")
    XCTAssertEqual(
      restored.last?.dropFirst("Out[5]: ".utf8.count), texts.last?.dropFirst("Out[4]: ".utf8.count))
    var status = stat()
    XCTAssertEqual(stat(path, &status), 0)
    XCTAssertEqual(status.st_mode & 0o777, 0o600)
  }

  func testCutOffLineIsLeftOut() throws {
    let path = try temporaryFolder() + "/a.jsonl"
    _ = run(["x = 1", "x + 1"], journal: path)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for count in stride(from: bytes.count, to: 0, by: -7) {
      try bytes.prefix(count).write(to: URL(fileURLWithPath: path))
      let cells = JournaledSession(path: path)?.cells ?? []
      XCTAssertLessThanOrEqual(cells.count, 2)
      if count == bytes.count { XCTAssertEqual(cells.count, 2) }
    }
  }

  func testJournalIsANotebook() throws {
    let path = try temporaryFolder() + "/a.jsonl"
    _ = run(["1 + 1", "1/0"], journal: path)
    let notebook = try XCTUnwrap(JournaledSession(path: path)).notebook
    XCTAssertEqual(notebook.cells.map(\.executionCount), [1, 2])
    XCTAssertEqual(notebook.cells.first?.outputs, [.result("2", executionCount: 1)])
  }

  func testUndoAndGoingBack() {
    let texts = run(
      ["x = [1]", "x.append(2)", "x.append(3)", "%undo", "x", "%goto 1", "x"], journal: nil)
    XCTAssertEqual(texts[3], "Back to after cell 2: 2 cells run again.\n")
    XCTAssertEqual(texts[4], "Out[3]: [1, 2]\n")
    XCTAssertEqual(texts[5], "Back to after cell 1: 1 cell run again.\n")
    XCTAssertEqual(texts[6], "Out[2]: [1]\n")
  }

  func testUndoIsInTheJournal() throws {
    let path = try temporaryFolder() + "/a.jsonl"
    _ = run(["x = 1", "x = 2", "%undo", "y = 3"], journal: path)
    let cells = try XCTUnwrap(JournaledSession(path: path)).cells
    XCTAssertEqual(cells.map(\.cell.source), ["x = 1", "y = 3"])
  }

  func testCellsThatRanProgramsAreNotRepeatedUnasked() throws {
    let path = try temporaryFolder() + "/count"
    let cells = ["!echo x >> \(path)", "y = 1", "%undo"]
    XCTAssertEqual(run(cells, journal: nil, permissions: .all, answers: ["n"])[2], "Nothing done.\n")
    XCTAssertEqual(try String(contentsOfFile: path, encoding: .utf8), "x\n")
    // At the end of the input nobody can agree.
    XCTAssertEqual(run(cells, journal: nil, permissions: .all)[2], "Nothing done.\n")
    XCTAssertEqual(
      run(cells, journal: nil, permissions: .all, answers: ["y"])[2],
      "Back to after cell 1: 1 cell run again.\n")
    XCTAssertEqual(try String(contentsOfFile: path, encoding: .utf8), "x\nx\nx\nx\n")
  }

  func testCellsThatUsedFilesAreNotRepeatedUnasked() throws {
    let folder = try temporaryFolder()
    let uses = [
      "_ = open('\(folder)/a', 'a').write('x')", "import os; os.mkdir('\(folder)/b')",
      "import pathlib; pathlib.Path('\(folder)/c').write_text('x')",
      "import os; os.listdir('\(folder)');", "import glob; glob.glob('\(folder)/*');",
      "import torch; torch.save(1, '\(folder)/d')", "%%writefile \(folder)/e\nx",
    ]
    for use in uses {
      let texts = run([use, "y = 1", "%undo"], journal: nil, permissions: .all, answers: ["n"])
      XCTAssertEqual(texts[2], "Nothing done.\n", use)
    }
    // What is refused has reached nothing.
    let refused = run([uses[0], "y = 1", "%undo"], journal: nil)
    XCTAssertEqual(refused[2], "Back to after cell 1: 1 cell run again.\n")
  }

  func testNothingToGoBackTo() {
    let texts = run(["%undo", "%goto 7", "%undo x"], journal: nil)
    XCTAssertEqual(texts[0], "cellgrad: there is no such cell to go back to\n")
    XCTAssertEqual(texts[1], "cellgrad: there is no such cell to go back to\n")
    XCTAssertEqual(texts[2], "UsageError: %undo [n]: n is how many cells to undo.\n")
  }

  func testStrangeJournals() throws {
    let path = try temporaryFolder() + "/a.jsonl"
    for text in ["", "x", "{}", "{\"cellgrad\": 99}", "{\"cellgrad\": 1}\n{\"cell\": 3}\n{\"back\": -4}"] {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      XCTAssertEqual(JournaledSession(path: path)?.cells.count ?? 0, 0, text)
    }
  }
}
