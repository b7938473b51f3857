/// What a str stores: one, two or four bytes a character, as its widest character needs.
///
/// Every unit is a whole code point (this is not UTF-8 or UTF-16), and may be a lone surrogate,
/// which Swift's `Unicode.Scalar` cannot be.
public protocol CodeUnit: FixedWidthInteger, UnsignedInteger, BitwiseCopyable, Sendable {}

extension UInt8: CodeUnit {}
extension UInt16: CodeUnit {}
extension UInt32: CodeUnit {}

extension UInt32 {
  /// The code point of an ASCII character, as `UInt8(ascii:)` gives its byte.
  init(ascii character: Unicode.Scalar) { self = character.value }
}

extension String {
  /// The text of code points; a lone surrogate becomes U+FFFD.
  init(codePoints: some Sequence<UInt32>) {
    self = String(
      String.UnicodeScalarView(codePoints.map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
  }

  /// The code points of the text.
  var codePoints: [UInt32] {
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.map { UInt32($0) } }
    return unicodeScalars.map(\.value)
  }
}

extension UnsafeRawBufferPointer {
  /// Whether all bytes are ASCII. Looks at all of them, as whole words can then be taken at once.
  var isASCII: Bool { reduce(0) { $0 | $1 } < 0x80 }
}
