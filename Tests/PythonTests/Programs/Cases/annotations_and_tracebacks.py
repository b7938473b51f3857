from __future__ import annotations
def f(a: int | None = 3, *b: "x", c: dict[str, list[int]] = {}, **k: Foo.Bar(1, x=2)) -> (1, 2): pass
print(f.__annotations__)
class A:
    x: int = 3
    y: -1 ** 2 + (3 - (2 - 1)) * 4
    z: lambda: 0
print(A.__annotations__['x'], A.__annotations__['y'])
print(type("X",(),{}).__module__)
try: int.__add__()
except TypeError as e: print(e)
print((1).__add__.__name__, [].append.__self__, callable(int.__add__))
try: 1/0
except Exception as e:
    tb=e.__traceback__; print(tb.tb_lineno, tb.tb_next, type(tb), type(tb.tb_frame), tb.tb_frame.f_code.co_name)
class CM:
    def __enter__(s): return s
    def __exit__(s,t,v,tb): print(t.__name__, v, tb.tb_lineno); return True
with CM(): raise ValueError("q")
