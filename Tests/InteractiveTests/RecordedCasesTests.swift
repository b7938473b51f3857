import Foundation
import Notebooks
import Python
import TestSupport
import XCTest

@testable import Interactive

/// Notebooks recorded with IPython and PyTorch, run again: every cell must print, show and raise
/// what it did, tracebacks to the letter (but for the frames of PyTorch's own code).
final class RecordedCasesTests: XCTestCase {
  func testLanguage() throws {
    try RecordedCases(name: "lang").assertAsRecorded(atLeast: 43)
  }

  func testTorch() throws {
    try RecordedCases(name: "torch").assertAsRecorded(atLeast: 61)
  }

  /// Longer notebooks: classes, modules, models that train, and the errors on the way.
  func testStories() throws {
    try RecordedCases(name: "stories").assertAsRecorded(atLeast: 28)
  }
}

/// A folder of recorded notebooks.
private struct RecordedCases {
  /// Its name in `Recorded/`.
  let name: String

  private var folder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Recorded/\(name)")
  }

  /// Runs every notebook in an empty folder and fails for each cell that differs unexpectedly.
  func assertAsRecorded(atLeast count: Int) throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    let before = FileManager.default.currentDirectoryPath
    defer { FileManager.default.changeCurrentDirectoryPath(before) }
    XCTAssertGreaterThanOrEqual(files.count, count)
    for file in files.sorted(by: { $0.path < $1.path }) where file.pathExtension == "ipynb" {
      let notebook = try Notebook.read(contentsOf: file.path)
      // The cases write files of their own.
      FileManager.default.changeCurrentDirectoryPath(try temporaryFolder())
      for (number, text) in differentCells(of: notebook) {
        XCTFail("\(file.lastPathComponent), code cell \(number)\n\(text)")
      }
    }
  }

  /// The code cells whose outputs are not those recorded, with what they are.
  private func differentCells(of notebook: Notebook) -> [Int: String] {
    final class Result: @unchecked Sendable { var texts: [Int: String] = [:] }
    let result = Result()
    onBigStack {
      let kernel = Kernel(permissions: .all)
      for (index, cell) in notebook.cells.filter({ $0.type == .code }).enumerated() {
        let run = kernel.run(cell.source, number: cell.executionCount)
        let (expected, actual) = (Self.shown(cell.outputs), Self.shown(run.outputs))
        if expected != actual {
          result.texts[index + 1] = "--- expected\n\(expected)\n--- actual\n\(actual)"
        }
      }
    }
    return result.texts
  }

  /// What a reader sees, kinds of outputs told apart. Standard error is left out, as it names files
  /// of the recording machine.
  private static func shown(_ outputs: [Output]) -> String {
    let compared = outputs.filter { output in
      if case .stream("stderr", _) = output { return false }
      return true
    }
    let shown = compared.mergingStreams.map { output in
      switch output {
      case .stream(_, let text): "[stdout]\n\(text)"
      case .executeResult: "[result]\n\(output.plainText)"
      case .displayData: "[display]\n\(output.plainText)"
      case .error(let name, _, _): "[\(name)]\n\(output.plainText)"
      }
    }
    return shown.joined(separator: "\n")
  }
}
