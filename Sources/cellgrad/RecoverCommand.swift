import ArgumentParser
import Glibc
import Interactive
import Notebooks
import Terminal

/// `cellgrad recover`: brings back a session that was cut off.
struct RecoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover", abstract: "Bring back a session that was cut off.",
    discussion: """
      Runs the cells of the session again, with the same answers, clocks and random numbers, and \
      goes on at the prompt. With -o it only writes the session to a notebook, and runs nothing.
      """)

  @ArgumentParser.Argument(help: "The journal; without it, that of the last session cut off.")
  var journal: String?

  @Flag(help: "List the journals there are, the latest first.")
  var list = false

  @Option(name: [.customShort("o"), .long], help: "Write the session to this notebook.")
  var output: String?

  @Option(help: "When to colour: auto, always or never.")
  var color = ColorChoice.auto

  @OptionGroup var permissions: PermissionOptions

  func run() throws {
    if list { return listJournals() }
    guard let session = try session() else {
      report("no session was cut off; --list shows all that are kept\n")
      throw ExitCode(1)
    }
    if let output { return try write(session.notebook, to: output) }
    guard REPL.isPossible else {
      report("the session goes on in a terminal; -o writes it to a notebook\n")
      throw ExitCode(2)
    }
    let status = Cellgrad.converse(
      permissions: permissions.permissions, color: color,
      banner: "cellgrad \(Cellgrad.version). The session goes on.", restoring: session)
    // What is brought back is not offered again.
    if status == 0 { Journal.markEnded(session) }
    throw ExitCode(status)
  }

  private func session() throws -> JournaledSession? {
    guard let journal else { return Journal.cutOff }
    guard let session = JournaledSession(path: journal) else {
      report("\(journal): not a journal that can be read\n")
      throw badFileStatus
    }
    return session
  }

  private func report(_ text: String) {
    TerminalOutput().write(text, to: .stderr)
  }

  private func listJournals() {
    let output = TerminalOutput()
    for session in Journal.paths.compactMap(JournaledSession.init) {
      let state = session.isEnded ? "ended" : session.isRunning ? "running" : "cut off"
      output.write(
        "\(Self.text(ofTime: session.time))  \(session.cells.count) cells  \(state)  "
          + "\(session.path)\n", to: .stdout)
    }
    output.flush()
  }

  private static func text(ofTime seconds: Int) -> String {
    var seconds = seconds
    var parts = tm()
    localtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M", &parts)
    return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }
}
