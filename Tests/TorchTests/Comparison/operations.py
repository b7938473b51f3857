"""What operations give: a line for each sample and type of element.

    python operations.py > operations.txt     records PyTorch; the test runs the same text

A block is `= how family`, then `# expression` and a line for each type: the result's type, sizes, node
and values, then the gradients of the operands; or the error. `how` says how equal numbers must be:
`bits`, `ulp` (float32 to one unit in the last place) or `digits` (four of them).
"""
import warnings

import torch
import torch.nn.functional as F

warnings.simplefilter('ignore')
torch.set_num_threads(1)

TYPES = {
    'f4': torch.float32, 'f8': torch.float64, 'f2': torch.float16, 'bf': torch.bfloat16,
    'i8': torch.int64, 'i4': torch.int32, 'i2': torch.int16, 'i1': torch.int8, 'u1': torch.uint8,
    'b1': torch.bool, 'c8': torch.complex64, 'c16': torch.complex128,
}
NAMES = {dtype: name for name, dtype in TYPES.items()}
REAL = 'f4 f8 f2 bf i8 i4 i2 i1 u1 b1'.split()
ALL = REAL + ['c8']
FEW = ['f4', 'f8', 'i8']
FLOATS = ['f4', 'f8', 'f2', 'bf']


class Maker:
    """Makes the operands of a sample: the same numbers for every type, as far as it has them."""

    def __init__(self, name):
        self.name = name
        self.dtype = TYPES[name]
        self.state = 7
        self.leaves = []

    def next(self):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 16) % 97 - 48

    def numbers(self, shape, scale):
        count = 1
        for size in shape:
            count *= size
        return [scale(self.next()) for _ in range(count)]

    def tensor(self, shape, scale):
        name = self.name
        if name[0] == 'c':
            values = [complex(scale(self.next()), scale(self.next())) for _ in self.numbers(shape, abs)]
        elif name == 'b1':
            values = [value > 0 for value in self.numbers(shape, lambda r: r)]
        elif name[0] in 'iu':
            values = [int(scale(r) * 4) for r in self.numbers(shape, lambda r: r)]
            values = [abs(value) for value in values] if name == 'u1' else values
        else:
            values = self.numbers(shape, scale)
        x = torch.tensor(values, dtype=self.dtype).reshape(shape).clone()
        if name in ('f4', 'f8', 'c8'):
            x.requires_grad_()
            self.leaves.append(x)
        return x

    def t(self, *shape):
        """Numbers from -3 to 3."""
        return self.tensor(shape, lambda r: r / 16)

    def p(self, *shape):
        """Numbers above 0, to 3."""
        return self.tensor(shape, lambda r: (abs(r) + 1) / 16)

    def u(self, *shape):
        """Numbers between -1 and 1."""
        return self.tensor(shape, lambda r: r / 64)

    def q(self, *shape):
        """Numbers between 0 and 1."""
        return self.tensor(shape, lambda r: (abs(r) + 1) / 64)

    def s(self):
        """Special numbers."""
        if self.name[0] in 'fb' and self.name != 'b1':
            values = [float('inf'), float('-inf'), float('nan'), 0.0, -0.0, 1e4, 1e-4]
        else:
            values = [0, 1, 127, 2, 3, 0, 1]
        return torch.tensor(values, dtype=self.dtype)

    def w(self, name, *shape):
        """Another type."""
        return Maker(name).t(*shape).detach()

    def n(self, limit, *shape):
        """Indices below a limit."""
        return torch.tensor([abs(r) % limit for r in self.numbers(shape, lambda r: r)]).reshape(shape)

    def m(self, *shape):
        """A mask."""
        return torch.tensor([r > 0 for r in self.numbers(shape, lambda r: r)]).reshape(shape)

    def names(self):
        return {name: getattr(self, name) for name in 'tpuqswnm'} | {
            'torch': torch, 'F': F, 'dtype': self.dtype, 'inf': float('inf'), 'nan': float('nan')}


def number(value, name):
    if isinstance(value, complex):
        return number(value.real, name) + ',' + number(value.imag, name)
    if isinstance(value, float):
        return ('%.9g' if name == 'f4' or name == 'c8' else '%.12g' if name in ('f8', 'c16') else '%.5g') % value
    return str(int(value)) if isinstance(value, bool) else str(value)


def described(value):
    """A result on one line."""
    if isinstance(value, torch.Tensor):
        name = NAMES.get(value.dtype, str(value.dtype))
        sizes = ','.join(str(size) for size in value.shape)
        node = ' ' + type(value.grad_fn).__name__ if value.grad_fn is not None else ''
        values = value.detach().reshape(-1).tolist()
        return f'{name}[{sizes}]{node} ' + ' '.join(number(v, name) for v in values)
    if isinstance(value, torch.Size):
        return str(tuple(value))
    if isinstance(value, (tuple, list)):
        return '(' + '; '.join(described(item) for item in value) + ')'
    if isinstance(value, float):
        return 'float ' + repr(value)
    return str(value)


def outputs(value):
    """The results of a sample that have a gradient."""
    if isinstance(value, torch.Tensor):
        return [value] if value.requires_grad else []
    return [x for item in value for x in outputs(item)] if isinstance(value, (tuple, list)) else []


def gradients(value, leaves):
    """The gradients of the results, weighted by their positions."""
    parts = []
    for x in outputs(value):
        weights = (torch.arange(1, x.numel() + 1).reshape(x.shape) % 5).to(x.dtype)
        parts.append((x * weights).sum())
    if not parts:
        return ''
    total = sum(parts[1:], parts[0])
    if total.is_complex():
        total = total.real + total.imag
    slopes = torch.autograd.grad(total, leaves, allow_unused=True)
    return ' | ' + '; '.join('None' if g is None else described(g) for g in slopes)


def answer(expression, name):
    maker = Maker(name)
    torch.manual_seed(3)
    try:
        value = eval(expression, maker.names())
        return described(value) + gradients(value, maker.leaves)
    except Exception as error:
        text = str(error).split('\n')[0]
        return f'{type(error).__name__}: {text[:160]}'


def samples(how, family, names, expressions):
    """Prints a family: every expression for every name; an expression begins with the types it is for."""
    print(f'= {how} {family}')
    for name in names.split() or ['']:
        for line in filter(None, expressions.split('\n')):
            types, _, expression = line.strip().partition(' ')
            expression = expression.replace('NAME', name)
            print('#', expression)
            for kind in {'all': ALL, 'real': REAL, 'few': FEW, 'floats': FLOATS}.get(types) or types.split(','):
                print(kind, answer(expression, kind))


# The samples.

UNARY = '''
all torch.NAME(t(7))
real torch.NAME(p(7))
real torch.NAME(q(6))
floats torch.NAME(s())
few torch.NAME(u(2, 3))
few t(3, 2).t().NAME()
few torch.NAME(t())
few torch.NAME(t(0))
f4 t(4)[::2].NAME()
few torch.NAME(t(2, 1, 2))
f4 torch.NAME(t(17) / 8)
'''
samples('ulp', 'unary', (
    'abs acos acosh asin asinh atan atanh ceil cos cosh deg2rad erf erfc erfinv exp exp2 expm1 '
    'floor frac isfinite isinf isnan isneginf isposinf isreal log log10 log1p log2 logical_not '
    'logit nan_to_num neg positive rad2deg reciprocal relu round rsqrt sigmoid sign signbit sin '
    'sinh sqrt square tan tanh trunc bitwise_not angle conj selu absolute arccos arcsin arctan fix negative '
    'resolve_conj'), UNARY)
# PyTorch sums these by series in float32, which here are rounded from double precision.
samples('digits', 'unary by approximations', 'digamma lgamma sinc i0', UNARY)
IN_PLACE = '''
real (q(5) * 1).NAME_()
f4,i8 q(5).NAME_()
'''
samples('ulp', 'in place', (
    'abs acos asin atan ceil cos cosh erf erfc erfinv exp exp2 expm1 floor frac log log10 '
    'log1p log2 logical_not logit nan_to_num neg reciprocal relu round rsqrt sigmoid sign sin sinh sqrt '
    'square tan tanh trunc bitwise_not zero_ '), IN_PLACE)
samples('digits', 'in place by approximations', 'digamma lgamma', IN_PLACE)
SPECIAL = '''
real torch.special.NAME(t(7))
few torch.special.NAME(p(6))
few torch.special.NAME(q(6))
f4 torch.special.NAME(s())
f4 torch.special.NAME(t(2, 2))
'''
samples('ulp', 'special', (
    'entr erf erfc erfinv exp2 expit expm1 log1p log_ndtr logit ndtr ndtri round'), SPECIAL)
samples('digits', 'special by approximations', (
    'erfcx gammaln digamma psi i0 i0e i1 i1e sinc bessel_j0 bessel_j1 bessel_y0 bessel_y1 '
    'modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 '
    'scaled_modified_bessel_k0 scaled_modified_bessel_k1 spherical_bessel_j0'), SPECIAL)

BINARY = '''
all torch.NAME(t(2, 3), t(2, 3))
real torch.NAME(p(5), p(5))
few torch.NAME(t(2, 3), t(3))
few torch.NAME(t(2, 1), p(3))
real torch.NAME(t(4), 2)
real torch.NAME(p(4), 2.5)
few torch.NAME(t(4), True)
few torch.NAME(t(3), w('i4', 3))
few torch.NAME(t(3), w('f8', 3)[0])
few torch.NAME(t(), t(2))
few torch.NAME(t(0), t(0))
few torch.NAME(t(2, 3), t(2))
few t(3, 2).t().NAME(p(2, 3))
floats torch.NAME(s(), s().flip(0))
f4 torch.NAME(t(17), p(17))
'''
samples('ulp', 'binary', (
    'add sub mul div true_divide floor_divide remainder fmod pow maximum minimum fmax fmin atan2 hypot eq '
    'ne lt le gt ge logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor '
    'bitwise_left_shift bitwise_right_shift copysign nextafter ldexp logaddexp logaddexp2 xlogy '
    'float_power gcd lcm heaviside rsub subtract multiply divide greater less not_equal dist'), BINARY)
samples('ulp', 'binary in place', (
    'add sub mul div floor_divide remainder fmod pow eq ne lt le gt ge logical_and bitwise_and '
    'bitwise_or bitwise_xor atan2 copysign hypot'), '''
real (t(4) * 1).NAME_(p(4))
real (t(4) * 1).NAME_(2)
few (t(4) * 1).NAME_(2.5)
few (t(4) * 1).NAME_(w('f8', 4))
few (t(2, 3) * 1).NAME_(p(3))
f4 t(3).NAME_(2)
f4 (t(3) * 1).NAME_(t(2, 3))
''')
samples('ulp', 'multiples', '', '''
floats t(4).add(t(4), alpha=3)
floats t(4).sub(t(4), alpha=3)
floats (t(4) * 1).add_(t(4), alpha=3)
floats (t(4) * 1).sub_(w('f8', 4), alpha=0.5)
i8,i4 (t(4) * 1).add_(t(4), alpha=3)
''')
samples('ulp', 'old types', '', '''
few t(3).type(torch.LongTensor)
few t(3).type('torch.DoubleTensor')
few t(3).type('foo')
few isinstance(t(3), torch.FloatTensor)
few torch.LongTensor([1, 2])
few torch.IntTensor(2).shape
''')
samples('ulp', 'operators', '', '''
real t(4) + 1
real 1 - p(4)
real 2.5 * t(4)
real 1 / p(4)
real t(4) // 2
real 7 // p(4)
real t(4) % 3
real 7 % p(4)
real t(4) ** 2
real p(4) ** -1
real 2 ** t(4)
real p(4) ** 0.5
real -t(4)
real ~t(4)
real abs(t(4))
real +t(4)
real t(4) & 3
real 3 | t(4)
real t(4) ^ t(4)
real t(4) << 1
real t(4) >> 1
real t(4) == 1
real 1 < t(4)
real t(4) >= p(4)
real t(4) @ t(4)
real t(2, 3) @ t(3, 2)
few t(4) + None
few t(4) + 'a'
few divmod(t(4), 2)
few round(t(4))
few t(4) + 1j
few True + t(4)
few int(t(1))
few float(t(1, 1))
few bool(t(1))
few len(t(3, 2))
few bool(t(3))
few t(2) in [1]
few (t(2, 2) < 1) & (t(2, 2) > -1)
few t(3).tolist()
few t().item()
few complex(t(1))
few t(2, 3).T
few t(2, 3).mT
few t(2, 2, 2).T
few t(2, 3).H
''')

for kind in ALL:
    for name in 'add mul div floor_divide remainder pow maximum eq atan2 xlogy where'.split():
        if name == 'where':
            samples('bits', f'promotion of {kind} by where', '', '\n'.join(
                f"{kind} torch.where(t(2) == 0, t(2), w('{other}', 2)).dtype" for other in ALL))
        else:
            samples('bits', f'promotion of {kind} by {name}', '', '\n'.join(
                f"{kind} torch.{name}(p(2), w('{other}'{size}).abs()).dtype"
                for other in ALL for size in (', 2', '')))

samples('ulp', 'ternary and others by element', '', '''
real torch.clamp(t(6), -1, 1)
real torch.clamp(t(6), min=0.5)
real torch.clamp(t(6), max=t(6))
few torch.clamp(t(6), t(6), p(6))
few torch.clamp(t(6))
real t(6).clip(0, 1)
few t(6).clamp_min(0)
few t(6).clamp_max(0.5)
few (t(6) * 1).clamp_(0, 1)
real torch.lerp(t(4), t(4), 0.3)
real torch.lerp(t(4), t(4), t(4))
few torch.lerp(t(4), t(4), 0.7)
real torch.addcmul(t(4), t(4), t(4), value=2)
real torch.addcdiv(t(4), t(4), p(4), value=2)
real torch.where(m(4), t(4), t(4))
few torch.where(m(2, 1), t(3), 0.0)
few torch.where(m(4), 1, 2)
few torch.where(m(4), 1.0, t(4))
few torch.where(m(6))
real t(4).where(m(4), t(4))
few torch.add(t(3), t(3), alpha=2)
few torch.add(t(3), 1, alpha=3)
few torch.sub(t(3), t(3), alpha=0.5)
few torch.div(t(6), p(6), rounding_mode='floor')
few torch.div(t(6), p(6), rounding_mode='trunc')
few torch.div(t(6), 2, rounding_mode='up')
few torch.round(t(6), decimals=1)
few torch.logit(q(5), eps=0.2)
few torch.nan_to_num(s(), nan=1.0, posinf=2.0, neginf=3.0)
few torch.mvlgamma(p(4) + 2, 2)
few torch.special.xlog1py(t(3), p(3))
few torch.special.zeta(p(3) + 1, p(3))
few torch.igamma(p(3), p(3))
few torch.frexp(t(4))
real torch.isclose(t(4), t(4))
few torch.allclose(t(4), t(4))
few torch.equal(t(4), t(4))
few torch.isin(n(4, 5), torch.tensor([1, 2]))
few torch.bucketize(t(4), torch.tensor([-1.0, 0.0, 1.0]))
few torch.searchsorted(torch.tensor([-1.0, 0.0, 1.0]), t(4))
few torch.complex(t(3), t(3))
few torch.polar(p(3), p(3))
f4,c8 torch.view_as_real(torch.view_as_complex(t(3, 2)))
c8 t(3).real
c8 t(3).imag
c8 torch.abs(t(3)) * 2
c8 t(3).conj() * 2
few torch.erf(t(3)).add(1).mul(0.5)
few torch.std(t(6)) + torch.var(t(6))
few torch.sigmoid(t(6)) * torch.tanh(t(6))
''')

REDUCE = '''
all torch.NAME(t(7))
real torch.NAME(t(2, 3))
real torch.NAME(t(2, 3), 0)
few torch.NAME(t(2, 3), 1)
few torch.NAME(t(2, 3), -1, keepdim=True)
few torch.NAME(t(2, 3), dim=1)
few torch.NAME(t(2, 3, 2), dim=(0, 2))
few torch.NAME(t())
few torch.NAME(t(0))
few torch.NAME(t(2, 0), 1)
few torch.NAME(t(3, 4).t(), 1)
few torch.NAME(t(2, 3), 2)
f4 torch.NAME(t(40))
f4 torch.NAME(p(3, 21), 1)
f4 torch.NAME(p(21, 3), 0)
f4 torch.NAME(t(3, 5, 4), 1)
few t(2, 3).NAME()
few t(2, 3).NAME(axis=1)
few t(2, 3).NAME(1, True)
floats torch.NAME(s())
'''
samples('bits', 'reductions in an order of their own', 'sum mean nansum nanmean', REDUCE)
samples('ulp', 'reductions', (
    'prod max min amax amin argmax argmin all any median nanmedian logsumexp cumsum cumprod '
    'cummax cummin logcumsumexp count_nonzero aminmax mode norm'), REDUCE)
samples('ulp', 'moments', 'std var std_mean var_mean', REDUCE + '''
few torch.NAME(t(2, 3), 1, False)
few torch.NAME(t(2, 3), unbiased=False)
few torch.NAME(t(2, 3), 1, correction=2)
few torch.NAME(t(2, 3), dim=(0, 1), keepdim=True)
few torch.NAME(t(1))
''')
samples('ulp', 'reductions with options', '', '''
real torch.sum(t(2, 3), dtype=torch.float64)
real torch.mean(t(2, 3), dtype=torch.float32)
few torch.sum(t(2, 3), 1, dtype=torch.int64)
few torch.prod(t(2, 3), 0, dtype=torch.float64)
few torch.cumsum(t(2, 3), 1, dtype=torch.float64)
few t(2, 3).sum((0, 1))
few t(2, 3).sum([])
few t(2, 3).sum(0, 1)
few torch.norm(t(2, 3), 1)
few torch.norm(t(2, 3), p=inf)
few torch.norm(t(2, 3), p='fro', dim=(0, 1))
few torch.norm(t(2, 3), 'nuc')
few torch.norm(t(2, 3), 2, 1)
few torch.norm(t(2, 3), 3, 1, True)
few torch.norm(t(2, 3), p=0)
few torch.linalg.norm(t(2, 3))
few torch.linalg.norm(t(2, 3), 1)
few torch.linalg.vector_norm(t(2, 3), 3)
few torch.linalg.matrix_norm(t(2, 3), 'fro')
few torch.max(t(2, 3), t(2, 3))
few torch.min(t(3), t(2, 3))
few torch.max(t(2, 3), 1)[0]
few torch.max(t(2, 3), 1).indices
few torch.argmax(t(2, 3), dim=1, keepdim=True)
few torch.argsort(t(6))
few torch.sort(t(2, 3))
few torch.sort(t(2, 3), 0, descending=True)
few torch.sort(t(8), stable=True)
real torch.sort(t(6))
few torch.topk(t(6), 2)
few torch.topk(t(2, 4), 2, 0)
few torch.topk(t(6), 2, largest=False)
few torch.topk(t(6), 9)
few torch.kthvalue(t(6), 2)
few torch.msort(t(3, 2))
few torch.unique(n(4, 9))
few torch.unique(n(4, 9), return_counts=True)
few torch.unique(n(4, 9), return_inverse=True, return_counts=True)
few torch.unique(n(2, 4, 2), dim=0)
few torch.unique_consecutive(n(3, 9))
few torch.unique_consecutive(n(2, 9), return_counts=True)
few torch.bincount(n(4, 9))
few torch.bincount(n(4, 4), weights=torch.tensor([0.5, 1.0, 1.5, 2.0]))
few torch.bincount(n(4, 4), minlength=6)
few torch.histc(t(9), 4, -3, 3)
few torch.histogram(t(9), 4)
few torch.quantile(t(7), 0.4)
few torch.quantile(t(2, 5), torch.tensor([0.25, 0.5]), 1)
few torch.quantile(t(7), 0.4, interpolation='nearest')
few torch.nanquantile(t(7), 0.4)
few torch.cov(t(2, 5))
few torch.corrcoef(t(2, 5))
few torch.diff(t(6))
few torch.diff(t(2, 3), dim=0)
few torch.diff(t(6), n=2)
few torch.gradient(t(5))
few torch.trapezoid(t(5))
few torch.trapz(t(5), dx=0.5)
few torch.cumulative_trapezoid(t(5))
few torch.logsumexp(t(2, 3), (0, 1))
few torch.count_nonzero(t(2, 3), 1)
few torch.all(t(2, 3) > -3)
few torch.any(t(2, 3) > 2.5, 1)
few torch.amax(t(2, 3), (0, 1))
few torch.aminmax(t(2, 3), dim=1)
few torch.std(t(5), correction=0)
few torch.renorm(t(3, 2), 2, 0, 1.0)
few torch.dist(t(4), t(4), 1)
few torch.cdist(t(2, 3), t(4, 3))
few torch.cdist(t(2, 3), t(4, 3), p=1)
few F.pdist(t(3, 2))
''')

samples('bits', 'views and copies', '', '''
real t(2, 3).reshape(3, 2)
few t(2, 3).reshape(-1)
few t(2, 3).reshape(4)
few t(2, 3).view(3, -1)
few t(2, 3).view(-1, -1)
few t(2, 3).t().view(6)
few t(4).view(2, 2)
few t(2, 3).view_as(t(3, 2))
few t(2, 3).reshape_as(t(6))
few t(2, 3).flatten()
few t(2, 3, 2).flatten(1)
few t(2, 3, 2).flatten(0, 1)
few torch.ravel(t(2, 3).t())
few torch.unflatten(t(6), 0, (2, 3))
few torch.unflatten(t(2, 4), 1, (-1, 2))
few torch.unsqueeze(t(3), 0)
few t(3).unsqueeze(-1)
few t(3).unsqueeze(3)
few torch.squeeze(t(1, 3, 1))
few t(1, 3, 1).squeeze(0)
few t(1, 3, 1).squeeze(1)
few t(1, 3, 1).squeeze((0, 2))
few torch.transpose(t(2, 3), 0, 1)
few t(2, 3).transpose(0, 2)
few t(2, 3).swapaxes(0, 1)
few t(2, 3).t()
few t(2, 3, 2).t()
few torch.permute(t(2, 3, 2), (2, 0, 1))
few t(2, 3, 2).permute(2, 0, 1)
few t(2, 3).permute(0)
few torch.movedim(t(2, 3, 2), 0, 2)
few torch.moveaxis(t(2, 3, 2), (0, 1), (1, 0))
few t(1, 3).expand(2, 3)
few t(1, 3).expand(2, -1, -1)
few t(2, 3).expand(4, 3)
few t(3).expand_as(t(2, 3))
few torch.broadcast_to(t(3), (2, 3))
few torch.broadcast_tensors(t(3), t(2, 1))
few t(2, 3).repeat(2, 1)
few t(3).repeat(2, 2)
few t(2, 3).repeat(2)
few torch.tile(t(3), (2,))
few torch.tile(t(2, 3), (2, 1))
few torch.repeat_interleave(t(3), 2)
few torch.repeat_interleave(t(3), torch.tensor([1, 0, 2]))
few torch.repeat_interleave(t(2, 2), 2, dim=1)
real torch.cat([t(2), t(3)])
few torch.cat((t(2, 3), t(2, 1)), 1)
few torch.cat((t(2, 3), t(2, 3)), dim=-1)
few torch.cat((t(2, 3), t(2)), 0)
few torch.cat((t(2, 3), t(3, 2)), 0)
few torch.cat([])
few torch.cat((t(2), w('i8', 2)))
few torch.cat((t(0), t(2, 2)))
few torch.concat((t(2), t(1)))
real torch.stack([t(2), t(2)])
few torch.stack((t(2), t(2)), 1)
few torch.stack((t(2), t(3)))
few torch.hstack((t(2), t(3)))
few torch.hstack((t(2, 1), t(2, 2)))
few torch.vstack((t(2), t(2)))
few torch.dstack((t(2), t(2)))
few torch.column_stack((t(2), t(2)))
few torch.split(t(5), 2)
few torch.split(t(5), [1, 4])
few torch.split(t(5), [1, 1])
few torch.split(t(2, 4), 2, 1)
few torch.chunk(t(5), 2)
few t(2, 4).chunk(2, 1)
few torch.tensor_split(t(5), 3)
few torch.tensor_split(t(5), (1, 3))
few torch.hsplit(t(2, 4), 2)
few torch.vsplit(t(4, 2), 2)
few torch.unbind(t(2, 3))
few torch.unbind(t(2, 3), 1)
few torch.select(t(2, 3), 1, 0)
few torch.narrow(t(5), 0, 1, 3)
few torch.narrow(t(5), 0, 3, 3)
few torch.flip(t(2, 3), (0, 1))
few t(2, 3).flip(1)
few torch.fliplr(t(2, 3))
few torch.flipud(t(2, 3))
few torch.roll(t(6), 2)
few torch.roll(t(2, 3), 1, 1)
few torch.roll(t(2, 3), (1, 1), (0, 1))
few torch.rot90(t(2, 3))
few torch.rot90(t(2, 3), 2, (0, 1))
real torch.tril(t(3, 3))
real torch.triu(t(3, 3), 1)
few torch.triu(t(2, 3), diagonal=-1)
few torch.tril(t(3))
few torch.tril_indices(3, 3)
few torch.triu_indices(3, 3, 1)
few torch.diag(t(3))
few torch.diag(t(3, 3), 1)
few torch.diagonal(t(3, 3))
few torch.diagonal(t(2, 3, 3), 0, 1, 2)
few torch.diagflat(t(2, 2))
few torch.diag_embed(t(2, 2))
few torch.trace(t(3, 3))
few torch.meshgrid(t(2), t(3), indexing='ij')
few torch.meshgrid(t(2), t(3), indexing='xy')
few torch.cartesian_prod(t(2), t(2))
few torch.combinations(t(3))
few torch.block_diag(t(2, 2), t(1, 2))
few torch.atleast_1d(t())
few torch.atleast_2d(t(3))
few torch.atleast_3d(t(2, 2))
few t(10).unfold(0, 4, 3)
few t(4, 4).unfold(1, 2, 2)
few torch.as_strided(t(9), (2, 2), (3, 1))
few torch.as_strided(t(9), (2, 2), (1, 2), 1)
few t(2, 3).contiguous()
few t(2, 3).t().contiguous()
few t(2, 3).clone()
few t(2, 3).detach()
few t(3).to(torch.float64)
few t(3).to(torch.int32)
few t(3).to(torch.bool)
few t(3).type(torch.float16)
few t(3).type_as(w('f8', 1))
few t(3).half()
few t(3).bfloat16()
few t(3).long()
few t(3).int()
few t(3).short()
few t(3).char()
few p(3).byte()
few t(3).bool()
few t(3).float()
few t(3).double()
few t(2, 3).numel()
few t(2, 3).dim()
few t(2, 3).stride()
few t(2, 3).t().is_contiguous()
few t(2, 3).size(1)
few t(2, 3).element_size()
few t(2, 3).nelement()
few torch.zeros_like(t(2, 3))
few torch.ones_like(t(2, 3), dtype=torch.int64)
few torch.full_like(t(2, 3), 2)
few t(3).new_zeros(2, 2)
few t(3).new_ones((2,))
few t(3).new_full((2,), 3)
few t(3).new_tensor([1, 2])
few t(3).fill_(2) if False else (t(3) * 1).fill_(2)
few (t(3) * 1).zero_()
few (t(3) * 1).copy_(torch.tensor([1, 2, 3]))
few (t(2, 3) * 1).t_()
few (t(2, 3) * 1).squeeze_().unsqueeze_(0)
few (t(2, 2) * 1).fill_diagonal_(0)
few (t(2, 3) * 1).transpose_(0, 1)
few torch.vander(t(3))
few torch.view_as_real(torch.complex(t(2), t(2)))
few torch.broadcast_shapes((2, 1), (3,))
few torch.channel_shuffle(t(1, 4, 1, 2), 2)
few torch.pixel_shuffle(t(1, 4, 2, 2), 2)
few torch.pixel_unshuffle(t(1, 1, 4, 2), 2)
''')

samples('bits', 'indexing', '', '''
real t(5)[2]
real t(5)[1:4]
few t(5)[-1]
few t(5)[7]
few t(2, 3)[1]
few t(2, 3)[:, 1]
few t(2, 3)[0, 2]
few t(2, 3)[..., 0]
few t(2, 3)[None]
few t(2, 3)[:, None, 1]
few t(6)[::2]
few t(6)[::-1]
few t(6)[[0, 2]]
few t(2, 3)[[0, 1], [1, 2]]
few t(2, 3)[:, [0, 2]]
few t(6)[t(6) > 0]
few t(2, 3)[t(2, 3) > 0]
few t(2, 3)[torch.tensor([True, False])]
few t(2, 3)[torch.tensor([1, 0, 1])]
few t(2, 3)[torch.tensor(1)]
few t(2, 3)[0, torch.tensor([0, 2])]
few t(2, 3, 2)[[0, 1], :, [1, 0]]
few t(2, 3)[True]
few t(2, 3)[2]
few t(2, 3)[0, 0, 0]
few t(2, 3)[1.0]
few t(2, 3)['a']
few t(2, 3)[[5]]
few t(2, 3)[t(3) > 0]
few torch.gather(t(2, 3), 1, n(3, 2, 2))
few torch.gather(t(2, 3), 0, n(2, 1, 3))
few torch.gather(t(2, 3), 1, n(9, 2, 2))
few torch.take(t(2, 3), n(6, 3))
few torch.take_along_dim(t(2, 3), n(3, 2, 2), 1)
few torch.index_select(t(2, 3), 1, torch.tensor([0, 2]))
few t(3, 2).index_select(0, torch.tensor([0, 5]))
few torch.masked_select(t(2, 3), m(2, 3))
real torch.masked_fill(t(2, 3), m(2, 3), 1)
few t(2, 3).masked_fill(m(3), -inf)
few (t(2, 3) * 1).masked_fill_(m(2, 3), 0)
few t(2, 3).masked_scatter(m(2, 3), t(6))
few torch.scatter(t(2, 3), 1, n(3, 2, 2), t(2, 2))
few torch.scatter(t(2, 3), 1, torch.tensor([[0], [2]]), 5.0)
few torch.scatter_add(t(2, 3), 1, torch.tensor([[0, 0], [2, 1]]), t(2, 2))
few torch.scatter(t(2, 3), 1, torch.tensor([[0], [2]]), t(2, 1), reduce='add')
few torch.scatter_reduce(t(3), 0, torch.tensor([0, 0, 2]), t(3), 'sum')
few torch.scatter_reduce(t(3), 0, torch.tensor([0, 0, 2]), t(3), 'mean')
few torch.scatter_reduce(t(3), 0, torch.tensor([0, 0, 2]), t(3), 'prod')
few torch.scatter_reduce(t(3), 0, torch.tensor([0, 0, 2]), t(3), 'amax')
few torch.scatter_reduce(t(3), 0, torch.tensor([0, 0, 2]), t(3), 'amin', include_self=False)
few torch.index_add(t(3, 2), 0, torch.tensor([0, 2]), t(2, 2))
few torch.index_add(t(3, 2), 0, torch.tensor([0, 2]), t(2, 2), alpha=2)
few torch.index_copy(t(3, 2), 0, torch.tensor([0, 2]), t(2, 2))
few torch.index_fill(t(3, 2), 0, torch.tensor([0, 2]), 1)
few torch.index_put(t(3), (torch.tensor([0, 2]),), t(2))
few t(3).index_put((torch.tensor([0, 0]),), t(2), accumulate=True)
few t(3).index_reduce(0, torch.tensor([0, 0]), t(2), 'mean')
few t(3).index_reduce(0, torch.tensor([0, 0]), t(2), 'prod')
few torch.put(t(3), torch.tensor([0, 2]), t(2)) if hasattr(torch, 'put') else t(3)
few (t(3) * 1).put_(torch.tensor([0, 2]), t(2))
few torch.select_scatter(t(2, 3), t(3), 0, 1)
few torch.slice_scatter(t(4), t(2), 0, 1, 3)
few torch.diagonal_scatter(t(2, 2), t(2))
few torch.nonzero(t(2, 3))
few torch.nonzero(t(4), as_tuple=True)
few torch.argwhere(t(4) > 0)
few F.one_hot(n(3, 4))
few F.one_hot(n(3, 4), 5)
few F.one_hot(n(3, 4), num_classes=2)
few torch.ones(2, 2).tolist()
few torch.unravel_index(torch.tensor([3, 5]), (2, 3))
''')

samples('bits', 'creation', '', '''
f4 torch.arange(5)
f4 torch.arange(1, 6, 2)
f4 torch.arange(0, 1, 0.3)
f4 torch.arange(5, dtype=torch.float32)
f4 torch.arange(0., 3.)
f4 torch.arange(3, 0)
f4 torch.range(1, 4)
f4 torch.linspace(0, 1, 5)
f4 torch.linspace(-1, 1, 7, dtype=torch.float64)
f4 torch.linspace(0, 10, steps=4)
f4 torch.linspace(0, 10, 4, dtype=torch.int64)
f4 torch.logspace(0, 2, 3)
f4 torch.logspace(0, 3, 4, base=2)
f4 torch.eye(3)
f4 torch.eye(2, 3)
f4 torch.zeros(2, 3)
f4 torch.ones((2,), dtype=torch.int32)
f4 torch.full((2, 2), 3)
f4 torch.full((2, 2), 3.5)
f4 torch.full((2,), True)
f4 torch.full((2,), 1, dtype=torch.float64)
f4 torch.tensor([1, 2.5])
f4 torch.tensor([True, 2])
f4 torch.tensor([[1, 2], [3, 4]], dtype=torch.float16)
f4 torch.tensor(3)
f4 torch.tensor([])
f4 torch.tensor([1 + 2j])
f4 torch.tensor([torch.tensor(1.), torch.tensor(2.)])
f4 torch.as_tensor([1, 2])
f4 torch.scalar_tensor(2)
f4 torch.empty(0, 3)
f4 torch.hamming_window(5)
f4 torch.bartlett_window(5)
f4 torch.hann_window(5, periodic=False)
f4 torch.complex(torch.ones(2), torch.zeros(2))
f4 torch.zeros(-1)
f4 torch.ones(2, 'a')
f4 torch.zeros(2.0)
f4 torch.empty_like(torch.zeros(2)).shape
f4 torch.rand(3)
f4 torch.randn(3)
f4 torch.randint(0, 9, (4,))
f4 torch.randperm(5)
f4 torch.rand_like(torch.zeros(2))
f4 torch.randn_like(torch.zeros(2, dtype=torch.float64))
f4 torch.randint_like(torch.zeros(3), 5)
f4 torch.normal(0.0, 1.0, (3,))
f4 torch.normal(torch.zeros(3), torch.ones(3))
f4 torch.normal(mean=torch.zeros(2), std=2.0)
f4 torch.bernoulli(torch.full((5,), 0.5))
f4 torch.multinomial(torch.tensor([0.2, 0.3, 0.5]), 2)
f4 torch.multinomial(torch.tensor([0.2, 0.8]), 5, replacement=True)
f4 torch.poisson(torch.full((4,), 2.0))
f4 torch.binomial(torch.full((4,), 5.0), torch.full((4,), 0.5))
f4 torch.FloatTensor([1, 2])
f4 torch.LongTensor([1, 2])
f4 torch.Tensor([1, 2])
f4 torch.Tensor(2, 0)
f4 torch.promote_types(torch.int32, torch.float16)
f4 torch.result_type(torch.tensor([1]), 2.0)
f4 torch.can_cast(torch.float32, torch.int64)
f4 torch.finfo(torch.float32).eps
f4 torch.finfo(torch.float16).max
f4 torch.iinfo(torch.int32).max
f4 torch.get_default_dtype()
''')

samples('bits', 'products in a known order', '', '''
f4 torch.mm(t(4, 5), t(5, 12))
f4 t(5, 20) @ t(20, 13)
f4 F.linear(t(4, 3), t(2, 3), t(2))
f4 F.linear(t(100, 2), t(2, 2), t(2))
f4 torch.bmm(t(2, 4, 5), t(2, 5, 12))
''')
samples('digits', 'others by approximations', '', '''
few torch.polygamma(1, p(4))
f4 torch.hann_window(5)
f4 torch.blackman_window(5)
f4 torch.kaiser_window(5)
''')
samples('digits', 'products', '', '''
all torch.mm(t(2, 3), t(3, 2))
all torch.matmul(t(2, 3), t(3, 2))
few torch.mm(t(2, 3), t(2, 3))
few torch.mm(t(3), t(3, 2))
few torch.matmul(t(3), t(3))
few torch.matmul(t(2, 3), t(3))
few torch.matmul(t(3), t(3, 2))
few torch.matmul(t(2, 2, 3), t(3, 2))
few torch.matmul(t(2, 1, 2, 3), t(2, 3, 2))
few torch.matmul(t(2, 3), t(2))
few torch.matmul(t(), t(2))
all torch.mv(t(2, 3), t(3))
few torch.mv(t(2, 3), t(2))
all torch.dot(t(3), t(3))
few torch.dot(t(3), t(2))
few torch.dot(t(2, 2), t(2))
few torch.vdot(t(3), t(3))
few torch.inner(t(2, 3), t(3))
few torch.outer(t(2), t(3))
few torch.ger(t(2), t(3))
all torch.bmm(t(2, 2, 3), t(2, 3, 2))
few torch.bmm(t(2, 2, 3), t(1, 3, 2))
few torch.addmm(t(2), t(2, 3), t(3, 2))
few torch.addmm(t(2, 2), t(2, 3), t(3, 2), beta=0.5, alpha=2)
few torch.addmv(t(2), t(2, 3), t(3))
few torch.addr(t(2, 3), t(2), t(3))
few torch.baddbmm(t(2, 2, 2), t(2, 2, 3), t(2, 3, 2))
few torch.addbmm(t(2, 2), t(2, 2, 3), t(2, 3, 2))
few torch.chain_matmul(t(2, 3), t(3, 2), t(2, 2))
few torch.linalg.multi_dot([t(2, 3), t(3, 2), t(2, 2)])
few torch.tensordot(t(2, 3), t(3, 2), 1)
few torch.tensordot(t(2, 3), t(2, 3), dims=([0, 1], [0, 1]))
few torch.einsum('ij,jk->ik', t(2, 3), t(3, 2))
few torch.einsum('ij->ji', t(2, 3))
few torch.einsum('ii', t(2, 2))
few torch.einsum('bij,bjk->bik', t(2, 2, 3), t(2, 3, 2))
few torch.einsum('i,j', t(2), t(3))
few torch.einsum('ij,ij->', t(2, 3), t(2, 3))
few torch.einsum('...i,i->...', t(2, 3), t(3))
few torch.einsum('ij,jk', t(2, 3), t(2, 3))
few torch.kron(t(2, 2), t(1, 2))
few torch.cross(t(2, 3), t(2, 3), dim=1)
few torch.linalg.cross(t(3), t(3))
few torch.matrix_power(t(2, 2), 3)
few torch.linalg.inv(t(2, 2))
few torch.inverse(t(3, 3))
few torch.linalg.inv(torch.ones(2, 2))
few torch.linalg.det(t(3, 3))
few torch.det(t(2, 2))
few torch.logdet(t(2, 2) @ t(2, 2))
few torch.slogdet(t(3, 3))
few torch.linalg.solve(t(3, 3), t(3))
few torch.linalg.solve(t(3, 3), t(3, 2))
few torch.linalg.cholesky(torch.tensor([[4., 2.], [2., 3.]], dtype=dtype))
few torch.cholesky(torch.tensor([[4., 2.], [2., 3.]], dtype=dtype))
few torch.linalg.cholesky(torch.tensor([[1., 2.], [2., 1.]]))
few torch.cholesky_inverse(torch.tensor([[2., 0.], [1., 3.]]))
few torch.cholesky_solve(t(2, 1), torch.tensor([[2., 0.], [1., 3.]], dtype=dtype))
few torch.linalg.qr(t(3, 2))
few torch.linalg.qr(t(2, 3))
few torch.linalg.svdvals(t(2, 3))
few torch.linalg.svd(t(2, 3))[1]
few torch.svd(t(3, 2)).S
few torch.linalg.eigvalsh(t(3, 3))
few torch.linalg.eigh(t(3, 3))[0]
few torch.linalg.eigvals(torch.tensor([[2., 0.], [1., 3.]]))
few torch.linalg.eigvals(t(3, 3)).abs().sum()
f4,f8 torch.linalg.eig(t(3, 3)).eigenvectors.abs().sum()
few torch.linalg.matrix_rank(t(3, 2))
few torch.linalg.pinv(t(3, 2))
few torch.pinverse(t(2, 3))
few torch.linalg.lstsq(t(3, 2), t(3, 1)).solution
few torch.linalg.cond(t(2, 2))
few torch.linalg.matrix_exp(t(2, 2))
few torch.linalg.solve_triangular(t(2, 2).triu(), t(2, 1), upper=True)
few torch.triangular_solve(t(2, 1), t(2, 2)).solution
few torch.linalg.lu(t(3, 3))
few torch.lu_solve(t(2, 1), *torch.linalg.lu_factor(t(2, 2)))
few torch.linalg.lu_factor(t(3, 3))
few torch.linalg.vecdot(t(2, 3), t(2, 3))
few torch.linalg.diagonal(t(2, 2))
few torch.linalg.tensorinv(t(4, 2, 2), ind=1)
few torch.linalg.inv_ex(t(2, 2))
few torch.linalg.vander(t(3))
''')

ACTIVATION = '''
all F.NAME(t(7))
f4 F.NAME(t(2, 3))
floats F.NAME(s())
f4 F.NAME(t())
f4 F.NAME(t(0))
f4 F.NAME(t(33))
f4 F.NAME(t(3, 2).t())
f4 F.NAME(p(5))
f4 F.NAME(u(5))
f4 F.NAME(t(2, 2, 2))
'''
samples('ulp', 'activations', (
    'relu relu6 elu selu celu silu softplus softsign tanhshrink hardtanh hardswish hardsigmoid '
    'hardshrink softshrink logsigmoid leaky_relu sigmoid tanh'), ACTIVATION)
samples('digits', 'activations by approximations', 'gelu mish', ACTIVATION)
samples('ulp', 'activations with options', '', '''
floats F.leaky_relu(t(6), 0.2)
floats F.leaky_relu(t(6) * 1, negative_slope=0.3, inplace=True)
floats F.relu(t(6) * 1, inplace=True)
f4 F.relu(t(6), inplace=True)
floats F.elu(t(6), alpha=0.5)
floats F.celu(t(6), alpha=2.0)
floats F.gelu(t(6), approximate='tanh')
f4 F.gelu(t(6), approximate='x')
floats F.softplus(t(6), beta=2, threshold=2)
floats F.hardtanh(t(6), -2, 0.5)
floats F.hardshrink(t(6), 1.0)
floats F.softshrink(t(6), 1.0)
f4 F.softshrink(t(6), -1.0)
floats F.threshold(t(6), 0.1, 20)
floats F.prelu(t(2, 3), q(1))
floats F.prelu(t(2, 3), q(3))
f4 F.prelu(t(2, 3), q(2))
floats F.glu(t(2, 4))
f4 F.glu(t(4, 3), 0)
f4 F.glu(t(3))
floats F.rrelu(t(6))
f4 F.rrelu(t(6), training=True)
f4 F.normalize(t(2, 3))
f4 F.normalize(t(2, 3), p=1, dim=0)
f4 F.cosine_similarity(t(2, 3), t(2, 3))
f4 F.cosine_similarity(t(2, 3), t(2, 3), dim=0)
f4 F.pairwise_distance(t(2, 3), t(2, 3))
f4 F.pairwise_distance(t(2, 3), t(2, 3), p=1, keepdim=True)
f4 F.dropout(t(6), 0.5)
f4 F.dropout(t(6), 0.5, training=False)
f4 F.dropout(t(6), p=2)
f4 F.alpha_dropout(t(6), 0.5, training=True)
f4 F.feature_dropout(t(2, 3), 0.5) if hasattr(F, 'feature_dropout') else t(1)
f4 F.dropout2d(t(1, 3, 2, 2), 0.5)
f4 F.dropout1d(t(1, 3, 2), 0.5)
f4 F.gumbel_softmax(t(4))
f4 F.gumbel_softmax(t(2, 4), hard=True)
''')
samples('bits', 'softmax', 'softmax log_softmax', '''
floats F.NAME(t(2, 3), 1)
f4 F.NAME(t(2, 3), dim=-1)
f4 F.NAME(t(5), 0)
f4 F.NAME(t(2, 17), 1)
f4 F.NAME(t(2, 40), 1)
f4 F.NAME(t(3, 2), 1, dtype=torch.float64)
f4 torch.NAME(t(3, 4), 1)
f4 t(3, 4).NAME(1)
f4 F.NAME(t(2, 3), 5)
i8 F.NAME(t(2, 3), 1)
f4 F.NAME(t(0, 3), 1)
f4 F.NAME(t(), 0)
''')
samples('ulp', 'softmax of other dimensions', 'softmax log_softmax softmin', '''
floats F.NAME(t(2, 3), 0)
f4 F.NAME(t(2, 3, 4), 1)
f4 F.NAME(t(17, 2), 0)
f4 F.NAME(t(2, 3))
''')
samples('bits', 'likelihoods', '', '''
floats F.nll_loss(F.log_softmax(t(3, 4), 1), n(4, 3))
floats F.nll_loss(t(3, 4), n(4, 3), reduction='none')
f4 F.nll_loss(t(3, 4), n(4, 3), reduction='sum')
f4 F.nll_loss(t(3, 4), n(4, 3), weight=torch.tensor([1., 2., 3., 4.]))
f4 F.nll_loss(t(3, 4), n(4, 3), ignore_index=1)
f4 F.nll_loss(t(3, 4), n(9, 3))
f4 F.nll_loss(t(3, 4), n(4, 2))
f4 F.nll_loss(t(2, 3, 2), n(3, 2, 2))
f4 F.nll_loss(t(4), torch.tensor(1))
f4 F.nll_loss(t(50, 4), n(4, 50))
floats F.cross_entropy(t(3, 4), n(4, 3))
f4 F.cross_entropy(t(3, 4), n(4, 3), reduction='none')
f4 F.cross_entropy(t(3, 4), n(4, 3), reduction='sum')
f4 F.cross_entropy(t(3, 4), n(4, 3), ignore_index=2)
f4 F.cross_entropy(t(3, 4), n(4, 3).float())
f4 F.cross_entropy(t(100, 2), n(2, 100))
''')
samples('ulp', 'losses', '', '''
f4 F.cross_entropy(t(3, 4), n(4, 3), weight=torch.tensor([1., 2., 3., 4.]))
f4 F.cross_entropy(t(3, 4), n(4, 3), label_smoothing=0.1)
f4 F.cross_entropy(t(3, 4), F.softmax(t(3, 4), 1))
f4 F.cross_entropy(t(2, 3, 2), n(3, 2, 2))
f4 F.cross_entropy(t(4), torch.tensor(2))
f4 F.cross_entropy(t(3, 4), n(4, 2))
floats F.mse_loss(t(2, 3), t(2, 3))
f4 F.mse_loss(t(2, 3), t(2, 3), reduction='sum')
f4 F.mse_loss(t(2, 3), t(2, 3), reduction='none')
f4 F.mse_loss(t(2, 3), t(3))
f4 F.mse_loss(t(2, 3), t(2, 3), reduction='bad')
i8 F.mse_loss(t(3), t(3))
floats F.l1_loss(t(2, 3), t(2, 3))
f4 F.l1_loss(t(2, 3), t(2, 3), reduction='sum')
f4 F.smooth_l1_loss(t(2, 3), t(2, 3))
f4 F.smooth_l1_loss(t(2, 3), t(2, 3), beta=0.5)
f4 F.huber_loss(t(2, 3), t(2, 3))
f4 F.huber_loss(t(2, 3), t(2, 3), delta=0.5, reduction='none')
floats F.binary_cross_entropy(q(4), q(4))
f4 F.binary_cross_entropy(q(4), q(4), reduction='none')
f4 F.binary_cross_entropy(q(4), q(4), weight=p(4))
f4 F.binary_cross_entropy(t(4), q(4))
f4 F.binary_cross_entropy(q(4), q(3))
floats F.binary_cross_entropy_with_logits(t(4), q(4))
f4 F.binary_cross_entropy_with_logits(t(4), q(4), reduction='sum')
f4 F.binary_cross_entropy_with_logits(t(2, 3), q(2, 3), pos_weight=torch.tensor([1., 2., 3.]))
f4 F.binary_cross_entropy_with_logits(t(4), q(3))
f4 F.kl_div(t(2, 3), q(2, 3))
f4 F.kl_div(t(2, 3), q(2, 3), reduction='batchmean')
f4 F.kl_div(t(2, 3), t(2, 3), log_target=True, reduction='sum')
f4 F.poisson_nll_loss(t(4), p(4))
f4 F.poisson_nll_loss(p(4), p(4), log_input=False, full=True)
f4 F.gaussian_nll_loss(t(4), t(4), p(4))
f4 F.hinge_embedding_loss(t(4), torch.tensor([1, -1, 1, -1]))
f4 F.margin_ranking_loss(t(4), t(4), torch.tensor([1, -1, 1, -1]))
f4 F.margin_ranking_loss(t(4), t(4), torch.tensor([1, -1, 1, -1]), margin=0.5, reduction='none')
f4 F.cosine_embedding_loss(t(2, 3), t(2, 3), torch.tensor([1, -1]))
f4 F.cosine_embedding_loss(t(2, 3), t(2, 3), torch.tensor([1, -1]), margin=0.2)
f4 F.soft_margin_loss(t(4), torch.tensor([1., -1., 1., -1.]))
f4 F.multi_margin_loss(t(2, 3), n(3, 2))
f4 F.multilabel_margin_loss(t(2, 3), torch.tensor([[0, 2, -1], [1, -1, 0]]))
f4 F.multilabel_soft_margin_loss(t(2, 3), q(2, 3))
f4 F.triplet_margin_loss(t(2, 3), t(2, 3), t(2, 3))
f4 F.triplet_margin_loss(t(2, 3), t(2, 3), t(2, 3), margin=2.0, p=1, swap=True)
f4 F.triplet_margin_with_distance_loss(t(2, 3), t(2, 3), t(2, 3))
f4 F.ctc_loss(F.log_softmax(t(5, 2, 4), 2), torch.tensor([[1, 2], [3, 3]]), torch.tensor([5, 5]), torch.tensor([2, 2]))
f4 F.ctc_loss(F.log_softmax(t(5, 2, 4), 2), torch.tensor([[1, 2], [3, 3]]), (5, 4), (2, 1), reduction='none')
f4 F.ctc_loss(F.log_softmax(t(5, 2, 4), 2), torch.tensor([[1, 2], [3, 3]]), (5, 4), (2, 1), reduction='sum', blank=0, zero_infinity=True)
''')
samples('digits', 'layers', '', '''
floats F.conv1d(t(1, 2, 5), t(3, 2, 3))
f4 F.conv1d(t(2, 2, 5), t(3, 2, 3), t(3), padding=1)
f4 F.conv1d(t(2, 2, 5), t(3, 2, 3), padding='same')
f4 F.conv1d(t(1, 2, 7), t(2, 2, 3), stride=2, dilation=2)
f4 F.conv1d(t(1, 2, 2), t(3, 2, 3))
f4 F.conv1d(t(1, 3, 5), t(3, 2, 3))
floats F.conv2d(t(1, 1, 4, 4), t(2, 1, 3, 3))
f4 F.conv2d(t(2, 2, 4, 4), t(2, 2, 3, 3), t(2), padding=1)
f4 F.conv2d(t(1, 2, 5, 5), t(2, 1, 3, 3), stride=2, groups=2)
f4 F.conv2d(t(1, 2, 4, 4), t(2, 2, 3, 3), padding='valid')
f4 F.conv2d(t(2, 4, 4), t(2, 2, 3, 3))
f4 F.conv2d(t(1, 3, 4, 4), t(2, 2, 3, 3))
i8 F.conv2d(t(1, 1, 4, 4), t(2, 1, 3, 3))
f4 F.conv3d(t(1, 1, 3, 3, 3), t(1, 1, 2, 2, 2))
f4 F.conv_transpose1d(t(1, 2, 4), t(2, 3, 3))
f4 F.conv_transpose1d(t(1, 2, 4), t(2, 3, 3), stride=2, padding=1, output_padding=1)
f4 F.conv_transpose2d(t(1, 2, 3, 3), t(2, 1, 2, 2), t(1), stride=2)
f4 F.conv_transpose3d(t(1, 1, 2, 2, 2), t(1, 1, 2, 2, 2))
floats F.max_pool2d(t(1, 1, 4, 4), 2)
f4 F.max_pool2d(t(1, 1, 5, 5), 3, 2, 1)
f4 F.max_pool2d(t(1, 1, 4, 4), 2, return_indices=True)
f4 F.max_pool2d(t(1, 1, 5, 5), 2, ceil_mode=True)
f4 F.max_pool2d(t(1, 4, 4), 2, dilation=2)
f4 F.max_pool2d(t(4, 4), 2)
f4 F.max_pool2d(t(1, 1, 2, 2), 4)
f4 F.max_pool1d(t(1, 2, 6), 2)
f4 F.max_pool1d(t(2, 6), 3, stride=1, return_indices=True)
f4 F.max_pool3d(t(1, 1, 2, 4, 2), 2)
floats F.avg_pool2d(t(1, 1, 4, 4), 2)
f4 F.avg_pool2d(t(1, 1, 5, 5), 3, 2, 1, count_include_pad=False)
f4 F.avg_pool2d(t(1, 1, 5, 5), 2, ceil_mode=True)
f4 F.avg_pool2d(t(1, 1, 4, 4), 2, divisor_override=3)
f4 F.avg_pool1d(t(1, 2, 6), 2)
f4 F.avg_pool3d(t(1, 1, 2, 4, 2), 2)
f4 F.lp_pool2d(p(1, 1, 4, 4), 2, 2)
f4 F.adaptive_avg_pool1d(t(1, 2, 5), 3)
f4 F.adaptive_avg_pool2d(t(1, 2, 4, 4), 1)
f4 F.adaptive_avg_pool2d(t(1, 1, 5, 4), (2, 3))
f4 F.adaptive_avg_pool2d(t(1, 1, 5, 4), (None, 2))
f4 F.adaptive_avg_pool3d(t(1, 1, 2, 3, 2), 1)
f4 F.adaptive_max_pool1d(t(1, 2, 5), 3)
f4 F.adaptive_max_pool2d(t(1, 1, 5, 4), (2, 3))
f4 F.adaptive_max_pool2d(t(1, 1, 4, 4), 2, return_indices=True)
f4 F.max_unpool2d(*F.max_pool2d(t(1, 1, 4, 4), 2, return_indices=True), 2)
f4 F.max_unpool1d(*F.max_pool1d(t(1, 2, 6), 2, return_indices=True), 2)
f4 F.unfold(t(1, 2, 3, 3), 2)
f4 F.fold(t(1, 8, 4), (3, 3), 2)
floats F.batch_norm(t(4, 3), None, None, training=True)
f4 F.batch_norm(t(2, 3, 4), torch.zeros(3), torch.ones(3), p(3), t(3))
f4 F.batch_norm(t(2, 3, 2, 2), torch.zeros(3), torch.ones(3), p(3), t(3), training=True)
f4 F.batch_norm(t(1, 3), None, None, training=True)
floats F.layer_norm(t(2, 5), (5,))
f4 F.layer_norm(t(2, 3, 4), (3, 4), p(3, 4), t(3, 4))
f4 F.layer_norm(t(2, 5), (4,))
f4 F.layer_norm(t(3, 20), (20,), eps=1e-3)
f4 F.group_norm(t(2, 4, 3), 2)
f4 F.group_norm(t(2, 4, 3), 2, p(4), t(4))
f4 F.group_norm(t(2, 4, 3), 3)
f4 F.instance_norm(t(2, 3, 4))
f4 F.rms_norm(t(2, 5), (5,))
f4 F.rms_norm(t(2, 5), (5,), p(5), eps=1e-5)
f4 F.local_response_norm(t(1, 4, 3), 2)
f4 F.embedding(n(4, 2, 3), t(4, 2))
f4 F.embedding(n(4, 3), t(4, 2), padding_idx=0)
f4 F.embedding(torch.tensor([4]), t(4, 2))
f4 F.embedding(torch.tensor([0.5]), t(4, 2))
f4 F.embedding(n(4, 3), t(4, 2), max_norm=1.0)
f4 F.embedding(n(4, 4), t(4, 2), scale_grad_by_freq=True)
f4 F.embedding_bag(n(4, 2, 3), t(4, 2))
f4 F.embedding_bag(n(4, 6), t(4, 2), torch.tensor([0, 3]), mode='sum')
f4 F.embedding_bag(n(4, 6), t(4, 2), torch.tensor([0, 3]), mode='max')
f4 F.linear(t(3), t(2, 3))
f4 F.linear(t(2, 5), t(2, 3))
f4 F.linear(t(2, 2, 3), t(2, 3), t(2))
f4 F.bilinear(t(2, 3), t(2, 2), t(2, 3, 2), t(2))
f4 F.pad(t(2, 3), (1, 2))
f4 F.pad(t(2, 3), (1, 1, 1, 0), value=9)
f4 F.pad(t(1, 2, 3), (1, 1), mode='reflect')
f4 F.pad(t(1, 2, 3), (1, 2), mode='replicate')
f4 F.pad(t(1, 2, 3), (1, 2), mode='circular')
f4 F.pad(t(1, 2, 3), (3, 3), mode='reflect')
f4 F.pad(t(2, 3), (-1, 0))
f4 F.interpolate(t(1, 1, 3), scale_factor=2)
f4 F.interpolate(t(1, 1, 2, 2), size=(4, 3))
f4 F.interpolate(t(1, 1, 2, 2), scale_factor=2, mode='bilinear')
f4 F.interpolate(t(1, 1, 3, 3), size=(4, 5), mode='bilinear', align_corners=True)
f4 F.interpolate(t(1, 1, 4), size=3, mode='linear')
f4 F.interpolate(t(1, 1, 4, 4), scale_factor=0.5, mode='area')
f4 F.interpolate(t(1, 1, 3, 3), size=(5, 4), mode='bicubic')
f4 F.interpolate(t(1, 1, 2, 2), size=4, mode='nearest-exact')
f4 F.upsample(t(1, 1, 2, 2), scale_factor=2)
f4 F.grid_sample(t(1, 1, 3, 3), u(1, 2, 2, 2), align_corners=False)
f4 F.grid_sample(t(1, 1, 3, 3), u(1, 2, 2, 2), mode='nearest', align_corners=True)
f4 F.affine_grid(t(1, 2, 3), (1, 1, 2, 2), align_corners=False)
f4 F.scaled_dot_product_attention(t(1, 2, 3), t(1, 4, 3), t(1, 4, 2))
f4 F.scaled_dot_product_attention(t(1, 3, 3), t(1, 3, 3), t(1, 3, 3), is_causal=True)
f4 F.scaled_dot_product_attention(t(1, 2, 3), t(1, 2, 3), t(1, 2, 3), attn_mask=torch.tensor([[True, False], [True, True]]))
f4 F.scaled_dot_product_attention(t(1, 2, 3), t(1, 2, 3), t(1, 2, 3), attn_mask=torch.tensor([[0.0, -1.0], [0.0, 0.5]]), scale=0.3)
f4 F.scaled_dot_product_attention(t(1, 4, 2, 3), t(1, 2, 2, 3), t(1, 2, 2, 3), enable_gqa=True)
''')
samples('digits', 'transforms of Fourier', 'fft ifft rfft hfft', '''
f4,f8,c8 torch.fft.NAME(t(6))
f4 torch.fft.NAME(t(5))
f4 torch.fft.NAME(t(2, 4), dim=0)
f4 torch.fft.NAME(t(4), n=6)
f4 torch.fft.NAME(t(4), norm='ortho')
i8 torch.fft.NAME(t(4))
''')
samples('digits', 'other transforms of Fourier', '', '''
f4,c8 torch.fft.irfft(t(4))
f4 torch.fft.irfft(torch.fft.rfft(t(5)), n=5)
f4 torch.fft.fft2(t(2, 4))
f4 torch.fft.ifft2(t(2, 4))
f4 torch.fft.rfft2(t(2, 4))
f4 torch.fft.irfft2(torch.fft.rfft2(t(2, 4)))
f4 torch.fft.fftn(t(2, 2, 2))
f4 torch.fft.fftshift(t(5))
f4 torch.fft.ifftshift(t(5))
f4 torch.fft.fftfreq(5)
f4 torch.fft.rfftfreq(5, 0.5)
''')
