import json, copy, string, textwrap, operator, heapq, bisect, statistics, fractions
from fractions import Fraction as F
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
data = {"name": "김철수", "s": [90, 85.5, None, True], "e": {"a": [], "b": {}, "t": (1, 2)}, "q": "\"\n\t\\\x00\x7f\u2028😀"}
print(json.dumps(data)); print(json.dumps(data, ensure_ascii=False)); print(json.dumps(data, indent=2)); print(json.dumps(data, indent='--', sort_keys=True, separators=(',', ':'))); print(json.loads(json.dumps(data)) == {**data, 'e': {**data['e'], 't': [1, 2]}})
for bad in ('{', '[1,]', "{'a': 1}", 'nul', '{"a" 1}', '[1] 2', '', '"abc', '"a\nb"', '"\\x"', '"\\u12"', '{"a":}', '[1 2]', '{"a":1,}', '{,}', '-', '01', '1.', '.5', 'NaN x', '[', '{"a"', '\n\n  x'):
    t(lambda: json.loads(bad))
print(json.loads('[1e3, -0.5, 12345678901234567890, NaN, -Infinity, "\\ud83d\\ude00", "\\/"]'), json.loads(b'{"a": 1}'), json.loads('{"a": 1, "a": 2}'), json.loads('1', parse_int=float), json.loads('[1.5]', parse_float=str), json.loads('{"a": {"b": 1}}', object_hook=lambda d: list(d)), json.loads('{"a": 1}', object_pairs_hook=lambda p: p))
t(lambda: json.dumps({1, 2})); t(lambda: json.dumps({(1, 2): 3})); t(lambda: json.dumps(float('nan'), allow_nan=False)); l = []; l.append(l); t(lambda: json.dumps(l)); t(lambda: json.loads(3)); print(json.dumps({1: 2, None: 3, True: 4, 1.5: 6}), json.dumps({(1,): 2, 'a': 1}, skipkeys=True), json.dumps(object, default=lambda o: 'obj'), json.dumps([1, [2, [3]]], indent=4), json.dumps([], indent=2), json.dumps('é'), json.dumps(10**30), json.dumps(1e100), json.dumps(-0.0))
class Enc(json.JSONEncoder):
    def default(self, o): return list(o) if isinstance(o, set) else super().default(o)
print(json.dumps({'a': {1}}, cls=Enc)); t(lambda: json.dumps(object(), cls=Enc)); print(json.JSONDecoder().raw_decode('{"a": 1} rest'), json.JSONEncoder().encode([1]))
class P:
    def __init__(s): s.a = [1]; s.me = s
p = P(); q = copy.deepcopy(p); print(q.a, q.a is p.a, q.me is q, copy.copy(p).a is p.a)
class S:
    __slots__ = ('x', 'y')
    def __init__(s): s.x = [1]
s = copy.deepcopy(S()); print(s.x, hasattr(s, 'y'))
class DC:
    def __init__(s, v): s.v = v
    def __deepcopy__(s, memo): return DC(s.v + 1)
    def __copy__(s): return DC(-1)
print(copy.deepcopy([DC(1)])[0].v, copy.copy(DC(5)).v, copy.deepcopy({'a': (1, [2])}), copy.deepcopy({1, 2}), copy.deepcopy(print) is print)
a = [1]; b = [a, a]; c = copy.deepcopy(b); print(c[0] is c[1], c[0] is a); t(lambda: copy.deepcopy(i for i in []).__class__)
class L(list): pass
l = L([1, [2]]); l.tag = 5; m = copy.deepcopy(l); print(m, type(m), m.tag, m[1] is l[1]); E = copy.deepcopy(ValueError('a', 1)); print(repr(E))
print(string.capwords('hello wide  world'), string.Template('$a ${b} $$').substitute(a=1, b=2), string.Template('$a $z').safe_substitute(a=1)); t(lambda: string.Template('$z').substitute()); t(lambda: string.Template('$ x').substitute()); print(string.Formatter().format('{0}-{a}', 1, a=2))
para = "The quick brown fox jumped over the lazy dog while the rain fell on the plain, well-known and e-mail."
print(textwrap.fill(para, 30)); print(textwrap.shorten(para, 25), textwrap.wrap('a b c d', 3), textwrap.wrap('supercalifragilistic', 5), textwrap.wrap(para, 20, initial_indent='* ', subsequent_indent='  '), textwrap.dedent('  a\n    b\n  c'), textwrap.indent('a\n\nb', '> '), textwrap.wrap(''), textwrap.wrap('x' * 10 + '-' + 'y' * 10, 12), textwrap.fill('a  b\tc', 10), textwrap.wrap(para, 20, max_lines=2)); t(lambda: textwrap.wrap('a', 0))
print(operator.itemgetter(1, 0)([5, 6]), operator.attrgetter('real')(3), operator.methodcaller('upper')('a'), operator.add(1, 2), repr(operator.itemgetter(1)), operator.mul(2, 3), operator.contains([1], 1), operator.neg(3), operator.concat([1], [2])); t(lambda: operator.add(1, 'a')); t(lambda: operator.itemgetter(5)([1]))
h = [5, 2, 8, 1]; heapq.heapify(h); heapq.heappush(h, 0); print(h, [heapq.heappop(h) for _ in range(5)], heapq.nlargest(2, [1, 9, 4]), heapq.nsmallest(2, 'hello'), list(heapq.merge([1, 4], [2, 3])), heapq.heappushpop([1, 2], 0), heapq.nlargest(2, ['a', 'bbb', 'cc'], key=len)); t(lambda: heapq.heappop([]))
x = [1, 3, 3, 7]; bisect.insort(x, 4); print(x, bisect.bisect(x, 3), bisect.bisect_left(x, 3), bisect.bisect([1, 2], 5), bisect.bisect_left(['a', 'bb'], 2, key=len))
print(statistics.mean([1, 2, 3, 4]), statistics.mean([1.5, 2]), statistics.median([1, 3, 2]), statistics.median([1, 2, 3, 4]), statistics.mode('aab'), statistics.stdev([1, 2, 3, 4]), statistics.pstdev([1, 2, 3]), statistics.variance([1, 2, 3.5]), statistics.quantiles([1, 2, 3, 4, 5]), statistics.fmean([1, 2]), statistics.multimode('aabb'), statistics.harmonic_mean([40, 60]), statistics.geometric_mean([54, 24, 36]), statistics.NormalDist(0, 1).cdf(1.96), statistics.NormalDist(1, 2), statistics.correlation([1, 2, 3], [1, 2, 4]), statistics.linear_regression([1, 2, 3], [2, 4, 6]), statistics.mean([F(1, 2), F(1, 3)]), statistics.pvariance([1, 2, 3, 4]), statistics.stdev([0.1, 0.2, 0.35])); t(lambda: statistics.mean([])); t(lambda: statistics.stdev([1])); t(lambda: statistics.mean(['a']))
print(F(1, 3) + F(1, 6), repr(F(6, 4)), F('3/7'), F('0.125'), F(0.5), F(3), F(1, 2) * 2, F(1, 2) + 0.5, F(1, 2) ** 2, F(2) ** -1, F(7, 2) // 1, F(7, 2) % 1, -F(1, 2), abs(F(-1, 2)), F(1, 2) < F(2, 3), F(1, 2) == 0.5, hash(F(1, 2)) == hash(0.5), float(F(1, 8)), int(F(7, 2)), round(F(7, 2)), F(3.14159).limit_denominator(100), F(1, 2).numerator, sum([F(1, 2), F(1, 3)]), 1 / F(3), 2 - F(1, 2), F(1, -2), divmod(F(7, 2), 1), max(F(1, 2), F(2, 3)), F('1e-2'), 2 ** F(1, 2)); t(lambda: F(1, 0)); t(lambda: F('x')); t(lambda: F(1, 2) / 0); t(lambda: F(1.5, 2))
