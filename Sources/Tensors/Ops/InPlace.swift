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

  static let copy = Op(
    "copy_(Tensor self, Tensor src, bool non_blocking=False) -> Tensor", [.method],
    doc: "Sets the elements to those of `src`, broadcast and converted.",
    forward: .general { args in try .tensor(args.tensor(0).copy_(args.tensor(1))) },
    entry: .binary { try $0.copy_($1) }, node: "CopyBackwards"
  ) { node, grad in try node.gradients(grad.zerosLike(), grad) }
}

extension Tensor {
  @discardableResult public func zero_() throws -> Tensor { try fill(0, Op.zero) }
  @discardableResult public func fill_(_ value: Scalar) throws -> Tensor { try fill(value, Op.fill) }

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
    guard source.rank <= rank || source.count == 1 else {
      _ = try source.expand(shape)
      return self
    }
    if source.shape != shape { _ = try source.detach().expand(shape) }
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
