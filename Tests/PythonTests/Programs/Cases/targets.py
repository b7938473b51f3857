# What may be assigned to, starred above all: CPython's words and places.
def check(text):
    try:
        compile(text, '<cell>', 'exec')
        print(repr(text), 'ok')
    except SyntaxError as e:
        print(repr(text), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)


for text in [
    '*a = 1', '*a, = 1', 'a, *b, *c = 1', 'for *a in x: pass', 'for *a, in x: pass',
    'with f() as *a: pass', 'with f() as (*a,): pass', 'with f() as (*a): pass',
    'with (f() as *a): pass', '[*a, *b] = x', '(*a, *b) = x', 'del *a', 'del (*a)', 'del *a, b',
    'del [*a]', 'del (*a,)', '*a += 1', '(*a) = 1', '[x for *a in y]', '[x for *a, *b in y]',
    '[x for *a, b in y]', '[*x for x in y]', '(*x for x in y)', '{*x for x in y}',
    '{**x for x in y}', '{*x: 1}', 'x = *a', 'x = *a,', 'x = (*a)', 'x = *a, *b', 'print(*a)',
    'f(*a, *b)', '*a', '*a,', '*a, b', '*', 'return *a', 'def f():\n    return *a',
    'def f():\n    return *a,', 'def f():\n    yield *a', 'def f():\n    yield *a, b',
    'x = yield *a', 'if *a: pass', 'while *a: pass', 'assert *a', 'a[*b]', 'a[*b, 1]', 'a[*b] = 1',
    'a[*b:1]', 'lambda: *a', 'x = [*a, b]', '*a: int = 1', '(*a): int', 'a, b: int', '(a, b): int',
    '[a]: int', '*a.b = 1', '*a[0] = 1', '*(a) = 1', '**a = 1', '*1 = 2', '*f() = 2', 'a, *1 = 2',
    'a, *f() = 2', '*a, b = c = 1', 'a = *b = 1', 'a, *b = *c, d = 1', '(a, *b), *c = 1',
    '(a, *b, *c), d = 1', 'x := *a', '(x := *a)', '(*x := a)', '*x if y else z',
    'a = *x if y else z', 'a = *x or y', 'a = *x + y,', 'not *a', '-*a', '(a, (*b)) = 1',
    'for (*a) in x: pass', 'for x in *a: pass', 'for x in *a, b: pass', 'global *a', 'import *a',
    'raise *a', 'raise a from *b', 'with *a: pass', 'with *a, b: pass', 'await *a',
    '@*a\ndef f(): pass', 'class A(*b): pass', 'class A(**b): pass', 'f(**a, *b)',
    'f(*a, b=1, *c)', 'f(**a, b)', 'f(b=1, c)', 'def f(*): pass', 'def f(*, **a): pass',
    'def f(*a, *b): pass', 'def f(a, a): pass', 'def f(**a, b): pass', 'def f(a=1, b): pass',
    'def f(a: *b): pass', 'print(*)', 'print(**)', 'a = [*]', '{*a, **b}', '{**a, *b}', '{**a}',
    '{a: *b}', '{a: **b}', 'f"{*a}"', 'f"{*a,}"', 'f"{**a}"', 'x = 1 if *a else 2', 'except *a',
    'try: pass\nexcept *a: pass', 'try: pass\nexcept *a as b: pass',
    'match x:\n  case [*a, *b]: pass', 'match x:\n  case *a: pass', 'match x:\n  case *a, b: pass',
    'match x:\n  case {**a, **b}: pass', 'match x:\n  case {**a, "b": 1}: pass',
    'match *a:\n  case b: pass', 'match *a, b:\n  case b: pass', "'a' *= 1", '(a, b) += 1',
    '[a] += 1', 'a, b += 1', 'f() += 1', 'a: int, b', 'x = (yield) = 1', '(a for a in b) = 1',
    'a.b: int = 1', 'a[1]: int', 'f(): int', '[*a]: int = 1', '*a, b: int = 1', 'a, b = *c',
    'for i, *j in k: pass', '*a *b', 'a = b = *c, d', 'a = * b', '*a = *b', '*a, *b = c',
    'del a, *b', 'del (a, *b)', 'del [a, *b]', 'del *a.b', 'del f()', 'del a + b',
    'del (a for a in b)', 'del 1', 'del None', 'del (a, 1)', 'with f() as 1: pass',
    'with f() as g(): pass', 'with f() as (a, 1): pass', 'for 1 in x: pass', 'for f() in x: pass',
    'for (a, f()) in x: pass', 'for a+b in x: pass', '[x for 1 in y]', '[x for f() in y]',
    'f(x for x in y, 1)', 'f(1, x for x in y)', 'f(x=1, x=2)', 'f(a.b=1)', 'f(1=2)', 'f(True=1)',
    'f(a=)', 'f(a, b=)', 'f((a)=1)',
]:
    check(text)

# `nonlocal` before and after what it names.
def late():
    def inner():
        nonlocal value
        value += 1
        return value
    value = 10
    return inner(), value
print(late())
check('def f():\n    def g():\n        nonlocal x\n')
check('def f():\n    def g():\n        nonlocal x\n    x = 1')
check('x = 1\ndef g():\n    nonlocal x')
