import XCTest

@testable import Tensors

/// What a stranger's program may ask for.
final class SafetyTests: XCTestCase {
  func testSizesWithoutBounds() throws {
    let one = try Tensor.ones([1])
    XCTAssertThrowsError(try one.expand([1 << 50]))
    XCTAssertThrowsError(try one.expand([1 << 62, 4]))
    XCTAssertThrowsError(try one.asStrided([1 << 40], [0], 0))
    XCTAssertThrowsError(try one.asStrided([2], [1], .max))
    XCTAssertThrowsError(try Tensor.eye(.max, .max))
    XCTAssertThrowsError(try Tensor.arange(0, 1e300, 1, .float32))
    XCTAssertEqual(try one.slice(0, from: .min, to: .max, step: .max).doubles, [1])
    XCTAssertThrowsError(try one.select(0, .min))
    XCTAssertThrowsError(try one.unsqueeze(.min))
  }

  func testSizesWithoutMemory() {
    XCTAssertThrowsError(try Tensor.zeros([10_000_000_000_000])) { error in
      let text = "can't allocate memory: you tried to allocate 40000000000000 bytes."
      XCTAssert("\(error)".contains(text), "\(error)")
    }
  }

  func testDimensionsOfOneNumber() throws {
    XCTAssertEqual(try Tensor(scalar: 5).movedim(0, -1).doubles, [5])
  }

  func testListsNestedWithoutBounds() {
    var data = Argument.int(1)
    for _ in 0..<10_000 { data = .list([data], isTuple: false) }
    XCTAssertThrowsError(try Tensor.from(data))
    XCTAssertThrowsError(try Tensor.from(.list([.int(1), data], isTuple: false)))
    for _ in 0..<10_000 { if case .list(let inner, _) = data { data = inner[0] } }
  }

  func testDivisionOfTheSmallestInteger() throws {
    let smallest = try Tensor.from(.list([.int(.min)], isTuple: false))
    XCTAssertEqual(try smallest.floorDivide(Tensor(scalar: -1)).scalars, [.int(.min)])
    XCTAssertEqual(try smallest.remainder(Tensor(scalar: -1)).scalars, [.int(0)])
    XCTAssertEqual(try smallest.neg().scalars, [.int(.min)])
  }

  func testStopFlag() throws {
    let large = try Tensor.zeros([3_000_000])
    let flag = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    flag.pointee = 1
    setStopFlag(flag)
    defer {
      setStopFlag(nil)
      flag.deallocate()
    }
    expectError(.interrupted, "") { try large + large }
  }

  func testEmptyAndZeroDimensional() throws {
    let empty = try Tensor.zeros([0, 3])
    XCTAssertEqual(try empty.sum().doubles, [0])
    XCTAssertEqual(try empty.sum([0]).doubles, [0, 0, 0])
    XCTAssertEqual(try (empty + empty).shape, [0, 3])
    XCTAssertEqual(try empty.matmul(.ones([3, 2])).shape, [0, 2])
    XCTAssertEqual(try Tensor.ones([2, 0]).matmul(empty).doubles, [Double](repeating: 0, count: 6))
    XCTAssertEqual(try Tensor(3, .float32).sum([0]).doubles, [3])
    XCTAssertEqual(try Tensor(3, .float32).softmax(0).doubles, [1])
    XCTAssertEqual(try cat([empty, .ones([1, 3])]).shape, [1, 3])
  }

  func testNumbersKeepTheirPrecision() throws {
    let x = try vector([1], .float64)
    try x.mul_(0.1)
    XCTAssertEqual(x.doubles, [0.1])
    XCTAssertEqual(try vector([1], .int64).add(0.5).dtype, .float32)
    XCTAssertEqual(try vector([1], .float32).add(Tensor(2, .float64)).dtype, .float32)
    XCTAssertEqual(try vector([1], .bool).add(1).dtype, .int64)
  }

  func testCustomFunction() throws {
    let x = try vector([1, 2], requiresGrad: true)
    let output = try noGrad { try x * 2 }
    var function = CustomFunction("DoubleBackward", inputs: [x], outputs: [output]) {
      [try $0[0].map { try $0 * 2 }]
    }
    function.saved = [x, output]
    let node = try XCTUnwrap(function.record())
    XCTAssertEqual(output.gradFn?.name, "DoubleBackward")
    try output.sum().backward()
    XCTAssertEqual(x.grad?.doubles, [2, 2])
    XCTAssertThrowsError(try node.saved(0)) { error in
      XCTAssertTrue("\(error)".hasPrefix("Trying to backward through the graph a second time"))
    }
  }

  func testCustomFunctionThatGivesAGradientOfAnotherSize() throws {
    let x = try vector([1, 2], requiresGrad: true)
    let output = try noGrad { try x * 2 }
    let wrong = try vector([1, 2, 3])
    _ = CustomFunction("BadBackward", inputs: [x], outputs: [output]) { _ in [wrong] }.record()
    XCTAssertThrowsError(try output.sum().backward()) { error in
      XCTAssertEqual(
        "\(error)",
        "Function BadBackward returned an invalid gradient at index 0 - got [3] but expected shape "
          + "compatible with [2]")
    }
  }

  func testDataOfAnotherSize() throws {
    let x = try vector([1, 2], requiresGrad: true)
    let before = try x * 2
    try x.setData(try vector([3, 4, 5]))
    try (x * x).sum().backward()
    XCTAssertEqual(x.grad?.doubles, [6, 8, 10])
    XCTAssertEqual(before.doubles, [2, 4])
    XCTAssertThrowsError(try x.setData(try vector([1], .int64)))
  }
}
