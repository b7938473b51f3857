/// How far distributions are from one another.
let divergenceSource = LibraryText("torch.distributions.kl", #"""
def register_kl(type_p, type_q):
    """Decorator to register a pairwise function with :meth:`kl_divergence`."""
    def decorate(function):
        _divergences[type_p, type_q] = function
        return function
    return decorate

def kl_divergence(p, q):
    """Compute Kullback-Leibler divergence :math:`KL(p \\| q)` between two distributions."""
    for kind_p in type(p).__mro__:
        for kind_q in type(q).__mro__:
            if (kind_p, kind_q) in _divergences:
                return _divergences[kind_p, kind_q](p, q)
    if isinstance(p, ExponentialFamily) and isinstance(q, ExponentialFamily) and type(p) is not type(q):
        raise NotImplementedError(
            'The cross KL-divergence between different exponential families cannot                             be computed using Bregman divergences')
    raise NotImplementedError(
        f'No KL(p || q) is implemented for p type {type(p).__name__} and q type {type(q).__name__}')

def _infinite_where(terms, mask):
    return terms.masked_fill(mask, float('inf'))

def _infinite_divergence(p, q):
    """The first one draws what the second one cannot."""
    return torch.full_like(p.mean + q.mean, float('inf'))

def _normal_divergence(p, q):
    ratio = (p.scale / q.scale).pow(2)
    distance = ((p.loc - q.loc) / q.scale).pow(2)
    return 0.5 * (ratio + distance - 1 - ratio.log())

def _multivariate_normal_divergence(p, q):
    _check_same_events(p, q, '')
    half_term1 = _half_log_det(q._unbroadcasted_scale_tril) - _half_log_det(p._unbroadcasted_scale_tril)
    solve = torch.linalg.solve_triangular
    widened = torch.broadcast_shapes(q._unbroadcasted_scale_tril.shape, p._unbroadcasted_scale_tril.shape)
    triangle_q = q._unbroadcasted_scale_tril.expand(widened)
    solved = solve(triangle_q, p._unbroadcasted_scale_tril.expand(widened), upper=False)
    term2 = solved.pow(2).sum((-2, -1))
    term3 = _mahalanobis(q._unbroadcasted_scale_tril, q.loc - p.loc)
    return half_term1 + 0.5 * (term2 + term3 - p.event_shape[0])

def _bernoulli_divergence(p, q):
    softplus = torch.nn.functional.softplus
    first = p.probs * (softplus(-q.logits) - softplus(-p.logits))
    first = _infinite_where(first, q.probs == 0).masked_fill(p.probs == 0, 0)
    second = (1 - p.probs) * (softplus(q.logits) - softplus(p.logits))
    second = _infinite_where(second, q.probs == 1).masked_fill(p.probs == 1, 0)
    return first + second

def _continuous_bernoulli_divergence(p, q):
    first = p.mean * (p.logits - q.logits)
    second = p._log_normalizer() + torch.log1p(-p.probs)
    third = -q._log_normalizer() - torch.log1p(-q.probs)
    return first + second + third

def _categorical_divergence(p, q):
    terms = p.probs * (p.logits - q.logits)
    terms = _infinite_where(terms, (q.probs == 0).expand_as(terms))
    return terms.masked_fill((p.probs == 0).expand_as(terms), 0).sum(-1)

def _one_hot_divergence(p, q):
    return _categorical_divergence(p._categorical, q._categorical)

def _uniform_divergence(p, q):
    result = ((q.high - q.low) / (p.high - p.low)).log()
    return _infinite_where(result, (q.low > p.low) | (q.high < p.high))

def _exponential_divergence(p, q):
    ratio = q.rate / p.rate
    return -ratio.log() + ratio - 1

def _laplace_divergence(p, q):
    ratio = p.scale / q.scale
    distance = (p.loc - q.loc).abs()
    return -ratio.log() + distance / q.scale + ratio * torch.exp(-distance / p.scale) - 1

def _cauchy_divergence(p, q):
    first = ((p.scale + q.scale).pow(2) + (p.loc - q.loc).pow(2)).log()
    return first - (4 * p.scale * q.scale).log()

def _gumbel_divergence(p, q):
    ratio = p.scale / q.scale
    place_p, place_q = p.loc / q.scale, q.loc / q.scale
    first = -ratio.log() - place_q + place_p
    return first + ratio * _euler + torch.exp(place_q + (1 + ratio).lgamma() - place_p) - (1 + _euler)

def _poisson_divergence(p, q):
    return p.rate * (p.rate.log() - q.rate.log()) - (p.rate - q.rate)

def _bernoulli_poisson_divergence(p, q):
    return -p.entropy() - (p.probs * q.rate.log() - q.rate)

def _geometric_divergence(p, q):
    return -p.entropy() - torch.log1p(-q.probs) / p.probs - q.logits

def _pareto_divergence(p, q):
    scale_ratio, alpha_ratio = p.scale / q.scale, q.alpha / p.alpha
    result = q.alpha * scale_ratio.log() - alpha_ratio.log() + alpha_ratio - 1
    return _infinite_where(result, p.support.lower_bound < q.support.lower_bound)

def _gamma_divergence(p, q):
    ratio = q.concentration * (p.rate / q.rate).log()
    normalizers = torch.lgamma(q.concentration) - torch.lgamma(p.concentration)
    shapes = (p.concentration - q.concentration) * torch.digamma(p.concentration)
    return ratio + normalizers + shapes + (q.rate - p.rate) * (p.concentration / p.rate)

def _dirichlet_divergence(p, q):
    total_p, total_q = p.concentration.sum(-1), q.concentration.sum(-1)
    totals = total_p.lgamma() - total_q.lgamma()
    normalizers = (p.concentration.lgamma() - q.concentration.lgamma()).sum(-1)
    slopes = p.concentration.digamma() - total_p.digamma().unsqueeze(-1)
    return totals - normalizers + ((p.concentration - q.concentration) * slopes).sum(-1)

def _beta_divergence(p, q):
    total_p, total_q = p.concentration1 + p.concentration0, q.concentration1 + q.concentration0
    first = q.concentration1.lgamma() + q.concentration0.lgamma() + total_p.lgamma()
    second = p.concentration1.lgamma() + p.concentration0.lgamma() + total_q.lgamma()
    third = (p.concentration1 - q.concentration1) * torch.digamma(p.concentration1)
    fourth = (p.concentration0 - q.concentration0) * torch.digamma(p.concentration0)
    return first - second + third + fourth + (total_q - total_p) * torch.digamma(total_p)

def _binomial_divergence(p, q):
    if (p.total_count < q.total_count).any():
        raise NotImplementedError('KL between Binomials where q.total_count > p.total_count is not implemented')
    terms = p.probs * (p.logits - q.logits) + (-p.probs).log1p() - (-q.probs).log1p()
    return _infinite_where(p.total_count * terms, p.total_count > q.total_count)

def _half_normal_divergence(p, q):
    return _normal_divergence(p.base_dist, q.base_dist)

def _independent_divergence(p, q):
    if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
        raise NotImplementedError
    return _sum_rightmost(kl_divergence(p.base_dist, q.base_dist), p.reinterpreted_batch_ndims)

def _transformed_divergence(p, q):
    if p.transforms != q.transforms or p.event_shape != q.event_shape:
        raise NotImplementedError
    extra = len(p.event_shape) - len(p.base_dist.event_shape)
    return _sum_rightmost(kl_divergence(p.base_dist, q.base_dist), extra)

def _divergence_from_normal(p, q):
    variance = q.scale.pow(2)
    distance = p.variance + (p.mean - q.loc).pow(2)
    return 0.5 * (2 * _math.pi * variance).log() - p.entropy() + 0.5 * distance / variance

def _divergence_from_exponential(p, q):
    return q.rate * p.mean - q.rate.log() - p.entropy()

def _divergence_from_uniform(p, q):
    """Of a distribution on the unit interval."""
    result = (q.high - q.low).log() - p.entropy()
    return _infinite_where(result, (q.low > 0) | (q.high < 1))

def _continuous_bernoulli_uniform_divergence(p, q):
    return _infinite_where(_divergence_from_uniform(p, q), (q.low >= 0) | (q.high <= 1))

def _uniform_exponential_divergence(p, q):
    return _infinite_where(_divergence_from_exponential(p, q), p.low < 0)

def _exponential_gamma_divergence(p, q):
    ratio = q.rate / p.rate
    first = -q.concentration * torch.log(ratio)
    return first + ratio + q.concentration.lgamma() + q.concentration * _euler - (1 + _euler)

def _normal_gumbel_divergence(p, q):
    mean, place = p.loc / q.scale, q.loc / q.scale
    variance = (p.scale / q.scale).pow(2)
    weight = torch.exp(-mean + 0.5 * variance + place)
    return -(variance.log() * 0.5) + (mean - place) + weight - 0.5 * (1 + _math.log(2 * _math.pi))

def _normal_laplace_divergence(p, q):
    distance = p.loc - q.loc
    relative = distance / p.scale
    spread = _math.sqrt(2 / _math.pi) * p.scale * torch.exp(-0.5 * relative.pow(2))
    shift = distance * torch.erf(_math.sqrt(0.5) * relative)
    return -torch.log(p.scale / q.scale) + (spread + shift) / q.scale - 0.5 * (1 + _math.log(0.5 * _math.pi))

def _exponential_gumbel_divergence(p, q):
    product, place = p.rate * q.scale, q.loc / q.scale
    weight = torch.exp(place) * product / (product + 1)
    return product.log() - 1 - place + weight + product.reciprocal()

def _gamma_gumbel_divergence(p, q):
    product, place = p.rate * q.scale, q.loc / q.scale
    own = (p.concentration - 1) * p.concentration.digamma() - p.concentration.lgamma() - p.concentration
    mean = product.log() + p.concentration / product
    return own + mean + (torch.exp(place) * (1 + product.reciprocal()).pow(-p.concentration) - place)

def _gamma_normalizer(q):
    return q.concentration.lgamma() - q.concentration * q.rate.log()

def _pareto_gamma_divergence(p, q):
    mean_log = p.scale.log() + p.alpha.reciprocal()
    mean = q.rate * p.alpha * p.scale / (p.alpha - 1)
    own = p.alpha.log() - mean_log
    result = own + _gamma_normalizer(q) + (1 - q.concentration) * mean_log + mean - 1
    return _infinite_where(result, p.alpha <= 1)

def _beta_gamma_divergence(p, q):
    total = p.concentration1 + p.concentration0
    mean_log = (q.concentration - 1) * (p.concentration1.digamma() - total.digamma())
    return -p.entropy() + _gamma_normalizer(q) - mean_log + q.rate * p.concentration1 / total

def _divergence_from_continuous_bernoulli(p, q):
    return -p.entropy() - p.mean * q.logits - torch.log1p(-q.probs) - q._log_normalizer()

def _uniform_continuous_bernoulli_divergence(p, q):
    outside = (p.high >= q.support.upper_bound) | (p.low <= q.support.lower_bound)
    return _infinite_where(_divergence_from_continuous_bernoulli(p, q), outside)

def _mean_log(low, high):
    """The mean of the logarithm between two numbers."""
    return (torch.special.xlogy(high, high) - torch.special.xlogy(low, low) - (high - low)) / (high - low)

def _uniform_beta_divergence(p, q):
    normalizer = q.concentration1.lgamma() + q.concentration0.lgamma() - (q.concentration1 + q.concentration0).lgamma()
    rise = (q.concentration1 - 1) * _mean_log(p.low, p.high)
    fall = (q.concentration0 - 1) * _mean_log(1 - p.high, 1 - p.low)
    result = -fall + normalizer - torch.log(p.high - p.low) - rise
    return _infinite_where(result, (p.high > q.support.upper_bound) | (p.low < q.support.lower_bound))

def _uniform_gamma_divergence(p, q):
    mean_log = (1 - q.concentration) * _mean_log(p.low, p.high)
    result = -(p.high - p.low).log() + _gamma_normalizer(q) + mean_log + q.rate * (p.high + p.low) / 2
    return _infinite_where(result, p.low < q.support.lower_bound)

def _uniform_gumbel_divergence(p, q):
    ratio = q.scale / (p.high - p.low)
    high, low = (p.high - q.loc) / q.scale, (p.low - q.loc) / q.scale
    return ratio.log() + 0.5 * (high + low) - ratio * (torch.exp(-high) - torch.exp(-low))

def _uniform_pareto_divergence(p, q):
    height = (q.alpha * q.scale.pow(q.alpha) * (p.high - p.low)).log()
    result = _mean_log(p.low, p.high) * (q.alpha + 1) - height
    return _infinite_where(result, p.low < q.support.lower_bound)

def _check_same_events(p, q, kind):
    if p.event_shape != q.event_shape:
        raise ValueError(
            f'KL-divergence between two {kind}Multivariate Normals with                          different event shapes cannot be computed')

def _squares(matrix):
    return matrix.pow(2).sum((-2, -1))

def _low_rank_divergence(p, q):
    _check_same_events(p, q, 'Low Rank ')
    solved, diagonal = q._solved_factor(), p._unbroadcasted_cov_diag
    trace = (diagonal / q._unbroadcasted_cov_diag).sum(-1)
    trace = trace + _squares(p._unbroadcasted_cov_factor * q._unbroadcasted_cov_diag.rsqrt().unsqueeze(-1))
    trace = trace - _squares(solved * diagonal.sqrt().unsqueeze(-2))
    trace = trace - _squares(solved.matmul(p._unbroadcasted_cov_factor))
    return 0.5 * (q._log_det() - p._log_det() + trace + q._distance(q.loc - p.loc) - p.event_shape[0])

def _low_rank_from_full_divergence(p, q):
    _check_same_events(p, q, '(Low Rank) ')
    triangle = p._unbroadcasted_scale_tril
    trace = _squares(triangle * q._unbroadcasted_cov_diag.rsqrt().unsqueeze(-1))
    trace = trace - _squares(q._solved_factor().matmul(triangle))
    log_det = q._log_det() - 2 * _half_log_det(triangle)
    return 0.5 * (log_det + trace + q._distance(q.loc - p.loc) - p.event_shape[0])

def _full_from_low_rank_divergence(p, q):
    _check_same_events(p, q, '(Low Rank) ')
    triangle = q._unbroadcasted_scale_tril
    solve = torch.linalg.solve_triangular
    trace = _squares(solve(triangle, p._unbroadcasted_cov_factor, upper=False))
    trace = trace + _squares(solve(triangle, torch.diag_embed(p._unbroadcasted_cov_diag.sqrt()), upper=False))
    log_det = 2 * _half_log_det(triangle) - p._log_det()
    return 0.5 * (log_det + trace + _mahalanobis(triangle, q.loc - p.loc) - p.event_shape[0])

_divergences = {
    **{(kind, kind): divergence for kind, divergence in (
        (Normal, _normal_divergence), (Bernoulli, _bernoulli_divergence), (Categorical, _categorical_divergence),
        (Uniform, _uniform_divergence), (Exponential, _exponential_divergence), (Laplace, _laplace_divergence),
        (Poisson, _poisson_divergence), (Independent, _independent_divergence), (Beta, _beta_divergence),
        (OneHotCategorical, _one_hot_divergence), (Gamma, _gamma_divergence), (Dirichlet, _dirichlet_divergence),
        (Binomial, _binomial_divergence), (Cauchy, _cauchy_divergence), (Geometric, _geometric_divergence),
        (Gumbel, _gumbel_divergence), (HalfNormal, _half_normal_divergence), (Pareto, _pareto_divergence),
        (MultivariateNormal, _multivariate_normal_divergence),
        (ContinuousBernoulli, _continuous_bernoulli_divergence),
        (TransformedDistribution, _transformed_divergence))},
    (Bernoulli, Poisson): _bernoulli_poisson_divergence,
    **{(kind, Normal): _divergence_from_normal for kind in (
        Laplace, Uniform, Exponential, Gamma, Gumbel, Beta, ContinuousBernoulli, Pareto)},
    **{(kind, Exponential): _divergence_from_exponential for kind in (Gamma, Beta, ContinuousBernoulli, Pareto)},
    (Beta, Uniform): _divergence_from_uniform,
    (ContinuousBernoulli, Uniform): _continuous_bernoulli_uniform_divergence,
    (Uniform, Exponential): _uniform_exponential_divergence, (Exponential, Gamma): _exponential_gamma_divergence,
    **{(p, q): _infinite_divergence for p, all_q in (
        (Normal, (Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform)),
        (Laplace, (Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform)),
        (Gumbel, (Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform)),
        (Exponential, (Beta, ContinuousBernoulli, Pareto, Uniform)),
        (Gamma, (Beta, ContinuousBernoulli, Pareto, Uniform)), (Beta, (Pareto,)),
        (ContinuousBernoulli, (Pareto,)), (Pareto, (Beta, ContinuousBernoulli, Uniform)),
        (Poisson, (Bernoulli, Binomial))) for q in all_q},
    (Normal, Gumbel): _normal_gumbel_divergence, (Normal, Laplace): _normal_laplace_divergence,
    (Exponential, Gumbel): _exponential_gumbel_divergence, (Gamma, Gumbel): _gamma_gumbel_divergence,
    (Pareto, Gamma): _pareto_gamma_divergence, (Beta, Gamma): _beta_gamma_divergence,
    (Beta, ContinuousBernoulli): _divergence_from_continuous_bernoulli,
    (Uniform, ContinuousBernoulli): _uniform_continuous_bernoulli_divergence,
    (Uniform, Beta): _uniform_beta_divergence, (Uniform, Gamma): _uniform_gamma_divergence,
    (Uniform, Gumbel): _uniform_gumbel_divergence, (Uniform, Pareto): _uniform_pareto_divergence,
    (LowRankMultivariateNormal, LowRankMultivariateNormal): _low_rank_divergence,
    (MultivariateNormal, LowRankMultivariateNormal): _low_rank_from_full_divergence,
    (LowRankMultivariateNormal, MultivariateNormal): _full_from_low_rank_divergence,
}

"""#)
