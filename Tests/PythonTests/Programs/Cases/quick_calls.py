"""Natives that the call instructions do themselves, arguments arranged in place, and their
neighbours."""
from collections import deque


def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


# *args and **kwargs

def anything(*args, **kwargs):
    return args, kwargs


def mixed(a, b=2, *rest, c, d=4, **more):
    return a, b, rest, c, d, more


def positional(a, /, b=2, *, c=3):
    return a, b, c


def apart(a, /, **more):
    return a, more


def generating(*args, **kwargs):
    yield args
    yield kwargs


print(anything(), anything(1, 2, k=3), anything(k=1), anything(*[1, 2], **{'x': 1}))
print(mixed(1, c=3), mixed(1, 2, 3, 4, c=5, z=6), mixed(c=1, a=2), mixed(1, d=9, c=8, b=7))
print(positional(1, b=5), positional(1, c=4), positional(1, c=4, b=3), positional(1, 2, c=1))
print(apart(1, a=2), list(generating(1, k=2)))
attempt(lambda: mixed())
attempt(lambda: mixed(1))
attempt(lambda: mixed(1, a=2, c=3))
attempt(lambda: mixed(1, 2, 3, c=1, b=5))
attempt(lambda: positional(a=1))
attempt(lambda: positional(1, 2, 3))
attempt(lambda: positional(1, d=3))
attempt(lambda: positional(1, 2, b=2))
attempt(lambda: positional())
attempt(lambda: anything(1, **{1: 2}))

# Lists, sets, dicts, deques

items = [1, 2]
print(items.append(3), items.pop(), items.pop(0), items.pop(), items)
attempt(lambda: items.pop())
attempt(lambda: list.append((), 1))
seen = set()
print(seen.add('가'), seen.add((1, 2)), '가' in seen, 3 not in seen, {1} in seen)
attempt(lambda: seen.add([]))
attempt(lambda: [] in seen)
attempt(lambda: set.add(frozenset(), 1))
ages = {1: 2}
print(ages.get(1), ages.get(2), ages.get(2, 3), ages.setdefault(5), ages.setdefault(1, 9))
print(ages.pop(5), ages.pop(7, 'n'), ages)
attempt(lambda: ages.pop(99))
attempt(lambda: ages.get([]))
attempt(lambda: {}.pop([]))
queue = deque()
print(queue.append(1), queue.append(2), queue.popleft(), len(queue), queue.pop())
attempt(lambda: queue.popleft())
bounded = deque([1, 2], maxlen=2)
bounded.append(3)
print(bounded)


class Sized(list):
    def __len__(self):
        return 9


class Claiming:
    @property
    def __class__(self):
        return int


print(len(Sized()), list.__len__(Sized()), len('한국'), len(range(3)))
print(isinstance(True, int), isinstance(None, int), isinstance(1, (str, int)), isinstance(Claiming(), int))
attempt(lambda: len(5))
attempt(lambda: isinstance(1, 2))
attempt(lambda: next(5))
attempt(lambda: next([]))


# Keys whose comparison changes the container

class Hostile:
    def __init__(self, act):
        self.act = act

    def __hash__(self):
        return 7

    def __eq__(self, other):
        self.act()
        return False


target = set()
target.add(Hostile(target.clear))
target.add(7)
print(len(target), 7 in target)
table = {}
table[Hostile(table.clear)] = 1
print(table.get(7), table.setdefault(7, 'new'), table)
table = {}
table[Hostile(table.clear)] = 1
print(table.pop(7, 'gone'), table)
inside = {Hostile(lambda: 1 / 0)}
attempt(lambda: 7 in inside)
attempt(lambda: 'yes' if 7 not in inside else 'no')
