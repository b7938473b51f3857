/// `torch.distributions`: families as classes, each in the module that PyTorch keeps it in.
let distributionsSources =
  [LibraryText("torch.distributions", namesText)] + baseDistributions + normalDistributions
  + continuousDistributions + gammaDistributions + discreteDistributions + combinedDistributions
  + relaxedDistributions + matrixDistributions + tailDistributions + constraintRegistry + [divergenceSource]

/// What the families are written with.
private let namesText = """
_math = __import__('math')
constraints = torch.distributions.constraints
transforms = torch.distributions.transforms
Constraint = constraints.Constraint
AbsTransform = transforms.AbsTransform
AffineTransform = transforms.AffineTransform
ComposeTransform = transforms.ComposeTransform
CumulativeDistributionTransform = transforms.CumulativeDistributionTransform
ExpTransform = transforms.ExpTransform
IndependentTransform = transforms.IndependentTransform
LowerCholeskyTransform = transforms.LowerCholeskyTransform
PositiveDefiniteTransform = transforms.PositiveDefiniteTransform
PowerTransform = transforms.PowerTransform
ReshapeTransform = transforms.ReshapeTransform
SigmoidTransform = transforms.SigmoidTransform
SoftmaxTransform = transforms.SoftmaxTransform
SoftplusTransform = transforms.SoftplusTransform
StickBreakingTransform = transforms.StickBreakingTransform
TanhTransform = transforms.TanhTransform
Transform = transforms.Transform
identity_transform = transforms.identity_transform
_sum_rightmost = transforms._sum_rightmost

"""

private let baseDistributions = [
  LibraryText("torch.distributions.distribution", distributionText),
  LibraryText("torch.distributions.exp_family", expFamilyText),
  LibraryText("torch.distributions.utils", utilsText),
]

private let distributionText = #"""
class Distribution:
    """The abstract base class for probability distributions."""
    has_rsample = False
    has_enumerate_support = False
    _validate_args = True
    # Parameters that all of a batch share.
    _unbatched = ()

    @staticmethod
    def set_default_validate_args(value):
        """Sets whether validation is enabled or disabled."""
        if value not in [True, False]:
            raise ValueError
        Distribution._validate_args = value

    def __init__(self, batch_shape=torch.Size(), event_shape=torch.Size(), validate_args=None):
        self._batch_shape = torch.Size(batch_shape)
        self._event_shape = torch.Size(event_shape)
        if validate_args is not None:
            self._validate_args = validate_args
        if self._validate_args:
            for name, constraint in self.arg_constraints.items():
                if name in self.__dict__ or not isinstance(getattr(type(self), name), lazy_property):
                    self._check_parameter(name, constraint)

    def _check_parameter(self, name, constraint):
        value = getattr(self, name)
        if not constraints.is_dependent(constraint) and not constraint.check(value).all():
            raise ValueError(
                f'Expected parameter {name} ({type(value).__name__} of shape {tuple(value.shape)}) of distribution '
                f'{self!r} to satisfy the constraint {constraint!r}, but found invalid values:\n{value}')

    @property
    def arg_constraints(self):
        raise NotImplementedError

    @property
    def support(self):
        raise NotImplementedError

    @property
    def batch_shape(self):
        """Returns the shape over which parameters are batched."""
        return self._batch_shape

    @property
    def event_shape(self):
        """Returns the shape of a single sample (without batching)."""
        return self._event_shape

    @property
    def mean(self):
        raise NotImplementedError

    @property
    def mode(self):
        raise NotImplementedError(f'{type(self)} does not implement mode')

    @property
    def variance(self):
        raise NotImplementedError

    @property
    def stddev(self):
        return self.variance.sqrt()

    def expand(self, batch_shape, _instance=None):
        """Returns a new distribution instance with batch dimensions expanded to `batch_shape`."""
        expanded = object.__new__(type(self))
        for name, value in self.__dict__.items():
            if isinstance(value, Distribution):
                value = value.expand(batch_shape)
            elif isinstance(value, torch.Tensor) and name not in self._unbatched:
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

    def cdf(self, value):
        raise NotImplementedError

    def icdf(self, value):
        raise NotImplementedError

    def enumerate_support(self, expand=True):
        raise NotImplementedError

    def entropy(self):
        raise NotImplementedError

    def perplexity(self):
        """Returns perplexity of distribution, batched over batch_shape."""
        return torch.exp(self.entropy())

    def _extended_shape(self, sample_shape=torch.Size()):
        return torch.Size(tuple(sample_shape) + tuple(self._batch_shape) + tuple(self._event_shape))

    def _enumerated(self, values, expand):
        """The values along a dimension of their own, in front of the batch's."""
        values = values.view((-1,) + (1,) * len(self._batch_shape))
        return values.expand((-1,) + tuple(self._batch_shape)) if expand else values

    def _validate_sample(self, value):
        if not self._validate_args:
            return
        if not isinstance(value, torch.Tensor):
            raise ValueError('The value argument to log_prob must be a Tensor')
        fixed = value.dim() - len(self._event_shape)
        if value.size()[fixed:] != self._event_shape:
            raise ValueError(
                f'The right-most size of value must match event_shape: {value.size()} vs {self._event_shape}.')
        expected = self._batch_shape + self._event_shape
        for size, wanted in zip(reversed(value.size()), reversed(expected)):
            if size != 1 and wanted != 1 and size != wanted:
                raise ValueError(
                    f'Value is not broadcastable with batch_shape+event_shape: {value.size()} vs {expected}.')
        support = self.support
        if not support.check(value).all():
            raise ValueError(
                f'Expected value argument ({type(value).__name__} of shape {tuple(value.shape)}) to be within the '
                f'support ({support!r}) of the distribution {self!r}, but found invalid values:\n{value}')

    def __repr__(self):
        shown = []
        for name in self.arg_constraints:
            if name in self.__dict__:
                value = self.__dict__[name]
                shown.append(f'{name}: {value if value.numel() == 1 else value.size()}')
        return type(self).__name__ + '(' + ', '.join(shown) + ')'

"""#

private let expFamilyText = #"""
class ExponentialFamily(Distribution):
    """The base class of distributions whose density is an exponential of sufficient statistics."""

"""#

private let utilsText = #"""
class lazy_property:
    """Computes an attribute at its first use and keeps it."""
    def __init__(self, wrapped):
        self.wrapped = wrapped
        self.__doc__ = wrapped.__doc__

    def __get__(self, instance, obj_type=None):
        if instance is None:
            return self
        with torch.enable_grad():
            value = self.wrapped(instance)
        setattr(instance, self.wrapped.__name__, value)
        return value

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

def _clamped(probs):
    eps = torch.finfo(probs.dtype).eps
    return probs.clamp(min=eps, max=1 - eps)

class _LocationScale(Distribution):
    """A family on the real line that `loc` shifts and `scale` stretches."""
    arg_constraints = {'loc': constraints.real, 'scale': constraints.positive}
    support = constraints.real
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        (self.loc, self.scale), shape = _together(loc, scale)
        super().__init__(shape, validate_args=validate_args)

    @property
    def mode(self):
        return self.loc

class _WithLogits(Distribution):
    """Given by `probs` or `logits`; the other is computed at first use."""
    arg_constraints = {'probs': constraints.unit_interval, 'logits': constraints.real}

    def __init__(self, probs=None, logits=None, validate_args=None):
        super().__init__(self._set(probs, logits), validate_args=validate_args)

    def _set(self, probs, logits, *others):
        """Keeps the one that is given; the sizes of it together with others, which are kept by name."""
        if (probs is None) == (logits is None):
            raise ValueError('Either `probs` or `logits` must be specified, but not both.')
        given = logits if probs is None else probs
        (given, *values), shape = _together(given, *[value for _, value in others])
        setattr(self, 'logits' if probs is None else 'probs', given)
        for (name, _), value in zip(others, values):
            setattr(self, name, value.type_as(given))
        return shape

    @lazy_property
    def probs(self):
        return self.logits.sigmoid()

    @lazy_property
    def logits(self):
        probs = _clamped(self.probs)
        return probs.log() - (-probs).log1p()

    @property
    def param_shape(self):
        return (self.__dict__['probs'] if 'probs' in self.__dict__ else self.logits).size()

class _OfChoices(Distribution):
    """Counts or marks what a :class:`Categorical` draws."""
    arg_constraints = {'probs': constraints.simplex, 'logits': constraints.real_vector}

    @property
    def probs(self):
        return self._categorical.probs

    @property
    def logits(self):
        return self._categorical.logits

    @property
    def param_shape(self):
        return self._categorical.param_shape

"""#
