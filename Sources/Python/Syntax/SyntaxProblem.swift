/// Why a text is not Python: what CPython raises as `SyntaxError` or one of its relatives.
public struct SyntaxProblem: Error, Equatable, Sendable {
  public enum Kind: Sendable {
    /// `SyntaxError`
    case syntax
    /// `IndentationError`
    case indentation
    /// `TabError`
    case tab
    /// `MemoryError`: nested too deeply for the parser's stack.
    case memory
    /// `RecursionError`: a chain of operators too long for the compiler's stack.
    case recursion
  }

  public var kind: Kind
  public var message: String
  /// Where; `endColumn` is -1 where CPython names no end. Nil where it names no place.
  public var range: SourceRange?
  /// The text ended too early: with more lines it may become correct.
  public var isIncomplete: Bool
  /// `invalid syntax` and nothing more: the parser found no words for it.
  var isGeneric = false

  public init(
    _ message: String, kind: Kind = .syntax, range: SourceRange?, isIncomplete: Bool = false
  ) {
    self.kind = kind
    self.message = message
    self.range = range
    self.isIncomplete = isIncomplete
  }
}

/// A warning about a text that can be read.
struct SyntaxWarningNote {
  let line: Int
  let text: String
}
