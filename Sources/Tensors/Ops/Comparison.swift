import CLoops

// Comparisons and logic: results are bool and take no gradient; written in place, they cut it.

extension Op {
  private static func comparison(
    _ name: String, _ loop: cl_binary_op, _ doc: String, node: String
  ) -> Op {
    Op(
      "\(name)(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace], doc: doc,
      kernel: "\(name)_cpu", forward: .binary(loop, .bool), node: node
    ) { node, grad in try node.gradients(grad.zerosLike(), grad.zerosLike()) }
  }
  /// A row for logic, which in place leaves the history as it is.
  private static func logic(_ name: String, _ loop: cl_binary_op, _ doc: String) -> Op {
    Op(
      "\(name)(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace], doc: doc,
      kernel: "\(name)_cpu", forward: .binary(loop, .bool))
  }

  static let eq = comparison("eq", CL_EQ, "Whether elements are equal.", node: "EqBackward1")
  static let ne = comparison("ne", CL_NE, "Whether elements differ.", node: "NeBackward1")
  static let lt = comparison(
    "lt", CL_LT, "Whether elements are less than those of `other`.",
    node: "LtBackward1")
  static let le = comparison(
    "le", CL_LE, "Whether elements are at most those of `other`.",
    node: "LeBackward1")
  static let gt = comparison(
    "gt", CL_GT, "Whether elements are greater than those of `other`.",
    node: "GtBackward1")
  static let ge = comparison(
    "ge", CL_GE, "Whether elements are at least those of `other`.",
    node: "GeBackward1")
  static let logicalAnd = logic(
    "logical_and", CL_LOGICAL_AND, "Whether both elements are other than zero.")
  static let logicalOr = logic(
    "logical_or", CL_LOGICAL_OR, "Whether one of the elements is other than zero.")
  static let logicalXor = logic(
    "logical_xor", CL_LOGICAL_XOR, "Whether exactly one of the elements is other than zero.")

  private static func bitwise(_ name: String, _ loop: cl_binary_op, _ doc: String) -> Op {
    Op(
      "\(name)(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace], doc: doc,
      kernel: "\(name)_cpu", forward: .binary(loop, .promoted))
  }

  static let bitwiseAnd = bitwise("bitwise_and", CL_BITWISE_AND, "The bits set in both elements.")
  static let bitwiseOr = bitwise("bitwise_or", CL_BITWISE_OR, "The bits set in either element.")
  static let bitwiseXor = bitwise("bitwise_xor", CL_BITWISE_XOR, "The bits set in one of the elements.")

  static let equal = Op(
    "equal(Tensor self, Tensor other) -> bool", [.function, .method],
    doc: "Whether two tensors have the same size and the same elements.",
    forward: .general { args in try .bool(args.tensor(0).equal(args.tensor(1))) })

  static let allclose = Op(
    "allclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool",
    [.function, .method],
    doc: "Whether all elements are within `atol + rtol * abs(other)` of those of `other`.",
    forward: .general { args in
      let (a, b) = try (args.tensor(0), args.tensor(1))
      guard a.dtype == b.dtype else {
        throw TensorError.runtime("\(a.dtype.scalarTypeName) did not match \(b.dtype.scalarTypeName)")
      }
      let (relative, absolute) = try (args.double(2), args.double(3))
      let shape = try broadcast(a.shape, b.shape)
      let (first, second) = try (a.expand(shape).doubles, b.expand(shape).doubles)
      var poll = StopPoll()
      return try .bool(
        zip(first, second).allSatisfy { x, y in
          try poll.check(after: 4)
          return x == y || x.isNaN && y.isNaN && args.bool(4)
            || x.isFinite && y.isFinite && Swift.abs(x - y) <= absolute + relative * Swift.abs(y)
        })
    })
}

extension Tensor {
  public func eq(_ other: Tensor) throws -> Tensor { try Op.eq.binary(self, other) }
  public func gt(_ other: Tensor) throws -> Tensor { try Op.gt.binary(self, other) }
  public func lt(_ other: Tensor) throws -> Tensor { try Op.lt.binary(self, other) }
  public func eq(_ other: Scalar) throws -> Tensor { try Op.eq.binary(self, scalar: other) }
  public func ne(_ other: Scalar) throws -> Tensor { try Op.ne.binary(self, scalar: other) }
  public func gt(_ other: Scalar) throws -> Tensor { try Op.gt.binary(self, scalar: other) }
  public func ge(_ other: Scalar) throws -> Tensor { try Op.ge.binary(self, scalar: other) }
  public func lt(_ other: Scalar) throws -> Tensor { try Op.lt.binary(self, scalar: other) }
  public func le(_ other: Scalar) throws -> Tensor { try Op.le.binary(self, scalar: other) }
  public func logicalOr(_ other: Tensor) throws -> Tensor { try Op.logicalOr.binary(self, other) }
  public func logicalAnd(_ other: Tensor) throws -> Tensor { try Op.logicalAnd.binary(self, other) }

  /// Whether the sizes and all elements are the same.
  public func equal(_ other: Tensor) throws -> Bool {
    guard shape == other.shape else { return false }
    return try !Op.ne.binary(self, other).containsNonzero
  }
}
