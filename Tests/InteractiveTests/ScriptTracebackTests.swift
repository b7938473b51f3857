import Interactive
import XCTest

final class ScriptTracebackTests: XCTestCase {
  func testScriptsAsInCPython() throws {
    let scripts = try Recorded.read("scripts.json", as: [RecordedScript].self)
    for script in scripts {
      let pieces = CellPieces(parsing: script.source)
      let traceback = ScriptTraceback(
        pieces: { $0 == .file("script.py") ? pieces : nil })
      assertText(traceback.text(of: script.chain.map { $0.exception() }), script.text)
    }
  }

  func testRangeBeyondTheLine() {
    let traceback = ScriptTraceback(
      pieces: { _ in CellPieces(source: "  가나", module: nil) })
    let frame = FrameRecord(
      source: .file("x.py"), line: 1,
      range: .init(line: 1, column: 0, endLine: 1, endColumn: 900))
    let exception = ExceptionRecord(typeName: "E", message: "", frames: [frame])
    assertText(
      traceback.text(of: [exception]),
      "Traceback (most recent call last):\n  File \"x.py\", line 1, in <module>\n    가나\nE\n")
  }

  func testSyntaxErrorWithAbsurdPlaces() {
    let traceback = ScriptTraceback(pieces: { _ in nil })
    for number in [Int.min, -1, 0, 1, Int.max] {
      let details = SyntaxErrorDetails(
        source: nil, line: number, offset: number, endLine: number, endOffset: number,
        text: "가나\n", message: "m")
      let exception = ExceptionRecord(
        typeName: "SyntaxError", message: "m", syntaxError: details)
      XCTAssertTrue(traceback.text(of: [exception]).hasSuffix("SyntaxError: m\n"))
      let formatter = TracebackFormatter(pieces: { _ in CellPieces(source: "x", module: nil) })
      XCTAssertTrue(formatter.parts(of: [exception])[0].hasSuffix("SyntaxError: m\n"))
    }
  }
}

private struct RecordedScript: Decodable {
  let source: String
  let chain: [RecordedException]
  let text: String
}
