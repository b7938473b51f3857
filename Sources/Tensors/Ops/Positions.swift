import CLoops

// Elements at positions along a dimension: gather, scatter and their relatives.

extension Op {
  static let gather = Op(
    "gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor",
    [.function, .method], doc: "The elements at positions along a dimension, one for each place of `index`.",
    forward: .general { args in try .tensor(args.tensor(0).gather(args.int(1), args.tensor(2))) },
    node: "GatherBackward0", formerNode: "GatherBackward",
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .int(1), .positions([0, 0, 1, 0], [2, 2])]] }
  ) { node, grad in
    let zeros = try Tensor.zeros(node.operandShape(0), grad.dtype)
    return try Gradients(zeros.scatterAdd(node.firstInt, node.saved(0), grad))
  }

  static let scatter = Op(
    "scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor",
    [.function, .method, .inPlace], doc: "A copy with elements set at positions along a dimension.",
    forward: .general { args in
      try .tensor(args.tensor(0).scatter(args.int(1), args.tensor(2), args.tensor(3)))
    },
    node: "ScatterBackward0",
    samples: {
      [[.sample([1, 2, 3, 4], [2, 2]), .int(1), .positions([0, 1], [2, 1]), .sample([7, 8], [2, 1])]]
    }
  ) { node, grad in
    let index = try node.saved(0)
    return try node.gradients(
      grad.scatter(node.firstInt, index, .int(0)), grad.gather(node.firstInt, index))
  }

  static let scatterValue = Op(
    "scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor",
    [.function, .method, .inPlace], doc: "A copy with elements set to a number at positions.",
    forward: .general { args in
      try .tensor(args.tensor(0).scatter(args.int(1), args.tensor(2), args.scalar(3)))
    },
    node: "ScatterBackward1", formerNode: "ScatterBackward1",
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .int(1), .positions([0, 1], [2, 1]), .double(5)]] }
  ) { node, grad in try Gradients(grad.scatter(node.firstInt, node.saved(0), .int(0))) }

  static let scatterJoining: Op = Op(
    "scatter.reduce(Tensor self, int dim, Tensor index, Any src, *, str reduce) -> Tensor",
    [.function, .method, .inPlace], doc: "A copy with elements added or multiplied at positions.",
    forward: .general { args in
      let (x, index) = try (args.tensor(0), args.tensor(2))
      var source = try args.tensor(3)
      if source.rank == 0 { source = try source.to(x.dtype).expand(index.shape) }
      switch try args.string(4) {
      case "add", "multiply":
        let mode: PutMode = try args.string(4) == "add" ? .add : .multiply
        let result = try noGrad { try x.put(mode, args.int(1), index, source, "scatter") }
        return .tensor(Op.scatterJoining.record(result, x, source))
      default: throw TensorError.runtime("reduce argument must be either add or multiply.")
      }
    },
    node: "NotImplemented")

  static let scatterAdd = Op(
    "scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor",
    [.function, .method, .inPlace], doc: "A copy with elements added at positions along a dimension.",
    forward: .general { args in
      try .tensor(args.tensor(0).scatterAdd(args.int(1), args.tensor(2), args.tensor(3)))
    },
    node: "ScatterAddBackward0", formerNode: "ScatterAddBackward",
    samples: {
      [[.sample([1, 2, 3, 4], [2, 2]), .int(1), .positions([0, 0, 1, 1], [2, 2]), .sample([7, 8, 9, 1], [2, 2])]]
    }
  ) { node, grad in try node.gradients(grad, grad.gather(node.firstInt, node.saved(0))) }

  static let scatterReduce: Op = Op(
    "scatter_reduce(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor",
    [.function, .method, .inPlace], doc: "A copy with elements joined at positions along a dimension.",
    forward: .general { args in
      try .tensor(
        args.tensor(0).scatterReduced(
          args.int(1), args.tensor(2), args.tensor(3), args.string(4), includeSelf: args.bool(5)))
    },
    node: "ScatterReduceBackward0"
  ) { node, grad in
    let (index, source, result) = try (node.saved(0), node.saved(1), node.saved(2))
    let (own, dim) = try (node.saved(3), node.firstInt)
    let ties = try result.gather(dim, index)
    switch node.secondInt {
    case 0: return try node.gradients(grad * own, grad.gather(dim, index))
    case 1:
      let share = try grad / node.saved(4)
      return try node.gradients(share * own, share.gather(dim, index))
    case 2:
      let isBest = try source.eq(ties).to(grad.dtype)
      let selfBest = try node.saved(4).eq(result).to(grad.dtype) * own
      let count = try selfBest.scatterAdd(dim, index, isBest)
      let share = try grad / count
      return try node.gradients(share * selfBest, isBest * share.gather(dim, index))
    default:
      // Of products each factor's share is the product over the factor; zeros would need the others' product.
      let x = try node.saved(4)
      if try x.contains(0) || source.contains(0) {
        throw TensorError.notSupported("the derivative of scatter_reduce of products with zeros")
      }
      let share = try grad * result
      return try node.gradients(share / x * own, share.gather(dim, index) / source)
    }
  }

  static let indexAdd = Op(
    "index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor",
    [.function, .method, .inPlace], doc: "A copy with entries added at positions of a dimension.",
    forward: .general { args in
      try .tensor(
        args.tensor(0).indexAdd(args.int(1), args.tensor(2), args.tensor(3), alpha: args.scalar(4)))
    },
    node: "IndexAddBackward0", formerNode: "IndexAddBackward",
    samples: {
      [[.sample([1, 2, 3, 4], [2, 2]), .int(0), .positions([1, 1]), .sample([7, 8, 9, 1], [2, 2]), .double(2)]]
    }
  ) { node, grad in
    let rows = try node.wants(1) ? grad.indexSelect(node.firstInt, node.saved(0)) : grad
    return try node.gradients(grad, rows * .double(node.firstNumber))
  }

  static let indexCopy: Op = Op(
    "index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor",
    [.function, .method, .inPlace], doc: "A copy with entries set at positions of a dimension.",
    forward: .general { args in
      let (x, dim) = try (args.tensor(0), wrapped(args.int(1), rank: args.tensor(0).rank))
      let (index, source) = try (args.tensor(2), args.tensor(3))
      let spread = try index.spread(over: source.shape, dim, "index_copy_")
      let result = try noGrad { try x.put(.set, dim, spread, source, "index_copy_") }
      return .tensor(Op.indexCopy.record(result, x, source) { node in
        node.firstInt = dim
        node.save(0, index)
      })
    },
    node: "IndexCopyBackward0", formerNode: "IndexCopyBackward",
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .int(0), .positions([1]), .sample([7, 8], [1, 2])]] }
  ) { node, grad in
    let index = try node.saved(0)
    return try node.gradients(
      grad.indexFill(node.firstInt, index, 0), grad.indexSelect(node.firstInt, index))
  }

  static let indexFill = Op(
    "index_fill(Tensor self, int dim, Tensor index, Scalar value) -> Tensor",
    [.function, .method, .inPlace], doc: "A copy with the entries at positions of a dimension set to a number.",
    forward: .general { args in
      try .tensor(args.tensor(0).indexFill(args.int(1), args.tensor(2), args.scalar(3)))
    },
    node: "IndexFillBackward0", formerNode: "IndexFillBackward0",
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .int(0), .positions([1]), .double(3)]] }
  ) { node, grad in try Gradients(grad.indexFill(node.firstInt, node.saved(0), 0)) }

  static let indexPutCopy = composed(
    "index_put(Tensor self, Any indices, Tensor values, bool accumulate=False) -> Tensor",
    [.function, .method], node: "IndexPutBackward0",
    doc: "A copy with the entries at positions, or where a mask is true, set."
  ) { args in
    let copy = try args.tensor(0).clone()
    try copy.putItems(args.indices(1), args.tensor(2), accumulate: args.bool(3))
    return [copy]
  }

  /// Entries joined at positions of a dimension: `scatter_reduce` with the positions of whole entries.
  static let indexReduce = composed(
    "index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, "
      + "bool include_self=True) -> Tensor",
    [.function, .method, .inPlace], node: "IndexReduceBackward0",
    doc: "A copy with entries joined at positions of a dimension."
  ) { args in
    let (x, source, reduction) = try (args.tensor(0), args.tensor(3), args.string(4))
    let dim = try wrapped(args.int(1), rank: x.rank)
    guard ["prod", "mean", "amax", "amin"].contains(reduction) else {
      throw TensorError.runtime(
        "index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got \(reduction).")
    }
    let spread = try args.tensor(2).spread(over: source.shape, dim, "index_reduce")
    return [
      try x.scatterReduced(dim, spread, source, reduction, includeSelf: args.bool(5))
    ]
  }

  static let take: Op = Op(
    "take(Tensor self, Tensor index) -> Tensor", [.function, .method],
    doc: "The elements at positions of the flattened tensor.",
    forward: .general { args in
      let (x, index) = try (args.tensor(0), args.tensor(1))
      guard index.dtype == .int64 else {
        throw TensorError.runtime("take(): Expected a long tensor for index, but got \(index.dtype.scalarTypeName)")
      }
      let positions = try index.wrappedPositions(x.count) { position, size in
        "out of range: tried to access index \(position) on a tensor of \(size) elements."
      }
      let result = try noGrad {
        try x.reshape(Dims(-1)).gather(0, positions.reshape(Dims(-1))).reshape(index.shape)
      }
      return .tensor(Op.take.record(result, x) { $0.save(0, positions) })
    },
    node: "TakeBackward0", formerNode: "TakeBackward",
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .positions([3, 0, 3])]] }
  ) { node, grad in
    let size = node.operandShape(0)
    let zeros = try Tensor.zeros(Dims(size.product ?? 0), grad.dtype)
    let sums = try zeros.scatterAdd(0, node.saved(0).reshape(Dims(-1)), grad.reshape(Dims(-1)))
    return try Gradients(sums.reshape(size))
  }

  static let takeAlongDim = Op(
    "take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor", [.function, .method],
    doc: "The elements at positions along a dimension, broadcast.",
    forward: .general { args in
      let (x, index) = try (args.tensor(0), args.tensor(1))
      guard index.dtype == .int64 else {
        throw TensorError.runtime(
          "torch.take_along_dim(): dtype of indices should be Long but got \(index.dtype.scalarTypeName)")
      }
      guard let given = try args.optionalInt(2) else {
        return try .tensor(x.reshape(Dims(-1)).gather(0, index.reshape(Dims(-1))))
      }
      guard x.rank == index.rank else {
        throw TensorError.runtime(
          "torch.take_along_dim(): input and indices should have the same number of dimensions, but got "
            + "\(x.rank) dimensions for input, and \(index.rank) dimensions for indices")
      }
      let dim = try wrappedOfSome(given, rank: x.rank)
      var (own, chosen) = (x.shape, index.shape)
      (own[dim], chosen[dim]) = (1, 1)
      var (target, places) = (try broadcast(own, chosen), try broadcast(own, chosen))
      (target[dim], places[dim]) = (x.shape[dim], index.shape[dim])
      return try .tensor(x.expand(target).gather(dim, index.expand(places)))
    })

  static let putFlat = composed(
    "put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor",
    [.function, .method, .inPlace], node: "PutBackward0",
    doc: "A copy with elements set at positions of the flattened tensor.",
    samples: { [[.sample([1, 2, 3]), .positions([2, 0]), .sample([7, 8])]] }
  ) { args in
    let (x, index, source) = try (args.tensor(0), args.tensor(1), args.tensor(2))
    guard x.dtype == source.dtype else {
      throw TensorError.runtime(
        "put_(): self and source expected to have the same dtype, but got self.dtype = "
          + "\(x.dtype.scalarTypeName) and source.dtype = \(source.dtype.scalarTypeName)")
    }
    let positions = try index.wrappedPositions(x.count) { position, size in
      "out of range: tried to access index \(position) on a tensor of \(size) elements."
    }.reshape(Dims(-1))
    let (flat, values) = try (x.reshape(Dims(-1)), source.reshape(Dims(-1)))
    let changed = try args.bool(3)
      ? flat.scatterAdd(0, positions, values) : flat.scatter(0, positions, values)
    return [try changed.reshape(x.shape)]
  }

  static let maskedScatter: Op = Op(
    "masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor", [.function, .method, .inPlace],
    doc: "A copy with elements of `source`, in order, where the mask is true.",
    forward: .general { args in
      let (x, mask, source) = try (args.tensor(0), args.tensor(1), args.tensor(2))
      guard mask.dtype == .bool else {
        throw TensorError.runtime("masked_scatter_ only supports boolean masks, but got mask with dtype \(mask.dtype.nativeName)")
      }
      guard x.dtype == source.dtype else {
        throw TensorError.runtime(
          "masked_scatter: expected self and source to have same dtypes but got \(x.dtype.scalarTypeName) "
            + "and \(source.dtype.scalarTypeName)")
      }
      let spread = try mask.expand(x.shape)
      let number = try spread.sum().item().int
      guard number <= source.count else {
        throw TensorError.runtime("Number of elements of source < number of ones in mask")
      }
      let result = try noGrad {
        let copy = try x.detach().clone()
        let values = try source.reshape(Dims(-1)).slice(0, from: 0, to: number, step: 1)
        try copy.setItems([.tensor(spread)], to: values)
        return copy
      }
      return .tensor(Op.maskedScatter.record(result, x, source) { $0.save(0, spread) })
    },
    node: "MaskedScatterBackward0", formerNode: "MaskedScatterBackward",
    samples: {
      [[.sample([1, 2, 3]), .tensor(Tensor([1, 0, 1], shape: [3], .bool)), .sample([7, 8, 9])]]
    }
  ) { node, grad in
    let mask = try node.saved(0)
    let kept = try Tensors.where(mask, Tensor(0, grad.dtype), grad)
    guard node.wants(1) else { return Gradients(kept) }
    let size = node.operandShape(1)
    let values = try grad.index([.tensor(mask)])
    let missing = (size.product ?? 0) - values.count
    let rest = try Tensor.zeros(Dims(missing), grad.dtype)
    return try Gradients(node.wants(0) ? kept : nil, Tensors.cat([values, rest]).reshape(size))
  }

  static let maskedFillTensor: Op = Op(
    "masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor", [.function, .method, .inPlace],
    doc: "A copy with the value of a tensor without dimensions where the mask is true.",
    forward: .general { args in
      let (x, mask, value) = try (args.tensor(0), args.tensor(1), args.tensor(2))
      guard value.rank == 0 else {
        throw TensorError.runtime(
          "masked_fill only supports a 0-dimensional value tensor, but got tensor with \(value.rank) dimension(s).")
      }
      let result = try noGrad { try Tensors.where(mask, value.converted(to: x.dtype), x) }
      return .tensor(Op.maskedFillTensor.record(result, x, value) { $0.save(0, mask) })
    },
    node: "MaskedFillBackward1",
    samples: {
      [[.sample([1, 2, 3]), .tensor(Tensor([1, 0, 1], shape: [3], .bool)), .tensor(Tensor(5, .float64))]]
    }
  ) { node, grad in
    let (mask, zero) = (try node.saved(0), Tensor(0, grad.dtype))
    return try node.gradients(
      Tensors.where(mask, zero, grad), Tensors.where(mask, grad, zero).sum())
  }

  static let nonzero = Op(
    "nonzero(Tensor self, *, bool as_tuple=False) -> Tensor", [.function, .method],
    doc: "The positions of the elements other than zero.",
    forward: .general { args in
      let x = try args.tensor(0)
      if args.bool(1) {
        let source = x.rank == 0 ? try x.reshape(Dims(1)) : x
        return try .tensors(source.nonzeroPositions())
      }
      return try .tensor(x.nonzeroMatrix())
    })
  static let argwhere = Op(
    "argwhere(Tensor self) -> Tensor", [.function, .method],
    doc: "The positions of the elements other than zero.",
    forward: .general { args in try .tensor(args.tensor(0).nonzeroMatrix()) })
  static let whereOne = Op(
    "where.condition(Tensor condition) -> Tensor[]", [.function],
    doc: "The positions where the condition is true, one tensor for each dimension.",
    forward: .general { args in .tensors(try args.tensor(0).nonzeroPositions()) })

  private static func search(_ schema: String, boundaries: Int, values: Int, doc: String) -> Op {
    Op(
      schema, [.function], doc: doc,
      forward: .general { args in
        var right = args.bool(3)
        if boundaries == 0, case .string(let side) = args[4] {
          guard side == "left" || side == "right" else {
            throw TensorError.runtime(
              "torch.searchsorted(): side can only be 'left' or 'right' but got \(side)")
          }
          right = side == "right"
        }
        var sorted = try args.tensor(boundaries)
        if boundaries == 0, let sorter = try args.optionalTensor(5) { sorted = try sorted.gather(-1, sorter) }
        return try .tensor(
          sorted.search(args.tensor(values), right: right, args.bool(2) ? .int32 : .int64, boundaries == 1))
      })
  }
  static let searchsorted = search(
    "searchsorted(Tensor sorted_sequence, Any self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor",
    boundaries: 0, values: 1, doc: "Where values would be inserted into sorted rows.")
  static let bucketize = search(
    "bucketize(Any self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor",
    boundaries: 1, values: 0, doc: "The numbers of the buckets that values fall into.")

  static let isin = Op(
    "isin(Any elements, Any test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor",
    [.function], doc: "Whether each element is among others.",
    forward: .general { args in
      let (x, others) = try (args.tensor(0), args.tensor(1))
      let isAmong = x.dtype.isIntegral && others.dtype.isIntegral
        ? try x.ints.membership(in: others.ints) : try x.doubles.membership(in: others.doubles)
      let values = try isAmong.interruptibleMap { $0 != args.bool(3) ? 1.0 : 0 }
      return .tensor(Tensor(values, shape: x.shape, .bool))
    })

  static var positionRows: [Op] {
    [
      gather, scatterValue, scatter, scatterJoining, scatterAdd, scatterReduce, indexAdd, indexCopy, indexFill,
      indexPutCopy, take, takeAlongDim, putFlat, indexReduce, maskedScatter, nonzero, argwhere,
      whereOne, searchsorted, bucketize, isin,
    ]
  }
}

extension Argument {
  /// An int64 tensor for a row's samples.
  static func positions(_ values: [Int], _ shape: Dims? = nil) -> Argument {
    .tensor(Tensor(values.map(Double.init), shape: shape ?? Dims(values.count), .int64))
  }
}

extension Array where Element: Hashable {
  /// For each element whether it is among others.
  fileprivate func membership(in others: [Element]) throws -> [Bool] {
    var known: Set<Element> = []
    var poll = StopPoll()
    for element in others {
      try poll.check(after: 16)
      known.insert(element)
    }
    return try interruptibleMap(cost: 8) { known.contains($0) }
  }
}

extension Arguments {
  /// A tuple of positions and masks; None stands for a whole dimension.
  func indices(_ index: Int) throws -> [Index] {
    guard case .list(let elements, _) = self[index] else { return [.tensor(try tensor(index))] }
    return try elements.map { element in
      if case .tensor(let tensor) = element { return .tensor(tensor) }
      if case .none = element { return .slice(start: nil, stop: nil, step: nil) }
      throw TensorError.type("tensors used as indices must be long, int, byte or bool tensors")
    }
  }
}

/// How elements are joined with those already at their place.
enum PutMode {
  case set, add, multiply, maximum, minimum

  var loop: cl_put_op {
    switch self {
    case .set: CL_PUT_SET
    case .add: CL_PUT_ADD
    case .multiply: CL_PUT_MUL
    case .maximum: CL_PUT_MAX
    case .minimum: CL_PUT_MIN
    }
  }
}

extension Tensor {
  /// Runs a loop over the places of `index`, given its shape and the strides of a contiguous tensor of this shape.
  private func atPlaces(
    _ dim: Int, _ index: Tensor,
    _ loop: (
      _ shape: UnsafePointer<Int64>, _ strides: UnsafePointer<Int64>, _ size: Int64, _ places: Tensor,
      _ bad: inout Int64
    ) -> cl_status
  ) throws {
    let places = try index.converted(to: .int64).contiguous()
    let size = rank == 0 ? 1 : shape[dim]
    var bad: Int64 = 0
    // Never empty, so that there is an address.
    let sizes = index.shape.array.map(Int64.init) + [1]
    let steps = shape.contiguousStrides.array.map(Int64.init) + [1]
    let status = withExtendedLifetime(places) { loop(sizes, steps, Int64(size), places, &bad) }
    if status == CL_OUT_OF_RANGE {
      throw TensorError.runtime("index \(bad) is out of bounds for dimension \(dim) with size \(size)")
    }
    if status != CL_OK { throw TensorError(.interrupted, "") }
  }

  /// Element offsets in a contiguous tensor of this shape, one for each place of `index`.
  private func offsets(_ dim: Int, _ index: Tensor) throws -> Tensor {
    let result = try Tensor.empty(Dims(index.count), .int64)
    try atPlaces(dim, index) { shape, strides, size, places, bad in
      cl_offsets(
        Int32(index.rank), shape, strides, Int32(dim), size, places.pointer(to: Int64.self),
        Int64(places.count), result.pointer(to: Int64.self), &bad)
    }
    return result
  }

  private func checkIndex(_ index: Tensor, _ dim: Int, _ name: String, source: Tensor? = nil) throws {
    guard index.dtype == .int64 || index.dtype == .int32 else {
      throw TensorError.runtime("\(name)(): Expected dtype int32/int64 for index")
    }
    if index.count == 0 { return }
    guard Swift.max(index.rank, 1) == Swift.max(rank, 1) else {
      throw TensorError.runtime("Index tensor must have the same number of dimensions as \(source == nil ? "input" : "self") tensor")
    }
    for axis in index.shape.indices where rank > 0 {
      let isFitting = axis == dim || index.shape[axis] <= shape[axis]
      let fitsSource = source.map { $0.rank == 0 || index.shape[axis] <= $0.shape[axis] } ?? true
      if isFitting && fitsSource { continue }
      if let source {
        throw TensorError.runtime(
          "Expected index \(index.shape.text) to be no larger than self \(shape.text) apart from dimension "
            + "\(dim) and to be no larger size than src \(source.shape.text)")
      }
      throw TensorError.runtime(
        "Size does not match at dimension \(axis) expected index \(index.shape.text) to be no larger than "
          + "self \(shape.text) apart from dimension \(dim)")
    }
  }

  public func gather(_ dim: Int, _ index: Tensor) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    try checkIndex(index, dimension, "gather")
    let result = try Tensor.empty(index.shape, dtype)
    let x = try noGrad { try contiguous() }
    try x.atPlaces(dimension, index) { shape, strides, size, places, bad in
      cl_gather(
        dtype.rawValue, Int32(index.rank), shape, strides, Int32(dimension), size,
        places.pointer(to: Int64.self), Int64(places.count), x.data, result.data, &bad)
    }
    return Op.gather.record(result, self) { node in
      node.firstInt = dimension
      node.save(0, index)
    }
  }

  /// A copy with `source` joined with the elements at positions; outside the graph.
  func put(_ mode: PutMode, _ dim: Int, _ index: Tensor, _ source: Tensor, _ name: String) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    guard dtype == source.dtype else {
      throw TensorError.runtime("\(name)(): Expected self.dtype to be equal to src.dtype")
    }
    try checkIndex(index, dimension, name, source: source)
    let result = try noGrad { try detach().clone().contiguous() }
    if index.count == 0 { return result }
    var values = try source.detach()
    if values.rank > 0 {
      for axis in index.shape.indices where values.shape[axis] != index.shape[axis] {
        values = try noGrad { try values.slice(axis, from: 0, to: index.shape[axis], step: 1) }
      }
      values = try noGrad { try values.contiguous() }
    }
    let places = try offsets(dimension, index)
    cl_put(
      mode.loop, dtype.rawValue, result.data, places.pointer(to: Int64.self), Int64(places.count),
      values.data, values.rank == 0 ? 0 : 1)
    return result
  }

  public func scatter(_ dim: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    let result = try put(.set, dimension, index, source, "scatter")
    return Op.scatter.record(result, self, source) { node in
      node.firstInt = dimension
      node.save(0, index)
    }
  }

  public func scatter(_ dim: Int, _ index: Tensor, _ value: Scalar) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    let result = try put(.set, dimension, index, Tensor(value, dtype), "scatter")
    return Op.scatterValue.record(result, self) { node in
      node.firstInt = dimension
      node.save(0, index)
    }
  }

  public func scatterAdd(_ dim: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    let result = try put(.add, dimension, index, source, "scatter_add")
    return Op.scatterAdd.record(result, self, source) { node in
      node.firstInt = dimension
      node.save(0, index)
    }
  }

  fileprivate func scatterReduced(
    _ dim: Int, _ index: Tensor, _ source: Tensor, _ name: String, includeSelf: Bool
  ) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    let modes: [String: (PutMode, Int)] = [
      "sum": (.add, 0), "mean": (.add, 1), "amax": (.maximum, 2), "amin": (.minimum, 2), "prod": (.multiply, 3),
    ]
    guard let (mode, kind) = modes[name] else {
      throw TensorError.runtime("reduce argument must be either sum, prod, mean, amax or amin, got \(name)")
    }
    let (result, own, counts) = try noGrad {
      // Where something is put, the tensor's own element may not count.
      let own = try includeSelf ? onesLike() : onesLike().scatter(dimension, index, .int(0))
      let start: Scalar = switch mode {
      case .multiply: 1
      case .maximum: dtype.isIntegral ? .int(.min) : .double(-.infinity)
      case .minimum: dtype.isIntegral ? .int(.max) : .double(.infinity)
      default: 0
      }
      let base = try includeSelf ? self : scatter(dimension, index, start)
      var result = try base.put(mode, dimension, index, source, "scatter_reduce")
      let ones = try source.onesLike()
      let counts = try own.scatterAdd(dimension, index, ones).clamp(min: 1)
      if kind == 1 { result = dtype.isIntegral ? try result.floorDivide(counts) : try result / counts }
      return (result, own, counts)
    }
    return Op.scatterReduce.record(result, self, source) { node in
      for (place, saved) in [index, source].enumerated() { node.save(place, saved) }
      node.save(2, result, isOutput: true)
      node.save(3, own)
      node.save(4, kind == 1 ? counts : self)
      (node.firstInt, node.secondInt) = (dimension, kind)
    }
  }

  public func indexAdd(_ dim: Int, _ index: Tensor, _ source: Tensor, alpha: Scalar = 1) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    let result = try noGrad {
      let scaled = alpha == 1 ? source : try source * alpha
      return try put(.add, dimension, index.spread(over: source.shape, dimension, "index_add"), scaled, "index_add")
    }
    return Op.indexAdd.record(result, self, source) { node in
      node.firstInt = dimension
      node.firstNumber = alpha.double
      node.save(0, index)
    }
  }

  public func indexFill(_ dim: Int, _ index: Tensor, _ value: Scalar) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    let size = rank == 0 ? 1 : shape[dimension]
    let positions = try index.wrappedPositions(size) { position, size in
      "index \(position) is out of bounds for dimension \(dimension) with size \(size)"
    }
    var target = shape
    if rank > 0 { target[dimension] = index.count }
    let spread = try positions.spread(over: target, dimension, "index_fill_")
    let result = try put(.set, dimension, spread, Tensor(value, dtype), "index_fill_")
    return Op.indexFill.record(result, self) { node in
      node.firstInt = dimension
      node.save(0, index)
    }
  }

  /// Positions of a dimension repeated over the other dimensions of `shape`.
  func spread(over shape: Dims, _ dim: Int, _ name: String) throws -> Tensor {
    guard rank <= 1 else { throw TensorError.index("\(name)(): Index should have dimension 1 or 0 (got \(rank))") }
    guard dtype == .int64 || dtype == .int32 else {
      throw TensorError.index("\(name)(): Expected dtype int32/int64 for index")
    }
    if shape.count == 0 { return try noGrad { try reshape(Dims()) } }
    guard shape[dim] == count else {
      throw TensorError.index(
        "\(name)(): Number of indices (\(count)) should be equal to source.size(dim): (\(shape[dim])), for dim: \(dim)")
    }
    return try noGrad { try reshape(.ones(shape.count, but: dim, count)).expand(shape) }
  }

  /// Positions counted from the end if negative; refused outside `size`.
  func wrappedPositions(_ size: Int, _ message: (Int, Int) -> String) throws -> Tensor {
    let line = try noGrad { try detach().converted(to: .int64).contiguous() }
    let result = try Tensor.zeros(shape, .int64)
    var bad: Int64 = 0
    let status = cl_row_numbers(
      line.pointer(to: Int64.self), Int64(count), Int64(size), result.pointer(to: Int64.self), &bad)
    if status == CL_OUT_OF_RANGE { throw TensorError.index(message(Int(bad), size)) }
    try check(status, Op.index, .int64)
    return result
  }

  /// The positions of elements other than zero, one vector for each dimension.
  func nonzeroPositions() throws -> [Tensor] {
    let flags = try noGrad { try detach().converted(to: .bool).contiguous() }
    return try withExtendedLifetime(flags) {
      let isFound = UnsafeBufferPointer(start: flags.pointer(to: UInt8.self), count: count)
      let found = Dims(isFound.reduce(0) { $0 + ($1 == 0 ? 0 : 1) })
      let results = try shape.indices.map { _ in try Tensor.empty(found, .int64) }
      let (targets, sizes) = (results.map { $0.pointer(to: Int.self) }, shape.array)
      var place = 0
      for position in isFound.indices {
        if position & 0xFFFFF == 0xFFFFF { try checkStop() }
        if isFound[position] == 0 { continue }
        var rest = position
        for axis in sizes.indices.reversed() {
          (rest, targets[axis][place]) = rest.quotientAndRemainder(dividingBy: sizes[axis])
        }
        place += 1
      }
      return results
    }
  }

  func nonzeroMatrix() throws -> Tensor {
    let lists = try nonzeroPositions()
    if lists.isEmpty { return try Tensor.zeros(Dims(scalars[0].isZero ? 0 : 1, 0), .int64) }
    return try stack(lists, 1)
  }

  /// `setItems`, adding to what is there if `accumulate`.
  func putItems(_ indices: [Index], _ values: Tensor, accumulate: Bool) throws {
    guard accumulate else { return try setItems(indices, to: values) }
    let places = try Tensor.arange(0, .int(count), 1, .int64).reshape(shape).index(indices)
    let flat = try values.converted(to: dtype).expand(places.shape).reshape(Dims(-1))
    let sums = try reshape(Dims(-1)).scatterAdd(0, places.reshape(Dims(-1)), flat)
    _ = try sums.reshape(shape).replacing(self)
  }

  /// Boundaries are one row for all values, or a row for each row of the values.
  private func checkBoundaries(_ values: Tensor, _ isBuckets: Bool) throws {
    if rank == 1 { return }
    if isBuckets {
      throw TensorError.runtime("boundaries tensor must be 1 dimension, but got dim(\(rank))")
    }
    guard values.rank > 0 else {
      throw TensorError.runtime(
        "torch.searchsorted(): input value can be a scalar only when boundaries tensor dimension is 1, but we got "
          + "boundaries tensor dim(\(rank)) and input value's dim(0) numel(1)")
    }
    guard rank > 0 else {
      throw TensorError.runtime(
        "torch.searchsorted(): boundaries tensor should have positive dimension, but got 0 dimension")
    }
    guard rank == values.rank, shape.array.dropLast() == values.shape.array.dropLast() else {
      throw TensorError.runtime(
        "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of "
          + "boundaries tensor and input value tensor must match, but we got boundaries tensor \(shape.text) "
          + "and input value tensor \(values.shape.text)")
    }
  }

  /// For each value, how many elements of its sorted row are less (or, with `right`, at most equal).
  fileprivate func search(_ values: Tensor, right: Bool, _ dtype: DType, _ isBuckets: Bool) throws -> Tensor {
    try checkBoundaries(values, isBuckets)
    let (rows, width, wanted) = (doubles, shape[rank - 1], values.doubles)
    let perRow = Swift.max(rank == 1 ? values.count : values.shape[rank - 1], 1)
    let found = try Tensor.empty(values.shape, .int64)
    rows.withUnsafeBufferPointer { rows in
      wanted.withUnsafeBufferPointer { wanted in
        guard let row = rows.baseAddress, let first = wanted.baseAddress else { return }
        cl_search_sorted(
          row, Int64(width), Int64(perRow), first, Int64(wanted.count), right, found.pointer(to: Int64.self))
      }
    }
    return try found.converted(to: dtype)
  }
}
