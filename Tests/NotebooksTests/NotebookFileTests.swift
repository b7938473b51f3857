import Glibc
import Notebooks
import XCTest

final class NotebookFileTests: XCTestCase {
  private var folder = ""

  override func setUp() {
    var template = Array("/tmp/notebooks-XXXXXX".utf8CString)
    folder = mkdtemp(&template).map { String(cString: $0) } ?? ""
  }

  override func tearDown() {
    for name in ["a.ipynb", "link.ipynb"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    stat(path, &status)
    return status.st_mode & 0o777
  }

  func testWrittenFileIsReadAgain() throws {
    let path = folder + "/a.ipynb"
    try Notebook(cells: [.code("한글")]).write(to: path, as: format("ipynb"))
    XCTAssertEqual(try Notebook.read(contentsOf: path).cells.map(\.source), ["한글"])
  }

  func testModeAndLinkAreKept() throws {
    let path = folder + "/a.ipynb"
    let link = folder + "/link.ipynb"
    try Notebook().write(to: path, as: format("ipynb"))
    chmod(path, 0o640)
    symlink("a.ipynb", link)
    try Notebook(cells: [.code("x")]).write(to: link, as: format("ipynb"))
    XCTAssertEqual(mode(path), 0o640)
    XCTAssertEqual(try Notebook.read(contentsOf: path).cells.count, 1)
    var status = stat()
    lstat(link, &status)
    XCTAssertEqual(status.st_mode & S_IFMT, S_IFLNK)
  }

  func testFolderThatIsNotThere() throws {
    let path = folder + "/none/a.ipynb"
    XCTAssertThrowsError(try Notebook().write(to: path, as: format("ipynb"))) { error in
      XCTAssertEqual("\(error)", path + ": No such file or directory")
    }
  }

  func testFullDiskLeavesNothingBehind() throws {
    XCTAssertThrowsError(try Notebook().write(to: "/dev/full", as: format("ipynb"))) { error in
      XCTAssertEqual("\(error)", "/dev/full: No space left on device")
    }
  }
}
