import XCTest

@testable import Terminal

final class IndentationTests: XCTestCase {
  private func enter(_ text: String, cursor: Int? = nil) -> EnterEffect {
    effectOfEnter(in: CellText(text, cursor: cursor), session: TestSession())
  }

  private func clause(_ text: String) -> Int? { clauseIndentation(in: CellText(text)) }

  func testCompleteLineRuns() {
    XCTAssertEqual(enter("x = 1"), .run)
  }

  func testCursorInTheMiddleOfACompleteLineRuns() {
    XCTAssertEqual(enter("x = 1", cursor: 2), .run)
  }

  func testColonIndents() {
    XCTAssertEqual(enter("for x in y:"), .newLine(indent: 4))
    XCTAssertEqual(enter("if a:\n    if b:"), .newLine(indent: 8))
  }

  func testStatementKeepsItsColumn() {
    XCTAssertEqual(enter("if a:\n    b"), .newLine(indent: 4))
  }

  func testBlankLastLineEndsTheBlock() {
    XCTAssertEqual(enter("if a:\n    b\n    "), .run)
  }

  func testOpenBracketGoesOnInSpiteOfBlankLines() {
    XCTAssertEqual(enter("f(1,\n\n"), .newLine(indent: 0))
  }

  func testHopelessTextRuns() {
    XCTAssertEqual(enter("x = @@"), .run)
  }

  func testEnterInAnEarlierLineBreaksIt() {
    XCTAssertEqual(enter("if a:\n    b\nc", cursor: 5), .newLine(indent: 4))
  }

  func testEnterBeforeTrailingBlankLinesRuns() {
    XCTAssertEqual(enter("x = 1\n\n", cursor: 5), .run)
  }

  func testReturnAndPassMoveLeft() {
    XCTAssertEqual(enter("def f():\n    return 1"), .newLine(indent: 0))
    XCTAssertEqual(enter("class A:\n    def f():\n        pass"), .newLine(indent: 4))
  }

  func testReturnOfAnOpenBracketStays() {
    XCTAssertEqual(enter("def f():\n    return g(1,"), .newLine(indent: 4))
  }

  func testReturnInADocstringStays() {
    XCTAssertEqual(enter("def f():\n    \"\"\"\n    return values"), .newLine(indent: 4))
  }

  func testNameThatBeginsLikeReturnStays() {
    XCTAssertEqual(enter("def f():\n    returned = 1"), .newLine(indent: 4))
  }

  func testElseMovesToItsIf() {
    XCTAssertEqual(clause("if a:\n    b\n    else:"), 0)
    XCTAssertEqual(clause("for x in y:\n    if a:\n        b\n        else:"), 4)
  }

  func testElseThatStandsRightStays() {
    XCTAssertNil(clause("if a:\n    b\nelse:"))
    XCTAssertNil(clause("for x in y:\n    if a:\n        b\n    else:"))
  }

  func testElifExceptFinally() {
    XCTAssertEqual(clause("if a:\n    b\n    elif c:"), 0)
    XCTAssertEqual(clause("try:\n    b\n    except (A, B) as e:"), 0)
    XCTAssertEqual(clause("try:\n    if a:\n        b\n        finally:"), 0)
  }

  func testElseWithoutAStatementStays() {
    XCTAssertNil(clause("x = 1\n    else:"))
    XCTAssertNil(clause("    else:"))
  }

  func testOtherColonsStay() {
    XCTAssertNil(clause("if a:\n    x = {1:"))
    XCTAssertNil(clause("if a:\n    elsewhere:"))
    XCTAssertNil(clause("if a:\n    else x:"))
  }

  func testBackspaceRemovesAStepOfIndentation() {
    XCTAssertEqual(blanksToRemove(before: CellText("if a:\n        ")), 4)
    XCTAssertEqual(blanksToRemove(before: CellText("if a:\n      ")), 2)
    XCTAssertEqual(blanksToRemove(before: CellText("if a:\n    b")), 0)
    XCTAssertEqual(blanksToRemove(before: CellText("if a:\n")), 0)
  }

  func testTabFillsTheStep() {
    XCTAssertEqual(blanksToAdd(before: CellText("")), 4)
    XCTAssertEqual(blanksToAdd(before: CellText("if a:\n  ")), 2)
  }

  func testRowsKeepTheCharacterColumn() {
    let cell = CellText("한국어입니다\nabc\n가나다라")
    XCTAssertEqual(cell.cursorAbove(), 19 + 3)
    XCTAssertEqual(CellText(cell.text, cursor: 6).cursorBelow(), 19 + 2)
    XCTAssertNil(CellText(cell.text, cursor: 6).cursorAbove())
    XCTAssertNil(cell.cursorBelow())
  }
}
