/// What patterns may not do, whatever they are matched with: bind a name twice, hide the cases
/// behind them. Looked at before a `match` statement is compiled.
struct PatternRules {
  /// Whether the pattern may match everything: in the last case, and before a guard.
  private var mayBeIrrefutable: Bool
  private let texts: CompiledNames
  private var names: Set<Name> = []

  /// Checks the patterns of a `match` statement.
  static func check(_ cases: [MatchCase], names: CompiledNames) throws(SyntaxProblem) {
    for (index, matchCase) in cases.enumerated() {
      let isLast = index == cases.count - 1
      var rules = PatternRules(
        mayBeIrrefutable: isLast || matchCase.guardTest != nil, texts: names)
      try rules.visit(matchCase.pattern)
    }
  }

  private init(mayBeIrrefutable: Bool, texts: CompiledNames) {
    self.mayBeIrrefutable = mayBeIrrefutable
    self.texts = texts
  }

  private mutating func visit(_ pattern: Pattern) throws(SyntaxProblem) {
    switch pattern.kind {
    case .value, .singleton: break
    case .capture(let inner?, let name):
      try visit(inner)
      if let name { try bind(name, pattern) }
    case .capture(nil, let name):
      guard mayBeIrrefutable else {
        let what = name.map { "name capture '\(texts.text($0))'" } ?? "wildcard"
        throw problem("\(what) makes remaining patterns unreachable", pattern)
      }
      if let name { try bind(name, pattern) }
    case .star(let name): if let name { try bind(name, pattern) }
    case .sequence(let items):
      let stars = items.filter { if case .star = $0.kind { true } else { false } }
      if stars.count > 1 { throw problem("multiple starred names in sequence pattern", pattern) }
      try visitInside(items)
    case .mapping(_, let patterns, let rest):
      try visitInside(patterns)
      if let rest { try bind(rest, pattern) }
    case .class(_, let positional, let keywords):
      for (index, keyword) in keywords.enumerated()
      where keywords[..<index].contains(where: { $0.name == keyword.name }) {
        throw problem(
          "attribute name repeated in class pattern: \(texts.text(keyword.name))", keyword.pattern)
      }
      try visitInside(positional + keywords.map(\.pattern))
    case .or(let alternatives): try visitAny(alternatives, pattern)
    }
  }

  /// Parts of a pattern: what they match is already narrowed down.
  private mutating func visitInside(_ patterns: [Pattern]) throws(SyntaxProblem) {
    let saved = mayBeIrrefutable
    mayBeIrrefutable = true
    for pattern in patterns { try visit(pattern) }
    mayBeIrrefutable = saved
  }

  /// Alternatives: only the last may match everything, and all bind the same names.
  private mutating func visitAny(_ alternatives: [Pattern], _ pattern: Pattern)
    throws(SyntaxProblem)
  {
    let (outer, saved) = (names, mayBeIrrefutable)
    var bound: Set<Name>?
    for (index, alternative) in alternatives.enumerated() {
      names = outer
      mayBeIrrefutable = saved && index == alternatives.count - 1
      try visit(alternative)
      if let bound, bound != names {
        throw problem("alternative patterns bind different names", pattern)
      }
      bound = names
    }
    mayBeIrrefutable = saved
  }

  private mutating func bind(_ name: Name, _ pattern: Pattern) throws(SyntaxProblem) {
    guard names.insert(name).inserted else {
      throw problem("multiple assignments to name '\(texts.text(name))' in pattern", pattern)
    }
  }

  private func problem(_ message: String, _ pattern: Pattern) -> SyntaxProblem {
    SyntaxProblem(message, range: pattern.range)
  }
}
