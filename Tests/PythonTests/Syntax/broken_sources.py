"""Small broken sources, for record_errors.py. Symbol errors (`return` outside a function and
their like) are found after parsing and are not among them."""

EXPRESSIONS = r'''
x = 5 +
print "hello"
print hello
exec "x"
print(1))
x = (1, 2]
x = [1, 2)
x = {1, 2]
x = 3 $ 4
x ? y
a b
a b c
f(a b)
f(a, b c)
[a b]
[a, b c]
{a b}
{a: b c: d}
(a b)
x = (a, b c)
"abc" "def" xyz
"é" 가나
한글 = = 4
x = 1 2
x = a.1
x = .
x = a.
x = a..b
x +* 3
a = 5 ++
a not b
not
a and
a or
a in
a is not
a <
a <> b
a ! b
a !
1 +
-
~
**a
*
*a +
(*a)
print((*a))
(**a)
x = (**a)
[**a]
[*]
{*}
{**}
{*a: 1}
{**a: 1}
{1: *a}
{1: **a}
{1:}
{1: 2, 3}
{1: 2, 3:}
{1: 2, 3: *a}
{1, 2: 3}
{1:2 3:4}
{x for x in}
[x for x in range(3) if]
[x for in y]
[x for x]
[for x in y]
[x, y for x in z]
[*x for x in y]
{*x for x in y}
{**x for x in y}
{x, y for x in z}
(*x for x in y)
{x: *y for x in z}
[x for f() in y]
[x for 1 in y]
[x async y]
f(x for x in y, 1)
f(1, x for x in y)
f(x for x in y, z for z in w)
f(a=1, 2)
f(a=1, b)
f(**a, b)
f(**a, *b)
f(a=1, *b, c)
f(a=1, x for x in y)
f(**x for x in y)
f(*x for x in y)
f(a=x for x in y)
f(a.b=1)
f(1=2)
f(f()=1)
f(True=1)
f(None=1)
f(a=)
f(a, b=)
f(a=1 b=2)
f(=1)
f(,)
f(a,,b)
f(*)
f(**)
f(a, *)
f(a:=1=2)
f(a:=1, b:=)
f(x+1=2)
f("a"=1)
f(not a=1)
class A(x for x in y): pass
class A(a=1, b): pass
f(
x := 5
(x + 1 := 5)
(x.y := 1)
(x[0] := 1)
(1 := 2)
(None := 2)
((a, b) := 2)
([a] := 2)
(f() := 2)
(x := )
x = y := 3
x = (y = 3)
f((a=1))
(a = 1)
[a = 1]
{a = 1}
{a: b = 1}
if x = 3: pass
while x = 3: pass
if x.y = 3: pass
if f() = 3: pass
if (x = 3): pass
if x == 3 = 4: pass
lambda x: return x
lambda
lambda x
lambda x, y
lambda x=1, y: 0
lambda *: 0
lambda *, : 0
lambda *, **k: 0
lambda **k, a: 0
lambda **k, *a: 0
lambda **k=1: 0
lambda *a=1: 0
lambda a, *b, *c: 0
lambda /: 0
lambda a, /, b, /: 0
lambda *a, /: 0
lambda (a, b): 0
lambda a, (b): 0
lambda a: int: 0
lambda x.y: 0
lambda 1: 0
lambda a b: 0
lambda a=: 0
lambda a, a=: 0
a if b
a if b else
a if b: c
x = a if b
x = a if b, c
(a if b)
[a if b]
a if else b
x[
x[]
x[1:2:3:4]
x[a b]
x[a=1]
x[**a]
x[1,,2]
x[:=1]
await
await f(
yield = 1
(yield = 1)
x = yield = 1
yield from
yield from *a
yield *
None = 1
True = 1
False += 1
None += 1
... = 1
5 = x
5 += x
"a" = 1
b"a" = 1
f"a" = 1
f"{a}" = 1
f() = 3
f() += 3
f().x() = 3
f()[0] = g() = 3
a + b = c
a + b += c
-a = b
not a = b
a and b = c
a < b = c
a == b = c
a if b else c = d
lambda: 0 = 1
[x for x in y] = 1
{x for x in y} = 1
{x: y for x in z} = 1
(x for x in y) = 1
{a: b} = 1
{a} = 1
{} = 1
(a, 1) = 1
[a, f()] = 1
(a, b) += 1
[a, b] += 1
a, b += 1
a, 1 = 1
a, f() = 1
(a, b + c) = 1
*a += 1
x = 1 = 2
x = f() = 2
a = b + c = d
(a := 1) = 2
await x = 1
a.b() = 1
a = 1 = b = 2
x, y = 1 = 2
__debug__ = 1
x: int: str
(a, b): int
[a, b]: int
a, b: int
f(): int
1: int
"a": int
x + 1: int
(a): int = 
x: int =
x: = 1
x:
x: *a
x: int = yield from
a =
a +=
a += b += c
a += b = c
a ++= b
a => b
a = b c
a.b.c d
f() g()
f()()x
f(x)y
[1]2
(1)(2) 3
1 if 2 else 3 4
a, b c
x = a, b c
return 1 2
return = 1
import
import a.
import a as
import a as b.c
import a as 1
import a b
import a,
import .a
import *
import a, 
from
from a
from a import
from a import b,
from a import (b
from a import ()
from a import (b, c
from a import b c
from a import b as
from a import b.c
from a import *, b
from a import b, *
from . import
from .
from 1 import a
from a import (*)
from a import b, c,
import a from b
raise ValueError "x"
raise a from
raise a, b
raise from b
assert
assert x, y, z
assert x,
assert x = 1
assert (a, b) c
global
global x,
global y, 
global x.y
global 1
global x = 1
nonlocal
nonlocal x y
del
del f()
del f(), g
del 1
del a, 1
del (a, f())
del [a, b + c]
del *a
del (*a,)
del a + b
del a = 1
del None
del x.y()
del {a}
del (a b)
del a if b else c
del (a for a in b)
del a,,
pass x
pass = 1
break x
continue 1
class = 3
def = 3
if = 3
x.if = 3
x.class
f(class=1)
f(if)
return return
else
elif
as
as x
x as y
in x
is x
a = in
with
try
finally
except
for
while
if
def
async
async x
async = 3
await = 3
nonlocal = 3
@
@a b
@a.
)
]
}
}x
(a))
((a)
(a,
[a,
{a,
{a:
(a
[a
{a
f(a
f(a,
x = (
x = [(
;
a;;
a; ;b
a,,b
,
,a
a:b:c
!x
a -> b
a $
$
?x
x?
`a`
a`b`
'''.strip("\n").split("\n")

LEXICAL = [
    "s = 'unterminated", 's = "unterminated', "s = 'a\\", "'a' 'b", "x = 'it's'", "f('a)", "f('a, 'b')",
    "s = '''abc", 's = """abc\ndef\n', "x = 1\ns = '''abc\n\n", "f('''a", "if x:\n  '''abc\n",
    "1abc", "1_", "1__0", "1_000_", "0x", "0xg", "0x_", "0x1_", "0x1g", "0b", "0b2", "0b12", "0b1_", "0b1a",
    "0o", "0o8", "0o18", "0o1_", "0o1a", "0777", "00001", "0_7", "01", "x = 0777", "x = 09", "08.", "012_",
    "1e", "1e+", "1e5x", "1.x", "1.5abc", "1.e", "1jx", "1j2", "1.2.3", "1..2", "1._5", "1e_5", "1e5_",
    "1_a", "1if 2else 3", "1or 2", "1in x", "1 if 2else3", "1andx", "0b1and 2", "0xfor", "1isx", "1_j",
    "5a = 3", "1st", "3d = 4", "x = 1a", "x = 10L", "0xfg", "1__2", "1e1.5", "2or", "12_", "0_", "0__0",
    "x = 1 \\ 2", "x = \\", "x = 1 \\", "x = 1 \\\n", "\\", "\\\n", "x = \\a", "a \\ b", "(a \\ b)", "if x:\\\n",
    "x = é€", "x = €", "€ = 1", "x = “a”", "x = a – b", "x = a × b", "x\u00a0= 1", "x = 1\u200b", "x = \x01",
    "x = 1\x7f", "\x00", "x = '\x00'", "a\u2028b", "é = 1 €", "가 나", "x = ａ！", "x = ½", "x² = 1", "x=a·", "😀 = 1",
    "print(“hi”)", "f(a，b)", "x ＝ 1", "x=1；", "한글(", "'한글' x", "x = '한글", "한글 = 3 3",
    "'\\x4'", "'\\x'", "'\\xg1'", "'\\u123'", "'\\U00110000'", "'\\U1234'", "'\\N'", "'\\N{'", "'\\N{}'",
    "'\\N{no such name}'", "'ab\\x1'", "'é\\x1'", "b'\\x4'", "b'é'", "b'ab\\xg'", "b'a' 'b'", "'a' b'b'",
    "f'a' b'b'", "x = 'a' b'b' c", "b'a' f'{x}'", "'\\N{SPACE'", "'\\Nx'", "x = '\\777\\x'", "print('\\u12')",
    "rb'é'", "'a' '\\x1'", "u'\\u1'", "f'\\x1'", "f'\\N{nope}'", "f'a\\x1{b}'", "ur'a'", "bu'a'", "fb'a'", "fu'a'",
    'f"{x"', 'f"{}"', "f'{'", "f'}'", "f'{a'", "f'{a!'", "f'{a!}'", "f'{a!x}'", "f'{a!rr}'", "f'{a!r'", "f'{a!r:'", "f'{a:'",
    "f'{a:{'", "f'{a:{b'", "f'{a:{b:{c}}}'", "f'{a:{b:{c:{d}}}}'", "f'{ }'", "f'{!r}'", "f'{:x}'", "f'{=}'", "f'{a b}'", "f'{a +}'",
    "f'{a\\n}'", "f'{#}'", "f'{a#}'", "f'{(}'", "f'{)}'", "f'{(]}'", "f'{a)}'", "f'{\"a}'", "f'{a[}'", "f'{a}}'", "f'{{a}'", "f'{a}{'",
    "f'{lambda x: 1}'", "f'{a=!}'", "f'{a = b}'", "f'{1=}{'", "f'{*a}'", "f'{**a}'", "f'{a:=5'", "f'{a$b}'", "f'{1a}'", "f'{a.}'",
    "f'{a!r }'", "f'{a! r}'", "f'{if}'", "f'{f(}'", "f'{f(a b)}'", "f'{x = }{y'", "x = f'{a b}' + 1", "f'{a,,b}'", "f'{,}'", "f'{a:}}'",
    "f'''{\na b}'''", "f'''\n{a b}'''", "f'{\"\"\"}'", "f'{a}' f'{'", "'a' f'{}'", "f(f'{a b}', c)", "f'{f\"{a b}\"}'", "f'{a for a}'",
    "f'{yield = 1}'", "f'{x!}'", "f'{print(1}'", "f'{d['a']}'", "f'{a;b}'", "f'{import x}'", "f'{x\n}'", "f'{0777}'", "f'{\u20ac}'",
]

BLOCKS = [
    "if True\n    print(1)\n", "if True\n", "if x\n    y\nelse:\n    z\n", "if x: \n", "if x:\n", "if x:\ny\n", "if x:\n\n\ny\n",
    "if x:\n    y\nelif z\n    w\n", "if x:\n    y\nelif z:\nw\n", "if x:\n    y\nelse\n    w\n", "if x:\n    y\nelse:\nw\n",
    "if x:\n    y\nelse: \n", "if x y:\n    z\n", "if x then:\n    z\n", "if:\n    x\n", "if x:\n    y\nelif:\n    z\n", "if x: if y: z\n",
    "if x: y else: z\n", "if x {\n    y\n}\n", "if (x:\n    y\n", "if x):\n    y\n", "if x: y: z\n", "if x;\n    y\n",
    "while True print(1)", "while True\n    x\n", "while x:\ny\n", "while:\n    x\n", "while x:\n  y\nelse:\nz\n", "while x\n",
    "for i in range(3):\nprint(i)\n", "for i in range(3)\n    x\n", "for i range(3):\n    x\n", "for i in:\n    x\n", "for in x:\n    y\n",
    "for 1 in x: pass\n", "for f() in x: pass\n", "for a, 1 in x: pass\n", "for (a, b()) in x: pass\n", "for x in y: pass z\n",
    "for i = 0:\n    x\n", "for i in x y:\n    z\n", "for i in range(3) print(i)\n", "for x in y else z:\n  a\n", "for a in b in c: pass\n",
    "for a.b() in c: pass\n", "for i in 1, 2,: pass\nx y\n", "for a if b in c: pass\n", "for *a in b c: pass\n", "for x of y: z\n",
    "def f()\n    pass\n", "def f():\npass\n", "def f:\n    pass\n", "def f(:\n    pass\n", "def bad(:\n    pass\n", "def (a):\n    pass\n", "def f(a, b:\n    pass\n",
    "def f(a b): pass\n", "def f(a, 1): pass\n", "def f(a=1, b): pass\n", "def k(a=1, b):\n    pass\n", "def f(*): pass\n", "def f(*,): pass\n", "def f(*, **k): pass\n",
    "def f(**k, a): pass\n", "def f(**k, *a): pass\n", "def f(**k, **l): pass\n", "def f(**k=1): pass\n", "def f(*a=1): pass\n", "def f(*a, *b): pass\n",
    "def f(*a, b, *c): pass\n", "def f(/): pass\n", "def f(/, a): pass\n", "def f(a, /, b, /): pass\n", "def f(*a, /): pass\n", "def f(*, /, a): pass\n",
    "def f(a, *, /, b): pass\n", "def f((a, b)): pass\n", "def f(a, (b, c)): pass\n", "def f(a, (b)): pass\n", "def f(a.b): pass\n", "def f(a=): pass\n", "def f(a=, b): pass\n",
    "def f(a:): pass\n", "def f(a: int b): pass\n", "def f() -> : pass\n", "def f() ->\n    pass\n", "def f() int:\n    pass\n", "def f(a,,b): pass\n", "def f(,): pass\n",
    "def f(None): pass\n", "def f(True=1): pass\n", "def f('a'): pass\n", "def 1f(): pass\n", "def f(a) = 3\n", "def f.g(): pass\n", "def class(): pass\n", "def f(self, if): pass\n",
    "def f(a=1, /, b): pass\n", "def f(a, b=1, c, d=2): pass\n", "def f(*a: int=1): pass\n", "def f(*, a, *b): pass\n", "def f(* a, b:): pass\n", "def f(*a, **): pass\n", "def f(**): pass\n",
    "def f():\n    x = 1\n      y = 2\n", "def g():\n        x = 1\n    return x\n", "def f():\n", "def f():\n    # c\n", "def f(): \n\n\n", "def f(a,\n", "def f(a):\n    return (\n", "def f\n",
    "class\n", "class A\n    pass\n", "class A:\npass\n", "class A(:\n    pass\n", "class A(B\n    pass\n", "class 1: pass\n", "class A() x: pass\n", "class A:\n", "class A.B: pass\n", "class A(b c): pass\n", "class A[T]: pass\n",
    "try:\n    x = 1\nprint(x)\n", "try:\nx\n", "try\n    x\n", "try:\n    x\n", "try: x\n", "try:\n    x\nexcept:\ny\n", "try:\n    x\nexcept A:\ny\n", "try:\n    x\nexcept A\n    y\n",
    "try:\n    x\nexcept\n    y\n", "try:\n    x\nexcept A, B:\n    y\n", "try:\n    x\nexcept A, B as c:\n    y\n", "try:\n    x\nexcept A as b.c:\n    y\n", "try:\n    x\nexcept A as:\n    y\n", "try:\n    x\nexcept as b:\n    y\n",
    "try:\n    x\nfinally:\ny\n", "try:\n    x\nfinally\n    y\n", "try:\n    x\nelse:\n    y\n", "try:\n    x\nexcept A:\n    y\nexcept* B:\n    z\n", "try:\n    x\nexcept* A:\n    y\nexcept B:\n    z\n", "try:\n    x\nexcept*:\n    y\n",
    "try:\n    x\nexcept* A:\ny\n", "try:\n    x\nexcept* A, B:\n    y\n", "try:\n    x\nexcept* A\n    y\n", "try:\n    x\nexcept A:\n    y\nx y\n", "try:\n    x\nexcept:\n    y\nexcept A:\n    z\n", "try: x\nexcept A: y z\n", "try:\n    x\nfoo\nexcept:\n    y\n",
    "with open(f) as f, :\n    pass\n", "with open(f) as f\n    pass\n", "with a:\nb\n", "with a as 1: pass\n", "with a as f(): pass\n", "with a as b c: pass\n", "with: pass\n", "with (a, b:\n    pass\n", "with (a as b: pass\n", "with (a as b, c as d)\n    pass\n",
    "with (a as 1): pass\n", "with a as (b, 1): pass\n", "with (a as b) as c: pass\n", "with a, b\n    c\n", "with (a, b)\n    c\n", "with (a as b):\nc\n", "with a as b:\n", "with a b: pass\n", "with a = b: pass\n", "with (a as f(), b): pass\n", "with (a,, b): pass\n", "with a as b, c as 2: pass\n",
    "async def f()\n    pass\n", "async def f():\npass\n", "async with a: b c\n", "async for x y: pass\n", "async with a\n    b\n", "async for a in b\n    c\n", "async for a in b:\nc\n", "async if x: pass\n", "async\n", "async def\n", "async def f():\n    pass\nawait f(\n", "async with a:\nb\n",
    "match x:\ncase 1:\n    pass\n", "match x:\n    case 1\n        pass\n", "match x\n    case 1:\n        pass\n", "match x:\n    case 1:\n    pass\n", "match x:\n    pass\n", "match x:\n    case:\n        pass\n", "match x:\n    case a.b as c.d:\n        pass\n",
    "match x:\n    case a as _:\n        pass\n", "match x:\n    case A(b=1, c):\n        pass\n", "match x:\n    case {**a, 'b': 1}:\n        pass\n", "match x:\n    case {a: 1}:\n        pass\n", "match x:\n    case 1 + 2:\n        pass\n", "match x:\n    case 1j + 2j:\n        pass\n", "match x:\n    case -a:\n        pass\n",
    "match x:\n    case f'{a}':\n        pass\n", "match x:\n    case a | :\n        pass\n", "match x:\n    case a if:\n        pass\n", "match x:\n    case *a:\n        pass\n", "match x:\n    case (*a):\n        pass\n", "match x:\n    case [a b]:\n        pass\n", "match x:\n    case 1:\n        pass\n    x\n", "match x:\n",
    "match x:\n    case a as b as c:\n        pass\n", "match x:\n    case a as 1:\n        pass\n", "match x:\n    case a as b():\n        pass\n", "match x:\n    case {**_}:\n        pass\n", "match (x):\ncase 1: pass\n", "match x y:\n    case 1: pass\n", "match x: case 1: pass\n", "match (x)\n    case 1: pass\n", "match a, b\n", "match x:\n    case 1: pass\n  case 2: pass\n",
    "match x:\n    case [a, b\n        pass\n", "match x:\n    case a, b\n        pass\n", "case 1:\n    pass\n", "match x:\n    case 1 = 2: pass\n", "match x:\n    case a.b(c=1, d=2, e): pass\n", "match x:\n    case 1 if x = 2: pass\n", "match = \n", "match x:\n    case _ as x: y z\n", "match x:\n    case not x: pass\n", "match x:\n    case A(a=1, b, c): pass\n",
    "@decorator\nx = 5\n", "@\ndef f(): pass\n", "@a\n", "@a\n@b\n", "@a b\ndef f(): pass\n", "@a\n\n\nx\n", "@a; b\ndef f(): pass\n", "@a def f(): pass\n", "@a\nasync x\n", "@a = 1\ndef f(): pass\n", "@a\n    def f(): pass\n",
    "else:\n    pass\n", "elif x:\n    pass\n", "except:\n    pass\n", "finally:\n    pass\n", "  x = 1\n", "x = 1\n  y = 2\n", "if x:\n    y\n  z\n", "if x:\n        y\n    z\n", "if x:\n\ty\n        z\n", "if x:\n        y\n\tz\n", "if x:\n    y\n\tz\n", "if x:\n  if y:\n\tz\n",
    "\tx = 1\n", "x\n\ty\n", "  # c\n  x\n", "if x:\n    pass\n   y\nz\n", "def f():\n    if x:\n        y\n      z\n", "class A:\n    def f(self):\n        pass\n     def g(self):\n        pass\n", "x = 1\n    # comment\n    y\n", "if x:\n    y\n    else:\n    z\n", "if x:\n    y;\n      z\n", "for x in y:\n    a\n   b\n",
    'print("unclosed"\n', "a = [1, 2\nb = 3\n", "x = (1,\ny = 2\nz = 3\n", "f(a\ng(b)\n", "x = {\n    'a': 1\n    'b': 2\n}\n", "x = {\n    'a': 1,\n    'b': 2\ny = 3\n", "x = [\n    1\n    2\n]\n", "f(a,\n  b\n  c)\n", "x = (\n    1 +\n)\n", "x = (1\n\n\n", "x = (1 # c\n", "if True:\n    print(\"nested\"\nprint(\"next\")\n",
    "print(\"ok\")\nif True:\n    print(\"nested\"\nprint(\"next\")\n", "x = [1, 2\n", "def f():\n    return [1,\n\ndef g():\n    pass\n", "x = (\n]\n", "x = [1,\n2)\n", "f(\n  g(\n    1]\n", "x = {1: [2, 3}\n", "print(1\nx = 2\n", "print('a'\nprint('b')\n", "a = (1, 2\nimport b\n", "x = foo(1, 2\nfor i in y:\n    pass\n", "f(1, 2\nif x:\n  y\n",
    "x = 1\ny = (\n", "d = {'a': 1, 'b'\n", "a = 1\nb = = 2\nc = 'x\n", "b = = 2\nc = (\n", "x y\nz = 1abc\n", "x y\nz = €\n", "x y\nz = )\n", "x y\n  z\n a\n", "x y\n'''abc\n", "f(x y\nz\n", "f(x y\n", "x = (a b\n", "x = (y = 1\nz\n", "a b = 0777\n", "x y 'abc\n", "f() = 1 'abc\n", "f() = 1abc\n", "5 = (\n", "x = 5 $ (\ny\n",
    "x = 1; y = = 2\n", "x = 1;; y\n", "x = 1; if y: z\n", "x = 1; def f(): pass\n", "import a; from b\n", "if x: pass; y z\n", "print('fine')\ny = 3 $ 4\nprint('after')\n", "x = 1\n\n\ny = 2 3\n", "'''a\nb''' c\n", "x = '''a\nb''' c\n", "(a\n b)\n", "a + \\\n b c\n", "x = 1\n\n)\n", "# c\nx y # d\n", "x = 5 # é\ny = é é\n", "",
    "(" * 201, "[" * 201 + "]" * 201, "x = " + "(" * 200 + ")" * 200 + ")", "".join(" " * i + "if x:\n" for i in range(101)) + " " * 101 + "y\n", "(" * 200 + "1" + ")" * 200 + " 2",
    "print hello, world\n", "print 1 + 2\n", "print -1\n", "print f(x)\n", "print\nprint x.y\n", "exec x\n", "exec 'a' in b\n", "print(a) b\n", "print a = 1\n", "print (a), b c\n", "print 'a' % b\n", "print x if y else z\n", "print 'a', ; x\n", "print >>f, x\n", "if x: print y\n", "print yield\n", "print for\n",
    "x = [1, 2, 3\nprint(x)\n", "total = sum(1 2)\n", "print('a' 'b' c)\n", "x = f(1)(2) 3\n", "x = {'a' 1}\n", "x = {'a': 1 'b': 2}\n", "x = [i for i in range(10) i > 2]\n", "x = [1 2, 3]\n", "def f(x) return x\n", "def f(x): return x y\n", "return x y\n", "x = y z = w\n", "if x == 1 and y == 2 z: pass\n", "while (x < 3: pass\n", "else if x: pass\n", "if x: pass\nelse if y: pass\n", "elseif x:\n", "x =+ 1 2\n", "x == \n", "i++\n", "i--\n", "++i +\n", "x = y++\n", "a && b\n", "a || b\n", "!a\n", "x = true ? 1 : 2\n", "int x = 5\n", "var x = 5\n", "let x = 5\n", "function f() {}\n", "x = new A()\n", "for (i = 0; i < 3; i++) {}\n", "do:\n    x\n", "switch x:\n    y\n", "const x\n", "def f() {\n", "import a as b c\n", "from a import b c\n", "x = 5;\ny = 6 7;\n", "a = b = c d\n", "a.b c.d\n", "f(x)[0] y\n", "'a'.join b\n", "x = not\n", "x = lambda\n", "x = lambda:\n", "x = lambda: (\n", "y = x if\n", "y = (x if z\n", "y = x if z else\n", "a[1:2:]b\n", "a[1 2]\n", "a[1:b c]\n", "a = *\n", "a = *b c\n", "*a, *b c\n", "f(*a b)\n", "f(**a b)\n", "f(a=b c)\n", "f(a, b=c d=e)\n", "@f(a b)\ndef g(): pass\n", "with f(a b): pass\n", "assert a b\n", "raise a b\n", "del a b\n", "return (a b)\n", "yield a b\n", "await a b\n", "(yield a b)\n", "lambda: a b\n", "(lambda a b: 0)\n", "[lambda: a b]\n", "{a: b, c d}\n", "{a: b, c: d e}\n", "x[a, b c]\n", "f(a for a in b c)\n", "[a for a in b if c d]\n", "[a b for c in d]\n", "(a, b c, d)\n", "x = (a b, c)\n", "x = a b, c\n", "(a 1)\n", "(1 a)\n", "(a 'b')\n", "('b' a)\n", "(a None)\n", "(a (b))\n", "(a [b] c)\n", "(a lambda: b)\n", "(a not b)\n", "(a - b c)\n", "(a if b c)\n", "(a if b else c d)\n", "(a for b)\n", "(a in b c)\n", "(a print b)\n", "(a match b)\n", "(a = b c)\n", "(a await b)\n", "(a ... b)\n", "(a and b c or d)\n", "(not a b)\n", "f(a.b c.d)\n", "f(a, b)(c d)\n", "f(a\n  b)\n", "f(a, [b c])\n", "f([a b], c)\n", "f({a b})\n", "(((a b)))\n", "((a) b)\n", "(a (b c))\n",
]

COMPLETE_PREFIXES = [
    "if x:\n    y\nelse:", "for x in y:", "x = (", "def f(a,\n      b", "class A:\n    x = 1\n    def f(self):", "x = '''\nabc", "try:\n    x", "try:\n    x\nexcept A:\n    y\n", "@a", "x = 1 +", "x = [1,\n     2", "x = {'a':", "f(", "while True:", "with a as b:", "x = \\", "if x:", "if x: # c", "if x:\n    # c", "match x:", "match x:\n    case 1:", "lambda", "x = lambda:", "import", "from a import (", "from a import (b,", "print('a", "print(f'{a", "'''", '"""a', "x = '''a\n\n", "(a\nb", "(a\nb c", "[a,\nb\nc = 1", "if x:\n  y\n z", "def f():\n    '''doc", "async def f():", "async", "@a\n@b\n", "class A(", "def f(", "def f(a", "def f(a:", "def f(a=", "def f():\n    return (", "not", "a.", "a[", "a[1:", "a if b else", "yield", "(yield", "await", "return (", "del (", "with (a as b,", "with (a,", "with (a", "x: (", "assert (", "raise (", "global", "try:", "try:\n    x\nfinally:", "if x:\n    y\nelif", "if x:\n    y\nelif z:", "while x:\n    y\nelse:", "f(a, b=", "f(*", "{**", "{a for", "[a for a in", "[a for a in b if", "(a := ", "a; if x:", "if x: y;", "# c", "f'''{", "f'''{a", "b'''", "r'''\\", "'\\", "x = '\\\nabc",
    "print(1)\nif x:", "x = (1,\n\n\n", "def f():\n\n", "if x:\n\n\n", "if x:   ", "\tif x:", "else:", "(]", "f(a b", "f(a=1, 2", "x = 5 $ (", "1abc (", "x y (", "x y '''", "if x\n  (", "(\n'''", "[(\n{", "'abc\n(", "€ (", "5 = (", "for 1 in (", "f() = (", "(a b\n", "if x = (", "def f(a=1, b): (", "[\n  1 2\n", "f(\n  a=1,\n  2", "try:\n    x\ny(", "try:\n    pass\nexcept:", "try:\n    pass\nexcept* A:\n", "class A:", "class A(B):\n    '''", "if x:\n    y\nelse", "if (", "if (a", "while (", "for (a", "for a in (", "for a in", "for", "if", "def", "class", "with", "import (", "from", "from . import (", "from a import", "a =", "a = b =", "a += ", "a:", "a: b =",
]

# Left out of the record: places that come from the order in which CPython tries its rules.
DIFFERENT = {
    "[x async y]", "match (x)\n    case 1: pass\n", "@a\n", "@a\n@b\n", "for 1 in (\n", "", "1 +",
}

CELLS = [
    "", "\n", "x = 1", "x = 1\n", "def f(n): return n", "def f(n):\n    return n", "def f(n):\n    return n\n",
    "def f(n):\n    return n\n\n", "if x:\n    y", "if x:\n    y\n", "if x:\n    y\n    ", "if x:\n    y\n\n",
    "for x in y: pass", "for x in y: pass\n", "return a+", "a+\n", "%timeit x", "%%time\nx", "%%time", "!ls", "x?",
    "?x", "x??", "%matplotlib inline\nx = 1", "x = !ls", "x = %pwd", "%%bash\nls\n\n", "%%bash\nls",
    "def f():\n  if a:\n    b", "def f():\n  if a:\n    b\n", "class A:\n    x = 1", "x = [\n1,\n", "x = (1,\n   2",
    "class A:\n    def f(self):\n        pass\n", "'''abc", "'''abc\n", "'''abc\n'''", "x = 1 \\", "x = 1 \\\n",
    "x = 1 \\\n+ 2", "@a\n", "@a\ndef f():", "@a\ndef f(): pass", "try:\n  x", "try:\n  x\nexcept:",
    "try:\n  x\nexcept:\n  y", "try:\n  x\nexcept:\n  y\n\n", "while True:", "if 1: pass\nelse:", "if 1: pass",
    "# comment", "# comment\n", "  x = 1", "  # c", "x = 1\n  y", "    ", "def f():\n\n", "def f():\n    # c",
    "def f():\n    x = (1,\n", "with a as b:\n    c", "x = 'abc", "x = 5 $", "1abc", "a b", "f(", "f(\n", "f(a,\n  b)",
    ")", "x = (]", "from a import (b,\nc)", "lambda x:", "lambda x: (", "pass;", "if x: y;", "if x:\n    y;",
    "for i in range(3):\n    print(i)\n    if i:\n        x", "def f():\n    pass", "while 1:\n    continue\n",
    "한글 = 1", "def 한글():", "if x:\n\ty", "match x:\n    case 1:", "match x:\n    case 1:\n        pass", "print('a'",
    "x = {'a': 1,\n     'b': [", "f'{a}'", "f'''{a", "a; b;", "def f(a,\n      b):", "not", "else:", "x = 1\nif y:",
    "x = 1\nif y:\n    z\nw", "if y:\n    z\nw\n", "%%time\nif x:", "!", "?", "%", "%%", "x = ?", "print(x?)",
]
