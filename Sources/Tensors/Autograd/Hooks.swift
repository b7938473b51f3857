/// What is called with a tensor's gradient; a returned tensor takes its place.
public typealias TensorHook = (Tensor) throws -> Tensor?

/// The hooks of a leaf tensor, by the number that removes them.
final class TensorHooks {
  var onGradient: [(id: Int, hook: TensorHook)] = []
  var afterAccumulation: [(id: Int, hook: (Tensor) throws -> Void)] = []
  var nextID = 0

  func run(_ gradient: Tensor) throws -> Tensor {
    var current = gradient
    for entry in onGradient { current = try entry.hook(current) ?? current }
    return current
  }

  func runAfterAccumulation(_ tensor: Tensor) throws {
    for entry in afterAccumulation { try entry.hook(tensor) }
  }
}

/// The hooks of a result, kept by its node: called before the node's formula with the gradient of one output.
final class NodeHooks {
  var entries: [(id: Int, number: Int, hook: TensorHook)] = []
  var nextID = 0

  func run(_ gradient: inout Tensor?, _ more: inout [Tensor?]) throws {
    for entry in entries {
      if entry.number == 0 {
        if let value = gradient { gradient = try entry.hook(value) ?? value }
      } else if entry.number - 1 < more.count, let value = more[entry.number - 1] {
        more[entry.number - 1] = try entry.hook(value) ?? value
      }
    }
  }
}

extension Tensor {
  /// Calls `hook` with each gradient computed for this tensor. Returns the number that removes it.
  @discardableResult
  public func registerHook(_ hook: @escaping TensorHook) throws -> Int {
    guard requiresGrad else {
      throw TensorError.runtime(
        "cannot register a hook on a tensor that doesn't require gradient")
    }
    if let node = gradFn {
      let hooks = node.hooks ?? NodeHooks()
      node.hooks = hooks
      hooks.nextID += 1
      hooks.entries.append((hooks.nextID, Int(outputNumber), hook))
      return hooks.nextID
    }
    let hooks = leafHooks
    hooks.nextID += 1
    hooks.onGradient.append((hooks.nextID, hook))
    return hooks.nextID
  }

  /// Calls `hook` with this leaf after a gradient was added to it. Returns the number that removes it.
  @discardableResult
  public func registerPostAccumulateGradHook(_ hook: @escaping (Tensor) throws -> Void) throws -> Int {
    guard requiresGrad, isLeaf else {
      throw TensorError.runtime(
        "post accumulate grad hooks cannot be registered on non-leaf tensors")
    }
    let hooks = leafHooks
    hooks.nextID += 1
    hooks.afterAccumulation.append((hooks.nextID, hook))
    return hooks.nextID
  }

  public func removeHook(_ id: Int) {
    node?.hooks?.entries.removeAll { $0.id == id }
    hooks?.onGradient.removeAll { $0.id == id }
    hooks?.afterAccumulation.removeAll { $0.id == id }
  }

  private var leafHooks: TensorHooks {
    let present = hooks ?? TensorHooks()
    hooks = present
    return present
  }
}
