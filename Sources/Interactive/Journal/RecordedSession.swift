import Notebooks
import Python

/// A session whose cells are taken down, so that it can go back to an earlier one: by running those
/// before it again, with the same answers, clocks and random bytes.
public final class RecordedSession {
  /// The kernel; another one after going back.
  public private(set) var kernel: Kernel
  private let makeKernel: () -> Kernel
  private var journal: Journal?
  private var cells: [RecordedCell] = []
  /// The flag of the present kernel, for signal handlers, which must not look at properties.
  private let interruptFlag: UnsafeMutablePointer<UnsafeMutablePointer<Int32>>
  private let startFolder = currentFolder()

  /// - Parameters:
  ///   - journal: receives each cell as it finishes; nil keeps the session in memory only.
  ///   - makeKernel: makes a kernel as the session's first one.
  public init(journal: Journal?, makeKernel: @escaping () -> Kernel) {
    self.journal = journal
    self.makeKernel = makeKernel
    kernel = makeKernel()
    interruptFlag = .allocate(capacity: 1)
    interruptFlag.initialize(to: kernel.machine.interrupt)
  }

  deinit { interruptFlag.deallocate() }

  /// Stops the running cell. May be called from a signal handler.
  public func interrupt() { interruptFlag.pointee.pointee = Machine.interruptedOnce }

  /// Runs a cell as the kernel does; one that asks to go back is followed by that.
  public func run(_ cell: String, sink: @escaping OutputSink = { _ in }) -> Kernel.CellRun {
    let run = kernel.run(cell, sink: sink)
    if let step = run.step {
      goBack(step, sink: sink)
    } else if let number = run.number {
      let recorded = RecordedCell(
        .code(cell, executionCount: number, outputs: run.outputs), run.outside)
      cells.append(recorded)
      journal?.append(.cell(recorded))
    }
    return run
  }

  /// The cells of an earlier session that has any, so many back.
  public func cells(ofSession back: Int) -> [(number: Int, text: String)] {
    let others = Journal.paths.lazy.filter { [journal] in $0 != journal?.path }
    let sessions = others.compactMap(JournaledSession.init).filter { !$0.cells.isEmpty }
    let session = sessions.dropFirst(back - 1).first
    return (session?.cells ?? []).map { ($0.cell.executionCount ?? 0, $0.cell.source) }
  }

  /// Notes that the user has ended the session.
  public func end() { journal?.end() }

  /// Brings back a session from its journal; what to tell the user is sent to `sink`. The folder
  /// is changed to that of the session, where it is still there.
  public func restore(_ session: JournaledSession, sink: @escaping OutputSink) {
    let runnable = session.cells.filter { !$0.outside.effects.contains(.interrupted) }
    guard let run = repeatCells(runnable, in: session.folder, sink: sink) else { return }
    for cell in cells { journal?.append(.cell(cell)) }
    let left = session.cells.count - runnable.count
    let note = left == 0 ? "" : "; \(Self.count(left)) stopped by Ctrl-C left out"
    sink(.stdout("Restored: \(Self.count(runnable.count)) run again\(note).\n"))
    for text in run.differences { sink(.stderr(text + "\n")) }
  }

  private static func count(_ number: Int) -> String { "\(number) cell\(number == 1 ? "" : "s")" }
}

// MARK: - Going back

/// Where a cell asks the session to go.
public enum SessionStep: Equatable, Sendable {
  /// So many cells back.
  case undo(Int)
  /// To after the cell of this number.
  case goTo(Int)
}

extension RecordedSession {
  private func goBack(_ step: SessionStep, sink: @escaping OutputSink) {
    let count =
      switch step {
      case .undo(let steps): cells.count - steps
      case .goTo(let number): cells.prefix { $0.cell.executionCount ?? 0 <= number }.count
      }
    guard count >= 0, count < cells.count else {
      return sink(.stderr("cellgrad: there is no such cell to go back to\n"))
    }
    guard let run = repeatCells(Array(cells.prefix(count)), in: startFolder, sink: sink) else {
      return
    }
    journal?.append(.back(count))
    let place = cells.last?.cell.executionCount.map { "after cell \($0)" } ?? "the start"
    sink(.stdout("Back to \(place): \(Self.count(count)) run again.\n"))
    for text in run.differences { sink(.stderr(text + "\n")) }
  }

  /// Runs cells again in a new kernel, which takes the place of the present one.
  ///
  /// - Returns: the cells that showed something else this time; nil if it was not done, and why
  ///   has been said.
  private func repeatCells(
    _ repeated: [RecordedCell], in folder: String, sink: @escaping OutputSink
  ) -> (differences: [String], Void)? {
    guard mayRepeat(repeated, sink: sink) else { return nil }
    let former = currentFolder()
    changeFolder(folder)
    let fresh = makeKernel()
    kernel.lendServices(to: fresh)
    interruptFlag.pointee = fresh.machine.interrupt
    let comparison = Comparison(level: .text, tellsKindsApart: true)
    var differences: [String] = []
    var done: [RecordedCell] = []
    for recorded in repeated {
      let number = recorded.cell.executionCount
      let run = fresh.run(recorded.cell.source, number: number, repeating: recorded.outside)
      if run.outside.effects.contains(.interrupted) {
        interruptFlag.pointee = kernel.machine.interrupt
        kernel.torch.activate(kernel.machine)
        changeFolder(former)
        sink(.stderr("cellgrad: stopped; the session is as it was\n"))
        return nil
      }
      if case .different = comparison.compare(saved: recorded.cell.outputs, new: run.outputs) {
        differences.append("cellgrad: cell \(number ?? 0) showed something else than before")
      }
      var repeated = recorded
      repeated.cell.outputs = run.outputs
      done.append(repeated)
    }
    kernel.reset()
    kernel = fresh
    cells = done
    return (differences, ())
  }

  /// Whether the cells can be run again, and the user wants it where they reach outside.
  private func mayRepeat(_ cells: [RecordedCell], sink: OutputSink) -> Bool {
    for recorded in cells where recorded.outside.effects.contains(.interrupted) {
      let number = recorded.cell.executionCount ?? 0
      sink(
        .stderr(
          "cellgrad: cell \(number) was stopped by Ctrl-C; what it had done by then cannot be "
            + "repeated\n"))
      return false
    }
    let outside = cells.filter { !$0.outside.effects.isEmpty }
    guard !outside.isEmpty else { return true }
    let list = outside.map { recorded in
      let deeds = recorded.outside.effects.map(\.text).sorted().joined(separator: ", ")
      return "cell \(recorded.cell.executionCount ?? 0) has \(deeds)"
    }.joined(separator: "; ")
    let question = "\(list). Run again ([y]/n)?"
    guard let answer = kernel.askYesNo(question, default: true, atEnd: false) else {
      sink(.stderr("cellgrad: \(list): not run again without being asked\n"))
      return false
    }
    if !answer { sink(.stdout("Nothing done.\n")) }
    return answer
  }
}
