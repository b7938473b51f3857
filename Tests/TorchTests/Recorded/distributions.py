# %% distributions 1
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as O
from torch.optim import lr_scheduler as S
from torch.utils.data import *
from torch.nn.utils.rnn import *
from torch.distributions import Normal, Bernoulli, Categorical, Uniform, Exponential, Poisson, Laplace
from torch.distributions import Geometric, OneHotCategorical, MultivariateNormal, Independent, LogNormal
from torch.distributions import kl_divergence
def show(body):
    torch.manual_seed(0)
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__ + ':', error)
@show
def _():
    return Normal(0.,1.), Normal(torch.zeros(2),torch.ones(2)), Uniform(0.,1.), Bernoulli(0.3), Bernoulli(logits=torch.zeros(2)), Categorical(torch.ones(3)), Exponential(2.), Poisson(3.), Laplace(0.,1.), Independent(Normal(torch.zeros(2),torch.ones(2)),1), OneHotCategorical(torch.ones(2)), Geometric(0.3), LogNormal(0.,1.)
@show
def _():
    d=Normal(torch.tensor([0.,1.]),torch.tensor([1.,2.]))
    return d.sample(), d.sample((2,)), d.rsample().shape, d.log_prob(torch.tensor(0.5)), d.entropy(), d.mean, d.stddev, d.variance, d.cdf(torch.tensor(0.)), d.batch_shape, d.event_shape
@show
def _():
    d=Categorical(logits=torch.tensor([0.,1.,2.]))
    return d.sample(), d.sample((5,)), d.log_prob(torch.tensor([0,2])), d.entropy(), d.probs, d.mode, d.perplexity()
@show
def _():
    d=Bernoulli(torch.tensor([0.2,0.9]))
    return d.sample((3,)), d.log_prob(torch.ones(2)), d.entropy(), d.variance, d.mode
@show
def _():
    d=Uniform(torch.tensor([0.,1.]),2.)
    return d.sample((2,)), d.log_prob(torch.tensor(1.5)), d.entropy(), d.mean
@show
def _():
    d=Exponential(torch.tensor([2.]))
    return d.sample((2,)), d.log_prob(torch.tensor(1.5)), d.entropy(), d.mean
@show
def _():
    d=Poisson(torch.tensor([2.]))
    return d.sample((2,)), d.log_prob(torch.tensor(1.))
@show
def _():
    d=Laplace(0.,1.)
    return d.sample((2,)), d.log_prob(torch.tensor(1.5))
@show
def _():
    d=Geometric(0.3)
    return d.sample((3,)), d.log_prob(torch.tensor(1.)), d.mean
@show
def _():
    d=OneHotCategorical(torch.tensor([.2,.8]))
    return d.sample((3,)), d.log_prob(torch.tensor([0.,1.]))
@show
def _():
    d=MultivariateNormal(torch.zeros(2),torch.eye(2))
    return d.sample((2,)), d.log_prob(torch.ones(2)), d.entropy(), d
# %% distributions 2
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as O
from torch.optim import lr_scheduler as S
from torch.utils.data import *
from torch.nn.utils.rnn import *
from torch.distributions import Normal, Bernoulli, Categorical, Uniform, Exponential, Poisson, Laplace
from torch.distributions import Geometric, OneHotCategorical, MultivariateNormal, Independent, LogNormal
from torch.distributions import kl_divergence
def show(body):
    torch.manual_seed(0)
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__ + ':', error)
@show
def _():
    return kl_divergence(Normal(0.,1.),Normal(1.,2.)), kl_divergence(Categorical(torch.tensor([.2,.8])),Categorical(torch.tensor([.5,.5]))), kl_divergence(Bernoulli(.2),Bernoulli(.5))
@show
def _():
    return Normal(0.,-1.)
@show
def _():
    return Normal(torch.tensor([0.,float('nan')]),1.)
@show
def _():
    return Categorical(torch.tensor([.2,.8])).log_prob(torch.tensor(5))
@show
def _():
    return Uniform(2.,1.)
@show
def _():
    return Bernoulli(1.5)
@show
def _():
    return Categorical()
@show
def _():
    return Uniform(0.,1.).log_prob(torch.tensor(3.))
@show
def _():
    return Normal(0.,1.).log_prob(0.5)
@show
def _():
    return Bernoulli(0.3).log_prob(torch.tensor(0.5))
# %% distributions 3
import torch
import torch.distributions as D
t = torch.tensor

def show(expression):
    torch.manual_seed(1)
    try:
        print(expression, '->', repr(eval(expression)))
    except Exception as error:
        print(expression, '!!', type(error).__name__, str(error)[:300])

# A distribution, values within its support, and values that are not.
ROWS = """
D.Beta(t([2., .5]), t([1., 3.])); t([.3, .6]); t([3., .6])
D.Gamma(t([2., .5]), t([1., 3.])); t([.3, .6]); t([-1., .6])
D.Dirichlet(t([[2., .5, 1.], [1., 3., 5.]])); t([.2, .3, .5]); t([.2, .3, .6])
D.Chi2(t([3., 1.])); t([.3, .6]); t([-1., 1.])
D.StudentT(t([3., 5.]), 0.5, 2.); t([.3, .6]); t([float('nan'), 1.])
D.HalfNormal(t([1., 2.])); t([.3, .6]); t([-1., 1.])
D.HalfCauchy(t([1., 2.])); t([.3, .6]); t([-1., 1.])
D.Cauchy(t([1., 2.]), t([1., 3.])); t([.3, .6]); t([.3, .6, 1.])
D.Gumbel(t([1., 2.]), t([1., 3.])); t([.3, .6]); t([.3, .6, 1.])
D.Binomial(10, t([.3, .5])); t([3., 6.]); t([11., .6])
D.Binomial(t([3., 40.]), logits=t([0., 1.])); t([3., 6.]); t([1., 41.])
D.Multinomial(10, t([.3, .5, .2])); t([3., 6., 1.]); t([11., .6, 3.])
D.NegativeBinomial(t([3., 5.]), t([.3, .5])); t([3., 6.]); t([-1., .5])
D.MixtureSameFamily(D.Categorical(t([.3, .7])), D.Normal(t([0., 3.]), t([1., 2.]))); t([3., 6.]); 3
"""
ATTRIBUTES = 'mean variance stddev mode support has_rsample batch_shape event_shape'.split()
CALLS = 'sample() sample((2,)) entropy()'.split()
for row in ROWS.strip().split('\n'):
    distribution, inside, outside = row.split('; ')
    show(distribution)
    for name in ATTRIBUTES + CALLS:
        show(f'{distribution}.{name}')
    show(f'{distribution}.log_prob({inside})')
    show(f'{distribution}.log_prob({outside})')
for text in """
D.Beta(t([-1.]), t([1.]))
D.Gamma(-1., 1.)
D.Dirichlet(t([-1., 2.]))
D.Dirichlet(t(1.))
D.Beta(2., 3.)
D.Gamma(2., 3.).sample()
D.Binomial(3, t(1.5))
D.Binomial(3)
D.kl_divergence(D.Beta(2., 3.), D.Beta(t([1., 1.]), t([2., 2.])))
D.kl_divergence(D.Gamma(2., 3.), D.Gamma(t([1., 1.]), t([2., 2.])))
D.kl_divergence(D.Dirichlet(t([2., .5, 1.])), D.Dirichlet(t([1., 1., 2.])))
D.kl_divergence(D.Binomial(10, t([.3, .5])), D.Binomial(10, t([.2, .2])))
D.normal.Normal
D.beta.Beta is D.Beta
D.Categorical.__module__
D.HalfNormal(2.)
D.HalfNormal(t([1., 2.])).cdf(t([.3, .6])), D.HalfNormal(2.).icdf(t([.3, .6]))
D.Cauchy(0., 1.).cdf(t([.3, .6])), D.Cauchy(0., 1.).icdf(t([.3, .6]))
D.Gumbel(0., 1.).cdf(t([.3, .6]))
D.Multinomial(10, probs=t([[.3, .7], [.5, .5]])).sample((2,))
D.Multinomial(3, logits=t([0., 1.])).mean
D.Normal(t([0., 1.]), t([1., 2.])).expand((3, 2))
D.Beta(t([1., 2.]), 2.).expand((3, 2)).sample()
""".strip().split('\n'):
    show(text)
