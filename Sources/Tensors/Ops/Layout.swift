import CLoops

// Repetition, reordering, diagonals, and the many ways of stacking and splitting.

extension Op {
  static let repeatOp: Op = Op(
    "repeat(Tensor self, int[] repeats) -> Tensor", [.method],
    doc: "The tensor repeated along each dimension.",
    forward: .general { args in try .tensor(args.tensor(0).repeated(args.ints(1))) },
    node: "RepeatBackward0", formerNode: "RepeatBackward",
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .ints([2, 1, 2])]] }
  ) { node, grad in
    let (size, repeats) = (node.operandShape(0), node.ints)
    var sum = grad
    for _ in 0..<(repeats.count - size.count) { sum = try sum.sum(Dims(0)) }
    for index in size.indices {
      let times = repeats[repeats.count - size.count + index]
      if times == 1 { continue }
      if times == 0 { return try Gradients(Tensor.zeros(size, grad.dtype)) }
      sum = try sum.unflattened(index, [times, size[index]]).sum(Dims(index))
    }
    return Gradients(sum)
  }

  static let tile = Op(
    "tile(Tensor self, int[] dims) -> Tensor", [.function, .method],
    doc: "The tensor repeated along its last dimensions.",
    forward: .general { args in
      let (x, given) = try (args.tensor(0), args.ints(1))
      var repeats = Dims(repeating: 1, count: Swift.max(0, x.rank - given.count))
      for index in given.indices { repeats.append(given[index]) }
      return try .tensor(x.repeated(repeats))
    })

  static let repeatInterleave = Op(
    "repeat_interleave(Tensor self, int repeats, int? dim=None, *, int? output_size=None) -> Tensor",
    [.function, .method], doc: "Each entry of a dimension repeated.",
    forward: .general { args in
      let x = try args.tensor(0)
      guard let dim = try args.optionalInt(2) else {
        return try .tensor(x.flatten().repeatInterleaved(args.int(1), 0))
      }
      return try .tensor(x.repeatInterleaved(args.int(1), dim))
    })
  static let repeatInterleaveTensor = Op(
    "repeat_interleave.Tensor(Tensor self, Tensor repeats, int? dim=None, *, int? output_size=None) -> Tensor",
    [.function, .method], doc: "Each entry of a dimension repeated as often as given.",
    forward: .general { args in
      let (given, repeats) = try (args.tensor(0), args.tensor(1))
      let dim = try args.optionalInt(2)
      let x = try dim == nil ? given.flatten() : given
      let dimension = try wrapped(dim ?? 0, rank: x.rank)
      var numbers = repeats.ints
      if numbers.count == 1 { numbers = Array(repeating: numbers[0], count: x.shape[dimension]) }
      guard numbers.count == x.shape[dimension] else {
        throw TensorError.runtime(
          "repeats must have the same size as input along dim, but got repeats.size(0) = \(numbers.count) "
            + "and input.size(\(dimension)) = \(x.shape[dimension])")
      }
      guard numbers.allSatisfy({ $0 >= 0 && $0 < 1 << 32 }) else {
        throw TensorError.runtime("repeats can not be negative")
      }
      return try .tensor(x.indexSelect(dimension, Tensor.positions(repeated: numbers)))
    })

  static let rot90: Op = Op(
    "rot90(Tensor self, int k=1, int[]? dims=None) -> Tensor", [.function, .method],
    doc: "The tensor turned by right angles in the plane of two dimensions.",
    forward: .general { args in
      let (x, times) = try (args.tensor(0), args.int(1))
      let dims = try args.isGiven(2) ? args.ints(2) : Dims(0, 1)
      guard dims.count == 2 else {
        throw TensorError.runtime("expected total rotation dims == 2, but got dims = \(dims.count)")
      }
      guard x.rank >= 2 else {
        throw TensorError.runtime("expected total dims >= 2, but got total dims = \(x.rank)")
      }
      let (a, b) = try (wrapped(dims[0], rank: x.rank), wrapped(dims[1], rank: x.rank))
      guard a != b else {
        throw TensorError.runtime("expected rotation dims to be different, but got dim0 = \(dims[0]) and dim1 = \(dims[1])")
      }
      let turns = (times % 4 + 4) % 4
      let result = try noGrad { try x.detach().turned(turns, a, b) }
      return .tensor(Op.rot90.record(result, x) { node in
        (node.firstInt, node.secondInt, node.thirdInt) = (turns, a, b)
      })
    },
    node: "Rot90Backward0", samples: { [[.sample([1, 2, 3, 4, 5, 6], [2, 3]), .int(1), .ints([0, 1])]] }
  ) { node, grad in
    try Gradients(grad.turned((4 - node.firstInt) % 4, node.secondInt, node.thirdInt))
  }

  /// A row for the part of matrices on one side of a diagonal.
  private static func triangleRow(_ name: String, upper: Bool, node: String) -> Op {
    Op(
      "\(name)(Tensor self, int diagonal=0) -> Tensor", [.function, .method, .inPlace],
      doc: "The \(upper ? "upper" : "lower") triangle of matrices, zeros elsewhere.",
      forward: .general { args in try .tensor(args.tensor(0).triangle(args.int(1), upper: upper)) },
      node: node + "Backward0", formerNode: node + "Backward",
      samples: { [[.sample([1, 2, 3, 4], [2, 2]), .int(0)]] }
    ) { node, grad in try Gradients(grad.triangle(node.firstInt, upper: upper)) }
  }
  static let tril = triangleRow("tril", upper: false, node: "Tril")
  static let triu = triangleRow("triu", upper: true, node: "Triu")

  private static func triangleIndices(_ name: String, upper: Bool) -> Op {
    Op(
      "\(name)(int row, int col, int offset=0)", [.function, .factory],
      doc: "The positions of the \(upper ? "upper" : "lower") triangle of a matrix.",
      forward: .general { args in
        let (rows, columns, offset) = try (args.int(0), args.int(1), args.int(2))
        guard rows >= 0, columns >= 0, rows < 1 << 20, columns < 1 << 20 else {
          throw TensorError.runtime("row must be non-negative, got\(rows)")
        }
        var (first, second): ([Double], [Double]) = ([], [])
        for row in 0..<rows {
          for column in 0..<columns where upper ? column - row >= offset : column - row <= offset {
            first.append(Double(row))
            second.append(Double(column))
          }
        }
        return .tensor(Tensor(first + second, shape: Dims(2, first.count), args.dtype(4) ?? .int64))
      })
  }
  static let trilIndices = triangleIndices("tril_indices", upper: false)
  static let triuIndices = triangleIndices("triu_indices", upper: true)

  static let diagonal = Op(
    "diagonal(Tensor self, int offset=0, int dim1=0, int dim2=1) -> Tensor", [.function, .method],
    doc: "A view of a diagonal of two dimensions.",
    forward: .general { args in
      try .tensor(args.tensor(0).diagonal(args.int(1), args.int(2), args.int(3)))
    },
    node: "DiagonalBackward0", formerNode: "DiagonalBackward",
    samples: { [[.sample([1, 2, 3, 4, 5, 6], [2, 3]), .int(1)]] }
  ) { node, grad in
    let zeros = try Tensor.zeros(node.operandShape(0), grad.dtype)
    return try Gradients(
      zeros.withPart(grad) { try $0.diagonal(node.firstInt, node.secondInt, node.thirdInt) })
  }
  /// The diagonal as a copy.
  private static let diagonalCopy = Op(
    "diagonal_copy() -> Tensor", [], doc: "", forward: .internalOnly, node: "DiagonalBackward0_copy",
    formerNode: "DiagBackward"
  ) { node, grad in
    let zeros = try Tensor.zeros(node.operandShape(0), grad.dtype)
    return try Gradients(zeros.withPart(grad) { try $0.diagonal(node.firstInt, 0, 1) })
  }
  static let diag = Op(
    "diag(Tensor self, int diagonal=0) -> Tensor", [.function, .method],
    doc: "The diagonal of a matrix, or the matrix of a diagonal.",
    forward: .general { args in
      let (x, offset) = try (args.tensor(0), args.int(1))
      switch x.rank {
      case 1: return try .tensor(x.diagonalMatrix(offset, 0, 1))
      case 2:
        let copy = try noGrad { try x.diagonal(offset, 0, 1).clone() }
        return .tensor(Op.diagonalCopy.record(copy, x) { $0.firstInt = offset })
      default:
        throw TensorError.runtime("diag(): Supports 1D or 2D tensors. Got \(x.rank)D")
      }
    })
  static let diagflat = Op(
    "diagflat(Tensor self, int offset=0) -> Tensor", [.function, .method],
    doc: "A matrix with the elements on its diagonal.",
    forward: .general { args in
      try .tensor(args.tensor(0).contiguous().reshape(Dims(-1)).diagonalMatrix(args.int(1), 0, 1))
    })
  static let diagEmbed = Op(
    "diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor", [.function, .method],
    doc: "Matrices with the last dimension on their diagonals.",
    forward: .general { args in
      try .tensor(args.tensor(0).diagonalMatrix(args.int(1), args.int(2), args.int(3)))
    },
    node: "DiagEmbedBackward0", samples: { [[.sample([1, 2, 3, 4], [2, 2]), .int(1), .int(-2), .int(-1)]] }
  ) { node, grad in
    try Gradients(grad.diagonal(node.firstInt, node.secondInt, node.thirdInt))
  }
  static let trace: Op = Op(
    "trace(Tensor self) -> Tensor", [.function, .method], doc: "The sum of the diagonal of a matrix.",
    forward: .general { args in
      let x = try args.tensor(0)
      guard x.rank == 2 else { throw TensorError.runtime("trace: expected a matrix, but got tensor with dim \(x.rank)") }
      let result = try noGrad { try x.diagonal(0, 0, 1).sum() }
      return .tensor(Op.trace.record(result, x))
    },
    node: "TraceBackward0", formerNode: "TraceBackward", samples: { [[.sample([1, 2, 3, 4], [2, 2])]] }
  ) { node, grad in
    let size = node.operandShape(0)
    return try Gradients(grad * Tensor.eye(size[0], size[1], grad.dtype))
  }

  static let unfoldDim: Op = Op(
    "unfold(Tensor self, int dimension, int size, int step) -> Tensor", [.method],
    doc: "A view of all windows of a dimension.",
    forward: .general { args in
      let (x, size, step) = try (args.tensor(0), args.int(2), args.int(3))
      let dim = try wrapped(args.int(1), rank: x.rank)
      let length = x.rank == 0 ? 1 : x.shape[dim]
      guard size >= 0, size <= length else {
        throw TensorError.runtime(
          "maximum size for tensor at dimension \(dim) is \(length) but size is \(size)")
      }
      guard step > 0 else { throw TensorError.runtime("step is \(step) but must be > 0") }
      var (sizes, steps) = (x.shape, x.strides)
      if x.rank == 0 { return try .tensor(x.reshape(Dims(1))) }
      try sizes.insert(size, at: x.rank)
      try steps.insert(x.strides[dim], at: x.rank)
      sizes[dim] = (length - size) / step + 1
      steps[dim] = x.strides[dim] &* step
      return .tensor(Op.unfoldDim.view(x, sizes, steps) {
        ($0.firstInt, $0.secondInt, $0.thirdInt) = (dim, size, step)
      })
    },
    node: "UnfoldBackward0", formerNode: "UnfoldBackward",
    samples: { [[.sample([1, 2, 3, 4]), .int(0), .int(2), .int(1)]] }
  ) { node, grad in
    let (dim, length, step) = (node.firstInt, node.secondInt, node.thirdInt)
    var sum = try Tensor.zeros(node.operandShape(0), grad.dtype)
    for place in 0..<length {
      let positions = (0..<grad.shape[dim]).map { Double($0 * step + place) }
      let line = Tensor(positions, shape: Dims(positions.count), .int64)
      sum = try sum.indexAdd(dim, line, grad.select(-1, place))
    }
    return Gradients(sum)
  }

  static let movedim = Op(
    "movedim(Tensor self, int[1] source, int[1] destination) -> Tensor", [.function, .method],
    doc: "Dimensions moved to other places.",
    forward: .general { args in
      try .tensor(args.tensor(0).movedims(args.ints(1), args.ints(2)))
    })
  static let broadcastTo = Op(
    "broadcast_to(Tensor self, int[] size) -> Tensor", [.function, .method],
    doc: "A view with dimensions of size 1 repeated.",
    forward: .general { args in try .tensor(args.tensor(0).expand(args.ints(1))) })
  static let unflatten = Op(
    "unflatten(Tensor self, int dim, int[] sizes) -> Tensor", [.function, .method],
    doc: "One dimension split into several.",
    forward: .general { args in
      try .tensor(args.tensor(0).unflattened(args.int(1), args.ints(2)))
    })
  static let ravel = Op(
    "ravel(Tensor self) -> Tensor", [.function, .method], doc: "All elements in one dimension.",
    forward: .general { args in try .tensor(args.tensor(0).contiguous().view(Dims(-1))) })

  /// A row for a function of a list of tensors.
  private static func listRow(
    _ name: String, doc: String, _ body: @escaping ([Tensor]) throws -> Tensor
  ) -> Op {
    Op(
      "\(name)(Tensor[] tensors) -> Tensor", [.function], doc: doc,
      forward: .general { args in
        let tensors = try args.tensors(0)
        guard !tensors.isEmpty else {
          throw TensorError.runtime("\(name) expects a non-empty TensorList")
        }
        return try .tensor(body(tensors))
      })
  }
  static let hstack = listRow("hstack", doc: "Tensors joined side by side.") { tensors in
    let parts = try tensors.map { try $0.atLeast(1) }
    return try Tensors.cat(parts, parts[0].rank == 1 ? 0 : 1)
  }
  static let vstack = listRow("vstack", doc: "Tensors joined one below the other.") { tensors in
    try Tensors.cat(tensors.map { try $0.atLeast(2) }, 0)
  }
  static let dstack = listRow("dstack", doc: "Tensors joined one behind the other.") { tensors in
    try Tensors.cat(tensors.map { try $0.atLeast(3) }, 2)
  }
  static let columnStack = listRow("column_stack", doc: "Vectors as columns, joined side by side.") { tensors in
    try Tensors.cat(tensors.map { $0.rank <= 1 ? try $0.reshape(Dims($0.count, 1)) : $0 }, 1)
  }
  static let blockDiag: Op = Op(
    "block_diag(Any* tensors=[]) -> Tensor", [.function], doc: "A matrix with matrices on its diagonal.",
    forward: .general { args in
      let tensors = try args.tensorsOneByOne(0)
      if tensors.isEmpty { return try .tensor(Tensor.zeros(Dims(1, 0), args.context.defaultDType)) }
      for (index, tensor) in tensors.enumerated() where tensor.rank > 2 {
        throw TensorError.runtime(
          "torch.block_diag: Input tensors must have 2 or fewer dimensions. Input \(index) has \(tensor.rank) dimensions")
      }
      let parts = try tensors.map { $0.rank < 2 ? try $0.reshape(Dims(1, -1)) : $0 }
      let width = parts.reduce(0) { $0 + $1.shape[1] }
      var start = 0
      let rows = try parts.map { part -> Tensor in
        defer { start += part.shape[1] }
        return try part.detach().padded([start, width - start - part.shape[1]], value: 0)
      }
      let dtype = parts.reduce(parts[0].dtype) { DType.promote($0, $1.dtype) }
      let result = try noGrad { try Tensors.cat(rows.map { try $0.to(dtype) }, 0) }
      return .tensor(
        Op.blockDiag.record(result, tensors) { node in
          node.extra = BlockShapes(parts.map(\.shape))
        })
    },
    node: "BlockDiagBackward0",
    formula: .single { node, grad in
      guard let blocks = node.extra as? BlockShapes else { throw Node.releasedError }
      var (row, column) = (0, 0)
      return Gradients(
        list: try blocks.shapes.enumerated().map { index, shape in
          defer { (row, column) = (row + shape[0], column + shape[1]) }
          let block = try grad.slice(0, from: row, to: row + shape[0], step: 1)
            .slice(1, from: column, to: column + shape[1], step: 1)
          return node.wants(index) ? try block.reshape(node.operandShape(index)) : nil
        })
    })

  /// The rows for views with at least so many dimensions, of one tensor or several.
  private static func atLeastRows(_ rank: Int) -> [Op] {
    let doc = "Views with at least \(rank) dimensions."
    return [
      Op(
        "atleast_\(rank)d(Tensor self) -> Tensor", [.function], doc: doc,
        forward: .general { args in try .tensor(args.tensor(0).atLeast(rank)) }),
      Op(
        "atleast_\(rank)d(Any* tensors=[]) -> Tensor[]", [.function], doc: doc,
        forward: .general { args in
          // A single argument goes to PyTorch's own parser.
          if case .list(let elements, isTuple: true) = args[0], elements.count == 1, !elements[0].isTensor {
            throw TensorError(.argument, "")
          }
          return try .tensors(args.tensors(0).map { try $0.atLeast(rank) })
        }),
    ]
  }

  private static let tensorSplits = ["int sections", "int[] indices", "Tensor tensor_indices_or_sections"].map { places in
    Op(
      "tensor_split(Tensor self, \(places), int dim=0) -> Tensor[]", [.function, .method],
      doc: "Views of nearly equal ranges, or of the ranges between positions.",
      forward: .general { args in
        try .tensors(args.tensor(0).tensorSplit(args[1], args.int(2)))
      })
  }
  private static func splitsAlong(_ name: String, _ dim: Int) -> [Op] {
    ["int sections", "int[] indices"].map { places in
      Op(
        "\(name)(Tensor self, \(places)) -> Tensor[]", [.function, .method], doc: "Views of ranges of a dimension.",
        forward: .general { args in
          let x = try args.tensor(0)
          let dimension = name == "hsplit" && x.rank == 1 ? 0 : dim
          let least = ["hsplit": 1, "vsplit": 2][name] ?? 3
          guard x.rank >= least else {
            throw TensorError.runtime(
              "torch.\(name) requires a tensor with at least \(least) dimension, but got a tensor with "
                + "\(x.rank) dimensions!")
          }
          if let sections = args[1].int, sections == 0 || x.shape[dimension] % sections != 0 {
            throw TensorError.runtime(
              "torch.\(name) attempted to split along dimension \(dimension), but the size of the dimension "
                + "\(x.shape[dimension]) is not divisible by the split_size \(sections)!")
          }
          return try .tensors(x.tensorSplit(args[1], dimension))
        })
    }
  }

  static let meshgrid = Op(
    "meshgrid(Any* tensors=[], *, str? indexing=None) -> Tensor[]", [.function],
    doc: "The coordinates of a grid: one tensor for each vector.",
    forward: .general { args in
      let tensors = try args.tensors(0)
      guard let first = tensors.first else { throw TensorError.runtime("meshgrid expects a non-empty TensorList") }
      guard tensors.allSatisfy({ $0.dtype == first.dtype }) else {
        throw TensorError.runtime("meshgrid expects all tensors to have the same dtype")
      }
      for tensor in tensors where tensor.rank > 1 {
        throw TensorError.runtime(
          "torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: \(tensor.rank)")
      }
      var swapsFirst = false
      if case .string(let indexing) = args[1] {
        guard indexing == "ij" || indexing == "xy" else {
          throw TensorError.runtime(
            "torch.meshgrid: indexing must be one of \"xy\" or \"ij\", but received: \(indexing)")
        }
        swapsFirst = indexing == "xy" && tensors.count >= 2
      }
      let ordered = swapsFirst ? [tensors[1], tensors[0]] + tensors.dropFirst(2) : tensors
      let size = try Dims(ordered.map(\.count))
      var grids = try ordered.enumerated().map { index, tensor in
        try tensor.view(.ones(size.count, but: index, tensor.count)).expand(size)
      }
      if swapsFirst { grids.swapAt(0, 1) }
      return .tensors(grids)
    })
  static let cartesianProd = Op(
    "cartesian_prod(Any* tensors=[]) -> Tensor", [.function], doc: "All combinations of entries of vectors.",
    forward: .general { args in
      let tensors = try args.tensorsOneByOne(0)
      if tensors.isEmpty { throw TensorError.runtime("meshgrid expects a non-empty TensorList") }
      for tensor in tensors where tensor.rank != 1 {
        throw TensorError.runtime("Expect a 1D vector, but got shape \(tensor.shape.text)")
      }
      if tensors.count == 1 { return .tensor(tensors[0]) }
      let size = try Dims(tensors.map(\.count))
      let grids = try tensors.enumerated().map { index, tensor in
        try tensor.view(.ones(size.count, but: index, tensor.count)).expand(size).flatten()
      }
      return try .tensor(Tensors.stack(grids, 1))
    })
  static let combinations = Op(
    "combinations(Tensor self, int r=2, bool with_replacement=False) -> Tensor", [.function],
    doc: "All combinations of `r` elements of a vector, in order.",
    forward: .general { args in
      let (x, length) = try (args.tensor(0), args.int(1))
      guard x.rank == 1 else { throw TensorError.runtime("Expect a 1D vector, but got shape \(x.shape.text)") }
      guard length >= 0 else { throw TensorError.runtime("Expect a non-negative number, but got \(length)") }
      if length == 0 { return try .tensor(Tensor.zeros(Dims(0), x.dtype)) }
      let chosen = try choices(of: length, among: x.count, repeated: args.bool(2))
      let columns = try (0..<length).map { try x.indexSelect(0, chosen.select(1, $0)) }
      return try .tensor(Tensors.stack(columns, 1))
    })
  static let broadcastTensors = Op(
    "broadcast_tensors(Any* tensors=[]) -> Tensor[]", [.function], doc: "Tensors expanded to one shape.",
    forward: .general { args in
      let tensors = try args.tensorsOneByOne(0)
      let size = try tensors.reduce(Dims()) { try broadcast($0, $1.shape) }
      return try .tensors(tensors.map { $0.shape == size ? $0 : try $0.expand(size) })
    })
  static let vander = Op(
    "vander(Tensor x, int? N=None, bool increasing=False) -> Tensor", [.function],
    doc: "Powers of the elements of a vector, as columns.",
    forward: .general { args in
      let x = try args.tensor(0)
      guard x.rank == 1 else { throw TensorError.runtime("x must be a one-dimensional tensor.") }
      let number = try args.optionalInt(1) ?? x.count
      guard number >= 0 else { throw TensorError.runtime("N must be non-negative.") }
      // Written into one tensor as PyTorch does, which is why a backward pass finds the powers changed.
      let result = try Tensor.empty(Dims(x.count, number), x.dtype.isIntegral ? .int64 : x.dtype)
      func powers() throws -> Tensor { try result.slice(1, from: 1, to: number, step: 1) }
      if number > 0 { _ = try result.select(1, 0).fill_(1) }
      if number > 1 {
        _ = try powers().copy_(x.unsqueeze(1))
        _ = try powers().copy_(powers().cumprod(1))
      }
      return try .tensor(args.bool(2) ? result : result.flipped(Dims(1)))
    })

  /// A row for a copy with a part replaced.
  private static func partScatter(
    _ schema: String, node: String, doc: String, sample: [Argument],
    part: @escaping (Arguments, Tensor) throws -> Tensor
  ) -> Op {
    let own = OpReference()
    let row = Op(
      schema, [.function, .method], doc: doc,
      forward: .general { args in
        let (x, source) = try (args.tensor(0), args.tensor(1))
        let result = try noGrad {
          let copy = try x.detach().clone()
          let target = try part(args, copy)
          guard target.shape == source.shape else {
            throw TensorError.runtime("expected src to have a size equal to the slice of self. src size = \(source.shape.text), slice size = \(target.shape.text)")
          }
          _ = try target.copy_(source)
          return copy
        }
        return .tensor(own.op.record(result, x, source) { $0.extra = PartArguments(args) })
      },
      node: node, samples: { [sample] }
    ) { node, grad in
      guard let kept = node.extra as? PartArguments else { throw Node.releasedError }
      let rest = try grad.clone()
      _ = try part(kept.arguments, rest).zero_()
      return try node.gradients(rest, part(kept.arguments, grad).clone())
    }
    own.op = row
    return row
  }
  static let selectScatter = partScatter(
    "select_scatter(Tensor self, Tensor src, int dim, int index) -> Tensor",
    node: "SelectScatterBackward0", doc: "A copy with one entry of a dimension replaced.",
    sample: [.sample([1, 2, 3, 4], [2, 2]), .sample([7, 8]), .int(0), .int(1)]
  ) { args, x in try x.select(args.int(2), args.int(3)) }
  static let sliceScatter = partScatter(
    "slice_scatter(Tensor self, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor",
    node: "SliceScatterBackward0", doc: "A copy with a range of a dimension replaced.",
    sample: [.sample([1, 2, 3, 4]), .sample([7, 8]), .int(0), .int(1), .int(3), .int(1)]
  ) { args, x in
    try x.slice(args.int(2), from: args.optionalInt(3), to: args.optionalInt(4), step: args.int(5))
  }
  static let diagonalScatter = partScatter(
    "diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor",
    node: "DiagonalScatterBackward0", doc: "A copy with a diagonal replaced.",
    sample: [.sample([1, 2, 3, 4], [2, 2]), .sample([7, 8]), .int(0), .int(0), .int(1)]
  ) { args, x in try x.diagonal(args.int(2), args.int(3), args.int(4)) }

  static var layoutRows: [Op] {
    [
      repeatOp, tile, repeatInterleave, repeatInterleaveTensor, flip, fliplr, flipud, roll, rot90, tril,
      triu, trilIndices, triuIndices, diagonal, diag, diagflat, diagEmbed, trace, unfoldDim, movedim,
      broadcastTo, unflatten, ravel, hstack, vstack, dstack, columnStack, blockDiag, meshgrid, cartesianProd,
      combinations, broadcastTensors, vander, selectScatter, sliceScatter, diagonalScatter,
    ] + atLeastRows(1) + atLeastRows(2) + atLeastRows(3) + tensorSplits + splitsAlong("hsplit", 1) + splitsAlong("vsplit", 0) + splitsAlong("dsplit", 2)
  }
}

extension Argument {
  /// The positions between ranges, of a list or a vector; nil of a number.
  fileprivate var splitPositions: [Int]? {
    switch self {
    case .list(let elements, _): elements.compactMap(\.int)
    case .tensor(let tensor) where tensor.rank == 1: tensor.ints
    default: nil
    }
  }
}

extension Arguments {
  /// The tensors of a function that takes them one by one only.
  fileprivate func tensorsOneByOne(_ index: Int) throws -> [Tensor] {
    if case .list(_, isTuple: false) = self[index] {
      throw TensorError.type("expected Tensor as element 0 in argument 0, but got list")
    }
    return try tensors(index)
  }
}

/// The arguments of a call kept by a node.
private final class PartArguments {
  let arguments: Arguments
  init(_ arguments: Arguments) {
    // Only the numbers are needed; tensors would keep the operands alive.
    var values = arguments.values
    for index in 0..<Swift.min(2, values.count) { values[index] = .none }
    self.arguments = Arguments(values, arguments.context)
  }
}

extension Tensor {
  public func repeated(_ repeats: Dims) throws -> Tensor {
    guard repeats.count >= rank else {
      throw TensorError.runtime(
        "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor")
    }
    for index in repeats.indices where repeats[index] < 0 {
      throw TensorError.runtime("Trying to create tensor with negative dimension \(repeats[index]): \(repeats.text)")
    }
    var (size, spread, seen) = (Dims(), Dims(), Dims())
    guard rank + repeats.count <= Dims.maximum || repeats.count <= Dims.maximum / 2 else { throw Dims.tooMany }
    for index in repeats.indices {
      let own = index - (repeats.count - rank)
      let length = own >= 0 ? shape[own] : 1
      let (product, overflow) = length.multipliedReportingOverflow(by: repeats[index])
      guard !overflow else { throw TensorError.runtime("Storage size calculation overflowed") }
      size.append(product)
      seen.append(1)
      seen.append(length)
      spread.append(repeats[index])
      spread.append(length)
    }
    try size.requireReasonableSize(dtype)
    let result = try noGrad { try detach().reshape(seen).expand(spread).clone().reshape(size) }
    return Op.repeatOp.record(result, self) { $0.ints = repeats }
  }

  /// Each position as often as its number says, which is less than 2 ** 32.
  fileprivate static func positions(repeated numbers: [Int]) throws -> Tensor {
    var total = 0
    for number in numbers {
      let (sum, overflows) = total.addingReportingOverflow(number)
      guard !overflows else { throw TensorError.runtime("numel: integer multiplication overflow") }
      total = sum
    }
    let result = try Tensor.empty(Dims(total), .int64)
    var (next, poll) = (result.pointer(to: Int64.self), StopPoll())
    for (position, number) in numbers.enumerated() {
      try poll.check(after: number)
      next.update(repeating: Int64(position), count: number)
      next += number
    }
    return result
  }

  /// Each entry of a dimension repeated.
  public func repeatInterleaved(_ times: Int, _ dim: Int) throws -> Tensor {
    guard times >= 0 else { throw TensorError.runtime("Repeats must be non-negative") }
    let dimension = try wrapped(dim, rank: rank)
    var (spread, size) = (shape, shape)
    try spread.insert(times, at: dimension + 1)
    size[dimension] = size[dimension].multipliedReportingOverflow(by: times).partialValue
    try spread.requireReasonableSize(dtype)
    return try unsqueeze(dimension + 1).expand(spread).clone().contiguous().view(size)
  }

  fileprivate func turned(_ turns: Int, _ a: Int, _ b: Int) throws -> Tensor {
    switch turns {
    case 1: try flipped(Dims(b)).transpose(a, b).clone().contiguous()
    case 2: try flipped(Dims(a, b))
    case 3: try flipped(Dims(a)).transpose(a, b).clone().contiguous()
    default: try clone()
    }
  }

  /// The elements on one side of a diagonal, zeros elsewhere.
  public func triangle(_ diagonal: Int, upper: Bool) throws -> Tensor {
    guard rank >= 2 else {
      throw TensorError.runtime("\(upper ? "triu" : "tril"): input tensor must have at least 2 dimensions")
    }
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    let result = try noGrad { try detach().clone().contiguous() }
    let size = dtype.size
    for matrix in 0..<(result.count / Swift.max(rows * columns, 1)) {
      for row in 0..<rows {
        let start = result.data + (matrix * rows + row) * columns * size
        let edge = Swift.min(Swift.max(row &+ diagonal &+ (upper ? 0 : 1), 0), columns)
        let zeros = upper ? start : start + edge * size
        zeros.initializeMemory(as: UInt8.self, repeating: 0, count: (upper ? edge : columns - edge) * size)
      }
    }
    return (upper ? Op.triu : Op.tril).record(result, self) { $0.firstInt = diagonal }
  }

  public func diagonal(_ offset: Int, _ dim1: Int, _ dim2: Int) throws -> Tensor {
    let (a, b) = try (wrapped(dim1, rank: rank), wrapped(dim2, rank: rank))
    guard a != b else {
      throw TensorError.runtime("diagonal dimensions cannot be identical \(dim1), \(dim2)")
    }
    let (rows, columns) = (shape[a], shape[b])
    let length = Swift.max(
      0, offset >= 0 ? Swift.min(rows, columns &- offset) : Swift.min(rows &+ offset, columns))
    let skip = length == 0 ? 0 : offset >= 0 ? offset &* strides[b] : 0 &- offset &* strides[a]
    var (size, steps) = (Dims(), Dims())
    for index in shape.indices where index != a && index != b {
      size.append(shape[index])
      steps.append(strides[index])
    }
    size.append(length)
    steps.append(strides[a] &+ strides[b])
    return Op.diagonal.view(self, size, steps, byteOffset: skip &* dtype.size) {
      ($0.firstInt, $0.secondInt, $0.thirdInt) = (offset, a, b)
    }
  }

  /// Matrices of zeros with the last dimension on a diagonal.
  fileprivate func diagonalMatrix(_ offset: Int, _ dim1: Int, _ dim2: Int) throws -> Tensor {
    let (a, b) = try (wrapped(dim1, rank: rank + 1), wrapped(dim2, rank: rank + 1))
    guard a != b else {
      throw TensorError.runtime("diagonal dimensions cannot be identical \(dim1), \(dim2)")
    }
    guard offset.magnitude < 1 << 32 else { throw TensorError.runtime("diag_embed: offset is too large") }
    let length = shape[rank - 1] + Swift.abs(offset)
    var (size, own) = (Dims(), 0)
    guard rank < Dims.maximum else { throw Dims.tooMany }
    for index in 0...rank {
      size.append(index == a || index == b ? length : shape[own])
      if index != a && index != b { own += 1 }
    }
    let result = try Tensor.zeros(size, dtype)
    try noGrad { try result.diagonal(offset, a, b).write(self) }
    return Op.diagEmbed.record(result, self) {
      ($0.firstInt, $0.secondInt, $0.thirdInt) = (offset, a, b)
    }
  }

  public func movedim(_ source: Int, _ destination: Int) throws -> Tensor {
    try movedims(Dims(source), Dims(destination))
  }

  fileprivate func movedims(_ source: Dims, _ destination: Dims) throws -> Tensor {
    guard source.count == destination.count else {
      throw TensorError.runtime(
        "movedim: Invalid source or destination dims: source (\(source.text) dims) should contain the same "
          + "number of dims as destination (\(destination.text) dims)")
    }
    let from = try source.array.map { try wrapped($0, rank: rank) }
    let to = try destination.array.map { try wrapped($0, rank: rank) }
    for (list, name, given) in [(from, "source", source), (to, "destination", destination)] {
      guard Set(list).count == list.count else {
        throw TensorError.runtime("movedim: repeated dim in `\(name)` (\(given.text))")
      }
    }
    // The dimensions of a tensor of one number, 0 and -1, are none.
    if rank == 0 { return try permute(Dims()) }
    var order = Array(repeating: -1, count: rank)
    for (a, b) in zip(from, to) { order[b] = a }
    var rest = (0..<rank).filter { !from.contains($0) }.makeIterator()
    for index in 0..<rank where order[index] < 0 { order[index] = rest.next() ?? 0 }
    return try permute(Dims(order))
  }

  public func unflattened(_ dim: Int, _ sizes: Dims) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    guard sizes.count > 0 else { throw TensorError.runtime("unflatten: sizes must be non-empty") }
    guard rank > 0 else { throw TensorError.index("Dimension specified as \(dim) but tensor has no dimensions") }
    let known = sizes.array.filter { $0 != -1 }.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    let unknown = sizes.array.filter { $0 == -1 }.count
    let length = shape[dimension]
    guard unknown == 0 ? known == length : unknown == 1 && known > 0 && length % known == 0 else {
      throw TensorError.runtime(
        "unflatten: Provided sizes \(sizes.text) don't multiply up to the size of dim \(dimension) "
          + "(\(length)) in the input tensor")
    }
    var size = Dims()
    guard rank - 1 + sizes.count <= Dims.maximum else { throw Dims.tooMany }
    for index in shape.indices {
      if index != dimension { size.append(shape[index]) }
      else { for part in sizes.array { size.append(part == -1 ? length / Swift.max(known, 1) : part) } }
    }
    return try view(size)
  }

  /// A view with at least so many dimensions, where NumPy puts them.
  fileprivate func atLeast(_ wanted: Int) throws -> Tensor {
    switch (wanted, rank) {
    case (_, let rank) where rank >= wanted: self
    case (1, _): try reshape(Dims(1))
    case (2, 0): try reshape(Dims(1, 1))
    case (2, _): try unsqueeze(0)
    case (_, 0): try reshape([1, 1, 1])
    case (_, 1): try unsqueeze(0).unsqueeze(-1)
    default: try unsqueeze(-1)
    }
  }

  /// Views of a number of nearly equal ranges, or of the ranges between positions.
  fileprivate func tensorSplit(_ places: Argument, _ dim: Int) throws -> [Tensor] {
    guard rank > 0 else {
      throw TensorError.runtime(
        "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims")
    }
    let dimension = try wrapped(dim, rank: rank)
    if case .tensor(let positions) = places { try positions.requireSplitPlaces() }
    if let inner = places.splitPositions {
      let bounds = [0] + inner + [shape[dimension]]
      return try zip(bounds, bounds.dropFirst()).map { try slice(dimension, from: $0, to: $1, step: 1) }
    }
    let sections = places.int ?? 0
    guard sections > 0 else {
      throw TensorError.runtime("number of sections must be larger than 0, got \(sections)")
    }
    try requireViews(sections)
    let (width, extra) = (shape[dimension] / sections, shape[dimension] % sections)
    let bounds = (0...sections).map { $0 * width + Swift.min($0, extra) }
    return try zip(bounds, bounds.dropFirst()).map {
      try slice(dimension, from: $0, to: $1, step: 1)
    }
  }

  private func requireSplitPlaces() throws(TensorError) {
    guard dtype == .int64 else {
      throw .runtime(
        "tensor_split expected tensor_indices_or_sections to have dtype of long, but got \(dtype.scalarTypeName)")
    }
    guard rank <= 1 else {
      throw .runtime(
        "tensor_split expected tensor_indices_or_sections to be a zero-dimensional or one-dimensional tensor, but got "
          + "a tensor with \(rank) dims")
    }
  }

  /// This tensor of zeros with `values` written into the part that `part` views.
  func withPart(_ values: Tensor, _ part: (Tensor) throws -> Tensor) throws -> Tensor {
    _ = try part(self).copy_(values)
    return self
  }
}

/// The shapes of the matrices that lie on a diagonal.
private final class BlockShapes {
  let shapes: [Dims]
  init(_ shapes: [Dims]) { self.shapes = shapes }
}

/// The positions of all choices of `length` among `count` elements, in order, a row each; `repeated` if an element
/// can be chosen again.
private func choices(of length: Int, among count: Int, repeated: Bool) throws -> Tensor {
  // PyTorch looks for them among all tuples, whose number must be one.
  var tuples = 1
  for _ in 0..<(count > 1 ? length : 0) {
    let (product, overflows) = tuples.multipliedReportingOverflow(by: count)
    guard !overflows else { throw TensorError.runtime("numel: integer multiplication overflow") }
    tuples = product
  }
  guard length <= 1024 else { throw TensorError.notSupported("combinations of \(length) elements") }
  let rows = numberOfChoices(of: length, among: repeated && count > 0 ? count + length - 1 : count)
  let result = try Tensor.empty(Dims(rows, length), .int64)
  let positions = result.pointer(to: Int64.self)
  var choice = (0..<length).map { repeated ? 0 : Int64($0) }
  for row in 0..<rows {
    if row & 0xFFFF == 0xFFFF { try checkStop() }
    (positions + row * length).update(from: choice, count: length)
    let last = (0..<length).last { choice[$0] < Int64(repeated ? count - 1 : count - length + $0) }
    guard let last else { break }
    choice[last] += 1
    for index in (last + 1)..<max(last + 1, length) {
      choice[index] = repeated ? choice[last] : choice[index - 1] + 1
    }
  }
  return result
}

/// A binomial coefficient that is known to fit.
private func numberOfChoices(of length: Int, among count: Int) -> Int {
  guard length <= count else { return 0 }
  var number = 1
  // The shorter way there, on which the numbers only grow.
  for index in 0..<min(length, count - length) {
    number = (index + 1).dividingFullWidth(number.multipliedFullWidth(by: count - index)).quotient
  }
  return number
}
