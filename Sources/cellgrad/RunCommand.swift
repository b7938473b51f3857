import ArgumentParser
import Interactive
import Notebooks
import Python
import Terminal

/// `cellgrad run FILE`: runs the cells of a notebook, or a plain script.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run the cells of a notebook, or a script.",
    discussion: """
      FILE is an .ipynb, a text with In [n]: prompts (.txt), Markdown with fenced Python code \
      (.md) or a script (.py), whose cells, if it has any, begin with # %%. The first error ends \
      the run, with status 1; a cell that a limit stops does not, but the status is 5 then.
      """)

  @ArgumentParser.Argument(help: "The file to run.")
  var file: String

  @ArgumentParser.Argument(parsing: .allUnrecognized, help: "The script's arguments, in sys.argv.")
  var arguments: [String] = []

  @Option(
    name: [.customShort("o"), .customLong("out")], help: "Write the notebook with its new outputs.")
  var result: String?

  @Flag(help: "Go on after errors, and end with status 0.")
  var allowErrors = false

  @OptionGroup var limits: LimitOptions
  @OptionGroup var permissions: PermissionOptions

  func run() throws {
    var notebook = try readNotebook(file)
    if file.hasSuffix(".py"), result == nil {
      let bytes = try readBytes(file)
      guard hasCellMarks(bytes) else {
        throw ExitCode(
          runScript(
            bytes, from: .file(file), arguments: [file] + arguments,
            permissions: permissions.permissions, limits: limits.limitsOfScript))
      }
    }
    var progress = try result.map { SavedProgress(path: $0, format: try writableFormat(of: $0)) }
    let status = runCells(of: &notebook) { progress?.save($0) }
    if let result { try write(notebook, to: result) }
    throw ExitCode(status)
  }

  private func hasCellMarks(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: "# %%".utf8) }
  }

  /// Runs the code cells in order, and puts their outputs into the notebook. A cell that a limit
  /// stops does not end the run.
  ///
  /// - Parameter didRun: is told of the notebook after each cell.
  private func runCells(of notebook: inout Notebook, didRun: (Notebook) -> Void) -> Int32 {
    let screen = TerminalOutput()
    let kernel = Kernel(permissions: permissions.permissions)
    kernel.limits = limits.limits
    kernel.setArguments([file] + arguments)
    if let problem = kernel.prepare(notebook.session) {
      screen.write("\(file): preparing the session: \(problem)\n", to: .stderr)
      return 1
    }
    var status: Int32 = 0
    for index in notebook.cells.indices where notebook.cells[index].type == .code {
      if kernel.isOutOfTime { return ReplayStatus.limit }
      let source = notebook.cells[index].source
      let run = interruptibly(kernel) {
        kernel.run(source) { event in
          screen.write(event.terminalText, to: event.isForStandardError ? .stderr : .stdout)
        }
      }
      notebook.cells[index].executionCount = run.number
      notebook.cells[index].outputs = run.outputs
      didRun(notebook)
      if run.limit != nil { status = ReplayStatus.limit }
      switch run.end {
      case .error where run.limit != nil: continue
      case .error where run.isInterrupted: return ReplayStatus.interrupted
      case .error: if !allowErrors { return 1 }
      case .exit(let status): return status
      case .ok: continue
      }
    }
    return status
  }
}

extension Kernel.CellRun {
  /// Whether Ctrl-C ended the cell.
  fileprivate var isInterrupted: Bool {
    if case .error(ename: "KeyboardInterrupt", _, _)? = outputs.last { true } else { false }
  }
}
