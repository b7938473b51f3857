"""Weak references, and containers of them."""
from _weakref import *


class ProxyType:
    __slots__ = ('_reference',)

    def __new__(cls, object, callback=None):
        self = super().__new__(cls)
        _set(self, '_reference', ref(object, callback))
        return self

    def __init__(self, object, callback=None):
        pass

    def __getattribute__(self, name):
        return getattr(_referent(self), name)

    def __setattr__(self, name, value):
        setattr(_referent(self), name, value)

    def __delattr__(self, name):
        delattr(_referent(self), name)

    def __repr__(self):
        target = _get(self, '_reference')()
        return f'<weakproxy at {id(self):#016x} to {type(target).__name__} at {id(target):#016x}>'

    def __str__(self):
        return str(_referent(self))

    def __bool__(self):
        return bool(_referent(self))

    def __call__(self, *args, **kwargs):
        return _referent(self)(*args, **kwargs)
    __hash__ = None

_get, _set = object.__getattribute__, object.__setattr__


def _referent(proxy):
    target = _get(proxy, '_reference')()
    if target is None:
        raise ReferenceError('weakly-referenced object no longer exists')
    return target


def _forward(function, name):
    def forwarded(self, *others):
        others = [_referent(x) if isinstance(x, ProxyType) else x for x in others]
        return function(_referent(self), *others)
    setattr(ProxyType, name, forwarded)


def _forward_operators():
    binary = {
        'add': lambda x, y: x + y, 'sub': lambda x, y: x - y, 'mul': lambda x, y: x * y,
        'matmul': lambda x, y: x @ y, 'truediv': lambda x, y: x / y,
        'floordiv': lambda x, y: x // y, 'mod': lambda x, y: x % y, 'pow': lambda x, y: x ** y,
        'lshift': lambda x, y: x << y, 'rshift': lambda x, y: x >> y,
        'and': lambda x, y: x & y, 'or': lambda x, y: x | y, 'xor': lambda x, y: x ^ y,
        'divmod': divmod,
    }
    for name, function in binary.items():
        _forward(function, f'__{name}__')
        _forward(lambda x, y, function=function: function(y, x), f'__r{name}__')
    others = {
        'lt': lambda x, y: x < y, 'le': lambda x, y: x <= y, 'eq': lambda x, y: x == y,
        'ne': lambda x, y: x != y, 'gt': lambda x, y: x > y, 'ge': lambda x, y: x >= y,
        'len': len, 'iter': iter, 'next': next, 'contains': lambda x, y: y in x,
        'getitem': lambda x, y: x[y], 'neg': lambda x: -x, 'pos': lambda x: +x,
        'invert': lambda x: ~x, 'abs': abs, 'int': int, 'float': float,
        'index': lambda x: x.__index__(), 'enter': lambda x: x.__enter__(),
        'exit': lambda x, *y: x.__exit__(*y),
        'setitem': lambda x, y, z: x.__setitem__(y, z), 'delitem': lambda x, y: x.__delitem__(y),
    }
    for name, function in others.items():
        _forward(function, f'__{name}__')

_forward_operators()


class CallableProxyType(ProxyType):
    __slots__ = ()

ProxyTypes = (ProxyType, CallableProxyType)


def proxy(object, callback=None, /):
    return (CallableProxyType if callable(object) else ProxyType)(object, callback)


class KeyedRef(ref):
    __slots__ = ('key',)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        pass


class _WeakMapping:
    """What both dictionaries share: `_data` holds the references, `_live` the live pairs."""

    def __iter__(self):
        return self.keys()

    def keys(self):
        for key, _ in self.items():
            yield key

    def values(self):
        for _, value in self.items():
            yield value

    def items(self):
        for pair in self._live():
            yield pair

    def __len__(self):
        return len(self._live())

    def __contains__(self, key):
        return self.get(key, self) is not self

    def __getitem__(self, key):
        value = self.get(key, self)
        if value is self:
            raise KeyError(self._key(key))
        return value

    def pop(self, key, *default):
        if len(default) > 1:
            raise TypeError(f'pop expected at most 2 arguments, got {len(default) + 1}')
        value = self.get(key, self)
        if value is not self:
            del self[key]
            return value
        if default:
            return default[0]
        raise KeyError(self._key(key))

    def popitem(self):
        pairs = self._live()
        if not pairs:
            raise KeyError('popitem(): dictionary is empty')
        key, value = pairs[-1]
        del self[key]
        return key, value

    def setdefault(self, key, default=None):
        value = self.get(key, self)
        if value is not self:
            return value
        self[key] = default
        return default

    def update(self, other=(), /, **kwargs):
        pairs = other.items() if hasattr(other, 'items') else other
        for key, value in pairs:
            self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def clear(self):
        self._data.clear()

    def copy(self):
        made = type(self)()
        made.update(self)
        return made
    __copy__ = copy

    def __or__(self, other):
        made = self.copy()
        made.update(other)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __eq__(self, other):
        if not isinstance(other, (_WeakMapping, dict)):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}>'


class WeakValueDictionary(_WeakMapping):
    def __init__(self, other=(), /, **kwargs):
        self._data = data = {}

        def forget(reference):
            if data.get(reference.key) is reference:
                del data[reference.key]
        self._forget = forget
        self.update(other, **kwargs)

    def _key(self, key):
        return key

    def _live(self):
        pairs = [(key, reference()) for key, reference in self._data.items()]
        return [pair for pair in pairs if pair[1] is not None]

    def get(self, key, default=None):
        reference = self._data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def __setitem__(self, key, value):
        self._data[key] = KeyedRef(value, self._forget, key)

    def __delitem__(self, key):
        del self._data[key]

    def itervaluerefs(self):
        yield from list(self._data.values())

    def valuerefs(self):
        return list(self._data.values())


class WeakKeyDictionary(_WeakMapping):
    def __init__(self, dict=None):
        self._data = data = {}

        def forget(reference):
            data.pop(reference, None)
        self._forget = forget
        if dict is not None:
            self.update(dict)

    def _key(self, key):
        return ref(key)

    def _live(self):
        pairs = [(reference(), value) for reference, value in self._data.items()]
        return [pair for pair in pairs if pair[0] is not None]

    def get(self, key, default=None):
        return self._data.get(ref(key), default)

    def __setitem__(self, key, value):
        self._data[ref(key, self._forget)] = value

    def __delitem__(self, key):
        del self._data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self._data
        except TypeError:
            return False

    def keyrefs(self):
        return list(self._data)


class WeakSet:
    def __init__(self, data=None):
        self.data = items = set()
        self._discard = items.discard
        if data is not None:
            self.update(data)

    def _live(self):
        items = [reference() for reference in self.data]
        return [item for item in items if item is not None]

    def __iter__(self):
        yield from self._live()

    def __len__(self):
        return len(self._live())

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._discard))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def pop(self):
        while self.data:
            item = self.data.pop()()
            if item is not None:
                return item
        raise KeyError('pop from empty WeakSet')

    def clear(self):
        self.data.clear()

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return type(self)(self)

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    def difference(self, other):
        return type(self)(item for item in self if item not in other)

    def intersection(self, other):
        return type(self)(item for item in other if item in self)

    def symmetric_difference(self, other):
        return self.difference(other).union(item for item in other if item not in self)

    def issubset(self, other):
        return set(self) <= set(other)

    def issuperset(self, other):
        return set(self) >= set(other)

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0
    __or__, __sub__, __and__, __xor__ = union, difference, intersection, symmetric_difference
    __le__, __ge__ = issubset, issuperset

    def __eq__(self, other):
        return set(self) == set(other) if isinstance(other, WeakSet) else NotImplemented

    def __repr__(self):
        return repr({repr(item) for item in self.data})


class WeakMethod(ref):
    __slots__ = ('_function', '_type', '_alive')

    def __new__(cls, meth, callback=None):
        try:
            target, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(
                f'argument should be a bound method, not {type(meth)}') from None
        self = ref.__new__(cls, target, None if callback is None else lambda _: callback(self))
        self._function, self._type = ref(function), type(meth)
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        target, function = super().__call__(), self._function()
        return None if target is None or function is None else self._type(function, target)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self() is None or other() is None:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function
    __hash__ = ref.__hash__


class finalize:
    _registry = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        self.atexit = True
        finalize._registry[self] = (ref(obj, lambda _: self()), func, args, kwargs)

    def __call__(self, _=None):
        entry = finalize._registry.pop(self, None)
        if entry:
            _, func, args, kwargs = entry
            return func(*args, **kwargs)

    def detach(self):
        entry = finalize._registry.get(self)
        target = entry and entry[0]()
        if target is not None and finalize._registry.pop(self, None):
            return (target,) + entry[1:]

    def peek(self):
        entry = finalize._registry.get(self)
        target = entry and entry[0]()
        if target is not None:
            return (target,) + entry[1:]

    @property
    def alive(self):
        return self in finalize._registry

    def __repr__(self):
        entry = finalize._registry.get(self)
        target = entry and entry[0]()
        if target is None:
            return f'<{type(self).__name__} object at {id(self):#x}; dead>'
        kind = type(target).__name__
        return f'<{type(self).__name__} object at {id(self):#x}; for {kind!r} at {id(target):#x}>'
