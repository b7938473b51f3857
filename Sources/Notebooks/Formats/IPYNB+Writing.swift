extension IPYNB {
  static func write(_ notebook: Notebook) -> [UInt8] {
    if let bytes = notebook.unchangedBytes(as: name) { return bytes }
    if let origin = notebook.origin, let layout = origin.layout {
      return edit(origin, layout, to: notebook)
    }
    var writer = JSONWriter(style: .nbformat)
    writer.writeList("{", members(of: notebook), "}", depth: 0) { writer, member in
      writer.writeKey(member.key)
      member.write(&writer)
    }
    writer.append("\n")
    return writer.bytes
  }

  /// The members of a notebook. The cells become JSON one by one: there may be much in them.
  private static func members(
    of notebook: Notebook
  ) -> [(key: String, write: (inout JSONWriter) -> Void)] {
    [
      ("cells", { writer in
        var ids = CellIDs(notebook)
        writer.writeList("[", notebook.cells, "]", depth: 1) { writer, cell in
          writer.write(.object(json(of: cell, id: ids.id(of: cell))), depth: 2)
        }
      }),
      ("metadata", { $0.write(metadataJSON(of: notebook), depth: 1) }),
      ("nbformat", { $0.write(.number(4), depth: 1) }),
      ("nbformat_minor", { $0.write(.number(notebook.formatMinor), depth: 1) }),
    ]
  }

  private static func metadataJSON(of notebook: Notebook) -> JSON {
    var metadata = notebook.metadata
    if !notebook.session.isEmpty { metadata["cellgrad"] = notebook.session.json }
    return .object(metadata)
  }

  /// The members of a cell, in alphabetical order but for ``Cell/others``.
  static func json(of cell: Cell, id: String?) -> JSON.Object {
    var object: JSON.Object = ["cell_type": .string(cell.type.rawValue)]
    if cell.type == .code {
      object["execution_count"] = cell.executionCount.map(JSON.number) ?? .null
    }
    object["id"] = id.map(JSON.string)
    object["metadata"] = .object(cell.metadata)
    if cell.type == .code { object["outputs"] = .array(cell.outputs.map(json(of:))) }
    object["source"] = .lines(of: cell.source)
    for member in cell.others.members { object[member.key] = member.value }
    return object
  }

  static func json(of output: Output) -> JSON {
    switch output {
    case .stream(let name, let text):
      ["name": .string(name), "output_type": "stream", "text": .lines(of: text)]
    case .executeResult(let count, let data, let metadata):
      [
        "data": json(of: data), "execution_count": count.map(JSON.number) ?? .null,
        "metadata": .object(metadata), "output_type": "execute_result",
      ]
    case .displayData(let data, let metadata):
      ["data": json(of: data), "metadata": .object(metadata), "output_type": "display_data"]
    case .error(let ename, let evalue, let traceback):
      [
        "ename": .string(ename), "evalue": .string(evalue), "output_type": "error",
        "traceback": .array(traceback.map(JSON.string)),
      ]
    }
  }

  private static func json(of data: Output.MimeBundle) -> JSON {
    var object = data
    for member in data.members where !isJSON(mediaType: member.key) {
      object[member.key] = member.value.string.map { JSON.lines(of: $0) } ?? member.value
    }
    return .object(object)
  }
}

// MARK: - Editing a file that was read

extension IPYNB {
  /// The original file with the changed parts replaced.
  private static func edit(
    _ origin: FileOrigin, _ layout: IPYNBLayout, to notebook: Notebook
  ) -> [UInt8] {
    var edits: [(range: Range<Int>, text: [UInt8])] = []
    if notebook.cells != origin.cells {
      edits.append((layout.cells, cellsText(of: notebook, origin, layout)))
    }
    if notebook.metadata != origin.metadata || notebook.session != origin.session {
      var writer = JSONWriter(style: layout.style)
      writer.write(metadataJSON(of: notebook), depth: 1)
      edits.append((layout.metadata, writer.bytes))
    }
    if notebook.formatMinor != origin.formatMinor {
      edits.append((layout.formatMinor, Array(String(notebook.formatMinor).utf8)))
    }
    var result: [UInt8] = []
    var position = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += origin.bytes[position..<edit.range.lowerBound] + edit.text
      position = edit.range.upperBound
    }
    return result + origin.bytes[position...]
  }

  private static func cellsText(
    of notebook: Notebook, _ origin: FileOrigin, _ layout: IPYNBLayout
  ) -> [UInt8] {
    var writer = JSONWriter(style: layout.style)
    var ids = CellIDs(notebook)
    writer.writeList("[", notebook.cells, "]", depth: 1) { writer, cell in
      let id = ids.id(of: cell)
      if let original = cell.originIndex, origin.cells.indices.contains(original),
        origin.cells[original] == cell {
        writer.append(origin.bytes[layout.eachCell[original]])
      } else {
        writer.write(layout.inFileOrder(.object(json(of: cell, id: id))), depth: 2)
      }
    }
    return writer.bytes
  }
}

/// The ids of the cells of a notebook, asked for in order; cells without one get one that is the
/// same in every run, so that files can be compared.
private struct CellIDs {
  /// nil if the format has no ids.
  private var taken: Set<String>?
  private var count = 0

  init(_ notebook: Notebook) {
    let hasIDs = notebook.formatMinor >= IPYNB.minorWithCellIDs
    taken = hasIDs ? Set(notebook.cells.compactMap(\.id)) : nil
  }

  mutating func id(of cell: Cell) -> String? {
    count += 1
    if let id = cell.id { return id }
    guard let taken else { return nil }
    var id = "cell-\(count)"
    while taken.contains(id) { id += "-new" }
    return id
  }
}

extension IPYNBLayout {
  /// The members of a cell in the order of the file's other cells; keys new to the file go last.
  fileprivate func inFileOrder(_ cell: JSON) -> JSON {
    guard let members = cell.object?.members else { return cell }
    let known = cellKeys.compactMap { key in members.first { $0.key == key } }
    return .object(JSON.Object(distinct: known + members.filter { !cellKeys.contains($0.key) }))
  }
}
