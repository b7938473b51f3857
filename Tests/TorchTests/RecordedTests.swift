import Foundation
import XCTest

/// Small programs whose output was recorded from PyTorch with `record.py`.
final class RecordedTests: XCTestCase {
  func testTensors() throws { try compare("tensors") }
  func testOperators() throws { try compare("operators") }
  func testGradients() throws { try compare("gradients") }
  func testModules() throws { try compare("modules") }
  func testRandom() throws { try compare("random") }
  func testLayers() throws { try compare("layers") }
  func testTraining() throws { try compare("training") }
  func testAutograd() throws { try compare("autograd") }
  func testDistributions() throws { try compare("distributions") }
  func testHostile() throws { try compare("hostile") }
  func testRefusals() throws { try compare("refusals") }
  func testOrder() throws { try compare("order") }
  func testGraph() throws { try compare("graph") }
  func testAveraging() throws { try compare("averaging") }
  func testParametrizations() throws { try compare("parametrizations") }
  func testWrongCalls() throws { try compare("wrong_calls") }
  func testFormerCalls() throws { try compare("former_calls") }
  func testLowLevel() throws { try compare("lowlevel") }
  func testFamilies() throws { try compare("families") }
  func testMatrices() throws { try compare("matrices") }
  func testNumbers() throws { try compare("numbers") }
  func testSpecialPoints() throws { try compare("special_points") }

  /// Runs each program of `Recorded/<name>.py` in a session of its own.
  private func compare(_ name: String) throws {
    let programs = try sections(name + ".py", mark: "# %% ")
    let outputs = try sections(name + ".txt", mark: "=== ")
    XCTAssertEqual(programs.map(\.title), outputs.map(\.title), "record again")
    for (program, output) in zip(programs, outputs) {
      inSession { session in
        session.run(program.text)
        XCTAssertEqual(session.takeOutput(), output.text, "\(name): \(program.title)")
      }
    }
  }

  private func sections(_ file: String, mark: String) throws -> [(title: String, text: String)] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let path = folder.appendingPathComponent("Recorded").appendingPathComponent(file)
    let whole = try String(contentsOf: path, encoding: .utf8)
    var sections: [(title: String, text: String)] = []
    for line in whole.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix(mark) {
        sections.append((String(line.dropFirst(mark.count)), ""))
      } else if !sections.isEmpty {
        sections[sections.count - 1].text += line + "\n"
      }
    }
    return sections
  }
}
