/// Names, literals, displays, comprehensions.
extension Parser {
  /// atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | group | list | dict | '...'
  mutating func parseAtom() throws(SyntaxProblem) -> Expression {
    let token = self.token
    switch kind {
    case .name:
      let name = Identifier.normalized(text(token))
      advance()
      return Expression(.name(name), token.range)
    case .number: return constant(NumberLiteral.value(bytes[token.bytes]))
    case .string: return try parseStrings()
    case .leftParenthesis: return try parseParenthesized()
    case .leftBracket: return try parseList()
    case .leftBrace: return try parseBraces()
    case .keywordNone: return constant(.none)
    case .keywordTrue: return constant(.true)
    case .keywordFalse: return constant(.false)
    case .ellipsis: return constant(.ellipsis)
    default: throw invalidSyntax()
    }
  }

  private mutating func constant(_ value: Constant) -> Expression {
    let range = here
    advance()
    return Expression(.constant(value), range)
  }

  /// tuple | group | genexp: '(' ... ')'
  private mutating func parseParenthesized() throws(SyntaxProblem) -> Expression {
    let start = here
    advance()
    if accept(.rightParenthesis) { return Expression(.tuple([]), span(start)) }
    return try parseGroup(from: start, until: .rightParenthesis)
  }

  /// What follows an opening parenthesis, or the opening brace of an f-string's field: the
  /// latter ends with the text.
  mutating func parseGroup(
    from start: SourceRange, until close: TokenKind
  ) throws(SyntaxProblem) -> Expression {
    let first = kind == .keywordYield ? try parseYield() : try parseStarNamedExpression()
    var group: Expression.Kind?
    if kind == .comma {
      group = .tuple(try parseItems(after: first, until: close))
    } else if startsComprehension {
      group = .generatorExpression(first, try parseGenerators())
    }
    let end = here
    try expect(close)
    if let group { return Expression(group, Parser.span(start, end)) }
    if case .starred = first.kind { throw starredGroup(first) }
    return first
  }

  private func starredGroup(_ value: Expression) -> SyntaxProblem {
    SyntaxProblem("cannot use starred expression here", range: value.range)
  }

  /// (',' star_named_expression)* ','? before the closing bracket.
  private mutating func parseItems(
    after first: Expression, until close: TokenKind
  ) throws(SyntaxProblem) -> [Expression] {
    var items = [first]
    while accept(.comma), kind != close {
      chain = 0
      items.append(try parseStarNamedExpression())
    }
    return items
  }

  /// list | listcomp: '[' ... ']'
  private mutating func parseList() throws(SyntaxProblem) -> Expression {
    let start = here
    advance()
    if accept(.rightBracket) { return Expression(.list([]), span(start)) }
    let first = try parseStarNamedExpression()
    if startsComprehension {
      let generators = try parseGenerators()
      try expect(.rightBracket)
      return Expression(.listComprehension(first, generators), span(start))
    }
    let items = try parseItems(after: first, until: .rightBracket)
    try expect(.rightBracket)
    return Expression(.list(items), span(start))
  }

  /// dict | set | dictcomp | setcomp: '{' ... '}'
  private mutating func parseBraces() throws(SyntaxProblem) -> Expression {
    let start = here
    advance()
    if accept(.rightBrace) { return Expression(.dict([]), span(start)) }
    if kind == .doubleStar { return try parseDict(start, first: try parseDictItem()) }
    let first = try parseStarNamedExpression()
    if kind == .colon { return try parseDict(start, first: try parsePair(key: first)) }
    if startsComprehension {
      let generators = try parseGenerators()
      try expect(.rightBrace)
      return Expression(.setComprehension(first, generators), span(start))
    }
    let items = try parseItems(after: first, until: .rightBrace)
    try expect(.rightBrace)
    return Expression(.set(items), span(start))
  }

  /// dict: '{' double_starred_kvpair (',' double_starred_kvpair)* ','? '}' | dictcomp
  private mutating func parseDict(
    _ start: SourceRange, first: DictItem
  ) throws(SyntaxProblem) -> Expression {
    if startsComprehension, case .pair(let key, let value) = first {
      let generators = try parseGenerators()
      try expect(.rightBrace)
      return Expression(.dictComprehension(key: key, value: value, generators), span(start))
    }
    var items = [first]
    while accept(.comma), kind != .rightBrace {
      chain = 0
      items.append(try parseDictItem())
    }
    try expect(.rightBrace)
    return Expression(.dict(items), span(start))
  }

  /// double_starred_kvpair: '**' bitwise_or | expression ':' expression
  private mutating func parseDictItem() throws(SyntaxProblem) -> DictItem {
    if accept(.doubleStar) { return .mapping(try parseBinary(level: 1)) }
    return try parsePair(key: try parseExpressionItem())
  }

  private mutating func parsePair(key: Expression) throws(SyntaxProblem) -> DictItem {
    try expect(.colon)
    return .pair(key: key, value: try parseExpressionItem())
  }

  // MARK: Comprehensions

  var startsComprehension: Bool {
    kind == .keywordFor || (kind == .keywordAsync && kind(after: 1) == .keywordFor)
  }

  /// for_if_clauses: ('async'? 'for' star_targets 'in' disjunction ('if' disjunction)*)+
  mutating func parseGenerators() throws(SyntaxProblem) -> [Generator] {
    var generators: [Generator] = []
    while startsComprehension {
      let isAsync = accept(.keywordAsync)
      advance()
      let target = try parseForTarget()
      try expect(.keywordIn)
      let iterable = try parseDisjunction()
      var conditions: [Expression] = []
      while accept(.keywordIf) { conditions.append(try parseDisjunction()) }
      generators.append(
        Generator(target: target, iterable: iterable, conditions: conditions, isAsync: isAsync))
    }
    return generators
  }
}
