/// Compound statements.
extension Parser {
  /// compound_stmt
  mutating func parseCompound() throws(SyntaxProblem) -> Statement {
    try deeper { (parser) throws(SyntaxProblem) in
      switch parser.kind {
      case .keywordIf: try parser.parseIf()
      case .keywordWhile: try parser.parseWhile()
      case .keywordTry: try parser.parseTry()
      case .at: try parser.parseDecorated()
      case .keywordClass: try parser.parseClass(decorators: [])
      default: try parser.parseAsyncable()
      }
    }
  }

  /// 'async'? (function_def | for_stmt | with_stmt)
  private mutating func parseAsyncable() throws(SyntaxProblem) -> Statement {
    let start = here
    let isAsync = accept(.keywordAsync)
    switch kind {
    case .keywordDef: return try parseFunction(start, isAsync: isAsync, decorators: [])
    case .keywordFor: return try parseFor(start, isAsync: isAsync)
    case .keywordWith: return try parseWith(start, isAsync: isAsync)
    default: throw invalidSyntax()
    }
  }

  // MARK: Blocks

  /// ':' block, of the statement that `owner` names.
  mutating func parseBody(
    of owner: String, at start: SourceRange
  ) throws(SyntaxProblem) -> [Statement] {
    try expectColon()
    return try parseBlock(of: owner, at: start)
  }

  /// block: NEWLINE INDENT statements DEDENT | simple_stmts
  mutating func parseBlock(
    of owner: String, at start: SourceRange
  ) throws(SyntaxProblem) -> [Statement] {
    var body: [Statement] = []
    guard accept(.newline) else {
      try parseSimpleStatements(into: &body)
      return body
    }
    guard accept(.indent) else { throw expectedBlock(of: owner, at: start) }
    body.reserveCapacity(6)
    repeat { try parseStatement(into: &body) } while kind != .dedent && kind != .endMarker
    try expect(.dedent)
    return body
  }

  /// 'else' ':' block, if there is one.
  private mutating func parseElse() throws(SyntaxProblem) -> [Statement] {
    let start = here
    guard accept(.keywordElse) else { return [] }
    try expectForced(.colon, ":")
    return try parseBlock(of: "'else' statement", at: start)
  }

  // MARK: Conditions and loops

  /// if_stmt: ('if' | 'elif') named_expression ':' block (elif_stmt | else_block)?
  private mutating func parseIf() throws(SyntaxProblem) -> Statement {
    let start = here
    let owner = kind == .keywordIf ? "'if' statement" : "'elif' statement"
    advance()
    let test = try parseNamedExpression()
    let body = try parseBody(of: owner, at: start)
    let otherwise = kind == .keywordElif
      ? [try deeper { (parser) throws(SyntaxProblem) in try parser.parseIf() }]
      : try parseElse()
    return Statement(.if(test: test, then: body, otherwise: otherwise), blockSpan(start))
  }

  /// while_stmt: 'while' named_expression ':' block else_block?
  private mutating func parseWhile() throws(SyntaxProblem) -> Statement {
    let start = here
    advance()
    let test = try parseNamedExpression()
    let body = try parseBody(of: "'while' statement", at: start)
    let otherwise = try parseElse()
    return Statement(.while(test: test, body: body, otherwise: otherwise), blockSpan(start))
  }

  /// for_stmt: 'async'? 'for' star_targets 'in' star_expressions ':' block else_block?
  private mutating func parseFor(
    _ start: SourceRange, isAsync: Bool
  ) throws(SyntaxProblem) -> Statement {
    let keyword = here
    advance()
    let target = try parseForTarget()
    try expect(.keywordIn)
    let iterable = try parseStarExpressions()
    let body = try parseBody(of: "'for' statement", at: keyword)
    let otherwise = try parseElse()
    return Statement(
      .for(target: target, iterable: iterable, body: body, otherwise: otherwise, isAsync: isAsync),
      blockSpan(start))
  }

  // MARK: with

  /// with_stmt: 'async'? 'with' ('(' with_item (',' with_item)* ','? ')' | with_items) ':' block
  private mutating func parseWith(
    _ start: SourceRange, isAsync: Bool
  ) throws(SyntaxProblem) -> Statement {
    let keyword = here
    advance()
    var items = try parseParenthesizedWithItems() ?? []
    if items.isEmpty {
      let startsWithParenthesis = kind == .leftParenthesis
      repeat { items.append(try parseWithItem()) } while accept(.comma)
      if items.count == 1 {
        items = withItems(from: items[0], startsWithParenthesis: startsWithParenthesis)
      }
    }
    let body = try parseBody(of: "'with' statement", at: keyword)
    return Statement(.with(items, body: body, isAsync: isAsync), blockSpan(start))
  }

  /// '(' with_item (',' with_item)* ','? ')' before a colon; nil and nothing read if the
  /// parenthesis is part of an expression.
  private mutating func parseParenthesizedWithItems() throws(SyntaxProblem) -> [WithItem]? {
    guard kind == .leftParenthesis, holdsWithItems else { return nil }
    advance()
    var items: [WithItem] = []
    while kind != .rightParenthesis {
      items.append(try parseWithItem())
      guard accept(.comma) else { break }
    }
    try expect(.rightParenthesis)
    return items
  }

  /// Whether the parenthesis here has an `as` of its own. Without one it is read as an
  /// expression; if it is a tuple and the colon follows, `withItems(from:)` takes it apart.
  private var holdsWithItems: Bool {
    var level = 0
    for token in tokens[index...] {
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace: level += 1
      case .rightParenthesis, .rightBracket, .rightBrace:
        level -= 1
        if level == 0 { return false }
      case .keywordAs where level == 1: return true
      default: break
      }
    }
    return false
  }

  /// `with (a, b):` has two items; `with (*a, b):` has one, a tuple.
  private func withItems(from item: WithItem, startsWithParenthesis: Bool) -> [WithItem] {
    guard startsWithParenthesis, kind == .colon, item.target == nil,
      case .tuple(let parts) = item.context.kind, !parts.isEmpty,
      tokens[index - 1].range.endColumn == item.context.range.endColumn
    else { return [item] }
    let isPlain = parts.allSatisfy {
      switch $0.kind {
      case .starred, .namedExpression: false
      default: true
      }
    }
    return isPlain ? parts.map { WithItem(context: $0, target: nil) } : [item]
  }

  /// with_item: expression ('as' star_target)?
  private mutating func parseWithItem() throws(SyntaxProblem) -> WithItem {
    let context = try parseExpressionItem()
    guard accept(.keywordAs) else { return WithItem(context: context, target: nil) }
    let target = try parseStarExpression()
    if let wrong = Parser.invalidTarget(target) { throw cannotAssign(to: wrong) }
    return WithItem(context: context, target: target)
  }

  // MARK: try

  /// try_stmt: 'try' ':' block (finally_block | except_block+ else_block? finally_block?)
  private mutating func parseTry() throws(SyntaxProblem) -> Statement {
    let start = here
    advance()
    try expectForced(.colon, ":")
    let body = try parseBlock(of: "'try' statement", at: start)
    var handlers: [ExceptHandler] = []
    let isStar = kind == .keywordExcept && kind(after: 1) == .star
    while kind == .keywordExcept { handlers.append(try parseHandler(isStar: isStar)) }
    let otherwise = handlers.isEmpty ? [] : try parseElse()
    let finallyStart = here
    let finally = accept(.keywordFinally)
      ? try parseBody(of: "'finally' statement", at: finallyStart) : []
    if handlers.isEmpty, finally.isEmpty { throw expectedHandler() }
    return Statement(
      .try(
        body: body, handlers: handlers, otherwise: otherwise, finally: finally, isStar: isStar),
      blockSpan(start))
  }

  /// except_block: 'except' '*'? (expression ('as' NAME)?)? ':' block
  private mutating func parseHandler(isStar: Bool) throws(SyntaxProblem) -> ExceptHandler {
    let start = here
    advance()
    if (kind == .star) != isStar { throw mixedHandlers() }
    _ = accept(.star)
    var type: Expression?
    var name: Name?
    if isStar, kind == .colon { throw problemHere("expected one or more exception types") }
    if kind != .colon, kind != .newline {
      let value = try parseExpressionItem()
      if kind == .comma { throw try bareHandlerTypes(value) }
      if accept(.keywordAs) { name = try expectName() }
      type = value
    }
    let owner = isStar ? "'except*' statement" : "'except' statement"
    let body = try parseBody(of: owner, at: start)
    return ExceptHandler(type: type, name: name, body: body, range: blockSpan(start))
  }

  /// `except A, B:`
  private mutating func bareHandlerTypes(
    _ first: Expression
  ) throws(SyntaxProblem) -> SyntaxProblem {
    let generic = invalidSyntax()
    advance()
    _ = try parseExpressions()
    if accept(.keywordAs) { _ = try expectName() }
    guard kind == .colon else { return generic }
    return startingFrom(first.range, "multiple exception types must be parenthesized")
  }

  // MARK: Definitions

  /// decorators: ('@' named_expression NEWLINE)+ (class_def | function_def)
  private mutating func parseDecorated() throws(SyntaxProblem) -> Statement {
    var decorators: [Expression] = []
    while accept(.at) {
      chain = 0
      decorators.append(try parseNamedExpression())
      try expect(.newline)
    }
    let start = here
    if kind == .keywordClass { return try parseClass(decorators: decorators) }
    let isAsync = accept(.keywordAsync)
    guard kind == .keywordDef else { throw invalidSyntax() }
    return try parseFunction(start, isAsync: isAsync, decorators: decorators)
  }

  /// function_def: 'async'? 'def' NAME '(' params? ')' ('->' expression)? ':' block
  private mutating func parseFunction(
    _ start: SourceRange, isAsync: Bool, decorators: [Expression]
  ) throws(SyntaxProblem) -> Statement {
    let keyword = token
    advance()
    let name = try expectName()
    try expectForced(.leftParenthesis, "(")
    let parameters = try parseParameters(until: .rightParenthesis, allowsAnnotations: true)
    try expect(.rightParenthesis)
    if kind == .arrow, !Parser.startsExpression(kind(after: 1)) {
      throw problemHere("expected ':'")
    }
    let returns = accept(.arrow) ? try parseExpressionItem() : nil
    try expectForced(.colon, ":")
    let deferredBody = acceptDeferredBody(of: keyword)
    let body = deferredBody == nil
      ? try parseBlock(of: "function definition", at: keyword.range) : []
    let definition = FunctionDefinition(
      name: name, parameters: parameters, body: body, deferredBody: deferredBody,
      decorators: decorators, returns: returns, isAsync: isAsync)
    return Statement(.function(definition), blockSpan(start))
  }

  /// NEWLINE and a body that was passed over.
  private mutating func acceptDeferredBody(of definition: Token) -> DeferredBody? {
    guard kind == .newline, kind(after: 1) == .deferredBody else { return nil }
    advance()
    defer { advance() }
    return deferredBody(of: definition)
  }

  /// class_def: 'class' NAME ('(' arguments? ')')? ':' block
  private mutating func parseClass(decorators: [Expression]) throws(SyntaxProblem) -> Statement {
    let start = here
    advance()
    let name = try expectName()
    let arguments = kind == .leftParenthesis ? try parseArguments(allowsGenerator: false) : []
    let body = try parseBody(of: "class definition", at: start)
    let definition = ClassDefinition(
      name: name, arguments: arguments, body: body, decorators: decorators)
    return Statement(.class(definition), blockSpan(start))
  }
}
