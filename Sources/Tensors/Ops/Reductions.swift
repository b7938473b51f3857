import CLoops

// Operations that make fewer elements of many.

/// The dimensions of a reduction: which ones go, and the shape of the result.
struct ReducedDims {
  /// A bit for each dimension that is reduced.
  private(set) var mask = 0
  /// With reduced dimensions of size 1.
  private(set) var keptShape: Dims
  /// Without reduced dimensions.
  private(set) var shape = Dims()
  /// How many elements make one of the result.
  private(set) var count = 1

  /// No dimensions, or nil, means all.
  init(_ x: Tensor, _ dims: Dims?) throws(TensorError) {
    keptShape = x.shape
    if let dims, dims.count > 0 {
      for index in dims.indices {
        let dimension = try wrapped(dims[index], rank: x.rank)
        if mask & (1 << dimension) != 0 {
          throw .runtime("dim \(dimension) appears multiple times in the list of dims")
        }
        mask |= 1 << dimension
      }
    } else {
      mask = -1
    }
    for index in x.shape.indices {
      if contains(index) {
        count *= x.shape[index]
        keptShape[index] = 1
      } else {
        shape.append(x.shape[index])
      }
    }
  }

  func contains(_ dimension: Int) -> Bool { mask & (1 << dimension) != 0 }

  /// The numbers of elements of the leading and of the trailing dimensions, where only the one or the other are
  /// reduced; nil for other dimensions, or if a half has one element only.
  func halves(of x: Tensor) -> (outer: Int, inner: Int)? {
    var (outer, inner, index) = (1, 1, 0)
    while index < x.rank, contains(index) == contains(0) {
      outer *= x.shape[index]
      index += 1
    }
    while index < x.rank, contains(index) != contains(0) {
      inner *= x.shape[index]
      index += 1
    }
    return index == x.rank && outer > 1 && inner > 1 ? (outer, inner) : nil
  }
}

extension Op {
  static let sum = Op(
    "sum(Tensor self, *, ScalarType? dtype=None) -> Tensor", [.function, .method],
    doc: "The sum of all elements.",
    forward: .general { args in try .tensor(args.typed(1).sum()) },
    entry: .unary { try $0.sum() }, node: "SumBackward0",
    samples: { [[.sample([1, 2, 3])]] }
  ) { node, grad in try Gradients(grad.expand(node.operandShape(0))) }

  static let sumDims = Op(
    "sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
    [.function, .method], doc: "The sums along one or more dimensions.",
    forward: .general { args in
      try .tensor(args.typed(3).sum(args.optionalInts(1), keepDim: args.bool(2)))
    },
    entry: .dimension { try $0.sum(Dims($1)) }, node: "SumBackward1",
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .int(0), .bool(false)]] }
  ) { node, grad in try Gradients(grad.restored(node).expand(node.operandShape(0))) }

  static let mean = Op(
    "mean(Tensor self, *, ScalarType? dtype=None) -> Tensor", [.function, .method],
    doc: "The mean of all elements.",
    forward: .general { args in try .tensor(args.typed(1).mean()) },
    entry: .unary { try $0.mean() }, node: "MeanBackward0",
    samples: { [[.sample([1, 2, 3])]] }
  ) { node, grad in
    let shape = node.operandShape(0)
    return try Gradients(grad.expand(shape) / .int(shape.product ?? 1))
  }

  static let meanDims = Op(
    "mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
    [.function, .method], doc: "The means along one or more dimensions.",
    forward: .general { args in
      try .tensor(args.typed(3).mean(args.optionalInts(1), keepDim: args.bool(2)))
    },
    entry: .dimension { try $0.mean(Dims($1)) }, node: "MeanBackward1",
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .int(1), .bool(true)]] }
  ) { node, grad in
    try Gradients(grad.restored(node).expand(node.operandShape(0)) / .int(node.secondInt))
  }
}

extension Arguments {
  /// The first argument, converted to the dtype given at `index`, if any.
  fileprivate func typed(_ index: Int) throws -> Tensor {
    let x = try tensor(0)
    guard let dtype = dtype(index) else { return x }
    if dtype.isIntegral && Op.records(x) {
      throw TensorError.runtime("Autograd not support dtype: \(dtype.scalarTypeName)")
    }
    return try x.to(dtype)
  }
}

extension Tensor {
  /// A gradient of a reduction with the reduced dimensions back, of size 1; `node.ints` is the kept shape.
  func restored(_ node: Node) throws -> Tensor {
    node.ints == shape ? self : try reshape(node.ints)
  }

  public func sum() throws -> Tensor {
    Op.sum.record(try sumValues(ReducedDims(self, nil), Dims()), self)
  }

  /// Sums along dimensions; all of them for nil.
  public func sum(_ dims: Dims?, keepDim: Bool = false) throws -> Tensor {
    let reduced = try ReducedDims(self, dims)
    let result = try sumValues(reduced, keepDim ? reduced.keptShape : reduced.shape)
    return Op.sumDims.record(result, self) { $0.ints = reduced.keptShape }
  }

  public func mean() throws -> Tensor {
    Op.mean.record(try meanValues(ReducedDims(self, nil), Dims()), self)
  }

  /// Means along dimensions; all of them for nil.
  public func mean(_ dims: Dims?, keepDim: Bool = false) throws -> Tensor {
    if dtype.isIntegral { throw meanOfIntegers }
    let reduced = try ReducedDims(self, dims)
    let result = try meanValues(reduced, keepDim ? reduced.keptShape : reduced.shape)
    return Op.meanDims.record(result, self) {
      $0.ints = reduced.keptShape
      $0.secondInt = reduced.count
    }
  }

  private func meanValues(_ reduced: ReducedDims, _ shape: Dims) throws -> Tensor {
    if dtype.isIntegral { throw meanOfIntegers }
    return try noGrad { try sumValues(reduced, shape) / .int(reduced.count) }
  }

  private var meanOfIntegers: TensorError {
    .runtime(
      "mean(): could not infer output dtype. Input dtype must be either a floating point or complex "
        + "dtype. Got: \(dtype.scalarTypeName)")
  }

  /// This gradient summed down to the shape it was broadcast from.
  func sum(to target: Dims) throws -> Tensor {
    if shape == target { return self }
    var dims = Dims()
    let added = rank - target.count
    for index in shape.indices where index < added || target[index - added] == 1 && shape[index] != 1 {
      dims.append(index)
    }
    let sums = dims.count > 0 ? try sum(dims, keepDim: true) : self
    return added > 0 ? try sums.reshape(target) : sums
  }

  /// The sums in PyTorch's order: dimensions by decreasing stride, neighbours joined, then lines or columns.
  private func sumValues(_ reduced: ReducedDims, _ shape: Dims) throws -> Tensor {
    if dtype.isHalf {
      return try converted(to: .float32).sumValues(reduced, shape).converted(to: dtype)
    }
    if dtype.isComplex { return try complexSum(reduced, shape) }
    let x = dtype.isIntegral ? try converted(to: .int64) : self
    let result = try Tensor.uninitialized(shape, count: shape.product ?? 0, x.dtype)
    if count == 0 {
      try result.setAll(to: 0)
    } else if reduced.count == count && x.isDense {
      cl_sum_rows(
        x.dtype.rawValue, result.data, 0, x.data, 1, 0, Int64(count), Int64(x.dtype.size), false)
    } else if isContiguous, let (outer, inner) = reduced.halves(of: x) {
      let (size, width) = (x.dtype.size, Int64(inner))
      if reduced.contains(0) {
        cl_sum_columns(x.dtype.rawValue, result.data, x.data, Int64(outer), width &* Int64(size), width, false)
      } else {
        cl_sum_rows(
          x.dtype.rawValue, result.data, Int64(size), x.data, Int64(outer), width &* Int64(size), width, Int64(size), false)
      }
    } else {
      let kept = Tensor(
        sharing: result, shape: reduced.keptShape, strides: reduced.keptShape.contiguousStrides,
        count: result.count, byteOffset: 0)
      SumPlan(x, kept, reduced).run()
    }
    return result
  }
}

/// A sum as loops over a few joined dimensions.
private struct SumPlan {
  private struct Loop {
    var size: Int
    /// Bytes to the next element of the operand and of the result (0 where the dimension is reduced).
    var step: Int
    var resultStep: Int
    var isReduced: Bool { resultStep == 0 }
  }

  private let x: Tensor
  private let result: Tensor
  private var loops: [Loop] = []

  init(_ x: Tensor, _ result: Tensor, _ reduced: ReducedDims) {
    self.x = x
    self.result = result
    let size = x.dtype.size
    let order = x.shape.indices.filter { x.shape[$0] != 1 }
      .sorted { (x.strides[$0], $1) > (x.strides[$1], $0) }
    for index in order {
      let isReduced = reduced.contains(index)
      let next = Loop(
        size: x.shape[index], step: x.strides[index] &* size,
        resultStep: isReduced ? 0 : result.strides[index] &* size)
      if let last = loops.last, last.isReduced == isReduced, last.step == next.step * next.size,
        isReduced || last.resultStep == next.resultStep * next.size
      {
        loops[loops.count - 1] = Loop(
          size: last.size * next.size, step: next.step, resultStep: next.resultStep)
      } else {
        loops.append(next)
      }
    }
  }

  func run() {
    let type = x.dtype.rawValue
    guard let inner = loops.last else {
      result.data.copyMemory(from: x.data, byteCount: x.dtype.size)
      return
    }
    let outer = loops.count > 1 ? loops[loops.count - 2] : nil
    if inner.isReduced {
      let rows = outer?.isReduced == false ? outer : nil
      forEachOuter(loops.dropLast(rows == nil ? 1 : 2)) { offset, resultOffset, isFirst in
        cl_sum_rows(
          type, result.data + resultOffset, Int64(rows?.resultStep ?? 0), x.data + offset,
          Int64(rows?.size ?? 1), Int64(rows?.step ?? 0), Int64(inner.size), Int64(inner.step),
          !isFirst)
      }
    } else if let outer, outer.isReduced, inner.step == x.dtype.size, inner.resultStep == inner.step {
      forEachOuter(loops.dropLast(2)) { offset, resultOffset, isFirst in
        cl_sum_columns(
          type, result.data + resultOffset, x.data + offset, Int64(outer.size), Int64(outer.step),
          Int64(inner.size), !isFirst)
      }
    } else {
      // Lines that are not adjacent, or an unusual order: one line for each result.
      let line = outer?.isReduced == true ? outer : nil
      let rest = line == nil ? loops.dropLast(1) : loops.dropLast(2)
      forEachOuter(rest) { offset, resultOffset, isFirst in
        cl_sum_rows(
          type, result.data + resultOffset, Int64(inner.resultStep), x.data + offset,
          Int64(inner.size), Int64(inner.step), Int64(line?.size ?? 1), Int64(line?.step ?? 0),
          !isFirst)
      }
    }
  }

  /// Calls `body` for each position of the outer loops, telling whether its result has not been touched yet.
  private func forEachOuter(_ outer: ArraySlice<Loop>, _ body: (Int, Int, Bool) -> Void) {
    var position = Array(repeating: 0, count: outer.count)
    let outer = Array(outer)
    while true {
      var (offset, resultOffset, isFirst) = (0, 0, true)
      for (index, loop) in zip(position, outer) {
        offset += index * loop.step
        resultOffset += index * loop.resultStep
        if loop.isReduced && index > 0 { isFirst = false }
      }
      body(offset, resultOffset, isFirst)
      var digit = outer.count - 1
      while digit >= 0 {
        position[digit] += 1
        if position[digit] < outer[digit].size { break }
        position[digit] = 0
        digit -= 1
      }
      if digit < 0 { return }
    }
  }
}
