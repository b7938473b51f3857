import ArgumentParser
import Interactive
import Notebooks
import Terminal

/// `cellgrad grade SOLUTION NOTEBOOK...`: runs the notebooks of learners and counts points.
struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade", abstract: "Grade notebooks by a notebook with solutions.",
    discussion: """
      Graded are the cells of SOLUTION that say what they are worth, # cellgrad: points=2 in the \
      first line, in a tag, or as nbgrader writes it; if none does, each cell with outputs, for \
      one point. A cell is right if it shows what was saved in SOLUTION. A cell with the word \
      check is run as it stands in SOLUTION.

      Errors and limits end a cell, not the notebook. The status is 0 if all notebooks could be \
      graded, 3 if one cannot be read.
      """)

  @ArgumentParser.Argument(help: "The notebook with solutions and their outputs.")
  var solution: String

  @ArgumentParser.Argument(help: "The notebooks to grade; and folders of notebooks.")
  var notebooks: [String]

  @OptionGroup var replaying: ReplayOptions

  @Flag(help: "Write a report as JSON.")
  var json = false

  func validate() throws {
    if notebooks.isEmpty { throw ValidationError("no notebook to grade is given") }
  }

  func run() throws {
    let assignment = try readAssignment()
    let files = try NotebookSearch.notebooks(in: notebooks)
    let all = ReplayJobs(files: files, options: replaying, Permissions()) {
      grade($0, by: assignment, in: $1)
    }
    let reports = interruptibly(all) { all.run { if !json { show($0) } } }
    if json { writeOut(ReportFormat.json.text(of: reports)) }
    let statuses = reports.map(\.status)
    let bad = [ReplayStatus.badFile, ReplayStatus.interrupted].filter(statuses.contains)
    throw ExitCode(bad.last ?? ReplayStatus.same)
  }

  private func readAssignment() throws -> Assignment {
    let notebook = try readNotebook(solution)
    do throws(ReplaySettingsError) {
      return try Assignment(solution: notebook)
    } catch {
      throw report(NotebookError(file: solution, line: 1, column: 1, reason: error.reason))
    }
  }

  private func grade(
    _ file: String, by assignment: Assignment, in kernel: Kernel
  ) -> ReplayReport {
    replaying.report(on: file) { (submission) throws(NotebookError) in
      let replay = replaying.makeReplay(assignment.prepared(submission), Permissions(), in: kernel)
      return interruptibly(replay) { replay.run(file: file) }
    }
  }

  /// A line for a notebook, and one for each graded cell that is not right.
  private func show(_ report: ReplayReport) {
    if let problem = report.problem { return writeOut(problem.text + "\n") }
    let (earned, all) = report.points
    var text = "\(TerminalText.safe(report.file)): \(points(earned)) of \(points(all)) points\n"
    for cell in report.cells where cell.points != nil && cell.verdict.isFailure {
      let place = "cell \(cell.position), \(cell.name), 0 of \(points(cell.points ?? 0))"
      text += "\(place) \(ReplayScreen.text(of: cell.verdict))"
    }
    writeOut(text)
  }

  private func points(_ number: Double) -> String { ReplayReport.number(number).text() }
}
