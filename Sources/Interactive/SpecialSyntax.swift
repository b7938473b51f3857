/// A place in a cell where the syntax is IPython's, not Python's.
struct SpecialSyntax {
  enum Kind {
    /// `x = %magic`
    case magicAssignment
    /// `x = !command`
    case systemAssignment
    /// A line that begins with one of `% ! !! ? ?? , ; /`
    case escaped
    /// `name?`; with the line of the question mark.
    case help(lastLine: Int)
  }

  let kind: Kind
  let line: Int
  let column: Int

  /// The first place of each kind, in the order in which to try them.
  static func found(in tokens: [CellToken], _ lines: [CellLine]) -> [SpecialSyntax] {
    let statements = logicalLines(tokens)
    let searches = [magicAssignment, systemAssignment, escaped, help]
    let found = searches.compactMap { search in
      statements.lazy.compactMap { search($0, lines) }.first
    }
    return found.enumerated().sorted { left, right in
      left.element.order(left.offset) < right.element.order(right.offset)
    }.map(\.element)
  }

  /// By place; at one place help goes first.
  private func order(_ index: Int) -> (Int, Int, Int, Int) {
    if case .help = kind { return (line, column, 0, index) }
    return (line, column, 1, index)
  }

  /// The tokens in groups: the lines that make up a statement, a blank line, a comment.
  private static func logicalLines(_ tokens: [CellToken]) -> [ArraySlice<CellToken>] {
    var groups: [ArraySlice<CellToken>] = []
    var start = 0
    var openBrackets = 0
    func end(_ index: Int) {
      groups.append(tokens[start...index])
      start = index + 1
    }
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .operatorSign where token.isOpeningBracket:
        openBrackets += 1
      case .operatorSign where token.isClosingBracket:
        openBrackets = max(0, openBrackets - 1)
      case .newline:
        end(index)
      case .blankNewline where openBrackets == 0:
        end(index)
      default:
        break
      }
    }
    if start < tokens.count {
      groups.append(tokens[start...])
    }
    return groups
  }
}

// MARK: - Finding

extension SpecialSyntax {
  private init(_ kind: Kind, at token: CellToken) {
    self.init(kind: kind, line: token.line, column: token.column)
  }

  private static func magicAssignment(
    _ statement: ArraySlice<CellToken>, _ lines: [CellLine]
  ) -> SpecialSyntax? {
    guard let sign = assignment(statement), sign + 2 < statement.endIndex,
      statement[sign + 1].symbol == "%", statement[sign + 2].kind == .word
    else { return nil }
    return SpecialSyntax(.magicAssignment, at: statement[sign + 1])
  }

  private static func systemAssignment(
    _ statement: ArraySlice<CellToken>, _ lines: [CellLine]
  ) -> SpecialSyntax? {
    guard let sign = assignment(statement),
      lines[statement[sign].line].first(where: { !PythonText.isSpace($0) }) != "="
    else { return nil }
    let unknown = statement[(sign + 1)...].prefix { $0.kind == .error }
    guard let first = unknown.first(where: { !($0.symbol.map(PythonText.isSpace) ?? false) }),
      first.symbol == "!"
    else { return nil }
    return SpecialSyntax(.systemAssignment, at: first)
  }

  /// The index of the first `=` outside of brackets.
  private static func assignment(_ statement: ArraySlice<CellToken>) -> Int? {
    var openBrackets = 0
    for (index, token) in zip(statement.indices, statement) {
      if token.symbol == "=" && openBrackets == 0 { return index }
      if token.isOpeningBracket { openBrackets += 1 }
      if token.isClosingBracket { openBrackets = max(0, openBrackets - 1) }
    }
    return nil
  }

  private static func escaped(
    _ statement: ArraySlice<CellToken>, _ lines: [CellLine]
  ) -> SpecialSyntax? {
    guard let first = statement.first(where: { !$0.isIndentation }), let symbol = first.symbol,
      "!?%,;/".unicodeScalars.contains(symbol)
    else { return nil }
    return SpecialSyntax(.escaped, at: first)
  }

  private static func help(
    _ statement: ArraySlice<CellToken>, _ lines: [CellLine]
  ) -> SpecialSyntax? {
    guard statement.count > 2, statement[statement.endIndex - 2].symbol == "?",
      let first = statement.first(where: { !$0.isIndentation })
    else { return nil }
    return SpecialSyntax(.help(lastLine: statement[statement.endIndex - 2].line), at: first)
  }
}

// MARK: - Translating

extension SpecialSyntax {
  /// The cell with this place translated; nil if it turns out to be no special syntax.
  func translated(_ lines: [CellLine]) -> [CellLine]? {
    let before = String(lines[line][..<column])
    switch kind {
    case .magicAssignment:
      let (end, text) = continuedLine(lines)
      let words = String(text.dropFirst()).partitioned(at: " ")
      return replacing(lines, through: end, with: before + Self.magic(words.before, words.after))
    case .systemAssignment:
      let (end, text) = continuedLine(lines)
      let command = PythonText.repr(String(text.dropFirst()))
      return replacing(lines, through: end, with: before + "get_ipython().getoutput(\(command))")
    case .escaped:
      let (end, text) = continuedLine(lines)
      guard let call = Self.call(text) else { return nil }
      return replacing(lines, through: end, with: before + call)
    case .help(let lastLine):
      guard lastLine >= line else { return nil }
      let text = CellLine(lines[line...lastLine].joined()).dropFirst(column)
      guard let request = HelpRequest(endOf: text) else { return nil }
      return replacing(lines, through: lastLine, with: before + request.call)
    }
  }

  private func replacing(
    _ lines: [CellLine], through end: Int, with text: String
  ) -> [CellLine] {
    lines[..<line] + [CellLine((text + "\n").unicodeScalars)] + lines.dropFirst(end + 1)
  }

  /// The text from here to the end of the line, or of the last of lines joined by backslashes,
  /// and the index of that line.
  private func continuedLine(_ lines: [CellLine]) -> (end: Int, text: String) {
    var end = line
    while end < lines.count, lines[end].suffix(2).elementsEqual(["\\", "\n"]) {
      end += 1
    }
    var parts = lines[line...min(end, lines.count - 1)].map { PythonText.stripEnd(String($0[...])) }
    parts[0] = PythonText.stripEnd(String(lines[line][column...]))
    let joined = parts.dropLast().map { String($0.unicodeScalars.dropLast()) }
    return (end, (joined + parts.suffix(1)).joined(separator: " "))
  }

  /// The call for a line that begins with an escape character; nil if there is none.
  private static func call(_ text: String) -> String? {
    for (escape, translate) in escapes where text.hasPrefix(escape) {
      return translate(String(text.unicodeScalars.dropFirst(escape.utf8.count)))
    }
    return nil
  }

  /// What becomes of a line, by its escape characters, the longer ones first.
  private static let escapes: [(String, @Sendable (String) -> String?)] = [
    ("!!", { "get_ipython().getoutput(\(PythonText.repr($0)))" }),
    ("!", { "get_ipython().system(\(PythonText.repr($0)))" }),
    ("??", { $0.isEmpty ? "get_ipython().show_usage()" : HelpRequest($0, isLong: true).call }),
    ("?", { $0.isEmpty ? "get_ipython().show_usage()" : HelpRequest($0, isLong: false).call }),
    ("%", { let words = $0.partitioned(at: " "); return magic(words.before, words.after) }),
    (",", { quotedCall($0, separator: "\", \"") }),
    (";", { let words = $0.partitioned(at: " "); return "\(words.before)(\"\(words.after)\")" }),
    ("/", { $0.partitioned(at: " ").before.isEmpty ? nil : call($0, separator: ", ") }),
  ]

  private static func magic(_ name: String, _ arguments: String) -> String {
    "get_ipython().run_line_magic(\(PythonText.repr(name)), \(PythonText.repr(arguments)))"
  }

  private static func quotedCall(_ content: String, separator: String) -> String {
    let words = content.partitioned(at: " ")
    let arguments = PythonText.words(words.after).joined(separator: separator)
    return "\(words.before)(\"\(arguments)\")"
  }

  private static func call(_ content: String, separator: String) -> String {
    let words = content.partitioned(at: " ")
    return "\(words.before)(\(PythonText.words(words.after).joined(separator: separator)))"
  }
}

/// A request for help about a name, or a search for names with `*`.
private struct HelpRequest {
  private let target: String
  private let isLong: Bool

  init(_ target: String, isLong: Bool) {
    self.target = target
    self.isLong = isLong
  }

  /// Reads `name.name[0]?` or `...??` from the end of a statement.
  ///
  /// The name may follow other text, of which nothing is kept.
  init?(endOf statement: ArraySlice<Unicode.Scalar>) {
    let text = statement.last == "\n" ? statement.dropLast() : statement
    let marks = text.reversed().prefix { $0 == "?" }.count
    guard marks == 1 || marks == 2 else { return nil }
    let name = text.dropLast(marks)
    guard let start = name.indices.first(where: { Self.isTarget(name[$0...]) }) else { return nil }
    self.init(String(name[start...]), isLong: marks == 2)
  }

  /// Up to two `%`, a name, and then names after dots and numbers in brackets.
  private static func isTarget(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    let percents = text.prefix(2).prefix { $0 == "%" }.count
    guard var rest = afterName(text.dropFirst(percents)) else { return false }
    while let first = rest.first {
      let next = first == "." ? afterName(rest.dropFirst()) : afterIndex(rest)
      guard let next else { return false }
      rest = next
    }
    return true
  }

  private static func afterName(
    _ text: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar>? {
    let name = text.prefix { $0.isWordCharacter || $0 == "*" }
    guard let first = name.first, first.properties.numericType != .decimal else { return nil }
    return text.dropFirst(name.count)
  }

  private static func afterIndex(
    _ text: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar>? {
    guard text.first == "[" else { return nil }
    let number = text.dropFirst()
    let digits = number.first == "-" ? number.dropFirst() : number
    let rest = digits.drop { $0.isDecimalDigit }
    guard rest.count < digits.count, rest.first == "]" else { return nil }
    return rest.dropFirst()
  }

  var call: String {
    let method = isLong ? "pinfo2" : target.contains("*") ? "psearch" : "pinfo"
    return "get_ipython().run_line_magic('\(method)', \(PythonText.repr(target)))"
  }
}
