/// A word of the source text.
public struct Token: Sendable {
  public var kind: TokenKind
  /// The bytes it covers in the source.
  public var start: Int32
  public var end: Int32
  public var range: SourceRange
  /// Of names and keywords.
  var name = Name.wildcard

  var bytes: Range<Int> { Int(start)..<Int(end) }
}

/// What a token is. Keywords and operators have a kind each.
public enum TokenKind: UInt8, Sendable {
  case endMarker, newline, indent, dedent
  case name, number, string
  /// Only in listings for highlighting.
  case comment
  /// A character of no meaning in Python, such as `$`, `?` and `!`.
  case unknown
  /// The place where the lexer gave up.
  case error
  /// A function's body that was passed over: see `DeferredBody`.
  case deferredBody

  case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
  case colon, comma, semicolon, dot, ellipsis, arrow, at, equal, colonEqual
  case plus, minus, star, doubleStar, slash, doubleSlash, percent
  case leftShift, rightShift, ampersand, bar, caret, tilde
  case less, lessEqual, equalEqual, notEqual, greater, greaterEqual
  case plusEqual, minusEqual, starEqual, doubleStarEqual, slashEqual, doubleSlashEqual
  case percentEqual, atEqual, leftShiftEqual, rightShiftEqual
  case ampersandEqual, barEqual, caretEqual

  case keywordFalse, keywordNone, keywordTrue
  case keywordAnd, keywordAs, keywordAssert, keywordAsync, keywordAwait, keywordBreak
  case keywordClass, keywordContinue, keywordDef, keywordDel, keywordElif, keywordElse
  case keywordExcept, keywordFinally, keywordFor, keywordFrom, keywordGlobal, keywordIf
  case keywordImport, keywordIn, keywordIs, keywordLambda, keywordNonlocal, keywordNot
  case keywordOr, keywordPass, keywordRaise, keywordReturn, keywordTry, keywordWhile
  case keywordWith, keywordYield

  public var isKeyword: Bool { rawValue >= TokenKind.keywordFalse.rawValue }

  public var isOperator: Bool {
    rawValue >= TokenKind.leftParenthesis.rawValue && rawValue < TokenKind.keywordFalse.rawValue
  }

  /// Marks the layout of lines; such tokens do not count as the end of a statement.
  var isLayout: Bool { rawValue <= TokenKind.dedent.rawValue }
}

/// The reserved words, in the order of their kinds.
enum Keywords {
  static let spelled = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
    "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if",
    "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
    "while", "with", "yield",
  ]

  static let count = Int(TokenKind.keywordYield.rawValue - TokenKind.keywordFalse.rawValue) + 1
}
