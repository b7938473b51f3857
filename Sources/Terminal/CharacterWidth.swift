import Python

/// The number of columns of `scalar`: 0 for marks that combine with the character before,
/// 2 for Korean syllables, Chinese characters, kana and emoji, 1 for the rest.
///
/// Control characters count as 0; `TerminalText` gives what is shown in their place.
public func columnWidth(of scalar: Unicode.Scalar) -> Int { TerminalWidth.cells(scalar.value) }

/// The number of columns of a text without line ends.
public func columnWidth(of text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { $0 + columnWidth(of: $1) }
}
