import Notebooks
import XCTest

final class IPYNBTests: XCTestCase {
  private let colab = """
    {
      "nbformat": 4,
      "nbformat_minor": 0,
      "metadata": {
        "colab": {"provenance": []}
      },
      "cells": [
        {
          "cell_type": "code",
          "metadata": {
            "id": "aB3"
          },
          "source": [
            "x \\u003c 1"
          ],
          "execution_count": 1,
          "outputs": []
        },
        {
          "cell_type": "markdown",
          "source": "# \\ud55c",
          "metadata": {}
        }
      ]
    }
    """

  private func written(_ notebook: Notebook) throws -> String {
    text(try notebook.bytes(as: format("ipynb"), file: "a.ipynb"))
  }

  func testColabFileUnchanged() throws {
    let notebook = try read(colab, file: "a.ipynb")
    XCTAssertEqual(notebook.cells.map(\.source), ["x < 1", "# 한"])
    XCTAssertEqual(try written(notebook), colab)
  }

  func testChangedCellKeepsTheOthersAndTheStyle() throws {
    var notebook = try read(colab, file: "a.ipynb")
    notebook.cells[1].source = "# 한글\ntext"
    let expected = colab.replacing(
      """
            "source": "# \\ud55c",
            "metadata": {}
      """,
      with: """
            "metadata": {},
            "source": [
              "# 한글\\n",
              "text"
            ]
      """)
    XCTAssertEqual(try written(notebook), expected)
  }

  func testNewOutputInColabStyle() throws {
    var notebook = try read(colab, file: "a.ipynb")
    notebook.cells[0].outputs = [.result("True", executionCount: 1)]
    let text = try written(notebook)
    XCTAssertTrue(text.contains("      \"outputs\": [\n        {\n          \"data\": {\n"))
    XCTAssertEqual(try read(text, file: "a.ipynb").cells, notebook.cells)
  }

  func testCellRemovedAddedAndMoved() throws {
    var notebook = try read(colab, file: "a.ipynb")
    notebook.cells.swapAt(0, 1)
    notebook.cells.append(.code("new"))
    let text = try written(notebook)
    XCTAssertTrue(text.contains("\"x \\u003c 1\""))
    XCTAssertEqual(try read(text, file: "a.ipynb").cells.map(\.source), ["# 한", "x < 1", "new"])
    notebook.cells = []
    XCTAssertTrue(try written(notebook).contains("\"cells\": []"))
  }

  func testChangedMetadata() throws {
    var notebook = try read(colab, file: "a.ipynb")
    notebook.session.start = 5
    let back = try read(try written(notebook), file: "a.ipynb")
    XCTAssertEqual(back.session.start, 5)
    XCTAssertEqual(back.metadata, notebook.metadata)
  }

  func testEmptyNotebookAsNbformatWritesIt() throws {
    let expected = "{\n \"cells\": [],\n \"metadata\": {},\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n"
    XCTAssertEqual(try written(Notebook()), expected)
    XCTAssertEqual(try read(expected, file: "a.ipynb"), Notebook())
  }

  func testNotebookOnOneLine() throws {
    let line = #"{"cells":[{"cell_type":"raw","metadata":{},"source":""}],"metadata":{},"#
      + #""nbformat":4,"nbformat_minor":2}"#
    var notebook = try read(line, file: "a.ipynb")
    notebook.cells[0].source = "x"
    XCTAssertEqual(try written(notebook), line.replacing("\"source\":\"\"", with: "\"source\":[\"x\"]"))
  }

  func testNewCellsGetIDs() throws {
    let text = try written(Notebook(cells: [.code("1"), .markdown("2")]))
    XCTAssertEqual(try read(text, file: "a.ipynb").cells.map(\.id), ["cell-1", "cell-2"])
  }

  func testCarriageReturnsAreCutAsNbformatDoes() throws {
    let outputs = [Output.stream(name: "stderr", text: "1%\r2%\r\n3%\u{2028}")]
    let notebook = Notebook(cells: [.code("", outputs: outputs)])
    let text = try written(notebook)
    XCTAssertTrue(text.contains("\"1%\\r\",\n      \"2%\\r\\n\",\n"))
    XCTAssertEqual(try read(text, file: "a.ipynb").cells[0].outputs, outputs)
  }

  func testNumbersKeepTheirDigits() throws {
    let file = #"{"cells":[],"metadata":{"n":1.50e+400,"m":{"big":123456789012345678901234567890}},"#
      + #""nbformat":4,"nbformat_minor":2}"#
    var notebook = try read(file, file: "a.ipynb")
    notebook.metadata["x"] = .null
    let text = try written(notebook)
    XCTAssertTrue(text.contains("1.50e+400") && text.contains("123456789012345678901234567890"))
  }

  func testLoneSurrogateStaysInAnUnchangedCell() throws {
    let file = colab.replacing("\\ud55c", with: "\\ud800")
    var notebook = try read(file, file: "a.ipynb")
    XCTAssertEqual(notebook.cells[1].source, "# \u{FFFD}")
    notebook.cells[0].source = "changed"
    XCTAssertTrue(try written(notebook).contains("\\ud800"))
  }

  func testSurrogatePair() throws {
    let notebook = try read(colab.replacing("\\ud55c", with: "\\ud83d\\ude00"), file: "a.ipynb")
    XCTAssertEqual(notebook.cells[1].source, "# 😀")
  }

  func testHugeLine() throws {
    let line = String(repeating: "한글 word ", count: 1_000_000)
    let notebook = Notebook(cells: [.code("x", outputs: [.stream(name: "stdout", text: line)])])
    let back = try read(try written(notebook), file: "a.ipynb")
    XCTAssertEqual(back.cells[0].outputs, notebook.cells[0].outputs)
  }

  func testLargeFileIsReadFast() throws {
    let line = "tensor([[ 0.1462, -0.1110], [-0.1462,  0.1110]]) 한글\n"
    let output = Output.stream(name: "stdout", text: String(repeating: line, count: 300))
    let cells = (0..<1000).map { (n: Int) in Cell.code("\(n)", executionCount: n, outputs: [output]) }
    let bytes = Array(try written(Notebook(cells: cells)).utf8)
    let clock = ContinuousClock()
    let time = try clock.measure {
      let notebook = try Notebook.read(bytes, file: "a.ipynb")
      XCTAssertEqual(notebook.cells.count, 1000)
    }
    print("\(bytes.count >> 20) MiB read in \(time)")
    XCTAssertLessThan(time, .seconds(5))
  }
}
