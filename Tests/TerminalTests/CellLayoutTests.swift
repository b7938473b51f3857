import XCTest

@testable import Terminal

final class CellLayoutTests: XCTestCase {
  private let plain = Style(isEnabled: false)

  private func layout(
    _ text: String, cursor: Int? = nil, columns: Int, number: Int = 1
  ) -> CellLayout {
    CellLayout(
      CellText(text, cursor: cursor), prompts: CellPrompts(number: number, style: plain),
      style: plain, columns: columns)
  }

  private func lines(_ layout: CellLayout) -> [String] {
    layout.rows.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  func testEmptyCell() {
    let layout = layout("", columns: 80)
    XCTAssertEqual(lines(layout), ["In [1]: "])
    XCTAssertEqual(layout.cursor, ScreenPosition(row: 0, column: 8))
  }

  func testContinuationPromptsAlignAtTenCells() {
    let layout = layout("if x:\n    y", columns: 80, number: 10)
    XCTAssertEqual(lines(layout), ["In [10]: if x:", "    ...:     y"])
    XCTAssertEqual(layout.cursor, ScreenPosition(row: 1, column: 14))
  }

  func testKoreanCursorColumns() {
    let text = "x = \"한국어\"\ny"
    XCTAssertEqual(layout(text, cursor: 5, columns: 80).cursor, .init(row: 0, column: 13))
    XCTAssertEqual(layout(text, cursor: 11, columns: 80).cursor, .init(row: 0, column: 17))
    XCTAssertEqual(layout(text, cursor: 17, columns: 80).cursor, .init(row: 1, column: 9))
  }

  func testKoreanWrapsAtFortyColumns() {
    let layout = layout(String(repeating: "한", count: 20), columns: 40)
    XCTAssertEqual(layout.rows.map(\.width), [40, 8])
    XCTAssertEqual(layout.rows.map(\.wraps), [true, false])
    XCTAssertEqual(layout.cursor, ScreenPosition(row: 1, column: 8))
  }

  func testWideCharacterThatDoesNotFitTheLastColumn() {
    let layout = layout("a" + String(repeating: "한", count: 17), columns: 40)
    XCTAssertEqual(layout.rows.map(\.width), [39, 4])
    XCTAssertEqual(lines(layout)[1], "한한")
  }

  func testCursorOnWideCharacterThatWraps() {
    let text = "a" + String(repeating: "한", count: 17)
    let cursor = 1 + 15 * 3
    XCTAssertEqual(layout(text, cursor: cursor, columns: 40).cursor, .init(row: 1, column: 0))
  }

  func testKoreanWrapsAtEightyColumns() {
    let layout = layout(String(repeating: "가", count: 36) + "나", columns: 80)
    XCTAssertEqual(layout.rows.map(\.width), [80, 2])
  }

  func testCursorAfterFullRowGetsARowOfItsOwn() {
    let text = String(repeating: "x", count: 32)
    let layout = layout(text, columns: 40)
    XCTAssertEqual(layout.rows.map(\.width), [40, 0])
    XCTAssertEqual(layout.cursor, ScreenPosition(row: 1, column: 0))
    XCTAssertEqual(self.layout(text + "\ny", cursor: 0, columns: 40).rows.count, 2)
  }

  func testCombiningMarkStaysWithItsCharacter() {
    let layout = layout("e\u{301}x", columns: 80)
    XCTAssertEqual(layout.rows[0].width, 10)
  }

  func testControlCharactersAreShown() {
    XCTAssertEqual(lines(layout("a\u{1B}[2J\u{202E}b", columns: 80)), ["In [1]: a\\x1b[2J\\u202eb"])
  }

  func testTabGoesToTheNextStopOfTheText() {
    XCTAssertEqual(lines(layout("a\tb", columns: 80)), ["In [1]: a       b"])
  }

  func testInvalidUTF8DoesNotTrap() {
    let cell = CellText(bytes: [0xEA, 0xB0, 0xFF, 0xC2], cursor: 4)
    let prompts = CellPrompts(number: 1, style: plain)
    let layout = CellLayout(cell, prompts: prompts, style: plain, columns: 80)
    XCTAssertEqual(layout.rows.count, 1)
  }

  func testNarrowerThanThePrompt() {
    XCTAssertEqual(lines(layout("x", columns: 4)), ["In [", "1]: ", "x"])
  }

  func testColoursEndInEachRow() {
    let style = Style(isEnabled: true)
    let cell = CellText("\"" + String(repeating: "가", count: 40) + "\"")
    let spans = [HighlightSpan(range: 0..<cell.bytes.count, kind: .string)]
    let layout = CellLayout(
      cell, prompts: CellPrompts(number: 1, style: style), spans: spans, style: style, columns: 40)
    XCTAssertEqual(layout.rows.count, 3)
    for row in layout.rows { XCTAssert(row.bytes.ends(with: Array("\u{1B}[0m".utf8))) }
  }
}

extension Array where Element: Equatable {
  func ends(with tail: [Element]) -> Bool { suffix(tail.count).elementsEqual(tail) }
}
