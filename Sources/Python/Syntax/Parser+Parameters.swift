/// The parameters of functions and lambdas.
extension Parser {
  /// What has been read of a parameter list.
  private struct ParameterList {
    /// The token that ends the list.
    let close: TokenKind
    let isLambda: Bool
    var parameters = Parameters()
    var hasSlash = false
    /// `*` or `*args` has come: what follows is keyword-only.
    var hasStar = false
    var hasDefault = false
  }

  /// parameters | lambda_parameters: up to the closing token, which stays.
  mutating func parseParameters(
    until close: TokenKind, allowsAnnotations: Bool
  ) throws(SyntaxProblem) -> Parameters {
    var list = ParameterList(close: close, isLambda: !allowsAnnotations)
    while kind != close {
      chain = 0
      try parseParameter(into: &list)
      guard accept(.comma) else { break }
      if list.parameters.keywordVariadic != nil, kind != close { throw afterVariadicKeyword() }
    }
    return list.parameters
  }

  /// '/' | '*' param? | '**' param | param default?
  private mutating func parseParameter(into list: inout ParameterList) throws(SyntaxProblem) {
    switch kind {
    case .slash: try parseSlash(into: &list)
    case .star: try parseStar(into: &list)
    case .doubleStar:
      advance()
      list.parameters.keywordVariadic = try parseOne(of: list, allowsStar: false)
      if kind == .equal {
        throw problemHere("var-keyword argument cannot have default value")
      }
    case .leftParenthesis: throw parenthesizedParameter(isLambda: list.isLambda)
    default: try parsePlain(into: &list)
    }
  }

  /// param ('=' expression)?
  private mutating func parsePlain(into list: inout ParameterList) throws(SyntaxProblem) {
    let parameter = try parseOne(of: list, allowsStar: false)
    var value: Expression?
    if kind == .equal {
      let equal = here
      advance()
      if !list.isLambda, kind == .rightParenthesis || kind == .comma {
        throw SyntaxProblem("expected default value expression", range: equal)
      }
      value = try parseExpressionItem()
    }
    let complete = Parameter(
      name: parameter.name, annotation: parameter.annotation, defaultValue: value,
      range: parameter.range)
    if list.hasStar {
      list.parameters.keywordOnly.append(complete)
      return
    }
    if value == nil, list.hasDefault, kind == .comma || kind == list.close {
      throw SyntaxProblem(
        "non-default argument follows default argument", range: parameter.range)
    }
    list.hasDefault = value != nil
    list.parameters.positionalOrKeyword.append(complete)
  }

  /// '*' param? : what follows is keyword-only.
  private mutating func parseStar(into list: inout ParameterList) throws(SyntaxProblem) {
    if list.hasStar { throw problemHere("* argument may appear only once") }
    let star = here
    advance()
    list.hasStar = true
    if kind == list.close {
      throw SyntaxProblem(
        "named arguments must follow bare *", range: list.isLambda ? here : star)
    }
    if kind == .comma {
      let next = kind(after: 1)
      if next == list.close || next == .doubleStar {
        let place = list.isLambda ? tokens[index + 1].range : star
        throw SyntaxProblem("named arguments must follow bare *", range: place)
      }
      return
    }
    list.parameters.variadic = try parseOne(of: list, allowsStar: true)
    if kind == .equal { throw problemHere("var-positional argument cannot have default value") }
  }

  /// '/': what came before is positional-only.
  private mutating func parseSlash(into list: inout ParameterList) throws(SyntaxProblem) {
    if list.hasStar { throw problemHere("/ must be ahead of *") }
    if list.hasSlash { throw problemHere("/ may appear only once") }
    if list.parameters.positionalOrKeyword.isEmpty {
      if kind(after: 1) == .comma { throw problemHere("at least one argument must precede /") }
      throw invalidSyntax()
    }
    advance()
    list.hasSlash = true
    list.parameters.positionalOnly = list.parameters.positionalOrKeyword
    list.parameters.positionalOrKeyword = []
    if kind == .star { throw problemHere("expected comma between / and *") }
  }

  /// param: NAME (':' expression)?
  private mutating func parseOne(
    of list: ParameterList, allowsStar: Bool
  ) throws(SyntaxProblem) -> Parameter {
    let start = here
    let name = try expectName()
    var annotation: Expression?
    if !list.isLambda, accept(.colon) {
      annotation = allowsStar ? try parseStarExpression() : try parseExpressionItem()
    }
    return Parameter(
      name: name, annotation: annotation, defaultValue: nil, range: span(start))
  }

  // MARK: Problems

  private func afterVariadicKeyword() -> SyntaxProblem {
    switch kind {
    case .name, .star, .doubleStar, .slash:
      problemHere("arguments cannot follow var-keyword argument")
    default: invalidSyntax()
    }
  }

  /// '(' NAME (',' NAME)* ','? ')', as Python 2 had it.
  private mutating func parenthesizedParameter(isLambda: Bool) -> SyntaxProblem {
    let open = here
    let generic = invalidSyntax()
    advance()
    var count = 0
    while accept(.name) {
      count += 1
      guard accept(.comma) else { break }
    }
    guard kind == .rightParenthesis, count > 0 else { return generic }
    let subject = isLambda ? "Lambda expression parameters" : "Function parameters"
    return SyntaxProblem(
      "\(subject) cannot be parenthesized", range: Parser.span(open, here))
  }
}
