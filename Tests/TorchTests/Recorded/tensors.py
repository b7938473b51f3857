# %% attributes
import torch
t = torch.arange(6.).reshape(2, 3)
print(t.shape, t.size(), t.size(0), t.size(-1), t.dim(), t.ndim, t.numel(), len(t), t.dtype, t.device)
print(t.T, t.stride(), t.is_contiguous(), t.T.is_contiguous(), t.requires_grad, t.is_leaf, t.grad, t.grad_fn)
print(t.shape == (2, 3), t.shape[0], t.shape[1:], list(t.shape), t.shape.numel(), repr(t.device))
# %% own attributes
import torch
t = torch.ones(2)
t.note = 'mine'
print(t.note, t.__dict__)
t.foo
# %% as numbers
import torch
t = torch.tensor(2.5)
print(t.item(), float(t), int(t), t.tolist(), torch.tensor([[1, 2], [3, 4]]).tolist())
print([10, 20, 30][torch.tensor(1)], list(range(torch.tensor(3))))
print(f'{t:.2f} {t} {torch.ones(2)}', '%.1f' % t)
for f in (lambda: torch.ones(2).item(), lambda: float(torch.ones(2)), lambda: [1][torch.tensor(0.)],
          lambda: len(torch.tensor(1)), lambda: list(torch.tensor(1)), lambda: f'{torch.ones(2):.2f}'):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# %% iteration and unpacking
import torch
a, b = torch.tensor([[1, 2], [3, 4]])
print(a, b, [x.item() for x in a], sum(a), max(a), sorted(torch.tensor([3, 1, 2])))
for i, row in enumerate(torch.eye(2)):
    print(i, row)
# %% indexing
import torch
t = torch.arange(12).reshape(3, 4)
print(t[0], t[-1, 2], t[1:], t[:, 1], t[..., 0], t[None].shape, t[[0, 2]], t[t > 6], t[torch.tensor([1])])
print(t[0, 1:3], t[::2, ::2], t[None].shape, t[range(2)])
t[0] = 9
t[:, 1] = torch.tensor([7, 8, 9])
t[t > 8] = 0
print(t)
for f in (lambda: t[3], lambda: t[0, 0, 0], lambda: t[1.0], lambda: t[::-1], lambda: t['a'], lambda: torch.tensor(3)[0]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    t[0] = 'a'
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
# %% creation
import torch
print(torch.zeros(2, 3), torch.ones((2,)), torch.full((2,), 7), torch.eye(2), torch.arange(3), torch.arange(1, 2, 0.5))
print(torch.linspace(0, 1, 3), torch.zeros(2, dtype=torch.int64), torch.tensor([1, 2.5]), torch.tensor([True]))
print(torch.zeros_like(torch.ones(2)), torch.empty(0), torch.tensor([]), torch.Tensor([1, 2]), torch.FloatTensor([3]))
print(torch.tensor(range(3)), torch.tensor((1, 2)), torch.as_tensor([1]), torch.tensor([[1.], [2.]], dtype=torch.float64))
for f in (lambda: torch.tensor([[1, 2], [3]]), lambda: torch.tensor('a'), lambda: torch.tensor(None),
          lambda: torch.tensor([1], requires_grad=True), lambda: torch.zeros(2.0), lambda: torch.foo,
          lambda: torch.zeros(2, dtype='float32'), lambda: torch.arange(5, 1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# %% methods with arguments
import torch
t = torch.arange(6.).view(2, 3)
print(t.sum(), t.sum(0), t.sum(dim=1), t.sum(1, keepdim=True), torch.sum(t, dim=0), t.mean(), t.max(), t.argmax(1))
print(t.view(-1), t.view(3, 2), t.reshape((6,)), t.t(), t.transpose(0, 1), t.permute(1, 0), t.unsqueeze(0).shape)
print(t.max(dim=1), torch.max(t, 0).values)
print(torch.cat([t, t]), torch.cat((t, t), dim=1), torch.stack([t[0], t[1]]), torch.matmul(t, t.T))
values, indices = t.max(1)
print(values, indices, t.exp()[0], t.clamp(1, 3), t.pow(2), t.float() is t, t.long(), t.to(torch.float64).dtype)
# %% no dimensions match
import torch
torch.ones(2, 3).sum(5)
# %% a wrong keyword
import torch
torch.ones(2).sum(foo=1)
# %% dtypes and sizes
import torch
print(torch.float32, torch.int64, torch.float, torch.bool, torch.float32 == torch.float, torch.float64.is_floating_point)
print(torch.Size([1, 2]), torch.Size([2]) + (3,), torch.Size([2, 3])[0], hash(torch.Size([2])) == hash((2,)))
print(torch.get_default_dtype(), torch.device('cpu'), torch.is_tensor(1), torch.is_tensor(torch.ones(1)))
print(isinstance(torch.ones(1), torch.Tensor), type(torch.ones(1)), isinstance(torch.nn.Parameter(torch.ones(1)), torch.Tensor))
print(torch.pi, torch.inf, torch.nan, torch.cuda.is_available())
# %% in a set and as a key
import torch
t = torch.ones(2)
d = {t: 1}
print(d[t], t in {t}, len({t, torch.ones(2)}))
# %% printing options
import torch
torch.set_printoptions(precision=2)
print(torch.tensor([1.23456]))
torch.set_printoptions(profile='default')
print(torch.tensor([1.23456]))
torch.set_printoptions(sci_mode=True)
print(torch.tensor([1.23456]))
torch.set_printoptions(sci_mode=None, precision=4)
# %% an attribute of a tensor stands before a method
import torch
t = torch.ones(4)
def sizes(x):
    return x.view(2, 2)
print(sizes(t))
t.view = lambda *sizes: sizes
print(sizes(t), sizes(torch.zeros(4)))
del t.view
print(sizes(t))
