/// How much a run may take. What is nil is not limited.
public struct Limits: Equatable, Sendable {
  /// Seconds for one cell.
  public var cellTime: Double?
  /// Seconds for all cells together.
  public var time: Double?
  /// Bytes of memory for the whole process.
  public var memory: Int?
  /// Bytes of output that are kept of one cell: of more, the beginning and the end remain.
  public var output: Int?

  public init(
    cellTime: Double? = nil, time: Double? = nil, memory: Int? = nil, output: Int? = nil
  ) {
    self.cellTime = cellTime
    self.time = time
    self.memory = memory
    self.output = output
  }
}

/// A limit that a cell met.
public enum LimitKind: String, Equatable, Sendable, CaseIterable {
  case cellTime, time, memory, output

  /// The option that sets it.
  public var option: String {
    switch self {
    case .cellTime: "--cell-time"
    case .time: "--time"
    case .memory: "--memory"
    case .output: "--output"
    }
  }
}

extension Limits {
  /// Why a cell was stopped: `cellgrad: stopped after 4 s (--cell-time)`.
  func reason(for kind: LimitKind) -> String {
    switch kind {
    case .cellTime: "cellgrad: stopped after \(Self.seconds(cellTime)) s (--cell-time)"
    case .time: "cellgrad: stopped after \(Self.seconds(time)) s in all (--time)"
    case .memory: "cellgrad: stopped at \((memory ?? 0) >> 20) MiB of memory (--memory)"
    case .output: "cellgrad: more than \(output ?? 0) bytes of output (--output)"
    }
  }

  /// A number of seconds, without a fraction if it has none.
  private static func seconds(_ value: Double?) -> String {
    let value = value ?? 0
    return Int(exactly: value).map(String.init) ?? String(value)
  }
}
