import Python

/// What a cell took in from outside the session, and what it did there: with it the cell, run
/// again, comes to the same.
public struct OutsideReads: Equatable, Sendable {
  /// What makes a cell's second run differ from its first, or do harm.
  public enum Effect: String, CaseIterable, Sendable {
    case files, programs, folder, environment
    /// Ctrl-C stopped it, who knows where.
    case interrupted
    /// It has read the clock more often than is kept.
    case clock

    /// What a cell has done that reaches outside so.
    init(_ access: Host.Access) {
      self =
        switch access {
        case .read, .write: .files
        case .run: .programs
        case .environment: .environment
        }
    }

    /// For messages: `cell 3 has ...`.
    var text: String {
      switch self {
      case .files: "used files"
      case .programs: "run programs"
      case .folder: "changed the folder"
      case .environment: "used the environment"
      case .interrupted: "been stopped"
      case .clock: "read the clock very often"
      }
    }
  }

  /// The lines read by `input`; nil stands for the end of the input.
  public var answers: [String?] = []
  /// Nanoseconds read from clocks.
  public var clocks: [Int] = []
  /// Random bytes of the system.
  public var entropy: [[UInt8]] = []
  public var effects: Set<Effect> = []

  public init() {}
}

/// Reads from outside for the running cell, and takes down what it reads; or, when the cell is run
/// again, gives what it read the first time.
struct OutsideWorld {
  private(set) var reads = OutsideReads()
  /// What is left of what the cell read the first time; nil in a first run.
  private var script: OutsideReads?

  /// More reads of clocks than these are not kept.
  private static let mostClocks = 100_000

  /// Begins a cell.
  ///
  /// - Parameter script: what it read the first time, if it is run again.
  mutating func begin(repeating script: OutsideReads?) {
    reads = OutsideReads()
    self.script = script
  }

  mutating func note(_ effect: OutsideReads.Effect) { reads.effects.insert(effect) }

  mutating func answer(_ read: () -> String?) -> String? {
    let answer = Self.next(&script, \.answers) ?? read()
    reads.answers.append(answer)
    return answer
  }

  mutating func clock(_ read: () -> Int) -> Int {
    let time = Self.next(&script, \.clocks) ?? read()
    if reads.clocks.count < Self.mostClocks {
      reads.clocks.append(time)
    } else {
      note(.clock)
    }
    return time
  }

  mutating func entropy(_ count: Int, _ read: () -> [UInt8]) -> [UInt8] {
    let kept = Self.next(&script, \.entropy)
    let bytes = kept?.count == count ? kept ?? [] : read()
    reads.entropy.append(bytes)
    return bytes
  }

  private static func next<Item>(
    _ script: inout OutsideReads?, _ list: WritableKeyPath<OutsideReads, [Item]>
  ) -> Item? {
    guard let items = script?[keyPath: list], let first = items.first else { return nil }
    script?[keyPath: list].removeFirst()
    return first
  }
}
