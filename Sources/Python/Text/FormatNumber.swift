/// A number's text in the parts that sign, grouping and padding treat differently.
struct NumberParts {
  var isNegative = false
  /// `0x` and the like.
  var prefix = ""
  /// The digits before the point, which get grouped; empty for `inf` and `nan`.
  var whole: [UInt8] = []
  /// What follows: the point, the fraction, the exponent, or `inf`.
  var rest: [UInt8] = []

  /// Splits text as `repr` and C's printing make it.
  init(decimal text: String) {
    let digits = Array(text.utf8)
    isNegative = digits.first == UInt8(ascii: "-")
    let unsigned = digits.dropFirst(isNegative ? 1 : 0)
    whole = Array(unsigned.prefix(while: NumberText.isDigit))
    rest = Array(unsigned.dropFirst(whole.count))
  }

  init(isNegative: Bool, prefix: String, digits: String) {
    self.isNegative = isNegative
    self.prefix = prefix
    whole = Array(digits.utf8)
  }
}

extension FormatSpec {
  /// The number with sign, prefix, grouping and padding.
  func laidOut(_ parts: NumberParts, groupSize: Int = 3) throws -> [UInt32] {
    let alignment = alignment ?? (isZeroPadded ? .afterSign : .right)
    var head: [UInt32] = []
    if parts.isNegative {
      head.append(UInt32(ascii: "-"))
    } else if let sign, sign != UInt32(ascii: "-") {
      head.append(sign)
    }
    head += parts.prefix.codePoints
    let padsInside = alignment == .afterSign
    let available = (width ?? 0) - head.count - parts.rest.count
    if available > FormatSpec.maximumLength { throw Problem.memoryError }
    // Zeros that fill the width are grouped with the digits; any other fill is not.
    let zeroWidth = padsInside && fill == UInt32(ascii: "0") ? available : 0
    let whole = grouped(parts.whole, size: groupSize, width: zeroWidth)
    let body = (whole + parts.rest).map(UInt32.init)
    if !padsInside { return try padded(head + body, natural: .right) }
    let missing = max(0, (width ?? 0) - head.count - body.count)
    return head + [UInt32](repeating: fill, count: missing) + body
  }

  /// The digits in groups, with zeros before them up to `width` where grouping is asked for.
  private func grouped(_ digits: [UInt8], size: Int, width: Int) -> [UInt8] {
    guard let grouping, !digits.isEmpty else { return digits }
    let mark = UInt8(grouping.rawValue)
    let zero = UInt8(ascii: "0")
    var reversed: [UInt8] = []
    var count = 0
    while count < digits.count || reversed.count < width {
      if count > 0 && count % size == 0 { reversed.append(mark) }
      reversed.append(count < digits.count ? digits[digits.count - 1 - count] : zero)
      count += 1
    }
    return reversed.reversed()
  }
}

// MARK: - Integers

extension Formatter {
  /// `format(value, spec)` of an int; `typeName` is `bool` for one shown as a number.
  public static func integer(
    _ value: Integer, spec text: [UInt32], typeName: String = "int",
    digitLimit: Int = Integer.defaultDigitLimit
  ) throws -> [UInt32] {
    let spec = try FormatSpec(text, typeName: typeName)
    switch spec.type.flatMap(Unicode.Scalar.init) {
    case nil, "b", "c", "d", "o", "x", "X", "n": return try integer(value, spec, digitLimit)
    case "e", "E", "f", "F", "g", "G", "%": return try float(value.asDouble(), spec)
    default: throw spec.unknownCode(typeName: typeName)
    }
  }

  private static func integer(
    _ value: Integer, _ spec: FormatSpec, _ digitLimit: Int
  ) throws -> [UInt32] {
    if spec.precision != nil {
      throw Problem.valueError("Precision not allowed in integer format specifier")
    }
    if spec.coercesNegativeZero {
      throw Problem.valueError(
        "Negative zero coercion (z) not allowed in integer format specifier")
    }
    let isAlternate = spec.isAlternate
    func parts(base: Int, prefix: String) throws -> NumberParts {
      try NumberParts(
        isNegative: value.isNegative, prefix: isAlternate ? prefix : "",
        digits: value.absolute.digits(base: base))
    }
    switch spec.type.flatMap(Unicode.Scalar.init) {
    case "c": return try character(value, spec)
    case "b": return try spec.laidOut(parts(base: 2, prefix: "0b"), groupSize: 4)
    case "o": return try spec.laidOut(parts(base: 8, prefix: "0o"), groupSize: 4)
    case "x": return try spec.laidOut(parts(base: 16, prefix: "0x"), groupSize: 4)
    case "X":
      var hexadecimal = try parts(base: 16, prefix: "0X")
      hexadecimal.whole = hexadecimal.whole.map(uppercased)
      return try spec.laidOut(hexadecimal, groupSize: 4)
    default: return try spec.laidOut(NumberParts(decimal: value.text(digitLimit: digitLimit)))
    }
  }

  private static func character(_ value: Integer, _ spec: FormatSpec) throws -> [UInt32] {
    if spec.sign != nil {
      throw Problem.valueError("Sign not allowed with integer format specifier 'c'")
    }
    if spec.isAlternate {
      throw Problem.valueError("Alternate form (#) not allowed with integer format specifier 'c'")
    }
    if value.word == nil {
      throw Problem.overflowError("Python int too large to convert to C long")
    }
    let natural: FormatSpec.Alignment = spec.isZeroPadded ? .afterSign : .right
    return try spec.padded([characterCode(value)], natural: natural)
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

// MARK: - Floats

extension Formatter {
  /// `format(value, spec)` of a float.
  public static func float(_ value: Double, spec text: [UInt32]) throws -> [UInt32] {
    let spec = try FormatSpec(text, typeName: "float")
    try checkFloat(spec)
    return try float(value, spec)
  }

  static func checkFloat(_ spec: FormatSpec) throws {
    switch spec.type.flatMap(Unicode.Scalar.init) {
    case nil, "e", "E", "f", "F", "g", "G", "n", "%": break
    default: throw spec.unknownCode(typeName: "float")
    }
  }

  static func float(_ value: Double, _ spec: FormatSpec) throws -> [UInt32] {
    try spec.laidOut(floatParts(value, spec))
  }

  /// The text of one float, before it is padded. Without a type, `1e16` and `1.0` are as in
  /// `repr`, and a precision counts significant digits.
  static func floatParts(
    _ value: Double, _ spec: FormatSpec, addsPointZero: Bool = true
  ) throws -> NumberParts {
    var parts = NumberParts(decimal: try floatText(value, spec, addsPointZero: addsPointZero))
    if spec.coercesNegativeZero && parts.isNegative && parts.isZero { parts.isNegative = false }
    return parts
  }
}

extension Formatter {
  /// The digits of a float with its sign, as the type letter and the precision say.
  static func floatText(
    _ value: Double, _ spec: FormatSpec, addsPointZero: Bool = true
  ) throws -> String {
    if let precision = spec.precision, precision > Int(Int32.max) {
      throw Problem.valueError("precision too big")
    }
    let style = FloatStyle(
      letter: spec.type.flatMap(Unicode.Scalar.init), precision: spec.precision,
      isAlternate: spec.isAlternate, addsPointZero: addsPointZero)
    return try style.text(of: value)
  }
}

extension NumberParts {
  /// Whether all digits are zeros (`inf` and `nan` have none).
  fileprivate var isZero: Bool {
    guard whole.allSatisfy({ $0 == 0x30 }), !whole.isEmpty else { return false }
    let exponentMark = rest.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? rest.endIndex
    return rest[..<exponentMark].allSatisfy { $0 == 0x30 || !NumberText.isDigit($0) }
  }
}
