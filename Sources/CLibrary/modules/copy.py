"""Shallow and deep copies."""
from _inspection import plain_copy as _plain_copy

__all__ = ['Error', 'copy', 'deepcopy']


class Error(Exception):
    pass


error = Error

_atoms = frozenset([
    type(None), int, float, bool, complex, str, tuple, bytes, frozenset, type, range, slice,
    property, type(Ellipsis), type(NotImplemented), type(len), type(lambda: 0)])


def _slot_names(cls):
    """The names in `__slots__` of a class and its bases, which it then keeps as CPython's do."""
    names = cls.__dict__.get('__slotnames__')
    if names is None:
        names = []
        for base in cls.__mro__:
            slots = base.__dict__.get('__slots__', ())
            for name in (slots,) if isinstance(slots, str) else slots:
                if name not in ('__dict__', '__weakref__'):
                    names.append(name)
        try:
            cls.__slotnames__ = names
        except TypeError:
            pass
    return names


def _slot_values(x):
    """The values of `__slots__` that are set."""
    return {name: getattr(x, name) for name in _slot_names(type(x)) if hasattr(x, name)}


def _set_state(y, state, slots):
    if hasattr(type(y), '__setstate__'):
        y.__setstate__(state)
        return
    if state:
        y.__dict__.update(state)
    for name, value in slots.items():
        object.__setattr__(y, name, value)


_plain_reduce_ex = getattr(object, '__reduce_ex__', None)
_plain_reduce = getattr(object, '__reduce__', None)
_plain_getstate = getattr(object, '__getstate__', None)


def _state(x):
    getstate = getattr(type(x), '__getstate__', None)
    if getstate is not _plain_getstate:
        return getstate(x)
    return getattr(x, '__dict__', None)


def _reduced(x):
    """What a class's own `__reduce_ex__` or `__reduce__` says, or None."""
    cls = type(x)
    method = getattr(cls, '__reduce_ex__', None)
    if method is not _plain_reduce_ex:
        return method(x, 4)
    method = getattr(cls, '__reduce__', None)
    if method is not _plain_reduce:
        return method(x)


def _rebuild(x, parts, memo=None):
    if isinstance(parts, str):
        return x
    function, arguments, state, items, pairs = tuple(parts) + (None,) * (5 - len(parts))
    deep = (lambda value: value) if memo is None else (lambda value: deepcopy(value, memo))
    y = function(*[deep(argument) for argument in arguments])
    if memo is not None:
        memo[id(x)] = y
    if state is not None:
        state = deep(state)
        if hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            slots = {}
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            _set_state(y, state, slots or {})
    for item in items or ():
        y.append(deep(item))
    for key, value in pairs or ():
        y[deep(key)] = deep(value)
    return y


def _is_uncopyable(x):
    return type(x).__name__ in ('module', 'generator', 'TextIOWrapper', 'lock', 'RLock')


_containers = (list, dict, set, bytearray)
_values = (int, float, complex, str, bytes, tuple, frozenset)


def _new(x):
    """An empty object of the same class; built-in content is copied by the caller."""
    cls = type(x)
    if isinstance(x, _containers):
        return next(base for base in _containers if isinstance(x, base)).__new__(cls)
    if isinstance(x, _values):
        return next(base for base in _values if isinstance(x, base)).__new__(cls, x)
    if isinstance(x, BaseException):
        return cls.__new__(cls, *x.args)
    return object.__new__(cls)


def copy(x):
    cls = type(x)
    if cls in _atoms:
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if isinstance(x, type):
        return x
    made = _plain_copy(x)
    if made is not NotImplemented:
        return made
    method = getattr(cls, '__copy__', None)
    if method is not None:
        return method(x)
    parts = _reduced(x)
    if parts is not None:
        return _rebuild(x, parts)
    if _is_uncopyable(x):
        raise TypeError(f'cannot pickle {cls.__name__!r} object')
    y = _new(x)
    if not isinstance(x, _containers):
        pass
    elif isinstance(x, list):
        list.extend(y, x)
    elif isinstance(x, dict):
        for key, value in dict.items(x):
            dict.__setitem__(y, key, value)
    elif isinstance(x, set):
        y |= x
    else:
        y += x
    _set_state(y, _state(x), _slot_values(x))
    return y


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls in _atoms and cls is not tuple and cls is not frozenset:
        return x
    memo = {} if memo is None else memo
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    y = _deepcopy(x, cls, memo)
    if y is not x:
        memo[id(x)] = y
        # What is copied lives as long as the memo, so that its id stays its own.
        memo.setdefault(id(memo), []).append(x)
    return y


def _deepcopy(x, cls, memo):
    if cls is list:
        y = []
        memo[id(x)] = y
        for item in x:
            y.append(deepcopy(item, memo))
        return y
    if cls is dict:
        y = {}
        memo[id(x)] = y
        for key, value in x.items():
            y[deepcopy(key, memo)] = deepcopy(value, memo)
        return y
    if cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if id(x) in memo:
            return memo[id(x)]
        if all(new is old for new, old in zip(items, x)):
            return x
        return tuple(items)
    if issubclass(cls, type):
        return x
    method = getattr(x, '__deepcopy__', None)
    if method is not None:
        return method(memo)
    if cls in (set, frozenset, bytearray):
        return cls(x) if cls is bytearray else cls([deepcopy(item, memo) for item in x])
    if cls.__name__ == 'method':
        return type(x)(x.__func__, deepcopy(x.__self__, memo))
    parts = _reduced(x)
    if parts is not None:
        return _rebuild(x, parts, memo)
    if _is_uncopyable(x):
        raise TypeError(f'cannot pickle {cls.__name__!r} object')
    return _deepcopy_instance(x, memo)


def _deepcopy_instance(x, memo):
    if isinstance(x, tuple):
        return tuple.__new__(type(x), [deepcopy(item, memo) for item in x])
    y = _new(x)
    memo[id(x)] = y
    if isinstance(x, list):
        for item in list.__iter__(x):
            list.append(y, deepcopy(item, memo))
    elif isinstance(x, dict):
        for key, value in dict.items(x):
            dict.__setitem__(y, deepcopy(key, memo), deepcopy(value, memo))
    elif isinstance(x, set):
        for item in set.__iter__(x):
            set.add(y, deepcopy(item, memo))
    elif isinstance(x, bytearray):
        y += x
    slots = {name: deepcopy(value, memo) for name, value in _slot_values(x).items()}
    _set_state(y, deepcopy(_state(x), memo), slots)
    return y
