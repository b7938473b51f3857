import CLoops

// Entries of dimensions in reverse order, or moved around in a circle.

extension Op {
  static let flip: Op = Op(
    "flip(Tensor self, int[] dims) -> Tensor", [.function, .method],
    doc: "The entries of dimensions in reverse order.",
    forward: .general { args in try .tensor(args.tensor(0).flipped(args.ints(1))) },
    node: "FlipBackward0", samples: { [[.sample([1, 2, 3, 4], [2, 2]), .ints([0, 1])]] }
  ) { node, grad in try Gradients(grad.flipped(node.ints)) }
  static let fliplr = Op(
    "fliplr(Tensor self) -> Tensor", [.function, .method], doc: "Columns in reverse order.",
    forward: .general { args in
      guard try args.tensor(0).rank >= 2 else { throw TensorError.runtime("Input must be >= 2-d.") }
      return try .tensor(args.tensor(0).flipped(Dims(1)))
    },
    samples: { [[.sample([1, 2, 3, 4], [2, 2])]] })
  static let flipud = Op(
    "flipud(Tensor self) -> Tensor", [.function, .method], doc: "Rows in reverse order.",
    forward: .general { args in
      guard try args.tensor(0).rank >= 1 else { throw TensorError.runtime("Input must be >= 1-d.") }
      return try .tensor(args.tensor(0).flipped(Dims(0)))
    },
    samples: { [[.sample([1, 2, 3, 4], [2, 2])]] })

  static let roll: Op = Op(
    "roll(Tensor self, int[1] shifts, int[1] dims=[]) -> Tensor", [.function, .method],
    doc: "The entries of dimensions moved around in a circle.",
    forward: .general { args in
      let (x, shifts) = try (args.tensor(0), args.ints(1))
      return try .tensor(x.rolled(shifts, args.isGiven(2) ? args.ints(2) : Dims()))
    },
    node: "RollBackward0",
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .int(1)], [.sample([1, 2, 3]), .int(1), .int(0)]] }
  ) { node, grad in
    guard let rolls = node.extra as? Rolls else { throw Node.releasedError }
    return try Gradients(grad.rolled(Dims(rolls.shifts.array.map { 0 &- $0 }), rolls.dims))
  }
}

/// How far the entries of which dimensions were moved.
private final class Rolls {
  let shifts, dims: Dims
  init(_ shifts: Dims, _ dims: Dims) { (self.shifts, self.dims) = (shifts, dims) }
}

extension Tensor {
  /// The entries of dimensions in reverse order: one pass that reads backwards.
  public func flipped(_ dims: Dims) throws -> Tensor {
    var seen = Set<Int>()
    for dim in dims.array {
      let dimension = try wrapped(dim, rank: rank)
      guard seen.insert(dimension).inserted else {
        throw TensorError.runtime("dim \(dimension) appears multiple times in the list of dims")
      }
    }
    let result = try Tensor.empty(shape, dtype)
    if count > 0 {
      var iterator = Iterator.make(result, self)
      for dimension in seen where rank > 0 { Iterator.reverse(&iterator, operand: 1, dimension, of: self) }
      try check(cl_cast(dtype.rawValue, dtype.rawValue, &iterator), Op.flip, dtype)
    }
    return Op.flip.record(result, self) { $0.ints = dims }
  }

  /// The entries of dimensions, or without dimensions all elements, moved around in a circle.
  fileprivate func rolled(_ shifts: Dims, _ dims: Dims) throws -> Tensor {
    let isFlat = dims.count == 0 && shifts.count == 1
    guard isFlat || dims.count == shifts.count else {
      throw TensorError.runtime(
        "shifts and dimensions must align. shifts: \(shifts.count), dims:\(dims.count)")
    }
    let dimensions = try dims.array.map { try wrapped($0, rank: rank) }
    let result = try noGrad {
      if isFlat || rank == 0 {
        return try detach().reshape(Dims(-1)).rolled(isFlat ? shifts[0] : 0, 0).reshape(shape)
      }
      return try zip(shifts.array, dimensions).reduce(detach().clone()) { try $0.rolled($1.0, $1.1) }
    }
    return Op.roll.record(result, self) { $0.extra = Rolls(shifts, dims) }
  }

  /// A copy with the entries of a dimension moved.
  private func rolled(_ shift: Int, _ dim: Int) throws -> Tensor {
    let size = shape[dim]
    guard size > 0 else { return try clone() }
    let start = size - (shift % size + size) % size
    return try Tensors.cat(
      [slice(dim, from: start, to: size, step: 1), slice(dim, from: 0, to: start, step: 1)], dim)
  }
}
