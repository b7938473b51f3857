/// What a cell, or a notebook for all its cells, says about its own comparison.
///
/// As text: a level, `rtol=1e-3`, `atol=1e-6`, `skip` (do not run), `raises` (an error is no
/// failure), `points=2` (what the cell is worth), `check` (see ``Assignment``), in any order. A cell
/// says it in its first line, `# cellgrad: number rtol=1e-3`, or in a tag, `cellgrad: number`; a
/// notebook in its session statement. The comments and tags of nbval, and Jupyter's
/// `raises-exception` and `skip-execution`, are known too.
public struct ReplaySettings: Equatable, Sendable {
  public var level: Comparison.Level?
  public var relativeTolerance: Double?
  public var absoluteTolerance: Double?
  /// The cell is not run.
  public var isSkipped = false
  /// An error is no failure, even if none was saved.
  public var mayRaise = false
  /// What the cell is worth where notebooks are graded.
  public var points: Double?
  /// Whether the cell tests what others have defined.
  public var isCheck = false

  public init() {}
}

/// A setting that is not known.
public struct ReplaySettingsError: Error, Equatable {
  public var reason: String
}

// MARK: - Reading

extension ReplaySettings {
  private static let mark = "cellgrad:"

  /// Reads `number rtol=1e-3`.
  public init(_ text: String) throws(ReplaySettingsError) {
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" }) {
      try add(String(word))
    }
  }

  /// The settings of a cell: those of nbgrader, of its tags, then those of its first line.
  public init(of cell: Cell) throws(ReplaySettingsError) {
    if let members = cell.metadata["nbgrader"]?.object, members["grade"] == .bool(true) {
      if case .number(let text)? = members["points"]?.kind { points = Double(text) }
      isCheck = members["solution"] != .bool(true)
    }
    for tag in cell.tags { try addMark(tag) }
    let firstLine = cell.source.prefix { $0 != "\n" }
    guard firstLine.first == "#" else { return }
    let comment = firstLine.drop { $0 == "#" || $0 == " " }
    try addMark(String(comment.reversed().drop { $0 == " " || $0 == "\r" }.reversed()))
  }

  /// A setting by a single word, with `=` and a number for the tolerances.
  private mutating func add(_ word: String) throws(ReplaySettingsError) {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    switch parts[0] {
    case "rtol" where parts.count == 2: relativeTolerance = try Self.number(parts[1])
    case "atol" where parts.count == 2: absoluteTolerance = try Self.number(parts[1])
    case "points" where parts.count == 2: points = try Self.number(parts[1], "no number of points")
    case "check" where parts.count == 1: isCheck = true
    case "skip" where parts.count == 1: isSkipped = true
    case "raises" where parts.count == 1: mayRaise = true
    default:
      guard let level = Comparison.Level(rawValue: word) else {
        let levels = Comparison.Level.allCases.map(\.rawValue).joined(separator: ", ")
        throw ReplaySettingsError(
          reason: "\(word) is none of \(levels), rtol=NUMBER, atol=NUMBER, points=NUMBER, "
            + "skip, raises, check")
      }
      self.level = level
    }
  }

  private static func number(
    _ text: String, _ problem: String = "no tolerance"
  ) throws(ReplaySettingsError) -> Double {
    guard let number = Double(text), number >= 0, number.isFinite else {
      throw ReplaySettingsError(reason: "\(text) is \(problem)")
    }
    return number
  }

  /// A comment or a tag: our own, or a word that other tools have given a meaning.
  private mutating func addMark(_ text: String) throws(ReplaySettingsError) {
    if text.hasPrefix(Self.mark) {
      let own = try ReplaySettings(String(text.dropFirst(Self.mark.count)))
      self = own.over(self)
      return
    }
    switch text.uppercased().split(separator: "-").joined(separator: "_") {
    case "NBVAL_IGNORE_OUTPUT": level = .ran
    case "NBVAL_SKIP", "SKIP_EXECUTION": isSkipped = true
    case "NBVAL_RAISES_EXCEPTION", "RAISES_EXCEPTION": mayRaise = true
    default: break
    }
  }
}

// MARK: - Applying

extension ReplaySettings {
  /// These settings, and those of `others` where these say nothing.
  public func over(_ others: ReplaySettings) -> ReplaySettings {
    var result = others
    result.level = level ?? others.level
    result.relativeTolerance = relativeTolerance ?? others.relativeTolerance
    result.absoluteTolerance = absoluteTolerance ?? others.absoluteTolerance
    result.isSkipped = isSkipped || others.isSkipped
    result.mayRaise = mayRaise || others.mayRaise
    result.points = points ?? others.points
    result.isCheck = isCheck || others.isCheck
    return result
  }

  /// The comparison that they ask for.
  public func comparison(tellsKindsApart: Bool) -> Comparison {
    var comparison = Comparison(tellsKindsApart: tellsKindsApart)
    if let level { comparison.level = level }
    if let relativeTolerance { comparison.relativeTolerance = relativeTolerance }
    if let absoluteTolerance { comparison.absoluteTolerance = absoluteTolerance }
    return comparison
  }
}
