import XCTest

@testable import Terminal

final class CompletionMenuTests: XCTestCase {
  private let plain = Style(isEnabled: false)

  private func rows(_ matches: [String], columns: Int, height: Int = 24) -> [String] {
    CompletionMenu(matches: matches, start: 0, cell: CellText(""))
      .rows(columns: columns, height: height, style: plain)
      .map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  func testColumnsAlignWithKorean() {
    XCTAssertEqual(rows(["a", "한글", "abcd"], columns: 14), ["a     한글", "abcd"])
  }

  func testTooManyMatchesAreCounted() {
    let names = (0..<50).map { "name\($0)" }
    XCTAssertEqual(rows(names, columns: 10).count, CompletionMenu.rowLimit + 1)
    XCTAssertEqual(rows(names, columns: 10).last, "... 42 mo")
  }

  func testMatchWiderThanTheScreen() {
    XCTAssertEqual(rows(["abcdefghijkl"], columns: 6), ["abcde"])
  }

  func testMatchesCannotActOnTheTerminal() {
    XCTAssertEqual(rows(["a\u{1B}[2J"], columns: 40), ["a\\x1b[2J"])
  }

  func testSelectionGoesRound() {
    var menu = CompletionMenu(matches: ["a", "b"], start: 0, cell: CellText(""))
    XCTAssertEqual(menu.selectNext(backwards: false), "a")
    XCTAssertEqual(menu.selectNext(backwards: false), "b")
    XCTAssertEqual(menu.selectNext(backwards: false), "a")
    XCTAssertEqual(menu.selectNext(backwards: true), "b")
  }

  func testCommonPrefix() {
    XCTAssertEqual(commonPrefix(of: ["한글이름", "한글변수"]), "한글")
    XCTAssertEqual(commonPrefix(of: ["a", "b"]), "")
    XCTAssertEqual(commonPrefix(of: []), "")
  }
}
