"""Containers whose memory grows, shrinks and is used again."""
import collections

# Deleted slots of sets

s = {0, 8}
s.remove(0)
s.add(16)
print(list(s))
s = set(range(20))
for i in range(0, 20, 2):
    s.discard(i)
s.add(64)
s.add(128)
print(list(s))
s.pop()
s.add(161)
print(list(s))
s = {i * 7 % 1000 for i in range(2000)}
t = set(range(0, 5000, 3))
for r in (s | t, t | s, s & t, s - t, t - s, s ^ t, t ^ s):
    print(len(r), list(r)[:12], list(r)[-4:])
u = set()
u |= t
print(list(u) == list(t), list(t.copy()) == list(t))
for i in range(0, 1000, 2):
    s.discard(i)
for i in range(3000, 3100):
    s.add(i)
print(len(s), list(s)[:10], list(s)[-10:], 500 in s, 7 in s, -1 in s, -2 in s)
s.clear()
s |= {-1, -2}
print(sorted(s))

# Dicts, lists, deques

d = {}
for i in range(5000):
    d[i] = str(i)
for i in range(0, 5000, 3):
    del d[i]
for i in range(7000, 9000):
    d[i] = i
e = dict(d)
print(len(e), list(e)[:5], e == d, len({**e, 1: 2}))
d.clear()
d['x'] = 1
print(d, len(e))
for n in (0, 1, 3, 4, 5, 6, 10, 11, 20):
    made = {i: [i] * n for i in range(n)}
    copy = made.copy()
    made.clear()
    print(len(copy), sum(map(len, copy.values())), end='; ')
print()
items = []
for i in range(5000):
    items.append(i)
while len(items) > 10:
    items.pop()
items.insert(3, 'q')
items[2:5] = list(range(100))
print(len(items), items[:8])
items.clear()
items.extend(range(70))
items += items
items *= 3
del items[::2]
items.sort(reverse=True)
print(len(items), items[:3], [len([0] * n) for n in (0, 1, 62, 63, 64, 65, 1000)])
rows = [[j for j in range(i)] for i in range(130)]
for row in rows:
    row.extend(range(5))
print(sum(map(len, rows)))
queue = collections.deque(range(100), maxlen=50)
queue.append(1)
print(len(queue), queue[0])


def many(n):
    a, b, c = n, [n], (n,)
    yield a
    yield b, c


generators = [many(i) for i in range(200)]
print(sum(next(g) for g in generators), [next(g) for g in generators[:3]])
generators.clear()
print([list(many(i)) for i in range(2)])
