import Python

/// `%tb`: the last error again.
extension Kernel {
  static var errorMagics: [Magic<Kernel>] {
    [
      .action("tb", doc: "Print the last traceback, in the mode of %xmode or in the one given.") {
        try $0.showLastError(modeName: PythonText.strip($1.line))
      }
    ]
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
