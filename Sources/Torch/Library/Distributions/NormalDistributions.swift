/// Normal distributions and what derives from them.
let normalDistributions = [
  LibraryText("torch.distributions.normal", normalText),
  LibraryText("torch.distributions.log_normal", logNormalText),
  LibraryText("torch.distributions.multivariate_normal", multivariateNormalText),
  LibraryText("torch.distributions.half_normal", halfText + halfNormalText),
]

private let normalText = #"""
class Normal(_LocationScale):
    """Creates a normal (also called Gaussian) distribution parameterized by :attr:`loc` and :attr:`scale`."""

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

"""#

private let logNormalText = #"""
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

"""#

private let multivariateNormalText = #"""
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

"""#

private let halfText = #"""
class _Half(Distribution):
    """The sizes of the numbers of a distribution that is symmetric around zero."""
    arg_constraints = {'scale': _positive}
    support = _nonnegative
    has_rsample = True

    def __init__(self, base_distribution, validate_args):
        self.base_dist = base_distribution
        super().__init__(base_distribution.batch_shape, validate_args=validate_args)

    @property
    def scale(self):
        return self.base_dist.scale

    @property
    def mode(self):
        return torch.zeros_like(self.scale)

    def sample(self, sample_shape=torch.Size()):
        return self.base_dist.sample(sample_shape).abs()

    def rsample(self, sample_shape=torch.Size()):
        return self.base_dist.rsample(sample_shape).abs()

    def log_prob(self, value):
        self._check_sample(value)
        log_prob = self.base_dist.log_prob(value) + _math.log(2)
        return torch.where(value >= 0, log_prob, -float('inf'))

    def cdf(self, value):
        self._check_sample(value)
        return 2 * self.base_dist.cdf(value) - 1

    def icdf(self, prob):
        return self.base_dist.icdf((prob + 1) / 2)

    def entropy(self):
        return self.base_dist.entropy() - _math.log(2)

"""#

private let halfNormalText = #"""
class HalfNormal(_Half):
    """Creates a half-normal distribution parameterized by `scale`."""
    def __init__(self, scale, validate_args=None):
        super().__init__(Normal(0, scale, validate_args=False), validate_args)

    @property
    def mean(self):
        return self.scale * _math.sqrt(2 / _math.pi)

    @property
    def variance(self):
        return self.scale.pow(2) * (1 - 2 / _math.pi)

"""#
