# %% methods at zero, in ties, at infinity and not a number
import torch
import torch.nn.functional as F
inf, nan = float('inf'), float('nan')
POINTS = {'zeros': [0., 0., 0.], 'ties': [2., 1., 2.], 'zero and one': [-0., 0., 1.], 'infinities': [inf, 1., -inf], 'nan': [nan, 1., 2.], 'negative': [-1., -2., -0.5], 'limits': [3., -3., 6.], 'other': [2., -2., 3.]}
def shown(t):
    return ' '.join('%.3g' % (round(v, 6) + 0.) for v in t.detach().flatten().double().tolist())
def call(label, function, *xs):
    try:
        result = function(*xs)
        result = result[0] if isinstance(result, tuple) else result
        text = shown(result)
        if result.requires_grad:
            (result * torch.arange(1., result.numel() + 1).reshape(result.shape)).sum().backward()
        print(label, '=', text, *['| ' + shown(x.grad) if x.grad is not None else '| None' for x in xs])
    except Exception as error:
        print(label, type(error).__name__, error)
NAMES = """
    abs acos acosh asin asinh atan atanh ceil cos cosh deg2rad erf erfc erfinv exp exp2 expm1 floor frac log log10
    log1p log2 logit neg positive rad2deg reciprocal round rsqrt sgn sigmoid sign sin sinc sinh sqrt square tan
    tanh trunc i0 nan_to_num relu angle cumsum(0) cumprod(0) cummax(0)[0] cummin(0)[0] logcumsumexp(0)
    logsumexp(0) softmax(0) log_softmax(0) sum() mean() prod() std() var() std(unbiased=False) norm() norm(1)
    norm(3) norm(inf) norm(-inf) norm(0) max() min() amax() amin() aminmax()[0] median() nanmedian()
    kthvalue(2)[0] max(0)[0] min(0)[0] sort()[0] topk(2)[0] median(0)[0] nanmean() nansum() quantile(0.5)
    nanquantile(0.3) diff() clamp(0,1) clamp(min=1) clamp(max=0) clamp(-1.,-0.5) pow(0) pow(1) pow(2) pow(0.5)
    pow(-1) pow(3) pow(1.5) float_power(2) fmod(2) remainder(2) remainder(-1.5) div(0) mul(0) floor_divide(2)
    cov() trace() logit(1e-6) softmax(0).log() ldexp(torch.tensor(2)) std(0,keepdim=True) var_mean()[0]
    std_mean()[0] heaviside(torch.tensor(0.5)) xlogy(2) prod(0) unsqueeze(0).prod(1) logsumexp(0).exp()
    copysign(-1.) hardshrink(0.5)""".split()
for point, numbers in POINTS.items():
    for name in NAMES:
        x = torch.tensor(numbers, requires_grad=True)
        call(f'{name} {point}', lambda X: eval('X.' + (name if '(' in name else name + '()')), x)

# %% functions of networks
import torch
import torch.nn.functional as F
inf, nan = float('inf'), float('nan')
POINTS = {'zeros': [0., 0., 0.], 'ties': [2., 1., 2.], 'zero and one': [-0., 0., 1.], 'infinities': [inf, 1., -inf], 'nan': [nan, 1., 2.], 'negative': [-1., -2., -0.5], 'limits': [3., -3., 6.], 'other': [2., -2., 3.]}
def shown(t):
    return ' '.join('%.3g' % (round(v, 6) + 0.) for v in t.detach().flatten().double().tolist())
def call(label, function, *xs):
    try:
        result = function(*xs)
        result = result[0] if isinstance(result, tuple) else result
        text = shown(result)
        if result.requires_grad:
            (result * torch.arange(1., result.numel() + 1).reshape(result.shape)).sum().backward()
        print(label, '=', text, *['| ' + shown(x.grad) if x.grad is not None else '| None' for x in xs])
    except Exception as error:
        print(label, type(error).__name__, error)
NAMES = """
    relu relu6 elu selu celu gelu gelu(X,approximate='tanh') silu mish softplus softsign tanhshrink hardtanh
    hardsigmoid hardswish leaky_relu logsigmoid softshrink hardshrink threshold(X,0.5,0.) softmin(X,0) glu(X[:2])
    normalize(X,dim=0) normalize(X,p=1,dim=0) rms_norm(X,(3,)) avg_pool1d(X[None],2) max_pool1d(X[None],2)
    adaptive_max_pool1d(X[None],2) lp_pool1d(X[None],2,2) lp_pool1d(X[None],1.5,2)
    local_response_norm(X[None,:,None],2) prelu(X,torch.tensor([0.2]))""".split()
for point, numbers in POINTS.items():
    for name in NAMES:
        x = torch.tensor(numbers, requires_grad=True)
        call(f'{name} {point}', lambda X: eval('F.' + (name if '(' in name else name + '(X)')), x)

# %% special functions
import torch
import torch.nn.functional as F
inf, nan = float('inf'), float('nan')
POINTS = {'zeros': [0., 0., 0.], 'ties': [2., 1., 2.], 'zero and one': [-0., 0., 1.], 'infinities': [inf, 1., -inf], 'nan': [nan, 1., 2.], 'negative': [-1., -2., -0.5], 'limits': [3., -3., 6.], 'other': [2., -2., 3.]}
def shown(t):
    return ' '.join('%.3g' % (round(v, 6) + 0.) for v in t.detach().flatten().double().tolist())
def call(label, function, *xs):
    try:
        result = function(*xs)
        result = result[0] if isinstance(result, tuple) else result
        text = shown(result)
        if result.requires_grad:
            (result * torch.arange(1., result.numel() + 1).reshape(result.shape)).sum().backward()
        print(label, '=', text, *['| ' + shown(x.grad) if x.grad is not None else '| None' for x in xs])
    except Exception as error:
        print(label, type(error).__name__, error)
NAMES = """
    entr erf erfc erfinv exp2 expit expm1 gammaln i0 i0e i1 i1e log1p log_ndtr log_softmax(X,0) logit
    logsumexp(X,0) ndtr ndtri round sinc softmax(X,0)""".split()
for point, numbers in POINTS.items():
    for name in NAMES:
        x = torch.tensor(numbers, requires_grad=True)
        call(f'{name} {point}', lambda X: eval('torch.special.' + (name if '(' in name else name + '(X)')), x)

# %% functions of two tensors
import torch
import torch.nn.functional as F
inf, nan = float('inf'), float('nan')
POINTS = {'zeros': [0., 0., 0.], 'ties': [2., 1., 2.], 'zero and one': [-0., 0., 1.], 'infinities': [inf, 1., -inf], 'nan': [nan, 1., 2.], 'negative': [-1., -2., -0.5], 'limits': [3., -3., 6.], 'other': [2., -2., 3.]}
def shown(t):
    return ' '.join('%.3g' % (round(v, 6) + 0.) for v in t.detach().flatten().double().tolist())
def call(label, function, *xs):
    try:
        result = function(*xs)
        result = result[0] if isinstance(result, tuple) else result
        text = shown(result)
        if result.requires_grad:
            (result * torch.arange(1., result.numel() + 1).reshape(result.shape)).sum().backward()
        print(label, '=', text, *['| ' + shown(x.grad) if x.grad is not None else '| None' for x in xs])
    except Exception as error:
        print(label, type(error).__name__, error)
NAMES = """
    add sub mul div pow atan2 maximum minimum fmax fmin fmod remainder hypot logaddexp logaddexp2 copysign xlogy
    lerp(X,Y,0.5) dist(X,Y,2) dist(X,Y,1) dist(X,Y,inf) dot outer cross matmul true_divide float_power
    where(X>Y,X,Y) cdist(X[None],Y[None]) cdist(X[None],Y[None],1.) cdist(X[None],Y[None],3.) addcmul(X,X,Y)
    addcdiv(X,X,Y) nextafter ldexp""".split()
PAIRS = [('zeros', 'zeros'), ('zeros', 'other'), ('ties', 'zeros'), ('ties', 'ties'), ('nan', 'other'), ('other', 'nan'), ('infinities', 'infinities'), ('negative', 'zero and one')]
for first, second in PAIRS:
    for name in NAMES:
        x, y = (torch.tensor(POINTS[point], requires_grad=True) for point in (first, second))
        call(f'{name} of {first} and {second}', lambda X, Y: eval('torch.' + (name if '(' in name else name + '(X,Y)')), x, y)

# %% losses
import torch
import torch.nn.functional as F
inf, nan = float('inf'), float('nan')
POINTS = {'zeros': [0., 0., 0.], 'ties': [2., 1., 2.], 'zero and one': [-0., 0., 1.], 'infinities': [inf, 1., -inf], 'nan': [nan, 1., 2.], 'negative': [-1., -2., -0.5], 'limits': [3., -3., 6.], 'other': [2., -2., 3.]}
def shown(t):
    return ' '.join('%.3g' % (round(v, 6) + 0.) for v in t.detach().flatten().double().tolist())
def call(label, function, *xs):
    try:
        result = function(*xs)
        result = result[0] if isinstance(result, tuple) else result
        text = shown(result)
        if result.requires_grad:
            (result * torch.arange(1., result.numel() + 1).reshape(result.shape)).sum().backward()
        print(label, '=', text, *['| ' + shown(x.grad) if x.grad is not None else '| None' for x in xs])
    except Exception as error:
        print(label, type(error).__name__, error)
NAMES = """
    mse_loss l1_loss smooth_l1_loss huber_loss soft_margin_loss(X,Y.sign()) poisson_nll_loss
    poisson_nll_loss(X,Y,log_input=False) kl_div(X,Y) kl_div(X,Y,log_target=True)
    binary_cross_entropy(X.clamp(0,1),Y.clamp(0,1)) binary_cross_entropy_with_logits(X,Y)
    hinge_embedding_loss(X,Y.sign()) gaussian_nll_loss(X,Y,X.abs()) gaussian_nll_loss(X,Y,X.abs(),full=True)
    cosine_similarity(X,Y,0) pairwise_distance(X,Y) pairwise_distance(X,Y,p=1.)
    margin_ranking_loss(X,Y,torch.tensor(1)) triplet_margin_loss(X[None],Y[None],X[None]*2)
    cross_entropy(X[None],torch.tensor([1])) cross_entropy(X[None],Y[None].softmax(1))
    cross_entropy(X[None],torch.tensor([1]),label_smoothing=0.1) nll_loss(X[None],torch.tensor([1]))
    multi_margin_loss(X[None],torch.tensor([1])) multilabel_soft_margin_loss(X[None],Y[None].clamp(0,1))
    multilabel_margin_loss(X[None],torch.tensor([[1,0,-1]])) prelu(X,Y[:1])
    bilinear(X[None],Y[None],torch.ones(1,3,3)) linear(X,Y[None])""".split()
PAIRS = [('zeros', 'zeros'), ('zeros', 'other'), ('ties', 'zeros'), ('ties', 'ties'), ('nan', 'other'), ('other', 'nan'), ('infinities', 'infinities'), ('negative', 'zero and one')]
for first, second in PAIRS:
    for name in NAMES:
        x, y = (torch.tensor(POINTS[point], requires_grad=True) for point in (first, second))
        call(f'{name} of {first} and {second}', lambda X, Y: eval('F.' + (name if '(' in name else name + '(X,Y)')), x, y)

# %% gradients that are kept are those after all hooks
import torch
x = torch.ones(3, requires_grad=True)
y = x.clone()
y.retain_grad()
y.register_hook(lambda g: g * 10)
(y * torch.arange(3.)).sum().backward()
print(y.grad, x.grad)

# %% tensors of inference mode take no gradients
import torch
with torch.inference_mode():
    x = torch.ones(2)
    print(torch.ones(1).requires_grad_())
try:
    x.requires_grad_()
except RuntimeError as error:
    print(error)

# %% parameters without sizes
import torch
layer = torch.nn.LazyLinear(3)
for use in (lambda p: p.numel(), lambda p: p.nelement(), lambda p: p.sum(), lambda p: p.view(-1), lambda p: p.dim(), lambda p: p.item()):
    try:
        print(use(layer.weight))
    except ValueError as error:
        print(error)
print(layer.weight.requires_grad, layer.weight.dtype, layer.weight)
layer(torch.ones(1, 2))
print(layer.weight.numel())

# %% matrices without elements
import torch
L = torch.linalg
for sizes in [(0, 3), (3, 0), (0, 0), (2, 0, 3), (0, 3, 3), (2, 0, 0)]:
    for name in ('svdvals', 'pinv', 'matrix_rank', 'det', 'inv', 'eigvalsh', 'matrix_exp'):
        try:
            print(name, sizes, getattr(L, name)(torch.zeros(sizes)))
        except RuntimeError as error:
            print(name, sizes, error)

# %% limits of types
import torch
inf, nan = float('inf'), float('nan')
for dtype in (torch.int64, torch.int32, torch.int8, torch.uint8):
    info = torch.iinfo(dtype)
    x = torch.tensor([info.min + 1, info.max, 7, 0], dtype=dtype)
    print(x.div(2, rounding_mode='trunc'), torch.div(x, torch.tensor([3, 2, 2, 1], dtype=dtype), rounding_mode='trunc'), x // 2)
print(torch.tensor([1e10, -1e10, inf, 2147483520., -3.7]).int(), torch.tensor([inf, -7.5]).half().int())
print(torch.tensor([2049, 70000, -3]) + torch.tensor([0.5, 0.5, 0.5]).half(), torch.tensor([2049, 3]) * torch.tensor(2.).half())
z = torch.tensor([complex(0, 0), complex(-1, 0), complex(0.5, -2), complex(1.5, 3)])
for exponent in (0, 1, 2, 3, -1, -2, 0.5, 2.5):
    print(exponent, z ** exponent)
for operation in (torch.sort, torch.argsort, lambda x: torch.topk(x, 2)):
    try:
        print(operation(z))
    except RuntimeError as error:
        print(error)
