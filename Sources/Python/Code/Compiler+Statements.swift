/// Simple statements, branches and loops.
extension Compiler {
  mutating func compile(_ body: [Statement]) throws(SyntaxProblem) {
    for statement in body { try compile(statement) }
  }

  mutating func compile(_ statement: Statement) throws(SyntaxProblem) {
    let mark = beginStatement(statement.range)
    switch statement.kind {
    case .expression(let value):
      if case .constant = value.kind { break }
      try compile(value, into: temporary())
    case .assign(let targets, let value): try assign(value, to: targets)
    case .augmentedAssign(let target, let op, let value):
      try augmentedAssign(target, op, value)
    case .annotatedAssign(let target, let annotation, let value, let isSimple):
      try annotatedAssign(target, annotation, value, isSimple)
    case .return(let value): try compileReturn(value)
    case .delete(let targets): for target in targets { try delete(target) }
    case .pass, .global, .nonlocal: break
    case .break: try compileBreak(statement.range)
    case .continue: try compileContinue(statement.range)
    case .if(let test, let then, let otherwise): try compileIf(test, then, otherwise)
    case .while(let test, let body, let otherwise): try compileWhile(test, body, otherwise)
    case .for(let target, let iterable, let body, let otherwise, let isAsync):
      if isAsync { emitRefusal(of: "async for") }
      try compileFor(target, iterable, body, otherwise)
    case .try(let body, let handlers, let otherwise, let finally, let isStar):
      try compileTry(body, handlers, otherwise, finally, isStar: isStar)
    case .with(let items, let body, let isAsync):
      if isAsync { emitRefusal(of: "async with") }
      try compileWith(items[...], body)
    case .raise(let value, let cause): try compileRaise(value, cause)
    case .assert(let test, let message): try compileAssert(test, message)
    case .function(let definition): try compileFunction(definition)
    case .class(let definition): try compileClass(definition)
    case .import(let names): try compileImport(names)
    case .importFrom(let module, let names, let level):
      try compileImport(from: module, names, level)
    case .match(let subject, let cases): try compileMatch(subject, cases)
    }
    endStatement(mark)
  }

  /// Names what the language has but this compiler lacks, when the code gets there.
  mutating func emitRefusal(of feature: String) {
    emit(.refuse, index(of: runtime.symbols.intern(feature)))
  }

  // MARK: Assignment

  private mutating func assign(_ value: Expression, to targets: [Expression])
    throws(SyntaxProblem)
  {
    if targets.count == 1, try assignPairwise(value, to: targets[0]) { return }
    if targets.count == 1, let register = directTarget(targets[0]) {
      // The variable keeps its old value while the new one is computed from it.
      try compile(value, into: register)
      assigned.insert(register)
      return
    }
    let register = try self.value(value)
    for target in targets { try assign(register, to: target) }
  }

  /// `a, b = b, a`: no tuple is made.
  private mutating func assignPairwise(_ value: Expression, to target: Expression)
    throws(SyntaxProblem) -> Bool
  {
    guard case .tuple(let values) = value.kind, case .tuple(let targets) = target.kind,
      values.count == targets.count, values.count <= 3,
      !values.contains(where: \.isStarred), !targets.contains(where: \.isStarred)
    else { return false }
    let first = temporaries(values.count)
    for (index, item) in values.enumerated() { try compile(item, into: first + index) }
    for (index, item) in targets.enumerated() { try assign(first + index, to: item) }
    return true
  }

  /// The register of a plain local variable: results can be computed right into it.
  func directTarget(_ target: Expression) -> Register? {
    guard case .name(let name) = target.kind else { return nil }
    return localRegister(name)
  }

  /// Assigns the value in a register.
  mutating func assign(_ register: Register, to target: Expression) throws(SyntaxProblem) {
    try at(target.range) { (me) throws(SyntaxProblem) in
      switch target.kind {
      case .name(let name): me.assign(register, toName: name)
      case .attribute(let object, let name):
        let owner = try me.value(object)
        me.moveToAttribute(target)
        me.emit(.storeAttribute, owner, register, me.cache(name))
      case .subscript(let object, let index):
        let container = try me.value(object)
        let key = try me.value(index)
        me.emit(.storeItem, container, key, register)
      case .tuple(let items), .list(let items): try me.unpack(register, to: items)
      case .starred:
        throw SyntaxProblem(
          "starred assignment target must be in a list or tuple", range: target.range)
      default: throw SyntaxProblem("cannot assign to expression", range: target.range)
      }
    }
  }

  mutating func assign(_ register: Register, toName name: Name) {
    switch scope.binding(name) {
    case .local:
      guard let local = place(name) else { return }
      if local != register { emit(.move, local, register) }
      assigned.insert(local)
    case .cell: emit(.storeCell, place(name) ?? 0, register)
    case .free: emit(.storeFree, place(name) ?? 0, register)
    case .global: emit(.storeGlobal, register, storeCache(name))
    case .name: emit(.storeName, register, nameCache(name))
    }
  }

  private mutating func unpack(_ register: Register, to items: [Expression])
    throws(SyntaxProblem)
  {
    let star = items.firstIndex(where: \.isStarred)
    if let star, items[(star + 1)...].contains(where: \.isStarred) {
      throw SyntaxProblem("multiple starred expressions in assignment", range: range)
    }
    if star == nil, let first = rowOfVariables(items), !(first..<(first + items.count) ~= register) {
      emit(.unpack, register, items.count, first)
      for variable in first..<(first + items.count) { assigned.insert(variable) }
      return
    }
    let first = temporaries(items.count)
    if let star {
      let after = items.count - star - 1
      guard star < 256, after < 256 else {
        throw SyntaxProblem("too many expressions in star-unpacking assignment", range: range)
      }
      emit(.unpackStarred, register, star | after << 8, first)
    } else {
      emit(.unpack, register, items.count, first)
    }
    for index in items.indices { markDirty(first + index) }
    for (index, item) in items.enumerated() {
      if case .starred(let rest) = item.kind {
        try assign(first + index, to: rest)
      } else {
        try assign(first + index, to: item)
      }
    }
  }

  /// The first register of targets that are local variables with registers in a row.
  private func rowOfVariables(_ items: [Expression]) -> Register? {
    guard let item = items.first, let first = directTarget(item) else { return nil }
    for (index, item) in items.enumerated() where directTarget(item) != first + index { return nil }
    return first
  }

  private mutating func augmentedAssign(
    _ target: Expression, _ op: BinaryOperator, _ value: Expression
  ) throws(SyntaxProblem) {
    switch target.kind {
    case .attribute(let object, let name):
      let owner = try self.value(object)
      let current = temporary()
      try at(target.range) { (me) throws(SyntaxProblem) in
        me.moveToAttribute(target)
        me.emit(.loadAttribute, current, owner, me.cache(name))
      }
      markDirty(current)
      let operand = try self.value(value)
      emit(Opcode.inPlace(op), current, current, operand)
      markUsed(operand)
      emit(.storeAttribute, owner, current, cache(name))
    case .subscript(let object, let index):
      let container = try self.value(object)
      let key = try self.value(index)
      let current = temporary()
      try at(target.range) { (me) throws(SyntaxProblem) in
        me.emit(.move, current, key)
        me.emit(.loadItem, current, container, current)
      }
      markDirty(current)
      let operand = try self.value(value)
      emit(Opcode.inPlace(op), current, current, operand)
      markUsed(operand)
      emit(.storeItem, container, key, current)
    default:
      let current = try self.value(target)
      let operand = try self.value(value)
      let result = directTarget(target) ?? current
      emit(Opcode.inPlace(op), result, current, operand)
      markUsed(current, operand)
      markDirty(result)
      try assign(result, to: target)
    }
  }

  private mutating func annotatedAssign(
    _ target: Expression, _ annotation: Expression, _ value: Expression?, _ isSimple: Bool
  ) throws(SyntaxProblem) {
    if let value {
      let register = try self.value(value)
      try assign(register, to: target)
    }
    // Annotations of local variables are not evaluated.
    guard isSimple, !scope.isFunctionLike, case .name(let name) = target.kind else { return }
    let register = try self.value(self.annotation(annotation))
    emit(.annotate, index(of: symbol(name)), register)
  }

  private mutating func delete(_ target: Expression) throws(SyntaxProblem) {
    range = target.range
    switch target.kind {
    case .name(let name): delete(name)
    case .attribute(let object, let name):
      let owner = try value(object)
      moveToAttribute(target)
      emit(.deleteAttribute, owner, 0, cache(name))
    case .subscript(let object, let index):
      let container = try value(object)
      emit(.deleteItem, container, try value(index))
    case .tuple(let items), .list(let items): for item in items { try delete(item) }
    default: throw SyntaxProblem("cannot delete expression", range: target.range)
    }
  }

  mutating func delete(_ name: Name) {
    switch scope.binding(name) {
    case .local:
      guard let register = place(name) else { return }
      emit(.deleteLocal, register)
      assigned.remove(register)
    case .cell: emit(.deleteCell, place(name) ?? 0)
    case .free: emit(.deleteFree, place(name) ?? 0)
    case .global: emit(.deleteGlobal, 0, nameCache(name))
    case .name: emit(.deleteName, 0, nameCache(name))
    }
  }

  // MARK: Branches and loops

  private mutating func compileIf(
    _ test: Expression, _ then: [Statement], _ otherwise: [Statement]
  ) throws(SyntaxProblem) {
    let mark = top
    let falses = try condition(test, jumpWhen: false)
    killTemporaries(from: mark)
    let before = assigned
    try compile(then)
    let afterThen = assigned
    assigned = before
    if otherwise.isEmpty {
      land(falses)
      killTemporaries(from: mark)
      return
    }
    let end = emit(.jump)
    land(falses)
    try compile(otherwise)
    land(end)
    assigned.formIntersection(afterThen)
  }

  private mutating func compileWhile(
    _ test: Expression, _ body: [Statement], _ otherwise: [Statement]
  ) throws(SyntaxProblem) {
    let mark = top
    let start = here
    let before = assigned
    forgetDeleted()
    let ends = try condition(test, jumpWhen: false)
    killTemporaries(from: mark)
    blocks.append(.loop(LoopBlock(start: start)))
    try compile(body)
    emitLoop(to: start)
    let loop = popLoop()
    land(ends)
    assigned = before
    try compile(otherwise)
    land(loop.breaks)
    assigned.formIntersection(before)
  }

  private mutating func compileFor(
    _ target: Expression, _ iterable: Expression, _ body: [Statement], _ otherwise: [Statement]
  ) throws(SyntaxProblem) {
    let iterator = temporary()
    try compile(iterable, into: iterator)
    try at(iterable.range) { (me) throws(SyntaxProblem) in
      me.emit(.getIterator, iterator, iterator)
    }
    killTemporaries(from: iterator + 1)
    // From here on the iterator lives as long as the loop, not as long as a statement.
    markClean(iterator, 1)
    let before = assigned
    forgetDeleted()
    let start = here
    let item = temporary()
    range = iterable.range
    let direct = directTarget(target)
    let end = emit(.forIterator, iterator, direct ?? item)
    if let direct {
      assigned.insert(direct)
    } else {
      markDirty(item)
      try assign(item, to: target)
      killTemporaries(from: item)
    }
    blocks.append(.loop(LoopBlock(start: start)))
    try compile(body)
    emitLoop(to: start)
    let loop = popLoop()
    land(end)
    assigned = before
    emit(.kill, iterator, 1)
    try compile(otherwise)
    if !loop.breaks.isEmpty {
      let done = emit(.jump)
      land(loop.breaks)
      emit(.kill, iterator, 1)
      land(done)
    }
    assigned.formIntersection(before)
  }

  /// At the start of a loop a variable that some `del` unassigns may be gone.
  private mutating func forgetDeleted() {
    for variable in scope.variables where variable.uses.contains(.deleted) {
      if variable.binding == .local { assigned.remove(Int(variable.place)) }
    }
  }

  private mutating func popLoop() -> LoopBlock {
    guard case .loop(let loop)? = blocks.popLast() else { return LoopBlock(start: 0) }
    return loop
  }

  // MARK: Raising

  private mutating func compileRaise(_ value: Expression?, _ cause: Expression?)
    throws(SyntaxProblem)
  {
    guard let value else {
      emit(.raiseAgain)
      return
    }
    let register = temporaries(2)
    try compile(value, into: register)
    if let cause { try compile(cause, into: register + 1) } else { emit(.kill, register + 1, 1) }
    emit(.raise, register, register + 1)
  }

  private mutating func compileAssert(_ test: Expression, _ message: Expression?)
    throws(SyntaxProblem)
  {
    warnAboutAssertion(test)
    let mark = top
    let passes = try condition(test, jumpWhen: true)
    let base = temporaries(2)
    emit(.loadAssertionError, base)
    if let message {
      try compile(message, into: base + 1)
      emit(.call, base, 1)
    }
    emit(.kill, base + 1, 1)
    emit(.raise, base, base + 1)
    land(passes)
    for register in mark..<top { markDirty(register) }
    killTemporaries(from: mark)
  }

  // MARK: Returning

  private mutating func compileReturn(_ value: Expression?) throws(SyntaxProblem) {
    let register: Register
    if let value, blocks.isEmpty {
      register = try self.value(value)
    } else {
      register = temporary()
      if let value { try compile(value, into: register) } else { loadNone(into: register) }
    }
    try unwindBlocks(to: 0)
    emitReturn(register)
  }

  mutating func emitReturn(_ value: Expression) throws(SyntaxProblem) {
    range = value.range
    emitReturn(try self.value(value))
  }

  /// Ends the frame. The instruction also names how many registers may hold objects by now.
  mutating func emitReturn(_ register: Register) {
    let highest = (dirty.lastIndex(of: true) ?? -1) + 1
    emit(.return, register, max(top, highest))
  }

  mutating func emitReturnNone() {
    let register = temporary()
    loadNone(into: register)
    emitReturn(register)
  }
}
