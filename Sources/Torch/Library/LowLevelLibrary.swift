/// `torch`: the functions that layers and `torch.nn.functional` are made of in PyTorch, by their own arguments.
let lowLevelSource = LibraryText(
  "torch", lowLevelLayerText + lowLevelLossText + lowLevelRecurrentText + lowLevelTensorText)

private let lowLevelLayerText = #"""
def _functional():
    return torch.nn.functional

def batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps, cudnn_enabled):
    return _functional().batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps)

def instance_norm(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, cudnn_enabled):
    return _functional().instance_norm(
        input, running_mean, running_var, weight, bias, use_input_stats, momentum, eps)

def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05, cudnn_enable=True):
    return _functional().layer_norm(input, normalized_shape, weight, bias, eps)

def group_norm(input, num_groups, weight=None, bias=None, eps=1e-05, cudnn_enabled=True):
    return _functional().group_norm(input, num_groups, weight, bias, eps)

def dropout_(input, p, train):
    return _functional().dropout(input, p, train, inplace=True)

def feature_dropout(input, p, train):
    """Zeros whole channels."""
    if not train:
        return input
    kept = input.new_empty(input.shape[:2]).bernoulli_(1 - p).div_(1 - p)
    return input * kept.reshape(*input.shape[:2], *[1] * (input.dim() - 2))

def alpha_dropout(input, p, train):
    return _functional().alpha_dropout(input, p, train)

def feature_alpha_dropout(input, p, train):
    return _functional().feature_alpha_dropout(input, p, train)

def max_pool1d_with_indices(input, kernel_size, stride=(), padding=0, dilation=1, ceil_mode=False):
    stride = stride if stride != () else None
    return _functional().max_pool1d(input, kernel_size, stride, padding, dilation, ceil_mode, return_indices=True)

def adaptive_max_pool1d(input, output_size):
    return _functional().adaptive_max_pool1d(input, output_size, return_indices=True)

def adaptive_avg_pool1d(input, output_size):
    return _functional().adaptive_avg_pool1d(input, output_size)

def avg_pool1d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    return _functional().avg_pool1d(input, kernel_size, stride, padding, ceil_mode, count_include_pad)

def convolution(input, weight, bias, stride, padding, dilation, transposed, output_padding, groups):
    rank = weight.dim() - 2
    if transposed:
        function = getattr(torch, f'conv_transpose{rank}d')
        return function(input, weight, bias, stride, padding, output_padding, groups, dilation)
    return getattr(torch, f'conv{rank}d')(input, weight, bias, stride, padding, dilation, groups)

def grid_sampler(input, grid, interpolation_mode, padding_mode, align_corners):
    mode = ('bilinear', 'nearest', 'bicubic')[interpolation_mode]
    outside = ('zeros', 'border', 'reflection')[padding_mode]
    return _functional().grid_sample(input, grid, mode, outside, align_corners)

def affine_grid_generator(theta, size, align_corners):
    return _functional().affine_grid(theta, size, align_corners)

"""#

/// Losses whose `reduction` is 0 for none, 1 for the mean and 2 for the sum.
private let lowLevelLossText = #"""
_reductions = ('none', 'mean', 'sum')

def kl_div(input, target, reduction=0, *, log_target=False):
    loss = _functional().kl_div(input, target, reduction='none', log_target=log_target)
    return loss.mean() if reduction == 1 else loss.sum() if reduction == 2 else loss

def hinge_embedding_loss(input, target, margin=1.0, reduction=0):
    return _functional().hinge_embedding_loss(input, target, margin, reduction=_reductions[reduction])

def margin_ranking_loss(input1, input2, target, margin=0.0, reduction=0):
    return _functional().margin_ranking_loss(input1, input2, target, margin, reduction=_reductions[reduction])

def cosine_embedding_loss(input1, input2, target, margin=0.0, reduction=0):
    return _functional().cosine_embedding_loss(input1, input2, target, margin, reduction=_reductions[reduction])

def triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2.0, eps=1e-06, swap=False, reduction=0):
    return _functional().triplet_margin_loss(
        anchor, positive, negative, margin, p, eps, swap, reduction=_reductions[reduction])

def poisson_nll_loss(input, target, log_input, full, eps, reduction):
    return _functional().poisson_nll_loss(
        input, target, log_input, full, eps=eps, reduction=_reductions[reduction])

def binary_cross_entropy_with_logits(input, target, weight=None, pos_weight=None, reduction=0):
    return _functional().binary_cross_entropy_with_logits(
        input, target, weight, reduction=_reductions[reduction], pos_weight=pos_weight)

def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0, reduction=0, zero_infinity=False):
    return _functional().ctc_loss(
        log_probs, targets, input_lengths, target_lengths, blank, _reductions[reduction], zero_infinity)

"""#

private let lowLevelRecurrentText = #"""
class _Layers:
    """What a call of `torch.lstm` or its like says of its layers."""
    def __init__(self, mode, params, has_biases, num_layers, dropout, train, bidirectional):
        self.mode = mode
        self.bias = has_biases
        self.num_layers = num_layers
        self.dropout = dropout
        self.training = train
        self.bidirectional = bidirectional
        width = len(params) // (num_layers * (2 if bidirectional else 1))
        self.proj_size = params[-1].size(0) if width in (3, 5) else 0
        self.all_weights = [list(params[first:first + width]) for first in _builtins.range(0, len(params), width)]

def _layers(mode, first, second, third, fourth, *rest):
    """Runs layers over padded steps (states, weights, whether there are biases) or packed ones (sizes first)."""
    is_padded = isinstance(fourth, _builtins.bool)
    states, params = (second, third) if is_padded else (third, fourth)
    if is_padded:
        *rest, batch_first = rest
        rest = (fourth, *rest)
    states = list(states) if mode == 'LSTM' else [states]
    layers = _Layers(mode, params, *rest)
    steps = first.transpose(0, 1) if is_padded and batch_first else first
    sizes = None if is_padded else second.tolist()
    output, states = torch.nn._recur(layers, steps, states, sizes)
    return (output.transpose(0, 1) if is_padded and batch_first else output, *states)

def lstm(*args):
    return _layers('LSTM', *args)

def gru(*args):
    return _layers('GRU', *args)

def rnn_tanh(*args):
    return _layers('RNN_TANH', *args)

def rnn_relu(*args):
    return _layers('RNN_RELU', *args)

def _cell(mode, input, states, w_ih, w_hh, b_ih, b_hh):
    gates = _functional().linear(input, w_ih, b_ih)
    return torch.nn._steps[mode](gates, list(states), w_hh, b_hh, None)

def lstm_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    return tuple(_cell('LSTM', input, hx, w_ih, w_hh, b_ih, b_hh))

def gru_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    return _cell('GRU', input, [hx], w_ih, w_hh, b_ih, b_hh)[0]

def rnn_tanh_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    return _cell('RNN_TANH', input, [hx], w_ih, w_hh, b_ih, b_hh)[0]

def rnn_relu_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    return _cell('RNN_RELU', input, [hx], w_ih, w_hh, b_ih, b_hh)[0]

"""#

private let lowLevelTensorText = #"""
def fill(input, value):
    """A tensor of the sizes of `input` filled with a value."""
    return input.clone().fill_(value)

def fill_(input, value):
    return input.fill_(value)

def zero_(input):
    return input.zero_()

def detach_(input):
    return input.detach_()

def index_put_(input, indices, values, accumulate=False):
    return input.index_put_(indices, values, accumulate)

def clip_(input, min=None, max=None):
    return input.clip_(min, max)

def as_strided_(input, size, stride, storage_offset=None):
    return input.as_strided_(size, stride, storage_offset)

def split_with_sizes(input, split_sizes, dim=0):
    """Parts of the sizes given along a dimension."""
    return input.split(list(split_sizes), dim)

def is_signed(input):
    return input.dtype.is_signed

def is_conj(input):
    """Whether the conjugate bit is set: conjugates are computed at once here."""
    return False

def is_neg(input):
    return False

def is_inference(input):
    """Returns True if :attr:`input` is an inference tensor."""
    return input.is_inference()

def is_distributed(input):
    return False

def get_device(input):
    return input.get_device()

def adjoint(input):
    """The transposed and conjugated matrices."""
    return input.mH

def resolve_neg(input):
    return input

def conj_physical(input):
    """The conjugates of the elements."""
    return torch.conj(input)

def norm_except_dim(v, pow=2, dim=0):
    """The norms over all dimensions but one, which is kept."""
    if dim == -1:
        return v.norm(pow)
    others = [d for d in _builtins.range(v.dim()) if d != dim]
    return v.norm(pow, others, keepdim=True)

def empty_strided(size, stride, *, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False):
    """An uninitialized tensor of sizes and strides."""
    _require_cpu(device)
    length = 1
    for one, step in zip(size, stride):
        length = 0 if one == 0 else length + (one - 1) * step
    storage = empty(length, dtype=dtype)
    return storage.as_strided(size, stride).requires_grad_(requires_grad)

def nonzero_static(input, *, size, fill_value=-1):
    """The positions of as many elements other than zero as are asked for, filled up with a number."""
    found = input.nonzero()[:size]
    missing = torch.full((size - found.size(0), input.dim()), fill_value, dtype=int64)
    return torch.cat([found, missing])

def lu(A, pivot=True, get_infos=False, out=None):
    """Both triangular factors in one matrix, and the rows exchanged."""
    torch._warn(
        'torch.lu is deprecated in favor of torch.linalg.lu_factor / torch.linalg.lu_factor_ex and will be removed in a '
        'future PyTorch release.\nLU, pivots = torch.lu(A, compute_pivots)\nshould be replaced with\nLU, pivots = '
        'torch.linalg.lu_factor(A, compute_pivots)\nand\nLU, pivots, info = torch.lu(A, compute_pivots, '
        'get_infos=True)\nshould be replaced with\nLU, pivots, info = torch.linalg.lu_factor_ex(A, compute_pivots)')
    results = torch.linalg.lu_factor_ex(A, pivot=pivot, check_errors=not get_infos)
    if get_infos:
        return torch._named_results('_lu_with_info', ('LU', 'pivots', 'info'), results)
    return results[:2]

def lu_unpack(LU_data, LU_pivots, unpack_data=True, unpack_pivots=True, *, out=None):
    """The permutation and the factors that `torch.linalg.lu_factor` stores together."""
    rows, columns = LU_data.shape[-2:]
    width = _builtins.min(rows, columns)
    none = torch.empty(0, dtype=LU_data.dtype)
    lower = upper = permutation = none
    if unpack_data:
        lower = LU_data[..., :, :width].tril(-1) + torch.eye(rows, width, dtype=LU_data.dtype)
        upper = LU_data[..., :width, :].triu()
        lower, upper = (torch._named(factor, 'LuUnpackBackward0') for factor in (lower, upper))
    if unpack_pivots:
        orders = []
        for pivots in LU_pivots.reshape(-1, LU_pivots.shape[-1]).tolist():
            order = list(_builtins.range(rows))
            for row, pivot in enumerate(pivots):
                order[row], order[pivot - 1] = order[pivot - 1], order[row]
            orders.append(order)
        order = torch.tensor(orders).reshape(LU_data.shape[:-2] + (rows,))
        permutation = torch.eye(rows, dtype=LU_data.dtype)[order].transpose(-2, -1)
    return torch._named_results('lu_unpack', ('P', 'L', 'U'), (permutation, lower, upper))

def _orthogonal_basis(A, q, niter):
    """Orthonormal columns that span most of the range of a matrix, from random directions."""
    basis = torch.linalg.qr(A @ torch.randn(A.shape[-1], q, dtype=A.dtype)).Q
    for _ in _builtins.range(niter):
        basis = torch.linalg.qr(A.mH @ basis).Q
        basis = torch.linalg.qr(A @ basis).Q
    return basis

def svd_lowrank(A, q=6, niter=2, M=None):
    """The largest singular values and their vectors, by random projections."""
    q = 6 if q is None else q
    if M is not None:
        A = A - M
    is_wide = A.shape[-2] < A.shape[-1]
    if is_wide:
        A = A.mH
    basis = _orthogonal_basis(A, q, niter)
    U, S, Vh = torch.linalg.svd(basis.mH @ A, full_matrices=False)
    U, V = basis @ U, Vh.mH
    return (V, S, U) if is_wide else (U, S, V)

def pca_lowrank(A, q=None, center=True, niter=2):
    """The principal components of rows, by random projections."""
    rows, columns = A.shape[-2:]
    least = _builtins.min(rows, columns)
    if q is None:
        q = _builtins.min(6, least)
    elif not 0 <= q <= least:
        raise ValueError(
            f'q(={q}) must be non-negative integer and not greater than min(m, n)={least}')
    if not niter >= 0:
        raise ValueError(f'niter(={niter}) must be non-negative integer')
    return svd_lowrank(A - A.mean(dim=-2, keepdim=True) if center else A, q, niter)

"""#
