/// What the parser says of broken text, and which of several problems counts.
extension Parser {
  /// The generic problem, at the furthest token looked at.
  func invalidSyntax() -> SyntaxProblem {
    let token = tokens[max(index, furthest)]
    var problem = SyntaxProblem("invalid syntax", range: token.range)
    switch token.kind {
    case .error: problem = lexerProblem ?? problem
    case .indent:
      problem = SyntaxProblem("unexpected indent", kind: .indentation, range: token.range)
    case .dedent:
      problem = SyntaxProblem("unexpected unindent", kind: .indentation, range: token.range)
    default: problem.isGeneric = true
    }
    return problem
  }

  /// A problem at the token here, unless the lexer stopped there.
  func problemHere(_ message: String) -> SyntaxProblem {
    kind == .error ? invalidSyntax() : SyntaxProblem(message, range: here)
  }

  /// CPython's `MemoryError` has no message.
  func tooDeep() -> SyntaxProblem {
    SyntaxProblem("too many nested expressions", kind: .memory, range: nil)
  }

  func tooLong() -> SyntaxProblem {
    SyntaxProblem(
      "maximum recursion depth exceeded during compilation", kind: .recursion, range: nil)
  }

  /// The problem as reported in the end. In a cell, a text that was read to its end is just
  /// incomplete. Problems of the lexer go before those the parser finds in earlier text, and
  /// so does an open bracket in an earlier line.
  func final(_ problem: SyntaxProblem) -> SyntaxProblem {
    if problem.kind == .memory || problem.kind == .recursion || problem.range == nil {
      return problem
    }
    let reached = tokens[max(index, furthest)]
    if mode == .interactive, endsHere(reached) { return incompleteInput(at: reached) }
    guard reached.kind != .error, let lexerProblem else { return problem }
    if isLexerProblemUrgent { return lexerProblem }
    let lastLine = tokens[max(index, furthest, glimpsed)].range.line
    guard let open = openBrackets.last, lastLine > open.range.line else { return problem }
    return Lexer.neverClosed(open)
  }

  private func endsHere(_ token: Token) -> Bool {
    token.kind == .endMarker || (token.kind == .error && lexerProblem?.isIncomplete == true)
      || (token.kind == .dedent && token.start >= bytes.count)
  }

  private func incompleteInput(at token: Token) -> SyntaxProblem {
    var range = token.range
    if token.kind == .error, isLexerProblemUrgent || openBrackets.isEmpty,
      let place = lexerProblem?.range {
      range = place
    }
    range.endColumn = -1
    return SyntaxProblem("incomplete input", range: range, isIncomplete: true)
  }

  /// Tries a production without leaving a trace; nil if the text here is not of that form.
  /// What it finds words for is thrown on.
  mutating func attempt(
    quietly: Bool = false,
    _ parse: (inout Parser) throws(SyntaxProblem) -> Expression
  ) throws(SyntaxProblem) -> (value: Expression, end: Int)? {
    let start = index
    let reached = furthest
    let wasQuiet = isQuiet
    isQuiet = isQuiet || quietly
    defer {
      glimpsed = max(glimpsed, index, furthest)
      isQuiet = wasQuiet
      index = start
      kind = tokens[start].kind
      furthest = reached
    }
    do throws(SyntaxProblem) {
      let value = try parse(&self)
      if kind == .error { throw invalidSyntax() }
      return (value, index)
    } catch {
      if error.isGeneric { return nil }
      throw error
    }
  }

  /// How many brackets are open after the token at a place.
  func bracketLevel(after place: Int) -> Int {
    var level = isFieldOfFString ? 1 : 0
    for token in tokens[...place] {
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace: level += 1
      case .rightParenthesis, .rightBracket, .rightBrace: level -= 1
      default: break
      }
    }
    return level
  }
}

// MARK: - Expressions

extension Parser {
  /// After a disjunction that began at token `start`: an expression that follows it directly
  /// was meant as the next item, or as an argument of `print`.
  mutating func checkNeighbour(of value: Expression, from start: Int) throws(SyntaxProblem) {
    if isQuiet { return }
    let isName = start == index - 1 && tokens[start].kind == .name
    let isPrefixedString = tokens[start].kind == .name && tokens[start + 1].kind == .string
    if !isPrefixedString, !looksLikeSoftKeyword(start) {
      let next = try attempt(quietly: true) { (parser) throws(SyntaxProblem) in
        try parser.parseExpressionItem()
      }
      if let next, !(isName && isLegacyStatement(start)), bracketLevel(after: next.end - 1) > 0 {
        throw SyntaxProblem(
          "invalid syntax. Perhaps you forgot a comma?",
          range: Parser.span(value.range, next.value.range))
      }
    }
    if isName, isLegacyStatement(start), kind != .leftParenthesis {
      let rest = try attempt { (parser) throws(SyntaxProblem) in try parser.parseStarExpressions() }
      guard let rest else { return }
      let name = text(tokens[start])
      throw SyntaxProblem(
        "Missing parentheses in call to '\(name)'. Did you mean \(name)(...)?",
        range: Parser.span(value.range, rest.value.range))
    }
  }

  /// CPython 3.11 takes any beginning of a soft keyword for one, such as `c` for `case`.
  private func looksLikeSoftKeyword(_ place: Int) -> Bool {
    guard tokens[place].kind == .name else { return false }
    let word = bytes[tokens[place].bytes]
    return ["match", "case", "_"].contains { $0.utf8.starts(with: word) }
  }

  private func isLegacyStatement(_ place: Int) -> Bool {
    isWord(.print, at: place) || isWord(.exec, at: place)
  }

  /// After an expression where `name := value` was possible: `=` was meant as `==` or `:=`.
  mutating func checkNamedExpression(
    _ value: Expression, from start: Int
  ) throws(SyntaxProblem) {
    if isQuiet { return }
    if kind == .colonEqual {
      let rest = try attempt { (parser) throws(SyntaxProblem) in
        parser.advance()
        return try parser.parseExpressionItem()
      }
      guard rest != nil else { return }
      throw SyntaxProblem(
        "cannot use assignment expressions with \(Parser.description(of: value))",
        range: value.range)
    }
    guard kind == .equal, isBitwiseOr(value) else { return }
    let right = try attempt { (parser) throws(SyntaxProblem) in
      parser.advance()
      return try parser.parseBinary(level: 1)
    }
    guard let right, tokens[right.end].kind != .equal, tokens[right.end].kind != .colonEqual
    else { return }
    if start == index - 1, tokens[start].kind == .name {
      throw SyntaxProblem(
        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        range: Parser.span(value.range, right.value.range))
    }
    if startsWithDisplay(start) { return }
    throw SyntaxProblem(
      "cannot assign to \(Parser.description(of: value)) here. "
        + "Maybe you meant '==' instead of '='?",
      range: value.range)
  }

  private func isBitwiseOr(_ value: Expression) -> Bool {
    switch value.kind {
    case .boolean, .compare, .lambda, .conditional, .starred, .unary(.not, _): false
    default: true
    }
  }

  /// Whether a list, a tuple, a generator expression, `True`, `None` or `False` begins here.
  private func startsWithDisplay(_ start: Int) -> Bool {
    switch tokens[start].kind {
    case .keywordTrue, .keywordNone, .keywordFalse: return true
    case .leftBracket, .leftParenthesis:
      var parser = self
      parser.index = start
      parser.kind = tokens[start].kind
      guard let value = try? parser.parseAtom() else { return false }
      switch value.kind {
      case .list: return true
      case .tuple, .generatorExpression: return value.range.column == tokens[start].range.column
      default: return false
      }
    default: return false
    }
  }
}

// MARK: - Compound statements

extension Parser {
  /// ':', with a message of its own if the line ends instead.
  mutating func expectColon() throws(SyntaxProblem) {
    if accept(.colon) { return }
    if kind == .newline { throw problemHere("expected ':'") }
    throw invalidSyntax()
  }

  /// A token that the grammar demands with `expected '...'`.
  mutating func expectForced(_ wanted: TokenKind, _ text: String) throws(SyntaxProblem) {
    if !accept(wanted) { throw problemHere("expected '\(text)'") }
  }

  func expectedBlock(of owner: String, at start: SourceRange) -> SyntaxProblem {
    var problem = problemHere("expected an indented block after \(owner) on line \(start.line)")
    if kind != .error { problem.kind = .indentation }
    return problem
  }

  func expectedHandler() -> SyntaxProblem {
    problemHere("expected 'except' or 'finally' block")
  }

  /// At the token after `except`.
  func mixedHandlers() -> SyntaxProblem {
    let end = kind == .star ? here : tokens[index - 1].range
    return SyntaxProblem(
      "cannot have both 'except' and 'except*' on the same 'try'",
      range: Parser.span(tokens[index - 1].range, end))
  }

  /// From a place to one column before the end of the token here, as CPython has it.
  func startingFrom(_ start: SourceRange, _ message: String) -> SyntaxProblem {
    var problem = SyntaxProblem(message, range: Parser.span(start, here))
    problem.range?.endColumn -= 1
    return problem
  }
}
