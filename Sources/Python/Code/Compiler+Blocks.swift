/// Statements with clean-up: loops left early, `try`, `with`.
///
/// A block on the stack `blocks` knows what must run when control leaves it by `return`, `break`
/// or `continue`. That code stands in line, outside the ranges of the handlers it leaves.
struct LoopBlock {
  /// Where `continue` goes.
  let start: Int
  var breaks: [PendingJump] = []
}

/// A range of code with a handler, in pieces: left open while clean-up code is emitted in line.
struct ProtectedBlock {
  enum CleanUp {
    /// `try` ... `except`: nothing to do on the way out.
    case none
    /// The body of an `except` clause: the exception before is handled again.
    case endHandling(Register)
    /// The body of an `except*` clause, which nothing leaves.
    case star
    /// `except ... as name`: the name goes.
    case unbind(Name)
    case finally([Statement])
    /// The registers of the context manager and its `__exit__`.
    case exit(Register)
  }

  let cleanUp: CleanUp
  /// Receives the exception.
  let register: Register
  var start: Int
  var pieces: [Range<Int>] = []
}

enum Block {
  case loop(LoopBlock)
  case protected(ProtectedBlock)
}

extension Compiler {
  // MARK: Leaving blocks

  /// Emits the clean-up of all blocks above `depth`, innermost first, for a jump out of them.
  mutating func unwindBlocks(to depth: Int) throws(SyntaxProblem) {
    guard blocks.count > depth else { return }
    // A block is put back as it is when its turn comes: clean-up code may jump out of it, too.
    var left: [Block] = []
    var closed: [(index: Int, piece: Range<Int>)] = []
    while let last = blocks.last, blocks.count > depth {
      left.append(last)
      blocks.removeLast()
      guard case .protected(let block) = last else { continue }
      closed.append((blocks.count, block.start..<here))
      try emitCleanUp(block.cleanUp)
    }
    blocks += left.reversed()
    for (index, piece) in closed {
      guard case .protected(var block) = blocks[index] else { continue }
      block.pieces.append(piece)
      block.start = here
      blocks[index] = .protected(block)
    }
  }

  private mutating func emitCleanUp(_ cleanUp: ProtectedBlock.CleanUp) throws(SyntaxProblem) {
    switch cleanUp {
    case .none: break
    case .endHandling(let exception): emit(.endHandling, exception)
    case .star:
      throw SyntaxProblem(
        "'break', 'continue' and 'return' cannot appear in an except* block", range: range)
    case .unbind(let name): unbind(name)
    case .finally(let body):
      let mark = top
      try compile(body)
      top = mark
    case .exit(let context): emit(.exitContext, context)
    }
  }

  /// The end of an `except ... as name` clause.
  private mutating func unbind(_ name: Name) {
    let register = temporary()
    loadNone(into: register)
    assign(register, toName: name)
    delete(name)
    top = register
  }

  mutating func compileBreak(_ range: SourceRange) throws(SyntaxProblem) {
    guard let index = innermostLoop else {
      throw SyntaxProblem("'break' outside loop", range: range)
    }
    try unwindBlocks(to: index + 1)
    let jump = emit(.jump)
    guard case .loop(var loop) = blocks[index] else { return }
    loop.breaks.append(jump)
    blocks[index] = .loop(loop)
  }

  mutating func compileContinue(_ range: SourceRange) throws(SyntaxProblem) {
    guard let index = innermostLoop, case .loop(let loop) = blocks[index] else {
      throw SyntaxProblem("'continue' not properly in loop", range: range)
    }
    try unwindBlocks(to: index + 1)
    emitLoop(to: loop.start)
  }

  private var innermostLoop: Int? {
    blocks.lastIndex { if case .loop = $0 { true } else { false } }
  }

  // MARK: Protected ranges

  /// Compiles `body` so that its exceptions go to the handler that `closeProtected` lands.
  mutating func protected(
    _ cleanUp: ProtectedBlock.CleanUp, register: Register,
    _ body: (inout Compiler) throws(SyntaxProblem) -> Void
  ) throws(SyntaxProblem) -> ProtectedBlock {
    blocks.append(.protected(ProtectedBlock(cleanUp: cleanUp, register: register, start: here)))
    try body(&self)
    guard case .protected(var block)? = blocks.popLast() else {
      return ProtectedBlock(cleanUp: cleanUp, register: register, start: here)
    }
    block.pieces.append(block.start..<here)
    return block
  }

  /// Enters the handlers of a block: exceptions go on at the next instruction.
  mutating func landHandlers(_ block: ProtectedBlock) {
    for piece in block.pieces where !piece.isEmpty {
      unit.handlers.append(
        Handler(start: piece.lowerBound, end: piece.upperBound, target: here, register: block.register))
    }
  }

  // MARK: try

  mutating func compileTry(
    _ body: [Statement], _ handlers: [ExceptHandler], _ otherwise: [Statement],
    _ finally: [Statement], isStar: Bool
  ) throws(SyntaxProblem) {
    guard !finally.isEmpty else {
      try compileTryExcept(body, handlers, otherwise, isStar: isStar)
      return
    }
    // The exception, the one handled before, and the one that the clean-up itself may raise.
    let exception = temporaries(3)
    let before = assigned
    let block = try protected(.finally(finally), register: exception) { (me) throws(SyntaxProblem) in
      if handlers.isEmpty {
        try me.compile(body)
      } else {
        try me.compileTryExcept(body, handlers, otherwise, isStar: isStar)
      }
    }
    let afterBody = assigned
    try compile(finally)
    let afterFinally = assigned
    let end = emit(.jump)
    landHandlers(block)
    assigned = before
    emit(.beginHandling, exception)
    let cleanUp = ProtectedBlock.CleanUp.endHandling(exception)
    let inner = try protected(cleanUp, register: exception + 2) { (me) throws(SyntaxProblem) in
      try me.compile(finally)
    }
    emit(.endHandling, exception)
    emit(.reraise, exception)
    landHandlers(inner)
    emit(.endHandling, exception)
    emit(.reraise, exception + 2)
    land(end)
    assigned = afterFinally.union(afterBody)
  }

  private mutating func compileTryExcept(
    _ body: [Statement], _ handlers: [ExceptHandler], _ otherwise: [Statement], isStar: Bool
  ) throws(SyntaxProblem) {
    if isStar { return try compileTryStar(body, handlers, otherwise) }
    if let early = handlers.dropLast().first(where: { $0.type == nil }) {
      throw SyntaxProblem("default 'except:' must be last", range: early.range)
    }
    let exception = temporaries(3)
    let before = assigned
    let block = try protected(.none, register: exception) { (me) throws(SyntaxProblem) in
      try me.compile(body)
    }
    try compile(otherwise)
    var after = assigned
    var ends = [emit(.jump)]
    landHandlers(block)
    emit(.beginHandling, exception)
    // An exception while a type is computed ends the handling too.
    let matching = ProtectedBlock.CleanUp.endHandling(exception)
    let outer = try protected(matching, register: exception + 2) { (me) throws(SyntaxProblem) in
      for handler in handlers {
        me.assigned = before
        try me.compileHandler(handler, exception, &ends)
        after.formIntersection(me.assigned)
      }
    }
    emit(.endHandling, exception)
    emit(.reraise, exception)
    landHandlers(outer)
    emit(.endHandling, exception)
    emit(.reraise, exception + 2)
    land(ends)
    assigned = after
  }

  private mutating func compileHandler(
    _ handler: ExceptHandler, _ exception: Register, _ ends: inout [PendingJump]
  ) throws(SyntaxProblem) {
    var next: PendingJump?
    range = handler.range
    if let type = handler.type {
      let mark = top
      let register = try value(type)
      range = type.range
      next = emit(.jumpUnlessMatch, exception, register)
      killTemporaries(from: mark)
      top = mark
    }
    if let name = handler.name {
      assign(exception, toName: name)
      try compileNamedHandler(name, handler)
    } else {
      try compile(handler.body)
    }
    try leaveHandler(exception, &ends)
    if let next { land(next) }
  }

  /// The body of `except ... as name`: however it is left, the name goes.
  mutating func compileNamedHandler(_ name: Name, _ handler: ExceptHandler)
    throws(SyntaxProblem)
  {
    let failure = temporary()
    let block = try protected(.unbind(name), register: failure) { (me) throws(SyntaxProblem) in
      try me.compile(handler.body)
    }
    unbind(name)
    let end = emit(.jump)
    landHandlers(block)
    unbind(name)
    emit(.reraise, failure)
    land(end)
    top = failure
  }

  /// The regular end of a handler, outside the range of the clean-up around it.
  private mutating func leaveHandler(_ exception: Register, _ ends: inout [PendingJump])
    throws(SyntaxProblem)
  {
    guard case .protected(var block)? = blocks.popLast() else { return }
    block.pieces.append(block.start..<here)
    emit(.endHandling, exception)
    emit(.kill, exception, 1)
    ends.append(emit(.jump))
    block.start = here
    blocks.append(.protected(block))
  }

  // MARK: with

  mutating func compileWith(_ items: ArraySlice<WithItem>, _ body: [Statement])
    throws(SyntaxProblem)
  {
    guard let item = items.first else {
      try compile(body)
      return
    }
    // Context, `__exit__`; exception, the one handled before; result; failure of `__exit__`.
    let context = temporaries(6)
    let exception = context + 2
    range = item.context.range
    try compile(item.context, into: context)
    emit(.enterContext, context, context + 4)
    // They live as long as the block.
    markClean(context, 6)
    let block = try protected(.exit(context), register: exception) { (me) throws(SyntaxProblem) in
      if let target = item.target { try me.assign(context + 4, to: target) }
      me.emit(.kill, context + 4, 1)
      try me.compileWith(items.dropFirst(), body)
    }
    range = item.context.range
    emit(.exitContext, context)
    emit(.kill, context, 6)
    let end = emit(.jump)
    landHandlers(block)
    emit(.beginHandling, exception)
    let cleanUp = ProtectedBlock.CleanUp.endHandling(exception)
    let inner = try protected(cleanUp, register: context + 5) { (me) throws(SyntaxProblem) in
      me.emit(.exitContextWithException, context)
    }
    emit(.endHandling, exception)
    let swallowed = emit(.jumpIfTrue, context + 4)
    emit(.reraise, exception)
    landHandlers(inner)
    emit(.endHandling, exception)
    emit(.reraise, context + 5)
    land(swallowed)
    emit(.kill, context, 6)
    land(end)
  }
}
