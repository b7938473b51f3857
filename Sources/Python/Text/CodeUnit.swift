/// What a str stores: one, two or four bytes a character, as its widest character needs.
///
/// Every unit is a whole code point (this is not UTF-8 or UTF-16), and may be a lone surrogate,
/// which Swift's `Unicode.Scalar` cannot be.
public protocol CodeUnit: FixedWidthInteger, UnsignedInteger, BitwiseCopyable, Sendable {}

extension UInt8: CodeUnit {}
extension UInt16: CodeUnit {}
extension UInt32: CodeUnit {}

extension String {
  /// The text of code points; a lone surrogate becomes U+FFFD.
  init(codePoints: some Sequence<UInt32>) {
    self = String(
      String.UnicodeScalarView(codePoints.map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
  }

  /// The code points of the text.
  var codePoints: [UInt32] { unicodeScalars.map(\.value) }
}
