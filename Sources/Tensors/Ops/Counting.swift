import CLoops

// Counts of elements: other than zero, different, in bins.

extension Op {
  private static func countNonzero(_ schema: String) -> Op {
    Op(
      schema + " -> Tensor", [.function, .method], doc: "How many elements are other than zero.",
      forward: .general { args in
        let mask = try args.tensor(0).detach().ne(0)
        return try .tensor(mask.sum(args.isGiven(1) ? args.ints(1) : nil))
      })
  }
  static let countNonzeroDims = countNonzero("count_nonzero.dim_IntList(Tensor self, int[] dim)")
  static let countNonzeroDim = countNonzero("count_nonzero(Tensor self, int? dim=None)")

  static let unique: Op = Op(
    "unique(Tensor self, bool sorted=True, bool return_inverse=False, bool return_counts=False, int? dim=None) -> Tensor",
    [.function, .method], doc: "The different elements, in order.",
    forward: .general { args in
      let x = try args.tensor(0)
      if let dim = try args.optionalInt(4) {
        return try x.uniqueEntries(dim, isConsecutive: false)
          .value(args.bool(2), args.bool(3))
      }
      return try x.uniqueElements(isConsecutive: false).value(args.bool(2), args.bool(3))
    })
  static let uniqueConsecutive = Op(
    "unique_consecutive(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None) -> Tensor",
    [.function, .method], doc: "The elements without repetitions of the one before.",
    forward: .general { args in
      let x = try args.tensor(0)
      if let dim = try args.optionalInt(3) {
        return try x.uniqueEntries(dim, isConsecutive: true)
          .value(args.bool(1), args.bool(2))
      }
      return try x.uniqueElements(isConsecutive: true).value(args.bool(1), args.bool(2))
    })

  static let bincount = Op(
    "bincount(Tensor self, Tensor? weights=None, int minlength=0) -> Tensor", [.function, .method],
    doc: "How often each number occurs in a vector of non-negative integers.",
    forward: .general { args in
      let (x, weights, least) = try (args.tensor(0), args.optionalTensor(1), args.int(2))
      guard x.dtype.isIntegral, x.dtype != .bool else { throw TensorError.noKernel("bincount_cpu", x.dtype) }
      let ends = try x.count == 0 ? [] : [false, true].map { largest in
        try x.extremeValues(nil, keepDim: false, largest: largest).item().int
      }
      guard x.rank == 1, (ends.first ?? 0) >= 0 else {
        throw TensorError.runtime("bincount only supports 1-d non-negative integral inputs.")
      }
      guard least >= 0 else { throw TensorError.runtime("minlength should be >= 0") }
      let size = Swift.max(least, (ends.last ?? -1) &+ 1)
      let dtype: DType = weights.map { $0.dtype == .float32 ? .float32 : .float64 } ?? .int64
      guard weights.map({ $0.count == x.count }) ?? true else {
        throw TensorError.runtime("weights should be 1-d and have the same length as input")
      }
      let ones = try weights?.converted(to: dtype) ?? Tensor.ones(Dims(x.count), dtype)
      let zeros = try Tensor.zeros(Dims(size), dtype)
      return try .tensor(noGrad { try zeros.scatterAdd(0, x.to(.int64), ones.detach()) })
    })

  static let histc = Op(
    "histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor", [.function, .method],
    doc: "How many elements fall into equal bins between `min` and `max`.",
    forward: .general { args in
      let (x, bins) = try (args.tensor(0), args.int(1))
      let (counts, _) = try x.histogram("histc", kernel: "histogram_cpu", bins, args.double(2), args.double(3))
      return .tensor(Tensor(counts, shape: Dims(bins), x.dtype))
    })
  static let histogram: Op = Op(
    "histogram(Tensor self, int bins, *, Any range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)",
    [.function, .method], doc: "A histogram and the edges of its bins.",
    forward: .general { args in
      let (x, bins) = try (args.tensor(0), args.int(1))
      var range = (0.0, 0.0)
      if case .list(let ends, _) = args[2], ends.count == 2 {
        range = (ends[0].scalar?.double ?? 0, ends[1].scalar?.double ?? 0)
      }
      var (counts, ends) = try x.histogram(
        "histogram", kernel: "histogramdd", bins, range.0, range.1, weights: args.optionalTensor(3))
      if args.bool(4) {
        let total = counts.reduce(0, +) * (ends.1 - ends.0) / Double(bins)
        counts = counts.map { $0 / total }
      }
      let edges = try Tensor.linspace(.double(ends.0), .double(ends.1), bins + 1, x.dtype)
      let results = [Tensor(counts, shape: Dims(bins), x.dtype), edges]
      Op.histogram.record(results, [x])
      return .named(
        type: "torch.return_types.histogram", names: ["hist", "bin_edges"], values: results)
    },
    node: "NotImplemented")

  static var countingRows: [Op] {
    [
      countNonzeroDims, countNonzeroDim, unique, uniqueConsecutive, bincount, histc, histogram,
    ]
  }
}

/// The different elements or entries of a tensor.
struct UniqueResult {
  let values: Tensor
  let inverse: Tensor
  let counts: Tensor

  func value(_ withInverse: Bool, _ withCounts: Bool) -> Value {
    let extra = (withInverse ? [inverse] : []) + (withCounts ? [counts] : [])
    return extra.isEmpty ? .tensor(values) : .tensors([values] + extra)
  }
}

extension Tensor {
  /// Counts in equal bins, or the sums of weights in them; equal ends stand for the range of the elements.
  fileprivate func histogram(
    _ name: String, kernel: String, _ bins: Int, _ low: Double, _ high: Double, weights: Tensor? = nil
  ) throws -> (counts: [Double], ends: (Double, Double)) {
    guard bins > 0, bins < 1 << 30 else { throw TensorError.runtime("bins must be > 0") }
    guard dtype == .float32 || dtype == .float64 else { throw TensorError.noKernel(kernel, dtype) }
    if let weights, weights.shape != shape {
      throw TensorError.runtime(
        "torch.histogramdd(): if weight tensor is provided it should have the same shape as the input tensor "
          + "excluding its innermost dimension, but got input with shape \(shape.text) and weight with shape "
          + weights.shape.text)
    }
    let (values, shares) = (doubles, weights?.doubles)
    var (first, last) = (low, high)
    try checkStop()
    if first == last, count > 0 {
      first = try detach().extremeValues(nil, keepDim: false, largest: false).item().double
      last = try detach().extremeValues(nil, keepDim: false, largest: true).item().double
    }
    if first == last { (first, last) = (first - 1, last + 1) }
    guard first.isFinite, last.isFinite else {
      throw TensorError.runtime("torch.\(name): range of [\(first), \(last)] is not finite")
    }
    guard first < last else { throw TensorError.runtime("torch.\(name): max must be larger than min") }
    var counts = Array(repeating: 0.0, count: bins)
    var poll = StopPoll()
    for (index, value) in values.enumerated() where value >= first && value <= last {
      try poll.check(after: 4)
      let place = Int((value - first) / (last - first) * Double(bins))
      counts[Swift.min(place, bins - 1)] += shares?[index] ?? 1
    }
    return (counts, (first, last))
  }
}

extension Tensor {
  fileprivate func uniqueElements(isConsecutive: Bool) throws -> UniqueResult {
    try noGrad {
      let flat = try detach().reshape(Dims(-1)).contiguous()
      if isConsecutive { return try flat.grouped(Tensor.arange(0, .int(count), 1, .int64), shape: shape) }
      let (ordered, positions) = try flat.sortedLines(descending: false, stable: true)
      return try ordered.grouped(positions, shape: shape)
    }
  }

  fileprivate func uniqueEntries(_ dimension: Int, isConsecutive: Bool) throws -> UniqueResult {
    guard rank > 0 else {
      throw TensorError.index("Dimension specified as \(dimension) but tensor has no dimensions")
    }
    let dim = try wrapped(dimension, rank: rank)
    try requireEntries(dim)
    return try noGrad {
      let entries = try detach().movedim(dim, 0).contiguous()
      let length = entries.shape[0]
      let positions = isConsecutive ? try Tensor.arange(0, .int(length), 1, .int64) : try entries.orderOfEntries()
      let ordered = try entries.indexSelect(0, positions)
      let result = try ordered.grouped(positions, shape: Dims(length))
      return UniqueResult(
        values: try result.values.movedim(0, dim), inverse: result.inverse, counts: result.counts)
    }
  }

  /// Refuses entries of a dimension that have no elements.
  private func requireEntries(_ dim: Int) throws {
    let empty = shape.indices.count { shape[$0] == 0 }
    if shape[dim] != 0 && empty > 0 {
      throw TensorError.runtime(
        "There are 0 sized dimensions, and they aren't selected, so unique cannot be applied")
    }
    if shape[dim] == 0 && empty > 1 {
      throw TensorError.runtime(
        "Number of zero sized dimensions is more than one, so unique cannot be applied ")
    }
  }

  /// The positions of the entries of the first dimension of a contiguous tensor in lexicographic order.
  private func orderOfEntries() throws -> Tensor {
    let (length, width) = (shape[0], count / Swift.max(shape[0], 1))
    let keys = try Tensor.empty(Dims(count), .int64)
    let words = keys.data.assumingMemoryBound(to: UInt64.self)
    cl_order_keys(dtype.rawValue, data, Int64(count), words)
    var poll = StopPoll()
    let order = try (0..<length).sorted { a, b in
      try poll.check(after: width)
      for place in 0..<width where words[a * width + place] != words[b * width + place] {
        return words[a * width + place] < words[b * width + place]
      }
      return a < b
    }
    return Tensor(order.map(Double.init), shape: Dims(length), .int64)
  }

  /// Joins equal neighbours among the entries of the first dimension, which come from these positions.
  private func grouped(_ positions: Tensor, shape: Dims) throws -> UniqueResult {
    let length = self.shape[0]
    let isFirst = try Tensor.ones(Dims(length), .bool)
    if length > 1 {
      let (after, before) = try (
        slice(0, from: 1, to: length, step: 1), slice(0, from: 0, to: length - 1, step: 1))
      let differs = try Op.ne.binary(after, before).reshape(Dims(length - 1, -1))
      let isOther = try differs.extremeValues(Dims(1), keepDim: false, largest: true)
      try isFirst.slice(0, from: 1, to: length, step: 1).copy_(isOther)
    }
    let numbers = try isFirst.cumsum(0) - 1
    let firsts = try isFirst.nonzeroMatrix().reshape(Dims(-1))
    let ends = try Tensors.cat([firsts, Tensor(.int(length), .int64).reshape(Dims(1))], 0)
    let groups = firsts.count
    return UniqueResult(
      values: try indexSelect(0, firsts),
      inverse: try positions.scatter(0, positions, numbers).reshape(shape),
      counts: try ends.slice(0, from: 1, to: groups + 1, step: 1) - firsts)
  }
}
