# Modules whose work has short cuts, which must give what the long ways give.
import statistics as s
from fractions import Fraction as F
from decimal import Decimal as D


def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


inf=float('inf'); nan=float('nan')
for data in ([1,2,3,4],[1.5,2.5,-3.25,1e10,1e-10],[F(1,3),F(2,7)],[D('1.1'),D('2.7'),D('3')],[1,2.5,F(1,3)],[True,False,True],[inf,1.0],[inf,-inf],[nan,1],[1],[],[0.1]*10,[1e308,1e308],[2,2,2],[10**30,1,2],['a'],[None],[1j]):
    for f in (s.mean, s.stdev, s.variance, s.pstdev, s.pvariance, s.median):
        t(lambda: f(data))
    if not any(x != x or x in (inf, -inf, 1e308) for x in data):
        t(lambda: (s.harmonic_mean(data), s.fmean(data)))
    for c in (2, 2.5, F(1,3)):
        t(lambda: s.variance(data,c)); t(lambda: s.pstdev(data,c))
t(lambda: s.mean(x for x in [1,2])); t(lambda: s.stdev(iter([1.0,2.0,4.0])))

import abc, base64, binascii, collections.abc, copy, dataclasses, datetime, os, random, struct, types

random.seed(5)
t(lambda: [random.randint(0, n) for n in (0, 1, 5, 255, 2**31, 2**32, 2**33, 2**62, 2**63 - 2, 2**63, 2**100)])
t(lambda: [random.randrange(*a) for a in ((7,), (3, 9), (0, 100, 7), (10, 0, -3), (2**70,), (True,), (5, 2**64))])
t(lambda: (random.choice('abc'), random.choice(range(10**6)), random.sample(range(50), 5)))
for call in (lambda: random.randint(3, 2), lambda: random.randrange(0), lambda: random.randrange(5, 5),
             lambda: random.randrange(1.0), lambda: random.randrange(2.5), lambda: random.choice([])):
    t(call)
items = list(range(20))
random.shuffle(items)
t(lambda: (items, random.getrandbits(10), random.random()))

for data in (b'', b'a', b'ab', b'abc', bytes(range(256))):
    encoded = base64.b64encode(data)
    t(lambda: (encoded[:24], base64.b64decode(encoded) == data, base64.urlsafe_b64encode(data)[-8:]))
for text in ('YQ', 'YQ=', 'YQ==', 'YWI=', 'Y', 'Y Q = =', 'YQ==YQ==', '!!!!', 'YWJj\n', 'YWJjZ', '='):
    t(lambda: base64.b64decode(text))
t(lambda: base64.b64encode('a')); t(lambda: base64.b64encode(b'\xfb\xff', b'._')); t(lambda: base64.b64decode(b'._8=', b'._'))


class Path:
    def __init__(self, text):
        self.text = text

    def __fspath__(self):
        return self.text


for path in ('a', b'b', Path('c'), Path(b'd'), Path(3), 4, None):
    t(lambda: os.fspath(path))
    t(lambda: os.path.join('x', path))
    t(lambda: os.path.join(path, 'y', '/z'))


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...


class Square(Shape):
    def area(self):
        return 1


class Other:
    pass


t(lambda: (isinstance(Square(), Shape), isinstance(Other(), Shape), isinstance(Other(), Shape)))
Shape.register(Other)
t(lambda: (isinstance(Other(), Shape), issubclass(Other, Shape), isinstance(3, Shape)))
t(lambda: [isinstance(x, kind) for x in ([], (), {}, 'a', {1}, range(3), iter([]), len)
           for kind in (collections.abc.Sequence, collections.abc.Mapping, collections.abc.Iterable,
                        collections.abc.Callable, collections.abc.Hashable)])
t(lambda: issubclass(3, Shape))


class Slotted:
    __slots__ = ('a', 'b')


class Mixed(Slotted):
    pass


for made in (Slotted(), Mixed()):
    made.a = [1]
    if isinstance(made, Mixed):
        made.c = [2]
    for other in (copy.copy(made), copy.deepcopy(made)):
        t(lambda: (type(other).__name__, other.a, other.a is made.a, hasattr(other, 'b'), getattr(other, 'c', None)))


class Bytes(bytearray):
    pass


t(lambda: (copy.copy(Bytes(b'ab')), copy.deepcopy(Bytes(b'ab')) == b'ab'))


@dataclasses.dataclass(order=True)
class Config:
    name: str
    rate: float = 0.1
    layers: list = dataclasses.field(default_factory=list, compare=False)
    hidden: int = dataclasses.field(default=3, repr=False)


t(lambda: (Config('a'), Config('a') == Config('a', layers=[1]), Config('a') < Config('b'), Config('a') >= Config('a')))
t(lambda: Config('a') < 3); t(lambda: Config()); t(lambda: Config('a', size=3)); t(lambda: Config('a', name='b'))
t(lambda: Config('a', 1, [], 2, 3)); t(lambda: Config(rate=2, name='x')); t(lambda: (Config('a') == 3, Config.__repr__.__qualname__))
loop = Config('a')
loop.layers.append(loop)
t(lambda: loop)


class Everything:
    def __init__(self, *args, **kwargs):
        self.all = args, kwargs


class Ordered:
    def __init__(self, a, b=2, *, c=3):
        self.all = a, b, c


t(lambda: [Everything(1, x=2).all, Everything().all, Everything(y=3).all])
t(lambda: [Ordered(1).all, Ordered(c=5, a=1).all, Ordered(1, c=9).all, Ordered(b=7, a=6).all])
for call in (lambda: Ordered(), lambda: Ordered(1, 2, 3), lambda: Ordered(1, d=4), lambda: Ordered(1, a=1), lambda: Ordered(c=1)):
    t(call)
t(lambda: types.SimpleNamespace(a=1, b='x')); t(lambda: vars(types.SimpleNamespace(a=1)))

day, hour = datetime.timedelta(days=1), datetime.timedelta(hours=1)
moment = datetime.datetime(2024, 2, 28, 23, 30, 15, 250)
t(lambda: [moment + day, moment + hour, moment - 3 * day, moment + day * 2.5, day / 7, -hour, abs(-day), day // hour])
t(lambda: [datetime.timedelta(weeks=1, days=-8, seconds=1.5), datetime.timedelta(minutes=90, milliseconds=1500)])
t(lambda: [moment < moment + hour, moment <= moment, moment > moment, day > hour, day >= day, day == 24 * hour])
t(lambda: [moment.isoformat(timespec=spec) for spec in ('auto', 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds')])
for call in (lambda: moment.isoformat(timespec='x'), lambda: datetime.date(2023, 2, 29), lambda: datetime.date(2024, 13, 1),
             lambda: datetime.datetime(2024, 1, 1, 24), lambda: datetime.datetime(2024, 1, 1, 1, fold=2), lambda: datetime.date(2024, 1.0, 1),
             lambda: datetime.datetime.max + day, lambda: datetime.timedelta(days=10**9), lambda: day < 3, lambda: moment < moment.date()):
    t(call)


class Moment(datetime.datetime):
    pass


t(lambda: [Moment(2024, 1, 1) + day, type(Moment(2024, 1, 1) + day).__name__, Moment(2024, 1, 1) - moment])
t(lambda: [struct.pack('<IHf', 1, 2, 0.5), struct.pack('<IHf', 3, 4, 0.25), struct.unpack('>h', b'\xff\xfe')])
