/// `torch.nn.modules.lazy`: layers that take their sizes from the first input, and
/// `torch.nn.parallel`, which without GPUs calls the module.
let lazySource = LibraryText("torch.nn.modules.lazy", #"""
def _refusal(name):
    """A method of tensors that a parameter without sizes does not have."""
    def refuse(self, *args, **kwargs):
        raise ValueError(
            f"Attempted to use an uninitialized parameter in <method '{name}' of 'torch._C.TensorBase' objects>. This "
            'error happens when you are using a `LazyModule` or explicitly manipulating '
            '`torch.nn.parameter.UninitializedParameter` objects. When using LazyModules Call `forward` with a dummy '
            'batch to initialize the parameters before calling torch functions')
    return refuse

class UninitializedParameter(Parameter):
    """A parameter whose sizes are not known yet."""
    for name in (
        'abs add clone contiguous detach dim div element_size exp expand fill_ flatten is_contiguous item log matmul max '
        'mean min mul normal_ numel numpy permute pow prod requires_grad_ reshape retain_grad square squeeze std stride sub '
        'sum t tolist transpose type uniform_ unsqueeze var view zero_ __bool__').split():
        vars()[name] = _refusal(name)
    nelement = _refusal('numel')
    del name
    def __new__(cls, requires_grad=True, device=None, dtype=None):
        return Parameter.__new__(cls, torch.empty(0, dtype=dtype), requires_grad)

    @property
    def shape(self):
        raise RuntimeError(
            "Can't access the shape of an uninitialized parameter or buffer. This error usually happens in "
            '`load_state_dict` when trying to load an uninitialized parameter into an initialized one. Call '
            '`forward` to initialize the parameters before accessing their attributes.')

    def __repr__(self):
        return '<UninitializedParameter>'

class _LazyModule(Module):
    """Holds the arguments of `_module`'s constructor until the first call."""
    def __init__(self, names, options):
        Module.__init__(self)
        for name, value in options.items():
            if name != 'bias':
                object.__setattr__(self, name, value)
        self._options = options
        for name in names:
            has_parameter = name == 'weight' or options.get('bias', True)
            self.register_parameter(name, UninitializedParameter() if has_parameter else None)

    def has_uninitialized_params(self):
        return True

    def __call__(self, *args, **kwargs):
        module = self._module(self._input_size(args[0]), **self._options)
        module.training = self.training
        for name in ('_forward_hooks', '_forward_pre_hooks', '_has_hooks'):
            object.__setattr__(module, name, getattr(self, name))
        self.__class__ = type(module)
        self.__dict__.clear()
        self.__dict__.update(module.__dict__)
        return self(*args, **kwargs)

class LazyLinear(_LazyModule, Linear):
    """A :class:`torch.nn.Linear` module where `in_features` is inferred."""
    _module = Linear

    def __init__(self, out_features, bias=True, device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(['weight', 'bias'], dict(out_features=out_features, bias=bias, dtype=dtype))
        self.in_features = 0

    def _input_size(self, input):
        return input.size(-1)

class _LazyConv(_LazyModule):
    def __init__(self, out_channels, kernel_size, stride, padding, dilation, groups, bias, padding_mode, dtype, **others):
        super().__init__(['weight', 'bias'], dict(
            out_channels=out_channels, kernel_size=_spread(kernel_size, self._dimensions),
            stride=_spread(stride, self._dimensions),
            padding=padding if isinstance(padding, str) else _spread(padding, self._dimensions),
            dilation=_spread(dilation, self._dimensions), groups=groups, bias=bias, padding_mode=padding_mode,
            dtype=dtype, **others))
        self.in_channels = 0
        self.output_padding = self._options.get('output_padding', (0,) * self._dimensions)

    def _input_size(self, input):
        has_batch = input.dim() == self._dimensions + 2
        return input.size(1 if has_batch else 0)

class LazyConv1d(_LazyConv, Conv1d):
    """A :class:`torch.nn.Conv1d` module with lazy initialization of the ``in_channels`` argument."""
    _module = Conv1d

    def __init__(self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(out_channels, kernel_size, stride, padding, dilation, groups, bias, padding_mode, dtype)

class LazyConv2d(_LazyConv, Conv2d):
    """A :class:`torch.nn.Conv2d` module with lazy initialization of the ``in_channels`` argument."""
    _module = Conv2d

    def __init__(self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(out_channels, kernel_size, stride, padding, dilation, groups, bias, padding_mode, dtype)

class LazyConv3d(_LazyConv, Conv3d):
    """A :class:`torch.nn.Conv3d` module with lazy initialization of the ``in_channels`` argument."""
    _module = Conv3d

    def __init__(self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(out_channels, kernel_size, stride, padding, dilation, groups, bias, padding_mode, dtype)

class _LazyConvTranspose(_LazyConv):
    def __init__(self, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(
            out_channels, kernel_size, stride, padding, dilation, groups, bias, padding_mode, dtype,
            output_padding=_spread(output_padding, self._dimensions))

class LazyConvTranspose1d(_LazyConvTranspose, ConvTranspose1d):
    """A :class:`torch.nn.ConvTranspose1d` module with lazy initialization of the ``in_channels`` argument."""
    _module = ConvTranspose1d

class LazyConvTranspose2d(_LazyConvTranspose, ConvTranspose2d):
    """A :class:`torch.nn.ConvTranspose2d` module with lazy initialization of the ``in_channels`` argument."""
    _module = ConvTranspose2d

class LazyConvTranspose3d(_LazyConvTranspose, ConvTranspose3d):
    """A :class:`torch.nn.ConvTranspose3d` module with lazy initialization of the ``in_channels`` argument."""
    _module = ConvTranspose3d

class _LazyNorm(_LazyModule):
    def __init__(self, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True):
        torch._require_cpu(device)
        wanted = ['weight', 'bias'][:1 + bias] if affine else []
        super().__init__(wanted, dict(
            eps=eps, momentum=momentum, affine=affine, track_running_stats=track_running_stats, dtype=dtype, bias=bias))
        self.num_features = 0
        for name in ('weight', 'bias')[len(wanted):]:
            self.register_parameter(name, None)

    def _input_size(self, input):
        return input.size(1)

class LazyBatchNorm1d(_LazyNorm, BatchNorm1d):
    """A :class:`torch.nn.BatchNorm1d` module with lazy initialization."""
    _module = BatchNorm1d

class LazyBatchNorm2d(_LazyNorm, BatchNorm2d):
    """A :class:`torch.nn.BatchNorm2d` module with lazy initialization."""
    _module = BatchNorm2d

class LazyBatchNorm3d(_LazyNorm, BatchNorm3d):
    """A :class:`torch.nn.BatchNorm3d` module with lazy initialization."""
    _module = BatchNorm3d

class LazyInstanceNorm1d(_LazyNorm, InstanceNorm1d):
    """A :class:`torch.nn.InstanceNorm1d` module with lazy initialization."""
    _module = InstanceNorm1d

class LazyInstanceNorm2d(_LazyNorm, InstanceNorm2d):
    """A :class:`torch.nn.InstanceNorm2d` module with lazy initialization."""
    _module = InstanceNorm2d

class LazyInstanceNorm3d(_LazyNorm, InstanceNorm3d):
    """A :class:`torch.nn.InstanceNorm3d` module with lazy initialization."""
    _module = InstanceNorm3d

"""#)

let parallelSource = LibraryText("torch.nn.parallel", #"""
class DataParallel(Module):
    """Implements data parallelism at the module level; without GPUs it calls the module."""
    def __init__(self, module, device_ids=None, output_device=None, dim=0):
        super().__init__()
        self.dim = dim
        self.module = module
        self.device_ids = []

    def forward(self, *inputs, **kwargs):
        return self.module(*inputs, **kwargs)

"""#)
