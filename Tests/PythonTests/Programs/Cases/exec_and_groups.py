def f():
    x=1
    def g(): return eval('x+1') if 0 else x
    return eval('x+1'), sorted(locals()), eval('[x for _ in [1]][0]', {'x':9}), exec('y=5')
print(f())
d={}; exec("a=1\nb=a+1\ndef h(): return b", d); print(d['h'](), sorted(k for k in d if k!='__builtins__'))
g={'x':1}; l={}; exec("y=x+1\nz=[q for q in range(y)]", g, l); print(l, 'y' in g)
print(eval("x+y", {'x':1}, {'y':2}))
class M(dict):
    def __missing__(self,k): return k*2
print(eval("foo+bar", {}, M()))
class Map:
    def __getitem__(self,k): 
        if k=='z': return 26
        raise KeyError(k)
print(eval("z+len('abc')", {}, Map()))
c=compile("1+2","<x>","eval"); print(eval(c), type(c).__name__, c.co_filename)
c=compile("w=5\nprint('w',w)","<x>","exec"); exec(c); print(w)
ns={}; exec(c, ns); print(ns['w'])
try: eval("len('a')", {"__builtins__": {}})
except NameError as e: print(e)
try: eval("1+")
except SyntaxError as e: print(e, e.msg, e.lineno, e.offset, e.text, e.args)
try: compile("x = = 1\n","f.py","exec")
except SyntaxError as e: print(e, e.args, repr(e))
try: raise SyntaxError("bad", ("a/b.py", 3, 1, "text"))
except SyntaxError as e: print(e, e.filename, e.end_lineno)
try:
    raise ExceptionGroup("g",[ValueError(1),TypeError(2),ExceptionGroup("n",[ValueError(3),KeyError(4)])])
except* ValueError as e: print(repr(e), e.message, e.exceptions, len(e.exceptions))
except* TypeError as e: print("T", e.exceptions)
except* KeyError: print("K")
def h():
    try:
        raise ExceptionGroup("g",[ValueError(1),TypeError(2)])
    except* ValueError as e:
        raise
try: h()
except ExceptionGroup as e: print(repr(e), [repr(x) for x in e.exceptions])
try:
    try:
        raise ExceptionGroup("g",[ValueError(1),TypeError(2)])
    except* ValueError as e:
        raise KeyError("new") from e
except BaseException as e: print(repr(e), e.exceptions, repr(e.exceptions[0].__cause__))
try:
    try: 1/0
    except* TypeError: print("no")
except ZeroDivisionError as e: print("naked through", e)
try: 1/0
except* ZeroDivisionError as e: print(repr(e))
try:
    try: raise ExceptionGroup("g",[ValueError(1)])
    except* ExceptionGroup: pass
except TypeError as e: print(e)
for i in range(2):
    try:
        if i: raise ExceptionGroup("g",[ValueError(i)])
    except* ValueError: print("in loop", i)
    else: print("else", i)
    finally: print("finally", i)
eg=ExceptionGroup("a",[ValueError(1),ExceptionGroup("b",[TypeError(2)])])
print(eg.subgroup(TypeError), eg.split(lambda e: isinstance(e, ValueError)), eg.derive([KeyError()]))
class MyEG(ExceptionGroup):
    def derive(self, excs): return MyEG(self.message, excs)
print(repr(MyEG("q",[ValueError(1),TypeError(2)]).split(ValueError)[0]), MyEG.__mro__)
print(BaseExceptionGroup("x",[KeyboardInterrupt()]), type(BaseExceptionGroup("x",[ValueError()])))
try: ExceptionGroup("x",[KeyboardInterrupt()])
except TypeError as e: print(e)
exec("for i in range(2): print('ex', i)")
x=10
def outer():
    x=20
    exec("x=30; print('inner', x)")
    print(x, eval('x'), eval('x', globals()))
outer()
exec(compile("1+1\n'q'", "<s>", "exec"))
def fin():
    class A:
        def __init__(s,n): s.n=n
        def __del__(s): print("del",s.n)
    a=A('a'); b=A('b'); c=A('c')
    return 1
print(fin())
