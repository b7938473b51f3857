import Python

/// The source of a cell cut into *pieces*, the units in which a traceback shows it: a simple
/// statement with all its lines, the header of a compound one, and what lies between statements
/// (`else:`, comments). The rules are those of the `stack_data` package, which IPython uses.
public struct CellPieces {
  /// The lines without their ends; line numbers count from 1.
  public let lines: [String]
  /// Non-empty, without blank lines at either end, in order, not overlapping.
  public let pieces: [Range<Int>]
  private let module: Module?

  /// What the names of the source's tree spell; nil if it has no parse.
  var names: NameTable? { module?.names }

  /// The statements of the scope in which a piece of code runs; those of a function's own body.
  func scopeBody(ofCode name: String, firstLine: Int) -> [Statement]? {
    guard let module else { return nil }
    let lines = scope(ofCode: name, firstLine: firstLine)
    return module.body.statement(of: lines).map { [$0] } ?? module.body
  }

  /// - Parameter module: the parsed `source`; nil if it has no parse, and then each line is a
  ///   piece.
  public init(source: String, module: Module?) {
    var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" {
      lines.removeLast()
    }
    self.lines = lines
    self.module = module
    if let module {
      let cut = PieceCutter.cut(module, lineCount: lines.count)
      pieces = cut.compactMap { Self.trimmed($0, in: lines) }
    } else {
      pieces = lines.indices.map { $0 + 1..<$0 + 2 }
    }
  }

  /// The text of a line, if there is such a line.
  public func line(_ number: Int) -> String? {
    number >= 1 && number <= lines.count ? lines[number - 1] : nil
  }

  private static func trimmed(_ piece: Range<Int>, in lines: [String]) -> Range<Int>? {
    func isBlank(_ number: Int) -> Bool {
      number <= lines.count && PythonText.isBlank(lines[number - 1])
    }
    var start = piece.lowerBound
    var end = piece.upperBound
    while start < end, isBlank(start) { start += 1 }
    while start < end, isBlank(end - 1) { end -= 1 }
    return start < end ? start..<end : nil
  }
}

// MARK: - The lines a frame shows

extension CellPieces {
  /// A row of the source in a traceback.
  public enum ShownLine: Equatable, Sendable {
    case source(number: Int, text: String, isCurrent: Bool)
    /// Stands for the middle of a long piece.
    case gap
  }

  private static let maximumPieceLength = 6

  /// The piece with the current line and its neighbours within `scope`, without the indentation
  /// common to all; nil if no piece of the scope has the line.
  ///
  /// - Parameter context: how many pieces to show before and after.
  public func lines(
    around current: Int, scope: Range<Int>, context: (before: Int, after: Int)
  ) -> [ShownLine]? {
    let candidates = pieces.filter { scope.contains($0) }
    guard let position = candidates.firstIndex(where: { $0.contains(current) }) else { return nil }
    let start = max(0, position - context.before)
    let end = min(candidates.count, position + 1 + context.after)
    let numbers: [Int?] = candidates[start..<end].flatMap { piece in
      piece.contains(current) ? Array(piece) : Self.shortened(piece)
    }
    let margin = PythonText.commonMargin(numbers.lazy.compactMap { $0 }.map { lines[$0 - 1] })
    return numbers.map { number in
      guard let number else { return .gap }
      let text = lines[number - 1].unicodeScalars.dropFirst(margin.utf8.count)
      return .source(number: number, text: String(text), isCurrent: number == current)
    }
  }

  /// The piece with the current line, for the values that the mode Verbose lists.
  public func piece(containing line: Int, scope: Range<Int>) -> Range<Int>? {
    pieces.first { $0.contains(line) && scope.contains($0) }
  }

  /// The line numbers of a piece; of a long one the first three, nil, and the last two.
  private static func shortened(_ piece: Range<Int>) -> [Int?] {
    let numbers: [Int?] = Array(piece)
    guard numbers.count > maximumPieceLength else { return numbers }
    let lastCount = (maximumPieceLength - 1) / 2
    let firstCount = maximumPieceLength - 1 - lastCount
    return numbers.prefix(firstCount) + [nil] + numbers.suffix(lastCount)
  }
}

// MARK: - Scopes

extension CellPieces {
  /// The lines of the function or class body in which a piece of code runs; all lines for code of
  /// the cell itself.
  ///
  /// Comprehensions, generator expressions and lambdas belong to the scope around them.
  /// - Parameters:
  ///   - name: the name of the code object: `f`, `<module>`, `<lambda>`
  ///   - firstLine: its first line, decorators included.
  public func scope(ofCode name: String, firstLine: Int) -> Range<Int> {
    let whole = 1..<lines.count + 1
    guard let module, name != "<module>" else { return whole }
    if name.hasPrefix("<") {
      return module.body.innermostScope { $0.bodyLines.contains(firstLine) } ?? whole
    }
    return module.body.innermostScope {
      $0.definedName.map(module.names.text) == name && $0.lineRange.lowerBound == firstLine
    } ?? whole
  }
}

extension [Statement] {
  /// The lines of the innermost function or class that is meant by `isScope`.
  fileprivate func innermostScope(_ isScope: (Statement) -> Bool) -> Range<Int>? {
    for statement in self {
      for block in statement.blocks {
        for part in block {
          if let found = part.body.innermostScope(isScope) { return found }
        }
      }
      if statement.definedName != nil, isScope(statement) { return statement.lineRange }
    }
    return nil
  }
}

extension [Statement] {
  /// The function or class definition that takes up exactly these lines.
  fileprivate func statement(of lines: Range<Int>) -> Statement? {
    for statement in self {
      if statement.definedName != nil, statement.lineRange == lines { return statement }
      for block in statement.blocks {
        for part in block {
          if let found = part.body.statement(of: lines) { return found }
        }
      }
    }
    return nil
  }
}

// MARK: - Cutting

/// Walks the statements of a module and cuts its lines where they begin and end.
private struct PieceCutter {
  private var pieces: [Range<Int>] = []

  static func cut(_ module: Module, lineCount: Int) -> [Range<Int>] {
    var cutter = PieceCutter()
    cutter.cut([module.body.map(Part.init)], of: 1..<lineCount + 1)
    return cutter.pieces
  }

  /// Cuts the lines of a statement, given its blocks: the pieces of each part, and between them
  /// whatever lines lie there.
  private mutating func cut(_ blocks: [[Part]], of lines: Range<Int>) {
    var start = lines.lowerBound
    for block in blocks {
      for part in Self.distinct(block) {
        if start < part.lines.lowerBound {
          append(start..<part.lines.lowerBound)
        }
        cut(part.blocks, of: part.lines)
        start = part.lines.upperBound
      }
    }
    if start < lines.upperBound {
      append(start..<lines.upperBound)
    }
  }

  /// The parts by their lines; of those with the same lines (`a; b`) only the first.
  private static func distinct(_ block: [Part]) -> [Part] {
    var result: [Part] = []
    for part in block where result.last?.lines != part.lines {
      result.append(part)
    }
    return result
  }

  /// Pieces that share a line (by `;`, or a body on the line of its header) are joined.
  private mutating func append(_ piece: Range<Int>) {
    guard let last = pieces.last, piece.lowerBound < last.upperBound else {
      pieces.append(piece)
      return
    }
    pieces[pieces.count - 1] = last.lowerBound..<max(last.upperBound, piece.upperBound)
  }
}

/// What can stand in a block: a statement, a handler of `try`, a case of `match`.
private struct Part {
  let lines: Range<Int>
  let blocks: [[Part]]
  let body: [Statement]

  init(_ statement: Statement) {
    lines = statement.lineRange
    blocks = statement.blocks
    body = [statement]
  }

  init(_ handler: ExceptHandler) {
    lines = handler.range.lineRange
    blocks = [handler.body.map(Part.init)]
    body = handler.body
  }

  init(_ matchCase: MatchCase) {
    let end = matchCase.body.last?.range.endLine ?? matchCase.pattern.range.endLine
    lines = Range(from: matchCase.pattern.range.line, through: end)
    blocks = [matchCase.body.map(Part.init)]
    body = matchCase.body
  }
}

extension Statement {
  /// Its blocks in the order of the fields of CPython's `ast`.
  fileprivate var blocks: [[Part]] {
    switch kind {
    case .if(_, let then, let otherwise):
      [then.map(Part.init), otherwise.map(Part.init)]
    case .while(_, let body, let otherwise), .for(_, _, let body, let otherwise, _):
      [body.map(Part.init), otherwise.map(Part.init)]
    case .try(let body, let handlers, let otherwise, let finally, _):
      [
        body.map(Part.init), handlers.map(Part.init), otherwise.map(Part.init),
        finally.map(Part.init),
      ]
    case .with(_, let body, _):
      [body.map(Part.init)]
    case .function(let definition):
      [definition.body.map(Part.init)]
    case .class(let definition):
      [definition.body.map(Part.init)]
    case .match(_, let cases):
      [cases.map(Part.init)]
    default:
      []
    }
  }

  /// The name of the function or class that the statement defines.
  fileprivate var definedName: Name? {
    switch kind {
    case .function(let definition): definition.name
    case .class(let definition): definition.name
    default: nil
    }
  }

  private var decorators: [Expression] {
    switch kind {
    case .function(let definition): definition.decorators
    case .class(let definition): definition.decorators
    default: []
    }
  }

  /// From its first decorator to its last line.
  fileprivate var lineRange: Range<Int> {
    Range(from: decorators.first?.range.line ?? range.line, through: range.endLine)
  }

  /// The lines of the statements in its body.
  fileprivate var bodyLines: Range<Int> {
    guard let first = blocks.first?.first else { return 0..<0 }
    return first.lines.lowerBound..<max(first.lines.lowerBound, lineRange.upperBound)
  }
}

extension SourceRange {
  fileprivate var lineRange: Range<Int> { Range(from: line, through: endLine) }
}

extension Range<Int> {
  fileprivate init(from line: Int32, through endLine: Int32) {
    self = Int(line)..<Swift.max(Int(line), Int(endLine) + 1)
  }

  /// Whether all of `other`, which is not empty, lies within.
  fileprivate func contains(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
