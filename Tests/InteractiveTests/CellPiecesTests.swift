import Interactive
import XCTest

final class CellPiecesTests: XCTestCase {
  func testCellsAreCutAsInIPython() throws {
    for cell in try Recorded.read("pieces.json", as: [RecordedCell].self) {
      let bounds = CellPieces(parsing: cell.source).pieces.flatMap {
        [$0.lowerBound, $0.upperBound]
      }
      XCTAssertEqual(bounds, cell.pieces, cell.source)
    }
  }

  func testUnparsableSourceHasAPiecePerLine() {
    XCTAssertEqual(CellPieces(source: "x = =\n\ny\n", module: nil).pieces, [1..<2, 2..<3, 3..<4])
  }

  func testEmptySource() {
    let pieces = CellPieces(parsing: "")
    XCTAssertEqual(pieces.pieces, [])
    XCTAssertNil(pieces.lines(around: 1, scope: 1..<2, context: (2, 2)))
  }

  func testLinesAreDedentedTogether() {
    let lines = shown("if a:\n    x\n    y = '''\n  한글\n'''", around: 2)
    XCTAssertEqual(lines, ["1 if a:", "2>    x", "3     y = '''", "4   한글", "5 '''"])
  }

  func testLongPieceLosesItsMiddle() {
    let list = (1...8).map { "  \($0)," }.joined(separator: "\n")
    XCTAssertEqual(
      shown("x = [\n\(list)\n]\ny", around: 11),
      ["1 x = [", "2   1,", "3   2,", "(...)", "9   8,", "10 ]", "11>y"])
  }

  func testScopeOfFunctionWithDecorators() {
    let source = "a\n@d\n@e\ndef f():\n  def g():\n    1\n  2\n# end"
    let pieces = CellPieces(parsing: source)
    XCTAssertEqual(pieces.scope(ofCode: "f", firstLine: 2), 2..<8)
    XCTAssertEqual(pieces.scope(ofCode: "g", firstLine: 5), 5..<7)
    XCTAssertEqual(pieces.scope(ofCode: "<lambda>", firstLine: 6), 5..<7)
    XCTAssertEqual(pieces.scope(ofCode: "<listcomp>", firstLine: 5), 2..<8)
    XCTAssertEqual(pieces.scope(ofCode: "<module>", firstLine: 1), 1..<9)
    XCTAssertEqual(pieces.scope(ofCode: "unknown", firstLine: 77), 1..<9)
  }

  func testLineNumbersOutOfRange() {
    let pieces = CellPieces(parsing: "x")
    XCTAssertNil(pieces.line(0))
    XCTAssertNil(pieces.line(-5))
    XCTAssertNil(pieces.line(2))
    XCTAssertEqual(pieces.line(1), "x")
  }

  private func shown(_ source: String, around line: Int) -> [String] {
    let pieces = CellPieces(parsing: source)
    let lines = pieces.lines(around: line, scope: 1..<1_000, context: (2, 2)) ?? []
    return lines.map { line in
      switch line {
      case .gap: "(...)"
      case .source(let number, let text, let isCurrent): "\(number)\(isCurrent ? ">" : " ")\(text)"
      }
    }
  }
}

private struct RecordedCell: Decodable {
  let source: String
  let pieces: [Int]
}
