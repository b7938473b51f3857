/// A file format of notebooks: a row of the table ``all``.
public struct NotebookFormat: Sendable {
  /// The name on the command line.
  public let name: String
  /// What the format is, in a few words.
  public let summary: String
  /// Extensions of file names, without the dot; the first one is that of new files.
  public let fileExtensions: [String]
  /// Whether a text with one of the extensions is in this format. The first row that says so is
  /// taken.
  let detect: @Sendable (_ text: String) -> Bool
  /// nil if the format can only be written.
  let read: (@Sendable ([UInt8], CodeGrammar) throws(PositionedError) -> Notebook)?
  /// nil if the format can only be read.
  let write: (@Sendable (Notebook) -> [UInt8])?

  public var canRead: Bool { read != nil }
  public var canWrite: Bool { write != nil }

  public static let all: [NotebookFormat] = [
    NotebookFormat(
      name: IPYNB.name, summary: "Jupyter notebook", fileExtensions: ["ipynb"],
      detect: { _ in true },
      read: { bytes, _ throws(PositionedError) in try IPYNB.read(bytes) }, write: IPYNB.write),
    NotebookFormat(
      name: Transcript.name, summary: "IPython's terminal transcript", fileExtensions: ["txt"],
      detect: Transcript.isTranscript,
      read: textReader(Transcript.name) { lines, _ throws(PositionedError) in
        try Transcript.read(lines)
      },
      write: Transcript.write),
    NotebookFormat(
      name: PastedText.name, summary: "text copied from Jupyter in a browser",
      fileExtensions: ["txt"], detect: PastedText.isPasted,
      read: textReader(PastedText.name) { lines, grammar throws(PositionedError) in
        try PastedText.read(lines, grammar: grammar)
      },
      write: nil),
    NotebookFormat(
      name: Percent.name, summary: "Python script with # %% cells",
      fileExtensions: ["py"], detect: { _ in true },
      read: textReader(Percent.name) { lines, _ throws(PositionedError) in
        try Percent.read(lines)
      },
      write: Percent.write),
    NotebookFormat(
      name: Markdown.name, summary: "Markdown with fenced Python code", fileExtensions: ["md"],
      detect: { _ in true },
      read: textReader(Markdown.name) { lines, _ throws(PositionedError) in
        try Markdown.read(lines)
      },
      write: Markdown.write),
    NotebookFormat(
      name: HTML.name, summary: "page for a browser", fileExtensions: ["html", "htm"],
      detect: { _ in true }, read: nil, write: HTML.write),
  ]
}

extension NotebookFormat {
  /// The format of this name, or with this extension.
  public static func named(_ name: String) -> NotebookFormat? {
    all.first { $0.name == name } ?? all.first { $0.fileExtensions.contains(name) }
  }

  /// The format of a file, by its extension and, where that leaves a choice, by its text.
  static func detect(_ path: String, _ bytes: [UInt8]) throws(NotebookError) -> NotebookFormat {
    let candidates = all.filter { $0.fileExtensions.contains(fileExtension(path)) }
    if candidates.count == 1 { return candidates[0] }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let format = candidates.first(where: { $0.detect(text) }) else {
      let known = all.filter(\.canRead).map { "\($0.summary) (\($0.fileExtensions.joined(separator: ", ")))" }
      let reason = "not a notebook in a known format: \(known.joined(separator: "; "))"
      throw NotebookError(file: path, line: 1, column: 1, reason: reason)
    }
    return format
  }

  static func fileExtension(_ path: String) -> String {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return String(name[dot...].dropFirst())?.lowercased() ?? ""
  }

  /// A reader of bytes from one of lines.
  private static func textReader(
    _ name: String,
    _ read: @escaping @Sendable ([TextLine], CodeGrammar) throws(PositionedError) -> Notebook
  ) -> @Sendable ([UInt8], CodeGrammar) throws(PositionedError) -> Notebook {
    { bytes, grammar throws(PositionedError) in
      try read(TextLine.lines(of: bytes), grammar).read(from: bytes, as: name)
    }
  }
}

// MARK: - Reading and writing files

extension Notebook {
  /// Reads a notebook file.
  ///
  /// - Parameters:
  ///   - format: the format; found by the name and the text of the file if nil.
  ///   - grammar: decides where the code of pasted text ends.
  /// - Throws: ``NotebookError`` with the place of what is wrong.
  public static func read(
    contentsOf path: String, format: NotebookFormat? = nil, grammar: CodeGrammar = .lexical
  ) throws(NotebookError) -> Notebook {
    let bytes = try NotebookFile.read(path)
    return try read(bytes, file: path, format: format, grammar: grammar)
  }

  /// Reads the text of a notebook file; `file` is its name, for its extension and for errors.
  public static func read(
    _ bytes: [UInt8], file: String, format: NotebookFormat? = nil, grammar: CodeGrammar = .lexical
  ) throws(NotebookError) -> Notebook {
    do {
      try TextEncoding.checkUTF8(bytes)
    } catch { throw NotebookError(error, in: bytes, file: file) }
    let format = if let format { format } else { try NotebookFormat.detect(file, bytes) }
    guard let read = format.read else {
      let reason = "cellgrad: not supported: reading the format \(format.name), \(format.summary)"
      throw NotebookError(file: file, line: 1, column: 1, reason: reason)
    }
    do {
      return try read(bytes, grammar)
    } catch { throw NotebookError(error, in: bytes, file: file) }
  }

  /// The notebook as the bytes of a file; unchanged parts of a file that was read are kept.
  ///
  /// - Throws: ``NotebookError`` for a format that can only be read.
  public func bytes(as format: NotebookFormat, file: String) throws(NotebookError) -> [UInt8] {
    guard let write = format.write else {
      let reason = "cellgrad: not supported: writing the format \(format.name), \(format.summary)"
      throw NotebookError(file: file, reason: reason)
    }
    return write(self)
  }

  /// Writes a notebook to the file it was read from, in that file's format.
  ///
  /// - Throws: ``NotebookError``, also for a format that can only be read.
  public func writeBack(to path: String) throws(NotebookError) {
    let name = origin?.formatName
    guard let format = NotebookFormat.all.first(where: { $0.name == name }) else {
      throw NotebookError(file: path, reason: "this notebook was not read from a file")
    }
    try write(to: path, as: format)
  }

  /// Whether a file of a folder is meant if the folder's notebooks are: all `.ipynb`, and texts
  /// with prompts.
  public static func isFound(_ path: String) -> Bool {
    switch NotebookFormat.fileExtension(path) {
    case "ipynb": return true
    case "txt":
      guard let bytes = try? NotebookFile.read(path) else { return true }
      let text = String(decoding: bytes, as: UTF8.self)
      return Transcript.isTranscript(text) || PastedText.isPasted(text)
    default: return false
    }
  }

  /// Writes a notebook file: the whole of it, or nothing.
  ///
  /// - Parameter survivesPowerLoss: wait until the disk has it.
  public func write(
    to path: String, as format: NotebookFormat, survivesPowerLoss: Bool = true
  ) throws(NotebookError) {
    let bytes = try bytes(as: format, file: path)
    try NotebookFile.write(bytes, to: path, isDurable: survivesPowerLoss)
  }
}

/// The encoding of notebook files is UTF-8 without a byte order mark.
enum TextEncoding {
  static func checkUTF8(_ bytes: [UInt8]) throws(PositionedError) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw PositionedError(offset: 0, reason: "the file begins with a byte order mark (BOM)")
    }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      throw PositionedError(offset: 0, reason: "the file is UTF-16; UTF-8 is expected")
    }
    if bytes.prefix(4).contains(0) {
      throw PositionedError(offset: 0, reason: "the file is binary, or UTF-16; UTF-8 is expected")
    }
    if String(validating: bytes, as: UTF8.self) == nil {
      throw PositionedError(offset: validPrefix(bytes), reason: "not UTF-8")
    }
  }

  /// How many bytes at the start are UTF-8.
  private static func validPrefix(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var count = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      count += UTF8.width(scalar)
    }
    return count
  }
}
