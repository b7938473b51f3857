import Python

/// The pieces of a cell's source that have a colour, in their order.
///
/// - Parameter isBuiltin: whether a name is that of a built-in function or class.
public func highlightSpans(
  of text: String, isBuiltin: (String) -> Bool = { _ in false }
) -> [HighlightSpan] {
  let bytes = Array(text.utf8)
  return magicSpans(bytes) + Lexer.tokensForHighlighting(text).compactMap { token in
    let range = Int(token.start)..<min(Int(token.end), bytes.count)
    guard !range.isEmpty else { return nil }
    let kind = token.kind == .name
      ? isBuiltin(String(decoding: bytes[range], as: UTF8.self)) ? .builtin : nil
      : highlightClass(token.kind)
    return kind.map { HighlightSpan(range: range, kind: $0) }
  }
}

/// `%` or `%%` at the start of a cell.
private func magicSpans(_ bytes: [UInt8]) -> [HighlightSpan] {
  let start = bytes.prefix { $0 == 0x20 }.count
  guard bytes.count > start, bytes[start] == UInt8(ascii: "%") else { return [] }
  let percents = bytes[start...].prefix { $0 == UInt8(ascii: "%") }.count
  return [HighlightSpan(range: start..<start + min(percents, 2), kind: .magic)]
}

private func highlightClass(_ kind: TokenKind) -> HighlightClass? {
  switch kind {
  case .string: .string
  case .number: .number
  case .comment: .comment
  case .keywordAnd, .keywordOr, .keywordNot, .keywordIn, .keywordIs: .operator
  case _ where kind.isKeyword: .keyword
  default: nil
  }
}
