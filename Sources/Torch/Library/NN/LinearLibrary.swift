/// `torch.nn.modules.linear`, `flatten` and `distance`.
let linearSources = [
  LibraryText("torch.nn.modules.linear", linearText),
  LibraryText("torch.nn.modules.flatten", flattenText),
  LibraryText("torch.nn.modules.distance", distanceText),
]

private let linearText = #"""
class Identity(Module):
    """A placeholder identity operator that is argument-insensitive."""
    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, input):
        return input

class Linear(Module):
    """Applies an affine linear transformation to the incoming data: :math:`y = xA^T + b`."""
    def __init__(self, in_features, out_features, bias=True, device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = Parameter(torch.empty((out_features, in_features), dtype=dtype))
        if bias:
            self.bias = Parameter(torch.empty(out_features, dtype=dtype))
        else:
            self.register_parameter('bias', None)
        self.reset_parameters()

    def reset_parameters(self):
        """Resets parameters based on their initialization used in ``__init__``."""
        init.kaiming_uniform_(self.weight, a=5 ** 0.5)
        if self.bias is not None:
            bound = 1 / self.in_features ** 0.5 if self.in_features > 0 else 0
            init.uniform_(self.bias, -bound, bound)

    def forward(self, input):
        return _linear(input, self.weight, self.bias)

    def extra_repr(self):
        return f'in_features={self.in_features}, out_features={self.out_features}, bias={self.bias is not None}'

_linear = torch.nn.functional.linear

init = torch.nn.init

F = torch.nn.functional

class NonDynamicallyQuantizableLinear(Linear):
    pass

class Bilinear(Module):
    """Applies a bilinear transformation to the incoming data: :math:`y = x_1^T A x_2 + b`."""
    def __init__(self, in1_features, in2_features, out_features, bias=True, device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__()
        if in1_features <= 0:
            raise ValueError(f'in1_features must be > 0, but got {in1_features}')
        self.in1_features = in1_features
        self.in2_features = in2_features
        self.out_features = out_features
        self.weight = Parameter(torch.empty((out_features, in1_features, in2_features), dtype=dtype))
        if bias:
            self.bias = Parameter(torch.empty(out_features, dtype=dtype))
        else:
            self.register_parameter('bias', None)
        self.reset_parameters()

    def reset_parameters(self):
        bound = 1 / self.weight.size(1) ** 0.5
        init.uniform_(self.weight, -bound, bound)
        if self.bias is not None:
            init.uniform_(self.bias, -bound, bound)

    def forward(self, input1, input2):
        return F.bilinear(input1, input2, self.weight, self.bias)

    def extra_repr(self):
        return (
            f'in1_features={self.in1_features}, in2_features={self.in2_features}, '
            f'out_features={self.out_features}, bias={self.bias is not None}')

"""#

private let flattenText = #"""
class Flatten(Module):
    """Flattens a contiguous range of dims into a tensor."""
    def __init__(self, start_dim=1, end_dim=-1):
        super().__init__()
        self.start_dim = start_dim
        self.end_dim = end_dim

    def forward(self, input):
        return input.flatten(self.start_dim, self.end_dim)

    def extra_repr(self):
        return f'start_dim={self.start_dim}, end_dim={self.end_dim}'

class Unflatten(Module):
    """Unflattens a tensor dim expanding it to a desired shape."""
    def __init__(self, dim, unflattened_size):
        super().__init__()
        if not isinstance(dim, (int, str)):
            raise TypeError('invalid argument type for dim parameter')
        if not isinstance(unflattened_size, (tuple, list)):
            raise TypeError(
                f'unflattened_size must be a tuple of ints, but found type {type(unflattened_size).__name__}')
        for number, size in enumerate(unflattened_size):
            if not isinstance(size, int):
                raise TypeError(
                    'unflattened_size must be tuple of ints, but found element of type '
                    f'{type(size).__name__} at pos {number}')
        self.dim = dim
        self.unflattened_size = unflattened_size

    def forward(self, input):
        return input.unflatten(self.dim, self.unflattened_size)

    def extra_repr(self):
        return f'dim={self.dim}, unflattened_size={self.unflattened_size}'

"""#

private let distanceText = #"""
class PairwiseDistance(Module):
    """Computes the pairwise distance between input vectors, or between columns of input matrices."""
    def __init__(self, p=2.0, eps=1e-06, keepdim=False):
        super().__init__()
        self.norm = p
        self.eps = eps
        self.keepdim = keepdim

    def forward(self, x1, x2):
        return F.pairwise_distance(x1, x2, self.norm, self.eps, self.keepdim)

class CosineSimilarity(Module):
    """Returns cosine similarity between :math:`x_1` and :math:`x_2`, computed along `dim`."""
    def __init__(self, dim=1, eps=1e-08):
        super().__init__()
        self.dim = dim
        self.eps = eps

    def forward(self, x1, x2):
        return F.cosine_similarity(x1, x2, self.dim, self.eps)

"""#
