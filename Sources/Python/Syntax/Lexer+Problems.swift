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

  mutating func failIndentation(_ message: String) -> Bool {
    failLine(message, kind: .indentation)
  }

  mutating func failTabs() -> Bool {
    failLine("inconsistent use of tabs and spaces in indentation", kind: .tab)
  }

  /// Records a problem of the current line as a whole: CPython places it at the line's end.
  private mutating func failLine(_ message: String, kind: SyntaxProblem.Kind) -> Bool {
    while position < limit, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    let column = Int32(truncatingIfNeeded: position - lineStart)
    let range = SourceRange(line: line, column: column, endLine: line, endColumn: -1)
    problem = SyntaxProblem(message, kind: kind, range: range)
    return false
  }

  /// Records that the text ended inside brackets or after a backslash.
  mutating func failAtEnd() {
    if let open = brackets.last {
      problem = SyntaxProblem(
        "'\(Character(Unicode.Scalar(open.byte)))' was never closed",
        range: open.range, isIncomplete: true)
      problem?.range?.endColumn = -1
    } else {
      let column = Int32(truncatingIfNeeded: position - lineStart)
      problem = SyntaxProblem(
        "unexpected EOF while parsing",
        range: SourceRange(line: line, column: column, endLine: line, endColumn: -1),
        isIncomplete: true)
    }
  }
}
