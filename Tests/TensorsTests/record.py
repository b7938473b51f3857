"""Writes what the tests compare with: values computed by PyTorch (2.13, CPU, one thread).

    python record.py      # writes Recorded/*.tsv beside this file

values.tsv: name, tab, numbers as hexadecimal floats. The tests compute the same expression from the same seed.
printing.tsv: Python source of a tensor, tab, its repr with newlines written as \\n.
"""
import os, sys
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Recorded")


def numbers(t):
    """At most about 48 of the numbers, at equal distances, and always the last one."""
    flat = t.detach().double().reshape(-1).tolist()
    step = (len(flat) + 47) // 48
    return " ".join(x.hex() for x in flat[::-1][:: max(step, 1)])


def seeded(*shape, seed=7, dtype=torch.float32):
    torch.manual_seed(seed)
    return torch.randn(*shape, dtype=dtype)


def values():
    for n in (3, 8, 17, 33, 100, 1000, 5000, 100000):
        yield f"sum {n}", seeded(n).sum()
        yield f"mean {n}", seeded(n).mean()
    for n in (3, 100, 5000):
        yield f"sum64 {n}", seeded(n, dtype=torch.float64).sum()
    for r, c in ((100, 2), (100, 3), (7, 5), (50, 12), (40, 40), (64, 33), (200, 128)):
        yield f"sum0 {r}x{c}", seeded(r, c).sum(0)
        yield f"sum1 {r}x{c}", seeded(r, c).sum(1)
        yield f"sumt {r}x{c}", seeded(r, c).t().sum()
        yield f"sumcol {r}x{c}", seeded(r, c)[:, 0].sum()
    yield "sum02 4x5x6", seeded(4, 5, 6).sum((0, 2))
    yield "sum1 4x5x6", seeded(4, 5, 6).sum(1)
    yield "mean1 4x5x6", seeded(4, 5, 6).mean((1, 2))
    for m, k, n in ((4, 10, 12), (8, 100, 20), (33, 192, 40), (16, 300, 16), (64, 784, 128), (100, 2, 2), (100, 3, 5), (20, 500, 64)):
        a, b = seeded(m, k), seeded(k, n, seed=8)
        yield f"mm {m}x{k}x{n}", a @ b
        yield f"linear {m}x{k}x{n}", F.linear(a, b.t().contiguous(), seeded(n, seed=9))
    for r, c in ((100, 2), (5, 10), (3, 16), (4, 37), (2, 1000)):
        x = seeded(r, c)
        yield f"softmax {r}x{c}", x.softmax(1)
        yield f"log_softmax {r}x{c}", x.log_softmax(1)
    for n, c in ((100, 2), (33, 10), (1000, 5)):
        x = seeded(n, c).requires_grad_()
        y = torch.randint(0, c, (n,))
        loss = F.cross_entropy(x, y)
        loss.backward()
        yield f"cross_entropy {n}x{c}", loss
        yield f"cross_entropy grad {n}x{c}", x.grad
    x = seeded(50)
    for name in ("sigmoid", "log1p", "expm1", "relu", "neg", "abs", "sin", "cos"):
        f = getattr(torch, name)
        yield f"{name}", f(x.abs() if name == "log1p" else x)
    yield "pow 2.5", x.abs() ** 2.5
    yield "pow 3", x ** 3
    yield "var", x.var()
    yield "std", seeded(6, 5).std(1)
    yield "cumsum", x.cumsum(0)
    yield "mse", F.mse_loss(x, seeded(50, seed=8))
    yield "kl batchmean", F.kl_div(x.reshape(5, 10).log_softmax(1), seeded(5, 10, seed=8).softmax(1), reduction="batchmean")
    yield "add alpha", torch.add(x, seeded(50, seed=8), alpha=0.3)
    yield "linspace", torch.linspace(0, 1, 12)
    yield "linspace odd", torch.linspace(-3, 4.7, 31)
    yield "arange", torch.arange(0, 2, 0.3)
    yield "floor_divide", torch.tensor([7., -7., 7.5, -0.5, 1.]) // torch.tensor([2., 2., -2., 3., 0.])
    yield "remainder", torch.tensor([7., -7., 7.5, -0.5, 1.]) % torch.tensor([2., 2., -2., 3., 5.])
    yield "int floor_divide", torch.tensor([7, -7, 7, -1]) // torch.tensor([2, 2, -2, 3])
    yield "int remainder", torch.tensor([7, -7, 7, -1]) % torch.tensor([2, 2, -2, 3])
    # One step of training, as in a first lesson.
    torch.manual_seed(0)
    x, y, layer = torch.randn(100, 2), torch.randint(0, 2, (100,)), torch.nn.Linear(2, 2)
    loss = F.cross_entropy(layer(x), y)
    loss.backward()
    yield "step weight", layer.weight
    yield "step loss", loss
    yield "step weight grad", layer.weight.grad
    yield "step bias grad", layer.bias.grad


RANDOM = {
    "rand 3": "torch.rand(3)", "rand 1000": "torch.rand(1000)", "randn 3": "torch.randn(3)",
    "randn 16": "torch.randn(16)", "randn 20": "torch.randn(20)", "randn 200": "torch.randn(200)",
    "randn64 20": "torch.randn(20, dtype=torch.float64)", "rand64 5": "torch.rand(5, dtype=torch.float64)",
    "normal 20": "torch.empty(20).normal_(1.5, 2.3)", "normal 5": "torch.empty(5).normal_(1.5, 2.3)",
    "uniform 8": "torch.empty(8).uniform_(-0.3, 0.8)", "uniform 100": "torch.empty(100).uniform_(-0.577, 0.577)",
    "randint 10": "torch.randint(0, 10, (10,))", "randint low": "torch.randint(-5, 5, (20,))",
    "randint large": "torch.randint(0, 2**40, (5,))", "randint 2^28": "torch.randint(0, 2**28, (5,))",
    "randperm 10": "torch.randperm(10)", "randperm 1000": "torch.randperm(1000)",
    "bernoulli_ 20": "torch.empty(20).bernoulli_(0.3)", "bernoulli 20": "torch.bernoulli(torch.full((20,), 0.3))",
    "exponential 5": "torch.empty(5).exponential_()", "transposed uniform": "torch.empty(3, 4).t().uniform_()",
    "transposed normal": "torch.empty(3, 6).t().normal_()",
}


def random():
    for seed in (0, 1, 42, 2**32 + 5):
        for name, code in RANDOM.items():
            torch.manual_seed(seed)
            value = eval(code)
            following = int(torch.empty((), dtype=torch.int32).random_())
            yield f"{seed} {name}", torch.cat([value.double().reshape(-1), torch.tensor([float(following)], dtype=torch.float64)])


PRINTING = """torch.tensor([1., 2.5])
torch.tensor([1., 20., 300.])
torch.tensor([1., 1000.])
torch.tensor([1., 1001.])
torch.tensor([1e-4])
torch.tensor([1e-4], dtype=torch.float64)
torch.tensor([1e8])
torch.tensor([100000008.])
torch.tensor([0., 0.])
torch.tensor([0., 1e-5])
torch.tensor([-0., 1.])
torch.tensor([-0., 1.5])
torch.tensor([float('nan'), 1.])
torch.tensor([float('nan'), 1.5, -float('inf')])
torch.tensor([-float('inf'), 1., 0.])
torch.tensor([float('nan'), 1e-7])
torch.tensor([0.12345, 0.00005, 2.5])
torch.tensor([1., 2., 3e5])
torch.tensor([True, False])
torch.tensor([1, -20, 300])
torch.tensor(3.)
torch.tensor(3.5)
torch.tensor(1e-5)
torch.tensor(12345678.)
torch.tensor(-0.)
torch.tensor([0.1, 65504.], dtype=torch.float16)
torch.tensor([0.1, 3e38], dtype=torch.bfloat16)
torch.tensor([1+2j, -0.5j])
torch.tensor([1+1e-6j, 2+0j])
torch.tensor(1-1j)
torch.arange(30)
torch.arange(12).reshape(2, 2, 3)
torch.arange(8).reshape(2, 2, 2, 1)
torch.linspace(0, 1, 12)
torch.zeros(1, 28)
torch.arange(1001)
torch.arange(1200.).reshape(30, 40) / 4
torch.arange(2000).reshape(1000, 2)
torch.ones(3, 400)
torch.arange(1024).reshape(8, 8, 16)
torch.tensor([])
torch.zeros(0, 3)
torch.tensor([], dtype=torch.int64)
torch.zeros(2, 0, dtype=torch.bool)
torch.ones(2, dtype=torch.float64, requires_grad=True)
torch.ones(2, requires_grad=True).double()
torch.zeros(0, 2, requires_grad=True) * 2
torch.zeros(12, requires_grad=True)
torch.zeros(13, requires_grad=True)
torch.zeros(2, 13, requires_grad=True)
torch.zeros(3, 12, requires_grad=True)
torch.linspace(0, 1, 8, requires_grad=True)
torch.zeros(3, 7, dtype=torch.float64, requires_grad=True) * 2.5
torch.nn.Parameter(torch.tensor([1., 2.]))"""


def printing():
    for source in PRINTING.splitlines():
        yield source, repr(eval(source)).replace("\n", "\\n")


def write(name, rows):
    with open(os.path.join(HERE, name), "w") as f:
        for key, value in rows:
            f.write(f"{key}\t{value if isinstance(value, str) else numbers(value)}\n")


if __name__ == "__main__":
    os.makedirs(HERE, exist_ok=True)
    write("values.tsv", values())
    write("random.tsv", random())
    write("printing.tsv", printing())
