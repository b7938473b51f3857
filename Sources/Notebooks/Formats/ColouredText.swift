/// Text of a terminal as HTML: colours (SGR) become spans with the classes of ``HTMLStyle``;
/// whatever else would act on a terminal is shown as text.
enum ColouredText {
  /// What the sequences so far have set.
  private struct Attributes: Equatable {
    var foreground: String?
    var background: String?
    var isBold = false
    var isItalic = false
    var isUnderlined = false
  }

  static func append(_ text: String, to page: inout [UInt8]) {
    let safe = TerminalText.safe(text)
    guard escape.isMet(in: safe) else { return MarkupText.appendEscaped(safe, to: &page) }
    var attributes = Attributes()
    for piece in safe.utf8.split(separator: 0x1B, omittingEmptySubsequences: false).enumerated() {
      var content = String(decoding: piece.element, as: UTF8.self)
      // Every ESC that is left begins a colour: `[` numbers `m`.
      if piece.offset > 0, let end = content.utf8.firstIndex(of: UInt8(ascii: "m")) {
        apply(String(content.utf8[..<end].dropFirst()) ?? "", to: &attributes)
        content = String(content.utf8[end...].dropFirst()) ?? ""
      }
      page += span(MarkupText.escaped(content), attributes).utf8
    }
  }

  private static let escape = ByteSet { $0 == 0x1B }

  private static func span(_ text: String, _ attributes: Attributes) -> String {
    if text.isEmpty || attributes == Attributes() { return text }
    var classes: [String] = []
    var styles: [String] = []
    for (colour, prefix, property) in [
      (attributes.foreground, "c", "color"), (attributes.background, "b", "background"),
    ] {
      guard let colour else { continue }
      if colour.starts(with: "#") { styles.append("\(property): \(colour)") } else {
        classes.append(prefix + colour)
      }
    }
    if attributes.isBold { classes.append("bold") }
    if attributes.isItalic { classes.append("italic") }
    if attributes.isUnderlined { classes.append("underline") }
    let style = styles.isEmpty ? "" : " style=\"\(styles.joined(separator: "; "))\""
    return "<span class=\"\(classes.joined(separator: " "))\"\(style)>\(text)</span>"
  }

  /// Applies the numbers of one sequence (ECMA-48, with the extended colours of xterm).
  private static func apply(_ parameters: String, to attributes: inout Attributes) {
    let separators: Set<Character> = [";", ":"]
    var numbers = parameters.split(omittingEmptySubsequences: false) { separators.contains($0) }
      .map { Int($0) ?? 0 }[...]
    while let number = numbers.popFirst() {
      switch number {
      case 0: attributes = Attributes()
      case 1: attributes.isBold = true
      case 3: attributes.isItalic = true
      case 4: attributes.isUnderlined = true
      case 22: attributes.isBold = false
      case 23: attributes.isItalic = false
      case 24: attributes.isUnderlined = false
      case 30...37: attributes.foreground = String(number - 30)
      case 38: attributes.foreground = extendedColour(&numbers)
      case 39: attributes.foreground = nil
      case 40...47: attributes.background = String(number - 40)
      case 48: attributes.background = extendedColour(&numbers)
      case 49: attributes.background = nil
      case 90...97: attributes.foreground = String(number - 82)
      case 100...107: attributes.background = String(number - 92)
      default: break
      }
    }
  }

  /// `5;n` of 256 colours, or `2;r;g;b`: a class number or `#rrggbb`.
  private static func extendedColour(_ numbers: inout ArraySlice<Int>) -> String? {
    switch numbers.popFirst() {
    case 5:
      guard let index = numbers.popFirst(), 0...255 ~= index else { return nil }
      if index < 16 { return String(index) }
      if index >= 232 { return hex([index, index, index].map { ($0 - 232) * 10 + 8 }) }
      let levels = [0, 95, 135, 175, 215, 255]
      let cube = index - 16
      return hex([levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]])
    case 2:
      let parts = numbers.prefix(3)
      numbers = numbers.dropFirst(3)
      guard parts.count == 3, parts.allSatisfy({ 0...255 ~= $0 }) else { return nil }
      return hex(Array(parts))
    default: return nil
    }
  }

  private static func hex(_ parts: [Int]) -> String {
    "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
