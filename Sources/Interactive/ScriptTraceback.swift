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
    var frame = GroupFrame()
    return text(of: chain, in: &frame)
  }

  private func text(of chain: [ExceptionRecord], in frame: inout GroupFrame) -> String {
    chain.map { exception in
      let relation = exception.relation.map { frame.indented($0.message + "\n") } ?? ""
      if exception.members != nil { return relation + groupText(exception, in: &frame) }
      let title = exception.frames.isEmpty ? "" : "Traceback (most recent call last):\n"
      let text = title + stack(exception.frames) + exceptionOnly(exception)
      return relation + frame.indented(text)
    }.joined()
  }
}

// MARK: - Exception groups

/// Where among nested exception groups a text stands: how far to the right, behind which margin.
private struct GroupFrame {
  static let maximumDepth = 10
  static let maximumWidth = 15
  var depth = 0
  /// A line that ends the innermost list of exceptions is due.
  var needsClose = false

  var margin: String { String(repeating: " ", count: 2 * depth) }

  /// Puts each line behind the margin.
  func indented(_ text: String, mark: Character = "|") -> String {
    guard depth > 0, !text.isEmpty else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return lines.map { margin + "\(mark) " + $0 + "\n" }.joined()
  }
}

extension ScriptTraceback {
  /// A group, then its exceptions, numbered, each in a frame of its own.
  private func groupText(_ group: ExceptionRecord, in frame: inout GroupFrame) -> String {
    if frame.depth > GroupFrame.maximumDepth {
      return frame.indented("... (max_group_depth is \(GroupFrame.maximumDepth))\n")
    }
    let isOutermost = frame.depth == 0
    if isOutermost { frame.depth = 1 }
    let title = group.frames.isEmpty ? "" : "Exception Group Traceback (most recent call last):\n"
    var text = frame.indented(title, mark: isOutermost ? "+" : "|")
    text += frame.indented(stack(group.frames) + exceptionOnly(group))
    frame.needsClose = false
    let members = group.members ?? []
    let shownCount = min(members.count, GroupFrame.maximumWidth + 1)
    for index in 0..<shownCount {
      if index == shownCount - 1 { frame.needsClose = true }
      text += memberText(members, index, in: &frame)
      frame.depth -= 1
    }
    if isOutermost { frame.depth = 0 }
    return text
  }

  private func memberText(
    _ members: [[ExceptionRecord]], _ index: Int, in frame: inout GroupFrame
  ) -> String {
    let isCut = index >= GroupFrame.maximumWidth
    let corner = index == 0 ? "+-" : "  "
    let number = isCut ? "..." : String(index + 1)
    var text = frame.margin + corner + "+---------------- \(number) ----------------\n"
    frame.depth += 1
    if isCut {
      let count = members.count - GroupFrame.maximumWidth
      text += frame.indented("and \(count) more exception\(count > 1 ? "s" : "")\n")
    } else {
      text += self.text(of: members[index], in: &frame)
    }
    let isLast = index == members.count - 1 || isCut
    if isLast, frame.needsClose {
      text += frame.margin + "+------------------------------------\n"
      frame.needsClose = false
    }
    return text
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
    let shownLine = place + "    \(shown)\n"
    guard let range = frame.range, let carets = CaretMarks.text(under: line, range) else {
      return shownLine
    }
    return shownLine + "    \(carets)\n"
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
    let last = "\(exception.fullTypeName): \(error.message)\n"
    return syntaxErrorPlace(exception, error) + last + notes
  }

  private func syntaxErrorPlace(
    _ exception: ExceptionRecord, _ error: SyntaxErrorDetails
  ) -> String {
    guard let line = error.line else { return "" }
    let source = error.source ?? .file("<string>")
    let place = "  File \"\(source.fileName)\", line \(line)\n"
    guard let text = error.text ?? pieces(source)?.line(line) else { return place }
    let indentation = text.utf8.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }.count
    let shown = text.utf8.dropFirst(indentation).prefix { $0 != 0x0A }
    return place + "    \(String(shown) ?? "")\n"
      + carets(exception, under: text, indentation: indentation, length: shown.count)
  }

  /// The caret line of a syntax error. CPython counts it in bytes, so that it stands too far to
  /// the right under text beyond ASCII, and marks a range for plain `SyntaxError` only.
  private func carets(
    _ exception: ExceptionRecord, under text: String, indentation: Int, length: Int
  ) -> String {
    guard let error = exception.syntaxError, let offset = error.offset, offset >= 1 else {
      return ""
    }
    let start = text.byteOffset(ofCharacter: offset - 1)
    guard start >= indentation, start < Int.max else { return "" }
    let column = min(start - indentation, length)
    var end = start + 1
    if exception.fullTypeName == "SyntaxError" {
      let isLonger = (error.endLine ?? 0) > (error.line ?? 0)
      let endOffset = isLonger ? 0 : max(error.endOffset ?? 0, 0)
      end = min(text.byteOffset(ofCharacter: endOffset - 1), text.utf8.count)
      if isLonger { end = text.utf8.count - 1 }
    }
    return "    " + String(repeating: " ", count: column)
      + String(repeating: "^", count: max(1, end - start)) + "\n"
  }
}

extension String {
  /// The number of bytes in the first `character` characters; as many more as there are too few.
  fileprivate func byteOffset(ofCharacter character: Int) -> Int {
    let count = unicodeScalars.count
    guard character <= count else { return utf8.count &+ (character &- count) }
    return unicodeScalars.prefix(max(0, character)).reduce(0) { $0 + UTF8.width($1) }
  }
}
