import XCTest

/// Notebooks about PyTorch, recorded with IPython and PyTorch; the frames of library code are taken
/// out of their tracebacks.
final class TorchCasesTests: XCTestCase {
  func testEveryCellIsAsRecorded() throws {
    let cases = RecordedCases(name: "torch", knownDifferences: [:])
    try cases.assertAsRecorded(atLeast: 61)
  }
}
