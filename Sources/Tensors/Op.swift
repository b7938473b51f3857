import CLoops
import Synchronization

/// One operation: everything the program knows about it, in one row of the table.
///
/// The schema gives names, types and defaults of the arguments, the messages for calls that do not fit, and the
/// documentation's first line. Overloads of one name are rows of their own, as in PyTorch's table.
public final class Op: @unchecked Sendable {
  /// Where an operation can be called.
  public struct Variants: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// `torch.name(...)`.
    public static let function = Variants(rawValue: 1)
    /// `tensor.name(...)`.
    public static let method = Variants(rawValue: 2)
    /// `tensor.name_(...)`, which writes into the tensor.
    public static let inPlace = Variants(rawValue: 4)
    /// `torch.nn.functional.name(...)`.
    public static let functional = Variants(rawValue: 8)
    /// Makes a new tensor: takes `dtype`, `requires_grad` and their like after its own arguments.
    public static let factory = Variants(rawValue: 16)
    /// `torch.linalg.name(...)` of a row named `linalg_name`.
    public static let linalg = Variants(rawValue: 32)
    /// `torch.special.name(...)` of a row named `special_name`.
    public static let special = Variants(rawValue: 64)
  }

  /// What the formula of a row's derivative needs from the forward pass.
  struct Saves: OptionSet {
    let rawValue: Int
    /// Each operand if the other one takes a gradient.
    static let crosswise = Saves(rawValue: 1)
    static let first = Saves(rawValue: 2)
    static let second = Saves(rawValue: 4)
    static let result = Saves(rawValue: 8)
  }

  /// A derivative: the gradients of the operands from the gradient of the result (or of each of several results).
  enum Formula {
    case none
    case single((Node, Tensor) throws -> Gradients)
    case multiple((Node, [Tensor?]) throws -> Gradients)
  }

  /// How the result is computed.
  enum Forward {
    /// One pass over one operand.
    case unary(cl_unary_op, UnaryResult)
    /// One pass over one operand with up to two numbers taken from the arguments.
    case function(cl_unary_op, (Arguments) throws -> (Double, Double))
    /// One pass over two broadcast operands.
    case binary(cl_binary_op, BinaryResult)
    /// Anything else: from the arguments in the order of the schema.
    case general((Arguments) throws -> Value)
    /// Anything else, computed in float32 where all operands are of one type of 16 bits.
    case inFloat32((Arguments) throws -> Value)
    /// A part of the graph that is not called by name.
    case internalOnly
  }

  enum UnaryResult {
    /// The operand's type.
    case same
    /// A floating point type: integers become the default one.
    case floating
    case bool
  }

  enum BinaryResult {
    case promoted
    case floating
    case bool
  }

  /// A typed way to call the operation without lists of arguments, for the frequent shapes of call.
  public enum Entry {
    case none
    case unary((Tensor) throws -> Tensor)
    case binary((Tensor, Tensor) throws -> Tensor)
    case binaryScalar((Tensor, Scalar) throws -> Tensor)
    case dimension((Tensor, Int) throws -> Tensor)
    case ternary((Tensor, Tensor, Tensor) throws -> Tensor)
    /// A tensor and sizes or dimensions, given one by one or in a list.
    case sizes((Tensor, Dims) throws -> Tensor)
    /// A new tensor of sizes, in the default type.
    case create((Dims, DType) throws -> Tensor)
  }

  public let schemaText: String
  private let parsedSchema = Mutex<Schema?>(nil)
  private let knownTwin = Mutex<Op?>(nil)
  /// The name before the overload's: `sum` of `sum.dim_IntList`.
  public let name: String
  public let variants: Variants
  /// What it does, in a sentence or two.
  public let doc: String
  let forward: Forward
  let saves: Saves
  let formula: Formula
  /// The name PyTorch shows for the node, such as `AddBackward0`.
  public let nodeName: String
  /// The name PyTorch 1.9 and older showed for it.
  public let formerNodeName: String
  /// The kernel's name in messages about types it does not take.
  let kernel: String
  public let entry: Entry
  /// Arguments that the tests differentiate numerically.
  let samples: () throws -> [[Argument]]

  init(
    _ schema: String, _ variants: Variants, doc: String, kernel: String? = nil,
    forward: Forward, entry: Entry = .none, saves: Saves = [],
    node: String = "", formerNode: String? = nil, formula: Formula = .none,
    samples: @escaping () throws -> [[Argument]] = { [] }
  ) {
    schemaText = schema
    let end = schema.utf8.firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "(") }
    name = String(schema[..<(end ?? schema.endIndex)])
    self.variants = variants
    self.doc = doc
    self.kernel = kernel ?? name
    self.forward = forward
    self.entry = entry
    self.saves = saves
    self.formula = formula
    nodeName = node
    formerNodeName = formerNode ?? node
    self.samples = samples
  }

  /// A row with a derivative from the gradient of its one result.
  convenience init(
    _ schema: String, _ variants: Variants, doc: String, kernel: String? = nil,
    forward: Forward, entry: Entry = .none, saves: Saves = [],
    node: String, formerNode: String? = nil,
    samples: @escaping () throws -> [[Argument]] = { [] },
    backward: @escaping (Node, Tensor) throws -> Gradients
  ) {
    self.init(
      schema, variants, doc: doc, kernel: kernel, forward: forward, entry: entry, saves: saves,
      node: node, formerNode: formerNode, formula: .single(backward), samples: samples)
  }

  /// The same operation with another node in the graph.
  convenience init(_ other: Op, node: String) {
    self.init(
      other.schemaText, other.variants, doc: other.doc, kernel: other.kernel, forward: other.forward,
      saves: other.saves, node: node, formula: other.formula)
  }

  /// The schema, parsed when a call first needs it: parsing all rows would show at the start.
  public var schema: Schema {
    parsedSchema.withLock { known in
      if let known { return known }
      let schema = Schema(schemaText, isFactory: variants.contains(.factory))
      known = schema
      return schema
    }
  }

  /// The same view under the name that PyTorch shows once the view's base was changed in place.
  var viewOfChangedBase: Op {
    if nodeName == Op.asStrided.nodeName { return self }
    return knownTwin.withLock { known in
      let twin = known ?? Op(self, node: Op.asStrided.nodeName)
      known = twin
      return twin
    }
  }

  /// Whether it is one pass over elements: its loops are all that PyTorch has kernels for.
  var isByElement: Bool {
    switch forward {
    case .unary, .function, .binary: true
    case .general, .inFloat32, .internalOnly: false
    }
  }

  /// The node's name with its C++ namespace: derivatives have none, `AccumulateGrad` and
  /// `CopySlices` do.
  var qualifiedNodeName: String {
    nodeName.contains("Backward") ? nodeName : "torch::autograd::" + nodeName
  }

  /// The node's name in version errors: without what follows the operation.
  var shortNodeName: String {
    guard let range = nodeName.firstRange(of: "Backward") else { return qualifiedNodeName }
    return String(nodeName[..<range.lowerBound])
  }
}

extension Op {
  /// The node that ends a path in a leaf.
  static let accumulateGrad = Op(
    "accumulate_grad() -> ()", [], doc: "", forward: .internalOnly, node: "AccumulateGrad")

  /// The first integer of a node without a formula that stands for an operation in place.
  static let isInPlace = 1

  /// A new node for a result, numbered after all nodes made before.
  @inline(__always) func makeNode(for result: Tensor) -> Node {
    let thread = cl_thread()
    let sequence = thread.pointee.sequence
    thread.pointee.sequence = sequence &+ 1
    return Node(self, sequence: sequence, shape: result.shape, result.dtype)
  }

  /// Whether an operation on `tensor` is to be recorded.
  @inline(__always) static func records(_ tensor: Tensor) -> Bool {
    tensor.requiresGrad && cl_thread().pointee.grad_enabled
  }

  @inline(__always) static func records(_ first: Tensor, _ second: Tensor) -> Bool {
    (first.requiresGrad || second.requiresGrad) && cl_thread().pointee.grad_enabled
  }

  /// Records `result` as computed from one operand; `configure` stores what the formula needs besides `saves`.
  @inline(__always)
  func record(_ result: Tensor, _ operand: Tensor, _ configure: (Node) -> Void = { _ in }) -> Tensor {
    guard Op.records(operand), result.dtype.isDifferentiable else { return result }
    let node = makeNode(for: result)
    node.connect(0, operand)
    attach(node, to: result)
    if saves.contains(.first) { node.save(0, operand) }
    if saves.contains(.result) { node.save(2, result, isOutput: true) }
    configure(node)
    return result
  }

  /// Records `result` as computed from two operands.
  @inline(__always)
  func record(
    _ result: Tensor, _ first: Tensor, _ second: Tensor, _ configure: (Node) -> Void = { _ in }
  ) -> Tensor {
    guard Op.records(first, second), result.dtype.isDifferentiable else { return result }
    let node = makeNode(for: result)
    node.connect(0, first)
    node.connect(1, second)
    attach(node, to: result)
    saveOperands(node, first, second, result)
    configure(node)
    return result
  }

  @inline(__always)
  func saveOperands(_ node: Node, _ first: Tensor, _ second: Tensor, _ result: Tensor) {
    if saves.contains(.first) || saves.contains(.crosswise) && second.requiresGrad {
      node.save(0, first)
    }
    if saves.contains(.second) || saves.contains(.crosswise) && first.requiresGrad {
      node.save(1, second)
    }
    if saves.contains(.result) { node.save(2, result, isOutput: true) }
  }

  /// Records several results as computed from any number of operands; results that are no floats take no gradient.
  func record(_ results: [Tensor], _ operands: [Tensor], _ configure: (Node) -> Void = { _ in }) {
    guard cl_thread().pointee.grad_enabled, let first = results.first, first.dtype.isDifferentiable,
      operands.contains(where: \.requiresGrad)
    else { return }
    let node = makeNode(for: first)
    node.outputCount = results.count
    node.outputShapes = results.map(\.shape)
    for (index, operand) in operands.enumerated() { node.connect(index, operand) }
    for (index, result) in results.enumerated() where result.dtype.isDifferentiable {
      result.outputNumber = Int32(index)
      attach(node, to: result)
    }
    configure(node)
  }

  /// Records `result` as computed from any number of operands.
  func record(_ result: Tensor, _ operands: [Tensor], _ configure: (Node) -> Void) -> Tensor {
    guard cl_thread().pointee.grad_enabled, result.dtype.isDifferentiable,
      operands.contains(where: \.requiresGrad)
    else { return result }
    let node = makeNode(for: result)
    for (index, operand) in operands.enumerated() { node.connect(index, operand) }
    attach(node, to: result)
    configure(node)
    return result
  }

  @inline(__always) func attach(_ node: Node, to result: Tensor) {
    result.node = node
    result.requiresGrad = true
  }
}

/// Throws what a loop's status means.
@inline(__always)
func check(_ status: cl_status, _ op: Op, _ dtype: DType) throws(TensorError) {
  if status != CL_OK { throw failure(status, op, dtype) }
}

@inline(never)
private func failure(_ status: cl_status, _ op: Op, _ dtype: DType) -> TensorError {
  switch status {
  case CL_INTERRUPTED: return TensorError(.interrupted, "")
  case CL_ZERO_DIVISION: return .runtime("ZeroDivisionError")
  default:
    if dtype.isHalf || dtype.isComplex && !op.isByElement {
      return .notSupported("\(op.name) of \(dtype.name) tensors")
    }
    return op.refusal(of: dtype)
  }
}
