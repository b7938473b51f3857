/// Losses of `torch.nn.functional` that PyTorch composes of other operations.
let lossFunctionsText = #"""
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

def _reduction(size_average, reduce, reduction):
    if size_average is None and reduce is None:
        return reduction
    return _legacy_reduction(size_average, reduce)

def hinge_embedding_loss(input, target, margin=1.0, size_average=None, reduce=None, reduction='mean'):
    """Compute the hinge embedding loss."""
    zeros = torch.zeros_like(input)
    negative = torch.where(target == -1, (margin - input).clamp(min=0), zeros)
    positive = torch.where(target == 1, input, zeros)
    return _reduced(negative + positive, _reduction(size_average, reduce, reduction))

def margin_ranking_loss(input1, input2, target, margin=0, size_average=None, reduce=None, reduction='mean'):
    """Compute the margin ranking loss."""
    if not input1.dim() == input2.dim() == target.dim():
        raise RuntimeError(
            'margin_ranking_loss : All input tensors should have same dimension but got sizes: '
            f'input1: {input1.size()}, input2: {input2.size()}, target: {target.size()} ')
    loss = (-target * (input1 - input2) + margin).clamp(min=0)
    return _reduced(loss, _reduction(size_average, reduce, reduction))

def cosine_embedding_loss(input1, input2, target, margin=0, size_average=None, reduce=None, reduction='mean'):
    """Compute the cosine embedding loss."""
    dim = target.dim()
    product = (input1 * input2).sum(dim)
    first = (input1 * input1).sum(dim) + 1e-12
    second = (input2 * input2).sum(dim) + 1e-12
    cosine = product / (first * second).sqrt()
    zeros = torch.zeros_like(cosine)
    positive = torch.where(target == 1, 1 - cosine, zeros)
    negative = torch.where(target == -1, (cosine - margin).clamp(min=0), zeros)
    return _reduced(positive + negative, _reduction(size_average, reduce, reduction))

def triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2, eps=1e-06, swap=False, size_average=None, reduce=None, reduction='mean'):
    """Compute the triplet loss between given input tensors and a margin greater than 0."""
    if margin <= 0:
        raise ValueError(f'margin must be greater than 0, got {margin}')
    _check_triplet(anchor, positive, negative)
    near = pairwise_distance(anchor, positive, p, eps)
    far = pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = torch.minimum(far, pairwise_distance(positive, negative, p, eps))
    loss = (margin + near - far).clamp(min=0)
    return _reduced(loss, _reduction(size_average, reduce, reduction))

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

def soft_margin_loss(input, target, size_average=None, reduce=None, reduction='mean'):
    """Compute the soft margin loss."""
    reduction = _reduction(size_average, reduce, reduction)
    def forward():
        return _reduced((-input * target).exp().log1p(), reduction)
    def backward(grad):
        z = (-target * input).exp()
        return -target * z / (1 + z) * grad * _share(reduction, input),
    return _recorded('SoftMarginLossBackward0', (input,), forward, backward)

def multilabel_soft_margin_loss(input, target, weight=None, size_average=None, reduce=None, reduction='mean'):
    """Compute the multilabel soft margin loss."""
    loss = -(target * logsigmoid(input) + (1 - target) * logsigmoid(-input))
    if weight is not None:
        loss = loss * weight
    class_dim = input.dim() - 1
    loss = loss.sum(dim=class_dim) / input.size(class_dim)
    return _reduced(loss, _reduction(size_average, reduce, reduction))

def multi_margin_loss(input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction='mean'):
    """Compute the multi margin loss, with optional weighting."""
    if p != 1 and p != 2:
        raise ValueError('only p == 1 and p == 2 supported')
    rows = input.unsqueeze(0) if input.dim() == 1 else input
    target = target.reshape(-1)
    is_other = torch.arange(rows.size(1)) != target.unsqueeze(1)
    loss = (margin - rows.gather(1, target.unsqueeze(1)) + rows).clamp(min=0)
    loss = loss if p == 1 else loss * loss
    if weight is not None:
        loss = loss * weight[target].unsqueeze(1)
    loss = (loss * is_other).sum(1) / rows.size(1)
    loss = loss.squeeze(0) if input.dim() == 1 else loss
    return torch._named(_reduced(loss, _reduction(size_average, reduce, reduction)), 'MultiMarginLossBackward0')

def poisson_nll_loss(input, target, log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean'):
    """Compute the Poisson negative log likelihood loss."""
    loss = input.exp() - target * input if log_input else input - target * (input + eps).log()
    if full:
        stirling = target * target.log() - target + 0.5 * (2 * torch.pi * target).log()
        loss = loss + stirling.masked_fill(target <= 1, 0)
    return _reduced(loss, _reduction(size_average, reduce, reduction))

def gaussian_nll_loss(input, target, var, full=False, eps=1e-06, reduction='mean'):
    """Compute the Gaussian negative log likelihood loss."""
    if isinstance(var, float):
        if var < 0:
            raise ValueError('var has negative entry/entries')
        var = var * torch.ones_like(input)
    elif (var < 0).any():
        raise ValueError('var has negative entry/entries')
    if var.size() != input.size():
        if input.size()[:-1] == var.size():
            var = var.unsqueeze(-1)
        elif input.dim() != var.dim() or sum(m for n, m in zip(input.size(), var.size()) if n != m) != 1:
            raise ValueError('var is of incorrect size')
    if reduction not in ('none', 'mean', 'sum'):
        raise ValueError(reduction + ' is not valid')
    var = var.clone()
    with torch.no_grad():
        var.clamp_(min=eps)
    loss = 0.5 * (var.log() + (input - target) ** 2 / var)
    if full:
        loss = loss + 0.5 * 1.8378770664093453
    return _reduced(loss, reduction)

def pairwise_distance(x1, x2, p=2.0, eps=1e-06, keepdim=False):
    """The distances between pairs of vectors."""
    return torch._named((x1 - x2 + eps).norm(p, x1.dim() - 1 if x1.dim() else 0, keepdim), 'NormBackward1')

def cosine_similarity(x1, x2, dim=1, eps=1e-08):
    """The cosine of the angle between vectors."""
    first = x1.norm(2, dim, True).clamp(min=eps)
    second = x2.norm(2, dim, True).clamp(min=eps)
    return ((x1 / first) * (x2 / second)).sum(dim)

def normalize(input, p=2.0, dim=1, eps=1e-12, out=None):
    """Perform :math:`L_p` normalization of inputs over specified dimension."""
    return input / input.norm(p, dim, keepdim=True).clamp(min=eps).expand_as(input)

"""#
