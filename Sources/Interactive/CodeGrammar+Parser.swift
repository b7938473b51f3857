import Notebooks
import Python

extension CodeGrammar {
  /// Judges the code of pasted text by the parser, magics translated.
  public static let python = CodeGrammar(
    isCompleteCode: { statements($0) != nil },
    lastStatementIsExpression: { text in
      guard case .expression = statements(text)?.last?.kind else { return false }
      return true
    })

  private static func statements(_ text: String) -> [Statement]? {
    guard let source = try? CellTranslation.translate(text) else { return nil }
    var parser = Parser(source: Source(source), mode: .interactive)
    return (try? parser.parseModule())?.body
  }
}
