@_spi(_Unicode) import Swift

/// What a text is to be, as the `mode` of Python's `compile`.
public enum ParseMode: Sendable {
  /// A script: `exec`.
  case file
  /// A notebook cell: `exec`, where a text that ends too early is `incomplete input`.
  case interactive
  /// One expression: `eval`.
  case evaluation
}

/// Reads Python 3.11 by recursive descent, a function per production of the grammar.
///
/// All tokens are cut beforehand; the lexer's problem counts when the parser reaches it.
/// Targets of assignments are read as expressions and then checked.
public struct Parser {
  /// How deep expressions and blocks may nest, for the sake of an 8 MB stack.
  static let maximumDepth = 1000
  /// How many operators in a row one expression may chain: later passes recurse along them.
  static let maximumChain = 2900

  public let source: Source
  let mode: ParseMode
  let bytes: [UInt8]
  let tokens: [Token]
  /// The lexer's problem, and whether it precedes earlier ones of the parser.
  let lexerProblem: SyntaxProblem?
  let isLexerProblemUrgent: Bool
  /// Brackets that the text leaves open at the lexer's end.
  let openBrackets: [Lexer.Bracket]

  /// What the lexer warned about, in fields of f-strings too.
  var warnings: [SyntaxWarningNote]
  /// The names met so far, which the nodes of the tree number.
  public internal(set) var names: NameTable
  var index = 0
  /// The kind of the token at `index`.
  var kind: TokenKind
  /// The furthest token that was looked at by more than one token of lookahead.
  var furthest = 0
  /// The furthest token seen while looking for words for a problem.
  var glimpsed = 0
  var depth = 0
  var chain = 0
  /// Looks ahead only to see whether an expression follows: no words for what is wrong in it.
  var isQuiet = false
  /// Whether the text stands between the braces of an f-string.
  var isFieldOfFString = false

  public init(source: String, mode: ParseMode) {
    self.init(source: Source(source), mode: mode)
  }

  public init(source: [UInt8], mode: ParseMode) {
    self.init(source: Source(source), mode: mode)
  }

  public init(source: Source, mode: ParseMode) {
    self.init(lexer: Lexer(source), source: source, mode: mode)
  }

  init(lexer: consuming Lexer, source: Source, mode: ParseMode) {
    var tokens: [Token] = []
    tokens.reserveCapacity((lexer.limit - lexer.position) / 4 + 8)
    repeat {
      tokens.append(lexer.next())
    } while tokens[tokens.count - 1].kind != .endMarker && tokens[tokens.count - 1].kind != .error
    self.init(tokens, of: lexer, source: source, mode: mode)
  }

  /// `tokens` are those that `lexer` has given, to the last.
  init(
    _ tokens: [Token], of lexer: consuming Lexer, source: Source, mode: ParseMode
  ) {
    self.source = source
    self.mode = mode
    bytes = source.bytes
    self.tokens = tokens
    lexerProblem = lexer.problem
    warnings = lexer.warnings
    isLexerProblemUrgent = lexer.isProblemUrgent
    openBrackets = lexer.brackets
    kind = tokens[0].kind
    names = lexer.names
  }

  /// file: statements? ENDMARKER
  public mutating func parseModule() throws(SyntaxProblem) -> Module {
    do throws(SyntaxProblem) {
      try checkNullBytes()
      var body: [Statement] = []
      while kind != .endMarker { try parseStatement(into: &body) }
      return Module(body: body, names: names)
    } catch {
      throw final(error)
    }
  }

  /// eval: expressions NEWLINE* ENDMARKER
  public mutating func parseExpression() throws(SyntaxProblem) -> Expression {
    do throws(SyntaxProblem) {
      try checkNullBytes()
      let expression = try parseExpressions()
      while accept(.newline) {}
      try expect(.endMarker)
      return expression
    } catch {
      throw final(error)
    }
  }

  private func checkNullBytes() throws(SyntaxProblem) {
    if Source.contains(0, in: bytes) {
      throw SyntaxProblem(
        "source code string cannot contain null bytes", range: nil)
    }
  }

  // MARK: Tokens

  var token: Token { tokens[index] }

  /// Where the token at `index` stands.
  var here: SourceRange { tokens[index].range }

  @inline(__always)
  mutating func advance() {
    if index &+ 1 < tokens.count { index &+= 1 }
    kind = tokens[index].kind
  }


  @inline(__always)
  mutating func accept(_ wanted: TokenKind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  mutating func expect(_ wanted: TokenKind) throws(SyntaxProblem) {
    guard accept(wanted) else { throw invalidSyntax() }
  }

  func kind(after offset: Int) -> TokenKind {
    let place = index + offset
    return place < tokens.count ? tokens[place].kind : .endMarker
  }

  /// Whether the token at a place is the given soft keyword.
  func isWord(_ word: Name, at place: Int) -> Bool {
    tokens[place].kind == .name && tokens[place].name == word
  }

  func text(_ token: Token) -> String {
    bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[token.bytes]), as: UTF8.self)
    }
  }

  /// NAME
  mutating func expectName() throws(SyntaxProblem) -> Name {
    guard kind == .name else { throw invalidSyntax() }
    let name = token.name
    advance()
    return name
  }

  // MARK: Positions

  /// From a place to the end of the last token read.
  @inline(__always)
  func span(_ start: SourceRange) -> SourceRange {
    Parser.span(start, tokens[index &- 1].range)
  }

  @inline(__always)
  static func span(_ start: SourceRange, _ end: SourceRange) -> SourceRange {
    SourceRange(
      line: start.line, column: start.column, endLine: end.endLine, endColumn: end.endColumn)
  }

  /// From a place to the end of the last token read that is not about lines.
  func blockSpan(_ start: SourceRange) -> SourceRange {
    var last = index - 1
    while last > 0, tokens[last].kind.isLayout { last -= 1 }
    return Parser.span(start, tokens[last].range)
  }

  // MARK: Depth

  /// Runs a production one level deeper.
  @inline(__always)
  mutating func deeper<Result>(
    _ parse: (inout Parser) throws(SyntaxProblem) -> Result
  ) throws(SyntaxProblem) -> Result {
    depth &+= 1
    defer { depth &-= 1 }
    if depth > Parser.maximumDepth { throw tooDeep() }
    return try parse(&self)
  }

  /// Counts one more operator in a row.
  @inline(__always)
  mutating func lengthenChain() throws(SyntaxProblem) {
    chain &+= 1
    if chain > Parser.maximumChain { throw tooLong() }
  }
}

/// Names as CPython keeps them.
enum Identifier {
  /// NFKC as far as the standard library allows: fullwidth letters and digits become plain ones,
  /// letters and accents are composed.
  static func normalized(_ name: String) -> String {
    let scalars = name.unicodeScalars.map { scalar in
      let isFullwidth = (0xFF01...0xFF5E).contains(scalar.value)
      return isFullwidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }
    return String(String.UnicodeScalarView(String(String.UnicodeScalarView(scalars))._nfc))
  }
}
