"""Calls with `*items` and `**names`: what is taken for items, when, and what is said of the rest."""


def show(*args, **kwargs):
    return args, kwargs


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


class Pair(tuple):
    pass


class Backwards(tuple):
    def __iter__(self):
        return reversed(tuple(self[:]))


class Counted:
    def __init__(self, count):
        self.count = count

    def __iter__(self):
        for number in range(self.count):
            yield show(*[number], **{'k': number})


class Indexed:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index * index


class Mapping:
    def keys(self):
        return ['a', 'b']

    def __getitem__(self, key):
        return key * 2


print(show(*()), show(*[]), show(*''), show(*{}))
print(show(*(1, 2)), show(*[1, 2]), show(*'한글'), show(*{'a': 1, 'b': 2}))
print(show(*range(3)), show(*(n * n for n in range(3))), show(*map(str, [1, 2])))
print(show(*Pair((1, 2))), show(*Backwards((1, 2, 3))), show(*Counted(2)), show(*Indexed()))
print(show(0, *[1], 2, *(3, 4), x=5, **{'y': 6}))
print(show(**Mapping()), show(*[1], **Mapping()), show(*[1], **{}))
arguments = (1, [2])
print(show(*arguments)[0] is arguments or show(*arguments)[0] == arguments)

# The items are read when everything else has been computed.
items = [1, 2]


def change():
    items.append(3)
    return {'z': 0}


print(show(*items, **change()), items)
taken = show(*items)[0]
items.clear()
print(taken)

attempt(lambda: show(*1))
attempt(lambda: show(*None, **{'a': 1}))
attempt(lambda: show(*1, **2))
attempt(lambda: show(*[1], **2))
attempt(lambda: show(**{1: 2}))
attempt(lambda: show(*[1], a=1, **{'a': 2}))
attempt(lambda: print(*5))
attempt(lambda: len(*[[1, 2]]))
attempt(lambda: len(*[1, 2]))
attempt(lambda: max(*[3, 9, 4], key=lambda n: -n))
attempt(lambda: (*[1, 2],))
attempt(lambda: show(*(1 // 0 for n in [1])))


def outer(*args, **kwargs):
    def inner(*args, **kwargs):
        yield show(*args, **kwargs)
        yield show(*args)
        yield sum(*args[:1])
    return list(inner(*args, **kwargs))


print(outer([1, 2], k=3))
print(show(*range(1000))[0][-1], len(show(*[0] * 70000)[0]))
