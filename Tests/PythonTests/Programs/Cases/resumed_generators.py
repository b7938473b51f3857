"""Generators resumed by `next`, `send` and `yield from`, and loops over `__next__` of Python code."""
import sys


def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


# next and send

def echo():
    x = 0
    while True:
        x = yield x


def returning(n):
    yield n
    return n * 2


g = echo()
print(next(g), [g.send(i) for i in range(4)], next(g), next(g, 5))
attempt(lambda: echo().send(1))
g = returning(1)
next(g)
for turn in range(3):
    try:
        next(g)
    except StopIteration as stop:
        print(repr(stop), stop.value)
print(next(g, '끝'))


def from_within():
    items = iter([1, 2])
    yield next(items)
    inner = returning(5)
    yield next(inner)
    try:
        next(inner)
    except StopIteration as stop:
        yield stop.value
    yield len([1]) + len('가나')
    yield max(*[3, 4])


print(list(from_within()))


def itself():
    yield next(me)


me = itself()
attempt(lambda: next(me))


def raising():
    yield 1
    raise StopIteration('inside')


r = raising()
next(r)
try:
    next(r)
except RuntimeError as error:
    print(error, repr(error.__cause__))
m = map(next, [iter([1]), iter([])])
print(next(m), next(m, 'none'))


# What is handled inside and outside

def handling():
    try:
        raise KeyError('a')
    except KeyError:
        x = yield sys.exc_info()[0]
        yield sys.exc_info()[0], x


h = handling()
print(next(h), sys.exc_info()[0])
try:
    1 / 0
except ZeroDivisionError:
    print(h.send('s'), sys.exc_info()[0])
print(sys.exc_info()[0])


# yield from

def outer():
    r = yield from returning(1)
    s = yield from returning(r)
    return r, s


o = outer()
try:
    while True:
        print(next(o))
except StopIteration as stop:
    print(stop.value)


def countdown(n):
    if n:
        yield n
        yield from countdown(n - 1)


print(sum(countdown(200)))


def closing():
    try:
        yield from handling()
    finally:
        print('closed')


c = closing()
next(c)
c.close()


def catching():
    try:
        yield 1
    except ValueError as error:
        yield 'caught', error.args


def through():
    yield from catching()


t = through()
next(t)
print(t.throw(ValueError('x')), list(t))


class Steps:
    """An iterator with send, whose StopIteration has a value."""

    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration('result')
        return self.n

    def send(self, value):
        self.n += 1
        if self.n > 4:
            raise StopIteration(('sent', value))
        return 'got', value


def delegating(iterable):
    result = yield from iterable
    print('result', result)


print(list(delegating(Steps())))
d = delegating(Steps())
print(next(d), d.send(5), d.send(6), d.send(7))
attempt(lambda: d.send(8))
d = delegating([1, 2])
next(d)
attempt(lambda: d.send(3))


def looping(n):
    yield n
    yield from looping(n + 1)


def deep():
    for value in looping(0):
        pass


try:
    deep()
except RecursionError as error:
    print('RecursionError')


# Loops over __next__

class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Bad(Count):
    def __next__(self):
        if self.n == 1:
            raise ValueError('bad')
        return super().__next__()


for x in Count(2):
    for y in Count(2):
        print(x, y, end='; ')
else:
    print('else')
print([x for x in Count(3)], list(Count(2)), sum(Count(4)))
try:
    for x in Bad(3):
        print(x)
except ValueError as error:
    print(error, error.__traceback__.tb_next.tb_frame.f_code.co_name)


class Nested:
    """Its end is that of an iterator inside."""

    def __iter__(self):
        return self

    def __next__(self):
        return next(iter([]))


for x in Nested():
    print('never')
try:
    raise KeyError('outer')
except KeyError:
    for x in Nested():
        pass
    print(sys.exc_info()[0])


def loops_within():
    yield from (x for x in Count(2))
    try:
        for x in Bad(2):
            yield x
    except ValueError:
        yield 'caught'


print(list(loops_within()))


class Generating:
    def __iter__(self):
        return self

    def __next__(self):
        yield 1


for x in Generating():
    print(type(x).__name__, list(x))
    break


class WithDefault:
    def __iter__(self):
        return self

    def __next__(self, step=5):
        self.n = getattr(self, 'n', 0) + 1
        if self.n > 2:
            raise StopIteration
        return step


print([x for x in WithDefault()])


class Vanishing:
    def __iter__(self):
        return self

    def __next__(self):
        global gone
        if gone is None:
            raise StopIteration
        gone = None
        return 'last'


gone = Vanishing()


def last_loop():
    for x in gone:
        print(x)


attempt(last_loop)
