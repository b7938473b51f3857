"""Iterators for looping."""
from _itertools import iterator as _iterator


class count:
    def __init__(self, start=0, step=1):
        for value in (start, step):
            if not hasattr(value, '__add__') or isinstance(value, (str, list, tuple)):
                raise TypeError('a number is required')
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


class repeat:
    def __init__(self, object, times=None):
        self._object, self._left = object, None if times is None else max(times, 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._left is not None:
            if not self._left:
                raise StopIteration
            self._left -= 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError('len() of unsized object')
        return self._left

    def __repr__(self):
        left = '' if self._left is None else f', {self._left}'
        return f'repeat({self._object!r}{left})'


@_iterator
def cycle(iterable, /):
    return _cycle(iter(iterable))


def _cycle(iterator):
    saved = []
    for item in iterator:
        yield item
        saved.append(item)
    while saved:
        yield from saved


@_iterator
def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, func, total):
    if total is None:
        for total in iterator:
            break
        else:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total


def _chained(iterables):
    for iterable in iterables:
        yield from iterable


class _FromIterable:
    """`chain.from_iterable`: a chain of what one iterable gives."""

    def __call__(self, iterable, /):
        return chain(_one=iterable)


@lambda function: _iterator(function, {'from_iterable': _FromIterable()})
def chain(*iterables, _one=None):
    return _chained(iterables if _one is None else _one)


@_iterator
def compress(data, selectors):
    return _compress(iter(data), iter(selectors))


def _compress(data, selectors):
    for item, selected in zip(data, selectors):
        if selected:
            yield item


@_iterator
def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


@_iterator
def takewhile(predicate, iterable, /):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


@_iterator
def filterfalse(function, iterable, /):
    return _filterfalse(function, iter(iterable))


def _filterfalse(predicate, iterator):
    for item in iterator:
        if not (item if predicate is None else predicate(item)):
            yield item


@_iterator
def starmap(function, iterable, /):
    return _starmap(function, iter(iterable))


def _starmap(function, iterator):
    for arguments in iterator:
        yield function(*arguments)


@_iterator
def pairwise(iterable, /):
    return _pairwise(iter(iterable))


def _pairwise(iterator):
    for before in iterator:
        for item in iterator:
            yield before, item
            before = item


@_iterator
def islice(iterable, *bounds):
    if not 1 <= len(bounds) <= 3:
        few = not bounds
        raise TypeError(f"islice expected at {'least 2' if few else 'most 4'} arguments, got {len(bounds) + 1}")
    chosen = slice(*bounds)
    for bound, name in ((chosen.stop, 'Stop argument'), (chosen.start, 'Indices')):
        if bound is not None and (not hasattr(bound, '__index__') or bound < 0):
            text = ('Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.'
                    if len(bounds) == 1 else
                    'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
            raise ValueError(text)
    step = 1 if chosen.step is None else chosen.step
    if not hasattr(step, '__index__') or step < 1:
        raise ValueError('Step for islice() must be a positive integer or None.')
    return _islice(iter(iterable), chosen.start or 0, chosen.stop, step)


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


@_iterator
def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


def _zip_longest(iterators, fillvalue):
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


@_iterator
def _tee(iterator, queues, own):
    return _tee_items(iterator, queues, own)


def _tee_items(iterator, queues, own):
    while True:
        if not own:
            for item in iterator:
                for queue in queues:
                    queue.append(item)
                break
            else:
                return
        yield own.pop(0)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError('n must be >= 0')
    iterator = iter(iterable)
    queues = [[] for _ in range(n)]
    return tuple([_tee(iterator, queues, queue) for queue in queues])


@_iterator
def groupby(iterable, key=None):
    return _groupby(iter(iterable), key)


@_iterator
def _grouper(advance, pending, current):
    return _group_items(advance, pending, current)


def _group_items(advance, pending, current):
    while pending or advance():
        if pending[0][0] != current:
            return
        yield pending.pop()[1]


def _groupby(iterator, key):
    pending = []
    ended = False

    def advance():
        nonlocal ended
        if not ended:
            for item in iterator:
                pending.append((item if key is None else key(item), item))
                return True
        ended = True
        return False

    while pending or advance():
        current = pending[0][0]
        items = _grouper(advance, pending, current)
        yield current, items
        for _ in items:
            pass


@_iterator
def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError('repeat argument cannot be negative')
    return _product([tuple(iterable) for iterable in iterables] * repeat)


def _product(pools):
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


def _checked_count(r):
    if not isinstance(r, int):
        raise TypeError('Expected int as r')
    if r < 0:
        raise ValueError('r must be non-negative')
    return r


@_iterator
def permutations(iterable, r=None):
    pool = tuple(iterable)
    return _permutations(pool, len(pool) if r is None else _checked_count(r))


def _permutations(pool, r):
    count = len(pool)
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


@_iterator
def combinations(iterable, r):
    return _combinations(tuple(iterable), _checked_count(r))


def _combinations(pool, r):
    count = len(pool)
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


@_iterator
def combinations_with_replacement(iterable, r):
    return _with_replacement(tuple(iterable), _checked_count(r))


def _with_replacement(pool, r):
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
