// The largest and smallest elements along dimensions.

extension Op {
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
      return try Gradients(x.shared(grad.reshape(node.ints), among: result, x.reducedDims(node.ints), findsNaN: false))
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
        let value = try node.saved(index + 1).reshape(node.ints)
        let share = try x.shared(
          grad.reshape(node.ints), among: value, x.reducedDims(node.ints), findsNaN: false)
        sum = try sum.map { try $0 + share } ?? share
      }
      return Gradients(sum)
    })

  static var extremeRows: [Op] {
    [
      amax, amin, aminmax,
    ]
  }
}

extension Tensor {
  /// A gradient shared equally among the elements that have the value of an extreme, over all or some dimensions.
  ///
  /// NaN is found where NaN is, if `findsNaN`: so PyTorch does it for an extreme of all elements only.
  func shared(_ grad: Tensor, among extreme: Tensor, _ dims: Dims? = nil, findsNaN: Bool = true) throws -> Tensor {
    var isExtreme = try eq(extreme)
    if findsNaN, dtype.isFloatingPoint, extreme.doubles.contains(where: \.isNaN) {
      isExtreme = try isExtreme.logicalOr(Op.isnan.unary(self).logicalAnd(Op.isnan.unary(extreme)))
    }
    let winners = try isExtreme.to(grad.dtype)
    return try winners * (grad / winners.sum(dims, keepDim: dims != nil))
  }

  /// The dimensions in which a kept shape has size 1 and this tensor has not; for none, the first.
  func reducedDims(_ kept: Dims) -> Dims {
    var dims = Dims()
    for index in shape.indices where kept[index] == 1 { dims.append(index) }
    return dims
  }
}
