/// Python source as HTML: keywords, strings, numbers, comments and builtins in spans.
///
/// This is no parser: whatever it does not know stays plain, so that any text comes out whole.
enum HighlightedPython {
  private static let quotes: Set<UInt8> = [UInt8(ascii: "'"), UInt8(ascii: "\"")]

  static func html(_ source: String) -> String {
    let bytes = Array(source.utf8)
    var result = ""
    var plainStart = 0
    var position = 0
    func plain(_ range: Range<Int>) -> String {
      MarkupText.escaped(String(decoding: bytes[range], as: UTF8.self))
    }
    while position < bytes.count {
      guard let (end, kind) = token(bytes, at: position) else {
        position += 1
        continue
      }
      if let kind {
        result += plain(plainStart..<position)
        result += "<span class=\"\(kind)\">\(plain(position..<end))</span>"
        plainStart = end
      }
      position = end
    }
    return result + plain(plainStart..<bytes.count)
  }

  /// The end of the token at `start` and its class, nil for one without colour; nil if a sign
  /// stands there.
  private static func token(_ bytes: [UInt8], at start: Int) -> (end: Int, kind: String?)? {
    let byte = bytes[start]
    if byte == UInt8(ascii: "#") {
      return (bytes[start...].firstIndex(of: 0x0A) ?? bytes.count, "c")
    }
    if quotes.contains(byte) { return (stringEnd(bytes, at: start), "s") }
    if 0x30...0x39 ~= byte { return (wordEnd(bytes, from: start, alsoDots: true), "n") }
    guard isNamePart(byte) else { return nil }
    let end = wordEnd(bytes, from: start, alsoDots: false)
    if end < bytes.count, quotes.contains(bytes[end]), end - start <= 2 {
      return (stringEnd(bytes, at: end), "s")
    }
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    if PythonLines.keywords.contains(word) { return (end, "k") }
    let isAttribute = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
    return (end, PythonNames.isBuiltin(word) && !isAttribute ? "b" : nil)
  }

  /// The end of the string whose first quote is at `start`; of one without end, the end of its line
  /// or of the text.
  private static func stringEnd(_ bytes: [UInt8], at start: Int) -> Int {
    let quote = bytes[start]
    let isTriple = start + 2 < bytes.count && bytes[start + 1] == quote && bytes[start + 2] == quote
    let length = isTriple ? 3 : 1
    var position = start + length
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\\") {
        position += 2
        continue
      }
      if bytes[position] == 0x0A, !isTriple { return position }
      let run = bytes[position...].prefix(length)
      if run.count == length, run.allSatisfy({ $0 == quote }) { return position + length }
      position += 1
    }
    return bytes.count
  }

  private static func wordEnd(_ bytes: [UInt8], from start: Int, alsoDots: Bool) -> Int {
    bytes[start...].firstIndex { !isNamePart($0) && !(alsoDots && $0 == UInt8(ascii: ".")) }
      ?? bytes.count
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || 0x30...0x39 ~= byte
      || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}
