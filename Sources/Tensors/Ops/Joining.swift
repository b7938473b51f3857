import CLoops

// Joining tensors and taking them apart.

extension Op {
  static let cat = Op(
    "cat(Tensor[] tensors, int dim=0) -> Tensor", [.function],
    doc: "Tensors joined along a dimension they have.",
    forward: .general { args in try .tensor(Tensors.cat(args.tensors(0), args.int(1))) },
    node: "CatBackward0", formerNode: "CatBackward"
  ) { node, grad in
    var start = 0
    let gradients = try (0..<Int(node.edgeCount)).map { index -> Tensor? in
      let size = node.sizes[index]
      defer { start += size }
      guard node.wants(index) else { return nil }
      // An empty vector may stand among tensors of more dimensions.
      if size == 0, grad.rank > 1, node.operandShape(index).count == 1 { return try .zeros(Dims(0), grad.dtype) }
      return try grad.slice(node.firstInt, from: start, to: start + size, step: 1)
    }
    return Gradients(list: gradients)
  }

  static let stack = Op(
    "stack(Tensor[] tensors, int dim=0) -> Tensor", [.function],
    doc: "Tensors of one shape joined along a new dimension.",
    forward: .general { args in try .tensor(Tensors.stack(args.tensors(0), args.int(1))) },
    node: "StackBackward0", formerNode: "StackBackward"
  ) { node, grad in
    let gradients = try (0..<Int(node.edgeCount)).map { index in
      node.wants(index) ? try grad.select(node.firstInt, index) : nil
    }
    return Gradients(list: gradients)
  }

  /// A row for views of ranges of a dimension.
  private static func pieces(
    _ schema: String, node: String, doc: String,
    sizes: @escaping (Arguments, Int) throws -> [Int], dim: Int
  ) -> Op {
    Op(
      schema, [.function, .method], doc: doc,
      forward: .general { args in
        let x = try args.tensor(0)
        guard x.rank > 0 else { throw TensorError.runtime("split expects at least a 1-dimensional tensor") }
        let dimension = try wrapped(args.int(dim), rank: x.rank)
        let sizes = try sizes(args, x.shape[dimension])
        let op = node.hasPrefix("SplitW") ? Op.splitSizes : Op.split
        return try .tensors(x.pieces(sizes, dimension, op))
      },
      node: node + "Backward0", formerNode: node + "Backward",
      formula: .multiple { node, grads in
        let size = node.operandShape(0)
        let given = try grads.enumerated().map { index, grad in
          try grad ?? .zeros(node.shape(ofOutput: index), node.outputType)
        }
        let missing = try (given.count..<Swift.max(given.count, node.outputCount)).map {
          try Tensor.zeros(node.shape(ofOutput: $0), node.outputType)
        }
        return try Gradients(Tensors.cat(given + missing, node.firstInt).reshape(size))
      })
  }

  static let split = pieces(
    "split(Tensor self, int split_size, int dim=0) -> Tensor[]", node: "Split",
    doc: "Views of at most `split_size` entries of a dimension.",
    sizes: { args, size in
      let step = try args.int(1)
      guard step > 0 || step == 0 && size == 0 else {
        throw TensorError.runtime(
          step < 0
            ? "split expects split_size be non-negative, but got split_size=\(step)"
            : "split_size can only be 0 if dimension size is 0, but got dimension size of \(size)")
      }
      return try Op.sizes(of: size, step: Swift.max(step, 1))
    }, dim: 2)

  static let splitSizes = pieces(
    "split.sizes(Tensor self, int[] split_size, int dim=0) -> Tensor[]", node: "SplitWithSizes",
    doc: "Views of the given numbers of entries of a dimension.",
    sizes: { args, size in
      let sizes = try args.ints(1).array
      guard sizes.reduce(0, &+) == size, sizes.allSatisfy({ $0 >= 0 }) else {
        let text = "[" + sizes.map(String.init).joined(separator: ", ") + "]"
        throw TensorError.runtime(
          "split_with_sizes expects split_sizes to sum exactly to \(size) (input tensor's size at "
            + "dimension \(try args.int(2))), but got split_sizes=\(text)")
      }
      return sizes
    }, dim: 2)

  static let chunk = pieces(
    "chunk(Tensor self, int chunks, int dim=0) -> Tensor[]", node: "Split",
    doc: "At most `chunks` views of ranges of equal size of a dimension.",
    sizes: { args, size in
      let chunks = try args.int(1)
      guard chunks > 0 else {
        throw TensorError.runtime("chunk expects `chunks` to be greater than 0, got: \(chunks)")
      }
      return try Op.sizes(of: size, step: Swift.max(1, size / chunks + (size % chunks == 0 ? 0 : 1)))
    }, dim: 2)

  /// The sizes of ranges of `step` entries, the last one what is left.
  private static func sizes(of size: Int, step: Int) throws -> [Int] {
    if size == 0 { return [0] }
    try requireViews(size / step)
    return stride(from: 0, to: size, by: step).map { Swift.min(step, size - $0) }
  }

  static let unbind = Op(
    "unbind(Tensor self, int dim=0) -> Tensor[]", [.function, .method],
    doc: "Views of every entry of a dimension.",
    forward: .general { args in try .tensors(args.tensor(0).unbind(args.int(1))) },
    node: "UnbindBackward0", formerNode: "UnbindBackward",
    formula: .multiple { node, grads in
      let entries = try (0..<node.outputCount).map { index in
        try (index < grads.count ? grads[index] : nil)
          ?? .zeros(node.shape(ofOutput: index), node.outputType)
      }
      return try Gradients(Tensors.stack(entries, node.firstInt))
    })
}

/// Refuses more views at once than memory has room for: without elements, a dimension can be as long
/// as it likes.
func requireViews(_ count: Int) throws {
  guard count <= 1 << 26 else {
    throw TensorError.notSupported("\(count) tensors at once")
  }
}

extension Node {
  /// The sizes of any number of operands along a joined dimension.
  fileprivate var sizes: [Int] { (extra as? Sizes)?.values ?? [] }
}

private final class Sizes {
  let values: [Int]
  init(_ values: [Int]) { self.values = values }
}

/// Tensors joined along a dimension they have; empty vectors are left out, as in PyTorch.
public func cat(_ tensors: [Tensor], _ dim: Int = 0) throws -> Tensor {
  guard let start = tensors.first else {
    throw TensorError.value("torch.cat(): expected a non-empty list of Tensors")
  }
  for (index, tensor) in tensors.enumerated() where tensor.rank == 0 {
    throw TensorError.runtime(
      "zero-dimensional tensor (at position \(index)) cannot be concatenated")
  }
  let isSkipped = { (tensor: Tensor) in tensor.rank == 1 && tensor.count == 0 }
  let first = tensors.first { !isSkipped($0) } ?? start
  let dimension = try wrapped(dim, rank: first.rank)
  var (size, dtype) = (first.shape, start.dtype)
  size[dimension] = 0
  for (index, tensor) in tensors.enumerated() {
    dtype = DType.promote(dtype, tensor.dtype)
    if isSkipped(tensor) { continue }
    guard tensor.rank == first.rank else {
      throw TensorError.runtime(
        "Tensors must have same number of dimensions: got \(first.rank) and \(tensor.rank)")
    }
    for axis in tensor.shape.indices where axis != dimension && tensor.shape[axis] != first.shape[axis] {
      throw TensorError.runtime(
        "Sizes of tensors must match except in dimension \(dimension). Expected size "
          + "\(first.shape[axis]) but got size \(tensor.shape[axis]) for tensor number \(index) in the list.")
    }
    size[dimension] += tensor.shape[dimension]
  }
  let result = try Tensor.empty(size, dtype)
  var position = 0
  for tensor in tensors where !isSkipped(tensor) {
    let end = position + tensor.shape[dimension]
    try noGrad { try result.slice(dimension, from: position, to: end, step: 1).write(tensor) }
    position = end
  }
  return Op.cat.record(result, tensors) { node in
    node.firstInt = dimension
    node.extra = Sizes(tensors.map { isSkipped($0) ? 0 : $0.shape[dimension] })
  }
}

/// Tensors of one shape joined along a new dimension.
public func stack(_ tensors: [Tensor], _ dim: Int = 0) throws -> Tensor {
  guard let first = tensors.first else {
    throw TensorError.runtime("stack expects a non-empty TensorList")
  }
  for (index, tensor) in tensors.enumerated() where tensor.shape != first.shape {
    throw TensorError.runtime(
      "stack expects each tensor to be equal size, but got \(first.shape.text) at entry 0 and "
        + "\(tensor.shape.text) at entry \(index)")
  }
  let dimension = try wrapped(dim, rank: first.rank + 1)
  let result = try noGrad { try cat(tensors.map { try $0.detach().unsqueeze(dimension) }, dimension) }
  return Op.stack.record(result, tensors) { $0.firstInt = dimension }
}

extension Tensor {
  /// Several views as the outputs of one node.
  private func views(_ op: Op, _ views: [Tensor], _ dimension: Int) -> [Tensor] {
    guard Op.records(self), let first = views.first else { return views }
    let node = op.makeNode(for: first)
    node.outputCount = views.count
    node.outputShapes = views.map(\.shape)
    node.firstInt = dimension
    node.connect(0, self)
    for (index, view) in views.enumerated() {
      view.outputNumber = Int32(index)
      op.attach(node, to: view)
    }
    return views
  }

  func pieces(_ sizes: [Int], _ dimension: Int, _ op: Op) throws -> [Tensor] {
    var start = 0
    let parts = try noGrad {
      try sizes.map { size in
        defer { start += size }
        let part = try slice(dimension, from: start, to: start + size, step: 1)
        part.view = ViewOrigin(parent: self, maker: op)
        return part
      }
    }
    return views(op, parts, dimension)
  }

  public func unbind(_ dim: Int = 0) throws -> [Tensor] {
    let dimension = try wrappedOfSome(dim, rank: rank)
    try requireViews(shape[dimension])
    let parts = try noGrad {
      try (0..<shape[dimension]).map { index in
        if index & 0xFFFF == 0xFFFF { try checkStop() }
        let part = try select(dimension, index)
        part.view = ViewOrigin(parent: self, maker: Op.unbind)
        return part
      }
    }
    return views(Op.unbind, parts, dimension)
  }
}
