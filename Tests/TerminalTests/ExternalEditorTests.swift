import Glibc
import XCTest

@testable import Terminal

final class ExternalEditorTests: XCTestCase {
  private func edit(_ text: String, with command: String) -> String? {
    let saved = environmentValue("VISUAL")
    setenv("VISUAL", command, 1)
    defer { if let saved { setenv("VISUAL", saved, 1) } else { unsetenv("VISUAL") } }
    return editInExternalEditor(text)
  }

  func testCommandWithArguments() {
    XCTAssertEqual(edit("x = '한국어'\nx", with: "sed -i s/x/y/"), "y = '한국어'\ny")
  }

  func testUnchangedTextHasNoLineEndAdded() {
    XCTAssertEqual(edit("x = 1", with: "true"), "x = 1")
    XCTAssertEqual(edit("", with: "true"), "")
  }

  func testEditorThatFails() {
    XCTAssertNil(edit("x", with: "false"))
    XCTAssertNil(edit("x", with: "/nowhere/editor 2>/dev/null"))
  }
}
