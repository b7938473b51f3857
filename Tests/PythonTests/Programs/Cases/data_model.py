def t(f):
    try: print(f.__name__, f())
    except BaseException as e: print(f.__name__, type(e).__name__, e)
@t
def a():
    class A:
        def m(self): return 1
    f = A.m.__get__(A()); g=A.__dict__['m'].__get__(None, A)
    return f(), g is A.m, type(f).__name__
@t
def b():
    class P:
        @property
        def x(self): "doc x"; return 5
        @x.setter
        def x(self, v): self._x=v
        @classmethod
        def c(cls): return cls.__name__
        @staticmethod
        def s(): return 's'
    p=P.__dict__['x']; o=P()
    p.__set__(o, 3)
    return p.__get__(o), p.fget.__name__, p.__doc__, P.__dict__['c'].__get__(o)(), P.__dict__['s'].__get__(o)(), P.__dict__['c'].__func__.__name__, isinstance(p, property), P.x.__doc__
@t
def c():
    class Meta(type):
        def __new__(m, n, b, ns, **k): ns['added']=k; return super().__new__(m,n,b,ns)
        def __init__(cls,n,b,ns,**k): super().__init__(n,b,ns)
        def __call__(cls,*a,**k): print('call'); return super().__call__(*a,**k)
        def __getattr__(cls,n): return 'meta '+n
        def __iter__(cls): return iter([1,2])
        def __len__(cls): return 7
        def __contains__(cls,x): return x==3
        def __getitem__(cls,i): return i*2
        def __repr__(cls): return 'M:'+cls.__name__
        @property
        def prop(cls): return 'p'
    class A(metaclass=Meta, k=1): pass
    return A.added, type(A()).__name__, A.foo, list(A), len(A), 3 in A, A[5], repr(A), A.prop, type(A), str(A)
@t
def d():
    class Field:
        def __set_name__(s,o,n): s.n='_'+n; s.o=o.__name__
        def __get__(s,i,o=None): return s if i is None else getattr(i,s.n,None)
        def __set__(s,i,v):
            if v<0: raise ValueError(f'{s.n} negative')
            setattr(i,s.n,v)
        def __delete__(s,i): delattr(i, s.n)
    class A:
        x=Field(); y=Field()
    a=A(); a.x=3; del a.x
    try: a.y=-1
    except ValueError as e: print(e)
    return a.x, A.x.n, vars(a), A.x.o
@t
def e():
    def gen():
        try:
            while True:
                x = yield
                print('got', x)
        except GeneratorExit: print('exit'); raise
        finally: print('fin')
    g=gen(); next(g); g.send(1); g.close()
    def g2():
        r = yield from g3(); print('r', r)
        return 9
    def g3():
        try: yield 1
        except KeyError as e: yield 'caught'
        return 'ret'
    h=g2(); print(next(h), h.throw(KeyError('k')))
    try: next(h)
    except StopIteration as s: return s.value
@t
def f():
    def m(x):
        match x:
            case 0: return 'zero'
            case [a, b, *r]: return ('seq', a, b, r)
            case {'k': v, **rest}: return ('map', v, rest)
            case str() as s if len(s)>2: return 'long '+s
            case 'ab' | 'cd': return 'alt'
            case int(n): return ('int', n)
            case float(): return 'f'
            case None: return 'none'
            case _: return 'other'
    return [m(v) for v in (0,[1,2,3],(1,2),{'k':1,'z':2},'hello','ab','x',5,2.5,None,{1})]
@t
def g():
    class P:
        __match_args__=('x','y')
        def __init__(s,x,y): s.x=x;s.y=y
    match P(1,2):
        case P(1, y=q): return q
@t
def h():
    x=10
    def outer():
        x=1
        def inner():
            nonlocal x; x+=1; return x
        return inner(), x
    [y:=5, y**2]
    return outer(), x, y, (lambda *a, k=1, **kw: (a,k,kw))(1,2,k=3,z=4)
@t
def i():
    class V:
        def __init__(s,x): s.x=x
        def __add__(s,o): return NotImplemented if not isinstance(o,V) else V(s.x+o.x)
        def __radd__(s,o): return 'radd'
        def __iadd__(s,o): s.x+=100; return s
        def __eq__(s,o): return s.x==o.x
        def __lt__(s,o): return s.x<o.x
        def __bool__(s): return False
        def __call__(s,*a): return a
        def __getitem__(s,k): return k
        def __contains__(s,k): return True
        def __len__(s): return 3
        def __hash__(s): return 5
        def __format__(s,f): return 'fmt:'+f
        def __neg__(s): return 'neg'
        def __index__(s): return 2
        def __enter__(s): return 'e'
        def __exit__(s,*a): return True
        def __divmod__(s,o): return 'dm'
        def __pow__(s,o,m=None): return ('pow',o,m)
        def __round__(s,n=None): return ('round',n)
        def __matmul__(s,o): return 'mm'
        def __int__(s): return 42
        def __float__(s): return 4.5
        def __complex__(s): return 1j
        def __bytes__(s): return b'by'
        def __reversed__(s): return 'rev'
        def __iter__(s): return iter('it')
        def __getattr__(s,n): return 'ga '+n
        def __dir__(s): return ['z','a']
        def __sizeof__(s): return 1
        def __missing__(s,k): return 1
        def __trunc__(s): return 9
        def __floor__(s): return 8
        def __ceil__(s): return 7
    a=V(1)
    r=[5+a, (a+V(2)).x, a==V(1), a!=V(2), a<V(3), a>V(0), bool(a), a(1,2), a[1:2,3], 5 in a, len(a), hash(a), f'{a:>3}', -a, [1,2,3][a], hex(a), divmod(a,1), a**2, pow(a,2,3), round(a), round(a,2), a@1, int(a), float(a), complex(a), bytes(a), reversed(a), list(a), a.foo, dir(a), max([V(3),V(1)]).x, sorted([V(2),V(1)])[0].x]
    a+=1; r.append(a.x)
    with a as q: raise KeyError
    return r, q
@t
def j():
    try:
        try: raise ValueError('a')
        except ValueError as e:
            raise KeyError('b') from e
    except KeyError as k:
        return repr(k.__cause__), repr(k.__context__), k.__suppress_context__, k.__traceback__ is not None
@t
def k():
    class A:
        def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); cls.tag=tag
        def __class_getitem__(cls, i): return (cls.__name__, i)
    class B(A, tag='t'): pass
    try:
        class C(A, bad=1): pass
    except TypeError as e: print(e)
    return B.tag, A[int], B['x']
@t
def l():
    class A:
        def __new__(cls,*a): print('new',a); return super().__new__(cls)
        def __init__(self,*a): print('init',a)
        def __del__(self): print('del')
        def __repr__(self): return 'A!'
    x=A(1,2); s=str(x); del x
    return s
@t
def m():
    d={}; d.setdefault('a',[]).append(1); d.update(b=2); d|={'c':3}
    return d, d.pop('zz',None), list(reversed(d)), d.popitem(), {**d,'q':1}, dict(zip('ab',[1,2])), {k:v for v,k in enumerate('xy')}, d.keys()&{'a'}, sorted(d.items(), key=str)
@t
def n():
    a,*b,c=range(5); (d,e),f=(1,2),3
    x=y=[]; x+=[1]
    print(*[1,2],*'ab',sep='-',end='!\n')
    return a,b,c,d,e,f,x is y, [*range(3),*'ab'], (*(1,2),3), {*[1,2]}, [i for i in range(3) for j in range(i)], 1<2<3, not 1 in [2], 5 if 0 else 6, 3 and 0 or 'z'
@t
def o(): return int('0x1f',16), int('z',36), float('1e3'), complex('1+2j'), bool(''), str(b'ab','utf8'), bytes([1,2]), bytearray(3), list('ab'), tuple({1:2}), set('aab')=={'a','b'}, frozenset([1]), range(1,10,3)[1], slice(1,2).indices(5), sum([[1],[2]],[]), min('b','a'), max([1,5],key=lambda x:-x), abs(-3j), round(2.5), divmod(-7,2), pow(2,-1), pow(3,-1,7), ord('€'), chr(8364), bin(-5), oct(8), hex(255), ascii('é'), repr('a\nb'), isinstance(True,int), issubclass(bool,int), callable(len), id(1)==id(1), hash(1)==hash(1.0), all([]), any([]), list(map(lambda a,b:a+b,[1,2],[3,4])), list(filter(None,[0,1])), list(zip([1,2],'ab')), list(enumerate('ab',1)), sorted([3,1,2],reverse=True), next(iter([1])), next(iter([]),'d'), getattr(1,'real'), hasattr(1,'x'), vars(type('T',(),{'a':1}))['a'], type(1), format(3.14159,'.2f'), eval('1+1')
@t
def p():
    import sys
    def f(): return f()
    try: f()
    except RecursionError as e: return str(e)
@t
def q():
    class A: pass
    class B(A): pass
    class C(A): pass
    class D(B,C): pass
    try: type('E',(A,B),{})
    except TypeError as e: print(e)
    return [c.__name__ for c in D.__mro__], D.__bases__==(B,C), D.__base__.__name__, A.__subclasses__()==[B,C], D.__qualname__, D.__module__, D.__dict__.keys()
@t
def r():
    return "%s %r %5.2f %-5d| %05d %x %o %e %%" % ('a','b',3.14159,42,7,255,8,12345.678), '{:>10}|{:<5}|{:^7}|{:+d}|{:,}|{:.1%}|{!r}|{0[0]}'.format('hi',3,'c',5,1234567,.256,'q') if 0 else '{:>10}|{:<5}|{:^7}|{:+d}|{:,}|{:.1%}|{!r}'.format('hi',3,'c',5,1234567,.256,'q'), f"{3.14159:.2f} {'a'!r:>5} {1+1=} {10:08b} {255:#x} {1e10:g} {'x':*^5}"
@t
def s():
    global GG
    GG=5; del GG
    try: GG
    except NameError as e: print(e)
    try:
        print(zz); zz=1
    except UnboundLocalError as e: print(e)
    assert True
    assert 1==2, ("msg", 3)
