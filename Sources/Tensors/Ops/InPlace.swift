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

  static let addInPlace = Op(
    "add_(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor", [.method],
    doc: "Adds `other`, multiplied by `alpha`, in place.",
    forward: .general { args in
      try .tensor(args.tensor(0).add_(args.operand(1), alpha: args.scalar(2)))
    },
    entry: .binary { try $0.add_($1) })

  static let subInPlace = Op(
    "sub_(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor", [.method],
    doc: "Subtracts `other`, multiplied by `alpha`, in place.",
    forward: .general { args in
      try .tensor(args.tensor(0).sub_(args.operand(1), alpha: args.scalar(2)))
    },
    entry: .binary { try $0.sub_($1) })

  static let powInPlace = Op(
    "pow_(Tensor self, Scalar exponent) -> Tensor", [.method],
    doc: "Raises every element to the power of `exponent` in place.",
    forward: .general { args in
      let (x, exponent) = try (args.tensor(0), args.scalar(1))
      return try .tensor(x.changeInPlace(Op.powScalar, by: { try $0.pow(exponent) }) {
        $0.firstNumber = exponent.double
      })
    })

  static let clampInPlace = Op(
    "clamp_(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor", [.method],
    doc: "Limits every element in place to at least `min` and at most `max`.",
    forward: .general { args in
      let (low, high) = try (args.optionalScalar(1), args.optionalScalar(2))
      let x = try args.tensor(0)
      return try .tensor(x.changeInPlace(Op.clamp, by: { try $0.clamp(min: low, max: high) }) {
        $0.firstNumber = low?.double ?? -.infinity
        $0.secondNumber = high?.double ?? .infinity
      })
    })
}

extension Arguments {
  /// A tensor, or a number in the type it has as an operand of the first argument.
  fileprivate func operand(_ index: Int) throws -> Tensor {
    if case .tensor(let tensor) = self[index] { return tensor }
    return try tensor(0).operand(scalar(index))
  }
}

extension Tensor {
  /// Replaces the values by what `compute` makes of them, recorded as `op`.
  fileprivate func changeInPlace(
    _ op: Op, by compute: (Tensor) throws -> Tensor, _ configure: (Node) -> Void
  ) throws -> Tensor {
    try checkInPlace()
    let records = Op.records(self)
    let original = records ? try shallowCopyOfValues() : self
    let result = try noGrad { try compute(self) }
    try checkCast(from: result.dtype)
    try write(result)
    bumpVersion()
    guard records else { return self }
    let node = op.makeNode(for: self)
    node.connect(0, self)
    node.save(0, original)
    configure(node)
    op.rebase(self, on: node)
    return self
  }

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
    let result = try Op.add.binaryInPlace(self, other, alpha: alpha)
    if alpha != 1, let node = result.node { node.firstNumber = alpha.double }
    return result
  }

  @discardableResult public func sub_(_ other: Tensor, alpha: Scalar = 1) throws -> Tensor {
    let result = try Op.sub.binaryInPlace(self, other, alpha: alpha)
    if alpha != 1, let node = result.node { node.firstNumber = alpha.double }
    return result
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
