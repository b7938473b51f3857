"""Docstring."""
from __future__ import annotations
import a, b.c.d as e, f as g
from a import b, c as d
from a.b import (c, d as e,)
from . import a
from .. import a
from ... import a
from .... import a
from .a.b import *
from ...a import (b)
pass; break; continue;
x = 1
x = y = z
a, b = b, a
a, *b = c
*a, = b
[a, [b, c]] = d
(a), (b, c) = d
(a.b) = (c[d]) = 1
a.b, c[d], *e.f = g
x = yield
x = yield a, b
x += yield
x = *a, b
x: int
x: int = 3
(x): int = 3
x.y: int
x[0]: int = 1, 2
x: tuple = 1, *b
(x.y): int
x: (yield)
for a, b in c: pass
x += 1; x -= 1; x *= 1; x @= 1; x /= 1; x //= 1; x %= 1; x **= 1
x <<= 1; x >>= 1; x &= 1; x ^= 1; x |= 1
x.y += 1, 2
x[0] += 1
(x) += 1
return
return a, *b
raise
raise A
raise A from B
assert a
assert a, b
del a
del a, b.c, d[e], (f, g), [h, i], (j), ()
del a,
global a, b
nonlocal c
yield
await x
if a: b
if a: b; c
if a:
    b
elif c:
    d
elif e: f
else:
    g
if (a := b): c
if a := b: c
while a:
    break
else:
    pass
while x := f(): continue
for a in b:
    pass
else:
    c
for a, *b in c, *d: pass
for (a, b), [c, d] in e: pass
for a.b in c: pass
for a[b] in c: pass
for (a) in b: pass
for *a, b in c: pass
for x in *a, b: pass
async def f():
    async for a in b:
        pass
    else:
        pass
    async with a as b, c: pass
    async with (a as b, c): pass
    await a
    return [x async for x in y]
with a: pass
with a as b: pass
with a as b, c as d: pass
with (a): pass
with (a) as b: pass
with (a, b): pass
with (a, b) as c: pass
with (a as b): pass
with (a as b, c as d,): pass
with (a, b as c): pass
with (a,): pass
with (yield): pass
with (a := b): pass
with (a for a in b): pass
with (a).b: pass
with (a)(b) as c: pass
with (a), (b): pass
with (*a, b): pass
with a as (b, c): pass
with a as b.c, d as e[f]: pass
with (open(a) as b,
      open(c) as d):
    pass
with (a if b else c): pass
with (), (): pass
with a() as (b), c: pass
try:
    a
except:
    b
try: a
except A: b
except (A, B) as c: d
except A.b: e
else: f
finally: g
try:
    a
finally:
    b
try: a
except* A: b
except *B as c: d
def f(): pass
def f(a, b=1, /, c=2, *d, e, f=3, **g) -> h: pass
def f(a: int, b: str = 'x', *c: int, d: int = 1, **e: str): pass
def f(*, a): pass
def f(*, a=1, b, **c): pass
def f(a, /): pass
def f(a, /, *, b): pass
def f(a, b,): pass
def f(*a,): pass
def f(**a,): pass
def f(*args: *Ts): pass
def f(
    a,  # first
    b,
):
    return a
@a
@b.c(d)
@(lambda f: f)
@x[0]
@y := z
def f():
    """Doc."""
    yield
@a
class A: pass
@a
async def f(): pass
class A(): pass
class A(B, C, metaclass=D, *e, **f):
    x: int = 1

    def f(self):
        return self

    class B:
        pass
class A(B if c else D): pass
if a:
	tab
if a:
        eight
        if b:
        	mixed = 1
if a:
  # comment
      
  b
    # odd comment
  c
# comment

if a: pass; 
class A:

    # c

    x = 1
x = 1 ; y = 2
match = 1
case = 2
_ = 3
type = 4
match.a
match, case = 1, 2
match(a)
match[a]
match (a), b
match * a
match - a
match: int = 1
match[a]: int
match in a
match is not a
match or a
match if a else b
match = {match: case}
print(match, case)
match += 1
match @ x
match == x
