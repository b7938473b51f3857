import Glibc
import XCTest

@testable import Terminal

final class StyleTests: XCTestCase {
  private func withEnvironment(_ values: [String: String], _ body: () -> Void) {
    let names = ["NO_COLOR", "CLICOLOR_FORCE"]
    let saved = names.map { ($0, environmentValue($0)) }
    names.forEach { unsetenv($0) }
    values.forEach { setenv($0.key, $0.value, 1) }
    body()
    for (name, value) in saved {
      if let value { setenv(name, value, 1) } else { unsetenv(name) }
    }
  }

  func testPromptsWithoutColour() {
    let style = Style(isEnabled: false)
    XCTAssertEqual(style.inputPrompt(7), "In [7]: ")
    XCTAssertEqual(style.continuationPrompt(7), "   ...: ")
    XCTAssertEqual(style.continuationPrompt(123), "     ...: ")
    XCTAssertEqual(style.outputPrompt(7), "Out[7]: ")
  }

  func testNoColoursInAPipe() {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    defer { ends.forEach { close($0) } }
    withEnvironment([:]) { XCTAssertFalse(ColorChoice.auto.isEnabled(for: ends[1])) }
    withEnvironment(["CLICOLOR_FORCE": "1"]) {
      XCTAssertTrue(ColorChoice.auto.isEnabled(for: ends[1]))
      XCTAssertFalse(ColorChoice.never.isEnabled(for: ends[1]))
    }
    withEnvironment(["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]) {
      XCTAssertFalse(ColorChoice.auto.isEnabled(for: ends[1]))
      XCTAssertTrue(ColorChoice.always.isEnabled(for: ends[1]))
    }
  }
}
