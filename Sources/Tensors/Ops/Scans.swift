import CLoops

// Running products and logarithms of running sums.

extension Op {
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
    if try !x.contains(0) {
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
    let (x, sums, dim) = try (node.saved(0), node.saved(2), node.firstInt)
    // In logarithms, gradients above and below 0 each on their own: so nothing overflows.
    let share = { (signed: Tensor) throws -> Tensor in
      let logarithms = try Tensors.where(signed.gt(0), signed.log(), Tensor(.double(-x.dtype.largest), x.dtype))
      let reversed = try (logarithms - sums).flipped(Dims(dim)).logcumsumexp(dim).flipped(Dims(dim))
      return try (reversed + x).exp()
    }
    return try Gradients(share(grad) - share(-grad))
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

  static var scanRows: [Op] {
    [
      cumprod, logcumsumexp, logsumexp,
    ]
  }
}

extension Tensor {
  public func cumprod(_ dim: Int) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    return Op.cumprod.record(try scan(dimension, product: true), self) { node in
      node.save(0, self)
      node.firstInt = dimension
    }
  }

  /// Sums of the entries of a dimension from each one to the end.
  func reversedCumsum(_ dim: Int) throws -> Tensor {
    let order = Dims(dim)
    return try count <= 1 ? self : flipped(order).cumsum(dim).flipped(order)
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
    var poll = StopPoll()
    for block in 0..<outer {
      for column in 0..<inner {
        var running = -Double.infinity
        for place in 0..<length {
          try poll.check(after: 8)
          let index = (block * length + place) * inner + column
          let value = x.element(at: index).double
          running = logarithmicSum(running, value)
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
}

/// log(exp(a) + exp(b)) without overflow.
private func logarithmicSum(_ a: Double, _ b: Double) -> Double {
  if a.isNaN || b.isNaN { return .nan }
  let (low, high) = (min(a, b), max(a, b))
  return high == -.infinity || low == high && high.isInfinite ? high : high + _log1p(_exp(low - high))
}
