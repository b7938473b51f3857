@preconcurrency import CReadline

/// The effects of the keys that know of lines.
extension ReadlineEditor {
  /// Runs the cell, or goes on with a new line.
  func enter() {
    switch effectOfEnter(in: buffer.cell, session: session) {
    case .run: accept()
    case .newLine(let indent): buffer.insert("\n" + String(repeating: " ", count: indent))
    }
  }

  func insertNewLine() {
    buffer.insert("\n")
  }

  /// Ctrl-C: an empty cell with the same number.
  func dropCell() {
    buffer.show("", cursor: 0)
  }

  /// A line up, or from the first line to the older cell, cursor at its end.
  func up() {
    let cell = buffer.cell
    if let above = cell.cursorAbove() {
      buffer.moveCursor(to: above)
    } else if let older = history.older(than: cell) {
      buffer.show(older, cursor: older.utf8.count)
    } else {
      rl_ding()
    }
  }

  /// A line down, or from the last line to the newer cell, cursor at the end of its first
  /// line, so that Down walks through it.
  func down() {
    let cell = buffer.cell
    if let below = cell.cursorBelow() {
      buffer.moveCursor(to: below)
    } else if let newer = history.newer(than: cell) {
      let bytes = Array(newer.utf8)
      buffer.show(newer, cursor: bytes.firstIndex(of: newline) ?? bytes.count)
    } else {
      rl_ding()
    }
  }

  func moveToLineStart() {
    buffer.moveCursor(to: buffer.cell.lineStart)
  }

  func moveToLineEnd() {
    buffer.moveCursor(to: buffer.cell.lineEnd)
  }

  /// Kills the rest of the line; at its end, the line end.
  func killToLineEnd() {
    let cell = buffer.cell
    let end = cell.cursor == cell.lineEnd ? cell.lineEnd + 1 : cell.lineEnd
    buffer.kill(cell.cursor..<min(end, cell.bytes.count))
  }

  func killToLineStart() {
    let cell = buffer.cell
    buffer.kill(cell.lineStart..<cell.cursor)
  }

  /// In the indentation a step back, elsewhere readline's own.
  func backspace(count: Int32, key: Int32) {
    let cell = buffer.cell
    let blanks = blanksToRemove(before: cell)
    if blanks > 0 {
      buffer.replace((cell.cursor - blanks)..<cell.cursor, with: "")
    } else {
      rl_rubout(count, key)
    }
  }

  /// A colon; if it ends `else` or one of its kind, the line moves left to its statement.
  func colon(count: Int32, key: Int32) {
    rl_insert(count, key)
    let cell = buffer.cell
    guard let indent = clauseIndentation(in: cell) else { return }
    let blanks = cell.bytes[cell.lineStart..<cell.cursor].prefix { $0 == space }.count
    let surplus = blanks - indent
    buffer.replace(cell.lineStart..<(cell.lineStart + surplus), with: "")
    buffer.moveCursor(to: cell.cursor - surplus)
  }

  /// The whole pasted text as one edit. The output of a transcript is compared when the cell runs,
  /// unless it is edited before.
  func paste() {
    let text = String(decoding: readPaste(), as: UTF8.self)
    let isAlone = buffer.cell.isBlank
    buffer.insert(cleanPaste(text))
    guard isAlone, let output = outputInPaste(text) else { return }
    pasted = (buffer.cell.text, output)
    menu = CompletionMenu(
      matches: [], start: 0, cell: buffer.cell,
      note: "[the pasted output will be compared with that of the cell]")
  }

  /// Tab: indents at the start of a line; elsewhere fills in what all matches share and
  /// shows them, and, when they are shown already, goes through them.
  func complete(backwards: Bool) {
    let cell = buffer.cell
    if cell.isAtIndentation {
      backwards ? removeIndentation(cell) : addIndentation(cell)
    } else if var menu, menu.cell == cell, !menu.matches.isEmpty {
      let match = menu.selectNext(backwards: backwards)
      buffer.replace(menu.start..<cell.cursor, with: match)
      menu.cell = buffer.cell
      self.menu = menu
    } else {
      showMatches(for: cell)
    }
  }

  private func addIndentation(_ cell: CellText) {
    buffer.insert(String(repeating: " ", count: blanksToAdd(before: cell)))
  }

  private func removeIndentation(_ cell: CellText) {
    let blanks = blanksToRemove(before: cell)
    if blanks > 0 { buffer.replace((cell.cursor - blanks)..<cell.cursor, with: "") }
  }

  private func showMatches(for cell: CellText) {
    let found = session.completions(of: cell.text, at: cell.cursor)
    let (start, matches) = (found.start, found.matches)
    guard (0...cell.cursor).contains(start), !matches.isEmpty || found.note != nil else {
      rl_ding()
      return
    }
    guard !matches.isEmpty else {
      menu = CompletionMenu(matches: [], start: start, cell: cell, note: found.note)
      return
    }
    let common = commonPrefix(of: matches)
    let typed = cell.bytes[start..<cell.cursor]
    // Matches that differ in case, say, share less than is typed: then nothing is filled in.
    if matches.count == 1 || common.utf8.count > typed.count {
      buffer.replace(start..<cell.cursor, with: common)
    }
    if matches.count > 1 {
      menu = CompletionMenu(
        matches: matches, start: start, cell: buffer.cell, note: found.note)
    }
  }

  /// An incremental search. Enter only takes over the cell found, as in IPython: readline
  /// leaves the key that ended the search to be read next, and here it is dropped.
  func search(with command: KeyFunction, count: Int32, key: Int32) {
    _ = command(count, key)
    guard rl_pending_input == enterKey else { return }
    rl_clear_pending_input()
    buffer.moveCursor(to: buffer.cell.bytes.count)
  }
}

private let enterKey: Int32 = 13
