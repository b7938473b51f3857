import XCTest

@testable import Tensors

final class AutogradTests: XCTestCase {
  private func leaf(_ values: [Double]) throws -> Tensor { try vector(values, requiresGrad: true) }

  // MARK: Backward passes

  func testGradientsAddUp() throws {
    let x = try leaf([1, 2])
    try (x * x).sum().backward()
    try (x * 3).sum().backward()
    XCTAssertEqual(x.grad?.doubles, [5, 7])
  }

  func testBroadcastOperandGetsSums() throws {
    let (x, y) = try (leaf([1, 2]), leaf([3]))
    try (x * y).sum().backward()
    XCTAssertEqual(x.grad?.doubles, [3, 3])
    XCTAssertEqual(y.grad?.doubles, [3])
    XCTAssertEqual(y.grad?.shape, [1])
  }

  func testTwoLeavesDoNotShareOneGradient() throws {
    let (x, y) = try (leaf([1, 2]), leaf([3, 4]))
    let given = try vector([1, 1])
    try (x + y).backward(gradient: given)
    _ = try x.grad?.add_(1)
    XCTAssertEqual(y.grad?.doubles, [1, 1])
    XCTAssertEqual(given.doubles, [1, 1])
  }

  func testGradientIsAddedInPlace() throws {
    let x = try leaf([1])
    try x.sum().backward()
    let first = try XCTUnwrap(x.grad)
    try x.sum().backward()
    XCTAssertEqual(first.doubles, [2])
  }

  func testSecondDerivativeOfACube() throws {
    let x = try leaf([2])
    let first = try XCTUnwrap(grad([x.pow(3).sum()], [x], createGraph: true)[0])
    XCTAssertEqual(first.doubles, [12])
    let second = try XCTUnwrap(grad([first.sum()], [x], createGraph: true)[0])
    XCTAssertEqual(second.doubles, [12])
    XCTAssertEqual(try grad([second.sum()], [x])[0]?.doubles, [6])
  }

  func testGradOfAResult() throws {
    let x = try leaf([2])
    let y = try x * x
    let z = try (y * y).sum()
    XCTAssertEqual(try grad([z], [y, x]).map { $0?.doubles }, [[8], [32]])
    XCTAssertNil(x.grad)
  }

  func testGradientOfSeveralOutputs() throws {
    let x = try leaf([1, 2, 3])
    let parts = try x.unbind()
    try (parts[0] * 2 + parts[2] * parts[2]).backward()
    XCTAssertEqual(x.grad?.doubles, [2, 0, 6])
  }

  func testInputsLimitTheLeaves() throws {
    let (x, y) = try (leaf([1]), leaf([2]))
    try (x * y).sum().backward(inputs: [x])
    XCTAssertEqual(x.grad?.doubles, [2])
    XCTAssertNil(y.grad)
  }

  func testNoGradRecordsNothing() throws {
    let x = try leaf([1])
    XCTAssertFalse(try noGrad { try x * 2 }.requiresGrad)
    XCTAssertTrue(isGradEnabled)
  }

  func testRetainGradAndHooks() throws {
    let x = try leaf([1, 2])
    let y = try x * 2
    try y.retainGrad()
    var seen: [Double] = []
    let id = try x.registerHook(
      TensorHook {
        seen = $0.doubles
        return try $0 * 10
      })
    try y.sum().backward()
    XCTAssertEqual(y.grad?.doubles, [1, 1])
    XCTAssertEqual(seen, [2, 2])
    XCTAssertEqual(x.grad?.doubles, [20, 20])
    x.removeHook(id)
    try (x * 1).sum().backward()
    XCTAssertEqual(x.grad?.doubles, [21, 21])
  }

  func testBackwardWithinAHook() throws {
    let (x, y) = try (leaf([3]), leaf([4]))
    let product = try x * y
    try product.registerHook(
      TensorHook { _ in
        try withGradMode(true) { try (x * x).sum().backward() }
        return nil
      })
    try product.sum().backward()
    XCTAssertEqual(x.grad?.doubles, [10])
  }

  // MARK: Long graphs

  func testChainOfAMillionNodes() throws {
    let (x, one) = try (leaf([1]), vector([1]))
    var y = x
    for _ in 0..<1_000_000 { y = try y * one }
    try y.sum().backward()
    XCTAssertEqual(x.grad?.doubles, [1])
    y = one
  }

  func testLongChainIsReleasedWithoutBackward() throws {
    let x = try leaf([1])
    var y = x
    for _ in 0..<300_000 { y = try y * x }
    y = x
  }

  // MARK: Names

  func testNodeNames() throws {
    let x = Tensor([1, 2, 3, 4], shape: [2, 2])
    try x.setRequiresGrad(true)
    let target = Tensor([0, 1], shape: [2], .int64)
    let names: [(Tensor, String, String)] = try [
      (x + 1, "AddBackward0", "AddBackward0"), (1 - x, "RsubBackward1", "RsubBackward1"),
      (2 / x, "MulBackward0", "MulBackward0"), (x.pow(2), "PowBackward0", "PowBackward0"),
      (pow(2, x), "PowBackward2", "PowBackward2"), (x.sum(), "SumBackward0", "SumBackward0"),
      (x.sum([0]), "SumBackward1", "SumBackward1"), (x.mean([1]), "MeanBackward1", "MeanBackward1"),
      (x.t(), "TBackward0", "TBackward"), (x.matmul(x), "MmBackward0", "MmBackward"),
      (linear(x, x, x.select(0, 0)), "AddmmBackward0", "AddmmBackward"),
      (crossEntropy(x, target), "NllLossBackward0", "NllLossBackward"),
      (x.logSoftmax(1), "LogSoftmaxBackward0", "LogSoftmaxBackward"),
      (x.reshape([-1]), "ViewBackward0", "ViewBackward"),
      (x.t().reshape([-1]), "UnsafeViewBackward0", "UnsafeViewBackward"),
      (x.select(0, 0), "SelectBackward0", "SelectBackward"),
      (x.to(.float64), "ToCopyBackward0", "ToCopyBackward0"),
      (klDiv(x, x.detach(), reduction: "batchmean"), "DivBackward0", "DivBackward0"),
      (x.floorDivide(x), "NotImplemented", "NotImplemented"),
      (call("max", [.tensor(x), .int(0)]), "MaxBackward0", "MaxBackward0"),
      (call("max", [.tensor(x)]), "MaxBackward1", "MaxBackward1"),
      (x.index([.tensor(x.detach().gt(1))]), "IndexBackward0", "IndexBackward"),
      (x.index([]), "AliasBackward0", "AliasBackward"),
    ]
    for (tensor, name, former) in names {
      XCTAssertEqual(tensor.gradFn?.name, name)
      XCTAssertEqual(tensor.gradFn?.formerName, former)
    }
  }

  func testNextFunctionsOfALinearLayer() throws {
    let (weight, bias) = try (Tensor.ones([2, 2]), Tensor.ones([2]))
    for parameter in [weight, bias] { try parameter.setRequiresGrad(true) }
    let edges = try linear(.ones([3, 2]), weight, bias).gradFn?.nextFunctions
    XCTAssertEqual(edges?.map { $0.node?.name }, ["AccumulateGrad", nil, "TBackward0"])
    XCTAssertTrue(edges?[0].node?.variable === bias)
  }

  // MARK: In place and views

  func testInPlaceNames() throws {
    let x = try leaf([1, 2])
    let cases: [((Tensor) throws -> Tensor, String)] = [
      ({ try $0.add_(1) }, "AddBackward0"), ({ try $0.mul_(2) }, "MulBackward0"),
      ({ try $0.zero_() }, "ZeroBackward0"), ({ try $0.fill_(3) }, "FillBackward2"),
      ({ try $0.relu_() }, "ReluBackward0"), ({ try $0.copy_(x) }, "CopyBackwards"),
      ({ y in _ = try y.select(0, 0).fill_(5); return y }, "CopySlices"),
      ({ y in try y.setItems([.tensor(y.detach().gt(1))], to: Tensor(0, .float32)); return y }, "IndexPutBackward0"),
    ]
    for (change, name) in cases { XCTAssertEqual(try change(x * 1).gradFn?.name, name) }
  }

  func testChangeOfAPart() throws {
    let x = try leaf([1, 2, 3])
    let y = try x * x
    let part = try y.select(0, 1)
    try part.mul_(10)
    XCTAssertEqual(y.doubles, [1, 40, 9])
    XCTAssertEqual(part.gradFn?.name, "AsStridedBackward0")
    try (y.sum() + part).backward()
    XCTAssertEqual(x.grad?.doubles, [2, 80, 6])
  }

  func testAssignmentToPartsReachesTheValue() throws {
    let v = try leaf([5])
    let y = try Tensor.zeros([2, 3])
    try y.setItems([.int(0), .slice(start: 1, stop: nil, step: nil)], to: v)
    try (y * y).sum().backward()
    XCTAssertEqual(v.grad?.doubles, [20])
  }

  func testDataIsNotNoticed() throws {
    let x = try leaf([1])
    let y = try x.exp()
    _ = try y.detach(sharingVersion: false).add_(1)
    XCTAssertEqual(y.version, 0)
  }

  func testReleasedGraph() throws {
    let y = try leaf([1, 1]).exp().sum()
    try y.backward()
    expectError(.runtime, Node.releasedError.message) { try y.backward() }
  }

  func testSumsCanGoBackwardTwice() throws {
    let x = try leaf([1])
    let y = try (x + x).sum()
    try y.backward()
    try y.backward()
    XCTAssertEqual(x.grad?.doubles, [4])
  }
}
