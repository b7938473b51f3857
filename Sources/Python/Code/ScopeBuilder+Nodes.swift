/// The walk over the tree: which names its nodes use and bind, in the order of evaluation.
extension ScopeBuilder {
  // MARK: Statements

  mutating func visit(_ body: [Statement]) throws(SyntaxProblem) {
    for statement in body { try visit(statement) }
  }

  mutating func visit(_ statement: Statement) throws(SyntaxProblem) {
    switch statement.kind {
    case .expression(let value): try visit(value)
    case .assign(let targets, let value):
      try visit(value)
      for target in targets { try bind(target) }
    case .augmentedAssign(let target, _, let value):
      try visit(value)
      try visit(target)
      try bind(target)
    case .annotatedAssign(let target, let annotation, let value, _):
      try visit(annotation)
      if let value { try visit(value) }
      try bind(target)
    case .return(let value):
      guard scope.kind == .function else {
        throw SyntaxProblem("'return' outside function", range: statement.range)
      }
      if let value { try visit(value) }
    case .delete(let targets):
      for target in targets { try delete(target) }
    case .pass, .break, .continue: break
    case .if(let test, let then, let otherwise), .while(let test, let then, let otherwise):
      try visit(test)
      try visit(then)
      try visit(otherwise)
    case .for(let target, let iterable, let body, let otherwise, let isAsync):
      if isAsync { try checkAsync("'async for' outside async function", statement.range) }
      try visit(iterable)
      try bind(target)
      try visit(body)
      try visit(otherwise)
    case .try(let body, let handlers, let otherwise, let finally, _):
      try visit(body)
      for handler in handlers {
        if let type = handler.type { try visit(type) }
        if let name = handler.name {
          scope.note(name, [.bound, .deleted])
        }
        try visit(handler.body)
      }
      try visit(otherwise)
      try visit(finally)
    case .with(let items, let body, let isAsync):
      if isAsync { try checkAsync("'async with' outside async function", statement.range) }
      for item in items {
        try visit(item.context)
        if let target = item.target { try bind(target) }
      }
      try visit(body)
    case .raise(let value, let cause):
      if let value { try visit(value) }
      if let cause { try visit(cause) }
    case .assert(let test, let message):
      try visit(test)
      if let message { try visit(message) }
    case .function(let definition): try visit(definition, statement.range)
    case .class(let definition): try visit(definition)
    case .import(let names):
      for alias in names { scope.note(alias.variable, .bound) }
    case .importFrom(_, let names, _): try visitImport(names)
    case .global(let names): try declareGlobal(names, statement.range)
    case .nonlocal(let names): try declareNonlocal(names, statement.range)
    case .match(let subject, let cases):
      try visit(subject)
      for matchCase in cases {
        try visit(matchCase.pattern)
        if let test = matchCase.guardTest { try visit(test) }
        try visit(matchCase.body)
      }
    }
  }

  mutating func visitImport(_ names: [ImportAlias]) throws(SyntaxProblem) {
    for alias in names {
      if alias.variable == .everything {
        guard scope.kind == .module else {
          throw SyntaxProblem("import * only allowed at module level", range: alias.range)
        }
      } else {
        scope.note(alias.variable, .bound)
      }
    }
  }

  // MARK: Patterns

  mutating func visit(_ pattern: Pattern) throws(SyntaxProblem) {
    switch pattern.kind {
    case .value(let value): try visit(value)
    case .singleton: break
    case .sequence(let items), .or(let items):
      for item in items { try visit(item) }
    case .mapping(let keys, let patterns, let rest):
      try visit(keys)
      for item in patterns { try visit(item) }
      if let rest { scope.note(rest, .bound) }
    case .class(let type, let positional, let keywords):
      try visit(type)
      for item in positional { try visit(item) }
      for item in keywords { try visit(item.pattern) }
    case .star(let name):
      if let name { scope.note(name, .bound) }
    case .capture(let inner, let name):
      if let inner { try visit(inner) }
      if let name { scope.note(name, .bound) }
    }
  }

  // MARK: Expressions

  mutating func visit(_ expressions: [Expression]) throws(SyntaxProblem) {
    for expression in expressions { try visit(expression) }
  }

  mutating func visit(_ expression: Expression) throws(SyntaxProblem) {
    switch expression.kind {
    case .constant: break
    case .name(let name): use(name)
    case .binary(let left, _, let right):
      try visit(left)
      try visit(right)
    case .unary(_, let operand): try visit(operand)
    case .boolean(_, let operands): try visit(operands)
    case .compare(let left, let comparisons):
      try visit(left)
      for comparison in comparisons { try visit(comparison.right) }
    case .call(let callee, let arguments):
      try visit(callee)
      for argument in arguments { try visit(argument) }
    case .attribute(let object, _): try visit(object)
    case .subscript(let object, let index):
      try visit(object)
      try visit(index)
    case .slice(let lower, let upper, let step):
      for part in [lower, upper, step] { if let part { try visit(part) } }
    case .list(let items), .tuple(let items), .set(let items): try visit(items)
    case .dict(let items):
      for item in items {
        switch item {
        case .pair(let key, let value):
          try visit(key)
          try visit(value)
        case .mapping(let mapping): try visit(mapping)
        }
      }
    case .lambda(let parameters, let body): try visitLambda(expression, parameters, body)
    case .conditional(let test, let then, let otherwise):
      try visit(test)
      try visit(then)
      try visit(otherwise)
    case .listComprehension(let element, let generators):
      try visit(.list, expression, [element], generators)
    case .setComprehension(let element, let generators):
      try visit(.set, expression, [element], generators)
    case .dictComprehension(let key, let value, let generators):
      try visit(.dict, expression, [key, value], generators)
    case .generatorExpression(let element, let generators):
      try visit(.generator, expression, [element], generators)
    case .starred(let value): try visit(value)
    case .namedExpression(let name, let value):
      try visit(value)
      try bindWalrus(name)
    case .yield(let value):
      try markGenerator(expression.range)
      if let value { try visit(value) }
    case .yieldFrom(let value):
      if scope.isAsync, scope.kind == .function {
        throw SyntaxProblem("'yield from' inside async function", range: expression.range)
      }
      try markGenerator(expression.range)
      try visit(value)
    case .await(let value):
      let isInFunction = scope.kind == .function || scope.kind == .lambda
      try checkAsync(
        scope.isComprehension ? Comprehension.asyncOutside
          : "'await' outside \(isInFunction ? "async " : "")function", expression.range)
      try visit(value)
    case .joinedString(let parts): try visit(parts)
    }
  }

  mutating func visit(_ argument: Argument) throws(SyntaxProblem) {
    switch argument {
    case .positional(let value), .keyword(_, let value, _), .iterable(let value),
      .mapping(let value):
      try visit(value)
    }
  }

  mutating func visit(_ parts: [StringPart]) throws(SyntaxProblem) {
    for part in parts {
      guard case .field(let value, _, let spec) = part else { continue }
      try visit(value)
      if let spec { try visit(spec) }
    }
  }
}
