import Glibc
import Python

/// What cells ask of the session around them: `get_ipython()`, `exit`, magics.
extension Kernel {
  /// `__module__` and name of the exception that wrong use of a magic raises.
  static let usageErrorName = errorModule + ".UsageError"
  private static let errorModule = "IPython.core.error"

  /// The functions that every session has in its namespace.
  static let sessionFunctions: [Builtin] = [
    Builtin("get_ipython()", "Get the global InteractiveShell instance.") {
      (m, a) throws(Raised) in try m.host.callShell?("get_ipython", []) ?? .none
    },
    Builtin("display(*objs, **kwargs)", "Display objects.") { (m, a) throws(Raised) in
      for value in Array(a.rest) { _ = try m.host.callShell?("show", [value]) }
      return .none
    },
    Builtin("exit(keep_kernel=False)", "End the session.") { (m, a) throws(Raised) in
      try m.host.callShell?("exit", []) ?? .none
    },
    Builtin("quit(keep_kernel=False)", "End the session.") { (m, a) throws(Raised) in
      try m.host.callShell?("exit", []) ?? .none
    },
  ]

  /// The methods of what `get_ipython()` answers.
  private static let shellMethods: [Builtin] = [
    Builtin("run_line_magic(magic_name, line)", "Execute the given line magic.") {
      (m, a) throws(Raised) in
      try m.host.callShell?("run_line_magic", [a[0], a[1]]) ?? .none
    },
    Builtin("run_cell_magic(magic_name, line, cell)", "Execute the given cell magic.") {
      (m, a) throws(Raised) in
      try m.host.callShell?("run_cell_magic", [a[0], a[1], a[2]]) ?? .none
    },
    Builtin("system(cmd)", "Call the given command in a subshell.") { (m, a) throws(Raised) in
      try m.host.callShell?("system", [a[0]]) ?? .none
    },
    Builtin("getoutput(cmd)", "Get the output of a command.") { (m, a) throws(Raised) in
      try m.host.callShell?("getoutput", [a[0]]) ?? .none
    },
    Builtin("run_cell(raw_cell)", "Run a complete cell.") { (m, a) throws(Raised) in
      try m.host.callShell?("run_cell", [a[0]]) ?? .none
    },
    Builtin("show_usage()", "Show a usage message.") { (m, a) throws(Raised) in
      try m.host.callShell?("show_usage", []) ?? .none
    },
  ]

  /// Answers a call from Python; see `Host.callShell`.
  func callShell(_ name: String, _ arguments: [Value]) throws(Raised) -> Value {
    let texts = arguments.map { machine.text($0) ?? "" }
    switch name {
    case "get_ipython": return try shellObject()
    case "exit": exitStatus = 0
    case "run_line_magic":
      return try callMagic { try magics.runLine(texts[0], texts[1], in: self) }
    case "run_cell_magic":
      return try callMagic { try magics.runCell(texts[0], texts[1], texts[2], in: self) }
    case "run_cell": runNested(texts[0])
    case "show_usage": recorder.page(HelpText.usage)
    case "display": recorder.display(texts[0])
    case "show":
      recorder.display(try ValuePrinter.text(of: arguments[0], in: machine, settings: settings))
    case "write": recorder.write(texts[0], to: texts[1])
    case "clear_output": recorder.clear(wait: try machine.isTrue(arguments[0]))
    case "system": return try system(texts[0])
    default: return try output(ofCommand: texts[0])
    }
    return .none
  }

  private func shellObject() throws(Raised) -> Value {
    let name = "IPython.core.interactiveshell"
    if let known = machine.value("shell", in: machine.mainModule(name)) { return known }
    let module = machine.mainModule(name)
    module.add(Self.shellMethods)
    module.set("shell", module.value)
    return module.value
  }

  /// Runs a magic and turns its problem into a Python exception.
  private func callMagic(_ body: () throws -> Value?) throws(Raised) -> Value {
    do {
      return try body() ?? .none
    } catch let problem as MagicProblem {
      throw raise(problem)
    } catch let raised as Raised {
      throw raised
    } catch {
      throw machine.raise(.runtimeError, "\(error)")
    }
  }

  private func raise(_ problem: MagicProblem) -> Raised {
    switch problem {
    case .exception(let type, let message):
      return machine.raise(ExceptionName(rawValue: type) ?? .runtimeError, message)
    case .unsupported(let subject): return machine.unsupported(subject)
    case .usage(let message): return raiseError("UsageError", message)
    }
  }

  /// What `input` raises where nobody can be asked, as in a notebook that runs on its own.
  var inputRefused: Raised {
    raiseError(
      "StdinNotImplementedError", "raw_input was called, but this frontend does not support input requests.")
  }

  /// An exception of IPython's own.
  private func raiseError(_ name: String, _ message: String) -> Raised {
    do throws(Raised) {
      return machine.raise(instance: try make(name, Self.errorModule, [machine.string(message)]))
    } catch {
      return error
    }
  }

  /// Whether a name at the start of a line calls a magic without `%`.
  func isAutomagic(_ name: String) -> Bool {
    guard settings.isAutomagic, magics.find(name, .line) != nil else { return false }
    return machine.value(name, in: main) == nil && !machine.builtinNames.contains(name)
  }
}
