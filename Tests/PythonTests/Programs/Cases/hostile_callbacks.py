# Natives that call back into Python, each with callbacks that do their worst: they change what is
# worked on, raise, call the native again, or give up the last reference to it.
import bisect, collections, copy, functools, gc, heapq, itertools, json, operator, pickle, random
import re, statistics, string
import sys, weakref


def attempt(name, action):
    try:
        result = action()
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(name, "->", result)


class Value:
    """Compares by number, and does something else first."""
    def __init__(self, number, hook=None):
        self.number, self.hook = number, hook
    def act(self):
        if self.hook: self.hook()
    def __lt__(self, other): self.act(); return self.number < other.number
    def __eq__(self, other): self.act(); return isinstance(other, Value) and self.number == other.number
    def __hash__(self): self.act(); return 1
    def __repr__(self): self.act(); return f"V{self.number}"
    def __add__(self, other): self.act(); return self
    __radd__ = __add__
    def __index__(self): self.act(); return self.number
    def __len__(self): self.act(); return self.number
    def __bool__(self): self.act(); return bool(self.number)


def fail(): raise LookupError("on purpose")


# list.sort, sorted
items = []
items[:] = [Value(3), Value(1, lambda: items.append(0)), Value(2)]
attempt("sort appends", items.sort)
items[:] = [3, 1, 2]
def key(value):
    items.clear()
    return value
attempt("sort key clears", lambda: items.sort(key=key))
print(items)
items[:] = [3, 1, 2]
attempt("sort key sorts", lambda: items.sort(key=lambda x: items.sort() or -x))
print(items)
attempt("sorted key raises", lambda: sorted([1, 2], key=lambda x: fail()))
attempt("sorted of a shrinking list", lambda: sorted((items.pop() for _ in range(9)), reverse=True))
items[:] = [1, 2, 3]
attempt("sorted key deletes", lambda: sorted(items, key=lambda x: items.remove(x) or x))
attempt("cmp_to_key", lambda: sorted([2, 3, 1], key=functools.cmp_to_key(lambda a, b: items.append(a) or a - b)))
attempt("cmp_to_key raises", lambda: sorted([2, 3, 1], key=functools.cmp_to_key(lambda a, b: fail())))
attempt("cmp_to_key odd", lambda: sorted([2, 3, 1], key=functools.cmp_to_key(lambda a, b: "x")))
attempt("cmp_to_key None", lambda: sorted([2, 3, 1], key=functools.cmp_to_key(lambda a, b: None)))

# min, max
items[:] = [1, 2, 3, 4]
attempt("max key pops", lambda: max(items, key=lambda x: items.pop()))
items[:] = [Value(1, lambda: items.clear()), Value(2, lambda: items.clear()), Value(3)]
attempt("min compares and clears", lambda: min(items).number)
attempt("max key re-enters", lambda: max([1, 2, 3], key=lambda x: max([x, 2], key=lambda y: -y)))

# map, filter, zip, enumerate, reversed, iter
items[:] = [1, 2, 3]
attempt("map clears", lambda: list(map(lambda x: items.clear() or x, items)))
iterator = None
def again(x): return next(iterator, "none")
iterator = map(again, [1, 2, 3, 4])
attempt("map re-enters", lambda: list(iterator))
iterator = filter(lambda x: next(iterator, 0), [1, 2, 3, 4])
attempt("filter re-enters", lambda: list(iterator))
items[:] = [1, 2, 3]
attempt("filter pops", lambda: list(filter(lambda x: items.pop(), items)))
class Step:
    def __init__(self, action): self.action = action
    def __iter__(self): return self
    def __next__(self): return self.action()
def drop_zip():
    global zipped
    zipped = None
    return 1
zipped = zip(Step(drop_zip), [1, 2])
attempt("zip dropped", lambda: next(zipped))
zipped = zip(Step(lambda: next(zipped)), [1])
def raises(kind, action):
    try: action()
    except kind: return True
    return False
zipped = zip(Step(lambda: next(zipped)), [1])
attempt("zip re-enters", lambda: raises(RecursionError, lambda: next(zipped)))
counted = enumerate(Step(lambda: globals().update(counted=None) or 5))
attempt("enumerate dropped", lambda: next(counted))
items[:] = [1, 2, 3]
backwards = reversed(items)
attempt("reversed shrinks", lambda: [items.clear() or x for x in backwards])
class Sequence:
    def __len__(self): return 3
    def __getitem__(self, index): items.append(index); return items.pop(0)
attempt("reversed sequence", lambda: list(reversed(Sequence())))
called = iter(lambda: next(called, "inner"), 9)
attempt("iter callable re-enters", lambda: raises(RecursionError, lambda: next(called)))
count = iter(range(5))
attempt("iter callable", lambda: list(iter(lambda: next(count), Value(3))))

# any, all, sum
attempt("any", lambda: any(Value(0, lambda: items.append(1)) for _ in range(3)))
attempt("all raises", lambda: all([Value(1, fail)]))
items[:] = [Value(1, lambda: items.clear())] * 3
attempt("sum clears", lambda: sum(items, Value(0)).number)
attempt("sum raises", lambda: sum([Value(1, fail)]))

# list.index, remove, count, ==, in, +=, slices
def emptied(): items.clear()
for name, action in (("index", lambda: items.index(7)), ("remove", lambda: items.remove(7)), ("count", lambda: items.count(7)),
                     ("in", lambda: 7 in items), ("equal", lambda: items == [7, 7, 7]), ("less", lambda: items < [Value(0)] * 3),
                     ("tuple index", lambda: tuple(items).index(7)), ("deque index", lambda: collections.deque(items).index(7))):
    items[:] = [Value(1, emptied), Value(2, emptied), Value(3)]
    attempt("list " + name, action)
    print(len(items))
items[:] = [1, 2, 3, 4]
attempt("slice start", lambda: items[Value(1, emptied):])
items[:] = [1, 2, 3, 4]
def assign(): items[Value(1, emptied):Value(3)] = [7, 8, 9]
attempt("slice assignment", assign)
print(items)
items[:] = [1, 2, 3, 4]
def assign(): items[::Value(2, emptied)] = [7, 8]
attempt("extended slice assignment", assign)
items[:] = [1, 2, 3, 4]
def delete(): del items[Value(1, emptied)]
attempt("item deletion", delete)
items[:] = [1, 2]
def grow():
    for x in range(3):
        items.append(x)
        yield x
attempt("extend by what appends", lambda: items.extend(grow()))
print(items)
items[:] = [1, 2]
def assign(): items[:] = (items.pop() for _ in range(2))
attempt("slice of a generator that pops", assign)
print(items)
attempt("list times", lambda: len([1] * Value(3, emptied)))
attempt("insert", lambda: items.insert(Value(1, emptied), 5))
print(items)

# dict, set
table = {}
def forget(): table.clear()
for name, action in (("get", lambda: table.get(Value(1))), ("set", lambda: table.__setitem__(Value(1), 1)),
                     ("pop", lambda: table.pop(Value(1), "none")), ("del", lambda: table.__delitem__(Value(1))),
                     ("setdefault", lambda: table.setdefault(Value(1), 5)), ("in", lambda: Value(1) in table),
                     ("update", lambda: table.update({Value(1): 2})), ("or", lambda: len(table | {Value(1): 2})),
                     ("fromkeys", lambda: len(dict.fromkeys([Value(1), Value(1), Value(2, fail)])))):
    table.clear()
    first = Value(1)
    table[first] = 1
    first.hook = forget
    attempt("dict " + name, action)
    print(len(table))
def equal():
    table.clear()
    table[Value(2)] = 3
table = {Value(1): 1}
next(iter(table)).hook = equal
attempt("dict equal", lambda: table == {Value(1): 1})
table = {Value(1): 1}
def explode(): raise LookupError("hash")
attempt("dict key raises", lambda: table[Value(1, explode)])
class Missing(dict):
    def __missing__(self, key): self.clear(); return self.get(key, "missing")
attempt("missing", lambda: Missing(a=1)["b"])
group = set()
def disband(): group.clear()
for name, action in (("add", lambda: group.add(Value(1))), ("discard", lambda: group.discard(Value(1))), ("in", lambda: Value(1) in group),
                     ("and", lambda: len(group & {Value(1)})), ("or", lambda: len(group | {Value(1)})), ("minus", lambda: len(group - {Value(1)})),
                     ("isdisjoint", lambda: group.isdisjoint([Value(1)])), ("issubset", lambda: group <= {Value(1)}),
                     ("update", lambda: group.update([Value(1)]))):
    group.clear()
    first = Value(1)
    group.add(first)
    first.hook = disband
    attempt("set " + name, action)
for change in (lambda k: table.pop(k), lambda k: table.update({k + 10: 1}), lambda k: table.clear()):
    table = dict.fromkeys(range(4))
    attempt("dict iteration", lambda: [change(k) for k in table])
    table = dict.fromkeys(range(4))
    attempt("items iteration", lambda: [change(k) for k, v in table.items()])
group = {1, 2, 3}
attempt("set iteration", lambda: [group.add(x + 10) for x in group])
attempt("dict of pairs", lambda: dict([items.clear() or (1, 2), Value(2)]))
attempt("dict from keys()", lambda: dict(type("K", (), {"keys": lambda s: [1, 2], "__getitem__": lambda s, k: fail()})()))

# str
attempt("join", lambda: ",".join(items.clear() or str(x) for x in range(3)))
items[:] = ["a", "b"]
class Text(str):
    def __str__(self): items.clear(); return "t"
attempt("join subclass", lambda: ",".join(items + [Text("x")]))
attempt("join raises", lambda: ",".join(fail() for _ in range(2)))
attempt("format", lambda: format(Value(1), "x"))
class Formatted:
    def __format__(self, spec): items.clear(); return spec * 2
attempt("f-string", lambda: f"{Formatted():ab}{items}")
attempt("format wrong", lambda: format(type("F", (), {"__format__": lambda s, f: 1})()))
attempt("str wrong", lambda: str(type("F", (), {"__str__": lambda s: 1})()))
attempt("repr wrong", lambda: repr(type("F", (), {"__repr__": lambda s: None})()))
attempt("percent", lambda: "%s %r" % (Value(1, items.clear), Value(2)))
attempt("percent mapping", lambda: "%(a)s" % type("M", (dict,), {"__missing__": lambda s, k: s})())
attempt("translate", lambda: "abc".translate(type("M", (), {"__getitem__": lambda s, k: items.append(k)})()))
attempt("format_map", lambda: "{x[1]}".format_map(type("M", (dict,), {"__missing__": lambda s, k: "ab"})()))
items[:] = [1]
class Shown:
    def __repr__(self): items.clear(); return repr(items)
items.append(Shown())
items.append(3)
attempt("repr clears", lambda: repr(items))
class Deep:
    def __repr__(self): return repr([self])
attempt("repr recursion", lambda: raises(RecursionError, lambda: repr(Deep())))
attempt("int", lambda: int(type("I", (), {"__int__": lambda s: "x"})()))
attempt("index", lambda: [1][type("I", (), {"__index__": lambda s: 1.5})()])
attempt("range", lambda: list(range(Value(3, items.clear))))
attempt("len", lambda: len(Value(-1)))
attempt("len huge", lambda: len(Value(10**30)))
attempt("bool", lambda: bool(type("B", (), {"__bool__": lambda s: 1})()))
attempt("hash", lambda: hash(type("H", (), {"__hash__": lambda s: "x"})()))
attempt("length hint", lambda: list(type("L", (), {"__iter__": lambda s: iter([1]), "__length_hint__": lambda s: -1})()))
attempt("bytes", lambda: bytes(type("B", (), {"__bytes__": lambda s: "x"})()))
data = bytearray(b"abcd")
attempt("bytearray index", lambda: data[Value(3, data.clear)])
data = bytearray(b"abcd")
attempt("bytearray extend", lambda: data.extend(data.clear() or x for x in (1, 2)))
print(data)

# functools
attempt("reduce", lambda: functools.reduce(lambda a, b: items.append(a) or b, [1, 2, 3]))
attempt("reduce raises", lambda: functools.reduce(lambda a, b: fail(), [1, 2]))
@functools.lru_cache(maxsize=2)
def cached(n): return n if n < 1 else cached(n - 1) + 1
attempt("lru_cache", lambda: (cached(5), cached.cache_info()))
@functools.lru_cache
def clearing(n):
    clearing.cache_clear()
    return n
attempt("lru_cache clears itself", lambda: (clearing(1), clearing(1), clearing.cache_info()))
attempt("lru_cache key raises", lambda: cached(type("H", (), {"__hash__": lambda s: fail()})()))
class Cached:
    @functools.cached_property
    def value(self): self.__dict__["value"] = 1; return 2
cell = Cached()
attempt("cached_property", lambda: (cell.value, cell.value))

# heapq, bisect
heap = [Value(1), Value(2, lambda: heap.clear()), Value(3)]
heap = [Value(1), Value(2), Value(3)]
attempt("heappop raises", lambda: [setattr(v, "hook", fail) for v in heap] and heapq.heappop(heap))
heap = [3, 1, 2]
attempt("merge", lambda: list(heapq.merge([1, 3], (heap.append(x) or x for x in (2, 4)))))
heap = [Value(1, lambda: heap.clear()), Value(2), Value(3)]
attempt("insort key", lambda: bisect.bisect([1, 2, 3], 2, key=lambda x: heap.clear() or x))
attempt("bisect raises", lambda: bisect.bisect([Value(1, fail)], Value(2, fail)))

# itertools
iterator = itertools.groupby([1, 1, 2], key=lambda x: items.append(x) or x)
attempt("groupby", lambda: [(k, list(g)) for k, g in iterator])
outer = itertools.groupby([1, 1, 2, 2])
attempt("groupby stale", lambda: [list(g) for k, g in list(outer)])
a, b = itertools.tee(x for x in range(3))
attempt("tee", lambda: (next(a), list(b), list(a)))
def tee_again():
    yield 1
    yield next(second)
first, second = itertools.tee(tee_again())
attempt("tee re-enters", lambda: (next(first), raises((RuntimeError, ValueError), lambda: next(first))))
attempt("accumulate", lambda: list(itertools.accumulate([1, 2, 3], lambda a, b: items.clear() or a + b)))
attempt("takewhile", lambda: list(itertools.takewhile(lambda x: fail(), [1])))
attempt("starmap", lambda: list(itertools.starmap(lambda *a: items.append(a), [(1, 2), (3,)])))
attempt("islice", lambda: list(itertools.islice(Step(lambda: items.clear() or 1), 2)))
chain = itertools.chain.from_iterable(Step(lambda: items))
items[:] = []
attempt("product", lambda: list(itertools.product((items.append(1) or x for x in (1, 2)), repeat=1)))
attempt("zip_longest", lambda: list(itertools.zip_longest([1, 2], (fail() for _ in (1,)))))

# json, re, copy, pickle
attempt("json default", lambda: json.dumps([object()], default=lambda o: items.clear() or "x"))
attempt("json default recursion", lambda: raises((RecursionError, ValueError), lambda: json.dumps(1j, default=lambda o: [o])))
table = {"a": 1, "b": 2}
attempt("json default mutates", lambda: raises(RuntimeError, lambda: json.dumps(table | {"c": 1j}, default=lambda o: table.clear())))
attempt("json hook", lambda: json.loads('[{"a": 1}]', object_hook=lambda d: d.clear() or items))
attempt("json hook raises", lambda: json.loads("[1.5]", parse_float=lambda s: fail()))
attempt("re.sub", lambda: re.sub("a", lambda m: re.sub("a", "b", m[0]) * 2, "aXa"))
attempt("re.sub raises", lambda: re.sub("a", lambda m: fail(), "aXa"))
attempt("re.sub wrong", lambda: re.sub("a", lambda m: 1, "aXa"))
class Copied:
    def __deepcopy__(self, memo): memo.clear(); return items
attempt("deepcopy", lambda: copy.deepcopy([Copied(), Copied()]) is not None)
class Reduced:
    def __reduce__(self): items.clear(); return (list, ([1, 2],))
attempt("pickle", lambda: pickle.loads(pickle.dumps([Reduced(), Reduced()])))
attempt("reduce wrong", lambda: raises(Exception, lambda: pickle.dumps(type("R", (), {"__reduce__": lambda s: 5})())))
attempt("copy", lambda: copy.copy(Reduced()))

# classes, weak references, finalizers
class Revived:
    saved = []
    def __del__(self): Revived.saved.append(self)
Revived()
gc.collect()
attempt("revived", lambda: len(Revived.saved))
Revived.saved.clear()
gc.collect()
attempt("revived once", lambda: len(Revived.saved))
target = Revived()
reference = weakref.ref(target, lambda r: items.append(r() is None))
items.clear()
del target
Revived.saved.clear()
gc.collect()
attempt("weakref callback", lambda: items)
attempt("instancecheck", lambda: isinstance(1, type("M", (type,), {"__instancecheck__": lambda c, o: fail()})("X", (), {})))
class Getter:
    def __getattr__(self, name): return getattr(self, name + "x")
attempt("getattr recursion", lambda: raises(RecursionError, lambda: Getter().a))
class Descriptor:
    def __get__(self, instance, owner): del owner.value; return 5
class Owner: value = Descriptor()
attempt("descriptor", lambda: (Owner().value, hasattr(Owner, "value")))
class Changing:
    def __add__(self, other): self.__class__ = Value; self.number, self.hook = 1, None; return NotImplemented
class Exit:
    def __enter__(self): return self
    def __exit__(self, *a): fail()
def use():
    with Exit(): raise KeyError("body")
attempt("exit raises", use)
attempt("unpack", lambda: (lambda a, *b: b)(*Step(iter([1, 2, 3]).__next__)))
attempt("keywords", lambda: dict(**type("K", (), {"keys": lambda s: ["a"], "__getitem__": lambda s, k: items.clear()})()))
attempt("print", lambda: print(Value(1, items.clear), file=type("W", (), {"write": lambda s, t: items.append(t)})()))
print(items)
generator = (next(generator) for _ in range(3))
attempt("generator re-enters", lambda: next(generator))
attempt("statistics", lambda: statistics.mean(items.clear() or x for x in (1, 2)))
attempt("shuffle", lambda: random.shuffle(type("L", (list,), {"__setitem__": lambda s, i, v: fail()})([1, 2, 3])))
attempt("counter", lambda: collections.Counter(items.append(x) or x for x in "aab"))
default = collections.defaultdict(lambda: default.clear() or default)
attempt("defaultdict", lambda: default[1] is default)
queue = collections.deque([1, 2, 3])
attempt("deque iteration", lambda: [queue.pop() for x in queue])
queue = collections.deque([Value(1), Value(2)])
queue[0].hook = queue.clear
attempt("deque extend", lambda: queue.extend(queue.append(x) or x for x in range(2)))
attempt("attrgetter", lambda: operator.attrgetter("a.b")(type("A", (), {"__getattr__": lambda s, n: s})()) is not None)
attempt("template", lambda: string.Template("$a").substitute(type("M", (dict,), {"__missing__": lambda s, k: items.clear()})()))
