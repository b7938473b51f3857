"""Random numbers: the streams of CPython."""
from _random import _engine, _seed, _bits, _below, _state, _set_state
from math import log as _log, exp as _exp, pi as _pi, e as _e, ceil as _ceil
from math import sqrt as _sqrt, acos as _acos, cos as _cos, sin as _sin, floor as _floor, tau as _tau

NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
LOG4 = _log(4.0)
SG_MAGICCONST = 1.0 + _log(4.5)


def _index(value):
    """An int; floats that are whole still pass, as they did."""
    if isinstance(value, int):
        return value
    if hasattr(type(value), '__index__'):
        return value.__index__()
    number = int(value)
    if number != value:
        raise ValueError('non-integer arg 1 for randrange()')
    return number


class Random:
    def __init__(self, x=None):
        self._engine = _engine()
        if type(self).random is Random.random:
            self.random = self._engine.__next__
        self.seed(x)

    def seed(self, a=None, version=2):
        _seed(self._engine, a)
        self.gauss_next = None

    def random(self):
        return next(self._engine)

    def getrandbits(self, k):
        return _bits(self._engine, k)

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, 'little')

    def getstate(self):
        return 3, _state(self._engine), self.gauss_next

    def setstate(self, state):
        if state[0] != 3:
            raise ValueError(f'state with version {state[0]} passed to Random.setstate() of version 3')
        _set_state(self._engine, state[1])
        self.gauss_next = state[2]

    def _randbelow(self, n):
        return _below(self._engine, n)

    def randrange(self, start, stop=None, step=1):
        if type(start) is int and step == 1:
            # As nearly always.
            if stop is None:
                if start > 0:
                    return _below(self._engine, start)
            elif type(stop) is int and stop > start:
                return start + _below(self._engine, stop - start)
        if stop is None:
            start, stop = 0, _index(start)
            if stop <= 0:
                raise ValueError('empty range for randrange()')
        if step == 0:
            raise ValueError('zero step for randrange()')
        start, stop, step = _index(start), _index(stop), _index(step)
        count = max(0, (stop - start + step - (1 if step > 0 else -1)) // step)
        if count <= 0:
            if step == 1:
                raise ValueError(f'empty range for randrange() ({start}, {stop}, {stop - start})')
            raise ValueError('empty range for randrange()')
        return start + step * self._randbelow(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[_below(self._engine, len(seq))]

    def shuffle(self, x):
        engine = self._engine
        for i in range(len(x) - 1, 0, -1):
            j = _below(engine, i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if not hasattr(population, '__getitem__') or isinstance(population, dict):
            raise TypeError(
                'Population must be a sequence.  For dicts or sets, use sorted(d).')
        if counts is not None:
            ends, total = [], 0
            for number in counts:
                total += number
                ends.append(total)
            if len(ends) != len(population):
                raise ValueError('The number of counts does not match the population')
            return [population[_bisect(ends, s, 0, len(ends))]
                    for s in self.sample(range(total), k)]
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError('Sample larger than population or is negative')
        result = [None] * k
        setsize = 21
        if k > 5:
            setsize += 4 ** _ceil(_log(k * 3, 4))
        if n <= setsize:
            pool = list(population)
            for i in range(k):
                j = self._randbelow(n - i)
                result[i] = pool[j]
                pool[j] = pool[n - i - 1]
        else:
            selected = set()
            for i in range(k):
                j = self._randbelow(n)
                while j in selected:
                    j = self._randbelow(n)
                selected.add(j)
                result[i] = population[j]
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[_floor(self.random() * n)] for _ in range(k)]
            cum_weights, total = [], 0
            for weight in weights:
                total += weight
                cum_weights.append(total)
        elif weights is not None:
            raise TypeError('Cannot specify both weights and cumulative weights')
        if len(cum_weights) != n:
            raise ValueError('The number of weights does not match the population')
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        return [population[_bisect(cum_weights, self.random() * total, 0, n - 1)]
                for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        if high == low:
            return low
        c = 0.5 if mode is None else (mode - low) / (high - low)
        if u > c:
            u, c, low, high = 1.0 - u, 1.0 - c, high, low
        return low + (high - low) * _sqrt(u * c)

    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = NV_MAGICCONST * (u1 - 0.5) / u2
            if z * z / 4.0 <= -_log(u2):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        z, self.gauss_next = self.gauss_next, None
        if z is None:
            angle = self.random() * _tau
            length = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(angle) * length
            self.gauss_next = _sin(angle) * length
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        if kappa <= 1e-6:
            return _tau * self.random()
        s = 0.5 / kappa
        r = s + _sqrt(1.0 + s * s)
        while True:
            z = _cos(_pi * self.random())
            d = z / (r + z)
            u = self.random()
            if u < 1.0 - d * d or u <= (1.0 - d) * _exp(d):
                break
        q = 1.0 / r
        f = (q + z) / (1.0 + q * z)
        if self.random() > 0.5:
            return (mu + _acos(f)) % _tau
        return (mu - _acos(f)) % _tau

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        if alpha > 1.0:
            root = _sqrt(2.0 * alpha - 1.0)
            b = alpha - LOG4
            c = alpha + root
            while True:
                u1 = self.random()
                if not 1e-7 < u1 < 0.9999999:
                    continue
                u2 = 1.0 - self.random()
                v = _log(u1 / (1.0 - u1)) / root
                x = alpha * _exp(v)
                z = u1 * u1 * u2
                r = b + c * v - x
                if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= _log(z):
                    return x * beta
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        while True:
            u = self.random()
            b = (_e + alpha) / _e
            p = b * u
            x = p ** (1.0 / alpha) if p <= 1.0 else -_log((b - p) / alpha)
            u1 = self.random()
            if p > 1.0:
                if u1 <= x ** (alpha - 1.0):
                    return x * beta
            elif u1 <= _exp(-x):
                return x * beta

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)


def _bisect(items, x, low, high):
    while low < high:
        middle = (low + high) // 2
        if x < items[middle]:
            high = middle
        else:
            low = middle + 1
    return low

_default = Random()
seed, random, getrandbits = _default.seed, _default.random, _default.getrandbits
randbytes, randrange, randint = _default.randbytes, _default.randrange, _default.randint
choice, choices, shuffle, sample = _default.choice, _default.choices, _default.shuffle, _default.sample
uniform, triangular, gauss = _default.uniform, _default.triangular, _default.gauss
normalvariate, lognormvariate = _default.normalvariate, _default.lognormvariate
expovariate, vonmisesvariate = _default.expovariate, _default.vonmisesvariate
gammavariate, betavariate = _default.gammavariate, _default.betavariate
paretovariate, weibullvariate = _default.paretovariate, _default.weibullvariate
getstate, setstate = _default.getstate, _default.setstate


class SystemRandom(Random):
    def seed(self, *args, **kwds):
        _seed(self._engine, None)
