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

# The keyword arguments that notebooks use, one by one and in their usual company.
samples('ulp', 'keywords', '', '''
f4 torch.tensor([1, 2], dtype=dtype, device='cpu', requires_grad=True, pin_memory=False)
f4 torch.zeros(size=(2, 3), dtype=torch.int64, device='cpu')
f4 torch.zeros(2, requires_grad=True)
f4 torch.zeros(2, 2, out=t(2, 2).detach())
f4 torch.randn(size=(2, 3), dtype=torch.float64, device='cpu', requires_grad=True)
f4 torch.randn(2, generator=torch.Generator().manual_seed(1), pin_memory=False)
f4 torch.randn(2, generator=torch.Generator(device='cpu').manual_seed(1))
f4 torch.cat([t(2), t(2)], axis=0)
f4 torch.cat(tensors=[t(2, 1), t(2, 2)], dim=1)
f4 torch.cat((t(2), t(2)), out=t(4).detach())
f4 torch.concat([t(2, 1), t(2, 1)], dim=-1)
f4 torch.stack([t(2), t(2)], axis=1)
f4 torch.stack(tensors=[t(2), t(2)], dim=-1)
f4 torch.ones(size=(2,), dtype=torch.int32, device='cpu', requires_grad=False, pin_memory=False)
f4 torch.ones_like(input=t(2), dtype=torch.float64, device='cpu', requires_grad=True)
f4 torch.zeros_like(t(2), dtype=torch.int64, device='cpu', requires_grad=False)
f4 torch.zeros_like(input=t(2), memory_format=torch.preserve_format)
f4 torch.empty_like(t(2), requires_grad=True).shape
f4 torch.empty(size=(2, 0), dtype=torch.float64, device='cpu', requires_grad=True)
f4 torch.empty(1, 2, 3, 4, memory_format=torch.contiguous_format).stride()
f4 torch.empty(1, 2, 3, 4, memory_format=torch.channels_last).stride()
f4 F.relu(t(4), inplace=False)
f4 F.relu(t(4).detach(), inplace=True)
f4 torch.Tensor(2, device='cpu').shape
f4 torch.max(input=t(2, 3), dim=1, keepdim=True)
f4 torch.max(t(3), other=t(3))
f4 torch.max(t(2, 3), 1, out=(t(2).detach(), n(3, 2)))
f4 torch.min(t(2, 3), dim=0)
f4 t(2, 3).max(dim=1, keepdim=True)
f4 t(2, 3).max(axis=1)
f4 t(2, 3).min(axis=0)
f4 torch.argmax(t(2, 3), dim=1, keepdim=True)
f4 torch.argmax(t(2, 3), axis=1)
f4 torch.argmax(input=t(2, 3), axis=-1, keepdims=True)
f4 t(2, 3).argmax(axis=1)
f4 t(2, 3).argmax(dim=1, keepdim=True)
f4 t(2, 3).argmin(axis=0)
f4 t(2, 3).argmin(dim=1)
f4 torch.arange(start=1, end=7, step=2, dtype=torch.float32, device='cpu', requires_grad=True)
f4 torch.arange(3, out=t(3).detach())
f4 torch.rand(size=(2, 2), dtype=torch.float64, device='cpu', requires_grad=True)
f4 torch.rand(2, generator=torch.Generator().manual_seed(1))
f4 torch.rand(2, out=t(2).detach())
f4 torch.rand_like(t(2), dtype=torch.float64)
f4 torch.randn_like(t(2), dtype=torch.float64)
f4 torch.randint(low=0, high=9, size=(3,), dtype=torch.int32, device='cpu')
f4 torch.randint(9, size=(3,), generator=torch.Generator().manual_seed(1))
f4 torch.randint(0, 9, (3,), dtype=torch.float32, requires_grad=True)
f4 torch.randperm(5, dtype=torch.int32, device='cpu', generator=torch.Generator().manual_seed(1))
f4 torch.nn.Parameter(data=t(2).detach(), requires_grad=False)
f4 torch.sum(t(2, 3), axis=1, keepdims=True)
f4 torch.sum(input=t(2, 3), dim=(0, 1), keepdim=True, dtype=torch.float64)
f4 t(2, 3).sum(axis=0, keepdims=True)
f4 t(2, 3).sum(dim=0, keepdim=True)
f4 torch.mean(t(2, 3), axis=1)
f4 torch.mean(t(2, 3), dim=1, keepdim=True, dtype=torch.float64)
f4 t(2, 3).mean(axis=1, keepdims=True)
f4 t(2, 3).mean(dim=-1, keepdim=True)
f4 t(2, 3).std(axis=0, keepdims=True)
f4 t(2, 3).std(dim=1, unbiased=False, keepdim=True)
f4 t(2, 3).var(axis=1)
f4 t(2, 3).var(dim=1, unbiased=False, keepdim=True)
f4 t(2, 3).var(unbiased=False)
f4 t(2, 3).var(dim=1, correction=0)
f4 torch.std(t(2, 3), dim=0)
f4 torch.var(t(2, 3), dim=0)
f4 t(2, 3).prod(dim=1)
f4 (t(2, 3) > 0).all(axis=1)
f4 (t(2, 3) > 0).all(dim=0)
f4 (t(2, 3) > 0).any(axis=1)
f4 (t(2, 3) > 0).any(dim=0)
f4 t(2, 3).norm(p=1, dim=1, keepdim=True)
f4 torch.norm(t(2, 3), p=2, dim=1)
f4 torch.linalg.norm(t(2, 3), ord=2, dim=1)
f4 t(2, 3).cumsum(axis=1)
f4 t(2, 3).cumsum(dim=0)
f4 torch.cumsum(t(2, 3), dim=1)
f4 t(2, 3).cumprod(dim=1)
f4 torch.logsumexp(t(2, 3), dim=1, keepdim=True)
f4 F.cross_entropy(t(2, 3), n(3, 2), reduction='sum')
f4 F.cross_entropy(input=t(2, 3), target=n(3, 2), weight=p(3).detach(), ignore_index=1, label_smoothing=0.1)
f4 F.cross_entropy(t(2, 3), n(3, 2), size_average=False)
f4 F.cross_entropy(t(2, 3), n(3, 2), reduce=False)
f4 F.nll_loss(t(2, 3), n(3, 2), size_average=False)
f4 F.nll_loss(t(2, 3), n(3, 2), reduction='sum', ignore_index=0)
f4 F.mse_loss(input=t(3), target=t(3), reduction='none')
f4 F.mse_loss(t(3), t(3), size_average=False)
f4 F.binary_cross_entropy(q(3), q(3).detach(), reduction='sum')
f4 F.binary_cross_entropy(q(3), q(3).detach(), size_average=False)
f4 F.binary_cross_entropy_with_logits(t(3), q(3).detach(), weight=p(3).detach(), reduction='sum', pos_weight=p(3).detach())
f4 torch.softmax(t(2, 3), dim=1, dtype=torch.float64)
f4 torch.softmax(input=t(2, 3), dim=0)
f4 torch.log_softmax(t(2, 3), dim=1)
f4 t(2, 3).softmax(dim=-1)
f4 F.softmax(t(2, 3), dim=1, _stacklevel=3)
f4 torch.autograd.Variable(t(2).detach(), requires_grad=True)
f4 torch.autograd.Variable(t(2).detach(), volatile=True)
f4 torch.linspace(start=0, end=1, steps=5, dtype=torch.float64, device='cpu', requires_grad=True)
f4 torch.linspace(-1, 1, steps=4, out=t(4).detach())
f4 torch.matmul(t(2, 2).detach(), t(2, 2).detach(), out=t(2, 2).detach())
f4 torch.mm(t(2, 2).detach(), mat2=t(2, 2).detach(), out=t(2, 2).detach())
f4 torch.add(t(2).detach(), t(2).detach(), out=t(2).detach())
f4 torch.add(t(2), other=t(2), alpha=2)
f4 torch.mul(t(2).detach(), t(2).detach(), out=t(2).detach())
f4 torch.allclose(t(2), t(2), atol=1e-3, rtol=1e-5, equal_nan=True)
f4 torch.isclose(t(2), t(2), atol=1e-3, rtol=1e-5)
f4 torch.flatten(t(2, 3, 2), start_dim=1, end_dim=-1)
f4 t(2, 3, 2).flatten(start_dim=1)
f4 torch.triu(t(3, 3), diagonal=1)
f4 t(3, 3).triu(diagonal=1)
f4 torch.tril(t(3, 3), diagonal=-1)
f4 F.dropout(t(4), p=0.5, training=False)
f4 F.dropout(t(4), p=0.5, training=True, inplace=False)
f4 F.dropout(t(4).detach(), p=0.5, inplace=True)
f4 F.dropout2d(t(1, 2, 2, 2), p=0.5)
f4 torch.unsqueeze(input=t(3), dim=0)
f4 t(3).unsqueeze(dim=-1)
f4 torch.squeeze(t(1, 3), dim=0)
f4 t(1, 3).squeeze(dim=0)
f4 t(1, 3).squeeze(axis=0)
f4 torch.multinomial(q(4).detach(), num_samples=3, replacement=True)
f4 torch.multinomial(input=q(4).detach(), num_samples=2, generator=torch.Generator().manual_seed(1))
f4 torch.topk(t(5), k=2, dim=0, largest=False, sorted=True)
f4 t(2, 4).topk(2, dim=1)
f4 torch.eye(2, 3, dtype=torch.int64, device='cpu')
f4 torch.eye(n=2, m=2, requires_grad=True)
f4 torch.where(condition=t(3) > 0, input=t(3), other=t(3))
f4 torch.where(t(3) > 0, t(3), other=0)
f4 torch.normal(mean=0.0, std=1.0, size=(2, 2), requires_grad=True, device='cpu')
f4 torch.normal(mean=t(2).detach(), std=p(2).detach())
f4 torch.normal(0, 1, size=(3,), dtype=torch.float64, generator=torch.Generator().manual_seed(1))
f4 t(3).detach().normal_(mean=1, std=2)
f4 t(3).detach().uniform_(-1, to=1)
f4 torch.clamp(t(4), min=0)
f4 torch.clamp(input=t(4), min=-1, max=1)
f4 t(4).clamp(min=0, max=1)
f4 t(4).detach().clamp_(min=0, max=1)
f4 F.avg_pool2d(input=t(1, 1, 4, 4), kernel_size=2, stride=2, padding=1, count_include_pad=False)
f4 F.avg_pool2d(t(1, 1, 4, 4), kernel_size=3, ceil_mode=True, divisor_override=2)
f4 F.max_pool2d(t(1, 1, 4, 4), kernel_size=2, stride=2, padding=1)
f4 F.max_pool2d(t(1, 1, 5, 5), kernel_size=2, dilation=2, ceil_mode=True, return_indices=True)
f4 F.max_pool1d(input=t(1, 1, 5), kernel_size=2)
f4 F.adaptive_avg_pool2d(t(1, 1, 4, 4), output_size=(2, 1))
f4 F.adaptive_avg_pool2d(t(1, 1, 4, 4), output_size=(None, 2))
f4 torch.reshape(input=t(4), shape=(2, -1))
f4 t(4).reshape(shape=(2, 2))
f4 t(4).view(size=(2, 2))
f4 t(4).view(dtype=torch.int32).shape
f4 torch.full(size=(2,), fill_value=3, dtype=torch.float64, device='cpu', requires_grad=True)
f4 torch.full((2,), True)
f4 torch.full_like(t(2), fill_value=2, dtype=torch.int64)
f4 torch.gather(input=t(2, 3), dim=1, index=n(3, 2, 2), sparse_grad=False)
f4 t(2, 3).gather(dim=1, index=n(3, 2, 2))
f4 F.conv2d(input=t(1, 2, 4, 4), weight=t(2, 1, 3, 3), bias=t(2), stride=2, padding=1, groups=2, dilation=1)
f4 F.conv2d(t(1, 1, 4, 4), t(1, 1, 3, 3), padding='same')
f4 F.conv2d(t(1, 1, 4, 4), t(1, 1, 3, 3), padding='valid')
f4 F.conv1d(t(1, 2, 5), weight=t(2, 1, 3), padding=1, groups=2)
f4 F.conv_transpose2d(t(1, 2, 3, 3), t(2, 1, 2, 2), stride=2, padding=1, output_padding=1, groups=2)
f4 torch.index_select(input=t(3, 2), dim=0, index=n(3, 2))
f4 t(3, 2).index_select(dim=1, index=n(2, 3))
f4 t(3, 2).detach().index_fill_(dim=0, index=n(3, 1), value=9)
f4 t(3, 2).detach().index_copy_(dim=0, index=n(3, 1), source=t(1, 2).detach())
f4 t(3, 2).detach().index_add_(dim=0, index=n(3, 1), source=t(1, 2).detach(), alpha=2)
f4 F.scaled_dot_product_attention(query=t(1, 2, 3), key=t(1, 2, 3), value=t(1, 2, 3), attn_mask=None, dropout_p=0.0, is_causal=True, scale=0.5)
f4 torch.cosine_similarity(x1=t(2, 3), x2=t(2, 3), dim=1, eps=1e-6)
f4 F.cosine_similarity(t(2, 3), t(2, 3), dim=0)
f4 torch.bincount(n(4, 6), minlength=6)
f4 torch.bincount(input=n(4, 6), weights=p(6).detach())
f4 torch.bucketize(t(4), boundaries=torch.tensor([-1.0, 0, 1]), right=True, out_int32=True)
f4 torch.searchsorted(sorted_sequence=torch.tensor([-1.0, 0, 1]), input=t(4), right=False, side='right')
f4 torch.cdist(t(2, 3), t(2, 3), p=1)
f4 torch.chunk(t(4), chunks=2, dim=0)
f4 torch.chunk(t(4), 2, axis=0)
f4 t(4).chunk(2, dim=0)
f4 torch.split(t(5), split_size_or_sections=2, dim=0)
f4 torch.split(t(5), [2, 3], dim=0)
f4 t(5).split(2, dim=0)
f4 t(5).split(split_size=2)
f4 torch.flip(t(2, 2), dims=(0, 1))
f4 t(2, 2).flip(dims=[1])
f4 torch.roll(t(4), shifts=1, dims=0)
f4 t(4).roll(shifts=(1,), dims=(0,))
f4 torch.repeat_interleave(t(2), repeats=2, dim=0)
f4 torch.repeat_interleave(t(2), repeats=torch.tensor([1, 2]), output_size=3)
f4 t(2).repeat_interleave(2, dim=0)
f4 torch.sort(t(2, 3), dim=0, descending=True, stable=True)
f4 t(4).sort(descending=True)
f4 torch.argsort(t(4), dim=0, descending=True)
f4 t(4).argsort(dim=0, descending=True)
f4 t(4).argsort(axis=0)
f4 t(3).detach().unique(sorted=True, return_inverse=True, return_counts=True, dim=0)
f4 torch.unique(n(3, 6), return_counts=True)
f4 torch.unique_consecutive(n(3, 6), return_inverse=True)
f4 t(6).unfold(dimension=0, size=2, step=2)
f4 t(2, 3).transpose(dim0=0, dim1=1)
f4 torch.transpose(t(2, 3), dim0=1, dim1=0)
f4 torch.permute(t(2, 3), dims=(1, 0))
f4 t(2, 3).permute(dims=(1, 0))
f4 torch.swapaxes(t(2, 3), axis0=0, axis1=1)
f4 torch.movedim(t(2, 3), source=0, destination=1)
f4 torch.narrow(t(4), dim=0, start=1, length=2)
f4 torch.tensordot(t(2, 3), t(3, 2), dims=1)
f4 torch.tensordot(t(2, 3), t(2, 3), dims=([0, 1], [0, 1]))
f4 torch.meshgrid(t(2), t(2), indexing='ij')
f4 torch.meshgrid(t(2), t(3), indexing='xy')
f4 torch.histogram(t(5).detach(), bins=3, density=True)
f4 torch.histogram(t(5).detach(), bins=2, range=(-1.0, 1.0), weight=p(5).detach())
f4 torch.histc(t(5).detach(), bins=4, min=-3, max=3)
f4 t(4).round(decimals=1)
f4 torch.round(t(4), decimals=2)
f4 t(3).addcmul(t(3), t(3), value=0.5)
f4 torch.addcdiv(t(3), t(3), p(3), value=2)
f4 (t(3) > 0).nonzero(as_tuple=True)
f4 torch.nonzero(t(3) > 0, as_tuple=False)
f4 t(3).detach().scatter_(0, n(3, 2), value=1.0)
f4 t(3).detach().scatter_(dim=0, index=n(3, 2), src=t(2).detach())
f4 t(3).detach().scatter_(0, n(3, 2), 2.0, reduce='add')
f4 t(3).detach().scatter_add_(dim=0, index=n(3, 2), src=t(2).detach())
f4 t(3).scatter_reduce(dim=0, index=n(3, 2), src=t(2), reduce='mean', include_self=False)
f4 t(2).new_empty((0,), dtype=torch.int64)
f4 t(2).new_ones(2, dtype=torch.int64, device='cpu', requires_grad=False)
f4 t(2).new_zeros(size=(2,), dtype=torch.float64)
f4 t(2).new_full((2,), 3.0, dtype=torch.float64)
f4 t(2).new_tensor([1, 2], dtype=torch.int64, requires_grad=False)
f4 t(2, 3).t().contiguous(memory_format=torch.contiguous_format).stride()
f4 t(1, 2, 2, 2).contiguous(memory_format=torch.channels_last).stride()
f4 t(2).to(device='cpu', dtype=torch.float64, non_blocking=True, copy=True)
f4 t(1, 2, 2, 2).to(memory_format=torch.channels_last).stride()
f4 t(2).to(other=t(2).double())
f4 t(2).clone(memory_format=torch.preserve_format)
f4 t(2).is_contiguous(memory_format=torch.contiguous_format)
f4 t(1, 2, 2, 2).is_contiguous(memory_format=torch.channels_last)
f4 t(2).cuda(device=0)
f4 t(2).cuda(device='cuda:0', non_blocking=True)
f4 t(2).cpu(memory_format=torch.preserve_format)
f4 t(2).numpy(force=False)
f4 t(2, 3).size(dim=1)
f4 t(2, 3).stride(dim=0)
f4 t(2, 3).expand(size=(2, 3))
f4 t(2).expand(2, 2, implicit=False)
f4 t(2).repeat(repeats=(2,))
f4 torch.tile(t(2), dims=(2,))
f4 torch.broadcast_to(t(2), size=(2, 2))
f4 t(2).detach().fill_(value=3)
f4 t(3).detach().masked_fill_(mask=t(3) > 0, value=-1)
f4 torch.masked_fill(t(3), mask=m(3), value=0.5)
f4 torch.masked_select(t(3), mask=m(3))
f4 torch.take(t(3), index=n(3, 2))
f4 torch.diag(t(2, 2), diagonal=1)
f4 torch.diagonal(t(2, 2), offset=1, dim1=0, dim2=1)
f4 torch.cross(t(3), t(3), dim=0)
f4 torch.nan_to_num(s(), nan=1.0, posinf=2.0, neginf=3.0)
f4 torch.einsum('ij,jk->ik', t(2, 2), t(2, 2))
f4 torch.einsum('ij->ji', [t(2, 2)])
f4 torch.quantile(t(5), q=0.5, dim=0, keepdim=True, interpolation='linear')
f4 torch.median(t(2, 3), dim=1, keepdim=True)
f4 torch.mode(n(3, 5), dim=0)
f4 torch.kthvalue(t(5), k=2, dim=0)
f4 torch.cov(t(2, 4), correction=0)
f4 torch.lerp(t(2), end=t(2), weight=0.5)
f4 torch.div(t(3), 2, rounding_mode='floor')
f4 torch.div(t(3), other=p(3), rounding_mode='trunc')
f4 torch.sub(t(3), other=t(3), alpha=2)
f4 torch.pow(input=t(3), exponent=2)
f4 torch.pow(2, exponent=t(3))
f4 t(3).pow(exponent=2)
f4 torch.logspace(start=0, end=2, steps=3, base=2.0)
f4 F.grid_sample(t(1, 1, 3, 3), grid=u(1, 2, 2, 2), mode='bilinear', padding_mode='border', align_corners=True)
f4 F.grid_sample(t(1, 1, 3, 3), u(1, 2, 2, 2) * 2, padding_mode='reflection', align_corners=False)
f4 F.affine_grid(theta=t(1, 2, 3), size=(1, 1, 2, 2), align_corners=True)
f4 F.interpolate(t(1, 1, 2, 2), scale_factor=(2, 1), mode='nearest', recompute_scale_factor=True)
f4 F.interpolate(input=t(1, 1, 3, 3), size=5, mode='bilinear', align_corners=False, antialias=True)
f4 F.layer_norm(t(2, 3), normalized_shape=(3,), weight=t(3), bias=t(3), eps=1e-6)
f4 F.batch_norm(t(4, 2), running_mean=None, running_var=None, weight=t(2), bias=t(2), training=True, momentum=0.1, eps=1e-3)
f4 F.leaky_relu(t(3), negative_slope=0.2, inplace=False)
f4 F.leaky_relu(t(3).detach(), 0.2, inplace=True)
f4 F.elu(t(3), alpha=0.5, inplace=False)
f4 F.gelu(t(3), approximate='tanh')
f4 F.glu(t(4), dim=0)
f4 F.linear(input=t(2, 3), weight=t(2, 3), bias=t(2))
f4 F.normalize(t(2, 3), p=1, dim=1, eps=1e-12)
f4 F.one_hot(n(3, 4), num_classes=5)
f4 F.pad(t(1, 1, 2), pad=(1, 1), mode='reflect')
f4 F.pad(input=t(2), pad=(1, 1), mode='constant', value=2.0)
f4 F.prelu(t(3), weight=t(1))
f4 F.hardtanh(t(3), min_val=-0.5, max_val=0.5)
f4 F.threshold(t(3), threshold=0.1, value=20)
f4 F.embedding(n(3, 2), weight=t(3, 2), padding_idx=1)
f4 F.kl_div(t(3), q(3).detach(), reduction='batchmean', log_target=False)
f4 F.smooth_l1_loss(t(3), t(3), reduction='sum', beta=0.5)
f4 F.huber_loss(t(3), t(3), delta=0.5)
f4 F.l1_loss(t(3), t(3), reduction='sum')
f4 F.triplet_margin_loss(t(2, 3), t(2, 3), t(2, 3), margin=1.0, p=2, reduction='none')
f4 F.cosine_embedding_loss(t(2, 3), t(2, 3), torch.tensor([1, -1]), margin=0.5)
f4 F.margin_ranking_loss(t(3), t(3), torch.tensor([1, -1, 1]), margin=0.5, reduction='sum')
f4 F.gumbel_softmax(t(3), tau=0.5, hard=True, dim=-1)
f4 F.unfold(t(1, 1, 4, 4), kernel_size=2, dilation=1, padding=0, stride=2)
f4 F.fold(t(1, 4, 4), output_size=(4, 4), kernel_size=2, stride=2)
f4 F.pixel_shuffle(t(1, 4, 2, 2), upscale_factor=2)
f4 F.lp_pool2d(t(1, 1, 4, 4), norm_type=2, kernel_size=2)
f4 torch.bernoulli(q(3).detach(), generator=torch.Generator().manual_seed(1))
f4 t(3).detach().bernoulli_(p=0.5)
f4 torch.poisson(p(3).detach(), generator=torch.Generator().manual_seed(1))
f4 t(3).detach().exponential_(lambd=2)
f4 t(3).detach().random_(0, to=9)
f4 t(2).type(dtype=torch.float64)
f4 t(2).type(torch.float64, non_blocking=True)
f4 torch.as_tensor(data=[1, 2], dtype=torch.float64, device='cpu')
f4 torch.asarray([1.0, 2], dtype=torch.float64, copy=True)
f4 torch.set_printoptions(precision=4, sci_mode=False, threshold=1000, edgeitems=3, linewidth=80)
f4 torch.set_printoptions(profile='default')
f4 torch.block_diag(t(1, 2), t(2, 1))
f4 torch.cartesian_prod(t(2), t(2))
f4 torch.combinations(t(3), r=2, with_replacement=True)
f4 torch.isin(n(4, 3), test_elements=torch.tensor([1, 2]), assume_unique=False, invert=True)
f4 torch.clip(t(3), min=-1, max=1)
f4 torch.diff(t(4), n=2, dim=-1)
f4 torch.trapezoid(t(4), dx=0.5)
f4 torch.gradient(t(4), spacing=2.0, dim=0)
f4 torch.linalg.svd(t(2, 2), full_matrices=False)[1]
f4 torch.linalg.matrix_norm(t(2, 2), ord='fro')
f4 torch.linalg.vector_norm(t(3), ord=1, dim=0, keepdim=True, dtype=torch.float64)
f4 torch.svd(t(2, 2), some=True, compute_uv=True)[1]
f4 torch.vmap(torch.sum, in_dims=0, out_dims=0)(t(2, 3).detach())
f4 torch.add(1, 2, 3, 4)
f4 torch.nn.Linear('a', 2)
f4 torch.nn.Linear(2, 'a')
f4 torch.nn.Linear(2)
f4 torch.nn.Linear(2, -1)
f4 torch.nn.Linear(2.0, 3)
f4 torch.nn.Linear(in_features=2, out_features=3, bias=False, device='cpu', dtype=torch.float64)(t(1, 2).double())
f4 torch.nn.GRU(3, 2, batch_fisrt=True)
f4 torch.nn.LSTM(input_size=3, hidden_size=2, num_layers=2, bias=False, batch_first=True, dropout=0.0, bidirectional=True)(t(1, 2, 3))[0].shape
f4 torch.nn.RNN(input_size=3, hidden_size=2, nonlinearity='relu', batch_first=True)(t(1, 2, 3))[0]
f4 torch.nn.Conv2d('a', 2, 3)
f4 torch.nn.Embedding(num_embeddings=3, embedding_dim=2, padding_idx=0, max_norm=1.0)(n(3, 2))
f4 torch.nn.Dropout('a')
f4 torch.optim.SGD(params=[t(2)], lr=-1)
f4 torch.optim.SGD([t(2)], lr=0.1, momentum=0.9, dampening=0.1, nesterov=True)
f4 torch.optim.Adam([t(2)], lr=0.1, betas=(0.9, 1.0))
f4 torch.optim.Adam([])
f4 torch.optim.SGD([t(2)], 0.1, foo=1)
f4 t(2).backward(gradient=torch.ones(2), retain_graph=True, create_graph=False)
f4 t(2).sum().backward(retain_variables=True)
f4 torch.nn.init.normal(t(2).detach(), mean=0, std=0)
f4 torch.nn.init.uniform(t(2).detach(), a=1, b=1)
f4 torch.nn.init.kaiming_normal_(t(2, 2).detach(), a=0, mode='fan_out', nonlinearity='relu')
f4 torch.nn.init.xavier_uniform_(t(2, 2).detach(), gain=torch.nn.init.calculate_gain('relu'))
f4 torch.nn.utils.clip_grad_norm_([t(2)], max_norm=1.0, norm_type=2)
f4 isinstance(torch.seed(), int)
f4 torch.tensor([1.0]).names
f4 len(t(2).untyped_storage())
f4 t(2, 3).untyped_storage().nbytes()
f4 t(2, 3)[1].untyped_storage().data_ptr() == t(2).untyped_storage().data_ptr()
f4 (lambda x: x.untyped_storage().data_ptr() == x[1:].untyped_storage().data_ptr())(t(3))
f4 t(3).storage_offset()
f4 len(t(2, 2).storage())
f4 t(2, 2).storage().size()
f4 t(2, 2).storage().tolist()
f4 t(2, 2).storage()[1]
f4 F.poisson_nll_loss(t(3), p(3), size_average=False, eps=1e-6)
f4 F.kl_div(t(3), q(3).detach(), size_average=False)
f4 torch.add(t(2))
f4 torch.mul(1, 2, 3)
f4 torch.zeros((2, 2.5))
f4 torch.zeros((2.5, 2))
f4 torch.ones(('a', 2))
f4 torch.randn([2, None])
f4 t(1, 2, 2, 2).to(torch.float64, memory_format=torch.channels_last).stride()
f4 t(1, 2, 2, 2).to(memory_format=torch.channels_last)
f4 t(1, 2, 2, 2).contiguous(memory_format=torch.channels_last)
f4 t(2, 2).contiguous(memory_format=torch.channels_last)
f4 torch.zeros_like(t(1, 2, 2, 2), memory_format=torch.channels_last).stride()
f4 torch.nn.Conv2d(2, 3, 2).to(memory_format=torch.channels_last).weight.stride()
f4 F.conv2d(t(1, 2, 3, 3).contiguous(memory_format=torch.channels_last), t(2, 2, 2, 2))
f4 torch.autograd.Variable([1])
f4 torch.autograd.Variable(t(2), foo=1)
f4 isinstance(t(2), torch.autograd.Variable)
f4 torch.nn.Linear(2, 3).to_empty(device='cpu').weight.shape
f4 list(t(2).storage())
f4 torch.Tensor([1, 2], device='cpu')
''')

# The names that most notebooks use: each is there, or refused by name.
samples('ulp', 'names', (
    'torch.nn.Module.parameters torch.nn.Linear torch.nn.Module torch.optim.Optimizer.step '
    'torch.nn.Module.zero_grad torch.cuda.is_available torch.utils.data.DataLoader torch.device '
    'torch.no_grad torch.nn.Module.eval torch.tensor torch.optim.Adam torch.nn.Sequential '
    'torch.manual_seed torch.nn.Module.train torch.optim.SGD torch.nn.CrossEntropyLoss torch.zeros '
    'torch.nn.ReLU torch.randn torch.nn.Conv2d torch.nn.Module.state_dict torch.cat '
    'torch.nn.Module.load_state_dict torch.save torch.ones torch.load torch.FloatTensor F.relu '
    'torch.nn.Embedding torch.nn.Dropout torch.Tensor torch.from_numpy torch.utils.data.Dataset '
    'torch.max torch.argmax torch.nn.MaxPool2d torch.arange torch.float32 torch.rand '
    'torch.nn.Parameter torch.LongTensor torch.long torch.nn.MSELoss torch.stack torch.nn.Sigmoid '
    'torch.float F.softmax torch.sum torch.nn.Module.apply torch.nn.BatchNorm2d F.cross_entropy '
    'torch.nn.Flatten torch.utils.data.TensorDataset torch.softmax torch.mean F.log_softmax '
    'torch.nn.LSTM torch.nn.ModuleList torch.autograd.Variable torch.exp torch.sigmoid '
    'torch.nn.Module.forward torch.cuda.manual_seed_all torch.tanh torch.nn.Tanh torch.linspace '
    'torch.sin torch.nn.Module.register_buffer torch.nn.BCELoss torch.matmul torch.randint '
    'torch.nn.Module.named_parameters torch.nn.RNN torch.sqrt torch.log torch.nn.GRU torch.nn.NLLLoss '
    'torch.nn.BatchNorm1d torch.mm torch.zeros_like torch.nn.LeakyReLU '
    'torch.backends.cudnn.deterministic torch.inference_mode F.max_pool2d '
    'torch.nn.utils.clip_grad_norm_ torch.allclose F.mse_loss torch.nn.init.normal_ torch.ones_like '
    'torch.empty torch.flatten torch.as_tensor torch.cos torch.nn.Module.add_module '
    'torch.backends.mps.is_available torch.triu torch.nn.Softmax torch.optim.lr_scheduler.StepLR '
    'torch.cuda.manual_seed torch.backends.cudnn.benchmark torch.nn.init.xavier_uniform_ '
    'torch.optim.AdamW torch.utils.data.random_split torch.inf torch.pow F.nll_loss '
    'torch.nn.LogSoftmax torch.bmm torch.compile F.dropout torch.int64 torch.nn.BCEWithLogitsLoss '
    'torch.nn.ConvTranspose2d torch.cuda.synchronize torch.bool torch.nn.Module.modules '
    'torch.bfloat16 torch.multinomial torch.unsqueeze torch.nn.init.kaiming_uniform_ '
    'torch.nn.AdaptiveAvgPool2d torch.nn.LayerNorm torch.accelerator.current_accelerator '
    'torch.optim.lr_scheduler.ReduceLROnPlateau torch.cuda.device_count torch.nn.DataParallel '
    'torch.nn.LazyLinear torch.nn.init.constant_ torch.add torch.topk torch.pi torch.randperm '
    'torch.nn.AvgPool2d torch.accelerator.is_available torch.double torch.cuda.max_memory_allocated '
    'torch.eye torch.nn.utils.rnn.pack_padded_sequence torch.set_grad_enabled torch.where '
    'F.binary_cross_entropy torch.nn.Conv1d torch.rsqrt torch.set_printoptions '
    'torch.nn.Module.register_forward_hook torch.abs torch.eq torch.relu F.silu torch.optim.Optimizer '
    'torch.randn_like torch.testing.assert_close torch.nn.Dropout2d torch.normal torch.squeeze '
    'torch.nn.init.kaiming_normal_ torch.clamp torch.mul F.avg_pool2d torch.nn.Module.children '
    'torch.nn.Module.named_modules torch.nn.utils.rnn.pad_sequence torch.cuda.get_device_name '
    'torch.round torch.Generator torch.nn.utils.rnn.pad_packed_sequence torch.autograd.grad '
    'torch.cuda.reset_peak_memory_stats torch.reshape torch.utils.benchmark.Timer torch.full '
    'torch.gather F.conv2d torch.nn.L1Loss torch.all torch.distributed.init_process_group '
    'torch.empty_like torch.transpose torch.optim.RMSprop torch.cuda.current_device '
    'torch.index_select torch.rand_like torch.set_default_device F.scaled_dot_product_attention '
    'F.sigmoid torch.autograd.Function torch.dot torch.multiprocessing.spawn '
    'torch.nn.init.xavier_normal_ torch.nn.init.zeros_ torch.cuda.get_device_capability '
    'torch.distributed.destroy_process_group torch.float16 torch.unique torch.nn.Module.buffers '
    'torch.nn.Embedding.from_pretrained torch.cuda.set_device torch.div torch.fx.symbolic_trace '
    'torch.min torch.norm torch.split torch.nn.LazyConv2d torch.nn.parallel.DistributedDataParallel '
    'torch.cuda.Event torch.equal torch.std torch.utils.data.RandomSampler torch.utils.data.Subset '
    'F.linear F.tanh torch.nn.Module.named_children torch.nn.GELU torch.float64 torch.jit.script '
    'torch.meshgrid torch.utils.data.SubsetRandomSampler F.one_hot torch.nn.Identity '
    'torch.nn.MultiheadAttention torch.nn.TransformerEncoderLayer torch.nn.init.uniform_ '
    'torch.ByteTensor torch.Size torch.jit.trace torch.profiler.profile '
    'torch.utils.data.distributed.DistributedSampler torch.nn.LSTMCell torch.optim.Adadelta '
    'torch.chunk torch.distributed.rpc.init_rpc torch.export.export torch.floor '
    'torch.func.functional_call torch.fx.GraphModule torch.uint8 F.interpolate torch.nn.ELU '
    'torch.optim.LBFGS torch.cuda.FloatTensor torch.cuda.LongTensor torch.ne F.grid_sample '
    'F.leaky_relu torch.cuda.memory_allocated torch.distributed.rpc.RRef '
    'torch.distributed.rpc.shutdown torch.distributions.Categorical torch.einsum torch.int32 '
    'torch.masked.masked_tensor torch.maximum torch.multiprocessing.set_start_method torch.nonzero '
    'torch.profiler.ProfilerActivity.CPU torch.profiler.schedule torch.sort torch.nn.Module.compile '
    'torch.nn.Module.named_buffers torch.nn.InstanceNorm2d torch.nn.PReLU torch.nn.RMSNorm '
    'torch.nn.TransformerEncoder torch.optim.lr_scheduler.CosineAnnealingLR torch.argsort '
    'torch.distributed.get_rank torch.func.vmap torch.fx.Node torch.is_tensor torch.logsumexp '
    'torch.onnx.export torch.sub torch.svd torch.t torch.tril torch.utils.data.SequentialSampler '
    'F.affine_grid F.binary_cross_entropy_with_logits F.smooth_l1_loss torch.nn.GRUCell '
    'torch.nn.RNNCell torch.nn.ReflectionPad2d torch.nn.init.normal torch.nn.init.orthogonal_ '
    'torch.optim.Adagrad torch.optim.lr_scheduler.CosineAnnealingWarmRestarts '
    'torch.optim.lr_scheduler.MultiStepLR torch.BoolTensor torch.accelerator.device_count torch.acos '
    'torch.autograd.gradcheck torch.cuda.empty_cache torch.cumsum torch.dist '
    'torch.distributed.rpc.TensorPipeRpcBackendOptions torch.gt torch.int16 torch.jit.load '
    'torch.multiply torch.multiprocessing.get_start_method torch.mv torch.nested.nested_tensor '
    'torch.prod torch.profiler.ProfilerActivity.CUDA torch.repeat_interleave '
    'torch.set_default_tensor_type torch.set_float32_matmul_precision torch.sparse_coo_tensor '
    'torch.square torch.use_deterministic_algorithms F.batch_norm F.conv_transpose2d F.elu '
    'F.normalize F.pad F.softplus torch.nn.Conv3d torch.nn.EmbeddingBag torch.nn.LazyBatchNorm2d '
    'torch.nn.MaxPool1d torch.nn.Transformer torch.nn.Upsample torch.nn.init.ones_ torch.autocast '
    'torch.autograd.profiler.profile torch.cuda.amp.GradScaler torch.distributed.ReduceOp.SUM '
    'torch.distributed.all_reduce torch.distributed.autograd.backward '
    'torch.distributed.autograd.context torch.distributed.barrier torch.distributed.is_initialized '
    'torch.distributed.rpc.remote torch.distributed.rpc.rpc_sync torch.distributions.Normal '
    'torch.func.grad torch.int torch.isclose torch.library.custom_op torch.log_softmax '
    'torch.profiler.record_function torch.roll torch.utils.data.Sampler '
    'torch.utils.model_zoo.load_url F.adaptive_avg_pool2d F.gelu F.layer_norm F.logsigmoid '
    'torch.nn.Module.share_memory torch.nn.GroupNorm torch.nn.ParameterList torch.nn.SmoothL1Loss '
    'torch.nn.Softplus torch.nn.init._calculate_fan_in_and_fan_out torch.nn.parallel.scatter '
    'torch.nn.utils.clip_grad_value_ torch.nn.utils.rnn.pack_sequence '
    'torch.optim.lr_scheduler.LambdaLR torch.asin torch.autograd.functional.vjp '
    'torch.backends.cudnn.version torch.classes.load_library torch.compiler.reset torch.cond '
    'torch.cuda.amp.autocast torch.cuda.memory_reserved torch.det torch.distributed.ReduceOp.MAX '
    'torch.distributed.get_default_backend_for_device torch.distributed.optim.DistributedOptimizer '
    'torch.distributed.rpc.rpc_async torch.flip torch.full_like torch.func.jacrev torch.func.jvp '
    'torch.func.vjp torch.fx.Graph torch.fx.Proxy torch.fx.Tracer torch.isnan torch.jagged torch.neg '
    'torch.random.manual_seed torch.version.cuda torch.vmap F.avg_pool1d F.embedding '
    'torch.nn.Module.register_backward_hook torch.nn.ConvTranspose3d torch.nn.ModuleDict '
    'torch.nn.attention.flex_attention.flex_attention torch.nn.init.uniform '
    'torch.nn.utils.clip_grad_norm torch.nn.utils.prune.BasePruningMethod '
    'torch.nn.utils.prune.L1Unstructured torch.nn.utils.prune.global_unstructured '
    'torch.nn.utils.prune.l1_unstructured torch.nn.utils.prune.ln_structured '
    'torch.nn.utils.prune.random_unstructured torch.nn.utils.prune.remove torch.optim.Adamax '
    'torch.optim.lr_scheduler.CyclicLR torch.optim.lr_scheduler.LinearLR '
    'torch.optim.lr_scheduler.OneCycleLR torch.accelerator.set_device_index torch.argmin '
    'torch.autograd.backward torch.autograd.forward_ad.dual_level torch.autograd.forward_ad.make_dual '
    'torch.autograd.forward_ad.unpack_dual torch.backends.cuda.matmul.allow_tf32 torch.bucketize '
    'torch.ceil torch.compiler.disable torch.complex torch.conj torch.cuda.gds.GdsFile torch.diag '
    'torch.distributed.reduce torch.distributed.rpc.get_worker_info '
    'torch.distributed.tensor.parallel.ColwiseParallel '
    'torch.distributed.tensor.parallel.RowwiseParallel '
    'torch.distributed.tensor.parallel.parallelize_module torch.distributions.categorical.Categorical '
    'torch.fmod torch.futures.wait_all torch.fx.proxy.GraphAppendingTracer torch.get_default_device '
    'torch.get_num_threads torch.int8 torch.inverse torch.linalg.norm torch.multiprocessing.Process '
    'torch.ops.aten.add.Tensor._schema.is_mutable torch.ops.aten.add_.Tensor._schema.is_mutable '
    'torch.profiler.tensorboard_trace_handler torch.range torch.serialization.safe_globals '
    'torch.serialization.skip_data torch.utils.cpp_extension.load '
    'torch.utils.data.WeightedRandomSampler torch.utils.serialization.config.save.storage_alignment '
    'torch.var F.conv1d F.cosine_similarity F.max_pool1d F.relu_ torch.nn.Module.register_parameter '
    'torch.nn.Module.to_empty torch.nn.AdaptiveAvgPool1d torch.nn.AdaptiveAvgPool3d '
    'torch.nn.BatchNorm3d torch.nn.ConstantPad2d torch.nn.CosineEmbeddingLoss '
    'torch.nn.LazyBatchNorm1d torch.nn.LogSigmoid torch.nn.MaxPool3d torch.nn.PixelShuffle '
    'torch.nn.ReplicationPad2d torch.nn.SELU torch.nn.Transformer.generate_square_subsequent_mask '
    'torch.nn.TransformerDecoder torch.nn.TransformerDecoderLayer '
    'torch.nn.attention.SDPBackend.EFFICIENT_ATTENTION torch.nn.attention.SDPBackend.FLASH_ATTENTION '
    'torch.nn.attention.SDPBackend.MATH torch.nn.attention.bias.causal_lower_right '
    'torch.nn.attention.bias.causal_upper_left torch.nn.attention.sdpa_kernel torch.nn.init.constant '
    'torch.nn.init.trunc_normal_ torch.nn.parallel.gather torch.nn.parallel.parallel_apply '
    'torch.nn.parallel.replicate torch.nn.utils.parametrize.cached '
    'torch.nn.utils.parametrize.register_parametrization '
    'torch.nn.utils.parametrize.remove_parametrizations torch.nn.utils.rnn.PackedSequence '
    'torch.optim.NAdam torch.optim.lr_scheduler._LRScheduler torch.IntTensor '), '''
f4 NAME is not None
''')
samples('ulp', 'names of tensors', (
    'backward item to shape view size sum data numpy mean unsqueeze float squeeze cpu detach reshape '
    'max split transpose device grad requires_grad cuda permute values argmax type tolist numel eq '
    'dtype zero_ T long contiguous pow flatten view_as fill_ clone requires_grad_ t expand min add_ '
    'std add topk copy_ masked_fill_ repeat exp matmul index norm dim grad_fn masked_fill scatter_ '
    'var abs log sin sort bool mul_ ndim div mul cos all repeat_interleave scatter clamp ravel sqrt '
    'normal_ clip double new resize uniform_ any resize_ clamp_ int mm relu unique expand_as type_as '
    'stride dot byte new_ones element_size gather nelement nonzero sub_ bmm div_ chunk detach_ half '
    'random_ tanh argsort cumsum indices median softmax index_select is_contiguous new_empty '
    'register_hook squeeze_ trace get_device index_add_ is_cuda to_dense unsqueeze_ masked_select '
    'sigmoid to_sparse unbind unflatten argmin bfloat16 data_ptr fmod inverse is_leaf new_zeros '
    'retain_grad round sign storage_offset sub is_sparse layout log10 mode ndimension neg short '
    'storage unfold det equal flip ge new_tensor prod select take tile triu untyped_storage addcdiv_ '
    'addcmul addcmul_ allclose amin coalesce dist erf exp_ is_nested is_sparse_csr isclose '
    'logical_not movedim multinomial nanmean narrow ne neg_ pin_memory '
    'register_post_accumulate_grad_hook reinforce sparse_mask sqrt_ swapaxes to_padded_tensor '
    'to_sparse_coo to_sparse_csr module_load '), '''
f4 (t(1, 1).NAME, True)[1]
''')

# Where the order of PyTorch's sums is known, its bits.
samples('bits', 'orders of sums', '', '''
f4 F.conv2d(t(2, 3, 8, 8) / 7, t(4, 3, 3, 3) / 3, t(4), padding=1)
f4 F.conv2d(t(2, 20, 6, 6) / 7, t(4, 20, 3, 3) / 3, t(4))
f4 F.conv2d(t(3, 10, 7, 7) / 7, t(8, 10, 3, 3) / 3, t(8), stride=2)
f4 F.conv2d(t(2, 9, 5, 5) / 7, t(4, 9, 1, 1) / 3, t(4))
f4 F.conv1d(t(2, 16, 12) / 7, t(4, 16, 5) / 3, t(4))
f4 F.layer_norm(t(3, 64) / 7, (64,), t(64) / 3, t(64) / 3)
f4 F.layer_norm(t(3, 64) / 7, (64,), t(64) / 3)
f4 F.layer_norm(t(3, 64) / 7, (64,), None, t(64) / 3)
f4 F.batch_norm(t(4, 3, 2, 2) / 7, u(3).detach(), q(3).detach(), t(3) / 3, t(3) / 3)
''')
