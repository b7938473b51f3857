# Base 64's strict mode, instances of abstract classes, empty containers, rows of csv as dicts.
import base64, abc, collections.abc, types, csv, io
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for s in ['', '=', 'YQ==', 'YQ==a', 'YQ=a=', 'Y=Q=', 'YQ=', 'YQ', 'Y', 'YWJj', 'YWJj=', 'YW Jj', 'YWJ!', 'YQ==\n', '==', 'YWI=', 'YWI==', 'YWJjZ', '=YQ==', 'YQ===']:
    t(lambda: base64.b64decode(s, validate=True)); t(lambda: base64.b64decode(s))
class M(type): pass
t(lambda: M()); t(lambda: M('a')); t(lambda: type(1,2)); t(lambda: type.__new__(M,'a'))
class Shape(abc.ABC): pass
class Square(Shape): pass
class Other: pass
print(Shape.__doc__, abc.ABC.__doc__)
for _ in range(3):
    print(isinstance(Square(), Shape), isinstance(Other(), Shape), isinstance([], collections.abc.Sequence), isinstance(5, collections.abc.Sequence), isinstance({}, collections.abc.Mapping))
Shape.register(Other)
print(isinstance(Other(), Shape), isinstance(Other(), Shape))
class Odd(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other): return False
class Sub(Odd): pass
print(isinstance(3, Odd), list(), dict(), set(), [list() for _ in range(3)])
class L(list): pass
print(L(), type(L()))
t(lambda: list(1,2)); t(lambda: list(x=1)); 
r = csv.DictReader(io.StringIO('a,b\n1,2\n\n3\n4,5,6\n'), restval='-')
for row in r: print(row, r.line_num)
r = csv.DictReader(io.StringIO(''), fieldnames=None)
print(list(r), r.fieldnames)
w = csv.DictWriter(io.StringIO(), ['a'])
t(lambda: w.writerow({'b': 1}))
types_made = types.SimpleNamespace(b=1, a='x')
print(types_made, types_made == types.SimpleNamespace(a='x', b=1), vars(types_made))
