# What the namespaces of classes show of their instances: `__dict__`, `__weakref__`, slots.
class A:
    x = 1
    def f(self): pass
print(list(A.__dict__)); print(A.__dict__['__dict__'], A.__dict__['__weakref__'], A.__weakref__ is A.__dict__['__weakref__'])
print(type(A.__dict__['__dict__']), A().__weakref__)
class B(A):
    "doc"
print(list(B.__dict__), B.__dict__)
class S:
    __slots__ = ('x', 'y')
print(list(S.__dict__), S.x, type(S.x), S.__dict__)
class S2(S):
    __slots__ = 'z'
print(list(S2.__dict__), S2.z, S2.x)
class S3(S):
    pass
print(list(S3.__dict__))
class S4:
    __slots__ = ('a', '__dict__')
print(list(S4.__dict__))
class S5:
    __slots__ = ('a', '__weakref__', '__b')
print(list(S5.__dict__))
s = S()
try: s.x
except AttributeError as e: print(e)
try: s.q = 1
except AttributeError as e: print(e)
try: s.__dict__
except AttributeError as e: print(e)
try: S.x.__get__(3)
except TypeError as e: print(e)
print(S.x.__get__(None, S), S.x.__name__, S.x.__doc__, S.x.__qualname__)
S.x.__set__(s, 4); print(s.x); del s.x
try: del s.x
except AttributeError as e: print(e)
try:
    class S6:
        __slots__ = ('a',)
        a = 1
except ValueError as e: print(e)
try:
    class S7(int):
        __slots__ = ('a',)
except TypeError as e: print(e)
class S7(tuple):
    __slots__ = ()
try:
    class S8(tuple):
        __slots__ = ('x',)
except TypeError as e: print(e)
try:
    class S8(S7):
        __slots__ = ('1x',)
except TypeError as e: print(e)
try:
    class S8:
        __slots__ = ('1x',)
except TypeError as e: print(e)
try:
    class S8:
        __slots__ = (1,)
except TypeError as e: print(e)
try:
    class S9:
        __slots__ = ('__dict__','__dict__')
except TypeError as e: print(e)
class D:
    __slots__ = {'a': 'the a', 'b': 'the b'}
print(D.a.__doc__, D.__slots__)
class X(list): pass
print(list(X.__dict__))
class E(Exception): pass
print(list(E.__dict__))
print(dir(A()))
print(dir(S()))
print(A().__weakref__, hasattr(S(), '__weakref__'))
s.x = 1
class Checked(S):
    """A property before the slot of the base."""
    __slots__ = ()
    @property
    def x(self):
        return S.x.__get__(self)
    @x.setter
    def x(self, value):
        S.x.__set__(self, value * 2)
checked = Checked()
checked.x = 4
print(checked.x, s.x)
class Private:
    __slots__ = ('__hidden', 'open')
    def __init__(self):
        self.__hidden = 'h'
        self.open = self.__hidden
print(Private().open, list(Private.__dict__), Private()._Private__hidden)
class Copy:
    __slots__ = ('a',)
print(sorted(k for k in type('Again', (), {'b': 1}).__dict__), Copy.a)
