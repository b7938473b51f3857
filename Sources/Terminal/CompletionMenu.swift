import Notebooks

/// The choices shown under a cell after Tab, and which of them is filled in.
///
/// The menu is bound to the very text it was made for: it vanishes with the next change.
struct CompletionMenu {
  let matches: [String]
  /// Where the completed word begins, a byte offset.
  let start: Int
  /// The match filled in; nil while only the common part is.
  private(set) var selected: Int?
  /// The text and cursor the menu belongs to.
  var cell: CellText
  /// A line above the matches: a signature.
  let note: String?

  /// More rows than these are not shown.
  static let rowLimit = 8

  init(matches: [String], start: Int, cell: CellText, note: String? = nil) {
    self.note = note
    self.matches = matches
    self.start = start
    self.cell = cell
  }

  /// Selects the next match, or the one before, and returns it.
  mutating func selectNext(backwards: Bool) -> String {
    let step = backwards ? matches.count - 1 : 1
    let index = selected.map { ($0 + step) % matches.count } ?? (backwards ? matches.count - 1 : 0)
    selected = index
    return matches[index]
  }

  /// The matches in columns, the selected one inverted, and a note of those left out.
  func rows(columns: Int, height: Int, style: Style) -> [ScreenRow] {
    let noteRows = note.map { [self.note($0, columns: columns)] } ?? []
    guard !matches.isEmpty else { return noteRows }
    let names = matches.map { TerminalText.safe($0) }
    let widest = names.map { columnWidth(of: $0) }.max() ?? 0
    let cellWidth = min(widest + 2, columns)
    let perRow = max(1, columns / cellWidth)
    let limit = max(1, min(Self.rowLimit, height - 2))
    let firstRow = max(0, (selected ?? 0) / perRow - limit + 1)
    let shown = (firstRow * perRow)..<min(names.count, (firstRow + limit) * perRow)
    var rows = noteRows
    for start in stride(from: shown.lowerBound, to: shown.upperBound, by: perRow) {
      let range = start..<min(start + perRow, shown.upperBound)
      rows.append(row(names, range, cellWidth: cellWidth, columns: columns, style: style))
    }
    let hidden = names.count - shown.count
    if hidden > 0 { rows.append(note("... \(hidden) more", columns: columns)) }
    return rows
  }

  private func row(
    _ names: [String], _ range: Range<Int>, cellWidth: Int, columns: Int, style: Style
  ) -> ScreenRow {
    var row = ScreenRow()
    for index in range {
      let name = prefix(of: names[index], columns: columns - row.width - 1)
      let isSelected = index == selected && style.isEnabled
      row.bytes += Array((isSelected ? "\u{1B}[7m\(name)\u{1B}[0m" : name).utf8)
      row.width += columnWidth(of: name)
      let padding = index == range.upperBound - 1 ? 0 : cellWidth - columnWidth(of: name)
      row.bytes += Array(repeating: space, count: padding)
      row.width += padding
    }
    return row
  }

  private func note(_ text: String, columns: Int) -> ScreenRow {
    let shown = prefix(of: TerminalText.safe(text), columns: columns - 1)
    return ScreenRow(bytes: Array(shown.utf8), width: columnWidth(of: shown))
  }
}

/// As much of `text` as fits into `columns`.
func prefix(of text: String, columns: Int) -> String {
  var result = String.UnicodeScalarView()
  var width = 0
  for scalar in text.unicodeScalars {
    width += columnWidth(of: scalar)
    if width > columns { break }
    result.append(scalar)
  }
  return String(result)
}

/// What all of `texts` begin with, by whole characters.
func commonPrefix(of texts: [String]) -> String {
  guard let first = texts.first else { return "" }
  var common = Array(first.unicodeScalars)
  for text in texts.dropFirst() {
    let shared = zip(common, text.unicodeScalars).prefix { $0 == $1 }.count
    common.removeSubrange(shared...)
  }
  var result = String.UnicodeScalarView()
  result.append(contentsOf: common)
  return String(result)
}
