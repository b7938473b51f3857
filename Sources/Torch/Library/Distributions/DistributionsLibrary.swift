/// `torch.distributions`.
let distributionsSources =
  [
    LibraryText("torch.distributions.constraints", constraintsText),
    LibraryText("torch.distributions.distribution", distributionText),
  ] + normalDistributions + continuousDistributions + gammaDistributions + discreteDistributions
  + combinedDistributions + [LibraryText("torch.distributions.kl", divergenceText)]

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

class _PositiveVector(Constraint):
    def check(self, value):
        return (value > 0).all(-1)

    def __repr__(self):
        return 'IndependentConstraint(GreaterThan(lower_bound=0.0), 1)'

class _MultinomialSupport(Constraint):
    is_discrete = True

    def __init__(self, upper_bound):
        self.upper_bound = upper_bound

    def check(self, value):
        return (value >= 0).all(dim=-1) & (value.sum(dim=-1) <= self.upper_bound)

    def __repr__(self):
        return 'Multinomial()'

class _MixtureConstraint(Constraint):
    """What all components of a mixture allow, along the dimension of the components."""
    def __init__(self, base_constraint):
        self.base_constraint = base_constraint

    def check(self, value):
        return self.base_constraint.check(value)

    def __repr__(self):
        return f'MixtureSameFamilyConstraint({self.base_constraint})'

class _PositiveDefinite(Constraint):
    def check(self, value):
        return torch.linalg.eigvalsh(value).min(-1).values > 0

_real = _Real()

_boolean = _Boolean()

_simplex = _Simplex()

_one_hot = _OneHot()

_real_vector = _RealVector()

_positive_vector = _PositiveVector()

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
    def mode(self):
        raise NotImplementedError(f'{type(self)} does not implement mode')

    @property
    def stddev(self):
        return self.variance.sqrt()

    def expand(self, batch_shape):
        """Returns a new distribution instance with batch dimensions expanded to `batch_shape`."""
        expanded = object.__new__(type(self))
        for name, value in self.__dict__.items():
            if isinstance(value, Distribution):
                value = value.expand(batch_shape)
            elif isinstance(value, torch.Tensor):
                value = value.expand(tuple(batch_shape) + tuple(value.shape[len(self._batch_shape):]))
            expanded.__dict__[name] = value
        expanded._batch_shape = torch.Size(batch_shape)
        return expanded

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

class _LocationScale(Distribution):
    """A family on the real line that `loc` shifts and `scale` stretches."""
    arg_constraints = {'loc': _real, 'scale': _positive}
    support = _real
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        (self.loc, self.scale), shape = _together(loc, scale)
        super().__init__(shape, validate_args=validate_args)

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
