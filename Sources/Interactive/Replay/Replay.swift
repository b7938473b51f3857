import Notebooks

/// Runs the cells of a notebook, one after another, and compares what they show with what was
/// saved.
public final class Replay {
  public struct Options: Equatable, Sendable {
    /// Settings that count where a cell says nothing.
    public var settings = ReplaySettings()
    public var limits = Limits()
    public var permissions = Permissions()
    /// Names of differences that are no failure: `random`, or those of `KnownVariation`.
    public var accepted: Set<String> = []

    public init() {}
  }

  /// The notebook, with the cells of pasted text as running has settled them.
  public private(set) var notebook: Notebook
  private let options: Options
  /// The indices of the code cells.
  private let codeCells: [Int]
  /// How many code cells have been run.
  public private(set) var position = 0
  /// The new outputs of the cells whose saved ones are to be replaced; see ``updatedNotebook``.
  private var updates: [Int: Kernel.CellRun] = [:]
  private var randomness = RandomDependence()
  private var kernel: Kernel
  /// Memory of its own, because a signal handler must not run into a checked access.
  nonisolated(unsafe) private let interrupted = UnsafeMutablePointer<Bool>.allocate(capacity: 1)

  /// - Parameter kernel: a new kernel with the permissions of `options`, if there is one already.
  public init(_ notebook: Notebook, options: Options, kernel: Kernel? = nil) {
    self.notebook = notebook
    self.options = options
    codeCells = notebook.cells.indices.filter { notebook.cells[$0].type == .code }
    self.kernel = kernel ?? Kernel(permissions: options.permissions)
    self.kernel.limits = options.limits
    interrupted.initialize(to: false)
  }

  deinit { interrupted.deallocate() }

  /// Stops the running cell and the replay. May be called from a signal handler.
  public func interrupt() {
    interrupted.pointee = true
    kernel.interrupt()
  }

  public var isInterrupted: Bool { interrupted.pointee }
  public var isAtEnd: Bool { position == codeCells.count }
  public var cellCount: Int { codeCells.count }
  /// The cell that is run next, and its number.
  public var nextCell: (cell: Cell, number: Int)? {
    guard !isAtEnd else { return nil }
    let cell = notebook.cells[codeCells[position]]
    return (cell, max(cell.executionCount ?? 0, kernel.nextNumber))
  }

  /// Who is told of a replay while it goes on.
  public struct Observer {
    /// A cell and its number, before the first of its outputs.
    public var willRun: (Cell, Int) -> Void = { _, _ in }
    public var sink: OutputSink = { _ in }
    public var didRun: (ReplayReport.CellReport) -> Void = { _ in }

    public init() {}
  }

  /// Prepares the session, and runs all code cells in order.
  public func run(file: String, observer: Observer = Observer()) -> ReplayReport {
    var report = ReplayReport(file: file)
    if let problem = prepare() {
      let text = "\(file): preparing the session: \(problem)"
      report.problem = .init(text: text, status: ReplayStatus.different)
      return report
    }
    while !isAtEnd && !isInterrupted { report.cells.append(step(observer)) }
    report.isInterrupted = isInterrupted
    return report
  }

  /// Does what the notebook states is to be done before its first cell.
  ///
  /// - Returns: the text of the error that this ended in, or nil.
  public func prepare() -> String? { kernel.prepare(notebook.session) }
}

// MARK: - Running a cell

extension Replay {
  /// Runs the next code cell; there must be one.
  public func step(_ observer: Observer = Observer()) -> ReplayReport.CellReport {
    let index = codeCells[position]
    let report = step(at: index, observer)
    position += 1
    observer.didRun(report)
    return report
  }

  private func step(at index: Int, _ observer: Observer) -> ReplayReport.CellReport {
    let cell = notebook.cells[index]
    let settings: ReplaySettings
    do throws(ReplaySettingsError) {
      settings = try ReplaySettings(of: cell).over(options.settings)
    } catch {
      return finish(index, nil, ReplayVerdict(.badSettings, "cellgrad: \(error.reason)"))
    }
    if settings.isSkipped { return finish(index, nil, ReplayVerdict(.skipped)) }
    if kernel.isOutOfTime {
      let reason = "the time for all cells is used up (--time)"
      return finish(index, nil, ReplayVerdict(.notRun, reason))
    }
    if let splits = notebook.openSplits[index], splits.count > 1 {
      return settle(index, splits, settings, observer)
    }
    observer.willRun(cell, max(cell.executionCount ?? 0, kernel.nextNumber))
    let run = kernel.run(cell.source, number: cell.executionCount, sink: observer.sink)
    return finish(index, run, verdict(run, cell, settings))
  }

  private func finish(
    _ index: Int, _ run: Kernel.CellRun?, _ verdict: ReplayVerdict
  ) -> ReplayReport.CellReport {
    updates[index] = verdict.mayUpdate ? run : nil
    let cell = notebook.cells[index]
    let drew = run?.drewUnseeded ?? false
    return ReplayReport.CellReport(
      position: index + 1, number: run?.number ?? cell.executionCount, verdict: verdict,
      drewUnseeded: drew, drawingLine: drew ? RandomDependence.drawingLine(of: cell.source) : nil,
      points: (try? ReplaySettings(of: cell))?.points)
  }
}

// MARK: - Pasted text

extension Replay {
  /// Runs a cell of pasted text, whose code may end at several places: where the text after the
  /// code is what the code shows. Each place is tried in a session of its own, unless the one that
  /// the reader chose is right.
  private func settle(
    _ index: Int, _ splits: [CodeSplit], _ settings: ReplaySettings, _ observer: Observer
  ) -> ReplayReport.CellReport {
    let chosen = notebook.cells[index]
    var best = attempt(chosen, in: kernel, settings)
    for split in splits where best.verdict.isFailure && split.cell.source != chosen.source {
      guard !isInterrupted, let other = freshKernel(before: position) else { break }
      let attempt = attempt(split.cell, in: other, settings)
      if !attempt.verdict.isFailure {
        notebook.cells[index] = split.cell
        best = attempt
        kernel = other
      }
    }
    let cell = notebook.cells[index]
    observer.willRun(cell, best.run.number ?? kernel.nextNumber)
    for event in best.events { observer.sink(event) }
    return finish(index, best.run, best.verdict)
  }

  private func attempt(_ cell: Cell, in kernel: Kernel, _ settings: ReplaySettings)
    -> (run: Kernel.CellRun, verdict: ReplayVerdict, events: [OutputEvent])
  {
    var events: [OutputEvent] = []
    let run = kernel.run(cell.source, number: cell.executionCount) { events.append($0) }
    return (run, verdict(run, cell, settings), events)
  }

  /// A session in which the first `count` code cells have been run; nil if it cannot be prepared.
  private func freshKernel(before count: Int) -> Kernel? {
    let fresh = Kernel(permissions: options.permissions)
    fresh.limits = options.limits
    guard fresh.prepare(notebook.session) == nil else { return nil }
    for index in codeCells.prefix(count) {
      let cell = notebook.cells[index]
      if let settings = try? ReplaySettings(of: cell), settings.isSkipped { continue }
      _ = fresh.run(cell.source, number: cell.executionCount)
    }
    return fresh
  }

  /// The place among the code cells of the cell with a number.
  public func position(ofCell number: Int) -> Int? {
    codeCells.firstIndex { notebook.cells[$0].executionCount == number }
      ?? (codeCells.indices.contains(number - 1) ? number - 1 : nil)
  }

  /// Goes to another place: the cells before it are run anew, and nothing of it is shown.
  public func move(to newPosition: Int) {
    let target = min(max(newPosition, 0), codeCells.count)
    guard let fresh = freshKernel(before: target) else { return }
    kernel = fresh
    position = target
  }
}

// MARK: - Comparing

extension Replay {
  private func verdict(
    _ run: Kernel.CellRun, _ cell: Cell, _ settings: ReplaySettings
  ) -> ReplayVerdict {
    let isRandom = randomness.add(cell.source, drew: run.drewUnseeded)
    if let limit = run.limit { return ReplayVerdict(.stopped, options.limits.reason(for: limit)) }
    let comparison = settings.comparison(tellsKindsApart: notebook.tellsKindsApart)
    let error = settings.mayRaise ? nil : run.newError(besides: cell.outputs)
    if cell.executionCount == nil, cell.outputs.isEmpty, !run.outputs.isEmpty {
      return error.map { ReplayVerdict(.error, $0) }
        ?? ReplayVerdict(.notRecorded, "no saved output to compare with")
    }
    switch comparison.compare(saved: cell.outputs, new: run.outputs) {
    case .same: return ReplayVerdict(.same)
    case .sameWithinTolerance(let largest):
      return ReplayVerdict(.withinTolerance, "largest difference \(largest)")
    case .different(let differences):
      if let subject = run.unsupported { return ReplayVerdict(.notSupported, subject, differences) }
      if let error { return ReplayVerdict(.error, error, differences) }
      if settings.mayRaise, cell.outputs.isEmpty, run.end == .error { return ReplayVerdict(.same) }
      let explained = explanation(comparison, cell, run, isRandom: isRandom)
      return ReplayVerdict(explained.kind, explained.reason, differences)
    }
  }

  /// What explains that outputs are different, if anything does.
  private func explanation(
    _ comparison: Notebooks.Comparison, _ cell: Cell, _ run: Kernel.CellRun, isRandom: Bool
  ) -> (kind: ReplayVerdict.Kind, reason: String) {
    if let name = comparison.variation(saved: cell.outputs, new: run.outputs) {
      return options.accepted.contains(name)
        ? (.accepted, name) : (.version, "as \(name) prints it; --accept \(name) accepts that")
    }
    guard isRandom else { return (.different, "") }
    var structure = comparison
    structure.level = .shape
    let name = ReplayVerdict.randomName
    let accepted = KnownVariation.all.filter { options.accepted.contains($0.name) }
    let (saved, new) = (cell.outputs.without(accepted), run.outputs.without(accepted))
    if options.accepted.contains(name), structure.compare(saved: saved, new: new) == .same {
      return (.accepted, name)
    }
    return (.random, "the cell, or one it depends on, draws random numbers without a seed")
  }
}

extension Kernel.CellRun {
  /// `Name: message` of the error that ended the cell.
  private var error: String? {
    for case .error(let name, let message, _) in outputs.reversed() { return "\(name): \(message)" }
    return nil
  }

  /// The error, unless one was saved.
  fileprivate func newError(besides saved: [Output]) -> String? {
    for case .error in saved { return nil }
    return error
  }

  /// The error, if it says that cellgrad does not do something.
  fileprivate var unsupported: String? {
    error.flatMap { $0.contains("cellgrad: not supported: ") ? $0 : nil }
  }
}

// MARK: - Saving

extension Replay {
  /// The notebook with the new outputs of all cells that were not the same.
  public var updatedNotebook: Notebook {
    var result = notebook
    for (index, run) in updates {
      result.cells[index].outputs = run.outputs
      result.cells[index].executionCount = run.number
    }
    return result
  }

  /// Whether ``updatedNotebook`` differs from the one that was read.
  public var hasUpdates: Bool { !updates.isEmpty }
}
