extension JSON {
  /// The value as text: on one line, or with each member and item on a line of its own.
  public func text(indentation: String? = nil) -> String {
    guard let indentation else { return JSONWriter.oneLine(self) }
    var writer = JSONWriter(style: JSONStyle(indentation: indentation, sortsKeys: false))
    writer.write(self, depth: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Reads one value; `file` is named in errors.
  public init(parsing text: String, file: String) throws(NotebookError) {
    let bytes = Array(text.utf8)
    do throws(PositionedError) {
      self = try JSONReader.read(bytes)
    } catch { throw NotebookError(error, in: bytes, file: file) }
  }
}
