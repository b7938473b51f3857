import Foundation
import XCTest

@testable import Python

/// Some twenty thousand expressions and three thousand programs with CPython's answers: `Tests/Conformance/record.py`.
final class ConformanceTests: XCTestCase {
  /// The most expressions of each family whose answers may still differ: lower these as they come
  /// right. `make conformance` lists them.
  private static let allowed = [
    "builtins": 4,
    "errors": 6,
    "formats": 54,
    "methods": 124,
    "numbers": 0,
    "operators": 4,
    "orders": 0,
    "slices": 0,
  ]

  private static let driver = """
    def run(source):
        lines = []

        def show(*values, sep=' '):
            lines.append(sep.join(map(str, values)))

        try:
            exec(source, {'__name__': '__main__', 'print': show})
        except Exception as error:
            lines.append(f'{type(error).__name__}: {error}')
        return '\\n'.join(lines)


    def answer(source):
        try:
            return run(source) if '\\n' in source else repr(eval(source, {}))
        except Exception as error:
            return f'{type(error).__name__}: {error}'

    def differences(pairs):
        return [pair for pair in pairs if answer(pair[0]) != pair[1]]
    """

  func testAnswersOfCPython() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Conformance/Recorded")
    for (family, allowed) in Self.allowed {
      let text = try String(
        contentsOf: folder.appendingPathComponent("\(family).jsonl"), encoding: .utf8)
      let pairs = try text.split(separator: "\n").map { line in
        try JSONDecoder().decode([String].self, from: Data(line.utf8))
      }
      let different = differences(pairs)
      XCTAssertGreaterThan(pairs.count, 1000)
      XCTAssertLessThanOrEqual(
        different.count, allowed, "\(family): \(different.suffix(20).joined(separator: "\n"))")
    }
  }

  /// The expressions whose answers differ.
  private func differences(_ pairs: [[String]]) -> [String] {
    final class Result: @unchecked Sendable { var sources: [String] = [] }
    let result = Result()
    onBigStack {
      let machine = Machine()
      do throws(Raised) {
        let module = machine.mainModule()
        let source = Source(Self.driver)
        guard let code = try? machine.compile(source, file: SourceFile(.string("driver"), source))
        else { return }
        try machine.run(code, in: module)
        guard let function = machine.value("differences", in: module) else { return }
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
