import Python
import Tensors

/// Tensors as Python objects. A tensor's `peer` is the address of its wrapper while Python holds
/// one, so that `w.grad is w.grad`.
extension TorchBinding {
  /// The Python object of a tensor: the one there is, or a new one.
  @inline(__always)
  func value(_ tensor: Tensor) -> Value {
    if let peer = tensor.peer { return machine.lend(Object(peer)) }
    if isInferenceMode { tensor.markInference() }
    let wrapper = machine.wrap(tensor, tensor.isParameter ? parameterType : tensorType)
    if case .object(let object) = wrapper { tensor.peer = object.address }
    return wrapper
  }

  /// A tensor as an instance of a class derived from `torch.Tensor`.
  func value(_ tensor: Tensor, as type: Object) -> Value {
    let wrapper = machine.wrap(tensor, type)
    if case .object(let object) = wrapper { tensor.peer = object.address }
    return wrapper
  }

  /// The tensor of a value, or nil if it is none.
  @inline(__always)
  func tensor(_ value: Value) -> Tensor? {
    if let tensor = machine.unwrap(value, exactly: tensorType, as: Tensor.self) { return tensor }
    return machine.unwrap(value, tensorType, as: Tensor.self)
  }

  /// The receiver of a tensor method.
  @inline(__always)
  func requireTensor(_ value: Value) throws(Raised) -> Tensor {
    if let tensor = tensor(value) { return tensor }
    throw machine.raise(
      .typeError,
      "descriptor requires a 'torch._C.TensorBase' object but received "
        + "'\(machine.typeName(of: value))'")
  }

  func requireTensor(_ value: Value, _ function: String, _ name: String, position: Int)
    throws(Raised) -> Tensor
  {
    if let tensor = tensor(value) { return tensor }
    throw machine.raise(
      .typeError,
      "\(function)(): argument '\(name)' (position \(position)) must be Tensor, not "
        + machine.typeName(of: value))
  }

  /// The Python object of a graph node: the same one as long as Python holds it.
  func value(_ node: Node) -> Value {
    let key = ObjectIdentifier(node)
    if let known = nodeWrappers[key] { return machine.lend(known) }
    let wrapper = machine.wrap(NodeBox(node, self), nodeType(of: node))
    if case .object(let object) = wrapper { nodeWrappers[key] = object }
    return wrapper
  }

  /// The class of the nodes of an operation.
  private func nodeType(of node: Node) -> Object {
    let name = name(node)
    if let known = nodeTypes[name] { return known }
    let module = node.isCustom ? "torch.autograd.function" : "builtins"
    let type = machine.makeForeignType(name, module: module, base: nodeType)
    nodeTypes[name] = type
    return type
  }

  /// The name of a node as the session wants it shown.
  func name(_ node: Node) -> String {
    context.printOptions.usesFormerNodeNames ? node.formerName : node.name
  }
}

/// A graph node behind its Python object; forgets the object at its end.
final class NodeBox {
  let node: Node
  private unowned(unsafe) let torch: TorchBinding

  init(_ node: Node, _ torch: TorchBinding) {
    self.node = node
    self.torch = torch
  }

  deinit { torch.nodeWrappers[ObjectIdentifier(node)] = nil }
}

/// A Python object that a Swift object holds: a hook's function.
final class HeldValue {
  let value: Value
  private unowned(unsafe) let machine: Machine

  init(_ value: Value, _ machine: Machine) {
    self.value = machine.retain(value)
    self.machine = machine
  }

  deinit { machine.release(value) }
}
