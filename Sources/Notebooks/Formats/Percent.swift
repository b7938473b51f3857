/// A Python script whose cells begin with comments `# %%`, as editors and jupytext know it:
///
///     # %% [markdown] cell.id="a1"
///     # # A heading
///
///     # %% tags=["x"] cell.execution_count=2
///     print(1)
///     #> 1
///
/// Comments before the first mark are the header and are kept word for word. A script without marks
/// is one code cell. What a cell has shown stands below its code, in comments `#>`.
///
/// After a mark stand a title, the type of the cell in brackets, and metadata as `key=value` with
/// JSON values or as one JSON object. `cell.` begins the names of what is not metadata: the id,
/// attachments.
enum Percent {
  static let name = "percent"
  private static let mark = "# %%"
  private static let escapedMark = "# \\%%"
  private static let memberPrefix = "cell."
  private static let outputPrefix = "#>"

  private static func isMark(_ line: String) -> Bool {
    guard line.starts(with: mark) else { return false }
    let rest = line.dropping(mark)
    return rest.isEmpty || rest.starts(with: " ")
  }
}

// MARK: - Reading

extension Percent {
  static func read(_ lines: [TextLine]) throws(PositionedError) -> Notebook {
    var lines = lines
    var notebook = try SessionComment.hash.take(from: &lines)
    guard let first = lines.firstIndex(where: { isMark($0.text) }) else {
      notebook.cells = [.code(lines.map(\.text).joined(separator: "\n"))]
      return notebook
    }
    var opening = Array(lines[..<first])
    let comments = Array(opening.prefix { $0.isBlank || $0.text.starts(with: "#") })
    opening.removeFirst(comments.count)
    let header = comments.trimmed.map(\.text).joined(separator: "\n")
    if !header.isEmpty { notebook.session.header = header }
    if !opening.isEmpty { notebook.cells.append(.code(source(of: opening, .code))) }
    var rest = lines[first...]
    while let mark = rest.popFirst() {
      let body = rest.prefix { !isMark($0.text) }
      rest = rest.dropFirst(body.count)
      notebook.cells.append(try readCell(mark, Array(body)))
    }
    return notebook
  }

  private static func readCell(
    _ mark: TextLine, _ body: [TextLine]
  ) throws(PositionedError) -> Cell {
    let options = try PercentOptions(mark.text.dropping(Self.mark), line: mark)
    let (code, outputs) = split(body, options.type)
    var cell = Cell(options.type, source: source(of: code, options.type))
    var members: JSON.Object = [:]
    for member in options.values.members {
      if member.key.starts(with: memberPrefix) {
        members[member.key.dropping(memberPrefix)] = member.value
      } else {
        cell.metadata[member.key] = member.value
      }
    }
    cell.executionCount = members["execution_count"]?.integer
    cell.outputs = TranscriptOutputs.read(outputs, count: cell.executionCount)
    let shown = cell
    return try CellDetails(members).applied(
      to: shown, line: mark,
      showsSource: { reread($0, shown.type).source == shown.source },
      showsOutputs: { outputs.ends(with: TranscriptOutputs.renderLines($0)) })
  }

  private static func source(of lines: some Sequence<TextLine>, _ type: Cell.CellType) -> String {
    Array(lines).trimmed.map { line in
      type == .code ? line.text : line.text.dropping("#").dropping(" ")
    }.joined(separator: "\n")
  }

  /// The lines of a cell without the comments at their end that show outputs, and those as text.
  private static func split(
    _ body: [TextLine], _ type: Cell.CellType
  ) -> (code: ArraySlice<TextLine>, outputs: String) {
    let lines = body.trimmed
    guard type == .code else { return (lines, "") }
    let count = lines.reversed().prefix { $0.text.starts(with: outputPrefix) }.count
    var outputs: [UInt8] = []
    for line in lines.suffix(count) {
      let text = line.text.utf8.dropFirst(outputPrefix.utf8.count)
      outputs.append(contentsOf: text.first == 0x20 ? text.dropFirst() : text)
      outputs.append(0x0A)
    }
    return (lines.dropLast(count), String(decoding: outputs, as: UTF8.self))
  }
}

// MARK: - Writing

extension Percent {
  static func write(_ notebook: Notebook) -> [UInt8] {
    if let bytes = notebook.unchangedBytes(as: name) { return bytes }
    var blocks = TextBlocks()
    if let header = notebook.session.header { blocks.append(header + "\n") }
    let comment = SessionComment.hash.lines(for: notebook, leavingOutHeader: true)
    if !comment.isEmpty { blocks.append(comment.dropLast().map { $0 + "\n" }.joined()) }
    for cell in notebook.cells {
      let shown = TranscriptOutputs.renderLines(cell.outputs)
      blocks.append(
        markText(of: cell, showing: shown), "\n", render(cell.source, cell.type), comments(shown))
    }
    return blocks.bytes
  }

  /// A source as it stands below its mark.
  private static func render(_ source: String, _ type: Cell.CellType) -> String {
    if source.isEmpty { return "" }
    return source.splitLines.map { line in
      let shown = type == .code ? line : line.isEmpty ? "#" : "# " + line
      return (isMark(shown) ? escapedMark + shown.dropping(mark) : shown) + "\n"
    }.joined()
  }

  /// The lines of outputs as comments.
  private static func comments(_ shown: String) -> String {
    let bytes = shown.withBytes { text in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.count + text.count / 4)
      var start = 0
      while start < text.count {
        let end = text.lineEnd(from: start)
        bytes.append(contentsOf: outputPrefix.utf8)
        if start < end { bytes.append(0x20) }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
        bytes.append(0x0A)
        start = end + 1
      }
      return bytes
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What is read from the text of a source: blank lines at its ends are gone, and comments at its
  /// end that look like outputs are taken for these.
  private static func reread(
    _ source: String, _ type: Cell.CellType
  ) -> (source: String, outputs: String) {
    let lines = TextLine.lines(of: Array(render(source, type).utf8))
    let (code, shown) = split(lines, type)
    return (Self.source(of: code, type), shown)
  }

  /// The mark of a cell whose outputs are shown so.
  private static func markText(of cell: Cell, showing shown: String) -> String {
    let back = reread(cell.source, cell.type)
    let text = back.outputs + shown
    var details = CellDetails(
      of: cell, keepsSource: back.source == cell.source,
      keepsOutputs: TranscriptOutputs.keeps(cell.outputs, in: text, count: cell.executionCount)
    ).members
    details["metadata"] = nil
    details["execution_count"] = cell.executionCount.map(JSON.number)
    var values = cell.metadata
    for member in details.members { values[memberPrefix + member.key] = member.value }
    return mark + PercentOptions(type: cell.type, values: values).text
  }
}

/// What follows `# %%` on its line.
struct PercentOptions {
  var type = Cell.CellType.code
  var values: JSON.Object = [:]

  init(type: Cell.CellType, values: JSON.Object) {
    self.type = type
    self.values = values
  }

  /// options = [ title ] [ "[" type "]" ] ( object | { name "=" value } )
  init(_ text: String, line: TextLine) throws(PositionedError) {
    let bytes = Array(text.utf8)
    var title: [String] = []
    var start = 0
    // Word by word up to the values, which may be long, and hold several blanks in a row.
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x20) ?? bytes.count
      let word = String(decoding: bytes[start..<end], as: UTF8.self)
      if Self.startsValues(word) { break }
      start = end + 1
      if let type = Self.type(of: word) {
        self.type = type
        break
      }
      if !word.isEmpty { title.append(word) }
    }
    start += bytes.dropFirst(start).prefix { $0 == 0x20 }.count
    if !title.isEmpty { values["title"] = .string(title.joined(separator: " ")) }
    do {
      try readValues(Array(bytes.dropFirst(start)))
    } catch {
      let marked = line.text.utf8.count - text.utf8.count + start
      throw PositionedError(offset: line.offset + marked + error.offset, reason: error.reason)
    }
  }

  private static func type(of word: String) -> Cell.CellType? {
    word == "[md]" ? .markdown : Cell.CellType.allCases.first { "[\($0.rawValue)]" == word }
  }

  private static func startsValues(_ word: String) -> Bool {
    guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      return word.starts(with: "{")
    }
    return isName(String(decoding: word.utf8[..<equals], as: UTF8.self))
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || 0x30...0x39 ~= byte
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
  }

  private mutating func readValues(_ bytes: [UInt8]) throws(PositionedError) {
    if bytes.first == UInt8(ascii: "{") {
      for member in try JSONReader.read(bytes).expectObject("metadata").members {
        values[member.key] = member.value
      }
      return
    }
    var position = 0
    while position < bytes.count {
      if bytes[position] == 0x20 {
        position += 1
        continue
      }
      let nameEnd = bytes[position...].firstIndex(of: UInt8(ascii: "=")) ?? bytes.count
      let name = String(decoding: bytes[position..<nameEnd], as: UTF8.self)
      guard nameEnd < bytes.count, Self.isName(name) else {
        throw PositionedError(offset: position, reason: "name=value is expected")
      }
      (values[name], position) = try JSONReader.readPrefix(bytes, from: nameEnd + 1)
    }
  }

  var text: String {
    var rest = values
    var text = ""
    if let title = values["title"]?.string, Self.isTitle(title) {
      text += " " + title
      rest["title"] = nil
    }
    if type != .code { text += " [\(type.rawValue)]" }
    if rest.isEmpty { return text }
    if !rest.keys.allSatisfy(Self.isName) { return text + " " + JSONWriter.oneLine(.object(rest)) }
    return rest.members.reduce(text) { $0 + " \($1.key)=" + JSONWriter.oneLine($1.value) }
  }

  /// Whether a title can stand on the line as it is.
  private static func isTitle(_ text: String) -> Bool {
    let words = text.splitLines.count == 1 ? text.utf8.split(separator: 0x20) : []
    return !words.isEmpty && words.map { String($0) ?? "" }.joined(separator: " ") == text
      && words.allSatisfy { word in
        let word = String(word) ?? ""
        return type(of: word) == nil && !startsValues(word)
      }
  }
}
