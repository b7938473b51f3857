import Glibc

/// A generator: a frame with registers of its own behind the body, where it runs as well. What it
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
  /// What it runs, whatever code the function gets later.
  var code: UnsafeMutablePointer<BoundCode>
  /// While suspended inside an `except` clause the exception it handles; while running the one
  /// that is handled outside. `.none` where there is none.
  var handled: Value
}

enum GeneratorObject {
  static func forEachOwned(_ object: Object, _ visit: (Value) -> Void) {
    let body = object.body(GeneratorBody.self)
    visit(body.pointee.handled)
    if let registers = body.pointee.registers {
      for index in 0..<body.pointee.code.pointee.registerCount { visit(registers[index]) }
    }
    // Last, as it keeps the code.
    visit(body.pointee.function)
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
    guard body.pointee.state == .suspended else { return false }
    let code = body.pointee.code
    let position = body.pointee.instruction - code.pointee.instructions - 1
    return code.source.handler(at: position) != nil
  }

  /// Ends the generator and gives up its registers.
  static func removeAll(_ object: Object) {
    let body = object.body(GeneratorBody.self)
    body.pointee.state = .finished
    guard let registers = body.pointee.registers else { return }
    body.pointee.registers = nil
    for index in 0..<body.pointee.code.pointee.registerCount { drop(registers[index]) }
  }
}

extension Heap {
  /// A generator that takes over the arguments at the beginning of a window of registers.
  func allocateGenerator(
    _ function: Object, window: UnsafeMutablePointer<Value>, type: Object
  ) -> Object {
    let code = Function(function).body.pointee.code
    let count = code.pointee.registerCount
    let stride = MemoryLayout<Value>.stride
    let size = MemoryLayout<GeneratorBody>.stride
    let object = allocate(size + (count + 1) * stride, .generator, type)
    let registers = (object.address + size).assumingMemoryBound(to: Value.self) + 1
    registers[-1] = .object(function)
    let given = min(code.pointee.parameterCount, count)
    for index in 0..<given {
      registers[index] = window[index]
      window[index] = .undefined
    }
    (registers + given).initialize(repeating: .undefined, count: count - given)
    let body = object.body(GeneratorBody.self)
    body.pointee.state = .created
    body.pointee.function = .object(own(function))
    body.pointee.instruction = code.pointee.instructions
    body.pointee.registers = registers
    body.pointee.code = code
    body.pointee.handled = .none
    return object
  }
}
