import torch
import torch.nn as nn
import torch.nn.functional as F
torch.manual_seed(0)
x = torch.arange(6.).reshape(2, 3).requires_grad_()
w = torch.randn(3, 2, dtype=torch.float64).float()
y = (x @ w).relu().sum(dim=1, keepdim=True)
y.mean().backward()
print(x.grad, y.shape, x.grad_fn, y.grad_fn)
model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Dropout(0.5), nn.Linear(4, 2))
optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
for step in range(3):
    optimizer.zero_grad()
    loss = F.cross_entropy(model(x.detach()), torch.tensor([0, 1]))
    loss.backward()
    optimizer.step()
print(model, loss.item() > 0)
z = x.detach().clone()
z[0, 1:] = -1; z[z < 0] = 5; z.t()[0] += 1
print(z, z[None, ..., -1], torch.cat([z, z], 1), torch.stack([z, z]).permute(2, 0, 1).shape)
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a): ctx.save_for_backward(a); return a * a
    @staticmethod
    def backward(ctx, g): return 2 * ctx.saved_tensors[0] * g
print(torch.autograd.grad(Square.apply(x).sum(), x, create_graph=True))
h = x.register_hook(lambda g: g * 2); x.sum().backward(); h.remove(); print(x.grad)
with torch.no_grad(): print(x.max(0), x.argmax(), x.std(), torch.einsum('ij,kj->ik', x, x))
lstm = nn.LSTM(3, 4, batch_first=True); out, (hn, cn) = lstm(torch.zeros(1, 2, 3)); print(out.shape, hn.shape)
conv = nn.Conv2d(1, 2, 3, padding=1); print(conv(torch.ones(1, 1, 4, 4)).shape, F.max_pool2d(torch.ones(1, 1, 4, 4), 2))
print(torch.tensor([1, 2.5, float('nan')]), torch.tensor(True), torch.zeros(0, 3), torch.int8, torch.Size([1, 2]))
