# %% layers 1
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
    return nn.Conv2d(3,4,3).weight.sum(), nn.Conv2d(3,4,3,padding='same',groups=1,padding_mode='circular')
@show
def _():
    return nn.ConvTranspose1d(2,3,4,bias=False), nn.ConvTranspose3d(1,1,2).bias
@show
def _():
    return nn.LSTM(3,4,2,bidirectional=True).weight_hh_l1_reverse.sum()
@show
def _():
    return nn.GRU(2,2,batch_first=True)(torch.ones(1,3,2))
@show
def _():
    return nn.RNN(2,3,2,nonlinearity='relu')(torch.ones(4,2,2))
@show
def _():
    return nn.LSTM(2,3,2,bidirectional=True,batch_first=True)(torch.ones(2,3,2))
@show
def _():
    return nn.LSTM(2,3,proj_size=2)(torch.ones(3,1,2))
@show
def _():
    return nn.LSTM(2,3,2,dropout=0.5)(torch.ones(3,1,2))[0]
@show
def _():
    return nn.LSTM(2,3)(torch.ones(3,2))
@show
def _():
    return nn.LSTMCell(2,3)(torch.ones(1,2))
@show
def _():
    return nn.GRUCell(2,3)(torch.ones(2)), nn.RNNCell(2,3,nonlinearity='relu'), nn.RNNCell(2,3,bias=False)
@show
def _():
    return nn.GRU(2,3,bidirectional=True)(torch.ones(3,2,2))[1]
# %% layers 2
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
    return nn.MultiheadAttention(4,2)
@show
def _():
    return nn.MultiheadAttention(4,2,batch_first=True)(torch.ones(1,2,4),torch.ones(1,2,4),torch.ones(1,2,4))
@show
def _():
    return nn.MultiheadAttention(4,2,kdim=3,vdim=5)(torch.ones(2,1,4),torch.ones(3,1,3),torch.ones(3,1,5))
@show
def _():
    return nn.MultiheadAttention(4,2,add_bias_kv=True,add_zero_attn=True)(torch.ones(2,1,4),torch.ones(3,1,4),torch.ones(3,1,4))
@show
def _():
    return nn.MultiheadAttention(4,2,dropout=0.5)(torch.ones(2,1,4),torch.ones(2,1,4),torch.ones(2,1,4))
@show
def _():
    return nn.TransformerEncoderLayer(4,2,8)
@show
def _():
    return nn.TransformerDecoderLayer(4,2,8,batch_first=True)
@show
def _():
    return nn.TransformerEncoder(nn.TransformerEncoderLayer(4,2,8,dropout=0.),2)(torch.ones(3,1,4))
@show
def _():
    return nn.TransformerDecoder(nn.TransformerDecoderLayer(4,2,8,dropout=0.),1)(torch.ones(3,1,4),torch.ones(2,1,4))
@show
def _():
    return nn.Transformer(4,2,1,1,8,dropout=0.)(torch.ones(3,1,4),torch.ones(2,1,4))
@show
def _():
    return nn.Transformer(4,2,1,1,8).decoder.layers[0].multihead_attn.in_proj_weight.sum()
@show
def _():
    return nn.Transformer.generate_square_subsequent_mask(3)
# %% layers 3
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
    return nn.Bilinear(2,3,2)(torch.ones(1,2),torch.ones(1,3))
@show
def _():
    return nn.Embedding(4,3,padding_idx=-1), nn.Embedding(4,3,padding_idx=1).weight
@show
def _():
    return nn.Embedding(4,2,max_norm=1.)(torch.tensor([0,1]))
@show
def _():
    return nn.EmbeddingBag(4,2,mode='sum')(torch.tensor([0,1,2]),torch.tensor([0,2]))
@show
def _():
    return nn.PReLU(), nn.PReLU()(torch.tensor([-1.,2.])), nn.RReLU(), nn.Threshold(1,2), nn.Hardtanh(), nn.ReLU6(), nn.ELU(), nn.CELU(2.), nn.SELU(True), nn.GLU(), nn.Softshrink(), nn.Softplus(), nn.Softmax(1), nn.Softmin(0), nn.Mish(), nn.LogSigmoid(), nn.Tanhshrink(), nn.Softsign(), nn.Hardswish(), nn.SiLU(), nn.GELU('tanh')
@show
def _():
    return [f()(torch.tensor([-2.,-0.3,0.4,5.])) for f in (nn.ReLU6,nn.ELU,nn.CELU,nn.SELU,nn.Softshrink,nn.Softplus,nn.Mish,nn.LogSigmoid,nn.Tanhshrink,nn.Softsign,nn.Hardswish,nn.Hardsigmoid,nn.SiLU,nn.GELU,nn.Hardshrink,nn.LeakyReLU,nn.Hardtanh)]
@show
def _():
    return nn.RReLU()(torch.tensor([-2.,-0.3,0.4,5.]))
@show
def _():
    return nn.GLU()(torch.tensor([-2.,-0.3,0.4,5.]))
@show
def _():
    return nn.Softmax2d()(torch.ones(1,2,1,1))
@show
def _():
    return nn.Dropout(0.5)(torch.ones(6)), nn.Dropout2d(0.5)(torch.ones(1,3,2,2)), nn.AlphaDropout(0.3)(torch.ones(4)), nn.Dropout1d()(torch.ones(2,3,2))
@show
def _():
    return nn.Dropout(-1)
@show
def _():
    return nn.BatchNorm3d(1)(torch.ones(1,1))
# %% layers 4
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
    return nn.InstanceNorm1d(2,affine=True), nn.InstanceNorm1d(2)(torch.arange(8.).view(1,2,4)), nn.InstanceNorm2d(3,affine=True)(torch.ones(1,2,2,2))
@show
def _():
    return nn.GroupNorm(3,4)
@show
def _():
    return nn.LayerNorm(4,bias=False), nn.LayerNorm((2,2))(torch.arange(4.).view(2,2)), nn.RMSNorm(3), nn.RMSNorm(2)(torch.tensor([1.,2.]))
@show
def _():
    return nn.MaxPool1d(2)(torch.arange(6.).view(1,1,6)), nn.MaxPool2d(2,return_indices=True)(torch.arange(16.).view(1,1,4,4)), nn.MaxPool2d((3,2),stride=(2,1))
@show
def _():
    return nn.AvgPool1d(2), nn.AvgPool1d(2)(torch.arange(6.).view(1,1,6)), nn.AvgPool3d(2), nn.LPPool2d(2,3), nn.AdaptiveMaxPool2d((1,None)), nn.AdaptiveAvgPool1d(2)(torch.arange(5.).view(1,1,5))
@show
def _():
    return nn.MaxUnpool2d(2,2)
@show
def _():
    return nn.ZeroPad2d(1), nn.ReflectionPad1d(2)(torch.arange(4.).view(1,1,4)), nn.ConstantPad1d(1,3.5), nn.ReplicationPad2d((1,2,0,0)), nn.CircularPad1d(1)(torch.arange(3.).view(1,1,3))
@show
def _():
    return nn.Upsample(scale_factor=2,mode='bilinear')(torch.arange(4.).view(1,1,2,2)), nn.UpsamplingNearest2d(scale_factor=2), nn.Upsample(size=(3,3))
@show
def _():
    return nn.PixelShuffle(2)(torch.arange(4.).view(1,4,1,1)), nn.PixelUnshuffle(2), nn.ChannelShuffle(2)
@show
def _():
    return nn.Fold((2,2),2), nn.Unfold(2)(torch.arange(4.).view(1,1,2,2))
@show
def _():
    return nn.Flatten(0,1), nn.Unflatten(1,(2,2)), nn.Unflatten(1,(2,2))(torch.arange(8.).view(2,4)), nn.Unflatten(1,3)
@show
def _():
    return nn.PairwiseDistance()(torch.ones(2,2),torch.zeros(2,2)), nn.CosineSimilarity()(torch.ones(2,2),torch.tensor([[1.,0.],[0.,2.]]))
# %% layers 5
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
    return nn.LazyLinear(3), nn.LazyConv2d(4,3), nn.LazyBatchNorm1d()
@show
def _():
    l=nn.LazyLinear(3)
    return l(torch.ones(1,2)), l, list(l.parameters())
@show
def _():
    m=nn.Sequential(nn.LazyConv2d(2,3),nn.LazyBatchNorm2d(),nn.Flatten(),nn.LazyLinear(2))
    return m(torch.ones(2,1,4,4)).shape, m
@show
def _():
    return nn.LazyLinear(3).weight
@show
def _():
    return nn.DataParallel(nn.Linear(1,1))
@show
def _():
    return nn.Sequential(nn.Linear(1,2),nn.ReLU())[0:1], nn.Sequential(nn.Linear(1,2)).append(nn.ReLU()), nn.Sequential(nn.ReLU())*2, nn.Sequential(nn.ReLU())+nn.Sequential(nn.Tanh())
@show
def _():
    s=nn.Sequential(nn.Linear(1,2),nn.ReLU(),nn.Tanh())
    del s[1]
    return s.insert(1,nn.Sigmoid()), s.pop(0)
@show
def _():
    return nn.Sequential(nn.ReLU())*0
@show
def _():
    return nn.Sequential(nn.ReLU())+[1]
@show
def _():
    return nn.ModuleList([nn.Linear(1,1) for _ in range(3)])+[nn.ReLU()], nn.ModuleList().extend([nn.ReLU()])
@show
def _():
    return nn.ModuleList([1])
@show
def _():
    return nn.ModuleDict({'a':nn.ReLU()})['b']
# %% layers 6
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
    return nn.ModuleDict([['a',nn.ReLU()],['b']])
@show
def _():
    return nn.ParameterDict({'w':torch.ones(2)}), nn.ParameterDict({'w':torch.ones(2)})['w'], list(nn.ParameterDict({'w':torch.ones(2)}).items())
@show
def _():
    return nn.ParameterList([torch.ones(1),nn.Parameter(torch.ones(2))])[1], nn.ParameterList([torch.ones(1)])[3]
@show
def _():
    return nn.Linear(2,2,bias=False).bias, nn.Linear(2,2).to(torch.float64).weight.dtype, nn.Linear(2,2).half().weight.dtype
@show
def _():
    return nn.Linear(2,2).to(torch.int32)
@show
def _():
    return nn.Linear(2,2).get_submodule('x')
@show
def _():
    return nn.Sequential(nn.Linear(1,1)).get_parameter('0.weight'), nn.Sequential(nn.Linear(1,1)).get_buffer('0.weight')
@show
def _():
    return nn.Sequential(nn.Linear(1,1)).get_parameter('0.foo')
@show
def _():
    return nn.Module().register_parameter('a.b',None)
@show
def _():
    return nn.Module().register_buffer('a',3)
@show
def _():
    return nn.Module().register_buffer('',None)
@show
def _():
    return nn.Module().add_module('x',3)
# %% layers 7
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
    return nn.Module().add_module(3,nn.ReLU())
@show
def _():
    return nn.Module(3)
@show
def _():
    return nn.Module(a=3)
@show
def _():
    m=nn.Linear(1,1)
    m.register_buffer('b',torch.zeros(1),persistent=False)
    return m.state_dict(), dict(m.named_buffers())
@show
def _():
    m=nn.Linear(1,1)
    m.weight=None
    return list(m.parameters()), m.weight
@show
def _():
    m=nn.Linear(1,1)
    del m.bias
    return m.bias
@show
def _():
    m=nn.Linear(1,1)
    m.weight.grad=torch.ones(1,1)
    m.zero_grad()
    return m.weight.grad
@show
def _():
    m=nn.Linear(1,1)
    return m.load_state_dict({'weight':1,'bias':torch.ones(1)})
@show
def _():
    m=nn.Linear(1,1)
    return m.load_state_dict({'weight':torch.ones(1,1),'z':torch.ones(1)},strict=False)
@show
def _():
    return nn.Linear(1,1).train(3)
@show
def _():
    return sorted(nn.Linear(1,1).__dict__)[-3:], nn.Linear(1,1).training
@show
def _():
    return type(nn.Linear(1,1)), nn.Linear.__module__, nn.LSTM, nn.BatchNorm2d, nn.MSELoss, nn.Sequential, nn.init.__name__
# %% layers 8
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
    return [n for n,_ in nn.Transformer(4,2,1,1,8).named_parameters()][:8]
@show
def _():
    return sum(p.numel() for p in nn.LSTM(3,4,2).parameters())

# %% recurrent layers, gradients of one result
import torch
from torch import nn
for kind in (nn.LSTM, nn.GRU):
    torch.manual_seed(0)
    layer = kind(3, 2)
    x = torch.randn(4, 2, 3)
    out, state = layer(x)
    out.sum().backward()
    print(layer.weight_hh_l0.grad.sum(), layer.bias_ih_l0.grad)
    layer.zero_grad()
    out, state = layer(x)
    (state[0].sum() if kind is nn.LSTM else state.sum()).backward()
    print(layer.weight_ih_l0.grad.sum())
    out, state = layer(x)
    if kind is nn.LSTM:
        print(torch.autograd.grad(state[1].sum(), layer.bias_hh_l0)[0])
# %% removed functions and rarer layers
import torch
A=torch.eye(2)
for f in [lambda: torch.solve(A,A), lambda: torch.eig(A), lambda: torch.symeig(A), lambda: torch.lstsq(A,A), lambda: torch.matrix_rank(A), lambda: A.solve(A), lambda: A.eig(), lambda: A.symeig(), lambda: A.lstsq(A), lambda: torch.eig(A,eigenvectors=True), lambda: torch.symeig(A,eigenvectors=True),lambda: torch.matrix_rank(A, 1e-3)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(torch.linalg.LinAlgError, torch.linalg.LinAlgError.__mro__)
try: torch.linalg.inv(torch.zeros(2,2))
except torch.linalg.LinAlgError as e: print(e, type(e))
import torch.nn as nn
for m in [nn.LPPool3d(2,3),nn.AdaptiveMaxPool3d((1,2,3)),nn.LazyInstanceNorm2d(),nn.LazyConvTranspose3d(4,2), nn.AdaptiveMaxPool3d(2,return_indices=True), nn.LazyBatchNorm1d(bias=False)]:
    print(m)
torch.manual_seed(0)
x=torch.randn(2,3,4,4,4)
print(nn.LPPool3d(2,2)(x).sum(), nn.AdaptiveMaxPool3d((1,2,2))(x).sum())
l=nn.LazyInstanceNorm3d(); print(l(x).sum().abs()<1e-3, l, l.weight.shape, l.running_mean.shape)
c=nn.LazyConvTranspose3d(2,2); print(c(x).shape, c)
b=nn.LazyBatchNorm3d(bias=False); print(b(x).shape, b, b.bias)
import torch.nn.functional as F
y=torch.randn(1,2,4,4)
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    print(F.upsample_nearest(y,scale_factor=2).shape, F.upsample_bilinear(y,size=(3,3)))
    for q in w: print(q.category.__name__, q.message)

# %% margins of several classes
import torch
import torch.nn.functional as F
def show(*arguments, **keywords):
    try: print(F.multi_margin_loss(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
T = torch.tensor
show(T(1), torch.zeros(())), show(T(1.), torch.zeros(())), show(T(1.), T(0)), show(T([1., 2]), T([1, 0])), show(T([[1., 2]]), T(0))
show(torch.zeros(2, 2, 2), T([0, 1])), show(torch.zeros(2, 0), T([0, 0])), show(T([1., 2]), T(-1)), show(torch.zeros(2, 3), T([0, 1, 2]))
for x, y in ((T([[1., 2, 3], [3, 1, 2]]), T([1, 0])), (T([1., 3, 2]), T(2)), (T(1.), T(0))):
    x.requires_grad_()
    F.multi_margin_loss(x, y, p=2, margin=.5, reduction='sum').backward()
    print(x.grad, F.multi_margin_loss(x.detach(), y, reduction='none'))

# %% combinations
import torch
x = torch.tensor([5, 6, 7])
for arguments in ((x,), (x, 1), (x, 3), (x, 0), (x, 4), (x, 2, True), (x, 3, True), (torch.arange(8), 4, True), (torch.zeros(0),), (x, 65), (x, -1)):
    try: print(tuple(torch.combinations(*arguments).shape), torch.combinations(*arguments).flatten()[:30])
    except Exception as error: print(type(error).__name__, error)
x = torch.arange(4., requires_grad=True)
torch.combinations(x).sum().backward()
print(x.grad)

# %% adaptive pooling beyond memory
import torch
for size in (2**62, 10**15):
    try: print(torch.adaptive_avg_pool1d(torch.ones(1, 2, 4), size).shape)
    except RuntimeError: print('RuntimeError')
