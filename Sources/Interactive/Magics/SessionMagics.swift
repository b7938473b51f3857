import Python

/// `%undo`, `%goto`: the session as it was after an earlier cell.
extension Kernel {
  static var sessionMagics: [Magic<Kernel>] {
    [
      Magic(
        "undo",
        doc: """
          Undo the last cell, or the last n: the cells before are run again from the start.

          Input, clocks and random numbers come as before; cells that used files or programs are
          only run again if you agree.
          """
      ) { kernel, call in
        let line = PythonText.strip(call.line)
        guard let count = line.isEmpty ? 1 : Int(line), count > 0 else {
          throw MagicProblem.usage("%undo [n]: n is how many cells to undo.")
        }
        try kernel.step(.undo(count))
        return nil
      },
      Magic("goto", doc: "Go back to after cell n: the cells up to it are run again; see %undo.") {
        kernel, call in
        guard let number = Int(PythonText.strip(call.line)), number >= 0 else {
          throw MagicProblem.usage("%goto n: n is the number of a cell, 0 for the start.")
        }
        try kernel.step(.goTo(number))
        return nil
      },
    ]
  }

  /// Asks whoever keeps the session to go back once the running cell has ended.
  private func step(_ step: SessionStep) throws {
    guard canGoBack else { throw MagicProblem.unsupported("going back outside of the terminal") }
    nextStep = step
  }
}
