/// The gamma distribution and those that are made of it.
let gammaDistributions = [
  LibraryText("torch.distributions.gamma", gammaText),
  LibraryText("torch.distributions.chi2", chi2Text),
  LibraryText("torch.distributions.inverse_gamma", inverseGammaText),
  LibraryText("torch.distributions.dirichlet", dirichletText),
  LibraryText("torch.distributions.beta", betaText),
  LibraryText("torch.distributions.kumaraswamy", kumaraswamyText),
  LibraryText("torch.distributions.studentT", studentTText),
  LibraryText("torch.distributions.fishersnedecor", fishersnedecorText),
]

private let gammaText = #"""
class Gamma(ExponentialFamily):
    """Creates a Gamma distribution parameterized by shape :attr:`concentration` and :attr:`rate`."""
    arg_constraints = {'concentration': constraints.positive, 'rate': constraints.positive}
    support = constraints.nonnegative
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
        self._validate_sample(value)
        return (
            torch.xlogy(self.concentration, self.rate) + torch.xlogy(self.concentration - 1, value)
            - self.rate * value - torch.lgamma(self.concentration))

    def entropy(self):
        return (
            self.concentration - torch.log(self.rate) + torch.lgamma(self.concentration)
            + (1.0 - self.concentration) * torch.digamma(self.concentration))

    def cdf(self, value):
        self._validate_sample(value)
        return torch.special.gammainc(self.concentration, self.rate * value)

"""#

private let chi2Text = #"""
class Chi2(Gamma):
    """Creates a Chi-squared distribution parameterized by shape parameter :attr:`df`."""
    arg_constraints = {'df': constraints.positive}

    def __init__(self, df, validate_args=None):
        super().__init__(0.5 * df, 0.5, validate_args=validate_args)

    @property
    def df(self):
        return self.concentration * 2

"""#

private let inverseGammaText = #"""
class InverseGamma(TransformedDistribution):
    """Creates an inverse gamma distribution parameterized by :attr:`concentration` and :attr:`rate`."""
    arg_constraints = {'concentration': constraints.positive, 'rate': constraints.positive}
    support = constraints.positive
    has_rsample = True

    def __init__(self, concentration, rate, validate_args=None):
        base = Gamma(concentration, rate, validate_args=validate_args)
        exponent = -base.rate.new_ones(())
        super().__init__(base, transforms.PowerTransform(exponent), validate_args=validate_args)

    @property
    def concentration(self):
        return self.base_dist.concentration

    @property
    def rate(self):
        return self.base_dist.rate

    @property
    def mean(self):
        result = self.rate / (self.concentration - 1)
        return torch.where(self.concentration > 1, result, torch.inf)

    @property
    def mode(self):
        return self.rate / (self.concentration + 1)

    @property
    def variance(self):
        result = self.rate.square() / ((self.concentration - 1).square() * (self.concentration - 2))
        return torch.where(self.concentration > 2, result, torch.inf)

    def entropy(self):
        return (
            self.concentration + self.rate.log() + self.concentration.lgamma()
            - (1 + self.concentration) * self.concentration.digamma())

"""#

private let dirichletText = #"""
class Dirichlet(ExponentialFamily):
    """Creates a Dirichlet distribution parameterized by concentration :attr:`concentration`."""
    arg_constraints = {'concentration': constraints.independent(constraints.positive, 1)}
    support = constraints.simplex
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
        self._validate_sample(value)
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
class Beta(ExponentialFamily):
    """Beta distribution parameterized by :attr:`concentration1` and :attr:`concentration0`."""
    arg_constraints = {'concentration1': constraints.positive, 'concentration0': constraints.positive}
    support = constraints.unit_interval
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
        self._validate_sample(value)
        return self._dirichlet.log_prob(torch.stack([value, 1.0 - value], -1))

    def entropy(self):
        return self._dirichlet.entropy()

"""#

private let kumaraswamyText = #"""
class Kumaraswamy(TransformedDistribution):
    """Samples from a Kumaraswamy distribution."""
    arg_constraints = {'concentration1': constraints.positive, 'concentration0': constraints.positive}
    support = constraints.unit_interval
    has_rsample = True

    def __init__(self, concentration1, concentration0, validate_args=None):
        (self.concentration1, self.concentration0), _ = _together(concentration1, concentration0)
        base = Uniform(
            torch.full_like(self.concentration0, 0), torch.full_like(self.concentration0, 1),
            validate_args=validate_args)
        steps = [
            transforms.PowerTransform(exponent=self.concentration0.reciprocal()),
            transforms.AffineTransform(loc=1.0, scale=-1.0),
            transforms.PowerTransform(exponent=self.concentration1.reciprocal())]
        super().__init__(base, steps, validate_args=validate_args)

    def _moment(self, order):
        share = 1 + order / self.concentration1
        log = torch.lgamma(share) + torch.lgamma(self.concentration0) - torch.lgamma(share + self.concentration0)
        return self.concentration0 * torch.exp(log)

    @property
    def mean(self):
        return self._moment(1)

    @property
    def mode(self):
        log_mode = (
            self.concentration0.reciprocal() * (-self.concentration0).log1p()
            - (-self.concentration0 * self.concentration1).log1p())
        log_mode[(self.concentration0 < 1) | (self.concentration1 < 1)] = float('nan')
        return log_mode.exp()

    @property
    def variance(self):
        return self._moment(2) - torch.pow(self.mean, 2)

    def entropy(self):
        t1 = 1 - self.concentration1.reciprocal()
        t0 = 1 - self.concentration0.reciprocal()
        harmonic = torch.digamma(self.concentration0 + 1) + _euler
        return t0 + t1 * harmonic - torch.log(self.concentration1) - torch.log(self.concentration0)

"""#

private let studentTText = #"""
class StudentT(Distribution):
    """Creates a Student's t-distribution parameterized by degree of freedom, mean and scale."""
    arg_constraints = {'df': constraints.positive, 'loc': constraints.real, 'scale': constraints.positive}
    support = constraints.real
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
        self._validate_sample(value)
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

private let fishersnedecorText = #"""
class FisherSnedecor(Distribution):
    """Creates a Fisher-Snedecor distribution parameterized by :attr:`df1` and :attr:`df2`."""
    arg_constraints = {'df1': constraints.positive, 'df2': constraints.positive}
    support = constraints.positive
    has_rsample = True

    def __init__(self, df1, df2, validate_args=None):
        (self.df1, self.df2), shape = _together(df1, df2)
        self._gamma1 = Gamma(self.df1 * 0.5, self.df1)
        self._gamma2 = Gamma(self.df2 * 0.5, self.df2)
        super().__init__(shape, validate_args=validate_args)

    def _above(self, least):
        return self.df2.clone().masked_fill_(self.df2 <= least, float('nan'))

    @property
    def mean(self):
        df2 = self._above(2)
        return df2 / (df2 - 2)

    @property
    def mode(self):
        mode = (self.df1 - 2) / self.df1 * self.df2 / (self.df2 + 2)
        mode[self.df1 <= 2] = float('nan')
        return mode

    @property
    def variance(self):
        df2 = self._above(4)
        return 2 * df2.pow(2) * (self.df1 + df2 - 2) / (self.df1 * (df2 - 2).pow(2) * (df2 - 4))

    def rsample(self, sample_shape=torch.Size()):
        shape = torch.Size(sample_shape)
        first = self._gamma1.rsample(shape).view(self._extended_shape(shape))
        second = self._gamma2.rsample(shape).view(self._extended_shape(shape))
        tiny = torch.finfo(second.dtype).tiny
        second.clamp_(min=tiny)
        value = first / second
        value.clamp_(min=tiny)
        return value

    def log_prob(self, value):
        self._validate_sample(value)
        half1, half2 = self.df1 * 0.5, self.df2 * 0.5
        ratio = self.df1 / self.df2
        t1 = (half1 + half2).lgamma() - half1.lgamma() - half2.lgamma()
        t2 = half1 * ratio.log() + (half1 - 1) * torch.log(value)
        t3 = (half1 + half2) * torch.log1p(ratio * value)
        return t1 + t2 - t3

"""#
