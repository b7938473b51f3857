import Glibc
import Python

/// `%logstart` and its kin: inputs, and results if asked for, written to a file as they come.
extension Kernel {
  static var logMagics: [Magic<Kernel>] {
    [
      .action(
        "logstart",
        doc: """
          Start logging: [-o -r -t -q] [file [mode]]; modes: append, backup, global, over, rotate.

          -o: with results; -r: as typed; -t: with times; -q: says nothing.
          """
      ) { try $0.startLog($1) },
      .action("logstop", doc: "Fully stop logging and close log file.") { kernel, _ in
        if kernel.sessionLog == nil { kernel.write("Logging hadn't been started.\n") }
        kernel.sessionLog = nil
      },
      .action("logoff", doc: "Temporarily stop logging.") { kernel, _ in kernel.switchLog(false) },
      .action("logon", doc: "Restart logging.") { kernel, _ in kernel.switchLog(true) },
      .action("logstate", doc: "Print the status of the logging system.") { kernel, _ in
        kernel.write(kernel.sessionLog?.state ?? "Logging has not been activated.\n")
      },
    ]
  }

  private func startLog(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(call.line, "ortq")
    guard sessionLog == nil else {
      recorder.write(
        "UserWarning: Couldn't start log: Log file is already active: "
          + "\(sessionLog?.path ?? "")\n", to: "stderr")
      return
    }
    let path = expandUser(options.words.first ?? "ipython_log.py")
    let mode = options.words.count > 1 ? options.words[1] : options.words.isEmpty ? "rotate" : "backup"
    try machine.require(.write, path)
    guard let log = SessionLog(path: path, mode: mode, options) else {
      recorder.write(
        "UserWarning: Couldn't start log: invalid log mode \(mode) given\n", to: "stderr")
      return
    }
    log.writeHead()
    for number in 1..<max(1, history.cellNumber) { try logCell(number, in: log) }
    if !log.hasOutput { log.write(text(ofCell: history.cellNumber, in: log) + "\n") }
    log.hasTimes = options.has("t")
    sessionLog = log
    if !options.has("q") {
      write(
        "Activating auto-logging. Current session state plus future input saved.\n" + log.state)
    }
  }

  private func text(ofCell number: Int, in log: SessionLog) -> String {
    log.isRaw ? history.inputs[number] : history.translatedInputs[number]
  }

  private func logCell(_ number: Int, in log: SessionLog) throws(Raised) {
    log.writeInput(text(ofCell: number, in: log))
    if log.hasOutput, let output = history.outputs[number] {
      log.writeOutput(try machine.repr(output.value))
    }
  }

  private func switchLog(_ isOn: Bool) {
    guard let sessionLog else {
      return write(
        """

        Logging hasn't been started yet (use logstart for that).

        %logon/%logoff are for temporarily starting and stopping logging for a logfile
        which already exists. But you must first start the logging process with
        %logstart (optionally giving a logfile name).

        """)
    }
    let label = isOn ? "ON" : "OFF"
    write(
      sessionLog.isActive == isOn
        ? "Logging is already \(label)\n" : "Switching logging \(label)\n")
    sessionLog.isActive = isOn
  }

  /// Writes the running cell to the log.
  func logInput() {
    guard let sessionLog, sessionLog.isActive else { return }
    sessionLog.writeInput(text(ofCell: history.cellNumber, in: sessionLog))
  }

  /// Writes the result of the cell that has run to the log.
  func logOutputs() {
    guard let sessionLog, sessionLog.isActive, sessionLog.hasOutput,
      let output = history.outputs[history.cellNumber]
    else { return }
    do throws(Raised) {
      sessionLog.writeOutput(try machine.repr(output.value))
    } catch {
      machine.discardPending()
    }
  }
}

/// The file of `%logstart`.
final class SessionLog {
  let path: String
  let mode: String
  let isRaw: Bool
  let hasOutput: Bool
  var hasTimes = false
  var isActive = true
  private let descriptor: Int32

  /// Nil for an unknown mode, or where the file cannot be written.
  init?(path: String, mode: String, _ options: MagicOptions) {
    guard ["append", "backup", "global", "over", "rotate"].contains(mode) else { return nil }
    self.path = path
    self.mode = mode
    isRaw = options.has("r")
    hasOutput = options.has("o")
    if mode == "backup" { rename(path, path + "~") }
    if mode == "rotate" { Self.rotate(path) }
    let keeps = mode == "append" || mode == "global"
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (keeps ? O_APPEND : O_TRUNC), 0o666)
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  private static func rotate(_ path: String) {
    func numbered(_ number: Int) -> String {
      path + "." + String(repeating: "0", count: max(0, 3 - String(number).utf8.count))
        + "\(number)~"
    }
    var last = 0
    while access(numbered(last + 1), F_OK) == 0 { last += 1 }
    for number in stride(from: last, to: 0, by: -1) {
      rename(numbered(number), numbered(number + 1))
    }
    rename(path, numbered(1))
  }

  /// What `%logstate` shows.
  var state: String {
    """
    Filename       : \(path)
    Mode           : \(mode)
    Output logging : \(hasOutput ? "True" : "False")
    Raw input log  : \(isRaw ? "True" : "False")
    Timestamping   : \(hasTimes ? "True" : "False")
    State          : \(isActive ? "active" : "temporarily suspended")

    """
  }

  func writeHead() {
    if mode != "append" { write("# IPython log file\n\n") }
  }

  func writeInput(_ text: String) {
    if hasTimes { write(Self.timeLine()) }
    write(PythonText.stripEnd(text) + "\n")
  }

  /// A result, as comments.
  func writeOutput(_ text: String) {
    write(PythonText.lines(text).map { "#[Out]# \($0)\n" }.joined())
  }

  func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(descriptor, bytes, bytes.count)
  }

  private static func timeLine() -> String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    var buffer = [CChar](repeating: 0, count: 64)
    strftime(&buffer, buffer.count, "# %a, %d %b %Y %H:%M:%S\n", &parts)
    return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }
}
