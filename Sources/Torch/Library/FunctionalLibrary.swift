/// `torch.nn.functional`: what the table of operations does not have.
let functionalSource = #"""
def tanh(input):
    return input.tanh()

def sigmoid(input):
    return input.sigmoid()

def softmax(input, dim=None, _stacklevel=3, dtype=None):
    return torch.softmax(input, _default_dim(input, dim), dtype=dtype)

def log_softmax(input, dim=None, _stacklevel=3, dtype=None):
    return torch.log_softmax(input, _default_dim(input, dim), dtype=dtype)

def _default_dim(input, dim):
    if dim is not None:
        return dim
    return 0 if input.dim() in (0, 1, 3) else 1

def dropout(input, p=0.5, training=True, inplace=False):
    if p < 0.0 or p > 1.0:
        raise ValueError(f'dropout probability has to be between 0 and 1, but got {p}')
    if not training or p == 0:
        return input
    if p == 1:
        return input * torch.zeros((), dtype=input.dtype)
    return input * torch.empty_like(input).bernoulli_(1 - p).div_(1 - p)

def binary_cross_entropy(input, target, weight=None, size_average=None, reduce=None, reduction='mean'):
    loss = -(target * input.log().clamp(min=-100) + (1 - target) * (1 - input).log().clamp(min=-100))
    return _reduced(loss if weight is None else loss * weight, reduction)

def binary_cross_entropy_with_logits(input, target, weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None):
    if target.size() != input.size():
        raise ValueError(f'Target size ({target.size()}) must be the same as input size ({input.size()})')
    largest = (-input).clamp(min=0)
    rest = ((-largest).exp() + (-input - largest).exp()).log()
    if pos_weight is None:
        loss = (1 - target) * input + largest + rest
    else:
        loss = (1 - target) * input + (1 + (pos_weight - 1) * target) * (rest + largest)
    return _reduced(loss if weight is None else loss * weight, reduction)

def _reduced(loss, reduction):
    if reduction == 'none':
        return loss
    if reduction == 'mean':
        return loss.mean()
    if reduction == 'sum':
        return loss.sum()
    raise ValueError(f'{reduction} is not a valid value for reduction')

def one_hot(tensor, num_classes=-1):
    if tensor.dtype != torch.int64:
        raise RuntimeError('one_hot is only applicable to index tensor of type LongTensor.')
    if num_classes == -1:
        num_classes = int(tensor.max()) + 1
    if tensor.numel() and int(tensor.min()) < 0:
        raise RuntimeError('Class values must be non-negative.')
    if tensor.numel() and int(tensor.max()) >= num_classes:
        raise RuntimeError('Class values must be smaller than num_classes.')
    return (tensor.unsqueeze(-1) == torch.arange(num_classes)).long()

def embedding(input, weight, padding_idx=None):
    return weight[input]
"""#
