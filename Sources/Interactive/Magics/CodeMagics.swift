import Notebooks
import Python

/// `%save`, `%load`, `%run`, `%edit`, `%notebook`: code and cells in files.
extension Kernel {
  static var codeMagics: [Magic<Kernel>] {
    [
      .action(
        "save",
        doc: """
          Save cells or a macro to a file: %save [options] filename [ranges].

          -r: as typed, not as translated; -f: without asking; -a: at the end of the file.
          """
      ) { try $0.save($1) },
      loadMagic("load"), loadMagic("loadpy"),
      .action(
        "run",
        doc: """
          Run a file: %run [-i -n -t] file [arguments].

          -i: in the namespace of the session; -n: __name__ is not '__main__'; -e: sys.exit says
          nothing; -t: tells the time.
          """
      ) { try $0.runFile($1) },
      editMagic("edit"), editMagic("ed"),
      .action("pycat", doc: "Show a Python file, cells or a macro.") { kernel, call in
        do {
          kernel.recorder.page(try kernel.userCode(PythonText.strip(call.line)))
        } catch is CodeProblem {
          kernel.write("Error: no such file, variable, URL, history range or macro\n")
        }
      },
      .action("notebook", doc: "Write the session to a notebook file.") {
        try $0.exportNotebook($1)
      },
    ]
  }

  private static func loadMagic(_ name: String) -> Magic<Kernel> {
    .action(
      name,
      doc: """
        Put code at the next prompt: a file, cells, a macro or a string.

        -r ranges: these lines, 1-3,7:; -s names: these functions and classes.
        """
    ) { try $0.load($1) }
  }

  private static func editMagic(_ name: String) -> Magic<Kernel> {
    Magic(
      name,
      doc: """
        Edit code in the editor and run it: nothing, cells, a file, a string or a macro.

        -x: without running it; -p: what was edited before; -r: the input as typed.
        """
    ) { kernel, call in try kernel.edit(call) }
  }
}

// MARK: - Finding code

extension Kernel {
  /// Why there is no code of a name.
  struct CodeProblem: Error {
    let type: String
    let message: String

    var exception: MagicProblem { .exception(type: type, message: message) }
  }

  /// The code that a magic's argument stands for: cells by number, a file, the value of an
  /// expression that is a string or a macro. Of all cells, if there is no argument.
  func userCode(_ target: String, isRaw: Bool = true) throws -> String {
    let cells = inputText(target, isRaw: isRaw)
    guard cells.isEmpty else { return cells }
    for path in [target + ".py", target].map(expandUser) {
      if folderExists(path) {
        throw CodeProblem(
          type: "ValueError", message: "'\(target)' is a directory, not a regular file.")
      }
      if fileExists(path) { return try readFile(path) }
    }
    guard let value = value(ofExpression: target) else {
      throw CodeProblem(
        type: "ValueError",
        message: "'\(target)' was not found in history, as a file, url, nor in the user namespace.")
    }
    if let text = machine.text(value) { return text }
    if isInstance(value, "IPython.core.macro.Macro") { return try machine.str(value) }
    throw CodeProblem(
      type: "TypeError", message: "\(target) is neither a string nor a macro.")
  }

  /// The same, with the problem written for the user and nil.
  func codeOrMessage(_ target: String, isRaw: Bool) throws -> String? {
    do {
      return try userCode(target, isRaw: isRaw)
    } catch let problem as CodeProblem {
      write(problem.message + "\n")
      return nil
    }
  }
}

// MARK: - %save, %load, %notebook

extension Kernel {
  private func save(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(call.line, "fra")
    guard var path = options.words.first else { throw MagicProblem.usage("Missing filename.") }
    let isRaw = options.has("r")
    if !path.hasSuffix(".py"), !path.hasSuffix(".ipy") { path += isRaw ? ".ipy" : ".py" }
    path = expandUser(path)
    let isThere = fileExists(path)
    let isAppending = options.has("a")
    if isThere, !options.has("f"), !isAppending {
      switch askYesNo("File `\(path)` exists. Overwrite (y/[N])? ", default: false) {
      case true?: break
      case false?: return write("Operation cancelled.\n")
      case nil:
        return write("File `\(path)` exists. Use `%save -f \(call.line)` to force overwrite\n")
      }
    }
    let ranges = options.words.dropFirst().joined(separator: " ")
    guard let code = try codeOrMessage(ranges, isRaw: isRaw) else { return }
    let head = isThere && isAppending ? "" : "# coding: utf-8\n"
    try writeFile(
      path, head + code + (code.hasSuffix("\n") ? "" : "\n"), appending: isAppending)
    write("The following commands were written to file `\(path)`:\n\(code)\n")
  }

  private func load(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(call.line, "yns:r:")
    var code: String
    do {
      code = try userCode(options.words.joined(separator: " "))
    } catch let problem as CodeProblem {
      throw problem.exception
    }
    if let names = options["s"] { code = try definitions(names, in: code) }
    if let ranges = options["r"] { code = LoadedLines.text(of: ranges, in: code) }
    nextInput = "# %load \(call.line)\n" + code
  }

  /// The functions and classes of these names, comma between.
  private func definitions(_ names: String, in code: String) throws -> String {
    guard let found = LoadedLines.definitions(names, in: code) else {
      recorder.write("ERROR:root:Unable to parse the input as valid Python code\n", to: "stderr")
      return code
    }
    if let name = found.missing.first {
      let text =
        found.missing.count == 1
        ? "The symbol `\(name)` was not found"
        : "The symbols " + found.missing.map { "`\($0)`" }.joined(separator: ", ")
          + " were not found"
      recorder.write("UserWarning: \(text)\n", to: "stderr")
    }
    return found.blocks.joined(separator: "\n")
  }

  private func exportNotebook(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(call.line, arguments: "", required: ["filename"])
    let path = expandUser(options.words[0])
    guard history.cellNumber > 1 else {
      throw MagicProblem.exception(
        type: "ValueError", message: "History is empty, cannot export")
    }
    try machine.require(.write, path)
    let cells = (1..<history.cellNumber).map { number in
      Cell.code(
        history.inputs[number], executionCount: number, outputs: shownOutputs[number] ?? [])
    }
    guard let format = NotebookFormat.named("ipynb") else { return }
    do {
      try Notebook(cells: cells).write(to: path, as: format)
    } catch {
      throw MagicProblem.exception(type: "OSError", message: "\(error)")
    }
  }
}

// MARK: - %run

extension Kernel {
  private func runFile(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(call.line, "nidtN:b:pD:l:rs:T:em:G")
    for letter in ["d", "p", "m"] where options.has(letter) {
      throw MagicProblem.unsupported("%run -\(letter)")
    }
    guard let name = options.words.first else {
      throw MagicProblem.exception(
        type: "Exception", message: "you must provide at least a filename.")
    }
    guard let path = scriptPath(name) else {
      throw MagicProblem.exception(
        type: "Exception", message: "File `\(PythonText.repr(name))` not found.")
    }
    let text = try readFile(path)
    if path.hasSuffix(".ipynb") || path.hasSuffix(".ipy") { return try runCells(path, text) }
    let start = Clock.now()
    runScript(text, path, options)
    if options.has("t") {
      let time = try machine.percentFormatted("%10.2f", .float(Clock.now() - start))
      write("\nIPython CPU timings (estimated):\nWall time: \(time) s.\n")
    }
  }

  /// The file itself, or with `.py` added.
  private func scriptPath(_ name: String) -> String? {
    let path = expandUser(name)
    if !permissions.permits(.read, path) { return path }
    let candidates = path.hasSuffix(".py") ? [path] : [path, path + ".py"]
    return candidates.first { fileExists($0) && !folderExists($0) }
  }

  /// Runs a script as `python FILE` does, and takes over the names it has bound.
  private func runScript(_ text: String, _ path: String, _ options: MagicOptions) {
    let arguments = machine.arguments
    machine.setArguments([path] + options.words.dropFirst().map(expandUser))
    defer { machine.setArguments(arguments) }
    let isShared = options.has("i")
    let module = isShared ? main : machine.newScriptModule()
    if !isShared {
      let stem = path.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
      module.set("__name__", string(options.has("n") ? String(stem) : "__main__"))
    }
    module.set("__file__", string(path))
    ignoresExit = options.has("e")
    defer { ignoresExit = false }
    execute(text, from: .file(absolutePath(path)), display: .none, in: module)
    guard !isShared else { return machine.remove("__file__", from: main) }
    for (name, value) in machine.names(in: module) where !name.hasPrefix("__") {
      main.set(name, value)
    }
  }

  /// Runs the code cells of a notebook; the first error ends that.
  private func runCells(_ path: String, _ text: String) throws {
    guard path.hasSuffix(".ipynb") else { return _ = runNested(text) }
    let notebook: Notebook
    do {
      notebook = try Notebook.read(contentsOf: path, grammar: .python)
    } catch {
      throw MagicProblem.exception(type: "Exception", message: "\(error)")
    }
    for cell in notebook.cells where cell.type == .code {
      guard runNested(cell.source) else { return }
    }
  }
}

// MARK: - %edit

extension Kernel {
  private func edit(_ call: Magic<Kernel>.Call) throws -> Value? {
    guard let editText else { throw MagicProblem.unsupported("%edit without a terminal") }
    let options = try MagicOptions(call.line, "prxn:")
    let target = options.words.joined(separator: " ")
    let path = expandUser(target)
    let isFile = !target.isEmpty && (fileExists(path) || target.hasSuffix(".py"))
    var text = ""
    if options.has("p") {
      text = lastEdited
    } else if isFile {
      text = fileExists(path) ? try readFile(path) : ""
    } else if !target.isEmpty {
      do {
        text = try userCode(target, isRaw: options.has("r"))
      } catch is CodeProblem {
        recorder.write(
          "UserWarning: Argument given (\(target)) can't be found as a variable or as a "
            + "filename.\n", to: "stderr")
        return nil
      }
    }
    write("Editing...")
    guard let edited = editText(text) else {
      write("\n")
      recorder.write("UserWarning: Could not open editor\n", to: "stderr")
      return nil
    }
    lastEdited = edited
    if isFile { try writeFile(path, edited + "\n") }
    guard !options.has("x") else {
      write("\n")
      return string(edited + "\n")
    }
    write(" done. Executing edited code...\n")
    try machine.nesting { () throws(Raised) in _ = runNested(edited) }
    return isFile ? nil : string(edited + "\n")
  }
}
