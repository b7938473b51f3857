/// Cuts Python source into tokens, one call a token.
///
/// The lexer stops at its first problem: it then answers `.error` tokens, and `problem` says
/// what is wrong. Whether the parser ever gets there is the parser's affair.
public struct Lexer {
  /// CPython's limits.
  static let maximumIndents = 100
  static let maximumBrackets = 200

  struct Bracket {
    let byte: UInt8
    let range: SourceRange
  }

  let bytes: [UInt8]
  /// The end of what is to be read; before the end of `bytes` inside f-strings.
  let limit: Int
  var position: Int
  var line: Int32 = 1
  var lineStart = 0

  /// Columns of the open blocks: with tabs to 8 columns, and with tabs to 1.
  private var indents = [0]
  private var narrowIndents = [0]
  /// Positive: indents to deliver; negative: dedents.
  private var pendingIndents = 0
  private var isAtLineStart = true
  var brackets: [Bracket] = []
  /// The names met so far.
  var names: NameTable
  /// Inside the braces of an f-string lines end nothing.
  private let isInsideFString: Bool
  private let keepsComments: Bool

  public internal(set) var problem: SyntaxProblem?
  /// Numbers that touch the next word.
  var warnings: [SyntaxWarningNote] = []
  /// A quote without its partner, in brackets: with more lines the brackets may still close.
  var isInsideBracketsAndString: Bool {
    !brackets.isEmpty && problem?.message.hasPrefix("unterminated") == true
  }
  /// Whether CPython's tokenizer itself raises the problem, so that it goes before those the
  /// parser finds earlier in the text.
  var isProblemUrgent = false

  public init(_ source: Source) {
    self.init(source, keepsComments: false)
  }

  init(_ source: Source, keepsComments: Bool) {
    bytes = source.bytes
    limit = bytes.count
    position = 0
    names = NameTable()
    isInsideFString = false
    self.keepsComments = keepsComments
  }

  /// Reads the expression of an f-string: a piece of `bytes` that starts in the given line.
  ///
  /// - Parameter names: those of the text around.
  init(
    expressionIn bytes: [UInt8], _ piece: Range<Int>, line: Int32, lineStart: Int,
    names: consuming NameTable
  ) {
    self.bytes = bytes
    self.names = names
    limit = piece.upperBound
    position = piece.lowerBound
    self.line = line
    self.lineStart = lineStart
    isAtLineStart = false
    isInsideFString = true
    keepsComments = false
  }

  /// Reads a block of whole lines: a piece of `bytes` that starts in the given line.
  init(blockIn bytes: [UInt8], _ piece: Range<Int>, line: Int32) {
    self.bytes = bytes
    limit = piece.upperBound
    position = piece.lowerBound
    self.line = line
    lineStart = position
    names = NameTable()
    isInsideFString = false
    keepsComments = false
  }

  /// The column at which the statements of the present block begin.
  var indentation: Int { indents[indents.count - 1] }

  /// The byte at an offset from the position; 0 beyond the end.
  @inline(__always)
  func peek(_ offset: Int = 0) -> UInt8 {
    let index = position &+ offset
    return index < limit ? bytes[index] : 0
  }

  /// The next token; after the last one, end markers without end.
  public mutating func next() -> Token {
    if problem != nil { return emptyToken(.error) }
    if isAtLineStart {
      isAtLineStart = false
      guard readIndentation() else { return emptyToken(.error) }
    }
    if pendingIndents != 0 { return pendingIndent() }
    while true {
      skipBlanks()
      if position >= limit { return endOfText() }
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "#"):
        if let comment = readComment() { return comment }
      case UInt8(ascii: "\n"):
        if let newline = readLineEnd() { return newline }
        if pendingIndents != 0 { return pendingIndent() }
        if problem != nil { return emptyToken(.error) }
      case UInt8(ascii: "\\"):
        guard skipContinuation() else { return emptyToken(.error) }
      default:
        return readWord(byte)
      }
    }
  }

  private mutating func readWord(_ byte: UInt8) -> Token {
    if ByteClass.isIdentifierStart(byte) { return readNameOrString() }
    if ByteClass.isDigit(byte) { return readNumber() }
    if byte == UInt8(ascii: "."), ByteClass.isDigit(peek(1)) { return readNumber() }
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
      return readString(prefixLength: 0)
    }
    return readOperator(byte)
  }

  @inline(__always)
  private mutating func skipBlanks() {
    while position < limit {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x09 || byte == 0x0C else { return }
      position &+= 1
    }
  }

  private mutating func readComment() -> Token? {
    let start = position
    while position < limit, bytes[position] != UInt8(ascii: "\n") { position &+= 1 }
    return keepsComments ? token(.comment, from: start) : nil
  }

  // MARK: Lines

  /// At a line end: a newline token, or nil where the line end means nothing.
  private mutating func readLineEnd() -> Token? {
    let joinsLines = !brackets.isEmpty || isInsideFString
    let newline = emptyToken(.newline)
    startLine()
    if joinsLines { return nil }
    isAtLineStart = true
    return newline
  }

  mutating func startLine() {
    position &+= 1
    line &+= 1
    lineStart = position
  }

  /// A backslash at the end of a line joins the next one to it.
  private mutating func skipContinuation() -> Bool {
    position += 1
    guard peek() == UInt8(ascii: "\n"), position < limit else {
      let column = Int32(position - lineStart)
      return fail(
        "unexpected character after line continuation character", column: column,
        isUrgent: false)
    }
    startLine()
    if position >= limit {
      failAtEnd()
      return false
    }
    return true
  }

  /// Measures the blanks at the start of a line, passing over blank lines and comments.
  private mutating func readIndentation() -> Bool {
    while true {
      var column = 0
      var narrowColumn = 0
      var continuedColumn = 0
      measuring: while position < limit {
        switch bytes[position] {
        case 0x20:
          column += 1
          narrowColumn += 1
        case 0x09:
          column = (column / 8 + 1) * 8
          narrowColumn += 1
        case 0x0C:
          column = 0
          narrowColumn = 0
        case UInt8(ascii: "\\"):
          if continuedColumn == 0 { continuedColumn = column }
          guard skipContinuation() else { return false }
          continue measuring
        default:
          break measuring
        }
        position &+= 1
      }
      let byte = peek()
      if byte == UInt8(ascii: "#") {
        if keepsComments { return true }
        _ = readComment()
      }
      if position < limit, peek() == UInt8(ascii: "\n") {
        startLine()
        continue
      }
      if continuedColumn != 0 {
        return changeIndentation(to: continuedColumn, narrow: continuedColumn)
      }
      return changeIndentation(to: column, narrow: narrowColumn)
    }
  }

  private mutating func changeIndentation(to column: Int, narrow: Int) -> Bool {
    let current = indents[indents.count - 1]
    if column > current {
      if indents.count >= Lexer.maximumIndents {
        return failTooManyIndents()
      }
      if narrow <= narrowIndents[indents.count - 1] { return failTabs() }
      indents.append(column)
      narrowIndents.append(narrow)
      pendingIndents += 1
      return true
    }
    while indents.count > 1, column < indents[indents.count - 1] {
      indents.removeLast()
      narrowIndents.removeLast()
      pendingIndents -= 1
    }
    if column != indents[indents.count - 1] {
      return failUnindent()
    }
    return narrow == narrowIndents[indents.count - 1] ? true : failTabs()
  }

  private mutating func pendingIndent() -> Token {
    if pendingIndents > 0 {
      pendingIndents -= 1
      return layoutToken(.indent)
    }
    pendingIndents += 1
    return layoutToken(.dedent)
  }

  private mutating func endOfText() -> Token {
    if isInsideFString { return token(.endMarker, from: position, to: position + 1) }
    if brackets.isEmpty { return layoutToken(.endMarker) }
    failAtEnd()
    return layoutToken(.error)
  }

  // MARK: Operators

  private mutating func readOperator(_ byte: UInt8) -> Token {
    let start = position
    if byte < 128 {
      let second = peek(1)
      for row in Operators.byFirstByte[Int(byte)]
      where row.length == 1 || (row.second == second && (row.length == 2 || row.third == peek(2))) {
        position += row.length
        return bracketChecked(token(row.kind, from: start))
      }
    }
    guard byte > 0x20, byte < 0x7F else { return nonPrintable(byte) }
    position += 1
    return token(.unknown, from: start)
  }

  private mutating func nonPrintable(_ byte: UInt8) -> Token {
    position += 1
    let digits = String(byte, radix: 16, uppercase: true)
    let padding = String(repeating: "0", count: 4 - digits.count)
    failHere("invalid non-printable character U+\(padding)\(digits)")
    return emptyToken(.error)
  }

  /// Keeps the stack of open brackets.
  private mutating func bracketChecked(_ token: Token) -> Token {
    switch token.kind {
    case .leftParenthesis, .leftBracket, .leftBrace:
      if brackets.count >= Lexer.maximumBrackets {
        failHere("too many nested parentheses")
        return emptyToken(.error)
      }
      brackets.append(Bracket(byte: bytes[Int(token.start)], range: token.range))
    case .rightParenthesis, .rightBracket, .rightBrace:
      return closeBracket(token)
    default: break
    }
    return token
  }

  private mutating func closeBracket(_ token: Token) -> Token {
    let closing = bytes[Int(token.start)]
    let shown = Character(Unicode.Scalar(closing))
    guard let open = brackets.popLast() else {
      failHere("unmatched '\(shown)'")
      return emptyToken(.error)
    }
    // `(` and `)` are neighbours in ASCII; `[`, `]` and `{`, `}` stand two apart.
    if closing == open.byte + (open.byte == UInt8(ascii: "(") ? 1 : 2) { return token }
    let opening = Character(Unicode.Scalar(open.byte))
    let place = open.range.line == line ? "" : " on line \(open.range.line)"
    failHere(
      "closing parenthesis '\(shown)' does not match opening parenthesis '\(opening)'\(place)")
    return emptyToken(.error)
  }

  // MARK: Names

  private mutating func readNameOrString() -> Token {
    let start = position
    var isASCII = true
    while position < limit, ByteClass.isIdentifierPart(bytes[position]) {
      if bytes[position] >= 128 { isASCII = false }
      position &+= 1
    }
    let length = position &- start
    let next = peek()
    if next == UInt8(ascii: "'") || next == UInt8(ascii: "\"") {
      if length <= 2, StringPrefix(bytes[start..<position]) != nil {
        position = start
        return readString(prefixLength: length)
      }
    }
    return isASCII ? word(start..<position) : foreignWord(start..<position)
  }

  /// A name or keyword.
  @inline(__always)
  private mutating func word(_ word: Range<Int>) -> Token {
    let name = bytes.withUnsafeBufferPointer {
      names.name(UnsafeBufferPointer(rebasing: $0[word]))
    }
    var token = token(name.keyword ?? .name, from: word.lowerBound)
    token.name = name
    return token
  }

  /// A name with characters beyond ASCII.
  private mutating func foreignWord(_ word: Range<Int>) -> Token {
    guard checkIdentifier(word) else { return emptyToken(.error) }
    var token = token(.name, from: word.lowerBound)
    token.name = names.name(
      Identifier.normalized(String(decoding: bytes[word], as: UTF8.self)))
    return token
  }

  /// Finds characters beyond ASCII that no identifier may have.
  private mutating func checkIdentifier(_ word: Range<Int>) -> Bool {
    guard let text = String(validating: bytes[word], as: UTF8.self) else {
      position = word.lowerBound
      return fail(
        "(unicode error) 'utf-8' codec can't decode bytes", column: Int32(position - lineStart),
        isUrgent: true)
    }
    var offset = word.lowerBound
    for (index, scalar) in text.unicodeScalars.enumerated() {
      offset += UTF8.width(scalar)
      let properties = scalar.properties
      let isFine =
        scalar == "_" || (index == 0 ? properties.isXIDStart : properties.isXIDContinue)
      if isFine { continue }
      position = offset
      failHere(Lexer.invalidCharacter(scalar))
      return false
    }
    return true
  }

  private static func invalidCharacter(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return "invalid non-printable character U+\(code)"
    default:
      return "invalid character '\(Character(scalar))' (U+\(code))"
    }
  }
}

/// What a byte can be part of. Bytes beyond ASCII count as letters until the word is checked.
enum ByteClass {
  @inline(__always)
  static func isIdentifierStart(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (lower >= 0x61 && lower <= 0x7A) || byte == 0x5F || byte >= 128
  }

  @inline(__always)
  static func isIdentifierPart(_ byte: UInt8) -> Bool {
    isIdentifierStart(byte) || isDigit(byte)
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// The value of a digit in bases up to 36; nil for other bytes.
  static func digitValue(_ byte: UInt8) -> Int? {
    let lower = byte | 0x20
    if isDigit(byte) { return Int(byte - 0x30) }
    return lower >= 0x61 && lower <= 0x7A ? Int(lower - 0x61) + 10 : nil
  }
}
