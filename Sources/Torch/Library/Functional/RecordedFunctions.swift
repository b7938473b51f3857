/// Functions of `torch.nn.functional` that the table of operations does not have, recorded under
/// the names of PyTorch's operations.
let recordedFunctionsText = #"""
def _recorded(name, inputs, forward, backward):
    before = torch.is_grad_enabled()
    torch._set_grad_enabled(False)
    try:
        output = forward()
    finally:
        torch._set_grad_enabled(before)
    torch._record_backward(name, inputs, output, backward)
    return output

def _share(reduction, input):
    return 1 / input.numel() if reduction == 'mean' else 1

def binary_cross_entropy(input, target, weight=None, size_average=None, reduce=None, reduction='mean'):
    if target.size() != input.size():
        raise ValueError(
            f'Using a target size ({target.size()}) that is different to the input size ({input.size()}) '
            'is deprecated. Please ensure they have the same size.')
    if bool((input < 0).any()) or bool((input > 1).any()):
        raise RuntimeError('all elements of input should be between 0 and 1')
    def forward():
        loss = (target - 1) * (1 - input).log().clamp(min=-100) - target * input.log().clamp(min=-100)
        return _reduced(loss if weight is None else loss * weight, reduction)
    def backward(grad):
        slope = (input - target) / ((1 - input) * input).clamp(min=1e-12) * grad
        slope = slope if weight is None else slope * weight
        return slope * _share(reduction, input),
    return _recorded('BinaryCrossEntropyBackward0', (input,), forward, backward)

def binary_cross_entropy_with_logits(input, target, weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None):
    if target.size() != input.size():
        raise ValueError(f'Target size ({target.size()}) must be the same as input size ({input.size()})')
    def forward():
        log_sigmoid = input.clamp(max=0) - (-input.abs()).exp().log1p()
        if pos_weight is None:
            loss = (1 - target) * input - log_sigmoid
        else:
            loss = (1 - target) * input - ((pos_weight - 1) * target + 1) * log_sigmoid
        return _reduced(loss if weight is None else loss * weight, reduction)
    def backward(grad):
        positive = target if pos_weight is None else pos_weight * target
        slope = ((positive + 1 - target) * input.sigmoid() - positive) * grad
        slope = slope if weight is None else slope * weight
        return slope * _share(reduction, input),
    return _recorded('BinaryCrossEntropyWithLogitsBackward0', (input,), forward, backward)

def leaky_relu(input, negative_slope=0.01, inplace=False):
    slope = torch.tensor(negative_slope, dtype=input.dtype)
    def chosen(value):
        return torch.where(input > 0, value, value * slope)
    return _recorded('LeakyReluBackward0', (input,), lambda: chosen(input), lambda grad: (chosen(grad),))

def softplus(input, beta=1.0, threshold=20.0):
    def forward():
        return torch.where(input * beta > threshold, input, (input * beta).exp().log1p() / beta)
    def backward(grad):
        return torch.where(input * beta > threshold, grad, grad * (input * beta).sigmoid()),
    return _recorded('SoftplusBackward0', (input,), forward, backward)

def silu(input, inplace=False):
    def backward(grad):
        s = input.sigmoid()
        return grad * s * (1 + input * (1 - s)),
    return _recorded('SiluBackward0', (input,), lambda: input / (1 + (-input).exp()), backward)

def gelu(input, approximate='none'):
    if approximate != 'none':
        raise NotImplementedError('cellgrad: not supported: gelu with an approximation')
    def backward(grad):
        normal = 0.5 * (1 + (input * 0.5 ** 0.5).erf())
        density = (input * input * -0.5).exp() * 0.3989422804014327
        return grad * (normal + input * density),
    return _recorded('GeluBackward0', (input,), lambda: input * 0.5 * (1 + (input * 0.5 ** 0.5).erf()), backward)

def embedding(input, weight, padding_idx=None):
    if input.dtype not in (torch.int64, torch.int32):
        raise RuntimeError(
            "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, "
            f'Int; but got {input.type()} instead (while checking arguments for embedding)')
    if input.numel() and not 0 <= int(input.min()) <= int(input.max()) < weight.size(0):
        raise IndexError('index out of range in self')
    def backward(grad):
        rows = weight.detach().requires_grad_()
        with torch.enable_grad():
            taken = rows[input]
        gradient, = torch.autograd.grad(taken, rows, grad)
        if padding_idx is not None:
            gradient[padding_idx] = 0
        return gradient,
    return _recorded('EmbeddingBackward0', (weight,), lambda: weight[input], backward)

"""#
