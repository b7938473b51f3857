/// Functions, classes and imports.
extension Compiler {
  // MARK: Functions

  mutating func compileFunction(_ definition: FunctionDefinition) throws(SyntaxProblem) {
    if definition.isAsync { return emitRefusal(of: "async def") }
    guard let inner = scopes[definition] else { return }
    let base = temporary()
    let callees = try decorators(definition.decorators)
    var compiler = try child(inner, of: definition.name, definition.parameters)
    compiler.unit.deferred = definition.deferredBody.map { deferredCode(definition, $0) }
    let lines = lines(of: definition.decorators)
    let code = try compiler.complete(lines: lines) { (compiler) throws(SyntaxProblem) in
      if definition.deferredBody == nil { try compiler.functionBody(definition.body) }
    }
    let target = callees.isEmpty ? base : temporary()
    try makeFunction(
      code, definition.parameters, annotations: annotations(definition), into: target)
    applyDecorators(callees, to: target, result: base)
    assign(base, toName: definition.name)
  }

  private func deferredCode(_ definition: FunctionDefinition, _ body: DeferredBody) -> DeferredCode {
    DeferredCode(
      body, className: scope.kind == .classBody ? scope.className.map(names.text) : nil,
      hasTextAnnotations: hasTextAnnotations, range: range, runtime: runtime)
  }

  /// The annotations in the order in which CPython keeps them.
  private func annotations(_ definition: FunctionDefinition) -> [(Name, Expression)] {
    let parameters = definition.parameters
    let positional = parameters.positionalOnly + parameters.positionalOrKeyword
    let others = [parameters.variadic] + parameters.keywordOnly + [parameters.keywordVariadic]
    var result = (positional + others.compactMap { $0 }).compactMap { parameter in
      parameter.annotation.map { (parameter.name, annotation($0)) }
    }
    if let returns = definition.returns { result.append((.returned, annotation(returns))) }
    return result
  }

  /// What is kept of an annotation: with `from __future__ import annotations` its text.
  func annotation(_ expression: Expression) -> Expression {
    guard hasTextAnnotations else { return expression }
    let text = names.text(of: expression)
    return Expression(.constant(.string(.text(text))), expression.range)
  }

  mutating func functionBody(_ body: [Statement]) throws(SyntaxProblem) {
    if case .expression(let first)? = body.first?.kind,
      case .constant(.string(.text(let doc))) = first.kind
    {
      unit.doc = doc
    }
    try compile(body)
    emitReturnNone()
  }

  /// The lines of the present definition, decorators included.
  private func lines(of decorators: [Expression]) -> ClosedRange<Int> {
    let first = decorators.map { Int($0.range.line) }.min() ?? Int(range.line)
    return min(first, Int(range.line))...Int(range.endLine)
  }

  /// Evaluates decorators in order; each stays in a register until what it decorates is made.
  private mutating func decorators(_ expressions: [Expression]) throws(SyntaxProblem)
    -> [(Register, SourceRange)]
  {
    var result: [(Register, SourceRange)] = []
    for expression in expressions {
      let register = temporary()
      try compile(expression, into: register)
      result.append((register, expression.range))
    }
    return result
  }

  /// Calls the decorators from the last to the first; the argument stands behind the last one.
  private mutating func applyDecorators(
    _ callees: [(Register, SourceRange)], to target: Register, result: Register
  ) {
    let saved = range
    for (register, place) in callees.reversed() {
      range = place
      emit(.call, register, 1)
      markClean(register + 1, 1)
    }
    range = saved
    if let first = callees.first?.0 {
      emit(.take, result, first)
      markClean(first, 1)
    }
    markDirty(result)
  }

  // MARK: Classes

  mutating func compileClass(_ definition: ClassDefinition) throws(SyntaxProblem) {
    guard let inner = scopes[definition] else { return }
    try checkKeywords(definition.arguments)
    let result = temporary()
    let callees = try decorators(definition.decorators)
    var compiler = try classCompiler(inner, definition)
    let lines = lines(of: definition.decorators)
    let code = try compiler.complete(lines: lines) { (compiler) throws(SyntaxProblem) in
      try compiler.classBody(definition.body)
    }
    // Body function, name, bases, keywords.
    let base = callees.isEmpty ? result : temporary()
    let parts = temporaries(4)
    try makeFunction(code, Parameters(), annotations: [], into: parts)
    loadString(names.symbols[definition.name.index], into: parts + 1)
    try tuple(bases(definition.arguments), into: parts + 2)
    try classKeywords(definition.arguments, into: parts + 3)
    emit(.buildClass, parts)
    markClean(parts + 1, 3)
    emit(.take, base, parts)
    markClean(parts, 1)
    markDirty(base)
    applyDecorators(callees, to: base, result: result)
    assign(result, toName: definition.name)
  }

  private func bases(_ arguments: [Argument]) -> [Expression] {
    arguments.compactMap { argument in
      switch argument {
      case .positional(let value): value
      case .iterable(let value): Expression(.starred(value), value.range)
      case .keyword, .mapping: nil
      }
    }
  }

  private mutating func classKeywords(_ arguments: [Argument], into target: Register)
    throws(SyntaxProblem)
  {
    let items: [DictItem] = arguments.compactMap { argument in
      switch argument {
      case .keyword(let name, let value, let range):
        .pair(key: Expression(.constant(.string(.text(names.text(name)))), range), value: value)
      case .mapping(let value): .mapping(value)
      case .positional, .iterable: nil
      }
    }
    if items.isEmpty {
      emit(.kill, target, 1)
    } else {
      try compile(Expression(.dict(items), range), into: target)
    }
  }

  /// The register of the cell of `__class__` in a class body whose methods need it.
  static let classCell: Register = 1

  /// A class body is a function of its namespace, register 0.
  private mutating func classCompiler(_ inner: Scope, _ definition: ClassDefinition)
    throws(SyntaxProblem) -> Compiler
  {
    var compiler = try child(inner, of: definition.name, Parameters())
    compiler.unit.isClassBody = true
    compiler.unit.localNames = [runtime.symbols.intern(".namespace")]
    if inner.needsClassCell {
      compiler.unit.localNames.append(runtime.symbols.intern("__class__"))
    }
    compiler.top = compiler.unit.localNames.count
    compiler.unit.registerCount = compiler.top
    compiler.dirty = Array(repeating: false, count: compiler.top)
    return compiler
  }

  /// A text that stands first is the documentation.
  mutating func noteDocumentation(_ body: [Statement]) {
    if case .expression(let first)? = body.first?.kind,
      case .constant(.string(.text(let doc))) = first.kind
    {
      unit.doc = doc
    }
  }

  private mutating func classBody(_ body: [Statement]) throws(SyntaxProblem) {
    if scope.needsClassCell { emit(.makeCell, Compiler.classCell) }
    noteDocumentation(body)
    try compile(body)
    // The value of the body is the cell that the new class is put into.
    let register = temporary()
    if scope.needsClassCell {
      emit(.move, register, Compiler.classCell)
    } else {
      loadNone(into: register)
    }
    emitReturn(register)
  }

  // MARK: Imports

  mutating func compileImport(_ names: [ImportAlias]) throws(SyntaxProblem) {
    for alias in names {
      let register = temporary()
      emitImport(alias.name, fromList: nil, level: 0, into: register)
      if alias.alias != nil {
        // `import a.b as c` binds the submodule itself.
        for part in alias.name.split(separator: ".").dropFirst() {
          emit(.importFrom, register, register, index(of: runtime.symbols.intern(String(part))))
        }
      }
      assign(register, toName: alias.variable)
    }
  }

  mutating func compileImport(from module: String?, _ names: [ImportAlias], _ level: Int)
    throws(SyntaxProblem)
  {
    let register = temporary()
    if module == "__future__" {
      try checkFutureNames(names)
      return
    }
    emitImport(module ?? "", fromList: names.map(\.name), level: level, into: register)
    for alias in names {
      if alias.variable == .everything {
        emit(.importStar, register)
        continue
      }
      let value = temporary()
      emit(.importFrom, value, register, index(of: runtime.symbols.intern(alias.name)))
      markDirty(value)
      assign(value, toName: alias.variable)
    }
  }

  private func checkFutureNames(_ names: [ImportAlias]) throws(SyntaxProblem) {
    let known = [
      "nested_scopes", "generators", "division", "absolute_import", "with_statement",
      "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
    ]
    for alias in names where !known.contains(alias.name) {
      let problem = alias.name == "braces"
        ? "not a chance" : "future feature \(alias.name) is not defined"
      throw SyntaxProblem(problem, range: range)
    }
  }

  /// The constant of an import is the tuple (level, names); names None without a from-list.
  private mutating func emitImport(
    _ name: String, fromList: [String]?, level: Int, into register: Register
  ) {
    let names: Value
    if let fromList {
      names = .object(
        runtime.makeTuple(owned: fromList.map { own(runtime.symbols.intern($0).value) }))
    } else {
      names = .none
    }
    let place = index(of: runtime.symbols.intern(name))
    let details = addConstant(.object(runtime.makeTuple(owned: [.int(level), names])))
    emit(.importName, register, place, details)
    markDirty(register)
  }
}
