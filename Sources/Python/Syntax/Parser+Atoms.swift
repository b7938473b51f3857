/// Names, literals, displays, comprehensions.
extension Parser {
  /// atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | group | list | dict | '...'
  mutating func parseAtom() throws(SyntaxProblem) -> Expression {
    let token = self.token
    switch kind {
    case .name:
      advance()
      return Expression(.name(token.name), token.range)
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
    if kind == .doubleStar {
      throw problemHere("cannot use double starred expression here")
    }
    let first = kind == .keywordYield ? try parseYield() : try parseStarNamedExpression()
    var group: Expression.Kind?
    if kind == .comma {
      group = .tuple(try parseItems(after: first, until: close))
    } else if startsComprehension {
      try checkElement(first)
      group = .generatorExpression(first, try parseGenerators())
    }
    let end = here
    try expect(close)
    if let group { return Expression(group, Parser.span(start, end)) }
    if case .starred = first.kind { throw starredGroup(first) }
    return first
  }

  /// The element of a comprehension may not be starred.
  private func checkElement(_ element: Expression) throws(SyntaxProblem) {
    if case .starred = element.kind {
      throw SyntaxProblem(
        "iterable unpacking cannot be used in comprehension", range: element.range)
    }
  }

  /// `[x, y for ...]`
  private func nakedTuple(_ items: [Expression]) -> SyntaxProblem {
    let end = items.count > 1 ? items[items.count - 1].range : tokens[index - 1].range
    return SyntaxProblem(
      "did you forget parentheses around the comprehension target?",
      range: Parser.span(items[0].range, end))
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
      try checkElement(first)
      let generators = try parseGenerators()
      try expect(.rightBracket)
      return Expression(.listComprehension(first, generators), span(start))
    }
    let items = try parseItems(after: first, until: .rightBracket)
    if startsComprehension { throw nakedTuple(items) }
    try expect(.rightBracket)
    return Expression(.list(items), span(start))
  }

  /// dict | set | dictcomp | setcomp: '{' ... '}'
  private mutating func parseBraces() throws(SyntaxProblem) -> Expression {
    let start = here
    advance()
    if accept(.rightBrace) { return Expression(.dict([]), span(start)) }
    let firstToken = index
    if kind == .doubleStar {
      return try parseDict(start, first: try parseDictItem(), firstToken: firstToken)
    }
    let isStar = kind == .star
    let first = try parseStarNamedExpression()
    if kind == .colon, !isStar { 
      return try parseDict(start, first: try parsePair(key: first), firstToken: firstToken)
    }
    if startsComprehension {
      try checkElement(first)
      let generators = try parseGenerators()
      try expect(.rightBrace)
      return Expression(.setComprehension(first, generators), span(start))
    }
    let items = try parseItems(after: first, until: .rightBrace)
    if startsComprehension { throw nakedTuple(items) }
    try expect(.rightBrace)
    return Expression(.set(items), span(start))
  }

  /// dict: '{' double_starred_kvpair (',' double_starred_kvpair)* ','? '}' | dictcomp
  private mutating func parseDict(
    _ start: SourceRange, first: DictItem, firstToken: Int
  ) throws(SyntaxProblem) -> Expression {
    if startsComprehension {
      guard case .pair(let key, let value) = first else {
        throw SyntaxProblem(
          "dict unpacking cannot be used in dict comprehension",
          range: tokens[firstToken].range)
      }
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
    let colon = here
    guard accept(.colon) else {
      if kind == .error { throw invalidSyntax() }
      var place = key.range
      place.line = place.endLine
      place.column = place.endColumn - 1
      place.endColumn = -1
      throw SyntaxProblem("':' expected after dictionary key", range: place)
    }
    if kind == .rightBrace || kind == .comma {
      throw SyntaxProblem("expression expected after dictionary key and ':'", range: colon)
    }
    if kind == .star {
      let star = here
      _ = try parseStarExpression()
      throw startingFrom(star, "cannot use a starred expression in a dictionary value")
    }
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
