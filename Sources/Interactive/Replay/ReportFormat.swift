import Notebooks

/// Forms of a report that other programs read: the argument of `--report`.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// One object: the files, their cells, their differences, the process status.
  case json
  /// The XML of JUnit: a test suite for each file, a test case for each cell.
  case junit
  /// The Test Anything Protocol, version 14: a line for each cell.
  case tap
  /// Workflow commands of GitHub Actions: an annotation for each cell that is not the same.
  case github

  /// The report of all files, with its line end.
  public func text(of reports: [ReplayReport]) -> String {
    switch self {
    case .json: Self.json(reports)
    case .junit: JUnitReport.text(of: reports)
    case .tap: Self.tap(reports)
    case .github: Self.github(reports)
    }
  }

  private static func json(_ reports: [ReplayReport]) -> String {
    let status = ReplayStatus.worst(reports.map(\.status))
    let report: JSON = ["status": .number(Int(status)), "files": .array(reports.map(\.json))]
    return report.text(indentation: "  ") + "\n"
  }
}

// MARK: - TAP

extension ReportFormat {
  private static func tap(_ reports: [ReplayReport]) -> String {
    var lines: [String] = []
    var number = 0
    func add(_ isOK: Bool, _ name: String, _ details: [String] = [], skips: Bool = false) {
      number += 1
      let directive = skips ? " # SKIP" : ""
      lines.append("\(isOK ? "ok" : "not ok") \(number) - \(tapName(name))\(directive)")
      if !details.isEmpty { lines += ["  ---"] + details.map { "  " + $0 } + ["  ..."] }
    }
    for report in reports {
      if let problem = report.problem { add(false, report.file, tapDetails(problem.text, [])) }
      for cell in report.cells {
        let verdict = cell.verdict
        let details = verdict.kind == .same ? [] : tapDetails(
          [verdict.kind.rawValue, verdict.reason].filter { !$0.isEmpty }.joined(separator: ": "),
          verdict.differences)
        let name = "\(report.file) \(cell.name)"
        add(!verdict.isFailure, name, details, skips: verdict.kind == .skipped)
      }
    }
    return (["TAP version 14", "1..\(number)"] + lines).map { $0 + "\n" }.joined()
  }

  /// A `#` would begin a directive.
  private static func tapName(_ name: String) -> String {
    TerminalText.safe(name).split(separator: "#", omittingEmptySubsequences: false)
      .joined(separator: "\\#")
  }

  /// The block of YAML below a line.
  private static func tapDetails(_ message: String, _ differences: [Difference]) -> [String] {
    let message = "message: " + JSON.string(message).text()
    if differences.isEmpty { return [message] }
    let lines = differences.flatMap { difference in
      "\(difference)".split(separator: "\n", omittingEmptySubsequences: false)
    }
    return [message, "differences: |"] + lines.map { "  " + $0 }
  }
}

// MARK: - GitHub

extension ReportFormat {
  private static func github(_ reports: [ReplayReport]) -> String {
    reports.flatMap { report -> [String] in
      if let problem = report.problem { return [annotation(report.file, problem.text)] }
      return report.cells.filter(\.verdict.isFailure).map { cell in
        let verdict = cell.verdict
        let details = verdict.differences.map { "\n\($0)" }.joined()
        let reason = verdict.reason.isEmpty ? "" : ": " + verdict.reason
        return annotation(report.file, "\(cell.name): \(verdict.kind.rawValue)\(reason)\(details)")
      }
    }.joined()
  }

  private static func annotation(_ file: String, _ text: String) -> String {
    let name = escaped(file).flatMap { $0 == "," ? "%2C" : $0 == ":" ? "%3A" : String($0) }
    return "::error file=\(String(name))::\(escaped(text))\n"
  }

  /// The escapes of workflow commands.
  private static func escaped(_ text: String) -> String {
    String(text.unicodeScalars.flatMap { scalar in
      switch scalar {
      case "%": Array("%25")
      case "\n": Array("%0A")
      case "\r": Array("%0D")
      default: [Character(scalar)]
      }
    })
  }
}
