import XCTest

@testable import Interactive

final class MagicOptionsTests: XCTestCase {
  func testOptionsEndAtTheFirstOtherWord() throws {
    let options = try MagicOptions("-n10 -q f(x) -r 3", "n:r:q")
    XCTAssertEqual(options["n"], "10")
    XCTAssertTrue(options.has("q"))
    XCTAssertFalse(options.has("r"))
    XCTAssertEqual(options.rest, "f(x) -r 3")
  }

  func testRestIsAsTyped() throws {
    let options = try MagicOptions("-n 1   f('a  b')  ", "n:", keepsQuotes: true)
    XCTAssertEqual(options.rest, "f('a  b')  ")
  }

  func testLongOptions() throws {
    let options = try MagicOptions("--out=x --err y z", "", long: ["out=", "err=", "flag"])
    XCTAssertEqual(options["out"], "x")
    XCTAssertEqual(options["err"], "y")
    XCTAssertEqual(options.words, ["z"])
  }

  func testOptionsAmongWords() throws {
    let options = try MagicOptions("name -a other", arguments: "a", required: ["one"])
    XCTAssertTrue(options.has("a"))
    XCTAssertEqual(options.words, ["name", "other"])
  }

  func testProblems() {
    for (line, text) in [
      ("-z", "option -z not recognized (allowed: \"n:\")"),
      ("-n", "option -n requires argument (allowed: \"n:\")"),
      ("--no", "option --no not recognized (allowed: \"n:\")"),
    ] {
      XCTAssertThrowsError(try MagicOptions(line, "n:")) {
        XCTAssertEqual($0 as? MagicProblem, .usage(text))
      }
    }
    XCTAssertThrowsError(try MagicOptions("'open", "n:")) {
      XCTAssertEqual(
        $0 as? MagicProblem, .exception(type: "ValueError", message: "No closing quotation"))
    }
  }

  func testShellWords() throws {
    let words = try ShellWords.split(#"a 'b c' "d\"e" f\ g 한글"#).map(\.text)
    XCTAssertEqual(words, ["a", "b c", "d\"e", "f g", "한글"])
  }

  func testHistoryRanges() {
    func numbers(_ text: String, last: Int) -> [Int] {
      HistoryRange.ranges(in: text).flatMap { $0.numbers(last: last) }
    }
    XCTAssertEqual(numbers("1 3-4", last: 9), [1, 3, 4])
    XCTAssertEqual(numbers("7-", last: 9), [7, 8, 9])
    XCTAssertEqual(numbers("2:4", last: 9), [2, 3])
    XCTAssertEqual(numbers("", last: 2), [1, 2])
    XCTAssertEqual(numbers("x 99999999999999999999 5-2", last: 9), [])
  }

  func testHistoryRangesOfOtherSessions() {
    XCTAssertEqual(
      HistoryRange.ranges(in: "~8/5-~6/4 ~4/ ~4/4- 2"),
      [
        HistoryRange(session: 8, first: 5, end: nil), HistoryRange(session: 7, first: 1, end: nil),
        HistoryRange(session: 6, first: 1, end: 5), HistoryRange(session: 4, first: 1, end: nil),
        HistoryRange(session: 4, first: 4, end: nil), HistoryRange(session: 0, first: 2, end: 3),
      ])
    XCTAssertEqual(HistoryRange.ranges(in: "~/1 ~x/2 3/4 ~1/x"), [])
  }

  func testWildcards() {
    XCTAssertTrue(Wildcard.matches("torch", "t*c?"))
    XCTAssertTrue(Wildcard.matches("", "*"))
    XCTAssertFalse(Wildcard.matches("Torch", "t*"))
    XCTAssertTrue(Wildcard.matches("Torch", "t*", ignoringCase: true))
    let long = String(repeating: "a", count: 10_000)
    XCTAssertFalse(Wildcard.matches(long, "*a*a*a*a*b"))
  }
}
