import Glibc
import Python

/// Magics that run other programs.
extension Kernel {
  static var systemMagics: [Magic<Kernel>] {
    [
      outputMagic("sx"), outputMagic("system"),
      Magic("!", .cell, doc: "Run the cell in the shell, and give the lines it prints.") {
        kernel, call in try kernel.output(ofCommand: call.cell ?? "")
      },
      .action("script", .cell, doc: "Run a cell via a program: %%script program arguments.") {
        try $0.runScript($1.line, $1)
      },
      Magic("alias", doc: "Define an alias for a system command: name command, with %s or %l.") {
        kernel, call in try kernel.defineAlias(PythonText.strip(call.line))
      },
      Magic("unalias", doc: "Remove an alias.") { kernel, call in
        let name = PythonText.strip(call.line)
        guard kernel.aliases.removeValue(forKey: name) != nil else {
          kernel.write("\(name) is not an alias\n")
          return nil
        }
        kernel.magics.remove(name)
        return nil
      },
    ] + ["bash", "sh"].map(scriptMagic)
  }

  private static func outputMagic(_ name: String) -> Magic<Kernel> {
    Magic(name, [.line, .cell], doc: "Run a shell command, and give the lines it prints.") {
      kernel, call in
      guard let cell = call.cell else { return try kernel.output(ofCommand: call.line) }
      let options = try MagicOptions(call.line, "", long: ["out="])
      let lines = try kernel.output(ofCommand: cell)
      guard let name = options["out"] else { return lines }
      kernel.main.set(name, lines)
      return nil
    }
  }

  private static func scriptMagic(_ program: String) -> Magic<Kernel> {
    .action(program, .cell, doc: "Run cells with \(program) in a subprocess.") {
      try $0.runScript($1.line.isEmpty ? program : program + " " + $1.line, $1)
    }
  }

  /// Runs a program, the cell as its input.
  private func runScript(_ line: String, _ call: Magic<Kernel>.Call) throws {
    let options = try ScriptOptions(ShellWords.split(line).map(\.text))
    guard !options.command.isEmpty else {
      throw MagicProblem.usage("%%script: a program is missing")
    }
    let cell = call.cell ?? ""
    var collected = ["", ""]
    let status = try runProgram(options.command, input: cell) { text, isError in
      if (isError ? options.error : options.output) != nil {
        collected[isError ? 1 : 0] += text
      } else {
        recorder.write(text, to: isError ? "stderr" : "stdout")
      }
    }
    if let name = options.output { main.set(name, string(collected[0])) }
    if let name = options.error { main.set(name, string(collected[1])) }
    guard status != 0, !options.swallowsErrors else { return }
    // The command of the message is the cell, as bytes.
    let bytes = try machine.repr(machine.bytes(Array(cell.utf8)))
    throw machine.raise(
      instance: try make("CalledProcessError", "subprocess", [.int(status), string(bytes)]))
  }

  /// Options of `%%script` stand before the program or among its arguments.
  private struct ScriptOptions {
    var command: [String] = []
    var output: String?
    var error: String?
    var swallowsErrors = false

    init(_ words: [String]) throws {
      var rest = words[...]
      while let word = rest.popFirst() {
        switch word {
        case "--out": output = rest.popFirst()
        case "--err": error = rest.popFirst()
        case "--no-raise-error": swallowsErrors = true
        case "--bg", "--proc": throw MagicProblem.unsupported("%%script \(word)")
        default: command.append(word)
        }
      }
    }
  }
}

// MARK: - Aliases

/// A name for a command of the system: `%ll` for `ls -F -o`.
struct CommandAlias: Equatable {
  var command: String

  /// As IPython shows it.
  var text: String { "Alias for `!\(command)`" }

  static let standard = [
    "cat": "cat", "clear": "clear", "cp": "cp", "ldir": "ls -F -o %l | grep /$", "less": "less",
    "lf": "ls -F -o %l | grep ^-", "lk": "ls -F -o %l | grep ^l", "ll": "ls -F -o", "ls": "ls -F",
    "lx": "ls -F -o %l | grep ^-..x", "man": "man", "mkdir": "mkdir", "more": "more", "mv": "mv",
    "rm": "rm", "rmdir": "rmdir",
  ].mapValues(CommandAlias.init)

  static var standardMagics: [Magic<Kernel>] { standard.map { $1.magic(named: $0) } }

  /// The magic that runs the command.
  func magic(named name: String) -> Magic<Kernel> {
    .action(name, doc: text) { _ = try $0.system(try self.line(name, with: $1.line)) }
  }

  /// The places of `%s`, each for a word of the arguments.
  private var wordCount: Int { Self.count("%s", in: command) - Self.count("%%s", in: command) }

  private func line(_ name: String, with arguments: String) throws -> String {
    if command.contains("%l") {
      return Self.replacing("%l", in: command) { arguments } + " "
    }
    let needed = wordCount
    guard needed > 0 else { return "\(command) \(arguments)" }
    var words = PythonText.words(arguments)
    guard words.count >= needed else {
      throw MagicProblem.usage(
        "Alias <\(name)> requires \(needed) arguments, \(words.count) given.")
    }
    let filled = Self.replacing("%s", in: command) { words.removeFirst() }
    return "\(filled) \(words.joined(separator: " "))"
  }

  var problem: String? {
    wordCount > 0 && command.contains("%l")
      ? "The %s and %l specifiers are mutually exclusive in alias definitions." : nil
  }

  private static func count(_ part: String, in text: String) -> Int {
    var count = 0
    _ = replacing(part, in: text) {
      count += 1
      return ""
    }
    return count
  }

  private static func replacing(
    _ part: String, in text: String, with replacement: () -> String
  ) -> String {
    var result = ""
    var rest = text[...]
    while !rest.isEmpty {
      if rest.hasPrefix(part) {
        result += replacement()
        rest = rest.dropFirst(part.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result
  }
}

extension Kernel {
  private static let unaliasableNames: Set = [
    "cd", "popd", "pushd", "dhist", "alias", "unalias",
  ]

  private func defineAlias(_ line: String) throws -> Value? {
    guard !line.isEmpty else {
      write("Total number of aliases: \(aliases.count)\n")
      return machine.list(
        aliases.sorted { $0.key < $1.key }.map { name, alias in
          machine.tuple([string(name), string(alias.command)])
        })
    }
    let words = line.partitioned(at: " ")
    let alias = CommandAlias(command: PythonText.strip(words.after))
    guard !alias.command.isEmpty else {
      throw MagicProblem.exception(
        type: "ValueError", message: "not enough values to unpack (expected 2, got 1)")
    }
    if let problem = problem(ofAlias: words.before) ?? alias.problem {
      write(problem + "\n")
      return nil
    }
    aliases[words.before] = alias
    magics.add(alias.magic(named: words.before))
    return nil
  }

  private func problem(ofAlias name: String) -> String? {
    let isMagic = aliases[name] == nil && magics.find(name, .line) != nil
    guard isMagic || Self.unaliasableNames.contains(name) else { return nil }
    let reason = Self.unaliasableNames.contains(name)
      ? "it is a keyword or builtin" : "it is another magic command"
    return "The name \(name) can't be aliased because \(reason)."
  }
}
