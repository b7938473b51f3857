import TestSupport
import XCTest

/// A row of a table of terminal behaviour, driven at 80 and at 40 columns.
class TerminalRows: XCTestCase {
  static let widths = [80, 40]

  /// Runs `body` in a fresh session at each width.
  func drive(
    _ arguments: [String] = [], environment: [String: String] = [:], files: [String: String] = [:],
    _ body: (DrivenTerminal) throws -> Void
  ) throws {
    for columns in Self.widths {
      let home = try temporaryFolder()
      for (name, text) in files { try CellgradProgram.write(text, to: home + "/" + name) }
      let terminal = try DrivenTerminal(
        arguments, home: home, environment: environment, columns: columns)
      terminal.expect("In [1]: ")
      try body(terminal)
    }
  }
}

/// The program in a terminal, with what to expect of it.
final class DrivenTerminal {
  let terminal: PseudoTerminal
  let home: String
  let columns: Int

  /// - Parameter command: what to start instead of the program itself.
  init(
    _ arguments: [String] = [], home: String, environment: [String: String] = [:],
    columns: Int, command: [String]? = nil
  ) throws {
    self.home = home
    self.columns = columns
    var variables = ["HOME": home, "XDG_STATE_HOME": home, "NO_COLOR": "1"]
    variables.merge(environment) { $1 }
    terminal = try PseudoTerminal(
      command ?? [try CellgradProgram.path()] + arguments, environment: variables,
      columns: columns, height: 60)
  }

  enum Key {
    static let enter = "\r"
    static let altEnter = "\u{1B}\r"
    static let up = "\u{1B}[A"
    static let down = "\u{1B}[B"
    static let left = "\u{1B}[D"
    static let home = "\u{1B}[H"
    static let backspace = "\u{7F}"
    static let tab = "\t"
    static let f2 = "\u{1B}OQ"
    static let escape = "\u{1B}"

    static func control(_ letter: Unicode.Scalar) -> String {
      String(Unicode.Scalar(UInt8(letter.value & 0x1F)))
    }
  }

  /// Presses keys. A key that follows Ctrl-C within milliseconds may be lost, so there is a pause.
  func press(_ keys: String...) {
    for key in keys {
      terminal.send(key)
      guard key == Key.control("C") else { continue }
      usleep(200_000)
      terminal.settle()
    }
  }

  /// Fails unless the text comes to stand on the screen, long lines taken as one and without the
  /// blanks at their ends.
  func expect(_ text: String, file: StaticString = #filePath, line: UInt = #line) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let trimmed = lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
    XCTAssert(
      terminal.waitForUnwrapped(trimmed.joined(separator: "\n"), seconds: 10),
      "at \(columns) columns, expected\n\(text)\n--- screen\n"
        + terminal.screen.lines.joined(separator: "\n"), file: file, line: line)
  }

  /// Fails if the text stands on the screen once it is quiet.
  func expectNot(_ text: String, file: StaticString = #filePath, line: UInt = #line) {
    terminal.settle()
    let screen = terminal.screen.unwrappedLines.joined(separator: "\n")
    XCTAssertFalse(screen.contains(text), "at \(columns) columns\n\(screen)", file: file, line: line)
  }

  /// Enters a cell, which ends in as many Enters as it needs, and expects what it shows; then the
  /// next prompt.
  func run(
    _ cell: String, _ shown: String = "", number: Int, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    terminal.paste(cell)
    press(Key.altEnter)
    expect(shown.isEmpty ? "In [\(number + 1)]: " : shown, file: file, line: line)
    expect("In [\(number + 1)]: ", file: file, line: line)
  }

  /// Runs cells one after another, the first with the number 1; each comes with what it shows.
  func run(
    _ cells: [(cell: String, shown: String)], file: StaticString = #filePath, line: UInt = #line
  ) {
    for (index, row) in cells.enumerated() {
      run(row.cell, row.shown, number: index + 1, file: file, line: line)
    }
  }
}
