/// What stands on the terminal, and the bytes that turn it into something else.
///
/// A `Screen` only computes: it knows the rows it has drawn since the prompt began, compares
/// them with the rows wanted, and returns cursor movements and text for the difference. All
/// movement is relative, so it never needs to know where on the terminal the prompt stands.
struct Screen {
  private(set) var columns = 80
  private(set) var height = 24
  /// The rows drawn, from the first visible one.
  private var drawn: [ScreenRow] = []
  /// Where the terminal's cursor is within `drawn`.
  private var position = ScreenPosition(row: 0, column: 0)
  /// The first visible row of a cell that is taller than the terminal.
  private var top = 0

  /// Forgets what was drawn: the next drawing begins in the cursor's row.
  mutating func forget() {
    drawn = []
    position = ScreenPosition(row: 0, column: 0)
    top = 0
  }

  /// Draws as much of `layout` as fits, with the cursor's row in sight.
  mutating func update(to layout: CellLayout) -> [UInt8] {
    scroll(to: layout)
    let end = min(top + height, layout.rows.count)
    var output = ScreenOutput()
    draw(Array(layout.rows[top..<end]), on: &output)
    move(toRow: layout.cursor.row - top, column: layout.cursor.column, on: &output)
    return output.bytes
  }

  /// Draws the whole of `layout`, and leaves the cursor at the start of the row below.
  mutating func finish(_ layout: CellLayout) -> [UInt8] {
    var output = ScreenOutput()
    if top > 0 || layout.rows.count > height { eraseDrawn(on: &output) }
    draw(layout.rows, on: &output)
    move(toRow: layout.rows.count - 1, column: 0, on: &output)
    output.newLine()
    forget()
    return output.bytes
  }

  /// Removes what was drawn and leaves the cursor where the prompt began.
  mutating func erase() -> [UInt8] {
    var output = ScreenOutput()
    eraseDrawn(on: &output)
    return output.bytes
  }

  /// Takes note of the terminal's size. After a change of width all rows are erased, at the
  /// place to which the terminal has moved them: lines wrap anew at the new width, which is
  /// what terminals that keep lines whole do.
  mutating func resize(columns newColumns: Int, height newHeight: Int) -> [UInt8] {
    let columnsChanged = newColumns != columns
    let heightChanged = newHeight != height
    let rowsAbove = rowsAboveCursor(atWidth: newColumns)
    (columns, height) = (newColumns, newHeight)
    guard columnsChanged || heightChanged, !drawn.isEmpty else { return [] }
    var output = ScreenOutput()
    output.up(columnsChanged ? rowsAbove : position.row)
    output.carriageReturn()
    output.eraseBelow()
    forget()
    return output.bytes
  }

  private func rowsAboveCursor(atWidth width: Int) -> Int {
    var count = 0
    var lineWidth = 0
    for (index, row) in drawn.enumerated() {
      if index == position.row { return count + (lineWidth + position.column) / max(width, 1) }
      lineWidth += row.width
      if row.wraps { continue }
      count += max(1, (lineWidth + width - 1) / max(width, 1))
      lineWidth = 0
    }
    return count
  }

  private mutating func scroll(to layout: CellLayout) {
    top = min(top, max(0, layout.rows.count - height))
    if layout.cursor.row < top { top = layout.cursor.row }
    if layout.cursor.row >= top + height { top = layout.cursor.row - height + 1 }
  }

  private mutating func eraseDrawn(on output: inout ScreenOutput) {
    output.up(position.row)
    output.carriageReturn()
    output.eraseBelow()
    forget()
  }

  /// Writes the rows that differ. Rows of one line are written in one go without line ends,
  /// so that the terminal itself wraps them and copies them as one line.
  private mutating func draw(_ rows: [ScreenRow], on output: inout ScreenOutput) {
    var index = 0
    while index < rows.count {
      let end = endOfLine(in: rows, from: index)
      if !isDrawn(rows, index..<end) {
        move(toRow: index, column: 0, on: &output)
        write(rows, index..<end, on: &output)
      }
      index = end
    }
    if rows.count < drawn.count {
      move(toRow: rows.count, column: 0, on: &output)
      output.eraseBelow()
    }
    drawn = rows
  }

  private func endOfLine(in rows: [ScreenRow], from start: Int) -> Int {
    var end = start
    while end < rows.count - 1, rows[end].wraps { end += 1 }
    return end + 1
  }

  private func isDrawn(_ rows: [ScreenRow], _ range: Range<Int>) -> Bool {
    range.upperBound <= drawn.count && rows[range] == drawn[range]
  }

  private mutating func write(
    _ rows: [ScreenRow], _ range: Range<Int>, on output: inout ScreenOutput
  ) {
    for index in range {
      let row = rows[index]
      if index > range.lowerBound, row.bytes.isEmpty { output.newLine() }
      output.text(row.bytes)
      if row.width < columns { output.eraseRight() }
      position = ScreenPosition(row: index, column: row.width)
    }
    while drawn.count < range.upperBound { drawn.append(ScreenRow()) }
  }

  /// Moves within the rows drawn; a row just below them is made by a line end.
  private mutating func move(toRow row: Int, column: Int, on output: inout ScreenOutput) {
    if row < position.row { output.up(position.row - row) }
    let existing = min(row, max(drawn.count - 1, 0))
    if existing > position.row { output.down(existing - position.row) }
    output.carriageReturn()
    for _ in max(existing, position.row)..<max(row, position.row, existing) { output.newLine() }
    output.right(column)
    position = ScreenPosition(row: row, column: column)
  }
}

/// The few control sequences used, all of them understood by every terminal of today.
private struct ScreenOutput {
  var bytes: [UInt8] = []

  mutating func text(_ text: [UInt8]) { bytes += text }
  mutating func newLine() { bytes += [0x0D, 0x0A] }
  mutating func carriageReturn() { bytes.append(0x0D) }
  mutating func up(_ count: Int) { sequence(count, "A") }
  mutating func down(_ count: Int) { sequence(count, "B") }
  mutating func right(_ count: Int) { sequence(count, "C") }
  mutating func eraseRight() { bytes += Array("\u{1B}[K".utf8) }
  mutating func eraseBelow() { bytes += Array("\u{1B}[J".utf8) }

  private mutating func sequence(_ count: Int, _ letter: String) {
    if count > 0 { bytes += Array("\u{1B}[\(count)\(letter)".utf8) }
  }
}
