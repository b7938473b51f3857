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
    if kind == .keywordYield {
      let value = try parseYield()
      try expect(.rightParenthesis)
      return value
    }
    let first = try parseStarNamedExpression()
    if kind == .comma {
      let items = try parseItems(after: first, until: .rightParenthesis)
      return Expression(.tuple(items), span(start))
    }
    if startsComprehension {
      let generators = try parseGenerators()
      try expect(.rightParenthesis)
      return Expression(.generatorExpression(first, generators), span(start))
    }
    try expect(.rightParenthesis)
    if case .starred = first.kind { throw starredGroup(first) }
    return first
  }

  private func starredGroup(_ value: Expression) -> SyntaxProblem {
    SyntaxProblem("cannot use starred expression here", range: value.range)
  }

  /// (',' star_named_expression)* ','? and the closing bracket.
  private mutating func parseItems(
    after first: Expression, until close: TokenKind
  ) throws(SyntaxProblem) -> [Expression] {
    var items = [first]
    while accept(.comma), kind != close {
      chain = 0
      items.append(try parseStarNamedExpression())
    }
    try expect(close)
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

  // MARK: Arguments

  /// '(' arguments? ')' | genexp, of calls and class definitions.
  mutating func parseArguments() throws(SyntaxProblem) -> [Argument] {
    let start = here
    advance()
    var arguments: [Argument] = []
    while kind != .rightParenthesis {
      chain = 0
      let argument = try parseArgument()
      if startsComprehension, case .positional(let element) = argument {
        let generators = try parseGenerators()
        try expect(.rightParenthesis)
        return [.positional(Expression(.generatorExpression(element, generators), span(start)))]
      }
      arguments.append(argument)
      guard accept(.comma) else { break }
    }
    try expect(.rightParenthesis)
    return arguments
  }

  /// '*' expression | '**' expression | NAME '=' expression | named_expression
  private mutating func parseArgument() throws(SyntaxProblem) -> Argument {
    if accept(.star) { return .iterable(try parseExpressionItem()) }
    if accept(.doubleStar) { return .mapping(try parseExpressionItem()) }
    guard kind == .name, kind(after: 1) == .equal else {
      return .positional(try parseNamedExpression())
    }
    let start = here
    let name = try expectName()
    advance()
    let value = try parseExpressionItem()
    return .keyword(name, value, span(start))
  }
}
