import Notebooks
import XCTest

@testable import Interactive

/// Reports for other programs.
final class ReportFormatTests: XCTestCase {
  private var reports: [ReplayReport] {
    var report = ReplayReport(file: "a <b>.ipynb")
    let difference = Difference(name: "stdout", expected: "1\n", actual: "2 & 3\n")
    report.cells = [
      .init(position: 1, number: 1, verdict: ReplayVerdict(.same)),
      .init(position: 3, number: 2, verdict: ReplayVerdict(.different, "", [difference])),
      .init(position: 4, number: nil, verdict: ReplayVerdict(.skipped)),
      .init(position: 5, number: 9, verdict: ReplayVerdict(.error, "E: \"x\"\n#")),
    ]
    let problem = ReplayReport.Problem(text: "b.ipynb:1:2: expected ','", status: 3)
    return [report, ReplayReport(file: "b.ipynb", problem: problem)]
  }

  func testJSONAndBack() throws {
    let json = try JSON(parsing: ReportFormat.json.text(of: reports), file: "report")
    XCTAssertEqual(json.object?["status"], .number(3))
    let back = json.object?["files"]?.array?.compactMap(ReplayReport.init(json:))
    XCTAssertEqual(back, reports)
  }

  func testTAP() {
    assertText(
      ReportFormat.tap.text(of: reports),
      """
      TAP version 14
      1..5
      ok 1 - a <b>.ipynb In [1]
      not ok 2 - a <b>.ipynb In [2]
        ---
        message: "different"
        differences: |
          stdout, line 1:
          - 1
          + 2 & 3
            ^
        ...
      ok 3 - a <b>.ipynb In [ ] # SKIP
        ---
        message: "skipped"
        ...
      not ok 4 - a <b>.ipynb In [9]
        ---
        message: "error: E: \\"x\\"\\n#"
        ...
      not ok 5 - b.ipynb
        ---
        message: "b.ipynb:1:2: expected ','"
        ...

      """)
  }

  func testJUnit() {
    assertText(
      ReportFormat.junit.text(of: reports),
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites>
        <testsuite name="a &lt;b&gt;.ipynb" tests="4" failures="1" errors="1" skipped="1">
          <testcase classname="a &lt;b&gt;.ipynb" name="In [1]"/>
          <testcase classname="a &lt;b&gt;.ipynb" name="In [2]">
            <failure message="different">stdout, line 1:
      - 1
      + 2 &amp; 3
        ^</failure>
          </testcase>
          <testcase classname="a &lt;b&gt;.ipynb" name="In [ ]">
            <skipped/>
          </testcase>
          <testcase classname="a &lt;b&gt;.ipynb" name="In [9]">
            <error message="E: &quot;x&quot;
      #"></error>
          </testcase>
        </testsuite>
        <testsuite name="b.ipynb" tests="1" failures="0" errors="1" skipped="0">
          <testcase classname="b.ipynb" name="file">
            <error message="b.ipynb:1:2: expected &#39;,&#39;"></error>
          </testcase>
        </testsuite>
      </testsuites>

      """)
  }

  func testGitHub() {
    assertText(
      ReportFormat.github.text(of: reports),
      """
      ::error file=a <b>.ipynb::In [2]: different%0Astdout, line 1:%0A- 1%0A+ 2 & 3%0A  ^
      ::error file=a <b>.ipynb::In [9]: error: E: "x"%0A#
      ::error file=b.ipynb::b.ipynb:1:2: expected ','

      """)
  }

  func testWorstStatus() {
    XCTAssertEqual(ReplayStatus.worst([0, 1, 0]), 1)
    XCTAssertEqual(ReplayStatus.worst([1, 5, 4]), 5)
    XCTAssertEqual(ReplayStatus.worst([5, 3]), 3)
    XCTAssertEqual(ReplayStatus.worst([3, 130]), 130)
    XCTAssertEqual(ReplayStatus.worst([]), 0)
  }
}
