import CLoops

// Losses that are computed for each element or row and then joined.

extension Arguments {
  /// The reduction that the older arguments before `index` ask for, nil if they say nothing.
  func olderReduction(_ index: Int) throws(TensorError) -> String? {
    if case .none = self[index - 2], case .none = self[index - 1] { return nil }
    return switch try reduction(index) {
    case .none: "none"
    case .mean: "mean"
    case .sum: "sum"
    }
  }

  /// The reduction of a loss: `reduction` at `index`; the older arguments `size_average` and `reduce`, which come
  /// right before it where nothing else is said, take its place.
  func reduction(
    _ index: Int, average averageIndex: Int? = nil, reduce reduceIndex: Int? = nil
  ) throws(TensorError) -> Reduction {
    let (average, reduce) = (self[averageIndex ?? index - 2], self[reduceIndex ?? index - 1])
    if case .none = average, case .none = reduce { return try Reduction(string(index)) }
    if case .bool(false) = reduce { return .none }
    if case .bool(false) = average { return .sum }
    return .mean
  }
}

extension Op {
  private static let legacy = "bool? size_average=None, bool? reduce=None, str reduction='mean'"

  /// The reduction of losses computed without a record, as one node; its first number is the share of each loss.
  func recordLoss(
    _ losses: Tensor, _ reduction: Reduction, _ operands: [Tensor], _ configure: (Node) -> Void = { _ in }
  ) throws -> Tensor {
    let result = try noGrad { try reduction(losses) }
    return record(result, operands) { node in
      node.firstNumber = reduction == .mean ? 1 / Double(losses.count) : 1
      configure(node)
    }
  }

  /// A row for a loss of the difference of two tensors with one number.
  private static func differenceLoss(
    _ name: String, number: String, schema: String, node: String, doc: String,
    loss: @escaping (Tensor, Double) throws -> Tensor,
    slope: @escaping (Tensor, Double) throws -> Tensor, numberIndex: Int, reductionIndex: Int
  ) -> Op {
    let own = OpReference()
    let row = Op(
      schema, [.functional], doc: doc,
      forward: .inFloat32 { args in
        let (x, y, parameter) = try (args.tensor(0), args.tensor(1), args.double(numberIndex))
        let reduction = try reductionIndex == 4 ? args.reduction(4) : Reduction(args.string(reductionIndex))
        let losses = try noGrad { try loss(x - y, parameter) }
        return try .tensor(own.op.recordLoss(losses, reduction, [x, y]) { node in
          node.save(0, x)
          node.save(1, y)
          node.secondNumber = parameter
        })
      },
      node: node + "Backward0", formerNode: node + "Backward",
      samples: { [[.sample([1, -2, 0.4]), .sample([0.5, 1, 0.2])]] }
    ) { node, grad in
      let difference = try node.saved(0) - node.saved(1)
      let gradient = try slope(difference, node.secondNumber) * .double(node.firstNumber) * grad
      return try node.gradients(gradient, -gradient)
    }
    own.op = row
    return row
  }

  static let smoothL1Loss = differenceLoss(
    "smooth_l1_loss", number: "beta",
    schema: "smooth_l1_loss(Tensor input, Tensor target, \(legacy), float beta=1.0) -> Tensor",
    node: "SmoothL1Loss", doc: "Half the squared difference below `beta`, the difference above.",
    loss: { difference, beta in
      let size = try difference.abs()
      if beta == 0 { return size }
      return try Tensors.where(
        size.lt(.double(beta)), size * size * 0.5 / .double(beta), size - .double(0.5 * beta))
    },
    slope: { difference, beta in
      if beta == 0 { return try difference.sign() }
      return try Tensors.where(
        difference.abs().ge(.double(beta)), difference.sign(), difference / .double(beta))
    }, numberIndex: 5, reductionIndex: 4)

  static let huberLoss = differenceLoss(
    "huber_loss", number: "delta",
    schema: "huber_loss(Tensor input, Tensor target, str reduction='mean', float delta=1.0, Tensor? weight=None) -> Tensor",
    node: "HuberLoss", doc: "Half the squared difference up to `delta`, a straight line above.",
    loss: { difference, delta in
      let size = try difference.abs()
      return try Tensors.where(
        size.le(.double(delta)), size * size * 0.5, (size - .double(0.5 * delta)) * .double(delta))
    },
    slope: { difference, delta in
      try Tensors.where(
        difference.abs().gt(.double(delta)), difference.sign() * .double(delta), difference)
    }, numberIndex: 3, reductionIndex: 2)

  static let binaryCrossEntropy: Op = Op(
    "binary_cross_entropy(Tensor input, Tensor target, Tensor? weight=None, \(legacy)) -> Tensor",
    [.functional], doc: "The cross entropy of probabilities and targets between 0 and 1.",
    forward: .inFloat32 { args in
      let (x, target, weight) = try (args.tensor(0), args.tensor(1), args.optionalTensor(2))
      if let weight, Op.records(weight) {
        throw TensorError.runtime(
          "The function 'binary_cross_entropy' is not differentiable with respect to argument 'weight'. This "
            + "input cannot have requires_grad True.")
      }
      let losses = try noGrad { try x.binaryCrossEntropy(target, weight) }
      return try .tensor(Op.binaryCrossEntropy.recordLoss(losses, args.reduction(5), [x, target]) { node in
        node.save(0, x)
        node.save(1, target)
        if let weight { node.save(2, weight) }
      })
    },
    node: "BinaryCrossEntropyBackward0", formerNode: "BinaryCrossEntropyBackward",
    samples: { [[.sample([0.3, 0.8]), .sample([0.75, 0.25])]] }
  ) { node, grad in
    let (x, target) = try (node.saved(0), node.saved(1))
    var share = try grad * .double(node.firstNumber)
    if node.hasSaved(2) { share = try share * node.saved(2) }
    return try node.gradients(
      (x - target) / ((1 - x) * x).clamp(min: 1e-12) * share,
      ((1 - x).log() - x.log()) * share)
  }

  static let binaryCrossEntropyWithLogits: Op = Op(
    "binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight=None, \(legacy), Tensor? pos_weight=None) -> Tensor",
    [.functional], doc: "The cross entropy of the sigmoid of `input` and targets between 0 and 1.",
    forward: .inFloat32 { args in
      let (x, target, weight) = try (args.tensor(0), args.tensor(1), args.optionalTensor(2))
      let positive = try args.optionalTensor(6)
      let losses = try noGrad { try x.logitCrossEntropy(target, weight, positive) }
      return try .tensor(
        Op.binaryCrossEntropyWithLogits.recordLoss(losses, args.reduction(5), [x, target]) { node in
          node.save(0, x)
          node.save(1, target)
          node.save(2, weight ?? Tensor(1, x.dtype))
          if let positive { node.save(3, positive) }
        })
    },
    node: "BinaryCrossEntropyWithLogitsBackward0",
    samples: { [[.sample([0.3, -0.8]), .sample([1, 0.25]), .none, .none, .none, .string("mean"), .none]] }
  ) { node, grad in
    let (x, target) = try (node.saved(0), node.saved(1))
    let share = try grad * .double(node.firstNumber) * node.saved(2)
    guard node.hasSaved(3) else { return try node.gradients((x.sigmoid() - target) * share, -x * share) }
    let positive = try node.saved(3)
    let weighed = try positive * target
    return try node.gradients(
      ((weighed + 1 - target) * x.sigmoid() - weighed) * share,
      -(x + (positive - 1) * Op.logSigmoid.mapped(x, CL_LOG_SIGMOID, (0, 0))) * share)
  }

  static let softMarginLoss: Op = Op(
    "soft_margin_loss(Tensor input, Tensor target, \(legacy)) -> Tensor", [.functional],
    doc: "`log(1 + exp(-target * input))` for targets 1 and -1.",
    forward: .inFloat32 { args in
      let (x, target) = try (args.tensor(0), args.tensor(1))
      if Op.records(target) {
        throw TensorError.runtime(
          "The function 'soft_margin_loss' is not differentiable with respect to argument 'target'. This input cannot "
            + "have requires_grad True.")
      }
      let losses = try noGrad { try Op.log1p.unary((-target * x).exp()) }
      return try .tensor(Op.softMarginLoss.recordLoss(losses, args.reduction(4), [x]) { node in
        node.save(0, x)
        node.save(1, target)
      })
    },
    node: "SoftMarginLossBackward0", formerNode: "SoftMarginLossBackward",
    samples: { [[.sample([0.3, -0.8]), .tensor(Tensor([1, -1], shape: [2])), .none, .none, .string("mean")]] }
  ) { node, grad in
    let (x, target) = try (node.saved(0), node.saved(1))
    let z = try (-target * x).sigmoid()
    return try Gradients(-target * z * grad * .double(node.firstNumber))
  }

  static let multiMarginLoss: Op = Op(
    "multi_margin_loss(Tensor input, Tensor target, int p=1, float margin=1.0, Tensor? weight=None, \(legacy)) -> Tensor",
    [.functional], doc: "How far other classes come within a margin of the target's score.",
    forward: .inFloat32 { args in
      let (x, target) = try (args.tensor(0), args.tensor(1))
      let (power, margin) = try (args.int(2), args.double(3))
      guard power == 1 || power == 2 else { throw TensorError.value("only p == 1 and p == 2 supported") }
      return try .tensor(x.multiMarginLoss(target, power, margin, args.optionalTensor(4), args.reduction(7)))
    },
    node: "MultiMarginLossBackward0", formerNode: "MultiMarginLossBackward",
    samples: {
      [[.sample([0.3, -0.8, 0.1, 0.5, 0.2, 0], [2, 3]), .tensor(Tensor([2, 0], shape: [2], .int64))]]
    }
  ) { node, grad in
    let x = try node.saved(0)
    let terms = try x.marginTerms(node.saved(1), .double(node.secondNumber))
    let factor = try node.saved(2)
    let slope = try (node.firstInt == 1 ? terms.gt(0).to(x.dtype) : terms * 2) * factor
    let share = try grad * .double(node.firstNumber)
    let rows = try (share.rank == 0 ? share : share.unsqueeze(-1)) * slope
    let own = try node.saved(3)
    return try Gradients((rows - own * rows.sum(Dims(-1), keepDim: true)).reshape(x.shape))
  }

  static let multilabelMarginLoss = composed(
    "multilabel_margin_loss(Tensor input, Tensor target, \(legacy)) -> Tensor", [.functional],
    node: "MultilabelMarginLossBackward0",
    doc: "How far other classes come within 1 of the scores of the target classes."
  ) { args in [try args.tensor(0).multilabelMarginLoss(args.tensor(1), args.reduction(4))] }

  static let l1Loss = Op(
    "l1_loss(Tensor input, Tensor target, \(legacy), Tensor? weight=None) -> Tensor",
    [.functional], doc: "The absolute differences.",
    forward: .inFloat32 { args in
      let losses = try (args.tensor(0) - args.tensor(1)).abs()
      return try .tensor(args.reduction(4)(losses))
    })

  static let hingeEmbeddingLoss = Op(
    "hinge_embedding_loss(Tensor input, Tensor target, float margin=1.0, \(legacy)) -> Tensor",
    [.functional], doc: "Distances of like pairs, and how far unlike ones come within a margin.",
    forward: .inFloat32 { args in
      let (x, target) = try (args.tensor(0), args.tensor(1))
      let zero = Tensor(0, x.dtype)
      let near = try (Scalar.double(args.double(2)) - x).clamp(min: 0)
      let losses = try Tensors.where(target.eq(1), zero, near) + Tensors.where(target.eq(-1), zero, x)
      return try .tensor(args.reduction(5)(losses))
    })

  static let marginRankingLoss = Op(
    "margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0, \(legacy)) -> Tensor",
    [.functional], doc: "How far pairs are from the order `target` wants.",
    forward: .inFloat32 { args in
      let (first, second, target) = try (args.tensor(0), args.tensor(1), args.tensor(2))
      guard first.rank == second.rank, first.rank == target.rank else {
        let sizes = zip(["input1", "input2", "target"], [first, second, target]).map { name, x in
          "\(name): torch.Size(\(x.shape.text))"
        }
        throw TensorError.runtime(
          "margin_ranking_loss : All input tensors should have same dimension but got sizes: "
            + sizes.joined(separator: ", ") + " ")
      }
      let terms = try -target * (first - second) + .double(args.double(3))
      let losses = try Op.clampMin.applied(terms, 0)
      return try .tensor(args.reduction(6)(losses))
    })

  static let cosineEmbeddingLoss = Op(
    "cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0, \(legacy)) -> Tensor",
    [.functional], doc: "1 less the cosine of like pairs, the cosine above a margin of unlike ones.",
    forward: .inFloat32 { args in
      let (a, b, target) = try (args.tensor(0), args.tensor(1), args.tensor(2))
      let last = Dims(target.rank == 0 ? 0 : 1)
      let epsilon = 1e-12
      let product = try (a * b).sum(last)
      let sizes = try ((a * a).sum(last) + .double(epsilon)) * ((b * b).sum(last) + .double(epsilon))
      let cosine = try product / sizes.sqrt()
      let zero = try cosine.zerosLike()
      let like = try Tensors.where(target.eq(1), 1 - cosine, zero)
      let unlike = try Tensors.where(
        target.eq(-1), (cosine - .double(args.double(3))).clamp(min: 0), zero)
      return try .tensor(args.reduction(6)(like + unlike))
    })

  static let tripletMarginLoss = Op(
    "triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1.0, float p=2, float eps=1e-06, bool swap=False, \(legacy)) -> Tensor",
    [.functional], doc: "How far the positive is not nearer than the negative by a margin.",
    forward: .inFloat32 { args in
      let (anchor, positive, negative) = try (args.tensor(0), args.tensor(1), args.tensor(2))
      let (margin, order, epsilon) = try (args.double(3), args.double(4), args.double(5))
      let near = try anchor.pairwiseDistance(positive, order, epsilon, keepDim: false)
      var far = try anchor.pairwiseDistance(negative, order, epsilon, keepDim: false)
      if args.bool(6) {
        far = try far.minimum(positive.pairwiseDistance(negative, order, epsilon, keepDim: false))
      }
      return try .tensor(args.reduction(9)(Op.clampMin.applied(near + .double(margin) - far, 0)))
    })

  static let poissonNLLLoss = Op(
    "poisson_nll_loss(Tensor input, Tensor target, bool log_input=True, bool full=False, bool? size_average=None, float eps=1e-08, bool? reduce=None, str reduction='mean') -> Tensor",
    [.functional], doc: "The negative log likelihood of counts, up to a constant.",
    forward: .inFloat32 { args in
      let (x, target) = try (args.tensor(0), args.tensor(1))
      var losses = try args.bool(2)
        ? x.exp() - target * x : x - target * (x + .double(args.double(5))).log()
      if args.bool(3) {
        let stirling = try target * target.log() - target + (target * .double(2 * .pi)).log() * 0.5
        losses = try losses + Tensors.where(target.gt(1), stirling, Tensor(0, x.dtype))
      }
      return try .tensor(args.reduction(7, average: 4, reduce: 6)(losses))
    })

  static let gaussianNLLLoss = Op(
    "gaussian_nll_loss(Tensor input, Tensor target, Tensor var, bool full=False, float eps=1e-06, str reduction='mean') -> Tensor",
    [.functional], doc: "The negative log likelihood of targets under normal distributions.",
    forward: .inFloat32 { args in
      let (x, target) = try (args.tensor(0), args.tensor(1))
      var variance = try args.tensor(2)
      if variance.shape != x.shape, variance.rank == x.rank - 1 { variance = try variance.unsqueeze(-1) }
      if try noGrad({ try variance.lt(0).contains(true) }) {
        throw TensorError.value("var has negative entry/entries")
      }
      let floor = try noGrad { try variance.clamp(min: .double(args.double(4))) - variance }
      let limited = try variance + floor
      var losses = try (limited.log() + (x - target).pow(2) / limited) * 0.5
      if args.bool(3) { losses = try losses + .double(0.5 * _log(2 * .pi)) }
      return try .tensor(Reduction(args.string(5))(losses))
    })

  static let multilabelSoftMarginLoss = Op(
    "multilabel_soft_margin_loss(Tensor input, Tensor target, Tensor? weight=None, \(legacy)) -> Tensor",
    [.functional], doc: "The mean over classes of the cross entropies of independent labels.",
    forward: .inFloat32 { args in
      let (x, target) = try (args.tensor(0), args.tensor(1))
      let logs = try (Op.logSigmoid.mapped(x, CL_LOG_SIGMOID, (0, 0)),
        Op.logSigmoid.mapped(-x, CL_LOG_SIGMOID, (0, 0)))
      var losses = try -(target * logs.0 + (1 - target) * logs.1)
      if let weight = try args.optionalTensor(2) { losses = try losses * weight }
      let classes = try wrappedOfSome(-1, rank: x.rank)
      let rows = try losses.sum(Dims(-1)) / .int(x.shape[classes])
      return try .tensor(args.reduction(5)(rows))
    })

  static let cosineSimilarity = Op(
    "cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor",
    [.function, .functional], doc: "The cosines of the angles between vectors along a dimension.",
    forward: .inFloat32 { args in
      let (a, b) = try (args.tensor(0), args.tensor(1))
      let (dim, epsilon) = try (args.int(2), args.double(3))
      let shape = try broadcast(a.shape, b.shape)
      let unit = { (x: Tensor) throws -> Tensor in
        let spread = try x.expand(shape)
        // The limit is no part of the graph.
        let size = try spread.norm(2, Dims(dim), keepDim: true).clone()
        _ = try noGrad { try size.copy_(size.clamp(min: .double(epsilon))) }
        return try spread / size
      }
      return try .tensor((unit(a) * unit(b)).sum(Dims(dim)))
    },
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .sample([2, -1, 0.5, 3], [2, 2])]] })

  static let pairwiseDistance = Op(
    "pairwise_distance(Tensor x1, Tensor x2, float p=2, float eps=1e-06, bool keepdim=False) -> Tensor",
    [.function, .functional], doc: "The norms of the differences of vectors.",
    forward: .inFloat32 { args in
      try .tensor(
        args.tensor(0).pairwiseDistance(
          args.tensor(1), args.double(2), args.double(3), keepDim: args.bool(4)))
    })

  static var lossRows: [Op] {
    [
      smoothL1Loss, huberLoss, binaryCrossEntropy, binaryCrossEntropyWithLogits, softMarginLoss,
      multiMarginLoss, multilabelMarginLoss, l1Loss, hingeEmbeddingLoss, marginRankingLoss,
      cosineEmbeddingLoss, tripletMarginLoss, poissonNLLLoss, gaussianNLLLoss,
      multilabelSoftMarginLoss, cosineSimilarity, pairwiseDistance,
    ]
  }
}

/// A row that a table's closure refers to before it is made.
final class OpReference {
  unowned(unsafe) var op: Op = Op.add
}

extension Tensor {
  /// The losses of probabilities; logarithms are at least -100.
  fileprivate func binaryCrossEntropy(_ target: Tensor, _ weight: Tensor?) throws -> Tensor {
    guard target.shape == shape else {
      throw TensorError.value(
        "Using a target size (torch.Size(\(target.shape.text))) that is different to the input size "
          + "(torch.Size(\(shape.text))) is deprecated. Please ensure they have the same size.")
    }
    guard target.dtype == dtype else {
      throw TensorError.runtime(
        "Found dtype \(target.dtype.scalarTypeName) but expected \(dtype.scalarTypeName)")
    }
    try requireRealKernel(Op.binaryCrossEntropy)
    for (name, values) in [("input", self), ("target", target)]
    where values.scalars.contains(where: { !($0.double >= 0 && $0.double <= 1) }) {
      throw TensorError.runtime("all elements of \(name) should be between 0 and 1")
    }
    let (opposite, own) = try (Op.log1p.unary(-self).clamp(min: -100), log().clamp(min: -100))
    let losses = try (target - 1) * opposite - target * own
    return try weight.map { try losses * $0 } ?? losses
  }

  fileprivate func logitCrossEntropy(
    _ target: Tensor, _ weight: Tensor?, _ positive: Tensor?
  ) throws -> Tensor {
    guard target.shape == shape else {
      throw TensorError.value(
        "Target size (torch.Size(\(target.shape.text))) must be the same as input size "
          + "(torch.Size(\(shape.text)))")
    }
    guard target.dtype.isFloatingPoint else {
      throw TensorError.runtime(
        "result type \(dtype.scalarTypeName) can't be cast to the desired output type "
          + target.dtype.scalarTypeName)
    }
    var logs = try Op.logSigmoid.mapped(self, CL_LOG_SIGMOID, (0, 0))
    if let positive { logs = try ((positive - 1) * target + 1) * logs }
    let losses = try (1 - target) * self - logs
    return try weight.map { try losses * $0 } ?? losses
  }

  /// `margin - x[target] + x` for each class but the target's own, at least 0.
  fileprivate func marginTerms(_ target: Tensor, _ margin: Scalar) throws -> Tensor {
    let rows = rank < 2 ? try reshape(Dims(1, count)) : self
    let line = try Tensor.arange(0, .int(rows.shape[1]), 1, .int64)
    let own = try target.reshape(Dims(-1, 1)).eq(line)
    let scores = try rows.kept(where: own).sum(Dims(1), keepDim: true)
    let terms = try rows - scores + margin
    return try terms.kept(where: terms.gt(0)).zeroed(where: own)
  }

  private func checkMultiMargin(_ target: Tensor) throws {
    guard rank <= 2, rank == 0 || shape[rank - 1] > 0 else {
      throw TensorError.runtime(
        "Expected non-empty vector or matrix with optional 0-dim batch size, but got: \(shape.text)")
    }
    let rows = rank == 2 ? shape[0] : 1
    guard target.rank <= 1, target.count == rows else {
      throw TensorError.runtime(
        "multi_margin_loss: target tensor should be 1-D with size equal to the number of input samples (batch size). "
          + "Expected target size [\(rows)], but got \(target.shape.text). Input has shape \(shape.text).")
    }
    guard dtype.isFloatingPoint else { throw TensorError.noKernel("multi_margin_loss_cpu_kernel", dtype) }
    guard target.dtype == .int64 else {
      throw TensorError.runtime("expected scalar type Long but found \(target.dtype.scalarTypeName)")
    }
  }

  fileprivate func multiMarginLoss(
    _ target: Tensor, _ power: Int, _ margin: Double, _ weight: Tensor?, _ reduction: Reduction
  ) throws -> Tensor {
    try checkMultiMargin(target)
    let classes = rank > 0 ? shape[rank - 1] : 1
    for value in target.scalars where value.int < 0 || value.int >= classes {
      throw TensorError.runtime("target out of range")
    }
    let (losses, own, factor) = try noGrad {
      let terms = try marginTerms(target, .double(margin))
      let line = try Tensor.arange(0, .int(classes), 1, .int64)
      let own = try target.reshape(Dims(-1, 1)).eq(line).to(dtype)
      var factor = try Tensor(.double(1 / Double(classes)), dtype).reshape(Dims(1, 1))
      if let weight { factor = try factor * (own * weight).sum(Dims(1), keepDim: true) }
      let sums = try ((power == 1 ? terms : terms * terms) * factor).sum(Dims(1))
      return (rank < 2 ? try sums.reshape(Dims()) : sums, own, factor)
    }
    return try Op.multiMarginLoss.recordLoss(losses, reduction, [self]) { node in
      node.save(0, self)
      node.save(1, target)
      node.save(2, factor)
      node.save(3, own)
      node.firstInt = power
      node.secondNumber = margin
    }
  }

  fileprivate func multilabelMarginLoss(_ target: Tensor, _ reduction: Reduction) throws -> Tensor {
    guard shape == target.shape, rank == 1 || rank == 2 else {
      throw TensorError.runtime("inconsistent target size: \(target.shape.text) for input of size: \(shape.text)")
    }
    let classes = shape[rank - 1]
    let numbers = target.scalars.map(\.int)
    var losses: [Tensor] = []
    let rows = rank == 1 ? try unsqueeze(0) : self
    for (index, row) in try rows.unbind(0).enumerated() {
      let wanted = Array(numbers[(index * classes)..<((index + 1) * classes)].prefix { $0 >= 0 })
      guard wanted.allSatisfy({ $0 < classes }) else { throw TensorError.runtime("target out of range") }
      var isOwn = Array(repeating: 0.0, count: classes)
      for number in wanted { isOwn[number] = 1 }
      let own = Tensor(isOwn, shape: Dims(classes), .bool)
      var sum = try row.kept(where: own.zerosLike()).sum()
      for number in wanted {
        let terms = try 1 - row.select(0, number) + row
        sum = try sum + terms.kept(where: terms.gt(0)).zeroed(where: own).sum()
      }
      losses.append(try sum / .int(classes))
    }
    let all = rank == 1 ? losses[0] : try stack(losses)
    return try reduction(all)
  }

  func pairwiseDistance(_ other: Tensor, _ order: Double, _ epsilon: Double, keepDim: Bool) throws -> Tensor {
    let difference = try self - other + .double(epsilon)
    return try difference.norm(order, Dims(-1), keepDim: keepDim, recordedAs: Op.normAlong)
  }
}
