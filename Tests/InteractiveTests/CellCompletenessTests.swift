import Interactive
import XCTest

final class CellCompletenessTests: XCTestCase {
  func testCellsAreJudgedAsInIPython() throws {
    for file in ["completeness.json", "broken_completeness.json"] {
      for recorded in try Recorded.read(file, as: [RecordedJudgement].self) {
        XCTAssertEqual(CellCompleteness(recorded.cell), recorded.judgement, recorded.cell)
      }
    }
  }
}

/// `[cell, status, indentation]`
private struct RecordedJudgement: Decodable {
  let cell: String
  let judgement: CellCompleteness

  init(from decoder: Decoder) throws {
    var values = try decoder.unkeyedContainer()
    cell = try values.decode(String.self)
    switch try values.decode(String.self) {
    case "complete": judgement = .complete
    case "invalid": judgement = .invalid
    default: judgement = .incomplete(indentation: try values.decodeIfPresent(Int.self) ?? 0)
    }
  }
}
