from contextlib import *
import io, warnings
@contextmanager
def cm(x):
    print('in', x)
    try: yield x * 2
    except ValueError as e: print('caught', e)
    finally: print('out')
with cm(3) as v: print(v)
with cm(4): raise ValueError('boo')
try:
    with cm(5): raise KeyError('k')
except KeyError as e: print('K', e)
with suppress(ZeroDivisionError, KeyError): 1/0
print('after')
b = io.StringIO()
with redirect_stdout(b): print('hidden'); print('two')
print(repr(b.getvalue()))
class C:
    def close(self): print('closed')
with closing(C()) as c: pass
with ExitStack() as st:
    a = st.enter_context(cm('A')); st.enter_context(cm('B')); st.callback(print, 'cb', sep='-')
with nullcontext(5) as n: print(n)
@cm('deco')
def f(): print('body'); return 7
print(f(), f.__name__)
@contextmanager
def noyield():
    if 0: yield
try:
    with noyield(): pass
except RuntimeError as e: print(e)
@contextmanager
def twice():
    yield 1
    yield 2
try:
    with twice(): pass
except RuntimeError as e: print(e)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    warnings.warn('hey'); warnings.warn('dep', DeprecationWarning)
    print(len(w), w[0].category, str(w[0].message), w[1].category.__name__)
warnings.filterwarnings('error')
try: warnings.warn('as error', RuntimeWarning)
except RuntimeWarning as e: print('E', e)
warnings.filterwarnings('ignore'); warnings.warn('nothing')
try:
    with ExitStack() as st:
        st.enter_context(cm(1)); raise TypeError('t')
except TypeError as e: print('T', e)
try: warnings.warn('x', 3)
except TypeError as e: print(e)
try:
    with ExitStack() as st: st.enter_context(3)
except TypeError as e: print(e)
class A(AbstractContextManager):
    def __exit__(self, *a): print('exit')
with A() as a: print(type(a).__name__)
