import CLoops

/// One recorded step of a computation: what `grad_fn` is.
///
/// A node is one object of fixed fields, whatever its operation; the formula is in the operation's row. The fields
/// are exempt from the run-time check of exclusive access, as `Tensor`'s are.
public final class Node {
  /// Operations live as long as the program, or are kept by `extra`.
  unowned(unsafe) let op: Op
  /// Later nodes have larger numbers and go first in a backward pass.
  let sequence: UInt64

  // What the gradients this node receives look like.
  @exclusivity(unchecked) var outputShape: Dims
  @exclusivity(unchecked) var outputType: DType
  @exclusivity(unchecked) var outputCount = 1
  /// Shapes of the outputs when there are several.
  @exclusivity(unchecked) var outputShapes: [Dims] = []

  // The nodes that made the operands, and which of their outputs the operands are.
  @exclusivity(unchecked) var edge0: Node?
  @exclusivity(unchecked) var edge1: Node?
  @exclusivity(unchecked) var edge2: Node?
  @exclusivity(unchecked) var number0: Int32 = 0
  @exclusivity(unchecked) var number1: Int32 = 0
  @exclusivity(unchecked) var number2: Int32 = 0
  @exclusivity(unchecked) var moreEdges: [Edge] = []
  @exclusivity(unchecked) var edgeCount: Int32 = 0

  @exclusivity(unchecked) var saved0 = SavedTensor()
  @exclusivity(unchecked) var saved1 = SavedTensor()
  @exclusivity(unchecked) var saved2 = SavedTensor()
  @exclusivity(unchecked) var moreSaved: [SavedTensor] = []
  /// What hooks keep in place of saved tensors.
  @exclusivity(unchecked) var packedTensors: PackedTensors?
  /// Whether a backward pass has let go of the saved tensors.
  @exclusivity(unchecked) var isReleased = false

  // Other arguments of the operation that its formula needs; the first number is 1 where a row does not set it.
  @exclusivity(unchecked) var firstNumber: Double = 1
  @exclusivity(unchecked) var secondNumber: Double = 0
  @exclusivity(unchecked) var firstInt = 0
  @exclusivity(unchecked) var secondInt = 0
  @exclusivity(unchecked) var thirdInt = 0
  @exclusivity(unchecked) var ints = Dims()
  @exclusivity(unchecked) var extra: AnyObject?

  /// The leaf, for a node that adds to a leaf's gradient.
  @exclusivity(unchecked) public internal(set) var variable: Tensor?
  @exclusivity(unchecked) var hooks: NodeHooks?

  // State of the backward pass stamped `epoch`.
  @exclusivity(unchecked) var epoch: UInt32 = 0
  /// Whether gradients for this node are wanted, and whether it hands gradients on to its operands.
  @exclusivity(unchecked) var isNeeded = false
  @exclusivity(unchecked) var runsFormula = false
  @exclusivity(unchecked) var pending: Int32 = 0
  @exclusivity(unchecked) var buffer: Tensor?
  @exclusivity(unchecked) var moreBuffers: [Tensor?] = []

  @inline(__always) init(_ op: Op, sequence: UInt64, shape: Dims, _ dtype: DType) {
    self.op = op
    self.sequence = sequence
    outputShape = shape
    outputType = dtype
  }

  deinit {
    if let variable {
      variable.accumulator = nil
      return
    }
    releasing {
      edge0 = nil
      edge1 = nil
      edge2 = nil
      moreEdges = []
      saved0.tensor = nil
      saved1.tensor = nil
      saved2.tensor = nil
      moreSaved = []
      packedTensors = nil
      extra = nil
    } postpone: {
      postpone(edge0)
      postpone(edge1)
      postpone(edge2)
      postpone(saved0.tensor)
      postpone(saved1.tensor)
      postpone(saved2.tensor)
      for edge in moreEdges { postpone(edge.node) }
      for saved in moreSaved { postpone(saved.tensor) }
      postpone(packedTensors)
      postpone(extra)
    }
  }

  @inline(__always) private func postpone(_ object: AnyObject?) {
    if let object { cl_defer_release(Unmanaged.passRetained(object).toOpaque()) }
  }

  /// The class name PyTorch shows, such as `AddBackward0`.
  public var name: String { op.nodeName }
  /// The name with its C++ namespace, as `grad_fn.name()` gives it.
  public var qualifiedName: String { op.qualifiedNodeName }
  /// Whether it belongs to a `torch.autograd.Function`.
  public var isCustom: Bool { extra is Op && op.nodeName.hasSuffix("Backward") }
  /// The name PyTorch 1.9 and older showed.
  public var formerName: String { op.formerNodeName }
}

/// A node and the number of one of its outputs.
public struct Edge {
  public let node: Node?
  public let number: Int
}

/// A tensor kept for a node's formula, with the version its memory had.
struct SavedTensor {
  var tensor: Tensor?
  var version: UInt32 = 0
  /// The node's own output: kept without its history, which would be a cycle.
  var isOutput = false

  /// What stands in place of a tensor that a backward pass has let go of.
  static var released: SavedTensor { SavedTensor(version: .max) }
}

/// The gradients a node hands to its operands; nil where none flows.
struct Gradients {
  var first: Tensor?
  var second: Tensor?
  var third: Tensor?
  var more: [Tensor?] = []

  @inline(__always) init(_ first: Tensor?, _ second: Tensor? = nil, _ third: Tensor? = nil) {
    self.first = first
    self.second = second
    self.third = third
  }

  /// One gradient for each of any number of operands.
  init(list: [Tensor?]) {
    self.init(
      list.first ?? nil, list.count > 1 ? list[1] : nil, list.count > 2 ? list[2] : nil)
    more = Array(list.dropFirst(3))
  }

  subscript(index: Int) -> Tensor? {
    switch index {
    case 0: first
    case 1: second
    case 2: third
    default: index - 3 < more.count ? more[index - 3] : nil
    }
  }
}

// What a formula asks of its node.
extension Node {
  /// Whether operand `index` takes a gradient.
  @inline(__always) func wants(_ index: Int) -> Bool { edge(index) != nil }

  @inline(__always) func edge(_ index: Int) -> Node? {
    switch index {
    case 0: edge0
    case 1: edge1
    case 2: edge2
    default: index - 3 < moreEdges.count ? moreEdges[index - 3].node : nil
    }
  }

  func number(_ index: Int) -> Int {
    switch index {
    case 0: Int(number0)
    case 1: Int(number1)
    case 2: Int(number2)
    default: moreEdges[index - 3].number
    }
  }

  /// The edges in the order of the operands, as `next_functions` shows them.
  public var nextFunctions: [Edge] {
    (0..<Int(edgeCount)).map { Edge(node: edge($0), number: number($0)) }
  }

  /// The sizes of operand `index`.
  func operandShape(_ index: Int) -> Dims {
    guard let node = edge(index) else { return Dims() }
    return node.shape(ofOutput: number(index))
  }

  func shape(ofOutput number: Int) -> Dims {
    outputCount == 1 ? outputShape : outputShapes[number]
  }

  /// The gradients of the operands; each is computed only if it is wanted.
  @inline(__always) func gradients(
    _ first: @autoclosure () throws -> Tensor?,
    _ second: @autoclosure () throws -> Tensor? = nil,
    _ third: @autoclosure () throws -> Tensor? = nil
  ) rethrows -> Gradients {
    Gradients(
      edge0 != nil ? try first() : nil, edge1 != nil ? try second() : nil,
      edge2 != nil ? try third() : nil)
  }

  /// A tensor saved by the forward pass. Throws if it was let go or changed since.
  func saved(_ index: Int) throws -> Tensor {
    if isReleased { throw Node.releasedError }
    let saved =
      switch index {
      case 0: saved0
      case 1: saved1
      case 2: saved2
      default: moreSaved[index - 3]
      }
    guard let tensor = saved.tensor else {
      if let unpacked = try unpacked(index) { return unpacked }
      throw Node.releasedError
    }
    if tensor.storage.version != saved.version { throw modified(tensor, saved) }
    return saved.isOutput ? output(tensor) : tensor
  }

  func hasSaved(_ index: Int) -> Bool {
    let isHeld = index < 3
      ? (index == 0 ? saved0 : index == 1 ? saved1 : saved2).tensor != nil
      : index - 3 < moreSaved.count && moreSaved[index - 3].tensor != nil
    return isHeld || hasPacked(index)
  }

  /// The saved output with its history, for formulas that are themselves recorded.
  private func output(_ alias: Tensor) -> Tensor {
    guard cl_thread().pointee.grad_enabled else { return alias }
    let tensor = Tensor(
      sharing: alias, shape: alias.shape, strides: alias.strides, count: alias.count, byteOffset: 0)
    tensor.node = self
    tensor.outputNumber = alias.outputNumber
    tensor.requiresGrad = true
    return tensor
  }

  static var releasedError: TensorError {
    .runtime(
      "Trying to backward through the graph a second time (or directly access saved tensors after "
        + "they have already been freed). Saved intermediate values of the graph are freed when you "
        + "call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward "
        + "through the graph a second time or if you need to access saved tensors after calling "
        + "backward.")
  }

  /// Throws if a graph was given something to save that it cannot since the last call: an inference tensor, or what a
  /// hook refuses.
  @inline(__always) public static func refuseUnsaved() throws {
    if cl_thread().pointee.saving_failed { throw savingFailure() }
  }

  @inline(never) private static func savingFailure() -> any Error {
    cl_thread().pointee.saving_failed = false
    return SavedTensorHookStack.takeFailure() ?? TensorError.runtime(
      "Inference tensors cannot be saved for backward. Please do not use Tensors created in inference "
        + "mode in computation tracked by autograd. To work around this, you can make a clone to get a "
        + "normal tensor and use it in autograd, or use `torch.no_grad()` instead of "
        + "`torch.inference_mode()`.")
  }

  private func modified(_ tensor: Tensor, _ saved: SavedTensor) -> TensorError {
    let maker = saved.isOutput ? self : tensor.gradFn
    let origin = maker.map { node in
      ", which is output \(tensor.outputNumber) of \(node.op.shortNodeName),"
    }
    return .runtime(
      "one of the variables needed for gradient computation has been modified by an inplace "
        + "operation: [\(tensor.typeName) \(tensor.shape.text)]\(origin ?? "") is at version "
        + "\(tensor.version); expected version \(saved.version) instead. Hint: enable anomaly "
        + "detection to find the operation that failed to compute its gradient, with "
        + "torch.autograd.set_detect_anomaly(True, check_nan=False).")
  }

  /// Lets go of the saved tensors.
  @inline(__always) func releaseSaved() {
    if saved0.tensor != nil { saved0 = .released }
    if saved1.tensor != nil { saved1 = .released }
    if saved2.tensor != nil { saved2 = .released }
    if packedTensors != nil { packedTensors = nil }
    if !moreSaved.isEmpty {
      moreSaved = []
      saved0 = .released
    }
    isReleased = true
  }
}

// What an operation does to record itself.
extension Node {
  @inline(__always) func save(_ index: Int, _ tensor: Tensor, isOutput: Bool = false) {
    if tensor.isInference { cl_thread().pointee.saving_failed = true }
    if _slowPath(cl_thread().pointee.saved_hooks != nil) {
      pack(index, tensor, isOutput: isOutput)
      if index > 2 { moreSaved.append(SavedTensor()) }
      return
    }
    let kept =
      isOutput
      ? Tensor(
        sharing: tensor, shape: tensor.shape, strides: tensor.strides, count: tensor.count,
        byteOffset: 0)
      : tensor
    if isOutput { kept.outputNumber = tensor.outputNumber }
    let saved = SavedTensor(
      tensor: kept, version: tensor.storage.version, isOutput: isOutput)
    switch index {
    case 0: saved0 = saved
    case 1: saved1 = saved
    case 2: saved2 = saved
    default: moreSaved.append(saved)
    }
  }

  @inline(__always) func connect(_ index: Int, _ tensor: Tensor) {
    edgeCount = Swift.max(edgeCount, Int32(index &+ 1))
    guard tensor.requiresGrad else { return }
    let node = tensor.gradientEdge
    let number = tensor.outputNumber
    switch index {
    case 0: (edge0, number0) = (node, number)
    case 1: (edge1, number1) = (node, number)
    case 2: (edge2, number2) = (node, number)
    default:
      while moreEdges.count <= index - 3 { moreEdges.append(Edge(node: nil, number: 0)) }
      moreEdges[index - 3] = Edge(node: node, number: Int(number))
    }
  }
}

extension Tensor {
  /// The node that takes this tensor's gradient: its maker, or for a leaf the node that adds to `grad`.
  @inline(__always) var gradientEdge: Node {
    if view != nil { refreshViewHistory() }
    if let node { return node }
    if let accumulator { return accumulator.takeUnretainedValue() }
    return makeAccumulator()
  }

  @inline(never) private func makeAccumulator() -> Node {
    let made = Node(Op.accumulateGrad, sequence: .max, shape: shape, dtype)
    made.variable = self
    accumulator = Unmanaged.passUnretained(made)
    return made
  }
}
