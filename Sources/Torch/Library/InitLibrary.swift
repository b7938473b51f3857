/// `torch.nn.init` and `torch.nn.utils`.
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
    if nonlinearity == 'sigmoid' or nonlinearity == 'linear' or nonlinearity.startswith('conv'):
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

def eye_(tensor):
    with torch.no_grad():
        return tensor.copy_(torch.eye(*tensor.shape))

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
"""#

let nnUtilsSource = #"""
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    parameters = [parameters] if isinstance(parameters, torch.Tensor) else list(parameters)
    grads = [p.grad for p in parameters if p.grad is not None]
    if not grads:
        return torch.tensor(0.0)
    total = torch.stack([g.detach().norm(norm_type) for g in grads]).norm(norm_type)
    if error_if_nonfinite and not torch.isfinite(total):
        raise RuntimeError(
            f'The total norm of order {norm_type} for gradients from `parameters` is non-finite, so it '
            'cannot be clipped. To disable this error and scale the gradients by the non-finite norm '
            'anyway, set `error_if_nonfinite=False`')
    factor = (max_norm / (total + 1e-6)).clamp(max=1.0)
    for g in grads:
        g.detach().mul_(factor)
    return total

def clip_grad_value_(parameters, clip_value, foreach=None):
    parameters = [parameters] if isinstance(parameters, torch.Tensor) else list(parameters)
    for p in parameters:
        if p.grad is not None:
            p.grad.detach().clamp_(-clip_value, clip_value)

def parameters_to_vector(parameters):
    return torch.cat([p.view(-1) for p in parameters])
"""#
