"""Writes Recorded/operations.tsv: operations of PyTorch with their results, for OperationTests.

A case is `name argument ...`, see OperationTests.swift for how arguments are written.
"""
import os, sys
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Recorded")

CASES = """leaky_relu f4x6 0.1
elu f4x6
selu f4x6
celu f4x6 1.5
softplus f4x6
silu f4x6
mish f4x6
gelu f4x6
gelu f4x6 approximate=tanh
hardtanh f4x6
relu6 f4x6
hardsigmoid f4x6
hardswish f4x6
hardshrink f4x6
softshrink f4x6
threshold f4x6 0.1 20.0
logsigmoid f4x6
softsign f4x6
tanhshrink f4x6
glu f4x6
prelu f4x6 p6
softmin f4x6 1
smooth_l1_loss f4x6 p4x6
huber_loss f4x6 p4x6
binary_cross_entropy p4x6 p4x6
binary_cross_entropy_with_logits f4x6 p4x6
cross_entropy f4x6 i4:6 label_smoothing=0.1
cross_entropy f4x6 p4x6
cross_entropy f2x3x4 i2x4:3
margin_ranking_loss f4 p4 n4
triplet_margin_loss f4x6 f4x6 f4x6
gaussian_nll_loss f4x6 f4x6 p4x6
poisson_nll_loss f4x6 p4x6
soft_margin_loss f4x6 n4x6
multilabel_soft_margin_loss f4x6 p4x6
multi_margin_loss f4x6 i4:6
cosine_similarity f4x6 f4x6
conv1d f2x4x9 f3x4x2 f3
conv2d f2x4x6x6 f3x4x3x3 f3 2 1
conv2d f1x4x6x6 f3x4x3x3
conv2d f2x4x6x6 f4x1x3x3 - 1 1 1 4
conv2d f2x40x5x5 f4x40x3x3
conv3d f1x2x4x4x4 f3x2x2x2x2
conv_transpose2d f2x4x3x3 f4x3x2x2 f3 2
max_pool2d f2x4x6x6 2
max_pool2d f2x4x6x6 3 2 1
avg_pool2d f2x4x6x6 3 2 1
adaptive_avg_pool2d f2x4x6x6 4
adaptive_max_pool2d f2x4x6x6 4
max_pool1d f2x4x9 2
batch_norm f4x6 - - p6 f6 True
group_norm f2x4x5 2 p4 f4
instance_norm f2x4x5
normalize f4x6
embedding i3x4:10 f10x5
interpolate f2x4x6x6 - 2.0
interpolate f2x4x6x6 9,4 - bilinear True
pad f2x4x6 1,2 reflect
pad f2x4x6 1,2 replicate
pad f2x4x6 1,2 constant 3.0
scaled_dot_product_attention f2x3x5x4 f2x3x5x4 f2x3x5x4
scaled_dot_product_attention f3x5x4 f3x5x4 f3x5x4
pixel_shuffle f1x8x3x3 2
one_hot i5:4 4
gather f4x6 1 i4x2:6
scatter f4x6 0 i2x6:4 1.5
scatter_add f4x6 0 i4x6:4 f4x6
scatter_reduce f4x6 0 i4x6:4 f4x6 amax
index_add f4x6 0 i2:4 f2x6
index_copy f4x6 0 i1:4 f1x6
index_fill f4x6 1 i2:6 7.0
take f4x6 i5:24
masked_scatter f4x6 b4x6 f4x6
masked_select f4x6 b4x6
sort f4x6
sort f4x6 0 True
topk f4x6 3
kthvalue f4x6 2
median f4x6
median f4x6 1
cummax f4x6 0
cumprod f4x6 1
logcumsumexp f4x6 1
logsumexp f4x6 1
amax f4x6 1
aminmax f4x6
nansum f4x6 1
nanmean f4x6 1
var_mean f4x6 1
std_mean f4x6
quantile f4x6 0.3 1
unique i20:5
bincount i20:5 - 8
histc f4x6 5 -2 2
diff f4x6
cov f4x6
corrcoef f4x6
cdist f4x6 f3x6
repeat f4x6 2,1,3
repeat_interleave f4x6 2 1
flip f4x6 0,1
roll f4x6 1
rot90 f4x6
tril f4x6
triu f4x6 1
diag f4x6
diag f5 1
diagonal f4x6 1
diag_embed f4x6
trace f4x4
movedim f2x4x6 0 2
unflatten f4x6 1 2,3
kron f2x2 f2x3
outer f4 f3
tensordot f4x6 f6x3 1
baddbmm f2x4x3 f2x4x5 f2x5x3
addbmm f4x3 f2x4x5 f2x5x3
addmv f4 f4x6 f6
addr f4x6 f4 f6
lerp f4x6 p4x6 0.3
addcmul f4x6 p4x6 p4x6
clamp_min f4x6 0
nan_to_num f4x6
logit p4x6
erfinv p4x6
lgamma p4x6
digamma p4x6
i0 f4x6
sinc f4x6
hypot f4x6 f4x6
atan2 f4x6 f4x6
logaddexp f4x6 f4x6
linalg_inv f3x3
linalg_det f4x4
linalg_slogdet f4x4
linalg_solve f3x3 f3
linalg_qr f4x3
linalg_svdvals f4x3
linalg_eigvalsh f4x4
linalg_pinv f4x3
linalg_matrix_power f3x3 3
linalg_matrix_exp f3x3
linalg_norm f4x6 nuc
linalg_vector_norm f4x6 3""".splitlines()


def argument(word, seed):
    if word == "-":
        return None
    if word in ("True", "False"):
        return word == "True"
    for kind in (int, float):
        try:
            return kind(word)
        except ValueError:
            pass
    if "," in word:
        return [int(x) for x in word.split(",")]
    if word[0] not in "fnpib" or not word[1].isdigit():
        return word
    size, _, limit = word[1:].partition(":")
    shape = [int(x) for x in size.split("x")]
    torch.manual_seed(seed)
    if word[0] == "i":
        return torch.randint(0, int(limit), shape)
    if word[0] == "b":
        return torch.randint(0, 2, shape).bool()
    x = torch.rand(shape) if word[0] == "p" else torch.randn(shape)
    return x.requires_grad_(word[0] != "n")


def function(name):
    for prefix, module in (("linalg_", torch.linalg), ("special_", torch.special)):
        if name.startswith(prefix):
            return getattr(module, name[len(prefix):])
    return getattr(F, name, None) or getattr(torch, name, None) or getattr(torch.Tensor, name)


def run(case):
    words = case.split(" ")
    seed, positional, keywords = 20, [], {}
    for word in [w for w in words[1:] if "=" not in w]:
        seed += 1
        positional.append(argument(word, seed))
    for word in [w for w in words[1:] if "=" in w]:
        key, value = word.split("=")
        seed += 1
        keywords[key] = argument(value, seed)
    result = function(words[0])(*positional, **keywords)
    return result[0] if isinstance(result, tuple) else result


if __name__ == "__main__":
    with open(os.path.join(HERE, "operations.tsv"), "w") as f:
        for case in CASES:
            result = run(case)
            node = type(result.grad_fn).__name__ if result.grad_fn is not None else "-"
            values = " ".join(x.hex() for x in result.detach().double().reshape(-1).tolist())
            f.write(f"{case}\t{node}\t{list(result.shape)}\t{values}\n")
