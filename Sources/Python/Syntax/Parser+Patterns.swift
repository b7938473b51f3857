/// The `match` statement and its patterns.
extension Parser {
  /// Whether the name here is the soft keyword `match`: something follows that cannot follow a
  /// name, or the line ends in a colon and is followed by a `case`.
  var startsMatch: Bool {
    guard isWord("match") else { return false }
    switch kind(after: 1) {
    case .name, .number, .string, .leftBrace, .keywordNone, .keywordTrue, .keywordFalse,
      .keywordLambda, .keywordAwait, .ellipsis, .tilde:
      return true
    case .leftParenthesis, .leftBracket, .minus, .plus, .star, .keywordNot:
      return isFollowedByCase
    default: return false
    }
  }

  private var isFollowedByCase: Bool {
    guard let end = tokens[index...].firstIndex(where: { $0.kind == .newline }),
      tokens[end - 1].kind == .colon, end + 2 < tokens.count
    else { return false }
    return tokens[end + 1].kind == .indent ? isWord("case", at: end + 2) : true
  }

  /// match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
  mutating func parseMatch() throws(SyntaxProblem) -> Statement {
    let start = here
    advance()
    let subject = try parseSubject()
    try expectColon()
    try expect(.newline)
    guard accept(.indent) else { throw expectedBlock(of: "'match' statement", at: start) }
    var cases: [MatchCase] = []
    repeat { cases.append(try parseCase()) } while kind != .dedent && kind != .endMarker
    try expect(.dedent)
    return Statement(.match(subject: subject, cases: cases), blockSpan(start))
  }

  /// subject_expr: star_named_expression ',' star_named_expressions? | named_expression
  private mutating func parseSubject() throws(SyntaxProblem) -> Expression {
    let subject = try parseTuple { (parser) throws(SyntaxProblem) in
      try parser.parseStarNamedExpression()
    }
    if case .starred = subject.kind { throw invalidSyntax() }
    return subject
  }

  /// case_block: "case" patterns ('if' named_expression)? ':' block
  private mutating func parseCase() throws(SyntaxProblem) -> MatchCase {
    guard isWord("case") else { throw invalidSyntax() }
    let start = here
    advance()
    let pattern = try parsePatterns()
    let guardTest = accept(.keywordIf) ? try parseNamedExpression() : nil
    let body = try parseBody(of: "'case' statement", at: start)
    return MatchCase(pattern: pattern, guardTest: guardTest, body: body)
  }

  /// patterns: maybe_star_pattern ',' maybe_sequence_pattern? | pattern
  private mutating func parsePatterns() throws(SyntaxProblem) -> Pattern {
    let start = here
    let isStar = kind == .star
    let first = try parseStarPattern()
    guard kind == .comma else {
      if isStar { throw invalidSyntax() }
      return first
    }
    var items = [first]
    while accept(.comma), kind != .colon, kind != .keywordIf {
      items.append(try parseStarPattern())
    }
    return Pattern(.sequence(items), span(start))
  }

  /// maybe_star_pattern: '*' NAME | pattern
  private mutating func parseStarPattern() throws(SyntaxProblem) -> Pattern {
    guard kind == .star else { return try parsePattern() }
    let start = here
    advance()
    let name = try expectName()
    return Pattern(.star(name == .wildcard ? nil : name), span(start))
  }

  /// pattern: or_pattern ('as' NAME)?
  private mutating func parsePattern() throws(SyntaxProblem) -> Pattern {
    try deeper { (parser) throws(SyntaxProblem) in
      let start = parser.here
      let pattern = try parser.parseOrPattern()
      guard parser.accept(.keywordAs) else { return pattern }
      let name = try parser.parseCaptureName()
      return Pattern(.capture(pattern, name: name), parser.span(start))
    }
  }

  /// The name after `as`: any but `_`.
  private mutating func parseCaptureName() throws(SyntaxProblem) -> Name {
    let place = here
    if isWord("_") { throw SyntaxProblem("cannot use '_' as a target", range: place) }
    if kind != .name, Parser.startsExpression(kind) {
      let target = try parseExpressionItem()
      throw SyntaxProblem("invalid pattern target", range: target.range)
    }
    return try expectName()
  }

  /// or_pattern: closed_pattern ('|' closed_pattern)*
  private mutating func parseOrPattern() throws(SyntaxProblem) -> Pattern {
    let start = here
    let first = try parseClosedPattern()
    guard kind == .bar else { return first }
    var alternatives = [first]
    while accept(.bar) { alternatives.append(try parseClosedPattern()) }
    return Pattern(.or(alternatives), span(start))
  }

  /// closed_pattern: literal | capture | wildcard | value | group | sequence | mapping | class
  private mutating func parseClosedPattern() throws(SyntaxProblem) -> Pattern {
    let start = here
    switch kind {
    case .keywordNone, .keywordTrue, .keywordFalse:
      guard case .constant(let value) = try parseAtom().kind else { throw invalidSyntax() }
      return Pattern(.singleton(value), span(start))
    case .number, .minus, .string:
      let value = try parseLiteralPattern()
      return Pattern(.value(value), span(start))
    case .name: return try parseNamePattern()
    case .leftParenthesis: return try parseGroupPattern()
    case .leftBracket:
      advance()
      let items = try parseSequenceItems(until: .rightBracket)
      return Pattern(.sequence(items), span(start))
    case .leftBrace: return try parseMappingPattern()
    default: throw invalidSyntax()
    }
  }

  /// literal_expr: signed_number (('+' | '-') NUMBER)? | strings
  private mutating func parseLiteralPattern() throws(SyntaxProblem) -> Expression {
    let start = here
    if kind == .string { return try parseAtom() }
    let real = try parseSignedNumber()
    guard kind == .plus || kind == .minus else { return real }
    let op: BinaryOperator = kind == .plus ? .add : .subtract
    if Parser.isImaginary(real) {
      throw SyntaxProblem("real number required in complex literal", range: real.range)
    }
    advance()
    guard kind == .number else { throw invalidSyntax() }
    let imaginary = try parseAtom()
    if !Parser.isImaginary(imaginary) {
      throw SyntaxProblem("imaginary number required in complex literal", range: imaginary.range)
    }
    return Expression(.binary(real, op, imaginary), span(start))
  }

  private mutating func parseSignedNumber() throws(SyntaxProblem) -> Expression {
    let start = here
    let isNegative = accept(.minus)
    guard kind == .number else { throw invalidSyntax() }
    let number = try parseAtom()
    return isNegative ? Expression(.unary(.negate, number), span(start)) : number
  }

  private static func isImaginary(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .constant(.imaginary): true
    case .unary(_, let operand): isImaginary(operand)
    default: false
    }
  }

  /// capture_pattern | wildcard_pattern | value_pattern | class_pattern
  private mutating func parseNamePattern() throws(SyntaxProblem) -> Pattern {
    let start = here
    var value = try parseAtom()
    while accept(.dot) {
      try lengthenChain()
      let name = try expectName()
      value = Expression(.attribute(value, name), span(start))
    }
    if kind == .leftParenthesis { return try parseClassPattern(value) }
    guard case .name(let name) = value.kind else { return Pattern(.value(value), span(start)) }
    return Pattern(.capture(nil, name: name == .wildcard ? nil : name), span(start))
  }

  /// class_pattern: name_or_attr '(' (pattern | NAME '=' pattern) (',' ...)* ','? ')'
  private mutating func parseClassPattern(_ type: Expression) throws(SyntaxProblem) -> Pattern {
    advance()
    var positional: [Pattern] = []
    var keywords: [(name: Name, pattern: Pattern)] = []
    while kind != .rightParenthesis {
      if kind == .name, kind(after: 1) == .equal {
        let name = try expectName()
        advance()
        keywords.append((name, try parsePattern()))
      } else {
        let pattern = try parsePattern()
        if !keywords.isEmpty { throw try positionalAfterKeyword(pattern) }
        positional.append(pattern)
      }
      guard accept(.comma) else { break }
    }
    try expect(.rightParenthesis)
    return Pattern(
      .class(type, positional: positional, keywords: keywords), span(type.range))
  }

  /// From the first positional pattern after a keyword to the last one of that row.
  private mutating func positionalAfterKeyword(
    _ first: Pattern
  ) throws(SyntaxProblem) -> SyntaxProblem {
    var last = first
    while accept(.comma), kind != .rightParenthesis, kind(after: 1) != .equal {
      last = try parsePattern()
    }
    return SyntaxProblem(
      "positional patterns follow keyword patterns",
      range: Parser.span(first.range, last.range))
  }

  /// group_pattern | sequence_pattern: '(' ... ')'
  private mutating func parseGroupPattern() throws(SyntaxProblem) -> Pattern {
    let start = here
    advance()
    if accept(.rightParenthesis) { return Pattern(.sequence([]), span(start)) }
    let isStar = kind == .star
    let first = try parseStarPattern()
    if !isStar, accept(.rightParenthesis) { return first }
    guard accept(.comma) else { throw invalidSyntax() }
    let items = [first] + (try parseSequenceItems(until: .rightParenthesis))
    return Pattern(.sequence(items), span(start))
  }

  /// (maybe_star_pattern (',' maybe_star_pattern)* ','?)? and the closing bracket.
  private mutating func parseSequenceItems(
    until close: TokenKind
  ) throws(SyntaxProblem) -> [Pattern] {
    var items: [Pattern] = []
    while kind != close {
      items.append(try parseStarPattern())
      guard accept(.comma) else { break }
    }
    try expect(close)
    return items
  }

  /// mapping_pattern: '{' (key ':' pattern | '**' NAME) (',' ...)* ','? '}'
  private mutating func parseMappingPattern() throws(SyntaxProblem) -> Pattern {
    let start = here
    advance()
    var keys: [Expression] = []
    var patterns: [Pattern] = []
    var rest: Name?
    while kind != .rightBrace, rest == nil {
      if accept(.doubleStar) {
        if isWord("_") { throw invalidSyntax() }
        rest = try expectName()
      } else {
        keys.append(try parseMappingKey())
        try expect(.colon)
        patterns.append(try parsePattern())
      }
      guard accept(.comma) else { break }
    }
    try expect(.rightBrace)
    return Pattern(.mapping(keys: keys, patterns: patterns, rest: rest), span(start))
  }

  /// literal_expr | attr
  private mutating func parseMappingKey() throws(SyntaxProblem) -> Expression {
    switch kind {
    case .number, .minus, .string: return try parseLiteralPattern()
    case .keywordNone, .keywordTrue, .keywordFalse: return try parseAtom()
    default:
      guard case .value(let key) = try parseNamePattern().kind else { throw invalidSyntax() }
      return key
    }
  }
}
