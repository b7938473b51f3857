/// A number that was just written at the end of a text: a `-` if it is negative, then digits (or
/// `inf` and `nan`), where grouping applies to those before the point.
struct WrittenNumber {
  /// Where its sign is, or would be.
  let start: Int
  /// `0x` and the like, which goes between the sign and the digits.
  var prefix: StaticString = ""
  /// Digits of a group.
  var groupSize = 3
  /// Whether letters count as digits before the point.
  var isHexadecimal = false

  /// Where the digits start.
  private func digits(in text: borrowing TextBuilder) -> Int {
    start + (isNegative(in: text) ? 1 : 0)
  }

  private func isNegative(in text: borrowing TextBuilder) -> Bool {
    text[start] == UInt32(ascii: "-")
  }

  /// Where the part ends that is grouped.
  private func wholeEnd(in text: borrowing TextBuilder, from digits: Int) -> Int {
    var end = digits
    while end < text.count, isHexadecimal || isDigit(text[end]) { end += 1 }
    return end
  }

  private func isDigit(_ character: UInt32) -> Bool { (0x30...0x39).contains(character) }

  /// Whether all digits are zeros (`inf` and `nan` have none).
  private func isZero(in text: borrowing TextBuilder) -> Bool {
    let first = digits(in: text)
    guard isDigit(text[first]) else { return false }
    for index in first..<text.count {
      if text[index] | 0x20 == UInt32(ascii: "e") { break }
      if isDigit(text[index]), text[index] != 0x30 { return false }
    }
    return true
  }
}

extension WrittenNumber {
  /// Adds sign, prefix, grouping and padding.
  func layOut(_ spec: FormatSpec, in text: inout TextBuilder) throws {
    if spec.coercesNegativeZero, isNegative(in: text), isZero(in: text) {
      text.mapTail(from: start) { $0.removeFirst() }
    }
    var digits = digits(in: text)
    if digits == start, let sign = spec.sign, sign != UInt32(ascii: "-") {
      text.insert(sign, times: 1, at: start)
      digits += 1
    }
    if prefix.utf8CodeUnitCount > 0 {
      text.mapTail(from: digits) { $0.insert(contentsOf: prefix.description.utf8, at: 0) }
      digits += prefix.utf8CodeUnitCount
    }
    let alignment = spec.alignment ?? (spec.isZeroPadded ? .afterSign : .right)
    let padsInside = alignment == .afterSign
    if let grouping = spec.grouping {
      // Zeros that fill the width are grouped with the digits; any other fill is not.
      let fillsWithZeros = padsInside && spec.fill == UInt32(ascii: "0")
      try group(text: &text, from: digits, grouping, width: fillsWithZeros ? spec.width ?? 0 : 0)
    }
    try spec.pad(&text, from: start, digits: padsInside ? digits : start, natural: alignment)
  }

  /// Puts the digits from `digits` on in groups, with zeros before them up to a width of the whole.
  private func group(
    text: inout TextBuilder, from digits: Int, _ grouping: FormatSpec.Grouping, width: Int
  ) throws {
    let wholeCount = wholeEnd(in: text, from: digits) - digits
    if wholeCount == 0 { return }
    let available = width - (text.count - start - wholeCount)
    if available > FormatSpec.maximumLength { throw Problem.memoryError }
    text.mapTail(from: digits) { tail in
      let whole = grouped(tail.prefix(wholeCount), UInt8(grouping.rawValue), width: available)
      tail.replaceSubrange(..<wholeCount, with: whole)
    }
  }

  private func grouped(_ digits: ArraySlice<UInt8>, _ mark: UInt8, width: Int) -> [UInt8] {
    var reversed: [UInt8] = []
    var count = 0
    var rest = digits
    while !rest.isEmpty || reversed.count < width {
      if count > 0 && count % groupSize == 0 { reversed.append(mark) }
      reversed.append(rest.popLast() ?? UInt8(ascii: "0"))
      count += 1
    }
    return reversed.reversed()
  }
}

// MARK: - Integers

extension Formatter {
  /// `format(value, spec)` of an int; `typeName` is `bool` for one shown as a number.
  public static func integer(
    _ value: Integer, spec: TextView, typeName: String = "int",
    digitLimit: Int = Integer.defaultDigitLimit, to text: inout TextBuilder
  ) throws {
    let spec = try FormatSpec(spec, typeName: typeName)
    switch spec.type.flatMap(Unicode.Scalar.init) {
    case nil, "b", "c", "d", "o", "x", "X", "n": try integer(value, spec, digitLimit, to: &text)
    case "e", "E", "f", "F", "g", "G", "%": try float(value.asDouble(), spec, to: &text)
    default: throw spec.unknownCode(typeName: typeName)
    }
  }

  private static func integer(
    _ value: Integer, _ spec: FormatSpec, _ digitLimit: Int, to text: inout TextBuilder
  ) throws {
    if spec.precision != nil {
      throw Problem.valueError("Precision not allowed in integer format specifier")
    }
    if spec.coercesNegativeZero {
      throw Problem.valueError(
        "Negative zero coercion (z) not allowed in integer format specifier")
    }
    let type = spec.type.flatMap(Unicode.Scalar.init)
    if type == "c" { return try character(value, spec, to: &text) }
    var number = WrittenNumber(start: text.count)
    guard let base = IntegerBase(letter: type) else {
      try append(value, digitLimit: digitLimit, to: &text)
      return try number.layOut(spec, in: &text)
    }
    try base.append(value, to: &text)
    number.groupSize = 4
    number.isHexadecimal = true
    if spec.isAlternate { number.prefix = base.prefix }
    try number.layOut(spec, in: &text)
  }

  /// Appends the decimal text of an int.
  static func append(
    _ value: Integer, digitLimit: Int, to text: inout TextBuilder
  ) throws {
    if case .small(let word) = value { return text.append(decimal: word) }
    text.append(try value.text(digitLimit: digitLimit))
  }

  private static func character(
    _ value: Integer, _ spec: FormatSpec, to text: inout TextBuilder
  ) throws {
    if spec.sign != nil {
      throw Problem.valueError("Sign not allowed with integer format specifier 'c'")
    }
    if spec.isAlternate {
      throw Problem.valueError("Alternate form (#) not allowed with integer format specifier 'c'")
    }
    if value.word == nil {
      throw Problem.overflowError("Python int too large to convert to C long")
    }
    let start = text.count
    text.append(try characterCode(value))
    let natural: FormatSpec.Alignment = spec.isZeroPadded ? .afterSign : .right
    try spec.pad(&text, from: start, natural: natural)
  }

  /// The character of a code: the `c` conversion of `format` and `%`.
  public static func characterCode(_ value: Integer) throws -> UInt32 {
    guard let code = value.word, (0...0x10FFFF).contains(code) else {
      throw Problem.overflowError("%c arg not in range(0x110000)")
    }
    return UInt32(code)
  }

  static func uppercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 0x20 : byte
  }
}

/// How the type letters `b`, `o`, `x` and `X` write an int.
struct IntegerBase {
  let base: Int
  let prefix: StaticString
  let isUppercase: Bool

  /// nil for the letters of decimal digits.
  init?(letter: Unicode.Scalar?) {
    isUppercase = letter == "X"
    switch letter {
    case "b": (base, prefix) = (2, "0b")
    case "o": (base, prefix) = (8, "0o")
    case "x": (base, prefix) = (16, "0x")
    case "X": (base, prefix) = (16, "0X")
    default: return nil
    }
  }

  /// Appends the sign and the digits.
  func append(_ value: Integer, to text: inout TextBuilder) throws {
    let start = text.count
    text.append(try value.digits(base: base))
    if isUppercase { text.mapASCII(from: start, Formatter.uppercased) }
  }
}

// MARK: - Floats

extension Formatter {
  /// `format(value, spec)` of a float.
  public static func float(
    _ value: Double, spec: TextView, to text: inout TextBuilder
  ) throws {
    let spec = try FormatSpec(spec, typeName: "float")
    switch spec.type.flatMap(Unicode.Scalar.init) {
    case nil, "e", "E", "f", "F", "g", "G", "n", "%": try float(value, spec, to: &text)
    default: throw spec.unknownCode(typeName: "float")
    }
  }

  /// Without a type, `1e16` and `1.0` are as in `repr`, and a precision counts significant digits.
  static func float(
    _ value: Double, _ spec: FormatSpec, addsPointZero: Bool = true, to text: inout TextBuilder
  ) throws {
    if let precision = spec.precision, precision > Int(Int32.max) {
      throw Problem.valueError("precision too big")
    }
    let style = FloatStyle(
      letter: spec.type.flatMap(Unicode.Scalar.init), precision: spec.precision,
      isAlternate: spec.isAlternate, addsPointZero: addsPointZero)
    let number = WrittenNumber(start: text.count)
    try style.write(value, to: &text)
    try number.layOut(spec, in: &text)
  }
}
