/// The state of a `re.Match`.
final class RegexMatch {
  let pattern: RegexPattern
  let patternValue: Value
  let string: Value
  /// First and end of the match and of each group; -1 for a group that took no part.
  let bounds: [Int]
  let range: RegexRange

  init(
    _ pattern: RegexPattern, _ patternValue: Value, _ string: Value, _ bounds: [Int],
    _ range: RegexRange
  ) {
    self.pattern = pattern
    self.patternValue = own(patternValue)
    self.string = own(string)
    self.bounds = bounds
    self.range = range
  }

  deinit { forEachOwned { drop($0) } }

  func forEachOwned(_ visit: (Value) -> Void) {
    visit(patternValue)
    visit(string)
  }

  /// The text of a group, or what stands for one that took no part.
  func text(_ group: Int, _ m: Machine, unmatched standard: Value = .none) -> Value {
    let start = bounds[2 * group]
    return start < 0 ? standard : m.slice(string, start, bounds[2 * group + 1])
  }

  /// The number of a group by its number or its name.
  func group(_ key: Value, _ m: Machine) throws(Raised) -> Int {
    if case .int(let number) = key, number >= 0, number <= pattern.groupCount { return number }
    var number = -1
    if m.hasIndex(key) {
      number = try m.index(key, clamps: true)
    } else if let names = pattern.names.object(.dictView),
      let dict = names.body(CellBody.self).pointee.content.object(.dict)
    {
      let place = try m.find(key, in: Dict(dict))
      if place >= 0, case .int(let named) = Dict(dict).entries[place].value { number = named }
    }
    guard number >= 0, number <= pattern.groupCount else {
      throw m.raise(.indexError, "no such group")
    }
    return number
  }

  /// The group that ended last: of those that end at the same place the outermost.
  var lastGroup: Int? {
    var last: Int?
    var furthest = -1
    for group in pattern.closing
    where bounds[2 * group] >= 0 && bounds[2 * group + 1] >= furthest {
      last = group
      furthest = bounds[2 * group + 1]
    }
    return last
  }

  func span(_ group: Int, _ m: Machine) -> Value {
    m.tuple(.int(bounds[2 * group]), .int(bounds[2 * group + 1]))
  }
}

extension Object {
  /// The state of the match that is the receiver of a method, which the machine has checked.
  fileprivate var regexMatch: RegexMatch {
    unsafeDowncast(
      body(ForeignBody.self).pointee.content.takeUnretainedValue(), to: RegexMatch.self)
  }
}

let regexMatchMethods: [Builtin] = [
  refusedConstruction,
  Builtin("group(self, /, *groups)", "Return one or more subgroups of the match.") {
    (m, a) throws(Raised) in
    let match = a.receiver.regexMatch
    switch a.restCount {
    case 0: return match.text(0, m)
    case 1: return match.text(try match.group(a.rest[0], m), m)
    default:
      var texts: [Value] = []
      for key in a.rest { texts.append(match.text(try match.group(key, m), m)) }
      return m.tuple(texts)
    }
  },
  Builtin("__getitem__(self, key, /)", "Return self[key].") { (m, a) throws(Raised) in
    let match = a.receiver.regexMatch
    return match.text(try match.group(a[1], m), m)
  },
  Builtin("groups(self, default=None)", "Return a tuple of all subgroups.") {
    (m, a) throws(Raised) in
    let match = a.receiver.regexMatch
    let standard = a.given(1) ?? .none
    return m.tuple(count: match.pattern.groupCount) { match.text($0 + 1, m, unmatched: standard) }
  },
  Builtin("groupdict(self, default=None)", "Return a dictionary of all named subgroups.") {
    (m, a) throws(Raised) in
    let match = a.receiver.regexMatch
    let standard = a.given(1) ?? .none
    let result = m.newDict()
    for (name, group) in match.pattern.groupNames {
      result.set(name, match.text(group, m, unmatched: standard))
    }
    return .object(result.object)
  },
  Builtin("start(self, group=0, /)", "Return index of the start of the substring of group.") {
    (m, a) throws(Raised) in
    let match = a.receiver.regexMatch
    return .int(match.bounds[2 * (try match.group(a.given(1) ?? .int(0), m))])
  },
  Builtin("end(self, group=0, /)", "Return index of the end of the substring of group.") {
    (m, a) throws(Raised) in
    let match = a.receiver.regexMatch
    return .int(match.bounds[2 * (try match.group(a.given(1) ?? .int(0), m)) + 1])
  },
  Builtin("span(self, group=0, /)", "Return the bounds of the substring of group.") {
    (m, a) throws(Raised) in
    let match = a.receiver.regexMatch
    return match.span(try match.group(a.given(1) ?? .int(0), m), m)
  },
  Builtin("expand(self, template)", "Return the template filled in by the match.") {
    (m, a) throws(Raised) in
    let match = a.receiver.regexMatch
    let parts = m.items(try match.pattern.parts(of: a[1], m)) ?? []
    let pieces = m.newList()
    match.bounds.withUnsafeBufferPointer { bounds in
      if let start = bounds.baseAddress { m.append(parts, of: start, match.string, to: pieces) }
    }
    return try m.joined(pieces, isBytes: match.pattern.isBytes)
  },
  Builtin("__reduce__(self, /)", "Refuses.") { (m, a) throws(Raised) in
    throw m.raise(.typeError, "cannot pickle 're.Match' object")
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    let match = a.receiver.regexMatch
    let text = try m.repr(match.text(0, m))
    return m.string(
      "<re.Match object; span=(\(match.bounds[0]), \(match.bounds[1])), match=\(text)>")
  },
] + regexObjectMethods

let regexMatchProperties = [
  matchProperty("string", "The string that was searched.") { match, m in match.string },
  matchProperty("re", "The regular expression object.") { match, m in match.patternValue },
  matchProperty("pos", "Where the search began.") { match, m in .int(match.range.start) },
  matchProperty("endpos", "Where the search was to end.") { match, m in .int(match.range.end) },
  matchProperty("lastindex", "The last matched capturing group.") { match, m in
    match.lastGroup.map { .int($0) } ?? .none
  },
  matchProperty("lastgroup", "The name of the last matched capturing group.") { match, m in
    match.lastGroup.map { match.pattern.name(of: $0) } ?? .none
  },
  matchProperty("regs", "The bounds of all groups.") { match, m in
    m.tuple(count: match.pattern.groupCount + 1) { match.span($0, m) }
  },
]

private func matchProperty(
  _ name: String, _ doc: String, _ get: @escaping @Sendable (RegexMatch, Machine) -> Value
) -> ForeignProperty {
  ForeignProperty(name, doc) { (m, value) throws(Raised) in
    get(try m.regexState(value, RegexMatch.self), m)
  }
}
