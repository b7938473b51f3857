import CLoops

// Convolutions of one to three spatial dimensions as matrix products over windows.
//
// A convolution pairs an input, a weight and an output; given two of them, the third is linear in each. The three
// operations below compute one from the other two, and each one's derivative is the other two.

/// The shapes and steps of a convolution from input to output.
final class ConvolutionGeometry {
  let inputShape: Dims
  let weightShape: Dims
  let outputShape: Dims
  let groups: Int
  private let stride: Dims
  private let padding: Dims
  private let dilation: Dims

  init(
    input: Dims, weight: Dims, output: Dims, stride: Dims, padding: Dims, dilation: Dims, groups: Int
  ) {
    (inputShape, weightShape, outputShape) = (input, weight, output)
    (self.stride, self.padding, self.dilation, self.groups) = (stride, padding, dilation, groups)
  }

  var batch: Int { inputShape[0] }
  var inputChannels: Int { inputShape[1] / groups }
  var outputChannels: Int { outputShape[1] / groups }
  var places: Int { weightShape.spatialCount }
  var inputPlane: Int { inputShape.spatialCount }
  var outputPlane: Int { outputShape.spatialCount }

  var windows: cl_windows {
    var windows = cl_windows()
    inputShape.spatial(1).store(in: &windows.in)
    outputShape.spatial(1).store(in: &windows.out)
    weightShape.spatial(1).store(in: &windows.kernel)
    stride.leading(1).store(in: &windows.stride)
    padding.leading(0).store(in: &windows.padding)
    dilation.leading(1).store(in: &windows.dilation)
    return windows
  }

  /// The convolution as the loops for floats see it.
  var convolution: cl_convolution {
    cl_convolution(
      windows: windows, batch: Int64(batch), groups: Int64(groups), in_channels: Int64(inputChannels),
      out_channels: Int64(outputChannels))
  }

  /// Whether PyTorch sums blocks of 16 channels (its vendor's kernels) and not one product over all of them.
  var sumsBlocksOfChannels: Bool {
    let rank = weightShape.count
    return groups > 1 || batch > 1 || (inputShape.product ?? 0) > 20480
      || rank > 3 && weightShape[rank - 1] > 3 && weightShape[rank - 2] > 3
  }
}

extension Dims {
  /// The number of positions behind batch and channels.
  var spatialCount: Int { (2..<Swift.max(count, 2)).reduce(1) { $0 * self[$1] } }

  /// The last dimensions, three of them; `missing` stands for those that are not there.
  func spatial(_ missing: Int) -> Dims {
    var result = Dims()
    for index in 2..<Swift.max(count, 2) { result.append(self[index]) }
    return result.leading(missing)
  }

  /// Three numbers, with `missing` in front.
  func leading(_ missing: Int) -> Dims {
    var result = Dims(repeating: missing, count: Swift.max(0, 3 - count))
    for index in indices { result.append(self[index]) }
    return result
  }

  func store(in target: inout (Int64, Int64, Int64)) {
    target = (Int64(self[0]), Int64(self[1]), Int64(self[2]))
  }

  /// One number for each spatial dimension, where a single one stands for all.
  func spread(_ rank: Int, _ name: String, _ function: String) throws(TensorError) -> Dims {
    if count == rank { return self }
    guard count == 1 else {
      throw .runtime(
        "expected \(name) to be a single integer value or a list of \(rank) values to match the "
          + "convolution dimensions, but got \(name)=\(text)")
    }
    return Dims(repeating: self[0], count: rank)
  }
}

extension Op {
  /// The output from input, weight and bias.
  static let convolution = Op(
    "convolution() -> Tensor", [], doc: "", forward: .internalOnly, node: "ConvolutionBackward0",
    formerNode: "MkldnnConvolutionBackward"
  ) { node, grad in
    let geometry = try node.geometry
    return try node.gradients(
      Tensors.convolutionInput(grad, node.saved(1), geometry),
      Tensors.convolutionWeight(node.saved(0), grad, geometry), grad.sumOfChannels())
  }

  /// The input from output, weight and bias: a transposed convolution.
  static let convolutionTransposed = Op(
    "convolution_transposed() -> Tensor", [], doc: "", forward: .internalOnly,
    node: "ConvolutionBackward0", formerNode: "SlowConvTranspose2DBackward"
  ) { node, grad in
    let geometry = try node.geometry
    return try node.gradients(
      Tensors.convolve(grad, node.saved(1), nil, geometry),
      Tensors.convolutionWeight(grad, node.saved(0), geometry), grad.sumOfChannels())
  }

  /// The weight from input and output.
  static let convolutionWeight = Op(
    "convolution_weight() -> Tensor", [], doc: "", forward: .internalOnly,
    node: "ConvolutionBackwardBackward0"
  ) { node, grad in
    let geometry = try node.geometry
    return try node.gradients(
      Tensors.convolutionInput(node.saved(1), grad, geometry),
      Tensors.convolve(node.saved(0), grad, nil, geometry))
  }

  /// A row for a convolution of `rank` spatial dimensions.
  private static func convolutionRow(_ rank: Int, samples: @escaping () throws -> [[Argument]] = { [] }) -> Op {
    Op(
      "conv\(rank)d(Tensor input, Tensor weight, Tensor? bias=None, int[\(rank)] stride=1, "
        + "int[\(rank)] padding=0, int[\(rank)] dilation=1, int groups=1) -> Tensor",
      [.function, .functional], doc: "A convolution over \(rank) spatial dimensions.",
      forward: .inFloat32 { args in
        try .tensor(args.convolution(rank) { _, _ in try args.ints(4) })
      }, samples: samples)
  }

  /// A row for a convolution whose padding is named.
  private static func namedPaddingRow(_ rank: Int) -> Op {
    Op(
      "conv\(rank)d.padding(Tensor input, Tensor weight, Tensor? bias=None, int[\(rank)] stride=1, "
        + "str padding='valid', int[\(rank)] dilation=1, int groups=1) -> Tensor",
      [.function, .functional], doc: "A convolution over \(rank) spatial dimensions.",
      forward: .inFloat32 { args in
        let name = try args.string(4)
        guard name == "same" || name == "valid" else {
          throw TensorError.runtime("Invalid padding string: '\(name)'")
        }
        return try .tensor(args.convolution(rank) { weight, dilation in
          guard name == "same" else { return nil }
          guard try args.ints(3).array.allSatisfy({ $0 == 1 }) else {
            throw TensorError.runtime("padding='same' is not supported for strided convolutions")
          }
          var total = Dims()
          for index in 0..<rank { total.append(dilation[index] * (weight.shape[index + 2] - 1)) }
          return total
        })
      })
  }

  static let conv1d = convolutionRow(1)
  static let conv2d = convolutionRow(2) {
    let input = (0..<18).map { Double($0 % 5) - 1.5 }
    let weight = (0..<16).map { Double($0 % 3) * 0.5 - 0.3 }
    return [[.sample(input, [1, 2, 3, 3]), .sample(weight, [2, 2, 2, 2]), .sample([0.1, 0.2])]]
  }
  static let conv3d = convolutionRow(3)
  static let conv1dNamed = namedPaddingRow(1)
  static let conv2dNamed = namedPaddingRow(2)
  static let conv3dNamed = namedPaddingRow(3)

  private static func transposedRow(_ rank: Int, samples: @escaping () throws -> [[Argument]] = { [] }) -> Op {
    Op(
      "conv_transpose\(rank)d(Tensor input, Tensor weight, Tensor? bias=None, int[\(rank)] stride=1, "
        + "int[\(rank)] padding=0, int[\(rank)] output_padding=0, int groups=1, "
        + "int[\(rank)] dilation=1) -> Tensor",
      [.function, .functional], doc: "A transposed convolution over \(rank) spatial dimensions.",
      forward: .inFloat32 { args in try .tensor(args.transposedConvolution(rank)) }, samples: samples)
  }
  static let convTranspose1d = transposedRow(1)
  static let convTranspose2d = transposedRow(2) {
    let input = (0..<8).map { Double($0 % 5) - 1.5 }
    let weight = (0..<16).map { Double($0 % 3) * 0.5 - 0.3 }
    return [[.sample(input, [1, 2, 2, 2]), .sample(weight, [2, 2, 2, 2]), .sample([0.1, 0.2]), .int(2)]]
  }
  static let convTranspose3d = transposedRow(3)

  static let im2col: Op = Op(
    "unfold(Tensor input, int[2] kernel_size, int[2] dilation=1, int[2] padding=0, int[2] stride=1) -> Tensor",
    [.functional], doc: "The windows of a batch of images as columns.",
    forward: .inFloat32 { args in
      let x = try args.tensor(0)
      guard x.rank == 3 || x.rank == 4 else {
        throw TensorError.runtime(
          "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero "
            + "dimensions for input, but got: \(x.shape.text)")
      }
      if x.rank == 3 {
        return try .tensor(x.unsqueeze(0).imageColumns(args.imageWindows(x.shape[1], x.shape[2])).squeeze(0))
      }
      return try .tensor(x.imageColumns(args.imageWindows(x.shape[2], x.shape[3])))
    },
    node: "Im2ColBackward0", formerNode: "Im2ColBackward",
    samples: { [[.sample((0..<9).map(Double.init), [1, 1, 3, 3]), .ints([2, 2])]] }
  ) { node, grad in
    guard let windows = node.extra as? ImageWindows else { throw Node.releasedError }
    return try Gradients(grad.addedColumns(windows))
  }

  static let col2im: Op = Op(
    "fold(Tensor input, int[2] output_size, int[2] kernel_size, int[2] dilation=1, int[2] padding=0, int[2] stride=1) -> Tensor",
    [.functional], doc: "Adds columns of windows up to a batch of images.",
    forward: .inFloat32 { args in
      let x = try args.tensor(0)
      let size = try args.ints(1).pair
      guard x.rank == 2 || x.rank == 3 else {
        throw TensorError.runtime(
          "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero "
            + "dimensions for input, but got: \(x.shape.text)")
      }
      guard size.count == 2 else {
        throw TensorError.runtime("It is expected output_size equals to 2, but got size \(size.count)")
      }
      let windows = try args.imageWindows(size[0], size[1], from: 2)
      if x.rank == 2 { return try .tensor(x.unsqueeze(0).addedColumns(windows).squeeze(0)) }
      return try .tensor(x.addedColumns(windows))
    },
    node: "Col2ImBackward0", formerNode: "Col2ImBackward",
    samples: { [[.sample((0..<16).map(Double.init), [1, 4, 4]), .ints([3, 3]), .ints([2, 2])]] }
  ) { node, grad in
    guard let windows = node.extra as? ImageWindows else { throw Node.releasedError }
    return try Gradients(grad.imageColumns(windows))
  }

  static var convolutionRows: [Op] {
    [
      conv1d, conv1dNamed, conv2d, conv2dNamed, conv3d, conv3dNamed, convTranspose1d,
      convTranspose2d, convTranspose3d, im2col, col2im,
    ]
  }
}

extension Node {
  fileprivate var geometry: ConvolutionGeometry {
    get throws(TensorError) {
      guard let geometry = extra as? ConvolutionGeometry else { throw Node.releasedError }
      return geometry
    }
  }
}

extension Tensor {
  fileprivate func sumOfChannels() throws -> Tensor {
    var dims = Dims(0)
    for index in 2..<Swift.max(rank, 2) { dims.append(index) }
    return try sum(dims)
  }
}

extension Arguments {
  /// A convolution; `padding` gives the padding of each side, for a named one the total or nil for none.
  fileprivate func convolution(
    _ rank: Int, padding: (Tensor, Dims) throws -> Dims?
  ) throws -> Tensor {
    let (x, weight, bias) = try (tensor(0), tensor(1), optionalTensor(2))
    let stride = try ints(3).spread(rank, "stride", "conv\(rank)d")
    let dilation = try ints(5).spread(rank, "dilation", "conv\(rank)d")
    guard x.rank == rank + 2 || x.rank == rank + 1 else {
      throw TensorError.runtime(
        "Expected \(rank + 1)D (unbatched) or \(rank + 2)D (batched) input to conv\(rank)d, but got "
          + "input of size: \(x.shape.text)")
    }
    if x.rank == rank + 1 {
      var values = values
      values[0] = .tensor(try x.unsqueeze(0))
      return try Arguments(values, context).convolution(rank, padding: padding).squeeze(0)
    }
    try checkConvolution(x, weight, bias, channels: 1)
    var input = x
    var sides = Dims(repeating: 0, count: rank)
    if case .string = self[4] {
      if let total = try padding(weight, dilation) { input = try x.paddedSame(total, &sides) }
    } else if let given = try padding(weight, dilation) {
      sides = try given.spread(rank, "padding", "conv\(rank)d")
    }
    let geometry = try input.geometry(weight, stride, sides, dilation, int(6))
    return try Tensors.convolve(input, weight, bias, geometry)
  }

  fileprivate func transposedConvolution(_ rank: Int) throws -> Tensor {
    let (x, weight, bias) = try (tensor(0), tensor(1), optionalTensor(2))
    guard x.rank == rank + 2 || x.rank == rank + 1 else {
      throw TensorError.runtime(
        "Expected \(rank + 1)D (unbatched) or \(rank + 2)D (batched) input to conv_transpose\(rank)d, "
          + "but got input of size: \(x.shape.text)")
    }
    if x.rank == rank + 1 {
      var values = values
      values[0] = .tensor(try x.unsqueeze(0))
      return try Arguments(values, context).transposedConvolution(rank).squeeze(0)
    }
    let name = "conv_transpose\(rank)d"
    let stride = try ints(3).spread(rank, "stride", name)
    let padding = try ints(4).spread(rank, "padding", name)
    let extra = try ints(5).spread(rank, "output_padding", name)
    let (groups, dilation) = try (int(6), ints(7).spread(rank, "dilation", name))
    guard weight.rank == x.rank, groups > 0, x.shape[1] == weight.shape[0] else {
      throw TensorError.runtime(
        "Given transposed=1, weight of size \(weight.shape.text), expected input\(x.shape.text) to "
          + "have \(weight.rank > 0 ? weight.shape[0] : 0) channels, but got \(x.shape[1]) channels instead")
    }
    var size = x.shape
    size[1] = weight.shape[1] * groups
    for index in 0..<rank {
      let (input, kernel) = (x.shape[index + 2], weight.shape[index + 2])
      size[index + 2] =
        (input - 1) * stride[index] - 2 * padding[index] + dilation[index] * (kernel - 1)
        + extra[index] + 1
      guard extra[index] < Swift.max(stride[index], dilation[index]) else {
        throw TensorError.runtime(
          "output padding must be smaller than either stride or dilation, but got output_padding_height: "
            + "\(extra[0]) output_padding_width: \(extra[rank - 1]) stride_height: \(stride[0]) stride_width: "
            + "\(stride[rank - 1]) dilation_height: \(dilation[0]) dilation_width: \(dilation[rank - 1])")
      }
    }
    guard size.array.allSatisfy({ $0 > 0 }) else {
      throw TensorError.runtime("Given input size per channel: \(x.shape.text). Output size is too small")
    }
    let geometry = ConvolutionGeometry(
      input: size, weight: weight.shape, output: x.shape, stride: stride, padding: padding,
      dilation: dilation, groups: groups)
    return try Tensors.convolutionInput(x, weight, geometry, bias: bias)
  }

  private func checkConvolution(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?, channels: Int) throws {
    let groups = try int(6)
    guard groups > 0 else { throw TensorError.runtime("non-positive groups is not supported") }
    guard weight.rank == x.rank else {
      throw TensorError.runtime(
        "weight should have at least three dimensions" )
    }
    guard x.shape[1] == weight.shape[1] * groups else {
      throw TensorError.runtime(
        "Given groups=\(groups), weight of size \(weight.shape.text), expected input\(x.shape.text) to "
          + "have \(weight.shape[1] * groups) channels, but got \(x.shape[1]) channels instead")
    }
    guard weight.shape[0] % groups == 0 else {
      throw TensorError.runtime(
        "Given groups=\(groups), expected weight to be divisible by \(groups) at dimension 0, but got "
          + "weight of size \(weight.shape.text) instead")
    }
    if let bias, bias.rank != 1 || bias.count != weight.shape[0] {
      throw TensorError.runtime(
        "Given weight of size \(weight.shape.text), expected bias to be 1-dimensional with "
          + "\(weight.shape[0]) elements, but got bias of size \(bias.shape.text) instead")
    }
    guard x.dtype == weight.dtype else {
      throw TensorError.runtime(
        "expected scalar type \(x.dtype.scalarTypeName) but found \(weight.dtype.scalarTypeName)")
    }
    for dims in try [ints(3), ints(5)] where dims.array.contains(where: { $0 <= 0 }) {
      throw TensorError.runtime("non-positive stride is not supported")
    }
  }
}

extension Tensor {
  /// Padding that keeps the sizes: the odd one of an odd total goes to the end.
  fileprivate func paddedSame(_ total: Dims, _ sides: inout Dims) throws -> Tensor {
    var ends = Array(repeating: 0, count: rank - 2)
    for index in total.indices {
      sides[index] = total[index] / 2
      ends[index] = total[index] % 2
    }
    guard ends.contains(1) else { return self }
    let widths = ends.reversed().flatMap { [0, $0] }
    return try padded(widths, value: 0)
  }

  fileprivate func geometry(
    _ weight: Tensor, _ stride: Dims, _ padding: Dims, _ dilation: Dims, _ groups: Int
  ) throws -> ConvolutionGeometry {
    var size = shape
    size[1] = weight.shape[0]
    var isTooSmall = false
    for index in stride.indices {
      guard padding[index] >= 0 else { throw TensorError.runtime("negative padding is not supported") }
      let reach = dilation[index] * (weight.shape[index + 2] - 1) + 1
      let available = shape[index + 2] + 2 * padding[index]
      if reach > available { isTooSmall = true }
      size[index + 2] = Swift.max(0, available - reach) / stride[index] + 1
    }
    if isTooSmall {
      let padded = stride.indices.map { String(shape[$0 + 2] + 2 * padding[$0]) }
      let kernel = stride.indices.map { String(dilation[$0] * (weight.shape[$0 + 2] - 1) + 1) }
      throw TensorError.runtime(
        "Calculated padded input size per channel: (\(padded.joined(separator: " x "))). Kernel size: "
          + "(\(kernel.joined(separator: " x "))). Kernel size can't be greater than actual input size")
    }
    return ConvolutionGeometry(
      input: shape, weight: weight.shape, output: size, stride: stride, padding: padding,
      dilation: dilation, groups: groups)
  }
}

/// The output of a convolution.
func convolve(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ geometry: ConvolutionGeometry
) throws -> Tensor {
  // PyTorch convolves integers too.
  if x.dtype.isIntegral { throw TensorError.notSupported("convolution of \(x.dtype.name) tensors") }
  try x.requireRealKernel(Op.convolution)
  let result = try Tensor.empty(geometry.outputShape, x.dtype)
  let (input, kernel) = try noGrad { try (x.contiguous(), weight.contiguous()) }
  let offsets = try bias.map { try $0.detach().converted(to: x.dtype).contiguous() }
  if x.dtype == .float32 && geometry.sumsBlocksOfChannels {
    var windows = geometry.convolution
    let status = cl_convolve(&windows, input.floats, kernel.floats, offsets?.floats, result.floats)
    try check(status, Op.convolution, x.dtype)
  } else {
    let pass = try ConvolutionPass(geometry, x.dtype)
    try pass.run { batch, group in
      let columns = try pass.columns(of: input, batch, group)
      let start = offsets.map { $0.data + group * geometry.outputChannels * x.dtype.size }
      try pass.multiply(
        m: geometry.outputChannels, n: geometry.outputPlane, k: pass.depth, pass.weight(kernel, group),
        pass.depth, 1, columns, geometry.outputPlane, 1, into: pass.output(result, batch, group), bias: start)
    }
  }
  return Op.convolution.record(result, [x, weight] + (bias.map { [$0] } ?? [])) { node in
    node.save(0, x)
    node.save(1, weight)
    node.extra = geometry
  }
}

/// The input that corresponds to an output: the gradient of a convolution, or a transposed convolution.
func convolutionInput(
  _ output: Tensor, _ weight: Tensor, _ geometry: ConvolutionGeometry, bias: Tensor? = nil
) throws -> Tensor {
  try output.requireRealKernel(Op.convolution)
  let result = try Tensor.zeros(geometry.inputShape, output.dtype)
  let (given, kernel) = try noGrad { try (output.contiguous(), weight.contiguous()) }
  if output.dtype == .float32 {
    var windows = geometry.convolution
    let status = cl_convolve_input(&windows, given.floats, kernel.floats, result.floats)
    try check(status, Op.convolution, output.dtype)
  } else {
    let pass = try ConvolutionPass(geometry, output.dtype)
    try pass.run { batch, group in
      try pass.multiply(
        m: pass.depth, n: geometry.outputPlane, k: geometry.outputChannels, pass.weight(kernel, group), 1,
        pass.depth, pass.output(given, batch, group), geometry.outputPlane, 1,
        into: pass.scratch.data, bias: nil)
      pass.addColumns(to: result, batch, group)
    }
  }
  if let bias {
    var size = Dims(repeating: 1, count: result.rank)
    size[1] = bias.count
    try noGrad { _ = try result.add_(bias.detach().reshape(size)) }
  }
  return Op.convolutionTransposed.record(result, [output, weight] + (bias.map { [$0] } ?? [])) { node in
    node.save(0, output)
    node.save(1, weight)
    node.extra = geometry
  }
}

/// The weight that corresponds to an input and an output: the gradient of the weight.
func convolutionWeight(_ x: Tensor, _ output: Tensor, _ geometry: ConvolutionGeometry) throws -> Tensor {
  let result = try Tensor.zeros(geometry.weightShape, x.dtype)
  let (input, given) = try noGrad { try (x.contiguous(), output.contiguous()) }
  if x.dtype == .float32 {
    var windows = geometry.convolution
    let status = cl_convolve_weight(&windows, input.floats, given.floats, result.floats)
    try check(status, Op.convolution, x.dtype)
  } else {
    try sumWeights(of: input, given, geometry, into: result)
  }
  return Op.convolutionWeight.record(result, x, output) { node in
    node.save(0, x)
    node.save(1, output)
    node.extra = geometry
  }
}

/// Adds up the products of output and input columns of all images.
private func sumWeights(
  of input: Tensor, _ output: Tensor, _ geometry: ConvolutionGeometry, into result: Tensor
) throws {
  let pass = try ConvolutionPass(geometry, input.dtype)
  let sum = try Tensor.empty(Dims(geometry.outputChannels, pass.depth), input.dtype)
  try pass.run { batch, group in
    let columns = try pass.columns(of: input, batch, group)
    try pass.multiply(
      m: geometry.outputChannels, n: pass.depth, k: geometry.outputPlane,
      pass.output(output, batch, group), geometry.outputPlane, 1, columns, 1, geometry.outputPlane,
      into: sum.data, bias: nil)
    let target = pass.weight(result, group)
    try check(
      cl_binary_flat(CL_ADD, input.dtype.rawValue, Int64(sum.count), target, target, 1, sum.data, 1),
      Op.convolution, input.dtype)
  }
}

/// The matrix products of a convolution of any type, one for each image and group.
private final class ConvolutionPass {
  private let geometry: ConvolutionGeometry
  private let dtype: DType
  private var windows: cl_windows
  /// The rows of a column: input channels of a group times places of the kernel.
  let depth: Int
  /// The columns of one image and group.
  let scratch: Tensor

  init(_ geometry: ConvolutionGeometry, _ dtype: DType) throws {
    self.geometry = geometry
    self.dtype = dtype
    windows = geometry.windows
    depth = geometry.inputChannels * geometry.places
    scratch = try Tensor.empty(Dims(depth, geometry.outputPlane), dtype)
  }

  func run(_ body: (_ batch: Int, _ group: Int) throws -> Void) throws {
    for batch in 0..<geometry.batch {
      for group in 0..<geometry.groups { try body(batch, group) }
    }
  }

  private func input(_ x: Tensor, _ batch: Int, _ group: Int) -> UnsafeMutableRawPointer {
    let channel = (batch * geometry.groups + group) * geometry.inputChannels
    return x.data + channel * geometry.inputPlane * dtype.size
  }

  func output(_ x: Tensor, _ batch: Int, _ group: Int) -> UnsafeMutableRawPointer {
    let channel = (batch * geometry.groups + group) * geometry.outputChannels
    return x.data + channel * geometry.outputPlane * dtype.size
  }

  func weight(_ weight: Tensor, _ group: Int) -> UnsafeMutableRawPointer {
    weight.data + group * geometry.outputChannels * depth * dtype.size
  }

  func columns(of x: Tensor, _ batch: Int, _ group: Int) throws -> UnsafeMutableRawPointer {
    cl_columns(
      dtype.rawValue, &windows, Int64(geometry.inputChannels), input(x, batch, group), scratch.data)
    return scratch.data
  }

  func addColumns(to x: Tensor, _ batch: Int, _ group: Int) {
    cl_add_columns(
      dtype.rawValue, &windows, Int64(geometry.inputChannels), scratch.data, input(x, batch, group))
  }

  func multiply(
    m: Int, n: Int, k: Int, _ a: UnsafeMutableRawPointer, _ aRow: Int, _ aColumn: Int,
    _ b: UnsafeMutableRawPointer, _ bRow: Int, _ bColumn: Int, into c: UnsafeMutableRawPointer,
    bias: UnsafeMutableRawPointer?
  ) throws {
    let status = cl_gemm(
      dtype.rawValue, Int64(m), Int64(n), Int64(k), a, Int64(aRow), Int64(aColumn), b, Int64(bRow),
      Int64(bColumn), c, Int64(n), bias, 1, 0)
    try check(status, Op.convolution, dtype)
  }
}

/// The windows of images, for `unfold` and `fold`.
final class ImageWindows {
  var windows = cl_windows()
  let size: (height: Int, width: Int)
  let places: Int
  let count: Int

  init(height: Int, width: Int, kernel: Dims, dilation: Dims, padding: Dims, stride: Dims) throws {
    let sizes = [height, width] + [kernel, dilation, padding, stride].flatMap(\.array)
    if sizes.contains(where: { $0.magnitude > 1 << 29 }) { throw TensorError.notSupported("windows of such sizes") }
    size = (height, width)
    places = kernel[0] * kernel[1]
    var out = Dims()
    for (index, length) in [height, width].enumerated() {
      guard kernel[index] > 0, dilation[index] > 0, stride[index] > 0, padding[index] >= 0 else {
        throw TensorError.runtime(
          "kernel size should be greater than zero, but got kernel_height: \(kernel[0]) kernel_width: "
            + "\(kernel[1])")
      }
      let reach = dilation[index] * (kernel[index] - 1) + 1
      let room = length + 2 * padding[index] - reach
      out.append(room < 0 ? 0 : room / stride[index] + 1)
    }
    count = out[0] * out[1]
    guard count > 0 else {
      throw TensorError.runtime(
        "Given input with spatial size (\(height), \(width)), kernel_size=(\(kernel[0]), \(kernel[1])), "
          + "dilation=(\(dilation[0]), \(dilation[1])), padding=(\(padding[0]), \(padding[1])), calculated "
          + "shape of the array of sliding blocks as (\(out[0]), \(out[1])), but its components must be at "
          + "least one.")
    }
    Dims(height, width).leading(1).store(in: &windows.in)
    out.leading(1).store(in: &windows.out)
    kernel.leading(1).store(in: &windows.kernel)
    stride.leading(1).store(in: &windows.stride)
    padding.leading(0).store(in: &windows.padding)
    dilation.leading(1).store(in: &windows.dilation)
  }
}

extension Dims {
  /// Two numbers; one stands for both.
  var pair: Dims { count == 1 ? Dims(self[0], self[0]) : self }
}

extension Arguments {
  /// The windows that kernel size, dilation, padding and stride give, from argument `index` on.
  fileprivate func imageWindows(_ height: Int, _ width: Int, from index: Int = 1) throws -> ImageWindows {
    let lists = try (index..<(index + 4)).map { try ints($0).pair }
    guard lists.allSatisfy({ $0.count == 2 }) else {
      throw TensorError.runtime("It is expected kernel_size equals to 2, but got size \(lists[0].count)")
    }
    return try ImageWindows(
      height: height, width: width, kernel: lists[0], dilation: lists[1], padding: lists[2],
      stride: lists[3])
  }
}

extension Tensor {
  /// The windows of images [N, C, H, W] as columns [N, C * places, windows].
  fileprivate func imageColumns(_ windows: ImageWindows) throws -> Tensor {
    let x = try noGrad { try contiguous() }
    let (batch, channels) = (shape[0], shape[1])
    let (columns, overflow) = channels.multipliedReportingOverflow(by: windows.places)
    if overflow { throw TensorError.notSupported("windows of such sizes") }
    let result = try Tensor.empty([batch, columns, windows.count], dtype)
    for index in 0..<batch {
      cl_columns(
        dtype.rawValue, &windows.windows, Int64(channels),
        x.data + index * (count / Swift.max(batch, 1)) * dtype.size,
        result.data + index * (result.count / Swift.max(batch, 1)) * dtype.size)
    }
    return Op.im2col.record(result, self) { $0.extra = windows }
  }

  /// Columns [N, C * places, windows] added up to images.
  fileprivate func addedColumns(_ windows: ImageWindows) throws -> Tensor {
    guard shape[1] % windows.places == 0 else {
      throw TensorError.runtime(
        "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got "
          + "input.size(1)=\(shape[1]) and kernel_size=(\(windows.windows.kernel.1), \(windows.windows.kernel.2)).")
    }
    guard shape[2] == windows.count else {
      throw TensorError.runtime(
        "Given an input with sizes \(shape.text) the calculated number of sliding blocks is "
          + "\(windows.count), but got input.size(2)=\(shape[2]).")
    }
    try requireRealKernel(Op.col2im)
    let x = try noGrad { try contiguous() }
    let (batch, channels) = (shape[0], shape[1] / windows.places)
    let result = try Tensor.zeros([batch, channels, windows.size.height, windows.size.width], dtype)
    for index in 0..<batch {
      cl_add_columns(
        dtype.rawValue, &windows.windows, Int64(channels),
        x.data + index * (count / Swift.max(batch, 1)) * dtype.size,
        result.data + index * (result.count / Swift.max(batch, 1)) * dtype.size)
    }
    return Op.col2im.record(result, self) { $0.extra = windows }
  }
}
