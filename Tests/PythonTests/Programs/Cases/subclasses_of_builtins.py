class I(int):
    def __new__(cls, v, unit="m"):
        self = super().__new__(cls, v)
        self.unit = unit
        return self
    def __add__(self, o): return I(int(self)+int(o), self.unit)
    def __repr__(self): return f"I({int(self)}{self.unit})"
a=I(3,"km"); print(a, a+4, 4+a, a*2, type(a*2), a==3, hash(a)==hash(3), {3:1}[a], a.__dict__, f"{a}", f"{a:05d}", "%d"%a, [10,20,30,40][a], range(a), isinstance(a,int), a.real, -a, abs(a), int(a), float(a), bool(a), sorted([I(3),I(1)]), max(I(1),5), a<4, 2<a, divmod(a,2), a//2, 7//a, a**2, 2**a, a&1, ~a, round(a))
class F(float):
    def __str__(self): return "F!"
    def __mul__(self,o): return "mul"
    def __rmul__(self,o): return "rmul"
x=F(2.5); print(x, repr(x), x*2, 2*x, x+1, type(x+1), x==2.5, hash(x)==hash(2.5), "%.2f"%x, f"{x:.3f}", f"{x}", [x], int(x), float(x), type(float(x)), x.is_integer(), x.real, round(x), abs(x))
x.y=5; print(x.y, vars(x))
class C(complex): pass
c=C(1,2); c.q=1; print(c, c+1, type(c+1), c.real, abs(c), c==1+2j, c.q, c*2, -c)
class B(bytes): pass
b=B(b'abc'); b.z=1; print(b, b+b'd', type(b+b'd'), b.z, b[0], len(b), b.upper(), b==b'abc', hash(b)==hash(b'abc'))
class S(str):
    def __add__(self,o): return "added"
    def __eq__(self,o): return True
    __hash__=str.__hash__
    def __len__(self): return 99
s=S("hey"); s.k=2; print(s, s+"x", s=="no", s.k, len(s), s.upper(), s[0], s*2, "x"+s, s%(), list(s), s in "hey you", {"hey":1}[s], f"{s:>5}", f"{s}", "%s"%s, "{}".format(s))
class T(tuple):
    def __new__(cls,*a): return super().__new__(cls,a)
t=T(1,2); t.k=9; print(t, t+(3,), t.k, t==(1,2), hash(t)==hash((1,2)), t[0], len(t))
class St(set):
    pass
st=St([3,1]); st.k=1; print(st, st|{5}, type(st|{5}), st.k, st=={1,3}, len(st))
class Fz(frozenset): pass
print(Fz([1]), {Fz([1]):1}, hash(Fz([1]))==hash(frozenset([1])))
class L(list):
    def __getitem__(self,i): return "got" if not isinstance(i,slice) else list.__getitem__(self,i)
    def append(self,x): super().append(x*2)
l=L([1,2]); l.append(3); l.name="n"; print(l, l[0], l[:2], l+[1], l.name, list(l)); l+=[7]; print(l, type(l)); l*=2; print(l, type(l))
class D(dict):
    def __missing__(self,k): return k*2
    def __setitem__(self,k,v): super().__setitem__(k, v+1)
d=D(a=1); d['b']=1; d.w=3; print(d, d['zz'], d.w, d|{'c':5}); d|={'q':1}; print(d,type(d))
class P(property): pass
class Q:
    @P
    def x(self): return 42
print(Q().x, type(Q.__dict__['x']))
import weakref
class W: 
    def __init__(self,n): self.n=n
    def __repr__(self): return f"W({self.n})"
w=W(1); r=weakref.ref(w, lambda r: print("gone", r)if 0 else print("gone")); print(r() is w, r)if 0 else print(r() is w)
del w; print(r())
vd=weakref.WeakValueDictionary(); k=W(2); vd['k']=k; print(len(vd), vd['k'], list(vd.items())); del k; print(len(vd), 'k' in vd)
kd=weakref.WeakKeyDictionary(); k=W(3); kd[k]=5; print(len(kd), kd[k], list(kd)); del k; print(len(kd))
f=W(4); fin=weakref.finalize(f, print, "finalized", 1); print(fin.alive); del f; print(fin.alive)
p=W(5); px=weakref.proxy(p); print(px.n, px); px.n=6; print(p.n); del p
try: px.n
except ReferenceError as e: print(e)
a=W(7); a.me=a; r=weakref.ref(a); del a; gc_ok = True
ws=weakref.WeakSet(); k=W(8); ws.add(k); print(len(ws), k in ws); del k; print(len(ws))
print(int|None, list[int]|None, isinstance(3,int|str), isinstance('', int|float), int|str==str|int)
class E1(Exception):
    def __init__(self, m, *, where=None): super().__init__(m); self.where=where
try: raise E1("x", where=3)
except E1 as e: print(e, e.where, e.args)
try: Exception(a=1)
except TypeError as e: print(e)
