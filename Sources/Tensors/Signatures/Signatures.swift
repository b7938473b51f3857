/// The parameters of PyTorch's functions as its own parser of arguments has them.
///
/// The table of operations says what can be called; these lists say how a wrong call is explained. They are recorded
/// from PyTorch, and read only when a call fits nothing.
struct Signature {
  let schema: Schema
  /// Whether messages leave it out: an old form that is still accepted.
  let isHidden: Bool

  init(_ schema: Schema, isHidden: Bool = false) {
    self.schema = schema
    self.isHidden = isHidden
  }

  /// How many arguments can be given.
  var range: ClosedRange<Int> {
    schema.parameters.count { $0.defaultText == nil }...schema.parameters.count
  }
}

public enum Signatures {
  /// The recorded signatures of a name; nil if there are none.
  ///
  /// `abs()` as the only one of a method says that it takes no arguments at all.
  static func recorded(_ name: String, _ calledAs: CallForm) -> [Signature]? {
    let found = texts(calledAs, of: name).lazy.map { lines(of: name, in: $0) }.first { !$0.isEmpty }
    return found?.map(read)
  }

  private static func texts(_ calledAs: CallForm, of name: String) -> [String] {
    switch calledAs {
    case .method: [methods]
    case .functional: functionsOfTorch.contains(name) ? [functions, laterFunctions] : [networks]
    case .function: [functions, laterFunctions, modules]
    }
  }

  /// Functions of `torch.nn.functional` that are those of `torch`.
  public static let functionsOfTorch: Set = [
    "adaptive_avg_pool1d", "avg_pool1d", "bilinear", "celu_", "channel_shuffle", "conv1d", "conv2d",
    "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "cosine_similarity", "hardshrink",
    "pairwise_distance", "pdist", "pixel_shuffle", "pixel_unshuffle", "prelu", "relu_", "rrelu_", "selu_",
    "threshold_",
  ]

  private static func lines(of name: String, in text: String) -> [Substring] {
    text.split(separator: "\n").filter { $0.hasPrefix(name + "(") }
  }

  private static func read(_ line: Substring) -> Signature {
    let isHidden = line.hasSuffix("|hidden")
    let text = isHidden ? line.dropLast(7) : line
    guard let options = text.firstRange(of: ", ...") else {
      return Signature(Schema(String(text), receiver: "self"), isHidden: isHidden)
    }
    let plain = text[..<options.lowerBound] + text[options.upperBound...]
    return Signature(Schema(String(plain), isFactory: true), isHidden: isHidden)
  }
}

/// How a function is called: as `torch.name` or one of its modules', as a tensor's method, or as
/// `torch.nn.functional.name`.
public enum CallForm: Sendable {
  case function, method, functional
}
