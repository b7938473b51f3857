let pickleReaderMethods: [Builtin] = [
  Builtin("__new__(cls, unpickler_error, /)", "What reads pickles; the class of its errors.") {
    (m, a) throws(Raised) in
    let reader = PickleReader()
    reader.keep(a[1])
    return m.wrap(reader, a.receiver)
  },
  Builtin(
    "load(self, unpickler, data, read, readline, /)",
    "The object of the next pickle in data, or in a file by its methods."
  ) { (m, a) throws(Raised) in
    let body = a.receiver.body(ForeignBody.self)
    let reader = unsafeDowncast(
      body.pointee.content.takeUnretainedValue(), to: PickleReader.self)
    return try reader.load(a[1], data: a[2], read: a[3], readLine: a[4], m)
  },
]

/// Runs the operations of a pickle on a stack of values.
private final class PickleReader: PickleState {
  // No code of the language runs while one of these is changed.
  /// Values that the reader owns, as are those of the memo.
  @exclusivity(unchecked) private var stack: [Value] = []
  @exclusivity(unchecked) private var marks: [Int] = []
  @exclusivity(unchecked) private var memo: [Int: Value] = [:]
  /// What has been read ahead, and how far it is used.
  @exclusivity(unchecked) private var buffer: [UInt8] = []
  @exclusivity(unchecked) private var place = 0
  private var read = Value.none
  private var readLine = Value.none
  private var unpickler = Value.none

  deinit {
    clearStack()
    for value in memo.values { drop(value) }
  }

  private func clearStack() {
    let old = stack
    stack = []
    marks = []
    for value in old { drop(value) }
  }

  func load(_ unpickler: Value, data: Value, read: Value, readLine: Value, _ m: Machine)
    throws(Raised) -> Value
  {
    (self.unpickler, self.read, self.readLine) = (unpickler, read, readLine)
    if !data.isNone {
      buffer = try m.requireBytes(data)
      place = 0
    }
    defer { clearStack() }
    var count = 0
    while true {
      guard try fill(1, m) else { throw m.raise(.eofError, "Ran out of input") }
      let code = buffer[place]
      place += 1
      let mark = m.heap.state.pointee.poolCount
      if code == UInt8(ascii: ".") { return try m.pooled(pop(m)) }
      try run(code, m)
      m.heap.drain(to: mark)
      count += 1
      if count & 0xFF == 0 { try m.checkInterrupt() }
    }
  }

  func failure(_ message: String, _ m: Machine) -> Raised {
    guard let type = owned.first?.object else { return m.raise(.valueError, message) }
    return m.raise(type, [m.string(message)])
  }

  // MARK: Input

  /// Sees to it that so many bytes are there; false if the data end before.
  @inline(__always)
  private func fill(_ count: Int, _ m: Machine) throws(Raised) -> Bool {
    if count <= buffer.count - place { return true }
    return try readMore(count, m)
  }

  private func readMore(_ count: Int, _ m: Machine) throws(Raised) -> Bool {
    if read.isNone { return false }
    let missing = count - (buffer.count - place)
    let more = try m.requireBytes(try m.call(read, with: .int(missing)))
    buffer = Array(buffer[place...]) + more
    place = 0
    return buffer.count >= count
  }

  private func need(_ count: Int, _ m: Machine) throws(Raised) {
    guard count >= 0, try fill(count, m) else {
      throw failure("pickle data was truncated", m)
    }
  }

  /// A number of so many bytes.
  private func number(_ size: Int, _ m: Machine) throws(Raised) -> Int {
    try need(size, m)
    var bits: UInt64 = 0
    for offset in 0..<size { bits |= UInt64(buffer[place + offset]) << UInt64(8 * offset) }
    place += size
    guard let number = Int(exactly: bits) else {
      throw m.raise(
        .overflowError, "BINBYTES8 exceeds system's maximum size of \(Int.max) bytes")
    }
    return number
  }

  /// Bytes behind a size.
  private func content(size: Int, _ m: Machine) throws(Raised) -> ArraySlice<UInt8> {
    let count = try number(size, m)
    try need(count, m)
    defer { place += count }
    return buffer[place..<(place + count)]
  }

  /// A line without its end.
  private func line(_ m: Machine) throws(Raised) -> [UInt8] {
    if !buffer[place...].contains(0x0A), !readLine.isNone {
      let more = try m.requireBytes(try m.call(readLine, []))
      buffer = Array(buffer[place...]) + more
      place = 0
    }
    guard let end = buffer[place...].firstIndex(of: 0x0A) else {
      throw failure("pickle data was truncated", m)
    }
    defer { place = end + 1 }
    return Array(buffer[place..<end])
  }

  private func text(_ bytes: ArraySlice<UInt8>, _ m: Machine) throws(Raised) -> Value {
    let known: Value? = bytes.withUnsafeBufferPointer { buffer in
      UnsafeRawBufferPointer(buffer).isASCII
        ? m.string(latin1: buffer) : String(validating: buffer, as: UTF8.self).map { m.string($0) }
    }
    if let known { return known }
    if let codePoints = SurrogateText.decoded(bytes) { return m.string(codePoints) }
    return try m.call(
      try m.attribute(of: m.bytes(Array(bytes)), m.symbol("decode")), with: m.string("utf-8"))
  }

  // MARK: The stack

  @inline(__always)
  private func push(_ value: Value) { stack.append(own(value)) }

  /// The topmost value, which the caller then owns.
  private func pop(_ m: Machine) throws(Raised) -> Value {
    guard stack.count > (marks.last ?? 0) else { throw underflow(m) }
    return stack.removeLast()
  }

  /// The same, lent by the pool.
  private func taken(_ m: Machine) throws(Raised) -> Value { m.pooled(try pop(m)) }

  private func top(_ m: Machine) throws(Raised) -> Value {
    guard stack.count > (marks.last ?? 0), let value = stack.last else { throw underflow(m) }
    return m.pooled(own(value))
  }

  private func underflow(_ m: Machine) -> Raised {
    failure(marks.isEmpty ? "unpickling stack underflow" : "unexpected MARK found", m)
  }

  /// The values since the last mark, lent by the pool.
  private func sinceMark(_ m: Machine) throws(Raised) -> [Value] {
    guard let mark = marks.popLast(), mark <= stack.count else {
      throw failure("could not find MARK", m)
    }
    let values = stack[mark...].map { m.pooled($0) }
    stack.removeSubrange(mark...)
    return values
  }

  private func lastItems(_ count: Int, _ m: Machine) throws(Raised) -> [Value] {
    var values: [Value] = []
    for _ in 0..<count { values.append(try taken(m)) }
    return values.reversed()
  }

  private func remember(_ index: Int, _ m: Machine) throws(Raised) {
    let value = own(try top(m))
    if let old = memo.updateValue(value, forKey: index) { drop(old) }
  }

  private func recall(_ index: Int, _ m: Machine) throws(Raised) {
    guard let value = memo[index] else {
      throw failure("Memo value not found at index \(index)", m)
    }
    push(value)
  }

  // MARK: Operations

  private func run(_ code: UInt8, _ m: Machine) throws(Raised) {
    switch code {
    case 0x80:
      let version = try number(1, m)
      guard version <= 5 else {
        throw m.raise(.valueError, "unsupported pickle protocol: \(version)")
      }
    case 0x95:
      // A file gives the whole frame at once.
      try need(try number(8, m), m)
    case UInt8(ascii: "("): marks.append(stack.count)
    case UInt8(ascii: "0"):
      if marks.last == stack.count, !marks.isEmpty { marks.removeLast() } else { _ = try taken(m) }
    case UInt8(ascii: "1"): _ = try sinceMark(m)
    case UInt8(ascii: "2"): push(try top(m))
    case 0x94: try remember(memo.count, m)
    case UInt8(ascii: "q"): try remember(try number(1, m), m)
    case UInt8(ascii: "r"): try remember(try number(4, m), m)
    case UInt8(ascii: "h"): try recall(try number(1, m), m)
    case UInt8(ascii: "j"): try recall(try number(4, m), m)
    case UInt8(ascii: "p"): try remember(try decimal(m), m)
    case UInt8(ascii: "g"): try recall(try decimal(m), m)
    default:
      if try runValue(code, m) { return }
      if try runContainer(code, m) { return }
      if try runObject(code, m) { return }
      throw unknown(code, m)
    }
  }

  private func decimal(_ m: Machine) throws(Raised) -> Int {
    guard let number = Int(String(decoding: try line(m), as: UTF8.self)) else {
      throw m.raise(.valueError, "invalid literal for int() with base 10")
    }
    return number
  }

  private func unknown(_ code: UInt8, _ m: Machine) -> Raised {
    let scalar = Character(Unicode.Scalar(code))
    let hex = String(code, radix: 16)
    let name = (0x20..<0x7F).contains(code) && code != 0x27
      ? String(scalar) : "\\x" + (hex.count < 2 ? "0" : "") + hex
    return failure("invalid load key, '\(name)'.", m)
  }

  /// Numbers and texts; false for other operations.
  private func runValue(_ code: UInt8, _ m: Machine) throws(Raised) -> Bool {
    switch code {
    case UInt8(ascii: "N"): push(.none)
    case 0x88: push(.bool(true))
    case 0x89: push(.bool(false))
    case UInt8(ascii: "K"): push(.int(try number(1, m)))
    case UInt8(ascii: "M"): push(.int(try number(2, m)))
    case UInt8(ascii: "J"): push(.int(Int(Int32(truncatingIfNeeded: try number(4, m)))))
    case 0x8A, 0x8B:
      let bytes = Array(try content(size: code == 0x8A ? 1 : 4, m))
      push(m.value(Integer(bytes: bytes, bigEndian: false, signed: true)))
    case UInt8(ascii: "G"):
      try need(8, m)
      var bits: UInt64 = 0
      for offset in 0..<8 { bits = bits << 8 | UInt64(buffer[place + offset]) }
      place += 8
      push(.float(Double(bitPattern: bits)))
    case 0x8C: push(try text(try content(size: 1, m), m))
    case UInt8(ascii: "X"): push(try text(try content(size: 4, m), m))
    case 0x8D: push(try text(try content(size: 8, m), m))
    case UInt8(ascii: "C"): push(m.bytes(Array(try content(size: 1, m))))
    case UInt8(ascii: "B"): push(m.bytes(Array(try content(size: 4, m))))
    case 0x8E: push(m.bytes(Array(try content(size: 8, m))))
    case 0x96:
      let bytes = Array(try content(size: 8, m))
      push(.object(m.heap.pooled(m.heap.allocateByteArray(bytes, type: m.types.byteArray).object)))
    case UInt8(ascii: "U"), UInt8(ascii: "T"):
      let bytes = Array(try content(size: code == UInt8(ascii: "U") ? 1 : 4, m))
      push(try old(UInt8(ascii: "T"), bytes, m))
    case UInt8(ascii: "I"), UInt8(ascii: "L"), UInt8(ascii: "F"), UInt8(ascii: "V"),
      UInt8(ascii: "S"):
      push(try old(code, try line(m), m))
    default: return false
    }
    return true
  }

  /// What the operations of the first protocols make of bytes: the unpickler knows.
  private func old(_ code: UInt8, _ bytes: [UInt8], _ m: Machine) throws(Raised) -> Value {
    try m.call(
      try m.attribute(of: unpickler, m.symbol("_old_value")),
      with: m.string(String(Character(Unicode.Scalar(code)))), m.bytes(bytes))
  }

  private func runContainer(_ code: UInt8, _ m: Machine) throws(Raised) -> Bool {
    switch code {
    case UInt8(ascii: ")"): push(m.tuple([]))
    case 0x85, 0x86, 0x87: push(m.tuple(try lastItems(Int(code) - 0x84, m)))
    case UInt8(ascii: "t"): push(m.tuple(try sinceMark(m)))
    case UInt8(ascii: "]"): push(m.list([]))
    case UInt8(ascii: "l"): push(m.list(try sinceMark(m)))
    case UInt8(ascii: "}"): push(.object(m.newDict().object))
    case UInt8(ascii: "d"):
      let items = try sinceMark(m)
      let dict = m.newDict()
      push(.object(dict.object))
      try setItems(items, of: .object(dict.object), m)
    case 0x8F: push(.object(m.newSet().object))
    case 0x91:
      let items = try sinceMark(m)
      push(try m.call(.object(m.types.frozenSet), with: m.list(items)))
    case UInt8(ascii: "a"):
      let item = try taken(m)
      try append([item], to: try top(m), m)
    case UInt8(ascii: "e"):
      let items = try sinceMark(m)
      try append(items, to: try top(m), m)
    case UInt8(ascii: "s"):
      let items = try lastItems(2, m)
      try setItems(items, of: try top(m), m)
    case UInt8(ascii: "u"):
      let items = try sinceMark(m)
      try setItems(items, of: try top(m), m)
    case 0x90:
      let items = try sinceMark(m)
      let target = try top(m)
      if let set = target.object(.set), set.type == m.types.set {
        for item in items { try m.add(item, to: SetObject(set)) }
      } else {
        let add = try m.attribute(of: target, m.symbol("add"))
        for item in items { _ = try m.call(add, with: item) }
      }
    default: return false
    }
    return true
  }

  private func append(_ items: [Value], to target: Value, _ m: Machine) throws(Raised) {
    if let list = target.object(.list), list.type == m.types.list {
      for item in items { List(list).append(item) }
      return
    }
    let extend = try m.findAttribute(of: target, m.symbol("extend"))
    if !extend.isUndefined {
      _ = try m.call(extend, with: m.list(items))
      return
    }
    let append = try m.attribute(of: target, m.symbol("append"))
    for item in items { _ = try m.call(append, with: item) }
  }

  private func setItems(_ items: [Value], of target: Value, _ m: Machine) throws(Raised) {
    guard items.count % 2 == 0 else {
      throw failure("odd number of items for SETITEMS", m)
    }
    let dict = target.object(.dict).flatMap { $0.type == m.types.dict ? Dict($0) : nil }
    for index in stride(from: 0, to: items.count, by: 2) {
      if let dict {
        try m.set(items[index], items[index + 1], in: dict)
      } else {
        try m.setItem(of: target, items[index], items[index + 1])
      }
    }
  }

  private func runObject(_ code: UInt8, _ m: Machine) throws(Raised) -> Bool {
    switch code {
    case UInt8(ascii: "c"):
      let module = try text(try line(m)[...], m)
      push(try found(module, try text(try line(m)[...], m), m))
    case 0x93:
      let names = try lastItems(2, m)
      guard m.isString(names[0]), m.isString(names[1]) else {
        throw failure("STACK_GLOBAL requires str", m)
      }
      push(try found(names[0], names[1], m))
    case UInt8(ascii: "R"):
      let arguments = try m.collect(try taken(m))
      push(try m.call(try taken(m), arguments))
    case 0x81, 0x92:
      let keywords = code == 0x92 ? try taken(m) : Value.none
      let arguments = try taken(m)
      guard m.isTuple(arguments) else {
        throw failure("NEWOBJ args argument must be a tuple, not \(m.typeName(of: arguments))", m)
      }
      let type = try taken(m)
      guard type.object(.type) != nil else {
        throw failure("NEWOBJ class argument must be a type, not \(m.typeName(of: type))", m)
      }
      let pairs = keywords.object(.dict).map { m.keywordPairs(Dict($0)) } ?? []
      push(
        try m.call(
          try m.attribute(of: type, m.names.new), [type] + (try m.collect(arguments)), pairs))
    case UInt8(ascii: "b"):
      let state = try taken(m)
      _ = try m.call(
        try m.attribute(of: unpickler, m.symbol("_build")), with: try top(m), state)
    case UInt8(ascii: "o"):
      let items = try sinceMark(m)
      guard let type = items.first else { throw underflow(m) }
      push(try m.call(type, Array(items.dropFirst())))
    case UInt8(ascii: "i"):
      let module = try text(try line(m)[...], m)
      let type = try found(module, try text(try line(m)[...], m), m)
      push(try m.call(type, try sinceMark(m)))
    case UInt8(ascii: "Q"):
      push(
        try m.call(
          try m.attribute(of: unpickler, m.symbol("persistent_load")), with: try taken(m)))
    case UInt8(ascii: "P"):
      let id = try text(try line(m)[...], m)
      push(try m.call(try m.attribute(of: unpickler, m.symbol("persistent_load")), with: id))
    default: return false
    }
    return true
  }

  private func found(_ module: Value, _ name: Value, _ m: Machine) throws(Raised) -> Value {
    try m.call(try m.attribute(of: unpickler, m.symbol("find_class")), with: module, name)
  }
}
