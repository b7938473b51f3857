import Notebooks

/// Reports as JSON, also between the processes of a replay of several files.
extension ReplayReport {
  /// Of a text in a difference, at most this much is told.
  private static let longestText = 1 << 16

  public var json: JSON {
    var object: JSON.Object = ["file": .string(file), "status": .number(Int(status))]
    object["summary"] = .string(summary)
    if let problem { object["problem"] = .string(problem.text) }
    if isInterrupted { object["interrupted"] = .bool(true) }
    if points.all > 0 {
      object["points"] = Self.number(points.all)
      object["points_earned"] = Self.number(points.earned)
    }
    object["cells"] = .array(cells.map(\.json))
    return .object(object)
  }

  /// Reads what ``json`` gives; nil for anything else.
  public init?(json: JSON) {
    guard let object = json.object, let file = object["file"]?.string,
      let cells = object["cells"]?.array, let status = object["status"]?.integer
    else { return nil }
    self.init(file: file)
    self.cells = cells.compactMap(CellReport.init(json:))
    isInterrupted = object["interrupted"] != nil
    problem = object["problem"]?.string.map {
      Problem(text: $0, status: Int32(truncatingIfNeeded: status))
    }
  }

  /// A number of points, without a fraction if it has none.
  public static func number(_ value: Double) -> JSON {
    JSON(.number(Int(exactly: value).map(String.init) ?? String(value)))
  }

  fileprivate static func shortened(_ text: String) -> JSON {
    let bytes = text.utf8
    guard bytes.count > longestText else { return .string(text) }
    return .string(String(decoding: bytes.prefix(longestText), as: UTF8.self) + "...")
  }
}

extension ReplayReport.CellReport {
  fileprivate var json: JSON {
    var object: JSON.Object = ["position": .number(position)]
    object["number"] = number.map(JSON.number) ?? .null
    object["verdict"] = .string(verdict.kind.rawValue)
    if !verdict.reason.isEmpty { object["reason"] = .string(verdict.reason) }
    if drewUnseeded { object["draws_without_seed"] = .bool(true) }
    object["drawing_line"] = drawingLine.map(JSON.number)
    object["points"] = points.map(ReplayReport.number)
    if !verdict.differences.isEmpty {
      object["differences"] = .array(
        verdict.differences.map { difference in
          [
            "name": .string(difference.name),
            "expected": ReplayReport.shortened(difference.expected),
            "actual": ReplayReport.shortened(difference.actual),
          ]
        })
    }
    return .object(object)
  }

  fileprivate init?(json: JSON) {
    guard let object = json.object, let position = object["position"]?.integer,
      let kind = object["verdict"]?.string.flatMap(ReplayVerdict.Kind.init(rawValue:))
    else { return nil }
    let differences = (object["differences"]?.array ?? []).compactMap { item -> Difference? in
      guard let name = item.object?["name"]?.string,
        let expected = item.object?["expected"]?.string,
        let actual = item.object?["actual"]?.string
      else { return nil }
      return Difference(name: name, expected: expected, actual: actual)
    }
    self.position = position
    number = object["number"]?.integer
    verdict = ReplayVerdict(kind, object["reason"]?.string ?? "", differences)
    drewUnseeded = object["draws_without_seed"] != nil
    drawingLine = object["drawing_line"]?.integer
    if case .number(let text)? = object["points"]?.kind { points = Double(text) }
  }
}
