import Notebooks
import XCTest

final class MarkdownTests: XCTestCase {
  private let tutorial = """
    # 안녕

    First some *prose*.

    ```python
    x = 1

    x + 1
    ```

    ```output
    Out[1]: 2
    ```

    ```sh
    $ ls
    ```

    ~~~~py
    print("a")
    ~~~~

    More.
    """

  func testTutorial() throws {
    let notebook = try read(tutorial, file: "a.md")
    XCTAssertEqual(notebook.cells.map(\.type), [.markdown, .code, .markdown, .code, .markdown])
    XCTAssertEqual(notebook.cells[0].source, "# 안녕\n\nFirst some *prose*.")
    XCTAssertEqual(notebook.cells[1].source, "x = 1\n\nx + 1")
    XCTAssertEqual(notebook.cells[2].source, "```sh\n$ ls\n```")
    XCTAssertEqual(notebook.cells[3].source, "print(\"a\")")
  }

  func testUnchangedFileByteForByte() throws {
    let bytes = try read(tutorial, file: "a.md").bytes(as: format("markdown"), file: "a.md")
    XCTAssertEqual(text(bytes), tutorial)
  }

  func testNumbersAndOutputs() throws {
    let source = "```python In [7]\nx\n```\n\n```output\nhi\nOut[7]: 3\n```\n"
    let cell = try XCTUnwrap(read(source, file: "a.md").cells.first)
    XCTAssertEqual(cell.executionCount, 7)
    XCTAssertEqual(
      cell.outputs, [.stream(name: "stdout", text: "hi\n"), .result("3", executionCount: 7)])
    var changed = try read(source, file: "a.md")
    changed.cells[0].source = "y"
    let written = try changed.bytes(as: format("markdown"), file: "a.md")
    XCTAssertEqual(
      text(written), "```python In [7]\ny\n```\n\n```output\nhi\nOut[7]: 3\n```\n")
  }

  func testFenceLongerThanItsContent() throws {
    let notebook = Notebook(cells: [.code("s = '''\n````\n'''")], formatMinor: 5)
    let written = text(try notebook.bytes(as: format("markdown"), file: "a.md"))
    XCTAssertEqual(written, "`````python\ns = '''\n````\n'''\n`````\n")
  }

  func testEditedOutputCountsMoreThanItsDetails() throws {
    var notebook = Notebook(cells: [.code("x", executionCount: 1)])
    notebook.cells[0].outputs = [.stream(name: "stderr", text: "old\n")]
    let written = text(try notebook.bytes(as: format("markdown"), file: "a.md"))
    let edited = written.split(separator: "\nold\n").joined(separator: "\nnew\n")
    XCTAssertEqual(
      try read(edited, file: "a.md").cells[0].outputs, [.stream(name: "stdout", text: "new\n")])
  }

  func testMistakes() {
    XCTAssertEqual(
      readingError("text\n\n```python\nx\n", file: "a.md"),
      "a.md:3:1: the fence that begins here has no end")
    XCTAssertEqual(
      readingError("<!-- cell {\"id\": \"a\"} -->\n\ntext\n", file: "a.md"),
      "a.md:1:1: fenced Python code is expected after this comment")
    XCTAssertEqual(
      readingError("<!-- #region raw -->\nx\n", file: "a.md"),
      "a.md:1:1: <!-- #endregion --> is missing after this comment")
    XCTAssertEqual(
      readingError("<!-- markdown {\"id\" 1} -->\nx\n", file: "a.md"),
      "a.md:1:21: expected ':' after the key \"id\"")
  }

  func testEmptyFile() throws {
    XCTAssertEqual(try read("", file: "a.md").cells, [])
    XCTAssertEqual(try read("\n \n", file: "a.md").cells, [])
  }

  func testPlainCommentIsProse() throws {
    XCTAssertEqual(
      try read("<!-- a note -->\n", file: "a.md").cells, [.markdown("<!-- a note -->")])
  }
}
