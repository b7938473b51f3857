/// One `%` directive: `%[(key)][flags][width][.precision][length]type`.
public struct PercentDirective: BitwiseCopyable {
  /// A width or precision: in the text, or `*`, the next argument.
  public enum Count: Equatable, BitwiseCopyable {
    case number(Int)
    case argument
  }

  /// The text between the parentheses.
  public var key: TextView?
  public var isLeftAligned = false
  public var showsPlus = false
  public var showsBlank = false
  public var isAlternate = false
  public var isZeroPadded = false
  public var width: Count?
  public var precision: Count?
  /// The type letter, which need not be one that exists: see `unsupported()`.
  public var type: UInt32 = 0
  /// Where in the text the type letter stands.
  public var position = 0

  /// Whether it is `%%`, which with a width or flag would be a type letter that does not exist.
  public var isPercentSign: Bool {
    type == UInt32(ascii: "%") && width == nil && precision == nil && !isLeftAligned && !showsPlus
      && !showsBlank && !isAlternate && !isZeroPadded && key == nil
  }

  /// The error of a type letter that does not exist; raised after the argument was taken.
  public func unsupported() -> Problem {
    if type == 0, key != nil { return .valueError("incomplete format") }
    let shown = type > 31 && type < 128 ? String(codePoints: [type]) : "?"
    let code = String(type, radix: 16)
    return .valueError("unsupported format character '\(shown)' (0x\(code)) at index \(position)")
  }
}

/// Splits a `%` format into literal text and directives, one `next()` at a time: an error in
/// the text comes only after the directives before it were carried out.
public struct PercentParser {
  public enum Piece: BitwiseCopyable {
    case literal(TextView)
    case directive(PercentDirective)
    /// A `%(` without its `)`: `unfinishedKeyProblem`, if the argument is a mapping at all.
    case unfinishedKey
  }

  public static let unfinishedKeyProblem = Problem.valueError("incomplete format key")

  private let text: TextView
  /// What its error calls a precision.
  private let precisionName: String
  private var position = 0

  public init(_ text: TextView, ofBytes isOfBytes: Bool = false) {
    self.text = text
    precisionName = isOfBytes ? "prec" : "precision"
  }

  /// The next piece, or nil at the end. A directive of type `%` is a plain percent sign.
  public mutating func next() throws -> Piece? {
    if position == text.count { return nil }
    if text[position] != UInt32(ascii: "%") {
      let end = text.firstIndex(of: UInt32(ascii: "%"), from: position) ?? text.count
      defer { position = end }
      return .literal(text[position..<end])
    }
    position += 1
    var directive = PercentDirective()
    if current == UInt32(ascii: "(") {
      guard let key = key() else { return .unfinishedKey }
      directive.key = key
    }
    return .directive(try completed(directive))
  }

  /// A directive with what follows its key.
  private mutating func completed(_ start: PercentDirective) throws -> PercentDirective {
    var directive = start
    scanFlags(into: &directive)
    directive.width = try count(limit: .max, name: "width")
    if current == UInt32(ascii: ".") {
      position += 1
      directive.precision = try count(limit: Int(Int32.max), name: precisionName) ?? .number(0)
    }
    switch current {
    case UInt32(ascii: "h"), UInt32(ascii: "l"), UInt32(ascii: "L"): position += 1
    default: break
    }
    guard let type = current else {
      // The key is looked up before the end of the text is noticed.
      if directive.key != nil { return directive }
      throw Problem.valueError("incomplete format")
    }
    (directive.type, directive.position) = (type, position)
    position += 1
    return directive
  }

  @inline(__always)
  private var current: UInt32? { position < text.count ? text[position] : nil }

  /// `(key)`, in which parentheses may nest; nil where it does not end.
  private mutating func key() -> TextView? {
    let start = position + 1
    var depth = 0
    while let character = current {
      position += 1
      if character == UInt32(ascii: "(") { depth += 1 }
      if character == UInt32(ascii: ")") { depth -= 1 }
      if depth == 0 { return text[start..<position - 1] }
    }
    return nil
  }

  private mutating func scanFlags(into directive: inout PercentDirective) {
    while let flag = current {
      switch flag {
      case UInt32(ascii: "-"): directive.isLeftAligned = true
      case UInt32(ascii: "+"): directive.showsPlus = true
      case UInt32(ascii: " "): directive.showsBlank = true
      case UInt32(ascii: "#"): directive.isAlternate = true
      case UInt32(ascii: "0"): directive.isZeroPadded = true
      default: return
      }
      position += 1
    }
  }

  @inline(__always)
  private mutating func count(limit: Int, name: String) throws -> PercentDirective.Count? {
    if current == UInt32(ascii: "*") {
      position += 1
      return .argument
    }
    var value: Int?
    while let digit = current, (UInt32(ascii: "0")...UInt32(ascii: "9")).contains(digit) {
      let amount = Int(digit - UInt32(ascii: "0"))
      if value ?? 0 > (limit - amount) / 10 { throw Problem.valueError("\(name) too big") }
      value = (value ?? 0) * 10 + amount
      position += 1
    }
    return value.map(PercentDirective.Count.number)
  }
}

// MARK: - Conversions

/// Writes one argument by its directive, with `*` counts replaced by their numbers.
public struct PercentConversion {
  public let directive: PercentDirective
  private let precision: Int?
  private let spec: FormatSpec

  /// A negative width from an argument means left alignment; a negative precision means 0.
  public init(
    _ directive: PercentDirective, widthArgument: Int? = nil, precisionArgument: Int? = nil
  ) {
    self.directive = directive
    var width = widthArgument
    if case .number(let number)? = directive.width { width = number }
    var precision = precisionArgument
    if case .number(let number)? = directive.precision { precision = number }
    self.precision = precision.map { max(0, $0) }
    var spec = FormatSpec()
    let isLeftAligned = directive.isLeftAligned || (width ?? 0) < 0
    spec.width = width.map { Int(clamping: $0.magnitude) }
    spec.alignment = isLeftAligned ? .left : directive.isZeroPadded ? .afterSign : .right
    if directive.isZeroPadded && !isLeftAligned { spec.fill = UInt32(ascii: "0") }
    if directive.showsBlank { spec.sign = UInt32(ascii: " ") }
    if directive.showsPlus { spec.sign = UInt32(ascii: "+") }
    self.spec = spec
  }

  /// `%s`, `%r` and `%a`: cut to the precision, padded with blanks.
  public func text(_ value: TextView, to text: inout TextBuilder) throws {
    let start = text.count
    text.append(precision.map(value.prefix) ?? value)
    try padWithBlanks(&text, from: start)
  }

  /// `%c` of one character, padded with blanks.
  public func character(_ value: UInt32, to text: inout TextBuilder) throws {
    let start = text.count
    text.append(value)
    try padWithBlanks(&text, from: start)
  }

  private func padWithBlanks(_ text: inout TextBuilder, from start: Int) throws {
    if spec.width == nil { return }
    var spec = spec
    spec.fill = UInt32(ascii: " ")
    try spec.pad(&text, from: start, natural: .right)
  }

  /// `%d`, `%i`, `%u`, `%o`, `%x` and `%X`; the precision is the least number of digits.
  public func integer(
    _ value: Integer, digitLimit: Int = Integer.defaultDigitLimit, to text: inout TextBuilder
  ) throws {
    var number = WrittenNumber(start: text.count)
    if let base = IntegerBase(letter: Unicode.Scalar(directive.type)) {
      try base.append(value, to: &text)
      number.isHexadecimal = true
      if directive.isAlternate { number.prefix = base.prefix }
    } else {
      try Formatter.append(value, digitLimit: digitLimit, to: &text)
    }
    if let precision {
      let digits = number.start + (value.isNegative ? 1 : 0)
      let missing = precision - (text.count - digits)
      if missing > FormatSpec.maximumLength { throw Problem.memoryError }
      text.insert(UInt32(ascii: "0"), times: missing, at: digits)
    }
    try number.layOut(spec, in: &text)
  }

  /// `%e`, `%f`, `%g` and their capitals.
  public func float(_ value: Double, to text: inout TextBuilder) throws {
    let style = FloatStyle(
      letter: Unicode.Scalar(directive.type), precision: precision,
      isAlternate: directive.isAlternate)
    let number = WrittenNumber(start: text.count)
    try style.write(value, to: &text)
    try number.layOut(spec, in: &text)
  }
}
