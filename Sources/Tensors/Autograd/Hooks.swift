/// What wants to know of a tensor's gradients.
public protocol GradientHook: AnyObject {
  /// Called with a gradient; a returned tensor takes its place.
  func received(_ gradient: Tensor) throws -> Tensor?
  /// Called with a leaf after a gradient was added to it.
  func accumulated(_ tensor: Tensor) throws
}

/// A hook in Swift.
public final class TensorHook: GradientHook {
  private let body: (Tensor) throws -> Tensor?
  public init(_ body: @escaping (Tensor) throws -> Tensor?) { self.body = body }
  public func received(_ gradient: Tensor) throws -> Tensor? { try body(gradient) }
  public func accumulated(_ tensor: Tensor) throws { _ = try body(tensor) }
}

/// The hooks of a leaf tensor, by the number that removes them.
final class TensorHooks {
  var onGradient: [(id: Int, hook: any GradientHook)] = []
  var afterAccumulation: [(id: Int, hook: any GradientHook)] = []
  var nextID = 0

  func run(_ gradient: Tensor) throws -> Tensor {
    var current = gradient
    for entry in onGradient { current = try entry.hook.received(current) ?? current }
    return current
  }

  func runAfterAccumulation(_ tensor: Tensor) throws {
    for entry in afterAccumulation { try entry.hook.accumulated(tensor) }
  }
}

/// The hooks of a result, kept by its node: called before the node's formula with the gradient of one output.
final class NodeHooks {
  var entries: [(id: Int, number: Int, hook: any GradientHook)] = []
  var nextID = 0

  func run(_ gradient: inout Tensor?, _ more: inout [Tensor?]) throws {
    for entry in entries {
      if entry.number == 0 {
        if let value = gradient { gradient = try entry.hook.received(value) ?? value }
      } else if entry.number - 1 < more.count, let value = more[entry.number - 1] {
        more[entry.number - 1] = try entry.hook.received(value) ?? value
      }
    }
  }
}

extension Tensor {
  /// Calls `hook` with each gradient computed for this tensor. Returns the number that removes it.
  @discardableResult
  public func registerHook(_ hook: any GradientHook) throws -> Int {
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

  /// Calls `body` with each gradient computed for this tensor.
  @discardableResult
  public func registerHook(_ body: @escaping (Tensor) throws -> Tensor?) throws -> Int {
    try registerHook(TensorHook(body))
  }

  /// Calls `hook` with this leaf after a gradient was added to it. Returns the number that removes it.
  @discardableResult
  public func registerPostAccumulateGradHook(_ hook: any GradientHook) throws -> Int {
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

  public func removeAllHooks() {
    node?.hooks?.entries = []
    hooks = nil
  }

  /// The hooks that only this tensor keeps: its own, and those of its node if nothing else holds that.
  public var ownHooks: [any GradientHook] {
    var found = hooks.map { $0.onGradient.map(\.hook) + $0.afterAccumulation.map(\.hook) } ?? []
    if node != nil, isKnownUniquelyReferenced(&node), let entries = node?.hooks?.entries {
      found += entries.map(\.hook)
    }
    return found
  }

  private var leafHooks: TensorHooks {
    let present = hooks ?? TensorHooks()
    hooks = present
    return present
  }
}
