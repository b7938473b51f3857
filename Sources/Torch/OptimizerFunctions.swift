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
    let moved = try t.tensors(a[0]).filter { $0.grad != nil }
    guard moved.allSatisfy({ $0.takesSteps(with: $0.grad ?? $0) }) else { return .bool(false) }
    for parameter in moved {
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
  Row("_adam_step(p, grad, average, square, step, lr, betas, eps, weight_decay, decoupled, /)",
    "A step of Adam.") { (t, m, a) throws(Raised) in
    let (parameter, gradient) = try (t.requireTensor(a[0]), t.requireTensor(a[1]))
    guard let betas = m.items(a[6]), betas.count == 2 else { return .bool(false) }
    let step = AdamStep(
      learningRate: try m.double(a[5]), betas: (try m.double(betas[0]), try m.double(betas[1])),
      epsilon: try m.double(a[7]), weightDecay: try m.double(a[8]),
      decouplesWeightDecay: try m.isTrue(a[9]))
    return .bool(
      step.apply(
        to: parameter, gradient, average: try t.requireTensor(a[2]), square: try t.requireTensor(a[3]),
        step: try m.double(a[4])))
  },
]
