# %% layers by the arguments of torch's own functions
import torch
torch.manual_seed(0)
x, weight, scale = torch.randn(2, 3, 4), torch.randn(4), torch.rand(3)
print(torch.batch_norm(x, scale, scale, None, None, True, 0.1, 1e-5, False))
print(torch.batch_norm(x, None, None, scale, scale + 1, False, 0.1, 1e-5, False))
print(torch.layer_norm(x, (4,), weight, None, 1e-3, True), torch.group_norm(x, 3, scale))
print(torch.instance_norm(x, None, None, None, None, True, 0.1, 1e-5, True))
print(torch.max_pool1d_with_indices(x, 2), torch.adaptive_max_pool1d(x, 2), torch.avg_pool1d(x, 2))
image, kernel = torch.randn(1, 2, 4, 4), torch.randn(3, 2, 2, 2)
print(torch.convolution(image, kernel, None, [1, 1], [0, 0], [1, 1], False, [0, 0], 1))
print(torch.convolution(torch.ones(1, 3, 2, 2), kernel, None, [1], [0], [1], True, [0], 1))
print(torch.grid_sampler(image, torch.zeros(1, 1, 1, 2), 0, 0, False))
print(torch.affine_grid_generator(torch.eye(2, 3)[None], [1, 1, 2, 2], False))
torch.manual_seed(0)
print(torch.dropout_(torch.ones(6), 0.5, True), torch.feature_dropout(torch.ones(2, 3, 2), 0.5, True))
print(torch.alpha_dropout(torch.ones(6), 0.5, True))
# %% losses with numbered reductions
import torch
a, b = torch.tensor([0.1, 2.]), torch.tensor([1., -1.])
print(torch.kl_div(a, b.abs(), 1), torch.kl_div(a, b, 2, log_target=True), torch.kl_div(a, b.abs()))
print(torch.hinge_embedding_loss(a, b), torch.margin_ranking_loss(a, b, b, 0.5, 2))
print(torch.cosine_embedding_loss(torch.ones(2, 3), torch.ones(2, 3), b))
print(torch.triplet_margin_loss(torch.ones(2, 3), torch.zeros(2, 3), torch.ones(2, 3) * 2))
print(torch.poisson_nll_loss(a, b.abs(), True, False, 1e-8, 1))
print(torch.binary_cross_entropy_with_logits(a, b.relu(), reduction=1))
# %% recurrent layers and cells as functions
import torch
steps, state = torch.arange(6.).view(2, 1, 3) / 6, torch.zeros(1, 1, 2)


def weights(gates):
    return [torch.ones(gates * 2, 3) * .1, torch.ones(gates * 2, 2) * .2, torch.zeros(gates * 2), torch.zeros(gates * 2)]


print(torch.lstm(steps, [state, state], weights(4), True, 1, 0.0, False, False, False))
print(torch.gru(steps, state, weights(3), True, 1, 0.0, False, False, False))
print(torch.rnn_tanh(steps, state, weights(1)[:2], False, 1, 0.0, False, False, False))
packed = torch.nn.utils.rnn.pack_padded_sequence(steps, [2])
print(torch.gru(packed.data, packed.batch_sizes, state, weights(3), True, 1, 0.0, False, False))
print(torch.lstm_cell(steps[0], (state[0], state[0]), *weights(4)), torch.gru_cell(steps[0], state[0], *weights(3)))
print(torch.rnn_relu_cell(steps[0], state[0], *weights(1)[:2]))
# %% small functions of tensors
import torch
x = torch.tensor([1., 2., 3.])
print(torch.fill(x, 5), torch.clip_(x.clone(), 0, 2), torch.split_with_sizes(x, [1, 2]), x.split_with_sizes([2, 1]))
print(torch.is_signed(x), torch.is_conj(x), torch.get_device(x), torch.adjoint(torch.ones(2, 1) * 1j))
print(torch.norm_except_dim(torch.ones(2, 3), 2, 0), torch.empty_strided((2, 3), (1, 2)).stride())
print(torch.nonzero_static(x, size=4), torch.index_put_(x.clone(), (torch.tensor([1, 1]),), x[:2], True))
print(torch.igamma(x, x + 1), torch.igammac(x, x + 1), torch.special.gammainc(x * 10, x * 9))
print(torch.igamma(torch.tensor([0., 1., -1., 1.]), torch.tensor([1., 0., 1., torch.inf])))
print(torch.special.zeta(x + 1, x), torch.special.multigammaln(x + 1, 2))
y = x.clone().requires_grad_()
torch.igamma(x, y).sum().backward()
print(y.grad)
# %% factorizations that say where they failed
import torch
from torch import linalg
A, S = torch.tensor([[2., 1.], [1., 3.]]), torch.tensor([[1., 2.], [2., 4.]])
both, right = torch.stack([A, S]), torch.tensor([1., 2.])
CALLS = [
    lambda: linalg.cholesky_ex(A), lambda: linalg.cholesky_ex(A, upper=True),
    lambda: linalg.cholesky_ex(torch.stack([A, A - 2 * S]), check_errors=True),
    lambda: linalg.cholesky_ex(torch.stack([A, A - 2 * S])).info,
    lambda: linalg.solve_ex(A, right), lambda: linalg.solve_ex(both, torch.ones(2, 2, 1)),
    lambda: linalg.solve_ex(S, right, check_errors=True), lambda: linalg.solve_ex(A, torch.eye(2), left=False),
    lambda: linalg.inv_ex(A), lambda: linalg.inv_ex(both), lambda: linalg.inv_ex(both, check_errors=True),
    lambda: linalg.lu_factor_ex(S), lambda: linalg.lu_factor_ex(S, check_errors=True),
    lambda: linalg.lu_factor(both), lambda: linalg.inv(both), lambda: linalg.solve(both, torch.ones(2, 2, 1)),
    lambda: torch.lu_unpack(*linalg.lu_factor(A)),
]
for call in CALLS:
    try:
        print(call())
    except RuntimeError as error:
        print(type(error).__name__ + ':', error)
x = A.clone().requires_grad_()
for result in (linalg.cholesky_ex(x).L, linalg.cholesky_ex(x, upper=True).L, linalg.solve_ex(x, right).result, linalg.inv_ex(x).inverse):
    print(result.grad_fn.name(), torch.autograd.grad(result.sum(), x)[0])
# %% principal components of a tall matrix
import torch
torch.manual_seed(0)
x = torch.randn(6, 4)
U, S, V = torch.pca_lowrank(x, q=4)
print(U.shape, S, V.shape, torch.allclose(U @ S.diag() @ V.T, x - x.mean(0), atol=1e-5))
U, S, V = torch.svd_lowrank(x.T, q=4)
print(U.shape, S, V.shape)
# %% spectra of windows and back
import torch
x = (torch.sin(torch.arange(20.) * .7) + torch.cos(torch.arange(20.))).double()
window = torch.hann_window(8, dtype=torch.float64)
spectrum = torch.stft(x, 8, window=window, return_complex=True)
print(spectrum.shape, spectrum.abs())
print(torch.stft(x, 8, 4, 6, window=torch.ones(6).double(), center=False, return_complex=True, normalized=True).abs())
print(torch.stft(torch.stack([x, x]), 8, window=window, onesided=False, return_complex=True).shape)
print(torch.allclose(torch.istft(spectrum, 8, window=window), x, atol=1e-6), spectrum.istft(8, window=window, length=18).shape)
CALLS = [
    lambda: torch.stft(x, 8, window=window), lambda: torch.stft(x, 8, window=torch.ones(9), return_complex=True),
    lambda: torch.stft(x, 8, 0, window=window, return_complex=True), lambda: torch.istft(spectrum.real, 8, window=window),
    lambda: torch.stft(x.long(), 8, window=window, return_complex=True),
    lambda: torch.stft(x[:3], 8, window=window, center=False, return_complex=True),
    lambda: torch.istft(spectrum, 9, window=window), lambda: torch.istft(spectrum, 8, window=window * 0),
]
for call in CALLS:
    try:
        print(call())
    except RuntimeError as error:
        print(error)
# %% signatures of functions
import inspect
import torch
import torch.nn.functional as F
for name in ('relu', 'cross_entropy', 'softmax', 'max_pool2d', 'pad', 'interpolate', 'tanh', 'ctc_loss', 'fold'):
    print(name, inspect.signature(getattr(F, name)), type(getattr(F, name)).__name__)
print(inspect.isfunction(F.relu), inspect.isbuiltin(F.linear), list(inspect.signature(F.dropout).parameters))
for call in (lambda: F.relu(), lambda: F.relu(1, 2, 3), lambda: F.mse_loss(), lambda: F.nll_loss(torch.ones(1), what=1),
             lambda: F.relu(torch.ones(1), input=2), lambda: F.batch_norm(torch.ones(1)), lambda: F.gelu()):
    try:
        call()
    except TypeError as error:
        print(error)
# %% values and tangents together
import torch
import torch.autograd.forward_ad as fwAD
p, t = torch.tensor([1., 2., 3.]), torch.tensor([1., 0., 2.])
with fwAD.dual_level():
    d = fwAD.make_dual(p, t)
    print(fwAD.unpack_dual(d).tangent is t, fwAD.unpack_dual(d).primal, fwAD.unpack_dual(p))
    y = d ** 2 + d.sin()
    print(fwAD.unpack_dual(y), fwAD.unpack_dual(y.sum()))
    a, b = fwAD.make_dual(p, t), fwAD.make_dual(p * 2, t * 3)
    print(fwAD.unpack_dual(a * b).tangent, fwAD.unpack_dual(torch.relu(d)[1:]).tangent)
    for call in (lambda: fwAD.make_dual(p, torch.ones(2)), lambda: fwAD.make_dual(p.long(), t)):
        try:
            call()
        except (RuntimeError, ValueError) as error:
            print(error)
try:
    fwAD.make_dual(p, t)
except RuntimeError as error:
    print(error)
print(fwAD.unpack_dual(d).tangent)
