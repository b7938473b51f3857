import XCTest

@testable import Tensors

/// Walks the table and checks every derivative of its samples numerically in float64, and the second ones.
final class GradientTests: XCTestCase {
  func testDerivativesOfEveryRow() throws {
    for row in OpTable.shared.rows {
      for sample in try row.samples() {
        try check(row, sample, second: false)
      }
    }
  }

  func testSecondDerivativesOfEveryRow() throws {
    for row in OpTable.shared.rows {
      for sample in try row.samples() {
        try check(row, sample, second: true)
      }
    }
  }

  /// Every row with a formula names its node and has samples, but for those that only pass gradients along.
  func testRowsWithFormulasHaveNames() {
    for row in OpTable.shared.rows {
      if case .none = row.formula { continue }
      XCTAssertFalse(row.nodeName.isEmpty, row.schemaText)
      XCTAssertFalse(row.doc.isEmpty, row.schemaText)
    }
  }

  private func check(_ row: Op, _ sample: [Argument], second: Bool) throws {
    let leaves = sample.compactMap { argument -> Tensor? in
      if case .tensor(let tensor) = argument, tensor.dtype == .float64 { return tensor }
      return nil
    }
    let value: ([Tensor]) throws -> Tensor = { leaves in
      var next = 0
      let arguments = sample.map { argument -> Argument in
        guard case .tensor(let tensor) = argument, tensor.dtype == .float64 else { return argument }
        next += 1
        return .tensor(leaves[next - 1])
      }
      let full = row.schema.parameters.enumerated().map { index, parameter in
        index < arguments.count ? arguments[index] : parameter.defaultArgument
      }
      let result = try XCTUnwrap(row.call(Arguments(full, TorchContext())).tensor).to(.float64)
      // Weights make the gradients of equal elements differ.
      let weights = try Tensor.arange(1, .int(result.count + 1), 1, .float64).reshape(result.shape)
      return try (result * weights).sum()
    }
    let first: ([Tensor]) throws -> Tensor = { leaves in
      let output = try value(leaves)
      // The first of several results may be one without a gradient: a permutation.
      guard output.requiresGrad else { return output }
      let gradients = try grad([output], leaves, createGraph: true, allowUnused: true)
      var sum = Tensor(0, .float64)
      for gradient in gradients.compactMap({ $0 }) {
        let weights = try Tensor.arange(1, .int(gradient.count + 1), 1, .float64).reshape(gradient.shape)
        sum = try sum + (gradient * weights).sum()
      }
      return sum
    }
    try compare(second ? first : value, leaves, "\(row.schemaText) \(second ? "second" : "first")")
  }

  private func compare(_ body: @escaping ([Tensor]) throws -> Tensor, _ leaves: [Tensor], _ name: String) throws {
    // A factorization of a symmetric matrix reads one triangle; its derivative is for both.
    let isSymmetric = name.contains("cholesky(")
    let function: ([Tensor]) throws -> Tensor = { leaves in
      try body(isSymmetric ? leaves.map { try ($0 + $0.transpose(-2, -1)) * 0.5 } : leaves)
    }
    for leaf in leaves { try leaf.setRequiresGrad(true) }
    let output = try function(leaves)
    guard output.requiresGrad else { return }
    let gradients = try grad([output], leaves, allowUnused: true)
    for (position, leaf) in leaves.enumerated() {
      let got = gradients[position]?.doubles ?? Array(repeating: 0, count: leaf.count)
      for index in 0..<leaf.count {
        let step = name.contains("dtype") && name.hasPrefix("to(") ? 0.25 : 1e-6
        let shifted = { (by: Double) throws -> Double in
          var values = leaf.doubles
          values[index] += by
          var copies = leaves
          copies[position] = Tensor(values, shape: leaf.shape, .float64)
          for copy in copies { try copy.setRequiresGrad(true) }
          return try function(copies).item().double
        }
        let wanted = try (shifted(step) - shifted(-step)) / (2 * step)
        XCTAssertEqual(got[index], wanted, accuracy: 1e-4 * max(1, abs(wanted)), "\(name) [\(position)][\(index)]")
      }
    }
  }
}
