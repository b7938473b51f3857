import Tensors

/// The signatures of functions that PyTorch has in Python, in the words of `inspect.signature`.
enum PythonSignatures {
  /// `(input: torch.Tensor, inplace: bool = False) -> torch.Tensor` for `relu` of
  /// `torch.nn.functional`; nil for functions that PyTorch has in C++.
  static func text(of name: String, _ variant: Op.Variants) -> String? {
    switch variant {
    case .functional: functional[name]
    case .function: general[name]
    case .method: methods[name]
    default: nil
    }
  }

  private static let functional = read(functionalText)
  private static let general = read(generalText)
  private static let methods = [
    "norm": "(self, p: float | str | None = 'fro', dim=None, keepdim=False, dtype=None)",
    "split": "(self, split_size, dim=0)",
    "unique": "(self, sorted=True, return_inverse=False, return_counts=False, dim=None)",
    "unique_consecutive": "(self, return_inverse=False, return_counts=False, dim=None)",
    "unflatten": "(self, dim, sizes)",
  ]

  /// A signature begins at the margin; `Tensor?` is a tensor or None.
  private static func read(_ text: String) -> [String: String] {
    let whole = text.replacing("\n  ", with: " ").replacing("Tensor", with: "torch.Tensor")
      .replacing("Tensor?", with: "Tensor | None")
    let signatures = whole.split(separator: "\n").map { (line: Substring) -> (String, String) in
      let end = line.firstIndex(of: "(") ?? line.endIndex
      return (String(line[..<end]), String(line[end...]))
    }
    return Dictionary(signatures) { first, _ in first }
  }
}

private let generalText = """
  atleast_1d(*tensors)
  atleast_2d(*tensors)
  atleast_3d(*tensors)
  block_diag(*tensors)
  broadcast_tensors(*tensors)
  cartesian_prod(*tensors: Tensor) -> Tensor
  cdist(x1, x2, p=2.0, compute_mode='use_mm_for_euclid_dist_if_necessary')
  chain_matmul(*matrices, out=None)
  einsum(*args: Any) -> Tensor
  meshgrid(*tensors, indexing: str | None = None) -> tuple[Tensor, ...]
  norm(input, p: float | str | None = 'fro', dim=None, keepdim=False, out=None, dtype=None)
  split(tensor: Tensor, split_size_or_sections: int | list[int], dim: int = 0) -> tuple[Tensor,
    ...]
  tensordot(a, b, dims=2, out: Tensor? = None)
  unique(*args, **kwargs)
  unique_consecutive(*args, **kwargs)
  """

private let functionalText = """
  adaptive_avg_pool2d(input: Tensor, output_size: None) -> Tensor
  adaptive_avg_pool3d(input: Tensor, output_size: None) -> Tensor
  adaptive_max_pool1d(*args, **kwargs)
  adaptive_max_pool1d_with_indices(input: Tensor, output_size: None, return_indices: bool = False)
    -> tuple[Tensor, Tensor]
  adaptive_max_pool2d(*args, **kwargs)
  adaptive_max_pool2d_with_indices(input: Tensor, output_size: None, return_indices: bool = False)
    -> tuple[Tensor, Tensor]
  adaptive_max_pool3d(*args, **kwargs)
  adaptive_max_pool3d_with_indices(input: Tensor, output_size: None, return_indices: bool = False)
    -> tuple[Tensor, Tensor]
  affine_grid(theta: Tensor, size: list[int], align_corners: bool | None = None) -> Tensor
  alpha_dropout(input: Tensor, p: float = 0.5, training: bool = False, inplace: bool = False) ->
    Tensor
  batch_norm(input: Tensor, running_mean: Tensor?, running_var: Tensor?, weight: Tensor? = None,
    bias: Tensor? = None, training: bool = False, momentum: float = 0.1, eps: float = 1e-05) ->
    Tensor
  binary_cross_entropy(input: Tensor, target: Tensor, weight: Tensor? = None, size_average: bool |
    None = None, reduce: bool | None = None, reduction: str = 'mean') -> Tensor
  binary_cross_entropy_with_logits(input: Tensor, target: Tensor, weight: Tensor? = None,
    size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean',
    pos_weight: Tensor? = None) -> Tensor
  celu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor
  cosine_embedding_loss(input1: Tensor, input2: Tensor, target: Tensor, margin: float = 0,
    size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') ->
    Tensor
  cross_entropy(input: Tensor, target: Tensor, weight: Tensor? = None, size_average: bool | None =
    None, ignore_index: int = -100, reduce: bool | None = None, reduction: str = 'mean',
    label_smoothing: float = 0.0) -> Tensor
  dropout(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor
  dropout1d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor
  dropout2d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor
  dropout3d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor
  elu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor
  embedding(input: Tensor, weight: Tensor, padding_idx: int | None = None, max_norm: float | None
    = None, norm_type: float = 2.0, scale_grad_by_freq: bool = False, sparse: bool = False) ->
    Tensor
  embedding_bag(input: Tensor, weight: Tensor, offsets: Tensor? = None, max_norm: float | None =
    None, norm_type: float = 2, scale_grad_by_freq: bool = False, mode: str = 'mean', sparse: bool
    = False, per_sample_weights: Tensor? = None, include_last_offset: bool = False, padding_idx:
    int | None = None) -> Tensor
  feature_alpha_dropout(input: Tensor, p: float = 0.5, training: bool = False, inplace: bool =
    False) -> Tensor
  fold(input: Tensor, output_size: None, kernel_size: None, dilation: None = 1, padding: None = 0,
    stride: None = 1) -> Tensor
  fractional_max_pool2d(*args, **kwargs)
  fractional_max_pool2d_with_indices(input: Tensor, kernel_size: None, output_size: NoneType =
    None, output_ratio: NoneType = None, return_indices: bool = False, _random_samples: Tensor? =
    None) -> tuple[Tensor, Tensor]
  fractional_max_pool3d(*args, **kwargs)
  fractional_max_pool3d_with_indices(input: Tensor, kernel_size: None, output_size: NoneType =
    None, output_ratio: NoneType = None, return_indices: bool = False, _random_samples: Tensor? =
    None) -> tuple[Tensor, Tensor]
  gaussian_nll_loss(input: Tensor, target: Tensor, var: Tensor | float, full: bool = False, eps:
    float = 1e-06, reduction: str = 'mean') -> Tensor
  glu(input: Tensor, dim: int = -1) -> Tensor
  grid_sample(input: Tensor, grid: Tensor, mode: str = 'bilinear', padding_mode: str = 'zeros',
    align_corners: bool | None = None) -> Tensor
  group_norm(input: Tensor, num_groups: int, weight: Tensor? = None, bias: Tensor? = None, eps:
    float = 1e-05) -> Tensor
  gumbel_softmax(logits: Tensor, tau: float = 1, hard: bool = False, eps: float = 1e-10, dim: int
    = -1) -> Tensor
  hardsigmoid(input: Tensor, inplace: bool = False) -> Tensor
  hardswish(input: Tensor, inplace: bool = False) -> Tensor
  hardtanh(input: Tensor, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False) ->
    Tensor
  hinge_embedding_loss(input: Tensor, target: Tensor, margin: float = 1.0, size_average: bool |
    None = None, reduce: bool | None = None, reduction: str = 'mean') -> Tensor
  huber_loss(input: Tensor, target: Tensor, reduction: str = 'mean', delta: float = 1.0, weight:
    Tensor? = None) -> Tensor
  instance_norm(input: Tensor, running_mean: Tensor? = None, running_var: Tensor? = None, weight:
    Tensor? = None, bias: Tensor? = None, use_input_stats: bool = True, momentum: float = 0.1,
    eps: float = 1e-05) -> Tensor
  interpolate(input: Tensor, size: int | None = None, scale_factor: list[float] | None = None,
    mode: str = 'nearest', align_corners: bool | None = None, recompute_scale_factor: bool | None
    = None, antialias: bool = False) -> Tensor
  kl_div(input: Tensor, target: Tensor, size_average: bool | None = None, reduce: bool | None =
    None, reduction: str = 'mean', log_target: bool = False) -> Tensor
  l1_loss(input: Tensor, target: Tensor, size_average: bool | None = None, reduce: bool | None =
    None, reduction: str = 'mean', weight: Tensor? = None) -> Tensor
  layer_norm(input: Tensor, normalized_shape: list[int], weight: Tensor? = None, bias: Tensor? =
    None, eps: float = 1e-05) -> Tensor
  leaky_relu(input: Tensor, negative_slope: float = 0.01, inplace: bool = False) -> Tensor
  local_response_norm(input: Tensor, size: int, alpha: float = 0.0001, beta: float = 0.75, k:
    float = 1.0) -> Tensor
  lp_pool1d(input: Tensor, norm_type: int | float, kernel_size: int, stride: NoneType = None,
    ceil_mode: bool = False) -> Tensor
  lp_pool2d(input: Tensor, norm_type: int | float, kernel_size: None, stride: NoneType = None,
    ceil_mode: bool = False) -> Tensor
  lp_pool3d(input: Tensor, norm_type: int | float, kernel_size: None, stride: NoneType = None,
    ceil_mode: bool = False) -> Tensor
  margin_ranking_loss(input1: Tensor, input2: Tensor, target: Tensor, margin: float = 0,
    size_average: bool | None = None, reduce: bool | None = None, reduction: str = 'mean') ->
    Tensor
  max_pool1d(*args, **kwargs)
  max_pool1d_with_indices(input: Tensor, kernel_size: None, stride: NoneType = None, padding: None
    = 0, dilation: None = 1, ceil_mode: bool = False, return_indices: bool = False) ->
    tuple[Tensor, Tensor]
  max_pool2d(*args, **kwargs)
  max_pool2d_with_indices(input: Tensor, kernel_size: None, stride: NoneType = None, padding: None
    = 0, dilation: None = 1, ceil_mode: bool = False, return_indices: bool = False) ->
    tuple[Tensor, Tensor]
  max_pool3d(*args, **kwargs)
  max_pool3d_with_indices(input: Tensor, kernel_size: None, stride: NoneType = None, padding: None
    = 0, dilation: None = 1, ceil_mode: bool = False, return_indices: bool = False) ->
    tuple[Tensor, Tensor]
  mish(input: Tensor, inplace: bool = False) -> Tensor
  mse_loss(input: Tensor, target: Tensor, size_average: bool | None = None, reduce: bool | None =
    None, reduction: str = 'mean', weight: Tensor? = None) -> Tensor
  multi_margin_loss(input: Tensor, target: Tensor, p: int = 1, margin: float = 1.0, weight:
    Tensor? = None, size_average: bool | None = None, reduce: bool | None = None, reduction: str =
    'mean') -> Tensor
  multilabel_margin_loss(input: Tensor, target: Tensor, size_average: bool | None = None, reduce:
    bool | None = None, reduction: str = 'mean') -> Tensor
  multilabel_soft_margin_loss(input: Tensor, target: Tensor, weight: Tensor? = None, size_average:
    bool | None = None, reduce: bool | None = None, reduction: str = 'mean') -> Tensor
  nll_loss(input: Tensor, target: Tensor, weight: Tensor? = None, size_average: bool | None =
    None, ignore_index: int = -100, reduce: bool | None = None, reduction: str = 'mean') -> Tensor
  normalize(input: Tensor, p: float = 2.0, dim: int = 1, eps: float = 1e-12, out: Tensor? = None)
    -> Tensor
  pad(input: Tensor, pad: list[int], mode: str = 'constant', value: float | None = None) -> Tensor
  poisson_nll_loss(input: Tensor, target: Tensor, log_input: bool = True, full: bool = False,
    size_average: bool | None = None, eps: float = 1e-08, reduce: bool | None = None, reduction:
    str = 'mean') -> Tensor
  relu(input: Tensor, inplace: bool = False) -> Tensor
  relu6(input: Tensor, inplace: bool = False) -> Tensor
  rms_norm(input: Tensor, normalized_shape: list[int], weight: Tensor? = None, eps: float | None =
    None) -> Tensor
  rrelu(input: Tensor, lower: float = 0.125, upper: float = 0.3333333333333333, training: bool =
    False, inplace: bool = False) -> Tensor
  selu(input: Tensor, inplace: bool = False) -> Tensor
  sigmoid(input)
  silu(input: Tensor, inplace: bool = False) -> Tensor
  smooth_l1_loss(input: Tensor, target: Tensor, size_average: bool | None = None, reduce: bool |
    None = None, reduction: str = 'mean', beta: float = 1.0) -> Tensor
  soft_margin_loss(input: Tensor, target: Tensor, size_average: bool | None = None, reduce: bool |
    None = None, reduction: str = 'mean') -> Tensor
  softmin(input: Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: int | None = None)
    -> Tensor
  softsign(input)
  tanhshrink(input)
  threshold(input: Tensor, threshold: float, value: float, inplace: bool = False) -> Tensor
  triplet_margin_loss(anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0, p:
    float = 2, eps: float = 1e-06, swap: bool = False, size_average: bool | None = None, reduce:
    bool | None = None, reduction: str = 'mean') -> Tensor
  unfold(input: Tensor, kernel_size: None, dilation: None = 1, padding: None = 0, stride: None =
    1) -> Tensor
  """
