import pprint, inspect, collections, dataclasses, types, traceback, sys
d = {'name': 'a' * 30, 'list': list(range(40)), 'nested': {'x': [1, 2, {'y': 'z' * 60}], 'k': (1,), 't': ('a' * 40, 'b' * 40)}, 3: None}
pprint.pprint(d); pprint.pprint(list('abcdefghij') * 6); pprint.pprint(d, width=40, indent=4); pprint.pprint(d, depth=1); pprint.pprint({'b': 1, 'a': 2}); pprint.pprint({'b': 1, 'a': 2}, sort_dicts=False); pprint.pprint(list(range(50)), compact=True); pprint.pprint('word ' * 40); print(pprint.pformat([1, 'x'])); pprint.pprint(set(range(40))); pprint.pprint(collections.OrderedDict([('a' * 30, 1), ('b' * 30, 2), ('c' * 30, 3)])); pprint.pprint(collections.Counter('abracadabra' * 3)); pprint.pprint(collections.defaultdict(list, {'a' * 40: [1], 'b' * 40: [2]})); pprint.pprint(collections.deque(range(40))); pprint.pprint(types.SimpleNamespace(a='x' * 40, b='y' * 40)); pprint.pp({'z': 1, 'a': 2})
@dataclasses.dataclass
class DC:
    name: str
    items: list
pprint.pprint(DC('n' * 40, list(range(30)))); l = [1]; l.append(l); print(pprint.pformat(l).startswith('[1, <Recursion on list with id=')); print(pprint.isreadable([1]), pprint.isrecursive(l), pprint.saferepr({'a': 1})); pprint.pprint([{'a': 1, 'b': [1, 2, 3] * 10}, {'a': 2, 'b': 'text' * 30}]); pprint.pprint(('tuple' * 10, 'b' * 50)); pprint.pprint({1: {2: {3: {4: 5}}}}, depth=2); pprint.pprint([]); pprint.pprint({'k' * 50: 'v' * 50})
def f(a, b: int = 2, /, c=3, *args, d, e: str = 'x', **kw) -> list: 
    "Doc"
    return 1
class C:
    def __init__(self, x, y=1): pass
    def m(self, z): pass
    @staticmethod
    def s(q): pass
    @classmethod
    def k(cls, r): pass
print(inspect.signature(f), list(inspect.signature(f).parameters), inspect.signature(C), inspect.signature(C.m), inspect.signature(C(1).m), inspect.signature(C.s), inspect.signature(C.k), repr(inspect.signature(f)), inspect.signature(lambda: 0), inspect.getfullargspec(f), inspect.isfunction(f), inspect.isclass(C), inspect.ismethod(C(1).m), inspect.isbuiltin(len), inspect.getdoc(f), inspect.signature(f).return_annotation, inspect.signature(f).parameters['b'].default, inspect.signature(f).parameters['a'].kind, repr(inspect.signature(f).parameters['b']), inspect.signature(f).parameters['a'].default is inspect.Parameter.empty)
b = inspect.signature(lambda a, b=1, *c, **d: 0).bind(1, 2, 3, x=4); print(b.arguments, b.args, b.kwargs)
try: inspect.signature(lambda a: 0).bind()
except TypeError as e: print(e)
print([n for n, v in inspect.getmembers(C, inspect.isfunction)], inspect.getmro(C), inspect.isgeneratorfunction(lambda: (yield)), inspect.cleandoc('a\n   b\n   c'))
def bad(): raise ValueError('boo')
try: bad()
except ValueError as e:
    print(traceback.format_exception_only(e), traceback.format_exc().splitlines()[0], traceback.format_exc().splitlines()[-1], len(traceback.extract_tb(e.__traceback__)))
