import pickle, collections, datetime, enum, decimal, fractions
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
data = {'a': [1, 2.5, None, True], 'b': (1, 2, 3, 4), 'c': {'x': b'yz', 'k': 'é한'}, 'n': -5, 'big': 2**70, 'neg': -2**40, 'f': frozenset([1]), 's': {7}, 'e': [], 't': (), 'one': [1], 'm': 70000, 'mm': -129, 'z': [300, -1, 2**31, 255, 256]}
d = pickle.dumps(data); print(pickle.loads(d) == data, len(d), d)
class P:
    def __init__(self, x): self.x = x; self.l = [x]
    def __eq__(self, o): return self.__dict__ == o.__dict__
p = P(3); q = pickle.loads(pickle.dumps(p)); print(q == p, q.x, pickle.dumps(p), q.l is p.l)
class S:
    def __init__(self): self.a = 1; self.f = lambda: 0
    def __getstate__(self): return {'a': self.a}
    def __setstate__(self, s): self.a = s['a'] + 1
print(pickle.loads(pickle.dumps(S())).a)
class Color(enum.Enum): RED = 1
NT = collections.namedtuple('NT', 'a b')
print(pickle.loads(pickle.dumps([Color.RED, NT(1, 2), collections.OrderedDict(a=1), collections.Counter('aab'), collections.defaultdict(list, {1: [2]}), collections.deque([1, 2], 3), datetime.date(2024, 1, 1), decimal.Decimal('1.5'), fractions.Fraction(1, 2), len, int, P, 1+2j, range(3), ValueError('x', 1)])))
l = [1]; l.append(l); m = pickle.loads(pickle.dumps(l)); print(m[1] is m); a = [1]; b = pickle.loads(pickle.dumps([a, a])); print(b[0] is b[1])
t(lambda: pickle.loads(b'')); t(lambda: pickle.loads(b'x')); t(lambda: pickle.loads(b'\x80\x04\x95')); t(lambda: pickle.dumps(i for i in [])); t(lambda: pickle.loads('a'))
def f():
    class L: pass
    return L()
t(lambda: pickle.dumps(f()))
for proto in (2, 3, 5): print(pickle.dumps([1, 'a', {'b': 2}], proto), pickle.loads(pickle.dumps(p, proto)) == p)
print(pickle.loads(b"(lp0\nI1\naS'a'\np1\na."), pickle.loads(b'\x80\x02]q\x00(K\x01X\x01\x00\x00\x00aq\x01e.'), pickle.HIGHEST_PROTOCOL)
