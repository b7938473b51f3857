/// What wants to know of a tensor's gradients.
public protocol GradientHook: AnyObject {
  /// Called with a gradient; a returned tensor takes its place.
  func received(_ gradient: Tensor) throws -> Tensor?
  /// Called with a leaf after a gradient was added to it.
  func accumulated(_ tensor: Tensor) throws
}

/// What wants to know of a graph node's gradients.
public protocol NodeHook: AnyObject {
  /// Called before the node's formula with the gradients of its results; returned ones take their place.
  func willRun(_ outputs: [Tensor?]) throws -> [Tensor?]?
  /// Called after it, with the gradients of the operands too; returned ones take the operands' place.
  func didRun(_ inputs: [Tensor?], _ outputs: [Tensor?]) throws -> [Tensor?]?
}

/// What hooks can be removed from, by the number they got.
public protocol HookOwner: AnyObject {
  func removeHook(_ id: Int)
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

/// The hooks of a node: those of its results, called with the gradient of one of them, and its own.
final class NodeHooks {
  private typealias Entry = (id: Int, number: Int, hook: any GradientHook)

  var entries: [(id: Int, number: Int, hook: any GradientHook)] = []
  /// What keeps gradients of results: called after all other hooks, in whatever order they came.
  var retaining: [(id: Int, number: Int, hook: any GradientHook)] = []
  var before: [(id: Int, hook: any NodeHook)] = []
  var after: [(id: Int, hook: any NodeHook)] = []
  var nextID = 0

  func remove(_ id: Int) {
    entries.removeAll { $0.id == id }
    retaining.removeAll { $0.id == id }
    before.removeAll { $0.id == id }
    after.removeAll { $0.id == id }
  }

  /// The gradients of so many results, nil for those that none has reached.
  private func outputs(_ gradient: Tensor?, _ more: [Tensor?], count: Int) -> [Tensor?] {
    [gradient] + more + [Tensor?](repeating: nil, count: Swift.max(0, count - 1 - more.count))
  }

  /// The node's own hooks before its formula.
  func runBefore(_ gradient: inout Tensor?, _ more: inout [Tensor?], outputCount: Int) throws {
    for entry in before {
      guard let changed = try entry.hook.willRun(outputs(gradient, more, count: outputCount)) else { continue }
      gradient = changed[0]
      more = Array(changed.dropFirst())
    }
  }

  /// The node's own hooks after its formula, with what it hands to its operands.
  func runAfter(
    _ results: Gradients, _ gradient: Tensor?, _ more: [Tensor?], outputCount: Int, edgeCount: Int
  ) throws -> Gradients {
    var results = results
    for entry in after {
      let inputs = (0..<edgeCount).map { results[$0] }
      if let changed = try entry.hook.didRun(inputs, outputs(gradient, more, count: outputCount)) { results = Gradients(list: changed) }
    }
    return results
  }

  func run(_ gradient: inout Tensor?, _ more: inout [Tensor?]) throws {
    for entry in entries { try run(entry, &gradient, &more) }
    for entry in retaining { try run(entry, &gradient, &more) }
  }

  private func run(_ entry: Entry, _ gradient: inout Tensor?, _ more: inout [Tensor?]) throws {
    if entry.number == 0 {
      if let value = gradient { gradient = try entry.hook.received(value) ?? value }
    } else if entry.number - 1 < more.count, let value = more[entry.number - 1] {
      more[entry.number - 1] = try entry.hook.received(value) ?? value
    }
  }
}

extension Node: HookOwner {
  /// Calls `hook` before or after this node's formula. Returns the number that removes it.
  public func registerHook(_ hook: any NodeHook, beforeFormula: Bool) -> Int {
    let hooks = presentHooks
    hooks.nextID += 1
    if beforeFormula { hooks.before.append((hooks.nextID, hook)) } else { hooks.after.append((hooks.nextID, hook)) }
    return hooks.nextID
  }

  public func removeHook(_ id: Int) { hooks?.remove(id) }

  fileprivate var presentHooks: NodeHooks {
    let present = hooks ?? NodeHooks()
    hooks = present
    return present
  }
}

extension Tensor: HookOwner {
  /// Calls `hook` with each gradient computed for this tensor. Returns the number that removes it.
  @discardableResult
  public func registerHook(_ hook: any GradientHook) throws -> Int { try register(hook, retains: false) }

  func register(_ hook: any GradientHook, retains: Bool) throws -> Int {
    guard requiresGrad else {
      throw TensorError.runtime(
        "cannot register a hook on a tensor that doesn't require gradient")
    }
    if let node = gradFn {
      let hooks = node.presentHooks
      hooks.nextID += 1
      let entry = (hooks.nextID, Int(outputNumber), hook)
      if retains { hooks.retaining.append(entry) } else { hooks.entries.append(entry) }
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
    node?.hooks?.remove(id)
    hooks?.onGradient.removeAll { $0.id == id }
    hooks?.afterAccumulation.removeAll { $0.id == id }
  }

  public func removeAllHooks() {
    node?.hooks = nil
    hooks = nil
  }

  /// The hooks that only this tensor keeps: its own, and those of its node if nothing else holds that.
  public var ownHooks: [AnyObject] {
    var found: [AnyObject] = hooks.map { $0.onGradient.map(\.hook) + $0.afterAccumulation.map(\.hook) } ?? []
    if node != nil, isKnownUniquelyReferenced(&node), let hooks = node?.hooks {
      found += (hooks.entries + hooks.retaining).map { $0.hook as AnyObject } + (hooks.before + hooks.after).map { $0.hook as AnyObject }
    }
    return found
  }

  private var leafHooks: TensorHooks {
    let present = hooks ?? TensorHooks()
    hooks = present
    return present
  }
}
