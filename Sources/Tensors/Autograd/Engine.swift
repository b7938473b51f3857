import CLoops

/// One backward pass: from outputs back through the graph, in PyTorch's order.
///
/// A node runs when all nodes that depend on it have run; of the nodes that are ready the one with the largest
/// sequence number goes first, so gradients are added up in PyTorch's order. Counts and incoming gradients are
/// fields of the nodes, valid while their `epoch` is the pass's.
struct Engine {
  private let epoch: UInt32
  private let keepGraph: Bool
  private let createGraph: Bool
  private var ready = ReadyQueue()
  /// Where gradients asked for by `grad` are caught: node, output number, position among the results.
  private var captures: [(node: Node, number: Int, position: Int)] = []
  private var captured: [Tensor?] = []
  /// States of nodes that an outer pass was using.
  private var suspended: [SuspendedState] = []

  private struct SuspendedState {
    let node: Node
    let epoch: UInt32
    let isNeeded: Bool
    let runsFormula: Bool
    let pending: Int32
    let buffer: Tensor?
    let moreBuffers: [Tensor?]
  }

  private init(keepGraph: Bool, createGraph: Bool) {
    let thread = cl_thread()
    thread.pointee.engine_epoch &+= 1
    epoch = thread.pointee.engine_epoch
    self.keepGraph = keepGraph
    self.createGraph = createGraph
  }

  /// Runs from `roots` with their gradients. With `inputs` returns a gradient for each (nil where none arrives)
  /// and touches no leaf; with `accumulating` adds to `grad` of only those; else adds to all leaves.
  static func run(
    roots: [(tensor: Tensor, gradient: Tensor)], inputs: [Tensor]?, accumulating: Bool = false,
    keepGraph: Bool, createGraph: Bool
  ) throws -> [Tensor?] {
    var engine = Engine(keepGraph: keepGraph, createGraph: createGraph)
    return try engine.run(roots, inputs, accumulating)
  }

  private mutating func run(
    _ roots: [(tensor: Tensor, gradient: Tensor)], _ inputs: [Tensor]?, _ accumulating: Bool
  ) throws -> [Tensor?] {
    let thread = cl_thread()
    let recorded = thread.pointee.grad_enabled
    thread.pointee.grad_enabled = createGraph
    thread.pointee.engine_active += 1
    defer {
      thread.pointee.grad_enabled = recorded
      thread.pointee.engine_active -= 1
      for state in suspended.reversed() { resume(state) }
    }
    let rootNodes = roots.map { $0.tensor.gradientEdge }
    var visited = countDependencies(of: rootNodes)
    defer {
      // An error leaves gradients behind that must not reach a later pass.
      for node in visited where node.buffer != nil || !node.moreBuffers.isEmpty {
        node.buffer = nil
        node.moreBuffers = []
      }
      visited.removeAll()
    }
    if let inputs {
      markNeeded(by: inputs, among: visited, accumulating)
      captured = Array(repeating: nil, count: inputs.count)
    }
    for (root, node) in zip(roots, rootNodes) {
      try add(root.gradient, to: node, number: Int(root.tensor.outputNumber))
      node.pending -= 1
      if node.pending == 0 { ready.push(node) }
    }
    while let node = ready.pop() { try evaluate(node) }
    if let inputs, accumulating {
      for (input, gradient) in zip(inputs, captured) {
        if let gradient { try input.accumulate(gradient, isShared: true, createGraph: createGraph) }
      }
    }
    return captured
  }

  /// Stamps every reachable node and counts how many gradients it waits for; a root waits for its own as well.
  /// Returns the nodes if they may be needed to clean up.
  private mutating func countDependencies(of roots: [Node]) -> [Node] {
    var visited: [Node] = []
    visited.reserveCapacity(16)
    for root in roots {
      if root.epoch != epoch { enter(root, &visited) }
      root.pending += 1
    }
    var next = 0
    while next < visited.count {
      let node = visited[next]
      next += 1
      for index in 0..<Int(node.edgeCount) {
        guard let child = node.edge(index) else { continue }
        if child.epoch != epoch { enter(child, &visited) }
        child.pending += 1
      }
    }
    return visited
  }

  private mutating func enter(_ node: Node, _ visited: inout [Node]) {
    if cl_thread().pointee.engine_active > 1, node.pending > 0 || node.buffer != nil {
      suspended.append(
        SuspendedState(
          node: node, epoch: node.epoch, isNeeded: node.isNeeded, runsFormula: node.runsFormula,
          pending: node.pending, buffer: node.buffer, moreBuffers: node.moreBuffers))
    }
    node.epoch = epoch
    node.isNeeded = true
    node.runsFormula = true
    node.pending = 0
    node.buffer = nil
    node.moreBuffers = []
    visited.append(node)
  }

  private func resume(_ state: SuspendedState) {
    state.node.epoch = state.epoch
    state.node.isNeeded = state.isNeeded
    state.node.runsFormula = state.runsFormula
    state.node.pending = state.pending
    state.node.buffer = state.buffer
    state.node.moreBuffers = state.moreBuffers
  }

  /// Limits the pass to the nodes that lead to `inputs`.
  private mutating func markNeeded(by inputs: [Tensor], among visited: [Node], _ accumulating: Bool) {
    for node in visited {
      node.isNeeded = false
      node.runsFormula = false
    }
    for (position, input) in inputs.enumerated() {
      let node = input.gradientEdge
      captures.append((node, Int(input.outputNumber), position))
      if node.epoch == epoch { node.isNeeded = true }
    }
    // An operand is made before its result, so in this order children are decided before their parents.
    // AccumulateGrad nodes have the largest number but no children: their marks are set already.
    let order = visited.sorted { $0.sequence < $1.sequence }
    for node in order where !node.runsFormula {
      for index in 0..<Int(node.edgeCount) {
        if let child = node.edge(index), child.isNeeded {
          node.isNeeded = true
          node.runsFormula = true
          break
        }
      }
    }
  }

  /// Takes the gradients collected for `node`, runs its formula and hands the results on.
  private mutating func evaluate(_ node: Node) throws {
    var gradient = node.buffer
    node.buffer = nil
    var more = node.moreBuffers
    if !more.isEmpty { node.moreBuffers = [] }
    if let hooks = node.hooks { try hooks.run(&gradient, &more) }
    if !captures.isEmpty { capture(node, gradient, more) }
    guard node.runsFormula else { return try finish(node, Gradients(nil)) }
    if let hooks = node.hooks { try hooks.runBefore(&gradient, &more, outputCount: node.outputCount) }
    if let leaf = node.variable {
      if let hooks = leaf.hooks, let given = gradient { gradient = try hooks.run(given) }
      let isShared = !isKnownUniquelyReferenced(&gradient)
      if let gradient { try leaf.accumulate(gradient, isShared: isShared, createGraph: createGraph) }
      try leaf.hooks?.runAfterAccumulation(leaf)
      _ = try node.hooks?.runAfter(Gradients(nil), gradient, [], outputCount: 1, edgeCount: 0)
      return
    }
    let isUndefined = gradient == nil && more.allSatisfy { $0 == nil }
    var results = isUndefined ? Gradients(nil) : try apply(node, gradient, more)
    if let hooks = node.hooks {
      results = try hooks.runAfter(
        results, gradient, more, outputCount: node.outputCount, edgeCount: Int(node.edgeCount))
    }
    if !keepGraph { node.releaseSaved() }
    try finish(node, results)
  }

  private func apply(_ node: Node, _ gradient: Tensor?, _ more: [Tensor?]) throws -> Gradients {
    switch node.op.formula {
    case .single(let formula):
      guard let gradient else { return Gradients(nil) }
      return try checked(formula(node, gradient), node)
    case .multiple(let formula):
      return try checked(formula(node, [gradient] + more), node)
    case .none:
      let name = node.op.name + (node.firstInt == Op.isInPlace ? "_" : "")
      throw TensorError.runtime("derivative for aten::\(name) is not implemented")
    }
  }

  /// In anomaly mode, refuses results that are not numbers.
  @inline(__always) private func checked(_ results: Gradients, _ node: Node) throws -> Gradients {
    if cl_thread().pointee.detects_anomalies { try results.requireNumbers(from: node) }
    return results
  }

  private mutating func finish(_ node: Node, _ gradients: Gradients) throws {
    for index in 0..<Int(node.edgeCount) {
      guard let child = node.edge(index) else { continue }
      if let gradient = gradients[index], child.isNeeded {
        try add(gradient, to: child, number: node.number(index))
      }
      child.pending -= 1
      if child.pending == 0 { ready.push(child) }
    }
  }

  /// Adds a gradient to those waiting at a node, in the shape and type the node expects.
  private func add(_ gradient: Tensor, to node: Node, number: Int) throws {
    let gradient = try node.fitting(gradient, number: number)
    if number == 0 {
      node.buffer = try node.buffer.map { try $0.add(gradient) } ?? gradient
      return
    }
    while node.moreBuffers.count < number { node.moreBuffers.append(nil) }
    let sum = try node.moreBuffers[number - 1].map { try $0.add(gradient) } ?? gradient
    node.moreBuffers[number - 1] = sum
  }

  private mutating func capture(_ node: Node, _ gradient: Tensor?, _ more: [Tensor?]) {
    for capture in captures where capture.node === node {
      let value =
        capture.number == 0
        ? gradient : capture.number - 1 < more.count ? more[capture.number - 1] : nil
      captured[capture.position] = value
    }
  }
}

/// Makes backward passes of this thread refuse gradients that are not numbers.
public func setAnomalyMode(_ isOn: Bool) { cl_thread().pointee.detects_anomalies = isOn }

extension Gradients {
  fileprivate func requireNumbers(from node: Node) throws {
    for index in 0..<Int(node.edgeCount) {
      guard let gradient = self[index], gradient.dtype.isFloatingPoint else { continue }
      if gradient.scalars.contains(where: { $0.double.isNaN }) {
        throw TensorError.runtime("Function '\(node.name)' returned nan values in its \(index)th output.")
      }
    }
  }
}

extension Node {
  /// A gradient summed to the shape and converted to the type of this node's output.
  @inline(__always) func fitting(_ gradient: Tensor, number: Int) throws -> Tensor {
    let shape = self.shape(ofOutput: number)
    if gradient.shape == shape && gradient.dtype == outputType { return gradient }
    var fitted = gradient
    if fitted.shape != shape { fitted = try fitted.sum(to: shape) }
    // Of several results one may be real and another complex: each keeps its own kind.
    let isOther = outputCount > 1 && fitted.dtype.isComplex != outputType.isComplex
    if fitted.dtype != outputType && !isOther { fitted = try fitted.to(outputType) }
    return fitted
  }
}

/// Nodes whose gradients are complete: a heap with the largest sequence number on top.
private struct ReadyQueue {
  private var nodes: [Node] = []

  init() { nodes.reserveCapacity(8) }

  mutating func push(_ node: Node) {
    nodes.append(node)
    var index = nodes.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      if nodes[parent].sequence >= nodes[index].sequence { return }
      nodes.swapAt(parent, index)
      index = parent
    }
  }

  mutating func pop() -> Node? {
    guard let last = nodes.popLast() else { return nil }
    guard let top = nodes.first else { return last }
    nodes[0] = last
    var index = 0
    while true {
      var largest = index
      for child in [2 * index + 1, 2 * index + 2] where child < nodes.count {
        if nodes[child].sequence > nodes[largest].sequence { largest = child }
      }
      if largest == index { return top }
      nodes.swapAt(index, largest)
      index = largest
    }
  }
}

extension Tensor {
  /// Adds a gradient to `grad`. The first gradient is kept as it is if nothing else refers to it and it lies in memory
  /// as the leaf does.
  func accumulate(_ gradient: Tensor, isShared: Bool, createGraph: Bool) throws {
    if let present = grad {
      if createGraph {
        grad = try present.add(gradient)
      } else {
        _ = try present.add_(gradient)
      }
    } else if createGraph {
      grad = gradient.isContiguous ? gradient : try gradient.contiguous()
    } else {
      grad = try !isShared && gradient.ownsItsMemory && gradient.liesLike(self)
        ? gradient.detach() : gradient.copied(toLieLike: self)
    }
  }

  /// Whether the memory belongs to this tensor alone.
  private var ownsItsMemory: Bool {
    node == nil && view == nil && peer == nil && isKnownUniquelyReferenced(&storage)
  }

  /// Whether a gradient has the order in memory of its leaf; leaves with gaps take contiguous ones.
  private func liesLike(_ leaf: Tensor) -> Bool {
    if isContiguous && leaf.isContiguous { return true }
    guard leaf.isDense else { return isContiguous }
    return shape.indices.allSatisfy { shape[$0] == 1 || strides[$0] == leaf.strides[$0] }
  }

  private func copied(toLieLike leaf: Tensor) throws -> Tensor {
    let strides = leaf.isDense ? leaf.strides : shape.contiguousStrides
    let copy = Tensor(uninitialized: shape, denseStrides: strides, count: count, dtype)
    try copy.write(self)
    return copy
  }
}
