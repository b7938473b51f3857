// Rows made of other operations that the graph shows as one node.

/// The arguments of a composed operation, kept by its node; tensors among them are the node's saved tensors.
private final class ComposedCall {
  let arguments: Arguments
  /// Where the operands are among the arguments, in the order of the node's edges.
  let places: [Int]

  init(_ arguments: Arguments) {
    self.arguments = arguments
    places = arguments.values.indices.filter {
      if case .tensor(let tensor) = arguments.values[$0] { tensor.dtype.isDifferentiable } else { false }
    }
  }

  var operands: [Tensor] {
    places.compactMap { if case .tensor(let tensor) = arguments.values[$0] { tensor } else { nil } }
  }

  func with(_ operands: [Tensor]) -> Arguments {
    var values = arguments.values
    for (place, operand) in zip(places, operands) { values[place] = .tensor(operand) }
    return Arguments(values, arguments.context)
  }
}

extension Op {
  /// A row whose results other operations compute and which PyTorch records as one node: its derivative runs
  /// them again and goes back through them. Operands are the arguments that are tensors themselves.
  static func composed(
    _ schema: String, _ variants: Variants, node: String, doc: String, kernel: String? = nil,
    samples: @escaping () throws -> [[Argument]] = { [] },
    value: @escaping ([Tensor]) -> Value = { .tensor($0[0]) },
    _ body: @escaping (Arguments) throws -> [Tensor]
  ) -> Op {
    let own = OpReference()
    let row = Op(
      schema, variants, doc: doc, kernel: kernel,
      forward: .general { args in
        let call = ComposedCall(args)
        let results = try noGrad { try body(args) }
        own.op.record(results, call.operands) { node in
          node.extra = call
          for (index, operand) in call.operands.enumerated() { node.save(index, operand) }
        }
        return value(results)
      },
      node: node, formula: .multiple { try $0.composedGradients($1, body) }, samples: samples)
    own.op = row
    return row
  }
}

extension Node {
  /// The gradients of a composed operation's operands from those of its results.
  fileprivate func composedGradients(
    _ grads: [Tensor?], _ body: (Arguments) throws -> [Tensor]
  ) throws -> Gradients {
    guard let call = extra as? ComposedCall else { throw Node.releasedError }
    let isRecorded = isGradEnabled
    // A gradient that is itself recorded needs the operands' own history; else copies without one are enough.
    let operands = try call.places.indices.map { index -> Tensor in
      let saved = try saved(index)
      if isRecorded || !wants(index) { return saved }
      let alias = try saved.detach()
      alias.requiresGrad = true
      return alias
    }
    let results = try withGradMode(true) { try body(call.with(operands)) }
    let roots = zip(results, grads).compactMap { result, grad in
      grad.flatMap { result.requiresGrad ? (tensor: result, gradient: $0) : nil }
    }
    let wanted = operands.indices.filter { wants($0) }
    guard !roots.isEmpty else { return Gradients(nil) }
    let found = try Engine.run(
      roots: roots, inputs: wanted.map { operands[$0] }, keepGraph: true, createGraph: isRecorded)
    var list: [Tensor?] = operands.map { _ in nil }
    for (index, gradient) in zip(wanted, found) { list[index] = gradient }
    return Gradients(list: list)
  }
}
