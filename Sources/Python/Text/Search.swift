import Glibc

/// Finds a text in others, in linear time whatever the texts: the two-way algorithm of
/// Crochemore and Perrin. Prepared once, it serves a whole `replace` or `split`.
public struct Searcher<Unit: CodeUnit> {
  private let needle: [Unit]
  /// Where the needle is cut: the right part is compared first, then the left one.
  private let cut: Int
  /// How far to move on after the right part matched.
  private let period: Int
  /// Whether the needle repeats with `period`, so that what matched need not be read again.
  private let isPeriodic: Bool

  public init(_ needle: some Collection<Unit>) {
    self.needle = Array(needle)
    let ascending = Searcher.maximalSuffix(of: self.needle) { $0 < $1 }
    let descending = Searcher.maximalSuffix(of: self.needle) { $0 > $1 }
    let (start, suffixPeriod) = ascending.start > descending.start ? ascending : descending
    cut = start
    let count = self.needle.count
    isPeriodic =
      start + suffixPeriod <= count
      && self.needle[..<start].elementsEqual(self.needle[suffixPeriod..<suffixPeriod + start])
    period = isPeriodic ? suffixPeriod : max(start, count - start) + 1
  }

  /// The start and period of the largest suffix in the given order.
  private static func maximalSuffix(
    of text: [Unit], isBefore: (Unit, Unit) -> Bool
  ) -> (start: Int, period: Int) {
    var (start, candidate, offset, period) = (0, 1, 0, 1)
    while candidate + offset < text.count {
      let (new, old) = (text[candidate + offset], text[start + offset])
      if isBefore(new, old) {
        candidate += offset + 1
        offset = 0
        period = candidate - start
      } else if new == old {
        if offset + 1 == period {
          candidate += period
          offset = 0
        } else {
          offset += 1
        }
      } else {
        start = candidate
        candidate += 1
        (offset, period) = (0, 1)
      }
    }
    return (start, period)
  }

  /// The first occurrence at or after `start`, or nil. An empty needle is found at once.
  public func firstIndex(in text: UnsafeBufferPointer<Unit>, from start: Int = 0) -> Int? {
    if needle.isEmpty { return start <= text.count ? start : nil }
    return needle.withUnsafeBufferPointer { search(for: $0, in: text, from: start) }
  }

  private func search(
    for needle: UnsafeBufferPointer<Unit>, in text: UnsafeBufferPointer<Unit>, from start: Int
  ) -> Int? {
    let last = text.count - needle.count
    var position = start
    var remembered = 0  // units at the needle's start known to match
    while position <= last {
      if remembered == 0 {
        guard let next = Searcher.index(of: needle[cut], in: text, from: position + cut)
        else { return nil }
        position = next - cut
        if position > last { return nil }
      }
      var right = max(cut, remembered)
      while right < needle.count && needle[right] == text[position + right] { right += 1 }
      if right < needle.count {
        position += right - cut + 1
        remembered = 0
        continue
      }
      var left = cut
      while left > remembered && needle[left - 1] == text[position + left - 1] { left -= 1 }
      if left <= remembered { return position }
      position += period
      remembered = isPeriodic ? needle.count - period : 0
    }
    return nil
  }

  /// The first place of one unit at or after `start`.
  private static func index(
    of unit: Unit, in text: UnsafeBufferPointer<Unit>, from start: Int
  ) -> Int? {
    if start >= text.count { return nil }
    guard Unit.bitWidth == 8, let base = text.baseAddress else {
      return text[start...].firstIndex(of: unit)
    }
    guard let found = memchr(base + start, Int32(truncatingIfNeeded: unit), text.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The starts of the occurrences that do not overlap, at most `limit` of them.
  public func indices(in text: UnsafeBufferPointer<Unit>, limit: Int = .max) throws -> [Int] {
    var found: [Int] = []
    var position = 0
    while found.count < limit, let index = firstIndex(in: text, from: position) {
      found.append(index)
      if found.count & Interruption.mask == 0 { try Interruption.check() }
      position = index + max(needle.count, 1)
    }
    return found
  }
}

/// Search in str and bytes. A negative limit means none.
public enum Search {
  /// The starts of the last occurrences, found from the end, in the order of finding.
  static func lastIndices<Unit: CodeUnit>(
    of needle: UnsafeBufferPointer<Unit>, in text: UnsafeBufferPointer<Unit>, limit: Int
  ) throws -> [Int] {
    let searcher = Searcher(Array(needle.reversed()))
    return try Array(text.reversed()).withUnsafeBufferPointer { reversed in
      try searcher.indices(in: reversed, limit: limit).map { text.count - $0 - needle.count }
    }
  }

  /// The start of the last occurrence.
  static func lastIndex<Unit: CodeUnit>(
    of needle: UnsafeBufferPointer<Unit>, in text: UnsafeBufferPointer<Unit>
  ) -> Int? {
    let searcher = Searcher(Array(needle.reversed()))
    return Array(text.reversed()).withUnsafeBufferPointer { reversed in
      searcher.firstIndex(in: reversed).map { text.count - $0 - needle.count }
    }
  }

  /// `text` with occurrences of `old` replaced, the first `limit` of them.
  public static func replacing<Unit: CodeUnit>(
    _ old: UnsafeBufferPointer<Unit>, by new: UnsafeBufferPointer<Unit>,
    in text: UnsafeBufferPointer<Unit>, limit: Int = -1
  ) throws -> [Unit] {
    let indices = try Searcher(old).indices(in: text, limit: limit < 0 ? .max : limit)
    let (growth, overflow) = indices.count.multipliedReportingOverflow(
      by: new.count - old.count)
    if overflow || growth > FormatSpec.maximumLength { throw Problem.memoryError }
    var result: [Unit] = []
    result.reserveCapacity(text.count + growth)
    var position = 0
    for (turn, index) in indices.enumerated() {
      if turn & Interruption.mask == 0 { try Interruption.check() }
      result += text[position..<index]
      result += new
      position = index + old.count
    }
    return result + text[position...]
  }
}

// MARK: - Splitting

extension Search {
  /// `text.split(separator, limit)` for a separator that is not empty.
  public static func split<Unit: CodeUnit>(
    _ text: UnsafeBufferPointer<Unit>, separator: UnsafeBufferPointer<Unit>, limit: Int = -1
  ) throws -> [Range<Int>] {
    let indices = try Searcher(separator).indices(in: text, limit: limit < 0 ? .max : limit)
    return try pieces(of: text.count, cutAt: indices, width: separator.count)
  }

  /// `text.rsplit(separator, limit)` for a separator that is not empty.
  public static func splitFromEnd<Unit: CodeUnit>(
    _ text: UnsafeBufferPointer<Unit>, separator: UnsafeBufferPointer<Unit>, limit: Int = -1
  ) throws -> [Range<Int>] {
    let indices = try lastIndices(of: separator, in: text, limit: limit < 0 ? .max : limit)
    return try pieces(of: text.count, cutAt: indices.reversed(), width: separator.count)
  }

  /// The parts of a text of `count` units between separators at ascending places.
  static func pieces(of count: Int, cutAt indices: [Int], width: Int) throws -> [Range<Int>] {
    var start = 0
    var pieces: [Range<Int>] = []
    pieces.reserveCapacity(indices.count + 1)
    for index in indices {
      if pieces.count & Interruption.mask == 0 { try Interruption.check() }
      pieces.append(start..<index)
      start = index + width
    }
    return pieces + [start..<count]
  }

  /// `text.split(None, limit)`: the runs without blanks; beyond the limit the rest is one piece,
  /// with the blanks at its end.
  public static func splitAtSpaces<Unit: CodeUnit>(
    _ text: UnsafeBufferPointer<Unit>, limit: Int = -1, isBytes: Bool = false
  ) throws -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    try forEachWord(of: text, limit: limit, isBytes: isBytes) { pieces.append($0) }
    return pieces
  }

  /// Calls `body` with each piece of `text.split(None, limit)`.
  @inline(__always)
  static func forEachWord<Unit: CodeUnit>(
    of text: UnsafeBufferPointer<Unit>, limit: Int, isBytes: Bool = false,
    _ body: (Range<Int>) throws -> Void
  ) throws {
    var (count, position) = (0, 0)
    while true {
      while position < text.count && isSpace(text[position], isBytes) { position += 1 }
      if position == text.count { return }
      let start = position
      if limit >= 0 && count == limit { return try body(start..<text.count) }
      while position < text.count && !isSpace(text[position], isBytes) { position += 1 }
      try body(start..<position)
      count += 1
      if count & Interruption.mask == 0 { try Interruption.check() }
    }
  }

  /// `text.rsplit(None, limit)`.
  public static func splitAtSpacesFromEnd<Unit: CodeUnit>(
    _ text: UnsafeBufferPointer<Unit>, limit: Int = -1, isBytes: Bool = false
  ) throws -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var position = text.count
    while true {
      while position > 0 && isSpace(text[position - 1], isBytes) { position -= 1 }
      if position == 0 { return pieces.reversed() }
      let end = position
      if limit >= 0 && pieces.count == limit { return ([0..<end] + pieces.reversed()) }
      while position > 0 && !isSpace(text[position - 1], isBytes) { position -= 1 }
      pieces.append(position..<end)
      if pieces.count & Interruption.mask == 0 { try Interruption.check() }
    }
  }

  @inline(__always)
  private static func isSpace<Unit: CodeUnit>(_ unit: Unit, _ isBytes: Bool) -> Bool {
    isBytes
      ? NumberText.isBlank(UInt8(truncatingIfNeeded: unit))
      : UnicodeTraits.isSpace(UInt32(unit))
  }
}
