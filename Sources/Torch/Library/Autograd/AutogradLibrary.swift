/// `torch.autograd`: custom functions, checks of gradients, anomaly mode.
let autogradSources = [
  LibraryText("torch.autograd.variable", variableText),
  LibraryText("torch.autograd.function", functionText),
  LibraryText("torch.autograd", modeText + gradientCheckText),
]

private let variableText = #"""
class VariableMeta(type):
    def __instancecheck__(cls, other):
        return isinstance(other, torch.Tensor)

    def __call__(cls, data=None, requires_grad=False, volatile=False, **others):
        for name in others:
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        if volatile:
            torch._warn('volatile was removed and now has no effect. Use `with torch.no_grad():` instead.')
        if data is None:
            data = torch.empty(0)
        if not isinstance(data, torch.Tensor):
            raise TypeError(f'Variable data has to be a tensor, but got {type(data).__name__}')
        return data.detach().requires_grad_(requires_grad)

class Variable(metaclass=VariableMeta):
    """The class of tensors before PyTorch 0.4; calls make tensors."""

"""#

private let functionText = #"""
class FunctionCtx:
    """What `forward` leaves for `backward`."""
    materialize_grads = True

    def save_for_backward(self, *tensors):
        """Save given tensors for a future call to :func:`~Function.backward`."""
        for tensor in tensors:
            if tensor is not None and not isinstance(tensor, torch.Tensor):
                raise TypeError(
                    f'save_for_backward can only save variables, but argument {tensors.index(tensor)} is of type '
                    f'{type(tensor).__name__}')
        self.to_save = tensors

    def save_for_forward(self, *tensors):
        """Accepted; forward mode is not used."""

    @property
    def saved_tensors(self):
        return _saved_tensors(self)

    @property
    def saved_variables(self):
        return _saved_tensors(self)

    def mark_dirty(self, *args):
        """Mark given tensors as modified in an in-place operation."""
        self.dirty_tensors = args

    def mark_non_differentiable(self, *args):
        """Mark outputs as non-differentiable."""
        self.non_differentiable = args

    def set_materialize_grads(self, value):
        """Set whether to materialize grad tensors."""
        self.materialize_grads = value

    to_save = dirty_tensors = non_differentiable = ()

class Function:
    """Base class to create custom `autograd.Function`."""
    def __init__(self, *args, **kwargs):
        torch._warn(
            f'{type(self)} should not be instantiated. Methods on autograd functions are all static, so you should '
            'invoke them on the class itself. Instantiating an autograd function will raise an error in a future '
            'version of PyTorch.', DeprecationWarning)

    def __call__(self, *args, **kwargs):
        raise RuntimeError(
            'Legacy autograd function with non-static forward method is deprecated. Please use new-style autograd '
            'function with static forward method. (Example: '
            'https://pytorch.org/docs/stable/autograd.html#torch.autograd.Function)')

    @staticmethod
    def forward(*args, **kwargs):
        """Define the forward of the custom autograd Function."""
        raise NotImplementedError('You must implement the forward function for custom autograd.Function.')

    @staticmethod
    def setup_context(ctx, inputs, output):
        """Leave for the backward pass what it needs."""
        raise NotImplementedError('setup_context is not implemented.')

    @staticmethod
    def backward(ctx, *grad_outputs):
        """Define a formula for differentiating the operation with backward mode automatic differentiation."""
        raise NotImplementedError(
            'You must implement either the backward or vjp method for your custom autograd.Function to use it with '
            'backward mode AD.')

    vjp = backward

    @classmethod
    def apply(cls, *args, **kwargs):
        ctx = FunctionCtx()
        ctx.needs_input_grad = tuple(isinstance(arg, torch.Tensor) and arg.requires_grad for arg in args)
        has_setup = cls.setup_context is not Function.setup_context
        before = torch.is_grad_enabled()
        torch._set_grad_enabled(False)
        try:
            if has_setup:
                output = cls.forward(*args, **kwargs)
                cls.setup_context(ctx, args, output)
            else:
                output = cls.forward(ctx, *args, **kwargs)
        finally:
            torch._set_grad_enabled(before)
        return _record_function(cls, ctx, args, output)

def once_differentiable(fn):
    """Marks a backward whose results cannot be differentiated."""
    def wrapper(ctx, *args):
        with torch.no_grad():
            outputs = fn(ctx, *args)
        if not torch.is_grad_enabled() or not any(isinstance(arg, torch.Tensor) and arg.requires_grad for arg in args):
            return outputs
        def refuse(*grads):
            raise RuntimeError(
                'trying to differentiate twice a function that was marked with @once_differentiable')
        results = outputs if isinstance(outputs, tuple) else (outputs,)
        fresh = [result if result is None else result.detach() for result in results]
        sources = [arg for arg in args if isinstance(arg, torch.Tensor)]
        for result in fresh:
            if result is not None:
                torch._record_backward('torch::autograd::Error', sources, result, refuse)
        return tuple(fresh) if isinstance(outputs, tuple) else fresh[0]
    return wrapper

"""#

private let modeText = #"""
class set_detect_anomaly:
    """Context-manager that sets the anomaly detection for the autograd engine on or off."""
    def __init__(self, mode, check_nan=True):
        self._before = _anomaly_mode()
        _set_anomaly_mode(mode, check_nan)

    def __enter__(self):
        pass

    def __exit__(self, *args):
        _set_anomaly_mode(*self._before)

class detect_anomaly(set_detect_anomaly):
    """Context-manager that enable anomaly detection for the autograd engine."""
    def __init__(self, check_nan=True):
        self._before = _anomaly_mode()
        self._check_nan = check_nan
        torch._warn(
            'Anomaly Detection has been enabled. This mode will increase the runtime and should only be enabled for '
            'debugging.')

    def __enter__(self):
        _set_anomaly_mode(True, self._check_nan)

no_grad = torch.no_grad

enable_grad = torch.enable_grad

set_grad_enabled = torch.set_grad_enabled

inference_mode = torch.inference_mode

def is_anomaly_enabled():
    return _anomaly_mode()[0]

"""#

private let gradientCheckText = #"""
class GradcheckError(RuntimeError):
    """Error raised by :func:`gradcheck` and :func:`gradgradcheck`."""

def _checked_tensors(values):
    return [value for value in values if isinstance(value, torch.Tensor) and value.requires_grad]

def _outputs(func, inputs):
    outputs = func(*inputs)
    outputs = outputs if isinstance(outputs, (tuple, list)) else (outputs,)
    return [output for output in outputs if isinstance(output, torch.Tensor) and output.is_floating_point()]

def _numerical_jacobian(func, inputs, target, number, eps):
    """The derivative of an output by central differences: a row for each number of the input."""
    rows = []
    flat = target.detach().reshape(-1) if target.is_contiguous() else target.data.view(-1)
    for place in range(flat.numel()):
        before = flat[place].item()
        flat[place] = before + eps
        above = _outputs(func, inputs)[number].detach().clone().reshape(-1)
        flat[place] = before - eps
        below = _outputs(func, inputs)[number].detach().clone().reshape(-1)
        flat[place] = before
        rows.append((above - below) / (2 * eps))
    return torch.stack(rows) if rows else torch.zeros(0)

def _analytical_jacobian(output, target):
    columns = []
    for place in range(output.numel()):
        seed = torch.zeros_like(output)
        seed.view(-1)[place] = 1
        grad, = torch.autograd.grad(output, target, seed, retain_graph=True, allow_unused=True)
        columns.append(torch.zeros(target.numel(), dtype=target.dtype) if grad is None else grad.reshape(-1))
    return torch.stack(columns, 1)

def gradcheck(func, inputs, *, eps=1e-06, atol=1e-05, rtol=0.001, raise_exception=True, nondet_tol=0.0, check_undefined_grad=True, check_grad_dtypes=False, check_batched_grad=False, check_batched_forward_grad=False, check_forward_ad=False, check_backward_ad=True, fast_mode=False, masked=None):
    """Check gradients computed via small finite differences against analytical gradients."""
    try:
        return _compare_jacobians(func, inputs, eps, atol, rtol)
    except GradcheckError:
        if raise_exception:
            raise
        return False

def _compare_jacobians(func, inputs, eps, atol, rtol):
    inputs = inputs if isinstance(inputs, (tuple, list)) else (inputs,)
    targets = _checked_tensors(inputs)
    if not targets:
        raise ValueError(
            'gradcheck expects at least one input tensor to require gradient, but none of the them have '
            'requires_grad=True.')
    for number, target in enumerate(inputs):
        if isinstance(target, torch.Tensor) and target.requires_grad and target.dtype != torch.float64:
            torch._warn(
                f'Input #{number} requires gradient and is not a double precision floating point or complex. This '
                'check will likely fail if all the inputs are not of double precision floating point or complex. ')
    outputs = _outputs(func, inputs)
    for j, output in enumerate(outputs):
        if not output.requires_grad:
            continue
        for i, target in enumerate(targets):
            analytical = _analytical_jacobian(output, target)
            numerical = _numerical_jacobian(func, inputs, target, j, eps)
            if not torch.allclose(analytical, numerical, rtol, atol):
                raise GradcheckError(
                    f'Jacobian mismatch for output {j} with respect to input {i},\n'
                    f'numerical:{numerical}\nanalytical:{analytical}\n')
    return True

def gradgradcheck(func, inputs, grad_outputs=None, *, eps=1e-06, atol=1e-05, rtol=0.001, gen_non_contig_grad_outputs=False, raise_exception=True, nondet_tol=0.0, check_undefined_grad=True, check_grad_dtypes=False, check_batched_grad=False, check_fwd_over_rev=False, check_rev_over_rev=True, fast_mode=False, masked=False):
    """Check gradients of gradients computed via small finite differences against analytical gradients."""
    inputs = inputs if isinstance(inputs, (tuple, list)) else (inputs,)
    outputs = _outputs(func, inputs)
    if grad_outputs is None:
        seeds = tuple(torch.randn_like(output).requires_grad_() for output in outputs)
    else:
        seeds = grad_outputs if isinstance(grad_outputs, (tuple, list)) else (grad_outputs,)
    count = len(inputs)
    def gradients(*args):
        args, seeds = args[:count], args[count:]
        targets = _checked_tensors(args)
        results = torch.autograd.grad(
            _outputs(func, args), targets, seeds, create_graph=True, allow_unused=True)
        return tuple(result for result in results if result is not None)
    return gradcheck(
        gradients, tuple(inputs) + tuple(seeds), eps=eps, atol=atol, rtol=rtol, raise_exception=raise_exception)

"""#
