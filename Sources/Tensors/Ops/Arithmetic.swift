import CLoops

// Arithmetic of two operands. Gradients are summed to the operands' shapes by the engine.

extension Op {
  static let add = Op(
    "add(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor", [.function, .method, .inPlace],
    doc: "Adds `other`, multiplied by `alpha`, to `input`.", kernel: "add_stub",
    forward: .binary(CL_ADD, .promoted), node: "AddBackward0",
    samples: { [[.sample([1, -2]), .sample([3, 0.5]), .double(2)], [.sample([1, 2]), .double(3)]] }
  ) { node, grad in try node.gradients(grad, grad.scaled(by: node.firstNumber)) }

  static let sub = Op(
    "sub(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor", [.function, .method, .inPlace],
    doc: "Subtracts `other`, multiplied by `alpha`, from `input`.", kernel: "sub_stub",
    forward: .binary(CL_SUB, .promoted), node: "SubBackward0",
    samples: { [[.sample([1, -2]), .sample([3, 0.5]), .double(2)], [.sample([1, 2]), .double(3)]] }
  ) { node, grad in try node.gradients(grad, -grad.scaled(by: node.firstNumber)) }

  static let rsubTensor: Op = Op(
    "rsub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor", [.function],
    doc: "Subtracts `input`, multiplied by `alpha`, from `other`.",
    forward: .general { args in
      let (x, y) = try (args.tensor(0), args.operand(1))
      let alpha = try args.scalar(2)
      let result = try noGrad { try y.detach().sub(x.detach(), alpha: alpha) }
      return .tensor(Op.rsubTensor.record(result, x, y) { $0.firstNumber = alpha.double })
    },
    node: "RsubBackward0"
  ) { node, grad in try node.gradients(-grad.scaled(by: node.firstNumber), grad) }

  static let rsub = Op(
    "rsub(Tensor self, Scalar other, Scalar alpha=1) -> Tensor", [.function],
    doc: "Subtracts `input`, multiplied by `alpha`, from the number `other`.",
    forward: .general { args in
      let x = try args.tensor(0).scaled(by: args.double(2))
      return try .tensor(args.scalar(1) - x)
    },
    node: "RsubBackward1", samples: { [[.sample([1, 2]), .double(3), .double(2)]] }
  ) { _, grad in try Gradients(-grad) }

  static let mul = Op(
    "mul(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace],
    doc: "Multiplies `input` by `other`.", kernel: "mul_cpu",
    forward: .binary(CL_MUL, .promoted), saves: .crosswise, node: "MulBackward0",
    samples: { [[.sample([1, -2]), .sample([3, 0.5])], [.sample([1, -2]), .double(3)]] }
  ) { node, grad in try node.gradients(grad * node.factor(1), grad * node.factor(0)) }

  static let div = Op(
    "div(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace],
    doc: "Divides `input` by `other`; integers give floating point results.", kernel: "div_true_cpu",
    forward: .binary(CL_DIV, .floating), saves: [.first, .second], node: "DivBackward0",
    samples: { [[.sample([1, -2]), .sample([3, 0.5])], [.sample([1, -2]), .double(4)]] }
  ) { node, grad in
    try node.gradients(
      grad.divided(by: node),
      -grad * ((node.saved(0) / node.saved(1)) / node.saved(1)).conjugatedIfComplex())
  }

  /// The quotient by a number as a composite operation computes it.
  static let divNumber = Op(
    "div_number() -> Tensor", [], doc: "", forward: .internalOnly, node: "DivBackward1",
    formerNode: "DivBackward0"
  ) { node, grad in try Gradients(grad / .double(node.firstNumber)) }

  /// The product with a number as a composite operation computes it.
  static let mulNumber = Op(
    "mul_number() -> Tensor", [], doc: "", forward: .internalOnly, node: "MulBackward1",
    formerNode: "MulBackward0"
  ) { node, grad in try Gradients(grad * .double(node.firstNumber)) }

  static let divMode: Op = Op(
    "div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor",
    [.function, .method, .inPlace],
    doc: "Divides and rounds: towards zero with 'trunc', down with 'floor'.",
    forward: .general { args in
      let (a, b) = try (args.tensor(0), args.operand(1))
      if case .none = args[2] { return try .tensor(a / b) }
      let result = try noGrad {
        switch try args.string(2) {
        case "floor": return try a.floorDivide(b)
        case "trunc":
          let dtype = resultType(a, b)
          if dtype.isIntegral, try b.contains(0) {
            throw TensorError.runtime("ZeroDivisionError")
          }
          guard dtype.isIntegral, dtype != .bool else { return try Op.trunc.unary(a / b).to(dtype) }
          let (x, y) = try (a.to(dtype), b.to(dtype))
          return try (x - Op.fmod.binary(x, y)).floorDivide(y)
        case let mode:
          throw TensorError.runtime(
            "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '\(mode)'")
        }
      }
      return .tensor(Op.divMode.record(result, a, b))
    },
    node: "DivBackward2"
  ) { node, grad in try node.gradients(grad.zerosLike(), grad.zerosLike()) }

  static let floorDivide = Op(
    "floor_divide(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace],
    doc: "Divides and rounds down.", kernel: "div_floor_cpu",
    forward: .binary(CL_FLOOR_DIVIDE, .promoted), node: "NotImplemented")

  static let remainder = Op(
    "remainder(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace],
    doc: "The remainder of division, with the sign of the divisor, as Python's `%`.",
    kernel: "remainder_cpu", forward: .binary(CL_REMAINDER, .promoted), saves: [.first, .second],
    node: "RemainderBackward1", formerNode: "RemainderBackward1",
    samples: { [[.sample([5, -2.5]), .sample([3, 0.7])]] }
  ) { node, grad in
    let quotient = try noGrad { try node.saved(0).floorDivide(node.saved(1)) }
    return try node.gradients(grad, -grad * quotient)
  }

  static let fmod = Op(
    "fmod(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace],
    doc: "The remainder of division, with the sign of `input`, as C's fmod.", kernel: "fmod_cpu",
    forward: .binary(CL_FMOD, .promoted), saves: [.first, .second], node: "FmodBackward1",
    samples: { [[.sample([5, -2.5]), .sample([3, 0.7])]] }
  ) { node, grad in
    try node.gradients(grad, -grad * Op.trunc.unary(node.saved(0) / node.saved(1)))
  }

  /// What operations on a tensor and a number are recorded as where it differs from two tensors.
  static let withNumbers: [String: Op] = [
    "remainder": withNumber("RemainderBackward0") { _, grad in grad },
    "fmod": withNumber("FmodBackward0") { _, grad in grad },
    "copysign": withNumber("CopysignBackward1", saves: .first) { node, grad in
      let x = try node.saved(0)
      let ratio = try (node.firstNumber.sign == .minus ? -x.abs() : x.abs()) / x
      return try grad * ratio.zeroed(where: x.eq(0))
    },
    "eq": withNumber("EqBackward0", slope: noSlope), "ne": withNumber("NeBackward0", slope: noSlope),
    "lt": withNumber("LtBackward0", slope: noSlope), "le": withNumber("LeBackward0", slope: noSlope),
    "gt": withNumber("GtBackward0", slope: noSlope), "ge": withNumber("GeBackward0", slope: noSlope),
  ]

  private static func noSlope(_ node: Node, _ grad: Tensor) throws -> Tensor { try grad.zerosLike() }

  private static func withNumber(
    _ node: String, saves: Saves = [], slope: @escaping (Node, Tensor) throws -> Tensor
  ) -> Op {
    Op("with_number() -> Tensor", [], doc: "", forward: .internalOnly, saves: saves, node: node) {
      try Gradients(slope($0, $1))
    }
  }

  static let powScalar = Op(
    "pow(Tensor self, Scalar exponent) -> Tensor", [.function, .method, .inPlace],
    doc: "Each element to the power of `exponent`.", kernel: "pow",
    forward: .general { args in try .tensor(args.tensor(0).pow(args.scalar(1))) },
    entry: .binaryScalar { try $0.pow($1) }, saves: .first, node: "PowBackward0",
    samples: { [[.sample([1, 2, 0.5]), .double(3)], [.sample([1, 2]), .double(2.5)]] }
  ) { node, grad in
    let exponent = node.firstNumber
    if exponent == 0 { return try Gradients(grad.zerosLike()) }
    let slope = try node.saved(0).pow(.double(exponent - 1)) * .double(exponent)
    return try Gradients(grad * slope.conjugatedIfComplex())
  }

  static let powTensor = Op(
    "pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor", [.function, .method, .inPlace],
    doc: "Each element to the power of the exponent at its place.", kernel: "pow",
    forward: .binary(CL_POW, .promoted), saves: [.first, .second, .result], node: "PowBackward1",
    samples: { [[.sample([1.5, 2, 0.5]), .sample([3, -1, 0.5])]] }
  ) { node, grad in
    let (base, exponent) = try (node.saved(0), node.saved(1))
    let slope = try exponent * base.powTensor(exponent - 1)
    let growth = try (node.saved(2) * base.log()).zeroed(where: base.eq(0).logicalAnd(exponent.notNegative))
    return try node.gradients(
      grad * slope.zeroed(where: exponent.eq(0)).conjugatedIfComplex(), grad * growth.conjugatedIfComplex())
  }

  static let powOfScalar = Op(
    "pow.Scalar(Scalar self, Tensor exponent) -> Tensor", [.function],
    doc: "The number `input` to the power of each element of `exponent`.",
    forward: .general { args in try .tensor(Tensors.pow(args.scalar(0), args.tensor(1))) },
    saves: [.first, .result], node: "PowBackward2", samples: { [[.double(2), .sample([3, -1, 0.5])]] }
  ) { node, grad in
    let base = node.firstNumber
    let growth = try node.saved(2) * .double(_log(base))
    return try Gradients(grad * (base == 0 ? growth.zeroed(where: node.saved(0).notNegative) : growth))
  }

  /// A row for the larger or smaller of two elements; equal ones share the gradient.
  private static func extreme(
    _ name: String, _ loop: cl_binary_op, node: String, doc: String,
    loses: @escaping (Tensor, Tensor) throws -> Tensor
  ) -> Op {
    Op(
      "\(name)(Tensor self, Tensor other) -> Tensor", [.function, .method], doc: doc,
      forward: .binary(loop, .promoted), saves: [.first, .second], node: node + "Backward0",
      formerNode: node + "Backward",
      samples: { [[.sample([1, 5, -2]), .sample([2, 3, -1])]] }
    ) { node, grad in
      let (a, b) = try (node.saved(0), node.saved(1))
      let half = try (grad * 0.5).zeroed(where: Op.ne.binary(a, b))
      return try node.gradients(
        grad.zeroed(where: loses(a, b).logicalOr(a.eq(b))) + half,
        grad.zeroed(where: loses(b, a).logicalOr(a.eq(b))) + half)
    }
  }
  static let maximum = extreme(
    "maximum", CL_MAXIMUM, node: "Maximum", doc: "The larger of two elements; NaN wins.",
    loses: { try $0.lt($1) })
  static let minimum = extreme(
    "minimum", CL_MINIMUM, node: "Minimum", doc: "The smaller of two elements; NaN wins.",
    loses: { try $0.gt($1) })
}

extension Node {
  /// The other factor of a product: a saved tensor, or the number it was multiplied by.
  fileprivate func factor(_ index: Int) throws -> Tensor {
    if isReleased { throw Node.releasedError }
    if index == 1 && secondInt == 1 { return Tensor(.double(firstNumber), outputType) }
    return try saved(index).conjugatedIfComplex()
  }
}

extension Tensor {
  /// Where exponents leave the power of 0 without slope.
  fileprivate var notNegative: Tensor {
    get throws { try dtype.isComplex ? part(0).ge(0) : ge(0) }
  }

  /// The tensor multiplied by a number, itself for 1.
  @inline(__always) fileprivate func scaled(by factor: Double) throws -> Tensor {
    factor == 1 ? self : try self * .double(factor)
  }

  /// This gradient over the divisor of a quotient's node.
  fileprivate func divided(by node: Node) throws -> Tensor {
    node.secondInt == 1
      ? try self / .double(node.firstNumber) : try self / node.saved(1).conjugatedIfComplex()
  }

  /// The sum with another tensor.
  @inline(__always) public func add(_ other: Tensor) throws -> Tensor {
    try Op.add.binary(self, other)
  }

  /// The sum with `alpha` times another tensor, fused as PyTorch fuses it.
  public func add(_ other: Tensor, alpha: Scalar) throws -> Tensor {
    try scaledSum(Op.add, other, alpha, factor: alpha)
  }

  /// The difference to `alpha` times another tensor.
  public func sub(_ other: Tensor, alpha: Scalar = 1) throws -> Tensor {
    if dtype == .bool || other.dtype == .bool { throw Tensor.subtractionOfBools(dtype, other.dtype) }
    if alpha != 1 { return try scaledSum(Op.sub, other, alpha, factor: alpha.negated) }
    return try Op.sub.binary(self, other)
  }

  /// Refuses a difference of operands of which one is bool.
  static func refuseSubtractionOfBools(_ first: DType, _ second: DType) throws(TensorError) {
    if first == .bool || second == .bool { throw subtractionOfBools(first, second) }
  }

  /// Why a difference with bools is not computed.
  fileprivate static func subtractionOfBools(_ first: DType, _ second: DType) -> TensorError {
    .runtime(
      first == second
        ? "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or "
          + "`logical_xor()` operator instead."
        : "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to "
          + "invert a mask, use the `~` or `logical_not()` operator instead.")
  }

  private func scaledSum(_ op: Op, _ other: Tensor, _ alpha: Scalar, factor: Scalar) throws -> Tensor {
    if alpha == 1 { return try op === Op.add ? add(other) : sub(other) }
    let dtype = resultType(self, other)
    if dtype.isIntegral, case .double = alpha {
      throw TensorError.runtime(
        "For integral input tensors, argument alpha must not be a floating point number.")
    }
    // Types of 16 bits are computed in float32.
    let wide = dtype.isHalf ? DType.float32 : dtype
    var result = try Tensor.empty(try broadcast(shape, other.shape), wide)
    try op.run(
      CL_ADD_SCALED, try converted(to: wide), try other.converted(to: wide), into: result,
      alpha: factor)
    result = try result.converted(to: dtype)
    return op.record(result, self, other) { $0.firstNumber = alpha.double }
  }

  @inline(__always) public func mul(_ other: Tensor) throws -> Tensor { try Op.mul.binary(self, other) }
  @inline(__always) public func div(_ other: Tensor) throws -> Tensor { try Op.div.binary(self, other) }

  public func add(_ other: Scalar) throws -> Tensor {
    Op.add.record(try Op.add.binary(self, scalar: other), self) { $0.edgeCount = 2 }
  }
  public func sub(_ other: Scalar) throws -> Tensor {
    if case .bool = other { throw Tensor.subtractionOfBools(dtype, .bool) }
    if dtype == .bool { throw Tensor.subtractionOfBools(dtype, .int64) }
    return Op.sub.record(try Op.sub.binary(self, scalar: other), self) { $0.edgeCount = 2 }
  }
  public func mul(_ other: Scalar) throws -> Tensor {
    if case .complex = other, requiresGrad { return try mul(operand(other)) }
    return Op.mul.record(try Op.mul.binary(self, scalar: other), self) {
      $0.firstNumber = other.double
      $0.secondInt = 1
      $0.edgeCount = 2
    }
  }
  public func div(_ other: Scalar) throws -> Tensor {
    guard requiresGrad else { return try Op.div.binary(self, scalar: other) }
    let result = try Op.div.binary(self, scalar: other)
    guard Op.records(self), result.dtype.isDifferentiable else { return result }
    let node = Op.div.makeNode(for: result)
    node.connect(0, self)
    node.firstNumber = other.double
    node.secondInt = 1
    node.edgeCount = 2
    Op.div.attach(node, to: result)
    return result
  }

  /// The quotient, shown as a step of a composite operation.
  func dividedByNumber(_ number: Double) throws -> Tensor {
    let result = try Op.div.binary(self, scalar: .double(number))
    return Op.divNumber.record(result, self) { $0.firstNumber = number }
  }

  /// The product, shown as a step of a composite operation.
  func multipliedByNumber(_ number: Double) throws -> Tensor {
    let result = try Op.mul.binary(self, scalar: .double(number))
    return Op.mulNumber.record(result, self) { $0.firstNumber = number }
  }

  public func floorDivide(_ other: Tensor) throws -> Tensor { try Op.floorDivide.binary(self, other) }
  public func remainder(_ other: Tensor) throws -> Tensor { try Op.remainder.binary(self, other) }
  public func maximum(_ other: Tensor) throws -> Tensor { try Op.maximum.binary(self, other) }
  public func minimum(_ other: Tensor) throws -> Tensor { try Op.minimum.binary(self, other) }
  public func powTensor(_ exponent: Tensor) throws -> Tensor { try Op.powTensor.binary(self, exponent) }

  /// Each element to the power of a number; squares, cubes and roots are computed as products and roots.
  public func pow(_ exponent: Scalar) throws -> Tensor {
    if dtype.isIntegral, case .int(let value) = exponent, value < 0 {
      throw TensorError.runtime("Integers to negative integer powers are not allowed.")
    }
    return Op.powScalar.record(try powerValues(exponent), self) { $0.firstNumber = exponent.double }
  }

  private func powerValues(_ exponent: Scalar) throws -> Tensor {
    let dtype = resultType(self, exponent)
    let x = try converted(to: dtype)
    return try noGrad {
      if case .complex = exponent { return try Op.powTensor.binary(x, scalar: exponent) }
      guard !dtype.isIntegral else { return try Op.powTensor.binary(x, scalar: exponent) }
      switch exponent.double {
      case 0: return try x.onesLike()
      case 1: return try x.clone()
      case 2: return try x * x
      case 3: return try x * x * x
      case 0.5: return try x.sqrt()
      case -0.5: return try x.rsqrt()
      case -1: return try x.reciprocal()
      case -2: return try (x * x).reciprocal()
      default:
        if dtype.isComplex { return try Op.powTensor.binary(x, scalar: exponent) }
        return try Op.powScalar.mapped(x, CL_POW_SCALAR, (exponent.double, 0))
      }
    }
  }
}

/// A number to the power of each element.
public func pow(_ base: Scalar, _ exponent: Tensor) throws -> Tensor {
  let result = try Op.powTensor.binary(exponent, scalar: base, reversed: true)
  return Op.powOfScalar.record(result, exponent) { $0.firstNumber = base.double }
}

extension Tensor {
  @inline(__always) public static func + (a: Tensor, b: Tensor) throws -> Tensor { try a.add(b) }
  @inline(__always) public static func - (a: Tensor, b: Tensor) throws -> Tensor { try a.sub(b) }
  @inline(__always) public static func * (a: Tensor, b: Tensor) throws -> Tensor { try a.mul(b) }
  @inline(__always) public static func / (a: Tensor, b: Tensor) throws -> Tensor { try a.div(b) }
  public static prefix func - (a: Tensor) throws -> Tensor { try a.neg() }

  public static func + (a: Tensor, b: Scalar) throws -> Tensor { try a.add(b) }
  public static func - (a: Tensor, b: Scalar) throws -> Tensor { try a.sub(b) }
  public static func * (a: Tensor, b: Scalar) throws -> Tensor { try a.mul(b) }
  public static func / (a: Tensor, b: Scalar) throws -> Tensor { try a.div(b) }

  public static func + (a: Scalar, b: Tensor) throws -> Tensor { try b.add(a) }
  public static func * (a: Scalar, b: Tensor) throws -> Tensor { try b.mul(a) }
  /// Shown as `RsubBackward1`, as PyTorch computes it.
  public static func - (a: Scalar, b: Tensor) throws -> Tensor {
    if b.dtype == .bool || a.category == 0 { throw Tensor.subtractionOfBools(b.dtype, a.dtype()) }
    return Op.rsub.record(try Op.sub.binary(b, scalar: a, reversed: true), b)
  }
  /// A reciprocal times the number, as PyTorch computes it.
  public static func / (a: Scalar, b: Tensor) throws -> Tensor { try b.reciprocal().mul(a) }
}
