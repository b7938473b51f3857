import Glibc

/// Text that grows at its end: one, two or four bytes a character, as the widest so far needs.
struct TextBuffer: ~Copyable {
  private var data: UnsafeMutableRawPointer
  /// In bytes.
  private var capacity: Int
  /// In characters.
  private(set) var count = 0
  private(set) var width = 1

  init(capacity: Int = 240) {
    self.capacity = capacity
    data = .allocate(byteCount: capacity, alignment: 4)
  }

  deinit { data.deallocate() }

  mutating func append(_ character: UInt32) {
    reserve(1, width: stringWidth(ofWidest: character))
    put(character, at: count)
    count += 1
  }

  /// Appends characters below 256, one byte each.
  @inline(__always)
  mutating func append(latin1 bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count, width: 1)
    if width == 1 {
      memcpy(data + count, start, bytes.count)
    } else {
      for (index, byte) in bytes.enumerated() { put(UInt32(byte), at: count + index) }
    }
    count += bytes.count
  }

  mutating func append(ascii text: StaticString) {
    append(latin1: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a text of ASCII characters, such as a number's.
  mutating func append(ascii text: String) {
    var text = text
    text.withUTF8 { append(latin1: UnsafeRawBufferPointer($0)) }
  }

  /// Appends a part of a string.
  mutating func append(_ text: StringObject, _ range: Range<Int>) {
    if text.width == 1 {
      return append(latin1: UnsafeRawBufferPointer(rebasing: text.bytes[range]))
    }
    reserve(range.count, width: stringWidth(ofWidest: text.widest(in: range)))
    for index in range { put(text[index], at: count + index - range.lowerBound) }
    count += range.count
  }

  mutating func append(_ text: StringObject) { append(text, 0..<text.count) }

  /// Appends the decimal digits of a number.
  mutating func append(decimal number: Int) {
    if number < 0 { append(0x2D) }
    var rest = number.magnitude
    var power: UInt = 1
    while rest / power >= 10 { power *= 10 }
    while power > 0 {
      append(0x30 + UInt32(truncatingIfNeeded: rest / power))
      rest %= power
      power /= 10
    }
  }

  @inline(__always)
  private func put(_ character: UInt32, at index: Int) {
    switch width {
    case 1:
      data.storeBytes(of: UInt8(truncatingIfNeeded: character), toByteOffset: index, as: UInt8.self)
    case 2:
      data.storeBytes(
        of: UInt16(truncatingIfNeeded: character), toByteOffset: index * 2, as: UInt16.self)
    default: data.storeBytes(of: character, toByteOffset: index * 4, as: UInt32.self)
    }
  }

  /// Makes room for more characters, and for wider ones.
  @inline(__always)
  private mutating func reserve(_ more: Int, width needed: Int) {
    if needed > width || (count + more) * width > capacity { grow(more, max(needed, width)) }
  }

  @inline(never)
  private mutating func grow(_ more: Int, _ wider: Int) {
    let old = (data, count, width)
    capacity = max(capacity * 2, (count + more) * wider)
    data = .allocate(byteCount: capacity, alignment: 4)
    if wider == width {
      memcpy(data, old.0, count * width)
    } else {
      width = wider
      for index in 0..<old.1 {
        put(
          old.2 == 1
            ? UInt32(old.0.load(fromByteOffset: index, as: UInt8.self))
            : UInt32(old.0.load(fromByteOffset: index * 2, as: UInt16.self)), at: index)
      }
    }
    old.0.deallocate()
  }

  /// The text as a `str`, lent by the pool.
  borrowing func string(_ m: Machine) throws(Raised) -> Value {
    guard count <= StringObject.largestCount else { throw m.raise(.memoryError, "") }
    if count == 0 { return .object(m.runtime.emptyString) }
    let string = m.heap.allocateString(count: count, width: width, type: m.types.string)
    memcpy(string.data, data, count * width)
    return .object(m.heap.pooled(string.object))
  }
}
