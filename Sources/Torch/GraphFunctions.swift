import Python
import Tensors

/// What the text of `torch.autograd.graph` needs of Swift.
let graphFunctionRows: [Row] = [
  Row("_push_saved_hooks(pack, unpack, /)", "From now on tensors for backward passes are kept by these functions.") {
    (t, m, a) throws(Raised) in
    try t.run { try t.savedTensorHooks.push(SavedTensorFunctions(a[0], a[1], t)) }
    return .none
  },
  Row("_pop_saved_hooks()", "Ends what `_push_saved_hooks` began last.") { (t, m, a) in
    t.savedTensorHooks.pop()
    return .none
  },
  Row("_refuse_saved_hooks(message, /)", "Refuses such functions with a message, or None; returns the former one.") {
    (t, m, a) throws(Raised) in
    let former = t.savedTensorHooks.refusal
    t.savedTensorHooks.refusal = a[0].isNone ? nil : try m.requireText(a[0], "message")
    return former.map { m.string($0) } ?? .none
  },
  Row("_gradient_node(tensor, /)", "The node that takes the gradient of a tensor.") { (t, m, a) throws(Raised) in
    t.value(try t.requireTensor(a[0]).gradientNode)
  },
  Row("_pass_number()", "A number of the backward pass that runs.") { (t, m, a) in .int(backwardPassNumber) },
  Row("_is_reached(node, /)", "Whether the backward pass that runs reaches a node.") { (t, m, a) throws(Raised) in
    .bool(try t.node(a[0]).isReached)
  },
]

/// Two Python functions as hooks of saved tensors.
private final class SavedTensorFunctions: SavedTensorHooks {
  private let packing: HeldValue
  private let unpacking: HeldValue
  private unowned(unsafe) let torch: TorchBinding

  init(_ pack: Value, _ unpack: Value, _ torch: TorchBinding) {
    (packing, unpacking) = (HeldValue(pack, torch.machine), HeldValue(unpack, torch.machine))
    self.torch = torch
  }

  func pack(_ tensor: Tensor) throws -> AnyObject {
    HeldValue(try torch.machine.call(packing.value, [torch.value(tensor)]), torch.machine)
  }

  func unpack(_ packed: AnyObject) throws -> Tensor {
    guard let packed = packed as? HeldValue else { return Tensor(0, .float32) }
    let result = try torch.machine.call(unpacking.value, [packed.value])
    if let tensor = torch.tensor(result) { return tensor }
    throw torch.machine.raise(
      .typeError,
      "Output of saved tensor unpack_hook expected to be a Tensor but got result of type "
        + torch.machine.typeName(of: result))
  }
}

extension TorchBinding {
  /// The tensor an edge of the graph stands for in a backward pass; nil for other values. An edge is a tuple that
  /// begins with a node and the number of one of its results.
  func edge(_ value: Value) -> Tensor? {
    guard machine.isTuple(value), let items = machine.items(value), items.count >= 2,
      let box = machine.unwrap(items[0], nodeType, as: NodeBox.self), case .int(let number) = items[1]
    else { return nil }
    return box.node.standIn(forResult: number)
  }
}
