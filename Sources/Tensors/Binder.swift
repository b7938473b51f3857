/// Matches the arguments of a call with the parameters of an operation's overloads.
struct Binder {
  private typealias Keyword = (name: String, value: Argument)

  /// Operations of two tensors whose second operand cannot be a number.
  private static let namesWithoutNumbers: Set = [
    "maximum", "minimum", "fmax", "fmin", "atan2", "arctan2", "hypot", "logical_and", "logical_or",
    "logical_xor", "nextafter", "logaddexp", "logaddexp2", "gcd", "lcm", "heaviside", "ldexp", "matmul",
    "atan2_", "hypot_", "logical_and_", "logical_or_", "logical_xor_", "nextafter_", "xlogy", "xlogy_", "dist",
    "gcd_", "lcm_", "heaviside_", "rsub", "allclose", "equal", "igamma", "igammac", "igamma_", "igammac_", "inner",
    "kron", "cross", "linalg_cross", "vdot",
  ]
  /// The one device and layout there are need no argument; `out` is written to by the caller.
  private static let namesWithoutEffect: Set = ["device", "layout", "pin_memory", "memory_format", "out"]

  private let name: String
  private let rows: [Op]
  private let calledAs: CallForm

  init(_ name: String, _ rows: [Op], _ calledAs: CallForm) {
    self.name = name
    self.rows = rows
    self.calledAs = calledAs
  }

  /// The first row that fits and its arguments in order, with defaults filled in.
  func bind(
    _ positional: [Argument], _ keywords: [(name: String, value: Argument)], _ context: TorchContext
  ) throws -> (Op, [Argument]) {
    let meaningful = keywords.contains { Binder.namesWithoutEffect.contains($0.name) }
      ? keywords.filter { !Binder.namesWithoutEffect.contains($0.name) } : keywords
    for row in rows {
      if let values = match(row.schema, positional, meaningful) { return (row, values) }
    }
    let call = explanation(positional, keywords, context)
    if let named = try call.namedByFormerSignature(context) {
      let receiver = calledAs == .method ? Array(positional.prefix(1)) : []
      let effective = named.filter { !Binder.namesWithoutEffect.contains($0.name) }
      for row in rows {
        if let values = match(row.schema, receiver, effective) { return (row, values) }
      }
    }
    throw call.error
  }

  /// What PyTorch says of a call that does not fit.
  func explanation(
    _ positional: [Argument], _ keywords: [(name: String, value: Argument)], _ context: TorchContext
  ) -> CallExplanation {
    let own = calledAs == .method ? Array(positional.dropFirst()) : positional
    let signatures = context.recordedSignatures(of: name, calledAs) ?? ownSignatures
    return CallExplanation(name, calledAs, signatures, own, keywords)
  }

  /// The rows' own parameters; a function of Python, as those of `torch.nn.functional` are, has one signature.
  private var ownSignatures: [Signature] {
    let schemas = rows.map { calledAs == .method ? $0.schema.withoutFirst : $0.schema }
    guard calledAs == .functional, let widest = schemas.max(by: { $0.parameters.count < $1.parameters.count })
    else { return schemas.map { Signature($0) } }
    return [Signature(widest)]
  }

  /// The arguments in the order of the parameters; nil if they do not fit.
  private func match(_ schema: Schema, _ positional: [Argument], _ keywords: [Keyword]) -> [Argument]? {
    let parameters = schema.parameters
    var values = collectingSizes(schema, positional)
    let given = values.count
    if given > schema.positionalCount { return nil }
    for index in 0..<given {
      let parameter = parameters[index]
      if !keywords.isEmpty, keyword(parameter, keywords) != nil { return nil }
      if !accepts(parameter, values[index]) { return nil }
    }
    values.reserveCapacity(parameters.count)
    var used = 0
    for index in given..<max(given, parameters.count) {
      let parameter = parameters[index]
      if !keywords.isEmpty, let value = keyword(parameter, keywords) {
        used += 1
        if !accepts(parameter, value) { return nil }
        values.append(value)
      } else if parameter.defaultText != nil {
        values.append(parameter.defaultArgument)
      } else {
        return nil
      }
    }
    return used == keywords.count ? values : nil
  }

  private func keyword(_ parameter: Schema.Parameter, _ keywords: [Keyword]) -> Argument? {
    for keyword in keywords
    where keyword.name == parameter.name || keyword.name == parameter.pythonName {
      return keyword.value
    }
    return nil
  }

  /// Sizes may be given one by one where a list of integers is the only positional parameter.
  private func collectingSizes(_ schema: Schema, _ positional: [Argument]) -> [Argument] {
    let first = calledAs == .method ? 1 : 0
    let limit = schema.positionalCount
    if limit > 0, schema.parameters[limit - 1].kind == .rest, positional.count >= limit {
      if positional.count == limit, case .list = positional[limit - 1] { return positional }
      return Array(positional[..<(limit - 1)])
        + [.list(Array(positional[(limit - 1)...]), isTuple: true)]
    }
    guard limit == first + 1, positional.count > first,
      case .ints = schema.parameters[first].kind, Array(positional[first...]).ints != nil
    else { return positional }
    return Array(positional[..<first]) + [.list(Array(positional[first...]), isTuple: true)]
  }

  private func accepts(_ parameter: Schema.Parameter, _ argument: Argument) -> Bool {
    if parameter.accepts(argument) { return true }
    // A number can stand for the second tensor of arithmetic.
    return parameter.kind == .tensor && (parameter.name == "other" || parameter.name == "exponent")
      && argument.scalar != nil && !Binder.namesWithoutNumbers.contains(name)
  }
}
