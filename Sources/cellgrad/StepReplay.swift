import Interactive
import Notebooks
import Terminal

/// `cellgrad replay --step`: a saved session is typed out cell by cell at the press of a key,
/// really run, and compared.
///
/// A key is waited for before each cell, and again where a cell differs from what was saved.
final class StepReplay {
  private let file: String
  private let command: ReplayCommand
  private let screen: ReplayScreen
  private let keys = KeyReader()
  /// The reports of the cells shown so far, by their place among the code cells.
  private var reports: [Int: ReplayReport.CellReport] = [:]
  /// The code is typed by keys, a character each.
  private var isTyping = false

  private static let help = """
    space, Enter, n   run the next cell
    t                 type along: each key types a character; Enter types the rest
    b                 back by one cell
    j NUMBER Enter    to the cell In [NUMBER]; the cells before are run unseen
    q, Ctrl-D         end

    """

  /// What a key asks for.
  private enum Action {
    case next, back, end
    case jump(Int)
  }

  init(file: String, command: ReplayCommand) {
    self.file = file
    self.command = command
    screen = ReplayScreen(color: command.color)
  }

  /// - Returns: the process status: what the cells that were shown ask for.
  func run() throws -> Int32 {
    let replay = command.makeReplay(try readNotebook(file))
    if let problem = replay.prepare() {
      screen.write("\(file): preparing the session: \(problem)\n", to: .stderr)
      return ReplayStatus.different
    }
    keys.begin()
    defer { keys.end() }
    interruptibly(replay) { show(replay) }
    if command.update, replay.hasUpdates { try replay.updatedNotebook.writeBack(to: file) }
    screen.flush()
    if replay.isInterrupted { return ReplayStatus.interrupted }
    return ReplayStatus.worst(reports.values.map(\.verdict.status))
  }

  private func show(_ replay: Replay) {
    while let (cell, number) = replay.nextCell, !replay.isInterrupted {
      guard let action = waitForAction(prompt: screen.prompt(number)) else { return }
      switch action {
      case .end: return
      case .back: move(replay, to: replay.position - 1)
      case .jump(let number): jump(replay, to: number)
      case .next: run(replay, cell, number)
      }
    }
    screen.write(replay.isAtEnd ? "[end of the session]\n" : "")
  }

  // MARK: Cells

  /// Types a cell out, runs it, and stops if it differs.
  private func run(_ replay: Replay, _ cell: Cell, _ number: Int) {
    type(screen.inputPieces(cell, number))
    var observer = Replay.Observer()
    observer.sink = { [screen] event in
      screen.show(event)
      screen.flush()
    }
    let position = replay.position
    let report = keys.suspended { replay.step(observer) }
    reports[position] = report
    screen.end(report)
    guard report.verdict.isFailure else { return }
    screen.write("[stopped at a difference; a key goes on]\n")
    screen.flush()
    _ = keys.next()
  }

  private func move(_ replay: Replay, to position: Int) {
    screen.write("\n")
    keys.suspended { replay.move(to: position) }
  }

  private func jump(_ replay: Replay, to number: Int) {
    screen.write("\n")
    guard let position = replay.position(ofCell: number) else {
      return screen.write("[there is no cell In [\(number)]]\n")
    }
    keys.suspended { replay.move(to: position) }
  }

  // MARK: Keys

  /// Shows a prompt and waits for a key that means something; nil at the end of the keys.
  private func waitForAction(prompt: String) -> Action? {
    screen.write(prompt)
    screen.flush()
    while let key = keys.next() {
      switch key {
      case " ", "\n", "\r", "n": return .next
      case "t":
        isTyping = true
        return .next
      case "b": return .back
      case "j": return .jump(readNumber())
      case "q", "\u{4}", "\u{3}": break
      case "?":
        screen.write("\n" + Self.help + prompt)
        screen.flush()
        continue
      default: continue
      }
      screen.write("\n")
      return .end
    }
    screen.write("\n")
    return nil
  }

  /// Digits up to the next other key.
  private func readNumber() -> Int {
    var digits = ""
    while let key = keys.next(), key.isASCII, key.isWholeNumber || key == " " && digits.isEmpty {
      if key != " " { digits.append(key) }
      screen.write(String(key))
      screen.flush()
    }
    return Int(digits) ?? 0
  }

  /// Writes a cell behind the prompt that stands there: all at once, or a character for each key.
  private func type(_ pieces: [String]) {
    for piece in pieces {
      if isTyping {
        screen.flush()
        guard let key = keys.next() else { break }
        if key == "\r" || key == "\n" || key == "\u{1B}" { isTyping = false }
      }
      screen.write(piece)
    }
    isTyping = false
    screen.write("\n")
    screen.flush()
  }
}
