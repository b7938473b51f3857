/// Number literals: their extent and their mistakes. `NumberLiteral` finds their values.
extension Lexer {
  private struct Prefixed {
    let base: Int
    let name: String
  }

  mutating func readNumber() -> Token {
    let start = position
    let isFine: Bool
    if peek() == UInt8(ascii: "0"), let prefixed = prefixedForm(peek(1)) {
      isFine = readPrefixed(prefixed)
    } else {
      isFine = readDecimal()
    }
    return isFine ? token(.number, from: start) : emptyToken(.error)
  }

  private func prefixedForm(_ letter: UInt8) -> Prefixed? {
    switch letter | 0x20 {
    case UInt8(ascii: "x"): Prefixed(base: 16, name: "hexadecimal")
    case UInt8(ascii: "o"): Prefixed(base: 8, name: "octal")
    case UInt8(ascii: "b"): Prefixed(base: 2, name: "binary")
    default: nil
    }
  }

  /// `0x` (`_`? digit+)+, and likewise for `0o` and `0b`.
  private mutating func readPrefixed(_ form: Prefixed) -> Bool {
    position += 2
    repeat {
      if peek() == UInt8(ascii: "_") { position += 1 }
      guard isDigit(peek(), base: form.base) else { return failPrefixed(form) }
      while isDigit(peek(), base: form.base) { position += 1 }
    } while peek() == UInt8(ascii: "_")
    if ByteClass.isDigit(peek()) { return failPrefixed(form) }
    return checkNumberEnd(form.name)
  }

  private func isDigit(_ byte: UInt8, base: Int) -> Bool {
    ByteClass.digitValue(byte).map { $0 < base } ?? false
  }

  private mutating func failPrefixed(_ form: Prefixed) -> Bool {
    let byte = peek()
    if ByteClass.isDigit(byte) {
      position += 1
      let digit = Character(Unicode.Scalar(byte))
      failHere("invalid digit '\(digit)' in \(form.name) literal")
    } else {
      failHere("invalid \(form.name) literal")
    }
    return false
  }

  /// Integers, floats and imaginary numbers in base ten.
  private mutating func readDecimal() -> Bool {
    let start = position
    guard readDigits() else { return false }
    let integerEnd = position
    var isInteger = true
    if peek() == UInt8(ascii: ".") {
      isInteger = false
      position += 1
      if ByteClass.isDigit(peek()), !readDigits() { return false }
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      switch readExponent() {
      case .none: return true
      case .some(false): return false
      case .some(true): isInteger = false
      }
    }
    if peek() | 0x20 == UInt8(ascii: "j") {
      position += 1
      return checkNumberEnd("imaginary")
    }
    if isInteger, !checkLeadingZeros(start..<integerEnd) { return false }
    return problem == nil && checkNumberEnd("decimal")
  }

  /// digit+ (`_` digit+)*; none at all before a point.
  private mutating func readDigits() -> Bool {
    while true {
      while ByteClass.isDigit(peek()) { position &+= 1 }
      guard peek() == UInt8(ascii: "_") else { return true }
      position += 1
      guard ByteClass.isDigit(peek()) else {
        failHere("invalid decimal literal")
        return false
      }
    }
  }

  /// `e` sign? digits. Nil: the `e` begins another word, such as `else`.
  private mutating func readExponent() -> Bool? {
    let sign = peek(1)
    if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      position += 2
      guard ByteClass.isDigit(peek()) else {
        failHere("invalid decimal literal")
        return false
      }
    } else if ByteClass.isDigit(sign) {
      position += 1
    } else {
      return checkNumberEnd("decimal") ? nil : false
    }
    return readDigits()
  }

  private mutating func checkLeadingZeros(_ digits: Range<Int>) -> Bool {
    guard bytes[digits.lowerBound] == UInt8(ascii: "0") else { return true }
    let isZero = { (byte: UInt8) in byte == UInt8(ascii: "0") || byte == UInt8(ascii: "_") }
    guard let nonZero = bytes[digits].firstIndex(where: { !isZero($0) }) else { return true }
    problem = SyntaxProblem(
      "leading zeros in decimal integer literals are not permitted; "
        + "use an 0o prefix for octal integers",
      range: SourceRange(
        line: line, column: Int32(digits.lowerBound - lineStart),
        endLine: line, endColumn: Int32(nonZero - lineStart)))
    isProblemUrgent = true
    return false
  }

  private func startsHere(_ word: String) -> Bool {
    bytes[position..<limit].starts(with: word.utf8)
  }

  /// A number may touch a following keyword, but no other word.
  private mutating func checkNumberEnd(_ name: String) -> Bool {
    let byte = peek()
    guard byte < 128, ByteClass.isIdentifierPart(byte) else { return true }
    let text = "invalid \(name) literal"
    guard isAtKeyword else {
      failHere(text)
      return false
    }
    warnings.append(SyntaxWarningNote(line: Int(line), text: text))
    return true
  }

  /// Whether a keyword that can follow a number stands here.
  private var isAtKeyword: Bool {
    if ["if", "in", "is"].contains(where: startsHere) { return true }
    return ["and", "else", "for", "or", "not"].contains {
      startsHere($0) && !ByteClass.isIdentifierPart(peek($0.utf8.count))
    }
  }
}

/// The value of a number token.
enum NumberLiteral {
  static func value(_ text: ArraySlice<UInt8>) -> Constant {
    let digits = text.contains(UInt8(ascii: "_")) ? text.filter { $0 != 0x5F }[...] : text
    if digits.count > 2, digits.first == UInt8(ascii: "0") {
      switch digits[digits.startIndex + 1] | 0x20 {
      case UInt8(ascii: "x"): return integer(digits.dropFirst(2), base: 16)
      case UInt8(ascii: "o"): return integer(digits.dropFirst(2), base: 8)
      case UInt8(ascii: "b"): return integer(digits.dropFirst(2), base: 2)
      default: break
      }
    }
    if let last = digits.last, last | 0x20 == UInt8(ascii: "j") {
      return .imaginary(double(digits.dropLast()))
    }
    if digits.allSatisfy(ByteClass.isDigit) { return integer(digits, base: 10) }
    return .float(double(digits))
  }

  private static func integer(_ digits: ArraySlice<UInt8>, base: Int) -> Constant {
    var value = 0
    for byte in digits {
      let (product, overflowed) = value.multipliedReportingOverflow(by: base)
      let (sum, carried) = product.addingReportingOverflow(ByteClass.digitValue(byte) ?? 0)
      if overflowed || carried {
        return .bigInt(digits: String(decoding: digits, as: UTF8.self), base: base)
      }
      value = sum
    }
    return .int(value)
  }

  private static func double(_ digits: ArraySlice<UInt8>) -> Double {
    Double(String(decoding: digits, as: UTF8.self)) ?? .infinity
  }
}
