import Glibc

/// The encodings of Korean texts from before Unicode: ASCII, and two bytes for all else.
public enum KoreanCodec: String, Sendable {
  /// Microsoft's, with all syllables.
  case cp949
  /// KS X 1001: 2,350 syllables; the others are spelled, each as a sequence of 8 bytes.
  case eucKR = "euc_kr"

  /// The encoding of a name in lower case with hyphens; nil where there is none, or no table of it.
  init?(name: String) {
    switch name {
    case "cp949", "949", "ms949", "uhc": self = .cp949
    case "euc-kr", "euckr", "korean", "ksc5601", "ks-c-5601", "ks-c-5601-1987", "ksx1001",
      "ks-x-1001":
      self = .eucKR
    default: return nil
    }
    guard KoreanTable.shared.isFilled else { return nil }
  }

  /// The bytes of a character that is not ASCII; nil where there are none.
  func bytes(of character: UInt32) -> [UInt8]? {
    guard character < 0x10000 else { return nil }
    let code = KoreanTable.shared.codes[Int(character)]
    let pair = [UInt8(code >> 8), UInt8(code & 0xFF)]
    if code != 0, self == .cp949 || pair.allSatisfy({ $0 >= 0xA1 }) { return pair }
    return self == .eucKR ? SpelledSyllable(character)?.bytes : nil
  }

  /// The character whose bytes, not ASCII, begin at a position, and their number.
  func character(of bytes: [UInt8], at position: Int) -> Result<(UInt32, Int), CodecProblem> {
    let rest = bytes[position...]
    func failure(_ count: Int, _ reason: String) -> Result<(UInt32, Int), CodecProblem> {
      let range = position..<(position + count)
      return .failure(CodecProblem(range: range, reason: "\(reason) multibyte sequence"))
    }
    guard rest.count >= 2 else { return failure(rest.count, "incomplete") }
    let pair = [bytes[position], bytes[position + 1]]
    if self == .eucKR, pair == SpelledSyllable.mark {
      guard rest.count >= SpelledSyllable.length else { return failure(rest.count, "incomplete") }
      let syllable = SpelledSyllable(Array(rest.prefix(SpelledSyllable.length)))
      return syllable.map { .success(($0.character, SpelledSyllable.length)) }
        ?? failure(1, "illegal")
    }
    let character = KoreanTable.shared.characters[Int(pair[0]) << 8 | Int(pair[1])]
    guard character != 0, self == .cp949 || pair.allSatisfy({ $0 >= 0xA1 }) else {
      return failure(1, "illegal")
    }
    return .success((UInt32(character), 2))
  }
}

/// The characters of two bytes, both ways; those of EUC-KR are the same as in CP949, of which the C
/// library has the table.
private struct KoreanTable: Sendable {
  /// By the two bytes; 0 where they mean nothing.
  private(set) var characters = [UInt16](repeating: 0, count: 1 << 16)
  /// The two bytes by character; 0 where there are none.
  private(set) var codes = [UInt16](repeating: 0, count: 1 << 16)

  /// Whether the C library has the table.
  private(set) var isFilled = false

  static let shared = KoreanTable()

  private init() {
    guard let converter = iconv_open("UTF-16LE", "CP949"), Int(bitPattern: converter) != -1 else {
      return
    }
    defer { iconv_close(converter) }
    isFilled = true
    for code in 0x8100..<0xFF00 where code & 0xFF >= 0x41 {
      guard let character = KoreanTable.character(of: UInt16(code), converter) else { continue }
      characters[code] = character
      codes[Int(character)] = UInt16(code)
    }
  }

  private static func character(of code: UInt16, _ converter: iconv_t) -> UInt16? {
    var input = [CChar(bitPattern: UInt8(code >> 8)), CChar(bitPattern: UInt8(code & 0xFF))]
    var output = [CChar](repeating: 0, count: 4)
    var (inputLeft, outputLeft) = (2, 4)
    let failed = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var (source, target) = (input.baseAddress, output.baseAddress)
        return iconv(converter, &source, &inputLeft, &target, &outputLeft) != 0
      }
    }
    guard !failed, inputLeft == 0, outputLeft == 2 else { return nil }
    return UInt16(UInt8(bitPattern: output[0])) | UInt16(UInt8(bitPattern: output[1])) << 8
  }
}

/// A syllable as its three letters, for which EUC-KR writes a filler, then two bytes for each letter
/// with the filler once more where the last one is missing.
private struct SpelledSyllable {
  static let mark: [UInt8] = [0xA4, 0xD4]
  static let length = 8
  /// The second bytes of the letters, in the order in which syllables count them.
  private static let firstLetters: [UInt8] = [
    0xA1, 0xA2, 0xA4, 0xA7, 0xA8, 0xA9, 0xB1, 0xB2, 0xB3, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xBB,
    0xBC, 0xBD, 0xBE,
  ]
  private static let vowels = [UInt8](0xBF...0xD3)
  private static let lastLetters: [UInt8] =
    [0xD4] + [UInt8](0xA1...0xBE).filter { ![0xA8, 0xB3, 0xB9].contains($0) }

  let character: UInt32
  let bytes: [UInt8]

  /// nil for a character that is no syllable.
  init?(_ character: UInt32) {
    guard (0xAC00...0xD7A3).contains(character) else { return nil }
    let number = Int(character - 0xAC00)
    let letters = [
      Self.firstLetters[number / 588], Self.vowels[number / 28 % 21], Self.lastLetters[number % 28],
    ]
    self.character = character
    bytes = Self.mark + letters.flatMap { [Self.mark[0], $0] }
  }

  /// nil for bytes that do not spell one.
  init?(_ bytes: [UInt8]) {
    guard [2, 4, 6].allSatisfy({ bytes[$0] == Self.mark[0] }),
      let first = Self.firstLetters.firstIndex(of: bytes[3]),
      let vowel = Self.vowels.firstIndex(of: bytes[5]),
      let last = Self.lastLetters.firstIndex(of: bytes[7])
    else { return nil }
    character = UInt32(0xAC00 + (first * 21 + vowel) * 28 + last)
    self.bytes = bytes
  }
}
