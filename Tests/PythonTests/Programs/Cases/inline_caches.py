class A: pass
a=A(); a.x=1
def f(o): return o.x
def g(o,v): o.x=v
for i in range(5): f(a); g(a,i)
A.x=property(lambda s: "prop", lambda s,v: print("set",v))
print(f(a)); g(a,9)
b=A(); b.__dict__['x']=4
print(f(b)); g(b,3)
del A.x
print(f(a), f(b))
class B:
    def __init__(s): s.y=1
class C(B): pass
c=C()
def h(o): return o.y
h(c);h(c)
B.__getattribute__=lambda s,n: "hooked"
print(h(c), h(C()), h(B()))
class D:
    def __init__(s): s.z=1
def setz(o,v): o.z=v
d=D(); setz(d,1); setz(d,2)
D.__setattr__=lambda s,n,v: print("hook",n,v)
setz(d,3); print(d.z)
class E:
    def __init__(s): s.fn=lambda: "own"
def call(o): return o.fn()
e=E(); print(call(e),call(e))
E.fn=property(lambda s: lambda: "prop")
print(call(e))
