/// The East Asian width of characters, by its abbreviations in the Unicode database.
enum EastAsianWidth {
  /// What `unicodedata.east_asian_width` says: CPython calls unassigned characters full-width.
  static func name(of character: UInt32) -> String {
    switch character {
    case 0x20...0x7E, 0xA2...0xA3, 0xA5...0xA6, 0xAC, 0xAF, 0x27E6...0x27ED, 0x2985...0x2986:
      return "Na"
    case 0x20A9, 0xFF61...0xFFDC where UnicodeTraits.scalar(character) != nil: return "H"
    case 0xFFE8...0xFFEE: return "H"
    case 0x3000, 0xFF01...0xFF60, 0xFFE0...0xFFE6: return "F"
    case 0xD800...0xDFFF: return "N"
    default: break
    }
    if UnicodeTraits.scalar(character) == nil { return "F" }
    if contains(wideCharacters, character) { return "W" }
    return contains(ambiguousCharacters, character) ? "A" : "N"
  }

  /// Whether a character is in one of the ranges: first, last, first, last, ..., in order.
  static func contains(_ ranges: [UInt32], _ character: UInt32) -> Bool {
    // Binary search for the last range that begins at or before the character.
    var (low, high) = (0, ranges.count / 2)
    while low < high {
      let middle = (low + high) / 2
      if ranges[2 * middle] <= character { low = middle + 1 } else { high = middle }
    }
    return low > 0 && character <= ranges[2 * low - 1]
  }
}
