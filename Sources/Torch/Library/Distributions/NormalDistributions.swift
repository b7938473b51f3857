/// Normal distributions and what derives from them.
let normalDistributions = [
  LibraryText("torch.distributions.normal", normalText),
  LibraryText("torch.distributions.log_normal", logNormalText),
  LibraryText("torch.distributions.logistic_normal", logisticNormalText),
  LibraryText("torch.distributions.multivariate_normal", multivariateNormalText),
  LibraryText("torch.distributions.half_normal", halfNormalText),
]

private let normalText = #"""
class Normal(_LocationScale, ExponentialFamily):
    """Creates a normal (also called Gaussian) distribution parameterized by :attr:`loc` and :attr:`scale`."""
    @property
    def mean(self):
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
            return torch.normal(self.loc.expand(shape), self.scale.expand(shape))

    def rsample(self, sample_shape=torch.Size()):
        eps = torch.randn(self._extended_shape(sample_shape), dtype=self.loc.dtype)
        return self.loc + eps * self.scale

    def log_prob(self, value):
        self._validate_sample(value)
        return (
            -((value - self.loc) ** 2) / (2 * self.scale ** 2) - self.scale.log()
            - _math.log(_math.sqrt(2 * _math.pi)))

    def cdf(self, value):
        self._validate_sample(value)
        return 0.5 * (1 + torch.erf((value - self.loc) * self.scale.reciprocal() / _math.sqrt(2)))

    def icdf(self, value):
        return self.loc + self.scale * torch.erfinv(2 * value - 1) * _math.sqrt(2)

    def entropy(self):
        return 0.5 + 0.5 * _math.log(2 * _math.pi) + torch.log(self.scale)

"""#

private let logNormalText = #"""
class LogNormal(TransformedDistribution):
    """Creates a log-normal distribution parameterized by :attr:`loc` and :attr:`scale`."""
    arg_constraints = {'loc': constraints.real, 'scale': constraints.positive}
    support = constraints.positive
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        super().__init__(Normal(loc, scale, validate_args), transforms.ExpTransform(), validate_args=validate_args)

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
    def mode(self):
        return (self.loc - self.scale.square()).exp()

    @property
    def variance(self):
        square = self.scale.pow(2)
        return square.expm1() * (2 * self.loc + square).exp()

    def entropy(self):
        return self.base_dist.entropy() + self.loc

"""#

private let logisticNormalText = #"""
class LogisticNormal(TransformedDistribution):
    """Creates a logistic-normal distribution parameterized by :attr:`loc` and :attr:`scale`."""
    arg_constraints = {'loc': constraints.real, 'scale': constraints.positive}
    support = constraints.simplex
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        normal = Normal(loc, scale, validate_args=validate_args)
        if not normal.batch_shape:
            normal = normal.expand([1])
        super().__init__(normal, transforms.StickBreakingTransform(), validate_args=validate_args)

    @property
    def loc(self):
        return self.base_dist.base_dist.loc

    @property
    def scale(self):
        return self.base_dist.base_dist.scale

"""#

private let multivariateNormalText = #"""
class MultivariateNormal(Distribution):
    """Creates a multivariate normal distribution parameterized by a mean vector and a covariance matrix."""
    arg_constraints = {
        'loc': constraints.real_vector, 'covariance_matrix': constraints.positive_definite,
        'precision_matrix': constraints.positive_definite, 'scale_tril': constraints.lower_cholesky}
    support = constraints.real_vector
    has_rsample = True

    def __init__(self, loc, covariance_matrix=None, precision_matrix=None, scale_tril=None, validate_args=None):
        if loc.dim() < 1:
            raise ValueError('loc must be at least one-dimensional.')
        given = {'covariance_matrix': covariance_matrix, 'scale_tril': scale_tril, 'precision_matrix': precision_matrix}
        given = {name: matrix for name, matrix in given.items() if matrix is not None}
        if len(given) != 1:
            raise ValueError(
                'Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified.')
        (name, matrix), = given.items()
        if matrix.dim() < 2:
            shape = 'with optional leading batch dimensions'
            raise ValueError(
                f'{name} matrix must be at least two-dimensional, {shape}' if name == 'scale_tril' else
                f'{name} must be at least two-dimensional, {shape}')
        batch_shape = torch.broadcast_shapes(matrix.shape[:-2], loc.shape[:-1])
        setattr(self, name, matrix.expand(batch_shape + (-1, -1)))
        self.loc = loc.expand(batch_shape + (-1,))
        super().__init__(batch_shape, self.loc.shape[-1:], validate_args=validate_args)
        if scale_tril is not None:
            self._unbroadcasted_scale_tril = scale_tril
        elif covariance_matrix is not None:
            self._unbroadcasted_scale_tril = torch.linalg.cholesky(covariance_matrix)
        else:
            self._unbroadcasted_scale_tril = _cholesky_of_inverse(precision_matrix)

    def expand(self, batch_shape, _instance=None):
        batch_shape = torch.Size(batch_shape)
        sizes = {'loc': 1, 'covariance_matrix': 2, 'scale_tril': 2, 'precision_matrix': 2}
        expanded = object.__new__(type(self))
        expanded.__dict__.update(self.__dict__)
        for name, dimensions in sizes.items():
            if name in self.__dict__:
                expanded.__dict__[name] = self.__dict__[name].expand(batch_shape + self._event_shape * dimensions)
        expanded._batch_shape = batch_shape
        return expanded

    def _widened(self, matrix):
        return matrix.expand(self._batch_shape + self._event_shape + self._event_shape)

    @lazy_property
    def scale_tril(self):
        return self._widened(self._unbroadcasted_scale_tril)

    @lazy_property
    def covariance_matrix(self):
        return self._widened(torch.matmul(self._unbroadcasted_scale_tril, self._unbroadcasted_scale_tril.mT))

    @lazy_property
    def precision_matrix(self):
        return self._widened(torch.cholesky_inverse(self._unbroadcasted_scale_tril))

    @property
    def mean(self):
        return self.loc

    @property
    def mode(self):
        return self.loc

    @property
    def variance(self):
        return self._unbroadcasted_scale_tril.pow(2).sum(-1).expand(self._batch_shape + self._event_shape)

    def rsample(self, sample_shape=torch.Size()):
        eps = torch.randn(self._extended_shape(sample_shape), dtype=self.loc.dtype)
        return self.loc + torch.matmul(self._unbroadcasted_scale_tril, eps.unsqueeze(-1)).squeeze(-1)

    def log_prob(self, value):
        self._validate_sample(value)
        distance = _mahalanobis(self._unbroadcasted_scale_tril, value - self.loc)
        half_log_det = _half_log_det(self._unbroadcasted_scale_tril)
        return -0.5 * (self._event_shape[0] * _math.log(2 * _math.pi) + distance) - half_log_det

    def entropy(self):
        half_log_det = _half_log_det(self._unbroadcasted_scale_tril)
        entropy = 0.5 * self._event_shape[0] * (1.0 + _math.log(2 * _math.pi)) + half_log_det
        return entropy if len(self._batch_shape) == 0 else entropy.expand(self._batch_shape)

"""#

private let halfNormalText = #"""
def _cholesky_of_inverse(matrix):
    """The Cholesky factor of the inverse of a positive definite matrix."""
    flipped = torch.linalg.cholesky(torch.flip(matrix, (-2, -1)))
    upper = torch.transpose(torch.flip(flipped, (-2, -1)), -2, -1)
    identity = torch.eye(matrix.shape[-1], dtype=matrix.dtype)
    return torch.linalg.solve_triangular(upper, identity, upper=False)

def _mahalanobis(triangle, difference):
    """The squared distances of vectors from zero in units of a lower triangular factor."""
    solved = torch.linalg.solve_triangular(triangle, difference.unsqueeze(-1), upper=False)
    return solved.squeeze(-1).pow(2).sum(-1)

def _half_log_det(triangle):
    return triangle.diagonal(dim1=-2, dim2=-1).log().sum(-1)

class _Half(TransformedDistribution):
    """The sizes of the numbers of a distribution that is symmetric around zero."""
    arg_constraints = {'scale': constraints.positive}
    support = constraints.nonnegative
    has_rsample = True

    def __init__(self, base_distribution, validate_args):
        super().__init__(base_distribution, transforms.AbsTransform(), validate_args=validate_args)

    @property
    def scale(self):
        return self.base_dist.scale

    @property
    def mode(self):
        return torch.zeros_like(self.scale)

    def log_prob(self, value):
        self._validate_sample(value)
        log_prob = self.base_dist.log_prob(value) + _math.log(2)
        return torch.where(value >= 0, log_prob, -float('inf'))

    def cdf(self, value):
        self._validate_sample(value)
        return 2 * self.base_dist.cdf(value) - 1

    def icdf(self, prob):
        return self.base_dist.icdf((prob + 1) / 2)

    def entropy(self):
        return self.base_dist.entropy() - _math.log(2)

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
