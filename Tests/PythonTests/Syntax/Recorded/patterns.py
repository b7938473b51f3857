match x:
    case 1: pass
    case -1: pass
    case 1.5 | -2.5: pass
    case 1 + 2j | -1 - 2j: pass
    case 'a' 'b': pass
    case b'x': pass
    case None | True | False: pass
    case a: pass
match x:
    case _: pass
match x:
    case a.b: pass
    case a.b.c: pass
    case (a): pass
    case (1 | 2) as b: pass
    case 1 | 2 as c: pass
    case (): pass
    case []: pass
    case (a,): pass
    case (a, b): pass
    case [a]: pass
    case [a, *b]: pass
    case [a, *_, b,]: pass
    case (*a,): pass
    case (*a, b): pass
    case a, b: pass
    case a,: pass
    case *a,: pass
    case *_, b: pass
    case {}: pass
    case {'a': b}: pass
    case {'a': 1, **rest}: pass
    case {**rest}: pass
    case {-1: a, 1 + 2j: b, None: c, a.b: d, 'x' 'y': e,}: pass
    case A(): pass
    case A(a): pass
    case A(a, b=c): pass
    case A(a=b,): pass
    case a.B(c, d): pass
    case A(B(c=[d, {'e': f}])): pass
    case a if b: pass
    case a if (b := c): pass
    case a, b if c: pass
    case str() as s: pass
    case [int() | float() as n, *rest] if n > 0:
        a
        b
    case match: pass
    case case: pass
    case type(): pass
match x, y:
    case a, b:
        pass
match x,:
    case _: pass
match *a, b:
    case _: pass
match (x):
    case _: pass
match (x, y):
    case _: pass
match [x]:
    case _: pass
match -x:
    case _: pass
match not x:
    case _: pass
match match:
    case case: pass
match x.y(z):
    case _: pass
match (yield):
    case _: pass
match {a: b}:
    case _: pass
match x := y:
    case _: pass
match f'{a}':
    case _: pass
match ...:
    case _: pass
match lambda: 1:
    case _: pass
def f():
    match a:
        case 1:
            return 1
        case _:
            return 2
