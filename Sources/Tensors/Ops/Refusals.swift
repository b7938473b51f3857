// Types that operations of each element refuse, in PyTorch's words.

extension Op {
  /// What is said about complex operands where it is not that a kernel is missing.
  private static let complexRefusals: [String: TensorError] = [
    "ceil": unsupported("ceil is not supported for complex inputs"),
    "floor": unsupported("floor is not supported for complex inputs"),
    "trunc": unsupported("trunc is not supported for complex inputs"),
    "sign": unsupported(
      "Unlike NumPy, torch.sign is not intended to support complex numbers. Please use torch.sgn instead."),
    "signbit": unsupported("signbit is not implemented for complex tensors."),
    "relu": unsupported("clamp is not supported for complex types"),
    "relu6": unsupported("clamp is not supported for complex types"),
    "hardtanh": unsupported("clamp is not supported for complex types"),
    "clamp": unsupported("clamp is not supported for complex types"),
    "maximum": .runtime("maximum not implemented for complex tensors."),
    "minimum": .runtime("minimum not implemented for complex tensors."),
    "fmax": .runtime("fmax not implemented for complex tensors."),
    "fmin": .runtime("fmin not implemented for complex tensors."),
    "heaviside": .runtime("heaviside is not yet implemented for complex tensors."),
    "isposinf": .runtime("isposinf does not support complex inputs."),
    "isneginf": .runtime("isneginf does not support complex inputs."),
    "deg2rad": .runtime("deg2rad is not supported for complex tensors."),
    "rad2deg": .runtime("rad2deg is not supported for complex tensors."),
    "sort": .runtime(" Sort does not support complex dtypes on CPU"),
    "argsort": .runtime(" Sort does not support complex dtypes on CPU"),
    "topk": .runtime(" topk does not support complex dtypes on CPU"),
    "nansum": .runtime("nansum on CPU does not support complex inputs"),
  ]
  /// What is said about bool operands.
  private static let boolRefusals: [String: TensorError] = [
    "relu": .runtime("Boolean inputs not supported for relu"),
    "relu6": .runtime("Bool inputs not supported for hardtanh"),
    "hardtanh": .runtime("Bool inputs not supported for hardtanh"),
  ]

  private static func unsupported(_ text: String) -> TensorError { TensorError(.notImplemented, text) }

  /// The error for operands of a type this operation does not take.
  func refusal(of dtype: DType) -> TensorError {
    let special = dtype.isComplex ? Op.complexRefusals : dtype == .bool ? Op.boolRefusals : [:]
    return special[name] ?? .noKernel(kernel, dtype)
  }

  /// Refuses an operand of complex numbers.
  func refuseComplex(_ x: Tensor) throws(TensorError) {
    if x.dtype.isComplex { throw refusal(of: x.dtype) }
  }
}
