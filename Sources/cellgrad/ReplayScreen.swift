import Interactive
import Notebooks
import Terminal

/// Writes a replay to the terminal: each cell as at the prompt, and where it differs.
final class ReplayScreen {
  private let output = TerminalOutput()
  private let style: Style

  init(color: ColorChoice) {
    style = Style(isEnabled: color.isEnabled(for: 1))
  }

  func write(_ text: String, to stream: OutputStream = .stdout) {
    output.write(text, to: stream)
  }

  func flush() { output.flush() }

  /// Shows all of a replay as it goes on.
  var observer: Replay.Observer {
    var observer = Replay.Observer()
    observer.willRun = begin
    observer.sink = show
    observer.didRun = end
    return observer
  }

  /// The prompt and the code, as typed.
  func begin(_ cell: Cell, _ number: Int) {
    write(prompt(number) + inputPieces(cell, number).joined() + "\n")
  }

  func prompt(_ number: Int) -> String { style.inputPrompt(number) }

  /// What is written for a cell behind its prompt: its characters, in the colours of the source,
  /// and the prompts of its further lines.
  func inputPieces(_ cell: Cell, _ number: Int) -> [String] {
    let lineEnd = "\n" + style.continuationPrompt(number)
    var spans = (style.isEnabled ? highlightSpans(of: cell.source) : [])[...]
    var offset = 0
    return cell.source.map { character in
      defer { offset += character.utf8.count }
      if character.isNewline { return lineEnd }
      while let span = spans.first, span.range.upperBound <= offset { spans.removeFirst() }
      let text = TerminalText.safe(String(character))
      guard let span = spans.first, span.range.contains(offset) else { return text }
      return style.start(of: span.kind) + text + style.reset
    }
  }

  func show(_ event: OutputEvent) {
    let stream: OutputStream = event.isForStandardError ? .stderr : .stdout
    if case .resultPrompt(let number) = event {
      write(style.outputPrompt(number))
    } else {
      write(event.terminalText, to: stream)
    }
  }

  /// The verdict, if it is not that all is the same; whether a seed is missing; and an empty line.
  func end(_ cell: ReplayReport.CellReport) {
    if cell.drewUnseeded {
      let line = cell.drawingLine.map { ", line \($0)" } ?? ""
      write("[draws random numbers without a seed\(line)]\n")
    }
    write(Self.text(of: cell.verdict) + "\n")
  }

  /// The last line of a replay.
  func end(_ report: ReplayReport) {
    write(report.summary + "\n", to: report.problem == nil ? .stdout : .stderr)
    flush()
  }

  /// What is not the same, in lines.
  static func text(of verdict: ReplayVerdict) -> String {
    if verdict.kind == .same { return "" }
    let reason = verdict.reason.isEmpty ? "" : ": " + TerminalText.safe(verdict.reason)
    let title = verdict.kind == .different ? "different from what was saved" : verdict.kind.rawValue
    return "[\(title)\(reason)]\n" + verdict.differences.map { "\($0)\n" }.joined()
  }
}

/// Writes a replay of several notebooks: a line for each, and its cells that differ.
final class ReplaySummary {
  private let output = TerminalOutput()
  private var reports: [ReplayReport] = []

  func show(_ report: ReplayReport) {
    reports.append(report)
    // A problem's text begins with the name of the file.
    let start = report.problem == nil ? TerminalText.safe(report.file) + ": " : ""
    output.write(start + report.summary + "\n", to: .stdout)
    for cell in report.cells where cell.verdict.isFailure {
      output.write("\(cell.name) \(ReplayScreen.text(of: cell.verdict))", to: .stdout)
    }
    output.flush()
  }

  /// The last line: `3 notebooks: 2 same, 1 not`.
  func end() {
    let same = reports.count { $0.status == ReplayStatus.same }
    let others = same == reports.count ? "" : ", \(reports.count - same) not"
    output.write("\(reports.count) notebooks: \(same) same\(others)\n", to: .stdout)
    output.flush()
  }
}
