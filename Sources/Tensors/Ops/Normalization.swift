import CLoops

// Normalisations: elements less their mean, over the root of their variance, times a weight, plus a bias.

/// How an input is seen by a normalisation: as blocks that are normalised together.
final class NormalizedBlocks {
  /// The shape in which blocks are normalised, and the dimensions of a block in it.
  let shape: Dims
  let dims: Dims
  /// The shape of weight and bias as operands of the input, and the dimensions their gradients are summed over.
  let affineShape: Dims
  let affineDims: Dims
  let epsilon: Double

  init(shape: Dims, dims: Dims, affineShape: Dims, affineDims: Dims, epsilon: Double) {
    (self.shape, self.dims, self.epsilon) = (shape, dims, epsilon)
    (self.affineShape, self.affineDims) = (affineShape, affineDims)
  }
}

extension Op {
  /// A node for a normalisation of input, weight and bias by the moments of its own blocks.
  private static func normalizationNode(_ node: String) -> Op {
    Op(
      "normalization() -> Tensor", [], doc: "", forward: .internalOnly, node: node,
      formula: .single(normGradients))
  }

  /// The gradients of input, weight and bias, by operations that can be recorded themselves.
  private static func normGradients(_ node: Node, _ grad: Tensor) throws -> Gradients {
    guard let blocks = node.extra as? NormalizedBlocks else { throw Node.releasedError }
    let (x, weight) = try (node.saved(0), node.saved(1))
    let seen = try x.reshape(blocks.shape)
    let (mean, scale) =
      try isGradEnabled ? seen.moments(blocks) : (node.saved(2), node.saved(3))
    let normal = try (seen - mean) * scale
    let weighed = try (grad * weight.reshape(blocks.affineShape)).reshape(blocks.shape)
    let fixed = node.firstInt == 1
    let centered = try fixed ? weighed : weighed - weighed.mean(blocks.dims, keepDim: true)
      - normal * (weighed * normal).mean(blocks.dims, keepDim: true)
    let (products, dims) = try (grad * normal.reshape(x.shape), blocks.affineDims)
    return try node.gradients(
      (centered * scale).reshape(x.shape), products.sum(dims).reshape(weight.shape),
      grad.sum(dims).reshape(weight.shape))
  }
  // Floats of the first derivative in one pass; what is differentiated again, as operations.
  fileprivate static let batchNormNode: Op = Op(
    "batch_normalization() -> Tensor", [], doc: "", forward: .internalOnly, node: "NativeBatchNormBackward0"
  ) { node, grad in
    let (x, weight) = try (node.saved(0), node.saved(1))
    let (mean, scale) = try (node.saved(2), node.saved(3))
    guard [x, weight, grad, mean, scale].allSatisfy({ $0.dtype == .float32 }), !isGradEnabled,
      mean.count == x.shape[1]
    else { return try normGradients(node, grad) }
    let (given, input, factors) = try (grad.contiguous(), x.contiguous(), weight.contiguous())
    let result = Tensor(uninitialized: x.shape, count: x.count, .float32)
    let (weightGrad, biasGrad) = (
      Tensor(uninitialized: weight.shape, count: weight.count, .float32),
      Tensor(uninitialized: weight.shape, count: weight.count, .float32)
    )
    cl_batch_norm_backward(
      given.floats, input.floats, factors.floats, mean.floats, scale.floats, Int64(x.shape[0]), Int64(x.shape[1]),
      Int64(x.shape.spatialCount), node.firstInt == 1, result.floats, weightGrad.floats, biasGrad.floats)
    return node.gradients(result, weightGrad, biasGrad)
  }
  fileprivate static let layerNormNode: Op = Op(
    "layer_normalization() -> Tensor", [], doc: "", forward: .internalOnly, node: "NativeLayerNormBackward0"
  ) { node, grad in
    let (x, weight) = try (node.saved(0), node.saved(1))
    guard x.dtype == .float32, grad.dtype == .float32, !isGradEnabled else { return try normGradients(node, grad) }
    let (given, input, factors) = try (grad.contiguous(), x.contiguous(), weight.contiguous())
    let (mean, scale) = try (node.saved(2), node.saved(3))
    let (result, weightGrad, biasGrad) = (
      Tensor(uninitialized: x.shape, count: x.count, .float32),
      Tensor(uninitialized: weight.shape, count: weight.count, .float32),
      Tensor(uninitialized: weight.shape, count: weight.count, .float32)
    )
    cl_layer_norm_backward(
      given.floats, input.floats, factors.floats, mean.floats, scale.floats, Int64(mean.count),
      Int64(weight.count), result.floats, weightGrad.floats, biasGrad.floats)
    return node.gradients(result, weightGrad, biasGrad)
  }
  fileprivate static let groupNormNode = normalizationNode("NativeGroupNormBackward0")

  static let batchNorm = Op(
    "batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight=None, Tensor? bias=None, bool training=False, float momentum=0.1, float eps=1e-05) -> Tensor",
    [.functional], doc: "Normalises each channel over the batch, or by running moments.",
    forward: .inFloat32 { args in
      try .tensor(
        args.tensor(0).batchNorm(
          running: (args.optionalTensor(1), args.optionalTensor(2)), weight: args.optionalTensor(3),
          bias: args.optionalTensor(4), training: args.bool(5), momentum: args.double(6),
          epsilon: args.double(7)))
    },
    samples: {
      [[.sample([1, 2, 0.5, -1, 3, 0.2], [3, 2]), .none, .none, .sample([0.5, 2]), .sample([1, -1]), .bool(true)],
        [.sample([1, 2, 0.5, -1, 3, 0.2], [3, 2]), .tensor(Tensor([0.1, 0.3], shape: [2])),
          .tensor(Tensor([1.1, 0.3], shape: [2])), .sample([0.5, 2]), .sample([1, -1]), .bool(false)]]
    })

  static let layerNorm = Op(
    "layer_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-05) -> Tensor",
    .functional, doc: "Normalises over the last dimensions.",
    forward: .inFloat32 { args in
      try .tensor(
        args.tensor(0).layerNorm(
          args.ints(1), args.optionalTensor(2), args.optionalTensor(3), args.double(4)))
    },
    samples: {
      [[.sample([1, 2, 0.5, -1, 3, 0.2], [2, 3]), .ints([3]), .sample([0.5, 2, 1]), .sample([1, -1, 0])]]
    })

  static let groupNorm = Op(
    "group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-05) -> Tensor",
    .functional, doc: "Normalises groups of channels.",
    forward: .inFloat32 { args in
      try .tensor(
        args.tensor(0).groupNorm(
          args.int(1), args.optionalTensor(2), args.optionalTensor(3), args.double(4)))
    },
    samples: {
      [[.sample([1, 2, 0.5, -1, 3, 0.2, 0.7, 2], [1, 4, 2]), .int(2), .sample([0.5, 2, 1, 3]), .sample([1, -1, 0, 0])]]
    })

  static let instanceNorm = Op(
    "instance_norm(Tensor input, Tensor? running_mean=None, Tensor? running_var=None, Tensor? weight=None, Tensor? bias=None, bool use_input_stats=True, float momentum=0.1, float eps=1e-05) -> Tensor",
    [.functional], doc: "Normalises each channel of each entry of a batch.",
    forward: .inFloat32 { args in try .tensor(args.instanceNorm()) })

  static let rmsNorm = Op(
    "rms_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor",
    [.function, .functional], doc: "Divides by the root of the mean square over the last dimensions.",
    forward: .inFloat32 { args in
      let (x, size) = try (args.tensor(0), args.ints(1))
      try x.checkNormalized(size, "rms_norm")
      let epsilon = try args.optionalScalar(3)?.double ?? (x.dtype == .float64 ? 0x1p-52 : 0x1p-23)
      let dims = Dims.last(size.count, of: x.rank)
      let normal = try x * (x.pow(2).mean(dims, keepDim: true) + .double(epsilon)).rsqrt()
      return try .tensor(args.optionalTensor(2).map { try normal * $0 } ?? normal)
    })

  static let localResponseNorm = Op(
    "local_response_norm(Tensor input, int size, float alpha=0.0001, float beta=0.75, float k=1.0) -> Tensor",
    [.functional], doc: "Divides by a power of the squares of neighbouring channels.",
    forward: .inFloat32 { args in
      let (x, size) = try (args.tensor(0), args.int(1))
      guard x.rank >= 3, size > 0 else {
        throw TensorError.value(
          "Expected 3D or higher dimensionality input (got \(x.rank) dimensions)")
      }
      let squares = try (x * x).movedim(1, x.rank - 1)
      let padded = try squares.padded([size / 2, (size - 1) / 2], value: 0)
      let sums = try (0..<size).map {
        try padded.slice(x.rank - 1, from: $0, to: $0 + x.shape[1], step: 1)
      }
      let mean = try sums.dropFirst().reduce(sums[0]) { try $0 + $1 } / .int(size)
      let divisor = try mean.movedim(x.rank - 1, 1) * .double(args.double(2)) + .double(args.double(4))
      return try .tensor(x / divisor.pow(.double(args.double(3))))
    })

  static let normalize = Op(
    "normalize(Tensor input, float p=2.0, int dim=1, float eps=1e-12) -> Tensor", [.functional],
    doc: "Divides by the norms along a dimension.",
    forward: .inFloat32 { args in
      let x = try args.tensor(0)
      let norms = try x.norm(args.double(1), Dims(args.int(2)), keepDim: true)
      return try .tensor(x / Op.clampMin.applied(norms, args.double(3)).expand(x.shape))
    })

  static var normalizationRows: [Op] {
    [batchNorm, layerNorm, groupNorm, instanceNorm, rmsNorm, localResponseNorm, normalize]
  }
}

extension Dims {
  /// The last `number` dimensions of a rank.
  static func last(_ number: Int, of rank: Int) -> Dims {
    var dims = Dims()
    for index in Swift.max(0, rank - number)..<rank { dims.append(index) }
    return dims
  }

  /// All dimensions of a rank, but for one.
  static func all(of rank: Int, but dimension: Int = -1) -> Dims {
    var dims = Dims()
    for index in 0..<rank where index != dimension { dims.append(index) }
    return dims
  }

  /// Sizes of 1 but for one dimension.
  static func ones(_ rank: Int, but dimension: Int, _ size: Int) -> Dims {
    var dims = Dims(repeating: 1, count: rank)
    dims[dimension] = size
    return dims
  }
}

extension Tensor {
  /// Means and inverse deviations of blocks, as differentiable functions of this tensor.
  fileprivate func moments(_ blocks: NormalizedBlocks) throws -> (Tensor, Tensor) {
    let mean = try self.mean(blocks.dims, keepDim: true)
    let centered = try self - mean
    let variance = try (centered * centered).mean(blocks.dims, keepDim: true)
    return (mean, try (variance + .double(blocks.epsilon)).rsqrt())
  }

  /// Records a normalisation that was computed as `result`.
  fileprivate func recordNorm(
    _ op: Op, _ result: Tensor, _ weight: Tensor?, _ bias: Tensor?, _ blocks: NormalizedBlocks,
    _ mean: Tensor, _ scale: Tensor, isFixed: Bool = false
  ) throws -> Tensor {
    let count = blocks.affineShape.product ?? 1
    let weight = try weight ?? Tensor.ones(Dims(count), dtype)
    let none = try Tensor.zeros(Dims(count), dtype)
    return op.record(result, [self, weight, bias ?? none]) { node in
      node.save(0, self)
      node.save(1, weight)
      node.save(2, mean)
      node.save(3, scale)
      node.firstInt = isFixed ? 1 : 0
      node.extra = blocks
    }
  }

  public func batchNorm(
    running: (mean: Tensor?, variance: Tensor?), weight: Tensor?, bias: Tensor?, training: Bool,
    momentum: Double, epsilon: Double
  ) throws -> Tensor {
    guard rank >= 2 else {
      throw TensorError.index("Dimension out of range (expected to be in range of [-1, 0], but got 1)")
    }
    try requireRealKernel(Op.batchNorm)
    let channels = shape[1]
    let batch = count / Swift.max(channels, 1)
    if training && batch <= 1 {
      throw TensorError.value(
        "Expected more than 1 value per channel when training, got input size "
          + "torch.Size(\(shape.text))")
    }
    for (name, given) in [
      ("running_mean", running.mean), ("running_var", running.variance), ("weight", weight), ("bias", bias),
    ] {
      if let given, given.count != channels {
        throw TensorError.runtime("\(name) should contain \(channels) elements not \(given.count)")
      }
    }
    let x = try noGrad { try contiguous() }
    var (means, variances): ([Double], [Double])
    if training {
      (means, variances) = (Array(repeating: 0, count: channels), Array(repeating: 0, count: channels))
      cl_channel_moments(
        dtype.rawValue, x.data, Int64(shape[0]), Int64(channels), Int64(shape.spatialCount), &means, &variances)
      try running.mean?.update(with: means, momentum)
      let scale = Double(batch) / Double(batch - 1)
      try running.variance?.update(with: variances.map { $0 * scale }, momentum)
    } else {
      guard let mean = running.mean, let variance = running.variance else {
        throw TensorError.runtime("Expected running_mean and running_var to be defined when training=False")
      }
      (means, variances) = (mean.doubles, variance.doubles)
    }
    let size = Dims.ones(rank, but: 1, channels)
    let mean = Tensor(means, shape: size, dtype)
    // Running variances are scaled in their own type.
    let scales = !training && dtype == .float32
      ? variances.map { Double(1 / (Float($0) + Float(epsilon)).squareRoot()) }
      : variances.map { 1 / ($0 + epsilon).squareRoot() }
    let scale = Tensor(scales, shape: size, dtype)
    let result = try affine(
      means: mean, scales: scale, weight, bias, lines: channels, length: shape.spatialCount) ?? noGrad {
      let alpha = try weight.map { try scale * $0.converted(to: dtype).reshape(size) } ?? scale
      let start = try bias.map { try $0.converted(to: dtype).reshape(size) } ?? Tensor(0, dtype)
      return try x * alpha + (start - mean * alpha)
    }
    let dims = Dims.all(of: rank, but: 1)
    let blocks = NormalizedBlocks(
      shape: shape, dims: dims, affineShape: size, affineDims: dims, epsilon: epsilon)
    return try recordNorm(
      Op.batchNormNode, result, weight, bias, blocks, mean, scale, isFixed: !training)
  }

  /// Moves running moments towards new ones.
  private func update(with values: [Double], _ momentum: Double) throws {
    let former = doubles
    var position = 0
    forEachOffset { offset in
      let value = momentum * values[position] + (1 - momentum) * former[position]
      Scalar.double(value).store(to: data + offset * dtype.size, dtype)
      position += 1
    }
    bumpVersion()
  }

  fileprivate func checkNormalized(_ size: Dims, _ name: String) throws {
    let tail = shape.array.suffix(size.count)
    guard size.count > 0, rank >= size.count, Array(tail) == size.array else {
      let wanted = (["*"] + size.array.map(String.init)).joined(separator: ", ")
      throw TensorError.runtime(
        "Given normalized_shape=\(size.text), expected input with shape [\(wanted)], but got input of "
          + "size\(shape.text)")
    }
    try requireRealKernel(Op.layerNorm)
  }

  public func layerNorm(_ size: Dims, _ weight: Tensor?, _ bias: Tensor?, _ epsilon: Double) throws -> Tensor {
    try checkNormalized(size, "layer_norm")
    for (name, given) in [("weight", weight), ("bias", bias)] {
      if let given, given.shape != size {
        throw TensorError.runtime(
          "Expected \(name) to be of same shape as normalized_shape, but got \(name) of shape "
            + "\(given.shape.text) and normalized_shape = \(size.text)")
      }
    }
    var kept = shape
    for index in 0..<size.count { kept[rank - 1 - index] = 1 }
    let (mean, scale, result) = try normalizedRows(size.product ?? 1, kept, weight, bias, epsilon)
    var affine = Dims(repeating: 1, count: rank - size.count)
    for index in size.indices { affine.append(size[index]) }
    var outer = Dims()
    for index in 0..<(rank - size.count) { outer.append(index) }
    let blocks = NormalizedBlocks(
      shape: shape, dims: .last(size.count, of: rank), affineShape: affine, affineDims: outer,
      epsilon: epsilon)
    return try recordNorm(Op.layerNormNode, result, weight, bias, blocks, mean, scale)
  }

  /// Rows of `length` elements, normalised, weighed and moved, with their means and inverse deviations in shape `kept`.
  private func normalizedRows(
    _ length: Int, _ kept: Dims, _ weight: Tensor?, _ bias: Tensor?, _ epsilon: Double
  ) throws -> (mean: Tensor, scale: Tensor, result: Tensor) {
    guard dtype == .float32, (weight?.dtype ?? .float32) == .float32, (bias?.dtype ?? .float32) == .float32 else {
      let (mean, scale, normal) = try normalRows(length, kept, epsilon)
      return try noGrad {
        let weighed = try weight.map { try normal * $0 } ?? normal
        return (mean, scale, try bias.map { try weighed + $0 } ?? weighed)
      }
    }
    let (x, factors, offsets) = try noGrad { try (contiguous(), weight?.contiguous(), bias?.contiguous()) }
    let rows = kept.product ?? 0
    let (mean, scale) = (Tensor(uninitialized: kept, count: rows, dtype), Tensor(uninitialized: kept, count: rows, dtype))
    let result = Tensor(uninitialized: shape, count: count, dtype)
    cl_layer_norm(
      x.floats, factors?.floats, offsets?.floats, Int64(rows), Int64(length), Float(epsilon), mean.floats,
      scale.floats, result.floats)
    return (mean, scale, result)
  }

  /// A float tensor of lines of `length` elements less their means, scaled, weighed and moved by channel, in one fused
  /// multiply-add as PyTorch does it; nil for other types. The first `lines` lines and those that follow them in step
  /// share equally among the means and scales there are.
  private func affine(
    means: Tensor, scales: Tensor, _ weight: Tensor?, _ bias: Tensor?, lines: Int, length: Int
  ) throws -> Tensor? {
    guard dtype == .float32, count > 0, means.count > 0 else { return nil }
    let x = try noGrad { try detach().contiguous() }
    let (centers, factors) = (means.doubles.map { Float($0) }, scales.doubles.map { Float($0) })
    let (weights, biases) = (weight?.doubles, bias?.doubles)
    let (channels, share) = (shape[1], lines / means.count)
    var (alphas, betas) = (Array(repeating: Float(0), count: lines), Array(repeating: Float(0), count: lines))
    for line in 0..<lines {
      let (group, channel) = (line / share, line % channels)
      alphas[line] = factors[group] * (weights.map { Float($0[channel]) } ?? 1)
      betas[line] = (biases.map { Float($0[channel]) } ?? 0).addingProduct(-centers[group], alphas[line])
    }
    let result = Tensor(uninitialized: shape, count: count, dtype)
    cl_affine_lines(
      x.floats, alphas, betas, Int64(count / (lines * length)), Int64(lines), Int64(length), result.floats)
    return result
  }

  /// Rows of `length` elements, normalised, with their means and inverse deviations in shape `kept`.
  private func normalRows(
    _ length: Int, _ kept: Dims, _ epsilon: Double
  ) throws -> (mean: Tensor, scale: Tensor, normal: Tensor) {
    let x = try noGrad { try detach().contiguous() }
    let rows = kept.product ?? 0
    var (means, variances) = (Array(repeating: 0.0, count: rows), Array(repeating: 0.0, count: rows))
    cl_row_moments(dtype.rawValue, x.data, Int64(rows), Int64(length), &means, &variances)
    let mean = Tensor(means, shape: Dims(rows, 1), dtype)
    let scales: [Double] = variances.map { variance in
      dtype == .float32
        ? Double(1 / (Swift.max(Float(variance), 0) + Float(epsilon)).squareRoot())
        : 1 / (Swift.max(variance, 0) + epsilon).squareRoot()
    }
    let scale = Tensor(scales, shape: Dims(rows, 1), dtype)
    let normal = try noGrad {
      try ((x.reshape(Dims(rows, length)) - mean) * scale).reshape(shape)
    }
    return try (mean.reshape(kept), scale.reshape(kept), normal)
  }

  public func groupNorm(_ groups: Int, _ weight: Tensor?, _ bias: Tensor?, _ epsilon: Double) throws -> Tensor {
    guard rank >= 2 else {
      throw TensorError.runtime("Expected at least 2 dimensions for input tensor but received \(rank)")
    }
    try requireRealKernel(Op.groupNorm)
    let channels = shape[1]
    guard groups > 0, channels % groups == 0 else {
      throw TensorError.runtime(
        "Expected number of channels in input to be divisible by num_groups, but got input of shape "
          + "\(shape.text) and num_groups=\(groups)")
    }
    for (name, given) in [("weight", weight), ("bias", bias)] {
      if let given, given.rank != 1 || given.count != channels {
        throw TensorError.runtime(
          "Expected \(name) to be a vector of size equal to the number of channels in input, but got "
            + "\(name) of shape \(given.shape.text) and input of shape \(shape.text)")
      }
    }
    let length = count / Swift.max(shape[0] * groups, 1)
    let size = Dims.ones(rank, but: 1, channels)
    let (mean, scale, normal) = try normalRows(length, [shape[0], groups, 1], epsilon)
    let result = try affine(
      means: mean, scales: scale, weight, bias, lines: shape[0] * channels, length: shape.spatialCount) ?? noGrad {
      let weighed = try weight.map { try normal * $0.reshape(size) } ?? normal
      return try bias.map { try weighed + $0.reshape(size) } ?? weighed
    }
    let blocks = NormalizedBlocks(
      shape: [shape[0], groups, length], dims: [2], affineShape: size,
      affineDims: .all(of: rank, but: 1), epsilon: epsilon)
    return try recordNorm(Op.groupNormNode, result, weight, bias, blocks, mean, scale)
  }
}

extension Arguments {
  /// Batch normalisation of each entry of the batch by itself, with running moments averaged.
  fileprivate func instanceNorm() throws -> Tensor {
    let x = try tensor(0)
    guard x.rank >= 3 else {
      throw TensorError.runtime("instance_norm expects at least 3 dimensions, got \(x.rank)")
    }
    let usesInput = bool(5)
    if usesInput && x.shape.spatialCount == 1 {
      throw TensorError.value(
        "Expected more than 1 spatial element when training, got input size torch.Size(\(x.shape.text))")
    }
    let (batch, channels) = (x.shape[0], x.shape[1])
    var size = x.shape
    (size[0], size[1]) = (1, batch * channels)
    let spread = { (given: Tensor?) throws -> Tensor? in
      try given.map { try $0.unsqueeze(0).expand(Dims(batch, channels)).reshape(Dims(batch * channels)) }
    }
    let (mean, variance) = try (optionalTensor(1), optionalTensor(2))
    let means = try noGrad { try spread(mean)?.clone() }
    let variances = try noGrad { try spread(variance)?.clone() }
    let result = try x.contiguous().view(size).batchNorm(
      running: (means, variances), weight: spread(optionalTensor(3)), bias: spread(optionalTensor(4)),
      training: usesInput, momentum: double(6), epsilon: double(7))
    if usesInput {
      try noGrad {
        for (target, values) in [(mean, means), (variance, variances)] {
          if let target, let values { _ = try target.copy_(values.view(Dims(batch, channels)).mean(Dims(0))) }
        }
      }
    }
    return try result.view(x.shape)
  }
}
