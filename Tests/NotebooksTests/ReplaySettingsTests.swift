import Notebooks
import XCTest

final class ReplaySettingsTests: XCTestCase {
  private func settings(_ source: String, tags: [String] = []) throws -> ReplaySettings {
    var cell = Cell.code(source)
    cell.metadata["tags"] = .array(tags.map(JSON.string))
    return try ReplaySettings(of: cell)
  }

  func testFirstLine() throws {
    let settings = try settings("# cellgrad: number rtol=1e-3 atol=0.5\nx")
    XCTAssertEqual(settings.level, .number)
    XCTAssertEqual(settings.relativeTolerance, 1e-3)
    XCTAssertEqual(settings.absoluteTolerance, 0.5)
    XCTAssertFalse(settings.isSkipped || settings.mayRaise)
  }

  func testOnlyTheFirstLineCounts() throws {
    XCTAssertEqual(try settings("x\n# cellgrad: skip"), ReplaySettings())
  }

  func testTags() throws {
    XCTAssert(try settings("x", tags: ["cellgrad: skip"]).isSkipped)
    XCTAssert(try settings("x", tags: ["raises-exception"]).mayRaise)
    XCTAssertEqual(try settings("x", tags: ["other"]), ReplaySettings())
  }

  func testFirstLineBeforeTags() throws {
    XCTAssertEqual(try settings("# cellgrad: shape", tags: ["cellgrad:exact"]).level, .shape)
  }

  func testWordsOfNbval() throws {
    XCTAssertEqual(try settings("# NBVAL_IGNORE_OUTPUT\nx").level, .ran)
    XCTAssert(try settings("#NBVAL_SKIP").isSkipped)
    XCTAssert(try settings("# NBVAL_RAISES_EXCEPTION").mayRaise)
    XCTAssertEqual(try settings("x", tags: ["nbval-ignore-output"]).level, .ran)
  }

  func testUnknownWordsAreRefused() {
    for (text, reason) in [
      ("nubmer", "nubmer is none of exact, text, number, shape, ran, rtol=NUMBER, atol=NUMBER, "
        + "points=NUMBER, skip, raises, check"),
      ("rtol=x", "x is no tolerance"), ("rtol=-1", "-1 is no tolerance"),
      ("rtol=nan", "nan is no tolerance"), ("rtol", "rtol is none of exact, text, number, shape, "
        + "ran, rtol=NUMBER, atol=NUMBER, points=NUMBER, skip, raises, check"),
    ] {
      XCTAssertThrowsError(try settings("# cellgrad: \(text)")) { error in
        XCTAssertEqual((error as? ReplaySettingsError)?.reason, reason)
      }
    }
  }

  func testStatementOfTheNotebook() throws {
    let statement = "# <cellgrad>\n# replay: number rtol=0.1\n# </cellgrad>\n\nIn [1]: x\n"
    let notebook = try read(statement, file: "a.txt")
    XCTAssertEqual(notebook.session.replay, "number rtol=0.1")
    XCTAssertEqual(
      readingError("# <cellgrad>\n# replay: most\n# </cellgrad>\n\nIn [1]: x\n", file: "a.txt"),
      "a.txt:2:1: session statement, replay: most is none of exact, text, number, shape, ran, "
        + "rtol=NUMBER, atol=NUMBER, points=NUMBER, skip, raises, check")
  }

  func testMoreSpecificSettingsWin() throws {
    let cell = try ReplaySettings("rtol=0.5")
    let notebook = try ReplaySettings("number atol=0.25 rtol=0.1")
    let comparison = cell.over(notebook).comparison(tellsKindsApart: true)
    XCTAssertEqual(comparison.level, .number)
    XCTAssertEqual(comparison.relativeTolerance, 0.5)
    XCTAssertEqual(comparison.absoluteTolerance, 0.25)
  }

  // MARK: Differences with a name

  func testNodeNamesOfOldVersions() {
    let saved = [Output.result("tensor(1., grad_fn=<MulBackward>)", executionCount: 1)]
    let new = [Output.result("tensor(1., grad_fn=<MulBackward0>)", executionCount: 1)]
    let other = [Output.result("tensor(2., grad_fn=<MulBackward0>)", executionCount: 1)]
    XCTAssertEqual(Comparison().variation(saved: saved, new: new), "torch-1.x")
    XCTAssertNil(Comparison().variation(saved: saved, new: other))
  }

  func testLineThatDraws() {
    XCTAssertEqual(RandomDependence.drawingLine(of: "# rand()\nx = 1\ny = torch.rand(3)"), 3)
    XCTAssertEqual(RandomDependence.drawingLine(of: "nn.Linear(2, 3)"), 1)
    XCTAssertNil(RandomDependence.drawingLine(of: "rand = 5\nf(rand)"))
  }

  func testRandomnessSpreadsByNames() {
    var dependence = RandomDependence()
    XCTAssertFalse(dependence.add("import torch\na = torch.ones(2)", drew: false))
    XCTAssert(dependence.add("x = torch.rand(2)", drew: true))
    XCTAssertFalse(dependence.add("print(torch.sum(a))", drew: false))
    XCTAssert(dependence.add("y = x + a", drew: false))
    XCTAssert(dependence.add("print(y)", drew: false))
    XCTAssertFalse(dependence.add("print(1)", drew: false))
  }
}
