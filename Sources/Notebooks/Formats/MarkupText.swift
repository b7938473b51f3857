/// Text in HTML and XML.
public enum MarkupText {
  /// `text` as the content of an element or of an attribute in double quotes: nothing in it is
  /// markup, and what XML forbids (control characters) is shown as U+FFFD.
  public static func escaped(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      case UInt8(ascii: "'"): result += "&#39;".utf8
      case 0x09, 0x0A, 0x20...0x7E, 0x80...: result.append(byte)
      default: result += "\u{FFFD}".utf8
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
