import TestSupport
import XCTest

/// The tests' own terminal, tried on the shell.
final class PseudoTerminalTests: XCTestCase {
  func testScreenAndExitStatus() throws {
    let terminal = try PseudoTerminal(["/bin/sh", "-c", "printf 'a\\nb\\033[A한국'; exit 3"])
    XCTAssert(terminal.waitFor("한국"))
    XCTAssertEqual(terminal.screen.lines, ["a한국", "b"])
    XCTAssertEqual(terminal.waitForExit(), 3)
  }

  func testKeysReachTheProgram() throws {
    let terminal = try PseudoTerminal(["/bin/sh", "-c", "read x; echo \"<$x>\""])
    terminal.send("hello\r")
    XCTAssert(terminal.waitFor("<hello>"))
  }

  func testControlCInterrupts() throws {
    let script = "trap 'echo caught; exit 5' INT; echo ready; while :; do sleep 0.05; done"
    let terminal = try PseudoTerminal(["/bin/sh", "-c", script])
    XCTAssert(terminal.waitFor("ready"))
    terminal.send("\u{3}")
    XCTAssert(terminal.waitFor("caught"))
    XCTAssertEqual(terminal.waitForExit(), 5)
  }

  func testWrappingAndScrolling() {
    var screen = VirtualScreen(columns: 4, height: 2)
    screen.feed("ab한국\r\nx".utf8)
    XCTAssertEqual(screen.scrolledOut, ["ab한"])
    XCTAssertEqual(screen.lines, ["국", "x"])
  }
}
