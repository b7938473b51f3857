import contextlib, itertools
def numbers(n):
    try:
        while n:
            got = yield n
            n = got if got is not None else n - 1
        return 'done'
    except ValueError: yield 'caught'
    finally: print('closed')
def delegate(): return (yield from numbers(3))
g = delegate()
print(next(g), g.send(2), list(g))
g = numbers(5); next(g); print(g.throw(ValueError)); g.close()
try: next(g)
except StopIteration as e: print(e.value)
@contextlib.contextmanager
def managed(x):
    print('in'); yield x; print('out')
with managed(1) as m, managed(2): print(m)
def tree(t):
    if isinstance(t, list):
        for x in t: yield from tree(x)
    else: yield t
print(list(tree([1, [2, [3, []]], 4])), sum(x for x in range(10) if x % 2), list(itertools.islice(itertools.count(), 3)))
print(*zip(*[iter(range(6))] * 2), [*map(lambda a, b: a + b, [1, 2], [3, 4])], dict(enumerate('ab')), any(x > 1 for x in [1, 2]))
def inf():
    i = 0
    while True: yield i; i += 1
print([next(x) for x in [inf()] * 3], sorted((x for x in [3, 1, 2]), reverse=True))
