import Python
import Tensors

/// The steps of optimizers in one pass. They return whether they did it: tensors of other types and forms are left
/// to the operations of the library text.
let optimizerFunctions: [Row] = [
  Row("_forget_grads(params, /)", "Sets the gradients of tensors to None.") { (t, m, a) throws(Raised) in
    for parameter in try t.tensors(a[0]) { parameter.grad = nil }
    return .none
  },
  Row("_descend(params, lr, weight_decay, /)",
    "A step of gradient descent without momentum for all parameters that have a gradient; False, with nothing done, "
      + "if one of them is not a contiguous float32 tensor.") { (t, m, a) throws(Raised) in
    let step = GradientDescentStep(learningRate: try m.double(a[1]), weightDecay: try m.double(a[2]))
    let parameters = try t.tensors(a[0])
    for parameter in parameters {
      if let gradient = parameter.grad, !parameter.takesSteps(with: gradient) { return .bool(false) }
    }
    for parameter in parameters {
      if let gradient = parameter.grad { _ = step.apply(to: parameter, gradient) }
    }
    return .bool(true)
  },
  Row("_sgd_step(p, grad, buffer, lr, weight_decay, momentum, dampening, nesterov, /)",
    "A step of gradient descent with momentum, once there is an average.") { (t, m, a) throws(Raised) in
    let (parameter, gradient) = try (t.requireTensor(a[0]), t.requireTensor(a[1]))
    let step = GradientDescentStep(
      learningRate: try m.double(a[3]), momentum: try m.double(a[5]), dampening: try m.double(a[6]),
      weightDecay: try m.double(a[4]), nesterov: try m.isTrue(a[7]))
    return .bool(step.apply(to: parameter, gradient, average: try t.requireTensor(a[2])))
  },
  Row("_adam_steps(params, states, lr, betas, eps, weight_decay, decoupled, /)",
    "A step of Adam for all parameters that have a gradient; False, with nothing done, if one of them has no averages "
      + "yet or is not a contiguous float32 tensor.") { (t, m, a) throws(Raised) in
    guard let betas = m.items(a[3]), betas.count == 2 else { return .bool(false) }
    let step = AdamStep(
      learningRate: try m.double(a[2]), betas: (try m.double(betas[0]), try m.double(betas[1])),
      epsilon: try m.double(a[4]), weightDecay: try m.double(a[5]), decouplesWeightDecay: try m.isTrue(a[6]))
    guard let moves = try t.adamMoves(m.items(a[0]) ?? [], states: a[1]),
      moves.allSatisfy({ step.takes($0.parameter, $0.gradient, average: $0.average, square: $0.square) })
    else { return .bool(false) }
    try t.run {
      for move in moves {
        _ = try move.count.add_(Tensor(1, .float32))
        _ = step.apply(
          to: move.parameter, move.gradient, average: move.average, square: move.square,
          step: try move.count.item().double)
      }
    }
    return .bool(true)
  },
]

/// What a step of Adam reads and writes for one parameter; `count` has the number of steps done.
private struct AdamMove {
  let parameter, gradient, count, average, square: Tensor
}

extension TorchBinding {
  /// The moves of the parameters that have a gradient, or nil if the optimizer has no averages for one of them.
  fileprivate func adamMoves(_ parameters: [Value], states: Value) throws(Raised) -> [AdamMove]? {
    let names = ["step", "exp_avg", "exp_avg_sq"].map { machine.symbol($0) }
    var moves: [AdamMove] = []
    for value in parameters {
      let parameter = try requireTensor(value)
      guard let gradient = parameter.grad else { continue }
      let state = try machine.item(of: states, value)
      let parts = names.compactMap { machine.entry($0, of: state).flatMap { tensor($0) } }
      guard parts.count == names.count, parts[0].dtype == .float32, parts[0].count == 1 else { return nil }
      moves.append(
        AdamMove(parameter: parameter, gradient: gradient, count: parts[0], average: parts[1], square: parts[2]))
    }
    return moves
  }
}
