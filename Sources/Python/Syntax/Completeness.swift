/// Whether a cell can run as it stands.
public enum Completeness: Equatable, Sendable {
  case complete
  /// More lines are needed; the next one is best indented by so many blanks.
  case incomplete(indent: Int)
  /// No further line can make it right.
  case invalid
}

/// Answers as IPython's `check_complete`: a block is complete once an empty line or a line at
/// the outer level follows. Lines of magics (`%x`, `!x`, `x?`) count as complete.
public func completeness(of cell: String) -> Completeness {
  let text = Array(cell.utf8)
  let isLineEnded =
    text.last { $0 != 0x20 && $0 != 0x09 }.map { $0 == UInt8(ascii: "\n") } ?? false
  var source = CellText(Source(text + (isLineEnded ? [] : [UInt8(ascii: "\n")])).bytes)
  if source.endsWithBackslash { return .incomplete(indent: source.lastIndent) }
  source.dropLeadingIndent()
  if source.bytes.starts(with: "%%".utf8) {
    return source.isLastLineBlank ? .complete : .incomplete(indent: source.lastIndent)
  }
  let lines = LogicalLines(source.bytes)
  if lines.isUnfinished { return .incomplete(indent: source.lastIndent) }
  if let column = lines.openedBlock, !source.isLastLineBlank {
    return .incomplete(indent: column + 4)
  }
  var parser = Parser(source: lines.bytes, mode: .interactive)
  do throws(SyntaxProblem) {
    _ = try parser.parseModule()
  } catch {
    return error.isIncomplete && error.message == "incomplete input"
      ? .incomplete(indent: source.lastIndent) : .invalid
  }
  let isComplete = isLineEnded || !lines.endsInBlock
  return isComplete ? .complete : .incomplete(indent: source.lastIndent)
}

/// The lines of a cell, the last one ended.
private struct CellText {
  var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Whether the last line with text ends in a backslash.
  var endsWithBackslash: Bool {
    guard let last = bytes.lastIndex(where: { !CellText.isBlank($0) }),
      bytes[last] == UInt8(ascii: "\\")
    else { return false }
    return last + 1 == bytes.count || bytes[last + 1] == UInt8(ascii: "\n")
  }

  private var lastLine: ArraySlice<UInt8> {
    let content = bytes.dropLast()
    let start = content.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return content[start...]
  }

  var isLastLineBlank: Bool { lastLine.allSatisfy(CellText.isBlank) }

  /// The blanks at the start of the last line; a tab counts as four.
  var lastIndent: Int {
    lastLine.prefix { $0 == 0x20 || $0 == 0x09 }.reduce(0) { $0 + ($1 == 0x09 ? 4 : 1) }
  }

  /// Drops blank lines at the start, and the first line's indent from all lines that have it.
  mutating func dropLeadingIndent() {
    guard let first = bytes.firstIndex(where: { !CellText.isBlank($0) }) else { return }
    let start = bytes[..<first].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let indent = bytes[start..<first]
    guard start > 0 || !indent.isEmpty else { return }
    let lines = bytes[start...].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    bytes = Array(
      lines.map { $0.starts(with: indent) ? $0.dropFirst(indent.count) : $0 }
        .joined(separator: [UInt8(ascii: "\n")]))
  }
}

/// A cell as the lexer sees it, its magics replaced by a plain expression.
private struct LogicalLines {
  private(set) var bytes: [UInt8]
  /// The text ends inside brackets or a string.
  private(set) var isUnfinished = false
  /// The column of the last line if it ends in a colon.
  private(set) var openedBlock: Int?
  /// The last line stands inside a block.
  private(set) var endsInBlock = false

  init(_ text: [UInt8]) {
    bytes = text
    var lexer = Lexer(Source(text))
    var line: [Token] = []
    var indents = 0
    while true {
      let token = lexer.next()
      switch token.kind {
      case .error:
        isUnfinished = lexer.problem?.isIncomplete == true || lexer.isInsideBracketsAndString
        return
      case .endMarker: return
      case .indent: indents += 1
      case .dedent: indents -= 1
      case .newline:
        if let start = LogicalLines.startOfHelp(line, text) { replace(start, Int(token.start)) }
        let isOpening = line.last?.kind == .colon
        openedBlock = isOpening ? line.first.map { Int($0.range.column) } : nil
        endsInBlock = indents > 0
        line.removeAll(keepingCapacity: true)
      default:
        if LogicalLines.startsMagic(token, line, text) {
          let end = text[Int(token.start)...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
          replace(Int(token.start), end)
          lexer.position = end
        }
        line.append(token)
      }
    }
  }

  private mutating func replace(_ start: Int, _ end: Int) {
    guard start < end else { return }
    bytes.replaceSubrange(start..<end, with: repeatElement(0x20, count: end - start))
    bytes[start] = UInt8(ascii: "0")
  }

  /// `%x`, `!x`, `?x` at the start of a line or after `name =`.
  private static func startsMagic(_ token: Token, _ line: [Token], _ text: [UInt8]) -> Bool {
    guard token.kind == .percent || token.kind == .unknown else { return false }
    if line.isEmpty { return true }
    let isAssigned = line.last?.kind == .equal && line.first?.kind == .name
    return isAssigned && !isQuestionMark(token, text)
  }

  /// Where a line `x?` or `x??` begins.
  private static func startOfHelp(_ line: [Token], _ text: [UInt8]) -> Int? {
    guard let first = line.first, let name = line.last(where: { !isQuestionMark($0, text) }),
      let last = line.last, isQuestionMark(last, text), first.range.line == last.range.endLine
    else { return nil }
    return name.kind == .name || name.kind == .star ? Int(first.start) : nil
  }

  private static func isQuestionMark(_ token: Token, _ text: [UInt8]) -> Bool {
    token.kind == .unknown && text[Int(token.start)] == UInt8(ascii: "?")
  }
}
