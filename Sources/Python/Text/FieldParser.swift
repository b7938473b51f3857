/// A replacement field of `str.format`: `{name!conversion:spec}`.
public struct ReplacementField: BitwiseCopyable {
  public var name: TextView
  /// The letter after the `!`.
  public var conversion: UInt32?
  public var spec: TextView
  /// Whether the specifier has fields of its own, to be replaced first.
  public var specHasFields = false

  /// The error of a conversion that is none of `r`, `s` and `a`.
  public static func unknownConversion(_ conversion: UInt32) -> Problem {
    let shown =
      conversion > 32 && conversion < 127
      ? String(codePoints: [conversion]) : "\\x" + String(conversion, radix: 16)
    return .valueError("Unknown conversion specifier \(shown)")
  }

  /// The error of fields nested deeper than a specifier inside a field.
  public static let nestedTooDeep = Problem.valueError("Max string recursion exceeded")
}

private let closingBracket = UInt32(ascii: "]")

/// Splits a `str.format` template, one `next()` at a time: an error in the text comes only
/// after the fields before it were replaced.
public struct FieldParser {
  /// Literal text (with `{{` and `}}` undone), then the field that follows it, if any.
  public struct Piece: BitwiseCopyable {
    public var literal: TextView
    public var field: ReplacementField?
  }

  private static let opening = UInt32(ascii: "{")
  private static let closing = UInt32(ascii: "}")

  private let text: TextView
  private var position = 0

  public init(_ text: TextView) { self.text = text }

  public mutating func next() throws -> Piece? {
    if position == text.count { return nil }
    let start = position
    while position < text.count, !isBrace(text[position]) { position += 1 }
    guard position < text.count else {
      return Piece(literal: text[start..<text.count], field: nil)
    }
    let brace = text[position]
    position += 1
    if position < text.count && text[position] == brace {
      position += 1
      return Piece(literal: text[start..<position - 1], field: nil)
    }
    if brace == FieldParser.closing {
      throw Problem.valueError("Single '}' encountered in format string")
    }
    if position == text.count {
      throw Problem.valueError("Single '{' encountered in format string")
    }
    let literal = text[start..<position - 1]
    return Piece(literal: literal, field: try field())
  }

  @inline(__always)
  private func isBrace(_ character: UInt32) -> Bool {
    character == FieldParser.opening || character == FieldParser.closing
  }

  @inline(__always)
  private mutating func advance() -> UInt32? {
    if position == text.count { return nil }
    defer { position &+= 1 }
    return text[position]
  }

  private mutating func field() throws -> ReplacementField {
    let start = position
    let end = try skipName()
    let name = text[start..<position - (end == nil ? 0 : 1)]
    var field = ReplacementField(name: name, spec: name.prefix(0))
    switch end {
    case UInt32(ascii: ":"): try scanSpec(of: &field)
    case UInt32(ascii: "!"): if try !scanConversion(of: &field) { try scanSpec(of: &field) }
    case FieldParser.closing: break
    default: throw Problem.valueError("expected '}' before end of string")
    }
    return field
  }

  /// Skips to behind the character that ends the name and returns it. Within brackets
  /// everything belongs to the name.
  private mutating func skipName() throws -> UInt32? {
    while let character = advance() {
      switch character {
      case FieldParser.opening: throw Problem.valueError("unexpected '{' in field name")
      case UInt32(ascii: "["):
        position = text.firstIndex(of: closingBracket, from: position) ?? text.count
      case FieldParser.closing, UInt32(ascii: ":"), UInt32(ascii: "!"): return character
      default: break
      }
    }
    return nil
  }

  /// Reads what follows a `!`; returns whether the field ends there.
  private mutating func scanConversion(of field: inout ReplacementField) throws -> Bool {
    guard let conversion = advance() else {
      throw Problem.valueError("end of string while looking for conversion specifier")
    }
    field.conversion = conversion
    guard let next = advance() else { return false }
    if next == FieldParser.closing { return true }
    if next == UInt32(ascii: ":") { return false }
    throw Problem.valueError("expected ':' after conversion specifier")
  }

  private mutating func scanSpec(of field: inout ReplacementField) throws {
    let start = position
    var depth = 1
    while let character = advance() {
      if character == FieldParser.opening {
        depth += 1
        field.specHasFields = true
      } else if character == FieldParser.closing {
        depth -= 1
        if depth == 0 {
          field.spec = text[start..<position - 1]
          return
        }
      }
    }
    throw Problem.valueError("unmatched '{' in format spec")
  }
}

/// The name of a replacement field: what it starts from, then attributes and indices.
public struct FieldName {
  /// The argument that the name starts from.
  public enum First: BitwiseCopyable {
    case automatic
    case index(Int)
    case key(TextView)
  }

  public enum Accessor: BitwiseCopyable {
    case attribute(TextView)
    case index(Int)
    case key(TextView)
  }

  public let first: First
  private let text: TextView
  private var position: Int

  public init(_ text: TextView) throws {
    self.text = text
    position = FieldName.accessor(in: text, from: 0)
    if position == 0 {
      first = .automatic
      return
    }
    let start = text.prefix(position)
    if let index = try FieldName.number(start) {
      first = .index(index)
    } else {
      first = .key(start)
    }
  }

  /// The next `.attribute` or `[index]`, or nil at the end of the name.
  public mutating func next() throws -> Accessor? {
    if position == text.count { return nil }
    let mark = text[position]
    position += 1
    switch mark {
    case UInt32(ascii: "."):
      return .attribute(try part(upTo: FieldName.accessor(in: text, from: position)))
    case UInt32(ascii: "["):
      guard let end = text.firstIndex(of: closingBracket, from: position) else {
        throw Problem.valueError("Missing ']' in format string")
      }
      let key = try part(upTo: end)
      position += 1
      return try FieldName.number(key).map(Accessor.index) ?? .key(key)
    default:
      throw Problem.valueError("Only '.' or '[' may follow ']' in format field specifier")
    }
  }

  private mutating func part(upTo end: Int) throws -> TextView {
    if end == position { throw Problem.valueError("Empty attribute in format string") }
    defer { position = end }
    return text[position..<end]
  }

  /// Where the first accessor starts at or after a place; the end of the text if there is none.
  private static func accessor(in text: TextView, from start: Int) -> Int {
    var position = start
    while position < text.count, text[position] != UInt32(ascii: "."),
      text[position] != UInt32(ascii: "[")
    {
      position += 1
    }
    return position
  }

  /// The value of text that is all digits, else nil.
  private static func number(_ text: TextView) throws -> Int? {
    var scanner = SpecScanner(text: text)
    guard let number = try scanner.number(), scanner.remaining == 0 else { return nil }
    return number
  }
}

/// Gives `{}` fields their numbers; a template may not mix them with `{0}`.
public struct FieldNumbering: Sendable {
  private var next = 0
  private var isAutomatic: Bool?

  public init() {}

  /// The argument's position or key for a field that starts with `first`.
  public mutating func resolve(_ first: FieldName.First) throws -> FieldName.First {
    if case .key = first { return first }
    let wantsAutomatic = if case .automatic = first { true } else { false }
    if let isAutomatic, isAutomatic != wantsAutomatic {
      throw Problem.valueError(
        wantsAutomatic
          ? "cannot switch from manual field specification to automatic field numbering"
          : "cannot switch from automatic field numbering to manual field specification")
    }
    isAutomatic = wantsAutomatic
    guard wantsAutomatic else { return first }
    defer { next += 1 }
    return .index(next)
  }
}
