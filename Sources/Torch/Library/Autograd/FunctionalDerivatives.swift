/// `torch.autograd.functional`: Jacobians, Hessians and their products with vectors.
let functionalDerivativesSource = LibraryText("torch.autograd.functional", #"""
def _as_tensors(values, what, function):
    """The tensors given, and whether they came in a tuple."""
    is_tuple = isinstance(values, tuple)
    tensors = values if is_tuple else (values,)
    for index, value in enumerate(tensors):
        if not isinstance(value, torch.Tensor):
            place = f'value at index {index} has' if is_tuple else f'given {what} has'
            raise TypeError(
                f'The {what} given to {function} must be either a Tensor or a tuple of Tensors but the {place} type '
                f'{type(value)}.')
    return tensors, is_tuple

def _fresh(inputs, create_graph):
    """Copies to differentiate by; with `create_graph` gradients go on to the inputs."""
    return tuple(
        x.view_as(x) if create_graph and x.requires_grad else x.detach().requires_grad_() for x in inputs)

def _finished(tensors, create_graph):
    return tuple(x if create_graph else x.detach() for x in tensors)

def _unpacked(tensors, is_tuple):
    return tuple(tensors) if is_tuple else tensors[0]

def _gradients(outputs, inputs, vectors, create_graph, strict=False, what='output'):
    """The gradients of outputs that have any, zeros for inputs that take no part."""
    used = [(y, v) for y, v in zip(outputs, vectors) if y is not None and y.requires_grad]
    grads = (None,) * len(inputs)
    if used:
        grads = torch.autograd.grad(
            [y for y, v in used], inputs, [v for y, v in used], create_graph=create_graph, retain_graph=True,
            allow_unused=True)
    for index, grad in enumerate(grads):
        if strict and grad is None:
            raise RuntimeError(
                f'The {what} of the user-provided function is independent of input {index}. This is not allowed in '
                'strict mode.')
    return tuple(torch.zeros_like(x) if g is None else g for g, x in zip(grads, inputs))

def _check_vector(vector, others, is_tuple):
    if len(vector) != len(others):
        if is_tuple:
            raise RuntimeError(
                f'v is a tuple of invalid length: should be {len(others)} but got {len(vector)}.')
        raise RuntimeError('The given v should contain a single Tensor.')
    for index, (v, other) in enumerate(zip(vector, others)):
        if v.size() != other.size():
            place = f'Entry {index} in ' if is_tuple else ''
            raise RuntimeError(
                f'{place}v has invalid size: should be {other.size()} but got {v.size()}.')

def _vector(v, others, is_tuple, function):
    if v is None:
        if len(others) != 1 or others[0].numel() != 1:
            what = {
                'vjp': 'the user-provided function returns a single Tensor with a single element.',
                'jvp': 'the input to the user-provided function is a single Tensor with a single element.'}
            raise RuntimeError('The vector v can only be None if ' + what.get(function, what['jvp']))
        return tuple(torch.ones_like(other) for other in others)
    vector, _ = _as_tensors(v, 'v', function)
    vector = tuple(x.detach() for x in vector)
    _check_vector(vector, others, is_tuple)
    return vector

def vjp(func, inputs, v=None, create_graph=False, strict=False):
    """Compute the dot product between a vector ``v`` and the Jacobian of the given function at the point given by the inputs."""
    with torch.enable_grad():
        inputs, is_inputs_tuple = _as_tensors(inputs, 'inputs', 'vjp')
        inputs = _fresh(inputs, create_graph)
        outputs, is_outputs_tuple = _as_tensors(func(*inputs), 'outputs of the user-provided function', 'vjp')
        vector = _vector(v, outputs, is_outputs_tuple, 'vjp')
        result = _gradients(outputs, inputs, vector, create_graph, strict)
    return (
        _unpacked(_finished(outputs, create_graph), is_outputs_tuple),
        _unpacked(_finished(result, create_graph), is_inputs_tuple))

def _pushed(outputs, inputs, vector, create_graph, strict=False):
    """The Jacobian times a vector: the derivative of vector-Jacobian products by their vectors."""
    dummies = tuple(torch.zeros_like(y, requires_grad=True) for y in outputs)
    products = _gradients(outputs, inputs, dummies, True, strict)
    return _gradients(products, dummies, vector, create_graph)

def jvp(func, inputs, v=None, create_graph=False, strict=False):
    """Compute the dot product between the Jacobian of the given function at the point given by the inputs and a vector ``v``."""
    with torch.enable_grad():
        inputs, is_inputs_tuple = _as_tensors(inputs, 'inputs', 'jvp')
        vector = _vector(v, inputs, is_inputs_tuple, 'jvp')
        inputs = _fresh(inputs, create_graph)
        outputs, is_outputs_tuple = _as_tensors(func(*inputs), 'outputs of the user-provided function', 'jvp')
        result = _pushed(outputs, inputs, vector, create_graph, strict)
    return (
        _unpacked(_finished(outputs, create_graph), is_outputs_tuple),
        _unpacked(_finished(result, create_graph), is_outputs_tuple))

def _rows(output, inputs, create_graph, strict):
    """For each input the derivative of an output, in the sizes of both."""
    rows = [[] for _ in inputs]
    for place in range(output.numel()):
        seed = torch.zeros_like(output)
        seed.view(-1)[place] = 1
        for row, grad in zip(rows, _gradients((output,), inputs, (seed,), create_graph, strict)):
            row.append(grad)
    return tuple(
        torch.stack(row, 0).view(output.size() + x.size()) if row else torch.zeros(output.size() + x.size())
        for row, x in zip(rows, inputs))

def jacobian(func, inputs, create_graph=False, strict=False, vectorize=False, strategy='reverse-mode'):
    """Compute the Jacobian of a given function."""
    with torch.enable_grad():
        inputs, is_inputs_tuple = _as_tensors(inputs, 'inputs', 'jacobian')
        inputs = _fresh(inputs, create_graph)
        outputs, is_outputs_tuple = _as_tensors(func(*inputs), 'outputs of the user-provided function', 'jacobian')
        result = [_finished(_rows(y, inputs, create_graph, strict), create_graph) for y in outputs]
    return _unpacked([_unpacked(row, is_inputs_tuple) for row in result], is_outputs_tuple)

def _check_scalar(output, function):
    _, is_tuple = _as_tensors(output, 'outputs of the user-provided function', function)
    if is_tuple:
        raise RuntimeError(f'The function given to {function} should return a single Tensor')
    if output.numel() != 1:
        raise RuntimeError(
            f'The Tensor returned by the function given to {function} should contain a single element')
    return output.reshape(()) if output.dim() else output

def hessian(func, inputs, create_graph=False, strict=False, vectorize=False, outer_jacobian_strategy='reverse-mode'):
    """Compute the Hessian of a given scalar function."""
    inputs, is_inputs_tuple = _as_tensors(inputs, 'inputs', 'hessian')
    def gradient(*args):
        output = _check_scalar(func(*args), 'hessian')
        return _gradients((output,), args, (torch.ones_like(output),), True, strict)
    rows = jacobian(gradient, inputs, create_graph, strict)
    return _unpacked([_unpacked(row, is_inputs_tuple) for row in rows], is_inputs_tuple)

def vhp(func, inputs, v=None, create_graph=False, strict=False):
    """Compute the dot product between vector ``v`` and Hessian of a  given scalar function at a specified point."""
    with torch.enable_grad():
        inputs, is_inputs_tuple = _as_tensors(inputs, 'inputs', 'vhp')
        vector = _vector(v, inputs, is_inputs_tuple, 'vhp')
        inputs = _fresh(inputs, create_graph)
        output = _check_scalar(func(*inputs), 'vhp')
        gradient = _gradients((output,), inputs, (torch.ones_like(output),), True, strict)
        result = _gradients(gradient, inputs, vector, create_graph, strict)
    return (
        _finished((output,), create_graph)[0], _unpacked(_finished(result, create_graph), is_inputs_tuple))

def hvp(func, inputs, v=None, create_graph=False, strict=False):
    """Compute the dot product between the scalar function's Hessian and a vector ``v`` at a specified point."""
    with torch.enable_grad():
        inputs, is_inputs_tuple = _as_tensors(inputs, 'inputs', 'hvp')
        vector = _vector(v, inputs, is_inputs_tuple, 'hvp')
        inputs = _fresh(inputs, create_graph)
        output = _check_scalar(func(*inputs), 'hvp')
        gradient = _gradients((output,), inputs, (torch.ones_like(output),), True, strict)
        result = _pushed(gradient, inputs, vector, create_graph)
    return (
        _finished((output,), create_graph)[0], _unpacked(_finished(result, create_graph), is_inputs_tuple))

"""#)

/// `torch.func`: functions that give derivatives of functions, and mapping over a dimension.
let functionTransformsSource = LibraryText("torch.func", #"""
_functools = __import__('functools')

def _mapped(function, value):
    """A function applied to the tensors in tuples, lists and dicts."""
    if isinstance(value, torch.Tensor):
        return function(value)
    if isinstance(value, dict):
        return {key: _mapped(function, item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)([_mapped(function, item) for item in value])
    return value

def _leaves(value):
    found = []
    _mapped(found.append, value)
    return found

def _rebuilt(value, leaves):
    leaves = iter(leaves)
    return _mapped(lambda _: next(leaves), value)

def _watched(x):
    return x.view_as(x) if x.requires_grad else x.detach().requires_grad_()

def _reaches_others(tensors, own):
    """Whether the history of tensors begins at other leaves than our own."""
    own = set(own)
    nodes = [x.grad_fn for x in tensors if x.grad_fn is not None]
    seen = set(nodes)
    while nodes:
        node = nodes.pop()
        variable = getattr(node, 'variable', None)
        if variable is not None and variable not in own:
            return True
        for following, _ in node.next_functions:
            if following is not None and following not in seen:
                seen.add(following)
                nodes.append(following)
    return False

def _settled(value, own):
    """Results without the history that only differentiation needed."""
    tensors = _leaves(value)
    fresh = [x for x in own if x.grad_fn is None]
    if len(fresh) == len(own) and not _reaches_others(tensors, fresh):
        return _mapped(lambda x: x.detach(), value)
    return value

def grad_and_value(func, argnums=0, has_aux=False):
    """Returns a function to compute a tuple of the gradient and primal, or forward, computation."""
    numbers = (argnums,) if isinstance(argnums, int) else tuple(argnums)
    def wrapper(*args, **kwargs):
        args = list(args)
        with torch.enable_grad():
            for number in numbers:
                args[number] = _mapped(_watched, args[number])
            output = func(*args, **kwargs)
            aux = None
            if has_aux:
                output, aux = output
            if not isinstance(output, torch.Tensor):
                raise RuntimeError(
                    f'grad_and_value(f)(*args): Expected f(*args) to return a Tensor, got {type(output)}')
            if output.dim() != 0:
                raise RuntimeError(
                    'grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with '
                    f'{output.dim()} dims. Maybe you wanted to use the vjp or jacrev APIs instead?')
            own = [leaf for number in numbers for leaf in _leaves(args[number])]
            grads = _zero_filled(output, own)
        grads = iter(grads)
        result = tuple(_mapped(lambda _: next(grads), args[number]) for number in numbers)
        result = _settled(result[0] if isinstance(argnums, int) else result, own)
        output = _settled(output, own)
        return (result, (output, aux)) if has_aux else (result, output)
    return wrapper

def _zero_filled(output, inputs, vector=None):
    if not output.requires_grad:
        return [torch.zeros_like(x) for x in inputs]
    grads = torch.autograd.grad(output, inputs, vector, create_graph=True, allow_unused=True)
    return [torch.zeros_like(x) if g is None else g for g, x in zip(grads, inputs)]

def grad(func, argnums=0, has_aux=False):
    """Returns a function that computes the gradient of ``func`` with respect to the input(s) specified by ``argnums``."""
    both = grad_and_value(func, argnums, has_aux)
    def wrapper(*args, **kwargs):
        result, value = both(*args, **kwargs)
        return (result, value[1]) if has_aux else result
    return wrapper

def _others(value):
    """What is no tensor in tuples, lists and dicts."""
    if isinstance(value, (dict, tuple, list)):
        items = value.values() if isinstance(value, dict) else value
        return [other for item in items for other in _others(item)]
    return [] if isinstance(value, torch.Tensor) else [value]

def _check_outputs(output):
    """Refuses results that have no derivatives."""
    others = _others(output)
    if output is None or not others and not _leaves(output):
        raise RuntimeError(
            f'vjp(f, *primals): Expected f to be a function that has non-empty output (got output = {others})')
    if others:
        raise RuntimeError(
            'vjp(f, *primals): expected f(*primals) to return only tensors, got unsupported type '
            f'{type(others[0])}')

def vjp(func, *primals, has_aux=False):
    """Returns a tuple containing the results of ``func`` applied to ``primals`` and a function for vector-Jacobian products."""
    with torch.enable_grad():
        watched = _mapped(_watched, primals)
        output = func(*watched)
        aux = None
        if has_aux:
            output, aux = output
        _check_outputs(output)
    own = _leaves(watched)
    def pull(*cotangents):
        outputs = _leaves(output)
        vectors = _leaves(cotangents)
        grads = torch.autograd.grad(
            outputs, own, vectors, retain_graph=True, create_graph=True, allow_unused=True)
        grads = [torch.zeros_like(x) if g is None else g for g, x in zip(grads, own)]
        result = _settled(_rebuilt(watched, grads), own)
        return result
    shown = _settled(output, own)
    return (shown, pull, aux) if has_aux else (shown, pull)

def jvp(func, primals, tangents, *, strict=False, has_aux=False):
    """Returns a tuple containing the output of ``func(*primals)`` and the Jacobian-vector product."""
    with torch.enable_grad():
        watched = _mapped(_watched, primals)
        output = func(*watched)
        aux = None
        if has_aux:
            output, aux = output
        own, outputs = _leaves(watched), _leaves(output)
        pushed = torch.autograd.functional._pushed(outputs, own, _leaves(tangents), True)
    result = _settled(output, own), _settled(_rebuilt(output, pushed), own)
    return result + (aux,) if has_aux else result

def jacrev(func, argnums=0, *, has_aux=False, chunk_size=None, _preallocate_and_copy=False):
    """Computes the Jacobian of ``func`` with respect to the arg(s) at index ``argnum`` using reverse mode."""
    numbers = (argnums,) if isinstance(argnums, int) else tuple(argnums)
    def wrapper(*args, **kwargs):
        args = list(args)
        with torch.enable_grad():
            for number in numbers:
                args[number] = _mapped(_watched, args[number])
            output = func(*args, **kwargs)
            aux = None
            if has_aux:
                output, aux = output
            _check_outputs(output)
            own = [leaf for number in numbers for leaf in _leaves(args[number])]
            def rows(y):
                parts = iter(torch.autograd.functional._rows(y, own, True, False))
                result = tuple(_mapped(lambda _: next(parts), args[number]) for number in numbers)
                return result[0] if isinstance(argnums, int) else result
            result = _settled(_mapped(rows, output), own)
        return (result, aux) if has_aux else result
    return wrapper

jacfwd = jacrev

def hessian(func, argnums=0):
    """Computes the Hessian of ``func`` with respect to the arg(s) at index ``argnum``."""
    return jacrev(jacrev(func, argnums), argnums)

def _batch_size(args, in_dims):
    sizes = [leaf.size(dim) for arg, dim in zip(args, in_dims) if dim is not None for leaf in _leaves(arg)]
    if not sizes:
        raise ValueError('vmap: at least one input must be mapped over')
    if len(set(sizes)) > 1:
        raise ValueError(
            f'vmap: Expected all tensors to have the same size in the mapped dimension, got sizes {sizes} for the '
            'mapped dimension')
    return sizes[0]

def _check_mapped(output, func):
    others = _others(output)
    if not others:
        return
    name = getattr(func, '__name__', None)
    if name is None:
        partial = isinstance(func, _functools.partial)
        name = f'functools.partial({func.func.__name__}, ...)' if partial else repr(func)
    raise ValueError(
        f'vmap({name}, ...): `{name}` must only return Tensors, got type {type(others[0])}. Did you mean to set '
        'out_dims= to None for output?')

def vmap(func, in_dims=0, out_dims=0, randomness='error', *, chunk_size=None):
    """vmap is the vectorizing map; ``vmap(func)`` returns a new function that maps ``func`` over some dimension."""
    def wrapper(*args, **kwargs):
        dims = (in_dims,) * len(args) if in_dims is None or isinstance(in_dims, int) else tuple(in_dims)
        results = []
        for index in range(_batch_size(args, dims)):
            part = [
                arg if dim is None else _mapped(lambda x: x.select(dim, index), arg) for arg, dim in zip(args, dims)]
            results.append(func(*part, **kwargs))
            _check_mapped(results[-1], func)
        columns = zip(*[_leaves(result) for result in results])
        outs = iter(out_dims) if isinstance(out_dims, tuple) else None
        stacked = [torch.stack(column, out_dims if outs is None else next(outs)) for column in columns]
        return _rebuilt(results[0], stacked)
    return wrapper

def functional_call(module, parameter_and_buffer_dicts, args=None, kwargs=None, *, tie_weights=True, strict=False):
    """Performs a functional call on the module by replacing the module parameters and buffers with the provided ones."""
    given = parameter_and_buffer_dicts
    given = [given] if isinstance(given, dict) else given
    replaced = []
    args = () if args is None else args if isinstance(args, tuple) else (args,)
    try:
        for values in given:
            for path, value in values.items():
                owner, _, name = path.rpartition('.')
                owner = module.get_submodule(owner)
                table = owner._parameters if name in owner._parameters else owner._buffers
                replaced.append((table, name, table[name]))
                table[name] = value
        return module(*args, **(kwargs or {}))
    finally:
        for table, name, value in reversed(replaced):
            table[name] = value

def stack_module_state(models):
    """Prepares a list of torch.nn.Modules for ensembling with :func:`vmap`."""
    def stacked(kind):
        tables = [dict(getattr(model, kind)()) for model in models]
        return {name: torch.stack([table[name].detach() for table in tables]).requires_grad_(
            tables[0][name].requires_grad) for name in tables[0]}
    return stacked('named_parameters'), stacked('named_buffers')

"""#)
