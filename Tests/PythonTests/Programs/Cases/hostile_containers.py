class R:
    def __radd__(s,o): return 'radd'
    def __add__(s,o): return 'add'
print([1]+R(), (1,)+R(), R()+[1], 2*[1], [1]*2)
try: [1]+5
except TypeError as e: print(e)
class Bad:
    def __init__(s,v): s.v=v
    def __eq__(s,o): d.clear(); return False
    def __hash__(s): return 1
d={Bad(1):1}
try: d[Bad(2)]; 
except KeyError as e: print('KeyError')
class L:
    def __lt__(s,o): raise ValueError('no')
try: sorted([L(),L()])
except ValueError as e: print(e)
def deep(n):
    l=[]
    for i in range(n): l=[l]
    return l
try: repr(deep(5000))
except RecursionError as e: print(e)
try: deep(5000)==deep(5000)
except RecursionError as e: print(e)
l=[1,2,3,4]
for i in l:
    if i==2: l.remove(2)
print(l)
dd={1:1,2:2}
try:
    for k in dd: dd[k+10]=1
except RuntimeError as e: print(e)
ss={1,2}
try:
    for k in ss: ss.add(k+10)
except RuntimeError as e: print(e)
print(str(5), str(), int(), list(), dict(), range(3), bool(), tuple(), float('nan'), max('abc', default=3), isinstance(True,(int,str)))

class Hashless:
    def __hash__(self): raise RuntimeError('no hash')
for attempt in (lambda: {Hashless()}, lambda: {Hashless(): 1}, lambda: {}.get(Hashless())):
    try: attempt()
    except RuntimeError as e: print(e)

items = [3, 1, 2]
class Evil:
    def __init__(self, v): self.v = v
    def __eq__(self, other): items.clear(); return False
    def __lt__(self, other): items.clear(); return self.v < other.v
items.extend([Evil(1), Evil(2), Evil(3)])
print(items.index(3), items.count(9))
items[:] = [Evil(1), Evil(2), Evil(3)]
try: items.index(7)
except ValueError as e: print('gone')
items[:] = [Evil(2), Evil(1)]
try: items.sort()
except ValueError as e: print(e)
items[:] = [Evil(2), Evil(1)]
print(5 in items, len(items))
items[:] = [Evil(2), Evil(1)]
try: items.remove(5)
except ValueError as e: print(e)

class Index:
    def __index__(self): box.clear(); return 2
box = [1, 2, 3]
try: print(box[Index()])
except IndexError as e: print(e)
box = [1, 2, 3]
print(box[:Index()], box)
box = [1, 2, 3]
try: box.pop(Index())
except IndexError as e: print(e)
box = [1, 2, 3]
try: box[Index()] = 4
except IndexError as e: print(e)
box = [1, 2, 3]
box.insert(Index(), 9)
print(box)

def endless():
    while True: yield 1
try: dict(zip(endless(), [1, 2], strict=True))
except ValueError as e: print(e)
try: list(zip([1], [1, 2], strict=True))
except ValueError as e: print(e)
def raising():
    yield 1
    raise KeyError('mid')
for use in (list, tuple, set, sum, sorted, max, dict.fromkeys):
    try: use(raising())
    except KeyError as e: print(e)
def inner():
    try: yield 1
    finally: print('closed')
g = inner(); next(g); g.close(); g.close()
def stubborn():
    while True:
        try: yield 1
        except GeneratorExit: pass
g = stubborn(); next(g)
try: g.close()
except RuntimeError as e: print(e)
stop = [0]
def step(): stop[0] += 1; return stop[0]
print(list(iter(step, 4)))
d = {i: i for i in range(5)}
try:
    for k in d: del d[k]
except RuntimeError as e: print(e)
print({1: 2}.items() & {(1, 2), (3, 4)}, {}.keys() == set(), {1, 2} >= {1})
for bad in ('int.bit_length("x")', 'str.upper(1)', 'list.append()', '{}.pop()', '[].extend(1)',
            'set().remove(1)', 'set().pop()', '{}.popitem()', 'dict.fromkeys(1)', 'range(1.5)',
            'int("1" * 5000)', 'int(float("inf"))', 'pow(2, -1, 4)', 'divmod(1, 0)', '(1).to_bytes(0)',
            'float.fromhex("z")', 'complex("x")', 'bytes.fromhex(1)', 'sorted(1)', 'enumerate(1)',
            'reversed(1)', 'map(1)', 'filter(1)', 'iter(1)', 'iter(1, 2)', 'next(1)', 'vars(1)',
            'issubclass(1, int)', 'hasattr(1, 2)', 'type(1, 2)', 'object(1)', 'frozenset(1)',
            'slice()', 'round(1.5, "x")', 'print(sep=1)', 'int(1, 2)', 'int("9", 5)', 'bool(1, 2)'):
    try: print(bad, eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)
