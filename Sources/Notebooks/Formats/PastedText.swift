/// A notebook as it looks when copied from the browser: prose in Markdown, `In [n]:` on a line of
/// its own, the code below it, an empty line, what it printed. One empty line stands between cells.
///
///     ## A heading
///
///     In [184]:
///     total_loss = ce_loss + 2 * kl_loss
///     total_loss
///
///     tensor(2.2804, grad_fn=<AddBackward0>)
///
/// Nothing marks where code ends and output begins. The grammar decides: a text that is no program
/// cannot be code. Where that leaves a choice, see ``PastedCell/codeEnd``; the other possibilities
/// are kept in ``Notebook/openSplits``, so that whoever runs the cells can compare with what they
/// print.
///
/// A comment `<!-- cellgrad` ... `-->` on lines of its own is the session statement.
enum PastedText {
  static let name = "pasted"

  /// Whether a line is `In [n]:` alone.
  static func isPasted(_ text: String) -> Bool {
    text.splitLines.contains { prompt($0) != nil }
  }

  static func read(_ document: [TextLine], grammar: CodeGrammar) throws(PositionedError) -> Notebook {
    var document = document
    var notebook = try SessionComment.html.take(from: &document)
    var names = PythonNames()
    var lines = document.map(\.text)[...]
    appendProse(lines.prefix { prompt($0) == nil }, to: &notebook)
    lines = lines.drop { prompt($0) == nil }
    while let promptLine = lines.popFirst() {
      let block = lines.prefix { prompt($0) == nil }
      lines = lines.dropFirst(block.count)
      let cell = PastedCell(
        count: prompt(promptLine) ?? nil, lines: Array(block), isLast: lines.isEmpty,
        grammar: grammar, names: names)
      let splits = cell.splits
      notebook.cells.append(splits.chosen.cell)
      if splits.all.count > 1 { notebook.openSplits[notebook.cells.count - 1] = splits.all }
      appendProse(cell.prose(after: splits.chosen), to: &notebook)
      names.add(splits.chosen.cell.source)
    }
    return notebook
  }

  private static func appendProse(_ lines: ArraySlice<String>, to notebook: inout Notebook) {
    let trimmed = lines.trimmingEmptyLines
    if !trimmed.isEmpty { notebook.cells.append(.markdown(trimmed.joined(separator: "\n"))) }
  }

  /// The number in `In [n]:`, as `.some(nil)` if it is blank or `*`; nil if the line is another.
  static func prompt(_ line: String) -> Int?? {
    guard line.hasPrefix("In ["), let close = line.utf8.firstIndex(of: UInt8(ascii: "]")) else {
      return nil
    }
    let afterwards = line.utf8[close...].dropFirst()
    guard afterwards.first == UInt8(ascii: ":"), afterwards.dropFirst().allSatisfy({ $0 <= 0x20 })
    else { return nil }
    let inside = String(line.utf8.dropFirst(4).prefix { $0 != UInt8(ascii: "]") }) ?? ""
    if inside.isEmpty || inside == " " || inside == "*" { return .some(nil) }
    return Int(inside).map { .some($0) }
  }
}

/// A place where the code of a pasted cell may end, and the cell this gives.
public struct CodeSplit: Equatable, Sendable {
  public var cell: Cell
  /// The text taken as output, as it stands in the file.
  public var text: String
  /// How many lines of the pasted block are code and output; prose follows.
  var lineCount: Int
}

extension ArraySlice<String> {
  fileprivate var trimmingEmptyLines: ArraySlice<String> {
    let trimmed = drop { $0.isEmpty }
    return trimmed.dropLast(trimmed.reversed().prefix { $0.isEmpty }.count)
  }
}

/// The lines from one `In [n]:` to the next: code, output, perhaps prose.
struct PastedCell {
  var count: Int?
  var lines: [String]
  /// Whether the file ends here, where final line ends of the output are not kept.
  var isLast: Bool
  var grammar: CodeGrammar
  /// What the cells before have bound.
  var names: PythonNames

  /// No more paragraphs than this are tried together to make a program.
  private static let lookahead = 64

  /// Lines between empty lines.
  private var paragraphs: [Range<Int>] {
    var result: [Range<Int>] = []
    var start: Int?
    for (index, line) in (lines + [""]).enumerated() {
      if line.isEmpty {
        if let start { result.append(start..<index) }
        start = nil
      } else {
        start = start ?? index
      }
    }
    return result
  }

  private func text(_ range: Range<Int>) -> String {
    lines[range].joined(separator: "\n")
  }
}

// MARK: - Where the code ends

extension PastedCell {
  /// All places where the code may end, and the one chosen without running.
  var splits: (all: [CodeSplit], chosen: CodeSplit) {
    let paragraphs = self.paragraphs
    guard let first = paragraphs.first, first.lowerBound == 0 else {
      let empty = split(codeEnd: 0, paragraphs)
      return ([empty], empty)
    }
    let chosen = codeEnd(paragraphs)
    let ends = possibleEnds(paragraphs, around: chosen)
    let all = (ends.contains(chosen) ? ends : ends + [chosen]).map { split(codeEnd: $0, paragraphs) }
    return (all, split(codeEnd: chosen, paragraphs))
  }

  /// The ends at which the text before is a program that does not end in comments, in lines. Only
  /// the paragraphs around the chosen end are tried: output may have many thousands.
  private func possibleEnds(_ paragraphs: [Range<Int>], around chosen: Int) -> [Int] {
    let index = paragraphs.firstIndex { $0.upperBound == chosen } ?? 0
    let (before, after) = (16, 8)
    return paragraphs.dropFirst(max(index - before, 0)).prefix(min(index, before) + 1 + after).filter {
      ($0.lowerBound == 0 || !isComment($0)) && grammar.isCompleteCode(text(0..<$0.upperBound))
    }.map(\.upperBound)
  }

  /// The line at which the code ends, decided without running. Going from paragraph to paragraph,
  /// code ends
  /// - where no more text makes a program of what stands before;
  /// - before a paragraph that would be a value without use or a `NameError` if it was code: in
  ///   `tensor([1.])` nothing has bound `tensor`;
  /// - after an expression that only a display gives a use, because in a cell it comes last;
  /// - before comments at the end: they are a heading of the prose that follows.
  private func codeEnd(_ paragraphs: [Range<Int>]) -> Int {
    var names = self.names
    var index = 0
    if let whole = paragraphs.indices.prefix(Self.lookahead).first(where: {
      grammar.isCompleteCode(text(0..<paragraphs[$0].upperBound))
    }) {
      index = whole
    } else {
      return paragraphs[0].upperBound
    }
    while index + 1 < paragraphs.count {
      names.add(text(0..<paragraphs[index].upperBound))
      if endsInDisplay(text(0..<paragraphs[index].upperBound), names) { break }
      guard let next = nextCodeParagraph(after: index, paragraphs) else { break }
      let addition = paragraphs[index + 1].lowerBound..<paragraphs[next].upperBound
      if isPrinted(addition, isAtEnd: next + 1 == paragraphs.count, names) { break }
      index = next
    }
    while index > 0, isComment(paragraphs[index]) { index -= 1 }
    return paragraphs[index].upperBound
  }

  /// The first paragraph up to which the text is a program that goes on after paragraph `index`.
  private func nextCodeParagraph(after index: Int, _ paragraphs: [Range<Int>]) -> Int? {
    paragraphs.indices.dropFirst(index + 1).prefix(Self.lookahead).first {
      grammar.isCompleteCode(text(0..<paragraphs[$0].upperBound))
    }
  }

  private func endsInDisplay(_ code: String, _ names: PythonNames) -> Bool {
    guard grammar.lastStatementIsExpression(code), let last = PythonLines(code).lines.last else {
      return false
    }
    return [.display, .moduleValue, .printedValue].contains(last.kind(knowing: names))
  }

  private func isPrinted(_ range: Range<Int>, isAtEnd: Bool, _ names: PythonNames) -> Bool {
    guard let line = PythonLines(text(range)).lines.first, !line.isIndented else { return false }
    let kind = line.kind(knowing: names)
    return kind == .printedValue || kind == .moduleValue && isAtEnd
  }

  private func isComment(_ range: Range<Int>) -> Bool {
    lines[range].allSatisfy { $0.hasPrefix("#") }
  }
}

// MARK: - Output and prose

extension PastedCell {
  private func split(codeEnd: Int, _ paragraphs: [Range<Int>]) -> CodeSplit {
    let proseStart = paragraphs.first { range in
      range.lowerBound >= codeEnd && Self.isHeading(lines[range.lowerBound])
    }
    // The empty line between cells, or between this one and its prose, belongs to neither.
    let end = proseStart.map { $0.lowerBound - 1 } ?? (isLast ? lines.count : lines.count - 1)
    let text = codeEnd + 1 < end ? self.text(codeEnd + 1..<end) : ""
    let source = self.text(0..<codeEnd)
    let atFileEnd = isLast && proseStart == nil
    var cell = Cell.code(source, executionCount: count)
    if let output = output(text, of: source, atFileEnd: atFileEnd) { cell.outputs = [output] }
    return CodeSplit(cell: cell, text: text, lineCount: proseStart?.lowerBound ?? lines.count)
  }

  /// The text is a result if the cell ends in an expression that is displayed; what `print` writes
  /// has a final line end, which two empty lines show, except at the end of the file.
  private func output(_ text: String, of source: String, atFileEnd: Bool) -> Output? {
    if text.isEmpty { return nil }
    let lastLine = PythonLines(source).lines.last
    let prints = lastLine?.tokens.first?.text == "print"
    let isDisplayed = grammar.lastStatementIsExpression(source) && !prints
      && lastLine?.tokens.last?.text != ";"
    if isDisplayed && !text.hasSuffix("\n") { return .result(text, executionCount: count) }
    let isCut = atFileEnd && !text.hasSuffix("\n")
    return .stream(name: "stdout", text: isCut ? text + "\n" : text)
  }

  /// The lines after code and output.
  func prose(after split: CodeSplit) -> ArraySlice<String> {
    lines[split.lineCount...]
  }

  /// `#` to `######` and a blank, as Markdown begins a heading.
  static func isHeading(_ line: String) -> Bool {
    let level = line.utf8.prefix { $0 == UInt8(ascii: "#") }.count
    return 1...6 ~= level && line.utf8.dropFirst(level).first == 0x20
  }
}
