# %% seeds
import torch
print(type(torch.manual_seed(5)).__name__, torch.initial_seed())
print(torch.rand(2), torch.randn(2), torch.randint(0, 10, (3,)), torch.randperm(4))
torch.manual_seed(5)
print(torch.rand(2))
# %% states
import torch
torch.manual_seed(3)
s = torch.get_rng_state()
a = torch.rand(1)
torch.set_rng_state(s)
print(a == torch.rand(1), s.shape, s.dtype)
torch.set_rng_state(torch.ones(3, dtype=torch.uint8))
# %% a generator
import torch
g = torch.Generator().manual_seed(7)
print(torch.rand(2, generator=g), torch.randn(1, generator=g), g.initial_seed())
# %% initialization
import torch
import torch.nn as nn
torch.manual_seed(0)
w = torch.empty(2, 3)
print(nn.init.xavier_uniform_(w), nn.init.kaiming_normal_(w), nn.init.normal_(w, 0, 0.1), nn.init.uniform_(w))
print(nn.init.calculate_gain('relu'))
