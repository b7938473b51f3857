# %% numbers in front, as in PyTorch 0.4 and older
import torch
x, g = torch.ones(2), torch.tensor([1., 2.])
print(x.add_(-0.1, g), torch.add(x, 2, g), x.sub(2, g), x.addcmul_(0.5, g, g), x.addcdiv(0.5, g, g), x.add(1, 2))
print(torch.addmm(1, torch.ones(2, 2), 2, torch.ones(2, 2), torch.eye(2)), torch.ones(2).addmv(2, torch.eye(2), g))
p = torch.nn.Parameter(g.clone())
p.data.add_(-0.5, g)
print(p)
for call in (lambda: x.add(g, g, g), lambda: x.add_('a', g), lambda: torch.addcmul(x, 1), lambda: x.sub(g, 2)):
    try: print(call())
    except Exception as error: print(type(error).__name__, error)

# %% volatile
import torch, warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    x = torch.ones(1)
    print(x.volatile)
    x.volatile = True
    print(*(str(w.message) for w in caught), sep='\n')
