import CLoops

// Operations that only exist in place.

extension Op {
  static let zero = Op(
    "zero_(Tensor self) -> Tensor", [.method], doc: "Sets every element to zero.",
    forward: .general { args in try .tensor(args.tensor(0).zero_()) },
    entry: .unary { try $0.zero_() }, node: "ZeroBackward0", formerNode: "ZeroBackward"
  ) { _, grad in try Gradients(grad.zerosLike()) }

  static let fill = Op(
    "fill_(Tensor self, Scalar value) -> Tensor", [.method],
    doc: "Sets every element to a number.",
    forward: .general { args in try .tensor(args.tensor(0).fill_(args.scalar(1))) },
    entry: .binaryScalar { try $0.fill_($1) }, node: "FillBackward2", formerNode: "FillBackward0"
  ) { _, grad in try Gradients(grad.zerosLike()) }

  static let fillByTensor = Op(
    "fill_.Tensor(Tensor self, Tensor value) -> Tensor", [.method],
    doc: "Sets every element to that of a tensor without dimensions.",
    forward: .general { args in try .tensor(args.tensor(0).fill_(args.tensor(1))) },
    node: "FillBackward3", formerNode: "FillBackward1"
  ) { node, grad in try node.gradients(grad.zerosLike(), grad.sum()) }

  static let copy = Op(
    "copy_(Tensor self, Tensor other, bool non_blocking=False) -> Tensor", [.method],
    doc: "Sets the elements to those of `other`, broadcast and converted.",
    forward: .general { args in try .tensor(args.tensor(0).copy_(args.tensor(1))) },
    entry: .binary { try $0.copy_($1) }, node: "CopyBackwards"
  ) { node, grad in try node.gradients(grad.zerosLike(), grad) }
}

extension Op {
  /// A row that makes a tensor a view of itself; `node` if its node has a name of its own.
  private static func becoming(
    _ schema: String, doc: String, _ make: @escaping (Arguments, Tensor) throws -> Tensor
  ) -> Op {
    Op(
      schema + " -> Tensor", [.method], doc: doc,
      forward: .general { args in try .tensor(args.tensor(0).become { try make(args, $0) }) })
  }
  private static let tInPlaceNode = Op(
    "t_node() -> Tensor", [], doc: "", forward: .internalOnly, node: "TBackward1"
  ) { _, grad in try Gradients(grad.t()) }
  private static let unsqueezeInPlaceNode = Op(
    "unsqueeze_node() -> Tensor", [], doc: "", forward: .internalOnly, node: "UnsqueezeBackward1"
  ) { node, grad in try Gradients(grad.squeeze(node.firstInt)) }

  static let tInPlace = becoming("t_(Tensor self)", doc: "Transposes the matrix in place.") { _, x in
    let view = try noGrad { try x.detach().t() }
    return tInPlaceNode.view(x, view.shape, view.strides)
  }
  private static let transposeInPlaceNode = Op(
    "transpose_node() -> Tensor", [], doc: "", forward: .internalOnly, node: "TransposeBackward1"
  ) { node, grad in try Gradients(grad.transpose(node.firstInt, node.secondInt)) }
  private static let squeezeInPlaceNode = Op(
    "squeeze_node() -> Tensor", [], doc: "", forward: .internalOnly, node: "SqueezeBackward3"
  ) { node, grad in try Gradients(grad.reshape(node.operandShape(0))) }

  static let transposeInPlace = becoming(
    "transpose_(Tensor self, int dim0, int dim1)", doc: "Exchanges two dimensions in place."
  ) { args, x in
    let view = try noGrad { try x.detach().transpose(args.int(1), args.int(2)) }
    let dims = try (wrapped(args.int(1), rank: x.rank), wrapped(args.int(2), rank: x.rank))
    return transposeInPlaceNode.view(x, view.shape, view.strides) { ($0.firstInt, $0.secondInt) = dims }
  }
  static let squeezeInPlace = becoming(
    "squeeze_(Tensor self, int? dim=None)", doc: "Drops dimensions of size 1 in place."
  ) { args, x in
    if let dim = try args.optionalInt(1) { return try x.squeeze(dim) }
    let view = try noGrad { try x.detach().squeeze() }
    return squeezeInPlaceNode.view(x, view.shape, view.strides)
  }
  static let unsqueezeInPlace = becoming(
    "unsqueeze_(Tensor self, int dim)", doc: "Inserts a dimension of size 1 in place."
  ) { args, x in
    let view = try noGrad { try x.detach().unsqueeze(args.int(1)) }
    let dimension = try wrapped(args.int(1), rank: x.rank + 1)
    return unsqueezeInPlaceNode.view(x, view.shape, view.strides) { $0.firstInt = dimension }
  }
  static var becomingRows: [Op] { [tInPlace, transposeInPlace, squeezeInPlace, unsqueezeInPlace] }
}

extension Tensor {
  /// Gives this tensor other sizes; elements are kept in order, new ones are zero.
  public func resize(to size: Dims) throws {
    if size == shape { return }
    guard !requiresGrad else { throw TensorError.runtime("cannot resize variables that require grad") }
    guard size.indices.allSatisfy({ size[$0] >= 0 }) else {
      throw TensorError.runtime("numel: integer multiplication overflow")
    }
    let result = try Tensor.zeros(size, dtype)
    try noGrad {
      let kept = Swift.min(count, result.count)
      let source = try reshape(Dims(-1)).slice(0, from: 0, to: kept, step: 1)
      try result.reshape(Dims(-1)).slice(0, from: 0, to: kept, step: 1).write(source)
    }
    adopt(result)
    bumpVersion()
  }

  /// Becomes the view that `make` shows of it.
  fileprivate func become(_ make: (Tensor) throws -> Tensor) throws -> Tensor {
    try checkInPlace()
    let former = Tensor(sharing: self, shape: shape, strides: strides, count: count, byteOffset: 0)
    (former.node, former.outputNumber, former.requiresGrad) = (node, outputNumber, requiresGrad)
    let view = try make(former)
    adopt(view)
    bumpVersion()
    if let made = view.node {
      node = made
      outputNumber = 0
    }
    return self
  }

  @discardableResult public func zero_() throws -> Tensor { try fill(0, Op.zero) }
  @discardableResult public func fill_(_ value: Scalar) throws -> Tensor { try fill(value, Op.fill) }

  /// Sets every element to that of a tensor without dimensions.
  @discardableResult public func fill_(_ value: Tensor) throws -> Tensor {
    guard value.rank == 0 else {
      throw TensorError.runtime(
        "fill_ only supports 0-dimension value tensor but got tensor with \(value.rank) dimensions.")
    }
    try checkInPlace(with: value)
    try setAll(to: value.item())
    bumpVersion()
    return Op.fillByTensor.recordInPlace(self, self, value)
  }

  private func fill(_ value: Scalar, _ op: Op) throws -> Tensor {
    try checkInPlace()
    try setAll(to: value)
    bumpVersion()
    return op.recordInPlace(self, self)
  }

  /// Stores a number in every element, without a record.
  @inline(__always) func setAll(to value: Scalar) throws {
    var element: (UInt64, UInt64) = (0, 0)
    try withUnsafeMutableBytes(of: &element) { bytes in
      guard let start = bytes.baseAddress else { return }
      value.store(to: start, dtype)
      if isContiguous {
        cl_fill(dtype.rawValue, data, Int64(count), start)
      } else {
        var iterator = Iterator.make(self, self)
        Iterator.set(&iterator, operand: 1, toSingle: start)
        try check(cl_cast(dtype.rawValue, dtype.rawValue, &iterator), Op.fill, dtype)
      }
    }
  }

  @discardableResult public func copy_(_ source: Tensor) throws -> Tensor {
    try checkInPlace(with: source)
    let operand = try source.overlaps(self) ? source.shallowCopyOfValues() : source
    if source.shape != shape { try checkTarget(self, try broadcast(shape, source.shape)) }
    try write(operand)
    bumpVersion()
    return Op.copy.recordInPlace(self, self, source)
  }

  @discardableResult public func add_(_ other: Tensor, alpha: Scalar = 1) throws -> Tensor {
    try Op.add.binaryInPlace(self, other, alpha: alpha)
  }

  @discardableResult public func sub_(_ other: Tensor, alpha: Scalar = 1) throws -> Tensor {
    try Op.sub.binaryInPlace(self, other, alpha: alpha)
  }

  @discardableResult public func mul_(_ other: Tensor) throws -> Tensor {
    try Op.mul.binaryInPlace(self, other)
  }
  @discardableResult public func div_(_ other: Tensor) throws -> Tensor {
    try Op.div.binaryInPlace(self, other)
  }
  /// In-place arithmetic with a number.
  @discardableResult public func add_(_ other: Scalar) throws -> Tensor { try add_(operand(other)) }
  @discardableResult public func sub_(_ other: Scalar) throws -> Tensor { try sub_(operand(other)) }
  @discardableResult public func mul_(_ other: Scalar) throws -> Tensor { try mul_(operand(other)) }
  @discardableResult public func div_(_ other: Scalar) throws -> Tensor { try div_(operand(other)) }
  @discardableResult public func relu_() throws -> Tensor { try Op.relu.unaryInPlace(self) }

  /// A number as a second operand of an operation on this tensor, in the type the operation computes in.
  func operand(_ scalar: Scalar) -> Tensor { Tensor(scalar, resultType(self, scalar)) }

  /// A number as a tensor without dimensions.
  public convenience init(scalar: Scalar) { self.init(scalar, scalar.dtype()) }
}

extension Value {
  /// Writes the results into the tensors given as `out`, which take over their sizes.
  public func store(into targets: [Tensor], _ name: String) throws {
    let results: [Tensor]
    switch self {
    case .tensor(let tensor): results = [tensor]
    case .tensors(let tensors), .named(_, _, let tensors): results = tensors
    case .bool, .none: results = []
    }
    guard results.count == targets.count else {
      throw TensorError.type(
        "\(name)(): argument 'out' must be \(results.count == 1 ? "Tensor" : "tuple of Tensors")")
    }
    for (result, target) in zip(results, targets) {
      guard !result.requiresGrad, !(target.requiresGrad && isGradEnabled) else {
        throw TensorError.runtime(
          "\(name)(): functions with out=... arguments don't support automatic differentiation, but one "
            + "of the arguments requires grad.")
      }
      try target.checkCast(from: result.dtype)
      if target.shape != result.shape { target.adopt(try Tensor.empty(result.shape, target.dtype)) }
      try target.write(result)
      target.bumpVersion()
    }
  }
}
