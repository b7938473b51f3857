/// The parameters of an operation, read from its schema, such as `sum(Tensor self, *, ScalarType? dtype=None) -> Tensor`.
///
/// A class, as its parameters are: calls pass them on without copies of their parts.
public final class Schema: Sendable {
  /// What a parameter takes.
  public enum Kind: Equatable, Sendable {
    case tensor, tensors, scalar, int, double, bool, string, dtype, generator, layout, device
    /// Kinds that only recorded signatures have.
    case scalars, doubles, memoryFormat, storage, dimensionName, dimensionNames
    /// Whatever is given; the operation looks at it itself.
    case any
    /// The rest of the positional arguments, or one list of them.
    case rest
    /// A list of integers; `allowsOne` if a single integer stands for a list.
    case ints(allowsOne: Bool)

    /// The name in messages and documentation.
    public var typeName: String {
      switch self {
      case .tensor: "Tensor"
      case .tensors: "tuple of Tensors"
      case .scalar: "Number"
      case .int: "int"
      case .double: "float"
      case .bool: "bool"
      case .string: "str"
      case .dtype: "torch.dtype"
      case .generator: "torch.Generator"
      case .layout: "torch.layout"
      case .device: "torch.device"
      case .scalars: "tuple of Scalars"
      case .doubles: "tuple of floats"
      case .memoryFormat: "torch.memory_format"
      case .storage: "torch.Storage"
      case .dimensionName: "name"
      case .dimensionNames: "tuple of names"
      case .any: "object"
      case .rest: "tuple of Tensors"
      case .ints: "tuple of ints"
      }
    }
  }

  public final class Parameter: @unchecked Sendable {
    public let name: String
    /// The keyword: a function's `self` is `input` in Python.
    public let pythonName: String
    public let kind: Kind
    public let isOptional: Bool
    public let isKeywordOnly: Bool
    /// The default as Python writes it, or nil if the argument is required.
    public let defaultText: String?
    /// The argument the default stands for.
    let defaultArgument: Argument

    fileprivate init(
      _ type: String, _ declaration: Substring, _ isKeywordOnly: Bool, _ receiver: String
    ) {
      let pair = declaration.split(separator: "=", maxSplits: 1)
      name = String(pair[0])
      pythonName = name == "self" ? receiver : name
      defaultText = pair.count > 1 ? String(pair[1]) : nil
      isOptional = type.hasSuffix("?")
      self.isKeywordOnly = isKeywordOnly
      kind = Kind(type)
      defaultArgument = Parameter.argument(defaultText, kind)
    }
  }

  public let name: String
  public let parameters: [Parameter]
  /// How many arguments can be given by position.
  let positionalCount: Int
  /// The place of the flag that asks for the result to be written into the operand, if there is one.
  let inPlaceIndex: Int?

  /// The options every maker of tensors takes.
  private static let factoryOptions =
    "Tensor? out=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, "
    + "bool pin_memory=False, bool requires_grad=False"

  /// `receiver` is the keyword of the first tensor, `self` in the table.
  convenience init(_ text: String, isFactory: Bool = false, receiver: String = "input") {
    let open = text.firstIndex(of: "(") ?? text.endIndex
    let close = text.lastIndex(of: ")") ?? text.endIndex
    let name = String(text[..<open].prefix { $0 != "." })
    var inner = open < close ? String(text[text.index(after: open)..<close]) : ""
    if let arrow = inner.range(ofText: ") -> (") { inner = String(inner[..<arrow]) }
    if isFactory {
      let separator = inner.contains("*,") ? ", " : inner.isEmpty ? "*, " : ", *, "
      inner += separator + Schema.factoryOptions
    }
    var parameters: [Parameter] = []
    var isKeywordOnly = false
    for piece in inner.split(separator: ",") {
      let words = piece.split(separator: " ", maxSplits: 1)
      if words.first == "*" {
        isKeywordOnly = true
      } else if words.count == 2 {
        parameters.append(Parameter(String(words[0]), words[1], isKeywordOnly, receiver))
      }
    }
    self.init(name, parameters)
  }

  private init(_ name: String, _ parameters: [Parameter]) {
    self.name = name
    self.parameters = parameters
    positionalCount = parameters.count { !$0.isKeywordOnly }
    inPlaceIndex = parameters.firstIndex { $0.name == "inplace" }
  }

  /// The schema of a method: without the tensor that it is called on.
  var withoutFirst: Schema { Schema(name, Array(parameters.dropFirst())) }

  /// How messages list the parameters.
  var signature: String { "(" + signaturePieces.joined(separator: ", ") + ")" }

  /// The parameters as messages list them, with the star before those that are keywords only.
  var signaturePieces: [String] {
    var pieces: [String] = []
    for parameter in parameters {
      if parameter.isKeywordOnly && !pieces.contains("*") { pieces.append("*") }
      // In Python the rest of the arguments has no default: there may be none.
      let fallback = parameter.kind == .rest ? "" : parameter.defaultText.map { " = \($0)" } ?? ""
      pieces.append("\(parameter.kind.typeName) \(parameter.pythonName)\(fallback)")
    }
    return pieces
  }
}

extension Schema.Kind {
  /// The kind of a schema's type, such as `int[2]?`.
  fileprivate init(_ type: String) {
    switch type.prefix(while: { $0 != "?" }) {
    case "Tensor": self = .tensor
    case "Tensor[]", "Tensor[2]", "Tensor[3]", "Tensor[4]": self = .tensors
    case "Scalar": self = .scalar
    case "int": self = .int
    case "int[]": self = .ints(allowsOne: false)
    case "Scalar[]": self = .scalars
    case "float[]": self = .doubles
    case "MemoryFormat": self = .memoryFormat
    case "Storage": self = .storage
    case "Dimname": self = .dimensionName
    case "Dimname[]": self = .dimensionNames
    case "int[1]", "int[2]", "int[3]", "int[4]", "int[5]", "int[6]": self = .ints(allowsOne: true)
    case "float": self = .double
    case "bool": self = .bool
    case "ScalarType": self = .dtype
    case "Generator": self = .generator
    case "Layout": self = .layout
    case "Device": self = .device
    case "Any": self = .any
    case "Any*": self = .rest
    default: self = .string
    }
  }
}

extension Schema.Parameter {
  /// The argument a default's text stands for.
  fileprivate static func argument(_ text: String?, _ kind: Schema.Kind) -> Argument {
    switch text {
    case nil, "None": return .none
    case "True": return .bool(true)
    case "False": return .bool(false)
    case let text?:
      if text == "[]" { return .list([], isTuple: true) }
      if text.first == "'" { return .string(String(text.dropFirst().dropLast())) }
      if case .double = kind { return .double(Double(text) ?? 0) }
      if let value = Int(text) { return .int(value) }
      return .double(Double(text) ?? 0)
    }
  }

  /// Whether an argument can be given for this parameter.
  func accepts(_ argument: Argument) -> Bool {
    if case .none = argument { return isOptional || kind == .any }
    switch kind {
    case .tensor:
      if case .tensor = argument { return true }
      return false
    case .tensors:
      if case .list = argument { return true }
      return false
    case .scalar:
      return argument.scalar != nil
    case .int:
      return argument.int != nil
    case .double:
      return argument.scalar != nil
    case .bool:
      if case .bool = argument { return true }
      return false
    case .string:
      if case .string = argument { return true }
      return false
    case .dtype:
      switch argument {
      case .dtype, .pythonType: return true
      default: return false
      }
    case .generator:
      if case .generator = argument { return true }
      return false
    case .scalars:
      if case .list(let elements, _) = argument { return elements.allSatisfy { $0.scalar != nil } }
      return false
    case .doubles:
      if case .list(let elements, _) = argument { return elements.first.map { $0.scalar != nil } ?? true }
      return false
    case .layout, .device, .memoryFormat, .storage, .dimensionName, .dimensionNames:
      return false
    case .any, .rest:
      return true
    case .ints(let allowsOne):
      if case .list(let elements, _) = argument { return elements.ints != nil }
      return allowsOne && argument.int != nil
    }
  }
}

extension String {
  /// The position of a text within this one.
  fileprivate func range(ofText text: String) -> String.Index? { firstRange(of: text)?.lowerBound }
}
