/// `str`: case, padding, translation.
let stringCaseMethods: [Builtin] = [
  caseMethod("upper", "In upper case.", CaseMapping.upper, CaseMapping.uppercased),
  caseMethod("lower", "In lower case.", CaseMapping.lower, CaseMapping.lowercased),
  caseMethod("casefold", "For comparison without case.", CaseMapping.lower, CaseMapping.folded),
  caseMethod(
    "title", "With a capital at the start of each word.", CaseMapping.title,
    CaseMapping.titlecased),
  caseMethod(
    "capitalize", "With a capital at the start.", CaseMapping.capital, CaseMapping.capitalized),
  caseMethod(
    "swapcase", "With capitals and small letters exchanged.", CaseMapping.swap,
    CaseMapping.swapped),
  Builtin("center(self, width, fillchar=' ', /)", "Centered in width characters.") {
    (m, a) throws(Raised) in
    try m.padded(a, "center") { (missing, width) in missing / 2 + (missing & width & 1) }
  },
  Builtin("ljust(self, width, fillchar=' ', /)", "Left-justified in width characters.") {
    (m, a) throws(Raised) in try m.padded(a, "ljust") { (_, _) in 0 }
  },
  Builtin("rjust(self, width, fillchar=' ', /)", "Right-justified in width characters.") {
    (m, a) throws(Raised) in try m.padded(a, "rjust") { (missing, _) in missing }
  },
  Builtin("zfill(self, width, /)", "Padded with zeros behind the sign.") { (m, a) throws(Raised) in
    let text = try m.receiver(a[0], "zfill")
    let missing = try m.cSize(a[1]).subtractingReportingOverflow(text.count).partialValue
    guard missing > 0 else { return m.exactString(text) }
    let hasSign = text.count > 0 && (text[0] == UInt32(ascii: "-") || text[0] == UInt32(ascii: "+"))
    var result = TextBuilder(capacity: text.count)
    result.append(text.view)
    result.insert(UInt32(ascii: "0"), times: try m.checkedSize(missing, 1), at: hasSign ? 1 : 0)
    return try m.string(result)
  },
  Builtin("expandtabs(self, /, tabsize=8)", "With blanks for tabs.") { (m, a) throws(Raised) in
    let text = try m.receiver(a[0], "expandtabs")
    let size = try a.given(1).map { (v) throws(Raised) in try m.cInt(v) } ?? 8
    return try m.withTabsExpanded(text, size)
  },
  Builtin("translate(self, table, /)", "With each character replaced by the table.") {
    (m, a) throws(Raised) in
    try m.translated(try m.receiver(a[0], "translate"), a[1])
  },
  Builtin("maketrans(cls, x, y=None, z=None, /)", "A table for translate.") {
    (m, a) throws(Raised) in try m.translationTable(a)
  },
]

/// A case mapping: byte for byte on ASCII text, else on code points.
private func caseMethod(
  _ name: String, _ doc: String,
  _ ascii: @escaping @Sendable (UnsafeBufferPointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Void,
  _ mapping: @escaping @Sendable ([UInt32]) -> [UInt32]
) -> Builtin {
  Builtin("\(name)(self, /)", doc) { (m, a) throws(Raised) in
    let text = StringObject(a.receiver)
    guard text.width == 1, text.bytes.isASCII else { return m.string(mapping(text.codePoints)) }
    let result = m.heap.allocateString(count: text.count, width: 1, type: m.types.string)
    ascii(text.units(UInt8.self, text.range), result.data.assumingMemoryBound(to: UInt8.self))
    return .object(m.heap.pooled(result.object))
  }
}

extension Machine {
  /// Pads to a width; `left` says how much of what is missing goes to the left.
  fileprivate func padded(_ a: Arguments, _ method: String, left: (Int, Int) -> Int)
    throws(Raised) -> Value
  {
    let text = try receiver(a[0], method)
    let width = try cSize(a[1])
    let fill = try a.given(2).map { (v) throws(Raised) in try fillCharacter(v) } ?? 0x20
    guard width > text.count else { return exactString(text) }
    let size = max(text.width, stringWidth(ofWidest: fill))
    _ = try checkedSize(width, size)
    let start = left(width - text.count, width)
    var result = TextBuilder(capacity: width)
    result.append(repeating: fill, count: start)
    result.append(text.view)
    result.append(repeating: fill, count: width - text.count - start)
    return try string(result)
  }

  private func fillCharacter(_ value: Value) throws(Raised) -> UInt32 {
    guard let object = value.object(.string) else {
      throw raise(
        .typeError,
        "The fill character must be a unicode character, not \(typeName(of: value))")
    }
    guard StringObject(object).count == 1 else {
      throw raise(.typeError, "The fill character must be exactly one character long")
    }
    return StringObject(object)[0]
  }

  fileprivate func withTabsExpanded(_ text: StringObject, _ size: Int) throws(Raised) -> Value {
    var result = TextBuilder(capacity: text.count)
    var column = 0
    for index in text.range {
      let character = text[index]
      if character == 0x09 {
        let blanks = size > 0 ? size - column % size : 0
        _ = try checkedSize(result.count + min(blanks, 1 << 31), 1)
        result.append(repeating: 0x20, count: blanks)
        column += blanks
      } else {
        result.append(character)
        column = character == 0x0A || character == 0x0D ? 0 : column + 1
      }
    }
    return try string(result)
  }

  // MARK: Translation

  fileprivate func translated(_ text: StringObject, _ table: Value) throws(Raised) -> Value {
    if text.width == 1, let dict = table.object(.dict), dict.type == types.dict,
      let map = Dict(dict).byteMap
    {
      return translated(text, map)
    }
    var result = TextBuilder(capacity: text.byteCount)
    for index in text.range {
      let mark = heap.state.pointee.poolCount
      try appendTranslation(of: text[index], table, to: &result)
      heap.drain(to: mark)
    }
    return try string(result)
  }

  /// The translation of a text of bytes, each by itself.
  private func translated(_ text: StringObject, _ map: [Int16]) -> Value {
    let result = heap.allocateString(count: text.count, width: 1, type: types.string)
    let pooled = StringObject(heap.pooled(result.object))
    let target = result.data.assumingMemoryBound(to: UInt8.self)
    var count = 0
    map.withUnsafeBufferPointer { map in
      if !map.contains(-1) {
        for (index, byte) in text.units(UInt8.self, text.range).enumerated() {
          target[index] = UInt8(truncatingIfNeeded: map[Int(byte)])
        }
        count = text.count
        return
      }
      for byte in text.units(UInt8.self, text.range) where map[Int(byte)] != -1 {
        target[count] = UInt8(truncatingIfNeeded: map[Int(byte)])
        count += 1
      }
    }
    return substring(pooled, 0..<count)
  }

  private func appendTranslation(of character: UInt32, _ table: Value, to text: inout TextBuilder)
    throws(Raised)
  {
    let replacement: Value
    do throws(Raised) {
      replacement = try item(of: table, .int(Int(character)))
    } catch {
      guard isPending(.lookupError) else { throw error }
      discardPending()
      return text.append(character)
    }
    if replacement.isNone { return }
    if let object = replacement.object(.string) {
      text.append(StringObject(object).view)
    } else if let code = integer(replacement) {
      guard let word = code.word, (0...0x10FFFF).contains(word) else {
        throw raise(.valueError, "character mapping must be in range(0x110000)")
      }
      text.append(UInt32(word))
    } else {
      throw raise(.typeError, "character mapping must return integer, None or str")
    }
  }

  fileprivate func translationTable(_ a: Arguments) throws(Raised) -> Value {
    let table = newDict()
    guard let second = a.given(2) else {
      try fillTranslationTable(table, from: a[1])
      return .object(table.object)
    }
    let target = try requireString(second, "maketrans() argument 2 ")
    if let third = a.given(3) { _ = try requireString(third, "maketrans() argument 3 ") }
    guard let first = a[1].object(.string).map(StringObject.init) else {
      throw raise(
        .typeError,
        "first maketrans argument must be a string if there is a second argument")
    }
    guard first.count == target.count else {
      throw raise(.valueError, "the first two maketrans arguments must have equal length")
    }
    for index in first.range {
      try set(.int(Int(first[index])), .int(Int(target[index])), in: table)
    }
    if let third = a.given(3) {
      let removed = try requireString(third, "maketrans() argument 3 ")
      for index in removed.range { try set(.int(Int(removed[index])), .none, in: table) }
    }
    return .object(table.object)
  }

  private func fillTranslationTable(_ table: Dict, from source: Value) throws(Raised) {
    guard let object = source.object(.dict), object.type == types.dict else {
      throw raise(
        .typeError, "if you give only one argument to maketrans it must be a dict")
    }
    var index = 0
    while index < Dict(object).entryCount {
      let entry = Dict(object).entries[index]
      index += 1
      if entry.key.isUndefined { continue }
      // The keys' own methods may change the dict.
      _ = (pooled(own(entry.key)), pooled(own(entry.value)))
      if let name = entry.key.object(.string) {
        guard StringObject(name).count == 1 else {
          throw raise(
            .valueError, "string keys in translate table must be of length 1")
        }
        try set(.int(Int(StringObject(name)[0])), entry.value, in: table)
      } else if integer(entry.key) != nil {
        try set(entry.key, entry.value, in: table)
      } else {
        throw raise(.typeError, "keys in translate table must be strings or integers")
      }
    }
  }
}

extension Dict {
  /// What a small translation table whose keys are all plain ints has for each byte, -1 for
  /// nothing; nil if that is for any of them more than a byte.
  fileprivate var byteMap: [Int16]? {
    if count > 256 { return nil }
    var map = (0..<256).map { Int16($0) }
    for index in 0..<entryCount where !entries[index].key.isUndefined {
      guard case .int(let code) = entries[index].key else { return nil }
      guard (0..<256).contains(code) else { continue }
      switch entries[index].value {
      case .none: map[code] = -1
      case .int(let new) where (0..<256).contains(new): map[code] = Int16(new)
      case .object(let object) where object.kind == .string:
        let text = StringObject(object)
        guard text.count == 1, text.width == 1 else { return nil }
        map[code] = Int16(text[0])
      default: return nil
      }
    }
    return map
  }
}
