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
CALLS = ['', 'odd', ', '.join(['odd'] * 12), "'a'", 'odd, x', 'foo=1', "[1, 'a']", 'None', '1.5, 2']
# Written out: the method of a call is named otherwise than one that was looked up before.
def show(name):
    for call in CALLS:
        y = x.clone()
        try:
            result = type(eval(f'y.{name}({call})')).__name__
        except Exception as error:
            result = f'{type(error).__name__}: {error}'
        print(f'{name}({call})', result)
for name in '''add sub_ mul matmul sum mean max argmax softmax view reshape permute transpose squeeze unsqueeze_ flatten expand repeat
    gather scatter_ index_select masked_fill_ where clamp sort topk cumsum exp relu_ abs fill_ zero_ item numel dim
    requires_grad_ t eq lt std var prod all any unbind chunk narrow uniform_ normal_ new_zeros double long view_as
    hsplit vsplit tensor_split resize_ resize_as_ to_dense sum_to_size flip roll is_same_size'''.split():
    show(name)

# %% tensors one by one
import torch
v, m = torch.tensor([1., 2., 3.]), torch.tensor([[.5, 1., 2.], [3., .25, .75]])
class Odd: pass
odd = Odd()
CALLS = [(), ('a', v), (v, None), (v, 1.5), (1, v), (v, odd), ([1, 'a'], v), (v, [m, 1]), ([v, 1],), ([v, v],), ('a',), (5,), ([],)]
for name in 'meshgrid atleast_1d atleast_2d atleast_3d broadcast_tensors block_diag cartesian_prod'.split():
    for arguments in CALLS:
        try:
            result = str(getattr(torch, name)(*arguments))
        except Exception as error:
            result = f'{type(error).__name__}: {error}'
        print(name, len(arguments), result)

# %% parts of dimensions
import torch
T = torch
v, m, c = T.tensor([1., 2., 3.]), T.tensor([[.5, 1., 2.], [3., .25, .75]]), T.ones(2, 3, 2)
def show(body):
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__ + ':', error)
for name in ('hsplit', 'vsplit', 'dsplit', 'tensor_split'):
    for x in (T.tensor(1.), v, m, c):
        tensors = (m, T.tensor(1), T.tensor([1]), T.tensor([[1]]), T.tensor(1.)) if name == 'tensor_split' else (m, T.tensor(1))
        for places in (0, -1, 1, 2, 3, [1], (1, 2), 'a', None, 1.5, True, [1, 'a'], *tensors):
            show(lambda: [tuple(part.shape) for part in getattr(T, name)(x, places)])
    for keywords in ({'sections': 1}, {'indices': [1]}, {'indices_or_sections': 1}, {'tensor_indices_or_sections': T.tensor([1])}):
        show(lambda: [tuple(part.shape) for part in getattr(T, name)(c, **keywords)])
for function in (T.trapezoid, T.cumulative_trapezoid):
    for arguments, keywords in (
            ((T.zeros(0),), {}), ((T.tensor(1.),), {}), ((v, v), {'dx': 1}), ((v, m), {}), ((m, v), {}), ((v,), {'dx': 1j}), ((m,), {'dx': 2, 'dim': 0}),
            ((v, T.ones(2)), {}), ((v.int(),), {}), ((m, T.ones(2)), {'dim': 0}), ((v,), {'dim': 3}), ((v, None), {}), (('a',), {}), ((v, 'a'), {})):
        show(lambda: function(*arguments, **keywords))
for keywords in ({'n': -1}, {'n': 0}, {'n': 9}, {'dim': 3}, {'prepend': T.ones(2, 2)}, {'append': T.ones(2), 'n': 2}, {'n': 'a'}, {'prepend': 1}):
    show(lambda: T.diff(v, **keywords))
for arguments in ((v, -1), (m,), (v.bool(),), (v, 2, True), (v[:0],), (v, 'a'), ('a',), (T.tensor(2.),)):
    show(lambda: T.vander(*arguments))
for sizes in ((1, 3), ((2, 1),), (3,), (3, 3), (), (2, 3), ('a',)):
    show(lambda: m.sum_to_size(*sizes))
for sizes in ((3, 2), ([6],), (-1,), ((2, -1),), ('a',), (1, 'a'), ([1, 'a'],), (None,), (1.5,), (m,), (True,), ((),), (2, 1.5)):
    show(lambda: m.clone().resize_(*sizes))
show(lambda: m.clone().resize_as_(v))
show(lambda: (m.to_dense(T.int32), m.to_dense() is m))

# %% arguments that functions of torch.nn.functional hand on
import torch
import torch.nn.functional as F
m, i = torch.tensor([[.5, 1., 2.], [3., .25, .75]]), torch.tensor([0, 1])
c, image = torch.ones(2, 3, 2), torch.ones(1, 1, 4, 4)
class Odd: pass
CALLS = {
    'softmax': (m, 0), 'log_softmax': (m, 0), 'tanhshrink': (m,), 'softsign': (m,), 'glu': (m, 0), 'logsigmoid': (m,), 'celu': (m, 1.5),
    'mse_loss': (m, m), 'l1_loss': (m, m), 'smooth_l1_loss': (m, m), 'huber_loss': (m, m), 'cross_entropy': (m, i), 'nll_loss': (m, i),
    'binary_cross_entropy_with_logits': (m, m), 'margin_ranking_loss': (m, m, m), 'embedding': (i, m), 'group_norm': (c,),
    'interpolate': (image,), 'adaptive_avg_pool2d': (image,), 'unfold': (image,), 'threshold': (m, 0.1, 20), 'normalize': (m,),
}
for name, arguments in CALLS.items():
    for place in range(len(arguments)):
        for wrong in ('a', Odd()) + (() if name == 'threshold' else (None,)):
            given = [*arguments[:place], wrong, *arguments[place + 1:]]
            if name in ('group_norm', 'adaptive_avg_pool2d', 'unfold'):
                given.append(1)
            try:
                result = getattr(F, name)(*given).shape
            except Exception as error:
                result = f'{type(error).__name__}: {error}'
            print(name, place, result)

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
