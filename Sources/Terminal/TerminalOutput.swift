import Glibc
import Notebooks

/// Writes what cells print to the process's own stdout and stderr.
///
/// A terminal sees each piece of text at once, with whatever would act on it made visible.
/// A pipe gets the bytes unchanged, in large pieces; stderr never overtakes stdout.
public final class TerminalOutput: CellOutput {
  private let outputIsTerminal = isatty(STDOUT_FILENO) == 1
  private let errorIsTerminal = isatty(STDERR_FILENO) == 1
  private var waiting: [UInt8] = []

  private static let waitingLimit = 1 << 14

  public init() {}

  deinit { flush() }

  public func write(_ text: String, to stream: OutputStream) {
    switch stream {
    case .stdout: writeToOutput(text)
    case .stderr:
      flush()
      let shown = errorIsTerminal ? TerminalText.safe(text, keepsReturns: true) : text
      _ = writeAll(Array(shown.utf8), to: STDERR_FILENO)
    }
  }

  /// A text longer than the screen goes through a pager.
  public func page(_ text: String) {
    let rows = text.utf8.count { $0 == newline } + 1
    if outputIsTerminal, rows >= terminalSize().rows {
      showInPager(TerminalText.safe(text) + "\n")
    } else {
      write(text + "\n", to: .stdout)
    }
  }

  /// Hands all text over to the system.
  public func flush() {
    guard !waiting.isEmpty else { return }
    _ = writeAll(waiting, to: STDOUT_FILENO)
    waiting.removeAll(keepingCapacity: true)
  }

  private func writeToOutput(_ text: String) {
    guard !outputIsTerminal else {
      _ = writeAll(Array(TerminalText.safe(text, keepsReturns: true).utf8), to: STDOUT_FILENO)
      return
    }
    waiting += text.utf8
    if waiting.count >= Self.waitingLimit { flush() }
  }
}
