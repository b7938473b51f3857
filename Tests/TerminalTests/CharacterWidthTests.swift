import XCTest

@testable import Terminal

final class CharacterWidthTests: XCTestCase {
  func testASCII() {
    XCTAssertEqual(columnWidth(of: "In [1]: "), 8)
  }

  func testKoreanSyllables() {
    XCTAssertEqual(columnWidth(of: "한국어"), 6)
  }

  func testDecomposedKorean() {
    XCTAssertEqual(columnWidth(of: "\u{1112}\u{1161}\u{11AB}"), 2)
  }

  func testCombiningMark() {
    XCTAssertEqual(columnWidth(of: "e\u{301}"), 1)
  }

  func testChineseKanaFullwidthAndEmoji() {
    for text in ["中", "か", "Ａ", "😀", "⌚", "ㄱ"] {
      XCTAssertEqual(columnWidth(of: text), 2, text)
    }
  }

  func testLatinGreekAndSignsAreNarrow() {
    for text in ["é", "λ", "→", "∑", "±", "½"] {
      XCTAssertEqual(columnWidth(of: text), 1, text)
    }
  }

  func testControlCharactersAndJoiners() {
    for text in ["\u{1B}", "\u{200D}", "\u{FE0F}"] { XCTAssertEqual(columnWidth(of: text), 0) }
  }
}
