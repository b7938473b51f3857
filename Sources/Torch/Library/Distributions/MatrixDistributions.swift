/// Distributions of matrices, and the normal one whose covariance is a few factors and a diagonal.
let matrixDistributions = [
  LibraryText("torch.distributions.lowrank_multivariate_normal", lowRankNormalText),
  LibraryText("torch.distributions.wishart", wishartText),
  LibraryText("torch.distributions.lkj_cholesky", lkjCholeskyText),
]

private let lowRankNormalText = #"""
def _plus_identity(matrix):
    return matrix + torch.eye(matrix.shape[-1], dtype=matrix.dtype)

class LowRankMultivariateNormal(Distribution):
    """A multivariate normal distribution with covariance ``cov_factor @ cov_factor.T + cov_diag``."""
    arg_constraints = {
        'loc': constraints.real_vector, 'cov_factor': constraints.independent(constraints.real, 2),
        'cov_diag': constraints.independent(constraints.positive, 1)}
    support = constraints.real_vector
    has_rsample = True
    _unbatched = ('_unbroadcasted_cov_factor', '_unbroadcasted_cov_diag', '_capacitance_tril')

    def __init__(self, loc, cov_factor, cov_diag, validate_args=None):
        if loc.dim() < 1:
            raise ValueError('loc must be at least one-dimensional.')
        event_shape = loc.shape[-1:]
        if cov_factor.dim() < 2:
            raise ValueError(
                'cov_factor must be at least two-dimensional, with optional leading batch dimensions')
        if cov_factor.shape[-2:-1] != event_shape:
            raise ValueError(f'cov_factor must be a batch of matrices with shape {event_shape[0]} x m')
        if cov_diag.shape[-1:] != event_shape:
            raise ValueError(f'cov_diag must be a batch of vectors with shape {event_shape}')
        try:
            batch_shape = torch.broadcast_shapes(loc.shape[:-1], cov_factor.shape[:-2], cov_diag.shape[:-1])
        except RuntimeError:
            raise ValueError(
                f'Incompatible batch shapes: loc {loc.shape}, cov_factor {cov_factor.shape}, '
                f'cov_diag {cov_diag.shape}') from None
        self.loc = loc.expand(batch_shape + event_shape)
        self.cov_factor = cov_factor.expand(batch_shape + cov_factor.shape[-2:])
        self.cov_diag = cov_diag.expand(batch_shape + event_shape)
        self._unbroadcasted_cov_factor = cov_factor
        self._unbroadcasted_cov_diag = cov_diag
        scaled = self._scaled_factor()
        self._capacitance_tril = torch.linalg.cholesky(_plus_identity(torch.matmul(scaled, cov_factor)))
        super().__init__(batch_shape, event_shape, validate_args=validate_args)

    def _scaled_factor(self):
        """The transposed factor, divided by the diagonal."""
        return self._unbroadcasted_cov_factor.mT / self._unbroadcasted_cov_diag.unsqueeze(-2)

    def _log_det(self):
        return 2 * _half_log_det(self._capacitance_tril) + self._unbroadcasted_cov_diag.log().sum(-1)

    def _distance(self, difference):
        """The squared distances of vectors from zero in units of the covariance."""
        projected = torch.matmul(self._scaled_factor(), difference.unsqueeze(-1)).squeeze(-1)
        plain = (difference.pow(2) / self._unbroadcasted_cov_diag).sum(-1)
        return plain - _mahalanobis(self._capacitance_tril, projected)

    def _solved_factor(self):
        return torch.linalg.solve_triangular(self._capacitance_tril, self._scaled_factor(), upper=False)

    def _widened(self, matrix):
        return matrix.expand(self._batch_shape + self._event_shape + self._event_shape)

    @property
    def mean(self):
        return self.loc

    @property
    def mode(self):
        return self.loc

    @lazy_property
    def variance(self):
        total = self._unbroadcasted_cov_factor.pow(2).sum(-1) + self._unbroadcasted_cov_diag
        return total.expand(self._batch_shape + self._event_shape)

    @lazy_property
    def scale_tril(self):
        root = self._unbroadcasted_cov_diag.sqrt().unsqueeze(-1)
        scaled = self._unbroadcasted_cov_factor / root
        return self._widened(root * torch.linalg.cholesky(_plus_identity(torch.matmul(scaled, scaled.mT))))

    @lazy_property
    def covariance_matrix(self):
        factor = self._unbroadcasted_cov_factor
        return self._widened(torch.matmul(factor, factor.mT) + torch.diag_embed(self._unbroadcasted_cov_diag))

    @lazy_property
    def precision_matrix(self):
        solved = self._solved_factor()
        return self._widened(torch.diag_embed(self._unbroadcasted_cov_diag.reciprocal()) - solved.mT @ solved)

    def rsample(self, sample_shape=torch.Size()):
        shape = self._extended_shape(sample_shape)
        along = torch.randn(shape[:-1] + self.cov_factor.shape[-1:], dtype=self.loc.dtype)
        across = torch.randn(shape, dtype=self.loc.dtype)
        moved = torch.matmul(self._unbroadcasted_cov_factor, along.unsqueeze(-1)).squeeze(-1)
        return self.loc + moved + self._unbroadcasted_cov_diag.sqrt() * across

    def log_prob(self, value):
        self._validate_sample(value)
        distance = self._distance(value - self.loc)
        return -0.5 * (self._event_shape[0] * _math.log(2 * _math.pi) + self._log_det() + distance)

    def entropy(self):
        entropy = 0.5 * (self._event_shape[0] * (1.0 + _math.log(2 * _math.pi)) + self._log_det())
        return entropy if len(self._batch_shape) == 0 else entropy.expand(self._batch_shape)

"""#

private let wishartText = #"""
class Wishart(ExponentialFamily):
    """A distribution of covariance matrices, given by :attr:`df` and one of three matrices."""
    support = constraints.positive_definite
    has_rsample = True
    _unbatched = ('_unbroadcasted_scale_tril',)

    @property
    def arg_constraints(self):
        return {
            'covariance_matrix': constraints.positive_definite, 'precision_matrix': constraints.positive_definite,
            'scale_tril': constraints.lower_cholesky, 'df': constraints.greater_than(self.event_shape[-1] - 1)}

    def __init__(self, df, covariance_matrix=None, precision_matrix=None, scale_tril=None, validate_args=None):
        given = {'covariance_matrix': covariance_matrix, 'precision_matrix': precision_matrix, 'scale_tril': scale_tril}
        given = {name: matrix for name, matrix in given.items() if matrix is not None}
        if len(given) != 1:
            raise AssertionError(
                'Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified.')
        (name, matrix), = given.items()
        if matrix.dim() < 2:
            raise ValueError(
                'scale_tril must be at least two-dimensional, with optional leading batch dimensions')
        if isinstance(df, torch.Tensor):
            batch_shape = torch.broadcast_shapes(matrix.shape[:-2], df.shape)
            self.df = df.expand(batch_shape)
        else:
            batch_shape = torch.Size(matrix.shape[:-2])
            self.df = torch.tensor(df, dtype=matrix.dtype)
        event_shape = matrix.shape[-2:]
        if self.df.le(event_shape[-1] - 1).any():
            raise ValueError(
                f'Value of df={df} expected to be greater than ndim - 1 = {event_shape[-1] - 1}.')
        setattr(self, name, matrix.expand(batch_shape + (-1, -1)))
        if self.df.lt(event_shape[-1]).any():
            torch._warn(
                'Low df values detected. Singular samples are highly likely to occur for ndim - 1 < df < ndim.')
        super().__init__(batch_shape, event_shape, validate_args=validate_args)
        if scale_tril is not None:
            self._unbroadcasted_scale_tril = scale_tril
        elif covariance_matrix is not None:
            self._unbroadcasted_scale_tril = torch.linalg.cholesky(covariance_matrix)
        else:
            self._unbroadcasted_scale_tril = _cholesky_of_inverse(precision_matrix)

    def _widened(self, matrix):
        return matrix.expand(self._batch_shape + self._event_shape)

    @lazy_property
    def scale_tril(self):
        return self._widened(self._unbroadcasted_scale_tril)

    @lazy_property
    def covariance_matrix(self):
        triangle = self._unbroadcasted_scale_tril
        return self._widened(triangle @ triangle.transpose(-2, -1))

    @lazy_property
    def precision_matrix(self):
        identity = torch.eye(self._event_shape[-1], dtype=self._unbroadcasted_scale_tril.dtype)
        return self._widened(torch.cholesky_solve(identity, self._unbroadcasted_scale_tril))

    def _times_covariance(self, factor):
        return factor.view(self._batch_shape + (1, 1)) * self.covariance_matrix

    @property
    def mean(self):
        return self._times_covariance(self.df)

    @property
    def mode(self):
        factor = self.df - self._event_shape[-1] - 1
        return self._times_covariance(factor.masked_fill(factor <= 0, float('nan')))

    @property
    def variance(self):
        diagonal = self.covariance_matrix.diagonal(dim1=-2, dim2=-1)
        squares = self.covariance_matrix.pow(2) + diagonal.unsqueeze(-1) * diagonal.unsqueeze(-2)
        return self.df.view(self._batch_shape + (1, 1)) * squares

    def _drawn(self, sample_shape):
        """Products of triangles of normal numbers with roots of chi-squared ones on the diagonal."""
        size = self._event_shape[-1]
        dtype = self._unbroadcasted_scale_tril.dtype
        freedom = self.df.unsqueeze(-1) - torch.arange(size, dtype=dtype).expand(self._batch_shape + (-1,))
        roots = Chi2(df=freedom).rsample(sample_shape).sqrt().clamp(min=torch.finfo(dtype).eps)
        triangle = torch.diag_embed(roots)
        rows, columns = torch.tril_indices(size, size, offset=-1)
        count = size * (size - 1) // 2
        triangle[..., rows, columns] = torch.randn(
            torch.Size(sample_shape) + self._batch_shape + (count,), dtype=dtype)
        factor = self._unbroadcasted_scale_tril @ triangle
        return factor @ factor.transpose(-2, -1)

    def rsample(self, sample_shape=torch.Size(), max_try_correction=None):
        sample = self._drawn(torch.Size(sample_shape))
        # PyTorch's test for singular samples finds the regular ones, with this warning.
        if self.support.check(sample).any():
            torch._warn('Singular sample detected.')
            sample = self._redrawn(sample, 10 if max_try_correction is None else max_try_correction)
        return sample

    def _redrawn(self, sample, tries):
        batch_dims = [-(place + 1) for place in range(len(self._batch_shape))]

        def reduced(marks):
            return marks.amax(batch_dims) if batch_dims else marks
        marked = reduced(self.support.check(sample))
        for _ in range(tries):
            fresh = self._drawn(marked[marked].shape)
            sample[marked] = fresh
            marked[marked.clone()] = reduced(~self.support.check(fresh))
            if not marked.any():
                break
        return sample

    def log_prob(self, value):
        self._validate_sample(value)
        size = self._event_shape[-1]
        log_factor = size * _math.log(2) / 2 + _half_log_det(self._unbroadcasted_scale_tril)
        trace = torch.cholesky_solve(value, self._unbroadcasted_scale_tril).diagonal(dim1=-2, dim2=-1).sum(dim=-1)
        return (
            -self.df * log_factor - torch.mvlgamma(self.df / 2, p=size)
            + (self.df - size - 1) / 2 * torch.linalg.slogdet(value).logabsdet - trace / 2)

    def entropy(self):
        size = self._event_shape[-1]
        log_factor = size * _math.log(2) / 2 + _half_log_det(self._unbroadcasted_scale_tril)
        halves = torch.arange(size, dtype=self.df.dtype).div(2)
        digammas = torch.digamma((self.df / 2).unsqueeze(-1) - halves.expand(self.df.shape + (-1,))).sum(-1)
        return (
            (size + 1) * log_factor + torch.mvlgamma(self.df / 2, p=size)
            - (self.df - size - 1) / 2 * digammas + self.df * size / 2)

"""#

private let lkjCholeskyText = #"""
class LKJCholesky(Distribution):
    """A distribution of Cholesky factors of correlation matrices."""
    arg_constraints = {'concentration': constraints.positive}
    support = constraints.corr_cholesky

    def __init__(self, dim, concentration=1.0, validate_args=None):
        if dim < 2:
            raise ValueError(
                f'Expected dim to be an integer greater than or equal to 2. Found dim={dim}.')
        self.dim = dim
        (self.concentration,), shape = _together(concentration)
        offset = torch.arange(dim - 1, dtype=self.concentration.dtype)
        offset = torch.cat([offset.new_zeros((1,)), offset])
        marginal = self.concentration + 0.5 * (dim - 2)
        self._beta = Beta(offset + 0.5, marginal.unsqueeze(-1) - 0.5 * offset)
        super().__init__(shape, torch.Size((dim, dim)), validate_args)

    def expand(self, batch_shape, _instance=None):
        return LKJCholesky(self.dim, self.concentration.expand(batch_shape), validate_args=False)

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            lengths = self._beta.sample(sample_shape).unsqueeze(-1)
            directions = torch.randn(self._extended_shape(sample_shape), dtype=lengths.dtype).tril(-1)
            directions = directions / directions.norm(dim=-1, keepdim=True)
            directions[..., 0, :].fill_(0.0)
            rows = torch.sqrt(lengths) * directions
            least = torch.finfo(rows.dtype).tiny
            diagonal = torch.clamp(1 - torch.sum(rows ** 2, dim=-1), min=least).sqrt()
            return rows + torch.diag_embed(diagonal)

    def log_prob(self, value):
        self._validate_sample(value)
        diagonal = value.diagonal(dim1=-1, dim2=-2)[..., 1:]
        order = 2 * (self.concentration - 1).unsqueeze(-1) + self.dim - torch.arange(2, self.dim + 1)
        rest = self.dim - 1
        alpha = self.concentration + 0.5 * rest
        numerator = torch.mvlgamma(alpha - 0.5, rest)
        normalizer = 0.5 * rest * _math.log(_math.pi) + numerator - torch.lgamma(alpha) * rest
        return torch.sum(order * diagonal.log(), dim=-1) - normalizer

"""#
