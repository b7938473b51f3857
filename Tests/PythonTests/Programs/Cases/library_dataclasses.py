from dataclasses import *
from typing import ClassVar, List
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
@dataclass
class P:
    x: int
    y: int = 2
    tags: list = field(default_factory=list, repr=False)
    K: ClassVar[int] = 7
p = P(1); print(p, p == P(1), p != P(2), P.__doc__, P.K, p.tags, P.__match_args__, [f.name for f in fields(P)])
t(lambda: P()); t(lambda: P(1,2,3,4)); t(lambda: P(1, z=3)); t(lambda: hash(p)); t(lambda: p < p)
print(asdict(P(1,2,[P(3)])), astuple(P(1,2,[P(3)])), replace(p, x=9), is_dataclass(p), is_dataclass(int))
@dataclass(order=True, frozen=True)
class Q:
    a: float
    b: str = 'q'
q = Q(1.5); print(q, q < Q(2.0), sorted([Q(3), Q(1)]), hash(q) == hash(Q(1.5)), {q: 1})
def s(): q.a = 3
t(s)
def s(): del q.a
t(s)
t(lambda: q < 3)
def s():
    @dataclass
    class Bad:
        x: list = []
t(s)
def s():
    @dataclass
    class Bad:
        x: int = 1
        y: int
t(s)
@dataclass
class R(P):
    z: int = 0
    def __post_init__(self): self.s = self.x + self.z
r = R(1, z=5); print(r, r.s, isinstance(r, P), r == P(1))
@dataclass
class IV:
    a: int
    b: InitVar[int] = 3
    c: int = field(init=False)
    def __post_init__(self, b): self.c = self.a + b
print(IV(1), IV(1, 10), IV(1).c)
@dataclass(slots=True)
class S:
    a: int
    b: int = 3
s_ = S(1); print(s_, S.__slots__)
def s(): s_.zz = 1
t(s)
@dataclass(kw_only=True)
class KO:
    a: int
    b: int = 2
print(KO(a=1)); t(lambda: KO(1))
@dataclass
class K2:
    a: int
    _: KW_ONLY
    b: int = 2
print(K2(1, b=3)); t(lambda: K2(1, 2))
D = make_dataclass('D', [('x', int), ('y', int, field(default=5))], namespace={'tot': lambda self: self.x + self.y})
print(D(1), D(1).tot(), D)
@dataclass(eq=False)
class E: x: int
print(E(1) == E(1), hash(E(1)) is not None)
@dataclass(repr=False)
class F: x: int
print('object at' in repr(F(1)))
@dataclass
class G:
    x: int
    def __repr__(self): return 'G!'
    def __eq__(self, o): return True
print(G(1), G(1) == 3)
t(lambda: field(default=1, default_factory=list)); t(lambda: asdict(3)); t(lambda: fields(3))
@dataclass
class Node:
    v: int
    next: 'Node' = None
n = Node(1, Node(2)); print(n, asdict(n)); n.next.next = n; print(n)
match P(1, 5):
    case P(x=1, y=y): print(y)
match P(1, 5):
    case P(a, b): print(a, b)
import inspect

from dataclasses import dataclass
@dataclass(frozen=True)
class P:
    x: int
class Q(P): pass
p = P(1)
for s in ('p.x = 2', 'p.y = 1', 'del p.x', 'del p.z', 'q.z = 5', 'q.x = 1'):
    q = Q(1)
    try: exec(s); print(s, 'ok')
    except Exception as e: print(s, type(e).__name__, e)
print(P.__setattr__.__qualname__, P.__delattr__.__name__)
