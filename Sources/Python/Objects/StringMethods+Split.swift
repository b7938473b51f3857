/// `str`: splitting, joining, stripping.
let stringSplitMethods: [Builtin] = [
  Builtin("split(self, /, sep=None, maxsplit=-1)", "The words, or the parts between sep.") {
    (m, a) throws(Raised) in try m.split(a, "split", .forward)
  },
  Builtin("rsplit(self, /, sep=None, maxsplit=-1)", "The same, split from the end.") {
    (m, a) throws(Raised) in try m.split(a, "rsplit", .backward)
  },
  Builtin("splitlines(self, /, keepends=False)", "The lines.") { (m, a) throws(Raised) in
    let text = try m.receiver(a[0], "splitlines")
    let keepsEnds = try a.given(1).map { (v) throws(Raised) in try m.cInt(v) != 0 } ?? false
    return try m.list(try m.solve { try text.lines(keepsEnds: keepsEnds) }, of: text)
  },
  Builtin("partition(self, sep, /)", "What is before sep, sep, and what is behind.") {
    (m, a) throws(Raised) in try m.partition(a, "partition", .forward)
  },
  Builtin("rpartition(self, sep, /)", "What is before the last sep, sep, and what is behind.") {
    (m, a) throws(Raised) in try m.partition(a, "rpartition", .backward)
  },
  Builtin("join(self, iterable, /)", "The texts, with this one between them.") {
    (m, a) throws(Raised) in
    try m.joined(a[1], separator: try m.receiver(a[0], "join"))
  },
  Builtin("strip(self, chars=None, /)", "Without blanks or chars at both ends.") {
    (m, a) throws(Raised) in try m.strip(a, "strip", left: true, right: true)
  },
  Builtin("lstrip(self, chars=None, /)", "Without blanks or chars at the start.") {
    (m, a) throws(Raised) in try m.strip(a, "lstrip", left: true, right: false)
  },
  Builtin("rstrip(self, chars=None, /)", "Without blanks or chars at the end.") {
    (m, a) throws(Raised) in try m.strip(a, "rstrip", left: false, right: true)
  },
]

extension Machine {
  fileprivate func split(_ a: Arguments, _ method: String, _ direction: SearchDirection)
    throws(Raised) -> Value
  {
    let text = try receiver(a[0], method)
    let limit = try a.given(2).map { (v) throws(Raised) in try cSize(v) } ?? -1
    let list = newList(capacity: 8)
    func add(_ range: Range<Int>) { list.append(owned: makeSubstring(text, range)) }
    guard let separator = a.given(1), !separator.isNone else {
      try solve { try text.forEachWord(limit: limit, direction, add) }
      return .object(list.object)
    }
    guard let object = separator.object(.string) else {
      throw raise(.typeError, "must be str or None, not \(typeName(of: separator))")
    }
    let part = StringObject(object)
    if part.count == 0 { throw raise(.valueError, "empty separator") }
    try solve { try text.forEachPart(between: part, limit: limit, direction, add) }
    return .object(list.object)
  }

  fileprivate func partition(_ a: Arguments, _ method: String, _ direction: SearchDirection)
    throws(Raised) -> Value
  {
    let text = try receiver(a[0], method)
    let part = try requireString(a[1], "")
    if part.count == 0 { throw raise(.valueError, "empty separator") }
    let empty = Value.object(runtime.emptyString)
    guard let place = text.find(part, text.range, direction) else {
      let whole = exactString(text)
      return direction == .forward ? tuple(whole, empty, empty) : tuple(empty, empty, whole)
    }
    return tuple(
      substring(text, 0..<place), exactString(part),
      substring(text, (place + part.count)..<text.count))
  }

  fileprivate func strip(_ a: Arguments, _ method: String, left: Bool, right: Bool)
    throws(Raised) -> Value
  {
    let text = try receiver(a[0], method)
    if let chars = a.given(1), !chars.isNone {
      guard let object = chars.object(.string) else {
        throw raise(.typeError, "\(method) arg must be None or str")
      }
      let set = StringObject(object)
      return strip(text, left, right) { set.view.firstIndex(of: $0) != nil }
    }
    return strip(text, left, right, UnicodeTraits.isSpace)
  }

  @inline(__always)
  private func strip(
    _ text: StringObject, _ left: Bool, _ right: Bool, _ isStripped: (UInt32) -> Bool
  ) -> Value {
    var (start, end) = (0, text.count)
    if left { while start < end, isStripped(text[start]) { start += 1 } }
    if right { while end > start, isStripped(text[end - 1]) { end -= 1 } }
    return substring(text, start..<end)
  }
}
