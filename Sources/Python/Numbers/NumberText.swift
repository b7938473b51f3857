/// What the parsers of int, float and complex share.
enum NumberText {
  /// The text as the number parsers read it: other scripts' digits and spaces become ASCII, any
  /// other character outside ASCII a `?`, which no number has.
  ///
  /// Text that is all ASCII stays as it is (so `\x1c` is a blank only beside other scripts).
  static func ascii<Unit: CodeUnit>(_ text: [Unit]) -> [UInt8] {
    if text.allSatisfy({ $0 < 0x80 }) { return text.map { UInt8(truncatingIfNeeded: $0) } }
    return text.map { unit in
      let character = UInt32(unit)
      if UnicodeTraits.isSpace(character) { return UInt8(ascii: " ") }
      if character < 0x80 { return UInt8(character) }
      guard let digit = UnicodeTraits.decimalValue(character) else { return UInt8(ascii: "?") }
      return UInt8(ascii: "0") + UInt8(digit)
    }
  }

  /// C's `isspace`.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The value of a digit in base 36, or 99 for a byte that is none.
  static func digitValue(_ byte: UInt8) -> Int {
    if isDigit(byte) { return Int(byte) - 0x30 }
    let lower = byte | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower) ? Int(lower) - 0x61 + 10 : 99
  }

  /// The text without blanks at either end.
  static func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
    guard let first = text.firstIndex(where: { !isBlank($0) }),
      let last = text.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return text[first...last]
  }

  /// The text without underscores, or nil when one does not stand between two digits.
  static func withoutUnderscores(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var previous: UInt8 = 0
    for byte in text {
      if byte == UInt8(ascii: "_") {
        if !isDigit(previous) { return nil }
      } else {
        if previous == UInt8(ascii: "_") && !isDigit(byte) { return nil }
        result.append(byte)
      }
      previous = byte
    }
    return previous == UInt8(ascii: "_") ? nil : result
  }
}
