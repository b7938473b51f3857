/// The letters before a string's quotes.
struct StringPrefix {
  var isRaw = false
  var isBytes = false
  var isFormatted = false

  init() {}

  /// Nil if the letters are no string prefix. At most two letters are looked at.
  init?(_ letters: some Sequence<UInt8>) {
    var isUnicode = false
    for letter in letters {
      switch letter | 0x20 {
      case UInt8(ascii: "r") where !isRaw && !isUnicode: isRaw = true
      case UInt8(ascii: "b") where !isBytes && !isFormatted && !isUnicode: isBytes = true
      case UInt8(ascii: "f") where !isFormatted && !isBytes && !isUnicode: isFormatted = true
      case UInt8(ascii: "u") where !isRaw && !isBytes && !isFormatted && !isUnicode:
        isUnicode = true
      default: return nil
      }
    }
  }
}

/// String literals: their extent.
extension Lexer {
  /// Reads a literal of any prefix; the position is at the prefix.
  mutating func readString(prefixLength: Int) -> Token {
    let start = position
    let firstLine = line
    let firstLineStart = lineStart
    position += prefixLength
    let quote = peek()
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    guard isTriple ? skipTripleQuoted(quote) : skipQuoted(quote) else {
      let isAtEnd = position >= limit
      let lastLine = line - (isAtEnd ? 1 : 0)
      (position, line, lineStart) = (start + 1, firstLine, firstLineStart)
      let kind = isTriple ? "triple-quoted string" : "string"
      failHere("unterminated \(kind) literal (detected at line \(lastLine))")
      problem?.isIncomplete = isAtEnd
      return emptyToken(.error)
    }
    let range = SourceRange(
      line: firstLine, column: Int32(truncatingIfNeeded: start - firstLineStart),
      endLine: line, endColumn: Int32(truncatingIfNeeded: position - lineStart))
    return Token(
      kind: .string, start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: position), range: range)
  }

  /// Passes over a text without a prefix; the position is at its opening quote.
  mutating func skipText(_ quote: UInt8) {
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    _ = isTriple ? skipTripleQuoted(quote) : skipQuoted(quote)
  }

  private mutating func skipQuoted(_ quote: UInt8) -> Bool {
    while position < limit {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") { return false }
      position &+= 1
      if byte == quote { return true }
      if byte == UInt8(ascii: "\\") { skipEscaped() }
    }
    return false
  }

  private mutating func skipTripleQuoted(_ quote: UInt8) -> Bool {
    while position < limit {
      let byte = bytes[position]
      if byte == quote, peek(1) == quote, peek(2) == quote {
        position += 3
        return true
      }
      position &+= 1
      if byte == UInt8(ascii: "\\") {
        skipEscaped()
      } else if byte == UInt8(ascii: "\n") {
        line &+= 1
        lineStart = position
      }
    }
    return false
  }

  private mutating func skipEscaped() {
    guard position < limit else { return }
    let isLineEnd = bytes[position] == UInt8(ascii: "\n")
    position += 1
    if isLineEnd {
      line &+= 1
      lineStart = position
    }
  }
}
