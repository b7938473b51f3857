# The benchmark rows of the language: many short workloads, each named "group-what". A workload is a
# function without arguments that returns a checkable result. Run by compare.py on both
# interpreters, which knows the least ratio asked of each group.
import bisect
import collections
import functools
import heapq
import io
import itertools
import json
import operator
import re
import sys
import time

WORDS = "the quick brown fox jumps over the lazy dog and runs away from the big bad wolf".split()
KEYS = [f"key{i}" for i in range(1000)]
TEXT = " ".join(WORDS) * 200
ROWS = []


def row(name):
    def add(work):
        ROWS.append((name, work))
        return work
    return add


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return self.x * self.x + self.y * self.y


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Derived(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z

    @property
    def depth(self):
        return self.z

    def __eq__(self, other):
        return self.x == other.x

    def __lt__(self, other):
        return self.x < other.x


# Calls

def plain(a, b):
    return a


def with_defaults(a, b=2, *, c=3):
    return c


def variadic(*args, **kwargs):
    return len(args)


@row("call-positional")
def _():
    for i in range(50000):
        plain(i, i)


@row("call-keywords")
def _():
    for i in range(50000):
        with_defaults(i, b=i, c=i)


@row("call-variadic")
def _():
    for i in range(20000):
        variadic(i, i, k=i)


@row("call-closure")
def _():
    def outer(n):
        def inner(x):
            return x + n
        return inner
    add = outer(3)
    total = 0
    for i in range(50000):
        total += add(i)
    return total


@row("call-native")
def _():
    items = [1, 2, 3]
    for i in range(50000):
        len(items)


@row("call-min-abs-isinstance")
def _():
    total = 0
    for i in range(20000):
        if isinstance(i, int):
            total += min(i, 100) + abs(i)
    return total


@row("call-lambda-map")
def _():
    return sum(map(lambda x: x + 1, range(30000)))


# Attributes and objects

@row("attribute-read-write")
def _():
    p = Point(1, 2)
    for i in range(50000):
        p.x = p.y + i
    return p.x


@row("attribute-slots")
def _():
    p = Slotted(1, 2)
    for i in range(50000):
        p.x = p.y + i
    return p.x


@row("attribute-method")
def _():
    p = Point(1, 2)
    total = 0
    for i in range(30000):
        total += p.norm()
    return total


@row("attribute-property")
def _():
    d = Derived(1, 2, 3)
    total = 0
    for i in range(30000):
        total += d.depth
    return total


@row("object-creation")
def _():
    for i in range(20000):
        p = Point(i, i)
    return p.x


@row("object-creation-slots")
def _():
    for i in range(20000):
        p = Slotted(i, i)
    return p.x


@row("object-creation-super")
def _():
    for i in range(10000):
        p = Derived(i, i, i)
    return p.z


@row("object-tuples-lists")
def _():
    for i in range(30000):
        t = (i, i + 1)
        u = [i, t]
        v = {"a": u}
    return len(v)


@row("object-kept")
def _():
    return len([Point(i, i) for i in range(20000)])


# Loops over lists and floats

@row("list-for")
def _():
    items = list(range(1000))
    total = 0
    for k in range(50):
        for x in items:
            total += x
    return total


@row("list-index-assign")
def _():
    items = [0] * 1000
    for k in range(30):
        for i in range(1000):
            items[i] = items[i - 1] + 1
    return items[-1]


@row("list-append-pop")
def _():
    items = []
    for i in range(40000):
        items.append(i)
    while items:
        items.pop()
    return len(items)


@row("list-matrix")
def _():
    n = 30
    a = [[i * j % 7 for j in range(n)] for i in range(n)]
    b = [[0] * n for i in range(n)]
    for i in range(n):
        for j in range(n):
            total = 0
            for k in range(n):
                total += a[i][k] * a[k][j]
            b[i][j] = total
    return b[3][4]


@row("list-enumerate-zip")
def _():
    items = list(range(10000))
    total = 0
    for i, x in enumerate(items):
        total += i * x
    for x, y in zip(items, items):
        total += x - y
    return total


@row("float-loop")
def _():
    x = 0.5
    for i in range(50000):
        x = x * 3.7 * (1.0 - x)
    return x


@row("float-power-divide")
def _():
    total = 0.0
    for i in range(1, 30000):
        total += 1.0 / i ** 2 - i / 3
    return total


@row("int-loop")
def _():
    a, b = 0, 1
    for i in range(50000):
        a, b = b, (a + b) & 0xFFFF
    return a


@row("int-big")
def _():
    a, b = 0, 1
    for i in range(3000):
        a, b = b, a + b
    return a % 1000007


@row("int-text")
def _():
    total = 0
    for i in range(20000):
        total += int(str(i))
    return total


# Generators

@row("generator-for")
def _():
    def numbers(n):
        for i in range(n):
            yield i
    total = 0
    for x in numbers(40000):
        total += x
    return total


@row("generator-expression-sum")
def _():
    return sum(x * x for x in range(40000))


@row("generator-next-send")
def _():
    def echo():
        x = 0
        while True:
            x = yield x
    g = echo()
    next(g)
    for i in range(20000):
        g.send(i)
    return next(g)


@row("generator-yield-from")
def _():
    def inner(n):
        yield from range(n)

    def outer(n):
        yield from inner(n)
    return sum(outer(30000))


@row("generator-many-short")
def _():
    def three(x):
        yield x
        yield x
    total = 0
    for i in range(8000):
        for x in three(i):
            total += x
    return total


@row("generator-iterator-class")
def _():
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
    total = 0
    for x in Count(20000):
        total += x
    return total


# dict

@row("dict-insert-str")
def _():
    for k in range(20):
        d = {}
        for key in KEYS:
            d[key] = k
    return len(d)


@row("dict-insert-int")
def _():
    d = {}
    for i in range(20000):
        d[i * 7] = i
    return len(d)


@row("dict-lookup-str")
def _():
    d = {key: i for i, key in enumerate(KEYS)}
    total = 0
    for k in range(20):
        for key in KEYS:
            total += d[key]
    return total


@row("dict-lookup-int")
def _():
    d = {i * 7: i for i in range(1000)}
    total = 0
    for k in range(20):
        for i in range(1000):
            total += d[i * 7]
    return total


@row("dict-lookup-tuple")
def _():
    d = {(i, i + 1): i for i in range(1000)}
    total = 0
    for k in range(10):
        for i in range(1000):
            total += d[i, i + 1]
    return total


@row("dict-get-count")
def _():
    counts = {}
    for k in range(1500):
        for word in WORDS:
            counts[word] = counts.get(word, 0) + 1
    return counts["the"]


@row("dict-new-str-keys")
def _():
    counts = {}
    for i in range(len(TEXT) - 2):
        pair = TEXT[i:i + 2]
        counts[pair] = counts.get(pair, 0) + 1
    return len(counts)


@row("dict-in")
def _():
    d = dict.fromkeys(KEYS)
    total = 0
    for k in range(20):
        for key in KEYS:
            if key in d:
                total += 1
    return total


@row("dict-items")
def _():
    d = {key: i for i, key in enumerate(KEYS)}
    total = 0
    for k in range(30):
        for key, value in d.items():
            total += value
    return total


@row("dict-iterate")
def _():
    d = {key: i for i, key in enumerate(KEYS)}
    total = 0
    for k in range(30):
        for key in d:
            total += 1
        for value in d.values():
            total += value
    return total


@row("dict-delete")
def _():
    for k in range(10):
        d = dict.fromkeys(KEYS, 0)
        for key in KEYS:
            del d[key]
    return len(d)


@row("dict-pop-setdefault")
def _():
    d = {}
    for k in range(10):
        for key in KEYS:
            d.setdefault(key, []).append(k)
        for key in KEYS:
            d.pop(key)
    return len(d)


@row("dict-copy-update-merge")
def _():
    d = {key: i for i, key in enumerate(KEYS)}
    for k in range(50):
        e = dict(d)
        e.update(d)
        f = {**d, "x": 1}
        g = d | e
    return len(g)


@row("dict-small-literal")
def _():
    total = 0
    for i in range(20000):
        d = {"a": i, "b": 2, "c": 3}
        total += d["a"]
    return total


# set

@row("set-add-in")
def _():
    s = set()
    for k in range(10):
        for key in KEYS:
            s.add(key)
        for key in KEYS:
            if key not in s:
                return None
    return len(s)


@row("set-operations")
def _():
    a, b = set(range(1000)), set(range(500, 1500))
    for k in range(40):
        c = (a | b) - (a & b)
        d = a ^ b
    return len(c) + len(d)


@row("set-of-list")
def _():
    items = list(range(2000)) * 2
    for k in range(30):
        s = set(items)
    return len(s)


# str

@row("str-append")
def _():
    s = ""
    for i in range(30000):
        s += "x"
    return len(s)


@row("str-concatenate")
def _():
    total = 0
    for i in range(20000):
        total += len("ab" + WORDS[i % 16] + "cd")
    return total


@row("str-join")
def _():
    for k in range(100):
        s = ", ".join(KEYS)
    return len(s)


@row("str-split")
def _():
    for k in range(20):
        parts = TEXT.split()
        more = TEXT.split(" ")
    return len(parts) + len(more)


@row("str-replace")
def _():
    for k in range(50):
        s = TEXT.replace("fox", "horse").replace("a", "b")
    return len(s)


@row("str-find-count-in")
def _():
    total = 0
    for k in range(200):
        total += TEXT.find("wolf wolf") + TEXT.count("dog") + ("zebra" in TEXT)
    return total


@row("str-small-methods")
def _():
    total = 0
    for k in range(800):
        for word in WORDS:
            if word.startswith("t") or word.endswith("x"):
                total += len(word.upper().strip())
    return total


@row("str-case-large")
def _():
    for k in range(100):
        s = TEXT.upper().lower().title()
    return len(s)


@row("str-slice-index")
def _():
    total = 0
    for i in range(15000):
        if TEXT[i] == "o":
            total += len(TEXT[i:i + 5])
    return total


@row("str-iterate")
def _():
    total = 0
    for c in TEXT:
        if c == "e":
            total += 1
    return total


@row("str-compare")
def _():
    total = 0
    for a in KEYS[:150]:
        for b in KEYS[:150]:
            if a == b or a < b:
                total += 1
    return total


@row("str-strip-partition")
def _():
    total = 0
    for i in range(10000):
        head, _, tail = "  name = value  ".strip().partition(" = ")
        total += len(head) + len(tail)
    return total


@row("str-of-int")
def _():
    return len("".join([str(i) for i in range(20000)]))


@row("str-of-float")
def _():
    return len("".join([repr(i / 7) for i in range(5000)]))


@row("str-ord-chr")
def _():
    return len("".join(chr((ord(c) - 97 + 13) % 26 + 97) for c in TEXT[:10000]))


@row("str-translate-encode")
def _():
    table = str.maketrans("abc", "xyz")
    for k in range(10):
        s = TEXT.translate(table).encode().decode()
    return len(s)


@row("str-format-method")
def _():
    total = 0
    for i in range(8000):
        total += len("{} and {:>5} {:.2f}".format(i, i, i / 3))
    return total


@row("str-percent")
def _():
    total = 0
    for i in range(8000):
        total += len("%d and %s %.3f" % (i, "x", i / 3))
    return total


# f-strings

@row("fstring-plain")
def _():
    total = 0
    for i in range(20000):
        total += len(f"item {i} of {i}")
    return total


@row("fstring-float-spec")
def _():
    total = 0
    for i in range(10000):
        total += len(f"loss {i / 7:.4f} step {i:5d}")
    return total


@row("fstring-str-width")
def _():
    total = 0
    for i in range(10000):
        total += len(f"{'name':<10}|{'x':>8}|{i!r}")
    return total


# Sorting

@row("sort-ints-random")
def _():
    x, items = 12345, []
    for i in range(5000):
        x = (x * 1103515245 + 12345) % 2147483648
        items.append(x)
    for k in range(4):
        ordered = sorted(items)
    return ordered[7]


@row("sort-ints-sorted")
def _():
    items = list(range(20000))
    for k in range(10):
        items.sort()
        items.sort(reverse=True)
    return items[0]


@row("sort-strs")
def _():
    for k in range(20):
        ordered = sorted(KEYS)
    return ordered[5]


@row("sort-key-lambda")
def _():
    items = [(i * 7919 % 5000, i) for i in range(5000)]
    items.sort(key=lambda pair: pair[0])
    return items[7]


@row("sort-tuples")
def _():
    return sorted([(i * 7919 % 500, i) for i in range(5000)])[9]


@row("sort-cmp-to-key")
def _():
    items = [i * 7919 % 2000 for i in range(2000)]
    return sorted(items, key=functools.cmp_to_key(lambda a, b: a - b))[5]


@row("sort-objects-lt")
def _():
    items = [Derived(i * 7919 % 1000, i, i) for i in range(1000)]
    return sorted(items)[5].x


@row("sort-counter-items")
def _():
    counts = {key: i * 31 % 97 for i, key in enumerate(KEYS)}
    for k in range(5):
        top = sorted(counts.items(), key=lambda kv: -kv[1])
    return top[0]


# Comprehensions

@row("comprehension-list")
def _():
    for k in range(20):
        squares = [x * x for x in range(1000) if x % 3]
    return len(squares)


@row("comprehension-dict")
def _():
    for k in range(20):
        d = {x: x + 1 for x in range(1000)}
    return len(d)


@row("comprehension-set")
def _():
    for k in range(20):
        s = {x % 100 for x in range(1000)}
    return len(s)


@row("comprehension-nested")
def _():
    for k in range(20):
        rows = [[i * j for j in range(30)] for i in range(30)]
    return rows[3][4]


# Exceptions

@row("exception-no-raise")
def _():
    total = 0
    for i in range(40000):
        try:
            total += i
        except ValueError:
            pass
    return total


@row("exception-raise-catch")
def _():
    total = 0
    for i in range(15000):
        try:
            raise ValueError("x")
        except ValueError as e:
            total += 1
    return total


@row("exception-key-error")
def _():
    d, total = {}, 0
    for i in range(15000):
        try:
            d[i]
        except KeyError:
            total += 1
    return total


@row("exception-through-calls")
def _():
    def fail(depth):
        if depth == 0:
            raise ValueError("deep")
        fail(depth - 1)
    total = 0
    for i in range(3000):
        try:
            fail(4)
        except ValueError:
            total += 1
    return total


@row("exception-with-finally")
def _():
    class Context:
        def __enter__(self):
            return self

        def __exit__(self, *args):
            return False
    total = 0
    for i in range(10000):
        with Context():
            try:
                total += 1
            finally:
                total += 1
    return total


# Library: iterators, functions, containers

@row("itertools-chain-islice")
def _():
    total = 0
    for k in range(20):
        for x in itertools.chain(range(500), range(500)):
            total += x
        for x in itertools.islice(range(10000), 0, 1000):
            total += x
    return total


@row("itertools-groupby")
def _():
    total = 0
    for key, group in itertools.groupby(range(20000), lambda x: x // 10):
        total += key + len(list(group))
    return total


@row("itertools-product")
def _():
    total = 0
    for a, b in itertools.product(range(150), range(150)):
        total += a * b
    return total


@row("itertools-combinations")
def _():
    return sum(1 for c in itertools.combinations(range(24), 4))


@row("itertools-accumulate")
def _():
    return len(list(itertools.accumulate(range(20000)))) + len(
        list(zip(range(9000), itertools.count(), itertools.repeat(1), itertools.cycle("ab"))))


@row("itertools-filter-starmap")
def _():
    pairs = [(i, i + 1) for i in range(5000)]
    return sum(itertools.starmap(operator.add, pairs)) + len(
        list(filter(None, range(20000)))) + len(list(itertools.takewhile(lambda x: x < 5000, range(9000))))


@row("functools-partial-reduce")
def _():
    add = functools.partial(operator.add, 3)
    total = functools.reduce(operator.add, range(20000))
    for i in range(15000):
        total += add(i)
    return total


@row("functools-lru-cache")
def _():
    @functools.lru_cache(maxsize=None)
    def f(n):
        return n

    @functools.lru_cache(maxsize=100)
    def g(n):
        return n
    total = 0
    for i in range(15000):
        total += f(i % 50) + g(i % 50)
    return total


@row("operator-getters")
def _():
    pairs = [(i, i + 1) for i in range(5000)]
    points = [Point(i, i) for i in range(2000)]
    first, x = operator.itemgetter(0), operator.attrgetter("x")
    return sum(map(first, pairs)) + sum(map(x, points))


@row("collections-counter")
def _():
    for k in range(20):
        counts = collections.Counter(TEXT[:4000])
        words = collections.Counter(WORDS * 20)
    return counts.most_common(3) + words.most_common(2)


@row("collections-defaultdict")
def _():
    groups, counts = collections.defaultdict(list), collections.defaultdict(int)
    for i in range(20000):
        groups[i % 50].append(i)
        counts[i % 70] += 1
    return len(groups) + len(counts)


@row("collections-deque")
def _():
    d = collections.deque()
    for i in range(20000):
        d.append(i)
        if len(d) > 10:
            d.popleft()
    return len(d)


@row("collections-ordereddict")
def _():
    d = collections.OrderedDict()
    for k in range(8):
        for key in KEYS:
            d[key] = k
            d.move_to_end(key)
    total = 0
    for key, value in d.items():
        total += value
    return total


@row("collections-namedtuple")
def _():
    Pair = collections.namedtuple("Pair", "a b")
    total = 0
    for i in range(8000):
        p = Pair(i, 1)
        total += p.a + p.b
    return total


@row("heapq-push-pop")
def _():
    heap = []
    for i in range(8000):
        heapq.heappush(heap, i * 7919 % 8000)
    total = 0
    while heap:
        total = total * 3 + heapq.heappop(heap) & 0xFFFF
    return total


@row("bisect-insort")
def _():
    items, total = list(range(0, 2000, 2)), 0
    for i in range(15000):
        total += bisect.bisect_left(items, i % 2000)
    few = []
    for i in range(3000):
        bisect.insort(few, i * 7919 % 3000)
    return total + few[10]


@row("native-sum-min-max")
def _():
    items = list(range(10000))
    total = 0
    for k in range(20):
        total += sum(items) + min(items) + max(items)
    return total


@row("native-any-all-list-tuple")
def _():
    items = list(range(10000))
    total = 0
    for k in range(20):
        total += any(x < 0 for x in items[:500]) + all(items[1:]) + len(list(items)) + len(tuple(range(5000)))
    return total


@row("native-reversed-sorted-range")
def _():
    total = 0
    for k in range(10):
        for x in reversed(range(2000)):
            total += x
        for x in reversed(KEYS):
            total += 1
    return total


# Library: texts

@row("json-dumps-loads")
def _():
    data = {"items": [{"id": i, "name": f"n{i}", "values": [1.5, None, True]} for i in range(300)]}
    return len(json.dumps(data)) + len(json.loads(json.dumps(data))["items"])


@row("re-findall-sub")
def _():
    words = re.findall(r"\w+", TEXT)
    return len(words) + len(re.sub(r"o(.)", r"\1o", TEXT)) + len(re.split(r"\s+", TEXT))


@row("re-match-groups")
def _():
    pattern = re.compile(r"(\w+)\s*=\s*(\d+)")
    total = 0
    for i in range(5000):
        total += int(pattern.match("value = 42").group(2))
    return total


@row("print-lines")
def _():
    real, sys.stdout = sys.stdout, io.StringIO()
    try:
        for i in range(5000):
            print(i, "line", i * 2)
        return len(sys.stdout.getvalue())
    finally:
        sys.stdout = real


for name, work in ROWS:
    best = None
    for repeat in range(7):
        start = time.process_time()
        result = work()
        elapsed = time.process_time() - start
        if best is None or elapsed < best:
            best = elapsed
    print(name, best * 1000, result)
