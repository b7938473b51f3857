/// `str`: searching and replacing.
let stringSearchMethods: [Builtin] = [
  Builtin("find(self, sub, start=None, end=None, /)", "The first place of sub, or -1.") {
    (m, a) throws(Raised) in .int(try m.find(a, "find", .forward) ?? -1)
  },
  Builtin("rfind(self, sub, start=None, end=None, /)", "The last place of sub, or -1.") {
    (m, a) throws(Raised) in .int(try m.find(a, "rfind", .backward) ?? -1)
  },
  Builtin("index(self, sub, start=None, end=None, /)", "The first place of sub.") {
    (m, a) throws(Raised) in
    guard let index = try m.find(a, "index", .forward) else {
      throw m.raise(.valueError, "substring not found")
    }
    return .int(index)
  },
  Builtin("rindex(self, sub, start=None, end=None, /)", "The last place of sub.") {
    (m, a) throws(Raised) in
    guard let index = try m.find(a, "rindex", .backward) else {
      throw m.raise(.valueError, "substring not found")
    }
    return .int(index)
  },
  Builtin("count(self, sub, start=None, end=None, /)", "How often sub occurs.") {
    (m, a) throws(Raised) in
    let text = try m.receiver(a[0], "count")
    let range = try m.searchRange(a.given(2), a.given(3), count: text.count)
    let part = try m.requireString(a[1], "")
    guard let range else { return .int(0) }
    return .int(try m.solve { try text.occurrenceCount(of: part, range) })
  },
  Builtin("startswith(self, prefix, start=None, end=None, /)", "Whether it begins with prefix.") {
    (m, a) throws(Raised) in
    try m.hasAffix(a, "startswith") { (text, part, range) in
      text.matches(part, at: range.lowerBound)
    }
  },
  Builtin("endswith(self, suffix, start=None, end=None, /)", "Whether it ends with suffix.") {
    (m, a) throws(Raised) in
    try m.hasAffix(a, "endswith") { (text, part, range) in
      text.matches(part, at: range.upperBound - part.count)
    }
  },
  Builtin("replace(self, old, new, count=-1, /)", "With occurrences of old replaced by new.") {
    (m, a) throws(Raised) in
    let text = try m.receiver(a[0], "replace")
    let old = try m.requireString(a[1], "replace() argument 1 ")
    let new = try m.requireString(a[2], "replace() argument 2 ")
    let limit = try a.given(3).map { (v) throws(Raised) in try m.cSize(v) } ?? -1
    return try m.replacing(old, by: new, in: text, limit: limit)
  },
  Builtin("removeprefix(self, prefix, /)", "Without the prefix, if it has it.") {
    (m, a) throws(Raised) in
    let text = try m.receiver(a[0], "removeprefix")
    let part = try m.requireString(a[1], "removeprefix() argument ")
    guard part.count <= text.count, text.matches(part, at: 0) else { return m.exactString(text) }
    return m.substring(text, part.count..<text.count)
  },
  Builtin("removesuffix(self, suffix, /)", "Without the suffix, if it has it.") {
    (m, a) throws(Raised) in
    let text = try m.receiver(a[0], "removesuffix")
    let part = try m.requireString(a[1], "removesuffix() argument ")
    let rest = text.count - part.count
    guard rest >= 0, text.matches(part, at: rest) else { return m.exactString(text) }
    return m.substring(text, 0..<rest)
  },
]

extension Machine {
  /// The place that `find` and its kin look for.
  fileprivate func find(_ a: Arguments, _ method: String, _ direction: SearchDirection)
    throws(Raised) -> Int?
  {
    let text = try receiver(a[0], method)
    let range = try searchRange(a.given(2), a.given(3), count: text.count)
    let part = try requireString(a[1], "")
    guard let range else { return nil }
    return text.find(part, range, direction)
  }

  /// `startswith` and `endswith` with one text or a tuple of them.
  fileprivate func hasAffix(
    _ a: Arguments, _ method: String, _ matches: (StringObject, StringObject, Range<Int>) -> Bool
  ) throws(Raised) -> Value {
    let text = try receiver(a[0], method)
    let range = try searchRange(a.given(2), a.given(3), count: text.count)
    func has(_ part: StringObject) -> Bool {
      guard let range, part.count <= range.count else { return false }
      return matches(text, part, range)
    }
    if let part = a[1].object(.string) { return .bool(has(StringObject(part))) }
    guard let tuple = a[1].object(.tuple).map(Tuple.init) else {
      throw raise(
        .typeError,
        "\(method) first arg must be str or a tuple of str, not \(typeName(of: a[1]))")
    }
    for index in 0..<tuple.count {
      guard let part = tuple[index].object(.string) else {
        throw raise(
          .typeError,
          "tuple for \(method) must only contain str, not \(typeName(of: tuple[index]))")
      }
      if has(StringObject(part)) { return .bool(true) }
    }
    return .bool(false)
  }
}
