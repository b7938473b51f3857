import Interactive
import Python

/// Exceptions as `record_tracebacks.py` and `record_scripts.py` write them.
struct RecordedException: Decodable {
  let typeName: String
  let fullTypeName: String
  let message: String
  let notes: [String]
  let frames: [RecordedFrame]
  let relation: String?
  let suggestion: String?
  let syntaxError: RecordedSyntaxError?

  /// - Parameter firstID: the mark of the first frame; the others count on.
  func exception(firstID: Int = 0) -> ExceptionRecord {
    ExceptionRecord(
      typeName: typeName, fullTypeName: fullTypeName, message: message, notes: notes,
      frames: frames.enumerated().map { $1.frame(id: firstID + $0) },
      syntaxError: syntaxError?.details, suggestion: suggestion,
      relation: relation.map { $0 == "directCause" ? .directCause : .duringHandling })
  }
}

struct RecordedFrame: Decodable {
  let source: RecordedSource
  let line: Int
  let range: [Int32]?
  let name: String
  let qualifiedName: String
  let firstLine: Int
  let arguments: [String]
  let values: [String]
  let variables: [[String]]
  let isHidden: Bool

  func frame(id: Int) -> FrameRecord {
    FrameRecord(
      source: source.source, line: line,
      range: range.map {
        SourceRange(line: $0[0], column: $0[1], endLine: $0[2], endColumn: $0[3])
      },
      name: name, qualifiedName: qualifiedName, firstLine: firstLine, arguments: arguments,
      isHidden: isHidden, id: id)
  }
}

struct RecordedSource: Decodable {
  let cell: Int?
  let file: String?

  var source: FrameRecord.Source { cell.map { .cell($0) } ?? .file(file ?? "") }
}

struct RecordedSyntaxError: Decodable {
  let source: RecordedSource
  let line: Int?
  let offset: Int?
  let endLine: Int?
  let endOffset: Int?
  let text: String?
  let message: String

  var details: SyntaxErrorDetails {
    SyntaxErrorDetails(
      source: source.source, line: line, offset: offset, endLine: endLine, endOffset: endOffset,
      text: text, message: message)
  }
}

extension CellPieces {
  /// The pieces of a text, parsed if it can be.
  init(parsing source: String) {
    var parser = Parser(source: source, mode: .file)
    self.init(source: source, module: try? parser.parseModule())
  }
}
