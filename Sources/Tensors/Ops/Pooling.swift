import CLoops

// Poolings: the largest or the mean of windows of one to three spatial dimensions.

/// The windows of each output along each of three dimensions, and the divisors of means.
final class PoolingWindows {
  let inputSize: Dims
  let outputSize: Dims
  private let starts: [[Int64]]
  private let ends: [[Int64]]
  private let steps: [Int64]
  private(set) var divisors: [Double] = []

  /// Windows of the kernel's size that move by a stride.
  init(
    _ input: Dims, kernel: Dims, stride: Dims, padding: Dims, dilation: Dims, ceilMode: Bool,
    countsPadding: Bool = false, divisor: Int? = nil
  ) throws {
    var output = Dims()
    var (starts, ends, counts): ([[Int64]], [[Int64]], [[Double]]) = ([], [], [])
    for index in input.indices {
      let size = try PoolingWindows.outputSize(
        input[index], kernel[index], stride[index], padding[index], dilation[index], ceilMode)
      output.append(size)
      let reach = dilation[index] * (kernel[index] - 1) + 1
      var (first, last, count): ([Int64], [Int64], [Double]) = ([], [], [])
      for place in 0..<Swift.max(size, 0) {
        var start = place * stride[index] - padding[index]
        let paddedEnd = Swift.min(start + reach, input[index] + padding[index])
        let end = Swift.min(start + reach, input[index])
        let width = paddedEnd - start
        while start < 0 { start += dilation[index] }
        first.append(Int64(start))
        last.append(Int64(Swift.max(end, start)))
        count.append(Double(countsPadding ? width : Swift.max(end - start, 0)))
      }
      starts.append(first)
      ends.append(last)
      counts.append(count)
    }
    (inputSize, outputSize, self.starts, self.ends) = (input, output, starts, ends)
    steps = dilation.array.map(Int64.init)
    try divide(counts, divisor)
  }

  /// Windows that cover the input in `output` parts.
  init(_ input: Dims, parts output: Dims) throws {
    var (starts, ends, counts): ([[Int64]], [[Int64]], [[Double]]) = ([], [], [])
    for (size, parts) in zip(input.array, output.array) {
      // Not the part times the size: a tensor without elements has any size.
      let (whole, rest) = size.quotientAndRemainder(dividingBy: Swift.max(parts, 1))
      let first = (0..<parts).map { Int64($0 * whole + $0 * rest / parts) }
      let last = (1..<(parts + 1)).map { Int64($0 * whole + ($0 * rest + parts - 1) / parts) }
      starts.append(first)
      ends.append(last)
      counts.append(zip(first, last).map { Double($1 - $0) })
    }
    (inputSize, outputSize, self.starts, self.ends) = (input, output, starts, ends)
    steps = [1, 1, 1]
    try divide(counts, nil)
  }

  private static func outputSize(
    _ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int, _ ceilMode: Bool
  ) throws(TensorError) -> Int {
    guard stride != 0 else { throw .runtime("stride should not be zero") }
    guard kernel > 0, stride > 0, dilation > 0 else {
      throw .runtime("kernel size should be greater than zero, but got kH: \(kernel) kW: \(kernel)")
    }
    guard padding >= 0 else { throw .runtime("pad must be non-negative, but got pad: \(padding)") }
    guard padding <= ((kernel - 1) * dilation + 1) / 2 else {
      throw .runtime(
        "pad should be at most half of effective kernel size, but got pad=\(padding), "
          + "kernel_size=\(kernel) and dilation=\(dilation)")
    }
    let room = size + 2 * padding - dilation * (kernel - 1) - 1 + (ceilMode ? stride - 1 : 0)
    var result = (room >= 0 ? room / stride : -((-room + stride - 1) / stride)) + 1
    if ceilMode, (result - 1) * stride >= size + padding { result -= 1 }
    return result
  }

  private func divide(_ counts: [[Double]], _ divisor: Int?) throws {
    guard outputSize.array.allSatisfy({ $0 > 0 }) else { return }
    for i in counts[0] {
      for j in counts[1] {
        for k in counts[2] { divisors.append(divisor.map { Double($0) } ?? i * j * k) }
      }
    }
  }

  /// Calls `body` with the windows as the loops take them.
  func withRanges(_ body: (inout cl_ranges, UnsafePointer<Double>) -> Void) {
    withLists(starts) { starts in
      withLists(ends) { ends in
        divisors.withUnsafeBufferPointer { divisors in
          guard let divisor = divisors.baseAddress else { return }
          var ranges = cl_ranges(
            in: (Int64(inputSize[0]), Int64(inputSize[1]), Int64(inputSize[2])),
            out: (Int64(outputSize[0]), Int64(outputSize[1]), Int64(outputSize[2])),
            step: (steps[0], steps[1], steps[2]), start: starts, end: ends)
          body(&ranges, divisor)
        }
      }
    }
  }

  private typealias Lists = (UnsafePointer<Int64>, UnsafePointer<Int64>, UnsafePointer<Int64>)

  private func withLists(_ lists: [[Int64]], _ body: (Lists) -> Void) {
    lists[0].withUnsafeBufferPointer { first in
      lists[1].withUnsafeBufferPointer { second in
        lists[2].withUnsafeBufferPointer { third in
          guard let a = first.baseAddress, let b = second.baseAddress, let c = third.baseAddress
          else { return }
          body((a, b, c))
        }
      }
    }
  }
}

extension Op {
  /// A node for the largest elements of windows.
  private static func maxNode(_ node: String) -> Op {
    Op(
      "max_pool_windows() -> Tensor", [], doc: "", forward: .internalOnly, node: node,
      formula: .multiple { node, grads in
        guard let grad = grads.first ?? nil else { return Gradients(nil) }
        let (positions, size) = try (node.saved(0), node.operandShape(0))
        let planes = node.firstInt
        if !isGradEnabled { return try Gradients(grad.addedToPlanes(size, planes, at: positions)) }
        let zeros = try Tensor.zeros(Dims(planes, (size.product ?? 0) / Swift.max(planes, 1)), grad.dtype)
        let flat = try grad.reshape(Dims(planes, -1))
        return try Gradients(
          zeros.scatterAdd(1, positions.reshape(Dims(planes, -1)), flat).reshape(size))
      })
  }
  fileprivate static let maxPool2dNode = maxNode("MaxPool2DWithIndicesBackward0")
  fileprivate static let maxPool3dNode = maxNode("MaxPool3DWithIndicesBackward0")
  fileprivate static let adaptiveMaxPool2dNode = maxNode("AdaptiveMaxPool2DBackward0")
  fileprivate static let adaptiveMaxPool3dNode = maxNode("AdaptiveMaxPool3DBackward0")

  /// A node for the means of windows, and one for their gradient; each is the other's derivative.
  private static func meanNode(_ node: String) -> Op {
    Op(
      "mean_pool_windows() -> Tensor", [], doc: "", forward: .internalOnly, node: node
    ) { node, grad in
      guard let windows = node.extra as? PoolingWindows else { throw Node.releasedError }
      return try Gradients(grad.spread(over: windows, node.operandShape(0)))
    }
  }
  fileprivate static let avgPool2dNode = meanNode("AvgPool2DBackward0")
  fileprivate static let avgPool3dNode = meanNode("AvgPool3DBackward0")
  fileprivate static let adaptiveAvgPool2dNode = meanNode("AdaptiveAvgPool2DBackward0")
  fileprivate static let adaptiveAvgPool3dNode = meanNode("AdaptiveAvgPool3DBackward0")
  fileprivate static let spreadWindows = Op(
    "spread_windows() -> Tensor", [], doc: "", forward: .internalOnly, node: "AvgPool2DBackwardBackward0"
  ) { node, grad in
    guard let windows = node.extra as? PoolingWindows else { throw Node.releasedError }
    let spatial = windows.inputSize[0] > 1 || node.operandShape(0).count == 5 ? 3 : 2
    return try Gradients(grad.windowMeans(windows, spatial, Op.avgPool2dNode))
  }

  /// A row for the largest elements of moving windows.
  private static func maxPool(_ rank: Int, inFunctional: Bool) -> Op {
    let tail = inFunctional ? ", bool return_indices=False" : ""
    return Op(
      "max_pool\(rank)d(Tensor input, int[\(rank)] kernel_size, int[\(rank)]? stride=None, "
        + "int[\(rank)] padding=0, int[\(rank)] dilation=1, bool ceil_mode=False\(tail)) -> Tensor",
      inFunctional ? .functional : .function, doc: "The largest elements of moving windows.",
      forward: .inFloat32 { args in
        try args.pooled(rank, "max_pool\(rank)d") { x, size in
          let windows = try PoolingWindows(
            size, kernel: args.steps(1, rank, 1), stride: args.steps(args.isGiven(2) ? 2 : 1, rank, 1),
            padding: args.steps(3, rank, 0), dilation: args.steps(4, rank, 1), ceilMode: args.bool(5))
          return try x.windowMaxima(
            windows, Swift.max(rank, 2), rank == 3 ? Op.maxPool3dNode : Op.maxPool2dNode)
        }.value(withIndices: args.bool(6))
      },
      samples: rank != 2 || !inFunctional ? { [] } : {
        [[.sample([3, 1, 2, 5, 0, 7, 4, 8, 6], [1, 1, 3, 3]), .ints([2, 2]), .int(1)]]
      })
  }

  /// A row for the largest elements of a given number of windows.
  private static func adaptiveMaxPool(_ rank: Int) -> Op {
    Op(
      "adaptive_max_pool\(rank)d(Tensor input, Any output_size, bool return_indices=False) -> Tensor",
      [.functional], doc: "The largest elements of a number of windows that cover the input.",
      forward: .inFloat32 { args in
        try args.pooled(rank, "adaptive_max_pool\(rank)d") { x, size in
          let windows = try PoolingWindows(size, parts: args.outputSize(1, rank, size))
          return try x.windowMaxima(
            windows, Swift.max(rank, 2),
            rank == 3 ? Op.adaptiveMaxPool3dNode : Op.adaptiveMaxPool2dNode)
        }.value(withIndices: args.bool(2))
      })
  }

  /// A row for the means of moving windows.
  private static func avgPool(_ rank: Int) -> Op {
    let divisor = rank == 1 ? "" : ", int? divisor_override=None"
    return Op(
      "avg_pool\(rank)d(Tensor input, int[\(rank)] kernel_size, int[\(rank)]? stride=None, "
        + "int[\(rank)] padding=0, bool ceil_mode=False, bool count_include_pad=True\(divisor)) -> Tensor",
      [.functional], doc: "The means of moving windows.",
      forward: .inFloat32 { args in
        try args.pooled(rank, "avg_pool\(rank)d") { x, size in
          let divisor = try args.optionalInt(6)
          if divisor == 0 { throw TensorError.runtime("divisor must be not zero") }
          let windows = try PoolingWindows(
            size, kernel: args.steps(1, rank, 1), stride: args.steps(args.isGiven(2) ? 2 : 1, rank, 1),
            padding: args.steps(3, rank, 0), dilation: [1, 1, 1], ceilMode: args.bool(4),
            countsPadding: args.bool(5), divisor: divisor)
          let node = rank == 3 ? Op.avgPool3dNode : Op.avgPool2dNode
          return try (x.windowMeans(windows, Swift.max(rank, 2), node), nil)
        }.value(withIndices: false)
      },
      samples: rank != 2 ? { [] } : {
        [[.sample([3, 1, 2, 5, 0, 7, 4, 8, 6], [1, 1, 3, 3]), .ints([2, 2]), .int(1), .int(1)]]
      })
  }

  /// A row for the means of a given number of windows.
  private static func adaptiveAvgPool(_ rank: Int) -> Op {
    Op(
      "adaptive_avg_pool\(rank)d(Tensor input, Any output_size) -> Tensor", [.functional],
      doc: "The means of a number of windows that cover the input.",
      forward: .inFloat32 { args in
        try args.pooled(rank, "adaptive_avg_pool\(rank)d") { x, size in
          let parts = try args.outputSize(1, rank, size)
          if parts == [1, 1, 1], rank > 1 {
            return (try x.mean(Dims((0..<rank).map { -1 - $0 }), keepDim: true), nil)
          }
          let windows = try PoolingWindows(size, parts: parts)
          let node = rank == 3 ? Op.adaptiveAvgPool3dNode : Op.adaptiveAvgPool2dNode
          return try (x.windowMeans(windows, Swift.max(rank, 2), node), nil)
        }.value(withIndices: false)
      },
      samples: rank != 2 ? { [] } : {
        [[.sample([3, 1, 2, 5, 0, 7, 4, 8, 6], [1, 1, 3, 3]), .ints([2, 2])]]
      })
  }

  private static func lpPool(_ rank: Int) -> Op {
    Op(
      "lp_pool\(rank)d(Tensor input, float norm_type, int[\(rank)] kernel_size, int[\(rank)]? stride=None, bool ceil_mode=False) -> Tensor",
      [.functional], doc: "The norms of moving windows.",
      forward: .inFloat32 { args in
        let order = try args.double(1)
        var values: [Argument] = try [.tensor(args.tensor(0).pow(.double(order))), args[2], args[3]]
        values += [.int(0), args[4], .bool(true), .none]
        let means = try Op.avgPools[rank - 1].call(Arguments(values, args.context)).tensor ?? args.tensor(0)
        let kernel = try args.steps(2, rank, 1).product ?? 1
        let sums = try means.sign() * means.abs().relu()
        return try .tensor((sums * .int(kernel)).pow(.double(1 / order)))
      })
  }

  static let avgPools = [avgPool(1), avgPool(2), avgPool(3)]

  static var poolingRows: [Op] {
    (1...3).flatMap { rank in
      [
        maxPool(rank, inFunctional: true), maxPool(rank, inFunctional: false), avgPools[rank - 1],
        adaptiveMaxPool(rank), adaptiveAvgPool(rank), lpPool(rank),
      ]
    }
  }
}

/// The values of a pooling and, for the largest elements, where they are.
struct Pooled {
  var values: Tensor
  var indices: Tensor?

  func value(withIndices: Bool) -> Value {
    guard withIndices, let indices else { return .tensor(values) }
    return .tensors([values, indices])
  }
}

extension Arguments {
  func isGiven(_ index: Int) -> Bool {
    switch self[index] {
    case .none: false
    case .list(let elements, _): !elements.isEmpty
    default: true
    }
  }

  /// Three numbers: those given for the spatial dimensions, with `missing` in front.
  func steps(_ index: Int, _ rank: Int, _ missing: Int) throws -> Dims {
    let given = try ints(index)
    guard given.count == rank || given.count == 1 else {
      throw TensorError.runtime("expected \(rank) numbers for the spatial dimensions, got \(given.count)")
    }
    return (given.count == rank ? given : Dims(repeating: given[0], count: rank)).leading(missing)
  }

  /// The numbers of windows of an adaptive pooling; None keeps the input's size.
  fileprivate func outputSize(_ index: Int, _ rank: Int, _ input: Dims) throws -> Dims {
    var sizes: [Int?]
    switch self[index] {
    case .list(let elements, _): sizes = elements.map(\.int)
    case .none: sizes = [nil]
    default: sizes = [try int(index)]
    }
    if sizes.count == 1 { sizes = Array(repeating: sizes[0], count: rank) }
    guard sizes.count == rank else {
      throw TensorError.runtime("adaptive_avg_pool\(rank)d(): output_size must be \(rank)")
    }
    var result = Dims(repeating: 1, count: 3 - rank)
    for (position, size) in sizes.enumerated() {
      let size = size ?? input[3 - rank + position]
      guard size > 0 else {
        throw TensorError.runtime(
          "adaptive_avg_pool\(rank)d(): elements of output_size must be greater than or equal to 0 but "
            + "received {\(size)}")
      }
      result.append(size)
    }
    try result.requireMemory(.float32)
    return result
  }

  /// Runs a pooling over an input with or without batch dimension.
  ///
  /// As in PyTorch, one spatial dimension is pooled as two, the first of size 1.
  fileprivate func pooled(
    _ rank: Int, _ name: String, _ body: (Tensor, Dims) throws -> (Tensor, Tensor?)
  ) throws -> Pooled {
    let x = try tensor(0)
    guard x.rank == rank + 1 || x.rank == rank + 2 else { throw x.notPoolable(rank, name) }
    try x.requirePoolable(name)
    let image = rank == 1 ? try x.unsqueeze(-2) : x
    var size = Dims()
    for index in (image.rank - Swift.max(rank, 2))..<image.rank { size.append(image.shape[index]) }
    let (values, indices) = try body(image, size.leading(1))
    if rank > 1 { return Pooled(values: values, indices: indices) }
    return try Pooled(values: values.squeeze(-2), indices: indices?.squeeze(-2))
  }
}

extension Tensor {
  /// The words in which each pooling refuses a tensor of other dimensions.
  fileprivate func notPoolable(_ rank: Int, _ name: String) -> TensorError {
    let dimensions = "\(rank + 1)D or \(rank + 2)D"
    if name.hasPrefix("adaptive") && rank > 1 {
      let colon = name.contains("max") ? ":" : ""
      return .runtime("\(name)(): Expected \(dimensions) tensor, but got\(colon) \(shape.text)")
    }
    if name == "max_pool1d" {
      return .runtime(
        "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but "
          + "got:\(shape.text)")
    }
    if rank == 1 {
      return .runtime(
        "Expected 2 to 3 dimensions, but got \(self.rank)-dimensional tensor for argument #1 'self' (while "
          + "checking arguments for \(name))")
    }
    if name == "avg_pool2d" {
      return self.rank < 3
        ? .index(
          "Dimension out of range (expected to be in range of [\(-self.rank), \(self.rank - 1)], but got -3)")
        : .runtime(
          "Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but "
            + "got:\(shape.text)")
    }
    return .runtime("non-empty \(dimensions) (batch mode) tensor expected for input")
  }

  fileprivate func requirePoolable(_ name: String) throws {
    if dtype == .float32 || dtype == .float64 || dtype == .int64 && name.contains("max") { return }
    if dtype.isIntegral { throw TensorError.noKernel(name.replacingDimension, dtype) }
    throw TensorError.notSupported("\(name) of \(dtype.name) tensors")
  }

  /// The shape with the last `spatial` sizes replaced, and the number of planes.
  private func poolShape(_ windows: PoolingWindows, _ spatial: Int) throws -> (shape: Dims, planes: Int) {
    guard windows.outputSize.array.allSatisfy({ $0 > 0 }) else {
      throw TensorError.runtime(
        "Given input size: (\(poolText(windows.inputSize))). Calculated output size: "
          + "(\(poolText(windows.outputSize))). Output size is too small")
    }
    var size = shape
    for index in 0..<spatial { size[rank - 1 - index] = windows.outputSize[2 - index] }
    return (size, count / Swift.max(windows.inputSize.product ?? 1, 1))
  }

  private func poolText(_ size: Dims) -> String {
    let spatial = size.array.dropFirst(1).map(String.init)
    let channels = rank >= 3 ? shape[rank - 3] : 1
    return "\(channels)x" + spatial.joined(separator: "x")
  }

  fileprivate func windowMaxima(
    _ windows: PoolingWindows, _ spatial: Int, _ op: Op
  ) throws -> (Tensor, Tensor?) {
    let (size, planes) = try poolShape(windows, spatial)
    let x = try noGrad { try contiguous() }
    let (values, indices) = try (Tensor.empty(size, dtype), Tensor.empty(size, .int64))
    windows.withRanges { ranges, _ in
      cl_window_max(
        dtype.rawValue, &ranges, Int64(planes), x.data, values.data, indices.pointer(to: Int64.self))
    }
    op.record([values], [self]) { node in
      node.save(0, indices)
      node.firstInt = planes
    }
    return (values, indices)
  }

  /// Zeros of `planes` planes with this gradient of their windows' largest elements added where those were found.
  fileprivate func addedToPlanes(_ size: Dims, _ planes: Int, at positions: Tensor) throws -> Tensor {
    let (result, grad, places) = try (Tensor.zeros(size, dtype), contiguous(), positions.contiguous())
    let count = Int64(Swift.max(planes, 1))
    let status = cl_add_to_planes(
      dtype.rawValue, places.pointer(to: Int64.self), grad.data, Int64(planes), Int64(result.count) / count,
      Int64(places.count) / count, result.data)
    if status == CL_OUT_OF_RANGE { throw TensorError.index("max_pool: position outside of its plane") }
    try check(status, Op.add, dtype)
    return result
  }

  fileprivate func windowMeans(_ windows: PoolingWindows, _ spatial: Int, _ op: Op) throws -> Tensor {
    let (size, planes) = try poolShape(windows, spatial)
    let x = try noGrad { try contiguous() }
    let result = try Tensor.empty(size, dtype)
    windows.withRanges { ranges, divisors in
      cl_window_mean(dtype.rawValue, &ranges, Int64(planes), divisors, x.data, result.data)
    }
    return op.record(result, self) { $0.extra = windows }
  }

  /// This gradient of means shared among the elements of their windows.
  fileprivate func spread(over windows: PoolingWindows, _ shape: Dims) throws -> Tensor {
    let grad = try noGrad { try contiguous() }
    let result = try Tensor.zeros(shape, dtype)
    let planes = result.count / Swift.max(windows.inputSize.product ?? 1, 1)
    windows.withRanges { ranges, divisors in
      cl_window_spread(dtype.rawValue, &ranges, Int64(planes), divisors, grad.data, result.data)
    }
    return Op.spreadWindows.record(result, self) { $0.extra = windows }
  }
}

extension String {
  /// `max_pool2d` without its number, as kernels are named.
  fileprivate var replacingDimension: String { filter { !$0.isNumber } }
}
