import ArgumentParser
import Interactive
import Notebooks

/// What `replay` and `grade` have in common: how strictly they compare, how many notebooks run at
/// a time, and what a run may take.
struct ReplayOptions: ParsableArguments {
  @OptionGroup var comparing: ComparisonOptions

  @Option(help: "How many notebooks to run at a time; without it, one for each processor.")
  var jobs: Int?

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  /// A replay of a notebook with these options.
  ///
  /// - Parameter kernel: a new kernel with these permissions, if there is one already.
  func makeReplay(
    _ notebook: Notebook, _ permissions: Permissions, in kernel: Kernel? = nil
  ) -> Replay {
    let options = comparing.options(
      for: notebook, limits: limits.limits, permissions: permissions)
    return Replay(notebook, options: options, kernel: kernel)
  }

  /// The report that `run` makes of a notebook file; else what is wrong with the file.
  func report(
    on file: String, _ run: (Notebook) throws(NotebookError) -> ReplayReport
  ) -> ReplayReport {
    do throws(NotebookError) {
      return try run(try Notebook.read(contentsOf: file, grammar: .python))
    } catch {
      let problem = ReplayReport.Problem(text: "\(error)", status: ReplayStatus.badFile)
      return ReplayReport(file: file, problem: problem)
    }
  }
}
