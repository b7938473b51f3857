import Python
import Tensors

/// Hooks of tensors: Python functions that see gradients.

/// The handle `register_hook` returns.
final class HookHandle {
  private weak var tensor: Tensor?
  private let id: Int

  init(_ tensor: Tensor, _ id: Int) {
    self.tensor = tensor
    self.id = id
  }

  func remove() { tensor?.removeHook(id) }
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

/// A Python function as a tensor's hook.
final class HookFunction: GradientHook {
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
