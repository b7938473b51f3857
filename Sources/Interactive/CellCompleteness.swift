import Python

/// Whether a cell can run as it stands, as IPython's `check_complete` answers for an editor.
public enum CellCompleteness: Equatable, Sendable {
  case complete
  /// More lines are needed; the next one is best indented by this many blanks.
  case incomplete(indentation: Int)
  /// No more lines can make it Python.
  case invalid

  /// Judges a cell as typed, before translation.
  public init(_ cell: String) {
    let lines = CellLines.split(cell)
    if Self.endsInBackslash(lines) {
      self = .incomplete(indentation: Self.lastIndentation(lines))
      return
    }
    if let first = lines.first(where: { !$0.allSatisfy(PythonText.isSpace) }),
      first.starts(with: ["%", "%"])
    {
      self = Self.ofCellMagic(lines)
      return
    }
    guard let source = try? CellTranslation.translate(cell) else {
      self = .invalid
      return
    }
    let blanksAtEnd = cell.unicodeScalars.reversed().prefix(while: PythonText.isSpace)
    self = Self.ofSource(source, isEnded: blanksAtEnd.contains("\n"))
  }

  /// A cell magic takes lines until a blank one.
  private static func ofCellMagic(_ lines: [CellLine]) -> CellCompleteness {
    let isEnded = lines.last?.allSatisfy(PythonText.isSpace) ?? true
    return isEnded ? .complete : .incomplete(indentation: lastIndentation(lines))
  }

  private static func ofSource(_ source: String, isEnded: Bool) -> CellCompleteness {
    let lines = CellLines.split(source)
    guard let tokens = try? CellTokenizer.tokens(of: lines) else { return .invalid }
    let indentation = lastIndentation(lines)
    if lines.count == 1, closesMoreThanItOpens(tokens) { return .invalid }
    guard tokens.last?.kind == .endMarker else { return .incomplete(indentation: indentation) }
    if let column = columnOfOpenedBlock(tokens) {
      return .incomplete(indentation: column + 4)
    }
    var parser = Parser(source: source, mode: .interactive)
    do {
      _ = try parser.parseModule()
      // Without a line end after it, the last block may go on.
      let endsInBlock = tokens.dropLast().last?.kind == .dedent
      return endsInBlock && !isEnded ? .incomplete(indentation: indentation) : .complete
    } catch {
      return error.isIncomplete ? .incomplete(indentation: indentation) : .invalid
    }
  }

  private static func closesMoreThanItOpens(_ tokens: [CellToken]) -> Bool {
    var openBrackets = 0
    for token in tokens {
      if token.isOpeningBracket { openBrackets += 1 }
      if token.isClosingBracket { openBrackets -= 1 }
      if openBrackets < 0 { return true }
    }
    return false
  }

  /// Where the last line begins if it ends in a colon, comments aside.
  private static func columnOfOpenedBlock(_ tokens: [CellToken]) -> Int? {
    let end = tokens.lastIndex { ![.endMarker, .dedent].contains($0.kind) } ?? tokens.startIndex
    let lineEnds: [CellToken.Kind] = [.newline, .comment]
    let line = tokens[...end].dropLast(where: { lineEnds.contains($0.kind) })
    guard line.last?.symbol == ":" else { return nil }
    let start = line.lastIndex { $0.kind == .newline } ?? line.startIndex - 1
    return line[(start + 1)...].first {
      ![.indent, .dedent, .comment, .blankNewline].contains($0.kind)
    }?.column
  }

  private static func endsInBackslash(_ lines: [CellLine]) -> Bool {
    let last = lines.last { !$0.allSatisfy(PythonText.isSpace) }
    return last?.last { $0 != "\n" } == "\\"
  }

  /// The blanks at the start of the last line, a tab counting as four.
  private static func lastIndentation(_ lines: [CellLine]) -> Int {
    (lines.last ?? []).prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
  }
}

extension ArraySlice {
  fileprivate func dropLast(where isDropped: (Element) -> Bool) -> ArraySlice {
    self[..<(lastIndex { !isDropped($0) }.map { $0 + 1 } ?? startIndex)]
  }
}
