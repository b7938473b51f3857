import XCTest

@testable import Terminal

final class VisibleTextTests: XCTestCase {
  func testOrdinaryTextIsUnchanged() {
    let text = "loss: 0.5\t한국어 – ±\n"
    XCTAssertEqual(sanitized(text, keepingReturns: false), text)
  }

  func testColoursPass() {
    let text = "\u{1B}[1;31mred\u{1B}[0m \u{1B}[38:5:28mx\u{1B}[m"
    XCTAssertEqual(sanitized(text, keepingReturns: false), text)
  }

  func testTitleAndClipboardAreShown() {
    XCTAssertEqual(sanitized("\u{1B}]0;t\u{7}", keepingReturns: true), "^[]0;t^G")
    XCTAssertEqual(sanitized("\u{1B}]52;c;AA\u{1B}\\", keepingReturns: true), "^[]52;c;AA^[\\")
  }

  func testCursorMovementAndQueriesAreShown() {
    let text = "\u{1B}[2A\u{1B}[c\u{1B}[?1h"
    XCTAssertEqual(sanitized(text, keepingReturns: true), "^[[2A^[[c^[[?1h")
  }

  func testC1AndBidirectionalOverridesAreShown() {
    XCTAssertEqual(sanitized("\u{9B}31m\u{202E}x", keepingReturns: true), "\\x9b31m\\u202ex")
  }

  func testCarriageReturnPassesWhereWanted() {
    XCTAssertEqual(sanitized("50%\r", keepingReturns: true), "50%\r")
    XCTAssertEqual(sanitized("50%\r\u{1B}[K", keepingReturns: false), "50%^M^[[K")
  }

  func testSequenceCutOffAtTheEnd() {
    for text in ["\u{1B}", "\u{1B}[", "\u{1B}[31"] {
      XCTAssertFalse(sanitized(text, keepingReturns: true).contains("\u{1B}"))
    }
  }
}
