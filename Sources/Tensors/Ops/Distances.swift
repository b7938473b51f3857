// Differences of neighbours, integrals, and distances.

extension Op {
  static let diff = Op(
    "diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor",
    [.function, .method], doc: "The differences of neighbouring entries of a dimension.",
    forward: .general { args in
      let (given, order) = try (args.tensor(0), args.int(1))
      let dim = try wrapped(args.int(2), rank: given.rank)
      guard given.rank > 0 else {
        throw TensorError.runtime("diff expects input to be at least one-dimensional")
      }
      guard order >= 0 else { throw TensorError.runtime("order must be non-negative but got \(order)") }
      let parts = try [args.optionalTensor(3), given, args.optionalTensor(4)].compactMap { $0 }
      guard parts.allSatisfy({ $0.rank == given.rank }) else {
        throw TensorError.runtime("diff expects prepend or append to be the same dimension as input")
      }
      var x = try parts.count == 1 ? given : Tensors.cat(parts, dim)
      for _ in 0..<Swift.min(order, x.shape[dim]) {
        let size = x.shape[dim]
        let (after, before) = try (x.slice(dim, from: 1, to: size, step: 1),
          x.slice(dim, from: 0, to: Swift.max(size - 1, 0), step: 1))
        x = x.dtype == .bool ? try Op.logicalXor.binary(after, before) : try after - before
      }
      return .tensor(x)
    },
    samples: { [[.sample([3, 1, 2, 5], [2, 2])]] })

  /// The rows of an integral by the trapezoidal rule: with the places of the values, and with a distance.
  private static func trapezoids(_ name: String, cumulative: Bool) -> [Op] {
    let doc = "The integral by the trapezoidal rule."
    return [
      Op(
        "\(name).x(Tensor y, Tensor x, *, int dim=-1) -> Tensor", [.function], doc: doc,
        forward: .general { args in
          let (y, x, dim) = try (args.tensor(0), args.tensor(1), args.tensor(0).trapezoidDimension(args.int(2), cumulative))
          guard let means = try y.sumsOfNeighbours(dim) else { return try .tensor(y.noTrapezoids(dim, cumulative)) }
          guard x.rank > 0, x.rank > 1 || x.count == y.shape[dim] else {
            throw TensorError.runtime("\(name): There must be one `x` value for each sample point")
          }
          let axis = x.rank == 1 ? 0 : dim
          let count = x.shape[axis]
          var widths = try x.slice(axis, from: 1, to: count, step: 1)
            - x.slice(axis, from: 0, to: Swift.max(count - 1, 0), step: 1)
          if x.rank == 1 { widths = try widths.reshape(.ones(y.rank, but: dim, count - 1)) }
          let parts = try means * widths
          return try .tensor((cumulative ? parts.cumsum(dim) : parts.sum(Dims(dim))).dividedByNumber(2))
        }),
      Op(
        "\(name).dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor", [.function], doc: doc,
        forward: .general { args in
          let (y, distance) = try (args.tensor(0), args.scalar(1))
          let dim = try y.trapezoidDimension(args.int(2), cumulative)
          guard let means = try y.sumsOfNeighbours(dim) else { return try .tensor(y.noTrapezoids(dim, cumulative)) }
          switch distance {
          case .int, .double: break
          case .bool, .complex:
            throw TensorError.runtime("\(name): Currently, we only support dx as a real number.")
          }
          let step = distance.double / 2
          return try .tensor(
            cumulative ? means.multipliedByNumber(step).cumsum(dim) : means.sum(Dims(dim)).multipliedByNumber(step))
        }),
    ]
  }

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
    let (difference, order) = try (node.saved(0) - node.saved(1), node.firstNumber)
    guard let slope = try difference.normGradient(order, difference.norm(order), grad, Dims()) else {
      throw TensorError.runtime(
        "Expected a proper Tensor but got None (or an undefined Tensor in C++) for argument #0 'self'")
    }
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
      let result = try noGrad { try a.distances(to: b, order) }
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
    let slope = try grad.unsqueeze(-1) * difference.distanceSlope(node.firstNumber, norms)
    return try node.gradients(slope.sum(Dims(-2)), 0 - slope.sum(Dims(-3)))
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
    guard order >= 0 else { throw TensorError.runtime("pdist only supports non-negative p values") }
    let (first, second) = try pairs(among: x.shape[0])
    return [try (x.indexSelect(0, first) - x.indexSelect(0, second)).norm(order, Dims(-1))]
  }

  static var distanceRows: [Op] {
    [
      diff, gridGradient, dist, cdist, pdist,
    ] + trapezoids("trapezoid", cumulative: false) + trapezoids("cumulative_trapezoid", cumulative: true)
  }
}

/// The positions of the first and of the second of each pair of different ones, in order.
private func pairs(among count: Int) throws -> (Tensor, Tensor) {
  guard count < 1 << 31 else { throw TensorError.runtime("numel: integer multiplication overflow") }
  let total = count > 1 ? count * (count - 1) / 2 : 0
  let (first, second) = try (Tensor.empty(Dims(total), .int64), Tensor.empty(Dims(total), .int64))
  var (low, high) = (first.pointer(to: Int64.self), second.pointer(to: Int64.self))
  var poll = StopPoll()
  for position in 0..<count {
    try poll.check(after: count)
    for other in (position + 1)..<Swift.max(position + 1, count) {
      (low.pointee, high.pointee) = (Int64(position), Int64(other))
      (low, high) = (low + 1, high + 1)
    }
  }
  return (first, second)
}

extension Tensor {
  /// The distances of all pairs of rows, outside the graph: some rows at a time, as the differences take as often
  /// so much memory as rows have elements.
  fileprivate func distances(to other: Tensor, _ order: Double) throws -> Tensor {
    let rows = shape[rank - 2]
    let batch = Swift.max(count / Swift.max(rows &* shape[rank - 1], 1), 1)
    let step = Swift.max((1 << 24) / Swift.max(other.count, 1) / batch, 1)
    func part(_ x: Tensor) throws -> Tensor { try (x.unsqueeze(-2) - other.unsqueeze(-3)).norm(order, Dims(-1)) }
    if step >= rows { return try part(self) }
    let parts = try stride(from: 0, to: rows, by: step).map { start in
      try checkStop()
      return try part(slice(-2, from: start, to: Swift.min(start + step, rows), step: 1))
    }
    return try Tensors.cat(parts, -2)
  }

  fileprivate func trapezoidDimension(_ dim: Int, _ cumulative: Bool) throws -> Int {
    guard rank > 0 else {
      throw TensorError.index(
        cumulative ? "slice() cannot be applied to a 0-dim tensor."
          : "Dimension specified as \(dim) but tensor has no dimensions")
    }
    return try wrapped(dim, rank: rank)
  }

  /// The sums of each two neighbours along a dimension; nil if it has no entries.
  fileprivate func sumsOfNeighbours(_ dim: Int) throws -> Tensor? {
    let size = shape[dim]
    guard size > 0 else { return nil }
    return try slice(dim, from: 1, to: size, step: 1) + slice(dim, from: 0, to: size - 1, step: 1)
  }

  /// The integral over a dimension without entries.
  fileprivate func noTrapezoids(_ dim: Int, _ cumulative: Bool) throws -> Tensor {
    cumulative ? try zerosLike() : try sum(Dims(dim))
  }

  /// The derivative of a distance of order `p` from the differences of the last dimension, zero where the distance is.
  fileprivate func distanceSlope(_ order: Double, _ norms: Tensor) throws -> Tensor {
    let isZero = try norms.eq(0)
    switch order {
    case 0: return try zerosLike()
    case 1: return try Tensors.where(eq(self), sign(), self)
    case 2: return try (self / norms).zeroed(where: isZero)
    case .infinity: return try Tensors.where(eq(self), sign() * abs().eq(norms).to(dtype), self)
    default:
      let slope = try sign() * abs().pow(.double(order - 1)) / norms.pow(.double(order - 1))
      return try slope.zeroed(where: order < 1 ? isZero.logicalOr(eq(0)) : isZero)
    }
  }
}
