import Python

/// Writes the traceback of a script as CPython 3.11 does when an exception ends the program.
public struct ScriptTraceback {
  /// The source of a file; nil where there is none, as for `<string>`.
  private let pieces: (FrameRecord.Source) -> CellPieces?

  public init(pieces: @escaping (FrameRecord.Source) -> CellPieces?) {
    self.pieces = pieces
  }

  /// The text for standard error of a chain of exceptions, the oldest first.
  public func text(of chain: [ExceptionRecord]) -> String {
    chain.map { exception in
      let relation = exception.relation.map { $0.message + "\n" } ?? ""
      let title = exception.frames.isEmpty ? "" : "Traceback (most recent call last):\n"
      return relation + title + stack(exception.frames) + exceptionOnly(exception)
    }.joined()
  }
}

// MARK: - Frames

extension ScriptTraceback {
  /// So many equal frames in a row are shown before the rest is only counted.
  private static let recursionCutoff = 3

  private func stack(_ frames: [FrameRecord]) -> String {
    var text = ""
    var repetitions = 0
    for (index, frame) in frames.enumerated() {
      let isRepeated = index > 0 && frame.looksLike(frames[index - 1])
      if !isRepeated {
        text += Self.repetitionLine(repetitions)
      }
      repetitions = isRepeated ? repetitions + 1 : 1
      if repetitions <= Self.recursionCutoff {
        text += frameText(frame)
      }
    }
    return text + Self.repetitionLine(repetitions)
  }

  private static func repetitionLine(_ repetitions: Int) -> String {
    let hidden = repetitions - recursionCutoff
    guard hidden > 0 else { return "" }
    return "  [Previous line repeated \(hidden) more time\(hidden > 1 ? "s" : "")]\n"
  }

  private func frameText(_ frame: FrameRecord) -> String {
    let place = "  File \"\(frame.source.fileName)\", line \(frame.line), in \(frame.name)\n"
    guard let line = pieces(frame.source)?.line(frame.line) else { return place }
    let indentation = line.utf8.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }.count
    let shown = String(line.utf8.dropFirst(indentation)) ?? ""
    guard !shown.isEmpty else { return place }
    let carets = frame.range.flatMap { carets(under: line, $0, indentation: indentation) }
    return place + "    \(shown)\n" + (carets.map { "    \($0)\n" } ?? "")
  }

  /// The marks under the failing operation; nil if it is all of the line.
  private func carets(
    under line: String, _ range: SourceRange, indentation: Int
  ) -> String? {
    let start = line.characterOffset(ofByte: Int(range.column))
    let isOneLine = range.line == range.endLine
    let end =
      isOneLine
      ? line.characterOffset(ofByte: Int(range.endColumn))
      : PythonText.stripEnd(line).unicodeScalars.count
    let length = end - start
    guard length > 0, start >= indentation else { return nil }
    let blanks = String(repeating: " ", count: start - indentation)
    if isOneLine, let anchors = CaretAnchors(segment: line.characters(start..<end)) {
      return blanks + anchors.marks(length: length)
    }
    if length == line.unicodeScalars.count - indentation { return nil }
    return blanks + String(repeating: "^", count: length)
  }
}

/// The part of a failing operation that gets `^`, the rest being marked by `~`: the operator of
/// a binary operation, the brackets of a subscript.
private struct CaretAnchors {
  /// In characters from the start of the operation.
  private let accented: Range<Int>

  /// - Parameter segment: the source of the failing operation.
  init?(segment: String) {
    var parser = Parser(source: segment, mode: .file)
    guard let module = try? parser.parseModule(), module.body.count == 1,
      case .expression(let expression) = module.body[0].kind,
      let bytes = Self.accentedBytes(expression, in: Array(segment.utf8)),
      bytes.lowerBound <= bytes.upperBound
    else { return nil }
    accented =
      segment.characterOffset(ofByte: bytes.lowerBound)
      ..< segment.characterOffset(ofByte: bytes.upperBound)
  }

  private static func accentedBytes(_ expression: Expression, in bytes: [UInt8]) -> Range<Int>? {
    switch expression.kind {
    case .binary(let left, _, let right):
      let between = Int(left.range.endColumn)..<Int(right.range.column)
      guard between.upperBound <= bytes.count,
        let start = between.first(where: { !isBlank(bytes[$0]) })
      else { return nil }
      let isTwoLong = start + 1 < between.upperBound && !isBlank(bytes[start + 1])
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

  func marks(length: Int) -> String {
    String((0..<length).map { accented.contains($0) ? "^" : "~" })
  }
}

extension FrameRecord {
  /// Whether a traceback would print the same for both.
  fileprivate func looksLike(_ other: FrameRecord) -> Bool {
    line == other.line && name == other.name && source == other.source
  }
}

extension FrameRecord.Source {
  fileprivate var fileName: String {
    switch self {
    case .cell(let number): "<ipython-input-\(number)>"
    case .file(let path): path
    }
  }
}

// MARK: - The exception

extension ScriptTraceback {
  private func exceptionOnly(_ exception: ExceptionRecord) -> String {
    let notes = exception.notes.map { $0 + "\n" }.joined()
    let suggestion = exception.suggestion.map { ". Did you mean: '\($0)'?" } ?? ""
    guard let error = exception.syntaxError else {
      let message = exception.message.isEmpty ? "" : ": \(exception.message)"
      return exception.fullTypeName + message + suggestion + "\n" + notes
    }
    return syntaxErrorPlace(error) + "\(exception.fullTypeName): \(error.message)\n" + notes
  }

  private func syntaxErrorPlace(_ error: SyntaxErrorDetails) -> String {
    guard let line = error.line else { return "" }
    let source = error.source ?? .file("<string>")
    let place = "  File \"\(source.fileName)\", line \(line)\n"
    guard let text = error.text ?? pieces(source)?.line(line) else { return place }
    let scalars = Array(text.unicodeScalars)
    let shown = scalars.drop { $0 == " " || $0 == "\t" || $0 == "\u{0C}" }.prefix { $0 != "\n" }
    return place + "    \(String(shown))\n"
      + carets(error, indentation: shown.startIndex, length: shown.count)
  }

  /// The caret line under a stripped line of `length` characters.
  private func carets(
    _ error: SyntaxErrorDetails, indentation: Int, length: Int
  ) -> String {
    guard let offset = error.offset, offset - 1 >= indentation else { return "" }
    let column = min(offset - 1 - indentation, length)
    let isLonger = (error.endLine ?? 0) > (error.line ?? 0)
    let end = isLonger ? length + indentation + 1 : error.endOffset ?? 0
    let count = end > offset ? end - offset : 1
    return "    " + String(repeating: " ", count: column) + String(repeating: "^", count: count)
      + "\n"
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

  fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.init(String.UnicodeScalarView(scalars))
  }
}
