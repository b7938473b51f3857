import CLoops

/// Records `outputs` as results of a function whose derivative the caller computes, such as a Python
/// `torch.autograd.Function`.
///
/// `backward` takes a gradient for each output (nil where none arrived) and returns one for each input. `name` is what
/// `grad_fn` shows.
public func recordCustom(
  _ name: String, inputs: [Tensor], outputs: [Tensor],
  backward: @escaping ([Tensor?]) throws -> [Tensor?]
) {
  guard isGradEnabled, inputs.contains(where: \.requiresGrad), let first = outputs.first else {
    return
  }
  let op = Op(
    "\(name)() -> Tensor", [], doc: "", forward: .internalOnly, node: name,
    formula: .multiple { _, gradients in try Gradients(list: backward(gradients)) })
  let node = op.makeNode(for: first)
  node.extra = op
  node.outputCount = outputs.count
  node.outputShapes = outputs.map(\.shape)
  for (index, input) in inputs.enumerated() { node.connect(index, input) }
  for (index, output) in outputs.enumerated() where output.dtype.isDifferentiable {
    output.outputNumber = Int32(index)
    op.attach(node, to: output)
  }
}

/// Makes long operations of this thread give up, with an error of kind `interrupted`, while the flag is not zero.
/// The flag must stay in place until nil is set.
public func setStopFlag(_ flag: UnsafePointer<Int32>?) { cl_thread().pointee.stop = flag }
