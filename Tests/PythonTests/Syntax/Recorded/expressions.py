a + b * c ** -d ** e - f // g % h @ i
a << b >> c & d ^ e | f
-+~x
not a and b or not c and not d
a < b <= c == d != e > f >= g is h is not i in j not in k
a if b else c if d else e
lambda: 0
lambda a, /, b, *c, d=1, **e: a
lambda *, a: a
lambda a=1, *b: (yield)
x.y.z[0](1)[2:3].w
x[:], x[::], x[1:], x[:2], x[::3], x[1:2:3], x[1:2, ::3, ...], x[1,], x[()]
x[*a], x[*a, 1], x[1:2, *b], x[a := 1], x[lambda: 1]
f(), f(a), f(a,), f(a, *b, c, d=1, *e, **f), f(x for x in y), f(a)(b)
f(a := 1, b=2), f(*a or b), f(**a or b), f((yield))
(), (a), (a,), (a, b), (*a, b), ((((a))))
[], [a], [a, *b,], [x for x in y if x if y for z in w]
{}, {a}, {*a, b}, {a: b}, {a: b, **c, d: e,}, {**a}
{x for x in y}, {x: y for x, y in z}, {k: v for k, v in (a, b) if k}
(x for x, in y), (x async for x in y), [await x async for x in y if await z]
(a := 1), (a := 1, b), [a := 1, b := 2], {a := 1}, (x := y for y in z)
*a, b
a, *b,
... , None, True, False
await x ** 2
(yield), (yield a, *b), (yield from a)
a if b else lambda: c
not not a
a.b.c**-1
[i for i in range(5) if i if not i]
[lambda: x for x in y]
x if y else z,
1if x else 2
0xfor x
[0x1for x in (1,2)]
한글 + été
print(*args, sep='', **{'end': ''})
f(a for a in b)[0].c
f(a, (b for b in c))
(
    a
    + b
)
x = [
    1,
    # comment
    2,

    3,
]
a = \
    b + \
    c
