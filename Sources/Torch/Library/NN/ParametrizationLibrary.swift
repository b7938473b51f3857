/// `torch.nn.utils.parametrize`: parameters as functions of others.
let parametrizeSource = LibraryText("torch.nn.utils.parametrize", parametrizationListText + parametrizeText)

private let parametrizationListText = #"""
_copy = __import__('copy')

def _keep(owner, name, tensor):
    if isinstance(tensor, torch.nn.Parameter):
        owner.register_parameter(name, tensor)
    else:
        owner.register_buffer(name, tensor)

def _check_same(what, kind, names, tensors, flag):
    """Raises unless two tensors agree in `kind`, an attribute."""
    before, after = (getattr(tensor, kind) for tensor in tensors)
    if before != after:
        raise ValueError(
            f'{what} may not change the {kind} of the tensor, unless {flag} flag is enabled.\n'
            f'{names[0]}: {before}\n{names[1]}: {after}')

class ParametrizationList(torch.nn.ModuleList):
    """A sequential container that holds and manages the original parameters or buffers of a parametrized tensor."""
    def __init__(self, modules, original, unsafe=False):
        if len(modules) == 0:
            raise ValueError('ParametrizationList requires one or more modules.')
        super().__init__(modules)
        self.unsafe = unsafe
        # The original may be the very tensor that takes other values and sizes below.
        before = original.detach().expand(original.shape)
        with torch.no_grad():
            new = original
            for module in reversed(list(self)):
                if hasattr(module, 'right_inverse'):
                    try:
                        new = module.right_inverse(new)
                    except NotImplementedError:
                        pass
        if not isinstance(new, (torch.Tensor, list, tuple)):
            raise ValueError(
                "'right_inverse' must return a Tensor or a Sequence of tensors (list, tuple...). "
                f'Got {type(new).__name__}')
        self.is_tensor = isinstance(new, torch.Tensor)
        self.ntensors = 1 if self.is_tensor else len(new)
        if self.is_tensor:
            if original.dtype != new.dtype:
                raise ValueError(
                    'When `right_inverse` outputs one tensor, it may not change the dtype.\n'
                    f'original.dtype: {original.dtype}\nright_inverse(original).dtype: {new.dtype}')
            original.data = new.data
            _keep(self, 'original', original)
        else:
            self._keep_several(original, new)
        if not unsafe:
            result = self()
            if not isinstance(result, torch.Tensor):
                raise ValueError(f'A parametrization must return a tensor. Got {type(result).__name__}.')
            for kind in ('dtype', 'shape'):
                _check_same('Registering a parametrization', kind, [f'unparametrized {kind}', f'parametrized {kind}'],
                            [before, result], '`unsafe`')

    def _keep_several(self, original, new):
        for place, tensor in enumerate(new):
            if not isinstance(tensor, torch.Tensor):
                raise ValueError(
                    "'right_inverse' must return a Tensor or a Sequence of tensors (list, tuple...). "
                    f'Got element {place} of the sequence with type {type(tensor).__name__}.')
            if isinstance(original, torch.nn.Parameter):
                tensor = torch.nn.Parameter(tensor, original.requires_grad)
            tensor.requires_grad_(original.requires_grad)
            _keep(self, f'original{place}', tensor)

    def _originals(self):
        names = ['original'] if self.is_tensor else [f'original{place}' for place in range(self.ntensors)]
        return [getattr(self, name) for name in names]

    def right_inverse(self, value):
        """Call the ``right_inverse`` methods of the parametrizations in the inverse registration order."""
        with torch.no_grad():
            for module in reversed(list(self)):
                if not hasattr(module, 'right_inverse'):
                    raise RuntimeError(f'parametrization {type(module).__name__} does not implement right_inverse.')
                value = module.right_inverse(value)
            if self.is_tensor:
                self._assign_one(value)
            else:
                self._assign_several(value)

    def _assign_one(self, value):
        if not isinstance(value, torch.Tensor):
            raise ValueError(f'`right_inverse` should return a tensor. Got {type(value).__name__}')
        if value.dtype != self.original.dtype:
            raise ValueError(
                f'The tensor returned by `right_inverse` has dtype {value.dtype} while `original` has dtype '
                f'{self.original.dtype}')
        self.original.data = value.data

    def _assign_several(self, values):
        if not isinstance(values, (list, tuple)):
            raise ValueError(f"'right_inverse' must return a sequence of tensors. Got {type(values).__name__}.")
        if len(values) != self.ntensors:
            raise ValueError(
                f"'right_inverse' must return a sequence of tensors of length {self.ntensors}. Got a sequence of "
                f'length {len(values)}.')
        for place, (original, value) in enumerate(zip(self._originals(), values)):
            if original.dtype != value.dtype:
                raise ValueError(
                    f'Tensor {place} returned by `right_inverse` has dtype {value.dtype} while `original{place}` has '
                    f'dtype {original.dtype}')
            original.data = value.data

    def forward(self):
        first, *others = list(self)
        x = first(*self._originals())
        for module in others:
            x = module(x)
        return x

"""#

private let parametrizeText = #"""
_cached_tensors = {}

_cache_depth = [0]

class cached:
    """Context manager that enables the caching system within parametrizations."""
    def __enter__(self):
        _cache_depth[0] += 1

    def __exit__(self, *error):
        _cache_depth[0] -= 1
        if _cache_depth[0] == 0:
            _cached_tensors.clear()

def _parametrized_class(cls):
    """A class of modules that can have properties of their own."""
    def getstate(self):
        raise RuntimeError(
            'Serialization of parametrized modules is only supported through state_dict(). See:\n'
            'https://pytorch.org/tutorials/beginner/saving_loading_models.html'
            '#saving-loading-a-general-checkpoint-for-inference-and-or-resuming-training')
    def deepcopy(self, memo):
        if id(self) in memo:
            return memo[id(self)]
        result = self.__new__(type(self))
        memo[id(self)] = result
        result.__dict__.update(_copy.deepcopy(self.__dict__, memo))
        return result
    members = {'__getstate__': getstate, '__module__': 'torch.nn.utils.parametrize'}
    if not hasattr(cls, '__deepcopy__'):
        members['__deepcopy__'] = deepcopy
    return type(f'Parametrized{cls.__name__}', (cls,), members)

def _parametrized_property(tensor_name):
    def compute(self):
        parametrization = self.parametrizations[tensor_name]
        if _cache_depth[0] == 0:
            return parametrization()
        key = id(self), tensor_name
        if key not in _cached_tensors:
            _cached_tensors[key] = parametrization()
        return _cached_tensors[key]
    def assign(self, value):
        self.parametrizations[tensor_name].right_inverse(value)
    return property(compute, assign)

def _check_addition(module, tensor_name, parametrization):
    """Raises if a further parametrization changes type or sizes of the tensor, forwards or backwards."""
    before = getattr(module, tensor_name)
    after = parametrization(before)
    if not isinstance(after, torch.Tensor):
        raise ValueError(f'A parametrization must return a tensor. Got {type(after).__name__}.')
    for kind in ('dtype', 'shape'):
        names = [f'module.{tensor_name}.{kind}', f'parametrization(module.{tensor_name}).{kind}']
        _check_same('Registering a parametrization', kind, names, [before, after], 'the `unsafe`')
    if not hasattr(parametrization, 'right_inverse'):
        return
    try:
        inverse = parametrization.right_inverse(after)
    except NotImplementedError:
        return
    if not isinstance(inverse, torch.Tensor):
        raise ValueError(f'parametrization.right_inverse must return a tensor. Got: {type(inverse).__name__}')
    for kind in ('dtype', 'shape'):
        if getattr(inverse, kind) != getattr(before, kind):
            raise ValueError(
                f'The tensor returned by parametrization.right_inverse must have the same {kind} as '
                f'module.{tensor_name}, unless the `unsafe` flag is enabled.\n'
                f'module.{tensor_name}.{kind}: {getattr(before, kind)}\nreturned {kind}: {getattr(inverse, kind)}')

def register_parametrization(module, tensor_name, parametrization, *, unsafe=False):
    """Register a parametrization to a tensor in a module."""
    parametrization.train(module.training)
    if is_parametrized(module, tensor_name):
        if not unsafe:
            _check_addition(module, tensor_name, parametrization)
        module.parametrizations[tensor_name].append(parametrization)
        module.parametrizations[tensor_name].unsafe |= unsafe
    elif tensor_name in module._buffers or tensor_name in module._parameters:
        parametrizations = ParametrizationList([parametrization], getattr(module, tensor_name), unsafe=unsafe)
        delattr(module, tensor_name)
        if not is_parametrized(module):
            module.__class__ = _parametrized_class(type(module))
            module.parametrizations = torch.nn.ModuleDict()
        setattr(type(module), tensor_name, _parametrized_property(tensor_name))
        module.parametrizations[tensor_name] = parametrizations
    else:
        raise ValueError(
            f"Module '{module}' does not have a parameter, a buffer, or a parametrized element with name "
            f"'{tensor_name}'")
    return module

def is_parametrized(module, tensor_name=None):
    """Determine if a module has a parametrization."""
    parametrizations = getattr(module, 'parametrizations', None)
    if not isinstance(parametrizations, torch.nn.ModuleDict):
        return False
    return len(parametrizations) > 0 if tensor_name is None else tensor_name in parametrizations

def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    """Remove the parametrizations on a tensor in a module."""
    if not is_parametrized(module, tensor_name):
        raise ValueError(f'Module {module} does not have a parametrization on {tensor_name}')
    parametrizations = module.parametrizations[tensor_name]
    if parametrizations.is_tensor:
        original = parametrizations.original
        if leave_parametrized:
            with torch.no_grad():
                original.data = getattr(module, tensor_name).data
    elif leave_parametrized:
        value = getattr(module, tensor_name)
        original = torch.nn.Parameter(value) if value.requires_grad else value
    else:
        raise ValueError(
            'Cannot leave unparametrized (`leave_parametrized=False`) a tensor that is parametrized in terms of a '
            'sequence of tensors.')
    delattr(type(module), tensor_name)
    del module.parametrizations[tensor_name]
    _keep(module, tensor_name, original)
    if not is_parametrized(module):
        delattr(module, 'parametrizations')
        module.__class__ = type(module).__bases__[0]
    return module

def type_before_parametrizations(module):
    """Return the module type before parametrizations were applied and if not, then it returns the module type."""
    return type(module).__bases__[0] if is_parametrized(module) else type(module)

"""#

/// `torch.nn.utils.parametrizations`: weights of norm 1, of length apart from direction, with orthogonal columns.
let parametrizationsSource = LibraryText("torch.nn.utils.parametrizations", normText + orthogonalText)

private let normText = #"""
_parametrize = __import__('torch.nn.utils.parametrize', fromlist=['register_parametrization'])

def _required_tensor(module, name):
    weight = getattr(module, name, None)
    if not isinstance(weight, torch.Tensor):
        raise ValueError(f"Module '{module}' has no parameter or buffer with name '{name}'")
    return weight

class _WeightNorm(torch.nn.Module):
    def __init__(self, dim=0):
        super().__init__()
        self.dim = -1 if dim is None else dim

    def forward(self, weight_g, weight_v):
        return torch.nn.utils._weighed_directions(weight_g, weight_v, self.dim)

    def right_inverse(self, weight):
        return torch.nn.utils._norm_except(weight, self.dim), weight

def weight_norm(module, name='weight', dim=0):
    """Apply weight normalization to a parameter in the given module."""
    _parametrize.register_parametrization(module, name, _WeightNorm(dim), unsafe=True)
    def rename_former_keys(module, state_dict, prefix, *others):
        former = [f'{prefix}{name}_g', f'{prefix}{name}_v']
        if all(key in state_dict for key in former):
            for place, key in enumerate(former):
                state_dict[f'{prefix}parametrizations.{name}.original{place}'] = state_dict.pop(key)
    module.register_load_state_dict_pre_hook(rename_former_keys)
    return module

class _SpectralNorm(torch.nn.Module):
    def __init__(self, weight, n_power_iterations=1, dim=0, eps=1e-12):
        super().__init__()
        if not -weight.ndim <= dim < weight.ndim:
            raise IndexError(
                f'Dimension out of range (expected to be in range of [-{weight.ndim}, {weight.ndim - 1}] but got {dim})')
        if n_power_iterations <= 0:
            raise ValueError(
                'Expected n_power_iterations to be positive, but got '
                f'n_power_iterations={n_power_iterations}')
        self.dim = dim % weight.ndim
        self.eps = eps
        if weight.ndim > 1:
            self.n_power_iterations = n_power_iterations
            matrix = self._as_matrix(weight)
            rows, columns = (matrix.new_empty(size).normal_(0, 1) for size in matrix.size())
            self.register_buffer('_u', self._unit(rows))
            self.register_buffer('_v', self._unit(columns))
            self._iterate(matrix, 15)

    def _unit(self, vector):
        return torch.nn.functional.normalize(vector, dim=0, eps=self.eps)

    def _as_matrix(self, weight):
        return weight.movedim(self.dim, 0).flatten(1)

    @torch.no_grad()
    def _iterate(self, matrix, steps):
        for _ in range(steps):
            self._u.copy_(self._unit(torch.mv(matrix, self._v)))
            self._v.copy_(self._unit(torch.mv(matrix.t(), self._u)))

    def forward(self, weight):
        if weight.ndim == 1:
            return self._unit(weight)
        matrix = self._as_matrix(weight)
        if self.training:
            self._iterate(matrix, self.n_power_iterations)
        u, v = self._u.clone(), self._v.clone()
        return weight / torch.vdot(u, torch.mv(matrix, v))

    def right_inverse(self, value):
        return value

def spectral_norm(module, name='weight', n_power_iterations=1, eps=1e-12, dim=None):
    """Apply spectral normalization to a parameter in the given module."""
    weight = _required_tensor(module, name)
    if dim is None:
        transposed = torch.nn.ConvTranspose1d, torch.nn.ConvTranspose2d, torch.nn.ConvTranspose3d
        dim = 1 if isinstance(module, transposed) else 0
    _parametrize.register_parametrization(module, name, _SpectralNorm(weight, n_power_iterations, dim, eps))
    return module

"""#

private let orthogonalText = #"""
def _is_orthogonal(q):
    identity = torch.eye(q.size(-1), dtype=q.dtype)
    return torch.allclose(q.mT @ q, identity, atol=10.0 * q.size(-2) * torch.finfo(q.dtype).eps)

def _make_orthogonal(matrix):
    q, r = torch.linalg.qr(matrix)
    return q * r.diagonal(dim1=-2, dim2=-1).sgn().unsqueeze(-2)

def _reflections(vectors):
    """The first columns of the product of the reflections at vectors below a unit diagonal."""
    factors = 2.0 / (1.0 + (vectors * vectors).sum(-2))
    n, k = vectors.size(-2), vectors.size(-1)
    unit = torch.eye(n, k, dtype=vectors.dtype)
    result = unit
    for place in reversed(range(k)):
        v = (vectors + unit)[..., place:place + 1]
        result = result - factors[..., place, None, None] * (v @ (v.mT @ result))
    return result

class _Orthogonal(torch.nn.Module):
    def __init__(self, weight, orthogonal_map, *, use_trivialization=True):
        super().__init__()
        if weight.is_complex() and orthogonal_map == 'householder':
            raise ValueError('The householder parametrization does not support complex tensors.')
        self.shape = weight.shape
        self.orthogonal_map = orthogonal_map
        if use_trivialization:
            self.register_buffer('base', None)

    def forward(self, x):
        is_flat = x.size(-2) < x.size(-1)
        x = x.mT if is_flat else x
        q = self._reflected(x) if self.orthogonal_map == 'householder' else self._rotated(x)
        if hasattr(self, 'base'):
            q = self.base @ q
        return q.mT if is_flat else q

    def _rotated(self, x):
        n, k = x.size(-2), x.size(-1)
        x = x.tril()
        if n != k:
            x = torch.cat([x, x.new_zeros(n, n - k).expand(*x.shape[:-2], -1, -1)], -1)
        skew = x - x.mT
        if self.orthogonal_map == 'matrix_exp':
            q = torch.matrix_exp(skew)
        else:
            identity = torch.eye(n, dtype=skew.dtype)
            q = torch.linalg.solve(
                torch.add(identity, skew, alpha=-0.5), torch.add(identity, skew, alpha=0.5))
        return q[..., :k] if n != k else q

    def _reflected(self, x):
        signs = x.diagonal(dim1=-2, dim2=-1).int().unsqueeze(-2)
        return _reflections(x.tril(diagonal=-1)) * signs

    @torch.no_grad()
    def right_inverse(self, q):
        if q.shape != self.shape:
            raise ValueError(
                f'Expected a matrix or batch of matrices of shape {self.shape}. Got a tensor of shape {q.shape}.')
        start = torch.zeros_like(q)
        start.diagonal(dim1=-2, dim2=-1).fill_(-1.0)
        if not hasattr(self, 'base'):
            if self.orthogonal_map != 'householder':
                raise NotImplementedError(
                    'It is not possible to assign to the matrix exponential or the Cayley parametrizations when '
                    'use_trivialization=False.')
            raise RuntimeError('cellgrad: not supported: orthogonal by reflections with use_trivialization=False')
        q = q.mT if q.size(-2) < q.size(-1) else q
        n, k = q.size(-2), q.size(-1)
        if n != k:
            q = torch.cat([q, torch.randn(*q.size()[:-2], n, n - k, dtype=q.dtype)], -1)
        self.base = q.clone() if n == k and _is_orthogonal(q) else _make_orthogonal(q)
        return start

def orthogonal(module, name='weight', orthogonal_map=None, *, use_trivialization=True):
    """Apply an orthogonal or unitary parametrization to a matrix or a batch of matrices."""
    weight = _required_tensor(module, name)
    if weight.ndim < 2:
        raise ValueError(f'Expected a matrix or batch of matrices. Got a tensor of {weight.ndim} dimensions.')
    if orthogonal_map is None:
        orthogonal_map = 'matrix_exp' if weight.size(-2) == weight.size(-1) or weight.is_complex() else 'householder'
    if orthogonal_map not in ('matrix_exp', 'cayley', 'householder'):
        raise ValueError(
            f'orthogonal_map has to be one of "matrix_exp", "cayley", "householder". Got: {orthogonal_map}')
    orthogonal = _Orthogonal(weight, orthogonal_map, use_trivialization=use_trivialization)
    _parametrize.register_parametrization(module, name, orthogonal, unsafe=True)
    return module

"""#
