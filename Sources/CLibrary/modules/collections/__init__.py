"""Containers beside list, tuple, dict and set."""
from _collections import OrderedDict, _count_elements, defaultdict, deque
from keyword import iskeyword
from operator import itemgetter

__all__ = ['ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString',
           'defaultdict', 'deque', 'namedtuple']


class Counter(dict):
    def __init__(self, iterable=None, /, **keywords):
        dict.__init__(self)
        self.update(iterable, **keywords)

    def __missing__(self, key):
        return 0

    def update(self, iterable=None, /, **keywords):
        self._count(iterable, keywords, 1)

    def subtract(self, iterable=None, /, **keywords):
        self._count(iterable, keywords, -1)

    def _count(self, iterable, keywords, sign):
        if iterable is not None:
            if sign == 1 and not hasattr(iterable, 'items') and type(self).__setitem__ is dict.__setitem__:
                _count_elements(self, iterable)
            elif hasattr(iterable, 'items'):
                for key, count in iterable.items():
                    self[key] = self[key] + sign * count
            else:
                for key in iterable:
                    self[key] = self[key] + sign
        for key, count in keywords.items():
            self[key] = self[key] + sign * count

    def most_common(self, n=None):
        pairs = sorted(self.items(), key=lambda pair: pair[1], reverse=True)
        return pairs if n is None else pairs[:max(n, 0)]

    def elements(self):
        for key, count in self.items():
            for _ in range(count):
                yield key

    def total(self):
        return sum(self.values())

    def copy(self):
        return type(self)(self)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError(
            'Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def __repr__(self):
        if not self:
            return f'{type(self).__name__}()'
        parts = ', '.join([f'{key!r}: {count!r}' for key, count in self.most_common()])
        return f'{type(self).__name__}({{{parts}}})'

    def __reduce__(self):
        return type(self), (dict(self),)

    def __delitem__(self, key):
        if key in self:
            dict.__delitem__(self, key)

    @staticmethod
    def _positive(pairs):
        result = Counter()
        for key, count in pairs:
            if count > 0:
                result[key] = count
        return result

    def _union(self, other):
        return list(self) + [key for key in other if key not in self]

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive([(key, self[key] + other[key]) for key in self._union(other)])

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive([(key, self[key] - other[key]) for key in self._union(other)])

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive([(key, max(self[key], other[key])) for key in self._union(other)])

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive([(key, min(self[key], other[key])) for key in self])

    def __pos__(self):
        return self._positive(self.items())

    def __neg__(self):
        return self._positive([(key, -count) for key, count in self.items()])

    def _become(self, other):
        self.clear()
        for key, count in other.items():
            self[key] = count
        return self

    def __iadd__(self, other):
        return self._become(self + Counter(other))

    def __isub__(self, other):
        return self._become(self - Counter(other))

    def __ior__(self, other):
        return self._become(self | other)

    def __iand__(self, other):
        return self._become(self & other)

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] == other[key] for key in self._union(other))

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    __hash__ = None

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] <= other[key] for key in self._union(other))

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] >= other[key] for key in self._union(other))

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other


def _refuse_to_set(instance, value):
    raise AttributeError("can't set attribute")


def _refuse_to_delete(instance):
    raise AttributeError("can't delete attribute")


def _field(place):
    return property(itemgetter(place), _refuse_to_set, _refuse_to_delete,
                    f'Alias for field number {place}')


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    typename = str(typename)
    names = [str(name) for name in field_names]
    if rename:
        names = [name if name.isidentifier() and not name.startswith('_')
                 and not iskeyword(name) and name not in names[:place] else f'_{place}'
                 for place, name in enumerate(names)]
    for name in [typename] + names:
        if not name.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {name!r}')
        if iskeyword(name):
            raise ValueError(f'Type names and field names cannot be a keyword: {name!r}')
    for place, name in enumerate(names):
        if name.startswith('_') and not rename:
            raise ValueError(f'Field names cannot start with an underscore: {name!r}')
        if name in names[:place]:
            raise ValueError(f'Encountered duplicate field name: {name!r}')
    defaults = () if defaults is None else tuple(defaults)
    if len(defaults) > len(names):
        raise TypeError('Got more default values than field names')
    parameters = ', '.join(['_cls'] + names)
    values = '(' + ', '.join(names) + (',)' if names else ')')
    scope = {'_new': tuple.__new__}
    # Inside a class, so that messages call it by its full name.
    exec(f'class {typename}:\n    def __new__({parameters}):\n'
         f'        return _new(_cls, {values})\n', scope)
    new = scope[typename].__new__
    new.__defaults__ = defaults

    def _make(cls, iterable):
        items = tuple(iterable)
        if len(items) != len(names):
            raise TypeError(f'Expected {len(names)} arguments, got {len(items)}')
        return tuple.__new__(cls, items)

    def _replace(self, /, **keywords):
        result = self._make([keywords.pop(name, item) for name, item in zip(names, self)])
        if keywords:
            raise ValueError(f'Got unexpected field names: {list(keywords)!r}')
        return result

    def _asdict(self):
        return dict(zip(names, self))

    def __getnewargs__(self):
        return tuple(self)

    def __repr__(self):
        parts = ', '.join([f'{name}={item!r}' for name, item in zip(names, self)])
        return f'{type(self).__name__}({parts})'
    namespace = {
        '__doc__': f"{typename}({', '.join(names)})", '__slots__': (), '_fields': tuple(names),
        '_field_defaults': dict(zip(names[len(names) - len(defaults):], defaults)),
        '__new__': new, '_make': classmethod(_make), '_replace': _replace, '_asdict': _asdict,
        '__repr__': __repr__, '__getnewargs__': __getnewargs__, '__match_args__': tuple(names),
        '__module__': module or '__main__',
    }
    for place, name in enumerate(names):
        namespace[name] = _field(place)
    return type(typename, (tuple,), namespace)


def __getattr__(name):
    """What needs the abstract classes comes when it is asked for."""
    if name == 'abc':
        import collections.abc as module
        return module
    if name in ('ChainMap', 'UserDict', 'UserList', 'UserString'):
        from collections import _user
        return getattr(_user, name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
