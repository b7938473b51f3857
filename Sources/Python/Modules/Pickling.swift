/// `_pickle`: what writes and reads the built-in types for the module `pickle`. Objects of other
/// classes are taken apart and put together by the classes there, which are written in Python.
extension Machine {
  func fillPickle(_ module: ModuleBuilder) {
    let traits = ForeignTraits(
      visit: { content, isOnlyOwner, visit in
        if isOnlyOwner { (content as? PickleState)?.owned.forEach(visit) }
      },
      cut: { ($0 as? PickleState)?.forget() })
    module.set(
      "Writer",
      .object(makeForeignType("Writer", module: "_pickle", traits: traits, rows: pickleWriterMethods)))
    module.set(
      "Reader",
      .object(makeForeignType("Reader", module: "_pickle", traits: traits, rows: pickleReaderMethods)))
  }
}

/// What writers and readers have in common: values that they own.
class PickleState {
  @exclusivity(unchecked) fileprivate(set) final var owned: [Value] = []

  deinit { forget() }

  final func keep(_ value: Value) { owned.append(own(value)) }

  final func forget() {
    let old = owned
    owned = []
    for value in old { drop(value) }
  }
}

private let pickleWriterMethods: [Builtin] = [
  Builtin("__new__(cls, protocol, /)", "What writes in a protocol, from 2 on.") {
    (m, a) throws(Raised) in m.wrap(PickleWriter(protocol: try m.index(a[1])), a.receiver)
  },
  Builtin("dump(self, pickler, value, has_persistent_id, /)", "The bytes of a value.") {
    (m, a) throws(Raised) in
    let writer = PickleWriter.of(a[0])
    writer.begin(hasPersistentID: try m.isTrue(a[3]))
    try writer.save(a[2], a[1], m)
    return m.bytes(writer.end())
  },
  Builtin("save(self, pickler, value, /)", "Write a value.") { (m, a) throws(Raised) in
    try PickleWriter.of(a[0]).save(a[2], a[1], m)
    return .none
  },
  Builtin("put(self, data, /)", "Write bytes.") { (m, a) throws(Raised) in
    PickleWriter.of(a[0]).put(try m.requireBytes(a[1]))
    return .none
  },
  Builtin("memoize(self, value, /)", "Note a value that has just been written.") {
    (m, a) throws(Raised) in
    PickleWriter.of(a[0]).memoize(a[1])
    return .none
  },
  Builtin("clear(self, /)", "Forget what has been written.") { (m, a) throws(Raised) in
    PickleWriter.of(a[0]).clear()
    return .none
  },
]

/// Writes as CPython does: the same operations, memo and frames.
private final class PickleWriter: PickleState {
  private let version: Int
  // No code of the language runs while one of these is changed.
  @exclusivity(unchecked) private var bytes: [UInt8] = []
  /// Places of objects in the memo, by address; the state owns them.
  @exclusivity(unchecked) private var memo: [Object: Int] = [:]
  @exclusivity(unchecked) private var hasPersistentID = false
  /// The first object written of each content of at most one byte: CPython has but one of each.
  private var shortBytes: [[UInt8]: Object] = [:]
  /// Where the frame begins that is being written, its head included.
  @exclusivity(unchecked) private var frameStart: Int?
  @exclusivity(unchecked) private var isFraming = false

  private static let frameSize = 1 << 16
  private static let frameHead = 9
  private static let batchSize = 1000

  init(protocol version: Int) { self.version = version }

  static func of(_ value: Value) -> PickleWriter {
    let body = value.object.unsafelyUnwrapped.body(ForeignBody.self)
    return unsafeDowncast(body.pointee.content.takeUnretainedValue(), to: PickleWriter.self)
  }

  // MARK: Output and frames

  func begin(hasPersistentID: Bool) {
    bytes = [0x80, UInt8(truncatingIfNeeded: version)]
    frameStart = nil
    isFraming = version >= 4
    self.hasPersistentID = hasPersistentID
  }

  func end() -> [UInt8] {
    put(UInt8(ascii: "."))
    closeFrame()
    isFraming = false
    let result = bytes
    bytes = []
    return result
  }

  func clear() {
    memo = [:]
    shortBytes = [:]
    forget()
  }

  @inline(__always)
  private func openFrame() {
    guard isFraming, frameStart == nil else { return }
    frameStart = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: PickleWriter.frameHead))
  }

  private func closeFrame() {
    guard let start = frameStart else { return }
    frameStart = nil
    let size = bytes.count - start - PickleWriter.frameHead
    guard size >= 4 else {
      bytes.removeSubrange(start..<(start + PickleWriter.frameHead))
      return
    }
    bytes[start] = 0x95
    for place in 0..<8 { bytes[start + 1 + place] = UInt8(truncatingIfNeeded: size >> (8 * place)) }
  }

  @inline(__always)
  private func put(_ byte: UInt8) {
    openFrame()
    bytes.append(byte)
  }

  func put(_ content: [UInt8]) {
    openFrame()
    bytes += content
  }

  /// An operation with a number of so many bytes.
  private func put(_ code: UInt8, _ number: Int, size: Int) {
    openFrame()
    bytes.append(code)
    for place in 0..<size { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
  }

  /// A head and its content; large ones stand outside of the frames.
  private func put(head code: UInt8, size: Int, _ content: UnsafeBufferPointer<UInt8>) {
    let isLarge = content.count >= PickleWriter.frameSize
    let wasFraming = isFraming
    if isLarge {
      closeFrame()
      isFraming = false
    }
    put(code, content.count, size: size)
    bytes += content
    isFraming = wasFraming
  }

  // MARK: The memo

  func memoize(_ value: Value) {
    guard case .object(let object) = value else { return }
    let place = memo.count
    if memo.updateValue(place, forKey: object) == nil { keep(value) }
    if version >= 4 {
      put(0x94)
    } else if place < 256 {
      put(UInt8(ascii: "q"), place, size: 1)
    } else {
      put(UInt8(ascii: "r"), place, size: 4)
    }
  }

  /// Writes where an object stands in the memo; false if it does not.
  private func putKnown(_ object: Object) -> Bool {
    guard let place = memo[object] else { return false }
    if place < 256 {
      put(UInt8(ascii: "h"), place, size: 1)
    } else {
      put(UInt8(ascii: "j"), place, size: 4)
    }
    return true
  }

  // MARK: Values

  /// - Parameter isID: Whether the value is a persistent id, which has no such id itself.
  func save(_ value: Value, _ pickler: Value, isID: Bool = false, _ m: Machine) throws(Raised) {
    if let start = frameStart, bytes.count - start - PickleWriter.frameHead >= PickleWriter.frameSize {
      closeFrame()
    }
    if hasPersistentID, !isID {
      let id = try m.call(try m.attribute(of: pickler, m.symbol("persistent_id")), with: value)
      if !id.isNone {
        try m.enterNative(" while pickling an object")
        defer { m.leaveNative() }
        try save(id, pickler, isID: true, m)
        return put(UInt8(ascii: "Q"))
      }
    }
    switch value {
    case .undefined, .none: put(UInt8(ascii: "N"))
    case .bool(let flag): put(flag ? 0x88 : 0x89)
    case .int(let number): save(number)
    case .float(let number): save(number)
    case .object(let object): try save(object, pickler, m)
    }
  }

  private func save(_ number: Int) {
    switch number {
    case 0...0xFF: put(UInt8(ascii: "K"), number, size: 1)
    case 0...0xFFFF: put(UInt8(ascii: "M"), number, size: 2)
    case Int(Int32.min)...Int(Int32.max): put(UInt8(ascii: "J"), number, size: 4)
    default:
      var size = 8
      while size > 5 {
        let unused = 64 - 8 * (size - 1)
        if (number << unused) >> unused != number { break }
        size -= 1
      }
      put(0x8A, size, size: 1)
      for place in 0..<size { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }
  }

  private func save(_ number: Double) {
    put(UInt8(ascii: "G"))
    for place in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> UInt64(56 - 8 * place)))
    }
  }

  private func save(_ object: Object, _ pickler: Value, _ m: Machine) throws(Raised) {
    let value = Value.object(object)
    let type = object.type
    if type == m.types.int { return try save(big: value, m) }
    if putKnown(object) { return }
    if type == m.types.string { return try save(StringObject(object), m) }
    if type == m.types.bytes, version >= 3 { return save(bytes: value) }
    try m.enterNative(" while pickling an object")
    defer { m.leaveNative() }
    let mark = m.heap.state.pointee.poolCount
    try saveParts(of: object, pickler, m)
    m.heap.drain(to: mark)
  }

  private func saveParts(of object: Object, _ pickler: Value, _ m: Machine) throws(Raised) {
    let types = m.types
    switch object.type {
    case types.dict: try save(Dict(object), pickler, m)
    case types.list: try save(List(object), pickler, m)
    case types.tuple: try save(Tuple(object), pickler, m)
    case types.set where version >= 4: try save(SetObject(object), pickler, m)
    case types.frozenSet where version >= 4: try save(frozen: SetObject(object), pickler, m)
    default:
      _ = try m.call(
        try m.attribute(of: pickler, m.symbol("_save_other")), with: .object(object))
    }
  }

  /// An int beyond a word.
  private func save(big value: Value, _ m: Machine) throws(Raised) {
    guard let integer = m.integer(value) else { return }
    let length = integer.bitLength / 8 + 1
    var content = try m.solve { try integer.bytes(length: length, bigEndian: false, signed: true) }
    if content.count > 1, content[content.count - 1] == 0xFF, content[content.count - 2] & 0x80 != 0 {
      content.removeLast()
    }
    let isShort = content.count < 256
    put(isShort ? 0x8A : 0x8B, content.count, size: isShort ? 1 : 4)
    bytes += content
  }

  private func save(_ text: StringObject, _ m: Machine) throws(Raised) {
    var content = text.width == 1 ? text.utf8 : []
    if text.width > 1 {
      let codePoints = text.codePoints
      let hasSurrogates = codePoints.contains { (0xD800...0xDFFF).contains($0) }
      content = hasSurrogates ? SurrogateText.encoded(codePoints) : text.utf8
    }
    content.withUnsafeBufferPointer { buffer in
      if buffer.count <= 0xFF, version >= 4 {
        put(head: 0x8C, size: 1, buffer)
      } else if buffer.count <= 0xFFFF_FFFF {
        put(head: UInt8(ascii: "X"), size: 4, buffer)
      } else {
        put(head: 0x8D, size: 8, buffer)
      }
    }
    memoize(.object(text.object))
  }

  private func save(bytes value: Value) {
    guard let content = value.byteBuffer else { return }
    if content.count <= 1 {
      if let first = shortBytes[Array(content)], putKnown(first) { return }
      shortBytes[Array(content)] = value.object
    }
    if content.count <= 0xFF {
      put(head: UInt8(ascii: "C"), size: 1, content)
    } else if content.count <= 0xFFFF_FFFF {
      put(head: UInt8(ascii: "B"), size: 4, content)
    } else {
      put(head: 0x8E, size: 8, content)
    }
    memoize(value)
  }

  // MARK: Containers

  private func save(_ tuple: Tuple, _ pickler: Value, _ m: Machine) throws(Raised) {
    let count = tuple.count
    if count == 0 { return put(UInt8(ascii: ")")) }
    if count > 3 { put(UInt8(ascii: "(")) }
    for index in 0..<count { try save(tuple[index], pickler, m) }
    if memo[tuple.object] != nil {
      // It contains itself by way of one of its items, and has been written with that.
      put(count > 3 ? [UInt8(ascii: "1")] : [UInt8](repeating: UInt8(ascii: "0"), count: count))
      _ = putKnown(tuple.object)
      return
    }
    put(count > 3 ? UInt8(ascii: "t") : 0x84 + UInt8(truncatingIfNeeded: count))
    memoize(.object(tuple.object))
  }

  private func save(_ list: List, _ pickler: Value, _ m: Machine) throws(Raised) {
    put(UInt8(ascii: "]"))
    memoize(.object(list.object))
    if list.count == 1 {
      try save(m.pooled(own(list[0])), pickler, m)
      return put(UInt8(ascii: "a"))
    }
    var index = 0
    while index < list.count {
      put(UInt8(ascii: "("))
      try m.checkInterrupt()
      let end = index + PickleWriter.batchSize
      while index < min(end, list.count) {
        let item = own(list[index])
        defer { drop(item) }
        try save(item, pickler, m)
        index += 1
      }
      put(UInt8(ascii: "e"))
    }
  }

  private func save(_ dict: Dict, _ pickler: Value, _ m: Machine) throws(Raised) {
    put(UInt8(ascii: "}"))
    memoize(.object(dict.object))
    let count = dict.count
    if count == 0 { return }
    var place = 0
    var written = 0
    repeat {
      try m.checkInterrupt()
      if count > 1 { put(UInt8(ascii: "(")) }
      written = 0
      while place < dict.entryCount, written < PickleWriter.batchSize {
        let entry = dict.entries[place]
        place += 1
        if entry.key.isUndefined { continue }
        let (key, value) = (own(entry.key), own(entry.value))
        defer {
          drop(key)
          drop(value)
        }
        try save(key, pickler, m)
        try save(value, pickler, m)
        written += 1
      }
      put(UInt8(ascii: count > 1 ? "u" : "s"))
      guard dict.count == count else {
        throw m.raise(.runtimeError, "dictionary changed size during iteration")
      }
    } while written == PickleWriter.batchSize
  }

  private func save(_ set: SetObject, _ pickler: Value, _ m: Machine) throws(Raised) {
    put(0x8F)
    memoize(.object(set.object))
    let items = try m.collect(.object(set.object))
    if items.isEmpty { return }
    var index = 0
    repeat {
      try m.checkInterrupt()
      put(UInt8(ascii: "("))
      let end = min(index + PickleWriter.batchSize, items.count)
      for item in items[index..<end] { try save(item, pickler, m) }
      index += PickleWriter.batchSize
      put(0x90)
      guard try m.length(of: .object(set.object)) == items.count else {
        throw m.raise(.runtimeError, "set changed size during iteration")
      }
    } while index <= items.count
  }

  private func save(frozen set: SetObject, _ pickler: Value, _ m: Machine) throws(Raised) {
    put(UInt8(ascii: "("))
    for item in try m.collect(.object(set.object)) { try save(item, pickler, m) }
    if memo[set.object] != nil {
      put(UInt8(ascii: "1"))
      _ = putKnown(set.object)
      return
    }
    put(0x91)
    memoize(.object(set.object))
  }
}

/// UTF-8 that also has lone surrogates, as pickles write them (the error handler "surrogatepass").
enum SurrogateText {
  static func encoded(_ codePoints: [UInt32]) -> [UInt8] {
    codePoints.flatMap { point -> [UInt8] in
      if let scalar = Unicode.Scalar(point) { return Array(String(Character(scalar)).utf8) }
      return [0xE0 | point >> 12, 0x80 | point >> 6 & 0x3F, 0x80 | point & 0x3F]
        .map { UInt8(truncatingIfNeeded: $0) }
    }
  }

  /// The code points; nil for bytes that are no such text.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt32]? {
    var result: [UInt32] = []
    var rest = bytes
    while let first = rest.first {
      if first == 0xED, rest.count >= 3, rest[rest.startIndex + 1] >= 0xA0 {
        let tail = rest.prefix(3).map { UInt32($0) }
        guard tail[1] & 0xC0 == 0x80, tail[2] & 0xC0 == 0x80 else { return nil }
        result.append(0xD000 | (tail[1] & 0x3F) << 6 | tail[2] & 0x3F)
        rest = rest.dropFirst(3)
        continue
      }
      let end = rest.dropFirst().firstIndex { $0 & 0xC0 != 0x80 } ?? rest.endIndex
      guard let text = String(validating: rest[..<end], as: UTF8.self) else { return nil }
      result += text.unicodeScalars.map(\.value)
      rest = rest[end...]
    }
    return result
  }
}
