// Gradients of functions that are known on a grid, by differences of neighbours.

extension Op {
  static let gridGradient = Op(
    "gradient(Tensor self, *, Any spacing=None, Any dim=None, int edge_order=1) -> Tensor[]", .function,
    doc: "The gradient of a function of several variables, estimated from its values on a grid.",
    forward: .general { args in
      let (x, edgeOrder) = try (args.tensor(0), args.int(3))
      let dims = try args.optionalInts(2).map(\.array)
      if case .bool = args[2] { throw TensorError(.argument, "") }
      let spacing = try GridSpacing(args)
      try x.requireGrid(spacing.count, dims, edgeOrder)
      let chosen = try dims?.map { try wrapped($0, rank: x.rank) } ?? Array(0..<x.rank)
      return try .tensors(chosen.enumerated().map { place, dim in
        try spacing.coordinates(place).map { try x.slope(dim, between: $0, edgeOrder) }
          ?? x.slope(dim, distance: spacing.distance(place), edgeOrder)
      })
    },
    samples: { [[.sample([3, 1, 2, 5, 4, 6], [2, 3]), .int(2), .none, .int(1)]] })
}

/// How far apart the places of a grid are along each dimension.
private enum GridSpacing {
  /// The same distance everywhere.
  case distance(Scalar)
  case distances([Scalar])
  case coordinates([Tensor])

  /// What `torch.gradient` was given; a kind that none of its signatures has is no argument of it.
  init(_ args: Arguments) throws {
    switch args[1] {
    case .none: self = .distance(1)
    case .list(let elements, _):
      let numbers = elements.compactMap { element -> Scalar? in
        if case .tensor = element { return nil }
        return element.scalar
      }
      self = try numbers.count == elements.count ? .distances(numbers) : .coordinates(args.tensors(1))
    default: self = try .distance(args.scalar(1))
    }
  }

  /// For how many dimensions it was given; nil for all.
  var count: Int? {
    switch self {
    case .distance: nil
    case .distances(let numbers): numbers.count
    case .coordinates(let tensors): tensors.count
    }
  }

  func distance(_ place: Int) -> Scalar {
    switch self {
    case .distance(let number): number
    case .distances(let numbers): numbers[place]
    case .coordinates: 1
    }
  }

  func coordinates(_ place: Int) throws -> Tensor? {
    guard case .coordinates(let tensors) = self else { return nil }
    guard tensors[place].rank == 1 else {
      throw TensorError.runtime(
        "torch.gradient expected each element of spacing to have one dimension, but got an element with "
          + "\(tensors[place].rank) dimensions!")
    }
    return tensors[place]
  }
}

extension Tensor {
  fileprivate func requireGrid(_ spacings: Int?, _ dims: [Int]?, _ edgeOrder: Int) throws {
    guard dtype != .uint8 else { throw TensorError.runtime("torch.gradient does not support uint8 input.") }
    if let spacings, spacings != dims?.count ?? rank {
      let start = "torch.gradient expected spacing to be unspecified, a scalar"
      throw TensorError.runtime(
        dims.map {
          start + " or it's spacing and dim arguments to have the same length, but got a spacing argument of length "
            + "\(spacings) and a dim argument of length \($0.count)."
        } ?? start + ", or a list of length equal to 'self.dim() = \(rank)', since dim argument was not given, "
          + "but got a list of length \(spacings)")
    }
    guard edgeOrder == 1 || edgeOrder == 2 else {
      throw TensorError.runtime("torch.gradient only supports edge_order=1 and edge_order=2.")
    }
    var seen = Set<Int>()
    for dim in dims ?? Array(0..<rank) {
      let dimension = try wrapped(dim, rank: rank)
      guard seen.insert(dimension).inserted else {
        throw TensorError.runtime("dim \(dimension) appears multiple times in the list of dims")
      }
      guard rank > 0, shape[dimension] >= edgeOrder + 1 else {
        throw TensorError.runtime("torch.gradient expected each dimension size to be at least edge_order+1")
      }
    }
  }

  /// The slope along a dimension whose places are equally far apart.
  fileprivate func slope(_ dim: Int, distance: Scalar, _ edgeOrder: Int) throws -> Tensor {
    let size = shape[dim]
    func part(_ start: Int, _ end: Int) throws -> Tensor { try slice(dim, from: start, to: end, step: 1) }
    let inner = try (part(2, size) - part(0, size - 2)).div(distance)
    let (first, last): (Tensor, Tensor)
    if edgeOrder == 1 {
      first = try (part(1, 2) - part(0, 1)).div(distance)
      last = try (part(size - 1, size) - part(size - 2, size - 1)).div(distance)
    } else {
      first = try (part(0, 1) * -1.5 + part(1, 2) * 2 - part(2, 3) * 0.5).div(distance)
      last = try (part(size - 3, size - 2) * 0.5 - part(size - 2, size - 1) * 2 + part(size - 1, size) * 1.5)
        .div(distance)
    }
    return try Tensors.cat([first, inner.div(2), last], dim)
  }

  /// The slope along a dimension whose places have coordinates.
  fileprivate func slope(_ dim: Int, between coordinates: Tensor, _ edgeOrder: Int) throws -> Tensor {
    let (size, count) = (shape[dim], coordinates.count)
    func part(_ start: Int, _ end: Int) throws -> Tensor { try slice(dim, from: start, to: end, step: 1) }
    let steps = try coordinates.slice(0, from: 1, to: count, step: 1)
      - coordinates.slice(0, from: 0, to: Swift.max(count - 1, 0), step: 1)
    let before = try steps.slice(0, from: 0, to: Swift.max(count - 2, 0), step: 1)
    let after = try steps.slice(0, from: 1, to: Swift.max(count - 1, 0), step: 1)
    let weights = Dims.ones(rank, but: dim, Swift.max(count - 2, 0))
    let inner = try part(0, size - 2) * (-after / (before * (before + after))).reshape(weights)
      + part(1, size - 1) * ((after - before) / (before * after)).reshape(weights)
      + part(2, size) * (before / (after * (before + after))).reshape(weights)
    let (first, last): (Tensor, Tensor)
    if edgeOrder == 1 {
      first = try (part(1, 2) - part(0, 1)) / steps.select(0, 0)
      last = try (part(size - 1, size) - part(size - 2, size - 1)) / steps.select(0, -1)
    } else {
      let low = try edgeWeights(steps.select(0, 0), steps.select(0, 1))
      let high = try edgeWeights(steps.select(0, -1), steps.select(0, -2))
      first = try low[0] * part(0, 1) + low[1] * part(1, 2) + low[2] * part(2, 3)
      last = try -high[2] * part(size - 3, size - 2) + -high[1] * part(size - 2, size - 1)
        + -high[0] * part(size - 1, size)
    }
    return try Tensors.cat([first, inner, last], dim)
  }
}

/// What the three entries from an end inwards, which are so far apart, count for the slope at the end.
private func edgeWeights(_ near: Tensor, _ far: Tensor) throws -> [Tensor] {
  let both = try near + far
  return try [-((near * 2 + far) / (near * both)), both / (near * far), -(near / (far * both))]
}
