/// Matches the arguments of a call with the parameters of an operation's overloads, and words what does not fit.
struct Binder {
  /// Operations of two tensors whose second operand cannot be a number.
  private static let namesWithoutNumbers: Set = [
    "maximum", "minimum", "fmax", "fmin", "atan2", "arctan2", "hypot", "logical_and", "logical_or",
    "logical_xor", "nextafter", "logaddexp", "logaddexp2", "gcd", "lcm", "heaviside", "ldexp",
    "atan2_", "hypot_", "logical_and_", "logical_or_", "logical_xor_", "nextafter_", "xlogy", "xlogy_", "dist",
    "gcd_", "lcm_", "heaviside_", "rsub",
  ]

  private let name: String
  private let rows: [Op]
  private let asMethod: Bool

  init(_ name: String, _ rows: [Op], asMethod: Bool) {
    self.name = name
    self.rows = rows
    self.asMethod = asMethod
  }

  /// The first row that fits and its arguments in order, with defaults filled in.
  func bind(
    _ positional: [Argument], _ keywords: [(name: String, value: Argument)]
  ) throws(TensorError) -> (Op, [Argument]) {
    for row in rows {
      if case .success(let values) = match(row.schema, positional, keywords) { return (row, values) }
    }
    // PyTorch explains a call that only one signature is plausible for by its number of arguments.
    let all = rows.flatMap(Signature.all)
    let signatures = all.filter { !isHidden($0.row) }
    let given = positional.count + keywords.count
    // A function may be given one more argument, the tensor to write into.
    let extra = asMethod || signatures.count == all.count ? 0 : 1
    let plausible = signatures.filter {
      $0.range.lowerBound <= given && given <= $0.range.upperBound + extra
    }
    let single = all.count == 1 ? all.first : plausible.count == 1 ? plausible.first : nil
    if let single, case .failure(let error) = match(single.row.schema, positional, keywords) { throw error }
    throw noOverload(positional, keywords, signatures)
  }

  /// Whether a row is one that PyTorch has without listing it: arithmetic with a number in front.
  private func isHidden(_ row: Op) -> Bool {
    ["add", "sub", "mul", "div"].contains(row.name) && row.schema.parameters.first?.kind == .scalar
  }

  /// A row as PyTorch lists it: makers of random tensors once with a generator and once without.
  private struct Signature {
    let row: Op
    let hasGenerator: Bool?

    static func all(_ row: Op) -> [Signature] {
      let isRandom = row.variants.contains(.factory)
        && row.schema.parameters.contains { $0.kind == .generator }
      return isRandom
        ? [Signature(row: row, hasGenerator: true), Signature(row: row, hasGenerator: false)]
        : [Signature(row: row, hasGenerator: nil)]
    }

    /// How many arguments can be given.
    var range: ClosedRange<Int> {
      let parameters = row.schema.parameters
      let least = parameters.count { $0.defaultText == nil } + (hasGenerator == true ? 1 : 0)
      return least...Swift.max(least, parameters.count - (hasGenerator == false ? 1 : 0))
    }

    func text(asMethod: Bool) -> String { row.schema.signature(asMethod: asMethod, generator: hasGenerator) }
  }

  /// Why sizes given one by one are none, if the first of them is one.
  private func brokenSizes(_ schema: Schema, _ positional: [Argument]) -> TensorError? {
    let first = asMethod ? 1 : 0
    guard schema.positionalCount == first + 1, positional.count > first + 1,
      case .ints = schema.parameters[first].kind, positional[first].int != nil
    else { return nil }
    return brokenSize(schema.parameters[first], Array(positional[first...]))
  }

  /// What is wrong with the first size, from the second one on, that is no integer.
  private func brokenSize(_ parameter: Schema.Parameter, _ sizes: [Argument]) -> TensorError? {
    guard let place = sizes.firstIndex(where: { $0.int == nil && !$0.isTensor }), place > 0 else { return nil }
    return .type(
      "\(name)(): argument '\(parameter.pythonName)' failed to unpack the object at pos \(place + 1) with error "
        + "\"type must be tuple of ints,but got \(sizes[place].typeName)\"")
  }

  private func match(
    _ schema: Schema, _ positional: [Argument], _ keywords: [(name: String, value: Argument)]
  ) -> Result<[Argument], TensorError> {
    let parameters = schema.parameters
    if let error = brokenSizes(schema, positional) { return .failure(error) }
    var values = collectingSizes(schema, positional)
    let given = values.count
    if given > schema.positionalCount { return .failure(tooMany(schema, given)) }
    for index in 0..<given {
      let parameter = parameters[index]
      if !keywords.isEmpty, keyword(parameter, keywords) != nil {
        return .failure(.type("\(name)() got multiple values for argument '\(parameter.pythonName)'"))
      }
      if let error = misfit(parameter, values[index], position: index) { return .failure(error) }
    }
    values.reserveCapacity(parameters.count)
    var used = 0
    for index in given..<max(given, parameters.count) {
      let parameter = parameters[index]
      if !keywords.isEmpty, let value = keyword(parameter, keywords) {
        used += 1
        if let error = misfit(parameter, value, position: nil) { return .failure(error) }
        values.append(value)
      } else if parameter.defaultText != nil {
        values.append(parameter.defaultArgument)
      } else {
        return .failure(missing(schema, given, keywords))
      }
    }
    if used < keywords.count { return .failure(unexpected(schema, keywords)) }
    return .success(values)
  }

  private func keyword(
    _ parameter: Schema.Parameter, _ keywords: [(name: String, value: Argument)]
  ) -> Argument? {
    for keyword in keywords
    where keyword.name == parameter.name || keyword.name == parameter.pythonName {
      return keyword.value
    }
    return nil
  }

  private func unexpected(
    _ schema: Schema, _ keywords: [(name: String, value: Argument)]
  ) -> TensorError {
    let known = Set(schema.parameters.flatMap { [$0.name, $0.pythonName] })
    let extra = keywords.first { !known.contains($0.name) }?.name ?? ""
    return .type("\(name)() got an unexpected keyword argument '\(extra)'")
  }

  /// Sizes may be given one by one where a list of integers is the only positional parameter.
  private func collectingSizes(_ schema: Schema, _ positional: [Argument]) -> [Argument] {
    let first = asMethod ? 1 : 0
    let limit = schema.positionalCount
    if limit > 0, schema.parameters[limit - 1].kind == .rest, positional.count >= limit {
      if positional.count == limit, case .list = positional[limit - 1] { return positional }
      return Array(positional[..<(limit - 1)])
        + [.list(Array(positional[(limit - 1)...]), isTuple: true)]
    }
    guard limit == first + 1, positional.count > first,
      case .ints = schema.parameters[first].kind, positional[first].int != nil,
      positional[first...].allSatisfy({ $0.int != nil })
    else { return positional }
    return Array(positional[..<first]) + [.list(Array(positional[first...]), isTuple: true)]
  }

  private func misfit(_ parameter: Schema.Parameter, _ argument: Argument, position: Int?) -> TensorError? {
    if parameter.accepts(argument) { return nil }
    // A number can stand for the second tensor of arithmetic.
    if parameter.kind == .tensor && (parameter.name == "other" || parameter.name == "exponent"),
      argument.scalar != nil, !Binder.namesWithoutNumbers.contains(name)
    {
      return nil
    }
    if case .ints = parameter.kind, case .list(let sizes, _) = argument, let first = sizes.first {
      if first.int != nil, let error = brokenSize(parameter, sizes) { return error }
      let place = position.map { " (position \($0 + (asMethod ? 0 : 1)))" } ?? ""
      if first.int == nil {
        return .type(
          "\(name)(): argument '\(parameter.pythonName)'\(place) must be tuple of ints, but found element of type "
            + "\(first.typeName) at pos 0")
      }
    }
    let place = position.map { " (position \($0 + (asMethod ? 0 : 1)))" } ?? ""
    return .type(
      "\(name)(): argument '\(parameter.pythonName)'\(place) must be \(parameter.kind.typeName), "
        + "not \(argument.typeName)")
  }

  private func tooMany(_ schema: Schema, _ given: Int) -> TensorError {
    let offset = asMethod ? 1 : 0
    let limit = schema.positionalCount - offset
    let least = schema.parameters.count { !$0.isKeywordOnly && $0.defaultText == nil } - offset
    let range = least == limit ? "\(limit)" : "from \(least) to \(limit)"
    return .type(
      "\(name)() takes \(range) positional argument\(limit == 1 ? "" : "s") but \(given - offset) "
        + "\(given - offset == 1 ? "was" : "were") given")
  }

  private func missing(
    _ schema: Schema, _ given: Int, _ keywords: [(name: String, value: Argument)]
  ) -> TensorError {
    let names = schema.parameters.dropFirst(given).filter { parameter in
      parameter.defaultText == nil
        && !keywords.contains { $0.name == parameter.name || $0.name == parameter.pythonName }
    }.map { "\"\($0.pythonName)\"" }
    return .type(
      "\(name)() missing \(names.count) required positional arguments: \(names.joined(separator: ", "))")
  }

  private func noOverload(
    _ positional: [Argument], _ keywords: [(name: String, value: Argument)], _ signatures: [Signature]
  ) -> TensorError {
    var got = positional.dropFirst(asMethod ? 1 : 0).map(\.callTypeName)
    got += keywords.map { "\($0.name)=\($0.value.typeName)" }
    // PyTorch leaves its separator behind where there are keywords only.
    if asMethod, positional.count <= 1, !keywords.isEmpty { got.append("") }
    let call = "\(name)() received an invalid combination of arguments - got (\(got.joined(separator: ", ")))"
    if signatures.count == 1, !asMethod, let only = signatures.first {
      let list = only.text(asMethod: false).dropLast()
      return .type("\(call), but expected \(list)\(list.contains("*,") ? "" : ", *"), Tensor out = None)")
    }
    let lists = signatures.map { " * \($0.text(asMethod: asMethod))\n" }.joined()
    return .type("\(call), but expected one of:\n\(lists)")
  }
}
