import Python

/// Keeps the variables of frames alive for as long as a traceback may show them.
final class KeptVariables {
  private(set) var dicts: [KeptValue] = []

  /// The number by which a dict is found again; 0 for a frame without one.
  func note(_ value: Value) -> Int {
    if value.isUndefined { return 0 }
    dicts.append(KeptValue(value))
    return dicts.count
  }
}

/// The values that the mode Verbose shows: those of names, and of expressions that can be computed
/// without running code of anybody. The rules are those of the packages `stack_data` and
/// `pure_eval`, which IPython uses.
struct FrameValues {
  let machine: Machine
  let variables: [KeptValue]
  let pieces: (FrameRecord.Source) -> CellPieces?

  /// What a formatter asks for.
  var values: TracebackFormatter.Values {
    TracebackFormatter.Values(
      argument: { frame, name in text(value(of: name, in: frame) ?? .none) },
      variables: { frame, lines in rows(of: frame, in: lines) })
  }

  /// The variables of a frame that has kept them.
  func variables(of frame: FrameRecord) -> [(name: String, value: Value)] {
    guard variables.indices.contains(frame.id - 1) else { return [] }
    return machine.entries(of: variables[frame.id - 1].value, limit: .max).compactMap { entry in
      machine.text(entry.key).map { ($0, entry.value) }
    }
  }

  /// `repr`, whatever happens.
  func text(_ value: Value) -> String {
    do throws(Raised) {
      return try machine.withPool { () throws(Raised) in try machine.repr(value) }
    } catch {
      machine.discardPending()
      return "<unprintable \(machine.typeName(of: value)) object>"
    }
  }

  /// A variable of the frame, a global, a builtin.
  private func value(of name: String, in frame: FrameRecord) -> Value? {
    if frame.id > 0, let found = machine.entry(machine.symbol(name), of: variables[frame.id - 1].value)
    {
      return found
    }
    return machine.value(name, in: machine.mainModule()) ?? machine.builtin(name)
  }

  // MARK: Expressions

  private func rows(of frame: FrameRecord, in lines: Range<Int>) -> [(name: String, text: String)] {
    guard let pieces = pieces(frame.source), let names = pieces.names else { return [] }
    let evaluator = PureEvaluator(machine: machine, names: names) { value(of: $0, in: frame) }
    var rows: [(name: String, text: String)] = []
    var groups: [String: Value] = [:]
    var shown: Set<String> = []
    for expression in pieces.expressions(ofCode: frame.name, firstLine: frame.firstLine) {
      let name = pieces.text(expression.range)
      // Equal expressions form one group, with the value of the first.
      let value = groups[name] ?? interestingValue(of: expression, evaluator)
      guard let value else { continue }
      groups[name] = value
      if !rows.contains(where: { $0.name == name }) { rows.append((name, "")) }
      if lines.contains(Int(expression.range.line)) { shown.insert(name) }
    }
    return rows.filter { shown.contains($0.name) }.map { row in
      (row.name, groups[row.name].map(text) ?? "")
    }
  }

  private func interestingValue(of expression: Expression, _ evaluator: PureEvaluator) -> Value? {
    guard !expression.isLiteral, let value = evaluator.value(of: expression) else { return nil }
    switch expression.kind {
    case .name(let name):
      let name = evaluator.names.text(name)
      if machine.builtin(name)?.isIdentical(to: value) ?? false { return nil }
      return machine.definedName(of: value) == name ? nil : value
    case .attribute(_, let name):
      return machine.definedName(of: value) == evaluator.names.text(name) ? nil : value
    default: return value
    }
  }
}

extension Machine {
  /// `__name__` of a function, class or module; nil for other values.
  fileprivate func definedName(of value: Value) -> String? {
    let kinds = ["type", "function", "builtin_function_or_method", "module", "method"]
    guard kinds.contains(typeName(of: value)) else { return nil }
    return (try? attribute(of: value, symbol("__name__"))).flatMap { text($0) }
  }
}
