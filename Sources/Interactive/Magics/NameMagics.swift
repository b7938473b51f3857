import Python

/// `%who` and its kin: the names that the user has bound.
extension Kernel {
  static var nameMagics: [Magic<Kernel>] {
    [
      .action("who", doc: "Print all interactive variables, or those of the types given.") {
        $0.write($0.whoText(types: PythonText.words($1.line)))
      },
      Magic("who_ls", doc: "Return a sorted list of the interactive variables' names.") {
        kernel, call in
        let names = kernel.names(ofTypes: PythonText.words(call.line)).map(\.name)
        return kernel.machine.list(names.map { kernel.string($0) })
      },
      .action("whos", doc: "Like %who, with the type and some information about each variable.") {
        $0.write(try $0.whosText(types: PythonText.words($1.line)))
      },
      .action("xdel", doc: "Delete a variable under all its names and from Out; -n under one only.") {
        try $0.deleteEverywhere($1)
      },
    ]
  }

  /// The user's names whose values have one of the types, sorted.
  func names(ofTypes types: [String] = []) -> [(name: String, value: Value)] {
    userNames.filter { types.isEmpty || types.contains(machine.typeName(of: $0.value)) }
      .sorted { $0.name < $1.name }
  }

  private func emptyText(_ types: [String]) -> String {
    types.isEmpty
      ? "Interactive namespace is empty.\n" : "No variables match your requested type.\n"
  }

  private func whoText(types: [String]) -> String {
    let names = names(ofTypes: types).map(\.name)
    guard !names.isEmpty else { return emptyText(types) }
    let rows = stride(from: 0, to: names.count, by: 9).map { start in
      names[start..<min(start + 9, names.count)].map { $0 + "\t " }.joined()
    }
    // A full row ends its line, also where it is the last.
    return rows.joined(separator: "\n") + (names.count % 9 == 0 ? "\n\n" : "\n")
  }

  private func whosText(types: [String]) throws -> String {
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

  private func deleteEverywhere(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(call.line, "n")
    let name = options.rest
    guard let value = machine.value(name, in: main) else {
      return write("NameError: name \(PythonText.repr(name)) is not defined\n")
    }
    let kept = KeptValue(value)
    machine.remove(name, from: main)
    guard !options.has("n") else { return }
    for (other, value) in machine.names(in: main) where value.isIdentical(to: kept.value) {
      machine.remove(other, from: main)
    }
    try forgetOutputs { $0.isIdentical(to: kept.value) }
  }
}

extension String {
  /// Left-aligned in `width` columns.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - unicodeScalars.count))
  }
}
