/// Text made safe for a terminal: what others have saved, and what cells print.
public enum TerminalText {
  /// `text` in which nothing acts on the terminal but colours (SGR), line ends and tabs.
  ///
  /// Other control characters, C1 controls, and characters that reorder text (bidirectional
  /// overrides and isolates) are shown as `\x1b`, `\u202e` and the like.
  ///
  /// - Parameter keepsReturns: carriage returns pass too: for a cell of one's own, which may write
  ///   over its line.
  public static func safe(_ text: String, keepsReturns: Bool = false) -> String {
    if !(keepsReturns ? actingButReturn : acting).isMet(in: text) { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if let colour = colourSequence(at: rest) {
        result.append(contentsOf: colour)
        rest = rest.dropFirst(colour.count)
        continue
      }
      if let form = visibleForm(of: scalar), !(keepsReturns && scalar == "\r") {
        result.append(contentsOf: form.unicodeScalars)
      } else {
        result.append(scalar)
      }
      rest.removeFirst()
    }
    return String(result)
  }

  /// JSON text in which what would act on a terminal stands as escapes.
  static func safeJSON(_ json: String) -> String {
    if !acting.isMet(in: json) { return json }
    return json.unicodeScalars.reduce(into: "") { result, scalar in
      guard visibleForm(of: scalar) != nil else { return result.unicodeScalars.append(scalar) }
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  /// `text` without colours.
  static func withoutColours(_ text: String) -> String {
    if !text.utf8.contains(0x1B) { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if let colour = colourSequence(at: rest) {
        rest = rest.dropFirst(colour.count)
      } else {
        result.append(scalar)
        rest.removeFirst()
      }
    }
    return String(result)
  }

  /// What may be part of a character that acts: most text has none, and is left alone.
  private static let acting = ByteSet {
    $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xD8 || $0 == 0xE2
  }
  private static let actingButReturn = ByteSet { acting.contains($0) && $0 != 0x0D }

  /// What is shown in place of a character that would act on the terminal; nil for others.
  public static func visibleForm(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x0A, 0x09: nil
    case 0..<0x20, 0x7F...0x9F: escaped(scalar)
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: escaped(scalar)
    default: nil
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let width = scalar.value < 0x100 ? 2 : 4
    let prefix = width == 2 ? "\\x" : "\\u"
    return prefix + String(repeating: "0", count: width - digits.count) + digits
  }

  /// ESC `[` digits, `;` and `:` `m`, at the start of `text`, if it is no longer than any real
  /// colour.
  private static func colourSequence(
    at text: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView? {
    guard text.first == "\u{1B}", text.dropFirst().first == "[" else { return nil }
    let longest = 64
    let parameters = text.dropFirst(2).prefix(longest).prefix {
      "0"..."9" ~= $0 || $0 == ";" || $0 == ":"
    }
    guard parameters.endIndex < text.endIndex, text[parameters.endIndex] == "m" else { return nil }
    return text[...parameters.endIndex]
  }
}
