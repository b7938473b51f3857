class defaultdict(dict):
    def __init__(self, default_factory=None, /, *args, **keywords):
        if default_factory is not None and not callable(default_factory):
            raise TypeError('first argument must be callable or None')
        self.default_factory = default_factory
        dict.__init__(self, *args, **keywords)
    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self.default_factory()
        self[key] = value
        return value
    def __repr__(self):
        return f'defaultdict({self.default_factory!r}, {dict.__repr__(self)})'
    def copy(self):
        return type(self)(self.default_factory, self)
    __copy__ = copy

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
            if hasattr(iterable, 'items'):
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
    def _kept(self, counts):
        result = Counter()
        for key, count in counts:
            if count > 0:
                result[key] = count
        return result
    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        keys = list(self) + [key for key in other if key not in self]
        return self._kept([(key, self[key] + other[key]) for key in keys])
    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        keys = list(self) + [key for key in other if key not in self]
        return self._kept([(key, self[key] - other[key]) for key in keys])
    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        keys = list(self) + [key for key in other if key not in self]
        return self._kept([(key, max(self[key], other[key])) for key in keys])
    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._kept([(key, min(self[key], other[key])) for key in self])

class OrderedDict(dict):
    def move_to_end(self, key, last=True):
        value = self.pop(key)
        if last:
            self[key] = value
        else:
            rest = list(self.items())
            self.clear()
            self[key] = value
            self.update(rest)
    def popitem(self, last=True):
        if not self:
            raise KeyError('dictionary is empty')
        key = next(reversed(self) if last else iter(self))
        return key, self.pop(key)
    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)
    __hash__ = None
    def __repr__(self):
        if not self:
            return f'{type(self).__name__}()'
        return f'{type(self).__name__}({list(self.items())!r})'
    def copy(self):
        return type(self)(self)

class deque:
    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None and maxlen < 0:
            raise ValueError('maxlen must be non-negative')
        self._front, self._back, self.maxlen = [], [], maxlen
        self.extend(iterable)
    def _items(self):
        return self._front[::-1] + self._back
    def _set(self, items):
        self._front, self._back = [], items
    def append(self, item):
        self._back.append(item)
        if self.maxlen is not None and len(self) > self.maxlen:
            self.popleft()
    def appendleft(self, item):
        self._front.append(item)
        if self.maxlen is not None and len(self) > self.maxlen:
            self.pop()
    def extend(self, iterable):
        for item in list(iterable):
            self.append(item)
    def extendleft(self, iterable):
        for item in list(iterable):
            self.appendleft(item)
    def pop(self):
        if self._back:
            return self._back.pop()
        if not self._front:
            raise IndexError('pop from an empty deque')
        half = (len(self._front) + 1) // 2
        self._back = self._front[:half][::-1]
        self._front = self._front[half:]
        return self._back.pop()
    def popleft(self):
        if self._front:
            return self._front.pop()
        if not self._back:
            raise IndexError('pop from an empty deque')
        half = (len(self._back) + 1) // 2
        self._front = self._back[:half][::-1]
        self._back = self._back[half:]
        return self._front.pop()
    def clear(self):
        self._set([])
    def copy(self):
        return type(self)(self, self.maxlen)
    def count(self, value):
        return self._items().count(value)
    def index(self, value, *bounds):
        try:
            return self._items().index(value, *bounds)
        except ValueError:
            raise ValueError(f'{value!r} is not in deque') from None
    def insert(self, index, value):
        if self.maxlen is not None and len(self) >= self.maxlen:
            raise IndexError('deque already at its maximum size')
        items = self._items()
        items.insert(index, value)
        self._set(items)
    def remove(self, value):
        items = self._items()
        try:
            items.remove(value)
        except ValueError:
            raise ValueError('deque.remove(x): x not in deque') from None
        self._set(items)
    def reverse(self):
        self._front, self._back = self._back, self._front
    def rotate(self, n=1):
        items = self._items()
        if items:
            n %= len(items)
            self._set(items[-n:] + items[:-n] if n else items)
    def _place(self, index):
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError('deque index out of range')
        front = len(self._front)
        return (self._front, front - 1 - index) if index < front else (self._back, index - front)
    def __getitem__(self, index):
        items, place = self._place(index)
        return items[place]
    def __setitem__(self, index, value):
        items, place = self._place(index)
        items[place] = value
    def __delitem__(self, index):
        items, place = self._place(index)
        del items[place]
    def __len__(self):
        return len(self._front) + len(self._back)
    def __iter__(self):
        size = len(self)
        for item in self._items():
            if len(self) != size:
                raise RuntimeError('deque mutated during iteration')
            yield item
    def __reversed__(self):
        return iter(self._items()[::-1])
    def __contains__(self, value):
        return value in self._items()
    def __eq__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self._items() == other._items()
    __hash__ = None
    def __add__(self, other):
        return type(self)(self._items() + list(other), self.maxlen)
    def __iadd__(self, other):
        self.extend(other)
        return self
    def __repr__(self):
        if self.maxlen is None:
            return f'deque({self._items()!r})'
        return f'deque({self._items()!r}, maxlen={self.maxlen})'

class _Field:
    def __init__(self, place):
        self.place = place
    def __get__(self, instance, owner=None):
        return self if instance is None else tuple.__getitem__(instance, self.place)
    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    names = [str(name) for name in field_names]
    if rename:
        names = [name if name.isidentifier() and not name.startswith('_')
                 and name not in names[:place] else f'_{place}'
                 for place, name in enumerate(names)]
    for name in [typename] + names:
        if not name.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {name!r}')
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
    def __repr__(self):
        parts = ', '.join([f'{name}={item!r}' for name, item in zip(names, self)])
        return f'{type(self).__name__}({parts})'
    namespace = {
        '__doc__': f"{typename}({', '.join(names)})", '__slots__': (), '_fields': tuple(names),
        '_field_defaults': dict(zip(names[len(names) - len(defaults):], defaults)),
        '__new__': new, '_make': classmethod(_make), '_replace': _replace, '_asdict': _asdict,
        '__repr__': __repr__, '__match_args__': tuple(names), '__module__': module or '__main__',
    }
    for place, name in enumerate(names):
        namespace[name] = _Field(place)
    return type(typename, (tuple,), namespace)
