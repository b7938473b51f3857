/// What the user did at a prompt.
public enum Entry: Equatable, Sendable {
  /// A cell to run; may be blank. If it was pasted with its output, that is to be compared.
  case cell(String, pastedOutput: String? = nil)
  /// Ctrl-D on an empty line, or the end of the input.
  case endOfInput
}

/// Reads cells from a keyboard.
public protocol LineEditor: AnyObject {
  /// Shows the prompt of cell `number` and returns when the user has entered something.
  /// Leaves the cursor at the start of a fresh line.
  ///
  /// - Parameter text: stands there as if it had been typed.
  func readCell(number: Int, text: String) -> Entry

  /// The cells of earlier sessions, the oldest first.
  var earlierCells: [String] { get }

  /// Makes a cell available to later calls through the history.
  func remember(_ cell: String)
}
