/// A function whose body the parser has passed over.
///
/// Functions of the library are many and a session calls few of them: their bodies are read when
/// they are first called. Only functions of modules and classes are passed over, so that the one
/// variable such a body can share with code around it is the `__class__` of its class.
public struct DeferredBody: Sendable {
  /// The lines from `def` to the end of the body, and the number of the first.
  let lines: Range<Int>
  let line: Int32
  /// Whether `super` or `__class__` stand in it, be it in a text.
  let mentionsClass: Bool
}

extension Lexer {
  /// Passes over the lines that belong to a block deeper than the present one; the position is at
  /// the start of the block's first line.
  mutating func skipBlock() -> Token {
    let start = position
    let range = SourceRange(line: line, column: 0, endLine: line, endColumn: 0)
    var end = (position: position, range: range)
    while position < limit {
      let lineStart = position
      while position < limit, bytes[position] == UInt8(ascii: " ") { position &+= 1 }
      let byte = peek()
      let isBlank = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "#")
      if !isBlank, position &- lineStart <= indentation {
        position = lineStart
        break
      }
      skipLogicalLine()
      if !isBlank { end = (position, endOfLine) }
    }
    let place = SourceRange(
      line: range.line, column: 0, endLine: end.range.endLine, endColumn: end.range.endColumn)
    return Token(
      kind: .deferredBody, start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: end.position), range: place)
  }

  /// Passes over a line and those that brackets, texts and backslashes join to it.
  private mutating func skipLogicalLine() {
    var depth = 0
    while position < limit {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): skipText(byte)
      case UInt8(ascii: "#"):
        while position < limit, bytes[position] != UInt8(ascii: "\n") { position &+= 1 }
      case UInt8(ascii: "\n"):
        startLine()
        if depth == 0 { return }
      case UInt8(ascii: "\\"):
        position &+= 1
        if peek() == UInt8(ascii: "\n") { startLine() }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        depth &+= 1
        position &+= 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth &-= 1
        position &+= 1
      default: position &+= 1
      }
    }
  }

  /// Where the line ended that was passed over last.
  private var endOfLine: SourceRange {
    var start = position &- 1
    while start > 0, bytes[start &- 1] != UInt8(ascii: "\n") { start &-= 1 }
    let column = Int32(truncatingIfNeeded: position &- 1 &- start)
    return SourceRange(line: line &- 1, column: column, endLine: line &- 1, endColumn: column)
  }
}

extension Parser {
  /// Reads a text of the library: the bodies of functions are passed over.
  init(library source: Source) {
    var lexer = Lexer(source)
    let tokens = lexer.tokensWithoutBodies()
    self.init(tokens, of: lexer, source: source, mode: .file)
  }

  /// The function of the `def` at `keyword` with the body that the token at `index` covers.
  func deferredBody(of keyword: Token) -> DeferredBody {
    let body = token.bytes
    let start = Int(keyword.start) - Int(keyword.range.column)
    return DeferredBody(
      lines: start..<body.upperBound, line: keyword.range.line,
      mentionsClass: mentions("super", in: body) || mentions("__class__", in: body))
  }

  private func mentions(_ word: StaticString, in piece: Range<Int>) -> Bool {
    let length = word.utf8CodeUnitCount
    return bytes[piece].withUnsafeBytes { text in
      guard text.count >= length else { return false }
      let first = word.utf8Start.pointee
      return (0...text.count - length).contains { place in
        text[place] == first
          && UnsafeRawBufferPointer(rebasing: text[place..<(place + length)])
            .elementsEqual(UnsafeRawBufferPointer(start: word.utf8Start, count: length))
      }
    }
  }

  /// The whole of a function whose body was passed over in `source`, and what its names spell.
  static func parse(
    _ deferred: DeferredBody, of source: Source
  ) throws(SyntaxProblem) -> (FunctionDefinition, NameTable) {
    let lexer = Lexer(blockIn: source.bytes, deferred.lines, line: deferred.line)
    var parser = Parser(lexer: lexer, source: source, mode: .file)
    _ = parser.accept(.indent)
    var statements: [Statement] = []
    try parser.parseStatement(into: &statements)
    guard case .function(let definition)? = statements.first?.kind else {
      throw parser.invalidSyntax()
    }
    return (definition, parser.names)
  }
}

extension Lexer {
  /// All tokens, with one in place of each function's body that stands on lines of its own.
  fileprivate mutating func tokensWithoutBodies() -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity((limit - position) / 16 + 8)
    var startsLine = true
    var isDefinition = false
    repeat {
      let token = next()
      if startsLine { isDefinition = token.kind == .keywordDef }
      startsLine = token.kind.isLayout
      if token.kind == .newline, isDefinition, tokens.last?.kind == .colon {
        tokens.append(token)
        tokens.append(skipBlock())
      } else {
        tokens.append(token)
      }
    } while tokens[tokens.count - 1].kind != .endMarker && tokens[tokens.count - 1].kind != .error
    return tokens
  }
}
