/// A notebook document: cells in order, and what is said about them all. The words are nbformat's.
///
/// Two notebooks are equal if their content is; the file they came from does not count.
public struct Notebook: Equatable, Sendable {
  public var cells: [Cell]
  /// The notebook's metadata, without ``session``.
  public var metadata: JSON.Object
  /// How the session is prepared before its first cell.
  public var session: SessionStatement
  /// The version of the format, `nbformat.nbformat_minor`: major is 4, minor 0 to 5 and later.
  public var formatMinor: Int

  /// The other places at which the code of a pasted cell may end, by the index of the cell.
  /// Only text that was pasted from a browser leaves that open; see ``PastedText``.
  @Uncompared public internal(set) var openSplits: [Int: [CodeSplit]] = [:]
  /// The file this notebook was read from, so that unchanged parts are written as they were.
  @Uncompared var origin: FileOrigin? = nil

  public init(
    cells: [Cell] = [], metadata: JSON.Object = [:], session: SessionStatement = SessionStatement(),
    formatMinor: Int = 5
  ) {
    self.cells = cells
    self.metadata = metadata
    self.session = session
    self.formatMinor = formatMinor
  }
}

/// What a file held when it was read.
struct FileOrigin: Sendable {
  var formatName: String
  var bytes: [UInt8]
  var cells: [Cell]
  var metadata: JSON.Object
  var session: SessionStatement
  var formatMinor: Int
  /// The parts of an `.ipynb` file; nil for other formats.
  var layout: IPYNBLayout?
}

extension Notebook {
  /// Whether it is known what was printed and what is a result: not in pasted text.
  public var tellsKindsApart: Bool { origin?.formatName != PastedText.name }

  /// This notebook, remembered as what the file `bytes` says.
  func read(from bytes: [UInt8], as formatName: String, layout: IPYNBLayout? = nil) -> Notebook {
    var result = self
    result.origin = FileOrigin(
      formatName: formatName, bytes: bytes, cells: cells, metadata: metadata, session: session,
      formatMinor: formatMinor, layout: layout)
    return result
  }

  /// Forgets the file unless it was of this format: its bytes are of no more use.
  public mutating func forgetFile(unlessOf format: NotebookFormat) {
    if origin?.formatName != format.name { origin = nil }
  }

  /// The file's bytes, if it was read in the format `formatName` and nothing has changed since.
  func unchangedBytes(as formatName: String) -> [UInt8]? {
    guard let origin, origin.formatName == formatName, origin.cells == cells,
      origin.metadata == metadata, origin.session == session, origin.formatMinor == formatMinor
    else { return nil }
    return origin.bytes
  }
}
