import Python

/// `%history`, `%rerun`, `%recall`, `%macro`: inputs shown, run and typed again.
extension Kernel {
  static var historyMagics: [Magic<Kernel>] {
    [
      historyMagic("history"), historyMagic("hist"),
      .action(
        "rerun",
        doc: """
          Re-run previous input: the last one, or a range as in %history.

          -l n: the last n cells; -g text: the latest that has the text.
          """
      ) { try $0.rerun($1) },
      recallMagic("recall"), recallMagic("rep"),
      Magic(
        "macro",
        doc: """
          Define a macro for future re-execution: name and ranges as in %history.

          -r: the input as typed; -q: in silence. Without arguments, the names of the macros.
          """
      ) { kernel, call in try kernel.defineMacro(call) },
    ]
  }

  private static func historyMagic(_ name: String) -> Magic<Kernel> {
    .action(
      name,
      doc: """
        Print input history, or the cells given: 4, 4-6, 4-.

        ~1/4 is a cell of the session before, ~1/ all of them. -n: with numbers; -o: with outputs; -p: with >>> prompts; -t: as translated into Python;
        -l n: the last n; -g text: those of all sessions that have the text; -u: each once;
        -f file: into a file.
        """
    ) { try $0.showHistory($1) }
  }

  private static func recallMagic(_ name: String) -> Magic<Kernel> {
    .action(
      name,
      doc: """
        Put text at the next prompt: the last result, cells by number, the value of an expression,
        or the latest input that has the text.
        """
    ) { try $0.recall($1.line) }
  }
}

// MARK: - Finding inputs

extension Kernel {
  /// An input, and what stands for it where inputs are numbered.
  private struct Entry {
    /// In the present session; nil for cells of others.
    var number: Int?
    var label: String
    var text: String

    init(_ number: Int, _ text: String) {
      self.number = number
      label = String(number)
      self.text = text
    }

    /// A cell of an earlier session.
    init(label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  /// The inputs of these numbers, as typed or as translated; those of earlier sessions as typed.
  private func inputs(_ ranges: String, isRaw: Bool) -> [Entry] {
    let texts = isRaw ? history.inputs : history.translatedInputs
    return HistoryRange.ranges(in: ranges).flatMap { range -> [Entry] in
      guard range.session > 0 else {
        return range.numbers(last: history.cellNumber).map { Entry($0, texts[$0]) }
      }
      let cells = earlierSession(range.session)
      let wanted = range.numbers(last: cells.map(\.number).max() ?? 0)
      return cells.filter { wanted.contains($0.number) }.map {
        Entry(label: "~\(range.session)/\($0.number)", $0.text)
      }
    }
  }

  /// The text of these cells; of all, without the running one, if `ranges` is empty.
  func inputText(_ ranges: String, isRaw: Bool) -> String {
    let found = inputs(ranges, isRaw: isRaw).map(\.text)
    return (PythonText.words(ranges).isEmpty ? found.dropLast() : found[...])
      .joined(separator: "\n")
  }

  /// The latest inputs, without the running one.
  private func lastInputs(_ count: Int) -> [Entry] {
    let last = history.cellNumber
    let first = max(1, last - min(max(count, 0), last))
    return (first..<max(first, last)).map { Entry($0, history.inputs[$0]) }
  }

  /// The inputs of this and earlier sessions that match a pattern, the oldest first. Those of
  /// earlier ones have no number.
  private func search(_ pattern: String) -> [Entry] {
    let current = history.inputs.dropFirst().dropLast()
    let all = savedHistory().map { Entry(label: "", $0) } + zip(1..., current).map { Entry($0, $1) }
    return all.filter { Wildcard.matches($0.text, pattern) }
  }
}

// MARK: - %history

extension Kernel {
  private func showHistory(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(call.line, arguments: "noptf:yg?l?u")
    if let limit = options["l"], !limit.isEmpty, Int(limit) == nil {
      throw MagicProblem.usage("argument -l: invalid int value: \(PythonText.repr(limit))")
    }
    let text = try historyText(options)
    guard let file = options["f"] else { return write(text) }
    try saveHistory(text, to: expandUser(file), isForced: options.has("y"))
  }

  private func saveHistory(_ text: String, to path: String, isForced: Bool) throws {
    if fileExists(path) {
      let question = "File \(PythonText.repr(path)) exists. Overwrite?"
      guard isForced || askYesNo(question, default: false) ?? true else {
        return write("Aborting.\n")
      }
      if !isForced { write("Overwriting file.\n") }
    }
    try writeFile(path, text)
  }

  private func historyText(_ options: MagicOptions) throws -> String {
    let isRaw = !options.has("t")
    let entries: [Entry]
    if let first = options["g"] {
      let words = ([first] + options.words).filter { !$0.isEmpty }
      let pattern = words.isEmpty ? "*" : "*" + words.joined(separator: " ") + "*"
      let found = search(pattern)
      entries = options.has("u") ? Self.withoutRepeats(found) : found
    } else if let limit = options["l"] {
      entries = lastInputs(Int(limit) ?? 10)
    } else {
      entries = inputs(options.rest, isRaw: isRaw)
    }
    let isNumbered = options.has("n") || options.has("g")
    return try entries.map { try text(of: $0, options, isNumbered: isNumbered) }.joined()
  }

  private static func withoutRepeats(_ entries: [Entry]) -> [Entry] {
    var seen: Set<String> = []
    return entries.reversed().filter { seen.insert($0.text).inserted }.reversed()
  }

  private func text(
    of entry: Entry, _ options: MagicOptions, isNumbered: Bool
  ) throws -> String {
    var input = PythonText.stripEnd(PythonText.expandTabs(entry.text, to: 4))
    let isLong = input.utf8.contains(UInt8(ascii: "\n"))
    var text = isNumbered ? entry.label.leftPadded(to: 4) + ":" + (isLong ? "\n" : " ") : ""
    if options.has("p") {
      text += ">>> "
      if isLong { input = PythonText.lines(input).joined(separator: "\n... ") + "\n..." }
    }
    text += input + "\n"
    if options.has("o"), let number = entry.number, let output = try resultText(ofCell: number) {
      text += output + "\n"
    }
    return text
  }

  /// `repr` of the value that a cell displayed, or nil.
  private func resultText(ofCell number: Int) throws -> String? {
    try history.outputs[number].map { try machine.repr($0.value) }
  }
}

// MARK: - %rerun, %recall, %macro

extension Kernel {
  private func rerun(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(call.line, "l:g:")
    guard let inputs = inputsToRerun(options) else { return }
    guard !inputs.isEmpty else { return write("No lines in history match specification\n") }
    let text = inputs.joined(separator: "\n")
    write("=== Executing: ===\n\(text)\n=== Output: ===\n")
    try machine.nesting { () throws(Raised) in _ = runNested(text) }
  }

  private func inputsToRerun(_ options: MagicOptions) -> [String]? {
    if let limit = options["l"] {
      guard let count = Int(limit) else {
        write("Number of lines must be an integer\n")
        return nil
      }
      guard count != 0 else {
        write("Requested 0 last lines - nothing to run\n")
        return nil
      }
      guard count > 0 else {
        write("Number of lines to rerun cannot be negative\n")
        return nil
      }
      return lastInputs(count).map(\.text)
    }
    if let part = options["g"] {
      return search("*\(part)*").last { !$0.text.contains("rerun") }.map { [$0.text] } ?? []
    }
    guard options.rest.isEmpty else {
      return inputs(options.rest, isRaw: true).map(\.text)
    }
    return lastInputs(1).map(\.text)
  }

  private func recall(_ argument: String) throws {
    guard !argument.isEmpty else {
      nextInput = try machine.value("_", in: main).map { try machine.str($0) } ?? ""
      return
    }
    let cells = inputs(argument, isRaw: true).map(\.text).joined(separator: "\n")
    if !cells.isEmpty {
      nextInput = PythonText.stripEnd(cells)
    } else if let text = text(ofExpression: argument) {
      nextInput = PythonText.stripEnd(text)
    } else {
      let found = search("*\(argument)*").last {
        !$0.text.contains("recall") && !$0.text.contains("rep")
      }
      guard let found else {
        return write("Couldn't evaluate or find in history: \(argument)\n")
      }
      nextInput = PythonText.stripEnd(found.text)
    }
  }

  private static let macroModule = "IPython.core.macro"

  private func defineMacro(_ call: Magic<Kernel>.Call) throws -> Value? {
    let options = try MagicOptions(call.line, "rq")
    guard let name = options.words.first else {
      let macros = names().filter { isInstance($0.value, Self.macroModule + ".Macro") }
      return machine.list(macros.map { string($0.name) })
    }
    guard options.words.count > 1 else {
      throw MagicProblem.usage("%macro insufficient args; usage '%macro name n1-n2 n3-4...")
    }
    let ranges = options.words.dropFirst().joined(separator: " ")
    guard let code = try codeOrMessage(ranges, isRaw: options.has("r")) else { return nil }
    let macro = try make("Macro", Self.macroModule, [string(code)])
    main.set(name, macro)
    guard !options.has("q") else { return nil }
    write(
      "Macro `\(name)` created. To execute, type its name (without quotes).\n"
        + "=== Macro contents: ===\n\(try machine.str(macro)) ")
    return nil
  }

  /// The text of a macro, if a cell is no more than its name.
  func macroText(_ cell: String) -> String? {
    let name = PythonText.strip(cell)
    guard name.unicodeScalars.allSatisfy(\.isWordCharacter),
      let value = machine.value(name, in: main),
      isInstance(value, Self.macroModule + ".Macro")
    else { return nil }
    return machine.plainAttribute("value", of: value).flatMap(machine.text)
  }
}
