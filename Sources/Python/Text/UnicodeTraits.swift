/// What Python's str methods ask about a character, by Unicode 14 as CPython 3.11 has it.
///
/// Swift's library knows a later Unicode: characters that came after version 14 are taken as
/// unassigned. A lone surrogate has no properties.
public enum UnicodeTraits {
  /// The character, or nil for a surrogate and for one that Unicode 14 does not have.
  static func scalar(_ character: UInt32) -> Unicode.Scalar? {
    guard let scalar = Unicode.Scalar(character) else { return nil }
    if character < 0x80 { return scalar }
    guard let age = scalar.properties.age, age.major <= 14 else { return nil }
    return scalar
  }

  private static func category(_ character: UInt32) -> Unicode.GeneralCategory {
    scalar(character)?.properties.generalCategory ?? .unassigned
  }

  /// Whether `repr` shows the character itself: all but separators, controls and unassigned
  /// ones, and the space.
  public static func isPrintable(_ character: UInt32) -> Bool {
    if character < 0x7F { return character >= 0x20 }
    if (0xAC00...0xD7A3).contains(character) { return true }  // Hangul syllables
    switch category(character) {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return false
    default: return true
    }
  }

  public static func isAlphabetic(_ character: UInt32) -> Bool {
    switch category(character) {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return true
    default: return false
    }
  }

  public static func isDecimal(_ character: UInt32) -> Bool { numericType(character) == .decimal }

  public static func isDigit(_ character: UInt32) -> Bool {
    let type = numericType(character)
    return type == .decimal || type == .digit
  }

  public static func isNumeric(_ character: UInt32) -> Bool { numericType(character) != nil }

  private static func numericType(_ character: UInt32) -> Unicode.NumericType? {
    if character >= 0x4E00 && LaterUnicode.newNumerics.contains(character) { return nil }
    return scalar(character)?.properties.numericType
  }

  /// The value of a decimal digit of any script, or nil.
  @inline(__always)
  public static func decimalValue(_ character: UInt32) -> Int? {
    if character >= 0x80 { return wideDecimalValue(character) }
    return character &- 0x30 < 10 ? Int(character &- 0x30) : nil
  }

  @inline(never)
  private static func wideDecimalValue(_ character: UInt32) -> Int? {
    guard let properties = scalar(character)?.properties, properties.numericType == .decimal
    else { return nil }
    return properties.numericValue.map { Int($0) }
  }

  public static func isAlphanumeric(_ character: UInt32) -> Bool {
    isAlphabetic(character) || isNumeric(character)
  }

  /// A bit for each ASCII character that is one.
  private static let asciiSpaces: UInt64 = 0x1_F000_3E00

  /// Python's `isspace()`: Unicode's white space and the four ASCII separators.
  @inline(__always)
  static func isSpace(_ character: UInt32) -> Bool {
    if character <= 0x20 { return asciiSpaces &>> UInt64(character) & 1 == 1 }
    return character >= 0x80 && isFurtherSpace(character)
  }

  @inline(never)
  private static func isFurtherSpace(_ character: UInt32) -> Bool {
    scalar(character)?.properties.isWhitespace ?? false
  }

  public static func isUppercase(_ character: UInt32) -> Bool {
    scalar(character)?.properties.isUppercase ?? false
  }

  public static func isLowercase(_ character: UInt32) -> Bool {
    if character < 0x80 { return (0x61...0x7A).contains(character) }
    if character == LaterUnicode.formerLowercase { return true }
    if LaterUnicode.newLowercase.contains(character) { return false }
    return scalar(character)?.properties.isLowercase ?? false
  }

  public static func isTitlecase(_ character: UInt32) -> Bool {
    category(character) == .titlecaseLetter
  }

  /// Whether an identifier may begin with the character.
  public static func isIdentifierStart(_ character: UInt32) -> Bool {
    character == 0x5F || scalar(character)?.properties.isXIDStart ?? false
  }

  /// Whether an identifier may go on with the character.
  public static func isIdentifierContinue(_ character: UInt32) -> Bool {
    if character >= 0x200C && LaterUnicode.newIdentifierParts.contains(character) {
      return false
    }
    return scalar(character)?.properties.isXIDContinue ?? false
  }

  /// Python's `isidentifier()`; keywords are identifiers too.
  public static func isIdentifier(_ text: some Collection<UInt32>) -> Bool {
    guard let first = text.first else { return false }
    return isIdentifierStart(first) && text.dropFirst().allSatisfy(isIdentifierContinue)
  }
}
