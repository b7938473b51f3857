import Glibc

/// A source text as the lexer reads it: UTF-8, line ends `\n`, the last line ended.
public struct Source: Sendable {
  public let bytes: [UInt8]

  public init(_ text: String) {
    self.init(Array(text.utf8))
  }

  /// Drops a byte order mark, turns `\r\n` and `\r` into `\n` and ends the last line.
  public init(_ text: [UInt8]) {
    var bytes = text
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if Source.contains(UInt8(ascii: "\r"), in: bytes) { bytes = Source.withPlainLineEnds(bytes) }
    let newline = UInt8(ascii: "\n")
    if let last = bytes.last, last != newline { bytes.append(newline) }
    self.bytes = bytes
  }

  /// As `contains`, but by the C library, which looks at many bytes at once.
  static func contains(_ byte: UInt8, in text: [UInt8]) -> Bool {
    text.withUnsafeBytes { bytes in
      bytes.baseAddress.map { memchr($0, Int32(byte), bytes.count) != nil } ?? false
    }
  }

  private static func withPlainLineEnds(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var previous: UInt8 = 0
    for byte in text {
      if byte == UInt8(ascii: "\r") {
        result.append(UInt8(ascii: "\n"))
      } else if byte != UInt8(ascii: "\n") || previous != UInt8(ascii: "\r") {
        result.append(byte)
      }
      previous = byte
    }
    return result
  }

  /// The text of a line, counted from 1, without its line end; nil beyond the last line.
  public func line(_ number: Int) -> String? {
    guard number >= 1 else { return nil }
    var start = 0
    for _ in 1..<number {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = end + 1
    }
    guard start < bytes.count else { return nil }
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
