/// The Unicode property East_Asian_Width, as far as text in columns needs it.
public enum EastAsianWidth {
  /// Whether a character is two columns wide: Korean syllables, Chinese characters, kana, emoji.
  public static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    let code = scalar.value
    guard code >= 0x1100 else { return false }
    if wideBlocks.contains(where: { $0.contains(code) }) { return true }
    let isRegionalIndicator = (0x1F1E6...0x1F1FF).contains(code)
    return scalar.properties.isEmojiPresentation && !isRegionalIndicator
  }

  /// Wide and Fullwidth characters that are no emoji, from EastAsianWidth.txt.
  private static let wideBlocks: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul leading consonants
    0x2329...0x232A,  // angle brackets
    0x2E80...0x303E,  // radicals, punctuation
    0x3041...0x3247,  // kana, Hangul letters
    0x3250...0x4DBF,
    0x4E00...0xA4CF,  // Chinese characters, Yi
    0xA960...0xA97C,  // older Hangul leading consonants
    0xAC00...0xD7A3,  // Hangul syllables
    0xF900...0xFAFF,
    0xFE10...0xFE19,
    0xFE30...0xFE6F,
    0xFF01...0xFF60,  // fullwidth letters
    0xFFE0...0xFFE6,
    0x16FE0...0x18CFF,
    0x1AFF0...0x1B2FF,
    0x1F200...0x1F265,
    0x20000...0x3FFFD,
  ]
}
