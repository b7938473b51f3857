import CGMP
import CInterrupts

/// Integers as text, and text as integers.
extension Integer {
  /// Decimal digits that `int()` and `str()` convert before they refuse, unless the program has
  /// called `sys.set_int_max_str_digits`. Quadratic conversions made this a safety limit there.
  public static let defaultDigitLimit = 4300

  /// Digits that are always converted, whatever the limit.
  static let digitLimitThreshold = 640

  /// The decimal text: Python's `str(n)`. A `digitLimit` of 0 means none.
  public func text(digitLimit: Int = defaultDigitLimit) throws -> String {
    if case .small(let value) = self { return Integer.decimalText(value) }
    let refusal = Problem.valueError(
      "Exceeds the limit (\(digitLimit) digits) for integer string conversion; "
        + "use sys.set_int_max_str_digits() to increase the limit")
    // 10 digits take more than 33 bits, so this many bits exceed the limit for certain.
    let bitLimit = digitLimit.multipliedReportingOverflow(by: 4)
    let isLimited = digitLimit > 0 && !bitLimit.overflow
    if isLimited && bitLength > bitLimit.partialValue + 4 { throw refusal }
    let text = try digits(base: 10)
    let count = text.utf8.count - (isNegative ? 1 : 0)
    if isLimited && count > max(digitLimit, Integer.digitLimitThreshold) { throw refusal }
    return text
  }

  /// The decimal text of a word; faster than `description`.
  static func decimalText(_ value: Int) -> String {
    String(unsafeUninitializedCapacity: DecimalDigits.most + 1) { buffer in
      buffer.baseAddress.map { DecimalDigits.write(value, to: $0) } ?? 0
    }
  }

  /// The text in base 2...36 with lower-case digits and no prefix. There is no digit limit.
  public func digits(base: Int) throws -> String {
    guard case .big = self else { return String(word ?? 0, radix: base) }
    let capacity = withNumber { __gmpz_sizeinbase($0, Int32(base)) } + 2
    return try withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      guard let text = buffer.baseAddress else { return "" }
      if bitLength > LongOperation.bits {
        try LongOperation(CI_WRITE, self).write(to: text, base: base)
      } else {
        withNumber { _ = __gmpz_get_str(text, Int32(base), $0) }
      }
      return String(cString: text)
    }
  }

  /// The text of `bin()` (base 2), `oct()` (8) and `hex()` (16), with Python's prefix.
  public func prefixedDigits(base: Int) throws -> String {
    let prefix = base == 2 ? "0b" : base == 8 ? "0o" : "0x"
    return try (isNegative ? "-" : "") + prefix + absolute.digits(base: base)
  }
}

// MARK: - Parsing

extension Integer {
  /// Python's `int(text, base)`.
  ///
  /// - Parameters:
  ///   - text: the units of a str, or the bytes of a bytes object.
  ///   - base: 2...36, or 0 to go by the prefix.
  ///   - digitLimit: decimal digits accepted; 0 for any number.
  ///   - isBytes: whether an error shows the text as `b'...'`.
  public init<Unit: CodeUnit>(
    parsing text: [Unit], base: Int = 10, digitLimit: Int = defaultDigitLimit,
    isBytes: Bool = false
  ) throws {
    if base != 0 && !(2...36).contains(base) {
      throw Problem.valueError("int() base must be >= 2 and <= 36, or 0")
    }
    let ascii = isBytes ? text.map { UInt8(truncatingIfNeeded: $0) } : NumberText.ascii(text)
    var scanner = IntegerScanner(text: ascii, base: base)
    guard let literal = try scanner.scan() else {
      throw Integer.invalidLiteral(text, base: base, isBytes: isBytes)
    }
    let count = literal.digits.count
    if literal.base.nonzeroBitCount != 1 && digitLimit > 0
      && count > max(digitLimit, Integer.digitLimitThreshold)
    {
      throw Problem.valueError(
        "Exceeds the limit (\(digitLimit) digits) for integer string conversion: "
          + "value has \(count) digits; "
          + "use sys.set_int_max_str_digits() to increase the limit")
    }
    if !literal.isComplete {
      throw Integer.invalidLiteral(text, base: base, isBytes: isBytes)
    }
    let magnitude = try Integer.value(ofDigits: literal.digits, base: literal.base)
    self = literal.isNegative ? magnitude.negated : magnitude
  }

  private static func invalidLiteral<Unit: CodeUnit>(
    _ text: [Unit], base: Int, isBytes: Bool
  ) -> Problem {
    let shown = isBytes ? Quoting.bytes(text) : Quoting.string(text).map(UInt32.init)
    return .valueError(
      "invalid literal for int() with base \(base): \(String(codePoints: shown.prefix(200)))")
  }

  /// The value of ASCII digits that are known to be right for the base.
  private static func value(ofDigits digits: [UInt8], base: Int) throws -> Integer {
    var word = 0
    for digit in digits {
      let (scaled, overflow) = word.multipliedReportingOverflow(by: base)
      let (sum, carry) = scaled.addingReportingOverflow(NumberText.digitValue(digit))
      if overflow || carry { return try bigValue(ofDigits: digits, base: base) }
      word = sum
    }
    return .small(word)
  }

  private static func bigValue(ofDigits digits: [UInt8], base: Int) throws -> Integer {
    var text = digits.map { CChar(bitPattern: $0) } + [0]
    if text.count > LongOperation.bits / 4 {
      return try text.withUnsafeMutableBufferPointer { text in
        guard let start = text.baseAddress else { return 0 }
        return try LongOperation.read(start, base: base)
      }
    }
    return Integer { _ = __gmpz_set_str($0, text, Int32(base)) }
  }
}

/// Reads an integer literal: `[sign] [prefix] digits`, with single underscores between digits.
private struct IntegerScanner {
  struct Literal {
    var isNegative: Bool
    var base: Int
    var digits: [UInt8]
    /// Whether nothing but blanks follows the digits.
    var isComplete: Bool
  }

  let text: [UInt8]
  var base: Int
  private var position = 0

  init(text: [UInt8], base: Int) {
    self.text = text
    self.base = base
  }

  private var current: UInt8 { position < text.count ? text[position] : 0 }

  /// The literal, or nil where there is none. Throws where someone wants long work to stop.
  mutating func scan() throws -> Literal? {
    skipBlanks()
    let isNegative = current == UInt8(ascii: "-")
    if isNegative || current == UInt8(ascii: "+") { position += 1 }
    let mustBeZero = readPrefix()
    guard let digits = try readDigits() else { return nil }
    if mustBeZero && digits.contains(where: { $0 != UInt8(ascii: "0") }) { return nil }
    skipBlanks()
    return Literal(
      isNegative: isNegative, base: base, digits: digits, isComplete: position == text.count)
  }

  private mutating func skipBlanks() {
    while position < text.count && NumberText.isBlank(text[position]) { position += 1 }
  }

  /// Skips `0x`, `0o` or `0b` where the base allows it, and settles base 0.
  /// Returns whether only zeros may follow: old octal literals such as `07` are refused.
  private mutating func readPrefix() -> Bool {
    let letter = position + 1 < text.count ? text[position + 1] | 0x20 : 0
    let prefixBase: Int? =
      switch letter {
      case UInt8(ascii: "x"): 16
      case UInt8(ascii: "o"): 8
      case UInt8(ascii: "b"): 2
      default: nil
      }
    let startsWithZero = current == UInt8(ascii: "0")
    if startsWithZero, let prefixBase, base == 0 || base == prefixBase {
      base = prefixBase
      position += 2
      if current == UInt8(ascii: "_") { position += 1 }
      return false
    }
    if base != 0 { return false }
    base = 10
    return startsWithZero
  }

  /// The digits without underscores, or nil when there are none or an underscore is misplaced.
  private mutating func readDigits() throws -> [UInt8]? {
    var digits: [UInt8] = []
    var follows = UInt8(ascii: "_")
    while position < text.count {
      if position & Interruption.mask == Interruption.mask { try Interruption.check() }
      let byte = text[position]
      if byte == UInt8(ascii: "_") {
        if follows == byte { return nil }
      } else if NumberText.digitValue(byte) < base {
        digits.append(byte)
      } else {
        break
      }
      follows = byte
      position += 1
    }
    return follows == UInt8(ascii: "_") ? nil : digits
  }
}
