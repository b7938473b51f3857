import CLoops

// Reductions along lines: extremes, products, variances, norms, truth; and running sums.

/// A tensor seen as lines along the dimensions of a reduction: [results, elements of a line].
private struct Lines {
  let values: Tensor
  let shape: Dims
  let keptShape: Dims
  let length: Int

  /// Lines along `dims`, all dimensions for nil, copied only if they are not lines already.
  init(_ x: Tensor, _ dims: Dims?) throws {
    let reduced = try ReducedDims(x, dims)
    (shape, keptShape, length) = (reduced.shape, reduced.keptShape, reduced.count)
    var order = Dims()
    for index in x.shape.indices where !reduced.contains(index) { order.append(index) }
    for index in x.shape.indices where reduced.contains(index) { order.append(index) }
    let results = reduced.shape.product ?? 0
    values = try noGrad { try x.detach().permute(order).reshape(Dims(results, reduced.count)) }
  }

  /// Reduces each line into an element of a new tensor of `dtype`.
  func reduce(
    _ op: cl_reduce_op, _ dtype: DType, keepDim: Bool, parameter: Double = 0, indices: Tensor? = nil
  ) throws -> Tensor {
    let shape = keepDim ? keptShape : shape
    let result = try Tensor.uninitialized(shape, count: shape.product ?? 0, dtype)
    let size = values.dtype.size
    var lines = cl_lines(
      x: values.data, count: Int64(values.shape[0]), step: Int64(values.strides[0] &* size), length: Int64(length),
      stride: Int64(values.strides[1] &* size))
    cl_reduce(
      op, values.dtype.rawValue, &lines, result.data, Int64(dtype.size), indices?.pointer(to: Int64.self), parameter)
    return result
  }
}

extension Op {
  /// A row for the largest or smallest of all elements; equal ones share the gradient.
  private static func extremeOfAll(_ name: String, largest: Bool, node: String) -> Op {
    Op(
      "\(name)(Tensor self) -> Tensor", [.function, .method],
      doc: "The \(largest ? "largest" : "smallest") element.",
      forward: .general { args in try .tensor(args.tensor(0).extreme(largest: largest)) },
      entry: .unary { try $0.extreme(largest: largest) }, saves: [.first, .result],
      node: node + "Backward1", formerNode: node + "Backward1",
      samples: { [[.sample([1, 5, 2])]] }
    ) { node, grad in
      try Gradients(node.saved(0).shared(grad, among: node.saved(2)))
    }
  }
  static let max = extremeOfAll("max", largest: true, node: "Max")
  static let min = extremeOfAll("min", largest: false, node: "Min")

  /// A row for the extremes along a dimension, with their positions.
  private static func extremeAlong(_ name: String, largest: Bool, node: String) -> Op {
    Op(
      "\(name).dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)",
      [.function, .method],
      doc: "The \(largest ? "largest" : "smallest") elements along a dimension and their positions.",
      forward: .general { args in
        let pair = try args.tensor(0).extremes(args.int(1), keepDim: args.bool(2), largest: largest)
        return .named(
          type: "torch.return_types.\(name)", names: ["values", "indices"],
          values: [pair.values, pair.indices])
      },
      node: node + "Backward0",
      samples: { [[.sample([1, 5, 2, 7, 0, 3], [2, 3]), .int(1), .bool(false)]] }
    ) { node, grad in
      let dim = node.firstInt
      let indices = try node.saved(0)
      let isKept = indices.rank == node.operandShape(0).count && node.secondInt == 1
      let (positions, values) =
        try isKept ? (indices, grad) : (indices.unsqueeze(dim), grad.unsqueeze(dim))
      return try Gradients(values.spread(over: node.operandShape(0), dim, at: positions))
    }
  }
  static let maxDim = extremeAlong("max", largest: true, node: "Max")
  static let minDim = extremeAlong("min", largest: false, node: "Min")

  static let maxOther = Op(
    "max.other(Tensor self, Tensor other) -> Tensor", [.function, .method],
    doc: "The larger of two elements.",
    forward: .general { args in try .tensor(args.tensor(0).maximum(args.tensor(1))) })
  static let minOther = Op(
    "min.other(Tensor self, Tensor other) -> Tensor", [.function, .method],
    doc: "The smaller of two elements.",
    forward: .general { args in try .tensor(args.tensor(0).minimum(args.tensor(1))) })

  private static func position(_ name: String, largest: Bool) -> Op {
    Op(
      "\(name)(Tensor self, int? dim=None, bool keepdim=False) -> Tensor", [.function, .method],
      doc: "The position of the \(largest ? "largest" : "smallest") element, of all or along a dimension.",
      forward: .general { args in
        try .tensor(
          args.tensor(0).extremePosition(
            name, args.optionalInt(1), keepDim: args.bool(2), largest: largest))
      })
  }
  static let argmax = position("argmax", largest: true)
  static let argmin = position("argmin", largest: false)

  static let prod = Op(
    "prod(Tensor self, *, ScalarType? dtype=None) -> Tensor", [.function, .method],
    doc: "The product of all elements.",
    forward: .general { args in
      let x = try args.tensor(0)
      return try .tensor(args.dtype(1).map { try x.to($0) }?.prod() ?? x.prod())
    },
    entry: .unary { try $0.prod() }, saves: [.first, .result], node: "ProdBackward0",
    samples: { [[.sample([2, 3, 4])], [.sample([2, 0, 4])]] }
  ) { node, grad in
    let x = try node.saved(0)
    let others = try x.reshape([-1]).productsOfOthers(0, of: node.saved(2)).reshape(x.shape)
    return try Gradients(grad * others.conjugatedIfComplex())
  }

  static let prodDim = Op(
    "prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
    [.function, .method], doc: "The products along a dimension.",
    forward: .general { args in
      let x = try args.tensor(0)
      return try .tensor((args.dtype(3).map { try x.to($0) } ?? x).prod(args.int(1), keepDim: args.bool(2)))
    },
    saves: [.first, .result], node: "ProdBackward1",
    samples: { [[.sample([2, 3, 4, 5], [2, 2]), .int(1), .bool(false)]] }
  ) { node, grad in
    let others = try node.saved(0).productsOfOthers(node.firstInt, of: node.saved(2).restored(node))
    return try Gradients(grad.restored(node) * others.conjugatedIfComplex())
  }

  /// A row for variances or standard deviations.
  private static func spread(_ schema: String, root: Bool, dims: Bool, doc: String) -> Op {
    Op(
      schema, [.function, .method], doc: doc,
      forward: .general { args in
        let correction = try args.correction(dims ? 2 : 1, dims ? 4 : 9)
        return try .tensor(
          args.tensor(0).spread(
            dims ? args.optionalInts(1) : nil, correction: correction, keepDim: dims && args.bool(3),
            root: root))
      },
      saves: root ? [.first, .result] : .first, node: root ? "StdBackward0" : "VarBackward0",
      samples: { [dims ? [.sample([1, 2, 4, 8], [2, 2]), .int(1)] : [.sample([1, 2, 4])]] }
    ) { node, grad in
      let x = try node.saved(0)
      let centered = try x - x.mean(node.ints, keepDim: true)
      let factor = 2 / Swift.max(0, Double(node.secondInt) - node.firstNumber)
      let slope = try centered * .double(factor) * grad.restored(to: node.operandShape(0), node.ints)
      guard root else { return Gradients(slope) }
      let result = try node.saved(2).restored(to: node.operandShape(0), node.ints)
      return try Gradients((slope / (result * 2)).zeroed(where: result.eq(0)))
    }
  }
  static let variance = spread(
    "var(Tensor self, bool unbiased=True) -> Tensor", root: false, dims: false,
    doc: "The variance of all elements.")
  static let varianceDims = spread(
    "var.correction(Tensor self, int[1]? dim=None, Any unbiased=None, bool keepdim=False, *, Scalar? correction=None) -> Tensor",
    root: false, dims: true, doc: "Variances along dimensions.")
  static let std = spread(
    "std(Tensor self, bool unbiased=True) -> Tensor", root: true, dims: false,
    doc: "The standard deviation of all elements.")
  static let stdDims = spread(
    "std.correction(Tensor self, int[1]? dim=None, Any unbiased=None, bool keepdim=False, *, Scalar? correction=None) -> Tensor",
    root: true, dims: true, doc: "Standard deviations along dimensions.")

  static let norm = Op(
    "norm(Tensor self, Any p='fro', Any dim=None, bool keepdim=False, ScalarType? dtype=None) -> Tensor",
    [.function, .method], doc: "The norm of order `p` of all elements or along dimensions.",
    forward: .general { args in
      let x = try args.tensor(0)
      if case .bool = args[2] {
        throw TensorError.type(
          "linalg_vector_norm(): argument 'dim' (position 3) must be tuple of ints, but found element of "
            + "type bool at pos 0")
      }
      let dims = try args.isGiven(2) ? args.ints(2) : nil
      if case .string(let name) = args[1] {
        guard name == "fro" || name == "nuc" else {
          throw TensorError.runtime("only valid p for norm of a string are 'fro' and 'nuc', got \(name)")
        }
        if name == "nuc" { return try .tensor(x.matrixNorm(args[1], dims ?? Dims(0, 1), keepDim: args.bool(3))) }
        return try .tensor(x.norm(2, dims, keepDim: args.bool(3)))
      }
      return try .tensor(x.norm(args.optionalScalar(1)?.double ?? 2, dims, keepDim: args.bool(3)))
    },
    saves: [.first, .result], node: "LinalgVectorNormBackward0", formerNode: "NormBackward0",
    samples: { [[.sample([1, -2, 4])], [.sample([1, -2, 4]), .int(1)], [.sample([1, 2]), .int(3)]] },
    backward: normGradient)
  /// The norm as distances compute it.
  static let normAlong = Op(
    "norm_along() -> Tensor", [], doc: "", forward: .internalOnly, saves: [.first, .result],
    node: "NormBackward1", backward: normGradient)

  private static func normGradient(_ node: Node, _ grad: Tensor) throws -> Gradients {
    try Gradients(node.saved(0).normGradient(node.firstNumber, node.saved(2), grad, node.ints))
  }

  private static func truth(_ name: String, _ op: cl_reduce_op, _ doc: String) -> Op {
    Op(
      "\(name)(Tensor self, int[1]? dim=None, bool keepdim=False) -> Tensor", [.function, .method],
      doc: doc,
      forward: .general { args in
        let x = try args.tensor(0)
        let result = try Lines(x, args.isGiven(1) ? args.ints(1) : nil)
          .reduce(op, .bool, keepDim: args.bool(2))
        return try .tensor(x.dtype == .uint8 ? result.converted(to: .uint8) : result)
      })
  }
  static let any = truth("any", CL_REDUCE_ANY, "Whether any element is other than zero.")
  static let all = truth("all", CL_REDUCE_ALL, "Whether all elements are other than zero.")

  static let cumsum = Op(
    "cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor", [.function, .method, .inPlace],
    doc: "Running sums along a dimension.",
    forward: .general { args in
      let x = try args.tensor(0)
      return try .tensor((args.dtype(2).map { try x.to($0) } ?? x).cumsum(args.int(1)))
    },
    entry: .dimension { try $0.cumsum($1) }, node: "CumsumBackward0", formerNode: "CumsumBackward",
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .int(1)]] }
  ) { node, grad in try Gradients(grad.reversedCumsum(node.firstInt)) }
}

extension Tensor {
  /// The elements but where a condition holds, which are 0 even where they were infinite or NaN.
  func zeroed(where condition: Tensor) throws -> Tensor {
    try Tensors.where(condition, Tensor(0, dtype), self)
  }

  /// The elements where a condition holds, 0 elsewhere.
  func kept(where condition: Tensor) throws -> Tensor {
    try Tensors.where(condition, self, Tensor(0, dtype))
  }

  /// A result of a reduction as an operand of `shape`: kept dimensions in place, reduced ones of size 1.
  fileprivate func restored(to shape: Dims, _ reduced: Dims) throws -> Tensor {
    if rank == shape.count { return self }
    var kept = shape
    if reduced.count == 0 { kept = Dims(repeating: 1, count: shape.count) }
    for index in reduced.indices { kept[reduced[index]] = 1 }
    return try reshape(kept)
  }

  /// The gradient of a norm over some dimensions, or all; 0 where the norm is. The norm of order 0 has none.
  func normGradient(_ order: Double, _ norm: Tensor, _ grad: Tensor, _ dims: Dims) throws -> Tensor? {
    if order == 0 { return nil }
    let (norm, grad) = try (norm.restored(to: shape, dims), grad.restored(to: shape, dims))
    if order == 1 { return try grad * sign() }
    let isZero = try norm.eq(0)
    if order == 2 { return try self * (grad / norm).zeroed(where: isZero) }
    if order.isInfinite { return try sign() * abs().shared(grad, among: norm, dims.count > 0 ? dims : .all(of: rank)) }
    // Orders below 2 have no slope at 0.
    var power = try abs().pow(.double(order - 1)) * sign()
    if order < 2 { power = try power.zeroed(where: eq(0)) }
    return try power * (grad / norm.pow(.double(order - 1))).zeroed(where: isZero)
  }

  /// For each element along a dimension, the product of the others, where all have this product.
  fileprivate func productsOfOthers(_ dim: Int, of product: Tensor) throws -> Tensor {
    let size = rank == 0 ? 1 : shape[dim]
    if size < 2 { return try onesLike() }
    if try !eq(0).doubles.contains(1) { return try product / self }
    let one = try narrow(dim, 0, 1).onesLike()
    let before = try Tensors.cat([one, narrow(dim, 0, size - 1)], dim).cumprod(dim)
    let reversed = try narrow(dim, 1, size - 1).flipped(Dims(dim))
    let after = try Tensors.cat([one, reversed], dim).cumprod(dim).flipped(Dims(dim))
    return try before * after
  }

  /// Values placed at positions along a dimension of a tensor of zeros.
  fileprivate func spread(over shape: Dims, _ dim: Int, at positions: Tensor) throws -> Tensor {
    if shape.count == 0 { return try reshape(shape) }
    let line = try Tensor.arange(0, .int(shape[dim]), 1, .int64)
    var size = Dims(repeating: 1, count: shape.count)
    size[dim] = shape[dim]
    let mask = try line.reshape(size).eq(positions)
    return try self * mask.to(dtype)
  }

  public func extreme(largest: Bool) throws -> Tensor {
    let name = largest ? "max" : "min"
    guard count > 0 else {
      throw TensorError.runtime(
        "\(name)(): Expected reduction dim to be specified for input.numel() == 0. Specify the "
          + "reduction dim with the 'dim' argument.")
    }
    if dtype.isComplex { throw TensorError.noKernel("\(name)_all", dtype) }
    let result = try Lines(self, nil).reduce(
      largest ? CL_REDUCE_MAX : CL_REDUCE_MIN, dtype, keepDim: false)
    return (largest ? Op.max : Op.min).record(result, self)
  }

  func extremes(_ dim: Int, keepDim: Bool, largest: Bool) throws -> (values: Tensor, indices: Tensor) {
    let dimension = try wrapped(dim, rank: rank)
    let lines = try Lines(self, Dims(dimension).for(rank: rank))
    try lines.requireElements(largest ? "max" : "min", dimension)
    let shape = keepDim ? lines.keptShape : lines.shape
    let indices = try Tensor.uninitialized(shape, count: shape.product ?? 0, .int64)
    let values = try lines.reduce(
      largest ? CL_REDUCE_MAX : CL_REDUCE_MIN, dtype, keepDim: keepDim, indices: indices)
    _ = (largest ? Op.maxDim : Op.minDim).record(values, self) { node in
      node.save(0, indices)
      (node.firstInt, node.secondInt) = (dimension, keepDim ? 1 : 0)
    }
    return (values, indices)
  }

  func extremePosition(_ name: String, _ dim: Int?, keepDim: Bool, largest: Bool) throws -> Tensor {
    if dtype == .bool || dtype.isComplex {
      throw TensorError.runtime("\(name)(): does not support \(dtype == .bool ? "bool" : "complex") input")
    }
    if dim == nil && count == 0 {
      throw TensorError.index("\(name)(): Expected reduction dim to be specified for input.numel() == 0.")
    }
    let dims = try dim.map { Dims(try wrapped($0, rank: rank)).for(rank: rank) }
    let lines = try Lines(self, dims ?? nil)
    try lines.requireElements(name, dim ?? 0)
    let shape = keepDim ? lines.keptShape : lines.shape
    let indices = try Tensor.uninitialized(shape, count: shape.product ?? 0, .int64)
    _ = try lines.reduce(
      largest ? CL_REDUCE_MAX : CL_REDUCE_MIN, dtype, keepDim: keepDim, indices: indices)
    return indices
  }

  public func prod() throws -> Tensor {
    Op.prod.record(try product(nil, keepDim: false), self)
  }

  public func prod(_ dim: Int, keepDim: Bool = false) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    let dims = Dims(dimension).for(rank: rank)
    let keptShape = try ReducedDims(self, dims).keptShape
    return Op.prodDim.record(try product(dims, keepDim: keepDim), self) {
      $0.firstInt = dimension
      $0.ints = keptShape
    }
  }

  /// Products along dimensions, outside the graph: of integers in int64, of half precision in float32.
  private func product(_ dims: Dims?, keepDim: Bool) throws -> Tensor {
    if dtype.isComplex { return try complexProduct(dims, keepDim: keepDim) }
    let x = try dtype.isIntegral ? converted(to: .int64) : dtype.isHalf ? converted(to: .float32) : self
    let result = try Lines(x, dims).reduce(CL_REDUCE_PROD, x.dtype, keepDim: keepDim)
    return try dtype.isHalf ? result.converted(to: dtype) : result
  }

  /// Products of complex numbers along dimensions, outside the graph.
  private func complexProduct(_ dims: Dims?, keepDim: Bool) throws -> Tensor {
    try noGrad {
      let lines = try Lines(self, dims)
      var product = try Tensor.ones(Dims(lines.values.shape[0]), dtype)
      for index in 0..<lines.length { product = try product * lines.values.select(1, index) }
      return try product.reshape(keepDim ? lines.keptShape : lines.shape)
    }
  }

  /// Variances, or their roots, divided by the number of elements less the correction; `name` is for messages.
  func spread(
    _ dims: Dims?, correction: Double, keepDim: Bool, root: Bool, _ name: String = "std and var"
  ) throws -> Tensor {
    if dtype.isIntegral {
      throw TensorError.runtime("\(name) only support floating point and complex dtypes")
    }
    let lines = try Lines(self, dims)
    let result: Tensor
    if dtype.isComplex || dtype.isHalf {
      // Of complex numbers it is the sum of the parts' variances; 16 bits are computed in float32.
      result = try noGrad {
        let x = try detach()
        let parts = try dtype.isHalf ? [x.converted(to: .float32)] : [x.part(0), x.part(1)]
        let variances = try parts.map {
          try $0.spread(dims, correction: correction, keepDim: keepDim, root: false)
        }
        let sum = try variances.dropFirst().reduce(variances[0]) { try $0 + $1 }
        let spread = root ? try sum.sqrt() : sum
        return try dtype.isHalf ? spread.converted(to: dtype) : spread
      }
    } else {
      result = try lines.reduce(
        root ? CL_REDUCE_STD : CL_REDUCE_VAR, dtype, keepDim: keepDim, parameter: correction)
    }
    let op =
      root ? (dims == nil ? Op.std : Op.stdDims) : dims == nil ? Op.variance : Op.varianceDims
    return op.record(result, self) {
      $0.firstNumber = correction
      $0.secondInt = lines.length
      $0.ints = wrappedDims(dims)
    }
  }

  public func norm(_ order: Double = 2, _ dims: Dims? = nil, keepDim: Bool = false) throws -> Tensor {
    try norm(order, dims, keepDim: keepDim, recordedAs: Op.norm)
  }

  /// A norm whose node is that of another row.
  func norm(_ order: Double, _ dims: Dims?, keepDim: Bool, recordedAs op: Op) throws -> Tensor {
    if dtype.isHalf { return try to(.float32).norm(order, dims, keepDim: keepDim).to(dtype) }
    if dtype.isComplex { return try complexAbs().norm(order, dims, keepDim: keepDim) }
    guard dtype == .float32 || dtype == .float64 else {
      throw TensorError.runtime(
        "linalg.vector_norm: Expected a floating point or complex tensor as input. Got "
          + dtype.scalarTypeName)
    }
    let result = try Lines(self, dims).reduce(
      CL_REDUCE_NORM, dtype, keepDim: keepDim, parameter: order)
    return op.record(result, self) {
      $0.firstNumber = order
      $0.ints = wrappedDims(dims)
    }
  }

  /// Dimensions already known to be valid, counted from the start.
  private func wrappedDims(_ dims: Dims?) -> Dims {
    guard var result = dims else { return Dims() }
    for index in result.indices where result[index] < 0 { result[index] += Swift.max(rank, 1) }
    return rank == 0 ? Dims() : result
  }

  public func cumsum(_ dim: Int) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    return Op.cumsum.record(try scan(dimension, product: false), self) { $0.firstInt = dimension }
  }

  /// The positions of the largest entries of a dimension; the position among all elements without one.
  public func argmax(_ dim: Int? = nil, keepDim: Bool = false) throws -> Tensor {
    try extremePosition("argmax", dim, keepDim: keepDim, largest: true)
  }

  /// Running sums or products along a dimension, outside the graph; integers become int64.
  func scan(_ dimension: Int, product: Bool) throws -> Tensor {
    guard !dtype.isComplex else {
      throw TensorError.notSupported("running sums of \(dtype.name) tensors")
    }
    if dtype.isHalf {
      return try converted(to: .float32).scan(dimension, product: product).converted(to: dtype)
    }
    let x = try noGrad { try (dtype.isIntegral ? converted(to: .int64) : detach()).contiguous() }
    let result = try Tensor.uninitialized(shape, count: count, x.dtype)
    let (outer, length, inner) = split(at: dimension)
    let size = x.dtype.size
    // A single line for each of the outer places, or for each of the inner ones a line across.
    let (blocks, lines, step) = inner == 1 ? (1, outer, length &* size) : (outer, inner, size)
    var poll = StopPoll()
    for block in 0..<blocks {
      try poll.check(after: length * inner)
      let offset = block * length * inner * size
      var lines = cl_lines(
        x: x.data + offset, count: Int64(lines), step: Int64(step), length: Int64(length),
        stride: Int64(inner &* size))
      cl_scan(product, x.dtype.rawValue, &lines, result.data + offset)
    }
    return result
  }

  /// Whether an element is equal to a number.
  func contains(_ number: Scalar) throws -> Bool { try noGrad { try eq(number).containsNonzero } }

  /// Whether an element is other than zero.
  var containsNonzero: Bool {
    get throws { try Lines(self, nil).reduce(CL_REDUCE_ANY, .bool, keepDim: false).item() == .bool(true) }
  }

  /// The largest or smallest elements along dimensions, outside the graph.
  func extremeValues(_ dims: Dims?, keepDim: Bool, largest: Bool) throws -> Tensor {
    try Lines(self, dims).reduce(largest ? CL_REDUCE_MAX : CL_REDUCE_MIN, dtype, keepDim: keepDim)
  }
}

extension Dims {
  /// A dimension of a tensor of `rank` dimensions; a number without dimensions has none to reduce.
  fileprivate func `for`(rank: Int) -> Dims? { rank == 0 ? nil : self }
}

extension Lines {
  fileprivate func requireElements(_ name: String, _ dim: Int) throws {
    guard length > 0 || values.shape[0] == 0 else {
      throw TensorError.index("\(name)(): Expected reduction dim \(dim) to have non-zero size.")
    }
  }
}
