# %% angles and tails
import torch
from torch.distributions import *
T = torch.tensor


def show(body):
    torch.manual_seed(0)
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__ + ':', error)


circle, tail = VonMises(T([0., 1.]), T([1., 4.])), GeneralizedPareto(T([0., 1.]), T([1., 2.]), T([0.5, -0.3]))
show(lambda: (circle, circle.sample((3,)), circle.log_prob(T([0.5, 3.])), circle.variance, circle.mean))
show(lambda: circle.expand((3, 2)).sample().shape)
show(lambda: VonMises(T(0.), T(-1.)))
show(lambda: (tail, tail.sample((2,)), tail.log_prob(T([2., 3.])), tail.cdf(T([2., 3.])), tail.icdf(T([.3, .5]))))
show(lambda: (tail.mean, tail.variance, tail.entropy(), tail.mode, tail.support))
show(lambda: GeneralizedPareto(0., 1., 0.).log_prob(T(1.)))
show(lambda: tail.log_prob(T([2., 30.])))
show(lambda: (Gamma(T([1., 2.]), T([1., 3.])).cdf(T([0.5, 2.])), Chi2(T(3.)).cdf(T(2.))))
# %% matrices
import torch
from torch.distributions import *
T = torch.tensor


def show(body):
    torch.manual_seed(0)
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__ + ':', error)


low = LowRankMultivariateNormal(torch.zeros(3), T([[1.], [2.], [0.5]]), T([1., 2., 3.]))
show(lambda: (low, low.sample((2,)), low.log_prob(torch.ones(3)), low.entropy(), low.covariance_matrix, low.variance))
show(lambda: (low.precision_matrix, low.scale_tril, low.expand((2,)).sample()))
show(lambda: LowRankMultivariateNormal(torch.zeros(3), torch.ones(2, 1), torch.ones(3)))
show(lambda: LowRankMultivariateNormal(torch.zeros(2, 3), torch.ones(3, 3, 1), torch.ones(3)))
spread = Wishart(T(4.), covariance_matrix=T([[2., .5], [.5, 1.]]))
show(lambda: (spread, spread.mean, spread.mode, spread.variance, spread.entropy(), spread.log_prob(torch.eye(2))))
show(lambda: (spread.scale_tril, spread.precision_matrix, spread.sample(), spread.sample((2,)).shape))
show(lambda: Wishart(T(.5), torch.eye(2)))
show(lambda: Wishart(T(4.)))
factor = LKJCholesky(3, 0.5)
show(lambda: (factor, factor.sample(), factor.log_prob(torch.eye(3))))
show(lambda: LKJCholesky(1))
show(lambda: (LKJCholesky(2, T([1., 2.])).sample(), factor.expand((2,)).sample().shape))
full = MultivariateNormal(torch.ones(3), torch.eye(3) * 2)
show(lambda: (kl_divergence(low, full), kl_divergence(full, low), kl_divergence(low, low)))
# %% how far families are from one another
import torch
from torch.distributions import *
families = [
    Normal(.3, 1.2), Laplace(.2, .7), Gumbel(.1, 1.5), Exponential(1.3), Gamma(2., 1.5), Beta(1.5, 2.5),
    Uniform(.2, .7), Pareto(1.2, 2.5), ContinuousBernoulli(.3), Bernoulli(.3), Poisson(2.), Chi2(3.)]
for p in families:
    for q in families:
        try:
            print(type(p).__name__, type(q).__name__, kl_divergence(p, q))
        except NotImplementedError as error:
            print(error)
# %% windows at random distances
import torch
import torch.nn as nn
import torch.nn.functional as F
torch.manual_seed(0)
x = torch.randn(2, 2, 5, 6)
volume = torch.arange(2 * 4 * 5 * 6.).view(1, 2, 4, 5, 6).sin()


def show(body):
    torch.manual_seed(1)
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__ + ':', error)


show(lambda: F.fractional_max_pool2d(x, 2, output_size=(3, 3)))
show(lambda: F.fractional_max_pool2d(x, (2, 3), output_ratio=(0.5, 0.5), return_indices=True))
show(lambda: nn.FractionalMaxPool2d(2, output_ratio=.6, return_indices=True)(x))
show(lambda: F.fractional_max_pool3d(volume, 2, output_size=(2, 3, 3)))
show(lambda: nn.FractionalMaxPool3d(2, output_size=2)(volume[0]))
show(lambda: nn.FractionalMaxPool2d(2))
show(lambda: nn.FractionalMaxPool2d(2, output_size=2, output_ratio=.5))
show(lambda: nn.FractionalMaxPool2d(2, output_ratio=1.5))
show(lambda: F.fractional_max_pool2d(x, 2))
show(lambda: F.fractional_max_pool2d(x, 2, output_size=6))
y = x.clone().requires_grad_()
torch.manual_seed(1)
result = F.fractional_max_pool2d(y, 2, output_size=3)
result.sum().backward()
print(result.grad_fn.name(), y.grad)
print(F.max_pool2d_with_indices(x, 2)[1], F.adaptive_max_pool2d_with_indices(x, 2)[1], F.max_pool1d_with_indices(x[0], 2)[1])
# %% a softmax over clusters of classes
import torch
import torch.nn as nn
torch.manual_seed(0)
layer = nn.AdaptiveLogSoftmaxWithLoss(8, 20, [5, 12], div_value=2.)
x, target = torch.randn(6, 8), torch.tensor([0, 4, 7, 13, 19, 5])
result = layer(x, target)
print(layer, result, layer(x[0], target[0]), layer.log_prob(x)[0], layer.predict(x))
result.loss.backward()
print([p.grad.abs().sum() for p in layer.parameters()], list(layer.state_dict()))
for call in (lambda: nn.AdaptiveLogSoftmaxWithLoss(8, 20, [5, 5]), lambda: nn.AdaptiveLogSoftmaxWithLoss(8, 20, []),
             lambda: layer(x, target[:3]), lambda: layer(x, target + 20), lambda: layer(x, target.view(2, 3))):
    try:
        call()
    except Exception as error:
        print(type(error).__name__ + ':', error)
# %% buffers by assignment
import torch
import torch.nn as nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.kept = nn.Buffer(torch.ones(2))
        self.passing = nn.Buffer(torch.zeros(1), persistent=False)
        self.weight = nn.Parameter(torch.ones(1))
        self.plain = torch.ones(1)


model = Model()
print(model.state_dict(), list(model.named_buffers()), model._non_persistent_buffers_set)
print(isinstance(model.kept, nn.Buffer), isinstance(torch.ones(2), nn.Buffer), type(model.kept), nn.Buffer())
model.kept = torch.zeros(2)
print(list(model.named_buffers()))
for value in ('x', 3):
    try:
        model.kept = value
    except TypeError as error:
        print(error)
try:
    model.weight = nn.Buffer(torch.ones(1))
except TypeError as error:
    print(error)
# %% positions in sorted rows, classes and lists of numbers
import torch
import torch.nn.functional as F
edges = torch.tensor([1., 3., 5.])
print(torch.bucketize(torch.tensor([[0., 1., 2.], [5., 6., torch.nan]]), edges), torch.bucketize(3, edges, right=True))
print(torch.searchsorted(torch.tensor([[1, 3], [2, 4]]), torch.tensor([[3, 0, 9], [4, 2, 3]]), side='right', out_int32=True))
print(F.one_hot(torch.tensor([[0, 2], [1, 0]])), F.one_hot(torch.tensor([1]), 3))
print(torch.zeros(4).put_(torch.tensor([0, -1]), torch.ones(2)), torch.arange(4).take(torch.tensor([[-4, 3]])))
for call in (lambda: F.one_hot(torch.tensor([-1])), lambda: F.one_hot(torch.tensor([3]), 3), lambda: F.one_hot(torch.tensor([], dtype=torch.int64)),
             lambda: torch.arange(4).take(torch.tensor([4])), lambda: F.one_hot(torch.tensor([1.]))):
    try:
        call()
    except (RuntimeError, IndexError) as error:
        print(type(error).__name__ + ':', error)
for data in ([1, 2], [1., 2], [1, 2.5], [True, 2], [2 ** 60, -2 ** 60], (0.1, 0.2), [1., True], [], [1, None], [1., 'x'], [1, 2 ** 70]):
    try:
        print(torch.tensor(data), torch.tensor(data, dtype=torch.float64))
    except Exception as error:
        print(type(error).__name__ + ':', error)
