import Glibc
import XCTest

@testable import Terminal

final class CellHistoryTests: XCTestCase {
  func testWalkUpAndBackToTheDraft() {
    var history = CellHistory(cells: ["a = 1", "b = 2"])
    XCTAssertEqual(history.older(than: CellText("")), "b = 2")
    XCTAssertEqual(history.older(than: CellText("b = 2")), "a = 1")
    XCTAssertNil(history.older(than: CellText("a = 1")))
    XCTAssertEqual(history.newer(than: CellText("a = 1")), "b = 2")
    XCTAssertEqual(history.newer(than: CellText("b = 2")), "")
    XCTAssertNil(history.newer(than: CellText("")))
  }

  func testPrefixSearch() {
    var history = CellHistory(cells: ["for x in y:\n    x", "print(1)", "for z in 한국:\n    z"])
    XCTAssertEqual(history.older(than: CellText("for")), "for z in 한국:\n    z")
    XCTAssertEqual(history.older(than: CellText("for z in 한국:\n    z")), "for x in y:\n    x")
    XCTAssertNil(history.older(than: CellText("for x in y:\n    x")))
  }

  func testOnlyTextBeforeTheCursorIsSearched() {
    var history = CellHistory(cells: ["import torch"])
    XCTAssertEqual(history.older(than: CellText("imx", cursor: 2)), "import torch")
  }

  func testNoMatch() {
    var history = CellHistory(cells: ["a"])
    XCTAssertNil(history.older(than: CellText("b")))
  }

  func testEditingBeginsANewWalk() {
    var history = CellHistory(cells: ["ax", "ay", "b"])
    XCTAssertEqual(history.older(than: CellText("")), "b")
    XCTAssertEqual(history.older(than: CellText("a")), "ay")
  }

  func testRepeatedCellIsKeptOnce() {
    var history = CellHistory(cells: ["a"])
    XCTAssertFalse(history.add("a\n"))
    XCTAssertTrue(history.add("b"))
    XCTAssertTrue(history.add("a"))
    XCTAssertEqual(history.cells, ["a", "b", "a"])
  }

  func testTrailingBlankLinesAreLeftOut() {
    XCTAssertEqual(withoutTrailingBlankLines("if a:\n    b\n    \n"), "if a:\n    b")
    XCTAssertEqual(withoutTrailingBlankLines("  \n\n"), "")
  }
}

final class HistoryFileTests: XCTestCase {
  private let folder = "/tmp/cellgrad-history-\(getpid())"
  private var file: HistoryFile { HistoryFile(path: folder + "/state/history") }

  override func tearDown() {
    unlink(file.path)
    rmdir(folder + "/state")
    rmdir(folder)
  }

  private func permissions(_ path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  func testMissingFile() {
    XCTAssertEqual(file.read(), [])
  }

  func testCellsOfSeveralLinesComeBack() {
    let cells = ["x = 1", "def f():\n\n    return '한국어'", "# 12\n+x", "+\n\n+"]
    for cell in cells { file.append(cell) }
    XCTAssertEqual(file.read(), cells)
  }

  func testFileAndFolderArePrivate() {
    file.append("x")
    XCTAssertEqual(permissions(file.path), 0o600)
    XCTAssertEqual(permissions(folder + "/state"), 0o700)
  }

  func testLooserPermissionsAreTightened() {
    file.append("x")
    chmod(file.path, 0o644)
    file.append("y")
    XCTAssertEqual(permissions(file.path), 0o600)
  }

  func testFolderThatCannotBeMade() {
    HistoryFile(path: "/proc/none/history").append("x")
    XCTAssertEqual(HistoryFile(path: "/proc/none/history").read(), [])
  }

  func testEntryCutOffAtTheStartIsLeftOut() {
    let bytes = Array("f cell\n+rest\n\n# 5\n+whole\n".utf8)
    XCTAssertEqual(HistoryFile.entries(in: bytes, isWholeFile: false).last, "whole")
    let cut = Array("+rest\n\n# 5\n+whole\n".utf8)
    XCTAssertEqual(HistoryFile.entries(in: cut, isWholeFile: false), ["whole"])
  }

  func testStandardPathFollowsTheEnvironment() {
    let saved = (environmentValue("HOME"), environmentValue("XDG_STATE_HOME"))
    defer { restore("HOME", saved.0); restore("XDG_STATE_HOME", saved.1) }
    setenv("HOME", "/home/a", 1)
    unsetenv("XDG_STATE_HOME")
    XCTAssertEqual(HistoryFile.standard?.path, "/home/a/.local/state/cellgrad/history")
    setenv("XDG_STATE_HOME", "/state", 1)
    XCTAssertEqual(HistoryFile.standard?.path, "/state/cellgrad/history")
    setenv("XDG_STATE_HOME", "relative", 1)
    unsetenv("HOME")
    XCTAssertNil(HistoryFile.standard)
  }

  private func restore(_ name: String, _ value: String?) {
    if let value { setenv(name, value, 1) } else { unsetenv(name) }
  }
}
