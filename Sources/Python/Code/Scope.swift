/// What a name means in one scope.
enum Binding: Equatable {
  /// A register of the frame.
  case local
  /// A register that holds a cell, because a nested function uses the name too.
  case cell
  /// A cell captured from a function around.
  case free
  case global
  /// In class bodies: namespace, then globals, then builtins.
  case name
}

/// The names of a module, function, class body or comprehension.
final class Scope {
  enum Kind { case module, function, lambda, comprehension, classBody }

  let kind: Kind
  let name: String
  private(set) weak var parent: Scope?
  /// Names assigned here, in order of appearance; parameters come first.
  fileprivate(set) var bound: [String] = []
  private var boundSet: Set<String> = []
  fileprivate var used: [String] = []
  private var usedSet: Set<String> = []
  fileprivate var globals: Set<String> = []
  fileprivate var nonlocals: Set<String> = []
  fileprivate var parameterNames: Set<String> = []
  /// How many iterables of comprehensions the present expression is inside of.
  fileprivate var iterableDepth = 0
  /// Names that a `del` unassigns somewhere.
  fileprivate(set) var deleted: Set<String> = []
  fileprivate var children: [Scope] = []
  fileprivate(set) var bindings: [String: Binding] = [:]
  /// Captured names, in the order of the function's captures.
  fileprivate(set) var freeNames: [String] = []
  fileprivate(set) var isGenerator = false
  /// A class body whose methods use `super` or `__class__`.
  fileprivate(set) var needsClassCell = false
  /// Whether names live in a namespace of their own: class bodies, and the code of `exec` and
  /// `eval` with locals that are not the globals.
  fileprivate(set) var hasNamespace: Bool

  init(_ kind: Kind, name: String, parent: Scope?) {
    self.kind = kind
    hasNamespace = kind == .classBody
    self.name = name
    self.parent = parent
  }

  var isFunctionLike: Bool { kind == .function || kind == .lambda || kind == .comprehension }

  /// The binding of a name that is used here.
  func binding(_ name: String) -> Binding {
    bindings[name] ?? (hasNamespace ? .name : .global)
  }

  /// Whether a `global` statement names it.
  func declaresGlobal(_ name: String) -> Bool { globals.contains(name) }

  fileprivate func bind(_ name: String) {
    if boundSet.insert(name).inserted { bound.append(name) }
  }

  fileprivate func use(_ name: String) {
    if usedSet.insert(name).inserted { used.append(name) }
  }

  fileprivate func mentions(_ name: String) -> Bool {
    boundSet.contains(name) || usedSet.contains(name)
  }

  fileprivate func binds(_ name: String) -> Bool { boundSet.contains(name) }
}

/// Finds the scope of each definition in a module: CPython's symbol table pass, with its errors.
struct ScopeBuilder {
  private(set) var scopes: [ObjectIdentifier: Scope] = [:]
  private var current: Scope

  /// The scopes of a module by their nodes; the module's own is the second value.
  static func build(_ body: [Statement], hasNamespace: Bool = false) throws(SyntaxProblem)
    -> ([ObjectIdentifier: Scope], Scope)
  {
    let module = Scope(.module, name: "<module>", parent: nil)
    module.hasNamespace = hasNamespace
    var builder = ScopeBuilder(current: module)
    try builder.visit(body)
    var unbound: Set<String> = []
    resolve(module, enclosing: [], &unbound)
    return (builder.scopes, module)
  }

  /// The scopes of a lone expression.
  static func build(_ expression: Expression, hasNamespace: Bool = false) throws(SyntaxProblem)
    -> ([ObjectIdentifier: Scope], Scope)
  {
    try build(
      [Statement(.expression(expression), expression.range)], hasNamespace: hasNamespace)
  }

  /// The scopes of a lone function that stands in a module, or in a class of that name.
  static func build(_ definition: FunctionDefinition, inClass name: String?, range: SourceRange)
    throws(SyntaxProblem) -> ([ObjectIdentifier: Scope], Scope)
  {
    let module = Scope(.module, name: "<module>", parent: nil)
    var builder = ScopeBuilder(current: module)
    if let name { _ = builder.enter(.classBody, name, ObjectIdentifier(module)) }
    try builder.visit(definition, range)
    var unbound: Set<String> = []
    resolve(module, enclosing: [], &unbound)
    return (builder.scopes, module)
  }

  private init(current: Scope) { self.current = current }

  // MARK: Statements

  private mutating func visit(_ body: [Statement]) throws(SyntaxProblem) {
    for statement in body { try visit(statement) }
  }

  private mutating func visit(_ statement: Statement) throws(SyntaxProblem) {
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
      guard current.kind == .function else {
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
    case .for(let target, let iterable, let body, let otherwise, _):
      try visit(iterable)
      try bind(target)
      try visit(body)
      try visit(otherwise)
    case .try(let body, let handlers, let otherwise, let finally, _):
      try visit(body)
      for handler in handlers {
        if let type = handler.type { try visit(type) }
        if let name = handler.name {
          try bind(name, handler.range)
          current.deleted.insert(name)
        }
        try visit(handler.body)
      }
      try visit(otherwise)
      try visit(finally)
    case .with(let items, let body, _):
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
    case .class(let definition): try visit(definition, statement.range)
    case .import(let names):
      for alias in names {
        let first = alias.name.split(separator: ".").first.map(String.init) ?? alias.name
        try bind(alias.alias ?? first, alias.range)
      }
    case .importFrom(_, let names, _): try visitImport(names, statement.range)
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

  private mutating func visitImport(_ names: [ImportAlias], _ range: SourceRange)
    throws(SyntaxProblem)
  {
    for alias in names {
      if alias.name == "*" {
        guard current.kind == .module else {
          throw SyntaxProblem("import * only allowed at module level", range: range)
        }
      } else {
        try bind(alias.alias ?? alias.name, alias.range)
      }
    }
  }

  private mutating func declareGlobal(_ names: [String], _ range: SourceRange)
    throws(SyntaxProblem)
  {
    for name in names {
      try checkDeclaration(name, "global", range)
      if current.nonlocals.contains(name) {
        throw SyntaxProblem("name '\(name)' is nonlocal and global", range: range)
      }
      current.globals.insert(name)
    }
  }

  private mutating func declareNonlocal(_ names: [String], _ range: SourceRange)
    throws(SyntaxProblem)
  {
    if current.kind == .module {
      throw SyntaxProblem("nonlocal declaration not allowed at module level", range: range)
    }
    for name in names {
      try checkDeclaration(name, "nonlocal", range)
      if current.globals.contains(name) {
        throw SyntaxProblem("name '\(name)' is nonlocal and global", range: range)
      }
      current.nonlocals.insert(name)
      var outer = current.parent
      while let scope = outer, !(scope.isFunctionLike && scope.binds(name)) { outer = scope.parent }
      if outer == nil {
        throw SyntaxProblem("no binding for nonlocal '\(name)' found", range: range)
      }
    }
  }

  private func checkDeclaration(_ name: String, _ keyword: String, _ range: SourceRange)
    throws(SyntaxProblem)
  {
    if current.parameterNames.contains(name) {
      throw SyntaxProblem("name '\(name)' is parameter and \(keyword)", range: range)
    }
    if current.binds(name) {
      throw SyntaxProblem(
        "name '\(name)' is assigned to before \(keyword) declaration", range: range)
    }
    if current.mentions(name) {
      throw SyntaxProblem("name '\(name)' is used prior to \(keyword) declaration", range: range)
    }
  }

  // MARK: Definitions

  private mutating func visit(_ definition: FunctionDefinition, _ range: SourceRange)
    throws(SyntaxProblem)
  {
    for decorator in definition.decorators { try visit(decorator) }
    try visitOutside(definition.parameters)
    if let returns = definition.returns { try visit(returns) }
    try bind(definition.name, range)
    let scope = enter(.function, definition.name, ObjectIdentifier(definition))
    try declare(definition.parameters)
    if definition.deferredBody?.mentionsClass == true { use("__class__") }
    try visit(definition.body)
    leave(scope)
  }

  private mutating func visit(_ definition: ClassDefinition, _ range: SourceRange)
    throws(SyntaxProblem)
  {
    for decorator in definition.decorators { try visit(decorator) }
    for argument in definition.arguments { try visit(argument) }
    try bind(definition.name, range)
    let scope = enter(.classBody, definition.name, ObjectIdentifier(definition))
    try visit(definition.body)
    leave(scope)
  }

  /// Defaults and annotations belong to the scope around the function.
  private mutating func visitOutside(_ parameters: Parameters) throws(SyntaxProblem) {
    for parameter in parameters.inOrder {
      if let annotation = parameter.annotation { try visit(annotation) }
      if let value = parameter.defaultValue { try visit(value) }
    }
  }

  private mutating func declare(_ parameters: Parameters) throws(SyntaxProblem) {
    for parameter in parameters.inOrder {
      if current.binds(parameter.name) {
        throw SyntaxProblem(
          "duplicate argument '\(parameter.name)' in function definition", range: parameter.range)
      }
      current.bind(parameter.name)
      current.parameterNames.insert(parameter.name)
    }
  }

  private mutating func enter(_ kind: Scope.Kind, _ name: String, _ node: ObjectIdentifier) -> Scope {
    let outer = current
    let scope = Scope(kind, name: name, parent: outer)
    outer.children.append(scope)
    scopes[node] = scope
    current = scope
    return outer
  }

  private mutating func leave(_ outer: Scope) { current = outer }

  // MARK: Expressions

  private mutating func visit(_ expressions: [Expression]) throws(SyntaxProblem) {
    for expression in expressions { try visit(expression) }
  }

  private mutating func visit(_ expression: Expression) throws(SyntaxProblem) {
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
    case .lambda(let parameters, let body):
      try visitOutside(parameters)
      let outer = enter(.lambda, "<lambda>", ObjectIdentifier(expression))
      try declare(parameters)
      try visit(body)
      leave(outer)
    case .conditional(let test, let then, let otherwise):
      try visit(test)
      try visit(then)
      try visit(otherwise)
    case .listComprehension(let element, let generators):
      try visit("<listcomp>", expression, [element], generators)
    case .setComprehension(let element, let generators):
      try visit("<setcomp>", expression, [element], generators)
    case .dictComprehension(let key, let value, let generators):
      try visit("<dictcomp>", expression, [key, value], generators)
    case .generatorExpression(let element, let generators):
      try visit("<genexpr>", expression, [element], generators, isGenerator: true)
    case .starred(let value): try visit(value)
    case .namedExpression(let name, let value):
      try visit(value)
      try bindWalrus(name)
    case .yield(let value):
      try markGenerator("'yield' outside function", expression.range)
      if let value { try visit(value) }
    case .yieldFrom(let value):
      try markGenerator("'yield' outside function", expression.range)
      try visit(value)
    case .await(let value):
      throw SyntaxProblem(
        current.kind == .function
          ? "'await' outside async function" : "'await' outside function", range: value.range)
    case .joinedString(let parts): try visit(parts)
    }
  }

  private mutating func visit(_ argument: Argument) throws(SyntaxProblem) {
    switch argument {
    case .positional(let value), .keyword(_, let value, _), .iterable(let value),
      .mapping(let value):
      try visit(value)
    }
  }

  private mutating func visit(_ parts: [StringPart]) throws(SyntaxProblem) {
    for part in parts {
      guard case .field(let value, _, let spec) = part else { continue }
      try visit(value)
      if let spec { try visit(spec) }
    }
  }

  /// A comprehension is a function of its first iterable, which is evaluated outside.
  private mutating func visit(
    _ name: String, _ node: Expression, _ elements: [Expression], _ generators: [Generator],
    isGenerator: Bool = false
  ) throws(SyntaxProblem) {
    guard let first = generators.first else { return }
    try visit(iterable: first.iterable)
    let outer = enter(.comprehension, name, ObjectIdentifier(node))
    current.isGenerator = isGenerator
    current.bind(".0")
    for (index, generator) in generators.enumerated() {
      if index > 0 { try visit(iterable: generator.iterable) }
      try bind(generator.target)
      try visit(generator.conditions)
    }
    try visit(elements)
    leave(outer)
  }

  /// What a comprehension runs over: `:=` has no place in there.
  private mutating func visit(iterable: Expression) throws(SyntaxProblem) {
    current.iterableDepth += 1
    try visit(iterable)
    current.iterableDepth -= 1
  }

  private mutating func markGenerator(_ message: String, _ range: SourceRange)
    throws(SyntaxProblem)
  {
    switch current.kind {
    case .function, .lambda: current.isGenerator = true
    case .module, .classBody: throw SyntaxProblem(message, range: range)
    case .comprehension:
      let kinds = [
        "<listcomp>": "list comprehension", "<setcomp>": "set comprehension",
        "<dictcomp>": "dict comprehension", "<genexpr>": "generator expression",
      ]
      throw SyntaxProblem("'yield' inside \(kinds[current.name] ?? "comprehension")", range: range)
    }
  }

  // MARK: Names

  private func use(_ name: String) {
    current.use(name)
    if name == "super", current.kind == .function || current.kind == .lambda {
      current.use("__class__")
    }
  }

  private func bind(_ name: String, _ range: SourceRange) throws(SyntaxProblem) {
    current.bind(name)
  }

  private mutating func bind(_ target: Expression) throws(SyntaxProblem) {
    switch target.kind {
    case .name(let name): try bind(name, target.range)
    case .tuple(let items), .list(let items):
      for item in items { try bind(item) }
    case .starred(let inner): try bind(inner)
    default: try visit(target)
    }
  }

  private mutating func delete(_ target: Expression) throws(SyntaxProblem) {
    switch target.kind {
    case .name(let name):
      try bind(name, target.range)
      current.deleted.insert(name)
    case .tuple(let items), .list(let items):
      for item in items { try delete(item) }
    default: try visit(target)
    }
  }

  /// `:=` in a comprehension binds in the function around it.
  private mutating func bindWalrus(_ target: Expression) throws(SyntaxProblem) {
    guard case .name(let name) = target.kind else { return }
    guard current.iterableDepth == 0 else {
      throw SyntaxProblem(
        "assignment expression cannot be used in a comprehension iterable expression",
        range: target.range)
    }
    var scope = current
    while scope.kind == .comprehension, let outer = scope.parent {
      if scope.binds(name) {
        throw SyntaxProblem(
          "assignment expression cannot rebind comprehension iteration variable '\(name)'",
          range: target.range)
      }
      scope.use(name)
      scope = outer
    }
    if scope.kind == .classBody, current.kind == .comprehension {
      throw SyntaxProblem(
        "assignment expression within a comprehension cannot be used in a class body",
        range: target.range)
    }
    if scope !== current {
      if scope.kind == .module || scope.globals.contains(name) {
        current.globals.insert(name)
      } else {
        current.nonlocals.insert(name)
      }
      current.bind(name)
    }
    scope.bind(name)
  }

  private mutating func visit(_ pattern: Pattern) throws(SyntaxProblem) {
    switch pattern.kind {
    case .value(let value): try visit(value)
    case .singleton: break
    case .sequence(let items), .or(let items):
      for item in items { try visit(item) }
    case .mapping(let keys, let patterns, let rest):
      try visit(keys)
      for item in patterns { try visit(item) }
      if let rest { try bind(rest, pattern.range) }
    case .class(let type, let positional, let keywords):
      try visit(type)
      for item in positional { try visit(item) }
      for item in keywords { try visit(item.pattern) }
    case .star(let name):
      if let name { try bind(name, pattern.range) }
    case .capture(let inner, let name):
      if let inner { try visit(inner) }
      if let name { try bind(name, pattern.range) }
    }
  }

  // MARK: Resolution

  /// Decides what each name of a scope means. `enclosing` are the names that functions around
  /// bind; `wanted` gets those of them that this scope or one below needs.
  private static func resolve(_ scope: Scope, enclosing: Set<String>, _ wanted: inout Set<String>) {
    var visible = enclosing
    if scope.isFunctionLike {
      for name in scope.bound where !scope.globals.contains(name) && !scope.nonlocals.contains(name) {
        visible.insert(name)
      }
      for name in scope.globals { visible.remove(name) }
    }
    if scope.kind == .classBody { visible.insert("__class__") }
    var wantedBelow: Set<String> = []
    for child in scope.children { resolve(child, enclosing: visible, &wantedBelow) }
    if scope.kind == .classBody, wantedBelow.remove("__class__") != nil {
      scope.needsClassCell = true
    }
    for name in scope.bound + scope.used + wantedBelow.sorted() {
      guard scope.bindings[name] == nil else { continue }
      decide(name, in: scope, enclosing: enclosing, wantedBelow: wantedBelow, &wanted)
    }
  }

  private static func decide(
    _ name: String, in scope: Scope, enclosing: Set<String>, wantedBelow: Set<String>,
    _ wanted: inout Set<String>
  ) {
    if scope.globals.contains(name) {
      scope.bindings[name] = .global
      return
    }
    let isOwn = scope.binds(name) && !scope.nonlocals.contains(name)
    if isOwn, scope.isFunctionLike {
      scope.bindings[name] = wantedBelow.contains(name) ? .cell : .local
    } else if isOwn, scope.kind == .classBody {
      scope.bindings[name] = .name
      if wantedBelow.contains(name), enclosing.contains(name) {
        scope.freeNames.append(name)
        wanted.insert(name)
      }
    } else if enclosing.contains(name), scope.kind != .module {
      scope.bindings[name] = .free
      scope.freeNames.append(name)
      wanted.insert(name)
    } else {
      scope.bindings[name] = scope.hasNamespace ? .name : .global
    }
  }
}

extension Parameters {
  /// All parameters in the order of their registers.
  var inOrder: [Parameter] {
    positionalOnly + positionalOrKeyword + keywordOnly + [variadic, keywordVariadic].compactMap { $0 }
  }
}
