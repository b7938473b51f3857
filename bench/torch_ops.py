# Operations on tiny tensors, where the way to the loop is all there is, and on large ones, one thread.
# Run by compare.py on both interpreters; results must be equal.
import sys
import time
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(0)


def measure(name, work, n, result=lambda value: '1', repeats=7):
    """The least time of a call over some runs of n calls."""
    if sys.argv[1:] and name not in sys.argv[1:]:
        return
    value = work()
    best = float('inf')
    for repeat in range(repeats):
        start = time.process_time()
        for i in range(n):
            value = work()
        best = min(best, (time.process_time() - start) / n)
    print(name, best * 1000, result(value))


def total(value):
    return f'{value.double().sum().item():.4g}'


def tiny():
    a = torch.tensor([1., 2., 3.])
    b = torch.tensor([4., 5., 6.])
    w = torch.tensor([1., 2., 3.], requires_grad=True)
    m = torch.ones(4, 4)
    x = torch.randn(100, 2)
    measure('tiny-add', lambda: a + b, 5000, total)
    measure('tiny-add-grad', lambda: w + b, 5000, total)
    measure('tiny-mul-scalar', lambda: a * 2.5, 5000, total)
    measure('tiny-relu', lambda: torch.relu(a), 5000, total)
    measure('tiny-exp', lambda: a.exp(), 5000, total)
    measure('tiny-sum', lambda: a.sum(), 5000, total)
    measure('tiny-matmul', lambda: m @ m, 5000, total)
    measure('tiny-index', lambda: a[0], 5000, total)
    measure('tiny-item', lambda: a[0].item(), 5000, str)
    measure('tiny-view', lambda: m.view(2, 8), 5000, total)
    measure('tiny-tensor', lambda: torch.tensor([1., 2.]), 5000, total)
    measure('tiny-zeros', lambda: torch.zeros(2), 5000, total)
    measure('tiny-softmax', lambda: F.softmax(x, dim=1), 2000, total)

    def backward():
        w.grad = None
        (w * b).sum().backward()
        return w.grad
    measure('tiny-backward', backward, 2000, total)


def large():
    for n in (256, 512, 1024, 2048):
        a = torch.randn(n, n)
        b = torch.randn(n, n)
        measure(f'matmul-{n}', lambda: a @ b, max(1, 2 ** 27 // n ** 3), repeats=7 if n < 2048 else 4)
    a = torch.randn(16, 64, 64)
    measure('bmm-16x64', lambda: a @ a, 20)
    x = torch.randn(32, 64, 56, 56)
    w = torch.randn(64, 64, 3, 3)
    measure('conv2d', lambda: F.conv2d(x, w, padding=1), 1, repeats=5)
    x = torch.randn(4096, 1024)
    weight = torch.ones(1024)
    rows = torch.randint(0, 4096, (4096,))
    places = torch.randint(0, 1024, (4096, 1024))
    measure('softmax', lambda: F.softmax(x, dim=1), 5)
    measure('log-softmax', lambda: F.log_softmax(x, dim=1), 5)
    measure('layer-norm', lambda: F.layer_norm(x, (1024,), weight, weight), 5)
    measure('index-select', lambda: x.index_select(0, rows), 5, total)
    measure('gather', lambda: x.gather(1, places), 3, total)
    measure('transpose', lambda: x.t().contiguous(), 5, total)
    measure('sum-rows', lambda: x.sum(1), 10, total)
    measure('sum-columns', lambda: x.sum(0), 10, total)
    x = torch.rand(10 ** 7)
    y = torch.rand(10 ** 7)
    measure('add-1e7', lambda: x + y, 1, total)
    measure('mul-1e7', lambda: x * y, 1, total)
    measure('relu-1e7', lambda: torch.relu(x), 1, total)
    measure('exp-1e7', lambda: x.exp(), 1, total)
    measure('log-1e7', lambda: x.log(), 1)
    measure('tanh-1e7', lambda: x.tanh(), 1, total)
    measure('sigmoid-1e7', lambda: x.sigmoid(), 1, total)
    measure('sum-1e7', lambda: x.sum(), 3, total)
    measure('greater-1e7', lambda: x > y, 2, total)
    measure('where-1e7', lambda: torch.where(x > y, x, y), 1, total)
    measure('cumsum-1e7', lambda: x.cumsum(0), 1)
    x = torch.rand(10 ** 6)
    i = torch.randint(0, 10 ** 9, (10 ** 6,))
    measure('sort-float', lambda: x.sort()[0], 1, total)
    measure('sort-int', lambda: i.sort()[0], 1, total)


tiny()
large()
