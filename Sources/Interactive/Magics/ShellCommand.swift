import Glibc
import Python

/// `!command`: other programs, for those who allow them.
extension Kernel {
  /// Runs a command; what it prints is shown as it comes. Sets `_exit_code`.
  func system(_ command: String) throws(Raised) -> Value {
    let status = try runCommand(command, mergesErrors: true) { recorder.write($0, to: "stdout") }
    main.set("_exit_code", .int(status))
    return .none
  }

  /// Runs a command and answers the lines it prints, as a list with `.n`, `.s`, `.l`.
  func output(ofCommand command: String) throws(Raised) -> Value {
    var text = ""
    _ = try runCommand(command) { text += $0 }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let ended = lines.last == "" ? lines.dropLast() : lines[...]
    let list = machine.list(ended.map { machine.string($0) })
    return try make("SList", "IPython.utils.text", [list])
  }

  /// Starts the shell, and answers its exit status.
  private func runCommand(
    _ command: String, mergesErrors: Bool = false, _ take: (String) -> Void
  ) throws(Raised) -> Int {
    let command = expandVariables(command)
    askToRun(command)
    let line = mergesErrors ? "exec 2>&1; " + command : command
    return try runProgram(["/bin/sh", "-c", line], input: nil) { text, _ in take(text) }
  }

  /// Runs a program, giving it `input` or else the keyboard, and answers its exit status: negative
  /// the number of the signal that killed it. `take` gets the whole lines that it prints.
  func runProgram(
    _ arguments: [String], input: String?, _ take: (String, _ isError: Bool) -> Void
  ) throws(Raised) -> Int {
    askToRun(arguments.joined(separator: " "))
    try machine.require(.run)
    guard let child = ChildProcess(arguments, input: input.map { Array($0.utf8) }) else {
      let reason = String(cString: strerror(errno))
      throw machine.raise(.osError, "[Errno \(errno)] \(reason): '\(arguments[0])'")
    }
    let status = child.run(take)
    // The terminal has sent Ctrl-C to the program as well: that was meant.
    machine.interrupt.pointee = 0
    return Int(status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F))
  }

  /// Asks the user, once in a session, whether cells may run programs. The answer is one of the
  /// cell's, as those to `input` are: it is given again when the session is brought back.
  private func askToRun(_ command: String) {
    guard asksForPermissions, !permissions.canRun, allowsPrograms == nil else { return }
    let question = "May cells run programs in this session? This one runs: \(command)\n(y/[n])?"
    allowsPrograms = askYesNo(question, default: false)
  }

  /// Replaces `{expression}` and `$name` by the text of their values, `$$` by `$`. A text in which
  /// an expression fails stays as it is.
  func expandVariables(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      if scalar == "{", let end = scalars[position...].firstIndex(of: "}") {
        guard let value = self.text(ofExpression: String(scalars[position..<end])) else {
          return text
        }
        result.append(contentsOf: value.unicodeScalars)
        position = end + 1
      } else if scalar == "$", position < scalars.count, scalars[position] == "$" {
        result.append("$")
        position += 1
      } else if scalar == "$" {
        let name = scalars[position...].prefix { $0 == "_" || $0.properties.isXIDContinue }
        if let value = self.text(ofName: String(name)) {
          result.append(contentsOf: value.unicodeScalars)
          position += name.count
        } else {
          result.append("$")
        }
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private func text(ofName name: String) -> String? {
    guard !name.isEmpty, machine.value(name, in: main) != nil else { return nil }
    return text(ofExpression: name)
  }

  /// `str` of the value of an expression; nil if it fails.
  func text(ofExpression expression: String) -> String? {
    guard let value = value(ofExpression: expression) else { return nil }
    do throws(Raised) {
      return try machine.str(value)
    } catch {
      machine.discardPending()
      return nil
    }
  }

  /// The value of an expression, kept by the pool; nil if it fails.
  func value(ofExpression expression: String) -> Value? {
    let source = Source(expression)
    let file = SourceFile(.string("<string>"), source)
    guard let code = try? machine.compile(source, file: file, mode: .evaluation) else {
      return nil
    }
    do throws(Raised) {
      return try machine.run(code, in: main)
    } catch {
      machine.discardPending()
      return nil
    }
  }
}
