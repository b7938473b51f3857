import Python
import XCTest

@testable import Interactive

/// Plain scripts as whole programs.
final class ScriptTests: XCTestCase {
  func testFlushHandsOnWhatWasPrinted() {
    onBigStack {
      var shown = ""
      let script = Script(arguments: [], permissions: Permissions(), flush: { shown += "|" }) { text, _ in
        shown += text
      }
      let source = "import sys\nprint('가', flush=True)\nprint('나', flush=False)\nsys.stdout.flush()\n"
      XCTAssertEqual(script.run(Array(source.utf8), from: .file("flushes.py")), 0)
      XCTAssertEqual(shown, "가\n|나\n|")
    }
  }
}
