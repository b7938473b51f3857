/// Modules about devices, of which there is one, and settings that change nothing here.
let deviceSources: [(String, [LibraryText])] = [
  ("torch.cuda", [LibraryText("torch.cuda", cudaText)]),
  ("torch.cuda.amp", [LibraryText("torch.amp", mixedPrecisionText)]),
  ("torch.amp", [LibraryText("torch.amp", mixedPrecisionText)]),
  ("torch.mps", [LibraryText("torch.mps", absentDeviceText)]),
  ("torch.xpu", [LibraryText("torch.xpu", absentDeviceText)]),
  ("torch.accelerator", [LibraryText("torch.accelerator", absentDeviceText)]),
  ("torch.backends", []),
  ("torch.backends.cudnn", [LibraryText("torch.backends.cudnn", cudnnText)]),
  ("torch.backends.cuda", [LibraryText("torch.backends.cuda", cudaBackendText)]),
  ("torch.backends.mps", [LibraryText("torch.backends.mps", absentBackendText)]),
  ("torch.backends.mkl", [LibraryText("torch.backends.mkl", presentBackendText)]),
  ("torch.backends.openmp", [LibraryText("torch.backends.openmp", presentBackendText)]),
  ("torch.utils.checkpoint", [LibraryText("torch.utils.checkpoint", checkpointText)]),
  ("torch._meta", [LibraryText("torch._meta", metaTensorText)]),
  ("torch._tensor_str", [LibraryText("torch._tensor_str", printOptionsText)]),
  ("torch.version", [LibraryText("torch.version", "__version__ = '2.13.0+cpu'\n\ncuda = None\n\nhip = None\n")]),
]

private let printOptionsText = #"""
class __PrinterOptions:
    """How tensors are printed: what set_printoptions has set."""
    def _options(self):
        names = ('precision', 'threshold', 'edgeitems', 'linewidth', 'sci_mode')
        return dict(zip(names, torch._print_options()))

    def __getattr__(self, name):
        options = self._options()
        if name in options:
            return options[name]
        raise AttributeError(f"'__PrinterOptions' object has no attribute {name!r}")

    def __setattr__(self, name, value):
        torch.set_printoptions(**{name: value})

    def __repr__(self):
        fields = ', '.join(f'{name}={value!r}' for name, value in self._options().items())
        return f'__PrinterOptions({fields})'

PRINT_OPTS = __PrinterOptions()

def set_printoptions(*args, **kwargs):
    torch.set_printoptions(*args, **kwargs)
"""#

private let metaTensorText = #"""
class Tensor:
    """A tensor on the device `meta`: sizes and a type, but no elements. It takes part in nothing else."""
    def __init__(self, shape, dtype):
        self.shape = shape
        self.dtype = dtype
        self.device = torch.device('meta')
        self.is_meta = True

    def __repr__(self):
        default = (torch.get_default_dtype(), torch.int64, torch.bool)
        dtype = '' if self.dtype in default else f', dtype={self.dtype}'
        if self.dtype in (torch.int64, torch.bool):
            dtype = f', dtype={self.dtype}'
        return f"tensor(..., device='meta', size={tuple(self.shape)}{dtype})"

    def size(self, dim=None):
        return self.shape if dim is None else self.shape[dim]

    def dim(self):
        return len(self.shape)

    def numel(self):
        return self.shape.numel()

    def __getattr__(self, name):
        raise NotImplementedError(f'cellgrad: not supported: {name} of a tensor on the device meta')
"""#

private let cudaText = #"""
def is_available():
    """Return a bool indicating if CUDA is currently available."""
    return False

def is_initialized():
    return False

def device_count():
    """Return the number of GPUs available."""
    return 0

def manual_seed(seed):
    """Accepted; there is no GPU."""

def manual_seed_all(seed):
    """Accepted; there is no GPU."""

def empty_cache():
    """Accepted; there is no GPU."""

def is_bf16_supported(including_emulation=True):
    return False

def memory_allocated(device=None):
    return 0

def max_memory_allocated(device=None):
    return 0

def memory_reserved(device=None):
    return 0

def max_memory_reserved(device=None):
    return 0

def reset_peak_memory_stats(device=None):
    """Accepted; there is no GPU."""

def _refuse(*args, **kwargs):
    raise AssertionError('Torch not compiled with CUDA enabled')

init = _refuse

current_device = _refuse

get_device_name = _refuse

get_device_properties = _refuse

get_device_capability = _refuse

set_device = _refuse

synchronize = _refuse

current_stream = _refuse

"""#

private let absentDeviceText = #"""
def is_available():
    return False

def device_count():
    return 0

def current_accelerator(check_available=False):
    return None

def manual_seed(seed):
    """Accepted; there is no such device."""

def manual_seed_all(seed):
    """Accepted; there is no such device."""

def empty_cache():
    """Accepted; there is no such device."""

"""#

private let cudnnText = #"""
enabled = True

benchmark = False

deterministic = False

allow_tf32 = True

def is_available():
    return False

def version():
    return None

"""#

private let cudaBackendText = #"""
class _Matmul:
    allow_tf32 = False

matmul = _Matmul()

def is_built():
    return False

"""#

private let absentBackendText = #"""
def is_available():
    return False

def is_built():
    return False

"""#

private let presentBackendText = #"""
def is_available():
    return True

"""#

private let mixedPrecisionText = #"""
def autocast(device_type='cuda', dtype=None, enabled=True, cache_enabled=None):
    return torch.autocast(device_type if isinstance(device_type, str) else 'cuda', dtype, enabled)

class GradScaler:
    """Scales losses on GPUs; without one it is disabled, as in PyTorch."""
    def __init__(self, device='cuda', init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000, enabled=True):
        if enabled:
            torch._warn(
                'torch.cuda.amp.GradScaler is enabled, but CUDA is not available.  Disabling.')

    def scale(self, outputs):
        return outputs

    def unscale_(self, optimizer):
        pass

    def step(self, optimizer, *args, **kwargs):
        return optimizer.step(*args, **kwargs)

    def update(self, new_scale=None):
        pass

    def get_scale(self):
        return 1.0

    def is_enabled(self):
        return False

    def state_dict(self):
        return {}

    def load_state_dict(self, state_dict):
        pass

"""#

private let checkpointText = #"""
def checkpoint(function, *args, use_reentrant=None, **kwargs):
    """Calls the function; its intermediate results are kept, so nothing is computed twice."""
    return function(*args, **kwargs)

def checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs):
    """Calls the functions one after another."""
    for function in functions:
        input = function(input)
    return input

"""#

/// `torch.nn.attention`: which way of computing attention is taken. There is one here, and all give its results.
let attentionBackendText = #"""
_enum = __import__('enum')

class SDPBackend(_enum.Enum):
    """The ways PyTorch has of computing attention."""
    ERROR = -1
    MATH = 0
    FLASH_ATTENTION = 1
    EFFICIENT_ATTENTION = 2
    CUDNN_ATTENTION = 3
    OVERRIDEABLE = 4

@__import__('contextlib').contextmanager
def sdpa_kernel(backends, set_priority=False):
    """Within it, attention is computed in one of the given ways."""
    if not isinstance(backends, (list, SDPBackend)):
        raise AssertionError(
            'Backend must be an instance of SDPBackend or a list of SDPBackend instances, got '
            + type(backends).__name__)
    yield
"""#
