import Glibc

/// Arithmetic on machine words and floats where nothing can fail and no object comes to be: what
/// most operators meet.
extension Machine {
  /// `left op right`, or nil where the general way must be gone.
  @inline(__always)
  func plainArithmetic(_ op: BinaryOperator, _ left: Value, _ right: Value) -> Value? {
    switch (left, right) {
    case (.int(let x), .int(let y)): plainIntegers(op, x, y)
    case (.float(let x), .float(let y)): plainFloats(op, x, y)
    case (.float(let x), .int(let y)): plainFloats(op, x, Double(y))
    case (.int(let x), .float(let y)): plainFloats(op, Double(x), y)
    default: nil
    }
  }

  private func plainIntegers(_ op: BinaryOperator, _ x: Int, _ y: Int) -> Value? {
    switch op {
    case .add: return word(x.addingReportingOverflow(y))
    case .subtract: return word(x.subtractingReportingOverflow(y))
    case .multiply: return word(x.multipliedReportingOverflow(by: y))
    case .divide:
      let exact = 1 << Double.significandBitCount
      guard y != 0, x.magnitude <= exact, y.magnitude <= exact else { return nil }
      return .float(Double(x) / Double(y))
    case .floorDivide, .modulo:
      // -1 overflows for the least integer.
      guard y != 0, y != -1 else { return nil }
      let (quotient, remainder) = x.quotientAndRemainder(dividingBy: y)
      let roundsUp = remainder != 0 && (remainder < 0) != (y < 0)
      if op == .floorDivide { return .int(roundsUp ? quotient - 1 : quotient) }
      return .int(roundsUp ? remainder + y : remainder)
    case .power: return y < 0 ? nil : Integer.smallPower(x, y).map { .int($0) }
    case .leftShift:
      guard y >= 0, y < Int.bitWidth - 1, (x << y) >> y == x else { return nil }
      return .int(x << y)
    case .rightShift: return y < 0 ? nil : .int(x >> min(y, Int.bitWidth - 1))
    case .bitAnd: return .int(x & y)
    case .bitOr: return .int(x | y)
    case .bitXor: return .int(x ^ y)
    case .matrixMultiply: return nil
    }
  }

  @inline(__always)
  private func word(_ result: (partialValue: Int, overflow: Bool)) -> Value? {
    result.overflow ? nil : .int(result.partialValue)
  }

  private func plainFloats(_ op: BinaryOperator, _ x: Double, _ y: Double) -> Value? {
    switch op {
    case .add: return .float(x + y)
    case .subtract: return .float(x - y)
    case .multiply: return .float(x * y)
    case .divide: return y == 0 ? nil : .float(x / y)
    case .power:
      guard x > 0 else { return nil }
      let result = pow(x, y)
      return result.isFinite ? .float(result) : nil
    case .floorDivide, .modulo, .matrixMultiply, .leftShift, .rightShift, .bitAnd, .bitOr,
      .bitXor:
      return nil
    }
  }
}
