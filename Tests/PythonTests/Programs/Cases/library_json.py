# JSON: what is written, what is read, hooks, and the words for what is wrong.
import json


def t(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)[:200]))


inf=float('inf')
t(lambda: json.dumps([inf], allow_nan=False))
t(lambda: json.dumps([inf], allow_nan=False, indent=1))
t(lambda: json.dumps({inf:1}, allow_nan=False))
t(lambda: json.dumps({(1,2):1}))
t(lambda: json.dumps({(1,2):1}, indent=1))
t(lambda: json.dumps({1:1,'a':2}, sort_keys=True))
l=[]; l.append(l)
t(lambda: json.dumps(l)); t(lambda: json.dumps(l,check_circular=False)); t(lambda: json.loads('['*100000)); t(lambda: json.loads('{"a":'*100000))
d={}; d['a']=d; t(lambda: json.dumps(d,check_circular=False)); t(lambda: json.dumps(d))
t(lambda: json.dumps(object())); t(lambda: json.dumps({'a':{1}}))
t(lambda: list(json.JSONEncoder().iterencode([1,[2,{}],{"a":1,"b":[3]}, "x", 1.5, []])))
t(lambda: list(json.JSONEncoder(indent=2).iterencode([1,[2,{}],{"a":1,"b":[3]}])))
t(lambda: list(json.JSONEncoder().iterencode("x"))); t(lambda: list(json.JSONEncoder().iterencode(3)))
t(lambda: list(json.JSONEncoder().iterencode({"a":object(),"b":1}))[0])
class L(list):
    def __iter__(self): return iter([9])
class D(dict):
    def items(self): return [('z', 1)]
t(lambda: (json.dumps(L([1,2])), json.dumps(D(a=1)), json.dumps(D(a=1),indent=1), json.dumps(D()), json.dumps(L([1]),indent=0)))
class S(str):
    def __str__(self): return 'no'
class I(int):
    def __repr__(self): return 'no'
class F(float):
    def __repr__(self): return 'no'
t(lambda: json.dumps([S('a'),I(3),F(2.5),{S('k'):1,I(3):1,F(2.5):2,True:1,None:2}]))
t(lambda: json.dumps({True:1,False:2,None:3,1.5:4,10**30:5}))
t(lambda: json.dumps({'a':1}, separators=(1,2)))
t(lambda: json.dumps({'a':1}, indent='--')); t(lambda: json.dumps([1], indent=-1)); t(lambda: json.dumps([1], indent=True)); t(lambda: json.dumps([1], indent=1.5))
t(lambda: json.dumps(10**5000)); t(lambda: json.loads('1'*5000))
t(lambda: json.loads('[1,]')); t(lambda: json.loads('{"a":1,}')); t(lambda: json.loads('[1 2]')); t(lambda: json.loads(''));t(lambda: json.loads('{1:2}')); t(lambda: json.loads('"\\ud800"')); t(lambda: json.loads('"\\x"')); t(lambda: json.loads('"\\u12"')); t(lambda: json.loads('"abc')); t(lambda: json.loads('"a\nb"')); t(lambda: json.loads('[1,2'));t(lambda: json.loads('{"a"')); t(lambda: json.loads('{"a":')); t(lambda: json.loads('-')); t(lambda: json.loads('01')); t(lambda: json.loads('1.')); t(lambda: json.loads('1e5')); t(lambda: json.loads('1E400')); t(lambda: json.loads('-0')); t(lambda: json.loads('-0.0')); t(lambda: json.loads('[NaN,-Infinity]')); t(lambda: json.loads('nul'));t(lambda: json.loads('1 2')); t(lambda: json.loads('{"a":1 "b"}')); t(lambda: json.loads('{,}')); t(lambda: json.loads('{"a":1,"a":2}', object_pairs_hook=list))
t(lambda: json.JSONDecoder().raw_decode('  1')); t(lambda: json.JSONDecoder().raw_decode('1 x')); t(lambda: json.JSONDecoder().raw_decode('x1', 1)); t(lambda: json.JSONDecoder().raw_decode('x1', -1)); t(lambda: json.JSONDecoder().raw_decode('x1', 9))
t(lambda: json.loads('"\\ud83d\\ude00 \\u00e9 é 😀"'))
t(lambda: json.loads('["a\tb"]', strict=False)); t(lambda: json.loads(b'[1]')); t(lambda: json.loads(3)); t(lambda: json.loads('[1]', parse_int=str, parse_float=str)); t(lambda: json.loads('[1.5, NaN]', parse_float=str, parse_constant=str))
t(lambda: [json.dumps(x, ensure_ascii=e) for e in (0,1) for x in ('é','가','😀','\ud800','\x7f','\x00"\\/\b\f\n\r\t\x1f')])
t(lambda: json.encoder.encode_basestring('a"가')); t(lambda: json.encoder.encode_basestring_ascii('a"가')); t(lambda: json.encoder.encode_basestring(1))
t(lambda: sorted(vars(json.JSONEncoder())))
class E(json.JSONEncoder):
    def default(self,o): return sorted(o)
t(lambda: json.dumps({1:{2,1}}, cls=E)); t(lambda: json.dumps({1:{2,1}}, cls=E, indent=1))
t(lambda: json.dumps(1, default=3, foo=2)); t(lambda: json.dumps({}, default=3)); t(lambda: json.dumps({1}, default=3))
t(lambda: json.dumps(l, default=lambda o:o)); t(lambda: json.dumps({1}, default=lambda o:o))
class W:
    def __init__(s): s.t=''
    def write(s,x): s.t+=x+'|'
def dump(o,**k):
    w=W()
    try: json.dump(o,w,**k)
    except Exception as e: return w.t, e
    return w.t
t(lambda: dump([1,{"a":[]},object()])); t(lambda: dump({"a":1.5,"b":[None,True]},indent=1,sort_keys=True))


class Point:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f'Point({self.x})'


class Encoder(json.JSONEncoder):
    item_separator = ';'

    def default(self, o):
        return {'x': o.x} if isinstance(o, Point) else super().default(o)


t(lambda: json.dumps([Point(1), Point(Point(2))], cls=Encoder))
t(lambda: json.dumps([Point(1), object()], cls=Encoder))
t(lambda: Encoder(indent=1).encode([Point(1)]))
t(lambda: json.dumps({(1, 2): 3, 'a': 4}, skipkeys=True))
t(lambda: json.dumps(type('T', (tuple,), {})((1, 2))))
# A list and a dict that change while they are written.
items = [1, Point(2), 3]
t(lambda: json.dumps(items, default=lambda o: items.pop() and o.x))
entries = {'a': Point(1), 'b': 2}
t(lambda: json.dumps(entries, default=lambda o: entries.clear() or o.x))
t(lambda: (items, entries))
numbers = ['0.1', '1e22', '1e23', '123456789012345678', '1234567890123456789', '0.30000000000000004',
           '9007199254740993', '9007199254740993.0', '1.7976931348623157e308', '5e-324', '1e-400',
           '-1.5E+3', '12345678901234567.5', '0.000001', '1e5000000000', '100e-2']
t(lambda: [json.loads(number) for number in numbers])
t(lambda: json.loads('[' + ','.join(numbers) + ']', parse_float=str, parse_int=str))
t(lambda: json.loads('{"\uac00\ub098": {"k": [1, {"k": "\ub2e4"}]}, "k": "\\ud83d\\ude00\\n"}'))
t(lambda: json.loads('"' + 'x' * 1000 + '\\u00e9"') == 'x' * 1000 + '\xe9')
t(lambda: json.loads('\n\t [1, 2 ,3 ] \r\n'))
t(lambda: json.loads('[1]\x0b'))
for text in ('\n\n  [1,\n x]', '{"a": tru}', '[1, 2', '{"a": 1', '"\\', '"\\u12g4"', '[Infinit]', '-Inf'):
    t(lambda: json.loads(text))
try:
    json.loads('{"a": \n b}')
except json.JSONDecodeError as problem:
    print(problem.msg, problem.pos, problem.lineno, problem.colno, len(problem.doc))
