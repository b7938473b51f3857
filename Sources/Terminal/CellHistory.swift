/// The cells entered so far, and the walk through them with Up and Down.
///
/// A walk begins with the text that was being typed, its *draft*. Only cells that start with
/// what stood before the cursor then are visited; going down past the newest brings the
/// draft back. Editing a visited cell begins a new walk from it.
struct CellHistory {
  private(set) var cells: [String] = []
  private var walk: Walk?

  private struct Walk {
    var draft: String
    var prefix: String
    /// The place in `cells`; `cells.count` stands for the draft.
    var index: Int
    /// What the walk put into the editor last.
    var shown: String
  }

  /// Begins with cells that `add` has kept before.
  init(cells: [String] = []) {
    self.cells = cells
  }

  /// Adds a cell, without trailing blank lines, and ends the walk. False if it is blank or
  /// the same as the newest.
  @discardableResult
  mutating func add(_ cell: String) -> Bool {
    walk = nil
    let trimmed = withoutTrailingBlankLines(cell)
    guard !trimmed.isEmpty, trimmed != cells.last else { return false }
    cells.append(trimmed)
    return true
  }

  /// The next older cell for someone who sees `cell`; nil if there is none.
  mutating func older(than cell: CellText) -> String? {
    step(from: cell) { cells, walk in
      cells[..<walk.index].lastIndex { $0.hasPrefix(walk.prefix) }
    }
  }

  /// The next newer cell, at last the draft; nil at the draft.
  mutating func newer(than cell: CellText) -> String? {
    step(from: cell) { cells, walk in
      guard walk.index < cells.count else { return nil }
      return cells[(walk.index + 1)...].firstIndex { $0.hasPrefix(walk.prefix) } ?? cells.count
    }
  }

  private mutating func step(
    from cell: CellText, by next: ([String], Walk) -> Int?
  ) -> String? {
    var walk = currentWalk(from: cell)
    guard let index = next(cells, walk) else { return nil }
    walk.index = index
    walk.shown = index == cells.count ? walk.draft : cells[index]
    self.walk = walk
    return walk.shown
  }

  private func currentWalk(from cell: CellText) -> Walk {
    let text = cell.text
    if let walk, walk.shown == text { return walk }
    return Walk(draft: text, prefix: cell.textBeforeCursor, index: cells.count, shown: text)
  }
}

/// `cell` up to its last line that is not blank; that line's own trailing blanks stay.
func withoutTrailingBlankLines(_ cell: String) -> String {
  var bytes = Array(cell.utf8)
  while let last = bytes.lastIndex(of: newline),
    bytes[(last + 1)...].allSatisfy({ $0 == space || $0 == tab }) {
    bytes.removeSubrange(last...)
  }
  return bytes.allSatisfy { $0 == space || $0 == tab } ? "" : String(decoding: bytes, as: UTF8.self)
}
