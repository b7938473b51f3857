/// Calls and function-making expressions.
extension Compiler {
  mutating func call(
    _ expression: Expression, _ callee: Expression, _ arguments: [Argument], into target: Register
  ) throws(SyntaxProblem) {
    warnAboutCall(callee)
    // The result replaces the callee: where the target is the topmost temporary, nothing moves.
    let isTopmost = target == top - 1 && target >= unit.localNames.count
    let base = isTopmost ? target : temporary()
    if isZeroArgumentSuper(callee, arguments) {
      try superCall(callee, base)
    } else if arguments.allSatisfy(\.isPositional) {
      try positionalCall(expression, callee, arguments, base)
    } else if arguments.contains(where: \.isUnpacking) {
      try checkKeywords(arguments)
      try unpackedCall(callee, arguments, base)
    } else {
      try checkKeywords(arguments)
      try keywordCall(callee, arguments, base)
    }
    if base != target { emit(.take, target, base) }
    markDirty(target)
  }

  private mutating func positionalCall(
    _ expression: Expression, _ callee: Expression, _ arguments: [Argument], _ base: Register
  ) throws(SyntaxProblem) {
    if case .attribute(let object, let name) = callee.kind {
      let receiver = temporary()
      try compile(object, into: receiver)
      let place = cache(name)
      for argument in arguments { try compile(argument.value, into: temporary()) }
      moveToAttribute(callee)
      emit(.callMethod, base, arguments.count, place)
      markClean(receiver, arguments.count + 1)
    } else {
      try compile(callee, into: base)
      for argument in arguments { try compile(argument.value, into: temporary()) }
      emit(.call, base, arguments.count)
      markClean(base, arguments.count + 1)
    }
  }

  /// A keyword may be given once only.
  func checkKeywords(_ arguments: [Argument]) throws(SyntaxProblem) {
    var known: Set<Name> = []
    for argument in arguments {
      guard case .keyword(let name, _, let range) = argument else { continue }
      guard known.insert(name).inserted else {
        throw SyntaxProblem("keyword argument repeated: \(names.text(name))", range: range)
      }
    }
  }

  private mutating func keywordCall(
    _ callee: Expression, _ arguments: [Argument], _ base: Register
  ) throws(SyntaxProblem) {
    try compile(callee, into: base)
    var keywords: [Value] = []
    for argument in arguments {
      if case .keyword(let name, _, _) = argument { keywords.append(own(symbol(name).value)) }
      try compile(argument.value, into: temporary())
    }
    let keywordTuple = addConstant(.object(runtime.makeTuple(owned: keywords)))
    emit(.callKeywords, base, arguments.count, keywordTuple)
    markClean(base, arguments.count + 1)
  }

  /// A call with `*` or `**`: the positional arguments become a list, the keywords a dict. A `*items` that has no
  /// other positional arguments beside it is handed on as it is.
  private mutating func unpackedCall(
    _ callee: Expression, _ arguments: [Argument], _ base: Register
  ) throws(SyntaxProblem) {
    let positional = temporary()
    let keywords = temporary()
    try compile(callee, into: base)
    var others = arguments[...]
    if case .iterable(let items) = arguments.first, arguments.dropFirst().allSatisfy(\.isNamed) {
      try compile(items, into: positional)
      others = arguments.dropFirst()
    } else {
      emit(.buildList, positional, positional, 0)
    }
    markDirty(positional)
    let hasKeywords = arguments.contains(where: \.isNamed)
    if hasKeywords {
      emit(.buildDict, keywords, keywords, 0)
      markDirty(keywords)
    } else {
      emit(.kill, keywords, 1)
    }
    for argument in others { try unpackedArgument(argument, positional, keywords) }
    emit(.callUnpacked, base)
    markClean(base, 3)
  }

  private mutating func unpackedArgument(
    _ argument: Argument, _ positional: Register, _ keywords: Register
  ) throws(SyntaxProblem) {
    let register = temporaries(2)
    switch argument {
    case .positional(let value):
      try compile(value, into: register)
      emit(.listAppend, positional, register)
    case .iterable(let value):
      try compile(value, into: register)
      emit(.listExtend, positional, register)
    case .keyword(let name, let value, _):
      loadString(symbol(name), into: register)
      try compile(value, into: register + 1)
      emit(.dictAdd, keywords, register, register + 1)
    case .mapping(let value):
      try compile(value, into: register)
      emit(.dictMerge, keywords, register)
    }
    killTemporaries(from: register)
    top = register
  }

  private func isZeroArgumentSuper(_ callee: Expression, _ arguments: [Argument]) -> Bool {
    guard case .name(.superFunction) = callee.kind, arguments.isEmpty, scope.isFunctionLike else {
      return false
    }
    return scope.binding(.classCell) == .free && scope.binding(.superFunction) == .global
  }

  /// `super()` is `super(__class__, first argument)`.
  private mutating func superCall(_ callee: Expression, _ base: Register) throws(SyntaxProblem) {
    try compile(callee, into: base)
    let classRegister = temporaries(2)
    emit(.loadFree, classRegister, place(.classCell) ?? 0)
    if let first = scope.variables.first, unit.parameters.positional > 0 {
      emit(first.binding == .cell ? .loadCell : .move, classRegister + 1, 0)
      emit(.call, base, 2)
    } else {
      // Without a first argument `super` itself says what is wrong.
      emit(.call, base, 0)
    }
    markClean(base, 3)
  }

  // MARK: Functions

  mutating func lambda(
    _ expression: Expression, _ parameters: Parameters, _ body: Expression, into target: Register
  ) throws(SyntaxProblem) {
    guard let inner = scopes[expression] else { return }
    var compiler = try child(inner, "<lambda>", parameters)
    let lines = Int(expression.range.line)...Int(expression.range.endLine)
    let code = try compiler.complete(lines: lines) { (compiler) throws(SyntaxProblem) in
      try compiler.emitReturn(body)
    }
    try makeFunction(code, parameters, annotations: [], into: target)
  }

  /// A compiler for a nested function, its registers set up.
  mutating func child(_ inner: Scope, _ name: String, _ parameters: Parameters)
    throws(SyntaxProblem) -> Compiler
  {
    var draft = CodeDraft(name: name, qualifiedName: qualifiedName(of: name))
    draft.captures = inner.freeNames.map { capture($0) }
    var compiler = Compiler(
      runtime: runtime, file: file, names: names, scopes: scopes, scope: inner, unit: draft,
      range: range)
    compiler.hasTextAnnotations = hasTextAnnotations
    compiler.declare(parameters)
    return compiler
  }

  /// A compiler for a function or class body of this name.
  mutating func child(_ inner: Scope, of name: Name, _ parameters: Parameters)
    throws(SyntaxProblem) -> Compiler
  {
    var compiler = try child(inner, names.text(name), parameters)
    if scope.uses(name).contains(.global) { compiler.unit.qualifiedName = compiler.unit.name }
    return compiler
  }

  /// Sets up the registers of a function.
  mutating func declare(_ parameters: Parameters) {
    unit.isGenerator = scope.isGenerator
    unit.parameters = ParameterLayout(parameters)
    unit.freeNames = scope.freeNames.map { names.symbols[$0.index] }
    declareLocals(parameterCount: unit.parameters.count)
  }

  /// `f`, `A.f`, `f.<locals>.g`.
  func qualifiedName(of name: String) -> String {
    if scope.kind == .module { return name }
    return unit.qualifiedName + (scope.isFunctionLike ? ".<locals>." : ".") + name
  }

  private func capture(_ name: Name) -> Capture {
    if scope.binding(name) == .cell { return .cell(register: place(name) ?? 0) }
    if name == .classCell, scope.needsClassCell { return .cell(register: Compiler.classCell) }
    return .free(index: place(name) ?? 0)
  }

  private mutating func declareLocals(parameterCount: Int) {
    unit.localNames.reserveCapacity(scope.variables.count)
    for index in scope.variables.indices where scope[index].hasRegister {
      scope[index].place = Int32(truncatingIfNeeded: unit.localNames.count)
      unit.localNames.append(symbol(scope[index].name))
    }
    top = unit.localNames.count
    unit.registerCount = top
    dirty = Array(repeating: false, count: top)
    for variable in scope.variables where variable.hasRegister {
      let register = Int(variable.place)
      if variable.binding == .cell { emit(.makeCell, register) }
      let isDeleted = variable.uses.contains(.deleted)
      if register < parameterCount, !isDeleted { assigned.insert(register) }
    }
  }

  /// Makes a function of finished code in `target`, its defaults evaluated here.
  mutating func makeFunction(
    _ code: Code, _ parameters: Parameters, annotations: [(Name, Expression)],
    into target: Register
  ) throws(SyntaxProblem) {
    let defaults = (parameters.positionalOnly + parameters.positionalOrKeyword)
      .compactMap(\.defaultValue)
    let keywords = parameters.keywordOnly.compactMap { parameter in
      parameter.defaultValue.map { (parameter.name, $0) }
    }
    unit.children.append(code)
    let child = unit.children.count - 1
    markDirty(target)
    if defaults.isEmpty, keywords.isEmpty, annotations.isEmpty {
      emit(.makeFunction, target, Opcode.noParts, child)
      return
    }
    let parts = temporaries(3)
    if defaults.isEmpty { emit(.kill, parts, 1) } else { try tuple(defaults, into: parts) }
    try namedValues(keywords, into: parts + 1)
    try namedValues(annotations, into: parts + 2)
    emit(.makeFunction, target, parts, child)
    markClean(parts, 3)
  }

  /// A dict of names and values, or nothing where there are none.
  private mutating func namedValues(_ pairs: [(Name, Expression)], into target: Register)
    throws(SyntaxProblem)
  {
    guard !pairs.isEmpty else {
      emit(.kill, target, 1)
      return
    }
    emit(.buildDict, target, target, min(pairs.count, Opcode.largestDictHint))
    markDirty(target)
    for (name, value) in pairs {
      let register = temporaries(2)
      loadString(symbol(name), into: register)
      try compile(value, into: register + 1)
      emit(.dictAdd, target, register, register + 1)
      killTemporaries(from: register)
      top = register
    }
  }

  // MARK: Comprehensions

  enum ComprehensionResult {
    case list(Expression), set(Expression), dict(Expression, Expression), generator(Expression)

    var form: Comprehension {
      switch self {
      case .list: .list
      case .set: .set
      case .dict: .dict
      case .generator: .generator
      }
    }
  }

  /// A comprehension is a function of one argument, the iterator of its first iterable.
  mutating func comprehension(
    _ node: Expression, _ result: ComprehensionResult, _ generators: [Generator],
    into target: Register
  ) throws(SyntaxProblem) {
    guard let inner = scopes[node], let first = generators.first else { return }
    if generators.contains(where: \.isAsync) {
      emitRefusal(of: "async comprehension")
      return loadNone(into: target)
    }
    var parameters = Parameters()
    parameters.positionalOnly = [
      Parameter(name: .iterator, annotation: nil, defaultValue: nil, range: node.range)
    ]
    var compiler = try child(inner, result.form.codeName, parameters)
    let lines = Int(node.range.line)...Int(node.range.endLine)
    let code = try compiler.complete(lines: lines) { (compiler) throws(SyntaxProblem) in
      try compiler.comprehensionBody(result, generators)
    }
    let base = temporaries(2)
    try makeFunction(code, Parameters(), annotations: [], into: base)
    try compile(first.iterable, into: base + 1)
    emit(.getIterator, base + 1, base + 1)
    emit(.call, base, 1)
    markClean(base, 2)
    if base != target { emit(.take, target, base) }
    markDirty(target)
  }

  private mutating func comprehensionBody(
    _ result: ComprehensionResult, _ generators: [Generator]
  ) throws(SyntaxProblem) {
    let container = temporary()
    switch result {
    case .list: emit(.buildList, container, container, 0)
    case .set: emit(.buildSet, container, container, 0)
    case .dict: emit(.buildDict, container, container, 0)
    case .generator: break
    }
    markDirty(container)
    try comprehensionLoop(result, generators[...], container, isOutermost: true)
    if case .generator = result { loadNone(into: container) }
    emitReturn(container)
  }

  private mutating func comprehensionLoop(
    _ result: ComprehensionResult, _ generators: ArraySlice<Generator>, _ container: Register,
    isOutermost: Bool
  ) throws(SyntaxProblem) {
    guard let generator = generators.first else {
      try comprehensionElement(result, container)
      return
    }
    let iterator = temporary()
    if isOutermost {
      emit(.move, iterator, 0)
    } else {
      try compile(generator.iterable, into: iterator)
      emit(.getIterator, iterator, iterator)
    }
    markDirty(iterator)
    let start = here
    let item = temporary()
    let direct = directTarget(generator.target)
    let end = emit(.forIterator, iterator, direct ?? item)
    if direct == nil {
      markDirty(item)
      try assign(item, to: generator.target)
    } else if let direct {
      assigned.insert(direct)
    }
    var skips: [PendingJump] = []
    for test in generator.conditions { skips += try condition(test, jumpWhen: false) }
    try comprehensionLoop(result, generators.dropFirst(), container, isOutermost: false)
    for skip in skips { land(skip) }
    killTemporaries(from: item)
    emitLoop(to: start)
    land(end)
    emit(.kill, iterator, 1)
    markClean(iterator, 1)
    top = iterator
  }

  private mutating func comprehensionElement(
    _ result: ComprehensionResult, _ container: Register
  ) throws(SyntaxProblem) {
    let mark = top
    switch result {
    case .list(let element): emit(.listAppend, container, try value(element))
    case .set(let element): emit(.setAdd, container, try value(element))
    case .dict(let key, let value):
      let pair = temporaries(2)
      try compile(key, into: pair)
      try compile(value, into: pair + 1)
      emit(.dictAdd, container, pair, pair + 1)
    case .generator(let element):
      let register = temporary()
      try compile(element, into: register)
      emit(.yield, register, register)
      markDirty(register)
    }
    killTemporaries(from: mark)
    top = mark
  }
}

extension Argument {
  var value: Expression {
    switch self {
    case .positional(let value), .keyword(_, let value, _), .iterable(let value),
      .mapping(let value):
      value
    }
  }

  var isPositional: Bool {
    if case .positional = self { return true }
    return false
  }

  /// Whether it gives one or more keyword arguments.
  var isNamed: Bool {
    switch self {
    case .keyword, .mapping: true
    case .positional, .iterable: false
    }
  }

  var isUnpacking: Bool {
    switch self {
    case .iterable, .mapping: true
    case .positional, .keyword: false
    }
  }
}

extension ParameterLayout {
  init(_ parameters: Parameters) {
    positionalOnly = parameters.positionalOnly.count
    positional = positionalOnly + parameters.positionalOrKeyword.count
    keywordOnly = parameters.keywordOnly.count
    hasVariadic = parameters.variadic != nil
    hasKeywordVariadic = parameters.keywordVariadic != nil
  }
}
