# %% training 1
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
    w=torch.ones(2,requires_grad=True)
    o=O.Adam([w],lr=0.1)
    (w**2).sum().backward()
    o.step()
    return w, o, o.state_dict()
@show
def _():
    w=torch.ones(2,requires_grad=True)
    o=O.SGD([{'params':[w],'lr':0.2},{'params':[torch.zeros(1,requires_grad=True)]}],lr=0.1,momentum=0.9)
    (w**3).sum().backward()
    o.step()
    o.step()
    return w,o.state_dict(), o.param_groups
@show
def _():
    w=torch.ones(2,requires_grad=True)
    o=O.AdamW([w],amsgrad=True)
    (w**3).sum().backward()
    o.step()
    o.step()
    return w,o.state, o
@show
def _():
    w=torch.ones(2,requires_grad=True)
    o=O.RMSprop([w],momentum=0.5,centered=True)
    (w**3).sum().backward()
    o.step()
    o.step()
    return w,o.state_dict()
@show
def _():
    w=torch.ones(2,requires_grad=True)
    o=O.Adagrad([w],lr_decay=0.1)
    (w**3).sum().backward()
    o.step()
    o.step()
    return w,o.state_dict()
@show
def _():
    w=torch.ones(2,requires_grad=True)
    o=O.Adadelta([w])
    (w**3).sum().backward()
    o.step()
    o.step()
    return w,o.state_dict()
@show
def _():
    w=torch.ones(2,requires_grad=True)
    o=O.Adamax([w])
    (w**3).sum().backward()
    o.step()
    o.step()
    return w,o.state_dict()
@show
def _():
    w=torch.ones(2,requires_grad=True)
    o=O.NAdam([w])
    (w**3).sum().backward()
    o.step()
    o.step()
    return w,o.state_dict()
@show
def _():
    w=torch.ones(2,requires_grad=True)
    o=O.RAdam([w],lr=0.1)
    (w**3).sum().backward()
    [o.step() for _ in range(7)]
    return w,o.state_dict()
@show
def _():
    w=torch.ones(2,requires_grad=True)
    o=O.Rprop([w])
    (w**3).sum().backward()
    o.step()
    o.step()
    return w,o.state_dict()
@show
def _():
    w=torch.ones(2,requires_grad=True)
    o=O.ASGD([w])
    (w**3).sum().backward()
    o.step()
    o.step()
    return w,o.state_dict()
@show
def _():
    return O.SGD([torch.ones(1)*2],lr=0.1), O.SGD([torch.ones(1,requires_grad=True)*2])
# %% training 2
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
    return O.Adam([torch.ones(1,requires_grad=True)],lr=-1)
@show
def _():
    return O.Adam([torch.ones(1,requires_grad=True)],betas=(0.9,1.))
@show
def _():
    return O.RMSprop([torch.ones(1,requires_grad=True)],alpha=-1)
@show
def _():
    return O.SGD({torch.ones(1)})
@show
def _():
    return O.SGD([])
@show
def _():
    return O.SGD([{'lr':1}])
@show
def _():
    return O.SGD(nn.Linear(1,1).named_parameters()).param_groups
@show
def _():
    w=torch.ones(1,requires_grad=True)
    o=O.SGD([w],lr=1.)
    return o.add_param_group({'params':w})
@show
def _():
    w=torch.ones(1,requires_grad=True)
    o=O.SGD([w],lr=1.)
    return o.load_state_dict({'state':{},'param_groups':[]})
@show
def _():
    m=nn.Linear(2,2)
    o=O.Adam(m.parameters())
    m(torch.ones(1,2)).sum().backward()
    o.step()
    o2=O.Adam(m.parameters(),lr=5)
    o2.load_state_dict(o.state_dict())
    return o2.param_groups[0]['lr'], o2.state_dict()['state'][0]
@show
def _():
    o=O.SGD([torch.ones(1,requires_grad=True)],lr=1.)
    s=S.StepLR(o,2)
    r=[(o.step(),s.step(),s.get_last_lr())[2] for _ in range(5)]
    return r, s.state_dict()
@show
def _():
    o=O.SGD([torch.ones(1,requires_grad=True)],lr=1.)
    s=S.MultiStepLR(o,[1,3])
    r=[(o.step(),s.step(),s.get_last_lr())[2] for _ in range(5)]
    return r, s.state_dict()
# %% training 3
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
    o=O.SGD([torch.ones(1,requires_grad=True)],lr=1.)
    s=S.CosineAnnealingLR(o,4,0.1)
    r=[(o.step(),s.step(),s.get_last_lr())[2] for _ in range(10)]
    return r, s.state_dict()
@show
def _():
    o=O.SGD([torch.ones(1,requires_grad=True)],lr=1.)
    s=S.CosineAnnealingWarmRestarts(o,2,2)
    r=[(o.step(),s.step(),s.get_last_lr())[2] for _ in range(10)]
    return r, s.state_dict()
@show
def _():
    o=O.SGD([torch.ones(1,requires_grad=True)],lr=1.,momentum=.9)
    s=S.CyclicLR(o,0.1,1.,2,mode='triangular2')
    r=[(o.step(),s.step(),s.get_last_lr(),o.param_groups[0]['momentum'])[2:] for _ in range(10)]
    return r
@show
def _():
    o=O.Adam([torch.ones(1,requires_grad=True)],lr=1.)
    s=S.OneCycleLR(o,1.,10)
    r=[(o.step(),s.step(),s.get_last_lr(),o.param_groups[0]['betas'])[2:] for _ in range(9)]
    return r
@show
def _():
    o=O.Adam([torch.ones(1,requires_grad=True)],lr=1.)
    s=S.OneCycleLR(o,1.,epochs=2,steps_per_epoch=5,three_phase=True,anneal_strategy='linear')
    r=[(o.step(),s.step(),s.get_last_lr(),o.param_groups[0]['betas'])[2:] for _ in range(9)]
    return r
@show
def _():
    o=O.SGD([torch.ones(1,requires_grad=True)],lr=1.)
    s=S.ReduceLROnPlateau(o,patience=1)
    r=[(s.step(1.),s.get_last_lr(),s.num_bad_epochs)[1:] for _ in range(6)]
    return r, s.state_dict()
@show
def _():
    o=O.SGD([torch.ones(1,requires_grad=True)],lr=1.)
    s=S.SequentialLR(o,[S.ConstantLR(o,0.1,2),S.ExponentialLR(o,0.9)],[3])
    r=[(o.step(),s.step(),s.get_last_lr())[2] for _ in range(8)]
    return r, s.state_dict()
@show
def _():
    o=O.SGD([torch.ones(1,requires_grad=True)],lr=1.)
    s=S.ChainedScheduler([S.LinearLR(o,0.5,1.,3),S.ExponentialLR(o,0.9)])
    r=[(o.step(),s.step(),s.get_last_lr())[2] for _ in range(6)]
    return r
@show
def _():
    o=O.SGD([torch.ones(1,requires_grad=True)],lr=1.)
    s=S.PolynomialLR(o,4,2.)
    r=[(o.step(),s.step(),s.get_last_lr())[2] for _ in range(6)]
    return r
@show
def _():
    o=O.SGD([torch.ones(1,requires_grad=True)],lr=1.)
    s=S.LambdaLR(o,lambda e: 0.9**e)
    r=[(o.step(),s.step(),s.get_last_lr())[2] for _ in range(3)]
    return r, s.state_dict()
@show
def _():
    o=O.SGD([torch.ones(1,requires_grad=True)],lr=1.)
    s=S.MultiplicativeLR(o,lambda e: 0.9)
    r=[(o.step(),s.step(),s.get_last_lr())[2] for _ in range(3)]
    return r
@show
def _():
    return S.OneCycleLR(O.SGD([torch.ones(1,requires_grad=True)]),1.)
# %% training 4
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
    return S.StepLR(O.SGD([torch.ones(1,requires_grad=True)],lr=.1),2,last_epoch=3)
@show
def _():
    ds=TensorDataset(torch.arange(10),torch.arange(10)*2)
    return [x[0].tolist() for x in DataLoader(ds,3,shuffle=True)], len(DataLoader(ds,3)), len(DataLoader(ds,3,drop_last=True))
@show
def _():
    g=torch.Generator().manual_seed(5)
    d=DataLoader(range(10),4,shuffle=True,generator=g)
    return [x.tolist() for x in d],[x.tolist() for x in d]
@show
def _():
    return [s.indices for s in random_split(range(10),[0.5,0.3,0.2])]
@show
def _():
    return random_split(range(10),[3,3])
@show
def _():
    return list(RandomSampler(range(5),replacement=True,num_samples=4)), list(SubsetRandomSampler([1,2,3])), list(BatchSampler(SequentialSampler(range(5)),2,False))
@show
def _():
    return list(DataLoader([(1,'a',2.5),(2,'b',1.)],2)), list(DataLoader([{'x':1,'y':[1,2]},{'x':3,'y':[4,5]}],2)), list(DataLoader([1,2,3],batch_size=None))
@show
def _():
    return DataLoader(range(3),batch_size=0)
@show
def _():
    return DataLoader(range(3),shuffle=True,sampler=SequentialSampler(range(3)))
@show
def _():
    return DataLoader(range(3),num_workers=-1)
@show
def _():
    return ConcatDataset([range(3),range(5)])[4], len(ConcatDataset([range(3),range(5)])), Subset(range(10),[3,4])[1]
@show
def _():
    return Dataset()[0]
# %% training 5
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
    return next(iter(DataLoader([[1,2],[3]],2)))
@show
def _():
    return pad_sequence([torch.ones(2),torch.ones(3)*2],batch_first=True,padding_value=-1.)
@show
def _():
    p=pack_padded_sequence(torch.arange(6.).view(3,2),[3,2])
    return p
@show
def _():
    p=pack_padded_sequence(torch.arange(12.).view(2,3,2),[2,3],batch_first=True,enforce_sorted=False)
    return p, pad_packed_sequence(p,batch_first=True)
@show
def _():
    return pack_padded_sequence(torch.arange(6.).view(3,2),[2,3])
@show
def _():
    return pack_sequence([torch.ones(3),torch.ones(2)]), unpack_sequence(pack_sequence([torch.ones(3),torch.ones(2)]))
@show
def _():
    p=pack_padded_sequence(torch.arange(12.).view(2,3,2),[2,3],batch_first=True,enforce_sorted=False)
    return nn.LSTM(2,2,bidirectional=True)(p)
@show
def _():
    p=pack_padded_sequence(torch.arange(12.).view(2,3,2)/10,[2,3],batch_first=True,enforce_sorted=False)
    o,h=nn.GRU(2,2,2,batch_first=True)(p)
    return o.data.sum(), h
@show
def _():
    return nn.utils.clip_grad_norm_(nn.Linear(1,1).parameters(),1.)
@show
def _():
    m=nn.Linear(2,2)
    m(torch.ones(1,2)).sum().backward()
    return nn.utils.clip_grad_norm_(m.parameters(),1.), m.weight.grad, nn.utils.clip_grad_value_(m.parameters(),0.1), m.bias.grad
@show
def _():
    m=nn.Linear(2,2)
    v=nn.utils.parameters_to_vector(m.parameters())
    nn.utils.vector_to_parameters(v*0+1,m.parameters())
    return v,list(m.parameters())
@show
def _():
    m=nn.utils.spectral_norm(nn.Linear(2,3))
    return m, list(m.state_dict()), m(torch.ones(1,2))
# %% training 6
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
    return nn.init.trunc_normal_(torch.empty(5)), nn.init.trunc_normal_(torch.empty(3),a=1.5,b=3.)
@show
def _():
    return nn.init.dirac_(torch.empty(2,2,3)), nn.init.eye_(torch.empty(2,3)), nn.init.sparse_(torch.empty(4,2),0.5)
@show
def _():
    return nn.init.kaiming_normal_(torch.empty(2,3),nonlinearity='relu'), nn.init.xavier_normal_(torch.empty(2,3)), nn.init.kaiming_uniform_(torch.empty(2,3),mode='fan_out'), nn.init.calculate_gain('leaky_relu',0.2)
@show
def _():
    return nn.init.kaiming_normal_(torch.empty(2,3),mode='x')
@show
def _():
    return nn.init.eye_(torch.empty(3))
@show
def _():
    return nn.init.zeros_(nn.Linear(1,1).bias), nn.init.constant_(torch.empty(2),3), nn.init.uniform_(torch.empty(2)), nn.init.normal_(torch.empty(2))
