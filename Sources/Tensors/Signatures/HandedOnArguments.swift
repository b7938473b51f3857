/// What the functions of `torch.nn.functional` that are Python do first with an argument: that is where a wrong one
/// is refused.
enum HandedOnArguments {
  enum Use {
    /// An attribute of tensors is asked for.
    case attribute(String)
    /// It is handed on to a function with a parser of its own, as a parameter of that one.
    case parameter(String, of: String)

    /// What is said of an argument of another type.
    func refusal(of argument: Argument) -> TensorError? {
      switch self {
      case .attribute(let name):
        return TensorError(.attribute, "'\(argument.typeName)' object has no attribute '\(name)'")
      case .parameter(let name, let function):
        let signatures = Signatures.recorded(function, .function) ?? Signatures.recorded(function, .functional) ?? []
        for signature in signatures {
          let parameters = signature.schema.parameters
          guard let index = parameters.firstIndex(where: { $0.pythonName == name }) else { continue }
          return .type(
            "\(function)(): argument '\(name)' (position \(index + 1)) must be \(parameters[index].kind.typeName), "
              + "not \(argument.typeName)")
        }
        return nil
      }
    }
  }

  /// The first use of a parameter of a function.
  static func use(of parameter: String, in function: String) -> Use? {
    for line in text.split(separator: "\n") where line.hasPrefix(function + " ") {
      for use in line.split(separator: " ").dropFirst() where use.hasPrefix(parameter + ":") {
        return read(use.dropFirst(parameter.count + 1))
      }
    }
    return nil
  }

  private static func read(_ use: Substring) -> Use {
    let names = use.split(separator: ".").map(String.init)
    return names.count == 1 ? .attribute(names[0]) : .parameter(names[1], of: names[0])
  }

  /// For each function the uses of its parameters: `.attribute` or `function.parameter`.
  private static let text = """
    adaptive_avg_pool2d input:.size
    adaptive_avg_pool3d input:.size
    adaptive_max_pool2d input:.size
    adaptive_max_pool3d input:.size
    affine_grid theta:.is_floating_point
    batch_norm running_mean:batch_norm.running_mean running_var:batch_norm.running_var
    binary_cross_entropy input:.size target:.size
    binary_cross_entropy_with_logits input:.size target:.size
    celu alpha:celu.alpha
    cross_entropy input:cross_entropy_loss.input target:cross_entropy_loss.target weight:cross_entropy_loss.weight
    dropout training:dropout.train
    embedding input:embedding.indices weight:embedding.weight
    embedding_bag input:.dim weight:.dtype
    fold input:col2im.input
    gaussian_nll_loss input:.size
    glu input:.dim
    grid_sample input:grid_sampler.input grid:grid_sampler.grid
    group_norm input:.dim
    huber_loss input:.size target:.size
    instance_norm input:.size running_mean:instance_norm.running_mean running_var:instance_norm.running_var
    interpolate input:.dim
    l1_loss input:.size target:.size
    local_response_norm input:.dim
    logsigmoid input:log_sigmoid.input
    lp_pool1d input:.pow
    lp_pool2d input:.pow
    margin_ranking_loss input1:.dim input2:.dim target:.dim
    max_unpool2d input:.size
    mse_loss input:.size target:.size
    multilabel_soft_margin_loss input:log_sigmoid.input
    nll_loss input:nll_loss_nd.input target:nll_loss_nd.target weight:nll_loss_nd.weight
    normalize input:.norm p:linalg_vector_norm.ord
    rrelu lower:rrelu.lower upper:rrelu.upper
    smooth_l1_loss input:.size target:.size
    softsign input:.abs
    tanhshrink input:.tanh
    threshold threshold:threshold.threshold value:threshold.value
    unfold input:im2col.input
    """
}
