import Notebooks
import Python
import XCTest

@testable import Interactive

/// Saved notebooks, run and compared.
final class ReplayTests: XCTestCase {
  private func notebook(_ text: String, file: String = "a.txt") -> Notebook {
    (try? Notebook.read(Array(text.utf8), file: file, grammar: .python)) ?? Notebook()
  }

  /// Replays on a thread with a big stack.
  private func replay(
    _ notebook: Notebook, _ options: Replay.Options = .init(),
    then: @escaping (ReplayReport, Replay) -> Void
  ) {
    onBigStack {
      let replay = Replay(notebook, options: options)
      then(replay.run(file: "a.txt"), replay)
    }
  }

  private func assertVerdicts(
    _ text: String, _ kinds: [ReplayVerdict.Kind], status: Int32,
    _ options: Replay.Options = .init(),
    file: StaticString = #filePath, line: UInt = #line
  ) {
    replay(notebook(text), options) { report, _ in
      XCTAssertEqual(report.cells.map(\.verdict.kind), kinds, file: file, line: line)
      XCTAssertEqual(report.status, status, file: file, line: line)
    }
  }

  // MARK: Verdicts

  func testSameAndDifferent() {
    assertVerdicts(
      "In [1]: 1 + 1\nOut[1]: 2\n\nIn [2]: 2 + 2\nOut[2]: 5\n", [.same, .different], status: 1)
  }

  func testNumbersWithinTheTolerance() {
    let cell = "In [1]: # cellgrad: number rtol=1e-2\n   ...: 1.004\nOut[1]: 1.0\n"
    assertVerdicts(cell, [.withinTolerance], status: 0)
    assertVerdicts("In [1]: 1.04\nOut[1]: 1.0\n", [.different], status: 1)
  }

  func testNewError() {
    replay(notebook("In [1]: x\nOut[1]: 3\n")) { report, _ in
      XCTAssertEqual(report.cells.first?.verdict.kind, .error)
      XCTAssertEqual(
        report.cells.first?.verdict.reason, "NameError: name 'x' is not defined")
      XCTAssertEqual(report.summary, "1 cell: 0 same, 1 error (In [1])")
    }
  }

  func testNewErrorInACellThatMayRaise() {
    assertVerdicts("In [1]: # cellgrad: raises\n   ...: 1/0\n", [.same], status: 0)
  }

  func testNotSupported() {
    assertVerdicts(
      "In [1]: import torch; torch.ones(2).to_sparse()\nOut[1]: 3\n", [.notSupported], status: 4)
  }

  func testSkippedCell() {
    assertVerdicts(
      "In [1]: # cellgrad: skip\n   ...: x = 1\n\nIn [2]: x\n", [.skipped, .error], status: 1)
  }

  func testBadSettings() {
    assertVerdicts("In [1]: # cellgrad: mostly\n   ...: 1\nOut[1]: 1\n", [.badSettings], status: 1)
  }

  func testCellThatWasNeverRun() {
    var cell = Notebook(cells: [.code("1")])
    replay(cell) { report, _ in
      XCTAssertEqual(report.cells.map(\.verdict.kind), [.notRecorded])
      XCTAssertEqual(report.status, 0)
    }
    cell.cells[0].source = "nope"
    replay(cell) { report, _ in XCTAssertEqual(report.cells.map(\.verdict.kind), [.error]) }
  }

  func testPreparationThatFails() {
    var session = notebook("In [1]: 1\nOut[1]: 1\n")
    session.session.prepare = "1/0"
    replay(session) { report, _ in
      XCTAssertEqual(
        report.problem?.text, "a.txt: preparing the session: ZeroDivisionError: division by zero")
      XCTAssertEqual(report.status, 1)
    }
  }

  // MARK: Explained differences

  private let randomCells = """
    In [1]: import random; random.random()
    Out[1]: 0.5

    In [2]: x = random.random()

    In [3]: x
    Out[3]: 0.25

    In [4]: 1 + 1
    Out[4]: 3

    """

  func testRandomNumbersWithoutASeed() {
    assertVerdicts(randomCells, [.random, .same, .random, .different], status: 1)
  }

  func testRandomNumbersAccepted() {
    var options = Replay.Options()
    options.accepted = ["random"]
    assertVerdicts(randomCells, [.accepted, .same, .accepted, .different], status: 1, options)
  }

  func testRandomNumbersWithASeed() {
    assertVerdicts(
      "In [1]: import random; random.seed(1); random.random()\nOut[1]: 0.5\n", [.different],
      status: 1)
    assertVerdicts(
      "In [1]: import torch; g = torch.manual_seed(1); torch.rand(1)\nOut[1]: tensor([0.5])\n",
      [.different], status: 1)
  }

  func testTensorsWithoutASeed() {
    assertVerdicts(
      "In [1]: import torch; torch.rand(1)\nOut[1]: tensor([0.5])\n", [.random], status: 1)
  }

  func testRandomNumbersOfAnOldVersion() {
    let text = """
      In [1]: import torch; torch.rand(1).requires_grad_() * 2
      Out[1]: tensor([0.5], grad_fn=<MulBackward>)

      """
    var options = Replay.Options()
    options.accepted = ["random"]
    assertVerdicts(text, [.random], status: 1, options)
    options.accepted = ["random", "torch-1.x"]
    assertVerdicts(text, [.accepted], status: 0, options)
  }

  func testNodeNamesOfAnOldVersion() {
    let text = """
      In [1]: import torch; torch.ones(1, requires_grad=True) * 2
      Out[1]: tensor([2.], grad_fn=<MulBackward>)

      """
    assertVerdicts(text, [.version], status: 1)
    var options = Replay.Options()
    options.accepted = ["torch-1.x"]
    assertVerdicts(text, [.accepted], status: 0, options)
  }

  // MARK: Limits

  func testEndlessLoopIsStoppedAndTheRestRuns() {
    var options = Replay.Options()
    options.limits.cellTime = 0.3
    let text = """
      In [1]: while True:
         ...:     try:
         ...:         pass
         ...:     except BaseException:
         ...:         pass

      In [2]: 1 + 1
      Out[2]: 2

      """
    assertVerdicts(text, [.stopped, .same], status: 5, options)
  }

  func testStopKeepsWhatWasShown() {
    onBigStack {
      let kernel = Kernel()
      kernel.limits.cellTime = 0.2
      let run = kernel.run("print('before')\nwhile True: pass")
      XCTAssertEqual(run.limit, .cellTime)
      XCTAssertEqual(run.outputs.first, .stream(name: "stdout", text: "before\n"))
      guard case .error(let name, let message, _)? = run.outputs.last else { return XCTFail() }
      XCTAssertEqual(name, "KeyboardInterrupt")
      XCTAssertEqual(message, "cellgrad: stopped after 0.2 s (--cell-time)")
      XCTAssertEqual(kernel.run("2").outputs, [.result("2", executionCount: 2)])
    }
  }

  func testTimeForAllCells() {
    var options = Replay.Options()
    options.limits.time = 0.2
    let text = "In [1]: while True: pass\n\nIn [2]: 1\nOut[2]: 1\n"
    assertVerdicts(text, [.stopped, .notRun], status: 5, options)
  }

  func testMemory() {
    onBigStack {
      let kernel = Kernel()
      kernel.limits = Limits(cellTime: 60, memory: ProcessMemory.resident + 50 << 20)
      let run = kernel.run("x = []\nwhile True: x.append('x' * 100000 + str(len(x)))")
      XCTAssertEqual(run.limit, .memory)
      XCTAssertLessThan(ProcessMemory.resident, 1 << 31)
    }
  }

  func testFloodOfOutput() {
    onBigStack {
      let kernel = Kernel()
      kernel.limits.output = 100_000
      let run = kernel.run("for i in range(200000): print(i)")
      XCTAssertEqual(run.limit, .output)
      XCTAssertEqual(run.end, .ok)
      let lines = run.outputs[0].plainText.split(separator: "\n")
      XCTAssertEqual(lines.count, 2001)
      XCTAssertEqual(lines[999], "999")
      XCTAssertEqual(
        lines[1000], "... cellgrad: 198000 lines, 1278000 bytes are not kept (--output)")
      XCTAssertEqual(lines[1001], "199000")
      XCTAssertEqual(lines.last, "199999")
    }
  }

  // MARK: Pasted text

  func testWhereCodeEndsIsSettledByRunning() {
    // Read alone, `x` could be the last line of the code or what it printed.
    let text = "In [1]:\nx = 'y = 5'\nprint(x)\n\ny = 5\n\n\nIn [2]:\ny = 1\n\ny\n\n1\n"
    let pasted = notebook(text)
    XCTAssertFalse(pasted.openSplits.isEmpty)
    replay(pasted) { report, replay in
      XCTAssertEqual(report.cells.map(\.verdict.kind), [.same, .same], "\(report)")
      XCTAssertEqual(replay.notebook.cells[0].source, "x = 'y = 5'\nprint(x)")
    }
  }

  // MARK: Moving and updating

  func testMovingBackRunsTheCellsBefore() {
    onBigStack { [self] in
      let text = "In [1]: x = 1\n\nIn [2]: x += 1; x\nOut[2]: 2\n\nIn [3]: x\nOut[3]: 2\n"
      let replay = Replay(notebook(text), options: .init())
      for _ in 0..<3 { XCTAssertEqual(replay.step().verdict.kind, .same) }
      XCTAssert(replay.isAtEnd)
      replay.move(to: 1)
      XCTAssertEqual(replay.nextCell?.number, 2)
      XCTAssertEqual(replay.step().verdict.kind, .same)
      replay.move(to: 99)
      XCTAssert(replay.isAtEnd)
    }
  }

  func testUpdate() {
    replay(notebook("In [1]: 1 + 1\nOut[1]: 3\n\nIn [2]: 5\nOut[2]: 5\n")) { _, replay in
      XCTAssert(replay.hasUpdates)
      XCTAssertEqual(
        replay.updatedNotebook.cells.map(\.outputs),
        [[.result("2", executionCount: 1)], [.result("5", executionCount: 2)]])
    }
  }

  func testUpdateLeavesStoppedCells() {
    var options = Replay.Options()
    options.limits.cellTime = 0.1
    replay(notebook("In [1]: while True: pass\nOut[1]: 3\n"), options) { _, replay in
      XCTAssertFalse(replay.hasUpdates)
    }
  }
}
