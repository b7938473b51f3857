import Notebooks

/// What replaying a file came to.
public struct ReplayReport: Equatable, Sendable {
  /// A code cell of the file.
  public struct CellReport: Equatable, Sendable {
    /// Where it stands among all cells, from 1.
    public var position: Int
    /// The `n` of `In [n]:`; nil if the cell took no number.
    public var number: Int?
    public var verdict: ReplayVerdict
    /// Whether it drew random numbers that no seed determines.
    public var drewUnseeded = false
    /// The line that seems to draw them, from 1.
    public var drawingLine: Int?
    /// What the cell is worth, if it is graded.
    public var points: Double?

    /// `In [3]`, `In [ ]`
    public var name: String { "In [\(number.map(String.init) ?? " ")]" }
  }

  public var file: String
  public var cells: [CellReport] = []
  /// Why there was nothing to compare: the file cannot be read, or its session not prepared.
  public var problem: Problem?
  public var isInterrupted = false

  /// A problem of the file as a whole.
  public struct Problem: Equatable, Sendable {
    /// With the file's name and the place.
    public var text: String
    public var status: Int32

    public init(text: String, status: Int32) {
      self.text = text
      self.status = status
    }
  }

  public init(file: String, problem: Problem? = nil) {
    self.file = file
    self.problem = problem
  }

  /// The points of all graded cells, and of those that are as they should be.
  public var points: (earned: Double, all: Double) {
    cells.reduce(into: (0, 0)) { sums, cell in
      sums.1 += cell.points ?? 0
      if !cell.verdict.isFailure { sums.0 += cell.points ?? 0 }
    }
  }

  public var status: Int32 {
    if isInterrupted { return ReplayStatus.interrupted }
    if let problem { return problem.status }
    return ReplayStatus.worst(cells.map(\.verdict.status))
  }

  /// One line: how many cells are the same, and which are not.
  ///
  ///     10 cells: 8 same, 1 different (In [182]), 1 stopped (In [183])
  public var summary: String {
    if let problem { return problem.text }
    let quiet: Set<ReplayVerdict.Kind> = [.same, .withinTolerance, .notRecorded]
    var parts = ["\(cells.count { quiet.contains($0.verdict.kind) }) same"]
    for kind in ReplayVerdict.Kind.allCases where !quiet.contains(kind) {
      let found = cells.filter { $0.verdict.kind == kind }
      guard !found.isEmpty else { continue }
      let names = found.map(\.name).joined(separator: ", ")
      parts.append("\(found.count) \(kind.rawValue) (\(names))")
    }
    let cellWord = cells.count == 1 ? "cell" : "cells"
    return "\(cells.count) \(cellWord): " + parts.joined(separator: ", ")
      + (isInterrupted ? "; interrupted" : "")
  }
}
