import XCTest

@testable import Python

final class LexerTests: XCTestCase {
  private func kinds(_ text: String) -> [TokenKind] {
    Lexer.tokensForHighlighting(text).map(\.kind)
  }

  func testColumnsAreBytes() {
    var lexer = Lexer(Source("한글 = 'é' x"))
    let columns = (0..<4).map { _ in lexer.next().range.column }
    XCTAssertEqual(columns, [0, 7, 9, 14])
  }

  func testHighlightingOfComments() {
    XCTAssertEqual(kinds("x # c\n# d\n"), [.name, .comment, .comment])
  }

  func testHighlightingOfHalfTypedText() {
    XCTAssertEqual(kinds("x = 'abc"), [.name, .equal, .string])
    XCTAssertEqual(kinds("'''abc\nd"), [.string])
    XCTAssertEqual(kinds("if x:\n   y\n z"), [.keywordIf, .name, .colon, .name, .name])
    XCTAssertEqual(kinds("f(])"), [.name, .leftParenthesis, .unknown, .unknown])
    XCTAssertEqual(kinds(""), [])
  }
}
