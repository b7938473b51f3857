/// String literals: adjacent ones are joined, and those with `f` taken apart.
extension Parser {
  /// A string token's parts.
  private struct Literal {
    let prefix: StringPrefix
    /// Between the quotes.
    let body: Range<Int>
  }

  /// Collects the parts of joined f-strings.
  private struct PartCollector {
    var parts: [StringPart] = []
    var text = StringCollector()

    mutating func append(_ field: StringPart) {
      flush()
      parts.append(field)
    }

    mutating func flush() {
      if !text.isEmpty { parts.append(.literal(text.take())) }
    }
  }

  /// strings: STRING+
  mutating func parseStrings() throws(SyntaxProblem) -> Expression {
    let first = index
    while kind == .string { advance() }
    let strings = first..<index
    let range = span(tokens[first].range)
    let literals = strings.map { literal(tokens[$0]) }
    let bytesCount = literals.count { $0.prefix.isBytes }
    if bytesCount == literals.count { return try joinBytes(tokens[strings], literals, range) }
    if bytesCount > 0 { throw stringProblem("cannot mix bytes and nonbytes literals") }
    var collector = PartCollector()
    for (token, literal) in zip(tokens[strings], literals) {
      if literal.prefix.isFormatted {
        var scanner = FStringScanner(literal.body, token, isRaw: literal.prefix.isRaw)
        try scan(&scanner, into: &collector, level: 0)
      } else {
        try decode(literal.body, isRaw: literal.prefix.isRaw, into: &collector.text)
      }
    }
    if literals.contains(where: \.prefix.isFormatted) {
      collector.flush()
      return Expression(.joinedString(collector.parts), range)
    }
    return Expression(.constant(.string(collector.text.take())), range)
  }

  private func literal(_ token: Token) -> Literal {
    let all = token.bytes
    let quote = bytes[all].firstIndex { $0 == 0x22 || $0 == 0x27 } ?? all.lowerBound
    let isTriple =
      all.upperBound - quote >= 6 && bytes[quote + 1] == bytes[quote]
      && bytes[quote + 2] == bytes[quote]
    let width = isTriple ? 3 : 1
    let prefix = StringPrefix(bytes[all.lowerBound..<quote]) ?? StringPrefix()
    return Literal(prefix: prefix, body: quote + width..<all.upperBound - width)
  }

  private func joinBytes(
    _ tokens: ArraySlice<Token>, _ literals: [Literal], _ range: SourceRange
  ) throws(SyntaxProblem) -> Expression {
    var value: [UInt8] = []
    for (token, literal) in zip(tokens, literals) {
      do throws(StringDecodingError) {
        value += try StringDecoding.bytes(bytes[literal.body], isRaw: literal.prefix.isRaw)
      } catch {
        throw error.isAboutAll
          ? SyntaxProblem(error.message, range: token.range) : stringProblem(error.message)
      }
    }
    return Expression(.constant(.bytes(value)), range)
  }

  private func decode(
    _ body: Range<Int>, isRaw: Bool, into text: inout StringCollector
  ) throws(SyntaxProblem) {
    if isRaw {
      text.append(bytes[body])
      return
    }
    do throws(StringDecodingError) {
      try StringDecoding.decode(bytes[body], into: &text)
    } catch {
      throw stringProblem(error.message)
    }
  }

  /// Problems of string literals are reported at the token that follows them.
  private func stringProblem(_ message: String) -> SyntaxProblem {
    SyntaxProblem(message, range: here)
  }

  // MARK: F-strings

  /// Where the scan of an f-string's body stands.
  private struct FStringScanner {
    var position: Int
    let end: Int
    let token: Token
    let isRaw: Bool

    init(_ body: Range<Int>, _ token: Token, isRaw: Bool) {
      position = body.lowerBound
      end = body.upperBound
      self.token = token
      self.isRaw = isRaw
    }
  }

  /// Literal text and fields, to the end of the string or, in a format spec (level 1 and
  /// deeper), to its closing brace.
  private mutating func scan(
    _ scanner: inout FStringScanner, into collector: inout PartCollector, level: Int
  ) throws(SyntaxProblem) {
    while true {
      try scanLiteral(&scanner, into: &collector.text, level: level)
      guard scanner.position < scanner.end, bytes[scanner.position] == UInt8(ascii: "{") else {
        return
      }
      try scanField(&scanner, into: &collector, level: level)
    }
  }

  /// Text up to a brace that is not doubled.
  private mutating func scanLiteral(
    _ scanner: inout FStringScanner, into text: inout StringCollector, level: Int
  ) throws(SyntaxProblem) {
    var start = scanner.position
    while scanner.position < scanner.end {
      let byte = bytes[scanner.position]
      let next = scanner.position + 1 < scanner.end ? bytes[scanner.position + 1] : 0
      if byte == UInt8(ascii: "\\"), !scanner.isRaw {
        scanner.position = endOfEscape(scanner, next)
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
        if level > 0 || next != byte { break }
        try decode(start..<scanner.position + 1, isRaw: scanner.isRaw, into: &text)
        scanner.position += 2
        start = scanner.position
      } else {
        scanner.position += 1
      }
    }
    try decode(start..<scanner.position, isRaw: scanner.isRaw, into: &text)
    if level == 0, scanner.position < scanner.end,
      bytes[scanner.position] == UInt8(ascii: "}")
    {
      throw stringProblem("f-string: single '}' is not allowed")
    }
  }

  /// Steps over a backslash and what it protects: not braces, but all of `\N{...}`.
  private func endOfEscape(_ scanner: FStringScanner, _ escaped: UInt8) -> Int {
    var position = scanner.position + 1
    if escaped == UInt8(ascii: "{") || escaped == UInt8(ascii: "}") { return position }
    position += 1
    guard escaped == UInt8(ascii: "N"), position < scanner.end,
      bytes[position] == UInt8(ascii: "{")
    else { return min(position, scanner.end) }
    let close = bytes[position..<scanner.end].firstIndex(of: UInt8(ascii: "}"))
    return close.map { $0 + 1 } ?? scanner.end
  }

  /// '{' expression '='? ('!' conversion)? (':' spec)? '}'
  private mutating func scanField(
    _ scanner: inout FStringScanner, into collector: inout PartCollector, level: Int
  ) throws(SyntaxProblem) {
    if level >= 2 { throw stringProblem("f-string: expressions nested too deeply") }
    scanner.position += 1
    let start = scanner.position
    scanner.position = try endOfFieldExpression(scanner)
    let expression = try parseField(start..<scanner.position, of: scanner.token)
    let showsSource = bytes[scanner.position] == UInt8(ascii: "=")
    if showsSource {
      repeat { scanner.position += 1 } while scanner.position < scanner.end
        && (bytes[scanner.position] == 0x20 || (0x09...0x0D).contains(bytes[scanner.position]))
      collector.text.append(bytes[start..<scanner.position])
    }
    var conversion = try scanConversion(&scanner)
    var spec: [StringPart]?
    if try expectedByte(scanner) == UInt8(ascii: ":") {
      scanner.position += 1
      _ = try expectedByte(scanner)
      var inner = PartCollector()
      try scan(&scanner, into: &inner, level: level + 1)
      inner.flush()
      spec = inner.parts
    }
    guard try expectedByte(scanner) == UInt8(ascii: "}") else { throw expectingBrace() }
    scanner.position += 1
    if showsSource, spec == nil, conversion == .none { conversion = .repr }
    collector.append(.field(expression, conversion: conversion, spec: spec))
  }

  private func expectedByte(_ scanner: FStringScanner) throws(SyntaxProblem) -> UInt8 {
    guard scanner.position < scanner.end else { throw expectingBrace() }
    return bytes[scanner.position]
  }

  private func expectingBrace() -> SyntaxProblem {
    stringProblem("f-string: expecting '}'")
  }

  /// ('!' ('s' | 'r' | 'a'))?
  private func scanConversion(
    _ scanner: inout FStringScanner
  ) throws(SyntaxProblem) -> StringPart.Conversion {
    guard try expectedByte(scanner) == UInt8(ascii: "!") else { return .none }
    scanner.position += 1
    let letter = try expectedByte(scanner)
    scanner.position += 1
    switch letter {
    case UInt8(ascii: "s"): return .str
    case UInt8(ascii: "r"): return .repr
    case UInt8(ascii: "a"): return .ascii
    default:
      throw stringProblem("f-string: invalid conversion character: expected 's', 'r', or 'a'")
    }
  }

  /// Where the expression of a field ends: at `}`, `!`, `:` or `=` outside brackets and strings.
  private func endOfFieldExpression(_ scanner: FStringScanner) throws(SyntaxProblem) -> Int {
    var position = scanner.position
    let byte = { (offset: Int) -> UInt8 in
      position + offset < scanner.end ? self.bytes[position + offset] : 0
    }
    var quote: UInt8 = 0
    var quoteWidth = 0
    var open: [UInt8] = []
    scanning: while position < scanner.end {
      let current = byte(0)
      if current == UInt8(ascii: "\\") {
        throw stringProblem("f-string expression part cannot include a backslash")
      }
      if quote != 0 {
        let isClosing = current == quote && (quoteWidth == 1 || (byte(1) == quote && byte(2) == quote))
        position += isClosing ? quoteWidth : 1
        if isClosing { quote = 0 }
        continue
      }
      switch current {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        quote = current
        quoteWidth = byte(1) == quote && byte(2) == quote ? 3 : 1
        position += quoteWidth
        continue
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        if open.count >= Lexer.maximumBrackets {
          throw stringProblem("f-string: too many nested parenthesis")
        }
        open.append(current)
      case UInt8(ascii: "#"):
        throw stringProblem("f-string expression part cannot include '#'")
      case UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: ":"), UInt8(ascii: "}"):
        if current == UInt8(ascii: "}"), !open.isEmpty {
          try closeBracket(current, &open)
        } else if open.isEmpty {
          let canPair = current != UInt8(ascii: ":") && current != UInt8(ascii: "}")
          if canPair, byte(1) == UInt8(ascii: "=") {
            position += 1
          } else if current != UInt8(ascii: "<"), current != UInt8(ascii: ">") {
            break scanning
          }
        }
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        try closeBracket(current, &open)
      default: break
      }
      position += 1
    }
    if quote != 0 { throw stringProblem("f-string: unterminated string") }
    if let bracket = open.last {
      throw stringProblem("f-string: unmatched '\(Character(Unicode.Scalar(bracket)))'")
    }
    guard position < scanner.end else { throw expectingBrace() }
    return position
  }

  private func closeBracket(_ closing: UInt8, _ open: inout [UInt8]) throws(SyntaxProblem) {
    let shown = Character(Unicode.Scalar(closing))
    guard let opening = open.popLast() else {
      throw stringProblem("f-string: unmatched '\(shown)'")
    }
    if closing == opening + (opening == UInt8(ascii: "(") ? 1 : 2) { return }
    throw stringProblem(
      "f-string: closing parenthesis '\(shown)' does not match opening parenthesis "
        + "'\(Character(Unicode.Scalar(opening)))'")
  }

  /// fstring: group | tuple | genexp, of the bytes between the braces.
  private mutating func parseField(
    _ piece: Range<Int>, of string: Token
  ) throws(SyntaxProblem) -> Expression {
    if bytes[piece].allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
      let end = bytes[piece.upperBound]
      throw stringProblem(
        end == UInt8(ascii: "}")
          ? "f-string: empty expression not allowed"
          : "f-string: expression required before '\(Character(Unicode.Scalar(end)))'")
    }
    var line = string.range.line
    var lineStart = Int(string.start) - Int(string.range.column)
    for place in Int(string.start)..<piece.lowerBound where bytes[place] == UInt8(ascii: "\n") {
      line &+= 1
      lineStart = place + 1
    }
    let lexer = Lexer(
      expressionIn: bytes, piece, line: line, lineStart: lineStart, names: names.taken())
    var parser = Parser(lexer: lexer, source: source, mode: .evaluation)
    defer {
      names = parser.names.taken()
      warnings += parser.warnings
    }
    parser.depth = depth + 1
    parser.isFieldOfFString = true
    let column = Int32(truncatingIfNeeded: piece.lowerBound - 1 - lineStart)
    let brace = SourceRange(line: line, column: column, endLine: line, endColumn: column + 1)
    return try parser.parseFieldExpression(from: brace)
  }

  /// CPython parses the field as a text of its own; its columns count from the brace.
  private func relative(_ problem: SyntaxProblem, to brace: SourceRange) -> SyntaxProblem {
    var problem = problem
    if problem != lexerProblem { problem.message = "f-string: " + problem.message }
    problem.isGeneric = false
    if problem.range?.line == brace.line { problem.range?.column -= brace.column }
    if problem.range?.endLine == brace.line { problem.range?.endColumn -= brace.column }
    return problem
  }

  /// Read as if braces were parentheses; a problem's message tells where it arose.
  private mutating func parseFieldExpression(
    from brace: SourceRange
  ) throws(SyntaxProblem) -> Expression {
    do throws(SyntaxProblem) {
      return try parseGroup(from: brace, until: .endMarker)
    } catch {
      if error.message.hasPrefix("f-string: ") { throw error }
      throw relative(error, to: brace)
    }
  }
}
