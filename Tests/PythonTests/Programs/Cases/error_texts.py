def t(f):
    try: print(f.__name__, f())
    except BaseException as e: print(f.__name__, type(e).__name__, e)
@t
def a1():
    class A: pass
    A().foo
@t
def a2():
    class A:
        def __init__(self, x): pass
    A()
@t
def a3():
    class A:
        def m(self): pass
    A().m(1,2)
@t
def a4():
    class A: pass
    A(1)
@t
def a5(): return [].foo
@t
def a6(): "a" + 1
@t
def a7(): 1 + "a"
@t
def a9(): {}["x"]
@t
def b1(): int("3.5")
@t
def b2(): float("abc")
@t
def b3(): [1,2].index(5)
@t
def b4(): (1,2)[5]
@t
def b5(): "abc".foo()
@t
def b6(): len(5)
@t
def b7(): 
    for i in 5: pass
@t
def b8(): 
    a,b = 1,2,3
@t
def b9(): 
    a,b = [1]
@t
def c4():
    class A:
        @property
        def x(self): return 1
    A().x = 5
@t
def c5():
    class A:
        @property
        def x(self): return 1
    del A().x
@t
def c7(): raise "abc"
@t
def c8(): raise ValueError
@t
def c9():
    try: raise ValueError("x")
    except (KeyError, "a"): pass
@t
def d1():
    with 5: pass
@t
def d2(): return max([])
@t
def d3(): return sum(["a","b"])
@t
def d4(): return sorted([1,"a"])
@t
def d5(): return "{} {}".format(1)
@t
def d6(): return "%d" % "a"
@t
def d7(): return "%s %s" % (1,)
@t
def d8(): return "%s" % (1,2)
@t
def d9(): return chr(-1)
@t
def e1(): return [1,2,3].remove(9)
@t
def e2(): return [].pop()
@t
def e3(): return {}.popitem()
@t
def e4(): return set().pop()
@t
def e5(): return {1}.remove(2)
@t
def e6(): return {[]: 1}
@t
def e7(): return next(iter([]))
@t
def e8(): return (lambda x: x)()
@t
def e9(): return (lambda x, y: x)(1)
@t
def f1():
    def f(a, b=2, *, c): pass
    f(1)
@t
def f2():
    def f(a, b=2): pass
    f(1, 2, 3)
@t
def f3():
    def f(a): pass
    f(b=1)
@t
def f4():
    def f(a): pass
    f(1, a=2)
@t
def f5(): None.foo
@t
def f6(): None + 1
@t
def f8(): print(undefined_name)
@t
def f9(): return 1/0, 1
@t
def g1(): return 5 % 0
@t
def g2(): return 5.0 // 0
@t
def g3(): return 10 ** 400 * 1.5
@t
def g4(): return int(float('inf'))
@t
def g5(): return round(float('nan'))
@t
def g7(): x = (1,2); x[0] = 5
@t
def g8(): x = "abc"; x[0] = "d"
@t
def g9(): del (1,2)[0]
@t
def h1(): return isinstance(1, "int")
@t
def h2(): return range(1.5)
@t
def h3(): return range(1,2,0)
@t
def h4(): return list(5)
@t
def h5(): return dict([1])
@t
def h6(): return dict([(1,2,3)])
@t
def h7(): return dict(1)
@t
def h8(): return bytes("a")
@t
def h9(): return "a".encode("ascii"), "é".encode("ascii")
@t
def i1(): return b"\xff".decode()
@t
def i2(): return b"a" + "b"
@t
def i3(): return "a" in 5
@t
def i4(): return 5 in "abc"
@t
def i5(): return 1 < "a"
@t
def i6(): return [1] < 2
@t
def i7(): return {} < {}
@t
def i8(): return -"a"
@t
def i9(): return 1 @ 2
@t
def j1():
    class A:
        def __len__(self): return -1
    len(A())
@t
def j2():
    class A:
        def __len__(self): return "a"
    len(A())
@t
def j3():
    class A:
        def __bool__(self): return 1
    bool(A())
@t
def j4():
    class A:
        def __str__(self): return 1
    str(A())
@t
def j5():
    class A:
        def __repr__(self): return None
    repr(A())
@t
def j6():
    class A:
        def __iter__(self): return 5
    iter(A())
@t
def j7():
    class A:
        def __hash__(self): return "a"
    hash(A())
@t
def j8():
    class A:
        def __eq__(self, o): return True
    hash(A())
@t
def j9():
    class A:
        def __init__(self): return 5
    A()
@t
def k1():
    class A:
        def __index__(self): return "a"
    [1][A()]
@t
def k2():
    class A:
        def __getitem__(self, i):
            if i > 3: raise IndexError
            return i
    return list(A()), 2 in A(), [x for x in A()], max(A())
@t
def k3():
    class A:
        __slots__ = ("x",)
    A().y = 1
@t
def k4():
    def g(): yield 1
    x = g(); x.send(5)
@t
def k5():
    def g():
        yield 1
        return 5
    x = g(); next(x); next(x)
@t
def k6():
    def g():
        raise StopIteration
        yield
    next(g())
@t
def k7(): super().foo
@t
def k8():
    class A:
        def f(self): return super().nope
    A().f()
@t
def k9(): object().x = 5
@t
def l1(): int.x = 5
@t
def l2(): return type(5)(3), type("a")(5), type([])("ab")
@t
def l3(): return getattr(5, "foo"), 1
@t
def l4(): setattr(5, "foo", 1)
@t
def l5(): return hasattr(5, 5)
@t
def l6(): return "abc".join([1,2])
@t
def l7(): return "".join(5)
@t
def l8(): return "abc".split("")
@t
def l9(): return "abc".replace("a")
@t
def m1(): return "abc".center("x")
@t
def m2(): return "ab".zfill()
@t
def m3(): return [3,1].sort(key=5)
@t
def m4(): return sorted([3,1], lambda x: x)
@t
def m5(): return print(sep=5)
@t
def m6(): return print(1, foo=5)
@t
def m8(): return eval("1 +")
@t
def n3(): return reversed({1})
@t
def n4(): return abs("a")
@t
def n5(): return round("a")
@t
def n6(): return divmod(1, "a")
@t
def n7(): return pow("a", 2)
@t
def n8(): return complex("a")
@t
def n9(): return ord("ab")
@t
def o1():
    x = 5
    x()
@t
def o2():
    class A: pass
    A.b.c
@t
def o9(): assert False
@t
def p1(): assert 1 == 2, "message"
@t
def p2():
    try:
        raise KeyError("k")
    finally:
        print("finally")
@t
def p3():
    class MyErr(Exception):
        def __str__(self): return "custom"
    raise MyErr("a", "b")
@t
def p4(): raise Exception("a", "b")
@t
def p5(): raise KeyError("a b")
@t
def p6(): raise OSError(2, "No such file", "f.txt")
@t
def p7():
    d = {1: 2}
    for k in d: d[k+1] = 1
@t
def p8():
    s = {1}
    for k in s: s.add(k+1)
@t
def p9():
    l = [1,2,3]
    for k in l:
        l.remove(k)
    return l
