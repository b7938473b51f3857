"""Averages, spread and relation of data."""
import math
import random
from bisect import bisect_left
from collections import Counter, namedtuple
from fractions import Fraction
from functools import reduce

__all__ = ['NormalDist', 'StatisticsError', 'correlation', 'covariance', 'fmean', 'geometric_mean',
           'harmonic_mean', 'linear_regression', 'mean', 'median', 'median_grouped', 'median_high',
           'median_low', 'mode', 'multimode', 'pstdev', 'pvariance', 'quantiles', 'stdev', 'variance']


class StatisticsError(ValueError):
    pass


def _ratio(x):
    """The two integers a number is the ratio of; with None infinities and NaN as they are."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None
    except (OverflowError, ValueError):
        return x, None


def _exact(x):
    """A number as a fraction; infinities and NaN as they are."""
    numerator, denominator = _ratio(x)
    return numerator if denominator is None else Fraction(numerator, denominator)


def _sum(data):
    """(type of the result, exact sum, count)"""
    sums, count, kinds = {}, 0, {}
    for x in data:
        numerator, denominator = _ratio(x)
        sums[denominator] = sums.get(denominator, 0) + numerator
        count += 1
        kinds[type(x)] = None
    return reduce(_coerced, kinds, int), _total(sums), count


def _total(sums):
    """The sum of fractions, of which those with the same denominator are added already."""
    if None in sums:
        return sums[None]
    return sum([Fraction(numerator, denominator) for denominator, numerator in sums.items()],
               Fraction(0))


def _coerced(a, b):
    if a is b or b is bool or b is int:
        return a
    if a is int:
        return b
    if issubclass(b, a):
        return b
    if issubclass(a, b) or issubclass(b, int):
        return a
    if {a, b} == {float, Fraction}:
        return float
    raise TypeError(f"don't know how to coerce {a.__name__} and {b.__name__}")


def _convert(value, kind):
    if type(value) is kind:
        return value
    if isinstance(value, float):
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    if kind.__name__ == 'Decimal':
        return kind(value.numerator) / value.denominator
    return kind(value) if kind is not float else value.numerator / value.denominator


def _listed(data):
    return data if isinstance(data, list) else list(data)


def mean(data):
    kind, total, count = _sum(data)
    if count < 1:
        raise StatisticsError('mean requires at least one data point')
    return _convert(total / count, kind)


def fmean(data, weights=None):
    data = _listed(data)
    if weights is None:
        if not data:
            raise StatisticsError('fmean requires at least one data point')
        return math.fsum(data) / len(data)
    weights = _listed(weights)
    weighted = math.fsum([x * w for x, w in zip(data, weights)])
    if len(weights) != len(data):
        raise StatisticsError('data and weights must be the same length')
    total = math.fsum(weights)
    if not total:
        raise StatisticsError('sum of weights must be non-zero')
    return weighted / total


def geometric_mean(data):
    try:
        return math.exp(fmean([math.log(x) for x in data]))
    except ValueError:
        raise StatisticsError('geometric mean requires a non-empty dataset '
                              'containing positive numbers') from None


def harmonic_mean(data, weights=None):
    data = _listed(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    try:
        has_negative = any(x < 0 for x in data)
    except TypeError:
        raise TypeError('unsupported type') from None
    if has_negative:
        raise StatisticsError('harmonic mean does not support negative values')
    weights = [1] * len(data) if weights is None else _listed(weights)
    if len(weights) != len(data):
        raise StatisticsError('Number of weights does not match data size')
    if any(x == 0 for x in data):
        return 0
    if len(data) == 1:
        return data[0]
    kind, total, _ = _sum(data)
    kind = float if kind is int else kind
    inverse = sum([Fraction(w) / _exact(x) for x, w in zip(data, weights)], Fraction(0))
    average = sum(map(_exact, weights), Fraction(0)) / inverse
    return average.numerator / average.denominator if kind is float else _convert(average, kind)


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    x = data[n // 2]
    below = bisect_left(data, x)
    count = data.count(x)
    return x - interval / 2 + interval * (n / 2 - below) / count


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError('no mode for empty data')
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError('must have at least two data points')
    result = []
    if method == 'inclusive':
        for i in range(1, n):
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == 'exclusive':
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f'Unknown method: {method!r}')


def _squares(data, center):
    """(type of the result, sum of squared deviations, count)"""
    if center is not None:
        return _sum([(deviation := x - center) * deviation for x in data])
    sums, squares, count, kinds = {}, {}, 0, {}
    for x in data:
        numerator, denominator = _ratio(x)
        sums[denominator] = sums.get(denominator, 0) + numerator
        squares[denominator] = squares.get(denominator, 0) + numerator * numerator
        count += 1
        kinds[type(x)] = None
    kind = reduce(_coerced, kinds, int)
    total = _total(sums)
    if count == 0 or None in sums:
        return kind, total, count
    squares = sum([Fraction(square, denominator * denominator)
                   for denominator, square in squares.items()], Fraction(0))
    return kind, (count * squares - total * total) / count, count


def variance(data, xbar=None):
    kind, squares, n = _squares(_listed(data), xbar)
    if n < 2:
        raise StatisticsError('variance requires at least two data points')
    return _convert(squares / (n - 1), kind)


def pvariance(data, mu=None):
    kind, squares, n = _squares(_listed(data), mu)
    if n < 1:
        raise StatisticsError('pvariance requires at least one data point')
    return _convert(squares / n, kind)


def _root(square, kind):
    """The square root of a fraction, correctly rounded."""
    if kind.__name__ == 'Decimal':
        return (kind(square.numerator) / square.denominator).sqrt()
    n, m = square.numerator, square.denominator
    if n == 0:
        return 0.0
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        scaled, scale = n // (m << 2 * shift), shift
        exact = scaled * (m << 2 * shift) == n
    else:
        scaled, scale = (n << -2 * shift) // m, shift
        exact = scaled * m == n << -2 * shift
    root = math.isqrt(scaled)
    if not exact or root * root != scaled:
        root |= 1
    return float(root) * 2.0 ** scale if scale >= 0 else root / (1 << -scale)


def stdev(data, xbar=None):
    kind, squares, n = _squares(_listed(data), xbar)
    if n < 2:
        raise StatisticsError('stdev requires at least two data points')
    return _root(squares / (n - 1), kind)


def pstdev(data, mu=None):
    kind, squares, n = _squares(_listed(data), mu)
    if n < 1:
        raise StatisticsError('pstdev requires at least one data point')
    return _root(squares / n, kind)


def _pairs(x, y, name):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f'{name} requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError(f'{name} requires at least two data points')
    return math.fsum(x) / n, math.fsum(y) / n


def covariance(x, y, /):
    xbar, ybar = _pairs(x, y, 'covariance')
    return math.fsum([(xi - xbar) * (yi - ybar) for xi, yi in zip(x, y)]) / (len(x) - 1)


def correlation(x, y, /):
    xbar, ybar = _pairs(x, y, 'correlation')
    sxy = math.fsum([(xi - xbar) * (yi - ybar) for xi, yi in zip(x, y)])
    sxx = math.fsum([(d := xi - xbar) * d for xi in x])
    syy = math.fsum([(d := yi - ybar) * d for yi in y])
    if sxx * syy == 0:
        raise StatisticsError('at least one of the inputs is constant')
    return sxy / math.sqrt(sxx * syy)


LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'))


def linear_regression(x, y, /, *, proportional=False):
    xbar, ybar = _pairs(x, y, 'linear regression')
    if proportional:
        sxy = math.fsum([xi * yi for xi, yi in zip(x, y)])
        sxx = math.fsum([xi * xi for xi in x])
    else:
        sxy = math.fsum([(xi - xbar) * (yi - ybar) for xi, yi in zip(x, y)])
        sxx = math.fsum([(d := xi - xbar) * d for xi in x])
    if sxx == 0:
        raise StatisticsError('x is constant')
    slope = sxy / sxx
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)


class NormalDist:
    __slots__ = ('_mu', '_sigma')

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = _listed(data)
        # About the exact mean, not about the rounded one.
        return cls(mean(data), stdev(data))

    def samples(self, n, *, seed=None):
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        square = self._sigma * self._sigma
        if not square:
            raise StatisticsError('pdf() not defined when sigma is zero')
        diff = x - self._mu
        return math.exp(diff * diff / (-2.0 * square)) / math.sqrt(math.tau * square)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError('cdf() not defined when sigma is zero')
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * math.sqrt(2.0))))

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError('zscore() not defined when sigma is zero')
        return (x - self._mu) / self._sigma

    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * abs(x2))

    __radd__, __rmul__ = __add__, __mul__

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / abs(x2))

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'
