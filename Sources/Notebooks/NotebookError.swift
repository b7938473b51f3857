/// Why a notebook file cannot be read or written: where, and in words a user can act on.
public struct NotebookError: Error, Equatable, CustomStringConvertible {
  public var file: String
  /// Counted from 1; nil if the file as a whole is meant.
  public var line: Int?
  /// Counted from 1, in characters (code points).
  public var column: Int?
  public var reason: String

  public init(file: String, line: Int? = nil, column: Int? = nil, reason: String) {
    self.file = file
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// `FILE:LINE:COLUMN: reason`
  public var description: String {
    let place = [line, column].compactMap { $0.map { ":\($0)" } }.joined()
    return "\(TerminalText.safe(file))\(place): \(TerminalText.safe(reason))"
  }
}

extension NotebookError {
  /// Finds the line and the column of an error in the bytes of `file`.
  init(_ error: PositionedError, in bytes: [UInt8], file: String) {
    let before = bytes[..<min(max(error.offset, 0), bytes.count)]
    let lineStart = (before.lastIndex(of: 0x0A) ?? -1) + 1
    let column = before[lineStart...].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    self.init(file: file, line: line, column: column, reason: error.cellPrefix + error.reason)
  }
}

extension PositionedError {
  /// `cell 3: ` if the error is inside the third cell of a notebook's JSON.
  fileprivate var cellPrefix: String {
    guard path.count >= 2, case .key("cells") = path[0], case .index(let index) = path[1] else {
      return ""
    }
    return "cell \(index + 1): "
  }
}
