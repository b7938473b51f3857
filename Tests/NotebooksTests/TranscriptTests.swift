import Notebooks
import XCTest

final class TranscriptTests: XCTestCase {
  private let terminal = """
    Python 3.11.7
    IPython 9.18.1

    In [1]: def f(n):
       ...:     return n + 1
       ...: 
       ...: f(2)
    Out[1]: 3

    In [2]: print("한글"); f(1)
    한글
    Out[2]: 
    (1,
     2)

    In [10]: 1/0
    ---------------------------------------------------------------------------
    ZeroDivisionError                         Traceback (most recent call last)
    Cell In[10], line 1
    ----> 1 1/0

    ZeroDivisionError: division by zero

    In [11]: print("x", end="")
    x
    In [12]: y

    """

  func testTerminalSession() throws {
    let cells = try read(terminal, file: "a.txt").cells
    XCTAssertEqual(cells.map(\.source), [
      "Python 3.11.7\nIPython 9.18.1", "def f(n):\n    return n + 1\n\nf(2)", "print(\"한글\"); f(1)",
      "1/0", "print(\"x\", end=\"\")", "y",
    ])
    XCTAssertEqual(cells[1].outputs, [.result("3", executionCount: 1)])
    XCTAssertEqual(
      cells[2].outputs,
      [.stream(name: "stdout", text: "한글\n"), .result("(1,\n 2)", executionCount: 2)])
    guard case .error("ZeroDivisionError", "division by zero", let traceback) = cells[3].outputs[0]
    else { return XCTFail("no error") }
    XCTAssertEqual(traceback.count, 4)
    XCTAssertEqual(cells[4].outputs, [.stream(name: "stdout", text: "x")])
  }

  func testWrittenAsTheTerminalShows() throws {
    let notebook = Notebook(cells: [
      .code("def f():\n\n  pass", executionCount: 9, outputs: []),
      .code("f\n2", executionCount: 10, outputs: [.result("2", executionCount: 10)]),
    ])
    let text = text(try notebook.bytes(as: format("transcript"), file: "a.txt"))
    XCTAssertEqual(text, """
      In [9]: def f():
         ...: 
         ...:   pass

      In [10]: f
          ...: 2
      Out[10]: 2


      """)
  }

  func testEditedTextWinsOverDetails() throws {
    let outputs = [Output.stream(name: "stderr", text: "warned\n")]
    let notebook = Notebook(cells: [.code("x", executionCount: 1, outputs: outputs)])
    let text = text(try notebook.bytes(as: format("transcript"), file: "a.txt"))
    XCTAssertEqual(try read(text, file: "a.txt").cells[0].outputs, outputs)
    let edited = try read(text.replacing("\nwarned\n", with: "\nedited\n"), file: "a.txt")
    XCTAssertEqual(edited.cells[0].outputs, [.stream(name: "stdout", text: "edited\n")])
  }

  func testMalformedDetails() {
    let session = "\nIn [1]: x\n"
    XCTAssertEqual(
      readingError("#% cell {\"id\": }" + session, file: "a.txt"), "a.txt:1:16: expected a value")
    XCTAssertEqual(
      readingError("#% cell {\"id\": 3}" + session, file: "a.txt"),
      "a.txt:1:1: id must be a string, not a number")
    XCTAssertEqual(
      readingError("#% sell" + session, file: "a.txt"),
      "a.txt:1:1: #% cell, #% markdown or #% raw is expected, not #% sell")
    XCTAssertEqual(
      readingError("In [1]: x\n#% cell {}\ntext\n", file: "a.txt"),
      "a.txt:2:1: a line In [n]: is expected after this one")
  }
}
