/// Decimal numbers as text, and text as decimal numbers.
extension DecimalNumber {
  /// How a number is written.
  enum Style { case scientific, engineering }

  /// The text of `str()`, or with an exponent that is a multiple of three.
  func text(_ style: Style = .scientific, capitals: Bool = true) throws -> String {
    var text: [UInt8] = []
    try write(style, capitals: capitals, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the text in ASCII.
  func write(_ style: Style = .scientific, capitals: Bool = true, to text: inout [UInt8]) throws {
    if isNegative { text.append(UInt8(ascii: "-")) }
    guard isFinite else { return try writeSpecial(to: &text) }
    let digits = try coefficient.digits()
    let left = exponent + digits.count
    var point = 1
    if exponent <= 0, left > -6 {
      point = left
    } else if style == .engineering {
      point = isZero ? DecimalNumber.modulo3(left + 1) - 1 : DecimalNumber.modulo3(left - 1) + 1
    }
    DecimalNumber.write(digits, point: point, to: &text)
    if left != point {
      DecimalNumber.write(exponent: left - point, capital: capitals, to: &text)
    }
  }

  private static func modulo3(_ number: Int) -> Int { ((number % 3) + 3) % 3 }

  private func writeSpecial(to text: inout [UInt8]) throws {
    text += Array((isInfinite ? "Infinity" : kind == .signalingNaN ? "sNaN" : "NaN").utf8)
    if !coefficient.isZero { text += try coefficient.digits() }
  }

  /// Digits with a point before the one at `point`.
  private static func write(_ digits: [UInt8], point: Int, to text: inout [UInt8]) {
    let zero = UInt8(ascii: "0")
    if point <= 0 {
      text += [zero, UInt8(ascii: ".")]
      text.append(contentsOf: repeatElement(zero, count: -point))
      text += digits
    } else if point >= digits.count {
      text += digits
      text.append(contentsOf: repeatElement(zero, count: point - digits.count))
    } else {
      text += digits[..<point]
      text.append(UInt8(ascii: "."))
      text += digits[point...]
    }
  }

  private static func write(exponent: Int, capital: Bool, to text: inout [UInt8]) {
    text.append(UInt8(ascii: capital ? "E" : "e"))
    if exponent >= 0 { text.append(UInt8(ascii: "+")) }
    text += Array(Integer.decimalText(exponent).utf8)
  }
}

// MARK: - Formatting

extension DecimalNumber {
  /// `format(number, spec)`, rounded as the context says.
  func format(_ spec: TextView, _ settings: DecimalSettings, to text: inout TextBuilder) throws {
    let invalid = Problem.valueError("invalid format string")
    guard !DecimalNumber.hasSurplusZero(spec), var spec = try? FormatSpec(spec, typeName: ""),
      spec.grouping != .underscore, !spec.isAlternate
    else { throw invalid }
    let type = spec.type.flatMap(Unicode.Scalar.init) ?? (settings.capitals ? "G" : "g")
    guard "eEfFgGn%".unicodeScalars.contains(type) else { throw invalid }
    if !isFinite, spec.isZeroPadded {
      spec.fill = UInt32(ascii: " ")
      spec.alignment = .right
    }
    var digits: [UInt8] = []
    try write(type, precision: spec.precision, settings, to: &digits)
    let number = WrittenNumber(start: text.count)
    digits.withUnsafeBufferPointer { text.append(latin1: $0) }
    try number.layOut(spec, in: &text)
  }

  /// Whether a width begins with a zero that is not the one flag of padding: behind an alignment
  /// there is no such flag.
  private static func hasSurplusZero(_ spec: TextView) -> Bool {
    let marks: [UInt32] = "<>=^".unicodeScalars.map(\.value)
    let isAligned = spec.count > 1 && marks.contains(spec[1])
    let hasMark = !isAligned && spec.count > 0 && marks.contains(spec[0])
    var place = isAligned ? 2 : hasMark ? 1 : 0
    if place < spec.count, "+- ".unicodeScalars.contains(where: { $0.value == spec[place] }) {
      place += 1
    }
    if place < spec.count, spec[place] == UInt32(ascii: "z") { place += 1 }
    guard place < spec.count, spec[place] == UInt32(ascii: "0") else { return false }
    return isAligned || hasMark || place + 1 < spec.count && spec[place + 1] == UInt32(ascii: "0")
  }

  /// Appends the number as a type letter writes it.
  private func write(
    _ type: Unicode.Scalar, precision: Int?, _ settings: DecimalSettings, to text: inout [UInt8]
  ) throws {
    var value = self
    if type == "%" { value.exponent += 2 }
    if !isFinite {
      try write(to: &text)
    } else if type == "e" || type == "E" {
      try value.writeExponential(precision, settings, capital: type == "E", to: &text)
    } else if type == "f" || type == "F" || type == "%" {
      try value.writeFixed(precision, settings, to: &text)
    } else {
      if let precision, digitCount > max(precision, 1) {
        value = try value.rounded(toDigits: max(precision, 1), settings)
      }
      try value.write(capitals: type == "G", to: &text)
    }
    if type == "%" { text.append(UInt8(ascii: "%")) }
  }

  /// The number with so many digits at most.
  private func rounded(toDigits digits: Int, _ settings: DecimalSettings) throws -> DecimalNumber {
    var work = DecimalArithmetic(.widest)
    work.settings.rounding = settings.rounding
    work.settings.precision = digits
    return try work.finished(self)
  }

  /// With so many digits behind the point.
  private func writeFixed(_ precision: Int?, _ settings: DecimalSettings, to text: inout [UInt8])
    throws
  {
    var value = self
    let places = precision ?? max(0, -exponent)
    guard max(places, exponent + places) <= FormatSpec.maximumLength else {
      throw Problem.memoryError
    }
    if exponent > -places {
      value.coefficient = try coefficient.shiftedLeft(exponent + places)
    } else if exponent < -places {
      let (kept, rest) = try coefficient.shiftedRight(-places - exponent)
      let raises = settings.rounding.raises(kept, rest, isNegative: isNegative)
      value.coefficient = raises ? kept + .one : kept
    }
    if isNegative { text.append(UInt8(ascii: "-")) }
    var digits = try value.coefficient.digits()
    if digits.count <= places {
      digits.insert(
        contentsOf: repeatElement(UInt8(ascii: "0"), count: places + 1 - digits.count), at: 0)
    }
    DecimalNumber.write(digits, point: digits.count - places, to: &text)
  }

  /// With one digit before the point and so many behind it.
  private func writeExponential(
    _ precision: Int?, _ settings: DecimalSettings, capital: Bool, to text: inout [UInt8]
  ) throws {
    var value = self
    if let precision, digitCount > precision + 1 {
      value = try rounded(toDigits: precision + 1, settings)
    }
    var digits = try value.coefficient.digits()
    var power = value.exponent + digits.count - 1
    if let precision, digits.count <= precision {
      guard precision <= FormatSpec.maximumLength else { throw Problem.memoryError }
      let missing = precision + 1 - digits.count
      if isZero { power += missing }
      digits.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: missing))
    }
    if isNegative { text.append(UInt8(ascii: "-")) }
    DecimalNumber.write(digits, point: 1, to: &text)
    DecimalNumber.write(exponent: power, capital: capital, to: &text)
  }
}

// MARK: - Parsing

extension DecimalNumber {
  /// The number of an ASCII text without blanks around it, of any size; nil for other texts.
  init?(parsing text: UnsafeBufferPointer<UInt8>) throws {
    var scanner = DecimalNumberScanner(text: text)
    guard let number = try scanner.number() else { return nil }
    self = number
  }
}

/// Reads the numeric strings of the specification.
private struct DecimalNumberScanner {
  let text: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// `[sign] (digits [. digits] [E [sign] digits] | Infinity | [s]NaN [digits])`
  mutating func number() throws -> DecimalNumber? {
    let isNegative = sign()
    let start = position
    skipDigits()
    let whole = start..<position
    var fraction = position..<position
    if position < text.endIndex, text[position] == UInt8(ascii: ".") {
      position += 1
      let first = position
      skipDigits()
      fraction = first..<position
    }
    if whole.isEmpty, fraction.isEmpty {
      position = start
      return try special(isNegative)
    }
    guard let power = exponent(), position == text.endIndex else { return nil }
    return DecimalNumber(
      isNegative: isNegative,
      coefficient: try DecimalCoefficient(
        digits: UnsafeBufferPointer(rebasing: text[whole]),
        UnsafeBufferPointer(rebasing: text[fraction])),
      exponent: power - fraction.count)
  }

  private mutating func sign() -> Bool {
    guard position < text.endIndex else { return false }
    let isNegative = text[position] == UInt8(ascii: "-")
    if isNegative || text[position] == UInt8(ascii: "+") { position += 1 }
    return isNegative
  }

  @inline(__always)
  private mutating func skipDigits() {
    while position < text.endIndex, text[position] &- 0x30 < 10 { position += 1 }
  }

  /// The exponent, 0 where there is none, at most far beyond all that can be held; nil for a bad
  /// one.
  private mutating func exponent() -> Int? {
    guard position < text.endIndex, text[position] | 0x20 == UInt8(ascii: "e") else { return 0 }
    position += 1
    let isNegative = sign()
    let first = position
    skipDigits()
    if first == position { return nil }
    var value = 0
    for digit in text[first..<position] {
      value = value > 200_000_000_000_000_000 ? 1 << 61 : value * 10 + Int(digit &- 0x30)
    }
    return isNegative ? -value : value
  }

  private mutating func special(_ isNegative: Bool) throws -> DecimalNumber? {
    if skip("infinity") || skip("inf") {
      return position == text.endIndex ? .infinity(negative: isNegative) : nil
    }
    let isSignaling = skip("s")
    guard skip("nan") else { return nil }
    let first = position
    skipDigits()
    guard position == text.endIndex else { return nil }
    return DecimalNumber(
      kind: isSignaling ? .signalingNaN : .quietNaN, isNegative: isNegative,
      coefficient: try DecimalCoefficient(digits: Array(text[first..<position])))
  }

  /// Skips a word of small letters in any case.
  private mutating func skip(_ word: String) -> Bool {
    let letters = word.utf8
    guard text.endIndex - position >= letters.count,
      zip(text[position...], letters).allSatisfy({ $0 | 0x20 == $1 })
    else { return false }
    position += letters.count
    return true
  }
}
