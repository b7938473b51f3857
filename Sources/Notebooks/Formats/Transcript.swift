/// A session as IPython's terminal shows it:
///
///     In [1]: def f(n):
///        ...:     return n + 1
///        ...: f(2)
///     Out[1]: 3
///
/// An empty line stands between cells. Prose, and what a terminal does not show, is in comments:
///
///     #% markdown {"id": "a1"}
///     # # A heading
///
///     #% cell {"id": "a2", "metadata": {"tags": ["x"]}}
///     In [2]: x
enum Transcript {
  static let name = "transcript"
  private static let detailsMark = "#% "
  private static let promptStart = "In ["
  private static let prosePrefix = "# "

  /// Whether a line is `In [n]: ` with code.
  static func isTranscript(_ text: String) -> Bool {
    text.starts(with: SessionComment.hash.opening)
      || text.splitLines.contains { !(prompt($0)?.code.trimmedEnd ?? "").isEmpty }
  }

  /// The number and the code of a line `In [n]: code`.
  private static func prompt(_ line: String) -> (count: Int?, code: String)? {
    guard line.starts(with: promptStart), let close = line.utf8.firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    let start = promptStart.utf8.count
    let inside = String(decoding: line.utf8[..<close].dropFirst(start), as: UTF8.self)
    let rest = String(decoding: line.utf8[close...].dropFirst(), as: UTF8.self)
    guard rest == ":" || rest.starts(with: ": ") else { return nil }
    guard inside == " " || Int(inside) != nil else { return nil }
    return (Int(inside), rest.dropping(":").dropping(" "))
  }

  private static func promptText(_ count: Int?) -> String {
    "\(promptStart)\(count.map(String.init) ?? " ")]: "
  }

  /// The continuation prompt, its dots under the end of the prompt.
  private static func continuationText(_ count: Int?) -> String {
    let dots = "...: "
    let width = promptText(count).utf8.count - dots.utf8.count
    return String(repeating: " ", count: width) + dots
  }

  /// The code after a continuation prompt.
  private static func continuation(_ line: String) -> String? {
    let rest = line.dropping(String(line.prefix { $0 == " " }))
    guard line.starts(with: " "), rest.starts(with: "...: ") || rest == "...:" else { return nil }
    return rest.dropping("...:").dropping(" ")
  }
}

// MARK: - Reading

extension Transcript {
  static func read(_ lines: [TextLine]) throws(PositionedError) -> Notebook {
    var lines = lines
    var notebook = try SessionComment.hash.take(from: &lines)
    var rest = lines[...]
    let preamble = Array(rest.prefix { !startsCell($0.text) })
    rest = rest.dropFirst(preamble.count)
    let banner = preamble.trimmed.map(\.text)
    if !banner.isEmpty { notebook.cells.append(Cell(.raw, source: banner.joined(separator: "\n"))) }
    while !rest.isEmpty { notebook.cells.append(try readCell(&rest)) }
    return notebook
  }

  private static func startsCell(_ line: String) -> Bool {
    line.starts(with: detailsMark) || prompt(line) != nil
  }

  private static func readCell(_ lines: inout ArraySlice<TextLine>) throws(PositionedError) -> Cell {
    guard let first = lines.first else { return .code("") }
    var details: CellDetails?
    if first.text.starts(with: detailsMark) {
      lines.removeFirst()
      let (type, members) = try readDetails(first)
      details = members
      if type != .code { return try readProse(type, &lines, details: members, first) }
    }
    guard let promptLine = lines.popFirst(), let (count, code) = prompt(promptLine.text) else {
      throw first.error("a line \(promptStart)n]: is expected after this one")
    }
    var source = [code]
    while let next = lines.first.flatMap({ continuation($0.text) }) {
      source.append(next)
      lines.removeFirst()
    }
    let block = lines.prefix { !startsCell($0.text) }
    lines = lines.dropFirst(block.count)
    var cell = Cell.code(source.joined(separator: "\n"), executionCount: count)
    let shown = shown(block.map(\.text))
    cell.outputs = TranscriptOutputs.read(shown, count: count)
    return try details?.applied(
      to: cell, line: first, showsSource: { $0 == cell.source },
      showsOutputs: { render($0) == shown }) ?? cell
  }

  /// `#% cell {...}`, `#% markdown {...}`, `#% raw {...}`
  private static func readDetails(
    _ line: TextLine
  ) throws(PositionedError) -> (Cell.CellType, CellDetails) {
    let content = line.text.dropping(detailsMark)
    let word = String(content.prefix { $0 != " " })
    let json = content.dropping(word).dropping(" ")
    guard let type = word == "cell" ? .code : Cell.CellType(rawValue: word) else {
      throw line.error("#% cell, #% markdown or #% raw is expected, not #% \(word)")
    }
    if json.isEmpty { return (type, CellDetails([:])) }
    do {
      return (type, CellDetails(try JSONReader.read(Array(json.utf8)).expectObject("details")))
    } catch {
      let start = line.text.utf8.count - json.utf8.count
      throw PositionedError(offset: line.offset + start + error.offset, reason: error.reason)
    }
  }

  private static func readProse(
    _ type: Cell.CellType, _ lines: inout ArraySlice<TextLine>, details: CellDetails,
    _ line: TextLine
  ) throws(PositionedError) -> Cell {
    let prose = lines.prefix { $0.text.starts(with: "#") && !$0.text.starts(with: detailsMark) }
    lines = lines.dropFirst(prose.count).drop { $0.isBlank }
    let source = prose.map { $0.text.dropping("#").dropping(" ") }.joined(separator: "\n")
    return try details.applied(
      to: Cell(type, source: source), line: line, showsSource: { $0 == source },
      showsOutputs: { _ in true })
  }

  /// The text that lines show: the empty line before the next prompt is not part of it, and if
  /// there is none, the text does not end in a line end.
  private static func shown(_ lines: [String]) -> String {
    if lines.isEmpty { return "" }
    guard lines.last == "" else { return lines.joined(separator: "\n") }
    return lines.dropLast().map { $0 + "\n" }.joined()
  }
}

// MARK: - Writing

extension Transcript {
  static func write(_ notebook: Notebook) -> [UInt8] {
    if let bytes = notebook.unchangedBytes(as: name) { return bytes }
    var bytes = Array(SessionComment.hash.lines(for: notebook).map { $0 + "\n" }.joined().utf8)
    for cell in notebook.cells {
      for part in cell.type == .code ? codeText(of: cell) : [proseText(of: cell)] {
        bytes.append(contentsOf: part.utf8)
      }
    }
    return bytes
  }

  /// The text of a code cell, in parts.
  private static func codeText(of cell: Cell) -> [String] {
    let lines = cell.source.splitLines
    let continuation = continuationText(cell.executionCount)
    let code = promptText(cell.executionCount) + lines.joined(separator: "\n" + continuation) + "\n"
    let shown = render(cell.outputs)
    let keepsOutputs = TranscriptOutputs.keeps(cell.outputs, in: shown, count: cell.executionCount)
    let details = CellDetails(of: cell, keepsSource: true, keepsOutputs: keepsOutputs)
    let mark = details.members.isEmpty ? "" : detailsText("cell", details)
    return [mark, code, shown, "\n"]
  }

  private static func proseText(of cell: Cell) -> String {
    let lines = cell.source.splitLines.map { $0.isEmpty ? "#" : prosePrefix + $0 }
    let details = CellDetails(of: cell, keepsSource: true, keepsOutputs: true)
    return detailsText(cell.type.rawValue, details) + lines.joined(separator: "\n") + "\n\n"
  }

  private static func detailsText(_ word: String, _ details: CellDetails) -> String {
    let json = details.members.isEmpty ? "" : " " + JSONWriter.oneLine(.object(details.members))
    return detailsMark + word + json + "\n"
  }

  /// Outputs as the terminal shows them. A line that would be read as the start of a cell or as
  /// code gets a `\` before it.
  static func render(_ outputs: [Output]) -> String {
    let shown = TranscriptOutputs.render(outputs)
    let bytes = Array(shown.utf8)
    var result: [UInt8] = []
    var start = 0
    while let line = bytes.firstLine(from: start, beginningWith: lineStarts, where: isTakenForInput) {
      result += bytes[start..<line.lowerBound] + [UInt8(ascii: "\\")] + bytes[line]
      start = line.upperBound
    }
    return start == 0 ? shown : String(decoding: result + bytes[start...], as: UTF8.self)
  }

  private static func isTakenForInput(_ line: String) -> Bool {
    startsCell(line) || continuation(line) != nil
  }

  /// What the lines of ``isTakenForInput(_:)`` begin with.
  private static let lineStarts = ByteSet { "#I ".utf8.contains($0) }
}
