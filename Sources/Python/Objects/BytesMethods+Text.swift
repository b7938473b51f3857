/// `bytes` and `bytearray`: as text and as digits, stripping, ASCII case.
let byteTextMethods: [Builtin] = [
  Builtin("decode(self, /, encoding='utf-8', errors='strict')", "As a str.") {
    (m, a) throws(Raised) in
    try m.checkText(a.given(1), "decode() argument 'encoding'")
    try m.checkText(a.given(2), "decode() argument 'errors'")
    return try m.decode(
      a[0], try m.codec(a.given(1), "decode() argument 'encoding'"),
      try m.handlerName(a.given(2), "decode() argument 'errors'"))
  },
  Builtin("hex(self, /, sep=None, bytes_per_sep=1)", "As hexadecimal digits.") {
    (m, a) throws(Raised) in
    let content = try m.requireBytes(a[0])
    let size = try a.given(2).map { (v) throws(Raised) in try m.cInt(v) } ?? 1
    let separator = try a.given(1).map { (v) throws(Raised) in try m.hexSeparator(v) }
    return m.string(hexadecimal(content, separator, groupSize: size))
  },
  Builtin("fromhex(cls, string, /)", "From hexadecimal digits.") { (m, a) throws(Raised) in
    guard let type = a[0].object(.type), let text = a[1].object(.string) else {
      throw m.raise(
        .typeError, "fromhex() argument must be str, not \(m.typeName(of: a[1]))")
    }
    let content = try m.bytes(fromHexadecimal: StringObject(text))
    if TypeObject(type).info.kind == .bytes {
      return .object(m.heap.pooled(m.heap.allocateBytes(content, type: type)))
    }
    return .object(m.heap.pooled(m.heap.allocateByteArray(content, type: type).object))
  },
  Builtin("strip(self, bytes=None, /)", "Without blanks or bytes at both ends.") {
    (m, a) throws(Raised) in try m.stripBytes(a, left: true, right: true)
  },
  Builtin("lstrip(self, bytes=None, /)", "Without blanks or bytes at the start.") {
    (m, a) throws(Raised) in try m.stripBytes(a, left: true, right: false)
  },
  Builtin("rstrip(self, bytes=None, /)", "Without blanks or bytes at the end.") {
    (m, a) throws(Raised) in try m.stripBytes(a, left: false, right: true)
  },
  Builtin("removeprefix(self, prefix, /)", "Without the prefix, if it has it.") {
    (m, a) throws(Raised) in
    let content = try m.requireBytes(a[0])
    let part = try m.requireBytes(a[1])
    let hasPart = content.starts(with: part)
    return m.bytes(hasPart ? Array(content.dropFirst(part.count)) : content, like: a[0])
  },
  Builtin("removesuffix(self, suffix, /)", "Without the suffix, if it has it.") {
    (m, a) throws(Raised) in
    let content = try m.requireBytes(a[0])
    let part = try m.requireBytes(a[1])
    let hasPart = content.suffix(part.count) == part[...]
    return m.bytes(hasPart ? Array(content.dropLast(part.count)) : content, like: a[0])
  },
  byteTest("isdigit", NumberText.isDigit),
  byteTest("isalpha") { isLower($0) || isUpper($0) },
  byteTest("isalnum") { isLower($0) || isUpper($0) || NumberText.isDigit($0) },
  byteTest("isspace", NumberText.isBlank),
  byteTest("isascii", emptyAnswer: true) { $0 < 0x80 },
]

private func byteTest(
  _ name: String, emptyAnswer: Bool = false, _ holds: @escaping @Sendable (UInt8) -> Bool
) -> Builtin {
  Builtin("\(name)(self, /)", "Whether \(name.dropFirst(2)) holds for all bytes.") {
    (m, a) throws(Raised) in
    let content = try m.requireBytes(a[0])
    return .bool(content.isEmpty ? emptyAnswer : content.allSatisfy(holds))
  }
}

/// The digits, with a separator between groups counted from the end (from the start for a
/// negative size).
private func hexadecimal(_ content: [UInt8], _ separator: UInt32?, groupSize: Int) -> [UInt32] {
  var text: [UInt32] = []
  text.reserveCapacity(content.count * 2)
  let digits = "0123456789abcdef".codePoints
  let size = Int(clamping: groupSize.magnitude)
  for (index, byte) in content.enumerated() {
    let place = groupSize > 0 ? content.count - index : index
    if index > 0, size > 0, let separator, place % size == 0 { text.append(separator) }
    text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
  return text
}

extension Machine {
  fileprivate func hexSeparator(_ value: Value) throws(Raised) -> UInt32 {
    let unit: UInt32
    if let text = value.object(.string).map(StringObject.init) {
      guard text.count == 1 else { throw raise(.valueError, "sep must be length 1.") }
      unit = text[0]
    } else if let content = byteContent(value) {
      guard content.count == 1 else { throw raise(.valueError, "sep must be length 1.") }
      unit = UInt32(content[0])
    } else {
      guard try length(of: value) == 1 else { throw raise(.valueError, "sep must be length 1.") }
      throw raise(.typeError, "sep must be str or bytes.")
    }
    guard unit < 0x80 else { throw raise(.valueError, "sep must be ASCII.") }
    return unit
  }

  /// Pairs of digits; blanks may stand between the pairs.
  fileprivate func bytes(fromHexadecimal text: StringObject) throws(Raised) -> [UInt8] {
    func digit(_ index: Int) throws(Raised) -> UInt8 {
      let unit = index < text.count ? text[index] : 0
      let value = unit < 0x80 ? NumberText.digitValue(UInt8(unit)) : 99
      guard value < 16 else {
        throw raise(
          .valueError, "non-hexadecimal number found in fromhex() arg at position \(index)")
      }
      return UInt8(value)
    }
    var content: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] < 0x80, NumberText.isBlank(UInt8(text[index])) {
        index += 1
        continue
      }
      content.append(try digit(index) << 4 | (try digit(index + 1)))
      index += 2
    }
    return content
  }

  fileprivate func stripBytes(_ a: Arguments, left: Bool, right: Bool) throws(Raised) -> Value {
    let content = try requireBytes(a[0])
    var chars: [UInt8]?
    if let given = a.given(1), !given.isNone { chars = try requireBytes(given) }
    func isStripped(_ byte: UInt8) -> Bool {
      chars.map { $0.contains(byte) } ?? NumberText.isBlank(byte)
    }
    var (start, end) = (0, content.count)
    if left { while start < end, isStripped(content[start]) { start += 1 } }
    if right { while end > start, isStripped(content[end - 1]) { end -= 1 } }
    return bytes(Array(content[start..<end]), like: a[0])
  }
}
