// Quantiles, interpolated.

extension Op {
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

  static var quantileRows: [Op] {
    [
      quantile, nanquantile,
    ]
  }
}

extension Tensor {
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
    let rows = try x.movedim(dimension, x.rank - 1).sorted(-1, descending: false, stable: true, Op.sort).values
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
      return keepDim ? try values.squeezedBehind() : try values.squeezeQuantile(dimension)
    }
    if keepDim, dim != nil { values = try values.unsqueeze(-2).movedim(-2, dimension) }
    if keepDim, dim == nil {
      var size = Dims(repeating: 1, count: rank)
      try size.insert(q.count, at: 0)
      return try values.reshape(size).squeezedBehind()
    }
    return try values.movedim(-1, 0).squeezedBehind()
  }

  /// The same after a dimension of size 1 came and went, which is what PyTorch records last.
  private func squeezedBehind() throws -> Tensor {
    try unsqueeze(-1).squeezed(Op.squeezeRow) { $0 == rank }
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
}
