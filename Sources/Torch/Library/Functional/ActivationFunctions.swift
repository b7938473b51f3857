/// Activations and dropout of `torch.nn.functional`: arguments as Python gives them, the operation
/// itself in the table of operations.
let activationFunctionsText = #"""
def tanh(input):
    """Applies element-wise, :math:`\\text{Tanh}(x) = \\tanh(x)`."""
    return input.tanh()

def sigmoid(input):
    """Applies the element-wise function :math:`\\text{Sigmoid}(x) = \\frac{1}{1 + \\exp(-x)}`."""
    return input.sigmoid()

def softsign(input):
    """Applies element-wise, the function :math:`\\text{SoftSign}(x) = \\frac{x}{1 + |x|}`."""
    return input / (input.abs() + 1)

def tanhshrink(input):
    """Applies element-wise, :math:`\\text{Tanhshrink}(x) = x - \\text{Tanh}(x)`."""
    return input - input.tanh()

def softmax(input, dim=None, _stacklevel=3, dtype=None):
    """Apply a softmax function."""
    return torch.softmax(input, _chosen_dim('softmax', input, dim), dtype=dtype)

def softmin(input, dim=None, _stacklevel=3, dtype=None):
    """Apply a softmin function."""
    return torch.softmax(-input, _chosen_dim('softmin', input, dim), dtype=dtype)

def log_softmax(input, dim=None, _stacklevel=3, dtype=None):
    """Apply a softmax followed by a logarithm."""
    return torch.log_softmax(input, _chosen_dim('log_softmax', input, dim), dtype=dtype)

def _chosen_dim(name, input, dim):
    if dim is not None:
        return dim
    torch._warn(
        f'Implicit dimension choice for {name} has been deprecated. Change the call to include dim=X as an argument.')
    return 0 if input.dim() in (0, 1, 3) else 1

def gumbel_softmax(logits, tau=1, hard=False, eps=1e-10, dim=-1):
    """Sample from the Gumbel-Softmax distribution and optionally discretize."""
    gumbels = -torch.empty_like(logits).exponential_().log()
    soft = ((logits + gumbels) / tau).softmax(dim)
    if not hard:
        return soft
    index = soft.max(dim, keepdim=True)[1]
    return torch.zeros_like(logits).scatter_(dim, index, 1.0) - soft.detach() + soft

def _check_probability(p):
    if p < 0.0 or p > 1.0:
        raise ValueError(f'dropout probability has to be between 0 and 1, but got {p}')

def _masked(input, shape, p, inplace):
    """The input times a random mask of a shape, scaled."""
    if p == 1:
        return input.mul_(0) if inplace else input * torch.zeros((), dtype=input.dtype)
    mask = torch.empty(shape, dtype=input.dtype) if shape != input.shape else torch.empty_like(input)
    mask.bernoulli_(1 - p).div_(1 - p)
    return input.mul_(mask) if inplace else input * mask

def dropout(input, p=0.5, training=True, inplace=False):
    """During training, randomly zeroes some elements of the input tensor with probability :attr:`p`."""
    _check_probability(p)
    return _masked(input, input.shape, p, inplace) if training and p > 0 else input

def _dropped_channels(input, p, training, inplace):
    _check_probability(p)
    if not training or p == 0:
        return input
    return _masked(input, input.shape[:2] + (1,) * (input.dim() - 2), p, inplace)

def dropout1d(input, p=0.5, training=True, inplace=False):
    """Randomly zero out entire channels (a channel is a 1D feature map)."""
    if input.dim() not in (2, 3):
        raise RuntimeError(
            f'dropout1d: Expected 2D or 3D input, but received a {input.dim()}D input. Note that dropout1d exists '
            'to provide channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an '
            'optional batch dimension (i.e. 2D or 3D inputs).')
    if input.dim() == 2:
        return _dropped_channels(input.unsqueeze(0), p, training, inplace).squeeze(0)
    return _dropped_channels(input, p, training, inplace)

def dropout2d(input, p=0.5, training=True, inplace=False):
    """Randomly zero out entire channels (a channel is a 2D feature map)."""
    _warn_of_channels(input, 2)
    return _dropped_channels(input, p, training, inplace)

def dropout3d(input, p=0.5, training=True, inplace=False):
    """Randomly zero out entire channels (a channel is a 3D feature map)."""
    if input.dim() not in (4, 5):
        _warn_of_channels(input, 3)
    is_batched = input.dim() == 5
    output = _dropped_channels(input if is_batched else input.unsqueeze(0), p, training, inplace)
    return output if is_batched else output.squeeze(0)

def _warn_of_channels(input, spatial):
    count = input.dim()
    name = f'dropout{spatial}d'
    if count not in (spatial + 1, spatial + 2):
        torch._warn(
            f'{name}: Received a {count}-D input to {name}, which is deprecated and will result in an error in a '
            'future release. To retain the behavior and silence this warning, please use dropout instead. Note '
            f'that {name} exists to provide channel-wise dropout on inputs with {spatial} spatial dimensions, a '
            f'channel dimension, and an optional batch dimension (i.e. {spatial + 1}D or {spatial + 2}D inputs).')
    if spatial == 2 and count == 3:
        torch._warn(
            'dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout behavior is '
            'desired - input is interpreted as shape (N, C, L), where C is the channel dim. This behavior will '
            'change in a future release to interpret the input as one without a batch dimension, i.e. shape '
            '(C, H, W). To maintain the 1D channel-wise dropout behavior, please switch to using dropout1d instead.')

def _alpha_masked(input, shape, p):
    alpha = 1.7580993408473766
    scale = 1 / ((alpha * alpha * p + 1) * (1 - p)) ** 0.5
    keep = torch.empty(shape, dtype=input.dtype).bernoulli_(1 - p)
    shift = (keep - 1).mul_(alpha * scale).add_(alpha * scale * p)
    return input * keep.mul_(scale) + shift

def alpha_dropout(input, p=0.5, training=False, inplace=False):
    """Apply alpha dropout to the input."""
    _check_probability(p)
    return _alpha_masked(input, input.shape, p) if training and p > 0 else input

def feature_alpha_dropout(input, p=0.5, training=False, inplace=False):
    """Randomly masks out entire channels."""
    _check_probability(p)
    shape = input.shape[:2] + (1,) * (input.dim() - 2)
    return _alpha_masked(input, shape, p) if training and p > 0 else input

"""#
