/// What a reader of pasted text must know of Python: the caller gives it the real parser.
public struct CodeGrammar: Sendable {
  /// Whether a text is a whole program: it parses, and nothing is left open.
  public var isCompleteCode: @Sendable (String) -> Bool
  /// Whether the last statement of a program is an expression, whose value a cell would display.
  public var lastStatementIsExpression: @Sendable (String) -> Bool

  public init(
    isCompleteCode: @escaping @Sendable (String) -> Bool,
    lastStatementIsExpression: @escaping @Sendable (String) -> Bool
  ) {
    self.isCompleteCode = isCompleteCode
    self.lastStatementIsExpression = lastStatementIsExpression
  }

  /// A judgement by words and brackets alone, for use without a parser. It takes some texts for
  /// programs that are none, but refuses prose.
  public static let lexical = CodeGrammar(
    isCompleteCode: { PythonLines($0).looksComplete },
    lastStatementIsExpression: { text in
      guard let last = PythonLines(text).lines.last, !last.isIndented else { return false }
      return last.kind(knowing: PythonNames()) != .statement
    })
}
