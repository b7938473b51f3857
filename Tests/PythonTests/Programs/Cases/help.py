def f(a, b: int = 2, /, *args, key="x", **kw) -> str:
    """Do f.

    More text.
    """
class Base:
    def bm(self): "base method"
class A(Base):
    """A class.

    Second line."""
    attr = 5
    other: int
    def __init__(self, x, y=1):
        "Make it."
    def m(self): pass
    @property
    def p(self):
        "The p."
    @classmethod
    def c(cls, q): "class m"
    @staticmethod
    def s(z): "static m"
    def __repr__(self): return "A!"
class E(Exception): pass
class S:
    __slots__ = ('u',)
help(f); print("=====")
help(A); print("=====")
help(A(1)); print("=====")
help(A.m); print("=====")
help(A(1).m); print("=====")
help(len); print("=====")
help([].append); print("=====")
help(A.p); print("=====")
help("nothing_here"); print("=====")
