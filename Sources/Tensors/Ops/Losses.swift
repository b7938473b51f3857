import CLoops

// Softmax and losses.

/// How a loss joins the losses of the elements.
public enum Reduction: Int32, Sendable {
  case none, mean, sum

  /// The reduction of a keyword's value.
  public init(_ name: String) throws(TensorError) {
    switch name {
    case "none": self = .none
    case "mean", "elementwise_mean": self = .mean
    case "sum": self = .sum
    default: throw .value("\(name) is not a valid value for reduction")
    }
  }

  func callAsFunction(_ losses: Tensor) throws -> Tensor {
    switch self {
    case .none: losses
    case .mean: try losses.mean()
    case .sum: try losses.sum()
    }
  }
}

extension Op {
  /// A row for softmax or its logarithm, and a row for its gradient, so that second derivatives work.
  private static func softmaxRow(_ name: String, logarithm: Bool, node: String, doc: String) -> Op {
    Op(
      "\(name)(Tensor self, int dim, ScalarType? dtype=None) -> Tensor",
      [.function, .method], doc: doc, kernel: "\(name)_lastdim_kernel_impl",
      forward: .inFloat32 { args in
        let x = try args.tensor(0)
        let operand = try args.dtype(2).map { try x.to($0) } ?? x
        return try .tensor(operand.softmax(args.int(1), logarithm: logarithm))
      },
      entry: .dimension { try $0.softmax($1, logarithm: logarithm) }, saves: .result,
      node: node + "0", formerNode: node,
      samples: { [[.sample([1, 2, 0.5, -1, 0, 3], [2, 3]), .int(1)], [.sample([1, 2, 0, 1], [2, 2]), .int(0)]] }
    ) { node, grad in
      let y = try node.saved(2)
      if !isGradEnabled { return try Gradients(grad.softmaxGradient(y, node.firstInt, logarithm)) }
      let dim = Dims(node.firstInt)
      return try Gradients(
        logarithm
          ? grad - y.exp() * grad.sum(dim, keepDim: true)
          : y * (grad - (grad * y).sum(dim, keepDim: true)))
    }
  }

  static let softmax = softmaxRow(
    "softmax", logarithm: false, node: "SoftmaxBackward",
    doc: "Exponentials divided by their sum along a dimension.")
  static let logSoftmax = softmaxRow(
    "log_softmax", logarithm: true, node: "LogSoftmaxBackward",
    doc: "The logarithm of softmax, computed without overflow.")

  static let nllLoss = Op(
    "nll_loss(Tensor input, Tensor target, Tensor? weight=None, bool? size_average=None, int ignore_index=-100, bool? reduce=None, str reduction='mean') -> Tensor",
    [.functional],
    doc: "The negative log likelihood of the target classes, from log probabilities.",
    forward: .inFloat32 { args in
      try .tensor(
        Tensors.nllLoss(
          args.tensor(0), args.tensor(1), weight: args.optionalTensor(2),
          ignoreIndex: args.int(4), reduction: args.reduction(6, average: 3, reduce: 5)))
    },
    node: "NllLossBackward0", formerNode: "NllLossBackward",
    samples: {
      let target = Argument.tensor(Tensor([2, 0], shape: [2], .int64))
      let input = Argument.sample([-1, -2, -0.5, -1, -3, -0.2], [2, 3])
      return [
        [input, target, .none, .none, .int(-100), .none, .string("mean")],
        [
          input, target, .tensor(Tensor([1, 2, 3], shape: [3])), .none, .int(-100), .none,
          .string("none"),
        ],
      ]
    }
  ) { node, grad in
    let (target, totalWeight) = try (node.saved(0), node.saved(1))
    let weight = node.hasSaved(2) ? try node.saved(2) : nil
    let (size, ignore) = (node.operandShape(0), node.firstInt)
    let reduction = Reduction(rawValue: Int32(node.secondInt)) ?? .mean
    return try Gradients(
      Tensors.nllLossGradient(grad, target, weight, totalWeight, size, ignore, reduction))
  }

  /// Losses of classes in dimension 1 of three or more dimensions.
  static let nllLoss2d = Op(
    "nll_loss2d() -> Tensor", [], doc: "", forward: .internalOnly, node: "NllLoss2DBackward0",
    formerNode: "NllLoss2DBackward"
  ) { node, grad in
    let (target, totalWeight) = try (node.saved(0), node.saved(1))
    let weight = node.hasSaved(2) ? try node.saved(2) : nil
    let size = node.operandShape(0)
    let reduction = Reduction(rawValue: Int32(node.secondInt)) ?? .mean
    let rows = try Tensors.nllLossGradient(
      reduction == .none ? grad.reshape(Dims(-1)) : grad, target, weight, totalWeight,
      Dims(target.count, size[1]), node.firstInt, reduction)
    return try Gradients(rows.reshape(size.movingClassesLast).permute(size.orderOfClassesSecond))
  }

  /// The gradient of `nll_loss`, which is linear in the gradient it is given.
  static let nllLossBackward = Op(
    "nll_loss_backward() -> Tensor", [], doc: "", forward: .internalOnly,
    node: "NllLossBackwardBackward0", formerNode: "NllLossBackwardBackward"
  ) { node, grad in
    let target = try node.saved(0)
    let weight = node.hasSaved(2) ? try node.saved(2) : nil
    let reduction = Reduction(rawValue: Int32(node.secondInt)) ?? .mean
    return try Gradients(
      Tensors.nllLoss(grad, target, weight: weight, ignoreIndex: node.firstInt, reduction: reduction))
  }

  static let crossEntropy = Op(
    "cross_entropy(Tensor input, Tensor target, Tensor? weight=None, bool? size_average=None, int ignore_index=-100, bool? reduce=None, str reduction='mean', float label_smoothing=0.0) -> Tensor",
    [.functional],
    doc: "The cross entropy between unnormalized scores and target classes.",
    forward: .inFloat32 { args in
      let smoothing = try args.double(7)
      guard smoothing >= 0 && smoothing <= 1 else {
        throw TensorError.runtime(
          "label_smoothing must be between 0.0 and 1.0. Got: \(Scalar.double(smoothing).text)")
      }
      return try .tensor(
        Tensors.crossEntropy(
          args.tensor(0), args.tensor(1), weight: args.optionalTensor(2),
          ignoreIndex: args.int(4), reduction: args.reduction(6, average: 3, reduce: 5), smoothing: smoothing))
    },
    samples: {
      let input = Argument.sample([-1, 2, 0.5, -1, 3, 0.2], [2, 3])
      let target = Argument.tensor(Tensor([2, 0], shape: [2], .int64))
      let shares = Argument.sample([0.2, 0.3, 0.5, 0.1, 0.1, 0.8], [2, 3])
      return [
        [input, target, .none, .none, .int(-100), .none, .string("mean"), .double(0.1)],
        [input, shares, .none, .none, .int(-100), .none, .string("mean"), .double(0.1)],
      ]
    })

  static let mseLoss = Op(
    "mse_loss(Tensor input, Tensor target, bool? size_average=None, bool? reduce=None, str reduction='mean', Tensor? weight=None) -> Tensor",
    [.functional], doc: "The squared differences.",
    forward: .inFloat32 { args in
      if try args.tensor(0).dtype.isIntegral, try args.tensor(1).dtype.isIntegral {
        throw TensorError.noKernel("mse_cpu", try args.tensor(0).dtype)
      }
      return try .tensor(
        Tensors.mseLoss(args.tensor(0), args.tensor(1), reduction: args.reduction(4)))
    },
    saves: [.first, .second], node: "MseLossBackward0", formerNode: "MseLossBackward",
    samples: {
      [[.sample([1, 2]), .sample([0, 4]), .none, .none, .string("mean")],
        [.sample([1, 2]), .sample([0, 4]), .none, .none, .string("none")]]
    }
  ) { node, grad in
    let difference = try node.saved(0) - node.saved(1)
    let slope = try difference * .double(node.firstNumber) * grad
    return try node.gradients(slope, -slope)
  }

  static let klDiv = Op(
    "kl_div(Tensor input, Tensor target, bool? size_average=None, bool? reduce=None, str reduction='mean', bool log_target=False) -> Tensor",
    [.functional],
    doc: "The Kullback-Leibler divergence of `input` (log probabilities) from `target` (probabilities).",
    forward: .inFloat32 { args in
      try .tensor(
        Tensors.klDiv(
          args.tensor(0), args.tensor(1), reduction: args.olderReduction(4) ?? args.string(4),
          logTarget: args.bool(5)))
    },
    samples: {
      [[.sample([-1, -2]), .sample([0.5, 0.5]), .none, .none, .string("batchmean"), .bool(false)]]
    })

  static let xlogy = Op(
    "xlogy(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace],
    doc: "`input` times the logarithm of `other`, 0 where `input` is 0.",
    forward: .general { args in try .tensor(args.tensor(0).xlogy(args.tensor(1))) },
    saves: [.first, .second], node: "XlogyBackward0", formerNode: "XlogyBackward0",
    samples: { [[.sample([1, 2]), .sample([0.5, 4])]] }
  ) { node, grad in
    let (x, y) = try (node.saved(0), node.saved(1))
    let logarithm = try y.to(grad.dtype).log().zeroed(where: x.eq(0).logicalAnd(y.le(0)))
    return try node.gradients(grad * logarithm, grad * x / y)
  }

  static let xlogyByNumber: Op = Op(
    "xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor", [.function, .method, .inPlace],
    doc: "`input` times the logarithm of the number `other`, 0 where `input` is 0.",
    forward: .general { args in
      let (x, number) = try (args.tensor(0), args.operand(1))
      let result = try noGrad { try x.detach().xlogy(number) }
      return .tensor(Op.xlogyByNumber.record(result, x) { 
        $0.save(0, x)
        $0.save(1, number)
      })
    },
    node: "XlogyBackward2", samples: { [[.sample([1, 2]), .double(0.5)]] }
  ) { node, grad in
    let number = try node.saved(1)
    let logarithm = try (number.dtype.isIntegral ? number.to(.float32) : number).log()
    let isFlat = try node.saved(0).eq(0).logicalAnd(number.le(0))
    return try Gradients(grad * logarithm.expand(node.operandShape(0)).zeroed(where: isFlat))
  }

  static let xlogyOfNumber: Op = Op(
    "xlogy.Scalar_Self(Scalar self, Tensor other) -> Tensor", [.function],
    doc: "The number `input` times the logarithm of `other`, 0 where `input` is 0.",
    forward: .general { args in
      let y = try args.tensor(1)
      let number = try y.operand(args.scalar(0))
      let result = try noGrad { try number.xlogy(y.detach()) }
      return .tensor(Op.xlogyOfNumber.record(result, y) { node in
        node.save(0, y)
        node.firstNumber = number.doubles[0]
      })
    },
    node: "XlogyBackward1", samples: { [[.double(2), .sample([0.5, 4])]] }
  ) { node, grad in try Gradients(grad / node.saved(0) * .double(node.firstNumber)) }
}

extension Tensor {
  /// The sizes before, along and after a dimension; nothing is before and after it without elements, whose sizes have
  /// any product.
  func split(at dimension: Int) -> (outer: Int, count: Int, inner: Int) {
    if rank == 0 { return (1, 1, 1) }
    if count == 0 { return (0, shape[dimension], 0) }
    let outer = (0..<dimension).reduce(1) { $0 * shape[$1] }
    let inner = ((dimension + 1)..<Swift.max(rank, dimension + 1)).reduce(1) { $0 * shape[$1] }
    return (outer, shape[dimension], inner)
  }

  public func softmax(_ dim: Int) throws -> Tensor { try softmax(dim, logarithm: false) }
  public func logSoftmax(_ dim: Int) throws -> Tensor { try softmax(dim, logarithm: true) }

  fileprivate func softmax(_ dim: Int, logarithm: Bool) throws -> Tensor {
    let op = logarithm ? Op.logSoftmax : Op.softmax
    let dimension = try wrapped(dim, rank: rank)
    if dtype.isHalf { return try to(.float32).softmax(dim, logarithm: logarithm).to(dtype) }
    try requireRealKernel(op)
    let x = try isContiguous ? self : noGrad { try contiguous() }
    let result = try Tensor.uninitialized(shape, count: count, dtype)
    let (outer, size, inner) = split(at: dimension)
    cl_softmax(
      dtype.rawValue, logarithm, result.data, x.data, Int64(outer), Int64(size), Int64(inner))
    return op.record(result, self) { $0.firstInt = dimension }
  }

  /// Refuses types without a float kernel, as PyTorch's kernel does.
  func requireRealKernel(_ op: Op) throws {
    if dtype == .float32 || dtype == .float64 { return }
    if dtype.isIntegral { throw TensorError.noKernel(op.kernel, dtype) }
    throw TensorError.notSupported("\(op.name) of \(dtype.name) tensors")
  }

  /// The gradient of softmax from its output, in one pass.
  fileprivate func softmaxGradient(_ y: Tensor, _ dim: Int, _ logarithm: Bool) throws -> Tensor {
    let grad = try contiguous()
    let output = try y.contiguous()
    let result = try Tensor.uninitialized(shape, count: count, dtype)
    let (outer, size, inner) = split(at: dim)
    cl_softmax_backward(
      dtype.rawValue, logarithm, result.data, grad.data, output.data, Int64(outer), Int64(size),
      Int64(inner))
    return result
  }

  public func xlogy(_ other: Tensor) throws -> Tensor {
    let type = resultType(self, other)
    if type.isComplex { throw TensorError.noKernel("xlogy_cpu", type) }
    let wide = type.isIntegral ? DType.float32 : type
    let result = try noGrad {
      let product = try converted(to: wide) * other.converted(to: wide).log()
      let isZero = try eq(0).logicalAnd(Op.logicalNot.unary(Op.isnan.unary(other)))
      return try Tensors.where(isZero, Tensor(0, product.dtype), product)
    }
    return Op.xlogy.record(result, self, other)
  }
}

/// The negative log likelihood of target classes; `input` has classes in dimension 1, or is a vector of them.
public func nllLoss(
  _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
  reduction: Reduction = .mean
) throws -> Tensor {
  if input.rank > 2 { return try spatialNLLLoss(input, target, weight, ignoreIndex, reduction) }
  let parts = try nllValues(input, target, weight, ignoreIndex, reduction)
  return Op.nllLoss.record(parts.loss, input) { parts.save(in: $0, ignoreIndex, reduction) }
}

/// The values of a negative log likelihood and what its gradient needs.
private struct NLLValues {
  let loss: Tensor
  let target: Tensor
  let totalWeight: Tensor
  let weight: Tensor?

  func save(in node: Node, _ ignoreIndex: Int, _ reduction: Reduction) {
    node.save(0, target)
    node.save(1, totalWeight)
    if let weight { node.save(2, weight) }
    node.firstInt = ignoreIndex
    node.secondInt = Int(reduction.rawValue)
  }
}

private func nllValues(
  _ input: Tensor, _ target: Tensor, _ weight: Tensor?, _ ignoreIndex: Int, _ reduction: Reduction
) throws -> NLLValues {
  try checkNLL(input, target, weight)
  try input.requireRealKernel(Op.nllLoss)
  let x = try input.detach().contiguous()
  let classes = input.shape[input.rank - 1]
  let rows = input.rank == 2 ? input.shape[0] : 1
  let classNumbers = try target.converted(to: .int64).contiguous()
  let weights = try weight?.detach().converted(to: input.dtype).contiguous()
  let shape = reduction == .none && input.rank == 2 ? Dims(rows) : Dims()
  let result = try Tensor.uninitialized(shape, count: shape.product ?? 1, input.dtype)
  let total = try Tensor.uninitialized(Dims(), count: 1, input.dtype)
  var bad: Int64 = 0
  let status = cl_nll_loss(
    x.dtype.rawValue, x.data, classNumbers.pointer(to: Int64.self), weights?.data, Int64(rows),
    Int64(classes), Int64(ignoreIndex), reduction.rawValue, result.data, total.data, &bad)
  if status == CL_OUT_OF_RANGE { throw TensorError.index("Target \(bad) is out of bounds.") }
  return NLLValues(loss: result, target: classNumbers, totalWeight: total, weight: weights)
}

private func checkNLL(_ input: Tensor, _ target: Tensor, _ weight: Tensor?) throws {
  guard input.rank > 0 else {
    throw TensorError.runtime("input tensor should be 1D or 2D")
  }
  let rows = input.rank == 2 ? input.shape[0] : 1
  guard input.rank == 1 || target.rank > 0 && target.shape[0] == rows else {
    throw TensorError.value(
      "Expected input batch_size (\(rows)) to match target batch_size (\(target.rank > 0 ? target.shape[0] : 0)).")
  }
  guard target.rank <= 1 else {
    throw TensorError.runtime("0D or 1D target tensor expected, multi-target not supported")
  }
  guard target.dtype == .int64 || target.dtype == .uint8 else {
    throw TensorError.runtime(
      "expected target dtype to be Long or Byte, but got \(target.dtype.scalarTypeName)")
  }
  guard target.count == rows else {
    throw TensorError.runtime("0D or 1D target tensor expected, multi-target not supported")
  }
  let classes = input.shape[input.rank - 1]
  if let weight, weight.rank != 1 || weight.count != classes {
    throw TensorError.runtime(
      "weight tensor should be defined either for all \(classes) classes or no classes but got "
        + "weight tensor of shape: \(weight.shape.text)")
  }
}

/// Classes in dimension 1 of three or more dimensions: moved last, and one loss for each position.
private func spatialNLLLoss(
  _ input: Tensor, _ target: Tensor, _ weight: Tensor?, _ ignoreIndex: Int, _ reduction: Reduction
) throws -> Tensor {
  guard target.rank > 0, target.shape[0] == input.shape[0] else {
    throw TensorError.value(
      "Expected input batch_size (\(input.shape[0])) to match target batch_size "
        + "(\(target.rank > 0 ? target.shape[0] : 0)).")
  }
  var expected = input.shape
  expected.remove(at: 1)
  guard target.shape == expected else {
    throw TensorError.runtime("Expected target size \(expected.text), got \(target.shape.text)")
  }
  let rows = try noGrad {
    try input.detach().permute(input.shape.orderOfClassesLast).reshape(Dims(-1, input.shape[1]))
  }
  let line = try target.reshape(Dims(-1))
  let parts = try nllValues(rows, line, weight, ignoreIndex, reduction)
  let result = reduction == .none ? try parts.loss.reshape(expected) : parts.loss
  return Op.nllLoss2d.record(result, input) { parts.save(in: $0, ignoreIndex, reduction) }
}

extension Dims {
  /// The order of dimensions that moves the second one behind the others.
  fileprivate var orderOfClassesLast: Dims {
    var order = Dims(0)
    for index in 2..<Swift.max(count, 2) { order.append(index) }
    order.append(1)
    return order
  }

  /// The order that moves the last dimension back to the second place.
  fileprivate var orderOfClassesSecond: Dims {
    var order = Dims(0, count - 1)
    for index in 1..<Swift.max(count - 1, 1) { order.append(index) }
    return order
  }

  /// These sizes with the second one behind the others.
  fileprivate var movingClassesLast: Dims {
    var size = self
    for (place, index) in orderOfClassesLast.array.enumerated() { size[place] = self[index] }
    return size
  }
}

fileprivate func nllLossGradient(
  _ grad: Tensor, _ target: Tensor, _ weight: Tensor?, _ totalWeight: Tensor, _ size: Dims,
  _ ignoreIndex: Int, _ reduction: Reduction
) throws -> Tensor {
  let result = try Tensor.empty(size, grad.dtype)
  let rows = size.count == 2 ? size[0] : 1
  let given = try grad.detach().contiguous()
  cl_nll_loss_backward(
    grad.dtype.rawValue, result.data, given.data, target.pointer(to: Int64.self), weight?.data,
    Int64(rows), Int64(size[size.count - 1]), Int64(ignoreIndex), reduction.rawValue,
    totalWeight.data)
  return Op.nllLossBackward.record(result, grad) { node in
    node.save(0, target)
    if let weight { node.save(2, weight) }
    node.firstInt = ignoreIndex
    node.secondInt = Int(reduction.rawValue)
  }
}

/// The cross entropy between unnormalized scores and target classes or their probabilities; `smoothing` mixes the
/// targets with equal probabilities.
public func crossEntropy(
  _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
  reduction: Reduction = .mean, smoothing: Double = 0
) throws -> Tensor {
  let classDim = input.rank == 1 ? 0 : 1
  if input.shape == target.shape {
    return try crossEntropy(input, probabilities: target, weight, reduction, smoothing, classDim)
  }
  let logs = try input.logSoftmax(classDim)
  let loss = try nllLoss(
    logs, target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction)
  if smoothing == 0 { return loss }
  let isIgnored = try target.eq(.int(ignoreIndex))
  let weighed = try weight.map { try logs * $0.reshape(input.shape.classShape(classDim)) } ?? logs
  let sums = try -weighed.sum(Dims(classDim))
  let smooth = try Tensors.where(isIgnored, Tensor(0, sums.dtype), sums)
  let share = Scalar.double(smoothing / Double(input.shape[classDim]))
  let mixed: Tensor
  switch reduction {
  case .none: mixed = smooth
  case .sum: mixed = try smooth.sum()
  case .mean:
    let kept = target.scalars.filter { $0.int != ignoreIndex }.map(\.int)
    let shares = weight?.doubles
    let total = shares.map { shares in kept.reduce(0) { $0 + shares[$1] } }
    mixed = try smooth.sum() / .double(total ?? Double(kept.count))
  }
  return try loss * .double(1 - smoothing) + mixed * share
}

private func crossEntropy(
  _ input: Tensor, probabilities: Tensor, _ weight: Tensor?, _ reduction: Reduction,
  _ smoothing: Double, _ classDim: Int
) throws -> Tensor {
  guard probabilities.dtype.isFloatingPoint else {
    throw TensorError.runtime(
      "Expected floating point type for target with class probabilities, got "
        + probabilities.dtype.scalarTypeName)
  }
  let classes = Swift.max(1, input.rank == 0 ? 1 : input.shape[classDim])
  var target = probabilities
  if smoothing > 0 {
    target = try target * .double(1 - smoothing) + .double(smoothing / Double(classes))
  }
  var products = try input.logSoftmax(classDim) * target
  if let weight { products = try products * weight.reshape(input.shape.classShape(classDim)) }
  switch reduction {
  case .sum: return try -products.sum()
  case .none: return try -products.sum(Dims(classDim))
  case .mean: return try (-products.sum()).dividedByNumber(Double(input.count / classes))
  }
}

extension Dims {
  /// Sizes of 1 but for the classes.
  fileprivate func classShape(_ classDim: Int) -> Dims {
    var size = Dims(repeating: 1, count: count)
    if count > 0 { size[classDim] = self[classDim] }
    return size
  }
}

/// The squared differences of two tensors, which are broadcast.
public func mseLoss(_ input: Tensor, _ target: Tensor, reduction: Reduction = .mean) throws -> Tensor {
  let result = try noGrad {
    let difference = try input - target
    return try reduction(difference * difference)
  }
  let count = try broadcast(input.shape, target.shape).product ?? 1
  return Op.mseLoss.record(result, input, target) {
    $0.firstNumber = reduction == .mean ? 2 / Double(count) : 2
  }
}

/// The divergence of `input` (log probabilities) from `target`; logarithms of negative targets are NaN.
public func klDiv(
  _ input: Tensor, _ target: Tensor, reduction: String = "mean", logTarget: Bool = false
) throws -> Tensor {
  let losses =
    logTarget
    ? try target.exp() * (target - input) : try target.xlogy(target) - target * input
  if reduction == "batchmean" {
    return try losses.sum().div(.int(input.rank > 0 ? input.shape[0] : 1))
  }
  return try Reduction(reduction)(losses)
}
