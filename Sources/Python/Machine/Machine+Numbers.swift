import Glibc

/// Arithmetic on the built-in numbers.
extension Machine {
  /// A value as one of the number types, or nil. `bool` counts as int, and an instance of a class
  /// derived from a number is the number it holds.
  func number(_ value: Value) -> Number? {
    switch value {
    case .int(let value): return .integer(.small(value))
    case .bool(let value): return .integer(.small(value ? 1 : 0))
    case .float(let value): return .float(value)
    case .object(let object):
      switch object.kind {
      case .bigInt: return .integer(BigIntObject(object).value)
      case .float: return .float(object.body(FloatBody.self).pointee.value)
      case .complex: return .complex(object.body(ComplexBody.self).pointee.value)
      default: return nil
      }
    case .none, .undefined: return nil
    }
  }

  /// The integer a value is, or nil: int, bool, big int.
  func integer(_ value: Value) -> Integer? {
    if case .integer(let integer)? = number(value) { return integer }
    return nil
  }

  /// A Python value of a number, lent by the pool.
  func value(_ number: Number) -> Value {
    switch number {
    case .integer(let integer): value(integer)
    case .float(let value): .float(value)
    case .complex(let value): .object(heap.pooled(runtime.makeComplex(value)))
    }
  }

  func value(_ integer: Integer) -> Value { pooled(runtime.make(integer)) }

  /// A number as an instance of the class: the plain value of `int`, `float` or `complex`, or an
  /// object that holds it for a class derived from these.
  func value(_ number: Number, _ type: Object) -> Value {
    guard TypeObject(type).isUserDefined else { return value(number) }
    let object: Object
    switch number {
    case .integer(let integer):
      object = heap.makeBigInt(integer, type: type)
    case .float(let double):
      object = heap.allocate(MemoryLayout<FloatBody>.stride, .float, type)
      object.body(FloatBody.self).pointee.value = double
    case .complex(let complex):
      object = heap.allocate(MemoryLayout<ComplexBody>.stride, .complex, type)
      object.body(ComplexBody.self).pointee.value = complex
    }
    return .object(heap.pooled(object))
  }

  /// The number that a value holds, without a class of its own.
  func plain(_ value: Value) -> Value {
    value.isOfUserClass ? number(value).map { self.value($0) } ?? value : value
  }

  /// Runs an algorithm on plain numbers; its problem becomes a Python exception.
  func solve<Result>(_ body: () throws -> Result) throws(Raised) -> Result {
    do {
      return try body()
    } catch let problem as Problem {
      if problem.kind == .interrupted { throw interruption() }
      throw raise(problem.kind.exception, problem.message)
    } catch {
      throw raise(.systemError, "\(error)")
    }
  }

  /// `left op right` on built-in numbers, or nil if an operand is none.
  @inline(never)
  func numeric(_ op: BinaryOperator, _ left: Value, _ right: Value) throws(Raised) -> Value? {
    if case .float(let x) = left, case .float(let y) = right { return try floats(op, x, y) }
    if let result = bigArithmetic(op, left, right) { return pooled(result) }
    guard let a = number(left), let b = number(right) else { return nil }
    switch (a, b) {
    case (.integer(let x), .integer(let y)):
      if case .bool(let p) = left, case .bool(let q) = right, let result = logic(op, p, q) {
        return .bool(result)
      }
      return try integers(op, x, y)
    case (.complex, _), (_, .complex): return try complexes(op, a, b)
    case (.float(let x), .integer(let y)):
      return try floats(op, x, try solve { try y.asDouble() })
    case (.integer(let x), .float(let y)):
      return try floats(op, try solve { try x.asDouble() }, y)
    case (.float(let x), .float(let y)): return try floats(op, x, y)
    }
  }

  private func logic(_ op: BinaryOperator, _ p: Bool, _ q: Bool) -> Bool? {
    switch op {
    case .bitAnd: p && q
    case .bitOr: p || q
    case .bitXor: p != q
    default: nil
    }
  }

  private func integers(_ op: BinaryOperator, _ x: Integer, _ y: Integer) throws(Raised) -> Value? {
    switch op {
    case .matrixMultiply: return nil
    case .divide: return .float(try solve { try x.trueDivided(by: y) })
    case .power: return value(try solve { try x.raised(to: y) })
    default: break
    }
    return value(
      try solve { () throws -> Integer in
        switch op {
        case .add: try x.adding(y)
        case .subtract: try x.subtracting(y)
        case .multiply: try x.multiplied(by: y)
        case .floorDivide: try x.floorDivided(by: y)
        case .modulo: try x.modulo(y)
        case .leftShift: try x.shiftedLeft(by: y)
        case .rightShift: try x.shiftedRight(by: y)
        case .bitAnd: x & y
        case .bitOr: x | y
        case .bitXor: x ^ y
        case .divide, .power, .matrixMultiply: x
        }
      })
  }

  private func floats(_ op: BinaryOperator, _ x: Double, _ y: Double) throws(Raised) -> Value? {
    switch op {
    case .add: return .float(x + y)
    case .subtract: return .float(x - y)
    case .multiply: return .float(x * y)
    case .divide:
      guard y != 0 else { throw raise(.zeroDivisionError, "float division by zero") }
      return .float(x / y)
    case .floorDivide: return .float(try solve { try FloatArithmetic.floorDivide(x, y) })
    case .modulo: return .float(try solve { try FloatArithmetic.modulo(x, y) })
    case .power: return value(try solve { try FloatArithmetic.power(x, y) })
    case .matrixMultiply, .leftShift, .rightShift, .bitAnd, .bitOr, .bitXor: return nil
    }
  }

  private func complexes(_ op: BinaryOperator, _ a: Number, _ b: Number) throws(Raised) -> Value? {
    let x = try complex(a)
    let y = try complex(b)
    switch op {
    case .add: return value(.complex(x + y))
    case .subtract: return value(.complex(x - y))
    case .multiply: return value(.complex(x * y))
    case .divide: return value(.complex(try solve { try x.divided(by: y) }))
    case .power: return value(.complex(try solve { try x.power(y) }))
    default: return nil
    }
  }

  func complex(_ number: Number) throws(Raised) -> Complex {
    switch number {
    case .integer(let value): Complex(try solve { try value.asDouble() }, 0)
    case .float(let value): Complex(value, 0)
    case .complex(let value): value
    }
  }

  /// `op value` on a built-in number, or nil.
  func numericUnary(_ op: Opcode, _ operand: Value) throws(Raised) -> Value? {
    switch number(operand) {
    case .integer(let x)?:
      switch op {
      case .negate: return value(try solve { try Integer.small(0).subtracting(x) })
      case .plus: return value(x)
      default: return value(try solve { try Integer.small(-1).subtracting(x) })
      }
    case .float(let x)? where op != .invert: return .float(op == .negate ? -x : x)
    case .complex(let x)? where op != .invert:
      return value(.complex(op == .negate ? Complex(-x.real, -x.imaginary) : x))
    default: return nil
    }
  }

  // MARK: Comparison

  /// `left op right` where both are built-in numbers; else nil.
  @inline(__always)
  func compareNumbers(_ op: CompareOperator, _ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.int(let x), .int(let y)): return op.ordered(x, y)
    case (.float(let x), .float(let y)): return op.ordered(x, y)
    case (.object(let a), .object(let b)):
      if a.kind != .bigInt && a.kind != .complex || b.kind != .bigInt && b.kind != .complex {
        return nil
      }
    default: break
    }
    return compareMixed(op, left, right)
  }

  @inline(never)
  private func compareMixed(_ op: CompareOperator, _ left: Value, _ right: Value) -> Bool? {
    // A class derived from a number may have comparisons of its own.
    if left.isOfUserClass || right.isOfUserClass { return nil }
    if let order = bigOrder(left, right) { return op.ordered(order, 0) }
    return compareContents(op, left, right)
  }

  /// `left op right` by the numbers that the values hold, whatever their classes define.
  func compareContents(_ op: CompareOperator, _ left: Value, _ right: Value) -> Bool? {
    guard let a = number(left), let b = number(right) else { return nil }
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return op.ordered(x, y)
    case (.float(let x), .float(let y)): return op.ordered(x, y)
    case (.integer(let x), .float(let y)):
      return y.isNaN ? op == .notEqual : op.ordered(order(x, y), 0)
    case (.float(let x), .integer(let y)):
      return x.isNaN ? op == .notEqual : op.ordered(0, order(y, x))
    case (.complex, _), (_, .complex):
      guard op == .equal || op == .notEqual else { return nil }
      return complexEqual(a, b) == (op == .equal)
    }
  }

  /// How an integer compares with a float that is a number: exactly, without rounding.
  private func order(_ integer: Integer, _ float: Double) -> Int {
    if float.isInfinite { return float > 0 ? -1 : 1 }
    guard let whole = try? Integer(truncating: float) else { return 0 }
    if integer != whole { return integer < whole ? -1 : 1 }
    let fraction = float - float.rounded(.towardZero)
    return fraction == 0 ? 0 : fraction > 0 ? -1 : 1
  }

  private func complexEqual(_ a: Number, _ b: Number) -> Bool {
    func parts(_ number: Number) -> (Number, Double) {
      if case .complex(let value) = number { return (.float(value.real), value.imaginary) }
      return (number, 0)
    }
    let (realA, imaginaryA) = parts(a)
    let (realB, imaginaryB) = parts(b)
    guard imaginaryA == imaginaryB else { return false }
    return compareContents(.equal, value(realA), value(realB)) ?? false
  }

  // MARK: Conversions

  /// `operator.index(value)` as a word; a big one is clamped to the ends of Int where `clamps`.
  public func index(_ value: Value, clamps: Bool = false) throws(Raised) -> Int {
    switch value {
    case .int(let value): return value
    case .bool(let value): return value ? 1 : 0
    default: break
    }
    switch try integerIndex(value) {
    case .small(let value): return value
    case let big:
      if clamps { return big.isNegative ? Int.min : Int.max }
      throw raise(.indexError, "cannot fit 'int' into an index-sized integer")
    }
  }

  /// Whether `operator.index` takes a value.
  func hasIndex(_ value: Value) -> Bool { !find(names.index, in: type(of: value)).isUndefined }

  /// The argument of a native that CPython declares as a size, a `Py_ssize_t`.
  func cSize(_ value: Value) throws(Raised) -> Int {
    if case .int(let number) = value { return number }
    guard let number = try integerIndex(value).word else { throw tooLarge(for: "ssize_t") }
    return number
  }

  /// The argument of a native that CPython declares as an `int` of C.
  func cInt(_ value: Value) throws(Raised) -> Int {
    if case .int(let number) = value, Int32(exactly: number) != nil { return number }
    guard let number = try integerIndex(value).word, Int32(exactly: number) != nil else {
      throw tooLarge(for: "int")
    }
    return number
  }

  /// What is said of an int beyond a type of C.
  func tooLarge(for cType: String) -> Raised {
    raise(.overflowError, "Python int too large to convert to C \(cType)")
  }

  /// `operator.index(value)`
  func integerIndex(_ value: Value) throws(Raised) -> Integer {
    if let integer = integer(value) { return integer }
    let result = try callSpecial(names.index, value)
    if let integer = integer(result) { return integer }
    if result.isUndefined {
      throw raise(
        .typeError,
        "'\(typeName(of: value))' object cannot be interpreted as an integer")
    }
    throw raise(.typeError, "__index__ returned non-int (type \(typeName(of: result)))")
  }

  /// A value as a float: number, `__float__`, `__index__`.
  public func double(_ value: Value) throws(Raised) -> Double {
    switch number(value) {
    case .float(let value)?: return value
    case .integer(let integer)?: return try solve { try integer.asDouble() }
    default: break
    }
    let result = try callSpecial(names.float, value)
    if case .float(let value) = result { return value }
    if !result.isUndefined {
      throw raise(
        .typeError,
        "\(typeName(of: value)).__float__ returned non-float (type \(typeName(of: result)))")
    }
    if !find(names.index, in: type(of: value)).isUndefined {
      return try double(self.value(try integerIndex(value)))
    }
    throw raise(.typeError, "must be real number, not \(typeName(of: value))")
  }

  /// A length as `__len__` gives it, checked.
  func checkLength(_ value: Value) throws(Raised) -> Int {
    let length = try lengthIndex(value)
    if length < 0 { throw raise(.valueError, "__len__() should return >= 0") }
    return length
  }
}

extension Machine {
  private func lengthIndex(_ value: Value) throws(Raised) -> Int {
    switch try integerIndex(value) {
    case .small(let length): return length
    case let big:
      if big.isNegative { return -1 }
      throw raise(.overflowError, "cannot fit 'int' into an index-sized integer")
    }
  }
}

extension Problem.Kind {
  var exception: ExceptionName {
    switch self {
    case .valueError: .valueError
    case .overflowError: .overflowError
    case .zeroDivisionError: .zeroDivisionError
    case .typeError: .typeError
    case .memoryError: .memoryError
    case .interrupted: .keyboardInterrupt
    }
  }
}
