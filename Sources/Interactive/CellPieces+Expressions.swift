import Python

extension CellPieces {
  /// The expressions in the scope of a piece of code, in the order of a walk by levels, outermost
  /// first: as Python's `ast.walk` gives them.
  func expressions(ofCode name: String, firstLine: Int) -> [Expression] {
    guard let body = scopeBody(ofCode: name, firstLine: firstLine) else { return [] }
    var nodes = body.map(SyntaxNode.statement)
    var result: [Expression] = []
    var next = 0
    while next < nodes.count {
      let node = nodes[next]
      next += 1
      if case .expression(let expression) = node { result.append(expression) }
      nodes += node.children
    }
    return result
  }

  /// The source of a range.
  func text(_ range: SourceRange) -> String {
    guard range.line == range.endLine, let line = line(Int(range.line)) else {
      return lines(of: range).joined(separator: "\n")
    }
    let bytes = Array(line.utf8)
    let end = min(Int(range.endColumn), bytes.count)
    return String(decoding: bytes[min(Int(range.column), end)..<end], as: UTF8.self)
  }

  private func lines(of range: SourceRange) -> [String] {
    (Int(range.line)...max(Int(range.line), Int(range.endLine))).compactMap { number in
      guard let line = line(number) else { return nil }
      var bytes = Array(line.utf8)
      if number == Int(range.endLine) { bytes = Array(bytes.prefix(Int(range.endColumn))) }
      if number == Int(range.line) { bytes = Array(bytes.dropFirst(Int(range.column))) }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

/// A node of the syntax tree, for walks.
enum SyntaxNode {
  case statement(Statement)
  case expression(Expression)

  /// The nodes directly below, in the order of the fields of CPython's `ast`.
  var children: [SyntaxNode] {
    switch self {
    case .statement(let statement): statement.kind.children
    case .expression(let expression): expression.kind.children
    }
  }
}

private func nodes(_ expressions: [Expression]) -> [SyntaxNode] {
  expressions.map(SyntaxNode.expression)
}

private func nodes(_ expressions: Expression?...) -> [SyntaxNode] {
  nodes(expressions.compactMap { $0 })
}

private func nodes(_ statements: [Statement]) -> [SyntaxNode] {
  statements.map(SyntaxNode.statement)
}

extension Statement.Kind {
  fileprivate var children: [SyntaxNode] {
    switch self {
    case .expression(let value): nodes(value)
    case .assign(let targets, let value): nodes(targets) + nodes(value)
    case .augmentedAssign(let target, _, let value): nodes(target, value)
    case .annotatedAssign(let target, let annotation, let value, _):
      nodes(target, annotation, value)
    case .return(let value): nodes(value)
    case .delete(let targets): nodes(targets)
    case .if(let test, let then, let otherwise), .while(let test, let then, let otherwise):
      nodes(test) + nodes(then) + nodes(otherwise)
    case .for(let target, let iterable, let body, let otherwise, _):
      nodes(target, iterable) + nodes(body) + nodes(otherwise)
    case .try(let body, let handlers, let otherwise, let finally, _):
      nodes(body) + handlers.flatMap { nodes($0.type) + nodes($0.body) } + nodes(otherwise)
        + nodes(finally)
    case .with(let items, let body, _):
      items.flatMap { nodes($0.context, $0.target) } + nodes(body)
    case .raise(let value, let cause): nodes(value, cause)
    case .assert(let test, let message): nodes(test, message)
    case .function(let definition):
      nodes(definition.body) + nodes(definition.decorators) + nodes(definition.returns)
    case .class(let definition):
      definition.arguments.flatMap(\.children) + nodes(definition.body)
        + nodes(definition.decorators)
    case .match(let subject, let cases):
      nodes(subject) + cases.flatMap { nodes($0.guardTest) + nodes($0.body) }
    case .pass, .break, .continue, .import, .importFrom, .global, .nonlocal: []
    }
  }
}

extension Argument {
  fileprivate var children: [SyntaxNode] {
    switch self {
    case .positional(let value), .keyword(_, let value, _), .iterable(let value),
      .mapping(let value):
      nodes(value)
    }
  }
}

extension Expression.Kind {
  fileprivate var children: [SyntaxNode] {
    switch self {
    case .binary(let left, _, let right): nodes(left, right)
    case .unary(_, let operand): nodes(operand)
    case .boolean(_, let operands): nodes(operands)
    case .compare(let left, let comparisons): nodes([left] + comparisons.map(\.right))
    case .call(let function, let arguments): nodes(function) + arguments.flatMap(\.children)
    case .attribute(let owner, _): nodes(owner)
    case .subscript(let container, let index): nodes(container, index)
    case .slice(let lower, let upper, let step): nodes(lower, upper, step)
    case .list(let items), .tuple(let items), .set(let items): nodes(items)
    case .dict(let items):
      items.flatMap { item in
        switch item {
        case .pair(let key, let value): nodes(key, value)
        case .mapping(let value): nodes(value)
        }
      }
    case .lambda(_, let body): nodes(body)
    case .conditional(let test, let then, let otherwise): nodes(test, then, otherwise)
    case .listComprehension(let element, let generators),
      .setComprehension(let element, let generators),
      .generatorExpression(let element, let generators):
      nodes(element) + generators.flatMap { nodes([$0.target, $0.iterable] + $0.conditions) }
    case .dictComprehension(let key, let value, let generators):
      nodes(key, value) + generators.flatMap { nodes([$0.target, $0.iterable] + $0.conditions) }
    case .starred(let value), .yieldFrom(let value), .await(let value): nodes(value)
    case .yield(let value): nodes(value)
    case .joinedString(let parts):
      parts.flatMap { part in
        if case .field(let value, _, _) = part { return nodes(value) }
        return []
      }
    default: []
    }
  }
}
