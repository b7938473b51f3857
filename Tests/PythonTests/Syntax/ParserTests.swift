import XCTest

@testable import Python

/// Trees of valid sources, against CPython's own.
final class ParserTests: XCTestCase {
  private func check(_ name: String) throws {
    var parser = Parser(source: try Recorded.bytes(name + ".py"), mode: .file)
    let tree = TreeNotation.show(try parser.parseModule()).split(separator: "\n")
    let wanted = String(decoding: try Recorded.bytes(name + ".tree"), as: UTF8.self)
      .split(separator: "\n")
    XCTAssertEqual(tree.count, wanted.count)
    for (ours, theirs) in zip(tree, wanted) { XCTAssertEqual(ours, theirs) }
  }

  func testExpressions() throws { try check("expressions") }
  func testLiterals() throws { try check("literals") }
  func testStatements() throws { try check("statements") }
  func testPatterns() throws { try check("patterns") }

  func testEmptyText() throws {
    for text in ["", "\n", "# only a comment", "\u{FEFF}", "   \n\t\n"] {
      var parser = Parser(source: text, mode: .file)
      XCTAssertTrue(try parser.parseModule().body.isEmpty)
    }
  }

  func testEvaluationOfOneExpression() throws {
    var parser = Parser(source: "a + 1, b\n\n", mode: .evaluation)
    guard case .tuple(let items) = try parser.parseExpression().kind else {
      return XCTFail("no tuple")
    }
    XCTAssertEqual(items.count, 2)
  }

  func testCarriageReturns() throws {
    var parser = Parser(source: "if x:\r\n    y\r\n    z\rw\n", mode: .file)
    XCTAssertEqual(try parser.parseModule().body.count, 2)
  }

  /// Hostile nesting ends in an error of its kind, never in a crash.
  func testNestingBeyondTheStack() {
    let cases: [(String, SyntaxProblem.Kind)] = [
      (String(repeating: "(", count: 1_000_000), .syntax),
      (String(repeating: "-", count: 1_000_000) + "1", .memory),
      (String(repeating: "not ", count: 1_000_000) + "1", .memory),
      (String(repeating: "lambda:", count: 1_000_000) + "1", .memory),
      (String(repeating: "1 if 1 else ", count: 1_000_000) + "1", .memory),
      (String(repeating: "1**", count: 1_000_000) + "1", .memory),
      (String(repeating: "1+", count: 1_000_000) + "1", .recursion),
      ("a" + String(repeating: ".a", count: 1_000_000), .recursion),
      ("a" + String(repeating: "()", count: 1_000_000), .recursion),
      ("if a: b\n" + String(repeating: "elif a: b\n", count: 100_000), .memory),
    ]
    for (text, kind) in cases {
      var parser = Parser(source: text, mode: .file)
      XCTAssertThrowsError(try parser.parseModule()) { error in
        XCTAssertEqual((error as? SyntaxProblem)?.kind, kind, String(text.prefix(12)))
      }
    }
  }

  func testNestingThatCPythonAllows() throws {
    let text = String(repeating: "(", count: 199) + "1" + String(repeating: ")", count: 199)
    var parser = Parser(source: text, mode: .file)
    XCTAssertEqual(try parser.parseModule().body.count, 1)
  }

  func testLongListOfChains() throws {
    let text = "x = [" + String(repeating: "-a.b + 1, ", count: 20_000) + "]"
    var parser = Parser(source: text, mode: .file)
    XCTAssertEqual(try parser.parseModule().body.count, 1)
  }

  func testEveryBeginningOfASource() throws {
    for name in ["expressions", "literals", "statements", "patterns"] {
      let bytes = try Recorded.bytes(name + ".py")
      for end in stride(from: 0, to: bytes.count, by: 7) {
        var parser = Parser(source: Array(bytes[..<end]), mode: .interactive)
        _ = try? parser.parseModule()
        _ = Lexer.tokensForHighlighting(String(decoding: bytes[..<end], as: UTF8.self))
      }
    }
  }
}
