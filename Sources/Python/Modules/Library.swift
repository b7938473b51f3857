/// Modules of the standard library that are written in Python.

let itertoolsSource = #"""
class count:
    def __init__(self, start=0, step=1):
        self._value, self._step = start, step
    def __iter__(self):
        return self
    def __next__(self):
        value = self._value
        self._value += self._step
        return value
    def __repr__(self):
        if self._step == 1:
            return f'count({self._value!r})'
        return f'count({self._value!r}, {self._step!r})'

def cycle(iterable):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        for item in saved:
            yield item

def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object

def accumulate(iterable, func=None, *, initial=None):
    iterator = iter(iterable)
    total = initial
    if initial is None:
        for total in iterator:
            break
        else:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total

class chain:
    def __init__(self, *iterables):
        self._items = chain._all(iterables)
    @staticmethod
    def _all(iterables):
        for iterable in iterables:
            yield from iterable
    @classmethod
    def from_iterable(cls, iterables):
        made = cls()
        made._items = chain._all(iterables)
        return made
    def __iter__(self):
        return self
    def __next__(self):
        return next(self._items)

def compress(data, selectors):
    for item, selected in zip(data, selectors):
        if selected:
            yield item

def dropwhile(predicate, iterable):
    iterator = iter(iterable)
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator

def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            return
        yield item

def filterfalse(predicate, iterable):
    for item in iterable:
        if not (item if predicate is None else predicate(item)):
            yield item

def starmap(function, iterable):
    for arguments in iterable:
        yield function(*arguments)

def pairwise(iterable):
    iterator = iter(iterable)
    for before in iterator:
        for item in iterator:
            yield before, item
            before = item

def islice(iterable, *bounds):
    if not 1 <= len(bounds) <= 3:
        raise TypeError(f'islice expected at least 2 arguments, got {len(bounds) + 1}')
    chosen = slice(*bounds)
    start, stop, step = chosen.start or 0, chosen.stop, chosen.step or 1
    for bound in (start, stop):
        if bound is not None and bound < 0:
            raise ValueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    if step < 1:
        raise ValueError('Step for islice() must be a positive integer or None.')
    return _islice(iter(iterable), start, stop, step)

def _islice(iterator, start, stop, step):
    position = 0
    wanted = start
    while stop is None or wanted < stop:
        for item in iterator:
            position += 1
            if position > wanted:
                yield item
                wanted += step
                break
        else:
            return
    while stop is not None and position < stop:
        for _ in iterator:
            position += 1
            break
        else:
            return

def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    active = len(iterators)
    while active:
        row = []
        for place, iterator in enumerate(iterators):
            item = fillvalue
            if iterator is not None:
                for item in iterator:
                    break
                else:
                    active -= 1
                    iterators[place] = None
                    if not active:
                        return
                    item = fillvalue
            row.append(item)
        yield tuple(row)

def tee(iterable, n=2):
    iterator = iter(iterable)
    queues = [[] for _ in range(n)]
    def items(own):
        while True:
            if not own:
                for item in iterator:
                    for queue in queues:
                        queue.append(item)
                    break
                else:
                    return
            yield own.pop(0)
    return tuple(items(queue) for queue in queues)

def groupby(iterable, key=None):
    iterator = iter(iterable)
    pending = []
    ended = False
    def advance():
        nonlocal ended
        for item in iterator:
            pending.append((item if key is None else key(item), item))
            return True
        ended = True
        return False
    def group(current):
        while pending or (not ended and advance()):
            if pending[0][0] != current:
                return
            yield pending.pop()[1]
    while pending or (not ended and advance()):
        current = pending[0][0]
        items = group(current)
        yield current, items
        for _ in items:
            pass

def product(*iterables, repeat=1):
    pools = [tuple(iterable) for iterable in iterables] * repeat
    if not all(pools):
        return
    places = [0] * len(pools)
    while True:
        yield tuple([pool[place] for pool, place in zip(pools, places)])
        for column in range(len(pools) - 1, -1, -1):
            places[column] += 1
            if places[column] < len(pools[column]):
                break
            places[column] = 0
        else:
            return

def permutations(iterable, r=None):
    pool = tuple(iterable)
    count = len(pool)
    r = count if r is None else r
    if r < 0:
        raise ValueError('r must be non-negative')
    if r > count:
        return
    places = list(range(count))
    cycles = list(range(count, count - r, -1))
    yield tuple([pool[place] for place in places[:r]])
    while True:
        for column in range(r - 1, -1, -1):
            cycles[column] -= 1
            if cycles[column] == 0:
                places[column:] = places[column + 1:] + places[column:column + 1]
                cycles[column] = count - column
            else:
                other = cycles[column]
                places[column], places[-other] = places[-other], places[column]
                yield tuple([pool[place] for place in places[:r]])
                break
        else:
            return

def combinations(iterable, r):
    pool = tuple(iterable)
    count = len(pool)
    if r < 0:
        raise ValueError('r must be non-negative')
    if r > count:
        return
    places = list(range(r))
    while True:
        yield tuple([pool[place] for place in places])
        for column in range(r - 1, -1, -1):
            if places[column] != column + count - r:
                break
        else:
            return
        places[column] += 1
        for following in range(column + 1, r):
            places[following] = places[following - 1] + 1

def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError('r must be non-negative')
    if not pool and r:
        return
    places = [0] * r
    while True:
        yield tuple([pool[place] for place in places])
        for column in range(r - 1, -1, -1):
            if places[column] != len(pool) - 1:
                break
        else:
            return
        places[column:] = [places[column] + 1] * (r - column)
"""#

let functoolsSource = #"""
_missing = object()

def reduce(function, sequence, initial=_missing, /):
    iterator = iter(sequence)
    total = initial
    if total is _missing:
        for total in iterator:
            break
        else:
            raise TypeError('reduce() of empty iterable with no initial value')
    for item in iterator:
        total = function(total, item)
    return total

class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords
    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})
    def __repr__(self):
        parts = [repr(self.func)] + [repr(arg) for arg in self.args]
        parts += [f'{name}={value!r}' for name, value in self.keywords.items()]
        return f"functools.partial({', '.join(parts)})"

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)

def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        if hasattr(wrapped, name):
            setattr(wrapper, name, getattr(wrapped, name))
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper

def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)

class _CacheInfo:
    def __init__(self, hits, misses, maxsize, currsize):
        self.hits, self.misses, self.maxsize, self.currsize = hits, misses, maxsize, currsize
    def __repr__(self):
        return (f'CacheInfo(hits={self.hits}, misses={self.misses}, '
                f'maxsize={self.maxsize}, currsize={self.currsize})')

def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _cached(maxsize, 128, typed)
    return lambda function: _cached(function, maxsize, typed)

def cache(user_function, /):
    return lru_cache(None)(user_function)

def _cached(function, maxsize, typed):
    known = {}
    hits = misses = 0
    def wrapper(*args, **keywords):
        nonlocal hits, misses
        key = (args, tuple(keywords.items())) if keywords else args
        if typed:
            key = (key, tuple([type(arg) for arg in args]))
        found = known.get(key, _missing)
        if found is not _missing:
            hits += 1
            if maxsize is not None:
                known[key] = known.pop(key)
            return found
        misses += 1
        result = function(*args, **keywords)
        if maxsize != 0:
            known[key] = result
            if maxsize is not None and len(known) > maxsize:
                known.pop(next(iter(known)))
        return result
    def cache_info():
        return _CacheInfo(hits, misses, maxsize, len(known))
    def cache_clear():
        nonlocal hits, misses
        known.clear()
        hits = misses = 0
    update_wrapper(wrapper, function)
    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper

def cmp_to_key(mycmp):
    class K:
        def __init__(self, obj):
            self.obj = obj
        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0
        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0
        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0
        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0
        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0
        __hash__ = None
    return K

_derived = {
    '__lt__': (('__gt__', lambda self, other: not (self < other or self == other)),
               ('__le__', lambda self, other: self < other or self == other),
               ('__ge__', lambda self, other: not self < other)),
    '__le__': (('__ge__', lambda self, other: not self <= other or self == other),
               ('__lt__', lambda self, other: self <= other and not self == other),
               ('__gt__', lambda self, other: not self <= other)),
    '__gt__': (('__lt__', lambda self, other: not (self > other or self == other)),
               ('__ge__', lambda self, other: self > other or self == other),
               ('__le__', lambda self, other: not self > other)),
    '__ge__': (('__le__', lambda self, other: not self >= other or self == other),
               ('__gt__', lambda self, other: self >= other and not self == other),
               ('__lt__', lambda self, other: not self >= other)),
}

def total_ordering(cls):
    for name in ('__lt__', '__le__', '__gt__', '__ge__'):
        if name in cls.__dict__:
            for other, method in _derived[name]:
                if other not in cls.__dict__:
                    setattr(cls, other, method)
            return cls
    raise ValueError('must define at least one ordering operation: < > <= >=')

class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
    def __set_name__(self, owner, name):
        self.attrname = name
    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self.func(instance)
        instance.__dict__[self.attrname] = value
        return value
"""#

let collectionsSource = #"""
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
"""#
