import TestSupport
import XCTest

@testable import Terminal

final class ScreenTests: XCTestCase {
  private let plain = Style(isEnabled: false)

  private func layout(_ cell: CellText, columns: Int) -> CellLayout {
    CellLayout(
      cell, prompts: CellPrompts(number: 1, style: plain), style: plain, columns: columns)
  }

  private func makePair(columns: Int, height: Int) -> (Screen, VirtualScreen) {
    var screen = Screen()
    _ = screen.resize(columns: columns, height: height)
    return (screen, VirtualScreen(columns: columns, height: height))
  }

  func testFirstDrawing() {
    var (screen, terminal) = makePair(columns: 80, height: 24)
    terminal.feed(screen.update(to: layout(CellText("for x in y:\n    한국"), columns: 80)))
    XCTAssertEqual(terminal.lines, ["In [1]: for x in y:", "   ...:     한국"])
    XCTAssertEqual([terminal.row, terminal.column], [1, 16])
  }

  func testTypedCharacterRewritesItsLineOnly() {
    var (screen, terminal) = makePair(columns: 80, height: 24)
    terminal.feed(screen.update(to: layout(CellText("a\nb"), columns: 80)))
    let bytes = screen.update(to: layout(CellText("a\nbc"), columns: 80))
    XCTAssertFalse(String(decoding: bytes, as: UTF8.self).contains("In [1]"))
    terminal.feed(bytes)
    XCTAssertEqual(terminal.lines, ["In [1]: a", "   ...: bc"])
  }

  func testShorterCellLeavesNothingBehind() {
    var (screen, terminal) = makePair(columns: 40, height: 24)
    let long = CellText(String(repeating: "한", count: 50) + "\nx\ny")
    terminal.feed(screen.update(to: layout(long, columns: 40)))
    terminal.feed(screen.update(to: layout(CellText("z"), columns: 40)))
    XCTAssertEqual(terminal.lines, ["In [1]: z"])
  }

  func testTallCellShowsTheRowsAroundTheCursor() {
    var (screen, terminal) = makePair(columns: 40, height: 5)
    let text = (0..<20).map { "x\($0)" }.joined(separator: "\n")
    terminal.feed(screen.update(to: layout(CellText(text), columns: 40)))
    XCTAssertEqual(terminal.lines.last, "   ...: x19")
    terminal.feed(screen.update(to: layout(CellText(text, cursor: 0), columns: 40)))
    XCTAssertEqual(terminal.lines.first, "In [1]: x0")
    XCTAssertEqual([terminal.row, terminal.column], [0, 8])
  }

  func testFinishedTallCellIsWrittenWhole() {
    var (screen, terminal) = makePair(columns: 40, height: 5)
    let text = (0..<20).map { "x\($0)" }.joined(separator: "\n")
    terminal.feed(screen.update(to: layout(CellText(text), columns: 40)))
    terminal.feed(screen.finish(layout(CellText(text), columns: 40)))
    let all = terminal.scrolledOut + terminal.lines
    XCTAssertEqual(all.suffix(20).first, "In [1]: x0")
    XCTAssertEqual(all.last, "   ...: x19")
  }

  func testNarrowerWindowErasesTheWrappedRows() {
    var (screen, _) = makePair(columns: 80, height: 24)
    _ = screen.update(to: layout(CellText(String(repeating: "x", count: 60)), columns: 80))
    let bytes = screen.resize(columns: 40, height: 24)
    XCTAssertEqual(String(decoding: bytes, as: UTF8.self), "\u{1B}[1A\r\u{1B}[J")
  }

  func testErasedCellLeavesTheCursorAtItsStart() {
    var (screen, terminal) = makePair(columns: 40, height: 24)
    terminal.feed("before\r\n".utf8)
    terminal.feed(screen.update(to: layout(CellText("a\nb\nc"), columns: 40)))
    terminal.feed(screen.erase())
    XCTAssertEqual(terminal.lines, ["before"])
    XCTAssertEqual([terminal.row, terminal.column], [1, 0])
  }

  func testUnchangedSizeDrawsNothing() {
    var (screen, _) = makePair(columns: 80, height: 24)
    _ = screen.update(to: layout(CellText("x"), columns: 80))
    XCTAssertEqual(screen.resize(columns: 80, height: 24), [])
  }

  /// Whatever was there before, the screen shows what a fresh drawing shows.
  func testRandomEditsEqualFreshDrawings() {
    for columns in [12, 40] {
      var random = SeededGenerator(state: 7)
      var (screen, terminal) = makePair(columns: columns, height: 6)
      var words: [String] = []
      for _ in 0..<2000 {
        edit(&words, using: &random)
        let before = words.prefix(Int.random(in: 0...words.count, using: &random)).joined()
        let cell = CellText(words.joined(), cursor: before.utf8.count)
        let wanted = layout(cell, columns: columns)
        terminal.feed(screen.update(to: wanted))
        check(terminal, against: wanted, "\(words)")
      }
    }
  }

  private func edit(_ words: inout [String], using random: inout SeededGenerator) {
    let pieces = ["x", "한", "\n", "    ", "e\u{301}", "longer text ", "😀", "\t"]
    if Int.random(in: 0..<10, using: &random) == 0 { words = [] }
    let place = Int.random(in: 0...words.count, using: &random)
    if Bool.random(using: &random) || words.isEmpty {
      words.insert(pieces.randomElement(using: &random) ?? "", at: place)
    } else {
      words.remove(at: min(place, words.count - 1))
    }
  }

  /// The cursor's row and column always; all rows where they fit.
  private func check(_ terminal: VirtualScreen, against wanted: CellLayout, _ message: String) {
    let rows = wanted.rows.map(trimmed)
    let shown = terminal.lines + Array(repeating: "", count: terminal.height)
    XCTAssertEqual(terminal.column, wanted.cursor.column, message)
    XCTAssertEqual(shown[terminal.row], rows[wanted.cursor.row], message)
    if rows.count <= terminal.height {
      let first = terminal.row - wanted.cursor.row
      XCTAssertEqual(Array(shown[first..<(first + rows.count)]), rows, message)
      XCTAssertEqual(terminal.lines.dropFirst(first + rows.count), [], message)
    }
  }

  private func trimmed(_ row: ScreenRow) -> String {
    let text = String(decoding: row.bytes, as: UTF8.self)
    return String(text.reversed().drop { $0 == " " }.reversed())
  }
}

/// A small random generator, the same numbers on each run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) | (state << 31)
  }
}
