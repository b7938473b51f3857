/// The arguments of calls and class definitions.
extension Parser {
  /// '(' arguments? ')' | genexp
  mutating func parseArguments(allowsGenerator: Bool = true) throws(SyntaxProblem) -> [Argument] {
    let start = here
    advance()
    var arguments: [Argument] = []
    if kind != .rightParenthesis { arguments.reserveCapacity(3) }
    while kind != .rightParenthesis {
      chain = 0
      let first = here
      let argument = try parseArgument()
      if startsComprehension, case .iterable(let value) = argument {
        throw SyntaxProblem(
          "iterable unpacking cannot be used in comprehension",
          range: Parser.span(first, value.range))
      }
      if startsComprehension, allowsGenerator, case .positional(let element) = argument {
        let generators = try parseGenerators()
        guard arguments.isEmpty, kind != .comma else {
          throw nakedGenerator(element)
        }
        try expect(.rightParenthesis)
        return [.positional(Expression(.generatorExpression(element, generators), span(start)))]
      }
      try checkOrder(of: argument, at: first, after: arguments)
      arguments.append(argument)
      guard accept(.comma) else { break }
    }
    try expect(.rightParenthesis)
    return arguments
  }

  /// '*' expression | '**' expression | NAME '=' expression | NAME ':=' expression | expression
  private mutating func parseArgument() throws(SyntaxProblem) -> Argument {
    if accept(.star) { return .iterable(try parseExpressionItem()) }
    if accept(.doubleStar) { return .mapping(try parseExpressionItem()) }
    if kind == .name, kind(after: 1) == .equal { return try parseKeyword() }
    if kind == .name, kind(after: 1) == .colonEqual { return .positional(try parseWalrus()) }
    let first = token
    let value = try parseExpressionItem()
    if kind == .equal { throw notAKeyword(value, first) }
    return .positional(value)
  }

  /// kwarg: NAME '=' expression
  private mutating func parseKeyword() throws(SyntaxProblem) -> Argument {
    let start = here
    let name = try expectName()
    let equal = here
    advance()
    let value = try parseExpressionItem()
    if startsComprehension {
      throw SyntaxProblem(
        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        range: Parser.span(start, equal))
    }
    return .keyword(name, value, span(start))
  }

  // MARK: Problems

  /// `expression =`, where no name stands before the `=`.
  private func notAKeyword(_ value: Expression, _ first: Token) -> SyntaxProblem {
    let start = first.kind == .leftParenthesis ? value.range : first.range
    let range = Parser.span(start, here)
    let isAlone = tokens[index - 1].start == first.start
    switch first.kind {
    case .keywordTrue where isAlone, .keywordFalse where isAlone, .keywordNone where isAlone:
      return SyntaxProblem("cannot assign to \(text(first))", range: range)
    default:
      return SyntaxProblem(
        "expression cannot contain assignment, perhaps you meant \"==\"?", range: range)
    }
  }

  /// A generator expression without parentheses, next to other arguments.
  private func nakedGenerator(_ element: Expression) -> SyntaxProblem {
    SyntaxProblem(
      "Generator expression must be parenthesized", range: span(element.range))
  }

  /// Found after the arguments that follow, up to the first that is none.
  private mutating func positionalAfterKeyword(
    hasMapping: Bool
  ) throws(SyntaxProblem) -> SyntaxProblem {
    let reached = index - 1
    defer { index = reached }
    while accept(.comma), kind != .rightParenthesis { _ = try parseArgument() }
    return problemHere(
      "positional argument follows keyword argument" + (hasMapping ? " unpacking" : ""))
  }

  /// Positional arguments come before keywords, `*iterable` before `**mapping`.
  private mutating func checkOrder(
    of argument: Argument, at start: SourceRange, after arguments: [Argument]
  ) throws(SyntaxProblem) {
    let hasMapping = arguments.contains {
      if case .mapping = $0 { return true }
      return false
    }
    switch argument {
    case .iterable where hasMapping:
      throw SyntaxProblem(
        "iterable argument unpacking follows keyword argument unpacking", range: start)
    case .positional:
      let hasKeyword = arguments.contains {
        if case .keyword = $0 { return true }
        return false
      }
      guard hasMapping || hasKeyword else { return }
      throw try positionalAfterKeyword(hasMapping: hasMapping)
    default: break
    }
  }
}
