/// The outputs of a cell as IPython's terminal shows them: what was printed as it is, a result
/// after `Out[n]: `, a traceback after a line of dashes.
enum TranscriptOutputs {
  private static let tracebackRule = String(repeating: "-", count: 75)
  private static let syntaxErrorStart = "  Cell In["

  /// Whatever would act on a terminal, but for colours, is shown as text.
  static func render(_ outputs: [Output]) -> String {
    outputs.map { output in
      let text = TerminalText.safe(output.plainText)
      return switch output {
      case .stream: text
      case .executeResult(let count, _, _): resultText(text, count: count)
      case .displayData, .error: text + "\n"
      }
    }.joined()
  }

  /// Outputs as whole lines: the last one has an end, whether or not a terminal shows it.
  static func renderLines(_ outputs: [Output]) -> String {
    let text = render(outputs)
    return text.isEmpty || text.utf8.last == 0x0A ? text : text + "\n"
  }

  private static func resultText(_ text: String, count: Int?) -> String {
    let isLong = text.utf8.contains(0x0A)
    return resultPrompt(count) + (isLong ? "\n" : "") + text + "\n"
  }

  private static func resultPrompt(_ count: Int?) -> String {
    "Out[\(count.map(String.init) ?? " ")]: "
  }

  /// The outputs that `text` shows. What follows a result or a traceback belongs to it; everything
  /// printed is taken for `stdout`.
  static func read(_ text: String, count: Int?) -> [Output] {
    let bytes = Array(text.utf8)
    let start = bytes.firstLine(beginningWith: eventStarts) { isEvent($0, count) }
    guard let start else { return printed(text) }
    let before = String(decoding: bytes[..<start.lowerBound], as: UTF8.self)
    let event = bytes[start.lowerBound...]
    let content = String(decoding: event.last == 0x0A ? event.dropLast() : event, as: UTF8.self)
    if isResult(String(decoding: bytes[start], as: UTF8.self), count) {
      let result = content.dropping(resultPrompt(count).trimmedEnd).dropping(" ").dropping("\n")
      return printed(before) + [.result(result, executionCount: count)]
    }
    return printed(before) + [error(content)]
  }

  /// Whether outputs are read from their text as they are.
  static func keeps(_ outputs: [Output], in text: String, count: Int?) -> Bool {
    let isHopeless = outputs.contains { if case .displayData = $0 { true } else { false } }
    return !isHopeless && read(text, count: count) == outputs
  }

  private static func printed(_ text: String) -> [Output] {
    text.isEmpty ? [] : [.stream(name: "stdout", text: text)]
  }

  /// What the lines of ``isEvent(_:_:)`` begin with.
  private static let eventStarts = ByteSet { "O- ".utf8.contains($0) }

  private static func isEvent(_ line: String, _ count: Int?) -> Bool {
    isResult(line, count) || line == tracebackRule || line.starts(with: syntaxErrorStart)
  }

  private static func isResult(_ line: String, _ count: Int?) -> Bool {
    line.starts(with: resultPrompt(count)) || line == resultPrompt(count).trimmedEnd
  }

  /// An error from its traceback: the last line that is not indented is `Name: message`.
  private static func error(_ text: String) -> Output {
    let lines = text.splitLines
    let last = lines.last { !$0.isEmpty && !$0.starts(with: " ") } ?? ""
    let (ename, evalue) = SessionStatement.splitAtColon(last)
    return .error(ename: ename, evalue: evalue, traceback: parts(of: lines))
  }

  /// The lines of a traceback in the parts in which a notebook has them: the rule, the title, each
  /// frame with the empty line after it, the message. Any other text is one part.
  private static func parts(of lines: [String]) -> [String] {
    guard lines.first == tracebackRule, lines.count > 2 else {
      return [lines.joined(separator: "\n")]
    }
    var parts = Array(lines[..<2])
    var frame: [String] = []
    for line in lines[2...] {
      if line.isEmpty {
        parts.append(frame.joined(separator: "\n") + "\n")
        frame = []
      } else {
        frame.append(line)
      }
    }
    return parts + [frame.joined(separator: "\n")]
  }
}

extension String {
  /// The text without blanks at its end.
  var trimmedEnd: String {
    guard let last = utf8.last, last == 0x20 || last == 0x09 || last == 0x0D else { return self }
    let bytes = Array(utf8)
    let blanks = bytes.reversed().prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.count
    return String(decoding: bytes.dropLast(blanks), as: UTF8.self)
  }
}
