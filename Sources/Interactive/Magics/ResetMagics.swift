import Python

/// `%reset`: an empty namespace, history or output cache.
extension Kernel {
  static var resetMagics: [Magic<Kernel>] {
    [
      Magic(
        "reset",
        doc: """
          Reset the namespace by removing all names defined by the user.

          -f: without asking; -s: leaving the history; in, out, dhist: only this.
          """
      ) { kernel, call in
        let options = try MagicOptions(call.line, "sf", long: ["aggressive"])
        guard options.has("f") || kernel.confirmsDeletion() else { return nil }
        try kernel.reset(options)
        return nil
      },
      Magic(
        "reset_selective",
        doc: "Reset the namespace by removing the names that match a pattern: [-f] regex."
      ) { kernel, call in
        let options = try MagicOptions(call.line, "f")
        guard options.has("f") || kernel.confirmsDeletion(" ") else { return nil }
        try kernel.removeNames(matching: options.rest)
        return nil
      },
    ]
  }

  /// Asks; without a keyboard the answer is yes, as in IPython's notebooks.
  private func confirmsDeletion(_ end: String = "") -> Bool {
    let question = "Once deleted, variables cannot be recovered. Proceed (y/[n])?" + end
    if askYesNo(question, default: false) ?? true { return true }
    write("Nothing done.\n")
    return false
  }

  /// Asks a question until the answer is y or n, or empty for the default, which also stands for
  /// the end of the input. Nil without a keyboard.
  func askYesNo(_ question: String, default standard: Bool, atEnd: Bool? = nil) -> Bool? {
    guard readLine != nil else { return nil }
    while true {
      let answer = outside.answer { readLine?(question + " ") }
      switch answer.map({ $0.lowercased() }) {
      case "y", "yes": return true
      case "n", "no": return false
      case "": return standard
      case nil: return atEnd ?? standard
      default: continue
      }
    }
  }

  private func reset(_ options: MagicOptions) throws {
    if options.has("s") {
      for (name, _) in userNames { machine.remove(name, from: main) }
    } else if options.words.isEmpty {
      reset()
    }
    for word in options.words { try reset(part: word) }
  }

  private func reset(part: String) throws {
    switch part.lowercased() {
    case "out":
      let count = machine.containerCount(outputDict.value) ?? 0
      write("Flushing output cache (\(count) entries)\n")
      try forgetOutputs { _ in true }
      for name in History<KeptValue>.outputNames { main.set(name, string("")) }
      history.forgetOutputs()
    case "in":
      write("Flushing input history\n")
      for number in 0...history.cellNumber { machine.remove("_i\(number)", from: main) }
      for name in ["_i", "_ii", "_iii"] { main.set(name, string("")) }
      history.forgetInputs()
      for number in 0...history.cellNumber {
        try machine.setItem(of: inputList.value, .int(number), string(""))
      }
    case "array": write("reset array only works if Numpy is available.\n")
    case "dhist":
      write("Flushing directory history\n")
      visitedFolders = []
    default:
      write("Don't know how to reset  \(part.lowercased()), please run `%reset?` for details\n")
    }
  }

  /// Removes values from `Out`, and the names `_n` that stand for them.
  func forgetOutputs(where isMeant: (Value) -> Bool) throws {
    for (key, value) in machine.entries(of: outputDict.value, limit: .max) where isMeant(value) {
      if case .int(let number) = key { machine.remove("_\(number)", from: main) }
      try machine.removeItem(of: outputDict.value, key)
    }
  }

  private func removeNames(matching pattern: String) throws {
    guard !pattern.isEmpty else {
      return write("No regex pattern specified. Nothing done.\n")
    }
    for (name, _) in userNames where try matches(name, pattern) {
      machine.remove(name, from: main)
    }
  }

  /// `re.search(pattern, name)`. A pattern of word characters needs no module for that.
  private func matches(_ name: String, _ pattern: String) throws -> Bool {
    if pattern.unicodeScalars.allSatisfy(\.isWordCharacter) { return name.contains(pattern) }
    let search = try machine.attribute(of: try machine.importModule("re"), machine.symbol("search"))
    return !(try machine.call(search, [string(pattern), string(name)])).isNone
  }
}
