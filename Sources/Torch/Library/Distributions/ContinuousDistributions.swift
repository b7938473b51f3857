/// Distributions of real numbers.
let continuousDistributions = [
  LibraryText("torch.distributions.uniform", uniformText),
  LibraryText("torch.distributions.exponential", exponentialText),
  LibraryText("torch.distributions.laplace", laplaceText),
  LibraryText("torch.distributions.cauchy", cauchyText),
  LibraryText("torch.distributions.half_cauchy", halfCauchyText),
  LibraryText("torch.distributions.gumbel", gumbelText),
]

private let uniformText = #"""
class Uniform(Distribution):
    """Generates uniformly distributed random samples from the half-open interval ``[low, high)``."""
    arg_constraints = {'low': _real, 'high': _real}
    has_rsample = True

    def __init__(self, low, high, validate_args=None):
        (self.low, self.high), shape = _together(low, high)
        super().__init__(shape, validate_args=validate_args)
        if self._validate_args:
            self._check_parameter('low', _LessThan(self.high))

    @property
    def support(self):
        return _Interval(self.low, self.high)

    @property
    def mean(self):
        return (self.high + self.low) / 2

    @property
    def stddev(self):
        return (self.high - self.low) / 12 ** 0.5

    @property
    def variance(self):
        return (self.high - self.low).pow(2) / 12

    def rsample(self, sample_shape=torch.Size()):
        rand = torch.rand(self._extended_shape(sample_shape), dtype=self.low.dtype)
        return self.low + rand * (self.high - self.low)

    def log_prob(self, value):
        self._check_sample(value)
        inside = (self.low <= value) & (self.high > value)
        return inside.to(self.low.dtype).log() - torch.log(self.high - self.low)

    def cdf(self, value):
        return ((value - self.low) / (self.high - self.low)).clamp(min=0, max=1)

    def icdf(self, value):
        return value * (self.high - self.low) + self.low

    def entropy(self):
        return torch.log(self.high - self.low)

"""#

private let exponentialText = #"""
class Exponential(Distribution):
    """Creates a Exponential distribution parameterized by :attr:`rate`."""
    arg_constraints = {'rate': _positive}
    support = _nonnegative
    has_rsample = True

    def __init__(self, rate, validate_args=None):
        (self.rate,), shape = _together(rate)
        super().__init__(shape, validate_args=validate_args)

    @property
    def mean(self):
        return self.rate.reciprocal()

    @property
    def stddev(self):
        return self.rate.reciprocal()

    @property
    def variance(self):
        return self.rate.pow(-2)

    def rsample(self, sample_shape=torch.Size()):
        shape = self._extended_shape(sample_shape)
        return torch.empty(shape, dtype=self.rate.dtype).exponential_() / self.rate

    def log_prob(self, value):
        self._check_sample(value)
        return self.rate.log() - self.rate * value

    def cdf(self, value):
        return 1 - torch.exp(-self.rate * value)

    def icdf(self, value):
        return -torch.log1p(-value) / self.rate

    def entropy(self):
        return 1.0 - torch.log(self.rate)

"""#

private let laplaceText = #"""
class Laplace(_LocationScale):
    """Creates a Laplace distribution parameterized by :attr:`loc` and :attr:`scale`."""

    @property
    def mean(self):
        return self.loc

    @property
    def stddev(self):
        return 2 ** 0.5 * self.scale

    @property
    def variance(self):
        return 2 * self.scale.pow(2)

    def rsample(self, sample_shape=torch.Size()):
        shape = self._extended_shape(sample_shape)
        u = torch.empty(shape, dtype=self.loc.dtype).uniform_(_tiny.get(self.loc.dtype, 1e-3) - 1, 1)
        return self.loc - self.scale * u.sign() * torch.log1p(-u.abs())

    def log_prob(self, value):
        self._check_sample(value)
        return -torch.log(2 * self.scale) - torch.abs(value - self.loc) / self.scale

    def entropy(self):
        return 1 + torch.log(2 * self.scale)

"""#

private let cauchyText = #"""
class Cauchy(_LocationScale):
    """Samples from a Cauchy (Lorentz) distribution."""

    @property
    def mean(self):
        return torch.full(self._extended_shape(), float('nan'), dtype=self.loc.dtype)

    @property
    def mode(self):
        return self.loc

    @property
    def variance(self):
        return torch.full(self._extended_shape(), float('inf'), dtype=self.loc.dtype)

    def rsample(self, sample_shape=torch.Size()):
        eps = torch.empty(self._extended_shape(sample_shape), dtype=self.loc.dtype).cauchy_()
        return self.loc + eps * self.scale

    def log_prob(self, value):
        self._check_sample(value)
        return -_math.log(_math.pi) - self.scale.log() - (((value - self.loc) / self.scale) ** 2).log1p()

    def cdf(self, value):
        self._check_sample(value)
        return torch.atan((value - self.loc) / self.scale) / _math.pi + 0.5

    def icdf(self, value):
        return torch.tan(_math.pi * (value - 0.5)) * self.scale + self.loc

    def entropy(self):
        return _math.log(4 * _math.pi) + self.scale.log()

"""#

private let halfCauchyText = #"""
class HalfCauchy(_Half):
    """Creates a half-Cauchy distribution parameterized by `scale`."""
    def __init__(self, scale, validate_args=None):
        super().__init__(Cauchy(0, scale, validate_args=False), validate_args)

    @property
    def mean(self):
        return torch.full(self._extended_shape(), float('inf'), dtype=self.scale.dtype)

    @property
    def variance(self):
        return self.base_dist.variance

"""#

private let gumbelText = #"""
_euler = 0.57721566490153286060

class Gumbel(_LocationScale):
    """Samples from a Gumbel Distribution."""

    @property
    def mean(self):
        return self.loc + self.scale * _euler

    @property
    def mode(self):
        return self.loc

    @property
    def stddev(self):
        return (_math.pi / _math.sqrt(6)) * self.scale

    @property
    def variance(self):
        return self.stddev.pow(2)

    def rsample(self, sample_shape=torch.Size()):
        limits = torch.finfo(self.loc.dtype)
        low, high = torch.full_like(self.loc, limits.tiny), torch.full_like(self.loc, 1 - limits.eps)
        u = Uniform(low, high, validate_args=False).rsample(sample_shape)
        return self.loc + -self.scale * (-u.log()).log()

    def log_prob(self, value):
        self._check_sample(value)
        y = (self.loc - value) / self.scale
        return (y - y.exp()) - self.scale.log()

    def cdf(self, value):
        self._check_sample(value)
        return (-((value - self.loc) / -self.scale).exp()).exp()

    def entropy(self):
        return self.scale.log() + (1 + _euler)

"""#
