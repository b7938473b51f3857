/// What Markdown has within a line: code, emphasis, links.
enum MarkdownSpans {
  /// Nested spans; what is deeper is shown as text.
  private static let deepest = 8
  /// What a link may lead to; anything else, such as `javascript:`, is shown as text.
  private static let schemes = ["https://", "http://", "mailto:"]

  static func render(_ text: String) -> String {
    render(Array(text.utf8)[...], depth: 0)
  }

  /// The end of a span is looked for within this many bytes.
  private static let longest = 4096

  private static func render(_ bytes: ArraySlice<UInt8>, depth: Int) -> String {
    var result = ""
    var plain: [UInt8] = []
    var rest = bytes
    func escapedPlain() -> String { MarkupText.escaped(String(decoding: plain, as: UTF8.self)) }
    while let byte = rest.first {
      if byte == UInt8(ascii: "\\"), let next = rest.dropFirst().first, isPunctuation(next) {
        plain.append(next)
        rest = rest.dropFirst(2)
      } else if depth < deepest, let span = span(rest.prefix(longest), after: plain.last, depth) {
        result += escapedPlain() + span.html
        plain = []
        rest = rest[span.end...]
      } else {
        plain.append(byte)
        rest.removeFirst()
      }
    }
    return result + escapedPlain()
  }

  /// The span that begins at the start of `bytes`.
  private static func span(
    _ bytes: ArraySlice<UInt8>, after before: UInt8?, _ depth: Int
  ) -> (html: String, end: Int)? {
    switch bytes.first {
    case UInt8(ascii: "`"): return code(bytes)
    case UInt8(ascii: "$"): return mathematics(bytes)
    case UInt8(ascii: "*"): return emphasis(bytes, depth)
    case UInt8(ascii: "_") where !isWordPart(before): return emphasis(bytes, depth)
    case UInt8(ascii: "["): return link(bytes, depth)
    case UInt8(ascii: "!") where bytes.dropFirst().first == UInt8(ascii: "["):
      // Pictures would come from elsewhere: their text is a link to them.
      return link(bytes.dropFirst(), depth)
    default: return nil
    }
  }

  private static func code(_ bytes: ArraySlice<UInt8>) -> (html: String, end: Int)? {
    let marks = Array(bytes.prefix { $0 == UInt8(ascii: "`") })
    let content = bytes.dropFirst(marks.count)
    guard let end = content.firstRange(of: marks) else { return nil }
    return ("<code>\(escaped(content[..<end.lowerBound]))</code>", end.upperBound)
  }

  /// A formula stays as it was written: nothing in it is emphasis.
  private static func mathematics(_ bytes: ArraySlice<UInt8>) -> (html: String, end: Int)? {
    let marks = Array(bytes.prefix { $0 == UInt8(ascii: "$") })
    let content = bytes.dropFirst(marks.count)
    guard marks.count <= 2, let end = content.firstRange(of: marks), !end.isEmpty,
      content.startIndex < end.lowerBound, content.first != 0x20
    else { return nil }
    return ("<i>\(escaped(bytes[..<end.upperBound]))</i>", end.upperBound)
  }

  private static func emphasis(
    _ bytes: ArraySlice<UInt8>, _ depth: Int
  ) -> (html: String, end: Int)? {
    guard let mark = bytes.first else { return nil }
    let isStrong = bytes.dropFirst().first == mark
    let marks = [UInt8](repeating: mark, count: isStrong ? 2 : 1)
    let content = bytes.dropFirst(marks.count)
    guard let first = content.first, first > 0x20, first != mark,
      let end = content.firstRange(of: marks), end.lowerBound > content.startIndex,
      content[end.lowerBound - 1] > 0x20
    else { return nil }
    if mark == UInt8(ascii: "_"), isWordPart(bytes[end.upperBound...].first) { return nil }
    let tag = isStrong ? "strong" : "em"
    let inner = render(content[..<end.lowerBound], depth: depth + 1)
    return ("<\(tag)>\(inner)</\(tag)>", end.upperBound)
  }

  private static func link(_ bytes: ArraySlice<UInt8>, _ depth: Int) -> (html: String, end: Int)? {
    guard let textEnd = bytes.firstRange(of: Array("](".utf8)) else { return nil }
    let target = bytes[textEnd.upperBound...].prefix { $0 != UInt8(ascii: ")") && $0 > 0x20 }
    guard bytes[target.endIndex...].first == UInt8(ascii: ")") else { return nil }
    let address = String(decoding: target, as: UTF8.self)
    guard schemes.contains(where: { address.lowercased().hasPrefix($0) }) || address.hasPrefix("#")
    else { return nil }
    let text = bytes[..<textEnd.lowerBound].dropFirst()
    let inner = render(text, depth: depth + 1)
    return ("<a href=\"\(MarkupText.escaped(address))\">\(inner)</a>", target.endIndex + 1)
  }

  private static func escaped(_ bytes: ArraySlice<UInt8>) -> String {
    MarkupText.escaped(String(decoding: bytes, as: UTF8.self))
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    0x21...0x2F ~= byte || 0x3A...0x40 ~= byte || 0x5B...0x60 ~= byte || 0x7B...0x7E ~= byte
  }

  private static func isWordPart(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte >= 0x80 || 0x30...0x39 ~= byte
      || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}
