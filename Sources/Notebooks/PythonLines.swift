/// A token of Python, as far as it matters for telling code from printed values.
struct PythonToken: Equatable {
  enum Kind {
    case name, keyword, number, string, tripleQuotedString, symbol, unknown
  }

  var kind: Kind
  var text: String

  /// Whether it can stand where a value is expected, so that two in a row are no program.
  var isOperand: Bool {
    switch kind {
    case .name, .number: true
    case .keyword: ["True", "False", "None"].contains(text)
    case .string, .tripleQuotedString, .symbol, .unknown: false
    }
  }
}

/// A logical line: it ends at the first line end outside brackets and strings.
struct PythonLine {
  var tokens: [PythonToken]
  var isIndented: Bool
}

/// A text cut into logical lines and tokens. Comments and empty lines are left out.
///
/// This is no parser: it serves to judge whether a pasted paragraph reads as code or as output.
struct PythonLines {
  private(set) var lines: [PythonLine] = []
  /// Whether every bracket and string that was opened is closed, and no character is foreign.
  private(set) var isClosed = true

  private var bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    while position < bytes.count { readLine() }
    if depth != 0 { isClosed = false }
  }

  private mutating func readLine() {
    let indented = current == 0x20 || current == 0x09
    var tokens: [PythonToken] = []
    while position < bytes.count {
      let byte = current
      switch byte {
      case 0x0A:
        position += 1
        if depth == 0 {
          return finish(tokens, indented)
        }
      case 0x20, 0x09, 0x0D: position += 1
      case UInt8(ascii: "\\") where position + 1 < bytes.count && bytes[position + 1] == 0x0A:
        position += 2
      case UInt8(ascii: "#"):
        while position < bytes.count && current != 0x0A { position += 1 }
      default: tokens.append(readToken())
      }
    }
    finish(tokens, indented)
  }

  private mutating func finish(_ tokens: [PythonToken], _ indented: Bool) {
    if !tokens.isEmpty { lines.append(PythonLine(tokens: tokens, isIndented: indented)) }
  }

  private var current: UInt8 { position < bytes.count ? bytes[position] : 0 }
}

// MARK: - Tokens

extension PythonLines {
  private static let stringPrefixes: Set<String> = [
    "", "r", "b", "f", "u", "rb", "br", "fr", "rf", "R", "B", "F", "U",
  ]

  private mutating func readToken() -> PythonToken {
    let start = position
    while isNamePart(current) { position += 1 }
    let word = text(from: start)
    if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'"),
      Self.stringPrefixes.contains(word) {
      return readString(from: start)
    }
    if word.isEmpty { return readSymbol() }
    if isDigit(word.utf8.first ?? 0) { return readNumber(from: start) }
    return PythonToken(kind: Self.keywords.contains(word) ? .keyword : .name, text: word)
  }

  private mutating func readNumber(from start: Int) -> PythonToken {
    while isNamePart(current) || current == UInt8(ascii: ".") || isExponentSign { position += 1 }
    return PythonToken(kind: .number, text: text(from: start))
  }

  private var isExponentSign: Bool {
    let before = bytes[position - 1]
    return (current == UInt8(ascii: "-") || current == UInt8(ascii: "+"))
      && (before == UInt8(ascii: "e") || before == UInt8(ascii: "E"))
  }

  private mutating func readString(from start: Int) -> PythonToken {
    let quote = current
    let isTriple = position + 2 < bytes.count && bytes[position + 1] == quote
      && bytes[position + 2] == quote
    let length = isTriple ? 3 : 1
    position += length
    while position < bytes.count {
      if bytes[position...].prefix(length).elementsEqual(repeatElement(quote, count: length)) {
        position += length
        return PythonToken(kind: isTriple ? .tripleQuotedString : .string, text: text(from: start))
      }
      if current == 0x0A && !isTriple { break }
      position += current == UInt8(ascii: "\\") ? 2 : 1
    }
    position = min(position, bytes.count)
    isClosed = false
    return PythonToken(kind: .unknown, text: text(from: start))
  }

  private mutating func readSymbol() -> PythonToken {
    let start = position
    position += 1
    let followsDot = bytes[start] == UInt8(ascii: ".")
    if followsDot && isDigit(current) { return readNumber(from: start) }
    let token = PythonToken(kind: .symbol, text: text(from: start))
    depth += token.nesting
    if depth < 0 || "$?!`".utf8.contains(bytes[start]) { isClosed = false }
    return token
  }

  private func text(from start: Int) -> String {
    String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  private func isNamePart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isDigit(byte) || byte == UInt8(ascii: "_")
      || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in",
    "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
    "yield",
  ]
}

// MARK: - Judging a text

extension PythonLines {
  /// Whether the text may be a program: closed, no two values side by side, bodies after headers.
  var looksComplete: Bool {
    guard isClosed, !(lines.first?.isIndented ?? false) else { return false }
    for (index, line) in lines.enumerated() {
      if line.hasOperandsSideBySide || line.endsInOperator { return false }
      let next = index + 1 < lines.count ? lines[index + 1] : nil
      if line.tokens.last?.text == ":" {
        guard line.tokens.first?.kind == .keyword, next?.isIndented ?? false else { return false }
      }
    }
    return true
  }
}

extension PythonLine {
  fileprivate var hasOperandsSideBySide: Bool {
    zip(tokens, tokens.dropFirst()).contains { left, right in
      left.isOperand && right.isOperand || left.kind == .unknown
        || left.text == "=" && right.text == "<"
    }
  }

  fileprivate var endsInOperator: Bool {
    guard let last = tokens.last, last.kind == .symbol else { return false }
    return last.text.utf8.allSatisfy { "+-*/%=.<>&|^~@".utf8.contains($0) }
  }
}

/// The names that code has bound so far, roughly: all it mentions.
struct PythonNames {
  private(set) var mentioned: Set<String> = []
  private(set) var imported: Set<String> = []

  /// Takes note of code; the names that it mentions.
  @discardableResult
  mutating func add(_ code: String) -> Set<String> {
    var names: Set<String> = []
    for line in PythonLines(code).lines {
      let found = line.rootNames
      names.formUnion(found)
      if ["import", "from"].contains(line.tokens.first?.text) { imported.formUnion(found) }
    }
    mentioned.formUnion(names)
    return names
  }

  func knows(_ name: String) -> Bool {
    mentioned.contains(name) || Self.isBuiltin(name)
  }

  static func isBuiltin(_ name: String) -> Bool {
    builtinFunctions.contains(name) || builtinTypes.contains(name)
  }

  /// Whether calling `name` does nothing but make a value: types do that.
  func isType(_ name: String) -> Bool {
    Self.builtinTypes.contains(name) || name.first?.isUppercase ?? false
  }

  private static let builtinFunctions: Set<String> = [
    "abs", "all", "any", "ascii", "bin", "callable", "chr", "compile", "delattr", "dir", "display",
    "divmod", "eval", "exec", "exit", "filter", "format", "getattr", "globals", "hasattr", "hash",
    "help", "hex", "id", "input", "isinstance", "issubclass", "iter", "len", "locals", "map", "max",
    "min", "next", "oct", "open", "ord", "pow", "print", "quit", "repr", "reversed", "round",
    "setattr", "sorted", "sum", "super", "vars", "zip", "enumerate",
  ]
  private static let builtinTypes: Set<String> = [
    "bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "object",
    "range", "set", "slice", "str", "tuple", "type",
  ]
}

extension PythonLine {
  /// What a line of text would do, if it was code.
  enum Kind {
    /// Something else than an expression.
    case statement
    /// An expression that calls something, so that it may do more than give a value.
    case call
    /// An expression whose only use is to be displayed; it speaks of variables.
    case display
    /// The same, but it speaks only of types and what modules hold: `torch.Size([2])`.
    case moduleValue
    /// Text that no program has: a value without any known name (`tensor([1.])`, `3`), or an
    /// annotation without a value (`loss: 0.5`). It is read as what a program has printed.
    case printedValue
  }

  func kind(knowing names: PythonNames) -> Kind {
    if isBareAnnotation { return .printedValue }
    if isStatement || tokens.first?.kind == .tripleQuotedString { return .statement }
    let roots = rootNames
    if !roots.contains(where: names.knows) { return .printedValue }
    if callees.contains(where: { !names.isType($0) }) { return .call }
    return roots.allSatisfy { names.imported.contains($0) || names.isType($0) }
      ? .moduleValue : .display
  }

  private static let expressionKeywords: Set<String> = [
    "True", "False", "None", "and", "or", "not", "in", "is", "if", "else", "for", "lambda",
  ]

  /// Whether a keyword of a statement or an assignment is in the line.
  private var isStatement: Bool {
    if ["if", "for", "else", "@"].contains(tokens.first?.text) { return true }
    var depth = 0
    for (index, token) in tokens.enumerated() {
      if token.kind == .keyword && !Self.expressionKeywords.contains(token.text) { return true }
      depth += token.nesting
      let compared = index > 0 && ["=", "!", "<", ">"].contains(tokens[index - 1].text)
      let comparing = index + 1 < tokens.count && tokens[index + 1].text == "="
      if token.text == "=" && depth == 0 && !compared && !comparing { return true }
    }
    return false
  }

  /// `name: value` without `=`.
  private var isBareAnnotation: Bool {
    tokens.count > 2 && tokens[0].kind == .name && tokens[1].text == ":"
      && !tokens.contains { $0.text == "=" }
  }

  /// The names in the line, without attributes (`x` of `x.y`) and without names of arguments.
  var rootNames: [String] {
    var depth = 0
    var names: [String] = []
    for (index, token) in tokens.enumerated() {
      depth += token.nesting
      guard token.kind == .name, !["nan", "inf"].contains(token.text) else { continue }
      let isAttribute = index > 0 && tokens[index - 1].text == "."
      let next = index + 1 < tokens.count ? tokens[index + 1].text : ""
      if !isAttribute && !(depth > 0 && next == "=") { names.append(token.text) }
    }
    return names
  }

  /// The last names of what is called: `c` of `a.b.c(`; `)` for what another call gave.
  private var callees: [String] {
    zip(tokens, tokens.dropFirst()).compactMap { before, token in
      guard token.text == "(" else { return nil }
      return before.kind == .name || before.text == ")" || before.text == "]" ? before.text : nil
    }
  }
}

extension PythonToken {
  /// By how much it changes the depth of brackets.
  fileprivate var nesting: Int {
    guard kind == .symbol, let byte = text.utf8.first else { return 0 }
    return "([{".utf8.contains(byte) ? 1 : ")]}".utf8.contains(byte) ? -1 : 0
  }
}
