// Sums and means without NaN, variances with means, covariances.

extension Op {
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

  static var spreadRows: [Op] {
    [
      nansum, nanmean, varMean, varMeanDims, stdMean, stdMeanDims, cov, corrcoef,
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
}
