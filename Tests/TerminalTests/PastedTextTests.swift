import XCTest

@testable import Terminal

final class PastedTextTests: XCTestCase {
  func testOutputOfATranscript() {
    XCTAssertEqual(outputInPaste(">>> x = 1\n>>> x + 1\n2\n"), "2")
    XCTAssertEqual(outputInPaste("In [1]: x = 1\n\nIn [2]: x\nOut[2]: \n한\n국\n\n"), "한\n국")
    XCTAssertEqual(outputInPaste("In [7]: print(1); 2\n1\nOut[7]: 2\n"), "1\n2")
  }

  /// Where several inputs show something, one cell shows something else.
  func testOutputThatIsNotCompared() {
    XCTAssertNil(outputInPaste(">>> 1\n1\n>>> 2\n2\n"))
    XCTAssertNil(outputInPaste(">>> x = 1\n"))
    XCTAssertNil(outputInPaste("x = 1\n2\n"))
    let error = "Traceback (most recent call last):\n  File ...\nZeroDivisionError: division by zero"
    XCTAssertNil(outputInPaste(">>> 1/0\n" + error + "\n"))
  }

  func testPlainTextStays() {
    let text = "for x in y:\n    print(x)\n\nz = '한국어'"
    XCTAssertEqual(cleanPaste(text), text)
  }

  func testOneLineLosesItsEnd() {
    XCTAssertEqual(cleanPaste("x = 1\n"), "x = 1")
  }

  func testLongerTextKeepsOneLineEnd() {
    XCTAssertEqual(cleanPaste("if x:\n    y\n\n\n"), "if x:\n    y\n")
  }

  func testCarriageReturnsAreLineEnds() {
    XCTAssertEqual(cleanPaste("a\rb\r\nc"), "a\nb\nc")
  }

  func testControlCharactersAreDropped() {
    XCTAssertEqual(cleanPaste("a\u{1B}[31m\u{0}b\tc"), "a[31mb\tc")
  }

  func testPythonPromptsAndOutputs() {
    let text = ">>> for i in x:\n...     print(i)\n... \n0\n1\n>>> y\n"
    XCTAssertEqual(cleanPaste(text), "for i in x:\n    print(i)\n\ny\n")
  }

  func testPythonPromptAlone() {
    XCTAssertEqual(cleanPaste(">>> x\n>>>\n"), "x")
  }

  func testIPythonPromptsAndOutputs() {
    let text = "In [7]: def f():\n   ...:     return 7\n   ...: \n\nIn [8]: f()\nOut[8]: 7\n"
    XCTAssertEqual(cleanPaste(text), "def f():\n    return 7\n\nf()\n")
  }

  func testIndentedPrompts() {
    XCTAssertEqual(cleanPaste("    >>> x = 1\n    >>> x\n    1\n"), "x = 1\nx\n")
  }

  func testIPythonPromptWithMoreDigits() {
    XCTAssertEqual(cleanPaste("In [12]: if x:\n    ...:     y\n"), "if x:\n    y\n")
  }

  func testShiftOperatorIsNoPrompt() {
    XCTAssertEqual(cleanPaste("x = (y\n>>> 2)"), "x = (y\n>>> 2)")
  }

  func testListNamedIn() {
    XCTAssertEqual(cleanPaste("In [1]\nIn [x]: int"), "In [1]\nIn [x]: int")
  }

  func testEmpty() {
    XCTAssertEqual(cleanPaste(""), "")
    XCTAssertEqual(cleanPaste("\n\n"), "")
  }

  func testThirtyLines() {
    let text = (0..<30).map { "x\($0) = \($0)" }.joined(separator: "\n")
    XCTAssertEqual(cleanPaste(text), text)
  }
}
