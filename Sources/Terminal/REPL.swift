import Glibc

/// What can be chosen about the prompt.
public struct REPLOptions {
  /// Shown once before the first prompt; nil for nothing.
  public var banner: String?
  public var color: ColorChoice
  /// Nil keeps no history over sessions.
  public var historyFile: HistoryFile?
  /// Whether Ctrl-D asks before it ends the session.
  public var confirmsExit: Bool
  /// Done before the first prompt.
  public var prepare: ((CellOutput) -> Void)?

  public init(
    banner: String? = nil, color: ColorChoice = .auto,
    historyFile: HistoryFile? = .standard, confirmsExit: Bool = true,
    prepare: ((CellOutput) -> Void)? = nil
  ) {
    self.prepare = prepare
    self.banner = banner
    self.color = color
    self.historyFile = historyFile
    self.confirmsExit = confirmsExit
  }
}

/// The prompt: reads cells from the keyboard and runs them, one after another.
public final class REPL {
  private let session: CellSession
  private let editor: LineEditor
  private let options: REPLOptions
  private let output = TerminalOutput()

  /// Whether both ends are a terminal, so that a prompt makes sense; otherwise `PipedCells`
  /// is the way to run what comes in.
  public static var isPossible: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
  }

  public convenience init(session: CellSession, options: REPLOptions = REPLOptions()) {
    let style = Style(isEnabled: options.color.isEnabled(for: STDOUT_FILENO))
    let isDumb = environmentValue("TERM") == "dumb"
    let editor: LineEditor = isDumb
      ? PlainLineEditor(session: session, style: style)
      : ReadlineEditor(session: session, style: style, historyFile: options.historyFile)
    self.init(session: session, editor: editor, options: options)
  }

  init(session: CellSession, editor: LineEditor, options: REPLOptions) {
    self.session = session
    self.editor = editor
    self.options = options
  }

  /// Runs until the user ends the session; returns the exit status of the process.
  public func run() -> Int32 {
    Interrupts.catchSignal()
    session.use(
      CellServices(
        readLine: { [unowned self] in readLine($0) }, edit: editInExternalEditor,
        history: { [unowned self] in editor.earlierCells }, columns: { terminalSize().columns },
        isTerminal: true))
    if let prepare = options.prepare {
      Interrupts.whileRunning(session) { prepare(output) }
    }
    if let banner = options.banner { output.write(banner + "\n", to: .stdout) }
    while true {
      // Ends a line that the cell left open, or else leaves one line empty.
      if !session.appearance.isPlainPython { output.write("\n", to: .stdout) }
      _ = Interrupts.takePending()
      let text = session.takeNextInput() ?? ""
      switch editor.readCell(number: session.executionCount, text: text) {
      case .cell(let cell, let pastedOutput):
        if let status = run(cell) { return status }
        if let pastedOutput { tellDifference(from: pastedOutput) }
      case .endOfInput:
        if !options.confirmsExit || confirmsExit() {
          session.end()
          return 0
        }
      }
    }
  }

  private func run(_ cell: String) -> Int32? {
    guard !CellText(cell).isBlank else { return nil }
    editor.remember(cell)
    // Ctrl-C that came after Enter, before there was anything to interrupt.
    guard !Interrupts.takePending() else {
      output.write("KeyboardInterrupt\n", to: .stderr)
      return nil
    }
    let outcome = Interrupts.whileRunning(session) { session.run(cell, output: output) }
    if case .exit(let status) = outcome { return status }
    return nil
  }

  private func tellDifference(from pastedOutput: String) {
    let differences = session.differences(from: pastedOutput)
    let verdict = differences.isEmpty ? "as pasted" : "different from what was pasted"
    output.write("[\(verdict)]\n" + differences.map { $0 + "\n" }.joined(), to: .stdout)
  }

  /// Asks as IPython does: y, Enter and a second Ctrl-D end the session, n and Ctrl-C do
  /// not, anything else is asked again.
  private func confirmsExit() -> Bool {
    _ = Interrupts.takePending()
    while true {
      output.write("Do you really want to exit ([y]/n)? ", to: .stdout)
      switch readAnswer() {
      case .end:
        output.write("\n", to: .stdout)
        return true
      case .interrupted:
        output.write("\n", to: .stdout)
        return false
      case .line(let answer):
        switch answer.lowercased() {
        case "y", "yes", "": return true
        case "n", "no": return false
        default: continue
        }
      }
    }
  }

  /// A line for `input()`; nil at the end of the input and on Ctrl-C.
  private func readLine(_ prompt: String) -> String? {
    output.write(prompt, to: .stdout)
    switch readAnswer() {
    case .line(let line): return line
    case .end, .interrupted:
      output.write("\n", to: .stdout)
      return nil
    }
  }

  private enum Answer: Equatable {
    case line(String)
    case end, interrupted
  }

  private func readAnswer() -> Answer {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0 && errno == EINTR {
        if Interrupts.takePending() { return .interrupted }
        continue
      }
      guard count == 1 else { return .end }
      // What was typed before the question came is as the keyboard sent it.
      if byte == ctrlD { return .end }
      if byte == newline || byte == carriageReturn {
        return .line(String(decoding: bytes, as: UTF8.self))
      }
      bytes.append(byte)
    }
  }
}

private let ctrlD: UInt8 = 4
private let carriageReturn: UInt8 = 13
