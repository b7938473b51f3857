/// How many terminal columns a character takes: the job of `wcwidth`, without its locale.

/// The number of columns of `scalar`: 0 for marks that combine with the character before,
/// 2 for Korean syllables, Chinese characters, kana and emoji, 1 for the rest.
///
/// Control characters count as 0; `visibleForm(of:)` gives what is shown in their place.
public func columnWidth(of scalar: Unicode.Scalar) -> Int {
  let code = scalar.value
  if code < 0x300 { return code < 0x20 || (0x7F..<0xA0).contains(code) ? 0 : 1 }
  if code < 0x1100 { return isZeroWidth(scalar) ? 0 : 1 }
  if (0xAC00...0xD7A3).contains(code) { return 2 }
  if isZeroWidth(scalar) { return 0 }
  if isInWideRange(code) { return 2 }
  let isRegionalIndicator = (0x1F1E6...0x1F1FF).contains(code)
  return scalar.properties.isEmojiPresentation && !isRegionalIndicator ? 2 : 1
}

/// The number of columns of a text without line ends.
public func columnWidth(of text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { $0 + columnWidth(of: $1) }
}

/// Combining marks, format characters, and the Korean vowels and finals that join the
/// consonant before them in decomposed text.
private func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
  default: break
  }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return true
  default: return false
  }
}

private func isInWideRange(_ code: UInt32) -> Bool {
  var low = 0
  var high = wideRanges.count
  while low < high {
    let middle = (low + high) / 2
    if wideRanges[middle].upperBound < code { low = middle + 1 } else { high = middle }
  }
  return low < wideRanges.count && wideRanges[low].contains(code)
}

/// East Asian Wide and Fullwidth, in order (EastAsianWidth.txt, merged over unassigned
/// gaps); emoji outside these blocks are known by their Emoji_Presentation property.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F,  // Hangul leading consonants
  0x2329...0x232A,
  0x2E80...0x303E,  // CJK radicals, punctuation
  0x3041...0x3247,  // kana, bopomofo, Hangul compatibility letters
  0x3250...0x4DBF,
  0x4E00...0xA4CF,  // CJK ideographs, Yi
  0xA960...0xA97C,  // Hangul leading consonants, extended
  0xAC00...0xD7A3,  // Hangul syllables
  0xF900...0xFAFF,
  0xFE10...0xFE19,
  0xFE30...0xFE6F,
  0xFF01...0xFF60,  // fullwidth forms
  0xFFE0...0xFFE6,
  0x16FE0...0x18CFF,  // Tangut, Khitan
  0x1AFF0...0x1B2FF,  // kana supplements
  0x1F200...0x1F265,
  0x20000...0x2FFFD,  // CJK extensions
  0x30000...0x3FFFD,
]
