import Glibc

/// The editor for terminals that cannot move their cursor (`TERM=dumb`, as within Emacs):
/// prompts, lines as the terminal itself edits them, no history.
final class PlainLineEditor: LineEditor {
  private let session: CellSession
  private let style: Style
  private var reader = LineReader(STDIN_FILENO)

  init(session: CellSession, style: Style) {
    self.session = session
    self.style = style
  }

  let earlierCells: [String] = []

  /// What is to stand at the prompt is shown and run by an empty line: it cannot be edited.
  func readCell(number: Int, text: String) -> Entry {
    var lines = text.isEmpty ? [] : [text]
    if !text.isEmpty { _ = writeAll(Array((style.inputPrompt(number) + text + "\n").utf8), to: STDOUT_FILENO) }
    while true {
      let prompt = lines.isEmpty ? style.inputPrompt(number) : style.continuationPrompt(number)
      _ = writeAll(Array(prompt.utf8), to: STDOUT_FILENO)
      guard let line = reader.next() else {
        guard Interrupts.takePending() else { return .endOfInput }
        _ = writeAll([newline], to: STDOUT_FILENO)
        lines = []
        continue
      }
      lines.append(line)
      let text = lines.joined(separator: "\n")
      if case .incomplete = session.completeness(of: text) { continue }
      return .cell(text)
    }
  }

  func remember(_ cell: String) {}
}
