"""Callbacks that change what the native modules are working on: errors, never a crash."""
import bisect
import collections.abc
import copy
import functools
import gc
import heapq
import itertools
import operator
import pickle
from collections import OrderedDict, defaultdict, deque


def show(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, error)


class Changing:
    """Equal to nothing; each comparison calls a function."""

    def __init__(self, action):
        self.action = action

    def __eq__(self, other):
        self.action()
        return False

    def __lt__(self, other):
        self.action()
        return True
    __hash__ = None


for name in ('count', 'index', 'remove', '__contains__'):
    d = deque([1, 2, 3])
    show(name, lambda: getattr(d, name)(Changing(d.clear)))
    d = deque(range(20))
    show(name, lambda: getattr(d, name)(Changing(lambda: d.append(1))))
d = deque([1, 2, 3])
show('equal', lambda: deque([Changing(d.clear)]) == d)
d = deque([1, 2, 3])
show('repr', lambda: repr(deque([d, d])))
d.append(d)
show('own', lambda: repr(d))
d.extend(d)
show('extend', lambda: len(d))
d.clear()
d = deque([1, 2, 3], maxlen=3)
for change in (lambda: d.append(4), lambda: d.popleft(), lambda: d.rotate(1), lambda: d.clear()):
    def walk():
        for item in d:
            change()
    show('walk', walk)
    d = deque([1, 2, 3], maxlen=3)


def walk_and_set():
    for place, item in enumerate(d):
        d[place] = item * 2
    return d


show('set', walk_and_set)


class Appending(deque):
    def __repr__(self):
        self.append(1)
        return super().__repr__()


show('subclass', lambda: repr(Appending([1])))
show('subclass', lambda: (copy.copy(Appending([1], 5)), Appending([1]) * 2, vars(Appending())))

for action in (lambda h: h.clear(), lambda h: h.append(0), lambda h: h.pop()):
    heap = []
    items = [Changing(lambda: action(heap)) for _ in range(8)]
    for function in (heapq.heapify, heapq.heappop, lambda h: heapq.heappush(h, items[0]),
                     lambda h: heapq.heapreplace(h, items[0]), lambda h: heapq.heappushpop(h, items[0])):
        heap[:] = items
        try:
            function(heap)
        except Exception as error:
            assert type(error) in (RuntimeError, IndexError), error
print('heaps survive')
row = [Changing(lambda: row.clear()) for _ in range(5)]
show('bisect', lambda: bisect.bisect(row, Changing(row.clear)))
show('bisect', lambda: bisect.bisect_left(list(range(9)), 5, key=lambda x: 1 / (x - 4)))

od = OrderedDict((n, n) for n in range(5))


def walk_ordered(action):
    for key in od:
        action()


show('ordered', lambda: walk_ordered(lambda: od.pop(4)))
show('ordered', lambda: walk_ordered(lambda: od.update(x=1)))
od['self'] = od
show('ordered', lambda: od)
for _ in range(1000):
    od.popitem(last=False)
    od[_] = _
od.move_to_end(997, last=False)
od.move_to_end(996)
print(list(od))
dd = defaultdict(lambda: dd.clear())
show('missing', lambda: (dd[1], dict(dd)))
dd = defaultdict()
dd.default_factory = dd
show('factory', lambda: dd)
show('missing', lambda: dd[3])


a, b = itertools.tee(iter(range(100000)))
print(sum(a), sum(itertools.islice(b, 5)), next(copy.copy(b)), next(b))
groups = itertools.groupby('aabbcc')
first = next(groups)
second = next(groups)
print(list(first[1]), list(second[1]), [(k, len(list(g))) for k, g in groups])


@functools.lru_cache(maxsize=None)
def clearing(n):
    clearing.cache_clear()
    return n


print([clearing(n) for n in (1, 2, 3, 1, 2)], clearing.cache_info())


@functools.lru_cache(maxsize=None)
def recursive(n):
    return n if n < 2 else recursive(n - 1) + recursive(n - 2)


print(recursive(90), recursive.cache_info())
show('too deep', lambda: recursive(5000))


class WithMethod:
    @functools.lru_cache(maxsize=3)
    def twice(self, x, *, y=1):
        return 2 * x * y

    part = functools.partial(print, 'part')


w = WithMethod()
print(w.twice(2), w.twice(2), w.twice(2, y=2), w.twice(x=2), WithMethod.twice.cache_info())
w.part(1)
show('key', lambda: sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
show('key', lambda: sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: 1 / 0)))
p = functools.partial(int, base=2)
p.note = 'kept'
q = pickle.loads(pickle.dumps(p))
print(q('101'), q.note, copy.copy(p)('11'), copy.deepcopy(p).keywords)
p.__setstate__((p, (), {}, None))
print(repr(p))
for thing in (operator.itemgetter(1), operator.attrgetter('real'), operator.methodcaller('upper'),
              deque([1, [2]], 4), OrderedDict(a=[1]), defaultdict(list, a=[1])):
    other = copy.deepcopy(thing)
    print(other, pickle.loads(pickle.dumps(thing)), other == thing)


class Node:
    pass


gc.collect()
for make in (lambda n: deque([n]), lambda n: defaultdict(lambda: n), lambda n: OrderedDict(a=n),
             lambda n: functools.partial(print, n), lambda n: functools.lru_cache(lambda: n),
             lambda n: operator.methodcaller('x', n), lambda n: functools.cmp_to_key(n.__eq__)):
    node = Node()
    node.it = make(node)
    node.watch = type('Watch', (), {'__del__': lambda self: print('freed', end=' ')})()
    del node
    gc.collect()
print()
match deque([1, 2]):
    case [a, b]:
        print('sequence', a, b)
print(isinstance(deque(), collections.abc.MutableSequence), issubclass(OrderedDict, dict))
