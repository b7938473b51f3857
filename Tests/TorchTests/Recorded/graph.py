# %% hooks of saved tensors see them when they are kept and when they are needed
import torch
def pack(x):
    print('pack', x)
    return x
def unpack(x):
    print('unpack', x)
    return x
a = torch.ones(2, requires_grad=True)
b = torch.ones(2) * 2
with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
    y = a * b
    z = y.exp()
    w = (z * z).sum()
w.backward()
print(a.grad)
# %% saved tensors in another form
import torch
a = torch.tensor([1., 2.], requires_grad=True)
kept = {}
def pack(x):
    kept[len(kept)] = x.detach().clone()
    return len(kept) - 1
with torch.autograd.graph.saved_tensors_hooks(pack, lambda number: kept[number]):
    y = (a ** 3).sum()
y.backward()
print(kept, a.grad)
with torch.autograd.graph.saved_tensors_hooks(lambda x: x * 4, lambda x: x / 4):
    y = (a.sin() * a).sum()
first, = torch.autograd.grad(y, a, create_graph=True)
print(first, first.requires_grad)
with torch.autograd.graph.saved_tensors_hooks(lambda x: x, lambda x: x):
    y = a.exp().sum()
first, = torch.autograd.grad(y, a, create_graph=True)
print(torch.autograd.grad(first.sum(), a))
# %% hooks of saved tensors that fail
import torch
a = torch.ones(2, requires_grad=True)
hooks = torch.autograd.graph.saved_tensors_hooks
try:
    with hooks(lambda x: 1 / 0, lambda x: x):
        a ** 2
except Exception as error:
    print(type(error).__name__, error)
with hooks(lambda x: (x, 1), lambda x: 5):
    y = a ** 2
try:
    y.sum().backward()
except Exception as error:
    print(type(error).__name__, error)
with torch.autograd.graph.disable_saved_tensors_hooks('no hooks here'):
    try:
        with hooks(lambda x: x, lambda x: x):
            pass
    except Exception as error:
        print(type(error).__name__, error)
try:
    with hooks(lambda x: x.mul_(2), lambda x: x):
        torch.exp(a)
except Exception as error:
    print(type(error).__name__, error)
print((a * a).sum())
with hooks(lambda x: x, lambda x: x):
    with hooks(lambda x: x + 1, lambda x: x):
        inner = (a * a).sum()
    outer = (a * a).sum()
inner.backward()
print(a.grad)
outer.backward()
print(a.grad)
try:
    outer.backward()
except RuntimeError as error:
    print(str(error)[:60])
# %% gradient edges stand for tensors
import torch
from torch.autograd.graph import get_gradient_edge
a = torch.tensor([1., 2.], requires_grad=True)
edge = get_gradient_edge(a)
print(type(edge).__name__, edge.output_nr, edge.ownership_token, edge.node.name())
t = a * 3
s = (t * t).sum()
print(torch.autograd.grad(s, get_gradient_edge(t), retain_graph=True))
print(torch.autograd.grad([get_gradient_edge(s)], [a], retain_graph=True))
print(torch.autograd.grad(s, [get_gradient_edge(a), get_gradient_edge(t)], retain_graph=True))
print(get_gradient_edge(a.unbind()[1])[1])
torch.autograd.backward(get_gradient_edge(s))
print(a.grad)
try:
    get_gradient_edge(torch.ones(2))
except Exception as error:
    print(type(error).__name__, error)
# %% hooks of several tensors
import torch
from torch.autograd.graph import register_multi_grad_hook
a = torch.ones(2, requires_grad=True)
b = torch.ones(2, requires_grad=True)
with register_multi_grad_hook([a, b], lambda grads: print('all', grads)):
    (a * b).sum().backward()
    a.sum().backward()
handle = register_multi_grad_hook((a, b), lambda grad: print('any', grad), mode='any')
(a * b * 2).sum().backward()
(a * b * 3).sum().backward()
handle.remove()
(a * b).sum().backward()
try:
    register_multi_grad_hook([a], print, mode='some')
except Exception as error:
    print(type(error).__name__, error)
# %% long chains of views, with and without a change of their base
import torch
for changes in (False, True):
    x = torch.ones(4, requires_grad=True)
    base = x * 1
    view = base
    for i in range(10000):
        view = view.view(2, 2) if i % 2 == 0 else view.view(4)
    if changes:
        base.mul_(3)
    view.sum().backward()
    print(x.grad)
# %% truth values as indices are masks of a new dimension
import torch
x = torch.tensor([[1., 2.], [3., 4.]], requires_grad=True)
print(x[True])
print(x[False].shape, x[:, True].shape, x[0, False].shape)
print(x[torch.tensor(True)])
y = torch.zeros(2)
y[True] = 5
print(y)
y[False] = 7
print(y)
