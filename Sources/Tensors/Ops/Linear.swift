import CLoops

// Matrix products. The order of rounding is in gemm.c.

extension Op {
  static let mm = Op(
    "mm(Tensor self, Tensor mat2) -> Tensor", [.function, .method],
    doc: "The product of two matrices.", kernel: "addmm_impl_cpu_",
    forward: .general { args in try .tensor(args.tensor(0).mm(args.tensor(1))) },
    entry: .binary { try $0.mm($1) }, saves: .crosswise, node: "MmBackward0",
    formerNode: "MmBackward",
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .sample([5, 6, 7, 8, 9, 1], [2, 3])]] }
  ) { node, grad in
    try node.gradients(node.gradientOfFirstFactor(grad), node.gradientOfSecondFactor(grad))
  }

  static let addmm = Op(
    "addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor",
    [.function, .method], doc: "The product of two matrices, plus `input`.",
    forward: .general { args in
      try .tensor(
        args.tensor(0).addmm(
          args.tensor(1), args.tensor(2), beta: args.scalar(3), alpha: args.scalar(4)))
    },
    node: "AddmmBackward0", formerNode: "AddmmBackward",
    samples: {
      [[.sample([1, 2]), .sample([1, 2, 3, 4], [2, 2]), .sample([5, 6, 7, 8], [2, 2]), .int(1), .int(1)]]
    }
  ) { node, grad in
    try node.gradients(
      node.secondNumber == 1 ? grad : grad * .double(node.secondNumber),
      node.gradientOfFirstFactor(grad).times(node.firstNumber),
      node.gradientOfSecondFactor(grad).times(node.firstNumber))
  }

  static let mv = Op(
    "mv(Tensor self, Tensor vec) -> Tensor", [.function, .method],
    doc: "The product of a matrix and a vector.",
    forward: .general { args in try .tensor(args.tensor(0).mv(args.tensor(1))) },
    entry: .binary { try $0.mv($1) }, saves: .crosswise, node: "MvBackward0",
    formerNode: "MvBackward",
    samples: { [[.sample([1, 2, 3, 4, 5, 6], [2, 3]), .sample([1, -1, 2])]] }
  ) { node, grad in
    try node.gradients(
      grad.unsqueeze(1) * node.saved(1).conjugatedIfComplex().unsqueeze(0),
      node.saved(0).conjugatedIfComplex().t().mv(grad))
  }

  static let dot = Op(
    "dot(Tensor self, Tensor tensor) -> Tensor", [.function, .method],
    doc: "The sum of the products of two vectors' elements.",
    forward: .general { args in try .tensor(args.tensor(0).dot(args.tensor(1))) },
    entry: .binary { try $0.dot($1) }, saves: .crosswise, node: "DotBackward0",
    formerNode: "DotBackward", samples: { [[.sample([1, 2, 3]), .sample([1, -1, 2])]] }
  ) { node, grad in
    try node.gradients(
      grad * node.saved(1).conjugatedIfComplex(), grad * node.saved(0).conjugatedIfComplex())
  }

  static let bmm = Op(
    "bmm(Tensor self, Tensor mat2) -> Tensor", [.function, .method],
    doc: "The products of matrices, one for each entry of the first dimension.",
    forward: .general { args in try .tensor(args.tensor(0).bmm(args.tensor(1))) },
    entry: .binary { try $0.bmm($1) }, saves: .crosswise, node: "BmmBackward0",
    formerNode: "BmmBackward0",
    samples: {
      [[.sample([1, 2, 3, 4], [2, 1, 2]), .sample([5, 6, 7, 8, 1, 2, 3, 4], [2, 2, 2])]]
    }
  ) { node, grad in
    try node.gradients(
      grad.bmm(node.saved(1).conjugatedIfComplex().transpose(1, 2)),
      node.saved(0).conjugatedIfComplex().transpose(1, 2).bmm(grad))
  }

  static let matmul = Op(
    "matmul(Tensor self, Tensor other) -> Tensor", [.function, .method],
    doc: "The product of matrices, vectors or batches of matrices, by the operands' dimensions.",
    forward: .general { args in try .tensor(args.tensor(0).matmul(args.tensor(1))) },
    entry: .binary { try $0.matmul($1) },
    samples: {
      [[.sample([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]), .sample([5, 6, 7, 8], [2, 2])],
        [.sample([1, 2]), .sample([5, 6, 7, 8], [2, 2])]]
    })

  static let linear = Op(
    "linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor", [.functional],
    doc: "`input` times the transposed weight, plus the bias.",
    forward: .general { args in
      try .tensor(Tensors.linear(args.tensor(0), args.tensor(1), args.optionalTensor(2)))
    },
    entry: .ternary { try Tensors.linear($0, $1, $2) },
    samples: {
      [[.sample([1, 2, 3, 4], [2, 2]), .sample([5, 6, 7, 8, 9, 1], [3, 2]), .sample([1, 2, 3])]]
    })
}

extension Node {
  /// Notes how the factors of a matrix product lie in memory: their gradients will lie alike.
  fileprivate func noteLayout(_ first: Tensor, _ second: Tensor) {
    (firstInt, secondInt) = (first.isColumnMajor ? 1 : 0, second.isColumnMajor ? 1 : 0)
  }

  /// The gradient of a product's first factor, computed as its transpose if the factor lies column by column.
  fileprivate func gradientOfFirstFactor(_ grad: Tensor) throws -> Tensor {
    let other = try saved(1).conjugatedIfComplex()
    return try firstInt == 1 ? other.mm(grad.exchanged()).exchanged() : grad.mm(other.exchanged())
  }

  fileprivate func gradientOfSecondFactor(_ grad: Tensor) throws -> Tensor {
    let other = try saved(0).conjugatedIfComplex()
    return try secondInt == 1 ? grad.exchanged().mm(other).exchanged() : other.exchanged().mm(grad)
  }
}

extension Tensor {
  /// Whether the elements of each column of this matrix are neighbours, and the columns follow one another.
  fileprivate var isColumnMajor: Bool { rank == 2 && strides[0] == 1 && strides[1] == shape[0] }

  fileprivate func times(_ factor: Double) throws -> Tensor { factor == 1 ? self : try self * .double(factor) }

  /// Refuses matrices that cannot be multiplied, in the words of PyTorch's matrix kernel.
  private func checkProduct(_ other: Tensor, rank1: String = "self", rank2: String = "mat2") throws {
    guard rank == 2 else { throw TensorError.runtime("\(rank1) must be a matrix") }
    guard other.rank == 2 else { throw TensorError.runtime("\(rank2) must be a matrix") }
    guard shape[1] == other.shape[0] else {
      throw TensorError.runtime(
        "mat1 and mat2 shapes cannot be multiplied (\(shape[0])x\(shape[1]) and "
          + "\(other.shape[0])x\(other.shape[1]))")
    }
  }

  /// The type that products of this tensor are computed in; refuses bool in the name of PyTorch's kernel.
  private func productType(_ kernel: String) throws(TensorError) -> DType {
    switch dtype {
    case .bool: throw .noKernel(kernel, dtype)
    case .float16, .bfloat16: .float32
    case .uint8, .int8, .int16, .int32: .int64
    default: dtype
    }
  }

  /// A product with another tensor of this type, computed in a wider one where loops need it.
  private func computed(
    _ kernel: String, _ other: Tensor, _ body: (Tensor, Tensor) throws -> Tensor
  ) throws -> Tensor {
    let wide = try productType(kernel)
    if wide == dtype { return try body(detach(), other.detach()) }
    return try noGrad {
      try body(converted(to: wide).detach(), other.converted(to: wide).detach()).converted(to: dtype)
    }
  }

  /// The product of two matrices into a new one whose rows start as `bias`.
  private func product(_ other: Tensor, bias: Tensor? = nil) throws -> Tensor {
    let wide = try productType("addmm_impl_cpu_")
    if wide != dtype {
      return try converted(to: wide).product(
        other.converted(to: wide), bias: bias?.converted(to: wide)
      ).converted(to: dtype)
    }
    let result = try Tensor.empty(Dims(shape[0], other.shape[1]), dtype)
    try multiply(other, into: result.data, bias: bias)
    return result
  }

  /// Writes the product with another matrix to memory of contiguous rows, which start as `bias`: a vector, or a matrix
  /// of the product's shape.
  func multiply(_ other: Tensor, into out: UnsafeMutableRawPointer, bias: Tensor? = nil) throws {
    let columns = other.shape[1]
    let status = cl_gemm(
      dtype.rawValue, Int64(shape[0]), Int64(columns), Int64(shape[1]), data, Int64(strides[0]),
      Int64(strides[1]), other.data, Int64(other.strides[0]), Int64(other.strides[1]), out,
      Int64(columns), bias?.data, Int64(bias.map { $0.rank == 2 ? $0.strides[0] : 0 } ?? 0),
      Int64(bias.map { $0.strides[$0.rank - 1] } ?? 0))
    try check(status, Op.mm, dtype)
  }

  public func mm(_ other: Tensor) throws -> Tensor {
    try checkProduct(other)
    guard dtype == other.dtype else {
      throw TensorError.runtime(
        "expected m1 and m2 to have the same dtype, but got: \(dtype.nativeName) != "
          + other.dtype.nativeName)
    }
    return Op.mm.record(try product(other), self, other) { $0.noteLayout(self, other) }
  }

  /// `beta * self + alpha * (first @ second)`.
  public func addmm(_ first: Tensor, _ second: Tensor, beta: Scalar = 1, alpha: Scalar = 1) throws -> Tensor {
    try first.checkProduct(second, rank1: "mat1", rank2: "mat2")
    guard first.dtype == second.dtype else {
      throw TensorError.runtime(
        "mat1 and mat2 must have the same dtype, but got \(first.dtype.scalarTypeName) and "
          + second.dtype.scalarTypeName)
    }
    guard dtype == first.dtype else {
      throw TensorError.runtime(
        "self and mat2 must have the same dtype, but got \(dtype.scalarTypeName) and "
          + second.dtype.scalarTypeName)
    }
    let result: Tensor
    if beta == 1 && alpha == 1 {
      let columns = second.shape[1]
      let isRow = rank == 1 && shape[0] == columns
      let bias = try isRow ? self : detach().expand(Dims(first.shape[0], columns))
      result = try first.product(second, bias: bias)
    } else {
      // Factors of integers are integers, as the kernel takes them.
      let dtype = self.dtype
      let factor = { (given: Scalar) in dtype.isIntegral ? Scalar.int(given.int) : given }
      result = try noGrad {
        try (self * factor(beta)).add(first.product(second), alpha: factor(alpha))
      }
    }
    guard cl_thread().pointee.grad_enabled, requiresGrad || Op.records(first, second) else {
      return result
    }
    let node = Op.addmm.makeNode(for: result)
    node.connect(0, self)
    node.connect(1, first)
    node.connect(2, second)
    if second.requiresGrad { node.save(0, first) }
    if first.requiresGrad { node.save(1, second) }
    node.noteLayout(first, second)
    node.firstNumber = alpha.double
    node.secondNumber = beta.double
    Op.addmm.attach(node, to: result)
    return result
  }

  public func mv(_ vector: Tensor) throws -> Tensor {
    guard rank == 2, vector.rank == 1, shape[1] == vector.shape[0] else {
      throw TensorError.runtime(
        rank == 2 && vector.rank == 1
          ? "size mismatch, got input (\(shape[0])), mat (\(shape[0])x\(shape[1])), vec "
            + "(\(vector.shape[0]))"
          : "vector + matrix @ vector expected, got 1, \(rank), \(vector.rank)")
    }
    guard dtype == vector.dtype else {
      throw TensorError.runtime(
        "addmv input tensors must have the same dtype, but got \(vector.dtype.scalarTypeName), "
          + "\(dtype.scalarTypeName), and \(vector.dtype.scalarTypeName)")
    }
    let result = try computed("addmv_impl_cpu", vector) { a, x in
      let result = try Tensor.uninitialized(Dims(shape[0]), count: shape[0], a.dtype)
      try a.multiply(x.unsqueeze(1), into: result.data)
      return result
    }
    return Op.mv.record(result, self, vector)
  }

  public func dot(_ other: Tensor) throws -> Tensor {
    guard rank == 1, other.rank == 1 else {
      throw TensorError.runtime(
        "1D tensors expected, but got \(rank)D and \(other.rank)D tensors")
    }
    guard dtype == other.dtype else {
      throw TensorError.runtime(
        "dot : expected both vectors to have same dtype, but found \(dtype.scalarTypeName) and "
          + other.dtype.scalarTypeName)
    }
    guard count == other.count else {
      throw TensorError.runtime(
        "inconsistent tensor size, expected tensor \(shape.text) and src \(other.shape.text) to have "
          + "the same number of elements, but got \(count) and \(other.count) elements respectively")
    }
    let result = try computed("dot", other) { a, b in
      let result = try Tensor.uninitialized(Dims(), count: 1, a.dtype)
      try a.unsqueeze(0).multiply(b.unsqueeze(1), into: result.data)
      return result
    }
    return Op.dot.record(result, self, other)
  }

  public func bmm(_ other: Tensor) throws -> Tensor {
    guard rank == 3 else { throw TensorError.runtime("batch1 must be a 3D tensor") }
    guard other.rank == 3 else { throw TensorError.runtime("batch2 must be a 3D tensor") }
    guard shape[0] == other.shape[0], shape[2] == other.shape[1] else {
      throw TensorError.runtime(
        "Expected size for first two dimensions of batch2 tensor to be: [\(shape[0]), \(shape[2])] "
          + "but got: [\(other.shape[0]), \(other.shape[1])].")
    }
    guard dtype == other.dtype else {
      throw TensorError.runtime(
        "expected scalar type \(dtype.scalarTypeName) but found \(other.dtype.scalarTypeName)")
    }
    let (rows, columns) = (shape[1], other.shape[2])
    let result = try computed("bmm", other) { a, b in
      let result = try Tensor.empty([shape[0], rows, columns], a.dtype)
      for index in 0..<shape[0] {
        try a.select(0, index).multiply(
          b.select(0, index), into: result.data + index * rows * columns * a.dtype.size)
      }
      return result
    }
    return Op.bmm.record(result, self, other)
  }

  /// The product by the operands' dimensions: of vectors, matrices or broadcast batches of matrices.
  public func matmul(_ other: Tensor) throws -> Tensor {
    switch (rank, other.rank) {
    case (0, _), (_, 0):
      throw TensorError.runtime(
        "both arguments to matmul need to be at least 1D, but they are \(rank)D and \(other.rank)D")
    case (1, 1): return try dot(other)
    case (2, 2): return try mm(other)
    case (2, 1): return try mv(other)
    case (1, 2): return try unsqueeze(0).mm(other).squeezedRow()
    case (3..., 1), (3..., 2): return try foldedProduct(other)
    default: return try batchedProduct(other)
    }
  }

  fileprivate func squeezedRow() throws -> Tensor { squeezed(Op.squeezeRow) { $0 == 0 } }

  /// A batch times one matrix or vector: one large product.
  private func foldedProduct(_ other: Tensor) throws -> Tensor {
    var size = shape
    size.remove(at: rank - 1)
    let rows = try reshape(Dims(-1, shape[rank - 1]))
    if other.rank == 2 { size.append(other.shape[1]) }
    return try (other.rank == 2 ? rows.mm(other) : rows.mv(other)).unsafeView(size)
  }

  func unsafeView(_ size: Dims) throws -> Tensor {
    let result = Tensor(
      sharing: self, shape: size, strides: size.contiguousStrides, count: count, byteOffset: 0)
    return Op.unsafeView.record(result, self)
  }

  private func batchedProduct(_ other: Tensor) throws -> Tensor {
    let a = rank == 1 ? try unsqueeze(0) : self
    let b = other.rank == 1 ? try other.unsqueeze(1) : other
    let batch = try broadcast(a.batchShape, b.batchShape)
    let (rows, inner) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
    let (second, columns) = (b.shape[b.rank - 2], b.shape[b.rank - 1])
    let batches = batch.product ?? 0
    let first = try a.expand(batch.appending(rows, inner)).reshape([batches, rows, inner])
    let last = try b.expand(batch.appending(second, columns)).reshape([batches, second, columns])
    var size = batch
    if rank > 1 { size.append(rows) }
    if other.rank > 1 { size.append(columns) }
    return try first.bmm(last).unsafeView(size)
  }

  /// The sizes before the last two.
  private var batchShape: Dims {
    var size = Dims()
    for index in 0..<Swift.max(0, rank - 2) { size.append(shape[index]) }
    return size
  }
}

extension Op {
  /// The row taken out of a product of a vector and a matrix.
  static let squeezeRow = Op(
    "squeeze_row(Tensor self) -> Tensor", [], doc: "", forward: .internalOnly,
    node: "SqueezeBackward4", formerNode: "SqueezeBackward1"
  ) { node, grad in try Gradients(grad.reshape(node.operandShape(0))) }
}

extension Dims {
  func appending(_ first: Int, _ second: Int) throws(TensorError) -> Dims {
    guard count + 2 <= Dims.maximum else { throw Dims.tooMany }
    var result = self
    result.append(first)
    result.append(second)
    return result
  }
}

/// `input` times the transposed weight, plus the bias.
public func linear(_ input: Tensor, _ weight: Tensor, _ bias: Tensor? = nil) throws -> Tensor {
  guard let bias else { return try input.matmul(weight.t()) }
  if input.rank == 2 { return try bias.addmm(input, weight.t()) }
  if input.rank == 1 {
    return try bias.addmm(input.unsqueeze(0), weight.t()).view([weight.shape[0]])
  }
  var size = input.shape
  guard size.count > 0 else { return try input.matmul(weight.t()) }
  let rows = try input.reshape(Dims(-1, size[size.count - 1]))
  let product = try bias.addmm(rows, weight.t())
  size[size.count - 1] = product.shape[1]
  return try product.view(size)
}
