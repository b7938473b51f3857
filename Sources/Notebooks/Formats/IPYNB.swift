/// Jupyter's own format: JSON by the schema of nbformat 4.0 to 4.5.
///
/// Reading checks what the schema requires. Writing keeps the bytes of everything unchanged, so a
/// file that was read and not changed is written byte for byte; a changed cell is written in the
/// file's own indentation and order of keys, and a new file as nbformat writes it.
enum IPYNB {
  static let name = "ipynb"
  /// Where nbformat 4.5 began to require ids of cells.
  static let minorWithCellIDs = 5

  /// Texts of other media types are kept as JSON, not as lines of text.
  static func isJSON(mediaType: String) -> Bool {
    mediaType == "application/json"
      || mediaType.hasPrefix("application/") && mediaType.hasSuffix("+json")
  }
}

/// Where the parts of an `.ipynb` file stand, and its style.
struct IPYNBLayout: Sendable {
  var style: JSONStyle
  var metadata: Range<Int>
  var formatMinor: Range<Int>
  var cells: Range<Int>
  var eachCell: [Range<Int>]
  /// The keys of cells in the order they first occur.
  var cellKeys: [String]
}

// MARK: - Reading

extension IPYNB {
  static func read(_ bytes: [UInt8]) throws(PositionedError) -> Notebook {
    var document = try JSONReader.read(bytes)
    var notebook = try readHead(document)
    var cells = try document.require("cells").expectArray("cells")
    let layout = try IPYNBLayout(of: document, cells: cells, in: bytes)
    notebook.cells.reserveCapacity(cells.count)
    // Each cell is freed as JSON when it is read: files may be large.
    document = .null
    for index in cells.indices {
      do {
        notebook.cells.append(try readCell(cells[index], index: index))
      } catch { throw error.inside(.index(index)).inside(.key("cells")) }
      cells[index] = .null
    }
    return notebook.read(from: bytes, as: name, layout: layout)
  }

  /// A notebook without its cells.
  private static func readHead(_ document: JSON) throws(PositionedError) -> Notebook {
    let members = try document.expectObject("a notebook")
    let minor = try readVersion(members, of: document)
    var metadata = try document.require("metadata").expectObject("metadata")
    var notebook = Notebook(formatMinor: minor)
    if let statement = metadata["cellgrad"] {
      notebook.session = try SessionStatement(json: statement)
      metadata["cellgrad"] = nil
    }
    notebook.metadata = metadata
    return notebook
  }

  /// The minor version; every other major version than 4 is refused.
  private static func readVersion(
    _ members: JSON.Object, of document: JSON
  ) throws(PositionedError) -> Int {
    guard members["nbformat"] != nil || members["cells"] != nil else {
      throw document.error("this is JSON, but not a notebook: it has no key \"nbformat\"")
    }
    let version = try document.require("nbformat")
    let major = try version.expectInteger("nbformat")
    guard major == 4 else {
      throw version.error("nbformat \(major) is not supported, only nbformat 4")
    }
    let minor = try document.require("nbformat_minor")
    let number = try minor.expectInteger("nbformat_minor")
    if number < 0 { throw minor.error("nbformat_minor must not be negative") }
    return number
  }

  static let cellMembers = [
    "cell_type", "id", "metadata", "source", "execution_count", "outputs",
  ]

  static func readCell(_ json: JSON, index: Int) throws(PositionedError) -> Cell {
    let members = try json.expectObject("a cell")
    let typeValue = try json.require("cell_type")
    let typeName = try typeValue.expectString("cell_type")
    guard let type = Cell.CellType(rawValue: typeName) else {
      throw typeValue.error("unknown cell_type \"\(typeName)\": code, markdown or raw is expected")
    }
    var cell = Cell(type, source: try json.require("source").expectText("source"))
    cell.originIndex = index
    cell.metadata = try json.require("metadata").expectObject("metadata")
    cell.id = try members["id"]?.expectString("id")
    if type == .code {
      cell.executionCount = try readCount(json)
      for output in try json.require("outputs").expectArray("outputs") {
        cell.outputs.append(try readOutput(output))
      }
    }
    cell.others = JSON.Object(distinct: members.members.filter { !cellMembers.contains($0.key) })
    return cell
  }

  private static func readCount(_ json: JSON) throws(PositionedError) -> Int? {
    let count = try json.require("execution_count")
    return count.kind == .null ? nil : try count.expectInteger("execution_count")
  }

  private static func readOutput(_ json: JSON) throws(PositionedError) -> Output {
    _ = try json.expectObject("an output")
    let typeValue = try json.require("output_type")
    switch try typeValue.expectString("output_type") {
    case "stream":
      return .stream(
        name: try json.require("name").expectString("name"),
        text: try json.require("text").expectText("text"))
    case "execute_result":
      return .executeResult(
        executionCount: try readCount(json), data: try readData(json),
        metadata: try json.require("metadata").expectObject("metadata"))
    case "display_data":
      return .displayData(
        data: try readData(json), metadata: try json.require("metadata").expectObject("metadata"))
    case "error":
      var traceback: [String] = []
      for part in try json.require("traceback").expectArray("traceback") {
        traceback.append(try part.expectString("a part of traceback"))
      }
      return .error(
        ename: try json.require("ename").expectString("ename"),
        evalue: try json.require("evalue").expectString("evalue"), traceback: traceback)
    case let other: throw typeValue.error("unknown output_type \"\(other)\"")
    }
  }

  private static func readData(_ json: JSON) throws(PositionedError) -> Output.MimeBundle {
    var data = try json.require("data").expectObject("data")
    for (index, member) in data.members.enumerated() where !isJSON(mediaType: member.key) {
      data.members[index].value = .string(try member.value.expectText(member.key))
    }
    return data
  }
}

extension JSON {
  /// The member `key`, which must be there.
  fileprivate func require(_ key: String) throws(PositionedError) -> JSON {
    guard let value = object?[key] else { throw error("the key \"\(key)\" is missing") }
    return value
  }

  fileprivate func error(_ reason: String) -> PositionedError {
    PositionedError(offset: span.lowerBound, reason: reason)
  }
}

extension IPYNBLayout {
  fileprivate init(of document: JSON, cells: [JSON], in bytes: [UInt8]) throws(PositionedError) {
    style = JSONStyle(of: try document.expectObject("a notebook"), in: bytes)
    metadata = try document.require("metadata").span
    formatMinor = try document.require("nbformat_minor").span
    self.cells = try document.require("cells").span
    eachCell = cells.map(\.span)
    cellKeys = []
    for member in cells.lazy.compactMap(\.object).flatMap(\.members)
    where !cellKeys.contains(member.key) {
      cellKeys.append(member.key)
    }
  }
}
