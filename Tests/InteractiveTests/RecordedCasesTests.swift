import Foundation
import Notebooks
import Python
import XCTest

@testable import Interactive

/// Notebooks recorded with IPython and PyTorch, run again: every cell must print, show and raise
/// what it did, tracebacks to the letter (but for the frames of PyTorch's own code).
final class RecordedCasesTests: XCTestCase {
  func testLanguage() throws {
    try RecordedCases(name: "lang", knownDifferences: Self.languageDifferences)
      .assertAsRecorded(atLeast: 40)
  }

  func testTorch() throws {
    try RecordedCases(name: "torch", knownDifferences: [:])
      .assertAsRecorded(atLeast: 61)
  }

  private static let languageDifferences: [String: Set<Int>] = [
    "classes_more.ipynb": [3, 4, 5, 8, 9, 10],
    "collections_.ipynb": [1, 2, 11, 14],
    "errors_types.ipynb": [19],
    "errors_types_2.ipynb": [14],
    "errors_values_2.ipynb": [5, 6],
    "formatting.ipynb": [17],
    "inspecting.ipynb": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
    "itertools_functools.ipynb": [10, 12, 13],
    "magics.ipynb": [11, 12, 13],
    "magics_more.ipynb": [11, 12, 13, 14, 15, 16, 17, 18, 21, 22, 24],
    "math_random.ipynb": [8, 11, 13],
    "prog_calculator.ipynb": [1, 2, 3, 4, 5, 6, 7, 8, 9],
    "statements.ipynb": [16],
    "stdlib_misc.ipynb": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
    "tracebacks.ipynb": [10],
  ]
}

/// A folder of recorded notebooks.
private struct RecordedCases {
  /// Its name in `Recorded/`.
  let name: String
  /// Cells, by their number among the code cells, that do not yet: take them out as they come right.
  let knownDifferences: [String: Set<Int>]

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
      try enterEmptyFolder()
      let different = differentCells(of: notebook)
      let known = knownDifferences[file.lastPathComponent] ?? []
      for (number, text) in different where !known.contains(number) {
        XCTFail("\(file.lastPathComponent), code cell \(number)\n\(text)")
      }
      let solved = known.subtracting(different.keys).sorted()
      if !solved.isEmpty { print("no longer different: \(file.lastPathComponent) \(solved)") }
    }
  }

  /// The cases write files of their own.
  private func enterEmptyFolder() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cellgrad-cases-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    FileManager.default.changeCurrentDirectoryPath(folder.path)
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
    let shown = outputs.mergingStreams.compactMap { output -> String? in
      switch output {
      case .stream("stderr", _): nil
      case .stream(_, let text): "[stdout]\n\(text)"
      case .executeResult: "[result]\n\(output.plainText)"
      case .displayData: "[display]\n\(output.plainText)"
      case .error(let name, _, _): "[\(name)]\n\(output.plainText)"
      }
    }
    return shown.joined(separator: "\n")
  }
}
