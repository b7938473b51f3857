"""Iterators that fill their tuple anew, and calls that are spread in place."""
import collections
import functools
import itertools
import operator


def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


# Choices

print(list(itertools.product('ab', range(2), repeat=2)))
print(list(itertools.product()), list(itertools.product('a', [])), list(itertools.product('가나')))
print(list(itertools.permutations('abc')), list(itertools.permutations('abcd', 2)))
print(list(itertools.permutations([], 0)), list(itertools.permutations('a', 2)))
print(list(itertools.combinations('abcd', 2)), list(itertools.combinations('ab', 0)))
print(list(itertools.combinations('ab', 3)), list(itertools.combinations_with_replacement('abc', 2)))
print(list(itertools.combinations_with_replacement('', 0)), list(itertools.combinations_with_replacement('', 1)))
p = itertools.product('ab', 'xy')
first, second = next(p), next(p)
print(first, second, next(p))
for choice in itertools.combinations(range(4), 3):
    print(choice, end=' ')
print()
ended = itertools.combinations('ab', 2)
print(next(ended), next(ended, None), next(ended, None))
print([(k, list(g)) for k, g in itertools.groupby('aabbbc')])
print([(k, len(list(g))) for k, g in itertools.groupby(range(10), lambda x: x // 3)])
print([list(g) for g in [g for k, g in itertools.groupby('aab')]])
print(list(itertools.starmap(lambda *a: a, [(1, 2), [3], 'ab', iter('c')])))


# partial

def show(*args, **kwargs):
    return args, kwargs


part = functools.partial(show, 1, 2, x=3)
print(part(), part(4), part(4, 5, y=6), part(x=9))
print(functools.partial(part, 7, z=1)(8), functools.partial(max, 3)(2))
print(list(functools.partial(itertools.chain, 'a')('b')))
attempt(lambda: functools.partial(lambda a: a, 1)(2))
attempt(lambda: functools.partial(len)(1, 2))


def generating(a, b):
    yield a
    yield functools.partial(show, a)(b, k=b)


print(list(functools.partial(generating, 1)(2)))


class Subclass(functools.partial):
    def __call__(self, *args):
        return 'mine', super().__call__(*args)


print(Subclass(show, 1)(2))


def forget(value):
    global short_lived
    short_lived = None
    return value


short_lived = functools.partial(forget, ['kept'])
print(short_lived())


# cmp_to_key

print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
print(max([3, 1, 2], key=functools.cmp_to_key(lambda a, b: a - b)))
print(sorted('bca', key=functools.cmp_to_key(lambda a, b: (a > b) - (a < b)), reverse=True))
print(sorted([1, 2, 3], key=functools.cmp_to_key(lambda a, b: -0.5)))
attempt(lambda: sorted([1, 2], key=functools.cmp_to_key(lambda a, b: 'x')))
attempt(lambda: sorted([1, 2], key=functools.cmp_to_key(lambda a, b: 1 / 0)))
changing = [3, 1, 2]
attempt(lambda: changing.sort(key=functools.cmp_to_key(lambda a, b: changing.append(9) or a - b)))
print(len(changing))


# lru_cache

@functools.lru_cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@functools.lru_cache(maxsize=2, typed=True)
def pair(a, b=1):
    return a, b


print(fibonacci(50), fibonacci.cache_info())
print(pair(1), pair(1.0), pair(1, b=2), pair(1), pair.cache_info())


# Classes made by __new__

Place = collections.namedtuple('Place', 'a b', defaults=[5])
place = Place(1)
print(place, place.a + place.b, Place(1, 2).b, Place(a=3, b=4), place._replace(b=9), place == (1, 5))
for wrong in ((), (1, 2, 3)):
    attempt(lambda: Place(*wrong))
attempt(lambda: Place(1, c=2))
attempt(lambda: Place(1, a=2))
attempt(lambda: setattr(place, 'a', 3))
attempt(lambda: place.missing)


class Doubled(Place):
    def __new__(cls, a):
        return super().__new__(cls, a, a * 2)

    @property
    def total(self):
        return self.a + self.b


print(Doubled(4), [Doubled(i).b for i in range(3)], [Doubled(i).total for i in range(3)])
print([t.a for t in (Place(1, 2), Doubled(3), Place(4, 5))])
print([operator.itemgetter(1)(t) for t in (place, 'ab', [1, 2])], tuple.__new__(Place, iter([3, 4])))


class Started(Place):
    def __init__(self, *args):
        print('init', args)


class Only:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance


class Other:
    def __new__(cls, x):
        return x


class Scaled(int):
    def __new__(cls, value, by=1):
        made = super().__new__(cls, value * by)
        made.by = by
        return made


for turn in range(3):
    print(Started(turn), Only(turn) is Only(), Other(turn), Scaled(turn, by=2) + 1, Scaled(5).by)


class Meta(type):
    def __call__(cls, *args):
        return 'meta'


class Made(metaclass=Meta):
    def __new__(cls, *args):
        return 5


print([Made(i) for i in range(2)])
for turn in range(2):
    attempt(lambda: Other())
Other.__init__ = lambda self, x: print('late')
print(Other(1))
