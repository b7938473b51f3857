import CLoops

// Entries of a dimension in order.

extension Op {
  /// A row for an operation along a dimension with values and their positions.
  static func ranked(
    _ schema: String, node: String, doc: String, result: String? = nil, samples: @escaping () throws -> [[Argument]],
    _ body: @escaping (Arguments, Op) throws -> (values: Tensor, indices: Tensor)
  ) -> Op {
    let own = OpReference()
    let name = String(schema.prefix { $0 != "(" && $0 != "." })
    let row = Op(
      schema, [.function, .method], doc: doc,
      forward: .general { args in
        let pair = try body(args, own.op)
        return .named(
          type: "torch.return_types.\(result ?? name)", names: ["values", "indices"],
          values: [pair.values, pair.indices])
      },
      node: node, samples: samples
    ) { node, grad in
      let (dim, size) = (node.firstInt, node.operandShape(0))
      var (positions, values) = (try node.saved(0), grad)
      if positions.rank < size.count {
        (positions, values) = try (positions.unsqueeze(dim), grad.unsqueeze(dim))
      }
      return try Gradients(Tensor.zeros(size, grad.dtype).scatterAdd(dim, positions, values))
    }
    own.op = row
    return row
  }

  /// Two rows in no order.
  static let vectorSample: @Sendable () throws -> [[Argument]] = {
    [[.sample([3, 1, 2, 5, 0, 4], [2, 3])]]
  }

  static let sort = ranked(
    "sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)",
    node: "SortBackward0", doc: "The entries of a dimension in order, and where they were.",
    samples: vectorSample
  ) { args, op in try args.tensor(0).sorted(args.int(1), descending: args.bool(2), stable: false, op) }
  static let sortStable = ranked(
    "sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)",
    node: "SortBackward1", doc: "The entries of a dimension in order, equal ones as they were.",
    samples: { [] }
  ) { args, op in
    try args.tensor(0).sorted(args.int(2), descending: args.bool(3), stable: args.bool(1), op)
  }
  static let msort = Op(
    "msort(Tensor self) -> Tensor", [.function, .method], doc: "The entries of the first dimension in order.",
    forward: .general { args in
      try .tensor(args.tensor(0).sorted(0, descending: false, stable: false, Op.sort).values)
    })
  static let argsort = Op(
    "argsort(Tensor self, int dim=-1, bool descending=False, bool stable=False) -> Tensor",
    [.function, .method], doc: "Where the entries of a dimension in order are.",
    forward: .general { args in
      let (x, dim) = try (args.tensor(0).detach(), args.int(1))
      let result = try x.sorted(dim, descending: args.bool(2), stable: args.bool(3), Op.sort)
      return .tensor(result.indices)
    })

  static var sortingRows: [Op] {
    [
      sort, sortStable, msort, argsort,
    ]
  }
}

extension Tensor {
  /// The entries of a dimension in order, and where they were.
  func sorted(
    _ dim: Int, descending: Bool, stable: Bool, _ op: Op
  ) throws -> (values: Tensor, indices: Tensor) {
    let dimension = try wrapped(dim, rank: rank)
    guard !dtype.isComplex else { throw op.refusal(of: dtype) }
    let lines = try noGrad {
      try (rank == 0 ? detach().reshape(Dims(1)) : detach().movedim(dimension, rank - 1)).contiguous()
    }
    let keepsOrder = stable || keepsOrderOfEqual(lines.shape[lines.rank - 1], descending)
    let (values, positions) = try lines.sortedLines(descending: descending, stable: keepsOrder)
    let result = try noGrad {
      if rank == 0 { return try (values: values.reshape(Dims()), indices: positions.reshape(Dims())) }
      return try (
        values: values.movedim(rank - 1, dimension).contiguous(),
        indices: positions.movedim(rank - 1, dimension).contiguous()
      )
    }
    op.record([result.values], [self]) { node in
      node.save(0, result.indices)
      node.firstInt = dimension
    }
    return result
  }

  /// Whether equal entries of lines keep their order where that is not asked for. Lines of up to 16 entries do by the
  /// C++ library's insertion sort, vectors of at least 32,768 integers by PyTorch's radix sort. Here those beyond 65,536
  /// entries do, too, for speed: there PyTorch promises no order, and nobody looks.
  private func keepsOrderOfEqual(_ length: Int, _ descending: Bool) -> Bool {
    let isRadix = rank == 1 && !descending && dtype.isIntegral && dtype != .bool && length >= 32_768
    return length <= 16 || isRadix || length > 65_536
  }

  /// Each line along the last dimension in order, and the positions of its elements; for contiguous tensors.
  func sortedLines(descending: Bool, stable: Bool) throws -> (values: Tensor, positions: Tensor) {
    let values = Tensor(uninitialized: shape, count: count, dtype)
    let positions = Tensor(uninitialized: shape, count: count, .int64)
    let length = shape[rank - 1]
    guard count > 0 else { return (values, positions) }
    let words = try Tensor.empty(Dims(3, length), .int64)
    let (keys, spare) = (words.data, words.data + 8 * length)
    for line in 0..<(count / length) {
      let start = line * length * dtype.size
      let status = cl_sort(
        dtype.rawValue, data + start, Int64(length), descending, stable, values.data + start,
        positions.pointer(to: Int64.self) + line * length, keys.assumingMemoryBound(to: UInt64.self),
        spare.assumingMemoryBound(to: Int64.self),
        (spare + 8 * length).assumingMemoryBound(to: UInt64.self))
      if status != CL_OK { throw TensorError(.interrupted, "") }
      if line & 1023 == 1023 { try checkStop() }
    }
    return (values, positions)
  }
}
