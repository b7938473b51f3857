/// `torch.nn.functional`: what the table of operations does not have.
let functionalSource = LibraryText(
  "torch.nn.functional", activationFunctionsText + lossFunctionsText + attentionFunctionsText
    + unpoolingFunctionsText + poolingFunctionsText)

private let activationFunctionsText = #"""
def tanh(input):
    """Applies element-wise, :math:`\\text{Tanh}(x) = \\tanh(x)`."""
    return input.tanh()

def softmax(input: torch.Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: int | None = None) -> torch.Tensor:
    """Apply a softmax function."""
    if dim is None:
        dim = _implicit_dim('softmax', input)
    return input.softmax(dim) if dtype is None else input.softmax(dim, dtype=dtype)

def log_softmax(input: torch.Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: int | None = None) -> torch.Tensor:
    """Apply a softmax followed by a logarithm."""
    if dim is None:
        dim = _implicit_dim('log_softmax', input)
    return input.log_softmax(dim) if dtype is None else input.log_softmax(dim, dtype=dtype)

def _implicit_dim(name, input):
    torch._warn(
        f'Implicit dimension choice for {name} has been deprecated. Change the call to include dim=X as an argument.')
    return 0 if input.dim() in (0, 1, 3) else 1

def upsample(input, size=None, scale_factor=None, mode='nearest', align_corners=None):
    """Upsample input."""
    torch._warn(
        '`nn.functional.upsample` is deprecated. Use `nn.functional.interpolate` instead.')
    return interpolate(input, size, scale_factor, mode, align_corners)

def upsample_nearest(input, size=None, scale_factor=None):
    """Upsamples the input, using nearest neighbours' pixel values."""
    torch._warn(
        '`nn.functional.upsample_nearest` is deprecated. Use `nn.functional.interpolate` instead.')
    return interpolate(input, size, scale_factor, mode='nearest')

def upsample_bilinear(input, size=None, scale_factor=None):
    """Upsamples the input, using bilinear upsampling."""
    torch._warn(
        '`nn.functional.upsample_bilinear` is deprecated. Use `nn.functional.interpolate` instead.')
    return interpolate(input, size, scale_factor, mode='bilinear', align_corners=True)

"""#

private let lossFunctionsText = #"""
def _reduced(loss, reduction):
    if reduction == 'none':
        return loss
    if reduction == 'mean':
        return loss.mean()
    if reduction == 'sum':
        return loss.sum()
    raise ValueError(f'{reduction} is not a valid value for reduction')

def _legacy_reduction(size_average, reduce):
    size_average = True if size_average is None else size_average
    reduce = True if reduce is None else reduce
    reduction = 'none' if not reduce else 'mean' if size_average else 'sum'
    torch._warn(
        f"size_average and reduce args will be deprecated, please use reduction='{reduction}' instead.")
    return reduction

def triplet_margin_with_distance_loss(anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction='mean'):
    """Compute the triplet margin loss for input tensors using a custom distance function."""
    if margin <= 0:
        raise ValueError(f'margin must be greater than 0, got {margin}')
    _check_triplet(anchor, positive, negative)
    distance = pairwise_distance if distance_function is None else distance_function
    near, far = distance(anchor, positive), distance(anchor, negative)
    if swap:
        far = torch.minimum(far, distance(positive, negative))
    return _reduced((margin + near - far).clamp(min=0), reduction)

def _check_triplet(anchor, positive, negative):
    if not anchor.dim() == positive.dim() == negative.dim():
        raise RuntimeError(
            'The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: '
            f'anchor {anchor.dim()}D, positive {positive.dim()}D, and negative {negative.dim()}D inputs')

"""#
