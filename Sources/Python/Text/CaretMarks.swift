/// The marks that CPython 3.11 writes under the failing operation of a traceback's line.
public enum CaretMarks {
  /// `    ~~^~~`, for the line without its indentation; nil if the operation is all of the line.
  ///
  /// - Parameters:
  ///   - line: the whole line of source.
  ///   - range: the operation, which may end on a later line.
  public static func text(under line: String, _ range: SourceRange) -> String? {
    let indentation = line.utf8.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }.count
    let start = line.characterOffset(ofByte: Int(range.column))
    let isOneLine = range.line == range.endLine
    let end = isOneLine ? line.characterOffset(ofByte: Int(range.endColumn)) : line.strippedCount
    guard end > start, start >= indentation else { return nil }
    let blanks = String(repeating: " ", count: line.columns(indentation..<start))
    let operation = start..<end
    if isOneLine, let anchors = CaretAnchors.find(in: line.characters(operation)) {
      let accented = start + anchors.lowerBound..<start + anchors.upperBound
      return blanks + marks(line, operation, accented: accented.clamped(to: operation))
    }
    if operation == indentation..<line.unicodeScalars.count { return nil }
    return blanks + marks(line, operation, accented: operation)
  }

  /// `^` under the accented part of an operation, `~` under the rest.
  private static func marks(
    _ line: String, _ operation: Range<Int>, accented: Range<Int>
  ) -> String {
    String(repeating: "~", count: line.columns(operation.lowerBound..<accented.lowerBound))
      + String(repeating: "^", count: line.columns(accented))
      + String(repeating: "~", count: line.columns(accented.upperBound..<operation.upperBound))
  }
}

/// The part of a failing operation that gets `^`, the rest being marked by `~`: the operator of
/// a binary operation, the brackets of a subscript.
private enum CaretAnchors {
  /// The part in characters; nil if the operation is of another kind.
  ///
  /// - Parameter segment: the source of the operation, on one line.
  static func find(in segment: String) -> Range<Int>? {
    var parser = Parser(source: segment, mode: .file)
    guard let module = try? parser.parseModule(), module.body.count == 1,
      case .expression(let expression) = module.body[0].kind,
      let bytes = bytes(of: expression, in: Array(segment.utf8))
    else { return nil }
    let start = segment.characterOffset(ofByte: bytes.lowerBound)
    return start..<max(start, segment.characterOffset(ofByte: bytes.upperBound))
  }

  private static func bytes(of expression: Expression, in segment: [UInt8]) -> Range<Int>? {
    switch expression.kind {
    case .binary(let left, _, let right):
      let end = min(Int(right.range.column), segment.count)
      let between = min(Int(left.range.endColumn), end)..<end
      guard let start = between.first(where: { !isBlank(segment[$0]) }) else { return nil }
      let isTwoLong = start + 1 < end && !isBlank(segment[start + 1])
      return start..<start + (isTwoLong ? 2 : 1)
    case .subscript(let value, let index):
      let start = Int(value.range.endColumn)
      return start..<max(start, Int(index.range.endColumn) + 1)
    default:
      return nil
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0C
  }
}

extension String {
  /// The number of characters in the first `byte` bytes.
  fileprivate func characterOffset(ofByte byte: Int) -> Int {
    utf8.prefix(max(0, byte)).count { $0 & 0xC0 != 0x80 }
  }

  fileprivate func characters(_ range: Range<Int>) -> String {
    String(unicodeScalars.dropFirst(range.lowerBound).prefix(range.count))
  }

  /// The number of characters up to the last one that is no space.
  fileprivate var strippedCount: Int {
    let last = unicodeScalars.lastIndex { !$0.properties.isWhitespace }
    return last.map { unicodeScalars[...$0].count } ?? 0
  }

  /// How many columns a part of the line takes on the screen.
  fileprivate func columns(_ range: Range<Int>) -> Int {
    unicodeScalars.dropFirst(range.lowerBound).prefix(range.count)
      .reduce(0) { $0 + (TerminalWidth.isWide($1.value) ? 2 : 1) }
  }
}
