import ArgumentParser
import Glibc
import Interactive
import Notebooks
import Terminal

/// `cellgrad replay FILE`: runs a notebook and compares with its saved outputs.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Run a notebook and compare with its saved outputs.",
    discussion: "The status is 0 if all outputs are the same, 1 if any differs.")

  @ArgumentParser.Argument(help: "The notebook: .ipynb or a text with In [n]: prompts.")
  var file: String

  @Option(help: "How strictly: exact, text, number, shape or ran.")
  var level = Notebooks.Comparison.Level.text

  @Option(help: "When to colour: auto, always or never.")
  var color = ColorChoice.auto

  @OptionGroup var permissions: PermissionOptions

  func run() throws {
    let notebook = try readNotebook(file)
    let comparison = Notebooks.Comparison(
      level: level, tellsKindsApart: notebook.tellsKindsApart)
    let replay = Replay(notebook, comparison: comparison, permissions: permissions.permissions)
    let report = ReplayReport(color: color)
    let problem = interruptibly(replay) {
      replay.run(willRun: report.begin, sink: report.show, didRun: report.end)
    }
    if let problem {
      report.write("\(file): preparing the session: \(problem)\n", to: .stderr)
      throw ExitCode(1)
    }
    report.summarize()
    throw ExitCode(report.isAllSame ? 0 : 1)
  }
}

extension Notebooks.Comparison.Level: ExpressibleByArgument {}

/// Writes a replay to the terminal: each cell as at the prompt, and where it differs.
private final class ReplayReport {
  private let output = TerminalOutput()
  private let style: Style
  private var verdicts: [(number: Int?, verdict: Replay.Verdict)] = []

  init(color: ColorChoice) {
    style = Style(isEnabled: color.isEnabled(for: STDOUT_FILENO))
  }

  func write(_ text: String, to stream: OutputStream = .stdout) {
    output.write(text, to: stream)
  }

  /// The prompt and the code, as typed.
  func begin(_ cell: Cell, _ number: Int) {
    var prompt = style.inputPrompt(number)
    for line in cell.source.split(separator: "\n", omittingEmptySubsequences: false) {
      write(prompt + TerminalText.safe(String(line)) + "\n")
      prompt = style.continuationPrompt(number)
    }
  }

  func show(_ event: OutputEvent) {
    let stream: OutputStream = event.isForStandardError ? .stderr : .stdout
    if case .resultPrompt(let number) = event {
      write(style.outputPrompt(number))
    } else {
      write(event.terminalText, to: stream)
    }
  }

  /// The verdict, if it is not that all is the same; and an empty line.
  func end(_ report: Replay.CellReport) {
    verdicts.append((report.number, report.verdict))
    switch report.verdict {
    case .same: break
    case .sameWithinTolerance(let largest): write("[same, largest difference \(largest)]\n")
    case .notRecorded: write("[no saved output to compare with]\n")
    case .different(let differences):
      write("[different from what was saved]\n")
      for difference in differences { write("\(difference)\n") }
    }
    write("\n")
  }

  var isAllSame: Bool {
    verdicts.allSatisfy { entry in
      if case .different = entry.verdict { false } else { true }
    }
  }

  /// One line: how many cells are the same, and which are not.
  func summarize() {
    let different = verdicts.filter { entry in
      if case .different = entry.verdict { true } else { false }
    }
    let same = verdicts.count - different.count
    var line = "\(verdicts.count) cells: \(same) same"
    if !different.isEmpty {
      let numbers = different.map { $0.number.map { "In [\($0)]" } ?? "In [ ]" }
      line += ", \(different.count) different (\(numbers.joined(separator: ", ")))"
    }
    write(line + "\n")
    output.flush()
  }
}
