from enum import *
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    def hi(self): return f'hi {self.name}'
print(Color.RED, repr(Color.RED), Color(1), Color['RED'], list(Color), len(Color), Color.RED is Color.CRIMSON, Color.RED.hi(), Color.RED.value, Color, type(Color.RED), isinstance(Color.RED, Color))
t(lambda: Color(9)); t(lambda: Color['X']); t(lambda: Color.X)
def s(): Color.RED = 5
t(s)
def s(): Color.RED.value = 5
t(s)
t(lambda: Color.RED < Color.BLUE); print(Color.RED in Color, Color.RED == 1, hash(Color.RED) == hash('RED'), {Color.RED: 1}, Color.__members__, f'{Color.RED}', f'{Color.RED:>12}', '%s' % Color.RED)
def s():
    class D(Color): Z = 1
t(s)
def s():
    class D(Enum): 
        Z = 1
        Z = 2
t(s)
class P(IntEnum):
    A = 1; B = 2
print(P.A, repr(P.A), P.A + 1, P.A < P.B, P(1), sorted([P.B, P.A]), P.A == 1, f'{P.A}', '%d' % P.A, [10,20,30][P.A], P, int(P.B), max(P), hash(P.A))
class Perm(Flag):
    R = auto(); W = auto(); X = auto(); RW = R | W
print(Perm.R|Perm.X, repr(Perm.R|Perm.X), Perm.RW, repr(Perm.RW), ~Perm.R, Perm.R in Perm.RW, list(Perm.RW), Perm(0), repr(Perm(0)), bool(Perm(0)), list(Perm), Perm.R & Perm.W, Perm.R.value, Perm(7), len(Perm.RW), Perm)
t(lambda: Perm(16)); t(lambda: Perm('a')); t(lambda: Perm.R | 1)
class I(IntFlag):
    A = 1; B = 2; C = 4
print(I.A|I.B, repr(I.A|I.B), I(8), repr(I(8)), repr(I.A|8), I.A|8, I.A + 1, repr(~I.A), I.A == 1, repr(I(0)), repr(I.A & 3), type(I.A|2))
class St(StrEnum):
    A = auto(); B = 'bee'
print(St.A, repr(St.A), St.B.upper(), St.A == 'a', f'{St.A}', St('bee'), St.A + 'x')
class S2(str, Enum):
    A = 'a'
print(S2.A, repr(S2.A), S2.A == 'a', f'{S2.A}', S2.A.upper(), '%s' % S2.A)
class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.39e6)
    def __init__(self, mass, radius): self.mass = mass; self.radius = radius
    @property
    def g(self): return 6.67e-11 * self.mass / self.radius**2
print(Planet.EARTH, repr(Planet.EARTH), Planet.EARTH.mass, Planet.EARTH.g, Planet((6.4e23, 3.39e6)))
class A(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    X = auto(); Y = auto()
print(list(A))
Animal = Enum('Animal', 'CAT DOG'); print(Animal, list(Animal), Animal.CAT)
print(list(Enum('B', [('a', 10), ('b', 20)])), list(IntEnum('C', ['x','y'], start=5)))
def s():
    @unique
    class D(Enum): A = 1; B = 1
t(s)
class Miss(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v): return cls.A if v == 'a' else None
print(Miss('a')); t(lambda: Miss(4))
class N(Enum):
    A = None; B = []; C = {}
print(N.A, repr(N.B), N([]))
import copy; print(copy.deepcopy(Color.RED) is Color.RED, copy.copy({Color.RED: [1]}))
print([c.name for c in Color], [m for m in Color.__members__], dir(Color.RED)[-3:], Color.RED.name, type(Color), EnumMeta, EnumType)
class W(Enum):
    A = auto(); B = auto(); C = 10; D = auto()
print([(w.name, w.value) for w in W])
match Color.RED:
    case Color.RED: print('red')
print(isinstance(P.A, int), issubclass(P, int), P.A.real, repr(P.A.name), Color.RED.__class__, Color.__name__, Color.__doc__)
def s(): del Color.RED
t(s)
t(lambda: Color())
t(lambda: Color(1, 2))
class E2(Enum):
    A = 'x'
    def __str__(self): return 'my ' + self.value
    def __repr__(self): return 'R' + self.name
print(E2.A, [E2.A], f'{E2.A}')
class Sh(Enum):
    SQ = 2
    def __call__(self, x): return x ** self.value
    @staticmethod
    def st(): return 's'
    @classmethod
    def default(cls): return cls.SQ
print(Sh.SQ(3), Sh.st(), Sh.default())
