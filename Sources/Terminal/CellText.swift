/// The text of a cell being edited, with its cursor: plain computations on lines.
///
/// Bytes, not characters: line ends, blanks and keywords are ASCII, and the editor's
/// cursor is a byte offset that always lies on a character boundary.
struct CellText: Equatable {
  var bytes: [UInt8]
  /// In `0...bytes.count`.
  var cursor: Int

  init(_ text: String, cursor: Int? = nil) {
    self.init(bytes: Array(text.utf8), cursor: cursor ?? text.utf8.count)
  }

  init(bytes: [UInt8], cursor: Int) {
    self.bytes = bytes
    self.cursor = max(0, min(cursor, bytes.count))
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var textBeforeCursor: String { String(decoding: bytes[..<cursor], as: UTF8.self) }

  /// The offset of the first byte of the cursor's line.
  var lineStart: Int { startOfLine(containing: cursor) }

  /// The offset of the line end (or end of text) at or after the cursor.
  var lineEnd: Int { endOfLine(containing: cursor) }

  var isSingleLine: Bool { !bytes.contains(newline) }
  var isOnFirstLine: Bool { lineStart == 0 }
  var isOnLastLine: Bool { lineEnd == bytes.count }

  /// The text is empty, or blanks and line ends.
  var isBlank: Bool { bytes.allSatisfy(isBlankOrNewline) }

  /// Nothing but blanks and line ends follow the cursor.
  var onlyBlanksFollow: Bool { bytes[cursor...].allSatisfy(isBlankOrNewline) }

  /// There is something before the cursor on its line, all of it blanks.
  var isInIndentation: Bool {
    cursor > lineStart && bytes[lineStart..<cursor].allSatisfy { $0 == space }
  }

  /// Nothing, or blanks only, before the cursor on its line.
  var isAtIndentation: Bool { cursor == lineStart || isInIndentation }

  /// The cursor one line up at the same character of the line, or nil on the first line.
  func cursorAbove() -> Int? {
    guard !isOnFirstLine else { return nil }
    let start = startOfLine(containing: lineStart - 1)
    return offset(ofCharacter: characters(in: lineStart..<cursor), from: start)
  }

  /// The cursor one line down at the same character of the line, or nil on the last line.
  func cursorBelow() -> Int? {
    guard !isOnLastLine else { return nil }
    return offset(ofCharacter: characters(in: lineStart..<cursor), from: lineEnd + 1)
  }

  func startOfLine(containing offset: Int) -> Int {
    (bytes[..<offset].lastIndex(of: newline) ?? -1) + 1
  }

  func endOfLine(containing offset: Int) -> Int {
    bytes[offset...].firstIndex(of: newline) ?? bytes.count
  }

  private func characters(in range: Range<Int>) -> Int {
    bytes[range].reduce(0) { $0 + (isContinuationByte($1) ? 0 : 1) }
  }

  private func offset(ofCharacter count: Int, from start: Int) -> Int {
    let end = endOfLine(containing: start)
    var offset = start
    var seen = 0
    while offset < end {
      if !isContinuationByte(bytes[offset]) {
        if seen == count { break }
        seen += 1
      }
      offset += 1
    }
    return offset
  }
}

let newline = UInt8(ascii: "\n")
let space = UInt8(ascii: " ")
let tab = UInt8(ascii: "\t")

/// A byte of a UTF-8 sequence other than the first.
func isContinuationByte(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

private func isBlankOrNewline(_ byte: UInt8) -> Bool {
  byte == space || byte == newline || byte == tab
}
