/// `torch`: what is known about the types of numbers, layouts and formats, and the module `random`.
let numberSource = [
  LibraryText("torch", numberText),
  LibraryText("torch._C", linearAlgebraErrorText),
]

private let linearAlgebraErrorText = #"""
class _LinAlgError(RuntimeError):
    """A factorization that does not exist."""
"""#

private let numberText = #"""
class _Constant:
    """A name that stands for itself, such as `torch.strided`."""
    def __init__(self, name):
        self._name = name
    def __repr__(self):
        return self._name

strided = _Constant('torch.strided')
contiguous_format = _Constant('torch.contiguous_format')
channels_last = _Constant('torch.channels_last')
channels_last_3d = _Constant('torch.channels_last_3d')
preserve_format = _Constant('torch.preserve_format')

_float_facts = {
    'float16': (11, -14, 15, 1e-3), 'bfloat16': (8, -126, 127, 1e-2),
    'float32': (24, -126, 127, 1e-6), 'float64': (53, -1022, 1023, 1e-15),
}

class finfo:
    """The limits of a floating point type."""
    def __init__(self, type=None):
        dtype = get_default_dtype() if type is None else type
        if dtype.is_complex:
            dtype = float64 if dtype is complex128 else float32
        if not dtype.is_floating_point:
            raise TypeError(
                f'torch.finfo() requires a floating point input type. Use torch.iinfo to handle '
                f"'torch.iinfo'")
        name = str(dtype)[6:]
        digits, least, most, resolution = _float_facts[name]
        self.bits = dtype.itemsize * 8
        self.eps = 2.0 ** (1 - digits)
        self.max = (2.0 - 2.0 ** (1 - digits)) * 2.0 ** most
        self.min = -self.max
        self.tiny = self.smallest_normal = 2.0 ** least
        self.resolution = resolution
        self.dtype = name

    def __repr__(self):
        return (
            f'finfo(resolution={self.resolution:g}, min={self.min:g}, max={self.max:g}, eps={self.eps:g}, '
            f'smallest_normal={self.smallest_normal:g}, tiny={self.tiny:g}, dtype={self.dtype})')

class iinfo:
    """The limits of an integer type."""
    def __init__(self, type):
        if type.is_floating_point or type.is_complex:
            raise TypeError(
                'torch.iinfo() requires an integer input type. Use torch.finfo to handle '
                "'torch.finfo'")
        self.bits = type.itemsize * 8
        self.min = -(1 << self.bits - 1) if type.is_signed else 0
        self.max = (1 << self.bits - 1) - 1 if type.is_signed else (1 << self.bits) - 1
        self.dtype = str(type)[6:]

    def __repr__(self):
        return f'iinfo(min={self.min}, max={self.max}, dtype={self.dtype})'
"""#

/// `torch.random`
let randomSource = [
  LibraryText("torch.random", randomText)
]

private let randomText = #"""
manual_seed = torch.manual_seed
initial_seed = torch.initial_seed
get_rng_state = torch.get_rng_state
set_rng_state = torch.set_rng_state
seed = torch.seed
default_generator = torch.default_generator

class fork_rng:
    """Puts the state of the default generator back at the end."""
    def __init__(self, devices=None, enabled=True, **options):
        self._enabled = enabled

    def __enter__(self):
        self._state = torch.get_rng_state()

    def __exit__(self, exc_type, exc_value, traceback):
        if self._enabled:
            torch.set_rng_state(self._state)
"""#
