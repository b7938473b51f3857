import CGMP
import Glibc

/// Floats as text, and text as floats.
public enum FloatText {
  /// The shortest text that reads back as the same float: Python's `repr(x)`.
  ///
  /// Swift's `description` lays numbers out as Python does, except that it goes over to an
  /// exponent at 2^53, Python at 10^16. Between the two, floats are even integers, so no digits
  /// shorter than the integer's own are nearer to it than to its neighbours.
  public static func repr(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    let magnitude = value.magnitude
    if magnitude >= 0x1p53 && magnitude < 1e16 { return Int(value).description + ".0" }
    return value.description
  }

  /// C's `%.*f`: `precision` digits after the point, correctly rounded.
  static func fixed(_ value: Double, precision: Int) -> String {
    printed(value, precision: precision, scientific: false)
  }

  /// C's `%.*e`: one digit, `precision` more after the point, and an exponent.
  static func scientific(_ value: Double, precision: Int) -> String {
    printed(value, precision: precision, scientific: true)
  }

  /// Appends C's `%.*f`.
  static func appendFixed(_ value: Double, precision: Int, to text: inout TextBuilder) {
    guard let digits = FixedDecimal(value, precision: precision) else {
      return text.append(fixed(value, precision: precision))
    }
    digits.write(to: &text)
  }

  private static func printed(_ value: Double, precision: Int, scientific: Bool) -> String {
    // No exponent takes more than 309 digits before the point.
    let capacity = precision + 330
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      let length = print_decimal(
        buffer.baseAddress, capacity, scientific ? 1 : 0, Int32(precision), value)
      return String(
        decoding: UnsafeRawBufferPointer(buffer).prefix(Int(length)), as: UTF8.self)
    }
  }

  /// `digits * 10^exponent` where one operation on floats that are exact gives it, which so rounds
  /// but once; nil for larger numbers.
  static func exact(_ digits: Int, exponent: Int) -> Double? {
    guard digits.magnitude <= 1 << 53, exponent.magnitude < exactPowers.count else { return nil }
    let power = exactPowers[Int(exponent.magnitude)]
    return exponent < 0 ? Double(digits) / power : Double(digits) * power
  }

  /// The powers of ten that are floats.
  private static let exactPowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The float nearest to a decimal literal that is known to be well formed.
  static func parseDecimal(_ text: String) -> Double {
    text.withCString { strtod($0, nil) }
  }

  /// Python's `float(text)`.
  ///
  /// `isBytes` says whether an error shows the text as `b'...'`.
  public static func parse<Unit: CodeUnit>(
    _ text: [Unit], isBytes: Bool = false
  ) throws -> Double {
    let ascii = isBytes ? text.map { UInt8(truncatingIfNeeded: $0) } : NumberText.ascii(text)
    if let plain = NumberText.withoutUnderscores(NumberText.trimmed(ascii)) {
      var scanner = DecimalScanner(text: plain)
      if let value = scanner.scanFloat(), scanner.isAtEnd { return value }
    }
    let shown = isBytes ? Quoting.bytes(text) : Quoting.string(text).map(UInt32.init)
    throw Problem.valueError(
      "could not convert string to float: \(String(codePoints: shown))")
  }
}

/// Reads decimal floats, as `float()` and `complex()` accept them.
struct DecimalScanner {
  let text: [UInt8]
  var position = 0

  init(text: [UInt8]) { self.text = text }

  var isAtEnd: Bool { position == text.count }
  var current: UInt8 { position < text.count ? text[position] : 0 }

  /// The next byte in lower case.
  private var currentLetter: UInt8 { current | 0x20 }

  /// The float that starts here, with its sign; nil (and nothing read) when there is none.
  mutating func scanFloat() -> Double? {
    let start = position
    let isNegative = current == UInt8(ascii: "-")
    if isNegative || current == UInt8(ascii: "+") { position += 1 }
    let magnitude = scanSpecial() ?? scanDecimal()
    guard let magnitude else {
      position = start
      return nil
    }
    return isNegative ? -magnitude : magnitude
  }

  private mutating func scanSpecial() -> Double? {
    if skipWord("infinity") || skipWord("inf") { return .infinity }
    return skipWord("nan") ? .nan : nil
  }

  mutating func skipWord(_ word: StaticString) -> Bool {
    let matches = word.withUTF8Buffer { letters in
      position + letters.count <= text.count
        && letters.indices.allSatisfy { text[position + $0] | 0x20 == letters[$0] }
    }
    if matches { position += word.utf8CodeUnitCount }
    return matches
  }

  /// `digits [. digits] [e [sign] digits]` with a digit before or after the point.
  private mutating func scanDecimal() -> Double? {
    let start = position
    var digits = skipDigits()
    if current == UInt8(ascii: ".") {
      position += 1
      digits += skipDigits()
    }
    if digits == 0 { return nil }
    skipExponent()
    return FloatText.parseDecimal(String(decoding: text[start..<position], as: UTF8.self))
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while NumberText.isDigit(current) { position += 1 }
    return position - start
  }

  /// An `e` without digits behind it is left alone.
  private mutating func skipExponent() {
    guard currentLetter == UInt8(ascii: "e") else { return }
    let start = position
    position += 1
    if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") { position += 1 }
    if skipDigits() == 0 { position = start }
  }
}
