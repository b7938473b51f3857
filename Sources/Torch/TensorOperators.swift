import Python
import Tensors

/// Operators between tensors, and between tensors and numbers: straight from the instruction to
/// the operation. Operands of other types are declined, as `Tensor.__mul__` returns
/// NotImplemented for a tuple; the language then repeats the tuple.
extension TorchBinding {
  var operators: ForeignOperators {
    ForeignOperators(
      binary: { (m, op, left, right, isInPlace) throws(Raised) in
        try self.binary(op, left, right, isInPlace: isInPlace)
      },
      compare: { (m, op, left, right) throws(Raised) in
        try self.compare(op, left, right)
      },
      item: { (m, container, key) throws(Raised) in
        guard let x = self.tensor(container) else { return nil }
        return try self.item(x, key)
      })
  }

  func binary(_ op: BinaryOperator, _ left: Value, _ right: Value, isInPlace: Bool)
    throws(Raised) -> Value?
  {
    if let x = tensor(left) {
      if let y = tensor(right) {
        return try isInPlace ? inPlace(op, x, .tensor(y)) : value(run { try combine(op, x, y) })
      }
      if let number = scalar(right) {
        if isInPlace { return try inPlace(op, x, .scalar(number)) }
        guard let result = try run({ try combine(op, x, number) }) else { return nil }
        return value(result)
      }
      return nil
    }
    if let y = tensor(right), let number = scalar(left) {
      guard let result = try run({ try combine(op, number, y) }) else { return nil }
      return value(result)
    }
    return nil
  }

  private func combine(_ op: BinaryOperator, _ x: Tensor, _ y: Tensor) throws -> Tensor {
    switch op {
    case .add: return try x.add(y)
    case .subtract: return try x.sub(y)
    case .multiply: return try x.mul(y)
    case .divide: return try x.div(y)
    case .matrixMultiply: return try x.matmul(y)
    case .floorDivide: return try x.floorDivide(y)
    case .modulo: return try x.remainder(y)
    case .power: return try x.powTensor(y)
    default: return try call(op.tensorName, .tensor(x), .tensor(y))
    }
  }

  private func combine(_ op: BinaryOperator, _ x: Tensor, _ y: Scalar) throws -> Tensor? {
    switch op {
    case .add: return try x.add(y)
    case .subtract: return try x.sub(y)
    case .multiply: return try x.mul(y)
    case .divide: return try x.div(y)
    case .power: return try x.pow(y)
    case .matrixMultiply: return nil
    default: return try call(op.tensorName, .tensor(x), .scalar(y))
    }
  }

  /// The reflected operators, as a tensor computes them for a number on the left.
  private func combine(_ op: BinaryOperator, _ x: Scalar, _ y: Tensor) throws -> Tensor? {
    switch op {
    case .add: return try y.add(x)
    case .multiply: return try y.mul(x)
    case .subtract: return try x - y
    case .divide: return try x / y
    case .power: return try Tensors.pow(x, y)
    case .bitAnd, .bitOr, .bitXor: return try call(op.tensorName, .tensor(y), .scalar(x))
    case .matrixMultiply: return nil
    case .modulo: return try call("remainder", .scalar(x), .tensor(y))
    case .floorDivide, .leftShift, .rightShift:
      return try call(op.tensorName, .tensor(scalarTensor(x)), .tensor(y))
    }
  }

  private func scalarTensor(_ value: Scalar) -> Tensor {
    Tensor(value, value.dtype(default: context.defaultDType))
  }

  /// `x op= y`: writes into the tensor.
  private func inPlace(_ op: BinaryOperator, _ x: Tensor, _ y: Argument) throws(Raised) -> Value? {
    if op == .matrixMultiply {
      guard case .tensor(let y) = y else { return nil }
      return value(try run { try x.matmul(y) })
    }
    return value(try run { try call(op.tensorName + "_", .tensor(x), y) })
  }

  /// Calls an operation by name.
  func call(_ name: String, _ operands: Argument...) throws -> Tensor {
    guard let overloads = OpTable.shared[name] else {
      throw TensorError(.notImplemented, "cellgrad: not supported: \(name) of tensors")
    }
    guard case .tensor(let result) = try overloads.call(operands, as: .method, context) else {
      throw TensorError(.notImplemented, "cellgrad: not supported: \(name) of tensors")
    }
    return result
  }

  func compare(_ op: CompareOperator, _ left: Value, _ right: Value) throws(Raised) -> Value? {
    if op == .is || op == .isNot || op == .in || op == .notIn { return nil }
    if let x = tensor(left) {
      if let y = tensor(right) { return value(try run { try compare(op, x, .tensor(y)) }) }
      guard let number = scalar(right) else { return nil }
      return value(try run { try compare(op, x, .scalar(number)) })
    }
    guard let y = tensor(right), let number = scalar(left) else { return nil }
    return value(try run { try compare(op.reversed, y, .scalar(number)) })
  }

  private func compare(_ op: CompareOperator, _ x: Tensor, _ y: Argument) throws -> Tensor {
    if case .tensor(let y) = y {
      switch op {
      case .equal: return try x.eq(y)
      case .less: return try x.lt(y)
      case .greater: return try x.gt(y)
      default: break
      }
    }
    return try call(op.tensorName, .tensor(x), y)
  }
}

extension BinaryOperator {
  /// The operation's name in the table.
  var tensorName: String {
    switch self {
    case .add: "add"
    case .subtract: "sub"
    case .multiply: "mul"
    case .matrixMultiply: "matmul"
    case .divide: "div"
    case .floorDivide: "floor_divide"
    case .modulo: "remainder"
    case .power: "pow"
    case .leftShift: "bitwise_left_shift"
    case .rightShift: "bitwise_right_shift"
    case .bitAnd: "bitwise_and"
    case .bitOr: "bitwise_or"
    case .bitXor: "bitwise_xor"
    }
  }
}

extension CompareOperator {
  var tensorName: String {
    switch self {
    case .less: "lt"
    case .lessEqual: "le"
    case .notEqual: "ne"
    case .greater: "gt"
    case .greaterEqual: "ge"
    default: "eq"
    }
  }

  /// The operator with its sides exchanged.
  var reversed: CompareOperator {
    switch self {
    case .less: .greater
    case .lessEqual: .greaterEqual
    case .greater: .less
    case .greaterEqual: .lessEqual
    default: self
    }
  }
}
