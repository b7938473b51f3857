/// `bytes` and `bytearray`: ASCII case, padding, translation.
let byteCaseMethods: [Builtin] = [
  byteMapping("capitalize", "With a capital at the start.") { content in
    content.enumerated().map { $0 == 0 ? upper($1) : lower($1) }
  },
  byteMapping("swapcase", "With capitals and small letters exchanged.") { content in
    content.map { isLower($0) ? upper($0) : lower($0) }
  },
  byteMapping("title", "With a capital at the start of each word.") { content in
    var isInWord = false
    return content.map { byte in
      defer { isInWord = isLetter(byte) }
      return isInWord ? lower(byte) : upper(byte)
    }
  },
  byteMapping("upper", "With ASCII letters in upper case.") { $0.map(upper) },
  byteMapping("lower", "With ASCII letters in lower case.") { $0.map(lower) },
  byteProperty("islower") { $0.contains(where: isLower) && !$0.contains(where: isUpper) },
  byteProperty("isupper") { $0.contains(where: isUpper) && !$0.contains(where: isLower) },
  byteProperty("istitle", isTitle),
  bytePadding("center") { (missing, width) in missing / 2 + (missing & width & 1) },
  bytePadding("ljust") { (_, _) in 0 },
  bytePadding("rjust") { (missing, _) in missing },
  Builtin("zfill(self, width, /)", "Padded with zeros behind the sign.") { (m, a) throws(Raised) in
    var content = try m.requireBytes(a[0])
    let missing = try m.cSize(a[1]).subtractingReportingOverflow(content.count).partialValue
    guard missing > 0 else { return m.bytes(content, like: a[0]) }
    let zeros = repeatElement(UInt8(ascii: "0"), count: try m.checkedSize(missing, 1))
    let hasSign = content.first == UInt8(ascii: "-") || content.first == UInt8(ascii: "+")
    content.insert(contentsOf: zeros, at: hasSign ? 1 : 0)
    return m.bytes(content, like: a[0])
  },
  Builtin("expandtabs(self, /, tabsize=8)", "With blanks for tabs.") { (m, a) throws(Raised) in
    let size = try a.given(1).map { (v) throws(Raised) in try m.cInt(v) } ?? 8
    return m.bytes(try m.withTabsExpanded(try m.requireBytes(a[0]), size), like: a[0])
  },
  Builtin("translate(self, table, /, delete=b'')", "With each byte replaced by the table.") {
    (m, a) throws(Raised) in
    let content = try m.requireBytes(a[0])
    let table = a[1].isNone ? nil : try m.requireBytes(a[1])
    if let table, table.count != 256 {
      throw m.raise(.valueError, "translation table must be 256 characters long")
    }
    let removed = Set(try a.given(2).map { (v) throws(Raised) in try m.requireBytes(v) } ?? [])
    let kept = content.filter { !removed.contains($0) }
    return m.bytes(table.map { table in kept.map { table[Int($0)] } } ?? kept, like: a[0])
  },
  Builtin("maketrans(frm, to, /)", "A table for translate.") { (m, a) throws(Raised) in
    let (from, to) = (try m.requireBytes(a[0]), try m.requireBytes(a[1]))
    guard from.count == to.count else {
      throw m.raise(.valueError, "maketrans arguments must have same length")
    }
    var table = (0...255).map { UInt8($0) }
    for (old, new) in zip(from, to) { table[Int(old)] = new }
    return m.bytes(table)
  },
]

func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
func isLetter(_ byte: UInt8) -> Bool { isLower(byte) || isUpper(byte) }
private func upper(_ byte: UInt8) -> UInt8 { isLower(byte) ? byte - 0x20 : byte }
private func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte + 0x20 : byte }

/// Capitals only after what is no letter, small letters only after letters, and some letter.
private func isTitle(_ content: [UInt8]) -> Bool {
  var isInWord = false
  for byte in content {
    if isUpper(byte), isInWord { return false }
    if isLower(byte), !isInWord { return false }
    isInWord = isLetter(byte)
  }
  return content.contains(where: isLetter)
}

private func byteMapping(
  _ name: String, _ doc: String, _ map: @escaping @Sendable ([UInt8]) -> [UInt8]
) -> Builtin {
  Builtin("\(name)(self, /)", doc) { (m, a) throws(Raised) in
    m.bytes(map(try m.requireBytes(a[0])), like: a[0])
  }
}

private func byteProperty(
  _ name: String, _ holds: @escaping @Sendable ([UInt8]) -> Bool
) -> Builtin {
  Builtin("\(name)(self, /)", "Whether the bytes are so.") { (m, a) throws(Raised) in
    .bool(holds(try m.requireBytes(a[0])))
  }
}

/// Padding to a width; `left` says how much of what is missing goes to the left.
private func bytePadding(
  _ name: String, left: @escaping @Sendable (_ missing: Int, _ width: Int) -> Int
) -> Builtin {
  Builtin("\(name)(self, width, fillchar=b' ', /)", "Padded to width bytes.") {
    (m, a) throws(Raised) in
    let content = try m.requireBytes(a[0])
    let width = try m.cSize(a[1])
    let fill = try a.given(2).map { (v) throws(Raised) in try m.fillByte(v, name) } ?? 0x20
    guard width > content.count else { return m.bytes(content, like: a[0]) }
    let missing = try m.checkedSize(width - content.count, 1)
    let before = left(missing, width)
    let padded = Array(repeating: fill, count: before) + content
    return m.bytes(padded + Array(repeating: fill, count: missing - before), like: a[0])
  }
}

extension Machine {
  fileprivate func fillByte(_ value: Value, _ method: String) throws(Raised) -> UInt8 {
    if let content = byteContent(value), content.count == 1 { return content[0] }
    throw raise(
      .typeError,
      "\(method)() argument 2 must be a byte string of length 1, not \(argumentTypeName(value))")
  }

  fileprivate func withTabsExpanded(_ content: [UInt8], _ size: Int) throws(Raised) -> [UInt8] {
    var result: [UInt8] = []
    var column = 0
    for byte in content {
      if byte == UInt8(ascii: "\t") {
        guard size > 0 else { continue }
        let blanks = size - column % size
        _ = try checkedSize(result.count, 1)
        result += repeatElement(UInt8(ascii: " "), count: try checkedSize(blanks, 1))
        column += blanks
      } else {
        result.append(byte)
        column = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") ? 0 : column + 1
      }
    }
    return result
  }
}
