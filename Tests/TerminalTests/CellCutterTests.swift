import XCTest

@testable import Terminal

final class CellCutterTests: XCTestCase {
  private func cut(_ text: String) -> [String] {
    var cutter = CellCutter(session: TestSession())
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.flatMap { cutter.add(String($0)) } + cutter.finish()
  }

  func testSimpleStatementsRunAtOnce() {
    var cutter = CellCutter(session: TestSession())
    XCTAssertEqual(cutter.add("x = 1"), ["x = 1"])
    XCTAssertEqual(cutter.add(""), [])
    XCTAssertEqual(cutter.add("# comment"), ["# comment"])
  }

  func testBracketsGoOn() {
    XCTAssertEqual(cut("f(1,\n\n2)\nx"), ["f(1,\n\n2)", "x"])
  }

  func testBlockEndsAtALineAtTheMargin() {
    XCTAssertEqual(cut("for x in y:\n    x\nz"), ["for x in y:\n    x", "z"])
  }

  func testEmptyLineInsideAFunction() {
    XCTAssertEqual(
      cut("def f():\n    a\n\n    return a\n\n\nf()"), ["def f():\n    a\n\n    return a", "f()"])
  }

  func testElseAfterAnEmptyLine() {
    let text = "if a:\n    b\n\nelif c:\n    d\nelse:\n    e"
    XCTAssertEqual(cut(text), [text])
  }

  func testExceptAndFinally() {
    let text = "try:\n    b\nexcept E:\n    d\nfinally:\n    e"
    XCTAssertEqual(cut(text), [text])
  }

  func testOneLineIfWithElse() {
    XCTAssertEqual(cut("if a: b\nelse: c\nd"), ["if a: b\nelse: c", "d"])
  }

  func testDecorator() {
    XCTAssertEqual(cut("@d\ndef f():\n    a\nx"), ["@d\ndef f():\n    a", "x"])
  }

  func testTextAtTheMarginInsideADocstring() {
    let text = "def f():\n    \"\"\"\ntext\n    \"\"\"\n    return 1"
    XCTAssertEqual(cut(text), [text])
  }

  func testCommentWithinABlock() {
    XCTAssertEqual(cut("if a:\n    b\n# more\n    c"), ["if a:\n    b\n# more\n    c"])
  }

  func testCommentAfterABlock() {
    XCTAssertEqual(cut("if a:\n    b\n# next\nc"), ["if a:\n    b", "# next", "c"])
    XCTAssertEqual(cut("if a:\n    b\n# end"), ["if a:\n    b", "# end"])
  }

  func testCellMagicEndsAtAnEmptyLine() {
    let magic = "%%time\nx\nfor a in b:\n    c"
    XCTAssertEqual(cut(magic + "\n\nd"), [magic, "d"])
  }

  func testIncompleteCellAtTheEnd() {
    XCTAssertEqual(cut("x\nf(1,"), ["x", "f(1,"])
  }

  func testHopelessBlock() {
    XCTAssertEqual(cut("def f(@@:\n    x\ny"), ["def f(@@:\n    x", "y"])
  }

  func testEmptyInput() {
    XCTAssertEqual(cut(""), [])
    XCTAssertEqual(cut("\n  \n\n"), [])
  }

  func testManyLinesAreQuick() {
    let body = (0..<20_000).map { "    x\($0) = 1" }.joined(separator: "\n")
    XCTAssertEqual(cut("def f():\n\(body)\ny").count, 2)
  }
}
