/// Superinstructions: one instruction that does the work of two which often follow each other, so
/// that the loop takes one turn less. The compiler asks for them whenever it emits.
extension Instruction {
  /// The instruction that does the work of this one and the next; nil where there is none.
  func fused(with next: Instruction) -> Instruction? {
    switch (op, next.op) {
    // Arguments of a call, items of a display: registers in a row.
    case (.move, .move) where next.a == a &+ 1:
      Instruction(op: .moveTwo, a: a, b: b, c: next.b)
    case (.loadGlobal, .move) where next.a == a &+ 1:
      Instruction(op: .loadGlobalThenMove, a: a, b: b, c: next.b)
    // Taking apart what nobody else needs.
    case (.unpack, .kill) where next.a == a && next.b == 1:
      Instruction(op: .unpackThenKill, a: a, b: b, c: c)
    // The end of a loop's body.
    case (.kill, .loop) where b == 1: Instruction(op: .killThenLoop, a: a, b: next.b, c: next.c)
    case (.kill, .loopFor) where b == 1:
      Instruction(op: .killThenLoopFor, a: a, b: next.b, c: next.c)
    default: nil
    }
  }
}
