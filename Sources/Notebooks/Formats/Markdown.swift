/// A Markdown document: fenced code in Python is a cell, and a fence `output` after it is what the
/// cell has shown. Everything else is prose.
///
///     # A heading
///
///     ```python In [1]
///     1 + 1
///     ```
///
///     ```output
///     Out[1]: 2
///     ```
///
/// Comments of one line hold what readers need not see: `<!-- cell {"id": "a1"} -->` before the
/// code, `<!-- markdown {"id": "a2"} -->` before prose. Prose that would be read as something else
/// stands between `<!-- #region markdown -->` and `<!-- #endregion -->`.
enum Markdown {
  static let name = "markdown"
  private static let languages: Set<String> = ["python", "python3", "py", "ipython", "ipython3"]
  private static let outputLanguage = "output"
  private static let regionEnd = "<!-- #endregion -->"

  /// A comment before a cell.
  private struct Mark {
    var type: Cell.CellType
    var isRegion: Bool
    var details: CellDetails
    var line: TextLine
  }
}

// MARK: - Reading

extension Markdown {
  static func read(_ document: [TextLine]) throws(PositionedError) -> Notebook {
    var document = document
    var notebook = try SessionComment.html.take(from: &document)
    var lines = document[...]
    while let line = lines.first {
      if line.isBlank {
        lines.removeFirst()
      } else if let mark = try mark(line) {
        lines.removeFirst()
        notebook.cells.append(try readMarked(mark, &lines))
      } else if let fence = codeFence(line) {
        notebook.cells.append(try readCode(fence, &lines, nil))
      } else {
        notebook.cells.append(.markdown(prose(takeProse(&lines))))
      }
    }
    return notebook
  }

  /// The parts of `<!-- cell {...} -->` or `<!-- #region raw {...} -->`; the JSON may be empty.
  private static func markParts(
    _ line: TextLine
  ) -> (type: Cell.CellType, isRegion: Bool, json: String)? {
    guard line.text.starts(with: "<!-- "), line.text.hasSuffix(" -->") else { return nil }
    let inside = String(line.text.dropFirst(5).dropLast(4))
    let content = inside.dropping("#region ")
    let word = String(content.prefix { $0 != " " })
    guard let type = word == "cell" ? .code : Cell.CellType(rawValue: word), word != "code" else {
      return nil
    }
    return (type, content != inside, content.dropping(word).dropping(" "))
  }

  private static func mark(_ line: TextLine) throws(PositionedError) -> Mark? {
    guard let (type, isRegion, json) = markParts(line) else { return nil }
    var details = CellDetails([:])
    if !json.isEmpty {
      do {
        details = CellDetails(try JSONReader.read(Array(json.utf8)).expectObject("details"))
      } catch {
        let start = line.text.utf8.count - " -->".utf8.count - json.utf8.count
        throw PositionedError(offset: line.offset + start + error.offset, reason: error.reason)
      }
    }
    return Mark(type: type, isRegion: isRegion, details: details, line: line)
  }

  private static func readMarked(
    _ mark: Mark, _ lines: inout ArraySlice<TextLine>
  ) throws(PositionedError) -> Cell {
    if mark.type == .code {
      lines = lines.drop(while: \.isBlank)
      guard let first = lines.first, let fence = codeFence(first) else {
        throw mark.line.error("fenced Python code is expected after this comment")
      }
      return try readCode(fence, &lines, mark)
    }
    let text: String
    if mark.isRegion {
      guard let end = lines.firstIndex(where: { $0.text == regionEnd }) else {
        throw mark.line.error("\(regionEnd) is missing after this comment")
      }
      text = lines[..<end].map(\.text).joined(separator: "\n")
      lines = lines[(end + 1)...]
    } else {
      text = prose(takeProse(&lines))
    }
    return try mark.details.applied(
      to: Cell(mark.type, source: text), line: mark.line,
      showsSource: { text.isEmpty || shown($0) == text },
      showsOutputs: { _ in true })
  }

  private static func readCode(
    _ fence: Fence, _ lines: inout ArraySlice<TextLine>, _ mark: Mark?
  ) throws(PositionedError) -> Cell {
    let source = try takeFenced(fence, &lines).joined(separator: "\n")
    var cell = Cell.code(source, executionCount: number(in: fence.information))
    var text = ""
    let rest = lines.drop(while: \.isBlank)
    if let first = rest.first, let output = Fence(first), output.language == outputLanguage {
      lines = rest
      let shown = try takeFenced(output, &lines)
      text = shown.joined(separator: "\n") + (shown.isEmpty ? "" : "\n")
      cell.outputs = TranscriptOutputs.read(text, count: cell.executionCount)
    }
    guard let mark else { return cell }
    return try mark.details.applied(
      to: cell, line: mark.line, showsSource: { $0 == source },
      showsOutputs: { TranscriptOutputs.renderLines($0) == text })
  }

  /// The `3` of `python In [3]`.
  private static func number(in information: String) -> Int? {
    guard let open = information.utf8.firstIndex(of: UInt8(ascii: "[")) else { return nil }
    let digits = information.utf8[open...].dropFirst().prefix { 0x30...0x39 ~= $0 }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// The lines between a fence, which comes first in `lines`, and its end.
  private static func takeFenced(
    _ fence: Fence, _ lines: inout ArraySlice<TextLine>
  ) throws(PositionedError) -> [String] {
    let content = lines.dropFirst()
    guard let end = content.firstIndex(where: { fence.isEnded(by: $0) }) else {
      throw fence.line.error("the fence that begins here has no end")
    }
    lines = lines[(end + 1)...]
    return content[..<end].map(\.text)
  }

  /// Lines up to the next cell. Fences in other languages are prose, whatever stands in them.
  private static func takeProse(_ lines: inout ArraySlice<TextLine>) -> [TextLine] {
    var taken: [TextLine] = []
    var foundNoEnd = false
    while let line = lines.first {
      if codeFence(line) != nil || markParts(line) != nil { break }
      var block = lines.prefix(1)
      if !foundNoEnd, let fence = Fence(line) {
        // The search is long, and so is not repeated for fences that are mistakes.
        let end = lines.dropFirst().firstIndex { fence.isEnded(by: $0) }
        if let end { block = lines[...end] } else { foundNoEnd = true }
      }
      taken += block
      lines = lines.dropFirst(block.count)
    }
    return taken
  }

  private static func prose(_ lines: [TextLine]) -> String {
    lines.trimmed.map(\.text).joined(separator: "\n")
  }

  /// What is read from prose: blank lines at its ends are gone.
  private static func shown(_ source: String) -> String {
    prose(TextLine.lines(of: Array((source + "\n").utf8)))
  }

  private static func codeFence(_ line: TextLine) -> Fence? {
    Fence(line).flatMap { languages.contains($0.language) ? $0 : nil }
  }
}

// MARK: - Writing

extension Markdown {
  static func write(_ notebook: Notebook) -> [UInt8] {
    if let bytes = notebook.unchangedBytes(as: name) { return bytes }
    var blocks = TextBlocks()
    let comment = SessionComment.html.lines(for: notebook).dropLast()
    if !comment.isEmpty { blocks.append(comment.map { $0 + "\n" }.joined()) }
    var followsProse = false
    for cell in notebook.cells {
      blocks.append(cell.type == .code ? codeText(of: cell) : proseText(of: cell, followsProse))
      followsProse = cell.type != .code
    }
    return blocks.bytes
  }

  private static func codeText(of cell: Cell) -> String {
    let text = TranscriptOutputs.renderLines(cell.outputs)
    let keepsOutputs = TranscriptOutputs.keeps(cell.outputs, in: text, count: cell.executionCount)
    let details = CellDetails(of: cell, keepsSource: true, keepsOutputs: keepsOutputs)
    let count = cell.executionCount.map { " In [\($0)]" } ?? ""
    let mark = details.members.isEmpty ? "" : markText("cell", details) + "\n"
    let source = cell.source.isEmpty ? "" : cell.source + "\n"
    let code = mark + Fence.text("python" + count, source)
    return text.isEmpty ? code : code + "\n" + Fence.text(outputLanguage, text)
  }

  private static func proseText(of cell: Cell, _ followsProse: Bool) -> String {
    let type = cell.type.rawValue
    let details = CellDetails(of: cell, keepsSource: true, keepsOutputs: true)
    let mark = markText(type, details) + "\n"
    let plain = (details.members.isEmpty && !followsProse ? "" : mark) + cell.source + "\n"
    let mayBePlain = cell.type == .markdown && !leavesFenceOpen(cell.source)
    if mayBePlain, readBack(plain) == cell { return plain }
    let region = markText("#region " + type, details) + "\n"
      + cell.source + "\n" + regionEnd + "\n"
    if readBack(region) == cell { return region }
    let whole = CellDetails(of: cell, keepsSource: false, keepsOutputs: true)
    return markText("#region " + type, whole) + "\n" + regionEnd + "\n"
  }

  /// Whether the text has a fence without end, which would take in what follows.
  private static func leavesFenceOpen(_ source: String) -> Bool {
    var open: Fence?
    for line in TextLine.lines(of: Array(source.utf8)) {
      if let fence = open {
        if fence.isEnded(by: line) { open = nil }
      } else {
        open = Fence(line)
      }
    }
    return open != nil
  }

  /// The one cell that a text holds; nil if it holds anything else.
  private static func readBack(_ text: String) -> Cell? {
    let cells = (try? read(TextLine.lines(of: Array(text.utf8))))?.cells
    return cells?.count == 1 ? cells?.first : nil
  }

  private static func markText(_ word: String, _ details: CellDetails) -> String {
    if details.members.isEmpty { return "<!-- \(word) -->" }
    return "<!-- \(word) \(withoutCommentEnds(JSONWriter.oneLine(.object(details.members)))) -->"
  }

  /// JSON in which nothing ends an HTML comment.
  private static func withoutCommentEnds(_ json: String) -> String {
    guard ByteSet(where: { $0 == UInt8(ascii: ">") }).isMet(in: json) else { return json }
    var result: [UInt8] = []
    for byte in json.utf8 {
      if byte == UInt8(ascii: ">"), result.last == UInt8(ascii: "-") {
        result += "\\u003e".utf8
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// The line that opens a block of code in Markdown: three or more backticks or tildes, and what the
/// block is.
struct Fence {
  var line: TextLine
  private var character: UInt8
  private var length: Int
  var information: String

  init?(_ line: TextLine) {
    guard let first = line.text.utf8.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~")
    else { return nil }
    let length = line.text.utf8.prefix { $0 == first }.count
    let information = String(decoding: line.text.utf8.dropFirst(length), as: UTF8.self).trimmedEnd
    guard length >= 3, !information.utf8.contains(first) else { return nil }
    self.line = line
    character = first
    self.length = length
    self.information = String(information.drop { $0 == " " })
  }

  /// The first word of the information.
  var language: String { String(information.prefix { $0 != " " && $0 != "{" && $0 != "," }) }

  func isEnded(by line: TextLine) -> Bool {
    guard line.text.utf8.first == character else { return false }
    let text = line.text.trimmedEnd.utf8
    return text.count >= length && text.allSatisfy { $0 == character }
  }

  /// A block of `content`, which ends in a line end, between fences long enough for it.
  static func text(_ information: String, _ content: String) -> String {
    var longest = 0
    var run = 0
    for byte in content.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(information)\n\(content)\(fence)\n"
  }
}
