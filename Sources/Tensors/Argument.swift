/// An argument of an operation as a caller gives it.
public enum Argument {
  case none
  case tensor(Tensor)
  case bool(Bool)
  case int(Int)
  case double(Double)
  case complex(Double, Double)
  case string(String)
  case dtype(DType)
  /// Python's `float`, `int`, `bool` or `complex`, which stands for a type of elements.
  case pythonType(DType)
  case generator(Generator)
  case list([Argument], isTuple: Bool)
  /// Something no operation takes, with the name of its Python type.
  case other(typeName: String)

  /// A list of integers.
  public static func ints(_ values: [Int]) -> Argument {
    .list(values.map { .int($0) }, isTuple: true)
  }

  /// A list of tensors.
  public static func tensors(_ values: [Tensor]) -> Argument {
    .list(values.map { .tensor($0) }, isTuple: false)
  }

  public static func scalar(_ value: Scalar) -> Argument {
    switch value {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    case .complex(let real, let imaginary): .complex(real, imaginary)
    }
  }

  var isTensor: Bool {
    if case .tensor = self { true } else { false }
  }

  /// The Python name of the argument's type.
  var typeName: String {
    switch self {
    case .none: "NoneType"
    case .tensor(let tensor): tensor.isParameter ? "Parameter" : "Tensor"
    case .bool: "bool"
    case .int: "int"
    case .double: "float"
    case .complex: "complex"
    case .string: "str"
    case .dtype: "torch.dtype"
    case .pythonType: "type"
    case .generator: "torch.Generator"
    case .list(_, let isTuple): isTuple ? "tuple" : "list"
    case .other(let name): name
    }
  }

  /// How a call that fits no overload names this argument: lists with the types of their elements.
  var callTypeName: String {
    switch self {
    case .none: return "NoneType"
    case .list(let elements, let isTuple):
      let names = elements.map(\.typeName).joined(separator: ", ")
      return isTuple ? "tuple of (\(names)\(elements.count == 1 ? "," : ""))" : "list of [\(names)]"
    default: return typeName
    }
  }

  var scalar: Scalar? {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    case .complex(let real, let imaginary): .complex(real, imaginary)
    case .tensor(let tensor) where tensor.rank == 0 && !tensor.requiresGrad: try? tensor.item()
    default: nil
    }
  }

  var int: Int? {
    switch self {
    case .int(let value): value
    case .tensor(let tensor) where tensor.count == 1 && tensor.dtype.isIntegral && tensor.dtype != .bool:
      (try? tensor.item())?.int
    default: nil
    }
  }

  /// A size or dimension after the first of several, which can be True or False.
  var laterInt: Int? {
    if case .bool(let value) = self { value ? 1 : 0 } else { int }
  }
}

extension [Argument] {
  /// Sizes or dimensions; nil if these are others.
  var ints: [Int]? {
    guard let first else { return [] }
    guard first.int != nil else { return nil }
    let numbers = compactMap(\.laterInt)
    return numbers.count == count ? numbers : nil
  }
}

/// The arguments of one call, in the order of the schema; defaults are filled in.
public struct Arguments {
  public let values: [Argument]
  public let context: TorchContext

  public init(_ values: [Argument], _ context: TorchContext) {
    self.values = values
    self.context = context
  }

  subscript(index: Int) -> Argument { index < values.count ? values[index] : .none }

  private func mismatch(_ index: Int, _ wanted: String) -> TensorError {
    TensorError(.argument, "argument \(index + 1) must be \(wanted), not \(self[index].typeName)")
  }

  func tensor(_ index: Int) throws(TensorError) -> Tensor {
    if case .tensor(let tensor) = self[index] { return tensor }
    if let scalar = self[index].scalar {
      return Tensor(scalar, scalar.dtype(default: context.defaultDType))
    }
    throw mismatch(index, "Tensor")
  }

  /// A tensor, or a number in the type it has as an operand of the first argument.
  func operand(_ index: Int) throws(TensorError) -> Tensor {
    if case .tensor(let tensor) = self[index] { return tensor }
    return try tensor(0).operand(scalar(index))
  }

  func optionalTensor(_ index: Int) throws(TensorError) -> Tensor? {
    if case .none = self[index] { return nil }
    return try tensor(index)
  }

  func tensors(_ index: Int) throws(TensorError) -> [Tensor] {
    guard case .list(let elements, _) = self[index] else {
      throw mismatch(index, "tuple of Tensors")
    }
    var result: [Tensor] = []
    for (position, element) in elements.enumerated() {
      guard case .tensor(let tensor) = element else {
        throw .type(
          "expected Tensor as element \(position) in argument \(index), but got \(element.typeName)")
      }
      result.append(tensor)
    }
    return result
  }

  func scalar(_ index: Int) throws(TensorError) -> Scalar {
    guard let scalar = self[index].scalar else { throw mismatch(index, "Number") }
    return scalar
  }

  func optionalScalar(_ index: Int) throws(TensorError) -> Scalar? {
    if case .none = self[index] { return nil }
    return try scalar(index)
  }

  func double(_ index: Int) throws(TensorError) -> Double { try scalar(index).double }

  func int(_ index: Int) throws(TensorError) -> Int {
    guard let value = self[index].int else { throw mismatch(index, "int") }
    return value
  }

  func optionalInt(_ index: Int) throws(TensorError) -> Int? {
    if case .none = self[index] { return nil }
    return try int(index)
  }

  func bool(_ index: Int) -> Bool {
    if case .bool(let value) = self[index] { return value }
    return false
  }

  func string(_ index: Int) throws(TensorError) -> String {
    guard case .string(let value) = self[index] else { throw mismatch(index, "str") }
    return value
  }

  func dtype(_ index: Int) -> DType? {
    switch self[index] {
    case .dtype(let value), .pythonType(let value): return value
    default: return nil
    }
  }

  /// The generator given, or the context's.
  func generator(_ index: Int) -> Generator {
    if case .generator(let value) = self[index] { return value }
    return context.generator
  }

  /// A list of integers; a single integer counts as a list of one.
  func ints(_ index: Int) throws(TensorError) -> Dims {
    guard let values = try optionalInts(index) else { throw mismatch(index, "tuple of ints") }
    return values
  }

  func optionalInts(_ index: Int) throws(TensorError) -> Dims? {
    switch self[index] {
    case .none: return nil
    case .list(let elements, _):
      guard elements.count <= Dims.maximum else { throw Dims.tooMany }
      guard let values = elements.ints else { throw mismatch(index, "tuple of ints") }
      return try Dims(values)
    default: return Dims(try int(index))
    }
  }
}

/// What an operation returns.
public enum Value {
  case tensor(Tensor)
  case tensors([Tensor])
  /// A tuple with names, such as `torch.return_types.max(values=..., indices=...)`.
  case named(type: String, names: [String], values: [Tensor])
  case bool(Bool)
  case none

  /// The first or only tensor.
  var tensor: Tensor? {
    switch self {
    case .tensor(let tensor): tensor
    case .tensors(let tensors), .named(_, _, let tensors): tensors.first
    case .bool, .none: nil
    }
  }
}

/// What calls share that is not part of the graph: the default generator, the default type, printing.
///
/// A binding holds one; nothing in the library refers to it on its own.
public final class TorchContext {
  public var generator = Generator(seed: Generator.defaultSeed)
  public var defaultDType = DType.float32
  public var printOptions = PrintOptions()
  /// Issues a warning; throws what a filter turns it into.
  public var warn: (String) throws -> Void = { _ in }
  /// Whether a former order of arguments was met: PyTorch warns of the first one only.
  var hasWarnedOfFormerOrder = false
  /// Kept for loops whose calls have a former order of arguments.
  private var readSignatures: [String: [Signature]] = [:]

  public init() {}

  /// The recorded signatures of a name, read once; nil if there are none.
  func recordedSignatures(of name: String, _ calledAs: CallForm) -> [Signature]? {
    let key = "\(calledAs).\(name)"
    if let known = readSignatures[key] { return known }
    let signatures = Signatures.recorded(name, calledAs)
    readSignatures[key] = signatures
    return signatures
  }
}
