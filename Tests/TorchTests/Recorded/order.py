# %% sorting, choosing by order, and different elements
import torch
def show(make):
    try:
        result = make()
        print([f'{x.dtype} {x.tolist()}' for x in ([result] if torch.is_tensor(result) else result)])
    except Exception as error:
        print(type(error).__name__, error)
nan, inf = float('nan'), float('inf')

print('equal elements')
torch.manual_seed(0)
few = torch.randint(0, 4, (23,))
rows = torch.randint(0, 3, (4, 40)).float()
for x in (few, few.to(torch.uint8), few.half(), rows, rows.t(), few[:16]):
    for descending in (False, True):
        show(lambda: x.sort(0, descending=descending))
        show(lambda: x.argsort(-1, descending=descending))
        show(lambda: torch.sort(x, stable=True, dim=0, descending=descending))
x = torch.randint(0, 9, (40000,))
for y in (x, x[:32767], x.float(), x.to(torch.uint8), x - 4):
    for descending in (False, True):
        print((y.sort(descending=descending).indices * torch.arange(len(y))).sum())

print('sorting of NaN and zeros')
x = torch.tensor([nan, 1., nan, -0., 0., inf, -inf, 2., 1.])
show(lambda: x.sort())
show(lambda: x.sort(descending=True))
show(lambda: torch.cat([x, x, x]).sort())
show(lambda: torch.msort(x))

print('the k largest, the k-th and the median')
torch.manual_seed(1)
kinds = [torch.randint(0, 4, (n,)).float() for n in (1, 2, 5, 17, 40, 300)] + [
    torch.tensor([3, 1, 3, 2 ** 62, -2 ** 63, 2 ** 63 - 1, 1]), torch.tensor([2 ** 53, 2 ** 53 + 1, 2 ** 53 - 1]),
    torch.tensor([nan, 1., nan, -0., 0., inf, -inf, 2., 1.]), torch.randint(-3, 3, (3, 4, 2)).to(torch.int16),
    torch.randn(200).bfloat16(), torch.tensor(3.)]
for x in kinds:
    for k in (1, 2, 3, 5):
        show(lambda: torch.topk(x, k))
        show(lambda: torch.topk(x, k, dim=0, largest=False))
        show(lambda: x.kthvalue(k))
        show(lambda: x.kthvalue(k, dim=0, keepdim=True))
    show(lambda: x.median(0))
    show(lambda: x.nanmedian(-1, keepdim=True))
    show(lambda: x.median())
    show(lambda: x.nanmedian())
    show(lambda: x.mode())
    show(lambda: x.cummax(0))
    show(lambda: x.cummin(-1))

print('what has no order or no elements')
for x in (torch.tensor([True, False]), torch.zeros(0), torch.zeros(3, 0), torch.zeros(0, 3), torch.tensor(3.)):
    show(lambda: x.topk(1))
    show(lambda: x.topk(0))
    show(lambda: x.topk(9))
    show(lambda: x.kthvalue(1))
    show(lambda: x.kthvalue(9))
    show(lambda: x.median(-1))
    show(lambda: x.mode(-1))
    show(lambda: x.cummax(1))
    show(lambda: x.cummin(0))

print('different elements and entries')
torch.manual_seed(2)
kinds = [torch.tensor([nan, 1., nan, -0., 0., 2., 1.]), torch.tensor([3, 1, 3, 2 ** 62, -2 ** 63, 2 ** 63 - 1, 1]),
         torch.tensor([True, False, True]), torch.randint(0, 3, (40,)).double(), torch.tensor(3.), torch.zeros(0),
         torch.tensor([2 ** 53, 2 ** 53 + 1, 2 ** 53, 2 ** 53 + 1, 2 ** 53 - 1])]
for x in kinds:
    for extra in ({}, {'return_inverse': True}, {'return_counts': True}, {'return_inverse': True, 'return_counts': True}):
        show(lambda: torch.unique(x, **extra))
        show(lambda: torch.unique_consecutive(x, **extra))
for x in (torch.randint(0, 2, (6, 2, 2)), torch.randint(0, 2, (3, 5)).float(), torch.zeros(3, 0), torch.zeros(0, 3),
          torch.zeros(2, 0, 0), torch.tensor(3.), torch.zeros(0)):
    for dim in (0, 1, -1):
        show(lambda: torch.unique(x, dim=dim, return_inverse=True, return_counts=True))
        show(lambda: torch.unique_consecutive(x, dim=dim, return_inverse=True, return_counts=True))
show(lambda: torch.bincount(torch.tensor([3, 1, 1], dtype=torch.uint8), minlength=6))
show(lambda: torch.bincount(torch.tensor([3, -1])))
show(lambda: torch.bincount(torch.tensor([], dtype=torch.int64)))
