import CLoops

// Sorting, ranks, counting, and the reductions that need more than one pass.

extension Op {
  /// A row for an operation along a dimension with values and their positions.
  private static func ranked(
    _ schema: String, node: String, doc: String, result: String? = nil, samples: @escaping () throws -> [[Argument]],
    _ body: @escaping (Arguments, Op) throws -> (values: Tensor, indices: Tensor)
  ) -> Op {
    let own = OpReference()
    let name = String(schema.prefix { $0 != "(" && $0 != "." })
    let row = Op(
      schema, [.function, .method], doc: doc,
      forward: .general { args in
        let pair = try body(args, own.op)
        return .named(
          type: "torch.return_types.\(result ?? name)", names: ["values", "indices"],
          values: [pair.values, pair.indices])
      },
      node: node, samples: samples
    ) { node, grad in
      let (dim, size) = (node.firstInt, node.operandShape(0))
      var (positions, values) = (try node.saved(0), grad)
      if positions.rank < size.count {
        (positions, values) = try (positions.unsqueeze(dim), grad.unsqueeze(dim))
      }
      return try Gradients(Tensor.zeros(size, grad.dtype).scatterAdd(dim, positions, values))
    }
    own.op = row
    return row
  }

  private static let vectorSample: @Sendable () throws -> [[Argument]] = {
    [[.sample([3, 1, 2, 5, 0, 4], [2, 3])]]
  }

  static let sort = ranked(
    "sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)",
    node: "SortBackward0", doc: "The entries of a dimension in order, and where they were.",
    samples: vectorSample
  ) { args, op in try args.tensor(0).sorted(args.int(1), descending: args.bool(2), op) }
  static let sortStable = ranked(
    "sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)",
    node: "SortBackward1", doc: "The entries of a dimension in order, equal ones as they were.",
    samples: { [] }
  ) { args, op in try args.tensor(0).sorted(args.int(2), descending: args.bool(3), op) }
  static let msort = Op(
    "msort(Tensor self) -> Tensor", [.function, .method], doc: "The entries of the first dimension in order.",
    forward: .general { args in
      try .tensor(args.tensor(0).sorted(0, descending: false, Op.sort).values)
    })
  static let argsort = Op(
    "argsort(Tensor self, int dim=-1, bool descending=False, bool stable=False) -> Tensor",
    [.function, .method], doc: "Where the entries of a dimension in order are.",
    forward: .general { args in
      try .tensor(args.tensor(0).detach().sorted(args.int(1), descending: args.bool(2), Op.sort).indices)
    })

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
    let (isLargest, isSorted) = (args.bool(3), args.bool(4))
    return try x.ranked(dim, keepDim: true, op, sorting: false) { line, values in
      let order = x.positions(line.map(values)) {
        cl_order_top($0, $1, $2, Int64(k), isLargest, isSorted)
      }
      return Array(order.prefix(k))
    }
  }

  static let kthvalue = ranked(
    "kthvalue(Tensor self, int k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)",
    node: "KthvalueBackward0", doc: "The k-th smallest entries of a dimension and where they are.",
    samples: { [[.sample([3, 1, 2, 5, 0, 4], [2, 3]), .int(2)]] }
  ) { args, op in
    let (x, k) = try (args.tensor(0), args.int(1))
    let dim = try wrapped(args.int(2), rank: x.rank)
    guard k >= 1, k <= (x.rank == 0 ? 1 : x.shape[dim]) else {
      throw TensorError.runtime("kthvalue(): selected number k out of range for dimension \(dim)")
    }
    return try x.ranked(dim, keepDim: args.bool(3), op) { [$0[k - 1]] }
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
      return try x.ranked(dim, keepDim: args.bool(2), op) { order, values in
        guard !order.isEmpty else {
          throw TensorError.index("median(): Expected reduction dim \(dim) to have non-zero size.")
        }
        let numbers = order.filter { !values($0).isNaN }.count
        if numbers < order.count, !ignoresNaN {
          return [order.indices.first { values($0).isNaN } ?? 0]
        }
        return [order[Swift.max(0, (numbers - 1) / 2)]]
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
          let none = try Tensor.zeros(Dims(0), .int64)
          return .tensor(own.op.record(Tensor(.double(.nan), x.dtype), x) { $0.save(0, none) })
        }
        let flat = try noGrad { try x.detach().reshape(Dims(-1)) }
        guard case .named(_, _, let pair) = try row().call(Arguments([.tensor(flat), .int(0)], args.context))
        else { return .none }
        return .tensor(own.op.record(pair[0], x) { $0.save(0, pair[1]) })
      },
      node: node + "Backward0", samples: vectorSample
    ) { node, grad in
      let size = node.operandShape(0)
      let zeros = try Tensor.zeros(Dims(size.product ?? 1), grad.dtype)
      if zeros.count == 0 { return try Gradients(zeros.reshape(size)) }
      let placed = try zeros.scatter(0, node.saved(0).reshape(Dims(1)), grad.reshape(Dims(1)))
      return try Gradients(placed.reshape(size))
    }
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
    return try x.ranked(dim, keepDim: args.bool(2), op, sorting: false) { line, values in
      let order = x.positions(line.map(values)) { cl_order_unstable($0, $1, $2) }
      var (best, bestCount, run) = (order[0], 0, 0)
      for (place, position) in order.enumerated() {
        run += 1
        guard place == order.count - 1 || values(order[place + 1]) != values(position) else { continue }
        if run > bestCount { (best, bestCount) = (position, run) }
        run = 0
      }
      return [best]
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
      let dim = try wrapped(args.int(1), rank: x.rank)
      return try x.ranked(dim, keepDim: true, op, sorting: false) { order, values in
        var best = 0
        return order.map { position in
          let (value, leader) = (values(position), values(best))
          let wins = largest ? value >= leader : value <= leader
          if value.isNaN || !leader.isNaN && wins { best = position }
          return best
        }
      }
    }
  }
  static let cummax = runningExtreme("cummax", largest: true, node: "CummaxBackward0")
  static let cummin = runningExtreme("cummin", largest: false, node: "CumminBackward0")

  static let cumprod = Op(
    "cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor", [.function, .method, .inPlace],
    doc: "Running products along a dimension.",
    forward: .general { args in
      let x = try args.tensor(0)
      return try .tensor((args.dtype(2).map { try x.to($0) } ?? x).cumprod(args.int(1)))
    },
    node: "CumprodBackward0", formerNode: "CumprodBackward",
    samples: { [[.sample([3, 1, 2, 5, 0.5, 6], [2, 3]), .int(1)], [.sample([3, 0, 2, 4]), .int(0)]] }
  ) { node, grad in
    let (x, dim) = try (node.saved(0), node.firstInt)
    if x.scalars.allSatisfy({ !$0.isZero }) {
      return try Gradients((grad * x.cumprod(dim)).reversedCumsum(dim) / x)
    }
    return try Gradients(x.cumprodGradient(grad, dim))
  }

  static let logcumsumexp = Op(
    "logcumsumexp(Tensor self, int dim) -> Tensor", [.function, .method],
    doc: "Logarithms of running sums of exponentials.", kernel: "logcumsumexp_out_cpu",
    forward: .inFloat32 { args in try .tensor(args.tensor(0).logcumsumexp(args.int(1))) },
    saves: [.first, .result], node: "LogcumsumexpBackward0", samples: { [[.sample([3, 1, 2]), .int(0)]] }
  ) { node, grad in
    let (x, y) = try (node.saved(0), node.saved(2))
    return try Gradients((grad * (-y).exp()).reversedCumsum(node.firstInt) * x.exp())
  }

  static let logsumexp = Op(
    "logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor", [.function, .method],
    doc: "Logarithms of sums of exponentials along dimensions.",
    forward: .general { args in try .tensor(args.tensor(0).logsumexp(args.ints(1), keepDim: args.bool(2))) },
    saves: [.first, .result], node: "LogsumexpBackward0", formerNode: "LogsumexpBackward",
    samples: { [[.sample([3, 1, 2, 0], [2, 2]), .int(1)]] }
  ) { node, grad in
    let x = try node.saved(0)
    let (sums, incoming) = try (node.saved(2).reshape(node.ints), grad.reshape(node.ints))
    return try Gradients(incoming * (x - sums).exp())
  }

  /// A row for extremes along dimensions; equal ones share the gradient.
  private static func extremesOver(_ name: String, largest: Bool, node: String) -> Op {
    let own = OpReference()
    let row = Op(
      "\(name)(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor", [.function, .method],
      doc: "The \(largest ? "largest" : "smallest") elements along dimensions.",
      forward: .general { args in
        let x = try args.tensor(0)
        let dims = try args.isGiven(1) ? args.ints(1) : nil
        let reduced = try ReducedDims(x, dims)
        guard reduced.count > 0 else {
          if let dims, dims.count > 0 {
            throw TensorError.index("\(name)(): Expected reduction dim \(dims[0]) to have non-zero size.")
          }
          throw TensorError.runtime(
            "\(name)(): Expected reduction dim to be specified for input.numel() == 0. Specify the "
              + "reduction dim with the 'dim' argument.")
        }
        if x.dtype.isComplex { throw TensorError.noKernel("\(name.dropFirst())_values_cpu", x.dtype) }
        let values = try x.extremeValues(dims, keepDim: args.bool(2), largest: largest)
        return .tensor(own.op.record(values, x) { $0.ints = reduced.keptShape })
      },
      saves: [.first, .result], node: node + "Backward0",
      samples: { [[.sample([3, 1, 2, 5, 0, 4], [2, 3]), .int(1)]] }
    ) { node, grad in
      let (x, result) = try (node.saved(0), node.saved(2).reshape(node.ints))
      let winners = try x.eq(result).to(grad.dtype)
      return try Gradients(winners * (grad.reshape(node.ints) / winners.sum(x.reducedDims(node.ints), keepDim: true)))
    }
    own.op = row
    return row
  }
  static let amax = extremesOver("amax", largest: true, node: "Amax")
  static let amin = extremesOver("amin", largest: false, node: "Amin")

  static let aminmax: Op = Op(
    "aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)",
    [.function, .method], doc: "The smallest and the largest elements.",
    forward: .general { args in
      let x = try args.tensor(0)
      let dims = try args.optionalInt(1).map { Dims($0) }
      let reduced = try ReducedDims(x, dims)
      guard reduced.count > 0 else {
        throw TensorError.runtime("aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity.")
      }
      if x.dtype.isComplex { throw TensorError.noKernel("aminmax_cpu", x.dtype) }
      let pair = try [false, true].map { try x.extremeValues(dims, keepDim: args.bool(2), largest: $0) }
      Op.aminmax.record(pair, [x]) { node in
        node.save(0, x)
        node.save(1, pair[0].detach())
        node.save(2, pair[1].detach())
        node.ints = reduced.keptShape
      }
      return .named(type: "torch.return_types.aminmax", names: ["min", "max"], values: pair)
    },
    node: "AminmaxBackward0",
    formula: .multiple { node, grads in
      let x = try node.saved(0)
      var sum: Tensor?
      for (index, grad) in grads.enumerated() {
        guard let grad else { continue }
        let winners = try x.eq(node.saved(index + 1).reshape(node.ints)).to(grad.dtype)
        let share = try winners * (grad.reshape(node.ints) / winners.sum(x.reducedDims(node.ints), keepDim: true))
        sum = try sum.map { try $0 + share } ?? share
      }
      return Gradients(sum)
    })

  /// A row for a reduction that leaves NaN out.
  private static func withoutNaN(_ name: String, doc: String, _ body: @escaping (Tensor, Tensor, Dims?, Bool) throws -> Tensor) -> Op {
    Op(
      "\(name)(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
      [.function, .method], doc: doc,
      forward: .general { args in
        let given = try args.tensor(0)
        let x = try args.dtype(3).map { try given.to($0) } ?? given
        if x.dtype.isComplex { throw TensorError.runtime("nansum on CPU does not support complex inputs") }
        let isNumber = try Op.logicalNot.unary(Op.isnan.unary(x))
        return try .tensor(body(x, isNumber, args.isGiven(1) ? args.ints(1) : nil, args.bool(2)))
      },
      samples: { [[.sample([3, 1, 2, 5], [2, 2]), .int(1)]] })
  }
  static let nansumNode = Op(
    "nansum_node() -> Tensor", [], doc: "", forward: .internalOnly, node: "NansumBackward0",
    formerNode: "NansumBackward0"
  ) { node, grad in
    let mask = try node.saved(0)
    return try Gradients(grad.reshape(node.ints).expand(mask.shape) * mask.to(grad.dtype))
  }
  static let nansum = withoutNaN("nansum", doc: "Sums that leave NaN out.") { x, mask, dims, keepDim in
    try x.nansum(mask, dims, keepDim: keepDim)
  }
  static let nanmean = withoutNaN("nanmean", doc: "Means that leave NaN out.") { x, mask, dims, keepDim in
    guard x.dtype.isFloatingPoint else {
      throw TensorError.runtime("nanmean(): expected input to have floating point or complex dtype but got \(x.dtype.scalarTypeName)")
    }
    return try x.nansum(mask, dims, keepDim: keepDim) / mask.sum(dims, keepDim: keepDim)
  }

  /// A row for a variance or deviation together with the mean.
  private static func withMean(_ name: String, root: Bool, dims: Bool, node: String) -> Op {
    let own = OpReference()
    let schema =
      dims
      ? "\(name).correction(Tensor self, int[1]? dim=None, Any unbiased=None, bool keepdim=False, *, Scalar? correction=None) -> (Tensor, Tensor)"
      : "\(name)(Tensor self, bool unbiased=True) -> (Tensor, Tensor)"
    let row = Op(
      schema, [.function], doc: "The \(root ? "standard deviation" : "variance") and the mean.",
      forward: .general { args in
        let x = try args.tensor(0)
        let given = try dims && args.isGiven(1) ? args.ints(1) : nil
        let correction = try args.correction(dims ? 2 : 1, dims ? 4 : 9)
        let keepDim = dims && args.bool(3)
        let pair = try noGrad {
          try [
            x.spread(given, correction: correction, keepDim: keepDim, root: root, name),
            x.mean(given, keepDim: keepDim),
          ]
        }
        let reduced = try ReducedDims(x, given)
        own.op.record(pair, [x]) { node in
          node.save(0, x)
          node.firstNumber = correction
          node.ints = reduced.keptShape
        }
        return .tensors(pair)
      },
      node: node,
      formula: .multiple { node, grads in
        let (x, kept) = try (node.saved(0), node.ints)
        let dims = x.reducedDims(kept)
        let count = Double(x.count) / Double(Swift.max(kept.product ?? 1, 1))
        let mean = try x.mean(dims, keepDim: true)
        var sum: Tensor?
        if let grad = grads.first ?? nil {
          var slope = try (x - mean) * .double(2 / Swift.max(0, count - node.firstNumber)) * grad.reshape(kept)
          if root {
            let squares = try (x - mean) * (x - mean).conjugatedIfComplex()
            let variance = try squares.sum(dims, keepDim: true) / .double(count - node.firstNumber)
            slope = try slope / (variance.sqrt() * 2)
          }
          sum = slope
        }
        if grads.count > 1, let grad = grads[1] {
          let share = try grad.reshape(kept).expand(x.shape) / .double(count)
          sum = try sum.map { try $0 + share } ?? share
        }
        return Gradients(sum)
      },
      samples: { dims ? [[.sample([1, 2, 4, 8], [2, 2]), .int(1)]] : [[.sample([1, 2, 4])]] })
    own.op = row
    return row
  }
  static let varMean = withMean("var_mean", root: false, dims: false, node: "VarMeanBackward0")
  static let varMeanDims = withMean("var_mean", root: false, dims: true, node: "VarMeanBackward0")
  static let stdMean = withMean("std_mean", root: true, dims: false, node: "StdMeanBackward0")
  static let stdMeanDims = withMean("std_mean", root: true, dims: true, node: "StdMeanBackward0")

  private static func quantileRow(_ name: String, ignoresNaN: Bool) -> Op {
    Op(
      "\(name)(Tensor self, Any q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor",
      [.function, .method], doc: "The elements below which shares of the elements lie, interpolated.",
      forward: .general { args in
        let x = try args.tensor(0)
        let q: Tensor
        if case .tensor(let given) = args[1] { q = given } else { q = try Tensor(.double(args.double(1)), x.dtype) }
        return try .tensor(
          x.quantile(name, q, args.optionalInt(2), keepDim: args.bool(3), args.string(4), ignoresNaN: ignoresNaN))
      },
      samples: { [[.sample([3, 1, 2, 5, 0, 4], [2, 3]), .double(0.3), .int(1)]] })
  }
  static let quantile = quantileRow("quantile", ignoresNaN: false)
  static let nanquantile = quantileRow("nanquantile", ignoresNaN: true)

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
        return try x.uniqueEntries(wrapped(dim, rank: x.rank), isConsecutive: false)
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
        return try x.uniqueEntries(wrapped(dim, rank: x.rank), isConsecutive: true)
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
      let numbers = x.scalars.map(\.int)
      guard x.rank == 1, numbers.allSatisfy({ $0 >= 0 }) else {
        throw TensorError.runtime("bincount only supports 1-d non-negative integral inputs.")
      }
      guard least >= 0 else { throw TensorError.runtime("minlength should be >= 0") }
      let size = Swift.max(least, (numbers.max() ?? -1) &+ 1)
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

  static let diff = Op(
    "diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor",
    [.function, .method], doc: "The differences of neighbouring entries of a dimension.",
    forward: .general { args in
      let given = try args.tensor(0)
      let dim = try wrapped(args.int(2), rank: given.rank)
      guard given.rank > 0 else {
        throw TensorError.runtime("diff expects input to be at least one-dimensional")
      }
      let parts = try [args.optionalTensor(3), given, args.optionalTensor(4)].compactMap { $0 }
      var x = try parts.count == 1 ? given : Tensors.cat(parts, dim)
      for _ in 0..<(try args.int(1)) {
        let size = x.shape[dim]
        let (after, before) = try (x.slice(dim, from: 1, to: size, step: 1),
          x.slice(dim, from: 0, to: Swift.max(size - 1, 0), step: 1))
        x = x.dtype == .bool ? try Op.logicalXor.binary(after, before) : try after - before
      }
      return .tensor(x)
    },
    samples: { [[.sample([3, 1, 2, 5], [2, 2])]] })

  private static func trapezoidRow(_ name: String, cumulative: Bool) -> Op {
    Op(
      "\(name)(Tensor y, Tensor? x=None, *, Scalar dx=1, int dim=-1) -> Tensor", [.function],
      doc: "The integral by the trapezoidal rule.",
      forward: .general { args in
        let y = try args.tensor(0)
        let dim = try wrapped(args.int(3), rank: y.rank)
        let size = y.rank == 0 ? 1 : y.shape[dim]
        let means = try y.slice(dim, from: 1, to: size, step: 1) + y.slice(dim, from: 0, to: size - 1, step: 1)
        guard try args.optionalTensor(1) != nil else {
          let step = try args.double(2) / 2
          return try .tensor(
            cumulative ? means.multipliedByNumber(step).cumsum(dim) : means.sum(Dims(dim)).multipliedByNumber(step))
        }
        var parts = means
        if let x = try args.optionalTensor(1) {
          let axis = x.rank == 1 ? 0 : dim
          let count = x.shape[axis]
          var widths = try x.slice(axis, from: 1, to: count, step: 1) - x.slice(axis, from: 0, to: count - 1, step: 1)
          if x.rank == 1 { widths = try widths.reshape(.ones(y.rank, but: dim, count - 1)) }
          parts = try means * widths
        }
        return try .tensor(
          cumulative ? parts.cumsum(dim).dividedByNumber(2) : parts.sum(Dims(dim)).dividedByNumber(2))
      })
  }
  static let trapezoid = trapezoidRow("trapezoid", cumulative: false)
  static let cumulativeTrapezoid = trapezoidRow("cumulative_trapezoid", cumulative: true)

  static let cov = Op(
    "cov(Tensor self, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor",
    [.function, .method], doc: "The covariances of variables given as rows.",
    forward: .general { args in
      guard try args.optionalTensor(2) == nil, try args.optionalTensor(3) == nil else {
        throw TensorError.notSupported("weights in cov")
      }
      return try .tensor(args.tensor(0).covariance(correction: args.int(1)).squeeze())
    })
  static let corrcoef = Op(
    "corrcoef(Tensor self) -> Tensor", [.function, .method], doc: "The correlations of variables given as rows.",
    forward: .general { args in
      let c = try args.tensor(0).covariance(correction: 1).squeeze()
      if c.rank == 0 { return try .tensor(c / c) }
      let deviations = try c.diagonal(0, 0, 1).sqrt()
      return try .tensor((c / deviations.unsqueeze(-1) / deviations.unsqueeze(0)).clamp(min: -1, max: 1))
    })

  static let dist = Op(
    "dist(Tensor self, Tensor other, Scalar p=2) -> Tensor", [.function, .method],
    doc: "The norm of the difference.",
    forward: .general { args in
      let (a, b, order) = try (args.tensor(0), args.tensor(1), args.double(2))
      let type = resultType(a, b)
      _ = try broadcast(a.shape, b.shape)
      if type.isIntegral && type != .bool {
        throw TensorError.runtime(
          "norm(): input dtype should be either floating point or complex. Got \(type.scalarTypeName) "
            + "instead.")
      }
      let result = try noGrad { try (a - b).norm(order) }
      return .tensor(Op.distNode.record(result, a, b) { node in
        node.save(0, a)
        node.save(1, b)
        node.firstNumber = order
      })
    })
  fileprivate static let distNode = Op(
    "dist_node() -> Tensor", [], doc: "", forward: .internalOnly, node: "DistBackward0"
  ) { node, grad in
    let difference = try node.saved(0) - node.saved(1)
    let slope = try grad * difference.normSlope(node.firstNumber, difference.norm(node.firstNumber))
    return try node.gradients(slope, -slope)
  }

  static let cdist: Op = Op(
    "cdist(Tensor x1, Tensor x2, float p=2.0, str? compute_mode=None) -> Tensor", [.function],
    doc: "The distances of all pairs of rows.",
    forward: .general { args in
      let (a, b, order) = try (args.tensor(0), args.tensor(1), args.double(2))
      guard a.rank >= 2, b.rank >= 2 else {
        throw TensorError.runtime("cdist only supports at least 2D tensors, X1 got: \(a.rank)D")
      }
      for (name, x) in [("X1", a), ("X2", b)] where x.dtype.isIntegral {
        throw TensorError.runtime(
          "cdist only supports floating-point dtypes, \(name) got: \(x.dtype.scalarTypeName)")
      }
      guard a.shape[a.rank - 1] == b.shape[b.rank - 1] else {
        throw TensorError.runtime(
          "X1 and X2 must have the same number of columns. X1: \(a.shape[a.rank - 1]) X2: \(b.shape[b.rank - 1])")
      }
      let result = try noGrad { try (a.unsqueeze(-2) - b.unsqueeze(-3)).norm(order, Dims(-1)) }
      return .tensor(Op.cdist.record(result, a, b) { node in
        node.save(0, a)
        node.save(1, b)
        node.firstNumber = order
      })
    },
    node: "CdistBackward0", samples: { [[.sample([1, 2, 3, 4], [2, 2]), .sample([0, 1, 5, 3], [2, 2])]] }
  ) { node, grad in
    let difference = try node.saved(0).unsqueeze(-2) - node.saved(1).unsqueeze(-3)
    let norms = try difference.norm(node.firstNumber, Dims(-1), keepDim: true)
    let slope = try grad.unsqueeze(-1) * difference.normSlope(node.firstNumber, norms)
    return try node.gradients(slope.sum(Dims(-2)), -slope.sum(Dims(-3)))
  }

  static let pdist: Op = composed(
    "pdist(Tensor self, float p=2.0) -> Tensor", [.function, .functional], node: "PdistBackward0",
    doc: "The distances of all pairs of different rows.",
    samples: { [[.sample([1, 2, 3, 4, 0, 2], [3, 2])]] }
  ) { args in
    let (x, order) = try (args.tensor(0), args.double(1))
    guard x.rank == 2 else {
      throw TensorError.runtime("pdist only supports 2D tensors, got: \(x.rank)D")
    }
    if x.dtype.isIntegral { throw TensorError.runtime("pdist only supports floating-point dtypes") }
    let pairs = (0..<x.shape[0]).flatMap { i in ((i + 1)..<Swift.max(i + 1, x.shape[0])).map { (i, $0) } }
    let positions = { (numbers: [Int]) in
      Tensor(numbers.map(Double.init), shape: Dims(numbers.count), .int64)
    }
    let (first, second) = (positions(pairs.map(\.0)), positions(pairs.map(\.1)))
    return [try (x.indexSelect(0, first) - x.indexSelect(0, second)).norm(order, Dims(-1))]
  }

  static var orderRows: [Op] {
    [
      sort, sortStable, msort, argsort, topk, kthvalue, medianDim, nanmedianDim, median, nanmedian, mode,
      cummax, cummin, cumprod, logcumsumexp, logsumexp, amax, amin, aminmax, nansum, nanmean, varMean,
      varMeanDims, stdMean, stdMeanDims, quantile, nanquantile, countNonzeroDims, countNonzeroDim, unique, uniqueConsecutive,
      bincount, histc, histogram, diff, trapezoid, cumulativeTrapezoid, cov, corrcoef, dist, cdist, pdist,
    ]
  }
}

extension Arguments {
  /// The correction of a variance: `unbiased` at `flag`, or a number at `index`.
  func correction(_ flag: Int, _ index: Int) throws -> Double {
    if case .bool(let unbiased) = self[flag] { return unbiased ? 1 : 0 }
    return try optionalScalar(index)?.double ?? 1
  }
}

extension Tensor {
  /// Refuses elements that PyTorch's kernel does not order.
  fileprivate func requireOrder(_ kernel: String) throws(TensorError) {
    if dtype == .bool || dtype.isComplex { throw .noKernel(kernel, dtype) }
  }

  /// The positions of values in an order that a loop gives them.
  fileprivate func positions(
    _ values: [Double], _ order: (UnsafePointer<Double>, UnsafeMutablePointer<Int64>, Int64) -> Void
  ) -> [Int] {
    var positions = [Int64](repeating: 0, count: Swift.max(values.count, 1))
    let numbers = values.isEmpty ? [0] : values
    order(numbers, &positions, Int64(values.count))
    return positions.prefix(values.count).map(Int.init)
  }

  /// The dimensions in which a kept shape has size 1 and this tensor has not; for none, the first.
  func reducedDims(_ kept: Dims) -> Dims {
    var dims = Dims()
    for index in shape.indices where kept[index] == 1 { dims.append(index) }
    return dims
  }

  /// The derivative of a norm of order `p` of the last dimension, zero where the norm is.
  fileprivate func normSlope(_ order: Double, _ norms: Tensor) throws -> Tensor {
    let isZero = try norms.eq(0)
    let safe = try Tensors.where(isZero, Tensor(1, dtype), norms)
    let slope: Tensor
    switch order {
    case 1: slope = try sign()
    case 2: slope = try self / safe
    case .infinity: slope = try sign() * abs().eq(norms).to(dtype)
    default: slope = try sign() * abs().pow(.double(order - 1)) / safe.pow(.double(order - 1))
    }
    return try Tensors.where(isZero, Tensor(0, dtype), slope)
  }

  /// Picks entries of each line along a dimension by their order, with positions.
  ///
  /// `pick` gets the positions of a line in ascending (or given) order and how to read a value, and returns the
  /// positions wanted, equally many for each line.
  func ranked(
    _ dim: Int, keepDim: Bool, _ op: Op, descending: Bool = false, sorting: Bool = true,
    _ pick: (_ order: [Int], _ values: (Int) -> Double) throws -> [Int]
  ) throws -> (values: Tensor, indices: Tensor) {
    guard !dtype.isComplex else {
      throw TensorError.noKernel("\(op.name)", dtype)
    }
    let length = rank == 0 ? 1 : shape[dim]
    let lines = try noGrad {
      try (rank == 0 ? detach().reshape(Dims(1)) : detach().movedim(dim, rank - 1)).contiguous()
    }
    let count = lines.shape.product.map { length == 0 ? 1 : $0 / length } ?? 0
    var found: [Int] = []
    for line in 0..<count {
      let start = lines.data + line * length * dtype.size
      let order = sorting ? try lines.sortedLine(start, length, descending) : Array(0..<length)
      found += try pick(order) { Scalar(start + $0 * dtype.size, dtype).double }
      if line & 1023 == 1023 { try checkStop() }
    }
    var size = lines.shape
    let width = try count == 0 ? pick(Array(0..<length)) { _ in 0 }.count : found.count / count
    size[size.count - 1] = width
    let positions = try Tensor.uninitialized(size, count: found.count, .int64)
    for (index, position) in found.enumerated() { positions.pointer(to: Int.self)[index] = position }
    let values = try noGrad { try lines.gather(lines.rank - 1, positions) }
    func shaped(_ x: Tensor) throws -> Tensor {
      if rank == 0 { return try x.reshape(Dims()) }
      let placed = try x.movedim(rank - 1, dim).contiguous()
      return keepDim || width != 1 ? placed : try placed.squeeze(dim)
    }
    let result = try noGrad { try (values: shaped(values), indices: shaped(positions)) }
    op.record([result.values], [self]) { node in
      node.save(0, result.indices)
      node.firstInt = dim
    }
    return result
  }

  func ranked(
    _ dim: Int, keepDim: Bool, _ op: Op, descending: Bool = false, _ pick: ([Int]) throws -> [Int]
  ) throws -> (values: Tensor, indices: Tensor) {
    try ranked(dim, keepDim: keepDim, op, descending: descending) { order, _ in try pick(order) }
  }

  /// The positions of the elements of a line in order.
  fileprivate func sortedLine(
    _ start: UnsafeMutableRawPointer, _ length: Int, _ descending: Bool
  ) throws -> [Int] {
    var order = [Int64](repeating: 0, count: Swift.max(length, 1))
    var (keys, spareKeys) = ([UInt64](repeating: 0, count: Swift.max(length, 1)), [UInt64](repeating: 0, count: Swift.max(length, 1)))
    var spare = order
    let status = cl_sort(
      dtype.rawValue, start, Int64(length), descending, nil, &order, &keys, &spare, &spareKeys)
    if status != CL_OK { throw TensorError(.interrupted, "") }
    return order.prefix(length).map(Int.init)
  }

  fileprivate func sorted(_ dim: Int, descending: Bool, _ op: Op) throws -> (values: Tensor, indices: Tensor) {
    let dimension = try wrapped(dim, rank: rank)
    guard !dtype.isComplex else { throw TensorError.noKernel(op.name, dtype) }
    let lines = try noGrad {
      try (rank == 0 ? detach().reshape(Dims(1)) : detach().movedim(dimension, rank - 1)).contiguous()
    }
    let (values, positions) = try lines.sortedLines(descending: descending)
    let result = try noGrad {
      if rank == 0 { return try (values: values.reshape(Dims()), indices: positions.reshape(Dims())) }
      return try (
        values: values.movedim(rank - 1, dimension).contiguous(),
        indices: positions.movedim(rank - 1, dimension).contiguous()
      )
    }
    op.record([result.values], [self]) { node in
      node.save(0, result.indices)
      node.firstInt = dimension
    }
    return result
  }

  /// Each line along the last dimension in order, and the positions of its elements; for contiguous tensors.
  private func sortedLines(descending: Bool) throws -> (values: Tensor, positions: Tensor) {
    let values = Tensor(uninitialized: shape, count: count, dtype)
    let positions = Tensor(uninitialized: shape, count: count, .int64)
    let length = shape[rank - 1]
    guard count > 0 else { return (values, positions) }
    let words = try Tensor.empty(Dims(3, length), .int64)
    let (keys, spare) = (words.data, words.data + 8 * length)
    for line in 0..<(count / length) {
      let start = line * length * dtype.size
      let status = cl_sort(
        dtype.rawValue, data + start, Int64(length), descending, values.data + start,
        positions.pointer(to: Int64.self) + line * length, keys.assumingMemoryBound(to: UInt64.self),
        spare.assumingMemoryBound(to: Int64.self),
        (spare + 8 * length).assumingMemoryBound(to: UInt64.self))
      if status != CL_OK { throw TensorError(.interrupted, "") }
      if line & 1023 == 1023 { try checkStop() }
    }
    return (values, positions)
  }

  public func cumprod(_ dim: Int) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    return Op.cumprod.record(try scan(dimension, product: true), self) { node in
      node.save(0, self)
      node.firstInt = dimension
    }
  }

  /// Sums of the entries of a dimension from each one to the end.
  fileprivate func reversedCumsum(_ dim: Int) throws -> Tensor {
    let sums = try cumsum(dim)
    return try sum(Dims(dim), keepDim: true) - sums + self
  }

  /// The gradient of running products term by term, for operands with zeros.
  fileprivate func cumprodGradient(_ grad: Tensor, _ dim: Int) throws -> Tensor {
    let size = rank == 0 ? 1 : shape[dim]
    let pieces = try (0..<size).map { place -> Tensor in
      var sum = try select(dim, place).zerosLike()
      var product = try select(dim, 0).onesLike()
      for index in 0..<size {
        if index != place { product = try product * select(dim, index) }
        if index >= place { sum = try sum + grad.select(dim, index) * product }
      }
      return sum
    }
    return try stack(pieces, dim)
  }

  fileprivate func logcumsumexp(_ dim: Int) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    try requireRealKernel(Op.logcumsumexp)
    let x = try noGrad { try detach().contiguous() }
    let result = try Tensor.empty(shape, dtype)
    let (outer, length, inner) = split(at: dimension)
    for block in 0..<outer {
      for column in 0..<inner {
        var running = -Double.infinity
        for place in 0..<length {
          let index = (block * length + place) * inner + column
          let value = x.element(at: index).double
          let (low, high) = (Swift.min(running, value), Swift.max(running, value))
          running = low.isNaN || high.isNaN ? .nan : high == -.infinity || low == high && high.isInfinite ? high
            : high + _log1p(_exp(low - high))
          Scalar.double(running).store(to: result.data + index * dtype.size, dtype)
        }
      }
    }
    return Op.logcumsumexp.record(result, self) { $0.firstInt = dimension }
  }

  public func logsumexp(_ dims: Dims, keepDim: Bool = false) throws -> Tensor {
    let given = dtype.isIntegral ? try to(.float32) : self
    let reduced = try ReducedDims(given, dims)
    let result = try noGrad {
      let x = given.detach()
      if reduced.count == 0 {
        return try x.exp().sum(dims, keepDim: keepDim).log()
      }
      let peaks = try x.extremeValues(dims, keepDim: true, largest: true)
      let shift = try Tensors.where(peaks.abs().eq(.double(.infinity)), Tensor(0, x.dtype), peaks)
      let sums = try (x - shift).exp().sum(dims, keepDim: true).log() + shift
      return keepDim ? sums : try sums.reshape(reduced.shape)
    }
    return Op.logsumexp.record(result, given) { $0.ints = reduced.keptShape }
  }

  fileprivate func nansum(_ mask: Tensor, _ dims: Dims?, keepDim: Bool) throws -> Tensor {
    if dtype.isIntegral { return try sum(dims, keepDim: keepDim) }
    let reduced = try ReducedDims(self, dims)
    let result = try noGrad {
      try Tensors.where(mask, self, Tensor(0, dtype)).sum(dims, keepDim: keepDim)
    }
    return Op.nansumNode.record(result, self) { node in
      node.save(0, mask)
      node.ints = reduced.keptShape
    }
  }

  fileprivate func covariance(correction: Int) throws -> Tensor {
    guard rank <= 2 else {
      throw TensorError.runtime("cov(): expected input to have two or fewer dimensions but got an input with \(rank) dimensions")
    }
    let rows = try rank < 2 ? reshape(Dims(1, -1)) : self
    let x = dtype.isIntegral ? try rows.to(.float32) : rows
    let centered = try x - x.mean(Dims(1), keepDim: true)
    let number = Swift.max(0, x.shape[1] - correction)
    return try centered.mm(centered.t()) / .int(number)
  }

  fileprivate func quantile(
    _ name: String, _ q: Tensor, _ dim: Int?, keepDim: Bool, _ mode: String, ignoresNaN: Bool
  ) throws -> Tensor {
    guard dtype == .float32 || dtype == .float64 else {
      throw TensorError.runtime("quantile() input tensor must be either float or double dtype")
    }
    guard count > 0 else { throw TensorError.runtime("\(name)() input tensor must be non-empty") }
    guard q.rank <= 1 else { throw TensorError.runtime("\(name)() q must be a scalar or 1D tensor") }
    guard q.dtype == dtype else { throw TensorError.runtime("\(name)() q tensor must be same dtype as the input tensor") }
    guard q.doubles.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      throw TensorError.runtime("\(name)() q values must be in the range [0, 1]")
    }
    guard ["linear", "lower", "higher", "midpoint", "nearest"].contains(mode) else {
      throw TensorError.runtime(
        "\(name)() interpolation must be one of linear, lower, higher, midpoint or nearest, but got \(mode)")
    }
    let dimension = try dim.map { try wrapped($0, rank: rank) } ?? 0
    let x = dim == nil || rank == 0 ? try flatten() : self
    let rows = try x.movedim(dimension, x.rank - 1).sorted(-1, descending: false, Op.sort).values
    let last = rows.shape[rows.rank - 1] - 1
    let isMissing = try noGrad { try Op.isnan.unary(rows.detach()).sum(Dims(-1), keepDim: true) }
    let ranks = try noGrad { () throws -> Tensor in
      // [..., quantiles]: the share of the last rank, NaN rows point at their NaN.
      let kept = try ignoresNaN ? (Scalar.int(last) - isMissing).clamp(min: 0).to(dtype) : Tensor(.int(last), dtype)
      let places = try q.detach().reshape(Dims(-1)) * kept
      if ignoresNaN { return places }
      return try Tensors.where(isMissing.gt(0), Tensor(.int(last), dtype), places)
    }
    var target = rows.shape
    target[target.count - 1] = q.count
    let spread = try noGrad { try ranks.expand(target).contiguous() }
    let below = try noGrad { try roundedRanks(spread, mode).to(.int64) }
    var values = try rows.gather(-1, below)
    if mode == "linear" || mode == "midpoint" {
      let above = try noGrad { try Op.ceil.unary(spread).to(.int64) }
      let weights = try noGrad {
        try mode == "midpoint" ? spread.filledLike(.double(0.5), dtype) : spread - below.to(dtype)
      }
      values = try values.lerp(rows.gather(-1, above), weights)
    }
    if q.rank == 0 {
      values = keepDim && dim == nil ? try values.reshape(Dims(repeating: 1, count: rank)) : try values.movedim(-1, dimension)
      return keepDim ? values : try values.squeezeQuantile(dimension)
    }
    if keepDim, dim != nil { values = try values.unsqueeze(-2).movedim(-2, dimension) }
    if keepDim, dim == nil {
      var size = Dims(repeating: 1, count: rank)
      try size.insert(q.count, at: 0)
      return try values.reshape(size)
    }
    let placed = try values.movedim(-1, 0)
    return try placed.unsqueeze(-1).squeezed(Op.squeezeRow) { $0 == placed.rank }
  }

  private func roundedRanks(_ ranks: Tensor, _ mode: String) throws -> Tensor {
    switch mode {
    case "higher": try Op.ceil.unary(ranks)
    case "nearest": try Op.round.unary(ranks)
    default: try Op.floor.unary(ranks)
    }
  }

  private func squeezeQuantile(_ dim: Int) throws -> Tensor {
    var size = shape
    if rank > 0 { size.remove(at: dim) }
    let result = try noGrad { try detach().reshape(size) }
    return Op.squeezeRow.record(result, self)
  }

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
    if first == last, let least = values.min(), let most = values.max() { (first, last) = (least, most) }
    if first == last { (first, last) = (first - 1, last + 1) }
    guard first.isFinite, last.isFinite else {
      throw TensorError.runtime("torch.\(name): range of [\(first), \(last)] is not finite")
    }
    guard first < last else { throw TensorError.runtime("torch.\(name): max must be larger than min") }
    var counts = Array(repeating: 0.0, count: bins)
    for (index, value) in values.enumerated() where value >= first && value <= last {
      let place = Int((value - first) / (last - first) * Double(bins))
      counts[Swift.min(place, bins - 1)] += shares?[index] ?? 1
    }
    return (counts, (first, last))
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
  fileprivate func uniqueElements(isConsecutive: Bool) throws -> UniqueResult {
    let flat = try noGrad { try detach().reshape(Dims(-1)).contiguous() }
    let order = isConsecutive ? Array(0..<count) : try flat.sortedLine(flat.data, count, false)
    return try flat.grouped(order, shape: shape, 0) { a, b in
      flat.element(at: a) == flat.element(at: b)
    }
  }

  fileprivate func uniqueEntries(_ dim: Int, isConsecutive: Bool) throws -> UniqueResult {
    guard rank > 0 else {
      throw TensorError.index("Dimension specified as \(dim) but tensor has no dimensions")
    }
    let rows = try noGrad { try detach().movedim(dim, 0).contiguous() }
    let length = rows.shape[0]
    let width = rows.count / Swift.max(length, 1)
    let values = rows.doubles
    let entry = { (row: Int) in values[(row * width)..<((row + 1) * width)] }
    let order = isConsecutive ? Array(0..<length)
      : (0..<length).sorted { a, b in
        entry(a).elementsEqual(entry(b)) ? a < b : entry(a).lexicographicallyPrecedes(entry(b))
      }
    return try detach().grouped(order, shape: Dims(length), dim) { entry($0).elementsEqual(entry($1)) }
  }

  /// Joins neighbours in an order that are equal.
  private func grouped(
    _ order: [Int], shape: Dims, _ dim: Int, _ isEqual: (Int, Int) -> Bool
  ) throws -> UniqueResult {
    var (firsts, counts, inverse): ([Double], [Double], [Double]) = ([], [], Array(repeating: 0, count: order.count))
    for (place, position) in order.enumerated() {
      if place & 0xFFFF == 0xFFFF { try checkStop() }
      if place == 0 || !isEqual(order[place - 1], position) {
        firsts.append(Double(position))
        counts.append(0)
      }
      counts[counts.count - 1] += 1
      inverse[position] = Double(counts.count - 1)
    }
    let line = Tensor(firsts, shape: Dims(firsts.count), .int64)
    return UniqueResult(
      values: try noGrad { try indexSelect(dim, line) },
      inverse: Tensor(inverse, shape: shape, .int64),
      counts: Tensor(counts, shape: Dims(counts.count), .int64))
  }
}
