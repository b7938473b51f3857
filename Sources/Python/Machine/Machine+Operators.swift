import Glibc

/// Operators beyond the loop's fast paths.
///
/// A Python method that computes an operator gets a frame of its own; `arithmetic` returns true
/// then. The operands stay in the caller's registers until the result is known, as NotImplemented
/// leads to the reflected method.
extension Machine {
  /// `a = b op c`; true if a frame was pushed.
  @inline(never)
  func arithmetic(
    _ instruction: Instruction, _ registers: UnsafeMutablePointer<Value>,
    _ code: UnsafeMutablePointer<BoundCode>
  ) throws(Raised) -> Bool {
    let a = registers + Int(instruction.a)
    let b = registers + Int(instruction.b)
    let (op, isInPlace) = binaryOperator(instruction.op)
    let hasImmediate = instruction.op == .addImmediate || instruction.op == .subtractImmediate
    let right: Value =
      hasImmediate ? .int(instruction.immediate) : registers[Int(instruction.c)]
    if let known = plainArithmetic(op, b.pointee, right) {
      store(a, known)
      return false
    }
    if b.pointee.object(.bigInt) != nil || right.object(.bigInt) != nil,
      let value = bigArithmetic(op, b.pointee, right)
    {
      finishOperands(instruction, registers, code, hasImmediate: hasImmediate)
      store(a, value)
      return false
    }
    if try enterOperatorMethod(op, isInPlace, b.pointee, right, a) { return true }
    let mark = heap.state.pointee.poolCount
    let value = own(try binary(op, b.pointee, right, isInPlace: isInPlace))
    heap.drain(to: mark)
    finishOperands(instruction, registers, code, hasImmediate: hasImmediate)
    store(a, value)
    return false
  }

  /// Temporaries are operands once: what they held goes now, not at the statement's end.
  func finishOperands(
    _ instruction: Instruction, _ registers: UnsafeMutablePointer<Value>,
    _ code: UnsafeMutablePointer<BoundCode>, hasImmediate: Bool
  ) {
    let locals = code.pointee.localCount
    if Int(instruction.b) >= locals { store(registers + Int(instruction.b), .undefined) }
    if !hasImmediate, Int(instruction.c) >= locals {
      store(registers + Int(instruction.c), .undefined)
    }
  }

  func binaryOperator(_ op: Opcode) -> (BinaryOperator, isInPlace: Bool) {
    switch op {
    case .addImmediate: return (.add, false)
    case .subtractImmediate: return (.subtract, false)
    default:
      let isInPlace = op.rawValue >= Opcode.inPlaceAdd.rawValue
      let first = isInPlace ? Opcode.inPlaceAdd : Opcode.add
      let index = UInt8(truncatingIfNeeded: op.rawValue &- first.rawValue)
      return (BinaryOperator(rawValue: index) ?? .add, isInPlace)
    }
  }

  /// Pushes a frame for the left operand's method where that is plain Python code and the right
  /// operand's class has no claim to come first.
  private func enterOperatorMethod(
    _ op: BinaryOperator, _ isInPlace: Bool, _ left: Value, _ right: Value,
    _ destination: UnsafeMutablePointer<Value>
  ) throws(Raised) -> Bool {
    guard case .object(let object) = left, object.kind == .instance, !isInPlace else {
      return false
    }
    guard case .object(let method) = find(names.binary[Int(op.rawValue)], in: object.type),
      method.kind == .function
    else { return false }
    let target = Function(method).body.pointee.code
    guard target.pointee.plainCount == 2 else { return false }
    if case .object(let other) = right, other.type != object.type,
      TypeObject(other.type).isSubclass(of: object.type)
    {
      return false
    }
    let window = stackTop + 1
    store(window - 1, .object(own(method)))
    store(window, own(left))
    store(window + 1, own(right))
    do throws(Raised) {
      try pushFrame(target, window, 2, kind: .binaryOperator, to: destination)
    } catch {
      clear(window - 1, 3)
      throw error
    }
    return true
  }

  /// The result of a frame pushed by `enterOperatorMethod`.
  func finishOperator(_ frame: Frame, _ value: Value) throws(Raised) {
    let caller = state.pointee.top.pointee
    let instruction = (caller.instruction - 1).pointee
    let hasImmediate = instruction.op == .addImmediate || instruction.op == .subtractImmediate
    guard case .object(runtime.notImplemented) = value else {
      finishOperands(instruction, caller.registers, caller.code, hasImmediate: hasImmediate)
      store(frame.destination, value)
      return
    }
    drop(value)
    let (op, _) = binaryOperator(instruction.op)
    let left = caller.registers[Int(instruction.b)]
    let right: Value =
      hasImmediate ? .int(instruction.immediate) : caller.registers[Int(instruction.c)]
    let mark = heap.state.pointee.poolCount
    let result = own(try reflected(op, left, right))
    heap.drain(to: mark)
    finishOperands(instruction, caller.registers, caller.code, hasImmediate: hasImmediate)
    store(frame.destination, result)
  }

  // MARK: Binary operators

  /// `left op right`, borrowed.
  public func binary(
    _ op: BinaryOperator, _ left: Value, _ right: Value, isInPlace: Bool = false
  ) throws(Raised) -> Value {
    if let known = plainArithmetic(op, left, right) { return known }
    if left.isForeign || right.isForeign {
      if let result = try ownOperator(op, left, right) { return result }
      if let result = try foreignOperators?.binary(self, op, left, right, isInPlace) {
        return result
      }
    }
    if !left.isOfUserClass, !right.isOfUserClass {
      if let number = try numeric(op, left, right) { return number }
      if let result = try builtinOperator(op, left, right, isInPlace: isInPlace) { return result }
    }
    let index = Int(op.rawValue)
    if isInPlace {
      let result = try callOperator(names.inPlace[index], left, right)
      if !isMissing(result) { return result }
    }
    return try dispatch(op, left, right, isInPlace: isInPlace)
  }

  /// What the class of a foreign operand computes itself; nil where it leaves that to methods.
  @inline(__always)
  private func ownOperator(_ op: BinaryOperator, _ left: Value, _ right: Value) throws(Raised)
    -> Value?
  {
    guard case .object(let object) = left.isForeign ? left : right, !left.isOfUserClass,
      !right.isOfUserClass, let compute = TypeObject(object.type).info.foreign?.binary
    else { return nil }
    return try compute(self, op, left, right)
  }

  /// Calls the method of an operator; undefined where the class has none. A class that sets it to
  /// None gets the error of calling that.
  private func callOperator(_ name: Symbol, _ value: Value, _ other: Value) throws(Raised) -> Value {
    let method = find(name, in: type(of: value))
    if method.isUndefined { return .undefined }
    if method.isNone { throw notCallable(method) }
    return try callMethodValue(method, value, with: other)
  }

  /// Whether a special method is absent or declined.
  private func isMissing(_ value: Value) -> Bool {
    if value.isUndefined { return true }
    if case .object(runtime.notImplemented) = value { return true }
    return false
  }

  /// `__op__` of the left operand, `__rop__` of the right one, the sequence operations last.
  private func dispatch(_ op: BinaryOperator, _ left: Value, _ right: Value, isInPlace: Bool)
    throws(Raised) -> Value
  {
    let index = Int(op.rawValue)
    let leftType = type(of: left)
    let rightType = type(of: right)
    let reflectedMethod = find(names.reflected[index], in: rightType)
    let overrides =
      leftType != rightType && TypeObject(rightType).isSubclass(of: leftType)
      && !reflectedMethod.isUndefined
      && !reflectedMethod.isIdentical(to: find(names.reflected[index], in: leftType))
    if overrides {
      let result = try callMethodValue(reflectedMethod, right, with: left)
      if !isMissing(result) { return result }
    }
    // CPython's sequences have no number methods: they concatenate when all others have declined.
    if !isSequenceMethod(names.binary[index], left) {
      let result = try callOperator(names.binary[index], left, right)
      if !isMissing(result) { return result }
    }
    if !overrides, leftType != rightType, !reflectedMethod.isUndefined,
      !isSequenceMethod(names.reflected[index], right)
    {
      let result = try callMethodValue(reflectedMethod, right, with: left)
      if !isMissing(result) { return result }
    }
    if let result = try sequenceOperator(op, left, right, isInPlace: isInPlace) { return result }
    throw unsupported(op, left, right, isInPlace: isInPlace)
  }

  /// Whether a value's class takes `+` or `*` from `str`, `bytes`, `bytearray`, `tuple` or `list`.
  private func isSequenceMethod(_ name: Symbol, _ value: Value) -> Bool {
    guard case .object(let object) = value, name != names.binary[Int(BinaryOperator.modulo.rawValue)]
    else { return false }
    let base: Object
    switch object.kind {
    case .string: base = types.string
    case .bytes: base = types.bytes
    case .byteArray: base = types.byteArray
    case .tuple: base = types.tuple
    case .list: base = types.list
    default: return false
    }
    return find(name, in: object.type).isIdentical(to: find(name, in: base))
  }

  /// What remains after the left operand's method has declined.
  private func reflected(_ op: BinaryOperator, _ left: Value, _ right: Value) throws(Raised)
    -> Value
  {
    if type(of: left) != type(of: right) {
      let result = try callOperator(names.reflected[Int(op.rawValue)], right, left)
      if !isMissing(result) { return result }
    }
    if let result = try sequenceOperator(op, left, right, isInPlace: false) { return result }
    throw unsupported(op, left, right, isInPlace: false)
  }

  func unsupported(_ op: BinaryOperator, _ left: Value, _ right: Value, isInPlace: Bool) -> Raised {
    var symbol = op.symbol + (isInPlace ? "=" : "")
    if op == .power { symbol = isInPlace ? "**=" : "** or pow()" }
    return raise(
      .typeError,
      "unsupported operand type(s) for \(symbol): '\(typeName(of: left))' and "
        + "'\(typeName(of: right))'")
  }

  /// `op value`
  func unary(_ op: Opcode, _ value: Value) throws(Raised) -> Value {
    if !value.isOfUserClass, let number = try numericUnary(op, value) { return number }
    let name = op == .negate ? names.neg : op == .plus ? names.pos : names.invert
    let method = find(name, in: type(of: value))
    if method.isNone { throw notCallable(method) }
    if !method.isUndefined { return try callMethodValue(method, value, []) }
    let symbol = op == .negate ? "-" : op == .plus ? "+" : "~"
    throw raise(.typeError, "bad operand type for unary \(symbol): '\(typeName(of: value))'")
  }

  // MARK: Truth

  /// The truth of values that conditions test most often; nil for others.
  @inline(__always)
  func plainTruth(_ value: Value) -> Bool? {
    switch value {
    case .bool(let truth): return truth
    case .int(let number): return number != 0
    case .none: return false
    case .object(let object):
      if object.type == types.list { return List(object).count > 0 }
      return object.type == types.string ? StringObject(object).count > 0 : nil
    default: return nil
    }
  }

  /// Python's truth of a value.
  @inline(never)
  public func isTrue(_ value: Value) throws(Raised) -> Bool {
    switch value {
    case .bool(let value): return value
    case .int(let value): return value != 0
    case .float(let value): return value != 0
    case .none, .undefined: return false
    case .object(let object): return try isTrue(object)
    }
  }

  private func isTrue(_ object: Object) throws(Raised) -> Bool {
    if !TypeObject(object.type).isUserDefined {
      switch object.kind {
      case .string: return StringObject(object).count > 0
      case .tuple: return Tuple(object).count > 0
      case .list: return List(object).count > 0
      case .dict: return Dict(object).count > 0
      case .set: return SetObject(object).count > 0
      case .deque: return Deque(object).count > 0
      case .bigInt, .function, .native, .type, .module, .method: return true
      default: break
      }
    }
    let mark = heap.state.pointee.poolCount
    defer { heap.drain(to: mark) }
    let answer = try callSpecial(names.bool, .object(object))
    if case .bool(let value) = answer { return value }
    if !answer.isUndefined {
      throw raise(
        .typeError, "__bool__ should return bool, returned \(typeName(of: answer))")
    }
    let length = try callSpecial(names.len, .object(object))
    if !length.isUndefined { return try checkLength(length) != 0 }
    return true
  }

  // MARK: Comparison

  /// `a = b op c`
  @inline(never)
  func compare(
    _ instruction: Instruction, _ registers: UnsafeMutablePointer<Value>,
    _ code: UnsafeMutablePointer<BoundCode>
  ) throws(Raised) {
    let left = registers[Int(instruction.b)]
    let right = registers[Int(instruction.c)]
    let op = CompareOperator(instruction.op, from: .less)
    let mark = heap.state.pointee.poolCount
    let value = own(try compare(op, left, right))
    heap.drain(to: mark)
    finishOperands(instruction, registers, code, hasImmediate: false)
    store(registers + Int(instruction.a), value)
  }

  /// The truth of `a op b` for a comparing jump.
  @inline(never)
  func compareJump(
    _ instruction: Instruction, _ registers: UnsafeMutablePointer<Value>,
    _ code: UnsafeMutablePointer<BoundCode>
  ) throws(Raised) -> Bool {
    let hasImmediate = instruction.op.rawValue >= Opcode.jumpUnlessLessImmediate.rawValue
    let first: Opcode = hasImmediate ? .jumpUnlessLessImmediate : .jumpUnlessLess
    let op = CompareOperator(instruction.op, from: first)
    let left = registers[Int(instruction.a)]
    let right: Value =
      hasImmediate ? .int(Int(Int16(bitPattern: instruction.b))) : registers[Int(instruction.b)]
    let answer = try holds(op, left, right)
    giveUpOperands(instruction, registers, code, hasImmediate: hasImmediate)
    return answer
  }

  /// The truth of `a in b` for a jump.
  @inline(never)
  func containsJump(
    _ instruction: Instruction, _ registers: UnsafeMutablePointer<Value>,
    _ code: UnsafeMutablePointer<BoundCode>
  ) throws(Raised) -> Bool {
    let mark = heap.state.pointee.poolCount
    let (container, item) = (registers[Int(instruction.b)], registers[Int(instruction.a)])
    let known = try containsText(container, item)
    let answer = known == nil ? try contains(container, item) : known == true
    heap.drain(to: mark)
    giveUpOperands(instruction, registers, code, hasImmediate: false)
    return answer
  }

  /// Temporaries are operands of a comparing jump once.
  @inline(__always)
  func giveUpOperands(
    _ instruction: Instruction, _ registers: UnsafeMutablePointer<Value>,
    _ code: UnsafeMutablePointer<BoundCode>, hasImmediate: Bool
  ) {
    let locals = code.pointee.localCount
    if Int(instruction.a) >= locals { store(registers + Int(instruction.a), .undefined) }
    if !hasImmediate, Int(instruction.b) >= locals {
      store(registers + Int(instruction.b), .undefined)
    }
  }

  /// The truth of `left op right`.
  @inline(__always)
  func holds(_ op: CompareOperator, _ left: Value, _ right: Value) throws(Raised) -> Bool {
    if let known = compareNumbers(op, left, right) { return known }
    if let known = compareTexts(op, left, right) { return known }
    let mark = heap.state.pointee.poolCount
    let answer: Bool
    switch op {
    case .in: answer = try contains(right, left)
    case .notIn: answer = !(try contains(right, left))
    default: answer = try isTrue(try compare(op, left, right))
    }
    heap.drain(to: mark)
    return answer
  }

  /// `left op right` where both are exactly `str`; else nil.
  @inline(__always)
  private func compareTexts(_ op: CompareOperator, _ left: Value, _ right: Value) -> Bool? {
    guard case .object(let a) = left, case .object(let b) = right, a.type == types.string,
      b.type == types.string
    else { return nil }
    switch op {
    case .equal: return StringObject(a).isEqual(to: StringObject(b))
    case .notEqual: return !StringObject(a).isEqual(to: StringObject(b))
    case .less: return StringObject(a).compare(StringObject(b)) < 0
    case .lessEqual: return StringObject(a).compare(StringObject(b)) <= 0
    case .greater: return StringObject(a).compare(StringObject(b)) > 0
    case .greaterEqual: return StringObject(a).compare(StringObject(b)) >= 0
    case .is, .isNot, .in, .notIn: return nil
    }
  }

  /// `left op right`: for the orderings whatever the methods return.
  public func compare(_ op: CompareOperator, _ left: Value, _ right: Value) throws(Raised) -> Value {
    switch op {
    case .is: return .bool(left.isIdentical(to: right))
    case .isNot: return .bool(!left.isIdentical(to: right))
    case .in: return .bool(try contains(right, left))
    case .notIn: return .bool(!(try contains(right, left)))
    case .less, .lessEqual, .equal, .notEqual, .greater, .greaterEqual: break
    }
    if left.isForeign || right.isForeign, let operators = foreignOperators,
      let result = try operators.compare(self, op, left, right)
    {
      return result
    }
    if let known = compareNumbers(op, left, right) { return .bool(known) }
    if let known = compareTexts(op, left, right) { return .bool(known) }
    if let known = try compareBuiltins(op, left, right) { return known }
    return try richCompare(op, left, right)
  }

  private func richCompare(_ op: CompareOperator, _ left: Value, _ right: Value) throws(Raised)
    -> Value
  {
    try enterNative()
    defer { leaveNative() }
    let name = names.comparison[Int(op.rawValue)]
    let swapped = names.comparison[Int(op.swapped.rawValue)]
    let leftType = type(of: left)
    let rightType = type(of: right)
    let rightFirst = leftType != rightType && TypeObject(rightType).isSubclass(of: leftType)
    if rightFirst {
      let result = try callOperator(swapped, right, left)
      if !isMissing(result) { return result }
    }
    let result = try callOperator(name, left, right)
    if !isMissing(result) { return result }
    if !rightFirst {
      let result = try callOperator(swapped, right, left)
      if !isMissing(result) { return result }
    }
    switch op {
    case .equal: return .bool(left.isIdentical(to: right))
    case .notEqual: return .bool(!left.isIdentical(to: right))
    default:
      throw raise(
        .typeError,
        "'\(op.symbol)' not supported between instances of '\(typeName(of: left))' and "
          + "'\(typeName(of: right))'")
    }
  }

  /// `left == right` as a container sees it: identical values are equal.
  @inline(__always)
  public func isEqual(_ left: Value, _ right: Value) throws(Raised) -> Bool {
    if left.isIdentical(to: right) {
      // A NaN in a container equals itself, as the same object does.
      return true
    }
    if case .object(let a) = left, case .object(let b) = right, a.kind == .string, b.kind == .string {
      return StringObject(a).isEqual(to: StringObject(b))
    }
    return try isEqualSlow(left, right)
  }

  @inline(never)
  private func isEqualSlow(_ left: Value, _ right: Value) throws(Raised) -> Bool {
    if let known = compareNumbers(.equal, left, right) { return known }
    let mark = heap.state.pointee.poolCount
    defer { heap.drain(to: mark) }
    return try isTrue(try compare(.equal, left, right))
  }

  // MARK: Depth of native code

  /// Native code that calls itself through Python objects (comparison, representation) counts
  /// toward the recursion limit.
  func enterNative(_ activity: StaticString = " in comparison") throws(Raised) {
    state.pointee.nativeDepth += 1
    if state.pointee.nativeDepth + depth > recursionLimit {
      state.pointee.nativeDepth -= 1
      throw raise(.recursionError, "maximum recursion depth exceeded\(activity)")
    }
  }

  func leaveNative() { state.pointee.nativeDepth -= 1 }
}

extension BinaryOperator {
  /// As error messages write it.
  var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .matrixMultiply: "@"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    case .leftShift: "<<"
    case .rightShift: ">>"
    case .bitAnd: "&"
    case .bitOr: "|"
    case .bitXor: "^"
    }
  }
}

extension CompareOperator {
  /// The operator of an opcode, in a family that begins with `first`: families stand in operator
  /// order. The bits are the operator's own, as its numbers count from 0.
  @inline(__always)
  init(_ opcode: Opcode, from first: Opcode) {
    let number = UInt8(truncatingIfNeeded: opcode.rawValue &- first.rawValue)
    self = unsafeBitCast(number, to: CompareOperator.self)
  }

  /// Whether it holds between two values that have an order; nil for identity and containment.
  @inline(__always)
  func ordered<T: Comparable>(_ x: T, _ y: T) -> Bool? {
    switch self {
    case .less: x < y
    case .lessEqual: x <= y
    case .equal: x == y
    case .notEqual: x != y
    case .greater: x > y
    case .greaterEqual: x >= y
    case .is, .isNot, .in, .notIn: nil
    }
  }

  /// The operator with its sides exchanged.
  var swapped: CompareOperator {
    switch self {
    case .less: .greater
    case .lessEqual: .greaterEqual
    case .greater: .less
    case .greaterEqual: .lessEqual
    default: self
    }
  }

  var symbol: String {
    switch self {
    case .less: "<"
    case .lessEqual: "<="
    case .equal: "=="
    case .notEqual: "!="
    case .greater: ">"
    case .greaterEqual: ">="
    case .is: "is"
    case .isNot: "is not"
    case .in: "in"
    case .notIn: "not in"
    }
  }
}
