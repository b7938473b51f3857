import XCTest

@testable import Python

final class CompletenessTests: XCTestCase {
  func testRecordedCells() throws {
    let rows = try Recorded.rows("completeness.json")
    XCTAssertGreaterThan(rows.count, 200)
    for row in rows {
      guard row.count == 3, let cell = row[0] as? String, let status = row[1] as? String else {
        return XCTFail("odd row")
      }
      let wanted: Completeness =
        status == "complete" ? .complete
        : status == "invalid" ? .invalid : .incomplete(indent: row[2] as? Int ?? 0)
      XCTAssertEqual(completeness(of: cell), wanted, cell.debugDescription)
    }
  }

  func testManyMagics() {
    let cell = String(repeating: "%cd x\n!ls 'it\nx?\n", count: 10_000)
    XCTAssertEqual(completeness(of: cell), .complete)
  }
}
