/// Expressions from the loosest binding down to the tightest.
extension Parser {
  /// Whether a token can begin an expression.
  static func startsExpression(_ kind: TokenKind) -> Bool {
    switch kind {
    case .name, .number, .string, .leftParenthesis, .leftBracket, .leftBrace, .minus, .plus,
      .tilde, .ellipsis, .keywordNot, .keywordLambda, .keywordAwait, .keywordNone,
      .keywordTrue, .keywordFalse:
      true
    default: false
    }
  }

  /// expressions: expression (',' expression)* ','?
  mutating func parseExpressions() throws(SyntaxProblem) -> Expression {
    try parseTuple { (parser) throws(SyntaxProblem) in try parser.parseExpressionItem() }
  }

  /// star_expressions: star_expression (',' star_expression)* ','?
  mutating func parseStarExpressions() throws(SyntaxProblem) -> Expression {
    try parseTuple { (parser) throws(SyntaxProblem) in try parser.parseStarExpression() }
  }

  /// item (',' item)* ','?: the item alone, or a tuple without parentheses.
  @inline(__always)
  mutating func parseTuple(
    _ parseItem: (inout Parser) throws(SyntaxProblem) -> Expression
  ) throws(SyntaxProblem) -> Expression {
    let start = here
    let first = try parseItem(&self)
    guard kind == .comma else { return first }
    var items = [first]
    while accept(.comma) {
      guard Parser.startsExpression(kind) || kind == .star else { break }
      chain = 0
      items.append(try parseItem(&self))
    }
    return Expression(.tuple(items), span(start))
  }

  /// star_expression: '*' bitwise_or | expression
  mutating func parseStarExpression() throws(SyntaxProblem) -> Expression {
    guard kind == .star else { return try parseExpressionItem() }
    let start = here
    advance()
    let value = try parseBinary(level: 1)
    return Expression(.starred(value), span(start))
  }

  /// star_named_expression: '*' bitwise_or | named_expression
  mutating func parseStarNamedExpression() throws(SyntaxProblem) -> Expression {
    kind == .star ? try parseStarExpression() : try parseNamedExpression()
  }

  /// named_expression: NAME ':=' expression | expression
  mutating func parseNamedExpression() throws(SyntaxProblem) -> Expression {
    let first = index
    if kind == .name, kind(after: 1) == .colonEqual { return try parseWalrus() }
    let value = try parseExpressionItem()
    if kind == .equal || kind == .colonEqual { try checkNamedExpression(value, from: first) }
    return value
  }

  /// assignment_expression: NAME ':=' expression
  mutating func parseWalrus() throws(SyntaxProblem) -> Expression {
    let start = here
    let name = try parseAtom()
    advance()
    let value = try parseExpressionItem()
    return Expression(.namedExpression(name: name, value: value), span(start))
  }

  /// yield_expr: 'yield' 'from' expression | 'yield' star_expressions?
  mutating func parseYield() throws(SyntaxProblem) -> Expression {
    let start = here
    advance()
    if accept(.keywordFrom) {
      let value = try parseExpressionItem()
      return Expression(.yieldFrom(value), span(start))
    }
    var value: Expression?
    if Parser.startsExpression(kind) || kind == .star { value = try parseStarExpressions() }
    return Expression(.yield(value), span(start))
  }

  /// yield_expr | star_expressions: the right side of assignments.
  mutating func parseValue() throws(SyntaxProblem) -> Expression {
    kind == .keywordYield ? try parseYield() : try parseStarExpressions()
  }

  /// expression: disjunction ('if' disjunction 'else' expression)? | lambdef
  mutating func parseExpressionItem() throws(SyntaxProblem) -> Expression {
    depth &+= 1
    defer { depth &-= 1 }
    if depth > Parser.maximumDepth { throw tooDeep() }
    if kind == .keywordLambda { return try parseLambda() }
    let first = index
    let start = here
    let value = try parseDisjunction()
    if Parser.startsExpression(kind) { try checkNeighbour(of: value, from: first) }
    guard accept(.keywordIf) else { return value }
    let test = try parseDisjunction()
    guard accept(.keywordElse) else {
      if kind == .colon || kind == .error { throw invalidSyntax() }
      throw SyntaxProblem(
        "expected 'else' after 'if' expression", range: Parser.span(start, test.range))
    }
    let otherwise = try parseExpressionItem()
    return Expression(.conditional(test: test, then: value, otherwise: otherwise), span(start))
  }

  /// lambdef: 'lambda' lambda_params? ':' expression
  mutating func parseLambda() throws(SyntaxProblem) -> Expression {
    let start = here
    advance()
    let parameters = try parseParameters(until: .colon, allowsAnnotations: false)
    try expect(.colon)
    let body = try parseExpressionItem()
    return Expression(.lambda(parameters, body: body), span(start))
  }

  /// disjunction: conjunction ('or' conjunction)*
  mutating func parseDisjunction() throws(SyntaxProblem) -> Expression {
    let start = here
    let first = try parseConjunction()
    guard kind == .keywordOr else { return first }
    var operands = [first]
    while accept(.keywordOr) { operands.append(try parseConjunction()) }
    return Expression(.boolean(.or, operands), span(start))
  }

  /// conjunction: inversion ('and' inversion)*
  mutating func parseConjunction() throws(SyntaxProblem) -> Expression {
    let start = here
    let first = try parseInversion()
    guard kind == .keywordAnd else { return first }
    var operands = [first]
    while accept(.keywordAnd) { operands.append(try parseInversion()) }
    return Expression(.boolean(.and, operands), span(start))
  }

  /// inversion: 'not' inversion | comparison
  mutating func parseInversion() throws(SyntaxProblem) -> Expression {
    guard kind == .keywordNot else { return try parseComparison() }
    let start = here
    advance()
    let operand = try deeper { (parser) throws(SyntaxProblem) in try parser.parseInversion() }
    return Expression(.unary(.not, operand), span(start))
  }

  /// comparison: bitwise_or (comparison_operator bitwise_or)*
  mutating func parseComparison() throws(SyntaxProblem) -> Expression {
    let start = here
    let first = try parseBinary(level: 1)
    guard let op = acceptComparison() else { return first }
    var comparisons = [Comparison(op: op, right: try parseBinary(level: 1))]
    while let op = acceptComparison() {
      comparisons.append(Comparison(op: op, right: try parseBinary(level: 1)))
    }
    return Expression(.compare(first, comparisons), span(start))
  }

  /// '==' | '!=' | '<' | ... | 'in' | 'not' 'in' | 'is' | 'is' 'not'
  private mutating func acceptComparison() -> CompareOperator? {
    if kind == .keywordNot {
      guard kind(after: 1) == .keywordIn else {
        furthest = max(furthest, index + 1)
        return nil
      }
      advance()
      advance()
      return .notIn
    }
    guard let op = Operators.comparison(kind) else { return nil }
    advance()
    return op == .is && accept(.keywordNot) ? .isNot : op
  }

  /// bitwise_or ... term: factor (operator factor)*, by the operators' levels.
  mutating func parseBinary(level: Int) throws(SyntaxProblem) -> Expression {
    let start = here
    var left = try parseFactor()
    while let row = Operators.binary(kind), row.level >= level {
      advance()
      try lengthenChain()
      let right = try parseBinary(level: row.level + 1)
      left = Expression(.binary(left, row.op, right), span(start))
    }
    return left
  }

  /// factor: ('+' | '-' | '~') factor | power
  mutating func parseFactor() throws(SyntaxProblem) -> Expression {
    guard let op = Operators.unary(kind) else { return try parsePower() }
    let start = here
    advance()
    let operand = try deeper { (parser) throws(SyntaxProblem) in try parser.parseFactor() }
    return Expression(.unary(op, operand), span(start))
  }

  /// power: await_primary ('**' factor)?
  private mutating func parsePower() throws(SyntaxProblem) -> Expression {
    let start = here
    let base = try parseAwait()
    guard accept(.doubleStar) else { return base }
    let exponent = try deeper { (parser) throws(SyntaxProblem) in try parser.parseFactor() }
    return Expression(.binary(base, .power, exponent), span(start))
  }

  /// await_primary: 'await' primary | primary
  private mutating func parseAwait() throws(SyntaxProblem) -> Expression {
    guard kind == .keywordAwait else { return try parsePrimary() }
    let start = here
    advance()
    let value = try parsePrimary()
    return Expression(.await(value), span(start))
  }

  /// primary: atom ('.' NAME | '(' arguments? ')' | genexp | '[' slices ']')*
  mutating func parsePrimary() throws(SyntaxProblem) -> Expression {
    let start = here
    var value = try parseAtom()
    while true {
      switch kind {
      case .dot:
        advance()
        let name = try expectName()
        value = Expression(.attribute(value, name), span(start))
      case .leftParenthesis:
        let arguments = try parseArguments()
        value = Expression(.call(value, arguments), span(start))
      case .leftBracket:
        advance()
        let key = try parseSlices()
        try expect(.rightBracket)
        value = Expression(.subscript(value, key), span(start))
      default: return value
      }
      try lengthenChain()
    }
  }

  /// slices: slice | (slice | starred_expression) (',' ...)* ','?
  private mutating func parseSlices() throws(SyntaxProblem) -> Expression {
    let start = here
    let first = try parseSlice()
    if kind != .comma {
      guard case .starred = first.kind else { return first }
      return Expression(.tuple([first]), span(start))
    }
    var items = [first]
    while accept(.comma), kind != .rightBracket { items.append(try parseSlice()) }
    return Expression(.tuple(items), span(start))
  }

  /// slice: expression? ':' expression? (':' expression?)? | named_expression
  private mutating func parseSlice() throws(SyntaxProblem) -> Expression {
    let start = here
    if kind == .star { return try parseStarExpression() }
    var lower: Expression?
    if kind != .colon {
      let value = try parseNamedExpression()
      if kind != .colon { return value }
      if case .namedExpression = value.kind { return value }
      lower = value
    }
    try expect(.colon)
    let upper = try parseSlicePart()
    let step = accept(.colon) ? try parseSlicePart() : nil
    return Expression(.slice(lower: lower, upper: upper, step: step), span(start))
  }

  private mutating func parseSlicePart() throws(SyntaxProblem) -> Expression? {
    Parser.startsExpression(kind) ? try parseExpressionItem() : nil
  }
}
