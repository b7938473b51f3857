import CLoops

// Operations on each element.

extension Op {
  /// A row for a function of one operand with the gradient `grad * slope`.
  private static func function(
    _ name: String, _ loop: cl_unary_op, node: String, doc: String, saves: Saves,
    variants: Variants = [.function, .method, .inPlace],
    samples: [Double] = [0.3, 0.7, 1.4, 2.1],
    slope: @escaping (Node) throws -> Tensor
  ) -> Op {
    Op(
      "\(name)(Tensor self) -> Tensor", variants, doc: doc, kernel: "\(name)_vml_cpu",
      forward: .unary(loop, .floating), saves: saves, node: node + "Backward0",
      formerNode: node + "Backward",
      samples: { [[.tensor(Tensor(samples, shape: [samples.count], .float64))]] }
    ) { node, grad in try Gradients(grad * slope(node).conjugatedIfComplex()) }
  }

  static let exp = function(
    "exp", CL_EXP, node: "Exp", doc: "e to the power of each element.", saves: .result
  ) { try $0.saved(2) }
  static let expm1 = function(
    "expm1", CL_EXPM1, node: "Expm1", doc: "e to the power of each element, minus 1.", saves: .result
  ) { try $0.saved(2) + 1 }
  static let exp2 = function(
    "exp2", CL_EXP2, node: "Exp2", doc: "2 to the power of each element.", saves: .result
  ) { try $0.saved(2) * Scalar.ln2 }
  static let log = function(
    "log", CL_LOG, node: "Log", doc: "The natural logarithm of each element.", saves: .first
  ) { try $0.saved(0).reciprocal() }
  static let log2 = function(
    "log2", CL_LOG2, node: "Log2", doc: "The logarithm to base 2 of each element.", saves: .first
  ) { try ($0.saved(0) * Scalar.ln2).reciprocal() }
  static let log10 = function(
    "log10", CL_LOG10, node: "Log10", doc: "The logarithm to base 10 of each element.", saves: .first
  ) { try ($0.saved(0) * Scalar.ln10).reciprocal() }
  static let log1p = function(
    "log1p", CL_LOG1P, node: "Log1P", doc: "The natural logarithm of 1 plus each element.",
    saves: .first
  ) { try ($0.saved(0) + 1).reciprocal() }
  static let sqrt = function(
    "sqrt", CL_SQRT, node: "Sqrt", doc: "The square root of each element.", saves: .result
  ) { try ($0.saved(2) * 2).reciprocal() }
  static let rsqrt = function(
    "rsqrt", CL_RSQRT, node: "Rsqrt", doc: "1 over the square root of each element.", saves: .result
  ) { try $0.saved(2).pow(3) * -0.5 }
  static let reciprocal = function(
    "reciprocal", CL_RECIPROCAL, node: "Reciprocal", doc: "1 over each element.", saves: .result
  ) { node in
    let result = try node.saved(2)
    return try -(result * result)
  }
  static let sin = function(
    "sin", CL_SIN, node: "Sin", doc: "The sine of each element, in radians.", saves: .first
  ) { try $0.saved(0).cos() }
  static let cos = function(
    "cos", CL_COS, node: "Cos", doc: "The cosine of each element, in radians.", saves: .first
  ) { try -$0.saved(0).sin() }
  static let tan = function(
    "tan", CL_TAN, node: "Tan", doc: "The tangent of each element, in radians.", saves: .result
  ) { try $0.saved(2).pow(2) + 1 }
  static let asin = function(
    "asin", CL_ASIN, node: "Asin", doc: "The angle whose sine is the element.", saves: .first,
    samples: [-0.5, 0.2, 0.8]
  ) { try (1 - $0.saved(0).pow(2)).rsqrt() }
  static let acos = function(
    "acos", CL_ACOS, node: "Acos", doc: "The angle whose cosine is the element.", saves: .first,
    samples: [-0.5, 0.2, 0.8]
  ) { try -(1 - $0.saved(0).pow(2)).rsqrt() }
  static let atan = function(
    "atan", CL_ATAN, node: "Atan", doc: "The angle whose tangent is the element.", saves: .first
  ) { try ($0.saved(0).pow(2) + 1).reciprocal() }
  static let sinh = function(
    "sinh", CL_SINH, node: "Sinh", doc: "The hyperbolic sine of each element.", saves: .first
  ) { try $0.saved(0).cosh() }
  static let cosh = function(
    "cosh", CL_COSH, node: "Cosh", doc: "The hyperbolic cosine of each element.", saves: .first
  ) { try $0.saved(0).sinh() }
  static let tanh: Op = Op(
    "tanh(Tensor self) -> Tensor", [.function, .method, .inPlace],
    doc: "The hyperbolic tangent of each element.", kernel: "tanh_vml_cpu",
    forward: .unary(CL_TANH, .floating), saves: .result, node: "TanhBackward0", formerNode: "TanhBackward",
    samples: { [[.sample([0.3, 0.7, 1.4, 2.1])]] }
  ) { node, grad in
    let result = try node.saved(2)
    if Op.records(grad, result) || result.dtype.isComplex {
      return try Gradients(grad * (1 - result.pow(2)).conjugatedIfComplex())
    }
    return try Gradients(tanhSlope.binary(grad, result))
  }
  static let sigmoid: Op = Op(
    "sigmoid(Tensor self) -> Tensor", [.function, .method, .inPlace, .functional],
    doc: "The logistic function 1 / (1 + exp(-x)).", kernel: "sigmoid_vml_cpu",
    forward: .unary(CL_SIGMOID, .floating), saves: .result, node: "SigmoidBackward0",
    formerNode: "SigmoidBackward", samples: { [[.sample([0.3, 0.7, 1.4, 2.1])]] }
  ) { node, grad in
    let result = try node.saved(2)
    if Op.records(grad, result) || result.dtype.isComplex {
      return try Gradients(grad * ((1 - result) * result).conjugatedIfComplex())
    }
    return try Gradients(sigmoidSlope.binary(grad, result))
  }

  // Gradients in one pass, for backward passes that are not recorded: of a function's result or operand.
  private static let tanhSlope = slope(CL_TANH_SLOPE)
  private static let sigmoidSlope = slope(CL_SIGMOID_SLOPE)
  private static let reluSlope = slope(CL_RELU_SLOPE)
  static let geluSlope = slope(CL_GELU_SLOPE)

  /// A gradient times the derivative of an activation.
  static func slope(_ loop: cl_binary_op) -> Op {
    Op("slope() -> Tensor", [], doc: "", forward: .binary(loop, .promoted))
  }

  static let erf = function(
    "erf", CL_ERF, node: "Erf", doc: "The error function of each element.", saves: .first
  ) { try (-$0.saved(0).pow(2)).exp() * Scalar.twoOverRootPi }

  static let neg = Op(
    "neg(Tensor self) -> Tensor", [.function, .method, .inPlace],
    doc: "Each element with the other sign.", forward: .unary(CL_NEG, .same), entry: .unary { try $0.neg() },
    node: "NegBackward0", formerNode: "NegBackward",
    samples: { [[.sample([1, -2, 0.5])]] }
  ) { _, grad in try Gradients(-grad) }

  static let abs = Op(
    "abs(Tensor self) -> Tensor", [.function, .method, .inPlace],
    doc: "The absolute value of each element.", kernel: "abs_cpu", forward: .unary(CL_ABS, .same), entry: .unary { try $0.abs() },
    saves: .first,
    node: "AbsBackward0", formerNode: "AbsBackward",
    samples: { [[.sample([1, -2, 0.5])]] }
  ) { node, grad in try Gradients(grad * node.saved(0).sign()) }

  static let relu = Op(
    "relu(Tensor self) -> Tensor", [.function, .method, .inPlace, .functional],
    doc: "Each element, or zero if it is negative.", kernel: "relu_cpu", forward: .unary(CL_RELU, .same),
    saves: .result, node: "ReluBackward0",
    samples: { [[.sample([1, -2, 0.5])]] }
  ) { node, grad in
    let result = try node.saved(2)
    if Op.records(grad, result) { return try Gradients(grad * result.gt(0).to(grad.dtype)) }
    return try Gradients(reluSlope.binary(grad, result))
  }

  static let reluFunctional = Op(
    "relu.inplace(Tensor self, bool inplace=False) -> Tensor", [.functional],
    doc: "Each element, or zero if it is negative.",
    forward: .general { args in
      let x = try args.tensor(0)
      return try .tensor(Op.relu.unary(x))
    })

  /// A row for a function that is constant between steps: its gradient is zero.
  private static func step(_ name: String, _ loop: cl_unary_op, node: String, doc: String) -> Op {
    Op(
      "\(name)(Tensor self) -> Tensor", [.function, .method, .inPlace], doc: doc,
      kernel: name == "sign" ? "sign_cpu" : "\(name)_vml_cpu", forward: .unary(loop, .same), node: node + "Backward0", formerNode: node + "Backward"
    ) { _, grad in try Gradients(grad.zerosLike()) }
  }
  static let sign = step("sign", CL_SIGN, node: "Sign", doc: "-1, 0 or 1 by the element's sign.")
  static let floor = step("floor", CL_FLOOR, node: "Floor", doc: "The next whole number below.")
  static let ceil = step("ceil", CL_CEIL, node: "Ceil", doc: "The next whole number above.")
  static let round = step(
    "round", CL_ROUND, node: "Round", doc: "The nearest whole number, halves to the even one.")
  static let trunc = step("trunc", CL_TRUNC, node: "Trunc", doc: "The whole number towards zero.")

  /// A row for a property of each element.
  private static func predicate(
    _ name: String, _ loop: cl_unary_op, doc: String, variants: Variants = [.function, .method]
  ) -> Op {
    Op("\(name)(Tensor self) -> Tensor", variants, doc: doc, forward: .unary(loop, .bool))
  }
  static let logicalNot = predicate(
    "logical_not", CL_LOGICAL_NOT, doc: "Whether the element is zero.",
    variants: [.function, .method, .inPlace])
  static let isnan = predicate("isnan", CL_ISNAN, doc: "Whether the element is not a number.")
  static let isinf = predicate("isinf", CL_ISINF, doc: "Whether the element is infinite.")
  static let isfinite = predicate(
    "isfinite", CL_ISFINITE, doc: "Whether the element is neither infinite nor NaN.")
  static let bitwiseNot = Op(
    "bitwise_not(Tensor self) -> Tensor", [.function, .method, .inPlace],
    doc: "Each element with all bits reversed; the opposite of a bool.",
    kernel: "bitwise_not_cpu", forward: .unary(CL_BITWISE_NOT, .same))

  static let clamp = Op(
    "clamp(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor",
    [.function, .method, .inPlace],
    doc: "Each element, but at least `min` and at most `max`.",
    forward: .inFloat32 { args in
      try .tensor(args.tensor(0).clamp(min: args.optionalScalar(1), max: args.optionalScalar(2)))
    },
    saves: .first, node: "ClampBackward1", formerNode: "ClampBackward",
    samples: { [[.sample([1, -2, 0.5]), .double(-1), .double(0.7)]] }
  ) { node, grad in
    let x = try node.saved(0)
    let inside = try x.ge(.double(node.firstNumber)).logicalAnd(x.le(.double(node.secondNumber)))
    return try Gradients(grad.kept(where: inside))
  }

  static let where_ = Op(
    "where(Tensor condition, Any self, Any other) -> Tensor", [.function],
    doc: "Elements of `input` where the condition is true, of `other` elsewhere.",
    forward: .general { args in
      try .tensor(Tensors.where(args.tensor(0), args.tensor(1), args.tensor(2)))
    },
    node: "WhereBackward0", formerNode: "SWhereBackward",
    samples: {
      let condition = Tensor([1, 0, 1], shape: [3], .bool)
      return [[.tensor(condition), .sample([1, 2, 3]), .sample([4, 5, 6])]]
    }
  ) { node, grad in
    let condition = try node.saved(0)
    let zero = Tensor(0, grad.dtype)
    return try node.gradients(
      Tensors.where(condition, grad, zero), Tensors.where(condition, zero, grad))
  }

  static let to = Op(
    "to(Tensor self, ScalarType dtype, bool non_blocking=False, bool copy=False) -> Tensor",
    [], doc: "The tensor with elements of another type; itself if the type is the same.",
    forward: .general { args in
      let x = try args.tensor(0)
      guard let dtype = args.dtype(1) else { return .tensor(x) }
      return try .tensor(args.bool(3) && dtype == x.dtype ? x.clone() : x.to(dtype))
    },
    node: "ToCopyBackward0",
    samples: { [[.sample([1, -2, 0.5]), .dtype(.float32)]] }
  ) { _, grad in Gradients(grad) }
}

extension Scalar {
  static let ln2 = Scalar.double(0.693147180559945309417232121458176568)
  static let ln10 = Scalar.double(2.302585092994045684017991454684364208)
  static let twoOverRootPi = Scalar.double(1.12837916709551257389615890312154517)
}

extension Argument {
  /// A float64 vector for a row's samples.
  static func sample(_ values: [Double]) -> Argument {
    .tensor(Tensor(values, shape: [values.count], .float64))
  }

  /// A float64 matrix or block for a row's samples.
  static func sample(_ values: [Double], _ shape: Dims) -> Argument {
    .tensor(Tensor(values, shape: shape, .float64))
  }
}

extension Tensor {
  public func exp() throws -> Tensor { try Op.exp.unary(self) }
  public func log() throws -> Tensor { try Op.log.unary(self) }
  public func sqrt() throws -> Tensor { try Op.sqrt.unary(self) }
  public func rsqrt() throws -> Tensor { try Op.rsqrt.unary(self) }
  public func reciprocal() throws -> Tensor { try Op.reciprocal.unary(self) }
  public func sin() throws -> Tensor { try Op.sin.unary(self) }
  public func cos() throws -> Tensor { try Op.cos.unary(self) }
  public func sinh() throws -> Tensor { try Op.sinh.unary(self) }
  public func cosh() throws -> Tensor { try Op.cosh.unary(self) }
  public func tanh() throws -> Tensor { try Op.tanh.unary(self) }
  public func sigmoid() throws -> Tensor { try Op.sigmoid.unary(self) }
  public func relu() throws -> Tensor { try Op.relu.unary(self) }
  public func abs() throws -> Tensor { try dtype.isComplex ? complexAbs() : Op.abs.unary(self) }
  public func sign() throws -> Tensor { try Op.sign.unary(self) }
  public func neg() throws -> Tensor {
    if dtype == .bool {
      throw TensorError.runtime(
        "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert "
          + "a mask, use the `~` or `logical_not()` operator instead.")
    }
    return try Op.neg.unary(self)
  }

  /// Each element, but at least `min` and at most `max`.
  public func clamp(min: Scalar? = nil, max: Scalar? = nil) throws -> Tensor {
    if min == nil && max == nil {
      throw TensorError.runtime("torch.clamp: At least one of 'min' or 'max' must not be None")
    }
    var dtype = self.dtype
    for bound in [min, max] { if let bound { dtype = promotedType(dtype, bound) } }
    let operand = try converted(to: dtype)
    let result = try operand.emptyLike(dtype)
    let low = min?.double ?? -Double.infinity
    let high = max?.double ?? Double.infinity
    var parameters = cl_parameters(
      first: low, second: high, first_integer: Int64(min?.int ?? .min),
      second_integer: Int64(max?.int ?? .max))
    var iterator = Iterator.make(result, operand)
    try check(cl_unary(CL_CLAMP, dtype.rawValue, &iterator, &parameters), Op.clamp, dtype)
    return Op.clamp.record(result, self) {
      $0.firstNumber = low
      $0.secondNumber = high
    }
  }

  /// The tensor with elements of another type; itself if the type is the same.
  public func to(_ dtype: DType) throws -> Tensor {
    if dtype == self.dtype { return self }
    return Op.to.record(try castValues(to: dtype), self)
  }
}

private func promotedType(_ dtype: DType, _ scalar: Scalar) -> DType {
  scalar.category <= dtype.category ? dtype : DType.promote(dtype, scalar.dtype())
}

/// Elements of `a` where the condition is true, of `b` elsewhere.
public func `where`(_ condition: Tensor, _ a: Tensor, _ b: Tensor) throws -> Tensor {
  guard condition.dtype == .bool || condition.dtype == .uint8 else {
    throw TensorError.runtime(
      "where expected condition to be a boolean tensor, but got a tensor with dtype "
        + condition.dtype.scalarTypeName)
  }
  let dtype = resultType(a, b)
  let shape = try broadcast(broadcast(condition.shape, a.shape), b.shape)
  let result = try Tensor.empty(shape, dtype)
  let (mask, first, second) = try (
    condition.converted(to: .bool), a.converted(to: dtype), b.converted(to: dtype)
  )
  try withExtendedLifetime((mask, first, second)) {
    var iterator = Iterator.make(result, mask, first, second)
    try check(cl_where(dtype.rawValue, &iterator), Op.where_, dtype)
  }
  return Op.where_.record(result, a, b) { $0.save(0, condition) }
}
