import Foundation
import XCTest

/// A short slice of `make fuzz`: the first pieces of each kind, always the same.
final class FuzzTests: XCTestCase {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  func testSourceText() throws { try assertFindsNothing("text") }
  func testCells() throws { try assertFindsNothing("cells") }
  func testPrograms() throws { try assertFindsNothing("programs") }
  func testOperations() throws { try assertFindsNothing("operations") }
  func testFiles() throws { try assertFindsNothing("files") }

  private func assertFindsNothing(_ kind: String) throws {
    let python = URL(fileURLWithPath: "/usr/bin/python3")
    let isThere = FileManager.default.isExecutableFile(atPath: python.path)
    try XCTSkipUnless(isThere, "the fuzzer's driver needs Python 3.11")
    let process = Process()
    process.executableURL = python
    process.arguments = [
      FuzzTests.package.appendingPathComponent("Tests/Fuzz/fuzz.py").path,
      "--runner", runner.path, "--kind", kind, "--count", "40", "--reduce", "5",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    XCTAssertEqual(process.terminationStatus, 0, text)
  }

  /// The runner is built along with the tests, beside them.
  private var runner: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("CellgradFuzz")
  }
}
