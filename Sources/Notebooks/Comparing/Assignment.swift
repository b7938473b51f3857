/// A notebook with solutions, by which the notebooks of learners are graded.
///
/// Graded are the cells that say what they are worth (`# cellgrad: points=2`, or nbgrader's
/// metadata); if none does, each code cell with outputs, for one point. A graded cell is right if
/// it shows what was saved with the solution. A *check* (`# cellgrad: points=1 check`) is run as it
/// stands in the solution, whatever the learner has made of it.
public struct Assignment: Sendable {
  private let solution: Notebook
  private let gradedCells: [GradedCell]

  private struct GradedCell {
    var cell: Cell
    /// Its place among the code cells.
    var position: Int
    var settings: ReplaySettings
  }

  /// - Throws: ``ReplaySettingsError`` for settings of a cell that make no sense.
  public init(solution: Notebook) throws(ReplaySettingsError) {
    self.solution = solution
    let code = solution.cells.filter { $0.type == .code }
    var graded: [GradedCell] = []
    for (position, cell) in code.enumerated() {
      let settings = try ReplaySettings(of: cell)
      graded.append(GradedCell(cell: cell, position: position, settings: settings))
    }
    if graded.contains(where: { $0.settings.points != nil }) {
      gradedCells = graded.filter { $0.settings.points != nil }
    } else {
      gradedCells = graded.filter { !$0.cell.outputs.isEmpty }.map { cell in
        var cell = cell
        cell.settings.points = 1
        return cell
      }
    }
  }

  /// A learner's notebook made ready for a replay: graded cells have the saved outputs of the
  /// solution and say what they are worth, whatever the learner has said there; what others show
  /// does not matter. A graded cell that is missing is put at the end: a check as it is, others
  /// empty.
  public func prepared(_ submission: Notebook) -> Notebook {
    var result = submission
    result.session = solution.session
    let code = result.cells.indices.filter { result.cells[$0].type == .code }
    for index in code { result.cells[index].setReplay("ran raises") }
    for graded in gradedCells {
      let index = index(of: graded, in: submission, code) ?? {
        result.cells.append(.code(""))
        return result.cells.count - 1
      }()
      if graded.settings.isCheck { result.cells[index].source = graded.cell.source }
      result.cells[index].outputs = graded.cell.outputs
      result.cells[index].executionCount = graded.cell.executionCount
      result.cells[index].setReplay(graded.settings.text)
    }
    return result
  }

  /// The learner's version of a cell: the one with the same `grade_id` or id, or at the same place.
  private func index(of graded: GradedCell, in submission: Notebook, _ code: [Int]) -> Int? {
    for name in [\Cell.gradeID, \Cell.id] {
      guard let wanted = graded.cell[keyPath: name] else { continue }
      let found = code.first { submission.cells[$0][keyPath: name] == wanted }
      if let found { return found }
    }
    return code.indices.contains(graded.position) ? code[graded.position] : nil
  }
}

extension Cell {
  /// nbgrader's name of the cell.
  fileprivate var gradeID: String? { metadata["nbgrader"]?.object?["grade_id"]?.string }

  /// Replaces what the cell says about its comparison.
  fileprivate mutating func setReplay(_ settings: String) {
    metadata = [:]
    if (try? ReplaySettings(of: self)) != ReplaySettings() {
      // A first line with settings would win over the tag; it stays a line, for tracebacks.
      source = "#" + source.drop { $0 != "\n" }
    }
    metadata = ["tags": .array([.string("cellgrad:" + settings)])]
  }
}

extension ReplaySettings {
  /// The settings as words, as a tag has them.
  var text: String {
    var words: [String] = []
    if let level { words.append(level.rawValue) }
    if let relativeTolerance { words.append("rtol=\(relativeTolerance)") }
    if let absoluteTolerance { words.append("atol=\(absoluteTolerance)") }
    if mayRaise { words.append("raises") }
    if let points { words.append("points=\(points)") }
    return words.joined(separator: " ")
  }
}
