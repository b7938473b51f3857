import Python
import Tensors

/// Hooks of tensors and graph nodes: Python functions that see gradients.

/// The handle `register_hook` returns.
final class HookHandle {
  private weak var owner: (any HookOwner)?
  private let id: Int

  init(_ owner: any HookOwner, _ id: Int) {
    self.owner = owner
    self.id = id
  }

  func remove() { owner?.removeHook(id) }
}

/// The methods of tensors that add hooks.
let hookMethods: [Row] = [
  Row("register_hook(self, hook, /)", "Calls a function with each gradient of the tensor.") {
    (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    let id = try t.run { try x.registerHook(HookFunction(a[1], t)) }
    return m.wrap(HookHandle(x, id), t.handleType)
  },
  Row("register_post_accumulate_grad_hook(self, hook, /)",
    "Calls a function with the tensor after a gradient was added to it.") {
    (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    let id = try t.run { try x.registerPostAccumulateGradHook(HookFunction(a[1], t)) }
    return m.wrap(HookHandle(x, id), t.handleType)
  },
]

/// The methods of graph nodes that add hooks.
let nodeHookMethods: [Row] = [
  ("register_hook", false, "Calls a function with the gradients of the operands and of the results, after the node ran."),
  ("register_prehook", true, "Calls a function with the gradients of the results before the node runs."),
].map { name, beforeFormula, doc in
  Row("\(name)(self, fn, /)", doc) { (t, m, a) throws(Raised) in
    let node = try t.node(a[0])
    return m.wrap(HookHandle(node, node.registerHook(HookFunction(a[1], t), beforeFormula: beforeFormula)), t.handleType)
  }
}

let handleMethods: [Row] = [
  Row("remove(self, /)", "Removes the hook.") { (t, m, a) throws(Raised) in
    t.handle(a[0])?.remove()
    return .none
  },
  Row("__enter__(self, /)", "The handle.") { (t, m, a) throws(Raised) in a[0] },
  Row("__exit__(self, *args)", "Removes the hook.") { (t, m, a) throws(Raised) in
    t.handle(a[0])?.remove()
    return .none
  },
]

extension TorchBinding {
  fileprivate func handle(_ value: Value) -> HookHandle? {
    machine.unwrap(value, exactly: handleType, as: HookHandle.self)
  }
}

/// A Python function as the hook of a tensor or a node.
final class HookFunction: GradientHook, NodeHook {
  let held: HeldValue
  private unowned(unsafe) let torch: TorchBinding

  init(_ function: Value, _ torch: TorchBinding) {
    held = HeldValue(function, torch.machine)
    self.torch = torch
  }

  func received(_ gradient: Tensor) throws -> Tensor? {
    let machine = torch.machine
    let result = try machine.call(held.value, [torch.value(gradient)])
    if result.isNone { return nil }
    guard let changed = torch.tensor(result) else {
      throw machine.raise(
        .typeError, "expected Variable, but hook returned '\(machine.typeName(of: result))'")
    }
    for (isSame, what) in [
      (changed.dtype == gradient.dtype, "type"), (changed.shape == gradient.shape, "size"),
    ] where !isSame {
      throw machine.raise(.runtimeError, "hook '\(name)' has changed the \(what) of value")
    }
    return changed
  }

  func accumulated(_ tensor: Tensor) throws {
    _ = try received(tensor)
  }

  func willRun(_ outputs: [Tensor?]) throws -> [Tensor?]? {
    try changed(outputs, by: torch.machine.call(held.value, [gradients(outputs)]))
  }

  func didRun(_ inputs: [Tensor?], _ outputs: [Tensor?]) throws -> [Tensor?]? {
    try changed(inputs, by: torch.machine.call(held.value, [gradients(inputs), gradients(outputs)]))
  }

  private func gradients(_ tensors: [Tensor?]) -> Value {
    torch.machine.tuple(tensors.map { $0.map { torch.value($0) } ?? .none })
  }

  /// The gradients a node's hook returned in place of others: a tuple of as many; nil for None.
  private func changed(_ former: [Tensor?], by result: Value) throws(Raised) -> [Tensor?]? {
    if result.isNone { return nil }
    let machine = torch.machine
    guard machine.isTuple(result), let items = machine.items(result) else {
      throw machine.raise(.typeError, "expected tuple, but hook returned '\(machine.typeName(of: result))'")
    }
    guard items.count == former.count else {
      throw machine.raise(
        .runtimeError,
        "hook '\(name)' has returned an incorrect number of values (got \(items.count), but expected \(former.count))")
    }
    var tensors: [Tensor?] = []
    for item in items {
      let tensor = torch.tensor(item)
      guard tensor != nil || item.isNone else {
        throw machine.raise(.typeError, "expected Variable, but hook returned '\(machine.typeName(of: item))'")
      }
      tensors.append(tensor)
    }
    return tensors
  }

  private var name: String {
    let machine = torch.machine
    let found = try? machine.attribute(of: held.value, machine.symbol("__name__"))
    return found.flatMap { machine.text($0) } ?? "<unknown>"
  }
}

extension ForeignTraits {
  /// A tensor forgets its wrapper when that is freed. While nothing but the wrapper holds the
  /// tensor, the functions of its hooks are the wrapper's, so a hook may refer to its own tensor.
  static var tensor: ForeignTraits {
    ForeignTraits(
      visit: { content, isOnlyOwner, visit in
        guard isOnlyOwner else { return }
        for hook in unsafeDowncast(content, to: Tensor.self).ownHooks {
          if let hook = hook as? HookFunction { visit(hook.held.value) }
        }
      },
      cut: { content in unsafeDowncast(content, to: Tensor.self).removeAllHooks() },
      willFree: { content, object in
        Unmanaged<Tensor>.fromOpaque(content.toOpaque())._withUnsafeGuaranteedRef { tensor in
          if tensor.peer == object.address { tensor.peer = nil }
        }
      })
  }
}
