# %% backward
import torch
w = torch.tensor([1., 2.], requires_grad=True)
y = (w * w).sum()
y.backward()
print(w.grad, w.grad is w.grad, y.grad_fn is y.grad_fn, w.is_leaf, y.is_leaf, y.requires_grad)
w.grad = None
print(w.grad)
w.grad.zero_()
# %% the graph
import torch
w = torch.tensor([1., 2.], requires_grad=True)
y = (w * 2 + 1).sum()
print(y.grad_fn.name(), y.grad_fn.next_functions[0][0].name(), len(y.grad_fn.next_functions))
n = y.grad_fn
while n is not None:
    print(n.name())
    n = n.next_functions[0][0] if n.next_functions else None
print(str(y.grad_fn).split(' at ')[0])
# %% twice
import torch
w = torch.tensor([1., 2.], requires_grad=True)
y = w.exp().sum()
y.backward()
y.backward()
# %% torch.autograd.grad
import torch
from torch.autograd import grad
x = torch.tensor([1., 2., 3.], requires_grad=True)
w = torch.tensor(2., requires_grad=True)
loss = (w * x ** 2).mean()
print(grad(loss, x, retain_graph=True), grad(loss, [x, w], retain_graph=True))
print(grad(x * 2, x, grad_outputs=torch.ones(3)), grad(x * 2, x, torch.tensor([1., 0., 10.])))
unused = torch.tensor(1., requires_grad=True)
print(grad(x.sum(), (x, unused), allow_unused=True))
for f in (lambda: grad(x.sum(), (x, unused)), lambda: grad(x * 2, x), lambda: grad(torch.tensor(1.), x),
          lambda: grad(w * 2, 3.0), lambda: grad(w.sum(), [])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# %% no_grad
import torch
w = torch.tensor([1.], requires_grad=True)
with torch.no_grad():
    print((w * 2).requires_grad, torch.is_grad_enabled())
    with torch.enable_grad():
        print((w * 2).requires_grad)
print(torch.is_grad_enabled())
@torch.no_grad()
def f():
    return (w * 2).requires_grad
@torch.no_grad
def g():
    return (w * 2).requires_grad
print(f(), g(), f.__name__)
try:
    with torch.no_grad():
        1 / 0
except ZeroDivisionError:
    print(torch.is_grad_enabled())
with torch.set_grad_enabled(False):
    print(torch.is_grad_enabled())
# %% detach and data
import torch
w = torch.tensor([1., 2.], requires_grad=True)
print(w.detach(), w.data, (w * 2).detach().requires_grad, w.clone())
w.data.add_(1)
w.data = torch.zeros(2)
print(w)
# %% requires_grad
import torch
t = torch.ones(2)
print(t.requires_grad_(), t.requires_grad_(False), t.requires_grad)
t.requires_grad = True
print(t)
torch.tensor([1]).requires_grad = True
# %% clearing the flag of a result
import torch
y = torch.ones(2, requires_grad=True) * 2
y.requires_grad = False
# %% hooks
import torch
w = torch.tensor([1., 2.], requires_grad=True)
seen = []
h = w.register_hook(lambda g: seen.append(g) or g * 2)
(w * 3).sum().backward()
print(w.grad, seen)
h.remove()
(w * 3).sum().backward()
print(w.grad, len(seen))
y = w * 2
y.retain_grad()
y.sum().backward()
print(y.grad)
# %% an error in a hook
import torch
w = torch.tensor([1.], requires_grad=True)
w.register_hook(lambda g: 1 / 0)
(w * 3).sum().backward()
# %% gradient assigned
import torch
x = torch.ones(2, requires_grad=True)
x.grad = torch.ones(2)
print(x.grad)
for value in (torch.ones(3), 3):
    try:
        x.grad = value
    except Exception as e:
        print(type(e).__name__, e)
# %% in place on a leaf
import torch
x = torch.ones(2, requires_grad=True)
x += 1
# %% a training loop
import torch
torch.manual_seed(0)
w = torch.randn(3, requires_grad=True)
x = torch.randn(10, 3)
y = x @ torch.tensor([1., -2., 0.5])
for step in range(3):
    loss = ((x @ w - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        w.grad.zero_()
    print(round(loss.item(), 4))
# %% higher order
import torch
x = torch.tensor(2., requires_grad=True)
y = x ** 3
g, = torch.autograd.grad(y, x, create_graph=True)
print(g, torch.autograd.grad(g, x))
# %% a function of one's own
import torch
class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x ** 3
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return 3 * x ** 2 * g
x = torch.tensor([1., 2.], requires_grad=True)
y = Cube.apply(x)
y.sum().backward()
print(x.grad, y.grad_fn.name())
# %% a product with a number, twice
import torch
w = torch.tensor(2., requires_grad=True)
l = w * 5
l.backward()
l.backward()
# %% losses and activations as one node
import torch
import torch.nn.functional as F
x = torch.tensor([0.2, 0.7], requires_grad=True)
t = torch.tensor([0., 1.])
for f in (lambda: F.binary_cross_entropy(x, t), lambda: F.binary_cross_entropy_with_logits(x * 1, t),
          lambda: F.leaky_relu(x - 0.5).sum(), lambda: F.softplus(x).sum(), lambda: F.silu(x), lambda: F.gelu(x)):
    y = f()
    print(y, torch.autograd.grad(y.sum(), x))
print(type((x * 2).grad_fn).__name__)
e = torch.ones(3, 2, requires_grad=True)
y = F.embedding(torch.tensor([0, 0, 2]), e)
y.sum().backward()
print(y, e.grad)
F.binary_cross_entropy(x.view(2, 1), t)
# %% gradients lie in memory as their leaves do
import torch
import torch.nn as nn
import torch.nn.functional as F
a = torch.arange(20.).view(4, 5).requires_grad_()
b = torch.arange(15.).view(5, 3).requires_grad_()
(a @ b).sum().backward()
print(a.grad.stride(), b.grad.stride(), a.grad, b.grad)
c = torch.arange(20.).view(5, 4).t().requires_grad_()
d = torch.arange(15.).view(3, 5).t().requires_grad_()
(c @ d).sum().backward()
print(c.grad.stride(), d.grad.stride(), c.grad, d.grad)
for shape in ((4, 5), (2, 3, 5), (5,)):
    layer = nn.Linear(5, 3)
    layer(torch.ones(shape)).sum().backward()
    print(layer.weight.grad.stride(), layer.bias.grad.stride(), layer.weight.grad)
w = torch.ones(6, 4, requires_grad=True)
(w.t() * 2).sum().backward()
print(w.grad.stride())
e = torch.ones(3, 4)[:, ::2].requires_grad_()
(e * 3).sum().backward()
print(e.stride(), e.grad.stride())
x = torch.ones(2, 2, requires_grad=True)
g, = torch.autograd.grad((x @ x.t()).sum(), x, create_graph=True)
g.sum().backward()
print(g, x.grad)
# %% gradients of activations in one pass
import torch
import torch.nn.functional as F
x = torch.tensor([float('nan'), -1., 0., 2., float('inf')], requires_grad=True)
for f in (torch.relu, torch.sigmoid, torch.tanh):
    print(torch.autograd.grad(f(x), x, torch.tensor([1., float('inf'), float('inf'), 3., 1.]))[0])
z = torch.linspace(-3, 3, 40, dtype=torch.float64).requires_grad_()
for f in (torch.relu, torch.sigmoid, torch.tanh, F.gelu):
    first, = torch.autograd.grad(f(z).sum(), z)
    again, = torch.autograd.grad(f(z).sum(), z, create_graph=True)
    print(torch.allclose(first, again), f'{first.sum().item():.6f}', f'{first.float().sum().item():.3f}')
w = torch.linspace(-4, 4, 300).requires_grad_()
F.gelu(w).backward(torch.linspace(0, 1, 300))
print(f'{w.grad.sum().item():.3f}', w.grad[::60])
# %% states and gradients of a recurrent layer whose input takes none
import torch
torch.manual_seed(0)
layer = torch.nn.LSTM(3, 4)
x = torch.randn(5, 2, 3)
for needs in (False, True):
    layer.zero_grad()
    y, (h, c) = layer(x.clone().requires_grad_(needs))
    (y.sum() + c.sum()).backward()
    print(y[-1], *(f'{p.grad.sum().item():.4f}' for p in layer.parameters()))
