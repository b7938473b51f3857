/// Continuous stand-ins for choices, whose samples have gradients.
let relaxedDistributions = [
  LibraryText("torch.distributions.relaxed_bernoulli", relaxedBernoulliText),
  LibraryText("torch.distributions.relaxed_categorical", relaxedCategoricalText),
]

private let relaxedBernoulliText = #"""
class LogitRelaxedBernoulli(_WithLogits):
    """Creates a LogitRelaxedBernoulli distribution: the logit of a :class:`RelaxedBernoulli`."""
    support = constraints.real
    _unbatched = ('temperature',)

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        self.temperature = temperature
        super().__init__(probs, logits, validate_args)

    def rsample(self, sample_shape=torch.Size()):
        shape = self._extended_shape(sample_shape)
        probs = _clamped(self.probs.expand(shape))
        uniforms = _clamped(torch.rand(shape, dtype=probs.dtype))
        return (uniforms.log() - (-uniforms).log1p() + probs.log() - (-probs).log1p()) / self.temperature

    def log_prob(self, value):
        self._validate_sample(value)
        logits, value = torch.broadcast_tensors(self.logits, value)
        difference = logits - value.mul(self.temperature)
        return self.temperature.log() + difference - 2 * difference.exp().log1p()

class _Relaxed(TransformedDistribution):
    """A transformed distribution that shows the parameters of its base."""
    has_rsample = True

    @property
    def temperature(self):
        return self.base_dist.temperature

    @property
    def logits(self):
        return self.base_dist.logits

    @property
    def probs(self):
        return self.base_dist.probs

class RelaxedBernoulli(_Relaxed):
    """Creates a RelaxedBernoulli distribution, parametrized by :attr:`temperature`, and either :attr:`probs` or :attr:`logits` (but not both)."""
    arg_constraints = {'probs': constraints.unit_interval, 'logits': constraints.real}
    support = constraints.unit_interval

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        base = LogitRelaxedBernoulli(temperature, probs, logits)
        super().__init__(base, transforms.SigmoidTransform(), validate_args=validate_args)

"""#

private let relaxedCategoricalText = #"""
class ExpRelaxedCategorical(_OfChoices):
    """Creates a ExpRelaxedCategorical: the logarithm of a :class:`RelaxedOneHotCategorical`."""
    support = constraints.real_vector
    has_rsample = True
    _unbatched = ('temperature',)

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        self._categorical = Categorical(probs, logits)
        self.temperature = temperature
        event = self._categorical.param_shape[-1:]
        super().__init__(self._categorical.batch_shape, event, validate_args=validate_args)

    def rsample(self, sample_shape=torch.Size()):
        shape = self._extended_shape(sample_shape)
        uniforms = _clamped(torch.rand(shape, dtype=self.logits.dtype))
        gumbels = -((-(uniforms.log())).log())
        scores = (self.logits + gumbels) / self.temperature
        return scores - scores.logsumexp(dim=-1, keepdim=True)

    def log_prob(self, value):
        count = self._categorical._num_events
        self._validate_sample(value)
        logits, value = torch.broadcast_tensors(self.logits, value)
        log_scale = (
            torch.full_like(self.temperature, float(count)).lgamma() - self.temperature.log().mul(-(count - 1)))
        score = logits - value.mul(self.temperature)
        return (score - score.logsumexp(dim=-1, keepdim=True)).sum(-1) + log_scale

class RelaxedOneHotCategorical(_Relaxed):
    """Creates a RelaxedOneHotCategorical distribution parametrized by :attr:`temperature`, and either :attr:`probs` or :attr:`logits`."""
    arg_constraints = {'probs': constraints.simplex, 'logits': constraints.real_vector}
    support = constraints.simplex

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        base = ExpRelaxedCategorical(temperature, probs, logits, validate_args=validate_args)
        super().__init__(base, transforms.ExpTransform(), validate_args=validate_args)

"""#
