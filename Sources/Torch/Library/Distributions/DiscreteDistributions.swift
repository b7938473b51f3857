/// Distributions of counts and of choices.
let discreteDistributions = [
  LibraryText("torch.distributions.bernoulli", bernoulliText),
  LibraryText("torch.distributions.categorical", categoricalText),
  LibraryText("torch.distributions.one_hot_categorical", oneHotCategoricalText),
  LibraryText("torch.distributions.poisson", poissonText),
  LibraryText("torch.distributions.geometric", geometricText),
  LibraryText("torch.distributions.binomial", binomialText),
  LibraryText("torch.distributions.multinomial", multinomialText),
  LibraryText("torch.distributions.negative_binomial", negativeBinomialText),
]

private let bernoulliText = #"""
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

"""#

private let categoricalText = #"""
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

"""#

private let oneHotCategoricalText = #"""
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

"""#

private let poissonText = #"""
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

"""#

private let geometricText = #"""
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

private let binomialText = #"""
class Binomial(_WithLogits):
    """Creates a Binomial distribution parameterized by :attr:`total_count` and either :attr:`probs` or :attr:`logits`."""
    arg_constraints = {'total_count': _nonnegative_integer, 'probs': _unit_interval, 'logits': _real}
    has_enumerate_support = True

    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        given = logits if probs is None else probs
        if given is not None:
            (self.total_count, given), shape = _together(total_count, given)
            self.total_count = self.total_count.type_as(given)
        self._set(probs if probs is None else given, logits if logits is None else given)
        super().__init__(shape, validate_args=validate_args)

    @property
    def support(self):
        return _IntegerInterval(0, self.total_count)

    @property
    def mean(self):
        return self.total_count * self.probs

    @property
    def mode(self):
        return ((self.total_count + 1) * self.probs).floor().clamp(max=self.total_count)

    @property
    def variance(self):
        return self.total_count * self.probs * (1 - self.probs)

    @property
    def param_shape(self):
        return self.probs.size()

    def sample(self, sample_shape=torch.Size()):
        shape = self._extended_shape(sample_shape)
        with torch.no_grad():
            return torch.binomial(self.total_count.expand(shape), self.probs.expand(shape))

    def log_prob(self, value):
        self._check_sample(value)
        above = (self.logits.clamp(min=0) + self.logits - self.logits.clamp(max=0)) / 2
        normalizer = (
            self.total_count * above + self.total_count * torch.log1p(torch.exp(-torch.abs(self.logits)))
            - torch.lgamma(self.total_count + 1))
        return (
            value * self.logits - torch.lgamma(value + 1) - torch.lgamma(self.total_count - value + 1)
            - normalizer)

    def _common_count(self):
        count = int(self.total_count.max())
        if not self.total_count.min() == count:
            raise NotImplementedError('Inhomogeneous total count not supported by `entropy`.')
        return count

    def entropy(self):
        self._common_count()
        log_prob = self.log_prob(self.enumerate_support(False))
        return -(torch.exp(log_prob) * log_prob).sum(0)

    def enumerate_support(self, expand=True):
        values = torch.arange(1 + self._common_count(), dtype=self.probs.dtype)
        values = values.view((-1,) + (1,) * len(self._batch_shape))
        return values.expand((-1,) + tuple(self._batch_shape)) if expand else values

"""#

private let multinomialText = #"""
class Multinomial(Distribution):
    """Creates a Multinomial distribution parameterized by :attr:`total_count` and either :attr:`probs` or :attr:`logits`."""
    arg_constraints = {'probs': _simplex, 'logits': _real_vector}

    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        if not isinstance(total_count, int):
            raise NotImplementedError('inhomogeneous total_count is not supported')
        self.total_count = total_count
        self._categorical = Categorical(probs=probs, logits=logits)
        self._binomial = Binomial(total_count=total_count, probs=self.probs)
        super().__init__(self._categorical.batch_shape, self.probs.size()[-1:], validate_args=validate_args)

    @property
    def probs(self):
        return self._categorical.probs

    @property
    def logits(self):
        return self._categorical.logits

    @property
    def support(self):
        return _MultinomialSupport(self.total_count)

    @property
    def mean(self):
        return self.probs * self.total_count

    @property
    def variance(self):
        return self.total_count * self.probs * (1 - self.probs)

    def sample(self, sample_shape=torch.Size()):
        drawn = self._categorical.sample(torch.Size((self.total_count,)) + torch.Size(sample_shape))
        drawn = drawn.movedim(0, -1)
        counts = torch.zeros(self._extended_shape(sample_shape), dtype=drawn.dtype)
        counts.scatter_add_(-1, drawn, torch.ones_like(drawn))
        return counts.type_as(self.probs)

    def log_prob(self, value):
        self._check_sample(value)
        (logits, value), _ = _together(self.logits, value)
        ways = torch.lgamma(value.sum(-1) + 1) - torch.lgamma(value + 1).sum(-1)
        logits = logits.masked_fill((value == 0) & (logits == -float('inf')), 0)
        return ways + (logits * value).sum(-1)

    def entropy(self):
        count = torch.tensor(self.total_count)
        first = count * self._categorical.entropy() - torch.lgamma(count + 1)
        support = self._binomial.enumerate_support(expand=False)[1:]
        shares = torch.exp(self._binomial.log_prob(support))
        return first + (shares * torch.lgamma(support + 1)).sum([0, -1])

"""#

private let negativeBinomialText = #"""
class NegativeBinomial(_WithLogits):
    """Creates a Negative Binomial distribution: the successful trials before `total_count` failures."""
    arg_constraints = {'total_count': _nonnegative, 'probs': _unit_interval, 'logits': _real}
    support = _nonnegative_integer

    def __init__(self, total_count, probs=None, logits=None, validate_args=None):
        given = logits if probs is None else probs
        if given is not None:
            (self.total_count, given), shape = _together(total_count, given)
            self.total_count = self.total_count.type_as(given)
        self._set(probs if probs is None else given, logits if logits is None else given)
        super().__init__(shape, validate_args=validate_args)

    @property
    def mean(self):
        return self.total_count * torch.exp(self.logits)

    @property
    def mode(self):
        return ((self.total_count - 1) * self.logits.exp()).floor().clamp(min=0.0)

    @property
    def variance(self):
        return self.mean / torch.sigmoid(-self.logits)

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            rates = Gamma(concentration=self.total_count, rate=torch.exp(-self.logits), validate_args=False)
            return torch.poisson(rates.sample(sample_shape))

    def log_prob(self, value):
        self._check_sample(value)
        logsigmoid = torch.nn.functional.logsigmoid
        log_power = self.total_count * logsigmoid(-self.logits) + value * logsigmoid(self.logits)
        ways = -torch.lgamma(self.total_count + value) + torch.lgamma(1.0 + value) + torch.lgamma(self.total_count)
        return log_power - ways.masked_fill(self.total_count + value == 0.0, 0.0)

"""#
