/// JSON and cells as text of one line, for files that grow line by line.
extension JSON {
  /// The value on one line.
  public var oneLine: String { JSONWriter.oneLine(self) }

  /// The value that a text is; nil if it is not JSON.
  public init?(text: [UInt8]) {
    guard let value = try? JSONReader.read(text) else { return nil }
    self = value
  }
}

extension Cell {
  /// The cell as nbformat writes it.
  public var json: JSON { .object(IPYNB.json(of: self, id: id)) }

  /// The cell that nbformat writes so; nil for other JSON.
  public init?(json: JSON) {
    guard let cell = try? IPYNB.readCell(json, index: 0) else { return nil }
    self = cell
  }
}
