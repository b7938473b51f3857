import Python

/// `%tb`, `%debug`, `%pdb`: the last error again, and a look at its frames.
extension Kernel {
  static var errorMagics: [Magic<Kernel>] {
    [
      .action("tb", doc: "Print the last traceback, in the mode of %xmode or in the one given.") {
        try $0.showLastError(modeName: PythonText.strip($1.line))
      },
      .action("debug", doc: "Look at the frames of the last error; reads only.") { kernel, call in
        guard PythonText.isBlank(call.line) else {
          throw MagicProblem.unsupported("%debug of a statement")
        }
        kernel.debugLastError()
      },
      .action("pdb", doc: "Control whether an error calls %debug: on, off, or the other.") {
        $0.switchDebugger(PythonText.strip($1.line))
      },
    ]
  }

  private func switchDebugger(_ word: String) {
    switch word.lowercased() {
    case "": callsDebugger.toggle()
    case "on", "1": callsDebugger = true
    case "off", "0": callsDebugger = false
    default: return write("Incorrect argument. Use on/1, off/0, or nothing for a toggle.\n")
    }
    write("Automatic pdb calling has been turned \(callsDebugger ? "ON" : "OFF")\n")
  }

  private func showLastError(modeName: String) throws {
    let mode = TracebackMode.allCases.first { $0.rawValue.lowercased() == modeName.lowercased() }
    guard modeName.isEmpty || mode != nil else {
      throw MagicProblem.usage(TracebackMode.unknownText(modeName))
    }
    guard !lastError.isEmpty else {
      throw MagicProblem.usage("No traceback available to show.")
    }
    show(lastError, mode: mode)
  }
}
