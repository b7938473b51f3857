import Glibc
import Python

/// `%%writefile` and the environment.
extension Kernel {
  static var fileMagics: [Magic<Kernel>] {
    [
      .action("writefile", .cell, doc: "Write the contents of the cell to a file; -a at its end.") {
        try $0.writeCell($1)
      },
      .action("file", .cell, doc: "Alias for `%%writefile`.") { try $0.writeCell($1) },
      Magic("env", doc: "Get, set, or list environment variables: var, var=value.") {
        kernel, call in try kernel.environment(call)
      },
      .action("set_env", doc: "Set environment variables: var value, var=value.") {
        try $0.setEnvironment($1.line)
      },
    ]
  }

  private func writeCell(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(
      call.line, arguments: "a", long: ["append"], required: ["filename"])
    let path = expandUser(options.words[0])
    let isAppending = options.has("a") || options.has("append")
    try machine.require(.write, path)
    let verb = access(path, F_OK) != 0 ? "Writing" : isAppending ? "Appending to" : "Overwriting"
    write("\(verb) \(path)\n")
    try writeFile(path, call.cell ?? "", appending: isAppending)
  }

  private func environment(_ call: Magic<Kernel>.Call) throws -> Value? {
    try machine.require(.environment)
    let line = PythonText.strip(call.line)
    guard !line.isEmpty else { return environmentDict() }
    if line.contains("=") || line.contains(" ") {
      try setEnvironment(call.line)
      return nil
    }
    guard let value = getenv(line) else {
      throw MagicProblem.usage("Environment does not have key: \(line)")
    }
    return string(String(cString: value))
  }

  /// All variables; what may be a secret is hidden.
  private func environmentDict() -> Value {
    var pairs: [(String, Value)] = []
    var entry = environ
    while let text = entry.pointee {
      let parts = String(cString: text).partitioned(at: "=")
      let name = parts.before.lowercased()
      let isSecret = ["key", "token", "secret"].contains { name.contains($0) }
      pairs.append((parts.before, string(isSecret ? "<hidden>" : parts.after)))
      entry += 1
    }
    return machine.dict(pairs)
  }

  private func setEnvironment(_ line: String) throws {
    try machine.require(.environment)
    let hasSign = line.contains("=")
    let parts = line.partitioned(at: hasSign ? "=" : " ")
    guard !PythonText.isBlank(line), hasSign || line.contains(" ") else {
      throw MagicProblem.usage("usage is 'set_env var=val'")
    }
    let name = PythonText.strip(parts.before)
    let value = expandVariables(PythonText.strip(parts.after))
    guard !name.unicodeScalars.contains(where: PythonText.isSpace) else {
      throw MagicProblem.usage("refusing to set env var with whitespace: '\(value)'")
    }
    guard setenv(name, value, 1) == 0 else {
      throw MagicProblem.exception(
        type: "OSError", message: "[Errno \(errno)] \(String(cString: strerror(errno)))")
    }
    write("env: \(name)=\(value)\n")
  }
}
