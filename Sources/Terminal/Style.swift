import Glibc

/// When to colour: the argument of `--color`.
public enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// Whether text written to `descriptor` gets colours. An explicit choice wins; then
  /// `NO_COLOR` (set and not empty), then `CLICOLOR_FORCE` (set and not `0`), then whether
  /// the descriptor is a terminal that is not dumb.
  public func isEnabled(for descriptor: Int32) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if let value = environmentValue("NO_COLOR"), !value.isEmpty { return false }
      if let value = environmentValue("CLICOLOR_FORCE"), value != "0", !value.isEmpty {
        return true
      }
      return isatty(descriptor) == 1 && environmentValue("TERM") != "dumb"
    }
  }
}

/// The value of an environment variable, or nil if it is not set.
func environmentValue(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// The colours of prompts and source, as SGR sequences: IPython 9's default ones.
///
/// A disabled style gives empty sequences, so callers need no second path.
public struct Style: Equatable, Sendable {
  public var isEnabled: Bool

  public init(isEnabled: Bool) {
    self.isEnabled = isEnabled
  }

  /// The style as cells have asked for it.
  func with(_ appearance: CellAppearance) -> Style {
    Style(isEnabled: appearance.hasColors ?? isEnabled)
  }

  /// Ends any colour.
  public var reset: String { isEnabled ? "\u{1B}[0m" : "" }

  /// Begins the colour of a piece of source; what was on before must be reset.
  public func start(of kind: HighlightClass) -> String {
    guard isEnabled else { return "" }
    switch kind {
    case .keyword: return "\u{1B}[1;38;5;28m"
    case .string: return "\u{1B}[33m"
    case .number: return "\u{1B}[32m"
    case .comment: return "\u{1B}[3;38;5;66m"
    case .builtin: return "\u{1B}[38;5;28m"
    case .operator: return "\u{1B}[1;38;5;129m"
    case .magic: return "\u{1B}[1;38;5;129m"
    case .matchingBracket: return "\u{1B}[1;4;36m"
    }
  }

  /// `In [n]: `, green with a bright number.
  public func inputPrompt(_ number: Int) -> String {
    prompt("In [", number, color: "32", bright: "1;92")
  }

  /// `Out[n]: `, red with a bright number.
  public func outputPrompt(_ number: Int) -> String {
    prompt("Out[", number, color: "31", bright: "1;91")
  }

  /// `...: `, right-aligned under the prompt of cell `number`.
  public func continuationPrompt(_ number: Int) -> String {
    let blanks = String(repeating: " ", count: promptWidth(number) - 5)
    return isEnabled ? "\u{1B}[32m\(blanks)...: \u{1B}[0m" : "\(blanks)...: "
  }

  /// The columns of `In [n]: `, and of the continuation prompt.
  public func promptWidth(_ number: Int) -> Int {
    "In [\(number)]: ".utf8.count
  }

  private func prompt(_ start: String, _ number: Int, color: String, bright: String) -> String {
    guard isEnabled else { return "\(start)\(number)]: " }
    return "\u{1B}[\(color)m\(start)\u{1B}[\(bright)m\(number)\u{1B}[0;\(color)m]: \u{1B}[0m"
  }
}
