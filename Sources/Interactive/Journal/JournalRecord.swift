import Notebooks

/// A line of a journal: JSON, one record.
enum JournalRecord: Equatable {
  /// The first line: the version of the format, the process, the time in seconds since 1970, and
  /// the folder of the session.
  case start(version: Int, process: Int, time: Int, folder: String)
  case cell(RecordedCell)
  /// The session went back: only so many of the cells so far remain.
  case back(Int)
  /// The session was ended by its user.
  case end

  static let version = 1

  init?(line: [UInt8]) {
    let text = String(decoding: line, as: UTF8.self)
    guard let object = (try? JSON(parsing: text, file: "journal"))?.object else { return nil }
    if let version = object["cellgrad"]?.integer {
      self = .start(
        version: version, process: object["process"]?.integer ?? 0,
        time: object["time"]?.integer ?? 0, folder: object["folder"]?.string ?? "/")
    } else if let cell = object["cell"].flatMap(Cell.init(json:)) {
      self = .cell(RecordedCell(cell, OutsideReads(object)))
    } else if let count = object["back"]?.integer {
      self = .back(count)
    } else if object["end"] != nil {
      self = .end
    } else {
      return nil
    }
  }

  /// The line, with its end.
  var line: String { JSON.object(object).text() + "\n" }

  private var object: JSON.Object {
    switch self {
    case .start(let version, let process, let time, let folder):
      [
        "cellgrad": .number(version), "process": .number(process), "time": .number(time),
        "folder": .string(folder),
      ]
    case .cell(let cell): cell.object
    case .back(let count): ["back": .number(count)]
    case .end: ["end": .bool(true)]
    }
  }
}

/// A cell that has run, with all that it takes to run it again.
public struct RecordedCell: Equatable, Sendable {
  /// Source, number and outputs.
  public var cell: Cell
  public var outside: OutsideReads

  init(_ cell: Cell, _ outside: OutsideReads) {
    self.cell = cell
    self.outside = outside
  }

  fileprivate var object: JSON.Object {
    var object: JSON.Object = ["cell": cell.json]
    if !outside.answers.isEmpty {
      object["answers"] = .array(outside.answers.map { $0.map(JSON.string) ?? .null })
    }
    if !outside.clocks.isEmpty { object["clocks"] = .array(outside.clocks.map(JSON.number)) }
    if !outside.entropy.isEmpty {
      object["entropy"] = .array(
        outside.entropy.map { bytes in .array(bytes.map { JSON.number(Int($0)) }) })
    }
    if !outside.effects.isEmpty {
      object["effects"] = .array(outside.effects.map(\.rawValue).sorted().map(JSON.string))
    }
    return object
  }
}

extension OutsideReads {
  fileprivate init(_ object: JSON.Object) {
    answers = object["answers"]?.array?.map(\.string) ?? []
    clocks = object["clocks"]?.array?.compactMap(\.integer) ?? []
    entropy = (object["entropy"]?.array ?? []).map { bytes in
      (bytes.array ?? []).compactMap(\.integer).map { UInt8(truncatingIfNeeded: $0) }
    }
    effects = Set((object["effects"]?.array ?? []).compactMap(\.string).compactMap(Effect.init))
  }
}
