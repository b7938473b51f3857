/// The gamma distribution and those that are made of it.
let gammaDistributions = [
  LibraryText("torch.distributions.gamma", gammaText),
  LibraryText("torch.distributions.chi2", chi2Text),
  LibraryText("torch.distributions.dirichlet", dirichletText),
  LibraryText("torch.distributions.beta", betaText),
  LibraryText("torch.distributions.studentT", studentTText),
]

private let gammaText = #"""
class Gamma(Distribution):
    """Creates a Gamma distribution parameterized by shape :attr:`concentration` and :attr:`rate`."""
    arg_constraints = {'concentration': _positive, 'rate': _positive}
    support = _nonnegative
    has_rsample = True

    def __init__(self, concentration, rate, validate_args=None):
        (self.concentration, self.rate), shape = _together(concentration, rate)
        super().__init__(shape, validate_args=validate_args)

    @property
    def mean(self):
        return self.concentration / self.rate

    @property
    def mode(self):
        return ((self.concentration - 1) / self.rate).clamp(min=0)

    @property
    def variance(self):
        return self.concentration / self.rate.pow(2)

    def rsample(self, sample_shape=torch.Size()):
        shape = self._extended_shape(sample_shape)
        value = torch._standard_gamma(self.concentration.expand(shape)) / self.rate.expand(shape)
        value.detach().clamp_(min=torch.finfo(value.dtype).tiny)
        return value

    def log_prob(self, value):
        value = torch.as_tensor(value, dtype=self.rate.dtype)
        self._check_sample(value)
        return (
            torch.xlogy(self.concentration, self.rate) + torch.xlogy(self.concentration - 1, value)
            - self.rate * value - torch.lgamma(self.concentration))

    def entropy(self):
        return (
            self.concentration - torch.log(self.rate) + torch.lgamma(self.concentration)
            + (1.0 - self.concentration) * torch.digamma(self.concentration))

    def cdf(self, value):
        raise NotImplementedError('cellgrad: not supported: Gamma.cdf')

"""#

private let chi2Text = #"""
class Chi2(Gamma):
    """Creates a Chi-squared distribution parameterized by shape parameter :attr:`df`."""
    arg_constraints = {'df': _positive}

    def __init__(self, df, validate_args=None):
        super().__init__(0.5 * df, 0.5, validate_args=validate_args)

    @property
    def df(self):
        return self.concentration * 2

"""#

private let dirichletText = #"""
class Dirichlet(Distribution):
    """Creates a Dirichlet distribution parameterized by concentration :attr:`concentration`."""
    arg_constraints = {'concentration': _positive_vector}
    support = _simplex
    has_rsample = True

    def __init__(self, concentration, validate_args=None):
        if concentration.dim() < 1:
            raise ValueError('`concentration` parameter must be at least one-dimensional.')
        self.concentration = concentration
        super().__init__(concentration.shape[:-1], concentration.shape[-1:], validate_args=validate_args)

    @property
    def mean(self):
        return self.concentration / self.concentration.sum(-1, True)

    @property
    def mode(self):
        excess = (self.concentration - 1).clamp(min=0.0)
        mode = excess / excess.sum(-1, True)
        corners = (self.concentration < 1).all(dim=-1)
        count = excess.shape[-1]
        mode[corners] = torch.nn.functional.one_hot(mode[corners].argmax(dim=-1), count).to(mode)
        return mode

    @property
    def variance(self):
        total = self.concentration.sum(-1, True)
        return self.concentration * (total - self.concentration) / (total.pow(2) * (total + 1))

    def rsample(self, sample_shape=torch.Size()):
        return torch._sample_dirichlet(self.concentration.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value):
        self._check_sample(value)
        return (
            torch.xlogy(self.concentration - 1.0, value).sum(-1) + torch.lgamma(self.concentration.sum(-1))
            - torch.lgamma(self.concentration).sum(-1))

    def entropy(self):
        count = self.concentration.size(-1)
        total = self.concentration.sum(-1)
        return (
            torch.lgamma(self.concentration).sum(-1) - torch.lgamma(total)
            - (count - total) * torch.digamma(total)
            - ((self.concentration - 1.0) * torch.digamma(self.concentration)).sum(-1))

"""#

private let betaText = #"""
class Beta(Distribution):
    """Beta distribution parameterized by :attr:`concentration1` and :attr:`concentration0`."""
    arg_constraints = {'concentration1': _positive, 'concentration0': _positive}
    support = _unit_interval
    has_rsample = True

    def __init__(self, concentration1, concentration0, validate_args=None):
        both, _ = _together(concentration1, concentration0)
        self._dirichlet = Dirichlet(torch.stack(both, -1), validate_args=validate_args)
        super().__init__(self._dirichlet.batch_shape, validate_args=validate_args)

    @property
    def concentration1(self):
        return self._dirichlet.concentration[..., 0]

    @property
    def concentration0(self):
        return self._dirichlet.concentration[..., 1]

    @property
    def mean(self):
        return self.concentration1 / (self.concentration1 + self.concentration0)

    @property
    def mode(self):
        return self._dirichlet.mode[..., 0]

    @property
    def variance(self):
        total = self.concentration1 + self.concentration0
        return self.concentration1 * self.concentration0 / (total.pow(2) * (total + 1))

    def rsample(self, sample_shape=torch.Size()):
        return self._dirichlet.rsample(sample_shape).select(-1, 0)

    def log_prob(self, value):
        self._check_sample(value)
        return self._dirichlet.log_prob(torch.stack([value, 1.0 - value], -1))

    def entropy(self):
        return self._dirichlet.entropy()

"""#

private let studentTText = #"""
class StudentT(Distribution):
    """Creates a Student's t-distribution parameterized by degree of freedom, mean and scale."""
    arg_constraints = {'df': _positive, 'loc': _real, 'scale': _positive}
    support = _real
    has_rsample = True

    def __init__(self, df, loc=0.0, scale=1.0, validate_args=None):
        (self.df, self.loc, self.scale), shape = _together(df, loc, scale)
        self._chi2 = Chi2(self.df)
        super().__init__(shape, validate_args=validate_args)

    @property
    def mean(self):
        return self.loc.masked_fill(self.df <= 1, float('nan'))

    @property
    def mode(self):
        return self.loc

    @property
    def variance(self):
        finite = self.scale.pow(2) * self.df / (self.df - 2)
        return finite.masked_fill(self.df <= 2, float('inf')).masked_fill(self.df <= 1, float('nan'))

    def rsample(self, sample_shape=torch.Size()):
        x = torch.randn(self._extended_shape(sample_shape), dtype=self.df.dtype)
        y = x * torch.rsqrt(self._chi2.rsample(sample_shape) / self.df)
        return self.loc + self.scale * y

    def log_prob(self, value):
        self._check_sample(value)
        y = (value - self.loc) / self.scale
        z = (
            self.scale.log() + 0.5 * self.df.log() + 0.5 * _math.log(_math.pi) + torch.lgamma(0.5 * self.df)
            - torch.lgamma(0.5 * (self.df + 1.0)))
        return -0.5 * (self.df + 1.0) * torch.log1p(y ** 2.0 / self.df) - z

    def entropy(self):
        half = 0.5 * (self.df + 1)
        log_beta = torch.lgamma(0.5 * self.df) + _math.log(_math.sqrt(_math.pi)) - torch.lgamma(half)
        return (
            self.scale.log() + half * (torch.digamma(half) - torch.digamma(0.5 * self.df))
            + 0.5 * self.df.log() + log_beta)

"""#
