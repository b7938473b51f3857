# `__class__` and `__dict__` can be set, but only where the memory layouts agree.
class A: pass
class B:
    def hello(self): return 'B', self.x
a = A()
a.x = 1
a.__class__ = B
print(a.hello(), type(a).__name__, a.__dict__)
for turn in range(3):
    b = A()
    b.x = turn
    b.__class__ = B
    print(b.hello())
    b.__dict__ = {'x': turn * 10, 'y': 2}
    print(b.x, b.y, vars(b))
    b.y = 3
    print(b.__dict__)
class Bunch(dict):
    def __init__(self, **k):
        super().__init__(**k)
        self.__dict__ = self
bunch = Bunch(p=1)
bunch.q = 2
print(bunch.p, bunch)
del bunch.__dict__['q']
class L(list): pass
class L2(list): pass
class Error(Exception): pass
class Error2(Exception): pass
class S: __slots__ = ('a', 'b')
class T: __slots__ = ('a', 'b')
items, error, slotted = L([1]), Error(5), S()
items.__class__ = L2
error.__class__ = Error2
slotted.a = 1
slotted.__class__ = T
print(items, type(items).__name__, repr(error), slotted.a, type(slotted).__name__)
def attempt(action):
    try: print(action())
    except Exception as e: print(type(e).__name__, e)
def assign(value, new): value.__class__ = new
for value, new in ((A(), L), (L(), A), (A(), Error), (A(), S), (S(), A), (A(), 5), (A(), int), (A(), object), ([], L),
                   (lambda: 1, A), (ValueError(), Error), (L(), type('D', (dict,), {})), (A(), Bunch)):
    attempt(lambda: assign(value, new))
class Changing:
    def __add__(self, other):
        self.__class__ = B
        return NotImplemented
attempt(lambda: Changing() + 1)
for bases in ((list, dict), (int, str), (set, frozenset), (L, list), (L, L2), (Error, KeyError), (A, L), (L, A), (bytes, bytearray),
              (property, list)):
    attempt(lambda: [base.__name__ for base in type('X', bases, {}).__mro__])
def delete(type, name): delattr(type, name)
for type_, name in ((object, '__repr__'), (int, 'x'), (list, 'append'), (A, 'x'), (ValueError, '__init__')):
    attempt(lambda: delete(type_, name))
print(repr(5), [1].append(2))
# Classes that are gone, or never came to be, are no subclasses any more.
import gc
def local_class():
    class Local(A): pass
for turn in range(3):
    local_class()
    attempt(lambda: type('Wrong', (A,), {'__slots__': [turn]}))
    class Refusing:
        def __set_name__(self, owner, name):
            for key in 'xyz': delattr(owner, key)
            raise KeyError(name)
    attempt(lambda: type('Wrong', (A,), {'x': Refusing(), 'y': Refusing(), 'z': Refusing()}))
    gc.collect()
    print(A.__subclasses__())
    A.other = turn
    A.__len__ = lambda self: turn
print(len(A()))
# An instance that its own class holds makes a cycle, whatever it derives from.
import weakref
gone = []
for base in (int, str, bytes, bytearray, float, complex, list, tuple, dict, set, object):
    class Held(base): pass
    Held.held = Held()
    weakref.finalize(Held, gone.append, base.__name__)
    del Held
    gc.collect()
print(gone)
