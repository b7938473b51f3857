import Foundation
import XCTest

@testable import Python

/// Some twenty thousand expressions and three thousand programs with CPython's answers: `Tests/Conformance/record.py`.
final class ConformanceTests: XCTestCase {
  private static let families = [
    "builtins", "errors", "formats", "methods", "numbers", "operators", "orders", "programs",
    "slices",
  ]

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Conformance")

  func testAnswersOfCPython() throws {
    let driver = try String(
      contentsOf: Self.folder.appendingPathComponent("answers.py"), encoding: .utf8) + """

        def differences(pairs):
            return [pair for pair in pairs if answer(pair[0]) != pair[1]]
        """
    for family in Self.families {
      let text = try String(
        contentsOf: Self.folder.appendingPathComponent("Recorded/\(family).jsonl"),
        encoding: .utf8)
      let pairs = try text.split(separator: "\n").map { line in
        try JSONDecoder().decode([String].self, from: Data(line.utf8))
      }
      let different = differences(pairs, driver)
      XCTAssertGreaterThan(pairs.count, 1000)
      XCTAssertEqual(
        different.count, 0, "\(family): \(different.suffix(20).joined(separator: "\n"))")
    }
  }

  /// The expressions whose answers differ.
  private func differences(_ pairs: [[String]], _ driver: String) -> [String] {
    final class Result: @unchecked Sendable { var sources: [String] = [] }
    let result = Result()
    onBigStack {
      let machine = Machine()
      do throws(Raised) {
        let module = machine.mainModule()
        let source = Source(driver)
        guard let code = try? machine.compile(source, file: SourceFile(.string("driver"), source))
        else { return result.sources.append("the driver does not compile") }
        try machine.run(code, in: module)
        guard let function = machine.value("differences", in: module) else {
          return result.sources.append("the driver has no function differences")
        }
        let list = machine.list(pairs.map { machine.tuple($0.map { machine.string($0) }) })
        let different = try machine.call(function, [list])
        for pair in machine.items(different) ?? [] {
          result.sources.append(machine.items(pair).flatMap { machine.text($0[0]) } ?? "?")
        }
      } catch {
        result.sources.append("the driver failed")
      }
    }
    return result.sources
  }
}
