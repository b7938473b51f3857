import Glibc

/// Python's `float.hex()` and `float.fromhex()`.
extension FloatText {
  public static func hexadecimal(_ value: Double) -> String {
    if !value.isFinite { return repr(value) }
    let sign = value.sign == .minus ? "-" : ""
    if value == 0 { return sign + "0x0.0p+0" }
    let digits = String(value.significandBitPattern, radix: 16)
    let fraction = String(repeating: "0", count: 13 - digits.utf8.count) + digits
    let isNormal = value.exponentBitPattern != 0
    let exponent = max(Int(value.exponentBitPattern), 1) - 1023
    return "\(sign)0x\(isNormal ? 1 : 0).\(fraction)p\(exponent < 0 ? "" : "+")\(exponent)"
  }

  public static func parseHexadecimal<Unit: CodeUnit>(_ text: [Unit]) throws -> Double {
    let malformed = Problem.valueError("invalid hexadecimal floating-point string")
    guard text.allSatisfy({ $0 < 0x80 }) else { throw malformed }
    let trimmed = NumberText.trimmed(text.map { UInt8(truncatingIfNeeded: $0) })
    var scanner = HexadecimalScanner(text: Array(trimmed))
    guard let value = scanner.scan() else { throw malformed }
    if value.isInfinite && !scanner.isNamedInfinity {
      throw Problem.overflowError("hexadecimal value too large to represent as a float")
    }
    return value
  }
}

/// Checks the grammar `[sign] [0x] digits [. digits] [p [sign] digits]`; C's `strtod`, which
/// rounds correctly, makes the value.
private struct HexadecimalScanner {
  let text: [UInt8]
  private(set) var isNamedInfinity = false
  private var position = 0

  init(text: [UInt8]) { self.text = text }

  private var current: UInt8 { position < text.count ? text[position] : 0 }

  mutating func scan() -> Double? {
    var decimal = DecimalScanner(text: text)
    if let value = decimal.scanFloat(), decimal.isAtEnd, !value.isFinite,
      !text.contains(where: NumberText.isDigit)
    {
      isNamedInfinity = true
      return value
    }
    let isNegative = current == UInt8(ascii: "-")
    if isNegative || current == UInt8(ascii: "+") { position += 1 }
    if current == UInt8(ascii: "0"), position + 1 < text.count,
      text[position + 1] | 0x20 == UInt8(ascii: "x")
    {
      position += 2
    }
    let start = position
    guard skipSignificand(), skipExponent(), position == text.count else { return nil }
    let magnitude = FloatText.parseDecimal(
      "0x" + String(decoding: text[start...], as: UTF8.self))
    return isNegative ? -magnitude : magnitude
  }

  private mutating func skipSignificand() -> Bool {
    var digits = skipDigits(base: 16)
    if current == UInt8(ascii: ".") {
      position += 1
      digits += skipDigits(base: 16)
    }
    return digits > 0
  }

  private mutating func skipExponent() -> Bool {
    guard current | 0x20 == UInt8(ascii: "p") else { return true }
    position += 1
    if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") { position += 1 }
    return skipDigits(base: 10) > 0
  }

  private mutating func skipDigits(base: Int) -> Int {
    let start = position
    while position < text.count && NumberText.digitValue(text[position]) < base { position += 1 }
    return position - start
  }
}
