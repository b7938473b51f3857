import XCTest

@testable import Tensors

/// Messages, as PyTorch gives them.
final class ErrorTests: XCTestCase {
  private func ones(_ shape: Dims, _ dtype: DType = .float32) throws -> Tensor { try .ones(shape, dtype) }

  private func leaf(_ shape: Dims) throws -> Tensor {
    let tensor = try ones(shape)
    try tensor.setRequiresGrad(true)
    return tensor
  }

  func testSizesThatDoNotFit() {
    expectError(
      .runtime, "The size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 1"
    ) { try ones([2, 3]) + ones([2]) }
    expectError(.runtime, "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)") {
      try ones([2, 3]).matmul(ones([2, 3]))
    }
    expectError(.runtime, "mat1 and mat2 shapes cannot be multiplied (1x3 and 2x3)") {
      try ones([3]).matmul(ones([2, 3]))
    }
    expectError(.runtime, "mat1 and mat2 shapes cannot be multiplied (1x5 and 3x2)") {
      try linear(ones([5]), ones([2, 3]), ones([2]))
    }
    expectError(.runtime, "size mismatch, got input (2), mat (2x3), vec (2)") {
      try ones([2, 3]).matmul(ones([2]))
    }
    expectError(.runtime, "shape '[5, -1]' is invalid for input of size 12") {
      try ones([12]).reshape([5, -1])
    }
    expectError(.runtime, "only one dimension can be inferred") { try ones([12]).view([-1, -1]) }
    expectError(
      .runtime,
      "view size is not compatible with input tensor's size and stride (at least one dimension spans "
        + "across two contiguous subspaces). Use .reshape(...) instead."
    ) { try ones([3, 4]).t().view([12]) }
    expectError(.index, "Dimension out of range (expected to be in range of [-2, 1], but got 2)") {
      try ones([2, 3]).sum([2])
    }
    expectError(
      .runtime,
      "The expanded size of the tensor (3) must match the existing size (2) at non-singleton dimension "
        + "1.  Target sizes: [2, 3].  Tensor sizes: [2]"
    ) { try ones([2]).expand([2, 3]) }
    expectError(
      .runtime,
      "Sizes of tensors must match except in dimension 0. Expected size 2 but got size 3 for tensor "
        + "number 1 in the list."
    ) { try cat([ones([2, 2]), ones([2, 3])]) }
    expectError(.runtime, "stack expects each tensor to be equal size, but got [2] at entry 0 and [3] at entry 1") {
      try stack([ones([2]), ones([3])])
    }
    expectError(.runtime, "output with shape [3] doesn't match the broadcast shape [2, 3]") {
      try ones([3]).add_(ones([2, 3]))
    }
  }

  func testTypesThatDoNotFit() {
    expectError(.runtime, "expected m1 and m2 to have the same dtype, but got: float != long int") {
      try ones([2, 2]).matmul(ones([2, 2], .int64))
    }
    expectError(
      .runtime,
      "mean(): could not infer output dtype. Input dtype must be either a floating point or complex "
        + "dtype. Got: Long"
    ) { try ones([2], .int64).mean() }
    expectError(.notImplemented, "\"softmax_lastdim_kernel_impl\" not implemented for 'Long'") {
      try ones([2], .int64).softmax(0)
    }
    expectError(.notImplemented, "\"normal_kernel_cpu\" not implemented for 'Long'") {
      try ones([2], .int64).normal_(mean: 0, std: 1, Generator())
    }
    expectError(.notImplemented, "\"bitwise_and_cpu\" not implemented for 'Float'") {
      try call("bitwise_and", [.tensor(ones([1])), .int(1)])
    }
    expectError(.runtime, "result type Float can't be cast to the desired output type Long") {
      try ones([2], .int64).add_(0.5)
    }
    expectError(.runtime, "result type Float can't be cast to the desired output type Long") {
      try ones([2], .int64).div_(2)
    }
    expectError(.runtime, "Integers to negative integer powers are not allowed.") {
      try ones([1], .int64).pow(-1)
    }
    expectError(.runtime, "ZeroDivisionError") {
      try ones([1], .int64).floorDivide(Tensor(scalar: 0))
    }
    expectError(
      .runtime, "only Tensors of floating point and complex dtype can require gradients"
    ) { try ones([1], .int64).setRequiresGrad(true) }
  }

  func testCallsThatFitNoOverload() throws {
    let x = Argument.tensor(try ones([2]))
    expectError(.type, "softmax() missing 1 required positional arguments: \"dim\"") {
      try call("softmax", [x])
    }
    expectError(.type, "zeros(): argument 'size' (position 1) must be tuple of ints, not float") {
      try call("zeros", [.double(2)])
    }
    expectError(.type, "full() missing 1 required positional arguments: \"fill_value\"") {
      try call("full", [.ints([2])])
    }
    expectError(.type, "sigmoid() got an unexpected keyword argument 'foo'") {
      try call("sigmoid", [x], [("foo", .int(1))])
    }
    expectError(.type, "cat(): argument 'tensors' (position 1) must be tuple of Tensors, not Tensor") {
      try call("cat", [x, .int(0)])
    }
    expectError(.type, "expected Tensor as element 0 in argument 0, but got int") {
      try call("cat", [.list([.int(1), .int(2)], isTuple: false)])
    }
  }

  func testCreation() {
    expectError(.value, "expected sequence of length 2 at dim 1 (got 1)") {
      try Tensor.from(.list([.ints([1, 2]), .ints([3])], isTuple: false))
    }
    expectError(.value, "too many dimensions 'str'") {
      try Tensor.from(.list([.string("a")], isTuple: false))
    }
    expectError(.runtime, "Could not infer dtype of NoneType") { try Tensor.from(.none) }
    expectError(.runtime, "value cannot be converted to type uint8 without overflow") {
      try Tensor.from(.int(256), dtype: .uint8)
    }
    expectError(.runtime, "zeros: Dimension size must be non-negative.") { try call("zeros", [.int(-1)]) }
    expectError(.runtime, "Trying to create tensor with negative dimension -1: [-1]") {
      try call("rand", [.int(-1)])
    }
    expectError(.runtime, "upper bound and lower bound inconsistent with step sign") {
      try Tensor.arange(5, 1, 1, .int64)
    }
    expectError(.runtime, "random_ expects 'from' to be less than 'to', but got from=5 >= to=5") {
      try call("randint", [.int(5), .int(5), .ints([2])])
    }
    XCTAssertThrowsError(try Tensor.zeros([1 << 40, 1 << 40]))
  }

  func testIndexing() {
    expectError(.index, "index 4 is out of bounds for dimension 0 with size 4") { try ones([4]).index([.int(4)]) }
    expectError(.index, "index 3 is out of bounds for dimension 1 with size 3") {
      try ones([2, 3]).index([.int(0), .int(3)])
    }
    expectError(.index, "too many indices for tensor of dimension 2") {
      try ones([2, 3]).index([.int(0), .int(0), .int(0)])
    }
    expectError(.index, "index 5 is out of bounds for dimension 0 with size 4") {
      try ones([4]).index([.tensor(vector([5], .int64))])
    }
    expectError(.value, "step must be greater than zero") {
      try ones([4]).index([.slice(start: nil, stop: nil, step: -1)])
    }
    expectError(.index, "tensors used as indices must be long, int, byte or bool tensors") {
      try ones([4]).index([.tensor(vector([1]))])
    }
    expectError(
      .index, "The shape of the mask [2] at index 0 does not match the shape of the indexed tensor [4] at index 0"
    ) { try ones([4]).index([.tensor(vector([1, 0], .bool))]) }
    expectError(
      .runtime,
      "The expanded size of the tensor (2) must match the existing size (3) at non-singleton dimension "
        + "0.  Target sizes: [2].  Tensor sizes: [3]"
    ) { try ones([3]).setItems([.slice(start: nil, stop: 2, step: nil)], to: ones([3])) }
  }

  func testAutograd() throws {
    let x = try leaf([2])
    expectError(.runtime, "grad can be implicitly created only for scalar outputs") { try x.exp().backward() }
    expectError(.runtime, "element 0 of tensors does not require grad and does not have a grad_fn") {
      try ones([2]).sum().backward()
    }
    expectError(
      .runtime,
      "Mismatch in shape: grad_output[0] has a shape of torch.Size([3]) and output[0] has a shape of "
        + "torch.Size([2])."
    ) { try x.exp().backward(gradient: ones([3])) }
    expectError(
      .runtime,
      "The differentiated Tensor at index 0 appears to not have been used in the graph. Set "
        + "allow_unused=True if this is the desired behavior."
    ) { try grad([x.sum()], [leaf([1])]) }
    expectError(.runtime, "a leaf Variable that requires grad is being used in an in-place operation.") {
      try x.add_(1)
    }
    expectError(.runtime, "a view of a leaf Variable that requires grad is being used in an in-place operation.") {
      try x.select(0, 0).fill_(5)
    }
    let message =
      "one of the variables needed for gradient computation has been modified by an inplace operation: "
      + "[torch.FloatTensor [2]], which is output 0 of Exp, is at version 1; expected version 0 instead. "
      + "Hint: enable anomaly detection to find the operation that failed to compute its gradient, with "
      + "torch.autograd.set_detect_anomaly(True, check_nan=False)."
    expectError(.runtime, message) {
      let y = try x.exp()
      _ = try y.add_(1)
      return try y.sum().backward()
    }
    expectError(
      .runtime,
      "Output 0 of Unbind is a view and is being modified inplace. This view is the output of a function "
        + "that returns multiple views. Such functions do not allow the output views to be modified "
        + "inplace. You should replace the inplace operation by an out-of-place one."
    ) { try x.exp().unbind()[0].add_(1) }
    expectError(
      .runtime,
      "attempting to assign a gradient of size '[3]' to a tensor of size '[2]'. Please ensure that the "
        + "gradient and the tensor are the same size"
    ) { try x.setGrad(ones([3])) }
  }

  func testLosses() {
    expectError(.index, "Target 3 is out of bounds.") {
      try crossEntropy(ones([2, 3]), vector([0, 3], .int64))
    }
    expectError(.value, "Expected input batch_size (3) to match target batch_size (2).") {
      try crossEntropy(ones([3, 3]), vector([0, 1], .int64))
    }
    expectError(.runtime, "expected target dtype to be Long or Byte, but got Float") {
      try crossEntropy(ones([3, 3]), vector([0, 1, 2]))
    }
    expectError(.value, "avg is not a valid value for reduction") { try Reduction("avg") }
  }
}
