import CLoops

// The updates of optimizers in place, outside the graph.

/// A step of stochastic gradient descent.
public struct GradientDescentStep: Sendable {
  public var learningRate: Double
  public var momentum: Double
  /// The part of a new gradient that does not enter the running average.
  public var dampening: Double
  public var weightDecay: Double
  public var nesterov: Bool

  public init(
    learningRate: Double, momentum: Double = 0, dampening: Double = 0, weightDecay: Double = 0,
    nesterov: Bool = false
  ) {
    (self.learningRate, self.momentum, self.dampening) = (learningRate, momentum, dampening)
    (self.weightDecay, self.nesterov) = (weightDecay, nesterov)
  }

  /// Moves a parameter against its gradient in one pass. `average` is the running average of the gradients, nil
  /// without momentum; `isFirst` makes it the gradient. Returns false, with nothing done, if a tensor is not a
  /// contiguous float32 one of the parameter's shape.
  public func apply(to parameter: Tensor, _ gradient: Tensor, average: Tensor? = nil, isFirst: Bool = false) -> Bool {
    guard parameter.takesSteps(with: gradient), average.map(parameter.takesSteps) ?? true else { return false }
    var numbers = cl_sgd_parameters(
      rate: Float(learningRate), decay: Float(weightDecay), momentum: Float(momentum),
      share: Float(1 - dampening), nesterov: nesterov, is_first: isFirst)
    cl_sgd(parameter.floats, gradient.floats, average?.floats, Int64(parameter.count), &numbers)
    parameter.bumpVersion()
    average?.bumpVersion()
    return true
  }
}

/// A step of Adam, or of AdamW with decoupled weight decay.
public struct AdamStep: Sendable {
  public var learningRate: Double
  public var betas: (Double, Double)
  public var epsilon: Double
  public var weightDecay: Double
  public var decouplesWeightDecay: Bool

  public init(
    learningRate: Double = 0.001, betas: (Double, Double) = (0.9, 0.999), epsilon: Double = 1e-8,
    weightDecay: Double = 0, decouplesWeightDecay: Bool = false
  ) {
    (self.learningRate, self.betas, self.epsilon) = (learningRate, betas, epsilon)
    (self.weightDecay, self.decouplesWeightDecay) = (weightDecay, decouplesWeightDecay)
  }

  /// Whether `apply` takes these tensors: contiguous float32 ones of the parameter's shape; not with a first beta up to
  /// a half, with which PyTorch rounds the average differently.
  public func takes(_ parameter: Tensor, _ gradient: Tensor, average: Tensor, square: Tensor) -> Bool {
    parameter.takesSteps(with: gradient) && parameter.takesSteps(with: average)
      && parameter.takesSteps(with: square) && 1 - betas.0 < 0.5
  }

  /// Moves a parameter in one pass; `average` and `square` are the running averages of its gradients and of their
  /// squares, `step` counts from 1. Returns false, with nothing done, if it does not take these tensors.
  public func apply(
    to parameter: Tensor, _ gradient: Tensor, average: Tensor, square: Tensor, step: Double
  ) -> Bool {
    guard takes(parameter, gradient, average: average, square: square) else { return false }
    let decays = weightDecay != 0
    var numbers = cl_adam_parameters(
      decay: decays && !decouplesWeightDecay ? Float(weightDecay) : 0,
      kept: decays && decouplesWeightDecay ? Float(1 - learningRate * weightDecay) : 1,
      share1: Float(1 - betas.0), beta2: Float(betas.1), share2: Float(1 - betas.1),
      root: Float((1 - _pow(betas.1, step)).squareRoot()), epsilon: Float(epsilon),
      step: Float(-(learningRate / (1 - _pow(betas.0, step)))))
    cl_adam(
      parameter.floats, gradient.floats, average.floats, square.floats, Int64(parameter.count), &numbers)
    for tensor in [parameter, average, square] { tensor.bumpVersion() }
    return true
  }
}

extension Tensor {
  /// Whether the loops of optimizers take this parameter with a gradient or an average of gradients.
  public func takesSteps(with other: Tensor) -> Bool {
    dtype == .float32 && other.dtype == .float32 && isContiguous && other.isContiguous && shape == other.shape
  }
}

/// Gradient descent or Adam over the parameters of a model, for programs in Swift.
public final class Optimizer {
  /// How parameters are moved.
  public enum Rule: Sendable {
    case gradientDescent(GradientDescentStep)
    case adam(AdamStep)
  }

  private let parameters: [Tensor]
  public var rule: Rule
  private var averages: [Tensor] = []
  private var squares: [Tensor] = []
  private var steps = 0

  /// Parameters are float32 leaves.
  public init(_ parameters: [Tensor], _ rule: Rule) throws {
    for parameter in parameters where parameter.dtype != .float32 || !parameter.isContiguous || !parameter.isLeaf {
      throw TensorError.value("an optimizer takes contiguous float32 leaves")
    }
    self.parameters = parameters
    self.rule = rule
    averages = try parameters.map { try $0.detach().zerosLike() }
    squares = try parameters.map { try $0.detach().zerosLike() }
  }

  /// Forgets all gradients.
  public func zeroGrad() {
    for parameter in parameters { parameter.grad = nil }
  }

  /// Moves each parameter that has a gradient.
  public func step() throws {
    steps += 1
    for (index, parameter) in parameters.enumerated() {
      guard let gradient = try parameter.grad?.detach().contiguous() else { continue }
      switch rule {
      case .gradientDescent(let rule):
        _ = rule.apply(
          to: parameter, gradient, average: rule.momentum == 0 ? nil : averages[index], isFirst: steps == 1)
      case .adam(let rule):
        _ = rule.apply(
          to: parameter, gradient, average: averages[index], square: squares[index], step: Double(steps))
      }
    }
  }
}
