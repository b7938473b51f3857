/// Distributions of real numbers.
let continuousDistributions = [
  LibraryText("torch.distributions.uniform", uniformText),
  LibraryText("torch.distributions.exponential", exponentialText),
  LibraryText("torch.distributions.laplace", laplaceText),
  LibraryText("torch.distributions.cauchy", cauchyText),
  LibraryText("torch.distributions.half_cauchy", halfCauchyText),
  LibraryText("torch.distributions.gumbel", gumbelText),
  LibraryText("torch.distributions.weibull", weibullText),
  LibraryText("torch.distributions.pareto", paretoText),
]

private let uniformText = #"""
class Uniform(Distribution):
    """Generates uniformly distributed random samples from the half-open interval ``[low, high)``."""
    has_rsample = True

    def __init__(self, low, high, validate_args=None):
        (self.low, self.high), shape = _together(low, high)
        super().__init__(shape, validate_args=validate_args)

    @property
    def arg_constraints(self):
        return {'low': constraints.less_than(self.high), 'high': constraints.greater_than(self.low)}

    @constraints.dependent_property(is_discrete=False, event_dim=0)
    def support(self):
        return constraints.interval(self.low, self.high)

    @property
    def mean(self):
        return (self.high + self.low) / 2

    @property
    def mode(self):
        return float('nan') * self.high

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
        self._validate_sample(value)
        inside = (self.low <= value) & (self.high > value)
        return inside.to(self.low.dtype).log() - torch.log(self.high - self.low)

    def cdf(self, value):
        self._validate_sample(value)
        return ((value - self.low) / (self.high - self.low)).clamp(min=0, max=1)

    def icdf(self, value):
        return value * (self.high - self.low) + self.low

    def entropy(self):
        return torch.log(self.high - self.low)

"""#

private let exponentialText = #"""
class Exponential(ExponentialFamily):
    """Creates a Exponential distribution parameterized by :attr:`rate`."""
    arg_constraints = {'rate': constraints.positive}
    support = constraints.nonnegative
    has_rsample = True

    def __init__(self, rate, validate_args=None):
        (self.rate,), shape = _together(rate)
        super().__init__(shape, validate_args=validate_args)

    @property
    def mean(self):
        return self.rate.reciprocal()

    @property
    def mode(self):
        return torch.zeros_like(self.rate)

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
        self._validate_sample(value)
        return self.rate.log() - self.rate * value

    def cdf(self, value):
        self._validate_sample(value)
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
        u = torch.empty(shape, dtype=self.loc.dtype).uniform_(torch.finfo(self.loc.dtype).eps - 1, 1)
        return self.loc - self.scale * u.sign() * torch.log1p(-u.abs())

    def log_prob(self, value):
        self._validate_sample(value)
        return -torch.log(2 * self.scale) - torch.abs(value - self.loc) / self.scale

    def cdf(self, value):
        self._validate_sample(value)
        distance = value - self.loc
        return 0.5 - 0.5 * distance.sign() * torch.expm1(-distance.abs() / self.scale)

    def icdf(self, value):
        term = value - 0.5
        return self.loc - self.scale * term.sign() * torch.log1p(-2 * term.abs())

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
    def variance(self):
        return torch.full(self._extended_shape(), float('inf'), dtype=self.loc.dtype)

    def rsample(self, sample_shape=torch.Size()):
        eps = torch.empty(self._extended_shape(sample_shape), dtype=self.loc.dtype).cauchy_()
        return self.loc + eps * self.scale

    def log_prob(self, value):
        self._validate_sample(value)
        return -_math.log(_math.pi) - self.scale.log() - (((value - self.loc) / self.scale) ** 2).log1p()

    def cdf(self, value):
        self._validate_sample(value)
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

    def log_prob(self, value):
        self._validate_sample(value)
        value = torch.as_tensor(value, dtype=self.base_dist.scale.dtype)
        log_prob = self.base_dist.log_prob(value) + _math.log(2)
        return torch.where(value >= 0, log_prob, -float('inf'))

"""#

private let gumbelText = #"""
_euler = 0.57721566490153286060

class Gumbel(TransformedDistribution):
    """Samples from a Gumbel Distribution."""
    arg_constraints = {'loc': constraints.real, 'scale': constraints.positive}
    support = constraints.real

    def __init__(self, loc, scale, validate_args=None):
        (self.loc, self.scale), _ = _together(loc, scale)
        limits = torch.finfo(self.loc.dtype)
        low, high = torch.full_like(self.loc, limits.tiny), torch.full_like(self.loc, 1 - limits.eps)
        steps = [
            transforms.ExpTransform().inv, transforms.AffineTransform(loc=0, scale=-torch.ones_like(self.scale)),
            transforms.ExpTransform().inv, transforms.AffineTransform(loc=self.loc, scale=-self.scale)]
        super().__init__(Uniform(low, high, validate_args=validate_args), steps, validate_args=validate_args)

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

    def log_prob(self, value):
        self._validate_sample(value)
        y = (self.loc - value) / self.scale
        return (y - y.exp()) - self.scale.log()

    def entropy(self):
        return self.scale.log() + (1 + _euler)

"""#

private let weibullText = #"""
class Weibull(TransformedDistribution):
    """Samples from a two-parameter Weibull distribution."""
    arg_constraints = {'scale': constraints.positive, 'concentration': constraints.positive}
    support = constraints.positive

    def __init__(self, scale, concentration, validate_args=None):
        (self.scale, self.concentration), _ = _together(scale, concentration)
        steps = [
            transforms.PowerTransform(exponent=self.concentration.reciprocal()),
            transforms.AffineTransform(loc=0, scale=self.scale)]
        base = Exponential(torch.ones_like(self.scale), validate_args=validate_args)
        super().__init__(base, steps, validate_args=validate_args)

    def _moment(self, order):
        return torch.exp(torch.lgamma(1 + order * self.concentration.reciprocal()))

    @property
    def mean(self):
        return self.scale * self._moment(1)

    @property
    def mode(self):
        reciprocal = self.concentration.reciprocal()
        return self.scale * ((self.concentration - 1) / self.concentration) ** reciprocal

    @property
    def variance(self):
        square = torch.exp(2 * torch.lgamma(1 + self.concentration.reciprocal()))
        return self.scale.pow(2) * (self._moment(2) - square)

    def entropy(self):
        reciprocal = self.concentration.reciprocal()
        return _euler * (1 - reciprocal) + torch.log(self.scale * reciprocal) + 1

"""#

private let paretoText = #"""
class Pareto(TransformedDistribution):
    """Samples from a Pareto Type 1 distribution."""
    arg_constraints = {'alpha': constraints.positive, 'scale': constraints.positive}

    def __init__(self, scale, alpha, validate_args=None):
        (self.scale, self.alpha), _ = _together(scale, alpha)
        steps = [transforms.ExpTransform(), transforms.AffineTransform(loc=0, scale=self.scale)]
        super().__init__(Exponential(self.alpha, validate_args=validate_args), steps, validate_args=validate_args)

    @property
    def mean(self):
        alpha = self.alpha.clamp(min=1)
        return alpha * self.scale / (alpha - 1)

    @property
    def mode(self):
        return self.scale

    @property
    def variance(self):
        alpha = self.alpha.clamp(min=2)
        return self.scale.pow(2) * alpha / ((alpha - 1).pow(2) * (alpha - 2))

    @constraints.dependent_property(is_discrete=False, event_dim=0)
    def support(self):
        return constraints.greater_than_eq(self.scale)

    def entropy(self):
        return (self.scale / self.alpha).log() + (1 + self.alpha.reciprocal())

"""#
