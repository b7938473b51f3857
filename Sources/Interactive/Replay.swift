import Notebooks

/// Runs the cells of a notebook and compares what they show with what was saved.
public final class Replay {
  /// How a cell compared.
  public enum Verdict: Equatable, Sendable {
    case same
    /// Numbers differ, at most by this much, and within the tolerance.
    case sameWithinTolerance(largest: Double)
    case different([Difference])
    /// There were no saved outputs to compare with, since the cell was never run.
    case notRecorded
  }

  /// A cell that has been run.
  public struct CellReport: Equatable, Sendable {
    public var number: Int?
    public var verdict: Verdict
  }

  private let notebook: Notebook
  private let comparison: Notebooks.Comparison
  private let kernel: Kernel

  public init(
    _ notebook: Notebook, comparison: Notebooks.Comparison, permissions: Permissions
  ) {
    self.notebook = notebook
    self.comparison = comparison
    kernel = Kernel(permissions: permissions)
  }

  /// Stops the running cell. May be called from a signal handler.
  public func interrupt() { kernel.interrupt() }

  /// Runs all code cells in order.
  ///
  /// - Parameters:
  ///   - willRun: called with each code cell and its number, before it runs.
  ///   - sink: receives what the cells show, as they do.
  ///   - didRun: called with what the comparison found.
  /// - Returns: the text of the error that preparing the session ended in, or nil.
  public func run(
    willRun: (Cell, Int) -> Void, sink: @escaping OutputSink, didRun: (CellReport) -> Void
  ) -> String? {
    if let problem = kernel.prepare(notebook.session) { return problem }
    for cell in notebook.cells where cell.type == .code {
      let number = max(cell.executionCount ?? 0, kernel.nextNumber)
      willRun(cell, number)
      let run = kernel.run(cell.source, number: cell.executionCount, sink: sink)
      didRun(CellReport(number: run.number, verdict: verdict(run.outputs, cell)))
    }
    return nil
  }

  private func verdict(_ outputs: [Output], _ cell: Cell) -> Verdict {
    if cell.executionCount == nil, cell.outputs.isEmpty, !outputs.isEmpty { return .notRecorded }
    switch comparison.compare(saved: cell.outputs, new: outputs) {
    case .same: return .same
    case .sameWithinTolerance(let largest): return .sameWithinTolerance(largest: largest)
    case .different(let differences): return .different(differences)
    }
  }
}
