/// `try` ... `except*`: each clause gets its part of an exception group; what clauses raise and
/// what no clause takes goes on together.
extension Compiler {
  mutating func compileTryStar(
    _ body: [Statement], _ handlers: [ExceptHandler], _ otherwise: [Statement]
  ) throws(SyntaxProblem) {
    // The exception, the one handled before, a failure of the matching.
    let exception = temporaries(3)
    // The rest of the exception; what clauses have raised; the match of the present clause, the
    // exception handled before it, the failure of the clause.
    let rest = temporaries(5)
    let before = assigned
    let block = try protected(.none, register: exception) { (me) throws(SyntaxProblem) in
      try me.compile(body)
    }
    try compile(otherwise)
    let afterBody = assigned
    let end = emit(.jump)
    landHandlers(block)
    emit(.beginHandling, exception)
    let matching = ProtectedBlock.CleanUp.endHandling(exception)
    let outer = try protected(matching, register: exception + 2) { (me) throws(SyntaxProblem) in
      me.emit(.move, rest, exception)
      me.emit(.buildList, rest + 1, rest + 1, 0)
      for handler in handlers {
        me.assigned = before
        try me.compileStarHandler(handler, rest)
      }
    }
    let nothingLeft = emit(.joinGroups, exception, rest)
    emit(.endHandling, exception)
    emit(.reraise, rest + 2)
    landHandlers(outer)
    emit(.endHandling, exception)
    emit(.reraise, exception + 2)
    land(nothingLeft)
    emit(.endHandling, exception)
    emit(.kill, exception, 8)
    land(end)
    assigned = before.intersection(afterBody)
  }

  private mutating func compileStarHandler(_ handler: ExceptHandler, _ rest: Register)
    throws(SyntaxProblem)
  {
    guard let type = handler.type else { return }
    let match = rest + 2
    range = handler.range
    let mark = top
    let register = try value(type)
    range = type.range
    let next = emit(.splitGroup, rest, register)
    killTemporaries(from: mark)
    top = mark
    let body = try protected(.star, register: match + 2) { (me) throws(SyntaxProblem) in
      me.emit(.beginHandling, match)
      if let name = handler.name {
        me.assign(match, toName: name)
        try me.compileNamedHandler(name, handler)
      } else {
        try me.compile(handler.body)
      }
    }
    emit(.endHandling, match)
    emit(.kill, match, 1)
    let done = emit(.jump)
    landHandlers(body)
    emit(.endHandling, match)
    emit(.listAppend, rest + 1, match)
    emit(.listAppend, rest + 1, match + 2)
    emit(.kill, match, 3)
    land(done)
    land(next)
  }
}
