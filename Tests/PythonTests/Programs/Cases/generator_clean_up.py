def g():
    try:
        yield 1
        yield 2
    finally:
        print("closed")
for x in g():
    print(x); break
print("after")
def h():
    it = g()
    print(next(it))
h()
print("end")
def w():
    with open('/dev/null') if 0 else C() as c:
        yield 1
class C:
    def __enter__(s): return s
    def __exit__(s,*a): print("exit", a[0])
next(w())
print("z")
def outer():
    yield from g()
o=outer(); next(o); del o
print("done")
