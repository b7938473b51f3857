/// `bytes` and `bytearray`: searching, splitting, joining.
let byteSearchMethods: [Builtin] = [
  Builtin("find(self, sub, start=None, end=None, /)", "The first place of sub, or -1.") {
    (m, a) throws(Raised) in .int(try m.findBytes(a, .forward) ?? -1)
  },
  Builtin("rfind(self, sub, start=None, end=None, /)", "The last place of sub, or -1.") {
    (m, a) throws(Raised) in .int(try m.findBytes(a, .backward) ?? -1)
  },
  Builtin("index(self, sub, start=None, end=None, /)", "The first place of sub.") {
    (m, a) throws(Raised) in
    if let index = try m.findBytes(a, .forward) { return .int(index) }
    throw m.raise(.valueError, "subsection not found")
  },
  Builtin("rindex(self, sub, start=None, end=None, /)", "The last place of sub.") {
    (m, a) throws(Raised) in
    if let index = try m.findBytes(a, .backward) { return .int(index) }
    throw m.raise(.valueError, "subsection not found")
  },
  Builtin("count(self, sub, start=None, end=None, /)", "How often sub occurs.") {
    (m, a) throws(Raised) in
    let text = try m.requireBytes(a[0])
    let range = try m.searchRange(a.given(2), a.given(3), count: text.count)
    let part = try m.searchedBytes(a[1])
    guard let range else { return .int(0) }
    return .int(try m.solve { try Array(text[range]).occurrenceCount(of: part) })
  },
  Builtin("startswith(self, prefix, start=None, end=None, /)", "Whether it begins with prefix.") {
    (m, a) throws(Raised) in
    try m.bytesHaveAffix(a, "startswith") { (text, part) in text.starts(with: part) }
  },
  Builtin("endswith(self, suffix, start=None, end=None, /)", "Whether it ends with suffix.") {
    (m, a) throws(Raised) in
    try m.bytesHaveAffix(a, "endswith") { (text, part) in text.suffix(part.count) == part[...] }
  },
  Builtin("replace(self, old, new, count=-1, /)", "With occurrences of old replaced by new.") {
    (m, a) throws(Raised) in
    let text = try m.requireBytes(a[0])
    let old = try m.requireBytes(a[1])
    let new = try m.requireBytes(a[2])
    let limit = try a.given(3).map { (v) throws(Raised) in try m.cSize(v) } ?? -1
    let result = try m.solve {
      try text.withUnsafeBufferPointer { text in
        try old.withUnsafeBufferPointer { old in
          try new.withUnsafeBufferPointer { new in
            try Search.replacing(old, by: new, in: text, limit: limit)
          }
        }
      }
    }
    return m.bytes(result, like: a[0])
  },
  Builtin("split(self, /, sep=None, maxsplit=-1)", "The words, or the parts between sep.") {
    (m, a) throws(Raised) in try m.splitBytes(a, .forward)
  },
  Builtin("rsplit(self, /, sep=None, maxsplit=-1)", "The same, split from the end.") {
    (m, a) throws(Raised) in try m.splitBytes(a, .backward)
  },
  Builtin("splitlines(self, /, keepends=False)", "The lines.") { (m, a) throws(Raised) in
    let text = try m.requireBytes(a[0])
    let keepsEnds = try a.given(1).map { (v) throws(Raised) in try m.cInt(v) != 0 } ?? false
    let ranges = try m.solve {
      try text.withUnsafeBufferPointer {
        try Lines.ranges(of: $0, keepsEnds: keepsEnds, isBytes: true)
      }
    }
    return try m.list(ranges, of: text, like: a[0])
  },
  Builtin("partition(self, sep, /)", "What is before sep, sep, and what is behind.") {
    (m, a) throws(Raised) in try m.partitionBytes(a, .forward)
  },
  Builtin("rpartition(self, sep, /)", "What is before the last sep, sep, and what is behind.") {
    (m, a) throws(Raised) in try m.partitionBytes(a, .backward)
  },
  Builtin("join(self, iterable, /)", "The bytes, with these between them.") {
    (m, a) throws(Raised) in
    let separator = try m.requireBytes(a[0])
    guard m.isIterable(a[1]) else { throw m.raise(.typeError, "can only join an iterable") }
    var result: [UInt8] = []
    let items = try m.exporting(a[0]) { () throws(Raised) in try m.collect(a[1]) }
    for (index, item) in items.enumerated() {
      if index > 0 { result += separator }
      result += try m.requireBytes(
        item,
        "sequence item \(index): expected a bytes-like object, \(m.typeName(of: item)) found")
      _ = try m.checkedSize(result.count, 1)
    }
    return m.bytes(result, like: a[0])
  },
]

extension [UInt8] {
  /// The first occurrence of `part` in the given direction.
  func first(_ part: [UInt8], _ direction: SearchDirection) -> Int? {
    withUnsafeBufferPointer { text in
      part.withUnsafeBufferPointer { 
        direction == .forward ? Search.first($0, in: text) : Search.last($0, in: text)
      }
    }
  }

  fileprivate func occurrenceCount(of part: [UInt8]) throws -> Int {
    try withUnsafeBufferPointer { text in
      try part.withUnsafeBufferPointer { try Search.count($0, in: text) }
    }
  }
}

extension [UInt8] {
  /// The parts between separators, or between blanks.
  fileprivate func pieces(_ separator: [UInt8]?, limit: Int, _ direction: SearchDirection) throws
    -> [Range<Int>]
  {
    try withUnsafeBufferPointer { text in
      guard let separator else {
        return try direction == .forward
          ? Search.splitAtSpaces(text, limit: limit, isBytes: true)
          : Search.splitAtSpacesFromEnd(text, limit: limit, isBytes: true)
      }
      return try separator.withUnsafeBufferPointer {
        try direction == .forward
          ? Search.split(text, separator: $0, limit: limit)
          : Search.splitFromEnd(text, separator: $0, limit: limit)
      }
    }
  }
}

extension Machine {
  /// What a search looks for: bytes, or the number of one byte.
  func searchedBytes(_ value: Value) throws(Raised) -> [UInt8] {
    if let content = byteContent(value) { return content }
    guard integer(value) != nil || !find(names.index, in: type(of: value)).isUndefined else {
      throw raise(
        .typeError,
        "argument should be integer or bytes-like object, not '\(typeName(of: value))'")
    }
    return [try byte(value)]
  }

  fileprivate func findBytes(_ a: Arguments, _ direction: SearchDirection) throws(Raised) -> Int? {
    let text = try requireBytes(a[0])
    let range = try searchRange(a.given(2), a.given(3), count: text.count)
    let part = try searchedBytes(a[1])
    guard let range else { return nil }
    return Array(text[range]).first(part, direction).map { $0 + range.lowerBound }
  }

  fileprivate func bytesHaveAffix(
    _ a: Arguments, _ method: String, _ has: ([UInt8], [UInt8]) -> Bool
  ) throws(Raised) -> Value {
    let text = try requireBytes(a[0])
    let range = try searchRange(a.given(2), a.given(3), count: text.count)
    let part = range.map { Array(text[$0]) }
    guard a[1].object(.tuple) == nil else {
      for item in items(a[1]) ?? [] {
        let affix = try requireBytes(item)
        if let part, has(part, affix) { return .bool(true) }
      }
      return .bool(false)
    }
    let affix = try requireBytes(
      a[1],
      "\(method) first arg must be bytes or a tuple of bytes, not \(typeName(of: a[1]))")
    return .bool(part.map { has($0, affix) } ?? false)
  }

  fileprivate func splitBytes(_ a: Arguments, _ direction: SearchDirection) throws(Raised)
    -> Value
  {
    let text = try requireBytes(a[0])
    let limit = try a.given(2).map { (v) throws(Raised) in try cSize(v) } ?? -1
    let separator: [UInt8]?
    if let given = a.given(1), !given.isNone { separator = try requireBytes(given) }
    else { separator = nil }
    if separator?.isEmpty == true { throw raise(.valueError, "empty separator") }
    let ranges = try solve { try text.pieces(separator, limit: limit, direction) }
    return try list(ranges, of: text, like: a[0])
  }

  /// A list of parts of a text.
  fileprivate func list(_ ranges: [Range<Int>], of text: [UInt8], like value: Value) throws(Raised)
    -> Value
  {
    let list = newList(capacity: ranges.count)
    for range in ranges {
      try checkInterrupt()
      let mark = heap.state.pointee.poolCount
      list.append(bytes(Array(text[range]), like: value))
      heap.drain(to: mark)
    }
    return .object(list.object)
  }

  fileprivate func partitionBytes(_ a: Arguments, _ direction: SearchDirection) throws(Raised)
    -> Value
  {
    let text = try requireBytes(a[0])
    let part = try requireBytes(a[1])
    if part.isEmpty { throw raise(.valueError, "empty separator") }
    guard let place = text.first(part, direction) else {
      let empty = bytes([], like: a[0])
      let whole = bytes(text, like: a[0])
      return tuple(direction == .forward ? [whole, empty, empty] : [empty, empty, whole])
    }
    return tuple([
      bytes(Array(text[..<place]), like: a[0]), bytes(part, like: a[0]),
      bytes(Array(text[(place + part.count)...]), like: a[0]),
    ])
  }
}
