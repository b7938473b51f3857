/// What the text forms of a cell cannot show: its id, its metadata, and the exact source and
/// outputs where the text shows them only in part.
///
/// Text forms write the details as JSON beside the readable text. A detail that says the same as
/// the text, only more exactly, counts only while its own readable text is the one in the file: so
/// who edits the text need not know of it.
struct CellDetails {
  /// nbformat's members of the cell.
  var members: JSON.Object

  /// The details of `cell`, with source and outputs only if the text form does not keep them.
  init(of cell: Cell, keepsSource: Bool, keepsOutputs: Bool) {
    var told = cell
    if keepsOutputs { told.outputs = [] }
    if keepsSource { told.source = "" }
    members = IPYNB.json(of: told, id: cell.id)
    members["cell_type"] = nil
    members["execution_count"] = nil
    if cell.metadata.isEmpty { members["metadata"] = nil }
    if keepsOutputs { members["outputs"] = nil }
    members["source"] = keepsSource ? nil : .string(cell.source)
  }

  init(_ members: JSON.Object) {
    self.members = members
  }

  /// The cell with these details.
  /// - Parameters:
  ///   - cell: the cell as the text shows it.
  ///   - line: the line of the details, for errors.
  ///   - showsSource: whether the text in the file is that of a source.
  ///   - showsOutputs: whether the text in the file is that of outputs.
  func applied(
    to cell: Cell, line: TextLine, showsSource: (String) -> Bool,
    showsOutputs: ([Output]) -> Bool
  ) throws(PositionedError) -> Cell {
    let detailed: Cell
    do {
      detailed = try IPYNB.readCell(.object(completed(by: cell)), index: 0)
    } catch { throw line.error(error.reason) }
    var result = detailed
    result.originIndex = nil
    if !showsSource(detailed.source) { result.source = cell.source }
    if members["outputs"] == nil || !showsOutputs(detailed.outputs) {
      result.outputs = cell.outputs
    }
    return result
  }

  /// The members with those that only the text shows, but for outputs.
  private func completed(by cell: Cell) -> JSON.Object {
    var told = cell
    told.outputs = []
    var shown = IPYNB.json(of: told, id: cell.id)
    for member in members.members { shown[member.key] = member.value }
    return shown
  }
}
