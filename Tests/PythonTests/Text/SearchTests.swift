import XCTest

@testable import Python

final class SearchTests: XCTestCase {
  private func first(_ needle: [UInt16], in text: [UInt16]) -> Int? {
    needle.withUnsafeBufferPointer { needle in
      text.withUnsafeBufferPointer { Search.first(needle, in: $0) }
    }
  }

  /// Every text of two letters up to length 10 against every needle up to length 5.
  func testAllShortTextsOfTwoLetters() {
    func words(_ length: Int) -> [[UInt16]] {
      (0..<(1 << length)).map { bits in (0..<length).map { UInt16(bits >> $0 & 1) } }
    }
    let needles = (0...5).flatMap(words)
    for text in (0...10).flatMap(words) {
      for needle in needles {
        let expected = (0...text.count).first { text[$0...].starts(with: needle) }
        if first(needle, in: text) != expected {
          return XCTFail("\(needle) in \(text)")
        }
      }
    }
  }

  func testRepetitiveTextTakesLinearTime() {
    let text = [UInt16](repeating: 1, count: 400_000)
    let half = [UInt16](repeating: 1, count: 100_000)
    let needle = half + [2] + half
    XCTAssertNil(first(needle, in: text))
  }

  func testReplacementTooLargeToHold() {
    let text = [UInt8](repeating: 0x61, count: 1 << 16)
    XCTAssertThrowsError(
      try text.withUnsafeBufferPointer { text in
        try Search.replacing(UnsafeBufferPointer(rebasing: text[..<1]), by: text, in: text)
      })
  }

  func testWidthOfKoreanAndCombiningText() {
    XCTAssertEqual(TerminalWidth.cells("한글 abc".codePoints), 8)
    XCTAssertEqual(TerminalWidth.cells("e\u{301}".codePoints), 1)
    XCTAssertEqual(TerminalWidth.cells("\u{1112}\u{1161}\u{11AB}".codePoints), 2)
    XCTAssertEqual(TerminalWidth.cells("🔥é\u{200B}".codePoints), 3)
    XCTAssertEqual(TerminalWidth.cells([]), 0)
  }
}
