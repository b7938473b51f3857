# %% averages of models
import torch
from torch.optim.swa_utils import AveragedModel, SWALR, update_bn, get_ema_multi_avg_fn, get_ema_avg_fn
torch.manual_seed(0)
m=torch.nn.Sequential(torch.nn.Linear(3,2),torch.nn.BatchNorm1d(2))
o=torch.optim.SGD(m.parameters(),lr=0.1)
for kw in (dict(),dict(multi_avg_fn=get_ema_multi_avg_fn(0.9)),dict(avg_fn=get_ema_avg_fn(0.5)),dict(use_buffers=True)):
    a=AveragedModel(m,**kw)
    print(a)
    for i in range(4):
        o.zero_grad(); m(torch.randn(5,3)).pow(2).sum().backward(); o.step(); a.update_parameters(m)
    print(a.n_averaged, a.module[0].weight, a.module[1].running_mean, a.module[1].num_batches_tracked)
    print(a.state_dict().keys())
update_bn([torch.randn(5,3) for _ in range(3)], a)
print(a.module[1].running_mean, a.module[1].running_var, a.module[1].num_batches_tracked)
# %% the rate of averaged models
import torch
from torch.optim.swa_utils import SWALR, get_ema_multi_avg_fn
m = torch.nn.Linear(1, 1)
for kw in (dict(swa_lr=0.05),dict(swa_lr=0.01,anneal_strategy='linear',anneal_epochs=3),dict(swa_lr=0.3,anneal_epochs=0)):
    o=torch.optim.SGD(m.parameters(),lr=0.1)
    s=SWALR(o,**kw)
    r=[]
    for i in range(6):
        r.append(o.param_groups[0]['lr']); o.step(); s.step()
    print(r, s.get_last_lr())
for bad in (dict(swa_lr=.1,anneal_strategy='x'),dict(swa_lr=.1,anneal_epochs=-1),dict(swa_lr=[.1,.2])):
    try: SWALR(o,**bad)
    except Exception as e: print(type(e).__name__,e)
try: get_ema_multi_avg_fn(2)
except Exception as e: print(type(e).__name__,e)
