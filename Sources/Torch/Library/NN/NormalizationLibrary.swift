/// `torch.nn.modules.batchnorm`, `instancenorm` and `normalization`.
let normalizationSources = [
  LibraryText("torch.nn.modules.batchnorm", batchNormText),
  LibraryText("torch.nn.modules.instancenorm", instanceNormText),
  LibraryText("torch.nn.modules.normalization", layerNormText),
]

private let batchNormText = #"""
def _add_affine(module, shape, has_weight, has_bias, dtype):
    """The parameters of a normalization, ones and zeros."""
    weight = Parameter(torch.ones(shape, dtype=dtype)) if has_weight else None
    bias = Parameter(torch.zeros(shape, dtype=dtype)) if has_weight and has_bias else None
    module.register_parameter('weight', weight)
    module.register_parameter('bias', bias)

def _reset_affine(module):
    if module.weight is not None:
        init.ones_(module.weight)
    if module.bias is not None:
        init.zeros_(module.bias)

class _NormBase(Module):
    """Common base of _InstanceNorm and _BatchNorm."""
    _version = 2

    def __init__(self, num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True):
        torch._require_cpu(device)
        super().__init__()
        self.num_features = num_features
        self.eps = eps
        self.momentum = momentum
        self.affine = affine
        self.track_running_stats = track_running_stats
        _add_affine(self, num_features, affine, bias, dtype)
        tracked = track_running_stats
        self.register_buffer('running_mean', torch.zeros(num_features, dtype=dtype) if tracked else None)
        self.register_buffer('running_var', torch.ones(num_features, dtype=dtype) if tracked else None)
        self.register_buffer('num_batches_tracked', torch.tensor(0, dtype=torch.long) if tracked else None)

    def _load_from_state_dict(self, state_dict, prefix, local_metadata, *arguments):
        # States saved by older versions do not count the batches.
        if (local_metadata.get('version') or 1) < 2 and self.num_batches_tracked is not None:
            state_dict.setdefault(prefix + 'num_batches_tracked', self.num_batches_tracked)
        super()._load_from_state_dict(state_dict, prefix, local_metadata, *arguments)

    def reset_running_stats(self):
        if self.track_running_stats:
            self.running_mean.zero_()
            self.running_var.fill_(1)
            self.num_batches_tracked.zero_()

    def reset_parameters(self):
        self.reset_running_stats()
        _reset_affine(self)

    def _require_dimensions(self, input, *allowed):
        if input.dim() not in allowed:
            wanted = ' or '.join(f'{count}D' for count in allowed)
            raise ValueError(f'expected {wanted} input (got {input.dim()}D input)')

    def extra_repr(self):
        return (
            f'{self.num_features}, eps={self.eps}, momentum={self.momentum}, affine={self.affine}, '
            f'bias={self.bias is not None}, track_running_stats={self.track_running_stats}')

class _BatchNorm(_NormBase):
    def forward(self, input):
        self._check_input_dim(input)
        factor = 0.0 if self.momentum is None else self.momentum
        if self.training and self.num_batches_tracked is not None:
            self.num_batches_tracked.add_(1)
            if self.momentum is None:
                factor = 1.0 / float(self.num_batches_tracked)
        uses_batch = self.training or self.running_mean is None
        uses_running = not self.training or self.track_running_stats
        return F.batch_norm(
            input, self.running_mean if uses_running else None, self.running_var if uses_running else None,
            self.weight, self.bias, uses_batch, factor, self.eps)

class BatchNorm1d(_BatchNorm):
    """Applies Batch Normalization over a 2D or 3D input."""
    def _check_input_dim(self, input):
        self._require_dimensions(input, 2, 3)

class BatchNorm2d(_BatchNorm):
    """Applies Batch Normalization over a 4D input."""
    def _check_input_dim(self, input):
        self._require_dimensions(input, 4)

class BatchNorm3d(_BatchNorm):
    """Applies Batch Normalization over a 5D input."""
    def _check_input_dim(self, input):
        self._require_dimensions(input, 5)

class SyncBatchNorm(_BatchNorm):
    """Batch normalization over processes; here there is one."""
    def _check_input_dim(self, input):
        if input.dim() < 2:
            raise ValueError(f'expected at least 2D input (got {input.dim()}D input)')

"""#

private let instanceNormText = #"""
class _InstanceNorm(_NormBase):
    def __init__(self, num_features, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False, device=None, dtype=None, *, bias=True):
        torch._require_cpu(device)
        super().__init__(num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)

    def forward(self, input):
        self._require_dimensions(input, self._dimensions + 1, self._dimensions + 2)
        has_batch = input.dim() == self._dimensions + 2
        place = 1 if has_batch else 0
        if input.size(place) != self.num_features:
            if self.affine:
                raise ValueError(
                    f"expected input's size at dim={place} to match num_features ({self.num_features}), but got: "
                    f'{input.size(place)}.')
            torch._warn(
                f"input's size at dim={place} does not match num_features. You can silence this warning by not "
                'passing in num_features, which is not used because affine=False')
        if has_batch:
            return self._normalized(input)
        return self._normalized(input.unsqueeze(0)).squeeze(0)

    def _normalized(self, input):
        return F.instance_norm(
            input, self.running_mean, self.running_var, self.weight, self.bias,
            self.training or not self.track_running_stats, self.momentum if self.momentum is not None else 0.0,
            self.eps)

class InstanceNorm1d(_InstanceNorm):
    """Applies Instance Normalization."""
    _dimensions = 1

class InstanceNorm2d(_InstanceNorm):
    """Applies Instance Normalization."""
    _dimensions = 2

class InstanceNorm3d(_InstanceNorm):
    """Applies Instance Normalization."""
    _dimensions = 3

"""#

private let layerNormText = #"""
class LayerNorm(Module):
    """Applies Layer Normalization over a mini-batch of inputs."""
    def __init__(self, normalized_shape, eps=1e-05, elementwise_affine=True, bias=True, device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__()
        self.normalized_shape = _spread(normalized_shape, 1)
        self.eps = eps
        self.elementwise_affine = elementwise_affine
        _add_affine(self, self.normalized_shape, elementwise_affine, bias, dtype)

    def reset_parameters(self):
        _reset_affine(self)

    def forward(self, input):
        return F.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)

    def extra_repr(self):
        return (
            f'{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}, '
            f'bias={self.bias is not None}')

class GroupNorm(Module):
    """Applies Group Normalization over a mini-batch of inputs."""
    def __init__(self, num_groups, num_channels, eps=1e-05, affine=True, device=None, dtype=None, *, bias=True):
        torch._require_cpu(device)
        super().__init__()
        if num_channels % num_groups != 0:
            raise ValueError(
                f'num_channels ({num_channels}) must be divisible by num_groups ({num_groups})')
        self.num_groups = num_groups
        self.num_channels = num_channels
        self.eps = eps
        self.affine = affine
        _add_affine(self, num_channels, affine, bias, dtype)

    def reset_parameters(self):
        _reset_affine(self)

    def forward(self, input):
        return F.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)

    def extra_repr(self):
        return (
            f'{self.num_groups}, {self.num_channels}, eps={self.eps}, affine={self.affine}, '
            f'bias={self.bias is not None}')

class RMSNorm(Module):
    """Applies Root Mean Square Layer Normalization over a mini-batch of inputs."""
    def __init__(self, normalized_shape, eps=None, elementwise_affine=True, device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__()
        self.normalized_shape = _spread(normalized_shape, 1)
        self.eps = eps
        self.elementwise_affine = elementwise_affine
        if elementwise_affine:
            self.weight = Parameter(torch.ones(self.normalized_shape, dtype=dtype))
        else:
            self.register_parameter('weight', None)

    def reset_parameters(self):
        if self.weight is not None:
            init.ones_(self.weight)

    def forward(self, x):
        return F.rms_norm(x, self.normalized_shape, self.weight, self.eps)

    def extra_repr(self):
        return f'{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}'

class LocalResponseNorm(Module):
    """Applies local response normalization over an input signal."""
    def __init__(self, size, alpha=0.0001, beta=0.75, k=1.0):
        super().__init__()
        self.size = size
        self.alpha = alpha
        self.beta = beta
        self.k = k

    def forward(self, input):
        return F.local_response_norm(input, self.size, self.alpha, self.beta, self.k)

    def extra_repr(self):
        return f'{self.size}, alpha={self.alpha}, beta={self.beta}, k={self.k}'

"""#
