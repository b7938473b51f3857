import Glibc

/// An identifier of a source text: its number in the text's `NameTable`. Names are equal where
/// their numbers are, so that the passes after the parser neither compare nor hash texts.
public struct Name: BitwiseCopyable, Hashable, Sendable {
  let number: UInt32

  var index: Int { Int(number) }

  @inline(__always)
  public func _rawHashValue(seed: Int) -> Int { Int(number) &* 0x9E37_79B9 ^ seed }
}

/// Names known by number: every table begins with them, the keywords first.
extension Name {
  /// `__class__`: the variable by which `super()` finds its class.
  static let classCell = known(0)
  static let superFunction = known(1)
  /// `.0`: the iterator that a comprehension is called with.
  static let iterator = known(2)
  /// `*`, as `from module import *` has it.
  static let everything = known(3)
  /// `return`: the key of what a function's annotations say of its result.
  static let returned = Name(
    number: UInt32(TokenKind.keywordReturn.rawValue - TokenKind.keywordFalse.rawValue))
  /// `_`: what a pattern does not keep.
  static let wildcard = known(4)
  static let match = known(5)
  static let `case` = known(6)
  static let print = known(7)
  static let exec = known(8)

  private static func known(_ index: Int) -> Name {
    Name(number: UInt32(Keywords.spelled.count + index))
  }

  fileprivate static let knownTexts =
    Keywords.spelled + ["__class__", "super", ".0", "*", "_", "match", "case", "print", "exec"]

  /// The keyword that is spelled so, where it is one.
  @inline(__always)
  var keyword: TokenKind? {
    number < UInt32(Keywords.count)
      ? TokenKind(rawValue: TokenKind.keywordFalse.rawValue &+ UInt8(truncatingIfNeeded: number))
      : nil
  }
}

/// The names of a source text, each kept once and numbered in the order of appearance.
public struct NameTable: Sendable {
  private struct Entry: BitwiseCopyable {
    let start: Int32
    let count: Int32
    let hash: Int
  }

  private var entries: [Entry] = []
  /// The UTF-8 texts of all names, one after the other.
  private var bytes: [UInt8] = []
  private var index: RowIndex

  /// Differs from process to process, so that no source text is slow to read by design.
  private static let secret = UInt64.random(in: 0...UInt64.max)

  /// With the names that every table begins with.
  private static let initial: NameTable = {
    var table = NameTable(capacity: 128)
    for text in Name.knownTexts { _ = table.name(text) }
    return table
  }()

  init() { self = NameTable.initial }

  private init(capacity: Int) { index = RowIndex(capacity: capacity) }

  /// The table, which leaves this place: a parser of a part of the text goes on with it.
  mutating func taken() -> NameTable {
    var table = NameTable(capacity: 0)
    swap(&table, &self)
    return table
  }

  /// The text of a name.
  public func text(_ name: Name) -> String {
    let entry = entries[name.index]
    return String(decoding: bytes[Int(entry.start)..<Int(entry.start + entry.count)], as: UTF8.self)
  }

  /// The texts of all names, by their numbers.
  var texts: [String] { entries.indices.map { text(Name(number: UInt32($0))) } }

  /// The name with this text.
  mutating func name(_ text: String) -> Name {
    var text = text
    return text.withUTF8 { name($0) }
  }

  /// The name with these UTF-8 bytes.
  mutating func name(_ word: UnsafeBufferPointer<UInt8>) -> Name {
    let hash = NameTable.hash(word)
    if let known = index.find(hash, where: { isEntry($0, word, hash) }) {
      return Name(number: UInt32(truncatingIfNeeded: known))
    }
    let number = entries.count
    entries.append(
      Entry(
        start: Int32(truncatingIfNeeded: bytes.count),
        count: Int32(truncatingIfNeeded: word.count), hash: hash))
    bytes.append(contentsOf: word)
    index.insert(number, hash) { entries[$0].hash }
    return Name(number: UInt32(truncatingIfNeeded: number))
  }

  @inline(__always)
  private func isEntry(_ number: Int, _ word: UnsafeBufferPointer<UInt8>, _ hash: Int) -> Bool {
    let entry = entries[number]
    guard entry.hash == hash, Int(entry.count) == word.count else { return false }
    return bytes.withUnsafeBufferPointer {
      memcmp($0.baseAddress! + Int(entry.start), word.baseAddress!, word.count) == 0
    }
  }

  /// Eight bytes at a time, the last ones by themselves.
  @inline(__always)
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
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
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 29
  }
}
