/// A cell as nbformat writes it, for files that keep cells one by one.
extension Cell {
  public var json: JSON { .object(IPYNB.json(of: self, id: id)) }

  /// The cell that nbformat writes so; nil for other JSON.
  public init?(json: JSON) {
    guard let cell = try? IPYNB.readCell(json, index: 0) else { return nil }
    self = cell
  }
}
