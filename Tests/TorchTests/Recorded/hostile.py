# %% callbacks that raise, recurse, return nonsense or change what is worked on
# Every entry of the table calls the library with one callback of each behaviour in turn. What
# PyTorch answers is recorded by its type; its texts are in the other programs.
import io, json, pickle
import torch
import torch.nn as nn
import torch.utils.data as D
from torch.func import vmap, grad, jacrev, functional_call

torch.manual_seed(0)


class Stop(Exception):
    pass


def behaviours(target, again):
    """What the callbacks do: `target` is what the library works on, `again` calls the library."""
    def raises(*a): raise Stop('on purpose')
    def gives_nothing(*a): return None
    def gives_text(*a): return 'x'
    def gives_number(*a): return 5
    def gives_list(*a): return [None, [1]]
    def changes(*a):
        change(target)
        return a[0] if a else None
    def calls_again(*a):
        if depth[0] < 1:
            depth[0] += 1
            try:
                again(calls_again)
            finally:
                depth[0] -= 1
        return a[0] if a else None
    def deepens(*a):
        return deepens(*a)
    return [raises, gives_nothing, gives_text, gives_number, gives_list, changes, calls_again, deepens]


depth = [0]


def change(target):
    """Takes away what the library is working on."""
    if isinstance(target, torch.Tensor):
        with torch.no_grad():
            target.detach_().zero_()
        target.grad = None
        target.__dict__.clear()
    elif isinstance(target, nn.Module):
        target._modules.clear()
        target._parameters.clear()
        target._buffers.clear()
        target._forward_hooks.clear()
        target._forward_pre_hooks.clear()
        target._backward_hooks.clear()
    elif isinstance(target, (list, dict)):
        target.clear()


def outcome(action):
    try:
        result = action()
    except RecursionError:
        return 'RecursionError'
    except Exception as error:
        return type(error).__name__
    return type(result).__name__


TABLE = {}


def row(function):
    TABLE[function.__name__] = function


def leaf():
    return torch.ones(3, requires_grad=True)


@row
def tensor_hook(make):
    x = leaf()
    y = x * 2
    def run(callback):
        y.register_hook(callback)
        (y * y).sum().backward(retain_graph=True)
    return x, run

@row
def leaf_hook(make):
    x = leaf()
    def run(callback):
        x.register_hook(callback)
        (x * x).sum().backward()
    return x, run

@row
def accumulate_hook(make):
    x = leaf()
    def run(callback):
        x.register_post_accumulate_grad_hook(callback)
        (x * x).sum().backward()
    return x, run

@row
def function_backward(make):
    x = leaf()
    def run(callback):
        class F(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x): ctx.save_for_backward(x); return x * 2
            @staticmethod
            def backward(ctx, g): ctx.saved_tensors; return callback(g)
        F.apply(x).sum().backward()
    return x, run

@row
def module_forward(make):
    m = nn.Sequential(nn.Linear(3, 2), nn.ReLU())
    def run(callback):
        m[0].forward = callback
        m(torch.ones(1, 3))
    return m, run

@row
def forward_hook(make):
    m = nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 1))
    def run(callback):
        m[0].register_forward_hook(callback)
        m(torch.ones(1, 3))
    return m, run

@row
def own_forward_hook(make):
    m = nn.Linear(3, 2)
    def run(callback):
        m.register_forward_hook(callback)
        m(torch.ones(1, 3))
    return m, run

@row
def forward_pre_hook(make):
    m = nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 1))
    def run(callback):
        m[1].register_forward_pre_hook(callback)
        m(torch.ones(1, 3))
    return m, run

@row
def backward_hook(make):
    m = nn.Linear(3, 2)
    def run(callback):
        m.register_full_backward_hook(callback)
        m(torch.ones(1, 3, requires_grad=True)).sum().backward()
    return m, run

@row
def backward_pre_hook(make):
    m = nn.Linear(3, 2)
    def run(callback):
        m.register_full_backward_pre_hook(callback)
        m(torch.ones(1, 3, requires_grad=True)).sum().backward()
    return m, run

@row
def module_apply(make):
    m = nn.Sequential(nn.Linear(3, 2), nn.Sequential(nn.ReLU(), nn.Linear(2, 2)))
    return m, lambda callback: m.apply(callback)

@row
def load_state_dict_hook(make):
    m = nn.Sequential(nn.Linear(3, 2), nn.Linear(2, 2))
    def run(callback):
        m[0].register_load_state_dict_post_hook(callback)
        m.load_state_dict(nn.Sequential(nn.Linear(3, 2), nn.Linear(2, 2)).state_dict())
    return m, run

@row
def module_getattr(make):
    class M(nn.Module):
        def __getattr__(self, name): return self.__dict__['callback'](name)
    m = M()
    def run(callback):
        m.__dict__['callback'] = callback
        return m.missing
    return m, run

@row
def parameters_iteration(make):
    m = nn.Sequential(nn.Linear(3, 2), nn.Linear(2, 2))
    def run(callback):
        for p in m.parameters(): callback(p)
    return m, run

@row
def optimizer_closure(make):
    m = nn.Linear(2, 1)
    optimizer = torch.optim.SGD(m.parameters(), lr=0.1, momentum=0.5)
    return m, lambda callback: optimizer.step(callback)

@row
def lbfgs_closure(make):
    x = leaf()
    optimizer = torch.optim.LBFGS([x], max_iter=2)
    return x, lambda callback: optimizer.step(callback)

@row
def optimizer_groups(make):
    x = leaf()
    optimizer = torch.optim.Adam([x])
    def run(callback):
        def groups():
            yield x
            callback(x)
        torch.optim.Adam(groups())
    return x, run

@row
def optimizer_hook(make):
    x = leaf()
    (x * x).sum().backward()
    optimizer = torch.optim.AdamW([x])
    def run(callback):
        optimizer.register_step_pre_hook(callback)
        optimizer.step()
    return x, run

@row
def dataset_getitem(make):
    items = [1, 2, 3, 4]
    def run(callback):
        class Data(D.Dataset):
            def __len__(self): return 4
            def __getitem__(self, i): return callback(items[i])
        return list(D.DataLoader(Data(), batch_size=2))
    return items, run

@row
def dataset_len(make):
    items = [1, 2, 3, 4]
    def run(callback):
        class Data(D.Dataset):
            def __len__(self): return callback(4)
            def __getitem__(self, i): return items[i]
        return list(D.DataLoader(Data(), batch_size=3))
    return items, run

@row
def collate(make):
    items = [1, 2, 3, 4]
    return items, lambda callback: list(D.DataLoader(items, batch_size=2, collate_fn=callback))

@row
def sampler(make):
    items = [1, 2, 3, 4]
    def run(callback):
        class Order(D.Sampler):
            def __init__(self): pass
            def __iter__(self):
                yield 0
                yield callback(1)
            def __len__(self): return 2
        return list(D.DataLoader(items, sampler=Order(), batch_size=1))
    return items, run

@row
def iterable_dataset(make):
    items = [1, 2, 3]
    def run(callback):
        class Data(D.IterableDataset):
            def __iter__(self):
                for item in items:
                    yield callback(item)
        return list(D.DataLoader(Data(), batch_size=2))
    return items, run

@row
def functional_vmap(make):
    x = torch.ones(3)
    return x, lambda callback: vmap(callback)(x)

@row
def jacobian(make):
    x = torch.ones(2)
    return x, lambda callback: torch.autograd.functional.jacobian(callback, x)

@row
def hessian(make):
    x = torch.ones(2)
    return x, lambda callback: torch.autograd.functional.hessian(callback, x)

@row
def checkpoint(make):
    x = leaf()
    def run(callback):
        torch.utils.checkpoint.checkpoint(callback, x, use_reentrant=False).sum().backward()
    return x, run

@row
def reflected_operator(make):
    x = torch.ones(2)
    def run(callback):
        class Other:
            def __radd__(self, other): return callback(other)
        return x + Other()
    return x, run

@row
def default_factory(make):
    x = {}
    def run(callback):
        class Config(dict):
            def __missing__(self, key): return callback(key)
        return torch.zeros(2, **{'dtype': Config()['x']})
    return x, run

@row
def init_fill(make):
    m = nn.Linear(2, 2)
    def run(callback):
        for name, p in m.named_parameters():
            nn.init.constant_(p, callback(1))
    return m, run

@row
def save_to_file(make):
    x = {'a': torch.ones(2)}
    def run(callback):
        class File(io.BytesIO):
            def write(self, data): callback(data); return super().write(data)
        torch.save(x, File())
    return x, run

@row
def called_functionally(make):
    m = nn.Linear(2, 1)
    def run(callback):
        m.forward = callback
        return functional_call(m, dict(m.named_parameters()), (torch.ones(1, 2),))
    return m, run


for name, make in TABLE.items():
    found = []
    for place in range(8):
        target, run = make(None)
        callback = behaviours(target, run)[place]
        found.append(f'{callback.__name__}: {outcome(lambda: run(callback))}')
    print(name, '|', ', '.join(found))
