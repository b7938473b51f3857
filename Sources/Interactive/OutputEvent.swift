/// Something a running cell shows, as soon as it does: what a front end turns into text.
public enum OutputEvent: Equatable, Sendable {
  case stdout(String)
  case stderr(String)
  /// A result is about to be written: `Out[n]: `. It comes before the text of the result, whose
  /// making may print or fail.
  case resultPrompt(Int)
  /// The text of a result, without a line end after it.
  case result(String)
  /// A value shown while the cell runs, without a line end after it.
  case display(String)
  /// Help or another text to be read, which may be longer than the screen.
  case page(String)
  /// A traceback as a terminal shows it, with its line end.
  case error(String)
}

extension OutputEvent {
  /// What a terminal without colours shows, and on which stream.
  public var terminalText: String {
    switch self {
    case .stdout(let text), .stderr(let text), .error(let text): text
    case .resultPrompt(let number): "Out[\(number)]: "
    case .display(let text), .page(let text): text + "\n"
    case .result(let text): (text.utf8.contains(UInt8(ascii: "\n")) ? "\n" : "") + text + "\n"
    }
  }

  /// Whether it goes to standard error.
  public var isForStandardError: Bool {
    if case .stderr = self { return true }
    return false
  }
}

/// Receives what a cell shows while it runs.
public typealias OutputSink = (OutputEvent) -> Void

/// How a cell ended.
public enum CellEnd: Equatable, Sendable {
  case ok
  /// An exception reached the end of the cell and has been shown.
  case error
  /// The cell asked to end the session.
  case exit(Int32)
}
