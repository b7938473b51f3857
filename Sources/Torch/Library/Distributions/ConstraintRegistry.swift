/// Which transform leads from all real numbers to what a constraint allows.
let constraintRegistry = [
  LibraryText("torch.distributions.constraint_registry", constraintRegistryText),
]

private let constraintRegistryText = #"""
class ConstraintRegistry:
    """Registry to link constraints to transforms."""
    def __init__(self):
        self._registry = {}

    def register(self, constraint, factory=None):
        """Registers a :class:`Constraint` subclass in this registry."""
        if factory is None:
            return lambda factory: self.register(constraint, factory)
        kind = constraint if isinstance(constraint, type) else type(constraint)
        if not issubclass(kind, Constraint):
            raise TypeError(
                f'Expected constraint to be either a Constraint subclass or instance, but got {constraint}')
        self._registry[kind] = factory
        return factory

    def __call__(self, constraint):
        """Looks up a transform to constrained space, given a constraint object."""
        try:
            factory = self._registry[type(constraint)]
        except KeyError:
            raise NotImplementedError(
                f'Cannot transform {type(constraint).__name__} constraints') from None
        return factory(constraint)

def _to_independent(registry):
    return lambda constraint: IndependentTransform(
        registry(constraint.base_constraint), constraint.reinterpreted_batch_ndims)

def _to_lower_bound(constraint):
    return ComposeTransform([ExpTransform(), AffineTransform(constraint.lower_bound, 1)])

def _to_upper_bound(constraint):
    return ComposeTransform([ExpTransform(), AffineTransform(constraint.upper_bound, -1)])

def _to_interval(constraint):
    lower, upper = constraint.lower_bound, constraint.upper_bound
    if isinstance(lower, (int, float)) and isinstance(upper, (int, float)) and lower == 0 and upper == 1:
        return SigmoidTransform()
    return ComposeTransform([SigmoidTransform(), AffineTransform(lower, upper - lower)])

def _registry(rows):
    registry = ConstraintRegistry()
    common = [
        (constraints.real, lambda constraint: identity_transform), (constraints.independent, _to_independent(registry)),
        (constraints.greater_than, _to_lower_bound), (constraints.greater_than_eq, _to_lower_bound),
        (constraints.less_than, _to_upper_bound), (constraints.interval, _to_interval),
        (constraints.half_open_interval, _to_interval)]
    for constraint, factory in common + rows:
        registry.register(constraint, factory)
    return registry

biject_to = _registry([(constraints.simplex, lambda constraint: StickBreakingTransform())])

transform_to = _registry([
    (constraints.simplex, lambda constraint: SoftmaxTransform()),
    (constraints.lower_cholesky, lambda constraint: LowerCholeskyTransform()),
    (constraints.positive_definite, lambda constraint: PositiveDefiniteTransform())])

"""#
