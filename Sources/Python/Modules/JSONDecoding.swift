/// `_json`: reading JSON text and quoting strings, for the module `json`.
let jsonFunctions: [Builtin] = [
  Builtin(
    "scan(text, start, decoder, fail)",
    "The value that begins at start, and where it ends. fail(message, text, place) raises."
  ) { (m, a) throws(Raised) in
    guard let text = a[0].object(.string).map(StringObject.init) else { return .none }
    var reader = try JSONTextReader(text, start: try m.index(a[1]), decoder: a[2], fail: a[3], m)
    let value = try reader.value()
    return m.tuple([value, .int(reader.position)])
  },
  Builtin("quote(text, ensure_ascii)", "A string as JSON writes it.") { (m, a) throws(Raised) in
    guard let text = a[0].object(.string).map(StringObject.init) else { return .none }
    return m.string(jsonQuoted(text.codePoints, isASCII: try m.isTrue(a[1])))
  },
]

private func jsonQuoted(_ text: [UInt32], isASCII: Bool) -> [UInt32] {
  let short: [UInt32: String] = [
    0x22: "\\\"", 0x5C: "\\\\", 0x0A: "\\n", 0x0D: "\\r", 0x09: "\\t", 0x0C: "\\f", 0x08: "\\b",
  ]
  var result: [UInt32] = [0x22]
  func escape(_ unit: UInt32) {
    let digits = String(unit, radix: 16)
    result += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).codePoints
  }
  for character in text {
    if let escaped = short[character] {
      result += escaped.codePoints
    } else if character >= 0x20, character < 0x7F || !isASCII {
      result.append(character)
    } else if character <= 0xFFFF {
      escape(character)
    } else {
      escape(0xD800 + (character - 0x10000) >> 10)
      escape(0xDC00 + (character - 0x10000) & 0x3FF)
    }
  }
  result.append(0x22)
  return result
}

/// Reads JSON as CPython's scanner does, with its messages.
private struct JSONTextReader {
  private let text: StringObject
  private let source: Value
  private let m: Machine
  private let fail: Value
  private let objectHook, pairsHook, parseFloat, parseInt, parseConstant: Value
  private let isStrict: Bool
  private(set) var position: Int

  init(_ text: StringObject, start: Int, decoder: Value, fail: Value, _ m: Machine) throws(Raised) {
    self.text = text
    source = .object(text.object)
    self.m = m
    self.fail = fail
    position = start
    objectHook = try m.attribute(of: decoder, m.symbol("object_hook"))
    pairsHook = try m.attribute(of: decoder, m.symbol("object_pairs_hook"))
    parseFloat = try m.attribute(of: decoder, m.symbol("_given_parse_float"))
    parseInt = try m.attribute(of: decoder, m.symbol("_given_parse_int"))
    parseConstant = try m.attribute(of: decoder, m.symbol("parse_constant"))
    isStrict = try m.isTrue(try m.attribute(of: decoder, m.symbol("strict")))
  }

  private func failure(_ message: String, _ place: Int) throws(Raised) -> Raised {
    _ = try m.call(fail, [m.string(message), source, .int(place)])
    return m.raise(.valueError, message)
  }

  private func character(_ place: Int) -> UInt32 { place < text.count ? text[place] : 0 }

  private mutating func skipBlanks() {
    while position < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[position]) { position += 1 }
  }

  private mutating func take(_ word: String) -> Bool {
    let units = word.codePoints
    guard position + units.count <= text.count else { return false }
    for (offset, unit) in units.enumerated() where text[position + offset] != unit { return false }
    position += units.count
    return true
  }

  /// One value; it begins right here.
  mutating func value() throws(Raised) -> Value {
    guard position >= 0 else { throw m.raise(.valueError, "idx cannot be negative") }
    try m.checkInterrupt()
    switch character(position) {
    case UInt32(ascii: "\""):
      position += 1
      return try string()
    case UInt32(ascii: "{"): return try nested { (reader) throws(Raised) in try reader.object() }
    case UInt32(ascii: "["): return try nested { (reader) throws(Raised) in try reader.array() }
    default: break
    }
    if take("null") { return .none }
    if take("true") { return .bool(true) }
    if take("false") { return .bool(false) }
    for name in ["NaN", "Infinity", "-Infinity"] where take(name) {
      return try m.call(parseConstant, with: m.string(name))
    }
    return try number()
  }

  /// Counts the depth toward the recursion limit.
  private mutating func nested(_ read: (inout Self) throws(Raised) -> Value) throws(Raised) -> Value {
    try m.enterNative()
    defer { m.leaveNative() }
    position += 1
    return try read(&self)
  }

  private mutating func array() throws(Raised) -> Value {
    let list = m.newList()
    skipBlanks()
    if character(position) == UInt32(ascii: "]") {
      position += 1
      return .object(list.object)
    }
    while true {
      try m.withPool { () throws(Raised) in list.append(try value()) }
      skipBlanks()
      let next = character(position)
      if next == UInt32(ascii: "]") { break }
      guard next == UInt32(ascii: ",") else {
        throw try failure("Expecting ',' delimiter", position)
      }
      position += 1
      skipBlanks()
    }
    position += 1
    return .object(list.object)
  }

  private mutating func object() throws(Raised) -> Value {
    let dict = m.newDict()
    let pairs = pairsHook.isNone ? nil : m.newList()
    skipBlanks()
    if character(position) != UInt32(ascii: "}") {
      repeat {
        skipBlanks()
        guard position < text.count, character(position) == UInt32(ascii: "\"") else {
          throw try failure("Expecting property name enclosed in double quotes", position)
        }
        try m.withPool { () throws(Raised) in try member(of: dict, pairs) }
        skipBlanks()
      } while try hasMoreMembers()
    }
    position += 1
    if let pairs { return try m.call(pairsHook, with: .object(pairs.object)) }
    return objectHook.isNone ? .object(dict.object) : try m.call(objectHook, with: .object(dict.object))
  }

  private mutating func member(of dict: Dict, _ pairs: List?) throws(Raised) {
    position += 1
    let key = try string()
    skipBlanks()
    guard character(position) == UInt32(ascii: ":") else {
      throw try failure("Expecting ':' delimiter", position)
    }
    position += 1
    skipBlanks()
    let value = try value()
    if let pairs {
      pairs.append(m.tuple([key, value]))
    } else {
      try m.set(key, value, in: dict)
    }
  }

  private mutating func hasMoreMembers() throws(Raised) -> Bool {
    let next = character(position)
    if next == UInt32(ascii: "}") { return false }
    guard next == UInt32(ascii: ",") else {
      throw try failure("Expecting ',' delimiter", position)
    }
    position += 1
    return true
  }

  private mutating func number() throws(Raised) -> Value {
    let start = position
    var end = position
    func isDigit(_ place: Int) -> Bool { (0x30...0x39).contains(character(place)) }
    func digits(from place: Int) -> Int {
      var place = place
      while isDigit(place) { place += 1 }
      return place
    }
    if character(end) == UInt32(ascii: "-") { end += 1 }
    guard isDigit(end) else { throw try failure("Expecting value", start) }
    end = character(end) == UInt32(ascii: "0") ? end + 1 : digits(from: end)
    var isFloat = false
    if character(end) == UInt32(ascii: "."), isDigit(end + 1) {
      isFloat = true
      end = digits(from: end + 1)
    }
    if character(end) | 0x20 == UInt32(ascii: "e") {
      let hasSign = [UInt32(ascii: "+"), UInt32(ascii: "-")].contains(character(end + 1))
      let first = end + (hasSign ? 2 : 1)
      if isDigit(first) {
        isFloat = true
        end = digits(from: first)
      }
    }
    position = end
    let piece = m.substring(text, start, 1, end - start)
    let parse = isFloat ? parseFloat : parseInt
    if !parse.isNone { return try m.call(parse, with: piece) }
    return try m.call(.object(isFloat ? m.types.float : m.types.int), [piece])
  }

  /// A string whose opening quote has been passed.
  private mutating func string() throws(Raised) -> Value {
    let begin = position - 1
    var place = position
    while place < text.count, case let unit = text[place], unit != 0x22, unit != 0x5C, unit >= 0x20 {
      place += 1
    }
    if character(place) == 0x22, place < text.count {
      let plain = m.substring(text, position, 1, place - position)
      position = place + 1
      return plain
    }
    var units: [UInt32] = []
    while true {
      guard position < text.count else {
        throw try failure("Unterminated string starting at", begin)
      }
      let unit = text[position]
      if unit == 0x22 { break }
      if unit < 0x20, isStrict { throw try failure("Invalid control character at", position) }
      position += 1
      units.append(unit == 0x5C ? try escape(begin) : unit)
    }
    position += 1
    return m.string(units)
  }

  private mutating func escape(_ begin: Int) throws(Raised) -> UInt32 {
    guard position < text.count else {
      throw try failure("Unterminated string starting at", begin)
    }
    let letter = text[position]
    let plain: [UInt32: UInt32] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 0xC, 0x6E: 0xA, 0x72: 0xD, 0x74: 9,
    ]
    if let unit = plain[letter] {
      position += 1
      return unit
    }
    guard letter == UInt32(ascii: "u") else {
      throw try failure("Invalid \\escape", position - 1)
    }
    let high = try hexUnit(at: position + 1)
    position += 5
    guard (0xD800...0xDBFF).contains(high), character(position) == 0x5C,
      character(position + 1) == UInt32(ascii: "u")
    else { return high }
    let low = try hexUnit(at: position + 2)
    guard (0xDC00...0xDFFF).contains(low) else { return high }
    position += 6
    return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
  }

  private func hexUnit(at place: Int) throws(Raised) -> UInt32 {
    var unit: UInt32 = 0
    for offset in 0..<4 {
      let digit = Unicode.Scalar(character(place + offset)).flatMap { Character($0).hexDigitValue }
      guard place + offset < text.count, let digit, character(place + offset) < 0x80 else {
        throw try failure("Invalid \\uXXXX escape", place - 1)
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
