import Notebooks
import XCTest

/// A notebook converted to another format and back is the same notebook.
final class MirrorTests: XCTestCase {
  /// What `notebook` becomes when it is written in a format and read again.
  private func mirror(_ notebook: Notebook, _ name: String) throws -> Notebook {
    let format = try format(name)
    let file = "mirror." + format.fileExtensions[0]
    return try Notebook.read(try notebook.bytes(as: format, file: file), file: file)
  }

  private func recorded(_ name: String) throws -> Notebook {
    try Notebook.read(contentsOf: recordedPath(name))
  }

  func testRecordedNotebooksAreThere() {
    XCTAssertGreaterThanOrEqual(recordedNames().count, 6)
  }

  func testNotebookFileByteForByte() throws {
    for name in recordedNames() {
      let bytes = try recorded(name).bytes(as: format("ipynb"), file: name)
      XCTAssertTrue(bytes == fileBytes(recordedPath(name)), name)
    }
  }

  func testNewNotebookFileByteForByte() throws {
    for name in recordedNames() {
      let read = try recorded(name)
      let new = Notebook(
        cells: read.cells, metadata: read.metadata, session: read.session,
        formatMinor: read.formatMinor)
      let bytes = try new.bytes(as: format("ipynb"), file: name)
      XCTAssertTrue(bytes == fileBytes(recordedPath(name)), name)
    }
  }

  func testTextFormatsKeepEverything() throws {
    for format in ["transcript", "percent", "markdown"] {
      for name in recordedNames() {
        let notebook = try recorded(name)
        let back = try mirror(notebook, format)
        XCTAssertEqual(back.cells.count, notebook.cells.count, name)
        for (left, right) in zip(back.cells, notebook.cells) {
          XCTAssertEqual(left, right, "\(format) \(name)")
        }
        XCTAssertEqual(back, notebook, "\(format) \(name)")
      }
    }
  }

  func testBackInTheNotebookFileByteForByte() throws {
    for name in recordedNames() {
      let back = try mirror(try mirror(try recorded(name), "percent"), "markdown")
      let bytes = try back.bytes(as: format("ipynb"), file: name)
      XCTAssertTrue(bytes == fileBytes(recordedPath(name)), name)
    }
  }

  func testSessionStatementInEveryFormat() throws {
    let founding = try Notebook.read(contentsOf: sessionPath("founding-notebook.ipynb"))
    for name in ["ipynb", "transcript", "percent", "markdown"] {
      XCTAssertEqual(try mirror(founding, name).session, founding.session, name)
    }
  }

  func testPastedTextIsNotWritten() throws {
    XCTAssertThrowsError(try Notebook().bytes(as: format("pasted"), file: "a.txt")) { error in
      XCTAssertEqual(
        "\(error)", "a.txt: cellgrad: not supported: writing the format pasted, "
          + "text copied from Jupyter in a browser")
    }
  }

  func testTextFilesCannotActOnTheTerminal() throws {
    let attack = "\u{1B}]0;t\u{7}\u{9B}5n\u{202E}\u{1B}[31mred\n"
    let outputs = [
      Output.stream(name: attack, text: attack), .result(attack, executionCount: 1),
      .error(ename: attack, evalue: attack, traceback: [attack]),
    ]
    let notebook = Notebook(cells: [.code("x", executionCount: 1, outputs: outputs)])
    for name in ["transcript", "percent", "markdown"] {
      let format = try format(name)
      let written = text(try notebook.bytes(as: format, file: "a"))
      for sign in ["\u{1B}]", "\u{7}", "\u{9B}", "\u{202E}"] {
        XCTAssertFalse(written.contains(sign), name)
      }
      XCTAssert(written.contains("\\x1b]0;t\\x07\\x9b5n\\u202e\u{1B}[31mred"), name)
    }
  }

  func testHardTexts() throws {
    let sources = [
      "", "\n", "a\n\n\nb\n", "  x", "# %%", "# %% [markdown]", "In [3]: x", "   ...: y",
      "#% cell {", "'''\n\n'''\n", "한글 = 1\n한글", "a\rb", "tab\tx  ", "# \\%%", "-->",
      "x\n#> 1", "#>", "```python\n1\n```", "```\n```python\n```", "<!-- cell -->", "~~~\nx",
      "<!-- #endregion -->", "    ````",
    ]
    let outputs: [[Output]] = [
      [], [.stream(name: "stdout", text: "no line end")], [.stream(name: "stderr", text: "x\n")],
      [.stream(name: "stdout", text: "In [7]: x\n#% cell\n   ...: z\n")],
      [.stream(name: "stdout", text: "\n\n")], [.stream(name: "stdout", text: "")],
      [.stream(name: "stdout", text: "a\n"), .stream(name: "stdout", text: "b\n")],
      [.result("1\n2", executionCount: 5)], [.result("", executionCount: 5)],
      [.result("3", executionCount: 6)],
      [.stream(name: "stdout", text: "a"), .result("3", executionCount: 5)],
      [.displayData(data: ["image/png": "iVBO\nRw0=", "text/plain": "<Figure>"])],
      [.displayData(data: ["application/json": ["a": .array([.null, .bool(true)])]])],
      [.stream(name: "stdout", text: "\u{1B}]0;t\u{7}\r\u{9B}5n\u{202E}\u{7F}\u{1B}[31mx\n")],
      [.error(ename: "E", evalue: "", traceback: ["\u{1B}[31m---\u{1B}[0m", "한글"])],
    ]
    var notebook = Notebook(metadata: ["b": "한글", "a": .number(1)], formatMinor: 4)
    for source in sources {
      for type in Cell.CellType.allCases {
        let metadata: JSON.Object = ["cell": "]", "k k": "="]
        notebook.cells.append(Cell(type, source: source, id: "x", metadata: metadata))
      }
    }
    for output in outputs {
      notebook.cells.append(.code("x", executionCount: 5, outputs: output))
      notebook.cells.append(.code("print(\n)", outputs: output))
    }
    for format in ["ipynb", "transcript", "percent", "markdown"] {
      for cell in notebook.cells {
        var single = notebook
        single.cells = [cell]
        XCTAssertEqual(try mirror(single, format).cells, [cell], format)
      }
      let back = try mirror(notebook, format)
      XCTAssertEqual(back.cells.count, notebook.cells.count, format)
      for (left, right) in zip(back.cells, notebook.cells) { XCTAssertEqual(left, right, format) }
      XCTAssertEqual(back.metadata, notebook.metadata, format)
    }
  }
}
