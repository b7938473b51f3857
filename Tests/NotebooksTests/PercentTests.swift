import Notebooks
import XCTest

final class PercentTests: XCTestCase {
  private let script = """
    #!/usr/bin/env python
    # ---
    # jupyter: x
    # ---

    # %% [markdown]
    # # 한글
    #
    # text

    # %% A title tags=["a", "b  c"] n=1
    import torch


    # %%
    x = 1
    #%% no mark
    # %%time
    """

  func testScript() throws {
    let notebook = try read(script, file: "a.py")
    XCTAssertEqual(notebook.session.header, "#!/usr/bin/env python\n# ---\n# jupyter: x\n# ---")
    XCTAssertEqual(notebook.cells.map(\.type), [.markdown, .code, .code])
    XCTAssertEqual(
      notebook.cells.map(\.source),
      ["# 한글\n\ntext", "import torch", "x = 1\n#%% no mark\n# %%time"])
    XCTAssertEqual(notebook.cells[1].tags, ["a", "b  c"])
    XCTAssertEqual(notebook.cells[1].metadata["title"], "A title")
  }

  func testUnchangedScriptByteForByte() throws {
    let bytes = try read(script, file: "a.py").bytes(as: format("percent"), file: "a.py")
    XCTAssertEqual(text(bytes), script)
  }

  func testHeaderSurvivesOtherFormats() throws {
    let notebook = try read(script, file: "a.py")
    let json = try notebook.bytes(as: format("ipynb"), file: "a.ipynb")
    let back = try Notebook.read(json, file: "a.ipynb").bytes(as: format("percent"), file: "a.py")
    XCTAssertTrue(text(back).hasPrefix("#!/usr/bin/env python\n# ---\n# jupyter: x\n# ---\n\n"))
  }

  func testScriptWithoutMarks() throws {
    let notebook = try read("# comment\n\nx = 1\n\nprint(x)\n", file: "a.py")
    XCTAssertEqual(notebook.cells, [.code("# comment\n\nx = 1\n\nprint(x)")])
  }

  func testCodeBeforeTheFirstMark() throws {
    let notebook = try read("# c\nimport torch\n# %%\nx\n", file: "a.py")
    XCTAssertEqual(notebook.cells, [.code("import torch"), .code("x")])
    XCTAssertEqual(notebook.session.header, "# c")
  }

  func testMalformedOptions() {
    XCTAssertEqual(readingError("# %% a=\nx", file: "a.py"), "a.py:1:8: the text ends here; expected a value")
    XCTAssertEqual(readingError("# %% a=1 b\nx", file: "a.py"), "a.py:1:10: name=value is expected")
    XCTAssertEqual(
      readingError("# %% {\"a\" 1}\nx", file: "a.py"), "a.py:1:11: expected ':' after the key \"a\"")
  }

  func testEmptyScript() throws {
    XCTAssertEqual(try read("", file: "a.py").cells, [.code("")])
  }
}
