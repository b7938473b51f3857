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
