import CLoops

/// One entry of a subscript, as Python writes it.
public enum Index {
  case int(Int)
  case slice(start: Int?, stop: Int?, step: Int?)
  /// `None`: a new dimension of size 1.
  case newDimension
  case ellipsis
  /// Positions, or a mask.
  case tensor(Tensor)
}

// Indexing by positions and masks. Both directions are rows of a matrix [entries, size of an entry]: taking rows, and
// adding to rows, which are each other's derivative.

extension Op {
  /// Takes the rows of a matrix at positions.
  static let takeRows = Op(
    "_take_rows(Tensor self, Tensor positions) -> Tensor", [], doc: "", forward: .internalOnly,
    node: "IndexSelectBackward0", formerNode: "IndexSelectBackward"
  ) { node, grad in
    try Gradients(grad.addedToRows(node.saved(0), count: node.operandShape(0)[0]))
  }

  /// Adds the rows of a matrix to rows of zeros at positions.
  static let addRows = Op(
    "_add_rows(Tensor self, Tensor positions) -> Tensor", [], doc: "", forward: .internalOnly,
    node: "IndexAddBackward0", formerNode: "IndexAddBackward"
  ) { node, grad in try Gradients(grad.rows(node.saved(0))) }

  static let index = Op(
    "index(Tensor self, Tensor[] indices) -> Tensor", [],
    doc: "The entries at positions along the first dimensions, or where a mask is true.",
    forward: .general { args in
      try .tensor(args.tensor(0).index(args.tensors(1).map { .tensor($0) }))
    },
    node: "IndexBackward0", formerNode: "IndexBackward",
    samples: {
      let positions = Argument.tensor(Tensor([1, 0, 1], shape: [3], .int64))
      return [[.sample([1, 2, 3, 4, 5, 6], [2, 3]), .list([positions], isTuple: false)]]
    }
  ) { node, grad in
    guard let plan = node.extra as? IndexPlan else { throw Node.releasedError }
    return try Gradients(plan.gradient(grad, node.operandShape(0)))
  }

  static let indexPut = Op(
    "index_put_(Tensor self, Tensor[] indices, Tensor values, bool accumulate=False) -> Tensor", [.method],
    doc: "Sets the entries at positions, or where a mask is true.",
    forward: .general { args in
      let x = try args.tensor(0)
      try x.putItems(args.tensors(1).map { .tensor($0) }, args.tensor(2), accumulate: args.bool(3))
      return .tensor(x)
    },
    node: "IndexPutBackward0", formerNode: "IndexPutBackward"
  ) { node, grad in
    guard let plan = node.extra as? IndexPlan else { throw Node.releasedError }
    let rest = try grad.clone()
    try plan.put(Tensor(0, grad.dtype), into: rest)
    return try node.gradients(rest, plan.take(grad))
  }

  static let indexSelect = Op(
    "index_select(Tensor self, int dim, Tensor index) -> Tensor", [.function, .method],
    doc: "The entries of a dimension at positions.",
    forward: .general { args in
      try .tensor(args.tensor(0).indexSelect(args.int(1), args.tensor(2)))
    },
    node: "IndexSelectBackward0", formerNode: "IndexSelectBackward",
    samples: {
      [[.sample([1, 2, 3, 4, 5, 6], [2, 3]), .int(1), .tensor(Tensor([2, 0], shape: [2], .int64))]]
    }
  ) { node, grad in
    guard let plan = node.extra as? IndexPlan else { throw Node.releasedError }
    return try Gradients(plan.gradient(grad, node.operandShape(0)))
  }

  static let maskedFill: Op = Op(
    "masked_fill(Tensor self, Tensor mask, Scalar value) -> Tensor", [.function, .method, .inPlace],
    doc: "A copy with `value` where the mask is true.",
    forward: .general { args in
      let (x, mask) = try (args.tensor(0), args.tensor(1))
      guard mask.dtype == .bool else {
        throw TensorError.runtime(
          "masked_fill_ only supports boolean masks, but got mask with dtype \(mask.dtype.nativeName)")
      }
      let number = try args.scalar(2)
      if x.dtype.isIntegral, !number.double.isFinite {
        throw TensorError.runtime(
          "value cannot be converted to type \(x.dtype == .int32 ? "int" : x.dtype.name + "_t") without overflow")
      }
      let value = Tensor(number, x.dtype)
      let result = try noGrad { try Tensors.where(mask, value, x) }
      return .tensor(Op.maskedFill.record(result, x) { $0.save(0, mask) })
    },
    node: "MaskedFillBackward0", formerNode: "MaskedFillBackward0",
    samples: {
      [[.sample([1, 2, 3]), .tensor(Tensor([1, 0, 1], shape: [3], .bool)), .double(5)]]
    }
  ) { node, grad in
    try Gradients(Tensors.where(node.saved(0), Tensor(0, grad.dtype), grad))
  }

  static let maskedSelect: Op = Op(
    "masked_select(Tensor self, Tensor mask) -> Tensor", [.function, .method],
    doc: "The elements where the mask is true, as a vector.",
    forward: .general { args in
      let (x, mask) = try (args.tensor(0), args.tensor(1))
      guard mask.dtype == .bool else {
        throw TensorError.runtime("masked_select: expected BoolTensor for mask")
      }
      let shape = try broadcast(x.shape, mask.shape)
      let (given, places) = try (x.expand(shape), noGrad { try mask.expand(shape) })
      let result = try noGrad { try given.index([.tensor(places)]) }
      return .tensor(Op.maskedSelect.record(result, given) { $0.save(0, places) })
    },
    node: "MaskedSelectBackward0", formerNode: "MaskedSelectBackward",
    samples: { [[.sample([1, 2, 3]), .tensor(Tensor([1, 0, 1], shape: [3], .bool))]] }
  ) { node, grad in
    let mask = try node.saved(0)
    let zeros = try Tensor.zeros(mask.shape, grad.dtype)
    return try Gradients(Op.maskedScatter.call(Arguments([.tensor(zeros), .tensor(mask), .tensor(grad)], TorchContext())).tensor)
  }
}

extension Tensor {
  /// The rows of this matrix at positions.
  func rows(_ positions: Tensor) throws -> Tensor {
    let width = shape[1]
    let result = try Tensor.empty(Dims(positions.count, width), dtype)
    let source = try noGrad { try contiguous() }
    let numbers = positions.pointer(to: Int64.self)
    let status = cl_take_rows(source.data, numbers, Int64(positions.count), Int64(width * dtype.size), result.data)
    try check(status, Op.takeRows, dtype)
    return Op.takeRows.record(result, self) { $0.save(0, positions) }
  }

  /// Zeros of `count` rows with the rows of this matrix added at positions, in order.
  func addedToRows(_ positions: Tensor, count: Int) throws -> Tensor {
    let width = shape[1]
    let result = try Tensor.zeros(Dims(count, width), dtype)
    let source = try noGrad { try contiguous() }
    let numbers = positions.pointer(to: Int64.self)
    let status = cl_add_rows(
      dtype.rawValue, result.data, numbers, Int64(positions.count), Int64(width), source.data)
    try check(status, Op.add, dtype)
    return Op.addRows.record(result, self) { $0.save(0, positions) }
  }

  /// The elements of an int64 vector.
  var integers: UnsafeBufferPointer<Int> {
    UnsafeBufferPointer(start: pointer(to: Int.self), count: count)
  }

  /// The subscript `self[indices]`.
  public func index(_ indices: [Index]) throws -> Tensor {
    let (view, positions) = try viewed(indices)
    guard !positions.isEmpty else { return indices.isEmpty ? try alias() : view }
    let plan = try IndexPlan(view, positions)
    let result = try noGrad { try plan.take(view) }
    return Op.index.record(result, view) { $0.extra = plan }
  }

  /// The subscript `self[position]`.
  public func entry(_ position: Int) throws -> Tensor { try selected(0, position, original: self, 0) }

  /// The whole tensor as a view.
  private func alias() throws -> Tensor { Op.alias.view(self, shape, strides) }

  /// The assignment `self[indices] = value`.
  public func setItems(_ indices: [Index], to value: Tensor) throws {
    let (view, positions) = try viewed(indices)
    guard !positions.isEmpty else {
      let target = view === self ? try alias() : view
      let trimmed = try value.droppingLeadingOnes(to: target.rank)
      try target.copy_(trimmed.shape == target.shape ? trimmed : trimmed.expand(target.shape))
      return
    }
    try view.checkInPlace(with: value)
    let plan = try IndexPlan(view, positions)
    try noGrad { try plan.put(value.detach(), into: view) }
    view.bumpVersion()
    guard Op.records(view, value), view.dtype.isDifferentiable else { return }
    let node = Op.indexPut.makeNode(for: view)
    node.connect(0, view)
    node.connect(1, value)
    node.extra = plan
    Op.indexPut.rebase(view, on: node)
  }

  /// A value to assign without dimensions of size 1 that the target lacks.
  private func droppingLeadingOnes(to rank: Int) throws -> Tensor {
    var result = self
    while result.rank > rank, result.shape[0] == 1 { result = try result.squeeze(0) }
    return result
  }

  /// Applies the entries that make views; returns the positions left, by dimension of the view.
  private func viewed(_ indices: [Index]) throws -> (Tensor, [(dimension: Int, positions: Tensor)]) {
    let used = indices.reduce(0) { sum, index in
      switch index {
      case .int, .slice: sum + 1
      case .newDimension, .ellipsis: sum
      case .tensor(let tensor): sum + (tensor.isMask ? tensor.rank : 1)
      }
    }
    var view = self
    var dimension = 0
    // The dimension of this tensor that the next entry is for.
    var own = 0
    var positions: [(dimension: Int, positions: Tensor)] = []
    for index in indices {
      switch index {
      case .int(let position):
        view = try view.selected(dimension, position, original: self, own)
        own += 1
      case .slice(let start, let stop, let step):
        guard dimension < view.rank else { throw Tensor.tooManyIndices(self) }
        view = try view.sliced(dimension, start, stop, step)
        dimension += 1
        own += 1
      case .newDimension:
        view = try view.unsqueeze(dimension)
        dimension += 1
      case .ellipsis:
        dimension += Swift.max(0, rank - used)
        own += Swift.max(0, rank - used)
      case .tensor(let tensor):
        if tensor.rank == 0 && tensor.dtype.isIntegral && !tensor.isMask {
          view = try view.selected(dimension, tensor.item().int, original: self, own)
          own += 1
          continue
        }
        if tensor.rank == 0 && tensor.isMask {
          // A mask of a new dimension of size 1.
          let isTrue = try tensor.item().int != 0
          view = try view.unsqueeze(dimension)
          positions.append((dimension, try Tensor.zeros(Dims(isTrue ? 1 : 0), .int64)))
          dimension += 1
          continue
        }
        guard tensor.dtype.isIntegral else {
          throw TensorError.index("tensors used as indices must be long, int, byte or bool tensors")
        }
        let parts = try tensor.isMask ? tensor.maskPositions(view, dimension) : [tensor.to(.int64)]
        guard dimension + parts.count <= view.rank else { throw Tensor.tooManyIndices(self) }
        for part in parts {
          positions.append((dimension, part))
          dimension += 1
          own += 1
        }
      }
    }
    return (view, positions)
  }

  private static func tooManyIndices(_ tensor: Tensor) -> TensorError {
    .index("too many indices for tensor of dimension \(tensor.rank)")
  }

  fileprivate var isMask: Bool { dtype == .bool || dtype == .uint8 }

  private func selected(
    _ dimension: Int, _ position: Int, original: Tensor, _ own: Int
  ) throws -> Tensor {
    if original.rank == 0 {
      throw TensorError.index(
        "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ "
          + "to convert a 0-dim tensor to a number")
    }
    guard dimension < rank else { throw Tensor.tooManyIndices(original) }
    let size = shape[dimension]
    guard position >= -size && position < size else {
      throw TensorError.index(
        "index \(position) is out of bounds for dimension \(own) with size \(size)")
    }
    return try select(dimension, position)
  }

  private func sliced(_ dimension: Int, _ start: Int?, _ stop: Int?, _ step: Int?) throws -> Tensor {
    let step = step ?? 1
    if step == 0 { throw TensorError.value("slice step cannot be zero") }
    if step < 0 { throw TensorError.value("step must be greater than zero") }
    return try slice(dimension, from: start, to: stop, step: step)
  }

  /// The positions of a mask's true elements, one vector for each of its dimensions.
  private func maskPositions(_ x: Tensor, _ dimension: Int) throws -> [Tensor] {
    for axis in shape.indices {
      guard dimension + axis < x.rank, x.shape[dimension + axis] == shape[axis] else {
        throw TensorError.index(
          "The shape of the mask \(shape.text) at index \(axis) does not match the shape of the "
            + "indexed tensor \(x.shape.text) at index \(dimension + axis)")
      }
    }
    return try nonzeroPositions()
  }

  public func indexSelect(_ dim: Int, _ positions: Tensor) throws -> Tensor {
    let dimension = try wrapped(dim, rank: rank)
    guard positions.rank <= 1 else {
      throw TensorError.index("index_select(): Index is supposed to be a vector")
    }
    guard positions.dtype == .int64 || positions.dtype == .int32 else {
      throw TensorError.runtime("index_select(): Expected dtype int32 or int64 for index")
    }
    let line = try positions.to(.int64).reshape([-1])
    if rank == 0 { return try reshape(Dims(1)).selectScalar(line) }
    guard cl_are_inside(line.pointer(to: Int64.self), Int64(line.count), Int64(shape[dimension] - 1)) else {
      throw TensorError.index("index out of range in self")
    }
    let plan = try IndexPlan(self, [(dimension, line)])
    let result = try noGrad { try plan.take(self) }
    return Op.indexSelect.record(result, self) { $0.extra = plan }
  }

  /// `indexSelect` of a tensor without dimensions, here with one of size 1.
  private func selectScalar(_ line: Tensor) throws -> Tensor {
    guard line.count == 1 else {
      throw TensorError.runtime(
        "index_select(): Index to scalar can have only 1 value, got \(line.count) value(s)")
    }
    return try indexSelect(0, line).reshape(Dims())
  }
}

extension Op {
  static let alias = Op(
    "alias(Tensor self) -> Tensor", [], doc: "", forward: .internalOnly, node: "AliasBackward0",
    formerNode: "AliasBackward"
  ) { _, grad in Gradients(grad) }
}

/// Where the entries of an index by positions lie: as rows of a matrix whose rows run over the indexed dimensions.
final class IndexPlan {
  /// Row numbers, in the order of the result.
  private let rows: Tensor
  /// The indexed dimensions first, then the others.
  private let order: Dims
  private let rowCount: Int
  /// The shape the positions are broadcast to, and of an entry.
  private let positionShape: Dims
  private let entryShape: Dims
  /// Where the positions' dimensions stand in the result: at the place of adjacent indices, else in front.
  private let place: Int

  init(_ x: Tensor, _ indices: [(dimension: Int, positions: Tensor)]) throws {
    var shape = Dims()
    for (_, positions) in indices {
      guard let joined = try? broadcast(shape, positions.shape) else {
        let shapes = indices.map(\.positions.shape.text).joined(separator: ", ")
        throw TensorError.index(
          "shape mismatch: indexing tensors could not be broadcast together with shapes \(shapes)")
      }
      shape = joined
    }
    let dimensions = indices.map(\.dimension)
    let isAdjacent = zip(dimensions, dimensions.dropFirst()).allSatisfy { $0 + 1 == $1 }
    var (order, entry, rowCount) = (Dims(), Dims(), 1)
    for dimension in dimensions {
      order.append(dimension)
      rowCount *= x.shape[dimension]
    }
    for dimension in x.shape.indices where !dimensions.contains(dimension) {
      order.append(dimension)
      entry.append(x.shape[dimension])
    }
    guard shape.count + entry.count <= Dims.maximum else { throw Dims.tooMany }
    (self.order, self.rowCount, positionShape, entryShape) = (order, rowCount, shape, entry)
    place = isAdjacent ? dimensions[0] : 0
    rows = try IndexPlan.rowNumbers(x, indices, shape)
  }

  private static func rowNumbers(
    _ x: Tensor, _ indices: [(dimension: Int, positions: Tensor)], _ shape: Dims
  ) throws -> Tensor {
    let count = shape.product ?? 0
    let rows = try Tensor.zeros(Dims(count), .int64)
    for (place, (dimension, positions)) in indices.enumerated() {
      let size = x.shape[dimension]
      let line = try noGrad { try positions.expand(shape).contiguous() }
      var bad: Int64 = 0
      let status = cl_row_numbers(
        line.pointer(to: Int64.self), Int64(count), Int64(size), rows.pointer(to: Int64.self), &bad)
      if status == CL_OUT_OF_RANGE {
        // PyTorch moves the indexed dimensions to the front before it looks.
        throw TensorError.index("index \(bad) is out of bounds for dimension \(place) with size \(size)")
      }
      try check(status, Op.index, .int64)
    }
    return rows
  }

  private var entryCount: Int { entryShape.product ?? 0 }

  private func matrix(_ x: Tensor) throws -> Tensor {
    try x.permute(order).reshape(Dims(rowCount, entryCount))
  }

  /// The order that moves the positions' dimensions from the front to their place.
  private var resultOrder: Dims {
    var result = Dims()
    for index in 0..<place { result.append(positionShape.count + index) }
    for index in positionShape.indices { result.append(index) }
    for index in place..<Swift.max(place, entryShape.count) { result.append(positionShape.count + index) }
    return result
  }

  private var frontShape: Dims {
    var result = positionShape
    for index in entryShape.indices { result.append(entryShape[index]) }
    return result
  }

  private func inverse(_ order: Dims) -> Dims {
    var result = order
    for index in order.indices { result[order[index]] = index }
    return result
  }

  /// The entries of `x`.
  func take(_ x: Tensor) throws -> Tensor {
    let front = try matrix(x).rows(rows).reshape(frontShape)
    return try place == 0 ? front : front.permute(resultOrder).contiguous()
  }

  /// The gradient of the whole tensor from that of the entries.
  func gradient(_ grad: Tensor, _ shape: Dims) throws -> Tensor {
    let front = try place == 0 ? grad : grad.permute(inverse(resultOrder))
    let flat = try front.reshape(Dims(rows.count, entryCount))
    var permuted = Dims()
    for index in order.indices { permuted.append(shape[order[index]]) }
    return try flat.addedToRows(rows, count: rowCount).reshape(permuted).permute(inverse(order))
  }

  /// Writes values, broadcast to the entries, into `x`; of equal positions the last one stays.
  func put(_ values: Tensor, into x: Tensor) throws {
    var shape = frontShape
    let order = resultOrder
    for index in order.indices { shape[index] = frontShape[order[index]] }
    guard let spread = try? values.expand(shape) else {
      throw TensorError.runtime(
        "shape mismatch: value tensor of shape \(values.shape.text) cannot be broadcast to indexing "
          + "result of shape \(shape.text)")
    }
    let front = try spread.permute(inverse(order)).reshape(Dims(rows.count, entryCount))
    let source = try front.to(x.dtype).contiguous()
    let target = try matrix(x.detach()).clone().contiguous()
    let numbers = rows.pointer(to: Int64.self)
    let status = cl_put_rows(
      target.data, numbers, Int64(rows.count), Int64(entryCount * x.dtype.size), source.data)
    try check(status, Op.indexPut, x.dtype)
    var permuted = Dims()
    for index in self.order.indices { permuted.append(x.shape[self.order[index]]) }
    try x.write(target.reshape(permuted).permute(inverse(self.order)))
  }
}
