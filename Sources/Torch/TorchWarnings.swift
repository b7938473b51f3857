import Python
import Tensors

/// Warnings as PyTorch words them, shown by the module `warnings` at the line of the program that
/// called the library.
extension TorchBinding {
  /// Issues a warning; throws what a filter turns it into.
  func warn(_ message: String, _ category: ExceptionName = .userWarning) throws(Raised) {
    try warn(machine.string(message), machine.builtin(category.rawValue) ?? .none)
  }

  func warn(_ message: Value, _ category: Value) throws(Raised) {
    let warnings = try machine.importModule("warnings")
    let warn = try machine.attribute(of: warnings, machine.symbol("warn"))
    _ = try machine.call(warn, [message, category])
  }

  /// The warnings of an operation about its arguments.
  func warnBefore(
    _ name: String, _ arguments: [Argument], _ keywords: [(name: String, value: Argument)]
  ) throws(Raised) {
    switch name {
    case "mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss": try warnOfSizes(arguments)
    case "kl_div":
      let reduction = keywords.first { $0.name == "reduction" }?.value
        ?? (arguments.count > 4 ? arguments[4] : .string("mean"))
      guard case .string("mean") = reduction else { return }
      try warn(
        "reduction: 'mean' divides the total loss by both the batch size and the support size."
          + "'batchmean' divides only by the batch size, and aligns with the KL div math definition."
          + "'mean' will be changed to behave the same as 'batchmean' in the next major release.")
    case "meshgrid" where keywords.isEmpty:
      try warn(
        "torch.meshgrid: in an upcoming release, it will be required to pass the indexing argument. "
          + triggered("aten/src/ATen/native/TensorShape.cpp:4215"))
    case "std", "var":
      guard arguments.count == 1, keywords.isEmpty, case .tensor(let x) = arguments[0], x.count <= 1
      else { return }
      try warn(
        "\(name)(): degrees of freedom is <= 0. Correction should be strictly less than the reduction "
          + "factor (input numel divided by output numel). "
          + triggered("aten/src/ATen/native/ReduceOps.cpp:1861"))
    default: break
    }
  }

  /// Losses that are told how to reduce in the words of PyTorch 0.4 and older.
  func warnOfOldReduction(_ keywords: [(name: String, value: Argument)]) throws(Raised) {
    var (averages, reduces, isOld) = (true, true, false)
    for case (let name, .bool(let flag)) in keywords where name == "size_average" || name == "reduce" {
      isOld = true
      if name == "reduce" { reduces = flag } else { averages = flag }
    }
    guard isOld else { return }
    let reduction = !reduces ? "none" : averages ? "mean" : "sum"
    try warn(
      "size_average and reduce args will be deprecated, please use reduction='\(reduction)' instead.")
  }

  /// Losses between tensors that are broadcast to one another.
  private func warnOfSizes(_ arguments: [Argument]) throws(Raised) {
    guard arguments.count >= 2, case .tensor(let input) = arguments[0],
      case .tensor(let target) = arguments[1], input.shape != target.shape
    else { return }
    try warn(
      "Using a target size (torch.Size(\(target.shape.text))) that is different to the input size "
        + "(torch.Size(\(input.shape.text))). This will likely lead to incorrect results due to "
        + "broadcasting. Please ensure they have the same size.")
  }

  /// `.grad` of a result that keeps none.
  func warnOfMissingGradient(_ x: Tensor) throws(Raised) {
    guard !x.isLeaf, !x.retainsGrad, x.grad == nil else { return }
    try warn(
      "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad "
        + "attribute won't be populated during autograd.backward(). If you indeed want the .grad "
        + "field to be populated for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. "
        + "If you access the non-leaf Tensor by mistake, make sure you access the leaf Tensor "
        + "instead. See github.com/pytorch/pytorch/pull/30531 for more information. "
        + triggered("build/aten/src/ATen/core/TensorBody.h:493"))
  }

  /// Conversion to a number of a tensor that takes part in differentiation.
  func warnOfConversion(_ x: Tensor) throws(Raised) {
    guard x.requiresGrad, isGradEnabled else { return }
    try warn(
      "Converting a tensor with requires_grad=True to a scalar may lead to unexpected behavior.\n"
        + "Consider using tensor.detach() first. "
        + triggered("torch/csrc/autograd/generated/python_variable_methods.cpp:822"))
  }

  func warnOfTranspose(_ x: Tensor) throws(Raised) {
    guard x.rank != 2 else { return }
    try warn(
      "The use of `x.T` on tensors of dimension other than 2 to reverse their shape is deprecated "
        + "and it will throw an error in a future release. Consider `x.mT` to transpose batches of "
        + "matrices or `x.permute(*torch.arange(x.ndim - 1, -1, -1))` to reverse the dimensions of a "
        + "tensor. " + triggered("aten/src/ATen/native/TensorShape.cpp:4314"))
  }

  func warnOfGraphOfGradients() throws(Raised) {
    try warn(
      "Using backward() with create_graph=True will create a reference cycle between the parameter "
        + "and its gradient which can cause a memory leak. We recommend using autograd.grad when "
        + "creating the graph to avoid this. If you have to use this function, make sure to reset the "
        + ".grad fields of your parameters to None after use to break the cycle and avoid the leak. "
        + triggered("torch/csrc/autograd/engine.cpp:1307"))
  }

  func warnOfCopy() throws(Raised) {
    try warn(
      "To copy construct from a tensor, it is recommended to use sourceTensor.detach().clone() or "
        + "sourceTensor.detach().clone().requires_grad_(True), rather than torch.tensor(sourceTensor).")
  }

  /// Where PyTorch's own code says a warning comes from.
  private func triggered(_ place: String) -> String {
    "(Triggered internally at /__w/pytorch/pytorch/\(place).)"
  }
}
