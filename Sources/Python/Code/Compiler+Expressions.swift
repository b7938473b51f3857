/// Expressions: `value` gives a register that holds the result, `compile(_:into:)` puts it into
/// a given one.
extension Compiler {
  /// The register of a local variable that certainly holds a value; else nil.
  private func settledRegister(_ expression: Expression) -> Register? {
    guard case .name(let name) = expression.kind, let register = localRegister(name),
      assigned.contains(register)
    else { return nil }
    return register
  }

  /// A register with the value: the variable's own, or a new temporary.
  mutating func value(_ expression: Expression) throws(SyntaxProblem) -> Register {
    if let register = settledRegister(expression) { return register }
    let register = temporary()
    try compile(expression, into: register)
    return register
  }

  /// As `value`, for an operand that is read after `later` has run: a variable that `later` may
  /// assign by `:=` is copied first.
  private mutating func value(_ expression: Expression, before later: Expression)
    throws(SyntaxProblem) -> Register
  {
    guard settledRegister(expression) != nil, containsWalrus(later) else {
      return try value(expression)
    }
    let register = temporary()
    try compile(expression, into: register)
    return register
  }

  /// Whether an assignment expression may run as part of it. Only operators are looked through:
  /// other forms keep their operands in temporaries anyway.
  private func containsWalrus(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .namedExpression: true
    case .constant, .name: false
    case .attribute(let object, _): containsWalrus(object)
    case .unary(_, let operand): containsWalrus(operand)
    case .binary(let left, _, let right): containsWalrus(left) || containsWalrus(right)
    case .subscript(let object, let index): containsWalrus(object) || containsWalrus(index)
    case .boolean, .compare, .call, .conditional, .tuple, .list, .dict, .set, .joinedString: true
    default: false
    }
  }

  mutating func compile(_ expression: Expression, into target: Register) throws(SyntaxProblem) {
    let mark = top
    let saved = range
    range = expression.range
    try compileKind(expression, into: target)
    range = saved
    top = mark
  }

  private mutating func compileKind(_ expression: Expression, into target: Register)
    throws(SyntaxProblem)
  {
    switch expression.kind {
    case .constant(let constant): try load(constant, into: target)
    case .name(let name): loadName(name, into: target)
    case .binary(let left, let op, let right): try binary(left, op, right, into: target)
    case .unary(let op, let operand): try unary(expression, op, operand, into: target)
    case .boolean(let op, let operands): try boolean(op, operands, into: target)
    case .compare(let left, let comparisons): try compare(left, comparisons, into: target)
    case .call(let callee, let arguments):
      try call(expression, callee, arguments, into: target)
    case .attribute(let object, let name):
      let register = try value(object)
      moveToAttribute(expression)
      emit(.loadAttribute, target, register, cache(name))
      markDirty(target)
    case .subscript(let object, let index):
      warnAboutIndex(object, index)
      let container = try value(object, before: index)
      if case .slice(let lower, let upper, nil) = index.kind {
        try item(of: container, from: lower, to: upper, into: target)
      } else {
        let key = try value(index)
        emit(.loadItem, target, container, key)
      }
      markDirty(target)
    case .slice(let lower, let upper, let step): try slice(lower, upper, step, into: target)
    case .list(let items): try list(items, into: target)
    case .tuple(let items): try tuple(items, into: target)
    case .set(let items): try set(items, into: target)
    case .dict(let items): try dict(items, into: target)
    case .lambda(let parameters, let body):
      try lambda(expression, parameters, body, into: target)
    case .conditional(let test, let then, let otherwise):
      let falses = try condition(test, jumpWhen: false)
      try compile(then, into: target)
      let end = emit(.jump)
      land(falses)
      try compile(otherwise, into: target)
      land(end)
    case .listComprehension(let element, let generators):
      try comprehension(expression, .list(element), generators, into: target)
    case .setComprehension(let element, let generators):
      try comprehension(expression, .set(element), generators, into: target)
    case .dictComprehension(let key, let value, let generators):
      try comprehension(expression, .dict(key, value), generators, into: target)
    case .generatorExpression(let element, let generators):
      try comprehension(expression, .generator(element), generators, into: target)
    case .starred:
      throw SyntaxProblem("can't use starred expression here", range: expression.range)
    case .namedExpression(let name, let value):
      try compile(value, into: target)
      try assign(target, to: name)
    case .yield(let value):
      // The target keeps its value until something is sent: an exception may come instead.
      let source: Register
      if let value, let settled = settledRegister(value) {
        source = settled
      } else {
        source = isTemporary(target) ? target : temporary()
        if let value { try compile(value, into: source) } else { loadNone(into: source) }
      }
      emit(.yield, target, source, isTemporary(source) ? 0 : 1)
      markUsed(source)
      markDirty(target)
    case .yieldFrom(let value):
      // What is sent arrives in a register of its own, empty at first.
      let received = temporary()
      let iterator = temporary()
      try compile(value, into: iterator)
      emit(.getIterator, iterator, iterator)
      emit(.kill, received, 1)
      emit(.yieldFrom, received, iterator)
      emit(.take, target, received)
      markDirty(iterator)
      markDirty(target)
    case .await:
      emitRefusal(of: "await")
      loadNone(into: target)
    case .joinedString(let parts): try joinedString(parts, into: target)
    }
  }

  // MARK: Names

  private mutating func loadName(_ name: Name, into target: Register) {
    let place = place(name)
    switch scope.binding(name) {
    case .local:
      guard let place else { return }
      if !assigned.contains(place) { emit(.checkLocal, place) }
      emit(.move, target, place)
    case .cell: emit(.loadCell, target, place ?? 0)
    case .free where scope.kind != .classBody: emit(.loadFree, target, place ?? 0)
    case .global: emit(.loadGlobal, target, nameCache(name))
    case .free, .name:
      if let place {
        emit(.loadClassFree, target, place, nameCache(name))
      } else {
        emit(.loadName, target, nameCache(name))
      }
    }
    markDirty(target)
  }

  // MARK: Operators

  private mutating func binary(
    _ left: Expression, _ op: BinaryOperator, _ right: Expression, into target: Register
  ) throws(SyntaxProblem) {
    if op == .add || op == .subtract, case .constant(.int(let number)) = right.kind,
      abs(number) < 30_000
    {
      let register = try value(left)
      emit(op == .add ? .addImmediate : .subtractImmediate, target, register, number)
      markUsed(register)
    } else {
      let a = try value(left, before: right)
      let b = try value(right)
      emit(Opcode.binary(op), target, a, b)
      markUsed(a, b)
    }
    markDirty(target)
  }

  private mutating func unary(
    _ expression: Expression, _ op: UnaryOperator, _ operand: Expression, into target: Register
  ) throws(SyntaxProblem) {
    if let constant = constantValue(expression) {
      emitConstant(owned: constant, into: target)
      return
    }
    let register = try value(operand)
    emit(Opcode.unary(op), target, register)
    markDirty(target)
  }

  private mutating func boolean(
    _ op: BooleanOperator, _ operands: [Expression], into target: Register
  ) throws(SyntaxProblem) {
    var ends: [PendingJump] = []
    let place = isTemporary(target) ? target : temporary()
    for (index, operand) in operands.enumerated() {
      try compile(operand, into: place)
      if index < operands.count - 1 {
        ends.append(emit(op == .and ? .jumpIfFalse : .jumpIfTrue, place))
      }
    }
    land(ends)
    if place != target {
      // A variable keeps its value until all operands are computed: one may raise.
      emit(.take, target, place)
      markClean(place, 1)
    }
  }

  private mutating func compare(
    _ left: Expression, _ comparisons: [Comparison], into target: Register
  ) throws(SyntaxProblem) {
    warnAboutIdentity(left, comparisons)
    guard comparisons.count > 1 else {
      let a = try value(left, before: comparisons[0].right)
      let b = try value(comparisons[0].right)
      emit(Opcode.comparison(comparisons[0].op), target, a, b)
      if comparisons[0].op.isComputed { markUsed(a, b) }
      markDirty(target)
      return
    }
    // Each middle operand is needed twice; comparing consumes a temporary, so it is copied.
    let place = isTemporary(target) ? target : temporary()
    var a = temporary()
    try compile(left, into: a)
    var ends: [PendingJump] = []
    for (index, comparison) in comparisons.enumerated() {
      let b = temporary()
      try compile(comparison.right, into: b)
      let isLast = index == comparisons.count - 1
      let copy = temporary()
      if !isLast {
        emit(.move, copy, b)
        markDirty(copy)
      }
      emit(Opcode.comparison(comparison.op), place, a, b)
      markDirty(place)
      if !isLast { ends.append(emit(.jumpIfFalse, place)) }
      a = copy
    }
    land(ends)
    if place != target {
      emit(.take, target, place)
      markClean(place, 1)
    }
  }

  // MARK: Conditions

  /// Jumps taken when the truth of an expression is `wanted`; otherwise the code goes on.
  mutating func condition(_ test: Expression, jumpWhen wanted: Bool) throws(SyntaxProblem)
    -> [PendingJump]
  {
    let mark = top
    let saved = range
    range = test.range
    defer {
      top = mark
      range = saved
    }
    switch test.kind {
    case .unary(.not, let operand): return try condition(operand, jumpWhen: !wanted)
    case .boolean(let op, let operands):
      return try booleanCondition(op, operands, jumpWhen: wanted)
    case .compare(let left, let comparisons) where comparisons.count == 1:
      let unless = try compareJump(left, comparisons[0])
      if !wanted { return [unless] }
      let jump = emit(.jump)
      land(unless)
      return [jump]
    case .constant(.true): return wanted ? [emit(.jump)] : []
    case .constant(.false), .constant(.none): return wanted ? [] : [emit(.jump)]
    default:
      let register = try value(test)
      return [emit(wanted ? .jumpIfTrue : .jumpIfFalse, register)]
    }
  }

  private mutating func booleanCondition(
    _ op: BooleanOperator, _ operands: [Expression], jumpWhen wanted: Bool
  ) throws(SyntaxProblem) -> [PendingJump] {
    var jumps: [PendingJump] = []
    // `and` is false, `or` is true, as soon as one operand is.
    let deciding = op == .or
    if wanted == deciding {
      for operand in operands { jumps += try condition(operand, jumpWhen: wanted) }
      return jumps
    }
    var shortcuts: [PendingJump] = []
    for operand in operands.dropLast() {
      shortcuts += try condition(operand, jumpWhen: deciding)
    }
    if let last = operands.last { jumps += try condition(last, jumpWhen: wanted) }
    land(shortcuts)
    return jumps
  }

  private mutating func compareJump(_ left: Expression, _ comparison: Comparison)
    throws(SyntaxProblem) -> PendingJump
  {
    warnAboutIdentity(left, [comparison])
    if case .constant(.int(let number)) = comparison.right.kind, abs(number) < 30_000,
      let op = Opcode.immediateJump(comparison.op)
    {
      let register = try value(left)
      let jump = emit(op, register, number)
      markUsed(register)
      return jump
    }
    let a = try value(left, before: comparison.right)
    let b = try value(comparison.right)
    let jump = emit(Opcode.comparisonJump(comparison.op), a, b)
    if comparison.op.isComputed { markUsed(a, b) }
    return jump
  }

  // MARK: Displays

  /// `container[lower:upper]`
  private mutating func item(
    of container: Register, from lower: Expression?, to upper: Expression?, into target: Register
  ) throws(SyntaxProblem) {
    let first = temporaries(2)
    for (index, part) in [lower, upper].enumerated() {
      if let part { try compile(part, into: first + index) } else { loadNone(into: first + index) }
    }
    emit(.loadSlice, target, container, first)
    markClean(first, 2)
  }

  private mutating func slice(
    _ lower: Expression?, _ upper: Expression?, _ step: Expression?, into target: Register
  ) throws(SyntaxProblem) {
    let first = temporaries(3)
    for (index, part) in [lower, upper, step].enumerated() {
      if let part { try compile(part, into: first + index) } else { loadNone(into: first + index) }
    }
    emit(.buildSlice, target, first)
    markClean(first, 3)
    markDirty(target)
  }

  /// Puts values into registers in a row; the first one.
  private mutating func row(_ items: [Expression]) throws(SyntaxProblem) -> Register {
    let first = top
    for item in items { try compile(item, into: temporary()) }
    return first
  }

  private mutating func list(_ items: [Expression], into target: Register) throws(SyntaxProblem) {
    if items.count > 2, let constants = constantTuple(items) {
      let list = temporary()
      let tuple = temporary()
      emit(.buildList, list, list, 0)
      markDirty(list)
      emitConstant(owned: constants, into: tuple)
      emit(.listExtend, list, tuple)
      emit(.take, target, list)
      markClean(list, 1)
      markDirty(target)
    } else if items.count > 64 || items.contains(where: \.isStarred) {
      try growingList(items, into: target)
    } else {
      let first = try row(items)
      emit(.buildList, target, first, items.count)
      markClean(first, items.count)
      markDirty(target)
    }
  }

  /// A list built item by item: for stars and for displays beyond a row of registers.
  private mutating func growingList(_ items: [Expression], into target: Register)
    throws(SyntaxProblem)
  {
    let list = temporary()
    emit(.buildList, list, list, 0)
    markDirty(list)
    for item in items {
      let register = temporary()
      if case .starred(let inner) = item.kind {
        try compile(inner, into: register)
        try at(item.range) { (me) throws(SyntaxProblem) in me.emit(.listExtend, list, register) }
      } else {
        try compile(item, into: register)
        emit(.listAppend, list, register)
      }
      killTemporaries(from: register)
      top = register
    }
    emit(.take, target, list)
    markClean(list, 1)
    markDirty(target)
  }

  mutating func tuple(_ items: [Expression], into target: Register) throws(SyntaxProblem) {
    if let constants = constantTuple(items) {
      emitConstant(owned: constants, into: target)
    } else if items.count > 64 || items.contains(where: \.isStarred) {
      let list = temporary()
      try growingList(items, into: list)
      emit(.listToTuple, target, list)
      markDirty(target)
    } else {
      let first = try row(items)
      emit(.buildTuple, target, first, items.count)
      markClean(first, items.count)
      markDirty(target)
    }
  }

  private mutating func set(_ items: [Expression], into target: Register) throws(SyntaxProblem) {
    let set = temporary()
    emit(.buildSet, set, set, 0)
    markDirty(set)
    for item in items {
      let register = temporary()
      if case .starred(let inner) = item.kind {
        try compile(inner, into: register)
        emit(.setUpdate, set, register)
      } else {
        try compile(item, into: register)
        emit(.setAdd, set, register)
      }
      killTemporaries(from: register)
      top = register
    }
    emit(.take, target, set)
    markClean(set, 1)
    markDirty(target)
  }

  private mutating func dict(_ items: [DictItem], into target: Register) throws(SyntaxProblem) {
    let dict = temporary()
    // What begins with another dict takes over its memory.
    var capacity = min(items.count, Opcode.largestDictHint)
    if case .mapping? = items.first { capacity = 0 }
    emit(.buildDict, dict, dict, capacity)
    markDirty(dict)
    for item in items {
      let register = temporaries(2)
      switch item {
      case .pair(let key, let value):
        try compile(key, into: register)
        try compile(value, into: register + 1)
        emit(.dictAdd, dict, register, register + 1)
      case .mapping(let mapping):
        try compile(mapping, into: register)
        emit(.dictUpdate, dict, register)
      }
      killTemporaries(from: register)
      top = register
    }
    emit(.take, target, dict)
    markClean(dict, 1)
    markDirty(target)
  }

  // MARK: f-strings

  private mutating func joinedString(_ parts: [StringPart], into target: Register)
    throws(SyntaxProblem)
  {
    let first = top
    for part in parts {
      let register = temporary()
      switch part {
      case .literal(let literal): try load(.string(literal), into: register)
      case .field(let value, let conversion, let spec):
        try field(value, conversion, spec, into: register)
      }
    }
    if parts.isEmpty {
      loadString(runtime.symbols.intern(""), into: target)
    } else {
      emit(.buildString, target, first, parts.count)
    }
    markDirty(target)
  }

  private mutating func field(
    _ value: Expression, _ conversion: StringPart.Conversion, _ spec: [StringPart]?,
    into target: Register
  ) throws(SyntaxProblem) {
    let mark = top
    let operand = temporaries(2)
    try compile(value, into: operand)
    var code = conversion.code
    if let spec {
      try joinedString(spec, into: operand + 1)
      code += 8
    }
    emit(.formatValue, target, operand, code)
    markDirty(target)
    top = mark
  }
}

extension StringPart.Conversion {
  /// The operand of `formatValue`.
  var code: Int {
    switch self {
    case .none: 0
    case .str: 1
    case .repr: 2
    case .ascii: 3
    }
  }
}

extension Opcode {
  /// The opcode whose number lies `offset` behind `first`: families stand in operator order.
  private static func family(_ first: Opcode, _ offset: UInt8) -> Opcode {
    Opcode(rawValue: first.rawValue + UInt16(offset)) ?? first
  }

  static func binary(_ op: BinaryOperator) -> Opcode { family(.add, op.rawValue) }
  static func inPlace(_ op: BinaryOperator) -> Opcode { family(.inPlaceAdd, op.rawValue) }
  static func comparison(_ op: CompareOperator) -> Opcode { family(.less, op.rawValue) }
  static func comparisonJump(_ op: CompareOperator) -> Opcode {
    family(.jumpUnlessLess, op.rawValue)
  }
  static func immediateJump(_ op: CompareOperator) -> Opcode? {
    op.rawValue <= CompareOperator.greaterEqual.rawValue
      ? family(.jumpUnlessLessImmediate, op.rawValue) : nil
  }
  static func unary(_ op: UnaryOperator) -> Opcode { family(.negate, op.rawValue) }
}
