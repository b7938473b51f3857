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
