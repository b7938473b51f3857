import CLoops

// Entries of a dimension chosen by their order.

extension Op {
  static let topk = ranked(
    "topk(Tensor self, int k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)",
    node: "TopkBackward0", doc: "The largest or smallest entries of a dimension and where they are.",
    samples: { [[.sample([3, 1, 2, 5, 0, 4], [2, 3]), .int(2)]] }
  ) { args, op in
    let (x, k) = try (args.tensor(0), args.int(1))
    let dim = try wrapped(args.int(2), rank: x.rank)
    guard k >= 0, k <= (x.rank == 0 ? 1 : x.shape[dim]) else {
      throw TensorError.runtime("selected index k out of range")
    }
    if x.dtype == .bool { throw TensorError.runtime("topk does not support bool dtypes on CPU") }
    return try x.top(k, dim, isLargest: args.bool(3), isSorted: args.bool(4), op)
  }

  static let kthvalue = ranked(
    "kthvalue(Tensor self, int k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)",
    node: "KthvalueBackward0", doc: "The k-th smallest entries of a dimension and where they are.",
    samples: { [[.sample([3, 1, 2, 5, 0, 4], [2, 3]), .int(2)]] }
  ) { args, op in
    let (x, k) = try (args.tensor(0), args.int(1))
    let dim = try wrapped(args.int(2), rank: x.rank)
    guard x.rank == 0 || x.shape[dim] > 0 else {
      throw TensorError.index("kthvalue(): Expected reduction dim \(dim) to have non-zero size.")
    }
    guard k >= 1, k <= (x.rank == 0 ? 1 : x.shape[dim]) else {
      throw TensorError.runtime("kthvalue(): selected number k out of range for dimension \(dim)")
    }
    try x.requireOrder("kthvalue_cpu")
    return try x.selected(1, dim, keepDim: args.bool(3), op) { line in
      try line.quickSelect(k - 1)
      line.positions[0] = line.positions[k - 1]
    }
  }

  /// A row for medians along a dimension.
  private static func medianAlong(_ name: String, ignoresNaN: Bool, node: String) -> Op {
    ranked(
      "\(name).dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)",
      node: node + "Backward1", doc: "The middle entries of a dimension and where they are.",
      samples: { [[.sample([3, 1, 2, 5, 0, 4], [2, 3]), .int(1)]] }
    ) { args, op in
      let x = try args.tensor(0)
      let dim = try wrapped(args.int(1), rank: x.rank)
      try x.requireOrder("median_out")
      guard x.rank == 0 || x.shape[dim] > 0 else {
        throw TensorError.index("median(): Expected reduction dim \(dim) to have non-zero size.")
      }
      return try x.selected(1, dim, keepDim: args.bool(2), op) { line in
        let missing = line.missing
        if let first = missing.first, !ignoresNaN {
          line.positions[0] = first
        } else {
          try line.selectMiddle(Swift.max(0, (line.count - missing.count - 1) / 2))
        }
      }
    }
  }
  static let medianDim = medianAlong("median", ignoresNaN: false, node: "Median")
  static let nanmedianDim = medianAlong("nanmedian", ignoresNaN: true, node: "Nanmedian")

  private static func medianOfAll(_ name: String, along row: @escaping () -> Op, node: String) -> Op {
    let own = OpReference()
    let op = Op(
      "\(name)(Tensor self) -> Tensor", [.function, .method], doc: "The middle of all elements.",
      forward: .general { args in
        let x = try args.tensor(0)
        try x.requireOrder("median_cpu")
        if x.count == 0 {
          return .tensor(own.op.record(Tensor(.double(.nan), x.dtype), x))
        }
        let flat = try noGrad { try x.detach().reshape(Dims(-1)) }
        guard case .named(_, _, let pair) = try row().call(Arguments([.tensor(flat), .int(0)], args.context))
        else { return .none }
        return .tensor(own.op.record(pair[0], x))
      },
      saves: [.first, .result], node: node + "Backward0", samples: vectorSample
    ) { node, grad in try Gradients(node.saved(0).shared(grad, among: node.saved(2))) }
    own.op = op
    return op
  }
  static let median = medianOfAll("median", along: { Op.medianDim }, node: "Median")
  static let nanmedian = medianOfAll("nanmedian", along: { Op.nanmedianDim }, node: "Nanmedian")

  static let mode = ranked(
    "mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)",
    node: "ModeBackward0", doc: "The most frequent entries of a dimension and where one of them is.",
    samples: { [] }
  ) { args, op in
    let x = try args.tensor(0)
    let dim = try wrapped(args.int(1), rank: x.rank)
    if x.dtype.isComplex { throw TensorError.noKernel("mode_cpu", x.dtype) }
    guard x.rank == 0 || x.shape[dim] > 0 else {
      throw TensorError.index("mode(): Expected reduction dim \(dim) to have non-zero size.")
    }
    return try x.selected(1, dim, keepDim: args.bool(2), op) { line in
      try line.orderAll()
      line.positions[0] = line.longestRun
    }
  }

  /// A row for running extremes along a dimension.
  private static func runningExtreme(_ name: String, largest: Bool, node: String) -> Op {
    ranked(
      "\(name)(Tensor self, int dim) -> (Tensor values, Tensor indices)", node: node,
      doc: "The \(largest ? "largest" : "smallest") entries of a dimension so far and where they are.",
      samples: { [[.sample([3, 1, 2, 5, 0, 6], [2, 3]), .int(1)]] }
    ) { args, op in
      let x = try args.tensor(0)
      guard try x.rank > 0 || [-1, 0].contains(args.int(1)) else {
        throw TensorError.index(
          "\(name)(): Expected reduction dim -1 or 0 for scalar but got \(try args.int(1))")
      }
      // PyTorch does not look at the dimension where there are no elements.
      let dim = x.count == 0 ? 0 : try wrapped(args.int(1), rank: x.rank)
      let length = x.rank == 0 ? 1 : x.shape[dim]
      return try x.selected(length, dim, keepDim: true, op) { try $0.runExtremes(largest: largest) }
    }
  }
  static let cummax = runningExtreme("cummax", largest: true, node: "CummaxBackward0")
  static let cummin = runningExtreme("cummin", largest: false, node: "CumminBackward0")

  static var selectionRows: [Op] {
    [
      topk, kthvalue, medianDim, nanmedianDim, median, nanmedian, mode, cummax, cummin,
    ]
  }
}

extension Tensor {
  /// Refuses elements that PyTorch's kernel does not order.
  fileprivate func requireOrder(_ kernel: String) throws(TensorError) {
    if dtype == .bool || dtype.isComplex { throw .noKernel(kernel, dtype) }
  }

  /// The `k` largest or smallest entries of a dimension and where they are.
  /// A number without dimensions is its own, whatever `k`.
  func top(
    _ k: Int, _ dim: Int, isLargest: Bool, isSorted: Bool, _ op: Op
  ) throws -> (values: Tensor, indices: Tensor) {
    try selected(rank == 0 ? 1 : k, dim, keepDim: true, op) {
      try $0.orderTop(k, isLargest: isLargest, isSorted: isSorted)
    }
  }

  /// Chooses `width` entries of each line along a dimension, with positions. `choose` leaves the positions wanted
  /// at the beginning of the line's.
  fileprivate func selected(
    _ width: Int, _ dim: Int, keepDim: Bool, _ op: Op, _ choose: (OrderedLine) throws -> Void
  ) throws -> (values: Tensor, indices: Tensor) {
    guard !dtype.isComplex else { throw op.refusal(of: dtype) }
    let lines = try noGrad {
      try (rank == 0 ? detach().reshape(Dims(1)) : detach().movedim(dim, rank - 1)).contiguous()
    }
    let length = lines.shape[lines.rank - 1]
    var size = lines.shape
    size[size.count - 1] = width
    let positions = try Tensor.empty(size, .int64)
    let space = try Tensor.empty(Dims(3, length), .int64)
    var poll = StopPoll()
    for number in 0..<(length == 0 ? 0 : lines.count / length) {
      let line = try OrderedLine(lines, number, space)
      try choose(line)
      (positions.pointer(to: Int64.self) + number * width).update(from: line.positions, count: width)
      try poll.check(after: length)
    }
    let result = try noGrad {
      let values = try lines.gather(lines.rank - 1, positions)
      return try (
        values: values.replaced(in: self, dim, keepDim: keepDim || width != 1),
        indices: positions.replaced(in: self, dim, keepDim: keepDim || width != 1)
      )
    }
    op.record([result.values], [self]) { node in
      node.save(0, result.indices)
      node.firstInt = dim
    }
    return result
  }

  /// What was chosen from lines, with the lines' dimension at its place in `x`.
  private func replaced(in x: Tensor, _ dim: Int, keepDim: Bool) throws -> Tensor {
    if x.rank == 0 { return try reshape(Dims()) }
    let placed = try movedim(rank - 1, dim).contiguous()
    return keepDim ? placed : try placed.squeeze(dim)
  }
}

/// A line of elements as words in the order of the elements (`cl_order_keys`), and room for positions.
private struct OrderedLine {
  let dtype: DType
  let count: Int
  let keys: UnsafeMutablePointer<UInt64>
  let spare: UnsafeMutablePointer<UInt64>
  let positions: UnsafeMutablePointer<Int64>

  /// A line along the last dimension of a contiguous tensor; `space` has three rows of its length.
  init(_ lines: Tensor, _ number: Int, _ space: Tensor) throws {
    dtype = lines.dtype
    count = lines.shape[lines.rank - 1]
    keys = space.data.assumingMemoryBound(to: UInt64.self)
    spare = keys + count
    positions = space.pointer(to: Int64.self) + 2 * count
    cl_order_keys(dtype.rawValue, lines.data + number * count * dtype.size, Int64(count), keys)
    try checkStop()
  }

  private func run(_ status: cl_status) throws {
    if status != CL_OK { throw TensorError(.interrupted, "") }
  }

  func orderTop(_ k: Int, isLargest: Bool, isSorted: Bool) throws {
    try run(cl_order_top(keys, positions, Int64(count), Int64(k), isLargest, isSorted))
  }

  func orderAll() throws { try run(cl_order_unstable(keys, positions, Int64(count))) }

  /// Puts the position of the k-th smallest from 0 at place k, as PyTorch chooses among equal ones.
  func quickSelect(_ k: Int) throws {
    try run(cl_quick_select(keys, positions, Int64(count), Int64(k)))
  }

  /// Puts the position of the k-th smallest from 0 at the first place.
  func selectMiddle(_ k: Int) throws {
    try run(cl_order_middle(keys, spare, Int64(count), Int64(k), positions))
  }

  func runExtremes(largest: Bool) throws {
    guard var nan = nanKey else {
      return try run(cl_running_extremes(keys, positions, Int64(count), largest, nil))
    }
    try run(cl_running_extremes(keys, positions, Int64(count), largest, &nan))
  }

  private var nanKey: UInt64? {
    guard dtype.isFloatingPoint else { return nil }
    var (element, key) = (UInt64(0), UInt64(0))
    withUnsafeMutableBytes(of: &element) { bytes in
      if let start = bytes.baseAddress { Scalar.double(.nan).store(to: start, dtype) }
    }
    cl_order_keys(dtype.rawValue, &element, 1, &key)
    return key
  }

  /// How many elements are NaN, and the position of the first.
  var missing: (count: Int, first: Int64?) {
    guard let nanKey else { return (0, nil) }
    var (total, first) = (0, Int64?.none)
    for position in 0..<count where keys[position] == nanKey {
      total += 1
      if first == nil { first = Int64(position) }
    }
    return (total, first)
  }

  /// The last position of the first longest run of equal keys in order; positions must be in order.
  var longestRun: Int64 {
    var (best, bestLength, length) = (positions[0], 0, 0)
    for place in 0..<count {
      length += 1
      let isLast = place == count - 1 || keys[Int(positions[place + 1])] != keys[Int(positions[place])]
      guard isLast else { continue }
      if length > bestLength { (best, bestLength) = (positions[place], length) }
      length = 0
    }
    return best
  }
}
