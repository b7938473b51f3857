import CLoops

/// What keeps tensors for a backward pass in another form.
public protocol SavedTensorHooks: AnyObject {
  /// Called, outside the graph, with a tensor that a node is going to keep; what it returns is kept instead.
  func pack(_ tensor: Tensor) throws -> AnyObject
  /// Called with what was kept when the tensor is needed.
  func unpack(_ packed: AnyObject) throws -> Tensor
}

/// The hooks that are in force, the innermost last. While there are any, the thread's state refers to them.
public final class SavedTensorHookStack {
  private var entries: [any SavedTensorHooks] = []
  /// Why hooks are refused now.
  public var refusal: String?
  /// What a hook threw while a node was made, where nothing can be thrown.
  fileprivate var failure: (any Error)?

  public init() {}

  deinit { cl_thread().pointee.saved_hooks = nil }

  public func push(_ hooks: any SavedTensorHooks) throws {
    if let refusal { throw TensorError.runtime(refusal) }
    entries.append(hooks)
    cl_thread().pointee.saved_hooks = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
  }

  public func pop() {
    _ = entries.popLast()
    if entries.isEmpty { cl_thread().pointee.saved_hooks = nil }
  }

  fileprivate var innermost: (any SavedTensorHooks)? { failure == nil ? entries.last : nil }

  /// The error of a hook that was called while a node was made, once.
  static func takeFailure() -> (any Error)? {
    guard let stack = current else { return nil }
    defer { stack.failure = nil }
    return stack.failure
  }

  fileprivate static var current: SavedTensorHookStack? {
    guard let address = cl_thread().pointee.saved_hooks else { return nil }
    return Unmanaged<SavedTensorHookStack>.fromOpaque(address).takeUnretainedValue()
  }
}

/// What the hooks made of a node's saved tensors.
final class PackedTensors {
  fileprivate struct Entry {
    let hooks: any SavedTensorHooks
    let packed: AnyObject
    /// Where the tensor's gradient goes, unless it was the node's own output.
    let maker: Node?
    let outputNumber: Int32
    let isOutput: Bool
  }

  fileprivate var entries: [Int: Entry] = [:]
}

extension Node {
  /// Keeps what the hooks in force make of a tensor instead of the tensor.
  @inline(never) func pack(_ index: Int, _ tensor: Tensor, isOutput: Bool) {
    guard let stack = SavedTensorHookStack.current, let hooks = stack.innermost else { return }
    let before = tensor.storage.version
    do {
      let given = isOutput ? withHistory(tensor) : tensor
      let packed = try noGrad { try hooks.pack(given) }
      guard tensor.storage.version == before else {
        throw TensorError.runtime(
          "A saved tensor pack hook is modifying its input in place. Tensors provided as input to pack hook cannot "
            + "be modified by in-place operations as this can lead to unexpected side-effects. Please open an issue "
            + "if you need to perform in-place operations on the input to a pack hook.")
      }
      let kept = packedTensors ?? PackedTensors()
      kept.entries[index] = PackedTensors.Entry(
        hooks: hooks, packed: packed, maker: isOutput ? nil : tensor.node, outputNumber: tensor.outputNumber,
        isOutput: isOutput)
      packedTensors = kept
    } catch {
      stack.failure = error
      cl_thread().pointee.saving_failed = true
    }
  }

  /// Whether hooks keep the saved tensor of this number.
  func hasPacked(_ index: Int) -> Bool { packedTensors?.entries[index] != nil }

  /// The tensor that hooks kept; nil if they kept none of this number.
  @inline(never) func unpacked(_ index: Int) throws -> Tensor? {
    guard let entry = packedTensors?.entries[index] else { return nil }
    let tensor = try entry.hooks.unpack(entry.packed)
    guard cl_thread().pointee.grad_enabled, entry.isOutput || entry.maker != nil, tensor.node !== entry.maker || entry.isOutput
    else { return tensor }
    return alias(of: tensor, madeBy: entry.maker ?? self, entry.isOutput ? tensor.outputNumber : entry.outputNumber)
  }

  /// Another look at an output that this node is the history of.
  private func withHistory(_ output: Tensor) -> Tensor { alias(of: output, madeBy: self, output.outputNumber) }

  private func alias(of tensor: Tensor, madeBy maker: Node, _ number: Int32) -> Tensor {
    let result = Tensor(
      sharing: tensor, shape: tensor.shape, strides: tensor.strides, count: tensor.count, byteOffset: 0)
    result.node = maker
    result.outputNumber = number
    result.requiresGrad = true
    return result
  }
}
