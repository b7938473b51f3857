extension Lexer {
  /// The tokens of half-typed or broken text, comments included, layout left out. What is no
  /// token comes as `.unknown`, an unfinished string as a string.
  public static func tokensForHighlighting(_ text: String) -> [Token] {
    var lexer = Lexer(Source(text), keepsComments: true)
    var tokens: [Token] = []
    while lexer.position < lexer.limit {
      let start = lexer.position
      let token = lexer.next()
      if token.kind == .error {
        lexer.recover(from: start).map { tokens.append($0) }
      } else if !token.kind.isLayout {
        tokens.append(token)
      }
    }
    return tokens
  }

  /// Goes on after a problem in the text from `start`: answers the token it had to do with.
  private mutating func recover(from start: Int) -> Token? {
    let isIndentation = problem?.kind != .syntax
    let isTriple = problem?.message.hasPrefix("unterminated triple") ?? false
    let isString = problem?.message.hasPrefix("unterminated") ?? false
    problem = nil
    if isIndentation {
      position = max(start, lineStart)
      while position < limit, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
      return nil
    }
    guard isString else {
      let end = min(max(position, start + 1), limit)
      position = end
      return token(.unknown, from: end - 1)
    }
    let quoteStart = max(position - 1, start)
    position = isTriple ? limit : endOfLine(from: quoteStart)
    return token(.string, from: quoteStart)
  }

  private func endOfLine(from start: Int) -> Int {
    bytes[start..<limit].firstIndex(of: UInt8(ascii: "\n")) ?? limit
  }
}
