# Training steps, from the founding notebook's to a transformer block, on one thread.
# Run by compare.py on both interpreters; the losses after the same number of steps must agree in 4 digits.
import sys
import time
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)


class ClassificationModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(2, 2)

    def forward(self, x):
        return self.fc1(x)


class Recurrent(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.layer = kind(64, 64, num_layers=2)
        self.head = nn.Linear(64, 10)

    def forward(self, x):
        output, state = self.layer(x)
        return self.head(output[-1])


class Block(nn.Module):
    """A transformer block with causal attention in one projection, as in teaching notebooks."""
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width)
        self.norm2 = nn.LayerNorm(width)
        self.attend = nn.Linear(width, 3 * width)
        self.project = nn.Linear(width, width)
        self.feed = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))
        self.head = nn.Linear(width, 10)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.attend(self.norm1(x)).split(C, dim=2)
        q = q.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        k = k.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        v = v.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        weights = q @ k.transpose(-2, -1) * (C // self.heads) ** -0.5
        weights = weights.masked_fill(torch.tril(torch.ones(T, T)) == 0, float('-inf'))
        y = F.softmax(weights, dim=-1) @ v
        x = x + self.project(y.transpose(1, 2).contiguous().view(B, T, C))
        x = x + self.feed(self.norm2(x))
        return self.head(x).view(B * T, 10)


def founding():
    model = ClassificationModel()
    return model, torch.optim.SGD(model.parameters(), lr=0.1), (100, 2), 2


def mlp_sgd():
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    return model, torch.optim.SGD(model.parameters(), lr=0.01), (64, 784), 10


def mlp_adam():
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    return model, torch.optim.Adam(model.parameters(), lr=0.0001), (64, 784), 10


def conv_net():
    model = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(16 * 49, 10))
    return model, torch.optim.SGD(model.parameters(), lr=0.01), (32, 1, 28, 28), 10


def lstm():
    model = Recurrent(nn.LSTM)
    return model, torch.optim.SGD(model.parameters(), lr=0.01), (32, 16, 64), 10


def gru():
    model = Recurrent(nn.GRU)
    return model, torch.optim.SGD(model.parameters(), lr=0.01), (32, 16, 64), 10


def transformer():
    model = Block(64, 4)
    return model, torch.optim.AdamW(model.parameters(), lr=0.0001), (16, 64, 64), 10


def run(name, make, rows, steps, repeats=7):
    """The least time of a step over some runs, and the loss after all of them."""
    if sys.argv[1:] and name not in sys.argv[1:]:
        return
    torch.manual_seed(0)
    model, optimizer, size, classes = make()
    x = torch.randn(size)
    y = torch.randint(0, classes, (rows,))
    criterion = nn.CrossEntropyLoss()
    best = float('inf')
    for repeat in range(repeats):
        start = time.process_time()
        for i in range(steps):
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()
        best = min(best, (time.process_time() - start) / steps)
    print(name, best * 1000, f'{loss.item():.4f}')


run('training-step', founding, 100, 300)
run('mlp-sgd', mlp_sgd, 64, 30)
run('mlp-adam', mlp_adam, 64, 30)
run('conv-net', conv_net, 32, 5)
run('lstm', lstm, 16, 4)
run('gru', gru, 16, 4)
run('transformer', transformer, 16 * 64, 4)
