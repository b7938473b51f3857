# %% windows
import torch
def show(body):
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__ + ':', error)
for window in (torch.hann_window, torch.hamming_window, torch.blackman_window, torch.bartlett_window, torch.kaiser_window):
    for length in (0, 1, 2, 5):
        show(lambda: (window(length), window(length, False), window(length, periodic=True, dtype=torch.float64)))
    show(lambda: window(4, requires_grad=True))
    show(lambda: window(-1))
    show(lambda: window(4, dtype=torch.int64))
    show(lambda: window(4, dtype=torch.complex64))
    for arguments in ((), (2.5,), ('a',), (4, 1), (4, True, 'a'), (4, True, 0.5, 0.5, 0.5)):
        show(lambda: window(*arguments))
    show(lambda: window(4, foo=1))
    show(lambda: window(4, True, beta=0.5))
show(lambda: torch.hamming_window(6, False, 0.5, 0.4))
show(lambda: torch.kaiser_window(6, False, 3.0, dtype=torch.float64))

# %% gradients on a grid
import torch
T = torch.tensor
def show(body):
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__ + ':', error)
x, y = T([1., 2., 4., 8.]), torch.arange(12.).reshape(3, 4) ** 2
for order in (1, 2):
    show(lambda: torch.gradient(x, edge_order=order))
    show(lambda: torch.gradient(x, spacing=2.5, edge_order=order))
    show(lambda: torch.gradient(x, spacing=(T([0., 1, 3, 4]),), edge_order=order))
    show(lambda: torch.gradient(y, dim=-1, spacing=[.5], edge_order=order))
    show(lambda: torch.gradient(y, spacing=[T([0., 1, 2]), T([0., 2, 3, 4])], edge_order=order))
    show(lambda: torch.gradient(y, spacing=(1, 2), edge_order=order))
show(lambda: torch.gradient(y.long(), spacing=2))
show(lambda: torch.gradient(y, spacing=1 + 2j, dim=0))
show(lambda: torch.gradient(y.requires_grad_(), dim=0))
for keywords in ({'edge_order': 3}, {'edge_order': True}, {'edge_order': 2.}, {'spacing': [1., 2.]}, {'spacing': 'a'},
                 {'spacing': (1, T(1.))}, {'spacing': [T([[1.]])]}, {'dim': (0, 0)}, {'dim': 5}, {'dim': 'a'},
                 {'dim': 0, 'spacing': (2., 3.)}, {'dim': ()}, {'foo': 1}, {'spacing': T([2., 1.])}):
    show(lambda: torch.gradient(x, **keywords))
for arguments in ((), ('a',), (x[:1],), (x, 1), (x.byte(),), (x.bool(),), (T(1.),)):
    show(lambda: torch.gradient(*arguments))

# %% orthogonal polynomials
import torch
torch.set_printoptions(precision=9)
def show(body):
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__ + ':', error)
x = torch.tensor([-1.5, -1, -.7, 0, .3, .99999994, 1, 2])
for name in [name for name in dir(torch.special) if 'polynomial' in name]:
    function = getattr(torch.special, name)
    print(name)
    for degree in (-1, 0, 1, 2, 3, 5, 7, 10, 40):
        print(function(x, degree), function(x.double(), torch.tensor(degree)))
    print(function(x, torch.arange(8)), function(0.3, torch.arange(4)), function(torch.tensor([1, 2]), 2.7))
    print(function(x.clone().requires_grad_(), 2).requires_grad, function(x, 1e30), function(True, torch.tensor(1.)))
    for arguments in ((2, 3), (x.half(), 2), (x.cfloat(), 2), (x,), (x, 'a'), ()):
        show(lambda: function(*arguments))

# %% types
import torch
T = torch
def show(body):
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__ + ':', error)
x = T.tensor([1., 3, 2])
TYPES = [T.bool, T.uint8, T.int8, T.int64, T.float16, T.bfloat16, T.float64, T.complex64]
print([[T.can_cast(a, b) for a in TYPES] for b in TYPES])
print([[T.promote_types(a, b) for a in TYPES] for b in TYPES])
for function in (T.can_cast, T.promote_types):
    for arguments in ((), (T.float32,), ('a', T.int32), (T.int32, 5), (int, float), (T.int32,) * 3, (None, T.int32), (x, T.int32)):
        show(lambda: function(*arguments))
for arguments in ((x, 1), (1, x), (1, 2), (1, 2.), (True, 2), (x, x.double()), (x, 1j), (T.tensor(1), x.int()), (x.bool(), 1),
                  (x.int(), T.tensor(1.)), (T.ones(2), T.ones(3)), (x, 'a'), ('a', x), (x,), (x, x, x), (None, x), (x, [1])):
    show(lambda: T.result_type(*arguments))
show(lambda: T.result_type(tensor=x, other=2))
for function in (T.is_nonzero, T.is_complex, T.is_same_size, x.is_same_size, T.scalar_tensor, T.range):
    for arguments in ((), (x,), (T.tensor(1),), (1,), ('a',), (x, x), (x, 1), (x, x, x), (0, 5), (0, 1, .25), (5, 0), (5, 0, -1), (0, 5, 0)):
        show(lambda: function(*arguments))
show(lambda: T.scalar_tensor(2.5, dtype=T.int64))
show(lambda: T.range(0.5, 3, dtype=T.int64))
show(lambda: T.range(0, 3, dtype=T.bool))
show(lambda: T.range(0, float('inf')))
show(lambda: (T.asarray(x) is x, T.asarray(x, copy=True) is x, T.asarray([1, 2.]), T.asarray(1., requires_grad=True)))
for arguments, keywords in (((), {}), (('a',), {}), ((x,), {'dtype': T.int32, 'copy': False}), (([1],), {'copy': False}),
                            ((1,), {'requires_grad': True}), ((x,), {'foo': 1}), ((None,), {}), ((x, T.int32), {}), ((x,), {'dtype': 5})):
    show(lambda: T.asarray(*arguments, **keywords))
