/// Where the lines of a cell begin while it is being typed.

/// Columns of one step of indentation.
let indentationStep = 4

/// What Enter does to a cell.
enum EnterEffect: Equatable {
  case run
  /// A line end and so many blanks.
  case newLine(indent: Int)
}

/// What Enter does: IPython's rule. The cell runs if its text is complete (or hopeless) and
/// the cursor stands on the last line, trailing blank lines aside; of a cell with several
/// lines only the part before the cursor is judged.
func effectOfEnter(in cell: CellText, session: CellSession) -> EnterEffect {
  let judged = cell.isSingleLine ? cell.text : cell.textBeforeCursor
  let completeness = session.completeness(of: judged)
  let isAtEnd = cell.isOnLastLine || cell.onlyBlanksFollow
  guard case .incomplete(let indent) = completeness else {
    return isAtEnd ? .run : .newLine(indent: 0)
  }
  // A one-line cell is judged whole, but it breaks where the cursor is.
  if cell.cursor == cell.lineStart { return .newLine(indent: 0) }
  let spans = session.highlight(judged)
  let leaves = leavesBlock(lastLineOf: Array(judged.utf8), spans: spans)
  return .newLine(indent: max(0, leaves ? indent - indentationStep : indent))
}

/// Whether the last line is a whole statement after which its block cannot go on.
///
/// The word must be coloured as a keyword: in a docstring "return" is a word like others.
private func leavesBlock(lastLineOf bytes: [UInt8], spans: [HighlightSpan]) -> Bool {
  let start = (bytes.lastIndex(of: newline) ?? -1) + 1
  let wordStart = bytes[start...].firstIndex { $0 != space } ?? bytes.count
  let word = leadingWord(bytes[wordStart...])
  guard blockLeavingKeywords.contains(word), bytes.last != UInt8(ascii: "\\") else { return false }
  guard spans.contains(where: { $0.kind == .keyword && $0.range.contains(wordStart) }) else {
    return false
  }
  return openBrackets(in: bytes, from: wordStart, spans: spans) == 0
}

private let blockLeavingKeywords: Set<String> = ["pass", "return", "raise", "break", "continue"]

/// Brackets opened and not closed after `start`, those in strings and comments left out.
private func openBrackets(in bytes: [UInt8], from start: Int, spans: [HighlightSpan]) -> Int {
  let quoted = spans.filter { $0.kind == .string || $0.kind == .comment }
  var depth = 0
  for offset in start..<bytes.count
  where !quoted.contains(where: { $0.range.contains(offset) }) {
    switch bytes[offset] {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
    default: break
    }
  }
  return depth
}

/// The indentation that `else:` and its like should have, when the colon before the cursor
/// has just been typed; nil if the line is something else or stands right already.
func clauseIndentation(in cell: CellText) -> Int? {
  guard cell.cursor > 0, cell.bytes[cell.cursor - 1] == UInt8(ascii: ":") else { return nil }
  let line = cell.bytes[cell.lineStart..<cell.cursor]
  let indent = line.prefix { $0 == space }.count
  let word = leadingWord(line.dropFirst(indent))
  guard let openers = clauseOpeners[word] else { return nil }
  if isBareClause(word), line.count != indent + word.utf8.count + 1 { return nil }
  return indentationOfOpener(openers, above: cell, notDeeperThan: indent)
    .flatMap { $0 < indent ? $0 : nil }
}

/// Walks up to the statement that the clause belongs to. A line seen on the way hides all
/// lines above it that are indented deeper.
private func indentationOfOpener(
  _ openers: Set<String>, above cell: CellText, notDeeperThan limit: Int
) -> Int? {
  var deepest = limit
  var end = cell.lineStart
  while end > 0 {
    let start = cell.startOfLine(containing: end - 1)
    let line = cell.bytes[start..<(end - 1)]
    end = start
    let indent = line.prefix { $0 == space }.count
    guard indent < line.count, indent <= deepest else { continue }
    if openers.contains(leadingWord(line.dropFirst(indent))) { return indent }
    deepest = indent
  }
  return nil
}

/// Each clause that moves left, with the statements and clauses it may follow.
private let clauseOpeners: [String: Set<String>] = [
  "else": ["if", "elif", "for", "while", "try", "except", "async"],
  "elif": ["if", "elif"],
  "except": ["try", "except"],
  "finally": ["try", "except", "else"],
]

/// Clauses that have nothing between the word and the colon.
private func isBareClause(_ word: String) -> Bool { word == "else" || word == "finally" }

/// The word (letters, digits, `_`) at the start of `bytes`.
func leadingWord(_ bytes: some Collection<UInt8>) -> String {
  let word = bytes.prefix { isWordByte($0) }
  return String(decoding: word, as: UTF8.self)
}

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
    return true
  default: return false
  }
}

/// How many blanks Backspace removes in the indentation: back to the step before.
func blanksToRemove(before cell: CellText) -> Int {
  guard cell.isInIndentation else { return 0 }
  let column = cell.cursor - cell.lineStart
  return (column - 1) % indentationStep + 1
}

/// How many blanks Tab adds in the indentation: up to the next step.
func blanksToAdd(before cell: CellText) -> Int {
  indentationStep - (cell.cursor - cell.lineStart) % indentationStep
}
