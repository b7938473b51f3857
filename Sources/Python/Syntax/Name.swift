import Glibc

/// An identifier of a source text: its number in the text's `NameTable`. Names are equal where
/// their numbers are, so that the passes after the parser neither compare nor hash texts.
public struct Name: BitwiseCopyable, Hashable, Sendable {
  let number: UInt32

  var index: Int { Int(number) }

  @inline(__always)
  public func _rawHashValue(seed: Int) -> Int { Int(number) &* 0x9E37_79B9 ^ seed }
}

/// Names that the compiler knows by number: every table begins with them.
extension Name {
  /// `__class__`: the variable by which `super()` finds its class.
  static let classCell = Name(number: 0)
  static let superFunction = Name(number: 1)
  /// `.0`: the iterator that a comprehension is called with.
  static let iterator = Name(number: 2)
  /// `*`, as `from module import *` has it.
  static let everything = Name(number: 3)
  /// `return`: the key of what a function's annotations say of its result.
  static let returned = Name(number: 4)

  /// `_`: what a pattern does not keep.
  static let wildcard = Name(number: 5)

  fileprivate static let known: [StaticString] = [
    "__class__", "super", ".0", "*", "return", "_",
  ]
}

/// The names of a source text, each kept once and numbered in the order of appearance.
///
/// A hash table with open addressing over the UTF-8 bytes of all names.
public struct NameTable: Sendable {
  private struct Entry: BitwiseCopyable {
    let start: Int32
    let count: Int32
    let hash: UInt32
  }

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []
  /// Numbers plus one; 0 is free. At most half full, its size a power of two.
  private var slots: [UInt32]

  /// Differs from process to process, so that no source text is slow to read by design.
  private static let secret = UInt64.random(in: 0...UInt64.max)

  /// A table with room for the names of a text of so many tokens.
  init(tokenCount: Int = 0) {
    let expected = max(16, tokenCount / 8)
    slots = Array(repeating: 0, count: 1 << (Int.bitWidth - (expected * 2).leadingZeroBitCount))
    entries.reserveCapacity(expected)
    bytes.reserveCapacity(expected * 8)
    for name in Name.known {
      _ = number(of: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }
  }

  /// The texts of all names, by their numbers.
  var texts: [String] { entries.indices.map { text(Name(number: UInt32($0))) } }

  /// The table, which leaves this place: a parser of a part of the text goes on with it.
  mutating func taken() -> NameTable {
    var table = NameTable(slots: [])
    swap(&table, &self)
    return table
  }

  private init(slots: [UInt32]) { self.slots = slots }

  /// The text of a name.
  public func text(_ name: Name) -> String {
    let entry = entries[name.index]
    return String(decoding: bytes[Int(entry.start)..<Int(entry.start + entry.count)], as: UTF8.self)
  }

  /// The name with this text.
  mutating func name(_ text: String) -> Name {
    var text = text
    return text.withUTF8 { number(of: $0) }
  }

  /// The name with these UTF-8 bytes.
  mutating func number(of word: UnsafeBufferPointer<UInt8>) -> Name {
    let hash = NameTable.hash(word)
    var slot = Int(hash) & (slots.count &- 1)
    while slots[slot] != 0 {
      let number = slots[slot] &- 1
      if isEntry(Int(number), word, hash) { return Name(number: number) }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return add(word, hash, slot)
  }

  private mutating func add(
    _ word: UnsafeBufferPointer<UInt8>, _ hash: UInt32, _ slot: Int
  ) -> Name {
    let name = Name(number: UInt32(truncatingIfNeeded: entries.count))
    entries.append(
      Entry(
        start: Int32(truncatingIfNeeded: bytes.count),
        count: Int32(truncatingIfNeeded: word.count), hash: hash))
    bytes.append(contentsOf: word)
    slots[slot] = name.number &+ 1
    if entries.count &* 2 > slots.count { grow() }
    return name
  }

  private mutating func grow() {
    let mask = slots.count &* 2 &- 1
    slots = Array(repeating: 0, count: mask &+ 1)
    for (number, entry) in entries.enumerated() {
      var slot = Int(entry.hash) & mask
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = UInt32(truncatingIfNeeded: number) &+ 1
    }
  }

  @inline(__always)
  private func isEntry(_ index: Int, _ word: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Bool {
    let entry = entries[index]
    guard entry.hash == hash, Int(entry.count) == word.count else { return false }
    return bytes.withUnsafeBufferPointer {
      memcmp($0.baseAddress! + Int(entry.start), word.baseAddress!, word.count) == 0
    }
  }

  /// Eight bytes at a time, the last ones by themselves.
  @inline(__always)
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash = secret ^ UInt64(truncatingIfNeeded: word.count)
    let bytes = UnsafeRawBufferPointer(word)
    var offset = 0
    while offset &+ 8 <= bytes.count {
      hash = mixed(hash, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset &+= 1
    }
    hash = mixed(hash, rest)
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 29
  }
}
