/// `torch.nn.init`.
let initSource = #"""
def calculate_gain(nonlinearity, param=None):
    if nonlinearity == 'tanh':
        return 5.0 / 3
    if nonlinearity == 'relu':
        return 2.0 ** 0.5
    if nonlinearity == 'leaky_relu':
        slope = 0.01 if param is None else param
        return (2.0 / (1 + slope ** 2)) ** 0.5
    if nonlinearity == 'selu':
        return 3.0 / 4
    if nonlinearity in ('sigmoid', 'linear') or nonlinearity.startswith('conv'):
        return 1
    raise ValueError(f'Unsupported nonlinearity {nonlinearity}')

def _calculate_fan_in_and_fan_out(tensor):
    if tensor.dim() < 2:
        raise ValueError('Fan in and fan out can not be computed for tensor with fewer than 2 dimensions')
    field = 1
    for size in tensor.shape[2:]:
        field *= size
    return tensor.shape[1] * field, tensor.shape[0] * field

def _correct_fan(tensor, mode):
    if mode not in ('fan_in', 'fan_out'):
        raise ValueError(f"Mode {mode} not supported, please use one of ['fan_in', 'fan_out']")
    return _calculate_fan_in_and_fan_out(tensor)[0 if mode == 'fan_in' else 1]

def uniform_(tensor, a=0.0, b=1.0, generator=None):
    with torch.no_grad():
        return tensor.uniform_(a, b, generator=generator)

def normal_(tensor, mean=0.0, std=1.0, generator=None):
    with torch.no_grad():
        return tensor.normal_(mean, std, generator=generator)

def constant_(tensor, val):
    with torch.no_grad():
        return tensor.fill_(val)

def ones_(tensor):
    return constant_(tensor, 1.0)

def zeros_(tensor):
    return constant_(tensor, 0.0)

def _require_dimensions(tensor, allowed, text):
    if tensor.dim() not in allowed:
        raise ValueError(f'Only tensors with {text} dimensions are supported')

def eye_(tensor):
    """Fill the 2-dimensional input `Tensor` with the identity matrix."""
    _require_dimensions(tensor, (2,), '2')
    with torch.no_grad():
        return tensor.copy_(torch.eye(*tensor.shape))

def dirac_(tensor, groups=1):
    """Fill the {3, 4, 5}-dimensional input `Tensor` with the Dirac delta function."""
    _require_dimensions(tensor, (3, 4, 5), '3, 4, or 5')
    sizes = tensor.size()
    if sizes[0] % groups != 0:
        raise ValueError('dim 0 must be divisible by groups')
    share = sizes[0] // groups
    middle = tuple(size // 2 for size in sizes[2:])
    with torch.no_grad():
        tensor.zero_()
        for group in range(groups):
            for channel in range(min(share, sizes[1])):
                tensor[(group * share + channel, channel) + middle] = 1
    return tensor

def orthogonal_(tensor, gain=1, generator=None):
    """Fill the input `Tensor` with a (semi) orthogonal matrix."""
    if tensor.dim() < 2:
        raise ValueError('Only tensors with 2 or more dimensions are supported')
    if tensor.numel() == 0:
        return tensor
    rows = tensor.size(0)
    flat = torch.empty(rows, tensor.numel() // rows, dtype=tensor.dtype).normal_(0, 1, generator=generator)
    is_wide = rows < flat.size(1)
    q, r = torch.linalg.qr(flat.t() if is_wide else flat)
    q = q * torch.diag(r, 0).sign()
    with torch.no_grad():
        tensor.copy_((q.t() if is_wide else q).reshape(tensor.shape)).mul_(gain)
    return tensor

def sparse_(tensor, sparsity, std=0.01, generator=None):
    """Fill the 2D input `Tensor` as a sparse matrix."""
    _require_dimensions(tensor, (2,), '2')
    rows, columns = tensor.shape
    zeros = -int(-sparsity * rows // 1)
    with torch.no_grad():
        tensor.normal_(0, std, generator=generator)
        for column in range(columns):
            tensor[torch.randperm(rows)[:zeros], column] = 0
    return tensor

_math = __import__('math')

def trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None):
    """Fill the input Tensor with values drawn from a truncated normal distribution."""
    if mean < a - 2 * std or mean > b + 2 * std:
        torch._warn(
            'mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of values may be '
            'incorrect.')
    def below(x):
        return (1.0 + _math.erf((x - mean) / std / 2.0 ** 0.5)) / 2.0
    with torch.no_grad():
        if below(b) - below(a) > 0.3:
            return _drawn_again(tensor, mean, std, a, b, generator)
        return _drawn_by_density(tensor, mean, std, a, b, generator)

def _drawn_again(tensor, mean, std, a, b, generator):
    """Normal numbers, drawn anew while any lies outside."""
    low, high = (torch.tensor(bound, dtype=tensor.dtype).item() for bound in (a, b))
    result = tensor.normal_(mean, std, generator=generator)
    outside = (result < low) | (result > high)
    while outside.any():
        result = torch.where(outside, torch.empty_like(result).normal_(mean, std, generator=generator), result)
        outside = (result < low) | (result > high)
    return tensor if result is tensor else tensor.copy_(result)

def _drawn_by_density(tensor, mean, std, a, b, generator):
    """Uniform numbers, accepted by their density."""
    peak = -0.5 * ((max(a, min(mean, b)) - mean) / std) ** 2
    def is_refused(values):
        density = values.sub(mean).div_(std).pow_(2).mul_(-0.5).sub_(peak)
        return torch.empty_like(values).uniform_(generator=generator).log_() > density
    result = tensor.uniform_(a, b, generator=generator)
    pending = is_refused(result)
    while pending.any():
        candidates = torch.empty_like(tensor).uniform_(a, b, generator=generator)
        result = torch.where(pending, candidates, result)
        pending = pending & is_refused(candidates)
    return tensor if result is tensor else tensor.copy_(result)

def kaiming_uniform_(tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None):
    if tensor.numel() == 0:
        return tensor
    gain = calculate_gain(nonlinearity, a)
    bound = 3.0 ** 0.5 * (gain / _correct_fan(tensor, mode) ** 0.5)
    return uniform_(tensor, -bound, bound, generator)

def kaiming_normal_(tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None):
    if tensor.numel() == 0:
        return tensor
    gain = calculate_gain(nonlinearity, a)
    return normal_(tensor, 0, gain / _correct_fan(tensor, mode) ** 0.5, generator)

def xavier_uniform_(tensor, gain=1.0, generator=None):
    fan_in, fan_out = _calculate_fan_in_and_fan_out(tensor)
    bound = 3.0 ** 0.5 * (gain * (2.0 / float(fan_in + fan_out)) ** 0.5)
    return uniform_(tensor, -bound, bound, generator)

def xavier_normal_(tensor, gain=1.0, generator=None):
    fan_in, fan_out = _calculate_fan_in_and_fan_out(tensor)
    return normal_(tensor, 0.0, gain * (2.0 / float(fan_in + fan_out)) ** 0.5, generator)

def uniform(*args, **kwargs):
    return _former(uniform_, *args, **kwargs)

def normal(*args, **kwargs):
    return _former(normal_, *args, **kwargs)

def constant(*args, **kwargs):
    return _former(constant_, *args, **kwargs)

def eye(*args, **kwargs):
    return _former(eye_, *args, **kwargs)

def dirac(*args, **kwargs):
    return _former(dirac_, *args, **kwargs)

def xavier_uniform(*args, **kwargs):
    return _former(xavier_uniform_, *args, **kwargs)

def xavier_normal(*args, **kwargs):
    return _former(xavier_normal_, *args, **kwargs)

def kaiming_uniform(*args, **kwargs):
    return _former(kaiming_uniform_, *args, **kwargs)

def kaiming_normal(*args, **kwargs):
    return _former(kaiming_normal_, *args, **kwargs)

def orthogonal(*args, **kwargs):
    return _former(orthogonal_, *args, **kwargs)

def sparse(*args, **kwargs):
    return _former(sparse_, *args, **kwargs)

def _former(function, *args, **kwargs):
    name = function.__name__
    torch._warn(
        f'`nn.init.{name[:-1]}` is now deprecated in favor of `nn.init.{name}`.', FutureWarning)
    return function(*args, **kwargs)
"""#
