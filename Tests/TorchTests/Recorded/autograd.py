# %% autograd 1
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
    x=torch.ones(2,requires_grad=True)
    h=x.register_hook(lambda g: g*2)
    x.sum().backward()
    h.remove()
    x.sum().backward()
    return x.grad
@show
def _():
    x=torch.ones(2,requires_grad=True)
    y=x*2
    y.register_hook(lambda g: print('g',g))
    y.retain_grad()
    y.sum().backward()
    return x.grad,y.grad,y.retains_grad
@show
def _():
    x=torch.ones(2,requires_grad=True)
    x.register_post_accumulate_grad_hook(lambda p: print('acc',p.grad))
    return x.sum().backward()
@show
def _():
    return (torch.ones(1,requires_grad=True)*1).register_post_accumulate_grad_hook(print)
@show
def _():
    m=nn.Linear(1,1)
    m.register_forward_hook(lambda m,i,o: o*0)
    return m(torch.ones(1,1))
@show
def _():
    m=nn.Linear(1,1)
    m.register_forward_pre_hook(lambda m,i: (i[0]*0,))
    return m(torch.ones(1,1))
@show
def _():
    m=nn.Linear(1,1)
    m.register_forward_hook(lambda m,a,k,o: print(a,k),with_kwargs=True)
    return m(input=torch.ones(1,1))
@show
def _():
    m=nn.Linear(2,1)
    m.register_full_backward_hook(lambda m,gi,go: print(gi,go))
    x=torch.ones(1,2,requires_grad=True)
    m(x).sum().backward()
    return x.grad
@show
def _():
    m=nn.Linear(2,1)
    m.register_full_backward_hook(lambda m,gi,go: (gi[0]*0,))
    x=torch.ones(1,2,requires_grad=True)
    m(x).sum().backward()
    return x.grad
@show
def _():
    m=nn.Linear(2,1)
    m.register_full_backward_pre_hook(lambda m,go: (go[0]*3,))
    x=torch.ones(1,2,requires_grad=True)
    y=m(x)
    y.sum().backward()
    return x.grad, y
@show
def _():
    m=nn.Linear(2,1)
    m.register_full_backward_hook(lambda m,gi,go: print(gi,go))
    return m(torch.ones(1,2)).sum().backward()
@show
def _():
    return torch.autograd.functional.jacobian(lambda x: x.exp(), torch.ones(2))
# %% autograd 2
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
    return torch.autograd.functional.hessian(lambda x,y: (x*y).sum()**2, (torch.ones(2),torch.ones(2)))
@show
def _():
    return torch.autograd.functional.jacobian(lambda x: 3, torch.ones(2))
@show
def _():
    return torch.autograd.functional.hessian(lambda x: x, torch.ones(2))
@show
def _():
    return torch.autograd.functional.vjp(lambda x: x**2, torch.ones(2))
@show
def _():
    return torch.autograd.functional.jvp(lambda x: x**2, torch.ones(2), torch.ones(3))
@show
def _():
    return torch.autograd.functional.jacobian(lambda x: x**2, torch.ones(2,requires_grad=True), create_graph=True)
@show
def _():
    return torch.func.grad(lambda x: (x**2).sum())(torch.ones(2)), torch.func.grad(torch.func.grad(lambda x: x**3))(torch.tensor(2.))
@show
def _():
    return torch.func.vmap(torch.dot)(torch.ones(3,2),torch.ones(3,2)), torch.func.jacrev(torch.sin)(torch.ones(2)), torch.func.hessian(lambda x: (x**3).sum())(torch.ones(2))
@show
def _():
    return torch.func.grad(lambda x: x)(torch.ones(2))
@show
def _():
    v,f=torch.func.vjp(torch.sin,torch.ones(2))
    return v,f(torch.ones(2))
@show
def _():
    return torch.func.jvp(torch.sin,(torch.zeros(2),),(torch.ones(2),))
@show
def _():
    return torch.func.grad_and_value(lambda x: (x**2).sum())(torch.ones(2)), torch.func.grad(lambda x,y: x*y, argnums=(0,1))(torch.tensor(2.),torch.tensor(3.))
# %% autograd 3
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
    m=nn.Linear(2,1)
    return torch.func.functional_call(m,{'weight':torch.ones(1,2),'bias':torch.zeros(1)},(torch.ones(1,2),)), m.weight.sum()
@show
def _():
    return torch.vmap(lambda x: x.sum(), in_dims=1)(torch.arange(6.).view(2,3))
@show
def _():
    return torch.autograd.gradcheck(torch.sin,(torch.ones(2,dtype=torch.double,requires_grad=True),)), torch.autograd.gradgradcheck(torch.sin,(torch.ones(2,dtype=torch.double,requires_grad=True),))
@show
def _():
    f=torch.no_grad()(lambda x: x*2)
    return f(torch.ones(1,requires_grad=True)).requires_grad
@show
def _():
    f=torch.no_grad(lambda x: x*2)
    return f(torch.ones(1,requires_grad=True)).requires_grad
@show
def _():
    s=torch.set_grad_enabled(False)
    a=torch.is_grad_enabled()
    torch.set_grad_enabled(True)
    return a, torch.is_grad_enabled()
@show
def _():
    x=torch.ones(3,requires_grad=True)
    y=x.exp()
    y.add_(1)
    return y.sum().backward()
@show
def _():
    x=torch.ones(3,requires_grad=True)
    return x.add_(1)
@show
def _():
    x=torch.ones(3,requires_grad=True)
    x[0]=5
    return 1
@show
def _():
    x=torch.ones(3,requires_grad=True)
    x.data[0]=5
    return x
@show
def _():
    x=torch.ones(3,requires_grad=True)
    x.data=torch.zeros(2,2)
    (x*x).sum().backward()
    return x, x.grad
@show
def _():
    x=torch.ones(3,requires_grad=True)
    y=torch.zeros(3)
    x.data=y
    y.add_(1)
    return x
# %% autograd 4
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
    x=torch.ones(3,requires_grad=True)
    x.grad=torch.ones(3)
    x.grad.zero_()
    return x.grad
@show
def _():
    x=torch.ones(2,requires_grad=True)
    return torch.autograd.grad((x*2).sum(),x,create_graph=True), torch.autograd.grad(x.sum(),[x,torch.ones(1,requires_grad=True)],allow_unused=True)
@show
def _():
    x=torch.ones(2,requires_grad=True)
    return torch.autograd.grad(x*2,x,grad_outputs=torch.ones(2),is_grads_batched=False), torch.autograd.grad((x*2).sum(),torch.ones(1))
@show
def _():
    x=torch.ones(2,requires_grad=True)
    torch.autograd.backward([x.sum(),(x*2).sum()])
    return x.grad
@show
def _():
    x=torch.ones(2,requires_grad=True)
    return (x*2).sum().backward(inputs=[x]), x.grad
@show
def _():
    return type(torch.ones(1,requires_grad=True).exp().grad_fn), torch.ones(1).grad_fn
@show
def _():
    return torch.ones(2,requires_grad=True).detach().requires_grad, torch.ones(2,requires_grad=True).clone().is_leaf
@show
def _():
    return torch.ones(2,requires_grad=True).numpy()
@show
def _():
    return torch.nn.Parameter(torch.ones(2)), isinstance(nn.Parameter(torch.ones(1)),torch.Tensor), nn.Parameter(torch.ones(1),requires_grad=False)
@show
def _():
    return nn.Parameter([1.])
@show
def _():
    return torch.is_inference_mode_enabled(), torch.is_grad_enabled(), torch.get_default_dtype()
@show
def _():
    return torch.tensor([1.,2.]).requires_grad_().requires_grad, torch.ones(1).requires_grad_(False)
# %% autograd 5
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
    x=torch.ones(2,requires_grad=True)
    return x.backward()
@show
def _():
    return torch.ones(2).sum().backward()
@show
def _():
    x=torch.ones(2,requires_grad=True)
    y=x.sum()
    y.backward()
    return y.backward()
@show
def _():
    x=torch.ones(2,requires_grad=True)
    y=(x*x).sum()
    y.backward()
    return y.backward()
@show
def _():
    return torch.device('cpu'), torch.device('cuda:0'), torch.device('cuda',1), torch.device('cuda:1').index
@show
def _():
    return torch.ones(1).to('cuda')
@show
def _():
    return torch.ones(1).cuda()
@show
def _():
    return nn.Linear(1,1).cuda()
@show
def _():
    return torch.ones(1,device='cuda')
@show
def _():
    return torch.ones(1).to(torch.device('cpu')), torch.ones(1).device, torch.ones(1).is_cuda
@show
def _():
    return torch.cuda.current_device()
@show
def _():
    return torch.cuda.is_available(), torch.cuda.device_count(), torch.backends.mps.is_available(), torch.backends.cudnn.version()
# %% autograd 6
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
    return torch.__version__, torch.version.cuda
@show
def _():
    return torch.typename(torch.ones(1)), torch.typename(3), torch.is_tensor(1)
# %% hooks of nodes see the gradients of operands and results
import torch
x = torch.tensor([1., 2.], requires_grad=True)
y = x * 3
y.register_hook(lambda gradient: print('tensor', gradient))
y.grad_fn.register_prehook(lambda outputs: print('before', outputs))
handle = y.grad_fn.register_hook(lambda inputs, outputs: print('after', inputs, outputs))
y.sum().backward(retain_graph=True)
handle.remove()
y.sum().backward()
print(x.grad)
a, b = torch.tensor([[1., 2.], [3., 4.]], requires_grad=True).unbind()
a.grad_fn.register_hook(lambda inputs, outputs: print(inputs, outputs))
a.sum().backward()
print(isinstance(y.grad_fn, torch.autograd.graph.Node))
# %% hooks of nodes change gradients
import torch
x = torch.tensor([1., 2.], requires_grad=True)
y = x * x
y.grad_fn.register_hook(lambda inputs, outputs: (inputs[0] * 10, None))
y.sum().backward()
print(x.grad)
x.grad = None
y = x * 2
y.grad_fn.register_prehook(lambda outputs: (outputs[0] * 5,))
y.sum().backward()
print(x.grad)
print(torch.autograd.grad((x * 2).sum(), [x]))
# %% hooks of nodes return tuples of as many gradients
import torch
x = torch.tensor([1., 2.], requires_grad=True)
def returned(value, before=False):
    def hook(*gradients):
        return value
    y = x * 2
    y.grad_fn.register_prehook(hook) if before else y.grad_fn.register_hook(hook)
    try:
        y.sum().backward()
    except Exception as error:
        print(type(error).__name__, error)
returned(x)
returned((x, x, x))
returned((5, None))
returned([x, None])
returned(x, before=True)
returned((x, x), before=True)
returned(7, before=True)
# %% hooks of nodes that add to leaves
import torch
x = torch.tensor([1., 2.], requires_grad=True)
node = x.expand_as(x).grad_fn.next_functions[0][0]
node.register_prehook(lambda outputs: print('before', outputs, x.grad))
node.register_hook(lambda inputs, outputs: print('after', inputs, outputs, x.grad))
(x * 2).sum().backward()
with torch.autograd.graph.save_on_cpu(pin_memory=True):
    (x * x).sum().backward()
