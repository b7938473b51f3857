/// Making tokens, and giving up.
extension Lexer {
  /// A token from `start` to the current position, all in the current line.
  @inline(__always)
  func token(_ kind: TokenKind, from start: Int) -> Token {
    token(kind, from: start, to: position)
  }

  @inline(__always)
  func token(_ kind: TokenKind, from start: Int, to end: Int) -> Token {
    let range = SourceRange(
      line: line, column: Int32(truncatingIfNeeded: start &- lineStart),
      endLine: line, endColumn: Int32(truncatingIfNeeded: end &- lineStart))
    return Token(
      kind: kind, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
      range: range)
  }

  func emptyToken(_ kind: TokenKind) -> Token { token(kind, from: position) }

  /// Indents, dedents and the end have no text. CPython places them at the last blank before
  /// the position, the end of the text at the end of its last line.
  func layoutToken(_ kind: TokenKind) -> Token {
    var token = emptyToken(kind)
    if position >= limit {
      token.range = endOfTextRange
    } else {
      token.range.column -= 1
      token.range.endColumn = -1
    }
    return token
  }

  /// The line end of the last line.
  var endOfTextRange: SourceRange {
    guard let last = bytes.indices.last else {
      return SourceRange(line: 1, column: 0, endLine: 1, endColumn: -1)
    }
    let lineStart = (bytes[..<last].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    let lastLine = max(1, line - 1)
    let column = Int32(truncatingIfNeeded: last - lineStart)
    return SourceRange(line: lastLine, column: column, endLine: lastLine, endColumn: -1)
  }

  /// Reports a problem at the character before the position, as CPython's tokenizer does.
  mutating func failHere(_ message: String) {
    var column = position - 1
    while column > lineStart, bytes[column] & 0xC0 == 0x80 { column -= 1 }
    fail(message, column: Int32(truncatingIfNeeded: column - lineStart), isUrgent: true)
  }

  /// Records a problem of one place in the current line; always false.
  @discardableResult
  mutating func fail(_ message: String, column: Int32, isUrgent: Bool) -> Bool {
    let range = SourceRange(
      line: line, column: column, endLine: line, endColumn: isUrgent ? column : -1)
    problem = SyntaxProblem(message, range: range)
    isProblemUrgent = isUrgent
    return false
  }

  mutating func failTooManyIndents() -> Bool {
    failLine("too many levels of indentation", kind: .indentation, at: lineStart)
  }

  /// CPython places it at the end of the line.
  mutating func failUnindent() -> Bool {
    while position < limit, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    return failLine(
      "unindent does not match any outer indentation level", kind: .indentation, at: position)
  }

  mutating func failTabs() -> Bool {
    failLine("inconsistent use of tabs and spaces in indentation", kind: .tab, at: lineStart)
  }

  /// Records a problem of the current line as a whole.
  private mutating func failLine(
    _ message: String, kind: SyntaxProblem.Kind, at place: Int
  ) -> Bool {
    let column = Int32(truncatingIfNeeded: place - lineStart)
    let range = SourceRange(line: line, column: column, endLine: line, endColumn: -1)
    problem = SyntaxProblem(message, kind: kind, range: range)
    return false
  }

  static func neverClosed(_ open: Bracket) -> SyntaxProblem {
    var range = open.range
    range.endColumn = -1
    return SyntaxProblem(
      "'\(Character(Unicode.Scalar(open.byte)))' was never closed", range: range,
      isIncomplete: true)
  }

  /// Records that the text ended inside brackets or after a backslash.
  mutating func failAtEnd() {
    if let open = brackets.last {
      problem = Lexer.neverClosed(open)
    } else {
      problem = SyntaxProblem(
        "unexpected EOF while parsing", range: endOfTextRange, isIncomplete: true)
    }
  }
}
