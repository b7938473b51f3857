import XCTest

@testable import Tensors

/// Every operation of `operations.tsv` against what PyTorch gave: sizes, name of `grad_fn`, values.
///
/// A line is an operation's name, its arguments, the node's name, the sizes of the first result, and its values.
final class OperationTests: XCTestCase {
  func testRecordedOperations() throws {
    var failures: [String] = []
    for (line, expected) in try recorded("operations.tsv") {
      let parts = expected.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      do {
        let result = try compute(line)
        let node = result.gradFn?.name ?? "-"
        if node != parts[0] { failures.append("\(line): \(node), not \(parts[0])") }
        if result.shape.text != parts[1] { failures.append("\(line): \(result.shape.text), not \(parts[1])") }
        let (got, wanted) = (result.doubles, parsed(parts[2]))
        let isClose = got.count == wanted.count && zip(got, wanted).allSatisfy { a, b in
          a == b || a.isNaN && b.isNaN || abs(a - b) <= 2e-5 * max(1e-2, abs(b))
        }
        if !isClose { failures.append("\(line): \(got.prefix(4)), not \(wanted.prefix(4))") }
      } catch {
        failures.append("\(line): \(error)")
      }
    }
    XCTAssertEqual(failures, [])
  }

  /// Calls `name argument argument ...`: a tensor as `f2x3` (normal numbers; `n` without gradient), `p2x3` (uniform), `i2x3:5` (integers
  /// below 5), `b2x3` (a mask); numbers, lists as `1,2`, words and `-` for None.
  private func compute(_ line: String) throws -> Tensor {
    let words = line.split(separator: " ").map(String.init)
    var seed: UInt64 = 20
    let arguments = try words.dropFirst().filter { !$0.contains("=") }.map { word -> Argument in
      seed += 1
      return try argument(word, seed)
    }
    let keywords = try words.filter { $0.contains("=") }.map { word -> (name: String, value: Argument) in
      let pair = word.split(separator: "=").map(String.init)
      seed += 1
      return (pair[0], try argument(pair[1], seed))
    }
    return try call(words[0], arguments, keywords)
  }

  private func argument(_ word: String, _ seed: UInt64) throws -> Argument {
    if word == "-" { return .none }
    if let number = Int(word) { return .int(number) }
    if let number = Double(word) { return .double(number) }
    if word == "True" || word == "False" { return .bool(word == "True") }
    if word.contains(","), word.first != "[" {
      return .ints(word.split(separator: ",").compactMap { Int($0) })
    }
    let kinds: Set<Character> = ["f", "n", "p", "i", "b"]
    guard let kind = word.first, kinds.contains(kind), word.dropFirst().first?.isNumber == true else {
      return .string(word)
    }
    let parts = word.dropFirst().split(separator: ":").map(String.init)
    let shape = try Dims(parts[0].split(separator: "x").compactMap { Int($0) })
    let generator = Generator(seed: seed)
    switch kind {
    case "i":
      return .tensor(try Tensor.empty(shape, .int64).random_(from: 0, to: Int(parts[1]) ?? 2, generator))
    case "b": return .tensor(try Tensor.empty(shape, .int64).random_(from: 0, to: 2, generator).to(.bool))
    default:
      let tensor = try Tensor.empty(shape, .float32)
      _ = kind == "p" ? try tensor.uniform_(from: 0, to: 1, generator) : try tensor.normal_(mean: 0, std: 1, generator)
      try tensor.setRequiresGrad(kind != "n")
      return .tensor(tensor)
    }
  }
}
