/// Why a text is not JSON, or not a notebook, and at which byte. Whoever knows the file turns it
/// into a ``NotebookError``.
struct PositionedError: Error {
  var offset: Int
  var reason: String
  /// The way from the outermost value to the place of the error, e.g. `cells`, 2, `source`.
  var path: [PathElement] = []

  enum PathElement {
    case key(String)
    case index(Int)
  }

  func inside(_ element: PathElement) -> PositionedError {
    PositionedError(offset: offset, reason: reason, path: [element] + path)
  }
}

/// Reads JSON as RFC 8259 defines it, and names what is often met instead: `NaN`, trailing commas,
/// comments, single quotes, keys that occur twice.
///
/// A lone surrogate escape (`\ud800`), which no UTF-8 text can hold, is read as U+FFFD.
struct JSONReader {
  /// Arrays and objects within each other; more is refused, because reading, comparing and freeing
  /// nested values takes stack.
  static let nestingLimit = 500

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private var depth = 0
  /// Holds the string being read, if it has escapes.
  private var scratch: [UInt8] = []

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    self.position = 0
  }

  /// The one value that `bytes`, valid UTF-8, hold.
  static func read(_ bytes: [UInt8]) throws(PositionedError) -> JSON {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSON, PositionedError> in
      var reader = JSONReader(buffer)
      return Result { () throws(PositionedError) in try reader.readDocument() }
    }
    return try result.get()
  }

  /// The value that begins at `start`, and where it ends; other text may follow.
  static func readPrefix(
    _ bytes: [UInt8], from start: Int
  ) throws(PositionedError) -> (JSON, end: Int) {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<(JSON, Int), PositionedError> in
      var reader = JSONReader(buffer)
      reader.position = start
      return Result { () throws(PositionedError) in (try reader.readValue(), reader.position) }
    }
    return try result.get()
  }

  private mutating func readDocument() throws(PositionedError) -> JSON {
    skipSpace()
    if position == bytes.count { throw error("the file is empty") }
    let value = try readValue()
    skipSpace()
    if position < bytes.count { throw error("text after the end of the JSON value") }
    return value
  }
}

// MARK: - Values

extension JSONReader {
  /// value = object | array | string | number | "true" | "false" | "null"
  private mutating func readValue() throws(PositionedError) -> JSON {
    let start = position
    let kind: JSON.Kind
    switch current {
    case "{": kind = try nested { reader throws(PositionedError) in try reader.readObject() }
    case "[": kind = try nested { reader throws(PositionedError) in try reader.readArray() }
    case "\"": kind = .string(try readString())
    case "-", "0"..."9": kind = try readNumber()
    default: kind = try readWord()
    }
    return JSON(kind, span: start..<position)
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(PositionedError) -> JSON.Kind
  ) throws(PositionedError) -> JSON.Kind {
    guard depth < Self.nestingLimit else {
      throw error("more than \(Self.nestingLimit) arrays and objects within each other")
    }
    depth += 1
    defer { depth -= 1 }
    return try read(&self)
  }

  /// object = "{" [ string ":" value { "," string ":" value } ] "}"
  private mutating func readObject() throws(PositionedError) -> JSON.Kind {
    var members: [JSON.Object.Member] = []
    var seen = KeySet()
    position += 1
    skipSpace()
    if take("}") { return .object(JSON.Object()) }
    while true {
      let keyStart = position
      guard current == "\"" else { throw error(expectedKey(after: members.last)) }
      let key = try readString()
      if !seen.insert(key, among: members) {
        throw PositionedError(offset: keyStart, reason: "the key \"\(key)\" occurs twice")
      }
      skipSpace()
      if !take(":") { throw error(expected("':' after the key \"\(key)\"")) }
      skipSpace()
      do {
        members.append(JSON.Object.Member(key: key, value: try readValue()))
      } catch { throw error.inside(.key(key)) }
      skipSpace()
      if take("}") { return .object(JSON.Object(distinct: members)) }
      if !take(",") { throw error(expected("',' or '}'")) }
      skipSpace()
    }
  }

  /// array = "[" [ value { "," value } ] "]"
  private mutating func readArray() throws(PositionedError) -> JSON.Kind {
    var items: [JSON] = []
    position += 1
    skipSpace()
    if take("]") { return .array([]) }
    while true {
      if !items.isEmpty && current == "]" { throw error("a comma before ']'") }
      do {
        items.append(try readValue())
      } catch { throw error.inside(.index(items.count)) }
      skipSpace()
      if take("]") { return .array(items) }
      if !take(",") { throw error(expected("',' or ']'")) }
      skipSpace()
    }
  }

  /// number = ["-"] ( "0" | digit1-9 { digit } ) [ "." digits ] [ ("e" | "E") ["+" | "-"] digits ]
  private mutating func readNumber() throws(PositionedError) -> JSON.Kind {
    let start = position
    _ = take("-")
    if current == "I" { throw error("-Infinity is not JSON") }
    if take("0") {
      if isDigit(current) { throw error("a number must not begin with 0") }
    } else {
      try readDigits()
    }
    if take(".") { try readDigits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try readDigits()
    }
    return .number(text(start..<position))
  }

  private mutating func readDigits() throws(PositionedError) {
    guard isDigit(current) else { throw error(expected("a digit")) }
    while isDigit(current) { position += 1 }
  }

  private mutating func readWord() throws(PositionedError) -> JSON.Kind {
    let start = position
    while isLetter(current) { position += 1 }
    let word = text(start..<position)
    switch word {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default:
      position = start
      throw error(notAValue(word))
    }
  }
}

// MARK: - Strings

extension JSONReader {
  /// string = '"' { any character but '"', "\" and controls | escape } '"'
  private mutating func readString() throws(PositionedError) -> String {
    let opening = position
    position += 1
    var start = position
    scratch.removeAll(keepingCapacity: true)
    while true {
      position = JSONWriter.escaped.firstIndex(in: bytes, from: position)
      guard position < bytes.count else {
        throw PositionedError(offset: opening, reason: "the string that begins here has no end")
      }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let end = position
        position += 1
        if scratch.isEmpty { return text(start..<end) }
        scratch.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
        return String(decoding: scratch, as: UTF8.self)
      case UInt8(ascii: "\\"):
        scratch.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<position]))
        try readEscape()
        start = position
      default:
        throw error("a control character inside a string; a line end is written \\n")
      }
    }
  }

  /// escape = "\" ( '"' | "\" | "/" | "b" | "f" | "n" | "r" | "t" | "u" 4 hexadecimal digits )
  private mutating func readEscape() throws(PositionedError) {
    position += 1
    switch current {
    case "\"", "\\", "/": scratch.append(bytes[position])
    case "b": scratch.append(0x08)
    case "f": scratch.append(0x0C)
    case "n": scratch.append(0x0A)
    case "r": scratch.append(0x0D)
    case "t": scratch.append(0x09)
    case "u":
      position += 1
      return try readUnicodeEscape()
    default: throw error("an unknown escape in a string")
    }
    position += 1
  }

  private mutating func readUnicodeEscape() throws(PositionedError) {
    var code = try readFourHexDigits()
    if 0xD800..<0xDC00 ~= code, let low = followingLowSurrogate() {
      position += 6
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
    if let units = UTF8.encode(scalar) { scratch.append(contentsOf: units) }
  }

  private mutating func readFourHexDigits() throws(PositionedError) -> UInt32 {
    guard let code = hexDigits(at: position) else {
      throw error("\\u needs four hexadecimal digits")
    }
    position += 4
    return code
  }

  /// The second half of a surrogate pair, if its escape stands here.
  private func followingLowSurrogate() -> UInt32? {
    guard position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u"), let low = hexDigits(at: position + 2),
      0xDC00..<0xE000 ~= low
    else { return nil }
    return low
  }

  private func hexDigits(at start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var code: UInt32 = 0
    for index in start..<start + 4 {
      guard let digit = Self.hexDigit(bytes[index]) else { return nil }
      code = code << 4 | UInt32(digit)
    }
    return code
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

// MARK: - Characters and errors

extension JSONReader {
  /// The character at the position; NUL, which no rule accepts, at the end.
  private var current: Unicode.Scalar {
    position < bytes.count ? Unicode.Scalar(bytes[position]) : "\0"
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == character, position < bytes.count else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  private func isDigit(_ character: Unicode.Scalar) -> Bool { "0"..."9" ~= character }

  private func isLetter(_ character: Unicode.Scalar) -> Bool {
    "a"..."z" ~= character || "A"..."Z" ~= character
  }

  private func error(_ reason: String) -> PositionedError {
    PositionedError(offset: position, reason: reason)
  }

  private func expected(_ what: String) -> String {
    position < bytes.count ? "expected \(what)" : "the text ends here; expected \(what)"
  }

  private func expectedKey(after last: JSON.Object.Member?) -> String {
    switch current {
    case "}" where last != nil: "a comma before '}'"
    case "'": "a key in single quotes; JSON takes double quotes"
    default: expected("a key in double quotes")
    }
  }

  private func notAValue(_ word: String) -> String {
    if position == bytes.count { return expected("a value") }
    switch (word, current) {
    case ("NaN", _), ("Infinity", _): return "\(word) is not JSON"
    case ("True", _), ("False", _), ("None", _): return "\(word) is Python, not JSON"
    case (_, "'"): return "a string in single quotes; JSON takes double quotes"
    case (_, "/"), (_, "#"): return "JSON has no comments"
    default: return expected("a value")
    }
  }
}

/// The keys of one object so far: a look through the members while they are few, a set after that.
private struct KeySet {
  private static let few = 12
  private var keys: Set<String> = []

  /// Whether `key` is new. `members` are the members read before it.
  mutating func insert(_ key: String, among members: [JSON.Object.Member]) -> Bool {
    if members.count < Self.few { return !members.contains { $0.key == key } }
    if keys.isEmpty { keys = Set(members.map(\.key)) }
    return keys.insert(key).inserted
  }
}
