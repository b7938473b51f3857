import CPCRE2

/// `_pcre`: patterns and matches of the module `re`, whose Python text translates Python's patterns
/// to those of PCRE2.
extension Machine {
  func fillPCRE(_ module: ModuleBuilder) {
    let traits = ForeignTraits(
      visit: { content, _, visit in (content as? RegexMatch)?.forEachOwned(visit) })
    let match = makeForeignType(
      "Match", module: "re", traits: traits, rows: regexMatchMethods,
      properties: regexMatchProperties)
    let pattern = makeForeignType(
      "Pattern", module: "re", rows: regexPatternMethods + [scannerMethod(makeScannerType())],
      properties: regexPatternProperties)
    for type in [match, pattern] {
      TypeObject(type).info.staticName = "re." + TypeObject(type).name
      module.set(TypeObject(type).name, .object(type))
    }
    module.add([
      Builtin(
        "compile(pattern, flags, text, groups, names, closing, template_parts)",
        """
        A pattern of which `text` is the translation; `closing` are its groups in the order in \
        which they end, `template_parts` reads replacement texts.
        """
      ) { (m, a) throws(Raised) in
        m.wrap(try RegexPattern(a, matchType: match, m), pattern)
      }
    ])
  }
}

/// The state of a `re.Pattern`.
final class RegexPattern {
  let pattern: Value
  let flags: Int
  /// For matches anywhere.
  let program: RegexProgram
  /// For matches right at the start, and for those of the whole text, once they are asked for.
  private var startProgram, wholeProgram: RegexProgram?
  /// In PCRE2's syntax.
  private let text: String
  private let options: UInt32
  let groupCount: Int
  /// A mapping of names to groups.
  let names: Value
  /// The same for native code, in order. Symbols live as long as the machine.
  let groupNames: [(name: Symbol, group: Int)]
  /// The groups in the order in which they end.
  let closing: [Int]
  let isBytes: Bool
  private let templateParts: Value
  private let matchType: Object
  /// The replacement text read last, and what it was read as: a list of texts and groups.
  private var template: (text: Value, parts: Value) = (.undefined, .undefined)

  /// PCRE2's options for Python's flags; those of characters' classes are apart.
  private static let optionsOfFlags: [(flag: Int, option: UInt32)] = [
    (2, PCRE2_CASELESS), (8, PCRE2_MULTILINE), (16, PCRE2_DOTALL),
  ]
  private static let asciiFlag = 256

  /// From the arguments of `compile`.
  fileprivate init(_ a: Arguments, matchType: Object, _ m: Machine) throws(Raised) {
    flags = try m.index(a[1])
    groupCount = try m.index(a[3])
    var closing: [Int] = []
    for group in m.items(a[5]) ?? [] { closing.append(try m.index(group)) }
    self.closing = closing
    isBytes = a[0].object(.string) == nil
    var options: UInt32 = isBytes || flags & Self.asciiFlag != 0 ? 0 : PCRE2_UCP
    for (flag, option) in Self.optionsOfFlags where flags & flag != 0 { options |= option }
    text = m.text(a[2]) ?? ""
    self.options = options
    program = try RegexProgram(text, options, m)
    names = own(try m.call(.object(m.types.mappingProxy), [a[4]]))
    var groupNames: [(name: Symbol, group: Int)] = []
    if let dict = a[4].object(.dict) {
      Dict(dict).forEach { name, group in
        guard let symbol = m.symbol(of: name), case .int(let group) = group else { return }
        groupNames.append((symbol, group))
      }
    }
    self.groupNames = groupNames
    pattern = own(a[0])
    templateParts = own(a[6])
    self.matchType = matchType
  }

  deinit {
    for value in [pattern, names, templateParts, template.text, template.parts] { drop(value) }
  }

  /// The text to be searched; raises TypeError for what is none of the pattern's kind.
  func subject(_ value: Value, _ m: Machine) throws(Raised) -> RegexSubject {
    guard let subject = RegexSubject(value) else {
      throw m.raise(
        .typeError, "expected string or bytes-like object, got '\(m.typeName(of: value))'")
    }
    if isBytes != (value.object(.string) == nil) {
      throw m.raise(
        .typeError,
        isBytes
          ? "cannot use a bytes pattern on a string-like object"
          : "cannot use a string pattern on a bytes-like object")
    }
    return subject
  }

  /// The program of a mode. It is part of the pattern for PCRE2, as machine code has no modes.
  func program(_ mode: RegexMode, _ m: Machine) throws(Raised) -> RegexProgram {
    switch mode {
    case .anywhere: return program
    case .start:
      if let startProgram { return startProgram }
      let made = try RegexProgram(text, options | PCRE2_ANCHORED, m)
      startProgram = made
      return made
    case .whole:
      if let wholeProgram { return wholeProgram }
      let made = try RegexProgram(text, options | PCRE2_ANCHORED | PCRE2_ENDANCHORED, m)
      wholeProgram = made
      return made
    }
  }

  /// The name of a group, or None.
  func name(of group: Int) -> Value {
    groupNames.first { $0.group == group }?.name.value ?? .none
  }

  /// A match that has just been found, for Python.
  func match(
    _ bounds: UnsafePointer<Int>, _ pattern: Value, _ string: Value, _ range: RegexRange,
    _ m: Machine
  ) -> Value {
    let bounds = Array(UnsafeBufferPointer(start: bounds, count: 2 * groupCount + 2))
    return m.wrap(RegexMatch(self, pattern, string, bounds, range), matchType)
  }

  /// The parts of a replacement text: texts and the numbers of groups.
  func parts(of text: Value, _ m: Machine) throws(Raised) -> Value {
    guard text.object(.string) != nil || text.byteBuffer != nil else {
      throw m.raise(
        .typeError,
        "decoding to str: need a bytes-like object, \(m.typeName(of: text)) found")
    }
    if text.isIdentical(to: template.text) { return m.pooled(own(template.parts)) }
    let plain = text.byteBuffer.map { m.bytes(Array($0)) } ?? text
    let parts = try m.call(templateParts, [plain, .int(groupCount), names])
    let old = template
    template = (own(text), own(parts))
    drop(old.text)
    drop(old.parts)
    return parts
  }
}

/// Where a match may stand.
enum RegexMode {
  case anywhere, start, whole
}

/// The part of a text that is searched: `pos` and `endpos`, within the text.
struct RegexRange {
  let start, end: Int

  init(start: Int, end: Int) { (self.start, self.end) = (start, end) }

  /// By the arguments `pos` and `endpos`.
  init(_ start: Value?, _ end: Value?, count: Int, _ m: Machine) throws(Raised) {
    func bound(_ value: Value?, _ standard: Int) throws(Raised) -> Int {
      guard let value else { return standard }
      return max(0, min(try m.cSize(value), count))
    }
    self.start = try bound(start, 0)
    self.end = try bound(end, count)
  }
}

/// Goes from match to match, at most `limit` of them where that is not 0.
struct RegexSearch {
  let pattern: RegexPattern
  let range: RegexRange
  var subject: RegexSubject
  private let limit: Int
  private var position: Int
  private(set) var count = 0
  private var options: UInt32 = 0

  init(_ pattern: RegexPattern, _ subject: RegexSubject, _ range: RegexRange, limit: Int = 0) {
    self.pattern = pattern
    self.subject = subject
    self.range = range
    self.limit = limit
    position = range.start
  }

  /// The bounds of the next match, to be read before anything else is searched for. It may be asked to
  /// begin right where the one before ended.
  mutating func next(_ m: Machine, _ mode: RegexMode = .anywhere) throws(Raised)
    -> UnsafePointer<Int>?
  {
    guard limit == 0 || count < limit else { return nil }
    if count & 0xFF == 0 { try m.checkInterrupt() }
    let program = try pattern.program(mode, m)
    guard let bounds = try program.match(&subject, position, range.end, options, m) else {
      return nil
    }
    count += 1
    position = bounds[1]
    // After an empty match the next one must not be empty at the same place.
    options = bounds[0] == bounds[1] ? PCRE2_NOTEMPTY_ATSTART : 0
    return bounds
  }
}

/// What `finditer` returns.
private final class RegexIterator: NativeIterator {
  private let pattern, string: Value
  private var search: RegexSearch

  init(_ pattern: Value, _ string: Value, _ search: RegexSearch) {
    self.pattern = own(pattern)
    self.string = own(string)
    self.search = search
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard let bounds = try search.next(machine) else { return .undefined }
    return search.pattern.match(bounds, pattern, string, search.range, machine)
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(pattern)
    visit(string)
  }
}

// MARK: - Methods

extension Object {
  /// The state of the pattern that is the receiver of a method, which the machine has checked.
  var regexPattern: RegexPattern {
    unsafeDowncast(
      body(ForeignBody.self).pointee.content.takeUnretainedValue(), to: RegexPattern.self)
  }
}

private let regexPatternMethods: [Builtin] = [
  refusedConstruction,
  single("search", "Scan through string looking for a match.", .anywhere),
  single("match", "Match at the beginning of the string.", .start),
  single("fullmatch", "Match all of the string.", .whole),
  Builtin(
    "findall(self, string, pos=0, endpos=9223372036854775807)",
    "Return a list of all non-overlapping matches of pattern in string."
  ) { (m, a) throws(Raised) in
    let pattern = a.receiver.regexPattern
    let subject = try pattern.subject(a[1], m)
    let range = try RegexRange(a.given(2), a.given(3), count: subject.count, m)
    var search = RegexSearch(pattern, subject, range)
    let found = m.newList()
    while let bounds = try search.next(m) {
      let mark = m.heap.state.pointee.poolCount
      found.append(m.found(bounds, pattern.groupCount, a[1]))
      m.heap.drain(to: mark)
    }
    return .object(found.object)
  },
  Builtin(
    "finditer(self, string, pos=0, endpos=9223372036854775807)",
    "Return an iterator over all non-overlapping matches in the string."
  ) { (m, a) throws(Raised) in
    let pattern = a.receiver.regexPattern
    let subject = try pattern.subject(a[1], m)
    let range = try RegexRange(a.given(2), a.given(3), count: subject.count, m)
    let search = RegexSearch(pattern, subject, range)
    return m.iterator(RegexIterator(a[0], a[1], search), m.types.callableIterator)
  },
  Builtin("split(self, string, maxsplit=0)", "Split string by the occurrences of pattern.") {
    (m, a) throws(Raised) in
    try m.split(a[1], by: a.receiver.regexPattern, most: try m.cSize(a.given(2) ?? .int(0)))
  },
  Builtin("sub(self, repl, string, count=0)", "Replace the non-overlapping occurrences of pattern.") {
    (m, a) throws(Raised) in try m.substitute(a).text
  },
  Builtin("subn(self, repl, string, count=0)", "Return (new_string, number_of_substitutions).") {
    (m, a) throws(Raised) in
    let (text, count) = try m.substitute(a)
    return m.tuple(text, .int(count))
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    m.string(try m.describe(a.receiver.regexPattern))
  },
  Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
    let pattern = a.receiver.regexPattern
    return .int(try m.hash(m.tuple(pattern.pattern, .int(pattern.flags))))
  },
  equality("__eq__", isEqual: true), equality("__ne__", isEqual: false),
  Builtin("__reduce__(self, /)", "Return state information for pickling.") {
    (m, a) throws(Raised) in
    let pattern = a.receiver.regexPattern
    let compile = try m.attribute(of: try m.importModule("re"), m.symbol("_compile"))
    return m.tuple(compile, m.tuple(pattern.pattern, .int(pattern.flags)))
  },
] + regexObjectMethods

private func single(_ name: String, _ doc: String, _ mode: RegexMode) -> Builtin {
  Builtin("\(name)(self, string, pos=0, endpos=9223372036854775807)", doc) {
    (m, a) throws(Raised) in
    let pattern = a.receiver.regexPattern
    var subject = try pattern.subject(a[1], m)
    let range = try RegexRange(a.given(2), a.given(3), count: subject.count, m)
    let program = try pattern.program(mode, m)
    guard let bounds = try program.match(&subject, range.start, range.end, 0, m)
    else { return .none }
    return pattern.match(bounds, a[0], a[1], range, m)
  }
}

private func equality(_ name: String, isEqual: Bool) -> Builtin {
  Builtin("\(name)(self, value, /)", "Compare by text and flags.") { (m, a) throws(Raised) in
    guard let other = a[1].object(.foreign), other.type == a.receiver.type else {
      return m.notImplemented
    }
    let (x, y) = (a.receiver.regexPattern, other.regexPattern)
    let isAlike = x.flags == y.flags && x.isBytes == y.isBytes
    let isSame = isAlike ? try m.holds(.equal, x.pattern, y.pattern) : false
    return .bool(isSame == isEqual)
  }
}

private let regexPatternProperties = [
  patternProperty("pattern", "The pattern string.") { $0.pattern },
  patternProperty("flags", "The regex matching flags.") { .int($0.flags) },
  patternProperty("groups", "The number of capturing groups.") { .int($0.groupCount) },
  patternProperty("groupindex", "A dictionary of the names of groups.") { $0.names },
]

private func patternProperty(
  _ name: String, _ doc: String, _ get: @escaping @Sendable (RegexPattern) -> Value
) -> ForeignProperty {
  ForeignProperty(name, doc) { (m, value) throws(Raised) in
    get(try m.regexState(value, RegexPattern.self))
  }
}

/// What patterns and matches have in common: they need no copies, and take the kind of their text
/// in annotations.
let regexObjectMethods: [Builtin] = [
  Builtin("__copy__(self, /)", "Return self.") { (m, a) throws(Raised) in a[0] },
  Builtin("__deepcopy__(self, memo, /)", "Return self.") { (m, a) throws(Raised) in a[0] },
  classItemMethod,
]

/// Only searches make patterns, matches and scanners.
let refusedConstruction = Builtin("__new__(cls, /, *args, **kwargs)", "Refuses.") {
  (m, a) throws(Raised) in
  let name = TypeObject(a.receiver).info.staticName ?? m.typeName(a.receiver)
  throw m.raise(.typeError, "cannot create '\(name)' instances")
}

extension Machine {
  /// The state of a pattern or a match whose property is read.
  func regexState<State: AnyObject>(_ value: Value, _: State.Type) throws(Raised) -> State {
    if let object = value.object(.foreign),
      let state = object.body(ForeignBody.self).pointee.content.takeUnretainedValue() as? State
    {
      return state
    }
    throw raise(.typeError, "a pattern or a match is needed, not \(typeName(of: value))")
  }

  /// A part of a searched text, lent by the pool: always a plain `str` or `bytes`.
  func slice(_ text: Value, _ start: Int, _ end: Int) -> Value {
    if let string = text.object(.string) { return substring(StringObject(string), start..<end) }
    guard let buffer = text.byteBuffer else { return .none }
    if case .object(let object) = text, object.type == types.bytes, end - start == buffer.count {
      return text
    }
    let last = min(end, buffer.count)
    return bytes(Array(buffer[min(start, last)..<last]))
  }

  /// What `findall` says of a match: its text, its only group or all its groups.
  fileprivate func found(_ bounds: UnsafePointer<Int>, _ groupCount: Int, _ text: Value) -> Value {
    func group(_ number: Int) -> Value {
      let start = bounds[2 * number]
      return start < 0 ? slice(text, 0, 0) : slice(text, start, bounds[2 * number + 1])
    }
    return groupCount < 2 ? group(groupCount) : tuple(count: groupCount) { group($0 + 1) }
  }

  fileprivate func split(_ text: Value, by pattern: RegexPattern, most: Int) throws(Raised)
    -> Value
  {
    let subject = try pattern.subject(text, self)
    let range = RegexRange(start: 0, end: subject.count)
    var search = RegexSearch(pattern, subject, range, limit: most)
    let parts = newList()
    var last = 0
    while most >= 0, let bounds = try search.next(self) {
      let mark = heap.state.pointee.poolCount
      parts.append(slice(text, last, bounds[0]))
      for group in 0..<pattern.groupCount {
        let start = bounds[2 * group + 2]
        parts.append(start < 0 ? .none : slice(text, start, bounds[2 * group + 3]))
      }
      heap.drain(to: mark)
      last = bounds[1]
    }
    parts.append(slice(text, last, subject.count))
    return .object(parts.object)
  }

  /// `re.compile('text', re.FLAG)`
  fileprivate func describe(_ pattern: RegexPattern) throws(Raised) -> String {
    let names = [
      "TEMPLATE", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "UNICODE", "VERBOSE", "DEBUG",
      "ASCII",
    ]
    let text = String(codePoints: try repr(pattern.pattern).codePoints.prefix(200))
    var rest = pattern.flags
    // That a text is of characters goes without saying.
    if !pattern.isBytes, rest & 0b1_0010_0100 == 0b10_0000 { rest &= ~0b10_0000 }
    var shown: [String] = []
    for (bit, name) in names.enumerated() where rest & 1 << bit != 0 {
      shown.append("re." + name)
      rest &= ~(1 << bit)
    }
    if rest != 0 { shown.append("0x" + String(rest, radix: 16)) }
    return "re.compile(\(text)\(shown.isEmpty ? "" : ", ")\(shown.joined(separator: "|")))"
  }
}

// MARK: - Substitution

/// What stands in the place of a match.
private enum RegexReplacement {
  case text(Value)
  /// Texts and the numbers of groups.
  case parts([Value])
  case function(Value)

  init(_ value: Value, _ pattern: RegexPattern, _ m: Machine) throws(Raised) {
    if let string = value.object(.string).map(StringObject.init),
      !(0..<string.count).contains(where: { string[$0] == 0x5C })
    {
      self = .text(value)
    } else if let bytes = value.byteBuffer, !bytes.contains(0x5C) {
      self = .text(value)
    } else if m.isCallable(value) {
      self = .function(value)
    } else {
      let parts = m.items(try pattern.parts(of: value, m)) ?? []
      let isText = parts.count == 1 && m.integer(parts[0]) == nil
      self = isText ? .text(parts[0]) : .parts(parts)
    }
  }
}

extension Machine {
  /// `pattern.subn(repl, string, count)`
  fileprivate func substitute(_ a: Arguments) throws(Raised) -> (text: Value, count: Int) {
    let pattern = a.receiver.regexPattern
    let text = a[2]
    let limit = try cSize(a.given(3) ?? .int(0))
    let subject = try pattern.subject(text, self)
    let replacement = try RegexReplacement(a[1], pattern, self)
    let range = RegexRange(start: 0, end: subject.count)
    var search = RegexSearch(pattern, subject, range, limit: limit)
    let pieces = newList()
    var last = 0
    while limit >= 0, let bounds = try search.next(self) {
      let mark = heap.state.pointee.poolCount
      let (start, end) = (bounds[0], bounds[1])
      if last < start { pieces.append(slice(text, last, start)) }
      switch replacement {
      case .text(let value): pieces.append(value)
      case .parts(let parts): append(parts, of: bounds, text, to: pieces)
      case .function(let function):
        let new = try call(function, with: pattern.match(bounds, a[0], text, range, self))
        if !new.isNone { pieces.append(new) }
      }
      heap.drain(to: mark)
      last = end
    }
    if last < subject.count { pieces.append(slice(text, last, subject.count)) }
    return (try joined(pieces, isBytes: pattern.isBytes), search.count)
  }

  /// One text of pieces, which must all be of the kind.
  func joined(_ pieces: List, isBytes: Bool) throws(Raised) -> Value {
    if !isBytes {
      return try joined(.object(pieces.object), separator: StringObject(runtime.emptyString))
    }
    return try call(try attribute(of: bytes([]), symbol("join")), with: .object(pieces.object))
  }

  /// Adds the texts of a template, filled in by a match, to a list.
  func append(
    _ parts: [Value], of bounds: UnsafePointer<Int>, _ text: Value, to pieces: List
  ) {
    for part in parts {
      guard case .int(let group) = part else {
        pieces.append(part)
        continue
      }
      let start = bounds[2 * group]
      if start >= 0 { pieces.append(slice(text, start, bounds[2 * group + 1])) }
    }
  }
}
