import Glibc

/// The units of strings, without copies, for the searches.
extension StringObject {
  /// The units of a range; `Unit` is as wide as the string's.
  @inline(__always)
  func units<Unit: CodeUnit>(_ type: Unit.Type, _ range: Range<Int>) -> UnsafeBufferPointer<Unit> {
    let start = UnsafePointer(data.assumingMemoryBound(to: Unit.self))
    return UnsafeBufferPointer(start: start + range.lowerBound, count: range.count)
  }

  /// Calls `body` with all units as `Unit`, which is at least as wide as the string's.
  @inline(__always)
  func withUnits<Unit: CodeUnit, Result>(
    as type: Unit.Type, _ body: (UnsafeBufferPointer<Unit>) throws -> Result
  ) rethrows -> Result {
    if width == MemoryLayout<Unit>.stride { return try body(units(type, 0..<count)) }
    return try (0..<count).map { Unit(truncatingIfNeeded: self[$0]) }.withUnsafeBufferPointer(body)
  }

  var range: Range<Int> { 0..<count }

  /// The first occurrence of `part` that lies in `range`.
  func find(
    _ part: StringObject, _ range: Range<Int>, _ direction: SearchDirection = .forward
  ) -> Int? {
    if part.width > width || part.count > range.count { return nil }
    func search<Unit: CodeUnit>(_ type: Unit.Type) -> Int? {
      part.withUnits(as: type) {
        let text = units(type, range)
        return direction == .forward ? Search.first($0, in: text) : Search.last($0, in: text)
      }
    }
    let found =
      width == 1 ? search(UInt8.self) : width == 2 ? search(UInt16.self) : search(UInt32.self)
    return found.map { $0 + range.lowerBound }
  }

  /// The number of occurrences of `part` in `range`.
  func occurrenceCount(of part: StringObject, _ range: Range<Int>) throws -> Int {
    if part.width > width || part.count > range.count { return 0 }
    func search<Unit: CodeUnit>(_ type: Unit.Type) throws -> Int {
      try part.withUnits(as: type) { try Search.count($0, in: units(type, range)) }
    }
    return try width == 1 ? search(UInt8.self) : width == 2 ? search(UInt16.self) : search(UInt32.self)
  }

  /// The starts of at most `limit` occurrences, ascending; a negative limit means all.
  func occurrences(
    of part: StringObject, limit: Int, _ direction: SearchDirection = .forward
  ) throws -> [Int] {
    if part.width > width || part.count > count { return [] }
    let limit = limit < 0 ? Int.max : limit
    func search<Unit: CodeUnit>(_ type: Unit.Type) throws -> [Int] {
      try part.withUnits(as: type) {
        try Search.occurrences(of: $0, in: units(type, range), limit: limit, direction)
      }
    }
    return try width == 1
      ? search(UInt8.self) : width == 2 ? search(UInt16.self) : search(UInt32.self)
  }

  /// Whether `part` stands at `index`, where there is room for it.
  func matches(_ part: StringObject, at index: Int) -> Bool {
    if part.width == width {
      return memcmp(data + index * width, part.data, part.byteCount) == 0
    }
    return part.range.allSatisfy { self[index + $0] == part[$0] }
  }

  /// Calls `body` with the ranges between blanks, of which at most `limit` are cut off.
  func forEachWord(
    limit: Int, _ direction: SearchDirection, _ body: (Range<Int>) throws -> Void
  ) throws {
    func split<Unit: CodeUnit>(_ type: Unit.Type) throws {
      let units = units(type, range)
      if direction == .forward { return try Search.forEachWord(of: units, limit: limit, body) }
      try Search.splitAtSpacesFromEnd(units, limit: limit).forEach(body)
    }
    try width == 1 ? split(UInt8.self) : width == 2 ? split(UInt16.self) : split(UInt32.self)
  }

  /// Calls `body` with the parts between separators, of which at most `limit` are cut off.
  func forEachPart(
    between separator: StringObject, limit: Int, _ direction: SearchDirection,
    _ body: (Range<Int>) throws -> Void
  ) throws {
    var start = 0
    try forEachOccurrence(of: separator, limit: limit, direction) { place in
      try body(start..<place)
      start = place + separator.count
    }
    try body(start..<count)
  }

  /// Calls `body` with the starts of at most `limit` occurrences of a text that is not empty.
  private func forEachOccurrence(
    of part: StringObject, limit: Int, _ direction: SearchDirection, _ body: (Int) throws -> Void
  ) throws {
    if direction == .backward {
      return try occurrences(of: part, limit: limit, direction).forEach(body)
    }
    if part.width > width || part.count > count { return }
    let limit = limit < 0 ? Int.max : limit
    func search<Unit: CodeUnit>(_ type: Unit.Type) throws {
      try part.withUnits(as: type) {
        try Search.forEachOccurrence(of: $0, in: units(type, range), limit: limit, body)
      }
    }
    try width == 1 ? search(UInt8.self) : width == 2 ? search(UInt16.self) : search(UInt32.self)
  }

  /// The ranges of the lines.
  func lines(keepsEnds: Bool) throws -> [Range<Int>] {
    func split<Unit: CodeUnit>(_ type: Unit.Type) throws -> [Range<Int>] {
      try Lines.ranges(of: units(type, range), keepsEnds: keepsEnds)
    }
    return try width == 1 ? split(UInt8.self) : width == 2 ? split(UInt16.self) : split(UInt32.self)
  }
}

extension Machine {
  /// The place of `part` in a range of `text`, or nil: `in` and `str.find`.
  func find(_ part: StringObject, in text: StringObject, _ range: Range<Int>) -> Int? {
    text.find(part, range)
  }

  /// The part of a string in a range, borrowed.
  func substring(_ string: StringObject, _ range: Range<Int>) -> Value {
    pooled(makeSubstring(string, range))
  }

  /// A list of parts of a string.
  func list(_ ranges: [Range<Int>], of string: StringObject) throws(Raised) -> Value {
    let list = newList(capacity: ranges.count)
    for range in ranges {
      try checkInterrupt()
      list.append(owned: makeSubstring(string, range))
    }
    return .object(list.object)
  }

  /// The range that the optional arguments `start` and `end` of a search give in a sequence of
  /// `count` items; nil where it is beyond the end, so that not even nothing is found there.
  func searchRange(_ start: Value?, _ end: Value?, count: Int) throws(Raised) -> Range<Int>? {
    let first = try searchBound(start, standard: 0, count)
    let last = min(try searchBound(end, standard: count, count), count)
    return first <= last ? first..<last : nil
  }

  private func searchBound(_ value: Value?, standard: Int, _ count: Int) throws(Raised) -> Int {
    guard let value, !value.isNone else { return standard }
    let index = try sliceIndex(value)
    return index < 0 ? max(0, index &+ count) : index
  }

  /// `text.replace(old, new, limit)`: measured first, then written once.
  func replacing(
    _ old: StringObject, by new: StringObject, in text: StringObject, limit: Int
  ) throws(Raised) -> Value {
    if limit < 0, text.width == 1, old.count == 1, new.count == 1, old.width == 1, new.width == 1 {
      return replacing(UInt8(old[0]), by: UInt8(new[0]), in: text)
    }
    let places = try solve { try text.occurrences(of: old, limit: limit) }
    if places.isEmpty { return exactString(text) }
    _ = try checkedSize(max(new.byteCount, 1) * 4, places.count)
    var width = max(text.width, new.width)
    if width > 1, new.width < width, old.width == text.width {
      width = try narrowedWidth(of: text, without: old, places, and: new)
    }
    let count = text.count + places.count * (new.count - old.count)
    let result = heap.allocateString(count: count, width: width, type: types.string)
    let pooled = heap.pooled(result.object)
    var (source, target) = (0, 0)
    for (turn, place) in places.enumerated() {
      if turn & Interruption.mask == 0 { try checkInterrupt() }
      text.copy(source..<place, to: result, at: target)
      target += place - source
      new.copy(new.range, to: result, at: target)
      target += new.count
      source = place + old.count
    }
    text.copy(source..<text.count, to: result, at: target)
    return .object(pooled)
  }

  /// A text of bytes with one of them replaced wherever it stands.
  private func replacing(_ old: UInt8, by new: UInt8, in text: StringObject) -> Value {
    let source = text.units(UInt8.self, text.range)
    guard memchr(text.data, Int32(old), text.count) != nil else { return exactString(text) }
    let result = heap.allocateString(count: text.count, width: 1, type: types.string)
    let target = result.data.assumingMemoryBound(to: UInt8.self)
    for (index, byte) in source.enumerated() { target[index] = byte == old ? new : byte }
    return .object(heap.pooled(result.object))
  }

  /// The width of the result of a replacement that may take the widest characters away.
  private func narrowedWidth(
    of text: StringObject, without old: StringObject, _ places: [Int], and new: StringObject
  ) throws(Raised) -> Int {
    var widest = new.widest(in: new.range)
    var source = 0
    for place in places {
      try checkInterrupt()
      widest = max(widest, text.widest(in: source..<place))
      source = place + old.count
    }
    return stringWidth(ofWidest: max(widest, text.widest(in: source..<text.count)))
  }

  /// A string's text as a plain `str`: the object itself unless it is of a subclass.
  func exactString(_ string: StringObject) -> Value {
    if string.object.type == types.string { return .object(string.object) }
    return copy(of: string, type: types.string)
  }

  /// A new string with the text of another.
  func copy(of string: StringObject, type: Object) -> Value {
    let result = heap.allocateString(count: string.count, width: string.width, type: type)
    string.copy(string.range, to: result, at: 0)
    return .object(heap.pooled(result.object))
  }

  /// `separator.join(items)`: measured first, then written once.
  func joined(_ iterable: Value, separator: StringObject) throws(Raised) -> Value {
    guard isIterable(iterable) else { throw raise(.typeError, "can only join an iterable") }
    // No Python code runs while a list's own items are read where they stand.
    if let known = plainBuffer(iterable) { return try joined(known, separator) }
    let items = try collect(iterable)
    return try items.withUnsafeBufferPointer { (items) throws(Raised) in
      try joined(items, separator)
    }
  }

  private func joined(_ items: UnsafeBufferPointer<Value>, _ separator: StringObject)
    throws(Raised) -> Value
  {
    var (count, width) = (0, items.count > 1 ? separator.width : 1)
    for (index, item) in items.enumerated() {
      if index & Interruption.mask == 0 { try checkInterrupt() }
      guard let part = item.object(.string).map(StringObject.init) else {
        throw raise(
          .typeError,
          "sequence item \(index): expected str instance, \(typeName(of: item)) found")
      }
      count += part.count
      width = max(width, part.width)
    }
    if items.isEmpty { return .object(runtime.emptyString) }
    if items.count == 1, case .object(let only) = items[0] {
      return exactString(StringObject(only))
    }
    count += try checkedSize(separator.count, items.count - 1)
    _ = try checkedSize(count, width)
    let result = heap.allocateString(count: count, width: width, type: types.string)
    let pooled = heap.pooled(result.object)
    var offset = 0
    for (index, item) in items.enumerated() {
      if index & Interruption.mask == 0 { try checkInterrupt() }
      if index > 0, separator.count > 0 {
        separator.copy(separator.range, to: result, at: offset)
        offset &+= separator.count
      }
      let part = StringObject(item.object.unsafelyUnwrapped)
      part.copy(part.range, to: result, at: offset)
      offset &+= part.count
    }
    return .object(pooled)
  }
}
