import XCTest

@testable import Interactive

/// What the compiler warns about, as IPython 9.18 on CPython 3.11 prints it: IPython compiles a
/// cell twice, the first time without a name.
final class SyntaxWarningTests: XCTestCase {
  private func warning(_ text: String, _ cell: String, number: Int = 1) -> String {
    let line = cell.split(separator: "\n")[0]
    return "<>:1: SyntaxWarning: \(text)\n"
      + "<ipython-input-\(number)>:1: SyntaxWarning: \(text)\n  \(line)\n"
  }

  private func assertWarns(_ cell: String, _ text: String, _ shown: String = "") {
    let expected = [warning(text, cell), shown].filter { !$0.isEmpty }.joined(separator: "|")
    assertSession([(cell, expected)])
  }

  func testIdentityWithLiteral() {
    assertWarns("1 is 5", "\"is\" with a literal. Did you mean \"==\"?", "False")
    assertWarns("if 'a' is not '': pass", "\"is not\" with a literal. Did you mean \"!=\"?")
    assertWarns("x = () is (1, 2)", "\"is\" with a literal. Did you mean \"==\"?")
  }

  func testIdentityWithNoneOrDisplay() {
    assertSession([("None is None", "True"), ("[] is []", "False"), ("True is ...", "False")])
  }

  func testAssertionOfTuple() {
    assertWarns("assert (0, 'no')", "assertion is always true, perhaps remove parentheses?")
  }

  func testLiteralCalledOrIndexed() {
    assertWarns(
      "(1)(2) if 0 else 0", "'int' object is not callable; perhaps you missed a comma?", "0")
    assertWarns(
      "[1][2, 3] if 0 else 0",
      "list indices must be integers or slices, not tuple; perhaps you missed a comma?", "0")
  }

  func testInvalidEscapeIsSilent() {
    assertSession([("'\\d'", "'\\\\d'")])
  }

  func testFilterIgnoresOrRaises() {
    assertSession([
      ("import warnings\nwarnings.simplefilter('ignore')", ""), ("1 is 5", "False"),
    ])
  }
}
