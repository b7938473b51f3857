/// Distributions made of others.
let combinedDistributions = [
  LibraryText("torch.distributions.independent", independentText),
  LibraryText("torch.distributions.transformed_distribution", transformedDistributionText),
  LibraryText("torch.distributions.mixture_same_family", mixtureSameFamilyText),
]

private let independentText = #"""
class Independent(Distribution):
    """Reinterprets some of the batch dims of a distribution as event dims."""
    arg_constraints = {}

    def __init__(self, base_distribution, reinterpreted_batch_ndims, validate_args=None):
        if reinterpreted_batch_ndims > len(base_distribution.batch_shape):
            raise ValueError(
                'Expected reinterpreted_batch_ndims <= len(base_distribution.batch_shape), '
                f'actual {reinterpreted_batch_ndims} vs {len(base_distribution.batch_shape)}')
        self.base_dist = base_distribution
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        shape = base_distribution.batch_shape + base_distribution.event_shape
        count = reinterpreted_batch_ndims + len(base_distribution.event_shape)
        super().__init__(shape[:len(shape) - count], shape[len(shape) - count:], validate_args=validate_args)

    def expand(self, batch_shape, _instance=None):
        batch_shape = torch.Size(batch_shape)
        base = self.base_dist.expand(batch_shape + self._event_shape[:self.reinterpreted_batch_ndims])
        return Independent(base, self.reinterpreted_batch_ndims, validate_args=self._validate_args)

    @property
    def has_rsample(self):
        return self.base_dist.has_rsample

    @property
    def has_enumerate_support(self):
        return self.base_dist.has_enumerate_support if self.reinterpreted_batch_ndims == 0 else False

    @constraints.dependent_property
    def support(self):
        result = self.base_dist.support
        if self.reinterpreted_batch_ndims:
            result = constraints.independent(result, self.reinterpreted_batch_ndims)
        return result

    @property
    def mean(self):
        return self.base_dist.mean

    @property
    def mode(self):
        return self.base_dist.mode

    @property
    def variance(self):
        return self.base_dist.variance

    def sample(self, sample_shape=torch.Size()):
        return self.base_dist.sample(sample_shape)

    def rsample(self, sample_shape=torch.Size()):
        return self.base_dist.rsample(sample_shape)

    def log_prob(self, value):
        return _sum_rightmost(self.base_dist.log_prob(value), self.reinterpreted_batch_ndims)

    def entropy(self):
        return _sum_rightmost(self.base_dist.entropy(), self.reinterpreted_batch_ndims)

    def enumerate_support(self, expand=True):
        if self.reinterpreted_batch_ndims > 0:
            raise NotImplementedError('Enumeration over cartesian product is not implemented')
        return self.base_dist.enumerate_support(expand=expand)

    def __repr__(self):
        return f'{type(self).__name__}({self.base_dist}, {self.reinterpreted_batch_ndims})'

"""#

private let transformedDistributionText = #"""
class TransformedDistribution(Distribution):
    """The distribution of what transforms make, one after the other, of a base distribution's samples."""
    arg_constraints = {}

    def __init__(self, base_distribution, transforms, validate_args=None):
        if isinstance(transforms, Transform):
            self.transforms = [transforms]
        elif isinstance(transforms, list):
            if not all(isinstance(transform, Transform) for transform in transforms):
                raise ValueError('transforms must be a Transform or a list of Transforms')
            self.transforms = transforms
        else:
            raise ValueError(f'transforms must be a Transform or list, but was {transforms}')
        event_shape = self._set_base(base_distribution)
        cut = len(self._forward_shape) - event_shape
        super().__init__(self._forward_shape[:cut], self._forward_shape[cut:], validate_args=validate_args)

    def _set_base(self, base):
        """Keeps the base distribution, widened to what the transforms need; the dimensions of an event."""
        base_shape, base_event = base.batch_shape + base.event_shape, len(base.event_shape)
        transform = ComposeTransform(self.transforms)
        if len(base_shape) < transform.domain.event_dim:
            raise ValueError(
                f'base_distribution needs to have shape with size at least {transform.domain.event_dim}, but got {base_shape}.')
        self._forward_shape = transform.forward_shape(base_shape)
        wanted = transform.inverse_shape(self._forward_shape)
        if base_shape != wanted:
            base = base.expand(wanted[:len(wanted) - base_event])
        missing = transform.domain.event_dim - base_event
        self.base_dist = Independent(base, missing) if missing > 0 else base
        change = transform.codomain.event_dim - transform.domain.event_dim
        return max(transform.codomain.event_dim, base_event + change)

    def expand(self, batch_shape, _instance=None):
        expanded = object.__new__(type(self))
        expanded.__dict__.update({name: value for name, value in self.__dict__.items() if name[0] == '_'})
        shape = torch.Size(batch_shape) + self._event_shape
        for transform in reversed(self.transforms):
            shape = transform.inverse_shape(shape)
        expanded.base_dist = self.base_dist.expand(shape[:len(shape) - len(self.base_dist.event_shape)])
        expanded.transforms = self.transforms
        expanded._batch_shape = torch.Size(batch_shape)
        for name, value in self.__dict__.items():
            if isinstance(value, torch.Tensor):
                expanded.__dict__[name] = value.expand(batch_shape)
        return expanded

    @constraints.dependent_property(is_discrete=False)
    def support(self):
        if not self.transforms:
            return self.base_dist.support
        support = self.transforms[-1].codomain
        missing = len(self._event_shape) - support.event_dim
        return constraints.independent(support, missing) if missing > 0 else support

    @property
    def has_rsample(self):
        return self.base_dist.has_rsample

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            return self._transformed(self.base_dist.sample(sample_shape))

    def rsample(self, sample_shape=torch.Size()):
        return self._transformed(self.base_dist.rsample(sample_shape))

    def _transformed(self, value):
        for transform in self.transforms:
            value = transform(value)
        return value

    def log_prob(self, value):
        """Scores the sample by inverting the transforms and adding what they stretch."""
        if self._validate_args:
            self._validate_sample(value)
        event_dim, log_prob, y = len(self._event_shape), 0.0, value
        for transform in reversed(self.transforms):
            x = transform.inv(y)
            event_dim += transform.domain.event_dim - transform.codomain.event_dim
            stretch = transform.log_abs_det_jacobian(x, y)
            log_prob = log_prob - _sum_rightmost(stretch, event_dim - transform.domain.event_dim)
            y = x
        base = self.base_dist.log_prob(y)
        return log_prob + _sum_rightmost(base, event_dim - len(self.base_dist.event_shape))

    def _monotonize_cdf(self, value):
        """The complement where the transforms reverse the order."""
        sign = 1
        for transform in self.transforms:
            sign = sign * transform.sign
        if isinstance(sign, int) and sign == 1:
            return value
        return sign * (value - 0.5) + 0.5

    def cdf(self, value):
        for transform in self.transforms[::-1]:
            value = transform.inv(value)
        if self._validate_args:
            self.base_dist._validate_sample(value)
        return self._monotonize_cdf(self.base_dist.cdf(value))

    def icdf(self, value):
        return self._transformed(self.base_dist.icdf(self._monotonize_cdf(value)))

"""#

private let mixtureSameFamilyText = #"""
class MixtureSameFamily(Distribution):
    """A (batch of) mixture distributions where all components are from one family."""
    arg_constraints = {}
    has_rsample = False

    def __init__(self, mixture_distribution, component_distribution, validate_args=None):
        if not isinstance(mixture_distribution, Categorical):
            raise ValueError(
                ' The Mixture distribution needs to be an  instance of torch.distributions.Categorical')
        if not isinstance(component_distribution, Distribution):
            raise ValueError(
                'The Component distribution need to be an instance of torch.distributions.Distribution')
        self._mixture_distribution = mixture_distribution
        self._component_distribution = component_distribution
        batch = component_distribution.batch_shape
        if mixture_distribution.logits.shape[-1] != batch[-1]:
            raise ValueError(
                f'`mixture_distribution component` ({mixture_distribution.logits.shape[-1]}) does not equal '
                f'`component_distribution.batch_shape[-1]` ({batch[-1]})')
        self._event_ndims = len(component_distribution.event_shape)
        super().__init__(batch[:-1], component_distribution.event_shape, validate_args=validate_args)

    def expand(self, batch_shape, _instance=None):
        batch_shape = torch.Size(batch_shape)
        components = self._component_distribution.batch_shape[-1:]
        return MixtureSameFamily(
            self._mixture_distribution.expand(batch_shape),
            self._component_distribution.expand(batch_shape + components), self._validate_args)

    @property
    def mixture_distribution(self):
        return self._mixture_distribution

    @property
    def component_distribution(self):
        return self._component_distribution

    @constraints.dependent_property
    def support(self):
        return constraints.MixtureSameFamilyConstraint(self._component_distribution.support)

    def _shares(self):
        probs = self._mixture_distribution.probs
        return probs.reshape(probs.shape + (1,) * self._event_ndims)

    def _mixed(self, values):
        return torch.sum(self._shares() * values, dim=-1 - self._event_ndims)

    @property
    def mean(self):
        return self._mixed(self._component_distribution.mean)

    @property
    def variance(self):
        distance = self._component_distribution.mean - self._padded(self.mean)
        return self._mixed(self._component_distribution.variance) + self._mixed(distance.pow(2))

    def _padded(self, value):
        return value.unsqueeze(-1 - self._event_ndims)

    def cdf(self, value):
        cdf = self._component_distribution.cdf(self._padded(value))
        return torch.sum(cdf * self._mixture_distribution.probs, dim=-1)

    def log_prob(self, value):
        self._validate_sample(value)
        log_probs = self._component_distribution.log_prob(self._padded(value))
        shares = torch.log_softmax(self._mixture_distribution.logits, dim=-1)
        return torch.logsumexp(log_probs + shares, dim=-1)

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            place = len(sample_shape) + len(self._batch_shape)
            chosen = self._mixture_distribution.sample(sample_shape)
            values = self._component_distribution.sample(sample_shape)
            event = tuple(self._event_shape)
            chosen = chosen.reshape(chosen.shape + (1,) * (len(event) + 1))
            chosen = chosen.expand(chosen.shape[:place] + (1,) + event)
            return values.gather(place, chosen).squeeze(place)

    def __repr__(self):
        return f'MixtureSameFamily(\n  {self.mixture_distribution},\n  {self.component_distribution})'

"""#
