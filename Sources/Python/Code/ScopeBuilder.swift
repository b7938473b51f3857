/// Finds the scope of each definition in a text: CPython's symbol table pass, with its errors.
struct ScopeBuilder {
  let names: NameTable
  private var table = ScopeTable()
  /// The number of the scope that the present node stands in.
  private var current: Int
  /// What `nonlocal` statements name: a function around binds it, before them or after.
  private var nonlocals: [(name: Name, scope: Int, range: SourceRange)] = []

  /// The scopes of a module or cell, in which `await` may stand at the top.
  static func build(
    _ body: [Statement], names: NameTable, hasNamespace: Bool = false, allowsAwait: Bool = false
  ) throws(SyntaxProblem) -> ScopeTable {
    var builder = ScopeBuilder(names: names, hasNamespace: hasNamespace)
    builder.scope.isAsync = allowsAwait
    try builder.visit(body)
    return try builder.resolved()
  }

  /// The scopes of a lone expression.
  static func build(
    _ expression: Expression, names: NameTable, hasNamespace: Bool = false
  ) throws(SyntaxProblem) -> ScopeTable {
    var builder = ScopeBuilder(names: names, hasNamespace: hasNamespace)
    try builder.visit(expression)
    return try builder.resolved()
  }

  /// The scopes of a lone function that stands in a module, or in a class of that name.
  static func build(
    _ definition: FunctionDefinition, inClass name: Name?, names: NameTable, range: SourceRange
  ) throws(SyntaxProblem) -> ScopeTable {
    var builder = ScopeBuilder(names: names, hasNamespace: false)
    if let name { _ = builder.enter(.classBody, className: name, of: nil) }
    try builder.visit(definition, range)
    return try builder.resolved()
  }

  private init(names: NameTable, hasNamespace: Bool) {
    self.names = names
    var module = Scope(.module)
    module.hasNamespace = hasNamespace
    current = table.add(module, of: nil)
  }

  private consuming func resolved() throws(SyntaxProblem) -> ScopeTable {
    for declared in nonlocals where !isBound(declared.name, around: declared.scope) {
      throw SyntaxProblem(
        "no binding for nonlocal '\(names.text(declared.name))' found", range: declared.range)
    }
    table.resolve(names)
    return table
  }

  /// The present scope.
  var scope: Scope {
    @inline(__always) get { table.scopes[current] }
    @inline(__always) _modify { yield &table.scopes[current] }
  }

  // MARK: Definitions

  mutating func visit(_ definition: FunctionDefinition, _ range: SourceRange)
    throws(SyntaxProblem)
  {
    for decorator in definition.decorators { try visit(decorator) }
    try visitOutside(definition.parameters)
    if let returns = definition.returns { try visit(returns) }
    scope.note(definition.name, .bound)
    let outer = enter(.function, className: scope.className, of: definition)
    scope.isAsync = definition.isAsync
    try declare(definition.parameters)
    if definition.deferredBody?.mentionsClass == true { scope.note(.classCell, .used) }
    try visit(definition.body)
    current = outer
  }

  mutating func visit(_ definition: ClassDefinition) throws(SyntaxProblem) {
    for decorator in definition.decorators { try visit(decorator) }
    for argument in definition.arguments { try visit(argument) }
    scope.note(definition.name, .bound)
    let outer = enter(.classBody, className: definition.name, of: definition)
    try visit(definition.body)
    current = outer
  }

  mutating func visitLambda(_ node: Expression, _ parameters: Parameters, _ body: Expression)
    throws(SyntaxProblem)
  {
    try visitOutside(parameters)
    let outer = enter(.lambda, className: scope.className, of: node)
    try declare(parameters)
    try visit(body)
    current = outer
  }

  /// A comprehension is a function of its first iterable, which is evaluated outside.
  mutating func visit(
    _ comprehension: Comprehension, _ node: Expression, _ elements: [Expression],
    _ generators: [Generator]
  ) throws(SyntaxProblem) {
    guard let first = generators.first else { return }
    if comprehension != .generator, generators.contains(where: \.isAsync) {
      try checkAsync(Comprehension.asyncOutside, node.range)
    }
    try visit(iterable: first.iterable)
    let outer = enter(.comprehension(comprehension), className: scope.className, of: node)
    scope.isGenerator = comprehension == .generator
    scope.isAsync = comprehension == .generator || table.scopes[outer].isAsync
    scope.note(.iterator, .bound)
    for (index, generator) in generators.enumerated() {
      if index > 0 { try visit(iterable: generator.iterable) }
      try bind(generator.target, [.bound, .iteration])
      try visit(generator.conditions)
    }
    try visit(elements)
    current = outer
  }

  /// What a comprehension runs over: `:=` has no place in there.
  private mutating func visit(iterable: Expression) throws(SyntaxProblem) {
    scope.iterableDepth += 1
    try visit(iterable)
    scope.iterableDepth -= 1
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
      if scope.uses(parameter.name).contains(.bound) {
        throw SyntaxProblem(
          "duplicate argument '\(names.text(parameter.name))' in function definition",
          range: parameter.range)
      }
      scope.note(parameter.name, [.bound, .parameter])
    }
  }

  /// Opens the scope of a node; the number of the scope around.
  private mutating func enter(_ kind: Scope.Kind, className: Name?, of node: AnyObject?) -> Int {
    let outer = current
    current = table.add(Scope(kind, parent: outer, className: className), of: node)
    return outer
  }

  // MARK: Names

  mutating func use(_ name: Name) {
    scope.note(name, .used)
    if name == .superFunction, scope.kind == .function || scope.kind == .lambda {
      scope.note(.classCell, .used)
    }
  }

  /// Notes the names that a target assigns.
  mutating func bind(_ target: Expression, _ uses: NameUses = .bound) throws(SyntaxProblem) {
    switch target.kind {
    case .name(let name): scope.note(name, uses)
    case .tuple(let items), .list(let items):
      for item in items { try bind(item, uses) }
    case .starred(let inner): try bind(inner, uses)
    default: try visit(target)
    }
  }

  mutating func delete(_ target: Expression) throws(SyntaxProblem) {
    switch target.kind {
    case .name(let name): scope.note(name, [.bound, .deleted])
    case .tuple(let items), .list(let items):
      for item in items { try delete(item) }
    default: try visit(target)
    }
  }

  mutating func declareGlobal(_ declared: [Name], _ range: SourceRange) throws(SyntaxProblem) {
    for name in declared {
      try checkDeclaration(name, "global", range)
      try refuseBoth(name, .nonlocal, range)
      scope.note(name, .global)
    }
  }

  mutating func declareNonlocal(_ declared: [Name], _ range: SourceRange) throws(SyntaxProblem) {
    if scope.kind == .module {
      throw SyntaxProblem("nonlocal declaration not allowed at module level", range: range)
    }
    for name in declared {
      try checkDeclaration(name, "nonlocal", range)
      try refuseBoth(name, .global, range)
      scope.note(name, .nonlocal)
      nonlocals.append((name, current, range))
    }
  }

  private func isBound(_ name: Name, around scope: Int) -> Bool {
    var outer = table.scopes[scope].parent
    while let number = outer {
      let candidate = table.scopes[number]
      if candidate.isFunctionLike, candidate.uses(name).contains(.bound) { return true }
      outer = candidate.parent
    }
    return false
  }

  private func refuseBoth(_ name: Name, _ other: NameUses, _ range: SourceRange)
    throws(SyntaxProblem)
  {
    guard scope.uses(name).contains(other) else { return }
    throw SyntaxProblem("name '\(names.text(name))' is nonlocal and global", range: range)
  }

  private func checkDeclaration(_ name: Name, _ keyword: String, _ range: SourceRange)
    throws(SyntaxProblem)
  {
    let uses = scope.uses(name)
    let rows: [(use: NameUses, what: String)] = [
      (.parameter, "is parameter and \(keyword)"),
      (.used, "is used prior to \(keyword) declaration"),
      (.bound, "is assigned to before \(keyword) declaration"),
    ]
    guard let row = rows.first(where: { uses.contains($0.use) }) else { return }
    throw SyntaxProblem("name '\(names.text(name))' \(row.what)", range: range)
  }

  /// `:=` in a comprehension binds in the function around it.
  mutating func bindWalrus(_ target: Expression) throws(SyntaxProblem) {
    guard case .name(let name) = target.kind else { return }
    guard scope.iterableDepth == 0 else {
      throw SyntaxProblem(
        "assignment expression cannot be used in a comprehension iterable expression",
        range: target.range)
    }
    let owner = try walrusOwner(name, target.range)
    if owner != current {
      let isGlobal =
        table.scopes[owner].kind == .module || table.scopes[owner].uses(name).contains(.global)
      scope.note(name, [.bound, isGlobal ? .global : .nonlocal])
    }
    table.scopes[owner].note(name, .bound)
  }

  /// The scope around all comprehensions here, which then all use the name.
  private mutating func walrusOwner(_ name: Name, _ range: SourceRange) throws(SyntaxProblem)
    -> Int
  {
    var owner = current
    while table.scopes[owner].isComprehension, let outer = table.scopes[owner].parent {
      if table.scopes[owner].uses(name).contains(.iteration) {
        throw SyntaxProblem(
          "assignment expression cannot rebind comprehension iteration variable "
            + "'\(names.text(name))'", range: range)
      }
      table.scopes[owner].note(name, .used)
      owner = outer
    }
    if table.scopes[owner].kind == .classBody, scope.isComprehension {
      throw SyntaxProblem(
        "assignment expression within a comprehension cannot be used in a class body",
        range: range)
    }
    return owner
  }

  /// Of what may stand in asynchronous code only.
  func checkAsync(_ message: String, _ range: SourceRange) throws(SyntaxProblem) {
    if !scope.isAsync { throw SyntaxProblem(message, range: range) }
  }

  /// `yield` makes a generator of the function.
  mutating func markGenerator(_ range: SourceRange) throws(SyntaxProblem) {
    switch scope.kind {
    case .function, .lambda: scope.isGenerator = true
    case .module, .classBody:
      throw SyntaxProblem("'yield' outside function", range: range)
    case .comprehension(let comprehension):
      throw SyntaxProblem("'yield' inside \(comprehension.description)", range: range)
    }
  }
}

extension Parameters {
  /// All parameters in the order of their registers.
  var inOrder: [Parameter] {
    var parameters = positionalOnly
    parameters += positionalOrKeyword
    parameters += keywordOnly
    if let variadic { parameters.append(variadic) }
    if let keywordVariadic { parameters.append(keywordVariadic) }
    return parameters
  }
}
