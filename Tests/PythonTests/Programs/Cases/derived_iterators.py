# Classes derived from built-in iterators, and the values of StopIteration that pass through those.
import gc
import itertools
import weakref
from collections import OrderedDict


class Words(map):
    def __init__(self, function, words):
        self.seen = 0

    def __next__(self):
        self.seen += 1
        return super().__next__() + '!'


words = Words(str.upper, ['a', 'b', 'c'])
print(next(words), list(words), words.seen, type(words).__mro__)


class Pairs(zip):
    def __iter__(self):
        return iter(['my', 'own'])


print(list(Pairs([1], [2])), next(Pairs([1], [2])), Pairs([1]).__next__())


class Plain(enumerate):
    pass


numbered = Plain('ab', 5)
numbered.note = 'kept'
print(numbered.note, [(i, c) for i, c in numbered], list(numbered), numbered.__dict__)
for kind, arguments in [(filter, (None, [0, 1, 2])), (reversed, ([1, 2, 3],)),
                        (itertools.count, (4, 2)), (itertools.chain, ([1], [2])),
                        (itertools.combinations, ('abc', 2)), (itertools.accumulate, ([1, 2],))]:
    made = type('Made', (kind,), {})(*arguments)
    print(kind.__name__, isinstance(made, kind), next(made), iter(made) is made, sum(1 for _ in zip(made, 'xy')))
try:
    class Both(map, zip):
        pass
except TypeError as error:
    print(error)
try:
    class Refused(type(iter([]))):
        pass
except TypeError as error:
    print(error)


def first(a, b):
    yield from Words(str, [a])
    return b


print(list(first('x', 'y')))
cycle = Words(len, [])
cycle.self = cycle
gone = weakref.ref(cycle)
del cycle
gc.collect()
print(gone())


def stop(value):
    raise StopIteration(value)


def returning(value):
    return value
    yield


class Ending:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration('mine')


def end(iterator):
    try:
        return next(iterator)
    except StopIteration as end:
        return end.value


print(end(map(stop, [1])), end(filter(stop, [2])), end(map(len, returning(3))), end(map(len, Ending())))
print(end(enumerate(returning(4))), end(zip(returning(5))), end(iter([])), end(iter({})))
print(end(itertools.islice(returning(6), 3)), end(filter(lambda x: list(returning(7)), [])))
ordered = OrderedDict(a=1)
print([type(iter(part)).__name__ for part in (ordered, ordered.keys(), ordered.values(), ordered.items())])
print([type(reversed(part)).__name__ for part in (ordered, {}, {}.keys(), {}.values(), {}.items())])
