import Glibc

/// The contents of `bytes` and `bytearray`.
extension Value {
  /// The bytes of a `bytes`, a `bytearray` or a `memoryview` of bytes in a row, valid as long as no
  /// Python code runs; nil for others.
  var byteBuffer: UnsafeBufferPointer<UInt8>? {
    guard case .object(let object) = self else { return nil }
    switch object.kind {
    case .bytes:
      let start = UnsafePointer(
        (object.address + BytesBody.dataOffset).assumingMemoryBound(to: UInt8.self))
      return UnsafeBufferPointer(start: start, count: object.byteCount)
    case .byteArray:
      let body = object.body(ByteArrayBody.self)
      return UnsafeBufferPointer(start: body.pointee.bytes, count: body.pointee.count)
    case .foreign:
      let content = object.body(ForeignBody.self).pointee.content.takeUnretainedValue()
      return (content as? MemoryView)?.buffer
    default: return nil
    }
  }
}

/// A `bytearray` object.
struct ByteArray: BitwiseCopyable {
  let body: UnsafeMutablePointer<ByteArrayBody>
  init(_ object: Object) { body = object.body(ByteArrayBody.self) }
  var object: Object { Object(UnsafeMutableRawPointer(body)) }
  var count: Int { body.pointee.count }

  /// Makes room for `count` bytes, growing by half at least.
  private func reserve(_ count: Int) {
    guard count > body.pointee.capacity else { return }
    let capacity = max(count, body.pointee.capacity + body.pointee.capacity / 2 + 16)
    let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    bigger.update(from: body.pointee.bytes, count: body.pointee.count)
    body.pointee.bytes.deallocate()
    body.pointee.bytes = bigger
    body.pointee.capacity = capacity
  }

  /// Replaces the bytes of a range by others.
  func replace(_ range: Range<Int>, _ new: [UInt8]) {
    let tail = count - range.upperBound
    reserve(count - range.count + new.count)
    let bytes = body.pointee.bytes
    memmove(bytes + range.lowerBound + new.count, bytes + range.upperBound, tail)
    new.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      (bytes + range.lowerBound).update(from: start, count: new.count)
    }
    body.pointee.count += new.count - range.count
  }

  func append(_ byte: UInt8) {
    reserve(count + 1)
    body.pointee.bytes[count] = byte
    body.pointee.count += 1
  }
}

extension Machine {
  /// Runs a body during which a `bytearray` must not change its size.
  func exporting<T>(_ value: Value, _ body: () throws(Raised) -> T) throws(Raised) -> T {
    guard let array = value.object(.byteArray).map(ByteArray.init) else { return try body() }
    array.body.pointee.exports += 1
    defer { array.body.pointee.exports -= 1 }
    return try body()
  }
}

extension Heap {
  /// A new `bytearray`, owned by the caller.
  func allocateByteArray(_ content: [UInt8], type: Object) -> ByteArray {
    let object = allocate(MemoryLayout<ByteArrayBody>.stride, .byteArray, type)
    let body = object.body(ByteArrayBody.self)
    body.pointee.count = 0
    body.pointee.exports = 0
    body.pointee.capacity = max(content.count, 8)
    body.pointee.bytes = .allocate(capacity: max(content.count, 8))
    ByteArray(object).replace(0..<0, content)
    return ByteArray(object)
  }

  /// A new `bytes`, owned by the caller.
  func allocateBytes(_ content: [UInt8], type: Object) -> Object {
    content.withUnsafeBytes { allocateBytes($0, type: type) }
  }

  func allocateBytes(_ content: UnsafeRawBufferPointer, type: Object) -> Object {
    let object = allocateUnfilledBytes(content.count, type)
    if let start = content.baseAddress {
      (object.address + BytesBody.dataOffset).copyMemory(from: start, byteCount: content.count)
    }
    return object
  }

  /// A new `bytes` of zeros, owned by the caller, who may fill it while nobody else sees it.
  func allocateBytes(count: Int, type: Object) -> Object {
    let object = allocateUnfilledBytes(count, type)
    memset(object.address + BytesBody.dataOffset, 0, count)
    return object
  }

  @inline(__always)
  private func allocateUnfilledBytes(_ count: Int, _ type: Object) -> Object {
    let object = allocate(BytesBody.dataOffset + count, .bytes, type)
    object.header.pointee.extent = Int32(truncatingIfNeeded: count)
    return object
  }
}

extension Object {
  /// The length of a `bytes`.
  @inline(__always) var byteCount: Int {
    header.pointee.units > 0
      ? Int(header.pointee.extent) : Heap.largeSize(self) - BytesBody.dataOffset
  }
}

extension Machine {
  /// Bytes of the same class as a `bytes` or `bytearray`: the results of its methods.
  func bytes(_ content: [UInt8], like value: Value) -> Value {
    if value.object(.byteArray) == nil { return bytes(content) }
    return .object(heap.pooled(heap.allocateByteArray(content, type: types.byteArray).object))
  }

  /// The content of an argument that must be bytes or bytearray.
  func requireBytes(_ value: Value, _ message: String? = nil) throws(Raised) -> [UInt8] {
    if let content = byteContent(value) { return content }
    throw raise(
      .typeError, message ?? "a bytes-like object is required, not '\(typeName(of: value))'")
  }

  /// One byte from an integer argument.
  func byte(_ value: Value, _ range: String = "byte must be in range(0, 256)") throws(Raised)
    -> UInt8
  {
    let index = try integerIndex(value)
    guard let word = index.word, let byte = UInt8(exactly: word) else {
      throw raise(.valueError, range)
    }
    return byte
  }
}
