import XCTest

@testable import Tensors

final class RandomTests: XCTestCase {
  /// Every sampler's bits, and the next output after it, which shows how many numbers it drew.
  func testRecordedSamples() throws {
    for (key, text) in try recorded("random.tsv") {
      let words = key.split(separator: " ", maxSplits: 1)
      let context = TorchContext()
      context.generator = Generator(seed: UInt64(words[0])!)
      let sample = try sample(String(words[1]), context)
      let following = Double(context.generator.next32() & 0x7fff_ffff)
      let got = try thinned(sample.contiguous().doubles + [following])
      XCTAssertTrue(sameBits(got, parsed(text)), "\(key) got \(got.suffix(2))")
    }
  }

  private func sample(_ name: String, _ context: TorchContext) throws -> Tensor {
    let words = name.split(separator: " ").map(String.init)
    let generator = context.generator
    let size = words.count > 1 ? Int(words[1]) ?? 5 : 5
    let empty = { try Tensor.empty([size], .float32) }
    switch words[0] {
    case "rand": return try call("rand", [.int(size)], [], context)
    case "randn": return try call("randn", [.int(size)], [], context)
    case "rand64": return try call("rand", [.int(size)], [("dtype", .dtype(.float64))], context)
    case "randn64": return try call("randn", [.int(size)], [("dtype", .dtype(.float64))], context)
    case "normal": return try empty().normal_(mean: 1.5, std: 2.3, generator)
    case "uniform":
      return size == 8
        ? try empty().uniform_(from: -0.3, to: 0.8, generator)
        : try empty().uniform_(from: -0.577, to: 0.577, generator)
    case "randint":
      let (low, high, count) =
        words[1] == "10" ? (0, 10, 10) : words[1] == "low" ? (-5, 5, 20)
        : words[1] == "large" ? (0, 1 << 40, 5) : (0, 1 << 28, 5)
      return try call("randint", [.int(low), .int(high), .ints([count])], [], context)
    case "randperm": return try call("randperm", [.int(size)], [], context)
    case "bernoulli_": return try empty().bernoulli_(0.3, generator)
    case "bernoulli": return try Tensor.full([20], 0.3, .float32).bernoulli(generator)
    case "exponential": return try empty().exponential_(1, generator)
    default:
      return words[1] == "uniform"
        ? try Tensor.empty([3, 4], .float32).t().uniform_(from: 0, to: 1, generator)
        : try Tensor.empty([3, 6], .float32).t().normal_(mean: 0, std: 1, generator)
    }
  }

  private func call(
    _ name: String, _ arguments: [Argument], _ keywords: [(name: String, value: Argument)],
    _ context: TorchContext
  ) throws -> Tensor {
    try TensorsTests.call(name, arguments, keywords, context)
  }

  func testStateGoesRound() throws {
    let generator = Generator(seed: 42)
    _ = try Tensor.empty([3], .float32).normal_(mean: 0, std: 1, generator)
    XCTAssertNotNil(generator.cachedNormal)
    let copy = Generator()
    try copy.setState(generator.state)
    XCTAssertEqual(copy.state, generator.state)
    XCTAssertEqual(copy.next64(), generator.next64())
    XCTAssertEqual(copy.initialSeed, 42)
  }

  func testStateOfAWrongSize() {
    expectError(
      .runtime,
      "Expected a CPUGeneratorImplState of size 5056 but found the input RNG state size to be 3"
    ) { try Generator().setState([0, 0, 0]) }
  }

  func testStateThatCannotBe() {
    expectError(.runtime, "Invalid mt19937 state") {
      try Generator().setState([UInt8](repeating: 0, count: 5056))
    }
  }

  func testNegativeSeedCountsFromTheEnd() {
    let generator = Generator()
    generator.manualSeed(-1)
    XCTAssertEqual(generator.initialSeed, UInt64.max)
  }
}
