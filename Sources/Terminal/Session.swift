/// What the terminal needs from whatever runs cells, and nothing more.
///
/// All offsets into a cell are offsets into its UTF-8 bytes.

/// Whether Enter runs a cell or begins a new line in it.
public enum CellCompleteness: Equatable, Sendable {
  /// The text runs as it is. A block counts as complete once its last line is blank.
  case complete
  /// More lines are needed; the next one begins with `indent` blanks.
  case incomplete(indent: Int)
  /// No further text can make it right: Enter runs it to show the SyntaxError.
  case invalid
}

/// How a cell ended.
public enum CellOutcome: Equatable, Sendable {
  case ok
  /// An exception reached the end of the cell and has been shown.
  case error
  /// The cell asked to end the session (`exit()`), with this process status.
  case exit(Int32)
}

/// One of the two streams a cell writes to.
public enum OutputStream: Sendable {
  case stdout, stderr
}

/// Where the text of a running cell goes.
public protocol CellOutput: AnyObject {
  /// Writes `text` after all that was written before, on either stream.
  func write(_ text: String, to stream: OutputStream)

  /// Shows a text to be read, which may be longer than the screen.
  func page(_ text: String)
}

/// What a piece of source is, for colouring.
public enum HighlightClass: CaseIterable, Sendable {
  case keyword, string, number, comment, builtin
  /// A bracket at the cursor, and the one it belongs to.
  case matchingBracket
  /// Operators that are words (`in`, `not`) as well as signs.
  case `operator`
  case magic
}

/// A coloured piece of a cell.
public struct HighlightSpan: Equatable, Sendable {
  /// UTF-8 offsets into the cell.
  public var range: Range<Int>
  public var kind: HighlightClass

  public init(range: Range<Int>, kind: HighlightClass) {
    self.range = range
    self.kind = kind
  }
}

/// What could be typed at the cursor.
public struct CellCompletions: Equatable, Sendable {
  /// Where the text to be replaced begins, a UTF-8 offset.
  public var start: Int
  public var matches: [String]
  /// A line to show below them: how the function is called whose arguments are being typed.
  public var note: String?

  public init(start: Int, matches: [String], note: String? = nil) {
    self.start = start
    self.matches = matches
    self.note = note
  }
}

/// How prompts and results look.
public struct CellAppearance: Equatable, Sendable {
  /// Whether there are colours; nil leaves it to the terminal.
  public var hasColors: Bool?
  /// Prompts as plain Python has them, and results without `Out[n]:`.
  public var isPlainPython: Bool

  public init(hasColors: Bool? = nil, isPlainPython: Bool = false) {
    self.hasColors = hasColors
    self.isPlainPython = isPlainPython
  }
}

/// What a front end does for a running cell.
public struct CellServices {
  /// Shows a prompt and reads a line; nil at the end of the input.
  public var readLine: (String) -> String?
  /// Lets the user edit a text; nil if that failed.
  public var edit: (String) -> String?
  /// The cells of earlier sessions, the oldest first.
  public var history: () -> [String]
  /// The width of the terminal.
  public var columns: () -> Int
  /// Whether the user sits there and can be asked for permissions.
  public var isTerminal = false
}

/// What Ctrl-C stops.
public protocol Interruptible: AnyObject {
  /// Asks running code to stop. Called from a signal handler: sets a flag, no more.
  func interrupt()
}

/// A session that runs cells one after another: the kernel, seen from the terminal.
public protocol CellSession: Interruptible {
  /// The number of the next cell, as in `In [n]:`.
  var executionCount: Int { get }

  /// Tells whether `cell` can run, as IPython's `check_complete` does.
  func completeness(of cell: String) -> CellCompleteness

  /// Runs a cell; all output text goes through `output` as it is produced.
  func run(_ cell: String, output: CellOutput) -> CellOutcome

  /// What could stand in place of `text[start..<cursor]`.
  func completions(of text: String, at cursor: Int) -> CellCompletions

  /// How cells have asked the prompt to look.
  var appearance: CellAppearance { get }

  /// What the last cell wants to stand at the next prompt, once; nil for nothing.
  func takeNextInput() -> String?

  /// The user has ended the session.
  func end()

  /// Lets cells reach the user.
  func use(_ services: CellServices)

  /// How the outputs of the last cell differ from a text that was saved; empty if they do not.
  func differences(from saved: String) -> [String]

  /// The coloured pieces of `text` in order, not overlapping.
  func highlight(_ text: String) -> [HighlightSpan]
}
