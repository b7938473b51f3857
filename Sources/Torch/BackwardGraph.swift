import Python
import Tensors

/// The graph that a backward pass from a tensor would walk, as plain values.
public struct BackwardGraph {
  public struct Node {
    /// PyTorch's name: `AddBackward0`.
    public var name: String
    /// The sizes of what the operation gave; of a leaf, its own.
    public var sizes: [Int]
    /// Whether what the node had saved is gone, so that no second pass is possible.
    public var isFreed: Bool
    /// The leaf whose gradient the node adds to.
    public var leaf: Python.Value?
    /// The leaf's gradient so far.
    public var gradient: Python.Value?
    /// The nodes of the operands, by index; nil for one that takes no gradient.
    public var inputs: [Int?]
  }

  /// The first is that of the tensor itself; each stands before the nodes of its operands are
  /// complete, so indices may point either way.
  public var nodes: [Node]
}

extension TorchBinding {
  /// The graph behind a tensor; nil for other values, empty where no gradient is recorded.
  func graph(of value: Value) -> BackwardGraph? {
    guard let tensor = tensor(value) else { return nil }
    var graph = BackwardGraph(nodes: [])
    guard let root = tensor.gradFn else {
      if tensor.requiresGrad { graph.nodes = [leaf(tensor)] }
      return graph
    }
    var indices: [ObjectIdentifier: Int] = [ObjectIdentifier(root): 0]
    var waiting = [root]
    graph.nodes.append(node(root))
    var position = 0
    // Breadth first, without recursion: graphs may be deep.
    while position < waiting.count {
      let next = waiting[position].nextFunctions.map { edge -> Int? in
        guard let operand = edge.node else { return nil }
        if let known = indices[ObjectIdentifier(operand)] { return known }
        indices[ObjectIdentifier(operand)] = graph.nodes.count
        waiting.append(operand)
        graph.nodes.append(node(operand))
        return graph.nodes.count - 1
      }
      graph.nodes[position].inputs = next
      position += 1
    }
    return graph
  }

  private func node(_ node: Tensors.Node) -> BackwardGraph.Node {
    if let variable = node.variable { return leaf(variable) }
    return BackwardGraph.Node(
      name: name(node), sizes: node.outputSizes.first ?? [], isFreed: node.isFreed, inputs: [])
  }

  private func leaf(_ tensor: Tensor) -> BackwardGraph.Node {
    BackwardGraph.Node(
      name: "AccumulateGrad", sizes: tensor.shape.array, isFreed: false, leaf: value(tensor),
      gradient: tensor.grad.map { value($0) }, inputs: [])
  }
}
