import XCTest

@testable import Tensors

/// Results against those of PyTorch, bit for bit unless a tolerance is listed.
final class ValueTests: XCTestCase {
  /// Relative tolerances. Sines come from a library whose last bits differ from machine to machine. PyTorch adds
  /// the exponentials of softmax in lanes of the CPU's vectors; here the lanes are always those of AVX-512, and
  /// the values may have been recorded on another CPU.
  private let tolerances: [String: Double] = [
    "sin": 1.2e-7, "cos": 1.2e-7, "softmax": 1e-6, "log_softmax": 1e-6, "kl": 1e-6,
    "cross_entropy": 1e-6,
  ]

  func testRecordedValues() throws {
    var failures: [String] = []
    for (name, text) in try recorded("values.tsv") {
      let wanted = parsed(text)
      guard let tensor = try compute(name) else {
        failures.append("\(name): no such case")
        continue
      }
      let got = thinned(tensor.doubles)
      if sameBits(got, wanted) { continue }
      let family = name.split(separator: " ").first.map(String.init) ?? name
      if let tolerance = tolerances[family], zip(got, wanted).allSatisfy({ abs($0 - $1) <= tolerance * abs($1) }) {
        continue
      }
      let different = zip(got, wanted).filter { $0 != $1 }
      failures.append(
        "\(name): \(different.count) of \(wanted.count) differ (\(got.count)), "
          + "\(different.first.map { "\($0)" } ?? "")")
    }
    XCTAssertEqual(failures, [])
  }

  /// The value of a case of `record.py`.
  private func compute(_ name: String) throws -> Tensor? {
    let words = name.split(separator: " ").map(String.init)
    let sizes = words.count > 1 ? words[words.count - 1].split(separator: "x").compactMap { Int($0) } : []
    switch words[0] {
    case "sum", "mean":
      let x = try seeded(Dims(sizes))
      return try words[0] == "sum" ? x.sum() : x.mean()
    case "sum64": return try seeded(Dims(sizes), 7, .float64).sum()
    case "sum0": return try seeded(Dims(sizes)).sum([0])
    case "sum1": return try seeded(Dims(sizes)).sum([1])
    case "sumt": return try seeded(Dims(sizes)).t().sum()
    case "sumcol": return try seeded(Dims(sizes)).select(1, 0).sum()
    case "sum02": return try seeded(Dims(sizes)).sum([0, 2])
    case "mean1": return try seeded(Dims(sizes)).mean([1, 2])
    case "mm", "linear":
      let (a, b) = try (seeded([sizes[0], sizes[1]]), seeded([sizes[1], sizes[2]], 8))
      if words[0] == "mm" { return try a.matmul(b) }
      return try linear(a, b.t().contiguous(), seeded([sizes[2]], 9))
    case "softmax": return try seeded(Dims(sizes)).softmax(1)
    case "log_softmax": return try seeded(Dims(sizes)).logSoftmax(1)
    case "cross_entropy": return try crossEntropyCase(sizes, gradient: words[1] == "grad")
    case "step": return try trainingStep(words.dropFirst().joined(separator: " "))
    default: return try elementwise(name)
    }
  }

  private func crossEntropyCase(_ sizes: [Int], gradient: Bool) throws -> Tensor? {
    let generator = Generator(seed: 7)
    let x = try Tensor.empty(Dims(sizes), .float32).normal_(mean: 0, std: 1, generator)
    try x.setRequiresGrad(true)
    let y = try Tensor.empty([sizes[0]], .int64).random_(from: 0, to: sizes[1], generator)
    let loss = try crossEntropy(x, y)
    try loss.backward()
    return gradient ? x.grad : loss
  }

  private func trainingStep(_ part: String) throws -> Tensor? {
    let generator = Generator(seed: 0)
    let x = try Tensor.empty([100, 2], .float32).normal_(mean: 0, std: 1, generator)
    let y = try Tensor.empty([100], .int64).random_(from: 0, to: 2, generator)
    let bound = 3.0.squareRoot() * ((2.0 / 6.0).squareRoot() / 2.0.squareRoot())
    let weight = try Tensor.empty([2, 2], .float32).uniform_(from: -bound, to: bound, generator)
    let limit = 1 / 2.0.squareRoot()
    let bias = try Tensor.empty([2], .float32).uniform_(from: -limit, to: limit, generator)
    for parameter in [weight, bias] { try parameter.setRequiresGrad(true) }
    let loss = try crossEntropy(linear(x, weight, bias), y)
    try loss.backward()
    switch part {
    case "weight": return weight
    case "loss": return loss
    case "weight grad": return weight.grad
    default: return bias.grad
    }
  }

  private func elementwise(_ name: String) throws -> Tensor? {
    let x = try seeded([50])
    let tensor = { (values: [Double]) in Argument.tensor(Tensor(values, shape: [values.count], .float32)) }
    let ints = { (values: [Double]) in Argument.tensor(Tensor(values, shape: [values.count], .int64)) }
    switch name {
    case "log1p": return try call("log1p", [.tensor(x.abs())])
    case "pow 2.5": return try x.abs().pow(2.5)
    case "pow 3": return try x.pow(3)
    case "std": return try call("std", [.tensor(seeded([6, 5])), .int(1)])
    case "cumsum": return try call("cumsum", [.tensor(x), .int(0)])
    case "mse": return try mseLoss(x, seeded([50], 8))
    case "kl batchmean":
      return try klDiv(
        x.reshape([5, 10]).logSoftmax(1), seeded([5, 10], 8).softmax(1), reduction: "batchmean")
    case "add alpha": return try x.add(seeded([50], 8), alpha: 0.3)
    case "linspace": return try Tensor.linspace(0, 1, 12)
    case "linspace odd": return try Tensor.linspace(-3, 4.7, 31)
    case "arange": return try Tensor.arange(0, 2, 0.3, .float32)
    case "floor_divide": return try call(name, [tensor([7, -7, 7.5, -0.5, 1]), tensor([2, 2, -2, 3, 0])])
    case "remainder": return try call(name, [tensor([7, -7, 7.5, -0.5, 1]), tensor([2, 2, -2, 3, 5])])
    case "int floor_divide": return try call("floor_divide", [ints([7, -7, 7, -1]), ints([2, 2, -2, 3])])
    case "int remainder": return try call("remainder", [ints([7, -7, 7, -1]), ints([2, 2, -2, 3])])
    default: return try call(name, [.tensor(x)])
    }
  }
}
