import CLoops

// Activations, each one node of the graph.

extension Op {
  /// A row for an activation; `slope` is its derivative at the operand, `pass` the gradient of floats in one pass
  /// with the numbers `passNumbers`, where it is not recorded.
  private static func activation(
    _ schema: String, _ loop: cl_unary_op, node: String, doc: String, kernel: String? = nil,
    variants: Variants = [.functional, .inPlace],
    numbers: @escaping (Arguments) throws -> (Double, Double) = { _ in (0, 0) },
    rest: [Argument] = [], pass: Op? = nil,
    passNumbers: (Double, Double) = (0, 0), slope: @escaping (Node, Tensor) throws -> Tensor
  ) -> Op {
    Op(
      schema + " -> Tensor", variants, doc: doc, kernel: kernel ?? schema.prefix { $0 != "(" } + "_cpu",
      forward: .function(loop, numbers), saves: .first, node: node + "Backward0",
      formerNode: node + "Backward",
      samples: { [[.sample([1.3, -2.1, 0.4, -0.3])] + rest] }
    ) { node, grad in
      let x = try node.saved(0)
      if let pass, x.dtype == .float32, (node.firstNumber, node.secondNumber) == passNumbers,
        !Op.records(grad, x)
      {
        return try Gradients(pass.binary(grad, x))
      }
      return try Gradients(grad * slope(node, x))
    }
  }

  static let leakyRelu = activation(
    "leaky_relu(Tensor self, float negative_slope=0.01, bool inplace=False)", CL_LEAKY_RELU,
    node: "LeakyRelu", doc: "Each element, multiplied by a small slope if it is negative.",
    numbers: { try ($0.double(1), 0) }
  ) { node, x in try x.gt(0).choose(1, .double(node.firstNumber), x.dtype) }

  /// A row for a function that is `scale * alpha * (exp(x) - 1)` below zero and `scale * x` above.
  private static func exponential(
    _ schema: String, doc: String, variants: Variants = [.functional, .inPlace],
    numbers: @escaping (Arguments) throws -> (Double, Double)
  ) -> Op {
    activation(
      schema, CL_ELU, node: "Elu", doc: doc, kernel: "elu_cpu", variants: variants, numbers: numbers,
      pass: slope(CL_ELU_SLOPE), passNumbers: (1, 1)
    ) { node, x in
      let below = try x.clamp(max: 0).exp() * .double(node.firstNumber)
      return try Tensors.where(x.le(0), below, Tensor(.double(node.secondNumber), x.dtype))
    }
  }
  static let elu = exponential(
    "elu(Tensor self, float alpha=1.0, bool inplace=False)",
    doc: "Each element, or `alpha * (exp(x) - 1)` if it is negative.",
    numbers: { try ($0.double(1), 1) })
  static let selu = exponential(
    "selu(Tensor self, bool inplace=False)", doc: "A scaled `elu` that keeps means and variances.",
    variants: [.function, .functional, .inPlace],
    numbers: { _ in (1.6732632423543772848170429916717 * 1.0507009873554804934193349852946,
      1.0507009873554804934193349852946) })
  static let celu = activation(
    "celu(Tensor self, float alpha=1.0, bool inplace=False)", CL_CELU, node: "Celu",
    doc: "Each element, or `alpha * (exp(x / alpha) - 1)` if it is negative.", kernel: "elu_cpu",
    variants: [.function, .functional, .inPlace], numbers: { try ($0.double(1), 0) }
  ) { node, x in
    let slope = try (x.clamp(max: 0) / .double(node.firstNumber)).exp()
    return try Tensors.where(x.le(0), slope, Tensor(1, x.dtype))
  }

  static let softplus = activation(
    "softplus(Tensor self, float beta=1.0, float threshold=20.0)", CL_SOFTPLUS, node: "Softplus",
    doc: "`log(1 + exp(beta * x)) / beta`, and x where beta * x is above the threshold.",
    variants: .functional, numbers: { try ($0.double(1), $0.double(2)) },
    pass: slope(CL_SOFTPLUS_SLOPE), passNumbers: (1, 20)
  ) { node, x in
    let scaled = try x * .double(node.firstNumber)
    return try Tensors.where(scaled.gt(.double(node.secondNumber)), Tensor(1, x.dtype), scaled.sigmoid())
  }
  static let silu = activation(
    "silu(Tensor self, bool inplace=False)", CL_SILU, node: "Silu", doc: "x * sigmoid(x).",
    numbers: { args in
      if try args.tensor(0).dtype.isComplex, try Op.records(args.tensor(0)) {
        throw TensorError.runtime(
          "silu does not support automatic differentiation for outputs with complex dtype.")
      }
      return (0, 0)
    },
    pass: slope(CL_SILU_SLOPE)
  ) { _, x in
    let gate = try x.sigmoid()
    return try gate * ((1 - gate) * x + 1)
  }
  static let mish = activation(
    "mish(Tensor self, bool inplace=False)", CL_MISH, node: "Mish", doc: "x * tanh(softplus(x)).",
    pass: slope(CL_MISH_SLOPE)
  ) { _, x in
    let (gate, soft) = try (x.sigmoid(), Op.softplus.mapped(x, CL_SOFTPLUS, (1, 20)).tanh())
    return try soft + x * gate * (1 - soft * soft)
  }
  static let gelu: Op = Op(
    "gelu(Tensor self, *, str approximate='none') -> Tensor", [.functional],
    doc: "x times the normal distribution function of x, exactly or by tanh.",
    kernel: "GeluKernelImpl",
    forward: .general { args in
      let (x, form) = try (args.tensor(0), args.string(1))
      guard form == "none" || form == "tanh" else {
        throw TensorError.runtime("approximate argument must be either none or tanh.")
      }
      return try .tensor(
        Op.gelu.mapped(
          x, form == "tanh" ? CL_GELU_TANH : CL_GELU, (form == "tanh" ? 1 : 0, x.dtype.isHalf ? 1 : 0)))
    },
    saves: .first, node: "GeluBackward0", formerNode: "GeluBackward",
    samples: {
      [[.sample([1.3, -2.1, 0.4]), .string("none")], [.sample([1.3, -2.1, 0.4]), .string("tanh")]]
    }
  ) { node, grad in
    let x = try node.saved(0)
    if node.firstNumber == 1 { return try Gradients(grad * x.geluTanhSlope()) }
    return try Gradients(Op.records(grad, x) ? grad * x.geluSlope() : Op.geluSlope.binary(grad, x))
  }

  static let hardtanh = activation(
    "hardtanh(Tensor self, float min_val=-1.0, float max_val=1.0, bool inplace=False)", CL_CLAMP,
    node: "Hardtanh", doc: "Each element, limited to a range.",
    numbers: { args in
      let (low, high) = try (args.double(1), args.double(2))
      guard high >= low else {
        throw TensorError.value("min_val cannot be greater than max_val")
      }
      if try args.tensor(0).dtype == .uint8, low < 0 {
        throw TensorError.runtime("cannot do hardtanh on an unsigned type with negative limits")
      }
      return (low, high)
    }
  ) { node, x in
    try x.le(.double(node.firstNumber)).logicalOr(x.ge(.double(node.secondNumber))).choose(0, 1, x.dtype)
  }
  static let relu6 = activation(
    "relu6(Tensor self, bool inplace=False)", CL_CLAMP, node: "Hardtanh",
    doc: "Each element, limited to the range from 0 to 6.", numbers: { _ in (0, 6) }
  ) { _, x in try x.le(0).logicalOr(x.ge(6)).choose(0, 1, x.dtype) }
  static let hardsigmoid = activation(
    "hardsigmoid(Tensor self, bool inplace=False)", CL_HARDSIGMOID, node: "Hardsigmoid",
    doc: "A sigmoid of straight lines: (x + 3) / 6, limited to the range from 0 to 1."
  ) { _, x in
    // PyTorch has the slope as a float for every type.
    try x.gt(-3).logicalAnd(x.lt(3)).choose(.double(Double(Float(1) / 6)), 0, x.dtype)
  }
  static let hardswish = activation(
    "hardswish(Tensor self, bool inplace=False)", CL_HARDSWISH, node: "Hardswish",
    doc: "x * hardsigmoid(x)."
  ) { _, x in
    let middle = try x / 3 + 0.5
    return try Tensors.where(x.lt(3), middle, Tensor(1, x.dtype)).zeroed(where: x.le(-3))
  }
  static let hardshrink = activation(
    "hardshrink(Tensor self, float lambd=0.5)", CL_HARDSHRINK, node: "Hardshrink",
    doc: "Each element, or zero if its size is at most `lambd`.",
    variants: [.function, .method, .functional], numbers: { try ($0.double(1), 0) }
  ) { node, x in try x.abs().le(.double(node.firstNumber)).choose(0, 1, x.dtype) }
  static let softshrink = activation(
    "softshrink(Tensor self, float lambd=0.5)", CL_SOFTSHRINK, node: "Softshrink",
    doc: "Each element, moved by `lambd` towards zero.", kernel: "softshrink_check", variants: .functional,
    numbers: { args in
      let lambda = try args.double(1)
      guard lambda >= 0 else {
        let dtype = try args.tensor(0).dtype
        throw TensorError.runtime(
          "lambda must be in range [0, \(dtype == .float64 ? "1.79769e+308" : "3.40282e+38")] for input "
            + "dtype \(dtype.scalarTypeName), but found \(Scalar.double(lambda).text)")
      }
      return (lambda, 0)
    }
  ) { node, x in try x.abs().le(.double(node.firstNumber)).choose(0, 1, x.dtype) }
  static let threshold = activation(
    "threshold(Tensor self, float threshold, float value, bool inplace=False)", CL_THRESHOLD,
    node: "Threshold", doc: "Each element above the threshold, `value` for the others.",
    variants: [.function, .functional, .inPlace], numbers: { try ($0.double(1), $0.double(2)) },
    rest: [.double(0.1), .double(20)]
  ) { node, x in try x.le(.double(node.firstNumber)).choose(0, 1, x.dtype) }
  static let logSigmoid = activation(
    "logsigmoid(Tensor self)", CL_LOG_SIGMOID, node: "LogSigmoid",
    doc: "The logarithm of the sigmoid.", kernel: "log_sigmoid_cpu", variants: .functional,
    pass: slope(CL_LOG_SIGMOID_SLOPE)
  ) { _, x in try (-x).sigmoid() }

  /// Activations whose nodes are named otherwise in place.
  static let inPlaceTwins: [String: Op] = [
    "leaky_relu": Op(leakyRelu, node: "LeakyReluBackward1"), "elu": Op(elu, node: "EluBackward1"),
    "selu": Op(selu, node: "EluBackward1"), "celu": Op(celu, node: "CeluBackward1"),
    "threshold": Op(threshold, node: "ThresholdBackward1"),
  ]

  static let softmin = Op(
    "softmin(Tensor input, int? dim=None, int _stacklevel=3, ScalarType? dtype=None) -> Tensor", [.functional],
    doc: "Softmax of the elements with the other sign.",
    forward: .general { args in
      let x = try args.tensor(0)
      let operand = try args.dtype(3).map { try x.to($0) } ?? x
      return try .tensor((-operand).softmax(args.optionalInt(1) ?? (x.rank == 0 || x.rank == 1 || x.rank == 3 ? 0 : 1)))
    })
  static let softsign = Op(
    "softsign(Tensor self) -> Tensor", [.functional], doc: "x / (1 + abs(x)).",
    forward: .general { args in
      let x = try args.tensor(0)
      return try .tensor(x / (x.abs() + 1))
    })
  static let tanhshrink = Op(
    "tanhshrink(Tensor self) -> Tensor", [.functional], doc: "x - tanh(x).",
    forward: .general { args in try .tensor(args.tensor(0) - args.tensor(0).tanh()) })

  static let glu: Op = Op(
    "glu(Tensor self, int dim=-1) -> Tensor", [.functional],
    doc: "The first half of a dimension times the sigmoid of the second.",
    forward: .general { args in
      let x = try args.tensor(0)
      guard x.rank > 0 else { throw TensorError.runtime("glu does not support 0-dimensional tensors") }
      let dimension = try wrapped(args.int(1), rank: x.rank)
      let size = x.shape[dimension]
      guard size % 2 == 0 else {
        throw TensorError.runtime(
          "Halving dimension must be even, but dimension \(dimension) is size \(size)")
      }
      let result = try noGrad { try x.half(dimension, 0) * x.half(dimension, 1).sigmoid() }
      return .tensor(Op.glu.record(result, x) { $0.firstInt = dimension })
    },
    saves: .first, node: "GluBackward0", formerNode: "GluBackward",
    samples: { [[.sample([1, -2, 0.5, 3], [2, 2]), .int(1)]] }
  ) { node, grad in
    let x = try node.saved(0)
    let (first, gate) = try (x.half(node.firstInt, 0), x.half(node.firstInt, 1).sigmoid())
    return try Gradients(
      Tensors.cat([grad * gate, grad * first * gate * (1 - gate)], node.firstInt))
  }

  /// The product with a learned slope where the operand is not positive.
  static let preluKernel = Op(
    "_prelu_kernel(Tensor self, Tensor weight) -> Tensor", [], doc: "",
    forward: .internalOnly, saves: [.first, .second], node: "PreluKernelBackward0",
    formerNode: "PreluBackward"
  ) { node, grad in
    let (x, weight) = try (node.saved(0), node.saved(1))
    let zero = Tensor(0, grad.dtype)
    return try node.gradients(
      Tensors.where(x.gt(0), grad, weight * grad), Tensors.where(x.gt(0), zero, x * grad))
  }
  static let prelu = Op(
    "prelu(Tensor self, Tensor weight) -> Tensor", [.function, .method, .functional],
    doc: "Each element, multiplied by a learned slope if it is negative.",
    forward: .general { args in try .tensor(args.tensor(0).prelu(args.tensor(1))) },
    samples: { [[.sample([1, -2, 0.5, -1], [2, 2]), .sample([0.3, 0.2])]] })

  static let rrelu: Op = Op(
    "rrelu(Tensor self, float lower=0.125, float upper=0.3333333333333333, bool training=False, bool inplace=False) -> Tensor",
    [.function, .functional], doc: "Each element, multiplied by a random slope if it is negative.",
    forward: .general { args in
      let (x, low, high) = try (args.tensor(0), args.double(1), args.double(2))
      let slopes = try args.bool(3) ? x.randomSlopes(low, high, args.context.generator)
        : x.gt(0).choose(1, .double((low + high) / 2), x.dtype)
      let result = try noGrad { try x * slopes }
      return .tensor(Op.rrelu.record(result, x) { $0.save(1, slopes) })
    },
    node: "RreluWithNoiseBackward0", samples: { [[.sample([1, -2, 0.5])]] }
  ) { node, grad in try Gradients(grad * node.saved(1)) }

  static var activationRows: [Op] {
    [
      leakyRelu, elu, selu, celu, softplus, silu, mish, gelu, hardtanh, relu6, hardsigmoid,
      hardswish, hardshrink, softshrink, threshold, logSigmoid, softmin, softsign, tanhshrink, glu, prelu,
      rrelu,
    ]
  }
}

extension Tensor {
  /// One number where this mask is true and another elsewhere.
  func choose(_ first: Scalar, _ second: Scalar, _ dtype: DType) throws -> Tensor {
    try Tensors.where(self, Tensor(first, dtype), Tensor(second, dtype))
  }

  /// Half of a dimension: the first (0) or the second (1).
  fileprivate func half(_ dimension: Int, _ number: Int) throws -> Tensor {
    let length = shape[dimension] / 2
    return try slice(dimension, from: number * length, to: (number + 1) * length, step: 1)
  }

  fileprivate func geluSlope() throws -> Tensor {
    let normal = try (Op.erf.unary(self * 0.70710678118654752440) + 1) * 0.5
    let density = try (self * self * -0.5).exp() * 0.39894228040143267794
    return try normal + self * density
  }

  fileprivate func geluTanhSlope() throws -> Tensor {
    let (beta, kappa) = (Scalar.double(0.79788456080286535588), Scalar.double(0.044715))
    let inner = try (self * self * self * kappa + self) * beta
    let bend = try inner.tanh()
    let slope = try (self * self * .double(3 * 0.044715) + 1) * beta
    return try (bend + 1) * 0.5 + self * 0.5 * (1 - bend * bend) * slope
  }

  public func prelu(_ weight: Tensor) throws -> Tensor {
    guard dtype == weight.dtype else {
      throw TensorError.runtime(
        "prelu: Type promoting not supported. Got \(dtype.scalarTypeName) and "
          + weight.dtype.scalarTypeName)
    }
    var factors = weight
    if weight.count != 1 {
      guard rank > 0 else { throw TensorError.runtime("Not allow zero-dim input tensor.") }
      let channels = rank > 1 ? shape[1] : 1
      guard channels == weight.count else {
        throw TensorError.runtime(
          "Mismatch of parameter numbers and input channel size. Found parameter numbers = "
            + "\(weight.count) and channel size = \(channels).")
      }
      var size = Dims(repeating: 1, count: rank)
      if rank > 1 { size[1] = channels }
      factors = try weight.reshape(size)
    } else {
      factors = try weight.reshape(Dims(repeating: 1, count: rank))
    }
    let result = try noGrad { try Tensors.where(gt(0), self, factors * self) }
    return Op.preluKernel.record(result, self, factors)
  }

  /// 1 for positive elements, for the others slopes drawn in the order of memory.
  fileprivate func randomSlopes(_ low: Double, _ high: Double, _ generator: Generator) throws -> Tensor {
    let (first, last) = (Double(Float(low)), Double(Float(high)))
    let values = scalars.map { value in
      value.double <= 0 ? generator.nextDouble() * (last - first) + first : 1
    }
    return Tensor(values, shape: shape, dtype)
  }
}
