import Notebooks

/// A cell set out in rows of a screen: prompts, colours, soft wraps, and the cursor's place.

/// One row of the screen, ready to be written.
struct ScreenRow: Equatable {
  /// Text with colours; every colour begun in a row ends in it.
  var bytes: [UInt8] = []
  /// Columns taken.
  var width = 0
  /// The next row goes on with the same line of the cell.
  var wraps = false
}

/// A row and a column of the screen, from 0.
struct ScreenPosition: Equatable {
  var row: Int
  var column: Int
}

/// Rows to show, and where the cursor goes.
struct CellLayout: Equatable {
  var rows: [ScreenRow]
  var cursor: ScreenPosition
}

/// The prompts of a cell, coloured.
struct CellPrompts {
  var first: String
  var continuation: String

  init(number: Int, style: Style, isPlainPython: Bool = false) {
    first = isPlainPython ? ">>> " : style.inputPrompt(number)
    continuation = isPlainPython ? "... " : style.continuationPrompt(number)
  }

  /// A prompt of another shape, as readline's search shows.
  init(first: String, continuation: String) {
    self.first = first
    self.continuation = continuation
  }
}

extension CellLayout {
  /// Sets out `cell` on a screen `columns` wide.
  init(
    _ cell: CellText, prompts: CellPrompts, spans: [HighlightSpan] = [], style: Style,
    columns: Int
  ) {
    var writer = RowWriter(columns: columns)
    var spans = spans[...]
    writer.putPrompt(prompts.first)
    var offset = 0
    while offset < cell.bytes.count {
      if offset == cell.cursor { writer.markCursor(beforeLineEnd: cell.bytes[offset] == newline) }
      if cell.bytes[offset] == newline {
        writer.endLine()
        writer.putPrompt(prompts.continuation)
        offset += 1
        continue
      }
      while let span = spans.first, span.range.upperBound <= offset { spans.removeFirst() }
      let span = spans.first.flatMap { $0.range.contains(offset) ? $0 : nil }
      let length = lengthOfCharacter(in: cell.bytes, at: offset)
      let character = cell.bytes[offset..<(offset + length)]
      writer.put(character, colour: span.map { style.start(of: $0.kind) } ?? "")
      offset += length
    }
    if cell.cursor == cell.bytes.count { writer.markCursor(beforeLineEnd: true) }
    writer.endLine()
    self.init(rows: writer.rows, cursor: writer.cursor)
  }

  /// Adds rows below the cell.
  mutating func append(_ lines: [ScreenRow]) {
    rows += lines
  }
}

/// The bytes of the character at `offset`: as its first byte says, or 1 if what follows is
/// not UTF-8.
func lengthOfCharacter(in bytes: [UInt8], at offset: Int) -> Int {
  let length: Int
  switch bytes[offset] {
  case 0xC2...0xDF: length = 2
  case 0xE0...0xEF: length = 3
  case 0xF0...0xF4: length = 4
  default: return 1
  }
  guard offset + length <= bytes.count else { return 1 }
  let tail = bytes[(offset + 1)..<(offset + length)]
  return tail.allSatisfy(isContinuationByte) ? length : 1
}

/// Fills rows from left to right and wraps at the last column.
private struct RowWriter {
  let columns: Int
  var rows: [ScreenRow] = []
  var cursor = ScreenPosition(row: 0, column: 0)
  private var row = ScreenRow()
  private var colour = ""
  private var cursorIsDue = false
  /// The column where the text of the line begins; tabs count from it.
  private var textStart = 0

  init(columns: Int) {
    self.columns = max(columns, 2)
  }

  /// A prompt, colours and all; it is shown whole even where it does not fit.
  mutating func putPrompt(_ prompt: String) {
    var isInEscape = false
    for scalar in prompt.unicodeScalars {
      if scalar == "\u{1B}" { isInEscape = true }
      if isInEscape {
        row.bytes += Array(String(scalar).utf8)
        if scalar == "m" { isInEscape = false }
      } else {
        putScalar(scalar, colour: "")
      }
    }
    textStart = row.width
  }

  /// One character, given by its UTF-8 bytes.
  mutating func put(_ bytes: ArraySlice<UInt8>, colour: String) {
    if bytes.first == tab {
      let blanks = 8 - max(0, row.width - textStart) % 8
      for _ in 0..<blanks { putScalar(" ", colour: colour) }
      return
    }
    let decoded = String(decoding: bytes, as: UTF8.self)
    for scalar in decoded.unicodeScalars { putScalar(scalar, colour: colour) }
  }

  private mutating func putScalar(_ scalar: Unicode.Scalar, colour: String) {
    if let visible = TerminalText.visibleForm(of: scalar) {
      for part in visible.unicodeScalars { putColumn(part, width: 1, colour: colour) }
    } else {
      putColumn(scalar, width: columnWidth(of: scalar), colour: colour)
    }
  }

  private mutating func putColumn(_ scalar: Unicode.Scalar, width: Int, colour: String) {
    if row.width + width > columns { wrap() }
    placeCursorIfDue()
    setColour(colour)
    row.bytes += Array(String(scalar).utf8)
    row.width += width
  }

  /// The cursor stands on what comes next. At a line end it needs a column of its own.
  mutating func markCursor(beforeLineEnd: Bool) {
    cursorIsDue = true
    guard beforeLineEnd else { return }
    if row.width == columns { wrap() }
    placeCursorIfDue()
  }

  mutating func endLine() {
    setColour("")
    rows.append(row)
    row = ScreenRow()
    textStart = 0
  }

  private mutating func wrap() {
    let resumed = colour
    setColour("")
    row.wraps = true
    rows.append(row)
    row = ScreenRow()
    setColour(resumed)
  }

  private mutating func placeCursorIfDue() {
    guard cursorIsDue else { return }
    cursor = ScreenPosition(row: rows.count, column: row.width)
    cursorIsDue = false
  }

  private mutating func setColour(_ new: String) {
    guard new != colour else { return }
    if !colour.isEmpty { row.bytes += Array("\u{1B}[0m".utf8) }
    row.bytes += Array(new.utf8)
    colour = new
  }
}
