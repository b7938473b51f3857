import Glibc

/// A text that is being written: one byte a code point as long as that is enough, wider from the
/// first code point on that needs it. All formatting of text writes into one.
///
/// A text longer than a str may be is not written on; its `isTooLong` then asks for a MemoryError.
public struct TextBuilder: ~Copyable {
  private var data: UnsafeMutableRawPointer
  /// Code points for which there is room.
  private var capacity: Int
  /// Bytes of a code point.
  private(set) var width = 1
  /// Code points written.
  public private(set) var count = 0
  public private(set) var isTooLong = false

  /// The most bytes that are written.
  private static let largestSize = 1 << 31

  public init(capacity: Int = 112) {
    self.capacity = capacity
    data = Memory.allocate(max(capacity, 1))
  }

  deinit { free(data) }

  /// What was written, until it is written on.
  public var view: TextView { TextView(start: data, count: count, width: width) }

  /// The code point at an index, 0 beyond the end.
  subscript(index: Int) -> UInt32 { index < count ? view[index] : 0 }

  // MARK: Room

  /// Makes room for further code points up to `widest`; false if the text would become too long.
  @inline(__always)
  private mutating func makeRoom(_ more: Int, widest: UInt32 = 0) -> Bool {
    if widest >> (UInt32(width) * 8 - 1) > 1 { widen(to: stringWidth(ofWidest: widest)) }
    if _fastPath(more <= capacity &- count) { return !isTooLong }
    return grow(more)
  }

  @inline(never)
  private mutating func grow(_ more: Int) -> Bool {
    let (needed, overflow) = more.addingReportingOverflow(count)
    guard !isTooLong, !overflow, needed < TextBuilder.largestSize / width else {
      isTooLong = true
      return false
    }
    capacity = max(needed, min(capacity * 2, TextBuilder.largestSize / width))
    data = Memory.resize(data, to: capacity * width)
    return true
  }

  /// Rewrites the text with more bytes a code point.
  @inline(never)
  private mutating func widen(to wider: Int) {
    guard count < TextBuilder.largestSize / wider else {
      isTooLong = true
      return
    }
    let old = view
    let narrow = data
    width = wider
    capacity = count + 64
    data = Memory.allocate(capacity * width)
    for index in 0..<count { set(index, old[index]) }
    free(narrow)
  }

  @inline(__always)
  private func set(_ index: Int, _ codePoint: UInt32) {
    switch width {
    case 1:
      data.storeBytes(of: UInt8(truncatingIfNeeded: codePoint), toByteOffset: index, as: UInt8.self)
    case 2:
      data.storeBytes(
        of: UInt16(truncatingIfNeeded: codePoint), toByteOffset: index * 2, as: UInt16.self)
    default: data.storeBytes(of: codePoint, toByteOffset: index * 4, as: UInt32.self)
    }
  }

  // MARK: Writing at the end

  @inline(__always)
  public mutating func append(_ codePoint: UInt32) {
    guard makeRoom(1, widest: codePoint) else { return }
    set(count, codePoint)
    count &+= 1
  }

  @inline(__always)
  public mutating func append(_ text: TextView) {
    guard let start = text.start, text.count > 0,
      makeRoom(text.count, widest: text.width > width ? text.widest : 0)
    else { return }
    if text.width == width {
      memcpy(data + count * width, start, text.byteCount)
      count &+= text.count
    } else {
      appendConverted(text)
    }
  }

  @inline(never)
  private mutating func appendConverted(_ text: TextView) {
    for index in 0..<text.count { set(count + index, text[index]) }
    count &+= text.count
  }

  /// Code points below 256.
  @inline(__always)
  public mutating func append(latin1 bytes: UnsafeBufferPointer<UInt8>) { append(TextView(bytes)) }

  public mutating func append(_ text: String) {
    var text = text
    let isASCII = text.withUTF8 { (bytes) in
      let isASCII = UnsafeRawBufferPointer(bytes).isASCII
      if isASCII { append(latin1: bytes) }
      return isASCII
    }
    if !isASCII { for scalar in text.unicodeScalars { append(scalar.value) } }
  }

  public mutating func append(repeating codePoint: UInt32, count: Int) {
    insert(codePoint, times: count, at: self.count)
  }

  /// Lets `write` put up to `most` ASCII characters at the end; it gives their number.
  mutating func append(
    atMost most: Int, write: (UnsafeMutablePointer<UInt8>) -> Int
  ) {
    guard makeRoom(most) else { return }
    if width == 1 {
      count += write((data + count).assumingMemoryBound(to: UInt8.self))
      return
    }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: most) { buffer in
      guard let start = buffer.baseAddress else { return }
      append(latin1: UnsafeBufferPointer(start: start, count: write(start)))
    }
  }

  // MARK: Changing what was written

  /// Inserts a code point some times before the one at `index`.
  mutating func insert(_ codePoint: UInt32, times: Int, at index: Int) {
    guard times > 0, makeRoom(times, widest: codePoint) else { return }
    let place = data + index * width
    memmove(place + times * width, place, (count - index) * width)
    if width == 1 {
      memset(place, Int32(truncatingIfNeeded: codePoint), times)
    } else {
      for offset in 0..<times { set(index + offset, codePoint) }
    }
    count &+= times
  }

  /// Forgets what is behind the first `length` code points.
  mutating func truncate(to length: Int) { count = min(count, max(length, 0)) }

  /// Writes over what stands from `index` on, and beyond the end.
  mutating func overwrite(at index: Int, _ new: TextView) {
    if index == count || isTooLong { return append(new) }
    let end = index + new.count
    guard makeRoom(max(0, end - count), widest: new.width > width ? new.widest : 0) else { return }
    for offset in 0..<new.count { set(index + offset, new[offset]) }
    count = max(count, end)
  }

  /// Rewrites the ASCII characters from `start` on.
  mutating func mapTail(from start: Int, _ change: (inout [UInt8]) -> Void) {
    var tail = (start..<count).map { UInt8(truncatingIfNeeded: self[$0]) }
    change(&tail)
    count = start
    tail.withUnsafeBufferPointer { append(latin1: $0) }
  }

  /// Replaces each of the ASCII characters from `start` on.
  mutating func mapASCII(from start: Int, _ transform: (UInt8) -> UInt8) {
    for index in start..<count { set(index, UInt32(transform(UInt8(self[index])))) }
  }
}
