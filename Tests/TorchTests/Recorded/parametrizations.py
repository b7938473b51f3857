# %% parametrizations
import torch, torch.nn as nn
import torch.nn.utils.parametrize as P
from torch.nn.utils import parametrizations as R
torch.manual_seed(0)
class Sym(nn.Module):
    def forward(self,X): return X.triu()+X.triu(1).transpose(-1,-2)
class Exp(nn.Module):
    def forward(self,X): return X.exp()
    def right_inverse(self,Y): return Y.log()
l=nn.Linear(3,3)
P.register_parametrization(l,'weight',Sym())
print(l); print(l.weight); print(type(l), isinstance(l,nn.Linear))
print(list(dict(l.named_parameters()))); print(P.is_parametrized(l),P.is_parametrized(l,'bias'))
l(torch.ones(1,3)).sum().backward(); print(l.parametrizations.weight.original.grad)
P.register_parametrization(l,'weight',Exp()); print(l.weight); print(l)
with P.cached(): print(l.weight is l.weight)
print(l.weight is l.weight)
P.remove_parametrizations(l,'weight'); print(l, l.weight, type(l))
l=nn.Linear(2,2); w=l.weight
class E2(nn.Module):
    def forward(self,X): return X*2
    def right_inverse(self,X): return X/2
P.register_parametrization(l,'weight',E2()); print(l.weight, l.parametrizations.weight.original is w)
l.weight = torch.ones(2,2); print(l.weight, l.parametrizations.weight[0], l.parametrizations.weight)
print(l.state_dict())
P.remove_parametrizations(l,'weight',leave_parametrized=False); print(l.weight is w, l.weight)
for bad in (lambda: P.register_parametrization(l,'foo',Sym()), lambda: P.remove_parametrizations(l,'foo')):
    try: bad()
    except Exception as e: print(type(e).__name__,e)
class Bad(nn.Module):
    def forward(self,X): return X[:1]
try: P.register_parametrization(l,'weight',Bad())
except Exception as e: print(type(e).__name__,e)
class Bad2(nn.Module):
    def forward(self,X): return X.double()
try: P.register_parametrization(l,'weight',Bad2())
except Exception as e: print(type(e).__name__,e)
print(type(l))
# %% weights with norms
import torch, copy
from torch import nn
from torch.nn.utils import parametrizations as R
torch.manual_seed(1)
l=R.weight_norm(nn.Linear(3,2)); print(l, l.weight, l.parametrizations.weight.original0, l.parametrizations.weight.original1)
l(torch.ones(2,3)).sum().backward(); print(l.parametrizations.weight.original0.grad, l.parametrizations.weight.original1.grad)
l=R.weight_norm(nn.Linear(3,2),dim=1); print(l.weight)
l=R.weight_norm(nn.Linear(3,2),dim=None); print(l.weight)
l=R.spectral_norm(nn.Linear(3,4)); print(l); print(l.weight, torch.linalg.matrix_norm(l.weight,2)); print(l.state_dict().keys())
l.eval(); print(l.weight)
c=R.spectral_norm(nn.ConvTranspose2d(2,3,2)); print(c.weight.shape, c)
l=R.orthogonal(nn.Linear(3,3)); print(l); Q=l.weight; print(torch.dist(Q.T@Q,torch.eye(3))<1e-5)
l=R.orthogonal(nn.Linear(2,4)); Q=l.weight; print(Q.shape, torch.dist(Q.T@Q,torch.eye(2))<1e-5); Q.sum().backward()
for m in ('cayley','householder','matrix_exp'):
    l=R.orthogonal(nn.Linear(4,3),orthogonal_map=m); Q=l.weight; print(m, torch.dist(Q@Q.T,torch.eye(3))<1e-5)
try: R.orthogonal(nn.Linear(4,3),orthogonal_map='q')
except Exception as e: print(type(e).__name__,e)
try: R.orthogonal(nn.Linear(4,3),'bias')
except Exception as e: print(type(e).__name__,e)
l=R.weight_norm(nn.Linear(3,2)); l2=copy.deepcopy(l); print(torch.equal(l.weight,l2.weight), l2)
s=l.state_dict(); l2.load_state_dict(s)
print(sorted(s))
old=nn.utils.weight_norm(nn.Linear(3,2))
print(old.weight)
