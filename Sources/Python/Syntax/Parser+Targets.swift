/// Targets are read as expressions; here they are checked.
extension Parser {
  /// star_targets before `in`, of `for` statements and comprehensions.
  mutating func parseForTarget() throws(SyntaxProblem) -> Expression {
    let target = try parseTuple { (parser) throws(SyntaxProblem) in
      try parser.parseTargetItem()
    }
    if let wrong = Parser.invalidTarget(target) { throw cannotAssign(to: wrong) }
    return target
  }

  /// star_target: '*' star_target | target
  private mutating func parseTargetItem() throws(SyntaxProblem) -> Expression {
    kind == .star ? try parseStarExpression() : try parseBinary(level: 1)
  }

  /// What in an expression may not be assigned to; nil if all may.
  static func invalidTarget(_ expression: Expression) -> Expression? {
    switch expression.kind {
    case .name, .attribute, .subscript: return nil
    case .starred(let value): return invalidTarget(value)
    case .list(let items), .tuple(let items):
      for item in items {
        if let wrong = invalidTarget(item) { return wrong }
      }
      return nil
    default: return expression
    }
  }

  /// What in an expression may not be deleted.
  static func invalidDeletion(_ expression: Expression) -> Expression? {
    if case .starred = expression.kind { return expression }
    if case .list(let items) = expression.kind { return items.lazy.compactMap(invalidDeletion).first }
    if case .tuple(let items) = expression.kind {
      return items.lazy.compactMap(invalidDeletion).first
    }
    return invalidTarget(expression)
  }

  /// Before `=`, after what cannot be assigned to: perhaps `==` was meant.
  mutating func checkComparison(_ value: Expression, from start: Int) throws(SyntaxProblem) {
    switch value.kind {
    case .yield, .yieldFrom: return
    default: break
    }
    guard case .tuple(let items) = value.kind, let last = items.last,
      last.range.endColumn == value.range.endColumn
    else { return try checkNamedExpression(value, from: start) }
    let place = tokens[start..<index].lastIndex {
      $0.range.line == last.range.line && $0.range.column <= last.range.column
    }
    try checkNamedExpression(last, from: place ?? start)
  }

  /// `target: annotation`, where the target is no name, attribute or subscript.
  mutating func wrongAnnotation(of target: Expression) throws(SyntaxProblem) -> SyntaxProblem {
    let generic = invalidSyntax()
    let annotation = try attempt { (parser) throws(SyntaxProblem) in
      parser.advance()
      return try parser.parseExpressionItem()
    }
    guard annotation != nil else { return generic }
    switch target.kind {
    case .list: return onlySingleTarget("list", target.range)
    case .tuple(let items):
      let isBare = items.first.map { $0.range.column == target.range.column } ?? false
      return onlySingleTarget("tuple", isBare ? items[0].range : target.range)
    case .starred, .yield, .yieldFrom: return generic
    default: return SyntaxProblem("illegal target for annotation", range: target.range)
    }
  }

  private func onlySingleTarget(_ name: String, _ range: SourceRange) -> SyntaxProblem {
    SyntaxProblem("only single target (not \(name)) can be annotated", range: range)
  }

  func cannotAssign(to expression: Expression) -> SyntaxProblem {
    switch expression.kind {
    case .yield where !isParenthesized(expression),
      .yieldFrom where !isParenthesized(expression):
      return SyntaxProblem(
        "assignment to yield expression not possible", range: expression.range)
    default: break
    }
    return SyntaxProblem(
      "cannot assign to \(Parser.description(of: expression))", range: expression.range)
  }

  private func isParenthesized(_ expression: Expression) -> Bool {
    let start = tokens.firstIndex {
      $0.range.line == expression.range.line && $0.range.column == expression.range.column
    } ?? 0
    return start > 0 && tokens[start - 1].kind == .leftParenthesis
  }

  /// How CPython's messages call an expression.
  static func description(of expression: Expression) -> String {
    switch expression.kind {
    case .constant(let value): description(of: value)
    case .name: "name"
    case .binary, .unary: "expression"
    case .boolean: "expression"
    case .compare: "comparison"
    case .call: "function call"
    case .attribute: "attribute"
    case .subscript: "subscript"
    case .slice: "slice"
    case .list: "list"
    case .tuple: "tuple"
    case .set: "set display"
    case .dict: "dict literal"
    case .lambda: "lambda"
    case .conditional: "conditional expression"
    case .listComprehension: "list comprehension"
    case .setComprehension: "set comprehension"
    case .dictComprehension: "dict comprehension"
    case .generatorExpression: "generator expression"
    case .starred: "starred"
    case .namedExpression: "named expression"
    case .yield, .yieldFrom: "yield expression"
    case .await: "await expression"
    case .joinedString: "f-string expression"
    }
  }

  private static func description(of constant: Constant) -> String {
    switch constant {
    case .none: "None"
    case .true: "True"
    case .false: "False"
    case .ellipsis: "ellipsis"
    default: "literal"
    }
  }
}
