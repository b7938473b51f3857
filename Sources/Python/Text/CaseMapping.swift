/// Python's str methods that change case, by Unicode's full mappings (`ß` has the upper case
/// `SS`).
public enum CaseMapping {
  @Sendable public static func uppercased(_ text: [UInt32]) -> [UInt32] {
    text.flatMap(upper)
  }

  @Sendable public static func lowercased(_ text: [UInt32]) -> [UInt32] {
    text.indices.flatMap { lower(text, at: $0) }
  }

  /// `str.title()`: the first cased letter of each run of cased letters in title case.
  @Sendable public static func titlecased(_ text: [UInt32]) -> [UInt32] {
    var isInsideWord = false
    return text.indices.flatMap { index in
      defer { isInsideWord = isCased(text[index]) }
      return isInsideWord ? lower(text, at: index) : title(text[index])
    }
  }

  @Sendable public static func capitalized(_ text: [UInt32]) -> [UInt32] {
    text.indices.flatMap { $0 == 0 ? title(text[0]) : lower(text, at: $0) }
  }

  @Sendable public static func swapped(_ text: [UInt32]) -> [UInt32] {
    text.indices.flatMap { index in
      let character = text[index]
      if UnicodeTraits.isUppercase(character) { return lower(text, at: index) }
      return UnicodeTraits.isLowercase(character) ? upper(character) : [character]
    }
  }

  /// `str.casefold()`, for comparing without regard to case.
  @Sendable public static func folded(_ text: [UInt32]) -> [UInt32] {
    text.flatMap(fold)
  }

  /// `str.istitle()`: capitals only at the start of words, and at least one word.
  public static func isTitlecased(_ text: some Collection<UInt32>) -> Bool {
    var (isInsideWord, hasWord) = (false, false)
    for character in text {
      let isCapital =
        UnicodeTraits.isUppercase(character) || UnicodeTraits.isTitlecase(character)
      let isSmall = UnicodeTraits.isLowercase(character)
      if isCapital && isInsideWord || isSmall && !isInsideWord { return false }
      isInsideWord = isCapital || isSmall
      hasWord = hasWord || isInsideWord
    }
    return hasWord
  }
}

// MARK: - ASCII

/// The mappings of ASCII text, written to a place of the same size.
extension CaseMapping {
  typealias ASCIIText = UnsafeBufferPointer<UInt8>
  typealias ASCIITarget = UnsafeMutablePointer<UInt8>

  @Sendable static func upper(_ text: ASCIIText, _ target: ASCIITarget) {
    for (index, byte) in text.enumerated() { target[index] = upper(byte) }
  }

  @Sendable static func lower(_ text: ASCIIText, _ target: ASCIITarget) {
    for (index, byte) in text.enumerated() { target[index] = lower(byte) }
  }

  @Sendable static func title(_ text: ASCIIText, _ target: ASCIITarget) {
    var isInsideWord = false
    for (index, byte) in text.enumerated() {
      target[index] = isInsideWord ? lower(byte) : upper(byte)
      isInsideWord = isLetter(byte)
    }
  }

  @Sendable static func capital(_ text: ASCIIText, _ target: ASCIITarget) {
    lower(text, target)
    if let first = text.first { target[0] = upper(first) }
  }

  @Sendable static func swap(_ text: ASCIIText, _ target: ASCIITarget) {
    for (index, byte) in text.enumerated() { target[index] = isLetter(byte) ? byte ^ 0x20 : byte }
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  @inline(__always)
  private static func upper(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "a") < 26 ? byte &- 32 : byte
  }

  @inline(__always)
  private static func lower(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte &+ 32 : byte
  }
}

// MARK: - One character

extension CaseMapping {
  /// The mapping of a character; itself where it has none in CPython's version of Unicode.
  private static func mapped(
    _ character: UInt32, _ mapping: (Unicode.Scalar.Properties) -> String
  ) -> [UInt32] {
    guard let scalar = UnicodeTraits.scalar(character) else { return [character] }
    let result = mapping(scalar.properties).codePoints
    return result.allSatisfy { UnicodeTraits.scalar($0) != nil } ? result : [character]
  }

  static func upper(_ character: UInt32) -> [UInt32] {
    if character < 0x80 {
      return [(0x61...0x7A).contains(character) ? character - 0x20 : character]
    }
    return mapped(character, \.uppercaseMapping)
  }

  static func lower(_ character: UInt32) -> [UInt32] {
    if character < 0x80 {
      return [(0x41...0x5A).contains(character) ? character + 0x20 : character]
    }
    return mapped(character, \.lowercaseMapping)
  }

  static func title(_ character: UInt32) -> [UInt32] {
    character < 0x80 ? upper(character) : mapped(character, \.titlecaseMapping)
  }

  /// Folding is the lower case of the upper case, but for a few letters.
  static func fold(_ character: UInt32) -> [UInt32] {
    switch character {
    case 0..<0x80: return lower(character)
    case 0x131: return [character]  // the dotless i folds to itself
    case 0x1E9E: return [0x73, 0x73]  // the capital sharp s has no longer upper case
    case 0x13A0...0x13F5: return [character]  // Cherokee folds to capitals
    case 0x13F8...0x13FD, 0xAB70...0xABBF: return upper(character)
    default: return upper(character).flatMap(lower)
    }
  }

  /// The lower case of a character in its text: a sigma at the end of a word has its own form.
  private static func lower(_ text: [UInt32], at index: Int) -> [UInt32] {
    guard text[index] == 0x3A3 else { return lower(text[index]) }
    let before = text[..<index].last { !isCaseIgnorable($0) }
    let after = text[(index + 1)...].first { !isCaseIgnorable($0) }
    let isFinal = before.map(isCased) == true && after.map(isCased) != true
    return [isFinal ? 0x3C2 : 0x3C3]
  }

  private static func isCased(_ character: UInt32) -> Bool {
    UnicodeTraits.scalar(character)?.properties.isCased ?? false
  }

  private static func isCaseIgnorable(_ character: UInt32) -> Bool {
    UnicodeTraits.scalar(character)?.properties.isCaseIgnorable ?? false
  }
}
