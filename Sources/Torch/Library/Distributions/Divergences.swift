/// How far distributions are from one another.
let divergenceText = #"""
def kl_divergence(p, q):
    """Compute Kullback-Leibler divergence :math:`KL(p \\| q)` between two distributions."""
    for kind, divergence in _divergences.items():
        if isinstance(p, kind) and isinstance(q, kind):
            return divergence(p, q)
    raise NotImplementedError(
        f'No KL(p || q) is implemented for p type {type(p).__name__} and q type {type(q).__name__}')

def _normal_divergence(p, q):
    ratio = (p.scale / q.scale).pow(2)
    distance = ((p.loc - q.loc) / q.scale).pow(2)
    return 0.5 * (ratio + distance - 1 - ratio.log())

def _bernoulli_divergence(p, q):
    softplus = torch.nn.functional.softplus
    first = p.probs * (softplus(-q.logits) - softplus(-p.logits))
    second = (1 - p.probs) * (softplus(q.logits) - softplus(p.logits))
    return first.masked_fill(p.probs == 0, 0) + second.masked_fill(p.probs == 1, 0)

def _categorical_divergence(p, q):
    terms = p.probs * (p.logits - q.logits)
    terms = terms.masked_fill((q.probs == 0).expand_as(terms), float('inf'))
    return terms.masked_fill((p.probs == 0).expand_as(terms), 0).sum(-1)

def _uniform_divergence(p, q):
    result = ((q.high - q.low) / (p.high - p.low)).log()
    return result.masked_fill((q.low > p.low) | (q.high < p.high), float('inf'))

def _exponential_divergence(p, q):
    ratio = q.rate / p.rate
    return -ratio.log() + ratio - 1

def _laplace_divergence(p, q):
    ratio = p.scale / q.scale
    distance = (p.loc - q.loc).abs()
    return -ratio.log() + distance / q.scale + ratio * torch.exp(-distance / p.scale) - 1

def _poisson_divergence(p, q):
    return p.rate * (p.rate.log() - q.rate.log()) - (p.rate - q.rate)

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
    return (p.total_count * terms).masked_fill(p.total_count > q.total_count, float('inf'))

def _independent_divergence(p, q):
    if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
        raise NotImplementedError
    return p._summed(kl_divergence(p.base_dist, q.base_dist))

def _one_hot_divergence(p, q):
    return _categorical_divergence(p._categorical, q._categorical)

_divergences = {
    Normal: _normal_divergence, Bernoulli: _bernoulli_divergence, Categorical: _categorical_divergence,
    Uniform: _uniform_divergence, Exponential: _exponential_divergence, Laplace: _laplace_divergence,
    Poisson: _poisson_divergence, Independent: _independent_divergence,
    OneHotCategorical: _one_hot_divergence, Gamma: _gamma_divergence, Dirichlet: _dirichlet_divergence,
    Beta: _beta_divergence, Binomial: _binomial_divergence,
}

"""#
