import Glibc

/// The code points of a text where they stand in memory, without a copy: 1, 2 or 4 bytes each.
/// Whoever makes a view keeps the memory alive.
public struct TextView: BitwiseCopyable {
  let start: UnsafeRawPointer?
  public let count: Int
  /// Bytes of a code point.
  let width: Int

  init(start: UnsafeRawPointer?, count: Int, width: Int) {
    self.start = start
    self.count = count
    self.width = width
  }

  public init<Unit: CodeUnit>(_ units: UnsafeBufferPointer<Unit>) {
    self.init(start: units.baseAddress, count: units.count, width: MemoryLayout<Unit>.stride)
  }

  /// A part; its first code point has the index 0.
  public subscript(range: Range<Int>) -> TextView {
    TextView(start: start.map { $0 + range.lowerBound * width }, count: range.count, width: width)
  }

  /// The code point at an index that is known to be in range.
  @inline(__always)
  public subscript(index: Int) -> UInt32 {
    let start = start.unsafelyUnwrapped
    switch width {
    case 1: return UInt32(start.load(fromByteOffset: index, as: UInt8.self))
    case 2: return UInt32(start.load(fromByteOffset: index * 2, as: UInt16.self))
    default: return start.load(fromByteOffset: index * 4, as: UInt32.self)
    }
  }

  public var isEmpty: Bool { count == 0 }
  var byteCount: Int { count * width }

  func prefix(_ length: Int) -> TextView { self[0..<min(max(length, 0), count)] }

  /// The first place of a code point at or after `start`.
  func firstIndex(of codePoint: UInt32, from start: Int = 0) -> Int? {
    if width == 1, let first = self.start {
      guard start < count, codePoint < 256,
        let found = memchr(first + start, Int32(codePoint), count - start)
      else { return nil }
      return UnsafeRawPointer(found) - first
    }
    var index = start
    while index < count {
      if self[index] == codePoint { return index }
      index += 1
    }
    return nil
  }

  /// The greatest code point, or a bound of it that needs no more bytes.
  var widest: UInt32 {
    if width == 1 { return 0xFF }
    var widest: UInt32 = 0
    for index in 0..<count { widest = max(widest, self[index]) }
    return widest
  }

  public var codePoints: [UInt32] { (0..<count).map { self[$0] } }
}

extension TextView {
  /// The text as a Swift string; lone surrogates become U+FFFD.
  public var text: String {
    if let ascii { return String(decoding: ascii, as: UTF8.self) }
    return String(unsafeUninitializedCapacity: count * longest, initializingUTF8With: writeUTF8)
  }

  /// The text as UTF-8; lone surrogates become U+FFFD.
  var utf8: [UInt8] {
    if let ascii { return Array(ascii) }
    return Array(unsafeUninitializedCapacity: count * longest) { $1 = writeUTF8($0) }
  }

  /// The bytes of a text whose code points are all below 128.
  private var ascii: UnsafeRawBufferPointer? {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    return width == 1 && bytes.isASCII ? bytes : nil
  }

  /// The most bytes of UTF-8 that a code point of this width takes.
  private var longest: Int { width == 1 ? 2 : width == 2 ? 3 : 4 }

  /// Writes the text as UTF-8 to where there is room for the longest it can be. The number of bytes.
  private func writeUTF8(_ target: UnsafeMutableBufferPointer<UInt8>) -> Int {
    switch width {
    case 1: write(UInt8.self, target)
    case 2: write(UInt16.self, target)
    default: write(UInt32.self, target)
    }
  }

  private func write<Unit: CodeUnit>(
    _ unit: Unit.Type, _ target: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    let units = UnsafeBufferPointer(start: start?.assumingMemoryBound(to: Unit.self), count: count)
    var end = 0
    func put(_ bits: UInt32) {
      target[end] = UInt8(truncatingIfNeeded: bits)
      end &+= 1
    }
    for unit in units {
      let point = Unicode.Scalar(UInt32(truncatingIfNeeded: unit))?.value ?? 0xFFFD
      switch point {
      case ..<0x80: put(point)
      case ..<0x800: put(0xC0 | point >> 6)
      case ..<0x10000:
        put(0xE0 | point >> 12)
        put(0x80 | point >> 6 & 0x3F)
      default:
        put(0xF0 | point >> 18)
        put(0x80 | point >> 12 & 0x3F)
        put(0x80 | point >> 6 & 0x3F)
      }
      if point >= 0x80 { put(0x80 | point & 0x3F) }
    }
    return end
  }
}

extension Array where Element: CodeUnit {
  /// Calls `body` with a view of the units.
  public func withTextView<Result>(_ body: (TextView) throws -> Result) rethrows -> Result {
    try withUnsafeBufferPointer { try body(TextView($0)) }
  }
}
