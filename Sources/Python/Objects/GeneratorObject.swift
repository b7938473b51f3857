import Glibc

/// A generator: a frame with registers in a block of their own, where it runs as well. What it
/// calls gets its arguments at the top of the stack (`callDetached`).
struct GeneratorBody {
  enum State: UInt8 { case created, suspended, running, finished }

  var header: Header
  var state: State
  /// The function it runs.
  var function: Value
  /// Where it goes on.
  var instruction: UnsafeMutablePointer<Instruction>
  /// Nil once it has ended. As in any frame the function stands right before them, not counted.
  var registers: UnsafeMutablePointer<Value>?
  var registerCount: Int
  /// While suspended inside an `except` clause the exception it handles; while running the one
  /// that is handled outside. `.none` where there is none.
  var handled: Value
}

enum GeneratorObject {
  static func forEachOwned(_ object: Object, _ visit: (Value) -> Void) {
    let body = object.body(GeneratorBody.self)
    visit(body.pointee.function)
    visit(body.pointee.handled)
    guard let registers = body.pointee.registers else { return }
    for index in 0..<body.pointee.registerCount { visit(registers[index]) }
  }

  /// What a suspended generator waits for in a `yield from`, or nil.
  static func delegate(of object: Object) -> Value? {
    let body = object.body(GeneratorBody.self)
    guard body.pointee.state == .suspended, body.pointee.instruction.pointee.op == .yieldFrom,
      let registers = body.pointee.registers
    else { return nil }
    return registers[Int(body.pointee.instruction.pointee.b)]
  }

  /// Whether a suspended generator stands where leaving it runs code: within a `try` or `with`, or
  /// waiting for a generator that does.
  static func needsClosing(_ object: Object) -> Bool {
    let body = object.body(GeneratorBody.self)
    guard body.pointee.state == .suspended, case .object(let function) = body.pointee.function else {
      return false
    }
    let code = Function(function).body.pointee.code
    let position = body.pointee.instruction - code.pointee.instructions - 1
    return code.source.handler(at: position) != nil
  }

  static func freeParts(_ object: Object) {
    freeBlock(object.body(GeneratorBody.self).pointee.registers)
  }

  private static func freeBlock(_ registers: UnsafeMutablePointer<Value>?) {
    if let registers { free(registers - 1) }
  }

  /// Ends the generator and gives up its registers.
  static func removeAll(_ object: Object) {
    let body = object.body(GeneratorBody.self)
    body.pointee.state = .finished
    guard let registers = body.pointee.registers else { return }
    let count = body.pointee.registerCount
    body.pointee.registers = nil
    for index in 0..<count { drop(registers[index]) }
    freeBlock(registers)
  }
}

extension Heap {
  /// A generator that takes over the arguments in a window of registers.
  func allocateGenerator(
    _ function: Object, window: UnsafeMutablePointer<Value>, type: Object
  ) -> Object {
    let code = Function(function).body.pointee.code
    let object = allocate(MemoryLayout<GeneratorBody>.stride, .generator, type)
    let count = code.pointee.registerCount
    let block = Memory.allocate((count + 1) * MemoryLayout<Value>.stride)
    let registers = block.assumingMemoryBound(to: Value.self) + 1
    registers[-1] = .object(function)
    for index in 0..<count {
      registers[index] = window[index]
      window[index] = .undefined
    }
    let body = object.body(GeneratorBody.self)
    body.pointee.state = .created
    body.pointee.function = .object(own(function))
    body.pointee.instruction = code.pointee.instructions
    body.pointee.registers = registers
    body.pointee.registerCount = count
    body.pointee.handled = .none
    return object
  }
}
