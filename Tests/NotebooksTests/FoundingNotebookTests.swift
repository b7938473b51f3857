import Notebooks
import XCTest

/// The notebook that began the project, in both forms in which it is kept.
final class FoundingNotebookTests: XCTestCase {
  private func founding(_ fileExtension: String) throws -> Notebook {
    try Notebook.read(contentsOf: sessionPath("founding-notebook.\(fileExtension)"))
  }

  func testPastedTextHasTheCellsOfTheNotebookFile() throws {
    let pasted = try founding("txt").cells
    let saved = try founding("ipynb").cells
    XCTAssertEqual(pasted.count, 16)
    for (left, right) in zip(pasted, saved) { XCTAssertEqual(left, right) }
  }

  func testNumbersOfCells() throws {
    let cells = try founding("txt").cells
    XCTAssertEqual(cells.compactMap(\.executionCount), Array(181...190))
    XCTAssertEqual(cells.filter { $0.type == .markdown }.count, 6)
  }

  func testSessionStatementIsTheSameInBothForms() throws {
    let session = try founding("txt").session
    XCTAssertEqual(session, try founding("ipynb").session)
    XCTAssertEqual(session.start, 181)
    XCTAssertEqual(session.torchNames, "1.9")
    XCTAssertEqual(session.prepare, "from torch.autograd import grad")
    XCTAssertEqual(session.rngStateBytes?.count, 5056)
  }

  func testUnchangedNotebookFileIsWrittenByteForByte() throws {
    let path = sessionPath("founding-notebook.ipynb")
    let notebook = try founding("ipynb")
    XCTAssertEqual(try notebook.bytes(as: format("ipynb"), file: path), fileBytes(path))
  }

  func testNewNotebookFileIsLaidOutAsNbformatDoes() throws {
    let path = sessionPath("founding-notebook.ipynb")
    let read = try founding("ipynb")
    let new = Notebook(
      cells: read.cells, metadata: read.metadata, session: read.session,
      formatMinor: read.formatMinor)
    XCTAssertEqual(text(try new.bytes(as: format("ipynb"), file: path)), text(fileBytes(path)))
  }

  func testOpenSplitsOfPrintedTensors() throws {
    let notebook = try founding("txt")
    let cell = try XCTUnwrap(notebook.cells.firstIndex { $0.executionCount == 186 })
    let splits = try XCTUnwrap(notebook.openSplits[cell])
    XCTAssertEqual(splits.count, 2)
    XCTAssertTrue(splits.contains { $0.cell == notebook.cells[cell] })
    XCTAssertTrue(splits.contains { $0.cell.outputs.isEmpty })
  }
}
