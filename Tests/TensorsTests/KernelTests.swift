import XCTest

@testable import Tensors

/// The loops of floats against the same operations in double precision.
final class KernelTests: XCTestCase {
  /// The result and the gradients of the leaves, all as doubles.
  private func results(
    _ leaves: [Tensor], _ body: ([Tensor]) throws -> Tensor
  ) throws -> [[Double]] {
    let result = try body(leaves)
    let weights = try seeded(result.shape, 3).to(result.dtype)
    try (result * weights).sum().backward()
    return [result.doubles] + leaves.map { $0.grad?.doubles ?? [] }
  }

  /// Checks that float and double agree in result and gradients.
  private func check(
    _ shapes: [Dims], _ body: ([Tensor]) throws -> Tensor, tolerance: Double = 1e-4, line: UInt = #line
  ) throws {
    let values = try shapes.enumerated().map { try seeded($1, UInt64($0 + 1)) }
    let short = try results(values.map { try $0.clone().requiringGrad() }, body)
    let long = try results(values.map { try $0.to(.float64).requiringGrad() }, body)
    for (a, b) in zip(short, long) {
      XCTAssertEqual(a.count, b.count, line: line)
      for (x, y) in zip(a, b) {
        XCTAssertEqual(x, y, accuracy: tolerance * max(1, abs(y)), line: line)
      }
    }
  }

  private func convolution(_ options: [(name: String, value: Argument)]) -> ([Tensor]) throws -> Tensor {
    { try call("conv2d", $0.map { .tensor($0) }, options) }
  }

  func testConvolution() throws {
    try check([[2, 3, 7, 9], [5, 3, 3, 3], [5]], convolution([("padding", .int(1))]))
  }

  func testConvolutionOfManyChannels() throws {
    try check([[2, 40, 6, 5], [7, 40, 3, 2], [7]], convolution([]))
  }

  func testStridedDilatedConvolution() throws {
    try check(
      [[3, 4, 11, 10], [6, 4, 3, 3], [6]],
      convolution([("stride", .ints([2, 3])), ("padding", .ints([2, 1])), ("dilation", .ints([1, 2]))]))
  }

  func testGroupedConvolution() throws {
    try check([[2, 6, 5, 5], [4, 3, 2, 2], [4]], convolution([("groups", .int(2))]))
  }

  func testWideKernel() throws {
    try check(
      [[2, 20, 12, 12], [3, 20, 9, 9], [3]], convolution([("padding", .int(4))]), tolerance: 1e-3)
  }

  func testLayerNorm() throws {
    try check([[6, 21], [21], [21]], { try $0[0].layerNorm([21], $0[1], $0[2], 1e-5) })
  }

  func testLayerNormOfTransposedInput() throws {
    try check([[21, 6], [21], [21]], { try $0[0].t().layerNorm([21], $0[1], $0[2], 1e-5) })
  }

  func testProductsOfAllHeightsAndWidths() throws {
    for rows in [1, 2, 3, 4, 5, 7, 8, 13, 241] {
      for columns in [1, 3, 11, 12, 17, 33] {
        try check([[rows, 200], [200, columns]], { try $0[0].mm($0[1]) }, tolerance: 1e-3)
      }
    }
  }

  func testProductWithTransposedOperands() throws {
    try check([[70, 9], [31, 70]], { try $0[0].t().mm($0[1].t()) }, tolerance: 1e-3)
  }

  func testTransposedCopy() throws {
    let x = try Tensor.arange(0, .int(3 * 40 * 50), 1, .float32).view([3, 40, 50])
    let copy = try x.transpose(1, 2).contiguous()
    XCTAssertTrue(copy.isContiguous)
    for (plane, row, column) in [(0, 0, 0), (0, 49, 39), (2, 17, 16), (1, 48, 3)] {
      let value = try copy.select(0, plane).select(0, row).select(0, column).item()
      XCTAssertEqual(value.double, Double(plane * 2000 + column * 50 + row))
    }
  }

  // MARK: Recurrent layers

  private func layer(_ leaves: [Tensor], isReversed: Bool, hasCell: Bool) -> RecurrentLayer {
    RecurrentLayer(
      input: leaves[0], hidden: leaves[1], cell: hasCell ? leaves[6] : nil, inputWeight: leaves[2],
      hiddenWeight: leaves[3], biases: (leaves[4], leaves[5]), isReversed: isReversed)
  }

  private func checkLayer(hasCell: Bool, isReversed: Bool) throws {
    let rows = hasCell ? 20 : 15
    let shapes: [Dims] = [[4, 3, 2], [3, 5], [rows, 2], [rows, 5], [rows], [rows], [3, 5]]
    let leaves = try shapes.prefix(hasCell ? 7 : 6).enumerated().map {
      try seeded($1, UInt64($0 + 1)).requiringGrad()
    }
    let operands = layer(leaves, isReversed: isReversed, hasCell: hasCell)
    XCTAssertTrue(operands.isSupported)
    let results = try operands.run()
    let loss = try results.states.pow(2).sum() + results.hidden.sum() + (results.cell ?? results.hidden).sum()
    let fused = try grad([loss], leaves, retainGraph: true)
    let composed = try grad([loss], leaves, createGraph: true)
    for (a, b) in zip(fused, composed) {
      let (first, second) = try (XCTUnwrap(a).doubles, XCTUnwrap(b).doubles)
      for (x, y) in zip(first, second) { XCTAssertEqual(x, y, accuracy: 1e-4 * max(1, abs(y))) }
    }
  }

  func testLSTMGradients() throws { try checkLayer(hasCell: true, isReversed: false) }
  func testReversedLSTMGradients() throws { try checkLayer(hasCell: true, isReversed: true) }
  func testGRUGradients() throws { try checkLayer(hasCell: false, isReversed: false) }
  func testReversedGRUGradients() throws { try checkLayer(hasCell: false, isReversed: true) }

  // MARK: Optimizers

  private func minimum(_ rule: Optimizer.Rule, steps: Int) throws -> [Double] {
    let x = try vector([3, -2], requiresGrad: true)
    let optimizer = try Optimizer([x], rule)
    for _ in 0..<steps {
      optimizer.zeroGrad()
      try ((x - 1) * (x - 1)).sum().backward()
      try optimizer.step()
    }
    return x.doubles
  }

  func testGradientDescentStep() throws {
    XCTAssertEqual(try minimum(.gradientDescent(.init(learningRate: 0.25)), steps: 1), [2, -0.5])
  }

  func testMomentum() throws {
    let rule = Optimizer.Rule.gradientDescent(.init(learningRate: 0.25, momentum: 0.5))
    XCTAssertEqual(try minimum(rule, steps: 2), [1, 1])
  }

  func testAdamReachesTheMinimum() throws {
    for value in try minimum(.adam(.init(learningRate: 0.1)), steps: 400) {
      XCTAssertEqual(value, 1, accuracy: 1e-3)
    }
  }

  func testOptimizerRefusesResults() throws {
    let x = try vector([1], requiresGrad: true)
    expectError(.value, "an optimizer takes contiguous float32 leaves") {
      try Optimizer([x * 2], .adam(AdamStep()))
    }
  }
}
