from collections.abc import *
import abc
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
    @property
    @abc.abstractmethod
    def p(self): pass
    @classmethod
    @abc.abstractmethod
    def c(cls): pass
try: A()
except TypeError as e: print(e)
class B(A):
    def f(self): return 1
    p = 3
    c = 4
print(B().f(), isinstance(B(), A), A.__abstractmethods__ and sorted(A.__abstractmethods__))
class C(B): pass
print(C().f())
for x in ([], (), {}, set(), 'a', b'a', range(3), 3, (i for i in ()), iter([]), {}.keys(), len, B, None):
    print(type(x).__name__, [k.__name__ for k in (Iterable, Iterator, Sequence, MutableSequence, Mapping, MutableMapping, Set, Sized, Container, Hashable, Callable, Collection, Generator, Reversible) if isinstance(x, k)])
class M(MutableMapping):
    def __init__(s): s.d = {}
    def __getitem__(s,k): return s.d[k]
    def __setitem__(s,k,v): s.d[k]=v
    def __delitem__(s,k): del s.d[k]
    def __iter__(s): return iter(s.d)
    def __len__(s): return len(s.d)
m = M(); m['a']=1; m.update(b=2); print(dict(m), m.get('z'), m.pop('a'), m.setdefault('q', 3), list(m.items()), m == {'b':2,'q':3}, m.keys() & {'b'})
class S(Sequence):
    def __getitem__(s,i):
        if i >= 3: raise IndexError
        return i*10
    def __len__(s): return 3
s=S(); print(list(s), 10 in s, s.index(20), s.count(0), list(reversed(s)))
try: Sequence()
except TypeError as e: print(e)
print(Iterable, issubclass(list, Iterable), A, abc.ABC)
@Iterable.register
class R: pass
print(issubclass(R, Iterable))
class E1(abc.ABC):
    @staticmethod
    @abc.abstractmethod
    def s(): ...
try: E1()
except TypeError as e: print(e)
class It:
    def __iter__(self): yield 1
print(isinstance(It(), Iterable), isinstance(It(), Iterator))
