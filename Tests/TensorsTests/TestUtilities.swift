import Foundation
import XCTest

@testable import Tensors

/// The lines of a recorded file: key and value, in order.
func recorded(_ name: String) throws -> [(key: String, value: String)] {
  let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Recorded").appendingPathComponent(name)
  return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
    let tab = line.firstIndex(of: "\t")!
    return (String(line[..<tab]), String(line[line.index(after: tab)...]))
  }
}

/// The numbers of a recorded value, as `record.py` thins them out: from the last one backwards.
func thinned(_ values: [Double]) -> [Double] {
  let step = max(1, (values.count + 47) / 48)
  return stride(from: values.count - 1, through: 0, by: -step).map { values[$0] }
}

func parsed(_ text: String) -> [Double] {
  text.split(separator: " ").map { Double($0)! }
}

/// Whether two lists hold the same bits.
func sameBits(_ a: [Double], _ b: [Double]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
}

/// Normal numbers from a fresh generator.
func seeded(_ shape: Dims, _ seed: UInt64 = 7, _ dtype: DType = .float32) throws -> Tensor {
  try Tensor.empty(shape, dtype).normal_(mean: 0, std: 1, Generator(seed: seed))
}

func vector(_ values: [Double], _ dtype: DType = .float32, requiresGrad: Bool = false) throws -> Tensor {
  let tensor = Tensor(values, shape: [values.count], dtype)
  if requiresGrad { try tensor.setRequiresGrad(true) }
  return tensor
}

/// Checks the message of the error that `body` throws.
func expectError(
  _ kind: TensorError.Kind, _ message: String, file: StaticString = #filePath, line: UInt = #line,
  _ body: () throws -> Any?
) {
  XCTAssertThrowsError(try body(), file: file, line: line) { error in
    XCTAssertEqual(error as? TensorError, TensorError(kind, message), file: file, line: line)
  }
}

/// Calls an operation by name, as a binding does.
func call(
  _ name: String, _ arguments: [Argument], _ keywords: [(name: String, value: Argument)] = [],
  as form: CallForm = .function, _ context: TorchContext = TorchContext()
) throws -> Tensor {
  let overloads = try XCTUnwrap(OpTable.shared[name], name)
  let value = try overloads.call(arguments, keywords: keywords, as: form, context)
  return try XCTUnwrap(value.tensor)
}
