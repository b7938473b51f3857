import Glibc

/// `str`: code points of 1, 2 or 4 bytes each, whichever the widest needs, inline in the object.
struct StringBody {
  var header: Header
  /// -1 until asked for.
  var hash: Int
  /// In code points.
  var count: Int32
  /// Bytes of a code point: 1, 2 or 4.
  var width: UInt8
  /// Whether this is the one object of its text that names are compared by.
  var isInterned: Bool
  static let dataOffset = MemoryLayout<StringBody>.stride
}

/// A `str` object, seen as text.
public struct StringObject: BitwiseCopyable {
  let body: UnsafeMutablePointer<StringBody>

  /// In code points; operations that would pass it raise MemoryError.
  static let largestCount = Int(Int32.max)

  init(_ object: Object) { body = object.body(StringBody.self) }

  var object: Object { Object(UnsafeMutableRawPointer(body)) }
  @inline(__always) public var count: Int { Int(body.pointee.count) }
  @inline(__always) var width: Int { Int(body.pointee.width) }
  @inline(__always) var data: UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(body) + StringBody.dataOffset
  }
  @inline(__always) var byteCount: Int { count * width }

  /// Bytes that fit behind the body: a lone owner may append in place.
  var capacity: Int { object.blockSize - StringBody.dataOffset }
  /// The code points where they stand.
  var view: TextView { TextView(start: data, count: count, width: width) }
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: data, count: byteCount) }

  /// The code point at an index that is known to be in range.
  @inline(__always)
  subscript(index: Int) -> UInt32 {
    switch width {
    case 1: UInt32(data.load(fromByteOffset: index, as: UInt8.self))
    case 2: UInt32(data.load(fromByteOffset: index * 2, as: UInt16.self))
    default: data.load(fromByteOffset: index * 4, as: UInt32.self)
    }
  }

  /// The text as a Swift string; lone surrogates become U+FFFD.
  public var text: String { view.text }

  /// The text as UTF-8; lone surrogates become U+FFFD.
  var utf8: [UInt8] { view.utf8 }

  var codePoints: [UInt32] { codePoints(in: 0..<count) }

  /// The code points of a range that is known to be inside.
  func codePoints(in range: Range<Int>) -> [UInt32] {
    switch width {
    case 1: units(UInt8.self, range).map(UInt32.init)
    case 2: units(UInt16.self, range).map(UInt32.init)
    default: Array(units(UInt32.self, range))
    }
  }

  /// Whether two texts are equal; the widths are always the narrowest possible.
  @inline(__always)
  func isEqual(to other: StringObject) -> Bool {
    if body == other.body { return true }
    guard count == other.count, width == other.width else { return false }
    if count > 0, data.load(as: UInt8.self) != other.data.load(as: UInt8.self) { return false }
    return memcmp(data, other.data, byteCount) == 0
  }

  /// Order by code points: negative, zero or positive.
  func compare(_ other: StringObject) -> Int {
    let shared = min(count, other.count)
    if width == 1, other.width == 1 {
      let order = memcmp(data, other.data, shared)
      return order != 0 ? Int(order) : count - other.count
    }
    for index in 0..<shared where self[index] != other[index] {
      return self[index] < other[index] ? -1 : 1
    }
    return count - other.count
  }

  /// The SipHash of the code units with a zero key, so that runs repeat.
  var hash: Int {
    @inline(__always) get {
      let known = body.pointee.hash
      return known != -1 ? known : computeHash()
    }
  }

  @inline(never)
  private func computeHash() -> Int {
    let value = count == 0 ? 0 : TextHash.hash(bytes)
    body.pointee.hash = value
    return value
  }
}

extension Heap {
  /// A new string of `count` code points with undefined content; its owner is the caller.
  @inline(__always)
  func allocateString(count: Int, width: Int, type: Object, spare: Int = 0) -> StringObject {
    precondition(count <= StringObject.largestCount, "text too long")
    let object = allocate(StringBody.dataOffset + count * width + spare, .string, type)
    let string = StringObject(object)
    string.body.pointee.hash = -1
    string.body.pointee.count = Int32(truncatingIfNeeded: count)
    string.body.pointee.width = UInt8(truncatingIfNeeded: width)
    string.body.pointee.isInterned = false
    return string
  }
}

/// The bytes a code point needs in a string whose widest one it is.
@inline(__always)
func stringWidth(ofWidest codePoint: UInt32) -> Int {
  codePoint < 0x100 ? 1 : codePoint < 0x10000 ? 2 : 4
}

/// `memcpy`, with a short way for the few bytes of a word.
@inline(__always)
func copyBytes(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, _ count: Int) {
  switch count {
  case 8...16: copyTwice(UInt64.self, source, target, count)
  case 4...7: copyTwice(UInt32.self, source, target, count)
  case 2...3: copyTwice(UInt16.self, source, target, count)
  case 1: target.storeBytes(of: source.load(as: UInt8.self), as: UInt8.self)
  default: memcpy(target, source, count)
  }
}

/// Copies the first bytes and the last ones, which may overlap.
@inline(__always)
private func copyTwice<Word: FixedWidthInteger & BitwiseCopyable>(
  _ word: Word.Type, _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer, _ count: Int
) {
  let end = count - MemoryLayout<Word>.size
  let last = source.loadUnaligned(fromByteOffset: end, as: word)
  target.storeBytes(of: source.loadUnaligned(as: word), as: word)
  target.storeBytes(of: last, toByteOffset: end, as: word)
}

extension StringObject {
  /// Copies `range` of this string to `offset` of a string that is at least as wide.
  @inline(__always)
  func copy(_ range: Range<Int>, to target: StringObject, at offset: Int) {
    if width == target.width {
      copyBytes(
        data + range.lowerBound * width, to: target.data + offset * width, range.count * width)
    } else {
      widen(range, to: target, at: offset)
    }
  }

  @inline(never)
  private func widen(_ range: Range<Int>, to target: StringObject, at offset: Int) {
    for index in range { target.set(offset + index - range.lowerBound, self[index]) }
  }

  @inline(__always)
  func set(_ index: Int, _ codePoint: UInt32) {
    switch width {
    case 1: data.storeBytes(of: UInt8(truncatingIfNeeded: codePoint), toByteOffset: index, as: UInt8.self)
    case 2:
      data.storeBytes(
        of: UInt16(truncatingIfNeeded: codePoint), toByteOffset: index * 2, as: UInt16.self)
    default: data.storeBytes(of: codePoint, toByteOffset: index * 4, as: UInt32.self)
    }
  }

  /// The greatest code point of a part.
  func widest(in range: Range<Int>) -> UInt32 {
    var widest: UInt32 = 0
    for index in range { widest = max(widest, self[index]) }
    return widest
  }
}
