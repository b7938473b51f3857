from collections import namedtuple, deque, Counter, defaultdict, OrderedDict
import math, random, sys, time, itertools, functools
print(math.sqrt(2), math.floor(2.7), math.ceil(2.1), math.pi, math.log(8,2), math.log10(1000), math.gcd(12,18), math.factorial(20), math.comb(10,3), math.perm(5,2), math.isqrt(17), math.prod([1,2,3]), math.fsum([.1]*10), math.hypot(3,4), math.isclose(.1+.2,.3), math.modf(2.5), math.exp(1), math.trunc(-2.5), math.log2(8), math.frexp(8.0), math.inf, math.dist([0,0],[3,4]), math.log(10**400), math.factorial(30))
for s in ['math.sqrt(-1)','math.log(0)','math.exp(1000)','math.factorial(-1)','math.sqrt("x")','math.floor("x")','math.acos(2)','random.choice([])','random.seed([])','random.randint(2,1)','random.sample([1],3)','functools.reduce(max,[])','deque().pop()','deque([1],maxlen=2)[3]']:
    try: print(s, eval(s))
    except Exception as e: print(s, type(e).__name__, e)
random.seed(42); print(random.random(), random.randint(1,100), random.choice('abc'), random.gauss(0,1), random.uniform(1,2))
l=list(range(10)); random.shuffle(l); print(l, random.sample(range(100),5), random.choices([1,2,3],weights=[1,2,3],k=5))
random.seed('hello'); print(random.random(), random.getrandbits(70))
random.seed(3.5); print(random.random(), random.normalvariate(0,1), random.betavariate(1,2), random.expovariate(1))
r = random.Random(7); print(r.random(), r.randrange(0,100,5), r.triangular(), r.randbytes(3))
print(list(itertools.islice(itertools.count(5,2),3)), list(itertools.chain([1],[2,3])), list(itertools.product('ab',[1,2])), list(itertools.permutations([1,2,3],2)), list(itertools.combinations('abc',2)))
print(list(itertools.accumulate([1,2,3])), list(itertools.zip_longest([1,2],[3],fillvalue=0)), [(k,list(g)) for k,g in itertools.groupby('aabbc')], list(itertools.pairwise([1,2,3])), list(itertools.takewhile(lambda x:x<2,[1,2,1])), list(itertools.repeat(1,2)), list(itertools.starmap(pow,[(2,3)])), list(itertools.chain.from_iterable(['ab','c'])))
a,b = itertools.tee([1,2,3]); print(list(a), list(b), list(itertools.islice([1,2,3,4,5],1,None,2)), list(itertools.combinations_with_replacement('ab',2)))
print(functools.reduce(lambda a,b:a+b,[1,2,3]), functools.partial(pow,2)(5))
@functools.lru_cache(maxsize=None)
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(80), fib.cache_info(), fib.__name__)
@functools.total_ordering
class V:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __lt__(s,o): return s.v<o.v
print(V(1)<=V(2), V(2)>V(1), sorted([3,1,2], key=functools.cmp_to_key(lambda a,b:b-a)))
P=namedtuple('P','x y'); p=P(1,2); print(p, p.x, p[1], p==(1,2), p._replace(x=5), p._asdict(), hash(p)==hash((1,2)), P._fields, [*p], p+(3,))
x,y=p; print(x,y, isinstance(p,tuple), len(p), {p:1}, P._make([7,8]))
try: P(1)
except TypeError as e: print(e)
try: p.x = 5
except AttributeError as e: print(e)
match p:
    case P(a, b): print('np', a, b)
d=deque([1,2,3],maxlen=3); d.append(4); d.appendleft(0); print(d, d[0], len(d), list(d)); d.rotate(1); print(d, 2 in d)
c=Counter('abracadabra'); print(c, c.most_common(2), c['z'], c+Counter('a'), sum(c.values()))
dd=defaultdict(list); dd['a'].append(1); print(dd, dict(dd)); o=OrderedDict(a=1,b=2); o.move_to_end('a'); print(o)
sys.stdout.write('w\n'); print(sys.maxsize, sys.version_info[:2] >= (3,8), sys.getrecursionlimit())
print('to', file=sys.stdout); t=time.time(); time.sleep(0.01); print(time.time()-t >= 0.01)
try: sys.exit(3)
except SystemExit as e: print('exit', e.code)
