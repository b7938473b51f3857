/// A word of a cell as IPython's translation of special syntax sees it.
struct CellToken {
  enum Kind {
    case word, number, string, comment, operatorSign
    /// The end of a statement's line, and one that ends no statement.
    case newline, blankNewline
    case indent, dedent
    /// A character that is not Python, such as `!`, `?` or a quote that is never closed.
    case error
    case endMarker
  }

  let kind: Kind
  /// From 0.
  let line: Int
  /// In characters, from 0.
  let column: Int
  /// The character, if the token is just one.
  let symbol: Unicode.Scalar?

  /// Stands before the first word of a line.
  var isIndentation: Bool { kind == .indent || kind == .dedent }

  var isOpeningBracket: Bool { symbol == "(" || symbol == "[" || symbol == "{" }
  var isClosingBracket: Bool { symbol == ")" || symbol == "]" || symbol == "}" }
}

/// A block that is not indented like any around it, found while looking for special syntax.
public struct UnindentProblem: Error, Equatable, Sendable {
  public static let message = "unindent does not match any outer indentation level"
  /// From 1.
  public let line: Int
  /// In characters, as `SyntaxError.offset`.
  public let offset: Int
  public let text: String

  /// As the `IndentationError` that IPython shows.
  public var details: SyntaxErrorDetails {
    SyntaxErrorDetails(
      source: .file("<tokenize>"), line: line, offset: offset, text: text,
      message: UnindentProblem.message)
  }
}

/// Cuts a cell into tokens, with the leniency of Python's `tokenize` module: what is no Python
/// becomes error tokens, and reading goes on. (The parser's `Lexer` stops there instead.)
struct CellTokenizer {
  typealias Line = [Unicode.Scalar]

  private let lines: [Line]
  private var tokens: [CellToken] = []
  private var indents = [0]
  private var openBrackets = 0
  /// Whether the line before ended in a backslash.
  private var isContinued = false
  private var openString: OpenString?

  /// A string that goes on after the end of its line.
  private struct OpenString {
    let line: Int
    let column: Int
    let quote: Quote
  }

  private struct Quote {
    let mark: Unicode.Scalar
    let isTriple: Bool
  }

  /// The tokens of a cell; of one that ends within a string or bracket, those before.
  ///
  /// - Parameter lines: with their line ends.
  static func tokens(of lines: [Line]) throws(UnindentProblem) -> [CellToken] {
    var tokenizer = CellTokenizer(lines: lines)
    for index in lines.indices {
      try tokenizer.readLine(index)
    }
    tokenizer.finish()
    return tokenizer.tokens
  }

  private init(lines: [Line]) {
    self.lines = lines
  }

  private mutating func finish() {
    guard openString == nil, openBrackets == 0, !isContinued else { return }
    for _ in indents.dropFirst() {
      append(.dedent, line: lines.count, column: 0)
    }
    append(.endMarker, line: lines.count, column: 0)
  }

  private mutating func append(
    _ kind: CellToken.Kind, line: Int, column: Int, symbol: Unicode.Scalar? = nil
  ) {
    tokens.append(CellToken(kind: kind, line: line, column: column, symbol: symbol))
  }

  // MARK: Lines

  private mutating func readLine(_ index: Int) throws(UnindentProblem) {
    let line = lines[index]
    var position = 0
    if let open = openString {
      guard let end = closeString(open, in: line) else { return }
      position = end
    } else if openBrackets == 0 && !isContinued {
      guard let start = try readIndentation(line, index) else { return }
      position = start
    }
    isContinued = false
    while position < line.count, openString == nil {
      position = readToken(line, index, from: position)
    }
  }

  /// The end of a string that began on a line before, or nil if it goes on after this one.
  private mutating func closeString(_ open: OpenString, in line: Line) -> Int? {
    if let end = Self.endOfString(in: line, from: 0, open.quote) {
      append(.string, line: open.line, column: open.column)
      openString = nil
      return end
    }
    let goesOn = open.quote.isTriple || line.endsInBackslash
    if !goesOn {
      append(.error, line: open.line, column: open.column)
      openString = nil
    }
    return nil
  }

  /// Reads the blanks before a statement; nil if the line has none.
  private mutating func readIndentation(
    _ line: Line, _ index: Int
  ) throws(UnindentProblem) -> Int? {
    var column = 0
    var position = 0
    measuring: while position < line.count {
      switch line[position] {
      case " ": column += 1
      case "\t": column = (column / 8 + 1) * 8
      case "\u{0C}": column = 0
      default: break measuring
      }
      position += 1
    }
    guard position < line.count else { return nil }
    switch line[position] {
    case "#":
      append(.comment, line: index, column: position)
      append(.blankNewline, line: index, column: line.count - 1)
      return nil
    case "\r", "\n":
      append(.blankNewline, line: index, column: position)
      return nil
    default:
      try changeIndentation(to: column, line, index, position)
      return position
    }
  }

  private mutating func changeIndentation(
    to column: Int, _ line: Line, _ index: Int, _ position: Int
  ) throws(UnindentProblem) {
    if column > indents[indents.count - 1] {
      indents.append(column)
      append(.indent, line: index, column: 0)
    }
    while column < indents[indents.count - 1] {
      guard indents.contains(column) else {
        throw UnindentProblem(line: index + 1, offset: position, text: String(line[...]))
      }
      indents.removeLast()
      append(.dedent, line: index, column: position)
    }
  }

  // MARK: Words

  /// Reads the token at or after `start`, and returns where it ends.
  private mutating func readToken(_ line: Line, _ index: Int, from start: Int) -> Int {
    var position = start
    while position < line.count, line[position].isInnerBlank { position += 1 }
    guard position < line.count else { return position }
    let scalar = line[position]
    let next = position + 1 < line.count ? line[position + 1] : nil
    switch scalar {
    case "\\" where next == "\n" || (next == "\r" && line.count == position + 3):
      isContinued = true
      return line.count
    case "\n":
      return readLineEnd(line, index, position)
    case "\r" where next == "\n":
      return readLineEnd(line, index, position)
    case "#":
      append(.comment, line: index, column: position)
      return line[position...].firstIndex { $0 == "\r" || $0 == "\n" } ?? line.count
    default:
      break
    }
    if let quote = Self.quote(in: line, at: position) {
      if let end = readString(line, index, position, quote) { return end }
    } else if scalar.isDecimalDigit || (scalar == "." && next?.isDecimalDigit == true) {
      append(.number, line: index, column: position)
      return Self.endOfNumber(in: line, from: position)
    }
    if scalar.isWordCharacter {
      append(.word, line: index, column: position)
      return line[position...].firstIndex { !$0.isWordCharacter } ?? line.count
    }
    return readOperator(line, index, position, blanksFrom: start)
  }

  private mutating func readLineEnd(_ line: Line, _ index: Int, _ position: Int) -> Int {
    append(openBrackets > 0 ? .blankNewline : .newline, line: index, column: position)
    return line.count
  }

  private mutating func readOperator(
    _ line: Line, _ index: Int, _ position: Int, blanksFrom start: Int
  ) -> Int {
    let length = Self.operatorLength(in: line, at: position)
    guard length > 0 else {
      // `tokenize` does not pass over blanks before a character that it does not know.
      if start < position {
        append(.error, line: index, column: start, symbol: line[start])
        return start + 1
      }
      append(.error, line: index, column: position, symbol: line[position])
      return position + 1
    }
    let token = CellToken(
      kind: .operatorSign, line: index, column: position,
      symbol: length == 1 ? line[position] : nil)
    if token.isOpeningBracket { openBrackets += 1 }
    if token.isClosingBracket { openBrackets -= 1 }
    tokens.append(token)
    return position + length
  }

  private static func operatorLength(in line: Line, at position: Int) -> Int {
    var length = 0
    var packed: UInt32 = 0
    for (index, scalar) in line[position...].prefix(3).enumerated() {
      guard scalar.isASCII else { break }
      packed = packed << 8 | scalar.value
      if operators.contains(packed) {
        length = index + 1
      }
    }
    return length
  }

  /// The operators of Python, each packed into a number.
  private static let operators = Set(
    """
    != % %= & &= ( ) * ** **= *= + += , - -= -> . ... / // //= /= : := ; < << <<= <= = == > >= >>
    >>= @ @= [ ] ^ ^= { | |= } ~
    """.split { $0 == " " || $0 == "\n" }.map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } })

  // MARK: Numbers and strings

  private static func endOfNumber(in line: Line, from start: Int) -> Int {
    let isHexadecimal = start + 1 < line.count && (line[start + 1] == "x" || line[start + 1] == "X")
    var position = start + 1
    while position < line.count {
      let before = line[position - 1]
      let isSign = line[position] == "+" || line[position] == "-"
      let isExponent = isSign && !isHexadecimal && (before == "e" || before == "E")
      guard line[position].isWordCharacter || line[position] == "." || isExponent else { break }
      position += 1
    }
    return position
  }

  /// The quote of a string that starts here, after its prefix.
  private static func quote(in line: Line, at start: Int) -> Quote? {
    var position = start
    while position < min(start + 3, line.count), "bBrRuUfF".unicodeScalars.contains(line[position])
    {
      position += 1
    }
    guard position < line.count, line[position] == "'" || line[position] == "\"" else {
      return nil
    }
    let prefix = Set(String(line[start..<position]).lowercased())
    let isPrefix = position - start == prefix.count && stringPrefixes.contains(prefix)
    guard isPrefix else { return nil }
    let mark = line[position]
    return Quote(mark: mark, isTriple: line[position...].starts(with: [mark, mark, mark]))
  }

  private static let stringPrefixes: Set<Set<Character>> = [
    [], ["b"], ["r"], ["u"], ["f"], ["b", "r"], ["f", "r"],
  ]

  /// Reads a string; nil if it is never closed, so that its quote is an error.
  private mutating func readString(
    _ line: Line, _ index: Int, _ start: Int, _ quote: Quote
  ) -> Int? {
    let opening = line[start...].firstIndex(of: quote.mark) ?? start
    let content = opening + (quote.isTriple ? 3 : 1)
    if let end = Self.endOfString(in: line, from: content, quote) {
      append(.string, line: index, column: start)
      return end
    }
    guard quote.isTriple || line.endsInBackslash else { return nil }
    openString = OpenString(line: index, column: start, quote: quote)
    return line.count
  }

  /// Where a string is closed on this line.
  private static func endOfString(in line: Line, from start: Int, _ quote: Quote) -> Int? {
    let closing = quote.isTriple ? [quote.mark, quote.mark, quote.mark] : [quote.mark]
    var position = start
    while position < line.count {
      if line[position] == "\\" {
        position += 2
      } else if line[position...].starts(with: closing) {
        return position + closing.count
      } else {
        position += 1
      }
    }
    return nil
  }
}

extension [Unicode.Scalar] {
  /// Whether a backslash joins the next line to this one.
  fileprivate var endsInBackslash: Bool {
    suffix(2).elementsEqual(["\\", "\n"]) || suffix(3).elementsEqual(["\\", "\r", "\n"])
  }
}

extension String {
  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.init(String.UnicodeScalarView(scalars))
  }
}

extension Unicode.Scalar {
  fileprivate var isInnerBlank: Bool { self == " " || self == "\t" || self == "\u{0C}" }

  var isDecimalDigit: Bool { self >= "0" && self <= "9" }

  /// What `\w` matches: letters, numbers and the underscore.
  var isWordCharacter: Bool {
    guard !isASCII else {
      return self == "_" || isDecimalDigit || (self >= "a" && self <= "z")
        || (self >= "A" && self <= "Z")
    }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default:
      return false
    }
  }
}
