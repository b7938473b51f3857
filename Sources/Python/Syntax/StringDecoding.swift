/// The values of string and bytes literals: escapes resolved.
///
/// Errors are messages without a place; the parser knows the place.
struct StringDecodingError: Error {
  let message: String
  /// Whether CPython marks the literal, rather than what follows it.
  var isAboutAll = false
}

/// Collects the text of adjacent literals; keeps code points apart only once a lone surrogate
/// has come.
struct StringCollector {
  private(set) var utf8: [UInt8] = []
  private var codePoints: [UInt32]?

  var isEmpty: Bool { utf8.isEmpty && codePoints == nil }

  /// Appends UTF-8 text.
  mutating func append(_ text: ArraySlice<UInt8>) {
    if codePoints == nil {
      utf8.append(contentsOf: text)
    } else {
      let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
      codePoints?.append(contentsOf: scalars.lazy.map(\.value))
    }
  }

  mutating func append(codePoint: UInt32) {
    if codePoints == nil, let scalar = Unicode.Scalar(codePoint) {
      utf8.append(contentsOf: UTF8.encode(scalar) ?? .init())
      return
    }
    if codePoints == nil {
      codePoints = String(decoding: utf8, as: UTF8.self).unicodeScalars.map(\.value)
    }
    codePoints?.append(codePoint)
  }

  /// The text so far; the collector is empty again.
  mutating func take() -> StringLiteral {
    defer { self = StringCollector() }
    return codePoints.map(StringLiteral.codePoints)
      ?? .text(String(decoding: utf8, as: UTF8.self))
  }
}

enum StringDecoding {
  /// Escapes of one letter, in strings and bytes alike.
  static func simpleEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): letter
    case UInt8(ascii: "a"): 0x07
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "v"): 0x0B
    default: nil
    }
  }

  /// The bytes between the quotes of a bytes literal.
  static func bytes(_ body: ArraySlice<UInt8>, isRaw: Bool) throws(StringDecodingError) -> [UInt8] {
    if body.contains(where: { $0 >= 128 }) {
      throw StringDecodingError(message: "bytes can only contain ASCII literal characters", isAboutAll: true)
    }
    if isRaw || !body.contains(UInt8(ascii: "\\")) { return Array(body) }
    var result: [UInt8] = []
    var index = body.startIndex
    while index < body.endIndex {
      let byte = body[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < body.endIndex else {
        result.append(byte)
        continue
      }
      let letter = body[index]
      if let simple = simpleEscape(letter) {
        result.append(simple)
        index += 1
      } else if letter == UInt8(ascii: "x") {
        guard let value = hexadecimal(body, from: index + 1, count: 2) else {
          let place = index - 1 - body.startIndex
          throw StringDecodingError(
            message: "(value error) invalid \\x escape at position \(place)")
        }
        result.append(UInt8(truncatingIfNeeded: value))
        index += 3
      } else if let (value, length) = octal(body, from: index) {
        result.append(UInt8(truncatingIfNeeded: value))
        index += length
      } else if letter == UInt8(ascii: "\n") {
        index += 1
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// Appends the text of a string body with its escapes resolved.
  static func decode(
    _ body: ArraySlice<UInt8>, into text: inout StringCollector
  ) throws(StringDecodingError) {
    var index = body.startIndex
    while let backslash = body[index...].firstIndex(of: UInt8(ascii: "\\")) {
      text.append(body[index..<backslash])
      index = try decodeEscape(body, at: backslash, into: &text)
    }
    text.append(body[index...])
  }

  /// Resolves the escape at a backslash; answers where the text goes on.
  private static func decodeEscape(
    _ body: ArraySlice<UInt8>, at backslash: Int, into text: inout StringCollector
  ) throws(StringDecodingError) -> Int {
    let next = backslash + 1
    guard next < body.endIndex else {
      // Before a field of an f-string.
      text.append(codePoint: UInt32(UInt8(ascii: "\\")))
      return next
    }
    let letter = body[next]
    if let simple = simpleEscape(letter) {
      text.append(codePoint: UInt32(simple))
      return next + 1
    }
    if let (value, length) = octal(body, from: next) {
      text.append(codePoint: value)
      return next + length
    }
    switch letter {
    case UInt8(ascii: "\n"): return next + 1
    case UInt8(ascii: "x"):
      return try decodeHexadecimal(body, at: backslash, digits: 2, "\\xXX", into: &text)
    case UInt8(ascii: "u"):
      return try decodeHexadecimal(body, at: backslash, digits: 4, "\\uXXXX", into: &text)
    case UInt8(ascii: "U"):
      return try decodeHexadecimal(body, at: backslash, digits: 8, "\\UXXXXXXXX", into: &text)
    case UInt8(ascii: "N"):
      return try decodeName(body, at: backslash, into: &text)
    default:
      text.append(codePoint: UInt32(UInt8(ascii: "\\")))
      return next
    }
  }

  private static func decodeHexadecimal(
    _ body: ArraySlice<UInt8>, at backslash: Int, digits: Int, _ shape: String,
    into text: inout StringCollector
  ) throws(StringDecodingError) -> Int {
    let start = backslash + 2
    guard let value = hexadecimal(body, from: start, count: digits) else {
      var end = start
      while end < body.endIndex, end < start + digits, isHexadecimal(body[end]) { end += 1 }
      throw unicodeError(body, backslash..<end, "truncated \(shape) escape")
    }
    guard value <= 0x10FFFF else {
      throw unicodeError(body, backslash..<start + digits, "illegal Unicode character")
    }
    text.append(codePoint: value)
    return start + digits
  }

  /// `\N{name}`
  private static func decodeName(
    _ body: ArraySlice<UInt8>, at backslash: Int, into text: inout StringCollector
  ) throws(StringDecodingError) -> Int {
    let open = backslash + 2
    guard open < body.endIndex, body[open] == UInt8(ascii: "{"),
      let close = body[open...].firstIndex(of: UInt8(ascii: "}")), close > open + 1
    else {
      let isOpened = open < body.endIndex && body[open] == UInt8(ascii: "{")
      let isEmptyName = isOpened && open + 1 < body.endIndex && body[open + 1] == 0x7D
      let end = isEmptyName ? open + 1 : isOpened ? body.endIndex : open
      throw unicodeError(body, backslash..<end, "malformed \\N character escape")
    }
    let name = String(decoding: body[open + 1..<close], as: UTF8.self)
    guard let scalar = CharacterNames.scalar(named: name) else {
      throw unicodeError(body, backslash..<close + 1, "unknown Unicode character name")
    }
    text.append(codePoint: scalar.value)
    return close + 1
  }

  /// CPython decodes a text in which each character beyond ASCII has become `\UXXXXXXXX`; its
  /// positions count so, and name the last place of the escape.
  private static func unicodeError(
    _ body: ArraySlice<UInt8>, _ escape: Range<Int>, _ reason: String
  ) -> StringDecodingError {
    let before = body[body.startIndex..<escape.lowerBound]
    let start = before.reduce(0) { $0 + ($1 < 128 ? 1 : $1 & 0xC0 == 0x80 ? 0 : 10) }
    let end = start + escape.count - 1
    let place =
      start == end ? "byte 0x5c in position \(start)" : "bytes in position \(start)-\(end)"
    return StringDecodingError(
      message: "(unicode error) 'unicodeescape' codec can't decode \(place): \(reason)")
  }

  /// Up to three octal digits.
  private static func octal(_ body: ArraySlice<UInt8>, from start: Int) -> (UInt32, Int)? {
    var value: UInt32 = 0
    var length = 0
    while length < 3, start + length < body.endIndex, body[start + length] & 0xF8 == 0x30 {
      value = value * 8 + UInt32(body[start + length] & 7)
      length += 1
    }
    return length == 0 ? nil : (value, length)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    ByteClass.digitValue(byte).map { $0 < 16 } ?? false
  }

  private static func hexadecimal(_ body: ArraySlice<UInt8>, from start: Int, count: Int) -> UInt32? {
    guard start + count <= body.endIndex else { return nil }
    var value: UInt32 = 0
    for byte in body[start..<start + count] {
      guard let digit = ByteClass.digitValue(byte), digit < 16 else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}

/// Characters by their Unicode names, as `\N{...}` needs them.
enum CharacterNames {
  /// Looks through all of Unicode: some milliseconds a name, in return for no table.
  static func scalar(named name: String) -> Unicode.Scalar? {
    let wanted = name.uppercased()
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      if properties.name == wanted || properties.nameAlias == wanted { return scalar }
    }
    return nil
  }
}
