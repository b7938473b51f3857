import Terminal

/// A session that knows just enough of Python to edit and cut cells: brackets, triple
/// quotes, blocks. It remembers the cells it was given.
final class TestSession: CellSession {
  private(set) var cells: [String] = []
  var outcome = CellOutcome.ok
  var executionCount: Int { cells.count + 1 }

  func completeness(of cell: String) -> CellCompleteness {
    if cell.contains("@@") { return .invalid }
    let lines = cell.split(separator: "\n", omittingEmptySubsequences: false)
    let isBlank = { (line: Substring) in line.allSatisfy { $0 == " " } }
    let last = lines.last { !isBlank($0) } ?? ""
    let indent = last.prefix { $0 == " " }.count
    if isOpen(cell) { return .incomplete(indent: indent) }
    if last.hasSuffix(":") { return .incomplete(indent: indent + 4) }
    if last.hasPrefix("@") { return .incomplete(indent: 0) }
    let endsBlank = lines.last.map(isBlank) ?? true
    return indent > 0 && !endsBlank ? .incomplete(indent: indent) : .complete
  }

  func run(_ cell: String, output: CellOutput) -> CellOutcome {
    cells.append(cell)
    return outcome
  }

  func completions(of text: String, at cursor: Int) -> CellCompletions {
    CellCompletions(start: cursor, matches: [])
  }

  var appearance = CellAppearance()

  func takeNextInput() -> String? { nil }

  func use(_ services: CellServices) {}

  func end() {}

  func differences(from saved: String) -> [String] { [] }

  /// Keywords, and strings in triple quotes.
  func highlight(_ text: String) -> [HighlightSpan] {
    var spans: [HighlightSpan] = []
    var offset = 0
    for (index, part) in split(text, at: "\"\"\"").enumerated() {
      if index % 2 == 1 {
        spans.append(HighlightSpan(range: offset..<(offset + part.count), kind: .string))
      } else {
        spans += keywords(in: part, at: offset)
      }
      offset += part.count + 3
    }
    return spans
  }

  func interrupt() {}

  private func keywords(in bytes: [UInt8], at start: Int) -> [HighlightSpan] {
    var spans: [HighlightSpan] = []
    var offset = start
    for word in bytes.split(separator: 0x20, omittingEmptySubsequences: false) {
      let lineStart = (word.lastIndex(of: 0x0A) ?? word.startIndex - 1) + 1
      let name = String(decoding: word[lineStart...], as: UTF8.self)
      if ["return", "pass", "if", "else"].contains(name) {
        let begin = offset + lineStart - word.startIndex
        spans.append(HighlightSpan(range: begin..<(offset + word.count), kind: .keyword))
      }
      offset += word.count + 1
    }
    return spans
  }

  private func isOpen(_ cell: String) -> Bool {
    let parts = split(cell, at: "\"\"\"")
    if parts.count % 2 == 0 { return true }
    let code = parts.enumerated().filter { $0.offset % 2 == 0 }.flatMap(\.element)
    let opened = code.filter { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }.count
    let closed = code.filter { $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "]") }.count
    return opened > closed
  }

  private func split(_ text: String, at mark: String) -> [[UInt8]] {
    let bytes = Array(text.utf8)
    let mark = Array(mark.utf8)
    var parts: [[UInt8]] = [[]]
    var offset = 0
    while offset < bytes.count {
      if bytes[offset...].starts(with: mark) {
        parts.append([])
        offset += mark.count
      } else {
        parts[parts.count - 1].append(bytes[offset])
        offset += 1
      }
    }
    return parts
  }
}
