/// The bracket at the cursor and the one it belongs to, shown alike.

/// Spans in which the bracket under the cursor, or else the one before it, and its partner stand
/// out.
func withMatchingBrackets(_ spans: [HighlightSpan], in cell: CellText) -> [HighlightSpan] {
  let places = [cell.cursor, cell.cursor - 1].filter { offset in
    cell.bytes.indices.contains(offset) && bracketKind(cell.bytes[offset]) != nil
  }
  guard !places.isEmpty else { return spans }
  let isQuoted = quotedBytes(cell.bytes.count, spans)
  for offset in places where !isQuoted[offset] {
    guard let partner = partner(ofBracketAt: offset, in: cell.bytes, isQuoted) else { continue }
    let marks = [min(offset, partner), max(offset, partner)].map {
      HighlightSpan(range: $0..<$0 + 1, kind: .matchingBracket)
    }
    // Brackets that count are never part of another span.
    return (spans + marks).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
  return spans
}

/// Which bytes belong to strings and comments.
private func quotedBytes(_ count: Int, _ spans: [HighlightSpan]) -> [Bool] {
  var isQuoted = [Bool](repeating: false, count: count)
  for span in spans where span.kind == .string || span.kind == .comment {
    for offset in span.range.clamped(to: 0..<count) { isQuoted[offset] = true }
  }
  return isQuoted
}

/// Where the bracket is that closes or opens the one at `offset`; nil if there is none.
private func partner(ofBracketAt offset: Int, in bytes: [UInt8], _ isQuoted: [Bool]) -> Int? {
  guard let kind = bracketKind(bytes[offset]) else { return nil }
  let step = kind.isOpening ? 1 : -1
  var depth = 0
  var place = offset
  while bytes.indices.contains(place) {
    if !isQuoted[place], let other = bracketKind(bytes[place]) {
      depth += other.isOpening == kind.isOpening ? 1 : -1
      if depth == 0 { return other.shape == kind.shape ? place : nil }
    }
    place += step
  }
  return nil
}

private func bracketKind(_ byte: UInt8) -> (shape: Int, isOpening: Bool)? {
  if let shape = openings.firstIndex(of: byte) { return (shape, true) }
  return closings.firstIndex(of: byte).map { ($0, false) }
}

private let openings = Array("([{".utf8)
private let closings = Array(")]}".utf8)
