/// `torch.nn.modules.activation` and `dropout`.
let activationSources = [
  LibraryText("torch.nn.modules.activation", rectifierText + smoothText + normalizedText),
  LibraryText("torch.nn.modules.dropout", dropoutText),
]

/// Piecewise linear functions.
private let rectifierText = #"""
class ReLU(Module):
    """Applies the rectified linear unit function element-wise."""
    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input):
        return input.relu_() if self.inplace else _relu(input)

    def extra_repr(self):
        return 'inplace=True' if self.inplace else ''

_relu = torch.relu

class ReLU6(Module):
    """Applies the ReLU6 function element-wise."""
    def __init__(self, inplace=False):
        super().__init__()
        self.min_val = 0.0
        self.max_val = 6.0
        self.inplace = inplace

    def forward(self, input):
        return F.hardtanh(input, self.min_val, self.max_val, self.inplace)

    def extra_repr(self):
        return 'inplace=True' if self.inplace else ''

class Threshold(Module):
    """Thresholds each element of the input Tensor."""
    def __init__(self, threshold, value, inplace=False):
        super().__init__()
        self.threshold = threshold
        self.value = value
        self.inplace = inplace

    def forward(self, input):
        return F.threshold(input, self.threshold, self.value, self.inplace)

    def extra_repr(self):
        return f'threshold={self.threshold}, value={self.value}' + _in_place_note(self)

def _in_place_note(module):
    return ', inplace=True' if module.inplace else ''

class RReLU(Module):
    """Applies the randomized leaky rectified linear unit function, element-wise."""
    def __init__(self, lower=1.0 / 8, upper=1.0 / 3, inplace=False):
        super().__init__()
        self.lower = lower
        self.upper = upper
        self.inplace = inplace

    def forward(self, input):
        return F.rrelu(input, self.lower, self.upper, self.training, self.inplace)

    def extra_repr(self):
        return f'lower={self.lower}, upper={self.upper}' + _in_place_note(self)

class Hardtanh(Module):
    """Applies the HardTanh function element-wise."""
    def __init__(self, min_val=-1.0, max_val=1.0, inplace=False):
        super().__init__()
        self.min_val = min_val
        self.max_val = max_val
        self.inplace = inplace
        if self.max_val <= self.min_val:
            raise AssertionError('max_val must be greater than min_val')

    def forward(self, input):
        return F.hardtanh(input, self.min_val, self.max_val, self.inplace)

    def extra_repr(self):
        return f'min_val={self.min_val}, max_val={self.max_val}' + _in_place_note(self)

class LeakyReLU(Module):
    """Applies the LeakyReLU function element-wise."""
    def __init__(self, negative_slope=0.01, inplace=False):
        super().__init__()
        self.negative_slope = negative_slope
        self.inplace = inplace

    def forward(self, input):
        return F.leaky_relu(input, self.negative_slope, self.inplace)

    def extra_repr(self):
        return f'negative_slope={self.negative_slope}' + _in_place_note(self)

class PReLU(Module):
    """Applies the element-wise PReLU function."""
    def __init__(self, num_parameters=1, init=0.25, device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__()
        self.num_parameters = num_parameters
        self.init = init
        self.weight = Parameter(torch.full((num_parameters,), float(init), dtype=dtype))

    def forward(self, input):
        return F.prelu(input, self.weight)

    def extra_repr(self):
        return f'num_parameters={self.num_parameters}'

class Hardsigmoid(Module):
    """Applies the Hardsigmoid function element-wise."""
    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input):
        return F.hardsigmoid(input, self.inplace)

class Hardswish(Module):
    """Applies the Hardswish function, element-wise."""
    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input):
        return F.hardswish(input, self.inplace)

class Hardshrink(Module):
    """Applies the Hard Shrinkage (Hardshrink) function element-wise."""
    def __init__(self, lambd=0.5):
        super().__init__()
        self.lambd = lambd

    def forward(self, input):
        return F.hardshrink(input, self.lambd)

    def extra_repr(self):
        return str(self.lambd)

class Softshrink(Module):
    """Applies the soft shrinkage function element-wise."""
    def __init__(self, lambd=0.5):
        super().__init__()
        self.lambd = lambd

    def forward(self, input):
        return F.softshrink(input, self.lambd)

    def extra_repr(self):
        return str(self.lambd)

"""#

/// Smooth functions.
private let smoothText = #"""
class Tanh(Module):
    """Applies the Hyperbolic Tangent (Tanh) function element-wise."""
    def forward(self, input):
        return torch.tanh(input)

class Sigmoid(Module):
    """Applies the Sigmoid function element-wise."""
    def forward(self, input):
        return torch.sigmoid(input)

class LogSigmoid(Module):
    """Applies the Logsigmoid function element-wise."""
    def forward(self, input):
        return F.logsigmoid(input)

class Softsign(Module):
    """Applies the element-wise Softsign function."""
    def forward(self, input):
        return F.softsign(input)

class Tanhshrink(Module):
    """Applies the element-wise Tanhshrink function."""
    def forward(self, input):
        return F.tanhshrink(input)

class GELU(Module):
    """Applies the Gaussian Error Linear Units function."""
    def __init__(self, approximate='none'):
        super().__init__()
        self.approximate = approximate

    def forward(self, input):
        return F.gelu(input, approximate=self.approximate)

    def extra_repr(self):
        return f'approximate={self.approximate!r}'

class SiLU(Module):
    """Applies the Sigmoid Linear Unit (SiLU) function, element-wise."""
    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input):
        return F.silu(input, self.inplace)

    def extra_repr(self):
        return 'inplace=True' if self.inplace else ''

class Mish(Module):
    """Applies the Mish function, element-wise."""
    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input):
        return F.mish(input, self.inplace)

    def extra_repr(self):
        return 'inplace=True' if self.inplace else ''

class ELU(Module):
    """Applies the Exponential Linear Unit (ELU) function, element-wise."""
    def __init__(self, alpha=1.0, inplace=False):
        super().__init__()
        self.alpha = alpha
        self.inplace = inplace

    def forward(self, input):
        return F.elu(input, self.alpha, self.inplace)

    def extra_repr(self):
        return f'alpha={self.alpha}' + _in_place_note(self)

class CELU(Module):
    """Applies the CELU function element-wise."""
    def __init__(self, alpha=1.0, inplace=False):
        super().__init__()
        self.alpha = alpha
        self.inplace = inplace

    def forward(self, input):
        return F.celu(input, self.alpha, self.inplace)

    def extra_repr(self):
        return f'alpha={self.alpha}' + _in_place_note(self)

class SELU(Module):
    """Applies the SELU function element-wise."""
    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input):
        return F.selu(input, self.inplace)

    def extra_repr(self):
        return 'inplace=True' if self.inplace else ''

class Softplus(Module):
    """Applies the Softplus function element-wise."""
    def __init__(self, beta=1.0, threshold=20.0):
        super().__init__()
        self.beta = beta
        self.threshold = threshold

    def forward(self, input):
        return F.softplus(input, self.beta, self.threshold)

    def extra_repr(self):
        return f'beta={self.beta}, threshold={self.threshold}'

"""#

/// Functions of several elements.
private let normalizedText = #"""
class GLU(Module):
    """Applies the gated linear unit function."""
    def __init__(self, dim=-1):
        super().__init__()
        self.dim = dim

    def forward(self, input):
        return F.glu(input, self.dim)

    def extra_repr(self):
        return f'dim={self.dim}'

class Softmin(Module):
    """Applies the Softmin function to an n-dimensional input Tensor."""
    def __init__(self, dim=None):
        super().__init__()
        self.dim = dim

    def forward(self, input):
        return F.softmin(input, self.dim)

    def extra_repr(self):
        return f'dim={self.dim}'

class Softmax(Module):
    """Applies the Softmax function to an n-dimensional input Tensor."""
    def __init__(self, dim=None):
        super().__init__()
        self.dim = dim

    def forward(self, input):
        return F.softmax(input, self.dim)

    def extra_repr(self):
        return f'dim={self.dim}'

class Softmax2d(Module):
    """Applies SoftMax over features to each spatial location."""
    def forward(self, input):
        if input.dim() not in (3, 4):
            raise ValueError(
                f'Softmax2d: expected input to be 3D or 4D, got {input.dim()}D instead')
        return F.softmax(input, -3)

class LogSoftmax(Module):
    """Applies the :math:`\\log(\\text{Softmax}(x))` function to an n-dimensional input Tensor."""
    def __init__(self, dim=None):
        super().__init__()
        self.dim = dim

    def forward(self, input):
        return F.log_softmax(input, self.dim)

    def extra_repr(self):
        return f'dim={self.dim}'

"""#

private let dropoutText = #"""
class _DropoutNd(Module):
    def __init__(self, p=0.5, inplace=False):
        super().__init__()
        if p < 0 or p > 1:
            raise ValueError(f'dropout probability has to be between 0 and 1, but got {p}')
        self.p = p
        self.inplace = inplace

    def extra_repr(self):
        return f'p={self.p}, inplace={self.inplace}'

class Dropout(_DropoutNd):
    """During training, randomly zeroes some of the elements of the input tensor with probability :attr:`p`."""
    def forward(self, input):
        return F.dropout(input, self.p, self.training, self.inplace)

class Dropout1d(_DropoutNd):
    """Randomly zero out entire channels."""
    def forward(self, input):
        return F.dropout1d(input, self.p, self.training, self.inplace)

class Dropout2d(_DropoutNd):
    """Randomly zero out entire channels."""
    def forward(self, input):
        return F.dropout2d(input, self.p, self.training, self.inplace)

class Dropout3d(_DropoutNd):
    """Randomly zero out entire channels."""
    def forward(self, input):
        return F.dropout3d(input, self.p, self.training, self.inplace)

class AlphaDropout(_DropoutNd):
    """Applies Alpha Dropout over the input."""
    def forward(self, input):
        return F.alpha_dropout(input, self.p, self.training)

class FeatureAlphaDropout(_DropoutNd):
    """Randomly masks out entire channels."""
    def forward(self, input):
        return F.feature_alpha_dropout(input, self.p, self.training)

"""#
