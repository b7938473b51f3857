import CLoops

/// How a view was made: its parent, and what the parent's history was at that time.
struct ViewOrigin {
  /// The tensor it was made from; may itself be a view.
  let parent: Tensor
  /// The tensor at the beginning of the chain of views, if the parent is a view itself.
  let root: Tensor?
  /// The parent's node when this view's history was last brought up to date.
  var stamp: Node?
  /// The same of the tensor at the beginning of the chain: while it has no other one, the whole chain is up to date.
  var baseStamp: Node?
  /// Whether it is one of several results of `unbind`, `split` or `chunk`, which cannot be changed in place.
  unowned(unsafe) let maker: Op?

  init(parent: Tensor, maker: Op?) {
    self.parent = parent
    root = parent.view?.base
    stamp = parent.node
    // Not the base's node: the parent may have to be brought up to date itself.
    baseStamp = root == nil ? parent.node : parent.view?.baseStamp
    self.maker = maker
  }

  /// The tensor at the beginning of the chain of views.
  var base: Tensor { root ?? parent }

  func checkInPlace(outputNumber: Int32) throws(TensorError) {
    if let maker {
      throw .runtime(
        "Output \(outputNumber) of \(maker.shortNodeName) is a view and is being modified inplace. "
          + "This view is the output of a function that returns multiple views. Such functions do not "
          + "allow the output views to be modified inplace. You should replace the inplace operation "
          + "by an out-of-place one.")
    }
    if base.requiresGrad && base.isLeaf {
      throw .runtime(
        "a view of a leaf Variable that requires grad is being used in an in-place operation.")
    }
  }
}

/// Where a changed part lies in its base, and the node of the change.
private final class PartChange {
  let node: Node
  let shape: Dims
  let strides: Dims
  let elementOffset: Int

  init(_ node: Node, view: Tensor, base: Tensor) {
    self.node = node
    shape = view.shape
    strides = view.strides
    elementOffset = (view.data - base.data) / view.dtype.size
  }
}

extension Op {
  /// A change of a part: the part's gradient goes through the change's own node, the rest passes.
  static let copySlices = Op(
    "copy_slices() -> Tensor", [], doc: "", forward: .internalOnly, node: "CopySlices"
  ) { node, grad in
    guard let change = node.extra as? PartChange else { throw Node.releasedError }
    let result = try grad.clone()
    let part = try result.asStrided(change.shape, change.strides, change.elementOffset)
    guard case .single(let formula) = change.node.op.formula else { return Gradients(nil) }
    let inner = try formula(change.node, try part.clone())
    if let first = inner.first {
      _ = try part.copy_(first)
    } else {
      _ = try part.zero_()
    }
    return Gradients(result, inner.second, inner.third)
  }

  /// Makes a view of `x`, recorded under this operation.
  @inline(__always)
  func view(
    _ x: Tensor, _ shape: Dims, _ strides: Dims, byteOffset: Int = 0, multiple: Bool = false,
    _ configure: (Node) -> Void = { _ in }
  ) -> Tensor {
    var count = 1
    for index in shape.indices { count = count &* shape[index] }
    return view(
      Tensor(sharing: x, shape: shape, strides: strides, count: count, byteOffset: byteOffset), of: x,
      multiple: multiple, configure)
  }

  /// Makes `result`, which shares the memory of `x`, a view of it, recorded under this operation.
  @inline(__always)
  func view(
    _ result: Tensor, of x: Tensor, multiple: Bool = false, _ configure: (Node) -> Void = { _ in }
  ) -> Tensor {
    result.view = ViewOrigin(parent: x, maker: multiple ? self : nil)
    return record(result, x, configure)
  }

  /// Records that `target` was overwritten from its former value (`original`) and perhaps another operand.
  func recordInPlace(_ target: Tensor, _ original: Tensor, _ other: Tensor? = nil) -> Tensor {
    let recorded = other.map { Op.records(target, $0) } ?? Op.records(target)
    guard recorded, target.dtype.isDifferentiable, !nodeName.isEmpty else { return target }
    let node = makeNode(for: target)
    if case .none = formula { node.firstInt = Op.isInPlace }
    node.connect(0, target)
    if let other { node.connect(1, other) }
    if let other { saveOperands(node, original, other, target) }
    if other == nil && saves.contains(.first) { node.save(0, original) }
    rebase(target, on: node)
    if other == nil && saves.contains(.result) { node.save(2, target, isOutput: true) }
    return target
  }

  /// Makes `node` the history of a tensor that was changed in place; a view's base gets a node for the change of a part.
  func rebase(_ target: Tensor, on node: Node) {
    guard let view = target.view else {
      target.node = node
      target.outputNumber = 0
      target.requiresGrad = true
      return
    }
    let base = view.base
    let slices = Op.copySlices.makeNode(for: base)
    slices.connect(0, base)
    slices.edgeCount = Swift.max(1, node.edgeCount)
    (slices.edge1, slices.number1) = (node.edge1, node.number1)
    (slices.edge2, slices.number2) = (node.edge2, node.number2)
    slices.extra = PartChange(node, view: target, base: base)
    node.edge0 = slices.edge0
    base.node = slices
    base.outputNumber = 0
    base.requiresGrad = true
    target.requiresGrad = true
  }
}

extension Tensor {
  /// The transposed matrix for a derivative's formula. Where the formula is not recorded nothing refers to the matrix
  /// it was made from, so that its memory can become a leaf's gradient.
  func exchanged() throws -> Tensor {
    if cl_thread().pointee.grad_enabled || rank != 2 { return try t() }
    return Tensor(
      sharing: self, shape: Dims(shape[1], shape[0]), strides: Dims(strides[1], strides[0]), count: count,
      byteOffset: 0)
  }

  /// Gives a view whose base was changed in place a history that leads to the change, and the views it was made from.
  @inline(never) func refreshViewHistory() {
    guard let view, view.base.requiresGrad else { return }
    let current = view.base.node
    if view.baseStamp === current { return }
    var stale: [Tensor] = []
    var next = self
    while let origin = next.view, origin.baseStamp !== current {
      stale.append(next)
      next = origin.parent
    }
    for tensor in stale.reversed() {
      tensor.followParent()
      tensor.view?.baseStamp = current
    }
  }

  /// Gives a view whose parent has another node than before a node that leads to it.
  private func followParent() {
    guard let view, let current = view.parent.node, current !== view.stamp else { return }
    let parent = view.parent
    self.view?.stamp = current
    let made: Node
    if let former = node {
      made = former.copy(for: self, as: dtype == parent.dtype ? former.op.viewOfChangedBase : former.op)
    } else {
      made = Op.asStrided.makeNode(for: self)
      Op.asStrided.configure(made, parent, shape, strides, (data - parent.data) / dtype.size)
    }
    made.connect(0, parent)
    node = made
    requiresGrad = true
  }
}

extension Node {
  /// A node of the same view operation, to be connected anew.
  fileprivate func copy(for view: Tensor, as op: Op) -> Node {
    let made = op.makeNode(for: view)
    made.firstNumber = firstNumber
    made.firstInt = firstInt
    made.secondInt = secondInt
    made.thirdInt = thirdInt
    made.ints = ints
    made.extra = extra
    return made
  }
}
