import Notebooks
import XCTest

final class VisibleTextTests: XCTestCase {
  func testOrdinaryTextIsUnchanged() {
    let text = "loss: 0.5\t한국어 – ±\n"
    XCTAssertEqual(TerminalText.safe(text), text)
  }

  func testColoursPass() {
    let text = "\u{1B}[1;31mred\u{1B}[0m \u{1B}[38:5:28mx\u{1B}[m"
    XCTAssertEqual(TerminalText.safe(text), text)
  }

  func testTitleAndClipboardAreShown() {
    XCTAssertEqual(TerminalText.safe("\u{1B}]0;t\u{7}", keepsReturns: true), "\\x1b]0;t\\x07")
    XCTAssertEqual(TerminalText.safe("\u{1B}]52;c;AA\u{1B}\\", keepsReturns: true), "\\x1b]52;c;AA\\x1b\\")
  }

  func testCursorMovementAndQueriesAreShown() {
    let text = "\u{1B}[2A\u{1B}[c\u{1B}[?1h"
    XCTAssertEqual(TerminalText.safe(text, keepsReturns: true), "\\x1b[2A\\x1b[c\\x1b[?1h")
  }

  func testC1AndBidirectionalOverridesAreShown() {
    XCTAssertEqual(TerminalText.safe("\u{9B}31m\u{202E}x", keepsReturns: true), "\\x9b31m\\u202ex")
  }

  func testCarriageReturnPassesWhereWanted() {
    XCTAssertEqual(TerminalText.safe("50%\r", keepsReturns: true), "50%\r")
    XCTAssertEqual(TerminalText.safe("50%\r\u{1B}[K"), "50%\\x0d\\x1b[K")
  }

  func testSequenceCutOffAtTheEnd() {
    for text in ["\u{1B}", "\u{1B}[", "\u{1B}[31"] {
      XCTAssertFalse(TerminalText.safe(text, keepsReturns: true).contains("\u{1B}"))
    }
  }
}
