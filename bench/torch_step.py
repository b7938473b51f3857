# The founding notebook's training step: Linear(2, 2), cross entropy, backward, on 100 x 2 numbers.
import time
import torch
import torch.nn as nn

torch.manual_seed(0)
torch.set_num_threads(1)


class ClassificationModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(2, 2)

    def forward(self, x):
        return self.fc1(x)


model = ClassificationModel()
x = torch.randn(100, 2)
y = torch.randint(0, 2, (100,))
loss_function = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)


def step():
    optimizer.zero_grad()
    loss = loss_function(model(x), y)
    loss.backward()
    optimizer.step()
    return loss


def tiny(n):
    a = torch.ones(3)
    b = torch.ones(3)
    for i in range(n):
        c = a + b
    return c


def measure(work, n):
    best = None
    for repeat in range(7):
        start = time.perf_counter()
        for i in range(n):
            work()
        elapsed = (time.perf_counter() - start) / n
        if best is None or elapsed < best:
            best = elapsed
    return best


loss = step()
print("training-step", measure(step, 300) * 1000, f"{loss.item():.4f}")
print("tiny-add", measure(lambda: tiny(1000), 5), "1")
