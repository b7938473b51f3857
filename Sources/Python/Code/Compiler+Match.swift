/// How a `matchTest` instruction looks at its subject.
enum MatchTest: Int {
  /// Whether the subject is a sequence (`str` and `bytes` are not).
  case isSequence
  case isMapping
  /// Its length.
  case length
  /// The value under the key in the next register, or undefined: jumpIfFalse sees False then.
  case hasKey
  case item
  /// A dict copy without the keys in the tuple in the next register.
  case rest
  /// Attributes: class, count of positional patterns, tuple of keyword names in the next three
  /// registers; a tuple of the values, or None where the subject does not match.
  case attributes
  /// Identity with the constant in the next register.
  case isSame
}

/// `match`: each case tests its pattern step by step and jumps to the next case where it fails.
extension Compiler {
  mutating func compileMatch(_ subject: Expression, _ cases: [MatchCase]) throws(SyntaxProblem) {
    try PatternRules.check(cases, names: names)
    let register = temporary()
    try compile(subject, into: register)
    var ends: [PendingJump] = []
    let before = assigned
    for matchCase in cases {
      let mark = top
      assigned = before
      var failures: [PendingJump] = []
      try match(register, matchCase.pattern, &failures)
      if let test = matchCase.guardTest {
        failures += try condition(test, jumpWhen: false)
      }
      killTemporaries(from: mark)
      try compile(matchCase.body)
      ends.append(emit(.jump))
      land(failures)
      for register in mark..<top { markDirty(register) }
      killTemporaries(from: mark)
      top = mark
    }
    land(ends)
    assigned = before
    markDirty(register)
  }

  private mutating func match(
    _ subject: Register, _ pattern: Pattern, _ failures: inout [PendingJump]
  ) throws(SyntaxProblem) {
    range = pattern.range
    switch pattern.kind {
    case .value(let expected):
      let operands = temporaries(2)
      emit(.move, operands, subject)
      try compile(expected, into: operands + 1)
      emit(.equal, operands, operands, operands + 1)
      failures.append(emit(.jumpIfFalse, operands))
      markDirty(operands)
    case .singleton(let constant):
      let operands = temporaries(2)
      emit(.move, operands, subject)
      try load(constant, into: operands + 1)
      emit(.matchTest, operands, operands, MatchTest.isSame.rawValue)
      failures.append(emit(.jumpIfFalse, operands))
    case .capture(let inner, let name):
      if let inner { try match(subject, inner, &failures) }
      if let name { assign(subject, toName: name) }
    case .star(let name):
      if let name { assign(subject, toName: name) }
    case .or(let alternatives): try matchAny(subject, alternatives, &failures)
    case .sequence(let items): try matchSequence(subject, items, &failures)
    case .mapping(let keys, let patterns, let rest):
      try matchMapping(subject, keys, patterns, rest, &failures)
    case .class(let type, let positional, let keywords):
      try matchClass(subject, type, positional, keywords, &failures)
    }
  }

  private mutating func matchAny(
    _ subject: Register, _ alternatives: [Pattern], _ failures: inout [PendingJump]
  ) throws(SyntaxProblem) {
    var successes: [PendingJump] = []
    for (index, alternative) in alternatives.enumerated() {
      var misses: [PendingJump] = []
      try match(subject, alternative, &misses)
      if index == alternatives.count - 1 {
        failures += misses
      } else {
        successes.append(emit(.jump))
        land(misses)
      }
    }
    land(successes)
  }

  /// A test of the subject whose failure leaves the pattern.
  private mutating func require(
    _ test: MatchTest, _ subject: Register, _ failures: inout [PendingJump]
  ) {
    let result = temporary()
    emit(.matchTest, result, subject, test.rawValue)
    failures.append(emit(.jumpIfFalse, result))
  }

  private mutating func matchSequence(
    _ subject: Register, _ items: [Pattern], _ failures: inout [PendingJump]
  ) throws(SyntaxProblem) {
    require(.isSequence, subject, &failures)
    let length = temporary()
    emit(.matchTest, length, subject, MatchTest.length.rawValue)
    let star = items.firstIndex { if case .star = $0.kind { true } else { false } }
    let needed = star == nil ? items.count : items.count - 1
    let op: Opcode = star == nil ? .jumpUnlessEqualImmediate : .jumpUnlessGreaterEqualImmediate
    failures.append(emit(op, length, needed))
    let first = temporaries(items.count)
    if let star {
      emit(.unpackStarred, subject, star | (items.count - star - 1) << 8, first)
    } else {
      emit(.unpack, subject, items.count, first)
    }
    for index in items.indices { markDirty(first + index) }
    for (index, item) in items.enumerated() { try match(first + index, item, &failures) }
  }

  private mutating func matchMapping(
    _ subject: Register, _ keys: [Expression], _ patterns: [Pattern], _ rest: Name?,
    _ failures: inout [PendingJump]
  ) throws(SyntaxProblem) {
    require(.isMapping, subject, &failures)
    for (key, pattern) in zip(keys, patterns) {
      let operands = temporaries(3)
      emit(.move, operands, subject)
      markDirty(operands)
      try compile(key, into: operands + 1)
      emit(.matchTest, operands + 2, operands, MatchTest.hasKey.rawValue)
      failures.append(emit(.jumpIfFalse, operands + 2))
      emit(.matchTest, operands + 2, operands, MatchTest.item.rawValue)
      markDirty(operands + 2)
      try match(operands + 2, pattern, &failures)
    }
    guard let rest else { return }
    let operands = temporaries(2)
    emit(.move, operands, subject)
    markDirty(operands)
    try tuple(keys, into: operands + 1)
    emit(.matchTest, operands, operands, MatchTest.rest.rawValue)
    assign(operands, toName: rest)
  }

  private mutating func matchClass(
    _ subject: Register, _ type: Expression, _ positional: [Pattern],
    _ keywords: [(name: Name, pattern: Pattern)], _ failures: inout [PendingJump]
  ) throws(SyntaxProblem) {
    let operands = temporaries(4)
    emit(.move, operands, subject)
    markDirty(operands)
    try compile(type, into: operands + 1)
    unit.constants.append(.int(positional.count))
    emitConstant(unit.constants.count - 1, into: operands + 2)
    let names = keywords.map { own(self.names.symbols[$0.name.index].value) }
    emitConstant(owned: .object(runtime.makeTuple(owned: names)), into: operands + 3)
    emit(.matchTest, operands, operands, MatchTest.attributes.rawValue)
    loadNone(into: operands + 1)
    failures.append(emit(.jumpUnlessIsNot, operands, operands + 1))
    let patterns = positional + keywords.map(\.pattern)
    let first = temporaries(patterns.count)
    emit(.unpack, operands, patterns.count, first)
    for index in patterns.indices { markDirty(first + index) }
    for (index, pattern) in patterns.enumerated() { try match(first + index, pattern, &failures) }
  }
}
