from itertools import *
import itertools, functools, struct, array
from functools import *
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(list(islice(count(5, 2), 3)), count(3), repeat('a', 2), list(repeat(1, 2)), list(islice(cycle('ab'), 5)), list(chain('ab', [1])), list(chain.from_iterable(['ab', 'c'])), list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], initial=10)), list(compress('abc', [1, 0, 1])), list(dropwhile(lambda x: x < 2, [1, 2, 1])), list(takewhile(lambda x: x < 2, [1, 2, 1])), list(filterfalse(None, [0, 1])), list(starmap(pow, [(2, 3)])), list(pairwise('abc')), list(zip_longest('ab', 'c', fillvalue='-')), [(k, list(g)) for k, g in groupby('aabc')], list(product('ab', repeat=2)), list(permutations('abc', 2)), list(combinations('abc', 2)), list(combinations_with_replacement('ab', 2)), [list(x) for x in tee([1, 2])])
print(type(cycle('a')), type(chain()), itertools.islice, type(permutations('a')), isinstance(chain(), chain), repr(cycle('a'))[:25], type(groupby('a')))
t(lambda: permutations('a', -1)); t(lambda: islice([1], -1)); t(lambda: islice([1])); t(lambda: combinations('ab', -1)); t(lambda: product('a', repeat=-1)); t(lambda: cycle(3)); t(lambda: list(chain(3))); t(lambda: islice([1], 0, 5, 0)); t(lambda: tee([1], -1)); t(lambda: next(iter(chain()))); t(lambda: islice([1], 'a'))
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(30), fib.cache_info(), fib.cache_info().hits, fib.__name__, fib.cache_parameters()); fib.cache_clear(); print(fib.cache_info())
@singledispatch
def show(x): return f'other {x!r}'
@show.register
def _(x: int): return f'int {x}'
@show.register(list)
def _(x): return f'list {len(x)}'
@show.register
def _(x: float | str): return 'fs'
print(show(3), show([1]), show('s'), show(True), show(None), show.dispatch(int)(5), show.registry.keys() == {object, int, list, float, str})
class C:
    @singledispatchmethod
    def m(self, x): return 'o'
    @m.register
    def _(self, x: int): return 'i'
    def base(self, a, b): return a, b
    pm = partialmethod(base, 1)
    @cached_property
    def cp(self): print('computed'); return 5
c = C(); print(c.m(1), c.m('a'), c.pm(2), c.cp, c.cp)
p = partial(int, base=2); print(p('101'), p.func, p.keywords, p.args, repr(partial(print, 1, sep='-')), reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a + b, [], 5)); t(lambda: reduce(lambda a, b: a, [])); t(lambda: partial(3))
@total_ordering
class T:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(T(1) <= T(2), T(3) >= T(2), T(1) > T(2), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
def deco(f):
    @wraps(f)
    def w(*a): "w doc"; return f(*a)
    return w
@deco
def g(x): "g doc"
print(g.__name__, g.__doc__, g.__wrapped__.__name__)
print(struct.pack('<ihf', 1, 2, 3.5), struct.unpack('>I', b'\0\0\1\0'), struct.calcsize('ibd'), struct.calcsize('<ibd'), struct.pack('4s', b'ab'), struct.unpack('<2h?', b'\1\0\2\0\1'), struct.pack('>d', 1.5), struct.pack('e', 1.0), struct.unpack('<f', struct.pack('<f', 0.1))); t(lambda: struct.pack('b', 300)); t(lambda: struct.unpack('i', b'a')); t(lambda: struct.pack('i', 'a')); t(lambda: struct.pack('ii', 1)); t(lambda: struct.pack('z', 1)); t(lambda: struct.pack('i', 2**40)); t(lambda: struct.pack('f', 1e300))
a = array.array('i', [1, 2, 3]); a.append(4); print(a, a[1], a[1:3], len(a), a.tolist(), a.itemsize, a.tobytes(), array.array('d', [1.5]), array.array('b'), a + a, a * 2, 2 in a, sum(a)); t(lambda: a.append('x')); t(lambda: array.array('b', [300])); t(lambda: a[10]); t(lambda: array.array('z')); t(lambda: a + [1])
import ast, html, urllib.parse as up, uuid, platform, queue, threading, secrets, codecs, cmath, keyword, random, timeit, gc
print(ast.literal_eval("{'a': [1, 2.5, (None, True)], 'b': {1, 2}, -3: 'x' 'y'}"), ast.literal_eval('1+2j'), ast.literal_eval('()'), ast.literal_eval('(1,)'), ast.literal_eval(' 5'), ast.literal_eval('b"x"'))
print(html.escape('<a href="x">&</a>'), html.unescape('&lt;&#39;&amp;'), up.quote('a b/한'), up.unquote('%ED%95%9C'), up.urlparse('https://u:p@h.com:80/p/a;x?q=1#f'), up.urlencode({'a': 1, 'b': 'x y'}), up.parse_qs('a=1&a=2&b='), up.urljoin('http://a/b/c', '../d'), up.urlparse('http://h/x').netloc, uuid.UUID('12345678123456781234567812345678'), uuid.uuid5(uuid.NAMESPACE_DNS, 'x'), len(str(uuid.uuid4())), codecs.encode('abc', 'rot13'), cmath.sqrt(-1), cmath.exp(1j * cmath.pi).real, cmath.phase(1j), cmath.polar(1 + 1j), keyword.iskeyword('for'))
q = queue.Queue(); q.put(1); q.put(2); print(q.get(), q.qsize(), q.empty()); pq = queue.PriorityQueue(); pq.put((2, 'b')); pq.put((1, 'a')); print(pq.get(), queue.LifoQueue().empty()); t(lambda: queue.Queue().get_nowait()); l = threading.Lock(); print(l.acquire(), l.locked(), l.release(), threading.current_thread().name)
