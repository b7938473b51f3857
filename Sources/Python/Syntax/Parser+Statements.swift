/// Simple statements.
extension Parser {
  /// statement: compound_stmt | simple_stmts
  mutating func parseStatement(into body: inout [Statement]) throws(SyntaxProblem) {
    chain = 0
    switch kind {
    case .keywordIf, .keywordWhile, .keywordFor, .keywordTry, .keywordWith, .keywordDef,
      .keywordClass, .keywordAsync, .at:
      body.append(try parseCompound())
    case .name where startsMatch:
      body.append(try parseMatch())
    default:
      try parseSimpleStatements(into: &body)
    }
  }

  /// simple_stmts: simple_stmt (';' simple_stmt)* ';'? NEWLINE
  mutating func parseSimpleStatements(into body: inout [Statement]) throws(SyntaxProblem) {
    repeat {
      chain = 0
      body.append(try parseSimpleStatement())
    } while accept(.semicolon) && kind != .newline
    try expect(.newline)
  }

  /// simple_stmt
  private mutating func parseSimpleStatement() throws(SyntaxProblem) -> Statement {
    let start = here
    let statement: Statement.Kind
    switch kind {
    case .keywordPass: statement = keyword(.pass)
    case .keywordBreak: statement = keyword(.break)
    case .keywordContinue: statement = keyword(.continue)
    case .keywordReturn: statement = try parseReturn()
    case .keywordImport: statement = try parseImport()
    case .keywordFrom: statement = try parseImportFrom()
    case .keywordRaise: statement = try parseRaise()
    case .keywordDel: statement = try parseDelete()
    case .keywordAssert: statement = try parseAssert()
    case .keywordGlobal: statement = .global(try parseNames())
    case .keywordNonlocal: statement = .nonlocal(try parseNames())
    default: statement = try parseExpressionStatement()
    }
    return Statement(statement, span(start))
  }

  private mutating func keyword(_ statement: Statement.Kind) -> Statement.Kind {
    advance()
    return statement
  }

  // MARK: Expressions and assignments

  /// assignment | star_expressions
  private mutating func parseExpressionStatement() throws(SyntaxProblem) -> Statement.Kind {
    let start = index
    let first = try parseValue()
    if kind == .equal { return try parseAssignment(first, from: start) }
    if kind == .colon {
      return try parseAnnotation(target: first, startsWithName: tokens[start].kind == .name)
    }
    if let op = Operators.augmented(kind) { return try parseAugmented(target: first, op) }
    return .expression(first)
  }

  /// (star_targets '=')+ (yield_expr | star_expressions)
  private mutating func parseAssignment(
    _ first: Expression, from start: Int
  ) throws(SyntaxProblem) -> Statement.Kind {
    var targets: [Expression] = []
    var value = first
    if Parser.invalidTarget(value) != nil { try checkComparison(value, from: start) }
    while kind == .equal {
      if let wrong = Parser.invalidTarget(value) { throw cannotAssign(to: wrong) }
      advance()
      targets.append(value)
      value = try parseValue()
    }
    return .assign(targets: targets, value: value)
  }

  /// single_target ':' expression ('=' (yield_expr | star_expressions))?
  private mutating func parseAnnotation(
    target: Expression, startsWithName: Bool
  ) throws(SyntaxProblem) -> Statement.Kind {
    var isSimple = false
    switch target.kind {
    case .name: isSimple = startsWithName
    case .attribute, .subscript: break
    default: throw try wrongAnnotation(of: target)
    }
    advance()
    let annotation = try parseExpressionItem()
    let value = accept(.equal) ? try parseValue() : nil
    return .annotatedAssign(
      target: target, annotation: annotation, value: value, isSimple: isSimple)
  }

  /// single_target augassign (yield_expr | star_expressions)
  private mutating func parseAugmented(
    target: Expression, _ op: BinaryOperator
  ) throws(SyntaxProblem) -> Statement.Kind {
    switch target.kind {
    case .name, .attribute, .subscript: break
    default:
      let name = Parser.description(of: target)
      throw SyntaxProblem(
        "'\(name)' is an illegal expression for augmented assignment", range: target.range)
    }
    advance()
    return .augmentedAssign(target: target, op, value: try parseValue())
  }

  // MARK: Statements with a keyword

  /// 'return' star_expressions?
  private mutating func parseReturn() throws(SyntaxProblem) -> Statement.Kind {
    advance()
    return .return(endsSimpleStatement ? nil : try parseStarExpressions())
  }

  private var endsSimpleStatement: Bool { kind == .newline || kind == .semicolon }

  /// 'raise' (expression ('from' expression)?)?
  private mutating func parseRaise() throws(SyntaxProblem) -> Statement.Kind {
    advance()
    if endsSimpleStatement { return .raise(nil, cause: nil) }
    let value = try parseExpressionItem()
    let cause = accept(.keywordFrom) ? try parseExpressionItem() : nil
    return .raise(value, cause: cause)
  }

  /// 'del' del_targets
  private mutating func parseDelete() throws(SyntaxProblem) -> Statement.Kind {
    advance()
    var targets: [Expression] = []
    repeat {
      let target = try parseStarExpression()
      if let wrong = Parser.invalidDeletion(target) {
        throw SyntaxProblem(
          "cannot delete \(Parser.description(of: wrong))", range: wrong.range)
      }
      targets.append(target)
    } while accept(.comma) && !endsSimpleStatement
    return .delete(targets)
  }

  /// 'assert' expression (',' expression)?
  private mutating func parseAssert() throws(SyntaxProblem) -> Statement.Kind {
    advance()
    let test = try parseExpressionItem()
    let message = accept(.comma) ? try parseExpressionItem() : nil
    return .assert(test: test, message: message)
  }

  /// ('global' | 'nonlocal') NAME (',' NAME)*
  private mutating func parseNames() throws(SyntaxProblem) -> [Name] {
    advance()
    var names = [try expectName()]
    while accept(.comma) { names.append(try expectName()) }
    return names
  }

  // MARK: Imports

  /// 'import' dotted_as_name (',' dotted_as_name)*
  private mutating func parseImport() throws(SyntaxProblem) -> Statement.Kind {
    advance()
    var aliases: [ImportAlias] = []
    repeat {
      let start = here
      let (name, first) = try parseDottedName()
      aliases.append(try parseAlias(of: name, first, from: start))
    } while accept(.comma)
    return .import(aliases)
  }

  /// NAME ('.' NAME)*: the whole, and the name before the first dot.
  private mutating func parseDottedName() throws(SyntaxProblem) -> (text: String, first: Name) {
    let first = try expectName()
    var text = names.text(first)
    while accept(.dot) { text += "." + names.text(try expectName()) }
    return (text, first)
  }

  /// ('as' NAME)?
  private mutating func parseAlias(
    of name: String, _ first: Name, from start: SourceRange
  ) throws(SyntaxProblem) -> ImportAlias {
    let alias = accept(.keywordAs) ? try expectName() : nil
    return ImportAlias(name: name, alias: alias, variable: alias ?? first, range: span(start))
  }

  /// 'from' ('.' | '...')* dotted_name 'import' import_from_targets
  private mutating func parseImportFrom() throws(SyntaxProblem) -> Statement.Kind {
    advance()
    var level = 0
    while kind == .dot || kind == .ellipsis {
      level += kind == .dot ? 1 : 3
      advance()
    }
    var module: String?
    if level == 0 || kind == .name { module = try parseDottedName().text }
    try expect(.keywordImport)
    return .importFrom(module: module, names: try parseImportNames(), level: level)
  }

  /// '*' | '(' import_from_as_names ','? ')' | import_from_as_names
  private mutating func parseImportNames() throws(SyntaxProblem) -> [ImportAlias] {
    let start = here
    if accept(.star) {
      return [ImportAlias(name: "*", alias: nil, variable: .everything, range: start)]
    }
    let isParenthesized = accept(.leftParenthesis)
    var aliases: [ImportAlias] = []
    repeat {
      if isParenthesized, kind == .rightParenthesis, !aliases.isEmpty { break }
      let start = here
      let name = try expectName()
      aliases.append(try parseAlias(of: names.text(name), name, from: start))
      if !isParenthesized, kind == .comma, kind(after: 1) == .newline {
        throw SyntaxProblem(
          "trailing comma not allowed without surrounding parentheses",
          range: tokens[index + 1].range)
      }
    } while accept(.comma)
    if isParenthesized { try expect(.rightParenthesis) }
    return aliases
  }
}
