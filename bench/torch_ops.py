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


def backward():
    """Forward and backward passes of layers on large tensors."""
    x = torch.randn(4096, 1024, requires_grad=True)
    weight = torch.ones(1024, requires_grad=True)
    bias = torch.zeros(1024, requires_grad=True)
    labels = torch.randint(0, 1024, (4096,))
    images = torch.randn(32, 64, 28, 28, requires_grad=True)
    filters = torch.randn(64, 64, 3, 3, requires_grad=True)
    norm = torch.nn.BatchNorm2d(64)

    def step(make, *inputs):
        result = make()
        return lambda: torch.autograd.grad(result, inputs, torch.ones_like(result), retain_graph=True)[0]
    measure('layer-norm-backward', step(lambda: F.layer_norm(x, (1024,), weight, bias), x, weight, bias), 3)
    measure('softmax-backward', step(lambda: F.softmax(x, 1), x), 3)
    measure('cross-entropy-backward', step(lambda: F.cross_entropy(x, labels), x), 3)
    measure('relu-backward', step(lambda: torch.relu(x), x), 3)
    measure('conv2d-backward', step(lambda: F.conv2d(images, filters, padding=1), images, filters), 1, repeats=4)
    measure('batch-norm-backward', step(lambda: norm(images), images, norm.weight, norm.bias), 2)
    measure('max-pool-backward', step(lambda: F.max_pool2d(images, 2), images), 2)


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
    for dim in (0, 1):
        measure(f'softmax-{dim}', lambda: F.softmax(x, dim=dim), 5)
        measure(f'log-softmax-{dim}', lambda: F.log_softmax(x, dim=dim), 5)
        measure(f'mean-{dim}', lambda: x.mean(dim), 10, total)
        measure(f'var-{dim}', lambda: x.var(dim), 5, total)
        measure(f'std-{dim}', lambda: x.std(dim), 5, total)
        measure(f'max-{dim}', lambda: x.max(dim)[0], 5, total)
        measure(f'argmax-{dim}', lambda: x.argmax(dim), 5, total)
        measure(f'cumsum-{dim}', lambda: x.cumsum(dim), 3)
    measure('layer-norm', lambda: F.layer_norm(x, (1024,), weight, weight), 5)
    measure('index-select', lambda: x.index_select(0, rows), 5, total)
    measure('gather', lambda: x.gather(1, places), 3, total)
    measure('transpose', lambda: x.t().contiguous(), 5, total)
    measure('sum-rows', lambda: x.sum(1), 10, total)
    measure('sum-columns', lambda: x.sum(0), 10, total)
    measure('dropout', lambda: F.dropout(x, 0.5), 2)
    labels = torch.randint(0, 1000, (4096,))
    logits = torch.randn(4096, 1000)
    measure('cross-entropy', lambda: F.cross_entropy(logits, labels), 5)
    table = torch.randn(32768, 256)
    entries = torch.randint(0, 32768, (32768,))
    measure('embedding', lambda: F.embedding(entries, table), 3, total)
    images = torch.randn(32, 64, 56, 56)
    measure('max-pool', lambda: F.max_pool2d(images, 2), 1, total)
    norm = torch.nn.BatchNorm2d(64)
    measure('batch-norm', lambda: norm(images).detach(), 1)
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
    z = y.clone()
    measure('add-in-place', lambda: z.add_(x), 3)
    measure('mul-in-place', lambda: z.mul_(y), 3)
    measure('exp-in-place', lambda: z.exp_(), 1)
    measure('relu-in-place', lambda: z.relu_(), 3)
    measure('sigmoid-in-place', lambda: z.sigmoid_(), 1)
    measure('tanh-in-place', lambda: z.tanh_(), 1)
    measure('mean-1e7', lambda: x.mean(), 3, total)
    measure('var-1e7', lambda: x.var(), 3, total)
    measure('max-1e7', lambda: x.max(), 3, total)
    measure('argmax-1e7', lambda: x.argmax(), 3, total)
    x = torch.rand(10 ** 6)
    i = torch.randint(0, 10 ** 9, (10 ** 6,))
    measure('sort-float', lambda: x.sort()[0], 1, total)
    measure('sort-int', lambda: i.sort()[0], 1, total)


tiny()
large()
backward()
