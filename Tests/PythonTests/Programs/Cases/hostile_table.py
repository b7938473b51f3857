# Natives that call back into Python, each with every behaviour: a callback raises, is interrupted,
# gives nonsense, changes what is worked on, calls the native again, or recurses without end.
import bisect, collections, copy, csv, functools, gc, heapq, io, itertools, json, math, operator, pickle, pprint
import random, re, statistics, string, textwrap, warnings, weakref

warnings.simplefilter('ignore')


class Stop(Exception):
    pass


calls = 0


def behaviours(target, again):
    """`target` is what the native works on, `again(callback)` calls the native."""
    def raises(*a, **k): raise Stop
    def interrupted(*a, **k): raise KeyboardInterrupt
    def gives_nothing(*a, **k): return None
    def gives_text(*a, **k): return 'x'
    def gives_number(*a, **k): return 10**30
    def gives_itself(*a, **k): return gives_itself
    def clears(*a, **k):
        change(target, 'clear')
        return a[-1] if a else 1
    def grows(*a, **k):
        change(target, 'grow')
        return a[-1] if a else 1
    def shrinks(*a, **k):
        change(target, 'shrink')
        return a[-1] if a else 1
    def calls_again(*a, **k):
        global calls
        if calls < 3:
            calls += 1
            again(calls_again)
        return a[-1] if a else 1
    def deepens(*a, **k): return deepens(*a, **k)
    return [raises, interrupted, gives_nothing, gives_text, gives_number, gives_itself, clears, grows, shrinks,
            calls_again, deepens]


def change(target, how):
    gc.collect(0)
    if isinstance(target, (list, collections.deque, bytearray)):
        if how == 'clear': target.clear()
        elif how == 'shrink' and target: target.pop()
        elif how == 'grow' and len(target) < 200: target.append(target[0] if target else 1)
    elif isinstance(target, dict):
        if how == 'clear': target.clear()
        elif how == 'shrink' and target: target.popitem()
        elif how == 'grow' and len(target) < 200: target[len(target) + 100] = 1
    elif isinstance(target, set):
        if how == 'clear': target.clear()
        elif how == 'shrink' and target: target.pop()
        elif how == 'grow' and len(target) < 200: target.add(len(target) + 100)


def item(method, callback, **more):
    """An object one of whose methods is the callback."""
    names = {method: lambda self, *a, **k: callback(*a, **k)}
    names.update({name: value for name, value in more.items()})
    return type('Item', (), names)()


def outcome(action):
    global calls
    calls = 0
    try:
        result = action()
    except BaseException as error:
        return type(error).__name__
    return type(result).__name__


def quietly(action):
    """What must not raise: callbacks whose errors would go to the error stream."""
    try: action()
    except BaseException: pass


TABLE = []


def row(target, *names):
    """A row for each `name: call`: `call(target, callback)` uses the native."""
    def add(function):
        TABLE.append((function.__name__, target, function))
        return function
    return add


numbers = lambda: [3, 1, 2, 5, 4]
pairs = lambda: {i: i for i in range(5)}
group = lambda: set(range(5))


@row(numbers)
def list_sort_key(t, f): return t.sort(key=f)
@row(numbers)
def list_sort_lt(t, f): t[:] = [item('__lt__', f) for _ in range(4)]; return t.sort()
@row(numbers)
def sorted_key(t, f): return sorted(t, key=f)
@row(numbers)
def sorted_cmp(t, f): return sorted(t, key=functools.cmp_to_key(f))
@row(numbers)
def list_index(t, f): t[:] = [item('__eq__', f) for _ in range(4)]; return t.index(7)
@row(numbers)
def list_count(t, f): t[:] = [item('__eq__', f) for _ in range(4)]; return t.count(7)
@row(numbers)
def list_remove(t, f): t[:] = [item('__eq__', f) for _ in range(4)]; return t.remove(7)
@row(numbers)
def list_contains(t, f): t[:] = [item('__eq__', f) for _ in range(4)]; return 7 in t
@row(numbers)
def list_equal(t, f): t[:] = [item('__eq__', f) for _ in range(4)]; return t == [7, 7, 7, 7]
@row(numbers)
def list_less(t, f): t[:] = [item('__eq__', f, __lt__=lambda s, o: False) for _ in range(4)]; return t < [7, 7, 7, 7]
@row(numbers)
def list_extend(t, f): return t.extend(f(x) for x in t[:3])
@row(numbers)
def list_slice(t, f): return t[item('__index__', f):]
@row(numbers)
def list_slice_assign(t, f): t[1:3] = (f(x) for x in (1, 2))
@row(numbers)
def list_step_assign(t, f): t[::2] = [f(x) for x in (1, 2, 3)]
@row(numbers)
def list_delete(t, f): del t[item('__index__', f)]
@row(numbers)
def list_insert(t, f): return t.insert(item('__index__', f), 1)
@row(numbers)
def list_pop(t, f): return t.pop(item('__index__', f))
@row(numbers)
def list_repeat(t, f): return t * item('__index__', f)
@row(numbers)
def list_from_iter(t, f): return list(item('__iter__', f))
@row(numbers)
def list_length_hint(t, f): return list(item('__length_hint__', f, __iter__=lambda s: iter(t)))
@row(numbers)
def list_repr(t, f): t[:] = [item('__repr__', f) for _ in range(4)]; return repr(t)
@row(numbers)
def max_key(t, f): return max(t, key=f)
@row(numbers)
def min_of_items(t, f): t[:] = [item('__lt__', f) for _ in range(4)]; return min(t)
@row(numbers)
def sum_of_items(t, f): t[:] = [item('__radd__', f, __add__=lambda s, o: s) for _ in range(4)]; return sum(t)
@row(numbers)
def any_of_items(t, f): t[:] = [item('__bool__', f) for _ in range(4)]; return any(t)
@row(numbers)
def all_of_lengths(t, f): t[:] = [item('__len__', f) for _ in range(4)]; return all(t)
@row(numbers)
def map_items(t, f): return list(map(f, t))
@row(numbers)
def filter_items(t, f): return list(filter(f, t))
@row(numbers)
def zip_items(t, f): return list(zip(t, map(f, t), strict=True))
@row(numbers)
def enumerate_items(t, f): return [f(x) for x in enumerate(t)]
@row(numbers)
def reversed_items(t, f): return [f(x) for x in reversed(t)]
@row(numbers)
def iterate_call(t, f): return list(itertools.islice(iter(f, 1), 5))
@row(numbers)
def unpack(t, f): a, *b = map(f, t); return b
@row(numbers)
def star_call(t, f): return (lambda *a: a)(*map(f, t))
@row(pairs)
def dict_get(t, f): t.clear(); t[item('__eq__', f, __hash__=lambda s: 7)] = 1; return t.get(7)
@row(pairs)
def dict_set(t, f): t.clear(); t[item('__eq__', f, __hash__=lambda s: 7)] = 1; t[7] = 2
@row(pairs)
def dict_hash(t, f): return t[item('__hash__', f)]
@row(pairs)
def dict_pop(t, f): t.clear(); t[item('__eq__', f, __hash__=lambda s: 7)] = 1; return t.pop(7, 5)
@row(pairs)
def dict_setdefault(t, f): t.clear(); t[item('__eq__', f, __hash__=lambda s: 7)] = 1; return t.setdefault(7, 5)
@row(pairs)
def dict_update(t, f): return t.update(item('keys', f, __getitem__=lambda s, k: k))
@row(pairs)
def dict_update_pairs(t, f): return t.update((f(x), x) for x in (1, 2, 3))
@row(pairs)
def dict_merge(t, f): return {**t, **item('keys', f, __getitem__=lambda s, k: k)}
@row(pairs)
def dict_equal(t, f): t[1] = item('__eq__', f); return t == {**t, 1: 5}
@row(pairs)
def dict_iterate(t, f): return [f(x) for x in t]
@row(pairs)
def dict_items(t, f): return [f(x) for x in t.items()]
@row(pairs)
def dict_comprehension(t, f): return {f(k): v for k, v in t.items()}
@row(pairs)
def dict_views(t, f): return t.keys() & map(f, [1, 2])
@row(pairs)
def dict_fromkeys(t, f): return dict.fromkeys(map(f, t))
@row(pairs)
def dict_repr(t, f): t[1] = item('__repr__', f); return repr(t)
@row(pairs)
def dict_missing(t, f): return type('D', (dict,), {'__missing__': lambda s, k: f(k)})(t)['no']
@row(pairs)
def default_dict(t, f): return collections.defaultdict(f, t)['no']
@row(pairs)
def counter_update(t, f): return collections.Counter(map(f, t))
@row(pairs)
def ordered_dict(t, f): return [f(x) for x in collections.OrderedDict(t)]
@row(pairs)
def keyword_call(t, f): return (lambda **k: k)(**item('keys', f, __getitem__=lambda s, k: k))
@row(group)
def set_add(t, f): t.clear(); t.add(item('__eq__', f, __hash__=lambda s: 7)); return t.add(7)
@row(group)
def set_update(t, f): return t.update(map(f, list(t)))
@row(group)
def set_iterate(t, f): return [f(x) for x in t]
@row(group)
def set_subset(t, f): t.clear(); t.update(item('__eq__', f, __hash__=lambda s: 7) for _ in range(4)); return t <= {7, 1, 2, 3, 4, 5}
@row(group)
def set_equal(t, f): t.clear(); t.update(item('__eq__', f, __hash__=lambda s: n) for n in range(4)); return t == set(range(4))
@row(group)
def set_intersection(t, f): t.clear(); t.update(item('__eq__', f, __hash__=lambda s, n=n: n) for n in range(4)); return t & set(range(9))
@row(group)
def set_difference(t, f): t.clear(); t.update(item('__eq__', f, __hash__=lambda s, n=n: n) for n in range(4)); return t - set(range(9))
@row(group)
def set_symmetric(t, f): t.clear(); t.update(item('__eq__', f, __hash__=lambda s, n=n: n) for n in range(4)); return t ^ set(range(9))
@row(group)
def set_disjoint(t, f): return t.isdisjoint(map(f, list(t)))
@row(lambda: collections.deque(range(5)))
def deque_iterate(t, f): return [f(x) for x in t]
@row(lambda: collections.deque(range(5)))
def deque_index(t, f): t.extend([item('__eq__', f)] * 2); return t.index(77)
@row(lambda: collections.deque(range(5)))
def deque_remove(t, f): t.extend([item('__eq__', f)] * 2); return t.remove(77)
@row(lambda: collections.deque(range(5)))
def deque_extend(t, f): return t.extend(map(f, [1, 2]))
@row(lambda: collections.deque(range(5)))
def deque_equal(t, f): t[1] = item('__eq__', f); return t == collections.deque(range(5))
@row(numbers)
def heap_push(t, f): t[:] = [item('__lt__', f) for _ in range(4)]; return heapq.heappush(t, item('__lt__', f))
@row(numbers)
def heap_pop(t, f): t[:] = [item('__lt__', f) for _ in range(4)]; return heapq.heappop(t)
@row(numbers)
def heap_make(t, f): t[:] = [item('__lt__', f) for _ in range(4)]; return heapq.heapify(t)
@row(numbers)
def heap_merge(t, f): return list(heapq.merge(t, [1, 2], key=f))
@row(numbers)
def heap_largest(t, f): return heapq.nlargest(2, t, key=f)
@row(numbers)
def bisect_key(t, f): return bisect.bisect(t, 2, key=f)
@row(numbers)
def bisect_insort(t, f): return bisect.insort(t, item('__lt__', f))
@row(numbers)
def reduce_items(t, f): return functools.reduce(f, t)
@row(numbers)
def cached_call(t, f): return functools.lru_cache(2)(f)(1)
@row(numbers)
def cached_key(t, f): return functools.lru_cache(2)(repr)(item('__hash__', f))
@row(numbers)
def partial_call(t, f): return functools.partial(f, 1)(2)
@row(numbers)
def cached_value(t, f): return type('C', (), {'v': functools.cached_property(f)})
@row(numbers)
def group_key(t, f): return [list(g) for k, g in itertools.groupby(t, f)]
@row(numbers)
def accumulate_call(t, f): return list(itertools.accumulate(t, f))
@row(numbers)
def take_call(t, f): return list(itertools.takewhile(f, t))
@row(numbers)
def drop_call(t, f): return list(itertools.dropwhile(f, t))
@row(numbers)
def starmap_call(t, f): return list(itertools.starmap(f, zip(t, t)))
@row(numbers)
def tee_items(t, f): a, b = itertools.tee(map(f, t)); return list(a) + list(b)
@row(numbers)
def chain_items(t, f): return list(itertools.chain.from_iterable(map(f, t)))
@row(numbers)
def product_items(t, f): return list(itertools.product(map(f, t), [1]))
@row(numbers)
def islice_start(t, f): return list(itertools.islice(t, item('__index__', f)))
@row(numbers)
def join_texts(t, f): return ','.join(map(f, t))
@row(numbers)
def percent(t, f): return '%s %r %d' % (item('__str__', f), 1, 2)
@row(numbers)
def percent_number(t, f): return '%d' % item('__index__', f)
@row(numbers)
def format_field(t, f): return '{:x}'.format(item('__format__', f))
@row(numbers)
def format_string(t, f): return f'{item("__format__", f)}{t}'
@row(numbers)
def format_map(t, f): return '{a}'.format_map(item('__getitem__', f))
@row(numbers)
def format_attribute(t, f): return '{0.a}'.format(item('__getattr__', f))
@row(numbers)
def translate(t, f): return 'abc'.translate(item('__getitem__', f))
@row(numbers)
def text_of(t, f): return str(item('__str__', f))
@row(numbers)
def number_of(t, f): return int(item('__int__', f))
@row(numbers)
def float_of(t, f): return float(item('__float__', f))
@row(numbers)
def complex_of(t, f): return complex(item('__complex__', f))
@row(numbers)
def bytes_of(t, f): return bytes(item('__bytes__', f))
@row(numbers)
def bool_of(t, f): return bool(item('__bool__', f))
@row(numbers)
def length_of(t, f): return len(item('__len__', f))
@row(numbers)
def hash_of(t, f): return hash(item('__hash__', f))
@row(numbers)
def round_of(t, f): return round(item('__round__', f))
@row(numbers)
def divmod_of(t, f): return divmod(item('__divmod__', f), 1)
@row(numbers)
def power_of(t, f): return pow(2, item('__rpow__', f))
@row(numbers)
def range_of(t, f): return range(item('__index__', f), 5)
@row(numbers)
def chr_of(t, f): return chr(item('__index__', f))
@row(numbers)
def sum_math(t, f): return math.fsum(map(f, t))
@row(numbers)
def product_math(t, f): return math.prod(map(f, t))
@row(numbers)
def floor_math(t, f): return math.floor(item('__floor__', f))
@row(lambda: bytearray(b'abcdef'))
def bytearray_extend(t, f): return t.extend(map(f, [1, 2]))
@row(lambda: bytearray(b'abcdef'))
def bytearray_slice(t, f): t[1:item('__index__', f)] = b'xyz'
@row(lambda: bytearray(b'abcdef'))
def bytearray_join(t, f): return t.join(map(f, [b'a', b'b']))
@row(lambda: bytearray(b'abcdef'))
def memory_view(t, f): return [f(x) for x in memoryview(t)]
@row(numbers)
def json_default(t, f): return json.dumps([t, object()], default=f)
@row(pairs)
def json_hook(t, f): return json.loads('[{"a": 1}, {"b": 2}]', object_hook=f)
@row(pairs)
def json_float(t, f): return json.loads('[1.5, 2.5]', parse_float=f)
@row(numbers)
def regex_sub(t, f): return re.sub('a', f, 'aXaXa')
@row(numbers)
def copy_object(t, f): return copy.copy(item('__copy__', f))
@row(numbers)
def deepcopy_object(t, f): return copy.deepcopy([item('__deepcopy__', f), t])
@row(numbers)
def pickle_reduce(t, f): return pickle.dumps([t, item('__reduce__', f)])
@row(numbers)
def pprint_repr(t, f): return pprint.pformat([t, item('__repr__', f)])
@row(numbers)
def random_shuffle(t, f): return random.shuffle(item('__len__', f, __getitem__=lambda s, i: 1, __setitem__=lambda s, i, v: None))
@row(numbers)
def statistics_mean(t, f): return statistics.mean(map(f, t))
@row(numbers)
def template(t, f): return string.Template('$a').substitute(item('__getitem__', f))
@row(numbers)
def csv_rows(t, f): return list(csv.reader(map(f, ['a,b', 'c'])))
@row(numbers)
def csv_write(t, f): return csv.writer(item('write', f)).writerow([1, 2])
@row(numbers)
def print_to(t, f): return print(1, 2, file=item('write', f))
@row(numbers)
def print_text(t, f): return print(item('__str__', f), file=io.StringIO())
@row(numbers)
def weak_callback(t, f): a = item('x', f); r = weakref.ref(a, lambda r: quietly(f)); del a; return r()
@row(numbers)
def weak_finalizer(t, f): a = item('x', f); r = weakref.finalize(a, quietly, f); del a; return r.alive
@row(numbers)
def deleted(t, f): a = item('__del__', lambda: quietly(f)); del a
@row(numbers)
def attribute(t, f): return item('__getattr__', f).missing
@row(numbers)
def attribute_always(t, f): return item('__getattribute__', f).missing
@row(numbers)
def attribute_set(t, f): item('__setattr__', f).name = 1
@row(numbers)
def descriptor(t, f): return type('C', (), {'v': item('__get__', f)})().v
@row(numbers)
def descriptor_name(t, f): return type('C', (), {'v': item('__set_name__', f)})
@row(numbers)
def property_call(t, f): return type('C', (), {'v': property(f)})().v
@row(numbers)
def attribute_getter(t, f): return operator.attrgetter('a.b')(item('__getattr__', f))
@row(numbers)
def item_getter(t, f): return operator.itemgetter(1, 2)(item('__getitem__', f))
@row(numbers)
def method_caller(t, f): return operator.methodcaller('go', 1)(item('go', f))
@row(numbers)
def instance_check(t, f): return isinstance(1, type('M', (type,), {'__instancecheck__': lambda c, o: f(o)})('X', (), {}))
@row(numbers)
def subclass_hook(t, f): return issubclass(int, type('M', (type,), {'__subclasscheck__': lambda c, o: f(o)})('X', (), {}))
@row(numbers)
def init_subclass(t, f): return type('D', (type('C', (), {'__init_subclass__': classmethod(lambda c: f())}),), {})
@row(numbers)
def new_object(t, f): return type('C', (), {'__new__': lambda c: f(c)})()
@row(numbers)
def init_object(t, f): return type('C', (), {'__init__': lambda s: f()})()
@row(numbers)
def called_object(t, f): return item('__call__', f)(1)
@row(numbers)
def with_enter(t, f):
    with item('__enter__', f, __exit__=lambda *a: None) as a: return a
@row(numbers)
def with_exit(t, f):
    with item('__exit__', f, __enter__=lambda s: 1): raise KeyError
@row(numbers)
def generator_send(t, f):
    def run():
        while True: f((yield 1))
    g = run(); next(g); return g.send(1)
@row(numbers)
def generator_close(t, f):
    def run():
        try: yield 1
        finally: f()
    g = run(); next(g); return g.close()
@row(numbers)
def yield_from(t, f):
    def run(): return (yield from map(f, t))
    return list(run())
@row(numbers)
def match_class(t, f):
    match item('__getattr__', f):
        case type(real=1): return 1
        case object(a=1, b=x): return x
@row(numbers)
def contains(t, f): return 1 in item('__contains__', f)
@row(numbers)
def contains_iteration(t, f): return 1 in item('__iter__', f)
@row(numbers)
def getitem_iteration(t, f): return list(itertools.islice(iter(item('__getitem__', f)), 3))
@row(numbers)
def next_iteration(t, f): return list(itertools.islice(item('__next__', f, __iter__=lambda s: s), 3))
@row(numbers)
def evaluate(t, f): return eval('a + 1', {}, item('__getitem__', f))
@row(numbers)
def directory(t, f): return dir(item('__dir__', f))
@row(numbers)
def wrap_text(t, f): return textwrap.fill(item('expandtabs', f))
@row(numbers)
def string_io(t, f): return io.StringIO().writelines(map(f, ['a', 'b']))


for name, make, use in TABLE:
    found = []
    for place in range(11):
        target = make()
        callback = behaviours(target, lambda f: use(target, f))[place]
        found.append(f'{callback.__name__}: {outcome(lambda: use(target, callback))}')
    print(name, '|', ', '.join(found))
