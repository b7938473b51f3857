# Functions that get other code and defaults, classes that get other bases, objects other classes.
import functools

def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e), type(e).__module__, e)
def funcs():
    def f(a, b=1, *, c=2): return a, b, c
    def g(x): return x * 10
    f.__defaults__ = (5,); f.__kwdefaults__ = {'c': 9}; print(f(1))
    f.__defaults__ = (7, 8); print(f())
    f.__defaults__ = None
    t(f)
    f.__kwdefaults__ = None
    t(lambda: f(1, 2))
    t(lambda: setattr(f, '__defaults__', 3))
    t(lambda: setattr(f, '__kwdefaults__', 3))
    t(lambda: setattr(f, '__code__', 3))
    f.__code__ = g.__code__
    print(f(3))
    y = 1
    def h(): return y
    t(lambda: setattr(f, '__code__', h.__code__))
    t(lambda: setattr(f, '__name__', 3))
    t(lambda: setattr(f, '__qualname__', 3))
    t(lambda: setattr(f, '__dict__', 3))
    t(lambda: setattr(f, '__globals__', {}))
    t(lambda: setattr(f, '__closure__', ()))
    t(lambda: setattr(f, '__annotations__', 3))
    t(lambda: delattr(f, '__name__'))
    t(lambda: delattr(f, '__code__'))
    del f.__defaults__, f.__kwdefaults__; print(f.__defaults__)
    f.__name__ = 'zz'; f.__qualname__ = 'yy'; f.__doc__ = 'dd'; f.__module__ = 'mm'; print(f.__name__, f.__qualname__, f.__doc__, f.__module__, str(f)[:14])
funcs()
class A:
    def who(self): return 'A'
class B:
    def who(self): return 'B'
class C(A): pass
c = C()
C.__bases__ = (B,); print(c.who(), C.__mro__)
t(lambda: setattr(C, '__bases__', ()))
t(lambda: setattr(C, '__bases__', B))
t(lambda: setattr(C, '__bases__', (1,)))
t(lambda: setattr(C, '__bases__', (C,)))
t(lambda: setattr(C, '__bases__', (int,)))
t(lambda: setattr(A, '__bases__', (B,)))
t(lambda: setattr(A, '__bases__', (C,)))
t(lambda: setattr(int, '__bases__', (C,)))
t(lambda: setattr(C, '__bases__', (A, B)))
t(lambda: setattr(C, '__bases__', (A, A)))
print(C.__mro__, A.__subclasses__(), B.__subclasses__())
C.__name__ = 'Cee'; print(C, c.__class__.__name__)
C.__qualname__ = 'Q'; print(C)
C.__module__ = 'mod'; print(C)
t(lambda: setattr(C, '__name__', 3))
t(lambda: setattr(C, '__qualname__', 3))
t(lambda: setattr(C, '__name__', 'a\0b'))
t(lambda: setattr(int, '__name__', 'x'))
t(lambda: setattr(int, 'foo', 'x'))
t(lambda: delattr(C, '__name__'))
t(lambda: setattr(C, '__mro__', ()))
t(lambda: setattr(C, '__dict__', {}))
t(lambda: setattr(C, '__doc__', 'x'))
t(lambda: setattr(int, '__doc__', 'x'))
c.__class__ = A; print(type(c))
t(lambda: setattr(c, '__class__', int))
t(lambda: setattr(c, '__class__', 3))
t(lambda: setattr(3, '__class__', A))
class S: __slots__ = ('x',)
class S2: __slots__ = ('x',)
class S3: __slots__ = ('y',)
t(lambda: setattr(c, '__class__', S))
t(lambda: setattr(S(), '__class__', S2))
t(lambda: setattr(S(), '__class__', S3))
t(lambda: setattr(S(), '__class__', A))
t(lambda: delattr(c, '__class__'))
c.__dict__ = {'q': 1}; print(c.q)
t(lambda: setattr(c, '__dict__', 3))
class L(list): pass
l = L()
t(lambda: setattr(l, '__class__', list))
t(lambda: setattr(l, '__class__', A))
class L2(list): pass
l.__class__ = L2; print(type(l))


@functools.wraps(t)
def renamed(x):
    return x
print(list(renamed.__dict__), renamed.__name__)
renamed.__name__ = 'other'
print(list(vars(renamed)), renamed.__name__)


class Top:
    def who(self):
        return 'top'
class Middle:
    def who(self):
        return 'middle'
class Leaf(Middle):
    pass
class Twig(Leaf):
    pass
twig = Twig()
for base in (Top, Middle, Top):
    Leaf.__bases__ = (base,)
    print(twig.who(), [c.__name__ for c in Twig.__mro__])


def counter():
    n = 0
    def more():
        nonlocal n
        n += 1
        return n
    def less():
        nonlocal n
        n -= 1
        return n
    return more, less
more, less = counter()
print(more(), more(), less())
more.__code__ = less.__code__
print(more(), more.__name__, more.__code__.co_name, counter.__code__.co_cellvars)
