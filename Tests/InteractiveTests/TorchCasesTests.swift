import XCTest

/// Notebooks about PyTorch, recorded with IPython and PyTorch; the frames of library code are taken
/// out of their tracebacks.
final class TorchCasesTests: XCTestCase {
  func testEveryCellIsAsRecorded() throws {
    let cases = RecordedCases(
      name: "torch",
      knownDifferences: [
        "grad_modes.ipynb": [12],
        // The last bit of a product with an inverse.
        "ops_matmul.ipynb": [16],
        "ops_create_promote.ipynb": [11],
        "ops_views.ipynb": [15],
        "print_options.ipynb": [9],
        "print_types.ipynb": [14],
        "rng_discrete.ipynb": [13, 14],
        "rng_floats.ipynb": [11],
        "rng_state.ipynb": [11],
      ])
    try cases.assertAsRecorded(atLeast: 61)
  }
}
