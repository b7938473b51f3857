# %% factors of large matrices
import torch
torch.manual_seed(0)
def small(x):
    return x.abs().max().item() < 1e-11
for n, m in ((45, 45), (60, 45), (45, 60), (300, 3)):
    a = torch.randn(n, m, dtype=torch.float64)
    q, r = torch.linalg.qr(a)
    print(q.shape, r.shape, small(q @ r - a), r[0, :3], q[0, :3])
    q, r = torch.linalg.qr(a, mode='complete')
    print(q.shape, r.shape, small(q @ r - a))
    u, s, v = torch.linalg.svd(a, full_matrices=False)
    print(u.shape, s[:4], s[-1], v.shape, small((u * s) @ v - a), small(u.T @ u - torch.eye(min(n, m))))
    print(torch.linalg.pinv(a)[0, :3], torch.linalg.matrix_rank(a))
# %% solutions of large systems
import torch
torch.manual_seed(0)
a = torch.randn(50, 50, dtype=torch.float64)
print(torch.linalg.det(a), torch.linalg.slogdet(a), torch.linalg.inv(a)[0, :4])
print(torch.linalg.solve(a, torch.ones(50, dtype=torch.float64))[:4], torch.linalg.cond(a), torch.linalg.matrix_norm(a, 2))
print(torch.linalg.cholesky(a @ a.T + torch.eye(50))[-1, :4], torch.matrix_exp(a / 10)[0, :4])
symmetric = a + a.T
w, v = torch.linalg.eigh(symmetric)
print(w[:5], (v @ torch.diag(w) @ v.T - symmetric).abs().max() < 1e-11, torch.linalg.eigvalsh(symmetric)[-3:])
factors, pivots = torch.linalg.lu_factor(a)
print(pivots[:10], factors[0, :4])
for f in (torch.linalg.inv, torch.linalg.cholesky, torch.linalg.det):
    try:
        print(f(torch.zeros(50, 50)))
    except Exception as error:
        print(type(error).__name__, error)
x = torch.randn(48, 48, dtype=torch.float64, requires_grad=True)
torch.linalg.inv(x).sum().backward()
print(x.grad[0, :3])
torch.linalg.svdvals(x).sum().backward()
print(x.grad[0, :3])
