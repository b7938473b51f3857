import Foundation
import XCTest

@testable import Python

/// Runs each program of the folder `Cases` and compares what it prints with its `.out` file,
/// which `record.py` wrote with CPython; those named `files_` may use files. Each runs on a machine of its own, whose count audit
/// must find nothing left.
final class ProgramTests: XCTestCase {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Cases")

  func testProgramsPrintWhatCPythonPrints() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: ProgramTests.folder, includingPropertiesForKeys: nil)
    let programs = files.filter { $0.pathExtension == "py" }
    XCTAssertFalse(programs.isEmpty)
    for program in programs.sorted(by: { $0.path < $1.path }) { try check(program) }
  }

  private func check(_ program: URL) throws {
    let name = program.lastPathComponent
    let source = Array(try Data(contentsOf: program))
    let record = program.deletingPathExtension().appendingPathExtension("out")
    let expected = try String(contentsOf: record, encoding: .utf8)
    let run = ProgramRun(source, mayUseFiles: name.hasPrefix("files_"))
    onBigStack { run.execute() }
    XCTAssertEqual(run.alive, 0, "\(name): objects left over")
    if run.output == expected { return }
    XCTFail("\(name): \(firstDifference(run.output, expected))")
  }

  private func firstDifference(_ output: String, _ expected: String) -> String {
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, (line, want)) in zip(lines, wanted).enumerated() where line != want {
      return "line \(number + 1):\n  expected \(want)\n  got      \(line)"
    }
    return "\(lines.count) lines for \(wanted.count)"
  }
}

/// One run of a program: what it printed, and the objects left after it.
private final class ProgramRun: @unchecked Sendable {
  private let source: [UInt8]
  private let mayUseFiles: Bool
  private(set) var output = ""
  private(set) var alive = -1

  init(_ source: [UInt8], mayUseFiles: Bool) {
    self.source = source
    self.mayUseFiles = mayUseFiles
  }

  func execute() {
    let host = Host()
    host.write = { [self] in output += $0 }
    host.permits = { [self] _, _ in mayUseFiles }
    let machine = Machine(host: host, poisons: true)
    run(on: machine)
    machine.endProgram()
    alive = machine.shutDown()
  }

  private func run(on machine: Machine) {
    do {
      let source = Source(source)
      let file = SourceFile(.file("program.py"), source)
      try machine.run(try machine.compile(source, file: file), in: machine.mainModule())
    } catch let problem as SyntaxProblem {
      output += "SyntaxError: \(problem)\n"
    } catch {
      let exception = machine.takePending()
      let text = (try? machine.str(exception)) ?? "?"
      output += "\(machine.typeName(of: exception)): \(text)\n"
    }
  }
}
