import Notebooks

/// How the new outputs of a cell compare with the saved ones.
public struct ReplayVerdict: Equatable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case same
    /// Numbers differ, but within the tolerance.
    case withinTolerance = "same within tolerance"
    /// There were no saved outputs to compare with, since the cell was never run.
    case notRecorded = "not recorded"
    /// The cell says that it is not to be run.
    case skipped
    /// Different in a way that was accepted by its name: `random`, or a `KnownVariation`.
    case accepted
    /// Different, but the cell depends on random numbers that no seed determines.
    case random = "different by randomness"
    /// Different only as another version prints the same.
    case version = "different by version"
    case different
    /// Different by an error that was not saved.
    case error
    /// Different because of something that cellgrad does not do.
    case notSupported = "not supported"
    /// A limit was met.
    case stopped
    /// What the cell says about its comparison makes no sense.
    case badSettings = "bad settings"
    /// The run ended before this cell.
    case notRun = "not run"
  }

  public var kind: Kind
  /// Why, in a few words; empty if there is nothing to say.
  public var reason: String
  public var differences: [Difference]

  public init(_ kind: Kind, _ reason: String = "", _ differences: [Difference] = []) {
    self.kind = kind
    self.reason = reason
    self.differences = differences
  }

  /// The name by which differences of unseeded random numbers are accepted.
  public static let randomName = "random"

  /// Whether the new outputs may take the place of the saved ones: they differ, and are whole.
  var mayUpdate: Bool {
    switch kind {
    case .notRecorded, .accepted, .random, .version, .different, .error: true
    case .same, .withinTolerance, .skipped, .notSupported, .stopped, .badSettings, .notRun: false
    }
  }

  public var isFailure: Bool { status != ReplayStatus.same }

  /// The process status that the cell asks for.
  public var status: Int32 {
    switch kind {
    case .same, .withinTolerance, .notRecorded, .skipped, .accepted: ReplayStatus.same
    case .random, .version, .different, .error, .badSettings: ReplayStatus.different
    case .notSupported: ReplayStatus.notSupported
    case .stopped, .notRun: ReplayStatus.limit
    }
  }
}

/// The process statuses of a replay.
public enum ReplayStatus {
  public static let same: Int32 = 0
  public static let different: Int32 = 1
  /// A file cannot be read or is malformed.
  public static let badFile: Int32 = 3
  public static let notSupported: Int32 = 4
  public static let limit: Int32 = 5
  public static let interrupted: Int32 = 130

  /// Of several statuses, the one that says most.
  public static func worst(_ statuses: some Sequence<Int32>) -> Int32 {
    let order = [same, different, notSupported, limit, badFile, interrupted]
    let ranks = statuses.map { order.firstIndex(of: $0) ?? 1 }
    return order[ranks.max() ?? 0]
  }
}
