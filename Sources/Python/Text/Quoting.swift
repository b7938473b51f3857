/// Python's `repr()` and `ascii()` of str and bytes.
public enum Quoting {
  /// `repr(text)`. What it writes is no wider than what it reads, so the units stay the same.
  public static func string<Unit: CodeUnit>(_ text: [Unit]) -> [Unit] {
    text.withUnsafeBufferPointer { quoted($0, prefix: [], isPrintable: UnicodeTraits.isPrintable) }
  }

  /// `ascii(text)`: `repr` with everything outside ASCII escaped.
  public static func ascii<Unit: CodeUnit>(_ text: [Unit]) -> [Unit] {
    text.withUnsafeBufferPointer { quoted($0, prefix: []) { _ in false } }
  }

  /// `repr(bytes)`.
  public static func bytes<Unit: CodeUnit>(_ bytes: [Unit]) -> [UInt32] {
    bytes.map { UInt32($0) & 0xFF }.withUnsafeBufferPointer {
      quoted($0, prefix: [UInt32(UInt8(ascii: "b"))]) { _ in false }
    }
  }

  /// The text between the quotes that need least escaping. `isPrintable` decides beyond ASCII.
  static func quoted<Unit: CodeUnit>(
    _ text: UnsafeBufferPointer<Unit>, prefix: [Unit], isPrintable: (UInt32) -> Bool
  ) -> [Unit] {
    let scalar = quote(
      hasSingle: text.contains(Unit(UInt8(ascii: "'"))),
      hasDouble: text.contains(Unit(UInt8(ascii: "\""))))
    let quote = Unit(truncatingIfNeeded: scalar.value)
    var result = prefix
    result.reserveCapacity(text.count + 3)
    result.append(quote)
    appendEscaped(text, quote, isPrintable, to: &result)
    result.append(quote)
    return result
  }

  /// The quote that needs least escaping.
  static func quote(hasSingle: Bool, hasDouble: Bool) -> Unicode.Scalar {
    hasSingle && !hasDouble ? "\"" : "'"
  }

  /// A piece of `repr(text)`, without the quotes around it.
  static func escaped(_ piece: [UInt32], quote: UInt32) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(piece.count)
    piece.withUnsafeBufferPointer {
      appendEscaped($0, quote, UnicodeTraits.isPrintable, to: &result)
    }
    return result
  }

  private static func appendEscaped<Unit: CodeUnit>(
    _ text: UnsafeBufferPointer<Unit>, _ quote: Unit, _ isPrintable: (UInt32) -> Bool,
    to result: inout [Unit]
  ) {
    for unit in text {
      if unit >= 0x20 && unit < 0x7F {
        if unit == quote || unit == 0x5C { result.append(0x5C) }
        result.append(unit)
      } else if unit >= 0x80 && isPrintable(UInt32(unit)) {
        result.append(unit)
      } else {
        appendEscape(of: UInt32(unit), to: &result)
      }
    }
  }

  private static func appendEscape<Unit: CodeUnit>(of character: UInt32, to text: inout [Unit]) {
    text.append(0x5C)
    switch character {
    case 0x09: text.append(Unit(UInt8(ascii: "t")))
    case 0x0A: text.append(Unit(UInt8(ascii: "n")))
    case 0x0D: text.append(Unit(UInt8(ascii: "r")))
    case 0...0xFF: appendHexadecimal(character, letter: "x", digits: 2, to: &text)
    case 0x100...0xFFFF: appendHexadecimal(character, letter: "u", digits: 4, to: &text)
    default: appendHexadecimal(character, letter: "U", digits: 8, to: &text)
    }
  }

  private static func appendHexadecimal<Unit: CodeUnit>(
    _ character: UInt32, letter: Unicode.Scalar, digits: UInt32, to text: inout [Unit]
  ) {
    text.append(Unit(UInt8(ascii: letter)))
    for place in (0..<digits).reversed() {
      let digit = UInt8(character >> (4 * place) & 0xF)
      text.append(Unit(digit < 10 ? digit + 0x30 : digit - 10 + 0x61))
    }
  }
}
