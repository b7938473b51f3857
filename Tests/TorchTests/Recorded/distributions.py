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
