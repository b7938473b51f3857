/// What the user did at a prompt.
public enum Entry: Equatable, Sendable {
  /// A cell to run; may be blank.
  case cell(String)
  /// Ctrl-D on an empty line, or the end of the input.
  case endOfInput
}

/// Reads cells from a keyboard.
public protocol LineEditor: AnyObject {
  /// Shows the prompt of cell `number` and returns when the user has entered something.
  /// Leaves the cursor at the start of a fresh line.
  func readCell(number: Int) -> Entry

  /// Makes a cell available to later calls through the history.
  func remember(_ cell: String)
}
