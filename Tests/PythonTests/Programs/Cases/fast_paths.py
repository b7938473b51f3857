"""Where the machine goes straight on: the neighbours of each such way."""
from collections import namedtuple


def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


# Arguments by position, by name and by default

def fixed(a, b=2, *, c, d=4):
    return a, b, c, d


def positional(a, b=2, /, c=3):
    return a, b, c


def generating(a, b='b', *, c='c'):
    yield from (a, b, c)


class Holder:
    def method(self, x, y='y', *, z='z'):
        return x, y, z


for call in (
    lambda: fixed(1, c=3), lambda: fixed(1, 5, c=3, d=6), lambda: fixed(c=1, b=2, a=3),
    lambda: fixed(1), lambda: fixed(c=1), lambda: fixed(1, 2, 3, c=4), lambda: fixed(1, a=2, c=3),
    lambda: fixed(1, c=3, e=5), lambda: fixed(1, **{'c': 3, 'd': 7}), lambda: positional(1),
    lambda: positional(1, c=5), lambda: positional(1, b=5), lambda: positional(a=1),
    lambda: positional(1, 2, 3, 4), lambda: positional(1, 2, c=3), lambda: positional(),
    lambda: list(generating('x', c='k')), lambda: list(generating(a=1)), lambda: generating(b=1),
    lambda: Holder().method(1, z=2), lambda: Holder().method(y=1, x=2), lambda: Holder.method(None, x=3),
    lambda: Holder().method(self=1, x=2), lambda: Holder().method(), lambda: Holder().method(1, x=2),
):
    attempt(call)

fixed.__defaults__ = (10, 20)
fixed.__kwdefaults__ = {'c': 30}
attempt(lambda: fixed(d=1))
attempt(lambda: fixed())
fixed.__defaults__ = None
attempt(lambda: fixed(1, c=2, d=3))


# Natives with omitted arguments

class Appending(list):
    def append(self, value):
        super().append(value * 2)


def fill(items):
    for i in range(3):
        print(items.append(i), end=' ')
    return items


print(fill([]), fill(Appending()), fill([9]))
attempt(lambda: [].append())
attempt(lambda: [].append(1, 2))


class Borrowing:
    append = list.append


attempt(lambda: fill(Borrowing()))
attempt(lambda: {}.get())
attempt(lambda: {}.get(1, 2, 3))
print([{1: 2}.get(k) for k in (1, 2)], [1, 2, 3].pop(), 'a b c'.split(maxsplit=1), ' x '.strip(None))


# Slots

class Slotted:
    __slots__ = ('a', 'b')

    def __init__(self, a):
        self.a = a


class Open(Slotted):
    pass


def store(value, name):
    for i in range(3):
        setattr(value, name, i)
    return getattr(value, name)


for i in range(3):
    s = Slotted(i)
    s.b = s.a + i
    print(s.a, s.b)
for name in ('a', 'b', 'c'):
    attempt(lambda: store(Slotted(1), name))
    attempt(lambda: store(Open(1), name))
attempt(lambda: Slotted(1).b)


def set_missing():
    for value in (Open(1), Slotted(1)):
        value.other = 5
        print('stored')


attempt(set_missing)


# Properties

class Guarded:
    def __init__(self):
        self.inner = 1

    @property
    def value(self):
        return self.inner + 1

    @property
    def broken(self):
        return self.nothing


class Falling(Guarded):
    def __getattr__(self, name):
        if name == 'nothing':
            raise AttributeError('nothing here')
        return f'instead of {name}'


def values(kinds):
    return [kind.value for kind in kinds]


print(values([Guarded(), Falling(), Guarded(), Guarded()]))
attempt(lambda: Guarded().broken)
attempt(lambda: Falling().broken)


def changing():
    guarded = Guarded()
    for i in range(4):
        print(guarded.value, end=' ')
        if i == 1:
            Guarded.value = property(lambda self: 'changed')
        if i == 2:
            del Guarded.value
            guarded.value = 'own'
    print()


changing()


def from_generator(items):
    for item in items:
        yield item.broken if item is None else item.inner + item.inner


print(list(from_generator([Guarded(), Guarded()])))

# Tuples that iterators hand out again

kept = [pair for pair in zip('abc', range(3))]
print(kept, list(enumerate('xy')), list({'k': 1, 'l': 2}.items()))
pairs = zip('ab', 'cd')
first = next(pairs)
print(first, next(pairs), first, next(pairs, None))
last = None
for pair in enumerate('pqr'):
    print(pair, last)
    last = pair
for i, (a, b) in enumerate(zip('ab', 'cd')):
    print(i, a, b)
print([(k, v) for k, v in {'k': 1, 'l': 2}.items()], set(zip('ab', 'ab')), dict(zip('ab', 'cd')))
nested = zip(enumerate('ab'), enumerate('cd'))
print(list(nested), list(zip()), max(zip('ab', 'cd')), sorted(enumerate('ba'), key=lambda p: p[1]))

# Numbers

numbers = (0, 1, -1, 7, -7, 2**31, 2**53 + 1, 2**62, -2**63, 2**63 - 1, 2**64, True, 2.5, -0.0)
shifts = (0, 1, 3, 62, 63, 64, -1, True)
for x in numbers:
    for y in numbers:
        for op in ('+', '-', '*', '/', '//', '%', '&', '|', '^'):
            try:
                result = eval(f'x {op} y')
            except Exception as error:
                result = type(error).__name__, str(error)
            print(result, end=' ')
    for y in shifts:
        for op in ('<<', '>>', '**'):
            try:
                result = eval(f'x {op} y')
            except Exception as error:
                result = type(error).__name__, str(error)
            print(result, end=' ')
    print()
for text in ('12', '-12', '-', '+5', '', ' 7 ', '1_0', '٣', '123456789012345678', '9' * 19, '-0', '1-'):
    attempt(lambda: int(text))

# Formats

for value in (0, -5, 12345, 2**70, True):
    print('%d|%5d|%-6d|%+d|% d|%05d|%.3d|%x|%i' % ((value,) * 9))
for value in (0.5, -2.25, 1e300, float('nan'), float('-inf')):
    print('%f|%.2f|%8.3f|%-9.1f|%+.1f|%08.2f|%g|%.0e' % ((value,) * 8))
print('%ld %hd %Lf' % (1, 2, 3), f'{5:>٣}', f'{1.5:8.2f}|{7:<4}|{"ab":^6}|')
print('Ünï'.encode(), 'abc'.encode('utf-16'), b'abc'.decode(), b'\xc3\xa9'.decode(), b''.decode())
attempt(lambda: b'a\xff'.decode())
attempt(lambda: 'é'.encode('ascii'))
print(', '.join(['a', 'é', '한', '']), ''.join(['x']), '-'.join(()), 'é'.join('ab'))
attempt(lambda: ' '.join(['a', 1]))

Point = namedtuple('Point', 'x y')
point = Point(1, y=2)
print(point.x, point.y, Point.x.__doc__, point._replace(x=5))


def set_x():
    point.x = 3


def delete_x():
    del point.x


attempt(set_x)
attempt(delete_x)
