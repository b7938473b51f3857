/// `torch`: what is simplest in the language.
let torchSource = #"""
class _GradMode:
    _enabled = False

    def __enter__(self):
        self._before = is_grad_enabled()
        _set_grad_enabled(self._enabled)

    def __exit__(self, exc_type, exc_value, traceback):
        _set_grad_enabled(self._before)

    def __call__(self, function):
        mode = type(self)
        def decorated(*args, **kwargs):
            with mode():
                return function(*args, **kwargs)
        decorated.__name__ = function.__name__
        decorated.__doc__ = function.__doc__
        decorated.__wrapped__ = function
        return decorated

class no_grad(_GradMode):
    def __new__(cls, function=None):
        mode = object.__new__(cls)
        return mode if function is None else mode(function)

    def __init__(self, function=None):
        pass

class inference_mode(no_grad):
    pass

class enable_grad(no_grad):
    _enabled = True

class set_grad_enabled:
    def __init__(self, mode):
        self._before = is_grad_enabled()
        self._mode = mode
        _set_grad_enabled(mode)

    def __enter__(self):
        _set_grad_enabled(self._mode)

    def __exit__(self, exc_type, exc_value, traceback):
        _set_grad_enabled(self._before)

def FloatTensor(*args):
    return Tensor(*args)

def LongTensor(data=()):
    return tensor(data, dtype=int64)

def DoubleTensor(data=()):
    return tensor(data, dtype=float64)

def from_numpy(array):
    raise NotImplementedError('cellgrad: not supported: torch.from_numpy')

def is_storage(obj):
    return False
"""#
