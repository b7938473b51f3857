import abc, dataclasses, enum, functools
class Meta(type):
    def __new__(mcs, name, bases, namespace, **k):
        return super().__new__(mcs, name, bases, namespace)
    def __call__(cls, *a, **k): return super().__call__(*a, **k)
class Base(metaclass=Meta, option=1):
    registry = []
    def __init_subclass__(cls, /, **k): Base.registry.append(cls.__name__)
    def __class_getitem__(cls, item): return item
class Point(Base):
    __slots__ = ('x', 'y')
    def __init__(self, x=0, y=0): self.x, self.y = x, y
    def __eq__(self, other): return (self.x, self.y) == (other.x, other.y)
    def __hash__(self): return hash((self.x, self.y))
    def __add__(self, other): return Point(self.x + other.x, self.y + other.y)
    def __repr__(self): return f'{type(self).__name__}({self.x!r}, {self.y!r})'
    def __iter__(self): yield self.x; yield self.y
    @property
    def norm(self): return abs(complex(*self))
    @norm.setter
    def norm(self, value): self.x = value
    @classmethod
    def origin(cls): return cls()
    @staticmethod
    def one(): return 1
p = Point(3, 4)
p.norm = 5
print(p + p, p.norm, Point.origin(), {p: 1}[Point(5, 4)], [*p], Base[3], Base.registry)
class A:
    def f(self): return ['A']
class B(A):
    def f(self): return ['B'] + super().f()
class C(A):
    def f(self): return ['C'] + super(C, self).f()
class D(B, C):
    def __getattr__(self, name): return name
    def __call__(self, *a): return a
    def __enter__(self): return self
    def __exit__(self, *a): return True
with D() as d: raise KeyError
print(d.f(), d.missing, d(1), D.__mro__)
@dataclasses.dataclass(order=True, frozen=True)
class Item:
    name: str
    cost: float = 1.5
    tags: list = dataclasses.field(default_factory=list)
print(Item('가'), Item('a') < Item('b'), dataclasses.replace(Item('x'), cost=2))
class Colour(enum.IntFlag):
    RED = 1
    BLUE = enum.auto()
print(Colour.RED | Colour.BLUE, list(Colour), Colour(1), Colour['BLUE'])
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
try: Shape()
except TypeError as e: print(e)
class Numbers(list):
    def __missing__(self, k): return k
    def append(self, v): super().append(v * 2)
n = Numbers([1]); n.append(2); print(n, n[0], len(n), Numbers(n) + [1])
