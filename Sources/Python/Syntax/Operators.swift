/// The operators and delimiters, longest first among those with the same beginning.
enum Operators {
  static let spelled: [(text: String, kind: TokenKind)] = [
    ("**=", .doubleStarEqual), ("//=", .doubleSlashEqual), ("<<=", .leftShiftEqual),
    (">>=", .rightShiftEqual), ("...", .ellipsis),
    ("->", .arrow), (":=", .colonEqual), ("**", .doubleStar), ("//", .doubleSlash),
    ("<<", .leftShift), (">>", .rightShift), ("<=", .lessEqual), (">=", .greaterEqual),
    ("==", .equalEqual), ("!=", .notEqual), ("<>", .unknown),
    ("+=", .plusEqual), ("-=", .minusEqual),
    ("*=", .starEqual), ("/=", .slashEqual), ("%=", .percentEqual), ("@=", .atEqual),
    ("&=", .ampersandEqual), ("|=", .barEqual), ("^=", .caretEqual),
    ("(", .leftParenthesis), (")", .rightParenthesis), ("[", .leftBracket),
    ("]", .rightBracket), ("{", .leftBrace), ("}", .rightBrace), (":", .colon), (",", .comma),
    (";", .semicolon), (".", .dot), ("@", .at), ("=", .equal), ("+", .plus), ("-", .minus),
    ("*", .star), ("/", .slash), ("%", .percent), ("&", .ampersand), ("|", .bar),
    ("^", .caret), ("~", .tilde), ("<", .less), (">", .greater),
  ]

  struct Row {
    let second: UInt8
    let third: UInt8
    let length: Int
    let kind: TokenKind
  }

  /// Per first byte, what may follow it.
  static let byFirstByte: [[Row]] = {
    var table = [[Row]](repeating: [], count: 128)
    for (text, kind) in spelled {
      let bytes = Array(text.utf8)
      let row = Row(
        second: bytes.count > 1 ? bytes[1] : 0, third: bytes.count > 2 ? bytes[2] : 0,
        length: bytes.count, kind: kind)
      table[Int(bytes[0])].append(row)
    }
    return table
  }()

  /// The binary operators and how tightly they bind: a row's level is taken before lower ones.
  static func binary(_ kind: TokenKind) -> (op: BinaryOperator, level: Int)? {
    switch kind {
    case .bar: (.bitOr, 1)
    case .caret: (.bitXor, 2)
    case .ampersand: (.bitAnd, 3)
    case .leftShift: (.leftShift, 4)
    case .rightShift: (.rightShift, 4)
    case .plus: (.add, 5)
    case .minus: (.subtract, 5)
    case .star: (.multiply, 6)
    case .slash: (.divide, 6)
    case .doubleSlash: (.floorDivide, 6)
    case .percent: (.modulo, 6)
    case .at: (.matrixMultiply, 6)
    default: nil
    }
  }

  static func unary(_ kind: TokenKind) -> UnaryOperator? {
    switch kind {
    case .plus: .plus
    case .minus: .negate
    case .tilde: .invert
    default: nil
    }
  }

  static func augmented(_ kind: TokenKind) -> BinaryOperator? {
    switch kind {
    case .plusEqual: .add
    case .minusEqual: .subtract
    case .starEqual: .multiply
    case .atEqual: .matrixMultiply
    case .slashEqual: .divide
    case .doubleSlashEqual: .floorDivide
    case .percentEqual: .modulo
    case .doubleStarEqual: .power
    case .leftShiftEqual: .leftShift
    case .rightShiftEqual: .rightShift
    case .ampersandEqual: .bitAnd
    case .barEqual: .bitOr
    case .caretEqual: .bitXor
    default: nil
    }
  }

  /// The comparisons of one token; `is not` and `not in` have two.
  static func comparison(_ kind: TokenKind) -> CompareOperator? {
    switch kind {
    case .less: .less
    case .lessEqual: .lessEqual
    case .equalEqual: .equal
    case .notEqual: .notEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    case .keywordIn: .in
    case .keywordIs: .is
    default: nil
    }
  }
}
