class classproperty(property):
    def __get__(self, obj, owner):
        return self.fget(owner)
class A:
    @classproperty
    def name(cls): return cls.__name__
    @property
    def x(self): return 1
class B(A): pass
print(A.name, A().name, B.name, B().name, A().x, type(A.__dict__['name']).__name__, A.x.__class__)
class checked(property):
    def __set__(self, obj, value):
        print('set', value); super().__set__(obj, value)
    def __delete__(self, obj):
        print('del'); super().__delete__(obj)
class C:
    def __init__(self): self._v=0
    @checked
    def v(self): "Doc v"; return self._v
    @v.setter
    def v(self, new): self._v=new
    @v.deleter
    def v(self): self._v=None
c=C(); c.v=3; print(c.v, type(C.__dict__['v']), C.v.__doc__); del c.v; print(c.v)
class mystatic(staticmethod):
    def __init__(self, f): super().__init__(f); self.tag='t'
class myclass(classmethod):
    def __get__(self, o, t=None):
        print('get'); return super().__get__(o, t)
class D:
    @mystatic
    def s(a): return a*2
    @myclass
    def c(cls): return cls.__name__
print(D.s(2), D().s(3), D.c(), D().c(), D.__dict__['s'].tag)
class U(property): pass
class V:
    f=U(lambda self: 5)
print(V().f)
try: V().f=3
except AttributeError as e: print(e)
p=property(); print(p.fget, p.__doc__); 
class W: q=property(doc='hello')
try: W().q
except AttributeError as e: print(e)
print(W.q.__doc__, property(lambda s: 1, doc='d').__doc__)
print(staticmethod(len).__func__, classmethod(print).__wrapped__)
try: staticmethod()
except TypeError as e: print(e)
try: classmethod(1,2)
except TypeError as e: print(e)
try: property(1,2,3,4,5)
except TypeError as e: print(e)
b=bytearray(b'abc'); b.__init__(b'zz'); print(b)
class F(float):
    def __init__(self, v, unit=None): self.unit=unit

class G(tuple):
    def __new__(cls, *a, **k): return super().__new__(cls, a)
    def __init__(self, *a, tag=None): self.tag=tag
print(G(1,2,tag='x'), G(1,2,tag='x').tag)
class F(float):
    def __init__(self, value, unit=None): self.unit = unit
print(F(2.5, unit='m').unit, F(3) + 1)
class T(tuple):
    def __init__(self, items, name=None): self.name = name
print(T([1, 2], name='pair'), T([1, 2], name='pair').name)
class B(bytearray):
    def __init__(self, *parts, extra=None):
        self.extra = extra
        super().__init__(b''.join(parts))
print(B(b'a', b'b', extra=1), B(b'a', extra=1).extra)
class P(property):
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name)
class A:
    @P
    def x(self): return 1
class S(staticmethod):
    def __set_name__(self, owner, name): print('set_name', name)
class B:
    s = S(len)
class L(list):
    def __set_name__(self, o, n): print('list', n)
class C:
    l = L()
class I(int):
    def __set_name__(self, o, n): print('int', n)
class D:
    i = I(3)
