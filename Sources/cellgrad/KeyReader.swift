import Glibc

/// Single keys from standard input, without waiting for Enter if that is a terminal.
final class KeyReader {
  private var saved = termios()
  private var isTerminal = false

  /// Makes the terminal give each key at once, and not show it.
  func begin() {
    isTerminal = tcgetattr(STDIN_FILENO, &saved) == 0
    setRaw()
  }

  /// Gives the terminal back as it was.
  func end() {
    if isTerminal { tcsetattr(STDIN_FILENO, TCSADRAIN, &saved) }
  }

  /// Runs `body`, a cell that may read keys or be interrupted, with the terminal as it was.
  func suspended<Result>(_ body: () -> Result) -> Result {
    end()
    defer { setRaw() }
    return body()
  }

  /// The next key; nil at the end of the input, and on Ctrl-C.
  func next() -> Character? {
    var byte: UInt8 = 0
    guard read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
    return Character(Unicode.Scalar(byte))
  }

  private func setRaw() {
    guard isTerminal else { return }
    var raw = saved
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
  }
}
