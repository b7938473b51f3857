import CLoops

// Operations that pick (and mix) entries of dimensions: paddings, interpolation.

/// For each entry of a result's dimension, the entries of the operand it is made of and their weights.
struct AxisMap {
  let dimension: Int
  /// One list of positions for each tap, as long as the result's dimension.
  let taps: [(positions: [Int], weights: [Double]?)]

  init(_ dimension: Int, _ positions: [Int]) {
    self.dimension = dimension
    taps = [(positions, nil)]
  }

  init(_ dimension: Int, taps: [(positions: [Int], weights: [Double]?)]) {
    self.dimension = dimension
    self.taps = taps
  }
}

/// Maps along several dimensions, applied one after the other.
final class AxisMaps {
  let maps: [AxisMap]
  init(_ maps: [AxisMap]) { self.maps = maps }

  func apply(_ x: Tensor) throws -> Tensor {
    try maps.reduce(x) { x, map in
      let parts = try map.taps.map { tap -> Tensor in
        let part = try x.indexSelect(map.dimension, AxisMaps.line(tap.positions))
        return try tap.weights.map { try part * AxisMaps.factors($0, part, map.dimension) } ?? part
      }
      return try parts.dropFirst().reduce(parts[0]) { try $0 + $1 }
    }
  }

  /// The gradient of the operand, of `shape`, from that of the result.
  func applyTransposed(_ grad: Tensor, _ shape: Dims) throws -> Tensor {
    try maps.reversed().reduce(grad) { grad, map in
      var size = grad.shape
      size[map.dimension] = shape[map.dimension]
      return try map.taps.reduce(Tensor.zeros(size, grad.dtype)) { sum, tap in
        let part = try tap.weights.map { try grad * AxisMaps.factors($0, grad, map.dimension) } ?? grad
        return try sum.indexAdd(map.dimension, AxisMaps.line(tap.positions), part)
      }
    }
  }

  private static func line(_ positions: [Int]) -> Tensor {
    Tensor(positions.map(Double.init), shape: Dims(positions.count), .int64)
  }

  private static func factors(_ weights: [Double], _ x: Tensor, _ dimension: Int) -> Tensor {
    Tensor(weights, shape: .ones(x.rank, but: dimension, weights.count), x.dtype)
  }
}

extension Op {
  /// A node for a result made by axis maps.
  static func mapsNode(_ node: String) -> Op {
    Op("axis_maps() -> Tensor", [], doc: "", forward: .internalOnly, node: node) { node, grad in
      guard let maps = node.extra as? AxisMaps else { throw Node.releasedError }
      return try Gradients(maps.applyTransposed(grad, node.operandShape(0)))
    }
  }

  /// Applies maps as one step of the graph.
  func mapped(_ x: Tensor, _ maps: [AxisMap]) throws -> Tensor {
    let plan = AxisMaps(maps)
    let result = try noGrad { try plan.apply(x) }
    return record(result === x ? try x.detach().clone() : result, x) { $0.extra = plan }
  }

  fileprivate static let reflectionNodes = (1...3).map { mapsNode("ReflectionPad\($0)DBackward0") }
  fileprivate static let replicationNodes = (1...3).map { mapsNode("ReplicationPad\($0)DBackward0") }
  fileprivate static let circularNode = mapsNode("CopySlices")
  fileprivate static let nearestNodes = (1...3).map { mapsNode("UpsampleNearest\($0)DBackward0") }
  fileprivate static let exactNodes = (1...3).map { mapsNode("UpsampleNearestExact\($0)DBackward0") }
  fileprivate static let linearNodes = [
    mapsNode("UpsampleLinear1DBackward0"), mapsNode("UpsampleBilinear2DBackward0"),
    mapsNode("UpsampleTrilinear3DBackward0"),
  ]
  fileprivate static let bicubicNode = mapsNode("UpsampleBicubic2DBackward0")

  static let constantPad = Op(
    "constant_pad_nd(Tensor self, int[] pad, Scalar value=0) -> Tensor", [.function],
    doc: "The tensor with a number around it; negative widths cut off.",
    forward: .general { args in
      guard case .list(let elements, _) = args[1] else { return .none }
      return try .tensor(args.tensor(0).padded(elements.compactMap(\.int), value: args.scalar(2)))
    },
    node: "ConstantPadNdBackward0", formerNode: "ConstantPadNdBackward",
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .ints([1, -1, 0, 2]), .double(3)]] }
  ) { node, grad in
    guard let widths = node.extra as? PadWidths else { throw Node.releasedError }
    return try Gradients(grad.padded(widths.values.map { 0 &- $0 }, value: 0))
  }

  static let pad = Op(
    "pad(Tensor input, int[] pad, str mode='constant', float? value=None) -> Tensor", [.functional],
    doc: "The tensor with numbers, reflections or copies around it.",
    forward: .general { args in
      guard case .list(let elements, _) = args[1] else { return .none }
      let (x, widths, mode) = try (args.tensor(0), elements.compactMap(\.int), args.string(2))
      let value = try args.optionalScalar(3)
      guard widths.count % 2 == 0 else { throw TensorError.runtime("Padding length must be divisible by 2") }
      if mode == "constant" { return try .tensor(x.padded(widths, value: value ?? 0)) }
      guard value == nil || value == 0 else {
        throw TensorError.runtime("Padding mode \"\(mode)\" doesn't take in value argument")
      }
      return try .tensor(x.padded(widths, mode: mode))
    },
    samples: {
      [[.sample([1, 2, 3, 4, 5, 6], [1, 2, 3]), .ints([1, 2]), .string("reflect")],
        [.sample([1, 2, 3, 4, 5, 6], [1, 2, 3]), .ints([1, 2]), .string("replicate")],
        [.sample([1, 2, 3, 4, 5, 6], [1, 2, 3]), .ints([1, 2]), .string("circular")]]
    })

  static let interpolate = Op(
    "interpolate(Tensor input, Any size=None, Any scale_factor=None, str mode='nearest', bool? align_corners=None, bool? recompute_scale_factor=None, bool antialias=False) -> Tensor",
    [.functional], doc: "The tensor with its spatial dimensions resampled.",
    forward: .inFloat32 { args in try .tensor(args.interpolation().apply(args)) },
    samples: {
      [[.sample([1, 2, 3, 4], [1, 1, 2, 2]), .int(3), .none, .string("bilinear")],
        [.sample([1, 2, 3, 4], [1, 1, 2, 2]), .int(3), .none, .string("bicubic")]]
    })

  static let pixelShuffle: Op = Op(
    "pixel_shuffle(Tensor self, int upscale_factor) -> Tensor", [.function, .functional],
    doc: "Channels rearranged into finer images.",
    forward: .general { args in
      try .tensor(args.tensor(0).pixelShuffled(args.int(1)))
    },
    node: "PixelShuffleBackward0", samples: { [[.sample((0..<8).map(Double.init), [4, 1, 2]), .int(2)]] }
  ) { node, grad in try Gradients(grad.pixelUnshuffled(node.firstInt)) }

  static let pixelUnshuffle: Op = Op(
    "pixel_unshuffle(Tensor self, int downscale_factor) -> Tensor", [.function, .functional],
    doc: "Images rearranged into channels.",
    forward: .general { args in try .tensor(args.tensor(0).pixelUnshuffled(args.int(1))) },
    node: "PixelUnshuffleBackward0", samples: { [[.sample((0..<8).map(Double.init), [1, 2, 4]), .int(2)]] }
  ) { node, grad in try Gradients(grad.pixelShuffled(node.firstInt)) }

  static let channelShuffle = composed(
    "channel_shuffle(Tensor self, int groups) -> Tensor", [.function, .functional],
    node: "ChannelShuffleBackward0", doc: "Channels of groups interleaved."
  ) { args in
    let (x, groups) = try (args.tensor(0), args.int(1))
    guard x.rank > 2, groups > 0, x.shape[1] % groups == 0 else {
      throw TensorError.runtime(
        "Number of channels must be divisible by groups. Got \(x.rank > 1 ? x.shape[1] : 0) channels "
          + "and \(groups) groups.")
    }
    let split = try x.unflattened(1, [groups, x.shape[1] / groups])
    return [try split.transpose(1, 2).reshape(x.shape)]
  }

  static let affineGrid = composed(
    "affine_grid(Tensor theta, int[] size, bool? align_corners=None) -> Tensor", [.functional],
    node: "AffineGridGeneratorBackward0",
    doc: "The positions that an affine map gives for each place of an image.",
    { args in
      let (theta, size, corners) = try (args.tensor(0), args.ints(1), args.bool(2))
      guard size.count == 4, theta.rank == 3, theta.shape[1] == 2, theta.shape[2] == 3 else {
        throw TensorError.runtime(
          "Expected a batch of 2D affine matrices of shape Nx2x3 for size \(size.text). Got \(theta.shape.text).")
      }
      let (height, width) = (size[2], size[3])
      let axis = { (count: Int) in
        (0..<count).map { index -> Double in
          if count <= 1 { return 0 }
          let step = corners ? 2 / Double(count - 1) : 2 / Double(count)
          return -1 + step * (Double(index) + (corners ? 0 : 0.5))
        }
      }
      let (xs, ys) = (axis(width), axis(height))
      let base: [Double] = ys.flatMap { y in xs.flatMap { x -> [Double] in [x, y, 1] } }
      let grid = Tensor(base, shape: [1, height * width, 3], theta.dtype)
      let mapped = try grid.expand([theta.shape[0], height * width, 3]).bmm(theta.transpose(1, 2))
      return [try mapped.view([theta.shape[0], height, width, 2])]
    })

  static let gridSample = composed(
    "grid_sample(Tensor input, Tensor grid, str mode='bilinear', str padding_mode='zeros', "
      + "bool? align_corners=None) -> Tensor",
    [.functional], node: "GridSampler2DBackward0",
    doc: "An image sampled at positions between -1 and 1."
  ) { args in [try args.gridSample()] }

  static var resamplingRows: [Op] {
    [
      constantPad, pad, interpolate, pixelShuffle, pixelUnshuffle, channelShuffle, affineGrid, gridSample,
    ]
  }
}

/// The widths of a padding, from the last dimension on: before, after, before, after.
final class PadWidths {
  let values: [Int]
  init(_ values: [Int]) { self.values = values }
}

extension Tensor {
  /// The tensor with a number around it; negative widths cut off.
  public func padded(_ widths: [Int], value: Scalar) throws -> Tensor {
    guard widths.count % 2 == 0 else {
      throw TensorError.runtime("Length of pad must be even but instead it equals \(widths.count)")
    }
    guard widths.count <= 2 * rank else {
      throw TensorError.runtime(
        "Padding length should be less than or equal to two times the input dimension but got padding "
          + "length \(widths.count) and input of dimension \(rank)")
    }
    try requirePaddable(widths)
    var (size, source) = (shape, detach())
    for pair in 0..<(widths.count / 2) {
      let dimension = rank - 1 - pair
      size[dimension] = size[dimension] &+ widths[2 * pair] &+ widths[2 * pair + 1]
      guard size[dimension] >= 0 else {
        throw TensorError.runtime(
          "The input size \(shape[dimension]), plus negative padding \(widths[2 * pair]) and "
            + "\(widths[2 * pair + 1]) resulted in a negative output size, which is invalid. Check dimension "
            + "\(dimension) of your input.")
      }
    }
    let result = try Tensor.full(size, value, dtype)
    try noGrad {
      var target = result
      for pair in 0..<(widths.count / 2) {
        let (dimension, before, after) = (rank - 1 - pair, widths[2 * pair], widths[2 * pair + 1])
        source = try source.slice(
          dimension, from: Swift.max(0, -before), to: shape[dimension] - Swift.max(0, -after), step: 1)
        target = try target.slice(
          dimension, from: Swift.max(0, before), to: size[dimension] - Swift.max(0, after), step: 1)
      }
      try target.write(source)
    }
    return Op.constantPad.record(result, self) { $0.extra = PadWidths(widths) }
  }

  fileprivate func padded(_ widths: [Int], mode: String) throws -> Tensor {
    guard [2, 4, 6].contains(widths.count), [1, 2].contains(rank - widths.count / 2) else {
      throw TensorError(
        .notImplemented,
        "Padding size \(widths.count) is not supported for \(rank)D input tensor.\nSupported combinations "
          + "for non-constant padding:\n  - 2D or 3D input: padding size = 2 (pads last dimension)\n  - 3D or "
          + "4D input: padding size = 4 (pads last 2 dimensions)\n  - 4D or 5D input: padding size = 6 (pads "
          + "last 3 dimensions)")
    }
    try requirePaddable(widths)
    let maps = try (0..<(widths.count / 2)).map { pair -> AxisMap in
      let (dimension, before, after) = (rank - 1 - pair, widths[2 * pair], widths[2 * pair + 1])
      return try AxisMap(dimension, padPositions(dimension, before, after, mode))
    }
    let number = widths.count / 2 - 1
    switch mode {
    case "reflect": return try Op.reflectionNodes[number].mapped(self, maps)
    case "replicate": return try Op.replicationNodes[number].mapped(self, maps)
    default: return try Op.circularNode.mapped(self, maps)
    }
  }

  /// Refuses widths that are beyond the size of any tensor, so that sums of them cannot overflow.
  private func requirePaddable(_ widths: [Int]) throws {
    guard widths.allSatisfy({ $0.magnitude < 1 << 48 }) else {
      throw TensorError.runtime(
        "Storage size calculation overflowed with sizes=[\(widths.map(String.init).joined(separator: ", "))]")
    }
  }

  private func padPositions(_ dimension: Int, _ before: Int, _ after: Int, _ mode: String) throws -> [Int] {
    let size = shape[dimension]
    guard size + before + after > 0 else {
      throw TensorError.runtime(
        "input (W: \(size)) is too small. Calculated output W: \(size + before + after)")
    }
    var padded = shape
    padded[dimension] = size + before + after
    try padded.requireMemory(dtype)
    let range = (-before)..<(size + after)
    switch mode {
    case "reflect":
      guard before < size, after < size else {
        throw TensorError.runtime(
          "Argument #4: Padding size should be less than the corresponding input dimension, but got: padding "
            + "(\(before), \(after)) at dimension \(dimension) of input \(shape.text)")
      }
      return range.map { Swift.abs($0) < size ? Swift.abs($0) : 2 * (size - 1) - $0 }
    case "replicate": return range.map { Swift.min(Swift.max($0, 0), size - 1) }
    case "circular":
      guard before <= size, after <= size else {
        throw TensorError.runtime("Padding value causes wrapping around more than once.")
      }
      return range.map { ($0 % size + size) % size }
    default: throw TensorError(.notImplemented, "Unrecognised padding mode \(mode)")
    }
  }

  fileprivate func pixelShuffled(_ factor: Int) throws -> Tensor {
    guard rank >= 3 else {
      throw TensorError.runtime(
        "pixel_shuffle expects input to have at least 3 dimensions, but got input with \(rank) dimension(s)")
    }
    guard factor > 0 else {
      throw TensorError.runtime("pixel_shuffle expects a positive upscale_factor, but got \(factor)")
    }
    let channels = shape[rank - 3]
    guard channels % (factor * factor) == 0 else {
      throw TensorError.runtime(
        "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of "
          + "upscale_factor, but input.size(-3)=\(channels) is not divisible by \(factor * factor)")
    }
    let (height, width, fewer) = (shape[rank - 2], shape[rank - 1], channels / (factor * factor))
    let outer = (0..<(rank - 3)).reduce(1) { $0 * shape[$1] }
    var size = shape
    (size[rank - 3], size[rank - 2], size[rank - 1]) = (fewer, height * factor, width * factor)
    let result = try noGrad {
      try detach().reshape([outer, fewer, factor, factor, height, width]).permute([0, 1, 4, 2, 5, 3])
        .reshape(size)
    }
    return Op.pixelShuffle.record(result, self) { $0.firstInt = factor }
  }

  fileprivate func pixelUnshuffled(_ factor: Int) throws -> Tensor {
    guard rank >= 3 else {
      throw TensorError.runtime(
        "pixel_unshuffle expects input to have at least 3 dimensions, but got input with \(rank) dimension(s)")
    }
    let (channels, height, width) = (shape[rank - 3], shape[rank - 2], shape[rank - 1])
    guard factor > 0, height % factor == 0, width % factor == 0 else {
      throw TensorError.runtime(
        "pixel_unshuffle expects height to be divisible by downscale_factor, but input.size(-2)=\(height) "
          + "is not divisible by \(factor)")
    }
    let outer = (0..<(rank - 3)).reduce(1) { $0 * shape[$1] }
    var size = shape
    (size[rank - 3], size[rank - 2], size[rank - 1]) = (
      channels * factor * factor, height / factor, width / factor
    )
    let result = try noGrad {
      try detach().reshape([outer, channels, height / factor, factor, width / factor, factor])
        .permute([0, 1, 3, 5, 2, 4]).reshape(size)
    }
    return Op.pixelUnshuffle.record(result, self) { $0.firstInt = factor }
  }
}

/// A resampling of spatial dimensions.
private struct Interpolation {
  let mode: String
  let alignsCorners: Bool
  let sizes: [Int]
  /// The factors given, where they and not the sizes tell how positions are mapped.
  let factors: [Double]?

  func apply(_ args: Arguments) throws -> Tensor {
    let x = try args.tensor(0)
    let number = x.rank - 3
    if mode == "area" {
      let list = Argument.list(sizes.map { .int($0) }, isTuple: true)
      guard let row = OpTable.shared["adaptive_avg_pool\(number + 1)d"],
        let result = try row.call([.tensor(x), list], args.context).tensor
      else { throw TensorError.notSupported("interpolate with mode area") }
      return result
    }
    // The last dimension first, as PyTorch's loops nest.
    let maps = sizes.indices.reversed().map { map(x, $0) }
    switch mode {
    case "nearest": return try Op.nearestNodes[number].mapped(x, maps)
    case "nearest-exact": return try Op.exactNodes[number].mapped(x, maps)
    case "bicubic": return try Op.bicubicNode.mapped(x, maps)
    default: return try Op.linearNodes[number].mapped(x, maps)
    }
  }

  private func map(_ x: Tensor, _ index: Int) -> AxisMap {
    let (input, output) = (x.shape[index + 2], sizes[index])
    let scale: Float =
      alignsCorners
      ? output > 1 ? Float(input - 1) / Float(output - 1) : 0
      : factors.map { Float(1 / $0[index]) } ?? Float(input) / Float(output)
    let last = input - 1
    switch mode {
    case "nearest":
      return AxisMap(index + 2, (0..<output).map { Swift.min(Int(Float($0) * scale), last) })
    case "nearest-exact":
      return AxisMap(index + 2, (0..<output).map { Swift.min(Int((Float($0) + 0.5) * scale), last) })
    case "bicubic": return cubic(index + 2, output, scale, last)
    default: return linear(index + 2, output, scale, last)
    }
  }

  private func source(_ place: Int, _ scale: Float) -> Float {
    alignsCorners ? scale * Float(place) : scale * (Float(place) + 0.5) - 0.5
  }

  private func linear(_ dimension: Int, _ output: Int, _ scale: Float, _ last: Int) -> AxisMap {
    var (low, high): ([Int], [Int]) = ([], [])
    var (first, second): ([Double], [Double]) = ([], [])
    for place in 0..<output {
      let position = Swift.max(0, source(place, scale))
      let whole = Swift.min(Int(position), last)
      let share = Swift.min(Swift.max(position - Float(whole), 0), 1)
      low.append(whole)
      high.append(Swift.min(whole + 1, last))
      first.append(Double(1 - share))
      second.append(Double(share))
    }
    return AxisMap(dimension, taps: [(low, first), (high, second)])
  }

  private func cubic(_ dimension: Int, _ output: Int, _ scale: Float, _ last: Int) -> AxisMap {
    let a = -0.75
    var taps: [(positions: [Int], weights: [Double]?)] = Array(repeating: ([], []), count: 4)
    for place in 0..<output {
      let position = source(place, scale)
      let whole = Int(position.rounded(.down))
      let t = Double(position - Float(whole))
      let near = { (x: Double) in ((a + 2) * x - (a + 3)) * x * x + 1 }
      let far = { (x: Double) in ((a * x - 5 * a) * x + 8 * a) * x - 4 * a }
      for (tap, weight) in [far(t + 1), near(t), near(1 - t), far(2 - t)].enumerated() {
        taps[tap].positions.append(Swift.min(Swift.max(whole - 1 + tap, 0), last))
        taps[tap].weights?.append(weight)
      }
    }
    return AxisMap(dimension, taps: taps)
  }
}

extension Arguments {
  /// The resampling that size or factor and mode ask for.
  fileprivate func interpolation() throws -> Interpolation {
    let (x, mode) = try (tensor(0), string(3))
    let rank = x.rank - 2
    let wanted = ["linear": 1, "bilinear": 2, "bicubic": 2, "trilinear": 3]
    guard ["nearest", "area", "nearest-exact"].contains(mode) || wanted[mode] != nil else {
      throw TensorError(
        .notImplemented,
        "Input Error: Only 3D, 4D and 5D input Tensors supported (got \(x.rank)D) for the modes: nearest | "
          + "linear | bilinear | bicubic | trilinear | area | nearest-exact (got \(mode))")
    }
    guard rank >= 1, rank <= 3, wanted[mode] == nil || wanted[mode] == rank else {
      throw TensorError(.notImplemented, "Got \(x.rank)D input, but \(mode) mode needs \((wanted[mode] ?? 1) + 2)D input")
    }
    if wanted[mode] == nil, case .bool = self[4] {
      throw TensorError.value(
        "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear")
    }
    if bool(6) { throw TensorError.notSupported("interpolate with antialias") }
    let spatial = (0..<rank).map { x.shape[$0 + 2] }
    switch (isGiven(1), isGiven(2)) {
    case (true, true): throw TensorError.value("only one of size or scale_factor should be defined")
    case (false, false): throw TensorError.value("either size or scale_factor should be defined")
    case (true, false):
      let given = try ints(1)
      let sizes = given.count == 1 ? Array(repeating: given[0], count: rank) : given.array
      guard sizes.count == rank else {
        throw TensorError.value(
          "Input and output must have the same number of spatial dimensions, but got input with spatial "
            + "dimensions of \(Dims.text(spatial)) and output size of \(given.text). Please provide input tensor in (N, C, "
            + "d1, d2, ...,dK) format and output size in (o1, o2, ...,oK) format.")
      }
      guard sizes.allSatisfy({ $0 > 0 }) else {
        throw TensorError.runtime("Input and output sizes should be greater than 0")
      }
      return Interpolation(mode: mode, alignsCorners: bool(4), sizes: sizes, factors: nil)
    case (false, true):
      var factors: [Double]
      if case .list(let elements, _) = self[2] { factors = elements.compactMap { $0.scalar?.double } }
      else { factors = try Array(repeating: double(2), count: rank) }
      guard factors.count == rank, factors.allSatisfy({ $0 > 0 && $0 < 1e6 }) else {
        throw TensorError.value("scale_factor must have \(rank) positive numbers")
      }
      let sizes = zip(spatial, factors).map { Int((Double($0) * $1).rounded(.down)) }
      guard sizes.allSatisfy({ $0 > 0 }) else {
        throw TensorError.runtime("Input and output sizes should be greater than 0")
      }
      return Interpolation(
        mode: mode, alignsCorners: bool(4), sizes: sizes, factors: bool(5) ? nil : factors)
    }
  }

  /// Bilinear or nearest samples, as sums of gathered corners.
  fileprivate func gridSample() throws -> Tensor {
    let (x, grid, mode, padding) = try (tensor(0), tensor(1), string(2), string(3))
    guard x.rank == 4, grid.rank == 4, grid.shape[3] == 2, x.shape[0] == grid.shape[0] else {
      throw TensorError.runtime(
        "grid_sampler(): expected grid and input to have same batch size, but got input with sizes "
          + "\(x.shape.text) and grid with sizes \(grid.shape.text)")
    }
    guard mode == "bilinear" || mode == "nearest", padding == "zeros" || padding == "border" else {
      throw TensorError.notSupported("grid_sample with mode \(mode) and padding_mode \(padding)")
    }
    let (batch, channels, height, width) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
    let place = { (component: Int, size: Int) throws -> Tensor in
      let value = try grid.select(3, component)
      let position = try bool(4) ? (value + 1) * .double(Double(size - 1) / 2) : ((value + 1) * .int(size) - 1) / 2
      return try padding == "border" ? position.clamp(min: 0, max: .int(size - 1)) : position
    }
    let (px, py) = try (place(0, width), place(1, height))
    let flat = try x.reshape([batch, channels, height * width])
    let count = grid.shape[1] * grid.shape[2]
    func corner(_ cx: Tensor, _ cy: Tensor) throws -> Tensor {
      let inside = try cx.ge(0).logicalAnd(cx.le(.int(width - 1))).logicalAnd(cy.ge(0))
        .logicalAnd(cy.le(.int(height - 1)))
      let index = try noGrad {
        try (cy.clamp(min: 0, max: .int(height - 1)) * .int(width) + cx.clamp(min: 0, max: .int(width - 1)))
          .to(.int64).reshape([batch, 1, count]).expand([batch, channels, count])
      }
      let values = try flat.gather(2, index).reshape([batch, channels, grid.shape[1], grid.shape[2]])
      return try values * inside.to(x.dtype).unsqueeze(1)
    }
    if mode == "nearest" {
      // Steps have a gradient of zero, which reaches the grid all the same.
      return try corner(Op.round.unary(px), Op.round.unary(py)) + (px + py).unsqueeze(1) * 0
    }
    let (x0, y0) = try (Op.floor.unary(px.detach()), Op.floor.unary(py.detach()))
    let (wx, wy) = try ((px - x0).unsqueeze(1), (py - y0).unsqueeze(1))
    let (x1, y1) = try (x0 + 1, y0 + 1)
    let upper = try corner(x0, y0) * (1 - wx) * (1 - wy) + corner(x1, y0) * wx * (1 - wy)
    return try upper + corner(x0, y1) * (1 - wx) * wy + corner(x1, y1) * wx * wy
  }
}

extension Dims {
  static func text(_ values: [Int]) -> String { "[" + values.map(String.init).joined(separator: ", ") + "]" }
}
