import Notebooks
import XCTest

final class PastedTextTests: XCTestCase {
  /// The cells of a text: `n>` and the code, `=` and a result, `:` and printed text, `#` and prose.
  private func cells(_ text: String) throws -> [String] {
    try read(text, file: "a.txt").cells.flatMap { cell -> [String] in
      guard cell.type == .code else { return ["# " + cell.source] }
      return ["\(cell.executionCount ?? 0)> " + cell.source] + cell.outputs.map { output in
        if case .executeResult = output { "= " + output.plainText } else { ": " + output.plainText }
      }
    }
  }

  func testResultOfAnExpression() throws {
    XCTAssertEqual(try cells("In [1]:\n1 + 1\n\n2\n"), ["1> 1 + 1", "= 2"])
  }

  func testNoOutput() throws {
    XCTAssertEqual(
      try cells("In [1]:\nx = 1\n\nIn [2]:\n\n\nIn [ ]:\ny\n"), ["1> x = 1", "2> ", "0> y"])
  }

  func testCodeOfSeveralParagraphs() throws {
    let code = "def f():\n    x = 1\n\n    return x\n\n# now\ny = f()\n\nprint(y)"
    XCTAssertEqual(try cells("In [1]:\n\(code)\n\n1\n\n\nIn [2]:\n3\n\n3"), [
      "1> " + code, ": 1\n", "2> 3", "= 3",
    ])
  }

  func testPrintedTextWithEmptyLines() throws {
    let printed = "tensor([1.])\n\nLoss: 3\n\ntensor([2.])\n"
    XCTAssertEqual(
      try cells("In [1]:\nprint(x)\n\n\(printed)\n\nIn [2]:\npass"),
      ["1> print(x)", ": " + printed, "2> pass"])
  }

  func testTensorOverSeveralParagraphs() throws {
    let tensor = "tensor([[[1, 2],\n         [3, 4]],\n\n        [[5, 6],\n         [7, 8]]])"
    XCTAssertEqual(
      try cells("In [1]:\nimport torch\n\nx = torch.ones(2)\nx\n\n\(tensor)\n"),
      ["1> import torch\n\nx = torch.ones(2)\nx", "= " + tensor])
  }

  func testDisplayedNameAloneInItsParagraph() throws {
    XCTAssertEqual(
      try cells("In [1]:\nx = torch.ones(1)\n\nx\n\ntensor([1.])\n"),
      ["1> x = torch.ones(1)\n\nx", "= tensor([1.])"])
  }

  func testValueOfAModuleAfterPrinting() throws {
    XCTAssertEqual(
      try cells("In [1]:\nimport torch\nprint(torch.ones(1).dtype)\n\ntorch.float32\n"),
      ["1> import torch\nprint(torch.ones(1).dtype)", ": torch.float32\n"])
  }

  func testTwoCallsOfPrint() throws {
    XCTAssertEqual(
      try cells("In [1]:\nprint(\"a\")\n\nprint(\"b\")\n\na\nb\n"),
      ["1> print(\"a\")\n\nprint(\"b\")", ": a\nb\n"])
  }

  func testPrintedNameAndValue() throws {
    XCTAssertEqual(
      try cells("In [1]:\nloss = 1\nprint(loss)\n\nloss: 0.5\n"),
      ["1> loss = 1\nprint(loss)", ": loss: 0.5\n"])
  }

  func testProse() throws {
    XCTAssertEqual(
      try cells("# Title\nText\n\nMore\n\nIn [1]:\nx = 1\n\n## 한글\n\nText here\n\nIn [2]:\nx\n\n1\n"),
      ["# # Title\nText\n\nMore", "1> x = 1", "# ## 한글\n\nText here", "2> x", "= 1"])
  }

  func testHeadingThatIsAComment() throws {
    XCTAssertEqual(
      try cells("In [1]:\nx = 1\n\n# comment\nx += 1\n\n# heading\n\nIn [2]:\nx\n"),
      ["1> x = 1\n\n# comment\nx += 1", "# # heading", "2> x"])
  }

  func testCRLF() throws {
    XCTAssertEqual(try cells("In [1]:\r\n1\r\n\r\n1\r\n"), ["1> 1", "= 1"])
  }

  func testErrorInSessionStatement() {
    let start = "In [1]:\n1\n\n<!-- cellgrad\n"
    XCTAssertEqual(
      readingError(start + "strt: 3\n-->\n", file: "a.txt"),
      "a.txt:5:1: the session statement has no key strt")
    XCTAssertEqual(
      readingError(start + "start: x\n-->\n", file: "a.txt"),
      "a.txt:5:1: session statement, start: a whole number is expected")
    XCTAssertEqual(
      readingError(start + "start: 3\n", file: "a.txt"),
      "a.txt:4:1: <!-- cellgrad has no line --> after it")
  }

  func testOpenSplitsHoldEveryEndOfCode() throws {
    let notebook = try read("In [1]:\ndef f(): g()\nf()\n\ng()\n\n3\n\nhello world\n", file: "a.txt")
    let code = "def f(): g()\nf()"
    XCTAssertEqual(notebook.openSplits[0]?.map(\.cell.source), [code, code + "\n\ng()", code + "\n\ng()\n\n3"])
    XCTAssertEqual(notebook.cells[0].source, code + "\n\ng()")
    XCTAssertEqual(notebook.openSplits[0]?[0].text, "g()\n\n3\n\nhello world")
  }

  func testLongOutputTakesLinearTime() throws {
    let output = String(repeating: "tensor([1.])\n\n", count: 20_000)
    let clock = ContinuousClock()
    let time = try clock.measure {
      XCTAssertEqual(try read("In [1]:\nprint(x)\n\n" + output, file: "a.txt").cells.count, 1)
    }
    XCTAssertLessThan(time, .seconds(5))
  }
}
