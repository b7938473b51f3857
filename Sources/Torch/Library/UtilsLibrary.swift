/// `torch.nn.utils`: gradients, parameters as vectors, reparameterized weights.
let nnUtilsSources = [
  LibraryText("torch.nn.utils", gradientUtilitiesText + weightUtilitiesText)
]

private let gradientUtilitiesText = #"""
def _with_gradients(parameters):
    parameters = [parameters] if isinstance(parameters, torch.Tensor) else parameters
    return [p.grad for p in parameters if p.grad is not None]

def get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """Compute the norm of an iterable of tensors."""
    tensors = [tensors] if isinstance(tensors, torch.Tensor) else list(tensors)
    norm_type = float(norm_type)
    if not tensors:
        return torch.tensor(0.0)
    norms = [tensor.detach().norm(norm_type) for tensor in tensors]
    total = torch.stack(norms).norm(norm_type)
    if error_if_nonfinite and not torch.isfinite(total):
        raise RuntimeError(
            f'The total norm of order {norm_type} for gradients from `parameters` is non-finite, so it '
            'cannot be clipped. To disable this error and scale the gradients by the non-finite norm '
            'anyway, set `error_if_nonfinite=False`')
    return total

def clip_grads_with_norm_(parameters, max_norm, total_norm, foreach=None):
    """Scale the gradients of an iterable of parameters given a pre-calculated total norm and desired max norm."""
    factor = torch.clamp(float(max_norm) / (total_norm + 1e-6), max=1.0)
    for grad in _with_gradients(parameters):
        grad.detach().mul_(factor)

def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """Clip the gradient norm of an iterable of parameters."""
    parameters = [parameters] if isinstance(parameters, torch.Tensor) else list(parameters)
    if not parameters:
        torch._warn('`parameters` is an empty generator, no gradient clipping will occur.')
    total = get_total_norm(_with_gradients(parameters), norm_type, error_if_nonfinite)
    clip_grads_with_norm_(parameters, max_norm, total)
    return total

def clip_grad_norm(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """Clip the gradient norm of an iterable of parameters."""
    torch._warn(
        '`torch.nn.utils.clip_grad_norm` is now deprecated in favor of `torch.nn.utils.clip_grad_norm_`.',
        FutureWarning)
    return clip_grad_norm_(parameters, max_norm, norm_type, error_if_nonfinite)

def clip_grad_value_(parameters, clip_value, foreach=None):
    """Clip the gradients of an iterable of parameters at specified value."""
    for grad in _with_gradients(parameters):
        grad.detach().clamp_(-float(clip_value), float(clip_value))

def parameters_to_vector(parameters):
    """Flatten an iterable of parameters into a single vector."""
    return torch.cat([p.reshape(-1) for p in parameters])

def vector_to_parameters(vec, parameters):
    """Copy slices of a vector into an iterable of parameters."""
    if not isinstance(vec, torch.Tensor):
        raise TypeError(f'expected torch.Tensor, but got: {torch.typename(vec)}')
    start = 0
    for p in parameters:
        p.data = vec[start:start + p.numel()].view_as(p).data
        start += p.numel()

"""#

private let weightUtilitiesText = #"""
def _norm_except(v, dim):
    if dim == -1 or dim is None:
        return v.norm()
    others = [d for d in range(v.dim()) if d != dim]
    return v.norm(2, others, keepdim=True) if others else v.abs()

def _weighed_directions(g, v, dim):
    """Vectors of the lengths g and the directions of v."""
    weight = v * (g / _norm_except(v, dim))
    return torch._named(weight, 'WeightNormInterfaceBackward0') if dim in (0, v.dim() - 1) else weight

def weight_norm(module, name='weight', dim=0):
    """Apply weight normalization to a parameter in the given module."""
    weight = getattr(module, name)
    del module._parameters[name]
    module.register_parameter(name + '_g', torch.nn.Parameter(_norm_except(weight, dim).data))
    module.register_parameter(name + '_v', torch.nn.Parameter(weight.data))
    def compute(module, inputs):
        v = getattr(module, name + '_v')
        g = getattr(module, name + '_g')
        object.__setattr__(module, name, _weighed_directions(g, v, dim))
    compute.name, compute.dim = name, dim
    compute(module, None)
    module.register_forward_pre_hook(compute)
    return module

def remove_weight_norm(module, name='weight'):
    """Remove the weight normalization reparameterization from a module."""
    for key, hook in list(module._forward_pre_hooks.items()):
        if getattr(hook, 'name', None) == name and hasattr(hook, 'dim'):
            hook(module, None)
            weight = getattr(module, name)
            object.__delattr__(module, name)
            del module._parameters[name + '_g']
            del module._parameters[name + '_v']
            module.register_parameter(name, torch.nn.Parameter(weight.data))
            del module._forward_pre_hooks[key]
            return module
    raise ValueError(f"weight_norm of '{name}' not found in {module}")

def _unit(v, eps):
    return torch.nn.functional.normalize(v, dim=0, eps=eps)

def spectral_norm(module, name='weight', n_power_iterations=1, eps=1e-12, dim=None):
    """Apply spectral normalization to a parameter in the given module."""
    weight = getattr(module, name)
    transposed = (torch.nn.ConvTranspose1d, torch.nn.ConvTranspose2d, torch.nn.ConvTranspose3d)
    dim = (1 if isinstance(module, transposed) else 0) if dim is None else dim
    def as_matrix(w):
        if dim != 0:
            w = w.permute(dim, *[d for d in range(w.dim()) if d != dim])
        return w.reshape(w.size(0), -1)
    with torch.no_grad():
        rows, columns = as_matrix(weight).size()
        u = _unit(torch.empty(rows, dtype=weight.dtype).normal_(0, 1), eps)
        v = _unit(torch.empty(columns, dtype=weight.dtype).normal_(0, 1), eps)
    del module._parameters[name]
    module.register_parameter(name + '_orig', weight)
    object.__setattr__(module, name, weight.data)
    module.register_buffer(name + '_u', u)
    module.register_buffer(name + '_v', v)
    def compute(module, inputs):
        weight = getattr(module, name + '_orig')
        u, v = getattr(module, name + '_u'), getattr(module, name + '_v')
        matrix = as_matrix(weight)
        if module.training:
            with torch.no_grad():
                for _ in range(n_power_iterations):
                    v.copy_(_unit(torch.mv(matrix.t(), u), eps))
                    u.copy_(_unit(torch.mv(matrix, v), eps))
            u, v = u.clone(), v.clone()
        sigma = torch.dot(u, torch.mv(matrix, v))
        object.__setattr__(module, name, weight / sigma)
    module.register_forward_pre_hook(compute)
    return module

def fuse_conv_bn_eval(conv, bn, transpose=False):
    """Fuse a convolutional module and a BatchNorm module into a single, new convolutional module."""
    raise NotImplementedError('cellgrad: not supported: torch.nn.utils.fuse_conv_bn_eval')

"""#

/// `torch.nn.utils.rnn`: sequences of different lengths in one tensor.
let packedSequenceSource = LibraryText("torch.nn.utils.rnn", #"""
_collections = __import__('collections')

_PackedParts = _collections.namedtuple(
    'PackedSequence', ['data', 'batch_sizes', 'sorted_indices', 'unsorted_indices'])

class PackedSequence(_PackedParts):
    """Holds the data and list of :attr:`batch_sizes` of a packed sequence."""
    def __new__(cls, data, batch_sizes=None, sorted_indices=None, unsorted_indices=None):
        if batch_sizes is None:
            data, batch_sizes = data
        if unsorted_indices is None:
            unsorted_indices = invert_permutation(sorted_indices)
        return _PackedParts.__new__(cls, data, batch_sizes, sorted_indices, unsorted_indices)

    def to(self, *args, **kwargs):
        data = self.data.to(*args, **kwargs)
        return self if data is self.data else PackedSequence(data, *self[1:])

    def cpu(self):
        return self

    def float(self):
        return self.to(dtype=torch.float32)

    def double(self):
        return self.to(dtype=torch.float64)

    @property
    def is_cuda(self):
        return False

def invert_permutation(permutation):
    """The positions of the positions."""
    if permutation is None:
        return None
    inverse = [0] * len(permutation)
    for place, value in enumerate(permutation.tolist()):
        inverse[value] = place
    return torch.tensor(inverse)

def pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True):
    """Packs a Tensor containing padded sequences of variable length."""
    lengths = torch.as_tensor(lengths, dtype=torch.int64)
    sorted_indices = None
    if not enforce_sorted:
        order = sorted(range(len(lengths)), key=lambda i: -lengths[i].item())
        sorted_indices = torch.tensor(order)
        lengths = lengths[sorted_indices]
        input = input.index_select(0 if batch_first else 1, sorted_indices)
    counts = lengths.tolist()
    steps = input.transpose(0, 1) if batch_first else input
    if len(counts) != steps.size(1):
        raise RuntimeError(
            f'Expected `len(lengths)` to be equal to batch_size, but got {len(counts)} (batch_size={steps.size(1)})')
    if any(count <= 0 for count in counts):
        raise RuntimeError(
            'Length of all samples has to be greater than 0, but found an element in \'lengths\' that is <= 0')
    if any(a < b for a, b in zip(counts, counts[1:])):
        raise RuntimeError(
            '`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass '
            '`enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this requirement if you '
            'do not need ONNX exportability.')
    batch_sizes = [sum(count > step for count in counts) for step in range(counts[0])]
    if counts[0] > steps.size(0):
        raise RuntimeError(
            f'start ({steps.size(0)}) + length ({counts[0] - steps.size(0)}) exceeds dimension size ({steps.size(0)}).')
    data = torch.cat([steps[step, :size] for step, size in enumerate(batch_sizes)], 0)
    data = torch._named(data, 'PackPaddedSequenceBackward0')
    return PackedSequence(data, torch.tensor(batch_sizes), sorted_indices, None)

def pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None):
    """Pad a packed batch of variable length sequences."""
    sizes = sequence.batch_sizes.tolist()
    longest = len(sizes)
    if total_length is not None:
        if total_length < longest:
            raise ValueError(
                'Expected total_length to be at least the length of the longest sequence in input, but got '
                f'total_length={total_length} and max sequence length being {longest}')
        longest = total_length
    rest = sequence.data.shape[1:]
    steps = []
    for part in sequence.data.split(sizes):
        missing = sizes[0] - part.size(0)
        if missing:
            part = torch.cat([part, torch.full((missing, *rest), padding_value, dtype=part.dtype)], 0)
        steps.append(part)
    for _ in range(longest - len(sizes)):
        steps.append(torch.full((sizes[0], *rest), padding_value, dtype=sequence.data.dtype))
    output = torch.stack(steps, 0)
    lengths = torch.tensor([sum(size > row for size in sizes) for row in range(sizes[0])])
    if batch_first:
        output = output.transpose(0, 1)
    if sequence.unsorted_indices is not None:
        output = output.index_select(0 if batch_first else 1, sequence.unsorted_indices)
        lengths = lengths[sequence.unsorted_indices]
    return output, lengths

def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side='right'):
    """Pad a list of variable length Tensors with :attr:`padding_value`."""
    if not hasattr(sequences, '__iter__'):
        raise RuntimeError(
            f'pad_sequence: Expected iterable for input sequences, but got arg of type: {type(sequences)}')
    sequences = list(sequences)
    if not sequences:
        raise RuntimeError('received an empty list of sequences')
    longest = max(sequence.size(0) for sequence in sequences)
    rows = []
    for sequence in sequences:
        missing = longest - sequence.size(0)
        if missing:
            filler = torch.full((missing, *sequence.shape[1:]), padding_value, dtype=sequence.dtype)
            parts = [filler, sequence] if padding_side == 'left' else [sequence, filler]
            sequence = torch.cat(parts, 0)
        rows.append(sequence)
    return torch.stack(rows, 0 if batch_first else 1)

def unpad_sequence(padded_sequences, lengths, batch_first=False):
    """Unpad padded Tensor into a list of variable length Tensors."""
    if not batch_first:
        padded_sequences = padded_sequences.transpose(0, 1)
    return [row[:length] for row, length in zip(padded_sequences, lengths.tolist())]

def pack_sequence(sequences, enforce_sorted=True):
    """Packs a list of variable length Tensors."""
    lengths = torch.tensor([sequence.size(0) for sequence in sequences])
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)

def unpack_sequence(packed_sequences):
    """Unpack PackedSequence into a list of variable length Tensors."""
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)

"""#)
