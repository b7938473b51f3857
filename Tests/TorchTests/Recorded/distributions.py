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
# %% distributions 4
import torch
import torch.distributions as D
t=torch.tensor
dd = {
    'Normal':D.Normal(t([0.,1.]),t([1.,2.])),
    'LogNormal':D.LogNormal(t([0.,1.]),t([1.,2.])),
    'Laplace':D.Laplace(t([0.,1.]),t([1.,2.])),
    'Cauchy':D.Cauchy(t([0.,1.]),t([1.,2.])),
    'Gumbel':D.Gumbel(t([0.,1.]),t([1.,2.])),
    'Uniform':D.Uniform(t([0.,1.]),t([1.,2.])),
    'Exponential':D.Exponential(t([.5,2.])),
    'HalfNormal':D.HalfNormal(t([.5,2.])),
    'HalfCauchy':D.HalfCauchy(t([.5,2.])),
    'Gamma':D.Gamma(t([.5,2.]),t([1.,2.])),
    'Chi2':D.Chi2(t([.5,2.])),
    'Beta':D.Beta(t([.5,2.]),t([1.,2.])),
    'Dirichlet':D.Dirichlet(t([.5,2.])),
    'StudentT':D.StudentT(t([2.5,3.])),
    'Bernoulli':D.Bernoulli(t([.5,.2])),
    'Categorical':D.Categorical(t([.5,.2])),
    'OneHot':D.OneHotCategorical(t([.5,.2])),
    'Poisson':D.Poisson(t([.5,.2])),
    'Geometric':D.Geometric(t([.5,.2])),
    'Binomial':D.Binomial(3,t([.5,.2])),
    'Multinomial':D.Multinomial(3,t([.5,.2])),
    'NB':D.NegativeBinomial(3,t([.5,.2])),
    'MVN':D.MultivariateNormal(torch.zeros(2),torch.eye(2)),
    'Weibull':D.Weibull(t([1.,2.]),t([.5,2.])),
    'Pareto':D.Pareto(t([1.,.5]),t([1.5,3.])),
    'Kuma':D.Kumaraswamy(t([1.5,2.]),t([.5,2.])),
    'CB':D.ContinuousBernoulli(t([.3,.5])),
    'CBl':D.ContinuousBernoulli(logits=t([.3,-.5])),
    'LogisticN':D.LogisticNormal(t([0.,1.]),t([1.,2.])),
    'RB':D.RelaxedBernoulli(t(.5),t([.4,.6])),
    'ROH':D.RelaxedOneHotCategorical(t(.5),t([.4,.6])),
    'FS':D.FisherSnedecor(t([1.,5.]),t([2.,6.])),
    'IG':D.InverseGamma(t([1.5,3.]),t([1.,2.])),
    'ST':D.OneHotCategoricalStraightThrough(t([.5,.2])),
    'LRB':D.relaxed_bernoulli.LogitRelaxedBernoulli(t(.5),t([.4,.6])),
    'TD':D.TransformedDistribution(D.Normal(t([0.,1.]),1.),[D.AffineTransform(1.,2.),D.SigmoidTransform()]),
    'TD2':D.TransformedDistribution(D.Normal(t([0.,1.]),1.),[D.TanhTransform()]),
    'Ind':D.Independent(D.Normal(torch.zeros(2),1),1),
}
for n,d in dd.items():
    for p in ['mean','mode','stddev','variance','has_rsample','has_enumerate_support','support','batch_shape','event_shape','arg_constraints']:
        try: r=getattr(d,p)
        except Exception as e: r=repr(e)
        print(n,p,r)
    for f in ['entropy','perplexity']:
        try: r=getattr(d,f)()
        except Exception as e: r=repr(e)
        print(n,f,r)
    for f in ['icdf','log_prob'] + ['cdf'] * (n not in ('Gamma','Chi2','IG')):
        for v in [.3,1.,.5]:
            try: r=getattr(d,f)(torch.tensor([v,v]))
            except Exception as e: r=repr(e)
            print(n,f,r)
    try: print(n, d.enumerate_support())
    except Exception as e: print(n,repr(e)[:80])
    torch.manual_seed(1)
    print(n,d.sample(),d.sample((2,)))
    try: print(n,d.rsample())
    except Exception as e: print(n,repr(e)[:80])
    print(d, d.expand((3,2)) if n not in('Dirichlet','ST','ROH','LogisticN','Categorical','OneHot','Multinomial','MVN','Ind') else d.expand((3,)))
same = ['Normal','Bernoulli','Categorical','Uniform','Laplace','Exponential','Poisson','Gamma','Beta','Dirichlet','Binomial','OneHot','Cauchy','Geometric','HalfNormal','MVN','Ind','CB','LogNormal','TD']
for n in same:
    for m in same[:1] + [n]:
        p, q = dd[n], dd[m]
        try: r=D.kl_divergence(p,q); print(n,m,r)
        except NotImplementedError as e: pass
        except Exception as e: print(n,m,type(e).__name__)
for a,b in [(D.Normal(0.,1.),D.Normal(1.,2.)),(D.MultivariateNormal(torch.zeros(3),torch.eye(3)*2),D.MultivariateNormal(torch.ones(3),scale_tril=torch.eye(3))),(D.Bernoulli(t([0.,1.])),D.Bernoulli(t([.5,0.])))]:
    print(D.kl_divergence(a,b), D.kl.kl_divergence(b,a))
@D.register_kl(D.Cauchy, D.Normal)
def f(p,q): return 'mine'
print(D.kl_divergence(D.Cauchy(0.,1.),D.Normal(0.,1.)))
# %% transforms 1
import torch
import torch.distributions as D
from torch.distributions import constraints as C
from torch.distributions.transforms import *
t = torch.tensor
for x in [ExpTransform(),ExpTransform().inv,AffineTransform(1,2),ComposeTransform([ExpTransform(),AffineTransform(0,1)]),ComposeTransform([]),IndependentTransform(ExpTransform(),1),PowerTransform(t(2.)),ReshapeTransform((2,),(1,2)),SigmoidTransform(),CumulativeDistributionTransform(D.Normal(0.,1.)),identity_transform, ExpTransform().inv.inv]:
    print(repr(x), x.bijective, x.domain, x.codomain)
    try: print(x.sign)
    except Exception as e: print(repr(e))
print(ExpTransform()==ExpTransform(), AffineTransform(0,1)==AffineTransform(0,1), AffineTransform(0,1)==AffineTransform(0,2), ExpTransform().inv==ExpTransform().inv)
d=D.TransformedDistribution(D.Normal(0.,1.),[ExpTransform()]); print(d, d.support, d.batch_shape, d.has_rsample)
try: d.mean
except Exception as e: print(repr(e))
d=D.TransformedDistribution(D.Normal(torch.zeros(2),1.),StickBreakingTransform()); print(d, d.support, d.batch_shape, d.event_shape, d.base_dist, d.transforms)
print(D.LogisticNormal(torch.zeros(2),torch.ones(2)), D.RelaxedBernoulli(t(.5),t(.4)), D.RelaxedOneHotCategorical(t(.5),t([.4,.6])), D.Weibull(1.,2.), D.Pareto(1.,2.), D.Kumaraswamy(1.,2.), D.ContinuousBernoulli(t(.3)), D.FisherSnedecor(1.,2.), D.InverseGamma(1.,2.))
try: D.TransformedDistribution(D.Normal(torch.zeros(2),1.),3)
except Exception as e: print(repr(e))
try: D.TransformedDistribution(D.Normal(torch.zeros(2),1.),[3])
except Exception as e: print(repr(e))
try: D.TransformedDistribution(D.Normal(0.,1.),StickBreakingTransform())
except Exception as e: print(repr(e))
try: ExpTransform(cache_size=3)
except Exception as e: print(repr(e))
print(D.biject_to(D.constraints.positive), D.transform_to(D.constraints.interval(0,2)), D.biject_to(D.constraints.simplex), D.transform_to(D.constraints.simplex),D.biject_to(D.constraints.real),D.biject_to(D.constraints.less_than(2.)),D.transform_to(D.constraints.lower_cholesky),D.biject_to(D.constraints.greater_than(1.)))
try: print(D.biject_to(D.constraints.boolean))
except Exception as e: print(repr(e))
# %% constraints 1
import torch
import torch.distributions as D
from torch.distributions import constraints as C
from torch.distributions.transforms import *
t = torch.tensor
t=torch.tensor
for c in [C.interval(0,1),C.greater_than(2),C.less_than(t(1.)),C.half_open_interval(0,2),C.integer_interval(0,3),C.multinomial(3),C.independent(C.real,1),C.cat([C.real,C.positive],lengths=[1,2]),C.stack([C.real,C.positive])]:
    print(c, c.is_discrete, c.event_dim, type(c))
for c,v in [(C.real,t([1.,float('nan')])),(C.real_vector,t([[1.,2.],[1,float('nan')]])),(C.simplex,t([.2,.8])),(C.lower_cholesky,t([[1.,0],[2,3]])),(C.lower_triangular,t([[1.,0],[2,3]])),(C.positive_definite,t([[1.,0],[0,3]])),(C.corr_cholesky,torch.eye(2)),(C.one_hot,t([0,1.])),(C.nonnegative_integer,t([1.,2.5,-1])),(C.boolean,t([0,1,2])),(C.square,torch.eye(2)),(C.symmetric,torch.eye(2)),(C.positive_semidefinite,torch.eye(2))]:
    print(c, c.check(v), c.event_dim)
print(C.is_dependent(C.dependent), C.is_dependent(C.real))
try: C.dependent.check(t(1.))
except Exception as e: print(repr(e))
# %% transforms 2
import torch
import torch.distributions as D
from torch.distributions import constraints as C
from torch.distributions.transforms import *
t = torch.tensor
torch.manual_seed(0)
x, y = torch.linspace(.1, .9, 4), torch.tensor([[.1, .2, .7], [.3, .3, .4]])
for f in [ExpTransform(), SigmoidTransform(), TanhTransform(), SoftplusTransform(), AffineTransform(1., -2.), PowerTransform(2.),
          ExpTransform().inv, ComposeTransform([AffineTransform(0., 2.), TanhTransform()]), D.biject_to(C.interval(0, 2))]:
    print(f(x), f.inv(f(x)), f.log_abs_det_jacobian(x, f(x)))
for f in [StickBreakingTransform().inv, SoftmaxTransform().inv, ReshapeTransform((3,), (3, 1))]:
    print(f(y), f.forward_shape(y.shape))
class Flow(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.loc, self.log_scale = torch.nn.Parameter(torch.zeros(1)), torch.nn.Parameter(torch.zeros(1))
    def forward(self):
        base = D.Normal(torch.zeros(1), torch.ones(1))
        return D.TransformedDistribution(base, [AffineTransform(self.loc, self.log_scale.exp()), ExpTransform()])
flow = Flow()
data = D.LogNormal(.5, .25).sample((200, 1))
optimizer = torch.optim.Adam(flow.parameters(), lr=.1)
for step in range(40):
    loss = -flow().log_prob(data).mean()
    optimizer.zero_grad(); loss.backward(); optimizer.step()
    if step % 10 == 0: print(step, loss.item())
print(flow.loc, flow.log_scale, flow().sample((2,)), flow().rsample().grad_fn is not None)
logits = torch.tensor([.2, -.3, .5], requires_grad=True)
relaxed = D.RelaxedOneHotCategorical(torch.tensor(.7), logits=logits)
z = relaxed.rsample((2,)); z[:, 0].sum().backward(); print(z, logits.grad, relaxed.log_prob(z.detach()))
print(D.Independent(D.Bernoulli(torch.full((2, 3), .4)), 1).expand((4, 2)), D.MultivariateNormal(torch.zeros(2), precision_matrix=torch.eye(2) * 2).covariance_matrix)
# %% many draws
import torch
import torch.distributions as D
t = torch.tensor
for name, family in [
    ('Gamma', D.Gamma(t([.3, 2., 40.]), t([1., 2., 3.]))), ('Dirichlet', D.Dirichlet(t([.5, 1., 7.]))),
    ('Beta', D.Beta(t([.5, 3.]), t([.7, 2.]))), ('StudentT', D.StudentT(t([3., 9.]))), ('Chi2', D.Chi2(t([1., 8.]))),
    ('Poisson', D.Poisson(t([.5, 12., 90.]))), ('Binomial', D.Binomial(t(60.), t([.02, .4, .9]))),
    ('NegativeBinomial', D.NegativeBinomial(t(4.), t([.2, .7]))), ('Geometric', D.Geometric(t([.2, .7]))),
    ('Gumbel', D.Gumbel(t([0., 1.]), 2.)), ('Multinomial', D.Multinomial(20, t([.2, .3, .5]))),
    ('Weibull', D.Weibull(t([1., 2.]), t([.8, 3.]))), ('Exponential', D.Exponential(t([.5, 4.]))),
]:
    torch.manual_seed(3)
    drawn = family.sample((4000,))
    print(name, drawn.mean(0), drawn[-1])
