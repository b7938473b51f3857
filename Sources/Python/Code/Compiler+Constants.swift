extension Compiler {
  mutating func load(_ constant: Constant, into register: Register) throws(SyntaxProblem) {
    try checkDigits(constant)
    emitConstant(index(owned: runtime.make(constant)), into: register)
  }

  mutating func emitConstant(_ index: Int, into register: Register) {
    let jump = emit(.loadConstant, register)
    unit.instructions[jump.instruction].setWide(index)
    if case .object = unit.constants[index] { markDirty(register) }
  }

  mutating func emitConstant(owned value: Value, into register: Register) {
    emitConstant(addConstant(value), into: register)
  }

  mutating func loadNone(into register: Register) {
    emitConstant(index(owned: .none), into: register)
  }

  mutating func loadString(_ text: Symbol, into register: Register) {
    emitConstant(index(of: text), into: register)
  }

  /// The index of a string that is used as a name.
  mutating func index(of text: Symbol) -> Int { index(owned: own(text.value)) }

  private func checkDigits(_ constant: Constant) throws(SyntaxProblem) {
    let limit = runtime.digitLimit
    guard limit > 0, case .bigInt(let digits, 10) = constant, digits.utf8.count > limit else {
      return
    }
    throw SyntaxProblem(
      "Exceeds the limit (\(limit) digits) for integer string conversion: value has "
        + "\(digits.utf8.count) digits; use sys.set_int_max_str_digits() to increase the limit"
        + " - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
      range: range)
  }

  /// The index of a constant that is made once per code: takes over the value.
  private mutating func index(owned value: Value) -> Int {
    let hash = Compiler.hash(of: value)
    if let known = constantIndex.find(hash, where: { Compiler.isSame(unit.constants[$0], value) }) {
      drop(value)
      return known
    }
    let added = addConstant(value)
    constantIndex.insert(added, hash) { Compiler.hash(of: unit.constants[$0]) }
    return added
  }

  /// Adds a constant of its own: takes over the value.
  mutating func addConstant(_ value: Value) -> Int {
    unit.constants.append(value)
    return unit.constants.count - 1
  }

  /// Whether one constant does for both: equal numbers of one class, equal texts.
  private static func isSame(_ left: Value, _ right: Value) -> Bool {
    guard case .object(let left) = left, case .object(let right) = right else {
      return left.isIdentical(to: right)
    }
    if left == right { return true }
    guard left.kind == .string, right.kind == .string else { return false }
    return StringObject(left).isEqual(to: StringObject(right))
  }

  private static func hash(of value: Value) -> Int {
    switch value {
    case .undefined, .none: return 0
    case .bool(let value): return value ? 1 : 2
    case .int(let value): return Int(bitPattern: UInt(bitPattern: value) &* 0x9E37_79B9 >> 8)
    case .float(let value):
      return Int(truncatingIfNeeded: value.bitPattern &* 0x9E37_79B9_7F4A_7C15 >> 32)
    case .object(let object):
      return object.kind == .string ? StringObject(object).hash : object._rawHashValue(seed: 0)
    }
  }

  /// The constant value of an expression whose parts are all constants, or nil: literals, signed
  /// numbers and tuples of them.
  func constantValue(_ expression: Expression) -> Value? {
    switch expression.kind {
    case .constant(let constant):
      if case .bigInt = constant { return nil }
      return runtime.make(constant)
    case .unary(.negate, let operand):
      guard case .constant(let constant) = operand.kind else { return nil }
      switch constant {
      case .int(let value): return .int(-value)
      case .float(let value): return .float(-value)
      default: return nil
      }
    case .tuple(let items): return constantTuple(items)
    default: return nil
    }
  }

  /// A tuple of constants, owned by the caller, or nil where an item is not constant.
  func constantTuple(_ items: [Expression]) -> Value? {
    var values: [Value] = []
    for item in items {
      guard let value = constantValue(item) else {
        for value in values { drop(value) }
        return nil
      }
      values.append(value)
    }
    return .object(runtime.makeTuple(owned: values))
  }
}

extension Runtime {
  /// The value of a literal, owned by the caller.
  func make(_ constant: Constant) -> Value {
    switch constant {
    case .none: return .none
    case .true: return .bool(true)
    case .false: return .bool(false)
    case .ellipsis: return own(.object(ellipsis))
    case .int(let value): return .int(value)
    case .bigInt(let digits, let base): return makeInteger(digits: digits, base: base)
    case .float(let value): return .float(value)
    case .imaginary(let value):
      return .object(makeComplex(Complex(0, value)))
    case .string(.text(let text)):
      // Short texts are often keys and names: as symbols they compare by address.
      if text.utf8.count <= 20 { return own(symbols.intern(text).value) }
      return .object(heap.makeString(text, type: types.string).object)
    case .string(.codePoints(let codePoints)):
      return .object(heap.makeString(codePoints, type: types.string).object)
    case .bytes(let bytes): return .object(makeBytes(bytes))
    }
  }

  /// A tuple that takes ownership of its items.
  func makeTuple(owned items: [Value]) -> Object {
    if items.isEmpty { return own(emptyTuple) }
    return heap.makeTuple(items.count, type: types.tuple) { items[$0] }.object
  }

  func makeBytes(_ bytes: [UInt8]) -> Object { heap.allocateBytes(bytes, type: types.bytes) }

  func makeComplex(_ value: Complex) -> Object {
    let object = heap.allocate(MemoryLayout<ComplexBody>.stride, .complex, types.complex)
    object.body(ComplexBody.self).pointee.value = value
    return object
  }

  /// The value of an integer: inline where it fits a word.
  func make(_ integer: Integer) -> Value {
    switch integer {
    case .small(let value): return .int(value)
    case .big: return .object(heap.makeBigInt(integer, type: types.int))
    }
  }

  private func makeInteger(digits: String, base: Int) -> Value {
    // The lexer has checked the digits.
    guard let integer = try? Integer(parsing: Array(digits.utf8), base: base, digitLimit: 0) else {
      return .int(0)
    }
    return make(integer)
  }
}
