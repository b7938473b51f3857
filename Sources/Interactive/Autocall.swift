import Python

/// `%autocall`: `len 'abc'` for `len('abc')`.
enum Autocall: Int {
  case off, smart, full

  /// The mode as the magic tells it.
  var name: String {
    switch self {
    case .off: "Off"
    case .smart: "Smart"
    case .full: "Full"
    }
  }
}

extension Kernel {
  /// The call that a cell of one line stands for: a name of something that can be called, and its
  /// arguments; nil if it is none. A name alone is called in the mode `full` only.
  func autocalled(_ cell: String) -> String? {
    guard autocall != .off, !cell.utf8.contains(UInt8(ascii: "\n")) else { return nil }
    let parts = PythonText.strip(cell).partitioned(at: " ")
    let rest = PythonText.strip(parts.after)
    guard parts.before.utf8.allSatisfy({ isNameByte($0) || $0 == UInt8(ascii: ".") }),
      !rest.isEmpty || autocall == .full, !Self.continuesExpression(rest),
      let found = find(parts.before), isCallable(found.value)
    else { return nil }
    let isSilenced = rest.hasSuffix(";")
    return "\(parts.before)(\(isSilenced ? String(rest.dropLast()) : rest))\(isSilenced ? ";" : "")"
  }

  private func isCallable(_ value: Value) -> Bool {
    machine.isClass(value) || machine.isFunction(value) || machine.describe(callable: value) != nil
  }

  /// Whether what follows a name makes an expression or an assignment with it.
  private static func continuesExpression(_ rest: String) -> Bool {
    let words = ["is ", "not ", "in ", "and ", "or ", "if ", "for "]
    return rest.utf8.first.map { "!=()[<>,+-*/%^&|:.@".utf8.contains($0) } ?? false
      || words.contains { rest.hasPrefix($0) }
  }

  /// Shows the call that has been made of the running cell, under its prompt.
  func showAutocall(_ call: String) {
    let width = "In [\(history.cellNumber)]: ".utf8.count
    write(String(repeating: "-", count: width - 2) + "> " + call + "\n")
  }

  /// `%autocall`
  func setAutocall(_ word: String) {
    if word.isEmpty {
      (autocall, lastAutocall) = autocall == .off ? (lastAutocall, lastAutocall) : (.off, autocall)
    } else if let mode = Int(word).flatMap(Autocall.init(rawValue:)) {
      autocall = mode
    } else {
      return recorder.write("ERROR:root:Valid modes: 0->Off, 1->Smart, 2->Full\n", to: "stderr")
    }
    write("Automatic calling is: \(autocall.name)\n")
  }
}
