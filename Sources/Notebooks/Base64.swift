/// Base64 (RFC 4648, section 4) of the generator state in a session statement.
enum Base64 {
  private static let lineLength = 76

  /// The value of each character of the alphabet, by its byte.
  private static let values: [UInt8: UInt32] = {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return Dictionary(uniqueKeysWithValues: zip(alphabet.utf8, 0...))
  }()

  /// The decoded bytes; nil if `text` is not whole base64 with its padding.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
    var decoded: [UInt8] = []
    var group: UInt32 = 0
    for (index, character) in text.dropLast(padding).enumerated() {
      guard let value = values[character] else { return nil }
      group = group << 6 | value
      if index % 4 == 3 {
        decoded += [UInt8(truncatingIfNeeded: group >> 16), UInt8(truncatingIfNeeded: group >> 8)]
        decoded.append(UInt8(truncatingIfNeeded: group))
        group = 0
      }
    }
    if padding == 1 { decoded += [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)] }
    if padding == 2 { decoded.append(UInt8(group >> 4 & 255)) }
    return decoded
  }

  /// The text in lines of 76 characters.
  static func wrap(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return stride(from: 0, to: bytes.count, by: lineLength).map { start in
      String(decoding: bytes[start..<min(start + lineLength, bytes.count)], as: UTF8.self)
    }.joined(separator: "\n")
  }
}
