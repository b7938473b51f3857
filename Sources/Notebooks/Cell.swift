/// A cell of a notebook.
public struct Cell: Equatable, Sendable {
  public enum CellType: String, Sendable, CaseIterable {
    case code, markdown, raw
  }

  public var type: CellType
  /// The name that stays with the cell (nbformat 4.5 and later); nil in older files.
  public var id: String?
  public var metadata: JSON.Object
  public var source: String
  /// The `n` of `In [n]:`; nil if the cell was not run. Code cells only.
  public var executionCount: Int?
  /// What the cell printed and showed when it was run. Code cells only.
  public var outputs: [Output]
  /// Members of the cell that nbformat gives no meaning here, such as `attachments`.
  public var others: JSON.Object
  /// The index of this cell in the file it was read from.
  @Uncompared var originIndex: Int? = nil

  public init(
    _ type: CellType, source: String, id: String? = nil, metadata: JSON.Object = [:],
    executionCount: Int? = nil, outputs: [Output] = [], others: JSON.Object = [:]
  ) {
    self.type = type
    self.id = id
    self.metadata = metadata
    self.source = source
    self.executionCount = executionCount
    self.outputs = outputs
    self.others = others
  }

  public static func code(
    _ source: String, executionCount: Int? = nil, outputs: [Output] = []
  ) -> Cell {
    Cell(.code, source: source, executionCount: executionCount, outputs: outputs)
  }

  public static func markdown(_ source: String) -> Cell {
    Cell(.markdown, source: source)
  }

  /// The cell's tags, from its metadata.
  public var tags: [String] {
    metadata["tags"]?.array?.compactMap(\.string) ?? []
  }
}
