"""Small programs over the language's own corners, generated: what `record.py` asks of CPython beside
expressions. Each prints what it finds; an exception that gets out ends it with a line of its own."""
import itertools
import random
import textwrap


def program(text, **parts):
    text = textwrap.dedent(text).strip('\n') + '\n'
    for name, part in parts.items():
        text = text.replace(name, part)
    return text


def calls():
    """Functions, methods and classes called with wrong arguments."""
    signatures = ['', 'a', 'a, b', 'a, b=2', 'a, /', 'a, /, b', 'a, b, /, c', '*, a', '*, a, b=2', 'a, *, b', '*args', '**kw',
                  'a, *args', 'a, *args, b', 'a=1, *args, **kw', 'a, /, **kw', 'a, b, c, d=1, *, e, f=2']
    given = ['', '1', '1, 2', '1, 2, 3', '1, 2, 3, 4, 5', 'a=1', 'b=1', 'a=1, b=2', '1, a=2', '1, b=2', 'z=1', '1, z=1, y=2',
             '*[1, 2]', '**{"a": 1}', '*[1], **{"b": 2}', '1, *(2, 3), e=4', '*3', '**3', '1, **{"a": 2}', '**{1: 2}',
             '**{"a": 1}, **{"a": 2}']
    for signature, arguments in itertools.product(signatures, given):
        yield program('''
            def f(SIGNATURE):
                return sorted(locals().items())
            print(f(GIVEN))
        ''', SIGNATURE=signature, GIVEN=arguments)
    receivers = {'self': 'C()', 'self, a': 'C()', 'self, a, b=1': 'C()', '*args': 'C()', '': 'C()', 'self, *, k': 'C()'}
    for signature, arguments in itertools.product(receivers, ['', '1', '1, 2', '1, 2, 3', 'k=1', 'a=1', 'self=1']):
        yield program('''
            class C:
                def f(SIGNATURE):
                    return 'called'
                @classmethod
                def g(SIGNATURE):
                    return 'class'
                @staticmethod
                def h(SIGNATURE):
                    return 'static'
                def __init__(SIGNATURE):
                    pass
            for call in ('C(GIVEN)', 'object.__new__(C).f(GIVEN)', 'C.g(GIVEN)', 'C.h(GIVEN)', 'C.f(GIVEN)'):
                try:
                    print(eval(call) if not call.startswith('C(') else type(eval(call)).__name__)
                except TypeError as error:
                    print(call, error)
        ''', SIGNATURE=signature, GIVEN=arguments)


def unpacking():
    targets = ['a, b', 'a, *b', '*a, b', '*a,', 'a, (b, c)', 'a, *b, c', '[a, b]', '(a, *b), c', 'a,', 'a, b, c', 'x[0], x[1]',
               'o.p, o.q', 'x[0:1], a', '*x[0:2], a']
    values = ['()', '(1,)', '(1, 2)', '[1, 2, 3]', '"ab"', '{1: 2, 3: 4}', 'range(4)', '5', 'None', '(1, (2, 3))', '((1, 2), 3)',
              'iter([1, 2])', '(n for n in (1, 2, 3))', '{1}', 'Bad()', 'Short()']
    for target, value in itertools.product(targets, values):
        yield program('''
            class Bad:
                def __iter__(self):
                    raise ValueError('no')
            class Short:
                def __getitem__(self, index):
                    if index > 1:
                        raise IndexError
                    return index
            x = [8, 9]
            o = type('O', (), {})()
            try:
                TARGET = VALUE
            finally:
                print({k: v for k, v in globals().items() if k in 'abc'}, x, vars(o))
            for TARGET in [VALUE]:
                print(x, vars(o))
        ''', TARGET=target, VALUE=value)


def augmented():
    operators = ['+=', '-=', '*=', '/=', '//=', '%=', '**=', '@=', '<<=', '>>=', '&=', '|=', '^=']
    left = ['5', '2.5', "'ab'", '[1]', '(1, 2)', '{1, 2}', '{1: 2}', 'True', 'N()', 'I()', 'None', "bytearray(b'a')"]
    right = ['2', '0', "'c'", '[3]', '{2}', '{5: 6}', 'N()', 'I()', 'None', '(3,)', '-1']
    for op, x, y in itertools.product(operators, left, right):
        yield program('''
            class N:
                def __add__(self, other): return 'add'
                def __rsub__(self, other): return 'rsub'
                def __mul__(self, other): return NotImplemented
                def __rmul__(self, other): return NotImplemented
                def __ror__(self, other): return 'ror'
            class I:
                def __iadd__(self, other): return 'iadd'
                def __isub__(self, other): return NotImplemented
                def __imatmul__(self, other): return 'imatmul'
                __imul__ = None
            x = y = LEFT
            try:
                x OP RIGHT
            except Exception as error:
                print(type(error).__name__, error)
            print(x if isinstance(x, (int, str, float, list, set, dict, tuple)) else type(x).__name__)
            print(x is y if isinstance(x, (list, set, dict, bytearray)) else '')
        ''', LEFT=x, OP=op, RIGHT=y)
    for target in ['t[0]', 'd["k"]', 'o.a', 't[0:1]', 'missing', 'o.missing', 'd["none"]', 's[0]', '(x)']:
        for value in ['[1]', '1', '"a"']:
            yield program('''
                t = ([], 1)
                d = {'k': [0]}
                s = 'abc'
                x = 1
                class O:
                    a = [0]
                o = O()
                try:
                    TARGET += VALUE
                except Exception as error:
                    print(type(error).__name__, error)
                print(t, d, s, x, O.a, vars(o))
            ''', TARGET=target, VALUE=value)


def matches():
    patterns = ['1', '1 | 2', '"a"', 'None', 'True', '-1', '1.0', '1 + 2j', 'x', '_', '[]', '[x]', '[x, y]', '[x, *rest]', '[*_, x]',
                '(x, y)', '[1, [x, *_]]', '{}', '{"a": x}', '{"a": 1, **rest}', '{"a": {"b": x}}', 'int()', 'int(x)', 'str() as s',
                'P()', 'P(x)', 'P(x, y)', 'P(x=1)', 'P(x=1, y=z)', 'P(x, y=P())', 'list([x, *_])', '[int(), str()] | {"k": _}',
                'V.one', '(1 | 2) as n', '[(1 | 2) as n, *_]', 'bool(x)', 'Q(x)', 'P(x, y, z)', 'float(x) | int(x)', 'dict(x)']
    subjects = ['1', '2', '"a"', '"ab"', 'None', 'True', '1.0', '[]', '[1]', '[1, 2]', '(1, [2, 3])', '{}', '{"a": 1}',
                '{"a": {"b": 2}, "c": 3}', 'P(1, 2)', 'P(1, P(3, 4))', 'Q()', 'range(2)', 'b"ab"', '{1, 2}', '[1, "x"]', '-1', '3j + 1']
    for pattern, subject in itertools.product(patterns, subjects):
        yield program('''
            class P:
                __match_args__ = ('x', 'y')
                def __init__(self, x, y): self.x, self.y = x, y
                def __repr__(self): return f'P({self.x!r}, {self.y!r})'
            class Q:
                pass
            class V:
                one = 1
            match SUBJECT:
                case PATTERN if 1:
                    print('yes', {k: v for k, v in globals().items() if k in 'xyzns' or k == 'rest'})
                case other:
                    print('no', other if not isinstance(other, Q) else 'Q')
        ''', SUBJECT=subject, PATTERN=pattern)


def generators():
    bodies = {
        'plain': 'x = yield 1\nprint("got", x)\ny = yield 2\nprint("got", y)\nreturn 3',
        'guarded': 'try:\n    yield 1\n    yield 2\nexcept ValueError as e:\n    print("caught", e)\n    yield "after"\nfinally:\n    print("finally")',
        'stubborn': 'while True:\n    try:\n        yield 1\n    except GeneratorExit:\n        print("ignored")\n        yield "still"\n        return',
        'delegating': 'r = yield from inner()\nprint("inner gave", r)\nyield r',
        'list': 'yield from [1, 2]',
        'failing': 'yield 1\nraise KeyError("k")',
        'stopping': 'yield 1\nraise StopIteration(7)',
        'context': 'with manager():\n    yield 1\n    yield 2',
    }
    steps = ['next(g)', 'g.send(None)', 'g.send(5)', 'g.throw(ValueError("v"))', 'g.throw(KeyError)', 'g.close()', 'list(g)',
             'g.gi_running', 'g.throw(StopIteration(1))', 'g.throw(GeneratorExit)']
    chosen = random.Random(3)
    for name, body in bodies.items():
        for _ in range(26):
            calls = chosen.choices(steps, k=4)
            yield program('''
                import contextlib
                @contextlib.contextmanager
                def manager():
                    print('in')
                    try:
                        yield
                    finally:
                        print('out')
                def inner():
                    try:
                        z = yield 'i'
                        print('inner got', z)
                    except ValueError as error:
                        print('inner caught', error)
                        return 'caught'
                    finally:
                        print('inner ends')
                    return 'done'
                def f():
                BODY
                g = f()
                for step in CALLS:
                    try:
                        print(step, eval(step))
                    except BaseException as error:
                        print(step, type(error).__name__, error, type(error.__cause__).__name__)
            ''', BODY=textwrap.indent(body, '    '), CALLS=repr(calls))


def classes():
    """Hierarchies: their order, or why they have none."""
    chosen = random.Random(5)
    for _ in range(160):
        names = 'ABCDEF'[:chosen.randint(3, 6)]
        lines = []
        for place, name in enumerate(names):
            earlier = list(names[:place]) + chosen.choices(['object', 'int', 'dict', 'Exception'], k=chosen.randint(0, 1))
            bases = chosen.sample(earlier, min(len(earlier), chosen.randint(0, 3)))
            lines.append(f'class {name}({", ".join(bases)}):\n    def who(self):\n        return "{name}" + (super().who() if hasattr(super(), "who") else "")')
        lines.append(f'print([c.__name__ for c in {names[-1]}.__mro__], {names[-1]}().who())')
        yield '\n'.join(lines) + '\n'
    for slots in ['()', '("a",)', '("a", "b")', '"a"', '["a", "a"]', '("__dict__",)', '("a", "__dict__")', '("1",)', '(1,)', '{"a": "doc"}',
                  '("__weakref__",)', '("x",)', '("method",)']:
        for base in ['object', 'int', 'tuple', 'dict', 'S', 'T', 'Exception']:
            yield program('''
                class S:
                    __slots__ = ('s',)
                class T:
                    pass
                class C(BASE):
                    __slots__ = SLOTS
                    x = 1
                    def method(self): pass
                c = C()
                for name in ('a', 'b', 's', 'z', 'x'):
                    try:
                        setattr(c, name, 1)
                        print(name, 'set')
                    except Exception as error:
                        print(name, type(error).__name__, error)
                print(hasattr(c, '__dict__'), hasattr(c, 'a'))
                del c.a
                del c.a
            ''', SLOTS=slots, BASE=base)
    methods = ['__get__', '__set__', '__delete__', '__set_name__']
    for count in range(len(methods) + 1):
        for present in itertools.combinations(methods, count):
            yield program('''
                class D:
                    def __get__(self, obj, cls=None): print('get', obj is None, cls.__name__); return 'got'
                    def __set__(self, obj, value): print('set', value)
                    def __delete__(self, obj): print('delete')
                    def __set_name__(self, owner, name): print('name', owner.__name__, name)
                for name in ABSENT:
                    delattr(D, name)
                class C:
                    d = D()
                    def __getattr__(self, name): return 'fallback ' + name
                c = C()
                for step in ('c.d', 'setattr(c, "d", 1)', 'c.d', 'vars(c)', 'vars(c).update(d=2)', 'c.d', 'delattr(c, "d")', 'c.d', 'C.d', 'c.other'):
                    try:
                        result = eval(step)
                        print(step, result if not isinstance(result, D) else 'the descriptor')
                    except Exception as error:
                        print(step, type(error).__name__, error)
            ''', ABSENT=repr([name for name in methods if name not in present]))


def exceptions():
    raised = ['ValueError("v")', 'KeyError("k")', 'ExceptionGroup("g", [ValueError(1), KeyError(2)])',
              'ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(3), ValueError(4)])])', 'None',
              'StopIteration(1)', 'BaseExceptionGroup("b", [ValueError(1), GeneratorExit()])', 'ValueError', 'OSError(2, "x")']
    handlers = ['except* ValueError as e:\n    print("V", shown(e))', 'except* (KeyError, TypeError) as e:\n    print("KT", shown(e))',
                'except* ValueError:\n    raise TypeError("again")', 'except* ValueError as e:\n    raise',
                'except* ValueError:\n    pass\nexcept* Exception as e:\n    print("rest", shown(e))',
                'except* OSError:\n    print("os")\nelse:\n    print("else")\nfinally:\n    print("finally")',
                'except ValueError as e:\n    print("V", e)', 'except (ValueError, KeyError):\n    raise RuntimeError("r") from None',
                'except Exception as e:\n    raise RuntimeError("r") from e', 'except Exception as e:\n    e.add_note("n"); raise',
                'except KeyError:\n    print("K")\nexcept Exception:\n    print(1 / 0)\nfinally:\n    print("f")',
                'except 5:\n    print("five")', 'except* ExceptionGroup:\n    pass', 'finally:\n    print("f")',
                'except ValueError:\n    pass\nelse:\n    print("else")']
    for exception, handler in itertools.product(raised, handlers):
        yield program('''
            def shown(e):
                if isinstance(e, BaseExceptionGroup):
                    return f'{type(e).__name__}({e.message}: {[shown(x) for x in e.exceptions]})'
                return repr(e)
            def f():
                try:
                    raised = RAISED
                    if raised is not None:
                        raise raised
                HANDLER
                return 'end'
            try:
                print(f())
            except BaseException as e:
                print(shown(e), shown(e.__cause__), shown(e.__context__), e.__suppress_context__, getattr(e, '__notes__', None))
        ''', RAISED=exception, HANDLER=textwrap.indent(handler, '    '))
    for inside, leaving in itertools.product(['return 1', 'break', 'continue', 'pass', 'raise KeyError(n)', '1 / 0'],
                                             ['return 2', 'break', 'continue', 'pass', 'print("left", n)', 'raise ValueError(n)']):
        yield program('''
            def f():
                for n in range(3):
                    print('turn', n)
                    try:
                        INSIDE
                    finally:
                        if n < 2:
                            LEAVING
                else:
                    print('no break')
                return 'end'
            try:
                print(f())
            except Exception as e:
                print(repr(e), repr(e.__context__))
        ''', INSIDE=inside, LEAVING=leaving)
    for enter, leave, body in itertools.product(['return self', 'return 1', 'raise ValueError("enter")'],
                                                ['return None', 'return True', 'return 1', 'raise KeyError("exit")', 'return []'],
                                                ['pass', 'raise ValueError("body")', 'return 5', 'assert 0, "no"']):
        yield program('''
            class M:
                def __enter__(self):
                    ENTER
                def __exit__(self, kind, value, traceback):
                    print('exit', kind and kind.__name__, value)
                    LEAVE
            def f():
                with M() as a, M() as b:
                    print(type(a).__name__)
                    BODY
                return 'end'
            try:
                print(f())
            except Exception as e:
                print(repr(e), repr(e.__context__))
        ''', ENTER=enter, LEAVE=leave, BODY=body)


def fstrings():
    values = ['1', '-2.5', "'한'", 'None', '[1]', 'x', 'lambda_', '1 + 2', '(1, 2)', '{1: 2}[1]', "d['k']", 'not x', 'x if x else 0',
              '[n for n in range(3)]', '"a" "b"', '*[1], 2', 'y := 3', '(y := 3)']
    endings = ['', '!r', '!s', '!a', ':>6', ':{w}', ':{w}.{p}', '!r:^{w}', '=', '=!s', ' = ', '=:>8', '!r:{"<"}{w}', '!x', ':{w:}', ': ', '!r :4']
    for value, ending in itertools.product(values, endings):
        quoted = f'{{{value}{ending}}}'
        yield program('''
            x, w, p, d, lambda_ = 7, 9, 3, {'k': 'v'}, 'l'
            print(fQQQ<PART>QQQ)
        ''', QQQ="'''", PART=quoted)


CORNERS = r'''
def f():
    print(x)
    x = 1
f()
===
x = 1
def f():
    global x
    x += 1
    del x
f()
print(x)
===
def f():
    nonlocal y
===
def f():
    x = 1
    def g():
        nonlocal x
        del x
    g()
    print(x)
f()
===
def f(a):
    global a
===
def f():
    x = 1
    global x
===
x = 1
global x
===
nonlocal x
===
class C:
    x = 1
    y = [x for _ in range(2)]
===
class C:
    x = [1, 2]
    y = [n for n in x]
    print(y)
===
class C:
    def f(self): return __class__.__name__, __name
print(C().f())
===
class C:
    __secret = 1
    def f(self): return self.__secret, C._C__secret
    def __m(self): pass
print(C().f(), [n for n in dir(C) if 'C' in n])
===
functions = [lambda: n for n in range(3)]
print([f() for f in functions])
===
functions = [lambda n=n: n for n in range(3)]
print([f() for f in functions])
===
def counter():
    n = 0
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step, lambda: n
step, value = counter()
step(); step(5)
print(value(), [c.cell_contents for c in step.__closure__], step.__code__.co_freevars)
===
def f():
    for i in range(2):
        def g(): return i
    del i
    return g
f()()
===
try:
    1 / 0
except ZeroDivisionError as e:
    pass
print(e)
===
def f(a=[]):
    a.append(1)
    return a
print(f(), f(), f.__defaults__)
===
print([(y := n * 2) for n in range(3)], y)
===
[n := 1 for n in range(3)]
===
[(x := 1) for _ in (x := [1])]
===
class C:
    [x := n for n in range(2)]
===
x = 5
print((lambda: (x := 3))(), x)
===
del x
===
x = [1, 2, 3]
del x[0], x[-1]
print(x)
del x[5]
===
del (a, b), [c]
===
a = b = c = 1
del (a, b), [c]
print(a)
===
del f()
===
del 1
===
x = {}
del x['a']
===
class C: pass
del C.x
===
class C:
    x = 1
c = C()
del c.x
===
a, b = b, a = 1, 2
print(a, b)
===
i = 0
i, x = 1, [0, 0]
x[i], i = 5, 0
print(x, i)
===
x = y = []
x += [1]
x = x + [2]
print(x, y)
===
print(1 < 2 < 3, 1 < 3 > 2, 1 == 1.0 == True, 3 > 2 in [2], not 1 == 2)
===
def f(n):
    print(n)
    return n
print(f(1) < f(0) < f(2))
print(f(0) and f(1) or f(2))
===
x = [1, 2, 3]
for n in x:
    x.remove(n)
print(x)
===
d = {1: 1}
for k in d:
    d[k + 1] = 1
===
s = {1}
for k in s:
    s.add(k + 1)
===
for i in range(3):
    i = 10
else:
    print('else', i)
while False:
    pass
else:
    print('while else')
===
for x in 5: pass
===
for x, y in [(1, 2), 3]: print(x, y)
===
with 5: pass
===
with open: pass
===
class M:
    def __enter__(self): return self
with M(): pass
===
raise 5
===
raise ValueError from 5
===
raise
===
raise ValueError('a') from KeyError
===
assert 1, 2
assert 0
===
assert (), 'message'
===
assert 0, ('a', 1)
===
import missing_module
===
from math import missing
===
from . import x
===
import math.x
===
from math import *
print(floor(2.5))
===
def f():
    from math import *
===
return 1
===
yield 1
===
def f():
    return
    yield
print(list(f()))
===
break
===
continue
===
def f():
    break
===
class C:
    return 1
===
x = *[1]
===
x = *[1],
print(x, *[2], *(), sep='-')
===
print(*[1], **{'sep': ''}, *[2])
===
print(**{'sep': ''}, *[2])
===
f(a=1, a=2)
===
f(a=1, 2)
===
f(**{}, *[])
===
def f(a, a): pass
===
def f(a=1, b): pass
===
def f(*): pass
===
def f(*, **kw): pass
===
def f(a, /, b, /): pass
===
def f(*a, *b): pass
===
lambda: (yield)
===
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
===
def f(a: int, b: 'str' = 1, *c: list, d: print = 2, **e: 3) -> None: pass
print(f.__annotations__, f.__defaults__, f.__kwdefaults__)
===
x: int
print(__annotations__)
x: str = 'a'
print(__annotations__, x)
===
class C:
    a: int = 1
    b: str
print(C.__annotations__, hasattr(C, 'b'))
===
def f():
    x: undefined_name
    y: undefined_name = 1
    return y
print(f(), f.__annotations__)
===
@print
def f(): pass
print(f)
===
def deco(*args):
    print('deco', args)
    return lambda f: (print('apply'), f)[1]
@deco(1)
@deco(2)
class C: pass
===
@5
def f(): pass
===
class C(metaclass=5): pass
===
class M(type):
    def __new__(m, name, bases, ns, **kw):
        print('new', name, kw)
        return super().__new__(m, name, bases, ns)
    def __init__(c, name, bases, ns, **kw):
        print('init', name, kw)
    @classmethod
    def __prepare__(m, name, bases, **kw):
        print('prepare', name, kw)
        return {'given': 1}
    def __call__(c, *a):
        print('call', a)
        return super().__call__(*a)
class A(metaclass=M, k=1):
    print('body', given)
class B(A): pass
B()
===
class M1(type): pass
class M2(type): pass
class A(metaclass=M1): pass
class B(metaclass=M2): pass
class C(A, B): pass
===
class A:
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        print('sub', cls.__name__, tag)
class B(A, tag=5): pass
class C(A, other=1): pass
===
class A(5): pass
===
class A(bool): pass
===
class A(type(None)): pass
===
class A(type(lambda: 0)): pass
===
class A(int, str): pass
===
class A(object, int): pass
===
class A: pass
class B(A, A): pass
===
class A:
    __slots__ = ('x',)
    x = 1
===
class C:
    def __init__(self): return 1
C()
===
class C:
    def __new__(cls): return 5
    def __init__(self): print('not run')
print(C())
===
class C: pass
C(1)
===
class C:
    def __init__(self): pass
object.__new__(C, 1)
===
class C:
    def __new__(cls, *a): return object.__new__(cls, *a)
C(1)
===
class C:
    def __getattr__(self, name): raise AttributeError(name)
    def __len__(self): return -1
    def __bool__(self): return 1
for f in (len, bool, lambda c: c.x):
    try: f(C())
    except Exception as e: print(type(e).__name__, e)
===
class C:
    def __len__(self): return 'a'
    def __index__(self): return 1.5
    def __int__(self): return 'x'
    def __float__(self): return 1
    def __str__(self): return 1
    def __repr__(self): return None
    def __hash__(self): return 'h'
    def __iter__(self): return 1
    def __contains__(self, x): return 'yes'
    def __complex__(self): return 1
    def __format__(self, spec): return 1
    def __bytes__(self): return 'b'
    def __dir__(self): return 5
c = C()
import operator
for f in (len, operator.index, int, float, str, repr, hash, iter, lambda c: 1 in c, complex, format, bytes, dir, list, bool, range):
    try: print(f(c))
    except Exception as e: print(type(e).__name__, e)
===
class C:
    def __eq__(self, other): return 'eq'
    def __lt__(self, other): return NotImplemented
c = C()
print(c == 1, c != 1, 1 == c)
for s in ('c < 1', '1 < c', 'c > c', 'c <= 1', 'hash(c)'):
    try: print(eval(s))
    except TypeError as e: print(e)
===
class A:
    def __add__(self, o): return 'A+'
    def __radd__(self, o): return 'A r'
class B(A):
    def __radd__(self, o): return 'B r'
print(A() + B(), A() + 1, 1 + A(), B() + A(), A() + A())
===
class C:
    def __setitem__(self, k, v): print('set', k, v)
    def __getitem__(self, k): return k
    def __delitem__(self, k): print('del', k)
c = C()
c[1:2, ...] = 5
print(c[1], c[1:2:3], c[:, 0], c[()], c[1,])
del c[::2]
===
class C:
    @property
    def p(self): return 1
    @p.setter
    def p(self, v): print('set', v)
c = C()
c.p = 5
print(c.p)
del c.p
===
class C:
    p = property()
C().p
===
class C:
    p = property(lambda self: 1)
C().p = 2
===
class C:
    @staticmethod
    def s(): return 's'
    @classmethod
    def c(cls): return cls.__name__
    t = s()
print(C.t, C.s(), C().s(), C.c(), C().c(), type(C.__dict__['s']).__name__)
===
class A:
    def f(self): return 'A'
class B(A):
    def f(self): return 'B' + super().f()
    g = lambda self: super(B, self).f()
print(B().f(), B().g(), super(B, B()).f())
super(A, 5)
===
super()
===
def f(): super().x
f()
===
class C:
    def f(): super().x
C.f()
===
class C:
    def __call__(self, *a, **k): return a, k
print(C()(1, b=2), callable(C()), callable(C))
===
class C:
    def __enter__(self): print('enter')
    def __exit__(self, *a): print('exit', a[0]); return True
with C() as x:
    print(x)
    raise ValueError
print('after')
===
from contextlib import suppress, ExitStack
with suppress(ValueError, KeyError):
    raise KeyError
with suppress():
    raise TypeError('out')
===
def f():
    try:
        return 1
    finally:
        return 2
print(f())
===
def f():
    try:
        raise ValueError('a')
    except ValueError:
        raise KeyError('b')
try: f()
except KeyError as e: print(repr(e.__context__), e.__cause__)
===
def f():
    while True:
        try:
            1 / 0
        except ZeroDivisionError:
            break
        finally:
            print('f')
f()
===
def g():
    yield 1
    return 2
def h():
    x = yield from g()
    print('x', x)
print(list(h()))
===
def g():
    x = yield
    while x:
        x = yield x * 2
it = g()
print(next(it), it.send(3), it.send(4))
it.send(0)
===
def g():
    yield from 5
next(g())
===
g = (n for n in range(3))
print(next(g), list(g), list(g))
next(g)
===
print({**{'a': 1}, 'b': 2, **{'a': 3}}, [*'ab', *range(2)], {*[1], *[2]}, (*[1], 2))
===
{**5}
===
{**[1]}
===
[*5]
===
print({[]: 1})
===
{{}}
===
print(f"{'a' 'b'}" f'{1}' 'c' rf'\d{2}' rb'\d')
===
print(f"{'a' 'b'}" f'{1}' 'c' rf'\d{2}')
===
print(f'{{}} {{{1}}} {1!r:>{5}}')
===
f'{}'
===
f'{a b}'
===
f'{1'
===
f'}'
===
f'{1!z}'
===
f'{\n}'
===
f'{#}'
===
x = 1
print(f'{x!r:{x}}', f'{x:{x}{x}}', f'{x=}', f'{x = !s}', f'{ x = :>4}')
===
print(0o17, 0xFF, 0b11, 1_000, 1e3, 1_0.0_1, 0_0, 1j, .5, 5.)
===
01
===
1__0
===
0b12
===
1_
===
0x
===
1.e
===
print('\x41\u0041\U00000041\N{BULLET}\101\a'.encode())
===
'\x4'
===
'\N{nope}'
===
b'é'
===
print("a" 'b'   """c
d""", r'\n', b'\x00' b'a')
===
'abc
===
"""abc
===
(1, 2
===
[1, 2)
===
x = 1 +
===
if 1
    pass
===
if 1:
pass
===
  x = 1
===
if 1:
    x = 1
      y = 2
===
if 1:
    x = 1
  y = 2
===
x = 1 y = 2
===
print 1
===
exec "a"
===
1 = x
===
x + 1 = 2
===
f() = 1
===
'a' = 1
===
None = 1
===
True += 1
===
x = = 1
===
(a, b) += 1
===
[x for x in 5] = 1
===
for 1 in x: pass
===
with x as 1: pass
===
import a.b as c.d
===
from a import (b, c
===
class 1: pass
===
def 1(): pass
===
lambda x: = 1
===
x if y
===
a = b if c
===
else: pass
===
try: pass
===
try:
    pass
x = 1
===
try: pass
except: pass
except ValueError: pass
===
try: pass
except* ValueError: pass
except KeyError: pass
===
try: pass
except ValueError, KeyError: pass
===
match x:
    case a: pass
    case 1: pass
===
match x:
    case a | 1: pass
===
match x:
    case [a, a]: pass
===
match x:
    case {**r, 'a': 1}: pass
===
match x:
    case P(a=1, a=2): pass
===
match x:
    case [*a, *b]: pass
===
match = 5
case = 6
_ = match + case
print(_)
===
type = 1
print(type)
===
await x
===
x = {1: 2, **{}, 3}
===
{1, 2: 3}
===
x = (yield)
===
print(a := 1)
===
a := 1
===
(a := 1, b := 2)
print(a)
===
f(a := 1)
===
f(a=b := 1)
===
x[a := 0]
===
del a := 1
===
not = 1
===
x = not 1 + 2
print(x, not not 1, - - 1, ~-1, 2 ** -1, -2 ** 2, (-2) ** 2)
===
print(1 if 0 else 2 if 0 else 3, [1, 2][1], (1,)[0], 'ab'[1], {1: 2}[1])
===
x = 5;; y = 1
===
x = 1; y = 2; print(x, y)
===
if True: x = 1; print(x)
===
\
x = 1
===
x = 1 \
    + 2
print(x)
===
x = 1 \ 
===
$
===
x = a?b
===
é = 1
print(é)
===
x = “a”
===
print(​1)
===
global x, y
x = 1
===
def f():
    print(y)
    global y
===
def f(x):
    nonlocal x
===
class C:
    nonlocal z
===
import sys
def f(n):
    return f(n + 1)
try:
    f(0)
except RecursionError as e:
    print(e)
===
class R:
    def __repr__(self): return repr(self)
try: repr(R())
except RecursionError as e: print(str(e)[:32])
===
x = []
x.append(x)
d = {}
d[1] = d
print(x, d, (x,))
===
def f():
    """doc"""
class C:
    'doc of C'
print(f.__doc__, C.__doc__, f.__name__, f.__qualname__, C.__module__)
===
def outer():
    class C:
        def m(self): pass
    return C
print(outer().__qualname__, outer().m.__qualname__, (lambda: 0).__qualname__)
===
print(vars(), sorted(locals()) == sorted(globals()))
===
def f(a, b=1):
    c = 2
    return locals()
print(f(0))
===
exec('x = 1', {})
exec('y = 2', {}, d := {})
print(d, eval('1 + z', {'z': 2}))
eval('x = 1')
===
print(compile('1', 'f', 'eval').co_filename)
compile('1 +', 'f', 'eval')
===
print(isinstance(1, int | str), int | None, isinstance(None, int | None), list[int] | None)
isinstance(1, list[int])
===
print(list[int], dict[str, list[int]], tuple[int, ...], type[int], list[int]([1]))
===
int[str]
===
print(type('X', (int,), {'a': 1})(5).a, type(5), type(type))
type(1, 2)
===
def f(*, a): pass
f(1)
===
import functools
f = functools.partial(print, 1, sep='-')
f(2)
print(f.func is print, f.args, f.keywords)
===
print(sorted([3, 1, 2], key=lambda x: -x), sorted('bA', key=str.lower), min([], default=0), max(1, 2, key=lambda x: -x))
sorted([1, 'a'])
===
print(sum([[1], [2]], []), sum('ab', ''))
===
print(list(zip([1, 2], 'ab', strict=True)), list(map(pow, [2, 3], [2])), list(filter(None, [0, 1])))
list(zip([1], [], strict=True))
===
print(list(enumerate('ab', 1)), list(reversed([1, 2])), any([]), all([]))
reversed({1})
===
it = iter([1, 2, 3].pop, 1)
print(list(it))
===
print(round(2.5), round(-0.5), round(1.25, 1), round(15, -1), divmod(-7, 2), pow(2, -1, 7), abs(-3 + 4j))
pow(2, 3, 0)
===
print(getattr(1, 'x', 'no'), hasattr(1, 'real'))
getattr(1, 'x')
===
setattr(1, 'x', 2)
===
(1).x = 2
===
[].x = 1
===
len.x = 1
===
int.x = 1
===
def f(): pass
f.x = 1
print(f.x, f.__dict__)
f.__name__ = 5
===
f = lambda: 0
f.__code__ = 5
===
class C: pass
C.__name__ = 'D'
print(C.__name__, C)
C.__name__ = 5
===
class C: pass
c = C()
c.__class__ = int
===
class C: pass
class D: pass
c = C()
c.__class__ = D
print(type(c).__name__, isinstance(c, D))
===
class C: pass
c = C()
c.__dict__ = {'a': 1}
print(c.a)
c.__dict__ = 5
===
print(int.__mro__, bool.__bases__, type.__base__, int.__subclasses__()[:1])
===
x = range(5)
print(x[1:3], x[-1], x.index(3), 3 in x, len(x), list(x[::-1]), x == range(0, 5, 1))
x[9]
===
print('%s %r %d %5.2f %x %% %c' % ('a', 'b', 3, 4.5, 255, 'z'), '%(a)s' % {'a': 1})
'%d' % 'a'
===
print('{} {1}'.format(1, 2))
===
print('{0[a]} {1.real} {x!r:>5}'.format({'a': 1}, 2, x='q'))
'{missing}'.format()
===
'{}'.format()
===
print(b'ab'[0], b'ab'[0:1], bytearray(b'a') + b'b', bytes([1, 2]), bytes(2), b'a' in b'ba')
bytes([256])
===
print(''.join(['a', 'b']), 'a,b'.split(','), ' a '.strip(), 'abc'.replace('b', ''), 'ab'.join('xyz'))
''.join([1])
===
print({1, 2} & {2}, {1} | {2}, {1} ^ {1, 2}, {1} < {1, 2}, {1}.isdisjoint([2]))
{1} | [2]
===
print({'a': 1} | {'b': 2}, {'a': 1}.keys() & {'a'}, {'a': 1}.items() <= {('a', 1)})
{} | []
===
d = dict(a=1)
d |= [('b', 2)]
print(d, d.setdefault('c', 3), d.pop('zz', None), d.popitem())
d.pop('zz')
===
print(1_000 // 7, -7 // 2, -7 % 3, 7 % -3, 2 ** 100, 0.1 + 0.2, 1e16, 1e-5, 5 / 2, 10 ** -2)
===
print(float('nan') == float('nan'), float('inf') - 1, -0.0, 1e400, int('0b11', 0), int('z', 36), int(' 5 '), float('1_0'))
int('5.5')
===
int('a' * 5)
===
print(True + True, False == 0, isinstance(True, int), True & 1, ~True, bool('False'))
===
print(None is None, ... is Ellipsis, NotImplemented)
===
print((1, 2) < (1, 3), [1] < [1, 0], 'a' < 'b', (1, 'a') < (1, 'b'))
[1] < ['a']
===
x = 'abc'
x[0] = 'z'
===
x = (1, 2)
x[0] = 5
===
'a' + 1
===
1 + 'a'
===
[1] + (2,)
===
None + 1
===
-'a'
===
~1.5
===
not_defined
===
prnt(1)
===
import math
math.sqr(4)
===
'abc'.uper()
===
[].add(1)
===
class Foo:
    attribute = 1
    def method(self): self.atribute
Foo().method()
===
(lambda: undefined)()
===
x = 10
def f():
    x += 1
f()
===
def f(x):
    if x: y = 1
    return y
f(0)
===
[1, 2, 3][10]
===
{}['a']
===
{}[(1, 2)]
===
int(None)
===
len(5)
===
for _ in range('a'): pass
===
range(1.5)
===
open()
===
input(1, 2)
===
print(1, sep=5)
===
print(1, foo=2)
===
print(end=1)
===
ord('ab')
===
chr(-1)
===
hash([])
===
iter(5)
===
next([])
===
abs('a')
===
isinstance(1, 'a')
===
issubclass(1, int)
===
@staticmethod
def f(): return 1
print(f())
===
import enum
class E(enum.Enum):
    A = 1
    B = 2
    C = 1
print(E.A, E.C is E.A, list(E), E['B'], E(2), E.A == 1, E.A.name)
E(9)
===
from dataclasses import dataclass, field
@dataclass(order=True)
class P:
    x: int
    y: list = field(default_factory=list)
print(P(1), P(1) == P(1, []), P(1) < P(2))
P()
===
from dataclasses import dataclass
@dataclass(frozen=True)
class P:
    x: int
P(1).x = 2
===
from collections import namedtuple
P = namedtuple('P', 'x y', defaults=[0])
print(P(1), P(1)._replace(x=5), P._fields, P(1)._asdict())
P()
===
from abc import ABC, abstractmethod
class A(ABC):
    @abstractmethod
    def f(self): pass
    @property
    @abstractmethod
    def g(self): pass
A()
===
from typing import NamedTuple, Optional, Union, List
class P(NamedTuple):
    x: int
    y: str = 'a'
print(P(1), P.__annotations__, Optional[int], Union[int, str], List[int])
'''


def corners():
    for text in CORNERS.split('===\n'):
        yield text.lstrip('\n')


def programs():
    """All families, each cut to a share by a fixed seed."""
    shares = [(calls, 330), (unpacking, 224), (augmented, 700), (matches, 700), (generators, 208), (classes, 300),
              (exceptions, 260), (fstrings, 306), (corners, 1000)]
    for family, share in shares:
        sources = list(dict.fromkeys(family()))
        if len(sources) > share:
            places = sorted(random.Random(11).sample(range(len(sources)), share))
            sources = [sources[place] for place in places]
        yield from sources
