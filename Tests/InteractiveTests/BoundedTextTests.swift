import XCTest

@testable import Interactive

/// Beginning and end of a long text.
final class BoundedTextTests: XCTestCase {
  private func text(_ pieces: [String], limit: Int?) -> String {
    var bounded = BoundedText(limit: limit)
    for piece in pieces { bounded.append(piece) }
    return bounded.text
  }

  func testWithinTheLimit() {
    XCTAssertEqual(text(["ab", "cd"], limit: 4), "abcd")
    XCTAssertEqual(text([], limit: 4), "")
    XCTAssertEqual(text(["abcdef"], limit: nil), "abcdef")
  }

  func testLinesBeyondTheLimit() {
    XCTAssertEqual(
      text(["a\nb\nc\n", "d\ne\nf\n"], limit: 8),
      "a\nb\n... cellgrad: 3 lines, 6 bytes are not kept (--output)\nf\n")
  }

  func testOneLongLineInCharactersOfThreeBytes() {
    let cut = text([String(repeating: "한", count: 10)], limit: 14)
    XCTAssertEqual(cut, "한한... cellgrad: 0 lines, 18 bytes are not kept (--output)\n한한")
  }

  func testLimitOfZero() {
    XCTAssertEqual(
      text(["abc\n"], limit: 0), "... cellgrad: 1 lines, 4 bytes are not kept (--output)\n")
  }

  func testSmallPieces() {
    let cut = text((0..<5000).map { "\($0)\n" }, limit: 20_000)
    XCTAssert(cut.hasPrefix("0\n1\n"))
    XCTAssert(cut.contains("\n999\n... cellgrad: 3000 lines, 15000 bytes are not kept"), cut)
    XCTAssert(cut.hasSuffix("--output)\n" + (4000..<5000).map { "\($0)\n" }.joined()))
  }
}
