/// `torch.distributions`.
let distributionsSources = [
  LibraryText("torch.distributions.constraints", constraintsText),
  LibraryText("torch.distributions.distribution", distributionText),
  LibraryText("torch.distributions.continuous", continuousText),
  LibraryText("torch.distributions.discrete", discreteText),
  LibraryText("torch.distributions.kl", divergenceText),
]

private let constraintsText = #"""
_math = __import__('math')

class Constraint:
    """Abstract base class for constraints."""
    is_discrete = False

    def __repr__(self):
        return type(self).__name__[1:] + '()'

class _Real(Constraint):
    def check(self, value):
        return value == value

class _Boolean(Constraint):
    def check(self, value):
        return (value == 0) | (value == 1)

class _Simplex(Constraint):
    def check(self, value):
        return (value >= 0).all(-1) & ((value.sum(-1) - 1).abs() < 1e-6)

class _OneHot(Constraint):
    def check(self, value):
        return ((value == 0) | (value == 1)).all(-1) & (value.sum(-1) == 1)

class _Bounded(Constraint):
    def __init__(self, lower_bound):
        self.lower_bound = lower_bound

    def __repr__(self):
        return f'{type(self).__name__[1:]}(lower_bound={self.lower_bound})'

class _GreaterThan(_Bounded):
    def check(self, value):
        return value > self.lower_bound

class _LessThan(Constraint):
    def __init__(self, upper_bound):
        self.upper_bound = upper_bound

    def check(self, value):
        return value < self.upper_bound

    def __repr__(self):
        return f'LessThan(upper_bound={self.upper_bound})'

class _GreaterThanEq(_Bounded):
    def check(self, value):
        return value >= self.lower_bound

class _IntegerGreaterThan(_Bounded):
    def check(self, value):
        return (value % 1 == 0) & (value >= self.lower_bound)

class _Interval(_Bounded):
    def __init__(self, lower_bound, upper_bound):
        super().__init__(lower_bound)
        self.upper_bound = upper_bound

    def check(self, value):
        return (value >= self.lower_bound) & (value <= self.upper_bound)

    def __repr__(self):
        return f'{type(self).__name__[1:]}(lower_bound={self.lower_bound}, upper_bound={self.upper_bound})'

class _IntegerInterval(_Interval):
    def check(self, value):
        return (value % 1 == 0) & super().check(value)

class _RealVector(Constraint):
    def check(self, value):
        return (value == value).all(-1)

    def __repr__(self):
        return 'IndependentConstraint(Real(), 1)'

class _PositiveDefinite(Constraint):
    def check(self, value):
        return torch.linalg.eigvalsh(value).min(-1).values > 0

_real = _Real()

_boolean = _Boolean()

_simplex = _Simplex()

_one_hot = _OneHot()

_real_vector = _RealVector()

_positive_definite = _PositiveDefinite()

_positive = _GreaterThan(0.0)

_nonnegative = _GreaterThanEq(0.0)

_nonnegative_integer = _IntegerGreaterThan(0)

_unit_interval = _Interval(0.0, 1.0)

"""#

private let distributionText = #"""
class Distribution:
    """The abstract base class for probability distributions."""
    has_rsample = False
    has_enumerate_support = False
    _validate_args = True
    arg_constraints = {}

    @staticmethod
    def set_default_validate_args(value):
        Distribution._validate_args = value

    def __init__(self, batch_shape=torch.Size(), event_shape=torch.Size(), validate_args=None):
        self._batch_shape = torch.Size(batch_shape)
        self._event_shape = torch.Size(event_shape)
        if validate_args is not None:
            self._validate_args = validate_args
        if self._validate_args:
            for name, constraint in self.arg_constraints.items():
                if name in self.__dict__:
                    self._check_parameter(name, constraint)

    def _check_parameter(self, name, constraint):
        value = getattr(self, name)
        if not constraint.check(value).all():
            raise ValueError(
                f'Expected parameter {name} ({type(value).__name__} of shape {tuple(value.shape)}) of distribution '
                f'{self!r} to satisfy the constraint {constraint!r}, but found invalid values:\n{value}')

    @property
    def batch_shape(self):
        return self._batch_shape

    @property
    def event_shape(self):
        return self._event_shape

    @property
    def stddev(self):
        return self.variance.sqrt()

    def sample(self, sample_shape=torch.Size()):
        """Generates a sample_shape shaped sample."""
        with torch.no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape=torch.Size()):
        raise NotImplementedError

    def log_prob(self, value):
        raise NotImplementedError

    def entropy(self):
        raise NotImplementedError

    def cdf(self, value):
        raise NotImplementedError

    def icdf(self, value):
        raise NotImplementedError

    def perplexity(self):
        """Returns perplexity of distribution, batched over batch_shape."""
        return torch.exp(self.entropy())

    def _extended_shape(self, sample_shape=()):
        return torch.Size(tuple(sample_shape) + tuple(self._batch_shape) + tuple(self._event_shape))

    def _check_sample(self, value):
        if not self._validate_args:
            return
        if not isinstance(value, torch.Tensor):
            raise ValueError('The value argument to log_prob must be a Tensor')
        expected = self._batch_shape + self._event_shape
        for size, wanted in zip(reversed(value.size()), reversed(expected)):
            if size != 1 and wanted != 1 and size != wanted:
                raise ValueError(
                    f'Value is not broadcastable with batch_shape+event_shape: {value.size()} vs {expected}.')
        if not self.support.check(value).all():
            raise ValueError(
                f'Expected value argument ({type(value).__name__} of shape {tuple(value.shape)}) to be within the '
                f'support ({self.support!r}) of the distribution {self!r}, but found invalid values:\n{value}')

    def __repr__(self):
        shown = []
        for name in self.arg_constraints:
            if name in self.__dict__:
                value = self.__dict__[name]
                shown.append(f'{name}: {value if value.numel() == 1 else value.size()}')
        return type(self).__name__ + '(' + ', '.join(shown) + ')'

def _together(*values):
    """Numbers and tensors as tensors of the same sizes, and the sizes."""
    tensors = [value for value in values if isinstance(value, torch.Tensor)]
    dtype = tensors[0].dtype if tensors else torch.get_default_dtype()
    values = [value if isinstance(value, torch.Tensor) else torch.tensor(value, dtype=dtype) for value in values]
    total = values[0]
    for value in values[1:]:
        total = total + value
    shape = total.shape
    return [value.expand(shape) for value in values], shape

_tiny = {torch.float32: 1.1920928955078125e-07, torch.float64: 2.220446049250313e-16}

def _clamped(probs):
    tiny = _tiny.get(probs.dtype, 1e-3)
    return probs.clamp(min=tiny, max=1 - tiny)

class _WithLogits(Distribution):
    """Given by `probs` or `logits`; the other is computed at first use."""
    def _set(self, probs, logits):
        if (probs is None) == (logits is None):
            raise ValueError('Either `probs` or `logits` must be specified, but not both.')
        if probs is not None:
            self.probs = probs
        else:
            self.logits = logits

    def __getattr__(self, name):
        if name == 'probs' and 'logits' in self.__dict__:
            self.probs = self._to_probs(self.logits)
            return self.probs
        if name == 'logits' and 'probs' in self.__dict__:
            self.logits = self._to_logits(_clamped(self.probs))
            return self.logits
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def _to_probs(self, logits):
        return logits.sigmoid()

    def _to_logits(self, probs):
        return probs.log() - (-probs).log1p()

"""#

private let continuousText = #"""
class Normal(Distribution):
    """Creates a normal (also called Gaussian) distribution parameterized by :attr:`loc` and :attr:`scale`."""
    arg_constraints = {'loc': _real, 'scale': _positive}
    support = _real
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        (self.loc, self.scale), shape = _together(loc, scale)
        super().__init__(shape, validate_args=validate_args)

    @property
    def mean(self):
        return self.loc

    @property
    def mode(self):
        return self.loc

    @property
    def stddev(self):
        return self.scale

    @property
    def variance(self):
        return self.stddev.pow(2)

    def sample(self, sample_shape=torch.Size()):
        shape = self._extended_shape(sample_shape)
        with torch.no_grad():
            return torch.randn(shape, dtype=self.loc.dtype) * self.scale.expand(shape) + self.loc.expand(shape)

    def rsample(self, sample_shape=torch.Size()):
        eps = torch.randn(self._extended_shape(sample_shape), dtype=self.loc.dtype)
        return self.loc + eps * self.scale

    def log_prob(self, value):
        self._check_sample(value)
        return (
            -((value - self.loc) ** 2) / (2 * self.scale ** 2) - self.scale.log()
            - _math.log(_math.sqrt(2 * _math.pi)))

    def cdf(self, value):
        return 0.5 * (1 + torch.erf((value - self.loc) * self.scale.reciprocal() / _math.sqrt(2)))

    def icdf(self, value):
        return self.loc + self.scale * torch.erfinv(2 * value - 1) * _math.sqrt(2)

    def entropy(self):
        return 0.5 + 0.5 * _math.log(2 * _math.pi) + torch.log(self.scale)

class LogNormal(Distribution):
    """Creates a log-normal distribution parameterized by :attr:`loc` and :attr:`scale`."""
    arg_constraints = {'loc': _real, 'scale': _positive}
    support = _positive
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        self.base_dist = Normal(loc, scale, validate_args)
        super().__init__(self.base_dist.batch_shape, validate_args=False)

    @property
    def loc(self):
        return self.base_dist.loc

    @property
    def scale(self):
        return self.base_dist.scale

    @property
    def mean(self):
        return (self.loc + self.scale.pow(2) / 2).exp()

    @property
    def variance(self):
        square = self.scale.pow(2)
        return square.expm1() * (2 * self.loc + square).exp()

    def rsample(self, sample_shape=torch.Size()):
        return self.base_dist.rsample(sample_shape).exp()

    def log_prob(self, value):
        logarithm = value.log()
        return self.base_dist.log_prob(logarithm) - logarithm

    def entropy(self):
        return self.base_dist.entropy() + self.loc

    def __repr__(self):
        return 'LogNormal()'

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

class Laplace(Distribution):
    """Creates a Laplace distribution parameterized by :attr:`loc` and :attr:`scale`."""
    arg_constraints = {'loc': _real, 'scale': _positive}
    support = _real
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        (self.loc, self.scale), shape = _together(loc, scale)
        super().__init__(shape, validate_args=validate_args)

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

class MultivariateNormal(Distribution):
    """Creates a multivariate normal distribution parameterized by a mean vector and a covariance matrix."""
    arg_constraints = {'loc': _real_vector, 'covariance_matrix': _positive_definite}
    support = _real_vector
    has_rsample = True

    def __init__(self, loc, covariance_matrix=None, precision_matrix=None, scale_tril=None, validate_args=None):
        if [covariance_matrix, precision_matrix, scale_tril].count(None) != 2:
            raise ValueError(
                'Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified.')
        if loc.dim() < 1:
            raise ValueError('loc must be at least one-dimensional.')
        if precision_matrix is not None:
            covariance_matrix = torch.linalg.inv(precision_matrix)
        self.loc = loc
        if scale_tril is None:
            self.covariance_matrix = covariance_matrix
            scale_tril = torch.linalg.cholesky(covariance_matrix)
        else:
            self.covariance_matrix = scale_tril @ scale_tril.mT
        self.scale_tril = scale_tril
        super().__init__(loc.shape[:-1], loc.shape[-1:], validate_args=validate_args)

    @property
    def mean(self):
        return self.loc

    @property
    def variance(self):
        return self.scale_tril.pow(2).sum(-1).expand(self._extended_shape())

    def rsample(self, sample_shape=torch.Size()):
        eps = torch.randn(self._extended_shape(sample_shape), dtype=self.loc.dtype)
        return self.loc + (self.scale_tril @ eps.unsqueeze(-1)).squeeze(-1)

    def log_prob(self, value):
        self._check_sample(value)
        difference = (value - self.loc).unsqueeze(-1)
        distance = torch.linalg.solve(self.scale_tril, difference).squeeze(-1).pow(2).sum(-1)
        return -0.5 * (self.loc.size(-1) * _math.log(2 * _math.pi) + distance) - self._half_log_det()

    def _half_log_det(self):
        return self.scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)

    def entropy(self):
        return 0.5 * self.loc.size(-1) * (1.0 + _math.log(2 * _math.pi)) + self._half_log_det()

class Independent(Distribution):
    """Reinterprets some of the batch dims of a distribution as event dims."""
    def __init__(self, base_distribution, reinterpreted_batch_ndims, validate_args=None):
        self.base_dist = base_distribution
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        shape = base_distribution.batch_shape + base_distribution.event_shape
        count = reinterpreted_batch_ndims + len(base_distribution.event_shape)
        super().__init__(shape[:len(shape) - count], shape[len(shape) - count:], validate_args=validate_args)

    @property
    def mean(self):
        return self.base_dist.mean

    @property
    def variance(self):
        return self.base_dist.variance

    def sample(self, sample_shape=torch.Size()):
        return self.base_dist.sample(sample_shape)

    def rsample(self, sample_shape=torch.Size()):
        return self.base_dist.rsample(sample_shape)

    def _summed(self, value):
        for _ in range(self.reinterpreted_batch_ndims):
            value = value.sum(-1)
        return value

    def log_prob(self, value):
        return self._summed(self.base_dist.log_prob(value))

    def entropy(self):
        return self._summed(self.base_dist.entropy())

    def __repr__(self):
        return f'Independent({self.base_dist}, {self.reinterpreted_batch_ndims})'

"""#

private let discreteText = #"""
class Bernoulli(_WithLogits):
    """Creates a Bernoulli distribution parameterized by :attr:`probs` or :attr:`logits` (but not both)."""
    arg_constraints = {'probs': _unit_interval, 'logits': _real}
    support = _boolean
    has_enumerate_support = True

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._set(*[value if value is None else _together(value)[0][0] for value in (probs, logits)])
        super().__init__((self.logits if probs is None else self.probs).size(), validate_args=validate_args)

    @property
    def mean(self):
        return self.probs

    @property
    def mode(self):
        mode = (self.probs >= 0.5).to(self.probs.dtype)
        return mode.masked_fill(self.probs == 0.5, float('nan'))

    @property
    def variance(self):
        return self.probs * (1 - self.probs)

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            return torch.bernoulli(self.probs.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value):
        self._check_sample(value)
        (logits, value), _ = _together(self.logits, value)
        return -torch.nn.functional.binary_cross_entropy_with_logits(logits, value, reduction='none')

    def entropy(self):
        return torch.nn.functional.binary_cross_entropy_with_logits(self.logits, self.probs, reduction='none')

class Categorical(_WithLogits):
    """Creates a categorical distribution parameterized by either :attr:`probs` or :attr:`logits` (but not both)."""
    arg_constraints = {'probs': _simplex, 'logits': _real_vector}
    has_enumerate_support = True

    def __init__(self, probs=None, logits=None, validate_args=None):
        for name, value in (('probs', probs), ('logits', logits)):
            if value is not None and value.dim() < 1:
                raise ValueError(f'`{name}` parameter must be at least one-dimensional.')
        self._set(
            None if probs is None else probs / probs.sum(-1, keepdim=True),
            None if logits is None else logits - logits.logsumexp(dim=-1, keepdim=True))
        shape = (self.logits if probs is None else self.probs).size()
        self._num_events = shape[-1]
        super().__init__(shape[:-1], validate_args=validate_args)

    def _to_probs(self, logits):
        return logits.softmax(-1)

    def _to_logits(self, probs):
        return probs.log()

    @property
    def support(self):
        return _IntegerInterval(0, self._num_events - 1)

    @property
    def param_shape(self):
        return self.probs.size()

    @property
    def mean(self):
        return torch.full(self._extended_shape(), float('nan'), dtype=self.probs.dtype)

    @property
    def mode(self):
        return self.probs.argmax(dim=-1)

    variance = mean

    def sample(self, sample_shape=torch.Size()):
        sample_shape = torch.Size(sample_shape)
        rows = self.probs.reshape(-1, self._num_events).detach()
        drawn = torch.multinomial(rows, sample_shape.numel(), True).T
        return drawn.reshape(self._extended_shape(sample_shape))

    def log_prob(self, value):
        self._check_sample(value)
        value = value.long().unsqueeze(-1)
        shape = (value.expand(value.shape[:-1] + (1,)) + torch.zeros_like(self.logits[..., :1]).long()).shape
        value = value.expand(shape)
        logits = self.logits.expand(shape[:-1] + (self._num_events,))
        return logits.gather(-1, value).squeeze(-1)

    def entropy(self):
        lowest = -3.4028234663852886e+38 if self.logits.dtype == torch.float32 else -1.7976931348623157e+308
        return -(self.logits.clamp(min=lowest) * self.probs).sum(-1)

    def enumerate_support(self, expand=True):
        values = torch.arange(self._num_events).view((-1,) + (1,) * len(self._batch_shape))
        return values.expand((-1,) + tuple(self._batch_shape)) if expand else values

class OneHotCategorical(Distribution):
    """Creates a one-hot categorical distribution parameterized by :attr:`probs` or :attr:`logits`."""
    arg_constraints = {'probs': _simplex, 'logits': _real_vector}
    support = _one_hot

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._categorical = Categorical(probs, logits, validate_args)
        count = self._categorical._num_events
        super().__init__(self._categorical.batch_shape, (count,), validate_args=validate_args)

    @property
    def probs(self):
        return self._categorical.probs

    @property
    def logits(self):
        return self._categorical.logits

    @property
    def mean(self):
        return self.probs

    @property
    def variance(self):
        return self.probs * (1 - self.probs)

    def sample(self, sample_shape=torch.Size()):
        drawn = self._categorical.sample(sample_shape)
        return torch.nn.functional.one_hot(drawn, self._categorical._num_events).to(self.probs.dtype)

    def log_prob(self, value):
        self._check_sample(value)
        return self._categorical.log_prob(value.max(-1)[1])

    def entropy(self):
        return self._categorical.entropy()

    def __repr__(self):
        return 'OneHotCategorical()'

class Poisson(Distribution):
    """Creates a Poisson distribution parameterized by :attr:`rate`, the rate parameter."""
    arg_constraints = {'rate': _nonnegative}
    support = _nonnegative_integer

    def __init__(self, rate, validate_args=None):
        (self.rate,), shape = _together(rate)
        super().__init__(shape, validate_args=validate_args)

    @property
    def mean(self):
        return self.rate

    @property
    def variance(self):
        return self.rate

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            return torch.poisson(self.rate.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value):
        self._check_sample(value)
        return value.xlogy(self.rate) - self.rate - (value + 1).lgamma()

class Geometric(_WithLogits):
    """Creates a Geometric distribution parameterized by :attr:`probs`."""
    arg_constraints = {'probs': _unit_interval, 'logits': _real}
    support = _nonnegative_integer

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._set(*[value if value is None else _together(value)[0][0] for value in (probs, logits)])
        super().__init__((self.logits if probs is None else self.probs).size(), validate_args=validate_args)

    @property
    def mean(self):
        return 1.0 / self.probs - 1.0

    @property
    def variance(self):
        return (1.0 / self.probs - 1.0) / self.probs

    def sample(self, sample_shape=torch.Size()):
        shape = self._extended_shape(sample_shape)
        with torch.no_grad():
            u = torch.rand(shape, dtype=self.probs.dtype).clamp(min=1.1754943508222875e-38)
            return (u.log() / (-self.probs).log1p()).floor()

    def log_prob(self, value):
        self._check_sample(value)
        return value * (-self.probs).log1p() + self.probs.log()

    def entropy(self):
        bce = torch.nn.functional.binary_cross_entropy_with_logits
        return bce(self.logits, self.probs, reduction='none') / self.probs

"""#

private let divergenceText = #"""
def kl_divergence(p, q):
    """Compute Kullback-Leibler divergence :math:`KL(p \\| q)` between two distributions."""
    for kind, divergence in _divergences.items():
        if isinstance(p, kind) and isinstance(q, kind):
            return divergence(p, q)
    raise NotImplementedError(
        f'No KL(p || q) is implemented for p type {type(p).__name__} and q type {type(q).__name__}')

def _normal_divergence(p, q):
    ratio = (p.scale / q.scale).pow(2)
    distance = ((p.loc - q.loc) / q.scale).pow(2)
    return 0.5 * (ratio + distance - 1 - ratio.log())

def _bernoulli_divergence(p, q):
    softplus = torch.nn.functional.softplus
    first = p.probs * (softplus(-q.logits) - softplus(-p.logits))
    second = (1 - p.probs) * (softplus(q.logits) - softplus(p.logits))
    return first.masked_fill(p.probs == 0, 0) + second.masked_fill(p.probs == 1, 0)

def _categorical_divergence(p, q):
    terms = p.probs * (p.logits - q.logits)
    terms = terms.masked_fill((q.probs == 0).expand_as(terms), float('inf'))
    return terms.masked_fill((p.probs == 0).expand_as(terms), 0).sum(-1)

def _uniform_divergence(p, q):
    result = ((q.high - q.low) / (p.high - p.low)).log()
    return result.masked_fill((q.low > p.low) | (q.high < p.high), float('inf'))

def _exponential_divergence(p, q):
    ratio = q.rate / p.rate
    return -ratio.log() + ratio - 1

def _laplace_divergence(p, q):
    ratio = p.scale / q.scale
    distance = (p.loc - q.loc).abs()
    return -ratio.log() + distance / q.scale + ratio * torch.exp(-distance / p.scale) - 1

def _poisson_divergence(p, q):
    return p.rate * (p.rate.log() - q.rate.log()) - (p.rate - q.rate)

def _independent_divergence(p, q):
    if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
        raise NotImplementedError
    return p._summed(kl_divergence(p.base_dist, q.base_dist))

def _one_hot_divergence(p, q):
    return _categorical_divergence(p._categorical, q._categorical)

_divergences = {
    Normal: _normal_divergence, Bernoulli: _bernoulli_divergence, Categorical: _categorical_divergence,
    Uniform: _uniform_divergence, Exponential: _exponential_divergence, Laplace: _laplace_divergence,
    Poisson: _poisson_divergence, Independent: _independent_divergence,
    OneHotCategorical: _one_hot_divergence,
}

"""#
