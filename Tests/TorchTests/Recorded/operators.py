# %% a tuple is repeated by an integer tensor
import torch
a, b = torch.tensor([1., 2.]), torch.tensor(3)
print(torch.tensor(3) * (a, b))
print(torch.tensor([3]) * (1, 2), (1, 2) * torch.tensor(2), [1] * torch.tensor(2))
print(torch.tensor(True) * (1, 2), torch.tensor(-1) * (1,), torch.tensor([[2]]) * 'ab')
# %% a float tensor repeats nothing
import torch
torch.tensor(3.) * (1, 2)
# %% several elements repeat nothing
import torch
(1, 2) * torch.tensor([1, 2])
# %% an empty tensor repeats nothing
import torch
torch.tensor([]) * (1, 2)
# %% a list next to a float tensor
import torch
[1, 2] * torch.tensor(2.)
# %% a tuple and a tensor are not added
import torch
(1, 2) + torch.tensor(2)
# %% a tensor and a tuple are not added
import torch
torch.tensor(2) + (1, 2)
# %% a list and a tensor are not added
import torch
[1] + torch.tensor(2)
# %% minus a tuple
import torch
-1 * (1, 2), print(-1 * torch.tensor(2), -torch.tensor(2))
(1, 2) - torch.tensor(1)
# %% numbers on the left
import torch
t = torch.tensor([1., 2.])
print(1 + t, 1 - t, 2 * t, 2 / t, 2 ** t, 5 // t, 5 % t)
print(t - 1, t / 2, t ** 2, t // 2, t % 2, t @ t)
print(1 < t, 1 <= t, 1 == t, 1 != t, 2 > t, 1 >= t, t > 1, t >= t, t != t)
# %% integers and bools
import torch
t = torch.tensor([6, 3])
print(t & 2, t | 1, t ^ 5, ~t, t // 4, t % 4, t / 4, t ** 2, 1 & t)
print(torch.tensor([True, False]) | torch.tensor([False, False]))
# %% in place
import torch
t = torch.tensor([1., 2.])
u = t
t += 1; t *= 2; t -= torch.tensor(1.); t /= 2; t **= 2
print(t, u is t)
# %% unsupported operands
import torch
for f in (lambda: torch.tensor(1) + 'a', lambda: torch.tensor(1) + None,
          lambda: None * torch.tensor(1), lambda: torch.ones(2) @ 3, lambda: torch.tensor(1) < 'a',
          lambda: torch.tensor([1]) // 0, lambda: torch.tensor([2]) ** -1,
          lambda: torch.ones(2) + torch.ones(3)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# %% comparison with other things
import torch
print(torch.tensor(1) == 'a', torch.tensor(1) == None, torch.tensor(1) != (1,))
# %% truth
import torch
print(bool(torch.tensor([3.])), not torch.tensor([[0]]), 3 if torch.tensor(True) else 4)
for t in (torch.tensor([]), torch.tensor([1, 2])):
    try:
        bool(t)
    except RuntimeError as e:
        print(e)
# %% identity in containers
import torch
g = (torch.tensor([1., 2.]), torch.tensor([3.]))
print(g == g, g[0] in g, g.index(g[0]))
try:
    print(torch.zeros(2) in g)
except RuntimeError as e:
    print(e)
# %% sizes one by one, in a tuple or in a list
import torch
t = torch.arange(24.).view(2, 3, 4)
print(t.view(6, 4).shape, t.view((4, 6)).shape, t.view([24]).shape, t.view(torch.Size([3, 8])).shape, t.view(-1).shape)
print(t.reshape(3, -1).shape, t.permute(2, 0, 1).shape, t.permute((1, 0, 2)).shape, t[0].expand(5, 3, 4).shape)
print(torch.zeros(2).shape, torch.zeros(2, 3).shape, torch.zeros((2, 3)).shape, torch.ones([2]).dtype, torch.zeros(()).shape)
print(t[0, 0, 0].view(()), t[1][2][3], t[-1].shape, torch.zeros(0, 3)[:, 1])
calls = [
    lambda: t[5], lambda: t[0, 0, 0][0], lambda: t.view(5), lambda: t.view(-1, -1), lambda: t.view(2, -3), lambda: t.permute(0),
    lambda: torch.zeros(-1), lambda: torch.ones(2, -3), lambda: torch.empty(-1), lambda: t.expand(5), lambda: t.t()]
for call in calls:
    try:
        call()
    except (RuntimeError, IndexError) as error:
        print(type(error).__name__, error)
torch.set_default_dtype(torch.float64)
print(torch.zeros(1).dtype, torch.ones(1, 2).dtype)
torch.set_default_dtype(torch.float32)
# %% choices by a mask
import torch
m = torch.tensor([True, False, True, False, True])
for dtype in (torch.float32, torch.float64, torch.int8, torch.int16, torch.int64, torch.complex64, torch.bool):
    a, b = torch.tensor([1, 0, 3, 0, 5]).to(dtype), torch.tensor([0, 7, 6, 0, 9]).to(dtype)
    print(torch.where(m, a, b), torch.where(m, a[2], b), torch.where(m, a, b[1]), torch.where(m, a[0], b[1]))
    print(torch.where(m[::2], a[::2], b[::2]), torch.where(m.view(5, 1), a, b)[1])
print(torch.zeros(2, 5).masked_fill(m, float('-inf')), torch.arange(5.).masked_fill_(m, -1))
