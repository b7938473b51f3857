import Interactive
import Notebooks
import Python

/// The kernel as the terminal sees it: completeness, colours, completion, running.
public final class KernelSession: CellSession {
  private let session: RecordedSession
  private let terminalStyle: Style
  private var nextInput: String?
  private var lastOutputs: [Output] = []

  /// - Parameter style: the colours of `Out[n]: `.
  public init(_ session: RecordedSession, style: Style) {
    self.session = session
    terminalStyle = style
  }

  private var kernel: Kernel { session.kernel }

  public var appearance: CellAppearance {
    CellAppearance(
      hasColors: kernel.settings.hasColors, isPlainPython: kernel.settings.isDoctestMode)
  }

  /// Brings back a session that was cut off, and tells the user what came of it.
  public func restore(_ journaled: JournaledSession, output: CellOutput) {
    session.restore(journaled) { [self] event in show(event, on: output) }
  }

  public var executionCount: Int { kernel.nextNumber }

  public func interrupt() { session.interrupt() }

  public func completeness(of cell: String) -> CellCompleteness {
    switch Interactive.CellCompleteness(cell) {
    case .complete: .complete
    case .incomplete(let indentation): .incomplete(indent: indentation)
    case .invalid: .invalid
    }
  }

  public func run(_ cell: String, output: CellOutput) -> CellOutcome {
    let run = session.run(cell) { [self] event in show(event, on: output) }
    nextInput = run.nextInput
    lastOutputs = run.outputs
    switch run.end {
    case .ok: return .ok
    case .error: return .error
    case .exit(let status):
      session.end()
      return .exit(status)
    }
  }

  public func differences(from saved: String) -> [String] {
    let comparison = Comparison(level: .text, tellsKindsApart: false)
    switch comparison.compare(saved: [.stream(name: "stdout", text: saved)], new: lastOutputs) {
    case .same, .sameWithinTolerance: return []
    case .different(let differences): return differences.map { "\($0)" }
    }
  }

  private func show(_ event: OutputEvent, on output: CellOutput) {
    switch event {
    case .resultPrompt(let number):
      let style = terminalStyle.with(appearance)
      if !appearance.isPlainPython { output.write(style.outputPrompt(number), to: .stdout) }
    case .page(let text): output.page(text)
    default: output.write(event.terminalText, to: event.isForStandardError ? .stderr : .stdout)
    }
  }

  public func takeNextInput() -> String? {
    defer { nextInput = nil }
    return nextInput
  }

  public func end() { session.end() }

  public func use(_ services: CellServices) {
    kernel.canGoBack = true
    kernel.readLine = services.readLine
    kernel.asksForPermissions = services.isTerminal
    kernel.editText = services.edit
    kernel.savedHistory = services.history
    kernel.columns = services.columns
    kernel.earlierSession = { [unowned self] in session.cells(ofSession: $0) }
    kernel.stateFolder = StateFolder.path
    kernel.keepsFrames = true
  }

  public func completions(of text: String, at cursor: Int) -> CellCompletions {
    let found = kernel.completions(of: text, at: cursor)
    return CellCompletions(start: found.start, matches: found.matches, note: found.signature)
  }

  public func highlight(_ text: String) -> [HighlightSpan] {
    highlightSpans(of: text, isBuiltin: kernel.isBuiltin)
  }
}

extension Kernel: Interruptible {}
extension Script: Interruptible {}
extension Replay: Interruptible {}
