import ArgumentParser
import Glibc
import Interactive
import Python
import Terminal

/// The command `cellgrad`: without a subcommand the prompt.
struct Cellgrad: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "cellgrad",
    abstract: "A notebook in the terminal that runs Python and PyTorch teaching code.",
    discussion: """
      Without a subcommand it reads cells from the keyboard, or from standard input if that is \
      no terminal.
      """,
    version: version,
    subcommands: [
      RunCommand.self, ReplayCommand.self, GradeCommand.self, ConvertCommand.self,
      RecoverCommand.self,
    ])

  @Option(
    name: .customShort("c"),
    help: "Run this code as a script; what follows are its arguments.")
  var code: String?

  @Option(help: "When to colour: auto, always or never.")
  var color = ColorChoice.auto

  @OptionGroup var permissions: PermissionOptions

  func run() throws {
    let status: Int32
    if let code {
      status = runScript(
        Array(code.utf8), from: .string("<string>"), arguments: ["-c"],
        permissions: permissions.permissions)
    } else {
      status = converse()
    }
    throw ExitCode(status)
  }

  /// Runs cells from the keyboard, or from whatever standard input is.
  private func converse() -> Int32 {
    let permissions = permissions.permissions
    let style = Style(isEnabled: color.isEnabled(for: STDOUT_FILENO))
    guard REPL.isPossible else {
      let session = RecordedSession(journal: nil) { Kernel(permissions: permissions) }
      return PipedCells(session: KernelSession(session, style: style)).run()
    }
    var banner = "cellgrad \(Self.version). Type code; exit or Ctrl-D ends the session."
    if Journal.lastWasCutOff {
      banner += "\nThe last session was cut off; `cellgrad recover` brings it back."
    }
    return Self.converse(permissions: permissions, color: color, banner: banner)
  }

  /// Runs the prompt, with a journal; first `session` is brought back, if there is one.
  static func converse(
    permissions: Permissions, color: ColorChoice, banner: String,
    restoring journaled: JournaledSession? = nil
  ) -> Int32 {
    let recorded = RecordedSession(journal: Journal.startNew()) {
      Kernel(permissions: permissions)
    }
    let style = Style(isEnabled: color.isEnabled(for: STDOUT_FILENO))
    let session = KernelSession(recorded, style: style)
    let prepare = journaled.map { journaled in
      { (output: CellOutput) in session.restore(journaled, output: output) }
    }
    let options = REPLOptions(banner: banner, color: color, prepare: prepare)
    return REPL(session: session, options: options).run()
  }
}

extension ColorChoice: ExpressibleByArgument {}

/// The program: parses the arguments and runs the command on a thread with a big stack.
@main
enum Program {
  static func main() {
    let status = ProcessStatus()
    onBigStack { status.value = runCommand(Array(CommandLine.arguments.dropFirst())) }
    exit(status.value)
  }

  private final class ProcessStatus {
    var value: Int32 = 0
  }

  /// The status 2 stands for wrong usage.
  private static func runCommand(_ arguments: [String]) -> Int32 {
    // What follows `-c CODE` belongs to the code.
    if arguments.count >= 2, arguments[0] == "-c" {
      return runScript(
        Array(arguments[1].utf8), from: .string("<string>"), arguments: ["-c"] + arguments[2...],
        permissions: Permissions())
    }
    do {
      var command = try Cellgrad.parseAsRoot(PermissionOptions.withValues(arguments))
      try command.run()
      return 0
    } catch {
      let code = Cellgrad.exitCode(for: error)
      let message = Cellgrad.fullMessage(for: error)
      if !message.isEmpty {
        let output = TerminalOutput()
        output.write(message + "\n", to: code == .success ? .stdout : .stderr)
        output.flush()
      }
      return code == .validationFailure ? 2 : code.rawValue
    }
  }
}
