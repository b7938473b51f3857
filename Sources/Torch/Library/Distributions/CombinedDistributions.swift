/// Distributions made of others.
let combinedDistributions = [
  LibraryText("torch.distributions.independent", independentText),
  LibraryText("torch.distributions.mixture_same_family", mixtureSameFamilyText),
]

private let independentText = #"""
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

private let mixtureSameFamilyText = #"""
class MixtureSameFamily(Distribution):
    """A (batch of) mixture distributions where all components are from one family."""
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

    @property
    def mixture_distribution(self):
        return self._mixture_distribution

    @property
    def component_distribution(self):
        return self._component_distribution

    @property
    def support(self):
        return _MixtureConstraint(self._component_distribution.support)

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
        self._check_sample(value)
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
