import XCTest

@testable import Python

/// Broken sources: type, message and place, against CPython's own.
final class SyntaxProblemTests: XCTestCase {
  private static let modes: [String: ParseMode] = [
    "file": .file, "interactive": .interactive, "evaluation": .evaluation,
  ]
  private static let types: [SyntaxProblem.Kind: String] = [
    .syntax: "SyntaxError", .indentation: "IndentationError", .tab: "TabError",
    .memory: "MemoryError", .recursion: "RecursionError",
  ]

  private func problem(_ source: String, _ mode: ParseMode) -> (SyntaxProblem, Source)? {
    var parser = Parser(source: source, mode: mode)
    do throws(SyntaxProblem) {
      if mode == .evaluation {
        _ = try parser.parseExpression()
      } else {
        _ = try parser.parseModule()
      }
      return nil
    } catch {
      return (error, parser.source)
    }
  }

  /// A column in bytes from 0 as one in characters from 1; beyond the line it just counts on.
  private func offset(_ line: Int32, _ column: Int32, _ source: Source) -> Int {
    let bytes = Array((source.line(Int(line)) ?? "").utf8)
    let inside = max(0, min(Int(column), bytes.count))
    let characters = String(decoding: bytes[..<inside], as: UTF8.self).unicodeScalars.count
    return characters + 1 + max(0, Int(column) - bytes.count)
  }

  private func describe(_ problem: SyntaxProblem, _ source: Source) -> String {
    let head = "\(Self.types[problem.kind] ?? "?"): \(problem.message)"
    guard let range = problem.range else { return head + " ~ ~ ~ ~" }
    let start = "\(range.line) \(offset(range.line, range.column, source))"
    let end = range.endColumn < 0 ? "~" : "\(offset(range.endLine, range.endColumn, source))"
    return "\(head) \(start) \(range.endLine) \(end)"
  }

  func testRecordedSources() throws {
    let rows = try Recorded.rows("errors.json")
    XCTAssertGreaterThan(rows.count, 1_000)
    for row in rows {
      guard row.count == 8, let name = row[0] as? String, let mode = Self.modes[name],
        let source = row[1] as? String, let type = row[2] as? String,
        let message = row[3] as? String
      else { return XCTFail("odd row") }
      let place = row[4...].map { ($0 as? Int).map(String.init) ?? "~" }.joined(separator: " ")
      let ours = problem(source, mode).map { describe($0.0, $0.1) } ?? "none"
      XCTAssertEqual(ours, "\(type): \(message) \(place)", "\(name) \(source.debugDescription)")
    }
  }

  func testIncompleteCellIsMarked() {
    for source in ["if x:\n", "f(\n", "'''abc\n", "x = \\\n", "@a\n"] {
      XCTAssertEqual(problem(source, .interactive)?.0.isIncomplete, true, source)
    }
    XCTAssertEqual(problem("x = 1 +\n", .interactive)?.0.isIncomplete, false)
  }

  func testLineOfAProblem() {
    guard let (problem, source) = problem("a = 1\n한글 = = 4\n", .file) else {
      return XCTFail("no problem")
    }
    XCTAssertEqual(problem.range?.line, 2)
    XCTAssertEqual(source.line(2), "한글 = = 4")
    XCTAssertEqual(problem.range?.column, 9)
    XCTAssertNil(source.line(4))
  }
}
