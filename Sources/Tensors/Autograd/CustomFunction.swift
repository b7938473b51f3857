import CLoops

/// What the caller of a custom function says about it, such as a Python `torch.autograd.Function`.
public struct CustomFunction {
  /// What `grad_fn` shows.
  public var name: String
  public var inputs: [Tensor]
  public var outputs: [Tensor]
  /// Tensors kept for the derivative; `CustomNode.saved` gives them back.
  public var saved: [Tensor] = []
  /// Outputs that take no gradient.
  public var nonDifferentiable: [Tensor] = []
  /// Inputs that were changed in place and are outputs.
  public var dirty: [Tensor] = []
  /// Whether outputs that no gradient reaches get zeros.
  public var materializesGradients = false
  /// Takes a gradient for each output (nil where none arrived), returns one for each input.
  public var backward: ([Tensor?]) throws -> [Tensor?]

  public init(
    _ name: String, inputs: [Tensor], outputs: [Tensor],
    backward: @escaping ([Tensor?]) throws -> [Tensor?]
  ) {
    self.name = name
    self.inputs = inputs
    self.outputs = outputs
    self.backward = backward
  }

  /// Records the outputs as results of the inputs. Returns the node, or nil if nothing is recorded.
  public func record() -> CustomNode? {
    guard isGradEnabled, inputs.contains(where: \.requiresGrad), let first = outputs.first else {
      return nil
    }
    var function = self
    // The node must not keep what keeps the node.
    (function.inputs, function.outputs, function.saved) = ([], [], [])
    (function.nonDifferentiable, function.dirty) = ([], [])
    let derivative = function
    let op = Op(
      "\(name)() -> Tensor", [], doc: "", forward: .internalOnly, node: name,
      formula: .multiple { node, gradients in
        try Gradients(list: derivative.gradients(node, gradients))
      })
    let node = op.makeNode(for: first)
    node.extra = op
    node.outputCount = outputs.count
    node.outputShapes = outputs.map(\.shape)
    for (index, input) in inputs.enumerated() { node.connect(index, input) }
    for (index, output) in outputs.enumerated() where isDifferentiable(output) {
      output.outputNumber = Int32(index)
      if dirty.contains(where: { $0 === output }) {
        op.rebase(output, on: node)
      } else {
        op.attach(node, to: output)
      }
    }
    for (index, tensor) in saved.enumerated() {
      node.save(index, tensor, isOutput: outputs.contains { $0 === tensor })
    }
    return CustomNode(node)
  }

  private func isDifferentiable(_ output: Tensor) -> Bool {
    output.dtype.isDifferentiable && !nonDifferentiable.contains { $0 === output }
  }

  private func gradients(_ node: Node, _ given: [Tensor?]) throws -> [Tensor?] {
    var arrived = given
    while arrived.count < node.outputCount { arrived.append(nil) }
    if materializesGradients {
      for index in arrived.indices where arrived[index] == nil {
        arrived[index] = try Tensor.zeros(node.shape(ofOutput: index), node.outputType)
      }
    }
    let results = try backward(arrived)
    for (index, gradient) in results.enumerated() {
      guard let gradient, index < Int(node.edgeCount), node.wants(index) else { continue }
      let expected = node.operandShape(index)
      guard gradient.shape.canBeSummed(to: expected) else {
        throw TensorError.runtime(
          "Function \(name) returned an invalid gradient at index \(index) - got "
            + "\(gradient.shape.text) but expected shape compatible with \(expected.text)")
      }
    }
    return results
  }
}

/// A recorded custom function, for whoever needs what it saved; does not keep the graph alive.
public final class CustomNode {
  private weak var node: Node?

  init(_ node: Node) { self.node = node }

  /// A saved tensor. Throws if it was let go or changed since.
  public func saved(_ index: Int) throws -> Tensor {
    guard let node else { throw Node.releasedError }
    return try node.saved(index)
  }
}

extension Dims {
  /// Whether a gradient of these sizes belongs to an operand that was broadcast from `target`.
  fileprivate func canBeSummed(to target: Dims) -> Bool {
    guard count >= target.count else { return false }
    return target.indices.allSatisfy { index in
      let size = self[index + count - target.count]
      return target[index] == size || target[index] == 1
    }
  }
}
