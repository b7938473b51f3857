import Notebooks
import XCTest

/// Learners' notebooks made ready for grading.
final class AssignmentTests: XCTestCase {
  private func solution(_ first: String = "# cellgrad: points=2") throws -> Assignment {
    var cells = [
      Cell.code("x = 1"), .code("\(first)\nx", executionCount: 2),
      .code("# cellgrad: points=3 check rtol=0.5\nassert x\n7", executionCount: 3),
    ]
    cells[1].outputs = [.result("1", executionCount: 2)]
    cells[2].outputs = [.result("7", executionCount: 3)]
    cells[2].metadata = ["nbgrader": ["grade_id": "test"]]
    return try Assignment(solution: Notebook(cells: cells))
  }

  private func settings(_ notebook: Notebook) throws -> [ReplaySettings] {
    try notebook.cells.map { try ReplaySettings(of: $0) }
  }

  func testGradedCellsHaveTheOutputsOfTheSolution() throws {
    let submission = Notebook(cells: [.code("x = 2"), .code("x"), .code("cheat")])
    let prepared = try solution().prepared(submission)
    XCTAssertEqual(prepared.cells.map(\.source)[..<2], ["x = 2", "x"])
    XCTAssertEqual(prepared.cells[1].outputs, [.result("1", executionCount: 2)])
    let settings = try settings(prepared)
    XCTAssertEqual(settings.map(\.points), [nil, 2, 3])
    XCTAssertEqual(settings[0].level, .ran)
    XCTAssert(settings[0].mayRaise)
    XCTAssertEqual(settings[2].relativeTolerance, 0.5)
  }

  func testCheckIsRunAsTheSolutionHasIt() throws {
    let submission = Notebook(cells: [.code("x = 2"), .code("x"), .code("pass")])
    let source = try solution().prepared(submission).cells[2].source
    XCTAssert(source.hasSuffix("\nassert x\n7"), source)
  }

  func testWhatLearnersSayAboutThemselvesDoesNotCount() throws {
    let submission = Notebook(cells: [
      .code("# cellgrad: points=100\nx = 2"), .code("# cellgrad: skip\nx"), .code(""),
    ])
    let prepared = try solution().prepared(submission)
    XCTAssertEqual(prepared.cells[1].source, "#\nx")
    XCTAssertEqual(try settings(prepared).map(\.points), [nil, 2, 3])
    XCTAssertFalse(try settings(prepared)[1].isSkipped)
  }

  func testCellsAreFoundByName() throws {
    var moved = Cell.code("mine")
    moved.metadata = ["nbgrader": ["grade_id": "test"]]
    let prepared = try solution().prepared(Notebook(cells: [moved, .code("x")]))
    XCTAssertEqual(try settings(prepared).map(\.points), [3, 2])
  }

  func testMissingCells() throws {
    let prepared = try solution().prepared(Notebook(cells: [.code("x = 1")]))
    XCTAssertEqual(try settings(prepared).map(\.points), [nil, 2, 3])
    XCTAssertEqual(prepared.cells[1].source, "")
    XCTAssert(prepared.cells[2].source.hasSuffix("assert x\n7"))
  }

  func testWithoutPointsEveryCellWithOutputsCounts() throws {
    var cells = [Cell.code("x = 1"), .code("x")]
    cells[1].outputs = [.result("1", executionCount: 2)]
    let prepared = try Assignment(solution: Notebook(cells: cells)).prepared(Notebook(cells: cells))
    XCTAssertEqual(try settings(prepared).map(\.points), [nil, 1])
  }

  func testNbgrader() throws {
    var cell = Cell.code("assert f(1)")
    cell.metadata = [
      "nbgrader": ["grade": .bool(true), "points": .number(4), "solution": .bool(false)]
    ]
    let settings = try ReplaySettings(of: cell)
    XCTAssertEqual(settings.points, 4)
    XCTAssert(settings.isCheck)
  }

  func testSettingsThatMakeNoSense() {
    XCTAssertThrowsError(try solution("# cellgrad: points=many")) { error in
      XCTAssertEqual((error as? ReplaySettingsError)?.reason, "many is no number of points")
    }
  }
}
