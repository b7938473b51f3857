/// A replacement field of `str.format`: `{name!conversion:spec}`.
public struct ReplacementField: Equatable, Sendable {
  public var name: [UInt32]
  /// The letter after the `!`.
  public var conversion: UInt32?
  public var spec: [UInt32] = []
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

/// Splits a `str.format` template, one `next()` at a time: an error in the text comes only
/// after the fields before it were replaced.
public struct FieldParser {
  /// Literal text (with `{{` and `}}` undone), then the field that follows it, if any.
  public struct Piece: Equatable, Sendable {
    public var literal: [UInt32]
    public var field: ReplacementField?
  }

  private static let (opening, closing): (UInt32, UInt32) = (0x7B, 0x7D)

  private let text: [UInt32]
  private var position = 0

  public init(_ text: [UInt32]) { self.text = text }

  public mutating func next() throws -> Piece? {
    if position == text.count { return nil }
    let start = position
    while position < text.count, !isBrace(text[position]) { position += 1 }
    guard position < text.count else {
      return Piece(literal: Array(text[start...]), field: nil)
    }
    let brace = text[position]
    position += 1
    if position < text.count && text[position] == brace {
      position += 1
      return Piece(literal: Array(text[start..<position - 1]), field: nil)
    }
    if brace == FieldParser.closing {
      throw Problem.valueError("Single '}' encountered in format string")
    }
    if position == text.count {
      throw Problem.valueError("Single '{' encountered in format string")
    }
    let literal = Array(text[start..<position - 1])
    return Piece(literal: literal, field: try field())
  }

  private func isBrace(_ character: UInt32) -> Bool {
    character == FieldParser.opening || character == FieldParser.closing
  }

  private mutating func advance() -> UInt32? {
    if position == text.count { return nil }
    defer { position += 1 }
    return text[position]
  }

  private mutating func field() throws -> ReplacementField {
    let start = position
    let end = try skipName()
    var field = ReplacementField(name: Array(text[start..<position - (end == nil ? 0 : 1)]))
    switch end {
    case 0x3A: try scanSpec(of: &field)
    case 0x21: if try !scanConversion(of: &field) { try scanSpec(of: &field) }
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
      case 0x5B: while position < text.count, text[position] != 0x5D { position += 1 }
      case FieldParser.closing, 0x3A, 0x21: return character
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
    if next != 0x3A { throw Problem.valueError("expected ':' after conversion specifier") }
    return false
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
          field.spec = Array(text[start..<position - 1])
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
  public enum First: Equatable, Sendable {
    case automatic
    case index(Int)
    case key([UInt32])
  }

  public enum Accessor: Equatable, Sendable {
    case attribute([UInt32])
    case index(Int)
    case key([UInt32])
  }

  public let first: First
  private let text: [UInt32]
  private var position: Int

  public init(_ text: [UInt32]) throws {
    self.text = text
    position = text.firstIndex { $0 == 0x2E || $0 == 0x5B } ?? text.count
    let start = Array(text[..<position])
    if start.isEmpty {
      first = .automatic
    } else if let index = try FieldName.number(start) {
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
    case 0x2E:
      let end = text[position...].firstIndex { $0 == 0x2E || $0 == 0x5B } ?? text.count
      return .attribute(try part(upTo: end))
    case 0x5B:
      guard let end = text[position...].firstIndex(of: 0x5D) else {
        throw Problem.valueError("Missing ']' in format string")
      }
      let key = try part(upTo: end)
      position += 1
      return try FieldName.number(key).map(Accessor.index) ?? .key(key)
    default:
      throw Problem.valueError("Only '.' or '[' may follow ']' in format field specifier")
    }
  }

  private mutating func part(upTo end: Int) throws -> [UInt32] {
    if end == position { throw Problem.valueError("Empty attribute in format string") }
    defer { position = end }
    return Array(text[position..<end])
  }

  /// The value of text that is all digits, else nil.
  private static func number(_ text: [UInt32]) throws -> Int? {
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
    let wantsAutomatic = first == .automatic
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
