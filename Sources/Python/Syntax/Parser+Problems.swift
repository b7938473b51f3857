/// What the parser says of broken text.
extension Parser {
  /// The generic problem, at the furthest token looked at.
  func invalidSyntax() -> SyntaxProblem {
    let place = max(index, furthest)
    let token = tokens[place]
    switch token.kind {
    case .error: return lexerProblem ?? SyntaxProblem("invalid syntax", range: token.range)
    case .indent:
      return SyntaxProblem("unexpected indent", kind: .indentation, range: token.range)
    case .dedent:
      return SyntaxProblem("unexpected unindent", kind: .indentation, range: token.range)
    default: return SyntaxProblem("invalid syntax", range: token.range)
    }
  }

  func tooDeep() -> SyntaxProblem {
    SyntaxProblem("too many nested expressions", kind: .memory, range: here)
  }

  func tooLong() -> SyntaxProblem {
    SyntaxProblem(
      "maximum recursion depth exceeded during compilation", kind: .recursion, range: nil)
  }

  /// The problem as reported in the end: the lexer's own problems precede the parser's.
  func final(_ problem: SyntaxProblem) -> SyntaxProblem {
    problem
  }
}

/// What is missing in compound statements.
extension Parser {
  /// ':', with a message of its own if it is missing.
  mutating func expectColon() throws(SyntaxProblem) {
    try expect(.colon)
  }

  /// A token that the grammar demands with `expected '...'`.
  mutating func expectForced(_ wanted: TokenKind, _ text: String) throws(SyntaxProblem) {
    if accept(wanted) { return }
    if kind == .error { throw invalidSyntax() }
    throw SyntaxProblem("expected '\(text)'", range: here)
  }

  func expectedBlock(of owner: String, at start: SourceRange) -> SyntaxProblem {
    if kind == .error { return invalidSyntax() }
    return SyntaxProblem(
      "expected an indented block after \(owner) on line \(start.line)", kind: .indentation,
      range: here)
  }

  func expectedHandler() -> SyntaxProblem {
    SyntaxProblem("expected 'except' or 'finally' block", range: here)
  }

  func mixedHandlers() -> SyntaxProblem {
    SyntaxProblem("cannot have both 'except' and 'except*' on the same 'try'", range: here)
  }
}
