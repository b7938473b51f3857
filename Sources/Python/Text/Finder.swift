import Glibc

/// Finds one needle again and again; cheap to prepare, linear at worst.
///
/// Plain comparison is the fastest way through most texts. Where it has cost more than it should,
/// the two-way search takes over.
struct Finder<Unit: CodeUnit> {
  private let needle: UnsafeBufferPointer<Unit>
  private var searcher: Searcher<Unit>?
  /// Units that may still be compared in vain before the two-way search takes over.
  private var credit = 4000

  /// The needle, not empty, must outlive the finder.
  init(_ needle: UnsafeBufferPointer<Unit>) { self.needle = needle }

  /// The first occurrence at or after `start`.
  mutating func next(in text: UnsafeBufferPointer<Unit>, from start: Int) -> Int? {
    guard let base = text.baseAddress, let wanted = needle.baseAddress else { return nil }
    let first = wanted.pointee
    let size = needle.count * MemoryLayout<Unit>.stride
    let last = text.count - needle.count
    var position = start
    while searcher == nil {
      guard position <= last,
        let candidate = Finder.index(of: first, in: base, position, last + 1)
      else { return nil }
      if needle.count == 1 || memcmp(base + candidate, wanted, size) == 0 { return candidate }
      position = candidate + 1
      credit -= needle.count
      if credit < 0 { searcher = Searcher(needle) }
    }
    return searcher?.firstIndex(in: text, from: position)
  }

  /// The last occurrence.
  mutating func last(in text: UnsafeBufferPointer<Unit>) -> Int? {
    guard let base = text.baseAddress, let wanted = needle.baseAddress else { return nil }
    let size = needle.count * MemoryLayout<Unit>.stride
    var position = text.count - needle.count
    while position >= 0, credit >= 0 {
      if base[position] == wanted.pointee {
        if memcmp(base + position, wanted, size) == 0 { return position }
        credit -= needle.count
      }
      position -= 1
    }
    if position < 0 { return nil }
    let rest = UnsafeBufferPointer(rebasing: text[..<(position + needle.count)])
    return Search.lastIndex(of: needle, in: rest)
  }

  /// The first place of one unit in `start..<end`.
  @inline(__always)
  private static func index(
    of unit: Unit, in text: UnsafePointer<Unit>, _ start: Int, _ end: Int
  ) -> Int? {
    if Unit.bitWidth == 8 {
      guard let found = memchr(text + start, Int32(truncatingIfNeeded: unit), end - start) else {
        return nil
      }
      return UnsafeRawPointer(found) - UnsafeRawPointer(text)
    }
    var position = start
    while position < end {
      if text[position] == unit { return position }
      position &+= 1
    }
    return nil
  }
}

/// The order in which occurrences are looked for.
enum SearchDirection { case forward, backward }

extension Search {
  /// The first occurrence; nothing is found at once.
  public static func first<Unit: CodeUnit>(
    _ needle: UnsafeBufferPointer<Unit>, in text: UnsafeBufferPointer<Unit>
  ) -> Int? {
    if needle.isEmpty { return 0 }
    var finder = Finder(needle)
    return finder.next(in: text, from: 0)
  }

  /// The last occurrence; nothing is found at the end.
  public static func last<Unit: CodeUnit>(
    _ needle: UnsafeBufferPointer<Unit>, in text: UnsafeBufferPointer<Unit>
  ) -> Int? {
    if needle.isEmpty { return text.count }
    var finder = Finder(needle)
    return finder.last(in: text)
  }

  /// Occurrences that do not overlap; an empty needle stands before and after every unit.
  public static func count<Unit: CodeUnit>(
    _ needle: UnsafeBufferPointer<Unit>, in text: UnsafeBufferPointer<Unit>
  ) throws -> Int {
    if needle.isEmpty { return text.count + 1 }
    var count = 0
    try forEachOccurrence(of: needle, in: text, limit: .max) { _ in count += 1 }
    return count
  }

  /// The starts of occurrences that do not overlap, at most `limit` of them, looked for in the
  /// given direction; in ascending order.
  static func occurrences<Unit: CodeUnit>(
    of needle: UnsafeBufferPointer<Unit>, in text: UnsafeBufferPointer<Unit>, limit: Int,
    _ direction: SearchDirection
  ) throws -> [Int] {
    if needle.isEmpty { return Array(0..<min(limit, text.count + 1)) }
    if direction == .backward {
      if limit == 1 { return last(needle, in: text).map { [$0] } ?? [] }
      return try lastIndices(of: needle, in: text, limit: limit).reversed()
    }
    var found: [Int] = []
    try forEachOccurrence(of: needle, in: text, limit: limit) { found.append($0) }
    return found
  }

  /// Calls `body` with the start of each occurrence of a needle that is not empty, at most `limit`
  /// times.
  @inline(__always)
  static func forEachOccurrence<Unit: CodeUnit>(
    of needle: UnsafeBufferPointer<Unit>, in text: UnsafeBufferPointer<Unit>, limit: Int,
    _ body: (Int) throws -> Void
  ) throws {
    var finder = Finder(needle)
    var (count, position) = (0, 0)
    while count < limit, let index = finder.next(in: text, from: position) {
      try body(index)
      count += 1
      if count & Interruption.mask == 0 { try Interruption.check() }
      position = index + needle.count
    }
  }
}
