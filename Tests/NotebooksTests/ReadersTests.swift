import Foundation
import Notebooks
import XCTest

/// What cellgrad writes, and what jupytext, nbformat, nbconvert and an HTML parser made of it when
/// `Recorded/Readers/record.py` asked them.
final class ReadersTests: XCTestCase {
  /// What the readers found in the files of one notebook.
  private struct Found: Decodable {
    /// Types and sources of cells.
    let jupytext_percent: [[String]]
    let jupytext_markdown: [[String]]
    /// How often each element occurs.
    let html_elements: [String: Int]
    /// Types and sources of the cells of a notebook that nbformat has found valid.
    let nbformat_cells: [[String]]
    /// The texts of outputs on nbconvert's page of that notebook.
    let nbconvert_outputs: [String]
  }

  private func found() throws -> [String: Found] {
    let data = Data(fileBytes(recordedPath("Readers/readers.json")))
    return try JSONDecoder().decode([String: Found].self, from: data)
  }

  private func recorded(_ name: String) throws -> Notebook {
    try Notebook.read(contentsOf: recordedPath(name + ".ipynb"))
  }

  func testFilesAreThoseThatWereRead() throws {
    for name in try found().keys {
      for (format, fileExtension) in [("percent", "py"), ("markdown", "md"), ("html", "html")] {
        let format = try XCTUnwrap(NotebookFormat.named(format))
        let written = try recorded(name).bytes(as: format, file: name)
        let known = fileBytes(recordedPath("Readers/\(name).\(fileExtension)"))
        XCTAssertTrue(written == known, "\(name).\(fileExtension)")
      }
      let ipynb = try XCTUnwrap(NotebookFormat.named("ipynb"))
      let script = try Notebook.read(contentsOf: recordedPath("Readers/\(name).py"))
      let written = try script.bytes(as: ipynb, file: name)
      XCTAssertTrue(written == fileBytes(recordedPath("Readers/\(name).ipynb")), "\(name).ipynb")
    }
  }

  func testNotebooksAreValid() throws {
    for (name, found) in try found() {
      let cells = try recorded(name).cells
      XCTAssertEqual(found.nbformat_cells, cells.map { [$0.type.rawValue, $0.source] }, name)
    }
  }

  func testNotebooksAreRenderedWithAllOutputs() throws {
    for (name, found) in try found() {
      let texts = try recorded(name).cells.flatMap(\.outputs).map(\.plainText)
      let lineEnds = CharacterSet(charactersIn: "\n")
      XCTAssertEqual(
        found.nbconvert_outputs.map { $0.trimmingCharacters(in: lineEnds) },
        texts.map { $0.trimmingCharacters(in: lineEnds) }, name)
    }
  }

  /// jupytext takes outputs for comments below the code, and the session's comment for a cell.
  func testJupytextFindsTheCellsOfScripts() throws {
    for (name, found) in try found() {
      let cells = try recorded(name).cells
      let others = found.jupytext_percent.dropFirst()
      XCTAssertEqual(others.map(\.first), cells.map { $0.type.rawValue }, name)
      for (cell, other) in zip(cells, others) {
        XCTAssert(other[1].hasPrefix(cell.source), "\(name): \(cell.source)")
        let rest = other[1].dropFirst(cell.source.count).split(separator: "\n")
        XCTAssert(rest.allSatisfy { $0.hasPrefix("#>") }, "\(name): \(rest)")
      }
    }
  }

  func testJupytextFindsTheCodeOfMarkdown() throws {
    for (name, found) in try found() {
      let code = found.jupytext_markdown.filter { $0[0] == "code" }.map { $0[1] }
      let cells = try recorded(name).cells.filter { $0.type == .code }
      XCTAssertEqual(code, cells.map(\.source), name)
    }
  }

  func testPagesHaveASectionForEachCell() throws {
    for (name, found) in try found() {
      let cells = try recorded(name).cells
      XCTAssertEqual(found.html_elements["section"], cells.count, name)
      XCTAssertNil(found.html_elements["script"])
    }
  }
}
