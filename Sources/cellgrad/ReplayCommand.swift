import ArgumentParser
import Interactive
import Notebooks
import Terminal

/// `cellgrad replay FILE...`: runs notebooks and compares with their saved outputs.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Run notebooks and compare with their saved outputs.",
    discussion: """
      A cell may say how it is compared in its first line, # cellgrad: number rtol=1e-3, or in a \
      tag; words are a level, rtol=, atol=, skip and raises. A notebook says it for all its cells \
      in its session statement, replay: number.

      The status is 0 if all is the same, 1 if anything differs, 2 for wrong usage, 3 if a file \
      cannot be read, 4 if a cell needs what cellgrad does not do, 5 if a limit was met, 130 if \
      interrupted.
      """)

  @ArgumentParser.Argument(
    help: "Notebooks: .ipynb, .md, or texts with In [n]: prompts; and folders of notebooks.")
  var files: [String]

  @OptionGroup var replaying: ReplayOptions

  @Flag(help: "Write the new outputs of cells that differ into the notebook.")
  var update = false

  @Option(help: "Write a report for other programs: json, junit, tap or github.")
  var report: ReportFormat?

  @Flag(help: "Show a notebook cell by cell, at the press of a key; ? tells the keys.")
  var step = false

  @Option(help: "When to colour: auto, always or never.")
  var color = ColorChoice.auto

  @OptionGroup var permissions: PermissionOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("no notebook is given") }
    if step, files.count != 1 || report != nil {
      throw ValidationError("--step takes one notebook, and makes no report")
    }
  }

  func run() throws {
    let notebooks = try NotebookSearch.notebooks(in: files)
    if step { throw ExitCode(try StepReplay(file: notebooks[0], command: self).run()) }
    let reports: [ReplayReport]
    switch (notebooks.count, report) {
    case (1, nil): reports = [showReplay(of: notebooks[0])]
    case (1, _?): reports = [quietReplay(of: notebooks[0])]
    default:
      let screen = report == nil ? ReplaySummary() : nil
      let all = ReplayJobs(files: notebooks, options: replaying, permissions.permissions) {
        replay($0, in: $1)
      }
      reports = interruptibly(all) { all.run { screen?.show($0) } }
      screen?.end()
    }
    if let report { writeOut(report.text(of: reports)) }
    throw ExitCode(ReplayStatus.worst(reports.map(\.status)))
  }
}

// MARK: - One notebook

extension ReplayCommand {
  /// A replay of a notebook with the options of the command line.
  func makeReplay(_ notebook: Notebook, in kernel: Kernel? = nil) -> Replay {
    replaying.makeReplay(notebook, permissions.permissions, in: kernel)
  }

  /// Replays and shows each cell as at the prompt.
  private func showReplay(of file: String) -> ReplayReport {
    let screen = ReplayScreen(color: color)
    let report = replay(file, observer: screen.observer)
    screen.end(report)
    return report
  }

  private func quietReplay(of file: String) -> ReplayReport {
    let report = replay(file)
    if let problem = report.problem {
      let output = TerminalOutput()
      output.write(problem.text + "\n", to: .stderr)
    }
    return report
  }

  private func replay(
    _ file: String, in kernel: Kernel? = nil, observer: Replay.Observer = Replay.Observer()
  ) -> ReplayReport {
    replaying.report(on: file) { (notebook) throws(NotebookError) in
      let replay = makeReplay(notebook, in: kernel)
      let report = interruptibly(replay) { replay.run(file: file, observer: observer) }
      if update, replay.hasUpdates { try replay.updatedNotebook.writeBack(to: file) }
      return report
    }
  }
}

extension ReportFormat: ExpressibleByArgument {}
