/// The bracket at the cursor and the one it belongs to, shown alike.

/// Spans in which the bracket under the cursor, or else the one before it, and its partner stand
/// out.
func withMatchingBrackets(_ spans: [HighlightSpan], in cell: CellText) -> [HighlightSpan] {
  for offset in [cell.cursor, cell.cursor - 1] where cell.bytes.indices.contains(offset) {
    guard let partner = partner(ofBracketAt: offset, in: cell.bytes, spans: spans) else { continue }
    let marks = [min(offset, partner), max(offset, partner)].map {
      HighlightSpan(range: $0..<$0 + 1, kind: .matchingBracket)
    }
    // Brackets are never part of another span, or they would not count.
    return (spans + marks).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
  return spans
}

/// Where the bracket is that closes or opens the one at `offset`; nil if there is none, or no
/// bracket at `offset`.
private func partner(
  ofBracketAt offset: Int, in bytes: [UInt8], spans: [HighlightSpan]
) -> Int? {
  guard !isQuoted(offset, spans) else { return nil }
  let isOpening = openings.contains(bytes[offset])
  guard isOpening || closings.contains(bytes[offset]) else { return nil }
  let places = isOpening
    ? Array(offset..<bytes.count) : Array((0...offset).reversed())
  var depth = 0
  for place in places where !isQuoted(place, spans) {
    if openings.contains(bytes[place]) { depth += 1 }
    if closings.contains(bytes[place]) { depth -= 1 }
    if depth == 0 { return areTwins(bytes[offset], bytes[place]) ? place : nil }
  }
  return nil
}

private func isQuoted(_ offset: Int, _ spans: [HighlightSpan]) -> Bool {
  spans.contains { ($0.kind == .string || $0.kind == .comment) && $0.range.contains(offset) }
}

private let openings = Array("([{".utf8)
private let closings = Array(")]}".utf8)

/// Whether one bracket closes the other.
private func areTwins(_ first: UInt8, _ second: UInt8) -> Bool {
  let kinds = [openings, closings].map { brackets in
    brackets.firstIndex(of: first) ?? brackets.firstIndex(of: second)
  }
  return kinds[0] == kinds[1]
}
