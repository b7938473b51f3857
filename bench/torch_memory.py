# Memory of long loops, in MB after each tenth: of a training loop, and of hooks that close over their own tensor.
# Run by compare.py; needs leave to read /proc.
import torch
import torch.nn as nn


def resident():
    with open('/proc/self/statm') as file:
        return int(file.read().split()[1]) * 4096 // 2 ** 20


def tenths(name, work, n):
    sizes = []
    for turn in range(10):
        for i in range(n // 10):
            work()
        sizes.append(resident())
    print(name, sizes)


model = nn.Linear(2, 2)
optimizer = torch.optim.Adam(model.parameters())
x = torch.randn(100, 2)
y = torch.randint(0, 2, (100,))


def step():
    optimizer.zero_grad()
    nn.functional.cross_entropy(model(x), y).backward()
    optimizer.step()


def hook():
    w = torch.ones(3, requires_grad=True)
    w.register_hook(lambda grad: grad * w)


tenths('training-steps', step, 100_000)
tenths('hooks', hook, 1_000_000)
