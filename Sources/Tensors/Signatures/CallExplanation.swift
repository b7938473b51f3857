/// What PyTorch says of a call that fits none of a function's signatures.
///
/// Its parser explains a call that one signature alone could take by the number of arguments; of any other it lists
/// all signatures, and marks the arguments that do not fit those of the same number.
struct CallExplanation {
  private typealias Keyword = (name: String, value: Argument)

  /// Functions whose tensors can be numbers, without a signature for numbers.
  private static let takingNumbers: Set = [
    "add", "add_", "div", "div_", "divide", "divide_", "floor_divide", "floor_divide_", "mul", "mul_", "multiply",
    "multiply_", "sub", "sub_", "subtract", "subtract_", "true_divide", "true_divide_", "copy_", "to",
  ]

  private let name: String
  private let calledAs: CallForm
  private let signatures: [Signature]
  private let positional: [Argument]
  private let keywords: [(name: String, value: Argument)]

  /// The positional arguments of a method come without the tensor it is called on.
  init(
    _ name: String, _ calledAs: CallForm, _ signatures: [Signature], _ positional: [Argument],
    _ keywords: [(name: String, value: Argument)]
  ) {
    self.name = name
    self.calledAs = calledAs
    self.signatures = signatures
    self.positional = positional
    self.keywords = keywords
  }

  private enum Outcome {
    case fits
    case misfit(TensorError)
    /// An element of a list of tensors is none: said at once, whatever other signatures there are.
    case refused(TensorError)
  }

  var error: TensorError {
    if calledAs == .method, signatures.count == 1, signatures[0].schema.parameters.isEmpty { return noArguments }
    for signature in signatures {
      switch match(signature.schema) {
      case .fits: return brokenSizes(signature.schema) ?? .notSupported("\(name) with these arguments")
      case .refused(let error): return error
      case .misfit(let error): if signatures.count == 1 { return error }
      }
    }
    let listed = signatures.filter { !$0.isHidden }
    let plausible = listed.filter { $0.range.contains(positional.count + keywords.count) }
    if plausible.count == 1, case .misfit(let error) = match(plausible[0].schema) { return error }
    return noOverload(listed)
  }

  /// The arguments by name where they have the order of a former signature, such as `add_(alpha, other)`, of which
  /// PyTorch warns; else nil.
  func namedByFormerSignature(_ context: TorchContext) throws -> [(name: String, value: Argument)]? {
    guard let former = signatures.first(where: { $0.isHidden && fits($0) }) else { return nil }
    if !context.hasWarnedOfFormerOrder {
      context.hasWarnedOfFormerOrder = true
      try context.warn(deprecation(of: former))
    }
    return zip(former.schema.parameters, positional).map { ($0.pythonName, $1) } + keywords
  }

  private func fits(_ signature: Signature) -> Bool {
    if case .fits = match(signature.schema) { return true }
    return false
  }

  private func deprecation(of former: Signature) -> String {
    let present = signatures.filter { !$0.isHidden }.map { "\n\t\(name)\($0.schema.signature)" }.joined()
    return "This overload of \(name) is deprecated:\n\t\(name)\(former.schema.signature)\n"
      + "Consider using one of the following signatures instead:\(present)"
      + " (Triggered internally at /__w/pytorch/pytorch/torch/csrc/utils/python_arg_parser.cpp:1841.)"
  }

  private var noArguments: TensorError {
    let what = keywords.isEmpty ? "arguments (\(positional.count) given)" : "keyword arguments"
    return .type("TensorBase.\(name)() takes no \(what)")
  }

  // MARK: One signature

  private func match(_ schema: Schema) -> Outcome {
    let takesSizes = schema.takesSizesOneByOne
    if positional.count > schema.positionalCount && !takesSizes { return .misfit(tooMany(schema)) }
    var place = 0
    var usedKeywords = 0
    for (index, parameter) in schema.parameters.enumerated() {
      if place < positional.count {
        if parameter.isKeywordOnly { return .misfit(tooMany(schema)) }
        if takesSizes, positional.count > 1 || positional[0].int != nil {
          guard positional[0].int != nil else { return .misfit(tooMany(schema)) }
          place = positional.count
        } else {
          if let outcome = misfit(parameter, positional[place], at: place, index) { return outcome }
          place += 1
        }
      } else if let value = keyword(parameter) {
        usedKeywords += 1
        if let outcome = misfit(parameter, value, at: nil, index) { return outcome }
      } else if parameter.defaultText == nil {
        return .misfit(missing(schema, from: index))
      }
    }
    return usedKeywords < keywords.count ? .misfit(unexpected(schema)) : .fits
  }

  private func keyword(_ parameter: Schema.Parameter) -> Argument? {
    keywords.first {
      $0.name == parameter.name || $0.name == parameter.pythonName
        || CallExplanation.numpyNames[$0.name] == parameter.pythonName
    }?.value
  }

  /// NumPy's names of arguments, which PyTorch takes as well where its own name is free.
  private static let numpyNames = ["axis": "dim", "keepdims": "keepdim"]

  /// What is wrong with an argument, nil if nothing; `place` is its position, nil of a keyword.
  private func misfit(
    _ parameter: Schema.Parameter, _ argument: Argument, at place: Int?, _ index: Int
  ) -> Outcome? {
    if case .none = argument, parameter.allowsNone { return nil }
    if parameter.kind == .tensors || parameter.kind == .rest, case .list(let elements, _) = argument {
      guard let wrong = elements.firstIndex(where: { !$0.isTensor }) else { return nil }
      return .refused(
        .type("expected Tensor as element \(wrong) in argument \(index), but got \(elements[wrong].typeName)"))
    }
    if accepts(parameter, argument) { return nil }
    if calledAs == .functional, let use = HandedOnArguments.use(of: parameter.pythonName, in: name),
      let error = use.refusal(of: argument)
    {
      return .misfit(error)
    }
    let position = place.map { " (position \($0 + 1))" } ?? ""
    let claim = "\(name)(): argument '\(parameter.pythonName)'\(position) must be \(parameter.kind.typeName)"
    if let element = wrongElement(parameter, argument, at: place) {
      return .misfit(.type("\(claim), but found element of type \(element.typeName) at pos 0"))
    }
    return .misfit(.type("\(claim), not \(argument.typeName)"))
  }

  private func accepts(_ parameter: Schema.Parameter, _ argument: Argument) -> Bool {
    if case .ints = parameter.kind, case .list(let elements, _) = argument {
      return elements.first.map { $0.int != nil } ?? true
    }
    if parameter.kind == .rest { return false }
    if parameter.kind == .tensor, CallExplanation.takingNumbers.contains(name), argument.scalar != nil { return true }
    return parameter.accepts(argument)
  }

  /// The first element of sizes, given in a list or one by one, that are none.
  private func wrongElement(_ parameter: Schema.Parameter, _ argument: Argument, at place: Int?) -> Argument? {
    guard case .ints = parameter.kind, place != nil else { return nil }
    if case .list(let elements, _) = argument { return elements.first }
    return nil
  }

  /// Sizes of which one from the second on is no integer are refused only when they are used.
  private func brokenSizes(_ schema: Schema) -> TensorError? {
    for (index, parameter) in schema.parameters.enumerated() {
      guard case .ints = parameter.kind else { continue }
      let given = index < positional.count ? positional[index] : keyword(parameter)
      let sizes: [Argument]
      if case .list(let elements, _) = given { sizes = elements } else { sizes = index == 0 ? positional : [] }
      guard let place = sizes.firstIndex(where: { $0.laterInt == nil }), place > 0 else { continue }
      return .type(
        "\(name)(): argument '\(parameter.pythonName)' failed to unpack the object at pos \(place + 1) with error "
          + "\"type must be tuple of ints,but got \(sizes[place].typeName)\"")
    }
    return nil
  }

  private func tooMany(_ schema: Schema) -> TensorError {
    let limit = schema.positionalCount
    let least = schema.parameters.count { $0.defaultText == nil }
    let given = positional.count
    if least != limit {
      return .type("\(name)() takes from \(least) to \(limit) positional arguments but \(given) were given")
    }
    return .type(
      "\(name)() takes \(limit) positional argument\(limit == 1 ? "" : "s") but \(given) "
        + "\(given == 1 ? "was" : "were") given")
  }

  /// PyTorch has the plural where one argument is missing, and the singular where several are.
  private func missing(_ schema: Schema, from index: Int) -> TensorError {
    let names = schema.parameters[index...].filter { $0.defaultText == nil }.map { "\"\($0.pythonName)\"" }
    return .type(
      "\(name)() missing \(names.count) required positional argument\(names.count == 1 ? "s" : ""): "
        + names.joined(separator: ", "))
  }

  private func unexpected(_ schema: Schema) -> TensorError {
    for (name, _) in keywords {
      guard let index = schema.parameters.firstIndex(where: { $0.name == name || $0.pythonName == name }) else {
        return .type("\(self.name)() got an unexpected keyword argument '\(name)'")
      }
      if index < positional.count {
        return .type("\(self.name)() got multiple values for argument '\(name)'")
      }
    }
    return .type("invalid keyword arguments")
  }

  // MARK: All signatures

  private func noOverload(_ listed: [Signature]) -> TensorError {
    let call = "\(name)() received an invalid combination of arguments - got "
    if listed.count == 1 {
      let pieces = listed[0].schema.pieces
      let unknown = unknownKeywords(pieces)
      if !unknown.isEmpty { return .type("\(call)unrecognized keyword arguments: \(unknown)") }
      let got = isCount(of: pieces) ? marked(pieces) : given
      return .type("\(call)\(got), but expected \(listed[0].schema.signature)")
    }
    let lists = listed.map { " * \($0.schema.signature)\n\(mismatch($0.schema.pieces))" }.joined()
    return .type("\(call)\(given), but expected one of:\n\(lists)")
  }

  private var given: String {
    // PyTorch lists keywords as its hash table has them: as a rule the last one first.
    var got = positional.map(\.typeName) + keywords.reversed().map { "\($0.name)=\($0.value.typeName)" }
    // PyTorch leaves its separator behind where there are keywords only.
    if positional.isEmpty, !keywords.isEmpty { got.append("") }
    return "(" + got.joined(separator: ", ") + ")"
  }

  private func isCount(of pieces: [Piece]) -> Bool { pieces.count == positional.count + keywords.count }

  /// Which arguments do not fit a signature of as many pieces of text.
  private func mismatch(_ pieces: [Piece]) -> String {
    guard isCount(of: pieces) else { return "" }
    let unknown = unknownKeywords(pieces)
    if !unknown.isEmpty {
      return "      didn't match because some of the keywords were incorrect: \(unknown)\n"
    }
    return "      didn't match because some of the arguments have invalid types: \(marked(pieces))\n"
  }

  /// The keywords that are not among the last pieces, where PyTorch looks for them.
  private func unknownKeywords(_ pieces: [Piece]) -> String {
    let start = max(0, pieces.count - keywords.count)
    let unknown = keywords.filter { keyword in !pieces[start...].contains { $0.name == keyword.name } }
    return unknown.map(\.name).joined(separator: ", ")
  }

  /// The types of the arguments, with marks around those that do not fit.
  private func marked(_ pieces: [Piece]) -> String {
    var described: [String] = []
    for (index, piece) in pieces.enumerated() {
      let keyword = index < positional.count ? nil : keywords.first { $0.name == piece.name }
      let argument = index < positional.count ? positional[index] : keyword?.value ?? .none
      let mark = piece.isType(of: argument) ? "" : "!"
      described.append(mark + (keyword.map { $0.name + "=" } ?? "") + argument.callTypeName + mark)
    }
    return "(" + described.joined(separator: ", ") + ")"
  }
}

/// What PyTorch says of a wrong call of a function that is not in the table of operations; nil of one whose
/// signatures were not recorded, or that PyTorch takes.
///
/// The positional arguments of a method come without the tensor it is called on.
public func explain(
  _ name: String, _ form: CallForm, _ positional: [Argument], _ keywords: [(name: String, value: Argument)]
) -> String? {
  guard let signatures = Signatures.recorded(name, form) else { return nil }
  let error = CallExplanation(name, form, signatures, positional, keywords).error
  return error.kind == .type ? error.message : nil
}

/// A piece of a printed signature as PyTorch reads it back: everything before the last space is the type, so that a
/// parameter with a default fits nothing.
private struct Piece {
  let type: Substring
  let name: Substring

  init(_ text: String) {
    let space = text.lastIndex(of: " ")
    type = space.map { text[..<$0] } ?? text[...]
    name = space.map { text[text.index(after: $0)...] } ?? text[...]
  }

  func isType(of argument: Argument) -> Bool {
    type == argument.typeName || type == "float" && argument.typeName == "int"
  }
}

extension Schema {
  /// The printed parameters as PyTorch takes them apart again; an empty list has one empty piece.
  fileprivate var pieces: [Piece] {
    parameters.isEmpty ? [Piece("")] : signaturePieces.map(Piece.init)
  }

  /// Whether sizes can be given one by one: a list of integers is the only positional parameter.
  fileprivate var takesSizesOneByOne: Bool {
    guard positionalCount == 1, case .ints = parameters[0].kind else { return false }
    return true
  }
}

extension Schema.Parameter {
  fileprivate var allowsNone: Bool { isOptional || defaultText == "None" }
}
