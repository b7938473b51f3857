/// Where in the source the cursor stands, as far as completion asks: told from the text before it.
struct CompletionContext: Equatable {
  /// A string that is not closed before the cursor.
  struct OpenString: Equatable {
    /// Where its text begins, after prefix and quotes.
    var start: Int
    /// Where its prefix or, without one, its quotes begin.
    var opening: Int
    var quote: String
  }

  /// The text before the cursor.
  let before: [UInt8]
  private(set) var string: OpenString?
  private(set) var isInComment = false
  /// The offsets of the brackets that are open.
  private(set) var brackets: [Int] = []
  /// Where the word before the cursor begins.
  let wordStart: Int

  init(_ before: [UInt8]) {
    self.before = before
    wordStart = before.count - before.reversed().prefix(while: isNameByte).count
    scan()
  }

  var word: String { String(decoding: before[wordStart...], as: UTF8.self) }

  /// The line with the cursor, up to it, without the blanks at its start.
  var line: ArraySlice<UInt8> {
    let start = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    return before[start...].drop { $0 == UInt8(ascii: " ") }
  }

  private mutating func scan() {
    var position = 0
    while position < before.count {
      let byte = before[position]
      switch byte {
      case UInt8(ascii: "#"):
        let end = before[position...].firstIndex(of: UInt8(ascii: "\n")) ?? before.count
        isInComment = end == before.count
        position = end
      case UInt8(ascii: "'"), UInt8(ascii: "\""): position = skipString(position)
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets.append(position)
        position += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        _ = brackets.popLast()
        position += 1
      default: position += 1
      }
    }
  }

  /// The offset after the string that begins at `start`; notes one that stays open.
  private mutating func skipString(_ start: Int) -> Int {
    let byte = before[start]
    let isTriple = before[start...].prefix(3).count == 3
      && before[start...].prefix(3).allSatisfy { $0 == byte }
    let quote = [UInt8](repeating: byte, count: isTriple ? 3 : 1)
    var position = start + quote.count
    while position < before.count {
      if before[position] == UInt8(ascii: "\\") {
        position += 2
      } else if before[position...].starts(with: quote) {
        return position + quote.count
      } else if before[position] == UInt8(ascii: "\n"), !isTriple {
        return position
      } else {
        position += 1
      }
    }
    let letters = "rRbBuUfF".utf8
    let prefix = before[..<start].reversed().prefix { letters.contains($0) }.count
    string = OpenString(
      start: start + quote.count, opening: start - min(prefix, 2),
      quote: String(decoding: quote, as: UTF8.self))
    return before.count
  }

  /// The dotted name, with numbers in brackets, that ends at `end`; nil if there is none.
  func path(endingAt end: Int) -> ObjectPath? {
    var start = end
    while start > 0 {
      let byte = before[start - 1]
      if isNameByte(byte) || byte == UInt8(ascii: ".") {
        start -= 1
      } else if byte == UInt8(ascii: "]"), let open = openBracket(ofIndexEndingAt: start) {
        start = open
      } else {
        break
      }
    }
    return ObjectPath(String(decoding: before[start..<end], as: UTF8.self))
  }

  /// The `[` of an index that is a number, or a string in which no bracket stands.
  private func openBracket(ofIndexEndingAt end: Int) -> Int? {
    guard let open = before[..<(end - 1)].lastIndex(of: UInt8(ascii: "[")) else { return nil }
    let inside = before[(open + 1)..<(end - 1)]
    guard let first = inside.first, let last = inside.last else { return nil }
    let isNumber = inside.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") }
    return isNumber || first == last && "'\"".utf8.contains(first) ? open : nil
  }
}

/// A byte of a name; all beyond ASCII count.
func isNameByte(_ byte: UInt8) -> Bool {
  byte >= 0x80 || byte == UInt8(ascii: "_") || 0x30...0x39 ~= byte
    || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
}
