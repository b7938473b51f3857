import CLoops

// Views and copies in other shapes.

extension Op {
  static let viewOp = Op(
    "view(Tensor self, int[] size) -> Tensor", [.method],
    doc: "The same elements in another shape, without a copy. One size may be -1.",
    forward: .general { args in try .tensor(args.tensor(0).view(args.ints(1))) },
    entry: .sizes { try $0.view($1) }, node: "ViewBackward0", formerNode: "ViewBackward",
    samples: { [[.sample([1, 2, 3, 4]), .ints([2, 2])]] }
  ) { node, grad in try Gradients(grad.reshape(node.operandShape(0))) }

  static let unsafeView = Op(
    "_unsafe_view(Tensor self, int[] size) -> Tensor", [],
    doc: "The elements of a copy in another shape.", forward: .internalOnly,
    node: "UnsafeViewBackward0", formerNode: "UnsafeViewBackward"
  ) { node, grad in try Gradients(grad.reshape(node.operandShape(0))) }

  static let reshape = Op(
    "reshape(Tensor self, int[] shape) -> Tensor", [.function, .method],
    doc: "The same elements in another shape: a view if possible, else a copy.",
    forward: .general { args in try .tensor(args.tensor(0).reshape(args.ints(1))) },
    entry: .sizes { try $0.reshape($1) })

  static let flatten = Op(
    "flatten(Tensor self, int start_dim=0, int end_dim=-1) -> Tensor", [.function, .method],
    doc: "Joins a range of dimensions into one.",
    forward: .general { args in
      try .tensor(args.tensor(0).flatten(from: args.int(1), to: args.int(2)))
    })

  static let t = Op(
    "t(Tensor self) -> Tensor", [.function, .method],
    doc: "The transpose of a matrix; a vector or number as it is.",
    forward: .general { args in try .tensor(args.tensor(0).t()) }, entry: .unary { try $0.t() },
    node: "TBackward0", formerNode: "TBackward",
    samples: { [[.sample([1, 2, 3, 4, 5, 6], [2, 3])]] }
  ) { _, grad in try Gradients(grad.exchanged()) }

  static let transpose = Op(
    "transpose(Tensor self, int dim0, int dim1) -> Tensor", [.function, .method],
    doc: "A view with two dimensions exchanged.",
    forward: .general { args in
      try .tensor(args.tensor(0).transpose(args.int(1), args.int(2)))
    },
    node: "TransposeBackward0", samples: { [[.sample([1, 2, 3, 4], [2, 2, 1]), .int(0), .int(2)]] }
  ) { node, grad in try Gradients(grad.transpose(node.firstInt, node.secondInt)) }

  static let permute = Op(
    "permute(Tensor self, int[] dims) -> Tensor", [.function, .method],
    doc: "A view with the dimensions in another order.",
    forward: .general { args in try .tensor(args.tensor(0).permute(args.ints(1))) },
    entry: .sizes { try $0.permute($1) }, node: "PermuteBackward0", formerNode: "PermuteBackward",
    samples: { [[.sample([1, 2, 3, 4, 5, 6], [1, 2, 3]), .ints([2, 0, 1])]] }
  ) { node, grad in
    var inverse = node.ints
    for index in node.ints.indices { inverse[node.ints[index]] = index }
    return try Gradients(grad.permute(inverse))
  }

  static let unsqueeze = Op(
    "unsqueeze(Tensor self, int dim) -> Tensor", [.function, .method],
    doc: "A view with a dimension of size 1 inserted.",
    forward: .general { args in try .tensor(args.tensor(0).unsqueeze(args.int(1))) },
    entry: .dimension { try $0.unsqueeze($1) }, node: "UnsqueezeBackward0",
    samples: { [[.sample([1, 2]), .int(1)]] }
  ) { node, grad in try Gradients(grad.squeeze(node.firstInt)) }

  static let squeeze = Op(
    "squeeze(Tensor self) -> Tensor", [.function, .method],
    doc: "A view without the dimensions of size 1.",
    forward: .general { args in try .tensor(args.tensor(0).squeeze()) },
    entry: .unary { try $0.squeeze() }, node: "SqueezeBackward0",
    samples: { [[.sample([1, 2], [1, 2, 1])]] }
  ) { node, grad in try Gradients(grad.reshape(node.operandShape(0))) }

  static let squeezeDim = Op(
    "squeeze.dim(Tensor self, int dim) -> Tensor", [.function, .method],
    doc: "A view without the dimension, if its size is 1.",
    forward: .general { args in try .tensor(args.tensor(0).squeeze(args.int(1))) },
    node: "SqueezeBackward1", samples: { [[.sample([1, 2], [1, 2, 1]), .int(0)]] }
  ) { node, grad in try Gradients(grad.reshape(node.operandShape(0))) }

  static let squeezeDims: Op = Op(
    "squeeze.dims(Tensor self, int[] dim) -> Tensor", [.function, .method],
    doc: "A view without those of the dimensions whose size is 1.",
    forward: .general { args in
      let x = try args.tensor(0)
      let dims = try args.ints(1).array.map { try wrapped($0, rank: x.rank) }
      return .tensor(x.squeezed(Op.squeezeDims) { dims.contains($0) })
    },
    node: "SqueezeBackward2", samples: { [[.sample([1, 2], [1, 2, 1]), .ints([0, 2])]] }
  ) { node, grad in try Gradients(grad.reshape(node.operandShape(0))) }

  static let expandOp = Op(
    "expand(Tensor self, int[] size, *, bool implicit=False) -> Tensor", [.method],
    doc: "A view with dimensions of size 1 repeated; -1 keeps a size.",
    forward: .general { args in try .tensor(args.tensor(0).expand(args.ints(1))) },
    entry: .sizes { try $0.expand($1) }, node: "ExpandBackward0", formerNode: "ExpandBackward",
    samples: { [[.sample([1, 2], [2, 1]), .ints([2, 3])]] }
  ) { node, grad in try Gradients(grad.sum(to: node.operandShape(0))) }

  static let clone = Op(
    "clone(Tensor self) -> Tensor", [.function, .method], doc: "A copy.",
    forward: .general { args in try .tensor(args.tensor(0).clone()) },
    entry: .unary { try $0.clone() }, node: "CloneBackward0", formerNode: "CloneBackward",
    samples: { [[.sample([1, 2])]] }
  ) { _, grad in Gradients(grad) }

  static let contiguous = Op(
    "contiguous(Tensor self) -> Tensor", [.method],
    doc: "The tensor itself if its elements lie in order, else a copy.",
    forward: .general { args in try .tensor(args.tensor(0).contiguous()) },
    entry: .unary { try $0.contiguous() })

  static let detach = Op(
    "detach(Tensor self) -> Tensor", [.function, .method],
    doc: "The same memory, cut off from the graph.",
    forward: .general { args in try .tensor(args.tensor(0).detach()) },
    entry: .unary { $0.detach() })

  static let select = Op(
    "select(Tensor self, int dim, int index) -> Tensor", [.function, .method],
    doc: "A view of one entry of a dimension.",
    forward: .general { args in try .tensor(args.tensor(0).select(args.int(1), args.int(2))) },
    node: "SelectBackward0", formerNode: "SelectBackward",
    samples: { [[.sample([1, 2, 3, 4, 5, 6], [2, 3]), .int(1), .int(2)]] }
  ) { node, grad in
    let zeros = try Tensor.zeros(node.operandShape(0), grad.dtype)
    return try Gradients(zeros.scattering(grad) { try $0.select(node.firstInt, node.secondInt) })
  }

  static let slice = Op(
    "slice(Tensor self, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor", [],
    doc: "A view of a range of a dimension.",
    forward: .general { args in
      try .tensor(
        args.tensor(0).slice(
          args.int(1), from: args.optionalInt(2), to: args.optionalInt(3), step: args.int(4)))
    },
    node: "SliceBackward0", formerNode: "SliceBackward",
    samples: { [[.sample([1, 2, 3, 4, 5]), .int(0), .int(1), .int(5), .int(2)]] }
  ) { node, grad in
    let zeros = try Tensor.zeros(node.operandShape(0), grad.dtype)
    return try Gradients(
      zeros.scattering(grad) {
        try $0.slice(node.firstInt, from: node.secondInt, to: node.thirdInt, step: node.ints[0])
      })
  }

  static let narrow = Op(
    "narrow(Tensor self, int dim, int start, int length) -> Tensor", [.function, .method],
    doc: "A view of `length` entries of a dimension.",
    forward: .general { args in
      try .tensor(args.tensor(0).narrow(args.int(1), args.int(2), args.int(3)))
    })

  static let asStrided = Op(
    "as_strided(Tensor self, int[] size, int[] stride, int? storage_offset=None) -> Tensor",
    [.function, .method], doc: "A view of the memory with any sizes and strides.",
    forward: .general { args in
      let x = try args.tensor(0)
      let offset = try args.optionalInt(3) ?? x.storageOffset
      return try .tensor(x.asStrided(args.ints(1), args.ints(2), offset &- x.storageOffset))
    },
    node: "AsStridedBackward0", formerNode: "AsStridedBackward",
    samples: { [[.sample([1, 2, 3, 4]), .ints([2]), .ints([2]), .int(1)]] }
  ) { node, grad in
    guard let geometry = node.extra as? Geometry else { throw Node.releasedError }
    let zeros = try Tensor.zeros(node.operandShape(0), grad.dtype)
    return try Gradients(
      zeros.scattering(grad) {
        try $0.asStrided(geometry.shape, geometry.strides, geometry.offset)
      })
  }

  /// The sizes, strides and element offset of a view.
  private final class Geometry {
    let shape: Dims
    let strides: Dims
    let offset: Int
    init(_ shape: Dims, _ strides: Dims, _ offset: Int) {
      (self.shape, self.strides, self.offset) = (shape, strides, offset)
    }
  }

  /// Stores the geometry of a view made by `asStrided`.
  func configure(_ node: Node, _ parent: Tensor, _ shape: Dims, _ strides: Dims, _ offset: Int) {
    node.extra = Geometry(shape, strides, offset)
  }
}

extension Tensor {
  /// This tensor of zeros with `values` written into the part that `part` views.
  fileprivate func scattering(_ values: Tensor, _ part: (Tensor) throws -> Tensor) throws -> Tensor {
    _ = try part(self).copy_(values)
    return self
  }

  /// The requested sizes with -1 replaced by what the number of elements leaves for it.
  private func completed(_ requested: Dims) throws(TensorError) -> Dims {
    var size = requested
    var known = 1
    var unknown: Int?
    for index in size.indices {
      if size[index] == -1 {
        if unknown != nil { throw .runtime("only one dimension can be inferred") }
        unknown = index
      } else if size[index] < 0 {
        throw .runtime("invalid shape dimension \(size[index]) at index \(index) of shape \(size.text)")
      } else {
        known = known.multipliedReportingOverflow(by: size[index]).partialValue
      }
    }
    if let unknown, known > 0, count % known == 0 {
      size[unknown] = count / known
    } else if let unknown, known == 0, count == 0 {
      throw .runtime(
        "cannot reshape tensor of 0 elements into shape \(requested.text) because the unspecified "
          + "dimension size -1 can be any value and is ambiguous at \(unknown)")
    } else if unknown != nil || size.product != count {
      throw .runtime("shape '\(requested.text)' is invalid for input of size \(count)")
    }
    return size
  }

  /// The strides that show these elements in another shape, or nil if that needs a copy.
  private func strides(for size: Dims) -> Dims? {
    if isContiguous || count == 0 { return size.contiguousStrides }
    var result = size.contiguousStrides
    var target = size.count - 1
    var source = rank - 1
    while source >= 0 {
      // A run of dimensions that lie in order in memory.
      var run = shape[source]
      let step = strides[source]
      while source > 0 && (shape[source - 1] == 1 || strides[source - 1] == run * step) {
        source -= 1
        run *= shape[source]
      }
      var taken = 1
      while target >= 0 && (taken < run || size[target] == 1) {
        result[target] = taken * step
        taken *= size[target]
        target -= 1
      }
      if taken != run { return nil }
      source -= 1
    }
    return target < 0 ? result : nil
  }

  public func view(_ size: Dims) throws -> Tensor {
    if isContiguous, size.elementCount == count {
      return Op.viewOp.view(
        Tensor(
          sharing: self, shape: size, strides: size.contiguousStrides, count: count, byteOffset: 0,
          isContiguous: true), of: self)
    }
    let completed = try completed(size)
    guard let strides = strides(for: completed) else {
      throw TensorError.runtime(
        "view size is not compatible with input tensor's size and stride (at least one dimension "
          + "spans across two contiguous subspaces). Use .reshape(...) instead.")
    }
    return Op.viewOp.view(self, completed, strides)
  }

  public func reshape(_ size: Dims) throws -> Tensor {
    let completed = try completed(size)
    if completed == shape { return self }
    if let strides = strides(for: completed) { return Op.viewOp.view(self, completed, strides) }
    let copy = try clone().inOrder()
    let result = Tensor(
      sharing: copy, shape: completed, strides: completed.contiguousStrides, count: count,
      byteOffset: 0)
    return Op.unsafeView.record(result, copy)
  }

  /// This copy with its elements in order; a fresh copy of a dense tensor keeps the order in memory.
  private func inOrder() throws -> Tensor { isContiguous ? self : try contiguous() }

  public func flatten(from start: Int = 0, to end: Int = -1) throws -> Tensor {
    let first = try wrapped(start, rank: rank)
    let last = try wrapped(end, rank: rank)
    if first > last {
      throw TensorError.runtime("flatten() has invalid args: start_dim cannot come after end_dim")
    }
    if rank == 0 { return try reshape([1]) }
    if first == last { return self }
    var size = Dims()
    for index in 0..<first { size.append(shape[index]) }
    size.append((first...last).reduce(1) { $0 * shape[$1] })
    for index in (last + 1)..<Swift.max(rank, last + 1) { size.append(shape[index]) }
    return try reshape(size)
  }

  public func t() throws -> Tensor {
    guard rank <= 2 else {
      throw TensorError.runtime("t() expects a tensor with <= 2 dimensions, but self is \(rank)D")
    }
    if rank < 2 { return Op.t.view(self, shape, strides) }
    return Op.t.view(self, Dims(shape[1], shape[0]), Dims(strides[1], strides[0]))
  }

  public func transpose(_ first: Int, _ second: Int) throws -> Tensor {
    let (a, b) = try (wrapped(first, rank: rank), wrapped(second, rank: rank))
    if a == b { return Op.transpose.view(self, shape, strides) { ($0.firstInt, $0.secondInt) = (a, b) } }
    var (size, steps) = (shape, strides)
    (size[a], size[b]) = (shape[b], shape[a])
    (steps[a], steps[b]) = (strides[b], strides[a])
    return Op.transpose.view(self, size, steps) { ($0.firstInt, $0.secondInt) = (a, b) }
  }

  public func permute(_ dims: Dims) throws -> Tensor {
    guard dims.count == rank else {
      throw TensorError.runtime(
        "permute(sparse_coo): number of dimensions in the tensor input does not match the length of "
          + "the desired ordering of dimensions i.e. input.dim() = \(rank) is not equal to "
          + "len(dims) = \(dims.count)")
    }
    var (order, size, steps) = (dims, shape, strides)
    var seen = 0
    for index in dims.indices {
      let dimension = try wrapped(dims[index], rank: rank)
      if seen & (1 << dimension) != 0 {
        throw TensorError.runtime("permute(): duplicate dims are not allowed.")
      }
      seen |= 1 << dimension
      order[index] = dimension
      size[index] = shape[dimension]
      steps[index] = strides[dimension]
    }
    return Op.permute.view(self, size, steps) { $0.ints = order }
  }

  public func unsqueeze(_ dim: Int) throws -> Tensor {
    let index = try wrapped(dim, rank: rank + 1)
    var (size, steps) = (shape, strides)
    let step = index < rank ? shape[index] * strides[index] : 1
    try size.insert(1, at: index)
    try steps.insert(step, at: index)
    return Op.unsqueeze.view(self, size, steps) { $0.firstInt = index }
  }

  public func squeeze() throws -> Tensor { squeezed(Op.squeeze) { _ in true } }

  public func squeeze(_ dim: Int) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    return squeezed(Op.squeezeDim) { $0 == dimension }
  }

  func squeezed(_ op: Op, _ chosen: (Int) -> Bool) -> Tensor {
    var (size, steps) = (Dims(), Dims())
    for index in shape.indices where !(shape[index] == 1 && chosen(index)) {
      size.append(shape[index])
      steps.append(strides[index])
    }
    return op.view(self, size, steps)
  }

  public func expand(_ size: Dims) throws -> Tensor {
    guard size.count >= rank else {
      throw TensorError.runtime(
        "expand(\(typeName){\(shape.text)}, size=\(size.text)): the number of sizes provided "
          + "(\(size.count)) must be greater or equal to the number of dimensions in the tensor (\(rank))")
    }
    var (result, steps) = (size, size)
    let missing = size.count - rank
    for index in size.indices {
      let own = index - missing
      let present = own >= 0 ? shape[own] : 1
      var wanted = size[index]
      if wanted == -1 && own >= 0 { wanted = present }
      if wanted < 0 {
        throw TensorError.runtime(
          "The expanded size of the tensor (\(wanted)) isn't allowed in a leading, non-existing "
            + "dimension \(index)")
      }
      guard wanted == present || present == 1 else {
        throw TensorError.runtime(
          "The expanded size of the tensor (\(wanted)) must match the existing size (\(present)) at "
            + "non-singleton dimension \(index).  Target sizes: \(size.text).  Tensor sizes: \(shape.text)")
      }
      result[index] = wanted
      steps[index] = own >= 0 && wanted == present ? strides[own] : 0
    }
    try result.requireReasonableSize(dtype)
    return Op.expandOp.view(self, result, steps)
  }

  /// A copy; a dense tensor's copy keeps its order in memory.
  public func clone() throws -> Tensor {
    let result = try emptyLike(dtype)
    try result.write(self)
    return Op.clone.record(result, self)
  }

  public func contiguous() throws -> Tensor {
    if isContiguous { return self }
    let result = try Tensor.uninitialized(shape, count: count, dtype)
    try result.write(self)
    return Op.clone.record(result, self)
  }

  /// The order of the dimensions in memory where channels lie next to each other: batch, places, channels.
  private var orderOfChannelsLast: Dims {
    get throws { try Dims([0] + Array(2..<rank) + [1]) }
  }

  /// Whether channels lie next to each other in memory; `rank` is 4 for images and 5 for volumes.
  public func isChannelsLast(rank wanted: Int) throws -> Bool {
    guard rank == wanted else { return false }
    return try noGrad { try detach().permute(orderOfChannelsLast).isContiguous }
  }

  /// The same elements with the channels next to each other in memory: itself if they are so already. The copy's
  /// node is that of `clone`, or of `to`.
  public func channelsLast(rank wanted: Int, byConversion: Bool) throws -> Tensor {
    guard rank == wanted else {
      let suffix = wanted == 5 ? "_3d" : ""
      throw TensorError.runtime("required rank \(wanted) tensor to use channels_last\(suffix) format")
    }
    if try isChannelsLast(rank: wanted) { return self }
    let result = try noGrad {
      let memory = try Tensor.empty(detach().permute(orderOfChannelsLast).shape, dtype)
      return try memory.permute(Dims([0, rank - 1] + Array(1..<(rank - 1)))).detach()
    }
    try result.write(self)
    return (byConversion ? Op.to : Op.clone).record(result, self)
  }

  /// The same memory, cut off from the graph. With `sharingVersion` false (`.data`) changes are not noticed.
  public func detach(sharingVersion: Bool = true) -> Tensor {
    let result = Tensor(
      sharing: self, shape: shape, strides: strides, count: count, byteOffset: 0)
    if !sharingVersion { result.countsVersions = false }
    return result
  }

  public func select(_ dim: Int, _ index: Int) throws -> Tensor {
    guard rank > 0 else {
      throw TensorError.index("select() cannot be applied to a 0-dim tensor.")
    }
    let dimension = try wrapped(dim, rank: rank)
    let size = shape[dimension]
    guard index >= -size && index < size else {
      throw TensorError.index(
        "select(): index \(index) out of range for tensor of size \(shape.text) at dimension "
          + "\(dimension)")
    }
    let position = index < 0 ? index + size : index
    var (sizes, steps) = (shape, strides)
    sizes.remove(at: dimension)
    steps.remove(at: dimension)
    let offset = position &* strides[dimension] &* dtype.size
    return Op.select.view(self, sizes, steps, byteOffset: offset) {
      ($0.firstInt, $0.secondInt) = (dimension, position)
    }
  }

  /// Entries `start..<end` of a dimension, in steps; bounds count from the end if negative and are clipped.
  /// `length` entries of a dimension, from `start` (counted from the end if negative), all of which exist.
  func narrow(_ dim: Int, _ start: Int, _ length: Int) throws -> Tensor {
    guard rank > 0 else { throw TensorError.runtime("narrow() cannot be applied to a 0-dim tensor.") }
    guard length >= 0 else { throw TensorError.runtime("narrow(): length must be non-negative.") }
    let dimension = try wrapped(dim, rank: rank)
    let size = shape[dimension]
    guard start >= -size && start <= size else {
      throw TensorError.index(
        "start out of range (expected to be in range of [\(-size), \(size)], but got \(start))")
    }
    let first = start < 0 ? start + size : start
    guard length <= size - first else {
      throw TensorError.runtime(
        "start (\(first)) + length (\(length)) exceeds dimension size (\(size)).")
    }
    return try slice(dimension, from: first, to: first + length, step: 1)
  }

  public func slice(_ dim: Int, from start: Int?, to end: Int?, step: Int) throws -> Tensor {
    guard rank > 0 else {
      throw TensorError.index("slice() cannot be applied to a 0-dim tensor.")
    }
    let dimension = try wrapped(dim, rank: rank)
    guard step > 0 else { throw TensorError.runtime("slice step must be positive") }
    let size = shape[dimension]
    func clipped(_ bound: Int) -> Int { Swift.min(Swift.max(bound < 0 ? bound &+ size : bound, 0), size) }
    let first = clipped(start ?? 0)
    let last = Swift.max(first, clipped(end ?? size))
    var (sizes, steps) = (shape, strides)
    sizes[dimension] = (last - first) / step + ((last - first) % step == 0 ? 0 : 1)
    steps[dimension] = strides[dimension].multipliedReportingOverflow(by: step).partialValue
    let offset = first &* strides[dimension] &* dtype.size
    return Op.slice.view(self, sizes, steps, byteOffset: offset) {
      ($0.firstInt, $0.secondInt, $0.thirdInt) = (dimension, first, last)
      $0.ints = Dims(step)
    }
  }

  /// A view with any sizes and strides, `offset` elements after this tensor's first; refused outside the memory.
  func asStrided(_ size: Dims, _ steps: Dims, _ offset: Int) throws -> Tensor {
    guard size.count == steps.count else {
      throw TensorError.runtime("mismatch in length of strides and shape")
    }
    let available = storage.byteCount / dtype.size
    var last = offset &+ storageOffset
    var isValid = last >= 0 && last <= available
    for index in size.indices {
      let (reach, overflow) = (size[index] &- 1).multipliedReportingOverflow(by: steps[index])
      isValid = isValid && size[index] >= 0 && steps[index] >= 0 && !overflow && reach < 1 << 50
      last = last &+ reach
    }
    guard isValid, last < available || size.product == 0 else {
      throw TensorError.runtime(
        "setStorage: sizes \(size.text), strides \(steps.text), storage offset "
          + "\(offset &+ storageOffset), and itemsize \(dtype.size) requiring a storage size of "
          + "\((last &+ 1) &* dtype.size) are out of bounds for storage of size \(storage.byteCount)")
    }
    try size.requireReasonableSize(dtype)
    return Op.asStrided.view(self, size, steps, byteOffset: offset &* dtype.size) {
      Op.asStrided.configure($0, self, size, steps, offset)
    }
  }
}
