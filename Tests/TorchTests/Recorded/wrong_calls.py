# %% functions
import torch
x = torch.ones(2, 3)
class Odd: pass
odd = Odd()
CALLS = [((), {}), ((odd,), {}), ((odd,) * 12, {}), ((x, 'a'), {}), ((x, odd, x), {}), ((x,), {'foo': 1}), ((x, [1, 'a']), {}), ((x,), {'dim': 'a'})]
def show(name, function):
    for arguments, keywords in CALLS:
        try:
            result = type(function(*arguments, **keywords)).__name__
        except Exception as error:
            result = f'{type(error).__name__}: {error}'
        print(name, len(arguments), *keywords, result)
for name in '''add sub mul div matmul mm bmm sum mean max min argmax softmax log_softmax zeros ones full arange linspace rand randn
    randint eye cat stack reshape permute transpose squeeze unsqueeze flatten gather index_select masked_fill where clamp
    sort topk cumsum exp relu sigmoid abs eq lt dot outer bernoulli multinomial tril std var prod roll conv2d addmm'''.split():
    show(name, getattr(torch, name))

# %% methods
import torch
x = torch.ones(2, 3)
class Odd: pass
odd = Odd()
CALLS = [((), {}), ((odd,), {}), ((odd,) * 12, {}), (('a',), {}), ((odd, x), {}), ((), {'foo': 1}), (([1, 'a'],), {}), ((None,), {}), ((1.5, 2), {})]
def show(name, function):
    for arguments, keywords in CALLS:
        try:
            result = type(function(*arguments, **keywords)).__name__
        except Exception as error:
            result = f'{type(error).__name__}: {error}'
        print(name, len(arguments), *keywords, result)
for name in '''add sub_ mul matmul sum mean max argmax softmax view reshape permute transpose squeeze unsqueeze_ flatten expand repeat
    gather scatter_ index_select masked_fill_ where clamp sort topk cumsum exp relu_ abs fill_ zero_ item numel dim
    requires_grad_ t eq lt std var prod all any unbind chunk narrow uniform_ normal_ new_zeros double long view_as'''.split():
    show(name, getattr(x.clone(), name))

# %% Python's numbers as types
import torch
print(torch.ones(2, dtype=float), torch.zeros(1, dtype=int), torch.tensor([1, 0], dtype=bool), torch.ones(1, dtype=complex))
print(torch.ones(2).to(int), torch.ones(2).sum(dtype=float), torch.arange(2, dtype=float).dtype, torch.empty(0, dtype=bool).dtype)
for wrong in (str, object, 'float', 5):
    try: torch.ones(2, dtype=wrong)
    except Exception as error: print(type(error).__name__, error)

# %% nested data
import torch
class Pair:
    def __len__(self): return 2
    def __getitem__(self, index):
        if index > 1: raise IndexError
        return index + 5
endless = []
endless.append(endless)
print(torch.tensor([range(2), (3, 4)]), torch.tensor([Pair(), Pair()]), torch.tensor([[], [1]]), torch.tensor([[[]], [[1]]]))
for data in ({1: 2}, [{1, 2}], (n for n in [1]), map(int, '12'), [[1, 2], 3], [[1, 2], None], [[1], []], [1, [2]], endless, [1, 'a']):
    try: print(torch.tensor(data))
    except Exception as error: print(type(error).__name__, error)

# %% sizes, positions and bounds in messages
import torch
import torch.nn.functional as F
y = torch.arange(24).view(2, 3, 4)
def assign(): y[:, [5]] = 1
z = torch.ones(2, 2)
for call in (lambda: y[:, [0, 5]], lambda: y[..., [9]], lambda: y[[0, 1], [5, 1]], lambda: y[:, [0, 1], [0, 9]], assign,
             lambda: z.copy_(torch.ones(3)), lambda: z.copy_(torch.ones(2, 2, 2)), lambda: z.copy_(torch.ones(5, 2)),
             lambda: z.copy_([1]), lambda: z.copy_(5), lambda: z.fill_(torch.ones(3)), lambda: z.fill_(torch.tensor(7)), lambda: z.size('a'),
             lambda: z.size(None), lambda: (torch.ones(1, requires_grad=True) * 1).fill_(torch.tensor(2.)), lambda: torch.rand(2).normal_(0, -1.25e-7), lambda: torch.rand(2).uniform_(3.123456789, -1e10),
             lambda: torch.randperm(-3), lambda: F.nll_loss(torch.ones(2, 3), torch.tensor([[0, 1, 2]])),
             lambda: F.nll_loss(torch.ones(3), torch.tensor([[1, 2, 3]])), lambda: torch.set_default_dtype(torch.int),
             lambda: torch.set_default_dtype('a'), lambda: F.relu(5), lambda: torch.tensor([1], foo=2)):
    try: print(call())
    except Exception as error: print(type(error).__name__, error)
