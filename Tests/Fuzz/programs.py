"""Generated programs: mostly valid calls on odd values, with classes that do their worst.

A program holds a list `P` of values and a list `A` of actions. The methods of its hostile classes
take an action each time they are called: they change or give up a value of `P`, raise, call
themselves again, interrupt, or return something of the wrong type.
"""
import warnings

MODULES = ("gc copy functools itertools collections heapq bisect json re operator pickle weakref math "
           "string textwrap pprint fractions decimal statistics datetime enum dataclasses types typing "
           "contextlib io csv random struct array abc inspect").split()

INTEGERS = ["0", "1", "-1", "2", "3", "-3", "7", "10", "63", "64", "255", "256", "1000", "2**31", "2**62",
            "2**63-1", "-2**63", "2**63", "2**64", "10**13", "-10**13", "10**30", "10**400", "True", "False"]
FLOATS = ["0.0", "-0.0", "1.5", "-2.25", "1e16", "1e308", "5e-324", "float('inf')", "float('-inf')",
          "float('nan')"]
STRINGS = ["''", "'a'", "'abc'", "'가나다'", "'é😀'", "'\\ud800'", "'\\x00'", "' \\t\\n'", "'%s %d'", "'{} {!r:>{}}'",
           "'a,b,,c'", "'x' * 300", "'ß'", "'(a+)+b'", "'\\\\1'", "'utf-8'", "'__class__'", "'{0.x[1]}'", "'10'", "'İ'"]
BYTES = ["b''", "b'abc'", "b'\\xff\\x00'", "bytearray(b'xyz')", "bytearray()", "b'a' * 40"]
CONTAINERS = ["[]", "[1, 2, 3]", "[[]] * 3", "list(range(20))", "()", "(1,)", "(1, 'a', None)", "{}",
              "{'a': 1, 2: 'b'}", "{i: i for i in range(12)}", "set()", "{1, 2, 3}", "frozenset({4})",
              "set('hello')", "range(5)", "range(10, -10, -3)", "range(2**70)", "slice(None, None, -1)", "slice(2)",
              "collections.deque([1, 2, 3], 4)", "collections.Counter('abca')", "collections.OrderedDict(a=1)",
              "collections.defaultdict(list)", "collections.ChainMap({1: 2}, {})"]
OTHERS = ["None", "...", "NotImplemented", "1j", "complex(0, -0.0)", "object()", "int", "type", "str", "dict",
          "len", "print", "lambda *a, **k: a", "lambda: 1", "ValueError('x')", "StopIteration(3)",
          "KeyError", "iter([1, 2, 3])", "(x for x in range(5))", "generator()", "enumerate('ab')",
          "zip('ab', [1, 2])", "map(str, [1, 2])", "reversed([1, 2])", "iter({1, 2})", "{1: 2}.items()",
          "{1: 2}.keys()", "itertools.count()", "itertools.cycle([1])", "itertools.tee([1, 2])[0]",
          "itertools.islice(itertools.count(), 5)", "itertools.groupby('aab')", "functools.partial(max, 1)",
          "functools.lru_cache(lambda *a: act(a))", "functools.cmp_to_key(lambda a, b: act(0))",
          "property(lambda self: act())", "classmethod(act)", "staticmethod(act)", "re.compile('(a)|b')",
          "re.match('(a)(b)?', 'a')", "fractions.Fraction(1, 3)", "decimal.Decimal('1.5')", "datetime.date(2024, 2, 29)",
          "datetime.timedelta(1)", "io.StringIO('a\\nb')", "io.BytesIO(b'ab')", "array.array('i', [1, 2])",
          "types.SimpleNamespace(a=1)", "random.Random(1)", "weakref.ref(E0())", "weakref.WeakValueDictionary()"]
HOSTILE = ["E0()", "E1()", "E2()", "E0", "E1"]

UNARY = ["-{}", "+{}", "~{}", "not {}", "abs({})", "len({})", "hash({})", "repr({})", "str({})", "bool({})", "int({})",
         "float({})", "complex({})", "list({})", "tuple({})", "set({})", "dict({})", "frozenset({})", "bytes({})",
         "bytearray({})", "sorted({})", "sum({})", "max({})", "min({})", "any({})", "all({})", "iter({})", "next({})",
         "reversed({})", "list(reversed({}))", "enumerate({})", "list(zip({}))", "ascii({})", "chr({})", "ord({})",
         "bin({})", "hex({})", "round({})", "range({})", "slice({})", "type({})", "id({})", "callable({})", "dir({})",
         "vars({})", "iter({}).__next__()", "next(iter({}))", "copy.copy({})", "copy.deepcopy({})",
         "pickle.loads(pickle.dumps({}))", "json.dumps({})", "json.loads({})", "json.dumps({}, default=act, indent=1)",
         "pprint.pformat({})", "operator.index({})", "operator.length_hint({})", "math.fsum({})", "math.prod({})",
         "math.factorial({})", "math.isqrt({})", "math.comb({}, 5)", "math.floor({})", "math.trunc({})",
         "''.join({})", "b''.join({})", "', '.join(map(str, {}))", "f'{{{}!r}}'", "'%s' % {}", "'%r' % ({},)",
         "'{{}}'.format({})", "format({}, '>10')", "print({})", "print(*{})", "generator(*{})", "f(**{})", "[*{}]",
         "{{**{}}}", "{{*{}}}", "eval({})", "exec({})", "compile({}, 'f', 'exec')", "getattr({}, 'x', 1)", "hasattr({}, '__iter__')",
         "collections.Counter({})", "collections.deque({})", "heapq.heapify({})", "heapq.nsmallest(2, {})",
         "statistics.mean({})", "random.choice({})", "random.shuffle({})", "random.sample({}, 2)", "isinstance({}, E0)",
         "itertools.chain.from_iterable({})", "list(itertools.islice({}, 20))", "list(itertools.combinations({}, 2))",
         "list(itertools.islice(itertools.permutations({}), 9))", "list(itertools.pairwise({}))", "list(itertools.accumulate({}))",
         "list(itertools.groupby({}))", "weakref.ref({})", "weakref.proxy({})", "inspect.signature({})", "super(E0, {})",
         "type('X', ({}.__class__,), {{}})()", "help({})", "re.escape({})", "struct.pack('>i', {})", "textwrap.wrap({}, 5)",
         "contextlib.closing({})", "enum.Enum('N', {})", "dataclasses.make_dataclass('D', {})", "collections.namedtuple('T', {})",
         "str.maketrans({})", "int.from_bytes({}, 'big')", "iter({}, 3)", "list(iter({}, 1))", "map(act, {})", "list(map(act, {}))",
         "list(filter(act, {}))", "sorted({}, key=act)", "max({}, key=act)", "min({}, key=lambda x: act(1))", "sum({}, [])",
         "functools.reduce(lambda a, b: act(a), {})", "sorted({}, key=functools.cmp_to_key(lambda a, b: act(0)))",
         "csv.reader({})", "list(csv.reader({}))", "gc.get_referrers({})", "array.array('d', {})", "random.Random({})",
         "decimal.Decimal({})", "fractions.Fraction({})", "datetime.timedelta({})", "type({}).__mro__", "{}.__dict__", "{}.__class__"]
BINARY = ["{} + {}", "{} - {}", "{} * {}", "{} / {}", "{} // {}", "{} % {}", "{} ** {}", "{} @ {}", "{} << {}", "{} >> {}",
          "{} & {}", "{} | {}", "{} ^ {}", "{} == {}", "{} != {}", "{} < {}", "{} <= {}", "{} in {}", "{} is {}", "{} and {}",
          "{} or {}", "{}[{}]", "divmod({}, {})", "pow({}, {})", "isinstance({}, {})", "issubclass({}, {})",
          "getattr({}, {})", "delattr({}, {})", "format({}, {})", "round({}, {})", "int({}, {})", "range({}, {})",
          "zip({}, {})", "list(zip({}, {}, strict=True))", "enumerate({}, {})", "sum({}, {})", "max({}, {})", "map({}, {})",
          "list(map({}, {}))", "list(filter({}, {}))", "sorted({}, key={})", "max({}, key={})", "min({}, default={})",
          "functools.reduce({}, {})", "bisect.bisect({}, {})", "bisect.insort({}, {})", "heapq.heappush({}, {})",
          "heapq.heappushpop({}, {})", "list(heapq.merge({}, {}))", "re.sub({}, act, {})", "re.findall({}, {})", "re.split({}, {})",
          "str({}, {})", "bytes({}, {})", "next({}, {})", "setattr({}, 'x', {})", "{}({})", "itertools.islice({}, {})",
          "list(itertools.zip_longest({}, {}))", "list(itertools.islice(itertools.product({}, {}), 20))",
          "list(itertools.takewhile({}, {}))", "list(itertools.starmap({}, {}))", "list(itertools.compress({}, {}))",
          "math.gcd({}, {})", "math.pow({}, {})", "math.dist({}, {})", "operator.concat({}, {})", "operator.countOf({}, {})",
          "operator.itemgetter({})({})", "operator.methodcaller('pop', {})({})", "type('X', ({}, {}), {{}})",
          "json.dumps({}, default={})", "copy.deepcopy({}, {})", "'{{:{}}}'.format({})", "'{{:{{}}}}'.format({}, {})", "struct.unpack({}, {})",
          "dict.fromkeys({}, {})", "dict(zip({}, {}))", "slice({}, {}).indices(7)", "setattr({}, '__class__', {})",
          "exec({}, {})", "eval({}, {})", "functools.partial({}, {})()", "weakref.ref({}, {})", "itertools.repeat({}, {})",
          "textwrap.fill({}, {})", "list(itertools.batched({}, {}))", "pprint.pformat({}, width={})", "collections.deque({}, {})",
          "{}.__eq__({})", "{}.__getitem__({})", "{}.__setitem__(0, {})", "{}.__iadd__({})", "{}.__contains__({})", "{}.__class__({})"]
STATEMENTS = ["{0}[{1}] = {2}", "del {0}[{1}]", "{0}[{1}:{2}] = {3}", "{0}[{1}:{2}:{3}]", "del {0}[{1}:{2}]", "{0}[::{1}] = {2}",
              "x = {0}; x += {1}", "x = {0}; x *= {1}", "x = {0}; x |= {1}", "x = {0}; x -= {1}", "x = {0}; x **= {1}",
              "a, *b = {0}", "(a, b), c = {0}", "for x in {0}: {1}; act()", "for x in {0}: P.append(x); P.pop(0)",
              "x = [y for y in {0} if {1}]", "x = {{y: {1} for y in {0}}}", "x = {{y for y in {0}}}", "x = [*{0}, *{1}]",
              "raise {0} from {1}", "raise {0}", "assert {0}, {1}", "f(*{0}, **{1})", "f({0}, *{1}, k={2}, **{3})",
              "class C({0}.__class__): x = {1}", "class C(E0, {0}): pass", "class C(metaclass={0}): pass", "C = type('C', (E1,), {0})",
              "E0.__eq__ = {0}", "E1.__hash__ = {0}", "E0.__class__ = {0}", "E2.__bases__ = {0}", "del E1.__repr__", "E0.__len__ = lambda s: {0}",
              "E0.__iter__ = lambda s: iter({0})", "E1.__index__ = lambda s: {0}", "E1.__getattr__ = lambda s, n: {0}",
              "x = {0}; x.__class__ = {1}", "x = E0(); x.a = {0}; x.b = x", "g = generator({0}); next(g); g.send({1})",
              "g = generator({0}); next(g); g.throw({1})", "g = generator(); P[0] = g; next(g); g.close()",
              "def h(): yield from {0}\nP[1] = list(h())", "with {0} as x: {1}", "del P[{0}]", "P[:] = P[::-1]",
              "P.clear()", "P.extend(P[:4])", "x = {0}; P[2] = [x, P]", "P[0] = P", "P[1] = {{1: P}}; P[1][2] = P[1]", "P[3] = (P[3], P)",
              "def d(a={0}, *b, c={1}, **e): return a, b, c, e\nd.__defaults__ = {2}; d({3})", "f.__code__ = {0}", "f.__kwdefaults__ = {0}; f()",
              "d = functools.lru_cache(2)(act); d({0}); d({1}); d({0})", "sys.setrecursionlimit({0})", "gc.collect()", "globals().clear()",
              "globals()['f'] = {0}", "x = weakref.finalize({0}, act)", "x = weakref.ref({0}, act); del x", "locals().update({0})",
              "match {0}:\n    case [a, *b]: {1}\n    case {{'a': c, **d}}: {2}\n    case E0(x=1) | int(): {3}\n    case _: pass",
              "try: raise ExceptionGroup('g', {0})\nexcept* ValueError as e: P[0] = e", "P.sort()", "P.sort(key=act)", "P.sort(key=repr)",
              "for i in range(3): P.sort(key=lambda x: act(1))", "x = iter(P)\nfor y in x: P.pop()", "P[0] = (lambda: (yield))()",
              "it = iter({0}); P[1] = it; next(it); copy.copy(it); list(it)", "x = {0}\nx.append(x); repr(x); x == x; hash(x)",
              "x = {{}}; x[0] = x; repr(x); x == {{0: x}}; json.dumps(x)", "x = []; x.append((x, {0})); copy.deepcopy(x); pickle.dumps(x)"]

# Receivers whose every method is called.
RECEIVERS = {
    "int": int, "float": float, "complex": complex, "str": str, "bytes": bytes, "bytearray": bytearray, "list": list,
    "tuple": tuple, "dict": dict, "set": set, "frozenset": frozenset, "range": range, "slice": slice,
    "generator": type(x for x in ()), "property": property, "type": type, "ValueError": ValueError, "object": object,
}
SAMPLES = {
    "int": INTEGERS, "float": FLOATS, "complex": ["1j", "complex(1, float('nan'))"], "str": STRINGS,
    "bytes": BYTES[:3], "bytearray": BYTES[3:5], "list": CONTAINERS[:4], "tuple": CONTAINERS[4:7],
    "dict": CONTAINERS[7:10], "set": ["set()", "{1, 2, 3}", "set('hello')"], "frozenset": ["frozenset({4})"],
    "range": ["range(5)", "range(10, -10, -3)", "range(2**70)"], "slice": ["slice(1, None, 2)"],
    "generator": ["generator()", "(x for x in P)"], "property": ["property(act, act)"], "type": ["E0", "int", "type"],
    "ValueError": ["ValueError(1, 'a')", "KeyError()"], "object": ["object()", "E2()"],
}
MODULE_FUNCTIONS = ("math itertools functools operator heapq bisect json re copy collections random statistics string "
                    "textwrap struct types datetime decimal fractions inspect").split()

OPERATORS = ("add sub mul truediv floordiv mod pow matmul lshift rshift and or xor").split()
SPECIAL = (["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__repr__", "__str__", "__format__",
            "__bool__", "__len__", "__iter__", "__next__", "__contains__", "__getitem__", "__setitem__", "__delitem__", "__call__",
            "__getattribute__", "__getattr__", "__setattr__", "__delattr__", "__index__", "__int__", "__float__", "__complex__",
            "__enter__", "__exit__", "__del__", "__reversed__", "__length_hint__", "__missing__", "__get__", "__set__",
            "__delete__", "__new__", "__init__", "__copy__", "__deepcopy__", "__reduce__", "__reduce_ex__", "__neg__", "__abs__", "__round__",
            "__trunc__", "__instancecheck__", "__subclasscheck__", "__set_name__", "__init_subclass__", "__class_getitem__", "__dir__",
            "__bytes__", "__fspath__", "__getstate__", "__setstate__", "__await__", "__sizeof__", "keys", "items", "write", "read", "__invert__"]
           + [f"__{prefix}{name}__" for name in OPERATORS for prefix in ("", "r", "i")])
RESULTS = {"__hash__": "1", "__repr__": "'E'", "__str__": "'가'", "__bool__": "True", "__len__": "3", "__iter__": "iter(P)",
           "__next__": "1", "__index__": "1", "__int__": "2", "__float__": "0.5", "__format__": "'f'", "__length_hint__": "4"}
BASES = ["object", "object", "object", "int", "str", "list", "dict", "tuple", "float", "set", "bytes", "Exception", "type",
         "collections.OrderedDict", "collections.defaultdict", "property", "frozenset", "bytearray", "complex", "enum.Enum", "abc.ABC"]

PRELUDE = """\
import sys, fuzz, {modules}
steps = 0
def act(default=None, *rest):
    global steps
    steps += 1
    if steps > 150: return default
    return A[steps * {stride} % len(A)]()
def generator(*a):
    try:
        while a: yield act(a)
        yield 1; yield act()
    finally: act()
def f(*a, **k): return act(a)
"""


class Program:
    """A program under construction."""

    VALUES = 10

    def __init__(self, random):
        self.random = random
        self.lines = [PRELUDE.format(modules=", ".join(MODULES), stride=random.choice((1, 3, 7, 11)))]

    def value(self, wild=0.3):
        """An expression: mostly one of the values, or a new odd one."""
        random = self.random
        if random.random() > wild:
            return f"P[{random.randrange(self.VALUES)}]"
        kinds = (INTEGERS, FLOATS, STRINGS, BYTES, CONTAINERS, CONTAINERS, OTHERS, OTHERS, HOSTILE, HOSTILE)
        return f"({random.choice(random.choice(kinds))})"

    def expression(self):
        random = self.random
        way = random.random()
        if way < 0.25:
            return random.choice(UNARY).format(self.value())
        if way < 0.5:
            form = random.choice(BINARY)
            return form.format(*(self.value() for _ in range(form.count("{"))))
        if way < 0.8:
            return self.method_call()
        if way < 0.9:
            return self.module_call()
        name = random.choice(SPECIAL)
        return f"{self.value()}.{name}({self.arguments()})"

    def arguments(self, kin=None):
        random = self.random
        count = random.choice((0, 1, 1, 1, 2, 2, 3))
        arguments = [random.choice(kin) if kin and random.random() < 0.4 else self.value(0.5) for _ in range(count)]
        if random.random() < 0.1:
            name = random.choice(("key", "default", "reverse", "sep", "end", "strict", "start", "maxsplit", "encoding", "errors", "x"))
            arguments.append(f"{name}={self.value()}")
        return ", ".join(arguments)

    def method_call(self):
        random = self.random
        name = random.choice(list(RECEIVERS))
        receiver = RECEIVERS[name]
        samples = SAMPLES[name]
        method = random.choice([method for method in sorted(dir(receiver)) if method not in ("__class__", "__doc__")])
        if random.random() < 0.2:
            return f"{name}.{method}({self.value()}, {self.arguments(samples)})"
        return f"({random.choice(samples)}).{method}({self.arguments(samples)})"

    def module_call(self):
        module = self.random.choice(MODULE_FUNCTIONS)
        names = [name for name in sorted(dir(__import__(module))) if not name.startswith("_")]
        return f"{module}.{self.random.choice(names)}({self.arguments()})"

    def statement(self):
        form = self.random.choice(STATEMENTS)
        return form.format(*(self.value() for _ in range(4)))

    def action(self):
        """An expression for a lambda: one that can be compiled there."""
        while True:
            action = self.any_action()
            if is_valid(f"lambda: {action}"):
                return action

    def any_action(self):
        random = self.random
        way = random.random()
        place = random.randrange(self.VALUES)
        if way < 0.25:
            change = random.choice(("clear()", "pop()", "append(P)", "popitem()", "update({5: 6})", "extend(range(9))", "sort()",
                                    "insert(0, 0)", "__delitem__(slice(1, 3))", "add(8)", "remove(1)", "close()", "reverse()", "send(None)"))
            return f"P[{place}].{change}"
        if way < 0.4:
            return random.choice((f"P.__setitem__({place}, {self.value(1)})", f"P.__setitem__({place}, None)", f"P.insert(0, P.pop({place}))"))
        if way < 0.5:
            return random.choice(("[][1]", "1/0", "f(", "int('x')", "{}[P]", "next(iter(()))", "(_ for _ in ()).throw(KeyError)",
                                  "(_ for _ in ()).throw(GeneratorExit)")).replace("f(", "f()")
        if way < 0.55:
            return random.choice(("fuzz.interrupt()", "gc.collect()", "sys.exit()"))
        if way < 0.7:
            return self.value(0.8)
        if way < 0.78:
            name = random.choice(SPECIAL)
            return f"{random.choice(('setattr', 'setattr', 'delattr'))}({random.choice(('E0', 'E1', 'E2'))}, '{name}', {self.value()})"
        return self.expression()

    def hostile_class(self, name):
        random = self.random
        base = random.choice(BASES)
        extra = ", metaclass=E0" if base == "object" and name == "E2" and random.random() < 0.2 else ""
        lines = [f"class {name}({base}{extra}):"]
        if random.random() < 0.1:
            lines.append(f"    __slots__ = {random.choice(('()', '(chr(97), chr(98))', 'P'))}")
        for special in random.sample(SPECIAL, random.choice((2, 5, 12, 25))):
            result = RESULTS.get(special, "self")
            if random.random() < 0.15:
                result = self.value(1) if "E" not in result else "None"
            act = f"act({result})" if random.random() < 0.8 else result
            lines.append(f"    def {special}(self=None, *a, **k): return {act}")
        lines.append("    pass")
        self.lines += guarded("\n".join(lines))
        self.lines += [f"if '{name}' not in globals(): {name} = object"]

    def build(self):
        random = self.random
        self.lines += ["P = [0] * 10", "A = [lambda: None]"]
        for name in ("E0", "E1", "E2"):
            self.hostile_class(name)
        for place in range(self.VALUES):
            self.lines += guarded(f"P[{place}] = {self.value(1)}")
        self.lines.append("A = [")
        self.lines += [f"  lambda: {self.action()}," for _ in range(random.choice((3, 8, 16)))]
        self.lines.append("]")
        for _ in range(random.choice((8, 20, 40))):
            way = random.random()
            if way < 0.45:
                self.lines += guarded(self.statement())
            else:
                target = f"P[{random.randrange(self.VALUES)}] = " if way < 0.75 else ""
                self.lines += guarded(target + self.expression())
        return "\n".join(self.lines) + "\n"


def is_valid(statement):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(statement, "statement", "exec")
        except SyntaxError:
            return False
    return True


def guarded(statement):
    """Lines that run a statement, if it can be compiled; most exceptions do not end the program."""
    if not is_valid(statement):
        return []
    body = [f"    {line}" for line in statement.split("\n")]
    return ["try:", *body, "except (Exception, KeyboardInterrupt, SystemExit, GeneratorExit): pass"]


def program(random, **_):
    """A generated program for the runner."""
    return "script", Program(random).build().encode("utf-8", "surrogatepass")
