/// A parsed format specifier: `[[fill]align][sign][z][#][0][width][,_][.precision][type]`.
public struct FormatSpec: Equatable, Sendable {
  /// Where the padding goes; `=` puts it between the sign and the digits.
  public enum Alignment: UInt32, Sendable {
    case left = 0x3C  // <
    case right = 0x3E  // >
    case afterSign = 0x3D  // =
    case center = 0x5E  // ^
  }

  /// What stands between groups of digits.
  public enum Grouping: UInt32, Sendable {
    case comma = 0x2C  // ,
    case underscore = 0x5F  // _
  }

  public var fill = UInt32(ascii: " ")
  /// The alignment that was asked for, or nil for the type's own.
  public var alignment: Alignment?
  /// `+`, `-` or a space.
  public var sign: UInt32?
  public var coercesNegativeZero = false
  public var isAlternate = false
  /// The `0` before the width.
  public var isZeroPadded = false
  public var width: Int?
  public var grouping: Grouping?
  public var precision: Int?
  /// The type letter.
  public var type: UInt32?
  /// Whether the fill was given, so that a `0` before the width does not replace it.
  private var hasFill = false

  /// The specifier of plain text.
  init() {}

  /// Parses `text` for an object whose type has the name `typeName` (it is in some errors).
  public init(_ text: TextView, typeName: String) throws {
    var scanner = SpecScanner(text: text)
    scanAlignment(&scanner)
    scanFlags(&scanner)
    width = try scanner.number()
    try scanGrouping(&scanner)
    if scanner.skip(".") {
      precision = try scanner.number()
      if precision == nil { throw Problem.valueError("Format specifier missing precision") }
    }
    if scanner.remaining > 1 {
      throw Problem.valueError(
        "Invalid format specifier '\(text.text)' for object of type '\(typeName)'")
    }
    type = scanner.next()
    try checkGrouping()
  }

  private mutating func scanAlignment(_ scanner: inout SpecScanner) {
    if let second = scanner.peek(1), let found = Alignment(rawValue: second) {
      (fill, alignment) = (scanner.peek(0) ?? fill, found)
      scanner.position += 2
      hasFill = true
    } else if let first = scanner.peek(0), let found = Alignment(rawValue: first) {
      alignment = found
      scanner.position += 1
    }
  }

  private mutating func scanFlags(_ scanner: inout SpecScanner) {
    if let next = scanner.peek(0), next == 0x20 || next == 0x2B || next == 0x2D {  // blank + -
      sign = next
      scanner.position += 1
    }
    coercesNegativeZero = scanner.skip("z")
    isAlternate = scanner.skip("#")
    guard !hasFill, scanner.skip("0") else { return }
    fill = UInt32(ascii: "0")
    isZeroPadded = true
  }

  private mutating func scanGrouping(_ scanner: inout SpecScanner) throws {
    if scanner.skip(",") { grouping = .comma }
    if scanner.skip("_") {
      if grouping != nil { throw FormatSpec.bothGroupings }
      grouping = .underscore
    }
    if scanner.peek(0) == Grouping.comma.rawValue && grouping == .underscore {
      throw FormatSpec.bothGroupings
    }
  }

  private static let bothGroupings = Problem.valueError("Cannot specify both ',' and '_'.")

  /// Digits are grouped in decimal types; by `_` in binary, octal and hexadecimal ones too.
  private func checkGrouping() throws {
    guard let grouping, let type else { return }
    let isDecimal = "defgEFG%".unicodeScalars.contains { $0.value == type }
    let isPowerOfTwo = "boxX".unicodeScalars.contains { $0.value == type }
    if isDecimal || (isPowerOfTwo && grouping == .underscore) { return }
    throw cannotGroup(with: type)
  }

  /// The error of a grouping that the type does not allow.
  func cannotGroup(with type: UInt32) -> Problem {
    let mark = grouping == .underscore ? "_" : ","
    return .valueError("Cannot specify '\(mark)' with '\(FormatSpec.shown(type))'.")
  }

  /// The error of a type letter that an object of this type does not know.
  func unknownCode(typeName: String) -> Problem {
    .valueError(
      "Unknown format code '\(FormatSpec.shown(type ?? 0))' for object of type '\(typeName)'")
  }

  /// A character as CPython's messages show it: beyond plain ASCII in hexadecimal.
  static func shown(_ character: UInt32) -> String {
    character > 32 && character < 128
      ? String(codePoints: [character]) : "\\x" + String(character, radix: 16)
  }
}

/// Reads the parts of a specifier in order.
struct SpecScanner {
  let text: TextView
  var position = 0

  init(text: TextView) { self.text = text }

  var remaining: Int { text.count - position }

  @inline(__always)
  func peek(_ distance: Int) -> UInt32? {
    position + distance < text.count ? text[position + distance] : nil
  }

  @inline(__always)
  mutating func next() -> UInt32? {
    defer { if position < text.count { position += 1 } }
    return peek(0)
  }

  @inline(__always)
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    if peek(0) != character.value { return false }
    position += 1
    return true
  }

  /// A decimal number (in any script's digits), or nil when none is here.
  mutating func number() throws -> Int? {
    var value: Int?
    while let next = peek(0), let digit = UnicodeTraits.decimalValue(next) {
      let (scaled, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(digit)
      if overflow || carry {
        throw Problem.valueError("Too many decimal digits in format string")
      }
      value = sum
      position += 1
    }
    return value
  }
}

// MARK: - Padding

extension FormatSpec {
  /// How many of `missing` characters go to the left of a text.
  private func leftPadding(_ missing: Int, natural: Alignment) -> Int {
    switch alignment ?? natural {
    case .left: 0
    case .right, .afterSign: missing
    case .center: missing / 2
    }
  }

  /// The largest result that is laid out, in characters; beyond it there is a MemoryError.
  static let maximumLength = 1 << 27

  /// Pads what was written from `start` on to the width, aligned as asked or else as `natural`
  /// says. Padding after the sign of a number goes to `digits`, where its digits start.
  func pad(
    _ text: inout TextBuilder, from start: Int, digits: Int? = nil, natural: Alignment
  ) throws {
    guard let width else { return }
    let missing = width - (text.count - start)
    if missing <= 0 { return }
    if missing > FormatSpec.maximumLength { throw Problem.memoryError }
    let before = leftPadding(missing, natural: natural)
    text.append(repeating: fill, count: missing - before)
    text.insert(fill, times: before, at: digits ?? start)
  }
}
