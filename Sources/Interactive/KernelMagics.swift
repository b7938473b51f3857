import Glibc
import Python

/// The magics that need a running session, a row each.
extension Kernel {
  static var magics: [Magic<Kernel>] {
    [
      Magic("who", doc: "Lists the names of the session.") { kernel, call in
        kernel.write(kernel.whoText(types: PythonText.words(call.line)))
        return nil
      },
      Magic("who_ls", doc: "Gives the names of the session as a list.") { kernel, call in
        let names = kernel.names(ofTypes: PythonText.words(call.line)).map(\.name).sorted()
        return kernel.machine.list(names.map { kernel.string($0) })
      },
      Magic("whos", doc: "Lists the names of the session with types and values.") {
        kernel, call in
        kernel.write(try kernel.whosText(types: PythonText.words(call.line)))
        return nil
      },
      historyMagic("history"), historyMagic("hist"),
      Magic("reset", doc: "Empties the namespace: -f without asking.") { kernel, call in
        guard PythonText.words(call.line).contains("-f") else {
          throw MagicProblem.unsupported("%reset without -f")
        }
        kernel.reset()
        return nil
      },
      Magic("lsmagic", doc: "Lists the magics.") { kernel, _ in
        kernel.write(kernel.magics.listing(isAutomagic: kernel.settings.isAutomagic) + "\n")
        return nil
      },
      Magic("tb", doc: "Shows the last error again, in the given mode.") { kernel, call in
        try kernel.showLastError(modeName: PythonText.strip(call.line))
        return nil
      },
      Magic("config", doc: "Sets InteractiveShell.ast_node_interactivity.") { kernel, call in
        try kernel.configure(PythonText.strip(call.line))
        return nil
      },
      Magic("time", [.line, .cell], doc: "Tells how long code takes.") { kernel, call in
        try kernel.time(call)
      },
      Magic("timeit", [.line, .cell], doc: "Tells how long code takes, run many times.") {
        kernel, call in
        try kernel.timeRepeatedly(call)
        return nil
      },
      Magic("pip", doc: "Accepted: there is nothing to install.") { kernel, _ in
        kernel.write("cellgrad: not supported: %pip; torch is built in\n")
        return nil
      },
    ]
  }
}

// MARK: - Names and history

extension Kernel {
  private static func historyMagic(_ name: String) -> Magic<Kernel> {
    Magic(name, doc: "Shows the inputs, all or by number: -n with numbers, -l the last ones.") {
      kernel, call in
      kernel.write(try kernel.historyText(PythonText.words(call.line)))
      return nil
    }
  }

  fileprivate func names(ofTypes types: [String]) -> [(name: String, value: Value)] {
    userNames.filter { types.isEmpty || types.contains(machine.typeName(of: $0.value)) }
      .sorted { $0.name < $1.name }
  }

  private func emptyText(_ types: [String]) -> String {
    types.isEmpty
      ? "Interactive namespace is empty.\n" : "No variables match your requested type.\n"
  }

  fileprivate func whoText(types: [String]) -> String {
    let names = names(ofTypes: types).map(\.name)
    guard !names.isEmpty else { return emptyText(types) }
    let rows = stride(from: 0, to: names.count, by: 9).map { start in
      names[start..<min(start + 9, names.count)].map { $0 + "\t " }.joined()
    }
    return rows.joined(separator: "\n") + "\n"
  }

  fileprivate func whosText(types: [String]) throws -> String {
    let names = names(ofTypes: types)
    guard !names.isEmpty else { return emptyText(types) }
    let rows = try names.map { name, value in
      (name: name, type: machine.typeName(of: value), data: try summary(of: value))
    }
    let nameWidth = max(8, rows.map { $0.name.unicodeScalars.count }.max() ?? 0) + 3
    let typeWidth = max(4, rows.map { $0.type.unicodeScalars.count }.max() ?? 0) + 3
    let title = "Variable".padded(to: nameWidth) + "Type".padded(to: typeWidth) + " Data/Info\n"
    let rule = String(repeating: "-", count: nameWidth + typeWidth + 10) + "\n"
    return title + rule
      + rows.map {
        $0.name.padded(to: nameWidth) + $0.type.padded(to: typeWidth) + " " + $0.data + "\n"
      }.joined()
  }

  /// A short text for a value: the length of a container, or what `str` gives.
  private func summary(of value: Value) throws(Raised) -> String {
    if machine.isList(value) || machine.isTuple(value) || machine.isDict(value) {
      return "n=\(machine.containerCount(value) ?? 0)"
    }
    let text = Array(try machine.str(value).unicodeScalars)
    let line = text.flatMap { $0 == "\n" ? Array("\\n".unicodeScalars) : [$0] }
    guard line.count >= 50 else { return String(String.UnicodeScalarView(line)) }
    return String(String.UnicodeScalarView(line.prefix(25))) + "<...>"
      + String(String.UnicodeScalarView(line.suffix(25)))
  }

  fileprivate func historyText(_ words: [String]) throws -> String {
    let last = history.inputs.count - 1
    var numbers: [Int] = []
    var isLimited = false
    for word in words where word != "-n" && word != "-l" {
      let bounds = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = bounds[0], bounds.count <= 2 else {
        throw MagicProblem.unsupported("%history \(word)")
      }
      isLimited = true
      if words.contains("-l") {
        numbers += max(1, last - first)..<last
      } else {
        let end = bounds.count == 2 ? bounds[1] ?? last : first
        numbers += first <= end ? Array(max(1, first)...max(1, min(end, last))) : []
      }
    }
    if !isLimited { numbers = Array(1..<last + 1) }
    return numbers.filter { $0 <= last }.map { number in
      let input = history.inputs[number]
      guard words.contains("-n") else { return input + "\n" }
      let separator = input.utf8.contains(UInt8(ascii: "\n")) ? "\n" : " "
      return String(number).leftPadded(to: 4) + ":" + separator + input + "\n"
    }.joined()
  }
}

// MARK: - Errors and settings

extension Kernel {
  fileprivate func showLastError(modeName: String) throws {
    guard !lastError.isEmpty else {
      throw MagicProblem.usage("No traceback available to show.")
    }
    let mode = TracebackMode.allCases.first { $0.rawValue.lowercased() == modeName.lowercased() }
    guard modeName.isEmpty || mode != nil else {
      throw MagicProblem.usage("Unrecognized mode: \(modeName)")
    }
    show(lastError, mode: mode)
  }

  fileprivate func configure(_ line: String) throws {
    let (name, value) = line.partitioned(at: "=")
    let option = PythonText.strip(name)
    guard option.hasPrefix("InlineBackend") == false else { return }
    guard option == "InteractiveShell.ast_node_interactivity" else {
      throw MagicProblem.unsupported("%config \(line)")
    }
    switch PythonText.strip(value).filter({ $0 != "\"" && $0 != "'" }) {
    case "all": displayPolicy = .all
    case "last_expr", "last": displayPolicy = .lastExpression
    case "none": displayPolicy = .none
    default: throw MagicProblem.unsupported("%config \(line)")
    }
  }
}

extension String {
  /// Left-aligned in `width` columns.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - unicodeScalars.count))
  }
}
