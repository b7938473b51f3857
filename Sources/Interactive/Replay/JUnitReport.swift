import Notebooks

/// The XML that JUnit made common.
enum JUnitReport {
  static func text(of reports: [ReplayReport]) -> String {
    let suites = reports.map(suite).joined()
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n\(suites)</testsuites>\n"
  }

  private static func suite(_ report: ReplayReport) -> String {
    let failures = report.cells.count { $0.verdict.isFailure && !isError($0.verdict) }
    let errors = report.cells.count { isError($0.verdict) } + (report.problem == nil ? 0 : 1)
    let skipped = report.cells.count { $0.verdict.kind == .skipped }
    let count = report.cells.count + (report.problem == nil ? 0 : 1)
    let attributes = [
      ("name", report.file), ("tests", "\(count)"), ("failures", "\(failures)"),
      ("errors", "\(errors)"), ("skipped", "\(skipped)"),
    ]
    let problem = report.problem.map { problem in
      testCase(report.file, "file", element("error", problem.text, ""))
    }
    let cases = report.cells.map { testCase(report.file, $0.name, content(of: $0.verdict)) }
    return "  <testsuite\(text(attributes))>\n" + (problem ?? "") + cases.joined()
      + "  </testsuite>\n"
  }

  /// What ended a cell, as against what it showed.
  private static func isError(_ verdict: ReplayVerdict) -> Bool {
    switch verdict.kind {
    case .error, .notSupported, .stopped, .badSettings, .notRun: true
    default: false
    }
  }

  private static func content(of verdict: ReplayVerdict) -> String {
    if verdict.kind == .skipped { return "      <skipped/>\n" }
    guard verdict.isFailure else { return "" }
    let message = verdict.reason.isEmpty ? verdict.kind.rawValue : verdict.reason
    let details = verdict.differences.map { "\($0)" }.joined(separator: "\n")
    return element(isError(verdict) ? "error" : "failure", message, details)
  }

  private static func testCase(_ file: String, _ name: String, _ content: String) -> String {
    let start = "    <testcase\(text([("classname", file), ("name", name)]))"
    return content.isEmpty ? start + "/>\n" : start + ">\n\(content)    </testcase>\n"
  }

  private static func element(_ name: String, _ message: String, _ details: String) -> String {
    "      <\(name)\(text([("message", message)]))>\(MarkupText.escaped(details))</\(name)>\n"
  }

  private static func text(_ attributes: [(name: String, value: String)]) -> String {
    attributes.map { " \($0.name)=\"\(MarkupText.escaped($0.value))\"" }.joined()
  }
}
