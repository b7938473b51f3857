import Glibc
import XCTest

@testable import Terminal

final class PipedCellsTests: XCTestCase {
  /// Calls `body` with a descriptor that `text` can be read from to its end.
  private func withInput<Result>(_ text: String, _ body: (Int32) -> Result) -> Result {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    _ = writeAll(Array(text.utf8), to: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    return body(ends[0])
  }

  private func lines(_ text: String) -> [String] {
    withInput(text) { descriptor in
      var reader = LineReader(descriptor)
      var lines: [String] = []
      while let line = reader.next() { lines.append(line) }
      return lines
    }
  }

  func testAllCellsRun() {
    let session = TestSession()
    let text = "x = 1\nif a:\n    b\n\ny"
    let status = withInput(text) { PipedCells(session: session).run(from: $0) }
    XCTAssertEqual(status, 0)
    XCTAssertEqual(session.cells, ["x = 1", "if a:\n    b", "y"])
  }

  func testLaterCellsRunAfterAnError() {
    let session = TestSession()
    session.outcome = .error
    let status = withInput("x\ny\n") { PipedCells(session: session).run(from: $0) }
    XCTAssertEqual(status, 1)
    XCTAssertEqual(session.cells, ["x", "y"])
  }

  func testExitEndsTheRun() {
    let session = TestSession()
    session.outcome = .exit(7)
    let status = withInput("x\ny\n") { PipedCells(session: session).run(from: $0) }
    XCTAssertEqual(status, 7)
    XCTAssertEqual(session.cells, ["x"])
  }

  func testLineEnds() {
    XCTAssertEqual(lines("a\r\nb\n\nc"), ["a", "b", "", "c"])
    XCTAssertEqual(lines("a\n"), ["a"])
    XCTAssertEqual(lines(""), [])
  }

  func testByteOrderMarkIsDropped() {
    XCTAssertEqual(lines("\u{FEFF}한국\nx"), ["한국", "x"])
  }

  func testLineLongerThanOneRead() {
    // A pipe holds 64 KiB; larger input would need a second thread.
    let long = String(repeating: "가", count: 20_000)
    XCTAssertEqual(lines(long + "\nx"), [long, "x"])
  }
}
