/// The comment of a text file that holds a session statement and, on a line `notebook: {...}`, the
/// notebook's metadata.
struct SessionComment: Sendable {
  /// The line that opens the comment, and the one that closes it.
  var opening: String
  var closing: String
  /// What stands before each line between them.
  var prefix: String

  static let html = SessionComment(opening: "<!-- cellgrad", closing: "-->", prefix: "")
  static let hash = SessionComment(opening: "# <cellgrad>", closing: "# </cellgrad>", prefix: "# ")

  private static let notebookKey = "notebook"

  /// Takes the comment, with the empty line before or after it, out of a file: gives a notebook
  /// without cells that has what the comment says.
  func take(from lines: inout [TextLine]) throws(PositionedError) -> Notebook {
    guard let first = lines.firstIndex(where: { $0.text == opening }) else { return Notebook() }
    guard let last = lines[first...].firstIndex(where: { $0.text == closing }) else {
      throw lines[first].error("\(opening) has no line \(closing) after it")
    }
    var content = lines[first + 1..<last].map { line in
      TextLine(text: line.text.dropping(prefix), offset: line.offset)
    }
    var notebook = Notebook()
    if let index = content.firstIndex(where: { $0.text.starts(with: Self.notebookKey + ": ") }) {
      notebook = try Self.readNotebook(content.remove(at: index))
    }
    notebook.session = try SessionStatement(lines: content)
    lines.removeSubrange(Self.withEmptyLine(first...last, in: lines))
    return notebook
  }

  private static func readNotebook(_ line: TextLine) throws(PositionedError) -> Notebook {
    let text = SessionStatement.splitAtColon(line.text).value
    do {
      let json = try JSONReader.read(Array(text.utf8))
      let members = try json.expectObject("notebook")
      let metadata = try members["metadata"]?.expectObject("metadata")
      let minor = try members["nbformat_minor"]?.expectInteger("nbformat_minor")
      return Notebook(metadata: metadata ?? [:], formatMinor: minor ?? Notebook().formatMinor)
    } catch { throw line.error("notebook: \(error.reason)") }
  }

  private static func withEmptyLine(
    _ range: ClosedRange<Int>, in lines: [TextLine]
  ) -> ClosedRange<Int> {
    let (first, last) = (range.lowerBound, range.upperBound)
    if first > 0, lines[first - 1].text.isEmpty { return first - 1...last }
    if last + 1 < lines.count, lines[last + 1].text.isEmpty { return first...last + 1 }
    return range
  }

  /// The comment and an empty line after it; none if there is nothing to say. A script's header is
  /// not in it: scripts have it as it is.
  func lines(for notebook: Notebook, leavingOutHeader: Bool = false) -> [String] {
    var session = notebook.session
    if leavingOutHeader { session.header = nil }
    var content = session.lines
    if !notebook.metadata.isEmpty || notebook.formatMinor != Notebook().formatMinor {
      let json: JSON = [
        "metadata": .object(notebook.metadata), "nbformat_minor": .number(notebook.formatMinor),
      ]
      content.insert("\(Self.notebookKey): " + JSONWriter.oneLine(json), at: 0)
    }
    return content.isEmpty ? [] : [opening] + content.map { prefix + $0 } + [closing, ""]
  }
}
