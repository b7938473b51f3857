/// Text in HTML and XML.
public enum MarkupText {
  /// `text` as the content of an element or of an attribute in double quotes: nothing in it is
  /// markup, and what XML forbids (control characters) is shown as U+FFFD.
  public static func escaped(_ text: String) -> String {
    guard markup.isMet(in: text) else { return text }
    var result: [UInt8] = []
    appendEscaped(text, to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// Appends `text`, escaped.
  static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
    markup.append(text, to: &bytes) { byte in
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      case UInt8(ascii: "\""): "&quot;"
      case UInt8(ascii: "'"): "&#39;"
      default: "\u{FFFD}"
      }
    }
  }

  /// What text cannot hold as it is.
  private static let markup = ByteSet {
    "&<>\"'".utf8.contains($0) || $0 < 0x20 && $0 != 0x09 && $0 != 0x0A || $0 == 0x7F
  }
}
