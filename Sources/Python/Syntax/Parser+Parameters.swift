/// The parameters of functions and lambdas.
extension Parser {
  /// What has been read of a parameter list.
  private struct ParameterList {
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
    var list = ParameterList()
    while kind != close {
      chain = 0
      try parseParameter(into: &list, allowsAnnotations: allowsAnnotations)
      guard accept(.comma) else { break }
      if list.parameters.keywordVariadic != nil, kind != close { throw invalidSyntax() }
    }
    return list.parameters
  }

  /// '/' | '*' param? | '**' param | param default?
  private mutating func parseParameter(
    into list: inout ParameterList, allowsAnnotations: Bool
  ) throws(SyntaxProblem) {
    switch kind {
    case .slash:
      try parseSlash(into: &list)
    case .star:
      guard !list.hasStar else { throw invalidSyntax() }
      advance()
      list.hasStar = true
      if kind == .comma {
        guard kind(after: 1) == .name else { throw invalidSyntax() }
        return
      }
      list.parameters.variadic =
        try parseOne(allowsAnnotations: allowsAnnotations, allowsStar: true, takesDefault: false)
    case .doubleStar:
      advance()
      list.parameters.keywordVariadic =
        try parseOne(allowsAnnotations: allowsAnnotations, allowsStar: false, takesDefault: false)
    default:
      let parameter =
        try parseOne(allowsAnnotations: allowsAnnotations, allowsStar: false, takesDefault: true)
      if list.hasStar {
        list.parameters.keywordOnly.append(parameter)
        return
      }
      if parameter.defaultValue == nil, list.hasDefault { throw invalidSyntax() }
      list.hasDefault = parameter.defaultValue != nil
      list.parameters.positionalOrKeyword.append(parameter)
    }
  }

  /// '/': what came before is positional-only.
  private mutating func parseSlash(into list: inout ParameterList) throws(SyntaxProblem) {
    let comesTooLate = list.hasSlash || list.hasStar
    if comesTooLate || list.parameters.positionalOrKeyword.isEmpty { throw invalidSyntax() }
    advance()
    list.hasSlash = true
    list.parameters.positionalOnly = list.parameters.positionalOrKeyword
    list.parameters.positionalOrKeyword = []
  }

  /// param: NAME (':' expression)? ('=' expression)?
  private mutating func parseOne(
    allowsAnnotations: Bool, allowsStar: Bool, takesDefault: Bool
  ) throws(SyntaxProblem) -> Parameter {
    let start = here
    let name = try expectName()
    var annotation: Expression?
    if allowsAnnotations, accept(.colon) {
      annotation = allowsStar ? try parseStarExpression() : try parseExpressionItem()
    }
    let range = span(start)
    let value = takesDefault && accept(.equal) ? try parseExpressionItem() : nil
    return Parameter(name: name, annotation: annotation, defaultValue: value, range: range)
  }
}
