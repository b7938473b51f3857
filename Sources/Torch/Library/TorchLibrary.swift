/// `torch`: what is simplest in the language.
let torchSource = [
  LibraryText("torch.autograd.grad_mode", gradModeText), LibraryText("torch", toolText),
]

private let gradModeText = #"""
class _DecoratorContextManager:
    """A context manager that also decorates functions."""
    def __call__(self, function):
        if isinstance(function, type):
            raise NotImplementedError('cellgrad: not supported: classes decorated with a grad mode')
        def decorated(*args, **kwargs):
            with self.clone():
                return function(*args, **kwargs)
        for name in ('__name__', '__qualname__', '__doc__', '__module__'):
            setattr(decorated, name, getattr(function, name, None))
        decorated.__wrapped__ = function
        return decorated

    def clone(self):
        return type(self)()

class _GradMode(_DecoratorContextManager):
    def __new__(cls, function=None):
        mode = object.__new__(cls)
        return mode if function is None else mode(function)

    def __init__(self, function=None):
        pass

    def __enter__(self):
        self._before = is_grad_enabled()
        _set_grad_enabled(self._enabled)

    def __exit__(self, exc_type, exc_value, traceback):
        _set_grad_enabled(self._before)

class no_grad(_GradMode):
    """Context-manager that disables gradient calculation."""
    _enabled = False

class enable_grad(_GradMode):
    """Context-manager that enables gradient calculation."""
    _enabled = True

class set_grad_enabled(_DecoratorContextManager):
    """Context-manager that sets gradient calculation on or off."""
    def __init__(self, mode):
        self.mode = mode
        self._before = is_grad_enabled()
        _set_grad_enabled(mode)

    def __call__(self, function):
        _set_grad_enabled(self._before)
        return super().__call__(function)

    def __enter__(self):
        _set_grad_enabled(self.mode)

    def __exit__(self, exc_type, exc_value, traceback):
        _set_grad_enabled(self._before)

    def clone(self):
        return set_grad_enabled(self.mode)

    def __repr__(self):
        return f'{typename(self)}(mode={self.mode})'

class inference_mode(_DecoratorContextManager):
    """Context manager that enables or disables inference mode."""
    def __new__(cls, mode=True):
        if mode is True or mode is False:
            return object.__new__(cls)
        return cls()(mode)

    def __init__(self, mode=True):
        self.mode = mode

    def __enter__(self):
        self._before = is_grad_enabled(), is_inference_mode_enabled()
        _set_inference_mode(self.mode)
        _set_grad_enabled(not self.mode)

    def __exit__(self, exc_type, exc_value, traceback):
        _set_grad_enabled(self._before[0])
        _set_inference_mode(self._before[1])

    def clone(self):
        return inference_mode(self.mode)

"""#

private let toolText = #"""
class tensortype(type):
    """The class of the old classes of tensors, which are calls and tests for a type of elements."""
    def __call__(cls, *args):
        return _typed_tensor(cls.dtype, *args)
    def __instancecheck__(cls, instance):
        return isinstance(instance, Tensor) and instance.dtype == cls.dtype

class FloatTensor(metaclass=tensortype):
    dtype = float32

class LongTensor(metaclass=tensortype):
    dtype = int64

class DoubleTensor(metaclass=tensortype):
    dtype = float64

class HalfTensor(metaclass=tensortype):
    dtype = float16

class BFloat16Tensor(metaclass=tensortype):
    dtype = bfloat16

class IntTensor(metaclass=tensortype):
    dtype = int32

class ShortTensor(metaclass=tensortype):
    dtype = int16

class CharTensor(metaclass=tensortype):
    dtype = int8

class ByteTensor(metaclass=tensortype):
    dtype = uint8

class BoolTensor(metaclass=tensortype):
    dtype = bool

def from_numpy(array):
    raise NotImplementedError('cellgrad: not supported: torch.from_numpy')

def vmap(func, in_dims=0, out_dims=0, randomness='error', *, chunk_size=None):
    """Maps a function over a dimension of its arguments."""
    return torch.func.vmap(func, in_dims, out_dims, randomness, chunk_size=chunk_size)

def is_storage(obj):
    return False

def save(obj, f, *args, **kwargs):
    """Saves an object to a disk file."""
    torch.serialization.save(obj, f, *args, **kwargs)

def load(f, map_location=None, pickle_module=None, *, weights_only=None, mmap=None, **pickle_load_args):
    """Loads an object saved with :func:`torch.save` from a file."""
    return torch.serialization.load(f, map_location, pickle_module, weights_only=weights_only)

def compile(model=None, *, fullgraph=False, dynamic=None, backend='inductor', mode=None, options=None, disable=False):
    """Returns the model or function as it is: programs run the same, compiled or not."""
    if model is None:
        return lambda function: function
    return model

def are_deterministic_algorithms_enabled():
    return False

def set_float32_matmul_precision(precision):
    if precision not in ('highest', 'high', 'medium'):
        raise RuntimeError(
            f'Invalid value for float32 matmul precision: {precision!r}')

def get_float32_matmul_precision():
    return 'highest'

def set_default_device(device):
    _require_cpu(device)

def get_default_device():
    return device('cpu')

def set_default_tensor_type(t):
    """Sets the default floating point type by the name of a class of tensors."""
    name = t if isinstance(t, str) else f'torch.{t.__name__}'
    types = {'torch.FloatTensor': float32, 'torch.DoubleTensor': float64, 'torch.HalfTensor': float16}
    if name not in types:
        raise TypeError('only floating-point types are supported as the default type')
    set_default_dtype(types[name])

# Operations hide the built-in functions of their names here.
_builtins = __import__('builtins')

def broadcast_shapes(*shapes):
    """The sizes that tensors of the sizes given are broadcast to."""
    shapes = [(shape,) if isinstance(shape, _builtins.int) else tuple(shape) for shape in shapes]
    result = [1] * _builtins.max((len(shape) for shape in shapes), default=0)
    for shape in shapes:
        for position in _builtins.range(-1, -1 - len(shape), -1):
            if shape[position] < 0:
                raise RuntimeError(
                    f'Trying to create tensor with negative dimension ({shape[position]}): ({shape[position]})')
            if shape[position] == 1 or shape[position] == result[position]:
                continue
            if result[position] != 1:
                raise RuntimeError(
                    'Shape mismatch: objects cannot be broadcast to a single shape')
            result[position] = shape[position]
    return Size(result)

def unravel_index(indices, shape):
    """The coordinates of flat indices in a tensor of a shape."""
    shape = (shape,) if isinstance(shape, _builtins.int) else tuple(shape)
    parts = []
    for size in reversed(shape):
        parts.append(indices % size)
        indices = indices // size
    return tuple(reversed(parts))

def set_num_interop_threads(n):
    pass

class autocast(_DecoratorContextManager):
    """Mixed precision: without a GPU nothing changes; lower precision on the CPU is refused."""
    def __init__(self, device_type, dtype=None, enabled=True, cache_enabled=None):
        if device_type == 'cuda' and enabled:
            torch._warn(
                "User provided device_type of 'cuda', but CUDA is not available. Disabling")
        elif enabled:
            raise NotImplementedError(f'cellgrad: not supported: torch.autocast on {device_type}')

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        pass

    def clone(self):
        return self

"""#
