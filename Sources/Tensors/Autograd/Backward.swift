import CLoops

extension Tensor {
  /// Adds the gradients of this tensor to the leaves it was computed from.
  ///
  /// `gradient` may be left out for a tensor of one element. With `inputs`, only those get a gradient.
  public func backward(
    gradient: Tensor? = nil, retainGraph: Bool? = nil, createGraph: Bool = false,
    inputs: [Tensor]? = nil
  ) throws {
    try Tensors.backward(
      [self], gradients: [gradient], retainGraph: retainGraph, createGraph: createGraph,
      inputs: inputs)
  }
}

/// Adds the gradients of the sum of `tensors`, weighted by `gradients`, to leaves.
public func backward(
  _ tensors: [Tensor], gradients: [Tensor?], retainGraph: Bool? = nil, createGraph: Bool = false,
  inputs: [Tensor]? = nil
) throws {
  if let inputs, inputs.isEmpty {
    throw TensorError.runtime("`inputs` argument to `backward()` cannot be empty.")
  }
  let roots = try rootGradients(tensors, gradients)
  if let inputs {
    try check(inputs: inputs)
  }
  _ = try Engine.run(
    roots: roots, inputs: inputs, accumulating: inputs != nil,
    keepGraph: retainGraph ?? createGraph, createGraph: createGraph)
}

/// The gradients of the sum of `outputs`, weighted by `gradOutputs`, with respect to each of `inputs`.
///
/// An input that does not take part is an error, or nil with `allowUnused`.
public func grad(
  _ outputs: [Tensor], _ inputs: [Tensor], gradOutputs: [Tensor?]? = nil,
  retainGraph: Bool? = nil, createGraph: Bool = false, allowUnused: Bool? = nil,
  materializeGrads: Bool = false
) throws -> [Tensor?] {
  if inputs.isEmpty { throw TensorError.value("grad requires non-empty inputs.") }
  let roots = try rootGradients(
    outputs, gradOutputs ?? Array(repeating: nil, count: outputs.count))
  try check(inputs: inputs)
  let results = try Engine.run(
    roots: roots, inputs: inputs, keepGraph: retainGraph ?? createGraph, createGraph: createGraph)
  return try zip(results, inputs).enumerated().map { index, pair in
    if let gradient = pair.0 { return gradient }
    if materializeGrads { return try pair.1.zerosLike() }
    if allowUnused == true { return nil }
    throw TensorError.runtime(
      "The differentiated Tensor at index \(index) appears to not have been used in the graph. "
        + "Set allow_unused=True if this is the desired behavior.")
  }
}

/// Each output with the gradient to start from; ones for an output of one element.
private func rootGradients(
  _ outputs: [Tensor], _ gradients: [Tensor?]
) throws -> [(tensor: Tensor, gradient: Tensor)] {
  guard outputs.count == gradients.count else {
    throw TensorError.runtime(
      "got \(outputs.count) tensors and \(gradients.count) gradients")
  }
  var roots: [(tensor: Tensor, gradient: Tensor)] = []
  for (index, (output, gradient)) in zip(outputs, gradients).enumerated() {
    if let gradient {
      guard gradient.shape == output.shape else {
        throw TensorError.runtime(
          "Mismatch in shape: grad_output[\(index)] has a shape of torch.Size(\(gradient.shape.text)) "
            + "and output[\(index)] has a shape of torch.Size(\(output.shape.text)).")
      }
    } else if output.requiresGrad && output.count != 1 {
      throw TensorError.runtime("grad can be implicitly created only for scalar outputs")
    }
    guard output.requiresGrad else {
      throw TensorError.runtime(
        "element \(index) of tensors does not require grad and does not have a grad_fn")
    }
    roots.append((output, try gradient ?? output.onesLike()))
  }
  return roots
}

private func check(inputs: [Tensor]) throws {
  for input in inputs where !input.requiresGrad {
    throw TensorError.runtime("One of the differentiated Tensors does not require grad")
  }
}

/// Runs `body` without recording the graph.
public func noGrad<Result>(_ body: () throws -> Result) rethrows -> Result {
  try withGradMode(false, body)
}

/// Runs `body` with recording switched on or off, and switches back.
public func withGradMode<Result>(_ enabled: Bool, _ body: () throws -> Result) rethrows -> Result {
  let thread = cl_thread()
  let before = thread.pointee.grad_enabled
  thread.pointee.grad_enabled = enabled
  defer { thread.pointee.grad_enabled = before }
  return try body()
}

/// Whether this thread's operations record the graph. Per thread, as in PyTorch.
public var isGradEnabled: Bool { cl_thread().pointee.grad_enabled }

/// Switches this thread's recording; for a binding's `set_grad_enabled`.
public func setGradEnabled(_ enabled: Bool) { cl_thread().pointee.grad_enabled = enabled }

/// Whether this thread makes inference tensors and can change them.
public var isInferenceMode: Bool { cl_thread().pointee.inference_mode }

/// Switches this thread's inference mode; for a binding's `inference_mode`.
public func setInferenceMode(_ enabled: Bool) { cl_thread().pointee.inference_mode = enabled }

extension Tensor {
  /// Switches on or off that operations record this leaf.
  public func setRequiresGrad(_ value: Bool) throws {
    if value && !dtype.isDifferentiable {
      throw TensorError.runtime("only Tensors of floating point and complex dtype can require gradients")
    }
    if value && isInference && !isInferenceMode {
      throw TensorError.runtime("Setting requires_grad=True on inference tensor outside InferenceMode is not allowed.")
    }
    if !value && !isLeaf {
      throw TensorError.runtime(
        "you can only change requires_grad flags of leaf variables. If you want to use a computed "
          + "variable in a subgraph that doesn't require differentiation use var_no_grad = "
          + "var.detach().")
    }
    requiresGrad = value || !isLeaf
  }

  /// This leaf, made to take gradients.
  public func requiringGrad() throws -> Tensor {
    try setRequiresGrad(true)
    return self
  }

  /// Assigns `grad` after checking that it fits.
  public func setGrad(_ value: Tensor?) throws {
    if let value {
      guard value.dtype == dtype else {
        throw TensorError.runtime(
          "attempting to assign a gradient with dtype '\(value.dtype.nativeName)' to a tensor with "
            + "grad_dtype '\(dtype.scalarTypeName)'. The gradient must match the tensor's grad_dtype "
            + "(defaults to the tensor's dtype). You can set the tensor's grad_dtype attribute with a "
            + "specific dtype, or None to allow any dtype. Set grad_dtype with caution. Diverging the "
            + "dtypes of a tensor and its gradient may break downstream systems that assume they match.")
      }
      guard value.shape == shape else {
        throw TensorError.runtime(
          "attempting to assign a gradient of size '\(value.shape.text)' to a tensor of size "
            + "'\(shape.text)'. Please ensure that the gradient and the tensor are the same size")
      }
    }
    grad = value
  }

  /// Makes a result keep its gradient in `grad`.
  public func retainGrad() throws {
    guard requiresGrad else {
      throw TensorError.runtime("can't retain_grad on Tensor that has requires_grad=False")
    }
    if isLeaf || retainsGrad { return }
    retainsGrad = true
    let keeper = TensorHook { [unowned self] gradient in
      grad = try grad.map { try $0.add(gradient) } ?? gradient
      return nil
    }
    _ = try register(keeper, retains: true)
  }
}
