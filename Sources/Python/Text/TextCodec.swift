/// The encodings of `str.encode` and `bytes.decode`.
public enum TextCodec: Equatable, Sendable {
  case ascii, latin1, utf8
  /// Whether the high byte comes first; nil means little-endian with a mark at the start.
  case utf16(isBigEndian: Bool?)
  case utf32(isBigEndian: Bool?)
  case korean(KoreanCodec)

  /// The encoding of a name, or nil where there is none.
  public init?(name: String) {
    let plain = String(name.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
    switch plain {
    case "utf-8", "utf8", "u8", "utf", "cp65001": self = .utf8
    case "ascii", "us-ascii", "646": self = .ascii
    case "latin-1", "latin1", "latin", "l1", "iso-8859-1", "iso8859-1", "8859": self = .latin1
    case "utf-16", "utf16", "u16": self = .utf16(isBigEndian: nil)
    case "utf-16-le", "utf-16le": self = .utf16(isBigEndian: false)
    case "utf-16-be", "utf-16be": self = .utf16(isBigEndian: true)
    case "utf-32", "utf32", "u32": self = .utf32(isBigEndian: nil)
    case "utf-32-le", "utf-32le": self = .utf32(isBigEndian: false)
    case "utf-32-be", "utf-32be": self = .utf32(isBigEndian: true)
    default:
      guard let codec = KoreanCodec(name: plain) else { return nil }
      self = .korean(codec)
    }
  }

  /// Whether ASCII text is the same in bytes.
  var keepsASCII: Bool {
    switch self {
    case .ascii, .latin1, .utf8, .korean: true
    case .utf16, .utf32: false
    }
  }

  /// The name in errors.
  public var name: String {
    switch self {
    case .ascii: "ascii"
    case .latin1: "latin-1"
    case .utf8: "utf-8"
    case .utf16(let isBigEndian): "utf-16" + TextCodec.suffix(isBigEndian)
    case .utf32(let isBigEndian): "utf-32" + TextCodec.suffix(isBigEndian)
    case .korean(let codec): codec.rawValue
    }
  }

  private static func suffix(_ isBigEndian: Bool?) -> String {
    isBigEndian.map { $0 ? "-be" : "-le" } ?? ""
  }
}

/// A part of a text that cannot be encoded, or of bytes that cannot be decoded.
public struct CodecProblem: Error, Equatable {
  public let range: Range<Int>
  public let reason: String
}

// MARK: - Encoding

extension TextCodec {
  /// The bytes of a text. `replace` gives what stands for a part that cannot be encoded, as code
  /// points that can, or throws.
  public func encode<Failure: Error>(
    _ text: [UInt32], replace: (CodecProblem) throws(Failure) -> [UInt32]
  ) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    switch self {
    case .utf16(nil): bytes += [0xFF, 0xFE]
    case .utf32(nil): bytes += [0xFF, 0xFE, 0, 0]
    default: break
    }
    var position = 0
    while position < text.count {
      if canEncode(text[position]) {
        append(text[position], to: &bytes)
        position += 1
        continue
      }
      var end = position + 1
      while reportsRuns, end < text.count, !canEncode(text[end]) { end += 1 }
      for character in try replace(CodecProblem(range: position..<end, reason: encodingReason)) {
        // A surrogate in a replacement stands for one byte: the handler `surrogateescape`.
        if canEncode(character) { append(character, to: &bytes) }
        else { bytes.append(UInt8(truncatingIfNeeded: character)) }
      }
      position = end
    }
    return bytes
  }

  private var encodingReason: String {
    switch self {
    case .ascii: "ordinal not in range(128)"
    case .latin1: "ordinal not in range(256)"
    case .korean: "illegal multibyte sequence"
    default: "surrogates not allowed"
    }
  }

  /// Whether neighbours that cannot be encoded are one problem.
  private var reportsRuns: Bool {
    if case .korean = self { false } else { true }
  }

  private func canEncode(_ character: UInt32) -> Bool {
    switch self {
    case .ascii: character < 0x80
    case .latin1: character < 0x100
    case .korean(let codec): character < 0x80 || codec.bytes(of: character) != nil
    default: !(0xD800...0xDFFF).contains(character)
    }
  }

  private func append(_ character: UInt32, to bytes: inout [UInt8]) {
    switch self {
    case .ascii, .latin1: bytes.append(UInt8(truncatingIfNeeded: character))
    case .utf8: TextCodec.appendUTF8(character, to: &bytes)
    case .utf16(let isBigEndian):
      let units = Unicode.Scalar(character).map { Array(String($0).utf16) } ?? []
      for unit in units { TextCodec.append(UInt32(unit), 2, isBigEndian == true, to: &bytes) }
    case .utf32(let isBigEndian):
      TextCodec.append(character, 4, isBigEndian == true, to: &bytes)
    case .korean(let codec):
      bytes += character < 0x80 ? [UInt8(character)] : codec.bytes(of: character) ?? []
    }
  }

  private static func append(
    _ unit: UInt32, _ count: Int, _ isBigEndian: Bool, to bytes: inout [UInt8]
  ) {
    let little = (0..<count).map { UInt8(truncatingIfNeeded: unit >> UInt32(8 * $0)) }
    bytes += isBigEndian ? little.reversed() : little
  }

  private static func appendUTF8(_ character: UInt32, to bytes: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (character >> shift) & 0x3F) }
    switch character {
    case ..<0x80: bytes.append(UInt8(character))
    case ..<0x800: bytes += [UInt8(0xC0 | character >> 6), tail(0)]
    case ..<0x10000: bytes += [UInt8(0xE0 | character >> 12), tail(6), tail(0)]
    default: bytes += [UInt8(0xF0 | (character >> 18) & 7), tail(12), tail(6), tail(0)]
    }
  }
}

// MARK: - Decoding

extension TextCodec {
  /// The text of bytes. `replace` gives what stands for a part that cannot be decoded, or throws.
  public func decode<Failure: Error>(
    _ bytes: [UInt8], replace: (CodecProblem) throws(Failure) -> [UInt32]
  ) throws(Failure) -> [UInt32] {
    if self == .latin1 { return bytes.map { UInt32($0) } }
    let (codec, start) = afterMark(bytes)
    var position = start
    var text: [UInt32] = []
    text.reserveCapacity(bytes.count)
    while position < bytes.count {
      switch codec.character(of: bytes, at: position) {
      case .success(let (character, length)):
        text.append(character)
        position += length
      case .failure(let problem):
        text += try replace(problem)
        position = problem.range.upperBound
      }
    }
    return text
  }

  /// The byte order that a mark at the start tells, and where the text begins.
  private func afterMark(_ bytes: [UInt8]) -> (TextCodec, Int) {
    switch self {
    case .utf16(nil):
      if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16(isBigEndian: true), 2) }
      return (self, bytes.starts(with: [0xFF, 0xFE]) ? 2 : 0)
    case .utf32(nil):
      if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32(isBigEndian: true), 4) }
      return (self, bytes.starts(with: [0xFF, 0xFE, 0, 0]) ? 4 : 0)
    default: return (self, 0)
    }
  }

  /// The character at a position and the number of its bytes.
  private func character(of bytes: [UInt8], at position: Int)
    -> Result<(UInt32, Int), CodecProblem>
  {
    let byte = bytes[position]
    switch self {
    case .latin1: return .success((UInt32(byte), 1))
    case .ascii:
      if byte < 0x80 { return .success((UInt32(byte), 1)) }
      return TextCodec.failure(position, 1, "ordinal not in range(128)")
    case .utf8: return TextCodec.utf8Character(of: bytes, at: position)
    case .utf16(let isBigEndian):
      return TextCodec.utf16Character(of: bytes, at: position, isBigEndian == true)
    case .utf32(let isBigEndian):
      guard let unit = TextCodec.unit(bytes, position, 4, isBigEndian == true) else {
        return TextCodec.failure(position, bytes.count - position, "truncated data")
      }
      if (0xD800...0xDFFF).contains(unit) {
        return TextCodec.failure(
          position, 4, "code point in surrogate code point range(0xd800, 0xe000)")
      }
      if unit <= 0x10FFFF { return .success((unit, 4)) }
      return TextCodec.failure(position, 4, "code point not in range(0x110000)")
    case .korean(let codec):
      return byte < 0x80 ? .success((UInt32(byte), 1)) : codec.character(of: bytes, at: position)
    }
  }

  private static func failure(_ position: Int, _ count: Int, _ reason: String)
    -> Result<(UInt32, Int), CodecProblem>
  {
    .failure(CodecProblem(range: position..<(position + count), reason: reason))
  }

  /// The bytes of one unit as a number; nil where there are too few.
  private static func unit(
    _ bytes: [UInt8], _ position: Int, _ count: Int, _ isBigEndian: Bool
  ) -> UInt32? {
    guard position + count <= bytes.count else { return nil }
    var unit: UInt32 = 0
    for index in 0..<count {
      let place = isBigEndian ? count - 1 - index : index
      unit |= UInt32(bytes[position + index]) << UInt32(8 * place)
    }
    return unit
  }

  private static func utf16Character(
    of bytes: [UInt8], at position: Int, _ isBigEndian: Bool
  ) -> Result<(UInt32, Int), CodecProblem> {
    guard let first = unit(bytes, position, 2, isBigEndian) else {
      return failure(position, 1, "truncated data")
    }
    guard (0xD800...0xDFFF).contains(first) else { return .success((first, 2)) }
    if first >= 0xDC00 { return failure(position, 2, "illegal encoding") }
    guard let second = unit(bytes, position + 2, 2, isBigEndian) else {
      return failure(position, bytes.count - position, "unexpected end of data")
    }
    guard (0xDC00...0xDFFF).contains(second) else {
      return failure(position, 2, "illegal UTF-16 surrogate")
    }
    return .success((0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), 4))
  }

  private static func utf8Character(of bytes: [UInt8], at position: Int)
    -> Result<(UInt32, Int), CodecProblem>
  {
    let first = bytes[position]
    let (length, mask): (Int, UInt32)
    switch first {
    case ..<0x80: return .success((UInt32(first), 1))
    case 0xC2...0xDF: (length, mask) = (2, 0x1F)
    case 0xE0...0xEF: (length, mask) = (3, 0x0F)
    case 0xF0...0xF4: (length, mask) = (4, 0x07)
    default: return failure(position, 1, "invalid start byte")
    }
    var character = UInt32(first) & mask
    for offset in 1..<length {
      guard position + offset < bytes.count else {
        return failure(position, offset, "unexpected end of data")
      }
      let byte = bytes[position + offset]
      guard continues(byte, after: first, at: offset) else {
        return failure(position, offset, "invalid continuation byte")
      }
      character = character << 6 | UInt32(byte & 0x3F)
    }
    return .success((character, length))
  }

  /// Whether a byte may follow; the second one excludes overlong forms and surrogates.
  private static func continues(_ byte: UInt8, after first: UInt8, at offset: Int) -> Bool {
    guard offset == 1 else { return (0x80...0xBF).contains(byte) }
    switch first {
    case 0xE0: return (0xA0...0xBF).contains(byte)
    case 0xED: return (0x80...0x9F).contains(byte)
    case 0xF0: return (0x90...0xBF).contains(byte)
    case 0xF4: return (0x80...0x8F).contains(byte)
    default: return (0x80...0xBF).contains(byte)
    }
  }
}
