/// `_struct`: numbers and texts as bytes, laid out by a format.
extension Machine {
  func fillStruct(_ module: ModuleBuilder) {
    let error = types.add("error", module: "struct", kind: .exception, base: types[.exception])
    let classes = StructClasses(
      error: error, known: newDict().object,
      layout: makeForeignType("Struct", module: "_struct", isBase: true),
      iterator: addIteratorType("unpack_iterator", module: "_struct", rows: []))
    keep(.object(classes.known))
    TypeObject(classes.layout).info.staticName = "_struct.Struct"
    add(structMethods(classes), to: classes.layout)
    add(structProperties, to: classes.layout)
    module.set("error", .object(error))
    module.set("Struct", .object(classes.layout))
    module.add(structFunctions(classes))
  }
}

/// The classes of the module, and the layouts of formats seen before, by their format.
private struct StructClasses {
  let error, known, layout, iterator: Object
  private static let knownLimit = 100

  /// The layout of a format; `known` keeps it.
  func layout(of format: Value, _ m: Machine) throws(Raised) -> StructLayout {
    let found = try m.value(format, in: Dict(known))
    if !found.isUndefined { return StructLayout.of(found) }
    let made = try StructLayout(format, m, self)
    if Dict(known).count >= Self.knownLimit { Dict(known).removeAll() }
    let value = m.wrap(made, layout)
    try m.set(format, value, in: Dict(known))
    return made
  }
}

/// What a letter of a format stands for.
private struct StructField {
  enum Kind {
    case padding, character, signed, unsigned, address, truth, float, text, pascalText
  }

  let letter: UInt8
  let kind: Kind
  /// Bytes of one; of a whole text.
  var size: Int
  /// How many follow one another.
  var count: Int
  var offset = 0

  /// The letters with their sizes in the native layout and in the others, where they may not exist.
  static let letters: [Character: (kind: Kind, native: Int, standard: Int?)] = [
    "x": (.padding, 1, 1), "c": (.character, 1, 1), "?": (.truth, 1, 1),
    "b": (.signed, 1, 1), "h": (.signed, 2, 2), "i": (.signed, 4, 4), "l": (.signed, 8, 4),
    "q": (.signed, 8, 8), "n": (.signed, 8, nil),
    "B": (.unsigned, 1, 1), "H": (.unsigned, 2, 2), "I": (.unsigned, 4, 4), "L": (.unsigned, 8, 4),
    "Q": (.unsigned, 8, 8), "N": (.unsigned, 8, nil), "P": (.address, 8, nil),
    "e": (.float, 2, 2), "f": (.float, 4, 4), "d": (.float, 8, 8),
    "s": (.text, 1, 1), "p": (.pascalText, 1, 1),
  ]

  /// How many values it takes and gives.
  var valueCount: Int {
    switch kind {
    case .padding: 0
    case .text, .pascalText: 1
    default: count
    }
  }
}

/// A format that has been read: the content of a `struct.Struct`.
private final class StructLayout {
  let format: String
  private(set) var fields: [StructField] = []
  private(set) var size = 0
  private(set) var valueCount = 0
  let isBigEndian: Bool
  /// In the machine's own sizes and alignment.
  let isNative: Bool
  let classes: StructClasses

  static func of(_ value: Value) -> StructLayout {
    let body = value.object.unsafelyUnwrapped.body(ForeignBody.self)
    return unsafeDowncast(body.pointee.content.takeUnretainedValue(), to: StructLayout.self)
  }

  init(_ format: Value, _ m: Machine, _ classes: StructClasses) throws(Raised) {
    self.classes = classes
    if let bytes = format.object(.bytes).flatMap({ m.byteContent(.object($0)) }) {
      self.format = String(decoding: bytes, as: UTF8.self)
    } else if m.isString(format) {
      let encoded = try m.call(
        try m.attribute(of: format, m.symbol("encode")), with: m.string("ascii"))
      self.format = String(decoding: try m.requireBytes(encoded), as: UTF8.self)
    } else {
      throw m.raise(
        .typeError,
        "Struct() argument 1 must be a str or bytes object, not \(TypeObject(m.type(of: format)).name)")
    }
    let order = self.format.first ?? "@"
    isBigEndian = order == ">" || order == "!"
    isNative = !"=<>!".contains(order)
    try read("@=<>!".contains(order) ? self.format.dropFirst() : self.format[...], m)
  }

  private func read(_ text: Substring, _ m: Machine) throws(Raised) {
    var count: Int?
    for letter in text {
      if let digit = letter.wholeNumberValue, letter.isASCII {
        let (tens, overflow) = (count ?? 0).multipliedReportingOverflow(by: 10)
        guard !overflow, tens <= Int.max - digit else { throw tooLong(m) }
        count = tens + digit
      } else if letter.isWhitespace, count == nil {
        continue
      } else if letter == "\0" {
        throw failure("embedded null character", m)
      } else {
        guard let known = StructField.letters[letter],
          let size = isNative ? known.native : known.standard, let code = letter.asciiValue
        else { throw failure("bad char in struct format", m) }
        try append(
          StructField(letter: code, kind: known.kind, size: size, count: count ?? 1), m)
        count = nil
      }
    }
    if count != nil { throw failure("repeat count given without format specifier", m) }
  }

  private func append(_ field: StructField, _ m: Machine) throws(Raised) {
    var field = field
    if isNative { size += (field.size - size % field.size) % field.size }
    let (length, isTooLong) = field.size.multipliedReportingOverflow(by: field.count)
    guard !isTooLong, size <= Int.max - 16 - length else { throw tooLong(m) }
    field.offset = size
    size += length
    valueCount += field.valueCount
    if field.kind == .text || field.kind == .pascalText { field.size = field.count }
    if field.kind != .padding, field.valueCount > 0 { fields.append(field) }
  }

  private func tooLong(_ m: Machine) -> Raised { failure("total struct size too long", m) }

  func failure(_ message: String, _ m: Machine) -> Raised {
    m.raise(classes.error, [m.string(message)])
  }
}

// MARK: - Packing

extension StructLayout {
  /// The values as bytes.
  func packed(_ values: UnsafeBufferPointer<Value>, _ m: Machine, _ name: String)
    throws(Raised) -> Value
  {
    guard values.count == valueCount else {
      throw failure(
        "\(name) expected \(valueCount) items for packing (got \(values.count))", m)
    }
    _ = try m.checkedSize(size, 1)
    let bytes = m.heap.allocateBytes(count: size, type: m.types.bytes)
    _ = m.heap.pooled(bytes)
    let target = bytes.address + BytesBody.dataOffset
    var next = 0
    for field in fields {
      if field.kind == .text || field.kind == .pascalText {
        try pack(text: values[next], field, target + field.offset, m)
        next += 1
        continue
      }
      var place = target + field.offset
      for _ in 0..<field.count {
        try pack(values[next], field, place, m)
        place += field.size
        next += 1
      }
    }
    return .object(bytes)
  }

  private func pack(
    text value: Value, _ field: StructField, _ target: UnsafeMutableRawPointer, _ m: Machine
  ) throws(Raised) {
    let isBytes = value.object(.bytes) != nil || value.object(.byteArray) != nil
    guard isBytes, let bytes = value.byteBuffer else {
      let letter = field.kind == .text ? "s" : "p"
      throw failure("argument for '\(letter)' must be a bytes object", m)
    }
    guard field.size > 0 else { return }
    var target = target
    var count = min(bytes.count, field.size)
    if field.kind == .pascalText {
      count = min(bytes.count, field.size - 1)
      target.storeBytes(of: UInt8(min(count, 255)), as: UInt8.self)
      target += 1
    }
    if let start = bytes.baseAddress { target.copyMemory(from: start, byteCount: count) }
  }

  @inline(__always)
  private func pack(
    _ value: Value, _ field: StructField, _ target: UnsafeMutableRawPointer, _ m: Machine
  ) throws(Raised) {
    switch field.kind {
    case .signed, .unsigned:
      if case .int(let number) = value, field.size < 8 || number >= 0 || field.kind == .signed {
        return try pack(number, field, target, m)
      }
      try pack(big: value, field, target, m)
    case .address: try pack(big: value, field, target, m)
    case .float: try pack(try double(value, m), field, target, m)
    case .truth: target.storeBytes(of: try m.isTrue(value) ? 1 : 0, as: UInt8.self)
    case .character:
      guard let bytes = value.object(.bytes).map({ Value.object($0) })?.byteBuffer,
        bytes.count == 1
      else { throw failure("char format requires a bytes object of length 1", m) }
      target.storeBytes(of: bytes[0], as: UInt8.self)
    case .padding, .text, .pascalText: break
    }
  }

  private func pack(
    _ number: Int, _ field: StructField, _ target: UnsafeMutableRawPointer, _ m: Machine
  ) throws(Raised) {
    let bits = field.size * 8
    let isSigned = field.kind == .signed
    if bits < 64 {
      let low = isSigned ? -1 << (bits - 1) : 0
      let high = isSigned ? 1 << (bits - 1) - 1 : 1 << bits - 1
      guard number >= low, number <= high else {
        throw outside(number, low, high, field, m)
      }
    }
    write(UInt64(bitPattern: Int64(number)), field.size, target)
  }

  /// CPython reads some of the unsigned numbers as such and refuses what is below zero at once.
  private func outside(
    _ number: Int, _ low: Int, _ high: Int, _ field: StructField, _ m: Machine
  ) -> Raised {
    if field.kind == .unsigned, number < 0, field.size == 4 || field.size == 2 && isBigEndian {
      return failure("argument out of range", m)
    }
    let small = field.size == 1 ? "byte" : isBigEndian ? nil : "short"
    let name = field.size > 2 ? nil : small.map { field.kind == .unsigned ? "u" + $0 : $0 }
    let letter = Character(Unicode.Scalar(field.letter))
    return failure("\(name ?? "'\(letter)'") format requires \(low) <= number <= \(high)", m)
  }

  /// A number that is no word, or not within the range of one that fills a word.
  private func pack(
    big value: Value, _ field: StructField, _ target: UnsafeMutableRawPointer, _ m: Machine
  ) throws(Raised) {
    guard m.integer(value) != nil || m.hasIndex(value) else {
      throw failure("required argument is not an integer", m)
    }
    let number = try m.integerIndex(value)
    switch (number.word, field.kind) {
    case (let word?, .signed), (let word?, .address): return try pack(word, field, target, m)
    case (let word?, _) where word >= 0 || field.size < 8:
      return try pack(word, field, target, m)
    case (nil, .unsigned) where field.size == 8, (nil, .address):
      if !number.isNegative, let bits = m.wrappedWord(m.value(number)) {
        return write(bits, field.size, target)
      }
    default: break
    }
    let isWhole = field.kind == .address || isBigEndian && field.size == 8
    throw failure(isWhole ? "int too large to convert" : "argument out of range", m)
  }

  private func double(_ value: Value, _ m: Machine) throws(Raised) -> Double {
    if case .float(let number) = value { return number }
    do throws(Raised) {
      return try m.double(value)
    } catch {
      m.discardPending()
      throw failure("required argument is not a float", m)
    }
  }

  private func pack(
    _ number: Double, _ field: StructField, _ target: UnsafeMutableRawPointer, _ m: Machine
  ) throws(Raised) {
    switch field.size {
    case 8: write(number.bitPattern, 8, target)
    case 4:
      let single = Float(number)
      if single.isInfinite, number.isFinite, !isNative { throw tooLarge(field, m) }
      write(UInt64(single.bitPattern), 4, target)
    default:
      let half = Float16(number)
      if half.isInfinite, number.isFinite { throw tooLarge(field, m) }
      write(UInt64(half.bitPattern), 2, target)
    }
  }

  private func tooLarge(_ field: StructField, _ m: Machine) -> Raised {
    let letter = Character(Unicode.Scalar(field.letter))
    return m.raise(.overflowError, "float too large to pack with \(letter) format")
  }

  @inline(__always)
  private func write(_ bits: UInt64, _ size: Int, _ target: UnsafeMutableRawPointer) {
    let ordered = isBigEndian ? (bits << UInt64(64 - 8 * size)).byteSwapped : bits
    withUnsafeBytes(of: ordered) { target.copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: size) }
  }
}

// MARK: - Unpacking

extension StructLayout {
  /// The values that stand in `size` bytes.
  func unpacked(_ source: UnsafePointer<UInt8>, _ m: Machine) -> Value {
    if valueCount == 0 { return m.tuple([]) }
    let tuple = m.heap.allocateTuple(valueCount, type: m.types.tuple)
    var next = tuple.items
    for field in fields {
      let start = source + field.offset
      for index in 0..<field.valueCount {
        next.initialize(to: own(value(field, start + index * field.size, m)))
        next += 1
      }
    }
    return .object(m.heap.pooled(tuple.object))
  }

  @inline(__always)
  private func value(_ field: StructField, _ source: UnsafePointer<UInt8>, _ m: Machine) -> Value {
    switch field.kind {
    case .signed:
      let shift = UInt64(64 - 8 * field.size)
      return .int(Int(Int64(bitPattern: read(source, field.size) << shift) >> Int64(shift)))
    case .unsigned, .address:
      let bits = read(source, field.size)
      return Int(exactly: bits).map { .int($0) } ?? m.value(Integer(magnitude: UInt(bits)))
    case .float:
      let bits = read(source, field.size)
      switch field.size {
      case 8: return .float(Double(bitPattern: bits))
      case 4: return .float(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
      default: return .float(Double(Float16(bitPattern: UInt16(truncatingIfNeeded: bits))))
      }
    case .truth: return .bool(source.pointee != 0)
    case .character, .text: return bytes(source, field.kind == .text ? field.size : 1, m)
    case .pascalText:
      return bytes(source + 1, max(0, min(Int(source.pointee), field.size - 1)), m)
    case .padding: return .none
    }
  }

  private func bytes(_ source: UnsafePointer<UInt8>, _ count: Int, _ m: Machine) -> Value {
    let content = UnsafeRawBufferPointer(start: source, count: count)
    return .object(m.heap.pooled(m.heap.allocateBytes(content, type: m.types.bytes)))
  }

  @inline(__always)
  private func read(_ source: UnsafePointer<UInt8>, _ size: Int) -> UInt64 {
    var bits: UInt64 = 0
    withUnsafeMutableBytes(of: &bits) {
      $0.baseAddress.unsafelyUnwrapped.copyMemory(from: source, byteCount: size)
    }
    return isBigEndian ? bits.byteSwapped >> UInt64(64 - 8 * size) : bits
  }

  /// Calls `body` with the bytes of an argument; no code of the language may run in it.
  func withBytes(
    _ value: Value, _ m: Machine, _ body: (UnsafeBufferPointer<UInt8>) throws(Raised) -> Value
  ) throws(Raised) -> Value {
    if let bytes = value.byteBuffer { return try body(bytes) }
    guard value.isOfUserClass, let bytes = try m.callSpecial(m.symbol("__bytes__"), value).byteBuffer
    else {
      throw m.raise(
        .typeError, "a bytes-like object is required, not '\(m.typeName(of: value))'")
    }
    return try body(bytes)
  }

  func unpack(_ value: Value, _ m: Machine) throws(Raised) -> Value {
    try withBytes(value, m) { (bytes) throws(Raised) in
      guard bytes.count == size else {
        throw failure("unpack requires a buffer of \(size) bytes", m)
      }
      return unpacked(bytes.baseAddress ?? StructLayout.nothing, m)
    }
  }

  /// Where the bytes of an empty buffer are.
  private static var nothing: UnsafePointer<UInt8> {
    UnsafePointer(bitPattern: 16).unsafelyUnwrapped
  }

  func unpack(_ value: Value, from offset: Int, _ m: Machine) throws(Raised) -> Value {
    try withBytes(value, m) { (bytes) throws(Raised) in
      let start = try place(offset, in: bytes.count, m, "not enough data to unpack", "unpack_from", "unpacking")
      return unpacked((bytes.baseAddress ?? StructLayout.nothing) + start, m)
    }
  }

  func pack(
    _ values: UnsafeBufferPointer<Value>, into target: Value, at offset: Int, _ m: Machine
  ) throws(Raised) {
    let packed = try packed(values, m, "pack_into")
    let view = target.object(.byteArray).map { (array: ByteArray($0), start: 0, count: ByteArray($0).count) }
      ?? m.writableView(target)
    guard let view else {
      throw m.raise(
        .typeError,
        "argument must be read-write bytes-like object, not \(m.typeName(of: target))")
    }
    let start = try place(offset, in: view.count, m, "no space to pack", "pack_into", "packing")
    guard let source = packed.byteBuffer?.baseAddress else { return }
    (view.array.body.pointee.bytes + view.start + start).update(from: source, count: size)
  }

  /// The place of an offset, which may count from the end, in a buffer with room for the layout.
  private func place(
    _ offset: Int, in count: Int, _ m: Machine, _ lack: String, _ name: String, _ activity: String
  ) throws(Raised) -> Int {
    var start = offset
    if offset < 0 {
      guard offset <= -size else {
        throw failure("\(lack) \(size) bytes at offset \(offset)", m)
      }
      start = offset &+ count
      guard start >= 0 else {
        throw failure("offset \(offset) out of range for \(count)-byte buffer", m)
      }
    }
    guard count - start >= size else {
      throw failure(
        "\(name) requires a buffer of at least \(start &+ size) bytes for \(activity) \(size) "
          + "bytes at offset \(start) (actual buffer size is \(count))", m)
    }
    return start
  }
}

/// The tuples of `iter_unpack`.
private final class StructIterator: NativeIterator {
  private let layout: StructLayout
  /// Undefined after the end.
  private var buffer: Value
  private var place = 0

  init(_ layout: StructLayout, _ buffer: Value) {
    self.layout = layout
    self.buffer = own(buffer)
  }

  override func forEachOwned(_ visit: (Value) -> Void) { visit(buffer) }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard let bytes = buffer.byteBuffer, let start = bytes.baseAddress,
      bytes.count - place >= layout.size
    else {
      let old = buffer
      buffer = .undefined
      drop(old)
      return .undefined
    }
    defer { place += layout.size }
    return layout.unpacked(start + place, machine)
  }

  override func lengthHint(_ machine: Machine) -> Int? {
    buffer.byteBuffer.map { max(0, $0.count - place) / layout.size }
  }
}

extension StructLayout {
  func iterator(_ buffer: Value, _ m: Machine) throws(Raised) -> Value {
    guard size > 0 else {
      throw failure("cannot iteratively unpack with a struct of length 0", m)
    }
    return try withBytes(buffer, m) { (bytes) throws(Raised) in
      guard bytes.count % size == 0 else {
        throw failure(
          "iterative unpacking requires a buffer of a multiple of \(size) bytes", m)
      }
      let source = buffer.byteBuffer == nil ? m.bytes(Array(bytes)) : buffer
      return m.iterator(StructIterator(self, source), classes.iterator)
    }
  }
}

// MARK: - Rows

private func structMethods(_ classes: StructClasses) -> [Builtin] {
  [
    Builtin("__new__(cls, format)", "A compiled format.") { (m, a) throws(Raised) in
      m.wrap(try StructLayout(a[1], m, classes), a.receiver)
    },
    Builtin("pack(self, /, *values)", "The values as bytes, laid out by the format.") {
      (m, a) throws(Raised) in try StructLayout.of(a[0]).packed(a.rest, m, "pack")
    },
    Builtin("pack_into", doc: "Pack the values into a buffer from an offset on.", isMethod: true) {
      (m, call) throws(Raised) in
      try m.packInto(StructLayout.of(call[0]), call)
    },
    Builtin("unpack(self, buffer, /)", "The values in the bytes of a buffer.") {
      (m, a) throws(Raised) in try StructLayout.of(a[0]).unpack(a[1], m)
    },
    Builtin("unpack_from(self, buffer, offset=0)", "The values in a buffer from an offset on.") {
      (m, a) throws(Raised) in
      let offset = try a.given(2).map { (v) throws(Raised) in try m.cSize(v) } ?? 0
      return try StructLayout.of(a[0]).unpack(a[1], from: offset, m)
    },
    Builtin("iter_unpack(self, buffer, /)", "Tuples of values, as many as the buffer has.") {
      (m, a) throws(Raised) in try StructLayout.of(a[0]).iterator(a[1], m)
    },
  ]
}

private let structProperties = [
  ForeignProperty("format", "struct format string") { (m, a) throws(Raised) in
    m.string(StructLayout.of(a).format)
  },
  ForeignProperty("size", "struct size in bytes") { (m, a) throws(Raised) in
    .int(StructLayout.of(a).size)
  },
]

private func structFunctions(_ classes: StructClasses) -> [Builtin] {
  [
    Builtin("calcsize(format, /)", "Return size in bytes of the struct described by the format string.") {
      (m, a) throws(Raised) in .int(try classes.layout(of: a[0], m).size)
    },
    Builtin("pack", doc: "The values as bytes, laid out by the format.") { (m, call) throws(Raised) in
      let layout = try m.layout(of: call, classes)
      return try layout.packed(call.items(from: 1), m, "pack")
    },
    Builtin("pack_into", doc: "Pack the values into a buffer from an offset on.") {
      (m, call) throws(Raised) in
      try m.packInto(try m.layout(of: call, classes), call)
    },
    Builtin("unpack(format, buffer, /)", "The values in the bytes of a buffer.") {
      (m, a) throws(Raised) in try classes.layout(of: a[0], m).unpack(a[1], m)
    },
    Builtin("unpack_from(format, /, buffer, offset=0)", "The values in a buffer from an offset on.") {
      (m, a) throws(Raised) in
      let offset = try a.given(2).map { (v) throws(Raised) in try m.cSize(v) } ?? 0
      return try classes.layout(of: a[0], m).unpack(a[1], from: offset, m)
    },
    Builtin("iter_unpack(format, buffer, /)", "Tuples of values, as many as the buffer has.") {
      (m, a) throws(Raised) in try classes.layout(of: a[0], m).iterator(a[1], m)
    },
    Builtin("_clearcache()", "Clear the internal cache.") { (m, a) throws(Raised) in
      Dict(classes.known).removeAll()
      return .none
    },
  ]
}

extension CallArguments {
  /// The positional arguments from one on.
  func items(from first: Int) -> UnsafeBufferPointer<Value> {
    UnsafeBufferPointer(rebasing: positional[min(first, count)...])
  }
}

extension Machine {
  /// The layout of the format that is a call's first argument.
  fileprivate func layout(of call: CallArguments, _ classes: StructClasses) throws(Raised)
    -> StructLayout
  {
    guard call.count > 0 else { throw raise(.typeError, "missing format argument") }
    return try classes.layout(of: call[0], self)
  }

  /// `pack_into` with the buffer and the offset behind the first argument.
  fileprivate func packInto(_ layout: StructLayout, _ call: CallArguments) throws(Raised) -> Value {
    for (place, name) in ["buffer", "offset"].enumerated() where call.count < place + 2 {
      throw layout.failure("pack_into expected \(name) argument", self)
    }
    guard call.count - 3 == layout.valueCount else {
      throw layout.failure(
        "pack_into expected \(layout.valueCount) items for packing (got \(call.count - 3))", self)
    }
    let offset = try cSize(call[2])
    try layout.pack(call.items(from: 3), into: call[1], at: offset, self)
    return .none
  }

  /// The `bytearray` that a view of bytes in a row shows, and the part of it.
  fileprivate func writableView(_ value: Value) -> (array: ByteArray, start: Int, count: Int)? {
    guard case .object(let object) = value, object.kind == .foreign,
      let view = object.body(ForeignBody.self).pointee.content.takeUnretainedValue() as? MemoryView,
      view.buffer != nil, let array = view.owner.object(.byteArray)
    else { return nil }
    return (ByteArray(array), view.start, view.count)
  }
}
