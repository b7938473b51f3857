# The benchmark rows of the library's modules, as rows.py has them of the language: "module-what",
# a function without arguments that returns a checkable result. Run by compare.py.
import abc
import base64
import calendar
import collections
import contextlib
import copy
import csv
import dataclasses
import datetime
import decimal
import difflib
import enum
import fractions
import functools
import hashlib
import heapq
import inspect
import io
import itertools
import json
import logging
import operator
import os.path
import pathlib
import pickle
import pprint
import random
import re
import statistics
import string
import struct
import textwrap
import time
import types
import typing
import warnings

WORDS = "the quick brown fox jumps over the lazy dog and runs away from the big bad wolf".split()
TEXT = " ".join(WORDS) * 100
RECORDS = [
    {"id": i, "name": f"n{i}", "values": [1.5, None, True], "where": {"x": i / 7, "y": -i}}
    for i in range(200)
]
ROWS = []


def row(name):
    def add(work):
        ROWS.append((name, work))
        return work
    return add


# json

@row("json-dumps")
def _():
    return len(json.dumps(RECORDS))


@row("json-dumps-indent-sorted")
def _():
    return len(json.dumps(RECORDS, indent=2, sort_keys=True))


@row("json-dumps-korean")
def _():
    data = [{"이름": "민지", "설명": "모델을 학습시킵니다\n"}] * 200
    return len(json.dumps(data)) + len(json.dumps(data, ensure_ascii=False))


@row("json-dumps-default")
def _():
    return len(json.dumps([{1, 2, 3}] * 500, default=list))


@row("json-dumps-small")
def _():
    total = 0
    for i in range(1000):
        total += len(json.dumps({"epoch": i, "loss": 0.5}))
    return total


JSON = json.dumps(RECORDS)


@row("json-loads")
def _():
    return len(json.loads(JSON))


@row("json-loads-indented")
def _():
    return len(json.loads(JSON.replace(",", ",\n        ")))


@row("json-loads-hooks")
def _():
    found = json.loads(JSON, object_hook=lambda d: d, parse_float=float)
    return len(found)


@row("json-loads-small")
def _():
    total = 0
    for i in range(1000):
        total += len(json.loads('{"epoch": 3, "loss": 0.5}'))
    return total


# re

WORD = re.compile(r"\w+")
PAIR = re.compile(r"(?P<key>\w+)\s*=\s*(?P<value>\d+)")


@row("re-findall-words")
def _():
    return len(WORD.findall(TEXT))


@row("re-findall-groups")
def _():
    return len(re.findall(r"(\w)(\w+)", TEXT))


@row("re-finditer-spans")
def _():
    return sum(m.end() - m.start() for m in WORD.finditer(TEXT))


@row("re-match-group")
def _():
    total = 0
    for i in range(3000):
        total += int(PAIR.match("value = 42").group(2))
    return total


@row("re-match-groups-dict")
def _():
    total = 0
    for i in range(2000):
        m = PAIR.fullmatch("value = 42")
        total += len(m.groups()) + len(m.groupdict()) + m.end()
    return total


@row("re-search-miss")
def _():
    found = 0
    for i in range(3000):
        found += re.search(r"\d\d", "no digits here, none at all") is not None
    return found


@row("re-search-long")
def _():
    return re.search(r"z+y", TEXT * 5) is None


@row("re-sub-text")
def _():
    return len(re.sub(r"\s+", " ", TEXT))


@row("re-sub-template")
def _():
    return len(re.sub(r"(\w+) (\w+)", r"\2 \1", TEXT))


@row("re-sub-function")
def _():
    return len(re.sub(r"\w+", lambda m: m.group(0).upper(), TEXT))


@row("re-sub-clean-line")
def _():
    total = 0
    for i in range(1000):
        text = re.sub(r"[^a-z0-9 ]", "", "Hello, World! It's 2024.".lower())
        total += len(re.sub(r"\s+", " ", text))
    return total


@row("re-split")
def _():
    return len(re.split(r"\s+", TEXT)) + len(re.split(r"(\s)", TEXT))


@row("re-korean")
def _():
    text = "딥러닝 모델을 파이토치로 학습시킵니다. 2024년! " * 60
    return len(re.findall(r"[가-힣]+", text)) + len(re.sub(r"[^\w\s]", "", text))


@row("re-tokenizer")
def _():
    pattern = re.compile(r"(?P<number>\d+(?:\.\d*)?)|(?P<name>[a-z_]\w*)|(?P<op>[-+*/()=])|(?P<skip>\s+)")
    kinds = collections.Counter(m.lastgroup for m in pattern.finditer("x = 3.5 * (y + 42) - z1 / 7 " * 40))
    return sorted(kinds.items())


@row("re-compile-new")
def _():
    re.purge()
    return sum(re.compile(rf"(\w+){i}[a-z]*(?:x|y)+").groups for i in range(100))


# Containers and algorithms

@row("heapq-push-pop")
def _():
    heap, total = [], 0
    for i in range(4000):
        heapq.heappush(heap, (i * 7919 % 4000, i))
    while heap:
        total += heapq.heappop(heap)[1] * len(heap) & 0xFF
    return total


@row("heapq-nlargest-merge")
def _():
    items = [i * 7919 % 4001 for i in range(4000)]
    return heapq.nlargest(10, items), heapq.nsmallest(5, items), sum(heapq.merge(items[:500], items[500:1000]))


@row("collections-counter")
def _():
    counts = collections.Counter(TEXT)
    counts.update(WORDS)
    other = collections.Counter(WORDS)
    return counts.most_common(3), sum((counts + other).values()), len(counts - other)


@row("collections-defaultdict")
def _():
    groups = collections.defaultdict(list)
    for i in range(20000):
        groups[i % 50].append(i)
    return len(groups)


@row("collections-ordereddict")
def _():
    d = collections.OrderedDict()
    for i in range(3000):
        d[i] = i
        if i % 3 == 0:
            d.move_to_end(i)
        if len(d) > 100:
            d.popitem(last=False)
    return len(d)


@row("collections-namedtuple")
def _():
    Pair = collections.namedtuple("Pair", "a b")
    total = 0
    for i in range(5000):
        p = Pair(i, b=1)._replace(b=2)
        total += p.a + p.b
    return total, len(repr(Pair(1, 2))), Pair(1, 2)._asdict()


@row("collections-chainmap")
def _():
    chain = collections.ChainMap({"a": 1}, {"b": 2}, {"c": 3})
    return sum(chain["c"] + chain["a"] for i in range(3000)) + len(chain)


# Numbers

@row("statistics-mean-stdev")
def _():
    data = [float(i * 7 % 31) for i in range(2000)]
    return statistics.mean(data), statistics.stdev(data), statistics.median(data), statistics.fmean(data)


@row("random-random-uniform")
def _():
    random.seed(1)
    total = 0.0
    for i in range(10000):
        total += random.random() + random.uniform(0, 1)
    return total


@row("random-randint-choice")
def _():
    random.seed(2)
    total = 0
    for i in range(5000):
        total += random.randint(0, 100) + random.choice(range(10)) + random.randrange(7)
    return total


@row("random-shuffle-sample")
def _():
    random.seed(3)
    items = list(range(3000))
    random.shuffle(items)
    return items[5], random.sample(items, 500)[7], random.choices(items, k=500)[3]


@row("random-gauss-normal")
def _():
    random.seed(4)
    return sum(random.gauss(0, 1) + random.normalvariate(0, 1) for i in range(3000))


@row("decimal-arithmetic")
def _():
    total = decimal.Decimal("0")
    for i in range(300):
        total += decimal.Decimal("1.1") * i / 3
    return total


@row("fractions-arithmetic")
def _():
    total = fractions.Fraction(0)
    for i in range(1, 300):
        total += fractions.Fraction(1, i % 20 + 1)
    return total


# Times

@row("datetime-arithmetic")
def _():
    day, total = datetime.datetime(2024, 1, 1), datetime.timedelta()
    for i in range(1000):
        later = day + datetime.timedelta(days=i, hours=2)
        total += later - day
        if later < day:
            break
    return str(total)


@row("datetime-format-parse")
def _():
    day, total = datetime.datetime(2024, 1, 2, 3, 4, 5), 0
    for i in range(300):
        total += len(day.strftime("%Y-%m-%d %H:%M:%S")) + len(day.isoformat()) + len(str(day.date()))
        total += datetime.datetime.strptime("2024-01-02 03:04:05", "%Y-%m-%d %H:%M:%S").minute
        total += datetime.date.fromisoformat("2024-03-01").day
    return total


@row("datetime-parts")
def _():
    total = 0
    for i in range(2000):
        day = datetime.date(2024, 1 + i % 12, 1 + i % 28)
        total += day.year + day.month + day.weekday() + day.toordinal()
    return total


@row("calendar-month")
def _():
    return len(calendar.month(2024, 2)) + calendar.monthrange(2024, 2)[1]


# Copies, classes

class Node:
    def __init__(self, value):
        self.value = value
        self.children = []


@row("copy-deepcopy-data")
def _():
    return len(copy.deepcopy(RECORDS[:50]))


@row("copy-deepcopy-objects")
def _():
    root = Node(0)
    for i in range(100):
        child = Node(i)
        child.children.append(Node((i, "x")))
        root.children.append(child)
    return len(copy.deepcopy(root).children)


@row("copy-copy")
def _():
    node, items = Node(1), [1, 2, 3]
    for i in range(1000):
        copy.copy(node)
        copy.copy(items)
    return len(copy.copy({"a": 1}))


@dataclasses.dataclass
class Config:
    name: str
    rate: float = 0.1
    layers: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True, order=True)
class Place:
    x: int
    y: int = 0


@row("dataclasses-instances")
def _():
    total = 0
    for i in range(3000):
        config = Config("a", rate=i)
        config.layers.append(i)
        total += config.rate == i
    return total


@row("dataclasses-repr-eq")
def _():
    a, b, total = Config("a", 0.5), Config("a", 0.5), 0
    for i in range(1000):
        total += len(repr(a)) + (a == b)
    return total


@row("dataclasses-frozen-order-hash")
def _():
    places = sorted(Place(i * 31 % 17, i) for i in range(500))
    return len(set(places)), places[0]


@row("dataclasses-asdict-replace")
def _():
    config, total = Config("a", 0.5, [1, 2, {"k": 3}]), 0
    for i in range(300):
        total += len(dataclasses.asdict(config)) + len(dataclasses.replace(config, rate=i).name)
    return total


@row("dataclasses-definition")
def _():
    for i in range(10):
        @dataclasses.dataclass
        class Made:
            a: int
            b: str = "x"
            c: float = 0.0
    return Made(1)


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


class Flags(enum.IntFlag):
    A = 1
    B = 2
    C = 4


@row("enum-members")
def _():
    total = 0
    for i in range(5000):
        total += Color.RED.value + (Color.GREEN is Color.BLUE) + len(Color.RED.name)
    return total


@row("enum-lookup-iterate")
def _():
    total = 0
    for i in range(1000):
        total += Color(2).value + Color["RED"].value + len(list(Color)) + (Color.RED in Color)
    return total


@row("enum-repr-hash")
def _():
    names = {Color.RED: 1, Color.BLUE: 2}
    return sum(len(repr(Color.RED)) + len(str(Color.BLUE)) + names[Color.RED] for i in range(1000))


@row("enum-flags")
def _():
    total = 0
    for i in range(500):
        total += (Flags.A | Flags.B).value + bool(Flags.A & Flags.B) + (Flags.C in (Flags.A | Flags.C))
    return total


@row("enum-definition")
def _():
    for i in range(10):
        class Made(enum.Enum):
            A = enum.auto()
            B = enum.auto()
            C = "c"
    return Made.A


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...


class Square(Shape):
    def area(self):
        return 4


@row("abc-instances-isinstance")
def _():
    total = 0
    for i in range(3000):
        square = Square()
        total += isinstance(square, Shape) + square.area()
        total += isinstance([], collections.abc.Sequence) + isinstance({}, collections.abc.Mapping)
    return total


@row("typing-generic-hints")
def _():
    T = typing.TypeVar("T")

    class Box(typing.Generic[T]):
        def get(self) -> typing.Optional[T]: ...

    total = 0
    for i in range(200):
        total += len(repr(typing.Dict[str, typing.List[int]])) + len(str(typing.Optional[int]))
        total += len(typing.get_type_hints(Box.get)) + (Box[int]() is not None)
    return total


@row("types-simplenamespace")
def _():
    total = 0
    for i in range(2000):
        options = types.SimpleNamespace(lr=0.1, n=i)
        total += options.n
    return total, repr(options)


# Functions and contexts

@contextlib.contextmanager
def managed(value):
    yield value


@row("contextlib-contextmanager")
def _():
    total = 0
    for i in range(3000):
        with managed(i) as value:
            total += value
    return total


@row("contextlib-suppress-stack")
def _():
    total = 0
    for i in range(1000):
        with contextlib.suppress(KeyError):
            total += 1
            raise KeyError(i)
        with contextlib.ExitStack() as stack:
            stack.enter_context(contextlib.nullcontext(i))
            stack.callback(len, "a")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        print("hidden")
    return total + len(out.getvalue())


def doubling(function):
    @functools.wraps(function)
    def wrapped(*args, **kwargs):
        return function(*args, **kwargs) * 2
    return wrapped


@row("functools-wraps")
def _():
    total = 0
    for i in range(500):
        @doubling
        def one():
            """One."""
            return 1
        total += one() + len(one.__name__)
    return total


@row("functools-lru-cache-partial")
def _():
    @functools.lru_cache(maxsize=None)
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    add = functools.partial(operator.add, 5)
    total = 0
    for i in range(3000):
        total += fib(i % 80) % 7 + add(i)
    return total, functools.reduce(operator.add, range(1000))


@functools.total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number

    def __lt__(self, other):
        return self.number < other.number


@row("functools-total-ordering")
def _():
    a, b, total = Version(1), Version(2), 0
    for i in range(3000):
        total += (a <= b) + (a > b) + (a >= b)
    return total


@functools.singledispatch
def describe(value):
    return "object"


@describe.register
def _(value: int):
    return "int"


@describe.register(list)
def _(value):
    return "list of " + str(len(value))


@row("functools-singledispatch")
def _():
    total = 0
    for i in range(2000):
        total += len(describe(i)) + len(describe([i])) + len(describe("x"))
    return total


class Lazy:
    @functools.cached_property
    def size(self):
        return 3


@row("functools-cached-property")
def _():
    total = 0
    for i in range(2000):
        lazy = Lazy()
        total += lazy.size + lazy.size
    return total


# Texts and files

@row("csv-read-write")
def _():
    out = io.StringIO()
    writer = csv.writer(out)
    for i in range(500):
        writer.writerow([i, f"name {i}", 'a "quoted", text', 0.5])
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    return len(rows), rows[-1]


@row("csv-dict")
def _():
    out = io.StringIO()
    writer = csv.DictWriter(out, ["id", "name"])
    writer.writeheader()
    for i in range(300):
        writer.writerow({"id": i, "name": "n"})
    return sum(int(r["id"]) for r in csv.DictReader(io.StringIO(out.getvalue())))


@row("string-template")
def _():
    template, total = string.Template("$name has ${count} items, $$5"), 0
    for i in range(500):
        total += len(template.substitute(name="Ann", count=i))
    return total


@row("textwrap-fill-dedent")
def _():
    return len(textwrap.fill(TEXT[:2000], 60)) + len(textwrap.dedent("    a\n      b\n" * 50))


@row("pathlib-joins")
def _():
    base, total = pathlib.Path("/data/models"), 0
    for i in range(500):
        path = base / "run" / f"{i}.pt"
        total += len(str(path)) + len(path.suffix) + len(path.stem) + len(path.parent.name)
    return total


@row("os-path-join-split")
def _():
    total = 0
    for i in range(3000):
        path = os.path.join("data", "models", "a.txt")
        total += len(os.path.basename(path)) + len(os.path.splitext(path)[1])
    return total


@row("io-stringio-lines")
def _():
    out = io.StringIO()
    for i in range(5000):
        out.write("line\n")
    return sum(len(line) for line in io.StringIO(out.getvalue()))


@row("logging-calls")
def _():
    out = io.StringIO()
    logger = logging.getLogger("bench")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
    logger.handlers = [handler]
    for i in range(500):
        logger.info("step %d of %s", i, "run")
        logger.debug("not shown %d", i)
    return len(out.getvalue())


@row("pprint-nested")
def _():
    return len(pprint.pformat(RECORDS[:10]))


@row("pickle-roundtrip")
def _():
    return len(pickle.loads(pickle.dumps(RECORDS)))


@row("struct-pack-unpack")
def _():
    total = 0
    for i in range(2000):
        total += sum(struct.unpack("<IHf", struct.pack("<IHf", i, 7, 0.5))[:2])
    return total


@row("base64-hashlib")
def _():
    data = b"some bytes" * 100
    return len(base64.b64decode(base64.b64encode(data))), hashlib.sha256(data).hexdigest()[:8]


@row("difflib-ratio")
def _():
    a, b = TEXT[:200], TEXT[20:230]
    return round(difflib.SequenceMatcher(None, a, b).ratio(), 6)


@row("inspect-signature")
def _():
    total = 0
    for i in range(100):
        total += len(str(inspect.signature(doubling))) + len(inspect.signature(Config).parameters)
    return total


@row("itertools-recipes")
def _():
    pairs = itertools.pairwise(range(3000))
    groups = [(k, len(list(g))) for k, g in itertools.groupby(range(3000), lambda i: i // 10)]
    return sum(b for a, b in pairs), len(groups), sum(itertools.accumulate(itertools.islice(itertools.count(), 3000)))


@row("warnings-caught")
def _():
    total = 0
    for i in range(100):
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            warnings.warn("old", DeprecationWarning)
        total += len(seen)
    return total


for name, work in ROWS:
    best = None
    for repeat in range(5):
        start = time.process_time()
        result = work()
        elapsed = time.process_time() - start
        if best is None or elapsed < best:
            best = elapsed
    print(name, best * 1000, result)
