/// `torch.distributions.constraints`: where a variable is valid.
let constraintsSource = LibraryText("torch.distributions.constraints", #"""
class Constraint:
    """A region over which a variable is valid."""
    is_discrete = False
    event_dim = 0

    def check(self, value):
        """Returns a byte tensor of ``sample_shape + batch_shape`` indicating whether each event is valid."""
        raise NotImplementedError

    def __repr__(self):
        return type(self).__name__[1:] + '()'

class _Dependent(Constraint):
    """Stands for a support that depends on other variables."""
    def __init__(self, *, is_discrete=NotImplemented, event_dim=NotImplemented):
        self.is_discrete = is_discrete
        self.event_dim = event_dim

    def __call__(self, *, is_discrete=NotImplemented, event_dim=NotImplemented):
        return _Dependent(is_discrete=is_discrete, event_dim=event_dim)

    def check(self, x):
        raise ValueError('Cannot determine validity of dependent constraint')

def is_dependent(constraint):
    """Checks if ``constraint`` is a ``_Dependent`` object."""
    return isinstance(constraint, _Dependent)

class _DependentProperty(property, _Dependent):
    """A property that stands for a dependent support where it is asked of the class."""
    def __init__(self, fn=None, *, is_discrete=NotImplemented, event_dim=NotImplemented):
        super().__init__(fn)
        self.is_discrete = is_discrete
        self.event_dim = event_dim

    def __call__(self, fn):
        return _DependentProperty(fn, is_discrete=self.is_discrete, event_dim=self.event_dim)

class _Real(Constraint):
    def check(self, value):
        return value == value

class _Boolean(Constraint):
    is_discrete = True

    def check(self, value):
        return (value == 0) | (value == 1)

class _Simplex(Constraint):
    event_dim = 1

    def check(self, value):
        return torch.all(value >= 0, dim=-1) & ((value.sum(-1) - 1).abs() < 1e-6)

class _OneHot(Constraint):
    is_discrete = True
    event_dim = 1

    def check(self, value):
        return ((value == 0) | (value == 1)).all(-1) & value.sum(-1).eq(1)

class _Bounded(Constraint):
    """Constrains to what its bounds allow; shows them."""
    _names = ('lower_bound', 'upper_bound')

    def __init__(self, lower_bound, upper_bound):
        self.lower_bound = lower_bound
        self.upper_bound = upper_bound

    def __repr__(self):
        bounds = ', '.join(f'{name}={getattr(self, name)}' for name in self._names)
        return f'{type(self).__name__[1:]}({bounds})'

class _Interval(_Bounded):
    def check(self, value):
        return (self.lower_bound <= value) & (value <= self.upper_bound)

class _HalfOpenInterval(_Bounded):
    def check(self, value):
        return (self.lower_bound <= value) & (value < self.upper_bound)

class _IntegerInterval(_Interval):
    is_discrete = True

    def check(self, value):
        return (value % 1 == 0) & super().check(value)

class _LowerBounded(_Bounded):
    _names = ('lower_bound',)

    def __init__(self, lower_bound):
        self.lower_bound = lower_bound

class _GreaterThan(_LowerBounded):
    def check(self, value):
        return self.lower_bound < value

class _GreaterThanEq(_LowerBounded):
    def check(self, value):
        return self.lower_bound <= value

class _IntegerGreaterThan(_GreaterThanEq):
    is_discrete = True

    def check(self, value):
        return (value % 1 == 0) & super().check(value)

class _LessThan(_Bounded):
    _names = ('upper_bound',)

    def __init__(self, upper_bound):
        self.upper_bound = upper_bound

    def check(self, value):
        return value < self.upper_bound

class _Multinomial(Constraint):
    is_discrete = True
    event_dim = 1

    def __init__(self, upper_bound):
        self.upper_bound = upper_bound

    def check(self, x):
        return (x >= 0).all(dim=-1) & (x.sum(dim=-1) <= self.upper_bound)

class _LowerTriangular(Constraint):
    event_dim = 2

    def check(self, value):
        return (value.tril() == value).flatten(-2).min(-1)[0]

class _LowerCholesky(_LowerTriangular):
    def check(self, value):
        return super().check(value) & (value.diagonal(dim1=-2, dim2=-1) > 0).min(-1)[0]

class _CorrCholesky(_LowerCholesky):
    def check(self, value):
        tolerance = torch.finfo(value.dtype).eps * value.size(-1) * 10
        unit_norm = (torch.linalg.norm(value.detach(), dim=-1) - 1).abs().le(tolerance).all(dim=-1)
        return super().check(value) & unit_norm

class _Square(Constraint):
    event_dim = 2

    def check(self, value):
        return torch.full(value.shape[:-2], value.shape[-2] == value.shape[-1], dtype=torch.bool)

class _Symmetric(_Square):
    def check(self, value):
        square = super().check(value)
        return torch.isclose(value, value.mT, atol=1e-6).all(-2).all(-1) if square.all() else square

class _PositiveSemidefinite(_Symmetric):
    def check(self, value):
        symmetric = super().check(value)
        return torch.linalg.eigvalsh(value).ge(0).all(-1) if symmetric.all() else symmetric

class _PositiveDefinite(_Symmetric):
    def check(self, value):
        symmetric = super().check(value)
        return torch.linalg.eigvalsh(value).gt(0).all(-1) if symmetric.all() else symmetric

class _IndependentConstraint(Constraint):
    """Makes the last dimensions of a batch a part of the event, which is valid if all of it is."""
    def __init__(self, base_constraint, reinterpreted_batch_ndims):
        self.base_constraint = base_constraint
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims

    @property
    def is_discrete(self):
        return self.base_constraint.is_discrete

    @property
    def event_dim(self):
        return self.base_constraint.event_dim + self.reinterpreted_batch_ndims

    def check(self, value):
        result = self.base_constraint.check(value)
        if result.dim() < self.reinterpreted_batch_ndims:
            expected = self.base_constraint.event_dim + self.reinterpreted_batch_ndims
            raise ValueError(f'Expected value.dim() >= {expected} but got {value.dim()}')
        return result.flatten(result.dim() - self.reinterpreted_batch_ndims).all(-1)

    def __repr__(self):
        return f'{type(self).__name__[1:]}({self.base_constraint!r}, {self.reinterpreted_batch_ndims})'

class MixtureSameFamilyConstraint(Constraint):
    """What all components of a mixture allow, along the dimension of the components."""
    def __init__(self, base_constraint):
        self.base_constraint = base_constraint

    @property
    def is_discrete(self):
        return self.base_constraint.is_discrete

    @property
    def event_dim(self):
        return self.base_constraint.event_dim

    def check(self, value):
        valid = self.base_constraint.check(value.unsqueeze(-1 - self.event_dim))
        return valid.flatten(value.dim() - self.event_dim).all(-1)

    def __repr__(self):
        return f'{type(self).__name__}({self.base_constraint!r})'

class _Parts(Constraint):
    """Constraints of the parts that a value has along one dimension."""
    @property
    def is_discrete(self):
        return any(constraint.is_discrete for constraint in self.cseq)

    @property
    def event_dim(self):
        return max(constraint.event_dim for constraint in self.cseq)

class _Cat(_Parts):
    def __init__(self, cseq, dim=0, lengths=None):
        self.cseq = list(cseq)
        self.lengths = [1] * len(self.cseq) if lengths is None else list(lengths)
        self.dim = dim

    def check(self, value):
        parts = value.split(self.lengths, self.dim)
        return torch.cat([constraint.check(part) for constraint, part in zip(self.cseq, parts)], self.dim)

class _Stack(_Parts):
    def __init__(self, cseq, dim=0):
        self.cseq = list(cseq)
        self.dim = dim

    def check(self, value):
        parts = value.unbind(self.dim)
        return torch.stack([constraint.check(part) for constraint, part in zip(self.cseq, parts)], self.dim)

dependent = _Dependent()

dependent_property = _DependentProperty

independent = _IndependentConstraint

boolean = _Boolean()

one_hot = _OneHot()

nonnegative_integer = _IntegerGreaterThan(0)

positive_integer = _IntegerGreaterThan(1)

integer_interval = _IntegerInterval

real = _Real()

real_vector = independent(real, 1)

positive = _GreaterThan(0.0)

nonnegative = _GreaterThanEq(0.0)

greater_than = _GreaterThan

greater_than_eq = _GreaterThanEq

less_than = _LessThan

multinomial = _Multinomial

unit_interval = _Interval(0.0, 1.0)

interval = _Interval

half_open_interval = _HalfOpenInterval

simplex = _Simplex()

lower_triangular = _LowerTriangular()

lower_cholesky = _LowerCholesky()

corr_cholesky = _CorrCholesky()

square = _Square()

symmetric = _Symmetric()

positive_semidefinite = _PositiveSemidefinite()

positive_definite = _PositiveDefinite()

cat = _Cat

stack = _Stack

"""#)
