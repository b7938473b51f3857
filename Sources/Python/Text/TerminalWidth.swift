/// How many terminal cells text takes: 2 for East Asian wide characters and emoji, 0 for marks
/// that combine with the character before them, else 1.
public enum TerminalWidth {
  /// The cells of one character; controls take none.
  public static func cells(_ character: UInt32) -> Int {
    if character < 0x7F { return character >= 0x20 ? 1 : 0 }
    if isZeroWidth(character) { return 0 }
    return isWide(character) ? 2 : 1
  }

  /// The cells of a whole text.
  public static func cells(_ text: some Sequence<UInt32>) -> Int {
    text.reduce(0) { $0 + cells($1) }
  }

  private static func isZeroWidth(_ character: UInt32) -> Bool {
    // The vowels and finals of Hangul join the consonant before them.
    if (0x1160...0x11FF).contains(character) || (0xD7B0...0xD7FF).contains(character) {
      return true
    }
    if character == 0xAD { return false }
    guard let scalar = Unicode.Scalar(character) else { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator,
      .paragraphSeparator:
      return true
    default: return false
    }
  }

  /// Whether a character's East_Asian_Width is wide or full.
  public static func isWide(_ character: UInt32) -> Bool {
    EastAsianWidth.contains(wideCharacters, character)
  }
}
