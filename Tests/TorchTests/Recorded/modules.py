# %% a module of one's own
import torch
import torch.nn as nn
class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.fc1 = nn.Linear(2, 3)
        self.act = nn.ReLU()
        self.fc2 = nn.Linear(3, 1, bias=False)
        self.register_buffer('count', torch.zeros(1))
    def forward(self, x):
        return self.fc2(self.act(self.fc1(x)))
torch.manual_seed(0)
net = Net()
print(net)
print([name for name, p in net.named_parameters()], [tuple(p.shape) for p in net.parameters()])
print([type(m).__name__ for m in net.modules()], [n for n, _ in net.named_children()])
print(net.fc1.weight, net.fc1.bias)
print(net(torch.ones(1, 2)).shape, net.training, net.eval().training, net.act.training)
print(list(net.state_dict()), sum(p.numel() for p in net.parameters()))
print(list(net.buffers()))
# %% sequential
import torch
from torch import nn
torch.manual_seed(1)
net = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Sequential(nn.Linear(4, 2), nn.Softmax(dim=1)))
print(net)
print(net(torch.ones(1, 2)), len(net), net[0], net[-1][0].weight.shape)
# %% module list
import torch.nn as nn
print(nn.ModuleList([nn.Linear(1, 1), nn.Linear(1, 1), nn.ReLU()]), nn.ModuleList())
# %% errors
import torch
import torch.nn as nn
class Early(nn.Module):
    def __init__(self):
        self.a = nn.Linear(1, 1)
class Late(nn.Module):
    pass
def assign():
    m = nn.Linear(1, 1)
    m.weight = torch.ones(1, 1)
for f in (Early, lambda: Late()(1), assign, lambda: nn.Linear(1, 1).foo, lambda: nn.Linear(3, 2)(torch.ones(4, 5)),
          lambda: nn.Sequential(nn.Linear(1, 1), 3), lambda: nn.Linear(2, 2).load_state_dict({'weight': torch.ones(2, 2)})):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# %% parameters
import torch
import torch.nn as nn
p = nn.Parameter(torch.tensor([1., 2.]))
print(p, isinstance(p, nn.Parameter), p.requires_grad, type(p), nn.Parameter(torch.ones(1), requires_grad=False))
# %% losses
import torch
import torch.nn as nn
import torch.nn.functional as F
x = torch.tensor([[1., 2., 3.], [1., 0., 1.]])
y = torch.tensor([2, 0])
print(nn.CrossEntropyLoss()(x, y), F.cross_entropy(x, y), nn.NLLLoss()(F.log_softmax(x, dim=1), y))
print(nn.MSELoss()(x, x * 2), nn.L1Loss()(x, x + 1), nn.MSELoss(reduction='sum')(x, x + 2))
p = torch.tensor([[0.1, 0.9]])
print(nn.KLDivLoss(reduction='batchmean')(p.log(), torch.tensor([[0.5, 0.5]])), nn.BCELoss()(p, torch.tensor([[0., 1.]])))
print(nn.CrossEntropyLoss())
# %% training with SGD
import torch
import torch.nn as nn
torch.manual_seed(0)
net = nn.Linear(2, 1)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
x = torch.randn(8, 2)
y = x[:, :1] - 2 * x[:, 1:]
for _ in range(3):
    optimizer.zero_grad()
    loss = nn.functional.mse_loss(net(x), y)
    loss.backward()
    optimizer.step()
    print(f'{loss.item():.4f}')
print(optimizer)
# %% training with Adam
import torch
import torch.nn as nn
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
optimizer = torch.optim.Adam(net.parameters(), lr=0.05)
x = torch.randn(8, 2)
y = x[:, :1] * x[:, 1:]
for _ in range(3):
    optimizer.zero_grad()
    loss = ((net(x) - y) ** 2).mean()
    loss.backward()
    optimizer.step()
    print(f'{loss.item():.4f}')
# %% saved state
import torch
import torch.nn as nn
a, b = nn.Linear(2, 1), nn.Linear(2, 1)
print(b.load_state_dict(a.state_dict()), torch.equal(a.weight, b.weight))
# %% hooks and apply
import torch
import torch.nn as nn
net = nn.Sequential(nn.Linear(1, 1), nn.ReLU())
h = net[0].register_forward_hook(lambda m, args, out: print('hook', type(m).__name__, out.shape))
net(torch.ones(1, 1))
h.remove()
net(torch.ones(1, 1))
def init(m):
    if isinstance(m, nn.Linear):
        nn.init.constant_(m.weight, 2.)
        nn.init.zeros_(m.bias)
net.apply(init)
print(net(torch.ones(1, 1)), net[0].weight)
net.zero_grad()
# %% data
import torch
from torch.utils.data import DataLoader, TensorDataset, random_split
torch.manual_seed(0)
ds = TensorDataset(torch.arange(5.), torch.arange(5))
for x, y in DataLoader(ds, batch_size=2, shuffle=True):
    print(x, y)
print(torch.rand(1), len(DataLoader(ds, batch_size=2)), [list(s.indices) for s in random_split(ds, [3, 2])])
for b in DataLoader(range(4), batch_size=2, shuffle=True, generator=torch.Generator().manual_seed(3)):
    print(b)
# %% schedules
import torch
w = torch.ones(1, requires_grad=True)
for make in (lambda o: torch.optim.lr_scheduler.StepLR(o, 2, 0.5), lambda o: torch.optim.lr_scheduler.MultiStepLR(o, [1, 3]),
             lambda o: torch.optim.lr_scheduler.ExponentialLR(o, 0.5), lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda e: 1 / (e + 1))):
    o = torch.optim.SGD([w], lr=1.)
    s = make(o)
    rates = []
    for _ in range(4):
        rates.append(s.get_last_lr()[0])
        o.step()
        s.step()
    print([round(r, 6) for r in rates])
# %% measurements of torch.utils.benchmark
from torch.utils.benchmark import Measurement, Timer
from torch.utils.benchmark.utils.common import TaskSpec, select_unit, trim_sigfig
def lines(measurement):
    return '\n'.join(repr(measurement).split('\n')[1:])
print(lines(Measurement(100, [1.5e-4], TaskSpec('x + x', 'pass'))))
steady = Measurement(10, [1e-2, 1.1e-2, 1.2e-2, 0.99e-2, 1e-2], TaskSpec('x', 'x = 1', label='Add', sub_label='one', description='plain'))
print(lines(steady))
print(steady.median, steady.mean, steady.iqr, steady.significant_figures, steady.has_warnings, steady.title, steady.as_row_name)
print(lines(Measurement(1, [1., 2., 3., 9., 2.], TaskSpec('a = 1\nb = 2', 'c = 1\nd = 2', num_threads=2))))
print(lines(Measurement(7, [3e-8, 4e-8], TaskSpec('y', '', label='L'))))
print([select_unit(t) for t in (1e-9, 2e-7, 5e-5, 0.2, 3.0)], trim_sigfig(3.14159, 2), trim_sigfig(1234.5, 3))
merged = Measurement.merge([steady, steady])
print(len(merged), len(merged[0].times), merged[0].number_per_run)
# %% a timer of torch.utils.benchmark
import torch
import torch.utils.benchmark as benchmark
timer = benchmark.Timer(
    stmt="""
    y = x + torch.ones(2)
    z = y * 2
    """, setup='x = torch.ones(2)', label='sum', num_threads=1)
measurement = timer.timeit(20)
print(type(measurement), measurement.number_per_run, len(measurement.times), measurement.mean > 0)
print(repr(measurement.stmt), repr(measurement.setup), measurement.title)
blocked = benchmark.Timer('x + 1', globals={'x': 1}).blocked_autorange(min_run_time=0.01)
print(len(blocked.times) >= 1, blocked.number_per_run >= 1, blocked.median > 0)
for wrong in [dict(stmt=5), dict(language='basic'), dict(global_setup='int x;')]:
    try:
        benchmark.Timer(**wrong)
    except Exception as error:
        print(type(error).__name__, error)
# %% ways of computing attention
import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
print(SDPBackend.MATH, [SDPBackend.MATH, SDPBackend.FLASH_ATTENTION])
with sdpa_kernel([SDPBackend.MATH, SDPBackend.FLASH_ATTENTION]):
    print(torch.nn.functional.scaled_dot_product_attention(*[torch.ones(1, 2, 4)] * 3))
try:
    sdpa_kernel('math').__enter__()
except AssertionError as error:
    print(error)
