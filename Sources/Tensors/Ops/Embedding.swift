import CLoops

// Embeddings, dropout, attention and what else networks are made of.

extension Op {
  static let embedding: Op = Op(
    "embedding(Tensor input, Tensor weight, int? padding_idx=None, float? max_norm=None, float norm_type=2.0, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor",
    [.functional], doc: "The rows of a table at positions.",
    forward: .general { args in
      let (positions, weight) = try (args.tensor(0), args.tensor(1))
      let padding = try args.optionalInt(2)
      if let limit = try args.optionalScalar(3)?.double {
        try weight.limitRows(at: positions, norm: args.double(4), limit)
      }
      return try .tensor(weight.embedded(positions, padding: padding, scaled: args.bool(5)))
    },
    node: "EmbeddingBackward0", formerNode: "EmbeddingBackward",
    samples: {
      [[.tensor(Tensor([2, 0, 2], shape: [3], .int64)), .sample([1, 2, 3, 4, 5, 6], [3, 2])]]
    }
  ) { node, grad in
    let (line, size) = try (node.saved(0), node.ints)
    var rows = try grad.reshape(Dims(line.count, size[1]))
    if node.hasSaved(1) { rows = try rows * node.saved(1) }
    return try Gradients(rows.addedToRows(line, count: size[0]))
  }

  /// `torch.embedding`, which takes the table first.
  static let embeddingFunction = Op(
    "embedding.table(Tensor weight, Tensor indices, int padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor",
    [.function], doc: "The rows of a table at positions.",
    forward: .general { args in
      let padding = try args.int(2)
      return try .tensor(
        args.tensor(0).embedded(args.tensor(1), padding: padding == -1 ? nil : padding, scaled: args.bool(3)))
    })

  static let embeddingBag = composed(
    "embedding_bag(Tensor input, Tensor weight, Tensor? offsets=None, float? max_norm=None, float norm_type=2, "
      + "bool scale_grad_by_freq=False, str mode='mean', bool sparse=False, Tensor? per_sample_weights=None, "
      + "bool include_last_offset=False, int? padding_idx=None) -> Tensor",
    [.functional], node: "EmbeddingBagBackward0",
    doc: "Sums, means or maxima of bags of rows of a table."
  ) { args in [try args.embeddingBag()] }

  /// A row for a dropout; `noiseShape` tells which elements are dropped together.
  private static func dropoutRow(
    _ name: String, _ variants: Variants, doc: String, unbatchedRank: Int? = nil,
    noiseShape: @escaping (Dims) -> Dims
  ) -> Op {
    let isFunction = variants == .function
    return Op(
      isFunction ? "\(name)(Tensor input, float p, bool train) -> Tensor"
        : "\(name)(Tensor input, float p=0.5, bool training=True, bool inplace=False) -> Tensor",
      variants, doc: doc,
      forward: .general { args in
        let (x, p) = try (args.tensor(0), args.double(1))
        let generator = args.context.generator
        if let unbatchedRank, x.rank == unbatchedRank {
          let dropped = try x.unsqueeze(0).dropped(
            p, args.bool(2), generator, noiseShape, isFunction)
          return try .tensor(dropped.squeeze(0))
        }
        return try .tensor(x.dropped(p, args.bool(2), generator, noiseShape, isFunction))
      })
  }

  private static func perChannel(_ size: Dims) -> Dims {
    var result = size
    for index in 2..<Swift.max(size.count, 2) { result[index] = 1 }
    return result
  }

  static let dropout = dropoutRow(
    "dropout", .functional, doc: "Zeros elements at random and scales the others.", noiseShape: { $0 })
  static let dropoutFunction = dropoutRow(
    "dropout", .function, doc: "Zeros elements at random and scales the others.", noiseShape: { $0 })
  static let dropout1d = dropoutRow(
    "dropout1d", .functional, doc: "Zeros channels at random.", unbatchedRank: 2, noiseShape: perChannel)
  static let dropout2d = dropoutRow(
    "dropout2d", .functional, doc: "Zeros channels at random.", noiseShape: perChannel)
  static let dropout3d = dropoutRow(
    "dropout3d", .functional, doc: "Zeros channels at random.", unbatchedRank: 4, noiseShape: perChannel)

  private static func alphaDropoutRow(_ name: String, doc: String, noiseShape: @escaping (Dims) -> Dims) -> Op {
    Op(
      "\(name)(Tensor input, float p=0.5, bool training=False, bool inplace=False) -> Tensor",
      [.functional], doc: doc,
      forward: .general { args in
        let (x, p) = try (args.tensor(0), args.double(1))
        try Tensor.checkDropout(p, fromC: false)
        if !args.bool(2) || p == 0 { return .tensor(x) }
        if p == 1 { return try .tensor(x * Tensor.zeros(Dims(), x.dtype)) }
        let keep = try Tensor.empty(noiseShape(x.shape), x.dtype).bernoulli_(1 - p, args.context.generator)
        let alpha = 1.7580993408473766
        let factor = 1 / ((alpha * alpha * p + 1) * (1 - p)).squareRoot()
        let offset = try (keep - 1) * .double(alpha * factor) + .double(alpha * factor * p)
        return try .tensor(x * (keep * .double(factor)) + offset)
      })
  }
  static let alphaDropout = alphaDropoutRow(
    "alpha_dropout", doc: "Dropout that keeps mean and variance of `selu`.", noiseShape: { $0 })
  static let featureAlphaDropout = alphaDropoutRow(
    "feature_alpha_dropout", doc: "Dropout of channels that keeps mean and variance of `selu`.",
    noiseShape: perChannel)

  static let gumbelSoftmax = Op(
    "gumbel_softmax(Tensor logits, float tau=1, bool hard=False, float eps=1e-10, int dim=-1) -> Tensor",
    [.functional], doc: "Samples of a categorical distribution that gradients pass through.",
    forward: .general { args in
      let (logits, dim) = try (args.tensor(0), args.int(4))
      let noise = try logits.emptyLike(logits.dtype).exponential_(1, args.context.generator)
      let gumbels = try (logits + -noise.log()) / .double(args.double(1))
      let soft = try gumbels.softmax(dim)
      guard args.bool(2) else { return .tensor(soft) }
      let positions = try soft.extremes(dim, keepDim: true, largest: true).indices
      let hard = try logits.detach().zerosLike().scatter(dim, positions, .double(1))
      return try .tensor(hard - soft.detach() + soft)
    })

  /// Attention of four dimensions, one node.
  static let flashAttention = Op(
    "flash_attention() -> Tensor", [], doc: "", forward: .internalOnly,
    node: "ScaledDotProductFlashAttentionForCpuBackward0"
  ) { node, grad in
    let (q, k, v) = try (node.saved(0), node.saved(1), node.saved(2))
    let scale = Scalar.double(node.firstNumber)
    var scores = try q.matmul(k.transpose(-2, -1)) * scale
    if node.firstInt == 1 { scores = try scores + node.saved(3) }
    let p = try scores.softmax(-1)
    let dp = try grad.matmul(v.transpose(-2, -1))
    let ds = try p * (dp - (dp * p).sum(Dims(-1), keepDim: true)) * scale
    return try node.gradients(
      ds.matmul(k), ds.transpose(-2, -1).matmul(q), p.transpose(-2, -1).matmul(grad))
  }

  static let scaledDotProductAttention = Op(
    "scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0.0, bool is_causal=False, float? scale=None, bool enable_gqa=False) -> Tensor",
    [.functional], doc: "Softmax of the scaled products of queries and keys, times the values.",
    forward: .general { args in try .tensor(args.attention()) },
    samples: {
      let q = (0..<8).map { Double($0 % 5) * 0.3 - 0.5 }
      return [[.sample(q, [1, 1, 4, 2]), .sample(q.reversed(), [1, 1, 4, 2]), .sample(q, [1, 1, 4, 2])],
        [.sample(q, [1, 4, 2]), .sample(q.reversed(), [1, 4, 2]), .sample(q, [1, 4, 2])]]
    })

  static let bilinear = Op(
    "bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor",
    [.function, .functional], doc: "For each output, the first input times a matrix times the second.",
    forward: .general { args in
      let (a, b, weight) = try (args.tensor(0), args.tensor(1), args.tensor(2))
      guard weight.rank == 3, a.rank > 0, b.rank > 0, a.shape[a.rank - 1] == weight.shape[1],
        b.shape[b.rank - 1] == weight.shape[2]
      else { throw TensorError.runtime("bilinear(): input1 and input2 do not fit the weight \(weight.shape.text)") }
      var size = a.shape
      size[size.count - 1] = weight.shape[0]
      let (rows, others) = try (a.reshape(Dims(-1, weight.shape[1])), b.reshape(Dims(-1, weight.shape[2])))
      let products = try einsum("bi,oij,bj->bo", [rows, weight, others])
      let result = try products.reshape(size)
      return try .tensor(args.optionalTensor(3).map { try result + $0 } ?? result)
    })

  static let oneHot = Op(
    "one_hot(Tensor tensor, int num_classes=-1) -> Tensor", [.functional],
    doc: "Vectors with a one at the class and zeros elsewhere.",
    forward: .general { args in
      let (x, given) = try (args.tensor(0), args.int(1))
      guard x.dtype == .int64 else {
        throw TensorError.runtime("one_hot is only applicable to index tensor of type LongTensor.")
      }
      if x.count == 0 && given <= 0 {
        throw TensorError.runtime("Can not infer total number of classes from empty tensor.")
      }
      let ends = try x.count == 0 ? [] : [false, true].map { largest in
        try x.extremeValues(nil, keepDim: false, largest: largest).item().int
      }
      let (least, most) = (ends.first ?? 0, ends.last ?? -1)
      if least < 0 { throw TensorError.runtime("Class values must be non-negative.") }
      let classes = given == -1 ? most &+ 1 : given
      guard classes > 0 else { throw TensorError.runtime("num_classes should be positive") }
      if most >= classes { throw TensorError.runtime("Class values must be smaller than num_classes.") }
      var size = x.shape
      try size.insert(classes, at: size.count)
      let result = try Tensor.zeros(size, .int64)
      let line = try noGrad { try x.detach().contiguous() }
      try checkStop()
      cl_one_hot(
        line.pointer(to: Int64.self), Int64(line.count), Int64(classes), result.pointer(to: Int64.self))
      return .tensor(result)
    })

  static var embeddingRows: [Op] {
    [
      embedding, embeddingFunction, embeddingBag, dropout, dropoutFunction, dropout1d, dropout2d,
      dropout3d, alphaDropout, featureAlphaDropout, gumbelSoftmax, scaledDotProductAttention, bilinear,
      oneHot,
    ]
  }

  static var networkRows: [Op] {
    convolutionRows + poolingRows + normalizationRows + embeddingRows + resamplingRows
  }
}

extension Tensor {
  /// The rows of this table at positions; rows at `padding` get no gradient.
  public func embedded(_ positions: Tensor, padding: Int?, scaled: Bool = false) throws -> Tensor {
    guard rank == 2 else { throw TensorError.runtime("'weight' must be 2-D") }
    guard positions.dtype == .int64 || positions.dtype == .int32 else {
      throw TensorError.runtime(
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, "
          + "Int; but got \(positions.typeName) instead (while checking arguments for embedding)")
    }
    let line = try positions.converted(to: .int64).reshape(Dims(-1)).contiguous()
    guard cl_are_inside(line.pointer(to: Int64.self), Int64(line.count), Int64(shape[0] - 1)) else {
      throw TensorError.index("index out of range in self")
    }
    var size = positions.shape
    try size.insert(shape[1], at: size.count)
    let result = try noGrad { try rows(line).reshape(size) }
    let factors = try Op.records(self) ? gradientFactors(line, padding, scaled) : nil
    return Op.embedding.record(result, [self]) { node in
      node.save(0, line)
      if let factors { node.save(1, factors) }
      node.ints = Dims(shape[0], shape[1])
      // The table is the second argument of the functional form but the only operand.
    }
  }

  /// What the gradient of each row is multiplied by: 0 for padding, 1 over how often it occurs if scaled.
  private func gradientFactors(_ line: Tensor, _ padding: Int?, _ scaled: Bool) throws -> Tensor? {
    guard padding != nil || scaled else { return nil }
    let skipped = padding.map { $0 < 0 ? $0 + shape[0] : $0 }
    var counts: [Int: Double] = [:]
    var poll = StopPoll()
    for position in line.integers where scaled {
      try poll.check(after: 10)
      counts[position, default: 0] += 1
    }
    let factors = try line.integers.map { position -> Double in
      try poll.check()
      return position == skipped ? 0 : scaled ? 1 / (counts[position] ?? 1) : 1
    }
    return Tensor(factors, shape: Dims(factors.count, 1), dtype)
  }

  /// Scales down the rows at positions whose norm is above the limit, in place.
  fileprivate func limitRows(at positions: Tensor, norm order: Double, _ limit: Double) throws {
    guard rank == 2 else {
      throw TensorError.runtime(
        "Expected 2-dimensional tensor, but got \(rank)-dimensional tensor for argument #1 'self' (while checking "
          + "arguments for embedding_renorm_)")
    }
    for position in Set(positions.ints) where position >= 0 && position < shape[0] {
      try noGrad {
        let row = try detach().select(0, position)
        let size = try row.norm(order).item().double
        if size > limit { _ = try row.mul_(.double(limit / (size + 1e-7))) }
      }
    }
  }

  fileprivate static func checkDropout(_ p: Double, fromC: Bool) throws {
    guard p >= 0 && p <= 1 else {
      let text = Argument.double(p).pythonText
      throw fromC
        ? TensorError.runtime("dropout probability has to be between 0 and 1, but got \(text)")
        : TensorError.value("dropout probability has to be between 0 and 1, but got \(text)")
    }
  }

  /// Elements zeroed at random, the others scaled up.
  fileprivate func dropped(
    _ p: Double, _ training: Bool, _ generator: Generator, _ noiseShape: (Dims) -> Dims, _ fromC: Bool
  ) throws -> Tensor {
    try Tensor.checkDropout(p, fromC: fromC)
    if !training || p == 0 || count == 0 { return self }
    if p == 1 { return try self * Tensor.zeros(Dims(), dtype) }
    let size = noiseShape(shape)
    let noise = try size == shape ? emptyLike(dtype) : Tensor.empty(size, dtype)
    _ = try noise.bernoulli_(1 - p, generator)
    return try self * noise.div_(.double(1 - p))
  }
}

extension Arguments {
  fileprivate func embeddingBag() throws -> Tensor {
    let (positions, weight, mode) = try (tensor(0), tensor(1), string(6))
    guard ["sum", "mean", "max"].contains(mode) else {
      throw TensorError.value("mode has to be one of sum, mean or max")
    }
    var starts: [Int]
    if positions.rank == 2 {
      guard try optionalTensor(2) == nil else {
        throw TensorError.value(
          "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed "
            + "length sequences. However, found offsets of type <class 'torch.Tensor'>")
      }
      starts = (0..<positions.shape[0]).map { $0 * positions.shape[1] }
    } else {
      guard let offsets = try optionalTensor(2) else {
        throw TensorError.value("offsets has to be a 1D Tensor but got None")
      }
      starts = offsets.ints
      if bool(9), !starts.isEmpty { starts.removeLast() }
    }
    var rows = try weight.embedded(positions.reshape(Dims(-1)), padding: optionalInt(10))
    if let factors = try optionalTensor(8) { rows = try rows * factors.reshape(Dims(-1, 1)) }
    let padding = try optionalInt(10)
    let numbers = positions.ints
    let bags = try starts.enumerated().map { index, start -> Tensor in
      let end = index + 1 < starts.count ? starts[index + 1] : numbers.count
      guard start >= 0, start <= end, end <= numbers.count else {
        throw TensorError.runtime("offsets should be increasing and within the input")
      }
      let kept = (start..<end).filter { numbers[$0] != padding }
      if kept.isEmpty { return try Tensor.zeros(Dims(weight.shape[1]), weight.dtype) }
      let part = try rows.indexSelect(0, Tensor(kept.map(Double.init), shape: Dims(kept.count), .int64))
      switch mode {
      case "sum": return try part.sum(Dims(0))
      case "mean": return try part.mean(Dims(0))
      default: return try part.extremes(0, keepDim: false, largest: true).values
      }
    }
    return try stack(bags)
  }

  fileprivate func attention() throws -> Tensor {
    var (q, k, v) = try (tensor(0), tensor(1), tensor(2))
    guard q.rank >= 2, k.rank >= 2, v.rank >= 2 else {
      throw TensorError.runtime(
        "scaled_dot_product_attention: Expected query, key, value to be at least 2 dimensional")
    }
    guard q.dtype == k.dtype, q.dtype == v.dtype else {
      throw TensorError.runtime(
        "Expected query, key, and value to have the same dtype, but got query.dtype: \(q.dtype.nativeName) "
          + "key.dtype: \(k.dtype.nativeName) and value.dtype: \(v.dtype.nativeName) instead.")
    }
    if bool(7), q.rank > 2, k.shape[k.rank - 3] > 0, q.shape[q.rank - 3] % k.shape[k.rank - 3] == 0 {
      let factor = q.shape[q.rank - 3] / k.shape[k.rank - 3]
      (k, v) = try (k.repeatInterleaved(factor, -3), v.repeatInterleaved(factor, -3))
    }
    let p = try double(4)
    let scale = try optionalScalar(6)?.double ?? 1 / Double(q.shape[q.rank - 1]).squareRoot()
    let mask = try attentionMask(q, k)
    if q.rank == 4, p == 0, k.rank == 4, v.rank == 4, mask?.requiresGrad != true {
      let result = try noGrad {
        let scores = try q.matmul(k.transpose(-2, -1)) * .double(scale)
        return try (mask.map { try scores + $0 } ?? scores).safeSoftmax().matmul(v)
      }
      return Op.flashAttention.record(result, [q, k, v]) { node in
        for (index, saved) in [q, k, v].enumerated() { node.save(index, saved) }
        if let mask { node.save(3, mask) }
        node.firstInt = mask == nil ? 0 : 1
        node.firstNumber = scale
      }
    }
    let root = Scalar.double(scale.magnitude.squareRoot())
    let scores = try (q * root).matmul(k.transpose(-2, -1) * root)
    var weights = try (mask.map { try scores + $0 } ?? scores).safeSoftmax()
    if p > 0 { weights = try weights.dropped(p, true, context.generator, { $0 }, true) }
    return try weights.matmul(v)
  }

  /// The mask to add to scores: minus infinity where attention is not allowed.
  private func attentionMask(_ q: Tensor, _ k: Tensor) throws -> Tensor? {
    let mask = try optionalTensor(3)
    if bool(5) {
      guard mask == nil else {
        throw TensorError.runtime(
          "_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True")
      }
      let size = Dims(q.shape[q.rank - 2], k.shape[k.rank - 2])
      let allowed = try Tensor.ones(size, .bool).triangle(0, upper: false)
      return try allowed.choose(0, .double(-.infinity), q.dtype)
    }
    guard let mask else { return nil }
    if mask.dtype == .bool { return try mask.choose(0, .double(-.infinity), q.dtype) }
    guard mask.dtype == q.dtype else {
      throw TensorError.runtime(
        "Expected attn_mask dtype to be bool or float or to match query dtype, but got attn_mask.dtype: "
          + "\(mask.dtype.nativeName) and  query.dtype: \(q.dtype.nativeName) instead.")
    }
    return mask
  }
}

extension Tensor {
  /// Softmax over the last dimension, zeros where all scores are minus infinity.
  fileprivate func safeSoftmax() throws -> Tensor {
    let result = try softmax(-1)
    let isMasked = try noGrad {
      try Op.all.call(Arguments([.tensor(eq(.double(-.infinity))), .int(-1), .bool(true)], TorchContext())).tensor
    }
    guard let isMasked, try isMasked.contains(true) else { return result }
    return try Tensors.where(isMasked, Tensor(0, dtype), result)
  }
}

extension Argument {
  /// A number as Python writes it.
  var pythonText: String {
    switch self {
    case .double(let value): "\(value)"
    case .int(let value): "\(value)"
    default: typeName
    }
  }
}
